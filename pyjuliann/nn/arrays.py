"""Making arrays and giving them another shape (post 0 of the series). Twin: ``julia/src/arrays.jl``.

Sizes are tuples in both languages: Julia would also take ``ones(3, 5)``, NumPy only ``ones((3, 5))``.
The names say "array" because Julia's Base has its own ``ones``, ``zeros`` and ``fill``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Float64, Int64, Real

from pyjuliann.nn._checks import (
    check_fit,
    check_float_array,
    check_integer,
    check_real_array,
    check_real_number,
    check_size,
    describe,
    promoted_dtype,
)

_MOST_DRAWS = 2**53  # Float64 holds every integer up to here


def matrix_from_rows(rows: Sequence[Sequence[float]]) -> Real[np.ndarray, "m n"]:
    """Return the matrix whose rows are given, the literal ``[1 2 3; 4 5 6]`` of Julia.

    Parameters
    ----------
    rows : tuple or list of m tuples or lists, each of n integers or floats
        Integers alone give Int64; one float among them makes all Float64.

    Returns
    -------
    matrix (m, n)
        In the type that Julia's ``promote_type`` gives for all elements.

    Raises
    ------
    TypeError
        If `rows` is not made of tuples or lists of numbers.
    ValueError
        If there is no element, or the rows differ in length, or an integer does not fit into Int64.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0.

    Examples
    --------
    >>> matrix_from_rows(((1, 2, 3), (4, 5, 6)))
    array([[1, 2, 3],
           [4, 5, 6]])
    """
    name = "matrix_from_rows"
    if not isinstance(rows, tuple | list) or not all(isinstance(row, tuple | list) for row in rows):
        raise TypeError(f"{name}: rows must be a tuple or list of tuples or lists; got {describe(rows)}")
    lengths = tuple(len(row) for row in rows)
    if len(set(lengths)) != 1 or lengths[0] == 0:
        raise ValueError(f"{name}: rows must have one length of at least 1; got lengths {lengths}")
    for row in rows:
        for element in row:
            check_real_number(name, "every element of rows", element)
    dtypes = {np.asarray(element).dtype for row in rows for element in row}
    return np.array(rows, dtype=promoted_dtype(*dtypes))


def ones_array(size: tuple[int, ...]) -> Float64[np.ndarray, "*size"]:
    """Return an array of the given size filled with 1.0.

    Parameters
    ----------
    size : tuple of integers
        One number per dimension, none negative.

    Returns
    -------
    array of that size, Float64

    Raises
    ------
    TypeError
        If `size` is not a tuple of integers.
    ValueError
        If a number in it is negative or the array would be too large.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0.

    Examples
    --------
    >>> ones_array((2, 3))
    array([[1., 1., 1.],
           [1., 1., 1.]])
    """
    check_size("ones_array", "size", size)
    return np.ones(size)


def zeros_array(size: tuple[int, ...]) -> Float64[np.ndarray, "*size"]:
    """Return an array of the given size filled with 0.0.

    Parameters
    ----------
    size : tuple of integers
        One number per dimension, none negative.

    Returns
    -------
    array of that size, Float64

    Raises
    ------
    TypeError
        If `size` is not a tuple of integers.
    ValueError
        If a number in it is negative or the array would be too large.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0.

    Examples
    --------
    >>> zeros_array((2, 3)).tolist()
    [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    check_size("zeros_array", "size", size)
    return np.zeros(size)


def filled_array(value: float, size: tuple[int, ...]) -> Real[np.ndarray, "*size"]:
    """Return an array of the given size with `value` everywhere.

    Parameters
    ----------
    value : integer or float
        It comes first, as in Julia's ``fill``; in ``np.full`` it comes last.
    size : tuple of integers
        One number per dimension, none negative.

    Returns
    -------
    array of that size
        In the type of `value`: Int64 for a Python int, Float64 for a float.

    Raises
    ------
    TypeError
        If `value` is not a number or `size` not a tuple of integers.
    ValueError
        If `value` does not fit into Int64, a number in `size` is negative, or the array would be too large.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0.

    Examples
    --------
    >>> filled_array(2, (3, 4))
    array([[2, 2, 2, 2],
           [2, 2, 2, 2],
           [2, 2, 2, 2]])
    """
    check_real_number("filled_array", "value", value)
    check_size("filled_array", "size", size)
    return np.full(size, value)


def uninitialized_array(size: tuple[int, ...]) -> Float64[np.ndarray, "*size"]:
    """Return an array of the given size whose elements are whatever the memory held before.

    Only the size and the type are defined. Write every element before you read one.

    Parameters
    ----------
    size : tuple of integers
        One number per dimension, none negative.

    Returns
    -------
    array of that size, Float64

    Raises
    ------
    TypeError
        If `size` is not a tuple of integers.
    ValueError
        If a number in it is negative or the array would be too large.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0.

    Examples
    --------
    >>> uninitialized_array((2, 3)).shape
    (2, 3)
    """
    check_size("uninitialized_array", "size", size)
    return np.empty(size)


def random_integers(draws: Float[np.ndarray, "*size"], low: int, high: int) -> Int64[np.ndarray, "*size"]:
    """Turn uniform draws into integers between `low` and `high`, both ends included.

    low + floor(draw · (high − low + 1))

    The draws are an argument because the random streams of the two languages differ: whoever wants the same
    integers on both sides draws once and hands the draws to both.

    Parameters
    ----------
    draws : array of any size, floats
        Uniform random numbers, 0 ≤ draw < 1.
    low, high : integers
        The inclusive range; at most 2^53 different integers.

    Returns
    -------
    array of the size of draws, Int64

    Raises
    ------
    TypeError
        If `draws` is not an array of floats, or `low` or `high` not an integer.
    ValueError
        If a draw is outside 0 ≤ draw < 1, or the range is empty or too large.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0, where Julia draws ``rand(1:10, 2, 4)``.

    Examples
    --------
    >>> random_integers(np.array([0.0, 0.5, 0.999]), 1, 10)
    array([ 1,  6, 10])
    """
    check_float_array("random_integers", "draws", draws)
    check_integer("random_integers", "low", low)
    check_integer("random_integers", "high", high)
    low, high = int(low), int(high)
    if not 1 <= high - low + 1 <= _MOST_DRAWS:
        raise ValueError(
            "random_integers: high must be at least low and the range at most 2^53 integers; "
            f"got low {low}, high {high}"
        )
    outside = draws[~((draws >= 0) & (draws < 1))]
    if outside.size:
        raise ValueError(
            f"random_integers: every draw must be at least 0 and below 1; got {outside.size} of {draws.size} outside"
        )
    # In Float64 also for narrower draws: there draw · width stays below width, which a Float32 product
    # could round up to.
    return np.asarray(low + np.floor(draws.astype(np.float64) * (high - low + 1)).astype(np.int64))


def column_major_reshape(a: Real[np.ndarray, "*size_a"], size: tuple[int, ...]) -> Real[np.ndarray, "*size"]:
    """Return a copy of `a` with another size, read and filled down the columns as Julia's ``reshape`` does.

    NumPy's own ``a.reshape(size)`` goes along the rows and puts the elements elsewhere.

    Parameters
    ----------
    a : array of any size, integers or floats
    size : tuple of integers
        With as many elements in all as `a`.

    Returns
    -------
    array of that size, in the type of `a`

    Raises
    ------
    TypeError
        If `a` is not an array of numbers or `size` not a tuple of integers.
    ValueError
        If the sizes hold different numbers of elements.

    Notes
    -----
    Source: "Deep Learning in Julia", post 0.

    Examples
    --------
    >>> column_major_reshape(np.arange(1, 7), (2, 3))
    array([[1, 3, 5],
           [2, 4, 6]])
    """
    name = "column_major_reshape"
    check_real_array(name, "a", a)
    check_size(name, "size", size)
    check_fit(name, a.size == math.prod(size), f"size {size} must hold as many elements as a", a=a)
    return a.reshape(size, order="F").astype(a.dtype.newbyteorder("="))
