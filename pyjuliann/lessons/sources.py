"""The code of a function in both languages, cut from the files themselves: its mathematics, with the contract apart.

What is asked of the arguments becomes one line that holds for both languages, and what is left checks nothing: no
docstring, no annotations, no ``@contract``; checks that no annotation can say become a comment that counts their lines.
"""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from textwrap import dedent
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import pyjuliann.nn
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.lessons.model import Lesson


def codes(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Yield the functions of a lesson, by their names in Python and in Julia, each followed by what it calls."""
    inside = list(lesson.inside)
    for function in lesson.functions:
        following = [(function, function)]
        while following:
            python, julia = following.pop(0)
            yield python, julia
            called = _called(python_code(python) if python else "") | _called(julia_code(julia) if julia else "")
            found = [pair for pair in inside if called & {name.rpartition(".")[2] for name in pair if name}]
            inside = [pair for pair in inside if pair not in found]
            following[:0] = found
    yield from inside


def _called(code: str) -> set[str]:
    return set(re.findall(r"\w+!?", code))


@cache
def python_code(function: str) -> str:
    """Return the Python code of an nn function that computes.

    Parameters
    ----------
    function : str
        A public name, or ``module.name`` for a function inside.

    Examples
    --------
    >>> print(python_code("dense_forward"))
    def dense_forward(x, w, b):
        return x @ w + b
    """
    text = dedent(inspect.getsource(_python_function(function)))
    lines, definition = text.splitlines(), ast.parse(text).body[0]
    changes = sorted(_changes(definition, text), key=lambda change: change.first)
    for first, last, instead in reversed(changes):
        lines[first - 1 : last] = instead
    return re.sub(r"( # checks: .*\n)\n", r"\1", "\n".join(lines).rstrip())  # the blank line after them goes too


@cache
def julia_code(function: str) -> str:
    """Return the Julia code of an nn function that computes: all its methods.

    Parameters
    ----------
    function : str
        A public name, or ``stem.name`` for a function inside, whose file the stem is.

    Raises
    ------
    LookupError
        If the file does not define it.
    """
    return "\n\n".join("\n".join(_without_checks(method.splitlines())) for method in _julia_methods(function))


def whole_codes(python: str, julia: str) -> tuple[str, str]:
    """Return the code of a function in both languages as it is in the files: with its contract and all its checks.

    Parameters
    ----------
    python, julia : str
        As `codes` yields them; "" where a language has no such function, and then no code.
    """
    return (
        dedent(inspect.getsource(_python_function(python))).rstrip() if python else "",
        "\n\n".join(_julia_methods(julia)) if julia else "",
    )


def contract_terms(function: str) -> list[str]:
    """Return what an nn function asks of its arguments, a term each, and what it returns; none for a function inside.

    Examples
    --------
    >>> contract_terms("dense_forward")
    ['x (h, m)', 'w (m, n)', 'b (1, n)', '→ (h, n)']
    """
    if "." in function:
        return []
    found = _python_function(function)
    said = {
        name: _term(kind, found.__annotations__[name])
        for name, kind in get_type_hints(found, include_extras=True).items()
    }
    result = said.pop("return", "")
    terms = [name if term.lower() == name else f"{name} {term}" for name, term in said.items() if term]
    return [*terms, f"→ {result}"] if terms and "(" in result else terms


_NUMBERS = {int: "Int", float: "Real"}
"""How Julia's contract says a number."""


def _term(kind: Any, written: str = "") -> str:
    """Return an annotation as a reader of formulas writes it: sizes in brackets, the kind where it is not Real.

    What is `written` as the name of something else is said by that name. "" where there is nothing to say.
    """
    parts = [part for part in get_args(kind) if part is not ...]
    if get_origin(kind) in (Union, UnionType):
        return " or ".join(filter(None, map(_term, parts)))
    if get_origin(kind) is tuple:
        terms = [_term(part) for part in parts]
        if not any("(" in term for term in terms):
            return ""
        text = ", ".join(term or "…" for term in terms)
        return f"({text}, …)" if ... in get_args(kind) else text
    array, *checks = parts if get_origin(kind) is Annotated else (kind,)
    if hasattr(array, "dim_str"):
        element = array.__name__.partition("[")[0]
        called = [getattr(check, "__name__", "") for check in checks]
        words = [name.removeprefix("check_") for name in called if name.startswith("check_")]
        size = f"({', '.join(array.dim_str.split())})"
        return " ".join([*([] if element == "Real" else [element]), size, *words])
    inner = _term(array) if checks else ""
    if "(" in inner:
        return inner
    return written if checks and written.isidentifier() else _NUMBERS.get(array, "")


# ---------------------------------------------------------------- Python


class _Change(NamedTuple):
    """Lines of a source, counted from 1, and what stands there instead."""

    first: int
    last: int
    instead: list[str]


def _changes(definition: ast.stmt, text: str) -> Iterator[_Change]:
    for node in ast.walk(definition):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first, *rest = node.body
            if ast.get_docstring(node) is not None:
                blank = isinstance(node, ast.ClassDef) and bool(rest)  # the line between docstring and body
                yield _Change(first.lineno, rest[0].lineno - 1 if blank else first.end_lineno or 0, [])
        if isinstance(node, ast.FunctionDef):
            above = [decorator.lineno for decorator in node.decorator_list]
            indent = " " * node.col_offset
            signature = f"{indent}def {node.name}({', '.join(_parameters(node.args, text))}):"
            yield _Change(min([node.lineno, *above]), _end_of_signature(node, text), [signature])
            yield from _checks(node)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            line = text.splitlines()[node.lineno - 1]
            kept = f"{line[: _column(line, node.target.end_col_offset)]} = "
            kept += line[_column(line, node.value.col_offset) :]
            yield _Change(node.lineno, node.lineno, [kept])


def _column(line: str, offset: int | None) -> int:
    """Return where a column of the syntax tree, counted in bytes, is in a line."""
    return len(line.encode()[:offset].decode())


def _parameters(arguments: ast.arguments, text: str) -> Iterator[str]:
    """Yield the parameters of a function as they are written, without annotations."""
    positional = [*arguments.posonlyargs, *arguments.args]
    needed = len(positional) - len(arguments.defaults)
    for place, argument in enumerate(positional):
        default = arguments.defaults[place - needed] if place >= needed else None
        yield argument.arg + (f"={ast.get_source_segment(text, default)}" if default else "")
    if arguments.vararg:
        yield f"*{arguments.vararg.arg}"
    elif arguments.kwonlyargs:
        yield "*"
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield argument.arg + (f"={ast.get_source_segment(text, default)}" if default else "")


def _end_of_signature(node: ast.FunctionDef, text: str) -> int:
    lines = iter(text.splitlines(keepends=True)[node.lineno - 1 :])
    tokens = tokenize.generate_tokens(io.StringIO("".join(lines)).readline)
    return node.lineno - 1 + next(token.end[0] for token in tokens if token.type == tokenize.NEWLINE)


def _checks(function: ast.FunctionDef) -> Iterator[_Change]:
    """Yield a comment for each run of statements that only check, or only give a name to what is checked."""
    kept = [statement for statement in function.body if not _is_check(statement)]
    while len(fewer := [part for part in kept if not _is_for_checks(part, kept)]) < len(kept):
        kept = fewer
    run: list[ast.stmt] = []
    for statement in (*function.body, None):
        if statement is not None and statement not in kept:
            run.append(statement)
        elif run:
            first, last = run[0].lineno, run[-1].end_lineno or 0
            yield _Change(first, last, [_counted(last - first + 1, " " * run[0].col_offset)])
            run = []


def _is_for_checks(statement: ast.stmt, kept: Sequence[ast.stmt]) -> bool:
    """Whether it gives a name to something that only checks read."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            others = (node for other in kept if other is not statement for node in ast.walk(other))
            return not any(isinstance(node, ast.Name) and node.id == name for node in others)
    return False


def _is_check(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id=called))):
            return called.startswith(("check_", "_check_"))
        case ast.If(body=[*_, ast.Raise()], orelse=[]):
            return True
        case ast.For(body=body) | ast.If(body=body, orelse=[]):
            return all(map(_is_check, body))
    return False


def _counted(lines: int, indent: str) -> str:
    return f"{indent}# checks: {lines} line{'s' * (lines > 1)}"


def _python_function(function: str) -> Any:
    module, _, name = function.rpartition(".")
    stem, _, owner = module.partition(".")
    holder = import_module(f"pyjuliann.nn.{stem}") if stem else pyjuliann.nn
    return inspect.unwrap(getattr(getattr(holder, owner) if owner else holder, name))


# ---------------------------------------------------------------- Julia


def _julia_methods(function: str) -> list[str]:
    stem, _, name = function.rpartition(".")
    stem = stem or _python_function(name).__module__.rpartition(".")[2]
    escaped = re.escape(name)
    # Top-level code is not indented, so a block runs to the first "end" at the start of a line.
    block = rf"^(?:@inline )?function {escaped}[({{].*?^end$"
    one_line = rf"^(?:@inline )?{escaped}\([^\n]*\)[^\n=]* =(?: [^\n]*)?(?:\n[ \t]+[^\n]*)*"
    found = re.findall(rf"{block}|{one_line}", _julia_file(stem), re.MULTILINE | re.DOTALL)
    if not found:
        raise LookupError(f"no function {name} in julia/src/{stem}.jl")
    return found


_CONTRACT = re.compile(r"    @(contract\b|nospecialize$)")
_CHECK = re.compile(r"\s+(?:_?check_\w+\(|throw\(|refuse\w*\(|.* (?:\|\||&&) (?:throw|refuse\w*|_?check_\w+)\()")


def _without_checks(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a method without its contract, with a comment for each run of statements that only check."""
    statements = [statement for statement in _statements(lines, 4) if not _CONTRACT.match(statement[0])]
    kept = [statement for statement in statements if not _is_julia_check(statement, 4)]
    while len(fewer := [part for part in kept if not _is_for_julia_checks(part, kept)]) < len(kept):
        kept = fewer
    run = 0
    for statement in statements:
        if statement not in kept:
            run += len(statement)
            continue
        if run:
            yield _counted(run, "    ")
            run = 0
        yield from statement


def _is_for_julia_checks(statement: Sequence[str], kept: Sequence[Sequence[str]]) -> bool:
    """Whether it gives a name to something that only checks read, and is not what the function returns."""
    name = re.match(r"    (\w+) = ", statement[0])
    if name is None or statement in kept[-2:]:
        return False
    others = "\n".join(line for other in kept if other is not statement for line in other)
    return not re.search(rf"\b{name[1]}\b", others)


def _statements(lines: Sequence[str], indent: int) -> Iterator[list[str]]:
    """Yield the statements that start at an indent, each with what belongs to it, and lines outside one by one."""
    statement: list[str] = []
    for line in lines:
        deeper = len(line) - len(line.lstrip()) > indent
        if statement and not deeper and not re.match(r" +(end|else|elseif|[\])])", line):
            yield statement
            statement = []
        statement.append(line)
    if statement:
        yield statement


def _is_julia_check(statement: Sequence[str], indent: int) -> bool:
    first, *inner = statement
    if _CHECK.match(first):
        return True
    if not re.match(r"\s+(if|for) ", first) or any(re.match(rf" {{{indent}}}else", line) for line in inner):
        return False
    parts = list(_statements(inner[:-1], indent + 4))
    return bool(re.match(r"\s+throw\(", parts[-1][0])) or all(_is_julia_check(part, indent + 4) for part in parts)


@cache
def _julia_file(stem: str) -> str:
    return (julia_sources() / "src" / f"{stem}.jl").read_text(encoding="utf-8")
