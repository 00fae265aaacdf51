"""Losses: one number for how far predictions are from their targets (post 3 of the series).

`y` is what was predicted and `t` the target, usually one-hot; the result has their common type, Float64 for integers.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn.contract import as_float, check_filled, check_probabilities, contract, promote
from pyjuliann.nn.kernels import cross_entropy_terms, mean_cross_entropy, total

Probabilities = Annotated[Real[np.ndarray, "*size"], check_filled, check_probabilities]


@contract
def mean_squared_error(
    y: Annotated[Real[np.ndarray, "*size"], check_filled], t: Real[np.ndarray, "*size"]
) -> np.floating:
    """Return the mean of the squared differences: Σ (yᵢ − tᵢ)² / length.

    >>> mean_squared_error(np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    np.float64(2.0)
    """
    y, t = map(as_float, promote(y, t))
    return total((y - t) * (y - t)) / y.dtype.type(y.size)


@contract
def cross_entropy_elements(y: Probabilities, t: Real[np.ndarray, "*size"]) -> Float[np.ndarray, "*size"]:
    """Return what each element adds to the cross entropy: −tᵢ · log(yᵢ + 1e-7).

    The 1e-7 keeps the logarithm of 0 finite; it makes that of 1 a positive 1e-7.

    >>> cross_entropy_elements(np.array([0.6, 0.4]), np.array([1, 0])).round(6)
    array([0.510825, 0.      ])
    """
    return cross_entropy_terms(*map(as_float, promote(y, t)))


@contract
def cross_entropy_error(y: Probabilities, t: Real[np.ndarray, "*size"]) -> np.floating:
    """Return the cross entropy of one sample, over all elements: −Σ tᵢ · log(yᵢ + 1e-7).

    >>> cross_entropy_error(np.array([0.1, 0.6, 0.3]), np.array([0, 1, 0])).round(6)
    np.float64(0.510825)
    """
    return total(cross_entropy_terms(*map(as_float, promote(y, t))))


@contract
def mean_cross_entropy_error(
    y: Annotated[Real[np.ndarray, "h n"], check_filled, check_probabilities], t: Real[np.ndarray, "h n"]
) -> np.floating:
    """Return the cross entropy averaged over a batch, one sample per row: −Σᵢⱼ tᵢⱼ · log(yᵢⱼ + 1e-7) / h.

    >>> mean_cross_entropy_error(np.array([[0.6, 0.4], [0.5, 0.5]]), np.array([[1, 0], [0, 1]])).round(6)
    np.float64(0.601986)
    """
    return mean_cross_entropy(*map(as_float, promote(y, t)))
