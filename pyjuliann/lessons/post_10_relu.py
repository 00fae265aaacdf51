"""Post 10: ReLU against the sigmoid."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Trained
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import BATCHES, DRIFT, LABELS, START, STEPS, X
from pyjuliann.nn.dense import relu_delta
from pyjuliann.nn.layer import sigmoid_delta
from pyjuliann.nn.optimizers import sgd
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can say why a network with ReLU learns faster and runs faster, what it pays for that, and which
zero a ReLU gives.

One change to the network of post 9: ReLU in place of the sigmoid.

{figure:slopes}

**Why it learns faster.** Going back, the sigmoid lets s(1 − s) of the gradient pass, where s is what it gave on the way
forward: a quarter at best, at s = 0.5, and nothing where it has come to 1.

{formula:sigmoid-slope}

{example:10.1}

ReLU lets all of it pass where x > 0, and nothing elsewhere:

{formula:relu-slope}

{example:10.2}

With several layers the quarters multiply. Behind three sigmoids at most 1/64 of a gradient is left.

**Why it runs faster.** A comparison costs less than an exponential. The post reports for one epoch on MNIST: with
backpropagation 19.75 s for the sigmoid and 16.51 s for ReLU; with numerical gradients 17,632 s and 14,847 s. The loss
with ReLU is lower and the accuracy higher. (The times are of the author's machine and need MNIST; they are told and not
run.)

In the code it is one word:

{example:10.3}

**What it costs.** A neuron whose input is below 0 for every sample has no slope and never learns again. And since
nothing bounds what ReLU passes on, too large a learning rate hurts more than with the sigmoid.

**Traps at 0.** max(0, −0.0) is 0.0 in Julia, while NumPy's `np.maximum(0.0, -0.0)` may give either zero. The two
zeros are equal, but 1 / 0.0 and 1 / −0.0 are not; so `relu` says itself what it gives: 0.0. And max(0, NaN) is NaN
in both, so a comparison that NaN fails must not turn it into 0.

{example:10.4}

**Bits.** ReLU has no exponential, so there is one reason less for the languages to differ. Most differences that remain
come from the softmax.

**Both, side by side.** They learn the small problem of lesson 7 from the same weights, with the same batches, in 120
steps with learning rate 0.5. ReLU ends at a fraction of the sigmoid's loss.

{figure:curves}

{example:10.5}

{example:10.6}
"""

FORMULAS = {
    "sigmoid-slope": Formula(
        r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial s} \cdot s (1 - s), "
        r"\qquad s (1 - s) \leq \frac{1}{4}",
        "∂L/∂x = ∂L/∂s · s(1 − s),  s(1 − s) ≤ 1/4",
    ),
    "relu-slope": Formula(
        r"\frac{\partial L}{\partial x} = \left\{ \begin{array}{ll} \frac{\partial L}{\partial y} & x > 0 \\ "
        r"0 & x \leq 0 \end{array} \right.",
        "∂L/∂x = ∂L/∂y  (x > 0)\n∂L/∂x = 0      (x ≤ 0)",
    ),
}

FIGURES = {
    "slopes": (
        "Two panels for x from −5 to 5: on the left the sigmoid and ReLU, on the right the slopes of both; the "
        "sigmoid's "
        "is a hill of height 0.25 at 0, ReLU's a step from 0 to 1"
    ),
    "curves": (
        "The losses of the two runs below, 120 steps each, in one diagram: both begin at about 1, the sigmoid's comes "
        "down "
        "to between 0.1 and 0.2, ReLU's below 0.05"
    ),
}

_SIGMOID, _RELU = ("dense", "sigmoid", "dense"), ("dense", "relu", "dense")
_SETTINGS: dict[str, Any] = {"optimizer": sgd(0.5), "state": ()}
_ZEROS = np.array([0.0, 0.0, 0.0, 3.0])

EXERCISES = (
    Exercise(
        "A gradient of 64 goes back through three sigmoids, each of which gave 0.5. What is left of it?",
        Example(
            "10.A1",
            "Back through three sigmoids",
            Twin(
                lambda d, y: sigmoid_delta(sigmoid_delta(sigmoid_delta(d, y), y), y),
                "(d, y) -> JuliaNN.sigmoid_delta(JuliaNN.sigmoid_delta(JuliaNN.sigmoid_delta(d, y), y), y)",
            ),
            (np.array([[64.0]]), np.array([[0.5]])),
            Exact(np.array([[1.0]])),
        ),
        "A quarter each time: 16, 4, 1.",
    ),
    Exercise(
        "The same gradient goes back through ReLU three times; 2.0, 0.5 and −1.0 had gone in. What is left?",
        Example(
            "10.A2",
            "Back through ReLU three times",
            Twin(
                lambda d, *inputs: reduce(relu_delta, reversed(inputs), d),
                "(d, inputs...) -> foldl(JuliaNN.relu_delta, reverse(inputs), init=d)",
            ),
            (np.array([[64.0]]), np.array([[2.0]]), np.array([[0.5]]), np.array([[-1.0]])),
            Exact(np.array([[0.0]])),
        ),
        "Nothing: the last one stops all of it. Had the third input been above 0, all 64 would have passed.",
    ),
    Exercise(
        "Which layers has a network with three dense layers and ReLU between them?",
        Example(
            "10.A3",
            "Three layers with ReLU",
            "mlp_layers",
            (3, "relu"),
            Exact(("dense", "relu", "dense", "relu", "dense")),
        ),
        "Three dense ones with a ReLU after the first and the second.",
    ),
)

LESSON = Lesson(
    id="10",
    title="ReLU against the sigmoid",
    text=TEXT,
    functions=("relu", "relu_delta", "sigmoid", "sigmoid_delta", "mlp_layers"),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "10.1",
            "What the sigmoid lets pass",
            "sigmoid_delta",
            (np.array([[1.0, 1.0, 1.0]]), np.array([[0.5, 0.75, 1.0]])),
            Exact(np.array([[0.25, 0.1875, 0.0]])),
        ),
        Example(
            "10.2",
            "What ReLU lets pass",
            "relu_delta",
            (np.array([[1.0, 1.0, 1.0]]), np.array([[-2.0, 0.5, 3.0]])),
            Exact(np.array([[0.0, 1.0, 1.0]])),
        ),
        Example("10.3", "A network with ReLU", "mlp_layers", (2, "relu"), Exact(_RELU)),
        Example("10.4", "ReLU at the two zeros", "relu", (np.array([-2.0, -0.0, 0.0, 3.0]),), Exact(_ZEROS)),
        Example(
            "10.5",
            "120 steps with the sigmoid",
            "train",
            (_SIGMOID, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.1, high=0.2),
            keywords=_SETTINGS,
            **DRIFT,
        ),
        Example(
            "10.6",
            "120 steps with ReLU",
            "train",
            (_RELU, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.0, high=0.05),
            keywords=_SETTINGS,
            **DRIFT,
        ),
    ),
)
