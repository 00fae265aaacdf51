"""What comparing two files found: `ArrayReport`, `FilesReport`, and both as the plain data that all views show."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyjuliann.bridge.values.exact import exact
from pyjuliann.files.entries import Array, Contents
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Comparison, Place, Policy, Verdict
from pyjuliann.shown import Shown
from pyjuliann.wording import (
    enough_line,
    file_array_name,
    file_comparison_summary,
    files_summary,
    side_names,
)


@dataclass(frozen=True, eq=False, repr=False)
class ArrayReport(Shown):
    """What comparing two arrays or columns found.

    Attributes
    ----------
    name, other : str
        What the first file and the second call it.
    comparison : Comparison
        Verdict, counts, distances and places.
    notes : tuple of str
    cause : str
        Why they differ, in a sentence; "" if that is not known.
    rows : array of object or None
        What each row is known by, if rows were aligned by keys.
    seconds : float
    """

    name: str
    other: str
    comparison: Comparison
    notes: tuple[str, ...] = ()
    cause: str = ""
    rows: Array | None = None
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """As in `Comparison`."""
        return self.comparison.verdict

    @property
    def summary(self) -> str:
        """The finding in one line."""
        return file_comparison_summary(self.comparison)

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-able content."""
        found = self.comparison
        return {
            "name": file_array_name(self.name, self.other),
            "a_name": self.name,
            "b_name": self.other,
            "verdict": self.verdict,
            "summary": self.summary,
            "a_type": found.python_type,
            "b_type": found.julia_type,
            "elements": found.elements,
            "differing": found.differing,
            "beyond": found.beyond,
            "signed_zeros": found.signed_zeros,
            "max_ulp": found.max_ulp,
            "max_absolute": exact(found.max_absolute),
            "max_relative": exact(found.max_relative),
            "differences": [{"aspect": d.aspect, "a": d.python, "b": d.julia} for d in found.differences],
            "first": self._place(found.first),
            "worst": self._place(found.worst),
            "cause": self.cause,
            "enough": enough_line(found),
            "notes": list(self.notes),
            "seconds": round(self.seconds, 3),
        }

    def _place(self, place: Place | None) -> dict[str, Any] | None:
        """Return a place as JSON-able content, by the names of the two files' sides."""
        if place is None:
            return None
        row, index = "", place.index or ()
        if self.rows is not None and index:
            # rows were put in one order, so that their numbers are those of neither file
            row, index = str(self.rows[index[0]]), index[1:]
        facts = replace(place, index=index or None).to_dict()
        return {
            "python_index": facts["python_index"],
            "julia_index": facts["julia_index"],
            "row": row,
            "a": facts["python"],
            "b": facts["julia"],
            "a_text": value_text(place.python, place.python_text),
            "b_text": value_text(place.julia, place.julia_text),
            "ulp": facts["ulp"],
            "absolute": facts["absolute"],
            "relative": facts["relative"],
            "part": facts["part"],
        }


def value_text(value: Any, code: str) -> str:
    """Return a value of a file in few characters: what it is, not the code that makes it."""
    from pyjuliann.bridge.values.typed import MISSING

    if value is MISSING:
        return phrase("missing")
    numpy = getattr(value, "dtype", None) is not None and value.dtype.kind in "fcmMb"
    if numpy or isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return str(value)
    return repr(value) if isinstance(value, (str, int, float)) else code


@dataclass(frozen=True, eq=False, repr=False)
class FilesReport(Shown):
    """What comparing two files found.

    Attributes
    ----------
    a, b : Contents
        Their entries can be read no longer.
    arrays : tuple of ArrayReport
    only_a, only_b : tuple of str
        Arrays and columns that are in one file alone.
    rows_a, rows_b : tuple of str
        Keys of rows that are in one file alone.
    errors : tuple of (str, str)
        What could not be compared, and why.
    notes : tuple of str
    policy : Policy
    keys : tuple of str
        The columns that rows were aligned by.
    versions : mapping
        Of Python, NumPy, and the platform.
    interrupted : bool
        Whether Ctrl-C stopped it; what had not been compared is in `errors`.
    """

    a: Contents
    b: Contents
    arrays: tuple[ArrayReport, ...]
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()
    rows_a: tuple[str, ...] = ()
    rows_b: tuple[str, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    keys: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all arrays; "differ" if one file has what the other lacks."""
        found = {array.verdict for array in self.arrays}
        if "differ" in found or self.only_a or self.only_b or self.rows_a or self.rows_b:
            return "differ"
        return "agree" if "agree" in found else "identical"

    def __bool__(self) -> bool:
        """Whether the two files agree."""
        return self.verdict != "differ"

    @property
    def summary(self) -> str:
        """The finding in one line."""
        return files_summary(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able content."""
        counts = collections.Counter(array.verdict for array in self.arrays)
        names = side_names(self.a.path, self.b.path)
        facts: dict[str, Any] = {
            "verdict": self.verdict,
            "counts": {verdict: counts[verdict] for verdict in ("identical", "agree", "differ")},
            "kind": "column" if self.a.table and self.b.table else "array",
            "a": _file(names[0], self.a),
            "b": _file(names[1], self.b),
            "policy": {name: self.policy.to_dict()[name] for name in ("ulp", "rtol", "atol")},
            "keys": list(self.keys),
            "arrays": [array.to_dict() for array in self.arrays],
            "only_a": list(self.only_a),
            "only_b": list(self.only_b),
            "rows_a": list(self.rows_a),
            "rows_b": list(self.rows_b),
            "errors": [{"name": name, "message": message} for name, message in self.errors],
            "notes": list(self.notes),
            "versions": dict(self.versions),
            "interrupted": self.interrupted,
        }
        return {**facts, "summary": files_summary(facts)}


def _file(name: str, contents: Contents) -> dict[str, Any]:
    return {"name": name, "path": str(contents.path), "format": contents.format, "notes": list(contents.notes)}


def unread_of(sides: Sequence[Contents]) -> tuple[tuple[str, str], ...]:
    """Return what is in two files and cannot be compared, and why."""
    names = side_names(*(Path(side.path) for side in sides))
    return tuple(
        (phrase("{}: {}", file, name), why)
        for file, side in zip(names, sides, strict=True)
        for name, why in side.unread.items()
    )
