"""How large the terms are that a result was added up from, for the option ``scale`` of ``pair``.

Where terms cancel, the rounding errors stay as large as the terms were, and units in the last place of what is left say
nothing. A budget is then also counted in units at the magnitude of the terms.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann import nn


def product_scale(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the magnitude behind a·b."""
    return np.asarray(np.abs(a) @ np.abs(b))


def affine_scale(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the magnitude behind x·w + b."""
    return np.asarray(product_scale(x, w) + np.abs(b))


def sigmoid_layer_scale(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the magnitude behind sigmoid(x·w + b): an error in u changes y by y·(1 − y) times as much."""
    y = 1 / (1 + np.exp(-(x @ w + b)))
    return np.asarray(y * (1 + (1 - y) * affine_scale(x, w, b)))


def two_layer_scale(
    x: np.ndarray, w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the magnitudes behind both results of ``two_layer``."""
    first = affine_scale(x, w1, b1)
    return first, affine_scale(first, w2, b2)


def dense_backward_scale(dout: np.ndarray, x: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the magnitudes behind the three gradients of ``dense_backward``."""
    return product_scale(dout, w.T), product_scale(x.T, dout), np.abs(dout).sum(axis=0, keepdims=True)


def cross_entropy_scale(y: np.ndarray, t: np.ndarray) -> Any:
    """Return the magnitude behind −Σ t · log(y + 1e-7)."""
    return np.abs(t * np.log(y + 1e-7)).sum()


def unit_scale(*_arguments: Any, **_keywords: Any) -> float:
    """Return 1: so large are the numbers inside the networks that are generated."""
    return 1.0


def difference_scale(*_arguments: Any, h: float) -> float:
    """Return 1 / h: a difference of losses of magnitude 1 is divided by 2h."""
    return 1 / h


def convolution_scale(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Return the magnitude behind the outputs of a convolution."""
    return nn.im2col_convolution_forward(np.abs(x), np.abs(w), np.abs(b), stride, pad)


def convolution_backward_scale(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the magnitudes behind the three gradients of a convolution."""
    return nn.im2col_convolution_backward(np.abs(dout), np.abs(x), np.abs(w), stride, pad)
