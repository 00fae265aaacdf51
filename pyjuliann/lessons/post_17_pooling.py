"""Post 17: the way back through pooling."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference
from pyjuliann.lessons.images import SIXTEEN, image
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.nn import max_pooling_forward

TEXT = """
Pooling has no weights, so all there is to do on the way back is to pass gradients on.

**Max-pooling.** Only the largest number of a window reached the output, so only that one changes the loss. It
gets the whole gradient of its window, the others get 0. Where windows overlap, a pixel may win several times,
and its gradients add up.

**Average pooling.** All numbers of a window count alike, so each gets its share: the gradient divided by the
number of elements of the window.

**Flatten.** The rows become images again, in the order in which they were taken apart. A gradient is carried back
to the place the number came from.

**Ties are a trap.** Where two numbers of a window are the largest there is no slope; one of them is chosen, and
both languages must choose the same. They do not by themselves: NumPy's `argmax` of a window reads along the
rows, Julia's down the columns. In the window 0 5 / 5 0 the former takes the 5 in the first row, the latter the
one in the second. Ties are frequent: after ReLU whole windows are 0. Here the first in the order of post 15's
columns wins, down the columns, in both languages and in both versions. Giving the gradient to *all* that are
largest, as a comparison `x == maximum` does, is wrong: it counts it twice.

**NaN.** A maximum with NaN in it is NaN in both languages, `np.max` and `maximum`; NumPy's `fmax` drops it. The
gradient goes to the first NaN.

**Where the series contradicts itself.** Its pooling layers too are right for square images and windows only;
one example below has images of 5×7. And whoever looks for the maximum again on the way back must find the one
that was found on the way forward: here the backward pass takes the input and searches by the same rule.
"""

_DOUT = image([[10, 20], [30, 40]])
_BACK = image([[0, 0, 20, 0], [10, 0, 0, 0], [30, 0, 0, 0], [0, 0, 40, 0]])
_SHARES = image([[2.0, 2.0, 1.0, 1.0], [2.0, 2.0, 1.0, 1.0], [0.5, 0.5, 0.25, 0.25], [0.5, 0.5, 0.25, 0.25]])
_SHARED = image([[8.0, 4.0], [2.0, 1.0]])
_MIDDLE = image([[1, 2, 3], [4, 9, 5], [6, 7, 8]])

# All numbers differ by far more than the step of the differences: at a tie there is no slope.
_NO_TIES = (np.arange(210) * 37 % 210 / 100).reshape(5, 7, 2, 3)
_NO_TIES_DOUT = np.linspace(-1.0, 1.0, 36).reshape(2, 3, 2, 3).round(2)


def _loss(x: np.ndarray) -> float:
    return float(np.sum(_NO_TIES_DOUT * max_pooling_forward(x)))


LESSON = Lesson(
    id="17",
    title="The way back through pooling",
    text=TEXT,
    functions=(
        "max_pooling_backward",
        "average_pooling_backward",
        "flatten_backward",
        "im2col_max_pooling_backward",
        "im2col_average_pooling_backward",
    ),
    inside=(("pooling._first_largest", "pooling._first_largest_of_window"),),
    examples=(
        Example(
            "17.1",
            "Each gradient to where its maximum was",
            "max_pooling_backward",
            (_DOUT, SIXTEEN),
            Exact(_BACK),
        ),
        Example(
            "17.2",
            "The same through im2col",
            "im2col_max_pooling_backward",
            (_DOUT, SIXTEEN),
            Exact(_BACK),
        ),
        Example(
            "17.3",
            "A tie: the first one along the rows",
            "max_pooling_backward",
            (image([[8]]), image([[0, 5], [5, 0]])),
            Exact(image([[0, 8], [0, 0]])),
        ),
        Example(
            "17.4",
            "The same tie through im2col",
            "im2col_max_pooling_backward",
            (image([[8]]), image([[0, 5], [5, 0]])),
            Exact(image([[0, 8], [0, 0]])),
        ),
        Example(
            "17.5",
            "A window of zeros: one place, not four",
            "max_pooling_backward",
            (image([[8]]), image([[0, 0], [0, 0]])),
            Exact(image([[8, 0], [0, 0]])),
        ),
        Example(
            "17.6",
            "Windows that overlap: gradients add up",
            "max_pooling_backward",
            (image([[1, 2], [3, 4]]), _MIDDLE, (2, 2), 1),
            Exact(image([[0, 0, 0], [0, 10, 0], [0, 0, 0]])),
        ),
        Example(
            "17.7",
            "5×7 images, against the slope of the loss",
            "max_pooling_backward",
            (_NO_TIES_DOUT, _NO_TIES),
            CentralDifference(
                _loss,
                _NO_TIES,
                tolerance=1e-9,
                reason="the loss is a straight line near x; its rounding, about 1e-15, is divided by 2h",
            ),
        ),
        Example(
            "17.8",
            "Average pooling: equal shares",
            "average_pooling_backward",
            (_SHARED, (4, 4, 1, 1)),
            Exact(_SHARES),
        ),
        Example(
            "17.9",
            "The same through im2col",
            "im2col_average_pooling_backward",
            (_SHARED, (4, 4, 1, 1)),
            Exact(_SHARES),
        ),
        Example(
            "17.10",
            "A row becomes an image again",
            "flatten_backward",
            (np.array([[1, 3, 2, 4]]), (2, 2, 1, 1)),
            Exact(image([[1, 2], [3, 4]])),
        ),
    ),
)
