"""Every kind of value in the table: generated from an annotation, found to differ, made small, and written as code."""

from __future__ import annotations

import datetime
import enum
from collections import namedtuple
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import pytest
import scipy.sparse

from pyjuliann import MISSING, JuliaPair, Missing
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.kinds import KIND_OF, KINDS, category
from pyjuliann.parity.check import check
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.pair import pair


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Access(enum.Flag):
    READ = 1
    WRITE = 2


class Count(enum.IntEnum):
    ONE = 1
    TWO = 2


class Point(NamedTuple):
    x: int
    y: float


@dataclass
class Line:
    slope: float
    steps: int


ANNOTATED: dict[str, list[tuple[Any, Any]]] = {
    "nothing": [(None, None)],
    "missing": [(Missing, MISSING)],
    "scalar": [
        (bool, False), (int, 0), (float, 0.0), (complex, 0j), (np.float32, np.float32(0)), (Count, Count.ONE),
        (Access, Access.READ),
    ],
    "rational": [(Fraction, Fraction(0)), (Decimal, Decimal(0))],
    "date": [(datetime.date, datetime.date(2000, 1, 1))],
    "datetime": [
        (datetime.datetime, datetime.datetime(2000, 1, 1)), (np.datetime64, np.datetime64("2000-01-01", "ms")),
    ],
    "time": [(datetime.time, datetime.time(0))],
    "period": [(datetime.timedelta, datetime.timedelta(0)), (np.timedelta64, np.timedelta64(0, "W"))],
    "uuid": [(UUID, UUID(int=0))],
    "enumeration": [(Color, Color.RED)],
    "string": [(str, "a")],
    "bytes": [(bytes, b"\0")],
    "tuple": [(tuple[int, str], (0, "a"))],
    "named tuple": [(Point, Point(0, 0.0))],
    "record": [(Line, Line(0.0, 0))],
    "pair": [(JuliaPair[str, int], JuliaPair("a", 0))],
    "list": [(list[int], [0])],
    "dictionary": [(dict[str, int], {})],
    "set": [(set[int], set())],
    "range": [],
    "array": [
        (np.ndarray[Any, np.dtype[np.float64]], np.zeros(0)),
        (np.ndarray[Any, np.dtype[np.datetime64]], np.zeros(0, "M8[ms]")),
        (np.ndarray[Any, np.dtype[np.timedelta64]], np.zeros(0, "m8[us]")),
    ],
    "masked array": [(np.ma.MaskedArray, np.ma.array(np.zeros(1)))],
    "sparse array": [(scipy.sparse.csc_array, None)],
}  # fmt: skip
"""For each kind an annotation, and the smallest value that is made for it; a range cannot be annotated."""

ROWS = [row for rows in ANNOTATED.values() for row in rows]
IDS = [str(getattr(annotation, "__name__", annotation))[:40] for annotation, _ in ROWS]


def test_there_is_an_annotation_for_every_kind() -> None:
    assert {kind.category for kind in KINDS if kind.category} == set(ANNOTATED)
    for name, rows in ANNOTATED.items():
        assert {category(smallest) for _, smallest in rows if smallest is not None} <= {name, "nothing"}


def annotated(function: Any, annotation: Any) -> Any:
    function.__annotations__ = {"x": annotation, "return": annotation}
    return function


@pytest.mark.parametrize(("annotation", "smallest"), ROWS, ids=IDS)
@pytest.mark.thorough
def test_every_kind_is_generated_compared_shrunk_and_written(engine: Engine, annotation: Any, smallest: Any) -> None:
    def same(x):
        return x

    seen: list[Any] = []

    def other(x):
        seen.append(x)
        return (x, 1)

    report = check(pair(annotated(same, annotation), "identity"), engine=engine, cases=8, seed=1, keep=False)
    assert report.verdict == "identical", report
    report = check(pair(annotated(other, annotation), "x -> (x, 2)"), engine=engine, cases=8, seed=1, keep=False)
    assert report.verdict == "differ"
    found = report.findings[0].case.case.arguments[0]
    assert type(found) in {type(x) for x in seen}
    if smallest is not None:
        assert type(found) is type(smallest)
        assert compare(smallest, found).verdict == "identical", found
    finding = report.findings[0]
    *lines, call = finding.python_code.splitlines()
    names: dict[str, Any] = {"other": lambda x: (x, 1)}
    exec("\n".join(line for line in lines if "import other" not in line), names)
    given = eval(call[call.index("(") + 1 : call.rindex(")")], names)
    assert compare(found, given).verdict == "identical"
    assert compare((found, 2), engine.eval(finding.julia_code, typed=True)).verdict == "identical"


