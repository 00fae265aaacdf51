from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given, settings
from images import geometries, layer, numbers

from pyjuliann.nn import (
    col2im,
    convolution_backward,
    convolution_forward,
    im2col,
    im2col_convolution_backward,
    im2col_convolution_forward,
)

X = numbers((5, 4, 2, 2))
GEOMETRIES = [((3, 2), 1, 0), ((2, 3), 2, 1), ((1, 1), 3, 0), ((5, 4), 1, 2)]


def close(ours, theirs):
    """Within 16 units in the last place of the largest number, which is more than sums of at most 48 terms can do."""
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=16 * np.spacing(np.abs(theirs).max(initial=1)))


def test_the_matrix_of_post_15():
    assert im2col(numbers((5, 5, 3, 2)), (3, 3)).shape == (18, 27)


def test_the_order_of_rows_and_columns():
    x = np.arange(5 * 4 * 2 * 2).reshape(5, 4, 2, 2)
    columns = im2col(x, (3, 2), 2, 1)
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0), (0, 0)))
    rows = [
        padded[2 * i : 2 * i + 3, 2 * j : 2 * j + 2, :, n].ravel(order="F")
        for n in range(2)
        for j in range(3)
        for i in range(3)
    ]
    np.testing.assert_array_equal(columns, rows)


@settings(max_examples=60, deadline=None)
@given(geometries())
def test_col2im_is_the_adjoint_of_im2col(geometry):
    x = numbers(geometry.size)
    columns = im2col(x, *geometry[1:])
    y = numbers(columns.shape, 1)
    back = col2im(y, geometry.size, *geometry[1:])
    assert abs((columns * y).sum() - (x * back).sum()) < 1e-10 * (1 + np.abs(columns * y).sum())


@settings(max_examples=40, deadline=None)
@given(geometries())
def test_convolution_agrees_with_the_direct_one(geometry):
    dout, x, w, b = layer(geometry)
    settled = geometry.stride, geometry.pad
    close(im2col_convolution_forward(x, w, b, *settled), convolution_forward(x, w, b, *settled))
    pairs = zip(
        im2col_convolution_backward(dout, x, w, *settled), convolution_backward(dout, x, w, *settled), strict=True
    )
    for ours, direct in pairs:
        assert ours.shape == direct.shape
        close(ours, direct)


def test_memory_is_that_of_the_result():
    x = numbers((28, 28, 1, 100))
    im2col(x, (5, 5))
    for images in (x, np.asfortranarray(x)):
        tracemalloc.start()
        columns = im2col(images, (5, 5))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 1.3 * columns.nbytes


def test_memory_in_julia(engine):
    code = """
    x = rand(28, 28, 1, 100)
    JuliaNN.im2col(x, (5, 5))
    (@allocated columns = JuliaNN.im2col(x, (5, 5))) / sizeof(columns)
    """
    engine.call("JuliaNN.output_size", 5, 3)  # loads the module
    assert engine.eval(f"let\n{code}end") < 1.3


def test_types():
    assert im2col(X.astype(np.int8), (2, 2)).dtype == np.int8
    assert col2im(im2col(X.astype(np.float32), (2, 2)), X.shape, (2, 2)).dtype == np.float32
    assert im2col(X[..., :0], (2, 2)).shape == (0, 8)
    assert col2im(np.zeros((0, 8)), (5, 4, 2, 0), (2, 2)).shape == (5, 4, 2, 0)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "int8"])
@pytest.mark.parametrize(("window", "stride", "pad"), GEOMETRIES)
def test_the_same_in_julia(engine, window, stride, pad, dtype):
    x = (np.round(8 * X) / (8 if dtype[0] == "f" else 1)).astype(dtype)
    columns = agree(engine, "im2col", x, window, stride, pad)
    agree(engine, "col2im", columns, x.shape, window, stride, pad)
    w, b = x[: window[0], : window[1], :, :1], np.ones((1, 1), dtype)
    y = agree(engine, "im2col_convolution_forward", x, w, b, stride, pad)
    agree(engine, "im2col_convolution_backward", y, x, w, stride, pad)


def test_bad_input_is_refused_on_both_sides(engine):
    for arguments in (
        (X[0], (2, 2)),
        (X, (2, 2, 1)),
        (X, [2, 2]),
        (X, 2),
        (X, (0, 2)),
        (X, (2, 2.0)),
        (X, (6, 2)),
        (X, (2, 5)),
        (X, (2, 2), 0),
        (X, (2, 2), 1, -1),
        (X > 0, (2, 2)),
        (None, (2, 2)),
    ):
        refuse(engine, "im2col", *arguments)
    columns = im2col(X, (2, 2))
    for arguments in (
        (columns, X.shape[:3], (2, 2)),
        (columns, (*X.shape[:3], -2), (2, 2)),
        (columns, (*X.shape[:3], 3), (2, 2)),
        (columns, list(X.shape), (2, 2)),
        (columns, X.shape, (2, 1)),
        (columns, X.shape, (9, 9)),
        (columns, X.shape, (2, 2), 2),
        (columns[0], X.shape, (2, 2)),
        ("a", X.shape, (2, 2)),
    ):
        refuse(engine, "col2im", *arguments)
    with pytest.raises(ValueError, match=r"columns must be of size \(24, 8\); got columns of size \(24, 7\)"):
        col2im(columns[:, 1:], X.shape, (2, 2))
    refuse(engine, "im2col_convolution_forward", X, X[:2, :2, :1], np.ones((1, 2)))
    refuse(engine, "im2col_convolution_backward", X, X, X[:2, :2])
