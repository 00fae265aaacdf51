"""Values there and back: every type of the README's table, to the last bit, by every engine that can start."""

from __future__ import annotations

import collections
import datetime
import enum
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from roundtrip import INF, JULIA_NAMES, NAN, Point, Single, check, difference, label

from pyjuliann import MISSING, ConversionError, JuliaPair, JuliaValue
from pyjuliann.bridge.engines.engine import Engine

README = Path(__file__).parents[3] / "pyjuliann" / "README.md"

# ---------------------------------------------------------------- scalars and containers

# quiet ones with sign and payload, and signalling ones
NANS = [
    (0xFE05, 2, "Float16"), (0x7C01, 2, "Float16"), (0xFFC00005, 4, "Float32"), (0x7F800001, 4, "Float32"),
    (0xFFF8000000000005, 8, "Float64"), (0x7FF0000000000001, 8, "Float64"),
]  # fmt: skip
NAN32 = np.uint32(0xFFC00005).view("f4")
NAN64 = np.uint64(0xFFF8000000000005).view("f8")

SCALARS: list[tuple[Any, str]] = [
    (None, "Nothing"),
    (True, "Bool"),
    (False, "Bool"),
    *[(n, "Int64") for n in (0, 1, -1, 23, 24, 255, 256, 65535, 65536, 2**32, 2**63 - 1, -(2**63))],
    *[(n, "BigInt") for n in (2**63, -(2**63) - 1, 2**64, -(2**64) - 1, 2**127, 10**400, -(10**400))],
    *[(x, "Float64") for x in (0.0, -0.0, 1.5, 5e-324, -5e-324, 2.2e-308, 1.7976931348623157e308, INF, -INF, NAN)],
    *[
        (complex(a, b), "ComplexF64")
        for a, b in ((1, 2), (-0.0, 0.0), (0.0, -0.0), (INF, NAN), (NAN, -INF), (5e-324, 0))
    ],
    *[
        (text, "String")
        for text in ("", "a", "\0", "a\0", "ä", "한글", "😀\U0010ffff", "\ufeff\u2028", "e\u0301", "x" * 300)
    ],
    *[(data, "Base.CodeUnits{UInt8, String}") for data in (b"", b"\0", b"ab\xff", bytes(range(256)), b"x" * 70000)],
    *[(range(*r), "UnitRange{Int64}") for r in ((0,), (5,), (2, 5), (5, 2), (-3, 4), (-(2**63), 2**63 - 1))],
    *[(range(*r), "StepRange{Int64, Int64}") for r in ((0, 10, 3), (10, 0, -1), (0, 0, 2), (0, 5, -1), (5, 0, 2))],
    (range(2**70), "UnitRange{BigInt}"),
    (range(0, 2**70, 3), "StepRange{BigInt, Int64}"),
    (Fraction(1, 3), "Rational{Int64}"),
    (Fraction(-7), "Rational{Int64}"),
    (Fraction(2**70, 3), "Rational{BigInt}"),
    (np.bool_(True), "Bool"),
    (np.int64(-5), "Int64"),
    (np.float64(-0.0), "Float64"),
    (np.complex128(1j), "ComplexF64"),
    (np.str_("ü"), "String"),
    (np.bytes_(b"ab"), "Base.CodeUnits{UInt8, String}"),
    *[(np.iinfo(c).min, "Int64") for c in ("i1", "i8")],
    *[(np.dtype(c).type(np.iinfo(c).max), JULIA_NAMES[c]) for c in ("i1", "i2", "i4", "u1", "u2", "u4", "u8")],
    *[(np.dtype(c).type(np.iinfo(c).min), JULIA_NAMES[c]) for c in ("i1", "i2", "i4", "u1", "u2", "u4", "u8")],
    *[(np.dtype(c).type(x), JULIA_NAMES[c]) for c in ("f2", "f4") for x in (0.1, -0.0, INF, -INF, NAN)],
    *[(np.finfo(c).smallest_subnormal, JULIA_NAMES[c]) for c in ("f2", "f4")],
    (np.complex64(complex(-0.0, NAN)), "ComplexF32"),
    *[(np.frombuffer(np.array(bits, f"u{size}").tobytes(), f"f{size}")[0], name) for bits, size, name in NANS],
    *[
        (np.array([part, other, other, part]).view(kind)[i], name)
        for part, kind, name in ((NAN32, "c8", "ComplexF32"), (NAN64, "c16", "ComplexF64"))
        for other in (part.dtype.type(-0.0), -part)
        for i in range(2)
    ],
]


@pytest.mark.parametrize(("value", "julia_type"), SCALARS, ids=label)
def test_a_scalar_comes_back_the_same(live: Engine, value: Any, julia_type: str) -> None:
    check(live, value, julia_type)


