"""What rounding explains, what it does not, and how that is said."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import strategies as st
from rounded import GELU, PRICE, RIGHT, gelu, option_price

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.results.content import pair_content
from pyjuliann.parity.running.moved import Moved, moved_results, spread_of
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session
from pyjuliann.wording import finding_lines

PRICED = (80.0, 101.09534377465707, 0.5105898056011987)


@pytest.fixture(scope="module")
def session(engine: Engine) -> Session:
    return Session(engine)


def one(session: Session, python, julia, *arguments, **options):
    chosen = pair(python, julia, **{"using": ["LinearAlgebra", "Statistics"], **options})
    session.prepare(chosen)
    return run_pair(session, chosen, [Case(arguments)])[0]


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.thorough
def test_two_ways_to_round_are_no_difference(engine: Engine, name):
    python, julia, options = RIGHT[name]
    chosen = pair(python, julia, using=["LinearAlgebra", "Statistics"])
    report = check(chosen, cases=30, seed=4, engine=engine, keep=False, strategies=options["strategies"])
    assert report, report.findings[0].summary


def test_a_pass_that_rests_on_an_allowance_says_so_in_plain_terms(engine: Engine):
    strategy = st.tuples(st.just(np.array([-4.0])))
    report = check(pair(gelu, GELU), cases=1, seed=1, engine=engine, keep=False, strategies=strategy)
    assert (report.verdict, report.within, report.max_ulp) == ("agree", 1, None)
    assert "ULP" not in report.summary
    assert "relative: rounding inside the computation" in report.summary
    comparison = report.widest.comparison
    assert 1e-13 < comparison.widest.relative < 1e-11
    assert "which rounding inside the computation" in comparison.summary
    assert report.to_dict()["within"] == 1


def test_a_failure_names_what_was_allowed_and_how_to_allow_more(engine: Engine):
    wrong = pair(lambda *x: option_price(*x) * (1 + 1e-9), PRICE)
    report = check(wrong, cases=3, seed=1, engine=engine, keep=False, strategies=st.tuples(*map(st.just, PRICED)))
    (finding,) = pair_content(report)["findings"]
    allowed = dict(finding_lines(finding))["allowed"]
    assert allowed.startswith("4 ULP (4·√n for n elements); at the worst element ")
    assert "rounding inside the computation" in allowed
    assert allowed.endswith("ulp=, rtol= and atol=, or scale= allow more")


@pytest.mark.parametrize("options", [{"ulp": 1}, {"ulp": {"float64": 1}}, {"rtol": 1e-15}, {"policy": Policy(ulp=1)}])
def test_a_budget_is_never_stricter_than_none(session, options):
    assert one(session, option_price, PRICE, *PRICED)
    result = one(session, option_price, PRICE, *PRICED, **options)
    assert result.verdict == "agree", result.summary


@pytest.mark.parametrize("policy", [Policy(), Policy(ulp=1, rounding="strict"), Policy(rtol=1e-17, rounding="strict")])
def test_a_strict_policy_allows_what_it_says(session, policy):
    assert one(session, gelu, GELU, np.array([-4.0]), policy=policy).verdict == "differ"


@pytest.mark.parametrize(
    ("options", "verdict"),
    [
        ({"rtol": 2e-9}, "agree"), ({"rtol": 5e-10}, "differ"), ({"atol": 2e-9}, "agree"), ({"atol": 5e-10}, "differ"),
        ({"rtol": 5e-10, "atol": 6e-10}, "agree"), ({"scale": lambda x: 1e9}, "agree"),
    ],
)  # fmt: skip
def test_tolerances(session, options, verdict):
    result = one(session, lambda x: x * (1 + 1e-9), "x -> x", 1.0, **options)
    assert result.verdict == verdict
    if verdict == "agree":
        told = next((f"{name}=" for name in ("rtol", "atol") if name in options), "the scale given")
        assert told in result.summary


@pytest.mark.parametrize(
    ("python", "julia", "x"),
    [
        (lambda x: np.floor(x + 0.5), "x -> round.(x)", np.array([2.5])),
        (lambda x: np.floor(x + 0.5), "x -> round.(x)", np.array([1e9 + 0.5])),
        (lambda x: np.where(x > 0, 1.0, 0.0), "x -> Float64.(x .>= 0)", np.array([0.0])),
        (lambda x: round(x, 2), "x -> round(x; digits=2)", 2.675),
        (lambda x: x * 0.3333333333, "x -> x / 3", 5.0),
        (lambda x: x + 1e-13, "x -> x", 0.0),
    ],
)
def test_what_is_no_rounding_differs(session, python, julia, x):
    assert one(session, python, julia, x).verdict == "differ"


def test_ill_conditioned_is_told(session):
    result = one(session, lambda t: np.sin(np.exp(t) ** t), "t -> sin(exp(t^2))", 6.0)
    assert result.verdict == "differ"
    assert result.comparison.to_dict()["ill_conditioned"]
    assert "ill-conditioned" in result.comparison.allowed


def test_nothing_is_measured_where_both_sides_agree(session, monkeypatch):
    monkeypatch.setattr(session, "noise", None)
    assert one(session, np.exp, "x -> exp.(x)", np.linspace(-5, 5, 50))


def test_an_engine_without_an_answer_leaves_python(session, monkeypatch):
    from pyjuliann.errors import UnknownQuestionError

    def unknown(*_):
        raise UnknownQuestionError("not recorded")

    monkeypatch.setattr(session, "noise", unknown)
    result = one(session, gelu, GELU, np.array([-4.0]))
    assert result.verdict == "agree"
    assert "Python's function on arguments moved" in result.summary


def test_results_that_cannot_be_looked_at_explain_nothing(session):
    class Odd(tuple):
        def __len__(self):
            raise RuntimeError("odd")

    def odd(x):
        return x * (1 + 1e-12) if type(x) is float else Odd((1.0,))

    assert one(session, odd, "x -> x", 1.1).verdict == "differ"


def test_an_argument_stays_as_it_is(session):
    x = np.array([-4.0])
    assert one(session, gelu, GELU, x)
    assert x.tolist() == [-4.0]


@pytest.mark.parametrize(
    ("function", "arguments", "least"),
    [
        (lambda x: math.exp(x) - 1, (1e-200,), 1e-16), (lambda n: math.sin(math.radians(n)), (180,), 1e-16),
        (lambda x: (x**2).mean() - x.mean() ** 2, (np.linspace(100, 101, 7),), 1e-13),
        (lambda x: sum(x) - sum(reversed(x)), ([0.1, 0.2, 0.7],), 1e-17), (lambda x: x * 0.1 - 0.03, (0.3,), 1e-18),
        (lambda x: [np.log(x["a"])], ({"a": 1.1},), 1e-17), (lambda x: x[0] * x[1], ((1.5 + 1j, 2.5j),), 1e-16),
        (np.linalg.inv, (np.array([[3.1, 1], [2, 1]]),), 1e-16),
    ],
)  # fmt: skip
def test_the_rounding_inside_a_function_is_seen(function, arguments, least):
    value = function(*arguments)
    moved = moved_results(function, Case(arguments), value)
    assert len(moved) >= 8
    spread = spread_of(value, moved)
    largest = np.max(spread[0] if isinstance(spread, list) else spread)
    assert least < largest < 1e-10


def test_arguments_move_alike_at_every_run_and_otherwise_in_another_case():
    def results(x):
        return [float(y) for y in moved_results(math.sqrt, Case((x,)), math.sqrt(x))]

    assert results(2.7) == results(2.7)
    assert len({tuple(np.sign(np.array(results(x)) - math.sqrt(x))) for x in (2.7, 2.8, 2.9)}) == 3


def test_moved_arrays_stay_moved_and_exact_operations_exact():
    x = np.array([0.5, 2.5, 0.1]).view(Moved)
    made = (x + 1, x * [1, 2, 3], x[0], np.sqrt(x), np.where(x > 1, x, 0.1), x.mean(), next(iter(x)), x @ x)
    assert all(isinstance(y, Moved) for y in made)
    assert np.floor(x).tolist() == [0.0, 2.0, 0.0]
    assert (-x).tolist() == [-0.5, -2.5, -0.1]
    assert isinstance(x > 1, np.ndarray)
    x += 1
    assert isinstance(x, Moved)
