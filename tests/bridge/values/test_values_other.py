"""Values that are neither numbers, texts nor containers: both ways, on every engine, and what is refused."""

from __future__ import annotations

import copy
import datetime
import enum
import pickle
import sys
import types
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from roundtrip import label

from pyjuliann import MISSING, ConversionError, JuliaPair, JuliaValue, Missing
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.comparing.compare import Policy, compare

UTC = datetime.UTC
DAY = datetime.timedelta(days=1)

FROM_JULIA: list[tuple[str, Any, str]] = [
    ("missing", MISSING, "Missing"),
    ("[missing, 1]", np.ma.array([0, 1], mask=[True, False]), "Vector{Union{Missing, Int64}}"),
    ("Union{Missing,Float64}[1.0 NaN]", np.ma.array([[1.0, np.nan]]), "Matrix{Union{Missing, Float64}}"),
    ("Array{Union{Missing,Int},0}(missing)", np.ma.array(0, mask=True), "Array{Union{Missing, Int64}, 0}"),
    ('[missing, "a"]', np.array([MISSING, "a"], object), "Vector{Union{Missing, String}}"),
    ("[missing, missing]", np.array([MISSING, MISSING], object), "Vector{Missing}"),
    ("D.Date(2020, 2, 29)", datetime.date(2020, 2, 29), "Dates.Date"),
    (
        "D.DateTime(9999, 12, 31, 23, 59, 59, 999)",
        datetime.datetime(9999, 12, 31, 23, 59, 59, 999000),
        "Dates.DateTime",
    ),
    ("D.Time(1, 2, 3, 4, 5)", datetime.time(1, 2, 3, 4005), "Dates.Time"),
    ("D.Week(3)", 21 * DAY, "Dates.Week"),
    ("D.Nanosecond(1500)", np.timedelta64(1500, "ns"), "Dates.Nanosecond"),
    ("D.Month(3)", np.timedelta64(3, "M"), "Dates.Month"),
    ("D.Day(1) + D.Hour(3)", DAY + datetime.timedelta(hours=3), "Dates.CompoundPeriod"),
    ("[D.Date(-5), D.Date(10^9)]", np.array(["-005-01-01", "1000000000-01-01"], "M8[D]"), "Vector{Dates.Date}"),
    ("[D.DateTime(1969)]", np.array(["1969-01-01"], "M8[ms]"), "Vector{Dates.DateTime}"),
    ("[D.Second(1) D.Second(2)]", np.array([[1, 2]], "m8[s]"), "Matrix{Dates.Second}"),
    ("D.Date(2020):D.Day(1):D.Date(2020, 1, 2)", np.array(["2020-01-01", "2020-01-02"], "M8[D]"), ""),
    ("[D.Time(1)]", np.array([datetime.time(1)], object), "Vector{Dates.Time}"),
    ("[missing, D.Date(2020)]", np.ma.array(np.array(["NaT", "2020-01-01"], "M8[D]"), mask=[1, 0]), ""),
    ("BigFloat(2)^-60", Decimal(2.0**-60), "BigFloat"),
    ("BigFloat(0.1)", Decimal(0.1), "BigFloat"),  # noqa: RUF032 - its binary digits
    ("-BigFloat(Inf)", Decimal("-Infinity"), "BigFloat"),
    ("BigFloat(2)^500", Decimal(2**500), "BigFloat"),
    ("Base.UUID(UInt128(5))", UUID(int=5), "Base.UUID"),
    ('"a" => 1', JuliaPair("a", 1), "Pair{String, Int64}"),
    ("[1 => 2]", np.array([None, JuliaPair(1, 2)], object)[1:], "Vector{Pair{Int64, Int64}}"),
]


@pytest.mark.parametrize(("code", "wanted", "julia_type"), FROM_JULIA, ids=[code for code, *_ in FROM_JULIA])
@pytest.mark.thorough
def test_a_value_of_julias_becomes(live: Engine, code: str, wanted: Any, julia_type: str) -> None:
    got = live.eval(f"import Dates; {code.replace('D.', 'Dates.')}", typed=True)
    assert compare(wanted, got, Policy(signed_zero=True)).verdict == "identical"
    assert type(got.value) is type(wanted)
    assert got.type == julia_type or not julia_type


