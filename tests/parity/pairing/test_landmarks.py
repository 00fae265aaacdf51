"""Numbers in the source of either side."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pyjuliann.parity.pairing.landmarks import ALWAYS, MOST, julia_numbers, landmarks, python_numbers
from pyjuliann.parity.pairing.numbers import Domain, near_whole_landmarks
from pyjuliann.parity.pairing.pair import pair

LIMIT = 4.5
TABLE = (7.25, [8.5])


def helper(x):
    return x + 1e-7


def outer(x):
    step = 0.125

    def inner(y):
        return y > LIMIT and y < step

    return [k * 33 for k in range(5)], inner, helper(x), -17.5 * x, TABLE


def test_numbers_in_python_code():
    found = set(python_numbers(outer))
    assert {0.125, 4.5, 1e-7, -17.5, 7.25, 8.5} <= found
    assert 33.0 in found or 5.0 in found
    assert list(python_numbers(max)) == []
    assert 3.5 in set(python_numbers(lambda x: x < 3.5))
    limit = 6.75
    assert 6.75 in set(python_numbers(lambda x: x < limit))
    assert 400.0 in set(python_numbers(lambda x: x < 10**400)), "what is too large for a float is left out"


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("x -> x > 2.5e-3 ? 0x10 : 1_000x", [0.0025, 16.0, 1000.0]),
        ("x -> x .< 1f-3 # not 7", [0.001]),
        ('x -> "12" * x[1:end-2]', [1.0, 2.0]),
        ("x -> x1 + y2.z3 + .5", [0.5]),
        ("#= 8 =# x -> x ^ 3", [3.0]),
        ('"""doc 9""" f(x) = 4x', [4.0]),
        ("", []),
        ("x -> x .^ (1/3) + 7 / 8", [1 / 3, 7 / 8, 1.0, 3.0, 7.0, 8.0]),
        ("x -> x * 1/3 - x^2/3 + 2x/3 - 4/3π", [1.0, 3.0, 2.0, 3.0, 2.0, 3.0, 4.0, 3.0]),
    ],
)
def test_numbers_in_julia_code(code, numbers):
    assert list(julia_numbers(code)) == numbers


def test_of_a_file_only_the_function_counts(tmp_path):
    file = tmp_path / "mine.jl"
    file.write_text(
        "const A = 99\nfunction other(x)\n    x + 98\nend\nfunction mine(x)\n    if x > 41.5\n        x\n    end\nend\n"
        "short(x) = x + 43\nlast(x) =\n    x + 44\n"
    )

    def python(x):
        return x

    assert set(landmarks(pair(python, f"{file}::mine"))) == {41.5, -41.5, *ALWAYS}
    assert set(landmarks(pair(python, f"{file}::short"))) == {43.0, -43.0, *ALWAYS}
    assert {99.0, 98.0, 44.0} <= set(landmarks(pair(python, f"{file}::elsewhere")))
    assert set(landmarks(pair(python, f"{tmp_path}/none.jl::f"))) == set(ALWAYS)


def test_there_are_not_too_many():
    code = "x -> x in (" + ", ".join(map(str, range(2, 90))) + ")"
    assert len(landmarks(pair(abs, code))) == MOST + len(ALWAYS)


@pytest.mark.parametrize(
    ("domain", "wanted"),
    [
        (Domain(landmarks=(4.0, 100.0)), {4, 100, 400, 399, 5}),
        (Domain(1800, 2100, landmarks=(4.0, 100.0)), {2000, 1999}),
        (Domain(5, 9, landmarks=(3.0, 0.25, math.inf)), {6, 9}),
        (Domain(1800, math.inf, landmarks=(4.0, 500.0)), {2000}),
        (Domain(0.5, 0.7, landmarks=(4.0,)), set()),
    ],
)  # fmt: skip
def test_whole_numbers_at_which_rules_change(domain, wanted):
    found = near_whole_landmarks(np.dtype(np.int64), domain)
    assert wanted <= set(found)
    assert all(n in domain for n in found)
