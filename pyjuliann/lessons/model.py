"""What a lesson is made of: its text, its functions, and its worked examples with what was published.

An example's expectation is one of these: `Exact` figures, figures `Rounded` to the digits that were printed, the
`Form` alone; `expectations` has those for gradients and networks. Each says whether a result meets it, in words if not.
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.literals import julia_literal
from pyjuliann.bridge.values.type_names import sizes
from pyjuliann.language import Language, Words, english, phrase
from pyjuliann.lessons.index import MODULES
from pyjuliann.lessons.text import references
from pyjuliann.lessons.types import array_type, julia_type, shape
from pyjuliann.lessons.wording import korean_text
from pyjuliann.parity.pairing.pair import Twin

_SIZE: Final = re.compile(r"\d+(×\d+)+")


class ExpectedResult(ABC):
    """What is known about the result of an example.

    Attributes
    ----------
    published : str
        The figure as it was printed, "" if there is none.
    values_defined : bool
        Whether the values can be compared at all; they cannot where memory is uninitialised.
    """

    published: str
    values_defined: bool = True

    @property
    def description(self) -> str:
        """What is expected, in a few English words."""
        return self.description_in(english)

    def description_in(self, words: Words) -> str:
        """Return what is expected, in a few words of the reader's language."""
        return words(self.published)

    def against(self, met: bool) -> str:
        """Return how a result stands to what was published or expected, in a few English words."""
        if self.published:
            return "as published" if met else "not as published"
        return "as expected" if met else "not as expected"

    def problem(self, value: Any, value_type: str) -> str:
        """Return what is wrong with a result of the given Julia type, "" if it is as expected."""
        expected_type, expected_shape = self._form()
        if value_type != expected_type:
            return phrase("is {}, expected {}", value_type, expected_type)
        if shape(value) != expected_shape:
            return phrase("has size {}, expected {}", shape(value), expected_shape)
        return self._value_problem(value)

    def shown(self, value: Any) -> Any:
        """Return what is shown of a result: all of it, or, as a str, what matters in it."""
        return value

    @abstractmethod
    def _form(self) -> tuple[str, list[Any]]:
        """Return the Julia type and the size of the result."""

    @abstractmethod
    def _value_problem(self, value: Any) -> str:
        """Return what is wrong with the numbers of a result of the right type and size, "" if nothing."""


@dataclass(frozen=True, eq=False)
class Exact(ExpectedResult):
    """The result equals `value`: integers, exact floats, or figures printed with 15 digits and more.

    Parameters
    ----------
    value : array, NumPy scalar, str or tuple of these
        Its type and size are expected too.
    published : str
        The figure as printed, "" if it is not the series' but follows from the definition.
    """

    value: Any
    published: str = ""

    def description_in(self, words: Words) -> str:
        """Return the figure as printed, or the value."""
        return words(self.published) or julia_literal(self.value, short=True)

    def against(self, met: bool) -> str:
        """Return how a result stands to what was published, which may be its size alone."""
        if met and _SIZE.fullmatch(self.published):
            return "size as published"
        return super().against(met)

    def _form(self) -> tuple[str, list[Any]]:
        return julia_type(self.value), shape(self.value)

    def _value_problem(self, value: Any) -> str:
        return _first_mismatch(value, self.value, lambda got, expected: bool(got == expected))


@dataclass(frozen=True, eq=False)
class Rounded(ExpectedResult):
    """The result rounds to the figures as printed.

    Parameters
    ----------
    published : str
        The printed figures, separated by blanks, rows by ``/``.
    size : tuple of int
        Size of the result; ``()`` is one number.
    element : str
        Julia's element type.
    digits : int
        Significant digits to which the figures were rounded; trailing zeros may have been left out.
    """

    published: str
    size: tuple[int, ...]
    element: str = "Float64"
    digits: int = 6

    def _form(self) -> tuple[str, list[Any]]:
        return array_type(self.element, len(self.size)) if self.size else self.element, list(self.size)

    def _value_problem(self, value: Any) -> str:
        figures = np.array([float(figure) for figure in self.published.replace("/", " ").split()])
        return _first_mismatch(value, figures.reshape(self.size), self._rounds_to)

    def _rounds_to(self, got: Any, printed: Any) -> bool:
        return float(f"{float(got):.{self.digits}g}") == float(printed)


@dataclass(frozen=True, eq=False)
class Form(ExpectedResult):
    """Only the type and the size of the result are known, and perhaps between which bounds it lies.

    Parameters
    ----------
    size : tuple of int
        Size of the result; ``()`` is one number.
    element : str
        Julia's element type.
    low, high : float
        Inclusive bounds.
    values_defined : bool
        False where the values mean nothing, so that they are neither compared nor shown.
    """

    size: tuple[int, ...]
    element: str = "Float64"
    low: float = -math.inf
    high: float = math.inf
    values_defined: bool = True
    published: str = field(default="", init=False)

    def description_in(self, words: Words) -> str:
        """Return size, type and bounds."""
        form = self._form()[0]
        if len(self.size) == 1:
            form = words("{}-element {}").format(*self.size, form)
        elif self.size:
            form = f"{sizes(self.size)} {form}"
        return words("{}, values from {:g} to {:g}").format(form, self.low, self.high) if self.low > -math.inf else form

    def _form(self) -> tuple[str, list[Any]]:
        return array_type(self.element, len(self.size)) if self.size else self.element, list(self.size)

    def _value_problem(self, value: Any) -> str:
        if not self.values_defined or np.all((value >= self.low) & (value <= self.high)):
            return ""
        bounds = f"{np.min(value)}", f"{np.max(value)}"
        return phrase("has values from {} to {}, expected {} to {}", *bounds, self.low, self.high)


