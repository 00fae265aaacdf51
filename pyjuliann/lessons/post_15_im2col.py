"""Post 15: im2col, a convolution as one matrix product."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.images import (
    ADD_UP,
    EDGE,
    NINE,
    OBLONG,
    OBLONG_BIAS,
    OBLONG_FILTERS,
    OBLONG_PAD,
    OBLONG_STRIDE,
    SIXTEEN,
    TWENTY_FIVE,
    image,
    stacked,
)
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.nn import column_major_reshape, convolution_forward, dense_forward, im2col
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
A convolution by its definition goes through single numbers; a matrix product is what a processor is best at. So the
image is turned into a matrix such that one product is the whole convolution.

**im2col.** Each place of the filter becomes a row: the numbers that lie under the filter there, one after the
other. Two 5×5×3 images with a 3×3×3×1 filter: 9 places in each image, 27 numbers under the filter, so 18×27.
The filters become columns, 27×1. The product, plus the bias, has every number of the output.

**The order.** Rows: the place moves down first, then to the right, then on to the next image. Columns: the same
within the window, then on to the next channel. The series' Python code goes along the rows of an image and its
Julia code down the columns, each as its memory lies. The matrices differ then, but the layers must not: when
the filters are laid out in the same order as the patches, each product adds the same pairs. Here both languages
go down the columns, so the matrices are the same too, element for element. In Julia the matrix of filters is
then `reshape(w, :, filters)` and costs nothing; in NumPy it is `w.reshape(-1, filters, order="F")`.

**What it costs.** Memory: with stride 1 every pixel stands in the matrix as often as the filter has elements,
25 times for 5×5. And a convolution is only as quick as the copying: the matrix should be written once, in the
order in which it lies in memory.

**Pooling in the same way.** One channel at a time: the columns of a channel are its windows, and pooling is the
maximum, or the average, over each row of them.

**Where the series contradicts itself.** The formula of post 14 has rows and columns; the layers of posts 15 to
17 are right for square images and square filters only. Here any size, stride and padding goes that fits: one
example below has 5×7 images and 3×2 filters, with stride 2 and padding 1.

**Floats.** A direct convolution adds the products one by one; a matrix product adds them in an order of its
own, several at a time, and may fuse a product with its sum. So the two versions differ in the last digits, and
so do the two languages. With integers all are equal.
"""

_TWO_FILTERS = stacked(ADD_UP, EDGE)
_TWO_BIASES = np.array([[0, 10]])
_SUMS = np.array([63, 108, 153, 72, 117, 162, 81, 126, 171])
_CONVOLVED = np.stack([_SUMS, np.full(9, 16)], axis=1)

# x[row, column, channel, sample] is row + 5·column + 25·channel + 75·sample, so a patch adds to its place.
_TWO_IMAGES = np.arange(150).reshape((5, 5, 3, 2), order="F")
_PLACES = (np.arange(3)[:, None, None] + 5 * np.arange(3)[:, None] + 75 * np.arange(2)).ravel("F")
_PATCH = (np.arange(3)[:, None, None] + 5 * np.arange(3)[:, None] + 25 * np.arange(3)).ravel("F")

_OBLONG = OBLONG, OBLONG_FILTERS, OBLONG_BIAS, OBLONG_STRIDE, OBLONG_PAD

LESSON = Lesson(
    id="15",
    title="im2col",
    text=TEXT,
    functions=(
        "im2col",
        "im2col_convolution_forward",
        "im2col_max_pooling_forward",
        "im2col_average_pooling_forward",
    ),
    inside=(
        ("_columns.all_columns", "_columns._columns"),
        ("_columns.fill_columns", "_columns._fill_columns!"),
        ("", "_columns._each_stretch"),
        ("im2col._filters", "im2col._filters"),
        ("im2col_pooling._largest", "im2col_pooling._largest"),
        ("_windows.shifted", "_windows._shifted"),
        ("_columns.as_outputs", "_columns._as_outputs"),
        ("im2col_pooling._groups", ""),
        ("im2col_pooling._turned", "im2col_pooling._along_rows"),
        ("", "im2col_pooling._added"),
    ),
    examples=(
        Example(
            "15.1",
            "The four 2×2 patches of a 3×3 image",
            "im2col",
            (NINE, (2, 2)),
            Exact(np.array([[1, 4, 2, 5], [4, 7, 5, 8], [2, 5, 3, 6], [5, 8, 6, 9]])),
        ),
        Example(
            "15.2",
            "The same, stride 2, in a frame of zeros",
            "im2col",
            (NINE, (2, 2), 2, 1),
            Exact(np.array([[0, 0, 0, 1], [0, 0, 4, 7], [0, 2, 0, 3], [5, 8, 6, 9]])),
        ),
        Example(
            "15.3",
            "Two 5×5×3 images, 3×3 filters: 18×27",
            "im2col",
            (_TWO_IMAGES, (3, 3)),
            Exact(np.add.outer(_PLACES, _PATCH), "18×27"),
        ),
        Example(
            "15.4",
            "A dense layer of patches and filters",
            Twin(
                lambda x, w, b: dense_forward(im2col(x, (3, 3)), column_major_reshape(w, (9, 2)), b),
                "(x, w, b) -> JuliaNN.dense_forward(JuliaNN.im2col(x, (3, 3)), reshape(w, 9, 2), b)",
            ),
            (TWENTY_FIVE, _TWO_FILTERS, _TWO_BIASES),
            Exact(_CONVOLVED),
        ),
        Example(
            "15.5",
            "And back as an image: post 14's result",
            "im2col_convolution_forward",
            (TWENTY_FIVE, _TWO_FILTERS, _TWO_BIASES),
            Exact(_CONVOLVED.reshape((3, 3, 2, 1), order="F"), "3×3×2×1"),
        ),
        Example(
            "15.6",
            "5×7 images, 3×2 filters",
            "im2col_convolution_forward",
            _OBLONG,
            Near(
                lambda: convolution_forward(*_OBLONG),
                "the direct version",
                1e-13,
                "twelve products of numbers up to 4, added in another order",
            ),
            ulp=16,
            reason="the terms of a sum are added in another order, or fused with their products",
            scale=1.0,
        ),
        Example(
            "15.7",
            "Max-pooling 2×2",
            "im2col_max_pooling_forward",
            (SIXTEEN,),
            Exact(image([[4, 2], [5, 9]])),
        ),
        Example(
            "15.8",
            "Average pooling 2×2",
            "im2col_average_pooling_forward",
            (SIXTEEN,),
            Exact(image([[2.5, 1.0], [1.75, 4.0]])),
        ),
    ),
)
