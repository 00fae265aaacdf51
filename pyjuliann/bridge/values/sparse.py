"""Sparse matrices and vectors: SciPy's, and Julia's. Column by column is how they cross; none is made dense.

Julia counts rows from 1: that is told here, and nowhere else.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values.arrays import fits
from pyjuliann.bridge.values.groups import Doc, Group, Writes
from pyjuliann.bridge.values.julia_types import of_type
from pyjuliann.bridge.values.records import JuliaRecord
from pyjuliann.bridge.values.type_names import ELEMENT_CODES, JULIA_ELEMENT, dtype_name, type_name
from pyjuliann.bridge.values.typed import Encodes, Typed
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

MATRIX, VECTOR = "SparseArrays.SparseMatrixCSC", "SparseArrays.SparseVector"


class Stored(NamedTuple):
    """The stored elements of a sparse matrix or vector, in Julia's order: by columns, then by rows.

    Attributes
    ----------
    shape : tuple of int
    starts : (n + 1,) integers
        Where the elements of each column begin; empty for a vector.
    rows : (k,) integers
        The row of each element.
    data : (k,) numbers
    """

    shape: tuple[int, ...]
    starts: NDArray[Any]
    rows: NDArray[Any]
    data: NDArray[Any]


def is_sparse(kind: type) -> bool:
    """Whether a class is one of SciPy's sparse matrices or arrays; SciPy is not imported for that."""
    sparse = sys.modules.get("scipy.sparse")
    bases = (getattr(sparse, name, None) for name in ("spmatrix", "sparray"))
    return any(isinstance(base, type) and issubclass(kind, base) for base in bases)


def stored(value: Any) -> Stored:
    """Return the stored elements of a SciPy matrix or array of any format, explicit zeros among them, each once.

    Raises
    ------
    ConversionError
        If it has more than two dimensions, or indices that are none.
    """
    kind, shape = type_name(value), tuple(map(int, value.shape))
    try:
        if len(shape) == 1:
            vector = value.tocoo(copy=True)
            vector.sum_duplicates()
            rows = np.asarray(vector.coords[0], np.int64)
            if rows.size and not 0 <= rows.min() <= rows.max() < shape[0]:
                raise ValueError(phrase("indices that are out of range"))  # noqa: TRY301 - as SciPy raises it below
            return Stored(shape, np.zeros(0, np.int64), rows, vector.data)
        matrix = value.tocsc()
        matrix.check_format(full_check=True)
        if not matrix.has_canonical_format:
            matrix = matrix.copy()
            matrix.sum_duplicates()
    except (ValueError, TypeError, IndexError, NotImplementedError) as error:
        raise ConversionError(
            phrase("a {} of shape {} is no sparse matrix of Julia's: {}", kind, shape, error)
        ) from None
    starts, rows = (np.asarray(part, np.int64) for part in (matrix.indptr, matrix.indices))
    return Stored(shape, starts, rows[: starts[-1]], matrix.data[: starts[-1]])


# ---------------------------------------------------------------- crossing


def encode_sparse(encoder: Encodes, value: Any) -> CBORTag:
    """Return the tree for a sparse matrix or vector."""
    return _tree(encoder, stored(value))


def _tree(encoder: Encodes, found: Stored) -> CBORTag:
    indices = [encoder.encode(found.rows + 1), encoder.encode(found.data)]
    if len(found.shape) == 1:
        return named("SparseVector", "", found.shape[0], *indices)
    return named("SparseMatrixCSC", "", list(found.shape), encoder.encode(found.starts + 1), *indices)


def decode_sparse(name: str, parts: list[Any]) -> Any:
    """Return a sparse matrix in SciPy's CSC format, or a vector in its COO; a record where it has none such."""
    julia_type, shape, *indices, data = parts
    try:
        from scipy import sparse
    except ImportError:
        warnings.warn(phrase("SciPy is not installed: a {} is a record of its fields", julia_type), stacklevel=2)
        return _record(name, parts)
    if dtype_name(data.dtype) not in JULIA_ELEMENT or data.dtype == np.float16:  # which SciPy refuses, or makes others
        return _record(name, parts)
    lowered = [np.asarray(part) - 1 for part in indices]
    if name == "SparseVector":
        return sparse.coo_array((data, (lowered[0],)), shape=(shape,))
    return sparse.csc_array((data, lowered[1], lowered[0]), shape=tuple(shape))


