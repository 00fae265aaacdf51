"""The figures of post 1: products of matrices and vectors, and the first network made of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.book.figures.svg import Drawing, number
from pyjuliann.language import Words
from pyjuliann.nn import matrix_product, matrix_vector_by_rows, scale_columns

A = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])
X = np.array([1, 2, 3, 4])
_COLUMNS = ("one", "two", "three", "four")


def texts(values: Any) -> Any:
    """Return numbers as they are written in a figure."""
    return np.vectorize(number, otypes=[object])(values)


def transpose(_: Words) -> Drawing:
    """Draw a matrix and its transpose, the main diagonal marked."""
    draw, matrix = Drawing(112), np.array([[1, 2, 3], [4, 5, 6]])
    size = (30, 26)

    def fill(row: int, column: int) -> str:
        return "mark" if row == column else ""

    left = draw.matrix(56, 36, matrix, cell=size, fills=fill)
    right = draw.matrix(258, 23, matrix.T, cell=size, fills=fill)
    draw.arrow((left.right + 22, left.centre.y), (right.x - 22, right.centre.y), "soft")
    draw.code(((left.right + right.x) / 2, left.centre.y - 14), "Aᵀ   a'", "soft", size=12, xml__space="preserve")
    draw.text((left.centre.x, 14), "A, 2×3")
    draw.text((right.centre.x, 10), "Aᵀ, 3×2")
    return draw


def two_views(words: Words) -> Drawing:
    """Draw A·x by rows and by columns."""
    draw, result = Drawing(352), matrix_vector_by_rows(A, X)
    scaled = scale_columns(A, X)
    draw.text((8, 14), words("By rows"), anchor="start", font_weight="bold")
    rows = draw.matrix(10, 58, texts(A), cell=(26, 22), colours=lambda row, _: _COLUMNS[row])
    column = draw.matrix(rows.right + 12, 47, X.reshape(4, 1), cell=(26, 22))
    draw.text((rows.centre.x, 40), "A")
    draw.text((column.centre.x, 36), "x")
    for row, value in enumerate(result):
        at = rows.middle(row, 0).y
        terms = " + ".join(f"{number(a)}·{number(x)}" for a, x in zip(A[row], X, strict=True))
        draw.code((column.right + 14, at), "=", "soft")
        draw.code((column.right + 24, at), terms, _COLUMNS[row], anchor="start", size=11)
        draw.code((390, at), number(value), _COLUMNS[row], anchor="end", font_weight="bold")
    draw.line((8, 152), (392, 152), "rule")
    draw.text((8, 172), words("By columns"), anchor="start", font_weight="bold")
    at = 10.0
    for k in range(4):

        def own(_row: int, _column: int, colour: str = _COLUMNS[k]) -> str:
            return colour

        draw.code((at + 20, 204), f"{number(X[k])} ·", anchor="end", colour=_COLUMNS[k])
        made = draw.matrix(at + 26, 194, texts(A[:, k : k + 1]), cell=(26, 22), colours=own)
        below = draw.matrix(at + 26, 276, texts(scaled[:, k : k + 1]), cell=(26, 22), colours=own)
        draw.text((made.centre.x, 266), "v" + "₁₂₃₄"[k], _COLUMNS[k])
        if k < 3:
            draw.code((below.right + 13, below.centre.y), "+", "soft")
        at += 76
    draw.code((at + 14, 309), "=", "soft")
    draw.matrix(at + 28, 276, result.reshape(3, 1), cell=(32, 22))
    return draw


def product_sizes(_: Words) -> Drawing:
    """Draw which row and which column an element of a product comes from, and which sizes must be equal."""
    first, second = np.array([[1, 4], [2, 5], [3, 6]]), np.array([[1, 2, 3], [4, 5, 6]])
    draw, cell = Drawing(176), (30, 24)
    left = draw.matrix(20, 42, first, cell=cell, fills=lambda row, _: "mark" if row == 1 else "")
    right = draw.matrix(120, 54, second, cell=cell, fills=lambda _, column: "mark" if column == 2 else "")
    draw.code((100, left.centre.y), "·", size=18)
    draw.code((right.right + 22, left.centre.y), "=", "soft")
    product = draw.matrix(256, 42, matrix_product(first, second), cell=cell, fills={(1, 2): "mark"})
    for made, name in ((left, ("3", "×", "2")), (right, ("2", "×", "3")), (product, ("3", "×", "3"))):
        for k, part in enumerate(name):
            inner = (made is left and k == 2) or (made is right and k == 0)
            colour = "soft" if k == 1 else "two" if inner else "one"
            draw.code((made.centre.x + 12 * (k - 1), 134), part, colour, font_weight="bold")
    draw.path(
        [(left.centre.x + 12, 144), (left.centre.x + 12, 152), (right.centre.x - 12, 152), (right.centre.x - 12, 144)],
        "two",
    )
    draw.code((92, 163), "2 = 2", "two", size=12)
    terms = " + ".join(f"{a}·{b}" for a, b in zip(first[1], second[:, 2], strict=True))
    draw.code((product.centre.x, 163), f"{terms} = {first[1] @ second[:, 2]}", size=12)
    return draw


def network(words: Words) -> Drawing:
    """Draw the network of the post: four inputs, two hidden nodes, three outputs."""
    draw = Drawing(300)
    columns = (50, 200, 350)
    names = ("x", "h", "y")
    counts = (4, 2, 3)
    middles = [
        [(x, 166 + (k - (count - 1) / 2) * (100 if count == 2 else 64)) for k in range(count)]
        for x, count in zip(columns, counts, strict=True)
    ]
    for layer in (0, 1):
        for j, end in enumerate(middles[layer + 1]):
            for start in middles[layer]:
                own = layer == 0 and j == 0
                draw.line(start, end, "one" if own else "soft", stroke_width=1.8 if own else 0.8)
    for k, (x, y) in enumerate(middles[0]):
        end = middles[1][0]
        at = (x + 0.42 * (end[0] - x), y + 0.42 * (end[1] - y))
        draw.box((at[0] - 13, at[1] - 9), (26, 18), "paper", rx=3)
        draw.code(at, "w" + "₁₂₃₄"[k] + "₁", "one", size=12)
    bias = iter("₁₂₃₄₅")
    for layer, (name, points) in enumerate(zip(names, middles, strict=True)):
        for k, (x, y) in enumerate(points):
            draw.disc((x, y), 18, "raised", "ink", stroke_width=1.4)
            draw.code((x, y), name + "₁₂₃₄"[k])
            if layer:
                draw.arrow((x, y - 42), (x, y - 20), "two", stroke_width=1.2)
                draw.code((x + 13, y - 36), "b" + next(bias), "two", size=12)
    for x, text in zip(columns, ("input layer", "hidden layer", "output layer"), strict=True):
        draw.text((x, 12), words(text), "soft", size=12)
    for x, text in zip(columns, ("1×4", "1×2", "1×3"), strict=True):
        draw.code((x, 28), text, "soft", size=11)
    return draw
