"""Figures of runs: loss and accuracy over the steps, both languages in one, and how far apart they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.errors import TrainingError
from pyjuliann.language import Words, english, joined, phrase
from pyjuliann.parity.results.figures import drawn, legend_below
from pyjuliann.training.curves import smoothed
from pyjuliann.training.errors import need_package
from pyjuliann.training.outcome import NAMES, LanguageOutcome, RunOutcome

SUFFIXES: Final = (".png", ".svg")
_COLOURS: Final = {"python": "#1f5fa8", "julia": "#d1495b"}
_VARIANTS: Final = ("#1f5fa8", "#d1495b", "#2e8b57", "#8a4fbf", "#c98a00", "#444444")
# Where both languages give one curve, the dashes of the one let the other be seen.
_STYLES: Final[dict[str, Any]] = {"python": {"linestyle": "-"}, "julia": {"linestyle": (0, (4, 3))}}
_PIECES: Final = 300  # a curve of more points is a band of noise


def check_plot(option: str, name: str | None) -> None:
    """Refuse a file that no figure can be written to, before the work is done.

    Raises
    ------
    TrainingError
        If its name does not end in ``.png`` or ``.svg``, or matplotlib is missing.
    """
    if name is None:
        return
    if Path(name).suffix.lower() not in SUFFIXES:
        raise TrainingError(
            phrase("{}: expected a file that ends in {}; got {}", option, joined(" or ", SUFFIXES), repr(name))
        )
    need_package("matplotlib", "matplotlib", option)


def figure_of_run(outcome: RunOutcome) -> Any:
    """Return a matplotlib figure of a run: loss, accuracy, and with two languages their distance."""
    sides = outcome.sides
    distances = outcome.distances
    figure, axes = _figure(outcome.heading(), 3 if distances else 2)
    for side in sides:
        style = {"color": _COLOURS[side.language], **_STYLES[side.language]}
        _losses(axes[0], side, label=phrase(NAMES[side.language]), **style)
        steps, learnt, tested = _points(side, outcome.run.step)
        axes[1].plot(steps, tested, label=phrase("{}, test", phrase(NAMES[side.language])), **style)
        axes[1].plot(steps, learnt, label=phrase("{}, train", phrase(NAMES[side.language])), alpha=0.45, **style)
    _label(axes)
    if distances:
        _distances(axes[2], outcome)
    return figure


def figure_of_variants(title: str, outcomes: Sequence[tuple[str, RunOutcome]], train_accuracy: bool = False) -> Any:
    """Return a matplotlib figure of several runs, each with a colour; Python is drawn wide and pale, Julia thin."""
    languages = [NAMES[side.language] for side in outcomes[0][1].sides]
    figure, axes = _figure(phrase("{}\nwide and pale: Python, thin: Julia", title) if len(languages) > 1 else title, 2)
    for colour, (name, outcome) in zip(_VARIANTS, outcomes, strict=False):
        for number, side in enumerate(outcome.sides):
            wide = side.language == "python" and len(languages) > 1
            style = {"color": colour, "linewidth": 4 if wide else 1.2, "alpha": 0.3 if wide else 1}
            named = number == len(languages) - 1
            _losses(axes[0], side, label=name if named else None, **style)
            steps, learnt, tested = _points(side, outcome.run.step)
            axes[1].plot(steps, tested, label=phrase("{}, test", name) if named else None, **style)
            if train_accuracy:
                axes[1].plot(steps, learnt, label=phrase("{}, train", name) if named else None, linestyle=":", **style)
    _label(axes)
    return figure


def picture(figure: Any, name: str, words: Words = english) -> bytes:
    """Return a figure as the content of a file with this name, its words in the reader's language."""
    return drawn(figure, Path(name).suffix.lower().removeprefix("."), words)


def _figure(title: str, panels: int) -> tuple[Any, Any]:
    # not pyplot, which looks for a screen and keeps every figure
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.8 * panels, 4.8), layout="constrained")
    figure.suptitle(title, fontsize=10)
    return figure, figure.subplots(1, panels)


def _label(axes: Any) -> None:
    axes[0].set(xlabel=phrase("step"), ylabel=phrase("loss (cross entropy)"))
    axes[0].set_ylim(bottom=0)
    axes[1].set(xlabel=phrase("step"), ylabel=phrase("accuracy in %"))
    for panel in axes[:2]:
        panel.grid(alpha=0.3)
        legend_below(panel)


def _losses(panel: Any, side: LanguageOutcome, **style: Any) -> None:
    count = len(side.losses)
    if not count:
        return
    steps = smoothed(np.arange(1, count + 1), _PIECES)
    panel.plot(steps, smoothed(side.losses, _PIECES), **style)


def _points(side: LanguageOutcome, last: int) -> tuple[list[int], list[float], list[float]]:
    points = [point for point in side.points if point[0] < last] + [(last, side.learnt, side.tested)]
    steps, learnt, tested = zip(*points, strict=True)
    return list(steps), list(learnt), list(tested)


def _distances(panel: Any, outcome: RunOutcome) -> None:
    lockstep = outcome.run.lockstep
    if lockstep is None:
        return
    steps = [seen.step for seen in outcome.distances]
    floor = 2.0**-4
    for name, label, colour in (
        ("loss", phrase("loss"), "#444444"),
        ("gradient", phrase("gradients"), "#2e8b57"),
        ("weights", phrase("weights"), "#8a4fbf"),
    ):
        values = np.array([getattr(seen, name) for seen in outcome.distances])
        # A distance of 0 has no place on a logarithmic axis: it stands at the bottom.
        finite = np.where(np.isfinite(values), np.maximum(values, floor), np.nan)
        panel.plot(steps, finite, label=label, color=colour, linewidth=1.2, marker=".", markersize=3)
    panel.axhline(lockstep.budget, color="#888888", linewidth=0.9, linestyle=":", label=phrase("budget"))
    for found, told in ((lockstep.drift, "drift, step {}"), (lockstep.difference, "difference, step {}")):
        if found is not None:
            label = phrase(told, found.step)
            panel.axvline(found.step, color="#d1495b", linewidth=0.9, linestyle="--", label=label)
    apart = phrase("distance Python - Julia, units in the last place")
    panel.set(xlabel=phrase("step"), ylabel=apart, yscale="log")
    panel.set_ylim(bottom=floor)
    panel.grid(alpha=0.3)
    legend_below(panel)
