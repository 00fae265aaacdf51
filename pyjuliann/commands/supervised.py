"""Running a command in a process of its own, watched by this one.

A user's code may end the process that it runs in, by a crash or by ``_exit`` in C, or never give it back, in C that
holds Python's lock. Seen from outside, the first looks like success and the second like patience. So what runs it
reports its exit code when it is done, and until then what it has found; whoever vanishes without is an error.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import select
import signal
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Final

from pyjuliann.language import packed, phrase, unpacked
from pyjuliann.parity.running import guard
from pyjuliann.parity.running.guard import GRACE, Pulse

_TICK: Final = 0.1  # seconds between looks at the child
_STATE: Final = struct.Struct("dq")


@dataclass
class Vanished:
    """What is left of a command whose process ended without an exit code of its own.

    Attributes
    ----------
    how : str
        What became of the process.
    notes : list of mapping
        What it told until then.
    calls : int
        How many calls of Python functions it had begun since its last note.
    """

    how: str
    notes: list[Mapping[str, Any]] = field(default_factory=list)
    calls: int = 0


def supervised(work: Callable[[], int], deadline: float, mourn: Callable[[Vanished], int]) -> int:
    """Do some work in a child process, and return the exit code.

    Parameters
    ----------
    work : callable
        Returns the exit code; called in the child, which then goes on as this process would have.
    deadline : float
        When, in the seconds of `time.monotonic`, the child must be done.
    mourn : callable
        Called where the child vanished or had to be ended; returns the exit code.
    """
    notes_read, notes_write = os.pipe()
    life_read, life_write = os.pipe()
    state = mmap.mmap(-1, _STATE.size)
    state[:] = _STATE.pack(float("inf"), 0)
    child = os.fork()
    if child == 0:
        os.close(notes_read)
        os.close(life_write)
        os.setpgid(0, 0)
        guard.pulse[0] = pulse = _Told(notes_write, state)
        threading.Thread(target=_end_with_parent, args=(life_read,), daemon=True, name="pyjuliann-life").start()
        code = work()
        pulse.note({"code": code})
        return code
    os.close(notes_write)
    os.close(life_read)
    try:
        with _forwarded(child):
            return _watch(child, notes_read, state, deadline, mourn)
    finally:
        os.close(life_write)
        os.close(notes_read)


class _Told(Pulse):
    """What the child tells its supervisor."""

    def __init__(self, notes: int, state: mmap.mmap) -> None:
        self._notes, self._state = notes, state
        self._calls = 0
        self._pid = os.getpid()

    def begin(self, seconds: float) -> None:
        self._calls += 1
        self._state[:] = _STATE.pack(time.monotonic() + seconds + GRACE, self._calls)

    def end(self) -> None:
        self._state[:8] = _STATE.pack(float("inf"), 0)[:8]

    def note(self, facts: Mapping[str, Any]) -> None:
        if os.getpid() != self._pid:
            return  # a child of the user's code, which has come back as well
        self._calls = 0
        data = memoryview(json.dumps(packed(facts)).encode() + b"\n")
        with contextlib.suppress(OSError):
            while data:
                data = data[os.write(self._notes, data) :]


def _end_with_parent(life: int) -> None:
    """Wait for the end of the supervisor, and end too."""
    with contextlib.suppress(OSError):
        os.read(life, 1)
        os.kill(os.getpid(), signal.SIGKILL)


@contextlib.contextmanager
def _forwarded(child: int) -> Iterator[None]:
    """Pass on Ctrl-C and Ctrl-Z, which the terminal sends to this process alone: the child has a group of its own."""

    def interrupt(number: int, _: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    def stop(_number: int, _: FrameType | None) -> None:
        os.kill(child, signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        os.kill(child, signal.SIGCONT)

    handlers = {signal.SIGINT: interrupt, signal.SIGTSTP: stop}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _watch(
    child: int, notes_read: int, state: mmap.mmap, deadline: float, mourn: Callable[[Vanished], int]
) -> int:  # fmt: skip
    text = b""
    killed = ""
    last = deadline + GRACE
    while True:
        ready, _, _ = select.select([notes_read], [], [], _TICK)
        chunk = os.read(notes_read, 1 << 16) if ready else b""
        text += chunk
        code = _code(text)
        if code is not None:
            return _left(child, code)
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        if ready and not chunk:
            time.sleep(_TICK)  # it has closed its end, and is about to go
        expires, _ = _STATE.unpack(state[:])
        if not killed and time.monotonic() > min(expires, last):
            killed = phrase("did not stop when its time was up, and was ended")
            os.kill(child, signal.SIGKILL)
    while select.select([notes_read], [], [], 0)[0] and (chunk := os.read(notes_read, 1 << 16)):
        text += chunk
    code = _code(text)
    if code is not None:
        return code
    notes = [unpacked(json.loads(line)) for line in text.split(b"\n")[:-1]]
    return mourn(Vanished(killed or ending(status), notes, _STATE.unpack(state[:])[1]))


def _code(text: bytes) -> int | None:
    """Return the exit code that stands on the last line of the notes, if it is there."""
    start = text.rfind(b"\n", 0, -1) + 1
    if text[start:].startswith(b'{"code": ') and text.endswith(b"\n"):
        return int(json.loads(text[start:])["code"])
    return None


def _left(child: int, code: int) -> int:
    """Wait until a child that is done has gone, and see to it that it goes."""
    end = time.monotonic() + GRACE
    while not os.waitpid(child, os.WNOHANG)[0]:
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.005)
    return code


def ending(status: int) -> str:
    """Return how a process ended, of which the system tells this status."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return phrase("ended with exit code {}", code)
    return phrase("was ended by {}", signal.Signals(-code).name)
