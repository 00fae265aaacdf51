"""Functions as code to paste into Python."""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np


def is_callable_class(cls: type) -> bool:
    """Return whether the instances of a class can be called."""
    return any("__call__" in vars(base) for base in cls.__mro__)


def callable_code(function: Callable[..., Any]) -> tuple[list[str], str]:
    """Return the imports that a function's code needs, and the code: its name, or a lambda's own source.

    Examples
    --------
    >>> callable_code(np.linalg.norm), callable_code(math.hypot)
    (([], 'np.linalg.norm'), (['from math import hypot'], 'hypot'))
    """
    if isinstance(function, functools.partial):
        imports, inner = callable_code(function.func)
        given = [inner, *map(repr, function.args), *(f"{name}={value!r}" for name, value in function.keywords.items())]
        return ["from functools import partial", *imports], f"partial({', '.join(given)})"
    name = getattr(function, "__qualname__", "") or getattr(function, "__name__", "")
    module = getattr(function, "__module__", "") or ""
    if name.endswith("<lambda>"):
        return [], f"({_lambda_source(function)})"
    if module == "numpy" or (module.startswith("numpy.") and not module.startswith("numpy._")):
        return [], f"np.{'.'.join([*module.split('.')[1:], name])}"
    if not name or "<locals>" in name:
        return [], name.rpartition(".")[2] or "function"
    if isinstance(function, np.ufunc):
        return [], f"np.{name}"
    if module in {"", "__main__", "builtins"}:
        return [], name
    return [f"from {module} import {name.split('.')[0]}"], name


def _lambda_source(function: Callable[..., Any]) -> str:
    """Return a lambda's own code, or a word in its place where it cannot be told from others."""
    try:
        lines, _ = inspect.getsourcelines(function)
        text = textwrap.dedent("".join(lines))
        tree = ast.parse(text) if _parses(text) else ast.parse(f"({text.strip().rstrip(',')})")
    except (OSError, TypeError, SyntaxError):
        return "function"
    code = getattr(function, "__code__", None)
    arguments = list(code.co_varnames[: code.co_argcount]) if code else []
    found = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Lambda) and [a.arg for a in node.args.args] == arguments
    ]
    return found[0] if len(found) == 1 else "function"


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
