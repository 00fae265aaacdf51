"""Post 14: convolution and pooling, by their definitions."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.images import ADD_UP, EDGE, SIXTEEN, TWENTY_FIVE, image, stacked
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson
from pyjuliann.nn.pooling import max_pooling_forward
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can lay a filter on an image and compute what comes out, tell the size of the result from
stride and padding, and pool, in the order of axes that the series uses.

**Why not a dense layer.** It takes an image as a row of numbers. It does not know which pixels are neighbours,
and has to learn every pattern anew in every place. A convolution knows: it looks at a small window, and looks for
the same pattern everywhere.

**Convolution.** A filter is a small image of weights. It is laid on the image, what lies on top of each other is
multiplied, and the sum, plus a bias, is one number of the output. Then the filter moves on.

{figure:convolution}

In row i and column j of the output, for filter f and sample n, stands

{formula:convolution}

where k and l go through the rows and columns of the filter, c through the channels, and s is the stride, with
indices from 0. All places share the same few weights: on an image of one channel 30 filters of 5×5 have 750 of
them, whatever its size.

**Sizes.** The *stride* is how far the filter moves; the *padding* is a frame of zeros around the image, so that
its border counts as much as its middle. In each direction the output has

{formula:size}

places. An image 28 wide and a filter 5 wide give 24:

{example:14.1}

**Where the series contradicts itself.** By this formula without its brackets an image 6 wide, a filter 3 wide and
stride 2 give 2.5 places. The author's direct version complains then, the im2col of the next post rounds down.
Here everything does, so that all versions agree: what the filter does not reach is left out. A filter larger than
the padded image is an error.

{example:14.2}

**Axes.** An image batch is an array (row, column, channel, sample); the filters of a layer are an array (row,
column, channel, filter). Each filter makes one channel of the output: a 5×5×1×1 image with 3×3×1×2 filters gives
3×3×2×1. Below, the image holds 1 to 25. The first filter adds up what it sees; the second subtracts the column on
the left from the one on the right and finds, as often in a picture, an edge.

{example:14.3}

{example:14.4}

A filter has as many channels as the image, and all channels go into one sum. Neither the image nor the filter has
to be square:

{example:14.5}

{example:14.6}

**Pooling** makes an image smaller without weights. A window moves over each channel; the largest number in it is
kept, or the average. With 2×2 windows and stride 2 each side is halved, and a row or column that is left over
goes.

{figure:pooling}

{example:14.7}

{example:14.8}

{example:14.9}

**Padding in max pooling** is where definitions part. Here padding is never the maximum, as in PyTorch, which pads
with −∞: a window that reaches beyond the image takes the largest of the pixels in it. So an image of negative
numbers stays negative:

{example:14.10}

In the author's code the frame is made of zeros that take part, and zeros win over all that is negative. Whoever
wants that, pads first and pools then:

{example:14.11}

After ReLU nothing is negative, and then nobody sees a difference. In an average, padding counts as zeros in both.

**Flatten.** Dense layers take rows. An image becomes one by going down its first column, then down the next, then
to the next channel:

{example:14.12}

**Traps.** Other libraries order the axes otherwise: PyTorch has (sample, channel, row, column), TensorFlow
(sample, row, column, channel). Here the same index names the same pixel in both languages; only the memory is
walked another way. What networks call a convolution does not turn the filter around; SciPy's `convolve2d` does.
And the average of integers is no integer: both languages give Float64 for it, while the sums of a convolution and
the maximum keep their type.

**What the post reports.** Convolution 5×5×1×30, ReLU, max-pooling 2×2, a dense layer of 100, ReLU, a dense layer
of 10, softmax; Adam, batches of 100, MNIST. The accuracy after each of five epochs: 96.8, 97.73, 98.35, 98.39 and
98.51 %. One epoch took about an hour: the layers go through single numbers, and the backward pass, which the
author wrote for stride 1 only, does so as well. (Told and not run; lesson 16 has a backward pass for any stride.)
"""

_TWO_FILTERS = stacked(ADD_UP, EDGE)
_TWO_RESULTS = np.stack(
    [np.array([[63, 72, 81], [108, 117, 126], [153, 162, 171]]), np.array([[16, 16, 16]] * 3)], axis=2
)[..., np.newaxis]

