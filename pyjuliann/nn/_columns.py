"""Windows of images copied into columns, and added back: what im2col and the networks have in common.

The arrays come as views with their axes in one order; how their memory runs is up to the caller.
"""

from __future__ import annotations

import numpy as np

from pyjuliann.nn._windows import output_rows_columns, shifted


def fill_columns(columns: np.ndarray, x: np.ndarray, stride: int, pads: tuple[int, int]) -> None:
    """Copy the windows of `x` (row, column, …) into `columns` (window_row, window_column, out_row, out_column, …).

    `pads` are rows and columns of padding, negative where windows start inside. What lies outside of `x` is left as
    it is in `columns`.
    """
    for k, column in enumerate(columns):
        to_row, from_row = shifted(x.shape[0], k, stride, pads[0], columns.shape[2])
        for m, place in enumerate(column):
            to_column, from_column = shifted(x.shape[1], m, stride, pads[1], columns.shape[3])
            place[to_row, to_column] = x[from_row, from_column]


def add_columns(x: np.ndarray, columns: np.ndarray, stride: int, pads: tuple[int, int]) -> None:
    """Add `columns`, which ``fill_columns`` would fill, to `x` where it would take them from."""
    for m in range(columns.shape[1]):
        to_column, from_column = shifted(x.shape[1], m, stride, pads[1], columns.shape[3])
        for k in range(columns.shape[0]):
            to_row, from_row = shifted(x.shape[0], k, stride, pads[0], columns.shape[2])
            x[from_row, from_column] += columns[k, m, to_row, to_column]


def all_columns(x: np.ndarray, window: tuple[int, ...], stride: int, pad: int) -> np.ndarray:
    """Return ``im2col`` of `x`, in Fortran order."""
    _, _, channels, samples = x.shape
    out_rows, out_columns = output_rows_columns(x.shape, window, stride, pad)
    columns = np.empty((channels, window[1], window[0], samples, out_columns, out_rows), x.dtype)
    if pad:
        columns.fill(0)
    fill_columns(columns.transpose(2, 1, 5, 4, 0, 3), x, stride, (pad, pad))
    return columns.reshape(channels * window[0] * window[1], samples * out_columns * out_rows).T


def all_images(
    columns: np.ndarray, size: tuple[int, ...], window: tuple[int, ...], stride: int, pad: int
) -> np.ndarray:
    """Return ``col2im`` of `columns`, in Fortran order."""
    _, _, channels, samples = size
    out_rows, out_columns = output_rows_columns(size, window, stride, pad)
    parts = np.asarray(columns).T.reshape(channels, window[1], window[0], samples, out_columns, out_rows)
    x = np.zeros(size, columns.dtype, order="F")
    add_columns(x, parts.transpose(2, 1, 5, 4, 0, 3), stride, (pad, pad))
    return x


def as_rows(outputs: np.ndarray) -> np.ndarray:
    """Return outputs (out_row, out_column, channel, sample) as a matrix (channel, place of ``im2col``)."""
    out_rows, out_columns, channels, samples = outputs.shape
    return outputs.transpose(2, 3, 1, 0).reshape(channels, samples * out_columns * out_rows)


def as_outputs(rows: np.ndarray, out_rows: int, out_columns: int) -> np.ndarray:
    """Return a matrix (channel, place of ``im2col``) as outputs (out_row, out_column, channel, sample)."""
    channels, places = rows.shape
    samples = places // (out_rows * out_columns)
    return rows.reshape(channels, samples, out_columns, out_rows).transpose(3, 2, 0, 1)
