from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given, settings
from images import geometries, numbers

from pyjuliann.nn import (
    average_pooling_backward,
    average_pooling_forward,
    flatten_backward,
    flatten_forward,
    max_pooling_backward,
    max_pooling_forward,
    numerical_gradient,
)

X = numbers((5, 7, 2, 3))
GEOMETRIES = [((2, 2), 2, 0), ((3, 2), 1, 0), ((3, 2), 2, 1), ((1, 1), 3, 0), ((5, 7), 1, 4)]


@settings(max_examples=40, deadline=None)
@given(geometries(pooling=True))
def test_forward_is_the_formula(geometry):
    window, stride, pad = geometry[1:]
    x = numbers(geometry.size)

    def seen(outside):
        padded = np.pad(x, ((pad, pad), (pad, pad), (0, 0), (0, 0)), constant_values=outside)
        return np.lib.stride_tricks.sliding_window_view(padded, window, (0, 1))[::stride, ::stride]

    np.testing.assert_array_equal(max_pooling_forward(x, *geometry[1:]), seen(-np.inf).max(axis=(4, 5)))
    means = seen(0).mean(axis=(4, 5))
    np.testing.assert_allclose(average_pooling_forward(x, *geometry[1:]), means, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("window", "stride", "pad"), GEOMETRIES)
def test_backward_agrees_with_central_differences(window, stride, pad):
    x = X[..., :2]
    y = max_pooling_forward(x, window, stride, pad)
    dout = numbers(y.shape, 1)
    for gradient, forward in (
        (max_pooling_backward(dout, x, window, stride, pad), max_pooling_forward),
        (average_pooling_backward(dout, x.shape, window, stride, pad), average_pooling_forward),
    ):
        assert gradient.shape == x.shape

        def f(v, forward=forward):
            return (dout * forward(v, window, stride, pad)).sum()

        np.testing.assert_allclose(gradient, numerical_gradient(f, x), atol=1e-8)


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ([[7, 7], [7, 7]], (0, 0)),
        ([[1, 7], [7, 1]], (0, 1)),  # along the first row before the second
        ([[1, 7], [2, 7]], (0, 1)),
        ([[-0.0, 0.0], [0.0, -0.0]], (0, 0)),
        ([[1, 9], [np.nan, np.nan]], (1, 0)),
        ([[-np.inf, -np.inf], [-np.inf, -np.inf]], (0, 0)),
    ],
)
def test_ties_and_nan(engine, values, place):
    x = np.array(values, float).reshape(2, 2, 1, 1)
    y = agree(engine, "max_pooling_forward", x)
    np.testing.assert_array_equal(y[0, 0, 0, 0], x[(*place, 0, 0)])
    dx = agree(engine, "max_pooling_backward", np.full((1, 1, 1, 1), 5.0), x)
    assert np.argwhere(dx[:, :, 0, 0]).tolist() == [list(place)]


def test_padding_is_never_the_maximum_and_counts_as_zeros_in_an_average():
    x = np.full((2, 2, 1, 1), -4.0)
    assert max_pooling_forward(x, (2, 2), 2, 1).tolist() == np.full((2, 2, 1, 1), -4.0).tolist()
    assert average_pooling_forward(x, (2, 2), 2, 1).tolist() == np.full((2, 2, 1, 1), -1.0).tolist()


def test_what_does_not_divide_evenly_is_not_seen():
    x = np.arange(25.0).reshape(5, 5, 1, 1)
    assert max_pooling_forward(x)[:, :, 0, 0].tolist() == [[6, 8], [16, 18]]
    dx = average_pooling_backward(np.ones((2, 2, 1, 1)), x.shape)
    assert not dx[4].any()
    assert not dx[:, 4].any()


def test_overlapping_windows_add_up():
    x = np.array([[0, 0, 0], [0, 9, 0], [0, 0, 0]]).reshape(3, 3, 1, 1)
    dx = max_pooling_backward(np.array([[1, 2], [3, 4]]).reshape(2, 2, 1, 1), x, (2, 2), 1)
    assert dx[1, 1, 0, 0] == 10
    assert dx.sum() == 10