TO_JULIA: list[tuple[Any, str]] = [
    (MISSING, "Missing"),
    (np.ma.masked, "Missing"),
    (np.ma.array([1.0, 2.0]), "Vector{Union{Missing, Float64}}"),
    (np.ma.array(["a", "b"], mask=[1, 0]), "Vector{Union{Missing, String}}"),
    (np.array(["2020-01-01", "1970-01-01"], "M8[ns]"), "Vector{Dates.DateTime}"),
    (np.array(["2020-01"], "M8[M]"), "Vector{Dates.Date}"),
    (np.timedelta64(3, "Y"), "Dates.Year"),
    (datetime.timedelta(days=100_000_000), "Dates.Microsecond"),
    (Decimal("0.5"), "BigFloat"),
    (Decimal("0.1"), "Rational{BigInt}"),
    (Decimal("1E-300"), "Rational{BigInt}"),
    (JuliaPair(1, "a"), "Pair{Int64, String}"),
    (JuliaValue(3 * DAY, "Dates.Day"), "Dates.Day"),
    (JuliaValue(np.timedelta64(24, "M"), "Dates.Year"), "Dates.Year"),
    (
        JuliaValue([datetime.date(2020, 1, 1), MISSING], "Vector{Union{Missing,Date}}"),
        "Vector{Union{Missing, Dates.Date}}",
    ),
    (JuliaValue(np.array(["2020-01-01"], "M8[D]"), "Vector{Date}"), "Vector{Dates.Date}"),
    (JuliaValue(np.ma.array([1, 2], mask=[0, 1]), "Vector{Union{Missing,Float64}}"), "Vector{Union{Missing, Float64}}"),
    (JuliaValue(2**300, "BigFloat"), "BigFloat"),
    (JuliaValue(Decimal("0.1"), "Rational{Int64}"), "Rational{Int64}"),
    (JuliaValue(("a", 1), "Pair{Symbol,Any}"), "Pair{Symbol, Any}"),
    (JuliaValue(np.longdouble(0.5), "Float64"), "Float64"),
]


@pytest.mark.parametrize(("value", "julia_type"), TO_JULIA, ids=label)
def test_a_value_becomes_one_of_julias(live: Engine, value: Any, julia_type: str) -> None:
    got = live.call("identity", value, typed=True)
    assert got.type == julia_type
    assert live.call("identity", got, typed=True).type == julia_type


class Word(str, enum.Enum):  # noqa: UP042 - whose str() is its name
    HALF = "\ud800"


REFUSED: list[tuple[Any, str]] = [
    (np.datetime64("NaT"), "NaT has no Julia counterpart; for a date that is not known, pyjuliann.MISSING is"),
    (np.array([["2020-01-01", "NaT"]], "M8[D]"), "NaT (at [0, 1]) has no Julia counterpart"),
    (np.array([1, "NaT"], "m8[s]"), "NaT (at [1]) has no Julia counterpart"),
    (np.timedelta64(5), "timedelta64 without a unit has no Julia counterpart"),
    (np.timedelta64(1, "ps"), "timedelta64[ps] has no Julia counterpart: its periods end at nanoseconds"),
    (np.array(["2020-01-01T00:00:00.0001"], "M8[us]"), "(at [0]) is no whole number of milliseconds that Int64 holds"),
    (np.datetime64(2**62, "Y"), "is no whole number of days that Int64 holds"),
    (
        datetime.datetime(2020, 1, 1, tzinfo=UTC),
        "has a time zone, and Julia's DateTime has none; .replace(tzinfo=None)",
    ),
    (datetime.time(1, tzinfo=UTC), "has a time zone, and Julia's Time has none"),
    (datetime.datetime(2020, 1, 1, 0, 0, 0, 1), "is no whole number of milliseconds, which Julia's DateTime counts"),
    (datetime.timedelta.max, "is more microseconds than Julia's Int64 holds; name a longer unit"),
    (Decimal("sNaN"), "Decimal('sNaN') has no Julia counterpart: Julia has no signalling NaN"),
    (Decimal("1E+999999"), "a Decimal of 1000000 digits; of more than 65536, none is sent"),
    (Decimal("1E-999999"), "a Decimal of 999999 digits; of more than 65536, none is sent"),
    (np.longdouble(1), "has no Julia counterpart: Julia has no extended precision; np.float64 rounds it"),
    (np.zeros(2, np.clongdouble), "has no Julia counterpart: Julia has no extended precision; np.complex128 rounds it"),
    (Word.HALF, "a str with a lone surrogate (at position 0) is not Unicode"),
    (enum.Enum("Odd", {"\ud800": 1})["\ud800"], "a str with a lone surrogate (at position 0) is not Unicode"),
    (JuliaValue(3 * DAY + DAY / 2, "Dates.Day"), "is no Dates.Day"),
    (JuliaValue(datetime.datetime(2020, 1, 1), "Date"), "is no Dates.Date"),
    (JuliaValue(Decimal("0.1"), "BigFloat"), "Decimal('0.1') is no BigFloat"),
    (JuliaValue(Decimal("NaN"), "Rational{BigInt}"), "Decimal('NaN') is no Rational{BigInt}"),
    (JuliaValue(np.longdouble(1) / 3, "Float64"), "is no Float64"),
    (JuliaValue(np.timedelta64(3, "D"), "Int64"), "is no Int64"),
    (JuliaValue(("a", 1), "Pair{String,String}"), "1 at [1] is no String"),
]


