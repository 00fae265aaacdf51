"""The dense layer of the networks from post 7 on, and the other pieces of backpropagation (post 8).

One sample per row: h is the batch size, m the number of inputs, n the number of outputs. A bias is a row
(1, n); ``layer`` has the same layer with a vector, as the companion note writes it, and the slope of the
sigmoid.
Twin: ``julia/src/dense.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._checks import (
    add,
    as_float,
    check_filled,
    check_fit,
    check_real_array,
    product,
    promote,
    promoted_dtype,
)


def dense_forward(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"], b: Real[np.ndarray, "1 n"]
) -> Real[np.ndarray, "h n"]:
    """Return X·W + b, with the row b added to every row.

    Parameters
    ----------
    x : matrix (h, m), integers or floats
    w : matrix (m, n), integers or floats
    b : matrix (1, n), integers or floats

    Returns
    -------
    matrix (h, n)

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 7 and 8.

    Examples
    --------
    >>> dense_forward(np.array([[1, 2]]), np.array([[1, 2], [3, 4]]), np.array([[10, 20]]))
    array([[17, 30]])
    """
    name = "dense_forward"
    for argument, value in (("x", x), ("w", w), ("b", b)):
        check_real_array(name, argument, value, 2)
    check_fit(name, x.shape[1] == w.shape[0], "columns of x must equal rows of w", x=x, w=w)
    check_fit(name, b.shape == (1, w.shape[1]), "b must be one row, as wide as w", w=w, b=b)
    return add(product(x, w), b)


def dense_backward(
    dout: Real[np.ndarray, "h n"], x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"]
) -> tuple[Real[np.ndarray, "h m"], Real[np.ndarray, "m n"], Real[np.ndarray, "1 n"]]:
    """Return the gradients of the loss with respect to what ``dense_forward`` was given.

    dX = dout·Wᵀ, dW = Xᵀ·dout, db = column sums of dout.

    Parameters
    ----------
    dout : matrix (h, n), integers or floats
        Gradient of the loss with respect to the layer's output.
    x : matrix (h, m), integers or floats
        The layer's input.
    w : matrix (m, n), integers or floats

    Returns
    -------
    dx : matrix (h, m)
    dw : matrix (m, n)
    db : matrix (1, n)
        Integers narrower than 64 bits are summed in 64 bits, as both languages do.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 8.

    Examples
    --------
    >>> dense_backward(np.array([[1, 10]]), np.array([[2, 3]]), np.array([[1, 2], [3, 4]]))
    (array([[21, 43]]), array([[ 2, 20],
           [ 3, 30]]), array([[ 1, 10]]))
    """
    name = "dense_backward"
    for argument, value in (("dout", dout), ("x", x), ("w", w)):
        check_real_array(name, argument, value, 2)
    check_fit(name, dout.shape[0] == x.shape[0], "rows of dout must equal rows of x", dout=dout, x=x)
    check_fit(name, dout.shape[1] == w.shape[1], "columns of dout must equal columns of w", dout=dout, w=w)
    check_fit(name, x.shape[1] == w.shape[0], "columns of x must equal rows of w", x=x, w=w)
    with np.errstate(all="ignore"):
        return product(dout, w.T), product(x.T, dout), dout.sum(axis=0, keepdims=True)


def relu_delta(dy: Real[np.ndarray, "*size"], x: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return the gradient of the loss with respect to x from that with respect to relu(x).

    It is dy where x > 0, and 0 elsewhere.

    Parameters
    ----------
    dy : array of any size, integers or floats
        Gradient of the loss with respect to the output of ``relu``.
    x : array of the size of dy, integers or floats
        The input of ``relu``, or its output: both are above 0 at the same places.

    Returns
    -------
    array of the size and type of dy

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If their sizes differ.

    Notes
    -----
    Source: "Deep Learning in Julia", post 8.

    Examples
    --------
    >>> relu_delta(np.array([5.0, 6.0, 7.0]), np.array([-1.0, 0.0, 2.0])).tolist()
    [0.0, 0.0, 7.0]
    """
    check_real_array("relu_delta", "dy", dy)
    check_real_array("relu_delta", "x", x)
    check_fit("relu_delta", dy.shape == x.shape, "dy and x must have the same size", dy=dy, x=x)
    dx = dy.astype(promoted_dtype(dy.dtype))
    dx[np.logical_not(x > 0)] = 0
    return dx


def softmax_cross_entropy_delta(y: Real[np.ndarray, "h n"], t: Real[np.ndarray, "h n"]) -> Float[np.ndarray, "h n"]:
    """Return the gradient of the mean cross entropy with respect to what went into the softmax: (Y − T) / h.

    The 1e-7 inside the logarithm of the loss is left out here, as in the series.

    Parameters
    ----------
    y : matrix (h, n) with at least one element, integers or floats
        What ``softmax_rows`` returned.
    t : matrix (h, n), integers or floats
        The targets; every row sums to 1.

    Returns
    -------
    matrix (h, n)
        In the type that `y` and `t` have together; Float64 for integers.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, their sizes differ, or they hold no element.

    Notes
    -----
    Source: "Deep Learning in Julia", post 8, whose derivation swaps the names of label and output half-way.

    Examples
    --------
    >>> softmax_cross_entropy_delta(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0, 1], [1, 0]])).tolist()
    [[0.125, -0.125], [-0.25, 0.25]]
    """
    name = "softmax_cross_entropy_delta"
    check_real_array(name, "y", y, 2)
    check_real_array(name, "t", t, 2)
    check_fit(name, y.shape == t.shape, "y and t must have the same size", y=y, t=t)
    check_filled(name, "y", y)
    y, t = promote(y, t)
    y, t = as_float(y), as_float(t)
    with np.errstate(all="ignore"):
        return np.asarray((y - t) / y.dtype.type(y.shape[0]))
