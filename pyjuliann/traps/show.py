"""How entries look in a terminal: a table of one-liners, whole entries, and what came of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from pyjuliann.language import Language, Words, joined, phrase, translated
from pyjuliann.parity.results.rows import Row
from pyjuliann.traps.catalogue import TOPICS, group_of, topic_of, words_of
from pyjuliann.traps.model import Entry, Given, Raises, Warns, after

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import EngineInfo
    from pyjuliann.traps.run import CodeResult, TrapFinding

_ENTRY: Final = "{} entry · pyjuliann traps NUMBER shows a whole one, --run runs it here"
_ENTRIES: Final = "{} entries · pyjuliann traps NUMBER shows a whole one, --run runs it here"
_LABEL: Final = 9
_NUMBERS: Final = 7


def table(entries: Sequence[Entry], language: Language) -> RenderableType:
    """Return a table of entries: number, topic, one line."""
    words = words_of("", language)
    topics = {entry: words(TOPICS[topic_of(entry)]) for entry in entries}
    width = max(map(cell_len, (words("topic"), *topics.values()))) + 2

    def row(number: str, topic: str, text: str, style: str = "") -> Row:
        label = f"{set_cell_size(number, _NUMBERS)}{topic}"
        return Row(label, Text(text, style), indent=0, width=_NUMBERS + width, style=style)

    head = row(words("trap"), words("topic"), words("difference"), "dim")
    rows = (row(entry.number, topics[entry], words_of(topic_of(entry), language)(entry.line)) for entry in entries)
    count = words(_ENTRIES if len(entries) != 1 else _ENTRY).format(len(entries))
    return Group(head, *rows, Text(), Text(count, "dim"))


def pages(entries: Iterable[Entry], language: Language) -> RenderableType:
    """Return whole entries, under the titles of their groups."""
    return Group(*_under_titles(((entry, _page(entry, language)) for entry in entries), language))


def run_pages(findings: Iterable[TrapFinding], info: EngineInfo, language: Language) -> RenderableType:
    """Return whole entries with what came of them here, and a summary."""
    findings = tuple(findings)
    parts = ((finding.entry, _page(finding.entry, language, finding)) for finding in findings)
    return Group(*_under_titles(parts, language), run_summary(findings, info, language))


def run_table(findings: Sequence[TrapFinding], info: EngineInfo, language: Language = "en") -> RenderableType:
    """Return what both sides gave here, two rows an entry, with what is not as stated, and a summary."""
    words = words_of("", language)
    rows: list[RenderableType] = []
    for finding in findings:
        style = "green" if finding else "bold red"
        for number, name, side in (
            (finding.entry.number, words("Julia"), finding.julia),
            ("", "NumPy", finding.python),
        ):
            label = f"{number:<{_NUMBERS}}{name}"
            text, width = translated(came(side), words), _NUMBERS + cell_len(name) + 2
            rows.append(Row(label, text, indent=0, width=width, style=style, code=True))
        rows += [_row("", Text(translated(problem, words), "red")) for problem in finding.problems]
    return Group(*rows, Text(), run_summary(findings, info, language))


def run_summary(findings: Sequence[TrapFinding], info: EngineInfo, language: Language = "en") -> Text:
    """Return what came of a run in one line, and with which versions."""
    wrong = sum(not finding for finding in findings)
    other = sum(not finding.applies for finding in findings)
    right = len(findings) - wrong - other
    parts = [phrase("{} as stated", right)] + [phrase("{} not as stated", wrong)] * bool(wrong)
    parts += [phrase("{} stated for other versions or another engine", other)] * bool(other)
    against = phrase("{} engine, Julia {}, NumPy {}", info.engine, info.julia_version, np.__version__)
    recorded = phrase("Julia's values were recorded on {}", info.recorded) if info.recorded else ""
    count = phrase("{} entry" if len(findings) == 1 else "{} entries", len(findings))
    told = phrase("{}: {} · {}", count, joined(", ", parts), joined("; ", (against, recorded)))
    return Text(translated(told, words_of("", language)), "bold red" if wrong else "bold green")


# ---------------------------------------------------------------- one entry


def _under_titles(parts: Iterable[tuple[Entry, RenderableType]], language: Language) -> Iterator[RenderableType]:
    shown = 0
    for entry, page in parts:
        if entry.group != shown:
            shown = entry.group
            yield Text(f"{shown} · {words_of(topic_of(entry), language)(group_of(entry).title)}", "bold underline")
            yield Text()
        yield page
        yield Text()


def _page(entry: Entry, language: Language, finding: TrapFinding | None = None) -> RenderableType:
    words = words_of(topic_of(entry), language)
    topic = words(TOPICS[topic_of(entry)])
    return Group(
        Text.assemble((f"{entry.number}  {words(entry.title)}", "bold"), (f"  ({topic})", "dim"), overflow="fold"),
        Row("", words(entry.line), indent=2, width=0),
        *_rows(entry, words, finding),
    )


def _row(label: str, text: Text, *, code: bool = False) -> Row:
    return Row(label, text, indent=2, width=_LABEL, style="dim", code=code)


def _rows(entry: Entry, words: Words, finding: TrapFinding | None) -> Iterator[Row]:
    using = f"using {', '.join(entry.using)}\n" if entry.using else ""
    yield _code(words("Julia"), f"{using}{after(entry.julia_setup, entry.julia)}")
    yield from _stated(entry.julia_gives, words)
    if finding is not None:
        yield _live(finding.julia, words)
    yield _code(words("Python"), after(entry.python_setup, entry.python))
    yield from _stated(entry.python_gives, words)
    if finding is not None:
        yield _live(finding.python, words)
    yield _row(words("why"), Text(words(entry.why)))
    for label, code in (
        ("Julia code that does what Python did", entry.as_python),
        ("Python code that does what Julia did", entry.as_julia),
    ):
        yield _row("", Text(f"{words(label)}:", "italic"))
        yield _code("", code) if code else _row("", Text(words("none: {}").format(words(entry.no_idiom)), "dim"))
    yield _row(words("versions"), Text(translated(entry.versions, words)))
    yield _row(words("source"), Text(entry.source))
    if finding is not None:
        yield from (_row("", Text(translated(problem, words), "red")) for problem in finding.problems)
        if finding:
            stated = "as stated" if finding.applies else "stated for other versions, or another engine"
            yield _row("", Text(words(stated), "green" if finding.applies else "yellow"))


def _stated(given: Given, words: Words) -> Iterator[Row]:
    by_version = given.items() if not isinstance(given, str | Raises | Warns) else [("", given)]
    for version, answer in by_version:
        label = words("raises" if isinstance(answer, Raises) else "gives")
        note = f"  ({words('from {}').format(version)})" if version else ""
        yield _row(label, Text(f"{translated(str(answer), words)}{note}", "cyan"), code=True)


def _live(side: CodeResult, words: Words) -> Row:
    # a value is code; the text of an error is prose
    return _row(words("here"), Text(translated(came(side), words), "magenta"), code=not side.outcome.error)


def _code(label: str, code: str) -> Row:
    return _row(label, Text(code, "yellow"), code=True)


def came(side: CodeResult) -> str:
    """Return what came of a piece of code, with its warnings, or the error."""
    if side.outcome.error:
        return side.text if side.text.startswith(side.type) else phrase("{}: {}", side.type, side.text)
    told = side.text
    for warning in side.outcome.warnings:
        told = phrase("{}, and {}", told, warning)
    return told
