"""Post 6: the learning loop."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.nn.optimizers import sgd

TEXT = """
After this lesson you can say in five lines how a network learns, draw the same batch in two languages, and take one
step of learning by hand.

A network learns by doing one thing again and again:

1. draw a batch of samples;
2. forward: predict them;
3. compute the loss;
4. compute the gradient of the loss with respect to every weight and bias;
5. take a small step against the gradient.

{figure:loop}

Points 2 and 3 are the lessons so far. Point 4 is the dear one, and two lessons are about it: lesson 7 does it by
definition, lesson 8 by the rules of calculus. Here are the others.

**Batch and epoch.** A batch is a handful of samples, 100 in the series, out of all there are. It is quicker than all
samples at once, and its randomness helps. As many steps as make up the size of the data are an epoch,
600 steps for 60,000 samples:

{formula:epoch}

60,000 samples in batches of 100 are 600 steps. The draw is with replacement, so in one epoch some samples come twice
and some not at all.

**Drawing in two languages.** Which rows are drawn comes in as numbers from 0 to 1, not as row numbers: row numbers
start at 0 in Python and at 1 in Julia, and the two random streams never agree. A draw d stands for the sample that has
d of all samples before it:

{formula:draw}

Five samples and the draws 0.9, 0.1, 0.5 and 0.5: 0.9·5 is 4.5, so four samples stand before the first one drawn, and
it is the fifth. The third is drawn twice.

{example:6.1}

**Labels and columns.** Labels start at 0, since digits do. Label 0 is the first column of the one-hot matrix: index 0
in Python, index 1 in Julia. So a Julia program must subtract 1 from what `argmax` says.

{example:6.2}

And `argmax` of a matrix is one place in the whole of it: a flat index in NumPy, a `CartesianIndex` in Julia. For one
per row, NumPy needs `axis=1`; Julia `dims=2`, which gives places of the matrix again.

**The step** itself is a subtraction. Every parameter θ is moved by the learning rate η times its own gradient:

{formula:step}

**One step by hand.** One layer, one input, two classes, all weights 0. Both classes get the share 0.5; the label is 0.
The gradient is (0.5 − 1, 0.5) for the weights and for the biases. With learning rate 1 both become (0.5, −0.5). The
same sample then gets the numbers 1 and −1, and its loss is log(1 + exp(−2)) = 0.127 instead of log 2 = 0.693.

{example:6.3}
"""

FORMULAS = {
    "epoch": Formula(
        r"\frac{60\,000}{100} = 600",
        "60,000 / 100 = 600",
    ),
    "draw": Formula(
        r"i = \lfloor d \cdot n \rfloor, \qquad 0 \leq d < 1",
        "i = ⌊d·n⌋,  0 ≤ d < 1",
    ),
    "step": Formula(
        r"\theta \leftarrow \theta - \eta \frac{\partial L}{\partial \theta}",
        "θ ← θ − η · ∂L/∂θ",
    ),
}

FIGURES = {
    "loop": (
        "Five boxes on a ring, joined by arrows: draw a batch, predict, compute the loss, compute the gradients, step "
        "against them, and from there to the first again"
    ),
}

_ROWS = np.array([[10, 11], [20, 21], [30, 31], [40, 41], [50, 51]])
_ZERO = ((np.array([[0.0, 0.0]]), np.array([[0.0, 0.0]])),)
_HALF = np.array([[0.5, -0.5]])
_AFTER = 1 / (1 + math.exp(-2))
"""The share of the right class after a step of learning rate 1."""


def _one_step(
    name: str,
    title: str,
    params: Any,
    share: float,
    *,
    label: int = 0,
    learning_rate: float = 1.0,
    expected: str = "the step by hand",
) -> Example:
    return Example(
        name,
        title,
        "training_step",
        (("dense",), _ZERO, np.array([[1.0]]), np.array([label])),
        Near(
            lambda: (params, (), np.float64(-math.log(share + 1e-7))),
            expected,
            1e-15,
            "a few roundings of numbers below 1",
        ),
        ulp=2,
        reason="log differs by up to 1 ULP between NumPy and Julia, and so does exp below it",
        keywords={"optimizer": sgd(learning_rate), "state": ()},
    )


EXERCISES = (
    Exercise(
        "There are eight samples, numbered 1 to 8. Which draws can have drawn sample 3? Try one of them, and the "
        "smallest number that draws the sample after it.",
        Example(
            "6.A1",
            "Draws of 0.25 and 0.375 out of eight",
            "draw_batch",
            (np.arange(1, 9).reshape(8, 1), np.arange(8), np.array([0.25, 0.375])),
            Exact((np.array([[3], [4]]), np.array([2, 3]))),
        ),
        "Those from 2/8 = 0.25 to just below 3/8 = 0.375: two of eight samples stand before it. 0.375 draws sample 4.",
    ),
    Exercise(
        "Take the step by hand with label 1 in place of 0. Which parameters come out, and which loss?",
        _one_step("6.A2", "One step with the other label", ((-_HALF, -_HALF),), _AFTER, label=1),
        "Everything with the other sign: (−0.5, 0.5). The loss is the same 0.127, for the two classes have only "
        "changed their names.",
    ),
    Exercise(
        "The learning rate is 0. What does a step change?",
        _one_step("6.A3", "A step of length 0", _ZERO, 0.5, learning_rate=0.0, expected="the parameters as they were"),
        "Nothing. And the loss of the same sample remains log 2 = 0.693.",
    ),
)

LESSON = Lesson(
    id="6",
    title="The learning loop",
    text=TEXT,
    functions=("draw_batch", "one_hot", "training_step"),
    inside=(("kernels.drawn_rows", "data._drawn_rows"),),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
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
        _one_step("6.3", "One step: new parameters, state, loss", ((_HALF, _HALF),), _AFTER),
    ),
)
