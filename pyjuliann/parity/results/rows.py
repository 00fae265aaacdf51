"""Rows for a terminal of any width: a label and what it says. Prose is wrapped, code goes out as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement, measure_renderables
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

_UNLIMITED: Final = 10_000
NARROWEST: Final = 24
"""Columns that prose gets at least; where a label would leave fewer, it stands on a line of its own."""


class Row:
    """A label, and beside it a text; a label of "" belongs to the row above.

    Parameters
    ----------
    label : str
    text : Text or str
        Several lines, if it has newlines.
    indent : int
        Columns before the label.
    width : int
        Columns of the label.
    code : bool
        Whether lines stay whole, however long, so that what is copied runs.
    """

    def __init__(
        self, label: str, text: Text | str, *, indent: int, width: int, style: str = "", code: bool = False
    ) -> None:
        self.label, self.indent, self.width, self.style, self.code = label, indent, width, style, code
        self.text = text if isinstance(text, Text) else Text(text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.indent - self.width
        beside = room >= NARROWEST
        lines = self._lines(console, room if beside else options.max_width - self.indent - 2)
        margin = " " * (self.indent + (self.width if beside else 2))
        fits = beside and cell_len(self.label) < self.width
        if self.label and not fits:
            yield Text(" " * self.indent + self.label, self.style)
        for number, line in enumerate(lines):
            label = self.label if number == 0 and fits else ""
            before = Text(" " * self.indent + set_cell_size(label, self.width), self.style) if label else margin
            yield Text.assemble(before, line, no_wrap=True, overflow="ignore")

    def _lines(self, console: Console, room: int) -> Iterator[Text]:
        if self.code:
            yield from self.text.split("\n", allow_blank=True)
            return
        for line in self.text.wrap(console, max(room, NARROWEST), overflow="fold"):
            line.rstrip()
            yield line


class Trimmed:
    """What is printed without blanks at the ends of lines, which `rich` fills lines up with."""

    def __init__(self, *parts: RenderableType) -> None:
        self.parts = parts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in self.parts:
            for line in Segment.split_lines(console.render(part, options)):
                kept = list(line)
                while kept and not kept[-1].control and not kept[-1].text.strip(" "):
                    kept.pop()
                if kept:
                    text, style, control = kept[-1]
                    kept[-1] = Segment(text.rstrip(" ") if not control else text, style, control)
                yield from kept
                yield Segment.line()


class Whole:
    """A table that is as wide as its words need, however narrow the terminal: `rich` would cut them."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        unlimited = options.update(max_width=_UNLIMITED)
        for column in self.table.columns:
            if column.no_wrap:
                column.min_width = measure_renderables(console, unlimited, [column.header, *column.cells]).maximum
        needed = Measurement.get(console, unlimited, self.table).minimum
        yield from console.render(self.table, options.update(width=max(options.max_width, needed)))


def code_text(text: Text | str) -> Text:
    """Return code to print on lines that stay whole."""
    shown = Text(text) if isinstance(text, str) else text.copy()
    shown.no_wrap, shown.overflow = True, "ignore"
    return shown
