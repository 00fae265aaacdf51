"""Dropout: leaving out a share of a layer's outputs while it learns (post 13 of the series).

The mask is an argument, and so are the draws it is made from. The published mask keeps the share that the
text removes; here `rate` is the share removed. Twin: ``julia/src/dropout.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._checks import (
    as_float,
    check_between,
    check_draws,
    check_fit,
    check_real_array,
    multiply,
    promoted_dtype,
)


def dropout_mask(draws: Float[np.ndarray, "h n"], rate: float) -> Float[np.ndarray, "h n"]:
    """Return a mask of ones with an exact share of zeros in every row, where the smallest draws are.

    Each row has round(rate · n) zeros, halves rounded to even. Of equal draws the first counts as smaller.

    Parameters
    ----------
    draws : matrix (h, n), floats
        Uniform draws, at least 0 and below 1: one row per sample, one column per output.
    rate : integer or float between 0 and 1
        The share that is removed.

    Returns
    -------
    matrix (h, n) in the type of draws

    Raises
    ------
    TypeError
        If `draws` is not an array of floats or `rate` not a number.
    ValueError
        If `draws` is not a matrix or holds one outside [0, 1), or `rate` is outside 0 to 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 13.

    Examples
    --------
    >>> dropout_mask(np.array([[0.9, 0.1, 0.5, 0.3], [0.2, 0.4, 0.6, 0.8]]), 0.5).tolist()
    [[1.0, 0.0, 1.0, 0.0], [0.0, 0.0, 1.0, 1.0]]
    """
    check_draws("dropout_mask", "draws", draws, 2)
    check_between("dropout_mask", "rate", rate, 0, 1)
    mask = np.ones(draws.shape, promoted_dtype(draws.dtype))
    zeros = round(float(rate) * draws.shape[1])
    order = np.argsort(draws, axis=1, kind="stable")
    np.put_along_axis(mask, order[:, :zeros], 0, axis=1)
    return mask


def dropout_forward(x: Real[np.ndarray, "*size"], mask: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return what passes the mask while learning: x ∘ mask.

    Parameters
    ----------
    x : array of any size, integers or floats
        The layer's outputs.
    mask : array of the size of x, integers or floats
        As from ``dropout_mask``.

    Returns
    -------
    array of the size of x

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If their sizes differ.

    Notes
    -----
    Source: "Deep Learning in Julia", post 13.

    Examples
    --------
    >>> dropout_forward(np.array([[3.0, 4.0]]), np.array([[1.0, 0.0]])).tolist()
    [[3.0, 0.0]]
    """
    check_real_array("dropout_forward", "x", x)
    check_real_array("dropout_forward", "mask", mask)
    check_fit("dropout_forward", x.shape == mask.shape, "x and mask must have the same size", x=x, mask=mask)
    return multiply(x, mask)


def dropout_backward(dout: Real[np.ndarray, "*size"], mask: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return the gradient of the loss with respect to the input of ``dropout_forward``: dout ∘ mask.

    The mask is the one that the forward pass used.

    Parameters
    ----------
    dout : array of any size, integers or floats
        Gradient of the loss with respect to the output of ``dropout_forward``.
    mask : array of the size of dout, integers or floats
        As ``dropout_forward`` was given.

    Returns
    -------
    array of the size of dout

    Raises
    ------
    TypeError
        If an argument is not an array of integers or floats.
    ValueError
        If their sizes differ.

    Notes
    -----
    Source: "Deep Learning in Julia", post 13.

    Examples
    --------
    >>> dropout_backward(np.array([[3.0, 4.0]]), np.array([[0.0, 1.0]])).tolist()
    [[0.0, 4.0]]
    """
    name = "dropout_backward"
    check_real_array(name, "dout", dout)
    check_real_array(name, "mask", mask)
    check_fit(name, dout.shape == mask.shape, "dout and mask must have the same size", dout=dout, mask=mask)
    return multiply(dout, mask)


def dropout_predict(x: Real[np.ndarray, "*size"], rate: float) -> Float[np.ndarray, "*size"]:
    """Return what a trained layer passes on, without a mask: (1 − rate) · x, its mean over all masks.

    Parameters
    ----------
    x : array of any size, integers or floats
        Integers are taken as Float64.
    rate : integer or float between 0 and 1
        The share that was removed while learning.

    Returns
    -------
    array of the size of x, floats

    Raises
    ------
    TypeError
        If `x` is not an array of integers or floats, or `rate` not a number.
    ValueError
        If `rate` is outside 0 to 1.

    Notes
    -----
    Source: Srivastava et al., "Dropout", JMLR 15 (2014), section 2; the series shows the learning only.

    Examples
    --------
    >>> dropout_predict(np.array([[3.0, 4.0]]), 0.25).tolist()
    [[2.25, 3.0]]
    """
    check_real_array("dropout_predict", "x", x)
    check_between("dropout_predict", "rate", rate, 0, 1)
    x = as_float(x)
    with np.errstate(all="ignore"):
        return np.asarray(x * x.dtype.type(1 - float(rate)))