CONTAINERS: list[tuple[Any, str]] = [
    ((), "Tuple{}"),
    ((1,), "Tuple{Int64}"),
    ((1, (2.0, "a"), None), "Tuple{Int64, Tuple{Float64, String}, Nothing}"),
    (tuple(range(40)), "Tuple{" + ", ".join(["Int64"] * 40) + "}"),
    ([], "Vector{Any}"),
    ([1, [2.0, ["a", [None]]], (True,)], "Vector{Any}"),
    ({}, "Dict{Any, Any}"),
    ({"a": 1, 2: [3], (4, "b"): {"c": np.arange(3)}, None: None, 1.5: b"x"}, "Dict{Any, Any}"),
    ({frozenset({1, 2}): 3}, "Dict{Any, Any}"),
    (set(), "Set{Any}"),
    ({1, "a", (2, 3), None}, "Set{Any}"),
    (frozenset({frozenset({1}), frozenset()}), "Set{Any}"),
    (Point(1, 2.0), "NamedTuple{(:x, :y), Tuple{Int64, Float64}}"),
    (Single([1]), "NamedTuple{(:größe,), Tuple{Vector{Any}}}"),
    (bytearray(b"ab"), "Vector{UInt8}"),
    (collections.OrderedDict(a=1), "Dict{Any, Any}"),
]


@pytest.mark.parametrize(("value", "julia_type"), CONTAINERS, ids=label)
def test_a_container_comes_back_the_same(live: Engine, value: Any, julia_type: str) -> None:
    check(live, value, julia_type)


@pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: (v,), lambda v: {1: v}, Single])
def test_containers_may_be_nested_a_hundred_deep(live: Engine, wrap: Any) -> None:
    value: Any = 1
    for _ in range(100):
        value = wrap(value)
    check(live, value)
    with pytest.raises(ConversionError, match="nested deeper than 100 levels"):
        live.call("identity", wrap(value))


def test_arrays_of_arrays_may_be_nested_a_hundred_deep(live: Engine) -> None:
    value: Any = np.array([1])
    for _ in range(100):
        outer = np.empty(1, dtype=object)
        outer[0] = value
        value = outer
    check(live, value)


# ---------------------------------------------------------------- from Julia

LITERALS: list[tuple[str, Any, str]] = [
    ("nothing", None, "Nothing"),
    ("0x01", np.uint8(1), "UInt8"),
    ("typemin(Int128)", -(2**127), "Int128"),
    ("typemax(UInt128)", 2**128 - 1, "UInt128"),
    ("big(2)^70", 2**70, "BigInt"),
    ("big(7)", 7, "BigInt"),
    ("1.5f0", np.float32(1.5), "Float32"),
    ("Float16(-0.0)", np.float16(-0.0), "Float16"),
    ("nextfloat(0.0)", 5e-324, "Float64"),
    ("-NaN", -NAN, "Float64"),
    ("im", 1j, "Complex{Bool}"),
    ("1 + 2im", 1 + 2j, "Complex{Int64}"),
    ("ComplexF16(1, 2)", np.complex64(1 + 2j), "ComplexF16"),
    ("1f0im", np.complex64(1j), "ComplexF32"),
    ("'한'", "한", "Char"),
    (":sym", "sym", "Symbol"),
    ('SubString("abc", 2)', "bc", "SubString{String}"),
    ('b"ab"', b"ab", "Base.CodeUnits{UInt8, String}"),
    ("3 // 6", Fraction(1, 2), "Rational{Int64}"),
    ("(1, (2,))", (1, (2,)), "Tuple{Int64, Tuple{Int64}}"),
    ("(x = 1, y = 0x02)", Point(1, np.uint8(2)), "NamedTuple{(:x, :y), Tuple{Int64, UInt8}}"),
    ("1:3", range(1, 4), "UnitRange{Int64}"),
    ("1:0", range(1, 1), "UnitRange{Int64}"),
    ("3:-1:1", range(3, 0, -1), "StepRange{Int64, Int64}"),
    ("Base.OneTo(3)", range(1, 4), "Base.OneTo{Int64}"),
    ("0x01:0x03", range(1, 4), "UnitRange{UInt8}"),
    ("big(1):big(2)^70", range(1, 2**70 + 1), "UnitRange{BigInt}"),
    ("false:true", np.array([False, True]), "UnitRange{Bool}"),
    ("0.0:0.5:1.0", np.array([0.0, 0.5, 1.0]), None),
    ("LinRange(0, 1, 3)", np.array([0.0, 0.5, 1.0]), None),
    ("'a':'c'", np.array(["a", "b", "c"]), "StepRange{Char, Int64}"),
    ("[1, 2]", np.array([1, 2]), "Vector{Int64}"),
    ("[1 2; 3 4]", np.array([[1, 2], [3, 4]]), "Matrix{Int64}"),
    ("fill(1.5)", np.array(1.5), "Array{Float64, 0}"),
    ("fill('a')", np.array("a"), "Array{Char, 0}"),
    ("zeros(Float32, 0, 3)", np.zeros((0, 3), np.float32), "Matrix{Float32}"),
    ("trues(2)", np.array([True, True]), "BitVector"),
    ("[1 2; 3 4]'", np.array([[1, 3], [2, 4]]), "LinearAlgebra.Adjoint{Int64, Matrix{Int64}}"),
    ("view([1 2; 3 4], :, 2)", np.array([2, 4]), None),
    ("reinterpret(Int16, Int8[1, 0, 2, 0])", np.array([1, 2], np.int16), None),
    ("Any[1, 2.5]", [1, 2.5], "Vector{Any}"),
    ("[1 + 2im]", np.array([1 + 2j]), "Vector{Complex{Int64}}"),
    ("ComplexF16[1, im]", np.array([1, 1j], np.complex64), "Vector{ComplexF16}"),
    ("['a', '한']", np.array(["a", "한"]), "Vector{Char}"),
    ("[:a :b]", np.array([["a", "b"]]), "Matrix{Symbol}"),
    ('split("a b")', np.array(["a", "b"]), "Vector{SubString{String}}"),
    ("String[]", np.array([], dtype="U1"), "Vector{String}"),
    ("Dict(1 => [1.5])", {1: np.array([1.5])}, "Dict{Int64, Vector{Float64}}"),
    ("Set([1, 2])", {1, 2}, "Set{Int64}"),
    ("zeros(100_000)'", np.zeros((1, 100_000)), None),
    ("BitArray(isodd.(1:100_000))", np.arange(1, 100_001) % 2 == 1, None),
    ("ComplexF32[k for k in 1:50_000]", np.arange(1, 50_001).astype("c8"), "Vector{ComplexF32}"),
]


