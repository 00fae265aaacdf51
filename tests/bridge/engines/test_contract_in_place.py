"""What Julia changes in its arguments: written back where that is asked for, else told of, on every live engine."""

from __future__ import annotations

import datetime
import warnings
from array import array as buffer
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pyjuliann import ConversionError, JuliaError, JuliaValue, LostChangeWarning
from pyjuliann.bridge.engines.engine import Engine

SIZES = (4, 9_000)  # in the frame, and outside it


FUNCTIONS = """
zero!(x) = (fill!(x, 0); nothing)
hold!(x, by; to) = (to .= x .* by; x .= 0; 7)
append_one!(x) = push!(x, 1)
first_of!(x) = (x[1] .= 5; nothing)
deeper!(x) = (push!(x[1], 2); nothing)
shifted!(x, y) = (x[1] = y[1] + 1; x[1] == y[1])
"""


@pytest.fixture(autouse=True)
def functions(live: Engine) -> None:
    if live is not None:
        live.eval(FUNCTIONS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "layout",
    [
        lambda a: a,
        np.asfortranarray,
        lambda a: a[::-1, ::2],
        lambda a: a.T,
        lambda a: a.astype(">f8"),
        lambda a: a[:, 1],
        lambda a: a.reshape(2, 1, -1),
        lambda a: a[:0],
    ],
    ids=["C", "F", "strided", "transposed", "big-endian", "column", "three dimensions", "empty"],
)
@pytest.mark.thorough
def test_an_array_of_any_layout_is_written_into(live: Engine, layout: Callable[[Any], Any], size: int) -> None:
    whole = np.arange(2.0 * size).reshape(2, size)
    array = layout(whole)
    expected = np.sort(array, axis=0)[::-1]
    assert live.call("sort!", array, update=True, rev=True, **{} if array.ndim == 1 else {"dims": 1}) is array
    np.testing.assert_array_equal(array, expected)
    if array.base is whole and array.size < whole.size:
        assert np.sum(whole) == np.arange(2.0 * size).sum()  # what is beside the view stays


@pytest.mark.parametrize(
    "array",
    [
        np.array([True, False]),
        np.array([1, 2], np.int8),
        np.array([1.5, 2], np.float16),
        np.array([1j, 2], np.complex64),
        np.array(3.0),
        np.array(["ab", "c"]),
        np.array([None, 1, "x"], dtype=object),
        np.zeros((1, 2)).view(np.recarray),
    ],
    ids=lambda array: f"{array.dtype} {array.ndim}",
)
def test_an_array_of_any_dtype_is_written_into(live: Engine, array: Any) -> None:
    value = array.flat[-1]
    kind = type(array)
    live.call("fill!", array, value, update=True)
    assert [*array.flat] == [value] * array.size
    assert type(array) is kind


def test_arguments_by_name_and_parts_of_containers_are_written_into(live: Engine) -> None:
    x, to = np.array([1.0, 2.0]), np.zeros(2)
    assert live.call("hold!", x, 2, to=to, update=True) == 7
    assert (x.tolist(), to.tolist()) == ([0, 0], [2, 4])
    for container in ((x, 1), [x, "a"], {1: x}, JuliaValue(x, "Vector{Float64}")):
        x[:] = 1
        live.call("zero!" if isinstance(container, JuliaValue) else "first_of!", container, update=True)
        assert x.tolist() in ([5, 5], [0, 0])


def test_lists_dictionaries_sets_and_bytearrays_are_written_into(live: Engine) -> None:
    listed, inner, entries, some, raw = [1, 2], [3], {"a": 1, "b": 2}, {1, 2}, bytearray(b"ab")
    assert live.call("push!", listed, inner, update=True) is listed
    assert listed == [1, 2, [3]]
    live.call("append_one!", inner, update=True)
    assert inner == [3, 1]
    live.eval('other!(d) = (delete!(d, "a"); d["c"] = [1.0]; nothing)')
    live.call("other!", entries, update=True)
    assert list(entries) == ["b", "c"]
    assert entries["c"].tolist() == [1.0]
    live.call("push!", some, 3, update=True)
    assert some == {1, 2, 3}
    live.call("push!", raw, np.uint8(99), update=True)
    assert raw == b"abc"


@dataclass
class Fit:
    slope: float
    points: Any