@pytest.mark.parametrize(("value", "words"), REFUSED, ids=[str(k) for k in range(len(REFUSED))])
def test_what_is_exactly_none_of_julias_is_refused(live: Engine, value: Any, words: str) -> None:
    with pytest.raises(ConversionError) as caught:
        live.call("identity", value)
    assert str(caught.value).startswith("identity: argument 1: ")
    assert words in str(caught.value)


NO_COUNTERPART = [
    ("Dates.Date(10000)", "Dates.Date: Python's dates have the years 1 to 9999, and this is 10000-01-01"),
    ("Dates.DateTime(0)", "Dates.DateTime: Python's dates have the years 1 to 9999"),
    ("Dates.Time(0, 0, 0, 0, 0, 1)", "Dates.Time: 00:00:00.000000001 has nanoseconds, which Python's times have not"),
    ("Dates.Week(10^12)", "Dates.Week: 1000000000000 weeks is more than Python's timedelta holds"),
    ("Dates.Month(1) + Dates.Day(1)", "Dates.CompoundPeriod: 1 month, 1 day has months or years"),
    ("[Dates.Day(typemin(Int64))]", "Vector{Dates.Day}: -9223372036854775808 is beyond what NumPy counts"),
    ("BigFloat(10)^100000", "BigFloat: its decimal expansion is too long"),
]


@pytest.mark.parametrize(("code", "words"), NO_COUNTERPART, ids=[code for code, _ in NO_COUNTERPART])
def test_what_is_exactly_none_of_pythons_is_refused(live: Engine, code: str, words: str) -> None:
    with pytest.raises(ConversionError) as caught:
        live.eval(f"import Dates; {code}")
    assert f"returned a value of type {words}" in str(caught.value)


@pytest.mark.thorough
def test_long_arrays_of_dates_and_with_missing_elements_come_back_the_same(live: Engine) -> None:
    days = np.arange("1900-01-01", "2100-01-01", dtype="M8[D]")
    assert np.array_equal(live.call("identity", days), days)
    assert live.call("reverse", days)[0] == days[-1]
    lacking = np.ma.array(np.arange(60_000.0).reshape(200, 300), mask=np.arange(60_000).reshape(200, 300) % 7 == 0)
    got = live.call("identity", lacking)
    assert np.array_equal(got.mask, lacking.mask)
    assert np.array_equal(got.filled(0), lacking.filled(0))


# ---------------------------------------------------------------- enumerations


class Color(enum.Enum):
    RED = 1
    GREEN = [2]  # noqa: RUF012 - whatever it is, it need not be hashed
    CRIMSON = 1  # noqa: PIE796 - another name of the first


class Access(enum.Flag):
    READ = 1
    WRITE = 2


