"""Elementary functions at many points: the points, and the figures."""

from __future__ import annotations

import dataclasses
import itertools
import json
import math
import pickle
from fractions import Fraction

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.parity.comparing.ulp import ulp_distance
from pyjuliann.parity.judging.accuracy import AT_ONCE, joined, measure, measure_part, parts_of
from pyjuliann.parity.judging.elementary import DTYPES, FUNCTIONS, chosen_range, elementary, points

EVERY = list(itertools.product(FUNCTIONS.values(), DTYPES))
NAMES = [f"{function.name} {dtype}" for function, dtype in EVERY]
EXP, SQRT = FUNCTIONS["exp"], FUNCTIONS["sqrt"]


# ---------------------------------------------------------------- points


@pytest.mark.parametrize(("function", "dtype"), EVERY, ids=NAMES)
def test_points_cover_the_range_and_stay_in_the_domain(function, dtype):
    span = chosen_range(function, dtype, None)
    columns = points(function, dtype, 1000, span)
    assert [column.dtype.name for column in columns] == [dtype] * (2 if function.second else 1)
    first = columns[0]
    assert (first[0], first[-1]) == tuple(np.dtype(dtype).type(end) for end in span)
    assert np.all(np.diff(first) > 0)
    assert function.domain[0] <= first[0]
    assert first[-1] <= function.domain[1]
    with np.errstate(over="ignore", under="ignore"):
        assert np.all(np.isfinite(function.python(*columns))), "the range is too wide to say something"


def test_second_points_leave_no_gaps():
    function = FUNCTIONS["atan2"]
    second = np.sort(points(function, "float64", 1000, (0.0, 1.0))[1])
    low, high = function.second["float64"]
    assert np.diff(second, prepend=low, append=high).max() < 3 * (high - low) / 1000


def test_logarithmic_points_are_evenly_many_in_every_binade():
    found = points(SQRT, "float64", 1001, (1.0, 2.0**10))[0]
    assert np.histogram(found, 2.0 ** np.arange(11))[0].tolist() == [100] * 9 + [101]


def test_a_range_below_zero_is_linear():
    cbrt = FUNCTIONS["cbrt"]
    assert points(cbrt, "float64", 3, (-1.0, 1.0))[0].tolist() == [-1.0, 0.0, 1.0]


@pytest.mark.parametrize(("name", "closest"), [("expp", "exp"), ("arcsin", "asin"), ("power", "pow"), ("qqq", "sqrt")])
def test_an_unknown_function_gets_the_closest(name, closest):
    with pytest.raises(PairError, match=rf"unknown function '{name}'.*\b{closest}\b"):
        elementary(["exp", name])


@pytest.mark.parametrize(
    ("name", "dtype", "span", "words"),
    [
        ("log", "float64", (-1.0, 1.0), "log is defined from 0 to inf; got the range -1:1"),
        ("acosh", "float64", (0.0, 2.0), "acosh is defined from 1 to inf"),
        ("exp", "float32", (1e100, 1e200), "no room among the numbers of float32"),
        ("exp", "float32", (1.0, 1.0 + 1e-12), "no room among the numbers of float32"),
        ("exp", "float64", (1.0, 1.0), "expected a range LO:HI"),
        ("exp", "float64", (0.0, math.nan), "expected a range LO:HI"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused(name, dtype, span, words):
    with pytest.raises(PairError, match=words):
        chosen_range(FUNCTIONS[name], dtype, span)


def test_no_points_are_refused():
    with pytest.raises(PairError, match="exp: expected 1 point or more, got 0"):
        measure(EXP, count=0)


def test_a_python_function_of_another_dtype_is_refused():
    wide = dataclasses.replace(EXP, python=lambda x: np.exp(x.astype(np.float64)))
    with pytest.raises(PairError, match=r"expected 3 results of float32 from Python, got float64"):
        measure(wide, "float32", 3)


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize(("function", "dtype"), EVERY, ids=NAMES)
def test_both_sides_are_within_a_few_ulp_of_the_exact_results(engine, function, dtype):
    found = measure(function, dtype, 500, engine=engine)
    for side in (found.python, found.julia):
        assert side.largest < 4
        # a result that is another number than the exact one rounded is off by half a unit or more
        assert side.misrounded == np.count_nonzero(side.errors > 0.5)
    assert found.max_ulp <= math.ceil(found.python.largest + found.julia.largest)
    assert found.differing <= found.python.misrounded + found.julia.misrounded
    assert json.dumps(found.to_dict(), allow_nan=False)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_square_root_is_right_everywhere(engine, dtype):
    found = measure(SQRT, dtype, 5000, engine=engine)
    assert (found.differing, found.max_ulp, found.python.misrounded, found.julia.misrounded) == (0, 0, 0, 0)
    assert 0.49 < found.python.largest <= 0.5


def test_errors_are_those_of_exact_arithmetic(engine):
    """The angle in radians is the argument times π/180, which fractions know to 60 digits."""
    pi = Fraction(int("314159265358979323846264338327950288419716939937510582097494"), 10**59)
    found = measure(FUNCTIONS["deg2rad"], "float64", 200, engine=engine)
    for x, error in zip(found.arguments[0].tolist(), found.python.errors.tolist(), strict=True):
        exact = Fraction(x) * pi / 180
        unit = Fraction(math.ulp(float(exact)))
        assert error == pytest.approx(float(abs(Fraction(float(np.deg2rad(x))) - exact) / unit), abs=1e-12)


def test_many_points_are_the_same_in_parts(engine):
    found = measure(SQRT, "float32", AT_ONCE + 10, engine=engine)
    assert found.distances.shape == found.python.errors.shape == (AT_ONCE + 10,)
    assert found.python.misrounded == 0


def test_parts_that_are_measured_anywhere_are_the_same_as_all(engine, monkeypatch):
    monkeypatch.setattr("pyjuliann.parity.judging.accuracy.AT_ONCE", 30)
    function = FUNCTIONS["pow"].with_second("float32", (-2.0, 2.0))
    whole = measure(function, "float32", 100, (0.5, 2.0), engine)
    parts = parts_of(function, "float32", 100, (0.5, 2.0))
    assert [part.start for part in parts] == [0, 30, 60, 90]
    again = pickle.loads(pickle.dumps(parts))
    found = joined(function, "float32", (0.5, 2.0), 100, [measure_part(engine, part) for part in again])
    assert found.to_dict() == whole.to_dict()
    assert np.array_equal(found.julia.errors, whole.julia.errors)


def test_julia_is_measured_as_it_is_called(engine):
    """The values are those of a broadcast, whatever the loop that measures them is compiled to."""
    found = measure(EXP, "float64", 2000, engine=engine)
    engine.eval("broadcast_exp(x) = exp.(x)")
    julia = engine.call("broadcast_exp", found.arguments[0])
    assert np.array_equal(ulp_distance(np.exp(found.arguments[0]), julia), found.distances)
