from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from networks import SHAPES, largest_difference, random_batch, random_masks, random_network

from pyjuliann.nn import (
    build_network,
    dense_backward,
    dense_forward,
    dropout_forward,
    dropout_predict,
    fast_numerical_network_gradients,
    he_weights,
    mean_cross_entropy_error,
    mlp_layers,
    network_gradients,
    network_loss,
    numerical_network_gradients,
    predict,
    relu,
    sigmoid,
    sigmoid_delta,
    softmax_cross_entropy_delta,
    softmax_rows,
    std_weights,
    xavier_weights,
)

LAYERS, WIDTHS = mlp_layers(2), (7, 5, 4)
PARAMS, (X, LABELS, T) = random_network(WIDTHS, 0), random_batch(WIDTHS, 1)
(W1, B1), (W2, B2) = PARAMS


def test_predict_is_the_formula_of_post_5():
    y = softmax_rows(dense_forward(sigmoid(dense_forward(X, W1, B1)), W2, B2))
    np.testing.assert_array_equal(predict(LAYERS, PARAMS, X), y)
    assert network_loss(LAYERS, PARAMS, X, T) == mean_cross_entropy_error(y, T)
    relu_y = softmax_rows(dense_forward(relu(dense_forward(X, W1, B1)), W2, B2))
    np.testing.assert_array_equal(predict(mlp_layers(2, "relu"), PARAMS, X), relu_y)


def test_gradients_are_the_pieces_of_post_8_put_together():
    hidden = sigmoid(dense_forward(X, W1, B1))
    dout = softmax_cross_entropy_delta(softmax_rows(dense_forward(hidden, W2, B2)), T)
    dhidden, dw2, db2 = dense_backward(dout, hidden, W2)
    _, dw1, db1 = dense_backward(sigmoid_delta(dhidden, hidden), X, W1)
    got = network_gradients(LAYERS, PARAMS, X, T)
    np.testing.assert_allclose(got[0][0], dw1, rtol=1e-12)
    np.testing.assert_allclose(got[0][1], db1, rtol=1e-12)
    np.testing.assert_allclose(got[1][0], dw2, rtol=1e-12)
    np.testing.assert_allclose(got[1][1], db2, rtol=1e-12)


@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_backpropagation_agrees_with_central_differences(layers, widths):
    params, (x, _, t) = random_network(widths, 2), random_batch(widths, 3)
    for masks in ((), random_masks(layers, widths, 4)):
        backprop = network_gradients(layers, params, x, t, masks)
        numerical = numerical_network_gradients(layers, params, x, t, masks)
        # The 1e-7 inside the logarithm, which backpropagation leaves out, counts where a probability is small.
        assert largest_difference(backprop, numerical) < 1e-4
        if masks:
            assert largest_difference(backprop, network_gradients(layers, params, x, t)) > 1e-3


def test_the_check_of_post_8_has_the_published_order_of_magnitude():
    """Mean |numerical − backprop| over three images: 1.96e-10, 7.04e-8, 8.88e-10, 1.39e-7 for W1, W2, b1, b2."""
    rng = np.random.default_rng(0)
    params = build_network((rng.normal(size=(784, 50)), rng.normal(size=(50, 10))))
    x, _, t = random_batch((784, 10), 5, h=3)
    x = np.clip(x, 0, 1)
    (dw1, db1), (dw2, db2) = network_gradients(LAYERS, params, x, t)
    (nw1, nb1), (nw2, nb2) = fast_numerical_network_gradients(LAYERS, params, x, t)
    for backprop, numerical, published in (
        (dw1, nw1, 1.96e-10),
        (dw2, nw2, 7.04e-8),
        (db1, nb1, 8.88e-10),
        (db2, nb2, 1.39e-7),
    ):
        assert np.abs(backprop - numerical).mean() < 3 * published


