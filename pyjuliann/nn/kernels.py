"""The arithmetic that the public functions share with the training loop, without checks.

What ends in ``in_place`` uses up the float array that it is given: nobody else may hold it.
"""

from __future__ import annotations

import numpy as np

# Added to a probability before its logarithm, so that 0 costs 16.1 and not infinitely much.
LOG_OFFSET = 1e-7


def sigmoid_in_place(u: np.ndarray) -> np.ndarray:
    """Turn `u` into its sigmoid and return it."""
    np.negative(u, out=u)
    np.exp(u, out=u)
    u += 1
    np.reciprocal(u, out=u)
    return u


def relu_in_place(u: np.ndarray) -> np.ndarray:
    """Turn `u` into its ReLU and return it."""
    np.copyto(u, 0, where=u <= 0)
    return u


def sigmoid_delta_in_place(delta: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Turn the gradient with respect to y = sigmoid(u) into that with respect to u and return it."""
    delta *= y
    delta *= 1 - y
    return delta


def relu_delta_in_place(delta: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Turn the gradient with respect to y = relu(u) into that with respect to u and return it."""
    np.copyto(delta, 0, where=np.logical_not(y > 0))
    return delta


def softmax_rows_in_place(z: np.ndarray) -> np.ndarray:
    """Return the softmax of every row of the filled matrix `z`, which is used up."""
    # With the classes along the first axis NumPy works on whole rows of samples at a time, and it adds the
    # classes up one after the other, as Julia does.
    columns = exponentials_in_place(np.ascontiguousarray(z.T))
    columns /= columns.sum(axis=0)
    return columns.T


def exponentials_in_place(columns: np.ndarray) -> np.ndarray:
    """Return the numerators of a softmax along the first axis: exp(x − max x), for columns that are used up."""
    largest = columns.max(axis=0)
    if np.isfinite(largest).all():
        columns -= largest
    else:
        columns = distance(columns, largest)
    np.exp(columns, out=columns)
    return columns


def total(x: np.ndarray) -> np.floating:
    """Return the sum of all elements: of a few in Julia's order, of many in NumPy's, which is as exact.

    From eight elements on NumPy adds interleaved partial sums, and the last digits differ from the published.
    """
    few = x.size < 16  # Julia's vector instructions, and with them another order, start there
    return np.add.accumulate(x.ravel(order="F"))[-1] if few else x.sum()


def distance(x: np.ndarray, largest: np.ndarray) -> np.ndarray:
    """Return x − largest, where equal elements are at distance 0, also infinite ones."""
    return np.asarray(np.where(x == largest, x.dtype.type(0), x - largest))


def cross_entropy_terms(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    """Return −t · log(y + 1e-7) for floats of one type."""
    logarithm: np.ndarray = np.asarray(y + y.dtype.type(LOG_OFFSET))
    np.log(logarithm, out=logarithm)
    logarithm *= -t
    return logarithm


def mean_cross_entropy(y: np.ndarray, t: np.ndarray) -> np.floating:
    """Return the cross entropy averaged over the rows, for floats of one type."""
    return total(cross_entropy_terms(y, t)) / y.dtype.type(y.shape[0])


def drawn_rows(draws: np.ndarray, samples: int) -> np.ndarray:
    """Return the rows that uniform draws point to, counted from 0: floor(draw · samples)."""
    # In Float64 also for narrower draws: there draw · samples stays below samples, in Float32 it may not.
    return np.floor(draws.astype(np.float64) * samples).astype(np.int64)


def gather_rows(x: np.ndarray, rows: np.ndarray, batch: np.ndarray) -> None:
    """Write the given rows of `x`, counted from 0 and all of them there, into `batch`.

    In an array that is there already: asking the system for a new batch in every step, and giving it back, takes
    as long as copying it.
    """
    if x.dtype == batch.dtype and x.flags.c_contiguous:
        np.take(x, rows, axis=0, out=batch, mode="clip")  # the mode in which NumPy writes straight into `out`
    else:
        batch[...] = x[rows]
