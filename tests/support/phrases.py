"""Every English phrase that a module says, found in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

BUILDERS = ("phrase", "as_phrase", "joined", "listing")
HELP = ("help", "description", "epilog", "title", "usage")


def templates(source: str) -> set[str]:
    """Return the templates of a module: what `phrase`, or a `Words`, is called with, directly or by a name."""
    tree = ast.parse(source)
    assigned = _assigned(tree)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    given = (node.args[0] for node in calls if node.func.id in BUILDERS and node.args)  # type: ignore[attr-defined]
    return {text for node in given for text in _constants(node, assigned, frozenset()) if has_words(text)}


def helps(source: str) -> set[str]:
    """Return what a module gives `argparse` to show; of an f-string, which no table can have, its source."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [word.value for node in calls for word in node.keywords if word.arg in HELP]
    given += [node.args[3] for node in calls if ast.unparse(node.func) == "command" and len(node.args) > 3]
    sets = (node for node in ast.walk(tree) if isinstance(node, ast.Assign))
    given += [
        node.value for node in sets if isinstance(node.targets[0], ast.Attribute) and node.targets[0].attr in HELP
    ]
    assigned = _assigned(tree)
    found = {text for node in given for text in _constants(node, assigned, frozenset()) if has_words(text)}
    return found | {ast.unparse(node) for node in given if isinstance(node, ast.JoinedStr | ast.BinOp)}


def details(source: str) -> set[str]:
    """Return what the functions of causes return: whole sentences of what was found."""
    tree = ast.parse(source)
    assigned = _assigned(tree)
    causes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.args.args
        and ast.unparse(node.returns or ast.Constant("")) == "str | None"
    ]
    given = [node.value for cause in causes for node in ast.walk(cause) if isinstance(node, ast.Return) and node.value]
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    given += [node.args[1] for node in calls if node.func.id == "detail_if" and len(node.args) > 1]  # type: ignore[attr-defined]
    return {text for node in given for text in _constants(node, assigned, frozenset()) if has_words(text)}


def labels(source: str) -> set[str]:
    """Return the first parts of the tuples that a module's functions yield or return."""
    tree = ast.parse(source)
    said = [node.value for node in ast.walk(tree) if isinstance(node, ast.Yield | ast.Return)]
    said += [node.elt for node in ast.walk(tree) if isinstance(node, ast.GeneratorExp)]
    firsts = (value.elts[0] for value in said if isinstance(value, ast.Tuple))
    return {text for node in firsts for text in _constants(node, {}, frozenset()) if has_words(text)}


def texts_in(table: object) -> set[str]:
    """Return the texts in a constant: itself, or the values of a dict, the parts of a tuple."""
    if isinstance(table, str):
        return {table} if has_words(table) else set()
    parts: Iterable[object] = table.values() if isinstance(table, dict) else table  # type: ignore[assignment]
    return set().union(*map(texts_in, parts))


def has_words(phrase: str) -> bool:
    """Whether there is something to translate besides what is filled in, and units."""
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"\{[^{}]*\}|ULP", "", phrase)))


def _assigned(tree: ast.Module) -> dict[str, list[ast.AST]]:
    """Return what names are assigned, anywhere in a module."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and node.value is not None:  # type: ignore[attr-defined]
                found.setdefault(target.id, []).append(node.value)  # type: ignore[attr-defined]
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):  # type: ignore[attr-defined]
                for name, value in zip(target.elts, node.value.elts, strict=False):  # type: ignore[attr-defined]
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).append(value)
    loops = [(node.target, node.iter) for node in ast.walk(tree) if isinstance(node, ast.For | ast.comprehension)]
    for target, over in loops:
        for name in ast.walk(target):
            if isinstance(name, ast.Name) and name.id in ("told", "template"):
                found.setdefault(name.id, []).append(over)
    return found


def _constants(node: ast.AST, assigned: dict[str, list[ast.AST]], seen: frozenset[str]) -> Iterator[str]:
    """Yield the texts that an expression may be: not keys, nor what is compared, nor arguments of other calls."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.Name):
        if node.id not in seen:
            for value in assigned.get(node.id, ()):
                yield from _constants(value, assigned, seen | {node.id})
    elif isinstance(node, ast.IfExp):
        yield from (text for part in (node.body, node.orelse) for text in _constants(part, assigned, seen))
    elif isinstance(node, ast.BoolOp):
        yield from (text for part in node.values for text in _constants(part, assigned, seen))
    elif isinstance(node, ast.Subscript):
        yield from _constants(node.value, assigned, seen)
    elif isinstance(node, ast.Dict):
        yield from (text for part in node.values for text in _constants(part, assigned, seen))
    elif isinstance(node, ast.Tuple | ast.List):
        yield from (text for part in node.elts for text in _constants(part, assigned, seen))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("items", "values"):
        yield from _constants(node.func.value, assigned, seen)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        parts = (node.func.value, *node.args[1:])
        yield from (text for part in parts for text in _constants(part, assigned, seen))
