"""The figures of posts 6 to 13: the loop of learning, what goes into it, and the losses that come out of its runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import numpy as np

from pyjuliann.book.figures.svg import DASHES, SERIES, Axes, Drawing, Point
from pyjuliann.language import Words
from pyjuliann.lessons import find_example
from pyjuliann.nn import (
    adagrad,
    adam,
    dense_forward,
    he_weights,
    momentum,
    optimizer_init,
    optimizer_step,
    relu,
    rmsprop,
    sgd,
    std_weights,
    train,
    xavier_weights,
    zero_bias,
)


def loop(words: Words) -> Drawing:
    """Draw the five parts of a step on a ring."""
    draw, centre, size = Drawing(290), Point(200, 146), (138, 40)
    names = ("draw a batch", "predict", "compute the loss", "compute the gradients", "step against them")
    radius = 126.0, 112.0

    def on_ring(turns: float) -> Point:
        angle = 2 * math.pi * (turns / 5 - 0.25)
        return Point(centre.x + radius[0] * math.cos(angle), centre.y + radius[1] * math.sin(angle))

    # behind the boxes, from just outside of one to just outside of the next
    clear = ((0.33, 0.76), (0.24, 0.72), (0.37, 0.63), (0.28, 0.76), (0.24, 0.67))
    for k, (start, end) in enumerate(clear):
        turns = np.linspace(k + start, k + end, 12)
        draw.path([on_ring(turn) for turn in turns[:-1]], "soft", stroke_width=1.4)
        draw.arrow(on_ring(turns[-2]), on_ring(turns[-1]), "soft", stroke_width=1.4)
    for k, name in enumerate(names):
        at = on_ring(k)
        draw.box((at.x - size[0] / 2, at.y - size[1] / 2), size, "raised", "rule", rx=6)
        draw.code((at.x - size[0] / 2 + 12, at.y), f"{k + 1}", SERIES[0], size=12, font_weight="bold")
        draw.text((at.x + 9, at.y), words(name), size=11)
    return draw


@cache  # each is drawn once for each language
def _losses(example: str) -> np.ndarray:
    run = find_example(example)
    return np.asarray(train(*run.args, **run.keywords)[2])


def losses_of(
    words: Words, *examples: str, names: Sequence[str] = (), top: float = 1.2, mark: tuple[float, str] | None = None
) -> Drawing:
    """Draw the losses of the runs of examples over their steps, each named at its side, perhaps with a mark."""
    draw = Drawing(216 + 18 * len(names))
    curves = [_losses(example) for example in examples]
    axes = Axes(draw, (44, 24), (344, 150), (0, len(curves[0])), (0, top))
    axes.frame(
        range(0, len(curves[0]) + 1, len(curves[0]) // 6),
        [0.4 * k for k in range(round(top / 0.4) + 1)],
        words("step"),
        words("loss"),
    )
    if mark is not None:
        at = axes.place(axes.x[1], mark[0])
        draw.line(axes.place(0, mark[0]), at, "soft", stroke_dasharray="2 3")
        draw.code((at.x - 4, at.y - 9), mark[1], "soft", anchor="end", size=11)
    for k, curve in enumerate(curves):
        axes.curve(
            np.arange(1, len(curve) + 1), curve, SERIES[k], stroke_width=1.5, stroke_dasharray=DASHES[k] or "none"
        )
    for k, name in enumerate(names):
        draw.key((52, 222 + 18 * k), words(name), SERIES[k], DASHES[k])
    return draw


def paths(words: Words) -> Drawing:
    """Draw the ways that the five optimizers take down a long valley, x²/20 + y², from (−7, 2) in thirty steps."""
    draw = Drawing(330)
    axes = Axes(draw, (40, 24), (348, 190), (-8, 4), (-3, 3))
    axes.frame((-8, -4, 0, 4), (-3, 0, 3), "x", "y")
    around = np.linspace(0, 2 * math.pi, 73)
    for height in (0.2, 0.8, 1.8, 3.2):
        xs, ys = np.sqrt(20 * height) * np.cos(around), np.sqrt(height) * np.sin(around)
        inside = (xs >= axes.x[0]) & (xs <= axes.x[1])
        for part in np.split(np.flatnonzero(inside), np.flatnonzero(np.diff(np.flatnonzero(inside)) > 1) + 1):
            axes.curve(xs[part], ys[part], "rule", stroke_width=1)
    optimizers: tuple[tuple[str, Any], ...] = (
        ("SGD", sgd(0.95)),
        ("momentum", momentum(0.1)),
        ("AdaGrad", adagrad(1.5)),
        ("RMSProp", rmsprop(0.3)),
        ("Adam", adam(0.3)),
    )
    for k, (name, optimizer) in enumerate(optimizers):
        at = np.array([-7.0, 2.0])
        state, way = optimizer_init(optimizer, at), [at]
        for _ in range(30):
            at, state = optimizer_step(optimizer, at, np.array([at[0] / 10, 2 * at[1]]), state)
            way.append(at)
        axes.curve(
            [x for x, _ in way], [y for _, y in way], SERIES[k], stroke_width=1.4, stroke_dasharray=DASHES[k] or "none"
        )
        for x, y in way[:1] + way[-1:]:
            axes.point(x, y, SERIES[k], 2.5)
        draw.key((52 + 150 * (k % 2), 264 + 20 * (k // 2)), words(name), SERIES[k], DASHES[k])
    return draw


def spread(words: Words) -> Drawing:
    """Draw the standard deviation of what leaves each of four layers with ReLU, by how their weights started."""
    draw, generator = Drawing(270), np.random.default_rng(12)
    x, draws = generator.standard_normal((200, 100)), [generator.standard_normal((100, 100)) for _ in range(4)]
    starts: tuple[tuple[str, Any], ...] = (
        ("std", partial(std_weights, std=0.01)),
        ("Xavier", partial(xavier_weights, inputs=100)),
        ("He", partial(he_weights, inputs=100)),
    )
    axes = Axes(draw, (54, 24), (334, 150), (0.8, 4.2), (-5, 0.2))
    axes.frame((1, 2, 3, 4), (), words("layer"), words("spread"))
    for power in range(-5, 1):
        at = axes.place(axes.x[0], power)
        draw.line(at, (axes.left + axes.width, at.y), "rule", stroke_width=0.7)
        draw.code((at.x - 6, at.y), f"1e{power}".replace("-", "−") if power else "1", "soft", anchor="end", size=11)
    for k, (name, started) in enumerate(starts):
        y, spreads = x, []
        for drawn in draws:
            y = relu(dense_forward(y, started(drawn), zero_bias(drawn)))
            spreads.append(math.log10(np.std(y)))
        axes.curve(range(1, 5), spreads, SERIES[k], stroke_dasharray=DASHES[k] or "none")
        for layer, value in enumerate(spreads, 1):
            axes.point(layer, max(value, -5), SERIES[k])
        draw.key((62, 220 + 18 * k), name, SERIES[k], DASHES[k])
    return draw
