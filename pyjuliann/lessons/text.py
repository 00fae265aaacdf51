"""A lesson's text in parts: prose, and between it what is referred to.

A reference is a paragraph of its own, ``{formula:NAME}``, ``{figure:NAME}`` or ``{example:NUMBER}``. Who shows a
lesson decides what stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

ReferenceKind = Literal["formula", "figure", "example"]

_REFERENCE: Final = re.compile(r"\{(\w+):([^{}\s]+)\}")


@dataclass(frozen=True)
class Prose:
    """Paragraphs of Markdown, with no reference between them."""

    markdown: str


@dataclass(frozen=True)
class Reference:
    """What stands between two paragraphs: the name of a formula or a figure, or the number of an example."""

    kind: ReferenceKind
    name: str


def blocks(text: str) -> tuple[Prose | Reference, ...]:
    r"""Return a text's prose and references in their order.

    Raises
    ------
    ValueError
        If a paragraph looks like a reference and is none, or has one among its words.

    Examples
    --------
    >>> blocks("First.\n\nSecond.\n\n{formula:dot}\n\nThird.")
    (Prose(markdown='First.\n\nSecond.'), Reference(kind='formula', name='dot'), Prose(markdown='Third.'))
    """
    return tuple(_blocks(text))


def references(text: str) -> tuple[Reference, ...]:
    r"""Return a text's references in their order.

    Examples
    --------
    >>> references("As {1} or {2}:\n\n{example:1.3}\n")
    (Reference(kind='example', name='1.3'),)
    """
    return tuple(block for block in blocks(text) if isinstance(block, Reference))


def _blocks(text: str) -> Iterator[Prose | Reference]:
    prose: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.strip()):
        found = _reference(paragraph.strip())
        if found is None:
            prose.append(paragraph)
            continue
        if prose:
            yield Prose("\n\n".join(prose))
            prose = []
        yield found
    if prose:
        yield Prose("\n\n".join(prose))


def _reference(paragraph: str) -> Reference | None:
    whole = _REFERENCE.fullmatch(paragraph)
    if whole and whole[1] in get_args(ReferenceKind):
        return Reference(cast(ReferenceKind, whole[1]), whole[2])
    for found in _REFERENCE.finditer(paragraph):
        if whole or found[1] in get_args(ReferenceKind):
            raise ValueError(
                f"{found[0]}: a reference is {{formula:NAME}}, {{figure:NAME}} or {{example:NUMBER}}, "
                "in a paragraph of its own"
            )
    return None
