"""Activation functions: what a layer does to each number after the matrix product (post 2 of the series).

Each takes an array of any shape and returns a new one of the same shape; floats come of integers as Float64.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn.contract import as_float, check_filled, contract
from pyjuliann.nn.kernels import distance, softmax_rows_in_place, total


@contract
def sigmoid(x: Real[np.ndarray, "*size"]) -> Float[np.ndarray, "*size"]:
    """Return the logistic function of every element, between 0 and 1: s(x) = 1 / (1 + exp(−x)).

    Far below 0 exp(−x) is infinite and 1 / (1 + ∞) the 0 that it should be.

    >>> sigmoid(np.array([-1000, 0, 1000]))
    array([0. , 0.5, 1. ])
    """
    return 1 / (1 + np.exp(-as_float(x)))


@contract
def step_function(x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return 0 where x ≤ 0 and 1 elsewhere, in the type of x.

    NaN is not ≤ 0 and so gives 1, as the definition says.

    >>> step_function(np.array([-2, 0, 3]))
    array([0, 0, 1])
    """
    return np.where(x <= 0, 0, 1).astype(x.dtype)


@contract
def relu(x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return x where it is above 0, and 0 elsewhere, in the type of x: max(0, x).

    NaN stays NaN. −0.0 becomes 0.0, whatever the maximum of the two is in either language.

    >>> relu(np.array([-2.0, -0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.where(x <= 0, x.dtype.type(0), x)


@contract
def identity_function(x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return a copy of x: the activation of an output layer that predicts numbers.

    >>> identity_function(np.array([-1, 0, 7]))
    array([-1,  0,  7])
    """
    return x.copy()


@contract
def softmax(x: Annotated[Real[np.ndarray, "*size"], check_filled]) -> Float[np.ndarray, "*size"]:
    """Return exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x) over all elements of the array together.

    The maximum is subtracted so that nothing overflows. An element equal to the maximum is at distance 0 from
    it, also where both are infinite: k elements of +∞ share the 1 among them, and an array of −∞ alone, like
    any array of equal elements, gives equal shares. A NaN makes all NaN. For a batch see ``softmax_rows``.

    >>> softmax(np.array([[1000.0, 1000.0], [-np.inf, -1000.0]]))
    array([[0.5, 0.5],
           [0. , 0. ]])
    """
    x = as_float(x)
    e = np.exp(distance(x, x.max()))
    return e / total(e)


@contract
def softmax_rows(x: Annotated[Real[np.ndarray, "h n"], check_filled]) -> Float[np.ndarray, "h n"]:
    """Return the softmax of every row by itself: exp(xᵢⱼ − max xᵢ) / Σₖ exp(xᵢₖ − max xᵢ), for a batch.

    Where ``softmax`` makes the whole array sum to 1, this makes each row sum to 1. Infinities are treated in
    the same way; a NaN makes its row NaN and no other.

    >>> softmax_rows(np.array([[0.0, 0.0], [1000.0, 0.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    return softmax_rows_in_place(as_float(x).copy())
