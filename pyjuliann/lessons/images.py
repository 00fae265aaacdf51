"""The small images of posts 14 to 17: those that are worked out by hand, and some that are not square."""

from __future__ import annotations

from typing import Any

import numpy as np

Rows = Any  # rows of numbers, nested


def image(*channels: Rows) -> np.ndarray:
    """Return one image, or one filter: (row, column, channel, 1).

    Examples
    --------
    >>> image([[1, 2, 3], [4, 5, 6]]).shape
    (2, 3, 1, 1)
    """
    return np.stack([np.array(rows) for rows in channels], axis=2)[..., np.newaxis]


def stacked(*images: np.ndarray) -> np.ndarray:
    """Return images of one size as samples of a batch, or filters as those of a layer."""
    return np.concatenate(images, axis=3)


NINE = image([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
TWENTY_FIVE = np.arange(1, 26).reshape(5, 5, 1, 1)
SIXTEEN = image([[1, 3, 2, 1], [4, 2, 0, 1], [5, 1, 2, 2], [0, 1, 9, 3]])

ADD_UP = image([[1, 1, 1]] * 3)
EDGE = image([[-1, 0, 1]] * 3)

# Neither square nor of one channel: x, w, b, and a gradient of the size of what the convolution gives.
_GENERATOR = np.random.default_rng(14)


def _draws(*size: int) -> np.ndarray:
    return _GENERATOR.standard_normal(size).round(2)


OBLONG, OBLONG_FILTERS, OBLONG_BIAS = _draws(5, 7, 2, 3), _draws(3, 2, 2, 4), _draws(1, 4)
OBLONG_STRIDE, OBLONG_PAD = 2, 1
OBLONG_DELTA = _draws(3, 4, 4, 3)
