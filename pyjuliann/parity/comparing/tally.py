"""The running account of a comparison: where it stands and what has been found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import add, neg
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.parity.comparing.comparison import Allowance, Comparison, Difference, Place, Policy, Verdict

_Rank = tuple[bool, int, float, int, tuple[int, ...]]
"""How bad an element is: beyond the policy, in ULP, absolutely; of equal ones the earlier is the worse."""

_PARTS_OF_ONE_SIDE: Final = frozenset({"length", "keys"})
"""Aspects in which one side has what the other has not, and nothing can be compared with."""


@dataclass(frozen=True)
class ValuePath:
    """The way to a value inside nested containers, as each language writes it, and what is given for it.

    `scale` and `slack` are its magnitude and the distance allowed there, in the form of the value. `origin` is where
    the value begins, if it is a piece of a larger array.
    """

    python: str = ""
    julia: str = ""
    scale: Any = None
    slack: Any = None
    depth: int = 0
    origin: tuple[int, ...] = ()

    def into(self, python: str, julia: str, key: Any) -> ValuePath:
        """Return the way one step further in, to the part of this key."""
        scale, slack = _part(self.scale, key, self.scale), _part(self.slack, key, None)
        return ValuePath(self.python + python, self.julia + julia, scale, slack, self.depth + 1)

    def whole(self, index: tuple[int, ...]) -> tuple[int, ...]:
        """Return the index in the whole array of an element of the value here."""
        return tuple(map(add, index, self.origin)) if self.origin else index

    def place(self, index: tuple[int, ...] | None, python: Any, julia: Any, **distances: Any) -> Place:
        """Return the place of one element of the value here."""
        at = None if index is None else self.whole(index)
        return Place(self.python, self.julia, at, python, julia, **distances)


def _part(given: Any, key: Any, otherwise: Any) -> Any:
    """Return the part of this key of what is given for a container, None if that lacks it."""
    if isinstance(given, dict):
        return given.get(key)
    if isinstance(given, (tuple, list)):
        if isinstance(key, str):
            return getattr(given, key, None)
        return given[key] if key < len(given) else None
    return otherwise


@dataclass
class Tally:
    """What has been found so far, over all arrays and scalars of a result."""

    policy: Policy
    expected: frozenset[str] = frozenset()
    uncompared: list[Difference] = field(default_factory=list)
    elements: int = 0
    differing: int = 0
    beyond: int = 0
    signed_zeros: int = 0
    floats: bool = False
    no_distance: bool = False
    max_ulp: int = 0
    max_absolute: float | int | None = None
    max_relative: float | None = None
    first: tuple[tuple[bool, int, tuple[int, ...]], Place] | None = None
    worst: tuple[_Rank, Place] | None = None
    differences: list[Difference] = field(default_factory=list)
    notes: list[Difference] = field(default_factory=list)
    within: int = 0
    widest: Place | None = None
    visited: int = 0
    budgets: dict[str, int] = field(default_factory=dict)
    scratch: npt.NDArray[Any] = field(default_factory=lambda: np.empty((7, 0)))

    def buffers(self, size: int) -> npt.NDArray[Any]:
        """Return seven rows to compute in: fresh memory for every block costs more than the arithmetic."""
        if self.scratch.shape[1] < size:
            self.scratch = np.empty((7, size))
        return self.scratch[:, :size]

    def differ(self, aspect: str, python: str, julia: str, where: ValuePath) -> None:
        """Note that an aspect other than the elements differs."""
        self.no_distance = self.no_distance or aspect not in self.expected
        self.differences.append(Difference(aspect, python, julia, where.python, where.julia))
        if aspect in self.expected & _PARTS_OF_ONE_SIDE:
            self.uncompared.append(self.differences[-1])

    def remark(self, aspect: str, python: str, julia: str, where: ValuePath) -> None:
        """Note what differs and does not count."""
        self.notes.append(Difference(aspect, python, julia, where.python, where.julia))

    def comes_first(self, beyond: bool, index: tuple[int, ...]) -> bool:
        """Whether an element would be the first: beyond the policy goes before, then reading order."""
        return self.first is None or (not beyond, self.visited, index) < self.first[0]

    def is_worse(self, beyond: bool, gap: int, index: tuple[int, ...], absolute: float = 0.0) -> bool:
        """Whether an element would be the worst so far."""
        return self.worst is None or self._rank(beyond, gap, index, absolute) > self.worst[0]

    def _rank(self, beyond: bool, gap: int, index: tuple[int, ...], absolute: float) -> _Rank:
        return beyond, gap, absolute, -self.visited, tuple(map(neg, index))

    def note(self, place: Place, beyond: bool, gap: int, absolute: float = 0.0) -> None:
        """Keep `place` if it comes before the first or is worse than the worst so far."""
        index = place.index or ()
        if self.comes_first(beyond, index):
            self.first = ((not beyond, self.visited, index), place)
        if self.is_worse(beyond, gap, index, absolute):
            self.worst = (self._rank(beyond, gap, index, absolute), place)

    def widen(self, place: Place) -> None:
        """Keep `place` if it is the one farthest apart of those that an allowance lets agree."""

        def width(place: Place) -> tuple[float, tuple[int, ...]]:
            return place.absolute or 0.0, tuple(map(neg, place.index or ()))

        if self.widest is None or width(place) > width(self.widest):
            self.widest = place

    def enlarge(self, absolute: float | int, relative: float) -> None:
        """Take one more absolute and relative difference into the maxima."""
        if self.max_absolute is None or absolute > self.max_absolute:
            self.max_absolute = absolute
        if self.max_relative is None or relative > self.max_relative:
            self.max_relative = relative

    def result(self, python_type: str, julia_type: str, allowance: Allowance | None = None) -> Comparison:
        """Close the books."""
        if self.beyond:
            place = self.worst[1] if self.worst else Place("", "", None, None, None)
            sides = place.python_text, place.julia_text
            self.differences.append(Difference("value", *sides, place.python_index, place.julia_index))
        only_within = self.differing > 0 and self.within == self.differing
        verdict: Verdict = "differ" if self.differences else "agree" if self.differing else "identical"
        return Comparison(
            verdict=verdict,
            differences=tuple(self.differences),
            elements=self.elements,
            differing=self.differing,
            beyond=self.beyond,
            signed_zeros=self.signed_zeros,
            max_ulp=self.max_ulp if self.floats and not self.no_distance and not only_within else None,
            max_absolute=self.max_absolute,
            max_relative=self.max_relative,
            first=self.first[1] if self.first else None,
            worst=self.worst[1] if self.worst else None,
            python_type=python_type,
            julia_type=julia_type,
            policy=self.policy,
            uncompared=tuple(self.uncompared),
            notes=tuple(self.notes),
            within=self.within,
            widest=self.widest,
            allowance=allowance,
        )
