"""Running a user's Python code so that it comes back: when its time is up, and with the process alive."""

from __future__ import annotations

import ctypes
import math
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType, TracebackType
from typing import Any, Final, NoReturn, Self

GRACE: Final = 5.0
"""Seconds after its time in which a call that is told to stop must do so, before the whole command is ended."""

_AGAIN: Final = 0.25  # seconds after which a call that did not stop is told again
_LONGEST: Final = 1e8  # seconds that a timer can be set to


class TimeIsUp(BaseException):
    """The time of a call is up; no `Exception`, which the user's own handlers are for."""


class Pulse:
    """Tells a supervisor when the call that is running must have ended; this one tells nobody."""

    def begin(self, seconds: float) -> None:
        """Say that a call begins that must be over in so many seconds."""

    def end(self) -> None:
        """Say that it is over."""

    def note(self, facts: Mapping[str, Any]) -> None:
        """Tell what is known by now, as JSON can hold it, should the process vanish."""


pulse = [Pulse()]
"""The one in use; a supervised command puts its own here."""


class Guard:
    """A context in which a user's code runs.

    A call that takes too long is stopped with `TimeIsUp`: by a signal in the main thread, which also ends sleeping
    and waiting; elsewhere, or where others use that signal, at the next line of Python. Code that catches everything
    is told again; code in C that never comes back to Python cannot be stopped. ``os._exit`` is `SystemExit` here, for
    the process is not the function's to end. Whether a `KeyboardInterrupt` came from the user's keyboard or from the
    function is in `interrupted`.
    """

    def __init__(self) -> None:
        self.interrupted = False
        self._running = self._struck = False
        self._watcher: _Watcher | None = None
        self._in_main = threading.current_thread() is threading.main_thread()
        self._signals = False
        self._restore: list[tuple[int, Any]] = []

    def __enter__(self) -> Self:
        self._pid, self._real_exit = os.getpid(), os._exit
        os._exit = self._exit
        if self._in_main:
            on_interrupt = signal.getsignal(signal.SIGINT)
            if callable(on_interrupt):
                self._take(signal.SIGINT, self._noting(on_interrupt))
            free = hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_REAL)[0] == 0
            if free and signal.getsignal(signal.SIGALRM) is not None:
                self._take(signal.SIGALRM, self._on_alarm)
                self._signals = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        if self._watcher is not None:
            self._watcher.close()
        os._exit = self._real_exit
        for number, handler in reversed(self._restore):
            signal.signal(number, handler)

    def call(self, seconds: float | None, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a function, for at most so many seconds.

        Raises
        ------
        TimeIsUp
            If it took longer, whatever it made of being told so.
        BaseException
            What the function raises.
        """
        self._struck = False
        if seconds is None:
            return function(*args, **kwargs)
        if not self._signals:
            return self._call_watched(seconds, function, *args, **kwargs)
        pulse[0].begin(seconds)
        self._running = True
        try:
            signal.setitimer(signal.ITIMER_REAL, min(seconds, _LONGEST), _AGAIN)
            value = function(*args, **kwargs)
        except BaseException:
            self._stop()
            if self._struck and not self.interrupted:
                raise TimeIsUp from None
            raise
        finally:
            self._stop()
        if self._struck:
            raise TimeIsUp
        return value

    def _stop(self) -> None:
        self._running = False
        if self._signals:
            signal.setitimer(signal.ITIMER_REAL, 0)
        pulse[0].end()

    def _call_watched(self, seconds: float, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a function, watched by a thread."""
        if self._watcher is None:
            self._watcher = _Watcher(self._strike)
        watcher = self._watcher
        pulse[0].begin(seconds)
        try:
            try:
                watcher.begin(seconds)
                value = function(*args, **kwargs)
            finally:
                watcher.over = True
        except BaseException:
            if self._struck and not self.interrupted:
                raise TimeIsUp from None
            raise
        finally:
            _past_the_last(watcher.end)
            pulse[0].end()
        if self._struck:
            raise TimeIsUp
        return value

    def _strike(self) -> None:
        self._struck = True

    def _take(self, number: int, handler: Callable[[int, FrameType | None], None]) -> None:
        self._restore.append((number, signal.signal(number, handler)))

    def _noting(self, handler: Callable[[int, FrameType | None], Any]) -> Callable[[int, FrameType | None], None]:
        def note(number: int, frame: FrameType | None) -> None:
            try:
                handler(number, frame)
            except BaseException:
                self.interrupted = True
                raise

        return note

    def _on_alarm(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what signal handlers get
        if self._running:
            self._struck = True
            raise TimeIsUp

    def _exit(self, status: int) -> NoReturn:
        if os.getpid() != self._pid:
            self._real_exit(status)  # a child's way to end
        raise SystemExit(f"os._exit({status})")


class _Watcher:
    """A thread that watches over the calls of another one, one after the other.

    It sleeps until the first moment at which a call could be too long, so that a short one costs it nothing.

    Parameters
    ----------
    strike : callable
        Called before a call that takes too long is stopped.

    Attributes
    ----------
    over : bool
        Whether the call has come back; it is not stopped then.
    """

    def __init__(self, strike: Callable[[], None]) -> None:
        self._strike = strike
        self._caller = ctypes.c_ulong(threading.get_ident())
        self._lock = (
            threading.Lock()
        )  # a bare one: no Python code runs in it that an exception could leave it locked by
        self._earlier = threading.Event()
        self._expires = self._wakes = math.inf
        self._closed = False
        self.over = True
        threading.Thread(target=self._watch, daemon=True, name="pyjuliann-guard").start()

    def begin(self, seconds: float) -> None:
        """Watch over a call that begins now."""
        with self._lock:
            self.over = False
            self._expires = time.monotonic() + seconds
            earlier = self._expires < self._wakes
        if earlier:
            self._earlier.set()

    def end(self) -> None:
        """Watch no more, until the next call."""
        with self._lock:
            self.over = True
            self._expires = math.inf

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._earlier.set()

    def _watch(self) -> None:
        raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
        while not self._closed:
            with self._lock:
                now = time.monotonic()
                if self._expires <= now:
                    if not self.over:
                        self._strike()
                        raise_in(self._caller, ctypes.py_object(TimeIsUp))
                    self._expires = now + _AGAIN
                self._wakes = self._expires
                left = min(self._wakes - now, threading.TIMEOUT_MAX)
            self._earlier.wait(left)
            self._earlier.clear()


def _past_the_last(unwatch: Callable[[], None]) -> None:
    """End the watch over a call, and meet a `TimeIsUp` that is still under way.

    To call back one that was sent leaves Python 3.11 looking for it for ever: slower, and in any tracer endlessly.
    """
    while True:
        try:
            unwatch()
            for _ in range(2):  # where a loop goes back is where it comes
                pass
        except TimeIsUp:
            continue
        return
