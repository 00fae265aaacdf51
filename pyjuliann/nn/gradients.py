"""Slopes by small differences, and walking down them (post 4 of the series).

Everything here takes the function itself as an argument. The caller's arrays are never changed.
Twin: ``julia/src/gradients.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._checks import (
    as_float,
    check_between,
    check_integer,
    check_positive,
    check_real_array,
    check_real_number,
)

# Julia's 10^-4 is the fourth power of 0.1, the next number above 1e-4. The published figures come from it.
STEP = 0.00010000000000000002


@np.errstate(all="ignore")
def forward_difference(f: Callable[[Any], Any], x: float, h: float = STEP) -> Any:
    """Return the slope of `f` between x and x + h: (f(x + h) − f(x)) / h.

    Parameters
    ----------
    f : function of one number that returns one
    x : integer or float
        Integers are taken as Float64; a Float32 keeps its width.
    h : integer or float above 0
        The step, 10⁻⁴ unless given. Too small one is lost: x + 1e-50 is x, and the difference 0.

    Returns
    -------
    what `f` returns, divided by `h`

    Raises
    ------
    TypeError
        If `x` or `h` is not an integer or a float, or `f` returns something else.
    ValueError
        If `h` is not above 0.

    Notes
    -----
    Source: "Deep Learning in Julia", post 4.

    Examples
    --------
    >>> forward_difference(lambda x: x * x, 3.0)
    6.000100000012053
    >>> forward_difference(lambda x: x * x, 3.0, 1e-50)
    0.0
    """
    x, h = _point_and_step("forward_difference", x, h)
    return (_value("forward_difference", f, x + h) - _value("forward_difference", f, x)) / h


@np.errstate(all="ignore")
def derivative(f: Callable[[Any], Any], x: float, h: float = STEP) -> Any:
    """Return the slope of `f` at x by a central difference: (f(x + h) − f(x − h)) / 2h.

    Parameters
    ----------
    f : function of one number that returns one
    x : integer or float
        Integers are taken as Float64; a Float32 keeps its width.
    h : integer or float above 0
        The step, 10⁻⁴ unless given.

    Returns
    -------
    what `f` returns, divided by 2h

    Raises
    ------
    TypeError
        If `x` or `h` is not an integer or a float, or `f` returns something else.
    ValueError
        If `h` is not above 0.

    Notes
    -----
    Source: "Deep Learning in Julia", post 4.

    Examples
    --------
    >>> derivative(lambda x: x * x, 3.0)
    6.000000000012661
    """
    x, h = _point_and_step("derivative", x, h)
    return (_value("derivative", f, x + h) - _value("derivative", f, x - h)) / (2 * h)


@np.errstate(all="ignore")
def numerical_gradient(
    f: Callable[[np.ndarray], Any], x: Real[np.ndarray, "*size"], h: float = STEP
) -> Float[np.ndarray, "*rows_and_columns"]:
    """Return the gradient of `f` at x by central differences, one coordinate after the other.

    ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h: two calls of `f` for every element of x.

    Parameters
    ----------
    f : function of an array of the size of x that returns one number
        It gets a copy of its own at every call.
    x : array of any size, integers or floats
        Integers are taken as Float64.
    h : integer or float above 0
        The step, 10⁻⁴ unless given.

    Returns
    -------
    array of the size of x, floats
        A vector (n,) counts as the row (1, n), as in the series.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, `h` not a number, or `f` returns something else.
    ValueError
        If `h` is not above 0.

    Notes
    -----
    Source: "Deep Learning in Julia", post 4.

    Examples
    --------
    >>> numerical_gradient(lambda x: x[0] ** 2 + 2 * x[0] * x[1] + x[1] ** 2, np.array([5.0, 8.0])).round(6)
    array([[26., 26.]])
    """
    check_real_array("numerical_gradient", "x", x)
    check_positive("numerical_gradient", "h", h)
    return _gradient("numerical_gradient", f, as_float(x), h)


@np.errstate(all="ignore")
def gradient_descent(
    f: Callable[[np.ndarray], Any],
    x: Real[np.ndarray, "*size"],
    learning_rate: float = 0.01,
    steps: int = 100,
) -> Float[np.ndarray, "*size"]:
    """Return where `steps` steps down the numerical gradient lead from x: x ← x − learning_rate · ∇f(x).

    Parameters
    ----------
    f : function of an array of the size of x that returns one number
    x : array of any size, integers or floats
        Where to start. Integers are taken as Float64.
    learning_rate : integer or float, at least 0
    steps : integer, at least 0

    Returns
    -------
    array of the size of x, floats

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, `learning_rate` or `steps` not a number, or `f` returns
        something else.
    ValueError
        If `learning_rate` or `steps` is negative.

    Notes
    -----
    Source: "Deep Learning in Julia", post 4.

    Examples
    --------
    >>> gradient_descent(lambda x: x[0] ** 2 + 2 * x[0] * x[1] + x[1] ** 2, np.array([5.0, 8.0])).round(5)
    array([-1.39034,  1.60966])
    """
    check_real_array("gradient_descent", "x", x)
    check_between("gradient_descent", "learning_rate", learning_rate, 0)
    check_integer("gradient_descent", "steps", steps)
    check_between("gradient_descent", "steps", steps, 0)
    place = as_float(x).copy()
    rate = place.dtype.type(learning_rate)
    for _ in range(steps):
        place -= rate * _gradient("gradient_descent", f, place, STEP).reshape(place.shape)
    return place


def _gradient(function: str, f: Callable[[np.ndarray], Any], x: np.ndarray, step: float) -> np.ndarray:
    h = x.dtype.type(step)
    gradient = np.empty((1, x.size) if x.ndim == 1 else x.shape, x.dtype)
    for i, place in enumerate(np.ndindex(x.shape)):
        above, below = x.copy(), x.copy()
        above[place] += h
        below[place] -= h
        gradient.flat[i] = (_value(function, f, above) - _value(function, f, below)) / (2 * h)
    return gradient


def _value(function: str, f: Callable[[Any], Any], x: Any) -> Any:
    value = f(x)
    check_real_number(function, "what f returns", value)
    return value


def _point_and_step(function: str, x: Any, h: Any) -> tuple[Any, Any]:
    check_real_number(function, "x", x)
    check_positive(function, "h", h)
    if not isinstance(x, np.floating):
        return float(x), float(h)
    return x, x.dtype.type(h)
