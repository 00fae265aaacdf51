"""How far a long run has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from pyjuliann.wording import progress_line

_SOON: Final = 1.0
"""Seconds after which it is known how fast a run is."""


class Progress:
    """Tells how many of the cases are done, how many of these differ, how fast that is and what is left.

    Parameters
    ----------
    cases : int
        How many there are.
    say : callable
        Is told.
    """

    def __init__(self, cases: int, say: Callable[[str], object]) -> None:
        self._cases, self._say = cases, say
        self._begun: tuple[float, int] | None = None

    def tell(self, done: int, differing: int, known: bool = False) -> None:
        """Say how far it is; what was `known` before the run is not counted where it is about speed."""
        now = time.monotonic()
        if known or self._begun is None:
            self._begun = now, done
        begun, before = self._begun
        rate = (done - before) / (now - begun) if now - begun > _SOON else None
        self._say(progress_line(done, self._cases, differing, rate))
