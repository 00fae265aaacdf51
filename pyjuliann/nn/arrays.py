"""Making arrays and giving them another shape (post 0 of the series).

Sizes are tuples in both languages: Julia would also take ``ones(3, 5)``, NumPy only ``ones((3, 5))``.
The names say "array" because Julia's Base has its own ``ones``, ``zeros`` and ``fill``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Float64, Int64, Real

from pyjuliann.nn.contract import Size, check_fit, check_real_number, contract, describe, promoted_dtype

_MOST_DRAWS = 2**53  # Float64 holds every integer up to here


@contract
def matrix_from_rows(rows: Sequence[Sequence[float]]) -> Real[np.ndarray, "m n"]:
    """Return the matrix whose rows are given as tuples or lists, the literal ``[1 2 3; 4 5 6]`` of Julia.

    Integers alone give Int64; one float among them makes all Float64, as Julia's ``promote_type`` does.

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


@contract
def ones_array(size: Size) -> Float64[np.ndarray, "*size"]:
    """Return an array of the given size filled with 1.0.

    >>> ones_array((2, 3))
    array([[1., 1., 1.],
           [1., 1., 1.]])
    """
    return np.ones(size)


@contract
def zeros_array(size: Size) -> Float64[np.ndarray, "*size"]:
    """Return an array of the given size filled with 0.0.

    >>> zeros_array((2, 3))
    array([[0., 0., 0.],
           [0., 0., 0.]])
    """
    return np.zeros(size)


@contract
def filled_array(value: float, size: Size) -> Real[np.ndarray, "*size"]:
    """Return an array of the given size with `value` everywhere, in the type of the value.

    The value comes first, as in Julia's ``fill``; in ``np.full`` it comes last.

    >>> filled_array(2, (3, 4))
    array([[2, 2, 2, 2],
           [2, 2, 2, 2],
           [2, 2, 2, 2]])
    """
    return np.full(size, value)


@contract
def uninitialized_array(size: Size) -> Float64[np.ndarray, "*size"]:
    """Return an array of the given size whose elements are whatever the memory held before.

    Only the size and the type are defined. Write every element before you read one.

    >>> uninitialized_array((2, 3)).shape
    (2, 3)
    """
    return np.empty(size)


@contract
def random_integers(draws: Float[np.ndarray, "*size"], low: int, high: int) -> Int64[np.ndarray, "*size"]:
    """Turn uniform draws into integers from `low` to `high`, both included: low + floor(draw · (high − low + 1)).

    The draws are an argument because the random streams of the two languages differ: whoever wants the same
    integers on both sides draws once and hands the draws to both. Julia itself writes ``rand(1:10, 2, 4)``.

    >>> random_integers(np.array([0.0, 0.5, 0.999]), 1, 10)
    array([ 1,  6, 10])
    """
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
    return low + np.floor(draws.astype(np.float64) * (high - low + 1)).astype(np.int64)


@contract
def column_major_reshape(a: Real[np.ndarray, "*size_a"], size: Size) -> Real[np.ndarray, "*size"]:
    """Return a copy of `a` with another size, read and filled down the columns as Julia's ``reshape`` does.

    NumPy's own ``a.reshape(size)`` goes along the rows and puts the elements elsewhere.

    >>> column_major_reshape(np.arange(1, 7), (2, 3))
    array([[1, 3, 5],
           [2, 4, 6]])
    """
    expected = f"size {size} must hold as many elements as a"
    check_fit("column_major_reshape", a.size == math.prod(size), expected, a=a)
    return a.reshape(size, order="F").copy()