@dataclass(frozen=True, eq=False)
class Example:
    """One worked example: a function, its arguments, and what must come out in both languages.

    Parameters
    ----------
    id : str
        Number of the lesson, a point, and the place in it.
    title : str
    function : str or Twin
        Name in ``pyjuliann.nn`` and in ``JuliaNN``; or a function of the example's own, in both languages.
    args : tuple
        What both sides are called with; a function that is an argument is a Twin.
    expected : ExpectedResult
    ulp : int
        How far the two languages may be apart.
    reason : str
        Why, if `ulp` is not 0.
    keywords : mapping of str to object
        Arguments that go by name.
    scale : float, optional
        The magnitude at which `ulp` is counted, where results are small differences of numbers that large.
    """

    id: str
    title: str
    function: str | Twin
    args: tuple[Any, ...]
    expected: ExpectedResult
    ulp: int = 0
    reason: str = ""
    keywords: Mapping[str, Any] = field(default_factory=dict)
    scale: float | None = None

    def __post_init__(self) -> None:
        if self.ulp and not self.reason:
            raise ValueError(f"Example {self.id}: a budget of {self.ulp} ULP needs a reason")
        for argument in (*self.args, *self.keywords.values()):
            _protect(argument)

    @property
    def name(self) -> str:
        """The function's name, or its Julia code if it is the example's own."""
        return self.function.julia if isinstance(self.function, Twin) else self.function


@dataclass(frozen=True)
class Formula:
    """A formula, written twice and without words, so that it is the same in every language.

    Parameters
    ----------
    latex : str
        For who can typeset it; commands that latex2mathml knows.
    plain : str
        The same for a terminal, in Unicode, of one line or several.
    """

    latex: str
    plain: str


@dataclass(frozen=True, eq=False)
class Exercise:
    """A question at the end of a lesson, and its answer.

    Parameters
    ----------
    question : str
        A paragraph of Markdown.
    answer : Example
        What shows the answer to be right; it is run as the lesson's examples are.
    explanation : str
        The answer in a sentence or two of Markdown.
    """

    question: str
    answer: Example
    explanation: str


@dataclass(frozen=True, eq=False)
class Lesson:
    """One post of the series: our own text, the functions it is about, its worked examples and its exercises.

    Attributes
    ----------
    text : str
        Markdown; a paragraph of it may be a reference to a formula, a figure or an example (`text.blocks`).
    inside : tuple of pairs of str
        Functions that those of `functions` call and that hold the formula: ``module.name`` in Python with
        ``stem.name`` in Julia, either "" where the other language has no such function.
    formulas : mapping of str to Formula
    figures : mapping of str to str
        What each shows, in a sentence for who reads it below the picture and for who cannot see it.
    exercises : tuple of Exercise

    Raises
    ------
    ValueError
        If the text refers to what there is not, or does not show a formula or a figure.
    """

    id: str
    title: str
    text: str
    functions: tuple[str, ...]
    examples: tuple[Example, ...] = field(default=())
    inside: tuple[tuple[str, str], ...] = field(default=())
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    exercises: tuple[Exercise, ...] = field(default=())

    def __post_init__(self) -> None:
        there = {
            "formula": set(self.formulas),
            "figure": set(self.figures),
            "example": {example.id for example in self.examples},
        }
        shown = references(self.text)
        for reference in shown:
            if reference.name not in there[reference.kind]:
                raise ValueError(f"Lesson {self.id}: the text shows {reference.kind} {reference.name}, which it lacks")
        for kind in ("formula", "figure"):
            if unseen := there[kind] - {reference.name for reference in shown if reference.kind == kind}:
                raise ValueError(f"Lesson {self.id}: the text does not show {kind} {min(unseen)}")

    @property
    def runs(self) -> tuple[Example, ...]:
        """Everything that is run: the examples, then the answers to the exercises."""
        return (*self.examples, *(exercise.answer for exercise in self.exercises))

    def only(self, example: Example) -> Lesson:
        """Return the lesson with this example alone, and without its text."""
        return replace(self, text="", examples=(example,), formulas={}, figures={}, exercises=())


def _protect(argument: Any) -> None:
    """Make arrays read-only: both sides get the same, and a function that writes would spoil the other's turn."""
    if isinstance(argument, np.ndarray):
        argument.flags.writeable = False
    elif isinstance(argument, tuple):
        for part in argument:
            _protect(part)


def _first_mismatch(value: Any, expected: Any, agrees: Callable[[Any, Any], bool]) -> str:
    """Return where two structures of the same type and size first disagree, "" if nowhere."""
    if isinstance(expected, tuple):
        problems = (
            (k, _first_mismatch(part, other, agrees))
            for k, (part, other) in enumerate(zip(value, expected, strict=True))
        )
        return next((phrase("in part {} of {}: {}", k + 1, len(expected), text) for k, text in problems if text), "")
    for index, other in np.ndenumerate(np.asarray(expected)):
        got = np.asarray(value)[index]
        if not agrees(got, other):
            bases = (f"[{', '.join(str(i + base) for i in index)}]" for base in (0, 1))
            at = phrase(" at {} (Julia {})", *bases) if index else ""
            return phrase("has {}{}, published {}", f"{got}", at, f"{other}")
    return ""


def text_of(lesson: Lesson, language: Language) -> str:
    """Return the text of a lesson in a language.

    Examples
    --------
    >>> from pyjuliann.lessons import find_lesson
    >>> text_of(find_lesson("1"), "ko").strip().partition(".")[0]
    '신경망이 입력에 하는 일은 행렬의 곱과 합이 전부다'
    """
    if language == "en" or lesson.id not in MODULES:
        return lesson.text
    return korean_text(lesson.id)
