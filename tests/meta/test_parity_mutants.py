"""Seeded mutants: a Julia function wrong in one place, which `check` must catch and shrink."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
import pytest
from jaxtyping import Float64, Int64
from rounded import RIGHT as WELL_CONDITIONED
from rounded import off

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_call, judge_calls

pytestmark = pytest.mark.usefixtures("undiagnosed")


def dense(x: Float64[np.ndarray, "h m"], w: Float64[np.ndarray, "m n"], b: Float64[np.ndarray, " n"]):
    return x @ w + b


def normalized(x: Float64[np.ndarray, " n"]):
    return (x - x.mean()) / (x.std() + 1.0)


def counted(labels: Int64[np.ndarray, " n"]):
    return np.bincount(labels, minlength=5)


RIGHT = {
    dense: "(x, w, b) -> x * w .+ b'",
    normalized: "x -> (m = sum(x) / length(x); (x .- m) ./ (sqrt(sum(abs2, x .- m) / length(x)) + 1))",
    counted: "l -> (c = zeros(Int, max(5, maximum(l; init=-1) + 1)); for k in l; c[k + 1] += 1; end; c)",
}
MUTANTS = [
    (dense, "(x, w, b) -> x * w"),
    (dense, "(x, w, b) -> x * w .+ 2b'"),
    (dense, "(x, w, b) -> x * w .- b'"),
    (dense, "(x, w, b) -> x * w .+ sum(b)"),
    (dense, "(x, w, b) -> x * w .+ reverse(b)'"),
    (dense, "(x, w, b) -> Float32.(x * w .+ b')"),
    (dense, "(x, w, b) -> vec(x * w .+ b')"),
    (dense, "(x, w, b) -> (y = x * w .+ b'; length(y) > 6 && (y[end] += 1e-6); y)"),
    (dense, "(x, w, b) -> size(x, 1) == 3 ? x * w : x * w .+ b'"),
    (dense, "(x, w, b) -> (y = x * w .+ b'; b .= 0; y)"),
    (normalized, "x -> (m = sum(x) / length(x); (x .- m) ./ (sqrt(sum(abs2, x .- m) / (length(x) - 1)) + 1))"),
    (normalized, "x -> (m = sum(x) / length(x); (x .- m) ./ sqrt(sum(abs2, x .- m) / length(x)))"),
    (normalized, "x -> (m = sum(x) / length(x); max.((x .- m) ./ (sqrt(sum(abs2, x .- m) / length(x)) + 1), -1))"),
    (normalized, "x -> isempty(x) ? error() : x"),
    (counted, "l -> (c = zeros(Int, max(5, maximum(l) + 1)); for k in l; c[k + 1] = 1; end; c)"),
    (counted, "l -> (c = zeros(Int32, max(5, maximum(l) + 1)); for k in l; c[k + 1] += 1; end; c)"),
    (counted, "l -> (c = zeros(Int, 5); for k in l; k < 5 && (c[k + 1] += 1); end; c)"),
]
OPTIONS = {
    dense: {"domain": {"x": "finite", "w": "finite", "b": "finite"}},
    normalized: {"domain": {"x": (-100, 100)}},
    counted: {"domain": {"labels": (0, 7)}, "where": lambda labels: labels.size > 0},
}


@pytest.mark.parametrize(("python", "julia"), MUTANTS, ids=[f"{f.__name__} {code}" for f, code in MUTANTS])
def test_mutants_are_caught(engine: Engine, python, julia):
    report = check(pair(python, julia, **OPTIONS[python]), seed=2, cases=400, engine=engine, keep=False)
    assert report.verdict == "differ", "the mutant lives"
    assert report.findings[0].shrunk
    assert report.findings[0].case.case.size <= 9


@pytest.mark.parametrize("python", [dense, normalized])
def test_the_right_ones_live(engine: Engine, python):
    report = check(pair(python, RIGHT[python], **OPTIONS[python]), seed=2, cases=400, engine=engine, keep=False)
    assert report, report.findings[0].case.summary


KEYWORDS = {
    "(x; k=2, sign=true, share=0.5) -> (sign ? x : -x) .* k .* share": "identical",
    "(x; k=2, sign=true, share=0.5) -> (sign ? x : -x) .* 2 .* share": "differ",
    "(x; k=2, sign=true, share=0.5) -> x .* k .* share": "differ",
    "(x; k=2, sign=true, share=0.5) -> (sign ? x : -x) .* k .* 0.5": "differ",
    "(x; k=3, sign=true, share=0.5) -> (sign ? x : -x) .* k .* share": "differ",
    "(x; k=2) -> x .* k .* 0.5": "identical",
    "(x; k=2) -> x .* 1.0": "differ",
}


@pytest.mark.parametrize("julia", KEYWORDS)
def test_a_keyword_that_does_not_reach_its_use_is_caught(engine: Engine, julia):
    def scaled(x: Float64[np.ndarray, " n"], *, k: int = 2, sign=True, share=0.5):
        return (x if sign else -x) * k * share

    report = check(pair(scaled, julia, domain={"x": (1, 9)}), seed=2, cases=60, engine=engine, keep=False)
    assert report.verdict == KEYWORDS[julia], report.findings
    if not report:
        assert len(report.findings[0].case.case.keywords) <= 1, "what does not matter is left out"


def test_screening_never_says_more_than_a_close_look(engine: Engine):
    """Cases that are passed at a glance have the verdict and the distance of one that is looked at."""

    def f(x: Float64[np.ndarray, "h m"]):
        return x * 1.0

    rng = np.random.default_rng(4)
    cases = []
    for k in range(300):
        x = rng.standard_normal(rng.integers(0, 5, 2))
        if x.size and k % 3 == 0:
            x.flat[0] = rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0, 5e-324, 1.7e308])
        cases.append(Case((x,)))
    for julia in ("copy", "x -> x .* (1 + 2eps())", "x -> x .+ 0.0", "x -> -x", "x -> nextfloat.(x)", "x -> x .^ 2"):
        for budget in (0, 1, 3):
            chosen = pair(f, julia, policy=Policy(ulp=budget, rounding="strict"))
            session = Session(engine)
            session.prepare(chosen)
            sides = run_python(f, cases), session.run(chosen, cases)
            quick = judge_calls(chosen, cases, *sides)
            slow = [judge_call(chosen, *row) for row in zip(cases, *sides, strict=True)]
            for a, b in zip(quick, slow, strict=True):
                assert (a.verdict, a.max_ulp, a.summary) == (b.verdict, b.max_ulp, b.summary)
                assert a.comparison.verdict == b.comparison.verdict


@pytest.mark.parametrize("name", [name for name, (_, _, options) in WELL_CONDITIONED.items() if "loses" not in options])
def test_a_relative_error_of_1e_12_is_no_rounding(engine: Engine, name):
    python, julia, options = WELL_CONDITIONED[name]
    wrong = pair(lambda *arguments: off(python(*arguments)), julia, using=["LinearAlgebra", "Statistics"])
    report = check(wrong, cases=8, seed=3, engine=engine, keep=False, shrink=False, strategies=options["strategies"])
    assert report.verdict == "differ", "the mutant lives"


def test_an_allowance_out_of_proportion_would_be_noticed(engine: Engine, monkeypatch):
    """The test above can fail: with a factor too large a mutant lives."""
    monkeypatch.setattr("pyjuliann.parity.running.noise.FACTOR", 1e6)
    python, julia, options = WELL_CONDITIONED["inverse"]
    wrong = pair(lambda *arguments: off(python(*arguments)), julia, using=["LinearAlgebra"])
    assert check(wrong, cases=20, seed=3, engine=engine, keep=False, shrink=False, strategies=options["strategies"])
