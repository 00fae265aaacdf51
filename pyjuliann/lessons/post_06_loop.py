"""Post 6: the learning loop."""

from __future__ import annotations

import math

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.nn.optimizers import sgd

TEXT = """
A network learns by doing one thing again and again:

1. draw a batch of samples;
2. forward: predict them;
3. compute the loss;
4. compute the gradient of the loss with respect to every weight and bias;
5. take a small step against the gradient.

**Batch and epoch.** A batch is a handful of samples, 100 in the series, out of all there are. It is
quicker than all samples at once, and its randomness helps. As many steps as make up the size of the
data are an epoch: 60,000 samples in batches of 100 are 600 steps. The draw is with replacement, so in one
epoch some samples come twice and some not at all.

**Drawing in two languages.** Which rows are drawn comes in as numbers from 0 to 1, not as row numbers:
row numbers start at 0 in Python and at 1 in Julia, and the two random streams never agree. A draw d
stands for the sample that has d of all samples before it. The draws below are 0.9, 0.1, 0.5 and 0.5.

**Labels and columns.** Labels start at 0, since digits do. Label 0 is the first column of the one-hot
matrix: index 0 in Python, index 1 in Julia. So a Julia program must subtract 1 from what `argmax` says.
And `argmax` of a matrix is one place in the whole of it: a flat index in NumPy, a `CartesianIndex` in
Julia. For one per row, NumPy needs `axis=1`; Julia `dims=2`, which gives places of the matrix again.

**One step by hand.** One layer, one input, two classes, all weights 0. Both classes get 0.5; the label is
0. The gradient is (0.5 − 1, 0.5) for the weights and for the biases. With learning rate 1 both become
(0.5, −0.5). The same sample then gets the numbers 1 and −1, and its loss is log(1 + exp(−2)) = 0.127
instead of log 2 = 0.693.
"""

_ROWS = np.array([[10, 11], [20, 21], [30, 31], [40, 41], [50, 51]])
_ZERO = ((np.array([[0.0, 0.0]]), np.array([[0.0, 0.0]])),)
_HALF = np.array([[0.5, -0.5]])

LESSON = Lesson(
    id="6",
    title="The learning loop",
    text=TEXT,
    functions=("draw_batch", "one_hot", "training_step"),
    inside=(("kernels.drawn_rows", "data._drawn_rows"),),
    examples=(
        Example(
            "6.1",
            "A batch of four out of five",
            "draw_batch",
            (_ROWS, np.array([1, 2, 3, 4, 5]), np.array([0.9, 0.1, 0.5, 0.5])),
            Exact((np.array([[50, 51], [10, 11], [30, 31], [30, 31]]), np.array([5, 1, 3, 3]))),
        ),
        Example(
            "6.2",
            "Labels as one-hot rows",
            "one_hot",
            (np.array([2, 0, 1]), 4),
            Exact(np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]])),
        ),
        Example(
            "6.3",
            "One step: new parameters, state, loss",
            "training_step",
            (("dense",), _ZERO, np.array([[1.0]]), np.array([0])),
            Near(
                lambda: (((_HALF, _HALF),), (), np.float64(-math.log(1 / (1 + math.exp(-2)) + 1e-7))),
                "the step by hand",
                1e-15,
                "a few roundings of numbers below 1",
            ),
            ulp=2,
            reason="log differs by up to 1 ULP between NumPy and Julia, and so does exp below it",
            keywords={"optimizer": sgd(1.0), "state": ()},
        ),
    ),
)
