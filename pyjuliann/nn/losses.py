"""Losses: one number for how far predictions are from their targets (post 3 of the series).

`y` is what was predicted and `t` the target. Twin: ``julia/src/losses.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._checks import as_float, check_filled, check_fit, check_real_array, promote
from pyjuliann.nn._kernels import cross_entropy_terms, mean_cross_entropy, total


@np.errstate(all="ignore")
def mean_squared_error(y: Real[np.ndarray, "*size"], t: Real[np.ndarray, "*size"]) -> np.floating:
    """Return the mean of the squared differences: Σ (yᵢ − tᵢ)² / length.

    Parameters
    ----------
    y : array of any size with at least one element, integers or floats
    t : array of the size of y, integers or floats

    Returns
    -------
    one float
        In the type that `y` and `t` have together; Float64 for integers.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If their sizes differ or they hold no element.

    Notes
    -----
    Source: "Deep Learning in Julia", post 3.

    Examples
    --------
    >>> float(mean_squared_error(np.array([1.0, 2.0]), np.array([1.0, 4.0])))
    2.0
    """
    _check_pair("mean_squared_error", y, t)
    y, t = _floats(y, t)
    difference = y - t
    mean: np.floating = total(difference * difference) / y.dtype.type(y.size)
    return mean


@np.errstate(all="ignore")
def cross_entropy_elements(y: Real[np.ndarray, "*size"], t: Real[np.ndarray, "*size"]) -> Float[np.ndarray, "*size"]:
    """Return what each element adds to the cross entropy: −tᵢ · log(yᵢ + 1e-7).

    Parameters
    ----------
    y : array of any size with at least one element, integers or floats
        Probabilities, between 0 and 1.
    t : array of the size of y, integers or floats
        Their targets, usually one-hot.

    Returns
    -------
    array of the size of y
        In the type that `y` and `t` have together; Float64 for integers. The 1e-7 keeps the logarithm of 0
        finite; it makes that of 1 a positive 1e-7.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If their sizes differ, they hold no element, or `y` has one outside 0 to 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 3.

    Examples
    --------
    >>> cross_entropy_elements(np.array([0.6, 0.4]), np.array([1, 0])).round(6).tolist()
    [0.510825, 0.0]
    """
    _check_pair("cross_entropy_elements", y, t)
    _check_probabilities("cross_entropy_elements", y)
    return cross_entropy_terms(*_floats(y, t))


@np.errstate(all="ignore")
def cross_entropy_error(y: Real[np.ndarray, "*size"], t: Real[np.ndarray, "*size"]) -> np.floating:
    """Return the cross entropy of one sample: −Σ tᵢ · log(yᵢ + 1e-7), over all elements.

    Parameters
    ----------
    y : array of any size with at least one element, integers or floats
        Probabilities, between 0 and 1.
    t : array of the size of y, integers or floats
        Their targets, usually one-hot.

    Returns
    -------
    one float
        In the type that `y` and `t` have together; Float64 for integers.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If their sizes differ, they hold no element, or `y` has one outside 0 to 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 3.

    Examples
    --------
    >>> y = np.array([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0])
    >>> float(cross_entropy_error(y, np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])))
    0.510825457099338
    """
    _check_pair("cross_entropy_error", y, t)
    _check_probabilities("cross_entropy_error", y)
    error: np.floating = total(cross_entropy_terms(*_floats(y, t)))
    return error


@np.errstate(all="ignore")
def mean_cross_entropy_error(y: Real[np.ndarray, "h n"], t: Real[np.ndarray, "h n"]) -> np.floating:
    """Return the cross entropy averaged over a batch: −Σᵢⱼ tᵢⱼ · log(yᵢⱼ + 1e-7) / h.

    Parameters
    ----------
    y : matrix (h, n) with at least one element, integers or floats
        Probabilities, one sample per row.
    t : matrix (h, n), integers or floats
        Their targets, usually one-hot rows.

    Returns
    -------
    one float
        In the type that `y` and `t` have together; Float64 for integers.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, their sizes differ, they hold no element, or `y` has one outside 0 to
        1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 7.

    Examples
    --------
    >>> y = np.array([[0.5, 0.5], [0.0, 1.0]])
    >>> round(float(mean_cross_entropy_error(y, np.array([[1, 0], [0, 1]]))), 6)
    0.346573
    """
    check_real_array("mean_cross_entropy_error", "y", y, 2)
    _check_pair("mean_cross_entropy_error", y, t)
    _check_probabilities("mean_cross_entropy_error", y)
    return mean_cross_entropy(*_floats(y, t))


def _floats(y: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    y, t = promote(y, t)
    return as_float(y), as_float(t)


def _check_pair(function: str, y: np.ndarray, t: np.ndarray) -> None:
    check_real_array(function, "y", y)
    check_real_array(function, "t", t)
    check_fit(function, y.shape == t.shape, "y and t must have the same size", y=y, t=t)
    check_filled(function, "y", y)


def _check_probabilities(function: str, y: np.ndarray) -> None:
    outside = int(np.count_nonzero((y < 0) | (y > 1)))
    if outside:
        raise ValueError(f"{function}: y must hold probabilities, 0 to 1; got {outside} of {y.size} outside")
