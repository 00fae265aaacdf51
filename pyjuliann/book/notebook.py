"""A lesson as a notebook: its text, both codes, and its examples as cells that run, Julia's by `%%julia`.

An example's arguments are Python variables, which both languages take: who changes one sees both answer.
"""

from __future__ import annotations

import ast
import inspect
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import count
from types import CodeType
from typing import Any, Final

import numpy as np

import pyjuliann.nn
from pyjuliann.book.figures import FIGURES
from pyjuliann.book.figures.svg import alone
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.groups import Group, doc_lines
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import Notation, literal_lines
from pyjuliann.language import Language, Words, words_in
from pyjuliann.lessons.index import MODULES
from pyjuliann.lessons.model import Example, Lesson, text_of
from pyjuliann.lessons.show import heading, verdict_words
from pyjuliann.lessons.sources import codes, contract_terms, julia_code, python_code
from pyjuliann.lessons.text import Prose, blocks
from pyjuliann.lessons.verify import ExampleResult, VerifyResult
from pyjuliann.lessons.wording import words_of
from pyjuliann.parity.pairing.case import parameter_names
from pyjuliann.parity.pairing.pair import Twin

_WIDTH: Final = 100
_MOST_LINES: Final = 30
"""What is longer is not written into the notebook, but taken from the lesson."""


def lesson_notebook(lesson: Lesson, result: VerifyResult | None = None, language: Language = "en") -> str:
    """Return a lesson as the text of a notebook's file.

    Parameters
    ----------
    lesson : Lesson
    result : VerifyResult, optional
        A run of the lesson: the cells have its values as their results; without one they have none.
    language : {"en", "ko"}
        The language of the texts.

    Raises
    ------
    ImportError
        If nbformat is not installed.
    """
    nbformat: Any = import_module("nbformat")
    book = nbformat.v4.new_notebook()
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "title": heading(lesson, words_of(lesson.id, language)),
    }
    book.cells = list(_Cells(lesson, result, language, nbformat.v4).all())
    nbformat.validate(book)
    return f"{nbformat.writes(book)}\n"


class _Cells:
    """The cells of a lesson in their order, each with an identity that does not change from one run to the next."""

    def __init__(self, lesson: Lesson, result: VerifyResult | None, language: Language, make: Any) -> None:
        self.lesson, self.language, self.words, self.make = lesson, language, words_of(lesson.id, language), make
        self.drawn_words = words_in(
            language, "pyjuliann.book.korean.figures", f"pyjuliann.lessons.korean.{MODULES[lesson.id]}"
        )
        outcomes = result.outcomes if result else ()
        self.outcomes = {one.example.id: one for one in outcomes if one.lesson.id == lesson.id}
        self.numbers = count(1)
        self.runs = count(1)

    def all(self) -> Iterator[Any]:
        lesson, words = self.lesson, self.words
        yield self.text(f"# {heading(lesson, words)}")
        yield self.code(_setup(lesson.runs))
        yield from self.body()
        yield self.text(f"## {words('The code, Python and Julia')}")
        yield from (self.text(_codes(python, julia, words)) for python, julia in codes(lesson))
        if lesson.exercises:
            yield self.text(f"## {words('Exercises')}")
            yield self.text("\n".join(f"{k}. {words(one.question)}" for k, one in enumerate(lesson.exercises, 1)))
            yield self.text(f"## {words('Their answers')}")
        for number, exercise in enumerate(lesson.exercises, 1):
            yield self.text(f"{number}. {words(exercise.explanation)}")
            yield from self.example(exercise.answer)

    def body(self) -> Iterator[Any]:
        """Yield the text, with what it refers to in its place, and the examples that it does not refer to."""
        left = {example.id: example for example in self.lesson.examples}
        for block in blocks(text_of(self.lesson, self.language)):
            if isinstance(block, Prose):
                yield self.text(block.markdown)
            elif block.kind == "formula":
                yield self.text(f"$$\n{self.lesson.formulas[block.name].latex}\n$$")
            elif block.kind == "figure":
                yield self.figure(block.name)
            else:
                yield from self.example(left.pop(block.name))
        if left:
            yield self.text(f"## {self.words('The examples')}")
        for example in left.values():
            yield from self.example(example)

    def example(self, example: Example) -> Iterator[Any]:
        """Yield what an example is, the cells that run it in either language, and one that compares."""
        outcome = self.outcomes.get(example.id)
        yield self.text(_title(example, outcome, self.words))
        values = example.expected.values_defined
        python = julia = None
        if outcome and values and not (outcome.python.error or outcome.julia.error):
            python, julia = repr(outcome.python.value), repr(_plain(outcome.julia.value))
        yield self.code(_python_cell(example), python)
        yield self.code(_julia_cell(example), julia)
        yield self.code(_comparison(example, self.words))

    def figure(self, name: str) -> Any:
        """Return a drawing and what it shows; the drawing is within the cell."""
        caption = self.words(self.lesson.figures[name])
        drawing = alone(FIGURES[self.lesson.id, name](self.drawn_words))
        cell = self.text(f"![{caption}](attachment:{name}.svg)\n\n*{caption}*")
        cell["attachments"] = {f"{name}.svg": {"image/svg+xml": b64encode(drawing.encode()).decode()}}
        return cell

    def text(self, text: str) -> Any:
        return self.make.new_markdown_cell(text.strip(), id=self._id())

    def code(self, text: str, result: str | None = None) -> Any:
        run = next(self.runs) if self.outcomes else None
        outputs = []
        if result is not None:
            data = {"text/plain": result}
            outputs.append(self.make.new_output("execute_result", data, execution_count=run))
        return self.make.new_code_cell(text, id=self._id(), execution_count=run, outputs=outputs)

    def _id(self) -> str:
        return f"lesson-{self.lesson.id}-{next(self.numbers)}"


