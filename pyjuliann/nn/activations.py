"""Activation functions: what a layer does to each number after the matrix product (post 2 of the series).

Each takes an array of any shape and returns a new one of the same shape. Twin: ``julia/src/activations.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._checks import as_float, check_filled, check_real_array, promoted_dtype
from pyjuliann.nn._kernels import distance, sigmoid_in_place, softmax_rows_in_place, total


@np.errstate(all="ignore")
def sigmoid(x: Real[np.ndarray, "*size"]) -> Float[np.ndarray, "*size"]:
    """Return the logistic function of every element: s(x) = 1 / (1 + exp(−x)).

    Far below 0 exp(−x) is infinite and 1 / (1 + ∞) the 0 that it should be; NumPy's warning about it is kept
    silent.

    Parameters
    ----------
    x : array of any size, integers or floats
        Integers are taken as Float64.

    Returns
    -------
    array of the size of x
        In x's float type, or Float64 for integers; between 0 and 1.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.

    Notes
    -----
    Source: "Deep Learning in Julia", post 2, and the companion note on matrix operations.

    Examples
    --------
    >>> sigmoid(np.array([-1000, 0, 1000])).tolist()
    [0.0, 0.5, 1.0]
    """
    check_real_array("sigmoid", "x", x)
    return sigmoid_in_place(as_float(x).copy())


def step_function(x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return 0 where x ≤ 0 and 1 elsewhere.

    Parameters
    ----------
    x : array of any size, integers or floats

    Returns
    -------
    array of the size of x, in its type

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.

    Notes
    -----
    Source: "Deep Learning in Julia", post 2. NaN is not ≤ 0 and so gives 1, as the definition says.

    Examples
    --------
    >>> step_function(np.array([-2, 0, 3])).tolist()
    [0, 0, 1]
    """
    check_real_array("step_function", "x", x)
    return np.asarray(np.logical_not(x <= 0), promoted_dtype(x.dtype))


def relu(x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return x where it is above 0, and 0 elsewhere: max(0, x).

    Parameters
    ----------
    x : array of any size, integers or floats

    Returns
    -------
    array of the size of x, in its type
        NaN stays NaN. −0.0 becomes 0.0, whatever the maximum of the two is in either language.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.

    Notes
    -----
    Source: "Deep Learning in Julia", post 2.

    Examples
    --------
    >>> relu(np.array([-2.0, -0.0, 3.0])).tolist()
    [0.0, 0.0, 3.0]
    """
    check_real_array("relu", "x", x)
    y = x.astype(promoted_dtype(x.dtype))
    y[x <= 0] = 0
    return y


def identity_function(x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return a copy of `x`: the activation of an output layer that predicts numbers.

    Parameters
    ----------
    x : array of any size, integers or floats

    Returns
    -------
    array of the size of x, in its type

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.

    Notes
    -----
    Source: "Deep Learning in Julia", post 2.

    Examples
    --------
    >>> identity_function(np.array([-1, 0, 7])).tolist()
    [-1, 0, 7]
    """
    check_real_array("identity_function", "x", x)
    return x.astype(promoted_dtype(x.dtype))


@np.errstate(all="ignore")
def softmax(x: Real[np.ndarray, "*size"]) -> Float[np.ndarray, "*size"]:
    """Return exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x) over all elements of the array together.

    The maximum is subtracted so that nothing overflows. An element equal to the maximum is at distance 0 from
    it, also where both are infinite: k elements of +∞ share the 1 among them, and an array of −∞ alone, like
    any array of equal elements, gives equal shares. For a batch see ``softmax_rows``.

    Parameters
    ----------
    x : array of any size with at least one element, integers or floats
        Integers are taken as Float64.

    Returns
    -------
    array of the size of x
        In x's float type, or Float64 for integers; between 0 and 1 with sum 1. All NaN if `x` holds a NaN.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.
    ValueError
        If `x` holds no element.

    Notes
    -----
    Source: "Deep Learning in Julia", post 2.

    Examples
    --------
    >>> softmax(np.array([[1000.0, 1000.0], [-np.inf, -1000.0]])).tolist()
    [[0.5, 0.5], [0.0, 0.0]]
    """
    check_real_array("softmax", "x", x)
    check_filled("softmax", "x", x)
    x = as_float(x)
    e = np.exp(distance(x, x.max()))
    return np.asarray(e / total(e))


@np.errstate(all="ignore")
def softmax_rows(x: Real[np.ndarray, "h n"]) -> Float[np.ndarray, "h n"]:
    """Return the softmax of every row by itself: exp(xᵢⱼ − max xᵢ) / Σₖ exp(xᵢₖ − max xᵢ), for a batch.

    Where ``softmax`` makes the whole array sum to 1, this makes each row sum to 1. Infinities are treated in
    the same way; a NaN makes its row NaN and no other.

    Parameters
    ----------
    x : matrix (h, n) with at least one element, integers or floats
        One sample per row. Integers are taken as Float64.

    Returns
    -------
    matrix (h, n)
        In x's float type, or Float64 for integers.

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.
    ValueError
        If `x` is not a matrix or holds no element.

    Notes
    -----
    Source: "Deep Learning in Julia", post 7.

    Examples
    --------
    >>> softmax_rows(np.array([[0.0, 0.0], [1000.0, 0.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    check_real_array("softmax_rows", "x", x, 2)
    check_filled("softmax_rows", "x", x)
    return softmax_rows_in_place(as_float(x).copy())
