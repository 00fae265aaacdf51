"""Run the examples of lessons in both languages; judge them against each other and the published figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pyjuliann.bridge.values.exact import document, exact
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.errors import StoppedError
from pyjuliann.language import Words, english, phrase
from pyjuliann.lessons.calls import asked_julia, asked_python
from pyjuliann.lessons.model import Example, Lesson
from pyjuliann.lessons.types import julia_type, python_type, shape
from pyjuliann.parity.comparing.compare import Comparison, Policy, compare
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.run import one_by_one, run

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


@dataclass(frozen=True, eq=False)
class ExampleSide:
    """What one language made of an example.

    Attributes
    ----------
    value : object
        The result; None if there is an error.
    type : str
        Its type in the language's own words.
    error : str
        What was raised instead, "" if nothing.
    problem : str
        In what the result is not the published one, "" if it is.
    """

    value: Any = None
    type: str = ""
    error: str = ""
    problem: str = ""


@dataclass(frozen=True, eq=False)
class ExampleResult:
    """One example, run in both languages."""

    lesson: Lesson
    example: Example
    python: ExampleSide
    julia: ExampleSide
    comparison: Comparison | None

    @property
    def as_published(self) -> bool:
        """Whether both sides met the published figure."""
        return not any(side.error or side.problem for side in (self.python, self.julia))

    @property
    def verdict(self) -> Literal["identical", "agree", "differ"]:
        """How the two sides compare; "differ" also if either is not as published."""
        if self.comparison is None or not self.as_published:
            return "differ"
        if not self.example.expected.values_defined and self.comparison:
            return "agree"
        return self.comparison.verdict

    @property
    def max_ulp(self) -> int | None:
        """The largest distance between the two sides, None where there is none."""
        return self.comparison.max_ulp if self.comparison and self.example.expected.values_defined else None

    @property
    def distance(self) -> float | None:
        """The largest absolute distance, where ULPs are counted at a scale; None elsewhere."""
        if self.comparison is None or self.example.scale is None:
            return None
        return float(self.comparison.max_absolute or 0.0)

    @property
    def problems(self) -> list[str]:
        """Everything that is wrong, one line each."""
        found: list[str] = []
        for name, side in (("Python", self.python), ("Julia", self.julia)):
            if side.error:
                found.append(phrase("{} raised {}", phrase(name), side.error))
            elif side.problem:
                found.append(phrase("{}'s result {}", phrase(name), side.problem))
        if self.comparison is not None and not self.comparison:
            found.append(self.comparison.summary)
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome with the documented keys, ready for JSON."""
        return {
            "id": self.example.id,
            "lesson": self.lesson.id,
            "title": self.example.title,
            "function": self.example.name,
            "python": exact(self.python.value),
            "julia": exact(self.julia.value),
            "published": self.example.expected.published or None,
            "expected": self.example.expected.description,
            "published_verdict": "agree" if self.as_published else "differ",
            "python_type": self.python.type,
            "julia_type": self.julia.type,
            "shape": None if self.python.error else shape(self.python.value),
            "max_ulp": self.max_ulp,
            "ulp_budget": self.example.ulp,
            "ulp_scale": self.example.scale,
            "verdict": self.verdict,
            "problems": self.problems,
        }


