"""Two entries of one shape side by side, in blocks of bounded size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np

from pyjuliann.files.entries import Array, FileArray, Index

BLOCK: Final = 1 << 20
"""Bytes of either side that are in memory at a time: what the processor's caches hold, and what memory that was in use
before is had for. Larger blocks take longer."""
_TILE: Final = 1 << 26
"""The same where one side is cheapest to read along its first dimension, and the other along its last."""


def both(a: FileArray, b: FileArray, budget: int | None = None) -> Iterator[tuple[tuple[int, ...], Array, Array]]:
    """Yield all of two entries of one shape, the same part of both at a time.

    Parameters
    ----------
    a, b : FileArray
        Each is read in the order in which that is cheapest, as far as both have the same.
    budget : int, optional
        Bytes that a part of the larger one should not exceed; chunks that a file keeps are not divided.

    Yields
    ------
    tuple of int, array, array
        The index of the part's first element, and the part of each.
    """
    if not math.prod(a.shape):
        return
    along = sorted({a.axis, b.axis}) if a.shape else []
    if budget is None:
        budget = BLOCK if len(along) < 2 else _TILE
    steps = _steps(a, b, along, max(1, budget // max(a.dtype.itemsize, b.dtype.itemsize)))
    starts = [range(0, n, step) for n, step in zip(a.shape, steps, strict=True)]
    for origin in product(*starts):
        index: Index = tuple(
            slice(start, min(start + step, n)) for start, step, n in zip(origin, steps, a.shape, strict=True)
        )
        yield origin, np.asanyarray(a.part(index)), np.asanyarray(b.part(index))


def _steps(a: FileArray, b: FileArray, along: list[int], elements: int) -> list[int]:
    """Return the size of a part in each dimension: whole, but for those along which the entries are read."""
    steps = list(a.shape)
    across = math.prod(n for axis, n in enumerate(a.shape) if axis not in along)
    each = max(1, elements // max(1, across))
    for axis in along:
        least = max([entry.rows for entry in (a, b) if entry.axis == axis], default=1)
        wanted = each if len(along) == 1 else math.isqrt(each)
        steps[axis] = min(a.shape[axis], max(least, wanted // least * least, 1))
    return steps
