"""What a book tells: the lessons' examples, the traps, the measured functions, and where all of it comes from."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

import pyjuliann.nn
from pyjuliann.book.notebook import own_code, place_of
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.records import Provenance
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import Notation, julia_literal, literal_lines, python_literal
from pyjuliann.bridge.values.type_names import sizes
from pyjuliann.language import phrase
from pyjuliann.lessons import find_example, lessons
from pyjuliann.lessons.literal import outline
from pyjuliann.lessons.model import Example
from pyjuliann.lessons.verify import ExampleResult, ExampleSide, VerifyResult, verify
from pyjuliann.parity.judging.accuracy import measure
from pyjuliann.parity.judging.elementary import DTYPES, chosen_range, elementary
from pyjuliann.parity.pairing.case import parameter_names
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.results.accuracy import facts_of, processor
from pyjuliann.parity.running.session import Session
from pyjuliann.settings import RECORDS
from pyjuliann.traps.catalogue import entries
from pyjuliann.traps.run import TrapFinding, run_entries

POINTS: Final = 2_000
"""Points of each elementary function that a live Julia is asked for."""

LONGEST: Final = 2_000
"""Characters of an example's code that is copied as it is."""

_LONG: Final = 200  # characters of an input's code

_WIDTH: Final = 60
_LINES: Final = 12
_KEPT: Final = 512  # a book in two languages asks twice for each


# ---------------------------------------------------------------- what was run


@dataclass(frozen=True)
class Origin:
    """Where answers come from: which Julia, which NumPy, when.

    Attributes
    ----------
    what : str
        What was asked, an English phrase.
    julia : Provenance
        Julia's side.
    python, numpy, machine : str
        Python's side.
    simd : tuple of str
        The vector instructions that NumPy found.
    date : str
        The day on which Python answered.
    recorded : bool
        Whether Julia's answers were recorded before, and not asked for when the book was built.
    """

    what: str
    julia: Provenance
    python: str
    numpy: str
    machine: str
    simd: tuple[str, ...]
    date: str
    recorded: bool


@dataclass(frozen=True, eq=False)
class Book:
    """All that was run for a book.

    Attributes
    ----------
    result : VerifyResult
        The examples of all lessons.
    findings : tuple of TrapFinding
        All traps.
    accuracy : mapping
        The elementary functions, as ``pyjuliann ulp --json`` has them.
    origins : tuple of Origin
    """

    result: VerifyResult
    findings: tuple[TrapFinding, ...]
    accuracy: Mapping[str, Any]
    origins: tuple[Origin, ...]

    @property
    def agrees(self) -> bool:
        """Whether all examples agree, and all traps are as stated."""
        return not self.result.exit_code and all(self.findings)


Started = Callable[..., AbstractContextManager[Engine]]
"""Starts an engine, with settings by name: ``fallback``, ``interpreted``."""


def run_book(started: Started, told: Callable[[str], object] = lambda _: None) -> Book:
    """Run all that a book tells, in both languages.

    Parameters
    ----------
    started : callable
        Starts the engine that was asked for; twice, for the answers come from two records.
    told : callable
        Given a line at the start of each part.

    Raises
    ------
    RecordError
        If recorded answers are stale, or are not there.
    """
    with started(fallback=RECORDS / "lessons.jsonl") as engine:
        told(phrase("Running the lessons …"))
        result = verify(engine, lessons().values())
        origins = [origin_of("The examples of the lessons", engine)]
        told(phrase("Measuring the elementary functions …"))
        accuracy = recorded_accuracy() if engine.info.recorded else _measured(engine)
    with started(fallback=RECORDS / "traps.jsonl", interpreted=True) as engine:
        told(phrase("Running the traps …"))
        findings = tuple(run_entries(entries(), engine))
        origins.append(origin_of("The traps", engine))
    return Book(result, findings, accuracy, tuple(origins))


def origin_of(what: str, engine: Engine) -> Origin:
    """Return where the answers of an engine come from, and Python's beside them."""
    recorded = isinstance(engine, RecordedEngine)
    julia = engine.provenance if isinstance(engine, RecordedEngine) else Provenance.of(engine.info)
    machine = f"{platform.system()} {platform.machine()}"
    today = Provenance.of(engine.info).date
    return Origin(what, julia, platform.python_version(), np.__version__, machine, tuple(processor()), today, recorded)


def _measured(engine: Engine) -> dict[str, Any]:
    session = Session(engine)
    rows = [
        measure(function, dtype, POINTS, chosen_range(function, dtype, None), session)
        for dtype in DTYPES
        for function in elementary([])
    ]
    return facts_of(rows, engine.info)


def recorded_accuracy() -> dict[str, Any]:
    """Return the elementary functions as they were measured for this release."""
    found: dict[str, Any] = json.loads((RECORDS / "ulp.json").read_text(encoding="utf-8"))
    return found


# ---------------------------------------------------------------- an example as code


@dataclass(frozen=True, eq=False)
class Input:
    """An argument of an example: its name, its value, and how that is written, long arrays abbreviated."""

    name: str
    value: Any
    python: str
    julia: str

    @property
    def is_function(self) -> bool:
        """Whether it is a function, written in both languages, and no value."""
        return isinstance(self.value, Twin)


@dataclass(frozen=True, eq=False)
class ExampleCode:
    """An example as code of one language.

    Attributes
    ----------
    definition : str
        The function that is called, where it is the example's own; "" elsewhere.
    call : str
        The call, its arguments by their names.
    whole : str
        All of it, to be run as it is. Where the inputs are long it takes them from the package.
    """

    definition: str
    call: str
    whole: str


