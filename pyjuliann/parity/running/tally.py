"""What cases came to, counted: enough for a report, small enough to send, to save, and to keep of millions of cases."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, Self, TypeVar

from pyjuliann.parity.comparing.comparison import Verdict
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.stateful import StatefulPair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.wording import apart_note

SOME: Final = 5
"""So many cases of each kind of difference can be looked at again, besides the smallest one."""

BOTH_RAISED: Final = "both raised"
"""By what the first case is known on which both sides raised."""

Thing = TypeVar("Thing")
Place = tuple[int, ...]
"""Where a case stands, in the order of all cases."""


class Fact(NamedTuple):
    """What a report needs to know of one case; those that are alike are counted.

    Attributes
    ----------
    verdict, ulp, both_raised, compared, apart
        As `CaseResult` has them.
    signature : str
        The kind of difference; "" for none.
    size : int
        Of the largest argument of a case that differs; 0 for others.
    width : float or None
        How far apart the sides are where an allowance beyond the budget makes them agree.
    notes : tuple of str
        Differences that do not count.
    held, occurred : tuple of int
        Which of the pair's expected differences are to be there, and are.
    left : tuple of (int, str)
        Which of them left something uncompared, and what.
    """

    verdict: Verdict
    signature: str = ""
    ulp: int | None = None
    both_raised: bool = False
    compared: bool = True
    apart: str = ""
    size: int = 0
    width: float | None = None
    notes: tuple[str, ...] = ()
    held: tuple[int, ...] = ()
    occurred: tuple[int, ...] = ()
    left: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, pair: Pair | StatefulPair, result: CaseResult) -> Self:
        """Return what there is to know of a case."""
        differs = bool(result.differences)
        held: tuple[int, ...] = ()
        occurred: tuple[int, ...] = ()
        left: tuple[tuple[int, str], ...] = ()
        if isinstance(pair, Pair) and pair.expect:
            case = result.case
            held = tuple(k for k, e in enumerate(pair.expect) if e.holds(case.arguments, case.keywords))
            occurred = tuple(k for k in held if any(d.aspect == pair.expect[k].aspect for d in result.expected))
            left = tuple((k, str(d)) for k in held for d in result.uncompared if d.aspect == pair.expect[k].aspect)
        return cls(
            verdict=result.verdict,
            signature=result.signature if differs else "",
            ulp=result.max_ulp,
            both_raised=result.both_raised,
            compared=result.compared,
            apart=result.apart,
            size=result.case.size if differs else 0,
            width=_widest(result) if result.verdict == "agree" and result.within else None,
            notes=tuple(map(str, result.notes)),
            held=held,
            occurred=occurred,
            left=left,
        )


def _widest(result: CaseResult) -> float:
    """Return how far apart a case's sides are at the widest, in relative terms, or absolute ones near zero."""
    place = result.comparison.widest if result.comparison is not None else None
    return 0.0 if place is None else min(place.relative or 0.0, float(place.absolute or 0.0))


