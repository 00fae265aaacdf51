"""Seeded mutants that are wrong on rare arguments only: a hundred cases must meet these, whatever the seed."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import operator

import numpy as np
import pytest
from hypothesis import strategies as st
from jaxtyping import Float32, Float64, Int64

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running import shrink

pytestmark = pytest.mark.usefixtures("undiagnosed")


def vector(x: Float64[np.ndarray, " n"]):
    return x * 1.0


def singles(x: Float32[np.ndarray, " n"]):
    return x * np.float32(1)


def matrix(x: Float64[np.ndarray, "m n"]):
    return x * 1.0


def number(x: float):
    return x * 1.0


def whole(n: int):
    return n


def unannotated_whole(n):
    return operator.index(n)


def two_whole(a: int, b: int):
    return a ^ b


def integers(x: Int64[np.ndarray, " n"]):
    return x + 0


def two(x: Float64[np.ndarray, " n"], y: Float64[np.ndarray, " n"]):
    return x + y


def unannotated(x):
    return np.abs(x)


def tenfold_beyond(x: float):
    return x if x < 1234.5 else 10 * x


RIGHT = {
    vector: ("x", "x .* 1"),
    singles: ("x", "x .* 1"),
    matrix: ("x", "x .* 1"),
    number: ("x", "x"),
    whole: ("n", "n"),
    unannotated_whole: ("n", "n"),
    two_whole: ("a, b", "xor(a, b)"),
    integers: ("x", "x .+ 0"),
    two: ("x, y", "x .+ y"),
    unannotated: ("x", "abs.(x)"),
    tenfold_beyond: ("x", "x < 1234.5 ? x : 10x"),
}
RARE = {
    # name: Python's side, when Julia's side is wrong, and what it gives then
    "NaN": (vector, "any(isnan, x)", "zero(x)"),
    "NaN in a matrix": (matrix, "any(isnan, x)", "zero(x)"),
    "NaN alone": (number, "isnan(x)", "0.0"),
    "NaN, without annotation": (unannotated, "any(isnan, x)", "zero(x)"),
    "NaN in the second argument": (two, "any(isnan, y) && !any(isnan, x)", "x .* 1"),
    "infinity": (vector, "Inf in x", "zero(x)"),
    "-infinity": (number, "x == -Inf", "0.0"),
    "-0.0": (number, "x === -0.0", "1.0"),
    "subnormal": (vector, "any(issubnormal, x)", "zero(x) .+ 1"),
    "a subnormal Float32": (singles, "any(issubnormal, x)", "zero(x) .+ 1"),
    "above 1e290": (vector, "any(x -> 1e290 < x < Inf, x)", "zero(x)"),
    "a number above 1e290": (number, "1e290 < x < Inf", "0.0"),
    "halves": (vector, "length(x) > 1 && all(x -> mod(x, 1) == 0.5, x)", "zero(x)"),
    "a half": (number, "mod(x, 1) == 0.5", "0.0"),
    "repeats": (vector, "length(x) > 2 && 1 < length(unique(x)) < length(x) - 1", "zero(x)"),
    "one number again and again": (vector, "length(x) > 1 && all(==(x[1]), x)", "x .+ 1"),
    "sorted": (vector, "length(x) > 3 && issorted(x) && x[1] < x[end]", "zero(x)"),
    "sorted downwards": (vector, "length(x) > 3 && issorted(x; rev=true) && x[1] > x[end]", "zero(x)"),
    "sorted integers": (integers, "length(x) > 3 && issorted(x) && x[1] < x[end]", "zero(x)"),
    "near 1": (number, "0 < abs(x - 1) < 1e-6", "2x"),
    "1 itself": (number, "x == 1", "2x"),
    "near 1 in a vector": (vector, "any(x -> 0 < abs(x - 1) < 1e-6, x)", "2x"),
    "a limit in Julia's code": (number, "x == 77.25", "2x"),
    "a limit in Python's code": (tenfold_beyond, "x == 0x4d2 + 0.5", "x"),
    "n above 20": (vector, "length(x) > 20", "zero(x) .+ 1"),
    "columns above 8": (matrix, "size(x, 2) > 8", "zero(x) .+ 1"),
    "an empty array": (matrix, "isempty(x)", "zeros(1, 1)"),
    "equal arguments": (two, "length(x) > 1 && x == y", "x .* 1"),
    "above 2^31": (whole, "n > 2^31", "n - 1"),
    "below -2^31, without annotation": (unannotated_whole, "n < -2^31", "n + 1"),
    "one of two above 2^31": (two_whole, "b > 2^31", "a"),
    "an element above 2^31": (integers, "any(>(2^31), x)", "zero(x)"),
}


@pytest.mark.parametrize("python", RIGHT)
def test_the_right_ones_live(engine: Engine, python):
    arguments, right = RIGHT[python]
    assert check(pair(python, f"({arguments}) -> {right}"), seed=1, engine=engine, keep=False)


@pytest.mark.parametrize("rare", RARE)
def test_what_is_rare_is_met_with_every_seed(engine: Engine, rare):
    python, when, wrong = RARE[rare]
    arguments, right = RIGHT[python]
    mutant = pair(python, f"({arguments}) -> {when} ? {wrong} : {right}")
    options = {"cases": 100, "engine": engine, "keep": False, "shrink": False}
    assert not [seed for seed in range(1, 6) if check(mutant, seed=seed, **options)]


def test_a_rule_on_a_multiple_of_what_stands_in_the_source_is_met_with_every_seed(engine: Engine, monkeypatch):
    """The rule on 400 is missing in Julia's code, whose constants are 4 and 100; so is that on 30."""

    def leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    def bell(n):
        return "both" if n % 30 == 0 else "five" if n % 5 == 0 else "six" if n % 6 == 0 else ""

    leaps = pair(leap, "y -> y % 4 == 0 && y % 100 != 0", strategies={"year": st.integers(1800, 2100)})
    bells = pair(bell, 'n -> n % 5 == 0 ? "five" : n % 6 == 0 ? "six" : ""', strategies=st.tuples(st.integers(31, 999)))
    options = {"engine": engine, "keep": False, "shrink": False}
    for mutant, cases in ((leaps, 100), (bells, 10)):
        assert not [seed for seed in range(1, 6) if check(mutant, seed=seed, cases=cases, **options)]
    monkeypatch.setattr(shrink, "landmark_points", lambda *_: {})
    assert any(check(leaps, seed=seed, cases=100, **options) for seed in range(1, 6)), "something else catches it"


