"""Whether a pair agrees for as long as one likes: case after case until the time is over, bolder as it goes.

Hypothesis' own targeting makes one case at a time, and both sides are asked about many at once; so the cases that came
closest to a difference are kept here, and new ones are made of the choices behind them, a few changed.
"""

from __future__ import annotations

import collections
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from pyjuliann.errors import PairError, StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Verdict
from pyjuliann.parity.exhaustive.found import binned
from pyjuliann.parity.explain import FINDINGS, Explainer
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.pairing.nearby import BoldSource, NearSource
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.python_code import place_of
from pyjuliann.parity.results.reports import Finding, PairReport
from pyjuliann.parity.running.apart import set_apart
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.fitting import MOST_RAISING, briefly, fitting
from pyjuliann.parity.running.run import BATCH, run_pair, silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.shrink import database_in_use, hypothesis_cases, kept_cases, shrunk
from pyjuliann.wording import STOPPED, apart_count_note, further_note, stale_note, stopped_note, unexercised_note

ROUND: Final = 1.0
"""About so many seconds a pair has before it is the next one's turn."""

_FIRST: Final = 100
_FEWEST: Final = 10
_ELEMENTS: Final = 400_000
"""So many numbers are in the arguments of one round at most."""

_NEAREST: Final = 32
"""So many cases that came close to a difference are kept."""

_EXAMPLES: Final = 8
"""So many cases are kept of each kind of difference, the smallest, and so many times as many that agree."""

_KNOWN: Final = 20_000
"""So many cases are remembered, not to be tried again."""

_BOLDEST: Final = 50
"""After so many rounds nothing grows any more."""


@dataclass
class _Seen:
    """What was seen of all cases, in an amount that does not grow with them."""

    counts: collections.Counter[str] = field(default_factory=collections.Counter)
    distances: collections.Counter[int] = field(default_factory=collections.Counter)
    kinds: collections.Counter[str] = field(default_factory=collections.Counter)
    examples: dict[str, list[CaseResult]] = field(default_factory=dict)
    agreeing: list[CaseResult] = field(default_factory=list)
    worst: CaseResult | None = None
    largest: CaseResult | None = None
    raised: CaseResult | None = None
    within: CaseResult | None = None
    exercised: collections.Counter[int] = field(default_factory=collections.Counter)
    met: collections.Counter[int] = field(default_factory=collections.Counter)

    def add(self, pair: Pair, results: Sequence[CaseResult]) -> None:
        """Take in further results."""
        for result in results:
            self.counts[result.verdict] += 1
            self.counts["apart"] += bool(result.apart)
            self.counts["uncompared"] += not result.compared and not result.both_raised
            if result.both_raised:
                self.counts["both"] += 1
                self.raised = self.raised or result
            if result.within and result.verdict == "agree":
                self.counts["within"] += 1
                self.within = self.within or result
            if result.max_ulp is not None:
                self._measure(result, result.max_ulp)
            if result.aspect:
                self.kinds[result.signature] += 1
                known = self.examples.setdefault(result.signature, [])
                known.append(result)
                known.sort(key=lambda r: r.case.size)
                del known[_EXAMPLES:]
            elif not result.apart and len(self.agreeing) < 8 * _EXAMPLES:
                self.agreeing.append(result)
            for number, expectation in enumerate(pair.expect):
                if expectation.holds(result.case.arguments, result.case.keywords):
                    self.exercised[number] += 1
                    self.met[number] += any(d.aspect == expectation.aspect for d in result.expected)

    def _measure(self, result: CaseResult, ulp: int) -> None:
        self.distances[binned(ulp)] += 1
        if self.largest is None or ulp > (self.largest.max_ulp or 0):
            self.largest = result
        if result.verdict == "agree" and ulp and (self.worst is None or ulp > (self.worst.max_ulp or 0)):
            self.worst = result


