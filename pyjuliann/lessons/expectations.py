"""What is known about gradients and about results of networks, nested tuples: what another way of computing gives.

References are computed once, when a result is first looked at, not when a lesson is loaded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from pyjuliann.bridge.values.numerals import julia_number
from pyjuliann.language import Words, phrase
from pyjuliann.lessons.model import ExpectedResult
from pyjuliann.lessons.types import julia_type, shape


@dataclass(frozen=True, eq=False)
class CentralDifference(ExpectedResult):
    """The result is the gradient of `loss` at `at`, checked by moving one coordinate at a time.

    (loss(x + h) − loss(x − h)) / 2h

    Parameters
    ----------
    loss : callable
        From an array of the size of `at` to one number.
    at : array
        Where the slope is taken; the gradient has its size and type.
    tolerance : float
        Largest absolute distance that passes.
    reason : str
        Why the tolerance is what it is.
    h : float
        The step.
    """

    loss: Callable[[np.ndarray], float]
    at: np.ndarray
    tolerance: float
    reason: str
    h: float = 1e-5
    published: str = field(default="", init=False)

    def description_in(self, words: Words) -> str:
        """Return how near the result is to what."""
        return words("within {} of {}").format(julia_number(self.tolerance), words("central differences"))

    def _form(self) -> tuple[str, list[Any]]:
        return julia_type(self.at), shape(self.at)

    @cached_property
    def gradient(self) -> np.ndarray:
        """The central differences."""
        slopes = np.empty(self.at.shape)
        for index in np.ndindex(self.at.shape):
            ahead, behind = self.at.copy(), self.at.copy()
            ahead[index] += self.h
            behind[index] -= self.h
            slopes[index] = (self.loss(ahead) - self.loss(behind)) / (2 * self.h)
        return slopes

    def _value_problem(self, value: Any) -> str:
        distance = float(np.max(np.abs(value - self.gradient)))
        # Written so that NaN does not pass.
        return "" if distance <= self.tolerance else phrase("is {:g} away from the central difference", distance)


@dataclass(frozen=True, eq=False)
class Near(ExpectedResult):
    """The result is, but for a small distance, what another way of computing gives.

    Parameters
    ----------
    reference : callable
        Without arguments; returns a number, an array, or nested tuples of these. Type and sizes are those of
        the result too.
    what : str
        What the reference is.
    tolerance : float
        Largest absolute distance that passes.
    reason : str
        Why the tolerance is what it is.
    show : callable, optional
        Makes what is shown of the result.
    """

    reference: Callable[[], Any]
    what: str
    tolerance: float
    reason: str
    show: Callable[[Any], Any] = lambda value: value
    published: str = field(default="", init=False)

    def shown(self, value: Any) -> Any:
        """Return what is shown of a result."""
        return self.show(value)

    def description_in(self, words: Words) -> str:
        """Return how near the result is to what."""
        return words("within {} of {}").format(julia_number(self.tolerance), words(self.what))

    @cached_property
    def _expected(self) -> Any:
        return self.reference()

    def _form(self) -> tuple[str, list[Any]]:
        return julia_type(self._expected), shape(self._expected)

    def _value_problem(self, value: Any) -> str:
        pairs = zip(_numbers(value), _numbers(self._expected), strict=True)
        distance = max(float(np.max(np.abs(a - b))) for a, b in pairs)
        # Written so that NaN does not pass.
        return "" if distance <= self.tolerance else phrase("is {:g} away from {}", distance, phrase(self.what))


@dataclass(frozen=True, eq=False)
class MeanDifference(ExpectedResult):
    """The result is as near to what another way of computing gives as was published, or nearer.

    For each array the mean of the absolute differences must be of the published order of magnitude or below.

    Parameters
    ----------
    reference : callable
        Without arguments; returns what the result is nested like.
    what : str
        What is measured.
    figures : sequence of pairs of str
        A name and the published figure for each array, in their order in the result.
    """

    reference: Callable[[], Any]
    what: str
    figures: Sequence[tuple[str, str]]

    @property
    def published(self) -> str:  # type: ignore[override]
        """The figures as printed."""
        return _listed(self.figures) + f", {self.what}"

    def against(self, met: bool) -> str:
        """Return how a result stands to the published figures, whose order of magnitude is what it must have."""
        return "of the published order" if met else "not of the published order"

    @cached_property
    def _expected(self) -> Any:
        return self.reference()

    def _form(self) -> tuple[str, list[Any]]:
        return julia_type(self._expected), shape(self._expected)

    def _means(self, value: Any) -> list[float]:
        pairs = zip(_numbers(value), _numbers(self._expected), strict=True)
        return [float(np.mean(np.abs(a - b))) for a, b in pairs]

    def shown(self, value: Any) -> str:
        """Return the mean differences."""
        names = (name for name, _ in self.figures)
        return _listed((name, julia_number(mean, 3)) for name, mean in zip(names, self._means(value), strict=True))

    def _value_problem(self, value: Any) -> str:
        for (name, figure), mean in zip(self.figures, self._means(value), strict=True):
            limit = 10.0 ** (math.floor(math.log10(float(figure))) + 1)
            if not mean < limit:
                return phrase("has a mean difference of {:g} in {}, published {}", mean, name, figure)
        return ""


@dataclass(frozen=True, eq=False)
class Trained(ExpectedResult):
    """The result is what ``train`` returns: parameters and state of their form, and losses that came down.

    Parameters
    ----------
    params, state : tuple
        What the training started from.
    steps : int
        How many losses there are.
    low, high : float
        Between which bounds the mean of the last tenth of the losses lies.
    """

    params: Any
    state: Any
    steps: int
    low: float
    high: float
    published: str = field(default="", init=False)

    def description_in(self, words: Words) -> str:
        """Return between which bounds the last losses lie."""
        return words("mean of the last {} losses from {:g} to {:g}").format(self._last, self.low, self.high)

    @property
    def _last(self) -> int:
        return max(1, self.steps // 10)

    def _form(self) -> tuple[str, list[Any]]:
        result = self.params, self.state, np.empty(self.steps)
        return julia_type(result), shape(result)

    def shown(self, value: Any) -> str:
        """Return some of the losses."""
        return shown_losses(value)

    def _value_problem(self, value: Any) -> str:
        last = float(np.mean(value[2][-self._last :]))
        if self.low <= last <= self.high:
            return ""
        told = "has a mean of {:g} of the last {} losses, expected {:g} to {:g}"
        return phrase(told, last, self._last, self.low, self.high)


def shown_losses(value: Any) -> str:
    """Return the first and the last loss and three between, of what ``train`` returned."""
    losses = value[2]
    return "loss " + " → ".join(julia_number(losses[round(k * (len(losses) - 1) / 4)], 4) for k in range(5))


def _numbers(value: Any) -> Iterator[Any]:
    """Yield the arrays and numbers of nested tuples in their order."""
    if isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)
    else:
        yield value


def _listed(figures: Any) -> str:
    return ", ".join(f"{name} {figure}" for name, figure in figures)
