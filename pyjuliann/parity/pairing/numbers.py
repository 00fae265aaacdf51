"""The numbers of an argument: in which range they are, and in which style they are drawn."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.errors import PairError
from pyjuliann.parity.pairing.source import SPECIAL, STYLE, RandomSource, Source

HEAD: Final = 64
"""So many numbers of an array are choices of their own; further ones come out of a seed, which is one choice.

Hypothesis takes long where it makes every choice itself, and takes some thousands of them at most.
"""

_OFFSETS: Final = (-1e-3, 1e-3, -1e-9, 1e-9)
_ORDINARY: Final = 1000.0
_SMALL: Final = 9


@dataclass(frozen=True)
class Domain:
    """Which numbers are wanted: from `low` to `high`, with NaN and infinities if `special`.

    `landmarks` are numbers near which a function may change what it does.
    """

    low: float = -math.inf
    high: float = math.inf
    special: bool = True
    landmarks: tuple[float, ...] = (0.0, 1.0, -1.0)

    @property
    def bounded(self) -> bool:
        """Whether there is any bound."""
        return self.low > -math.inf or self.high < math.inf

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high

    def ordinary(self, reach: float = _ORDINARY) -> tuple[float, float]:
        """Return the bounds, those that are none put `reach` away from zero or from the other one."""
        low = self.low if self.low > -math.inf else min(-reach, self.high - reach)
        return low, self.high if self.high < math.inf else max(reach, self.low + reach)


ANY: Final = Domain()
"""All numbers."""


def numbers(source: Source, count: int, dtype: np.dtype[Any], domain: Domain, small: bool = False) -> list[Any]:
    """Return `count` numbers of a dtype; `small` keeps integers away from the ends of their range."""
    if count <= HEAD:
        return _drawn(source, count, dtype, domain, small)
    head = _drawn(source, HEAD, dtype, domain, small)
    return head + _drawn(RandomSource(source.integer(0, 2**32 - 1)), count - HEAD, dtype, domain, small)


def _drawn(source: Source, count: int, dtype: np.dtype[Any], domain: Domain, small: bool) -> list[Any]:
    kind = dtype.kind
    if kind == "b":
        return [bool(k) for k in source.integers(0, 1, count)]
    if kind == "c":
        parts = [_drawn(source, count, np.dtype(f"f{dtype.itemsize // 2}"), domain, small) for _ in range(2)]
        return [complex(a, b) for a, b in zip(*parts, strict=True)]
    if kind in "iu":
        wanted = _Integers(dtype, domain, small)
        return INTEGER_STYLES[source.pick(STYLE, _integer_options(wanted, count > 1))](source, count, wanted)
    reals = _Reals(dtype, domain)
    return STYLES[source.pick(STYLE, _real_options(reals, count > 1))](source, count, reals)


def _sampled(source: Source, count: int, values: Sequence[Any]) -> list[Any]:
    return [values[k] for k in source.integers(0, len(values) - 1, count)]


# ---------------------------------------------------------------- reals


@dataclass(frozen=True)
class _Reals:
    dtype: np.dtype[Any]
    domain: Domain

    @property
    def whole(self) -> tuple[int, int]:
        """The first and the last of some small whole numbers in the domain; in the wrong order if there are none."""
        low, high = self.domain.ordinary(_SMALL)
        first, last = math.ceil(max(low, -_SMALL)), math.floor(min(high, _SMALL))
        return (first, last) if first <= last else (math.ceil(low), math.floor(min(high, math.ceil(low) + _SMALL)))

    @property
    def unit(self) -> tuple[float, float]:
        return max(-1.0, self.domain.low), min(1.0, self.domain.high)


def _whole(source: Source, count: int, reals: _Reals) -> list[float]:
    return [float(k) for k in source.integers(*reals.whole, count)]


def _unit(source: Source, count: int, reals: _Reals) -> list[float]:
    return source.reals(*reals.unit, count)


def _ordinary(source: Source, count: int, reals: _Reals) -> list[float]:
    return source.reals(*reals.domain.ordinary(), count)


def _halves(source: Source, count: int, reals: _Reals) -> list[float]:
    low, high = reals.whole
    return [k + 0.5 for k in source.integers(low, high - 1, count)]


def _powers(source: Source, count: int, _reals: _Reals) -> list[float]:
    fractions, exponents = source.reals(-1.0, 1.0, count), source.integers(-20, 20, count)
    return [math.ldexp(x, k) for x, k in zip(fractions, exponents, strict=True)]


def _near(source: Source, count: int, reals: _Reals) -> list[float]:
    points = near_landmarks(reals.dtype, reals.domain)
    return [points[k] for k in source.places(len(points), count)]


def _ends(source: Source, count: int, reals: _Reals) -> list[float]:
    low, high = reals.domain.ordinary()
    return _sampled(source, count, (low, high, (low + high) / 2))


def _one_special(source: Source, count: int, reals: _Reals) -> list[float]:
    found = specials(reals.dtype, reals.domain)
    drawn = _ordinary(source, count, reals)
    if count:
        drawn[source.integer(0, count - 1)] = found[source.pick(SPECIAL, tuple(found))]
    return drawn


def _specials(source: Source, count: int, reals: _Reals) -> list[float]:
    # Large numbers beside infinities are not NaN where a product is not rounded before it is added.
    found = [x for x in specials(reals.dtype, reals.domain).values() if not 1 <= abs(x) < math.inf]
    return _sampled(source, count, (*map(float, range(10)), *found))


def _few(source: Source, count: int, reals: _Reals) -> list[float]:
    return _sampled(source, count, _ordinary(source, 3, reals))


def _equal(source: Source, count: int, reals: _Reals) -> list[float]:
    return _ordinary(source, 1, reals) * count


def _rising(source: Source, count: int, reals: _Reals) -> list[float]:
    return sorted(_ordinary(source, count, reals))


def _falling(source: Source, count: int, reals: _Reals) -> list[float]:
    return sorted(_ordinary(source, count, reals), reverse=True)


STYLES: Final[Mapping[str, Callable[[Source, int, _Reals], list[float]]]] = {
    "whole": _whole,
    "unit": _unit,
    "ordinary": _ordinary,
    "halves": _halves,
    "powers": _powers,
    "near": _near,
    "ends": _ends,
    "one special": _one_special,
    "specials": _specials,
    "few": _few,
    "equal": _equal,
    "rising": _rising,
    "falling": _falling,
}
"""How real numbers are drawn, simpler ones first; those from "few" on are for arrays."""

_CHANCES: Final = {"whole": 6, "unit": 5, "ordinary": 5, "powers": 2, "near": 2, "ends": 2}
_FOR_ARRAYS: Final = frozenset({"few", "equal", "rising", "falling"})


@functools.lru_cache(maxsize=1024)
def _real_options(reals: _Reals, several: bool) -> tuple[str, ...]:
    """Return the styles that the domain allows, each as often as its chance has it."""
    domain = reals.domain
    first, last = reals.whole
    low, high = reals.unit
    impossible = {
        "whole": first > last,
        "unit": low >= high,
        "halves": first >= last,
        "powers": domain.bounded,
        "near": not near_landmarks(reals.dtype, domain),
        "ends": not domain.bounded,
        "one special": not specials(reals.dtype, domain),
        "specials": first > 0 or not domain.special,
    }
    allowed = [s for s in STYLES if not impossible.get(s) and (several or s not in _FOR_ARRAYS)]
    return tuple(style for style in allowed for _ in range(_CHANCES.get(style, 1)))


@functools.lru_cache(maxsize=256)
def specials(dtype: np.dtype[Any], domain: Domain) -> Mapping[str, float]:
    """Return the special values of a dtype that a domain has, by name."""
    info = np.finfo(dtype)
    # Of such large numbers, sums are finite still, squares are not.
    huge = 1.1 * 2.0 ** math.floor(0.95 * info.maxexp)
    tiny, least, largest = float(info.tiny), float(info.smallest_subnormal), float(info.max)
    found = {"NaN": math.nan, "infinity": math.inf, "-infinity": -math.inf} if domain.special else {}
    if domain.special and not domain.bounded:
        found |= {"largest": largest, "-largest": -largest}
    named = {"-0.0": -0.0, "subnormal": least, "-subnormal": -least, "huge": huge, "-huge": -huge, "tiny": tiny}
    return found | {name: number for name, number in named.items() if number in domain}


@functools.lru_cache(maxsize=256)
def near_landmarks(dtype: np.dtype[Any], domain: Domain) -> tuple[float, ...]:
    """Return the numbers of a domain at and near its landmarks: these themselves first, then their neighbours."""
    found = [float(mark) for mark in domain.landmarks]
    with np.errstate(all="ignore"):
        for mark in sorted(found, key=lambda mark: mark != 1.0):
            x = dtype.type(mark)
            found += [float(np.nextafter(x, dtype.type(end))) for end in (np.inf, -np.inf)]
            found += [mark + step * max(abs(mark), 1.0) for step in _OFFSETS]
        found = [float(dtype.type(x)) for x in found]
    return tuple(dict.fromkeys(x for x in found if math.isfinite(x) and x in domain))


# ---------------------------------------------------------------- integers


@dataclass(frozen=True)
class _Integers:
    dtype: np.dtype[Any]
    domain: Domain
    small: bool

    @property
    def least(self) -> int:
        return int(np.iinfo(self.dtype).min)

    @property
    def largest(self) -> int:
        return int(np.iinfo(self.dtype).max)

    @property
    def usual(self) -> tuple[int, int]:
        """From where to where integers are drawn most often."""
        domain, low, high = self.domain, max(self.least, -_SMALL), min(self.largest, _SMALL)
        if domain.bounded:
            low = math.ceil(domain.low) if domain.low > -math.inf else min(low, math.floor(domain.high) - _SMALL)
            high = math.floor(domain.high) if domain.high < math.inf else max(high, low + _SMALL)
            if low > high:
                raise PairError(f"domain: no whole number is from {domain.low} to {domain.high}")
        return low, high

    @property
    def near(self) -> tuple[int, ...]:
        """Whole numbers at and beside the landmarks."""
        marks = [round(mark) for mark in self.domain.landmarks if math.isfinite(mark)]
        farthest = _ORDINARY if self.small else math.inf
        low, high = max(self.least, -farthest), min(self.largest, farthest)
        return tuple(
            dict.fromkeys(m + k for k in (0, 1, -1) for m in marks if low <= m + k <= high and m + k in self.domain)
        )


def _usual_integers(source: Source, count: int, wanted: _Integers) -> list[int]:
    return source.integers(*wanted.usual, count)


def _hundreds(source: Source, count: int, wanted: _Integers) -> list[int]:
    return source.integers(max(wanted.least, -1000), min(wanted.largest, 1000), count)


def _large(source: Source, count: int, wanted: _Integers) -> list[int]:
    """Return integers whose bits are the upper half of the type's at least."""
    bits = wanted.largest.bit_length()
    shifts, signs = source.integers(0, bits // 2, count), source.integers(0, int(wanted.least < 0), count)
    drawn = [(wanted.largest >> shift) - less for shift, less in zip(shifts, source.integers(0, 9, count), strict=True)]
    return [~number if sign else number for number, sign in zip(drawn, signs, strict=True)]


def _extremes(source: Source, count: int, wanted: _Integers) -> list[int]:
    most, least = wanted.largest, wanted.least
    return _sampled(source, count, (0, 1, 2, most, least, most - 1, most // 2, least // 2 + 1))


def _near_integers(source: Source, count: int, wanted: _Integers) -> list[int]:
    return [wanted.near[k] for k in source.places(len(wanted.near), count)]


INTEGER_STYLES: Final[Mapping[str, Callable[[Source, int, _Integers], list[int]]]] = {
    "whole": _usual_integers,
    "ordinary": _hundreds,
    "near": _near_integers,
    "ends": lambda source, count, wanted: _sampled(source, count, wanted.usual),
    "large": _large,
    "extremes": _extremes,
    "few": lambda source, count, wanted: _sampled(source, count, _usual_integers(source, 3, wanted)),
    "equal": lambda source, count, wanted: _usual_integers(source, 1, wanted) * count,
    "rising": lambda source, count, wanted: sorted(_usual_integers(source, count, wanted)),
    "falling": lambda source, count, wanted: sorted(_usual_integers(source, count, wanted), reverse=True),
}
"""How integers are drawn, simpler ones first; those from "few" on are for arrays."""

_INTEGER_CHANCES: Final = {"whole": 14, "ordinary": 3, "near": 2}


@functools.lru_cache(maxsize=1024)
def _integer_options(wanted: _Integers, several: bool) -> tuple[str, ...]:
    """Return the styles that the domain allows, each as often as its chance has it."""
    kept_near_zero = wanted.domain.bounded or wanted.small
    wanted.usual  # noqa: B018 - raises where no whole number is allowed
    impossible = {
        "ordinary": kept_near_zero,
        "near": not wanted.near,
        "ends": not wanted.domain.bounded,
        "large": kept_near_zero,
        "extremes": kept_near_zero,
    }
    allowed = [s for s in INTEGER_STYLES if not impossible.get(s) and (several or s not in _FOR_ARRAYS)]
    return tuple(style for style in allowed for _ in range(_INTEGER_CHANCES.get(style, 1)))
