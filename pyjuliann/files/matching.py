"""What of one file is compared with what of another: by names, by columns, and rows by keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pyjuliann.files.conform import NUMBERS, as_texts
from pyjuliann.files.entries import Array, Contents, FileArray, Index
from pyjuliann.files.reading import problem
from pyjuliann.files.structured import stacked
from pyjuliann.wording import (
    by_position_note,
    columns_as_matrix_note,
    key_gone_problem,
    key_missing_problem,
    key_repeated_problem,
    keys_apart_problem,
    rows_alone_note,
    unlike_names_note,
)


@dataclass(frozen=True, eq=False)
class Match:
    """Two entries that belong together.

    Attributes
    ----------
    name, other : str
        What the first file and the second call it.
    a, b : FileArray
    rows : array of object or None
        What each row is known by, if rows were aligned by keys.
    """

    name: str
    other: str
    a: FileArray
    b: FileArray
    rows: Array | None = None


@dataclass(frozen=True, eq=False)
class Matched:
    """What belongs together in two files.

    Attributes
    ----------
    pairs : tuple of Match
    only_a, only_b : tuple of str
        What is in one file alone.
    rows_a, rows_b : tuple of str
        Keys of rows that are in one file alone.
    notes : tuple of str
    """

    pairs: tuple[Match, ...]
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()
    rows_a: tuple[str, ...] = ()
    rows_b: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def match(a: Contents, b: Contents, keys: Sequence[str] = ()) -> Matched:
    """Return what belongs together in two files: entries of one name, or the only ones of both.

    Parameters
    ----------
    keys : sequence of str
        Columns by which rows are aligned.

    Raises
    ------
    FileReadError
        If a key is in no column, or does not tell the rows apart.
    """
    if keys:
        return _aligned(a, b, keys)
    return _by_name(a.entries, b.entries)


def _by_name(a: Mapping[str, FileArray], b: Mapping[str, FileArray]) -> Matched:
    known = {unicodedata.normalize("NFC", name): name for name in b}
    pairs = []
    for name, entry in a.items():
        other = name if name in b else known.get(unicodedata.normalize("NFC", name))
        if other is not None:
            pairs.append(Match(name, other, entry, b[other]))
    if not pairs and (found := _unlike(a, b)):
        return found
    taken, others = {pair.name for pair in pairs}, {pair.other for pair in pairs}
    only_a = tuple(name for name in a if name not in taken)
    only_b = tuple(name for name in b if name not in others)
    return Matched(tuple(pairs), only_a, only_b)


def _unlike(a: Mapping[str, FileArray], b: Mapping[str, FileArray]) -> Matched | None:
    """Return a match of files that have no name in common: of one array each, or of a matrix and its columns."""
    if len(a) == len(b) == 1:
        (name, first), (other, second) = *a.items(), *b.items()
        notes = (unlike_names_note(name, other),) if name and other else ()
        return Matched((Match(name, other, first, second),), notes=notes)
    if len(a) == len(b) and any(each.attrs.get("unnamed") for side in (a, b) for each in side.values()):
        pairs = zip(a.items(), b.items(), strict=True)
        return Matched(
            tuple(Match(name, other, first, second) for (name, first), (other, second) in pairs),
            notes=(by_position_note(),),
        )
    for whole, table in ((a, b), (b, a)):
        if len(whole) != 1 or len(table) < 2:
            continue
        ((name, matrix),) = whole.items()
        columns = list(table.values())
        fits = len(matrix.shape) == 2 and matrix.shape[1] == len(columns)
        if fits and all(len(each.shape) == 1 and each.dtype.kind in NUMBERS for each in columns):
            whole_table = stacked(columns, columns[0].attrs)
            pair = Match(name, "", matrix, whole_table) if whole is a else Match("", name, whole_table, matrix)
            return Matched((pair,), notes=(columns_as_matrix_note([each.name for each in columns]),))
    return None


# ---------------------------------------------------------------- rows by keys


def _aligned(a: Contents, b: Contents, keys: Sequence[str]) -> Matched:
    labels = [_labels(side, keys) for side in (a, b)]
    rows = [{label: k for k, label in enumerate(own)} for own in labels]
    common = [label for label in labels[0] if label in rows[1]]
    alone = [
        [_told(label) for label in own if label not in other] for own, other in zip(labels, rows[::-1], strict=True)
    ]
    if not common:
        # as code, for 1 and '1' are two keys
        begin = (repr(own[0])[1:-1].rstrip(",") if own else "" for own in labels)
        raise problem(b.path, keys_apart_problem(keys, a.path.name, *begin))
    found = _by_name(*(_columns(side, keys, len(own)) for side, own in zip((a, b), labels, strict=True)))
    places = [np.array([own[label] for label in common]) for own in rows]
    shown = np.array([*map(_told, common), None], object)[:-1]
    pairs = tuple(
        replace(pair, a=_taken(pair.a, places[0]), b=_taken(pair.b, places[1]), rows=shown) for pair in found.pairs
    )
    moved = (
        () if all(np.array_equal(each, np.arange(len(each))) for each in places) else (rows_alone_note(len(common)),)
    )
    return replace(found, pairs=pairs, rows_a=tuple(alone[0]), rows_b=tuple(alone[1]), notes=(*found.notes, *moved))


def _columns(side: Contents, keys: Iterable[str], rows: int) -> dict[str, FileArray]:
    """Return what has as many rows as the keys, and is none of them."""
    return {
        name: entry for name, entry in side.entries.items() if name not in keys and entry.shape[:1] == (rows,)
    }  # fmt: skip


def _labels(side: Contents, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return what each row is known by."""
    columns = []
    for key in keys:
        entry = side.entries.get(key)
        if entry is None or len(entry.shape) != 1:
            raise problem(
                side.path, key_gone_problem(key, [n for n, each in side.entries.items() if len(each.shape) == 1])
            )
        values = entry.read()
        nothing = np.ma.getmaskarray(values)
        if values.dtype.kind in "fcmM":
            data = np.ma.getdata(values)
            nothing = nothing | (np.isnan(data) if data.dtype.kind in "fc" else np.isnat(data))
        if nothing.any():
            raise problem(side.path, key_missing_problem(key, int(np.argmax(nothing))))
        data = np.ma.getdata(values)
        if data.dtype.kind == "M":  # a date is the same moment as its midnight
            data = data.astype("M8[us]")
        columns.append((as_texts(data) if data.dtype.kind == "S" else data).tolist())
    if len({len(column) for column in columns}) > 1:
        raise problem(side.path, key_gone_problem(keys[-1], list(side.entries)))
    labels = list(zip(*columns, strict=True))
    seen: dict[Any, int] = {}
    for k, label in enumerate(labels):
        if label in seen:
            raise problem(side.path, key_repeated_problem(keys, _told(label), seen[label], k))
        seen[label] = k
    return labels


def _told(label: tuple[Any, ...]) -> str:
    return ", ".join(str(part).removesuffix(" 00:00:00") for part in label)


def _taken(entry: FileArray, rows: Array) -> FileArray:
    """Return an entry with some of its rows, in another order."""
    whole: list[Array] = []

    def part(index: Index) -> Array:
        if not whole:
            whole.append(np.asanyarray(entry.read())[rows])
        return whole[0][index]

    return replace(entry, shape=(len(rows), *entry.shape[1:]), part=part, order="C")
