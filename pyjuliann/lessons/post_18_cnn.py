"""Post 18: a simple CNN."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import ACCURACY_AFTER_TRAINING, DRIFT, QUOTIENT
from pyjuliann.nn import (
    adam,
    build_network,
    deep_cnn_layers,
    network_gradients,
    numerical_network_gradients,
    optimizer_init,
    simple_cnn_layers,
)
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can read a convolutional network as a list of layers, say what size its images have after
each of them and where its weights are, and train a small one in both languages.

**The network.** The last post puts everything together. Its simple network reads digits: a convolution with 30
filters of 5×5, ReLU, max-pooling 2×2, flatten, a dense layer of 100, ReLU, a dense layer of 10, softmax. As data
it is a tuple like those of posts 5 to 13, with three new words. Each convolution and each dense layer has its
pair (W, b).

{example:18.1}

**Sizes, for a batch of 100.** 28×28×1 becomes 24×24×30 in the convolution, 12×12×30 in the pooling, 4320 numbers
in a row, then 100, then 10.

{figure:network}

{example:18.2}

Count the parameters: the convolution has 5·5·1·30 weights and 30 biases, which is 780; the first dense layer has
4320·100 + 100 = 432,100. Nearly all weights are where the neighbours are no longer known.

**Where the sample goes.** In images the sample is the last axis, in matrices the first. It turns round in
"flatten". Flatten is also where weights are easily spoilt: the dense layer behind it has learnt in which order
the pixels come. Weights that were trained where rows run fastest make no sense where channels do; whoever takes
them from another library has to reorder the rows of W first. Here both languages flatten alike, so trained
networks cross as they are.

**The deeper one.** The author's code also trains a deeper network: convolutions of 3×3 with 32, 64 and 64
filters, max-pooling after the first two, then dense layers of 64 and 10. The sides of its images are 26, 13, 11,
5 and 3; from 11 to 5 the pooling leaves a row and a column out.

{example:18.3}

**A small one to run.** It has images of 6×6 in three classes: a bar that lies, one that stands, and a diagonal,
with noise on them. Two filters of 3×3 are enough. Before it learns, its gradients are held against the
definition, as in post 8: a number that is wrong by a factor or in the wrong place would show here.

{formula:gradient}

{example:18.4}

{example:18.5}

Then it takes 60 steps with Adam, and after them it tells all images apart, whatever the language:

{example:18.6}

{example:18.7}

{figure:filters}

**What to start from.** The post's simple network starts from std, the deeper one from He. With batches of 100,
Adam, and 600 steps an epoch, std is good enough. The small one below is less patient: from std it has hardly
begun after 60 steps.

{example:18.8}

He's √(2/n) needs n, and of a convolution there are two, as post 12 tells. By filter it is rows · columns ·
channels, as many numbers as one output adds up: 3·3·1 = 9 here. The author counts the layer's whole input, 6·6·1
= 36 here, and 784 and 5,408 in his deeper network; filters then start smaller, here by half. With his count the
small network learns as well:

{example:18.9}

**What goes in.** The images of MNIST are 28×28 bytes from 0 to 255, and are scaled to 0–1. An image that is not
scaled makes the first sums 255 times as large, and no start of post 12 is meant for that. Dividing makes floats
in both languages: a byte over a whole number is no byte.

{example:18.10}

**What the post reports** for MNIST with Adam and batches of 100: an accuracy of 96.37, 97.22, 98.1, 98.46 and
98.57 % after each of five epochs, and about five minutes an epoch, where the direct version of post 14 took an
hour. The deeper network had, after 600 steps, a loss of 0.089 and an accuracy of 98.08 %. (Told and not run.)
"""

_LAYERS, _DEEP = simple_cnn_layers(), deep_cnn_layers()
_BATCH_OF_DIGITS = (28, 28, 1, 100)


def _zeros(*sizes: tuple[int, ...]) -> Any:
    return tuple((np.zeros(size), np.zeros((1, size[-1]))) for size in sizes)


_SIMPLE_PARAMS = _zeros((5, 5, 1, 30), (4320, 100), (100, 10))
_DEEP_PARAMS = _zeros((3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 64), (576, 64), (64, 10))

