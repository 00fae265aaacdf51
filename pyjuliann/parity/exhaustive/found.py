"""What going through a space has found, block by block: counts and places, in an amount that does not grow with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from pyjuliann.parity.running.calls import CaseResult

FIRST: Final = 8
"""So many places are kept of each kind of difference."""

MOST_RANGES: Final = 1000
"""So many ranges of differing inputs are kept; further ones are counted."""

_EXACT: Final = 64
"""Distances up to it are counted each, larger ones by powers of two."""


def bit_lengths(numbers: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return how many bits whole numbers of 0 or more need; of those above 2⁵³, perhaps one more."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def binned(ulp: int) -> int:
    """Return the distance under which one is counted: itself up to 64, then the next power of two.

    Examples
    --------
    >>> binned(64), binned(65), binned(128)
    (64, 128, 128)
    """
    return ulp if ulp <= _EXACT else 1 << (ulp - 1).bit_length()


class OutcomeClass(NamedTuple):
    """What is the same for all inputs of one class."""

    verdict: str
    kind: str = ""
    raised: str = ""
    compared: bool = True
    within: bool = False
    measured: bool = True

    @classmethod
    def of(cls, result: CaseResult) -> OutcomeClass:
        """Return what a result comes to."""
        sides = [bool(result.python.error), bool(result.julia.error)]
        raised = "both" if all(sides) else "python" if sides[0] else "julia" if sides[1] else ""
        return cls(
            result.verdict, result.signature, raised, result.compared, bool(result.within),
            result.max_ulp is not None,
        )  # fmt: skip


@dataclass
class DifferenceCount:
    """A kind of difference: how many inputs show it, and the first of them."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, places: npt.NDArray[np.int64]) -> None:
        """Take in further places, in any order."""
        self.count += len(places)
        self.first = sorted([*self.first, *np.sort(places)[:FIRST].tolist()])[:FIRST]


@dataclass
class Ranges:
    """DifferenceCount inputs as ranges of neighbours: the first ones, and how many there are."""

    listed: list[list[int]] = field(default_factory=list)
    count: int = 0
    last: int = -2

    def add(self, places: npt.NDArray[np.int64]) -> None:
        """Take in further places, which are sorted and come after those that are known."""
        if not len(places):
            return
        breaks = np.flatnonzero(np.diff(places) > 1)
        starts = places[np.concatenate([[0], breaks + 1])]
        ends = places[np.concatenate([breaks, [len(places) - 1]])]
        listed = [[int(a), int(b)] for a, b in zip(starts[:MOST_RANGES], ends[:MOST_RANGES], strict=True)]
        self.join(listed, len(starts), int(ends[-1]))

    def join(self, listed: Sequence[Sequence[int]], count: int, last: int) -> None:
        """Take in further ranges, which come after those that are known."""
        new = [list(entry) for entry in listed]
        joined = new[0][0] == self.last + 1
        whole = len(self.listed) == self.count
        if joined and whole:
            self.listed[-1][1] = new[0][1]
        if whole:
            self.listed += new[joined : MOST_RANGES - len(self.listed) + joined]
        self.count += count - joined
        self.last = last


