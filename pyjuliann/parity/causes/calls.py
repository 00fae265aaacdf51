"""Causes that show in how a call ends: exceptions, warnings, shared or changed memory, results that cannot cross."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.typed import MISSING
from pyjuliann.language import phrase
from pyjuliann.parity.causes.cause import detail_if
from pyjuliann.parity.causes.evidence import Evidence
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.python_side import as_numbers
from pyjuliann.wording import method_hint


def _julia_raised(e: Evidence, error: str, more: Callable[[CaseResult], Any] = bool) -> bool:
    """Whether in all differing cases Julia alone raised this error, and something else holds; twice at least."""
    failing = [r for r in e.failing if r.aspect == "error"]
    return len(failing) >= 2 and all(r.julia.error == error and not r.python.error and more(r) for r in failing)


def _numbers_of(values: Iterable[Any]) -> list[np.ndarray[Any, Any]]:
    found = (as_numbers(v) for v in values)
    return [x for x in found if x is not None]


def _has_nan(value: Any) -> bool:
    numbers = _numbers_of(value if isinstance(value, (tuple, list)) else [value])
    with np.errstate(all="ignore"):
        return any(bool(np.isnan(x).any()) for x in numbers if x.dtype.kind in "fc")


def _arguments(r: CaseResult) -> list[np.ndarray[Any, Any]]:
    return _numbers_of(r.case.arguments)


def domain(e: Evidence) -> str | None:
    """Find a DomainError where Python gives NaN."""
    fits = _julia_raised(e, "DomainError", lambda r: _has_nan(r.python.value))
    return detail_if(fits, "outside its domain Python gives NaN, Julia raises")


def integer_power(e: Evidence) -> str | None:
    """Find a DomainError of integers alone."""

    def negative(r: CaseResult) -> bool:
        given = _arguments(r)
        integers = len(given) > 1 and all(x.dtype.kind in "iu" for x in given)
        # Python's power is a number; what is NaN there was outside of a domain.
        return integers and any(bool((x < 0).any()) for x in given) and not _has_nan(r.python.value)

    return detail_if(_julia_raised(e, "DomainError", negative), "an integer to a negative power")


def division_by_zero(e: Evidence) -> str | None:
    """Find a zero among the arguments, and an error on one side."""

    def divides(r: CaseResult) -> bool:
        return any(x.size > 0 and bool((x == 0).any()) for x in _arguments(r))

    if _julia_raised(e, "DivideError", divides):
        return "an integer divided by zero: Python returns, Julia raises"
    failing = [r for r in e.failing if r.aspect == "error"]
    python_alone = len(failing) >= 2 and all(
        r.python.error == "ZeroDivisionError" and r.julia.returned and divides(r) for r in failing
    )
    return detail_if(python_alone, "Python's own numbers raise, Julia gives infinity or NaN")


def inexact(e: Evidence) -> str | None:
    """Find an InexactError where Python gives an integer."""
    return detail_if(
        _julia_raised(e, "InexactError", lambda r: any(x.dtype.kind in "iub" for x in _numbers_of([r.python.value]))),
        "Python cuts off what does not fit, Julia raises",
    )


def empty(e: Evidence) -> str | None:
    """Find an argument without elements, and an error on one side."""
    failing = [r for r in e.failing if r.aspect == "error"]
    return detail_if(
        len(failing) >= 2 and all(any(x.size == 0 for x in _arguments(r)) for r in failing),
        "of no elements: one side returns, the other raises",
    )


def nan_refused(e: Evidence) -> str | None:
    """Find an ArgumentError where an argument has NaN."""
    return detail_if(
        _julia_raised(e, "ArgumentError", lambda r: any(map(_has_nan, r.case.arguments))), "Julia refuses NaN here"
    )


def other_types(e: Evidence) -> str | None:
    """Find a MethodError for a list, a dict or an integer, where Julia has the method for other types."""
    hints = {method_hint(r.julia.error, r.julia.message) for r in e.failing}
    if not _julia_raised(e, "MethodError") or "" in hints or len(hints) != 1:
        return None
    return phrase("{}, or arguments= that convert", hints.pop())


def asks_for_zero(e: Evidence) -> bool:
    """Whether on every differing case Julia was asked for an element at index 0."""
    return _julia_raised(e, "BoundsError", lambda r: re.search(r"at index \[([^]]*, ?)?0\b", r.julia.message))


def always_zero(e: Evidence) -> list[int]:
    """Return the places of integer arguments that have a 0 in every failing case."""

    def zero(x: Any) -> bool:
        numbers = as_numbers(x)
        return numbers is not None and numbers.dtype.kind in "iu" and bool(np.any(numbers == 0))

    width = min((len(r.case.arguments) for r in e.failing), default=0)
    return [k for k in range(width) if all(zero(r.case.arguments[k]) for r in e.failing)]


def out_of_bounds(e: Evidence) -> str | None:
    """Find a BoundsError on every differing case; at index 0 it is the index base that is wrong, not the end."""
    return detail_if(
        _julia_raised(e, "BoundsError") and not asks_for_zero(e),
        "an index beyond the end, 0 or negative: slices clamp and negative indices count from the end in Python alone",
    )


def string_index(e: Evidence) -> str | None:
    """Find a StringIndexError on every differing case."""
    return detail_if(_julia_raised(e, "StringIndexError"), "Julia's index falls inside a character")


def singular(e: Evidence) -> str | None:
    """Find an error about a singular matrix on one side."""
    failing = [r for r in e.failing if r.aspect == "error"]
    errors = {"SingularException", "LAPACKException", "LinAlgError", "PosDefException"}
    return detail_if(
        len(failing) >= 2 and all({r.python.error, r.julia.error} & errors for r in failing),
        "one side raises for a singular matrix, the other returns",
    )


def broadcast_refused(e: Evidence) -> str | None:
    """Tell by the length of a vector beside a matrix which side raises."""
    failing = [r for r in e.failing if r.aspect == "error"]

    def told_apart(r: CaseResult) -> bool:
        matrices = [x for x in _arguments(r) if x.ndim == 2]
        vectors = [x for x in _arguments(r) if x.ndim == 1]
        if len(matrices) != 1 or len(vectors) != 1:
            return False
        (rows, columns), n = matrices[0].shape, vectors[0].size
        if r.python.error:
            return n == rows != columns and r.julia.returned
        return n == columns != rows and r.julia.error == "DimensionMismatch"

    return detail_if(
        len(failing) >= 2 and all(map(told_apart, failing)), "one side alone takes a vector of this length"
    )


def view(e: Evidence) -> str | None:
    """Find which side alone gives a view."""

    def who(r: CaseResult) -> str:
        return "Python" if r.python.aliases else "Julia"

    sides = {who(r) for r in e.failing}
    if len(e.failing) < 2 or len(sides) != 1:
        return None
    side = sides.pop()
    return phrase("{}'s result is a view of an argument, the other's a copy", phrase(side))


def in_place(e: Evidence) -> str | None:
    """Find which side alone changes an argument."""
    sides = {("Python" if r.python.changed else "") + ("Julia" if r.julia.changed else "") for r in e.failing}
    if len(e.failing) < 2 or len(sides) != 1 or sides == {"PythonJulia"}:
        return None
    return phrase("{} works in place", phrase(sides.pop()))


def forgotten_dot(e: Evidence) -> str | None:
    """Give Julia's code a dot where it assigns to an argument that Python fills: `du .= …` in place of `du = …`."""
    slots = {tuple(r.python.changed) for r in e.failing if not r.julia.changed}
    if len(e.failing) < 2 or len(slots) != 1 or any(r.julia.changed for r in e.failing):
        return None
    (place, *more), (before, own, after) = slots.pop(), julia_text(e.pair)
    head = _HEAD.search(own)
    if more or head is None or not isinstance(place, int):
        return None
    names = [re.split("::|=", given)[0].strip() for given in re.split("[,;]", head.group(1) or head.group(2))]
    name = names[place] if place < len(names) else ""
    body, count = re.subn(rf"(?<![\w.!]){re.escape(name)}\s*=(?![=>])", f"{name} .=", own[head.end() :])
    if not name or not count:
        return None
    results = e.run_code(f"{before}{own[: head.end()]}{body}{after}\n{e.pair.julia.text if before or after else ''}")
    if not results or any(r.differences for r in results):
        return None
    return phrase("`{} = …` binds the name anew, `{} .= …` fills argument {}", name, name, place + 1)


