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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyjuliann.bridge.capture import Capture, watch
from pyjuliann.bridge.errors import EngineError

PROTOCOL = 1
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
    os.ftruncate(fd, size)
    return fd


class Process:
    """A child process that speaks frames on its standard input and output.

    It is started by a thread that lives as long as the child: Linux ties a child's parent-death signal,
    which the worker asks for, to the thread that started it.

    Attributes
    ----------
    requests, responses : int
        Descriptors for writing to and reading from the child.
    inbound, outbound : mmap
        The shared windows: to Julia, from Julia.
    stdout, stderr : Capture
        What the child prints.
    """

    def __init__(self, executable: Path, script: Path, depot: str, options: Sequence[str] = ()) -> None:
        if os.name != "posix":
            raise EngineError("the worker engine needs Linux or macOS; on Windows use engine='juliacall'")
        self.executable = executable
        self._ended = threading.Event()
        self._signals = threading.Lock()  # held while a signal is sent, so that its number is still the child's
        self._started = threading.Event()
        self._failure: Exception | None = None
        self._stop_read, self._stop_write = os.pipe()
        child_fds = [_anonymous_memory(SLOTS * SLOT_BYTES) for _ in range(2)]
        self.inbound, self.outbound = (mmap.mmap(fd, SLOTS * SLOT_BYTES) for fd in child_fds)
        capture_read, capture_write = os.pipe()
        self.stdout = Capture(capture_read)
        child_fds.append(capture_write)
        arguments = [depot, PROTOCOL, os.getpid(), capture_write, *child_fds[:2], SLOT_BYTES]
        command = [
            executable,
            "--startup-file=no",
            "--history-file=no",
            "--color=no",
            *options,
            script,
            *map(str, arguments),
        ]
        self._thread = threading.Thread(
            target=self._live, args=(command, child_fds), name="pyjuliann-worker", daemon=True
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
            self.inbound.close()
            self.outbound.close()
            reason = getattr(self._failure, "strerror", None) or self._failure
            raise EngineError(f"{executable} could not be started: {reason}") from self._failure

    def _live(self, command: list[Any], child_fds: list[int]) -> None:
        try:
            self.popen = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                pass_fds=child_fds,
                start_new_session=True,  # Ctrl-C in the terminal is for Python; it tells Julia itself
            )
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            self._failure = error
            os.close(self._stop_read)
            os.close(self._stop_write)
            self.stdout.close()
            self._started.set()
            return
        finally:
            for fd in child_fds:
                os.close(fd)
        pipes = (self.popen.stdin, self.popen.stdout, self.popen.stderr)
        self.requests, self.responses, errors = (os.dup(pipe.fileno()) for pipe in pipes if pipe)
        for pipe in pipes:
            if pipe:
                pipe.close()
        self.stderr = Capture(errors)
        os.set_blocking(self.requests, False)
        os.set_blocking(self.responses, False)
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

    def last_words(self) -> str:
        """Return the last lines that the child printed to standard error, indented: its error message, if any."""
        lines = self.stderr.text().strip().splitlines()
        cause = max((i for i, line in enumerate(lines) if ERROR.match(line)), default=len(lines))
        start = min(cause, max(0, len(lines) - TAIL_LINES))
        return "".join(f"\n  {line}" for line in lines[start : start + TAIL_LINES])

    def obituary(self, within: float = 0.5) -> str:
        """Return how the child ended, with its last words; wait for it for ``within`` seconds."""
        if not self._ended.wait(within):
            return f"closed its pipe without ending{self.last_words()}"
        code = self.popen.returncode
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"died with {signal.Signals(-code).name}{self.last_words()}"
        return f"ended with exit code {code}{self.last_words()}"

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
        if self.requests >= 0:
            os.close(self.requests)
            self.requests = -1
        if self.responses >= 0:
            if not self._ended.wait(patience):
                self.kill()
                self._ended.wait()
            os.close(self.responses)
            self.responses = -1
            os.close(self._stop_write)  # ends the reading thread, though others may hold the pipes
            self._reader.join()
            self._thread.join()
            os.close(self._stop_read)
            self.stdout.close()
            self.stderr.close()

    def forget(self) -> None:
        """Drop the descriptors in a forked child, so that the parent's worker notices the parent's end."""
        for fd in (self.requests, self.responses, self._stop_write):
            if fd >= 0:
                with contextlib.suppress(OSError):
                    os.close(fd)
        self.requests = self.responses = -1