# Three classes of 6×6 images with noise on them: a bar that lies, one that stands, and a diagonal.
_CLASSES, _SIDE, _SAMPLES, _BATCH, _STEPS = 3, 6, 30, 6, 60
_GENERATOR = np.random.default_rng(18)


def _draws(*size: int) -> np.ndarray:
    return _GENERATOR.standard_normal(size).round(2)


_BARS = np.zeros((_SIDE, _SIDE, _CLASSES))
_BARS[2:4, :, 0] = _BARS[:, 2:4, 1] = 1.0
_BARS[:, :, 2] = np.eye(_SIDE)
_LABELS = np.arange(_SAMPLES) % _CLASSES
_IMAGES = (_BARS[:, :, np.newaxis, _LABELS] + 0.25 * _draws(_SIDE, _SIDE, 1, _SAMPLES)).clip(0, 1).round(2)
_TARGETS = np.eye(_CLASSES, dtype=np.int64)[_LABELS]
# Cut off, not rounded: a draw must stay below 1.
_BATCHES = np.floor(_GENERATOR.random((_STEPS, _BATCH)) * 1000) / 1000
_DRAWS = _draws(3, 3, 1, 2), _draws(8, 5), _draws(5, _CLASSES)
_START = build_network(_DRAWS, "he")

_FEW = (_LAYERS, _START, _IMAGES[..., :4].copy(), _TARGETS[:4].copy())
_RUN = (_LAYERS, _START, _IMAGES, _LABELS, _BATCHES)
_ADAM = adam(0.02)
_SETTINGS: dict[str, Any] = {"optimizer": _ADAM, "state": optimizer_init(_ADAM, _START)}


def _started(number: int, title: str, *start: Any, low: float, high: float) -> Example:
    run = (_LAYERS, build_network(_DRAWS, *start), *_RUN[2:])
    expected = Trained(_START, _SETTINGS["state"], _STEPS, low=low, high=high)
    return Example(f"18.{number}", title, "train", run, expected, keywords=_SETTINGS, **DRIFT)


