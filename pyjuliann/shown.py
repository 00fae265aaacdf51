"""Results that show themselves: in a line at the prompt, as a small page in a notebook; tables for other values."""

from __future__ import annotations

import html
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Final

from pyjuliann.printable import safe_repr


class Shown:
    """What has a `summary`; a dataclass of this kind is made with ``repr=False``."""

    page: ClassVar[Callable[[Any], str]]
    """Makes the small page; the package sets it, since pages stand above what they show."""

    @property
    @abstractmethod
    def summary(self) -> str:
        """The whole of it in one line."""

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.summary}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return Shown.page(self)


# ---------------------------------------------------------------- what a notebook shows of plain values

MOST: Final = 10
"""So many rows and columns of an array are shown."""

LONGEST: Final = 300
"""So many characters of anything else."""


def facts_html(caption: str, facts: Mapping[str, object]) -> str:
    """Return a table of names and what they are."""
    rows = "".join(f"<tr><th>{_text(name)}</th><td>{_text(value)}</td></tr>" for name, value in facts.items())
    return f"<table><caption>{_text(caption)}</caption>{rows}</table>"


def value_html(caption: str, value: Any) -> str:
    """Return an array of one or two dimensions as a table, cut if it is large, and everything else as its code."""
    shape = getattr(value, "shape", ())
    if len(shape) not in (1, 2) or 0 in shape:
        return facts_html(caption, {"": safe_repr(value)})
    grid = value.reshape(1, -1) if len(shape) == 1 else value
    rows = [[_text(part) for part in _cut(row)] for row in grid[:MOST]]
    if len(grid) > MOST:
        rows.append(["⋮"] * len(rows[0]))
    body = "".join(f"<tr>{''.join(f'<td>{part}</td>' for part in row)}</tr>" for row in rows)
    size = " × ".join(map(str, shape))
    return f"<table><caption>{_text(caption)} · {size}</caption>{body}</table>"


def _cut(parts: Any) -> Iterable[Any]:
    return [*parts[:MOST], "…"] if len(parts) > MOST else parts


def _text(value: object) -> str:
    text = str(value)
    return html.escape(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
