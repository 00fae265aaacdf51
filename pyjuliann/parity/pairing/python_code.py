"""A Python function's source: where it stands, what of its file it calls, and the same function with a change in it."""

from __future__ import annotations

import ast
import copy
import inspect
import io
import linecache
import re
import sysconfig
import tokenize
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any, Final

import numpy as np

Definition = ast.FunctionDef | ast.Lambda
_INSTALLED: Final = [sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")]
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line as Python's parser counts them: a form feed begins none."""


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
    bound : tuple
        The object that it is a method of, where it is bound to one.
    """

    function: FunctionType
    path: str
    text: str
    tree: ast.Module
    node: Definition
    bound: tuple[Any, ...] = ()

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
                if isinstance(value, FunctionType) and _is_of(value.__code__, own[name], self.path):
                    found[name] = (value, own[name])
                    left.append(own[name])
        return found

    @property
    def places(self) -> list[ast.AST]:
        """The definitions in which a change may stand: bodies, and defaults of arguments."""
        return [self.node, *(node for _, node in self.callees.values())]

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
            return self._bind(eval(compile(expression, self.path, "eval"), space))  # noqa: S307
        assert isinstance(tree, ast.FunctionDef)
        module = ast.fix_missing_locations(ast.Module([_undecorated(tree)], []))
        exec(compile(module, self.path, "exec"), space)  # noqa: S102 - the user's own code, with one change
        return self._bind(space[tree.name] if root is self.node else _moved(self.function, space))

    def _bind(self, function: Callable[..., Any]) -> Callable[..., Any]:
        return partial(function, *self.bound) if self.bound else function

    def edited(self, root: ast.AST, old: ast.AST, new: ast.AST, tree: ast.AST) -> str:
        """Return the file's text with a change in it; only what parses to the changed code will do."""
        goal = ast.dump(_without_dropped(tree))
        for text in self._candidates(old, new):
            try:
                again = ast.parse(text)
            except (SyntaxError, ValueError):
                continue
            if any(
                type(n) is type(root) and _start(n) == _start(root) and ast.dump(n) == goal for n in ast.walk(again)
            ):
                return text
        return ""

    def _candidates(self, old: ast.AST, new: ast.AST) -> Iterator[str]:
        lines = _LINE.findall(self.text)
        if isinstance(old, ast.stmt):
            first, last = _whole_lines(old)
            if is_dropped(new):
                yield "".join(lines[:first] + lines[last:])
            elif hasattr(new, "lineno"):  # the line that follows: the two change places, what is between them stays
                below, end = _whole_lines(new)
                yield "".join(
                    lines[:first] + lines[below:end] + lines[last:below] + lines[first:last] + lines[end:]
                )  # fmt: skip
        if isinstance(old, ast.Call) and isinstance(new, ast.Call) and _same_arguments(old, new):
            old, new = old.func, new.func  # a call over many lines keeps its form
        start, end = _offset(lines, old, "lineno", "col_offset"), _offset(lines, old, "end_lineno", "end_col_offset")
        words = _words(new)
        for put in (words, f"({words})"):
            yield self.text[:start] + put + self.text[end:]

    def segment(self, node: ast.AST) -> str:
        """Return the words of a node, on one line."""
        return " ".join((ast.get_source_segment(self.text, node) or ast.unparse(node)).split())

    def written(self, old: ast.AST, new: ast.AST) -> tuple[str, str]:
        """Return the words before and after a change."""
        if is_dropped(new):
            return self.segment(old), ""
        if isinstance(new, ast.stmt) and hasattr(new, "lineno"):
            return f"{self.segment(old)}; {self.segment(new)}", f"{self.segment(new)}; {self.segment(old)}"
        return self.segment(old), _words(new)


def is_installed(path: Path) -> bool:
    """Whether a file is part of an installed package, or of the standard library."""
    return any(path.is_relative_to(folder) for folder in _INSTALLED)


def _same_arguments(one: ast.Call, other: ast.Call) -> bool:
    parts = [[*call.args, *call.keywords] for call in (one, other)]
    return list(map(ast.dump, parts[0])) == list(map(ast.dump, parts[1]))


def _words(node: ast.AST) -> str:
    """Return the code of a node, also of one that stands between brackets only, such as ``:, 0``."""
    if isinstance(node, ast.Tuple) and any(isinstance(x, ast.Slice) for x in node.elts):
        return ", ".join(map(ast.unparse, node.elts))
    return ast.unparse(node)


def dropped() -> ast.Pass:
    """Return what stands for a statement that is left out."""
    node = ast.Pass()
    node.is_dropped = True  # type: ignore[attr-defined]
    return node


def is_dropped(node: ast.AST) -> bool:
    """Return whether a node stands for a statement that is left out."""
    return getattr(node, "is_dropped", False)


def _without_dropped(tree: ast.AST) -> ast.AST:
    if not any(map(is_dropped, ast.walk(tree))):
        return tree
    tree = copy.deepcopy(tree)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and len(body) > 1:
            node.body = [statement for statement in body if not is_dropped(statement)]  # type: ignore[attr-defined]
    return tree


def _whole_lines(node: Any) -> tuple[int, int]:
    """Return the number of the first line of a statement, from 0, and of the first after it."""
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)]) - 1, node.end_lineno