def test_fields_of_dataclasses_are_written_into(live: Engine) -> None:
    live.eval("""
        module Fits; mutable struct Fit; slope::Float64; points::Vector{Float64}; end; end
        steeper!(fit) = (fit.slope += 1; fit.points .+= 1; nothing)
        further!(fit) = (fit.points .+= 1; nothing)
    """)
    points = np.zeros(2)
    fit = Fit(2.0, points)
    live.call("steeper!", JuliaValue(fit, "Fits.Fit"), update=True)
    live.call("further!", fit, update=True)
    assert (fit.slope, fit.points.tolist()) == (3, [2, 2])
    assert fit.points is points
    with pytest.warns(LostChangeWarning, match="^steeper! changed argument 1"):
        live.call("steeper!", JuliaValue(fit, "Fits.Fit"))


def test_sparse_matrices_are_written_into(live: Engine) -> None:
    sparse = pytest.importorskip("scipy.sparse")
    matrix = sparse.csc_array(np.array([[1.0, 0.0], [0.0, 2.0]]))
    live.eval("using SparseArrays; fill_up!(m) = (m[1, 2] = 5; nothing)")
    live.call("fill_up!", matrix, update=True)
    assert matrix.toarray().tolist() == [[1, 5], [0, 2]]
    with pytest.raises(ConversionError, match=r"argument 1: what has changed in it cannot be .*csr_array"):
        live.call("fill_up!", sparse.csr_array(np.eye(2)), update=True)


def test_memory_of_others_is_written_into(live: Engine) -> None:
    numbers = buffer("d", [1.0, 2.0])
    live.call("zero!", numbers, update=True)
    assert numbers.tolist() == [0, 0]
    fixed = (datetime.date(2020, 2, 29), Decimal("1.5"), numbers)
    live.eval("third!(x) = (x[3] .= 7; nothing)")
    live.call("third!", fixed, update=True)
    assert numbers.tolist() == [7, 7]


def test_what_is_not_changed_is_left_alone(live: Engine) -> None:
    fixed = np.arange(3.0)
    fixed.flags.writeable = False
    to = np.zeros(3)
    live.call("copyto!", to, fixed, update=True)
    assert to.tolist() == [0, 1, 2]
    assert live.call("identity", fixed, update=True) is fixed
    assert live.call("sum", fixed, update=True) == 3
    live.call("first_of!", [to, (fixed, 1)], update=True)
    assert to.tolist() == [5, 5, 5]


def test_one_array_given_twice_is_one_in_julia(live: Engine) -> None:
    x = np.zeros(2)
    assert live.call("shifted!", x, x, update=True) is True
    assert x.tolist() == [1, 0]
    assert live.call("shifted!", x, x, update=False) is False  # two copies
    entries = [1]
    live.call("append!", entries, entries, update=True)
    assert entries == [1, 1]


def test_views_of_one_memory_that_agree_are_written(live: Engine) -> None:
    x = np.arange(4.0)
    live.call("copyto!", x[1:], x[:-1], update=True)
    assert x.tolist() == [0, 0, 1, 2]


def test_the_type_of_what_is_returned_is_told(live: Engine) -> None:
    x = np.array([2, 1], np.int8)
    assert live.call("sort!", x, update=True, typed=True).type == "Vector{Int8}"
    assert live.call("sort!", x, update=True, typed=True).value is x
    assert live.call("zero!", x, update=True, typed=True) == JuliaValue(None, "Nothing")


def readonly() -> Any:
    array = np.ones(2)
    array.flags.writeable = False
    return array