_FORMULAS = {
    "convolution": Formula(
        r"y_{ijfn} = b_f + \sum_{k,l,c} x_{si+k,\;sj+l,\;c,\;n} \cdot w_{klcf}",
        "y[i, j, f, n] = b[f] + Σₖₗ꜀ x[s·i + k, s·j + l, c, n] · w[k, l, c, f]",
    ),
    "size": Formula(
        r"\left\lfloor \frac{m + 2p - k}{s} \right\rfloor + 1",
        "⌊(m + 2p − k) / s⌋ + 1",
    ),
}
_FIGURES = {
    "convolution": (
        "A 3×3 filter of ones lies on the upper left corner of a 5×5 image with the numbers 1 to 25; the nine numbers "
        "under it add up to 63, the first number of the 3×3 output; an arrow shows where the filter goes next"
    ),
    "pooling": (
        "A 4×4 image cut into four 2×2 windows, the largest number of each marked, and beside it the 2×2 result: 4 "
        "and 2 "
        "above 5 and 9"
    ),
}
_EXERCISES = (
    Exercise(
        "An image is 10 wide, the filter 3, the stride 1. Which padding makes the output as wide as the image?",
        Example("14.A1", "10 wide, filter 3, padding 1", "output_size", (10, 3, 1, 1), Exact(10)),
        "1: (10 + 2·1 − 3) / 1 + 1 = 10. For stride 1 and a filter of odd width k it is (k − 1) / 2.",
    ),
    Exercise(
        "What does the edge filter give on an image that is 7 everywhere?",
        Example(
            "14.A2",
            "No edge in a plain image",
            "convolution_forward",
            (image([[7, 7, 7, 7]] * 4), EDGE, np.array([[0]])),
            Exact(image([[0, 0], [0, 0]])),
        ),
        "0 everywhere: its weights add up to 0, so what is the same on both sides cancels.",
    ),
    Exercise(
        "A window of 2×2 holds −1, −2 and two places of padding. What do max pooling and average pooling give?",
        Example(
            "14.A3",
            "The average counts the padding",
            "average_pooling_forward",
            (image([[-5, -1, -2], [-3, -5, -6], [-7, -8, -9]]), (2, 2), 2, 1),
            Exact(image([[-1.25, -0.75], [-2.5, -7.0]])),
        ),
        "Max pooling −1. Average pooling divides by 4 all the same and gives −3/4 = −0.75, the second number "
        "of the first row: padding counts as zeros.",
    ),
)

LESSON = Lesson(
    id="14",
    title="Convolution and pooling",
    text=TEXT,
    functions=(
        "output_size",
        "convolution_forward",
        "max_pooling_forward",
        "average_pooling_forward",
        "flatten_forward",
    ),
    inside=(
        ("_windows.output_length", "_windows._output_length"),
        ("_windows.places", ""),
        ("pooling._first_largest", "pooling._first_largest_of_window"),
        ("_windows.zero_padded", "_windows._framed"),
        ("_windows.output_rows_columns", "_windows._output_rows_columns"),
        ("", "pooling._window_at"),
        ("", "_windows._window_range"),
        ("", "im2col_pooling._is_larger"),
    ),
    examples=(
        Example("14.1", "28 wide, filter 5: how many places", "output_size", (28, 5), Exact(24)),
        Example("14.2", "6 wide, filter 3, stride 2: rounded down", "output_size", (6, 3, 2), Exact(2)),
        Example(
            "14.3",
            "5×5×1×1 with 3×3×1×2: the sum, the edge",
            "convolution_forward",
            (TWENTY_FIVE, _TWO_FILTERS, np.array([[0, 10]])),
            Exact(_TWO_RESULTS, "3×3×2×1"),
        ),
        Example(
            "14.4",
            "Every second place, with a frame of zeros",
            "convolution_forward",
            (TWENTY_FIVE, ADD_UP, np.array([[0]]), 2, 1),
            Exact(image([[16, 33, 28], [69, 117, 87], [76, 123, 88]])),
        ),
        Example(
            "14.5",
            "Two channels go into one sum",
            "convolution_forward",
            (image([[1, 2], [3, 4]], [[5, 6], [7, 8]]), image([[1, 0], [0, 1]], [[0, 1], [1, 0]]), np.array([[2]])),
            Exact(image([[20]])),
        ),
        Example(
            "14.6",
            "Image and filter need not be square",
            "convolution_forward",
            (image([[1, 2, 3, 4], [5, 6, 7, 8]]), image([[1, 1, 1]]), np.array([[0]])),
            Exact(image([[6, 9], [18, 21]])),
        ),
        Example("14.7", "Max-pooling 2×2", "max_pooling_forward", (SIXTEEN,), Exact(image([[4, 2], [5, 9]]))),
        Example(
            "14.8",
            "Average pooling 2×2",
            "average_pooling_forward",
            (SIXTEEN,),
            Exact(image([[2.5, 1.0], [1.75, 4.0]])),
        ),
        Example(
            "14.9",
            "Max-pooling of 5×5: the fifth is left out",
            "max_pooling_forward",
            (TWENTY_FIVE,),
            Exact(image([[7, 9], [17, 19]])),
        ),
        Example(
            "14.10",
            "Padding is not the maximum",
            "max_pooling_forward",
            (image([[-3, -1], [-2, -4]]), (2, 2), 2, 1),
            Exact(image([[-3, -1], [-2, -4]])),
        ),
        Example(
            "14.11",
            "A frame of zeros wins, if one is put there",
            Twin(
                lambda x: max_pooling_forward(np.pad(x, ((1, 1), (1, 1), (0, 0), (0, 0)))),
                """x -> begin
    framed = zeros(eltype(x), size(x, 1) + 2, size(x, 2) + 2, size(x, 3), size(x, 4))
    framed[2:end-1, 2:end-1, :, :] = x
    JuliaNN.max_pooling_forward(framed)
end""",
            ),
            (image([[-3, -1], [-2, -4]]),),
            Exact(image([[0, 0], [0, 0]])),
        ),
        Example(
            "14.12",
            "Two images as two rows, down the columns",
            "flatten_forward",
            (stacked(image([[1, 2], [3, 4]]), image([[5, 6], [7, 8]])),),
            Exact(np.array([[1, 3, 2, 4], [5, 7, 6, 8]])),
        ),
    ),
    formulas=_FORMULAS,
    figures=_FIGURES,
    exercises=_EXERCISES,
)
