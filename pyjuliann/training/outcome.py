"""What came of a run, as a text for a terminal and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.exact import document, exact
from pyjuliann.language import Words, columns, english, joined, padded, phrase, translated
from pyjuliann.training.curves import sparkline
from pyjuliann.training.lockstep import Distances, Parting
from pyjuliann.training.run import Run
from pyjuliann.training.text import fitted

_NAME: Final = 16  # columns
NAMES: Final = {"python": "Python", "julia": "Julia"}
_TITLES: Final = ("loss", "train", "test", "steps/s")
_CURVE: Final = "loss, step by step"
_NOT_FINITE: Final = "{}: the loss is no finite number from step {} on: try a lower --lr"


@dataclass(frozen=True)
class LanguageOutcome:
    """What came of a run in one language.

    `loss` is the mean over the last epoch; accuracies are in percent; `blas_threads` is 0 where it is not known.
    """

    language: str
    loss: float
    learnt: float
    tested: float
    seconds: float
    rate: float
    blas_threads: int
    losses: np.ndarray
    points: list[tuple[int, float, float]]


@dataclass(frozen=True)
class RunOutcome:
    """What came of a run.

    Parameters
    ----------
    run : Run
        It stands where it ended.
    steps : int
        How many it was to have; fewer were taken if it was stopped.
    first : int
        How many had been taken before, in a run that was resumed.
    sides : list of LanguageOutcome
        What came of it in each language.
    """

    run: Run
    steps: int
    first: int
    sides: list[LanguageOutcome]

    @property
    def difference(self) -> Parting | None:
        """Where the languages really differ, None if they do not."""
        return self.run.lockstep.difference if self.run.lockstep else None

    @property
    def distances(self) -> list[Distances]:
        """How far apart the languages were."""
        return self.run.lockstep.distances if self.run.lockstep else []

    def heading(self) -> str:
        """Return what was run, in one line."""
        plan = self.run.plan
        settings = plan.settings
        parts = [
            phrase("{} on {}", plan.network.spec, settings.data),
            phrase("{} {:g}, batch {}", settings.optimizer, settings.learning_rate, settings.batch),
            phrase("{}, seed {}, {}", settings.init, settings.seed, settings.dtype),
        ]
        if settings.fan != "filter":
            parts.append(phrase("fan {}", settings.fan))
        if settings.gradient == "numerical":
            parts.append(phrase("numerical gradients"))
        if settings.samples:
            parts.append(phrase("{} samples", settings.samples))
        return joined(" · ", parts)

    def lines(self, words: Words = english) -> Iterator[str]:
        """Yield the result in the reader's language, line by line, each of at most 80 columns."""
        sides = self.sides
        yield from fitted(translated(self.heading(), words))
        steps = phrase("{:,} steps of {:,}" if self.run.step < self.steps else "{:,} steps", self.run.step, self.steps)
        told: str = translated(steps, words)
        if columns(told) > _NAME:
            yield told
            told = ""
        titles = "".join(padded(words(title), 10, before=True) for title in _TITLES)
        yield f"{padded(told, 16)}{titles}   {words(_CURVE)}"
        high = max(float(np.fmax.reduce(side.losses, initial=0.0)) for side in sides)
        for side in sides:
            curve = sparkline(side.losses, 20, 0.0, high if math.isfinite(high) else 0.0) if len(side.losses) else ""
            yield (
                f"{padded(words(NAMES[side.language]), 16)}{_loss(side.loss)}{side.learnt:>8.2f} %{side.tested:>8.2f} %"
                f"{side.rate:>10,.0f}   {curve}"
            )
        yield translated(self._threads_line(), words)
        for side in sides:
            if not np.isfinite(side.losses).all():
                first = int(np.argmin(np.isfinite(side.losses))) + 1
                told = phrase(_NOT_FINITE, phrase(NAMES[side.language]), first)
                yield from fitted(translated(told, words))
        if self.run.lockstep:
            for line in self._lockstep_lines():
                yield from fitted(translated(line, words))

    def _threads_line(self) -> str:
        counts = {NAMES[side.language]: side.blas_threads for side in self.sides}
        known = [phrase("{} {}", phrase(name), count) for name, count in counts.items() if count]
        if len(set(counts.values())) == 1 and known:
            count = next(iter(counts.values()))
            threads = phrase("{} thread" if count == 1 else "{} threads", count)
            both = "BLAS: {} in both languages, on which steps/s depends"
            return phrase(both if len(counts) > 1 else "BLAS: {}, on which steps/s depends", threads)
        listed = joined(", ", known) or phrase("not known")
        return phrase("BLAS threads, on which steps/s depends: {}", listed)

    def _lockstep_lines(self) -> Iterator[str]:
        lockstep = self.run.lockstep
        if lockstep is None or not lockstep.distances:
            return
        worst = max(max(seen.loss, seen.gradient, seen.weights) for seen in lockstep.distances)
        apart = phrase("{} units apart at most, budget {}", _number(worst), _number(lockstep.budget))
        if found := lockstep.difference:
            what = phrase(_WHAT[found.what])
            yield phrase("The languages differ from step {} on: {}{}", found.step, what, found.place)
            told = "  one step from equal weights is {} units apart{}"
            yield phrase(told, _number(found.distance), _detail(found))
            yield phrase("  the runs are {}", apart)
        elif found := lockstep.drift:
            told = "Rounding drift, no difference: beyond the budget from step {} on ({}{}), {}"
            yield phrase(told, found.step, phrase(_WHAT[found.what]), found.place, apart)
            yield phrase("  single steps from equal weights are {} units apart at most", _number(found.single))
        else:
            told = "In lockstep: {}; losses at every step, gradients and weights every {} steps"
            if self.run.every == 1:
                told = "In lockstep: {}; losses at every step, gradients and weights too"
            yield phrase(told, apart, self.run.every)
        yield phrase(
            "  (a unit: the distance from 1 to the next number, or from an array's largest number if that is above 1)"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        lockstep = self.run.lockstep
        found: dict[str, Any] = {
            "settings": asdict(self.run.plan.settings),
            "layers": self.run.plan.network.spec,
            "steps": self.run.step,
            "steps_asked": self.steps,
            "resumed_from": self.first,
            "complete": self.run.step >= self.steps,
            "languages": {
                side.language: {
                    "loss": exact(side.loss),
                    "train_accuracy": side.learnt,
                    "test_accuracy": side.tested,
                    "seconds": side.seconds,
                    "steps_per_second": side.rate,
                    "blas_threads": side.blas_threads or None,
                    "losses": [exact(loss) for loss in side.losses.tolist()],
                    "points": [
                        {"step": step, "train_accuracy": learnt, "test_accuracy": tested}
                        for step, learnt, tested in side.points
                    ],
                }
                for side in self.sides
            },
        }
        if lockstep is not None:
            found["lockstep"] = {
                "every": self.run.every,
                "budget": lockstep.budget,
                "verdict": "differ" if lockstep.difference else "drift" if lockstep.drift else "agree",
                "difference": lockstep.difference.to_dict() if lockstep.difference else None,
                "drift": lockstep.drift.to_dict() if lockstep.drift else None,
                "distances": [
                    {key: exact(value) for key, value in asdict(seen).items()} for seen in lockstep.distances
                ],
            }
        return found

    def to_json(self) -> str:
        """Return all of it as JSON text."""
        return document("train", self.to_dict())


def outcome_of(run: Run, steps: int, first: int = 0) -> RunOutcome:
    """Return what came of a run, which may be closed afterwards.

    Parameters
    ----------
    run : Run
    steps, first : int
        See `RunOutcome`.
    """
    found = []
    for language, side in run.sides.items():
        history = run.histories[language]
        losses = history.all_losses()
        learnt, tested = side.accuracies()
        last = float(np.mean(losses[-run.plan.epoch :])) if len(losses) else math.nan
        rate = history.timed / history.seconds if history.seconds else 0.0
        points = list(history.points)
        threads = side.blas_threads()
        found.append(LanguageOutcome(language, last, learnt, tested, history.seconds, rate, threads, losses, points))
    return RunOutcome(run, steps, first, found)


_WHAT: Final = {
    "loss": "the loss",
    "gradient": "the gradient",
    "update": "what the optimizer makes of equal gradients",
    "weights": "the weights after the step",
    "step": "the step as a whole, though loss, gradients and update agree: the batch or the masks",
}


def _detail(found: Parting) -> str:
    return phrase("; first {}", found.detail) if found.detail else ""


def _loss(value: float) -> str:
    return f"{value:>10.4f}" if not abs(value) >= 1e4 else f"{value:>10.3e}"


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.1e}"
