"""Pooling as it is defined, and flattening: what stands between convolutions and dense layers (posts 14 and 17).

Every window gives one number, its maximum or its average, for each channel and sample by itself. A window is read
along its rows: of equal maxima the first counts. NaN counts as the largest. Padding is never the maximum, and counts
as zeros in an average. ``im2col_pooling`` has the same layers by columns.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._windows import output_rows_columns, places
from pyjuliann.nn.contract import Averages, Images, ImageSize, Pooled, PoolingPad, Stride, Window, as_float, contract


@contract
def max_pooling_forward(x: Images, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0) -> Pooled:
    """Return the maximum of every window: y[i, j] = max x[s·i + k, s·j + l] over the window's rows k and columns l.

    >>> max_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 5,  7],
           [13, 15]])
    """
    y = np.empty((*output_rows_columns(x.shape, window, stride, pad), *x.shape[2:]), x.dtype)
    for i, j, rows, columns in places(x.shape, window, stride, pad):
        for c, n in np.ndindex(x.shape[2:]):
            seen = x[rows, columns, c, n]
            y[i, j, c, n] = seen[_first_largest(seen)]
    return y


@contract
def max_pooling_backward(
    dout: Pooled, x: Images, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0
) -> Images:
    """Return the gradient of the loss with respect to x: each part of dout goes to where its maximum was.

    That is one place, also in a tie; the head of this file says which. Where windows overlap, what comes to the
    same place is added. The result is of dout's type.

    >>> x = np.array([[1, 7], [7, 2]]).reshape(2, 2, 1, 1)
    >>> max_pooling_backward(np.full((1, 1, 1, 1), 5), x)[:, :, 0, 0]
    array([[0, 5],
           [0, 0]])
    """
    dx = np.zeros(x.shape, dout.dtype)
    for i, j, rows, columns in places(x.shape, window, stride, pad):
        for c, n in np.ndindex(x.shape[2:]):
            dx[rows, columns, c, n][_first_largest(x[rows, columns, c, n])] += dout[i, j, c, n]
    return dx


@contract
def average_pooling_forward(x: Images, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0) -> Averages:
    """Return the average of every window: the sum of its pixels, divided by how many pixels a window has.

    >>> average_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    x = as_float(x)
    y = np.empty((*output_rows_columns(x.shape, window, stride, pad), *x.shape[2:]), x.dtype)
    for i, j, rows, columns in places(x.shape, window, stride, pad):
        for c, n in np.ndindex(x.shape[2:]):
            # Added up one by one, as in Julia, and from 0 on: a sum of −0.0 is 0.0.
            total = 0 + np.add.accumulate(x[rows, columns, c, n].ravel())[-1]
            y[i, j, c, n] = total / x.dtype.type(window[0] * window[1])
    return y


@contract
def average_pooling_backward(
    dout: Pooled, size: ImageSize, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0
) -> Float[np.ndarray, "rows columns channels samples"]:
    """Return the gradient of the loss with respect to the input: each part of dout is shared out over its window.

    >>> average_pooling_backward(np.full((1, 1, 1, 1), 8), (2, 2, 1, 1))[:, :, 0, 0]
    array([[2., 2.],
           [2., 2.]])
    """
    shares = as_float(dout) / (window[0] * window[1])
    dx = np.zeros(size, shares.dtype)
    for i, j, rows, columns in places(size, window, stride, pad):
        dx[rows, columns] += shares[i, j]
    return dx


@contract
def flatten_forward(x: Images) -> Real[np.ndarray, "samples numbers"]:
    """Return the images as rows of a matrix, which dense layers take.

    Within a row of the matrix the image's row runs fastest, then its column, then the channel.

    >>> flatten_forward(np.array([[1, 2], [3, 4]]).reshape(2, 2, 1, 1))
    array([[1, 3, 2, 4]])
    """
    rows, columns, channels, samples = x.shape
    return x.copy(order="F").reshape(rows * columns * channels, samples, order="F").T


@contract
def flatten_backward(dout: Real[np.ndarray, "samples numbers"], size: ImageSize) -> Images:
    """Return the rows of a matrix as images of a given size: what ``flatten_forward`` undoes.

    >>> flatten_backward(np.array([[1, 3, 2, 4]]), (2, 2, 1, 1))[:, :, 0, 0]
    array([[1, 2],
           [3, 4]])
    """
    return dout.T.copy(order="F").reshape(size, order="F")


def _first_largest(seen: np.ndarray) -> tuple[int, int]:
    """Return where the maximum stands in a window: of equal ones the first along the rows."""
    return divmod(int(seen.argmax()), seen.shape[1])
