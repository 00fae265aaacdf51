"""First weights of a layer, made from standard normal draws (posts 7 and 12 of the series).

The draws are arguments, because the random streams of the two languages differ: draw once, give both the
same. Twin: ``julia/src/initializers.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float

from pyjuliann.nn._checks import check_between, check_float_array, check_integer, promoted_dtype


def std_weights(draws: Float[np.ndarray, "*size"], std: float = 0.01) -> Float[np.ndarray, "*size"]:
    """Return weights with a standard deviation of one's own choice: std · draws.

    Parameters
    ----------
    draws : array of any size, floats
        Standard normal draws.
    std : integer or float, at least 0

    Returns
    -------
    array of the size and type of draws

    Raises
    ------
    TypeError
        If `draws` is not an array of floats or `std` not a number.
    ValueError
        If `std` is negative.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 7 and 12.

    Examples
    --------
    >>> std_weights(np.array([[1.0, -2.0]])).tolist()
    [[0.01, -0.02]]
    """
    check_float_array("std_weights", "draws", draws)
    check_between("std_weights", "std", std, 0)
    return _scaled(draws, std)


def xavier_weights(draws: Float[np.ndarray, "*size"], inputs: int) -> Float[np.ndarray, "*size"]:
    """Return Xavier's weights: √(1/n) · draws, which keep the spread of values from layer to layer.

    Parameters
    ----------
    draws : array of any size, floats
        Standard normal draws.
    inputs : integer, at least 1
        n, the number of inputs of the layer: the product of the size of one sample of its input.

    Returns
    -------
    array of the size and type of draws

    Raises
    ------
    TypeError
        If `draws` is not an array of floats or `inputs` not an integer.
    ValueError
        If `inputs` is below 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 12.

    Examples
    --------
    >>> xavier_weights(np.array([[1.0, -2.0]]), 4).tolist()
    [[0.5, -1.0]]
    """
    check_float_array("xavier_weights", "draws", draws)
    _check_inputs("xavier_weights", inputs)
    return _scaled(draws, math.sqrt(1 / inputs))


def he_weights(draws: Float[np.ndarray, "*size"], inputs: int) -> Float[np.ndarray, "*size"]:
    """Return He's weights: √(2/n) · draws, Xavier's made up for the half that ReLU cuts off.

    Parameters
    ----------
    draws : array of any size, floats
        Standard normal draws.
    inputs : integer, at least 1
        n, the number of inputs of the layer: the product of the size of one sample of its input.

    Returns
    -------
    array of the size and type of draws

    Raises
    ------
    TypeError
        If `draws` is not an array of floats or `inputs` not an integer.
    ValueError
        If `inputs` is below 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 12.

    Examples
    --------
    >>> he_weights(np.array([[1.0, -2.0]]), 8).tolist()
    [[0.5, -1.0]]
    """
    check_float_array("he_weights", "draws", draws)
    _check_inputs("he_weights", inputs)
    return _scaled(draws, math.sqrt(2 / inputs))


def zero_bias(w: Float[np.ndarray, "*size n"]) -> Float[np.ndarray, "1 n"]:
    """Return the bias that goes with weights at the start: one row of zeros, an element per output.

    Parameters
    ----------
    w : array with at least one dimension, floats
        Weights whose last dimension counts the outputs: (m, n) of a dense layer, or filters.

    Returns
    -------
    matrix (1, n) in the type of w

    Raises
    ------
    TypeError
        If `w` is not an array of floats.
    ValueError
        If `w` has no dimension.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 7 and 12.

    Examples
    --------
    >>> zero_bias(np.ones((4, 3))).tolist()
    [[0.0, 0.0, 0.0]]
    """
    check_float_array("zero_bias", "w", w)
    if w.ndim == 0:
        raise ValueError("zero_bias: w must have at least one dimension; got none")
    return np.zeros((1, w.shape[-1]), promoted_dtype(w.dtype))


def _scaled(draws: np.ndarray, scale: float) -> np.ndarray:
    dtype = promoted_dtype(draws.dtype)
    with np.errstate(all="ignore"):
        return np.asarray(draws.astype(dtype, copy=False) * dtype.type(scale))


def _check_inputs(function: str, inputs: int) -> None:
    check_integer(function, "inputs", inputs)
    check_between(function, "inputs", inputs, 1)