# ---------------------------------------------------------------- texts


def _codes(python: str, julia: str, words: Words) -> str:
    """Return a function in both languages, below what it asks of its arguments."""
    name = (python or julia).rpartition(".")[2]
    terms = contract_terms(python) if python else []
    parts = [f"**`{name}`**" + (f" {', '.join(f'`{term}`' for term in terms)}" if terms else "")]
    if python:
        parts.append(f"{words('Python')}:\n\n```python\n{python_code(python)}\n```")
    if julia:
        parts.append(f"{words('Julia')}:\n\n```julia\n{julia_code(julia)}\n```")
    return "\n\n".join(parts)


def _title(example: Example, outcome: ExampleResult | None, words: Words) -> str:
    expected = example.expected
    told = words(expected.published) or expected.description_in(words)
    lines = [f"### {example.id} {words(example.title)}", ""]
    lines.append(f"{words('published' if expected.published else 'expected')}: `{told}`")
    if outcome:
        lines[-1] += f" · {verdict_words(outcome, words)}"
    return "\n".join(lines)


# ---------------------------------------------------------------- code


def _setup(examples: Sequence[Example]) -> str:
    """Return the cell that brings what the examples' cells use."""
    used = {example.function for example in examples if isinstance(example.function, str)}
    used |= {name for twin in _twins(examples) for name in own_code(twin.python)[1]}
    whole = f"from pyjuliann.nn import {', '.join(sorted(used))}"
    names = whole if len(whole) <= _WIDTH else Group("from pyjuliann.nn import (", tuple(sorted(used)), ", ", ")")
    values = [value for example in examples for value in _arguments(example).values()]
    needs = {need for value in values if _written(value) for need in code_needs(value, "python")}
    if not all(map(_written, values)):
        needs.add("from pyjuliann.lessons import find_example")
    needs -= {"import numpy as np"}
    lines = ["%load_ext pyjuliann", "import numpy as np", "from pyjuliann import Policy, compare", *sorted(needs)]
    return "\n".join([*lines, *doc_lines(names, _WIDTH)])


def _python_cell(example: Example) -> str:
    """Return the functions that are the example's own, the arguments as variables, and the call."""
    lines = [code for twin in _twins([example]) for code in own_code(twin.python)[0]]
    for name, value in _arguments(example).items():
        written = _written(value) or [f'find_example("{example.id}").{place_of(example, name)}']
        lines += [f"{name} = {written[0]}", *written[1:]]
    return "\n".join([*lines, *_call(example, "python"), "result"])


def _julia_cell(example: Example) -> str:
    """Return the same call in Julia, with Python's variables."""
    return "\n".join(["%%julia", *_call(example, "julia")])


def _comparison(example: Example, words: Words) -> str:
    """Return the cell that compares what both gave, within what the example allows; Julia's was the last result."""
    if not example.expected.values_defined:
        return "type(_) is type(result), np.shape(_) == np.shape(result)"
    policy = (f"Policy(ulp={example.ulp}, reason={words(example.reason)!r})",) if example.ulp else ()
    scale = (f"scale={example.scale}",) if example.scale is not None else ()
    return "\n".join(doc_lines(Group("compare(", ("result", "_", *policy, *scale), ", ", ")"), _WIDTH))