@dataclass
class Found:
    """What has been found of some inputs.

    Attributes
    ----------
    counts : Counter
        "identical", "agree" and "differ"; "unwanted" by the pair's `where`; "both", "python" and "julia" raised, the
        latter two alone; "uncompared", "within", "judged" one by one and "alike" those.
    distances : Counter
        How many inputs have which ULP distance: each up to 64, then up to 128, 256, ….
    largest : list of (ulp, place)
        The largest distance, and the first place that has it; of those that agree, and of all.
    kinds : mapping of str to DifferenceCount
        Differences by their kind.
    ranges : Ranges
        Where the two sides differ.
    widest : int
        A place whose sides agree because of an allowance; -1 for none.
    exercised, met : Counter
        Of the pair's expected differences, by number: for how many inputs they are expected, and occur.
    """

    counts: Counter[str] = field(default_factory=Counter)
    distances: Counter[int] = field(default_factory=Counter)
    largest: list[list[int]] = field(default_factory=lambda: [[0, -1], [-1, -1]])
    kinds: dict[str, DifferenceCount] = field(default_factory=dict)
    ranges: Ranges = field(default_factory=Ranges)
    widest: int = -1
    exercised: Counter[int] = field(default_factory=Counter)
    met: Counter[int] = field(default_factory=Counter)

    def add_class(
        self, outcome: OutcomeClass, places: npt.NDArray[np.int64], gaps: npt.NDArray[np.uint64] | None = None
    ) -> None:
        """Take in inputs that all come to the same; `gaps` are their ULP distances, where they have any.

        Where they differ is to be added to `ranges` in the end, in their order.
        """
        if not len(places):
            return
        self.counts[outcome.verdict] += len(places)
        if outcome.raised:
            self.counts[outcome.raised] += len(places)
        if not outcome.compared and outcome.raised != "both":
            self.counts["uncompared"] += len(places)
        if outcome.within:
            self.counts["within"] += len(places)
            self.widest = int(places[0]) if self.widest < 0 else self.widest
        if outcome.kind:
            self.kinds.setdefault(outcome.kind, DifferenceCount()).add(places)
        if gaps is not None and outcome.measured:
            self._measure(gaps, places, agrees=outcome.verdict == "agree")

    def _measure(self, gaps: npt.NDArray[np.uint64], places: npt.NDArray[np.int64], *, agrees: bool) -> None:
        small = gaps <= _EXACT
        for ulp, count in enumerate(np.bincount(gaps[small].astype(np.int64)).tolist()):
            if count:
                self.distances[ulp] += count
        for width, count in enumerate(np.bincount(bit_lengths(gaps[~small] - np.uint64(1))).tolist()):
            if count:
                self.distances[1 << width] += count
        most = int(gaps.max())
        place = int(places[int(gaps.argmax())])
        for k in (0, 1) if agrees else (1,):
            self._enlarge(k, most, place)

    def _enlarge(self, k: int, ulp: int, place: int) -> None:
        known, at = self.largest[k]
        if ulp > known or (ulp == known and 0 <= place < at):
            self.largest[k] = [ulp, place]

    def join(self, other: Found) -> None:
        """Take in what was found of the inputs that come next."""
        self.counts += other.counts
        self.distances += other.distances
        self.exercised += other.exercised
        self.met += other.met
        for k, (ulp, place) in enumerate(other.largest):
            self._enlarge(k, ulp, place)
        for name, kind in other.kinds.items():
            own = self.kinds.setdefault(name, DifferenceCount())
            own.count += kind.count
            own.first = [*own.first, *kind.first][:FIRST]
        self.widest = other.widest if self.widest < 0 else self.widest
        if other.ranges.count:
            self.ranges.join(other.ranges.listed, other.ranges.count, other.ranges.last)

    def to_plain(self) -> dict[str, Any]:
        """Return all of it as JSON-able content, from which `of_plain` makes it again."""
        return {
            "counts": dict(self.counts),
            **{name: {str(k): n for k, n in getattr(self, name).items()} for name in ("distances", "exercised", "met")},
            "largest": self.largest,
            "kinds": {name: [kind.count, kind.first] for name, kind in self.kinds.items()},
            "ranges": [self.ranges.listed, self.ranges.count, self.ranges.last],
            "widest": self.widest,
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Found:
        """Return what `to_plain` has made plain."""
        parts: dict[str, Any] = {
            name: Counter({int(k): n for k, n in plain[name].items()}) for name in ("distances", "exercised", "met")
        }
        parts["kinds"] = {name: DifferenceCount(*entry) for name, entry in plain["kinds"].items()}
        largest = [list(entry) for entry in plain["largest"]]
        return cls(
            Counter(plain["counts"]), largest=largest, ranges=Ranges(*plain["ranges"]), widest=plain["widest"], **parts
        )
