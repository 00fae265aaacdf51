"""Running a user's Python code so that it comes back: when its time is up, and with the process alive."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from collections.abc import Callable, Mapping
from functools import partial
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
        self._lock = threading.Lock()
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
        done = threading.Event()
        caller = ctypes.c_ulong(threading.get_ident())
        raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc

        def watch() -> None:
            wait = min(seconds, threading.TIMEOUT_MAX)
            while not done.wait(wait):
                with self._lock:
                    if not done.is_set():
                        self._struck = True
                        raise_in(caller, ctypes.py_object(TimeIsUp))
                wait = _AGAIN

        threading.Thread(target=watch, daemon=True, name="pyjuliann-guard").start()
        pulse[0].begin(seconds)
        try:
            try:
                value = function(*args, **kwargs)
            finally:
                done.set()
        except BaseException:
            if self._struck and not self.interrupted:
                raise TimeIsUp from None
            raise
        finally:
            _past_the_last(partial(self._unwatch, done))
            pulse[0].end()
        if self._struck:
            raise TimeIsUp
        return value

    def _unwatch(self, done: threading.Event) -> None:
        with self._lock:
            done.set()

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
