"""Whether a pair agrees on generated arguments: `check` one pair, `check_all` for many."""

from __future__ import annotations

import collections
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from pyjuliann.errors import JuliaDiedError, PairError, PyjuliannError, StoppedError
from pyjuliann.parity.exhaustive_check import check_exhaustively
from pyjuliann.parity.explain import FINDINGS, Explainer
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.pairing.generate import Family, families_of
from pyjuliann.parity.pairing.pair import Pair, pair_of
from pyjuliann.parity.pairing.stateful import StatefulPair
from pyjuliann.parity.results.reports import AlsoTried, Finding, PairReport, Report
from pyjuliann.parity.results.versions import versions
from pyjuliann.parity.running.apart import set_apart
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.fitting import MOST_RAISING, briefly, fitting
from pyjuliann.parity.running.lines import unreached
from pyjuliann.parity.running.listen import heeding_probes
from pyjuliann.parity.running.probed import ASPECT
from pyjuliann.parity.running.repeat import repeatable
from pyjuliann.parity.running.run import run_pair, silent
from pyjuliann.parity.running.session import Session, session_for
from pyjuliann.parity.running.shrink import database_in_use, hypothesis_cases, kept_cases, shrunk
from pyjuliann.parity.stateful_check import check_stateful
from pyjuliann.spelled_out import spelled_out
from pyjuliann.wording import (
    apart_note,
    arguments_note,
    failed_note,
    further_note,
    heeded_note,
    lines_note,
    stale_note,
    stopped_note,
    uncompared_note,
    unexercised_note,
)

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.settings import JuliaSettings

_FURTHER: Final = 1000
"""So many cases of a further kind are enough."""


def check(
    pair: Pair | StatefulPair | Callable[..., Any],
    *,
    cases: int = 100,
    seed: int | None = None,
    engine: Engine | Session | JuliaSettings | None = None,
    strategies: Any = None,
    judge: bool = False,
    strict: bool = False,
    probes: bool = False,
    repair: float | None = None,
    shrink: bool = True,
    keep: bool = True,
    exhaustive: bool = False,
    timeout: float | None = None,
    progress: Callable[[str], object] | None = None,
) -> PairReport:
    """Compare a pair on generated arguments; shrink, explain and keep what differs.

    Parameters
    ----------
    pair : Pair, StatefulPair or function
        A pair, or a function that `mirrors` marked; or a class and a struct, of which sequences of calls are compared.
    cases : int
        Number of cases, or of sequences. Where a function has no annotations, they are of the likeliest kind of
        argument that both sides take; a quarter as many of each further kind, 1,000 at most, are also tried, and told
        apart.
    seed : int, optional
        What the cases are generated from; by default another one each time. It is in the report.
    engine : Engine or JuliaSettings, optional
        A live engine, or how one is started for this call.
    strategies : mapping or Hypothesis strategy, optional
        In place of the pair's own.
    judge : bool
        Whether to find out which side is closer to the truth where values differ.
    strict : bool
        Whether kinds of argument that are only also tried count in the verdict.
    probes : bool
        Whether what both sides give to `probe` is compared on every case, not only where results differ.
    repair : float, optional
        Seconds for the search for a repair in the source of both sides; 0 to leave it, 10 by default.
    shrink : bool
        Whether counterexamples are made small.
    keep : bool
        Whether Hypothesis' database keeps counterexamples, and those it has are tried first.
    exhaustive : bool
        Whether all inputs there are take the place of generated cases: of arguments whose annotation, ``types`` or
        ``domain`` leave finitely many values, up to 2**32 together. Nothing is drawn and nothing made small then.
    timeout : float, optional
        Seconds that one call of either side may take, and loading the Julia side: 60 by default, infinity for
        no limit.
    progress : callable, optional
        Called with a few words on what is being done, whenever that changes.

    Returns
    -------
    PairReport
        The verdict, counts, distances, and a `Finding` per kind of difference.

    Raises
    ------
    UnknownQuestionError
        If the engine has recorded answers only, and none to these cases.
    PairError
        If the pair cannot be checked: no such Julia function, arguments that cannot be generated, or no case
        on which either side returned anything. As `StoppedError`, whose ``report`` says what was found until then,
        if a call takes too long.
    """
    given = pair if isinstance(pair, Pair | StatefulPair) else pair_of(pair)
    if given is None:
        raise PairError(f"check: expected a pair or a function marked by mirrors, got {pair!r}")
    if isinstance(cases, bool) or not isinstance(cases, int) or cases < 1:
        raise PairError(f"check: cases must be a whole number above 0, got {cases!r}")
    if strategies is not None:
        if isinstance(given, StatefulPair):
            raise PairError("check: strategies: those of a class's methods are given to stateful(), by method")
        given = given.replace(strategies=strategies)
    if exhaustive:
        if isinstance(given, StatefulPair):
            raise PairError(f"{given.name}: exhaustive: there is no end to the sequences of calls on an instance")
        if probes or seed is not None or strategies is not None:
            raise PairError("check: exhaustive: all inputs are tried, so that seed, strategies and probes say nothing")
        with session_for(engine, timeout) as session:
            return check_exhaustively(given, session, judge=judge, repair=repair, say=progress or silent)
    options: dict[str, Any] = {"seed": seed, "shrink": shrink, "keep": keep}
    with session_for(engine, timeout) as session, repeatable(session.engine, given.name, options):
        if options["seed"] is None:
            options["seed"] = secrets.randbits(32)
        if isinstance(given, StatefulPair):
            return check_stateful(
                given, session, cases=cases, seed=options["seed"], shrink=options["shrink"], say=progress or silent
            )
        run = _Run(
            given,
            cases=cases,
            judge=judge,
            strict=strict,
            probes=probes,
            repair=repair,
            say=progress or silent,
            **options,
        )
        return run.report(session)


