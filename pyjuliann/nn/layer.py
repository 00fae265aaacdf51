"""One layer on a batch, forward and backward, with matrices only (the companion note of the series).

Forward: U = X·W + b, Y = sigmoid(U). Backward, from ∂Y, the gradient of the loss with respect to Y:
Δ = ∂Y ∘ Y ∘ (1 − Y), ∂W = Xᵀ·Δ, ∂b = column sums of Δ, ∂X = Δ·Wᵀ. One sample per row: h is the batch size,
m the number of inputs, n the number of outputs.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn.activations import sigmoid
from pyjuliann.nn.contract import as_float, contract


@contract
def affine(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"], b: Real[np.ndarray, " n"]
) -> Real[np.ndarray, "h n"]:
    """Return what goes into the activation: U = X·W + b, with b added to every row.

    >>> affine(np.array([[1, 2], [3, 4]]), np.array([[1, 0], [0, 1]]), np.array([10, 20]))
    array([[11, 22],
           [13, 24]])
    """
    return x @ w + b


@contract
def layer_forward(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"], b: Real[np.ndarray, " n"]
) -> Float[np.ndarray, "h n"]:
    """Return the output of the layer, numbers between 0 and 1: Y = sigmoid(X·W + b).

    >>> layer_forward(np.array([[1, 2]]), np.array([[2], [-1]]), np.array([0]))
    array([[0.5]])
    """
    return sigmoid(x @ w + b)


@contract
def sigmoid_delta(dy: Real[np.ndarray, "h n"], y: Real[np.ndarray, "h n"]) -> Float[np.ndarray, "h n"]:
    """Return Δ, the gradient of the loss with respect to U, from that with respect to Y = sigmoid(U).

    Δ = ∂Y ∘ Y ∘ (1 − Y), because the slope of the sigmoid is y·(1 − y).

    >>> sigmoid_delta(np.array([[4.0, 4.0]]), np.array([[0.5, 1.0]]))
    array([[1., 0.]])
    """
    dy, y = as_float(dy), as_float(y)
    return dy * y * (1 - y)


@contract
def weight_gradient(x: Real[np.ndarray, "h m"], delta: Real[np.ndarray, "h n"]) -> Real[np.ndarray, "m n"]:
    """Return the gradient of the loss with respect to the weights, summed over the batch: ∂W = Xᵀ·Δ.

    >>> weight_gradient(np.array([[1, 2], [3, 4]]), np.array([[1], [10]]))
    array([[31],
           [42]])
    """
    return x.T @ delta


@contract
def bias_gradient(delta: Real[np.ndarray, "h n"]) -> Real[np.ndarray, " n"]:
    """Return the gradient of the loss with respect to the bias, the column sums: ∂bⱼ = Σᵢ Δᵢⱼ.

    Integers narrower than 64 bits are summed in 64 bits, as both languages do.

    >>> bias_gradient(np.array([[1, 2], [10, 20]]))
    array([11, 22])
    """
    return delta.sum(axis=0)


@contract
def input_gradient(delta: Real[np.ndarray, "h n"], w: Real[np.ndarray, "m n"]) -> Real[np.ndarray, "h m"]:
    """Return the gradient of the loss with respect to the input, which the layer before is handed: ∂X = Δ·Wᵀ.

    >>> input_gradient(np.array([[1, 10]]), np.array([[1, 2], [3, 4], [5, 6]]))
    array([[21, 43, 65]])
    """
    return delta @ w.T
