"""Dataclasses and structs in pairs: generated, compared field by field, and told by their names."""

from __future__ import annotations

import textwrap
from collections import namedtuple
from dataclasses import InitVar, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pyjuliann import JuliaRecord, JuliaValue, check, compare, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.records import fields_of
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.running.python_side import run_python


@dataclass
class Line:
    slope: float
    offset: float


@dataclass
class Tree:
    value: int
    children: list[Tree]


@dataclass
class Doubled:
    total: int
    start: InitVar[int]

    def __post_init__(self, start: int) -> None:
        self.total = 2 * start


def scaled(line: Line, by: float) -> Line:
    return Line(line.slope * by, line.offset * by)


def value_of(tree: Tree) -> int:
    return tree.value


def total_of(doubled: Doubled) -> int:
    return doubled.total


def steepened(line: Line) -> float:
    line.slope *= 2
    return line.slope


SOURCE = """
struct Line; slope::Float64; offset::Float64; end
mutable struct Changing; slope::Float64; offset::Float64; end
scaled(line, by) = Line(line.slope * by, line.offset * by)
as_named(line, by) = (slope = line.slope * by, offset = line.offset * by)
wrong(line, by) = Line(line.slope * by, line.offset + by)
renamed(line, by) = (slope = line.slope * by, intercept = line.offset * by)
value_of(tree) = tree.value
typed(line::Changing, by) = Changing(line.slope * by, line.offset * by)
steepened(line::Changing) = line.slope *= 2
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("structs") / "mine.jl"
    file.write_text(textwrap.dedent(SOURCE), encoding="utf-8")
    return file


def checked(engine: Engine, function: Any, julia: str, **options: Any) -> Any:
    return check(pair(function, julia, **options), cases=10, seed=1, engine=engine, repair=0)


@pytest.mark.parametrize("twin", ["scaled", "as_named"])
def test_a_dataclass_and_a_struct_of_the_same_fields_are_the_same(engine: Engine, source: Path, twin: str) -> None:
    assert checked(engine, scaled, f"{source}::{twin}").verdict == "identical"


def test_the_field_that_differs_is_named(engine: Engine, source: Path) -> None:
    report = checked(engine, scaled, f"{source}::wrong")
    place = report.findings[0].case.comparison.worst
    assert report.verdict == "differ"
    assert (place.python_path, place.julia_path) == (".offset", ".offset")
    report = checked(engine, scaled, f"{source}::renamed")
    assert "slope, offset in Python, slope, intercept in Julia" in str(report.findings[0].case.comparison)


def test_an_argument_can_be_the_struct_that_a_file_defines(engine: Engine, source: Path) -> None:
    as_changing = {"line": lambda line: JuliaValue(line, "Changing")}
    assert checked(engine, scaled, f"{source}::typed", arguments=as_changing).verdict == "identical"
    # both sides change their argument, and alike
    report = checked(engine, steepened, f"{source}::steepened", arguments=as_changing)
    assert report.verdict == "identical", report


def test_generated_dataclasses(engine: Engine, source: Path) -> None:
    assert checked(engine, value_of, f"{source}::value_of").verdict == "identical"
    assert checked(engine, total_of, "d -> d.total").verdict == "identical"


def test_a_finding_is_small_and_can_be_run(engine: Engine, source: Path) -> None:
    finding = checked(engine, scaled, f"{source}::wrong").findings[0]
    *lines, call = finding.python_code.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)
    assert isinstance(eval(call, names), Line)
    assert "line = (slope = " in finding.julia_code
    result = engine.eval(finding.julia_code)
    assert fields_of(result).keys() == {"slope", "offset"}


# ---------------------------------------------------------------- comparing

Order = namedtuple("Order", "b a")
AB = namedtuple("AB", "a b")


@dataclass
class Pairing:
    a: Any
    b: Any


def test_records_are_compared_by_the_names_of_their_fields() -> None:
    struct = JuliaRecord("Mine.Pairing", b=np.array([2.0]), a=1)
    assert compare(Pairing(1, np.array([2.0])), struct).verdict == "identical"
    assert compare(AB(1, np.array([2.0])), struct).verdict == "identical"
    assert compare(struct, AB(1, np.array([2.0]))).verdict == "identical"
    assert "container" in [note.aspect for note in compare(AB(1, np.array([2.0])), struct).notes]
    differing = compare(Pairing(1, np.array([2.5])), struct)
    assert ".b[0]" in str(differing)
    nested = compare(Pairing(Pairing(1, 2), 3), JuliaRecord("X", a=JuliaRecord("Y", a=1, b=5), b=3))
    assert nested.worst.python_path == ".a.b"
    assert compare(Pairing(1, 2), JuliaRecord("X", a=1)).verdict == "differ"
    assert compare(Pairing(1, 2), (1, 2)).verdict == "differ"
    assert compare(AB(1, 2), Order(2, 1)).verdict == "differ"  # the fields of tuples have an order


def test_a_factorization_is_compared_as_what_it_unpacks_to(engine: Engine) -> None:
    matrix = np.array([[2.0, 1.0], [1.0, 3.0]])
    found = engine.call("LinearAlgebra.eigen", matrix)
    assert compare(tuple(found), found).verdict == "identical"
    assert compare(tuple(found)[:1], found).verdict == "differ"
    # what a field holds beside its parts was never written to
    once, again = (engine.call("LinearAlgebra.qr", np.arange(12.0).reshape(4, 3) ** 2) for _ in range(2))
    assert compare(once, again).verdict == "identical"
    assert once == again


def test_a_change_and_shared_memory_within_a_dataclass_are_seen() -> None:
    array = np.zeros(3)

    def changes(given: Pairing) -> Pairing:
        given.a[0] = 1
        return Pairing(given.a, 0)

    outcome = run_python(changes, [Case((Pairing(array, 0),))])[0]
    assert list(outcome.changed) == [0]
    assert outcome.aliases == {0}


def test_two_dataclasses_of_long_arrays_are_two_cases() -> None:
    one, other = (Pairing(np.arange(5000) == k, 0) for k in (2500, 2501))
    assert repr(one) == repr(other)
    assert fingerprint(Case((one,))) != fingerprint(Case((other,)))
