"""A Julia function that is wrong at one input of many: caught, and only because that input is tried and looked at."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann import check, pair
from pyjuliann.parity import exhaustive_check
from pyjuliann.parity.exhaustive import sweep
from pyjuliann.parity.exhaustive.found import Ranges

HALVES = {"types": {"x": "float16"}}
OPTIONS = {"exhaustive": True, "repair": 0}
WRONG = {
    "the first": "x -> x === -Inf16 ? x : -x",
    "the last number": "x -> x === Inf16 ? x : -x",
    "a NaN for a number": "x -> x === Float16(1.5) ? NaN16 : -x",
    "beyond the budget": "x -> x === Float16(-2) ? Float16(2.5) : -x",
    "an infinity": "x -> x === floatmax(Float16) ? -Inf16 : -x",
    "another sign": "x -> x === Float16(1e-3) ? x : -x",
    "an error": 'x -> x === Float16(7) ? error("seven") : -x',
    "another type": "x -> x === Float16(7) ? -7.0 : -x",
}


def negative(x):
    return -x


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_input_of_65536_is_caught(engine, undiagnosed, name):
    report = check(pair(negative, WRONG[name], **HALVES), engine=engine, **OPTIONS)
    assert report.verdict == "differ"
    assert report.differ == 1
    assert len(report.exhaustive["ranges"]) == 1


def test_because_every_chunk_is_gone_through(engine, undiagnosed, monkeypatch):
    wrong = pair(negative, WRONG["the last number"], **HALVES)
    whole = exhaustive_check.chunks
    place = 2 * 31744 - 1  # of Inf
    monkeypatch.setattr(exhaustive_check, "chunks", lambda size: [c for c in whole(size) if not c[0] <= place < c[1]])
    assert check(wrong, engine=engine, **OPTIONS).verdict == "identical", "something else catches it"


def test_because_what_is_beyond_the_budget_is_looked_at(engine, undiagnosed, monkeypatch):
    wrong = pair(negative, WRONG["beyond the budget"], **HALVES)
    monkeypatch.setattr(sweep, "_put_by_size", lambda *_: None)
    assert check(wrong, engine=engine, **OPTIONS).verdict == "identical", "something else catches it"


def test_because_values_come_in_their_order(engine, undiagnosed, monkeypatch):
    wrong = pair(negative, "x -> 2 < x < 3 ? x : -x", **HALVES)
    report = check(wrong, engine=engine, **OPTIONS)
    assert [(r["first"], r["last"], r["inputs"]) for r in report.exhaustive["ranges"]] == [
        ("np.float16(2.002)", "np.float16(2.998)", 511)
    ]
    monkeypatch.setattr(Ranges, "add", lambda *_: None)
    assert check(wrong, engine=engine, **OPTIONS).exhaustive["ranges"] == []


def test_because_a_ufunc_on_arrays_is_held_against_numbers(engine, undiagnosed, monkeypatch):
    """A ufunc that gave something else on arrays than on numbers would hide a difference."""
    wrong = pair(np.negative, "x -> x", types={"x": "float16"}, domain={"x": (1, 2)})
    monkeypatch.setattr(sweep, "_array", lambda _function, columns: sweep._Answers(columns[0]))
    assert check(wrong, engine=engine, **OPTIONS).verdict == "differ"
    monkeypatch.setattr(sweep, "_is_elementwise", lambda *_: True)
    assert check(wrong, engine=engine, **OPTIONS).verdict == "identical", "something else catches it"
