from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import (
    dense_backward,
    dense_forward,
    mean_cross_entropy_error,
    numerical_gradient,
    one_hot,
    relu,
    relu_delta,
    softmax_cross_entropy_delta,
    softmax_rows,
)

RNG = np.random.default_rng(5)
X, W, B, DOUT = (RNG.normal(size=size) for size in ((4, 3), (3, 2), (1, 2), (4, 2)))


def test_forward_adds_the_row_to_every_row():
    y = dense_forward(np.array([[1, 2], [3, 4]]), np.array([[1, 2], [3, 4]]), np.array([[10, 20]]))
    assert y.dtype == np.int64
    assert y.tolist() == [[17, 30], [25, 42]]


def test_backward_agrees_with_central_differences():
    dx, dw, db = dense_backward(DOUT, X, W)
    for gradient, f, at in (
        (dx, lambda x: (DOUT * dense_forward(x, W, B)).sum(), X),
        (dw, lambda w: (DOUT * dense_forward(X, w, B)).sum(), W),
        (db, lambda b: (DOUT * dense_forward(X, W, b)).sum(), B),
    ):
        assert gradient.shape == at.shape
        np.testing.assert_allclose(gradient, numerical_gradient(f, at), atol=1e-10)


def test_relu_delta_agrees_with_central_differences():
    def f(x):
        return (DOUT * relu(x)).sum()

    x = RNG.normal(size=DOUT.shape)
    np.testing.assert_allclose(relu_delta(DOUT, x), numerical_gradient(f, x), atol=1e-10)
    np.testing.assert_array_equal(relu_delta(DOUT, relu(x)), relu_delta(DOUT, x))


def test_relu_delta_at_the_edges():
    dy = np.array([1.0, 2.0, np.inf, np.nan, 5.0])
    assert relu_delta(dy, np.array([0.0, -0.0, -1.0, np.nan, 1.0])).tolist() == [0, 0, 0, 0, 5]
    assert np.isnan(relu_delta(dy, np.ones(5))[3])
    assert dy[0] == 1


def test_softmax_cross_entropy_delta_agrees_with_central_differences():
    z, t = RNG.normal(size=(5, 4)), one_hot(np.array([0, 3, 1, 1, 2]), 4)
    delta = softmax_cross_entropy_delta(softmax_rows(z), t)
    numerical = numerical_gradient(lambda z: mean_cross_entropy_error(softmax_rows(z), t), z)
    # The loss has 1e-7 inside its logarithm, the formula has not.
    np.testing.assert_allclose(delta, numerical, atol=1e-6)


def test_types():
    f4 = [a.astype(np.float32) for a in (DOUT, X, W, B)]
    assert dense_forward(f4[1], f4[2], f4[3]).dtype == np.float32
    assert all(a.dtype == np.float32 for a in dense_backward(*f4[:3]))
    assert relu_delta(f4[0], DOUT).dtype == np.float32
    assert softmax_cross_entropy_delta(f4[0], np.ones((4, 2), int)).dtype == np.float32
    assert softmax_cross_entropy_delta(np.ones((1, 2), int), np.ones((1, 2), int)).dtype == np.float64


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
def test_the_same_in_julia(engine, dtype):
    x, w, b, dout = (np.round(8 * a).astype(dtype) / (8 if dtype[0] == "f" else 1) for a in (X, W, B, DOUT))
    x, w, b, dout = (a.astype(dtype) for a in (x, w, b, dout))
    # Eighths of integers: products and sums are exact, whatever their order.
    agree(engine, "dense_forward", x, w, b)
    agree(engine, "dense_backward", dout, x, w)
    agree(engine, "relu_delta", dout, x @ w)
    agree(engine, "relu_delta", np.ones((1, 2, 3, 4), dtype), -np.ones((1, 2, 3, 4), dtype))
    agree(engine, "softmax_cross_entropy_delta", dout, np.ones_like(dout))


def test_bad_input_is_refused_on_both_sides(engine):
    for arguments in (
        (X, W.T, B),
        (X, W, B.ravel()),
        (X, W, B.T),
        (X, W, np.ones((1, 3))),
        (X[0], W, B),
        (X, np.array([["a"]]), B),
        (X, W, None),
    ):
        refuse(engine, "dense_forward", *arguments)
    for arguments in ((DOUT[:2], X, W), (DOUT, X, W.T), (DOUT, X[:, :2], W), (DOUT.ravel(), X, W), (1.0, X, W)):
        refuse(engine, "dense_backward", *arguments)
    for function in ("relu_delta", "softmax_cross_entropy_delta"):
        for arguments in ((DOUT, X), (DOUT * 1j, DOUT), (DOUT, "a")):
            refuse(engine, function, *arguments)
    refuse(engine, "softmax_cross_entropy_delta", np.ones((0, 2)), np.ones((0, 2)))
    refuse(engine, "softmax_cross_entropy_delta", np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match=r"dense_forward: b must be one row, as wide as w; got w of size \(3, 2\)"):
        dense_forward(X, W, B.T)
