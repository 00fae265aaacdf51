"""Causes that show in how a call ends: exceptions, warnings, shared or changed memory, results that cannot cross."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from pyjuliann.parity.causes.cause import ERRORS, Cause, said
from pyjuliann.parity.causes.evidence import Evidence
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.python_side import as_numbers


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


def _domain(e: Evidence) -> str | None:
    fits = _julia_raised(e, "DomainError", lambda r: _has_nan(r.python.value))
    return said(fits, "outside its domain Python gives NaN, Julia raises")


def _integer_power(e: Evidence) -> str | None:
    def integers(r: CaseResult) -> bool:
        return len(_arguments(r)) > 1 and all(x.dtype.kind in "iu" for x in _arguments(r))

    return said(_julia_raised(e, "DomainError", integers), "an integer to a negative power")


def _division_by_zero(e: Evidence) -> str | None:
    def divides(r: CaseResult) -> bool:
        return any(x.size > 0 and bool((x == 0).any()) for x in _arguments(r))

    if _julia_raised(e, "DivideError", divides):
        return "an integer divided by zero: Python returns, Julia raises"
    failing = [r for r in e.failing if r.aspect == "error"]
    python_alone = len(failing) >= 2 and all(
        r.python.error == "ZeroDivisionError" and r.julia.returned and divides(r) for r in failing
    )
    return said(python_alone, "Python's own numbers raise, Julia gives infinity or NaN")


def _inexact(e: Evidence) -> str | None:
    return said(
        _julia_raised(e, "InexactError", lambda r: any(x.dtype.kind in "iub" for x in _numbers_of([r.python.value]))),
        "Python cuts off what does not fit, Julia raises",
    )


def _empty(e: Evidence) -> str | None:
    failing = [r for r in e.failing if r.aspect == "error"]
    return said(
        len(failing) >= 2 and all(any(x.size == 0 for x in _arguments(r)) for r in failing),
        "of no elements: one side returns, the other raises",
    )


def _nan_refused(e: Evidence) -> str | None:
    return said(
        _julia_raised(e, "ArgumentError", lambda r: any(map(_has_nan, r.case.arguments))), "Julia refuses NaN here"
    )


def _out_of_bounds(e: Evidence) -> str | None:
    return said(
        _julia_raised(e, "BoundsError"),
        "an index beyond the end, 0 or negative: slices clamp and negative indices count from the end in Python alone",
    )


def _string_index(e: Evidence) -> str | None:
    return said(_julia_raised(e, "StringIndexError"), "Julia's index falls inside a character")


def _singular(e: Evidence) -> str | None:
    failing = [r for r in e.failing if r.aspect == "error"]
    errors = {"SingularException", "LAPACKException", "LinAlgError", "PosDefException"}
    return said(
        len(failing) >= 2 and all({r.python.error, r.julia.error} & errors for r in failing),
        "one side raises for a singular matrix, the other returns",
    )


def _broadcast_refused(e: Evidence) -> str | None:
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

    return said(len(failing) >= 2 and all(map(told_apart, failing)), "one side alone takes a vector of this length")


def _shared(e: Evidence) -> str | None:
    def who(r: CaseResult) -> str:
        return "Python" if r.python.aliases else "Julia"

    sides = {who(r) for r in e.failing}
    if len(e.failing) < 2 or len(sides) != 1:
        return None
    side = sides.pop()
    return f"{side}'s result is a view of an argument, the other's a copy"


def _changed(e: Evidence) -> str | None:
    sides = {("Python" if r.python.changed else "") + ("Julia" if r.julia.changed else "") for r in e.failing}
    if len(e.failing) < 2 or len(sides) != 1 or sides == {"PythonJulia"}:
        return None
    return f"{sides.pop()} works in place"


def _cartesian(e: Evidence) -> str | None:
    return said(
        len(e.failing) >= 2 and all("CartesianIndex" in r.julia.unsupported for r in e.failing),
        "Julia gives a Cartesian index, Python a flat one",
    )


def _missing(e: Evidence) -> str | None:
    return said(len(e.failing) >= 2 and all("Missing" in r.julia.unsupported for r in e.failing), "Julia gives missing")


def _warns(e: Evidence) -> str | None:
    python = {bool(r.python.warnings) for r in e.failing}
    if len(e.failing) < 2 or len(python) != 1:
        return None
    return f"{'Python' if python.pop() else 'Julia'} alone warns"


CAUSES = (
    Cause("integer_power", "negative power of an integer", "11.2", "float(a) ** b",
          "float(a)^b", _integer_power, ERRORS),
    Cause("domain", "NaN against DomainError", "19.1", "with np.errstate(invalid='raise'): f(x)",
          "f(complex(x)) or NaN for x outside", _domain, ERRORS),
    Cause("division_by_zero", "division by zero", "10.4", "raise ZeroDivisionError if b == 0",
          "b == 0 ? 0 : a ÷ b", _division_by_zero, ERRORS),
    Cause("inexact", "conversion that does not fit", "12.3", "raise ValueError if x != np.trunc(x)",
          "trunc(Int, x)", _inexact, ERRORS),
    Cause("empty", "empty argument", "20.4", "f(x) if x.size else np.nan", "isempty(x) ? NaN : f(x)", _empty, ERRORS),
    Cause("nan_refused", "NaN refused", "21.1", "raise ValueError if np.isnan(x).any()",
          "any(isnan, x) ? NaN : f(x)", _nan_refused, ERRORS),
    Cause("bounds", "index out of range", "1.5", "raise IndexError if not 0 <= i < len(x)",
          "x[max(i, 1):min(j, end)]", _out_of_bounds, ERRORS),
    Cause("string_index", "strings are indexed by byte", "29.1", "text.encode()[i]",
          "collect(text)[i]", _string_index, ERRORS),
    Cause("singular", "singular matrix", "8.4", "np.linalg.solve(a, b)", "a \\ b", _singular, ERRORS),
    Cause("broadcast_end", "broadcast along the other end", "5.2", "a + b[:, None]",
          "a .+ b'", _broadcast_refused, ERRORS),
    Cause("view", "view against copy", "3.1", "result.copy()", "copy(result)", _shared, frozenset({"aliasing"})),
    Cause("in_place", "argument changed in place", "3.2", "f(x.copy())", "f(copy(x))", _changed,
          frozenset({"changed"})),
    Cause("cartesian", "Cartesian against flat index", "25.3", "np.unravel_index(i, a.shape)",
          "LinearIndices(a)[i]", _cartesian, frozenset({"crossing"})),
    Cause("missing", "missing has no counterpart", "30.1", "np.nan",
          "coalesce.(result, NaN)", _missing, frozenset({"crossing"})),
    Cause("warning", "a warning on one side", "10.6", "warnings.simplefilter('ignore')",
          "with_logger(f, NullLogger())", _warns, frozenset({"warnings"})),
)  # fmt: skip
