"""How long calls may take: each one, and all of them together."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from pyjuliann.errors import CallTimeoutError, DeadlineError, StoppedError
from pyjuliann.language import phrase

_SPAN: Final = re.compile(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s?)?", re.ASCII)

CALL_SECONDS: Final = 60.0
"""How long one call of either side may take, unless told otherwise."""


def seconds_of(text: str) -> float:
    """Return how many seconds a text such as 90, 90s, 30m, 8h or 1h30m says; NaN if it says none, or 0.

    Examples
    --------
    >>> seconds_of("1h30m"), seconds_of("2.5m"), seconds_of("45")
    (5400.0, 150.0, 45.0)
    """
    found = _SPAN.fullmatch(text.strip())
    parts = [float(part or 0) for part in found.groups()] if found else [0.0]
    total = sum(part * size for part, size in zip(parts, (3600.0, 60.0, 1.0), strict=False))
    return total if found and 0 < total < math.inf else math.nan


@dataclass(frozen=True)
class Limits:
    """How long calls may take.

    Parameters
    ----------
    timeout : float
        Seconds for one call of either side; infinity for no limit.
    deadline : float
        When, in the seconds of `time.monotonic`, nothing new is started and what runs is stopped.
    allowed : float
        How many seconds it was to `deadline` at the beginning, for messages.
    """

    timeout: float = CALL_SECONDS
    deadline: float = math.inf
    allowed: float = math.inf

    @classmethod
    def of(cls, timeout: float = CALL_SECONDS, seconds: float = math.inf) -> Limits:
        """Return limits of one call, and of everything from now on."""
        return cls(timeout, time.monotonic() + seconds, seconds)

    def seconds(self) -> float | None:
        """Return how long the next call may take, None for as long as it likes.

        Raises
        ------
        DeadlineError
            If the time for everything is over.
        """
        if self.deadline == math.inf:
            return None if self.timeout == math.inf else self.timeout
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise self.over()
        return min(self.timeout, left)

    def over(self) -> DeadlineError:
        """Return the error that says that the time for everything is over."""
        return DeadlineError(phrase("the {:g} s for everything (--deadline) were over", self.allowed))

    def broken_by(self, side: str, doing: str) -> StoppedError:
        """Return the error that says which limit a side has broken, doing what."""
        if self.is_over():
            return self.over()
        told = "{} took longer than {:g} s {}; timeout= or --timeout allows more"
        return CallTimeoutError(phrase(told, phrase(side), self.timeout, doing))

    def is_over(self) -> bool:
        """Return whether the time for everything is over."""
        return time.monotonic() >= self.deadline


_limits: ContextVar[Limits] = ContextVar("pyjuliann_limits", default=Limits())  # noqa: B039 - it is frozen


def current_limits() -> Limits:
    """Return the limits in force."""
    return _limits.get()


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Put limits in force for what runs in this context, however deep."""
    token = _limits.set(limits)
    try:
        yield
    finally:
        _limits.reset(token)
