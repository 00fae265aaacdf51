"""Two files, compared: read, matched, each pair of arrays compared, and why it differs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pyjuliann.errors import FileReadError
from pyjuliann.files.causes import LARGEST, cause_between, rows_elsewhere
from pyjuliann.files.compare import compare_entries
from pyjuliann.files.conform import conform
from pyjuliann.files.entries import Array, Contents, FileArray, Index
from pyjuliann.files.formats import read_file
from pyjuliann.files.hdf5 import HDF5
from pyjuliann.files.matching import Match, match
from pyjuliann.files.report import ArrayReport, FilesReport, unread_of
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.results.versions import versions
from pyjuliann.wording import (
    NOT_BEGUN,
    TRANSPOSED,
    causes_line,
    compared_line,
    file_array_name,
    nothing_compared_problem,
    reversed_note,
    rows_elsewhere_note,
    same_file_note,
    side_names,
    turning_note,
    unexplained_note,
)

_MOST_EXPLAINED: Final = 100
"""So many arrays that differ are looked at for a cause."""
_OFTEN: Final = 0.2
"""Seconds between two notes of how far it is."""


def diff(
    a: Path,
    b: Path,
    policy: Policy | None = None,
    *,
    keys: Sequence[str] = (),
    turned: Sequence[str] = (),
    progress: Callable[[str], None] = lambda _doing: None,
) -> FilesReport:
    """Compare what is in two files.

    Parameters
    ----------
    a, b : Path
    policy : Policy, optional
        How far apart numbers may be; by default not at all.
    keys : sequence of str
        Columns by which rows are aligned.
    turned : sequence of {"a", "b"}
        Whose dimensions stand in the file in reverse.
    progress : callable
        Told what is being done.

    Raises
    ------
    FileReadError
        If a file cannot be read, rows cannot be aligned, or nothing could be compared.
    """
    policy = policy or Policy()
    notes = [same_file_note()] if a.exists() and b.exists() and a.samefile(b) else []
    with contextlib.ExitStack() as stack:
        sides = []
        for name, path in (("a", a), ("b", b)):
            progress(phrase("reading {}", path.name))
            contents = read_file(path)
            stack.callback(contents.close)
            sides.append(_turned(contents) if name in turned else contents)
        first, second = sides
        matched = match(first, second, keys)
        names = side_names(a, b)
        arrays: list[ArrayReport] = []
        stopped: list[tuple[str, str]] = []
        interrupted, differing = False, 0
        try:
            for pair in matched.pairs:
                found = _compared(pair, policy, names, progress, explain=differing < _MOST_EXPLAINED)
                differing += found.verdict == "differ"
                arrays.append(found)
            if differing > _MOST_EXPLAINED:
                notes.append(unexplained_note(_MOST_EXPLAINED))
            if first.table and second.table and not keys and any(array.verdict == "differ" for array in arrays):
                notes += _same_rows(matched.pairs, policy)
            notes += _turning((first, second), names, arrays)
        except KeyboardInterrupt as error:
            interrupted = True
            stopped = [(file_array_name(pair.name, pair.other), NOT_BEGUN) for pair in matched.pairs[len(arrays) :]]
            stopped[:1] = [(name, str(error) or told) for name, told in stopped[:1]]
    report = FilesReport(
        first, second, tuple(arrays), matched.only_a, matched.only_b, matched.rows_a, matched.rows_b,
        (*unread_of(sides), *stopped), (*notes, *matched.notes), policy, tuple(keys), versions(), interrupted,
    )  # fmt: skip
    if report and not report.errors and not any(array.comparison.elements for array in arrays):
        raise FileReadError(nothing_compared_problem(str(a), str(b)))
    return report


def _compared(
    pair: Match, policy: Policy, names: Sequence[str], progress: Callable[[str], None], *, explain: bool
) -> ArrayReport:
    start = shown = time.perf_counter()
    name = file_array_name(pair.name, pair.other)
    progress(compared_line(name, 0, pair.a.size, 0.0))

    def tell(done: int) -> None:
        nonlocal shown
        now = time.perf_counter()
        if now - shown > _OFTEN:
            shown = now
            progress(compared_line(name, done, pair.a.size, now - start))

    found = compare_entries(pair.a, pair.b, policy, progress=tell)
    cause = ""
    if explain and found.comparison.verdict == "differ":
        progress(causes_line(name))
        cause = cause_between(found.a, found.b, policy, names)
    seconds = time.perf_counter() - start
    return ArrayReport(pair.name, pair.other, found.comparison, found.notes, cause, pair.rows, seconds)


def _turning(sides: Sequence[Contents], names: Sequence[str], arrays: Sequence[ArrayReport]) -> list[str]:
    """Return how to compare what differs as if HDF5 had kept its dimensions in reverse, where that is the cause."""
    reverse = any(array.cause.startswith(TRANSPOSED) for array in arrays)
    options = [(key, name) for key, name, side in zip("ab", names, sides, strict=True) if side.format == HDF5]
    return [turning_note(*option) for option in options] if reverse else []


def _same_rows(pairs: Sequence[Match], policy: Policy) -> list[str]:
    """Return a note where two tables have the same rows in another order."""
    forms = {file_array_name(pair.name, pair.other): conform(pair.a, pair.b, policy) for pair in pairs}
    sides = [entry for form in forms.values() for entry in (form.a, form.b)]
    one_column = len({entry.shape for entry in sides}) == 1 and len(sides[0].shape) == 1
    if not one_column or sum(entry.nbytes for entry in sides) > LARGEST:
        return []
    if not all(form.comparable and not form.differences for form in forms.values()):
        return []
    found = rows_elsewhere({name: (form.a.read(), form.b.read()) for name, form in forms.items()}, policy)
    return [] if found is None else [rows_elsewhere_note(found)]


def _turned(contents: Contents) -> Contents:
    """Return a file's contents with all dimensions in reverse."""
    entries = {name: _reversed(entry) for name, entry in contents.entries.items()}
    return replace(contents, entries=entries, notes=(*contents.notes, reversed_note(contents.path.name)))


def _reversed(entry: FileArray) -> FileArray:
    part = entry.part

    def read(index: Index) -> Array:
        return part(index[::-1]).T

    return replace(entry, shape=entry.shape[::-1], part=read, order="C" if entry.order == "F" else "F")
