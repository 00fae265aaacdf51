"""Where generated values come from: a plain random source, which is fast, or Hypothesis, which can shrink.

Both are asked for the same few things, and a random source can note down what it answered: given to Hypothesis
as a choice sequence, the notes make it start from the same case.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from typing import Any, Final, Protocol

_EXACT: Final = 2**40  # below it, a float times the width falls on every integer


class Source(Protocol):
    """What a generator of values asks for."""

    def integer(self, low: int, high: int) -> int:
        """Return an integer from low to high; simpler is nearer to 0."""

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return `count` integers from low to high."""

    def reals(self, low: float, high: float, count: int) -> list[float]:
        """Return `count` finite numbers from low to high."""

    def custom(self, strategy: Any, /) -> Any:
        """Return what a Hypothesis strategy of the user's gives."""


class RandomSource:
    """Answers from a random generator.

    Parameters
    ----------
    seed : int
        The same seed gives the same answers.
    notes : list, optional
        Every answer is appended to it.
    """

    def __init__(self, seed: int, notes: list[Any] | None = None) -> None:
        self._random = random.Random(seed)  # noqa: S311 - test data, no secrets
        self.notes = notes

    def integer(self, low: int, high: int) -> int:
        """Return an integer from low to high."""
        return self.integers(low, high, 1)[0]

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return `count` integers from low to high."""
        width, draw = high - low + 1, self._random.random
        if width < _EXACT:
            answers = [low + int(draw() * width) for _ in range(count)]
        else:
            answers = [self._random.randint(low, high) for _ in range(count)]
        if self.notes is not None:
            self.notes.extend(answers)
        return answers

    def reals(self, low: float, high: float, count: int) -> list[float]:
        """Return `count` numbers from low to high."""
        width, draw = high - low, self._random.random
        answers = [low + draw() * width for _ in range(count)]
        if self.notes is not None:
            self.notes.extend(answers)
        return answers

    def custom(self, _strategy: Any) -> Any:
        """Refuse: a strategy needs Hypothesis."""
        raise TypeError("a random source cannot draw from a Hypothesis strategy")


class HypothesisSource:
    """Answers from Hypothesis; every answer is one choice."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        """Return an integer from low to high."""
        return int(self._draw(_integers(low, high)))

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return `count` integers from low to high."""
        strategy = _integers(low, high)
        return [int(self._draw(strategy)) for _ in range(count)]

    def reals(self, low: float, high: float, count: int) -> list[float]:
        """Return `count` numbers from low to high."""
        strategy = _floats(low, high)
        return [float(self._draw(strategy)) for _ in range(count)]

    def custom(self, strategy: Any) -> Any:
        """Return what a strategy gives."""
        return self._draw(strategy)


@functools.lru_cache(maxsize=256)
def _integers(low: int, high: int) -> Any:
    from hypothesis import strategies

    return strategies.integers(low, high)


@functools.lru_cache(maxsize=256)
def _floats(low: float, high: float) -> Any:
    from hypothesis import strategies

    return strategies.floats(low, high, allow_nan=False, allow_infinity=False)
