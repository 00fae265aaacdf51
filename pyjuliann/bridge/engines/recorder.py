"""The recorder: passes requests to a live engine and writes down what it answers, and what that depends on."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.bridge.engines.answers import dump_answer, load_answer, with_zeros, without_places
from pyjuliann.bridge.engines.dependencies import (
    Dependency,
    file_dependency,
    hashed,
    included_files,
    is_own_source,
    own_dependencies,
)
from pyjuliann.bridge.engines.engine import TYPED, Engine, EngineInfo
from pyjuliann.bridge.engines.places import Seen, folder_place
from pyjuliann.bridge.engines.questions import CALLS, History, Question
from pyjuliann.bridge.engines.records import Answer, Provenance, Records, Same
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.values.wire import EVALUATE
from pyjuliann.errors import EngineError, JuliaError, RecordError
from pyjuliann.language import first_line, phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

ON_DEMAND: Final = "PyjuliannParity."
"""Functions that are loaded, and told what to run, where they answer that they are not; then they are asked again."""

_NN: Final = "JuliaNN"


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

    repeats = True
    holds = False

    def __init__(self, live: Engine, undefined: Collection[str] = (), what: str = "") -> None:
        super().__init__()
        if live.info.recorded:
            raise RecordError(phrase("recorded answers cannot be recorded again: a live Julia is needed"))
        self.name, self.stops_calls = live.name, live.stops_calls
        self._live = live
        self._lock, self._timeout = live._lock, live._timeout
        self._audience, self._pass_on = live._audience, live._pass_on  # type: ignore[method-assign]
        self._history = History()
        self._watch = _Watch(live)
        self._records = Records(Provenance.of(live.info, what, live.project))
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
        if message[0] in (*CALLS, "eval"):
            message = [*message[:-1], TYPED]  # the name of the result's type is recorded in any case
        question = self._history.ask(message, bulk)
        try:
            response = self._live._received(self._live._exchange(message, bulk, timeout, what))
        except EngineError as error:
            self._failure = phrase("Julia failed: {}", first_line(str(error)))
            raise
        if question is not None and response[0] != "interrupted":
            folders = {file.parent for file in question.files}
            answer = with_zeros(response) if what in self._undefined else without_places(response, folders)
            self._keep(question, message, answer, what)
            if self.same is not None:
                self._same[question.key] = self.same
        return response

    def _keep(self, question: Question, message: list[Any], response: Any, what: str) -> None:
        function = message[1] if message[0] in CALLS else message[0]
        answer = Answer(function, dump_answer(response), self._dependencies(question, message))
        answers = self._records.answers.setdefault(question.key, [])
        for k, known in enumerate(answers):
            if known.dependencies != answer.dependencies:
                continue
            if known != answer and not self._is_not_yet(known):
                # also said when the file is to be written: who asks may take the error for an answer
                self._failure = phrase("{} cannot be recorded: it answers differently when it is asked again", what)
                raise RecordError(self._failure)
            answers[k] = answer
            return
        answers.append(answer)

    def _dependencies(self, question: Question, message: list[Any]) -> tuple[Dependency, ...]:
        """Return what an answer depends on, the user's files in the order of the question."""
        seen = self._watch.look(question.files)
        uses_nn = any(_NN in text for text in (*question.texts, *self._watch.code(question.files)))
        if message[0] not in CALLS or message[1] == EVALUATE:
            self._nn_is_used |= uses_nn  # what it defines may be called from now on
        own = [message[1]] if message[0] in CALLS else []
        if uses_nn or self._nn_is_used:
            own.append(_NN)
        return (*seen, *own_dependencies(own))

    @staticmethod
    def _is_not_yet(answer: Answer) -> bool:
        """Whether an answer says that what was asked about is not loaded yet, and will be before the next one."""
        if not answer.function.startswith(ON_DEMAND):
            return False
        match load_answer(answer.content):
            case ["ok", None, _]:
                return True
            case ["error", _, str(text), _]:
                return f"Package {ON_DEMAND.rstrip('.')} not found" in text
        return False

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
            raise RecordError(phrase("nothing was recorded: {}", self._failure))
        target = Path(path)
        if target.is_file():  # a pipe would wait for who writes into it
            with contextlib.suppress(RecordError):  # it is of no use
                self._records.take_over(Records.read(target), self._same)
        self._records.write(target)
        return len(self._records)

    def advice(self, message: str, name: str = "") -> str:
        """Return what the live engine has to say of what Julia does not find."""
        return self._live.advice(message, name)

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
        self._close_beside()
        self._closed = True


class _Watch:
    """Sees which files Julia includes and which packages it loads."""

    def __init__(self, live: Engine) -> None:
        self._live = live
        try:
            first = self._seen()
        except JuliaError:  # it is not there yet
            live.include(julia_sources() / "worker" / "recorder.jl")
            first = self._seen()
        # what runs the engine itself
        self._given = {uuid for _, uuid, file in first.packages if first.is_registered(file)}
        self._included: dict[Path, set[Path]] = {}
        self._by_code: set[Path] = set()
        self._packages: dict[Seen, list[Dependency]] = {}

    def _seen(self) -> Seen:
        return Seen(*map(tuple, self._live.call("PyjuliannRecorder.seen")))

    def look(self, files: Sequence[Path]) -> list[Dependency]:
        """Return what an answer depends on that was just given: the user's files in their order, then the rest.

        Parameters
        ----------
        files : sequence of Path
            The files that have a part in it as far as the question says.
        """
        seen = self._seen()
        new = {Path(os.path.abspath(name)) for name in seen.files if not is_own_source(name)}  # noqa: PTH100
        new -= seen.package_files() if new else set()
        if files:
            self._included.setdefault(files[-1], set()).update(new)
        else:
            self._by_code |= new
        found = [file_dependency(file, self._included.get(file, ())) for file in files]
        found += [
            Dependency("code", file.name, folder_place(file.parent), hashed([file], file.parent))
            for file in sorted(self._by_code)
        ]
        loaded = replace(seen, files=())
        if loaded not in self._packages:  # as they were when they were loaded
            self._packages[loaded] = loaded.dependencies(self._given)
        return found + self._packages[loaded]

    def code(self, files: Sequence[Path]) -> Iterator[str]:
        """Yield the contents of the user's files, and of those that they and evaluated code included."""
        included = {path for file in files for path in (*included_files(file), *self._included.get(file, ()))}
        for path in {*included, *self._by_code}:
            yield path.read_text("utf-8", "replace")
