"""Pooling through im2col: the maximum or the average over some columns of a matrix (posts 15 and 17).

The columns of each channel are the pixels of a window, read along its rows as in ``pooling``, which has the same
layers as they are defined.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from pyjuliann.nn._columns import all_columns, all_images, as_outputs, as_rows
from pyjuliann.nn._windows import output_rows_columns
from pyjuliann.nn.contract import Averages, Images, ImageSize, Pooled, PoolingPad, Stride, Window, as_float, contract


@contract
def im2col_max_pooling_forward(x: Images, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0) -> Pooled:
    """Return what ``max_pooling_forward`` returns: the maximum over the columns of each channel of im2col(x).

    >>> im2col_max_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 5,  7],
           [13, 15]])
    """
    largest, _ = _largest(x, window, stride, pad)
    return as_outputs(largest, *output_rows_columns(x.shape, window, stride, pad))


@contract
def im2col_max_pooling_backward(
    dout: Pooled, x: Images, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0
) -> Images:
    """Return what ``max_pooling_backward`` returns, but for rounding where windows overlap, through col2im.

    >>> x = np.array([[1, 7], [7, 2]]).reshape(2, 2, 1, 1)
    >>> im2col_max_pooling_backward(np.full((1, 1, 1, 1), 5), x)[:, :, 0, 0]
    array([[0, 5],
           [0, 0]])
    """
    _, place = _largest(x, window, stride, pad)
    columns = np.zeros((place.shape[0], window[0] * window[1], place.shape[1]), dout.dtype)
    np.put_along_axis(columns, place[:, None], as_rows(dout)[:, None], axis=1)
    return all_images(_turned(columns, window).reshape(-1, place.shape[1]).T, x.shape, window, stride, pad)


@contract
def im2col_average_pooling_forward(
    x: Images, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0
) -> Averages:
    """Return what ``average_pooling_forward`` returns: the mean over the columns of each channel of im2col(x).

    >>> im2col_average_pooling_forward(np.arange(16).reshape(4, 4, 1, 1))[:, :, 0, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    pixels = _groups(as_float(x), window, stride, pad).swapaxes(0, 1)
    mean = sum(pixels) / pixels.dtype.type(len(pixels))  # one after the other, as in Julia
    return as_outputs(mean, *output_rows_columns(x.shape, window, stride, pad))


@contract
def im2col_average_pooling_backward(
    dout: Pooled, size: ImageSize, window: Window = (2, 2), stride: Stride = 2, pad: PoolingPad = 0
) -> Float[np.ndarray, "rows columns channels samples"]:
    """Return what ``average_pooling_backward`` returns, but for rounding where windows overlap, through col2im.

    >>> im2col_average_pooling_backward(np.full((1, 1, 1, 1), 8), (2, 2, 1, 1))[:, :, 0, 0]
    array([[2., 2.],
           [2., 2.]])
    """
    area = window[0] * window[1]
    columns = np.repeat(as_float(as_rows(dout)) / area, area, axis=0).T
    return all_images(columns, size, window, stride, pad)


def _groups(x: np.ndarray, window: tuple[int, ...], stride: int, pad: int) -> np.ndarray:
    """Return ``im2col`` of `x` as an array (channel, pixel along the window's rows, place)."""
    columns = all_columns(x, window, stride, pad)
    return _turned(columns.T.reshape(x.shape[2], window[0] * window[1], len(columns)), window[::-1])


def _turned(groups: np.ndarray, window: tuple[int, ...]) -> np.ndarray:
    """Return the pixels of each channel, given along the rows of `window`, down its columns."""
    return groups.reshape(len(groups), *window, groups.shape[2]).swapaxes(1, 2).reshape(groups.shape)


def _largest(x: np.ndarray, window: tuple[int, ...], stride: int, pad: int) -> tuple[np.ndarray, np.ndarray]:
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