UNEQUAL: list[tuple[Any, Any]] = [
    (MISSING, None),
    (np.ma.array([1.0, 2.0], mask=[0, 1]), np.ma.array([1.0, 2.0], mask=[1, 0])),
    (np.ma.array([1.0, 2.0], mask=[0, 1]), np.ma.array([1.5, 2.0], mask=[0, 1])),
    (np.ma.array([1.0]), np.ma.array([1])),
    (np.ma.array([1.0]), np.array([1.0])),
    (np.ma.array([1.0]), np.ma.array([1.0, 2.0])),
    (datetime.date(2020, 1, 1), datetime.date(2020, 1, 2)),
    (datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1)),
    (datetime.timedelta(1), datetime.timedelta(2)),
    (np.timedelta64(1, "M"), datetime.timedelta(30)),
    (np.timedelta64(1501, "ns"), datetime.timedelta(microseconds=1)),
    (np.datetime64("NaT"), np.datetime64("NaT")),
    (np.array(["2020-01-01"], "M8[D]"), np.array(["2020-01-02"], "M8[D]")),
    (np.array(["2020-01-01"], "M8[D]"), np.array(["2020-01-01"], "M8[ms]")),
    (np.array([1], "m8[s]"), np.array([1000], "m8[ms]")),
    (Color.RED, Color.GREEN),
    (Color.RED, 1),
    (Color.RED, "green"),
    (Decimal("0.1"), Fraction(1, 3)),
    (Decimal("NaN"), Decimal(0)),
    (Decimal("sNaN"), Decimal(0)),
    (UUID(int=1), UUID(int=2)),
    (JuliaPair(1, 2), JuliaPair(1, 3)),
    ({Color.RED: 1}, {"GREEN": 1}),
]
EQUAL: list[tuple[Any, Any]] = [
    (np.ma.masked, MISSING),
    (np.ma.array([1.0, 2.0], mask=[0, 1]), np.ma.array([1.0, 3.0], mask=[0, 1])),
    (np.array(["2020-01-01"], "M8[ns]"), np.array(["2020-01-01"], "M8[ms]")),
    (np.array([datetime.date(2020, 1, 1)], object), np.array(["2020-01-01"], "M8[D]")),
    (np.timedelta64(3, "D"), datetime.timedelta(3)),
    (np.datetime64("2020-01-01", "D"), datetime.date(2020, 1, 1)),
    (Color.RED, enum.Enum("Color", "red").red),
    (Color.RED, "red"),
    (Count.TWO, 2),
    (Access.READ | Access.WRITE, 3),
    (Decimal("0.1"), Fraction(1, 10)),
    (Decimal("NaN"), Decimal("NaN")),
    (JuliaPair(1, 2), (1, 2)),
    ({Color.RED: 1}, {"RED": 1}),
    ({Count.TWO}, {2}),
]


@pytest.mark.parametrize(("python", "julia"), UNEQUAL, ids=range(len(UNEQUAL)))
def test_values_that_differ_differ(python: Any, julia: Any) -> None:
    assert compare(python, julia).verdict == "differ"
    assert str(compare(python, julia))


@pytest.mark.parametrize(("python", "julia"), EQUAL, ids=range(len(EQUAL)))
def test_values_that_correspond_are_the_same(python: Any, julia: Any) -> None:
    assert compare(python, julia).verdict == "identical", compare(python, julia)


def test_a_masked_array_and_a_plain_one_are_compared_where_that_is_known() -> None:
    plain, lacking = np.array([1.0, 2.0]), np.ma.array([1.0, 3.0], mask=[0, 1])
    found = compare(plain, lacking, expected=["container"])
    assert [difference.aspect for difference in found.differences] == ["container", "value"]
    assert compare(plain, np.ma.array(plain), expected=["container"]).beyond == 0


def test_a_row_that_bares_to_its_own_kind_ends() -> None:
    for value in (np.timedelta64(5, "ns"), np.datetime64("NaT"), np.datetime64(2**40, "D")):
        assert KIND_OF[type(value)].category in ("period", "datetime")
        assert category(value)


def test_named_tuples_that_are_made_here_are_still_known() -> None:
    assert category(namedtuple("Own", "x")(1)) == "named tuple"
