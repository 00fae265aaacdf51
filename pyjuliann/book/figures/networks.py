"""The figures of networks: memory in post 0, a layer in the note, sizes in post 5, the way back in post 8, masks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pyjuliann.book.figures.svg import Drawing, Point
from pyjuliann.language import Words
from pyjuliann.lessons import example_of
from pyjuliann.lessons.calls import call_python
from pyjuliann.nn import column_major_reshape

UNIT = 13.0


def memory_order(words: Words) -> Drawing:
    """Draw sixteen numbers as they lie in memory, and the matrix that each language makes of them."""
    draw, numbers = Drawing(226), np.arange(1, 17)
    matrices = {"Julia": column_major_reshape(numbers, (4, 4)), "NumPy": numbers.reshape(4, 4)}

    def first(matrix: np.ndarray, row: int, column: int) -> str:
        return "mark" if matrix[row, column] <= 4 else "none"

    line = numbers.reshape(1, 16)
    draw.cells(16, 26, line, cell=23, fills=lambda row, column: first(line, row, column))
    draw.text((16, 12), words("in memory"), "soft", anchor="start", size=12)
    for (name, matrix), x in zip(matrices.items(), (50, 228), strict=True):
        made = draw.cells(x, 90, matrix, cell=32, size=12, fills=lambda row, column, m=matrix: first(m, row, column))  # type: ignore[misc]
        draw.text((made.centre.x, 76), name)
        colour = "two" if name == "Julia" else "one"
        for k in range(4):
            if name == "Julia":
                x0 = made.middle(0, k).x + 12
                draw.arrow((x0, made.y + 6), (x0, made.bottom - 5), colour, stroke_width=1.1, stroke_opacity=0.75)
            else:
                y0 = made.middle(k, 0).y + 12
                draw.arrow((made.x + 6, y0), (made.right - 5, y0), colour, stroke_width=1.1, stroke_opacity=0.75)
    return draw


def sized(
    draw: Drawing, at: Sequence[float], size: tuple[float, float], name: str, told: str = "", *, colour: str = "ink"
) -> Point:
    """Draw a matrix as a box of rows and columns, its middle at a point, with its name; return that point."""
    rows, columns = size[0] * UNIT, size[1] * UNIT
    draw.box((at[0] - columns / 2, at[1] - rows / 2), (columns, rows), "raised", colour, stroke_width=1.2)
    draw.code(at, name, colour, font_weight="bold")
    if told:
        draw.code((at[0], at[1] + rows / 2 + 11), told, "soft", size=11)
    return Point(*at)


def forward(_: Words) -> Drawing:
    """Draw one layer forward, each matrix of its size."""
    draw, middle = Drawing(128), 56.0
    sized(draw, (47, middle), (4, 6), "X", "h×m")
    draw.code((99, middle), "·", size=18)
    sized(draw, (132, middle), (6, 3), "W", "m×n")
    draw.code((166, middle), "+", size=15)
    sized(draw, (200, middle - 1.5 * UNIT), (1, 3), "b")
    for row in (1, 2, 3):
        y = middle - 2 * UNIT + row * UNIT
        draw.box((200 - 1.5 * UNIT, y), (3 * UNIT, UNIT), "none", "soft", stroke_dasharray="3 3", stroke_width=0.9)
    draw.code((200, middle + 2 * UNIT + 11), "n → h×n", "soft", size=11)
    draw.code((236, middle), "=", size=15)
    sized(draw, (270, middle), (4, 3), "U", "h×n")
    draw.arrow((296, middle), (334, middle), "one")
    draw.code((314, middle - 12), "f", "one")
    sized(draw, (362, middle), (4, 3), "Y", "h×n")
    return draw


def backward(words: Words) -> Drawing:
    """Draw the same layer backward: one delta, three gradients."""
    draw, top, low = Drawing(276), 48.0, 190.0
    sized(draw, (92, top), (4, 3), "∂Y", "h×n")
    draw.code((134, top), "∘", size=16)
    sized(draw, (176, top), (4, 3), "f′(U)", "h×n")
    draw.code((218, top), "=", size=15)
    delta = sized(draw, (262, top), (4, 3), "Δ", "h×n", colour="two")
    told = (
        (72.0, (6.0, 3.0), "∂W", "Xᵀ·Δ, m×n", "sum over the samples"),
        (200.0, (1.0, 3.0), "∂b", "n", "sum over the samples"),
        (328.0, (4.0, 6.0), "∂X", "Δ·Wᵀ, h×m", "sum over the neurons"),
    )
    for x, size, name, text, summed in told:
        sized(draw, (x, low), size, name, text)
        draw.arrow((delta.x + (x - 200) / 8, top + 2 * UNIT + 20), (x, low - size[0] * UNIT / 2 - 5), "two")
        draw.text((x, low + size[0] * UNIT / 2 + 27), words(summed), "soft", size=11)
    return draw


def sizes(_: Words) -> Drawing:
    """Draw the formula of post 5 as rectangles, equal sides in one colour."""
    draw, middle = Drawing(236), 52.0
    h, m, hidden, n = 4.0, 6.0, 5.0, 3.0

    def step(y: float, left: tuple[str, float, str], right: tuple[str, float], out: tuple[str, str]) -> None:
        name, inner, colour = left
        own = "three" if right[1] == hidden else "five"
        sized(draw, (66, y), (h, inner), name)
        draw.code((114, y), "·", size=18)
        sized(draw, (170, y), (inner, right[1]), right[0])
        draw.code((213, y), "+", size=15)
        sized(draw, (256, y - (h - 1) * UNIT / 2), (1, right[1]), out[0])
        draw.code((296, y), "=", size=15)
        sized(draw, (354, y), (h, right[1]), out[1])
        _side(draw, (66, y + h * UNIT / 2 + 10), f"{inner:g}", colour)
        _side(draw, (170 - right[1] * UNIT / 2 - 10, y), f"{inner:g}", colour)
        for x, below in ((170.0, inner * UNIT / 2), (256.0, (2 - h) * UNIT / 2), (354.0, h * UNIT / 2)):
            _side(draw, (x, y + below + 10), f"{right[1]:g}", own)
        for x in (66.0 - inner * UNIT / 2 - 10, 354.0 - right[1] * UNIT / 2 - 10):
            _side(draw, (x, y), f"{h:g}", "one")

    step(middle, ("X", m, "four"), ("W₁", hidden), ("b₁", "H"))
    step(middle + 118, ("H", hidden, "three"), ("W₂", n), ("b₂", "Y"))
    return draw


def _side(draw: Drawing, at: Sequence[float], text: str, colour: str) -> None:
    draw.code(at, text, colour, size=11, font_weight="bold")


def pieces(words: Words) -> Drawing:
    """Draw the network of post 8 as boxes: values go right, gradients come back."""
    draw, y = Drawing(176), 84.0
    boxes = (("dense", 66.0), ("sigmoid", 154.0), ("dense", 242.0), ("softmax", 330.0))
    carried = ("X", "U₁", "Y₁", "U₂", "Y")
    returned = ("∂X", "∂U₁", "∂Y₁", "(Y − T)/h")
    for k, (name, x) in enumerate(boxes):
        draw.box((x - 29, y - 17), (58, 34), "raised", "ink", rx=4, stroke_width=1.2)
        draw.code((x, y), name, size=12)
        draw.arrow((x - 59, y - 24), (x - 29, y - 24), "one")
        draw.code((x - 44, y - 37), carried[k], "one", size=12)
        draw.arrow((x - 29, y + 24), (x - 59, y + 24), "two")
        draw.code((x - 44 - (8 if k == 3 else 0), y + 37), returned[k], "two", size=11 if k == 3 else 12)
        if name == "dense":
            draw.arrow((x, y + 19), (x, y + 62), "two")
            draw.code((x, y + 73), f"∂W{'₁₂'[k // 2]}, ∂b{'₁₂'[k // 2]}", "two", size=12)
    draw.arrow((359, y - 24), (389, y - 24), "one")
    draw.code((374, y - 37), carried[4], "one", size=12)
    draw.text((388, 20), words("to the loss"), "soft", anchor="end", size=12)
    return draw


def masks(words: Words) -> Drawing:
    """Draw a layer of five neurons for three samples: those that the mask leaves out are hollow, without edges."""
    draw = Drawing(190)
    mask = call_python(example_of("13", "dropout_mask"))
    for sample, row in enumerate(np.asarray(mask)):
        left = 18 + 130 * sample
        after = [Point(left + 88, 52 + 64 * k) for k in range(2)]
        for k, kept in enumerate(row):
            at = Point(left + 14, 30 + 29 * k)
            for end in after if kept else ():
                draw.line(at, end, "soft", stroke_width=0.8)
        for k, kept in enumerate(row):
            at = Point(left + 14, 30 + 29 * k)
            if kept:
                draw.disc(at, 10, "one", "one")
                draw.code(at, "1", "paper", size=11)
            else:
                draw.disc(at, 10, "paper", "soft", stroke_dasharray="3 3")
                draw.code(at, "0", "soft", size=11)
        for at in after:
            draw.disc(at, 10, "raised", "ink")
        draw.text((left + 50, 178), words("sample {}").format(sample + 1), "soft", size=12)
    return draw


def simple_cnn(words: Words) -> Drawing:
    """Draw the simple network of post 18: the sizes between its layers."""
    example = example_of("18", "layer_sizes")
    found = [size[:-1] if len(size) == 4 else size[1:] for size in call_python(example)]
    layers = [layer if isinstance(layer, str) else layer[0] for layer in example.args[0]]
    told = list(zip(["", *layers], found, strict=True))
    draw = Drawing(0)
    y, between = 26.0, ""
    for k, (layer, size) in enumerate(told):
        between = f"{between}, {layer}".lstrip(", ")
        if k and size == told[k - 1][1]:
            continue
        if k:
            draw.arrow((110, y - 34), (110, y - 12), "one")
            draw.text((124, y - 23), between, "one", anchor="start", size=12, font_family="var(--mono, monospace)")
        rows = float(np.prod(size))
        width = 40 + 130 * (np.log10(rows) / 4.3)
        draw.box((110 - width / 2, y - 12), (float(width), 24), "raised", "ink", rx=3)
        draw.code((110, y), "×".join(map(str, size)), font_weight="bold")
        draw.text((204, y), words("{} numbers").format(int(rows)), "soft", anchor="start", size=12)
        y += 46
        between = ""
    draw.height = y - 20
    return draw