@dataclass(frozen=True, eq=False)
class VerifyResult:
    """The outcomes of a run, and which Julia they were run with; `recorded` is the day if it was not live."""

    engine: str
    julia_version: str
    outcomes: tuple[ExampleResult, ...]
    recorded: str = ""
    stopped: str = ""
    """Which call took too long, so that no more were made; "" if none did."""

    @property
    def counts(self) -> dict[str, int]:
        """How many examples there are of each verdict."""
        counted = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: counted[verdict] for verdict in ("identical", "agree", "differ")}

    @property
    def exit_code(self) -> int:
        """0 if all agree, 1 if any differs, 2 if it was stopped before its end."""
        if self.stopped:
            return 2
        return 1 if self.counts["differ"] else 0

    @property
    def summary(self) -> str:
        """The run in one English line."""
        return self.summary_in(english)

    def summary_in(self, words: Words) -> str:
        """Return the run in one line of the reader's language."""
        agreeing = [outcome for outcome in self.outcomes if outcome.verdict == "agree"]
        distances = [outcome.distance for outcome in agreeing if outcome.distance is not None]
        ulps = [o.max_ulp for o in agreeing if o.max_ulp is not None and o.distance is None]
        parts = (
            (len(ulps), words("{} within {} ULP")),
            (len(distances), words("{} within {:.1e}")),
            (len(agreeing) - len(ulps) - len(distances), words("{} in type")),
        )
        limits = max(ulps, default=0), max(distances, default=0.0), 0
        how = ", ".join(
            phrase.format(count, limit) for (count, phrase), limit in zip(parts, limits, strict=True) if count
        )
        identical, agree, differ = self.counts.values()
        found = [words("{} identical").format(identical)] * bool(identical)
        if agree:
            counted = words("1 agrees" if agree == 1 else "{} agree").format(agree)
            found.append(f"{counted} ({how})")
        if differ:
            found.append(words("1 differs" if differ == 1 else "{} differ").format(differ))
        nothing = words("nothing compared")
        total = len(self.outcomes)
        examples = words("1 example" if total == 1 else "{} examples").format(total)
        against = words("{} engine, Julia {}").format(self.engine, self.julia_version)
        if self.recorded:
            against += ", " + words("recorded {}").format(self.recorded)
        return f"{examples}: {', '.join(found or [nothing])} · {against}"

    def to_dict(self) -> dict[str, Any]:
        """Return the run with the documented keys, ready for JSON."""
        return {
            "engine": self.engine,
            "julia_version": self.julia_version,
            "recorded": self.recorded or None,
            "examples": [outcome.to_dict() for outcome in self.outcomes],
            "summary": {"examples": len(self.outcomes), **self.counts, "text": self.summary},
        }

    def to_json(self) -> str:
        """Return the run as JSON; NaN and infinities are strings there."""
        return document("verify", self.to_dict())


def verify(engine: Engine, lessons: Iterable[Lesson]) -> VerifyResult:
    """Run every example of `lessons`, and the answer to every exercise, in both languages.

    An exception on either side is that example's outcome, not the end of the run.

    Parameters
    ----------
    engine : Engine
        A live Julia, or recorded answers.
    lessons : iterable of Lesson

    Returns
    -------
    VerifyResult

    Raises
    ------
    RecordError
        If the recorded engine has no answer to an example.
    """
    info = engine.info
    asked = [(lesson, example) for lesson in lessons for example in lesson.runs]
    stopped = ""
    try:
        outcomes = run(
            asked,
            one_by_one(lambda one: asked_python(one[1])),
            one_by_one(lambda one: asked_julia(engine, one[1])),
            lambda some, python, julia: (_judged(*one, p, j) for one, p, j in zip(some, python, julia, strict=True)),
            batch=1,
        )
    except StoppedError as error:
        outcomes = error.results
        stopped = phrase("{}: {}", asked[len(outcomes)][1].id, error)
    return VerifyResult(info.engine, str(info.julia_version), tuple(outcomes), info.recorded, stopped)


def same_but_for_rounding(example: Example, one: JuliaValue, other: JuliaValue) -> bool:
    """Return whether two Julias gave the same to an example: each may be its budget away from the exact result."""
    if not example.expected.values_defined:
        return one.type == other.type
    policy = Policy(ulp=2 * example.ulp, reason=example.reason)
    return one.type == other.type and bool(compare(one.value, other, policy, scale=example.scale))


def _judged(lesson: Lesson, example: Example, python: Outcome, julia: Outcome) -> ExampleResult:
    given = JuliaValue(python.value, julia_type(python.value)), julia.value
    mine = _side(example, python, given[0], python_type(python.value))
    other = _side(example, julia, given[1], given[1].type if julia.returned else "")
    if python.error or julia.error:
        return ExampleResult(lesson, example, mine, other, None)
    values = [side.value if example.expected.values_defined else _blank(side.value) for side in (mine, other)]
    policy = Policy(ulp=example.ulp, reason=example.reason)
    try:
        comparison = compare(values[0], JuliaValue(values[1], other.type), policy, scale=example.scale)
    except TypeError as error:
        # Only a result that compare has no rule for; its type is not the expected one either.
        return ExampleResult(lesson, example, replace(mine, problem=str(error)), other, None)
    return ExampleResult(lesson, example, mine, other, comparison)


def _side(example: Example, outcome: Outcome, answer: JuliaValue, own_name: str) -> ExampleSide:
    if outcome.error:
        return ExampleSide(error=outcome.error_line)
    problem = example.expected.problem(answer.value, answer.type)
    if outcome.changed:
        problem = phrase("comes of a call that changed argument {}", ", ".join(map(_place, outcome.changed)))
    return ExampleSide(answer.value, own_name, problem=problem)


def _place(slot: int | str) -> str:
    return str(slot + 1) if isinstance(slot, int) else slot


def _blank(value: Any) -> Any:
    """Return what is left of a result whose values mean nothing: its type and size."""
    return np.zeros_like(value) if isinstance(value, np.ndarray) else value
