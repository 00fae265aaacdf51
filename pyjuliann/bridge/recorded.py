"""The recorded engine: answers that a live Julia once gave; and the recorder, which writes them down.

A question is a request with all its arguments, and with all code that was evaluated or included before it.
What was not asked then is refused now: there is no guessing, and no answer to almost the same question.
"""

from __future__ import annotations

import contextlib
import difflib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbor2 import CBORTag

from pyjuliann.bridge.answers import (
    dump_answer,
    load_answer,
    question_hash,
    with_zeros,
    without_places,
)
from pyjuliann.bridge.dependencies import (
    Dependency,
    file_dependency,
    included_files,
    is_own_source,
    own_dependencies,
)
from pyjuliann.bridge.engine import Engine, EngineInfo, UnreadableError, read_response
from pyjuliann.bridge.errors import ConversionError, EngineError, JuliaError
from pyjuliann.bridge.folders import julia_sources
from pyjuliann.bridge.names import EVALUATE
from pyjuliann.bridge.records import SHIPPED, Answer, Provenance, RecordError, Records, Same, remedy_for
from pyjuliann.bridge.typed import Portable

if TYPE_CHECKING:
    from numpy.typing import NDArray

ON_DEMAND = "PyjuliannParity."
"""Functions that answer nothing where they must first be told what to run, and are then asked again."""

_LIVE = "a live Julia (engine='worker' or 'juliacall') answers everything"
_NN = "JuliaNN"


@dataclass(frozen=True)
class _Question:
    """A request as a record knows it.

    Attributes
    ----------
    key : str
        The hash of all that was asked.
    files : tuple of Path
        The user's files that have a part in the answer, in the order in which they came up.
    texts : tuple of str
        All texts in it, the contents of files among them: whatever code it has is there.
    """

    key: str
    files: tuple[Path, ...]
    texts: tuple[str, ...]


class _History:
    """What was evaluated and included so far, since answers may depend on it; makes questions of requests."""

    def __init__(self) -> None:
        self._state: list[str] = []
        self._files: list[Path] = []

    def ask(self, message: list[Any], bulk: list[NDArray[Any]]) -> _Question | None:
        """Return the question that a request is, None for one that is about pyjuliann's own files."""
        match message:
            case ["call", *asked, _]:
                parts = asked
            case ["eval", code, _]:
                parts = [code]
            case ["include", path] if not is_own_source(path):
                parts = [Portable(path, Path(path).name, Path(path))]
            case _:
                return None
        texts = list(_texts(parts))
        files = [text.file for text in texts if isinstance(text, Portable)]
        key = question_hash(self._state, [message[0], *map(_named, parts)], bulk)
        question = _Question(key, (*self._files, *dict.fromkeys(files)), tuple(map(str, texts)))
        if message[0] != "call":
            self._state.append(key)
            self._files += files
        return question


