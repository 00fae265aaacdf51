"""How large the terms are that a result of a convolution was added up from; see ``_scales``."""

from __future__ import annotations

import numpy as np


def convolution_scale(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Return the magnitude behind the outputs of a convolution."""
    from pyjuliann.nn.im2col import im2col_convolution_forward

    return im2col_convolution_forward(np.abs(x), np.abs(w), np.abs(b), stride, pad)


def convolution_backward_scale(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the magnitudes behind the three gradients of a convolution."""
    from pyjuliann.nn.im2col import im2col_convolution_backward

    return im2col_convolution_backward(np.abs(dout), np.abs(x), np.abs(w), stride, pad)
