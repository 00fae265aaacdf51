"""The table of layers: a network does what its rows say, in its fastest forms too, and both languages have the same."""

from __future__ import annotations

import numpy as np
import pytest
from networks import SHAPES, largest_difference, random_batch, random_masks, random_network
from test_cnn import NETWORKS, random_cnn

from pyjuliann import JuliaError
from pyjuliann.nn import network_gradients, network_loss, one_hot, predict
from pyjuliann.nn._passes import backward, forward, loss_of_batch, steps_of
from pyjuliann.nn.kernels import softmax_rows_in_place
from pyjuliann.nn.layers import ACTIVATIONS, LAYERS


def by_the_table(layers, params, x, t, masks=()):
    """Return predictions, the loss and its gradients, by the rows of the table alone."""
    steps = steps_of(layers, fused=False)
    assert len(steps) == len(layers)
    predicted = softmax_rows_in_place(forward(steps, params, x, ())[-1])
    gradients = backward(steps, params, x, t, masks)
    return predicted, loss_of_batch(steps, params, x, t, masks), gradients


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_a_network_of_matrices_is_its_rows_to_the_last_bit(layers, widths, dtype):
    params = random_network(widths, 1, dtype)
    x, _, t = random_batch(widths, 2, dtype=dtype)
    for masks in ((), tuple(mask.astype(dtype) for mask in random_masks(layers, widths, 3))):
        predicted, loss, gradients = by_the_table(layers, params, x, t.astype(dtype), masks)
        np.testing.assert_array_equal(predict(layers, params, x), predicted)
        assert network_loss(layers, params, x, t, masks) == loss
        assert largest_difference(network_gradients(layers, params, x, t, masks), gradients) == 0


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("layers", NETWORKS)
def test_a_network_of_images_is_its_rows_within_the_noise_of_sums(layers, dtype):
    params, x, labels = random_cnn(layers, dtype)
    t = one_hot(labels, 4).astype(dtype)
    predicted, loss, gradients = by_the_table(layers, params, x, t)
    noise = 30 * np.finfo(dtype).eps
    np.testing.assert_allclose(predict(layers, params, x), predicted, rtol=noise)
    assert abs(network_loss(layers, params, x, t) - loss) < noise
    assert largest_difference(network_gradients(layers, params, x, t), gradients) < noise


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_an_activation_in_place_has_the_bits_of_its_formula(kind, dtype):
    row = LAYERS[kind]
    u = np.array([-np.inf, -745.2, -3.3, -0.1, -0.0, 0.0, 0.3, 2.7, 89.0, np.inf, np.nan]).astype(dtype)
    dy = np.linspace(-2, 3, u.size).astype(dtype)
    with np.errstate(all="ignore"):
        y = row.forward(u)
        np.testing.assert_array_equal(row.in_place[0](u.copy()).view(np.uint8), y.view(np.uint8))
        expected = row.backward(dy, u, y)
        np.testing.assert_array_equal(row.in_place[1](dy.copy(), y).view(np.uint8), expected.view(np.uint8))


def test_both_languages_have_the_same_layers(engine):
    engine.call("JuliaNN.mlp_layers", 1)
    assert tuple(engine.eval("Tuple(row.first for row in JuliaNN.LAYERS)")) == tuple(LAYERS)


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("Layer(forward = JuliaNN.relu)", "keyword argument `?backward`? not assigned"),
        ("Layer(forward = identity, backward = identity, weights = 2)", "must have both `weights` and `gradients`"),
        ('Layer(forward = identity, backward = identity, settings = ("slope",))', "must have a `check` of them"),
    ],
)
def test_a_row_without_its_parts_is_refused_in_julia(engine, row, missing):
    engine.call("JuliaNN.mlp_layers", 1)
    with pytest.raises(JuliaError, match=missing):
        engine.eval(f"JuliaNN.{row}")
