"""Calls of the methods of a class in a program: replayed as sequences on one instance."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from smoothers import JULIA, Queue, Smoother

from pyjuliann import PairError, stateful
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.replaying.instances import methods_to_watch, replay_instances
from pyjuliann.parity.results.replayed import ReplayedPair
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.watching.sample import Keep
from pyjuliann.parity.watching.watch import watch

Replayed = Callable[..., ReplayedPair | None]


@pytest.fixture
def replayed(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    """Replay what a program calls, with some Julia functions."""
    file = tmp_path_factory.getbasetemp() / "replayed_smoothers.jl"
    if not file.exists():
        file.write_text(JULIA, encoding="utf-8")

    def replayed(
        program: Callable[[], object], keep: int = 50, kind: type = Smoother, **methods: str
    ) -> ReplayedPair | None:
        given = stateful(kind, f"{file}::{kind.__name__}", methods)
        with watch(methods_to_watch(given), Keep(keep, 1e8, 0)) as watcher:
            program()
        return replay_instances(Session(engine), given, watcher.recording())

    return replayed


def two_instances() -> None:
    first, second = Smoother(0.5), Smoother(0.25)
    for k in range(20):
        first.step(float(k % 7))
        if k % 5 == 0:
            second.step(float(k))
    second.reset()


def test_each_instance_is_a_sequence(replayed: Replayed) -> None:
    report = replayed(two_instances, step="step!", reset="reset!", mean="mean")
    assert report is not None
    assert (report.verdict, report.cases, report.calls.seen, report.calls.compared) == ("identical", 2, 25, 25)
    assert replayed(lambda: None, step="step!") is None


def test_the_call_that_parts_is_named_in_the_program(replayed: Replayed) -> None:
    report = replayed(two_instances, step="step_large!", reset="reset!")
    assert report is not None
    assert (report.verdict, report.differ) == ("differ", 1)
    (finding,) = report.findings
    assert report.place is not None
    assert (report.place.function, report.place.number) == ("Smoother.step", 14)
    assert finding.case.summary.startswith("step 1 of 1 (it was step 3 of 5): step_large!(")
    assert "smoother = object.__new__(Smoother)" in finding.python_code
    assert "smoother = Smoother(0.25, 0.0, 0, [0.0, 0.0])" in finding.julia_code, "fields in the struct's order"


def test_what_was_not_kept_parts_a_sequence_in_two(replayed: Replayed) -> None:
    def program() -> None:
        smoother = Smoother(0.5)
        for k in range(60):
            smoother.step(float(k))

    report = replayed(program, keep=10, step="step!")
    assert report is not None
    assert (report.verdict, report.calls.seen, report.calls.kept) == ("identical", 60, 10)
    assert report.cases > 1
    assert report.calls.compared == 10


def test_what_changes_an_object_between_calls_is_heeded(replayed: Replayed) -> None:
    def program() -> None:
        smoother = Smoother(0.5)
        smoother.step(1.0)
        smoother.gain = 0.75
        smoother.step(2.0)

    report = replayed(program, step="step!")
    assert report is not None
    assert (report.verdict, report.cases, report.calls.compared) == ("identical", 2, 2)


def test_an_object_that_cannot_be_carried_over_is_told(replayed: Replayed) -> None:
    def program() -> None:
        queue = Queue()
        queue.waiting = [{"a": print}]  # type: ignore[list-item]
        queue.take()

    with pytest.raises(PairError, match="attribute waiting, for the field waiting: it"):
        replayed(program, kind=Queue, take="take!")