class CaseTally:
    """Cases, counted in their order; of some it is known where they stand.

    Attributes
    ----------
    facts : Counter of Fact
        How many cases there are of which kind, in the order in which they came.
    """

    def __init__(self, result_at: Callable[[Place, Fact], CaseResult | None]) -> None:
        self._result_at = result_at
        self.facts: collections.Counter[Fact] = collections.Counter()
        self._smallest: dict[str, tuple[int, Place, Fact]] = {}
        self._some: dict[str, list[tuple[Place, Fact]]] = {}
        self._worst: tuple[int, Place, Fact] | None = None
        self._widest: tuple[float, Place, Fact] | None = None
        self._first: dict[str, tuple[Place, Fact]] = {}

    @classmethod
    def of(cls, pair: Pair | StatefulPair, results: Sequence[CaseResult]) -> Self:
        """Return the results of a pair, counted."""
        tally = cls(lambda place, _: results[place[0]])
        for number, result in enumerate(results):
            tally.add((number,), Fact.of(pair, result))
        return tally

    @classmethod
    def together(cls, tallies: Sequence[CaseTally]) -> CaseTally:
        """Return several tallies as one, those of the first one's cases first."""
        if len(tallies) == 1:
            return tallies[0]
        whole = cls(lambda place, fact: tallies[place[0]]._result_at(place[1:], fact))
        for number, tally in enumerate(tallies):
            whole.facts.update(tally.facts)
            for place, fact in tally._known():
                whole._place((number, *place), fact)
        return whole

    def add(self, place: Place, fact: Fact) -> None:
        """Count a case; later ones have larger places."""
        self.facts[fact] += 1
        # most cases are like many others, and nothing to point at
        if fact.signature or fact.ulp or fact.width is not None or fact.apart or fact.both_raised:
            self._place(place, fact)

    def _place(self, place: Place, fact: Fact) -> None:
        if fact.signature:
            known = self._smallest.get(fact.signature)
            if known is None or (fact.size, place) < known[:2]:
                self._smallest[fact.signature] = fact.size, place, fact
            some = self._some.setdefault(fact.signature, [])
            if len(some) < SOME:
                some.append((place, fact))
        elif fact.verdict == "agree" and fact.ulp and (self._worst is None or fact.ulp > self._worst[0]):
            self._worst = fact.ulp, place, fact
        if fact.width is not None and (self._widest is None or fact.width >= self._widest[0]):
            self._widest = fact.width, place, fact
        if fact.apart:
            self._first.setdefault(fact.apart, (place, fact))
        if fact.both_raised:
            self._first.setdefault(BOTH_RAISED, (place, fact))

    def _known(self) -> list[tuple[Place, Fact]]:
        """Return the cases of which it is known where they stand, in order."""
        chosen = [*self._smallest.values(), *filter(None, (self._worst, self._widest))]
        found = {place: fact for _, place, fact in chosen}
        found |= {place: fact for some in (*self._some.values(), self._first.values()) for place, fact in some}
        return sorted(found.items(), key=lambda known: known[0])

    @property
    def cases(self) -> int:
        """How many there are."""
        return self.facts.total()

    @property
    def differing(self) -> int:
        """In how many the sides differ."""
        return self.count(lambda fact: fact.signature)

    def count(self, is_so: Callable[[Fact], object]) -> int:
        """Return of how many cases something is so."""
        return sum(number for fact, number in self.facts.items() if is_so(fact))

    def counted(self, what: Callable[[Fact], Iterable[Thing]]) -> collections.Counter[Thing]:
        """Return how many cases have which of some things, in the order in which these came."""
        found: collections.Counter[Thing] = collections.Counter()
        for fact, number in self.facts.items():
            for each in what(fact):
                found[each] += number
        return found

    def kinds(self) -> collections.Counter[str]:
        """Return how many cases have which kind of difference, in the order in which these came."""
        return self.counted(lambda fact: [fact.signature] if fact.signature else [])

    def smallest(self, signature: str | None = None) -> CaseResult | None:
        """Return the smallest case that differs, of a kind or at all; the first of several."""
        found = [known for kind, known in self._smallest.items() if signature in (None, kind)]
        return self._at(min(found, default=None))

    def some(self, signature: str) -> list[CaseResult]:
        """Return the first cases with a kind of difference."""
        return [result for known in self._some.get(signature, ()) if (result := self._result_at(*known)) is not None]

    @property
    def worst_agreeing(self) -> CaseResult | None:
        """The case with the largest distance among those that agree, the first of several; None without any."""
        return self._at(self._worst)

    @property
    def widest(self) -> CaseResult | None:
        """Of those that agree by an allowance beyond the budget, the one farthest apart, the last of several."""
        return self._at(self._widest)

    def first(self, what: str) -> CaseResult | None:
        """Return the first case that was set apart for a reason, or on which both sides raised: `BOTH_RAISED`."""
        known = self._first.get(what)
        return None if known is None else self._result_at(*known)

    def apart_notes(self) -> list[str]:
        """Return how many cases were set apart for which reason, with the first of each."""
        counts = self.counted(lambda fact: [fact.apart] if fact.apart else [])
        found = ((self.first(why), why, count) for why, count in counts.items())
        return [apart_note(first, why, count) for first, why, count in found if first is not None]

    def _at(self, known: tuple[float, Place, Fact] | None) -> CaseResult | None:
        return None if known is None else self._result_at(known[1], known[2])
