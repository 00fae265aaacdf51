"""The table of kinds of value: that no row lacks a part, that both languages' halves fit, and that a row is enough."""

from __future__ import annotations

import datetime
import enum
import json
import math
from collections import namedtuple
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import numpy as np
import pytest
import scipy.sparse
from copies import copied_to, replaced, run_in

from pyjuliann import MISSING, JuliaPair, JuliaRecord, JuliaValue, Twin
from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.julia_types import type_tree
from pyjuliann.bridge.values.kinds import DECODERS, KINDS, TYPED, code_needs, julia_type, python_type
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.parity.comparing.compare import Policy, compare

Point = namedtuple("Point", "x y")


@dataclass
class Line:
    slope: float
    through: tuple[int, ...]


class Color(enum.Enum):
    RED = 1
    GREEN = "of any kind"


class Number(enum.IntEnum):
    TWO = 2


class Ratio(float, enum.Enum):
    HALF = 0.5


class Word(enum.StrEnum):
    HELLO = "hello"


class Mixed(str, enum.Enum):  # noqa: UP042 - whose str() is its name
    A = "a b"


class Access(enum.Flag):
    READ = 1
    WRITE = 2


class Bits(enum.IntFlag):
    A = 1
    B = 4


class Nested:
    class Inner(enum.Enum):
        B = object


SAMPLES: dict[str, list[Any]] = {
    "nothing": [None],
    "scalar": [True, 7, 2**70, -0.0, 1 - 2j, np.float32(0.1), np.uint8(200), np.complex64(1j)],
    "rational": [Fraction(1, 3)],
    "string": ["한 $x"],
    "bytes": [b"a\xff"],
    "tuple": [(1, (Fraction(1, 2),))],
    "named tuple": [Point(1, 2.5)],
    "record": [Line(1.5, (2,)), JuliaRecord("LinearAlgebra.UniformScaling{Float64}", λ=2.0)],
    "list": [[1, "a"]],
    "dictionary": [{"a": Fraction(1, 2), 2: None}],
    "set": [{1.5, 2}],
    "range": [range(3), range(0, 9, 2)],
    "sparse array": [scipy.sparse.csc_array([[1.5, 0.0]]), scipy.sparse.coo_array(([1], ([2],)), shape=(3,))],
    "array": [
        np.array([[1.5, 2.0]]),
        np.array(["a", "b"]),
        np.array([None, Fraction(1, 3)], object),
        np.array(["2020-02-29", "1969-12-31"], "M8[D]"),
        np.array([["2020-02-29T01:02:03.004"]], "M8[ms]"),
        *[np.array([1, -2], f"m8[{unit}]") for unit in ("W", "D", "h", "m", "s", "ms", "us", "ns", "M", "Y")],
        np.array([], "M8[D]"),
    ],
    "missing": [MISSING],
    "masked array": [
        np.ma.array([1.5, 2.0], mask=[True, False]),
        np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [1, 0]]),
        np.ma.array([True, False]),
        np.ma.array(np.float32([0.1, 0.2]), mask=[False, True]),
        np.ma.array([1j, 2], mask=[True, True]),
        np.ma.array(1.5, mask=True),
        np.ma.array([], mask=[]),
        np.ma.array(np.array(["2020-02-29", "NaT"], "M8[D]"), mask=[False, True]),
    ],
    "date": [datetime.date(2020, 2, 29), datetime.date.min, datetime.date.max],
    "datetime": [
        datetime.datetime(2020, 2, 29, 1, 2, 3, 4000),
        datetime.datetime.min,
        datetime.datetime(1969, 12, 31, 23),
        np.datetime64("2020-02-29T01:02:03", "s"),
        np.datetime64("2020-02-29", "D"),
        np.datetime64("2020-02", "M"),
    ],
    "time": [datetime.time(1, 2, 3, 456789), datetime.time.max],
    "period": [
        datetime.timedelta(days=-1, microseconds=1),
        datetime.timedelta(),
        np.timedelta64(5, "ns"),
        np.timedelta64(3, "M"),
        np.timedelta64(-2, "D"),
        np.timedelta64(3, "25s"),
    ],
    "uuid": [UUID(int=2**127 + 1)],
    "pair": [JuliaPair("a", 1), JuliaPair(JuliaPair(1, 2), Fraction(1, 2))],
    "enumeration": [Color.RED, Nested.Inner.B],
}
SAMPLES["scalar"] += [Number.TWO, Ratio.HALF, Access.READ, Access.READ | Access.WRITE, Bits.A | Bits.B]
SAMPLES["rational"] += [Decimal(text) for text in ("0.1", "-0.5", "1E+300", "-0", "NaN", "-Infinity", "1E-400")]
SAMPLES["string"] += [Word.HELLO, Mixed.A]


