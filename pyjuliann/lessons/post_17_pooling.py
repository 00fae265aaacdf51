"""Post 17: the way back through pooling."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference
from pyjuliann.lessons.images import SIXTEEN, image
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.nn import max_pooling_backward, max_pooling_forward
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can send a gradient back through a pooling layer by hand, and say which of two equal maxima
gets it, here and elsewhere.

Pooling has no weights, so all there is to do on the way back is to pass gradients on. With Y = pool(X), the
question is what each pixel contributed:

{formula:maximum}

**Max-pooling.** Only the largest number of a window reached the output, so only that one changes the loss. It
gets the whole gradient of its window, the others get 0.

{example:17.1}

{example:17.2}

**Ties are a trap.** Where two numbers of a window are the largest there is no slope; one of them is chosen, and
everyone must choose the same. Ties are frequent: after ReLU whole windows are 0. Left to themselves the languages
do not agree: NumPy's `argmax` of a window reads along the rows, Julia's down the columns. In the window 0 5 / 5 0
the former takes the 5 in the first row, the latter the one in the second.

{figure:ties}

Here the first along the rows wins, in both languages and in both versions. So it is with the author, whose layers
put the numbers of a window into that order before they look for the maximum, in the Python book, and in PyTorch.

{example:17.3}

{example:17.4}

{example:17.5}

Giving the gradient to *all* that are largest, as a comparison `x == maximum` does, is wrong: it counts it twice.
In Julia, `argmax` of a window turned with `permutedims` reads along the rows.

**Windows that overlap.** There a pixel may win several times, and its gradients add up:

{example:17.6}

**Where the series contradicts itself.** Its pooling layers too are right for square images and windows only. Here
any shape goes: where no two numbers are equal, the result can be held against the slope of the loss, and here it
is for images of 5×7.

{example:17.7}

**NaN.** A maximum with NaN in it is NaN in both languages, `np.max` and `maximum`; NumPy's `fmax` drops it. The
gradient goes to the first NaN.

**Average pooling.** All numbers of a window count alike, so each gets its share: the gradient divided by the
number of elements of the window.

{formula:average}

{example:17.8}

{example:17.9}

**Flatten.** The rows become images again, in the order in which they were taken apart. A gradient is carried back
to the place the number came from.

{example:17.10}

**Search again, or remember?** Whoever looks for the maximum again on the way back must find the one that was
found on the way forward. The author's layers keep the places from the way forward; here the backward pass takes
the input and searches by the same rule, so that nothing has to be kept in an object. The networks here, which are
in a hurry, keep them as well.
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


_FORMULAS = {
    "maximum": Formula(
        r"y = \max(x_1, \ldots, x_n), \qquad \frac{\partial y}{\partial x_i} = "
        r"\left\{ \begin{array}{ll} 1 & x_i = y \\ 0 & x_i < y \end{array} \right.",
        "y = max(x₁, …, xₙ),  ∂y/∂xᵢ = 1 (xᵢ = y), 0 (xᵢ < y)",
    ),
    "average": Formula(
        r"y = \frac{1}{n} \sum_{i=1}^{n} x_i, \qquad \frac{\partial y}{\partial x_i} = \frac{1}{n}",
        "y = (x₁ + … + xₙ) / n,  ∂y/∂xᵢ = 1/n",
    ),
}
_FIGURES = {
    "ties": (
        "The window 0 5 above 5 0 read in two ways: along the rows the first 5 is the one at the upper right, and the "
        "gradient 8 goes there; down the columns it would be the one at the lower left"
    ),
}
_EXERCISES = (
    Exercise(
        "A gradient of 12 comes to the window 3 7 / 7 1. What goes back to each pixel, with max pooling and with "
        "average "
        "pooling?",
        Example(
            "17.A1",
            "12 to the first of two sevens",
            "max_pooling_backward",
            (image([[12]]), image([[3, 7], [7, 1]])),
            Exact(image([[0, 12], [0, 0]])),
        ),
        "With max pooling 12 to the 7 in the first row and 0 to all others; with average pooling 12/4 = 3 to each.",
    ),
    Exercise(
        "An image of 3×3 holds nothing but zeros, its windows are 2×2 with stride 1, and every gradient is 1. Where "
        "do the four "
        "gradients go?",
        Example(
            "17.A2",
            "A plain image, four windows",
            "max_pooling_backward",
            (image([[1, 1], [1, 1]]), image([[0, 0, 0]] * 3), (2, 2), 1),
            Exact(image([[1, 1, 0], [1, 1, 0], [0, 0, 0]])),
        ),
        "Each to the upper left pixel of its window, which comes first along the rows and down the columns alike. Such "
        "ties show no difference between the two rules.",
    ),
    Exercise(
        "Whatever the windows, the gradients that go back through max pooling add up to those that came. Why, and "
        "when would "
        "they not?",
        Example(
            "17.A3",
            "The sum of what goes back",
            Twin(
                lambda dout, x: max_pooling_backward(dout, x, (2, 2), 1, 1).sum(),
                "(dout, x) -> sum(JuliaNN.max_pooling_backward(dout, x, (2, 2), 1, 1))",
            ),
            (image([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), image([[0, 5], [5, 0]])),
            Exact(np.int64(45)),
        ),
        "Each goes to exactly one pixel of the image, since padding never wins: 45 here. With a frame of zeros that "
        "may win, what "
        "it wins is lost.",
    ),
)

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
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
