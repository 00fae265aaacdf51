"""What drawings are made of: lines, texts, arrows, matrices and curves as SVG.

A drawing is inline in its page, and takes its colours from there: ``currentColor``, or a variable of the page's style
sheet by its name in `COLOURS`. Nothing in it is a style of its own, which the pages' content policy forbids.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

COLOURS: Final = {
    "ink": "currentColor",
    "paper": "var(--paper)",
    "soft": "var(--soft)",
    "rule": "var(--rule)",
    "raised": "var(--raised)",
    "mark": "var(--mark)",
    "one": "var(--python)",
    "two": "var(--julia)",
    "three": "var(--good)",
    "four": "var(--bad)",
    "five": "var(--fifth)",
    "none": "none",
}
"""The colours of drawings: the first word is what a figure calls it, the second what the page does."""

SERIES: Final = ("one", "two", "three", "four", "five")
"""The colours of curves, in their order."""

DASHES: Final = ("", "6 3", "2 2", "8 2 2 2", "1 3")
"""The dashes of curves in their order: no curve is told from another by its colour alone."""

WIDTH: Final = 400
"""How wide a drawing is, in its own units: on a phone they are a little less than pixels."""

TEXT: Final = 13


class Point(NamedTuple):
    """A place in a drawing, from its upper left corner."""

    x: float
    y: float


class Drawing:
    """A drawing that grows; its units are about the pixels of a small screen."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []

    def svg(self, name: str, title: str, told: str) -> str:
        """Return the whole, with a title and a description for who cannot see it; `name` is unique on its page."""
        parts = "".join(self._parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'width="{_n(1.5 * self.width)}" height="{_n(1.5 * self.height)}" role="img" fill="none" '
            f'stroke-linecap="round" stroke-linejoin="round" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-told">'
            f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>{parts}</svg>'
        )

    def line(self, start: Sequence[float], end: Sequence[float], colour: str = "ink", **more: Any) -> None:
        """Draw a straight line."""
        self._add("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=COLOURS[colour], **more)

    def path(self, points: Iterable[Sequence[float]], colour: str = "ink", fill: str = "none", **more: Any) -> None:
        """Draw a line through points."""
        through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._add("polyline", points=through, stroke=COLOURS[colour], fill=COLOURS[fill], **more)

    def arrow(self, start: Sequence[float], end: Sequence[float], colour: str = "ink", **more: Any) -> None:
        """Draw an arrow."""
        self.line(start, end, colour, **more)
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        barbs = [
            Point(end[0] - 7 * math.cos(angle + turn), end[1] - 7 * math.sin(angle + turn)) for turn in (0.45, -0.45)
        ]
        self.path([barbs[0], end, barbs[1]], colour, **{key: more[key] for key in more if key == "stroke_width"})

    def box(
        self, at: Sequence[float], size: Sequence[float], fill: str = "none", colour: str = "none", **more: Any
    ) -> None:
        """Draw a rectangle from its upper left corner, of a width and a height."""
        (x, y), (width, height) = at, size
        self._add("rect", x=x, y=y, width=width, height=height, fill=COLOURS[fill], stroke=COLOURS[colour], **more)

    def grey(self, at: Sequence[float], side: float, level: int) -> None:
        """Draw a square of a grey from 0 to 255, the same on a light page and on a dark one."""
        given = {"x": at[0], "y": at[1], "width": side, "height": side, "fill": f"#{level:02x}{level:02x}{level:02x}"}
        self._add("rect", **given, stroke=COLOURS["soft"], stroke_width=0.5)

    def disc(
        self, centre: Sequence[float], radius: float, fill: str = "none", colour: str = "none", **more: Any
    ) -> None:
        """Draw a circle."""
        self._add("circle", cx=centre[0], cy=centre[1], r=radius, fill=COLOURS[fill], stroke=COLOURS[colour], **more)

    def text(
        self,
        at: Sequence[float],
        text: str,
        colour: str = "ink",
        anchor: str = "middle",
        size: float = TEXT,
        **more: Any,
    ) -> None:
        """Write a text whose middle line is at a point; its middle, ``start`` or ``end`` is there."""
        attributes = {"text_anchor": anchor, "font_size": size, "fill": COLOURS[colour], **more}
        self._add("text", escape(text), x=at[0], y=at[1] + 0.35 * size, **attributes)

    def key(self, at: Sequence[float], name: str, colour: str, dash: str = "") -> None:
        """Say, from a point to the right, which curve a line of a colour and its dashes is."""
        more = {"stroke_dasharray": dash} if dash else {}
        self.line(at, (at[0] + 24, at[1]), colour, stroke_width=2, **more)
        self.text((at[0] + 30, at[1]), name, "soft", anchor="start", size=12)

    def code(self, at: Sequence[float], text: str, colour: str = "ink", **more: Any) -> None:
        """Write what is a number, a name or code."""
        self.text(at, text, colour, font_family="var(--mono, monospace)", **more)

    def matrix(
        self,
        x: float,
        y: float,
        rows: Any,
        *,
        cell: tuple[float, float] = (28, 22),
        fills: Mapping[tuple[int, int], str] | Callable[[int, int], str] | None = None,
        colours: Callable[[int, int], str] = lambda _row, _column: "ink",
        size: float = TEXT,
    ) -> Placed:
        """Write a matrix between brackets, its upper left corner at a point, some elements on a coloured ground."""
        grid = np.asarray(rows, dtype=object)
        grid = grid.reshape(1, -1) if grid.ndim == 1 else grid
        made = Placed(x, y, grid.shape[0], grid.shape[1], *cell)
        fill = fills if callable(fills) else lambda row, column: (fills or {}).get((row, column), "")
        for row, column in np.ndindex(grid.shape):
            at = made.middle(row, column)
            if ground := fill(row, column):
                self.box((at.x - cell[0] / 2 + 1, at.y - cell[1] / 2 + 1), (cell[0] - 2, cell[1] - 2), ground, rx=3)
            self.code(at, str(grid[row, column]), colours(row, column), size=size)
        for side, turn in ((x, 1), (x + made.width, -1)):
            self.path([(side + 5 * turn, y), (side, y), (side, y + made.height), (side + 5 * turn, y + made.height)])
        return made

    def cells(
        self,
        x: float,
        y: float,
        rows: Any,
        *,
        cell: float = 24,
        fills: Callable[[int, int], str] = lambda _row, _column: "none",
        size: float = TEXT,
        shown: bool = True,
    ) -> Placed:
        """Draw an image: a grid of pixels with their numbers."""
        grid = np.asarray(rows, dtype=object)
        made = Placed(x, y, grid.shape[0], grid.shape[1], cell, cell)
        for row, column in np.ndindex(grid.shape):
            at = made.middle(row, column)
            self.box((at.x - cell / 2, at.y - cell / 2), (cell, cell), fills(row, column), "soft", stroke_width=0.7)
            if shown:
                self.code(at, str(grid[row, column]), size=size)
        return made

    def shades(self, x: float, y: float, rows: np.ndarray, *, cell: float = 8, colour: str = "ink") -> Placed:
        """Draw numbers from 0 to 1 as an image, 1 the darkest; so it is on a light page as on a dark one."""
        made = Placed(x, y, rows.shape[0], rows.shape[1], cell, cell)
        self.box((x, y), (made.width, made.height), "none", "rule", stroke_width=0.7)
        for (row, column), value in np.ndenumerate(rows):
            if value > 0.01:
                at = x + column * cell, y + row * cell
                self.box(at, (cell, cell), colour, fill_opacity=round(float(value), 2))
        return made

    def _add(self, element: str, content: str = "", /, **attributes: Any) -> None:
        given = "".join(f' {key.replace("_", "-")}="{_n(value)}"' for key, value in attributes.items())
        self._parts.append(f"<{element}{given}>{content}</{element}>" if content else f"<{element}{given}/>")


class Placed(NamedTuple):
    """Where a matrix or an image stands in a drawing."""

    x: float
    y: float
    rows: int
    columns: int
    cell_width: float
    cell_height: float

    @property
    def width(self) -> float:
        """Of all columns."""
        return self.columns * self.cell_width

    @property
    def height(self) -> float:
        """Of all rows."""
        return self.rows * self.cell_height

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends, below."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Of the whole."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def middle(self, row: int, column: int) -> Point:
        """Return the middle of an element."""
        return Point(self.x + (column + 0.5) * self.cell_width, self.y + (row + 0.5) * self.cell_height)


class Axes:
    """A pair of axes, on which curves are drawn by their numbers.

    Parameters
    ----------
    drawing : Drawing
    at, size : pair of float
        The area between the axes: its upper left corner, its width and height, in the drawing's units.
    x, y : pair of float
        From where to where it goes, in numbers.
    """

    def __init__(
        self,
        drawing: Drawing,
        at: Sequence[float],
        size: Sequence[float],
        x: tuple[float, float],
        y: tuple[float, float],
    ) -> None:
        self.drawing, self.x, self.y = drawing, x, y
        (self.left, self.top), (self.width, self.height) = at, size

    def place(self, x: float, y: float) -> Point:
        """Return where numbers are in the drawing."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return Point(self.left + across * self.width, self.top + (1 - up) * self.height)

    def frame(self, x_ticks: Iterable[float], y_ticks: Iterable[float], x_name: str = "", y_name: str = "") -> None:
        """Draw the axes, with the numbers that are named."""
        draw, bottom = self.drawing, self.top + self.height
        for tick in y_ticks:
            at = self.place(self.x[0], tick)
            draw.line(at, (self.left + self.width, at.y), "rule", stroke_width=0.7)
            draw.code((self.left - 6, at.y), f"{tick:g}".replace("-", "−"), "soft", anchor="end", size=11)
        for tick in x_ticks:
            at = self.place(tick, self.y[0])
            draw.line((at.x, bottom), (at.x, bottom + 4), "soft", stroke_width=0.7)
            draw.code((at.x, bottom + 13), f"{tick:g}".replace("-", "−"), "soft", size=11)
        draw.path([(self.left, self.top), (self.left, bottom), (self.left + self.width, bottom)], "soft")
        if x_name:
            draw.text((self.left + self.width, bottom + 27), x_name, "soft", anchor="end", size=12)
        if y_name:
            draw.text((self.left - 4, self.top - 11), y_name, "soft", anchor="start", size=12)

    def curve(self, xs: Any, ys: Any, colour: str = "one", **more: Any) -> None:
        """Draw a curve through numbers; what lies outside is cut off at the edge."""
        low, high = self.y
        points = [self.place(float(x), min(max(float(y), low), high)) for x, y in zip(xs, ys, strict=True)]
        self.drawing.path(points, colour, stroke_width=more.pop("stroke_width", 1.8), **more)

    def point(self, x: float, y: float, colour: str = "ink", radius: float = 3) -> None:
        """Mark a point."""
        self.drawing.disc(self.place(x, y), radius, colour)


def alone(svg: str) -> str:
    """Return a drawing that is in no page, with the colours of a light one and its ground."""
    sheet = (Path(__file__).parents[1] / "style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"(--[\w-]+): light-dark\((#\w+),", sheet))
    given = "".join(f"{name}:{colours[name]};" for name in re.findall(r"var\((--[\w-]+)\)", svg) if name in colours)
    style = f"<style>svg{{{given}color:{colours['--ink']};background:{colours['--paper']}}}</style>"
    return svg.replace(">", f">{style}", 1)


def number(value: Any, digits: int = 4) -> str:
    """Return a number as a figure shows it, with a true minus sign.

    Examples
    --------
    >>> number(-0.25), number(np.float64(3.0)), number(2)
    ('−0.25', '3', '2')
    """
    return f"{value:.{digits}g}".replace("-", "−")


def _n(value: Any) -> str:
    """Return an attribute's value, numbers to a tenth of a unit."""
    return escape(f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float | np.floating) else str(value))
