"""Which cases say nothing of whether a pair agrees, and which are a difference all the same."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import PairError
from pyjuliann.parity.check import check
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.apart import set_apart
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session

INF, NAN, HUGE, TINY = math.inf, math.nan, 1e200, 1e-200


def vector(*numbers, dtype=np.float64):
    return np.array(numbers, dtype)


def among_ordinary(session, python, julia, *arguments, wanted=lambda _: True, **options):
    """The first of five results, the others of ordinary numbers of the same form."""
    chosen = pair(python, julia, using=["LinearAlgebra", "Statistics"], **options)
    session.prepare(chosen)
    rest = [[np.full_like(x, 1 / k) if np.ndim(x) else x / x * k for x in arguments] for k in range(2, 6)]
    cases = [Case(arguments), *(Case(tuple(ordinary)) for ordinary in rest)]
    return set_apart(session, chosen, run_pair(session, chosen, cases), wanted)[0]


@pytest.fixture(scope="module")
def session(interpreted: Engine) -> Session:
    return Session(interpreted)


def norm_of_all(x):
    return np.linalg.norm(x)


def product_of_three(x, a):
    return x @ a @ x


SAID_BY_NO_ONE = {
    "a library's sum of squares overflows": (norm_of_all, "norm", (vector(3.0, HUGE),)),
    "one underflows": (norm_of_all, "norm", (vector(TINY, 3 * TINY),)),
    "a quotient of what a library loses": (lambda x: x / np.linalg.norm(x), "normalize", (vector(3.0, HUGE),)),
    "too large for any number": (lambda a, b, c: a * b - a * c, "(a, b, c) -> a * (b - c)", (HUGE, 2 * HUGE, HUGE)),
    "infinity times zero by the way": (
        product_of_three, "(x, a) -> dot(x, a * x)", (vector(1.0, 1.0, INF), np.array([[0, 0, 1.0]] * 3)),
    ),
    "both lose it": (lambda x: x * x / (x * x) * x, "x -> x * x / x", (HUGE,)),
    "Python has no such power": (lambda x: x**2, "x -> x^2", (HUGE,)),
    "Python has no such exponential": (math.exp, "exp", (1000.0,)),
    "of a type": (norm_of_all, "norm", (vector(3, 1e30, dtype=np.float32),)),
    "not generic": (
        lambda x: x * x / x, "(x::Vector{Float64}) -> x .* (x ./ x)", (vector(HUGE, 2.0),),
    ),
    "rounding makes a deviation of nothing": (
        lambda x: (x - x.mean()) / x.std(), "x -> (x .- mean(x)) ./ std(x; corrected=false)", (np.full(25, 0.3),),
    ),
    "rounding decides all digits": (lambda t: math.sin(math.exp(t) ** t), "t -> sin(exp(t^2))", (6.0,)),
}  # fmt: skip


@pytest.mark.parametrize("what", SAID_BY_NO_ONE)
def test_what_says_nothing_is_set_apart(session, what):
    python, julia, arguments = SAID_BY_NO_ONE[what]
    result = among_ordinary(session, python, julia, *arguments)
    assert (result.verdict, result.aspect, result.compared) == ("agree", "", False), result.apart
    assert result.apart == ("rounding" if "rounding" in what else "range")
    assert result.to_dict()["apart"] == result.apart


SAID = {
    "Julia's formula overflows": (np.hypot, "(a, b) -> sqrt.(a .^ 2 .+ b .^ 2)", (vector(HUGE), vector(HUGE))),
    "Julia's formula underflows": (np.hypot, "(a, b) -> sqrt.(a .^ 2 .+ b .^ 2)", (vector(TINY), vector(TINY))),
    "Python's formula overflows": (lambda x: np.sqrt((x**2).sum()), "norm", (vector(3.0, HUGE),)),
    "Python's formula of two numbers": (lambda a, b: math.sqrt(a * a + b * b), "hypot", (HUGE, HUGE)),
    "ordinary numbers overflow": (
        lambda x: np.exp(x) / np.exp(x).sum(), "x -> (e = exp.(x .- maximum(x)); e ./ sum(e))", (vector(800.0, 1.0),),
    ),
    "infinity is replaced": (np.nan_to_num, "x -> ifelse.(isnan.(x), 0.0, x)", (vector(1.0, INF),)),
    "not a number is passed over": (np.nanmax, "maximum", (vector(1.0, NAN),)),
    "a large number is another one": (lambda x: x * 1.0, "x -> x > 1e190 ? 0.0 : x", (HUGE,)),
    "finite numbers differ": (lambda x: x * (1 + 1e-9), "x -> x", (HUGE,)),
    "the same is wrong on ordinary numbers": (lambda x: x * x / x, "x -> 1.001x", (HUGE,)),
    "one side jumps": (lambda x: 5.5 if x >= 1 else 0.3, "x -> x > 1 ? 5.5 : 0.3", (1.0,)),
    "a guard is missing": (
        lambda x: (x - x.mean()) / x.std(), "x -> std(x) == 0 ? zero(x) : (x .- mean(x)) ./ std(x; corrected=false)",
        (np.full(4, 3.0),),
    ),
    "integers of usual size wrap around": (lambda n: n * n * n, "n -> n * n * n", (2**30,)),
    "division by zero": (lambda a: 1 / (a - 1), "a -> 1 / (a - 1)", (1.0,)),
}  # fmt: skip


@pytest.mark.parametrize("what", SAID)
def test_what_one_side_alone_gets_wrong_is_a_difference(session, what):
    python, julia, arguments = SAID[what]
    assert among_ordinary(session, python, julia, *arguments).verdict == "differ"


def test_integers_beyond_their_type_are_out_of_range(session):
    chosen = pair(abs, "abs")
    session.prepare(chosen)
    results = run_pair(session, chosen, [Case((n,)) for n in (-(2**63), -5, 7)])
    assert [r.apart for r in set_apart(session, chosen, results, lambda _: True)] == ["range", "", ""]


def test_most_of_the_cases_are_never_set_apart(session):
    chosen = pair(norm_of_all, "norm", using="LinearAlgebra")
    session.prepare(chosen)
    results = run_pair(session, chosen, [Case((vector(3.0, x),)) for x in (HUGE, 2 * HUGE, 1.0)])
    assert [r.verdict for r in set_apart(session, chosen, results, lambda _: True)].count("differ") == 2


@pytest.mark.parametrize(
    ("options", "apart"),
    [({"ulp": 8}, "range"), ({"policy": Policy(ulp=8, rounding="strict")}, ""), ({"ulp": 0}, "")],
)
def test_a_strict_policy_sets_nothing_apart(session, options, apart):
    assert among_ordinary(session, norm_of_all, "norm", vector(3.0, HUGE), **options).apart == apart


def test_arguments_that_nobody_wants_are_not_tried_in_their_place(session):
    def unwanted(_):
        raise PairError("where: raised")

    for wanted in (lambda _: False, unwanted):
        assert among_ordinary(session, norm_of_all, "norm", vector(3.0, HUGE), wanted=wanted).verdict == "differ"


def test_a_check_tells_what_it_has_set_apart(interpreted):
    report = check(pair(norm_of_all, "norm", using="LinearAlgebra"), cases=30, seed=1, engine=interpreted, keep=False)
    assert report
    assert report.compared < report.cases
    assert f"{report.compared} compared values" in report.summary
    (note,) = (note for note in report.notes if "set apart" in note)
    assert "so near the ends of the range that what comes in between leaves it; on (array([" in note
    assert "Python gives np.float64(np.inf), Julia gives " in note
