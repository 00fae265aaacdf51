"""Arrays whose elements have fields, as one entry for each field; complex numbers that are kept as two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, FileArray, Index

_COMPLEX: Final = (("re", "im"), ("real", "imag"), ("r", "i"))
"""What Julia, MATLAB, and h5py call the parts of a complex number."""


def joined(name: str, step: object) -> str:
    """Return the name of what is inside an entry."""
    return f"{name}/{step}" if name else str(step)


def mapped(entry: FileArray, change: Callable[[Array], Array], dtype: Any, **attrs: Any) -> FileArray:
    """Return an entry whose elements are changed one by one when they are read."""
    part = entry.part
    return replace(entry, part=lambda index: change(part(index)), dtype=np.dtype(dtype), attrs={**entry.attrs, **attrs})


def is_complex(dtype: np.dtype[Any]) -> bool:
    """Whether a dtype with fields is that of complex numbers."""
    if dtype.names not in _COMPLEX or dtype.names is None:
        return False
    parts = {dtype[name].newbyteorder("=") for name in dtype.names}
    return parts <= {np.dtype("f4"), np.dtype("f8")} and len(parts) == 1


def as_complex(array: Array) -> Array:
    """Return an array of pairs as complex numbers."""
    first, second = array.dtype.names or ("", "")
    whole = np.empty(array.shape, np.result_type(array.dtype[first].newbyteorder("="), np.complex64))
    whole.real, whole.imag = array[first], array[second]
    return whole


def parts(entry: FileArray) -> Iterator[FileArray]:
    """Yield an entry whose dtype has fields as entries whose dtypes have none, named ``name/field``."""
    dtype = entry.dtype
    if dtype.names is not None and is_complex(dtype):
        yield mapped(entry, as_complex, np.result_type(dtype[0].newbyteorder("="), np.complex64))
    elif dtype.names is not None:
        for name in dtype.names:
            yield from parts(_field(entry, name))
    elif dtype.kind == "V":
        bytewise = np.dtype((np.uint8, (dtype.itemsize,)))
        yield _with_more_dimensions(entry, lambda array: array.view(bytewise), bytewise)
    else:
        yield entry


def _field(entry: FileArray, name: str) -> FileArray:
    inner = entry.dtype[name]
    renamed = replace(entry, name=joined(entry.name, name))
    return _with_more_dimensions(renamed, lambda array: array[name], inner)


def _with_more_dimensions(entry: FileArray, change: Callable[[Array], Array], inner: np.dtype[Any]) -> FileArray:
    """Return an entry each of whose elements becomes an array, if `inner` is the dtype of one."""
    own, part = len(entry.shape), entry.part

    def read(index: Index) -> Array:
        found = change(np.asarray(part(index[:own]), order="C"))
        return found[(slice(None),) * own + index[own:]]

    shape = entry.shape + inner.shape
    return replace(entry, shape=shape, dtype=inner.base, part=read, order="C" if inner.shape else entry.order)


def stacked(columns: Sequence[FileArray], attrs: Mapping[str, Any]) -> FileArray:
    """Return columns of numbers as one matrix."""
    dtype = np.result_type(*(column.dtype for column in columns))

    def part(index: Index) -> Array:
        read = [column.part((index[0],)) for column in columns[index[1]]]
        stack = np.ma.stack if any(isinstance(each, np.ma.MaskedArray) for each in read) else np.stack
        return np.asanyarray(stack(read, axis=1)).astype(dtype, copy=False)

    return FileArray("", (columns[0].shape[0], len(columns)), dtype, part, attrs=attrs)
