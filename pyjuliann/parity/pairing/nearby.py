"""Cases like others: from the answers behind one that came close to a difference, a few of them changed."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any, Final

from pyjuliann.parity.pairing.plan import REACH
from pyjuliann.parity.pairing.recipes import WIDEST
from pyjuliann.parity.pairing.source import SIZE, CasePlan, RandomSource

_RATE: Final = 0.15
"""So many answers are changed of those behind a case."""

_STEPS: Final = 8
"""A number is moved by so many of its last places at most, or by a part of itself."""


class BoldSource(RandomSource):
    """Answers from a random generator, with the more large sizes the bolder it is.

    Parameters
    ----------
    seed : int
        The same seed gives the same answers.
    boldness : float
        From 0 for what is usual to 1.
    """

    def __init__(self, seed: int, boldness: float) -> None:
        super().__init__(seed, [])
        self._boldness = boldness
        self._chance = random.Random(seed + 1)  # noqa: S311 - test data, no secrets

    def begin(self) -> None:
        """Begin a case."""
        reach = REACH + self._boldness * (WIDEST - REACH)
        wide = self._chance.random() < self._boldness / 2
        self.follow(CasePlan({SIZE: ("wide",)} if wide else {}), int(reach))


class NearSource(RandomSource):
    """The answers behind a case once more, a few of them changed; where they do not fit, any."""

    def __init__(self, seed: int, answers: Sequence[Any]) -> None:
        super().__init__(seed, [])
        self.follow(CasePlan(), WIDEST)
        self._answers = iter(answers)
        self._rate = max(_RATE if self._random.random() < 0.5 else 0.0, 1 / max(len(answers), 1))

    def integer(self, low: int, high: int) -> int:
        """Return the next answer, or one near it."""
        known = next(self._answers, None)
        if type(known) is not int or not low <= known <= high:
            return super().integer(low, high)
        if self._random.random() < self._rate:
            known = min(max(known + self._random.choice((-2, -1, 1, 2)), low), high)
        self._note(known)
        return known

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return the next answers, or some near them."""
        return [self.integer(low, high) for _ in range(count)]

    def reals(self, low: float, high: float, count: int) -> list[float]:
        """Return the next answers, or some near them."""
        return [self._real(low, high) for _ in range(count)]

    def _real(self, low: float, high: float) -> float:
        known = next(self._answers, None)
        if type(known) is not float or not low <= known <= high:
            return super().reals(low, high, 1)[0]
        if self._random.random() < self._rate:
            known = min(max(self._moved(known), low), high)
        self._note(known)
        return known

    def _moved(self, number: float) -> float:
        if self._random.random() < 0.8:
            return number * (1 + self._random.uniform(-1, 1) * 2.0 ** -self._random.randint(0, 30))
        for _ in range(self._random.randint(1, _STEPS)):
            number = math.nextafter(number, self._random.choice((-math.inf, math.inf)))
        return number

    def _note(self, answer: Any) -> None:
        assert self.notes is not None
        self.notes.append(answer)
