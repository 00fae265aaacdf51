"""Post 8: backpropagation, derived."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference, MeanDifference, Near
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import TARGETS, WEIGHT_DRAWS, X
from pyjuliann.nn.activations import sigmoid, softmax_rows
from pyjuliann.nn.gradients import derivative
from pyjuliann.nn.losses import mean_cross_entropy_error
from pyjuliann.nn.network import build_network
from pyjuliann.nn.numerical import numerical_network_gradients
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can compute the gradient of every weight and bias in one pass from back to front, and you can tell
whether such a pass is right.

**The chain rule, with one weight.** Take the smallest network there is: one input x = 2, one weight w = 0.5, the
sigmoid, and the target 1. The loss is (y − 1)². To find out what the weight does to the loss, go back through what came
in between. The loss changes with y, y with u, and u with w; the slopes are multiplied.

{formula:chain}

With y = 0.731 that is 2·(−0.269) · 0.197 · 2 = −0.212: a larger weight makes the loss smaller.

{example:8.1}

Backpropagation is this and nothing else, for all weights at once. Each piece of the network takes the gradient with
respect to its output and gives the one with respect to its input, and the pieces stand in a row.

{figure:pieces}

**The last piece: softmax and cross entropy.** Apart, each is unpleasant. The loss −Σ t·log y has the slopes −t/y, which
explode where a share is small. And every share depends on every number that goes into the softmax:

{formula:softmax-slope}

But multiply the two, and nearly everything cancels. The targets sum to 1, and what is left is the share minus the
target:

{formula:softmax-cross-entropy}

For y = (0.25, 0.25, 0.5) and the third class the long way, the whole matrix of slopes times −t/y, gives the same as
y − t:

{example:8.2}

Averaged over a batch of h samples, one per row, it is (Y − T) / h:

{example:8.3}

{example:8.4}

**Where the series contradicts itself.** Half-way through the derivation of the softmax the names of label and output
are swapped. Taken at its word from there on, it would lead to (T − Y) / h, and to a network that climbs. The result,
(Y − T) / h, is right: where a share is too large, Y above T, the slope is positive and the step makes it smaller.

**Dense.** The layer is U = X·W + b, and δ is what comes back for U. A weight meets one input of its own, in every
sample; a bias meets 1, in every sample; an input meets all neurons of the layer, in its own sample. So the first two
sum over the batch, k, and the third over the neurons, r:

{formula:dense-elements}

Beside these sums the matrix forms, which the companion note derives step by step. In code δ is called dout:

{formula:dense-matrix}

Once by hand for the first element of each, and then all of it:

{example:8.5}

{example:8.6}

**The sigmoid** is the piece between. Its slope can be had from its output alone, so the output is all that it has to
keep. At most 1/4 of the gradient passes, and that only at u = 0. After ten such layers no more than a millionth is
left.

{formula:sigmoid}

{figure:slopes}

{example:8.7}

**ReLU** lets the gradient pass where x > 0 and stops it elsewhere. At 0 itself there is no slope; 0 is taken.

{formula:relu}

{example:8.8}

**What to keep from the way forward.** Each piece needs what it had: dense its input, the sigmoid its output, ReLU the
places above 0. In Julia as in Python an array that is kept is not a copy. A layer that writes its result into its input
spoils what the layer before kept.

**The check.** Numerical gradients are slow and cannot be wrong in the same way, so they are the test of the fast ones.
For three images the post prints the mean of |numerical − backprop| for each parameter: 1.96e-10 for W₁, 7.04e-8 for W₂,
8.88e-10 for b₁, 1.39e-7 for b₂. The last example does this on three samples; the order of magnitude is what must be
reached. Most of the difference is no rounding at all: the loss has log(y + 1e-7), and backpropagation takes the slope
of log(y).

{example:8.9}

**Sizes as a check.** dW has the size of W and db that of b, a row: `sum(axis=0)` drops the dimension in NumPy unless
`keepdims=True`; Julia's `sum(dout, dims=1)` keeps it.
"""

