"""Post 12: the weights to start from."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.samples import BATCHES, DEEP_DRAWS, DRIFT, LABELS, STEPS, X
from pyjuliann.nn.network import build_network
from pyjuliann.nn.optimizers import adam, optimizer_init

TEXT = """
All weights equal would keep all neurons of a layer equal for ever, so they start as random numbers. How
large, matters: a layer adds up n products, so what it gives spreads about √n times as far as one of them.

- **std**: 0.01·N, whatever the layer; N is a standard normal draw.
- **Xavier**: √(1/n)·N, so that a layer's outputs spread as far as its inputs do.
- **He**: √(2/n)·N, since ReLU cuts half of it off.

Here n is the number of inputs of the layer: the product of the size of one sample of its input. For a dense
layer that is the number of rows of W; for 28×28 images of one channel 784. Xavier's own paper uses the
outputs too, and libraries have both, under similar names. The biases start at 0, as a row 1×n.

**What goes wrong with 0.01.** With 5 inputs each layer shrinks what passes about forty-fold. After four
layers all samples look alike, and so do the gradients that come back. The first layers learn nothing for a
long time.

The post trains a network of four layers with Adam for three epochs of MNIST: Xavier and He beat std, and
with ReLU, He learns fastest. The small problem shows the same order after 120 steps with ReLU: std is still
at log 3 = 1.10, where it began.

**Random numbers in two languages.** `randn` in Julia and `standard_normal` in NumPy draw from different
streams, whatever the seed, and both languages reserve the right to change theirs. Julia did so in versions
1.5 and 1.7. So the draws come in as arguments. Watch the width, too: `randn(Float32, 3, 2)` is Float32,
NumPy's draws are Float64 unless told otherwise; the weights here have the type of the draws.

**Products that stay narrow.** `0.01 * w` of a Float32 array is Float64 in Julia and float32 in NumPy. Here
the factor is first rounded to the type of the draws, in both.
"""

_DRAWS = np.array([[1.0, -2.0], [0.5, 0.0], [-1.0, 3.0], [2.0, -0.5]])
_RUN = ("dense", "relu", "dense", "relu", "dense", "relu", "dense")


def _scaled(factor: float) -> Near:
    return Near(lambda: factor * _DRAWS, f"{factor:.6g} times the draws", 1e-15, "one rounding of numbers up to 2")


def _learnt(number: int, title: str, initializer: str, *, low: float, high: float) -> Example:
    params = build_network(DEEP_DRAWS, initializer)
    optimizer = adam(0.01)
    keywords: dict[str, Any] = {"optimizer": optimizer, "state": optimizer_init(optimizer, params)}
    expected = Trained(params, keywords["state"], STEPS, low=low, high=high)
    run = _RUN, params, X, LABELS, BATCHES
    return Example(f"12.{number}", title, "train", run, expected, keywords=keywords, **DRIFT)


LESSON = Lesson(
    id="12",
    title="Initial weights",
    text=TEXT,
    functions=("std_weights", "xavier_weights", "he_weights", "zero_bias", "build_network"),
    inside=(
        ("", "initializers._scaled"),
        ("_networks.counted_inputs", "_networks._counted_inputs"),
    ),
    examples=(
        Example("12.1", "std: 0.01 times the draws", "std_weights", (_DRAWS,), _scaled(0.01)),
        Example("12.2", "Xavier for 4 inputs: half the draws", "xavier_weights", (_DRAWS, 4), Exact(0.5 * _DRAWS)),
        Example("12.3", "He for 4 inputs: √½ of the draws", "he_weights", (_DRAWS, 4), _scaled(math.sqrt(0.5))),
        Example("12.4", "The bias that goes with them", "zero_bias", (_DRAWS,), Exact(np.array([[0.0, 0.0]]))),
        Example(
            "12.5",
            "Two layers, He: √(2/2) and √(2/8)",
            "build_network",
            ((np.ones((2, 8)), np.ones((8, 1))), "he"),
            Exact(((np.ones((2, 8)), np.zeros((1, 8))), (np.full((8, 1), 0.5), np.zeros((1, 1))))),
        ),
        _learnt(6, "Four layers, Adam, std", "std", low=1.0, high=1.2),
        _learnt(7, "Four layers, Adam, Xavier", "xavier", low=0.025, high=0.3),
        _learnt(8, "Four layers, Adam, He", "he", low=0.0, high=0.025),
    ),
)
