"""What GitHub Actions shows by itself: a summary of the job, and an annotation for each difference, at its line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyjuliann.language import Words, english, phrase, translated
from pyjuliann.parity.results import markdown
from pyjuliann.parity.results.content import Content
from pyjuliann.printable import printable
from pyjuliann.wording import (
    annotation_text,
    annotation_title,
    error_title,
    no_room_line,
    no_summary_line,
    shortened,
    stale_lines,
    system_reason,
    unannotated_line,
    unset_line,
)

MOST_BYTES: Final = 1024 * 1024
"""What GitHub takes of a step's summary; it shows nothing of a longer one."""

MOST_ANNOTATIONS: Final = 10
"""What GitHub shows of a step's annotations of one kind."""

_LONGEST_TITLE: Final = 200
_LONGEST_TEXT: Final = 4000

SUMMARY, WORKSPACE = "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"

Place = tuple[str, int]
"""A file and a line of it, from 1."""


@dataclass(frozen=True)
class Annotation:
    """What is told at a line of the repository.

    Attributes
    ----------
    title : str
    message : str
        It may have several lines.
    places : tuple of (str, int)
        Files and lines, the one to look at first before the others: the first that the repository has is taken.
    """

    title: str
    message: str
    places: tuple[Place, ...] = ()

    def command(self, workspace: Path) -> str:
        """Return the line that GitHub reads."""
        place = next((found for place in self.places if (found := _within(workspace, place))), None)
        facts = {"title": shortened(printable(self.title), _LONGEST_TITLE)}
        if place is not None:
            facts = {"file": place[0], "line": str(place[1])} | facts
        listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in facts.items())
        message = printable(self.message)
        message = message if len(message) <= _LONGEST_TEXT else f"{message[:_LONGEST_TEXT]}…"
        return f"::error {listed}::{_escaped(message)}"


def is_there(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this runs in a job of GitHub Actions."""
    return environment.get("GITHUB_ACTIONS") == "true"


def publish(report: Content, tell: Callable[[str], object], words: Words = english) -> None:
    """Show a report in GitHub Actions, if this runs there; see `announce`."""
    announce(lambda room: markdown.render(report, room, words), list(annotated(report, words)), tell, words)


def announce(
    view: Callable[[int], str], found: Sequence[Annotation], tell: Callable[[str], object], words: Words = english
) -> None:
    """Write a job's summary and its annotations, if this runs in GitHub Actions.

    Parameters
    ----------
    view : callable
        Returns what is told in Markdown, in so many bytes; "" if that is not enough.
    found : sequence of Annotation
        The most important ones first; GitHub shows no more than `MOST_ANNOTATIONS`.
    tell : callable
        Prints a line of the log, as it is.
    words : Words
        What puts these lines into the reader's language.
    """
    if not is_there():
        return
    workspace = Path(os.environ.get(WORKSPACE) or Path.cwd())
    for annotation in found[:MOST_ANNOTATIONS]:
        tell(annotation.command(workspace))
    if (more := len(found) - MOST_ANNOTATIONS) > 0:
        tell(f"::notice::{_escaped(translated(unannotated_line(more), words))}")
    if why := _why_not_summarised(view):
        tell(f"::warning::{_escaped(translated(no_summary_line(why), words))}")


def _why_not_summarised(view: Callable[[int], str]) -> str:
    """Add to the summary of the step, which others may have begun; return why it could not be done, "" if it was."""
    name = os.environ.get(SUMMARY)
    if not name:
        return unset_line(SUMMARY)
    file = Path(name)
    try:
        before = file.read_bytes() if file.exists() else b""
        gap = b"" if before.endswith(b"\n") or not before else b"\n"
        added = view(MOST_BYTES - len(before) - len(gap))
        if not added:
            return no_room_line(SUMMARY, MOST_BYTES)
        with file.open("ab") as summary:
            summary.write(gap + added.encode("utf-8", "backslashreplace"))
    except OSError as error:
        return phrase("{}: {}: {}", SUMMARY, name, system_reason(error))
    return ""


def annotated(report: Content, words: Words = english) -> Iterator[Annotation]:
    """Yield an annotation for each difference, at the line of a change, of a probe, or of the function."""
    report = translated(report, words)
    for pair in report["pairs"]:
        function = [(pair["source"]["file"], pair["source"]["line"])] if pair["source"] else []
        for finding in pair["findings"]:
            test = [(finding["test"]["file"], finding["test"]["line"])] if "test" in finding else []
            places = (*_changes(finding["diagnosis"]), *_parting(finding["probes"]), *function, *test)
            title = translated(annotation_title(pair, finding), words)
            yield Annotation(title, annotation_text(finding, words), places)
        for line in stale_lines(pair):
            yield Annotation(pair["name"], translated(line, words), tuple(function))
    for error in report["errors"]:
        yield Annotation(translated(error_title(error), words), error["message"])


def _changes(diagnosis: Mapping[str, Any] | None) -> Iterator[Place]:
    """Yield where the changes of code are that a search has found, the simplest first."""
    for repair in diagnosis["search"]["repairs"] if diagnosis else []:
        yield from ((repair["file"], edit["line"]) for edit in repair["edits"] if repair["file"] and edit["line"])


def _parting(probes: Mapping[str, Any] | None) -> Iterator[Place]:
    """Yield where the probe stands at which the two sides part."""
    place = probes["place"] if probes else None
    yield from ((side["file"], side["line"]) for side in (place["python"], place["julia"]) if side) if place else ()


def _within(workspace: Path, place: Place) -> Place | None:
    """Return a place by the name that its file has in the repository; None if it is no file there."""
    try:
        file = Path(place[0]).resolve()
    except ValueError:  # no name that a file can have
        return None
    if not (file.is_file() and file.is_relative_to(workspace.resolve())):
        return None
    return file.relative_to(workspace.resolve()).as_posix(), place[1]


def _escaped(text: str, also: str = "") -> str:
    """Return a text so that the line which it stands in ends where it should: `also` ends a part of it."""
    for mark in f"%\r\n{also}":
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text