def _call(example: Example, notation: Notation) -> list[str]:
    """Return the call, its arguments by the names of Python's variables."""
    julia = notation == "julia"
    sign = "$" if julia else ""
    names = iter(_arguments(example))
    given = [_code(part, notation) if isinstance(part, Twin) else sign + next(names) for part in example.args]
    named = [f"{name}{' = ' if julia else '='}{sign}{name}" for name in names]
    if named and julia:
        given, named = [*given[:-1], f"{given[-1] if given else ''}; {named[0]}"], named[1:]
    head = f"{'' if julia else 'result = '}{_function(example.function, notation)}("
    return doc_lines(Group(head, (*given, *named), ", ", ")"), _WIDTH)


def _function(function: str | Twin, notation: Notation) -> str:
    if isinstance(function, str):
        return f"JuliaNN.{function}" if notation == "julia" else function
    code = _code(function, notation)
    return code if code.isidentifier() else f"({code})"


def _code(twin: Twin, notation: Notation) -> str:
    """Return a function of the example's own: Julia's code, or Python's, which is a name or a lambda's."""
    if notation == "julia":
        return twin.julia
    code = callable_code(twin.python)[1].lstrip("_")
    return code.removeprefix("(").removesuffix(")") if code.startswith("(lambda") else code


def _arguments(example: Example) -> dict[str, Any]:
    """Return the arguments that are no functions, by the names that the function has for them."""
    called = getattr(pyjuliann.nn, example.function) if isinstance(example.function, str) else example.function.python
    names = [
        name if name.isidentifier() else f"x{k}" for k, name in enumerate(parameter_names(called, len(example.args)), 1)
    ]
    given = zip(names, example.args, strict=True)
    return {name: value for name, value in given if not isinstance(value, Twin)} | dict(example.keywords)


def place_of(example: Example, name: str) -> str:
    """Return where in an example the argument of this name stands."""
    if name in example.keywords:
        return f'keywords["{name}"]'
    return f"args[{next(k for k, value in enumerate(example.args) if value is _arguments(example)[name])}]"


def _written(value: Any) -> list[str] | None:
    """Return a value as lines of Python code; None if it is too long for that."""
    lines = literal_lines(value, "python", _WIDTH)
    return None if len(lines) > _MOST_LINES or any("…" in line for line in lines) else lines


def _twins(examples: Iterable[Example]) -> Iterator[Twin]:
    """Yield the functions that are the examples' own."""
    for example in examples:
        yield from (part for part in (example.function, *example.args) if isinstance(part, Twin))


def own_code(function: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """Return the definitions that a function of an example needs, its own the last, and the names of `nn` in them."""
    imports, _ = callable_code(function)
    if not inspect.isfunction(function):
        return imports, []  # a function of NumPy's, or one that is built in
    names = list(_names(function.__code__))
    used = [each for each in names if each in vars(pyjuliann.nn)]
    own = [function.__globals__.get(each) for each in names if each not in used]
    inner = [own_code(each) for each in own if inspect.isfunction(each)]
    definitions = [f"import {each.__name__}" for each in own if inspect.ismodule(each) and each is not np]
    # such as functools.reduce, whose module is written in C under a name of its own
    brought = [each for each in own if inspect.isbuiltin(each) and each.__module__ != "builtins"]
    definitions += [f"from {each.__module__.lstrip('_')} import {each.__name__}" for each in brought]
    definitions += [code for codes, _ in inner for code in codes]
    if imports:
        definitions.append(_bare_source(function))
    return definitions, [*used, *(each for _, names in inner for each in names)]


def _names(code: CodeType) -> Iterator[str]:
    """Yield the names that code uses, in the functions and comprehensions inside it too."""
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)


def _bare_source(function: Callable[..., Any]) -> str:
    """Return the source of a function without annotations, under the name that a reader would give it."""
    tree = ast.parse(inspect.getsource(function))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        for field in ("id", "name"):
            if isinstance(node, ast.FunctionDef | ast.Name) and (name := getattr(node, field, "")).startswith("_"):
                setattr(node, field, name.lstrip("_") if len(name) > 1 else name)
    return ast.unparse(tree) + "\n"


def _plain(value: Any) -> Any:
    """Return a number as a cell of Julia gives it, which Python has a type of its own for."""
    return value.item() if isinstance(value, np.generic) else value
