"""What a cause is tried on: large and small cases, none twice, arrays that have grown, parts of results."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann.parity.causes.evidence import MOST, Evidence, chosen
from pyjuliann.parity.causes.variations import variations
from pyjuliann.parity.comparing.comparison import Difference
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.calls import CaseResult, Outcome


def result(value, aspect="value", *, python=0.0, julia=1.0):
    return CaseResult(
        Case((value,), {}), Outcome(python), Outcome(julia), "differ", differences=(Difference(aspect, "0", "1"),)
    )


def test_large_cases_and_small_ones_are_tried():
    small = [result(np.array([k + 0.5])) for k in range(40)]
    large = [result(np.arange(5.0) + k + 0.5) for k in range(40)]
    sizes = [r.case.size for r in chosen([*small, *large], "value")]
    assert len(sizes) == MOST
    assert sizes.count(5) == 2 * sizes.count(1)
    assert [r.case.size for r in chosen(small, "value")] == [1] * MOST


def test_a_case_that_comes_again_is_no_further_evidence_for_a_value_but_for_an_error_it_is():
    assert len(chosen([result(np.ones(3)) for _ in range(5)], "value")) == 1
    assert len(chosen([result(np.ones(3), "error") for _ in range(5)], "error")) == 5


@pytest.mark.parametrize("shape", [(1,), (1, 1)])
def test_arrays_of_one_element_grow(shape):
    varied = variations(Case((np.full(shape, 2.5), 3), {}))
    sizes = [case.arguments[0].shape[0] for case in varied]
    assert sizes.count(1) == len(varied) // 4
    assert {2, 3, 4} < set(sizes)
    assert all(len(set(case.arguments[0].shape)) == 1 for case in varied)


def test_a_dimension_of_one_beside_longer_ones_stays():
    varied = variations(Case((np.full((1, 3), 2.5),), {}))
    assert {case.arguments[0].shape[0] for case in varied} == {1}


@pytest.mark.parametrize(
    ("python", "julia", "places"),
    [
        ((1, 2.0), (1, 3.0), ["part 1", "part 2"]),
        ([1, (2.0, 3)], [1, (3.0, 3)], ["part 1", "part 2"]),
        ({"a": 1}, {"a": 2}, ["part 'a'"]),
        ([1, 2], (1, 2), []),
        ([1, 2], [1], []),
        (list(range(20)), list(range(20)), []),
        (1, 2, []),
    ],
)
def test_results_are_looked_at_part_by_part(python, julia, places):
    same = pair(lambda x: python, "identity")
    results = [result(k + 0.5, python=python, julia=julia) for k in range(3)]
    assert [part.place for part in Evidence(same, results, "value").parts()] == places


def test_a_part_of_a_part_has_its_whole_way_told():
    same = pair(lambda x: {"a": (1, 2)}, "identity")
    evidence = Evidence(same, [result(1.5, python={"a": (1, 2)}, julia={"a": (1, 3)})], "value")
    (whole,) = evidence.parts()
    assert [part.place for part in whole.parts()] == ["part 'a', part 1", "part 'a', part 2"]
