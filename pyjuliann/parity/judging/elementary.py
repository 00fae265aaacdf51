"""The elementary functions that both languages have, and the points at which they are measured.

A range is that of the arguments for which the function says something: where its result is neither the same for all
nor out of the dtype's range. The points are a rule and no random numbers, so that a measurement can be repeated.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from pyjuliann.errors import PairError
from pyjuliann.language import phrase

Range = tuple[float, float]
Spacing = Literal["linear", "logarithmic"]

DTYPES: Final = ("float64", "float32")
ARGUMENTS: Final = ("x", "y")
"""What the first and the second argument of a function are called."""

_GOLDEN: Final = (5**0.5 - 1) / 2
_WIDEST: Final[Range] = (-np.inf, np.inf)


@dataclass(frozen=True)
class Elementary:
    """A function of one or two real numbers.

    Attributes
    ----------
    name : str
        What it is called here: as in NumPy 2 where that has a name of the array API standard.
    python : callable
        A NumPy function of arrays.
    julia : str
        A function of Julia's Base, of scalars.
    ranges : mapping of str to (float, float)
        For each dtype, the range that is measured if no other is asked for.
    domain : (float, float)
        Where it is defined, ends included.
    spacing : {"linear", "logarithmic"}
        How the points lie in a range of positive numbers: evenly on the line, or as many between 1 and 2 as between 2
        and 4, evenly among the representable numbers. In other ranges they lie evenly on the line.
    second : mapping of str to (float, float)
        For each dtype, the range of the second argument; empty for a function of one.
    """

    name: str
    python: Callable[..., Any]
    julia: str
    ranges: MappingProxyType[str, Range]
    domain: Range = _WIDEST
    spacing: Spacing = "linear"
    second: MappingProxyType[str, Range] = field(default_factory=lambda: MappingProxyType({}))

    def spaced(self, span: Range) -> Spacing:
        """Return how the points lie in a range."""
        return self.spacing if span[0] > 0 else "linear"

    def with_second(self, dtype: str, wish: Range | None) -> Elementary:
        """Return the function with another range of its second argument, if it has one and another is wished for.

        Raises
        ------
        PairError
            If the dtype has no such numbers.
        """
        if wish is None or not self.second:
            return self
        _check_room(self.name, dtype, *wish)
        return replace(self, second=MappingProxyType({**self.second, dtype: wish}))


def _same(low: float, high: float) -> MappingProxyType[str, Range]:
    return _each((low, high), (low, high))


def _each(float64: Range, float32: Range) -> MappingProxyType[str, Range]:
    return MappingProxyType({"float64": float64, "float32": float32})


_POSITIVE: Final = _each((2.0**-1022, 2.0**1023), (2.0**-126, 2.0**127))
_RESULTS: Final = _each((-710.0, 710.0), (-89.0, 89.0))
_UNIT: Final = (-1.0, 1.0)

_ALL: Final = (
    Elementary("exp", np.exp, "exp", _each((-745.0, 709.0), (-103.0, 88.0))),
    Elementary("exp2", np.exp2, "exp2", _each((-1074.0, 1023.0), (-149.0, 127.0))),
    Elementary("expm1", np.expm1, "expm1", _each((-37.0, 709.0), (-17.0, 88.0))),
    Elementary("log", np.log, "log", _POSITIVE, (0.0, np.inf), "logarithmic"),
    Elementary("log2", np.log2, "log2", _POSITIVE, (0.0, np.inf), "logarithmic"),
    Elementary("log10", np.log10, "log10", _POSITIVE, (0.0, np.inf), "logarithmic"),
    Elementary("log1p", np.log1p, "log1p", _same(-0.9375, 16.0), (-1.0, np.inf)),
    Elementary("sin", np.sin, "sin", _same(-1000.0, 1000.0)),
    Elementary("cos", np.cos, "cos", _same(-1000.0, 1000.0)),
    Elementary("tan", np.tan, "tan", _same(-1000.0, 1000.0)),
    Elementary("asin", np.arcsin, "asin", _same(*_UNIT), _UNIT),
    Elementary("acos", np.arccos, "acos", _same(*_UNIT), _UNIT),
    Elementary("atan", np.arctan, "atan", _same(-20.0, 20.0)),
    Elementary("sinh", np.sinh, "sinh", _RESULTS),
    Elementary("cosh", np.cosh, "cosh", _RESULTS),
    Elementary("tanh", np.tanh, "tanh", _each((-19.0, 19.0), (-9.0, 9.0))),
    Elementary("asinh", np.arcsinh, "asinh", _same(-1000.0, 1000.0)),
    Elementary("acosh", np.arccosh, "acosh", _same(1.0, 1000.0), (1.0, np.inf)),
    Elementary("atanh", np.arctanh, "atanh", _same(-0.9990234375, 0.9990234375), _UNIT),
    Elementary("sqrt", np.sqrt, "sqrt", _POSITIVE, (0.0, np.inf), "logarithmic"),
    Elementary("cbrt", np.cbrt, "cbrt", _POSITIVE, spacing="logarithmic"),
    Elementary("deg2rad", np.deg2rad, "deg2rad", _same(-360.0, 360.0)),
    Elementary("rad2deg", np.rad2deg, "rad2deg", _same(-6.25, 6.25)),
    Elementary("hypot", np.hypot, "hypot", _same(2.0**-20, 2.0**20), spacing="logarithmic",
               second=_same(-1000.0, 1000.0)),
    Elementary("atan2", np.arctan2, "atan", _same(-1000.0, 1000.0), second=_same(-1000.0, 1000.0)),
    Elementary("pow", np.power, "^", _same(2.0**-10, 2.0**10), (0.0, np.inf), "logarithmic",
               _each((-100.0, 100.0), (-12.0, 12.0))),
)  # fmt: skip

FUNCTIONS: Final = MappingProxyType({function.name: function for function in _ALL})
"""The functions by name."""


def elementary(names: Iterable[str]) -> list[Elementary]:
    """Return the functions of these names, each once, or all of them if there are none.

    Raises
    ------
    PairError
        If there is no such function; the message names the closest ones.

    Examples
    --------
    >>> [function.julia for function in elementary(["pow", "exp", "pow"])]
    ['^', 'exp']
    """
    chosen = list(dict.fromkeys(names)) or list(FUNCTIONS)
    for name in chosen:
        if name not in FUNCTIONS:
            close = difflib.get_close_matches(name, FUNCTIONS, 3)
            known = phrase("closest: {}" if close else "there are: {}", ", ".join(close or FUNCTIONS))
            raise PairError(phrase("unknown function {}; {}", repr(name), known))
    return [FUNCTIONS[name] for name in chosen]


def chosen_range(function: Elementary, dtype: str, wish: Range | None) -> Range:
    """Return the range of the first argument: the one wished for, or the function's own.

    Raises
    ------
    PairError
        If the function is not defined there, or the dtype has no such numbers.
    """
    if wish is None:
        return function.ranges[dtype]
    low, high = wish
    _check_room(function.name, dtype, low, high)
    if not (function.domain[0] <= low and high <= function.domain[1]):
        first, last = function.domain
        raise PairError(
            phrase("{} is defined from {:g} to {:g}; got the range {:g}:{:g}", function.name, first, last, low, high)
        )
    return wish


def _check_room(name: str, dtype: str, low: float, high: float) -> None:
    if not -np.inf < low < high < np.inf:
        raise PairError(
            phrase("{}: expected a range LO:HI of finite numbers with LO < HI, got {:g}:{:g}", name, low, high)
        )
    kind = np.dtype(dtype).type
    if max(-low, high) > float(np.finfo(dtype).max) or kind(low) == kind(high):
        raise PairError(phrase("{}: the range {:g}:{:g} has no room among the numbers of {}", name, low, high, dtype))


def points(function: Elementary, dtype: str, count: int, span: Range) -> tuple[npt.NDArray[np.floating[Any]], ...]:
    """Return the arguments at which a function is measured.

    The first argument goes from one end of the range to the other, as `Elementary.spacing` says. The second goes over
    its own range as the multiples of the golden ratio go around the unit interval, which leaves no gaps and no pattern.

    Parameters
    ----------
    function : Elementary
        The function.
    dtype : {"float64", "float32"}
        The dtype of the points.
    count : int
        How many.
    span : (float, float)
        The range of the first argument.

    Returns
    -------
    tuple of (count,) arrays of dtype
        One array per argument.

    Examples
    --------
    >>> points(FUNCTIONS["exp"], "float64", 5, (-1, 1))[0].tolist()
    [-1.0, -0.5, 0.0, 0.5, 1.0]
    """
    kind = np.dtype(dtype).type
    if function.spaced(span) == "logarithmic":
        columns = [_representable(kind(span[0]), kind(span[1]), count)]
    else:
        columns = [np.linspace(*span, count).astype(dtype)]
    if function.second:
        start, end = function.second[dtype]
        columns.append((start + (end - start) * (np.arange(count) * _GOLDEN % 1.0)).astype(dtype))
    return tuple(columns)


def _representable(low: Any, high: Any, count: int) -> npt.NDArray[np.floating[Any]]:
    """Return positive numbers that lie evenly among the representable ones; integers are the same everywhere."""
    first, last = (int(x.view(f"u{x.itemsize}")) for x in (low, high))
    steps = max(count - 1, 1)
    whole, rest = divmod(last - first, steps)
    k = np.arange(count, dtype=np.uint64)
    bits = np.uint64(first) + k * np.uint64(whole) + k * np.uint64(rest) // np.uint64(steps)
    return bits.astype(f"u{low.itemsize}").view(low.dtype)
