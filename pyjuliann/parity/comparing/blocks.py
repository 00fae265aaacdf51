"""Two arrays of one shape, cut alike into pieces that the processor's cache holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy.typing as npt

Array = npt.NDArray[Any]

_FLAT: Final = 1 << 16
_TILE: Final = 128


@dataclass(frozen=True)
class Block:
    """The same piece of both arrays, in native byte order, and where its k-th element, or many, are in the whole."""

    python: Array
    julia: Array
    locate: Callable[[Any], tuple[Any, ...]]


def blocks(python: Array, julia: Array) -> Iterator[Block]:
    """Yield all of two arrays of one shape, whatever their memory order."""
    if python.size <= _FLAT:
        if python.size:
            yield Block(_native(python), _native(julia), lambda k: unravel(k, python.shape))
    elif python.flags.c_contiguous and julia.flags.c_contiguous:
        yield from _flat_blocks(python, julia)
    else:
        yield from _tiles(python, julia)


def unravel(k: Any, shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Return the index of the k-th element in reading order; of an array of such numbers, an array for each axis."""
    index = []
    for n in reversed(shape):
        k, i = divmod(k, n)
        index.append(i)
    return tuple(reversed(index))


def _native(array: Array) -> Array:
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


def _flat_blocks(python: Array, julia: Array) -> Iterator[Block]:
    flat_python, flat_julia = python.reshape(-1), julia.reshape(-1)
    for start in range(0, python.size, _FLAT):
        piece = slice(start, start + _FLAT)

        def locate(k: Any, start: int = start) -> tuple[Any, ...]:
            return unravel(start + k, python.shape)

        yield Block(_native(flat_python[piece]), _native(flat_julia[piece]), locate)


def _tiles(python: Array, julia: Array) -> Iterator[Block]:
    # One order walks along rows, the other down columns: tiles over the first and the last axis let both
    # use whole cache lines.
    shape = python.shape
    sizes = [min(n, _TILE) if axis in (0, len(shape) - 1) else 1 for axis, n in enumerate(shape)]
    for axis in range(1, len(shape) - 1):
        sizes[axis] = max(1, min(shape[axis], _FLAT // max(1, math.prod(sizes))))
    steps = (range(0, n, max(1, size)) for n, size in zip(shape, sizes, strict=True))
    for corner in product(*steps):
        tile = tuple(slice(start, start + size) for start, size in zip(corner, sizes, strict=True))
        piece = _native(python[tile])

        def locate(k: Any, corner: tuple[int, ...] = corner, shape: tuple[int, ...] = piece.shape) -> tuple[Any, ...]:
            return tuple(i + c for i, c in zip(unravel(k, shape), corner, strict=True))

        yield Block(piece, _native(julia[tile]), locate)
