"""Seeded mutants of checks in chunks: each must be noticed by what it would count, mix up, or let through."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from jaxtyping import Float64

from pyjuliann import PairError, check, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity import check as check_module
from pyjuliann.parity.check import check_with
from pyjuliann.parity.distributed import chunks, saved
from pyjuliann.parity.distributed.spread import Here
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.running.session import session_for

pytestmark = pytest.mark.usefixtures("undiagnosed")


def notices(check: Callable[[], object]) -> bool:
    """Whether a check fails."""
    try:
        check()
    except AssertionError:
        return True
    return False


def apart(x: Float64[np.ndarray, " n"]) -> Any:
    return x * 1.1


APART = pair(apart, "x -> x .+ 0.1 .* x", domain={"x": (0, 1)})


def told(engine: Engine, workers: Any = None, chosen: Any = APART, **options: Any) -> str:
    with session_for(engine) as session:
        given = {"cases": 600, "seed": 9, "keep": False, "repair": 0, "shrink": False, **options}
        found = check_with(workers or Here(engine), session, chosen, **given).to_dict()
    del found["seconds"]
    return json.dumps(found, sort_keys=True)


class Shuffled(Here):
    """Does chunks in another order each time, as several workers would."""

    def spread(
        self, task: Any, chunks: Sequence[Any], finished: Mapping[int, Any] | None = None
    ) -> Iterator[tuple[int, Any]]:
        done = {number: task(self._engine, chunks[number]) for number in random.sample(range(len(chunks)), len(chunks))}
        yield from sorted(done.items())


def test_chunks_whose_seed_depends_on_who_runs_them_are_noticed(engine: Engine, monkeypatch) -> None:
    def same() -> None:
        assert told(engine) == told(engine, Shuffled(engine))

    same()
    monkeypatch.setattr(chunks, "_seed", lambda seed, number: seed if number == 0 else random.getrandbits(60))
    assert notices(same)


def test_results_that_are_merged_as_they_come_are_noticed(engine: Engine, monkeypatch) -> None:
    apart: set[float] = set()

    def nearly(x: float) -> float:
        return float(np.nextafter(x, 3)) if x in apart else x

    chosen = pair(nearly, "identity", ulp=1, domain={"x": (1, 2)})
    (family,) = families_of(chosen)
    asked = chunks.CaseQuestion.of(chosen, family, 900)
    first, *later = [[case.arguments[0] for case in asked.made(chunk)] for chunk in chunks.chunks_of(900, 9)]
    apart |= {next(x for x in reversed(some) if x not in first) for some in later}  # the worst is the first of these
    before = told(engine, None, chosen, cases=900)

    def same() -> None:
        assert told(engine, Shuffled(engine), chosen, cases=900) == before

    same()
    in_order = Shuffled.spread
    monkeypatch.setattr(Shuffled, "spread", lambda *given: reversed(list(in_order(*given))))
    assert notices(same)


def test_a_case_that_is_counted_twice_is_noticed(engine: Engine, monkeypatch) -> None:
    def once() -> None:
        few = pair(lambda x: not x, "!", strategies={"x": st.booleans()})
        assert check(few, cases=600, seed=1, engine=engine, keep=False).cases == 2

    once()
    count = check_module._Tested.add

    def forgetting(group: Any, chunk: int, digest: Any) -> None:
        group._marks.clear()
        count(group, chunk, digest)

    monkeypatch.setattr(check_module._Tested, "add", forgetting)
    assert notices(once)


def test_a_digest_that_loses_what_is_not_identical_is_noticed(engine: Engine, monkeypatch) -> None:
    before = told(engine)

    def same() -> None:
        assert told(engine) == before

    same()
    received = chunks._fact
    monkeypatch.setattr(chunks, "_fact", lambda *given: received(*given)._replace(verdict="identical", ulp=0))
    assert notices(same)


def test_a_saved_run_that_answers_another_question_is_noticed(engine: Engine, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "run.json"

    def refused() -> None:
        told(engine, saved=saved.SavedRun(file, 9, {}))
        again = saved.SavedRun.resumed(file, file, None, {})
        with pytest.raises(PairError) as problem:
            told(engine, saved=again, cases=700)
        assert "asked something else" in str(problem.value)

    def answered() -> None:
        try:
            refused()
        except pytest.fail.Exception:
            raise AssertionError from None

    answered()
    monkeypatch.setattr(saved, "unlike", lambda *_: "")
    assert notices(answered)
