"""How results and lessons look in a terminal: rich renderables that fit the width they are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from textwrap import indent
from typing import Final

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import Markdown
from rich.padding import Padding
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text

from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.literals import Notation, literal_lines
from pyjuliann.bridge.values.type_names import sizes
from pyjuliann.language import Language, Words, english, translated
from pyjuliann.lessons.literal import call_lines
from pyjuliann.lessons.model import Exact, Example, Lesson, text_of
from pyjuliann.lessons.runs import TITLE, ShownRun
from pyjuliann.lessons.sources import codes, contract_terms, julia_code, python_code
from pyjuliann.lessons.text import Prose, blocks
from pyjuliann.lessons.verify import ExampleResult, ExampleSide, VerifyResult
from pyjuliann.lessons.wording import run_words, words_of
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.results.rows import NARROWEST, Row, code_text

_ASIDE: Final = (0, 0, 0, 4)  # what stands between paragraphs is indented
_GAP: Final = 3  # between two codes that stand beside each other
_INDENT: Final = 4
_LABEL_WIDTH: Final = 11
_STYLES = {"identical": "green", "agree": "green", "differ": "bold red"}


def verdict_words(outcome: ExampleResult, words: Words = english) -> str:
    """Return the verdict of an outcome in words: between the languages, and against what was published."""
    if outcome.comparison is None:
        return words("differs")
    if not outcome.comparison:
        between = words("differs")
    elif not outcome.example.expected.values_defined:
        between = words("same type and size")
    elif outcome.comparison.verdict == "identical":
        between = words("identical bits")
    elif outcome.distance is None:
        between = words("agrees to {} ULP").format(outcome.max_ulp)
    else:
        between = words("agrees to {:.1e}").format(outcome.distance)
    return f"{between}, {words(outcome.example.expected.against(outcome.as_published))}"


def verify_table(result: VerifyResult, language: Language = "en", *, details: bool = False) -> RenderableType:
    """Return every example of a run with its verdict, a line each, what differs once more, and a summary.

    An example that differs is shown with its two values, the published figure and what is wrong; with `details`,
    each is.
    """
    return Group(*_by_lesson(result.outcomes, language, details), Text(), *closing_lines(result, language))


def closing_lines(result: VerifyResult, language: Language = "en") -> Iterator[RenderableType]:
    """Yield which examples differ, and the summary."""
    for outcome in result.outcomes:
        if outcome.verdict == "differ":
            words = words_of(outcome.lesson.id, language)
            named = f"{outcome.example.id} {words(outcome.example.title)}"
            yield Row(words("differs"), Text(named, _STYLES["differ"]), indent=0, width=_LABEL_WIDTH)
    yield _Summary(result, language)


def lesson_page(lesson: Lesson, result: VerifyResult | None = None, language: Language = "en") -> RenderableType:
    """Return one lesson: its text, the code of its functions in both languages, and its examples.

    Parameters
    ----------
    lesson : Lesson
    result : VerifyResult, optional
        A run of the lesson; without one the examples show what is expected only.
    language : {"en", "ko"}
        In which language it is shown.
    """
    words = words_of(lesson.id, language)
    outcomes = {outcome.example.id: outcome for outcome in result.outcomes} if result else {}
    parts: list[RenderableType] = [Rule(Text(heading(lesson, words), "bold")), *_text(lesson, language)]
    parts += [
        Rule(words("The code, Python and Julia")),
        *(_Code(python, julia, words) for python, julia in codes(lesson)),
    ]
    parts.append(Rule(words("The examples")))
    for example in lesson.examples:
        parts += _example(example, outcomes.get(example.id), words)
    if lesson.exercises:
        questions = (f"{number}. {words(exercise.question)}" for number, exercise in enumerate(lesson.exercises, 1))
        parts += [Rule(words("Exercises")), Markdown("\n".join(questions)), Text()]
        parts += [Rule(words("Their answers")), Text()]
    for number, exercise in enumerate(lesson.exercises, 1):
        parts += [Markdown(f"**{number}.** {words(exercise.explanation)}"), Text()]
        parts += _example(exercise.answer, outcomes.get(exercise.answer.id), words)
    return Group(*parts, _Summary(result, language)) if result else Group(*parts)


def _text(lesson: Lesson, language: Language) -> Iterator[RenderableType]:
    """Yield the text, with the formulas as a terminal can show them and where the rest is to be found."""
    words = words_of(lesson.id, language)
    examples = {example.id: example for example in lesson.examples}
    for number, block in enumerate(blocks(text_of(lesson, language))):
        listed = isinstance(block, Prose) and block.markdown.startswith(
            ("- ", "1. ")
        )  # which starts with an empty line
        if number and not listed:
            yield Text()
        if isinstance(block, Prose):
            yield Markdown(block.markdown)
        elif block.kind == "formula":
            yield code_text(Text(indent(lesson.formulas[block.name].plain, " " * _INDENT), "bold"))
        elif block.kind == "figure":
            yield Padding(Text(words("Drawn in the book: {}").format(words(lesson.figures[block.name])), "dim"), _ASIDE)
        else:
            yield Padding(Text(f"→ {block.name}  {words(examples[block.name].title)}", "dim"), _ASIDE)


def _example(example: Example, outcome: ExampleResult | None, words: Words) -> Iterator[RenderableType]:
    """Yield the calls of an example, what came of it or else what is expected, and an empty line."""
    yield _Calls(example)
    if outcome is None:
        label = f"{words('published')}  " if example.expected.published else ""
        yield Text(f"  {label}{example.expected.description_in(words)}")
    else:
        yield _Example(outcome, words)
    yield Text()


def run_page(shown: ShownRun, language: Language = "en") -> RenderableType:
    """Return what shows the short run of a lesson."""
    return Group(Text(), Rule(run_words(language)(TITLE)), *map(Text, shown.lines))


def heading(lesson: Lesson, words: Words) -> str:
    """Return which post a lesson is, and its title."""
    place = words("Post {}").format(lesson.id) if lesson.id.isdigit() else words("Companion note")
    return f"{place} · {words(lesson.title)}"


class _Calls:
    """An example as it is typed into either language."""

    def __init__(self, example: Example) -> None:
        self.example = example

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        example = self.example
        python, julia = example.name, example.name
        if isinstance(example.function, Twin):
            python, julia = callable_code(example.function.python)[1], f"({example.function.julia})"
        called: tuple[tuple[str, Notation], ...] = ((python, "python"), (julia, "julia"))
        for name, notation in called:
            lines = call_lines(name, example.args, example.keywords, notation, options.max_width)
            yield code_text(Text("\n".join(lines), "bold"))


def _by_lesson(outcomes: Iterable[ExampleResult], language: Language, details: bool) -> Iterator[RenderableType]:
    grouped: dict[str, list[ExampleResult]] = {}
    outcomes = tuple(outcomes)
    first = outcomes[0] if outcomes else None
    for outcome in outcomes:
        grouped.setdefault(outcome.lesson.id, []).append(outcome)
    for group in grouped.values():
        words = words_of(group[0].lesson.id, language)
        if group[0] is not first:
            yield Text()
        yield Text(heading(group[0].lesson, words), "bold")
        yield from (_Example(outcome, words, details=details or outcome.verdict == "differ") for outcome in group)


class _Summary:
    """The run in one line, or in several where one is too long: what came of it, how, and with which Julia."""

    def __init__(self, result: VerifyResult, language: Language) -> None:
        self.failed, self.text = result.exit_code, result.summary_in(words_of("", language))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        summary, style = self.text, "bold red" if self.failed else "bold green"
        if cell_len(summary) > options.max_width:
            summary = summary.replace(" · ", "\n")
        if max(map(cell_len, summary.splitlines())) > options.max_width:
            summary = summary.replace(" (", "\n(")
        yield Text(summary, style)


class _Example:
    """One outcome; Python, Julia and the published figure stand below each other."""

    def __init__(self, outcome: ExampleResult, words: Words, *, details: bool = True) -> None:
        self.outcome, self.words, self.details = outcome, words, details

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        example, width = self.outcome.example, options.max_width
        style = _STYLES[self.outcome.verdict]
        words = verdict_words(self.outcome, self.words)
        title = f"{example.id:<7} {self.words(example.title)}  "
        if cell_len(title) + cell_len(words) <= width:
            yield Text.assemble(set_cell_size(title, width - cell_len(words)), (words, style))
        else:
            yield Text(title.rstrip())
            yield Text(words, style, justify="right")
        if self.details:
            yield from self._rows(max(width - _INDENT - _LABEL_WIDTH, NARROWEST))

    def _rows(self, room: int) -> Iterator[Row]:
        example = self.outcome.example
        expected = example.expected
        yield self._value("Python", self.outcome.python, "python", room)
        yield self._value("Julia", self.outcome.julia, "julia", room)
        if isinstance(expected, Exact) and not expected.published:
            yield self._code("expected", expected.value, "julia", room)
        else:
            figure = self.words(expected.published) or expected.description_in(self.words)
            if len(figure) > room:
                figure = figure.replace(" / ", "\n")
            yield self._row("published" if expected.published else "expected", figure)
        if self.outcome.verdict == "agree" and example.reason:
            yield self._row("reason", self.words(example.reason))
        for problem in self.outcome.problems:
            yield self._row("why", Text(translated(problem, self.words), "red"))

    def _value(self, label: str, side: ExampleSide, notation: Notation, room: int) -> Row:
        if side.error:
            return self._row(label, Text(translated(side.error, self.words), "red"))
        if not self.outcome.example.expected.values_defined and isinstance(side.value, np.ndarray):
            return self._row(label, f"{sizes(side.value.shape)} {side.type}")
        shown = side.value if side.problem else self.outcome.example.expected.shown(side.value)
        return self._row(label, shown) if isinstance(shown, str) else self._code(label, shown, notation, room)

    def _row(self, label: str, text: Text | str) -> Row:
        return Row(self.words(label), text, indent=_INDENT, width=_LABEL_WIDTH)

    def _code(self, label: str, value: object, notation: Notation, room: int) -> Row:
        text = "\n".join(literal_lines(value, notation, room))
        return Row(self.words(label), text, indent=_INDENT, width=_LABEL_WIDTH, code=True)


class _Code:
    """A function in both languages: what it asks of its arguments on one line, below it the mathematics.

    The codes stand side by side on a terminal that is wide enough, else one below the other. Their lines go out as
    they are in the source, whole and without blanks at their ends.
    """

    def __init__(self, python: str, julia: str, words: Words) -> None:
        self.python, self.julia, self.words = python, julia, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        terms = contract_terms(self.python) if self.python else []
        if terms:
            yield from _filled(Text(self.python, "bold"), terms, options.max_width)
        texts = (
            (python_code(self.python) if self.python else "", "python"),
            (julia_code(self.julia) if self.julia else "", "julia"),
        )
        codes = [
            Syntax("", language, theme="ansi_dark", background_color="default").highlight(text)
            for text, language in texts
        ]
        for code in codes:
            code.rstrip()
        left, right = (max(map(cell_len, text.splitlines()), default=0) for text, _ in texts)
        column = max(left + _GAP, min(options.max_width // 2, options.max_width - right))
        if console.is_terminal and all(text for text, _ in texts) and column + right <= options.max_width:
            lines = zip_longest(*(code.split("\n", allow_blank=True) for code in codes), fillvalue=Text())
            for python, julia in lines:
                python.pad_right(column - cell_len(python.plain))
                yield code_text(Text.assemble(python, julia))
        else:
            for (text, language), code in zip(texts, codes, strict=True):
                if text:
                    yield Text(f"# {self.words(language.capitalize())}", "dim")
                    yield code_text(code)
        yield Text()


def _filled(head: Text, terms: Iterable[str], width: int) -> Iterator[Text]:
    """Yield a heading and what follows it, in lines of the width that break between terms only."""
    line, between = head, "  "
    for term in terms:
        between = " " if between == ", " and term.startswith("→") else between
        if line.cell_len + len(between) + cell_len(term) + 1 > width:
            yield code_text(Text.assemble(line, (between.rstrip(), "dim")))
            line, between = Text(), " " * _INDENT
        line, between = Text.assemble(line, (between + term, "dim")), ", "
    yield code_text(line)
