"""Windows on images: which ones there are, and what each of them sees.

An image array has the axes (row, column, channel, sample). A window is a pair (rows, columns); it starts in the
upper left corner of the padded image and moves by `stride` in both directions, as long as it fits.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def output_length(size: int, window: int, stride: int, pad: int) -> int:
    """Return how many places there are in one direction; what does not divide evenly is floored."""
    return (size + 2 * pad - window) // stride + 1


def output_rows_columns(size: tuple[int, ...], window: tuple[int, ...], stride: int, pad: int) -> tuple[int, int]:
    """Return how many places there are in both directions."""
    return output_length(size[0], window[0], stride, pad), output_length(size[1], window[1], stride, pad)


def places(
    size: tuple[int, ...], window: tuple[int, ...], stride: int, pad: int = 0
) -> Iterator[tuple[int, int, slice, slice]]:
    """Yield i, j and the window's rows and columns for each place; parts outside of the image are left out."""
    out_rows, out_columns = output_rows_columns(size, window, stride, pad)
    for j in range(out_columns):
        left = j * stride - pad
        for i in range(out_rows):
            top = i * stride - pad
            rows = slice(max(top, 0), min(top + window[0], size[0]))
            yield i, j, rows, slice(max(left, 0), min(left + window[1], size[1]))


def shifted(size: int, window_place: int, stride: int, pad: int, length: int) -> tuple[slice, slice]:
    """Return which of `length` outputs see the image at one place of their window, and what they see there.

    Both are slices along one axis: of the outputs, and of the image.
    """
    first = max(0, -((window_place - pad) // stride))  # the first output whose place is not in the padding
    last = min(length, (size - 1 - window_place + pad) // stride + 1)
    start = first * stride + window_place - pad
    count = max(0, last - first)
    return slice(first, first + count), slice(start, start + count * stride, stride) if count else slice(0, 0)


def zero_padded(x: np.ndarray, pad: int) -> np.ndarray:
    """Return images with `pad` rows and columns of zeros on every side."""
    return np.pad(x, ((pad, pad), (pad, pad), (0, 0), (0, 0))) if pad else x


def unpadded(x: np.ndarray, pad: int) -> np.ndarray:
    """Return images without their `pad` outer rows and columns."""
    return x[pad : x.shape[0] - pad, pad : x.shape[1] - pad]


def plain(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return `numbers` as Python's own integers, which print without their type."""
    return tuple(map(int, numbers))
