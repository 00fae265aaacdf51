"""The companion note: one layer on a batch, forward and backward, with matrices only."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference
from pyjuliann.lessons.model import Exact, Example, Exercise, Form, Formula, Lesson
from pyjuliann.nn.activations import sigmoid
from pyjuliann.nn.layer import affine, layer_forward, sigmoid_delta
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can send a whole batch through a layer without a loop, forward and backward, and you know
where each of the three gradients comes from: first as a sum over single numbers, then as a product of matrices.

**A batch is a matrix** with one sample in each row. Below, h is the number of samples, m the number of inputs and n
the number of neurons. Take two samples of three numbers and a layer of two neurons:

{formula:numbers}

**Forward, one number at a time.** Neuron j looks at sample k, multiplies each input by its weight, adds up, and adds
its bias:

{formula:forward-elements}

{example:note.1}

**Forward, at once.** The same sum stands at every place of a matrix product. So the whole batch is one line,
U = X·W + b, of size (h×m)·(m×n) = h×n, with b added to every row:

{figure:forward}

{example:note.2}

**The trap is b.** It is a vector of n numbers, and must go onto every *row*. NumPy lines sizes up from the right, so
`x @ w + b` does that. Julia lines them up from the left: `x * w .+ b` is an error for most sizes, but with h = n
it adds b down the columns, and with h = 1 it makes an n×n matrix, both without a word. There it must be
`x * w .+ transpose(b)`. Here h and n are both 2, and this is what the wrong line gives:

{example:note.3}

**The activation** then works on each number by itself. The note takes the sigmoid:

{formula:sigmoid}

{example:note.4}

**Backward: what is given, and what is wanted.** E is the loss. From the layer behind comes ∂Y, the gradient of E with
respect to the output. Wanted are three more: ∂W and ∂b, to learn by, and ∂X, to hand on to the layer in front. All
three go through Δ, the gradient with respect to U, of size h×n:

{formula:delta}

The sigmoid's slope needs nothing but its own output:

{formula:sigmoid-slope}

{example:note.5}

**The weights, for one sample.** The weight from input i to neuron j is multiplied by one number only, that input. The
note calls it yᵢ, since it is the output of the layer in front, and says x from then on:

{formula:weight-one}

For x = (1, 2, 3) and δ = (10, −1) these are six products, every input with every δ:

{example:note.6}

**The weights, for a batch.** Every sample goes through the *same* weight. Moving that weight by a little moves the loss
of each sample, and the loss of the batch is their sum, E = Σₖ Eₖ. The slope of a sum is the sum of the slopes. That is
why the batch is summed over, and for no other reason:

{formula:weight-batch}

{example:note.7}

This is again a sum at every place of a matrix product: rows of Xᵀ with columns of Δ. Xᵀ·Δ is (m×h)·(h×n), so h, the
batch, is what disappears.

{example:note.8}

{example:note.9}

**The bias** is added to every sample of its neuron, with the factor 1. So its gradient is δ itself, and for a batch the
sum down each column:

{formula:bias}

{example:note.10}

{example:note.11}

**The input.** An input goes into *every* neuron of the layer, through another weight each time, and each neuron sends
back its share. So here it is the neurons that are summed over, r from 1 to n, and not the samples: another sample's
input has nothing to do with this one.

{formula:input}

{example:note.12}

As matrices: Δ·Wᵀ is (h×n)·(n×m), n disappears, and X's own size, h×m, is left.

{example:note.13}

{example:note.14}

{figure:backward}

**Sizes tell which way to transpose.** A gradient has the size of what it is the gradient of. There is but one way to
multiply X and Δ so that the size of W comes out, and one way to multiply Δ and W for that of X. If the size is not
right, a transpose is missing.

**Sums, not means.** ∂W and ∂b add up over the batch. Whoever averages the loss over the batch divides by h once, in ∂Y.

The note prints no figures. Its gradients are checked against central differences instead: move one number by 1e-5 both
ways and look at the loss. And each result is checked across the two languages.
"""

