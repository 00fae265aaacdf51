"""`judge`: which side is closer to the exact result, and when that cannot be told."""

from __future__ import annotations

import json
import math
import re

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.judging.judgement import judge
from pyjuliann.parity.pairing.pair import pair, zero_based

X = np.array([0.1, 0.7, -3.3, 12.5])


def test_julia_is_closer(engine: Engine):
    found = judge(pair(lambda x: math.fsum(x) * (1 + 4e-16), "x -> Float64(sum(big.(x)))"), X, engine=engine)
    assert found.closer == "", "big inside returns Float64: not generic"
    found = judge(pair(lambda x: x.sum() * (1 + 1e-15), "sum"), X, engine=engine)
    assert found.closer == "julia"
    assert found.python_ulp > found.julia_ulp
    assert "Julia is closer" in found.summary
    json.dumps(found.to_dict(), allow_nan=False)


def test_python_is_closer(engine: Engine):
    found = judge(pair(math.fsum, "x -> foldl(+, x)"), np.array([1e16, 1.0, 1.0, -1e16] * 5), engine=engine)
    assert found.closer == "python"
    assert found.python_ulp <= 0.5


def test_equal_errors(engine: Engine):
    assert judge(pair(lambda x: x * 2, "x -> 2 .* x"), X, engine=engine).closer == "equal"


def test_errors_are_in_units_of_the_sides_own_type(engine: Engine):
    found = judge(pair(np.sqrt, "x -> sqrt.(x)"), np.abs(X).astype(np.float32), engine=engine)
    assert found.python_ulp <= 0.5
    assert found.elements == 4
    third = judge(pair(lambda x: x / np.float32(3), "x -> x ./ 3"), X.astype(np.float32), engine=engine)
    assert 0 < third.julia_ulp <= 0.5


def test_complex_results_are_judged_by_part(engine: Engine):
    found = judge(pair(np.exp, "z -> exp.(z)"), np.array([1 + 2j, -0.5j]), engine=engine)
    assert found.elements == 4
    assert found.closer in {"python", "julia", "equal"}


def test_special_values(engine: Engine):
    found = judge(pair(lambda x: x, "identity"), np.array([np.nan, np.inf, -np.inf, 0.0]), engine=engine)
    assert (found.closer, found.python_ulp) == ("equal", 0.0)
    wrong = judge(pair(lambda x: x * np.nan, "x -> x .* 2"), X, engine=engine)
    assert (wrong.closer, wrong.python_ulp) == ("", None)
    assert "no matter of rounding" in wrong.summary


@pytest.mark.parametrize(
    ("python", "julia", "x"),
    [
        (np.std, "x -> std(x)", X), (np.exp, "x -> 1 .+ x .+ x .^ 2 ./ 2", X), (np.sin, "x -> cos.(x)", X),
        (lambda x: x @ x, "x -> sum(x)", X), (lambda x: x + 1, "x -> x .+ 1.0000001", X), (np.mean, "sum", X),
        (lambda x: (1, float(x.sum())), "x -> (1, sum(x) + 1)", X), (lambda x: x * 1j, "x -> x .* -1im", X),
        (lambda x: x / 3, "x -> x .* 0.33333333", X), (np.log1p, "x -> log.(x)", np.abs(X)),
        (lambda x: x * 2, "x -> x .* 2.001f0", X.astype(np.float32)), (lambda v: v**3, "v -> v^2", 1.5),
    ],
)  # fmt: skip
@pytest.mark.thorough
def test_a_mistake_has_no_winner(engine: Engine, python, julia, x):
    found = judge(pair(python, julia, using="Statistics"), x, engine=engine)
    assert (found.closer, found.python_ulp) == ("", None)
    assert "no matter of rounding" in found.reason


def test_integers_beside_the_numbers_are_left_out(engine: Engine):
    found = judge(pair(lambda x: (len(x), float(x.sum())), "x -> (length(x), sum(x))"), X, engine=engine)
    assert found.elements == 1
    assert found.python_ulp < 2


def test_rounded_constants_are_a_doubt(engine: Engine):
    found = judge(pair(lambda x: x / 3, "x -> x .* 0.3333333333333333"), X, engine=engine)
    assert found.closer == "", "Julia's constant is not the truth"
    assert found.doubts == (("julia", 0.3333333333333333),)
    assert "in doubt" in found.summary
    assert "rounded constants: 0.3333333333333333 in Julia's code" in found.summary
    other = judge(pair(lambda x: x * 0.3333333333333333, "x -> x ./ 3"), X, engine=engine)
    assert other.closer == "julia"
    assert "0.3333333333333333 in Python's code" in other.summary
    both = judge(pair(lambda x: x * 0.1, "x -> x .* 0.1"), X, engine=engine)
    assert both.closer == "equal"
    assert len(both.doubts) == 2
    root = judge(pair(np.cbrt, "x -> x .^ (1/3)"), np.abs(X), engine=engine)
    assert (root.closer, root.doubts) == ("", (("julia", 1 / 3),)), "a quotient of whole numbers is rounded too"
    assert judge(pair(lambda x: x * 0.5 + 3, "x -> x .* 0.5 .+ 3"), X, engine=engine).doubts == ()
    json.dumps(both.to_dict(), allow_nan=False)


def test_whole_arguments_stay_whole_where_they_count(engine: Engine):
    found = judge(
        pair(lambda n: sum(1 / k for k in range(1, n + 1)), "n -> sum(1 / k for k in 1:n)"), 30, engine=engine
    )
    assert 0 < found.python_ulp < 20
    filled = judge(pair(lambda n: n / 3, "n -> sum(fill(big(1.0), n)) / 3"), 7, engine=engine)
    assert "no method matching" not in filled.reason


@pytest.mark.parametrize(
    ("python", "julia", "arguments", "told"),
    [
        (np.sum, "sum", (np.arange(5),), "integers"),
        (lambda x: x.sum(), "x -> Float64(sum(Float64.(x)))", (X,), "not generic: .*returns Float64"),
        (lambda x: x.sum(), "x -> big(sum(Float64.(x)) / 3)", (X,), "Python .*|not generic|no counterpart"),
        (lambda x: x.sum(), "(x::Vector{Float64}) -> sum(x)", (X,), "not generic: .*raises"),
        (lambda x: x, "x -> rand(length(x))", (X,), "random"),
        (lambda x: x[:2], "copy", (X,), "differ in size"),
        (lambda x: 1 / 0, "copy", (X,), "Python raised ZeroDivisionError"),
        (np.log, "x -> log.(x)", (X,), "Julia raised DomainError"),
    ],
)  # fmt: skip
def test_says_why_it_cannot_judge(engine: Engine, python, julia, arguments, told):
    found = judge(pair(python, julia), *arguments, engine=engine)
    assert found.closer == ""
    assert found.python_ulp is None
    assert re.search(told, found.reason), found.reason


def test_a_function_that_computes_in_float64_inside(engine: Engine):
    julia = "x -> eltype(x) <: BigFloat ? big.(Float64.(x) ./ 3) : x ./ 3"
    found = judge(pair(lambda x: x / 3, julia), X, engine=engine)
    assert "computes with Float64" in found.reason


def test_a_pair_that_changes_results(engine: Engine):
    found = judge(pair(lambda x: x - 1, "copy", result=zero_based), X, engine=engine)
    assert "changes Julia's result" in found.reason


def test_integer_arguments_of_a_float_function(engine: Engine):
    found = judge(pair(lambda x: x / 3, "x -> x ./ 3"), np.array([1, 2, 5]), engine=engine)
    assert found.closer == "equal"
    assert 0 < found.python_ulp <= 0.5
