"""im2col: every window of every image as one row of a matrix, so that a layer is one matrix product (posts 15 to 17).

    an image 3×3, window 2×2          im2col: a row for each place, a column for each pixel of the window

        1 4 7                             1 2 4 5     upper left: down its first column, then down the next
        2 5 8                             2 3 5 6     lower left: the places go down too, ...
        3 6 9                             4 5 7 8     ... and then to the right
                                          5 6 8 9

Rows: the place's row runs fastest, then its column, then the sample. Columns: the window's row runs fastest, then
its column, then the channel. So ``reshape(w, :, filters)`` in Julia has the filters as columns that go with it.
Twin: ``julia/src/im2col.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Real

from pyjuliann.nn._columns import all_columns, all_images
from pyjuliann.nn._windows import (
    Size,
    Window,
    check_filter_bias,
    check_filters,
    check_image_size,
    check_output,
    check_window,
    check_within,
    output_rows_columns,
    plain,
)
from pyjuliann.nn.contract import add, check_fit, check_real_array, product


def im2col(
    x: Real[np.ndarray, "row column channel sample"], window: Window, stride: int = 1, pad: int = 0
) -> Real[np.ndarray, "place pixel"]:
    """Return a matrix with a row for every window of every image; the head of this file shows the order.

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0
        Rows and columns of zeros on every side of an image.

    Returns
    -------
    matrix (out_rows · out_columns · samples, window_rows · window_columns · channels) in the type of x
        Nothing else of this size is allocated.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, `window` no tuple, or a number not an integer.
    ValueError
        If `x` has not four dimensions, a number is too small, or the window does not fit into the padded image.

    Notes
    -----
    Source: "Deep Learning in Julia", post 15.

    Examples
    --------
    >>> im2col(np.array([[1, 4, 7], [2, 5, 8], [3, 6, 9]]).reshape(3, 3, 1, 1), (2, 2))
    array([[1, 2, 4, 5],
           [2, 3, 5, 6],
           [4, 5, 7, 8],
           [5, 6, 8, 9]])
    >>> im2col(np.ones((5, 5, 3, 2)), (3, 3)).shape
    (18, 27)
    """
    check_real_array("im2col", "x", x, 4)
    check_window("im2col", window, stride, pad)
    check_within("im2col", x.shape, window, pad)
    return all_columns(x, plain(window), int(stride), int(pad))


@np.errstate(all="ignore")
def col2im(
    columns: Real[np.ndarray, "place pixel"], size: Size, window: Window, stride: int = 1, pad: int = 0
) -> Real[np.ndarray, "row column channel sample"]:
    """Return images in which every row of `columns` is added back to where ``im2col`` took it from.

    It is the adjoint of ``im2col``: Σ im2col(x) ∘ y = Σ x ∘ col2im(y).

    Parameters
    ----------
    columns : matrix (out_rows · out_columns · samples, window_rows · window_columns · channels), integers or floats
    size : tuple (rows, columns, channels, samples)
        The size of the images.
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0
        What falls into the padding is left out.

    Returns
    -------
    array of size `size`, in the type of columns

    Raises
    ------
    TypeError
        If `columns` is not an array of integers or floats, `size` or `window` no tuple, or a number not an integer.
    ValueError
        If numbers are too small or sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 16.

    Examples
    --------
    >>> col2im(np.ones((4, 4), int), (3, 3, 1, 1), (2, 2))[:, :, 0, 0]
    array([[1, 2, 1],
           [2, 4, 2],
           [1, 2, 1]])
    """
    check_real_array("col2im", "columns", columns, 2)
    check_image_size("col2im", size)
    check_window("col2im", window, stride, pad)
    check_within("col2im", size, window, pad)
    size, window, stride, pad = plain(size), plain(window), int(stride), int(pad)
    out_rows, out_columns = output_rows_columns(size, window, stride, pad)
    fitting = out_rows * out_columns * size[3], window[0] * window[1] * size[2]
    check_fit("col2im", columns.shape == fitting, f"columns must be of size {fitting}", columns=columns)
    return all_images(columns, size, window, stride, pad)


@np.errstate(all="ignore")
def im2col_convolution_forward(
    x: Real[np.ndarray, "row column channel sample"],
    w: Real[np.ndarray, "window_row window_column channel filter"],
    b: Real[np.ndarray, "1 filter"],
    stride: int = 1,
    pad: int = 0,
) -> Real[np.ndarray, "out_row out_column filter sample"]:
    """Return what ``convolution_forward`` returns, but for rounding, from one matrix product: im2col(x)·W + b.

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

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats, or `stride` or `pad` not an integer.
    ValueError
        If numbers of dimensions or sizes do not fit, or `stride` or `pad` is too small.

    Notes
    -----
    Source: "Deep Learning in Julia", post 15.

    Examples
    --------
    >>> x = np.arange(1, 10).reshape(3, 3, 1, 1)
    >>> w = np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> im2col_convolution_forward(x, w, np.array([[10]]))[:, :, 0, 0]
    array([[6, 6],
           [6, 6]])
    """
    check_filters("im2col_convolution_forward", x, w, stride, pad)
    check_filter_bias("im2col_convolution_forward", w, b)
    window, stride, pad = plain(w.shape[:2]), int(stride), int(pad)
    out_rows, out_columns = output_rows_columns(x.shape, window, stride, pad)
    # Filters first, so that memory runs along the places.
    y = add(product(_filters(w).T, all_columns(x, window, stride, pad).T), b.T)
    return y.reshape(w.shape[3], x.shape[3], out_columns, out_rows).transpose(3, 2, 0, 1)


@np.errstate(all="ignore")
def im2col_convolution_backward(
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
    """Return what ``convolution_backward`` returns, but for rounding, from two matrix products.

    With D, whose rows are the places and whose columns are the filters of dout: dX = col2im(D·Wᵀ),
    dW = im2col(x)ᵀ·D, db = column sums of D.

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
    >>> dx, dw, db = im2col_convolution_backward(np.ones((2, 2, 1, 1), int), x, w)
    >>> dx[:, :, 0, 0]
    array([[ 1,  1,  0],
           [ 1,  0, -1],
           [ 0, -1, -1]])
    """
    name = "im2col_convolution_backward"
    check_filters(name, x, w, stride, pad)
    window, stride, pad = plain(w.shape[:2]), int(stride), int(pad)
    out_rows, out_columns = output_rows_columns(x.shape, window, stride, pad)
    filters, samples = w.shape[3], x.shape[3]
    check_output(name, dout, (out_rows, out_columns, filters, samples), x=x, w=w)
    delta = dout.transpose(2, 3, 1, 0).reshape(filters, out_rows * out_columns * samples)
    dw = product(delta, all_columns(x, window, stride, pad))
    dx = all_images(product(_filters(w), delta).T, plain(x.shape), window, stride, pad)
    db = dout.sum(axis=(0, 1, 3)).reshape(1, filters)
    return dx, dw.reshape(filters, *w.shape[2::-1]).transpose(3, 2, 1, 0), db


def _filters(w: np.ndarray) -> np.ndarray:
    """Return the matrix that has the filters as columns, in the order of the columns of ``im2col``."""
    return w.reshape(w.shape[0] * w.shape[1] * w.shape[2], w.shape[3], order="F")
