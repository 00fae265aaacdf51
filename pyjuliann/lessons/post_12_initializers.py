"""Post 12: the weights to start from."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.lessons.expectations import Near, Trained
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import BATCHES, DEEP_DRAWS, DRIFT, LABELS, STEPS, X
from pyjuliann.nn.cnn import deep_cnn_layers
from pyjuliann.nn.network import build_network, network_gradients
from pyjuliann.nn.optimizers import adam, optimizer_init
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can say why weights start as random numbers and how large these should be, choose between
std, Xavier and He, and tell what a library counts when it says n.

**All equal is no start.** Give every weight of a layer the same value, and its neurons compute the same number,
get the same gradient, and take the same step. They stay equal for ever: fifty neurons that are one. So weights
start as random numbers, N, drawn from the standard normal distribution, and only their size is left to choose.
The simplest choice is one small factor for every layer:

{formula:std}

{example:12.1}

**How large, follows from counting.** A neuron adds up n products. If the inputs spread by σₓ around 0 and the
weights by σ_w, independently of each other, the sum spreads by

{formula:spread}

A sum of 100 products is therefore ten times as wide as one of them. For what leaves a layer to spread as far as
what went in, n·σ_w² must be 1. That is Xavier's start:

{formula:xavier}

{example:12.2}

ReLU sets about half of the sums to 0 and so takes away half of their mean square. He's start makes up for it:

{formula:he}

{example:12.3}

The biases need no luck. They start at 0, as one row 1×n, here with n for the layer's outputs:

{example:12.4}

Both factors depend on the layer. In a network of 2 inputs, 8 hidden neurons and 1 output the first layer has n =
2, the second n = 8:

{example:12.5}

**What goes wrong with 0.01.** With 5 inputs, each layer shrinks what passes about forty-fold. After four layers
all samples look alike, and so do the gradients that come back. The first layers learn nothing for a long time.

{figure:spread}

The post trains a network of four layers with Adam for three epochs of MNIST: Xavier and He beat std, and with
ReLU, He learns fastest. The small problem shows the same order after 120 steps with ReLU. With std the loss is
still log 3 = 1.10, where it began:

{example:12.6}

{example:12.7}

{example:12.8}

{figure:losses}

**Which n? Convolutions have two.** For a dense layer n is the number of rows of W, and nobody argues. In a
convolution (lesson 14) a filter looks at a small window of the image, so there are two numbers that may be called
the layer's inputs. What one output adds up, is the filter: rows · columns · channels. What the layer is given, is
the whole image. He's derivation above counts the products in a sum, so it means the former, and PyTorch and Keras
do too. The author of the series takes the latter, the product of the size of one sample of the input.

The difference is large. In his deeper network the first convolution has filters of 3×3×1 and is given 28×28×1,
the second has 3×3×32 and is given 13×13×32. Counted by filter, that is 9 and 288:

{example:12.9}

Counted by input, as his code does, 784 and 5,408:

{example:12.10}

The weights of the first layer start more than nine times smaller then. Adam scales its steps by itself and gets
over it, so his network learns all the same; a deep network without such help may not. `build_network` has both,
as `fan`, and takes "filter" unless it is told "input". For that it needs the layers and the size of x.
`he_weights` and `xavier_weights` take the number n itself.

There is a third count. Xavier's own paper uses the outputs as well, √(2/(n + m)), and libraries offer it under
nearly the same name. So look at the formula, not at the name.

**Random numbers in two languages.** `randn` in Julia and `standard_normal` in NumPy draw from different streams,
whatever the seed, and both languages reserve the right to change theirs. Julia did so in versions 1.5 and 1.7. So
the draws come in as arguments. Watch the width, too: `randn(Float32, 3, 2)` is Float32, NumPy's draws are Float64
unless told otherwise; the weights here have the type of the draws.

**Products that stay narrow.** `0.01 * w` of a Float32 array is Float64 in Julia and float32 in NumPy. Here the
factor is first rounded to the type of the draws, in both.
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


# Of the deeper network of post 18, with as few filters as its first two convolutions allow.
_FILTERS = (np.ones((3, 3, 1, 32)), np.ones((3, 3, 32, 1)), np.ones((3, 3, 1, 1)), np.ones((9, 1)), np.ones((1, 1)))
_COUNTED = Twin(
    lambda draws, *network: tuple(
        round(2 / float(w.flat[0]) ** 2) for w, _ in build_network(draws, "he", *network)[:2]
    ),
    """(draws, network...) -> begin
    first, second = JuliaNN.build_network(draws, "he", network...)
    round(Int, 2 / first[1][1]^2), round(Int, 2 / second[1][1]^2)
