"""Where generated values come from: a plain random source, which is fast, or Hypothesis, which can shrink.

Both are asked for the same few things, and a random source can note down what it answered: given to Hypothesis
as a choice sequence, the notes make it start from the same case. A random source may follow a plan, which has some
of the answers ready: so what is rare by chance is tried for sure.
"""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

_EXACT: Final = 2**40  # below it, a float times the width falls on every integer
SIZE: Final = "size"
"""The question how large an array is, which concerns all arguments: their dimensions hang together."""

ALIKE: Final = "alike"
"""The question whether an argument is the same as an earlier one."""

LAYOUT: Final = "layout"
"""The question how an array lies in memory."""

STYLE: Final = "style"
"""The question how the numbers of an argument lie."""

SPECIAL: Final = "special"
"""The question which special value stands among ordinary ones."""

USUAL_REACH: Final = 16
"""The largest size, unless a random source is told otherwise."""


@dataclass(frozen=True)
class CasePlan:
    """Answers that are given for sure.

    Attributes
    ----------
    answers : mapping of question to options
        What is answered, one of these by chance, wherever it is among the options.
    slot : int or None
        The number of the argument that these answers are for, those on sizes apart; None for all.
    start : int
        Which of the lists of places `Source.places` returns, the first being 0; None for any places.
    """

    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    slot: int | None = None
    elsewhere: Mapping[str, Sequence[str]] = field(default_factory=dict)
    start: int | None = None


class Source(Protocol):
    """What a generator of values asks for."""

    def integer(self, low: int, high: int) -> int:
        """Return an integer from low to high; simpler is nearer to 0."""

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return `count` integers from low to high."""

    def reals(self, low: float, high: float, count: int) -> list[float]:
        """Return `count` finite numbers from low to high."""

    def pick(self, question: str, options: Sequence[str]) -> str:
        """Return one of several options; simpler ones are nearer to the first. A plan knows them by the question."""

    def places(self, size: int, count: int) -> list[int]:
        """Return `count` places in a list of a size: any, or, by plan, those that follow each other."""

    def size(self, low: int, high: int) -> int:
        """Return a size from low to high; a random source keeps below its reach."""

    def enter(self, slot: int | None) -> None:
        """Say which argument's value is asked for next."""

    def mark(self) -> int | None:
        """Return how many answers have been noted; None if none are."""

    def restate(self, mark: int, answers: Sequence[Any]) -> None:
        """Note other answers, which come to the same, in place of those since a mark."""

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
        self.follow(CasePlan())

    def follow(self, plan: CasePlan, reach: int = USUAL_REACH) -> None:
        """Begin a case: heed a plan from now on, and sizes up to a reach; notes are on this case alone."""
        self._plan, self._reach = plan, reach
        self._slot: int | None = None
        if self.notes is not None:
            self.notes.clear()

    def integer(self, low: int, high: int) -> int:
        """Return an integer from low to high."""
        width = high - low + 1
        answer = low + int(self._random.random() * width) if width < _EXACT else self._random.randint(low, high)
        if self.notes is not None:
            self.notes.append(answer)
        return answer

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
        if math.isinf(width):
            answers = [low * (1 - x) + high * x for x in (draw() for _ in range(count))]
        else:
            answers = [low + draw() * width for _ in range(count)]
        if self.notes is not None:
            self.notes.extend(answers)
        return answers

    def pick(self, question: str, options: Sequence[str]) -> str:
        """Return the option that the plan has, or one by chance."""
        answers = self._plan.answers if self._is_planned or question == SIZE else self._plan.elsewhere
        wanted = answers.get(question)
        if wanted is None:
            return options[self.integer(0, len(options) - 1)]
        planned = [k for k, option in enumerate(options) if option in wanted]
        if not planned:
            return options[self.integer(0, len(options) - 1)]
        number = planned[int(self._random.random() * len(planned))]
        if self.notes is not None:
            self.notes.append(number)
        return options[number]

    def places(self, size: int, count: int) -> list[int]:
        """Return the places that the plan has, or any."""
        if self._plan.start is None or not self._is_planned:
            return self.integers(0, size - 1, count)
        answers = [(self._plan.start * count + k) % size for k in range(count)]
        if self.notes is not None:
            self.notes.extend(answers)
        return answers

    def size(self, low: int, high: int) -> int:
        """Return a size within reach; where the plan is about sizes, not far below it."""
        low = max(low, self._reach // 2 if SIZE in self._plan.answers else 0)
        return self.integer(low, max(low, min(high, self._reach)))

    def enter(self, slot: int | None) -> None:
        """Follow the plan in that argument."""
        self._slot = slot

    @property
    def _is_planned(self) -> bool:
        return self._plan.slot is None or self._plan.slot == self._slot

    def mark(self) -> int | None:
        """Return the number of notes."""
        return None if self.notes is None else len(self.notes)

    def restate(self, mark: int, answers: Sequence[Any]) -> None:
        """Replace the last notes."""
        if self.notes is not None:
            self.notes[mark:] = answers

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

    def pick(self, _question: str, options: Sequence[str]) -> str:
        """Return one of several options."""
        return options[self.integer(0, len(options) - 1)]

    def places(self, size: int, count: int) -> list[int]:
        """Return any places."""
        return self.integers(0, size - 1, count)

    def size(self, low: int, high: int) -> int:
        """Return any size."""
        return self.integer(low, high)

    def enter(self, slot: int | None) -> None:
        """Heed no argument: there is no plan."""

    def mark(self) -> None:
        """Note nothing: Hypothesis does."""

    def restate(self, mark: int, answers: Sequence[Any]) -> None:
        """Leave what Hypothesis noted."""

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
