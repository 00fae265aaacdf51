"""Pooling as it is defined, and flattening: what stands between convolutions and dense layers (posts 14 and 17).

Every window gives one number, its maximum or its average, for each channel and sample by itself. Of equal
maxima the first in the order of im2col's columns counts: down the first column of the window, then down the next.
NaN counts as the largest. Padding is never the maximum, and counts as zeros in an average. ``im2col`` has the same
layers by columns. Twin: ``julia/src/pooling.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._windows import (
    Size,
    Window,
    check_image_size,
    check_output,
    checked_pooling,
    output_rows_columns,
    places,
    plain,
)
from pyjuliann.nn.contract import as_float, check_fit, check_real_array, promoted_dtype


def max_pooling_forward(
    x: Real[np.ndarray, "row column channel sample"], window: Window = (2, 2), stride: int = 2, pad: int = 0
) -> Real[np.ndarray, "out_row out_column channel sample"]:
    """Return the maximum of every window: y[i, j] = max x[s·i + k, s·j + l] over the window's rows k and columns l.

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0 and smaller than the window
        How far windows may reach beyond the image; what lies there does not count.

    Returns
    -------
    array (out_rows, out_columns, channels, samples) in the type of x
        Its rows and columns as ``output_size`` says.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, `window` no tuple, or a number not an integer.
    ValueError
        If `x` has not four dimensions, a number is too small, or the window does not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 14.

    Examples
    --------
    >>> max_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 5,  7],
           [13, 15]])
    """
    check_real_array("max_pooling_forward", "x", x, 4)
    window, stride, pad = checked_pooling("max_pooling_forward", x.shape, window, stride, pad)
    size = (*output_rows_columns(x.shape, window, stride, pad), *x.shape[2:])
    y = np.empty(size, promoted_dtype(x.dtype))
    for i, j, rows, columns in places(x.shape, window, stride, pad):
        for c, n in np.ndindex(x.shape[2:]):
            seen = x[rows, columns, c, n]
            y[i, j, c, n] = seen[_first_largest(seen)]
    return y


@np.errstate(all="ignore")
def max_pooling_backward(
    dout: Real[np.ndarray, "out_row out_column channel sample"],
    x: Real[np.ndarray, "row column channel sample"],
    window: Window = (2, 2),
    stride: int = 2,
    pad: int = 0,
) -> Real[np.ndarray, "row column channel sample"]:
    """Return the gradient of the loss with respect to x: each part of dout goes to where its maximum was.

    That is one place, also in a tie; the head of this file says which. Where windows overlap, what comes to the
    same place is added.

    Parameters
    ----------
    dout : array (out_rows, out_columns, channels, samples), integers or floats
        Gradient of the loss with respect to the layer's output.
    x : array (row, column, channel, sample), integers or floats
        The layer's input.
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0 and smaller than the window

    Returns
    -------
    array of the size of x, in the type of dout

    Raises
    ------
    TypeError
        If `dout` or `x` is not an array of integers or floats, `window` no tuple, or a number not an integer.
    ValueError
        If a number is too small, or sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 17.

    Examples
    --------
    >>> x = np.array([[1, 7], [7, 2]]).reshape(2, 2, 1, 1)
    >>> max_pooling_backward(np.full((1, 1, 1, 1), 5), x)[:, :, 0, 0]
    array([[0, 0],
           [5, 0]])
    """
    name = "max_pooling_backward"
    check_real_array(name, "x", x, 4)
    window, stride, pad = checked_pooling(name, x.shape, window, stride, pad)
    check_output(name, dout, (*output_rows_columns(x.shape, window, stride, pad), *x.shape[2:]), x=x)
    dx = np.zeros(x.shape, promoted_dtype(dout.dtype))
    for i, j, rows, columns in places(x.shape, window, stride, pad):
        for c, n in np.ndindex(x.shape[2:]):
            place = _first_largest(x[rows, columns, c, n])
            dx[rows, columns, c, n][place] += dout[i, j, c, n]
    return dx


@np.errstate(all="ignore")
def average_pooling_forward(
    x: Real[np.ndarray, "row column channel sample"], window: Window = (2, 2), stride: int = 2, pad: int = 0
) -> Float[np.ndarray, "out_row out_column channel sample"]:
    """Return the average of every window: the sum of its pixels, divided by how many pixels a window has.

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats
        Integers are taken as Float64.
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0 and smaller than the window
        How far windows may reach beyond the image; what lies there counts as zeros.

    Returns
    -------
    array (out_rows, out_columns, channels, samples), floats

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, `window` no tuple, or a number not an integer.
    ValueError
        If `x` has not four dimensions, a number is too small, or the window does not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 14.

    Examples
    --------
    >>> average_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    check_real_array("average_pooling_forward", "x", x, 4)
    window, stride, pad = checked_pooling("average_pooling_forward", x.shape, window, stride, pad)
    x = as_float(x)
    y = np.empty((*output_rows_columns(x.shape, window, stride, pad), *x.shape[2:]), x.dtype)
    for i, j, rows, columns in places(x.shape, window, stride, pad):
        for c, n in np.ndindex(x.shape[2:]):
            # Added up one by one in Julia's order, and from 0 on: a sum of −0.0 is 0.0.
            total = 0 + np.add.accumulate(x[rows, columns, c, n].ravel(order="F"))[-1]
            y[i, j, c, n] = total / x.dtype.type(window[0] * window[1])
    return y


