"""The numbers of an argument: in which range they are, and in which style they are drawn."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.errors import PairError
from pyjuliann.language import phrase
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


def numbers(source: Source, count: int, dtype: np.dtype[Any], domain: Domain) -> list[Any]:
    """Return `count` numbers of a dtype."""
    if count <= HEAD:
        return _drawn(source, count, dtype, domain)
    head = _drawn(source, HEAD, dtype, domain)
    return head + _drawn(RandomSource(source.integer(0, 2**32 - 1)), count - HEAD, dtype, domain)


def _drawn(source: Source, count: int, dtype: np.dtype[Any], domain: Domain) -> list[Any]:
    kind = dtype.kind
    if kind == "b":
        return [bool(k) for k in source.integers(0, 1, count)]
    if kind == "c":
        parts = [_drawn(source, count, np.dtype(f"f{dtype.itemsize // 2}"), domain) for _ in range(2)]
        return [complex(a, b) for a, b in zip(*parts, strict=True)]
    wanted: Any = _Integers(dtype, domain) if kind in "iu" else _Reals(dtype, domain)
    options = wanted.options(count > 1)
    mark = source.mark()
    style = source.pick(STYLE, options)
    drawn = _in_style(source, count, wanted, style)
    if mark is not None and (plain := _plain_answers(options, style, drawn, wanted.whole)):
        source.restate(mark, plain)
    return drawn


def _in_style(source: Source, count: int, wanted: Any, style: str) -> list[Any]:
    """Return numbers in one of the styles: one of their own, or plain ones arranged."""
    plain = wanted.styles[wanted.plain]
    match style:
        case "few":
            return _sampled(source, count, plain(source, 3, wanted))
        case "equal":
            return list(plain(source, 1, wanted)) * count
        case "rising" | "falling":
            return sorted(plain(source, count, wanted), reverse=style == "falling")
        case _:
            return list(wanted.styles[style](source, count, wanted))


def _plain_answers(
    options: Sequence[str], style: str, drawn: Sequence[Any], whole: tuple[int, int]
) -> list[Any] | None:
    """Return the answers that give the same numbers in a plain style, from where smaller examples are found."""
    low, high = whole
    if "whole" in options and all(low <= x <= high and x == int(x) and (x or math.copysign(1, x) > 0) for x in drawn):
        return [options.index("whole"), *map(int, drawn)]
    return [options.index("ordinary"), *drawn] if style in ARRANGED else None


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

    @property
    def styles(self) -> Mapping[str, Callable[..., list[float]]]:
        return STYLES

    @property
    def plain(self) -> str:
        return "ordinary"

    def options(self, several: bool) -> tuple[str, ...]:
        return _real_options(self, several)


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
}
"""How real numbers are drawn, simpler ones first."""

ARRANGED: Final = ("few", "equal", "rising", "falling")
"""Further styles, of arrays: ordinary numbers repeated or in order."""

_CHANCES: Final = {"whole": 6, "unit": 5, "ordinary": 5, "powers": 2, "near": 2, "ends": 2}


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
    allowed = [*(s for s in STYLES if not impossible.get(s)), *(ARRANGED if several else ())]
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

    @property
    def least(self) -> int:
        return int(np.iinfo(self.dtype).min)

    @property
    def largest(self) -> int:
        return int(np.iinfo(self.dtype).max)

    @property
    def styles(self) -> Mapping[str, Callable[..., list[int]]]:
        return INTEGER_STYLES

    @property
    def plain(self) -> str:
        return "whole"

    def options(self, several: bool) -> tuple[str, ...]:
        return _integer_options(self, several)

    @property
    def whole(self) -> tuple[int, int]:
        """From where to where integers are drawn most often."""
        domain, low, high = self.domain, max(self.least, -_SMALL), min(self.largest, _SMALL)
        if domain.bounded:
            low = math.ceil(domain.low) if domain.low > -math.inf else min(low, math.floor(domain.high) - _SMALL)
            high = math.floor(domain.high) if domain.high < math.inf else max(high, low + _SMALL)
            if low > high:
                raise PairError(phrase("domain: no whole number is from {} to {}", domain.low, domain.high))
        return low, high

    @property
    def near(self) -> tuple[int, ...]:
        """Whole numbers at and beside the landmarks."""
        return near_whole_landmarks(self.dtype, self.domain)


@functools.lru_cache(maxsize=256)
def near_whole_landmarks(dtype: np.dtype[Any], domain: Domain) -> tuple[int, ...]:
    """Return whole numbers of a domain at which a function may change what it does.

    These are its landmarks, products of two of them, in a domain with bounds the first and last multiples of
    either, and then the neighbours of all these: a rule on what 4 and 100 divide may have another one on what 400 does.
    """
    low, high = max(domain.low, np.iinfo(dtype).min), min(domain.high, np.iinfo(dtype).max)
    own = [round(mark) for mark in domain.landmarks if math.isfinite(mark)]
    factors = dict.fromkeys(abs(mark) for mark in own if abs(mark) > 1)
    products = [a * b for a, b in itertools.combinations(factors, 2)]
    found = [*own, *products]
    if math.isfinite(domain.low) and math.isfinite(domain.high):
        found += [f * k for f in (*products, *factors) for k in (-(-int(low) // f), int(high) // f)]
    known = dict.fromkeys(m + k for k in (0, 1, -1) for m in found)
    return tuple(m for m in known if low <= m <= high)


def _usual_integers(source: Source, count: int, wanted: _Integers) -> list[int]:
    return source.integers(*wanted.whole, count)


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
    "ends": lambda source, count, wanted: _sampled(source, count, wanted.whole),
    "large": _large,
    "extremes": _extremes,
}
"""How integers are drawn, simpler ones first."""

_INTEGER_CHANCES: Final = {"whole": 14, "ordinary": 3, "near": 2}


@functools.lru_cache(maxsize=1024)
def _integer_options(wanted: _Integers, several: bool) -> tuple[str, ...]:
    """Return the styles that the domain allows, each as often as its chance has it."""
    bounded = wanted.domain.bounded
    wanted.whole  # noqa: B018 - raises where no whole number is allowed
    impossible = {
        "ordinary": bounded,
        "near": not wanted.near,
        "ends": not bounded,
        "large": bounded,
        "extremes": bounded,
    }
    allowed = [*(s for s in INTEGER_STYLES if not impossible.get(s)), *(ARRANGED if several else ())]
    return tuple(style for style in allowed for _ in range(_INTEGER_CHANCES.get(style, 1)))
