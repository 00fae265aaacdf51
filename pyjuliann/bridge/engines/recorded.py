"""The recorded engine: answers that a live Julia once gave; and the recorder, which writes them down.

A question is a request with all its arguments, and with all code that was evaluated or included before it.
What was not asked then is refused now: there is no guessing, and no answer to almost the same question.
"""

from __future__ import annotations

import contextlib
import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.engines.answers import (
    load_answer,
)
from pyjuliann.bridge.engines.dependencies import (
    Dependency,
)
from pyjuliann.bridge.engines.engine import Engine, EngineInfo, UnreadableError, read_response
from pyjuliann.bridge.engines.places import Places
from pyjuliann.bridge.engines.questions import CALLS, History, Question
from pyjuliann.bridge.engines.records import Answer, Provenance, Records, remedy_for, shown
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.machine.project import named_project
from pyjuliann.errors import ConversionError, JuliaError, RecordError, UnknownQuestionError
from pyjuliann.language import Phrase, joined, phrase
from pyjuliann.settings import DEFAULTS, RECORDS, JuliaSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLAIN = {
    "PyjuliannFiles.functions": "which functions the file has",
    "PyjuliannFiles.exported": "which functions the module exports",
    "PyjuliannParity.prepare": "what the Julia side is",
    "PyjuliannParity.run": "these cases",
    "PyjuliannParity.judge": "which side is closer to the truth",
    "PyjuliannParity.observe": "this code",
}
"""What users ask who know nothing of the bridge's own functions."""

_OWN = phrase(
    "a live Julia (engine='worker' or 'juliacall') answers everything, and `pyjuliann record answers.jsonl TARGET` "
    "writes down what it answers to a target of yours"
)


def _plain(what: str) -> str:
    return phrase(_PLAIN[what]) if what in _PLAIN else what