def python_code(function: Any) -> PythonCode | None:
    """Return the source of a function; None where it has none, as one in C, is not the user's own, or was edited."""
    function = inspect.unwrap(function) if callable(function) else function
    bound: tuple[Any, ...] = ()
    if isinstance(function, MethodType):
        function, bound = inspect.unwrap(function.__func__), (function.__self__,)
    if not is_users(function):
        return None  # nobody mends NumPy, or the standard library
    code = function.__code__
    text = _text_of(code.co_filename, function.__globals__)
    try:
        tree = ast.parse(text)
        whole = compile(tree, code.co_filename, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    if not any(_is_same(inner, code) for inner in _codes_in(whole)):
        return None  # the file has been edited
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _is_of(code, node, code.co_filename):
            return PythonCode(function, code.co_filename, text, tree, node, bound)
    lambdas = [n for n in ast.walk(tree) if isinstance(n, ast.Lambda) and n.lineno == code.co_firstlineno]
    for node in lambdas:
        if code.co_name == "<lambda>" and (len(lambdas) == 1 or _covers(code, node.body)):
            return PythonCode(function, code.co_filename, text, tree, node, bound)
    return None


def is_users(function: Any) -> bool:
    """Return whether a function is written in Python, and not in an installed package."""
    function = inspect.unwrap(function) if callable(function) else function
    function = getattr(function, "__func__", function)
    return isinstance(function, FunctionType) and not is_installed(Path(function.__code__.co_filename))


def place_of(function: Any) -> tuple[str, int] | None:
    """Return the file and the first line of a function or class; None where there is none, as of one in C."""
    if isinstance(function, type):
        try:
            return str(Path(inspect.getfile(function)).absolute()), inspect.findsource(function)[1] + 1
        except (OSError, TypeError):
            return None
    while isinstance(function, partial):
        function = function.func
    try:
        function = inspect.unwrap(function)
    except ValueError:  # it wraps itself
        return None
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    if not isinstance(code, CodeType) or not Path(code.co_filename).is_file():
        return None
    return str(Path(code.co_filename).absolute()), code.co_firstlineno


def _text_of(path: str, space: dict[str, Any]) -> str:
    """Return a file's text as it is, with its own ends of lines; of what is no file, what was typed."""
    try:
        data = Path(path).read_bytes()
        return data.decode(tokenize.detect_encoding(io.BytesIO(data).readline)[0])
    except (OSError, SyntaxError, ValueError):
        return "".join(linecache.getlines(path, space))


def _is_of(code: CodeType, node: ast.FunctionDef, path: str) -> bool:
    """Return whether code is what stands at a definition's place."""
    first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
    return (code.co_name, code.co_firstlineno, code.co_filename) == (node.name, first, path)


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes_in(inner)


def _is_same(one: CodeType, other: CodeType) -> bool:
    """Return whether two pieces of code do the same; one in which pytest has rewritten its asserts is not looked at."""
    if "@pytest_ar" in other.co_names:
        return (one.co_name, one.co_firstlineno) == (other.co_name, other.co_firstlineno)
    return _facts(one) == _facts(other)


def _facts(code: CodeType) -> tuple[Any, ...]:
    constants = [_facts(value) if isinstance(value, CodeType) else repr(value) for value in code.co_consts]
    return code.co_name, code.co_code, code.co_varnames, code.co_names, constants


def _covers(code: CodeType, node: ast.expr) -> bool:
    """Return whether a node is what code was made from."""
    places = [(line, column, end, last) for line, end, column, last in code.co_positions() if column != last]
    start = min(((line or 0, column or 0) for line, column, _, _ in places), default=None)
    stop = max(((end or 0, last or 0) for _, _, end, last in places), default=None)
    return (start, stop) == ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))


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
