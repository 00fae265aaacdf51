"""Two files, compared: read, matched, each pair of arrays compared, and why it differs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pyjuliann.errors import FileReadError
from pyjuliann.files.compare import compare_entries
from pyjuliann.files.entries import Array, Contents, Entry, Index
from pyjuliann.files.formats import read_file
from pyjuliann.files.matching import Match, match
from pyjuliann.files.report import ArrayReport, FilesReport, unread_of
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.results.versions import versions
from pyjuliann.wording import nothing_compared_problem, reversed_note, same_file_note


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
            progress(f"reading {path.name}")
            contents = read_file(path)
            stack.callback(contents.close)
            sides.append(_turned(contents) if name in turned else contents)
        first, second = sides
        matched = match(first, second, keys)
        arrays = []
        for pair in matched.pairs:
            progress(f"comparing {pair.name or pair.other or 'the array'}")
            arrays.append(_compared(pair, policy))
    report = FilesReport(
        first, second, tuple(arrays), matched.only_a, matched.only_b, matched.rows_a, matched.rows_b,
        unread_of(sides), (*notes, *matched.notes), policy, tuple(keys), versions(),
    )  # fmt: skip
    if report and not report.errors and not any(array.comparison.elements for array in arrays):
        raise FileReadError(nothing_compared_problem(str(a), str(b)))
    return report


def _compared(pair: Match, policy: Policy) -> ArrayReport:
    start = time.perf_counter()
    found = compare_entries(pair.a, pair.b, policy)
    seconds = time.perf_counter() - start
    return ArrayReport(pair.name, pair.other, found.comparison, found.notes, rows=pair.rows, seconds=seconds)


def _turned(contents: Contents) -> Contents:
    """Return a file's contents with all dimensions in reverse."""
    entries = {name: _reversed(entry) for name, entry in contents.entries.items()}
    return replace(contents, entries=entries, notes=(*contents.notes, reversed_note(contents.path.name)))


def _reversed(entry: Entry) -> Entry:
    part = entry.part

    def read(index: Index) -> Array:
        return part(index[::-1]).T

    return replace(entry, shape=entry.shape[::-1], part=read, order="C" if entry.order == "F" else "F")
