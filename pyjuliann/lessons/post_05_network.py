"""Post 5: the network as one formula."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.samples import START, X

TEXT = """
All pieces are there; put together they are one formula:

    ŷ = softmax(h(X·W₁ + b₁)·W₂ + b₂)

X holds a batch, one sample per row. W₁ and b₁ lead to the hidden layer, h is its activation, W₂ and b₂
lead to one number per class, and the softmax makes shares of them, row by row. The prediction is the
class with the largest share.

**Sizes.** With h samples, m inputs, k hidden neurons and n classes: (h×m)·(m×k) gives h×k, and
(h×k)·(k×n) gives h×n. The bias is a row, 1×k and 1×n, and is added to every row. Written as a matrix of
one row it is the same in both languages: `x @ w + b` and `x * w .+ b`. As a vector it is not; the
companion note shows what happens then.

**A network as data.** Here a network is two tuples: what is done, from front to back, and the numbers
with which it is done. `("dense", "sigmoid", "dense")` is the formula above, and a pair (W, b) for each
"dense" are its parameters. Tuples of strings and arrays mean the same in both languages, so a network
crosses from one to the other as it is.

**Where the weights come from.** They start as small random numbers. Random numbers differ between the
languages, so the draws are arguments: drawn once, handed to both. `build_network` scales them, by 0.01
unless told otherwise, and adds biases of zero. Post 12 is about better ways.
"""


def _by_formula() -> np.ndarray:
    (w1, b1), (w2, b2) = START
    hidden = 1 / (1 + np.exp(-(X[:4] @ w1 + b1)))
    e = np.exp(hidden @ w2 + b2)
    return np.asarray(e / e.sum(axis=1, keepdims=True))


LESSON = Lesson(
    id="5",
    title="The network as a formula",
    text=TEXT,
    functions=("mlp_layers", "build_network", "dense_forward", "predict"),
    inside=(("_passes.forward", "_passes._forward_network!"),),
    examples=(
        Example("5.1", "Two layers and what is between them", "mlp_layers", (2,), Exact(("dense", "sigmoid", "dense"))),
        Example(
            "5.2",
            "Its parameters: small weights, biases of zero",
            "build_network",
            ((np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]]), np.array([[2.0], [-1.0], [4.0]])),),
            Exact(
                (
                    (np.array([[0.01, -0.02, 0.005], [0.03, 0.0, -0.01]]), np.array([[0.0, 0.0, 0.0]])),
                    (np.array([[0.02], [-0.01], [0.04]]), np.array([[0.0]])),
                )
            ),
        ),
        Example(
            "5.3",
            "One layer: X·W + b for two samples",
            "dense_forward",
            (np.array([[1, 2, 3, 4], [0, 0, 0, 1]]), np.array([[1, 2], [3, 4], [5, 6], [7, 8]]), np.array([[1, 2]])),
            Exact(np.array([[51, 62], [8, 10]])),
        ),
        Example(
            "5.4",
            "The whole formula for four samples",
            "predict",
            (("dense", "sigmoid", "dense"), START, X[:4].copy()),
            Near(_by_formula, "the formula, step by step", 1e-15, "a few roundings of numbers up to 1"),
            ulp=4,
            reason="exp differs by up to 1 ULP between NumPy and Julia, in the sigmoid and in the softmax",
        ),
    ),
)
