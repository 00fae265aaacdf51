"""Data in the form that networks take: one-hot labels and batches (post 7 of the series).

Which rows go into a batch comes in as uniform draws, not as row numbers: those would start at 0 in Python and at
1 in Julia. Twin: ``julia/src/data.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int, Int64, Real

from pyjuliann.nn._checks import (
    check_between,
    check_draws,
    check_filled,
    check_fit,
    check_integer,
    check_integer_array,
    check_labels,
    check_real_array,
    promoted_dtype,
)
from pyjuliann.nn._kernels import drawn_rows


def one_hot(labels: Int[np.ndarray, " h"], classes: int = 10) -> Int64[np.ndarray, "h classes"]:
    """Return a matrix of zeros with a 1 in every row, in the column of the label.

    The elements are Int64, so that the targets take on the type of the predictions that they meet.

    Parameters
    ----------
    labels : vector (h,) with at least one element, integers
        From 0 to classes − 1: label 0 is the first column.
    classes : integer, at least 1

    Returns
    -------
    matrix (h, classes), Int64

    Raises
    ------
    TypeError
        If `labels` is not an array of integers or `classes` not an integer.
    ValueError
        If `labels` is not a vector, is empty or has a label outside the classes, or `classes` is below 1.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 3 and 7.

    Examples
    --------
    >>> one_hot(np.array([2, 0]), 3)
    array([[0, 0, 1],
           [1, 0, 0]])
    """
    check_integer("one_hot", "classes", classes)
    check_between("one_hot", "classes", classes, 1)
    check_labels("one_hot", "labels", labels, classes)
    t = np.zeros((labels.shape[0], classes), np.int64)
    t[np.arange(labels.shape[0]), labels] = 1
    return t


def draw_batch(
    x: Real[np.ndarray, "samples m"], labels: Int[np.ndarray, " samples"], draws: Float[np.ndarray, " h"]
) -> tuple[Real[np.ndarray, "h m"], Int[np.ndarray, " h"]]:
    """Return a batch: the rows of `x` and the labels that uniform draws point to.

    With N samples a draw d takes the one that floor(d·N) others stand before; the same may be drawn again.

    Parameters
    ----------
    x : matrix (samples, m) with at least one row, integers or floats
        One sample per row.
    labels : vector (samples,), integers
    draws : vector (h,) with at least one element, floats
        Each at least 0 and below 1.

    Returns
    -------
    x : matrix (h, m), in its type
    labels : vector (h,), in its type

    Raises
    ------
    TypeError
        If `x` is not an array of numbers, `labels` not one of integers, or `draws` not one of floats.
    ValueError
        If their sizes do not fit, one is empty, or a draw is outside [0, 1).

    Notes
    -----
    Source: "Deep Learning in Julia", post 7, which draws with replacement.

    Examples
    --------
    >>> draw_batch(np.array([[1, 2], [3, 4]]), np.array([7, 8]), np.array([0.9, 0.1, 0.5]))
    (array([[3, 4],
           [1, 2],
           [3, 4]]), array([8, 7, 8]))
    """
    name = "draw_batch"
    check_real_array(name, "x", x, 2)
    check_integer_array(name, "labels", labels, 1)
    check_fit(name, labels.shape[0] == x.shape[0], "there must be a label for each row of x", x=x, labels=labels)
    check_filled(name, "labels", labels)
    check_draws(name, "draws", draws, 1)
    check_filled(name, "draws", draws)
    rows = drawn_rows(draws, x.shape[0])
    return (
        x[rows].astype(promoted_dtype(x.dtype), copy=False),
        labels[rows].astype(promoted_dtype(labels.dtype), copy=False),
    )


def contiguous_rows(x: Real[np.ndarray, "samples m"]) -> Real[np.ndarray, "samples m"]:
    """Return the same matrix with each of its rows in one piece of memory, which makes ``draw_batch`` fast.

    Julia's own matrices keep their columns together, so that a batch of 100 rows of 784 numbers lies in 78,400
    places of the memory there, and in 100 after this. NumPy's usually have their rows together already.

    Parameters
    ----------
    x : matrix (samples, m), integers or floats

    Returns
    -------
    matrix (samples, m), equal to x and in its type

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats.
    ValueError
        If `x` is not a matrix.

    Examples
    --------
    >>> contiguous_rows(np.array([[1, 2], [3, 4]], order="F")).flags.c_contiguous
    True
    """
    check_real_array("contiguous_rows", "x", x, 2)
    return np.array(x, promoted_dtype(x.dtype), order="C")
