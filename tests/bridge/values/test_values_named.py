"""Arguments whose Julia type is named: they arrive as that type, exactly, or are refused."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from roundtrip import INF, NAN, Point, Single, label
from translation import english_in

from pyjuliann import ConversionError, JuliaValue
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.language import translated
from pyjuliann.wording import words_of

NAMED: list[tuple[Any, str]] = [
    *[(n, f"Int{bits}") for bits in (8, 16, 32, 64, 128) for n in (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)],
    *[(n, f"UInt{bits}") for bits in (8, 16, 32, 64, 128) for n in (0, 2**bits - 1)],
    *[(n, "BigInt") for n in (0, -1, 2**63 - 1, 10**50)],
    *[(x, name) for name in ("Float16", "Float32", "Float64") for x in (1.5, -0.0, INF, NAN)],
    *[(complex(1.5, -0.0), name) for name in ("ComplexF32", "ComplexF64")],
    *[(c, "Char") for c in ("a", "\0", "é", "\U0010ffff")],
    ("sym bol ü", "Symbol"),
    ("text", "String"),
    (None, "Nothing"),
    (True, "Bool"),
    ([1, 2.0], "Vector{Any}"),
    ({"a": 1}, "Dict{Any, Any}"),
    ({1}, "Set{Any}"),
    (b"ab", "Base.CodeUnits{UInt8, String}"),
    ((1, 2.5, "x"), "Tuple{Int8, Float32, Symbol}"),
    ((), "Tuple{}"),
    (((1,), (2, 3)), "Tuple{Tuple{UInt8}, Tuple{Int16, BigInt}}"),
    (Point(1, "a"), "NamedTuple{(:x, :y), Tuple{UInt16, Char}}"),
    (Single(1.5), "NamedTuple{(:größe,), Tuple{Float16}}"),
    (range(1, 4), "UnitRange{Int8}"),
    (range(0, 10, 2), "StepRange{UInt8, UInt8}"),
    (Fraction(1, 2), "Rational{Int8}"),
    (Fraction(3), "Rational{BigInt}"),
]


@pytest.mark.parametrize(("value", "name"), NAMED, ids=label)
@pytest.mark.thorough
def test_a_julia_value_arrives_as_the_type_that_it_names(live: Engine, value: Any, name: str) -> None:
    got = live.call("identity", JuliaValue(value, name), typed=True)
    assert got.type == name
    assert got.value == value or value != value
    assert live.call("identity", got, typed=True).type == name


@pytest.mark.parametrize(
    ("value", "name", "dtype"),
    [
        ([1, 2], "Vector{Int8}", "i1"),
        ([[1, 2], [3, 4]], "Matrix{Float32}", "f4"),
        (np.array([1.0, 2.0]), "Vector{Int64}", "i8"),
        (np.array([1, 0]), "Vector{Bool}", "?"),
        ([1, 2j], "Vector{ComplexF32}", "c8"),
        (5, "Array{UInt8, 0}", "u1"),
        (np.zeros((2, 2, 2)), "Array{Float16, 3}", "f2"),
        ([], "Vector{Float64}", "f8"),
        ([1, 2**100], "Vector{Int128}", "O"),
        ([1, 2**100], "Vector{BigInt}", "O"),
        ([[0], [2**128 - 1]], "Matrix{UInt128}", "O"),
        (["a", "é"], "Vector{Char}", "U"),
        (["ab", "c"], "Vector{Symbol}", "U"),
        ([["ab"], ["c"]], "Matrix{String}", "U"),
        ([[1, "a"], [None, 2.5]], "Matrix{Any}", "O"),
        (np.arange(100_000), "Vector{Float64}", "f8"),
    ],
    ids=str,
)
def test_an_array_arrives_with_the_element_type_that_it_names(live: Engine, value: Any, name: str, dtype: str) -> None:
    got = live.call("identity", JuliaValue(value, name), typed=True)
    assert got.type == name
    assert got.value.dtype.kind == np.dtype(dtype).kind
    assert got.value.tolist() == (value.tolist() if isinstance(value, np.ndarray) else value)


CONTAINERS: list[tuple[Any, str]] = [
    ({"a": 1}, "Dict{String, Int64}"),
    ({}, "Dict{String, Set{Int64}}"),
    ({1, 2}, "Set{Int8}"),
    ([(1, 2.0), (3, 4.0)], "Vector{Tuple{Int64, Float64}}"),
    ([], "Vector{Dict{Symbol, Any}}"),
    ([[1.0], [2.0, 3.0]], "Vector{Vector{Float64}}"),
    ([1, None], "Vector{Union{Nothing, Int64}}"),
    ([1, 2.5], "Vector{Union{Float64, Int64}}"),
    ([1, Fraction(1, 2), 2.5], "Vector{Real}"),
    ({"a": [{"b": [1, 2]}]}, "Dict{Symbol, Vector{Dict{Symbol, Vector{Int8}}}}"),
    ([[(1, "a")], [(2, "b")]], "Matrix{Tuple{UInt8, Char}}"),
    ([Point(1, 2)], "Vector{NamedTuple{(:x, :y), Tuple{Int8, Float64}}}"),
    ({(1, "a"): {2}}, "Dict{Tuple{Int8, Symbol}, Set{UInt8}}"),
]


@pytest.mark.parametrize(("value", "name"), CONTAINERS, ids=label)
@pytest.mark.thorough
def test_what_a_container_holds_arrives_as_the_type_that_it_names(live: Engine, value: Any, name: str) -> None:
    for spelt in (name, name.replace(", ", ","), name.replace("Int64", "Int")):
        got = live.call("identity", JuliaValue(value, spelt), typed=True)
        assert got.type == name
        assert plain(got.value) == plain(value)
    assert live.call("identity", got, typed=True).type == name


def plain(value: Any) -> Any:
    """Return a value with lists for arrays, at any depth."""
    if isinstance(value, list | np.ndarray):
        return [plain(part) for part in value]
    return {key: plain(part) for key, part in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("value", "name", "message"),
    [
        ({"a": 1, "b": "x"}, "Dict{String,Int}", "'x' at ['b'] is no Int64"),
        ({"a": 1, 2: 3}, "Dict{String,Int}", "2 as a key is no String"),
        ({1, "a"}, "Set{Int64}", "'a' as an element is no Int64"),
        ([(1, 2.0), (3, "x")], "Vector{Tuple{Int64,Float64}}", "'x' at [1][1] is no Float64"),
        ({"a": [{"b": [1, 300]}]}, "Dict{Char,Vector{Dict{Char,Vector{Int8}}}}", "300 at ['a'][0]['b'][1] is no Int8"),
        ([[1, 2], [3, "a"]], "Matrix{Int64}", "'a' at [1, 1] is no Int64"),
        (np.array([[1.0, 2.5]]), "Matrix{Int64}", "2.5 at [0, 1] is no Int64"),
        ([1, None, "a"], "Vector{Union{Nothing,Int64}}", "'a' at [2] is no Union{Nothing, Int64}"),
        (Point(1, "a"), "NamedTuple{(:x,:y),Tuple{Int8,Int8}}", "'a' at .y is no Int8"),
        ({"a": np.arange(3)}, "Dict{String,Matrix{Int64}}", "array([0, 1, 2]) at ['a'] is no Matrix{Int64}"),
        ([[1], [2, 3]], "Matrix{Any}", "[[1], [2, 3]] is no Matrix{Any}"),
        ([1], "Dict{String,Int64}", "[1] is no Dict{String, Int64}"),
        ({"a": 1}, "Dict{String,Nope}", "a JuliaValue of type 'Nope' cannot be sent; see the README's table of types"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_the_way_to_it(live: Engine, value: Any, name: str, message: str) -> None:
    with pytest.raises(ConversionError) as caught:
        live.call("identity", JuliaValue(value, name))
    assert str(caught.value) == f"identity: argument 1: {message}"


def test_a_long_array_in_a_container_arrives(live: Engine) -> None:
    long = np.arange(50_000.0)
    got = live.call("identity", JuliaValue({"a": [long, long]}, "Dict{String,Vector{Vector{Float64}}}"))
    assert all(np.array_equal(array, long) for array in got["a"])


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (128, "Int8"), (-1, "UInt8"), (1.0, "Int64"), ("1", "Int64"), (2**128, "UInt128"), (None, "BigInt"),
        (0.1, "Float32"), (1e300, "Float16"), (2**53 + 1, "Float64"), (10**400, "Float64"), ("1", "Float64"),
        (0.1j, "ComplexF32"), ("", "Char"), ("ab", "Char"), (97, "Char"), (b"a", "Symbol"), ("a\0", "Symbol"),
        (1, "Bool"), (0, "Nothing"), ((1, 2), "Tuple{Int64}"), ([1], "Tuple{Int64}"),
        ((300,), "Tuple{Int8}"), (Point(1, 2), "NamedTuple{(:a, :b), Tuple{Int64, Int64}}"),
        ((1, 2), "NamedTuple{(:x, :y), Tuple{Int64, Int64}}"), (range(300), "UnitRange{Int8}"),
        (range(0, 9, 2), "UnitRange{Int64}"), (Fraction(300), "Rational{Int8}"),
        ([1.5], "Vector{Int64}"), ([300], "Vector{UInt8}"), (np.array([300]), "Vector{UInt8}"), ([2], "Vector{Bool}"),
        ([[1]], "Vector{Int64}"), ([1], "Matrix{Int64}"), (["1"], "Vector{Int64}"), ([1j], "Vector{Float64}"),
        ([1, [2]], "Vector{Int64}"), ([2**53 + 1], "Vector{Float64}"), ([1e300], "Vector{Int64}"),
        ([NAN], "Vector{Int64}"),
        ([2**200], "Vector{Int128}"), (["ab"], "Vector{Char}"), ([1], "Vector{String}"),
    ],
    ids=str,
)  # fmt: skip
def test_a_value_that_is_none_of_the_named_type_is_refused(live: Engine, value: Any, name: str) -> None:
    with pytest.raises(ConversionError, match=r"^identity: argument 1: .* is no "):
        live.call("identity", JuliaValue(value, name))


@pytest.mark.parametrize(
    "name", ["", "Nonsense", "Vector", "Vector{Nonsense}", "Function", "Vector{Int64", "exit()", "Dict{Int64}", 7]
)
def test_a_type_that_cannot_be_sent_is_refused(live: Engine, name: Any) -> None:
    with pytest.raises(ConversionError, match=r"^identity: argument 1: .*(cannot be sent|must be a str)"):
        live.call("identity", JuliaValue([1], name))


# ---------------------------------------------------------------- in Korean

LOCAL = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
NOT_SENT: list[tuple[Any, str]] = [
    (object(), "파이썬의 object에 대응하는 줄리아 값이 없다"),
    (lambda: 0, "쌍에는 양쪽을 준다: pyjuliann.Twin(function, julia_code)"),
    ("a\ud800", "짝이 없는 서로게이트(1번 자리)가 있는 str은 유니코드가 아니다"),
    (LOCAL, "에는 시간대가 있는데 줄리아의 DateTime에는 없다. .replace(tzinfo=None)으로 뺄 수 있다"),
    (np.array(["2026", "NaT"], "M8[s]"), "NaT([1] 자리)에 대응하는 줄리아 값이 없다. 모르는 날짜에는"),
    (np.array([1], "m8[ps]"), "대응하는 줄리아 값이 없다: 줄리아의 기간은 나노초까지 있다"),
    (np.array([1001], "M8[us]"), "밀리초(으)로 나누어떨어지지 않거나 Int64에 들어가지 않는다"),
    (Decimal("1e99999"), "100000자리 Decimal이다. 65536자리보다 길면 보내지 않는다"),
    (JuliaValue("ab", "Char"), "'ab'은(는) Char이(가) 아니다"),
    (JuliaValue((1, "x"), "Tuple{Int8, Int8}"), "'x'([1] 자리)은(는) Int8이(가) 아니다"),
    (JuliaValue({1.5: 1}, "Dict{Int8, Int8}"), "1.5(키)은(는) Int8이(가) 아니다"),
    (JuliaValue([1], "Vector{Nowhere}"), "타입이 'Vector{Nowhere}'인 JuliaValue는 보낼 수 없다: 원소가 Nowhere이다"),
    (JuliaValue(1, "Nowhere"), "JuliaValue는 보낼 수 없다. README의 타입 표를 본다"),
    (JuliaValue("\0", "Symbol"), "Symbol이 될 수 없다: NUL이 있다"),
]
"""Values that do not cross, and what is said of them."""


def test_what_does_not_cross_is_told_in_korean() -> None:
    for value, said in NOT_SENT:
        with pytest.raises(ConversionError) as caught:
            Encoder().encode(value)
        told = translated(str(caught.value), words_of("ko"))
        assert said in told
        assert english_in(told) == []
