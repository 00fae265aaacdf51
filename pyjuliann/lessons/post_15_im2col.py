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
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.nn import column_major_reshape, convolution_forward, dense_forward, im2col
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can turn a convolution into one matrix product by hand, say in which order the numbers stand
in the matrix and why it may be another one elsewhere, and tell what the speed costs.

A convolution by its definition goes through single numbers; a matrix product is what a processor is best at. So
the image is turned into a matrix such that one product is the whole convolution.

**im2col.** Each place of the filter becomes a row: the numbers that lie under the filter there, one after the
other. The image 1 2 3 / 4 5 6 / 7 8 9 and a window of 2×2 have four places, and four numbers lie under the window
at each:

{figure:im2col}

{example:15.1}

Stride and padding only change which places there are; padding puts zeros into the rows:

{example:15.2}

Two 5×5×3 images with a 3×3×3×1 filter have 9 places each and 27 numbers under the filter, so the matrix is 18×27:

{example:15.3}

**The order.** Rows: the place moves down first, then to the right, then on to the next image. Columns: the same
within the window, then on to the next channel. In Julia the matrix of filters is then `reshape(w, :, filters)`
and costs nothing; in NumPy it is `w.reshape(-1, filters, order="F")`.

Other code has other orders. The Python book that the series follows goes along the rows of the image, and of the
window too, because its memory lies that way. The author's Julia code goes down the columns within the window, as
`reshape` does with the filters, but its places go along the rows of the image: the rows of its matrix are ours in
another sequence, in 15.1 the first, the third, the second and the fourth.

What must never depend on the order are the layers' results. When filters are taken apart in the same order as the
patches, each product adds the same pairs, and when the results are put back in the order of the places, each
stands where it belongs. With C for the matrix of patches, and the sizes for the two images above:

{formula:product}

**The product.** Here is post 14's first convolution as a dense layer, of patches instead of samples and filters
instead of neurons:

{example:15.4}

Its two columns are the two filters' outputs, read down the columns. Put back into the form of images they are
what post 14 computed number by number:

{example:15.5}

**Where the series contradicts itself.** The formula of post 14 has rows and columns; the layers of posts 15 to 17
are right for square images and square filters only. Such images hide mistakes. Here any size, stride and padding
goes that fits, such as 5×7 images with 3×2 filters, stride 2 and padding 1:

{example:15.6}

**Pooling in the same way.** One channel at a time: the columns of a channel are its windows, and pooling is the
maximum, or the average, over each row of them.

{example:15.7}

{example:15.8}

**What it costs.** Memory: with stride 1 every pixel stands in the matrix as often as the filter has elements, 25
times for 5×5. And a convolution is only as quick as the copying: the matrix should be written once, in the order
in which it lies in memory.

**Floats.** A direct convolution adds the products one by one; a matrix product adds them in an order of its own,
several at a time, and may fuse a product with its sum. So the two versions differ in the last digits, and so do
the two languages. With integers all are equal.
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

_FORMULAS = {
    "product": Formula(
        r"Y = C \cdot W + b, \qquad (18 \times 27) \cdot (27 \times 1) \rightarrow (18 \times 1)",
        "Y = C·W + b,  (18×27)·(27×1) → (18×1)",
    ),
}
_FIGURES = {
    "im2col": (
        "The 3×3 image 1 to 9 with its four 2×2 windows, each in a colour of its own, and the 4×4 matrix beside it: "
        "the window at "
        "the upper left gives the row 1 4 2 5, the one below it 4 7 5 8, then come 2 5 3 6 and 5 8 6 9"
    ),
}
_EXERCISES = (
    Exercise(
        "Images of 28×28×1, filters of 5×5, a batch of 100. How many rows and columns has the matrix, and how many "
        "times the numbers of the batch are in it?",
        Example(
            "15.A1",
            "Rows and columns for 28×28×1 and 5×5",
            Twin(
                lambda size, k: ((size - k + 1) ** 2 * 100, k * k),
                "(size, k) -> ((size - k + 1)^2 * 100, k * k)",
            ),
            (28, 5),
            Exact((57600, 25)),
        ),
        "24·24·100 = 57,600 rows and 25 columns: 1,440,000 numbers for a batch of 78,400, about 18 times as many. It "
        "is less than "
        "25 times, since pixels at the border lie under fewer places.",
    ),
    Exercise(
        "In which row and column of 15.1's matrix does the 6 of the image stand? There may be more than one place.",
        Example(
            "15.A2",
            "Where the 6 stands, counted from 1",
            Twin(
                lambda x: tuple((int(i) + 1, int(j) + 1) for j, i in np.argwhere(im2col(x, (2, 2)).T == 6)),
                "x -> Tuple(Tuple(at) for at in findall(==(6), JuliaNN.im2col(x, (2, 2))))",
            ),
            (NINE,),
            Exact(((4, 3), (3, 4))),
        ),
        "Two windows see it, the two on the right: in row 4 it stands in column 3, the upper right of the window, and "
        "in row 3 "
        "in column 4, the lower right.",
    ),
    Exercise(
        "How does 15.1's matrix look in the author's code, where the places go along the rows of the image?",
        Example(
            "15.A3",
            "The same rows in the author's order",
            Twin(lambda x: im2col(x, (2, 2))[[0, 2, 1, 3]], "x -> JuliaNN.im2col(x, (2, 2))[[1, 3, 2, 4], :]"),
            (NINE,),
            Exact(np.array([[1, 4, 2, 5], [2, 5, 3, 6], [4, 7, 5, 8], [5, 8, 6, 9]])),
        ),
        "The second and the third row change places. Within the rows nothing changes.",
    ),
)

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
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
