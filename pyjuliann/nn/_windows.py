"""Windows on images: which ones there are, and what is checked before anything moves over them.

An image array has the axes (row, column, channel, sample). A window is a pair (rows, columns); it starts in the
upper left corner of the padded image and moves by `stride` in both directions, as long as it fits.
Twin: ``julia/src/_windows.jl``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pyjuliann.nn.contract import check_between, check_fit, check_integer, check_real_array, check_size, describe

Window = tuple[int, ...]  # (rows, columns)
Size = tuple[int, ...]  # (rows, columns, channels, samples)

_MOST = 2**31 - 1  # sums of a size and two of these fit into 64 bits


def check_window(function: str, window: Any, stride: Any, pad: Any) -> None:
    """Refuse `window` unless it is a pair of integers of at least 1, `stride` below 1, and `pad` below 0.

    Raises
    ------
    TypeError
        If something is no integer.
    ValueError
        If a number is too small or too large.

    Examples
    --------
    >>> check_window("im2col", (3, 3), 0, 0)
    Traceback (most recent call last):
        ...
    ValueError: im2col: stride must be between 1 and 2147483647; got 0
    """
    if not isinstance(window, tuple) or len(window) != 2:
        raise TypeError(f"{function}: window must be a tuple (rows, columns); got {describe(window)}")
    for name, length in zip(("rows", "columns"), window, strict=True):
        check_count(function, f"{name} of window", length, 1)
    check_stride(function, stride, pad)


def check_stride(function: str, stride: Any, pad: Any) -> None:
    """Refuse `stride` unless it is an integer of at least 1, and `pad` unless it is one of at least 0."""
    check_count(function, "stride", stride, 1)
    check_count(function, "pad", pad, 0)


def check_count(function: str, argument: str, value: Any, least: int) -> None:
    """Refuse `value` unless it is an integer of at least `least`, and not too large to calculate with."""
    check_integer(function, argument, value)
    check_between(function, argument, value, least, _MOST)


def check_image_size(function: str, size: Any) -> None:
    """Refuse `size` unless it is a tuple of four natural numbers, as an image array has."""
    check_size(function, "size", size)
    if len(size) != 4:
        raise ValueError(f"{function}: size must be (rows, columns, channels, samples); got {size}")


def check_within(function: str, size: tuple[int, ...], window: Window, pad: int) -> None:
    """Refuse `window` unless it fits into images of `size` when they are padded.

    Raises
    ------
    ValueError
        If it does not; the message gives all sizes.

    Examples
    --------
    >>> check_within("im2col", (2, 5, 1, 1), (3, 3), 0)
    Traceback (most recent call last):
        ...
    ValueError: im2col: window must fit into the padded images; got window (3, 3), images of size (2, 5, 1, 1) and pad 0
    """
    if any(length > n + 2 * int(pad) for n, length in zip(size[:2], window, strict=True)):
        got = f"window {plain(window)}, images of size {plain(size)} and pad {pad}"
        raise ValueError(f"{function}: window must fit into the padded images; got {got}")


def check_filters(function: str, x: Any, w: Any, stride: Any, pad: Any) -> None:
    """Refuse images and filters unless they fit each other.

    Raises
    ------
    TypeError
        If something is no array of integers or floats, or `stride` or `pad` no integer.
    ValueError
        If sizes do not fit, or `stride` or `pad` is too small.
    """
    check_real_array(function, "x", x, 4)
    check_real_array(function, "w", w, 4)
    check_stride(function, stride, pad)
    check_fit(function, min(w.shape[:2]) > 0, "w must have at least one row and one column", w=w)
    check_fit(function, x.shape[2] == w.shape[2], "channels of x must equal channels of w", x=x, w=w)
    fits = all(x.shape[axis] + 2 * int(pad) >= w.shape[axis] for axis in (0, 1))
    check_fit(function, fits, f"w must fit into the images of x with pad {pad}", x=x, w=w)


def check_filter_bias(function: str, w: np.ndarray, b: Any) -> None:
    """Refuse `b` unless it is one row of numbers with a column for each filter."""
    check_real_array(function, "b", b, 2)
    check_fit(function, b.shape == (1, w.shape[3]), "b must be one row with a column for each filter", w=w, b=b)


def checked_pooling(
    function: str, size: tuple[int, ...], window: Any, stride: Any, pad: Any
) -> tuple[tuple[int, ...], int, int]:
    """Return `window`, `stride` and `pad` as Python's own integers if images of `size` can be pooled with them.

    Raises
    ------
    TypeError
        If `window` is no tuple or a number no integer.
    ValueError
        If a number is too small, the window does not fit, or some of them would hold only padding.
    """
    check_window(function, window, stride, pad)
    check_within(function, size, window, pad)
    if pad >= min(window):
        raise ValueError(f"{function}: pad must be smaller than the window of size {plain(window)}; got {pad}")
    return plain(window), int(stride), int(pad)


def check_output(function: str, dout: Any, size: tuple[int, ...], **arrays: np.ndarray) -> None:
    """Refuse `dout` unless it is an array of numbers of the `size` of the layer's output.

    Raises
    ------
    TypeError
        If it is no array of integers or floats.
    ValueError
        If it has another size; the message gives also those of `arrays`.
    """
    check_real_array(function, "dout", dout, 4)
    check_fit(function, dout.shape == size, f"dout must be of size {size}", dout=dout, **arrays)


def plain(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return `numbers` as Python's own integers, which print without their type."""
    return tuple(map(int, numbers))


def output_length(size: int, window: int, stride: int, pad: int) -> int:
    """Return how many places there are in one direction; what does not divide evenly is floored."""
    return int((int(size) + 2 * int(pad) - int(window)) // int(stride) + 1)


def output_rows_columns(size: tuple[int, ...], window: Window, stride: int, pad: int) -> tuple[int, int]:
    """Return how many places there are in both directions."""
    return output_length(size[0], window[0], stride, pad), output_length(size[1], window[1], stride, pad)


def places(size: tuple[int, ...], window: Window, stride: int, pad: int = 0) -> Iterator[tuple[int, int, slice, slice]]:
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
