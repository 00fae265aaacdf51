"""Code whose parts stand between brackets: on one line, or on several where they do not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol


@dataclass(frozen=True)
class Group:
    """Parts between brackets: on one line, or, where they do not fit, each on a line of its own."""

    before: str
    parts: tuple[Doc, ...]
    between: str
    after: str


Doc = str | Group

_INDENT: Final = 4
_LONGEST_HANG: Final = 24
"""Columns of an opening up to which what follows stands below its first part."""


class Writes(Protocol):
    """What writes values as code of one language."""

    short: bool
    layout: bool

    def doc(self, value: Any) -> Doc:
        """Return the code of a value."""

    def docs(self, values: Iterable[Any]) -> tuple[Doc, ...]:
        """Return the code of each of several values."""

    def text(self, value: Any) -> str:
        """Return the code of a value on one line."""

    def typed(self, value: Any, julia_type: str) -> Doc:
        """Return code that gives a value of the named Julia type."""


def tuple_of(docs: tuple[Doc, ...]) -> Group:
    """Return the code of a tuple, in either language."""
    return Group("(", docs, ", ", ",)" if len(docs) == 1 else ")")


def flat(doc: Doc) -> str:
    """Return code on one line."""
    if isinstance(doc, str):
        return doc
    return doc.before + doc.between.join(map(flat, doc.parts)) + doc.after


def doc_lines(doc: Doc, width: float) -> list[str]:
    """Return code in lines of at most `width`, where its parts allow it."""
    whole = flat(doc)
    if isinstance(doc, str) or not doc.parts or len(whole) <= width:
        return [whole]
    hanging = len(doc.before) <= _LONGEST_HANG
    room = width - (len(doc.before) if hanging else _INDENT) - 1
    last = len(doc.parts) - 1
    found: list[str] = []
    for k, part in enumerate(doc.parts):
        own = doc_lines(part, room)
        own[-1] += doc.between.rstrip() if k < last else doc.after
        joined = f"{found[-1]} {own[0]}" if found else ""
        # numbers fill a line, what has brackets of its own begins one
        if found and isinstance(part, str) and isinstance(doc.parts[k - 1], str) and len(joined) <= room + 1:
            found[-1] = joined
        else:
            found += own
    if not hanging:
        return [doc.before, *(" " * _INDENT + line for line in found)]
    return [doc.before + found[0], *(" " * len(doc.before) + line for line in found[1:])]