@pytest.mark.parametrize(
    ("value", "wanted", "julia_type"),
    [
        (Color.RED, "RED", "Symbol"), (Color.CRIMSON, "RED", "Symbol"), (Color.GREEN, "GREEN", "Symbol"),
        (JuliaValue(Color.RED, "Symbol"), "RED", "Symbol"), (Access.READ | Access.WRITE, 3, "Int64"),
        (Access(0), 0, "Int64"), (enum.IntEnum("I", {"A": 7}).A, 7, "Int64"),
        (enum.StrEnum("S", {"A": "x"}).A, "x", "String"),
        (enum.Enum("T", {"A": "x y"}, type=str).A, "x y", "String"),
        (enum.Enum("F", {"A": 0.5}, type=float).A, 0.5, "Float64"),
    ],
    ids=str,
)  # fmt: skip
def test_a_member_becomes_its_value_or_the_symbol_of_its_name(
    live: Engine, value: Any, wanted: Any, julia_type: str
) -> None:
    got = live.call("identity", value, typed=True)
    assert got == JuliaValue(wanted, julia_type)
    assert type(got.value) is type(wanted)


def test_an_enumeration_of_julias_is_a_class_of_its_own(live: Engine) -> None:
    live.eval("module Orchard; @enum Fruit apple=1 pear banana=7; end")
    pear = live.eval("Orchard.pear")
    assert [(member.name, member.value) for member in type(pear)] == [("apple", 1), ("pear", 2), ("banana", 7)]
    assert pear is live.eval("Orchard.pear") is pickle.loads(pickle.dumps(pear)) is copy.deepcopy(pear)
    assert live.call("identity", pear, typed=True) == JuliaValue(pear, "Orchard.Fruit")
    assert live.call("identity", [pear])[0] is pear

    fruit = enum.Enum("Fruit", "PEAR kiwi")
    assert live.call("identity", JuliaValue(fruit.PEAR, "Orchard.Fruit")) is pear
    assert (
        live.call("identity", JuliaValue([fruit.PEAR], "Vector{Orchard.Fruit}"), typed=True).type
        == "Vector{Orchard.Fruit}"
    )
    with pytest.raises(ConversionError, match=r"Orchard.Fruit has no kiwi; it has apple, pear, banana"):
        live.call("identity", JuliaValue(fruit.kiwi, "Orchard.Fruit"))
    with pytest.raises(ConversionError, match=r"no type is called Orchard.Nut"):
        live.call("identity", JuliaValue(fruit.kiwi, "Orchard.Nut"))
    with pytest.raises(ConversionError, match=r"an enumeration Unfit: .*mro|enumeration Unfit: invalid"):
        live.eval("@enum Unfit mro=1; mro")


# ---------------------------------------------------------------- MISSING


def test_missing_is_one_value_that_is_neither_true_nor_false() -> None:
    assert repr(MISSING) == "MISSING"
    assert MISSING is copy.copy(MISSING) is copy.deepcopy(MISSING) is pickle.loads(pickle.dumps(MISSING)) is Missing()
    with pytest.raises(TypeError, match="MISSING is neither true nor false, as `missing` in Julia"):
        bool(MISSING)
    assert isinstance(MISSING, Missing)
    assert MISSING == MISSING
    assert len({MISSING, Missing()}) == 1


class NAType:
    """As that of ``pandas.NA``."""


class NaTType(datetime.datetime):
    """As that of ``pandas.NaT``."""

    def __ne__(self, _other: object) -> bool:
        return True

    __hash__ = None


class Timestamp(datetime.datetime):
    """As pandas', which has nanoseconds."""

    nanosecond = 5


def test_pandas_has_values_of_its_own_for_these(live: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConversionError, match="NAType has no Julia counterpart"):
        live.call("identity", type("NAType", (), {})())
    monkeypatch.setitem(sys.modules, "pandas", types.SimpleNamespace(NA=NAType()))
    assert live.call("ismissing", sys.modules["pandas"].NA)
    with pytest.raises(ConversionError, match="NaT has no Julia counterpart"):
        live.call("identity", NaTType(2020, 1, 1))
    with pytest.raises(ConversionError, match="is no whole number of milliseconds"):
        live.call("identity", Timestamp(2020, 1, 1))


def test_a_decimal_is_exact(live: Engine) -> None:
    assert live.call("identity", Decimal("0.1")) == Fraction(1, 10) == Decimal("0.1")
    assert live.eval("precision(BigFloat(0.1))") == 256
    assert live.call("precision", Decimal(2**400 + 1)) == 401
    assert live.call("isequal", Decimal("0.1"), Fraction(1, 10))
    assert live.eval("setprecision(() -> BigFloat(1) / 3, BigFloat, 10)") == Decimal("0.33349609375")
