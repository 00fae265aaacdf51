"""All of it: a program's kept calls run in Julia, compared, and explained."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.causes.variations import variations
from pyjuliann.parity.distributed.spread import Here, Workers
from pyjuliann.parity.explain import FINDINGS, Explainer
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Expectation, Pair
from pyjuliann.parity.replaying.blame import Share, first_of_all, order, shares
from pyjuliann.parity.replaying.compared import ComparedCalls, Part, Replayed, compare_parts
from pyjuliann.parity.replaying.smaller import made_smaller
from pyjuliann.parity.results.replayed import CallCounts, CallPlace, ReplayedPair, ReplayReport
from pyjuliann.parity.results.reports import Finding
from pyjuliann.parity.results.versions import versions
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.run import run_pair, silent
from pyjuliann.parity.running.session import Session, session_for
from pyjuliann.parity.running.tally import CaseTally
from pyjuliann.parity.watching.calls import CallSite, FunctionCalls, KeptCall, Recording
from pyjuliann.wording import further_note, nothing_compared, stopped_note

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.settings import JuliaSettings

LISTS: Final = Expectation("sequence", phrase("a program's list is an array in Julia"))
"""Programs hand on lists where Julia has vectors: of these the elements count."""

_FEW: Final = 8
"""Of fewer calls that differ, variations of one are tried too, to find the cause."""


@dataclass(frozen=True)
class ReplayOptions:
    """How calls are replayed.

    Attributes
    ----------
    judge : bool
        Whether to find out which side is closer to the truth where values differ.
    repair : float or None
        Seconds for the search for a repair; 0 to leave it, 10 if None.
    shrink : bool
        Whether counterexamples are made small.
    """

    judge: bool = False
    repair: float | None = None
    shrink: bool = True


@dataclass(frozen=True, eq=False)
class Replay:
    """What a replay gives.

    Attributes
    ----------
    report : ReplayReport
        What was found.
    errors : list of (name, message)
        Which functions could not be compared, and why.
    first : tuple of (Pair, Case), or None
        The counterexample: the first call with a difference of its own, made small where that was asked for.
    """

    report: ReplayReport
    errors: list[tuple[str, str]]
    first: tuple[Pair, Case] | None = None


def replay(
    pairs: Mapping[str, Pair],
    recording: Recording,
    *,
    engine: Engine | Session | JuliaSettings | None = None,
    options: ReplayOptions | None = None,
    timeout: float | None = None,
    workers: Workers | None = None,
    say: Callable[[str], object] = silent,
    **facts: Any,
) -> Replay:
    """Run the kept calls of a program in Julia, and say which differ, and whose difference it is.

    Parameters
    ----------
    pairs : mapping of str to Pair
        By the names of the functions in the recording.
    recording : Recording
        The calls.
    engine : Engine or JuliaSettings, optional
        A live engine, or how one is started for this call.
    options : ReplayOptions, optional
        How they are replayed.
    timeout : float, optional
        Seconds that one call of either side may take.
    workers : Workers, optional
        Who runs the calls; by default this process.
    say : callable, optional
        Called with a few words on what is being done, whenever that changes.
    **facts
        What `ReplayReport` has of the program: ``program``, ``exit_code``, ``saved``, ``notes``.
    """
    pairs = {name: pair.replace(expect=(*pair.expect, LISTS)) for name, pair in pairs.items()}
    with session_for(engine, timeout) as session:
        run = _Run(session, pairs, recording, options or ReplayOptions(), say, workers or Here(session.engine))
        run.compare()
        report = run.report(facts)
        return Replay(report, run.errors, run.counterexample)


@dataclass(eq=False)
class _Run:
    session: Session
    pairs: Mapping[str, Pair]
    recording: Recording
    options: ReplayOptions
    say: Callable[[str], object]
    workers: Workers
    compared: dict[str, ComparedCalls] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    counterexample: tuple[Pair, Case] | None = None

    def compare(self) -> None:
        """Run the kept calls of all functions."""
        parts = [part for name, pair in self.pairs.items() for part in Part.of(name, pair, self.recording.of(name))]
        failed: set[str] = set()
        start = time.perf_counter()
        for part, found in compare_parts(parts, self.workers, self.session):
            name, pair = part.name, part.pair
            whole = self.compared.get(name)
            if name in failed or (whole is not None and whole.stopped is not None):
                continue
            self.say(phrase("{}: {} calls", name, len(part.calls)))
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
            start = time.perf_counter()
            if isinstance(found, PairError):
                failed.add(name)
                self.compared.pop(name, None)
                self.errors.append((pair.name, str(found)))
                continue
            whole = self.compared.setdefault(name, ComparedCalls())
            whole.add(found)
            if whole.stopped is not None:
                self.errors.append((pair.name, phrase("{}: {}", pair.name, whole.stopped)))
                if self.session.limits.is_over():
                    break

    def report(self, facts: Mapping[str, Any]) -> ReplayReport:
        """Return what was found."""
        pairs = {name: self.pairs[name] for name in self.compared}
        blame = {}
        if not self.session.limits.is_over():
            blame = shares(self.session, pairs, self.recording, self.compared, self.say)
        first = first_of_all(blame)
        ran = not facts.get("saved", False)  # a saved call has no place in a program
        found = (self._reported(name, blame.get(name), first, ran) for name in self.compared)
        place = place_of(first.call) if first is not None and ran else None
        reports = sorted(
            (r for r in found if r is not None), key=lambda r: (place is None or r.place != place, *_urgency(r))
        )
        for name, pair in self.pairs.items():
            known = self._calls(name)
            if known.problem and not known.seen:
                self.errors.append((pair.name, phrase("{}: {}", pair.name, known.problem)))
            elif known.seen and not self._has_compared(name):
                self._tell_uncompared(name, known)
        return ReplayReport(
            tuple(reports),
            asdict(self.session.engine.info),
            versions(),
            first=place,
            uncalled=tuple(
                name for name in self.pairs if ran and not (self._calls(name).seen or self._calls(name).problem)
            ),
            **facts,
        )

    def _calls(self, name: str) -> FunctionCalls:
        return self.recording.functions.get(name, FunctionCalls(name))

    def _has_compared(self, name: str) -> bool:
        return name in self.compared and any(
            done.result.compared or done.result.aspect for done in self.compared[name].calls
        )

    def _tell_uncompared(self, name: str, known: FunctionCalls) -> None:
        """Add that a function was called, and nothing of it compared."""
        told = {label for label, _ in self.errors}
        if self.pairs[name].name not in told:
            found = self.compared.get(name, ComparedCalls())
            raised = sum(done.result.both_raised for done in found.calls)
            if raised and self.pairs[name].allow_errors:
                return
            left = collections.Counter(known.left) + found.left
            self.errors.append(
                (self.pairs[name].name, nothing_compared(self.pairs[name].name, known.seen, left, raised))
            )

    # ------------------------------------------------------------ one function

    def _reported(self, name: str, share: Share | None, first: Replayed | None, ran: bool) -> ReplayedPair | None:
        found, known, pair = self.compared[name], self._calls(name), self.pairs[name]
        results = [done.result for done in found.calls]
        if not results:
            return None
        notes = CaseTally.of(pair, results).apart_notes()
        if found.stopped is not None:
            notes.append(stopped_note(len(results), found.stopped))
        if known.problem:
            notes.append(known.problem)
        findings: tuple[Finding, ...] = ()
        if share is not None and share.own:
            findings = self._findings(name, share, notes, first)
        left = collections.Counter(known.left) + found.left
        differing = share.own if share is not None and share.own else found.differing
        return ReplayedPair.of(
            pair,
            results,
            findings=findings,
            notes=notes,
            seconds=self.seconds[name],
            calls=CallCounts(known.seen, known.kept, known.equal, known.passed, len(results), left),
            place=place_of(min(differing, key=order).call) if differing and ran else None,
            because=share.because if share is not None else (),
            own=bool(share is not None and share.own),
            problem=share.problem if share is not None else "",
        )

    def _findings(self, name: str, share: Share, notes: list[str], first: Replayed | None) -> tuple[Finding, ...]:
        """Return what there is to tell of a function's own differences."""
        found = self.compared[name]
        look = Explainer(
            self.session, self.pairs[name], self.options.judge, not share.because, self.options.repair,
            lambda doing: self.say(phrase("{}: {}", name, doing)), notes,
        )  # fmt: skip
        if share.mixed is not None:  # what is its own shows only where the others are Julia's
            return (look.finding(share.mixed, [share.mixed], len(share.own), "", shrunk=False),)
        kinds = collections.Counter(done.result.signature for done in share.own)
        if len(kinds) > FINDINGS:
            notes.append(further_note((kind, "") for kind, _ in kinds.most_common()[FINDINGS:]))
        others = [r for r in found.telling if not r.aspect]
        told = []
        for kind, count in kinds.most_common(FINDINGS):
            alike = [done for done in share.own if done.result.signature == kind]
            is_first = first in alike
            start = first if is_first and first is not None else min(alike, key=lambda done: done.result.case.size)
            small = self._smaller(look, start.result)
            if is_first:
                self.counterexample = (self.pairs[name], (small or start.result).case)
            telling = [*(done.result for done in alike), *others]
            telling += self._varied(look, small or start.result, len(alike))
            told.append((look.finding(small or start.result, telling, count, "", small is not None), telling))
        return tuple(look.with_repairs(told))

    def _smaller(self, look: Explainer, result: CaseResult) -> CaseResult | None:
        if not self.options.shrink or result.julia.died or self.session.engine.repeats:
            return None
        self.say(phrase("{} differs, making an example small", phrase(result.aspect)))
        small: CaseResult | None = look.attempt(
            phrase("making it small"), made_smaller, result, self._runner(look.pair)
        )
        return small

    def _varied(self, look: Explainer, result: CaseResult, count: int) -> Sequence[CaseResult]:
        """Return variations of a call where the program's own are too few to tell a cause by."""
        if count >= _FEW or result.julia.died or self.session.engine.repeats:
            return ()
        made = look.attempt(phrase("varying it"), self._runner(look.pair), variations(result.case))
        return [r for r in made or () if not r.both_raised]

    def _runner(self, pair: Pair) -> Callable[[Sequence[Case]], list[CaseResult]]:
        return partial(run_pair, self.session, pair)


def _urgency(report: ReplayedPair) -> tuple[bool, bool, int]:
    """Return what reports are sorted by: own differences, then those of others, each in the program's order."""
    number = report.place.number if report.place is not None else 0
    return bool(report), not report.own, number


def place_of(call: KeptCall) -> CallPlace:
    """Return where in the program a call was made."""
    callers = tuple((caller.function, caller.number) for caller in call.place.callers)
    return CallPlace(call.function, max(0, call.number), callers)


def recording_of(pairs: Mapping[str, Pair], cases: Sequence[tuple[str, Case]], run: Callable[..., Any]) -> Recording:
    """Return the recording of calls that are made now, one after the other, as those of a saved case."""
    calls = []
    for number, (name, case) in enumerate(cases, 1):
        (outcome,) = run(pairs[name].python, [case])
        calls.append(KeptCall(name, CallSite(number, name), case, outcome))
    counts = collections.Counter(call.function for call in calls)
    functions = {name: FunctionCalls(name, seen=n, kept=n) for name, n in counts.items()}
    return Recording(tuple(calls), functions)
