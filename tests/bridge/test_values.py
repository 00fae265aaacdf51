"""Values there and back: every type of the README's table, to the last bit, by every engine that can start."""

from __future__ import annotations

import collections
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from roundtrip import difference, there_and_back

from pyjuliann import ConversionError, JuliaValue
from pyjuliann.bridge.engine import Engine

README = Path(__file__).parents[2] / "README.md"
INF, NAN = float("inf"), float("nan")
Point = collections.namedtuple("Point", "x y")
Single = collections.namedtuple("Single", "größe")
NUMERIC = ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
INTEGER_NAMES = ["Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"]
JULIA_NAMES = dict(
    zip(
        NUMERIC,
        ["Bool", *INTEGER_NAMES, "Float16", "Float32", "Float64", "ComplexF32", "ComplexF64"],
        strict=True,
    )
)


def check(engine: Engine, value: Any, julia_type: str | None = None) -> None:
    got = engine.call("identity", value, typed=True)
    assert difference(got.value, there_and_back(value)) == ""
    if julia_type is not None:
        assert got.type == julia_type


# ---------------------------------------------------------------- scalars and containers

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
]


@pytest.mark.parametrize(
    ("value", "julia_type"), SCALARS, ids=lambda v: re.sub(r"\W", "_", repr(v)[:30], flags=re.ASCII)
)
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


@pytest.mark.parametrize(
    ("value", "julia_type"), CONTAINERS, ids=lambda v: re.sub(r"\W", "_", repr(v)[:30], flags=re.ASCII)
)
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


# ---------------------------------------------------------------- arrays


