"""The code of a function in both languages, cut from the files themselves."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from typing import Any

import pyjuliann.nn
from pyjuliann.bridge.machine.folders import julia_sources


def python_code(function: str) -> str:
    """Return the Python code of an nn function, without its docstring and without ``@contract``.

    Parameters
    ----------
    function : str
        A public name, or ``module.name`` for a function inside.

    Examples
    --------
    >>> print(python_code("ones_array"))
    def ones_array(size: Size) -> Float64[np.ndarray, "*size"]:
        return np.ones(size)
    """
    text = inspect.getsource(_python_function(function))
    definition = ast.parse(text).body[0]
    lines = text.splitlines()
    documented = [node for node in ast.walk(definition) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for node in sorted(documented, key=lambda node: node.lineno, reverse=True):
        if ast.get_docstring(node) is not None:
            docstring = node.body[0]
            del lines[docstring.lineno - 1 : docstring.end_lineno]
    if isinstance(definition, ast.FunctionDef):
        del lines[: definition.lineno - 1]  # its decorators
    return "\n".join(lines).rstrip()


def julia_code(function: str) -> str:
    """Return the Julia code of an nn function without its docstring: all its methods.

    Parameters
    ----------
    function : str
        A public name, or ``stem.name`` for a function inside, whose file the stem is.

    Raises
    ------
    LookupError
        If the file does not define it.
    """
    stem, _, name = function.rpartition(".")
    stem = stem or _python_function(name).__module__.rpartition(".")[2]
    escaped = re.escape(name)
    # Top-level code is not indented, so a block runs to the first "end" at the start of a line.
    block = rf"^(?:@inline )?function {escaped}[({{].*?^end$"
    one_line = rf"^(?:@inline )?{escaped}\([^\n]*\)[^\n=]* =(?: [^\n]*)?(?:\n[ \t]+[^\n]*)*"
    found = re.findall(rf"{block}|{one_line}", _julia_file(stem), re.MULTILINE | re.DOTALL)
    if not found:
        raise LookupError(f"no function {name} in julia/src/{stem}.jl")
    return "\n\n".join(found)


def _python_function(function: str) -> Any:
    module, _, name = function.rpartition(".")
    return getattr(import_module(f"pyjuliann.nn.{module}") if module else pyjuliann.nn, name)


@cache
def _julia_file(stem: str) -> str:
    return (julia_sources() / "src" / f"{stem}.jl").read_text(encoding="utf-8")
