"""What is in a file, by name: `FileArray` is an array or a column, read when asked for; `Contents` is all of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Index = tuple[slice, ...]
"""A part of an array: for each dimension a slice of step 1 within its length."""


@dataclass(frozen=True, eq=False)
class FileArray:
    """One array or column of a file.

    Attributes
    ----------
    name : str
        Its place in the file, ``"group/x"``; ``""`` for the array of a file that has one and gives it no name.
    shape : tuple of int
        As the program saw it that wrote the file: dimensions that a format keeps in reverse have been turned round.
    dtype : dtype
        Of numbers, or datetime64, timedelta64, or object for strings. Missing values make a masked array.
    part : callable
        Reads a part, given as an `Index`, in the shape of that part.
    order : {"C", "F"}
        Whether parts are cheapest to read along the first dimension, or along the last.
    attrs : mapping
        What is known of it besides: ``"timezone"`` that its times were given in; ``"untyped"``, that the file is a
        text, which says no dtype; ``"at_least_2d"``, that the format has neither scalars nor vectors;
        ``"unnamed"``, that its name is but a number.
    """

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    part: Callable[[Index], Array]
    order: Literal["C", "F"] = "C"
    attrs: Mapping[str, Any] = field(default_factory=dict)
    rows: int = 1

    @classmethod
    def of(cls, name: str, array: Array, attrs: Mapping[str, Any] | None = None) -> FileArray:
        """Return an array that is in memory, or mapped into it, as an entry."""
        column_major = array.ndim > 1 and array.flags.f_contiguous and not array.flags.c_contiguous
        order: Literal["C", "F"] = "F" if column_major else "C"
        part = array.__getitem__ if array.ndim else lambda _: array
        return cls(name, array.shape, array.dtype, part, order, attrs or {})

    @property
    def size(self) -> int:
        """How many elements there are."""
        return math.prod(self.shape)

    @property
    def nbytes(self) -> int:
        """How much memory it takes to read it whole, as far as its dtype says."""
        return self.size * self.dtype.itemsize

    @property
    def axis(self) -> int:
        """The dimension along which parts are cheapest to read."""
        return len(self.shape) - 1 if self.order == "F" else 0

    def read(self) -> Array:
        """Return all of it; a scalar is an array without dimensions."""
        return np.asanyarray(self.part(tuple(slice(0, n) for n in self.shape)))

    def first(self, count: int) -> Array:
        """Return so many of the first rows along `axis`."""
        whole = [slice(0, n) for n in self.shape]
        whole[self.axis] = slice(0, min(count, self.shape[self.axis]))
        return np.asanyarray(self.part(tuple(whole)))

    def blocks(self, budget: int) -> Iterator[tuple[slice, Array]]:
        """Yield all of it, in order, in blocks along `axis`.

        Parameters
        ----------
        budget : int
            Bytes that a block should not exceed; it has one row at least.

        Yields
        ------
        slice, array
            Which rows along `axis`, and all that is in them.
        """
        if not self.shape:
            yield slice(0, 1), self.read()
            return
        length = self.shape[self.axis]
        row = max(1, self.nbytes // max(1, length))
        step = max(1, budget // row)
        whole = [slice(0, n) for n in self.shape]
        for start in range(0, length, step):
            rows = slice(start, min(length, start + step))
            yield rows, np.asanyarray(self.part((*whole[: self.axis], rows, *whole[self.axis + 1 :])))


@dataclass(frozen=True, eq=False)
class Contents:
    """All that is in a file.

    Attributes
    ----------
    path : Path
    format : str
        What kind of file it is, in words.
    entries : dict of str to FileArray
        By name, in the file's order.
    table : bool
        Whether the entries are columns of one table, whose rows belong together.
    notes : tuple of str
        What was done to it while reading.
    unread : dict of str to str
        What is in it besides and cannot be compared, by name, and why.
    close : callable
        Ends the reading: no entry can be read afterwards.
    """

    path: Path
    format: str
    entries: Mapping[str, FileArray]
    table: bool = False
    notes: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    close: Callable[[], None] = lambda: None


def nothing(shape: tuple[int, ...], dtype: Any) -> Array:
    """Return an array all of whose values are missing."""
    return np.ma.MaskedArray(np.zeros(shape, dtype), np.ones(shape, bool))
