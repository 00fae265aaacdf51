"""A process beside the server, in which examples run: with one Julia, stopped when its time is up, started again.

The two talk in lines of JSON, the process's first line being how its Julia is reached. Whatever an example does, the
server answers on: at worst this process is ended, its Julia with it, and another one started.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import IO, Any, Final

from pyjuliann.errors import PyjuliannError
from pyjuliann.language import packed, phrase, translated, unpacked
from pyjuliann.settings import JuliaSettings

GRACE: Final = 2.0
"""Seconds that a run gets beyond its limit to say so itself."""

STARTING: Final = 180.0
"""Seconds that Julia may take to start, which at the first time compiles."""

_CODE: Final = "from pyjuliann.book.runner import serve_lines; serve_lines()"


class RunnerError(PyjuliannError):
    """No answer came."""


class Runner:
    """The process, as the server has it; whoever asks waits for those before, and nothing else has precedence.

    Parameters
    ----------
    settings : JuliaSettings
        How its Julia is reached.
    seconds : float
        How long a run may take.
    """

    def __init__(self, settings: JuliaSettings, seconds: float) -> None:
        self.seconds = seconds
        self._settings = replace(settings, install=settings.install is not False)
        self._lock = threading.Lock()
        self._turn = threading.Condition()
        self._asking = 0
        self._cold: list[str] = []
        self._known: set[str] = set()
        self._warmer: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._read = b""
        self._closed = False
        self.julia: dict[str, Any] = {}
        """What the Julia is that runs."""
        self.problem = ""
        """Why there is none."""

    def start(self) -> None:
        """Start the process if it does not run, and wait until its Julia does."""
        with self._lock:
            self._started()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return what comes of a request.

        Raises
        ------
        RunnerError
            If nothing did: the process is then started anew for the next one.
        """
        with self._turn:
            self._asking += 1
        try:
            with self._lock:
                return self._answer(request)
        finally:
            with self._turn:
                self._asking -= 1
                self._turn.notify_all()

    def warm(self, examples: Iterable[str], *, next_of_all: bool = False) -> None:
        """Have examples run once in the background, while nobody asks: then Julia has compiled what they need.

        Parameters
        ----------
        examples : iterable of str
            Their numbers. Those that have had their turn are left out.
        next_of_all : bool
            Whether they come before those that wait already.
        """
        with self._turn:
            new = [example for example in examples if example not in self._known]
            waiting = [example for example in self._cold if example not in new]
            self._cold = [*new, *waiting] if next_of_all else [*waiting, *new]
            if self._warmer is None and self._cold:
                self._warmer = threading.Thread(target=self._warm, daemon=True)
                self._warmer.start()
            self._turn.notify_all()

    def _warm(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or (self._cold and not self._asking))
                if self._closed or self.problem:
                    return
                example = self._cold.pop(0)
                self._known.add(example)
            with self._lock, contextlib.suppress(RunnerError):  # who asks is told
                self._answer({"example": example, "inputs": {}, "language": "en"})

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self._started()
        try:
            self._send(request)
            return self._line(self.seconds + GRACE)
        except BaseException as error:
            self._end()
            if self._closed and isinstance(error, RunnerError):
                raise RunnerError(phrase("The book is being closed.")) from None
            raise

    def close(self) -> None:
        """End the process and its Julia, also in the midst of a run."""
        self._closed = True
        self._end()
        with self._turn:
            self._turn.notify_all()

    # ------------------------------------------------------------ the process

    def _started(self) -> None:
        if self._closed:
            raise RunnerError(phrase("The book is being closed."))
        if self._process is not None and self._process.poll() is None:
            return
        self._end()
        self._read = b""
        self._known.clear()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server, which then ends this
        )
        try:
            self._send({"settings": base64.b64encode(pickle.dumps(self._settings)).decode(), "seconds": self.seconds})
            self.julia = self._line(STARTING)
            self.problem = unpacked(self.julia.pop("problem", ""))
        except BaseException as error:
            self._end()
            if self._closed and isinstance(error, RunnerError):
                raise RunnerError(phrase("The book is being closed.")) from None
            raise

    def _send(self, message: dict[str, Any]) -> None:
        stdin = self._pipe("stdin")
        try:
            stdin.write(json.dumps(message).encode() + b"\n")
            stdin.flush()
        except OSError:
            raise RunnerError(phrase("The process that runs the examples has ended; it is started again.")) from None

    def _line(self, seconds: float) -> dict[str, Any]:
        """Return the next line of the process."""
        end = time.monotonic() + seconds
        stdout = self._pipe("stdout").fileno()
        while b"\n" not in self._read:
            left = end - time.monotonic()
            if left > 0 and not select.select([stdout], [], [], min(left, 60.0))[0]:
                continue
            if left <= 0:
                raise RunnerError(phrase("It took too long, and was stopped; Julia is started again."))
            chunk = os.read(stdout, 1 << 16)
            if not chunk:
                raise RunnerError(phrase("The process that runs the examples has ended; it is started again."))
            self._read += chunk
        line, _, self._read = self._read.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _pipe(self, name: str) -> IO[bytes]:
        process = self._process
        if process is None:
            raise RunnerError(phrase("The book is being closed."))
        pipe: IO[bytes] = getattr(process, name)
        return pipe

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()  # and the system ends its Julia with it
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


# ---------------------------------------------------------------- in the process


def serve_lines() -> None:
    """Answer requests, a line each, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints is no answer
    first = json.loads(sys.stdin.buffer.readline())
    # written by the server itself, and through a pipe that nobody else has
    settings: JuliaSettings = pickle.loads(base64.b64decode(first["settings"]))  # noqa: S301
    seconds: float = first["seconds"]

    def tell(answer: dict[str, Any]) -> None:
        out.write(json.dumps(answer).encode() + b"\n")
        out.flush()

    from pyjuliann.book.trying import limit_data
    from pyjuliann.bridge.engines.start import start_julia
    from pyjuliann.errors import EngineError
    from pyjuliann.parity.running.session import Session

    limit_data()
    with contextlib.ExitStack() as stack:
        session, state = None, {"problem": packed(phrase("recorded answers are all that was asked for"))}
        if not settings.is_recorded:
            try:
                engine = stack.enter_context(start_julia(settings))
            except EngineError as error:
                state = {"problem": packed(str(error))}
            else:
                session = Session(engine)
                state = {"julia": str(engine.info.julia_version), "engine": engine.name}
                _answered(_WARMING, session, STARTING)
        tell(state)
        for line in sys.stdin.buffer:
            tell(_answered(json.loads(line), session, seconds))


_WARMING: Final = {"example": "1.1", "inputs": {}, "language": "en"}
"""What has Julia compile what every run needs."""


def _answered(request: dict[str, Any], session: Any, seconds: float) -> dict[str, Any]:
    from pyjuliann.book.trying import live_words, tried
    from pyjuliann.errors import EngineError, PairError
    from pyjuliann.lessons import find_example

    language = request["language"]
    try:
        return tried(find_example(request["example"]), request["inputs"], language, session, seconds)
    except (EngineError, PairError) as error:
        told = str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next one is answered
        told = phrase("It could not be run: {}", f"{type(error).__name__}: {error}")
    return {"message": translated(told, live_words(language))}
