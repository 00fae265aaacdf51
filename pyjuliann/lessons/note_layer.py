"""The companion note: one layer on a batch, forward and backward, with matrices only."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference
from pyjuliann.lessons.model import Example, Form, Lesson
from pyjuliann.nn.activations import sigmoid
from pyjuliann.nn.layer import affine, layer_forward, sigmoid_delta

TEXT = """
A batch is a matrix with one sample per row. Written with matrices, a layer needs no loop: neither
over the samples nor over the neurons. Below, h is the batch size, m the number of inputs, n the
number of outputs.

**Forward.** U = X·W + b with X h×m, W m×n and b a vector of n numbers, then Y = f(U), here with the
sigmoid. The vector b must go onto every row. NumPy lines sizes up from the right, so `x @ w + b`
does that. Julia lines them up from the left: `x * w .+ b` is an error for most sizes, but with
h = n it adds b down the columns, and with h = 1 it makes an n×n matrix, both without a word. There
it must be `x * w .+ transpose(b)`.

**Backward.** Let Δ (h×n) be the gradient of the loss with respect to U. For the sigmoid it follows
from the gradient with respect to the output: Δ = ∂Y ∘ Y ∘ (1 − Y). Three formulas give the rest:

- ∂W = Xᵀ·Δ, of the size of W;
- ∂b = the column sums of Δ, one number per neuron;
- ∂X = Δ·Wᵀ, of the size of X: what the layer before this one gets as its ∂Y.

**Sizes tell which way to transpose.** Xᵀ·Δ is (m×h)·(h×n): the batch is what is summed over. A
gradient has the size of what it is the gradient of; where it has not, a transpose is missing.

**Sums, not means.** ∂W and ∂b add up over the batch. Whoever averages the loss over the batch
divides by h once, in ∂Y.

The note prints no figures. Each gradient is checked against central differences instead: move one
number by 1e-5 both ways and look at the loss. And each result is checked across the two languages.
"""

_X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5], [-0.75, 1.0, 1.25], [2.0, -0.5, 0.75]])
_W = np.array([[0.5, -0.25], [1.0, 0.75], [-0.5, 0.25]])
_B = np.array([0.25, -0.5])
_DY = np.array([[1.0, -0.5], [0.5, 2.0], [-1.5, 0.75], [0.25, 1.0]])
_Y = layer_forward(_X, _W, _B)
_DELTA = sigmoid_delta(_DY, _Y)

_TOLERANCE = 1e-9
_WHY_TOLERANCE = "the formula errs by about h²/6, and rounding of the loss by 2⁻⁵³/h: 1e-11 each"
_WHY_SIGMOID = "exp differs by 1 ULP between NumPy and Julia, and one division follows"
_WHY_SUMS = "the terms of a sum may be added in another order, or fused with their products"


def _loss(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> float:
    return float(np.sum(_DY * layer_forward(x, w, b)))


def _slope_of_loss(by: str) -> CentralDifference:
    """Return the central differences of the loss by one of x, w and b, the others kept."""
    at = {"x": _X, "w": _W, "b": _B}
    return CentralDifference(
        lambda moved: _loss(**{**at, by: moved}), at[by], tolerance=_TOLERANCE, reason=_WHY_TOLERANCE
    )


LESSON = Lesson(
    id="note",
    title="One layer, forward and backward",
    text=TEXT,
    functions=(
        "affine",
        "layer_forward",
        "sigmoid_delta",
        "weight_gradient",
        "bias_gradient",
        "input_gradient",
        "sigmoid",
    ),
    inside=(
        ("contract.as_float", "activations._float_copy"),
        ("", "activations._sigmoid!"),
    ),
    examples=(
        Example("note.1", "Into the activation: U = X·W + b", "affine", (_X, _W, _B), Form((4, 2))),
        Example(
            "note.2",
            "Out of the layer: Y = sigmoid(U)",
            "layer_forward",
            (_X, _W, _B),
            Form((4, 2), low=0.0, high=1.0),
            ulp=2,
            reason=_WHY_SIGMOID,
        ),
        Example(
            "note.3",
            "Back through the sigmoid: Δ",
            "sigmoid_delta",
            (_DY, _Y),
            CentralDifference(
                lambda u: float(np.sum(_DY * sigmoid(u))),
                affine(_X, _W, _B),
                tolerance=_TOLERANCE,
                reason=_WHY_TOLERANCE,
            ),
        ),
        Example(
            "note.4",
            "Gradient of the weights: XᵀΔ",
            "weight_gradient",
            (_X, _DELTA),
            _slope_of_loss("w"),
            ulp=4,
            reason=_WHY_SUMS,
        ),
        Example(
            "note.5",
            "Gradient of the bias: column sums",
            "bias_gradient",
            (_DELTA,),
            _slope_of_loss("b"),
            ulp=4,
            reason=_WHY_SUMS,
        ),
        Example(
            "note.6",
            "Gradient of the input: ΔWᵀ",
            "input_gradient",
            (_DELTA, _W),
            _slope_of_loss("x"),
            ulp=4,
            reason=_WHY_SUMS,
        ),
    ),
)
