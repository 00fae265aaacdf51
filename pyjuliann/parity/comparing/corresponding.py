"""Which Python and Julia exception classes stand for the same mistake, and what a pair itself can do wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CORRESPONDING: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(julia.split())
    for name, julia in {
        # A wrong shape or value is one class in Python and several in Julia.
        "ValueError": "ArgumentError DimensionMismatch DomainError InexactError",
        "LinAlgError": "SingularException LAPACKException PosDefException ZeroPivotException RankDeficientException",
        "AxisError": "ArgumentError BoundsError DimensionMismatch",
        "TypeError": "MethodError TypeError ArgumentError UndefKeywordError",
        "IndexError": "BoundsError StringIndexError",
        "KeyError": "KeyError",
        "ZeroDivisionError": "DivideError",
        "OverflowError": "OverflowError InexactError",
        "FloatingPointError": "DomainError",
        "AttributeError": "ErrorException UndefVarError",
        "NameError": "UndefVarError",
        "AssertionError": "AssertionError",
        "NotImplementedError": "ErrorException MethodError",
        "RuntimeError": "ErrorException",
        "RecursionError": "StackOverflowError",
        "MemoryError": "OutOfMemoryError",
        "FileNotFoundError": "SystemError IOError",
        "OSError": "SystemError IOError",
        "EOFError": "EOFError",
        "UnicodeError": "ArgumentError StringIndexError",
        "StopIteration": "BoundsError ArgumentError",
    }.items()
}
"""For each Python class, looked up along its bases, the Julia types that mean the same, by their names in Julia 1.5."""

FORMERLY: Final[Mapping[str, str]] = {
    "CanonicalIndexError": "ErrorException",  # before Julia 1.8
    "ConcurrencyViolationError": "ErrorException",  # before 1.8
    "FieldError": "ErrorException",  # before 1.12
}
"""For types that newer Julias raise, what they raised for the same mistake before."""

# A MethodError of Base's own in Julia 1.8 to 1.10, an ArgumentError before and in 1.12.
_EMPTY = "reducing over an empty collection is not allowed"


def corresponds(
    python: type[BaseException],
    julia: str,
    extra: Mapping[type[BaseException], tuple[str, ...]] | None = None,
    message: str = "",
) -> bool:
    """Return whether a Python exception class and a Julia exception type stand for the same mistake, on any Julia.

    Parameters
    ----------
    python : exception class
        The class that was raised; its bases count too.
    julia : str
        Name of the Julia exception type.
    extra : mapping of class to Julia type names, optional
        What corresponds in one pair beyond the table.
    message : str
        What the Julia exception said.

    Examples
    --------
    >>> corresponds(ZeroDivisionError, "DivideError"), corresponds(KeyError, "BoundsError")
    (True, False)
    """
    names = {julia, FORMERLY.get(julia, julia)}
    if julia == "MethodError" and _EMPTY in message:
        names.add("ArgumentError")
    return any(
        not names.isdisjoint((extra or {}).get(base, ())) or not names.isdisjoint(CORRESPONDING.get(base.__name__, ()))
        for base in python.__mro__
    )
