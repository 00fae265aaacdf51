"""Seeded mutants: an elementary function that is one unit off at one point, which `measure` must see."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pytest

from pyjuliann.parity.comparing.ulp import NO_DISTANCE
from pyjuliann.parity.judging.accuracy import measure
from pyjuliann.parity.judging.elementary import DTYPES, FUNCTIONS

EXP, SQRT = FUNCTIONS["exp"], FUNCTIONS["sqrt"]


def nudged(x):
    """Exp, but for one point where it is the next number."""
    y = np.exp(x)
    y[7] = np.nextafter(y[7], np.inf, dtype=y.dtype)
    return y


@pytest.mark.parametrize("dtype", DTYPES)
def test_one_unit_at_one_point_is_seen_in_python(engine, dtype):
    right = measure(EXP, dtype, 50, engine=engine)
    wrong = measure(dataclasses.replace(EXP, python=nudged), dtype, 50, engine=engine)
    changed = np.flatnonzero(right.python.errors != wrong.python.errors)
    assert changed.tolist() == [7]
    assert wrong.distances[7] != right.distances[7]
    assert wrong.julia.errors.tolist() == right.julia.errors.tolist()


def test_one_unit_at_one_point_is_seen_in_julia(engine):
    engine.eval("""
        mutant_sqrt(x::BigFloat) = sqrt(x)
        mutant_sqrt(x) = x == 1 ? nextfloat(sqrt(x)) : sqrt(x)
    """)
    mutant = dataclasses.replace(SQRT, julia="Main.mutant_sqrt")
    found = measure(mutant, "float64", 3, (1.0, 4.0), engine=engine)
    assert (found.differing, found.max_ulp, found.python.misrounded, found.julia.misrounded) == (1, 1, 0, 1)
    assert found.julia.errors.tolist() == [1.0, *found.python.errors[1:]]
    assert found.closer == "python"
    assert found.to_dict()["max_ulp_at"] == [1.0]


def test_a_nan_on_one_side_has_no_distance(engine):
    engine.eval("nan_at_one(x) = x == 1 ? oftype(x, NaN) : sqrt(x)\nnan_at_one(x::BigFloat) = sqrt(x)")
    found = measure(dataclasses.replace(SQRT, julia="Main.nan_at_one"), "float64", 2, (1.0, 4.0), engine=engine)
    assert found.max_ulp == NO_DISTANCE
    assert found.julia.largest == math.inf
    content = found.to_dict()
    assert content["max_ulp"] is None
    assert json.dumps(content, allow_nan=False)
