"""What cases came to, counted: the same as looking at all of them one by one."""

from __future__ import annotations

import json

import numpy as np
import pytest

from pyjuliann.parity.comparing.comparison import Difference
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.tally import BOTH_RAISED, SOME, CaseTally, Fact

PAIR = pair(np.sin, "sin")


def result(verdict: str, ulp: int | None = None, size: int = 1, aspect: str = "", **more: object) -> CaseResult:
    found = (Difference(aspect, "a", "b"),) if aspect else ()
    case = Case((np.zeros(size),))
    return CaseResult(case, Outcome(1.0), Outcome(1.0), verdict, differences=found, max_ulp=ulp, **more)


RESULTS = [
    result("identical", 0),
    result("agree", 3),
    result("differ", 9, 5, "dtype"),
    result("agree", 3),
    result("differ", 8, 2, "dtype"),
    result("differ", 8, 2, "dtype"),
    result("differ", None, 7, "shape"),
    result("agree", None, apart="range"),
]


@pytest.fixture
def tally() -> CaseTally:
    return CaseTally.of(PAIR, RESULTS)


def test_counts(tally: CaseTally) -> None:
    assert tally.cases == len(RESULTS)
    assert tally.differing == 4
    assert tally.kinds() == {"dtype": 3, "shape": 1}
    assert tally.counted(lambda fact: [] if fact.ulp is None else [fact.ulp]) == {0: 1, 3: 2, 9: 1, 8: 2}


def test_the_first_of_several_is_the_example(tally: CaseTally) -> None:
    assert tally.smallest("dtype") is tally.smallest() is RESULTS[4]
    assert tally.worst_agreeing is RESULTS[1]
    assert tally.some("dtype") == [RESULTS[2], RESULTS[4], RESULTS[5]]
    assert tally.first("range") is RESULTS[7]
    assert tally.first(BOTH_RAISED) is tally.widest is tally.smallest("value") is None


def test_several_tallies_are_as_one(tally: CaseTally) -> None:
    halves = [CaseTally.of(PAIR, RESULTS[:3]), CaseTally.of(PAIR, RESULTS[3:])]
    both = CaseTally.together(halves)
    assert list(both.facts.items()) == list(tally.facts.items())
    assert both.smallest("dtype") is RESULTS[4]
    assert both.worst_agreeing is RESULTS[1]
    assert both.some("dtype") == tally.some("dtype")
    assert both.first("range") is RESULTS[7]


def test_of_many_cases_that_differ_a_few_are_known() -> None:
    many = [result("differ", size=9 - k % 9, aspect="value") for k in range(100)]
    tally = CaseTally.of(PAIR, many)
    assert tally.some("value") == many[:SOME]
    assert tally.smallest() is many[8]


def test_a_fact_can_be_sent() -> None:
    facts = [Fact.of(PAIR, each) for each in RESULTS]
    assert [Fact(*json.loads(json.dumps(fact)))[:8] for fact in facts] == [fact[:8] for fact in facts]
