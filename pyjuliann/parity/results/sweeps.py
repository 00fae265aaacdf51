"""What was found of elementary functions at every number of a dtype: as a table, as JSON, as a plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rich.table import Table
from rich.text import Text

from pyjuliann.language import Phrase, Words, english, joined, phrase, translated
from pyjuliann.parity.comparing.ulp import NO_DISTANCE
from pyjuliann.parity.exhaustive.elementary import FLOAT64_UNITS, number
from pyjuliann.parity.exhaustive.published import SVML
from pyjuliann.parity.results.accuracy import FUNCTION, draw_sides, panel_title, panels, share, ulp, where_measured
from pyjuliann.parity.results.rows import Row, Whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from pyjuliann.bridge.engines.engine import EngineInfo
    from pyjuliann.parity.exhaustive.elementary import SweepRequest, Swept, Worst
    from pyjuliann.parity.exhaustive.published import Published

SIDES: Final = {"python": "NumPy", "julia": "Julia"}

TITLES: Final = ("\ndiffer", "\nULP", "\nwrong", "\nerror", "\nat", "\nothers")
"""The titles of columns, each a line of its own as in `accuracy`: an error is no exception here."""

LEGEND: Final = (
    "differ, ULP: at how many of all numbers the languages differ, and by how much at most.\n"
    "wrong: how many results are not the exact one, rounded, of those where there is one.\n"
    "error: the largest, against 256 bits, in units in the last place at the exact result; best is 0.5.\n"
    "at: the first argument that has it. others: the largest error that was published."
)

STEEP: Final = 20.0
"""Above so many ULP the errors of a plot are on a logarithmic axis."""

CLOSE: Final = 0.06
"""Marks of an axis are no closer than this part of it."""


def tables(rows: Sequence[Swept], julia_version: str, words: Words = english) -> Iterator[Text | Whole | Row]:
    """Return the parts of a page that is readable in 80 columns: the figures, and what is behind them."""
    yield Text(translated(_numbers(rows[0].request), words), "bold")
    yield Whole(_table(rows, words))
    yield Text()
    yield Text(words(LEGEND), "dim")
    yield Text()
    known: list[Published] = []
    for row in rows:
        for k, sentence in enumerate(notes(row, julia_version, known)):
            yield Row("" if k else row.function.name, translated(sentence, words), indent=0, width=9)
    for k, source in enumerate(known, 1):
        yield Row(f"[{k}]", translated(source.name, words), indent=0, width=9, style="dim")


def _numbers(asked: SweepRequest) -> Phrase:
    if asked.span:
        return phrase("{}, every number from {:g} to {:g}: {:,}", asked.dtype, *asked.span, asked.points)
    return phrase("{}, every number: {:,}", asked.dtype, asked.points)


def _table(rows: Sequence[Swept], words: Words) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words(FUNCTION), no_wrap=True)
    for title in TITLES[:2]:
        table.add_column(words(title).strip(), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for title in TITLES[2:]:
        table.add_column(words(title).strip(), justify="right", no_wrap=True)
    for row in rows:
        distance = NO_DISTANCE if row.facts.distances[-1] else row.facts.apart
        first = [row.function.name, share(row.differing, row.facts.points), words(ulp(distance))]
        for name, title in SIDES.items():
            side: Worst = getattr(row.facts, name)
            published = row.published(name)
            table.add_row(
                *first, words(title), share(side.misrounded, max(row.defined, 1)),
                Text(words(_error(side)), "green" if row.closer == name else ""),
                f"{number(row.dtype, side.at):.9g}" if side.error >= 0 else "",
                f"{published[0].errors[row.function.name]:g}" if published else "",
            )  # fmt: skip
            first = ["", "", ""]
    return table


def _error(side: Worst) -> str:
    return "none" if side.error < 0 else f"{side.error:.4f}" if side.error < 1000 else f"{side.error:.3g}"


def notes(row: Swept, julia_version: str, known: list[Published]) -> Iterator[Phrase]:
    """Yield what is behind a row's figures, a sentence each: what is left out, which code ran, what others found.

    The sources go to the end of those that are `known`, whose places the sentences name.
    """
    found = row.facts
    if not row.is_whole:
        yield phrase("Stopped after {:,} of {:,} numbers.", found.points, row.request.points)
    if found.outside:
        yield phrase("{:,} numbers are outside of its domain: NumPy gives NaN, Julia raises an error.", found.outside)
    if raised := found.raised - found.outside:
        yield phrase("Julia raises an error at {:,} numbers inside of its domain.", raised)
    yield phrase("NumPy: {}{}.", row.numpy_code, _others(row, "python", known))
    if others := _others(row, "julia", known):
        yield phrase("Julia {}{}.", julia_version, others)
    if found.tried:
        yield phrase(
            "Float64 decided all but {:,} numbers, which 256 bits did. Tried at {:,}, it is off by {:.2f} of its own "
            "units at most; {} would not matter.",
            found.decided,
            found.tried,
            found.float64_error,
            FLOAT64_UNITS,
        )
    elif row.dtype == "float16":
        yield phrase("256 bits decided all of it.")


def _others(row: Swept, side: str, known: list[Published]) -> str:
    """Return how a side's largest error compares with those that were published; "" if there are none."""
    name, error = row.function.name, getattr(row.facts, side).error
    found: list[Phrase] = []
    for source in row.published(side):
        if source not in known:
            known.append(source)
        told = "; {:g} was published for {} [{}]: {}"
        if source.agrees(name, error):
            told = "; as here, {:g} was published for {} [{}]"
        found.append(phrase(told, source.errors[name], source.of, known.index(source) + 1, source.why))
    if side == "python" and "SVML" in row.numpy_code and row.dtype == "float32" and not found:
        return phrase("; {:g} at most is what NumPy says of it", SVML)
    return joined("", found)


