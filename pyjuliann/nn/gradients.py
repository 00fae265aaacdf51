"""Slopes by small differences, and walking down them (post 4 of the series).

Everything here takes the function itself as an argument, and gives it copies: the caller's arrays are never changed.
Integers are taken as Float64; floats keep their width.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn.contract import Count, NotNegative, Positive, as_float, check_real_number, contract

# Julia's 10^-4 is the fourth power of 0.1, the next number above 1e-4. The published figures come from it.
STEP = 0.00010000000000000002


@contract
def forward_difference(f: Callable[[Any], Any], x: float, h: Positive = STEP) -> Any:
    """Return the slope of `f`, a function of one number, between x and x + h: (f(x + h) − f(x)) / h.

    A step that is too small is lost: x + 1e-50 is x, and the difference 0.

    >>> forward_difference(lambda x: x * x, 3.0)
    6.000100000012053
    >>> forward_difference(lambda x: x * x, 3.0, 1e-50)
    0.0
    """
    f, (x, h) = _number_valued("forward_difference", f), _floats(x, h)
    return (f(x + h) - f(x)) / h


@contract
def derivative(f: Callable[[Any], Any], x: float, h: Positive = STEP) -> Any:
    """Return the slope of `f`, a function of one number, at x by a central difference: (f(x + h) − f(x − h)) / 2h.

    >>> derivative(lambda x: x * x, 3.0)
    6.000000000012661
    """
    f, (x, h) = _number_valued("derivative", f), _floats(x, h)
    return (f(x + h) - f(x - h)) / (2 * h)


@contract
def numerical_gradient(
    f: Callable[[np.ndarray], Any], x: Real[np.ndarray, "*size"], h: Positive = STEP
) -> Float[np.ndarray, "*rows_and_columns"]:
    """Return the gradient of `f`, a function of an array, at x by central differences, one coordinate after the other.

    ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h: two calls of `f` for every element of x. A vector (n,) counts as the
    row (1, n), as in the series.

    >>> numerical_gradient(lambda x: x[0] ** 2 + 2 * x[0] * x[1] + x[1] ** 2, np.array([5.0, 8.0])).round(6)
    array([[26., 26.]])
    """
    return _gradient(_number_valued("numerical_gradient", f), as_float(x), h)


@contract
def gradient_descent(
    f: Callable[[np.ndarray], Any], x: Real[np.ndarray, "*size"], learning_rate: NotNegative = 0.01, steps: Count = 100
) -> Float[np.ndarray, "*size"]:
    """Return where `steps` steps down the numerical gradient lead from x: x ← x − learning_rate · ∇f(x).

    >>> gradient_descent(lambda x: x[0] ** 2 + 2 * x[0] * x[1] + x[1] ** 2, np.array([5.0, 8.0])).round(5)
    array([-1.39034,  1.60966])
    """
    f, x = _number_valued("gradient_descent", f), as_float(x).copy()
    for _ in range(steps):
        x -= x.dtype.type(learning_rate) * _gradient(f, x, STEP).reshape(x.shape)
    return x


def _gradient(f: Callable[[np.ndarray], Any], x: np.ndarray, step: float) -> np.ndarray:
    h = x.dtype.type(step)
    gradient = np.empty((1, x.size) if x.ndim == 1 else x.shape, x.dtype)
    for i, place in enumerate(np.ndindex(x.shape)):
        above, below = x.copy(), x.copy()
        above[place] += h
        below[place] -= h
        gradient.flat[i] = (f(above) - f(below)) / (2 * h)
    return gradient


def _number_valued(function: str, f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return `f`, which is refused as soon as it returns anything but a number."""

    def call(x: Any) -> Any:
        value = f(x)
        check_real_number(function, "what f returns", value)
        return value

    return call


def _floats(x: Any, h: Any) -> tuple[Any, Any]:
    """Return a point and a step in the float type of the point."""
    return (x, x.dtype.type(h)) if isinstance(x, np.floating) else (float(x), float(h))
