"""Finite spaces of arguments: how many values there are, in which order, and what has no end."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import enum
import itertools
from typing import Annotated, Any, Literal

import numpy as np
import pytest
from jaxtyping import Bool, Float64, UInt8

from pyjuliann.errors import PairError
from pyjuliann.parity.exhaustive.spaces import MOST, Numbers, axis_of, chunks, space_of
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.pair import pair


class Level(enum.Enum):
    LOW = "l"
    HIGH = "h"


class Access(enum.Flag):
    READ = 1
    WRITE = 2
    BOTH = 3


def values(annotation: Any, domain: Domain | None = None) -> list[Any]:
    axis = axis_of(annotation, domain or Domain())
    return list(axis.values(np.arange(axis.size)))


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (bool, [False, True]),
        (np.bool_, [False, True]),
        (np.int8, list(range(-128, 128))),
        (np.uint16, list(range(65536))),
        (Level, [Level.LOW, Level.HIGH]),
        (Access, [Access(0), Access.READ, Access.WRITE, Access.BOTH]),
        (Literal["a", 3], ["a", 3]),
        (bool | None, [False, True, None]),
        (Annotated[bool, "of whatever"], [False, True]),
        (tuple[bool, Level], [(a, b) for a in (False, True) for b in Level]),
        (None, [None]),
    ],
)
def test_all_values_in_their_order(annotation: Any, expected: list[Any]) -> None:
    assert values(annotation) == expected


def test_a_value_has_the_type_of_its_annotation() -> None:
    assert {type(x) for x in values(np.int8)} == {np.int8}
    assert {type(x) for x in values(bool)} == {bool}
    assert {type(x) for x in values(int, Domain(2, 5))} == {int}
    assert {type(x) for x in values(float, Domain(1, 1 + 1e-14))} == {float}


@pytest.mark.parametrize("dtype", [np.float16])
def test_floats_come_in_the_order_of_the_line_each_bit_pattern_once(dtype: type) -> None:
    axis = axis_of(dtype)
    assert isinstance(axis, Numbers)
    column = axis.column(np.arange(axis.size))
    assert len(np.unique(column.view(np.uint16))) == 65536
    numbers = column[: np.flatnonzero(np.isnan(column))[0]]
    assert numbers[0] == -np.inf
    assert numbers[-1] == np.inf
    assert np.isnan(column[len(numbers) :]).all()
    rising = np.diff(numbers.astype(float)[1:-1]) > 0
    assert np.count_nonzero(~rising) == 1  # -0.0 and 0.0
    assert np.signbit(numbers[np.flatnonzero(~rising)[0] + 1])


@pytest.mark.parametrize(
    ("annotation", "low", "high", "size"),
    [
        (np.float16, 0.0, 1.0, 15362),  # and -0.0
        (np.float16, 0.1, 0.1, 0),  # which is none of Float16's numbers
        (np.float16, -1e9, 1e9, 2 * 31744),
        (np.float32, 1.0, 2.0, 2**23 + 1),
        (np.float32, -1.0, -0.5, 2**23 + 1),
        (float, 1.0, 2.0, 2**52 + 1),
        (np.float16, 0.5, np.inf, 31744 - 14336),
        (np.int8, -3.5, 3.5, 7),
        (np.int8, -1000, 1000, 256),
        (int, 5, 4.5, 0),
        (int, -(10**6), 10**6, 2 * 10**6 + 1),
    ],
)
def test_a_domain_leaves_the_numbers_inside_it(annotation: Any, low: float, high: float, size: int) -> None:
    axis = axis_of(annotation, Domain(low, high, special=False))
    assert axis.size == size
    ends = [float(x) for k in (0, size - 1) if size for x in axis.values(np.array([k]))]
    assert all(low <= end <= high for end in ends)


def test_arrays_of_one_shape() -> None:
    found = values(Bool[np.ndarray, "2"])
    assert [x.tolist() for x in found] == [[False, False], [False, True], [True, False], [True, True]]
    assert axis_of(UInt8[np.ndarray, "2 2"]).size == 2**32
    assert axis_of(Bool[np.ndarray, ""]).size == 2


def spaced(python: Any, **options: Any) -> Any:
    return space_of(pair(python, "identity", **options))


def test_all_combinations_the_last_argument_fastest() -> None:
    def f(a: bool, b: np.uint8, c: int = 3, *, named: bool, other: bool = True):
        return a

    space = spaced(f)
    assert space.size == 2 * 256 * 2
    assert space.fixed == ("c", "other")
    first = space.cases(np.array([0, 1, 2, 512, 1023]))
    assert [(c.arguments, dict(c.keywords)) for c in first] == [
        ((False, 0), {"named": False}),
        ((False, 0), {"named": True}),
        ((False, 1), {"named": False}),
        ((True, 0), {"named": False}),
        ((True, 255), {"named": True}),
    ]
    assert spaced(f, types={"c": "int8"}).size == 256 * space.size
    assert spaced(f, domain={"c": (0, 1)}).size == 2 * space.size


def test_columns_are_the_arguments_of_the_cases() -> None:
    def f(a: np.int8, b: np.float16):
        return a

    space = spaced(f)
    places = np.arange(12345, 12399)
    a, b = space.columns(places)
    cases = space.cases(places)
    assert [case.arguments[0] for case in cases] == a.tolist()
    assert np.array([case.arguments[1] for case in cases]).tobytes() == b.tobytes()


def test_a_ufunc_has_no_further_arguments() -> None:
    assert list(spaced(np.hypot, types={"x1": "int8", "x2": "Float16"}).axes) == ["x1", "x2"]


def test_without_an_annotation_a_range_of_whole_numbers_is_of_integers() -> None:
    assert spaced(lambda n: n, domain={"n": (1, 12)}).label == "n: int from 1 to 12"


def half(x: np.float16):
    return x


def number(x: float):
    return x


def several(x: np.float32, y: bool):
    return x


def whole(n: int):
    return n


def vector(x: Float64[np.ndarray, " n"]):
    return x


def words(x: str):
    return x


@pytest.mark.parametrize(
    ("python", "options", "message"),
    [
        (number, {}, "18,446,744,073,709,551,616 inputs are too many .* x has 18,446,744,073,709,551,616 values"),
        (
            several,
            {},
            "8,589,934,592 inputs are too many .* x has 4,294,967,296 values .Float32., y has 2 ",
        ),
        (number, {"domain": {"x": (0, 1)}}, "4,607,182,418,800,017,410 inputs"),
        (whole, {}, "argument 'n': there is no end to the values of int; annotate it"),
        (whole, {"domain": {"n": (0, np.inf)}}, "there is no end to the values of int from 0 to inf"),
        (vector, {}, "argument 'x': there is no end to the values of Float64"),
        (words, {}, "argument 'x': there is no end to the values of str"),
        (lambda x: x, {}, "argument 'x' has no annotation, and all its values are not known; .*--type"),
        (lambda x: x, {"domain": {"x": (0, 0.5)}}, "has no annotation"),
        (half, {"domain": {"x": (0.1, 0.1)}}, "there is no input to try"),
        (half, {"strategies": {"x": "floats"}}, "a strategy does not say of all values which they are"),
        (half, {"types": {"y": "int8"}}, "types: no argument is called y; there are x"),
        (half, {"types": {"x": "complex64"}}, "18,446,744,073,709,551,616 inputs"),
    ],
)
def test_what_has_no_end_or_is_too_large_is_refused(python: Any, options: Any, message: str) -> None:
    with pytest.raises(PairError, match=message):
        spaced(python, **options)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(PairError, match="types: no type is called 'float8'; there are int, float"):
        pair(half, "identity", types={"x": "float8"})


@pytest.mark.parametrize("size", [1, 2, 4096, 4097, 65536, 10**6, MOST])
def test_chunks_cover_all_once(size: int) -> None:
    found = chunks(size)
    assert found[0][0] == 0
    assert found[-1][1] == size
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))
    assert len(found) <= 4096
