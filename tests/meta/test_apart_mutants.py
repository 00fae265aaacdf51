"""Pairs that are wrong at the ends of the range only: caught, and only because of what looks for them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import strategies as st

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running import apart

ORDINARY = [np.array([0.5, k]) for k in range(1, 8)]
WRONG = {
    "Python's own sum of squares": (lambda x: np.sqrt((x**2).sum()), "norm", 1e200, ("_complains", False)),
    "a large number is another one": (lambda x: x * 1.0, "x -> x .* (maximum(x) < 1e190)", 1e200, ("_is_gone", True)),
    "infinity is another number": (
        np.nan_to_num, "x -> ifelse.(isnan.(x), 0.0, x)", math.inf, ("_is_nobodys", True),
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_a_formula_loses_at_the_ends_is_caught(wrong, interpreted: Engine, monkeypatch):
    python, julia, end, (guard, otherwise) = WRONG[wrong]
    mutant = pair(python, julia, using="LinearAlgebra", strategies=st.tuples(st.sampled_from(ORDINARY)))
    options = {"engine": interpreted, "keep": False, "shrink": False, "cases": 12, "seed": 1}
    assert check(mutant, **options)
    cases = st.tuples(st.sampled_from([*ORDINARY, np.array([0.5, end])]))
    assert not check(mutant, strategies=cases, **options)
    monkeypatch.setattr(apart, guard, lambda *_: np.bool_(otherwise))
    assert check(mutant, strategies=cases, **options), "something else catches it"