FORMULAS = {
    "chain": Formula(
        r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} \cdot \frac{\partial y}{\partial u} \cdot "
        r"\frac{\partial u}{\partial w} = 2 (y - 1) \cdot y (1 - y) \cdot x",
        "∂E/∂w = ∂E/∂y · ∂y/∂u · ∂u/∂w = 2·(y − 1) · y·(1 − y) · x",
    ),
    "softmax-slope": Formula(
        r"y_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}, \qquad \frac{\partial E}{\partial y_k} = - \frac{t_k}{y_k}, \qquad "
        r"\frac{\partial y_k}{\partial z_j} = \begin{cases} y_j (1 - y_j) & k = j \\ - y_k y_j & k \ne j \end{cases}",
        "yₖ = exp(zₖ) / Σⱼ exp(zⱼ),  ∂E/∂yₖ = −tₖ / yₖ\n"
        "\n"
        "          ⎧ yⱼ·(1 − yⱼ)   k = j\n"
        "∂yₖ/∂zⱼ = ⎨\n"
        "          ⎩ −yₖyⱼ         k ≠ j",
    ),
    "softmax-cross-entropy": Formula(
        r"\frac{\partial E}{\partial z_j} = \sum_{k} \frac{\partial E}{\partial y_k} "
        r"\frac{\partial y_k}{\partial z_j} = - t_j (1 - y_j) + \sum_{k \ne j} t_k y_j = "
        r"y_j \sum_{k} t_k - t_j = y_j - t_j",
        "∂E/∂zⱼ = Σₖ ∂E/∂yₖ · ∂yₖ/∂zⱼ\n       = −tⱼ·(1 − yⱼ) + yⱼ·Σ tₖ  (k ≠ j)\n       = yⱼ·Σₖ tₖ − tⱼ = yⱼ − tⱼ",
    ),
    "dense-elements": Formula(
        r"\partial w_{ij} = \sum_{k=1}^{h} x_{ki} \delta_{kj}, \qquad \partial b_j = \sum_{k=1}^{h} \delta_{kj}, "
        r"\qquad \partial x_{ki} = \sum_{r=1}^{n} \delta_{kr} w_{ir}",
        "∂wᵢⱼ = Σₖ xₖᵢδₖⱼ,  ∂bⱼ = Σₖ δₖⱼ,  ∂xₖᵢ = Σᵣ δₖᵣwᵢᵣ",
    ),
    "dense-matrix": Formula(
        r"\partial W = X^{T} \Delta, \qquad \partial \vec{b} = \begin{bmatrix} 1 & \cdots & 1 \end{bmatrix} \Delta, "
        r"\qquad \partial X = \Delta W^{T}",
        "∂W = Xᵀ·Δ,  ∂b = [ 1 … 1 ]·Δ,  ∂X = Δ·Wᵀ",
    ),
    "sigmoid": Formula(
        r"s(u) = \frac{1}{1 + e^{-u}}, \qquad s'(u) = s(u) (1 - s(u)), \qquad "
        r"\Delta = \partial Y \circ Y \circ (1 - Y)",
        "s(u) = 1 / (1 + e⁻ᵘ),  s′(u) = s(u)·(1 − s(u)),  Δ = ∂Y ∘ Y ∘ (1 − Y)",
    ),
    "relu": Formula(
        r"\delta_{kj} = \begin{cases} \partial y_{kj} & u_{kj} > 0 \\ 0 & u_{kj} \le 0 \end{cases}",
        "      ⎧ ∂yₖⱼ   uₖⱼ > 0\nδₖⱼ = ⎨\n      ⎩ 0      uₖⱼ ≤ 0",
    ),
}

FIGURES = {
    "pieces": (
        "The network dense, sigmoid, dense, softmax as boxes in a row: above them arrows to the right carry X, U₁, Y₁, "
        "U₂ and the shares Y to the loss; below them arrows to the left carry the gradients back, beginning with "
        "(Y − T) / h, and each dense box lets ∂W and ∂b out downwards"
    ),
    "slopes": (
        "The slopes of the sigmoid and of ReLU over u from −5 to 5: the sigmoid's is a hill of height 1/4 at 0, almost "
        "flat beyond ±4; ReLU's is 0 up to 0 and 1 from there on"
    ),
}

