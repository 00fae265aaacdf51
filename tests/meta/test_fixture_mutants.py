"""Seeded mistakes in tests that use the fixture `parity`: each must fail, and the right form must pass."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from pyjuliann.errors import PairError
from pyjuliann.testing import Parity

X = np.array([1.0, 2.0, 4.0])
STD = "x -> std(x; corrected=false)"


class Test:
    """A test that runs."""

    __test__ = False
    label, options = "meta", {}

    def __init__(self):
        self.kept = []

    def keep(self, content):
        self.kept.append(content)

    def hear(self, wanted=True):
        pass


def first(x):
    return x[0]


RIGHT = {
    "options of the pair": ((np.std, STD, X), {"using": ["Statistics"]}),
    "a budget": ((np.std, f"x -> ({STD})(x) * (1 + 2eps())", X), {"using": "Statistics", "ulp": {"Float64": 4}}),
    "an expected difference": ((np.std, "Statistics.std", X), {"expect": "value"}),
    "an expected error": ((first, "x -> x[1]", []), {"raises": IndexError}),
    "a keyword of the function's": ((np.sum, "(x; initial) -> initial + sum(x)", X), {"initial": 1.0}),
}
WRONG = {
    "Julia is wrong": ((np.std, "x -> 1.0", X), {"using": ["Statistics"]}),
    "Julia is wrong, in a function that takes anything": ((np.std, "(x...; kw...) -> 1.0", X), {"using": "Statistics"}),
    "one argument too many": ((np.linalg.det, "LinearAlgebra.det", np.eye(2), 1, 2), {}),
    "an undefined name on both sides": ((lambda x: undefined(x, 1), "x -> undefined(x, 1)", X), {}),  # noqa: F821
    "an error on both sides": ((first, "x -> x[1]", []), {}),
    "another error than expected": ((first, "x -> x[1]", []), {"raises": KeyError}),
    "no error where one is expected": ((first, "x -> x[1]", X), {"raises": IndexError}),
    "an error in Julia alone": ((lambda x: 0.0, "x -> x[1]", []), {"raises": IndexError}),
    "an error in Python alone": ((first, "x -> 0.0", []), {"raises": IndexError}),
    "a difference that does not occur": ((np.mean, "Statistics.mean", X), {"expect": "value"}),
    "a budget for another dtype": (
        (np.std, f"x -> ({STD})(x) * (1 + 2eps())", X),
        {"using": "Statistics", "ulp": {"Float32": 4}},
    ),
}
REFUSED = {
    "a misspelt option": ((np.std, STD, X), {"usign": ["Statistics"]}),
    "an option that belongs to generated arguments": ((np.cumsum, "cumsum", X), {"domain": {"a": (0, 1)}}),
    "a misspelt dtype": ((np.std, STD, X), {"using": "Statistics", "ulp": {"Flaot64": 4}}),
    "no exception": ((first, "x -> x[1]", []), {"raises": "IndexError"}),
}


def outcome(engine, arguments, options):
    test = Test()
    return test, partial(Parity(engine, test), *arguments, **options)


@pytest.mark.parametrize("name", RIGHT)
def test_the_right_form_passes(engine, name):
    test, call = outcome(engine, *RIGHT[name])
    call()
    assert [entry["pair"]["verdict"] for entry in test.kept] != ["differ"]


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_fails(engine, name):
    test, call = outcome(engine, *WRONG[name])
    with pytest.raises(AssertionError):
        call()
    assert [entry["pair"]["verdict"] for entry in test.kept] == ["differ"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_mistake_in_what_is_asked_is_refused(engine, name):
    test, call = outcome(engine, *REFUSED[name])
    with pytest.raises(PairError):
        call()
    assert test.kept == []
