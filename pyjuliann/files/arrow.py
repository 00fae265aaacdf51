"""Tables of Arrow (IPC files and streams, Feather) and Parquet, read by pyarrow column by column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, Contents, FileArray, Index
from pyjuliann.files.reading import guarded, library, named, problem, reading
from pyjuliann.files.structured import joined
from pyjuliann.language import phrase

ARROW: Final = phrase("an Arrow file")
FEATHER_1: Final = phrase("a Feather file of version 1")
PARQUET: Final = phrase("a Parquet file")
_DIGITS: Final = 15
"""Decimals of no more digits are numbers of their own as Float64."""

Source = Callable[[int, int, str], Any]
"""Returns rows from one number to before another of a column, as an Arrow array."""


def read_arrow(path: Path) -> Contents:
    """Return the columns of an Arrow IPC file or stream, or of a Feather file, mapped into memory."""
    pa = library("pyarrow", path, ARROW)
    with reading(path, ARROW, limited=True):
        with path.open("rb") as file:
            start = file.read(6)
        if start[:4] == b"FEA1":
            table = library("pyarrow.feather", path, phrase("a Feather file")).read_table(path, memory_map=True)
        else:
            mapped = pa.memory_map(str(path))
            table = (pa.ipc.open_file if start == b"ARROW1" else pa.ipc.open_stream)(mapped).read_all()
        table.validate(full=True)
        return _contents(
            path, FEATHER_1 if start[:4] == b"FEA1" else ARROW, table.schema, table.num_rows,
            lambda start, stop, name: table.column(name).slice(start, stop - start),
        )  # fmt: skip


def read_parquet(path: Path) -> Contents:
    """Return the columns of a Parquet file, read one group of rows at a time."""
    pq = library("pyarrow.parquet", path, PARQUET)
    with reading(path, PARQUET, limited=True):
        file = pq.ParquetFile(path)
        bounds = np.cumsum([0, *(file.metadata.row_group(k).num_rows for k in range(file.num_row_groups))]).tolist()
        if bounds[-1] != file.metadata.num_rows:
            raise problem(path, phrase("says that it has {} rows, and has {}", file.metadata.num_rows, bounds[-1]))

        def rows(start: int, stop: int, name: str) -> Any:
            groups = [k for k in range(len(bounds) - 1) if bounds[k] < stop and start < bounds[k + 1]]
            found = file.read_row_groups(groups, columns=[name]).column(name)
            offset = start - bounds[groups[0]] if groups else 0
            return found.slice(offset, stop - start)

        found = _contents(path, PARQUET, file.schema_arrow, bounds[-1], rows)
        groups = {name: replace(entry, rows=bounds[1]) for name, entry in found.entries.items() if len(bounds) > 2}
        return replace(found, entries={**found.entries, **groups}, close=file.close)


@dataclass(frozen=True)
class _Found:
    """The columns of a table, each of `count` rows, and those that cannot be compared."""

    count: int
    entries: list[FileArray] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


def _contents(path: Path, what: str, schema: Any, count: int, source: Source) -> Contents:
    found = _Found(count)
    for column in schema:
        _add(found, column.name, column.type, _whole_column(source, column.name))
    return Contents(
        path,
        what,
        named(path, (guarded(path, what, entry) for entry in found.entries)),
        table=True,
        unread=found.unread,
    )


def _whole_column(source: Source, name: str) -> Callable[[int, int], Any]:
    return lambda start, stop: source(start, stop, name)


def _add(found: _Found, name: str, kind: Any, rows: Callable[[int, int], Any]) -> None:
    """Add a column, or those that it consists of."""
    import pyarrow as pa

    types = pa.types
    if isinstance(kind, pa.BaseExtensionType):
        _add(found, name, kind.storage_type, lambda a, b: _storage(rows(a, b)))
    elif types.is_struct(kind) and _is_complex(kind):
        part = kind.field(0).type.to_pandas_dtype()
        dtype = np.result_type(part, np.complex64)
        found.entries.append(_entry(name, found.count, dtype, {}, lambda a, b: _complex(rows(a, b), dtype)))
    elif types.is_struct(kind):
        for k in range(kind.num_fields):
            inner = kind.field(k)
            _add(found, joined(name, inner.name), inner.type, _field_of(rows, k))
    elif types.is_dictionary(kind):
        _add(found, name, kind.value_type, lambda a, b: rows(a, b).cast(kind.value_type))
    elif types.is_fixed_size_list(kind) and _dtype(kind.value_type) is not None:
        width, inner_dtype = kind.list_size, _dtype(kind.value_type)

        def part(index: Index) -> Array:
            return _fixed(rows(index[0].start, index[0].stop), width, kind.value_type)[:, index[1]]

        found.entries.append(FileArray(name, (found.count, width), np.dtype(inner_dtype), part))
    elif types.is_list(kind) or types.is_large_list(kind):
        _add_lists(found, name, kind.value_type, rows(0, found.count))
    elif (dtype := _dtype(kind)) is not None:
        zone = {"timezone": kind.tz} if types.is_timestamp(kind) and kind.tz else {}
        found.entries.append(_entry(name, found.count, dtype, zone, lambda a, b: values(rows(a, b), kind)))
    else:
        found.unread[name] = phrase("is of type {}, which cannot be compared", kind)


def _entry(name: str, count: int, dtype: Any, attrs: dict[str, str], read: Callable[[int, int], Array]) -> FileArray:
    def part(index: Index) -> Array:
        return read(index[0].start, index[0].stop)

    return FileArray(name, (count,), np.dtype(dtype), part, attrs=attrs)


def _field_of(rows: Callable[[int, int], Any], k: int) -> Callable[[int, int], Any]:
    import pyarrow.compute as pc

    return lambda a, b: pc.struct_field(rows(a, b), [k])


def _storage(column: Any) -> Any:
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        return pa.chunked_array([chunk.storage for chunk in column.chunks], column.type.storage_type)
    return column.storage


def _is_complex(kind: Any) -> bool:
    names = tuple(kind.field(k).name for k in range(kind.num_fields))
    parts = {str(kind.field(k).type) for k in range(kind.num_fields)}
    return names in (("re", "im"), ("real", "imag")) and len(parts) == 1 and parts <= {"float", "double"}


def _complex(column: Any, dtype: np.dtype[Any]) -> Array:
    import pyarrow.compute as pc

    whole = np.zeros(len(column), dtype)
    absent = np.asarray(column.is_null().to_numpy(zero_copy_only=False) if hasattr(column, "type") else [], bool)
    whole.real, whole.imag = (np.ma.getdata(values(pc.struct_field(column, [k]), None)) for k in (0, 1))
    return np.ma.MaskedArray(whole, absent) if absent.any() else whole


def _fixed(column: Any, width: int, kind: Any) -> Array:
    import pyarrow.compute as pc

    if column.null_count:
        column = pc.fill_null(column, [None] * width)
    flat = pc.list_flatten(column)
    return values(flat, kind).reshape(len(column), width)


def _add_lists(found: _Found, name: str, kind: Any, column: Any) -> None:
    """Add a column of lists: as a matrix if all are of one length, else their lengths and what is in all of them."""
    import pyarrow.compute as pc

    if _dtype(kind) is None or column.null_count:
        found.unread[name] = phrase(
            "holds lists of {}, some missing" if column.null_count else "holds lists of {}", kind
        )
        return
    lengths = pc.list_value_length(column).to_numpy().astype(np.int64)
    flat = values(pc.list_flatten(column), kind)
    if len(lengths) and np.all(lengths == lengths[0]):
        found.entries.append(FileArray.of(name, flat.reshape(len(lengths), int(lengths[0]))))
    else:
        found.entries.extend(
            FileArray.of(joined(name, step), part) for step, part in (("lengths", lengths), ("values", flat))
        )


def _dtype(kind: Any) -> Any:
    """Return the dtype that holds a type's values; None if none does."""
    import pyarrow as pa

    types = pa.types
    if types.is_boolean(kind):
        return np.bool_
    if types.is_integer(kind) or types.is_floating(kind):
        return kind.to_pandas_dtype()
    if types.is_timestamp(kind):
        return f"datetime64[{kind.unit}]"
    if types.is_date(kind):
        return "datetime64[D]"
    if types.is_duration(kind):
        return f"timedelta64[{kind.unit}]"
    if types.is_time(kind):
        return f"timedelta64[{kind.unit}]"
    if types.is_null(kind):
        return np.float64
    if types.is_decimal(kind) and kind.precision <= _DIGITS:
        return np.float64
    texts = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary, types.is_decimal)
    more = (types.is_string_view, types.is_fixed_size_binary)
    return object if any(test(kind) for test in (*texts, *more)) else None


