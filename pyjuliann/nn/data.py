"""Data in the form that networks take: one-hot labels and batches (post 7 of the series).

Which rows go into a batch comes in as uniform draws: row numbers would start at 0 in Python and at 1 in Julia.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from jaxtyping import Float, Int, Int64, Real

from pyjuliann.nn.contract import Length, check_draws, check_filled, check_labels, contract
from pyjuliann.nn.kernels import drawn_rows


@contract
def one_hot(labels: Int[np.ndarray, " h"], classes: Length = 10) -> Int64[np.ndarray, "h classes"]:
    """Return a matrix of zeros with a 1 in every row, in the column of the label: label 0 is the first column.

    The elements are Int64, so that the targets take on the type of the predictions that they meet.

    >>> one_hot(np.array([2, 0]), 3)
    array([[0, 0, 1],
           [1, 0, 0]])
    """
    check_labels("one_hot", "labels", labels, classes)
    return np.eye(classes, dtype=np.int64)[labels]


@contract
def draw_batch(
    x: Real[np.ndarray, "samples m"],
    labels: Annotated[Int[np.ndarray, " samples"], check_filled],
    draws: Annotated[Float[np.ndarray, " h"], check_draws, check_filled],
) -> tuple[Real[np.ndarray, "h m"], Int[np.ndarray, " h"]]:
    """Return a batch: the rows of `x` and the labels that uniform draws point to, each in its type.

    With N samples a draw d takes the one that floor(d·N) others stand before; the same may be drawn again.

    >>> draw_batch(np.array([[1, 2], [3, 4]]), np.array([7, 8]), np.array([0.9, 0.1, 0.5]))
    (array([[3, 4],
           [1, 2],
           [3, 4]]), array([8, 7, 8]))
    """
    rows = drawn_rows(draws, len(x))
    return x[rows], labels[rows]


@contract
def contiguous_rows(x: Real[np.ndarray, "samples m"]) -> Real[np.ndarray, "samples m"]:
    """Return the same matrix with each of its rows in one piece of memory, which makes ``draw_batch`` fast.

    Julia's own matrices keep their columns together, so that a batch of 100 rows of 784 numbers lies in 78,400
    places of the memory there, and in 100 after this. NumPy's usually have their rows together already.

    >>> contiguous_rows(np.array([[1, 2], [3, 4]], order="F")).flags.c_contiguous
    True
    """
    return np.array(x, order="C")
