from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import he_weights, std_weights, xavier_weights, zero_bias

DRAWS = np.random.default_rng(3).standard_normal((784, 50))


def test_the_spread_is_what_the_names_say():
    assert std_weights(DRAWS).std() == pytest.approx(0.01, rel=0.02)
    assert std_weights(DRAWS, 2).std() == pytest.approx(2, rel=0.02)
    assert xavier_weights(DRAWS, 784).std() == pytest.approx(np.sqrt(1 / 784), rel=0.02)
    assert he_weights(DRAWS, 784).std() == pytest.approx(np.sqrt(2 / 784), rel=0.02)


def test_spread_through_many_layers():
    """The reason for the two: values neither die out nor grow from layer to layer."""
    rng = np.random.default_rng(0)
    x = linear = rng.standard_normal((200, 100))
    small = x
    for _ in range(20):
        draws = rng.standard_normal((100, 100))
        linear = linear @ xavier_weights(draws, 100)
        x = np.maximum(x @ he_weights(draws, 100), 0)
        small = small @ std_weights(draws)
    assert 0.2 < linear.std() < 5
    assert 0.1 < np.sqrt((x**2).mean()) < 10
    assert small.std() < 1e-12


def test_draws_of_any_size_and_type():
    for dtype in ("float16", "float32", "float64", ">f8"):
        draws = np.ones((2, 3, 1, 4), dtype)
        for w in (std_weights(draws), xavier_weights(draws, 6), he_weights(draws, 6)):
            assert w.shape == draws.shape
            assert w.dtype == np.dtype(dtype).newbyteorder("=")
        assert zero_bias(draws).tolist() == [[0, 0, 0, 0]]
        assert zero_bias(draws).dtype == np.dtype(dtype).newbyteorder("=")
    assert std_weights(np.array(2.0)).shape == ()
    assert zero_bias(np.ones((3, 0))).shape == (1, 0)


def test_draws_stay_as_they_are():
    draws = np.ones((1, 2))
    assert not np.shares_memory(std_weights(draws, 1), draws)
    assert draws.tolist() == [[1, 1]]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_same_bits_in_julia(engine, dtype):
    draws = DRAWS[:20, :7].astype(dtype)
    agree(engine, "std_weights", draws)
    agree(engine, "std_weights", draws, 1)
    for inputs in (1, 3, 784, 4320):
        agree(engine, "xavier_weights", draws, inputs)
        agree(engine, "he_weights", draws, inputs)
    agree(engine, "zero_bias", draws)
    agree(engine, "zero_bias", np.ones((5, 5, 1, 30), dtype))


def test_bad_input_is_refused_on_both_sides(engine):
    ones = np.ones((2, 2))
    for draws in (np.ones((2, 2), int), np.array([["a"]]), 1.0, ones.astype(bool)):
        refuse(engine, "std_weights", draws)
        refuse(engine, "xavier_weights", draws, 2)
        refuse(engine, "zero_bias", draws)
    for std in (-1, float("nan"), "1", True):
        refuse(engine, "std_weights", ones, std)
    for inputs in (0, -3, 1.5, None, True):
        refuse(engine, "xavier_weights", ones, inputs)
        refuse(engine, "he_weights", ones, inputs)
    refuse(engine, "zero_bias", np.array(1.0))
