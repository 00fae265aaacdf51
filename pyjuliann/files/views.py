"""The comparison of two files in the terminal, as a page, and as JUnit's XML."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pyjuliann.language import Language, Words, english, translated
from pyjuliann.parity.results import html as pages
from pyjuliann.parity.results import junit, markdown
from pyjuliann.parity.results.content import VERDICTS
from pyjuliann.parity.results.github import Annotation
from pyjuliann.parity.results.rows import Row, Trimmed, Whole
from pyjuliann.parity.results.terminal import STYLES, WIDE
from pyjuliann.printable import printable, printable_parts
from pyjuliann.wording import (
    FILE_LABELS,
    FILE_TITLES,
    digits,
    error_title,
    file_alone_lines,
    file_array_lines,
    file_error_lines,
    file_notes,
    files_summary,
    more_arrays_line,
    untold_line,
    words_of,
)

_NUMBERS: Final = ("elements", "differing", "max_ulp", "max_absolute", "max_relative")
_LABEL: Final = 8
_MOST_ROWS: Final = 60
"""Arrays that the table in the terminal has, the worst first."""
_MOST_TOLD: Final = 20
"""Arrays that differ of which the terminal says where and why."""

Content = Mapping[str, Any]


def _names(report: Content) -> tuple[str, str]:
    return report["a"]["name"], report["b"]["name"]


def _sorted(report: Content) -> list[Content]:
    return sorted(report["arrays"], key=lambda array: VERDICTS.index(array["verdict"]))


# ---------------------------------------------------------------- terminal


def print_report(console: Console, report: Content, words: Words = english) -> None:
    """Print a report: what the files are, a table of the arrays, a part for each that differs."""
    report = printable_parts(translated(report, words))
    console.print(Trimmed(*_parts(report, words)), crop=False, end="")


def _parts(report: Content, words: Words) -> Iterator[RenderableType]:
    about = translated(list(file_notes(report)), words)
    width = 2 + max(cell_len(label) for label, _ in about)
    for label, text in about:
        yield Row(label, text, indent=0, width=width, style="dim")
    if report["arrays"]:
        yield Text()
        yield _Arrays(report, words)
    told = 0
    labels = max(_LABEL, 2 + max(cell_len(words(label)) for label in FILE_LABELS))
    for array in _sorted(report):
        lines = list(file_array_lines(array, _names(report)))
        if array["verdict"] == "differ":
            told += 1
            if told > _MOST_TOLD:
                continue
            yield Text()
            yield Rule(Text(array["name"], "bold"), style="dim", align="left")
        else:
            lines = [line for line in lines if line[0] == "note"]
        for label, text in lines:
            said = translated(text, words)
            said = said if array["verdict"] == "differ" else f"{array['name']}: {said}"
            yield Row(words(label), said, indent=2, width=labels, style="dim")
    if told > _MOST_TOLD:
        yield Text()
        yield Text(translated(untold_line(told - _MOST_TOLD), words), "yellow")
    alone = translated(list(file_alone_lines(report)), words)
    if alone or report["errors"]:
        yield Text()
    yield from (Text(line, "yellow") for line in alone)
    for label, text in file_error_lines(report):
        yield Text.assemble((f"{words(label)}  ", STYLES["error"]), translated(text, words))
    yield Text()
    failed = report["verdict"] == "differ" or report["errors"]
    yield Text(translated(files_summary(report), words), STYLES["differ" if failed else "agree"])


class _Arrays:
    """The arrays, the worst first; a narrow terminal gets fewer columns."""

    def __init__(self, report: Content, words: Words) -> None:
        self.report, self.words = report, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        numbers = _NUMBERS if options.max_width >= WIDE else ("max_ulp",)
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        words = self.words
        table.add_column(words(FILE_TITLES["verdict"]), no_wrap=True)
        table.add_column(words(FILE_TITLES["name"]), overflow="fold")
        for key in numbers:
            table.add_column(words(FILE_TITLES[key]), justify="right", no_wrap=True)
        arrays = _sorted(self.report)
        for array in arrays[:_MOST_ROWS]:
            verdict = Text(words(array["verdict"]), STYLES[array["verdict"]])
            table.add_row(verdict, Text(array["name"]), *(digits(array[key]) for key in numbers))
        if len(arrays) > _MOST_ROWS:
            table.add_row("", Text(translated(more_arrays_line(len(arrays) - _MOST_ROWS), words)))
        yield Whole(table)


# ---------------------------------------------------------------- a page


def render_html(report: Content, language: Language = "en") -> str:
    """Return a report as a whole page."""
    words = words_of(language)
    report = translated(report, words)
    return pages.page(translated(files_summary(report), words), _page(report, words), language)


def _page(report: Content, words: Words) -> Iterator[str]:
    failed = report["verdict"] == "differ" or report["errors"]
    yield f'<h1 class="{"differ" if failed else "agree"}">{_text(translated(files_summary(report), words))}</h1>\n'
    yield pages.facts(translated(list(file_notes(report)), words))
    yield pages.facts(((key.title(), value) for key, value in report["versions"].items()), words)
    yield from (f"<p>{_text(line)}</p>\n" for line in translated(list(file_alone_lines(report)), words))
    for label, text in file_error_lines(report):
        yield f'<p><span class="error">{words(label)}</span> {_text(translated(text, words))}</p>\n'
    named = {key: words(title) for key, title in FILE_TITLES.items()}
    titles = "".join(f'<th scope="col">{named[key]}</th>' for key in ("name", "verdict"))
    titles += "".join(f'<th scope="col" class="number">{named[key]}</th>' for key in _NUMBERS)
    yield f'<table class="pairs"><thead><tr>{titles}</tr></thead><tbody>\n'
    for array in _sorted(report):
        verdict = array["verdict"]
        yield f'<tr data-verdict="{verdict}"><td>{_text(array["name"])}</td>'
        yield f'<td class="{verdict}" data-key="{VERDICTS.index(verdict)}">{words(verdict)}</td>'
        for key in _NUMBERS:
            own = "" if array[key] is None else _text(array[key])
            yield f'<td class="number" data-title="{named[key]}" data-key="{own}">{digits(array[key])}</td>'
        yield "</tr>\n"
    yield "</tbody></table>\n"
    for array in _sorted(report):
        if array["verdict"] == "differ" or array["notes"]:
            yield f"<section>\n<h2>{_text(array['name'])}</h2>\n"
            yield pages.facts(file_array_lines(array, _names(report)), words)
            yield "</section>\n"


def _text(value: Any) -> str:
    return html.escape(printable(str(value)))


# ---------------------------------------------------------------- JUnit


def render_junit(report: Content) -> str:
    """Return a report as an XML document: a test case for each array, and for what is in one file alone."""
    names = _names(report)
    suite = f"{names[0]} {names[1]}"
    cases = []
    for array in report["arrays"]:
        lines = "\n".join(f"{label}: {text}" for label, text in file_array_lines(array, names))
        differs = array["verdict"] == "differ"
        kind = " ".join(d["aspect"] for d in array["differences"])
        cases.append(
            junit.SuiteCase(
                suite, array["name"], array["seconds"], "failure" if differs else "", kind, array["summary"],
                lines if differs or array["notes"] else "",
            )
        )  # fmt: skip
    cases += [junit.SuiteCase(suite, line, 0, "failure", "missing", line, line) for line in file_alone_lines(report)]
    cases += [
        junit.SuiteCase(suite, error["name"], 0, "error", "FileReadError", error["message"], error["message"])
        for error in report["errors"]
    ]
    return junit.document(cases, report["versions"])


# ---------------------------------------------------------------- Markdown


def render_markdown(report: Content, room: int | None = None, words: Words = english) -> str:
    """Return a report as a document in GitHub's Markdown, of so many bytes at most if that is said."""
    report = printable_parts(translated(report, words))
    titles = [words(FILE_TITLES[key]) for key in ("verdict", "name", *_NUMBERS)]
    rows = [
        (words(array["verdict"]), array["name"], *(digits(array[key]) for key in _NUMBERS)) for array in _sorted(report)
    ]
    alone = [("", line) for line in file_alone_lines(report)]
    head = f"## {markdown.text(translated(files_summary(report), words))}\n\n"
    head += markdown.labelled(translated(list(file_notes(report)), words))
    shown = rows if room is None else rows[: markdown.MOST_ROWS]
    head += markdown.table(titles, shown, 2) + markdown.labelled([*alone, *file_error_lines(report)], words)
    sections = [
        f"### {markdown.code(array['name'])}\n\n{markdown.labelled(file_array_lines(array, _names(report)), words)}"
        for array in _sorted(report)
        if array["verdict"] == "differ"
    ]
    return markdown.fitted(head, sections, room, len(rows) - len(shown), words)


def annotated(report: Content, words: Words = english) -> Iterator[Annotation]:
    """Yield what GitHub Actions tells at the files: each array that differs, what one file lacks, what is not read."""
    report = translated(report, words)
    names = _names(report)
    places = tuple((report[side]["path"], 1) for side in ("b", "a"))
    for array in report["arrays"]:
        if array["verdict"] == "differ":
            told = translated(list(file_array_lines(array, names)), words)
            lines = "\n".join(f"{words(label)}: {text}" for label, text in told)
            yield Annotation(f"{array['name']}: {array['summary']}", lines, places)
    for line in file_alone_lines(report):
        yield Annotation(" ".join(names), translated(line, words), places)
    for error in report["errors"]:
        yield Annotation(translated(error_title(error), words), error["message"], places)
