"""Post 2: activation functions, and the softmax that ends a classifier."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Exercise, Form, Formula, Lesson, Rounded
from pyjuliann.nn.activations import sigmoid, softmax, softmax_rows
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you know what stands between two layers and why, can tell the five functions of the series apart by
their shapes, and can write them in both languages so that they neither overflow nor change the type behind your back.

**Why there must be something between.** Two layers without it are one: (X·W₁)·W₂ is X·(W₁·W₂), and W₁·W₂ is a matrix
like any other. However many layers are stacked, a straight line stays straight.

{example:2.1}

So after each matrix product stands a function that bends, the activation. It works on each number by itself.

{figure:activations}

**The step function** says no or yes: 0 up to x = 0, and 1 beyond.

{formula:step}

{example:2.2}

It is flat on both sides. Its slope is 0 wherever it has one, so it tells nothing about which way to go, and a network
that learns by slopes cannot use it. A difference to know: the post's code returns the literals 0 and 1, integers,
whatever x is made of. Here the type of x is kept, and so floats give floats:

{example:2.3}

**The sigmoid** is a step with a slope everywhere: near 0 far to the left, near 1 far to the right, and 1/2 at 0.

{formula:sigmoid}

{example:2.4}

**ReLU** cuts off what is negative and lets the rest pass as it is. It bends in one place only, and that is enough.

{formula:relu}

{example:2.5}

**The identity** leaves all as it is: for the last layer of a network that predicts numbers.

{example:2.6}

**The softmax** turns numbers into shares that sum to 1: for the last layer of a network that chooses. It looks at the
whole array, not at one number.

{formula:softmax}

{example:2.7}

{example:2.8}

**Whole array or row by row.** `softmax` makes the whole array sum to 1, as the post does. A batch has one sample per
row, and each row must sum to 1: that is `softmax_rows`, which post 7 needs.

{example:2.9}

**Overflow.** exp(1000) is infinite. The sigmoid survives that: 1 / (1 + ∞) is 0, though NumPy warns.

{example:2.10}

The softmax does not: ∞ / ∞ is NaN. So the maximum is subtracted first, which changes nothing in theory, since
numerator and denominator are divided by the same number, and no exponent is above 0.

{example:2.11}

**Elementwise or not: the dot.** `np.exp(x)` works on each element. In Julia that is `exp.(x)`; without the dot
`exp(x)` of a square matrix is the matrix exponential, another thing altogether, and of any other array an error.
Likewise `max.(0, x)` in Julia and `np.maximum(0, x)` in NumPy; Python's own `max(0, x)` fails on an array. The post
defines its functions for one number and calls them with the dot, `sigmoid.(x)`; here they take the array.

**Types.** x holds integers here. Step, ReLU and identity give integers back, in both languages. The sigmoid and the
softmax give Float64.

**Points to plot.** The hidden activations are drawn over `-5:0.1:5`. In Julia that is 101 points, each the float
nearest to its decimal, with exactly 0.0 in the middle. `np.arange(-5, 5, 0.1)` leaves the end out, and even with 5.1
as its end it misses the middle by 1.8e-14, since the float 0.1 is not quite a tenth. `np.arange(-50, 51) / 10` gives
Julia's points.

{example:2.12}

{example:2.13}

{example:2.14}

{example:2.15}

**The last bit.** NumPy and Julia compute exp by different means. Where they round differently the results are 1 ULP
apart, one step in the last place. That is no error, and no more than that should be.
"""

_X = np.array([[-1, -2, -3], [0, 3, 7]])
_POINTS = np.arange(-50, 51) / 10
_WHY_SIGMOID = "exp differs by up to 1 ULP between NumPy and Julia, and a sum and a division follow"
_WHY_SOFTMAX = "exp differs by up to 1 ULP between NumPy and Julia, in the element and in the sum below it"
_WHY_SUM = "the shares differ by some ULP, and their sum is rounded once more"

FORMULAS = {
    "step": Formula(
        r"f(x) = \begin{cases} 0 & x \le 0 \\ 1 & x > 0 \end{cases}",
        "       ⎧ 0   x ≤ 0\nf(x) = ⎨\n       ⎩ 1   x > 0",
    ),
    "sigmoid": Formula(r"f(x) = \frac{1}{1 + e^{-x}}", "f(x) = 1 / (1 + exp(−x))"),
    "relu": Formula(r"f(x) = \max(0, x)", "f(x) = max(0, x)"),
    "softmax": Formula(
        r"y_i = \frac{e^{x_i}}{\sum_{j=1}^{n} e^{x_j}} = \frac{e^{x_i - c}}{\sum_{j=1}^{n} e^{x_j - c}}, "
        r"\qquad c = \max_{j} x_j",
        "yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ) = exp(xᵢ − c) / Σⱼ exp(xⱼ − c),  c = max xⱼ",
    ),
}

FIGURES = {
    "activations": (
        "The step function, the sigmoid, ReLU and the identity over x from −5 to 5, each with its slope as a dashed "
        "line: the step's slope is 0, the sigmoid's a hill of height 1/4 at 0, ReLU's 0 and then 1, the identity's 1"
    ),
}

