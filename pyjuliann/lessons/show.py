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

from pyjuliann.lessons.literal import lines, outline
from pyjuliann.lessons.model import Exact, Example, Lesson
from pyjuliann.lessons.sources import julia_code, python_code
from pyjuliann.lessons.verify import Outcome, Side, VerifyResult
from pyjuliann.parity.names import sizes
from pyjuliann.parity.pair import Twin

_SIDE_BY_SIDE = 140  # from this width on, the two codes stand beside each other
_INDENT, _LABEL_WIDTH = 4, 11
_STYLES = {"identical": "green", "agree": "green", "differ": "bold red"}


def verdict_words(outcome: Outcome) -> str:
    """Return the verdict of an outcome in words: between the languages, and against what was published."""
    if outcome.comparison is None:
        return "differs"
    if not outcome.comparison:
        between = "differs"
    elif not outcome.example.expected.values_defined:
        between = "same type and size"
    elif outcome.comparison.verdict == "identical":
        between = "identical bits"
    else:
        distance = outcome.distance
        between = f"agrees to {outcome.max_ulp} ULP" if distance is None else f"agrees to {distance:.1e}"
    against = "as published" if outcome.example.expected.published else "as expected"
    return f"{between}, {against if outcome.as_published else 'not ' + against}"


def verify_table(result: VerifyResult) -> RenderableType:
    """Return every example of a run, its two values, the published figure and the verdict; and a summary."""
    return Group(*_by_lesson(result.outcomes), Text(), _Summary(result))


def lesson_page(lesson: Lesson, result: VerifyResult | None = None) -> RenderableType:
    """Return one lesson: its text, the code of its functions in both languages, and its examples.

    Parameters
    ----------
    lesson : Lesson
    result : VerifyResult, optional
        A run of the lesson; without one the examples show what is expected only.
    """
    parts: list[RenderableType] = [Rule(Text(_heading(lesson), "bold")), Markdown(lesson.text)]
    parts += [Rule("The code, Python and Julia"), *(_Code(function, function) for function in lesson.functions)]
    if lesson.inside:
        parts += [Rule("What it calls"), *(_Code(python, julia) for python, julia in lesson.inside)]
    parts.append(Rule("The examples"))
    if result is None:
        for example in lesson.examples:
            expected = example.expected
            figure = f"published  {expected.published}" if expected.published else expected.description
            parts += [_call(example), Text(f"  {figure}"), Text()]
        return Group(*parts)
    for outcome in result.outcomes:
        if outcome.lesson.id == lesson.id:
            parts += [_call(outcome.example), _Example(outcome), Text()]
    return Group(*parts, _Summary(result))


def _heading(lesson: Lesson) -> str:
    return f"Post {lesson.id} · {lesson.title}" if lesson.id.isdigit() else f"Companion note · {lesson.title}"


def _call(example: Example) -> Text:
    name = f"({example.name})" if isinstance(example.function, Twin) else example.name
    keywords = ", ".join(f"{key} = {outline(value)}" for key, value in example.keywords.items())
    arguments = ", ".join(outline(argument) for argument in example.args) + ("; " + keywords if keywords else "")
    return Text(f"{name}({arguments})", "bold")


def _by_lesson(outcomes: Iterable[Outcome]) -> Iterator[RenderableType]:
    grouped: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.lesson.id, []).append(outcome)
    for group in grouped.values():
        yield Text()
        yield Text(_heading(group[0].lesson), "bold")
        yield from map(_Example, group)


class _Summary:
    """The run in one line, or in several where one is too long: what came of it, how, and with which Julia."""

    def __init__(self, result: VerifyResult) -> None:
        self.result = result

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        summary, style = self.result.summary, "bold red" if self.result.exit_code else "bold green"
        if cell_len(summary) > options.max_width:
            outcome, against = summary.split(" · ")
            if cell_len(outcome) > options.max_width:
                outcome = outcome.replace(" (", "\n(")
            summary = f"{outcome}\n{against}"
        yield Text(summary, style)


class _Example:
    """One outcome; Python, Julia and the published figure stand below each other, digit under digit."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        example, width = self.outcome.example, options.max_width
        style = _STYLES[self.outcome.verdict]
        words = verdict_words(self.outcome)
        title = f"{example.id:<6} {example.title}  "
        if cell_len(title) + cell_len(words) <= width:
            yield Text.assemble(set_cell_size(title, width - cell_len(words)), (words, style))
        else:
            yield Text(title.rstrip())
            yield Text(words, style, justify="right")
        room = width - _INDENT - _LABEL_WIDTH
        for label, text in self._rows(room):
            for k, line in enumerate(text.wrap(console, max(room, 1), overflow="fold")):
                line.rstrip()
                yield Text.assemble(" " * _INDENT, f"{'' if k else label:<{_LABEL_WIDTH}}", line)

    def _rows(self, width: int) -> Iterator[tuple[str, Text]]:
        example = self.outcome.example
        expected = example.expected
        yield "Python", self._value(self.outcome.python, width)
        yield "Julia", self._value(self.outcome.julia, width)
        if isinstance(expected, Exact) and not expected.published:
            figure = "\n".join(lines(expected.value, width))
        else:
            figure = expected.published or expected.description
        if len(figure) > width:
            figure = figure.replace(" / ", "\n")
        yield ("published" if expected.published else "expected"), Text(figure)
        if self.outcome.verdict == "agree" and example.reason:
            yield "reason", Text(example.reason)
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

    def __init__(self, python: str, julia: str) -> None:
        self.python, self.julia = python, julia

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
                    yield Text(f"# {language.capitalize()}", "dim")
                    yield code
        yield Text()
