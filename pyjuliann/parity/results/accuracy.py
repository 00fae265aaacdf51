"""What was measured of elementary functions: as a table for the terminal, as JSON, as a plot."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
from rich.table import Table
from rich.text import Text

from pyjuliann.language import Phrase, Words, english, phrase, translated
from pyjuliann.parity.comparing.ulp import NO_DISTANCE
from pyjuliann.parity.results.figures import drawn
from pyjuliann.parity.results.rows import Whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from pyjuliann.bridge.engines.engine import EngineInfo
    from pyjuliann.parity.judging.accuracy import Accuracy

STEPS: Final = 400
"""Into how many stretches a plot divides a range; each shows its largest error."""

COLUMNS: Final = 3
"""Plots beside each other."""

FUNCTION: Final = "function"
_RANGE: Final = "from … to"
_TITLES: Final = ("\ndiffer", "\nULP", "Python\nwrong", "\nerror", "Julia\nwrong", "\nerror")

LEGEND: Final = (
    "differ, ULP: how many results differ between the languages, and by how much at most.\n"
    "wrong: how many are not the exact result, rounded to the dtype.\n"
    "error: the largest against the exact result (256 bits), in ULP; best is 0.5."
)


def tables(measured: Sequence[Accuracy], words: Words = english) -> Iterator[Text | Whole]:
    """Return the parts of a page that is readable in 80 columns: a table per dtype, and what its columns mean."""
    for dtype in dict.fromkeys(row.dtype for row in measured):
        rows = [row for row in measured if row.dtype == dtype]
        count = rows[0].distances.size
        told = phrase(
            "{}, {} points for each function" if count > 1 else "{}, {} point for each function", dtype, count
        )
        yield Text(translated(told, words), "bold")
        yield Whole(_table(rows, words))
        yield Text()
    yield Text(words(LEGEND), "dim")


def _table(rows: Sequence[Accuracy], words: Words) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words(FUNCTION), no_wrap=True)
    table.add_column(words(_RANGE), no_wrap=True)
    for title in _TITLES:
        table.add_column(words(title), justify="right", no_wrap=True)
    for row in rows:
        count = row.distances.size
        cells: list[str | Text] = [share(row.differing, count), words(ulp(row.max_ulp))]
        for side in (row.python, row.julia):
            closer = row.closer and side is getattr(row, row.closer)
            cells += [share(side.misrounded, count), Text(f"{side.largest:.3f}", "green" if closer else "")]
        table.add_row(row.function.name, ends(row.span), *cells)
    return table


def ends(span: Sequence[float]) -> str:
    """Return a range in few letters.

    Examples
    --------
    >>> ends((-745.0, 2.0**1023))
    '-745 … 9e+307'
    """
    return " … ".join(map(_end, span))


def _end(number: float) -> str:
    """Return an end of a range in few letters."""
    return f"{number:.4g}" if number == 0 or 0.01 <= abs(number) < 10_000 else f"{number:.0e}"


def share(part: int, whole: int) -> str:
    """Return a share in percent, with so many digits that no share but none reads as 0.

    Examples
    --------
    >>> share(10351, 100_000), share(1, 100_000), share(0, 100_000)
    ('10.4%', '0.001%', '0')
    """
    return f"{100 * part / whole:.3g}%" if part else "0"


def ulp(distance: int) -> str:
    """Return a distance as it is shown; a number and NaN have none."""
    return "none" if distance == NO_DISTANCE else str(distance)


def facts_of(measured: Sequence[Accuracy], info: EngineInfo) -> dict[str, Any]:
    """Return all that was measured, on what and on which day, as JSON-able content."""
    return {**where_measured(info), "functions": [row.to_dict() for row in measured]}


def where_measured(info: EngineInfo) -> dict[str, Any]:
    """Return on what is measured, and on which day."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "python_version": platform.python_version(), "numpy_version": np.__version__, "numpy_simd": processor(),
        "julia_version": str(info.julia_version), "engine": info.engine, "machine": platform.machine(),
        "precision_of_exact": 256,
    }  # fmt: skip


def processor() -> list[str]:
    """Return which vector instructions NumPy found: its functions depend on them."""
    found = np.show_config(mode="dicts") or {}
    return list(found.get("SIMD Extensions", {}).get("found", []))


def plot(measured: Sequence[Accuracy], form: str, title: str, words: Words = english) -> bytes:
    """Draw both sides' errors over the argument, one drawing per function and dtype.

    Parameters
    ----------
    measured : sequence of Accuracy
        What to draw.
    form : {"png", "svg"}
        The format of the picture.
    title : str
        What stands above all of them.
    words : Words
        What puts the texts into the reader's language, as `drawn` does it.

    Returns
    -------
    bytes
        The picture.
    """
    return panels(measured, _draw, form, title, words)


def panels(
    rows: Sequence[Any], draw: Callable[[Any, Any], None], form: str, title: str, words: Words = english
) -> bytes:
    """Draw a panel for each row of a table, with one title and one legend, as a picture."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    columns = min(COLUMNS, len(rows))
    deep = -(-len(rows) // columns)
    with rc_context({"font.size": 8}):
        figure = Figure(figsize=(max(4.2 * columns, 6.0), 2.6 * deep + 0.7), layout="constrained")
        places = figure.subplots(deep, columns, squeeze=False).ravel()
        for place, row in zip(places, rows, strict=False):
            draw(place, row)
        for place in places[len(rows) :]:
            place.set_axis_off()
        figure.suptitle(title)
        handles, labels = places[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=len(labels), frameon=False)
        return drawn(figure, form, words)


def _draw(place: Axes, row: Accuracy) -> None:
    x = row.arguments[0].astype(np.float64)
    what = phrase("first argument" if row.function.second else "argument")
    if row.function.spaced(row.span) == "logarithmic":
        # logarithmic axes fail near the largest numbers
        x = np.log2(x)
        what = phrase("log2 of the first argument" if row.function.second else "log2 of the argument")
    starts = np.unique(np.linspace(0, x.size, STEPS, endpoint=False, dtype=np.int64))
    draw_sides(place, x[starts], *(_largest(side.errors, starts) for side in (row.python, row.julia)))
    place.set_ylim(bottom=0)
    place.set_title(panel_title(row, x.size))
    place.set_xlabel(what)


def panel_title(row: Any, points: int) -> Phrase:
    """Return what stands above a panel: the function, the dtype, and how many of the points differ."""
    if not row.differing:
        return phrase("{}, {}: none differ", row.function.name, row.dtype)
    return phrase("{}, {}: {} differ", row.function.name, row.dtype, share(row.differing, points))


def draw_sides(place: Axes, x: npt.NDArray[Any], python: npt.NDArray[Any], julia: npt.NDArray[Any]) -> None:
    """Draw both sides' largest errors, and where those of correctly rounded results end."""
    for errors, name, color in ((python, phrase("Python (NumPy)"), "#1f5fa8"), (julia, phrase("Julia"), "#d1495b")):
        place.plot(x, errors, label=name, color=color, linewidth=0.9, alpha=0.8)
    best = phrase("correctly rounded: 0.5 at most")
    place.axhline(0.5, color="black", linewidth=0.7, linestyle="--", label=best)
    place.set_ylabel(phrase("largest error, ULP"))


def _largest(errors: npt.NDArray[np.float64], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the largest error of each stretch; an infinite one is a gap in the line."""
    largest = np.maximum.reduceat(errors, starts)
    return np.where(np.isfinite(largest), largest, np.nan)