class CheckOptions(TypedDict, total=False):
    """What `check` takes besides a pair and an engine."""

    cases: int
    seed: int | None
    strategies: Any
    judge: bool
    strict: bool
    probes: bool
    repair: float | None
    shrink: bool
    keep: bool
    exhaustive: bool
    timeout: float | None
    progress: Callable[[str], object] | None


@spelled_out(CheckOptions)
def check_all(
    pairs: Iterable[Pair | StatefulPair | Callable[..., Any]],
    *,
    engine: Engine | Session | JuliaSettings | None = None,
    **options: Unpack[CheckOptions],
) -> Report:
    """Check several pairs in one engine.

    Parameters
    ----------
    pairs : iterable of Pair, StatefulPair or function
        What to check.
    engine : Engine or JuliaSettings, optional
        A live engine, or how one is started for this call.
    **options
        As for `check`.

    Returns
    -------
    Report
        One `PairReport` per pair.
    """
    if unknown := [name for name in options if name not in CheckOptions.__annotations__]:
        known = ", ".join(sorted(CheckOptions.__annotations__))
        raise PairError(f"check_all: no option is called {', '.join(unknown)}; there are {known}")
    with session_for(engine, options.pop("timeout", None)) as session:
        reports = tuple(check(pair, engine=session, **options) for pair in pairs)
        return Report(reports, asdict(session.engine.info), versions())


@dataclass(eq=False)
class _Tested:
    """The results of one family."""

    family: Family
    results: list[CaseResult] = field(default_factory=list)

    @property
    def telling(self) -> list[CaseResult]:
        """Those that say whether the two agree."""
        return [result for result in self.results if not result.apart]


