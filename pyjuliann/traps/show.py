"""How entries look in a terminal: a table of one-liners, whole entries, and what came of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pyjuliann.language import Bilingual, Language
from pyjuliann.traps.catalogue import TOPICS, group_of, topic_of
from pyjuliann.traps.model import Entry, Given, Raises, Warns, after

if TYPE_CHECKING:
    from pyjuliann.bridge.engine import EngineInfo
    from pyjuliann.traps.run import Finding, Side

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
_LABEL: Final = 8


def table(entries: Sequence[Entry], language: Language) -> RenderableType:
    """Return a table of entries: number, topic, one line."""
    grid = _grid(_NUMBER.text(language), _TOPIC.text(language), _DIFFERENCE.text(language))
    for entry in entries:
        grid.add_row(entry.number, TOPICS[topic_of(entry)].text(language), Text(entry.line.text(language)))
    return Group(grid, Text(), Text(_count(len(entries), language), "dim"))


def pages(entries: Iterable[Entry], language: Language) -> RenderableType:
    """Return whole entries, under the titles of their groups."""
    return Group(*_under_titles(((entry, _page(entry, language)) for entry in entries), language))


def run_pages(findings: Iterable[Finding], info: EngineInfo, language: Language) -> RenderableType:
    """Return whole entries with what came of them here, and a summary."""
    findings = tuple(findings)
    parts = ((finding.entry, _page(finding.entry, language, finding)) for finding in findings)
    return Group(*_under_titles(parts, language), run_summary(findings, info))


def run_table(findings: Sequence[Finding], info: EngineInfo) -> RenderableType:
    """Return a table of what both sides gave here, with what is not as stated, and a summary."""
    recorded = f" (recorded {info.recorded})" if info.recorded else ""
    grid = _grid("", f"Julia {info.julia_version}{recorded}", f"NumPy {np.__version__}", ratios=(0, 1, 1))
    for finding in findings:
        sides = (Text(_came(side), overflow="fold") for side in (finding.julia, finding.python))
        grid.add_row(Text(finding.entry.number, "green" if finding else "bold red"), *sides)
        for problem in finding.problems:
            grid.add_row("", Text(problem, "red"), "")
    return Group(grid, Text(), run_summary(findings, info))


def run_summary(findings: Sequence[Finding], info: EngineInfo) -> Text:
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


def _page(entry: Entry, language: Language, finding: Finding | None = None) -> RenderableType:
    topic = TOPICS[topic_of(entry)].text(language)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL + 2)
    grid.add_column()
    for label, text in _rows(entry, language, finding):
        grid.add_row(Text(f"  {label}", "dim"), text)
    return Group(
        Text.assemble((f"{entry.number}  {entry.title}", "bold"), (f"  ({topic})", "dim")),
        Padding(Text(entry.line.text(language)), (0, 0, 0, 2)),
        grid,
    )


def _rows(entry: Entry, language: Language, finding: Finding | None) -> Iterator[tuple[str, Text]]:
    using = f"using {', '.join(entry.using)}\n" if entry.using else ""
    yield "Julia", _code(f"{using}{after(entry.julia_setup, entry.julia)}")
    yield from _stated(entry.julia_gives, language)
    if finding is not None:
        yield _HERE.text(language), _live(finding.julia)
    yield "Python", _code(after(entry.python_setup, entry.python))
    yield from _stated(entry.python_gives, language)
    if finding is not None:
        yield _HERE.text(language), _live(finding.python)
    yield _WHY.text(language), Text(entry.why)
    for label, code in ((_AS_PYTHON, entry.as_python), (_AS_JULIA, entry.as_julia)):
        yield "", Text(f"{label.text(language)}:", "italic")
        yield "", _code(code) if code else Text(f"none: {entry.no_idiom}", "dim")
    yield _VERSIONS.text(language), Text(entry.versions)
    yield _SOURCE.text(language), Text(entry.source)
    if finding is not None:
        yield from (("", Text(problem, "red")) for problem in finding.problems)
        if finding:
            words = _AS_STATED if finding.applies else _NOT_STATED
            yield "", Text(words.text(language), "green" if finding.applies else "yellow")


def _stated(given: Given, language: Language) -> Iterator[tuple[str, Text]]:
    by_version = given.items() if not isinstance(given, str | Raises | Warns) else [("", given)]
    for version, answer in by_version:
        label = (_RAISES if isinstance(answer, Raises) else _GIVES).text(language)
        note = f"  (from {version})" if version else ""
        yield label, Text(f"{answer}{note}", "cyan", overflow="fold")


def _live(side: Side) -> Text:
    return Text(_came(side), "magenta", overflow="fold")


def _came(side: Side) -> str:
    if side.outcome.error:
        return side.text if side.text.startswith(side.type) else f"{side.type}: {side.text}"
    warned = "".join(f", and {warning}" for warning in side.outcome.warnings)
    return f"{side.text}{warned}"


def _code(code: str) -> Text:
    return Text(code, "yellow", overflow="fold")


def _grid(*headings: str, ratios: tuple[int, ...] = ()) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=bool(ratios))
    for k, heading in enumerate(headings):
        grid.add_column(
            heading, no_wrap=k < len(headings) - 1 and not ratios, ratio=ratios[k] or None if ratios else None
        )
    return grid


def _count(count: int, language: Language) -> str:
    if language == "ko":
        return f"{count}개 항목 · pyjuliann traps 번호: 항목 전체 · --run: 이 컴퓨터에서 실행"
    words = "entries" if count != 1 else "entry"
    return f"{count} {words} · pyjuliann traps NUMBER shows a whole one, --run runs it here"