_HEAD: Final = re.compile(r"\(([^()]*)\)|^\s*(\w+)\s*->")


def julia_text(pair: Pair) -> tuple[str, str, str]:
    """Return the text of a pair's Julia function, between what stands before and after it in its file."""
    julia = pair.julia
    if julia.kind != "file":
        return "", julia.text if julia.kind == "code" else "", ""
    text, name = Path(julia.path).read_text(encoding="utf-8"), re.escape(julia.text.rpartition(".")[2])
    start = re.search(rf"^[ \t]*(?:@\w+ )*(?:function )?{name}\(", text, re.MULTILINE)
    if start is None:
        return text, "", ""
    rest = text[start.start() :]
    end = re.search(r"^end\b.*\n?" if "function " in start.group() else r"\n(?!\s)", rest, re.MULTILINE)
    length = end.end() if end else len(rest)
    return text[: start.start()], rest[:length], rest[length:]


def cartesian(e: Evidence) -> str | None:
    """Find a CartesianIndex in Julia's result, which has no counterpart."""
    return detail_if(
        len(e.failing) >= 2 and all("CartesianIndex" in r.julia.unsupported for r in e.failing),
        "Julia gives a Cartesian index, Python a flat one",
    )


def missing_value(e: Evidence) -> str | None:
    """Find `missing` in Julia's results alone."""
    alone = all(_has_missing(s.julia) and not _has_missing(s.python) for s in e.differing)
    return detail_if(len(e.differing) >= 2 and alone, "Julia gives missing")


def _has_missing(value: Any) -> bool:
    if isinstance(value, np.ma.MaskedArray):
        return np.ma.is_masked(value)
    objects = isinstance(value, np.ndarray) and value.dtype.hasobject
    return value is MISSING or (objects and any(x is MISSING for x in value.flat))


def warns(e: Evidence) -> str | None:
    """Find which side alone warns."""
    python = {bool(r.python.warnings) for r in e.failing}
    if len(e.failing) < 2 or len(python) != 1:
        return None
    return phrase("{} alone warns", phrase("Python" if python.pop() else "Julia"))
