"""What is tried for sure, before chance has its turn: special values, orders, layouts, sizes, landmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from pyjuliann.parity.pairing.source import ALIKE, LAYOUT, SIZE, SPECIAL, STYLE, CasePlan

SHARE: Final = 0.6
"""How much of all cases is planned at most."""

REACH: Final = 44
"""The largest size in a plan about sizes."""

_SOME: Final = ("2", "3", "4", "5")
_MANY: Final = ("5", "6", "7", "8")


def _values(style: str, sizes: Sequence[str] = _SOME) -> Mapping[str, Sequence[str]]:
    return {STYLE: (style,), SIZE: sizes}


def _one(special: str) -> Mapping[str, Sequence[str]]:
    return {STYLE: ("one special",), SPECIAL: (special,), SIZE: _SOME}


_THEMES: Final = (
    _one("NaN"),
    _values("near", ("8",)),
    {SIZE: ("wide",)},
    _one("huge"),
    _values("rising", _MANY),
    {LAYOUT: ("F",), SIZE: _SOME},
    _values("large"),
    _one("-0.0"),
    _one("infinity"),
    _values("halves"),
    _values("few", _MANY),
    _values("equal"),
    _values("falling", _MANY),
    _values("ends"),
    _values("extremes"),
    _one("-infinity"),
    _one("subnormal"),
    _one("-huge"),
    _one("tiny"),
    _one("-subnormal"),
    {SIZE: ("0",)},
    {SIZE: ("1",)},
)
"""What to try, the most telling first. What the kind of an argument or its domain does not allow is left to chance."""

_ORDINARY: Final = {STYLE: ("unit", "ordinary")}
"""What the other arguments are meanwhile: numbers that are no zeros, of which infinity would make NaN."""

_NEAR: Final = 40
"""How many points near landmarks are tried of a number; in an array they stand together."""


def plans(slots: int, count: int, arrays: bool) -> Iterator[CasePlan]:
    """Yield the plans of the first of `count` cases of a function with so many arguments, arrays among them or not."""
    return islice(_all_plans(max(slots, 1), _NEAR // 8 if arrays else _NEAR), int(count * SHARE))


def _all_plans(slots: int, points: int) -> Iterator[CasePlan]:
    if slots > 1:
        yield CasePlan({ALIKE: ("alike",), SIZE: _SOME})
    several = max(points // slots**2, 1)
    # Each theme meets one argument at first, by turns; then the others.
    for turn in range(slots):
        for number, theme in enumerate(_THEMES):
            yield CasePlan(theme, (number + turn) % slots, _ORDINARY, 0)
        for start in range(turn * several + 1, (turn + 1) * several + 1):
            yield from (CasePlan(_values("near", ("8",)), slot, _ORDINARY, start) for slot in range(slots))
