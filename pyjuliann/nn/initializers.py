"""First weights of a layer, made from standard normal draws (posts 7 and 12 of the series).

The draws are arguments, because the random streams of the two languages differ: draw once, give both the same.
"""

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float

from pyjuliann.nn.contract import Length, NotNegative, contract


@contract
def std_weights(draws: Float[np.ndarray, "*size"], std: NotNegative = 0.01) -> Float[np.ndarray, "*size"]:
    """Return weights with a standard deviation of one's own choice: std · draws.

    >>> std_weights(np.array([[1.0, -2.0]]))
    array([[ 0.01, -0.02]])
    """
    return draws.dtype.type(std) * draws


@contract
def xavier_weights(draws: Float[np.ndarray, "*size"], inputs: Length) -> Float[np.ndarray, "*size"]:
    """Return Xavier's weights: √(1/n) · draws, which keep the spread of values from layer to layer.

    n is how many `inputs` count: the rows of a matrix, one of two numbers for filters; see ``build_network``.

    >>> xavier_weights(np.array([[1.0, -2.0]]), 4)
    array([[ 0.5, -1. ]])
    """
    return draws.dtype.type(math.sqrt(1 / inputs)) * draws


@contract
def he_weights(draws: Float[np.ndarray, "*size"], inputs: Length) -> Float[np.ndarray, "*size"]:
    """Return He's weights: √(2/n) · draws, Xavier's made up for the half that ReLU cuts off.

    >>> he_weights(np.array([[1.0, -2.0]]), 8)
    array([[ 0.5, -1. ]])
    """
    return draws.dtype.type(math.sqrt(2 / inputs)) * draws


@contract
def zero_bias(w: Float[np.ndarray, "*size n"]) -> Float[np.ndarray, "1 n"]:
    """Return the bias that goes with weights at the start: one row of zeros, an element per output.

    The last dimension of w counts the outputs: (m, n) of a dense layer, or filters.

    >>> zero_bias(np.ones((4, 3)))
    array([[0., 0., 0.]])
    """
    if w.ndim == 0:
        raise ValueError("zero_bias: w must have at least one dimension; got none")
    return np.zeros((1, w.shape[-1]), w.dtype)