def test_dropout_with_masks_and_without():
    layers = mlp_layers(2, "sigmoid", 0.4)
    mask = random_masks(layers, WIDTHS, 6)[0]
    hidden = sigmoid(dense_forward(X, W1, B1))
    with_mask = softmax_rows(dense_forward(dropout_forward(hidden, mask), W2, B2))
    without = softmax_rows(dense_forward(dropout_predict(hidden, 0.4), W2, B2))
    assert network_loss(layers, PARAMS, X, T, (mask,)) == mean_cross_entropy_error(with_mask, T)
    np.testing.assert_array_equal(predict(layers, PARAMS, X), without)
    assert network_loss(layers, PARAMS, X, T) == mean_cross_entropy_error(without, T)


def test_mlp_layers():
    assert mlp_layers(1) == ("dense",)
    assert mlp_layers(3, "relu") == ("dense", "relu", "dense", "relu", "dense")
    assert mlp_layers(2, "relu", 0.5) == ("dense", "relu", ("dropout", 0.5), "dense")


def test_build_network():
    draws = tuple(np.random.default_rng(7).normal(size=size) for size in ((7, 5), (5, 4)))
    for name, weights in (
        ("std", [std_weights(d) for d in draws]),
        ("xavier", [xavier_weights(d, len(d)) for d in draws]),
        ("he", [he_weights(d, len(d)) for d in draws]),
    ):
        params = build_network(draws, name)
        assert [w.tolist() for w, _ in params] == [w.tolist() for w in weights]
        assert [b.tolist() for _, b in params] == [[[0] * 5], [[0] * 4]]
    assert build_network(()) == ()


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_everything_has_the_type_of_the_parameters(dtype):
    params = random_network(WIDTHS, 8, dtype)
    for x in (X, (10 * X).astype(np.int8), X.astype(np.float32)):
        assert predict(LAYERS, params, x).dtype == dtype
        assert network_loss(LAYERS, params, x, T).dtype == dtype
        assert all(a.dtype == dtype for pair in network_gradients(LAYERS, params, x, T) for a in pair)


@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_nothing_given_is_changed_or_shared(layers, widths):
    params, (x, _, t) = random_network(widths, 9), random_batch(widths, 10)
    masks = random_masks(layers, widths, 11)
    copies = repr((params, x, t, masks))
    predict(layers, params, x)
    network_loss(layers, params, x, t, masks)
    network_gradients(layers, params, x, t, masks)
    assert repr((params, x, t, masks)) == copies


def test_nan_goes_through():
    params = ((W1 * np.nan, B1), (W2, B2))
    assert np.isnan(predict(LAYERS, params, X)).all()
    assert np.isnan(network_loss(LAYERS, params, X, T))
    assert np.isnan(network_gradients(LAYERS, params, X, T)[1][0]).all()
    assert np.isnan(predict(mlp_layers(2, "relu"), params, X)).all()


def test_huge_weights_do_not_overflow_or_warn():
    params = ((1e200 * W1, B1), (1e200 * W2, B2))
    y = predict(LAYERS, params, X)
    assert np.isfinite(y).all()
    assert np.isfinite(network_loss(LAYERS, params, X, T))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_the_same_in_julia(engine, layers, widths, dtype):
    params, (x, _, t) = random_network(widths, 12, dtype), random_batch(widths, 13, dtype=dtype)
    masks = random_masks(layers, widths, 14)
    # Products are summed in another order: an error of a few units in the logits is one in every probability,
    # and gradients are differences of these.
    agree(engine, "predict", layers, params, x, ulp=100)
    for given in ((), masks):
        agree(engine, "network_loss", layers, params, x, t, given, ulp=50)
        python = network_gradients(layers, params, x, t, given)
        julia = engine.call("JuliaNN.network_gradients", layers, params, x, t, given)
        assert largest_difference(python, julia) < 20 * np.finfo(dtype).eps
        assert julia[0][0].dtype == dtype