def sample(code: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return an array whose elements all differ, as far as the dtype allows, special values among them."""
    dtype = np.dtype(code)
    count = int(np.prod(shape))
    if dtype.kind == "b":
        return (np.arange(count) % 3 == 0).reshape(shape)
    if dtype.kind in "iu":
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        values = np.arange(count).astype(dtype)
        values[:2] = [low, high][:count]
        return values.reshape(shape)
    real = np.arange(count) % 5000 * 0.37
    special = [-0.0, 0.0, INF, -INF, NAN, float(np.finfo(dtype).smallest_subnormal), float(np.finfo(dtype).max)]
    real[: len(special)] = special[:count]
    values = real.astype(dtype)
    if dtype.kind == "c":
        values.imag = real[::-1]
    return values.reshape(shape)


def layouts(array: np.ndarray) -> dict[str, np.ndarray]:
    """Return the same elements in every memory layout that NumPy has."""
    spread = np.zeros(tuple(2 * n for n in array.shape), array.dtype)
    every_other = (*[slice(None, None, 2)] * array.ndim, ...)
    from_the_end = (*[slice(None, None, -1)] * array.ndim, ...)
    spread[every_other] = array
    backwards = array[from_the_end].copy()
    read_only = array.copy()
    read_only.flags.writeable = False
    unaligned = np.frombuffer(b"\0" + array.tobytes(), np.uint8)[1:].view(array.dtype).reshape(array.shape)
    return {
        "C": array.copy("C"),
        "F": array.copy("F"),
        "strided": spread[every_other],
        "negative": backwards[from_the_end],
        "transposed": array.T.copy("C").T,
        "big-endian": array.astype(array.dtype.newbyteorder(">")),
        "read-only": read_only,
        "unaligned": unaligned,
        "broadcast": np.broadcast_to(array, array.shape),
    }


SHAPES = [
    (),
    (0,),
    (1,),
    (7,),
    (3, 4),
    (0, 3),
    (3, 0),
    (1, 5),
    (2, 3, 4),
    (2, 0, 3),
    (2, 3, 1, 2),
    (1, 2, 3, 2, 2),
    (2, 1, 2, 1, 2, 3),
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_an_array_of_every_dtype_and_layout_comes_back_the_same(live: Engine, shape: tuple[int, ...]) -> None:
    for code in NUMERIC:
        array = sample(code, shape)
        name = JULIA_NAMES[code]
        wanted = {1: f"Vector{{{name}}}", 2: f"Matrix{{{name}}}"}.get(len(shape), f"Array{{{name}, {len(shape)}}}")
        views = list(layouts(array).items())
        results = live.call("tuple", *(view for _, view in views), typed=True)
        assert results.type == "Tuple{" + ", ".join([wanted] * len(views)) + "}"
        for (layout, _), got in zip(views, results.value, strict=True):
            assert difference(got, there_and_back(array)) == "", f"{code} {layout}"


def test_the_same_index_names_the_same_element(live: Engine) -> None:
    array = np.arange(24).reshape(2, 3, 4)
    for view in layouts(array).values():
        assert live.call("getindex", view, 2, 1, 4) == array[1, 0, 3]


@pytest.mark.parametrize(
    "nbytes", [65_528, 65_536, 65_544, 2**20 - 8, 2**20, 2**20 + 8, 2**21, 2**21 + 8, 3 * 2**20 + 8]
)
@pytest.mark.parametrize("code", ["f8", "u1", "c16", "?", "i2"])
def test_arrays_around_the_sizes_where_the_way_changes(live: Engine, code: str, nbytes: int) -> None:
    count = nbytes // np.dtype(code).itemsize
    for spare in (-1, 0, 1):
        check(live, sample(code, (count + spare,)))
    check(live, sample(code, (count // 8, 8)))
    check(live, np.asfortranarray(sample(code, (8, count // 8))))


@pytest.mark.parametrize(
    "shape", [(700, 301), (3, 5, 7, 2003), (2, 300_001), (300_001, 2), (1, 1, 150_000, 1), (64, 64, 64)], ids=str
)
def test_large_arrays_in_every_layout(live: Engine, shape: tuple[int, ...]) -> None:
    array = sample("f8", shape)
    for layout, view in layouts(array).items():
        assert difference(live.call("identity", view), array) == "", layout


def test_large_arrays_of_every_dtype(live: Engine) -> None:
    for code in NUMERIC:
        check(live, sample(code, (301, 701)))
        check(live, sample(code, (301, 701)).T)


def test_several_large_arrays_in_one_call(live: Engine) -> None:
    arrays = [sample(code, (n, 40_000)) for n, code in enumerate(NUMERIC, 1)]
    nested = {"a": arrays[0], "b": [arrays[1], (arrays[2], arrays[3][:1, :5])], "c": Point(arrays[4], "x")}
    got = live.call("tuple", *arrays, nested, arrays[5].T)
    wanted = there_and_back((*arrays, nested, arrays[5].T))
    assert difference(got, wanted) == ""


def test_large_arrays_among_keyword_arguments(live: Engine) -> None:
    live.eval("with_keywords(a; b, c) = (a, b, c)")
    a, b, c = (sample("f8", (n, 10_000)) for n in (1, 2, 3))
    assert difference(live.call("with_keywords", a, c=c, b=b), (a, b, c)) == ""


def test_a_matrix_object_is_an_array(live: Engine) -> None:
    for shape in ((2, 3), (300, 301)):
        array = sample("f8", shape)
        assert difference(live.call("identity", array.view(np.recarray)), array) == ""


def test_arrays_of_strings(live: Engine) -> None:
    for array in (
        np.array(["a", "", "한글😀"]),
        np.array([["a", "bc"], ["def", ""]]),
        np.array([["a", "bc"], ["def", ""]], order="F"),
        np.array([], dtype="U3"),
        np.empty((2, 0), dtype="U1"),
        np.array("one"),
        np.array(["x", "yy"], dtype=">U2"),
    ):
        check(live, array)
    assert live.call("identity", np.array(["a"]), typed=True).type == "Vector{String}"


def test_strings_that_numpys_fixed_width_does_not_hold_stay_objects(live: Engine) -> None:
    with_nul = np.array(["a\0", "b"], dtype=object)
    check(live, with_nul)
    assert live.call("identity", with_nul).dtype == object
    uneven = live.eval('lines = fill("", 5000); lines[1] = "x"^100_000; lines')
    assert uneven.dtype == object
    assert len(uneven[0]) == 100_000


def test_arrays_of_objects(live: Engine) -> None:
    for items, julia_type in (
        ([1, "a", None], "Vector{Union{Nothing, Int64, String}}"),
        ([np.arange(2), np.arange(3)], "Vector{Vector{Int64}}"),
        ([b"x", b"yz"], "Vector{Base.CodeUnits{UInt8, String}}"),
        ([1, 2], "Vector{Int64}"),
        ([1.5, NAN], "Vector{Float64}"),
        ([True, False], "Vector{Bool}"),
        ([1j, -0.0 + 0j], "Vector{ComplexF64}"),
        ([2**70, 2**80], "Vector{BigInt}"),
        ([Fraction(1, 2)], "Vector{Rational{Int64}}"),
        ([(1, "a"), (2, "b")], "Vector{Tuple{Int64, String}}"),
        ([sample("f8", (100_000,)), "between", sample("c8", (3, 50_000))], None),
    ):
        array = np.empty(len(items), dtype=object)
        array[:] = items
        check(live, array, julia_type)
    matrix = np.empty((2, 2), dtype=object)
    matrix[:] = [[1, "a"], [None, (1, 2)]]
    check(live, matrix)
    check(live, matrix.T)
    check(live, np.array([b"ab", b"c"]))


def test_numpys_string_dtype(live: Engine) -> None:
    texts = np.array(["a", "한글"], dtype=np.dtypes.StringDType())
    assert live.call("identity", texts).tolist() == ["a", "한글"]
    missing = np.array(["a", None], dtype=np.dtypes.StringDType(na_object=None))
    with pytest.raises(ConversionError, match="identity: argument 1: an array of strings with missing ones"):
        live.call("identity", missing)


# ---------------------------------------------------------------- arbitrary values

finite = st.floats(allow_nan=False)
numpy_scalars = st.sampled_from([c for c in NUMERIC if c not in ("?", "i8", "f8", "c16")]).flatmap(
    lambda code: hnp.arrays(code, ()).map(lambda array: array[()])
)
ranges = st.builds(range, st.integers(), st.integers(), st.integers().filter(bool))
keys = st.recursive(
    st.none() | st.booleans() | st.integers() | finite | st.text() | st.binary(),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=2),
    max_leaves=3,
).filter(lambda key: "frozenset" not in repr(key) or not isinstance(key, tuple))
numbers = st.sampled_from([order + code for code in NUMERIC for order in "<>"]).flatmap(
    lambda code: hnp.arrays(code, hnp.array_shapes(min_dims=0, max_dims=6, min_side=0, max_side=3))
)
texts = hnp.arrays("U5", hnp.array_shapes(max_dims=2, max_side=3))


@st.composite
def views(draw: Any) -> np.ndarray:
    """Return a part of an array, seen from another side."""
    array = draw(numbers)
    steps = [
        draw(st.sampled_from([slice(None), slice(None, None, -1), slice(1, None), slice(None, None, 2)]))
        for _ in array.shape
    ]
    return array[tuple(steps)].transpose(draw(st.permutations(range(array.ndim))))


def object_arrays(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[np.ndarray]:
    def build(items: list[Any]) -> np.ndarray:
        array = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            array[i] = item
        return array

    return st.lists(inner, max_size=3).map(build)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(2**200), 2**200) | st.floats() | st.complex_numbers()
    | st.text() | st.binary() | st.fractions() | ranges | numpy_scalars | numbers | views() | texts,
    lambda inner: st.lists(inner, max_size=4)
    | st.lists(inner, max_size=4).map(tuple)
    | st.dictionaries(keys, inner, max_size=3)
    | st.sets(keys, max_size=3)
    | st.builds(Point, inner, inner)
    | object_arrays(inner),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(value=values)
def test_any_value_comes_back_the_same(live: Engine, value: Any) -> None:
    check(live, value)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(text=st.text(), character=st.characters(exclude_categories=["Cs"]))
def test_any_text_comes_back_the_same(live: Engine, text: str, character: str) -> None:
    check(live, text, "String")
    assert live.call("identity", JuliaValue(character, "Char"), typed=True) == JuliaValue(character, "Char")
    assert live.call("length", text) == len(text)
    assert live.call("ncodeunits", text) == len(text.encode())


# ---------------------------------------------------------------- types by name

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


@pytest.mark.parametrize(("value", "name"), NAMED, ids=lambda v: re.sub(r"\W", "_", str(v)[:30], flags=re.ASCII))
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
    "name", ["", "Nonsense", "Vector", "Vector{Nonsense}", "Function", "Vector{Int64", "exit()", "BigFloat", 7]
)
def test_a_type_that_cannot_be_sent_is_refused(live: Engine, name: Any) -> None:
    with pytest.raises(ConversionError, match=r"^identity: argument 1: .*(cannot be sent|must be a str)"):
        live.call("identity", JuliaValue([1], name))


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
    ("-NaN", NAN, "Float64"),
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
    names = {"np": np, "Fraction": Fraction, "namedtuple": collections.namedtuple, "JuliaValue": JuliaValue}
    got = live.call("identity", eval(python, names), typed=True)
    assert got.type == julia
    assert repr(got.value) == back
