"""Arrays there and back: every dtype, size, shape and memory layout, by every engine that can start."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from roundtrip import INF, JULIA_NAMES, NAN, NUMERIC, Point, check, difference, there_and_back

from pyjuliann import ConversionError
from pyjuliann.bridge.engines.engine import Engine


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
@pytest.mark.thorough
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
@pytest.mark.thorough
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
