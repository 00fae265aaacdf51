"""Tables as text: what separates fields, whether there is a header, and of what kind the columns are, is found out.

Fields are separated by commas, semicolons, tabs, bars or blanks; a line of names comes first, or none; numbers have
decimal points, or decimal commas where another character separates fields.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Contents, FileArray
from pyjuliann.files.reading import named, problem, reading
from pyjuliann.files.store import Piece, PieceStore, column_of
from pyjuliann.files.structured import stacked
from pyjuliann.files.texts import column, encoding_of, kind_of, open_text, wider, zones_of
from pyjuliann.language import joined, phrase
from pyjuliann.wording import AND

CSV: Final = phrase("a table of text")
_ROWS: Final = 20_000
"""So many rows are turned into numbers at a time."""
_FIRST: Final = 50
"""So many rows say how the fields are separated, and whether there is a header."""
_SEPARATORS: Final = ("\t", ";", ",", "|", " ")
_UNTYPED: Final = {"untyped": True}
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class _Layout:
    encoding: str
    separator: str
    decimal: str
    names: tuple[str, ...]
    skipped: int
    header: bool
    width: int


def read_csv(path: Path) -> Contents:
    """Return the columns of a table; the array of numbers that it is, if its columns have no names."""
    with reading(path, CSV), contextlib.ExitStack() as stack:
        store = PieceStore()
        stack.callback(store.close)
        found = _contents(path, store)
        return replace(found, close=stack.pop_all().close)


def _contents(path: Path, store: PieceStore) -> Contents:
    encoding, notes = encoding_of(path)
    layout = _layout(path, encoding)
    said = [*notes]
    if layout.decimal == ",":
        said.append(phrase("has decimal commas"))
    columns = _columns(path, layout, store)
    if not layout.header:
        kinds = {column.dtype.kind for column in columns}
        if kinds <= set("iufc") or kinds == {"b"}:
            said.append(phrase("has no header"))
            whole = stacked(columns, {**_UNTYPED, "at_least_2d": True})
            return Contents(path, CSV, {"": whole}, notes=tuple(said))
        said.append(phrase("has no header: its columns are numbered from 1"))
    entries = named(path, columns)
    if _is_row_number(entries.get("")):
        del entries[""]
        said.append(phrase("its first column has no name and counts the rows: left out"))
    return Contents(path, CSV, entries, table=True, notes=tuple(said))


def _is_row_number(entry: FileArray | None) -> bool:
    if entry is None or entry.dtype.kind not in "iu" or not entry.size:
        return False
    start = int(entry.part((slice(0, 1),))[0])
    return start in (0, 1) and all(
        np.array_equal(block, np.arange(start + rows.start, start + rows.stop)) for rows, block in entry.blocks(_BLOCK)
    )


# ---------------------------------------------------------------- how a table is written


def _layout(path: Path, encoding: str) -> _Layout:
    with open_text(path, encoding) as file:
        lines = [line.rstrip("\r\n") for line in itertools.islice(file, _FIRST + 1)]
    comments = list(itertools.takewhile(lambda line: line.startswith(("#", "%")), lines))
    first = [line for line in lines[len(comments) :] if line.strip()]
    if not first:
        raise problem(path, phrase("holds no table: it has no line that is not empty or a comment"))
    separator = _separator(path, first)
    rows = [row for row in csv.reader(first[:_FIRST], delimiter=separator, skipinitialspace=separator == " ") if row]
    rows = [_trimmed(row, separator) for row in rows]
    decimal = "," if separator != "," and _has_decimal_commas(rows) else "."
    skipped, width = len(comments), len(rows[0])
    head = [field.strip() for field in rows[0]]
    if _is_header(rows, decimal):
        return _Layout(encoding, separator, decimal, tuple(head), skipped, True, width)
    if comments:  # what NumPy writes as a header is a comment
        head = _trimmed(next(csv.reader([comments[-1].lstrip("#% ")], delimiter=separator)), separator)
        head = [field.strip() for field in head]
        if len(head) == width and not _any_number(head, decimal):
            # its line has been skipped already
            return _Layout(encoding, separator, decimal, tuple(head), skipped - 1, True, width)
    names = tuple(f"column {k + 1}" for k in range(width))
    return _Layout(encoding, separator, decimal, names, skipped, False, width)


def _separator(path: Path, lines: list[str]) -> str:
    """Return what separates the fields: what parts all lines alike, in most of them; a comma if nothing does."""
    if path.name.lower().removesuffix(".gz").endswith(".tsv"):
        return "\t"
    scores = {}
    for separator in _SEPARATORS:
        rows = [row for row in csv.reader(lines, delimiter=separator, skipinitialspace=separator == " ") if row]
        widths = [len(_trimmed(row, separator)) for row in rows]
        if widths and max(widths) > 1:
            usual = max(set(widths), key=widths.count)
            scores[separator] = (widths.count(usual) / len(widths), usual > 1)
    good = [separator for separator, (share, several) in scores.items() if several and share == 1]
    fair = sorted((s for s, (_, several) in scores.items() if several), key=lambda s: -scores[s][0])
    return (good or fair or [","])[0]


def _trimmed(row: list[str], separator: str) -> list[str]:
    """Return a row without the empty field behind blanks at its end."""
    return row[:-1] if separator == " " and row and not row[-1] else row


def _has_decimal_commas(rows: list[list[str]]) -> bool:
    with_commas = [field for row in rows[1:] or rows for field in row if "," in field]
    return bool(with_commas) and all(kind_of([field], ",") in ("int", "float") for field in with_commas)


def _any_number(fields: list[str], decimal: str) -> bool:
    return any(field and kind_of([field], decimal) not in ("text", "none") for field in fields)


def _is_header(rows: list[list[str]], decimal: str) -> bool:
    """Whether the first row has the names of the columns."""
    head, rest = rows[0], rows[1:]
    if not _any_number(head, decimal):
        return any(head)
    # pandas numbers columns that have no names, and the rows in a column that has none
    numbered = head[1:] if not head[0] else head
    kinds = {
        kind_of([row[k] for row in rest if k < len(row)], decimal) for k in range(len(head) - len(numbered), len(head))
    }
    return numbered == [str(k) for k in range(len(numbered))] and bool(rest) and not kinds & {"int", "none"}


# ---------------------------------------------------------------- columns


def _columns(path: Path, layout: _Layout, store: PieceStore) -> list[FileArray]:
    """Return all columns as entries."""
    pieces: list[list[tuple[str, Piece]]] = [[] for _ in range(layout.width)]
    zones: list[set[str]] = [set() for _ in pieces]
    for rows in _rows(path, layout):
        for k, fields in enumerate(zip(*rows, strict=True)):
            texts = _stripped(fields)
            kind = kind_of(texts, layout.decimal)
            pieces[k].append((kind, store.keep(column(texts, kind, layout.decimal))))
            if kind == "time":
                zones[k] |= zones_of(texts)
    kinds = [functools.reduce(wider, (kind for kind, _ in parts), "none") for parts in pieces]
    mixed = {
        k for k, parts in enumerate(pieces)
        if kinds[k] in ("text", "complex") and any(kind != kinds[k] for kind, _ in parts)
    }  # fmt: skip
    if mixed:
        for k in mixed:
            pieces[k] = []
        for rows in _rows(path, layout):
            for k in mixed:
                array = column(_stripped([row[k] for row in rows]), kinds[k], layout.decimal)
                pieces[k].append((kinds[k], store.keep(array)))
    known = _UNTYPED if layout.header else {**_UNTYPED, "unnamed": True}
    attrs = [{**known, "timezone": joined(AND, sorted(each))} if each - {""} else known for each in zones]
    return [_whole(*each) for each in zip(layout.names, kinds, pieces, attrs, strict=True)]


def _stripped(fields: Sequence[str]) -> Sequence[str]:
    """Return fields without blanks around them."""
    whole = "\n".join(fields)
    return [field.strip() for field in fields] if any(blank in whole for blank in " \t\r\xa0") else fields


def _whole(name: str, kind: str, parts: list[tuple[str, Piece]], attrs: Mapping[str, Any]) -> FileArray:
    """Return the pieces of a column as one."""
    known = [piece for each, piece in parts if each != "none" or kind == "none"]
    dtype = functools.reduce(np.promote_types, [piece.dtype for piece in known] or [np.dtype(float)])
    if kind == "int" and dtype.kind == "f":  # no dtype holds both -1 and 2**63
        dtype = np.dtype(object)
    pieces = [piece if each != "none" or kind == "none" else len(piece) for each, piece in parts]
    return column_of(name, pieces, dtype, attrs)


def _rows(path: Path, layout: _Layout) -> Iterator[list[list[str]]]:
    """Yield the rows below the header, many at a time."""
    with open_text(path, layout.encoding) as file:
        for _ in range(layout.skipped):
            file.readline()
        rows = csv.reader(
            file, delimiter=layout.separator, skipinitialspace=layout.separator == " ", strict=True
        )  # fmt: skip
        header = layout.header
        piece: list[list[str]] = []
        blank = 0
        for fields in rows:
            row = _trimmed(fields, layout.separator)
            if not row:
                blank += 1
                continue
            if header:
                header, blank = False, 0
                continue
            if len(row) != layout.width:
                many = "line {} has {} fields, where the first has {}"
                told = "line {} has {} field, where the first has {}" if len(row) == 1 else many
                raise problem(path, phrase(told, rows.line_num + layout.skipped, len(row), layout.width))
            if layout.width == 1:
                # an empty line among others is a missing value, at the end it is none
                piece += [[""]] * blank
            blank = 0
            piece.append(row)
            if len(piece) >= _ROWS:
                yield piece
                piece = []
        if piece:
            yield piece
