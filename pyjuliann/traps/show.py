"""How entries look in a terminal: a table of one-liners, whole entries, and what came of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from pyjuliann.language import Bilingual, Language
from pyjuliann.parity.results.rows import Row
from pyjuliann.traps.catalogue import TOPICS, group_of, topic_of
from pyjuliann.traps.model import Entry, Given, Raises, Warns, after

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import EngineInfo
    from pyjuliann.traps.run import CodeResult, TrapFinding

_HERE: Final = Bilingual("here", "여기서")
_GIVES: Final = Bilingual("gives", "결과")
_RAISES: Final = Bilingual("raises", "예외")
_WHY: Final = Bilingual("why", "까닭")
_VERSIONS: Final = Bilingual("versions", "버전")
_SOURCE: Final = Bilingual("source", "출처")
_AS_PYTHON: Final = Bilingual("Julia code that does what Python did", "파이썬과 같은 결과를 내는 줄리아 코드")
_AS_JULIA: Final = Bilingual("Python code that does what Julia did", "줄리아와 같은 결과를 내는 파이썬 코드")
_AS_STATED: Final = Bilingual("as stated", "적힌 대로다")
_NOT_STATED: Final = Bilingual("stated for other versions, or another engine", "다른 버전이나 엔진에 대한 설명이다")
_NUMBER: Final = Bilingual("trap", "번호")
_TOPIC: Final = Bilingual("topic", "주제")
_DIFFERENCE: Final = Bilingual("difference", "차이")
_LABEL: Final = 9
_NUMBERS: Final = 7


def table(entries: Sequence[Entry], language: Language) -> RenderableType:
    """Return a table of entries: number, topic, one line."""
    topics = {entry: TOPICS[topic_of(entry)].text(language) for entry in entries}
    width = max(map(cell_len, (_TOPIC.text(language), *topics.values()))) + 2

    def row(number: str, topic: str, text: str, style: str = "") -> Row:
        label = f"{set_cell_size(number, _NUMBERS)}{topic}"
        return Row(label, Text(text, style), indent=0, width=_NUMBERS + width, style=style)

    head = row(_NUMBER.text(language), _TOPIC.text(language), _DIFFERENCE.text(language), "dim")
    rows = (row(entry.number, topics[entry], entry.line.text(language)) for entry in entries)
    return Group(head, *rows, Text(), Text(_count(len(entries), language), "dim"))


def pages(entries: Iterable[Entry], language: Language) -> RenderableType:
    """Return whole entries, under the titles of their groups."""
    return Group(*_under_titles(((entry, _page(entry, language)) for entry in entries), language))


def run_pages(findings: Iterable[TrapFinding], info: EngineInfo, language: Language) -> RenderableType:
    """Return whole entries with what came of them here, and a summary."""
    findings = tuple(findings)
    parts = ((finding.entry, _page(finding.entry, language, finding)) for finding in findings)
    return Group(*_under_titles(parts, language), run_summary(findings, info))


def run_table(findings: Sequence[TrapFinding], info: EngineInfo) -> RenderableType:
    """Return what both sides gave here, two rows an entry, with what is not as stated, and a summary."""
    rows: list[RenderableType] = []
    for finding in findings:
        style = "green" if finding else "bold red"
        for number, name, side in ((finding.entry.number, "Julia", finding.julia), ("", "NumPy", finding.python)):
            label = f"{number:<{_NUMBERS}}{name}"
            rows.append(Row(label, _came(side), indent=0, width=_NUMBERS + len(name) + 2, style=style, code=True))
        rows += [_row("", Text(problem, "red")) for problem in finding.problems]
    return Group(*rows, Text(), run_summary(findings, info))


def run_summary(findings: Sequence[TrapFinding], info: EngineInfo) -> Text:
    """Return what came of a run in one line, and with which versions."""
    wrong = sum(not finding for finding in findings)
    other = sum(not finding.applies for finding in findings)
    right = len(findings) - wrong - other
    parts = [f"{right} as stated"] + [f"{wrong} not as stated"] * bool(wrong)
    parts += [f"{other} stated for other versions or another engine"] * bool(other)
    against = f"{info.engine} engine, Julia {info.julia_version}, NumPy {np.__version__}"
    if info.recorded:
        against += f"; Julia's values were recorded on {info.recorded}"
    count = f"{len(findings)} {'entries' if len(findings) != 1 else 'entry'}"
    return Text(f"{count}: {', '.join(parts)} · {against}", "bold red" if wrong else "bold green")


# ---------------------------------------------------------------- one entry


def _under_titles(parts: Iterable[tuple[Entry, RenderableType]], language: Language) -> Iterator[RenderableType]:
    shown = 0
    for entry, page in parts:
        if entry.group != shown:
            shown = entry.group
            yield Text(f"{shown} · {group_of(entry).title.text(language)}", "bold underline")
            yield Text()
        yield page
        yield Text()


def _page(entry: Entry, language: Language, finding: TrapFinding | None = None) -> RenderableType:
    topic = TOPICS[topic_of(entry)].text(language)
    return Group(
        Text.assemble((f"{entry.number}  {entry.title}", "bold"), (f"  ({topic})", "dim"), overflow="fold"),
        Row("", entry.line.text(language), indent=2, width=0),
        *_rows(entry, language, finding),
    )


def _row(label: str, text: Text, *, code: bool = False) -> Row:
    return Row(label, text, indent=2, width=_LABEL, style="dim", code=code)


def _rows(entry: Entry, language: Language, finding: TrapFinding | None) -> Iterator[Row]:
    using = f"using {', '.join(entry.using)}\n" if entry.using else ""
    yield _code("Julia", f"{using}{after(entry.julia_setup, entry.julia)}")
    yield from _stated(entry.julia_gives, language)
    if finding is not None:
        yield _live(finding.julia, language)
    yield _code("Python", after(entry.python_setup, entry.python))
    yield from _stated(entry.python_gives, language)
    if finding is not None:
        yield _live(finding.python, language)
    yield _row(_WHY.text(language), Text(entry.why))
    for label, code in ((_AS_PYTHON, entry.as_python), (_AS_JULIA, entry.as_julia)):
        yield _row("", Text(f"{label.text(language)}:", "italic"))
        yield _code("", code) if code else _row("", Text(f"none: {entry.no_idiom}", "dim"))
    yield _row(_VERSIONS.text(language), Text(entry.versions))
    yield _row(_SOURCE.text(language), Text(entry.source))
    if finding is not None:
        yield from (_row("", Text(problem, "red")) for problem in finding.problems)
        if finding:
            words = _AS_STATED if finding.applies else _NOT_STATED
            yield _row("", Text(words.text(language), "green" if finding.applies else "yellow"))


def _stated(given: Given, language: Language) -> Iterator[Row]:
    by_version = given.items() if not isinstance(given, str | Raises | Warns) else [("", given)]
    for version, answer in by_version:
        label = (_RAISES if isinstance(answer, Raises) else _GIVES).text(language)
        note = f"  (from {version})" if version else ""
        yield _row(label, Text(f"{answer}{note}", "cyan"), code=True)


def _live(side: CodeResult, language: Language) -> Row:
    # a value is code; the text of an error is prose
    return _row(_HERE.text(language), Text(_came(side), "magenta"), code=not side.outcome.error)


def _code(label: str, code: str) -> Row:
    return _row(label, Text(code, "yellow"), code=True)


def _came(side: CodeResult) -> str:
    if side.outcome.error:
        return side.text if side.text.startswith(side.type) else f"{side.type}: {side.text}"
    warned = "".join(f", and {warning}" for warning in side.outcome.warnings)
    return f"{side.text}{warned}"


def _count(count: int, language: Language) -> str:
    if language == "ko":
        return f"{count}개 항목 · pyjuliann traps 번호: 항목 전체 · --run: 이 컴퓨터에서 실행"
    words = "entries" if count != 1 else "entry"
    return f"{count} {words} · pyjuliann traps NUMBER shows a whole one, --run runs it here"
