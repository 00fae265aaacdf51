"""The comparisons of posts 10 to 13: several runs that differ in one thing, and which ordering the post reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.exact import document
from pyjuliann.language import Words, english, padded, phrase, translated
from pyjuliann.training.lockstep import Parting
from pyjuliann.training.outcome import NAMES, LanguageOutcome, RunOutcome
from pyjuliann.training.plan import RATES
from pyjuliann.training.text import fitted

Results = dict[str, LanguageOutcome]

_TITLES: Final = {"loss": 8, "mean loss": 11, "train": 10, "test": 10, "seconds": 9}


@dataclass(frozen=True)
class Claim:
    """Something that a post reports about its runs, and how to see in a table of results whether it holds."""

    text: str
    holds: Callable[[Results], bool]


@dataclass(frozen=True)
class RunComparison:
    """Runs of a post.

    Parameters
    ----------
    name : str
        As in ``pyjuliann compare NAME``.
    post : int
    title : str
    steps : int
        Unless others are asked for.
    common : dict
        Settings that all runs share.
    variants : dict of name to dict
        What each run has of its own.
    claims : tuple of Claim
    told : str
        How these settings differ from the post's.
    """

    name: str
    post: int
    title: str
    steps: int
    common: dict[str, Any]
    variants: dict[str, dict[str, Any]]
    claims: tuple[Claim, ...]
    told: str

    @property
    def shows_learning(self) -> bool:
        """Whether the accuracy on what was learnt matters as much as that of testing."""
        return self.name == "dropout"


def _mean_loss(side: LanguageOutcome) -> float:
    """Return the mean loss over the whole run: the lower, the sooner was learnt."""
    return float(np.mean(side.losses))


def _gap(side: LanguageOutcome) -> float:
    return side.learnt - side.tested


_SERIES: Final = {"network": "mlp", "activation": "relu", "init": "std", "batch": 100}

COMPARISONS: Final = {
    comparison.name: comparison
    for comparison in (
        RunComparison(
            "activations", 10, "ReLU against the sigmoid", 600,
            {**_SERIES, "optimizer": "sgd", "learning_rate": 0.1},
            {"sigmoid": {"activation": "sigmoid"}, "relu": {"activation": "relu"}},
            (
                Claim("ReLU has the lower loss", lambda of: of["relu"].loss < of["sigmoid"].loss),
                Claim("ReLU has the higher accuracy", lambda of: of["relu"].tested > of["sigmoid"].tested),
            ),
            "the post's settings and number of steps (one epoch of MNIST)",
        ),
        RunComparison(
            "optimizers", 11, "The optimizers", 1800,
            _SERIES,
            {method: {"optimizer": method, "learning_rate": rate} for method, rate in RATES.items()},
            (
                Claim("SGD is the slowest", lambda of: max(of, key=lambda name: _mean_loss(of[name])) == "sgd"),
                Claim(
                    "only SGD stays under 90 %",
                    lambda of: [name for name, side in of.items() if side.tested < 90] == ["sgd"],
                ),
            ),
            "three epochs of MNIST in steps, as in the post; rate 0.001 for Adam and 0.01 for the others",
        ),
        RunComparison(
            "inits", 12, "Initial weights of a network of four layers", 600,
            {"network": "mlp4", "optimizer": "adam", "learning_rate": 0.001, "batch": 100},
            {
                f"{activation} {init}": {"activation": activation, "init": init}
                for activation in ("sigmoid", "relu")
                for init in ("std", "xavier", "he")
            },
            (
                Claim(
                    "Xavier and He beat std",
                    lambda of: all(
                        of[f"{activation} {init}"].loss < of[f"{activation} std"].loss
                        and of[f"{activation} {init}"].tested > of[f"{activation} std"].tested
                        for activation in ("sigmoid", "relu")
                        for init in ("xavier", "he")
                    ),
                ),
                Claim(
                    "with ReLU, He learns fastest",
                    lambda of: min(
                        (f"relu {init}" for init in ("std", "xavier", "he")), key=lambda name: _mean_loss(of[name])
                    ) == "relu he",
                ),
            ),
            "Adam and batches of 100 as in the post, 600 steps for its 1,800: first weights matter at first",
        ),
        RunComparison(
            "dropout", 13, "Dropout on 300 samples", 6000,
            {"network": "mlp4", "activation": "relu", "init": "he", "batch": 100, "samples": 300,
             "optimizer": "sgd", "learning_rate": 0.01},
            {phrase("without"): {"dropout": 0.0}, phrase("with 0.2"): {"dropout": 0.2}},
            (
                Claim("without dropout, training nears 100 %", lambda of: of["without"].learnt >= 99),
                Claim(
                    "with dropout, the gap between training and testing is narrower",
                    lambda of: _gap(of["with 0.2"]) < _gap(of["without"]),
                ),
            ),
            "the post's settings: 300 samples, 6,000 steps, SGD with rate 0.01",
        ),
    )
}  # fmt: skip
"""The comparisons, by name."""


@dataclass(frozen=True)
class Compared:
    """What came of the runs of a comparison."""

    comparison: RunComparison
    outcomes: dict[str, RunOutcome]

    def results(self) -> dict[str, Results]:
        """Return, for each language, what came of each variant."""
        found: dict[str, Results] = {}
        for name, outcome in self.outcomes.items():
            for side in outcome.sides:
                found.setdefault(side.language, {})[name] = side
        return found

    @property
    def differences(self) -> list[tuple[str, Parting]]:
        """The variants in which the languages differ, and where."""
        return [(name, outcome.difference) for name, outcome in self.outcomes.items() if outcome.difference]

    def lines(self, words: Words = english) -> Iterator[str]:
        """Yield the table in the reader's language, and which of the post's orderings hold."""
        comparison, results = self.comparison, self.results()
        first = next(iter(self.outcomes.values()))
        settings = first.run.plan.settings
        heading = "Post {} · {} · on {}, seed {}"
        yield from fitted(
            translated(phrase(heading, comparison.post, phrase(comparison.title), settings.data, settings.seed), words)
        )
        steps = translated(phrase("{:,} steps", first.run.step), words)
        titles = (padded(words(title), width, before=True) for title, width in _TITLES.items())
        yield f"{padded(steps, 16)}{'':<9}{''.join(titles)}"
        for name in self.outcomes:
            for language, sides in results.items():
                side = sides[name]
                yield (
                    f"{padded(translated(name, words), 16)}{padded(words(NAMES[language]), 9)}"
                    f"{side.loss:>8.4f}{_mean_loss(side):>11.4f}"
                    f"{side.learnt:>8.2f} %{side.tested:>8.2f} %{len(side.losses) / (side.rate or 1):>9.2f}"
                )
        yield from fitted(translated(phrase("By default: {}", phrase(comparison.told)), words))
        for text, held in self.claims():
            claim = phrase("Post {}: {}. {}", comparison.post, phrase(text), held)
            yield from fitted(translated(claim, words))
        for name, found in self.differences:
            differs = "{}: the languages differ from step {} on: {}{}"
            yield from fitted(translated(phrase(differs, name, found.step, found.what, found.place), words))

    def claims(self) -> Iterator[tuple[str, str]]:
        """Yield each of the post's orderings, and whether it holds here, in words."""
        results = self.results()
        for claim in self.comparison.claims:
            held = [NAMES[language] for language, sides in results.items() if claim.holds(sides)]
            if len(held) == len(results):
                yield claim.text, phrase("It holds here.")
            elif not held:
                yield claim.text, phrase("It does not hold here.")
            else:
                yield claim.text, phrase("It holds here in {} only.", phrase(held[0]))

    def to_json(self) -> str:
        """Return all of it as JSON text."""
        found = {
            "comparison": self.comparison.name,
            "post": self.comparison.post,
            "claims": [{"claim": text, "here": held} for text, held in self.claims()],
            "runs": {name: outcome.to_dict() for name, outcome in self.outcomes.items()},
        }
        return document("compare", found)