class RecordedEngine(Engine):
    """Answers from a file that a live engine's answers were recorded in; needs no Julia.

    Parameters
    ----------
    path : str or path
        The record file.
    settings : JuliaSettings
        Its project is the one whose packages the answers must still be right for; answers come at once, so there
        is no limit to heed.

    Attributes
    ----------
    refused : RecordError or None
        The first question that could not be answered, why; `heeding_refusals` looks at it.

    Raises
    ------
    RecordError
        If the file is missing or damaged. A question that it has no answer to, or only one whose code has changed
        since, is one too.
    """

    name = "recorded"
    prints = False
    repeats = True
    holds = False

    def __init__(self, path: str | os.PathLike[str], settings: JuliaSettings = DEFAULTS) -> None:
        super().__init__()
        self.path = Path(path).resolve()
        self.project = named_project(settings.project)
        self._records = Records.read(self.path)
        self._history = History()
        self._places = Places(self.path, self.project)
        self._own_changes: dict[Dependency, list[str]] = {}
        self.refused: RecordError | None = None

    @property
    def provenance(self) -> Provenance:
        """Under which Julia, when and where the answers were given."""
        return self._records.provenance

    @property
    def info(self) -> EngineInfo:
        """What the live engine ran on, and when; there is no executable."""
        live = self._records.provenance
        return EngineInfo(self.name, live.julia_version, "", live.blas, live.threads, live.date)

    def _exchange(
        self,
        message: list[Any],
        bulk: list[NDArray[Any]],
        timeout: float | None,  # noqa: ARG002 - the contract's; answers come at once
        what: str,
    ) -> Any:
        question = self._history.ask(message, bulk)
        if question is None:
            return ["ok", None, None]
        try:
            return self._answer(question, message, what)
        except RecordError as error:
            self.refused = self.refused or error
            raise

    def _answer(self, question: Question, message: list[Any], what: str) -> Any:
        answers = self._records.answers.get(question.key)
        if answers is None:
            raise UnknownQuestionError(self._refusal(message, what))
        stale = []
        for answer in answers:
            changes = self._changes(answer, question.files)
            if not changes:
                return self._loaded(answer, what)
            stale.append(changes)
        facts = self._records.provenance
        changes = min(stale, key=len)
        more = phrase(", and {} more", len(changes) - 3) if len(changes) > 3 else ""
        raise RecordError(
            phrase(
                "{} is stale: {}{} since it was recorded with Julia {} on {}; {}",
                self._head(what),
                joined(", ", changes[:3]),
                more,
                facts.julia_version,
                facts.date,
                self._remedy,
            )
        )

    def _changes(self, answer: Answer, files: Sequence[Path]) -> list[str]:
        """Return what is not as it was when an answer was given; the user's files are found beside today's."""
        found: list[str] = []
        folders = [file.parent for file in files]
        for dependency in answer.dependencies:
            if dependency.kind == "pyjuliann":
                if dependency not in self._own_changes:
                    self._own_changes[dependency] = dependency.changes(julia_sources())
                found += self._own_changes[dependency]
            elif dependency.kind == "file":
                found += dependency.changes(folders.pop(0) if folders else None)
            else:
                found += dependency.changes(self._places.folder(dependency, answer.dependencies))
        return found

    def _loaded(self, answer: Answer, what: str) -> Any:
        try:
            response = load_answer(answer.content)
            with contextlib.suppress(JuliaError, ConversionError):
                value = read_response(response, what)
                if not isinstance(value.type, str | None):
                    raise ValueError(phrase("its type is {:.40}", repr(value.type)))  # noqa: TRY004, TRY301 - what is wrong
        except (ValueError, UnreadableError) as error:
            raise RecordError(phrase("{} is damaged: {}; {}", self._head(what), error, self._remedy)) from None
        return response

    def _head(self, what: str) -> str:
        return phrase("the answer to {} in {}", _plain(what), shown(self.path))

    @property
    def _remedy(self) -> Phrase:
        return remedy_for(self.path, self._records.provenance)

    def _refusal(self, message: list[Any], what: str) -> str:
        """Return why a question that is not in the record has no answer, and what helps."""
        helps = _OWN if self.path.parent == RECORDS else self._remedy
        if message[0] not in CALLS:
            return phrase("{} has no record of {}; {}", shown(self.path), what, helps)
        asked = shown(self.path), _plain(what)
        functions = [answer.function for answer in self._records]
        count = functions.count(message[1])
        if not count:
            close = difflib.get_close_matches(message[1], {*functions}, 3)
            hint = phrase(" (it has {})", ", ".join(close)) if close else ""
            return phrase("{} has no answer to {}{}; {}", *asked, hint, helps)
        head = phrase(
            "{} has no answer to {}" if what in _PLAIN else "{} has no answer to {} with these arguments", *asked
        )
        none = phrase("none")
        changed = [
            phrase("{} {}, where {} is in use", name, then or none, now or none)
            for name, then, now in self._records.provenance.other_generators()
        ]
        why = phrase(", perhaps because they were generated with {}", joined(" and ", changed)) if changed else ""
        if count == 1:
            return phrase("{}: the recorded call has others{}; {}", head, why, helps)
        return phrase("{}: the {} recorded calls have others{}; {}", head, count, why, helps)

    @property
    def stdout(self) -> str:
        """Empty: what Julia printed is not recorded."""
        return ""

    @property
    def stderr(self) -> str:
        """Empty: what Julia printed is not recorded."""
        return ""

    def close(self) -> None:
        """End the engine."""
        self._close_beside()
        self._closed = True


@contextlib.contextmanager
def heeding_refusals(engine: Engine) -> Iterator[None]:
    """Have a refusal of a recorded engine raised at the end, whatever was made of it meanwhile.

    A user's function may have called the engine, and whatever it raises is its result.
    """
    if not isinstance(engine, RecordedEngine):
        yield
        return
    engine.refused = None
    try:
        yield
    except Exception:
        if engine.refused is None:
            raise
    if engine.refused is not None:
        raise engine.refused