FORMULAS = {
    "numbers": Formula(
        r"X = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \qquad "
        r"W = \begin{bmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{bmatrix} \qquad "
        r"\vec{b} = ( 10 , 20 ) \qquad \Delta = \begin{bmatrix} 10 & -1 \\ 1 & 2 \end{bmatrix}",
        "                      ⎡ 1  2 ⎤\n"
        "X = ⎡ 1  2  3 ⎤   W = ⎢ 3  4 ⎥   b = (10, 20)   Δ = ⎡ 10  −1 ⎤\n"
        "    ⎣ 4  5  6 ⎦       ⎣ 5  6 ⎦                      ⎣  1   2 ⎦",
    ),
    "forward-elements": Formula(
        r"u_{kj} = \sum_{i=1}^{m} x_{ki} w_{ij} + b_j, \qquad y_{kj} = f(u_{kj})",
        "uₖⱼ = Σᵢ xₖᵢwᵢⱼ + bⱼ,  yₖⱼ = f(uₖⱼ)",
    ),
    "sigmoid": Formula(
        r"f(u) = \frac{1}{1 + e^{-u}}",
        "f(u) = 1 / (1 + e⁻ᵘ)",
    ),
    "delta": Formula(
        r"\delta_{kj} = \frac{\partial E}{\partial u_{kj}} = "
        r"\frac{\partial E}{\partial y_{kj}} f'(u_{kj}), \qquad \Delta = \partial Y \circ f'(U)",
        "δₖⱼ = ∂E/∂uₖⱼ = ∂E/∂yₖⱼ · f′(uₖⱼ),  Δ = ∂Y ∘ f′(U)",
    ),
    "sigmoid-slope": Formula(
        r"f'(u) = \frac{e^{-u}}{(1 + e^{-u})^2} = f(u) (1 - f(u)) = y (1 - y), "
        r"\qquad \Delta = \partial Y \circ Y \circ (1 - Y)",
        "f′(u) = e⁻ᵘ / (1 + e⁻ᵘ)² = f(u)·(1 − f(u)) = y·(1 − y)\nΔ = ∂Y ∘ Y ∘ (1 − Y)",
    ),
    "weight-one": Formula(
        r"\partial w_{ij} = \frac{\partial E}{\partial w_{ij}} = "
        r"\frac{\partial E}{\partial u_j} \frac{\partial u_j}{\partial w_{ij}} = y_i \delta_j",
        "∂wᵢⱼ = ∂E/∂wᵢⱼ = ∂E/∂uⱼ · ∂uⱼ/∂wᵢⱼ = yᵢδⱼ",
    ),
    "weight-batch": Formula(
        r"\partial w_{ij} = \sum_{k=1}^{h} \frac{\partial E_k}{\partial w_{ij}} = "
        r"\sum_{k=1}^{h} x_{ki} \delta_{kj}, \qquad \partial W = X^{T} \Delta",
        "∂wᵢⱼ = Σₖ ∂Eₖ/∂wᵢⱼ = Σₖ xₖᵢδₖⱼ,  ∂W = Xᵀ·Δ",
    ),
    "bias": Formula(
        r"\partial b_j = \delta_j, \qquad \partial b_j = \sum_{k=1}^{h} \frac{\partial E_k}{\partial b_j} = "
        r"\sum_{k=1}^{h} \delta_{kj}",
        "∂bⱼ = δⱼ,  ∂bⱼ = Σₖ ∂Eₖ/∂bⱼ = Σₖ δₖⱼ",
    ),
    "input": Formula(
        r"\partial y_i = \sum_{r=1}^{n} \delta_r w_{ir}, \qquad "
        r"\partial x_{ki} = \sum_{r=1}^{n} \delta_{kr} w_{ir}, \qquad \partial X = \Delta W^{T}",
        "∂yᵢ = Σᵣ δᵣwᵢᵣ,  ∂xₖᵢ = Σᵣ δₖᵣwᵢᵣ,  ∂X = Δ·Wᵀ",
    ),
}

FIGURES = {
    "forward": (
        "One layer, forward, as boxes of their sizes: X, h×m, times W, m×n, plus the row b of n numbers laid onto each "
        "of the h rows, gives U, h×n, and f makes Y of the same size from it"
    ),
    "backward": (
        "The same layer, backward: ∂Y, h×n, times the slope f′(U) place by place gives Δ; from Δ go three arrows, to "
        "∂W = Xᵀ·Δ, m×n, summed over the samples, to ∂b, the n column sums, summed over the samples too, and to "
        "∂X = Δ·Wᵀ, h×m, summed over the neurons, which leaves to the layer in front"
    ),
}

_SAMPLES = np.array([[1, 2, 3], [4, 5, 6]])
_WEIGHTS = np.array([[1, 2], [3, 4], [5, 6]])
_BIAS = np.array([10, 20])
_DELTAS = np.array([[10, -1], [1, 2]])

