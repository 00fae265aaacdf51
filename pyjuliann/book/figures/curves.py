"""The figures of functions: activations and their slopes, losses, differences, the descent of post 4."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from rich.cells import cell_len

from pyjuliann.book.figures.svg import Axes, Drawing, number
from pyjuliann.language import Words
from pyjuliann.lessons import example_of
from pyjuliann.lessons.calls import call_python
from pyjuliann.nn import (
    derivative,
    forward_difference,
    gradient_descent,
    identity_function,
    relu,
    relu_delta,
    sigmoid,
    sigmoid_delta,
    step_function,
)

_X = np.linspace(-5, 5, 201).reshape(1, -1)
_ONES = np.ones_like(_X)


def _sigmoid_slope(x: np.ndarray) -> np.ndarray:
    return sigmoid_delta(np.ones_like(x), sigmoid(x))


def _relu_slope(x: np.ndarray) -> np.ndarray:
    return relu_delta(np.ones_like(x), x)


def activations(words: Words) -> Drawing:
    """Draw every activation of post 2 and its slope."""
    draw = Drawing(330)
    panels: tuple[tuple[str, Callable[[np.ndarray], Any], Callable[[np.ndarray], Any], tuple[float, float]], ...] = (
        ("step_function", step_function, np.zeros_like, (-0.2, 1.2)),
        ("sigmoid", sigmoid, _sigmoid_slope, (-0.2, 1.2)),
        ("relu", relu, _relu_slope, (-1.0, 5.0)),
        ("identity_function", identity_function, np.ones_like, (-5.0, 5.0)),
    )
    for k, (name, function, slope, y) in enumerate(panels):
        axes = Axes(draw, (34 + 198 * (k % 2), 30 + 150 * (k // 2)), (150, 92), (-5, 5), y)
        axes.frame((-5, 0, 5), (0, 1) if y[1] < 2 else (0, 5) if y[0] > -2 else (-5, 0, 5))
        draw.code((axes.left, axes.top - 14), name, anchor="start", size=12)
        axes.curve(_X[0], function(_X)[0], "one")
        axes.curve(_X[0], slope(_X)[0], "two", stroke_dasharray="5 3")
    _key(draw, (34, 318), [(words("the function"), "one", ""), (words("its slope"), "two", "5 3")])
    return draw


def slopes(words: Words) -> Drawing:
    """Draw the slopes of the sigmoid and of ReLU."""
    draw = Drawing(230)
    axes = Axes(draw, (40, 20), (340, 150), (-5, 5), (-0.05, 1.1))
    axes.frame((-5, -4, 0, 4, 5), (0, 0.25, 1), "u")
    axes.curve(_X[0], _sigmoid_slope(_X)[0], "one")
    axes.curve(_X[0], _relu_slope(_X)[0], "two", stroke_dasharray="6 3")
    _key(draw, (40, 216), [(words("of the sigmoid"), "one", ""), (words("of ReLU"), "two", "6 3")])
    return draw


def functions_and_slopes(words: Words) -> Drawing:
    """Draw the sigmoid and ReLU, and beside them their slopes."""
    draw = Drawing(214)
    panels = (
        ("the functions", (0.0, 5.0), (0, 1, 2, 3, 4, 5), (sigmoid, relu)),
        ("their slopes", (0.0, 1.25), (0, 0.25, 0.5, 0.75, 1), (_sigmoid_slope, _relu_slope)),
    )
    for left, (title, y, ticks, both) in zip((30, 240), panels, strict=True):
        axes = Axes(draw, (left, 30), (150, 120), (-5, 5), y)
        axes.frame((-5, 0, 5), ticks)
        draw.text((left + 75, 12), words(title), "soft", size=12)
        axes.curve(_X[0], both[0](_X)[0], "one")
        axes.curve(_X[0], both[1](_X)[0], "two", stroke_dasharray="6 3")
    draw.key((52, 196), words("sigmoid"), "one")
    draw.key((242, 196), "ReLU", "two", "6 3")
    return draw


def predictions(words: Words) -> Drawing:
    """Draw the shares of both predictions of post 3 over the ten classes, and the target."""
    draw = Drawing(262)
    examples = [example_of("3", "mean_squared_error", k) for k in range(2)]
    for k, example in enumerate(examples):
        shares, target = example.args
        axes = Axes(draw, (40, 24 + 116 * k), (340, 74), (0.4, 10.6), (0, 1))
        axes.frame(range(1, 11), (0, 0.5, 1))
        draw.code((46, axes.top - 10), f"y{'₁₂'[k]}", anchor="start", size=12)
        for place, share in enumerate(shares, 1):
            bottom, top = axes.place(place, 0), axes.place(place, float(share))
            is_right = target[place - 1] == 1
            draw.box((top.x - 10, top.y), (20, bottom.y - top.y), "three" if is_right else "one")
            if share >= 0.1:
                draw.code((top.x, top.y - 8), number(share), "ink", size=10)
            if is_right:
                left, right = axes.place(place, 0).x - 13, axes.place(place, 0).x + 13
                top = axes.place(place, 1)
                outline = [(left, bottom.y), (left, top.y), (right, top.y), (right, bottom.y)]
                draw.path(outline, "three", stroke_dasharray="4 3")
    _key(draw, (40, 252), [(words("share"), "one", ""), (words("the target: the third class"), "three", "4 3")])
    return draw


def minus_log(words: Words) -> Drawing:
    """Draw the cross entropy over the share of the right class, with both predictions."""
    draw = Drawing(226)
    axes = Axes(draw, (40, 24), (340, 150), (0, 1), (0, 4))
    axes.frame((0, 0.1, 0.6, 1), (0, 1, 2, 3, 4), words("share of the right class"), "−log(y)")
    shares = np.geomspace(np.exp(-4), 1, 120)
    axes.curve(shares, -np.log(shares))
    for k in range(2):
        example = example_of("3", "cross_entropy_error", k)
        share, loss = float(example.args[0] @ example.args[1]), float(call_python(example))
        at = axes.place(share, loss)
        axes.point(share, loss, "two", 4)
        draw.code((at.x + 10, at.y - 9), f"y{'₁₂'[k]}: {loss:.2f}", "two", anchor="start", size=12)
    return draw


def differences(words: Words) -> Drawing:
    """Draw the chords of both differences on x², with a step that can be seen."""
    draw, at, h = Drawing(262), 3.0, 1.0

    def square(x: Any) -> Any:
        return x * x

    axes = Axes(draw, (40, 20), (340, 176), (1.6, 4.4), (0, 18))
    axes.frame((2, 3, 4), (0, 4, 9, 16))
    xs = np.linspace(1.6, 4.24, 80)
    axes.curve(xs, square(xs), "soft")
    forward, slope = float(forward_difference(square, at, h)), float(derivative(square, at))
    central = (square(at + h) - square(at - h)) / (2 * h)
    axes.curve((at, at + h), (square(at), square(at + h)), "four", stroke_dasharray="7 3")
    axes.curve((at - h, at + h), (square(at - h), square(at + h)), "one")
    axes.curve((2.2, 3.8), (square(at) - 0.8 * slope, square(at) + 0.8 * slope), "three", stroke_dasharray="2 3")
    for x in (at - h, at, at + h):
        axes.point(x, square(x))
    _key(draw, (40, 232), [
        (words("forward, slope {}").format(number(forward)), "four", "7 3"),
        (words("central, slope {}").format(number(central)), "one", ""),
    ])  # fmt: skip
    _key(draw, (40, 250), [(words("tangent, slope {}").format(number(slope)), "three", "2 3")])
    return draw


def descent(words: Words) -> Drawing:
    """Draw the hundred steps of post 4 on lines of equal height."""
    draw = Drawing(330)
    example = example_of("4", "gradient_descent")
    bowl, start, rate, steps = example.args
    path = [np.array(start, float)]
    for _ in range(int(steps)):
        path.append(gradient_descent(bowl.python, path[-1], rate, 1))
    axes = Axes(draw, (40, 20), (252, 252), (-4, 9), (-4, 9))
    axes.frame((-4, 0, 5, 9), (-4, 0, 5, 8), "x", "y")
    for height in (1, 9, 25, 49, 81, 121, 169, 225):  # f is (x + y)², so a line of a height is x + y = its root
        root = height**0.5
        ends = [(x, root - x) for x in (max(-4.0, root - 9), min(9.0, root + 4))]
        axes.curve([x for x, _ in ends], [y for _, y in ends], "rule", stroke_width=1)
    for end in (-1.0, -3.0, -5.0):
        axes.curve((-4, end + 4), (end + 4, -4), "rule", stroke_width=1)
    axes.curve((-4, 4), (4, -4), "three", stroke_dasharray="4 3")
    draw.code(axes.place(5.5, -3.4), "x + y = 0", "three", size=11)
    axes.curve([x for x, _ in path], [y for _, y in path], "one", stroke_width=1)
    for point in path:
        axes.point(float(point[0]), float(point[1]), "one", 2.2)
    for point, below in ((path[0], -2), (path[-1], 16)):
        place = axes.place(float(point[0]), float(point[1]))
        told = f"({number(point[0], 3)}, {number(point[1], 3)})"
        draw.code((place.x + 8, place.y + below), told, anchor="start", size=11)
    draw.text((304, 60), "f(5, 8)", anchor="start", size=12)
    draw.code((304, 78), f"= {number(bowl.python(path[0]))}", anchor="start", size=12)
    draw.text((304, 112), words("after {} steps").format(len(path) - 1), anchor="start", size=12)
    draw.code((304, 130), f"= {number(bowl.python(path[-1]), 3)}", anchor="start", size=12)
    return draw


def _key(draw: Drawing, at: tuple[float, float], rows: list[tuple[str, str, str]]) -> None:
    """Say which line is which, side by side from a point."""
    x, y = at
    for text, colour, dash in rows:
        draw.key((x, y), text, colour, dash)
        x += 50 + 6.6 * cell_len(text)
