"""Convolution as it is defined: every filter at every place of every image (post 14, backward post 17).

Arrays are (row, column, channel, sample), filters (row, column, channel, filter), the bias is one row (1, filters).
A filter is not flipped: its upper left corner lies on the upper left corner of the window, as in all of deep
learning. ``im2col`` has the same layer as one matrix product. Twin: ``julia/src/convolution.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Real

from pyjuliann.nn._windows import (
    check_count,
    check_filter_bias,
    check_filters,
    check_output,
    check_stride,
    output_length,
    output_rows_columns,
    places,
    unpadded,
    zero_padded,
)
from pyjuliann.nn.contract import add, promote, promoted_dtype


def output_size(size: int, window: int, stride: int = 1, pad: int = 0) -> int:
    """Return how many places a window has in one direction: ⌊(size + 2·pad − window) / stride⌋ + 1.

    Parameters
    ----------
    size : integer, at least 0
        Rows or columns of the image.
    window : integer, at least 1
        Rows or columns of the filter or of the pooled windows.
    stride : integer, at least 1
        How far it moves from place to place. What does not divide evenly is floored: what is left over at the
        lower or right edge is not seen.
    pad : integer, at least 0
        Rows or columns of zeros on either side of the image.

    Returns
    -------
    integer, at least 1

    Raises
    ------
    TypeError
        If an argument is not an integer.
    ValueError
        If one is too small, or the window does not fit into the padded image.

    Notes
    -----
    Source: "Deep Learning in Julia", post 14.

    Examples
    --------
    >>> output_size(28, 5), output_size(24, 2, 2), output_size(5, 3, 2, 1), output_size(5, 2, 2)
    (24, 12, 3, 2)
    """
    name = "output_size"
    check_count(name, "size", size, 0)
    check_count(name, "window", window, 1)
    check_stride(name, stride, pad)
    if window > int(size) + 2 * int(pad):
        raise ValueError(
            f"{name}: window must fit into the padded image; got window {window}, size {size} and pad {pad}"
        )
    return output_length(size, window, stride, pad)


@np.errstate(all="ignore")
def convolution_forward(
    x: Real[np.ndarray, "row column channel sample"],
    w: Real[np.ndarray, "window_row window_column channel filter"],
    b: Real[np.ndarray, "1 filter"],
    stride: int = 1,
    pad: int = 0,
) -> Real[np.ndarray, "out_row out_column filter sample"]:
    """Return what every filter gives at every place of every image.

    y[i, j, f, n] = b[f] + Σ x[s·i + k, s·j + l, c, n] · w[k, l, c, f] over the filter's rows k, columns l and
    channels c, with indices from 0, the stride s, and x padded with zeros.

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats
    w : array (row, column, channel, filter), integers or floats
        At least one row and one column, and the channels of x.
    b : matrix (1, filters), integers or floats
    stride : integer, at least 1
    pad : integer, at least 0
        Rows and columns of zeros on every side of an image.

    Returns
    -------
    array (out_rows, out_columns, filters, samples)
        Its rows and columns as ``output_size`` says.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats, or `stride` or `pad` not an integer.
    ValueError
        If numbers of dimensions or sizes do not fit, or `stride` or `pad` is too small.

    Notes
    -----
    Source: "Deep Learning in Julia", post 14.

    Examples
    --------
    >>> x = np.arange(1, 10).reshape(3, 3, 1, 1)
    >>> w = np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> convolution_forward(x, w, np.array([[10]]))[:, :, 0, 0]
    array([[6, 6],
           [6, 6]])
    """
    check_filters("convolution_forward", x, w, stride, pad)
    check_filter_bias("convolution_forward", w, b)
    window, stride, pad = w.shape[:2], int(stride), int(pad)
    x, w = promote(zero_padded(x, pad), w)
    y = np.empty((*output_rows_columns(x.shape, window, stride, 0), w.shape[3], x.shape[3]), x.dtype)
    for i, j, rows, columns in places(x.shape, window, stride):
        for n in range(x.shape[3]):
            seen = x[rows, columns, :, n]
            for f in range(w.shape[3]):
                y[i, j, f, n] = (seen * w[:, :, :, f]).sum(dtype=y.dtype)
    return add(y, b.reshape(-1, 1))


@np.errstate(all="ignore")
def convolution_backward(
    dout: Real[np.ndarray, "out_row out_column filter sample"],
    x: Real[np.ndarray, "row column channel sample"],
    w: Real[np.ndarray, "window_row window_column channel filter"],
    stride: int = 1,
    pad: int = 0,
) -> tuple[
    Real[np.ndarray, "row column channel sample"],
    Real[np.ndarray, "window_row window_column channel filter"],
    Real[np.ndarray, "1 filter"],
]:
    """Return the gradients of the loss with respect to what ``convolution_forward`` was given.

    Every dout[i, j, f, n] adds dout · w[:, :, :, f] to dx where the window was, dout · window to dw[:, :, :, f],
    and itself to db[f].

    Parameters
    ----------
    dout : array (out_rows, out_columns, filters, samples), integers or floats
        Gradient of the loss with respect to the layer's output.
    x : array (row, column, channel, sample), integers or floats
        The layer's input.
    w : array (row, column, channel, filter), integers or floats
    stride : integer, at least 1
    pad : integer, at least 0

    Returns
    -------
    dx : array of the size of x
    dw : array of the size of w
    db : matrix (1, filters)
        Integers narrower than 64 bits are summed in 64 bits, as both languages do.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats, or `stride` or `pad` not an integer.
    ValueError
        If numbers of dimensions or sizes do not fit, or `stride` or `pad` is too small.

    Notes
    -----
    Source: "Deep Learning in Julia", post 17.

    Examples
    --------
    >>> x = np.arange(1, 10).reshape(3, 3, 1, 1)
    >>> w = np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> dx, dw, db = convolution_backward(np.ones((2, 2, 1, 1), int), x, w)
    >>> dx[:, :, 0, 0]
    array([[ 1,  1,  0],
           [ 1,  0, -1],
           [ 0, -1, -1]])
    >>> dw[:, :, 0, 0]
    array([[12, 16],
           [24, 28]])
    """
    name = "convolution_backward"
    check_filters(name, x, w, stride, pad)
    window, stride, pad = w.shape[:2], int(stride), int(pad)
    size = (*output_rows_columns(x.shape, window, stride, pad), w.shape[3], x.shape[3])
    check_output(name, dout, size, x=x, w=w)
    x = zero_padded(x, pad)
    dx = np.zeros(x.shape, promoted_dtype(dout.dtype, w.dtype))
    dw = np.zeros(w.shape, promoted_dtype(x.dtype, dout.dtype))
    to_x, w = promote(dout, w)
    to_w, x = promote(dout, x)
    for i, j, rows, columns in places(x.shape, window, stride):
        for n in range(x.shape[3]):
            for f in range(w.shape[3]):
                dx[rows, columns, :, n] += to_x[i, j, f, n] * w[:, :, :, f]
                dw[:, :, :, f] += to_w[i, j, f, n] * x[rows, columns, :, n]
    return unpadded(dx, pad), dw, dout.sum(axis=(0, 1, 3)).reshape(1, -1)