def test_an_array_in_fortran_order_is_met_with_every_seed(engine: Engine):
    """Python's side is the mutant: it reads memory as it lies."""
    mutant = pair(lambda x: np.array(x.ravel("K").reshape(x.shape)), "x -> x .* 1", where=lambda x: x.ndim == 2)
    options = {"cases": 100, "engine": engine, "keep": False, "shrink": False}
    assert not [seed for seed in range(1, 6) if check(mutant, seed=seed, **options)]


def test_dimensions_reach_64_within_a_thousand_cases(engine: Engine):
    julia = "x -> size(x, 1) >= 64 ? zero(x) .+ 1 : x .* 1"
    assert not check(pair(matrix, julia), cases=1000, seed=1, engine=engine, keep=False, shrink=False)
    assert check(pair(matrix, julia), cases=60, seed=1, engine=engine, keep=False), "they grow"


def test_an_integer_that_is_a_count_stays_small(engine: Engine):
    """A large one would take all memory or all day."""

    def total(n: int):
        return sum(k * k for k in range(n))

    assert check(pair(total, "n -> sum(Int[k^2 for k in 0:n-1])"), seed=1, engine=engine, keep=False)
    assert check(pair(lambda n: np.zeros(max(n, 0)), "n -> zeros(max(n, 0))"), seed=1, engine=engine, keep=False)
