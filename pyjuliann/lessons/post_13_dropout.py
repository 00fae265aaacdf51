"""Post 13: dropout."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import BATCHES, DRIFT, LABELS, MASK_DRAWS, START, STEPS, X
from pyjuliann.nn.dropout import dropout_mask
from pyjuliann.nn.optimizers import sgd
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can draw a dropout mask by hand, send numbers and gradients through it, and translate a rate
from one library to another without dropping four neurons of five by mistake.

**Learning by heart.** A network with few samples learns them by heart: the accuracy on what it has seen nears 100
%, on what it has not seen it stays behind. Dropout makes that harder. In each step a random share of a layer's
outputs is set to 0, so no neuron can rely on one other neuron.

**The mask.** For each sample there is one row of ones and zeros with an exact share of zeros: with rate 0.4 and 5
neurons, 2 of each row are 0. Which ones, is random.

{figure:masks}

{example:13.1}

**Where the series contradicts itself.** The text of the post says that the rate is the share removed; the mask in
its code **keeps** that share. With 0.5 nobody notices; with 0.2 one network loses a fifth of its neurons and the
other four fifths. Here `rate` is the share removed:

{example:13.2}

**Through the mask.** Forward, the outputs are multiplied by the mask; backward, the gradients by the same mask. A
new mask in between would send gradients through neurons that took no part.

{formula:forward}

{example:13.3}

{example:13.4}

**When predicting** nothing is dropped. More neurons are then active than while learning, so the outputs are
multiplied by 1 − rate, which is what a mask does on average:

{formula:predict}

{example:13.5}

The post shows the learning only; this part is from the paper that introduced dropout. Many libraries, PyTorch
among them, divide by 1 − rate while learning instead, and then do nothing when predicting. They also draw for
every neuron by itself, so that the share is 0.4 on average and seldom exactly.

**How many zeros?** An exact share is not always a whole number: half of 5 neurons are 2.5. Here rate · n is
rounded, and a half to the even side, which both languages' `round` does: 2.5 is 2, and 3.5 is 4. The author's
code never rounds. It keeps the neurons whose place in a shuffled row is at most n times his rate, so of 5 neurons
and 0.5 it keeps 2 and removes 3, where 2 are removed here:

{example:13.6}

Where n times the rate is a whole number, as for 50 neurons and 0.5, both remove as many.

**Drawing the mask.** The smallest draws of each row become zeros. Equal draws are taken in their order, and that
needs a stable sort: `sortperm` in Julia is stable, `argsort` in NumPy only with `kind="stable"`.

**In a network** dropout is a layer with a rate, behind each activation:

{example:13.7}

**What the post reports:** 300 training images of MNIST, 6,000 steps, SGD with learning rate 0.01. Without dropout
the training accuracy nears 100 % and the test accuracy stays near 80 %; with it the gap narrows. (Told and not
run.) On the small problem below, with the same batches, the loss while learning stays higher with dropout than
without. That is as it should be: it is the loss of a network with pieces missing.

{example:13.8}

{example:13.9}

{figure:losses}
"""

_DRAWS = np.array([[0.9, 0.1, 0.5, 0.3, 0.7], [0.2, 0.4, 0.6, 0.8, 0.0], [0.5, 0.5, 0.5, 0.5, 0.5]])
_MASK = np.array([[1.0, 0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 1.0, 1.0, 1.0]])
_VALUES = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 7.0, 8.0, 9.0, 10.0], [2.0, 4.0, 6.0, 8.0, 10.0]])
_MASKED = np.array([[1.0, 0.0, 3.0, 0.0, 5.0], [0.0, 7.0, 8.0, 9.0, 0.0], [0.0, 0.0, 6.0, 8.0, 10.0]])
_WITH, _WITHOUT = ("dense", "relu", ("dropout", 0.4), "dense"), ("dense", "relu", "dense")
_SETTINGS: dict[str, Any] = {"optimizer": sgd(0.3), "state": ()}

