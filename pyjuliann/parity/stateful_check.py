"""Whether a stateful pair agrees: generated sequences of calls on one instance, compared call by call."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from pyjuliann.errors import ArgumentsError, JuliaDiedError, PairError, StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.explain import FINDINGS, attempted
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.generate import Family, families_of, probes
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.stateful import INIT, CallSequence, MethodCall, StatefulPair
from pyjuliann.parity.results.reports import Finding, PairReport
from pyjuliann.parity.running.fitting import ENOUGH, MOST_RAISING, briefly
from pyjuliann.parity.running.machine import generated_sequences
from pyjuliann.parity.running.reduce import smallest
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.sequences import SequenceResult, Sequences
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.shrink import hypothesis_cases
from pyjuliann.parity.running.snippets import sequence_in_julia, sequence_in_python
from pyjuliann.wording import stopped_note

_KINDS: Final = 7
"""So many kinds of argument are tried of a method, at most."""

_FEW: Final = 8
"""So many are tried of arguments that come from a strategy."""


def check_stateful(
    pair: StatefulPair, session: Session, *, cases: int, seed: int, shrink: bool, say: Callable[[str], object]
) -> PairReport:
    """Compare a stateful pair on generated sequences of calls; shrink what differs.

    Raises
    ------
    PairError
        If the pair cannot be checked: no such Julia function, arguments that cannot be generated, or most calls raise
        on both sides. As `StoppedError`, whose ``report`` says what was found until then, if a call takes too long.
    """
    start = time.perf_counter()
    sequences = Sequences(session, pair)
    if not pair.methods:
        sequences = Sequences(session, sequences.with_methods())
    sequences.prepare()
    run = _Run(sequences, cases, seed, shrink, say)
    return run.report(start)


class _Run:
    """One check of a stateful pair."""

    def __init__(self, sequences: Sequences, cases: int, seed: int, shrink: bool, say: Callable[[str], object]) -> None:
        self.sequences, self.pair = sequences, sequences.pair
        self.cases, self.seed, self.shrink, self.say = cases, seed, shrink, say
        self.notes: list[str] = []

    def report(self, start: float) -> PairReport:
        stopped: StoppedError | None = None
        try:
            self.say(phrase("looking for arguments that both take"))
            families = self.families()
            self.say(phrase("generating {} sequences of calls", self.cases))
            made = generated_sequences(self.pair, families, self.cases, self.seed)
            results = self.sequences.run(made, self.say)
        except StoppedError as error:
            stopped, results = error, error.results
            self.shrink = False
            self.notes.append(stopped_note(len(results), stopped))
        if stopped is None:
            self._refuse_vacuous(results)
        findings = findings_of(self.sequences, results, shrink=self.shrink, say=self.say, notes=self.notes)
        report = PairReport.of(
            self.pair, results, findings=findings, seed=self.seed, notes=(*self.notes, *self.sequences.notes),
            seconds=time.perf_counter() - start,
        )  # fmt: skip
        if stopped is None or (isinstance(stopped, JuliaDiedError) and findings):
            return report
        told = type(stopped)(phrase("{}: {}", self.pair.name, stopped))
        told.report = report if results else None
        raise told from None

    # ------------------------------------------------------------ arguments

    def families(self) -> dict[str, Family]:
        """Return how the arguments of each method are made: as it says, or of the likeliest kind that both sides take.

        Raises
        ------
        ArgumentsError
            If both sides take none of those that are tried.
        """
        found: dict[str, Family] = {}
        starts: list[Case] = []
        for name, own in self.pair.pairs.items():
            families = families_of(own, partial(self.sequences.keywords, name))
            found[name] = families[0] if len(families) == 1 else self._chosen(name, families, starts)
            if name == INIT:
                tried = [CallSequence(case) for case in _tame(own, found[name])]
                made = [r.sequence.start for r in self.sequences.run(tried) if not r.parted and not r.both_raised]
                starts = made or [s.start for s in tried]
        return found

    def _chosen(self, name: str, families: Sequence[Family], starts: Sequence[Case]) -> Family:
        shares: dict[Family, float] = {}
        first: SequenceResult | None = None
        for family in families[: 4 * _KINDS]:
            if len(shares) >= _KINDS:
                break
            try:
                cases = _tame(self.pair.pairs[name], family)
            except PairError:  # `where` or `domain` leave no argument of this kind
                continue
            tried = [
                CallSequence(case) if name == INIT else CallSequence(starts[k % len(starts)], (MethodCall(name, case),))
                for k, case in enumerate(cases)
            ]
            results = self.sequences.run(tried)
            first = first or results[0]
            share = sum(_returned(result) for result in results) / len(results)
            if share >= ENOUGH:
                return family
            if share:
                shares[family] = share
        if not shares:
            what = phrase("the constructor") if name == INIT else phrase("method {}", name)
            said = ""
            if first is not None:
                outcomes = briefly(first.python), briefly(first.julia)
                said = phrase(": given {}, Python {}, Julia {}", families[0].label, *outcomes)
            told = "{}: {} has no annotations, and none of the arguments tried is taken by both sides{}"
            raise ArgumentsError(
                phrase(told, self.pair.name, what, said),
                phrase("annotate them, or give strategies={{{!r}: {{...}}}}", name),
            )
        return max(shares, key=shares.__getitem__)

    # ------------------------------------------------------------ what came of it

    def _refuse_vacuous(self, results: Sequence[SequenceResult]) -> None:
        steps = [step for result in results for step in (result.steps[1:] or result.steps)]
        raised = [step for step in steps if step.both_raised]
        alone = len(raised) == len(steps)
        differs = any(result.aspect for result in results)
        if self.pair.allow_errors or len(raised) <= MOST_RAISING * len(steps) or (differs and not alone):
            return
        first = raised[0]
        raise PairError(
            phrase(
                "{}: {} On the first, Python {}, Julia {}. "
                "Give strategies that fit, when={{method: condition}} for what may not be called at any time, or "
                "allow_errors=True (--allow-errors) if errors are what is compared",
                self.pair.name,
                phrase(_NOTHING if alone else _TOO_LITTLE, len(raised), len(steps)),
                briefly(first.python),
                briefly(first.julia),
            )
        )


_NOTHING: Final = "nothing was compared: {} of {} calls raised on both sides."
_TOO_LITTLE: Final = "too little was compared: {} of {} calls raised on both sides."


def findings_of(
    sequences: Sequences,
    results: Sequence[SequenceResult],
    *,
    shrink: bool = True,
    say: Callable[[str], object] = silent,
    notes: list[str],
) -> tuple[Finding, ...]:
    """Return what there is to tell of the sequences that part, by the call and the kind of difference.

    Parameters
    ----------
    sequences : Sequences
        What runs them.
    results : sequence of SequenceResult
        What came of them.
    shrink : bool
        Whether counterexamples are made small.
    say : callable
        Called with a few words on what is being done.
    notes : list of str
        What a reader should know is added.
    """
    kinds = collections.Counter((result.call, result.signature) for result in results if result.aspect)
    found = []
    for kind, count in kinds.most_common(FINDINGS):
        alike = [r for r in results if r.aspect and (r.call, r.signature) == kind]
        first = small = min(alike, key=lambda r: (r.parted or 0, r.case.size))
        if shrink and not first.julia.died:
            say(phrase("{} differs, making an example small", phrase(first.aspect)))
            again = partial(sequences.run, states="each")
            small = attempted(notes, phrase("making it small"), smallest, again, first) or first
        found.append(stateful_finding(sequences.pair, small, count, shrunk=small is not first))
    return tuple(found)


def stateful_finding(pair: StatefulPair, result: SequenceResult, count: int = 1, *, shrunk: bool = False) -> Finding:
    """Return what is told of a sequence that parts, with the code of it up to there."""
    sequence = result.sequence
    if result.parted is not None:
        sequence = CallSequence(sequence.start, sequence.steps[: result.parted], sequence.label)
    worst = result.comparison.worst if result.aspect == "changed" and result.comparison is not None else None
    return Finding(
        aspect=result.aspect,
        count=count,
        label=sequence.label,
        case=result,
        shrunk=shrunk,
        python_code=sequence_in_python(pair, sequence, _attribute(result, worst.python_path) if worst else ""),
        julia_code=sequence_in_julia(pair, sequence, worst.julia_path if worst else "", result.fields),
    )


def _attribute(result: SequenceResult, path: str) -> str:
    """Return the way to a field, by Python's name of it."""
    field = path[1:].partition(".")[0].partition("[")[0]
    names = {other: name for name, other in result.fields.items()}
    return f".{names.get(field, field)}{path[1 + len(field) :]}"


def _returned(result: SequenceResult) -> bool:
    """Whether both sides returned from the call of a method, which is the last one."""
    step = result.steps[-1]
    return len(result.steps) == len(result.sequence) and not step.python.error and not step.julia.error


def _tame(pair: Pair, family: Family) -> list[Case]:
    """Return a few cases that show whether both sides take arguments of this kind at all."""
    return hypothesis_cases(pair, family, _FEW, 1) if family.needs_hypothesis else probes(family)
