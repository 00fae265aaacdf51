"""The figures of images: what convolution, im2col, col2im and pooling move where, and the filters of post 18."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from pyjuliann.book.figures.svg import Drawing
from pyjuliann.language import Words
from pyjuliann.lessons import example_of
from pyjuliann.lessons.calls import call_python
from pyjuliann.nn import col2im, im2col, max_pooling_forward

_WINDOWS = ("one", "two", "three", "four")


def _plane(images: np.ndarray) -> np.ndarray:
    return images[:, :, 0, 0]


def _shade(chosen: Callable[[int, int], bool]) -> Callable[[int, int], str]:
    return lambda row, column: "mark" if chosen(row, column) else "none"


def convolution(_: Words) -> Drawing:
    """Draw a filter of ones on its first place, and what comes of it."""
    example = example_of("14", "convolution_forward")
    image, filters, _bias = example.args
    result = call_python(example)[:, :, 0, 0]
    draw = Drawing(196)
    left = draw.cells(14, 30, _plane(image), cell=28, fills=_shade(lambda row, column: row < 3 and column < 3))
    draw.box((left.x, left.y), (84, 84), "none", "one", stroke_width=2.5)
    draw.box((left.x + 28, left.y + 3), (84, 78), "none", "one", stroke_width=1.3, stroke_dasharray="4 3")
    draw.arrow((left.x + 60, left.y - 12), (left.x + 94, left.y - 12), "one")
    weights = draw.cells(184, 58, _plane(filters), cell=24)
    draw.code((169, weights.centre.y), "∗", size=16)
    draw.code((272, weights.centre.y), "=")
    draw.cells(288, 52, result, cell=32, fills=_shade(lambda row, column: (row, column) == (0, 0)))
    draw.code((left.centre.x, 186), "5×5", "soft", size=11)
    draw.code((weights.centre.x, 186), "3×3", "soft", size=11)
    draw.code((336, 186), "3×3", "soft", size=11)
    return draw


def pooling(_: Words) -> Drawing:
    """Draw the four windows of an image, the largest number of each marked, and the result."""
    (image,) = example_of("14", "max_pooling_forward").args
    plane, pooled = _plane(image), _plane(max_pooling_forward(image))
    draw = Drawing(170)

    def fill(row: int, column: int) -> str:
        window = plane[row // 2 * 2 : row // 2 * 2 + 2, column // 2 * 2 : column // 2 * 2 + 2]
        if plane[row, column] == window.max():
            return "mark"
        return "raised" if (row // 2 + column // 2) % 2 else "none"

    left = draw.cells(40, 20, plane, cell=32, fills=fill)
    for row in range(2):
        for column in range(2):
            draw.box((left.x + 64 * column, left.y + 64 * row), (64, 64), "none", "ink", stroke_width=1.8)
    draw.arrow((190, left.centre.y), (240, left.centre.y), "soft")
    draw.cells(262, 44, pooled, cell=40, fills=lambda *_: "mark")
    draw.code((left.centre.x, 160), "4×4", "soft", size=11)
    draw.code((302, 160), "2×2", "soft", size=11)
    return draw


def windows_as_rows(words: Words) -> Drawing:
    """Draw the windows of an image, each as a row of the matrix that im2col makes."""
    image, window = example_of("15", "im2col").args[:2]
    matrix, plane = im2col(image, window), _plane(image)
    draw = Drawing(196)
    left = draw.cells(30, 50, plane, cell=34)
    for k, colour in enumerate(_WINDOWS):
        row, column = k % 2, k // 2
        inset = 3 + 2 * k
        draw.box(
            (left.x + 34 * column + inset, left.y + 34 * row + inset), (68 - 2 * inset, 68 - 2 * inset), "none", colour,
            stroke_width=2, rx=3,
        )  # fmt: skip
    draw.arrow((150, left.centre.y), (190, left.centre.y), "soft")
    draw.code((170, left.centre.y - 13), "im2col", "soft", size=11)
    right = draw.matrix(222, 52, matrix, cell=(36, 24), colours=lambda row, _: _WINDOWS[row])
    for column, name in enumerate(("↖", "↙", "↗", "↘")):
        draw.text((right.middle(0, column).x, 38), name, "soft")
    draw.text((right.centre.x, 18), words("place in the window"), "soft", size=11)
    for row, colour in enumerate(_WINDOWS):
        at = right.middle(row, 0)
        draw.box((right.x - 16, at.y - 6), (9, 12), colour, "none", rx=2)
    draw.code((left.centre.x, 182), "3×3", "soft", size=11)
    draw.code((right.centre.x, 182), "4×4", "soft", size=11)
    return draw


def overlaps(_: Words) -> Drawing:
    """Draw the windows of an image on their way back, and how many meet at each pixel."""
    example = example_of("16", "col2im")
    patches, size, window = example.args
    counts = _plane(col2im(np.ones_like(patches), size, window))
    draw = Drawing(216)
    for k, colour in enumerate(_WINDOWS):
        row, column = k % 2, k // 2
        x, y = 20 + 96 * column, 14 + 96 * row
        for i in range(3):
            for j in range(3):
                draw.box((x + 26 * j, y + 26 * i), (26, 26), "none", "rule", stroke_width=0.7)
        inside = {"fill_opacity": 0.25, "stroke_width": 1.6}
        draw.box((x + 26 * column, y + 26 * row), (52, 52), colour, colour, **inside)
        draw.arrow((206, 53 + 96 * row), (244, 90 + 28 * row), "soft")
    whole = draw.cells(264, 58, counts, cell=34)
    for k, colour in enumerate(_WINDOWS):
        row, column = k % 2, k // 2
        at = (whole.x + 34 * column, whole.y + 34 * row)
        draw.box(at, (68, 68), colour, "none", fill_opacity=0.16)
    draw.code((whole.centre.x, 182), "col2im", "soft", size=11)
    return draw


def ties(words: Words) -> Drawing:
    """Draw where the gradient of a window with two equal maxima goes, read in either direction."""
    example = example_of("17", "max_pooling_backward", 1)
    dout, image = example.args[:2]
    plane, back = _plane(image), _plane(call_python(example))
    draw, gradient = Drawing(166), dout.item()
    largest = [(row, column) for row in range(2) for column in range(2) if plane[row, column] == plane.max()]
    by_columns = min(largest, key=lambda at: (at[1], at[0]))
    told = (("along the rows", tuple(np.argwhere(back == gradient)[0])), ("down the columns", by_columns))
    for k, (text, place) in enumerate(told):
        x = 62 + 180 * k
        chosen = _shade(lambda row, column, place=place: (row, column) == tuple(place))  # type: ignore[misc]
        made = draw.cells(x, 48, plane, cell=46, fills=chosen, size=16)
        draw.text((made.centre.x, 20), words(text), "ink" if k == 0 else "soft")
        order = [(0, 0), (0, 1), (1, 0), (1, 1)] if k == 0 else [(0, 0), (1, 0), (0, 1), (1, 1)]
        corners = [(made.middle(*at).x - 15, made.middle(*at).y - 15) for at in order]
        for number, corner in enumerate(corners, 1):
            draw.code(corner, str(number), "soft", size=10)
        at = made.middle(int(place[0]), int(place[1]))
        side = 1 if at.x > made.centre.x else -1
        draw.arrow((at.x + side * 54, at.y), (at.x + side * 26, at.y), "two")
        draw.code((at.x + side * 62, at.y), str(gradient), "two", font_weight="bold")
    return draw


@cache
def _trained() -> tuple[np.ndarray, np.ndarray]:
    """Return the filters of the small network before and after its training."""
    example = example_of("18", "train")
    return example.args[1][0][0], call_python(example)[0][0][0]


def filters(words: Words) -> Drawing:
    """Draw the first layer's filters before and after training, light above 0 and dark below."""
    draw = Drawing(212)
    before_after = _trained()
    most = max(float(np.abs(weights).max()) for weights in before_after)
    for k, (weights, text) in enumerate(zip(before_after, ("before", "after"), strict=True)):
        draw.text((108 + 196 * k, 14), words(text))
        for number in range(weights.shape[3]):
            x, y = 20 + 196 * k + 94 * number, 34.0
            _weights(draw, (x, y), weights[:, :, 0, number], most)
            draw.text((x + 40, y + 94), words("filter {}").format(number + 1), "soft", size=11)
    for k in range(9):
        value = k / 4 - 1
        _square(draw, (110 + 20 * k, 162), 20, value)
    draw.code((104, 172), f"−{most:.1f}", "soft", anchor="end", size=11)
    draw.code((296, 172), f"{most:.1f}", "soft", anchor="start", size=11)
    return draw


def _weights(draw: Drawing, at: tuple[float, float], weights: Any, most: float) -> None:
    for (row, column), value in np.ndenumerate(weights):
        _square(draw, (at[0] + 27 * column, at[1] + 27 * row), 27, float(value) / most)


def _square(draw: Drawing, at: tuple[float, float], side: float, value: float) -> None:
    """Draw a number from −1 to 1 as a grey that is the same on a light page and on a dark one."""
    level = round(255 * (0.08 + 0.84 * (value + 1) / 2))
    draw.grey(at, side, level)
