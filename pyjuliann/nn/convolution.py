"""Convolution as it is defined: every filter at every place of every image (post 14, backward post 17).

Arrays are (row, column, channel, sample), filters (row, column, channel, filter), the bias is one row (1, filters).
A filter is not flipped: its upper left corner lies on the upper left corner of the window, as in all of deep
learning. ``im2col`` has the same layer as one matrix product.
"""

from __future__ import annotations

import numpy as np

from pyjuliann.nn._windows import output_length, output_rows_columns, places, unpadded, zero_padded
from pyjuliann.nn.contract import Bias, Extent, Filtered, Filters, Images, Pad, Stride, WindowLength, contract, promote


@contract
def output_size(size: Extent, window: WindowLength, stride: Stride = 1, pad: Pad = 0) -> int:
    """Return how many places a window has in one direction: ⌊(size + 2·pad − window) / stride⌋ + 1.

    What does not divide evenly is floored: what is left over at the lower or right edge is not seen.

    >>> output_size(28, 5), output_size(24, 2, 2), output_size(5, 3, 2, 1), output_size(5, 2, 2)
    (24, 12, 3, 2)
    """
    return output_length(size, window, stride, pad)


@contract
def convolution_forward(x: Images, w: Filters, b: Bias, stride: Stride = 1, pad: Pad = 0) -> Filtered:
    """Return what every filter gives at every place of every image, padded with zeros.

    y[i, j, f, n] = b[f] + Σ x[s·i + k, s·j + l, c, n] · w[k, l, c, f] over the filter's rows k, columns l and
    channels c, with indices from 0 and the stride s.

    >>> x, w = np.arange(1, 10).reshape(3, 3, 1, 1), np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> convolution_forward(x, w, np.array([[10]]))[:, :, 0, 0]
    array([[6, 6],
           [6, 6]])
    """
    x, w = promote(zero_padded(x, pad), w)
    y = np.empty((*output_rows_columns(x.shape, w.shape, stride, 0), w.shape[3], x.shape[3]), x.dtype)
    for i, j, rows, columns in places(x.shape, w.shape, stride):
        for n in range(x.shape[3]):
            seen = x[rows, columns, :, n]
            for f in range(w.shape[3]):
                y[i, j, f, n] = (seen * w[:, :, :, f]).sum(dtype=y.dtype)
    return y + b.T


@contract
def convolution_backward(
    dout: Filtered, x: Images, w: Filters, stride: Stride = 1, pad: Pad = 0
) -> tuple[Images, Filters, Bias]:
    """Return the gradients of the loss with respect to what ``convolution_forward`` was given, from that of its output.

    Every dout[i, j, f, n] adds dout · w[:, :, :, f] to dx where the window was, dout · window to dw[:, :, :, f],
    and itself to db[f]; there narrow integers are summed in 64 bits, as in both languages.

    >>> x, w = np.arange(1, 10).reshape(3, 3, 1, 1), np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> dx, dw, db = convolution_backward(np.ones((2, 2, 1, 1), int), x, w)
    >>> dw[:, :, 0, 0]
    array([[12, 16],
           [24, 28]])
    """
    (to_x, by_w), (to_w, seen) = promote(dout, w), promote(dout, zero_padded(x, pad))
    dx, dw = np.zeros(seen.shape, to_x.dtype), np.zeros(w.shape, to_w.dtype)
    for i, j, rows, columns in places(seen.shape, w.shape, stride):
        for n in range(x.shape[3]):
            for f in range(w.shape[3]):
                dx[rows, columns, :, n] += to_x[i, j, f, n] * by_w[:, :, :, f]
                dw[:, :, :, f] += to_w[i, j, f, n] * seen[rows, columns, :, n]
    return unpadded(dx, pad), dw, dout.sum(axis=(0, 1, 3)).reshape(1, -1)
