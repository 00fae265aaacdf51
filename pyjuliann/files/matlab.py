"""MATLAB's files of versions 4, 5, 6 and 7, read by SciPy; those of version 7.3 are HDF5."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, Contents, FileArray
from pyjuliann.files.reading import check_declared, library, named, reading
from pyjuliann.files.structured import joined
from pyjuliann.language import phrase

MAT: Final = phrase("a MATLAB .mat file")
_TWO: Final = {"at_least_2d": True}
_LARGEST_DENSE: Final = 1 << 24


def read_mat(path: Path) -> Contents:
    """Return the variables of a file; structs and cells become names such as ``fit/weights``."""
    io = library("scipy.io", path, phrase("a .mat file"))
    with reading(path, MAT, limited=True), warnings.catch_warnings():
        # one of them says that a variable is there twice, and the first is lost
        warnings.simplefilter("error")
        sizes = {"double": 8, "int64": 8, "uint64": 8, "single": 4, "int32": 4, "uint32": 4, "int16": 2, "uint16": 2}
        logical = set()
        for name, shape, kind in io.whosmat(path):
            check_declared(path, name, math.prod(shape) * sizes.get(kind, 1))
            if kind == "logical":
                logical.add(name)
        entries: list[FileArray] = []
        unread: dict[str, str] = {}
        for name, value in io.loadmat(path, chars_as_strings=True).items():
            if name.startswith("__"):
                continue
            if name in logical:
                value = value.astype(bool)  # noqa: PLW2901
            entries += _entries(name, value, unread)
        return Contents(path, MAT, named(path, entries), unread=unread)


def _entries(name: str, value: Any, unread: dict[str, str]) -> Iterator[FileArray]:
    if hasattr(value, "tocoo"):
        yield from _sparse(name, value)
    elif not isinstance(value, np.ndarray) or type(value).__name__ in ("MatlabOpaque", "MatlabFunction"):
        unread[name] = phrase("is a {}, which has no array", type(value).__name__)
    elif value.dtype.names is not None:
        for place, element in _elements(name, value):
            for field in value.dtype.names:
                yield from _entries(joined(place, field), element[field], unread)
    elif value.dtype.kind == "O":
        for place, element in _elements(name, value):
            yield from _entries(place, element, unread)
    else:
        texts = value.dtype.kind == "U"
        found: Array = value.astype(object) if texts else value
        if texts and value.shape in ((1,), (1, 1)):
            found = found.reshape(())
        yield FileArray.of(name, found, {} if texts else _TWO)


def _elements(name: str, value: Array) -> Iterator[tuple[str, Any]]:
    """Yield the elements of a struct or a cell, in MATLAB's order; the only one has the name of the whole."""
    flat = value.reshape(-1, order="F")
    for k, element in enumerate(flat):
        yield (joined(name, k) if flat.size != 1 or value.dtype.names is None else name), element


def _sparse(name: str, value: Any) -> Iterator[FileArray]:
    """Yield a sparse matrix as one that is not, or as what it stores where that would be too large."""
    if math.prod(value.shape) <= _LARGEST_DENSE:
        yield FileArray.of(name, value.toarray(), _TWO)
        return
    stored = value.tocoo()
    stored.sum_duplicates()
    for part in ("row", "col", "data"):
        yield FileArray.of(joined(name, part), getattr(stored, part))
