"""Post 8: backpropagation, derived."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference, MeanDifference
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.samples import TARGETS, WEIGHT_DRAWS, X
from pyjuliann.nn.activations import sigmoid, softmax_rows
from pyjuliann.nn.losses import mean_cross_entropy_error
from pyjuliann.nn.network import build_network
from pyjuliann.nn.numerical import numerical_network_gradients

TEXT = """
The chain rule gives all gradients in one pass from back to front. Each piece takes the gradient with
respect to its output and gives the one with respect to its input.

- **Softmax and cross entropy** together: (Y − T) / h, with h the batch size. Apart, each is unpleasant;
  together nearly everything cancels.
- **Dense**: dX = dout·Wᵀ, dW = Xᵀ·dout, db = the column sums of dout. The companion note has these as
  ∂X, ∂W and ∂b.
- **Sigmoid**: dout ∘ s ∘ (1 − s), where s is what the sigmoid gave. At most 1/4 of the gradient passes.
- **ReLU**: dout where x > 0, and 0 elsewhere. At 0 itself there is no slope; 0 is taken.

**What to keep from the way forward.** Each piece needs what it had: dense its input, the sigmoid its
output, ReLU the places above 0. In Julia as in Python an array that is kept is not a copy. A layer that
writes its result into its input spoils what the layer before kept.

**Where the series contradicts itself.** Half-way through the derivation of the softmax the names of
label and output are swapped. Taken at its word from there on, it would lead to (T − Y) / h, and to a
network that climbs. The result, (Y − T) / h, is right: where a share is too large, Y above T, the slope is
positive and the step makes it smaller.

**The check.** Numerical gradients are slow and cannot be wrong in the same way, so they are the test of
the fast ones. For three images the post prints the mean of |numerical − backprop| for each parameter:
1.96e-10 for W₁, 7.04e-8 for W₂, 8.88e-10 for b₁, 1.39e-7 for b₂. The last example does this on three
samples; the order of magnitude is what must be reached. Most of the difference is no rounding at all:
the loss has log(y + 1e-7), and backpropagation takes the slope of log(y).

**Sizes as a check.** dW has the size of W and db that of b, a row: `sum(axis=0)` drops the dimension in
NumPy unless `keepdims=True`; Julia's `sum(dout, dims=1)` keeps it.
"""

_LAYERS = ("dense", "sigmoid", "dense")
_ROWS = [0, 1, 3]  # of the classes 0, 1 and 0: with one of each most of the difference would cancel
_THREE = (_LAYERS, build_network(WEIGHT_DRAWS), X[_ROWS], TARGETS[_ROWS])

_LOGITS = np.array([[0.5, -1.0, 2.0], [0.0, 1.5, -0.5]])
_T = np.array([[0, 0, 1], [1, 0, 0]])
_U = np.array([[0.5, -1.0], [2.0, -0.25]])
_DY = np.array([[1.0, -0.5], [0.5, 2.0]])

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
    examples=(
        Example(
            "8.1",
            "Softmax and cross entropy: (Y − T) / h",
            "softmax_cross_entropy_delta",
            (np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0, 1], [1, 0]])),
            Exact(np.array([[0.125, -0.125], [-0.25, 0.25]])),
        ),
        Example(
            "8.2",
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
            "8.3",
            "Dense: dX, dW and db",
            "dense_backward",
            (np.array([[1, 10], [2, 20]]), np.array([[2, 3], [4, 5]]), np.array([[1, 2], [3, 4]])),
            Exact((np.array([[21, 43], [42, 86]]), np.array([[10, 100], [13, 130]]), np.array([[3, 30]]))),
        ),
        Example(
            "8.4",
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
            "8.5",
            "ReLU: dout where x > 0",
            "relu_delta",
            (np.array([5.0, 6.0, 7.0]), np.array([-1.0, 0.0, 2.0])),
            Exact(np.array([0.0, 0.0, 7.0])),
        ),
        Example(
            "8.6",
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
