"""How arguments go to Julia: all at once through a function, in another order, with keywords for one side."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from jaxtyping import Float64

from pyjuliann import Pair, PairError, check, mirrors, one_based, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair_of
from pyjuliann.parity.running.crossing import Layout
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.snippets import julia_code, python_code


def spread(n: int, s: float) -> float:
    return s / (n - 1)


def power(base: float, exponent: float = 2.0, *, scale: float = 1.0) -> float:
    return scale * base**exponent


def three(x, y, z=0.0):
    return x - 2 * y + 3 * z


def given(pair: Pair, *arguments, **keywords):
    """Return what Julia gets, by position and by keyword."""
    layout = Layout(pair).arguments(Case(arguments, keywords))
    return [value for _, name, value in layout if not name], {name: value for _, name, value in layout if name}


TOGETHER = {"arguments": lambda n, s: (n, s / (n - 1))}


def test_all_arguments_are_transformed_at_once(engine: Engine) -> None:
    made = pair(spread, "(n, s) -> s", **TOGETHER, domain={"n": (2, 9), "s": (-9, 9)})
    report = check(made, cases=20, engine=engine, seed=1)
    assert report
    assert report.cases >= 20
    wrong = check(made.replace(arguments=lambda n, s: (n, s / n)), cases=10, engine=engine, seed=1, repair=0)
    assert not wrong
    finding = wrong.findings[0]
    n, s = finding.case.case.arguments
    assert finding.julia_code.splitlines()[1:3] == [f"n = {n}", f"argument_2 = {s / n!r}"]  # what Julia was given


def test_arguments_go_in_another_order(engine: Engine) -> None:
    assert given(pair(three, "f", order=("z", "x", "y")), 1, 2, 3) == ([3, 1, 2], {})
    assert given(pair(three, "f", order=(1, 0)), 1, 2, 3) == ([2, 1, 3], {})
    assert given(pair(three, "f", order=("y", "x")), 1, 2) == ([2, 1], {})
    assert given(pair(np.subtract, "-", order=(1, 0), arguments={}), 1, 2) == ([2, 1], {})
    made = pair(three, "(z, x, y) -> x - 2y + 3z", order=("z", "x", "y"))
    (result,) = run_pair(Session(engine), made, [Case((1.0, 2.0, 5.0))])
    assert result.verdict == "identical"
    assert julia_code(made, Case((1.0, 2.0, 5.0))).endswith("f(z, x, y)")
    changing = pair(lambda x, y: x.fill(0), "(y, x) -> (x .= 0; nothing)", order=("y", "x"))
    (result,) = run_pair(Session(engine), changing, [Case((np.ones(2), np.ones(2)))])
    assert result.verdict == "identical"  # it is the first argument that changes on either side


def test_keywords_are_for_one_side(engine: Engine) -> None:
    made = pair(
        power, "(x; times) -> times * x^2", keywords={"exponent": None}, julia_keywords={"times": 3},
        python_keywords={"scale": 3.0}, strategies=st.tuples(st.floats(-2, 2), st.just(2.0)),
    )  # fmt: skip
    assert given(made, 1.5, 2.0) == ([1.5], {"times": 3})
    assert check(made, cases=10, engine=engine, seed=1)
    assert made.python_name.endswith("test_layout.power")
    assert python_code(made, Case((1.5, 2.0))).endswith("partial(power, scale=3.0)(base, exponent)")
    assert given(pair(power, "f", keywords={"scale": None}), 1.0, scale=2.0) == ([1.0], {})


def test_the_function_of_all_arguments_takes_keywords_too() -> None:
    both = pair(power, "f", arguments=lambda base, *, scale=1.0: (scale, base))
    assert given(both, 2.0, scale=3.0) == ([3.0, 2.0], {})
    assert given(pair(power, "f", arguments=lambda base: (base,)), 2.0, scale=3.0) == ([2.0], {"scale": 3.0})


BAD = [
    (three, {"order": ("x", "x", "y")}, "order: expected each of the arguments x, y, z once, .*; x is there twice"),
    (three, {"order": ("x", 0)}, "order: .*; 0 is there twice"),
    (three, {"order": ("x",)}, "order: .*; y is missing"),
    (three, {"order": (2,)}, "order: .*; x, y are missing"),
    (three, {"order": ("x", "w")}, "order: .*; no argument is called w"),
    (three, {"order": (0, 3)}, "order: .*; there is no argument at 3"),
    (three, {"order": (0, -1)}, "order: .*; there is no argument at -1"),
    (three, {"order": (0, 1.0)}, "order: .*; got 1.0"),
    (three, {"order": "xy"}, "order: expected argument names, or positions from 0, got 'xy'"),
    (three, {"order": 3}, "order: expected argument names, or positions from 0, got 3"),
    (three, {"order": ("y", "x"), "keywords": {"x": "k"}}, "order: x goes to Julia by keyword"),
    (three, {"order": ("y", "x"), "arguments": lambda *x: x}, "order: give either this, or a function of all"),
    (np.subtract, {"order": (0, 2)}, "order: .*; x2 is missing"),
    (three, {"arguments": 3}, "arguments: expected functions by argument name, or one function of all arguments"),
    (three, {"arguments": {"x": 1}}, "arguments: expected a function for 'x', got 1"),
    (three, {"arguments": {"w": one_based}}, "arguments: no argument is called w; there are x, y, z"),
    (three, {"keywords": ["x"]}, r"keywords: expected a mapping from names of arguments, got \['x'\]"),
    (three, {"julia_keywords": {1: 2}}, "julia_keywords: expected a mapping from names"),
    (three, {"python_keywords": 1}, "python_keywords: expected a mapping from names"),
]


@pytest.mark.parametrize(("function", "options", "message"), BAD, ids=range(len(BAD)))
def test_what_does_not_fit_is_an_error_when_it_is_said(function, options, message) -> None:
    with pytest.raises(PairError, match=f"^pair: {message}"):
        pair(function, "f", **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"arguments": lambda n, s: [n, s]}, r"expected a function that returns the tuple .* got a list on \(2, 1.5\)"),
        ({"arguments": lambda n, s: (n,)}, r"the function of all arguments gives Julia 1 of them on \(2, 1.5\), and"),
        ({"arguments": lambda n: (n, n)}, r"the function of all arguments raised TypeError: .*; where= says"),
        ({"arguments": lambda n, s: (n, 1 / 0)}, "the function of all arguments raised ZeroDivisionError"),
        ({"arguments": {"n": lambda n: n / 0}}, "the function for n raised ZeroDivisionError"),
    ],
)  # fmt: skip
def test_a_transformation_that_fails_is_one_error(engine: Engine, options, message) -> None:
    made = pair(spread, "(n, s) -> s", **options)
    session = Session(engine)
    session.prepare(made)
    with pytest.raises(PairError, match=rf"spread ~ \(n, s\) -> s: arguments: {message}"):
        session.run(made, [Case((2, 1.5))])


# ---------------------------------------------------------------- methods


class Model:
    """Scales what it is given."""

    def __init__(self, slope: float = 2.0) -> None:
        self.slope = slope

    @mirrors("x -> 2x")
    def predict(self, x: Float64[np.ndarray, " n"]) -> Any:  # noqa: F722 - a shape for jaxtyping
        return self.slope * x

    @mirrors("x -> 3x")
    @staticmethod
    def triple(x: float) -> float:
        return 3 * x

    @classmethod
    @mirrors("x -> 4x")
    def fourfold(cls, x: float) -> float:
        return 4 * x


@pytest.mark.parametrize(
    "method", [Model().predict, Model.triple, Model().triple, Model.fourfold, Model().fourfold], ids=range(5)
)
def test_methods_are_functions(engine: Engine, method) -> None:
    assert check(pair_of(method), cases=10, engine=engine, seed=1)
    assert check(pair(method, pair_of(method).julia.text), cases=5, engine=engine, seed=1)
    assert "Model." in pair_of(method).name


def test_a_method_belongs_to_its_instance(engine: Engine) -> None:
    (result,) = run_pair(Session(engine), pair_of(Model(5.0).predict), [Case((np.ones(1),))])
    assert result.verdict == "differ"


def test_what_has_some_arguments_already_is_a_function(engine: Engine) -> None:
    report = check(
        pair(functools.partial(power, exponent=2.0), "x -> x^2", domain={"base": (-9, 9)}),
        cases=10,
        engine=engine,
        seed=1,
    )
    assert report
    assert report.python.endswith("test_layout.power")
