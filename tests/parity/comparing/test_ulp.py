"""Distances in units of the last place, against slow exact ones."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyjuliann.parity.comparing.ulp import NO_DISTANCE, ulp_distance

CODES = {"float16": ("<e", "<H", 15), "float32": ("<f", "<I", 31), "float64": ("<d", "<Q", 63)}


def place(number: float, dtype: str) -> int:
    """Return a number's place among all numbers of its format, 0 for both zeros."""
    number_code, bits_code, sign = CODES[dtype]
    bits = struct.unpack(bits_code, struct.pack(number_code, number))[0]
    magnitude = bits & ((1 << sign) - 1)
    return -magnitude if bits >> sign else magnitude


@pytest.mark.parametrize(("dtype", "width"), [("float16", 16), ("float32", 32), ("float64", 64)])
def test_is_the_difference_of_places_over_the_whole_range(dtype: str, width: int):
    finite = st.floats(width=width, allow_nan=False, allow_infinity=False)

    @given(finite, finite)
    def check(a: float, b: float) -> None:
        kind = np.dtype(dtype).type
        distance = ulp_distance(kind(a), kind(b))
        assert int(distance) == abs(place(a, dtype) - place(b, dtype))
        assert int(ulp_distance(kind(b), kind(a))) == int(distance)

    check()


def test_every_float16_against_its_successor():
    numbers = np.arange(2**15, dtype=np.uint16).view(np.float16)
    finite = numbers[np.isfinite(numbers)]
    assert set(ulp_distance(finite[:-1], finite[1:]).tolist()) == {1}
    assert set(ulp_distance(-finite[:-1], -finite[1:]).tolist()) == {1}


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_largest_distance_does_not_overflow(dtype: str):
    largest = np.finfo(dtype).max
    assert int(ulp_distance(-largest, largest)) == 2 * place(float(largest), dtype)


def test_special_numbers():
    nan, inf, largest = np.nan, np.inf, np.finfo(float).max
    a = np.array([nan, nan, inf, inf, -inf, inf, 0.0, nan, inf])
    b = np.array([nan, 1.0, inf, -inf, -inf, largest, -0.0, inf, nan])
    expected = [0, NO_DISTANCE, 0, NO_DISTANCE, 0, NO_DISTANCE, 0, NO_DISTANCE, NO_DISTANCE]
    assert ulp_distance(a, b).tolist() == expected


def test_any_two_nan_are_the_same():
    bits = np.array([0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0001], np.uint64)
    assert int(ulp_distance(bits[:1].view(float), bits[1:].view(float))[0]) == 0


def test_shapes_broadcast():
    assert ulp_distance(np.ones((2, 1)), np.ones(3)).shape == (2, 3)


@pytest.mark.parametrize("pair", [(1, 2), (np.float32(1), np.float64(1)), (1j, 2j), ("a", "b")])
def test_refuses_what_has_no_distance(pair):
    with pytest.raises(TypeError, match="ulp_distance: a and b must have one dtype"):
        ulp_distance(*pair)
