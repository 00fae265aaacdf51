"""Elementary functions at every number of a dtype, each side against the correctly rounded result.

Numbers are bit patterns here: they are gone through in the order of these, so that 0.0 comes first, the infinity and
NaN after the largest number, and -0.0 at half of the way. Only the first one and their count go to Julia, with Python's
results; what comes back are counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.exact import exact
from pyjuliann.errors import PairError
from pyjuliann.language import joined, phrase
from pyjuliann.parity.exhaustive.published import Published, library, sources
from pyjuliann.parity.judging.accuracy import check_results
from pyjuliann.parity.judging.elementary import FUNCTIONS, Elementary, Range, chosen_range, elementary
from pyjuliann.parity.running.session import Session

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

DTYPES: Final = ("float32", "float16")
"""The dtypes whose numbers are few enough."""

CHUNK: Final = 1 << 24
"""So many numbers are a piece of work: what is finished is kept by these."""

BLOCKS: Final = {"float32": 1 << 20, "float16": 1 << 10}
"""So many numbers are computed at once: their results stay near the processor."""

FLOAT64_UNITS: Final = 256
"""By so many of its own units Float64 may be wrong where it is tried: it decides where it is 1,024 from a tie."""

PLACES: Final = ("0", "1", "2", *(f"{2**k + 1}–{2 ** (k + 1)}" for k in range(1, 32)), "none")
"""What distances are counted by: 0, 1, 2, 3 to 4, 5 to 8, …, and none at all, as from a number to NaN."""

Chunk: TypeAlias = "tuple[str, str, int, int]"
"""The name of a function, a dtype, the first bit pattern, and how many there are."""


class Worst(NamedTuple):
    """One side's wrong results, and its largest error: where no result has one, -1.

    Attributes
    ----------
    misrounded : int
        How many results are not the correctly rounded ones, zeros of the other sign among them.
    error : float
        The largest error in units in the last place that a number has where the exact result lies; infinite for NaN
        in place of a number, or a number in place of an infinity.
    at : int
        The bit pattern of the argument; of several, the first.
    """

    misrounded: int = 0
    error: float = -1.0
    at: int = 0

    def joined(self, other: Worst) -> Worst:
        """Return what is known with what comes after it."""
        largest = other if other.error > self.error else self
        return largest._replace(misrounded=self.misrounded + other.misrounded)


class Facts(NamedTuple):
    """What is known of a function at some numbers.

    Attributes
    ----------
    points, nans : int
        How many numbers there are, and how many of these are NaN.
    outside : int
        How many are outside of the function's domain.
    raised : int
        At how many Julia raises an error.
    decided : int
        How many were decided with 256 bits, as Float64 was too near a tie.
    distances : tuple of int
        How many results are how far apart, as `PLACES` says.
    apart, apart_at : int
        The largest distance, and the bit pattern of its argument.
    tried, float64_error, float64_at : int, float, int
        At how many numbers Float64 itself was held against 256 bits, its largest error in its own units, and where.
    python, julia : Worst
        Both sides.
    """

    points: int
    nans: int
    outside: int
    raised: int
    decided: int
    distances: tuple[int, ...]
    apart: int
    apart_at: int
    tried: int
    float64_error: float
    float64_at: int
    python: Worst
    julia: Worst

    @classmethod
    def of(cls, facts: Sequence[Any]) -> Facts:
        """Return what was made plain data on its way."""
        found = cls(*facts)
        return found._replace(
            distances=tuple(found.distances), python=Worst(*found.python), julia=Worst(*found.julia)
        )  # fmt: skip

    def joined(self, other: Facts) -> Facts:
        """Return what is known with what comes after it."""
        apart = other if other.apart > self.apart else self
        float64 = other if other.float64_error > self.float64_error else self
        return Facts(
            self.points + other.points, self.nans + other.nans, self.outside + other.outside,
            self.raised + other.raised, self.decided + other.decided,
            tuple(a + b for a, b in zip(self.distances, other.distances, strict=True)),
            apart.apart, apart.apart_at,
            self.tried + other.tried, float64.float64_error, float64.float64_at,
            self.python.joined(other.python), self.julia.joined(other.julia),
        )  # fmt: skip


Block: TypeAlias = "tuple[int, Sequence[Any]]"
"""The first bit pattern of a block, and what is known of the numbers in it: a `Facts`, or a list that was one."""


@dataclass(frozen=True)
class SweepRequest:
    """A function, and the numbers at which it is wanted.

    Attributes
    ----------
    function : Elementary
        A function of one argument.
    dtype : str
        One of `DTYPES`.
    span : (float, float), optional
        The range of the argument; all numbers if there is none, NaN and infinities among them.
    """

    function: Elementary
    dtype: str
    span: Range | None = None

    @property
    def runs(self) -> list[tuple[int, int]]:
        """The bit patterns: the first one and their count, of positive numbers before negative ones."""
        kind = np.dtype(self.dtype)
        half = 1 << (8 * kind.itemsize - 1)
        if self.span is None:
            return [(0, 2 * half)]
        # the next numbers inside: an end need not be a number of the dtype
        low, high = (_inside(kind, end, toward) for end, toward in zip(self.span, (np.inf, -np.inf), strict=True))
        found = []
        if high >= 0:
            first = pattern(kind, max(low, 0.0))
            found.append((first, pattern(kind, high) - first + 1))
        if low <= 0:
            first = half + pattern(kind, max(-high, 0.0))
            found.append((first, half + pattern(kind, -low) - first + 1))
        return found

    @property
    def points(self) -> int:
        """How many numbers these are."""
        return sum(count for _, count in self.runs)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the pieces of work; they end at multiples of `CHUNK`."""
        for start, count in self.runs:
            place = start
            while place < start + count:
                end = min((place // CHUNK + 1) * CHUNK, start + count)
                yield self.function.name, self.dtype, place, end - place
                place = end


def _inside(kind: np.dtype[Any], end: float, toward: float) -> float:
    with np.errstate(over="ignore"):
        near = kind.type(end)
        outside = float(near) < end if toward > 0 else float(near) > end
        return float(np.nextafter(near, kind.type(toward))) if outside else float(near)


def pattern(kind: np.dtype[Any], value: float) -> int:
    """Return the bit pattern of a number that is not negative; 0 for both zeros."""
    return int(kind.type(abs(value)).view(f"u{kind.itemsize}"))


def number(dtype: str, bits: int) -> float:
    """Return the number that has this bit pattern."""
    kind = np.dtype(dtype)
    return float(np.array(bits, f"u{kind.itemsize}").view(kind))


@dataclass
class Swept:
    """What was found of a function at all numbers that were wanted, or at those until it was stopped.

    Attributes
    ----------
    request : SweepRequest
        What was wanted.
    found : Facts, optional
        None as long as nothing is.
    stretches : list of (int, float, float)
        For each block its first bit pattern, and the largest error of either side.
    """

    request: SweepRequest
    found: Facts | None = None
    stretches: list[tuple[int, float, float]] = field(default_factory=list)

    def add(self, blocks: Iterable[Block]) -> int:
        """Take in what `sweep` has returned of the next chunk, and return how many numbers it has.

        Raises
        ------
        PairError
            If it is nothing of the kind, as out of a file that something else has written.
        """
        try:
            known = [(int(first), Facts.of(facts)) for first, facts in blocks]
        except (TypeError, ValueError) as error:
            raise PairError(phrase("{}: a chunk is damaged: {}", self.function.name, error)) from None
        for first, block in known:
            self.found = block if self.found is None else self.found.joined(block)
            self.stretches.append((first, block.python.error, block.julia.error))
        return sum(block.points for _, block in known)

    @property
    def is_whole(self) -> bool:
        """Whether all numbers that were wanted are counted."""
        return self.found is not None and self.found.points == self.request.points

    @property
    def function(self) -> Elementary:
        """The function."""
        return self.request.function

    @property
    def dtype(self) -> str:
        """The dtype."""
        return self.request.dtype

    @property
    def facts(self) -> Facts:
        """What was found, of one number at least."""
        assert self.found is not None, "asked before anything was added"
        return self.found

    @property
    def defined(self) -> int:
        """At how many numbers the function has a value: these are neither NaN nor outside of its domain."""
        return self.facts.points - self.facts.nans - self.facts.outside

    @property
    def differing(self) -> int:
        """At how many numbers the sides differ; zeros do not."""
        return self.facts.points - self.facts.distances[0]

    @property
    def closer(self) -> str:
        """Whose largest error is smaller: "python", "julia", or "" if neither is."""
        python, julia = self.facts.python.error, self.facts.julia.error
        return "" if python == julia else "python" if python < julia else "julia"

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as JSON-able content."""
        found = self.facts
        return {
            "function": self.function.name,
            "python_function": f"numpy.{self.function.python.__name__}",
            "julia_function": self.function.julia,
            "dtype": self.dtype,
            "range": None if self.request.span is None else list(self.request.span),
            "points": found.points,
            "of": self.request.points,
            "nan": found.nans,
            "outside_domain": found.outside,
            "julia_raises": found.raised,
            "defined": self.defined,
            "differing": self.differing,
            "share_differing": self.differing / found.points,
            "distances": {place: count for place, count in zip(PLACES, found.distances, strict=True) if count},
            "max_ulp": None if found.distances[-1] else found.apart,
            "max_ulp_at": self._at(found.apart_at) if self.differing else None,
            "closer": self.closer,
            "python": {**self._side("python"), "library": self.numpy_code},
            "julia": self._side("julia"),
            "decided_with_256_bits": found.decided,
            "float64": {"tried": found.tried, "max_error": exact(found.float64_error)},
        }

    def _side(self, name: str) -> dict[str, Any]:
        side: Worst = getattr(self.facts, name)
        return {
            "misrounded": side.misrounded,
            "share_misrounded": side.misrounded / max(self.defined, 1),
            "max_error": exact(side.error),
            "max_error_at": self._at(side.at),
            "published": [source.to_dict(self.function.name, side.error) for source in self.published(name)],
        }

    @property
    def numpy_code(self) -> str:
        """What computes the function in NumPy on this machine."""
        return library(self.function.name, self.function.python.__name__, self.dtype)

    def published(self, side: str) -> list[Published]:
        """Return the figures that a side's largest error can be held against: those of all numbers."""
        is_all = self.is_whole and self.request.span is None
        return sources(side, self.function.name, self.dtype) if is_all else []

    def _at(self, bits: int) -> dict[str, Any]:
        digits = np.dtype(self.dtype).itemsize * 2
        return {"argument": exact(number(self.dtype, bits)), "bits": f"0x{bits:0{digits}x}"}


def requested(names: Sequence[str], dtype: str, span: Range | None = None) -> list[SweepRequest]:
    """Return what is wanted: the functions of these names, or all that have one argument.

    Raises
    ------
    PairError
        If there is no such function, it has two arguments, or the dtype has too many numbers.
    """
    kind = np.dtype(dtype)
    functions = elementary(names)
    if names and (two := next((function for function in functions if function.second), None)):
        bits = 16 * kind.itemsize
        told = (
            "{} has two arguments: all pairs of {} are 2^{} = {:,}, too many to try them all; without --exhaustive it "
            "is measured at --points"
        )
        raise PairError(phrase(told, two.name, dtype, bits, 2**bits))
    if dtype not in DTYPES:
        bits = 8 * kind.itemsize
        told = "{} has 2^{} = {:,} numbers, too many to try them all; expected {} with --exhaustive"
        raise PairError(phrase(told, dtype, bits, 2**bits, joined(" or ", DTYPES)))
    found = [SweepRequest(function, dtype, span) for function in functions if not function.second]
    for request in found:
        if span is not None:
            chosen_range(request.function, dtype, span)
            if not request.points:
                raise PairError(phrase("{}: there is no {} from {:g} to {:g}", request.function.name, dtype, *span))
    return found


def sweep(engine: Engine | Session, chunk: Chunk) -> list[Block]:
    """Compute a function at a chunk of numbers in both languages, block by block.

    Raises
    ------
    PairError
        If NumPy's result has another dtype, or Float64 turns out to be too far off to decide anything.
    """
    name, dtype, first, count = chunk
    return swept(FUNCTIONS[name], dtype, first, count, engine if isinstance(engine, Session) else Session(engine))


def swept(function: Elementary, dtype: str, first: int, count: int, session: Session) -> list[Block]:
    """Do the same with a function that need not be one of `FUNCTIONS`."""
    kind = np.dtype(dtype)
    block = BLOCKS[dtype]
    steps = np.arange(min(block, count), dtype=f"u{kind.itemsize}")
    bits, room = np.empty_like(steps), np.empty(steps.size, kind)
    blocks: list[Block] = []
    for start in range(first, first + count, block):
        here = slice(min(block, first + count - start))
        np.add(steps[here], steps.dtype.type(start), out=bits[here])
        python = _results(function, bits[here].view(kind), room[here])
        found = _found(python.size, session.sweep(function.julia, python, start, function.domain))
        if found.float64_error > FLOAT64_UNITS:
            told = (
                "{}: Julia's {} of Float64 is {:.3g} units in the last place off at {}: it cannot decide what the "
                "right {} is"
            )
            at = repr(number(dtype, found.float64_at))
            raise PairError(phrase(told, function.name, function.julia, found.float64_error, at, dtype))
        blocks.append((start, found))
    return blocks


def _results(function: Elementary, x: npt.NDArray[Any], room: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return Python's results, in memory that is there already if the function can write to it."""
    with np.errstate(all="ignore"):
        found = np.asarray(
            function.python(x, out=room) if isinstance(function.python, np.ufunc) else function.python(x)
        )
    check_results(function.name, found, x)
    return found


def _found(points: int, answer: Any) -> Facts:
    """Return what Julia says of a block in Python's own types."""
    counts, distances, apart, float64, python, julia = answer
    nans, outside, raised, decided = map(int, counts)
    return Facts(
        points, nans, outside, raised, decided, tuple(map(int, distances)), int(apart[0]), int(apart[1]),
        int(float64[0]), float(float64[1]), int(float64[2]), _worst(*python), _worst(*julia),
    )  # fmt: skip


def _worst(misrounded: Any, error: Any, at: Any) -> Worst:
    return Worst(int(misrounded), float(error), int(at))
