"""What Julia prints: kept in memory within bounds, and passed on to a call that captures it, or to whoever looks on."""

from __future__ import annotations

import codecs
import contextlib
import os
import selectors
import sys
import threading
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

KEPT = 1 << 20  # bytes of each stream


class Echo:
    """Passes what Julia prints on to Python's stream of the same name, whatever that is at the time.

    A stream that takes nothing any more ends it: what Julia prints is no reason for anything to fail.
    """

    def __init__(self, stream: Literal["stdout", "stderr"]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._ended = False

    def __call__(self, data: bytes) -> None:
        """Pass on what has come; a character that is cut off waits for its rest."""
        text = self._decoder.decode(data)
        if self._ended or not text:
            return
        try:
            stream = getattr(sys, self._stream)
            stream.write(text)
            stream.flush()
        except Exception:  # noqa: BLE001 - closed, full, none at all, or a notebook's own kind
            self._ended = True


class Captured(NamedTuple):
    """What ``engine.call(..., capture=True)`` returns.

    Attributes
    ----------
    value : object
        The result.
    stdout, stderr : str
        What Julia and C code printed meanwhile (the last MiB of each).
    """

    value: Any
    stdout: str
    stderr: str


class Audience:
    """Who an engine's output goes to as it comes: the call that captures it, else whoever looks on.

    Parameters
    ----------
    echo : bool or "auto"
        Whether somebody looks on; ``"auto"`` where that is so: on a terminal, and in IPython or a notebook.
    """

    def __init__(self, echo: bool | Literal["auto"] = False) -> None:
        shown = _is_watched() if echo == "auto" else echo
        self._echoes = (Echo("stdout"), Echo("stderr")) if shown else None
        self._captured: tuple[bytearray, bytearray] | None = None

    @property
    def listens(self) -> bool:
        """Whether there is anybody."""
        return self._captured is not None or self._echoes is not None

    def hear(self, index: int, data: bytes) -> None:
        """Take what was printed to standard output, 0, or standard error, 1."""
        if self._captured is not None:
            keep(self._captured[index], data)
        elif self._echoes is not None:
            self._echoes[index](data)

    @contextlib.contextmanager
    def capturing(self) -> Iterator[tuple[bytearray, bytearray]]:
        """Keep what is printed within this, and show it nowhere."""
        before = self._captured
        self._captured = bytearray(), bytearray()
        try:
            yield self._captured
        finally:
            self._captured = before


def keep(kept: bytearray, data: bytes) -> None:
    """Add to what is kept, of which the last MiB stays."""
    kept += data
    del kept[:-KEPT]


def as_text(data: bytes | bytearray) -> str:
    """Return what was printed, whatever that is, as text."""
    return data.decode("utf-8", errors="replace")


def _is_watched() -> bool:
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        return True
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


class Capture:
    """The read end of a pipe; holds the last MiB of what came through it, and passes it on to an `Audience`.

    Parameters
    ----------
    fd : int
        The pipe.
    audience : Audience
        Who hears of it.
    index : int
        0 for standard output, 1 for standard error.
    """

    def __init__(self, fd: int, audience: Audience, index: int) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
        self._audience = audience
        self._index = index
        self._kept = bytearray()
        self._lock = threading.Lock()
        self._open = True

    def drain(self) -> bool:
        """Take what is in the pipe now; return False when it has ended."""
        with self._lock:
            while self._open:
                try:
                    data = os.read(self.fd, 1 << 16)
                except BlockingIOError:
                    return True
                except OSError:
                    return False
                if not data:
                    return False
                keep(self._kept, data)
                self._audience.hear(self._index, data)
        return False

    def text(self) -> str:
        """Return what was printed up to now."""
        self.drain()
        with self._lock:
            return as_text(self._kept)

    def close(self) -> None:
        """Take what is left and close the pipe, though other processes may hold its other end."""
        self.drain()
        with self._lock:
            if self._open:
                self._open = False
                os.close(self.fd)


def watch(captures: list[Capture], stop: int) -> None:
    """Drain ``captures`` until all have ended or the descriptor ``stop`` can be read."""
    with selectors.DefaultSelector() as selector:
        for capture in captures:
            selector.register(capture.fd, selectors.EVENT_READ, capture)
        selector.register(stop, selectors.EVENT_READ)
        while len(selector.get_map()) > 1:
            for key, _ in selector.select():
                if key.fd == stop:
                    return
                if not key.data.drain():
                    selector.unregister(key.fd)
