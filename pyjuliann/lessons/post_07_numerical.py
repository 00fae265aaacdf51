"""Post 7: training with numerical gradients."""

from __future__ import annotations

import math

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Exercise, Form, Formula, Lesson
from pyjuliann.lessons.samples import BATCHES, LABELS, QUOTIENT, QUOTIENTS, START, TARGETS, X
from pyjuliann.nn.network import build_network, network_gradients
from pyjuliann.nn.numerical import numerical_network_gradients
from pyjuliann.nn.optimizers import sgd
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can train a network knowing nothing but how to compute its loss, say what that costs, tell from
the first loss whether something is wrong, and judge how far two languages can agree on a gradient.

The first network that learns: 784 inputs, the pixels of a digit, 50 hidden neurons with the sigmoid, 10 classes.
An image is 28×28 points, scaled to 0–1. Weights start as 0.01 times standard normal draws, biases at 0.

**The loss** is the cross entropy of lesson 3, averaged over the N samples of the batch; the softmax goes row by row,
since each sample has shares of its own.

{formula:loss}

Two samples show it. The first gets 0.5 for its class and costs log 2; the second gets 1 and costs nothing, or nearly
so: the 1e-7 inside the logarithm keeps log 0 away and is felt in the seventh digit.

{example:7.1}

**What to expect before learning.** Tiny weights make all ten shares nearly 0.1, so the loss starts near log 10 = 2.303,
whatever the images are. A loss far from there points to a mistake.

{example:7.2}

**Gradients by the definition.** Every weight and every bias is moved by h both ways, and the loss is computed anew:

{formula:quotient}

{example:7.3}

That is two forward passes for each of 39,760 parameters, in each of 600 steps. The post reports 17,654 s for it, on
MNIST (60,000 images to learn from, 10,000 to test): the loss went from 2.29 to 0.87 and the best accuracy was 80.15 %;
after 1,800 steps it was 90.17 %. These figures need MNIST and most of a day, so they are told here and not run.

**The same numbers, sooner.** A weight from input i to neuron j moves column j of the layer's output and nothing else,
by h times column i of the input. So the product of the layer need not be computed again, and all weights of a column
can go through the rest of the network together, as one big batch. `fast_numerical_network_gradients` does that. It is
the same difference quotient with the same h, and differs from the definition by rounding only.

{example:7.4}

**Where the series contradicts itself.** The text of the post says h = 1e-50; its code uses 1e-4. The code is right. A
weight of 0.01 plus 1e-50 is the same weight, both losses are equal, and every gradient is 0: nothing would ever be
learnt.

{example:7.5}

**How far two languages can agree here.** A numerical gradient is a difference of two losses that are nearly equal,
divided by 2h = 0.0002. One step in the last place of a loss near 1 is 2.2e-16; divided, 1.1e-12. A gradient near 0 may
well differ in many of its digits, and the distance is therefore counted where it arises: in units of the loss over 2h.

**How good it is.** The accuracy is the percentage of samples whose largest share stands at their label.

{example:7.6}

**Learning.** The runs here are scaled down: 6 inputs, 5 hidden neurons, 3 classes, 60 made-up samples, batches of 10,
weights of 0.5 times the draws, learning rate 0.5 (0.1 in the post). Sixty steps are enough to see it learn.

{figure:curve}

