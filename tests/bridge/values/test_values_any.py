"""Arbitrary values there and back, by every engine that can start: a property test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from roundtrip import NUMERIC, Point, check

from pyjuliann import JuliaValue
from pyjuliann.bridge.engines.engine import Engine

finite = st.floats(allow_nan=False)
numpy_scalars = st.sampled_from([c for c in NUMERIC if c not in ("?", "i8", "f8", "c16")]).flatmap(
    lambda code: hnp.arrays(code, ()).map(lambda array: array[()])
)
ranges = st.builds(range, st.integers(), st.integers(), st.integers().filter(bool))
keys = st.recursive(
    st.none() | st.booleans() | st.integers() | finite | st.text() | st.binary(),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=2),
    max_leaves=3,
).filter(lambda key: "frozenset" not in repr(key) or not isinstance(key, tuple))
numbers = st.sampled_from([order + code for code in NUMERIC for order in "<>"]).flatmap(
    lambda code: hnp.arrays(code, hnp.array_shapes(min_dims=0, max_dims=6, min_side=0, max_side=3))
)
texts = hnp.arrays("U5", hnp.array_shapes(max_dims=2, max_side=3))


@st.composite
def views(draw: Any) -> np.ndarray:
    """Return a part of an array, seen from another side."""
    array = draw(numbers)
    steps = [
        draw(st.sampled_from([slice(None), slice(None, None, -1), slice(1, None), slice(None, None, 2)]))
        for _ in array.shape
    ]
    return array[tuple(steps)].transpose(draw(st.permutations(range(array.ndim))))


def object_arrays(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[np.ndarray]:
    def build(items: list[Any]) -> np.ndarray:
        array = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            array[i] = item
        return array

    return st.lists(inner, max_size=3).map(build)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(2**200), 2**200) | st.floats() | st.complex_numbers()
    | st.text() | st.binary() | st.fractions() | ranges | numpy_scalars | numbers | views() | texts,
    lambda inner: st.lists(inner, max_size=4)
    | st.lists(inner, max_size=4).map(tuple)
    | st.dictionaries(keys, inner, max_size=3)
    | st.sets(keys, max_size=3)
    | st.builds(Point, inner, inner)
    | object_arrays(inner),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.thorough
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(value=values)
def test_any_value_comes_back_the_same(live: Engine, value: Any) -> None:
    check(live, value)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(text=st.text(), character=st.characters(exclude_categories=["Cs"]))
def test_any_text_comes_back_the_same(live: Engine, text: str, character: str) -> None:
    check(live, text, "String")
    assert live.call("identity", JuliaValue(character, "Char"), typed=True) == JuliaValue(character, "Char")
    assert live.call("length", text) == len(text)
    assert live.call("ncodeunits", text) == len(text.encode())
