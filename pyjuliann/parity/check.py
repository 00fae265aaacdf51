"""Whether a pair agrees on generated arguments: `check` one pair, `check_all` for many."""

from __future__ import annotations

import collections
import itertools
import math
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from pyjuliann.errors import CheckInterrupt, JuliaDiedError, PairError, StoppedError
from pyjuliann.language import joined, phrase
from pyjuliann.parity.distributed.chunks import CaseChunk, CaseQuestion, Digest, Outcomes, chunks_of
from pyjuliann.parity.distributed.progress import Progress
from pyjuliann.parity.distributed.saved import SavedRun
from pyjuliann.parity.distributed.spread import Workers, open_workers
from pyjuliann.parity.exhaustive_check import check_exhaustively
from pyjuliann.parity.explain import FINDINGS, Explainer
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.pairing.generate import Family, families_of
from pyjuliann.parity.pairing.pair import Pair, pair_of
from pyjuliann.parity.pairing.stateful import StatefulPair
from pyjuliann.parity.results.reports import Finding, PairReport, Report, also_tried, counted, noted
from pyjuliann.parity.results.versions import versions
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.fitting import MOST_RAISING, briefly, fitting
from pyjuliann.parity.running.limits import seconds_of
from pyjuliann.parity.running.lines import unreached
from pyjuliann.parity.running.repeat import repeatable
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.session import Session, session_for
from pyjuliann.parity.running.shrink import database_in_use, kept_cases, shrunk
from pyjuliann.parity.running.tally import BOTH_RAISED, SOME, CaseTally, Fact, Place
from pyjuliann.parity.stateful_check import check_stateful
from pyjuliann.parity.timed_check import TimedCheck, in_turns
from pyjuliann.spelled_out import spelled_out
from pyjuliann.wording import (
    arguments_note,
    further_note,
    heeded_note,
    interrupted_text,
    lines_note,
    otherwise_note,
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

_HOPELESS: Final = 0.9
"""Where of the cases that were missing such a share still is, there are no more to be found."""

_SPARE: Final = 20
"""So many cases more are made where some are missing."""

_LINES: Final = 2000
"""So many cases are enough to see which lines are not reached."""


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
    time: str | float | None = None,
    timeout: float | None = None,
    progress: Callable[[str], object] | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
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
    time : str or float, optional
        How long to go on in place of a number of cases: seconds, or ``"30m"``, ``"8h"``, ``"1h30m"``. The longer, the
        larger the arguments are, and the more are like those that came closest to a difference.
    timeout : float, optional
        Seconds that one call of either side may take, and loading the Julia side: 60 by default, infinity for
        no limit.
    progress : callable, optional
        Called with a few words on what is being done, whenever that changes.
    jobs : int, optional
        How many processes of this machine run the cases, each with a Julia of its own; by default this one does. The
        result is the same.
    cluster : str, optional
        In place of these, the address of a Dask scheduler, ``"tcp://host:8786"``, or the file that it wrote.

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
    ClusterError
        If there are no such workers, or one has other versions than this process.
    CheckInterrupt
        If Ctrl-C comes; its ``report`` says what was found until then.
    """
    if time is not None and (jobs is not None or cluster is not None):
        raise PairError(phrase("check: time: it goes on in this process; give neither jobs nor cluster beside it"))
    with session_for(engine, timeout) as session, open_workers(session.engine, jobs=jobs, cluster=cluster) as workers:
        return check_with(
            workers, session, pair,
            cases=cases, seed=seed, strategies=strategies, judge=judge, strict=strict, probes=probes, repair=repair,
            shrink=shrink, keep=keep, exhaustive=exhaustive, time=time, progress=progress,
        )  # fmt: skip


def check_with(
    workers: Workers,
    session: Session,
    pair: Pair | StatefulPair | Callable[..., Any],
    *,
    saved: SavedRun | None = None,
    cases: int = 100,
    seed: int | None = None,
    strategies: Any = None,
    progress: Callable[[str], object] | None = None,
    shrink: bool = True,
    keep: bool = True,
    judge: bool = False,
    strict: bool = False,
    probes: bool = False,
    repair: float | None = None,
    exhaustive: bool = False,
    time: str | float | None = None,
) -> PairReport:
    """Do what `check` does, with workers that are there, and perhaps a file that has a part of it already."""
    given = pair if isinstance(pair, Pair | StatefulPair) else pair_of(pair)
    if given is None:
        raise PairError(phrase("check: expected a pair or a function marked by mirrors, got {}", repr(pair)))
    if isinstance(cases, bool) or not isinstance(cases, int) or cases < 1:
        raise PairError(phrase("check: cases must be a whole number above 0, got {}", repr(cases)))
    if strategies is not None:
        if isinstance(given, StatefulPair):
            raise PairError(phrase("check: strategies: those of a class's methods are given to stateful(), by method"))
        given = given.replace(strategies=strategies)
    if time is not None:
        if isinstance(given, StatefulPair):
            raise PairError(
                phrase("{}: time: for functions only; sequences of calls have a number, cases=", given.name)
            )
        if exhaustive or probes or strict:
            raise PairError(phrase("check: time: give none of exhaustive, probes and strict beside it"))
        seconds = _seconds(time)
        timed = TimedCheck(
            given, session, secrets.randbits(32) if seed is None else seed, keep=keep, judge=judge,
            shrink=shrink, repair=repair, say=progress or silent,
        )  # fmt: skip
        timed.prepare()
        in_turns([timed], seconds)
        return timed.told()
    if exhaustive:
        if isinstance(given, StatefulPair):
            raise PairError(
                phrase("{}: exhaustive: there is no end to the sequences of calls on an instance", given.name)
            )
        if probes or seed is not None or strategies is not None:
            raise PairError(
                phrase("check: exhaustive: all inputs are tried, so that seed, strategies and probes say nothing")
            )
        return check_exhaustively(
            given, session, judge=judge, repair=repair, workers=workers, saved=saved, say=progress or silent
        )
    options: dict[str, Any] = {"seed": seed, "shrink": shrink, "keep": keep}
    with repeatable(session.engine, given.name, options):
        if options["seed"] is None:
            options["seed"] = secrets.randbits(32) if saved is None else saved.seed
        if isinstance(given, StatefulPair):
            return check_stateful(
                given, session, cases=cases, seed=options["seed"], shrink=options["shrink"], say=progress or silent
            )
        run = _Run(
            given,
            workers,
            saved=saved,
            cases=cases,
            judge=judge,
            strict=strict,
            probes=probes,
            repair=repair,
            say=progress or silent,
            **options,
        )
        return run.report(session)


_NOTHING: Final = "nothing was compared: on each of {} cases both sides raised an error."
_TOO_LITTLE: Final = "too little was compared: on {} of {} cases both sides raised an error."


def _seconds(given: str | float) -> float:
    """Return how many seconds a check is to go on."""
    number = isinstance(given, int | float) and not isinstance(given, bool)
    seconds = seconds_of(given) if isinstance(given, str) else float(given) if number else math.nan
    if not 0 < seconds < math.inf:
        raise PairError(
            phrase("check: time: expected a number of seconds above 0, or 30m, 8h, 1h30m, got {}", repr(given))
        )
    return seconds


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
    time: str | float | None
    timeout: float | None
    progress: Callable[[str], object] | None
    jobs: int | None
    cluster: str | None


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
        raise PairError(phrase("check_all: no option is called {}; there are {}", ", ".join(unknown), known))
    given: dict[str, Any] = dict(options)
    timeout, jobs, cluster = (given.pop(name, None) for name in ("timeout", "jobs", "cluster"))
    with session_for(engine, timeout) as session, open_workers(session.engine, jobs=jobs, cluster=cluster) as workers:
        reports = tuple(check_with(workers, session, pair, **given) for pair in pairs)
        return Report(reports, asdict(session.engine.info), versions())


class _Tested:
    """The cases of one family: those of the first chunk with their results, of all what they came to."""

    def __init__(self, asked: CaseQuestion, session: Session, number: int = 0) -> None:
        self.asked, self.family, self.number = asked, asked.family, number
        self._session = session
        self.chunks: list[CaseChunk] = []
        self.results: list[CaseResult] = []
        self.tally = CaseTally(self._result_at)
        self.probes = [0, 0, 0]
        self._missing: float = asked.cases
        self._marks: set[int] = set()
        self._made: tuple[int, list[Case]] = -1, []
        self._run: tuple[int, list[CaseResult]] = -1, []

    @property
    def telling(self) -> list[CaseResult]:
        """Those that say whether the two agree."""
        return [result for result in self.results if not result.apart]

    def add(self, chunk: int, digest: Digest) -> None:
        """Count the cases of a chunk that were in no earlier one, and of these no more than are asked for."""
        for number, mark, fact in digest.cases():
            if mark not in self._marks and (chunk == 0 or len(self._marks) < self.asked.cases):
                self._marks.add(mark)
                self.tally.add((chunk, number), fact)
        self.probes = [sum(both) for both in zip(self.probes, digest.probes, strict=True)]

    def more(self) -> list[CaseChunk]:
        """Return chunks for cases that are still missing, as others were met before; none if hardly any were new."""
        missing = self.asked.cases - self.tally.cases
        enough = missing <= 0 or missing > _HOPELESS * self._missing
        self._missing = missing
        some = missing + missing // 2 + _SPARE  # of which some will have been met before, too
        further = [] if enough else chunks_of(some, self.chunks[0].seed, len(self.chunks), self.asked.cases)
        self.chunks += further
        return further

    def cases(self) -> Iterator[Case]:
        """Yield the cases that were run, as far as they are wanted."""
        yield from (result.case for result in self.results)
        for number in range(1, len(self.chunks)):
            yield from self._cases_of(number)

    def _cases_of(self, chunk: int) -> list[Case]:
        if self._made[0] != chunk:
            self._made = chunk, self.asked.made(self.chunks[chunk])
        return self._made[1]

    def _result_at(self, place: Place, fact: Fact) -> CaseResult | None:
        """Return the result of a case, run once more where a worker had it; None if it comes out otherwise here."""
        chunk, number = place
        if chunk == 0:
            return self.results[number]
        cases = self._cases_of(chunk)
        if number < len(cases):
            result = self.asked.again(self._session, cases[number])
            if Fact.of(self.asked.pair, result) == fact:
                return result
            # what is looked at in some cases only may depend on which others there are
            if self._run[0] != chunk:
                self._run = chunk, self.asked.run(self._session, cases).results
            result = self._run[1][number]
            if Fact.of(self.asked.pair, result) == fact:
                return result
        return None


@dataclass(eq=False)
class _Run:
    """One call of `check`."""

    pair: Pair
    workers: Workers
    seed: int
    cases: int
    shrink: bool
    keep: bool
    judge: bool
    strict: bool
    probes: bool
    repair: float | None
    say: Callable[[str], object]
    saved: SavedRun | None = None
    diagnose: bool = True
    notes: list[str] = field(default_factory=list)

    def report(self, session: Session) -> PairReport:
        start = time.perf_counter()
        database = database_in_use() if self.keep else None
        tested: list[_Tested] = []
        families: list[Family] = []
        stopped: StoppedError | None = None
        interrupted = False
        try:
            session.prepare(self.pair)
            self.say(phrase("looking for arguments that both take"))
            families = families_of(self.pair, lambda: session.keywords(self.pair))
            fit = fitting(session, self.pair, families)
            for k, family in enumerate((fit.main, *fit.others)):
                count = self.cases if k == 0 else min(max(10, self.cases // 4), _FURTHER)
                tested.append(_Tested(CaseQuestion.of(self.pair, family, count, self.probes), session, k))
                self._test(session, tested[-1], database)
        except StoppedError as error:
            stopped = error
            if not tested:
                tested.append(_Tested(CaseQuestion(self.pair, Family(phrase("first tries")), 0, self.probes), session))
                self._count(tested[0], Outcomes(error.results))
        except KeyboardInterrupt:
            if not any(group.tally.cases for group in tested):
                raise
            stopped, interrupted = StoppedError(interrupted_text()), True
        finally:
            if self.saved is not None:
                self.saved.write()
        cases = sum(group.tally.cases for group in tested)
        if stopped is None:
            self._refuse_vacuous(tested[0].tally)
            self.notes += CaseTally.together(
                [group.tally for group in tested[: None if self.strict else 1]]
            ).apart_notes()
            some = itertools.islice((case for group in tested for case in group.cases()), _LINES)
            self.notes += lines_note(unreached(self.pair.python, some))
        else:
            self.shrink = self.judge = self.diagnose = False  # what can't be run to its end is run no more
            self.notes.append(stopped_note(cases, stopped))
        if len(families) > 1:
            self.notes.append(arguments_note(tested[0].family.label))
        report = self._reported(session, tested, database, start)
        if stopped is None or (isinstance(stopped, JuliaDiedError) and report.findings):
            return report
        if interrupted:
            raise CheckInterrupt(phrase("{}: {}", self.pair.name, stopped), report)
        told = type(stopped)(phrase("{}: {}", self.pair.name, stopped))
        told.report = report if cases else None
        raise told from None

    def _reported(self, session: Session, tested: Sequence[_Tested], database: Any, start: float) -> PairReport:
        deciding, others = (tested, ()) if self.strict else (tested[:1], tested[1:])
        findings = self._findings(session, deciding, database)
        whole = CaseTally.together([group.tally for group in deciding])
        stale = tuple(self._stale(CaseTally.together([group.tally for group in tested])))
        return PairReport(
            **counted(self.pair, whole, stale, (*self.notes, *noted(whole))),
            findings=tuple(findings),
            seed=self.seed,
            also=tuple(also_tried(group.family.label, group.tally) for group in others),
            seconds=time.perf_counter() - start,
        )

    def _test(self, session: Session, group: _Tested, database: Any) -> None:
        """Run the first chunk here, with the counterexamples that are kept, and the others wherever that is."""
        family, count = group.family, group.asked.cases
        group.chunks = chunks_of(count, self.seed)
        kept = kept_cases(self.pair, family, database)
        self.say(phrase("generating {} cases, {}", count, family.label))
        cases = kept + group.asked.made(group.chunks[0])
        if kept or family.needs_hypothesis:  # ours are distinct already
            cases = list({fingerprint(case): case for case in cases}.values())
        first = group.asked.run(session, cases, lambda doing: self.say(joined(", ", (doing, family.label))))
        self._count(group, first)
        rest = group.chunks[1:]
        while rest:
            self._spread(group, rest)
            rest = group.more()
        compared, agreeing, parted = group.probes
        if self.probes and agreeing:
            self.notes.append(heeded_note(compared, agreeing, parted))

    def _spread(self, group: _Tested, chunks: Sequence[CaseChunk]) -> None:
        """Have the workers run further chunks, the last ones of the group's, and count what they come to."""
        asked, before = group.asked, len(group.chunks) - len(chunks)
        known = {} if self.saved is None else self.saved.finished(asked, group.number)
        finished = {k: known[before + k] for k in range(len(chunks)) if before + k in known}
        progress = Progress(asked.cases, lambda doing: self.say(joined(", ", (doing, group.family.label))))
        for k, sent in self.workers.spread(asked, chunks, finished):
            digest = Digest.received(sent)
            group.add(before + k, digest)
            self.notes += digest.notes
            progress.tell(group.tally.cases, group.tally.differing, k in finished)
            if digest.stopped is not None:
                raise digest.stopped
            if self.saved is not None and k not in finished:
                self.saved.add(asked, group.number, before + k, sent)

    def _count(self, group: _Tested, first: Outcomes) -> None:
        """Count the cases that were run here, all of which are kept."""
        group.results = first.results
        digest = Digest.of(self.pair, first)
        group.add(0, digest)
        self.notes += digest.notes
        if first.stopped is not None:
            raise first.stopped

    def _refuse_vacuous(self, tally: CaseTally) -> None:
        raised = tally.count(lambda fact: fact.both_raised)
        alone = raised == tally.cases
        differs = tally.differing  # that is told, whatever else was compared
        if self.pair.allow_errors or raised <= MOST_RAISING * tally.cases or (differs and not alone):
            return
        first = tally.first(BOTH_RAISED)
        said: str = ""
        if first:
            said = phrase(" On the first, Python {}, Julia {}.", briefly(first.python), briefly(first.julia))
        counts = (tally.cases,) if alone else (raised, tally.cases)
        raise PairError(
            phrase(
                "{}: {}{} "
                "Give strategies that fit, or allow_errors=True (--allow-errors) if errors are what is compared",
                self.pair.name,
                phrase(_NOTHING if alone else _TOO_LITTLE, *counts),
                said,
            )
        )

    def _findings(self, session: Session, tested: Sequence[_Tested], database: Any) -> list[Finding]:
        kinds: collections.Counter[tuple[int, str]] = collections.Counter()
        for k, group in enumerate(tested):
            for signature, count in group.tally.counted(
                lambda fact: [fact.signature] if fact.signature else []
            ).items():
                kinds[k, signature] = count
        if len(kinds) > FINDINGS:
            left_out = ((kind, tested[k].family.label) for (k, kind), _ in kinds.most_common()[FINDINGS:])
            self.notes.append(further_note(left_out))
        look = Explainer(session, self.pair, self.judge, self.diagnose, self.repair, self.say, self.notes)
        found: list[tuple[Finding, Sequence[CaseResult]]] = []
        for (k, signature), count in kinds.most_common(FINDINGS):
            group = tested[k]
            if (smallest := self._smallest(group, signature, count)) is not None:
                telling = self._telling(group, signature)
                found.append((self._finding(look, group, smallest, telling, database), telling))
        return list(look.with_repairs(found))

    def _telling(self, group: _Tested, signature: str) -> list[CaseResult]:
        """Return the results that say whether the two agree; some of a kind of difference of which few are at hand."""
        telling = group.telling
        if self.diagnose and sum(result.signature == signature for result in telling) < SOME:
            telling += [result for result in group.tally.some(signature) if result not in telling]
        return telling

    def _smallest(self, group: _Tested, signature: str, count: int) -> CaseResult | None:
        """Return the smallest case with a kind of difference; None, and a note, where none shows it any more."""
        found = group.tally.smallest(signature)
        if found is None:
            own = [result for result in group.telling if result.signature == signature]
            found = min(own or group.tally.some(signature), key=lambda result: result.case.size, default=None)
        if found is None:
            self.notes.append(otherwise_note(signature, count))
        return found

    def _finding(
        self, look: Explainer, group: _Tested, smallest: CaseResult, telling: Sequence[CaseResult], database: Any
    ) -> Finding:
        signature = smallest.signature
        dead = any(result.julia.died for result in telling if result.signature == signature)  # each costs a restart
        small = None
        if self.shrink and not dead:
            self.say(phrase("{} differs, making an example small", phrase(smallest.aspect)))
            small = look.attempt(
                phrase("making it small"), self._shrunk, look.session, group, signature, smallest.case, database
            )
        return look.finding(
            small or smallest, telling, group.tally.kinds()[signature], group.family.label, small is not None
        )

    def _shrunk(
        self, session: Session, group: _Tested, signature: str, start: Case, database: Any
    ) -> CaseResult | None:
        if start.choices is None:
            return None

        look = partial(group.asked.again, session)
        case = shrunk(
            self.pair, group.family, signature, lambda case: look(case).signature,
            choices=start.choices(), database=database,
            known={fingerprint(r.case): r.signature == signature for r in group.results},
        )  # fmt: skip
        if case is None:
            return None
        result = look(case)
        return result if result.signature == signature else None

    def _stale(self, tally: CaseTally) -> Iterable[str]:
        for k, expectation in enumerate(self.pair.expect):
            where = tally.counted(lambda fact: fact.held)[k]
            left = tally.counted(partial(_left_by, k))
            if left:
                self.notes.append(uncompared_note(expectation.aspect, next(iter(left)), left.total(), where))
            if not where:
                self.notes.append(unexercised_note(expectation.aspect))
            elif not tally.counted(lambda fact: fact.occurred)[k]:
                yield stale_note(expectation.aspect, expectation.reason, where)


def _left_by(expectation: int, fact: Fact) -> list[str]:
    """Return what an expected difference left uncompared in a case."""
    return [text for number, text in fact.left if number == expectation]