EXERCISES = (
    Exercise(
        "A network is certain and right: its shares are the targets. What comes back from the last piece?",
        Example(
            "8.A1",
            "Y equal to T",
            "softmax_cross_entropy_delta",
            (np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[0, 1], [1, 0]])),
            Exact(np.array([[0.0, 0.0], [0.0, 0.0]])),
        ),
        "(Y − T) / h is 0 everywhere. There is nothing left to learn from this batch.",
    ),
    Exercise(
        "Gradients of 4 arrive at three sigmoids that gave 0.5, 0.75 and 1.0. What passes?",
        Example(
            "8.A2",
            "4 · s · (1 − s)",
            "sigmoid_delta",
            (np.array([[4.0, 4.0, 4.0]]), np.array([[0.5, 0.75, 1.0]])),
            Exact(np.array([[1.0, 0.75, 0.0]])),
        ),
        "A quarter of it at 0.5, which is 1.0; then 4·0.75·0.25 = 0.75; and at 1.0 nothing.",
    ),
    Exercise(
        "The gradient (1, 2, 3) comes to a ReLU whose inputs were 0.5, −0.5 and 0. What does it hand on?",
        Example(
            "8.A3",
            "Past 0.5, −0.5 and 0",
            "relu_delta",
            (np.array([1.0, 2.0, 3.0]), np.array([0.5, -0.5, 0.0])),
            Exact(np.array([1.0, 0.0, 0.0])),
        ),
        "Only the first: −0.5 is below 0, and at 0 the slope is taken to be 0.",
    ),
    Exercise(
        "Three equal samples (1, 1) each bring dout = (1, 2) to a layer with the weights 1 2 / 3 4. What are "
        "dX, dW and db?",
        Example(
            "8.A4",
            "Three equal samples",
            "dense_backward",
            (np.full((3, 2), 1) * np.array([1, 2]), np.full((3, 2), 1), np.array([[1, 2], [3, 4]])),
            Exact((np.array([[5, 11]] * 3), np.array([[3, 6], [3, 6]]), np.array([[3, 6]]))),
        ),
        "dX is the same in each row, 1·1 + 2·2 = 5 and 1·3 + 2·4 = 11. dW and db sum over the batch, so they are three "
        "times what one sample gives.",
    ),
)

_LAYERS = ("dense", "sigmoid", "dense")
_ROWS = [0, 1, 3]  # of the classes 0, 1 and 0: with one of each most of the difference would cancel
_THREE = (_LAYERS, build_network(WEIGHT_DRAWS), X[_ROWS], TARGETS[_ROWS])

_LOGITS = np.array([[0.5, -1.0, 2.0], [0.0, 1.5, -0.5]])
_T = np.array([[0, 0, 1], [1, 0, 0]])
_U = np.array([[0.5, -1.0], [2.0, -0.25]])
_DY = np.array([[1.0, -0.5], [0.5, 2.0]])

_DOUT, _DENSE_X, _DENSE_W = np.array([[1, 10], [2, 20]]), np.array([[2, 3], [4, 5]]), np.array([[1, 2], [3, 4]])


