"""Post 2: activation functions, and the softmax that ends a classifier."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Form, Lesson, Rounded
from pyjuliann.nn.activations import softmax
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
Between two layers stands a function that bends: the activation. Without it two layers are one, since
a product of two matrices is a matrix. It works on each number by itself.

- The **step function** is 0 up to x = 0 and 1 beyond. It is flat, so its slope tells nothing.
- The **sigmoid** 1 / (1 + exp(−x)) is a step with a slope everywhere.
- **ReLU**, max(0, x), cuts off what is negative and lets the rest pass as it is.
- The **identity** leaves all as it is: for the last layer of a network that predicts numbers.
- The **softmax** exp(xᵢ) / Σ exp(xⱼ) turns numbers into shares that sum to 1: for the last layer of
  a network that chooses. It looks at the whole array, not at one number.

**Elementwise or not: the dot.** `np.exp(x)` works on each element. In Julia that is `exp.(x)`;
without the dot `exp(x)` of a square matrix is the matrix exponential, another thing altogether, and
of any other array an error. Likewise `max.(0, x)` in Julia and `np.maximum(0, x)` in NumPy; Python's
own `max(0, x)` fails on an array.

**Types.** x holds integers here. Step, ReLU and identity give integers back, in both languages. The
sigmoid and the softmax give Float64.

**Overflow.** exp(1000) is infinite. The sigmoid survives that: 1 / (1 + ∞) is 0, though NumPy warns.
The softmax does not: ∞ / ∞ is NaN. So the maximum is subtracted first, which changes nothing in
theory, and no exponent is above 0.

**Whole array or row by row.** `softmax` makes the whole array sum to 1, as the post does. A batch has
one sample per row, and each row must sum to 1: that is `softmax_rows`, which post 7 needs.

**Points to plot.** The hidden activations are drawn over `-5:0.1:5`. In Julia that is 101 points, each
the float nearest to its decimal, with exactly 0.0 in the middle. `np.arange(-5, 5, 0.1)` leaves the
end out, and even with 5.1 as its end it misses the middle by 1.8e-14, since the float 0.1 is not quite a
tenth. `np.arange(-50, 51) / 10` gives Julia's points.

**The last bit.** NumPy and Julia compute exp by different means. Where they round differently the
results are 1 ULP apart, one step in the last place. That is no error, and no more than that should be.
"""

_X = np.array([[-1, -2, -3], [0, 3, 7]])
_POINTS = np.arange(-50, 51) / 10
_WHY_SIGMOID = "exp differs by up to 1 ULP between NumPy and Julia, and a sum and a division follow"
_WHY_SOFTMAX = "exp differs by up to 1 ULP between NumPy and Julia, in the element and in the sum below it"
_WHY_SUM = "the shares differ by some ULP, and their sum is rounded once more"

LESSON = Lesson(
    id="2",
    title="Activation functions",
    text=TEXT,
    functions=("step_function", "sigmoid", "relu", "identity_function", "softmax", "softmax_rows"),
    inside=(
        ("", "activations._sigmoid!"),
        ("kernels.distance", "activations._distance"),
        ("kernels.softmax_rows_in_place", "activations._softmax_rows!"),
        ("kernels.exponentials_in_place", "activations._exponentials!"),
        ("", "activations._row_maxima"),
        ("contract.as_float", "activations._float_copy"),
        ("", "activations._exp"),
        ("", "activations._power_of_two"),
        ("kernels.total", ""),
    ),
    examples=(
        Example(
            "2.1",
            "Step function",
            "step_function",
            (_X,),
            Exact(np.array([[0, 0, 0], [0, 1, 1]]), "0 0 0 / 0 1 1"),
        ),
        Example(
            "2.2",
            "Sigmoid",
            "sigmoid",
            (_X,),
            Rounded("0.268941 0.119203 0.0474259 / 0.5 0.952574 0.999089", (2, 3)),
            ulp=2,
            reason=_WHY_SIGMOID,
        ),
        Example("2.3", "ReLU", "relu", (_X,), Exact(np.array([[0, 0, 0], [0, 3, 7]]), "0 0 0 / 0 3 7")),
        Example(
            "2.4",
            "Identity",
            "identity_function",
            (_X,),
            Exact(np.array([[-1, -2, -3], [0, 3, 7]]), "-1 -2 -3 / 0 3 7"),
        ),
        Example(
            "2.5",
            "Softmax of the whole array",
            "softmax",
            (_X,),
            Rounded("0.000328971 0.000121022 4.45214e-5 / 0.000894237 0.0179612 0.98065", (2, 3)),
            ulp=3,
            reason=_WHY_SOFTMAX,
        ),
        Example(
            "2.6",
            "Its sum",
            Twin(lambda x: softmax(x).sum(), "x -> sum(JuliaNN.softmax(x))"),
            (_X,),
            Rounded("1.0", ()),
            ulp=2,
            reason=_WHY_SUM,
        ),
        Example(
            "2.7",
            "Softmax of each row: a batch of two",
            "softmax_rows",
            (_X,),
            Form((2, 3), low=0.0, high=1.0),
            ulp=3,
            reason=_WHY_SOFTMAX,
        ),
        Example(
            "2.8",
            "Far out, without overflow: sigmoid",
            "sigmoid",
            (np.array([-1000, 0, 1000]),),
            Exact(np.array([0.0, 0.5, 1.0])),
        ),
        Example(
            "2.9",
            "Far out, without overflow: softmax",
            "softmax",
            (np.array([1000.0, 1000.0, -1000.0, -np.inf]),),
            Exact(np.array([0.5, 0.5, 0.0, 0.0])),
        ),
        Example(
            "2.10",
            "The points of the plots, -5:0.1:5",
            Twin(lambda: np.arange(-50, 51) / 10, "() -> collect(-5:0.1:5)"),
            (),
            Exact(np.array([float(f"{tenths}e-1") for tenths in range(-50, 51)])),
        ),
        Example("2.11", "Step function, to plot", "step_function", (_POINTS,), Form((101,), low=0.0, high=1.0)),
        Example(
            "2.12",
            "Sigmoid, to plot",
            "sigmoid",
            (_POINTS,),
            Form((101,), low=0.0, high=1.0),
            ulp=2,
            reason=_WHY_SIGMOID,
        ),
        Example("2.13", "ReLU, to plot", "relu", (_POINTS,), Form((101,), low=0.0, high=5.0)),
    ),
)
