"""A Python function's source: where it stands, what of its file it calls, and the same function with a change in it."""

from __future__ import annotations

import ast
import copy
import inspect
import linecache
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

import numpy as np

Definition = ast.FunctionDef | ast.Lambda
_INSTALLED: Final = [sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")]


@dataclass(eq=False)
class PythonCode:
    """The file that a Python function stands in, and the function in it.

    Attributes
    ----------
    function : function
        The function itself.
    path : str
        Its file, or what stands for one at a prompt or in a notebook.
    text : str
        The whole of the file.
    tree : ast.Module
        What the text says.
    node : ast node
        The function's definition in the tree.
    """

    function: FunctionType
    path: str
    text: str
    tree: ast.Module
    node: Definition

    @cached_property
    def callees(self) -> dict[str, tuple[FunctionType, ast.FunctionDef]]:
        """Functions of the same file that the function reaches, by their names."""
        own = {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}
        found: dict[str, tuple[FunctionType, ast.FunctionDef]] = {}
        left: list[ast.AST] = [self.node]
        while left:
            for node in ast.walk(left.pop()):
                name = node.id if isinstance(node, ast.Name) else ""
                value = self.function.__globals__.get(name)
                if name not in own or name in found or own[name] is self.node:
                    continue
                if isinstance(value, FunctionType) and value.__code__.co_filename == self.path:
                    found[name] = (value, own[name])
                    left.append(own[name])
        return found

    @property
    def places(self) -> list[ast.AST]:
        """The definitions in which a change may stand: bodies, and defaults of arguments."""
        return [self.node, *(node for _, node in self.callees.values())]

    @cached_property
    def constants(self) -> list[float]:
        """The numbers that stand in the function's code, and in that of what it calls."""
        return numbers_in(self.places)

    def changed(self, root: ast.AST, tree: ast.AST, **names: Any) -> Callable[..., Any]:
        """Return the function as it is with one of its places, `root`, in another form, which may need more `names`.

        Raises
        ------
        Exception
            Whatever a definition raises that is no longer right.
        """
        space = {**self.function.__globals__, **names}
        space.setdefault("np", np)
        for name, cell in zip(self.function.__code__.co_freevars, self.function.__closure__ or (), strict=True):
            space[name] = cell.cell_contents
        for name, (helper, _) in self.callees.items():
            space[name] = _moved(helper, space)
        if isinstance(tree, ast.Lambda):
            expression = ast.fix_missing_locations(ast.Expression(tree))
            return eval(compile(expression, self.path, "eval"), space)  # type: ignore[no-any-return]  # noqa: S307
        assert isinstance(tree, ast.FunctionDef)
        module = ast.fix_missing_locations(ast.Module([_undecorated(tree)], []))
        exec(compile(module, self.path, "exec"), space)  # noqa: S102 - the user's own code, with one change
        found: FunctionType = space[tree.name] if root is self.node else _moved(self.function, space)
        return found

    def edited(self, root: ast.AST, old: ast.AST, new: ast.AST, tree: ast.AST) -> str:
        """Return the file's text with a change in it; only what parses to the changed code will do."""
        lines = self.text.splitlines(keepends=True)
        start, end = _offset(lines, old, "lineno", "col_offset"), _offset(lines, old, "end_lineno", "end_col_offset")
        goal = ast.dump(tree)
        for put in (ast.unparse(new), f"({ast.unparse(new)})"):
            text = self.text[:start] + put + self.text[end:]
            try:
                again = ast.parse(text)
            except SyntaxError:
                continue
            if any(
                type(n) is type(root) and _start(n) == _start(root) and ast.dump(n) == goal for n in ast.walk(again)
            ):
                return text
        return ""

    def segment(self, node: ast.AST) -> str:
        """Return the words of a node, on one line."""
        return " ".join((ast.get_source_segment(self.text, node) or ast.unparse(node)).split())


def is_installed(path: Path) -> bool:
    """Whether a file is part of an installed package, or of the standard library."""
    return any(path.is_relative_to(folder) for folder in _INSTALLED)


def numbers_in(nodes: Sequence[ast.AST]) -> list[float]:
    """Return the numbers that stand in code, each once."""
    found = [
        node.value
        for root in nodes
        for node in ast.walk(root)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    ]
    return list(dict.fromkeys(found))


def python_code(function: Any) -> PythonCode | None:
    """Return the source of a function; None where it has none, as one in C, or is not the user's own."""
    function = inspect.unwrap(function) if callable(function) else function
    if not isinstance(function, FunctionType):
        return None
    code = function.__code__
    if is_installed(Path(code.co_filename)):
        return None  # nobody mends NumPy, or the standard library
    text = "".join(linecache.getlines(code.co_filename, function.__globals__))
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
            if first == code.co_firstlineno:
                return PythonCode(function, code.co_filename, text, tree, node)
    lambdas = [n for n in ast.walk(tree) if isinstance(n, ast.Lambda) and n.lineno == code.co_firstlineno]
    same = [n for n in lambdas if len(lambdas) == 1 or _compiles_to(n, code)]
    if code.co_name == "<lambda>" and len(same) >= 1:
        return PythonCode(function, code.co_filename, text, tree, same[0])
    return None


def _compiles_to(node: ast.Lambda, code: CodeType) -> bool:
    whole = compile(ast.Expression(node), code.co_filename, "eval")
    inner = next(c for c in whole.co_consts if isinstance(c, CodeType))
    mine, theirs = ((c.co_code, c.co_varnames, c.co_names, repr(_plain(c.co_consts))) for c in (inner, code))
    return mine == theirs


def _plain(constants: Sequence[Any]) -> list[Any]:
    return [value for value in constants if not isinstance(value, CodeType)]


def _moved(function: FunctionType, space: dict[str, Any]) -> FunctionType:
    """Return a function that looks up its names in another space."""
    moved = FunctionType(function.__code__, space, function.__name__, function.__defaults__, function.__closure__)
    moved.__kwdefaults__ = function.__kwdefaults__
    return moved


def _undecorated(node: ast.FunctionDef) -> ast.FunctionDef:
    """Return a definition without decorators and annotations, which may need names that only the file has."""
    arguments = copy.deepcopy(node.args)
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.copy_location(ast.FunctionDef(node.name, arguments, node.body, [], None), node)


def _start(node: Any) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _offset(lines: Sequence[str], node: ast.AST, line: str, column: str) -> int:
    number, offset = getattr(node, line), getattr(node, column)
    inside = lines[number - 1].encode()[:offset].decode()
    return sum(map(len, lines[: number - 1])) + len(inside)
