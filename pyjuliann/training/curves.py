"""Curves in a terminal: a few hundred numbers in one line of blocks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

_BLOCKS = "▁▂▃▄▅▆▇█"


def smoothed(values: Sequence[float] | np.ndarray, count: int) -> np.ndarray:
    """Return at most `count` numbers: the means of equal pieces of `values`, one after the other.

    Examples
    --------
    >>> smoothed([1.0, 3.0, 5.0, 7.0], 2).tolist()
    [2.0, 6.0]
    """
    numbers = np.asarray(values, float)
    return np.array([piece.mean() for piece in np.array_split(numbers, min(count, len(numbers)))])


def sparkline(values: Sequence[float] | np.ndarray, width: int = 40, low: float = math.inf, high: float = 0.0) -> str:
    """Return a curve in one line: a block for each piece of the values, as high as their mean.

    Parameters
    ----------
    values : numbers
        What is not finite leaves a blank.
    width : int
        How many characters at most.
    low, high : float
        What the lowest and the highest block stand for at least: curves below each other can share them.

    Examples
    --------
    >>> sparkline([3.0, 2.0, 1.0, 0.0])
    '█▆▃▁'
    """
    means = smoothed(values, width)
    finite = means[np.isfinite(means)]
    low, high = min(low, float(finite.min(initial=math.inf))), max(high, float(finite.max(initial=0.0)))
    height = (high - low) or 1.0
    return "".join(
        _BLOCKS[round((mean - low) / height * (len(_BLOCKS) - 1))] if math.isfinite(mean) else " " for mean in means
    )
