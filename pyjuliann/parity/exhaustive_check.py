"""Whether a pair agrees on all its inputs: every one of a finite space, gone through block by block."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.errors import PairError, StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Verdict
from pyjuliann.parity.distributed.saved import SavedRun, what_is_compared
from pyjuliann.parity.distributed.spread import Workers
from pyjuliann.parity.exhaustive.found import Found
from pyjuliann.parity.exhaustive.spaces import Space, chunks, space_of
from pyjuliann.parity.exhaustive.sweep import Sweep
from pyjuliann.parity.explain import FINDINGS, Explainer
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.python_code import place_of
from pyjuliann.parity.results.reports import Finding, PairReport
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.fitting import briefly
from pyjuliann.parity.running.session import Session
from pyjuliann.wording import further_note, stale_note, unexercised_note

_BESIDE: Final = 64
"""So many inputs, from all over the space, are looked at beside those that differ, where a cause is looked for."""

_TOLD: Final = 20
"""So many ranges of differing inputs are told."""


def check_exhaustively(
    pair: Pair,
    session: Session,
    *,
    judge: bool = False,
    repair: float | None = None,
    workers: Workers,
    saved: SavedRun | None = None,
    say: Callable[[str], object],
) -> PairReport:
    """Compare a pair on all its inputs, and explain what differs.

    Raises
    ------
    PairError
        If there is no end to the inputs or they are too many, nothing could be compared, or something else was asked
        of the saved run. As `StoppedError`, whose
        ``report`` says what was found until then, if a call takes too long or Julia dies again and again.
    KeyboardInterrupt
        With such a ``report``, if it is interrupted once something was found.
    """
    space = space_of(pair)
    session.prepare(pair)
    return _Run(pair, session, space, workers, saved, judge, repair, say).report()


@dataclass(eq=False)
class _Run:
    """One check of all inputs of a pair."""

    pair: Pair
    session: Session
    space: Space
    workers: Workers
    saved: SavedRun | None
    judge: bool
    repair: float | None
    say: Callable[[str], object]

    def report(self) -> PairReport:
        start = time.perf_counter()
        sweep = Sweep(self.pair, self.space)
        found, done, stopped = self._gone_through(sweep)
        if stopped is not None and not done:
            raise stopped
        if stopped is None:
            self._refuse_vacuous(sweep, found)
        notes: list[str] = []
        findings = () if stopped is not None else self._findings(sweep, found, notes)
        seconds = time.perf_counter() - start
        report = self._reported(sweep, found, done, findings=findings, notes=notes, seconds=seconds)
        if stopped is None:
            return report
        if isinstance(stopped, StoppedError):
            stopped = type(stopped)(phrase("{}: {}", self.pair.name, stopped))
        stopped.report = report  # type: ignore[union-attr] # also that of a KeyboardInterrupt
        raise stopped from None

    def _gone_through(self, sweep: Sweep) -> tuple[Found, int, StoppedError | KeyboardInterrupt | None]:
        """Return what was found, of how many inputs, and what has stopped it."""
        found, done, start = Found(), 0, time.monotonic()
        key, asked = f"{self.pair.name}, exhaustive", {"the inputs": self.space.label, **what_is_compared(self.pair)}
        known = {} if self.saved is None else self.saved.known(key, asked, self.pair.name)
        try:
            blocks = chunks(self.space.size)
            for number, plain in self.workers.spread(sweep, blocks, known):
                found.join(_received(plain))
                done = blocks[number][1]
                if self.saved is not None and number not in known:
                    self.saved.keep(key, asked, number, plain)
                self._tell(done, found, time.monotonic() - start)
        except (StoppedError, KeyboardInterrupt) as stopped:
            return found, done, stopped
        finally:
            if self.saved is not None:
                self.saved.write()
        return found, done, None

    def _tell(self, done: int, found: Found, seconds: float) -> None:
        inputs = self.space.size
        left = seconds * (inputs - done) / done
        told = "{:,} of {:,} inputs, {:,} differ, {:,.0f} s left"
        self.say(phrase(told, done, inputs, found.counts["differ"], left))

    def _refuse_vacuous(self, sweep: Sweep, found: Found) -> None:
        wanted = self.space.size - found.counts["unwanted"]
        if not wanted:
            raise PairError(phrase("{}: where: none of {:,} inputs is wanted", self.pair.name, self.space.size))
        if self.pair.allow_errors or found.counts["both"] < wanted:
            return
        first = sweep.results(self.session, [0])[0]
        raise PairError(
            phrase(
                "{}: nothing was compared: on each of {:,} inputs both sides raised an error. On the first, Python {}, "
                "Julia {}. Give types= or domain= (--type, --range) that fit, or allow_errors=True (--allow-errors) if "
                "errors are what is compared",
                self.pair.name,
                wanted,
                briefly(first.python),
                briefly(first.julia),
            )
        )

    def _findings(self, sweep: Sweep, found: Found, notes: list[str]) -> list[Finding]:
        kinds = sorted(found.kinds.items(), key=lambda item: -item[1].count)
        if len(kinds) > FINDINGS:
            notes.append(further_note((name, self.space.label) for name, _ in kinds[FINDINGS:]))
        if not kinds:
            return []
        evenly = np.unique(np.linspace(0, self.space.size - 1, _BESIDE).astype(np.int64))
        beside = self._wanted(sweep, evenly)
        look = Explainer(self.session, self.pair, self.judge, True, self.repair, self.say, notes)
        met = []
        for name, kind in kinds[:FINDINGS]:
            examples = sweep.results(self.session, kind.first)
            first = next((result for result in examples if result.signature == name), examples[0])
            telling = [*examples, *beside]
            met.append((look.finding(first, telling, kind.count, self.space.label, shrunk=False), telling))
        return list(look.with_repairs(met))

    def _wanted(self, sweep: Sweep, places: Any) -> list[CaseResult]:
        where = self.pair.where
        if where is not None:
            cases = self.space.cases(places)
            places = [place for place, c in zip(places, cases, strict=True) if where(*c.arguments, **c.keywords)]
        return sweep.results(self.session, places)

    def _reported(
        self, sweep: Sweep, found: Found, done: int, *, findings: Sequence[Finding], notes: list[str], seconds: float
    ) -> PairReport:
        counts = found.counts
        stale = tuple(self._stale(found, notes))
        verdict: Verdict = "differ" if counts["differ"] or stale else "agree" if counts["agree"] else "identical"
        (ulp, place), (most, _) = found.largest
        return PairReport(
            name=self.pair.name,
            python=self.pair.python_name,
            julia=str(self.pair.julia),
            verdict=verdict,
            cases=done - counts["unwanted"],
            identical=counts["identical"],
            agree=counts["agree"],
            differ=counts["differ"],
            both_raised=counts["both"],
            uncompared=counts["uncompared"],
            ulp_counts=_up_to(found.distances, most),
            worst_agreeing=self._at(sweep, place) if ulp > 0 else None,
            findings=tuple(findings),
            stale=stale,
            policy=self.pair.policy.to_dict() if self.pair.policy else None,
            notes=tuple(notes),
            seconds=seconds,
            within=counts["within"],
            widest=self._at(sweep, found.widest) if found.widest >= 0 else None,
            source=place_of(self.pair.python),
            exhaustive=self._facts(found, done),
        )

    def _at(self, sweep: Sweep, place: int) -> CaseResult:
        return sweep.results(self.session, [place])[0]

    def _stale(self, found: Found, notes: list[str]) -> Iterator[str]:
        for number, expectation in enumerate(self.pair.expect):
            if not found.exercised[number]:
                notes.append(unexercised_note(expectation.aspect))
            elif not found.met[number]:
                yield stale_note(expectation.aspect, expectation.reason, found.exercised[number])

    def _facts(self, found: Found, done: int) -> dict[str, Any]:
        """Return what is known besides what every report has."""
        told = found.ranges.listed[:_TOLD]
        ends = [case.told for case in self.space.cases(np.array(told, np.int64).reshape(-1))]
        ranges = [
            {"first": ends[2 * k], "last": ends[2 * k + 1], "inputs": last - first + 1}
            for k, (first, last) in enumerate(told)
        ]
        return {
            **self.space.to_dict(),
            "done": done,
            "unwanted": found.counts["unwanted"],
            "python_raised": found.counts["python"],
            "julia_raised": found.counts["julia"],
            "first": ends[0] if ends else None,
            "ranges": ranges,
            "more_ranges": found.ranges.count - len(ranges),
            "judged": found.counts["judged"],
            "alike": found.counts["alike"],
        }


def _up_to(distances: Mapping[int, int], most: int) -> dict[int, int]:
    """Return how many inputs have which distance, the last power of two replaced by the largest distance itself."""
    found = {ulp: count for ulp, count in sorted(distances.items()) if ulp < most}
    above = sum(count for ulp, count in distances.items() if ulp >= most)
    return {**found, most: above} if most >= 0 else found


def _received(plain: Any) -> Found:
    """Return what was found in a block, perhaps out of a file."""
    try:
        return Found.of_plain(plain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PairError(phrase("a chunk that was saved is damaged: {}: {}", type(error).__name__, error)) from None
