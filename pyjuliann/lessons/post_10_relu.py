"""Post 10: ReLU against the sigmoid."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Trained
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.samples import BATCHES, DRIFT, LABELS, START, STEPS, X
from pyjuliann.nn.optimizers import sgd

TEXT = """
One change to the network of post 9: ReLU in place of the sigmoid.

**Why it learns faster.** Going back, the sigmoid lets s(1 − s) of the gradient pass: a quarter at best,
next to nothing far from 0. ReLU lets all of it pass where x > 0. With several layers the quarters
multiply.

**Why it runs faster.** A comparison costs less than an exponential. The post reports for one epoch on
MNIST: with backpropagation 19.75 s for the sigmoid and 16.51 s for ReLU; with numerical gradients 17,632 s
and 14,847 s. The loss with ReLU is lower and the accuracy higher. (The times are of the author's machine
and need MNIST; they are told and not run.)

**What it costs.** A neuron whose input is below 0 for every sample has no slope and never learns again. And
since nothing bounds what ReLU passes on, too large a learning rate hurts more than with the sigmoid.

**Traps at 0.** max(0, −0.0) is 0.0 in Julia, while NumPy's `np.maximum(0.0, -0.0)` may give either zero.
The two zeros are equal, but 1 / 0.0 and 1 / −0.0 are not; so `relu` says itself what it gives: 0.0. And
max(0, NaN) is NaN in both, so a comparison that NaN fails must not turn it into 0.

**Bits.** ReLU has no exponential, so there is one reason less for the languages to differ. Most differences
that remain come from the softmax.

Below, both learn the small problem from the same weights, with the same batches, in 120 steps with
learning rate 0.5. ReLU ends at a fraction of the sigmoid's loss.
"""

_SIGMOID, _RELU = ("dense", "sigmoid", "dense"), ("dense", "relu", "dense")
_SETTINGS: dict[str, Any] = {"optimizer": sgd(0.5), "state": ()}
_ZEROS = np.array([0.0, 0.0, 0.0, 3.0])

LESSON = Lesson(
    id="10",
    title="ReLU against the sigmoid",
    text=TEXT,
    functions=("relu", "relu_delta", "sigmoid", "sigmoid_delta", "mlp_layers"),
    examples=(
        Example("10.1", "A network with ReLU", "mlp_layers", (2, "relu"), Exact(_RELU)),
        Example("10.2", "ReLU at the two zeros", "relu", (np.array([-2.0, -0.0, 0.0, 3.0]),), Exact(_ZEROS)),
        Example(
            "10.3",
            "120 steps with the sigmoid",
            "train",
            (_SIGMOID, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.1, high=0.2),
            keywords=_SETTINGS,
            **DRIFT,
        ),
        Example(
            "10.4",
            "120 steps with ReLU",
            "train",
            (_RELU, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.0, high=0.05),
            keywords=_SETTINGS,
            **DRIFT,
        ),
    ),
)
