"""A pair's cases in chunks."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from pyjuliann import PairError, check, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.distributed.chunks import LARGE, SMALL, CaseQuestion, Digest, Outcomes, chunks_of
from pyjuliann.parity.pairing.case import fingerprint
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.running.session import Session


def same(x: float) -> float:
    return x + 1


def parted(x: float) -> float:
    return x + 1 if abs(x) < 1e6 else x + 2


@pytest.mark.parametrize("cases", [1, SMALL, SMALL + 1, 4000, 4001, 100_000])
def test_chunks_are_all_cases(cases: int) -> None:
    chunks = chunks_of(cases, 7)
    assert sum(chunk.size for chunk in chunks) == cases
    assert [chunk.start for chunk in chunks[1:]] == list(np.cumsum([chunk.size for chunk in chunks])[:-1])
    assert max(chunk.size for chunk in chunks) <= LARGE
    assert chunks[0].seed == 7
    assert len({chunk.seed for chunk in chunks}) == len(chunks)


def test_few_cases_are_one_chunk_and_what_they_were_without_chunks() -> None:
    (family,) = families_of(pair(same, "x -> x + 1"))
    (chunk,) = chunks_of(100, 3)
    made = CaseQuestion(pair(same, "x -> x + 1"), family, 100, False).made(chunk)
    assert list(map(fingerprint, made)) == list(map(fingerprint, family.cases(3, 100)))


def test_the_first_chunks_do_not_depend_on_how_many_follow() -> None:
    assert chunks_of(10_000, 3)[:16] == chunks_of(20_000, 3)[:16]


@pytest.mark.parametrize(
    ("cases", "workers", "gain"), [(6000, 2, 1.9), (14_000, 2, 1.9), (14_000, 4, 3.7), (10**6, 8, 7.9)]
)
def test_no_worker_is_alone_with_the_last_cases(cases: int, workers: int, gain: float) -> None:
    done = [0] * workers
    for chunk in chunks_of(cases, 7):
        done[done.index(min(done))] += chunk.size
    assert cases / max(done) > gain


def test_most_cases_of_many_are_in_large_chunks() -> None:
    sizes = [chunk.size for chunk in chunks_of(10**6, 7)]
    assert sum(size for size in sizes if size == LARGE) > 0.9 * 10**6
    assert len(sizes) < 1.2 * 10**6 / LARGE


def test_cases_of_a_chunk_have_their_choices() -> None:
    (family,) = families_of(pair(same, "x -> x + 1"))
    chunk = chunks_of(1000, 3)[2]
    cases = CaseQuestion(pair(same, "x -> x + 1"), family, 1000, False).made(chunk)
    assert len(cases) == SMALL
    assert cases[5].choices is not None
    assert cases[5].choices() != cases[6].choices()


def test_more_cases_than_a_chunk_has_are_all_run_and_none_twice(engine: Engine) -> None:
    report = check(pair(same, "x -> x + 1"), cases=900, seed=1, engine=engine, keep=False)
    assert report.cases == 900
    assert sum(report.ulp_counts.values()) == 900


def test_a_small_space_is_run_through_and_no_more(engine: Engine) -> None:
    report = check(pair(lambda x: not x, "!"), cases=2000, seed=1, engine=engine, strategies={"x": st.booleans()})
    assert (report.cases, report.verdict) == (2, "identical")


def test_what_differs_in_a_later_chunk_is_found_small_and_explained(engine: Engine) -> None:
    late = pair(parted, "x -> x + 1", strategies={"x": st.integers(0, 1_001_000).map(float)})
    report = check(late, cases=1500, seed=5, engine=engine, keep=False, repair=0)
    assert report.differ == report.findings[0].count > 0
    assert report.findings[0].case.case.arguments == (1e6,)
    assert report.findings[0].shrunk


def sent(engine: Engine, function: Any, julia: str, size: int = 20) -> dict[str, Any]:
    both = pair(function, julia)
    asked = CaseQuestion(both, families_of(both)[0], 1000, False)
    return json.loads(json.dumps(asked(engine, chunks_of(1000, 3)[1]._replace(size=size))))


def test_what_is_sent_is_all_that_a_report_needs(engine: Engine) -> None:
    found = Digest.received(sent(engine, parted, "x -> x + 1"))
    both = pair(parted, "x -> x + 1")
    asked = CaseQuestion(both, families_of(both)[0], 1000, False)
    chunk = chunks_of(1000, 3)[1]._replace(size=20)
    here = Digest.of(both, asked.run(Session(engine), asked.made(chunk)))
    assert list(found.cases()) == list(here.cases())
    assert {fact.verdict for fact in found.facts} == {"identical", "differ"}


@pytest.mark.parametrize(
    "change",
    [{"codes": ""}, {"marks": "AAAA"}, {"facts": [[]]}, {"facts": []}, {"probes": [1]}, {"stopped": ["Exit", "x"]}, {}],
)
def test_a_damaged_chunk_is_refused(engine: Engine, change: dict[str, Any]) -> None:
    given = {**sent(engine, same, "x -> x + 1", 3), **change} if change else {}
    with pytest.raises(PairError, match="a chunk that was saved is damaged"):
        Digest.received(given)


def test_nothing_is_a_chunk_too() -> None:
    empty = Digest.of(pair(same, "sin"), Outcomes())
    assert list(Digest.received(empty.sent()).cases()) == []