LESSON = Lesson(
    id="8",
    title="Backpropagation",
    text=TEXT,
    functions=(
        "softmax_cross_entropy_delta",
        "dense_backward",
        "sigmoid_delta",
        "relu_delta",
        "network_gradients",
    ),
    inside=(("_passes.backward", "_passes._backward_network!"),),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "8.1",
            "One weight: 2·(y − 1) · y·(1 − y) · x",
            Twin(
                lambda w, x: (y := 1 / (1 + np.exp(-w * x)), 2 * (y - 1) * y * (1 - y) * x)[1],
                "(w, x) -> (y = 1 / (1 + exp(-w * x)); 2 * (y - 1) * y * (1 - y) * x)",
            ),
            (0.5, 2.0),
            Near(
                lambda: derivative(lambda w: (sigmoid(np.array([w * 2.0]))[0] - 1) ** 2, 0.5),
                "the central difference of the loss",
                1e-8,
                "the formula errs by about h², which is 1e-8, times a third derivative below 1",
            ),
            ulp=8,
            reason="exp differs by up to 1 ULP between NumPy and Julia, and five roundings follow",
        ),
        Example(
            "8.2",
            "The long way: all slopes times −t/y",
            Twin(
                lambda y, t: (np.diag(y) - np.outer(y, y)) @ (-t / y),
                "(y, t) -> (JuliaNN.LinearAlgebra.Diagonal(y) - y * y') * (-t ./ y)",
            ),
            (np.array([0.25, 0.25, 0.5]), np.array([0, 0, 1])),
            Exact(np.array([0.25, 0.25, -0.5])),
        ),
        Example(
            "8.3",
            "Softmax and cross entropy: (Y − T) / h",
            "softmax_cross_entropy_delta",
            (np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0, 1], [1, 0]])),
            Exact(np.array([[0.125, -0.125], [-0.25, 0.25]])),
        ),
        Example(
            "8.4",
            "The same against the slope of the loss",
            "softmax_cross_entropy_delta",
            (softmax_rows(_LOGITS), _T),
            CentralDifference(
                lambda z: float(mean_cross_entropy_error(softmax_rows(z), _T)),
                _LOGITS,
                tolerance=1e-6,
                reason="the 1e-7 in the logarithm is left out on the way back",
            ),
        ),
        Example(
            "8.5",
            "dx₁₁, dw₁₁ and db₁ as sums",
            Twin(
                lambda dout, x, w: (
                    dout[0, 0] * w[0, 0] + dout[0, 1] * w[0, 1],
                    x[0, 0] * dout[0, 0] + x[1, 0] * dout[1, 0],
                    dout[0, 0] + dout[1, 0],
                ),
                """(dout, x, w) -> (
    dout[1, 1] * w[1, 1] + dout[1, 2] * w[1, 2],
    x[1, 1] * dout[1, 1] + x[2, 1] * dout[2, 1],
    dout[1, 1] + dout[2, 1],
)""",
            ),
            (_DOUT, _DENSE_X, _DENSE_W),
            Exact((np.int64(21), np.int64(10), np.int64(3))),
        ),
        Example(
            "8.6",
            "Dense: dX, dW and db",
            "dense_backward",
            (_DOUT, _DENSE_X, _DENSE_W),
            Exact((np.array([[21, 43], [42, 86]]), np.array([[10, 100], [13, 130]]), np.array([[3, 30]]))),
        ),
        Example(
            "8.7",
            "Sigmoid: dout ∘ s ∘ (1 − s)",
            "sigmoid_delta",
            (_DY, sigmoid(_U)),
            CentralDifference(
                lambda u: float(np.sum(_DY * sigmoid(u))),
                _U,
                tolerance=1e-9,
                reason="the formula errs by about h²/6, and rounding of the loss by 2⁻⁵³/h: 1e-11 each",
            ),
        ),
        Example(
            "8.8",
            "ReLU: dout where x > 0",
            "relu_delta",
            (np.array([5.0, 6.0, 7.0]), np.array([-1.0, 0.0, 2.0])),
            Exact(np.array([0.0, 0.0, 7.0])),
        ),
        Example(
            "8.9",
            "Three samples: |numerical − backprop|",
            "network_gradients",
            _THREE,
            MeanDifference(
                lambda: numerical_network_gradients(*_THREE),
                "or that order of magnitude",
                (("W₁", "1.96e-10"), ("b₁", "8.88e-10"), ("W₂", "7.04e-8"), ("b₂", "1.39e-7")),
            ),
            ulp=2,
            reason="the last bits of sigmoid and softmax, in sums of terms up to 1",
            scale=1.0,
        ),
    ),
)
