"""A difference in words: the labelled lines that the terminal, JUnit and a failed test all show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, Final

from pyjuliann.parity.running.lines import Unreached

Line = tuple[str, str]
"""A label and what it says; the text of code has several lines."""

LONGEST: Final = 300
"""Characters of a message that stands on one line."""


def summary_line(report: Mapping[str, Any]) -> str:
    """Return the report in one line."""
    count = len(report["pairs"])
    listed = ", ".join(f"{number} {verdict}" for verdict, number in report["counts"].items() if number)
    errors = f", {len(report['errors'])} could not be checked" if report["errors"] else ""
    pairs = f"{count} pair{'s' * (count != 1)}: {listed or 'nothing checked'}{errors}"
    return " · ".join(filter(None, (pairs, engine_line(report["engine"]))))


def case_count(cases: int) -> str:
    """Return how many cases there were."""
    return f"{cases} case{'s' * (cases != 1)}"


def without_values(compared: int, cases: int, both_raised: int) -> str:
    """Return in how many cases values were compared, to follow a count of cases; "" if in all of them."""
    if compared == cases:
        return ""
    raised = f", {both_raised} raised on both sides" if both_raised else ""
    return f", {compared or 'none'} compared values{raised}"


def pair_notes(pair: Mapping[str, Any]) -> list[str]:
    """Return what a reader should know of a pair: first in how many cases values were compared, unless in all."""
    if pair["compared"] == pair["cases"]:
        return list(pair["notes"])
    raised = f"; {pair['both_raised']} raised on both sides" if pair["both_raised"] else ""
    share = f"{pair['compared'] or 'none'} of {case_count(pair['cases'])}"
    return [f"values were compared in {share}{raised}", *pair["notes"]]


def lines_note(found: Unreached | None) -> list[str]:
    """Return which lines of the Python function no case ran, if any is known."""
    if found is None:
        return []
    lines = ", ".join(map(str, found.lines))
    return [f"none of {case_count(found.cases)} ran line{'s' * (len(found.lines) > 1)} {lines} of {found.file}"]


def largest_ulp(pair: Mapping[str, Any]) -> str:
    """Return the largest distance of a pair's cases in few characters; "" if none has one."""
    largest = pair["max_ulp"]
    return "" if largest is None else str(largest) if largest < 10**6 else f"{largest:.1e}"


def finding_title(pair: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Return in what the sides differ and how often."""
    made = f" of {finding['label']}" if finding["label"] else ""
    return f"{finding['aspect']}: {finding['count']} of {pair['cases']} case{'s' * (pair['cases'] != 1)}{made}"


def also_line(pair: Mapping[str, Any]) -> str:
    """Return what came of kinds of argument that nobody asked for; "" if none was tried."""
    tried = "; ".join(shortened(other["summary"]) for other in pair["also"])
    return f"also tried: {tried}" if tried else ""


def finding_lines(finding: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what is known about a difference: what happened, where, why, and code to see it again."""
    case = finding["case"]
    yield "found", shortened(case["summary"])
    yield from cause_lines(finding["diagnosis"])
    if finding["judgement"]:
        yield "judge", finding["judgement"]["summary"]
    yield "Python", finding["python_code"]
    yield "Julia", finding["julia_code"]


def cause_lines(diagnosis: Mapping[str, Any] | None) -> Iterator[Line]:
    """Yield the likely cause and its remedies."""
    if diagnosis is None:
        return
    yield "cause", diagnosis["summary"]
    if diagnosis["python_remedy"]:
        yield "in Python", diagnosis["python_remedy"]
    if diagnosis["julia_remedy"]:
        yield "in Julia", diagnosis["julia_remedy"]
    if diagnosis["also"]:
        yield "or", ", ".join(diagnosis["also"])
    search = diagnosis["search"]
    for number, repair in enumerate(search["repairs"]):
        yield "or change" if number else "change", repair_text(repair)
    if not search["repairs"] and search["tried"]:
        ended = ", until time was over" if search["late"] else ""
        yield (
            "change",
            f"none found: {search['tried']} changes of the code tried, one at a time and some in twos{ended}",
        )
    for note in search["notes"]:
        yield "search", note


def repair_text(repair: Mapping[str, Any]) -> str:
    """Return which change of which line makes the sides agree, and on how many cases that was seen."""
    side = "Python" if repair["side"] == "python" else "Julia"
    parts = []
    for edit in repair["edits"]:
        file = f"{PurePath(repair['file']).name}:{edit['line']}" if repair["file"] and edit["line"] else f"{side} code"
        parts.append(f"{file}: {shortened(edit['before'])} → {shortened(edit['after'])}")
    return f"{' and '.join(parts)}: all {repair['cases']} cases tried agree"


def patches(report: Mapping[str, Any]) -> str:
    """Return the simplest change that was found for each difference, one patch after the other."""
    found = [
        finding["diagnosis"]["search"]["repairs"][0]["patch"]
        for pair in report["pairs"]
        for finding in pair["findings"]
        if finding["diagnosis"] and finding["diagnosis"]["search"]["repairs"]
    ]
    return "".join(dict.fromkeys(found))


def pair_text(pair: Mapping[str, Any]) -> str:
    """Return a pair's differences as plain text, for where there is no terminal to style them for."""
    lines = [f"{pair['name']}: {pair['summary']}"]
    for finding in pair["findings"]:
        lines.append(finding_title(pair, finding))
        for label, text in finding_lines(finding):
            lines += labelled(label, text)
    lines += [f"stale: {text}" for text in pair["stale"]]
    lines += filter(None, [also_line(pair)])
    lines += [f"note: {text}" for text in pair_notes(pair)]
    return "\n".join(lines)


def labelled(label: str, text: str) -> list[str]:
    """Return a label and its text as lines; code stands below its label, whole and ready to copy."""
    if "\n" in text or label in ("Python", "Julia"):
        return [f"  {label}", *(f"      {line}" for line in text.split("\n"))]
    return [f"  {label:<10}{text}"]


def engine_line(engine: Mapping[str, Any]) -> str:
    """Return what the Julia side ran on; "" if that is not known."""
    if not engine:
        return ""
    recorded = f", recorded {engine['recorded']}" if engine.get("recorded") else ""
    return f"{engine['engine']} engine, Julia {engine['julia_version']}{recorded}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, cut if it is too long to read."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"
