"""What counts as docstring, check, formula and rest in the network code of both languages."""

from __future__ import annotations

import pytest
from lines import LIMITS, ROOT, counts, julia_lines, python_lines

PYTHON = '''"""A module."""

import numpy as np


@contract
def affine(
    x: Real[np.ndarray, "h m"], w: Real[np.ndarray, "m n"]
) -> Real[np.ndarray, "h n"]:
    """Return a product.

    It is one.
    """
    # Why.
    if len(x) > 9:
        got = len(x)
        raise ValueError(got)
    check_fit("affine", True, "")
    return x @ w


def check_fit(function, fits, expected):
    if not fits:
        raise ValueError(expected)
'''
JULIA = '''# A file.

"""
    affine(x, w)

A product.
"""
function affine(x, w)
    @contract(affine, x::Real"h m",
        w::Real"m n")
    if size(x, 1) > 9
        got = size(x, 1)
        throw(ArgumentError("$got"))
    end
    for i in axes(x, 1)
        x[i] = 0
    end
    x * w
end

check_fit(fits) =
    fits || throw(1)

_square(x) = x * x

const LARGE = 9
'''


def test_python():
    assert python_lines(PYTHON) == {"docstring": 6, "checks": 10, "formula": 1, "rest": 7}
    assert python_lines("def f(x):\n    return x\n", only_checks=True) == {"rest": 1, "checks": 1}


def test_julia():
    assert julia_lines(JULIA) == {"docstring": 6, "checks": 8, "formula": 5, "rest": 7}
    assert julia_lines("f(x) = x\n", only_checks=True) == {"checks": 1}


@pytest.mark.parametrize("folder", LIMITS)
def test_every_line_is_counted_once(folder):
    for name, counted in counts(folder).items():
        assert counted.total() == len((ROOT / folder / name).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("folder", ["pyjuliann/nn", "julia/src"])
def test_the_network_code_keeps_its_limit(folder):
    assert sum(counted.total() for counted in counts(folder).values()) <= LIMITS[folder]