def _texts(tree: Any) -> Iterator[str]:
    """Yield the texts in a request."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, CBORTag):
        yield from _texts(tree.value)
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _texts(part)


def _named(tree: Any) -> Any:
    """Return a request with the names of files in place of what is known on this machine alone."""
    if isinstance(tree, Portable):
        return tree.name
    if isinstance(tree, CBORTag):
        return CBORTag(tree.tag, _named(tree.value))
    return list(map(_named, tree)) if isinstance(tree, list | tuple) else tree


class RecordedEngine(Engine):
    """Answers from a file that a live engine's answers were recorded in; needs no Julia.

    Parameters
    ----------
    path : str or path, optional
        The record file; by default the one with the answers to the lessons, which comes with pyjuliann.
    timeout : float, optional
        Accepted for the sake of the contract; answers come at once.

    Attributes
    ----------
    refusal : str
        Why the first question that could not be answered was refused; "" if all were answered. Who takes an
        error of Julia for a result must look here, or a refusal passes for one.

    Raises
    ------
    RecordError
        If the file is missing or damaged. A question that it has no answer to, or only one whose code has changed
        since, is one too.
    """

    name = "recorded"

    def __init__(self, path: str | os.PathLike[str] | None = None, timeout: float | None = None) -> None:  # noqa: ARG002
        super().__init__()
        self.path = SHIPPED if path is None else Path(path).resolve()
        self._records = Records.read(self.path)
        self._history = _History()
        self._own_changes: dict[Dependency, list[str]] = {}
        self.refusal = ""

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
            self.refusal = self.refusal or str(error)
            raise

    def _answer(self, question: _Question, message: list[Any], what: str) -> Any:
        answers = self._records.answers.get(question.key)
        if answers is None:
            raise RecordError(self._refusal(message, what))
        stale = []
        for answer in answers:
            changes = self._changes(answer, question.files)
            if not changes:
                return self._loaded(answer, what)
            stale.append(changes)
        facts = self._records.provenance
        changes = min(stale, key=len)
        more = f", and {len(changes) - 3} more" if len(changes) > 3 else ""
        raise RecordError(
            f"the answer to {what} in {self.path} is stale: {', '.join(changes[:3])}{more} since it was recorded with "
            f"Julia {facts.julia_version} on {facts.date}; {self._remedy}"
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
            elif dependency.kind == "file" and folders:
                found += dependency.changes(folders.pop(0))
            else:
                found.append(f"{dependency.name} is not to be found")
        return found

    def _loaded(self, answer: Answer, what: str) -> Any:
        try:
            response = load_answer(answer.content)
            with contextlib.suppress(JuliaError, ConversionError):
                value = read_response(response, what)
                if not isinstance(value.type, str | None):
                    raise ValueError(f"its type is {value.type!r:.40}")  # noqa: TRY004, TRY301 - what is wrong with it
        except (ValueError, UnreadableError) as error:
            raise RecordError(f"the answer to {what} in {self.path} is damaged: {error}; {self._remedy}") from None
        return response

    @property
    def _remedy(self) -> str:
        return remedy_for(self.path, self._records.provenance)

    def _refusal(self, message: list[Any], what: str) -> str:
        if message[0] != "call":
            return f"{self.path} has no record of {what}; {_LIVE}"
        functions = [answer.function for answer in self._records]
        count = functions.count(message[1])
        if count:
            others = "the recorded call has" if count == 1 else f"the {count} recorded calls have"
            return f"{self.path} has no answer to {what} with these arguments: {others} others; {_LIVE}"
        close = difflib.get_close_matches(message[1], {*functions}, 3)
        hint = f" (it has {', '.join(close)})" if close else ""
        return f"{self.path} has no answer to {what}{hint}; {_LIVE}"

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
        self._closed = True


class Recorder(Engine):
    """Passes everything to a live engine, which it does not close, and keeps the answers.

    Parameters
    ----------
    live : Engine
        A worker or juliacall engine, fresh from its start.
    undefined : collection of str
        Functions whose results hold uninitialised memory: zeros are recorded in its place.
    what : str
        What ``pyjuliann record FILE`` is given to record the same again.

    Attributes
    ----------
    same : callable or None
        Says of two responses to what is asked from now on whether they differ in rounding at most, which decides
        whether an old answer stays; None stands for `within_noise`.
    """

    def __init__(self, live: Engine, undefined: Collection[str] = (), what: str = "") -> None:
        super().__init__()
        if live.info.recorded:
            raise RecordError("recorded answers cannot be recorded again: a live Julia is needed")
        self.name, self.stops_calls = live.name, live.stops_calls
        self._live = live
        self._lock, self._timeout = live._lock, live._timeout
        self._history = _History()
        self._records = Records(Provenance.of(live.info, what))
        self._failure = ""
        self._undefined = undefined
        self._nn_is_used = False
        self._same: dict[str, Same] = {}
        self.same: Same | None = None

    @property
    def info(self) -> EngineInfo:
        """What the live engine runs on."""
        return self._live.info

    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        if message[0] in ("call", "eval"):
            message = [*message[:-1], True]  # the name of the result's type is recorded in any case
        question = self._history.ask(message, bulk)
        try:
            response = self._live._exchange(message, bulk, timeout, what)
        except EngineError as error:
            reason, _, _ = str(error).partition("\n")
            self._failure = f"Julia failed: {reason}"
            raise
        if question is not None and response[0] != "interrupted":
            answer = with_zeros(response) if what in self._undefined else without_places(response)
            self._keep(question, message, answer, what)
            if self.same is not None:
                self._same[question.key] = self.same
        return response

    def _keep(self, question: _Question, message: list[Any], response: Any, what: str) -> None:
        function = message[1] if message[0] == "call" else message[0]
        answer = Answer(function, dump_answer(response), self._dependencies(question, message))
        answers = self._records.answers.setdefault(question.key, [])
        for k, known in enumerate(answers):
            if known.dependencies != answer.dependencies:
                continue
            if known != answer and not self._is_not_yet(known):
                # also said when the file is to be written: who asks may take the error for an answer
                self._failure = f"{what} cannot be recorded: it answers differently when it is asked again"
                raise RecordError(self._failure)
            answers[k] = answer
            return
        answers.append(answer)

    def _dependencies(self, question: _Question, message: list[Any]) -> tuple[Dependency, ...]:
        """Return what an answer depends on, the user's files in the order of the question."""
        files = [file_dependency(file) for file in question.files]
        code = (path.read_text("utf-8", "replace") for file in question.files for path in included_files(file))
        uses_nn = any(_NN in text for text in (*question.texts, *code))
        if message[0] != "call" or message[1] == EVALUATE:
            self._nn_is_used |= uses_nn  # what it defines may be called from now on
        own = [message[1]] if message[0] == "call" else []
        if uses_nn or self._nn_is_used:
            own.append(_NN)
        return (*files, *own_dependencies(own))

    @staticmethod
    def _is_not_yet(answer: Answer) -> bool:
        """Whether an answer says that what was asked about is not loaded yet, and will be before the next one."""
        return answer.function.startswith(ON_DEMAND) and load_answer(answer.content)[1] is None

    def write(self, path: str | os.PathLike[str]) -> int:
        """Write what was recorded so far, and return the number of answers.

        Of a record that is there already, answers stay that are as good as the new ones: given by the same Julia,
        by the same code, and different in rounding at most. Those that were not asked for again go.

        Raises
        ------
        RecordError
            If Julia failed, or answered differently, while it was recorded, or the file cannot be written.
        """
        if self._failure:
            raise RecordError(f"nothing was recorded: {self._failure}")
        target = Path(path)
        if target.is_file():  # a pipe would wait for who writes into it
            with contextlib.suppress(RecordError):  # it is of no use
                self._records.take_over(Records.read(target), self._same)
        self._records.write(target)
        return len(self._records)

    @property
    def stdout(self) -> str:
        """What the live engine's Julia has printed to standard output."""
        return self._live.stdout

    @property
    def stderr(self) -> str:
        """What the live engine's Julia has printed to standard error."""
        return self._live.stderr

    def close(self) -> None:
        """End the recording; the live engine stays."""
        self._closed = True
