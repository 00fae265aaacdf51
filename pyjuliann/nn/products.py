"""Products of matrices and vectors, and a first network made of them (post 1 of the series).

Integers stay integers: nothing is rounded. Where element types differ the result has the type that Julia
gives. Twin: ``julia/src/products.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

from typing import Any, cast

import numpy as np
from jaxtyping import Real

from pyjuliann.nn._checks import add, check_fit, check_real_array, multiply, product, promoted_dtype


def matrix_vector_by_rows(a: Real[np.ndarray, "m n"], x: Real[np.ndarray, " n"]) -> Real[np.ndarray, " m"]:
    """Return A·x, each element the dot product of one row of A with x: yᵢ = Σⱼ Aᵢⱼ xⱼ.

    Parameters
    ----------
    a : matrix (m, n), integers or floats
    x : vector (n,), integers or floats

    Returns
    -------
    vector (m,)

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If `a` is not a matrix, `x` not a vector, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 1.

    Examples
    --------
    >>> a = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])
    >>> matrix_vector_by_rows(a, np.array([1, 2, 3, 4]))
    array([17, 31, 28])
    """
    _check_columns_fit("matrix_vector_by_rows", a, x)
    y = np.zeros(a.shape[0], promoted_dtype(a.dtype, x.dtype))
    for i, row in enumerate(a):
        y[i] = product(row, x)
    return y


def scale_columns(a: Real[np.ndarray, "m n"], x: Real[np.ndarray, " n"]) -> Real[np.ndarray, "m n"]:
    """Return the matrix A with its j-th column multiplied by xⱼ.

    Parameters
    ----------
    a : matrix (m, n), integers or floats
    x : vector (n,), integers or floats

    Returns
    -------
    matrix (m, n)

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If `a` is not a matrix, `x` not a vector, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 1.

    Examples
    --------
    >>> scale_columns(np.array([[3, 1], [2, 4]]), np.array([1, 10]))
    array([[ 3, 10],
           [ 2, 40]])
    """
    _check_columns_fit("scale_columns", a, x)
    return multiply(a, x)


def matrix_vector_by_columns(a: Real[np.ndarray, "m n"], x: Real[np.ndarray, " n"]) -> Real[np.ndarray, " m"]:
    """Return A·x as the sum of A's columns, each scaled by its element of x: y = Σⱼ xⱼ A₍:,ⱼ₎.

    Parameters
    ----------
    a : matrix (m, n), integers or floats
    x : vector (n,), integers or floats

    Returns
    -------
    vector (m,)

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If `a` is not a matrix, `x` not a vector, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 1.

    Examples
    --------
    >>> a = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])
    >>> matrix_vector_by_columns(a, np.array([1, 2, 3, 4]))
    array([17, 31, 28])
    """
    _check_columns_fit("matrix_vector_by_columns", a, x)
    y = np.zeros(a.shape[0], promoted_dtype(a.dtype, x.dtype))
    for column in scale_columns(a, x).T:
        y = add(y, column)
    return y


def matrix_product(a: Real[np.ndarray, "m k"], b: Real[np.ndarray, "k n"]) -> Real[np.ndarray, "m n"]:
    """Return the matrix product A·B: Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.

    Parameters
    ----------
    a : matrix (m, k), integers or floats
    b : matrix (k, n), integers or floats

    Returns
    -------
    matrix (m, n)

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 1.

    Examples
    --------
    >>> matrix_product(np.array([[1, 4], [2, 5], [3, 6]]), np.array([[1, 2, 3], [4, 5, 6]]))
    array([[17, 22, 27],
           [22, 29, 36],
           [27, 36, 45]])
    """
    check_real_array("matrix_product", "a", a, 2)
    check_real_array("matrix_product", "b", b, 2)
    check_fit("matrix_product", a.shape[1] == b.shape[0], "columns of a must equal rows of b", a=a, b=b)
    return product(a, b)


def flat_dot(a: Real[np.ndarray, "*size_a"], b: Real[np.ndarray, "*size_b"]) -> np.number[Any]:
    """Return the dot product of `a` and `b` read as vectors, column after column: Julia's ``dot``.

    ``np.dot`` of two matrices is their matrix product instead.

    Parameters
    ----------
    a : array of any size, integers or floats
    b : array with as many elements as a, integers or floats

    Returns
    -------
    one number

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If they have different numbers of elements.

    Notes
    -----
    Source: "Deep Learning in Julia", post 1.

    Examples
    --------
    >>> a = np.ones((2, 3))
    >>> float(flat_dot(a, a.T))
    6.0
    >>> np.dot(a, a.T).tolist()
    [[3.0, 3.0], [3.0, 3.0]]
    """
    check_real_array("flat_dot", "a", a)
    check_real_array("flat_dot", "b", b)
    check_fit("flat_dot", a.size == b.size, "a and b must have the same number of elements", a=a, b=b)
    return cast("np.number[Any]", product(a.ravel(order="F"), b.ravel(order="F"))[()])


def two_layer(
    x: Real[np.ndarray, "h m"],
    w1: Real[np.ndarray, "m k"],
    b1: Real[np.ndarray, "1 k"],
    w2: Real[np.ndarray, "k n"],
    b2: Real[np.ndarray, "1 n"],
) -> tuple[Real[np.ndarray, "h k"], Real[np.ndarray, "h n"]]:
    """Return both layers of a network without activations: H = X·W₁ + B₁ and Y = H·W₂ + B₂.

    Parameters
    ----------
    x : matrix (h, m), integers or floats
        One sample per row.
    w1 : matrix (m, k), integers or floats
    b1 : matrix (1, k), integers or floats
        Added to every row.
    w2 : matrix (k, n), integers or floats
    b2 : matrix (1, n), integers or floats

    Returns
    -------
    h : matrix (h, k)
        The hidden layer.
    y : matrix (h, n)
        The output layer.

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If an argument is not a matrix, or their sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 1.

    Examples
    --------
    >>> x = np.array([[1, 2, 3, 4]])
    >>> w1, b1 = np.array([[1, 2], [3, 4], [5, 6], [7, 8]]), np.array([[1, 2]])
    >>> w2, b2 = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 2, 3]])
    >>> h, y = two_layer(x, w1, b1, w2, b2)
    >>> h
    array([[51, 62]])
    >>> y
    array([[300, 414, 528]])
    """
    name = "two_layer"
    for argument, value in (("x", x), ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2)):
        check_real_array(name, argument, value, 2)
    check_fit(name, x.shape[1] == w1.shape[0], "columns of x must equal rows of w1", x=x, w1=w1)
    check_fit(name, b1.shape == (1, w1.shape[1]), "b1 must be one row, as wide as w1", w1=w1, b1=b1)
    check_fit(name, w1.shape[1] == w2.shape[0], "columns of w1 must equal rows of w2", w1=w1, w2=w2)
    check_fit(name, b2.shape == (1, w2.shape[1]), "b2 must be one row, as wide as w2", w2=w2, b2=b2)
    h = add(product(x, w1), b1)
    y = add(product(h, w2), b2)
    return h, y


def _check_columns_fit(function: str, a: np.ndarray, x: np.ndarray) -> None:
    check_real_array(function, "a", a, 2)
    check_real_array(function, "x", x, 1)
    check_fit(function, a.shape[1] == x.shape[0], "columns of a must equal the length of x", a=a, x=x)