@dataclass(eq=False)
class TimedCheck:
    """A check of one pair that goes on as long as it is told to.

    Attributes
    ----------
    pair : Pair
        The two functions.
    session : Session
        Julia's side.
    seed : int
        What the cases are generated from.
    keep : bool
        Whether Hypothesis' database keeps counterexamples, and those it has are tried first.
    judge, shrink, repair
        As `check` takes them.
    say : callable
        Told what is being done.
    """

    pair: Pair
    session: Session
    seed: int
    keep: bool = True
    judge: bool = False
    shrink: bool = True
    repair: float | None = None
    say: Callable[[str], object] = silent
    seen: _Seen = field(default_factory=_Seen)
    notes: list[str] = field(default_factory=list)
    stopped: StoppedError | None = None
    interrupted: bool = False

    def __post_init__(self) -> None:
        self._database = database_in_use() if self.keep else None
        self._rounds, self._count, self._seconds = 0, _FIRST, 0.0
        self._nearest: list[tuple[int, tuple[Any, ...]]] = []
        self._known: collections.OrderedDict[bytes, None] = collections.OrderedDict()
        self._chance = random.Random(self.seed)  # noqa: S311 - test data, no secrets

    def prepare(self) -> None:
        """Load Julia's side, and find out which arguments both sides take.

        Raises
        ------
        PairError
            As `check` does.
        """
        self.session.prepare(self.pair)
        self.say(phrase("looking for arguments that both take"))
        families = families_of(self.pair, lambda: self.session.keywords(self.pair))
        self._family = fitting(self.session, self.pair, families).main

    # ------------------------------------------------------------ going on

    def go_on(self) -> None:
        """Try some more cases, for about `ROUND` seconds; note what stops it."""
        start = time.perf_counter()
        try:
            cases = self._cases()
            results = run_pair(self.session, self.pair, cases)
            results = set_apart(self.session, self.pair, results, self._family.wanted)
        except StoppedError as stopped:
            self.stopped, results = stopped, stopped.results
        self.seen.add(self.pair, results)
        self._keep_nearest(results)
        self._rounds += 1
        elapsed = time.perf_counter() - start
        self._seconds += elapsed
        self._count = int(min(max(self._count * min(ROUND / max(elapsed, 1e-3), 2), _FEWEST), BATCH))
        self.say(phrase("{:,} cases, {:,} differ{}", self._done, self.seen.counts["differ"], self._farthest()))

    @property
    def _done(self) -> int:
        return sum(self.seen.counts[verdict] for verdict in ("identical", "agree", "differ"))

    def _farthest(self) -> str:
        largest = self.seen.largest
        return phrase(", at most {:,} ULP apart", largest.max_ulp) if largest is not None else ""

    def _cases(self) -> list[Case]:
        kept = kept_cases(self.pair, self._family, self._database) if not self._rounds else []
        if self._family.needs_hypothesis:
            made: list[Case] = hypothesis_cases(self.pair, self._family, self._count, self._chance.getrandbits(32))
        elif not self._rounds:
            made = self._family.cases(self.seed, self._count)
        else:
            made = list(self._bold())
        return [case for case in (*kept, *made) if self._is_new(case)] or made[:1]

    def _is_new(self, case: Case) -> bool:
        mark = fingerprint(case)
        if mark in self._known:
            return False
        self._known[mark] = None
        if len(self._known) > _KNOWN:
            self._known.popitem(last=False)
        return True

    def _bold(self) -> Iterator[Case]:
        """Yield new cases: by chance, the larger the later; and like those that came close to a difference."""
        bold = BoldSource(self._chance.getrandbits(32), min(self._rounds / _BOLDEST, 1.0))
        elements = 0
        for _ in range(2 * self._count):
            source: Any = bold
            if self._nearest and self._chance.random() < 0.5:
                source = NearSource(self._chance.getrandbits(32), self._answers())
            else:
                bold.begin()
            case = self._family.build(source)
            if not self._family.wanted(case):
                continue
            elements += case.size * max(len(case.arguments), 1)
            yield Case(case.arguments, case.keywords, case.label, partial(tuple, tuple(source.notes)))
            if elements > _ELEMENTS:
                return

    def _answers(self) -> Sequence[Any]:
        """Return the answers behind one of the nearest cases, or the first of one and the rest of another."""
        _, one = self._chance.choice(self._nearest)
        _, other = self._chance.choice(self._nearest)
        if len(one) != len(other) or self._chance.random() < 0.5:
            return one
        cut = self._chance.randint(0, len(one))
        return (*one[:cut], *other[cut:])

    def _keep_nearest(self, results: Sequence[CaseResult]) -> None:
        near = [r for r in results if r.max_ulp and not r.aspect and r.case.choices is not None]
        if self._family.needs_hypothesis or not near:
            return
        near.sort(key=lambda r: -(r.max_ulp or 0))
        for result in near[:_NEAREST]:
            ulp = result.max_ulp or 0
            if len(self._nearest) == _NEAREST and ulp <= self._nearest[-1][0]:
                break
            assert result.case.choices is not None
            self._nearest.append((ulp, result.case.choices()))
            self._nearest.sort(key=lambda entry: -entry[0])
            del self._nearest[_NEAREST:]

    # ------------------------------------------------------------ in the end

    def report(self) -> PairReport:
        """Return what was found; make small, explain and keep what differs.

        Raises
        ------
        PairError
            If too little could be compared.
        """
        seen = self.seen
        if not self._done:
            raise self.stopped or PairError(
                phrase("{}: nothing was compared: it was stopped before its first case", self.pair.name)
            )
        if self.stopped is None:
            self._refuse_vacuous()
        else:
            self.notes.append(stopped_note(self._done, self.stopped))
        if self.interrupted:
            self.notes.append(STOPPED)
        if apart := seen.counts["apart"]:
            self.notes.append(apart_count_note(apart, self._done))
        findings = tuple(self._findings())
        stale = tuple(self._stale())
        verdict: Verdict = "differ" if seen.kinds or stale else "agree" if seen.counts["agree"] else "identical"
        largest = seen.largest
        return PairReport(
            name=self.pair.name,
            python=self.pair.python_name,
            julia=str(self.pair.julia),
            verdict=verdict,
            cases=self._done,
            identical=seen.counts["identical"],
            agree=seen.counts["agree"],
            differ=seen.counts["differ"],
            both_raised=seen.counts["both"],
            uncompared=seen.counts["uncompared"],
            ulp_counts=_ending_with(seen.distances, largest),
            worst_agreeing=seen.worst,
            findings=findings,
            stale=stale,
            policy=self.pair.policy.to_dict() if self.pair.policy else None,
            seed=self.seed,
            notes=tuple(self.notes),
            seconds=self._seconds,
            within=seen.counts["within"],
            widest=seen.within,
            source=place_of(self.pair.python),
            timed={
                "seconds": round(self._seconds, 1),
                "rounds": self._rounds,
                "largest_ulp": None if largest is None else largest.max_ulp,
                "largest_on": None if largest is None else largest.case.told,
            },
        )

    def told(self) -> PairReport:
        """Return the report; raise a `StoppedError` that has it where a call has stopped the check."""
        report = self.report()
        if self.stopped is None:
            return report
        told = type(self.stopped)(phrase("{}: {}", self.pair.name, self.stopped))
        told.report = report
        raise told from None

    def _refuse_vacuous(self) -> None:
        both, first = self.seen.counts["both"], self.seen.raised
        if first is None or self.pair.allow_errors or both <= MOST_RAISING * self._done or self.seen.kinds:
            return
        raise PairError(
            phrase(
                "{}: too little was compared: on {:,} of {:,} cases both sides raised. On the first, Python {}, Julia "
                "{}. Give strategies that fit, or allow_errors=True (--allow-errors) if errors are what is compared",
                self.pair.name,
                both,
                self._done,
                briefly(first.python),
                briefly(first.julia),
            )
        )

    def _stale(self) -> Iterator[str]:
        for number, expectation in enumerate(self.pair.expect):
            if not self.seen.exercised[number]:
                self.notes.append(unexercised_note(expectation.aspect))
            elif not self.seen.met[number]:
                yield stale_note(expectation.aspect, expectation.reason, self.seen.exercised[number])

    def _findings(self) -> list[Finding]:
        kinds = self.seen.kinds.most_common()
        if len(kinds) > FINDINGS:
            self.notes.append(further_note((name, self._family.label) for name, _ in kinds[FINDINGS:]))
        looks = self.stopped is None and not self.interrupted
        look = Explainer(self.session, self.pair, self.judge, looks, self.repair, self.say, self.notes)
        found = []
        for signature, count in kinds[:FINDINGS]:
            examples = self.seen.examples[signature]
            small = None
            if self.shrink and looks and not examples[0].julia.died:
                self.say(phrase("{} differs, making an example small", phrase(examples[0].aspect)))
                small = look.attempt(phrase("making it small"), self._smaller, signature, examples)
            telling = [*examples, *self.seen.agreeing]
            label = self._family.label
            found.append((look.finding(small or examples[0], telling, count, label, small is not None), telling))
        return list(look.with_repairs(found) if looks else (finding for finding, _ in found))

    def _smaller(self, signature: str, examples: Sequence[CaseResult]) -> CaseResult | None:
        """Return the smallest example that is found, which the database keeps."""
        start = examples[0].case.choices

        def look(case: Case) -> CaseResult:
            results = run_pair(self.session, self.pair, [case])
            return set_apart(self.session, self.pair, results, self._family.wanted, 1.0)[0]

        case = None
        if start is not None:
            known = {fingerprint(result.case): True for result in examples}
            case = shrunk(
                self.pair, self._family, signature, lambda case: look(case).signature,
                choices=start(), database=self._database, known=known,
            )  # fmt: skip
        result = look(case) if case is not None else None
        return result if result is not None and result.signature == signature else None


def _ending_with(distances: collections.Counter[int], largest: CaseResult | None) -> dict[int, int]:
    """Return how many cases have which distance, the last power of two replaced by the largest distance itself."""
    most = -1 if largest is None else largest.max_ulp or 0
    found = {ulp: count for ulp, count in sorted(distances.items()) if ulp < most}
    return {**found, most: sum(distances.values()) - sum(found.values())} if most >= 0 else {}


def in_turns(checks: Sequence[TimedCheck], seconds: float) -> None:
    """Have checks go on in turns until the time is over; Ctrl-C ends it earlier, and is noted."""
    end = time.monotonic() + seconds
    try:
        for check in checks:  # each has one turn, however short the time is
            check.go_on()
        while time.monotonic() < end and any(check.stopped is None for check in checks):
            for check in checks:
                if check.stopped is None and time.monotonic() < end:
                    check.go_on()
    except KeyboardInterrupt:
        for check in checks:
            check.interrupted = True