@pytest.mark.parametrize(("code", "wanted", "julia_type"), LITERALS, ids=[code for code, *_ in LITERALS])
def test_a_julia_value_becomes(live: Engine, code: str, wanted: Any, julia_type: str | None) -> None:
    got = live.eval(code, typed=True)
    assert difference(got.value, wanted) == ""
    if julia_type:
        assert got.type == julia_type


@pytest.mark.parametrize(
    ("code", "items", "julia_type"),
    [
        ("Int128[1, 2]", [1, 2], "Vector{Int128}"),
        ("[big(2)^70]", [2**70], "Vector{BigInt}"),
        ("[1 // 2]", [Fraction(1, 2)], "Vector{Rational{Int64}}"),
        ("[nothing, 1]", [None, 1], "Vector{Union{Nothing, Int64}}"),
        ("Real[1, 2.5]", [1, 2.5], "Vector{Real}"),
        ("[(1, 'a')]", [(1, "a")], "Vector{Tuple{Int64, Char}}"),
        ("[(x = 1,)]", [(1,)], "Vector{NamedTuple{(:x,), Tuple{Int64}}}"),
        ("Vector{Union{}}()", [], "Vector{Union{}}"),
        ("Any[1 2; 3 4]", [[1, 2], [3, 4]], "Matrix{Any}"),
    ],
)
def test_arrays_without_a_numpy_dtype_become_arrays_of_objects(
    live: Engine, code: str, items: list[Any], julia_type: str
) -> None:
    got = live.eval(code, typed=True)
    assert got.value.dtype == object
    assert got.value.tolist() == items
    assert got.type == julia_type


# ---------------------------------------------------------------- the README's table


def readme_rows() -> list[list[str]]:
    section = README.read_text(encoding="utf-8").split("## What becomes what")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    assert lines[0].replace("`", "").split("|")[1:4] == [" Python ", " Julia ", " back in Python "]
    return [re.findall(r"`([^`]+)`", line) for line in lines[2:]]


@pytest.mark.parametrize("row", readme_rows(), ids=lambda row: row[0])
def test_the_readmes_table_is_true(live: Engine, row: list[str]) -> None:
    python, julia, back = row
    names = {
        "np": np, "Fraction": Fraction, "namedtuple": collections.namedtuple, "JuliaValue": JuliaValue,
        "Decimal": Decimal, "MISSING": MISSING, "JuliaPair": JuliaPair, "UUID": UUID, "date": datetime.date,
        "datetime": datetime.datetime, "time": datetime.time, "timedelta": datetime.timedelta,
        "Color": enum.Enum("Color", "RED"),
    }  # fmt: skip
    got = live.call("identity", eval(python, names), typed=True)
    assert got.type == julia
    assert " ".join(repr(got.value).split()) == " ".join(back.split())
