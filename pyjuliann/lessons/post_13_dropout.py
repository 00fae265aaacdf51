"""Post 13: dropout."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.samples import BATCHES, DRIFT, LABELS, MASK_DRAWS, START, STEPS, X
from pyjuliann.nn.optimizers import sgd

TEXT = """
A network with few samples learns them by heart: the accuracy on what it has seen nears 100 %, on what it has
not seen it stays behind. Dropout makes that harder. In each step a random share of a layer's outputs is set
to 0, so no neuron can rely on one other neuron.

**The mask.** For each sample there is one row of ones and zeros with an exact share of zeros: with rate 0.4
and 5 neurons, 2 of each row are 0. Which ones is random. Forward, the outputs are multiplied by the mask;
backward, the gradients by the same mask. A new mask in between would send gradients through neurons that
took no part.

**Where the series contradicts itself.** The text of the post says that the rate is the share removed; the mask
in its code **keeps** that share. With 0.5 nobody notices; with 0.2 one network loses a fifth of its neurons
and the other four fifths. Here `rate` is the share removed.

**Drawing the mask.** The smallest draws of each row become zeros. Equal draws are taken in their order, and
that needs a stable sort: `sortperm` in Julia is stable, `argsort` in NumPy only with `kind="stable"`. How many
zeros, is rounded to even where it is a half, which both languages' `round` does: 2.5 is 2, and 3.5 is 4.

**When predicting** nothing is dropped. More neurons are then active than while learning, so the outputs are
multiplied by 1 − rate. The post shows the learning only; this part is from the paper that introduced dropout.
Many libraries divide by 1 − rate while learning instead, and then do nothing when predicting.

**What the post reports:** 300 training images of MNIST, 6,000 steps, SGD with learning rate 0.01. Without dropout
the training accuracy nears 100 % and the test accuracy stays near 80 %; with it the gap narrows. (Told and not
run.) On the small problem below, with the same batches, the loss while learning stays higher with dropout than
without. That is as it should be: it is the loss of a network with pieces missing.
"""

_DRAWS = np.array([[0.9, 0.1, 0.5, 0.3, 0.7], [0.2, 0.4, 0.6, 0.8, 0.0], [0.5, 0.5, 0.5, 0.5, 0.5]])
_MASK = np.array([[1.0, 0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 1.0, 1.0, 1.0]])
_VALUES = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 7.0, 8.0, 9.0, 10.0], [2.0, 4.0, 6.0, 8.0, 10.0]])
_MASKED = np.array([[1.0, 0.0, 3.0, 0.0, 5.0], [0.0, 7.0, 8.0, 9.0, 0.0], [0.0, 0.0, 6.0, 8.0, 10.0]])
_WITH, _WITHOUT = ("dense", "relu", ("dropout", 0.4), "dense"), ("dense", "relu", "dense")
_SETTINGS: dict[str, Any] = {"optimizer": sgd(0.3), "state": ()}

LESSON = Lesson(
    id="13",
    title="Dropout",
    text=TEXT,
    functions=("dropout_mask", "dropout_forward", "dropout_backward", "dropout_predict", "mlp_layers"),
    examples=(
        Example("13.1", "Rate 0.4: two zeros in each row", "dropout_mask", (_DRAWS, 0.4), Exact(_MASK)),
        Example(
            "13.2",
            "Rate 0.2 removes one of five, not four",
            "dropout_mask",
            (_DRAWS[:1].copy(), 0.2),
            Exact(np.array([[1.0, 0.0, 1.0, 1.0, 1.0]])),
        ),
        Example("13.3", "Forward: what passes", "dropout_forward", (_VALUES, _MASK), Exact(_MASKED)),
        Example("13.4", "Backward: the same mask", "dropout_backward", (_VALUES, _MASK), Exact(_MASKED)),
        Example(
            "13.5",
            "Predicting: all, times 1 − rate",
            "dropout_predict",
            (_VALUES, 0.4),
            Near(lambda: 0.6 * _VALUES, "0.6 times the values", 1e-14, "one rounding of numbers up to 6"),
        ),
        Example("13.6", "A network with dropout", "mlp_layers", (2, "relu", 0.4), Exact(_WITH)),
        Example(
            "13.7",
            "120 steps without dropout",
            "train",
            (_WITHOUT, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.0, high=0.1),
            keywords=_SETTINGS,
            **DRIFT,
        ),
        Example(
            "13.8",
            "120 steps with dropout",
            "train",
            (_WITH, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.2, high=0.8),
            keywords={**_SETTINGS, "mask_draws": (MASK_DRAWS,)},
            **DRIFT,
        ),
    ),
)
