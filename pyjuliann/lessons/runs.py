"""Short runs that lessons show: networks trained while one reads, in both languages, with their curves.

The digits of scikit-learn are learnt where it is installed, else the small problem of the lessons' examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pyjuliann.language import Language, Words
from pyjuliann.lessons.wording import run_words
from pyjuliann.nn.rules import RULES

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.training.outcome import RunOutcome
    from pyjuliann.training.sources import Dataset

_CURVE = 24  # with all else in a line, 80 columns hold it


@dataclass(frozen=True)
class ShortRun:
    """What is trained for a lesson.

    Parameters
    ----------
    told : str
        What it shows.
    steps : int
    common : dict
        Settings that all variants share.
    variants : dict of name to dict
        What each has of its own.
    """

    told: str
    steps: int
    common: dict[str, Any]
    variants: dict[str, dict[str, Any]]


_SGD: dict[str, Any] = {"optimizer": "sgd", "init": "std"}

RUNS = {
    "7": ShortRun(
        "A small network learns with numerical gradients.",
        60,
        {
            "network": "dense:10,sigmoid,dense:{}",
            "init": "xavier",
            "gradient": "numerical",
            "batch": 20,
            "optimizer": "sgd",
            "learning_rate": 1.0,
        },
        {"numerical": {}},
    ),
    "9": ShortRun(
        "The network of the post learns with backpropagation.",
        300,
        {**_SGD, "network": "dense:50,sigmoid,dense:{}", "learning_rate": 1.0},
        {"backprop": {}},
    ),
    "10": ShortRun(
        "The sigmoid and ReLU, from the same weights.",
        200,
        {**_SGD, "learning_rate": 0.5},
        {name: {"network": f"dense:50,{name},dense:{{}}"} for name in ("sigmoid", "relu")},
    ),
    "11": ShortRun(
        "The optimizers, from the same weights.",
        120,
        {"network": "dense:50,relu,dense:{}", "init": "std"},
        {method: {"optimizer": method} for method in RULES},
    ),
    "12": ShortRun(
        "Four layers with ReLU, from three kinds of weights.",
        100,
        {"network": "dense:50,relu,dense:50,relu,dense:50,relu,dense:{}"},
        {name: {"init": name} for name in ("std", "xavier", "he")},
    ),
    "13": ShortRun(
        "Few samples, without dropout and with it.",
        300,
        {"optimizer": "sgd", "learning_rate": 0.1, "batch": 20, "samples": 50},
        {
            "without": {"network": "dense:50,relu,dense:{}"},
            "with 0.2": {"network": "dense:50,relu,dropout:0.2,dense:{}"},
        },
    ),
    "18": ShortRun(
        "A small CNN on images of 8x8.",
        60,
        {"network": "conv:10x3x3,relu,pool:2x2,flatten,dense:50,relu,dense:{}", "batch": 50, "learning_rate": 0.005},
        {"cnn": {}},
    ),
}
"""The run of each lesson that has one, by the lesson's name."""

TITLE = "A short run"
_HEAD = "A run on {}, {} steps"
_LOSS = "loss from first to last"
_NAMES = {"python": "Python", "julia": "Julia"}
_SAME = "Python and Julia: {} units in the last place apart at most."
_DIFFER = "Python and Julia differ from step {} on."
_ALONE = "In Python alone: no Julia is running."
_NO_DIGITS = "(pip install 'pyjuliann[train]' brings scikit-learn's digits, on which this is shown then.)"


class ShownRun(NamedTuple):
    """A run as it is shown: its lines, and whether the languages agree."""

    lines: list[str]
    agrees: bool


def short_run(lesson: str, engine: Engine, language: Language = "en") -> ShownRun | None:
    """Train what a lesson shows; None for a lesson without a run.

    Parameters
    ----------
    lesson : str
        Its name.
    engine : Engine
        In a recorded one Julia cannot train: then Python alone does.
    language : {"en", "ko"}
    """
    if lesson not in RUNS:
        return None
    short, data, words = RUNS[lesson], _data(), run_words(language)
    if "conv" in short.common.get("network", "") and data.image_size is None:
        return ShownRun([words(_NO_DIGITS)], True)
    outcomes = trained(short, data, None if engine.info.recorded else engine)
    lines = [words(short.told), words(_HEAD).format(data.name, short.steps)]
    lines += _table(outcomes, words)
    if engine.info.recorded:
        lines.append(words(_ALONE))
    different = {name: outcome.difference for name, outcome in outcomes.items() if outcome.difference}
    for name, difference in different.items():
        lines.append(f"{name}: {words(_DIFFER).format(difference.step)}")
    seen = [seen for outcome in outcomes.values() for seen in outcome.distances]
    if seen:
        worst = max(max(one.loss, one.gradient, one.weights) for one in seen)
        lines.append(words(_SAME).format(f"{worst:.2g}"))
    if data.name != "digits":
        lines.append(words(_NO_DIGITS))
    return ShownRun(lines, not different)


def trained(short: ShortRun, data: Dataset, engine: Engine | None) -> dict[str, RunOutcome]:
    """Return what comes of each variant, in Python and, with an engine, in Julia."""
    from pyjuliann.training.opening import open_run
    from pyjuliann.training.outcome import outcome_of
    from pyjuliann.training.plan import RATES, Plan, Settings

    outcomes = {}
    for name, own in short.variants.items():
        settings = short.common | own
        settings.setdefault("learning_rate", RATES[settings.get("optimizer", Settings.optimizer)])
        settings["network"] = settings["network"].format(data.classes)
        settings["samples"] = min(settings.get("samples", 0), len(data.train_labels))
        run = open_run(Plan(Settings(data=data.name, **settings), data), engine, every=short.steps)
        run.go(short.steps)
        outcomes[name] = outcome_of(run, short.steps)
        run.close()
    return outcomes


def _table(outcomes: dict[str, RunOutcome], words: Words) -> Iterator[str]:
    from rich.cells import set_cell_size

    from pyjuliann.training.curves import sparkline

    wide = max(len(name) for name in outcomes)
    head = words(_LOSS)
    percents = "".join(_cell(words(part), 10) for part in ("train", "test"))
    yield f"{'':{wide + 9}}{head}{' ' * (_CURVE + 15 - _cells(head))}{percents}"
    sides = {name: outcome.sides for name, outcome in outcomes.items()}
    high = max(float(side.losses.max()) for both in sides.values() for side in both)
    for name, both in sides.items():
        for number, side in enumerate(both):
            curve = sparkline(side.losses, _CURVE, 0.0, high)
            spoken = set_cell_size(words(_NAMES[side.language]), 7)
            yield (
                f"{'' if number else name:<{wide}}  {spoken}{curve:<{_CURVE}}  "
                f"{side.losses[0]:.3f} → {side.loss:.3f}{side.learnt:>8.1f} %{side.tested:>8.1f} %"
            )


def _cell(text: str, width: int) -> str:
    return " " * (width - _cells(text)) + text


def _cells(text: str) -> int:
    """Return how many columns a text takes: a Korean syllable takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def _data() -> Dataset:
    """Return the digits, or what the lessons' examples learn where scikit-learn is missing."""
    from pyjuliann.errors import TrainingError
    from pyjuliann.lessons.samples import CLASSES, LABELS, X
    from pyjuliann.training.sources import Dataset, load_data

    try:
        return load_data("digits")
    except TrainingError:
        tested = len(LABELS) // 4
        return Dataset("samples", X[tested:], LABELS[tested:], X[:tested], LABELS[:tested], 1.0, CLASSES)
