"""Every English phrase that a module says, found in its source."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

_BUILDERS = ("phrase", "words")


def said_by(module: ModuleType) -> set[str]:
    """Return the phrases of a module: sentences, templates, and single words that are told as a phrase or a label."""
    tree = ast.parse(inspect.getsource(module))
    skipped = {id(node) for found in ast.walk(tree) for node in _not_said(found)}
    told = {id(node) for found in ast.walk(tree) for node in _words_of(found)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {
        node.value
        for node in constants
        if id(node) not in skipped and has_words(node.value) and (id(node) in told or " " in node.value.strip())
    }


def has_words(phrase: str) -> bool:
    """Whether there is something to translate besides what is filled in, names and units."""
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"\{[^{}]*\}|ULP", "", phrase)))


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """Yield docstrings, keys, and what is matched or split."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Subscript):
        yield node.slice
    elif isinstance(node, ast.Dict):
        yield from filter(None, node.keys)
    elif isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("search", "match", "partition", "startswith", "removeprefix", "split"):
            yield from node.args
    elif isinstance(node, ast.JoinedStr):
        yield from node.values


def _words_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is told whatever its length: the template of a phrase, a label, what a table of titles says."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BUILDERS and node.args:
        yield from ast.walk(node.args[0])
    elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
        yield from ast.walk(node.value.elts[0])
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield node.value.elts[0]
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id.strip("_").isupper():
        yield from ast.walk(node.value) if node.value else ()
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.IfExp | ast.Tuple):
        yield from ast.walk(node.value)