end""",
)


def _counts(number: int, title: str, fan: str, expected: Exact) -> Example:
    network = _FILTERS, fan, deep_cnn_layers(), (28, 28, 1, 1)
    return Example(f"12.{number}", title, _COUNTED, network, expected)


_FORMULAS = {
    "std": Formula("W = 0.01 \\cdot N", "W = 0.01·N"),
    "spread": Formula("\\sigma_u = \\sqrt{n} \\cdot \\sigma_w \\sigma_x", "σᵤ = √n · σ_w · σₓ"),
    "xavier": Formula("W = \\sqrt{\\frac{1}{n}} \\cdot N", "W = √(1/n)·N"),
    "he": Formula("W = \\sqrt{\\frac{2}{n}} \\cdot N", "W = √(2/n)·N"),
}
_FIGURES = {
    "spread": (
        "How far the numbers spread that leave each of four layers with ReLU, on a logarithmic scale: with std they "
        "shrink from layer to layer to almost nothing, with Xavier they fall slowly, with He they keep their size"
    ),
    "losses": (
        "The loss of examples 12.6 to 12.8 over 120 steps: with std it stays at 1.10, with Xavier and with He it "
        "falls towards 0, with He sooner"
    ),
}
_EQUAL = ((np.full((2, 3), 0.5), np.zeros((1, 3))), (np.full((3, 2), 0.5), np.zeros((1, 2))))
_EXERCISES = (
    Exercise(
        "A layer has 50 inputs. By which factor does He's start scale the draws, and by which does Xavier's?",
        Example(
            "12.A1", "He for 50 inputs", "he_weights", (np.array([[1.0, -2.0]]), 50), Exact(np.array([[0.2, -0.4]]))
        ),
        "He's by √(2/50) = 0.2, as the result shows, and Xavier's by √(1/50), which is √2 times less: 0.1414.",
    ),
    Exercise(
        "All weights of a network start at 0.5. How do the gradients of its three hidden neurons differ?",
        Example(
            "12.A2",
            "Gradients of three equal neurons",
            Twin(
                lambda params, x, t: (
                    (dw := network_gradients(("dense", "sigmoid", "dense"), params, x, t)[0][0]) - dw[:, :1]
                ),
                """(params, x, t) -> begin
    dw = JuliaNN.network_gradients(("dense", "sigmoid", "dense"), params, x, t)[1][1]
    dw .- dw[:, 1]
end""",
            ),
            (_EQUAL, np.array([[1.0, -2.0]]), np.array([[1, 0]])),
            Exact(np.zeros((2, 3))),
        ),
        "Not at all: the columns of ∂W are equal, so every column minus the first is 0, and after any number of steps "
        "the neurons are still equal.",
    ),
    Exercise(
        "The simple network of post 18 has 30 filters of 5×5 on images of 28×28×1. What is n in either count?",
        Example(
            "12.A3",
            "Rows · columns · channels, both counts",
            Twin(
                lambda filters, images: (math.prod(filters[:3]), math.prod(images[:3])),
                "(filters, images) -> (prod(filters[1:3]), prod(images[1:3]))",
            ),
            ((5, 5, 1, 30), (28, 28, 1, 100)),
            Exact((25, 784)),
        ),
        "25 counted by filter and 784 counted by input. (The post starts this network from std, so there it does not "
        "matter.)",
    ),
)

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
        _counts(9, "n of two convolutions, by filter", "filter", Exact((9, 288))),
        _counts(10, "n of the same two, by input", "input", Exact((784, 5408), "784 5408")),
    ),
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
