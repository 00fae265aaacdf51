"""Post 5: the network as one formula."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.lessons.samples import START, X

TEXT = """
After this lesson you can write a whole network as one formula, tell the size of every matrix in it from the number of
samples, inputs, neurons and classes, and hand a network from one language to the other.

Begin with one layer and two samples. Lesson 1 gave a layer the sample (1, 2, 3, 4), and two neurons answered 51 and
62. A second sample is a second row, (0, 0, 0, 1): it picks the last row of the weights, 7 and 8, and the biases, 1
and 2, are added to it as they were to the first.

{example:5.1}

**All pieces are there.** The layer is lesson 1, the function that bends is lesson 2, the softmax that makes shares is
lesson 2 as well. Put together they are one line:

{formula:network}

X holds a batch, one sample a row. W₁ and b₁ lead to the hidden layer, h is its activation, W₂ and b₂ lead to one
number for each class, and the softmax makes shares of them, row by row. The prediction is the class with the largest
share.

**Sizes.** With h samples, m inputs, k hidden neurons and n classes every product can be checked before it is
computed:

{formula:sizes}

{figure:sizes}

The number of samples stands on the left from beginning to end, and no weight knows it: the same network answers one
sample or a hundred. A bias is a row, 1×k and 1×n, and is added to every row. Written as a matrix of one row it is the
same in both languages: `x @ w + b` and `x * w .+ b`. As a vector it is not; the companion note shows what
happens then.

**A network as data.** Two tuples say what a network is: what is done, from front to back, and the numbers with which
it is done. `("dense", "sigmoid", "dense")` is the formula above:

{example:5.2}

A pair (W, b) for each "dense" are its parameters. Tuples of strings and arrays mean the same in both languages, so a
network crosses from one to the other as it is.

**Where the weights come from.** They start as small random numbers. Random numbers differ between the languages, so
the draws are arguments: drawn once, handed to both. `build_network` scales them, by 0.01 unless told otherwise, and
adds biases of zero. Lesson 12 is about better ways.

{example:5.3}

**The whole formula**, then, for four samples of six inputs, five hidden neurons and three classes. What is expected
was computed step by step, as one would on paper: the exponentials of the sigmoid, the second product, the
exponentials of the softmax, and their sums along each row.

{example:5.4}
"""

FORMULAS = {
    "network": Formula(
        r"\hat{y} = \mathrm{softmax}\left( h\left( X W_1 + b_1 \right) W_2 + b_2 \right)",
        "ŷ = softmax(h(X·W₁ + b₁)·W₂ + b₂)",
    ),
    "sizes": Formula(
        r"(h \times m) \cdot (m \times k) \rightarrow (h \times k), \qquad "
        r"(h \times k) \cdot (k \times n) \rightarrow (h \times n)",
        "(h×m)·(m×k) → (h×k),  (h×k)·(k×n) → (h×n)",
    ),
}

FIGURES = {
    "sizes": (
        "The formula as rectangles: X, 4 rows and 6 columns, times W₁, 6×5, plus the row b₁ gives the hidden layer, "
        "4×5; that times W₂, 5×3, plus the row b₂ gives the shares, 4×3; equal sides are marked, and the 4 rows of "
        "samples go through from left to right"
    ),
}

EXERCISES = (
    Exercise(
        "The samples of lesson 1's layer are now three: (1, 2, 3, 4), (0, 0, 0, 1) and (0, 0, 0, 0). What does the "
        "layer answer to the third?",
        Example(
            "5.A1",
            "A sample of zeros",
            "dense_forward",
            (
                np.array([[1, 2, 3, 4], [0, 0, 0, 1], [0, 0, 0, 0]]),
                np.array([[1, 2], [3, 4], [5, 6], [7, 8]]),
                np.array([[1, 2]]),
            ),
            Exact(np.array([[51, 62], [8, 10], [1, 2]])),
        ),
        "The products are all 0, so the biases remain: 1 and 2. The first two rows are what they were, for a sample "
        "knows nothing of its neighbours.",
    ),
    Exercise(
        "Which layers has a network with two hidden layers?",
        Example(
            "5.A2",
            "Three layers and what is between them",
            "mlp_layers",
            (3,),
            Exact(("dense", "sigmoid", "dense", "sigmoid", "dense")),
        ),
        "Three dense ones, and an activation after each but the last: the softmax, which belongs to the loss, comes "
        "there.",
    ),
    Exercise(
        "All weights and biases of a network are 0. What shares does it give a sample, if there are four classes?",
        Example(
            "5.A3",
            "A network of zeros",
            "predict",
            (
                ("dense", "sigmoid", "dense"),
                ((np.zeros((2, 3)), np.zeros((1, 3))), (np.zeros((3, 4)), np.zeros((1, 4)))),
                np.array([[0.7, -1.5]]),
            ),
            Exact(np.full((1, 4), 0.25)),
        ),
        "A quarter each, whatever the sample: four equal numbers have equal shares. Equal weights would also stay "
        "equal while the network learns, which is why they start at random.",
    ),
)


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
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "5.1",
            "One layer: X·W + b for two samples",
            "dense_forward",
            (np.array([[1, 2, 3, 4], [0, 0, 0, 1]]), np.array([[1, 2], [3, 4], [5, 6], [7, 8]]), np.array([[1, 2]])),
            Exact(np.array([[51, 62], [8, 10]])),
        ),
        Example("5.2", "Two layers and what is between them", "mlp_layers", (2,), Exact(("dense", "sigmoid", "dense"))),
        Example(
            "5.3",
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