@np.errstate(all="ignore")
def average_pooling_backward(
    dout: Real[np.ndarray, "out_row out_column channel sample"],
    size: Size,
    window: Window = (2, 2),
    stride: int = 2,
    pad: int = 0,
) -> Float[np.ndarray, "row column channel sample"]:
    """Return the gradient of the loss with respect to the input: each part of dout is shared out over its window.

    Parameters
    ----------
    dout : array (out_rows, out_columns, channels, samples), integers or floats
        Gradient of the loss with respect to the layer's output.
    size : tuple (rows, columns, channels, samples)
        The size of the layer's input.
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0 and smaller than the window

    Returns
    -------
    array of size `size`, floats

    Raises
    ------
    TypeError
        If `dout` is not an array of integers or floats, `size` or `window` no tuple, or a number not an integer.
    ValueError
        If a number is too small, or sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 17.

    Examples
    --------
    >>> average_pooling_backward(np.full((1, 1, 1, 1), 8), (2, 2, 1, 1))[:, :, 0, 0]
    array([[2., 2.],
           [2., 2.]])
    """
    name = "average_pooling_backward"
    check_image_size(name, size)
    window, stride, pad = checked_pooling(name, size, window, stride, pad)
    size = plain(size)
    check_output(name, dout, (*output_rows_columns(size, window, stride, pad), *size[2:]))
    dout = as_float(dout)
    shares = dout / dout.dtype.type(window[0] * window[1])
    dx = np.zeros(size, dout.dtype)
    for i, j, rows, columns in places(size, window, stride, pad):
        dx[rows, columns] += shares[i, j]
    return dx


def flatten_forward(x: Real[np.ndarray, "row column channel sample"]) -> Real[np.ndarray, "sample m"]:
    """Return the images as rows of a matrix, which dense layers take.

    Within a row of the matrix the image's row runs fastest, then its column, then the channel.

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats

    Returns
    -------
    matrix (samples, rows · columns · channels) in the type of x

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.
    ValueError
        If `x` has not four dimensions.

    Notes
    -----
    Source: "Deep Learning in Julia", post 14.

    Examples
    --------
    >>> flatten_forward(np.array([[1, 2], [3, 4]]).reshape(2, 2, 1, 1))
    array([[1, 3, 2, 4]])
    """
    check_real_array("flatten_forward", "x", x, 4)
    rows, columns, channels, samples = x.shape
    flat = np.array(x, promoted_dtype(x.dtype), order="F")
    return flat.reshape(rows * columns * channels, samples, order="F").T


def flatten_backward(dout: Real[np.ndarray, "sample m"], size: Size) -> Real[np.ndarray, "row column channel sample"]:
    """Return the rows of a matrix as images of a given size: what ``flatten_forward`` undoes.

    Parameters
    ----------
    dout : matrix (samples, rows · columns · channels), integers or floats
        Gradient of the loss with respect to the output of ``flatten_forward``.
    size : tuple (rows, columns, channels, samples)

    Returns
    -------
    array of size `size`, in the type of dout

    Raises
    ------
    TypeError
        If `dout` is not an array of integers or floats or `size` no tuple of integers.
    ValueError
        If their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 17.

    Examples
    --------
    >>> flatten_backward(np.array([[1, 3, 2, 4]]), (2, 2, 1, 1))[:, :, 0, 0]
    array([[1, 2],
           [3, 4]])
    """
    check_real_array("flatten_backward", "dout", dout, 2)
    check_image_size("flatten_backward", size)
    size = plain(size)
    fitting = size[3], size[0] * size[1] * size[2]
    check_fit("flatten_backward", dout.shape == fitting, f"dout must be of size {fitting}", dout=dout)
    return np.array(dout.T, promoted_dtype(dout.dtype), order="F").reshape(size, order="F")


def _first_largest(seen: np.ndarray) -> tuple[int, int]:
    """Return where the maximum stands in a window: of equal ones the first down the columns."""
    column, row = divmod(int(seen.ravel(order="F").argmax()), seen.shape[0])
    return row, column
