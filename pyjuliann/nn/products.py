"""Products of matrices and vectors, and a first network made of them (post 1 of the series).

Integers stay integers: nothing is rounded. Where element types differ the result has the type that Julia
gives.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Real

from pyjuliann.nn.contract import check_fit, contract, promoted_dtype


@contract
def matrix_vector_by_rows(a: Real[np.ndarray, "m n"], x: Real[np.ndarray, " n"]) -> Real[np.ndarray, " m"]:
    """Return A·x, each element the dot product of one row of A with x: yᵢ = Σⱼ Aᵢⱼ xⱼ.

    >>> matrix_vector_by_rows(np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]]), np.array([1, 2, 3, 4]))
    array([17, 31, 28])
    """
    y = np.zeros(len(a), promoted_dtype(a.dtype, x.dtype))
    for i, row in enumerate(a):
        y[i] = row @ x
    return y


@contract
def scale_columns(a: Real[np.ndarray, "m n"], x: Real[np.ndarray, " n"]) -> Real[np.ndarray, "m n"]:
    """Return the matrix A with its j-th column multiplied by xⱼ.

    >>> scale_columns(np.array([[3, 1], [2, 4]]), np.array([1, 10]))
    array([[ 3, 10],
           [ 2, 40]])
    """
    return a * x


@contract
def matrix_vector_by_columns(a: Real[np.ndarray, "m n"], x: Real[np.ndarray, " n"]) -> Real[np.ndarray, " m"]:
    """Return A·x as the sum of A's columns, each scaled by its element of x: y = Σⱼ xⱼ A₍:,ⱼ₎.

    >>> matrix_vector_by_columns(np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]]), np.array([1, 2, 3, 4]))
    array([17, 31, 28])
    """
    y = np.zeros(len(a), promoted_dtype(a.dtype, x.dtype))
    for column in (a * x).T:
        y = y + column
    return y


@contract
def matrix_product(a: Real[np.ndarray, "m k"], b: Real[np.ndarray, "k n"]) -> Real[np.ndarray, "m n"]:
    """Return the matrix product A·B: Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.

    >>> matrix_product(np.array([[1, 4], [2, 5], [3, 6]]), np.array([[1, 2, 3], [4, 5, 6]]))
    array([[17, 22, 27],
           [22, 29, 36],
           [27, 36, 45]])
    """
    return a @ b


@contract
def flat_dot(a: Real[np.ndarray, "*size_a"], b: Real[np.ndarray, "*size_b"]) -> np.number[Any]:
    """Return the dot product of `a` and `b` read as vectors, column after column: Julia's ``dot``.

    They need as many elements, not the same size. ``np.dot`` of two matrices is their matrix product instead.

    >>> flat_dot(np.ones((2, 3)), np.ones((3, 2)))
    np.float64(6.0)
    """
    check_fit("flat_dot", a.size == b.size, "a and b must have the same number of elements", a=a, b=b)
    return (a.ravel(order="F") @ b.ravel(order="F"))[()]


@contract
def two_layer(
    x: Real[np.ndarray, "h m"],
    w1: Real[np.ndarray, "m k"],
    b1: Real[np.ndarray, "1 k"],
    w2: Real[np.ndarray, "k n"],
    b2: Real[np.ndarray, "1 n"],
) -> tuple[Real[np.ndarray, "h k"], Real[np.ndarray, "h n"]]:
    """Return both layers of a network without activations: H = X·W₁ + B₁ and Y = H·W₂ + B₂.

    There is one sample per row of X, and the rows B are added to every row.

    >>> w1, b1 = np.array([[1, 2], [3, 4], [5, 6], [7, 8]]), np.array([[1, 2]])
    >>> w2, b2 = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 2, 3]])
    >>> two_layer(np.array([[1, 2, 3, 4]]), w1, b1, w2, b2)
    (array([[51, 62]]), array([[300, 414, 528]]))
    """
    h = x @ w1 + b1  # (h, k)
    y = h @ w2 + b2  # (h, n)
    return h, y
