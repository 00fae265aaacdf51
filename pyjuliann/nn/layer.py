"""One layer on a batch, forward and backward, with matrices only (the companion note of the series).

Forward: U = X·W + b, Y = sigmoid(U). Backward, from ∂Y, the gradient of the loss with respect to Y:
Δ = ∂Y ∘ Y ∘ (1 − Y), ∂W = Xᵀ·Δ, ∂b = column sums of Δ, ∂X = Δ·Wᵀ. One sample per row: h is the batch size,
m the number of inputs, n the number of outputs. Twin: ``julia/src/layer.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._checks import add, as_float, check_fit, check_real_array, multiply, product
from pyjuliann.nn.activations import sigmoid


def affine(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"], b: Real[np.ndarray, " n"]
) -> Real[np.ndarray, "h n"]:
    """Return what goes into the activation: U = X·W + b, with b added to every row.

    Parameters
    ----------
    x : matrix (h, m), integers or floats
    w : matrix (m, n), integers or floats
    b : vector (n,), integers or floats

    Returns
    -------
    matrix (h, n)

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If `x` or `w` is not a matrix, `b` not a vector, or their sizes do not fit.

    Notes
    -----
    Source: companion note "Matrix operations".

    Examples
    --------
    >>> affine(np.array([[1, 2], [3, 4]]), np.array([[1, 0], [0, 1]]), np.array([10, 20]))
    array([[11, 22],
           [13, 24]])
    """
    _check_layer("affine", x, w, b)
    return add(product(x, w), b)


def layer_forward(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"], b: Real[np.ndarray, " n"]
) -> Float[np.ndarray, "h n"]:
    """Return the output of the layer: Y = sigmoid(X·W + b).

    Parameters
    ----------
    x : matrix (h, m), integers or floats
    w : matrix (m, n), integers or floats
    b : vector (n,), integers or floats

    Returns
    -------
    matrix (h, n)
        Floats between 0 and 1.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If `x` or `w` is not a matrix, `b` not a vector, or their sizes do not fit.

    Notes
    -----
    Source: companion note "Matrix operations".

    Examples
    --------
    >>> layer_forward(np.array([[1, 2]]), np.array([[2], [-1]]), np.array([0])).tolist()
    [[0.5]]
    """
    _check_layer("layer_forward", x, w, b)
    return sigmoid(add(product(x, w), b))


def sigmoid_delta(dy: Real[np.ndarray, "h n"], y: Real[np.ndarray, "h n"]) -> Float[np.ndarray, "h n"]:
    """Return Δ, the gradient of the loss with respect to U, from that with respect to Y = sigmoid(U).

    Δ = ∂Y ∘ Y ∘ (1 − Y), because the slope of the sigmoid is y·(1 − y).

    Parameters
    ----------
    dy : matrix (h, n), integers or floats
        Gradient of the loss with respect to Y.
    y : matrix (h, n), integers or floats
        What ``layer_forward`` returned.

    Returns
    -------
    matrix (h, n), floats

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or their sizes differ.

    Notes
    -----
    Source: companion note "Matrix operations", where Δ is given.

    Examples
    --------
    >>> sigmoid_delta(np.array([[4.0, 4.0]]), np.array([[0.5, 1.0]])).tolist()
    [[1.0, 0.0]]
    """
    check_real_array("sigmoid_delta", "dy", dy, 2)
    check_real_array("sigmoid_delta", "y", y, 2)
    check_fit("sigmoid_delta", dy.shape == y.shape, "dy and y must have the same size", dy=dy, y=y)
    dy, y = as_float(dy), as_float(y)
    return multiply(multiply(dy, y), 1 - y)


def weight_gradient(x: Real[np.ndarray, "h m"], delta: Real[np.ndarray, "h n"]) -> Real[np.ndarray, "m n"]:
    """Return the gradient of the loss with respect to the weights: ∂W = Xᵀ·Δ, summed over the batch.

    Parameters
    ----------
    x : matrix (h, m), integers or floats
        The input of the layer.
    delta : matrix (h, n), integers or floats
        Gradient of the loss with respect to U.

    Returns
    -------
    matrix (m, n), the size of W

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or the batch sizes differ.

    Notes
    -----
    Source: companion note "Matrix operations".

    Examples
    --------
    >>> weight_gradient(np.array([[1, 2], [3, 4]]), np.array([[1], [10]]))
    array([[31],
           [42]])
    """
    check_real_array("weight_gradient", "x", x, 2)
    check_real_array("weight_gradient", "delta", delta, 2)
    fits = x.shape[0] == delta.shape[0]
    check_fit("weight_gradient", fits, "rows of x must equal rows of delta", x=x, delta=delta)
    return product(x.T, delta)


def bias_gradient(delta: Real[np.ndarray, "h n"]) -> Real[np.ndarray, " n"]:
    """Return the gradient of the loss with respect to the bias: ∂bⱼ = Σᵢ Δᵢⱼ, the column sums.

    Parameters
    ----------
    delta : matrix (h, n), integers or floats
        Gradient of the loss with respect to U.

    Returns
    -------
    vector (n,), the size of b
        Integers narrower than 64 bits are summed in 64 bits, as both languages do.

    Raises
    ------
    TypeError
        If `delta` is not an array of integers or floats.
    ValueError
        If `delta` is not a matrix.

    Notes
    -----
    Source: companion note "Matrix operations".

    Examples
    --------
    >>> bias_gradient(np.array([[1, 2], [10, 20]]))
    array([11, 22])
    """
    check_real_array("bias_gradient", "delta", delta, 2)
    with np.errstate(all="ignore"):
        return np.asarray(delta.sum(axis=0))


def input_gradient(delta: Real[np.ndarray, "h n"], w: Real[np.ndarray, "m n"]) -> Real[np.ndarray, "h m"]:
    """Return the gradient of the loss with respect to the input: ∂X = Δ·Wᵀ.

    This is what the layer hands back to the one before it.

    Parameters
    ----------
    delta : matrix (h, n), integers or floats
        Gradient of the loss with respect to U.
    w : matrix (m, n), integers or floats

    Returns
    -------
    matrix (h, m), the size of X

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or their numbers of columns differ.

    Notes
    -----
    Source: companion note "Matrix operations".

    Examples
    --------
    >>> input_gradient(np.array([[1, 10]]), np.array([[1, 2], [3, 4], [5, 6]]))
    array([[21, 43, 65]])
    """
    check_real_array("input_gradient", "delta", delta, 2)
    check_real_array("input_gradient", "w", w, 2)
    fits = delta.shape[1] == w.shape[1]
    check_fit("input_gradient", fits, "columns of delta must equal columns of w", delta=delta, w=w)
    return product(delta, w.T)


def _check_layer(function: str, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> None:
    check_real_array(function, "x", x, 2)
    check_real_array(function, "w", w, 2)
    check_real_array(function, "b", b, 1)
    check_fit(function, x.shape[1] == w.shape[0], "columns of x must equal rows of w", x=x, w=w)
    check_fit(function, b.shape[0] == w.shape[1], "length of b must equal columns of w", w=w, b=b)
