"""Post 3: losses, one number for how wrong a prediction is."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Lesson, Rounded

TEXT = """
To learn, a network needs one number that says how wrong it is: the loss. It compares the prediction y
with the target t.

**One-hot targets.** The right answer of ten is written as ten numbers: 1 in its place, 0 elsewhere.
Here it is the third. Two predictions are tried: y₁ gives the third class 0.6, y₂ gives it 0.1.

**Mean squared error**: Σ (y − t)² / length. Some books divide by 2 instead; the series takes the mean.

**Cross entropy**: −Σ t·log(y + 1e-7). All terms but one are zero, because t is. What remains is minus
the logarithm of the share that the right class got: 0.51 for 0.6, and 2.30 for 0.1. The other shares
count only in so far as they leave less for the right one.

**Why 1e-7.** log(0) is −∞, and 0 · (−∞) is NaN: one class with share 0 would spoil the sum. The offset
makes it 0 · 16.1 instead. Its price is that a perfect prediction has a loss of −1e-7, not 0. Both
languages give −∞ for log(0), NumPy with a warning; log(−1.0) is NaN in NumPy and a `DomainError` in
Julia.

**Dots again.** `(y - t)**2` is elementwise in NumPy. Julia needs `(y .- t).^2`; and `t * log.(y)` of
two vectors is an error there, `t .* log.(y)` the elementwise product, `t' * log.(y)` or `dot` the sum.

**The order of a sum shows in the last digits.** Published is 0.11949999999999998 for the mean squared
error of y₂. NumPy's `np.mean` gives 0.11950000000000001: from eight elements on it adds several
partial sums side by side. Neither is wrong; floats do not care for (a + b) + c = a + (b + c). To match
the published figure, few elements are added here one after the other, in both languages.
"""

_T = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
_Y1 = np.array([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0])
_Y2 = np.array([0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0])

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
            "Cross entropy of y₁",
            "cross_entropy_error",
            (_Y1, _T),
            Exact(np.float64(0.510825457099338), "0.510825457099338"),
        ),
        Example(
            "3.4",
            "Cross entropy of y₂",
            "cross_entropy_error",
            (_Y2, _T),
            Exact(np.float64(2.302584092994546), "2.302584092994546"),
        ),
        Example(
            "3.5",
            "Its terms for y₁, −log(y + 1e-7)·t",
            "cross_entropy_elements",
            (_Y1, _T),
            Rounded("0.0 0.0 0.510825 0.0 0.0 0.0 0.0 0.0 0.0 0.0", (10,)),
            ulp=1,
            reason="log differs by up to 1 ULP between NumPy and Julia",
        ),
    ),
)