def test_there_is_a_sample_of_every_kind() -> None:
    assert {kind.category for kind in KINDS if kind.category} == set(SAMPLES)


@pytest.mark.parametrize(
    "value", [value for samples in SAMPLES.values() for value in samples], ids=lambda value: repr(value)[:30]
)
def test_every_kind_crosses_is_compared_and_is_written(engine, value) -> None:
    exactly = Policy(signed_zero=True)
    assert compare(value, engine.call("identity", value, typed=True), exactly).verdict == "identical"
    names = {"np": np}
    exec("\n".join(code_needs(value, "python")), names)
    assert compare(eval(python_literal(value), names), value, exactly).verdict == "identical"
    code = "\n".join([*code_needs(value, "julia"), julia_literal(value)])
    assert compare(value, engine.eval(code, typed=True), exactly).verdict == "identical"
    assert json.loads(json.dumps(exact(value), allow_nan=False)) is not NotImplemented
    assert python_type(value)
    assert julia_type(value)


def test_code_needs_what_the_parts_need() -> None:
    value = {"a": [Fraction(1, 2), np.float32(1)], "b": (namedtuple("Own", "x")(1), None)}
    wanted = {"from fractions import Fraction", "import numpy as np", "from collections import namedtuple"}
    assert set(code_needs(value, "python")) == wanted
    assert code_needs(Point(1, 2), "python") == [f"from {__name__} import Point"]
    assert code_needs(value, "julia") == []
    assert code_needs((Twin(math.hypot, "hypot"),), "python") == ["from math import hypot"]


@pytest.mark.parametrize(
    "value",
    [
        JuliaValue(1, "Float64"), JuliaValue(3, "Rational{Int64}"), JuliaValue(1.5, "Float16"),
        JuliaValue("a", "Char"), JuliaValue((1, 2.5), "Tuple{Int64, Float64}"), JuliaValue([1.5], "Vector{Float64}"),
    ],
    ids=lambda value: value.type,
)  # fmt: skip
def test_code_gives_the_type_that_is_named(engine, value) -> None:
    assert engine.eval(julia_literal(value), typed=True).type == value.type


def test_both_languages_know_the_same_names_on_the_wire(engine) -> None:
    readers = set(engine.eval("collect(keys(PyjuliannBridge.NAMED_READERS))").tolist())
    assert set(DECODERS) <= readers <= set(DECODERS) | set(TYPED) | {"JuliaValue"}
    named = sorted(name for name, rule in TYPED.items() if rule.parameters == 0)
    code = "names -> map(PyjuliannBridge.type_name ∘ PyjuliannBridge.type_of, names)"
    known = engine.eval(f"({code})({julia_literal([type_tree(name) for name in named])})")
    assert known.tolist() == named


# ---------------------------------------------------------------- a row more, in a copy

PYTHON_ROW = """    Kind(
        category="address", compared="equal", classes=(ipaddress.IPv4Address,),
        encode=lambda _, value: named("IPv4", int(value)),
        decode={"IPv4": lambda _, parts: ipaddress.IPv4Address(parts[0])},
        types={"Sockets.IPv4": only(ipaddress.IPv4Address)},
        julia_type=lambda _: "Sockets.IPv4",
        says_type=lambda _, julia_type: julia_type == "Sockets.IPv4",
        python_code=lambda _, value: repr(value),
        julia_code=lambda _, value: f'Sockets.IPv4("{value}")',
        exact=lambda _, value: str(value),
        recipe=lambda make, _: make.drawn(lambda source: ipaddress.IPv4Address(bytes(source.integers(0, 255, 4)))),
        python_needs=lambda _: ("from ipaddress import IPv4Address",),
        julia_needs=lambda _: ("import Sockets",),
    ),
"""
JULIA_ROW = """    Kind(
        Sockets.IPv4;
        read=["IPv4" => (_, parts) -> Sockets.IPv4(UInt32(parts[1]))],
        write=(w, x) -> write_named(w, "IPv4", (Int(x.host),)),
        element=Sockets.IPv4,
    ),
"""


