"""Both sides of many cases and what that comes to: the one runner, of checks, tests, lessons and traps alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, TypeVar

from pyjuliann.errors import StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.limits import limited
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls

BATCH: Final = 2500
"""So many cases go to a side at once: progress is told, and memory is bounded."""

Case_ = TypeVar("Case_")
Python = TypeVar("Python")
Julia = TypeVar("Julia")
Answer = TypeVar("Answer")
Result = TypeVar("Result")


def silent(_doing: str) -> None:
    """Tell nobody what is being done."""


def run(
    cases: Sequence[Case_],
    python: Callable[[Sequence[Case_]], list[Python]],
    julia: Callable[[Sequence[Case_]], list[Julia]],
    judge: Callable[[Sequence[Case_], list[Python], list[Julia]], Iterable[Result]],
    *,
    batch: int = BATCH,
    say: Callable[[str], object] = silent,
) -> list[Result]:
    """Ask both sides about all cases, and return what the answers come to.

    Parameters
    ----------
    cases : sequence
        What is asked about: calls, examples, entries.
    python, julia : callable
        Given some cases, a side's answer to each. One that has to stop raises a `StoppedError` that has its
        answers until then; Julia is asked about what Python has answered.
    judge : callable
        Given cases and both sides' answers, a result of each.
    batch : int
        About how many cases a side is asked at once.
    say : callable, optional
        Told which cases are about to run.

    Raises
    ------
    StoppedError
        If a side has to be stopped; with the results until then.
    """
    results: list[Result] = []
    for start in range(0, len(cases), batch):
        say(phrase("case {} of {}" if start else "{1} cases", start + 1, len(cases)))
        some = cases[start : start + batch]
        stopped: StoppedError | None = None
        try:
            mine = python(some)
        except StoppedError as error:
            mine, stopped = error.outcomes, error
        try:
            other = julia(some[: len(mine)])
        except StoppedError as error:
            other, stopped = error.outcomes, error
        done = len(other)
        results += judge(some[:done], mine[:done], other)
        if stopped is not None:
            stopped.results = results
            raise stopped
    return results


def one_by_one(ask: Callable[[Case_], Answer]) -> Callable[[Sequence[Case_]], list[Answer]]:
    """Return what asks a side about one case after the other, for `run`."""

    def ask_all(cases: Sequence[Case_]) -> list[Answer]:
        answers: list[Answer] = []
        try:
            for case in cases:
                answers.append(ask(case))  # noqa: PERF401 - those until it is stopped are kept
        except StoppedError as stopped:
            stopped.outcomes = answers
            raise
        return answers

    return ask_all


def run_pair(
    session: Session, pair: Pair, cases: Sequence[Case], say: Callable[[str], object] = silent
) -> list[CaseResult]:
    """Run both sides of a pair on all cases and compare.

    Raises
    ------
    StoppedError
        If a side has to be stopped; with the results until then.
    """
    with limited(session.limits):
        return run(
            cases,
            partial(run_python, pair.python),
            partial(session.run, pair),
            partial(judge_calls, pair, session=session),
            say=say,
        )
