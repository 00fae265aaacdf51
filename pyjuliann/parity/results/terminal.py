"""A report in the terminal: a table of the pairs, the worst first, and a part per difference."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pyjuliann.parity.results.content import VERDICTS, Content
from pyjuliann.parity.results.rows import Trimmed, Whole
from pyjuliann.printable import printable_parts
from pyjuliann.wording import (
    CODES,
    TITLES,
    again_line,
    also_line,
    finding_lines,
    finding_title,
    follows,
    largest_ulp,
    note_on,
    pair_notes,
    replay_lines,
    stale_lines,
    summary_line,
    unmatched_lines,
)

WIDE: Final = 70
"""Columns from which on all counts are shown."""

STYLES: Final = {"identical": "green", "agree": "green", "differ": "bold red", "error": "bold red", "follows": "yellow"}


def print_report(console: Console, report: Content) -> None:
    """Print a report; lines of code stay whole, so that what is copied from the terminal runs."""
    report = printable_parts(report)
    console.print(Trimmed(_Table(report), *_sections(report), Text(), summary(report)), crop=False, end="")


def report_text(report: Content, *, width: int, color: bool) -> str:
    """Return what `print_report` prints on a terminal of some width."""
    text = io.StringIO()
    print_report(Console(file=text, width=width, force_terminal=color, highlight=False, soft_wrap=False), report)
    return text.getvalue()


def summary(report: Content) -> Text:
    """Return the last line: how many pairs agree, and what they were compared with."""
    failed = report["verdict"] == "differ" or report["errors"]
    return Text(summary_line(report), STYLES["differ" if failed else "agree"], no_wrap=True, overflow="ignore")


class _Table:
    """The pairs, the worst first; a narrow terminal gets fewer columns."""

    def __init__(self, report: Content) -> None:
        self.report = report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = ("seen", "cases", "differ") if "replay" in self.report else ("cases", "identical", "differ")
        counts = wide if options.max_width >= WIDE else ()
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column(TITLES["verdict"], no_wrap=True)
        table.add_column(TITLES["pair"], overflow="fold")
        for key in (*counts, "max_ulp"):
            table.add_column(TITLES[key], justify="right", no_wrap=True)
        for pair in sorted(self.report["pairs"], key=lambda pair: (VERDICTS.index(pair["verdict"]), follows(pair))):
            verdict = Text(pair["verdict"], STYLES[pair["verdict"]])
            if follows(pair):
                verdict = Text(TITLES["follows"], STYLES["follows"])
            numbers = [str(pair["calls"]["seen"] if key == "seen" else pair[key]) for key in counts]
            table.add_row(verdict, Text(pair["name"]), *numbers, largest_ulp(pair))
        for error in self.report["errors"]:
            table.add_row(Text(TITLES["error"], STYLES["error"]), Text(error["name"]))
        yield Whole(table)


def _sections(report: Content) -> Iterator[RenderableType]:
    for pair in report["pairs"]:
        if pair["findings"] or pair["stale"]:
            yield Text()
            yield Rule(Text(pair["name"], "bold"), style="dim", align="left")
            yield Text(again_line(pair), "dim")
        for finding in pair["findings"]:
            yield Text(finding_title(pair, finding), STYLES["differ"])
            yield from _lines(finding)
        yield from (Text(text, STYLES["differ"]) for text in stale_lines(pair))
        if pair["also"]:
            yield Text(f"{pair['name']}, {also_line(pair)}", "dim")
        yield from (Text(note_on(pair, note), "dim") for note in pair_notes(pair))
    for error in report["errors"]:
        yield Text.assemble((f"{TITLES['error']}  ", STYLES["error"]), error["message"])
    yield from (Text(line, "yellow") for line in unmatched_lines(report))
    yield from (Text(line) for line in replay_lines(report))


def _lines(finding: Mapping[str, Any]) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    codes: list[RenderableType] = []
    for label, text in finding_lines(finding):
        if label in CODES:
            codes += [Text(f"# {label}", "dim"), Text(text, no_wrap=True, overflow="ignore")]
        else:
            grid.add_row(f"  {label}", Text(text))
    yield from (grid, *codes, Text())
