"""Post 14: convolution and pooling, by their definitions."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.images import ADD_UP, EDGE, SIXTEEN, TWENTY_FIVE, image, stacked
from pyjuliann.lessons.model import Exact, Example, Lesson

TEXT = """
A dense layer takes an image as a row of numbers. It does not know which pixels are neighbours, and has to learn
every pattern anew in every place. A convolution knows.

**Convolution.** A filter is a small image of weights. It is laid on the image, what lies on top of each other is
multiplied, and the sum, plus a bias, is one number of the output. Then the filter moves on. All places share the
same few weights: on an image of one channel 30 filters of 5×5 have 750 of them, whatever its size.

**Axes.** An image batch is an array (row, column, channel, sample); the filters of a layer are an array (row, column,
channel, filter). A filter has as many channels as the image, all channels go into one sum, and each filter makes
one channel of the output. A 5×5×1×1 image with 3×3×1×2 filters gives 3×3×2×1.

**Sizes.** In each direction the output has (in + 2·pad − filter) / stride + 1 places. The *stride* is how far the
filter moves; the *padding* is a frame of zeros around the image, so that its border counts as much as its middle.

**Pooling** makes an image smaller without weights. A window moves over each channel; the largest number in it is
kept, or the average. With 2×2 windows and stride 2 each side is halved. Padding is never the maximum, even of
numbers below 0.

**Traps.** Other libraries order the axes otherwise: PyTorch has (sample, channel, row, column), TensorFlow (sample,
row, column, channel). Here the same index names the same pixel in both languages; only the memory is walked
another way. What networks call a convolution does not turn the filter around; SciPy's `convolve2d` does. And the
average of integers is no integer: both languages give Float64 for it, while the sums of a convolution and
the maximum keep their type.

**Where the series contradicts itself.** By the formula above a 6-wide image, a 3-wide filter and stride 2 give 2.5
places. The im2col of the next post rounds that down. Here everything does, so that all versions agree: what the
filter does not reach is left out. A filter larger than the padded image is an error.

**What the post reports.** Convolution 5×5×1×30, ReLU, max-pooling 2×2, a dense layer of 100, ReLU, a dense layer of
10, softmax; Adam, batches of 100, MNIST. The accuracy after each of five epochs: 96.8, 97.73, 98.35, 98.39 and 98.51 %.
One epoch took about an hour. (Told and not run.)
"""

_TWO_FILTERS = stacked(ADD_UP, EDGE)
_TWO_RESULTS = np.stack(
    [np.array([[63, 72, 81], [108, 117, 126], [153, 162, 171]]), np.array([[16, 16, 16]] * 3)], axis=2
)[..., np.newaxis]

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
            "Two images as two rows, down the columns",
            "flatten_forward",
            (stacked(image([[1, 2], [3, 4]]), image([[5, 6], [7, 8]])),),
            Exact(np.array([[1, 3, 2, 4], [5, 7, 6, 8]])),
        ),
    ),
)