def values(column: Any, kind: Any) -> Array:
    """Return an Arrow column as an array, masked where values are missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type if kind is None else kind
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    dtype = np.dtype(_dtype(kind))
    absent = column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None
    if dtype.kind == "O":
        there = column.to_pylist()
        if pa.types.is_decimal(kind):
            there = [None if each is None else str(each) for each in there]
        whole = np.array([*there, None], object)[:-1]
    elif pa.types.is_null(kind):
        whole = np.zeros(len(column))
    else:
        if dtype.kind in "mM":
            # through integers, which hold whatever unit it is
            narrow = pa.types.is_date32(kind) or pa.types.is_time32(kind)
            column = column.cast(pa.int32()).cast(pa.int64()) if narrow else column.cast(pa.int64())
            if pa.types.is_date64(kind):
                column = pc.divide(column, 86_400_000)
        if pa.types.is_decimal(kind):
            column = column.cast(pa.float64())
        if absent is not None:
            column = pc.fill_null(column, False if pa.types.is_boolean(kind) else 0)
        whole = np.asarray(column.to_numpy(zero_copy_only=False))
        whole = whole.view(dtype) if dtype.kind in "mM" else whole.astype(dtype, copy=False)
    return whole if absent is None else np.ma.MaskedArray(whole, absent)
