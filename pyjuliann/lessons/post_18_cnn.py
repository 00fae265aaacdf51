"""Post 18: a simple CNN."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Lesson
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

TEXT = """
The last post puts everything together: a convolutional network that learns to read digits.

**The network.** Convolution with 30 filters of 5×5, ReLU, max-pooling 2×2, flatten, a dense layer of 100, ReLU,
a dense layer of 10, softmax. As data it is a tuple like those of posts 5 to 13, with three new words:
`("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")`. Each convolution and each dense
layer has its pair (W, b).

**Sizes, for a batch of 100.** 28×28×1 becomes 24×24×30 in the convolution, 12×12×30 in the pooling, 4320 numbers in
a row, then 100, then 10. The convolution has 780 parameters, the first dense layer 432,100: nearly all weights are
where the neighbours are no longer known.

**Where the sample goes.** In images the sample is the last axis, in matrices the first. It turns round in
"flatten". Flatten is also where weights are easily spoilt: the dense layer behind it has learnt in which order
the pixels come. Weights that were trained where rows run fastest make no sense where channels do; whoever takes
them from another library has to reorder the rows of W first. Here both languages flatten alike, so trained
networks cross as they are.

**What to start from.** For a filter, n in post 12's √(2/n) is rows · columns · channels: as many numbers as it
adds up.

**What the post reports** for MNIST with Adam and batches of 100: an accuracy of 96.37, 97.22, 98.1, 98.46 and
98.57 % after each of five epochs, and about five minutes an epoch, where the direct version of post 14 took an
hour. (Told and not run.)

**The deeper one.** The author's code also trains a deeper network: convolutions of 3×3 with 32, 64 and 64
filters, max-pooling after the first two, then dense layers of 64 and 10, with He's weights and Adam. The sides
of its images are 26, 13, 11, 5 and 3; from 11 to 5 the pooling leaves a row and a column out. After 600 steps
the loss was 0.089 and the accuracy 98.08 %.

**The small one below** has images of 6×6 in three classes: a bar that lies, one that stands, and a diagonal,
with noise on them. Two filters of 3×3 are enough: after 60 steps all images are told apart, whatever the
language.
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
_START = build_network((_draws(3, 3, 1, 2), _draws(8, 5), _draws(5, _CLASSES)), "he")

_FEW = (_LAYERS, _START, _IMAGES[..., :4].copy(), _TARGETS[:4].copy())
_RUN = (_LAYERS, _START, _IMAGES, _LABELS, _BATCHES)
_ADAM = adam(0.02)
_SETTINGS: dict[str, Any] = {"optimizer": _ADAM, "state": optimizer_init(_ADAM, _START)}

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
    ),
)
