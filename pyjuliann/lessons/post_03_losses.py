"""Post 3: losses, one number for how wrong a prediction is."""

from __future__ import annotations

import math

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson, Rounded
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can put into one number how wrong a prediction is, in two ways, say what each way punishes, and
explain a last digit that is not the published one.

To learn, a network needs one number that says how wrong it is: the loss. It compares the prediction y with the target
t.

**One-hot targets.** The right answer of ten is written as ten numbers: 1 in its place, 0 elsewhere. Here it is the
third. Two predictions are tried: y₁ gives the third class 0.6, y₂ gives it 0.1 and the eighth 0.6.

{figure:predictions}

**Mean squared error.** Take the differences, square them, and take the mean. Some books divide by 2 instead; the
series divides by the length.

{formula:mean-squared-error}

{example:3.1}

{example:3.2}

The better prediction has the smaller loss, as it should.

**The order of a sum shows in the last digits.** Published is 0.11949999999999998 for the mean squared error of y₂.
NumPy's `np.mean` gives 0.11950000000000001: from eight elements on it adds several partial sums side by side. Neither
is wrong; floats do not care for (a + b) + c = a + (b + c). To match the published figure, few elements are added here
one after the other, in both languages. A sum of three shows it already, added from the left and from the right:

{example:3.3}

**Cross entropy** asks one thing only: what share did the right class get?

{formula:cross-entropy}

All terms but one are zero, because t is. What remains is minus the logarithm of the share that the right class got.
The other shares count only in so far as they leave less for the right one.

{example:3.4}

So the loss is 0.51 for a share of 0.6, and 2.30 for 0.1. It grows without end as the share goes to 0: to be certain
and wrong is the worst there is.

{figure:minus-log}

{example:3.5}

{example:3.6}

**Why 1e-7.** log(0) is −∞, and 0 · (−∞) is NaN: one class with share 0 would spoil the sum. The offset makes it 0 ·
16.1 instead. Its price is that a perfect prediction has a loss of −1e-7, not 0. Both languages give −∞ for log(0),
NumPy with a warning; log(−1.0) is NaN in NumPy and a `DomainError` in Julia.

{example:3.7}

**A literal has a type, too.** The post's code writes the offset as `1e-7`, which is a Float64 in Julia. Added to
Float32 shares it makes Float64 of all that follows, loss included. In NumPy a Python literal takes the array's type,
and the loss stays Float32. Here it stays Float32 in both:

{example:3.8}