@lru_cache(_KEPT)
def inputs_of(example: Example) -> tuple[Input, ...]:
    """Return the arguments of an example by their names, those that go by keyword last."""
    names = parameter_names(_called(example), len(example.args))
    names = [name if name.isidentifier() else f"x{k}" for k, name in enumerate(names, 1)]
    named = [*zip(names, example.args, strict=True), *example.keywords.items()]
    return tuple(Input(name, value, _written(value, "python"), _written(value, "julia")) for name, value in named)


@lru_cache(_KEPT)
def python_code(example: Example) -> ExampleCode:
    """Return an example as Python code."""
    definitions: list[str] = []
    used = [] if isinstance(example.function, Twin) else [example.function]
    for part in (example.function, *example.args):
        if isinstance(part, Twin):
            more, names = own_code(part.python)
            definitions += more
            used += names
    function = _python_name(example.function) if isinstance(example.function, Twin) else example.function
    call = f"{function}({_by_name(example, ', ', '=')})"
    definition = "\n\n".join(dict.fromkeys(map(str.rstrip, definitions)))
    head = ["import numpy as np", *[f"from pyjuliann.nn import {', '.join(sorted(set(used)))}"] * bool(used)]

    def written(taken: Collection[str]) -> str:
        imports, lines = list(head), []
        for one in inputs_of(example):
            if one.name in taken:
                imports.append("from pyjuliann.lessons import find_example")
                lines.append(f"{one.name} = find_example({example.id!r}).{place_of(example, one.name)}")
            else:
                imports += code_needs(one.value, "python")
                lines.append(
                    f"{one.name} = {_python_name(one.value) if one.is_function else python_literal(one.value)}"
                )
        return "\n".join([*dict.fromkeys(imports), "", *[f"{definition}\n"] * bool(definition), *lines, call])

    return ExampleCode(definition, call, _copied(example, written))


def _python_name(twin: Twin) -> str:
    """Return what a function of an example's own is called, or the code of a lambda."""
    return callable_code(twin.python)[1].lstrip("_")


@lru_cache(_KEPT)
def julia_code(example: Example) -> ExampleCode:
    """Return an example as Julia code."""
    definition = f"f = {example.function.julia}" if isinstance(example.function, Twin) else ""
    call = f"{'f' if definition else example.name}({_by_name(example, '; ', ' = ')})"
    head = ['include("julia/src/JuliaNN.jl")', "using .JuliaNN\n", *[definition] * bool(definition)]

    def written(taken: Collection[str]) -> str:
        names = [one.name for one in inputs_of(example)]
        from_package = _READ.format(example.id, [name for name in names if name in taken]) if taken else ""
        here = julia_inputs(example, [name for name in names if name not in taken])
        return "\n".join(filter(None, [*head, from_package, here, call]))

    return ExampleCode(definition, call, _copied(example, written))


def julia_inputs(example: Example | str, names: Collection[str]) -> str:
    """Return the Julia code that gives inputs of an example, or of the one of this number, their values."""
    if isinstance(example, str):
        example = find_example(example)
    return "\n".join(
        f"{one.name} = {one.value.julia if one.is_function else julia_literal(one.value)}"
        for one in inputs_of(example)
        if one.name in names
    )


_READ: Final = """\
# these inputs are long: the Python package writes them
inputs = read(`python -c "from pyjuliann.book.content import julia_inputs; print(julia_inputs('{}', {}))"`, String)
include_string(@__MODULE__, inputs)"""


def _copied(example: Example, written: Callable[[Collection[str]], str]) -> str:
    """Return the code that is copied: where it is long, the lesson's own long inputs are taken from the package."""
    whole = written(())
    if len(whole) <= LONGEST:
        return whole
    of_lesson = {id(one.value) for one in inputs_of(find_example(example.id)) if not one.is_function}
    its = [one for one in inputs_of(example) if id(one.value) in of_lesson]
    return written([one.name for one in its if len(python_literal(one.value)) > _LONG])


def value_text(outcome: ExampleResult, side: ExampleSide, notation: Notation) -> str:
    """Return the result of a side as code, arrays abbreviated; of values that mean nothing, size and type."""
    expected = outcome.example.expected
    if not expected.values_defined and isinstance(side.value, np.ndarray):
        return f"{sizes(side.value.shape)} {side.type}"
    shown = side.value if side.problem else expected.shown(side.value)
    return shown if isinstance(shown, str) else "\n".join(literal_lines(shown, notation, _WIDTH))


def _called(example: Example) -> Callable[..., Any]:
    if isinstance(example.function, Twin):
        own: Callable[..., Any] = example.function.python
        return own
    public: Callable[..., Any] = getattr(pyjuliann.nn, example.function)
    return public


def _by_name(example: Example, before_keywords: str, equals: str) -> str:
    names = [one.name for one in inputs_of(example)]
    positional, named = names[: len(example.args)], names[len(example.args) :]
    given = ", ".join(positional)
    by_keyword = ", ".join(f"{name}{equals}{name}" for name in named)
    return f"{given}{before_keywords if given or ';' in before_keywords else ''}{by_keyword}" if named else given


def _written(value: Any, notation: Notation) -> str:
    """Return an argument as code, arrays abbreviated; of a function in Python its name, or the lambda."""
    if isinstance(value, Twin):
        return value.julia if notation == "julia" else _python_name(value)
    lines = literal_lines(value, notation, _WIDTH)
    return "\n".join(lines) if len(lines) <= _LINES else outline(value, notation)
