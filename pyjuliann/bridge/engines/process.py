"""A Julia worker process: how it is started, watched and ended."""

from __future__ import annotations

import contextlib
import mmap
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from pyjuliann.bridge.engines.capture import Audience, Capture, watch
from pyjuliann.bridge.machine.children import above_standard, julia_environment, kill_with_us, pipe
from pyjuliann.errors import EngineError
from pyjuliann.language import phrase
from pyjuliann.settings import JuliaSettings
from pyjuliann.wording import system_reason

PROTOCOL = 3
SLOTS = 2
SLOT_BYTES = 1 << 20
TAIL_LINES = 20
POLL = 0.02  # seconds between looks at whether the child has ended, where the system cannot be asked to tell
# How the message begins that stands above a backtrace; of a crash, Julia 1.5 says `signal (6): Aborted`,
# 1.10 `[13699] signal (6.-6): Aborted` and 1.12 `[13462] signal 6 (-6): Aborted`.
ERROR = re.compile(r"ERROR: |fatal: |(?:\[\d+\] )?signal \(?\d")


def _anonymous_memory(size: int) -> int:
    """Return a descriptor of memory without a name: it is gone when both processes are."""
    if hasattr(os, "memfd_create"):
        fd = os.memfd_create("pyjuliann")
    else:
        with tempfile.TemporaryFile() as file:
            fd = os.dup(file.fileno())
    fd = above_standard(fd)
    os.ftruncate(fd, size)
    return fd


