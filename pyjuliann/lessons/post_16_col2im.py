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
    SIXTEEN,
    image,
)
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.nn import col2im, convolution_backward, convolution_forward, flat_dot, im2col
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can take a convolution backwards as you would a dense layer, carry patches back to the image they
were cut from, and test such code without a gradient and without a tolerance.

**A pixel is used more than once.** Take a 3×3 image and a 2×2 window. There are four places for the window; a corner
pixel stands in one of them, the middle pixel in all four.

{example:16.1}

That is `col2im` of four patches of ones. **col2im** carries every patch back to where im2col took it from and *adds*. A
pixel that four patches share gets four gradients, and their sum is its own: a number that is used four times changes
the loss in four ways.

{figure:col2im}

**It is no inverse.** Patches that im2col has just cut out do not come back as the image: each pixel comes back
multiplied by the number of patches it was in.

{example:16.2}

What col2im is instead, is the transpose: im2col only copies numbers, so it is linear, and col2im is the same linear map
the other way round. That gives a test which needs no gradient and no tolerance, for any image x and any matrix Y:

{formula:adjoint}

{example:16.3}

**Three formulas.** Once a convolution is a matrix product, its gradients are those of a dense layer. Let D be dout as a
matrix of one row for each place and one column for each filter, and W the filters as columns:

{formula:gradients}

The bias of a filter is added at every place, so its gradient is a column sum. The filter meets the patches in col,
which is what im2col gave on the way forward. The last line is new: D·Wᵀ is a gradient with respect to the patches,
and col2im brings it to the pixels.

The definition says the same without a matrix, and the numbers can be worked out by hand:

{example:16.4}

{example:16.5}

**Held against the slope.** A gradient is how the loss changes when a number does. Moving each number of the filters
both ways by h, as in lesson 4, must give dW.

{example:16.6}

**Padding and stride.** What lands in the frame of zeros is dropped. Pixels that no filter reached get 0. The series'
direct backward pass takes stride 1 only; the ones here take any.

**Where the series contradicts itself.** As in post 15, its col2im and its backward pass are right for square images and
square filters only. Here, 5×7 images with 3×2 filters are held against the definition.

{example:16.7}

**A trap of NumPy.** `x[rows, columns] += patches` with index arrays adds only once where an index comes twice: the
sums are lost without a word. `np.add.at` adds every time, slowly. In Julia `x[rows, columns] .+= patches` loses them
as well. Safe and quick is to go through the few places of the window and to add, for each, a whole slice of the
image.
"""

FORMULAS = {
    "adjoint": Formula(
        r"\sum \mathrm{im2col}(x) \circ Y = \sum x \circ \mathrm{col2im}(Y)",
        "Σ im2col(x) ∘ Y = Σ x ∘ col2im(Y)",
    ),
    "gradients": Formula(
        r"\begin{array}{l} \partial b = \sum_i D_{i} \\ \partial W = \mathrm{col}^{T} D \\ "
        r"\partial X = \mathrm{col2im}\left( D W^{T} \right) \end{array}",
        "∂b = Σᵢ Dᵢ\n∂W = colᵀ·D\n∂X = col2im(D·Wᵀ)",
    ),
}

FIGURES = {
    "col2im": (
        "The four 2×2 windows of a 3×3 image, each in a shade of its own, on their way back to the image: a corner "
        "pixel "
        "is met by one of them, a pixel in the middle of an edge by two, and the pixel in the centre by all four; the "
        "numbers 1 2 1 / 2 4 2 / 1 2 1 say so"
    ),
}

_IDENTITY_MINUS = image([[1, 0], [0, -1]])
_DOUT = image([[1, 2], [3, 4]])
_BY_HAND = image([[1, 2, 0], [3, 3, -2], [0, -3, -4]]), image([[37, 47], [67, 77]]), np.array([[10]])
_COLUMNS = np.arange(1, 17).reshape(4, 4)
_OBLONG = OBLONG_DELTA, OBLONG, OBLONG_FILTERS, OBLONG_STRIDE, OBLONG_PAD
_WHY_SUMS = "the terms of a sum are added in another order, or fused with their products"


def _loss(w: np.ndarray) -> float:
    return float(np.sum(OBLONG_DELTA * convolution_forward(OBLONG, w, OBLONG_BIAS, OBLONG_STRIDE, OBLONG_PAD)))


EXERCISES = (
    Exercise(
        "With which stride is col2im the inverse of im2col, if the window is 2×2 and the image 4×4?",
        Example(
            "16.A1",
            "There and back with stride 2",
            Twin(
                lambda x: col2im(im2col(x, (2, 2), 2), x.shape, (2, 2), 2),
                "x -> JuliaNN.col2im(JuliaNN.im2col(x, (2, 2), 2), size(x), (2, 2), 2)",
            ),
            (SIXTEEN,),
            Exact(SIXTEEN),
        ),
        "With 2: then no two windows share a pixel, every pixel is in one, and each comes back once.",
    ),
    Exercise(
        "The image is 1 to 9, row by row, the filter 2×2, and every number of dout is 1. What is dW?",
        Example(
            "16.A2",
            "dW where dout is 1 everywhere",
            Twin(
                lambda *arguments: convolution_backward(*arguments)[1],
                "(arguments...) -> JuliaNN.convolution_backward(arguments...)[2]",
            ),
            (image([[1, 1], [1, 1]]), NINE, _IDENTITY_MINUS),
            Exact(image([[12, 16], [24, 28]])),
        ),
        "Each number of the filter meets four pixels, those of the window that it sees on its way: 1 + 2 + 4 + 5 = 12, "
        "then 16, 24 and 28. The filter's own numbers have no part in it.",
    ),
    Exercise(
        "The window is 2×2, the stride 2, the image 3×3. Which pixels get a gradient of 0, whatever dout is?",
        Example(
            "16.A3",
            "One patch of ones in a 3×3 image",
            "col2im",
            (np.ones((1, 4), np.int64), (3, 3, 1, 1), (2, 2), 2),
            Exact(image([[1, 1, 0], [1, 1, 0], [0, 0, 0]])),
        ),
        "The last row and the last column: the window fits only once, in the upper left corner.",
    ),
)

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
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
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
