"""im2col: every window of every image as one row of a matrix, so that a layer is one matrix product (posts 15 to 17).

    an image 3×3, window 2×2          im2col: a row for each place, a column for each pixel of the window

        1 4 7                             1 2 4 5     upper left: down its first column, then down the next
        2 5 8                             2 3 5 6     lower left: the places go down too, ...
        3 6 9                             4 5 7 8     ... and then to the right
                                          5 6 8 9

Rows: the place's row runs fastest, then its column, then the sample. Columns: the window's row runs fastest, then
its column, then the channel. So ``reshape(w, :, filters)`` in Julia has the filters as columns that go with it.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Real

from pyjuliann.nn._columns import all_columns, all_images, as_outputs, as_rows
from pyjuliann.nn._windows import output_rows_columns
from pyjuliann.nn.contract import Bias, Filtered, Filters, Images, ImageSize, Pad, Stride, Window, contract


@contract
def im2col(x: Images, window: Window, stride: Stride = 1, pad: Pad = 0) -> Real[np.ndarray, "places pixels"]:
    """Return a matrix with a row for every window of every image; the head of this file shows the order.

    Nothing else of its size is allocated.

    >>> im2col(np.array([[1, 4, 7], [2, 5, 8], [3, 6, 9]]).reshape(3, 3, 1, 1), (2, 2))
    array([[1, 2, 4, 5],
           [2, 3, 5, 6],
           [4, 5, 7, 8],
           [5, 6, 8, 9]])
    """
    return all_columns(x, window, stride, pad)


@contract
def col2im(
    columns: Real[np.ndarray, "places pixels"], size: ImageSize, window: Window, stride: Stride = 1, pad: Pad = 0
) -> Images:
    """Return images in which every row of `columns` is added back to where ``im2col`` took it from.

    It is the adjoint of ``im2col``: Σ im2col(x) ∘ y = Σ x ∘ col2im(y). What falls into the padding is left out.

    >>> col2im(np.ones((4, 4), int), (3, 3, 1, 1), (2, 2))[:, :, 0, 0]
    array([[1, 2, 1],
           [2, 4, 2],
           [1, 2, 1]])
    """
    return all_images(columns, size, window, stride, pad)


@contract
def im2col_convolution_forward(x: Images, w: Filters, b: Bias, stride: Stride = 1, pad: Pad = 0) -> Filtered:
    """Return what ``convolution_forward`` returns, but for rounding, from one matrix product: im2col(x)·W + b.

    >>> x, w = np.arange(1, 10).reshape(3, 3, 1, 1), np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> im2col_convolution_forward(x, w, np.array([[10]]))[:, :, 0, 0]
    array([[6, 6],
           [6, 6]])
    """
    # Transposed, the filters first, so that memory runs along the places.
    y = _filters(w).T @ all_columns(x, w.shape, stride, pad).T + b.T
    return as_outputs(y, *output_rows_columns(x.shape, w.shape, stride, pad))


@contract
def im2col_convolution_backward(
    dout: Filtered, x: Images, w: Filters, stride: Stride = 1, pad: Pad = 0
) -> tuple[Images, Filters, Bias]:
    """Return what ``convolution_backward`` returns, but for rounding, from two matrix products.

    With D, whose rows are the places and whose columns are the filters of dout: dX = col2im(D·Wᵀ),
    dW = im2col(x)ᵀ·D, db = column sums of D.

    >>> x, w = np.arange(1, 10).reshape(3, 3, 1, 1), np.array([[1, 0], [0, -1]]).reshape(2, 2, 1, 1)
    >>> dx, dw, db = im2col_convolution_backward(np.ones((2, 2, 1, 1), int), x, w)
    >>> dx[:, :, 0, 0]
    array([[ 1,  1,  0],
           [ 1,  0, -1],
           [ 0, -1, -1]])
    """
    delta = as_rows(dout)  # Dᵀ: (filters, places)
    dx = all_images((_filters(w) @ delta).T, x.shape, w.shape, stride, pad)
    dw = (delta @ all_columns(x, w.shape, stride, pad)).reshape(w.shape[::-1]).T
    return dx, dw, dout.sum(axis=(0, 1, 3)).reshape(1, -1)


def _filters(w: np.ndarray) -> np.ndarray:
    """Return the matrix that has the filters as columns, in the order of the columns of ``im2col``."""
    return w.reshape(w.shape[0] * w.shape[1] * w.shape[2], w.shape[3], order="F")
