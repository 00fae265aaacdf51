"""Sequences of calls on one instance: which call parts, what was before, and the smallest that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from smoothers import JULIA, Queue, Smoother

from pyjuliann import CallSequence, Case, MethodCall, PairError, stateful
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.running.reduce import smallest
from pyjuliann.parity.running.sequences import SequenceResult, Sequences
from pyjuliann.parity.running.session import Session

QUARTER = Case((0.25,))
Run = Callable[..., SequenceResult]


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("smoothers") / "smoothers.jl"
    path.write_text(JULIA, encoding="utf-8")
    return path


@pytest.fixture
def run(engine: Engine, file: Path) -> Run:
    """Run calls of a smoother with some Julia functions on both sides."""

    def run(*calls: tuple[Any, ...], start: Any = QUARTER, states: str = "last", **methods: str) -> SequenceResult:
        given = stateful(Smoother, f"{file}::Smoother", methods)
        sequence = CallSequence(start, tuple(MethodCall(name, Case(arguments)) for name, *arguments in calls))
        sequences = Sequences(Session(engine), given)
        sequences.prepare()
        (result,) = sequences.run([sequence], states=states)
        run.sequences = sequences  # type: ignore[attr-defined]
        return result

    return run


STEPS = [("step", float(x)) for x in np.random.default_rng(0).normal(size=600).cumsum()]


def test_calls_that_agree(run: Run) -> None:
    result = run(
        *STEPS[:50], ("mean",), ("reset",), ("itself",), step="step!", mean="mean", reset="reset!", itself="itself"
    )
    assert (result.verdict, result.parted, result.summary) == ("identical", None, "identical: 53 calls")
    assert list(run.sequences.notes) == [  # type: ignore[attr-defined]
        "reset returns nothing in Python: what reset! returns is not compared, the fields of the object are"
    ]


def test_the_step_that_parts_is_named(run: Run) -> None:
    result = run(*STEPS, step="step_late!")
    x = STEPS[416][1]
    assert result.summary.startswith(
        f"step 417 of 600: step_late!({x!r}), until then identical: differ: the value; worst"
    )
    assert (result.aspect, result.parted, len(result.steps)) == ("value", 417, 418)
    assert result.to_dict()["parted"] == 417
    assert len(result.to_dict()["calls"]) == 601


def test_fields_that_part_before_a_value_does_are_named(run: Run) -> None:
    calls = [*STEPS[:3], ("mean",)]
    result = run(*calls, step="step_unseen!", mean="mean")
    assert (result.aspect, result.parted) == ("changed", 3)
    assert "worst at .last[0] (Julia .last[1])" in result.summary
    assert run(*calls, step="step_unseen!", mean="mean", states="never").verdict == "identical"
    healed = run(*calls, ("reset",), step="step_unseen!", mean="mean", reset="reset!", states="each")
    assert (healed.aspect, healed.parted) == ("changed", 3)
    assert run(*calls, ("reset",), step="step_unseen!", mean="mean", reset="reset!").parted is None, (
        "seen at the end only"
    )


def test_results_are_as_they_were_when_they_came(run: Run) -> None:
    assert run(*STEPS[:3], ("window",), *STEPS[3:6], step="step!", window="window").verdict == "identical"


def test_an_exception_in_the_middle(run: Run) -> None:
    calls = [("step", 1.0), ("step", float("nan")), ("step", 2.0)]
    result = run(*calls, step="step!")
    assert (result.verdict, [step.both_raised for step in result.steps]) == ("agree", [False, False, True, False])
    assert result.compared
    assert not result.both_raised
    state = run(*calls, step="step_before_the_error!")
    assert (state.aspect, state.parted) == ("changed", 2), "the state afterwards"
    alone = run(*calls, step="(s, x) -> isnan(x) ? s.level : step!(s, x)")
    assert (alone.aspect, alone.parted) == ("error", 2)
    assert "raised ValueError: x must be finite in Python" in alone.summary


def test_a_constructor_that_parts(run: Run) -> None:
    both = run(("step", 1.0), start=Case((2.0,)), step="step!")
    assert (both.parted, both.both_raised, len(both.steps)) == (None, True, 1)
    result = run(("step", 1.0), start=Case((2,)), step="step!")
    assert result.both_raised
    given = stateful(Smoother, "x -> Smoother(x / 2)", step="step!")
    assert given.julia.kind == "code"


@pytest.mark.thorough
def test_rounding_is_no_difference_and_more_is_one(run: Run) -> None:
    agreeing = run(*STEPS[:200], step="step_regrouped!")
    assert (agreeing.verdict, agreeing.parted) == ("agree", None)
    off = run(*STEPS[:200], step="step_off!")
    assert (off.aspect, off.parted) in {("value", 1), ("value", 2)}


def test_an_object_is_carried_over_by_its_fields(run: Run) -> None:
    smoother = Smoother(0.5)
    smoother.step(3.0)
    result = run(("step", 1.0), ("mean",), start=smoother, step="step!", mean="mean")
    assert (result.verdict, result.steps[2].python.value) == ("identical", 1.25)
    assert smoother.seen == 1, "the object itself stays as it is"
    assert run(("step", 9.0), start=smoother, step="step_large!").parted == 1
    del smoother.seen
    with pytest.raises(PairError, match="no attribute goes with the field seen"):
        run(("step", 1.0), start=smoother, step="step!")
    smoother.seen = print  # type: ignore[assignment]
    with pytest.raises(PairError, match="attribute seen, for the field seen: it is a builtin_function_or_method"):
        run(("step", 1.0), start=smoother, step="step!")
    smoother.seen = "many"  # type: ignore[assignment]
    result = run(("step", 1.0), start=smoother, step="step!")
    assert result.parted == 0
    assert "field seen: expected Int64, got" in result.summary


def test_what_a_call_changes_in_its_arguments_and_keeps(engine: Engine, file: Path) -> None:
    values = [3, 4]
    given = stateful(Queue, f"{file}::Queue", serve="serve!", init=None)
    sequences = Sequences(Session(engine), given)
    sequences.prepare()
    (result,) = sequences.run(
        [CallSequence(Queue(values, 7), (MethodCall("serve", Case()), MethodCall("serve", Case())))]
    )
    assert result.verdict == "identical"
    assert [step.python.value for step in result.steps[1:]] == [3, 4]
    assert values == [3, 4]


def test_the_smallest_sequence_keeps_the_difference(run: Run) -> None:
    calls = [*STEPS[:12], ("mean",), ("step", 17.3241), ("reset",), *STEPS[12:20]]
    result = run(*calls, step="step_large!", mean="mean", reset="reset!")
    small = smallest(lambda some: run.sequences.run(some, states="each"), result)  # type: ignore[attr-defined]
    assert [(step.method, *step.case.arguments) for step in small.sequence.steps] == [("step", 17.0)]
    assert small.sequence.start.arguments == (1.0,)
    assert small.origin == (14, 23)
    assert small.summary.startswith("step 1 of 1 (it was step 14 of 23): step_large!(17.0): differ: the value")


@pytest.mark.thorough
def test_a_julia_that_dies_in_a_sequence(worker: Engine, file: Path) -> None:
    given = stateful(Smoother, f"{file}::Smoother", step="step_dying!")
    sequences = Sequences(Session(worker), given)
    sequences.prepare()
    short, long = (CallSequence(Case((0.5,)), (MethodCall("step", Case((1.0,))),) * count) for count in (2, 4))
    results = sequences.run([short, long, short])
    assert [result.parted is None for result in results] == [True, False, True]
    assert results[1].julia.died


@pytest.mark.thorough
def test_both_engines(live: Engine, file: Path) -> None:
    given = stateful(Smoother, f"{file}::Smoother", step="step_large!")
    sequences = Sequences(Session(live), given)
    sequences.prepare()
    results = sequences.run([
        CallSequence(Case((0.5,)), tuple(MethodCall("step", Case((x,))) for x in (1.0, last))) for last in (2.0, 9.0)
    ])  # fmt: skip
    assert [result.parted for result in results] == [None, 2]
