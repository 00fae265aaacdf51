"""Pooling through im2col: the maximum or the average over some columns of a matrix (posts 15 and 17).

The columns of each channel are the pixels of a window, in the order in which ties are decided. ``pooling`` has the
same layers as they are defined. Twin: ``julia/src/im2col_pooling.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._columns import all_columns, all_images
from pyjuliann.nn._windows import (
    Size,
    Window,
    check_image_size,
    check_output,
    checked_pooling,
    output_rows_columns,
    plain,
)
from pyjuliann.nn.contract import as_float, check_real_array, promoted_dtype


def im2col_max_pooling_forward(
    x: Real[np.ndarray, "row column channel sample"], window: Window = (2, 2), stride: int = 2, pad: int = 0
) -> Real[np.ndarray, "out_row out_column channel sample"]:
    """Return what ``max_pooling_forward`` returns: the maximum over the columns of each channel of im2col(x).

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0 and smaller than the window

    Returns
    -------
    array (out_rows, out_columns, channels, samples) in the type of x

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, `window` no tuple, or a number not an integer.
    ValueError
        If `x` has not four dimensions, a number is too small, or the window does not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 15.

    Examples
    --------
    >>> im2col_max_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 5,  7],
           [13, 15]])
    """
    check_real_array("im2col_max_pooling_forward", "x", x, 4)
    window, stride, pad = checked_pooling("im2col_max_pooling_forward", x.shape, window, stride, pad)
    largest, _ = _largest(x, window, stride, pad)
    return _as_outputs(largest, x.shape, window, stride, pad)


@np.errstate(all="ignore")
def im2col_max_pooling_backward(
    dout: Real[np.ndarray, "out_row out_column channel sample"],
    x: Real[np.ndarray, "row column channel sample"],
    window: Window = (2, 2),
    stride: int = 2,
    pad: int = 0,
) -> Real[np.ndarray, "row column channel sample"]:
    """Return what ``max_pooling_backward`` returns, but for rounding where windows overlap, through col2im.

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
    >>> im2col_max_pooling_backward(np.full((1, 1, 1, 1), 5), x)[:, :, 0, 0]
    array([[0, 0],
           [5, 0]])
    """
    name = "im2col_max_pooling_backward"
    check_real_array(name, "x", x, 4)
    window, stride, pad = checked_pooling(name, x.shape, window, stride, pad)
    check_output(name, dout, (*output_rows_columns(x.shape, window, stride, pad), *x.shape[2:]), x=x)
    _, place = _largest(x, window, stride, pad)
    channels, count = place.shape
    columns = np.zeros((channels, window[0] * window[1], count), promoted_dtype(dout.dtype))
    np.put_along_axis(columns, place[:, None], _as_groups(dout)[:, None], axis=1)
    return all_images(columns.reshape(-1, count).T, x.shape, window, stride, pad)


@np.errstate(all="ignore")
def im2col_average_pooling_forward(
    x: Real[np.ndarray, "row column channel sample"], window: Window = (2, 2), stride: int = 2, pad: int = 0
) -> Float[np.ndarray, "out_row out_column channel sample"]:
    """Return what ``average_pooling_forward`` returns: the mean over the columns of each channel of im2col(x).

    Parameters
    ----------
    x : array (row, column, channel, sample), integers or floats
        Integers are taken as Float64.
    window : tuple (rows, columns) of integers, at least 1
    stride : integer, at least 1
    pad : integer, at least 0 and smaller than the window

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
    Source: "Deep Learning in Julia", post 15.

    Examples
    --------
    >>> im2col_average_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    name = "im2col_average_pooling_forward"
    check_real_array(name, "x", x, 4)
    window, stride, pad = checked_pooling(name, x.shape, window, stride, pad)
    groups = _groups(as_float(x), window, stride, pad)
    total = np.zeros_like(groups[:, 0])
    for k in range(groups.shape[1]):
        total += groups[:, k]
    total /= total.dtype.type(groups.shape[1])
    return _as_outputs(total, x.shape, window, stride, pad)


@np.errstate(all="ignore")
def im2col_average_pooling_backward(
    dout: Real[np.ndarray, "out_row out_column channel sample"],
    size: Size,
    window: Window = (2, 2),
    stride: int = 2,
    pad: int = 0,
) -> Float[np.ndarray, "row column channel sample"]:
    """Return what ``average_pooling_backward`` returns, but for rounding where windows overlap, through col2im.

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
    >>> im2col_average_pooling_backward(np.full((1, 1, 1, 1), 8), (2, 2, 1, 1))[:, :, 0, 0]
    array([[2., 2.],
           [2., 2.]])
    """
    name = "im2col_average_pooling_backward"
    check_image_size(name, size)
    window, stride, pad = checked_pooling(name, size, window, stride, pad)
    size = plain(size)
    check_output(name, dout, (*output_rows_columns(size, window, stride, pad), *size[2:]))
    area = window[0] * window[1]
    groups = as_float(_as_groups(dout)) / area
    columns = np.repeat(groups, area, axis=0)
    return all_images(columns.T, size, window, stride, pad)


def _groups(x: np.ndarray, window: Window, stride: int, pad: int) -> np.ndarray:
    """Return ``im2col`` of `x` as an array (channel, pixel of the window, place)."""
    columns = all_columns(x, window, stride, pad)
    return columns.T.reshape(x.shape[2], window[0] * window[1], columns.shape[0])


def _as_groups(dout: np.ndarray) -> np.ndarray:
    """Return outputs of a pooling layer as a matrix (channel, place)."""
    out_rows, out_columns, channels, samples = dout.shape
    return dout.transpose(2, 3, 1, 0).reshape(channels, samples * out_columns * out_rows)


def _as_outputs(groups: np.ndarray, size: tuple[int, ...], window: Window, stride: int, pad: int) -> np.ndarray:
    """Return a matrix (channel, place) as the outputs of a pooling layer."""
    out_rows, out_columns = output_rows_columns(size, window, stride, pad)
    return groups.reshape(size[2], size[3], out_columns, out_rows).transpose(3, 2, 0, 1)


def _largest(x: np.ndarray, window: Window, stride: int, pad: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the maximum of each channel at each place, and which pixel of the window it is."""
    groups = _groups(x, window, stride, pad)
    everywhere = np.broadcast_to(np.ones((), bool), (*x.shape[:2], 1, x.shape[3]))
    inside = _groups(everywhere, window, stride, pad)[0]  # padding is never the maximum
    largest, place, found = groups[:, 0].copy(), np.zeros(groups[:, 0].shape, np.int64), inside[0]
    for k in range(1, groups.shape[1]):
        candidates = groups[:, k]
        better = (candidates > largest) | (np.isnan(candidates) & ~np.isnan(largest))
        better = inside[k] & (better | ~found)
        np.copyto(largest, candidates, where=better)
        place[better] = k
        found = found | inside[k]
    return largest, place
