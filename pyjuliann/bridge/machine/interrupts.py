"""Ctrl-C where it can do no harm: held back while a conversation or a clean-up is in the midst of a step."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

try:  # without the enums of `signal`, which take longer than the rest of a small call
    import _signal as system  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    system = signal

SIGINT = int(signal.SIGINT)


class HeldInterrupts:
    """A context in which Ctrl-C comes through only between `allow` and `hold`; what came before comes then.

    What is still held back at the end comes at the end. Only the main thread handles signals: in others, and where
    Ctrl-C is ignored, nothing is held back. Other signals are none of its business.
    """

    def __init__(self) -> None:
        self._handler: Callable[[int, FrameType | None], Any] | None = None
        self._held: tuple[int, FrameType | None] | None = None
        self._allowed = False
        self.raised = False  # whether the handler did, and nothing since

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            handler = system.getsignal(SIGINT)
            if callable(handler):
                self._handler = handler
                system.signal(SIGINT, self._handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handler is not None:
            if system.getsignal(SIGINT) == self._handle:  # else somebody has put his own there in the meantime
                system.signal(SIGINT, self._handler)
            self.allow()

    def allow(self) -> None:
        """Let Ctrl-C through from here on."""
        self._allowed = True
        if self._held is not None:
            held, self._held = self._held, None
            self._deliver(*held)

    def hold(self) -> None:
        """Hold Ctrl-C back from here on."""
        self._allowed = False

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._allowed:
            self._deliver(number, frame)
        else:
            self._held = (number, frame)

    def _deliver(self, number: int, frame: FrameType | None) -> None:
        # what it raises is cleaned up after in peace: the next one waits for the end
        allowed, self._allowed = self._allowed, False
        self.raised = True
        if self._handler is not None:
            self._handler(number, frame)
        self.raised, self._allowed = False, allowed
