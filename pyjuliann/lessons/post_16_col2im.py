"""Post 16: col2im, and the way back through a convolution."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import CentralDifference, Near
from pyjuliann.lessons.images import (
    NINE,
    OBLONG,
    OBLONG_BIAS,
    OBLONG_DELTA,
    OBLONG_FILTERS,
    OBLONG_PAD,
    OBLONG_STRIDE,
    image,
)
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.nn import col2im, convolution_backward, convolution_forward, flat_dot, im2col
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
Once a convolution is a matrix product, its gradients are those of a dense layer.

**Three formulas**, with dout written as a matrix of one row per place and one column per filter:

- db = the column sums of dout: one number for each filter;
- dW = colᵀ·dout, where col is what im2col gave on the way forward;
- dX = col2im(dout·filterᵀ).

The last one is new. dout·filterᵀ is a gradient with respect to the patches, and a pixel stands in several of them.

**col2im** carries every patch back to where im2col took it from and *adds*. A pixel that four patches share
gets four gradients, and their sum is its own: a number that is used four times changes the loss in four ways.

**It is no inverse.** Patches that im2col has just cut out do not come back as the image: each pixel comes back
multiplied by the number of patches it was in. What col2im is instead, is the transpose: im2col only copies
numbers, so it is linear, and col2im is the same linear map the other way round. That gives a test which needs
no gradient and no tolerance: for any image x and any matrix y, the sum of im2col(x) ∘ y equals the sum of x ∘
col2im(y).

**Padding and stride.** What lands in the frame of zeros is dropped. Pixels that no filter reached get 0.

**Where the series contradicts itself.** As in post 15, its col2im and its backward pass are right for square
images and square filters only. Below, 5×7 images with 3×2 filters are held against the definition.

**A trap of NumPy.** `x[rows, columns] += patches` with index arrays adds only once where an index comes twice:
the sums are lost without a word. `np.add.at` adds every time, slowly. In Julia `x[rows, columns] .+= patches`
loses them as well. Safe and quick is to go through the few places of the window and to add, for each, a whole
slice of the image.
"""

_IDENTITY_MINUS = image([[1, 0], [0, -1]])
_DOUT = image([[1, 2], [3, 4]])
_BY_HAND = image([[1, 2, 0], [3, 3, -2], [0, -3, -4]]), image([[37, 47], [67, 77]]), np.array([[10]])
_COLUMNS = np.arange(1, 17).reshape(4, 4)
_OBLONG = OBLONG_DELTA, OBLONG, OBLONG_FILTERS, OBLONG_STRIDE, OBLONG_PAD
_WHY_SUMS = "the terms of a sum are added in another order, or fused with their products"


def _loss(w: np.ndarray) -> float:
    return float(np.sum(OBLONG_DELTA * convolution_forward(OBLONG, w, OBLONG_BIAS, OBLONG_STRIDE, OBLONG_PAD)))


LESSON = Lesson(
    id="16",
    title="col2im and the way back",
    text=TEXT,
    functions=("col2im", "convolution_backward", "im2col_convolution_backward"),
    inside=(
        ("_columns.all_images", "_columns._images"),
        ("_columns.add_columns", "_columns._add_columns!"),
        ("_windows.unpadded", "_windows._framed"),
        ("_columns.as_rows", "_columns._as_rows"),
        ("", "convolution._filter_sums"),
    ),
    examples=(
        Example(
            "16.1",
            "In how many patches each pixel stands",
            "col2im",
            (np.ones((4, 4), np.int64), (3, 3, 1, 1), (2, 2)),
            Exact(image([[1, 2, 1], [2, 4, 2], [1, 2, 1]])),
        ),
        Example(
            "16.2",
            "There and back is not the image",
            Twin(
                lambda x: col2im(im2col(x, (2, 2)), x.shape, (2, 2)),
                "x -> JuliaNN.col2im(JuliaNN.im2col(x, (2, 2)), size(x), (2, 2))",
            ),
            (NINE,),
            Exact(image([[1, 4, 3], [8, 20, 12], [7, 16, 9]])),
        ),
        Example(
            "16.3",
            "But it is the transpose: two equal sums",
            Twin(
                lambda x, y: (flat_dot(im2col(x, (2, 2)), y), flat_dot(x, col2im(y, x.shape, (2, 2)))),
                """(x, y) -> (
    JuliaNN.flat_dot(JuliaNN.im2col(x, (2, 2)), y),
    JuliaNN.flat_dot(x, JuliaNN.col2im(y, size(x), (2, 2))),
)""",
            ),
            (NINE, _COLUMNS),
            Exact((np.int64(780), np.int64(780))),
        ),
        Example(
            "16.4",
            "dX, dW and db by the definition",
            "convolution_backward",
            (_DOUT, NINE, _IDENTITY_MINUS),
            Exact(_BY_HAND),
        ),
        Example(
            "16.5",
            "The same through im2col and col2im",
            "im2col_convolution_backward",
            (_DOUT, NINE, _IDENTITY_MINUS),
            Exact(_BY_HAND),
        ),
        Example(
            "16.6",
            "dW against the slope of the loss",
            Twin(
                lambda *arguments: convolution_backward(*arguments)[1],
                "(arguments...) -> JuliaNN.convolution_backward(arguments...)[2]",
            ),
            _OBLONG,
            CentralDifference(
                _loss,
                OBLONG_FILTERS,
                tolerance=1e-7,
                reason="the loss is a straight line in w; its rounding, about 1e-14, is divided by 2h",
            ),
            ulp=16,
            reason=_WHY_SUMS,
            scale=1.0,
        ),
        Example(
            "16.7",
            "5×7 images, 3×2 filters",
            "im2col_convolution_backward",
            _OBLONG,
            Near(
                lambda: convolution_backward(*_OBLONG),
                "the definition",
                1e-13,
                "some dozen products of numbers up to 4, added in another order",
            ),
            ulp=32,
            reason=_WHY_SUMS,
            scale=1.0,
        ),
    ),
)
