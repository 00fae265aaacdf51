"""What a book tells: the lessons' examples, the traps, the measured functions, and where all of it comes from."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

import pyjuliann.nn
from pyjuliann.book.notebook import own_code
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.records import Provenance
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import Notation, julia_literal, literal_lines, python_literal
from pyjuliann.bridge.values.type_names import sizes
from pyjuliann.lessons import lessons
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
        told("Running the lessons …")
        result = verify(engine, lessons().values())
        origins = [origin_of("The examples of the lessons", engine)]
        told("Measuring the elementary functions …")
        accuracy = recorded_accuracy() if engine.info.recorded else _measured(engine)
    with started(fallback=RECORDS / "traps.jsonl", interpreted=True) as engine:
        told("Running the traps …")
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
        All of it, to be run as it is. Where the inputs are long it is Python code that takes them from the package.
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
    lines = [
        f"{one.name} = {_python_name(one.value) if one.is_function else python_literal(one.value)}"
        for one in inputs_of(example)
    ]
    call = f"{function}({_by_name(example, ', ', '=')})"
    imports = ["import numpy as np", *[f"from pyjuliann.nn import {', '.join(sorted(set(used)))}"] * bool(used)]
    imports += [need for one in inputs_of(example) for need in code_needs(one.value, "python")]
    definition = "\n\n".join(dict.fromkeys(map(str.rstrip, definitions)))
    whole = "\n".join([*dict.fromkeys(imports), "", *[f"{definition}\n"] * bool(definition), *lines, call])
    return ExampleCode(definition, call, _copied(whole, example, _CALLED))


def _python_name(twin: Twin) -> str:
    """Return what a function of an example's own is called, or the code of a lambda."""
    return callable_code(twin.python)[1].lstrip("_")


@lru_cache(_KEPT)
def julia_code(example: Example) -> ExampleCode:
    """Return an example as Julia code."""
    definition = f"f = {example.function.julia}" if isinstance(example.function, Twin) else ""
    call = f"{'f' if definition else example.name}({_by_name(example, '; ', ' = ')})"
    lines = [
        f"{one.name} = {one.value.julia if one.is_function else julia_literal(one.value)}" for one in inputs_of(example)
    ]
    head = ['include("julia/src/JuliaNN.jl")', "using .JuliaNN", ""]
    whole = "\n".join([*head, *[definition] * bool(definition), *lines, call])
    return ExampleCode(definition, call, _copied(whole, example, _ASKED))


_CALLED: Final = """\
from pyjuliann.lessons import find_example
from pyjuliann.lessons.calls import call_python

call_python(find_example({id!r}))"""

_ASKED: Final = """\
from pyjuliann import start_julia
from pyjuliann.lessons import find_example
from pyjuliann.lessons.calls import call_julia

with start_julia() as julia:
    print(call_julia(julia, find_example({id!r})))"""


def value_text(outcome: ExampleResult, side: ExampleSide, notation: Notation) -> str:
    """Return the result of a side as code, arrays abbreviated; of values that mean nothing, size and type."""
    expected = outcome.example.expected
    if not expected.values_defined and isinstance(side.value, np.ndarray):
        return f"{sizes(side.value.shape)} {side.type}"
    shown = side.value if side.problem else expected.shown(side.value)
    return shown if isinstance(shown, str) else "\n".join(literal_lines(shown, notation, _WIDTH))


def _copied(whole: str, example: Example, instead: str) -> str:
    return whole if len(whole) <= LONGEST else instead.format(id=example.id)


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
