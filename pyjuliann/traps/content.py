"""Entries and findings as JSON-able content, the same in every language of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pyjuliann.traps.catalogue import group_of, in_each, topic_of
from pyjuliann.traps.model import Answer, Entry, Given, Raises, Warns

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import EngineInfo
    from pyjuliann.traps.run import TrapFinding


def content(entry: Entry) -> dict[str, Any]:
    """Return an entry with the documented keys."""
    return {
        "number": entry.number,
        "group": in_each(group_of(entry).title, topic_of(entry)),
        "topic": topic_of(entry),
        "title": entry.title,
        "line": in_each(entry.line, topic_of(entry)),
        "julia": {"using": list(entry.using), "setup": entry.julia_setup, "code": entry.julia,
                  "gives": _given(entry.julia_gives), "as_python": entry.as_python,
                  "since": entry.julia_since, "until": entry.julia_until},
        "python": {"setup": entry.python_setup, "code": entry.python, "gives": _given(entry.python_gives),
                   "as_julia": entry.as_julia, "numpy_since": entry.numpy_since, "numpy_until": entry.numpy_until},
        "why": entry.why,
        "source": entry.source,
        "no_idiom": entry.no_idiom,
    }  # fmt: skip


def run_content(findings: Iterable[TrapFinding], info: EngineInfo) -> dict[str, Any]:
    """Return what came of a run: the versions, and every entry with what both sides gave."""
    import numpy as np

    found = [{**content(finding.entry), "run": _finding(finding)} for finding in findings]
    return {
        "engine": info.engine,
        "julia_version": info.julia_version,
        "numpy_version": np.__version__,
        "recorded": info.recorded or None,
        "entries": found,
    }


def _finding(finding: TrapFinding) -> dict[str, Any]:
    return {
        "julia": finding.julia.to_dict(),
        "python": finding.python.to_dict(),
        "differences": [difference.to_dict() for difference in finding.differences],
        "applies": finding.applies,
        "as_stated": bool(finding),
        "problems": list(finding.problems),
    }


def _given(given: Given) -> Any:
    if isinstance(given, str | Raises | Warns):
        return _answer(given)
    return {version: _answer(answer) for version, answer in given.items()}


def _answer(answer: Answer) -> dict[str, str]:
    if isinstance(answer, Raises):
        return {"raises": answer.error}
    if isinstance(answer, Warns):
        return {"value": answer.value, "warns": answer.warning}
    return {"value": answer}
