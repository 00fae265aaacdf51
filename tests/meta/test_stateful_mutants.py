"""Structs that do something else than their class: caught, and only by what looks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from smoothers import JULIA, Smoother

from pyjuliann import CallSequence, Case, MethodCall, stateful
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.running import sequences
from pyjuliann.parity.running.sequences import SequenceResult, Sequences
from pyjuliann.parity.running.session import Session

CALLS = tuple(MethodCall("step", Case((x,))) for x in (0.1, 0.7, 1.3, 2.9))
MEAN = MethodCall("mean", Case())
MUTANTS: dict[str, tuple[dict[str, str], tuple[MethodCall, ...], str, tuple[Any, str, Callable[..., Any]]]] = {
    "a field that no value shows": (
        {"step": "step_unseen!", "mean": "mean"}, (*CALLS[:3], MEAN), "changed",
        (Sequences, "_states", lambda *_: None),
    ),
    "a field of a call that raises": (
        {"step": "step_before_the_error!"}, (CALLS[0], MethodCall("step", Case((float("nan"),)))), "changed",
        (Sequences, "_states", lambda *_: None),
    ),
    "a value that a function there for its changes returns": (
        {"step": "step!", "reset": "s -> (reset!(s); 1.0)"}, (CALLS[0], MethodCall("reset", Case())), "container",
        (Sequences, "_is_silent", lambda *_: True),
    ),
}  # fmt: skip


@pytest.fixture
def run(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., SequenceResult]:
    file = tmp_path_factory.getbasetemp() / "mutant_smoothers.jl"
    file.write_text(JULIA, encoding="utf-8")

    def run(methods: dict[str, str], calls: tuple[MethodCall, ...]) -> SequenceResult:
        runner = Sequences(Session(engine), stateful(Smoother, f"{file}::Smoother", methods))
        runner.prepare()
        (result,) = runner.run([CallSequence(Case((0.3,)), calls)])
        return result

    return run


@pytest.mark.parametrize("name", MUTANTS)
def test_a_struct_that_does_something_else_is_caught(
    name: str, run: Callable[..., SequenceResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    methods, calls, aspect, guard = MUTANTS[name]
    assert run(methods, calls).aspect == aspect
    monkeypatch.setattr(*guard)
    assert not run(methods, calls).aspect, "something else catches it"


def test_rounding_alone_is_taken_for_what_it_is(
    run: Callable[..., SequenceResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = tuple(MethodCall("step", Case((x,))) for x in (78739715.70789526, -55117801.485388644, 0.1, 0.7))
    assert not run({"step": "step_regrouped!"}, calls).aspect
    monkeypatch.setattr(sequences, "_may_be_rounding", lambda *_: False)
    assert run({"step": "step_regrouped!"}, calls).aspect, "the budget alone allows it"
