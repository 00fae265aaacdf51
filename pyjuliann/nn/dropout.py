"""Dropout: leaving out a share of a layer's outputs while it learns (post 13 of the series).

The mask is an argument, and so are the draws it is made from. The published mask keeps the share that the
text removes; here `rate` is the share removed.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn.contract import Rate, as_float, check_draws, contract


@contract
def dropout_mask(draws: Annotated[Float[np.ndarray, "h n"], check_draws], rate: Rate) -> Float[np.ndarray, "h n"]:
    """Return a mask of ones with an exact share of zeros in every row, where the smallest draws are.

    Each row has round(rate · n) zeros, halves rounded to even. Of equal draws the first counts as smaller.

    >>> dropout_mask(np.array([[0.9, 0.1, 0.5, 0.3], [0.2, 0.4, 0.6, 0.8]]), 0.5)
    array([[1., 0., 1., 0.],
           [0., 0., 1., 1.]])
    """
    mask = np.ones_like(draws, order="C")
    zeros = round(float(rate) * draws.shape[1])
    order = np.argsort(draws, axis=1, kind="stable")
    np.put_along_axis(mask, order[:, :zeros], 0, axis=1)
    return mask


@contract
def dropout_forward(x: Real[np.ndarray, "*size"], mask: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return what passes the mask while learning: x ∘ mask.

    >>> dropout_forward(np.array([[3.0, 4.0]]), np.array([[1.0, 0.0]]))
    array([[3., 0.]])
    """
    return x * mask


@contract
def dropout_backward(dout: Real[np.ndarray, "*size"], mask: Real[np.ndarray, "*size"]) -> Real[np.ndarray, "*size"]:
    """Return the gradient of the loss with respect to the input of ``dropout_forward``: dout ∘ mask.

    The mask is the one that the forward pass used.

    >>> dropout_backward(np.array([[3.0, 4.0]]), np.array([[0.0, 1.0]]))
    array([[0., 4.]])
    """
    return dout * mask


@contract
def dropout_predict(x: Real[np.ndarray, "*size"], rate: Rate) -> Float[np.ndarray, "*size"]:
    """Return what a trained layer passes on, without a mask: (1 − rate) · x, its mean over all masks.

    Source: Srivastava et al., "Dropout", JMLR 15 (2014), section 2; the series shows the learning only.

    >>> dropout_predict(np.array([[3.0, 4.0]]), 0.25)
    array([[2.25, 3.  ]])
    """
    x = as_float(x)
    return x.dtype.type(1 - float(rate)) * x
