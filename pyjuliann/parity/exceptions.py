"""Which Python and Julia exception classes stand for the same mistake, and what a pair itself can do wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


class PairError(ValueError):
    """A pair cannot be checked as it was given: the message says which, why, and what to give instead."""


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
        "AttributeError": "ErrorException FieldError UndefVarError",
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
"""For each Python class, looked up along its bases, the Julia types that mean the same."""


def corresponds(
    python: type[BaseException], julia: str, extra: Mapping[type[BaseException], tuple[str, ...]] | None = None
) -> bool:
    """Return whether a Python exception class and a Julia exception type stand for the same mistake.

    Parameters
    ----------
    python : exception class
        The class that was raised; its bases count too.
    julia : str
        Name of the Julia exception type.
    extra : mapping of class to Julia type names, optional
        What corresponds in one pair beyond the table.

    Examples
    --------
    >>> corresponds(ZeroDivisionError, "DivideError"), corresponds(KeyError, "BoundsError")
    (True, False)
    """
    for base in python.__mro__:
        if julia in (extra or {}).get(base, ()) or julia in CORRESPONDING.get(base.__name__, ()):
            return True
    return False
