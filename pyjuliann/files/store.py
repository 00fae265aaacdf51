"""A column that comes in pieces: in memory while there is little of it, in a file that has no name beyond that."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

import numpy as np

from pyjuliann.files.entries import Array, FileArray, Index, nothing

MOST_IN_MEMORY: Final = 1 << 28
"""Bytes of pieces that are kept in memory."""


_OF_A_TEXT: Final = 9
"""So many times the reference to it a text takes, at least."""


@dataclass(frozen=True)
class _Written:
    """Where a piece stands in the file: numbers, or texts of one width."""

    dtype: np.dtype[Any]
    count: int
    at: int


class PieceStore:
    """Keeps arrays, and gives them back."""

    def __init__(self) -> None:
        self.size = 0
        self.file: IO[bytes] | None = None

    def keep(self, array: Array) -> Piece:
        """Return an array as a piece, written to the file if there is much already."""
        self.size += array.nbytes * (_OF_A_TEXT if array.dtype.kind == "O" else 1)
        if self.size <= MOST_IN_MEMORY:
            return Piece(array)
        data = np.ma.getdata(array)
        mask = np.ma.getmaskarray(array) if isinstance(array, np.ma.MaskedArray) else None
        texts = data.dtype.kind == "O" and all(isinstance(each, str) and "\0" not in each for each in data)
        if data.dtype.kind == "O" and not texts:
            return Piece(array)
        plain = data.astype(str) if texts else data
        return Piece(self._written(plain), None if mask is None else self._written(mask), texts, self)

    def _written(self, array: Array) -> _Written:
        if self.file is None:
            self.file = tempfile.TemporaryFile(prefix="pyjuliann-")  # noqa: SIM115 - read from later
        at = self.file.seek(0, 2)
        array.tofile(self.file)
        return _Written(array.dtype, len(array), at)

    def read(self, piece: _Written) -> Array:
        """Return what was written."""
        assert self.file is not None
        self.file.seek(piece.at)
        return np.fromfile(self.file, piece.dtype, piece.count)

    def close(self) -> None:
        """Let go of the file."""
        if self.file is not None:
            self.file.close()


@dataclass(frozen=True, eq=False)
class Piece:
    """Some rows of a column: an array, or where it was written."""

    data: Array | _Written
    mask: _Written | None = None
    texts: bool = False
    store: PieceStore | None = None

    def __len__(self) -> int:
        return self.data.count if isinstance(self.data, _Written) else len(self.data)

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of the array."""
        return np.dtype(object) if self.texts else self.data.dtype

    def read(self) -> Array:
        """Return the array."""
        if self.store is None or not isinstance(self.data, _Written):
            return np.asanyarray(self.data)
        data = self.store.read(self.data)
        data = data.astype(object) if self.texts else data
        return data if self.mask is None else np.ma.MaskedArray(data, self.store.read(self.mask))


def column_of(name: str, pieces: Sequence[Piece | int], dtype: np.dtype[Any], attrs: Any) -> FileArray:
    """Return the pieces of a column as one entry.

    Parameters
    ----------
    pieces : sequence of Piece or int
        A number stands for so many missing values.
    dtype : dtype
        That all of them can be made.
    """
    ends = np.cumsum([len(piece) if isinstance(piece, Piece) else piece for piece in pieces]).tolist()
    count = ends[-1] if ends else 0

    def part(index: Index) -> Array:
        rows = index[0]
        found = []
        for k in range(bisect_right(ends, rows.start), len(pieces)):
            piece, first = pieces[k], ends[k - 1] if k else 0
            if first >= rows.stop:
                break
            array = piece.read().astype(dtype, copy=False) if isinstance(piece, Piece) else nothing((piece,), dtype)
            found.append(array[max(0, rows.start - first) : rows.stop - first])
        if len(found) == 1:
            return found[0]
        if not found:
            return np.zeros(0, dtype)
        join: Any = np.ma.concatenate if any(isinstance(each, np.ma.MaskedArray) for each in found) else np.concatenate
        return np.asanyarray(join(found))

    return FileArray(name, (count,), dtype, part, attrs=attrs)
