"""How often, and by how much, the elementary functions of the two languages differ, and which of the two is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.exact import exact
from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.ulp import NO_DISTANCE, ulp_distance
from pyjuliann.parity.judging.elementary import FUNCTIONS, Elementary, Range, chosen_range, points
from pyjuliann.parity.running.session import Session, session_for

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

AT_ONCE: Final = 50_000
"""Points per call of Julia: between calls a wish to stop is heard."""


@dataclass(frozen=True)
class SideAccuracy:
    """How accurate one language is at the points.

    Attributes
    ----------
    errors : (k,) float64
        Its error at each point in units of the last place of the exact result, which is 0.5 at most if the result is
        the exact one, rounded; infinite where one of the two is NaN, or is infinite and the other is not.
    misrounded : int
        How many results are another number than the exact one, rounded.
    """

    errors: npt.NDArray[np.float64]
    misrounded: int

    @property
    def largest(self) -> float:
        """The largest error."""
        return float(self.errors.max())


@dataclass(frozen=True)
class Accuracy:
    """What was measured of one function in one dtype.

    Attributes
    ----------
    function : Elementary
        The function.
    dtype : str
        The dtype of arguments and results.
    span : (float, float)
        The range of the first argument.
    arguments : tuple of (k,) arrays
        The points.
    distances : (k,) uint64
        How far Python's result and Julia's are apart, in ULP.
    python, julia : SideAccuracy
        Each side against the exact results.
    """

    function: Elementary
    dtype: str
    span: Range
    arguments: tuple[npt.NDArray[np.floating[Any]], ...]
    distances: npt.NDArray[np.uint64]
    python: SideAccuracy
    julia: SideAccuracy

    @property
    def differing(self) -> int:
        """At how many points the two languages differ."""
        return int(np.count_nonzero(self.distances))

    @property
    def max_ulp(self) -> int:
        """The largest distance; `NO_DISTANCE` if one side alone has NaN or an infinity somewhere."""
        return int(self.distances.max())

    @property
    def closer(self) -> str:
        """Whose largest error is smaller: "python", "julia", or "" if neither is."""
        if self.python.largest == self.julia.largest:
            return ""
        return "python" if self.python.largest < self.julia.largest else "julia"

    def to_dict(self) -> dict[str, Any]:
        """Return what was measured as JSON-able content."""
        count = self.distances.size
        sides = {name: self._side(side, count) for name, side in (("python", self.python), ("julia", self.julia))}
        return {
            "function": self.function.name,
            "python_function": f"numpy.{self.function.python.__name__}",
            "julia_function": self.function.julia,
            "dtype": self.dtype,
            "range": list(self.span),
            "second_range": list(self.function.second.get(self.dtype, ())) or None,
            "spacing": self.function.spaced(self.span),
            "points": count,
            "differing": self.differing,
            "share_differing": self.differing / count,
            "max_ulp": None if self.max_ulp == NO_DISTANCE else self.max_ulp,
            "max_ulp_at": self._at(int(self.distances.argmax())) if self.differing else None,
            "closer": self.closer,
            **sides,
        }

    def _side(self, side: SideAccuracy, count: int) -> dict[str, Any]:
        return {
            "misrounded": side.misrounded,
            "share_misrounded": side.misrounded / count,
            "max_error": exact(side.largest),
            "max_error_at": self._at(int(side.errors.argmax())),
        }

    def _at(self, place: int) -> list[float]:
        return [float(column[place]) for column in self.arguments]


def measure(
    function: Elementary,
    dtype: str = "float64",
    count: int = 100_000,
    span: Range | None = None,
    engine: Engine | Session | None = None,
) -> Accuracy:
    """Compute a function at many points in both languages, and exactly.

    The exact result is that of the Julia function in BigFloat of 256 bits.

    Parameters
    ----------
    function : Elementary
        The function.
    dtype : {"float64", "float32"}
        The dtype of arguments and results.
    count : int
        The number of points.
    span : (float, float), optional
        The range of the first argument; by default the function's own.
    engine : Engine, optional
        A live engine; by default one is started for this call.

    Returns
    -------
    Accuracy
        Distances and errors at every point.

    Raises
    ------
    PairError
        If there are no points, or the function is not defined in the range, or NumPy's result has another dtype.
    """
    if count < 1:
        raise PairError(phrase("{}: expected 1 point or more, got {}", function.name, count))
    span = chosen_range(function, dtype, span)
    arguments = points(function, dtype, count, span)
    python = _python(function, arguments)
    with session_for(engine) as session:
        parts = [
            (python[part], *session.elementary(function.julia, python[part], [column[part] for column in arguments]))
            for part in _parts(count)
        ]
    return joined(function, dtype, span, count, parts)


def _parts(count: int) -> Iterator[slice]:
    return (slice(start, start + AT_ONCE) for start in range(0, count, AT_ONCE))


def _python(function: Elementary, arguments: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    with np.errstate(all="ignore"):
        results = np.asarray(function.python(*arguments))
    check_results(function.name, results, arguments[0])
    return results


class PointsPart(NamedTuple):
    """Some of the points at which a function is measured, in words that cross to other processes.

    Attributes
    ----------
    name, dtype : str
        The function's name, and the dtype.
    of : int
        How many points there are in all parts.
    span, second : (float, float), and the same or None
        The ranges of its arguments.
    start : int
        The first point.
    """

    name: str
    dtype: str
    of: int
    span: Range
    second: Range | None
    start: int


def parts_of(function: Elementary, dtype: str, count: int, span: Range) -> list[PointsPart]:
    """Return the parts of a measurement."""
    second = function.second.get(dtype)
    return [PointsPart(function.name, dtype, count, span, second, part.start) for part in _parts(count)]


def measure_part(engine: Engine, part: PointsPart) -> list[npt.NDArray[Any]]:
    """Compute one of `FUNCTIONS` at a part of the points, as `measure` does; `joined` makes an `Accuracy` of all."""
    function, arguments = _points_of(*part[:-1])
    columns = [column[part.start : part.start + AT_ONCE] for column in arguments]
    python = _python(function, columns)
    return [python, *Session(engine).elementary(function.julia, python, columns)]


@lru_cache(maxsize=1)
def _points_of(
    name: str, dtype: str, count: int, span: Range, second: Range | None
) -> tuple[Elementary, tuple[npt.NDArray[Any], ...]]:
    function = FUNCTIONS[name].with_second(dtype, second)
    return function, points(function, dtype, count, span)


def joined(
    function: Elementary, dtype: str, span: Range, count: int, parts: Sequence[Sequence[npt.NDArray[Any]]]
) -> Accuracy:  # fmt: skip
    """Return what was measured, out of what is known of each part."""
    python, julia, exact, *errors = (np.concatenate(column) for column in zip(*parts, strict=True))
    distances = ulp_distance(python, julia)
    sides = _sides((python, julia), exact, errors)
    return Accuracy(function, dtype, span, points(function, dtype, count, span), distances, *sides)


def check_results(name: str, results: npt.NDArray[Any], points: npt.NDArray[Any]) -> None:
    """Raise `PairError` if Python's results are no numbers of the points' dtype, one for each."""
    if (results.dtype, results.shape) != (points.dtype, points.shape):
        told = "{}: expected {} results of {} from Python, got {} of shape {}"
        raise PairError(phrase(told, name, points.size, points.dtype, results.dtype, results.shape))


def _sides(values: Sequence[Any], exact: Any, errors: Sequence[Any]) -> list[SideAccuracy]:
    return [
        SideAccuracy(error, int(np.count_nonzero(ulp_distance(value, exact))))
        for value, error in zip(values, errors, strict=True)
    ]