def test_flatten():
    x = np.arange(24).reshape(2, 3, 2, 2)
    rows = flatten_forward(x)
    assert rows.shape == (2, 12)
    assert rows[1].tolist() == x[:, :, :, 1].ravel(order="F").tolist()
    np.testing.assert_array_equal(flatten_backward(rows, x.shape), x)
    assert flatten_forward(np.ones((12, 12, 30, 2))).shape == (2, 4320)
    for array in (rows, flatten_backward(rows, x.shape)):
        assert not np.shares_memory(array, x)
    assert flatten_forward(x[..., :0]).shape == (0, 12)


def test_types():
    small = (8 * X).astype(np.int8)
    assert max_pooling_forward(small).dtype == np.int8
    assert max_pooling_backward(np.ones((2, 3, 2, 3), np.float32), X).dtype == np.float32
    assert max_pooling_backward(np.ones((2, 3, 2, 3), np.int8), X).dtype == np.int8
    assert average_pooling_forward(small).dtype == np.float64
    assert average_pooling_forward(X.astype(np.float32)).dtype == np.float32
    assert average_pooling_backward(np.ones((2, 3, 2, 3), np.int8), X.shape).dtype == np.float64


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
@pytest.mark.parametrize(("window", "stride", "pad"), GEOMETRIES)
def test_the_same_in_julia(engine, window, stride, pad, dtype):
    x = (4 * X).astype(dtype)
    dout = agree(engine, "max_pooling_forward", x, window, stride, pad)
    agree(engine, "average_pooling_forward", x, window, stride, pad)
    agree(engine, "max_pooling_backward", dout, x, window, stride, pad)
    agree(engine, "average_pooling_backward", dout, x.shape, window, stride, pad)
    agree(engine, "flatten_backward", agree(engine, "flatten_forward", x), x.shape)


def test_the_defaults_are_the_same_in_julia(engine):
    dout = agree(engine, "max_pooling_forward", X)
    agree(engine, "max_pooling_backward", dout, X)
    agree(engine, "average_pooling_forward", X)
    agree(engine, "average_pooling_backward", dout, X.shape)


def test_bad_input_is_refused_on_both_sides(engine):
    for forward in ("max_pooling_forward", "average_pooling_forward"):
        for arguments in (
            (X[0],),
            (X, (2,)),
            (X, (6, 2)),
            (X, (2, 2), 0),
            (X, (2, 2), 2, -1),
            (X, (2, 3), 2, 2),
            (X, (2, 2), 2, 0.5),
            (X > 0,),
            ("a",),
        ):
            refuse(engine, forward, *arguments)
    y = max_pooling_forward(X)
    for arguments in ((y[:1], X), (y, X[0]), (y, X, (2, 2), 1), (y, X, (2, 2), 0), (y[0], X), (None, X), (y, None)):
        refuse(engine, "max_pooling_backward", *arguments)
    for size in (X.shape[:3], list(X.shape), (5, 7, 2, -3), (5, 7, 2, 4), (1, 7, 2, 3), None):
        refuse(engine, "average_pooling_backward", y, size)
    refuse(engine, "flatten_forward", X[0])
    refuse(engine, "flatten_forward", None)
    rows = flatten_forward(X)
    for arguments in (
        (rows, (5, 7, 2, 2)),
        (rows, (5, 7, 2)),
        (rows[0], X.shape),
        (rows, [5, 7, 2, 3]),
        (rows > 0, X.shape),
    ):
        refuse(engine, "flatten_backward", *arguments)
    with pytest.raises(ValueError, match=r"dout must be of size \(2, 3, 2, 3\); got dout of size \(1, 3, 2, 3\), x of"):
        max_pooling_backward(y[:1], X)
    with pytest.raises(ValueError, match=r"pad must be smaller than the window of size \(2, 3\); got 2"):
        max_pooling_forward(X, (2, 3), 2, 2)
