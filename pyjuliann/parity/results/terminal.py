"""A report in the terminal: a table of the pairs, the worst first, and a part per difference."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pyjuliann.language import Words, english, translated
from pyjuliann.parity.results.content import VERDICTS, Content
from pyjuliann.parity.results.rows import Trimmed, Whole
from pyjuliann.printable import printable_parts
from pyjuliann.wording import (
    CODES,
    TITLES,
    Line,
    again_line,
    also_line,
    exhaustive_lines,
    finding_lines,
    finding_title,
    follows,
    largest_ulp,
    note_on,
    pair_notes,
    replay_lines,
    stale_lines,
    summary_line,
    timed_lines,
    unmatched_lines,
)

WIDE: Final = 70
"""Columns from which on all counts are shown."""

STYLES: Final = {"identical": "green", "agree": "green", "differ": "bold red", "error": "bold red", "follows": "yellow"}


def print_report(console: Console, report: Content, words: Words = english) -> None:
    """Print a report; lines of code stay whole, so that what is copied from the terminal runs."""
    report = printable_parts(translated(report, words))
    parts = (_Table(report, words), *_sections(report, words), Text(), summary(report, words))
    console.print(Trimmed(*parts), crop=False, end="")


def report_text(report: Content, *, width: int, color: bool, words: Words = english) -> str:
    """Return what `print_report` prints on a terminal of some width."""
    text = io.StringIO()
    console = Console(file=text, width=width, force_terminal=color, highlight=False, soft_wrap=False)
    print_report(console, report, words)
    return text.getvalue()


def summary(report: Content, words: Words = english) -> Text:
    """Return the last line: how many pairs agree, and what they were compared with."""
    failed = report["verdict"] == "differ" or report["errors"]
    line = translated(summary_line(report), words)
    return Text(line, STYLES["differ" if failed else "agree"], no_wrap=True, overflow="ignore")


class _Table:
    """The pairs, the worst first; a narrow terminal gets fewer columns."""

    def __init__(self, report: Content, words: Words) -> None:
        self.report, self.words = report, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = ("seen", "cases", "differ") if "replay" in self.report else ("cases", "identical", "differ")
        counts = wide if options.max_width >= WIDE else ()
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        words = self.words
        table.add_column(words(TITLES["verdict"]), no_wrap=True)
        table.add_column(words(TITLES["pair"]), overflow="fold")
        for key in (*counts, "max_ulp"):
            table.add_column(words(TITLES[key]), justify="right", no_wrap=True)
        for pair in sorted(self.report["pairs"], key=lambda pair: (VERDICTS.index(pair["verdict"]), follows(pair))):
            verdict = Text(words(pair["verdict"]), STYLES[pair["verdict"]])
            if follows(pair):
                verdict = Text(words(TITLES["follows"]), STYLES["follows"])
            numbers = [str(pair["calls"]["seen"] if key == "seen" else pair[key]) for key in counts]
            table.add_row(verdict, Text(pair["name"]), *numbers, largest_ulp(pair))
        for error in self.report["errors"]:
            table.add_row(Text(words(TITLES["error"]), STYLES["error"]), Text(error["name"]))
        yield Whole(table)


def _sections(report: Content, words: Words) -> Iterator[RenderableType]:
    def told(line: str, style: str = "") -> Text:
        return Text(translated(line, words), style)

    for pair in report["pairs"]:
        whole = "exhaustive" in pair or "timed" in pair
        if pair["findings"] or pair["stale"] or whole:
            yield Text()
            yield Rule(Text(pair["name"], "bold"), style="dim", align="left")
            yield told(again_line(pair), "dim")
        if whole:
            yield _labelled([("found", pair["summary"]), *exhaustive_lines(pair), *timed_lines(pair)], words)
        for finding in pair["findings"]:
            yield told(finding_title(pair, finding), STYLES["differ"])
            yield from _lines(finding, words)
        yield from (told(text, STYLES["differ"]) for text in stale_lines(pair))
        if pair["also"]:
            yield Text(f"{pair['name']}, {translated(also_line(pair), words)}", "dim")
        yield from (told(note_on(pair, note), "dim") for note in pair_notes(pair))
    for error in report["errors"]:
        yield Text.assemble((f"{words(TITLES['error'])}  ", STYLES["error"]), error["message"])
    yield from (told(line, "yellow") for line in unmatched_lines(report))
    yield from (told(line) for line in replay_lines(report))


def _lines(finding: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    lines = list(finding_lines(finding))
    yield _labelled([line for line in lines if line[0] not in CODES], words)
    for label, text in lines:
        if label in CODES:
            yield from (Text(f"# {label}", "dim"), Text(text, no_wrap=True, overflow="ignore"))
    yield Text()


def _labelled(lines: Iterable[Line], words: Words) -> RenderableType:
    """Return lines with their labels before them."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row(f"  {words(label)}", Text(translated(text, words)))
    return grid
