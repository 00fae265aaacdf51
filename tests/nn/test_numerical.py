from __future__ import annotations

import numpy as np
import pytest
from both import refuse
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import SHAPES, largest_difference, random_batch, random_masks, random_network

from pyjuliann.nn import (
    fast_numerical_network_gradients,
    mlp_layers,
    network_gradients,
    network_loss,
    numerical_network_gradients,
)

LAYERS, WIDTHS = mlp_layers(2), (7, 5, 4)
PARAMS, (X, _, T) = random_network(WIDTHS, 0), random_batch(WIDTHS, 1)


def test_the_literal_one_is_the_definition():
    step = 0.00010000000000000002
    (w1, b1), last = PARAMS
    above, below = w1.copy(), w1.copy()
    above[2, 3] += step
    below[2, 3] -= step
    losses = [network_loss(LAYERS, ((w, b1), last), X, T) for w in (above, below)]
    gradient = numerical_network_gradients(LAYERS, PARAMS, X, T)[0][0]
    assert gradient[2, 3] == (losses[0] - losses[1]) / (2 * step)


@pytest.mark.parametrize("scale", [0.01, 0.5, 30])
@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_the_fast_one_gives_the_same_numbers(layers, widths, scale):
    params, (x, _, t) = random_network(widths, 2, scale=scale), random_batch(widths, 3)
    for masks in ((), random_masks(layers, widths, 4)):
        literal = numerical_network_gradients(layers, params, x, t, masks)
        fast = fast_numerical_network_gradients(layers, params, x, t, masks)
        assert largest_difference(literal, fast) < 1e-9


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=4),
    st.integers(1, 7),
    st.sampled_from(["sigmoid", "relu"]),
    st.integers(0, 2**32),
)
def test_the_fast_one_on_networks_of_any_size(widths, h, activation, seed):
    layers = mlp_layers(len(widths) - 1, activation)
    params, (x, _, t) = random_network(widths, seed), random_batch(widths, seed + 1, h)
    literal = numerical_network_gradients(layers, params, x, t)
    fast = fast_numerical_network_gradients(layers, params, x, t)
    assert largest_difference(literal, fast) < 1e-9


def test_soft_targets_and_other_steps():
    t = np.random.default_rng(5).random(T.shape)
    for h in (1e-3, 1e-2, 1):
        literal = numerical_network_gradients(LAYERS, PARAMS, X, t, h=h)
        fast = fast_numerical_network_gradients(LAYERS, PARAMS, X, t, h=h)
        assert largest_difference(literal, fast) < 1e-9


def test_more_columns_than_fit_into_a_block():
    import pyjuliann.nn.numerical as module

    literal = numerical_network_gradients(LAYERS, PARAMS, X, T)
    whole, module._BLOCK = module._BLOCK, 50
    try:
        fast = fast_numerical_network_gradients(LAYERS, PARAMS, X, T)
    finally:
        module._BLOCK = whole
    assert largest_difference(literal, fast) < 1e-9


def test_huge_steps_do_not_overflow():
    """Moved logits of 1e5: without a new maximum, exp would be infinite."""
    params = tuple((1e3 * w, b) for w, b in PARAMS)
    layers = mlp_layers(2, "relu")
    literal = numerical_network_gradients(layers, params, X, T, h=100)
    fast = fast_numerical_network_gradients(layers, params, X, T, h=100)
    assert np.isfinite(fast[0][0]).all()
    assert largest_difference(literal, fast) < 1e-9


def test_a_tiny_step_gives_gradients_of_zero():
    """The text of post 7 says h = 1e-50."""
    for function in (numerical_network_gradients, fast_numerical_network_gradients):
        assert not any(array.any() for pair in function(LAYERS, PARAMS, X, T, h=1e-50) for array in pair)


def test_nan_goes_through():
    params = ((PARAMS[0][0] * np.nan, PARAMS[0][1]), PARAMS[1])
    for function in (numerical_network_gradients, fast_numerical_network_gradients):
        assert all(np.isnan(array).all() for pair in function(LAYERS, params, X, T) for array in pair)


def test_types_and_arguments():
    params = random_network(WIDTHS, 6, "float32")
    copies = repr((params, X, T))
    for function in (numerical_network_gradients, fast_numerical_network_gradients):
        gradients = function(LAYERS, params, X, T, h=0.01)
        assert all(array.dtype == np.float32 for pair in gradients for array in pair)
        assert [array.shape for pair in gradients for array in pair] == [(7, 5), (1, 5), (5, 4), (1, 4)]
        assert largest_difference(gradients, network_gradients(LAYERS, params, X, T)) < 1e-3
    assert repr((params, X, T)) == copies


@pytest.mark.parametrize(("layers", "widths"), SHAPES)
@pytest.mark.thorough
def test_close_to_julia(engine, layers, widths):
    params, (x, _, t) = random_network(widths, 7), random_batch(widths, 8)
    for masks in ((), random_masks(layers, widths, 9)):
        for function in (numerical_network_gradients, fast_numerical_network_gradients):
            julia = engine.call(f"JuliaNN.{function.__name__}", layers, params, x, t, masks)
            # Losses differ in their last bits; divided by 2h this is 2e-12 for each.
            assert largest_difference(function(layers, params, x, t, masks), julia) < 1e-10


def test_julia_takes_the_same_care(engine):
    params = tuple((1e3 * w, b) for w, b in PARAMS)
    layers = mlp_layers(2, "relu")
    julia = engine.call("JuliaNN.fast_numerical_network_gradients", layers, params, X, T, h=100)
    assert largest_difference(julia, fast_numerical_network_gradients(layers, params, X, T, h=100)) < 1e-9


def test_bad_input_is_refused_on_both_sides(engine):
    for function in ("numerical_network_gradients", "fast_numerical_network_gradients"):
        for h in (0, -1e-4, float("nan"), "a", None):
            refuse(engine, function, LAYERS, PARAMS, X, T, h=h)
        refuse(engine, function, LAYERS, PARAMS, X[:, :2], T)
        refuse(engine, function, LAYERS, PARAMS, X, T[:2])
        refuse(engine, function, LAYERS, PARAMS[:1], X, T)
        refuse(engine, function, LAYERS, PARAMS, X, T, (X,))
