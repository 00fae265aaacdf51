"""Wrong Julia sides behind known differences and common errors: caught, and only because of what looks for them."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest

from pyjuliann import PairError, check
from pyjuliann.parity import check as checking
from pyjuliann.parity.comparing import compare as comparing
from pyjuliann.parity.pairing.pair import pair

VECTORS = st.tuples(st.lists(st.floats(1, 5), min_size=2, max_size=6).map(np.array))
FORMS = [
    ("shape", lambda x: x[None, :].copy(), "x -> {}"),
    ("container", lambda x: x.tolist(), "x -> {}"),
    ("container", lambda x: tuple(x.tolist()), "x -> Any[{}...]"),
    ("shape", lambda x: (x[:, None].copy(), x.sum()), "x -> ({}, sum(x))"),
]
SPOILED = ["x .+ 1000", "x .* (1 + 1e-9)", "reverse(x)", "vcat(x[1:end-1], NaN)"]
OPTIONS = {"seed": 1, "keep": False, "cases": 20, "shrink": False}


@pytest.mark.parametrize("spoiled", SPOILED)
@pytest.mark.parametrize(("expect", "python", "julia"), FORMS, ids=range(len(FORMS)))
def test_a_wrong_value_behind_a_known_form_is_caught(expect, python, julia, spoiled, engine, monkeypatch):
    wrong = pair(python, julia.format(spoiled), expect=expect, strategies=VECTORS)
    assert check(wrong, engine=engine, **OPTIONS).verdict == "differ"
    monkeypatch.setattr(comparing, "_walk_other_form", lambda *_: None)
    assert check(wrong, engine=engine, **OPTIONS).verdict == "agree", "something else catches it"


def test_a_function_that_always_raises_is_caught(engine, monkeypatch):
    def broken(x):
        if x > 0.1:
            raise ValueError("never meant to be")
        return x

    wrong = pair(
        broken, 'x -> x > 0.1 ? throw(ArgumentError("")) : x', strategies=st.tuples(st.sampled_from(np.arange(9) / 10))
    )
    with pytest.raises(PairError, match="too little was compared"):
        check(wrong, engine=engine, **OPTIONS)
    monkeypatch.setattr(checking, "MOST_RAISING", 1.0)
    assert check(wrong, engine=engine, **OPTIONS)