_FORMULAS = {
    "gradient": Formula(
        r"\frac{\partial L}{\partial w} \approx \frac{L(w + h) - L(w - h)}{2h}", "∂L/∂w ≈ (L(w + h) − L(w − h)) / 2h"
    )
}
_FIGURES = {
    "network": (
        "The simple network as boxes whose sizes stand beside them: an image of 28×28×1, the convolution's 24×24×30, "
        "the "
        "pooling's 12×12×30, a row of 4320 numbers, then 100 and 10; between them, what turns each into the next"
    ),
    "filters": (
        "The two 3×3 filters of the small network as grey squares, light for weights above "
        "0 and dark for those below, before training and after 60 steps: the diagonals from the upper left to the "
        "lower "
        "right have grown lighter"
    ),
}
_EXERCISES = (
    Exercise(
        "The simple network gets images of 32×32×3. Which size has each layer's result for one image, and how many "
        "rows "
        "must W of the first dense layer have?",
        Example(
            "18.A1",
            "The simple network on 32×32×3",
            "layer_sizes",
            (_LAYERS, _zeros((5, 5, 3, 30), (5880, 100), (100, 10)), (32, 32, 3, 1)),
            Exact(
                (
                    (32, 32, 3, 1),
                    *[(28, 28, 30, 1)] * 2,
                    (14, 14, 30, 1),
                    (1, 5880),
                    *[(1, 100)] * 2,
                    (1, 10),
                )
            ),
        ),
        "28×28×30 after the convolution, 14×14×30 after the pooling, so 14·14·30 = 5880 numbers in a row and as many "
        "rows "
        "of W. The filters need three channels.",
    ),
    Exercise(
        "How many parameters has the deeper network in all?",
        Example(
            "18.A2",
            "Weights and biases of five layers",
            Twin(
                lambda params: sum(part.size for pair in params for part in pair),
                "params -> sum(length(part) for pair in params for part in pair)",
            ),
            (_DEEP_PARAMS,),
            Exact(93322),
        ),
        "93,322: 320, 18,496 and 36,928 in the convolutions, 36,928 and 650 in the dense layers. That is less than a "
        "quarter of "
        "the simple network's, because only 576 numbers reach the first dense layer.",
    ),
    Exercise(
        "A network has a dense layer behind 12×12×30 pooled numbers. Its convolution's filters grow from 5×5 to 7×7, "
        "and "
        "nothing else changes. What happens?",
        Example(
            "18.A3",
            "Filters of 7×7: how many places",
            Twin(
                lambda size, filters, window: ((size - filters + 1) // window) ** 2 * 30,
                "(size, filters, window) -> ((size - filters + 1) ÷ window)^2 * 30",
            ),
            (28, 7, 2),
            Exact(3630),
        ),
        "The images become 22×22 and, pooled, 11×11, so 3630 numbers come out where 4320 rows of W wait: an error "
        "that names both sizes.",
    ),
)

LESSON = Lesson(
    id="18",
    title="A simple CNN",
    text=TEXT,
    functions=(
        "simple_cnn_layers",
        "deep_cnn_layers",
        "layer_sizes",
        "build_network",
        "network_gradients",
        "numerical_network_gradients",
    ),
    inside=(("_images._Convolution.forward", "_images._convolve!"),),
    examples=(
        Example(
            "18.1",
            "The simple network as data",
            "simple_cnn_layers",
            (),
            Exact(("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")),
        ),
        Example(
            "18.2",
            "Its sizes for a batch of 100",
            "layer_sizes",
            (_LAYERS, _SIMPLE_PARAMS, _BATCH_OF_DIGITS),
            Exact(
                (
                    _BATCH_OF_DIGITS,
                    (24, 24, 30, 100),
                    (24, 24, 30, 100),
                    (12, 12, 30, 100),
                    (100, 4320),
                    (100, 100),
                    (100, 100),
                    (100, 10),
                ),
                "28×28×1×100 → 24×24×30×100 → 12×12×30×100 → 100×4320 → 100×100 → 100×10",
            ),
        ),
        Example(
            "18.3",
            "The deeper one: the sides of its images",
            "layer_sizes",
            (_DEEP, _DEEP_PARAMS, _BATCH_OF_DIGITS),
            Exact(
                (
                    _BATCH_OF_DIGITS,
                    *[(26, 26, 32, 100)] * 2,
                    (13, 13, 32, 100),
                    *[(11, 11, 64, 100)] * 2,
                    (5, 5, 64, 100),
                    *[(3, 3, 64, 100)] * 2,
                    (100, 576),
                    *[(100, 64)] * 2,
                    (100, 10),
                ),
                "28 → 26 → 13 → 11 → 5 → 3",
            ),
        ),
        Example(
            "18.4",
            "Gradients of the small one, four images",
            "network_gradients",
            _FEW,
            Near(
                lambda: numerical_network_gradients(*_FEW),
                "numerical gradients",
                1e-6,
                "backpropagation leaves the 1e-7 in the logarithm out",
            ),
            ulp=16,
            reason="the last bits of the softmax, in sums of terms up to 1",
            scale=1.0,
        ),
        Example(
            "18.5",
            "The same by the definition",
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
            "18.6",
            "60 steps with Adam",
            "train",
            _RUN,
            Trained(_START, _SETTINGS["state"], _STEPS, low=0.0, high=0.1),
            keywords=_SETTINGS,
            **DRIFT,
        ),
        Example(
            "18.7",
            "Accuracy afterwards, in percent",
            ACCURACY_AFTER_TRAINING,
            _RUN,
            Exact(np.float64(100.0)),
            keywords=_SETTINGS,
        ),
        _started(8, "60 steps from std", low=0.6, high=0.9),
        _started(9, "60 steps from He, all inputs counted", "he", "input", _LAYERS, _IMAGES.shape, low=0.0, high=0.1),
        Example(
            "18.10",
            "Bytes scaled to 0–1",
            Twin(lambda x: x / 255, "x -> x ./ 255"),
            (np.array([0, 51, 255], np.uint8),),
            Exact(np.array([0.0, 0.2, 1.0])),
        ),
    ),
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
