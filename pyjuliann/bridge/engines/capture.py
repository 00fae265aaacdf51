"""What a child process prints, kept in memory within bounds while it runs, and passed on to whoever looks on."""

from __future__ import annotations

import codecs
import os
import selectors
import sys
import threading
from typing import Literal

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


def echoes(wanted: bool | Literal["auto"]) -> tuple[Echo, Echo] | tuple[None, None]:
    """Return what passes standard output and standard error on, if that is wanted.

    Parameters
    ----------
    wanted : bool or "auto"
        ``"auto"`` where a person looks on: on a terminal, and in IPython or a notebook.
    """
    if wanted == "auto":
        wanted = _is_watched()
    return (Echo("stdout"), Echo("stderr")) if wanted else (None, None)


def _is_watched() -> bool:
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        return True
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


class Capture:
    """The read end of a pipe; holds the last MiB of what came through it, and passes it on to an `Echo`."""

    def __init__(self, fd: int, echo: Echo | None = None) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
        self.echo = echo
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
                self._kept += data
                del self._kept[:-KEPT]
                if self.echo is not None:
                    self.echo(data)
        return False

    def text(self) -> str:
        """Return what was printed up to now."""
        self.drain()
        with self._lock:
            return self._kept.decode("utf-8", errors="replace")

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