_DRAWS_OF_SEVEN = np.array([[0.9, 0.1, 0.5, 0.3, 0.7, 0.2, 0.6]])
_ZEROS = Twin(
    lambda five, seven, rate: tuple(int((dropout_mask(draws, rate) == 0).sum()) for draws in (five, seven)),
    "(five, seven, rate) -> map(draws -> count(==(0), JuliaNN.dropout_mask(draws, rate)), (five, seven))",
)

_FORMULAS = {
    "forward": Formula(
        r"y_{ij} = x_{ij} m_{ij}, \qquad "
        r"\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} m_{ij}",
        "yᵢⱼ = xᵢⱼ·mᵢⱼ,  ∂L/∂xᵢⱼ = ∂L/∂yᵢⱼ · mᵢⱼ",
    ),
    "predict": Formula(r"y_{ij} = (1 - r) \, x_{ij}", "yᵢⱼ = (1 − r)·xᵢⱼ"),
}
_FIGURES = {
    "masks": (
        "The same five neurons for three samples, with the mask of example 13.1: two of them are hollow in each row "
        "and no "
        "edges lead on from them, and they are others in every row"
    ),
    "losses": (
        "The loss of examples 13.8 and 13.9 over 120 steps: without dropout it falls towards 0, with dropout it stays "
        "higher "
        "and jumps from step to step"
    ),
}
_EXERCISES = (
    Exercise(
        "A layer of 8 neurons has rate 0.25. How many neurons does one sample keep, and how many would it keep if the "
        "rate "
        "were the share kept?",
        Example(
            "13.A1",
            "A quarter of eight removed",
            "dropout_mask",
            (np.array([[0.8, 0.1, 0.2, 0.7, 0.6, 0.5, 0.4, 0.3]]), 0.25),
            Exact(np.array([[1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]])),
        ),
        "6 of 8, since two are removed, those with the draws 0.1 and 0.2. Were the rate the share kept, 2.",
    ),
    Exercise(
        "The mask of a sample is 1 0 1 and the gradient that comes back is 5 5 5. What goes on, and which neuron "
        "learns nothing "
        "from this sample?",
        Example(
            "13.A2",
            "Backward through 1 0 1",
            "dropout_backward",
            (np.array([[5.0, 5.0, 5.0]]), np.array([[1.0, 0.0, 1.0]])),
            Exact(np.array([[5.0, 0.0, 5.0]])),
        ),
        "5 0 5. The second neuron's output was not used, so nothing about it can have been right or wrong.",
    ),
    Exercise(
        "Someone trained with PyTorch's dropout, which divides by 1 − rate while learning. May the weights be used "
        "with "
        "`dropout_predict`?",
        Example(
            "13.A3",
            "An output of 8 at rate 0.5",
            "dropout_predict",
            (np.array([[8.0]]), 0.5),
            Exact(np.array([[4.0]])),
        ),
        "No: that would scale twice. Those outputs have the right size as they are, 8, and 4 would be half of it. "
        "Such a network "
        "is predicted without its dropout layers.",
    ),
)

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
        Example(
            "13.6",
            "Half of 5 and of 7: how many zeros",
            _ZEROS,
            (_DRAWS[:1].copy(), _DRAWS_OF_SEVEN, 0.5),
            Exact((2, 4)),
        ),
        Example("13.7", "A network with dropout", "mlp_layers", (2, "relu", 0.4), Exact(_WITH)),
        Example(
            "13.8",
            "120 steps without dropout",
            "train",
            (_WITHOUT, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.0, high=0.1),
            keywords=_SETTINGS,
            **DRIFT,
        ),
        Example(
            "13.9",
            "120 steps with dropout",
            "train",
            (_WITH, START, X, LABELS, BATCHES),
            Trained(START, (), STEPS, low=0.2, high=0.8),
            keywords={**_SETTINGS, "mask_draws": (MASK_DRAWS,)},
            **DRIFT,
        ),
    ),
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
