"""The recorded engine: answers that a live Julia once gave; and the recorder, which writes them down.

A question is a request with all its arguments, and with all code that was evaluated or included before it.
What was not asked then is refused now: there is no guessing, and no answer to almost the same question.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.engine import Engine, EngineInfo
from pyjuliann.bridge.errors import EngineError
from pyjuliann.bridge.records import (
    SHIPPED,
    Answer,
    Provenance,
    RecordError,
    Records,
    dump_answer,
    file_hash,
    is_own_source,
    load_answer,
    question_hash,
    with_zeros,
    without_places,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

ON_DEMAND = "PyjuliannParity."
"""Functions that answer nothing where they must first be told what to run, and are then asked again."""

_LIVE = "a live Julia (engine='worker' or 'juliacall') answers everything"


class _History:
    """What was evaluated and included so far, since answers may depend on it; gives every question its hash."""

    def __init__(self) -> None:
        self._state: list[str] = []

    def ask(self, message: list[Any], bulk: list[NDArray[Any]]) -> str:
        """Return the hash of a request, "" for one whose answer follows from the hashes of the sources."""
        match message:
            case ["call", function, arguments, keywords, _]:
                return question_hash(self._state, ["call", function, arguments, keywords], bulk)
            case ["eval", code, _]:
                return self._changes_state(["eval", code])
            case ["include", path] if not is_own_source(path):
                return self._changes_state(["include", Path(path).name, file_hash(Path(path))])
        return ""

    def _changes_state(self, message: list[Any]) -> str:
        key = question_hash(self._state, message, [])
        self._state.append(key)
        return key


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
        If the file is missing, damaged, or older than a change of pyjuliann's Julia sources.
    """

    name = "recorded"

    def __init__(self, path: str | os.PathLike[str] | None = None, timeout: float | None = None) -> None:  # noqa: ARG002
        super().__init__()
        self.path = SHIPPED if path is None else Path(path).resolve()
        self._records = Records.read(self.path)
        self._records.check_sources(self.path)
        self._history = _History()
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
        key = self._history.ask(message, bulk)
        if not key:
            return ["ok", None, None]
        answer = self._records.answers.get(key)
        if answer is None:
            refusal = self._refusal(message, what)
            self.refusal = self.refusal or refusal
            raise RecordError(refusal)
        try:
            return load_answer(answer.content)
        except ValueError as error:
            raise RecordError(f"{self.path}: the answer to {what} is damaged: {error}") from None

    def _refusal(self, message: list[Any], what: str) -> str:
        if message[0] != "call":
            return f"{self.path} has no record of {what}; {_LIVE}"
        functions = [answer.function for answer in self._records.answers.values()]
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
    """

    def __init__(self, live: Engine, undefined: Collection[str] = ()) -> None:
        super().__init__()
        if live.info.recorded:
            raise RecordError("recorded answers cannot be recorded again: a live Julia is needed")
        self.name = live.name
        self._live = live
        self._lock, self._timeout = live._lock, live._timeout
        self._history = _History()
        self._records = Records(Provenance.of(live.info))
        self._failure = ""
        self._undefined = undefined

    @property
    def info(self) -> EngineInfo:
        """What the live engine runs on."""
        return self._live.info

    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        if message[0] in ("call", "eval"):
            message = [*message[:-1], True]  # the name of the result's type is recorded in any case
        key = self._history.ask(message, bulk)
        try:
            response = self._live._exchange(message, bulk, timeout, what)
        except EngineError as error:
            reason, _, _ = str(error).partition("\n")
            self._failure = f"Julia failed: {reason}"
            raise
        if key and response[0] != "interrupted":
            answer = with_zeros(response) if what in self._undefined else without_places(response)
            self._keep(key, message, answer, what)
        return response

    def _keep(self, key: str, message: list[Any], response: Any, what: str) -> None:
        answer = Answer(message[1] if message[0] == "call" else message[0], dump_answer(response))
        known = self._records.answers.get(key, answer)
        if known != answer and not self._is_not_yet(known):
            # also said when the file is to be written: who asks may take the error for an answer
            self._failure = f"{what} cannot be recorded: it answers differently when it is asked again"
            raise RecordError(self._failure)
        self._records.answers[key] = answer

    @staticmethod
    def _is_not_yet(answer: Answer) -> bool:
        """Whether an answer says that what was asked about is not loaded yet, and will be before the next one."""
        return answer.function.startswith(ON_DEMAND) and load_answer(answer.content)[1] is None

    def write(self, path: str | os.PathLike[str]) -> int:
        """Write what was recorded so far, and return the number of answers.

        Raises
        ------
        RecordError
            If Julia failed, or answered differently, while it was recorded, or the file cannot be written.
        """
        if self._failure:
            raise RecordError(f"nothing was recorded: {self._failure}")
        self._records.write(Path(path))
        return len(self._records.answers)

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
