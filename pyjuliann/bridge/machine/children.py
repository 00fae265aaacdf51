"""Child processes that may crash, hang or print without end: run one, and leave nothing of it behind."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyjuliann.bridge.machine.interrupts import HeldInterrupts

if TYPE_CHECKING:
    import subprocess

if sys.platform != "win32":
    import fcntl

_TAIL = 1 << 16


@dataclass(frozen=True)
class ChildResult:
    """How a child process ended, and the end of what it printed (at most 64 KiB of each stream).

    ``stopped`` is ``"timeout"`` or ``"output"`` where the child was killed for one of these, else empty.
    """

    returncode: int
    stdout: str
    stderr: str
    seconds: float
    stopped: str


def julia_environment(*, bare: bool = False) -> dict[str, str]:
    """Return the environment for a Julia that this process starts, without what would keep it from its own files.

    ``bare``: for one that needs nothing but its standard library, whatever the user's load path and project are.
    """
    environment = dict(os.environ)
    environment.pop("JULIA_BINDIR", None)
    for name in ("JULIA_LOAD_PATH", "JULIA_DEPOT_PATH"):
        if not environment.get(name):
            environment.pop(name, None)
    if bare:
        environment["JULIA_LOAD_PATH"] = "@stdlib"
    return environment


def pipe() -> tuple[int, int]:
    """Return both ends of a pipe, neither of which is a standard stream, though some of these may be closed."""
    reading, writing = os.pipe()
    return above_standard(reading), above_standard(writing)


def above_standard(fd: int) -> int:
    """Return a descriptor, or the one that takes its place where it is that of a standard stream."""
    if fd > 2 or sys.platform == "win32":
        return fd
    try:
        return fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 3)
    finally:
        os.close(fd)


def kill_with_us(group: int, lifeline: int) -> None:
    """Have the system kill a process group when this process ends, however it ends (Linux only).

    ``lifeline`` is the reading end of a pipe whose writing end this process alone holds; the group holds
    ``lifeline`` too. When the last writer is gone, the system signals what was named as its owner.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
            fcntl.fcntl(lifeline, fcntl.F_SETOWN, -group)
            fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | fcntl.FASYNC)


class _Reader:
    """Drains one pipe in a thread, keeping its end."""

    def __init__(self, pipe: int) -> None:
        self.total = 0
        self._tail = bytearray()
        self._lock = threading.Lock()
        self.thread = threading.Thread(target=self._drain, args=(pipe,), daemon=True)
        self.thread.start()

    def _drain(self, pipe: int) -> None:
        # The thread closes the pipe itself: a descendant that keeps it open blocks only this thread.
        try:
            while chunk := os.read(pipe, _TAIL):
                with self._lock:
                    self.total += len(chunk)
                    self._tail += chunk
                    del self._tail[:-_TAIL]
        finally:
            os.close(pipe)

    def text(self) -> str:
        with self._lock:
            return self._tail.decode("utf-8", "replace")


def new_lines(mark: str, report: Callable[[str], None]) -> Callable[[str, str], None]:
    """Return an ``on_tick`` of `run_child` that reports each line of standard output that begins with ``mark`` once."""
    shown = 0

    def tick(stdout: str, _: str) -> None:
        nonlocal shown
        lines = [line for line in stdout.splitlines() if line.startswith(mark)]
        for line in lines[shown:]:
            report(line.removeprefix(mark).strip())
        shown = max(shown, len(lines))

    return tick


def run_child(
    command: Sequence[str],
    timeout: float,
    *,
    env: Mapping[str, str] | None = None,
    cwd: str | os.PathLike[str] | None = None,
    max_output: int | None = None,
    on_tick: Callable[[str, str], None] | None = None,
) -> ChildResult:
    """Run a program to its end in a process group of its own, and leave nothing of it behind, dead or alive.

    Parameters
    ----------
    command : sequence of str
        Program and arguments; no shell is involved.
    timeout : float
        Seconds after which the whole group is killed.
    env, cwd
        Environment and working folder; those of this process by default.
    max_output : int, optional
        Number of bytes on standard output after which the group is killed.
    on_tick : callable, optional
        Called a few times a second with the ends of standard output and standard error so far.

    Raises
    ------
    OSError
        If the program cannot be started.
    """
    import subprocess

    with HeldInterrupts() as interrupts:
        ours, childs = [], []
        try:
            for _ in range(3):
                reading, writing = pipe()
                ours.append(reading)
                childs.append(writing)
            ours[2], childs[2] = childs[2], ours[2]  # of its lifeline, the child has the end that is read
            start = time.monotonic()
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=childs[0],
                stderr=childs[1],
                env=None if env is None else dict(env),
                cwd=cwd,
                start_new_session=True,
                pass_fds=childs[2:] if os.name == "posix" else (),
            )
            kill_with_us(process.pid, childs[2])
        except BaseException:
            for descriptor in ours:
                os.close(descriptor)
            raise
        finally:
            for descriptor in childs:
                os.close(descriptor)
        stopped = ""
        out, err = _Reader(ours[0]), _Reader(ours[1])
        try:
            interrupts.allow()  # from here on what was started is ended
            while process.poll() is None:
                left = start + timeout - time.monotonic()
                if left <= 0:
                    stopped = "timeout"
                    break
                if max_output is not None and out.total > max_output:
                    stopped = "output"
                    break
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(min(left, 0.2))
                if on_tick is not None:
                    on_tick(out.text(), err.text())
        finally:
            if process.poll() is None:
                _kill_group(process)
            process.wait()
            out.thread.join(1.0)
            err.thread.join(1.0)
            if out.thread.is_alive() or err.thread.is_alive():
                # A descendant still holds the pipes; the group lives on in it, so its number is still ours.
                _kill_group(process)
                out.thread.join(1.0)
                err.thread.join(1.0)
            os.close(ours[2])
    if not stopped and max_output is not None and out.total > max_output:
        stopped = "output"
    return ChildResult(process.returncode, out.text(), err.text(), time.monotonic() - start, stopped)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def signal_name(returncode: int) -> str:
    """Return the name of the signal that ended a process, also where a shell reports 128 + n; else ''.

    Examples
    --------
    >>> signal_name(-11), signal_name(139), signal_name(3)
    ('SIGSEGV', 'SIGSEGV', '')
    """
    fatal = ("SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGSEGV", "SIGTERM")
    if returncode > 128 and returncode - 128 not in {getattr(signal, name, None) for name in fatal}:
        return ""
    number = -returncode if returncode < 0 else returncode - 128
    try:
        return signal.Signals(number).name if number > 0 else ""
    except ValueError:
        return f"signal {number}"


def last_lines(text: str, count: int = 3) -> str:
    r"""Return the last lines of a text that are not empty, printable characters only, joined by ' | '.

    Examples
    --------
    >>> last_lines("one\n\ntwo\n", 1)
    'two'
    """
    lines = ["".join(c for c in line if c.isprintable()).strip() for line in text.splitlines()]
    return " | ".join([line for line in lines if line][-count:])
