"""How results and lessons look in a terminal: rich renderables that fit the width they are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import Markdown
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from pyjuliann.language import Language
from pyjuliann.lessons.literal import lines, outline
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.runs import TITLE, Shown
from pyjuliann.lessons.sources import julia_code, python_code
from pyjuliann.lessons.verify import Outcome, Side, VerifyResult
from pyjuliann.lessons.wording import Words, english, text_of, words_of
from pyjuliann.parity.names import sizes
from pyjuliann.parity.pair import Twin

_SIDE_BY_SIDE = 140  # from this width on, the two codes stand beside each other
_INDENT, _LABEL_WIDTH = 4, 11
_STYLES = {"identical": "green", "agree": "green", "differ": "bold red"}


def verdict_words(outcome: Outcome, words: Words = english) -> str:
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
    against = "as published" if outcome.example.expected.published else "as expected"
    return f"{between}, {words(against if outcome.as_published else 'not ' + against)}"


def verify_table(result: VerifyResult, language: Language = "en") -> RenderableType:
    """Return every example of a run, its two values, the published figure and the verdict; and a summary."""
    return Group(*_by_lesson(result.outcomes, language), Text(), _Summary(result, language))


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
    parts: list[RenderableType] = [Rule(Text(_heading(lesson, words), "bold")), Markdown(text_of(lesson, language))]
    parts += [Rule(words("The code, Python and Julia")), *(_Code(name, name, words) for name in lesson.functions)]
    if lesson.inside:
        parts += [Rule(words("What it calls")), *(_Code(python, julia, words) for python, julia in lesson.inside)]
    parts.append(Rule(words("The examples")))
    if result is None:
        for example in lesson.examples:
            label = f"{words('published')}  " if example.expected.published else ""
            parts += [_call(example), Text(f"  {label}{example.expected.description_in(words)}"), Text()]
        return Group(*parts)
    for outcome in result.outcomes:
        if outcome.lesson.id == lesson.id:
            parts += [_call(outcome.example), _Example(outcome, words), Text()]
    return Group(*parts, _Summary(result, language))


def run_page(shown: Shown, language: Language = "en") -> RenderableType:
    """Return what shows the short run of a lesson."""
    return Group(Text(), Rule(TITLE.text(language)), *map(Text, shown.lines))


def _heading(lesson: Lesson, words: Words) -> str:
    place = words("Post {}").format(lesson.id) if lesson.id.isdigit() else words("Companion note")
    return f"{place} · {words(lesson.title)}"


def _call(example: Example) -> Text:
    name = f"({example.name})" if isinstance(example.function, Twin) else example.name
    keywords = ", ".join(f"{key} = {outline(value)}" for key, value in example.keywords.items())
    arguments = ", ".join(outline(argument) for argument in example.args) + ("; " + keywords if keywords else "")
    return Text(f"{name}({arguments})", "bold")


def _by_lesson(outcomes: Iterable[Outcome], language: Language) -> Iterator[RenderableType]:
    grouped: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.lesson.id, []).append(outcome)
    for group in grouped.values():
        words = words_of(group[0].lesson.id, language)
        yield Text()
        yield Text(_heading(group[0].lesson, words), "bold")
        yield from (_Example(outcome, words) for outcome in group)


class _Summary:
    """The run in one line, or in several where one is too long: what came of it, how, and with which Julia."""

    def __init__(self, result: VerifyResult, language: Language) -> None:
        self.failed, self.text = result.exit_code, result.summary_in(words_of("", language))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        summary, style = self.text, "bold red" if self.failed else "bold green"
        if cell_len(summary) > options.max_width:
            outcome, against = summary.split(" · ")
            if cell_len(outcome) > options.max_width:
                outcome = outcome.replace(" (", "\n(")
            summary = f"{outcome}\n{against}"
        yield Text(summary, style)


class _Example:
    """One outcome; Python, Julia and the published figure stand below each other, digit under digit."""

    def __init__(self, outcome: Outcome, words: Words) -> None:
        self.outcome, self.words = outcome, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        example, width = self.outcome.example, options.max_width
        style = _STYLES[self.outcome.verdict]
        words = verdict_words(self.outcome, self.words)
        title = f"{example.id:<6} {self.words(example.title)}  "
        if cell_len(title) + cell_len(words) <= width:
            yield Text.assemble(set_cell_size(title, width - cell_len(words)), (words, style))
        else:
            yield Text(title.rstrip())
            yield Text(words, style, justify="right")
        room = width - _INDENT - _LABEL_WIDTH
        for label, text in self._rows(room):
            for k, line in enumerate(text.wrap(console, max(room, 1), overflow="fold")):
                line.rstrip()
                yield Text.assemble(" " * _INDENT, set_cell_size("" if k else self.words(label), _LABEL_WIDTH), line)

    def _rows(self, width: int) -> Iterator[tuple[str, Text]]:
        example = self.outcome.example
        expected = example.expected
        yield "Python", self._value(self.outcome.python, width)
        yield "Julia", self._value(self.outcome.julia, width)
        if isinstance(expected, Exact) and not expected.published:
            figure = "\n".join(lines(expected.value, width))
        else:
            figure = self.words(expected.published) or expected.description_in(self.words)
        if len(figure) > width:
            figure = figure.replace(" / ", "\n")
        yield ("published" if expected.published else "expected"), Text(figure)
        if self.outcome.verdict == "agree" and example.reason:
            yield "reason", Text(self.words(example.reason))
        for problem in self.outcome.problems:
            yield "why", Text(problem, "red")

    def _value(self, side: Side, width: int) -> Text:
        if side.error:
            return Text(side.error, "red")
        if not self.outcome.example.expected.values_defined and isinstance(side.value, np.ndarray):
            return Text(f"{sizes(side.value.shape)} {side.type}")
        shown = side.value if side.problem else self.outcome.example.expected.shown(side.value)
        return Text(shown if isinstance(shown, str) else "\n".join(lines(shown, width)))


class _Code:
    """A function in both languages: side by side on a wide console, else one below the other."""

    def __init__(self, python: str, julia: str, words: Words) -> None:
        self.python, self.julia, self.words = python, julia, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        texts = (
            (python_code(self.python) if self.python else "", "python"),
            (julia_code(self.julia) if self.julia else "", "julia"),
        )
        codes = [
            Syntax(text, language, theme="ansi_dark", background_color="default", word_wrap=True)
            for text, language in texts
        ]
        if options.max_width >= _SIDE_BY_SIDE:
            table = Table.grid(padding=(0, 2, 0, 0), expand=True)
            table.add_column(ratio=1)
            table.add_column(ratio=1)
            table.add_row(*codes)
            yield table
        else:
            for (text, language), code in zip(texts, codes, strict=True):
                if text:
                    yield Text(f"# {self.words(language.capitalize())}", "dim")
                    yield code
        yield Text()