{example:7.7}
"""

FORMULAS = {
    "loss": Formula(
        r"L = -\frac{1}{N} \sum_{i=1}^{N} \sum_{k=1}^{n} t_{ik} \log\left( y_{ik} + 10^{-7} \right)",
        "L = −1/N · Σᵢ Σₖ tᵢₖ · log(yᵢₖ + 1e-7)",
    ),
    "quotient": Formula(
        r"\frac{\partial L}{\partial w} \approx \frac{L(w + h) - L(w - h)}{2h}, \qquad h = 10^{-4}",
        "∂L/∂w ≈ (L(w + h) − L(w − h)) / 2h,  h = 1e-4",
    ),
}

FIGURES = {
    "curve": (
        "The loss at each of the sixty steps of the run below: it starts at about 1, near log 3 = 1.099, which is "
        "marked, and comes down to about 0.3, jagged, since every step sees another batch"
    ),
}

_DRAWS = np.random.default_rng(7)
_DIGIT_DRAWS = _DRAWS.standard_normal((784, 50)).round(2), _DRAWS.standard_normal((50, 10)).round(2)
_DIGITS = build_network(_DIGIT_DRAWS)
_IMAGES = _DRAWS.random((100, 784)).round(2)
_DIGIT_TARGETS = np.eye(10, dtype=np.int64)[np.arange(100) % 10]

_LAYERS = ("dense", "sigmoid", "dense")
_FEW = (_LAYERS, START, X[:5].copy(), TARGETS[:5].copy())
_NUMERICAL_STEPS = BATCHES[:60].copy()

EXERCISES = (
    Exercise(
        "The network of the post has three classes in place of ten. Near which number does its loss start?",
        Example(
            "7.A1",
            "784→50→3 before it has learnt: near log 3",
            "network_loss",
            (
                _LAYERS,
                build_network((_DIGIT_DRAWS[0], _DIGIT_DRAWS[1][:, :3])),
                _IMAGES,
                np.eye(3, dtype=np.int64)[np.arange(100) % 3],
            ),
            Form((), low=1.0, high=1.2),
            ulp=4,
            reason="exp and log differ by up to 1 ULP between NumPy and Julia, and sums are added up in another order",
        ),
        "Near log 3 = 1.099: each class gets a third.",
    ),
    Exercise(
        "How many forward passes does the definition need for one step of the small network, with 6 inputs, 5 hidden "
        "neurons and 3 classes? Count its parameters first.",
        Example(
            "7.A2",
            "Twice the number of parameters",
            Twin(
                lambda params: 2 * sum(w.size + b.size for w, b in params),
                "params -> 2 * sum(length(w) + length(b) for (w, b) in params)",
            ),
            (START,),
            Exact(106),
        ),
        "6·5 + 5 + 5·3 + 3 = 53 parameters, and two passes for each: 106.",
    ),
    Exercise(
        "Five samples are predicted, and the shares of all are the same in every class. `argmax` takes the first of "
        "equals. What is the accuracy, if one of the five has label 0?",
        Example(
            "7.A3",
            "Accuracy of a network that knows nothing",
            "accuracy",
            (np.full((5, 4), 0.25), np.array([3, 0, 1, 2, 1])),
            Exact(np.float64(20.0)),
        ),
        "All are taken for class 0, and one of five is: 20 %.",
    ),
)

LESSON = Lesson(
    id="7",
    title="Training with numerical gradients",
    text=TEXT,
    functions=(
        "mean_cross_entropy_error",
        "network_loss",
        "numerical_network_gradients",
        "fast_numerical_network_gradients",
        "accuracy",
    ),
    inside=(
        ("kernels.mean_cross_entropy", "losses._mean_cross_entropy"),
        ("numerical._literal_gradients", "numerical._literal_gradients"),
        ("", "numerical._fast_gradients"),
        ("numerical._gradients_of_layer", "numerical._gradients_of_layer"),
    ),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "7.1",
            "Cross entropy averaged over a batch of two",
            "mean_cross_entropy_error",
            (np.array([[0.5, 0.5], [0.0, 1.0]]), np.array([[1, 0], [0, 1]])),
            Near(
                lambda: np.float64(-(math.log(0.5 + 1e-7) + math.log(1 + 1e-7)) / 2),
                "(0.693147 − 1e-7) / 2",
                1e-15,
                "a few roundings of numbers below 1",
            ),
            ulp=1,
            reason="log differs by up to 1 ULP between NumPy and Julia",
        ),
        Example(
            "7.2",
            "784→50→10 before it has learnt: near log 10",
            "network_loss",
            (_LAYERS, _DIGITS, _IMAGES, _DIGIT_TARGETS),
            Form((), low=2.2, high=2.4),
            ulp=4,
            reason="exp and log differ by up to 1 ULP between NumPy and Julia, and sums are added up in another order",
        ),
        Example(
            "7.3",
            "Gradients by the definition",
            "numerical_network_gradients",
            _FEW,
            Near(
                lambda: network_gradients(*_FEW),
                "backpropagation (post 8)",
                1e-6,
                "backpropagation leaves the 1e-7 in the logarithm out",
            ),
            **QUOTIENT,
        ),
        Example(
            "7.4",
            "The same numbers, sooner",
            "fast_numerical_network_gradients",
            _FEW,
            Near(
                lambda: numerical_network_gradients(*_FEW),
                "the definition",
                1e-10,
                "some roundings of the loss, divided by 2h",
            ),
            **QUOTIENT,
        ),
        Example(
            "7.5",
            "With h = 1e-50, as the text has it: nothing",
            "numerical_network_gradients",
            _FEW,
            Exact(tuple((np.zeros(w.shape), np.zeros(b.shape)) for w, b in START)),
            keywords={"h": 1e-50},
        ),
        Example(
            "7.6",
            "Accuracy: three of four are right",
            "accuracy",
            (np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.3, 0.4, 0.3], [0.2, 0.3, 0.5]]), np.array([0, 1, 0, 2])),
            Exact(np.float64(75.0)),
        ),
        Example(
            "7.7",
            "Sixty steps with numerical gradients",
            "train",
            (_LAYERS, START, X, LABELS, _NUMERICAL_STEPS),
            Trained(START, (), 60, low=0.2, high=0.4),
            keywords={"optimizer": sgd(0.5), "state": (), "gradient": "numerical"},
            **QUOTIENTS,
        ),
    ),
)