def _record(name: str, parts: list[Any]) -> JuliaRecord:
    """Return a record of a sparse matrix as Julia has it, which goes back as what it was."""
    julia_type, shape, *indices, data = parts
    if name == "SparseVector":
        return JuliaRecord(julia_type, n=shape, nzind=indices[0], nzval=data)
    return JuliaRecord(julia_type, m=shape[0], n=shape[1], colptr=indices[0], rowval=indices[1], nzval=data)


def _typed(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    code = ELEMENT_CODES.get(parameters[0])
    if not is_sparse(type(value)) or len(value.shape) != (2 if name.startswith(MATRIX) else 1) or code is None:
        return NotImplemented
    found = stored(value)
    if not fits(found.data, code):
        return NotImplemented
    with encoder.whole():
        return of_type(name, _tree(encoder, found._replace(data=found.data.astype(code))))


SPARSE: Final = {
    "SparseArrays.SparseMatrixCSC": Typed(_typed, parameters=2),
    "SparseArrays.SparseVector": Typed(_typed, parameters=2),
}


# ---------------------------------------------------------------- comparing


def entries(value: Any) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Return the places of the stored elements, counted through column by column, and the elements."""
    found = stored(value)
    if len(found.shape) == 1:
        return found.rows, found.data
    columns = np.repeat(np.arange(found.shape[1], dtype=np.int64), np.diff(found.starts))
    return columns * found.shape[0] + found.rows, found.data


# ---------------------------------------------------------------- names, and code


def type_in_python(value: Any) -> str:
    """Return what a sparse matrix is, in Python's words."""
    return f"{dtype_name(value.dtype)} {type(value).__name__} {tuple(value.shape)}"


def type_in_julia(value: Any) -> str:
    """Return what a sparse matrix is, in Julia's words."""
    head = MATRIX if len(value.shape) == 2 else VECTOR
    return f"{head}{{{JULIA_ELEMENT.get(dtype_name(value.dtype), 'Any')}, Int64}}"


def sparse_in_python(writer: Writes, value: Any) -> Doc:
    """Return Python code for a sparse matrix, in its own format."""
    found = stored(value)
    if len(found.shape) == 1:
        whole = Group("scipy.sparse.coo_array((", (writer.doc(found.data), f"({writer.text(found.rows)},)"), ", ", ")")
    else:
        parts = writer.docs((found.data, found.rows, found.starts))
        whole = Group(f"scipy.sparse.csc_{'array' if _is_array(value) else 'matrix'}((", parts, ", ", ")")
    made = Group("", (whole, f"shape={found.shape}"), ", ", ")")
    kept = value.format in ("csc", "coo") if len(found.shape) == 1 else value.format == "csc"
    return made if kept else Group("", (made,), "", f".asformat({value.format!r})")


def _is_array(value: Any) -> bool:
    return type(value).__name__.endswith("array")


def sparse_in_julia(writer: Writes, value: Any) -> Doc:
    """Return Julia code for a sparse matrix."""
    found = stored(value)
    columns = () if len(found.shape) == 1 else (np.repeat(np.arange(found.shape[1]), np.diff(found.starts)) + 1,)
    parts = writer.docs((found.rows + 1, *columns, found.data))
    name = "sparsevec" if len(found.shape) == 1 else "sparse"
    return Group(f"SparseArrays.{name}(", (*parts, *map(str, found.shape)), ", ", ")")


def exact_sparse(write: Callable[[Any], Any], value: Any) -> dict[str, Any]:
    """Return a sparse matrix as JSON can hold it; rows and columns count from 0."""
    found = stored(value)
    starts = {} if len(found.shape) == 1 else {"indptr": write(found.starts)}
    return {"shape": list(found.shape), **starts, "indices": write(found.rows), "data": write(found.data)}


def drawn_sparse(source: Any, annotation: Any) -> Any:
    """Return a sparse matrix of a class that is made of choices."""
    shape = source.integer(0, 4), source.integer(0, 4)
    count = shape[0] * shape[1]
    kept = np.array(source.integers(0, 2, count), bool).reshape(shape)
    numbers = np.array(source.reals(-1e3, 1e3, count)).reshape(shape)
    return annotation(np.where(kept, numbers, 0.0))