def test_building_gives_the_same_in_julia(engine):
    for depth, activation, rate in ((1, "relu", 0.5), (2, "sigmoid", 0), (4, "relu", 0.25)):
        agree(engine, "mlp_layers", depth, activation, rate)
    agree(engine, "mlp_layers", 2)
    draws = (X, X.T)
    for initializer in ("std", "xavier", "he"):
        agree(engine, "build_network", draws, initializer)
        agree(engine, "build_network", tuple(d.astype(np.float32) for d in draws), initializer)


BAD_NETWORKS = [
    (["dense"], PARAMS[:1]),
    (("dense", "tanh", "dense"), PARAMS),
    (("dense", "sigmoid"), PARAMS[:1]),
    ((), ()),
    (("dense", ("dropout", 1.5), "dense"), PARAMS),
    (("dense", ("dropout",), "dense"), PARAMS),
    (("dense", 3, "dense"), PARAMS),
    (LAYERS, PARAMS[:1]),
    (LAYERS, list(PARAMS)),
    (LAYERS, ((W1,), (W2, B2))),
    (LAYERS, ((W1, B1), (W1, B1))),
    (LAYERS, ((W1, B1.ravel()), (W2, B2))),
    (LAYERS, ((W1, B2), (W2, B2))),
    (LAYERS, ((W1.astype(int), B1), (W2, B2))),
    (LAYERS, ((W1.astype(np.float32), B1), (W2, B2))),
    (LAYERS, ((W1 * 1j, B1), (W2, B2))),
    (("dense",), ((np.zeros((7, 0)), np.zeros((1, 0))),)),
    (LAYERS, None),
]


@pytest.mark.parametrize(("layers", "params"), BAD_NETWORKS)
@pytest.mark.thorough
def test_bad_networks_are_refused_on_both_sides(engine, layers, params):
    refuse(engine, "predict", layers, params, X)
    refuse(engine, "network_loss", layers, params, X, T)
    refuse(engine, "network_gradients", layers, params, X, T)


def test_bad_batches_are_refused_on_both_sides(engine):
    dropout = mlp_layers(2, "relu", 0.5)
    mask = np.ones((6, 5))
    for function in ("network_loss", "network_gradients"):
        for arguments in (
            (LAYERS, PARAMS, X[:, :3], T),
            (LAYERS, PARAMS, X[:0], T[:0]),
            (LAYERS, PARAMS, X[0], T),
            (LAYERS, PARAMS, X.astype(str), T),
            (LAYERS, PARAMS, X, T[:3]),
            (LAYERS, PARAMS, X, T[:, :3]),
            (LAYERS, PARAMS, X, LABELS),
            (LAYERS, PARAMS, X, T > 0),
            (LAYERS, PARAMS, X, T, (mask,)),
            (LAYERS, PARAMS, X, T, [mask]),
            (dropout, PARAMS, X, T, (mask, mask)),
            (dropout, PARAMS, X, T, (mask[:3],)),
            (dropout, PARAMS, X, T, (mask > 0,)),
        ):
            refuse(engine, function, *arguments)
    refuse(engine, "predict", LAYERS, PARAMS, X[:, :3])
    refuse(engine, "predict", LAYERS, PARAMS, None)
    with pytest.raises(ValueError, match=r"columns of x must equal rows of the first w; got x of size \(6, 3\)"):
        predict(LAYERS, PARAMS, X[:, :3])


def test_bad_building_is_refused_on_both_sides(engine):
    for arguments in ((0,), (1.5,), (2, "tanh"), (2, None), (2, "relu", 2), (2, "relu", "a")):
        refuse(engine, "mlp_layers", *arguments)
    for arguments in (([X],), (X,), ((X, "a"),), ((X, X[0]),), ((X[:0],),), ((X,), "best"), ((X,), None), ((T,),)):
        refuse(engine, "build_network", *arguments)