**Dots again.** `(y - t)**2` is elementwise in NumPy. Julia needs `(y .- t).^2`; and `t * log.(y)` of two vectors is an
error there, `t .* log.(y)` the elementwise product, `t' * log.(y)` or `dot` the sum.
"""

_WHY_LOG = "log differs by up to 1 ULP between NumPy and Julia"
_T = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
_Y1 = np.array([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0])
_Y2 = np.array([0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0])

FORMULAS = {
    "mean-squared-error": Formula(
        r"E = \frac{1}{n} \sum_{i=1}^{n} (y_i - t_i)^2",
        "E = Σᵢ (yᵢ − tᵢ)² / n",
    ),
    "cross-entropy": Formula(
        r"E = - \sum_{i=1}^{n} t_i \log (y_i + 10^{-7})",
        "E = −Σᵢ tᵢ·log(yᵢ + 1e-7)",
    ),
}

FIGURES = {
    "predictions": (
        "Bars of the ten shares of y₁ and of y₂ over the ten classes, and the target, 1 at the third class: y₁ has its "
        "highest bar, 0.6, there; y₂ has it at the eighth class, and 0.1 at the third"
    ),
    "minus-log": (
        "The cross entropy −log(y) over the share y of the right class from 0 to 1, with the two predictions marked, "
        "0.51 at 0.6 and 2.30 at 0.1: it is 0 at 1 and grows without end towards 0"
    ),
}

EXERCISES = (
    Exercise(
        "Four classes, and the network gives each of them 0.25. How large is the mean squared error?",
        Example(
            "3.A1",
            "Four shares of 0.25",
            "mean_squared_error",
            (np.array([0.25, 0.25, 0.25, 0.25]), np.array([1, 0, 0, 0])),
            Exact(np.float64(0.1875)),
        ),
        "(0.75² + 3 · 0.25²) / 4 = 0.75 / 4 = 0.1875.",
    ),
    Exercise(
        "How large is the cross entropy of the same prediction, and of ten equal shares?",
        Example(
            "3.A2",
            "The cross entropy of four shares of 0.25",
            "cross_entropy_error",
            (np.array([0.25, 0.25, 0.25, 0.25]), np.array([1, 0, 0, 0])),
            Near(lambda: np.float64(math.log(4)), "log 4", 1e-6, "the 1e-7 in the logarithm, divided by 0.25"),
            ulp=1,
            reason=_WHY_LOG,
        ),
        "−log 0.25 = log 4 = 1.386, and log 10 = 2.303 for ten: what a network that knows nothing starts with.",
    ),
    Exercise(
        "The network is certain and wrong: its whole share goes to the wrong one of two classes. What is its loss?",
        Example(
            "3.A3",
            "Certain and wrong",
            "cross_entropy_error",
            (np.array([1.0, 0.0]), np.array([0, 1])),
            Near(lambda: np.float64(7 * math.log(10)), "7 · log 10", 1e-14, "a few roundings of numbers near 16"),
            ulp=1,
            reason=_WHY_LOG,
        ),
        "−log(1e-7) = 7 · log 10 = 16.1. Without the offset it would be infinite.",
    ),
)

LESSON = Lesson(
    id="3",
    title="Losses",
    text=TEXT,
    functions=("mean_squared_error", "cross_entropy_error", "cross_entropy_elements"),
    inside=(
        ("kernels.cross_entropy_terms", "losses._cross_entropy_term"),
        ("kernels.total", ""),
        ("contract.promote", "losses._floats"),
    ),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
    examples=(
        Example(
            "3.1",
            "Mean squared error of y₁",
            "mean_squared_error",
            (_Y1, _T),
            Exact(np.float64(0.019500000000000007), "0.019500000000000007"),
        ),
        Example(
            "3.2",
            "Mean squared error of y₂",
            "mean_squared_error",
            (_Y2, _T),
            Exact(np.float64(0.11949999999999998), "0.11949999999999998"),
        ),
        Example(
            "3.3",
            "0.1 + 0.2 + 0.3 from the left and from the right",
            Twin(lambda a, b, c: ((a + b) + c, a + (b + c)), "(a, b, c) -> ((a + b) + c, a + (b + c))"),
            (0.1, 0.2, 0.3),
            Exact((0.6000000000000001, 0.6)),
        ),
        Example(
            "3.4",
            "Its terms for y₁, −log(y + 1e-7)·t",
            "cross_entropy_elements",
            (_Y1, _T),
            Rounded("0.0 0.0 0.510825 0.0 0.0 0.0 0.0 0.0 0.0 0.0", (10,)),
            ulp=1,
            reason=_WHY_LOG,
        ),
        Example(
            "3.5",
            "Cross entropy of y₁",
            "cross_entropy_error",
            (_Y1, _T),
            Exact(np.float64(0.510825457099338), "0.510825457099338"),
        ),
        Example(
            "3.6",
            "Cross entropy of y₂",
            "cross_entropy_error",
            (_Y2, _T),
            Exact(np.float64(2.302584092994546), "2.302584092994546"),
        ),
        Example(
            "3.7",
            "A perfect prediction",
            "cross_entropy_error",
            (np.array([0.0, 1.0, 0.0]), np.array([0, 1, 0])),
            Near(lambda: np.float64(-1e-7), "−1e-7", 1e-13, "log(1 + 1e-7) is 1e-7 but for half its square"),
            ulp=1,
            reason=_WHY_LOG,
        ),
        Example(
            "3.8",
            "The loss of Float32 shares is Float32",
            "cross_entropy_error",
            (np.array([0.1, 0.6, 0.3], np.float32), np.array([0, 1, 0])),
            Near(lambda: np.float32(-math.log(0.6)), "−log 0.6", 1e-6, "Float32 has seven digits, and 1e-7 is added"),
            ulp=2,
            reason=_WHY_LOG,
        ),
    ),
)