EXERCISES = (
    Exercise(
        "What is the sigmoid of x plus the sigmoid of −x?",
        Example(
            "2.A1",
            "The sigmoid at x and at −x, added",
            Twin(lambda x: sigmoid(x) + sigmoid(-x), "x -> JuliaNN.sigmoid(x) + JuliaNN.sigmoid(-x)"),
            (np.array([0.0, 50.0, 1000.0]),),
            Exact(np.array([1.0, 1.0, 1.0])),
        ),
        "1, for every x: the curve is the same seen from the point (0, 1/2) in either direction.",
    ),
    Exercise(
        "100 is added to each of the three numbers 0, 0 and 0. How do their shares change?",
        Example(
            "2.A2",
            "Softmax of three hundreds",
            "softmax",
            (np.array([100.0, 100.0, 100.0]),),
            Exact(np.array([1 / 3, 1 / 3, 1 / 3])),
        ),
        "Not at all. exp(100) is a factor of the numerator and of every term below it, and cancels.",
    ),
    Exercise(
        "A batch of two samples has four equal numbers in each row. What do `softmax` and `softmax_rows` make of it?",
        Example(
            "2.A3",
            "Both, of a 2×4 of ones",
            Twin(lambda x: (softmax(x), softmax_rows(x)), "x -> (JuliaNN.softmax(x), JuliaNN.softmax_rows(x))"),
            (np.full((2, 4), 1),),
            Exact((np.full((2, 4), 0.125), np.full((2, 4), 0.25))),
        ),
        "Eight equal shares of 1/8 for the whole array; row by row, four of 1/4 in each row.",
    ),
)

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
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "2.1",
            "Two layers and the one that they are",
            Twin(lambda x, w1, w2: ((x @ w1) @ w2, x @ (w1 @ w2)), "(x, w1, w2) -> ((x * w1) * w2, x * (w1 * w2))"),
            (np.array([[1, 2]]), np.array([[1, 2], [3, 4]]), np.array([[1], [2]])),
            Exact((np.array([[27]]), np.array([[27]]))),
        ),
        Example(
            "2.2",
            "Step function",
            "step_function",
            (_X,),
            Exact(np.array([[0, 0, 0], [0, 1, 1]]), "0 0 0 / 0 1 1"),
        ),
        Example(
            "2.3",
            "Step function of floats: floats",
            "step_function",
            (np.array([-0.5, 0.0, 0.5]),),
            Exact(np.array([0.0, 0.0, 1.0])),
        ),
        Example(
            "2.4",
            "Sigmoid",
            "sigmoid",
            (_X,),
            Rounded("0.268941 0.119203 0.0474259 / 0.5 0.952574 0.999089", (2, 3)),
            ulp=2,
            reason=_WHY_SIGMOID,
        ),
        Example("2.5", "ReLU", "relu", (_X,), Exact(np.array([[0, 0, 0], [0, 3, 7]]), "0 0 0 / 0 3 7")),
        Example(
            "2.6",
            "Identity",
            "identity_function",
            (_X,),
            Exact(np.array([[-1, -2, -3], [0, 3, 7]]), "-1 -2 -3 / 0 3 7"),
        ),
        Example(
            "2.7",
            "Softmax of the whole array",
            "softmax",
            (_X,),
            Rounded("0.000328971 0.000121022 4.45214e-5 / 0.000894237 0.0179612 0.98065", (2, 3)),
            ulp=3,
            reason=_WHY_SOFTMAX,
        ),
        Example(
            "2.8",
            "Its sum",
            Twin(lambda x: softmax(x).sum(), "x -> sum(JuliaNN.softmax(x))"),
            (_X,),
            Rounded("1.0", ()),
            ulp=2,
            reason=_WHY_SUM,
        ),
        Example(
            "2.9",
            "Softmax of each row: a batch of two",
            "softmax_rows",
            (_X,),
            Form((2, 3), low=0.0, high=1.0),
            ulp=3,
            reason=_WHY_SOFTMAX,
        ),
        Example(
            "2.10",
            "Far out, without overflow: sigmoid",
            "sigmoid",
            (np.array([-1000, 0, 1000]),),
            Exact(np.array([0.0, 0.5, 1.0])),
        ),
        Example(
            "2.11",
            "Far out, without overflow: softmax",
            "softmax",
            (np.array([1000.0, 1000.0, -1000.0, -np.inf]),),
            Exact(np.array([0.5, 0.5, 0.0, 0.0])),
        ),
        Example(
            "2.12",
            "The points of the plots, -5:0.1:5",
            Twin(lambda: np.arange(-50, 51) / 10, "() -> collect(-5:0.1:5)"),
            (),
            Exact(np.array([float(f"{tenths}e-1") for tenths in range(-50, 51)])),
        ),
        Example("2.13", "Step function, to plot", "step_function", (_POINTS,), Form((101,), low=0.0, high=1.0)),
        Example(
            "2.14",
            "Sigmoid, to plot",
            "sigmoid",
            (_POINTS,),
            Form((101,), low=0.0, high=1.0),
            ulp=2,
            reason=_WHY_SIGMOID,
        ),
        Example("2.15", "ReLU, to plot", "relu", (_POINTS,), Form((101,), low=0.0, high=5.0)),
    ),
)