def facts_of(rows: Sequence[Swept], info: EngineInfo) -> dict[str, Any]:
    """Return all that was found, on what and on which day, as JSON-able content."""
    return {**where_measured(info), "exhaustive": True, "functions": [row.to_dict() for row in rows]}


def plot(rows: Sequence[Swept], form: str, title: str, words: Words = english) -> bytes:
    """Draw both sides' largest errors over all numbers, one drawing per function, as `panels` does."""
    return panels(rows, _draw, form, title, words)


def _draw(place: Axes, row: Swept) -> None:
    kind = np.dtype(row.dtype)
    half = 1 << (8 * kind.itemsize - 1)
    firsts, python, julia = (np.array(column) for column in zip(*row.stretches, strict=True))
    # the numbers of either sign lie evenly, negative ones to the left
    x = np.where(firsts < half, firsts, half - firsts).astype(np.float64)
    order = np.argsort(x, kind="stable")
    errors = [np.where(np.isfinite(side) & (side >= 0), side, np.nan)[order] for side in (python, julia)]
    draw_sides(place, x[order], *errors)
    largest = max((side[np.isfinite(side)].max(initial=0.5) for side in errors), default=0.5)
    if largest > STEEP:
        place.set_yscale("log")
    else:
        place.set_ylim(bottom=0)
    places, labels = _ticks(kind, x.min(), x.max())
    place.set_xticks(places, labels)
    place.set_title(panel_title(row, row.facts.points))
    place.set_xlabel(phrase("argument, every number"))


def _ticks(kind: np.dtype[Any], low: float, high: float) -> tuple[list[float], list[str]]:
    """Return where powers of two, and 0, lie among the bit patterns, and what they are called."""
    facts = np.finfo(kind)
    found = [(0.0, "0")]
    for exponent in (facts.minexp, facts.minexp // 2, 0, facts.maxexp // 2, facts.maxexp - 1):
        place = float((exponent - facts.minexp + 1) << facts.nmant)
        found += [(place, f"2$^{{{exponent}}}$"), (-place, f"−2$^{{{exponent}}}$")]
    # one beside the next, 0 first of all
    inside: list[tuple[float, str]] = []
    for place, label in found:
        if low <= place <= high and all(abs(place - other) > CLOSE * (high - low) for other, _ in inside):
            inside.append((place, label))
    return [place for place, _ in inside], [label for _, label in inside]