@dataclass(eq=False)
class _Run:
    """One call of `check`."""

    pair: Pair
    seed: int
    cases: int
    shrink: bool
    keep: bool
    judge: bool
    strict: bool
    probes: bool
    repair: float | None
    say: Callable[[str], object]
    diagnose: bool = True
    notes: list[str] = field(default_factory=list)

    def report(self, session: Session) -> PairReport:
        start = time.perf_counter()
        database = database_in_use() if self.keep else None
        tested: list[_Tested] = []
        families: list[Family] = []
        stopped: StoppedError | None = None
        try:
            session.prepare(self.pair)
            self.say("looking for arguments that both take")
            families = families_of(self.pair, lambda: session.keywords(self.pair))
            fit = fitting(session, self.pair, families)
            for k, family in enumerate((fit.main, *fit.others)):
                count = self.cases if k == 0 else min(max(10, self.cases // 4), _FURTHER)
                tested.append(_Tested(family))
                self._test(session, tested[-1], count, database)
        except StoppedError as error:
            stopped = error
            tested = tested or [_Tested(Family("first tries"))]
            tested[-1].results = error.results
        results = [result for group in tested for result in group.results]
        if stopped is None:
            self._refuse_vacuous(tested[0].results)
            self.notes += self._apart(results if self.strict else tested[0].results)
            self.notes += lines_note(unreached(self.pair.python, [result.case for result in results]))
        else:
            self.shrink = self.judge = self.diagnose = False  # what can't be run to its end is run no more
            self.notes.append(stopped_note(len(results), stopped))
        if len(families) > 1:
            self.notes.append(arguments_note(tested[0].family.label))
        report = self._reported(session, tested, database, start)
        if stopped is None or (isinstance(stopped, JuliaDiedError) and report.findings):
            return report
        told = type(stopped)(f"{self.pair.name}: {stopped}")
        told.report = report if results else None
        raise told from None

    def _reported(self, session: Session, tested: Sequence[_Tested], database: Any, start: float) -> PairReport:
        counted, others = (tested, ()) if self.strict else (tested[:1], tested[1:])
        findings = self._findings(session, counted, database)
        return PairReport.of(
            self.pair,
            [result for group in counted for result in group.results],
            tuple(self._stale([result for group in tested for result in group.results])),
            findings=tuple(findings),
            seed=self.seed,
            also=tuple(AlsoTried.of(group.family.label, group.results) for group in others),
            notes=tuple(self.notes),
            seconds=time.perf_counter() - start,
        )

    def _test(self, session: Session, group: _Tested, count: int, database: Any) -> None:
        family = group.family
        kept = kept_cases(self.pair, family, database)
        self.say(f"generating {count} cases, {family.label}")
        if family.needs_hypothesis:
            made = hypothesis_cases(self.pair, family, count, self.seed)
        else:
            made = family.cases(self.seed, count)
        cases = kept + made
        if kept or family.needs_hypothesis:  # ours are distinct already
            cases = list({fingerprint(case): case for case in cases}.values())
        results = run_pair(session, self.pair, cases, lambda doing: self.say(f"{doing}, {family.label}"))
        group.results = set_apart(session, self.pair, results, family.wanted)
        if self.probes:
            self.say(f"comparing the probes of {len(results)} cases, {family.label}")
            self._heed_probes(session, group)

    def _heed_probes(self, session: Session, group: _Tested) -> None:
        agreeing = sum(not result.aspect for result in group.results)
        heeded: list[tuple[CaseResult, int]] = []
        try:
            for result in group.results:
                heeded.append(heeding_probes(session, self.pair, result))  # noqa: PERF401 - those until it fails count
        except PyjuliannError as error:
            self.notes.append(failed_note("listening to probes", error))
            heeded += [(result, 0) for result in group.results[len(heeded) :]]
        group.results = [result for result, _ in heeded]
        parted = sum(result.aspect == ASPECT for result in group.results)
        if agreeing:
            self.notes.append(heeded_note(sum(compared for _, compared in heeded), agreeing, parted))

    @staticmethod
    def _apart(results: Sequence[CaseResult]) -> Iterator[str]:
        for why in dict.fromkeys(r.apart for r in results if r.apart):
            yield apart_note([r for r in results if r.apart == why])

    def _refuse_vacuous(self, results: Sequence[CaseResult]) -> None:
        raised = [r for r in results if r.both_raised]
        alone = len(raised) == len(results)
        differs = any(r.aspect for r in results)  # that is told, whatever else was compared
        if self.pair.allow_errors or len(raised) <= MOST_RAISING * len(results) or (differs and not alone):
            return
        first = raised[0]
        on = f"each of {len(results)}" if alone else f"{len(raised)} of {len(results)}"
        raise PairError(
            f"{self.pair.name}: {'nothing' if alone else 'too little'} was compared: on {on} cases both sides raised "
            f"an error. On the first, Python {briefly(first.python)}, Julia {briefly(first.julia)}. "
            "Give strategies that fit, or allow_errors=True (--allow-errors) if errors are what is compared"
        )

    def _findings(self, session: Session, tested: Sequence[_Tested], database: Any) -> list[Finding]:
        kinds: collections.Counter[tuple[int, str]] = collections.Counter(
            (k, result.signature) for k, group in enumerate(tested) for result in group.results if result.aspect
        )
        if len(kinds) > FINDINGS:
            left_out = ((kind, tested[k].family.label) for (k, kind), _ in kinds.most_common()[FINDINGS:])
            self.notes.append(further_note(left_out))
        look = Explainer(session, self.pair, self.judge, self.diagnose, self.repair, self.say, self.notes)
        found = [
            (self._finding(look, tested[k], signature, count, database), tested[k].telling)
            for (k, signature), count in kinds.most_common(FINDINGS)
        ]
        return list(look.with_repairs(found))

    def _finding(self, look: Explainer, group: _Tested, signature: str, count: int, database: Any) -> Finding:
        differing = [result for result in group.results if result.signature == signature]
        dead = any(result.julia.died for result in differing)  # each further try would cost a restart
        small = None
        smallest = min(differing, key=lambda r: r.case.size)
        if self.shrink and not dead:
            self.say(f"{smallest.aspect} differs, making an example small")
            small = look.attempt(
                "making it small", self._shrunk, look.session, group, signature, smallest.case, database
            )
        return look.finding(small or smallest, group.telling, count, group.family.label, small is not None)

    def _shrunk(
        self, session: Session, group: _Tested, signature: str, start: Case, database: Any
    ) -> CaseResult | None:
        if start.choices is None:
            return None

        def look(case: Case) -> CaseResult:
            run = run_pair(session, self.pair, [case])
            result = set_apart(session, self.pair, run, group.family.wanted, 1.0)[0]
            return heeding_probes(session, self.pair, result)[0] if self.probes else result

        case = shrunk(
            self.pair, group.family, signature, lambda case: look(case).signature,
            choices=start.choices(), database=database,
            known={fingerprint(r.case): r.signature == signature for r in group.results},
        )  # fmt: skip
        if case is None:
            return None
        result = look(case)
        return result if result.signature == signature else None

    def _stale(self, results: Sequence[CaseResult]) -> Iterable[str]:
        for expectation in self.pair.expect:
            where = [r for r in results if expectation.holds(r.case.arguments, r.case.keywords)]
            left = [d for r in where for d in r.uncompared if d.aspect == expectation.aspect]
            if left:
                self.notes.append(uncompared_note(expectation.aspect, left, len(where)))
            if not where:
                self.notes.append(unexercised_note(expectation.aspect))
            elif not any(d.aspect == expectation.aspect for r in where for d in r.expected):
                yield stale_note(expectation.aspect, expectation.reason, len(where))
