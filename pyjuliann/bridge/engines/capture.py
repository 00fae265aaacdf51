"""What a child process prints, kept in memory within bounds while it runs."""

from __future__ import annotations

import os
import selectors
import threading

KEPT = 1 << 20  # bytes of each stream


class Capture:
    """The read end of a pipe; holds the last MiB of what came through it."""

    def __init__(self, fd: int) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
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
