"""A report in Markdown as GitHub reads it: for a comment, a file in a repository, or a job's summary.

Whatever comes from the user's functions is text: no markup, no link, no mention of anybody comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from pyjuliann.language import Words, english, translated
from pyjuliann.parity.results.content import VERDICTS, Content
from pyjuliann.printable import printable, printable_parts
from pyjuliann.wording import (
    AGREEING,
    CODES,
    TITLES,
    about_lines,
    again_line,
    also_line,
    cut_code_line,
    cut_report_line,
    error_lines,
    exhaustive_lines,
    finding_lines,
    finding_title,
    largest_ulp,
    note_on,
    pair_notes,
    replay_lines,
    shortened,
    stale_lines,
    statement_on,
    summary_line,
    timed_lines,
    unmatched_lines,
)

MOST_ROWS: Final = 300
"""Rows of a table where there is no room for everything."""

LONGEST_CODE: Final = 10_000
"""Characters of code that are shown."""

_LONGEST_TEXT: Final = 1500
_COLUMNS: Final = ("verdict", "pair", "cases", "identical", "agree", "differ", "max_ulp")
_WORDS: Final = 2
"""So many columns have words, the others numbers."""

_NOTHING: Final = "<!-- -->"
_ESCAPES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"[\\`*_\[\]~#]"), r"\\\g<0>"),
    (re.compile(r"[&<>|]"), lambda found: f"&#{ord(found[0])};"),
    (re.compile(r"\$"), "<span>$</span>"),  # no formula
    # nobody's name, no number of an issue, no picture of a word between colons, no link
    (re.compile(r"@(?=\w)|(?<=\\)#(?=\d)|:(?=[\w+-]+:|//)|\bwww(?=\.)", re.IGNORECASE), rf"\g<0>{_NOTHING}"),
)
"""What is done to text, one after the other."""


def render(report: Content, room: int | None = None, words: Words = english) -> str:
    """Return a report as a document: a table of the pairs, the worst first, and a section per pair that differs.

    Parameters
    ----------
    report : dict
        As `content` returns it.
    room : int, optional
        So many bytes at most: what does not fit is left out, and the last line says so.
    words : Words
        What puts it into the reader's language.
    """
    report = printable_parts(translated(report, words))
    pairs = sorted(report["pairs"], key=lambda pair: VERDICTS.index(pair["verdict"]))
    rows = [_row(pair, words) for pair in pairs]
    rows += [(words(TITLES["error"]), error["name"], *[""] * 5) for error in report["errors"]]
    shown = rows if room is None else rows[:MOST_ROWS]
    titles = [words(TITLES[key]) for key in _COLUMNS]
    head = f"## {text(translated(summary_line(report), words))}\n\n{table(titles, shown, _WORDS)}"
    head += labelled(error_lines(report), words) + _list(replay_lines(report), words)
    sections = [_section(pair, words) for pair in pairs if pair["verdict"] == "differ"]
    return fitted(head, [*sections, *_rest(report, pairs, words)], room, len(rows) - len(shown), words)


def _row(pair: Content, words: Words) -> tuple[str, ...]:
    return words(pair["verdict"]), pair["name"], *(str(pair[key]) for key in _COLUMNS[_WORDS:-1]), largest_ulp(pair)


def _section(pair: Content, words: Words) -> str:
    found = "".join(_finding(pair, finding, words) for finding in pair["findings"])
    lines = (*stale_lines(pair), *filter(None, [also_line(pair)]), *(note_on(pair, note) for note in pair_notes(pair)))
    head = f"### {code(pair['name'])}\n\n{text(translated(again_line(pair), words))}\n\n"
    if "exhaustive" in pair or "timed" in pair:
        head += labelled([("found", pair["summary"]), *exhaustive_lines(pair), *timed_lines(pair)], words)
    return f"{head}{found}{_list(lines, words)}"


def _finding(pair: Content, finding: Content, words: Words) -> str:
    entries = list(finding_lines(finding))
    blocks = (block(entry, CODES[label], words) for label, entry in entries if label in CODES)
    told = labelled(((label, entry) for label, entry in entries if label not in CODES), words)
    return f"#### {text(translated(finding_title(pair, finding), words))}\n\n{told}{''.join(blocks)}"


def _rest(report: Content, pairs: Iterable[Content], words: Words) -> Iterator[str]:
    """Yield what a reader may want to know besides: notes on what agrees, functions without a twin, the versions."""
    quiet = [pair for pair in pairs if pair["verdict"] != "differ"]
    notes = [statement_on(pair) for pair in quiet if "exhaustive" in pair]
    notes += [note_on(pair, note) for pair in quiet for note in (*filter(None, [also_line(pair)]), *pair_notes(pair))]
    if notes:
        yield f"<details><summary>{text(words(AGREEING))}</summary>\n\n{_list(notes, words)}</details>\n\n"
    yield _list(unmatched_lines(report), words)
    yield labelled(about_lines(report), words)


# ---------------------------------------------------------------- parts of a document


def fitted(head: str, sections: Sequence[str], room: int | None, rows: int = 0, words: Words = english) -> str:
    """Return a document that fits into so many bytes, None for any: sections that do not are left out, and counted.

    Parameters
    ----------
    head : str
        What stands before the sections; "" is returned if there is no room for it.
    sections : sequence of str
    room : int or None
    rows : int
        How many rows of a table in the head have been left out.
    words : Words
        What puts the line about it into the reader's language.
    """
    kept, left = [head], 0
    if room is not None:
        left_out = translated(cut_report_line(len(sections), rows), words)
        room -= len(head.encode()) + len(f"{left_out}\n".encode())
        if room < 0:
            return ""
    for section in filter(None, sections):
        size = len(section.encode())
        if room is None or size <= room:
            kept.append(section)
            room = None if room is None else room - size
        else:
            left += 1
    if left or rows:
        kept.append(f"{translated(cut_report_line(left, rows), words)}\n")
    return "".join(kept).rstrip("\n") + "\n"


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], words: int) -> str:
    """Return a table, the first columns of which have words, the others numbers; "" if it has no rows."""
    lines = [f"| {' | '.join(map(text, row))} |\n" for row in rows]
    if not lines:
        return ""
    rule = f"|{'---|' * words}{'--:|' * (len(titles) - words)}\n"
    return f"| {' | '.join(map(text, titles))} |\n{rule}{''.join(lines)}\n"


def labelled(entries: Iterable[tuple[str, str]], words: Words = english) -> str:
    """Return a list of labels and what they say; those of code begin with "in ", those without text are left out."""
    listed = ""
    for label, entry in entries:
        if entry:
            told = code(entry) if label.startswith("in ") else text(translated(entry, words))
            listed += f"- {f'**{text(words(label))}** ' if label else ''}{told}\n"
    return f"{listed}\n" if listed else ""


def _list(lines: Iterable[str], words: Words) -> str:
    listed = "".join(f"- {text(translated(line, words))}\n" for line in lines)
    return f"{listed}\n" if listed else ""


def text(said: str) -> str:
    """Return what somebody said on one line, so that it reads as it was said."""
    shown = shortened(printable(said), _LONGEST_TEXT)
    for pattern, written in _ESCAPES:
        shown = pattern.sub(written, shown)
    return shown


def code(said: str) -> str:
    """Return a name, or code, that stands in a line."""
    return f"<code>{text(said)}</code>"


def block(lines: str, language: str, words: Words = english) -> str:
    """Return code on lines of its own, whole and ready to copy unless it is very long."""
    lines = printable(lines)
    cut = len(lines) - LONGEST_CODE
    shown = lines if cut <= 0 else f"{lines[:LONGEST_CODE]}\n{translated(cut_code_line(cut), words)}"
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{shown}\n{fence}\n\n"