@pytest.fixture
def copy(tmp_path):
    return copied_to(tmp_path, julia=True)


def add_to_python(folder, row=PYTHON_ROW):
    replaced(
        folder / "pyjuliann" / "bridge" / "values" / "kinds.py",
        ("KINDS: Final = (\n", "KINDS: Final = (\n" + row),
        ("import math\n", "import ipaddress\nimport math\n"),
        ("from pyjuliann.errors", "from pyjuliann.bridge.values.wire import named\nfrom pyjuliann.errors"),
    )


def add_to_julia(folder, row=JULIA_ROW):
    head = "const KINDS = Kind[\n"
    replaced(folder / "julia" / "worker" / "kinds.jl", (head, "import Sockets\n\n" + head + row))


@pytest.mark.thorough
def test_a_kind_is_a_row_in_each_language(copy, engine) -> None:
    add_to_python(copy)
    add_to_julia(copy)
    (copy / "mine.py").write_text(
        """
from ipaddress import IPv4Address


def neighbour(a: IPv4Address) -> IPv4Address:
    return IPv4Address(int(a) ^ 1)


def neighbours(several: list[IPv4Address], more: tuple[IPv4Address, int]) -> list[IPv4Address]:
    return [neighbour(a) for a in (*several, more[0])]
""",
        encoding="utf-8",
    )
    done = run_in(
        copy,
        """
import json
import numpy as np
from ipaddress import IPv4Address
from mine import neighbour, neighbours
from pyjuliann import ConversionError, JuliaValue, check, pair, start_julia
from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.parity.comparing.compare import compare

home, other = IPv4Address("127.0.0.1"), IPv4Address("10.0.0.9")
with start_julia("worker") as julia:
    # crosses both ways, alone and in containers, and as a named type
    assert julia.call("identity", home, typed=True) == JuliaValue(home, "Sockets.IPv4")
    assert julia.eval('import Sockets; (Sockets.ip"10.0.0.9", [Sockets.ip"127.0.0.1"])')[0] == other
    assert julia.call("identity", {"a": [home], home: (other,)}) == {"a": [home], home: (other,)}
    both = np.array([home, other], object)
    got = julia.call("identity", both, typed=True)
    assert got.type == "Vector{Sockets.IPv4}" and got.value.tolist() == [home, other]
    named = JuliaValue([home, other], "Vector{Sockets.IPv4}")
    assert julia.call("identity", named, typed=True).type == "Vector{Sockets.IPv4}"
    for wrong in (JuliaValue("127.0.0.1", "Sockets.IPv4"), JuliaValue([1], "Vector{Sockets.IPv4}")):
        try:
            julia.call("identity", wrong)
        except ConversionError as error:
            assert "is no Sockets.IPv4" in str(error), error
        else:
            raise AssertionError(wrong)
    # is compared
    assert compare(home, home).verdict == "identical" and compare([home], [other]).verdict == "differ"
    assert "address (IPv4Address) in Python, string (String) in Julia" in str(compare(home, "127.0.0.1"))
    # is written, as code and as JSON
    assert python_literal([home]) == "[IPv4Address('127.0.0.1')]"
    assert julia_literal(JuliaValue(home, "Sockets.IPv4")) == 'Sockets.IPv4("127.0.0.1")'
    assert json.dumps(exact({"at": home})) == '{"at": "127.0.0.1"}'
    # is generated, alone and within others
    same = "a -> Sockets.IPv4(a.host ⊻ 0x00000001)"
    report = check(pair(neighbour, same, using="Sockets"), cases=30, seed=1, engine=julia)
    assert report.verdict == "identical", report
    each = f"(several, more) -> Any[({same})(a) for a in Any[several; more[1]]]"
    report = check(pair(neighbours, each, using="Sockets"), cases=30, seed=1, engine=julia)
    assert report.verdict == "identical", report
    # and a counterexample is small, and can be run
    report = check(pair(neighbour, "a -> a", using="Sockets"), cases=30, seed=1, engine=julia)
    finding = report.findings[0]
    assert finding.case.case.arguments == (IPv4Address("0.0.0.0"),), finding.case
    names = {}
    *lines, call = finding.python_code.splitlines()
    exec("\\n".join(lines), names)
    assert eval(call, names) == IPv4Address("0.0.0.1"), finding.python_code
    assert julia.eval(finding.julia_code) == IPv4Address("0.0.0.0"), finding.julia_code
""",
        engine,
    )
    assert done.returncode == 0, done.stderr