BAD = {
    "read-only": (lambda: (readonly(),), "zero!", "it has changed, and the array in Python is read-only"),
    "longer": (lambda: (np.ones(2),), "append_one!", r"an array of shape \(2,\) has become one of shape \(3,\)"),
    "wider": (lambda: (np.array(["a", "b"]), "long"), "fill!", "an array of dtype <U1 has become one of dtype <U4"),
    "one place": (
        lambda: (np.lib.stride_tricks.as_strided(np.ones(1), (2,), (0,)),),
        "zero!",
        "the array in Python has several elements at one place",
    ),
    "frozen": (lambda: ((frozenset({1}), 1),), "deeper!", "what has changed in it cannot be written into a frozenset"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_written_is_an_error_that_names_the_argument(live: Engine, name: str) -> None:
    make, function, message = BAD[name]
    arguments = make()
    before = [np.copy(part) if isinstance(part, np.ndarray) else part for part in arguments]
    with pytest.raises(ConversionError, match=rf"^{function}: argument 1(\[0\])?: {message}.*; nothing was written$"):
        live.call(function, *arguments, update=True)
    for part, was in zip(arguments, before, strict=True):
        np.testing.assert_array_equal(part, was)


def test_nothing_is_written_where_part_cannot_be(live: Engine) -> None:
    live.eval("both!(x, y) = (x .= 0; push!(y, 1); nothing)")
    x, y, some = np.ones(2), np.ones(2), [1]
    with pytest.raises(ConversionError, match="argument 2"):
        live.call("both!", x, y, update=True)
    assert x.tolist() == [1, 1]
    fixed = readonly()
    live.eval("three!(l, x, y) = (push!(l, 1); x .= 0; y .= 0; nothing)")
    with pytest.raises(ConversionError, match="argument 3"):
        live.call("three!", some, x, fixed, update=True)
    assert (some, x.tolist()) == ([1], [1, 1])
    with pytest.raises(JuliaError):
        live.call("both!", x, 3, update=True)
    assert x.tolist() == [1, 1]


def test_views_that_have_become_different_are_an_error(live: Engine) -> None:
    live.eval("mark!(x, y) = (x .= 1; y .= 2; nothing)")
    x = np.zeros(4)
    with pytest.raises(ConversionError, match="mark!: argument 1 and argument 2: they share memory in Python"):
        live.call("mark!", x[:3], x[1:], update=True)
    assert not x.any()


@pytest.mark.parametrize("update", ["yes", 1, np.True_])
def test_update_is_a_truth_value(live: Engine, update: Any) -> None:
    with pytest.raises(TypeError, match="call: update: expected True, False or None, got"):
        live.call("sum", [1], update=update)


# ---------------------------------------------------------------- without it


@pytest.mark.parametrize("size", SIZES)
def test_a_lost_change_is_told_of_once(live: Engine, size: int) -> None:
    live.eval(f"lose_{size}(x, n) = (x[end] = n; nothing)")
    x = np.zeros(size)
    with pytest.warns(LostChangeWarning, match=rf"^lose_{size} changed argument 1, .* update=True writes") as caught:
        live.call(f"lose_{size}", x, 1)
    assert [each.filename for each in caught] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        live.call(f"lose_{size}", x, 1)
    assert not x.any()


@pytest.mark.parametrize(
    ("values", "change"),
    [
        (([1, 2.5, "a"],), "x[2] = 2.75"),
        (([1, [np.ones(2)]],), "x[2][1][2] = -0.0"),
        (({"a": 1},), "x[\"a\"] = 1.0"),
        (({1},), "push!(x, 2)"),
        (((np.zeros(1), 1),), "x[1][1] = -0.0"),
        ((["a"],), "push!(x, x)"),
        ((np.array(["a", "b"]),), "x[1] = \"c\""),
    ],
)  # fmt: skip
def test_every_change_is_seen(live: Engine, values: tuple[Any, ...], change: str) -> None:
    name = f"seen_{abs(hash(change))}"
    live.eval(f"{name}(x) = ({change}; nothing)")
    with pytest.warns(LostChangeWarning, match=f"^{name} changed argument 1"):
        live.call(name, *values)


def test_a_result_that_nobody_keeps_is_lost(live: Engine) -> None:
    live.eval("returns_it!(x) = (x .+= 1; x); returns_it_too!(; x) = (x .+= 1; (1, view(x, 1:1)))")
    x = np.zeros(2)
    kept = live.call("returns_it!", x)
    assert live.call("returns_it!", kept).tolist() == [2, 2]
    with pytest.warns(LostChangeWarning, match="^returns_it! changed argument 1"):
        live.call("returns_it!", x)
    kept = live.call("returns_it_too!", x=x)
    with pytest.warns(LostChangeWarning, match="^returns_it_too! changed argument x"):
        live.call("returns_it_too!", x=x)


def test_what_changes_nothing_or_is_meant_is_not_told_of(live: Engine) -> None:
    live.eval('meant!(x) = (x .+= 1; nothing); mul_into(x) = 2x; raises!(x) = (x .= 1; error("no"))')
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        live.call("meant!", np.zeros(2), update=False)
        live.call("mul_into", np.zeros(2))
        live.call("sort!", np.array([1, 2]))  # sorted already
        live.call("copy", [np.zeros(2), {"a": {1}}, (1, None)])
        with pytest.raises(JuliaError):
            live.call("raises!", np.zeros(2))
