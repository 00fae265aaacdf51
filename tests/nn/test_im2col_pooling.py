from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given, settings
from images import geometries, numbers

from pyjuliann.nn import (
    average_pooling_backward,
    average_pooling_forward,
    im2col_average_pooling_backward,
    im2col_average_pooling_forward,
    im2col_max_pooling_backward,
    im2col_max_pooling_forward,
    max_pooling_backward,
    max_pooling_forward,
)

X = numbers((5, 4, 2, 2))
GEOMETRIES = [((3, 2), 1, 0), ((2, 3), 2, 1), ((1, 1), 3, 0), ((5, 4), 1, 2)]


@settings(max_examples=60, deadline=None)
@given(geometries(pooling=True))
def test_pooling_agrees_with_the_direct_one(geometry):
    # Few different numbers, so that there are ties; rounding them is exact in the same order.
    x = np.round(numbers(geometry.size))
    settled = geometry[1:]
    dout = np.round(8 * numbers((*geometry.out, *geometry.size[2:]), 1)) / 8
    np.testing.assert_array_equal(im2col_max_pooling_forward(x, *settled), max_pooling_forward(x, *settled))
    np.testing.assert_array_equal(im2col_average_pooling_forward(x, *settled), average_pooling_forward(x, *settled))
    np.testing.assert_array_equal(
        im2col_max_pooling_backward(dout, x, *settled), max_pooling_backward(dout, x, *settled)
    )
    shared = average_pooling_backward(dout, x.shape, *settled)
    # Where windows overlap, up to 16 numbers are added in another order.
    np.testing.assert_allclose(im2col_average_pooling_backward(dout, x.shape, *settled), shared, rtol=0, atol=1e-14)


def test_ties_nan_and_infinity_go_to_the_same_place():
    for values in ([7, 7, 7, 7], [0.0, -0.0, -0.0, 0.0], [1, np.nan, np.nan, 9], [-np.inf] * 4, [1, np.inf, 2, np.inf]):
        x = np.array(values, float).reshape(2, 2, 1, 1)
        for window, stride, pad in (((2, 2), 2, 0), ((2, 2), 1, 1), ((3, 3), 1, 2), ((2, 1), 1, 0)):
            y = max_pooling_forward(x, window, stride, pad)
            np.testing.assert_array_equal(im2col_max_pooling_forward(x, window, stride, pad), y)
            dout = np.round(8 * numbers(y.shape, 2))
            np.testing.assert_array_equal(
                im2col_max_pooling_backward(dout, x, window, stride, pad),
                max_pooling_backward(dout, x, window, stride, pad),
            )


def test_types():
    assert im2col_max_pooling_forward(X.astype(np.int8)).dtype == np.int8
    assert im2col_average_pooling_forward(X.astype(np.int8)).dtype == np.float64
    assert im2col_average_pooling_forward(X.astype(np.float32)).dtype == np.float32
    assert im2col_max_pooling_forward(X[..., :0]).shape == (2, 2, 2, 0)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "int8"])
@pytest.mark.parametrize(("window", "stride", "pad"), GEOMETRIES)
def test_the_same_in_julia(engine, window, stride, pad, dtype):
    x = (np.round(8 * X) / (8 if dtype[0] == "f" else 1)).astype(dtype)
    agree(engine, "im2col_average_pooling_forward", x, window, stride, pad)
    dout = agree(engine, "im2col_max_pooling_forward", x, window, stride, pad)
    agree(engine, "im2col_max_pooling_backward", dout, x, window, stride, pad)
    agree(engine, "im2col_average_pooling_backward", dout, x.shape, window, stride, pad)


def test_bad_input_is_refused_on_both_sides(engine):
    for forward in ("im2col_max_pooling_forward", "im2col_average_pooling_forward"):
        for arguments in ((X, (2, 2), 2, 2), (X[0],), (X, 2), (X, (2, 2), 0), (X, (6, 1)), (None,)):
            refuse(engine, forward, *arguments)
    refuse(engine, "im2col_max_pooling_backward", X, X)
    refuse(engine, "im2col_max_pooling_backward", X, X[0])
    refuse(engine, "im2col_average_pooling_backward", X, X.shape)
    refuse(engine, "im2col_average_pooling_backward", X, X.shape[:3])