class Process:
    """A child process that speaks frames on its standard input and output.

    It and what it starts end with this process, however that ends.

    Attributes
    ----------
    requests, responses : int
        Descriptors for writing to and reading from the child.
    inbound, outbound : mmap
        The shared windows: to Julia, from Julia.
    stdout, stderr : Capture
        What the child prints.
    first : int
        Below all numbers of values that stay in it.
    closing : bool
        Whether `close` has begun; it may be called again if it was broken off.
    """

    def __init__(
        self,
        executable: Path,
        script: Path,
        depot: str,
        settings: JuliaSettings,
        *,
        audience: Audience,
        project: str,
        first: int,
    ) -> None:
        if os.name != "posix":
            raise EngineError(phrase("the worker engine needs Linux or macOS; on Windows use engine='juliacall'"))
        self.executable = executable
        self._ended = threading.Event()
        self._signals = threading.Lock()  # held while a signal is sent, so that its number is still the child's
        self._started = threading.Event()
        self._failure: Exception | None = None
        self.closing = False
        self._stop_read, self._stop_write = pipe()
        memory = [_anonymous_memory(SLOTS * SLOT_BYTES) for _ in range(2)]
        self.inbound, self.outbound = (mmap.mmap(fd, SLOTS * SLOT_BYTES) for fd in memory)
        stdin, self.requests = pipe()
        self.responses, stdout = pipe()
        (out, printed), (errors, stderr), (lifeline, self._lifeline) = pipe(), pipe(), pipe()
        self._audience = audience
        self.stdout, self.stderr = Capture(out, audience, 0), Capture(errors, audience, 1)
        os.set_blocking(self.requests, False)
        os.set_blocking(self.responses, False)
        arguments = [depot, PROTOCOL, printed, *memory, SLOT_BYTES, first]
        command = [
            executable,
            "--startup-file=no",
            "--history-file=no",
            "--color=no",
            *(["--compile=min"] if settings.interpreted else []),
            script,
            *map(str, arguments),
        ]
        environment = julia_environment()
        if project:
            environment["JULIA_PROJECT"] = project
        self._thread = threading.Thread(
            target=self._live,
            args=(command, environment, (stdin, stdout, stderr), (printed, *memory, lifeline)),
            name="pyjuliann-worker",
            daemon=True,
        )
        self._thread.start()
        try:
            self._started.wait()
        except BaseException:  # Ctrl-C
            self._started.wait()
            if self._failure is None:
                self.close(0)
            raise
        if self._failure is not None:
            self._release()
            self.inbound.close()
            self.outbound.close()
            reason = system_reason(self._failure) if isinstance(self._failure, OSError) else self._failure
            symptom = phrase("could not be started: {}", reason)
            raise EngineError(phrase("{} {}", executable, symptom)) from self._failure

    def _live(
        self,
        command: list[Any],
        environment: dict[str, str],
        streams: tuple[int, int, int],
        passed: tuple[int, ...],
    ) -> None:
        try:
            self.popen = subprocess.Popen(
                command,
                stdin=streams[0],
                stdout=streams[1],
                stderr=streams[2],
                pass_fds=passed,
                env=environment,
                start_new_session=True,  # Ctrl-C in the terminal is for Python; it tells Julia itself
            )
            kill_with_us(self.popen.pid, passed[-1])
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            self._failure = error
            self._started.set()
            return
        finally:
            for fd in (*streams, *passed):
                os.close(fd)
        self._reader = threading.Thread(
            target=watch, args=([self.stdout, self.stderr], self._stop_read), name="pyjuliann-output", daemon=True
        )
        self._reader.start()
        self._started.set()
        self._await_end()

    def _await_end(self) -> None:
        if hasattr(os, "waitid"):
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, self.popen.pid, os.WEXITED | os.WNOWAIT)
            self.kill()  # what user code has started and left: the child is dead, but its number is not free yet
        while not self._ended.is_set():
            with self._signals:
                if self.popen.poll() is not None:
                    self._ended.set()
                    return
            time.sleep(POLL)

    # ------------------------------------------------------------ state

    def ended(self) -> bool:
        """Return whether the child has ended."""
        return self._ended.is_set()

    def pass_on(self) -> None:
        """Pass on what the child has printed until now, if that is wanted, before anything else is printed."""
        if self._audience.listens:
            self.stdout.drain()
            self.stderr.drain()

    def last_words(self) -> str:
        """Return the last lines that the child printed to standard error, indented: its error message, if any."""
        lines = self.stderr.text().strip().splitlines()
        cause = max((i for i, line in enumerate(lines) if ERROR.match(line)), default=len(lines))
        start = min(cause, max(0, len(lines) - TAIL_LINES))
        return "".join(f"\n  {line}" for line in lines[start : start + TAIL_LINES])

    def obituary(self, within: float = 0.5) -> str:
        """Return how the child ended, with its last words; wait for it for ``within`` seconds."""
        if not self._ended.wait(within):
            return phrase("closed its pipe without ending{}", self.last_words())
        code = self.popen.returncode
        if code < 0:
            with contextlib.suppress(ValueError):
                return phrase("died with {}{}", signal.Signals(-code).name, self.last_words())
        return phrase("ended with exit code {}{}", code, self.last_words())

    # ------------------------------------------------------------ signals and end

    def interrupt(self) -> None:
        """Send the interrupt signal, as Ctrl-C does."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End the child, and what it started, by force."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        with self._signals, contextlib.suppress(ProcessLookupError, PermissionError):
            if not self._ended.is_set():  # later the number may be another's
                os.killpg(self.popen.pid, number)

    def close(self, patience: float = 1.0) -> None:
        """End the child: by closing its input, and after ``patience`` seconds by force."""
        self.closing = True
        self._close("requests")
        if not self._ended.wait(patience):
            self.kill()
            self._ended.wait()
        self._close("_stop_write")  # ends the reading thread, though others may hold the pipes
        self._reader.join()
        self._thread.join()
        self._release()

    def _release(self) -> None:
        for name in ("requests", "responses", "_stop_write", "_stop_read", "_lifeline"):
            self._close(name)
        self.stdout.close()
        self.stderr.close()

    def _close(self, name: str) -> None:
        fd: int = getattr(self, name)
        setattr(self, name, -1)
        if fd >= 0:
            os.close(fd)

    def forget(self) -> None:
        """Drop the descriptors in a forked child, so that the parent's worker notices the parent's end."""
        for name in ("requests", "responses", "_stop_write", "_lifeline"):
            with contextlib.suppress(OSError):
                self._close(name)
