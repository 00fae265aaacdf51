"""How a run is watched and stopped: a bar on a terminal, a line now and then elsewhere, and Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pyjuliann.language import Phrase, Words, english, joined, phrase, translated
from pyjuliann.training.text import WIDTH, fitted

if TYPE_CHECKING:
    from rich.console import Console

    from pyjuliann.training.run import Run

_BAR_EVERY: Final = 1.0  # seconds; drawing takes a few milliseconds
_LINE_EVERY: Final = 10.0
_NOTED_EVERY: Final = 0.25  # the speed that is told is that of the last 32 notes


@contextlib.contextmanager
def stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Let the first Ctrl-C ask for a stop, which the run looks for; the second one interrupts as usual.

    Elsewhere than in the main thread, which alone can do this, nothing changes.
    """
    interrupts: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if interrupts:
            signal.default_int_handler(number, frame)
        interrupts.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(interrupts)
    finally:
        signal.signal(signal.SIGINT, before)


class Watch:
    """Shows how far a run is: loss, accuracy of testing, steps per second, time left.

    Parameters
    ----------
    total : int
        How many steps there are to be.
    console : rich Console
        Where it is shown; a bar if that is a terminal, else a line every ten seconds.
    title : str
        What stands before it.
    quiet : bool
        Show nothing.
    words : Words
        What puts it into the reader's language.
    """

    def __init__(
        self, total: int, console: Console, title: str = "", *, quiet: bool = False, words: Words = english
    ) -> None:
        self.total, self.console, self.title, self.quiet, self.words = total, console, title, quiet, words
        self._recent: deque[tuple[float, int]] = deque(maxlen=32)
        self._shown = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> Watch:
        if self.console.is_terminal and not self.quiet:
            from rich.live import Live

            self._bar = Live(console=self.console, auto_refresh=False, transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, run: Run) -> None:
        """Take notice of a run after a chunk of steps; show it if it is time."""
        now = time.monotonic()
        if not self._recent or now - self._recent[-1][0] > _NOTED_EVERY:
            self._recent.append((now, run.step))
        if self.quiet or now - self._shown < (_LINE_EVERY if self._bar is None else _BAR_EVERY):
            return
        self._shown = now
        told = translated(joined(" ", (self.title, self._told(run))), self.words)
        lines = "\n".join(fitted(told))
        if self._bar is None:
            self.console.print(lines, highlight=False, soft_wrap=True)
        else:
            from rich.progress_bar import ProgressBar
            from rich.table import Table
            from rich.text import Text

            # the bar above what is told, so that neither takes the other's room
            rows = Table.grid()
            rows.add_row(ProgressBar(self.total, run.step, width=min(self.console.width, WIDTH)))
            rows.add_row(Text(lines))
            self._bar.update(rows, refresh=True)

    def _told(self, run: Run) -> Phrase:
        parts = [phrase("step {:,} of {:,}", run.step, self.total)]
        # Where both languages run, one is told: they are compared in the end.
        history = next(iter(run.histories.values()))
        if history.losses and len(history.losses[-1]):
            parts.append(phrase("loss {:.4f}", float(np.mean(history.losses[-1]))))
        if history.points:
            parts.append(phrase("test {:.1f} %", history.points[-1][2]))
        (began, first), now = self._recent[0], time.monotonic()
        if run.step > first and now > began:
            rate = (run.step - first) / (now - began)
            speed = phrase("{:,.0f} steps/s" if rate >= 10 else "{:,.1f} steps/s", rate)
            parts += [speed, phrase("{} left", clock((self.total - run.step) / rate))]
        return joined(" · ", parts)


def clock(seconds: float) -> str:
    """Return a time as minutes and seconds, with hours if there are any.

    Examples
    --------
    >>> clock(75), clock(7205)
    ('1:15', '2:00:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
