from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given, settings
from images import Geometry, geometries, layer

from pyjuliann.nn import convolution_backward, convolution_forward, numerical_gradient, output_size

# Neither the images nor the filters are square, and something is left over at the edges.
GEOMETRIES = [
    Geometry((5, 4, 2, 2), (3, 2), 1, 0),
    Geometry((6, 7, 1, 3), (2, 3), 2, 1),
    Geometry((4, 9, 3, 1), (3, 4), 3, 2),
    Geometry((2, 2, 1, 1), (4, 4), 1, 1),
]
DOUT, X, W, B = layer(GEOMETRIES[0])


def test_the_shapes_of_post_14():
    y = convolution_forward(np.ones((5, 5, 1, 1)), np.ones((3, 3, 1, 2)), np.zeros((1, 2)))
    assert y.shape == (3, 3, 2, 1)
    assert convolution_forward(np.ones((28, 28, 1, 1)), np.ones((5, 5, 1, 2)), np.zeros((1, 2))).shape[:2] == (24, 24)


def test_an_image_by_hand():
    x = np.array([[1, 2, 0], [0, 1, 3]]).reshape(2, 3, 1, 1)
    w = np.array([[1, 0], [2, -1]]).reshape(2, 2, 1, 1)
    y = convolution_forward(x, w, np.array([[100]]))
    # 1·1 + 0·2 + 2·0 − 1·1 = 0 and 1·2 + 0·0 + 2·1 − 1·3 = 1: the filter is not flipped.
    assert y[:, :, 0, 0].tolist() == [[100, 101]]
    padded = convolution_forward(x, w, np.array([[0]]), 2, 1)
    assert padded[:, :, 0, 0].tolist() == [[-1, 4], [0, 1]]


@settings(max_examples=25, deadline=None)
@given(geometries())
def test_forward_is_the_formula(geometry):
    _, x, w, b = layer(geometry)
    padded = np.zeros((geometry.size[0] + 2 * geometry.pad, geometry.size[1] + 2 * geometry.pad, *geometry.size[2:]))
    padded[geometry.pad :, geometry.pad :][: geometry.size[0], : geometry.size[1]] = x
    seen = np.lib.stride_tricks.sliding_window_view(padded, geometry.window, (0, 1))
    seen = seen[:: geometry.stride, :: geometry.stride]
    y = np.einsum("ijcnkl,klcf->ijfn", seen, w) + b.reshape(-1, 1)
    np.testing.assert_allclose(convolution_forward(x, w, b, geometry.stride, geometry.pad), y, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_backward_agrees_with_central_differences(geometry):
    dout, x, w, b = layer(geometry)
    settled = geometry.stride, geometry.pad
    dx, dw, db = convolution_backward(dout, x, w, *settled)
    for gradient, f, at in (
        (dx, lambda v: (dout * convolution_forward(v, w, b, *settled)).sum(), x),
        (dw, lambda v: (dout * convolution_forward(x, v, b, *settled)).sum(), w),
        (db, lambda v: (dout * convolution_forward(x, w, v, *settled)).sum(), b),
    ):
        assert gradient.shape == at.shape
        np.testing.assert_allclose(gradient, numerical_gradient(f, at), atol=1e-8)


def test_output_size():
    assert [output_size(n, 2, 2) for n in (2, 3, 4, 5)] == [1, 1, 2, 2]
    assert output_size(3, 3) == 1
    assert output_size(3, 5, 1, 1) == 1
    assert output_size(0, 2, 1, 1) == 1
    assert isinstance(output_size(np.int64(28), np.int64(5)), int)


def test_types():
    small = [(8 * a).astype(np.int8) for a in (DOUT, X, W, B)]
    assert convolution_forward(*small[1:]).dtype == np.int8
    assert convolution_forward(small[1], small[2], B.astype(np.float32)).dtype == np.float32
    dx, dw, db = convolution_backward(*small[:3])
    assert (dx.dtype, dw.dtype, db.dtype) == (np.int8, np.int8, np.int64)
    single = [a.astype(np.float32) for a in (DOUT, X, W, B)]
    assert convolution_forward(*single[1:]).dtype == np.float32
    assert all(a.dtype == np.float32 for a in convolution_backward(*single[:3]))
    assert convolution_backward(single[0], X, single[2])[0].dtype == np.float32


def test_nothing_to_do():
    assert convolution_forward(X[..., :0], W, B).shape == (3, 3, 2, 0)
    assert convolution_forward(X, W[..., :0], B[:, :0]).shape == (3, 3, 0, 2)
    nothing = convolution_forward(X[:, :, :0], W[:, :, :0], B)
    assert (nothing == B.reshape(-1, 1)).all()
    assert convolution_backward(DOUT[..., :0], X[..., :0], W)[1].tolist() == np.zeros(W.shape).tolist()


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "int8"])
@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_the_same_in_julia(engine, geometry, dtype):
    # Eighths of integers: products and sums are exact, whatever their order.
    rounded = (np.round(8 * a) / (8 if dtype[0] == "f" else 1) for a in layer(geometry))
    dout, x, w, b = (a.astype(dtype) for a in rounded)
    agree(engine, "convolution_forward", x, w, b, geometry.stride, geometry.pad)
    agree(engine, "convolution_backward", dout, x, w, geometry.stride, geometry.pad)


def test_bad_input_is_refused_on_both_sides(engine):
    for arguments in (
        (X[:, :, 0], W, B),
        (X, W[:, :, :1], B),
        (X, W[:0], B),
        (X, W, B.T),
        (X, W, B.ravel()),
        (X, W, None),
        (X.astype(str), W, B),
        (X > 0, W, B),
        (X, W, B, 0),
        (X, W, B, 1.5),
        (X, W, B, True),
        (X, W, B, 1, -1),
        (X, W, B, 1, "same"),
        (X[:2], W, B),
        (X[:, :1], W, B),
        (X, W, B, 2**40),
    ):
        refuse(engine, "convolution_forward", *arguments)
    for arguments in ((DOUT[:1], X, W), (DOUT[..., :1, :], X, W), (DOUT, X, W, 2), (DOUT[0], X, W), (DOUT, X[0], W)):
        refuse(engine, "convolution_backward", *arguments)
    for arguments in ((-1, 1), (5, 0), (5, 6), (5, 3, 0), (5, 3, 1, -1), (5.0, 3), (5, 3, None), (1, 8, 1, 3)):
        refuse(engine, "output_size", *arguments)


def test_messages_give_all_sizes():
    with pytest.raises(ValueError, match=r"channels of w; got x of size \(5, 4, 2, 2\), w of size \(3, 2, 1, 2\)"):
        convolution_forward(X, W[:, :, :1], B)
    with pytest.raises(
        ValueError, match=r"images of x with pad 0; got x of size \(2, 4, 2, 2\), w of size \(3, 2, 2, 2\)"
    ):
        convolution_forward(X[:2], W, B)
    with pytest.raises(ValueError, match=r"dout must be of size \(2, 2, 2, 2\); got dout of size \(3, 3, 2, 2\), x of"):
        convolution_backward(DOUT, X, W, 2)
