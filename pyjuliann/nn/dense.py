"""The dense layer of the networks from post 7 on, and the other pieces of backpropagation (post 8).

One sample per row: h is the batch size, m the number of inputs, n the number of outputs. A bias is a row (1, n);
``layer`` has the same layer with a vector, as the companion note writes it, and the slope of the sigmoid.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn.contract import as_float, check_filled, contract, promote


@contract
def dense_forward(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"], b: Real[np.ndarray, "1 n"]
) -> Real[np.ndarray, "h n"]:
    """Return X·W + b, with the row b added to every row.

    >>> dense_forward(np.array([[1, 2]]), np.array([[1, 2], [3, 4]]), np.array([[10, 20]]))
    array([[17, 30]])
    """
    return x @ w + b


@contract
def dense_backward(
    dout: Real[np.ndarray, "h n"], x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"]
) -> tuple[Real[np.ndarray, "h m"], Real[np.ndarray, "m n"], Real[np.ndarray, "1 n"]]:
    """Return the gradients of the loss with respect to what ``dense_forward`` was given, from that of its output.

    dX = dout·Wᵀ, dW = Xᵀ·dout, db = column sums of dout; narrow integers are summed in 64 bits, as in both languages.

    >>> dense_backward(np.array([[1, 10]]), np.array([[2, 3]]), np.array([[1, 2], [3, 4]]))
    (array([[21, 43]]), array([[ 2, 20],
           [ 3, 30]]), array([[ 1, 10]]))
    """
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


@contract
def relu_delta(dy: Real[np.ndarray, "*size"], x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return the gradient of the loss with respect to x from that with respect to relu(x): dy where x > 0, else 0.

    x may be the input of ``relu`` or its output: both are above 0 at the same places. The result is of dy's type.

    >>> relu_delta(np.array([5.0, 6.0, 7.0]), np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 7.])
    """
    return np.where(x > 0, dy, dy.dtype.type(0))


@contract
def softmax_cross_entropy_delta(
    y: Annotated[Real[np.ndarray, "h n"], check_filled], t: Real[np.ndarray, "h n"]
) -> Float[np.ndarray, "h n"]:
    """Return the gradient of the mean cross entropy with respect to what went into the softmax: (Y − T) / h.

    Y is what ``softmax_rows`` returned, and every row of T sums to 1. The 1e-7 inside the logarithm of the loss is
    left out here, as in the series, whose derivation swaps the names of label and output half-way.

    >>> softmax_cross_entropy_delta(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0, 1], [1, 0]]))
    array([[ 0.125, -0.125],
           [-0.25 ,  0.25 ]])
    """
    y, t = map(as_float, promote(y, t))
    return (y - t) / len(y)