REQUIRED = (
    "category", "compared", "classes", "encode", "decode", "types", "julia_type", "python_code", "julia_code", "exact",
    "recipe",
)  # fmt: skip


def without(row: str, part: str) -> str:
    head, _, rest = row.partition(f"{part}=")
    if part in ("category", "compared", "classes"):
        return head + rest.partition(", " if part != "classes" else ",)")[2].removeprefix(",")
    return head + rest.partition("\n")[2].lstrip()


@pytest.mark.parametrize("part", REQUIRED)
@pytest.mark.thorough
def test_a_row_without_a_part_fails_at_import_and_says_which(copy, engine, part) -> None:
    row = without(PYTHON_ROW, part)
    assert row != PYTHON_ROW
    add_to_python(copy, row)
    done = run_in(copy, "import pyjuliann.bridge.values.encode", engine)
    assert done.returncode == 1
    assert f"missing 1 required keyword-only argument: '{part}'" in done.stderr


SPOILT = [
    ('compared="equal"', 'compared="somehow"', "the kind 'address': category and compared: 'somehow' is no way"),
    ('category="address"', 'category=""', "category and compared: 'equal' is no way"),
    ('category="address"', 'category="tuple"', "the kind 'tuple': compared: another kind of that category says"),
    ("classes=(ipaddress.IPv4Address,)", "classes=()", "the kind 'address': classes: expected Python classes, got ()"),
    ("classes=(ipaddress.IPv4Address,)", "classes=(set,)", "classes: another kind has set already"),
    ("exact=lambda _, value: str(value)", "exact=None", "the kind 'address': exact: expected a function, got None"),
    ('decode={"IPv4"', 'decode={"Dict"', "decode: another kind has Dict already"),
    ("only(ipaddress.IPv4Address)}", "ipaddress}", "types: expected a Typed for 'Sockets.IPv4', got <module"),
    ("lambda _, parts: ipaddress.IPv4Address(parts[0])}", "4}", "decode: expected a function for 'IPv4', got 4"),
    ('types={"Sockets.IPv4"', 'types={"Vector"', "types: another kind has Vector already"),
]


@pytest.mark.parametrize(("old", "new", "message"), SPOILT)
@pytest.mark.thorough
def test_a_row_that_cannot_be_fails_at_import(copy, engine, old, new, message) -> None:
    assert old in PYTHON_ROW
    add_to_python(copy, PYTHON_ROW.replace(old, new, 1))
    done = run_in(copy, "import pyjuliann.bridge.values.encode", engine)
    assert done.returncode == 1
    assert message in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("        write=", "        #", "write not assigned"),
        ("        read=", "        #", "read not assigned"),
        ('read=["IPv4"', 'read=["Dict"', "another kind has Dict"),
        ('(w, x) -> write_named(w, "IPv4", (Int(x.host),))', "7", "Sockets.IPv4: write: a function is expected, not 7"),
    ],
)
@pytest.mark.thorough
def test_a_row_of_julias_without_a_part_ends_the_start_and_says_which(copy, engine, old, new, message) -> None:
    row = JULIA_ROW.replace(old, new, 1)
    assert row != JULIA_ROW
    add_to_julia(copy, row)
    done = run_in(copy, "from pyjuliann import start_julia; start_julia('worker')", engine)
    assert done.returncode == 1
    assert message in done.stderr.replace("`", "")