EXERCISES = (
    Exercise(
        "A batch has five samples of three inputs, all ones, and Δ is 5×2, all ones too. What size has ∂W, and what "
        "stands in it?",
        Example(
            "note.A1",
            "Five samples of ones",
            "weight_gradient",
            (np.full((5, 3), 1), np.full((5, 2), 1)),
            Exact(np.full((3, 2), 5)),
        ),
        "It has the size of W, 3×2. Each of the five samples adds 1·1, so every element is 5.",
    ),
    Exercise(
        "The loss of the example is averaged over its two samples, not added up. What is ∂b then?",
        Example("note.A2", "∂b of Δ / 2", "bias_gradient", (_DELTAS / 2,), Exact(np.array([5.5, 0.5]))),
        "All of Δ is divided by h = 2, and so is every sum of it: (11, 1) / 2 = (5.5, 0.5).",
    ),
    Exercise(
        "Three neurons gave 0.5, 0.75 and 1.0, and each gets ∂Y = 1. Which δ is the largest, and what happens to the "
        "last neuron?",
        Example(
            "note.A3",
            "δ at y = 0.5, 0.75 and 1.0",
            "sigmoid_delta",
            (np.array([[1.0, 1.0, 1.0]]), np.array([[0.5, 0.75, 1.0]])),
            Exact(np.array([[0.25, 0.1875, 0.0]])),
        ),
        "y·(1 − y) is largest at y = 0.5, with 0.25. At 1.0 it is 0: that neuron is saturated and learns nothing.",
    ),
    Exercise(
        "One sample, x = (1, 2, 3), has δ = (1, 0). Which weights get a gradient?",
        Example(
            "note.A4",
            "δ of the second neuron is 0",
            "weight_gradient",
            (np.array([[1, 2, 3]]), np.array([[1, 0]])),
            Exact(np.array([[1, 0], [2, 0], [3, 0]])),
        ),
        "Those into the first neuron, in the first column of W, each in proportion to its input. What leads to the "
        "second neuron stays as it is.",
    ),
)

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
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "note.1",
            "u₁₁ written out: 1·1 + 2·3 + 3·5 + 10",
            Twin(
                lambda x, w, b: x[0, 0] * w[0, 0] + x[0, 1] * w[1, 0] + x[0, 2] * w[2, 0] + b[0],
                "(x, w, b) -> x[1, 1] * w[1, 1] + x[1, 2] * w[2, 1] + x[1, 3] * w[3, 1] + b[1]",
            ),
            (_SAMPLES, _WEIGHTS, _BIAS),
            Exact(np.int64(32)),
        ),
        Example(
            "note.2",
            "Into the activation: U = X·W + b",
            "affine",
            (_SAMPLES, _WEIGHTS, _BIAS),
            Exact(np.array([[32, 48], [59, 84]])),
        ),
        Example(
            "note.3",
            "What x * w .+ b gives in Julia: b on the columns",
            Twin(lambda x, w, b: x @ w + b[:, np.newaxis], "(x, w, b) -> x * w .+ b"),
            (_SAMPLES, _WEIGHTS, _BIAS),
            Exact(np.array([[32, 38], [69, 84]])),
        ),
        Example(
            "note.4",
            "Out of the layer: Y = sigmoid(U)",
            "layer_forward",
            (_X, _W, _B),
            Form((4, 2), low=0.0, high=1.0),
            ulp=2,
            reason=_WHY_SIGMOID,
        ),
        Example(
            "note.5",
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
            "note.6",
            "One sample: every xᵢ times every δⱼ",
            Twin(np.outer, "(x, delta) -> x * delta'"),
            (np.array([1, 2, 3]), np.array([10, -1])),
            Exact(np.array([[10, -1], [20, -2], [30, -3]])),
        ),
        Example(
            "note.7",
            "Two samples: the sum of both",
            Twin(
                lambda x, delta: sum(np.outer(x[k], delta[k]) for k in range(len(x))),
                "(x, delta) -> sum(x[k, :] * delta[k, :]' for k in axes(x, 1))",
            ),
            (_SAMPLES, _DELTAS),
            Exact(np.array([[14, 7], [25, 8], [36, 9]])),
        ),
        Example(
            "note.8",
            "The same as one product: XᵀΔ",
            "weight_gradient",
            (_SAMPLES, _DELTAS),
            Exact(np.array([[14, 7], [25, 8], [36, 9]])),
        ),
        Example(
            "note.9",
            "XᵀΔ against the slope of the loss",
            "weight_gradient",
            (_X, _DELTA),
            _slope_of_loss("w"),
            ulp=4,
            reason=_WHY_SUMS,
        ),
        Example("note.10", "The column sums of Δ", "bias_gradient", (_DELTAS,), Exact(np.array([11, 1]))),
        Example(
            "note.11",
            "The column sums against the slope of the loss",
            "bias_gradient",
            (_DELTA,),
            _slope_of_loss("b"),
            ulp=4,
            reason=_WHY_SUMS,
        ),
        Example(
            "note.12",
            "∂x₁₁ written out: 10·1 + (−1)·2",
            Twin(
                lambda delta, w: delta[0, 0] * w[0, 0] + delta[0, 1] * w[0, 1],
                "(delta, w) -> delta[1, 1] * w[1, 1] + delta[1, 2] * w[1, 2]",
            ),
            (_DELTAS, _WEIGHTS),
            Exact(np.int64(8)),
        ),
        Example(
            "note.13",
            "The gradient of the input: ΔWᵀ",
            "input_gradient",
            (_DELTAS, _WEIGHTS),
            Exact(np.array([[8, 26, 44], [5, 11, 17]])),
        ),
        Example(
            "note.14",
            "ΔWᵀ against the slope of the loss",
            "input_gradient",
            (_DELTA, _W),
            _slope_of_loss("x"),
            ulp=4,
            reason=_WHY_SUMS,
        ),
    ),
)
