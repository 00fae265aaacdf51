"""Seeded mutants: an elementary function that is wrong at one number among many, which a sweep must see."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.parity.exhaustive.elementary import SweepRequest, Swept, swept
from pyjuliann.parity.judging.elementary import FUNCTIONS
from pyjuliann.parity.running.session import Session

SQRT, LOG = FUNCTIONS["sqrt"], FUNCTIONS["log"]
ONE = 0x3F80_0000
COUNT = 9000
PLACE = 5000


def facts(engine, first=ONE, count=COUNT, **changed):
    function = dataclasses.replace(changed.pop("function", SQRT), **changed)
    row = Swept(SweepRequest(function, "float32"))
    row.add(swept(function, "float32", first, count, Session(engine)))
    return row.facts


def planted(value):
    """Return a square root that is another number at one place."""

    def root(x):
        y = np.sqrt(x)
        y[PLACE] = value(y[PLACE])
        return y

    return root


@pytest.mark.parametrize(
    ("value", "error", "distance"),
    [
        (lambda y: np.nextafter(y, np.float32(9)), 1.5, 1),
        (lambda y: np.nextafter(y, np.float32(0)), 1.5, 1),
        (lambda _: np.float32("nan"), np.inf, -1),
        (lambda y: -y, 2.0**26, 32),
        (lambda _: np.float32("inf"), 2.0**160, -1),
    ],
    ids=["one up", "one down", "NaN", "the sign", "infinite"],
)
def test_one_wrong_result_of_python_is_seen(engine, value, error, distance):
    found = facts(engine, python=planted(value))
    assert (found.python.misrounded, found.julia.misrounded) == (1, 0)
    assert found.python.at == ONE + PLACE
    assert 0.5 < found.python.error <= error
    assert (found.distances[0], found.distances[distance]) == (COUNT - 1, 1)
    assert found.apart_at == ONE + PLACE


def test_a_zero_of_the_other_sign_is_wrong_and_at_no_distance(engine):
    found = facts(engine, first=0, count=1, python=lambda x: -np.sqrt(x))
    assert (found.python.misrounded, found.python.error, found.distances[0]) == (1, 0.0, 1)


def test_a_number_outside_of_the_domain_is_seen(engine):
    def rash(x):
        y = np.sqrt(x)
        y[PLACE] = 1
        return y

    found = facts(engine, first=0x8000_0001, python=rash)
    assert (found.outside, found.python.misrounded, found.python.error) == (COUNT, 1, np.inf)
    assert found.python.at == 0x8000_0001 + PLACE
    assert (found.distances[0], found.distances[-1]) == (COUNT - 1, 1)


def test_one_wrong_result_of_julia_is_seen(engine):
    engine.eval("""
        swept_root(x) = sqrt(x)
        swept_root(x::Float32) = x == 1.5f0 ? prevfloat(sqrt(x)) : sqrt(x)
    """)
    found = facts(engine, first=ONE + (1 << 22) - PLACE, julia="Main.swept_root")
    assert (found.python.misrounded, found.julia.misrounded) == (0, 1)
    assert (found.julia.at, found.apart, found.apart_at) == (ONE + (1 << 22), 1, ONE + (1 << 22))


def test_julia_raising_inside_of_the_domain_is_wrong(engine):
    engine.eval("""
        swept_raiser(x) = sqrt(x)
        swept_raiser(x::Float32) = x == 1.5f0 ? error("no") : sqrt(x)
    """)
    found = facts(engine, first=ONE + (1 << 22), count=3, julia="Main.swept_raiser")
    assert (found.raised, found.outside, found.julia.misrounded, found.julia.error) == (1, 0, 1, np.inf)


def test_ties_are_decided_with_256_bits(engine):
    """Above the middle by less than Float64 sees: by it alone every other result would be wrong."""
    engine.eval("""
        past_the_middle(x::Float32) = nextfloat(x)
        past_the_middle(x::Float64) = x + 2.0^-24
        past_the_middle(x::BigFloat) = x + big(2.0)^-24 + big(2.0)^-60
    """)
    found = facts(engine, python=lambda x: np.nextafter(x, np.float32(9)), julia="Main.past_the_middle", count=5000)
    assert (found.python.misrounded, found.julia.misrounded, found.decided) == (0, 0, 5000)
    assert 0.49 < found.julia.error < 0.5
    wrong = facts(engine, python=lambda x: x.copy(), julia="Main.past_the_middle", count=5000)
    assert (wrong.python.misrounded, wrong.julia.misrounded) == (5000, 0)
    assert 0.5 < wrong.python.error < 0.51


def test_a_float64_that_is_too_far_off_decides_nothing(engine):
    engine.eval("""
        far_off(x) = sqrt(x)
        far_off(x::Float64) = sqrt(x) * (1 + 2.0^-42)
    """)
    with pytest.raises(PairError, match=r"sqrt: Julia's Main.far_off of Float64 is 1.*e\+03 units"):
        facts(engine, julia="Main.far_off")
