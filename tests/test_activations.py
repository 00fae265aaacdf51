from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import sigmoid


def test_sigmoid_rounds_to_the_published_figures():
    y = sigmoid(np.array([[-1, -2, -3], [0, 3, 7]]))
    printed = [["0.268941", "0.119203", "0.0474259"], ["0.5", "0.952574", "0.999089"]]
    assert [[f"{v:.6g}" for v in row] for row in y] == printed


def test_sigmoid_does_not_overflow_or_warn():
    # Warnings are errors in this suite.
    assert sigmoid(np.array([-1000.0, 0.0, 1000.0])).tolist() == [0.0, 0.5, 1.0]
    assert sigmoid(np.array([-np.inf, np.inf])).tolist() == [0.0, 1.0]
    assert np.isnan(sigmoid(np.array([np.nan]))).all()
    assert 0 < sigmoid(np.array([-700.0]))[0] < 1e-300
    with np.errstate(all="raise", under="ignore"):
        sigmoid(np.array([-1000.0, 1000.0], np.float32))


@pytest.mark.parametrize(
    ("given", "result"),
    [
        ("float16", "float16"),
        ("float32", "float32"),
        ("float64", "float64"),
        (">f4", "float32"),
        ("int8", "float64"),
        ("int64", "float64"),
        ("uint8", "float64"),
    ],
)
def test_sigmoid_keeps_floats_and_takes_integers_as_float64(given, result):
    y = sigmoid(np.ones((2, 3), given))
    assert y.dtype == result
    assert y.dtype.isnative
    assert y.shape == (2, 3)


def test_sigmoid_of_the_smallest_integer():
    assert 0 < sigmoid(np.array([-128], np.int8))[0] < 1e-50


@pytest.mark.parametrize("size", [(), (0,), (2, 0, 3), (1, 2, 3, 4)])
def test_sigmoid_keeps_any_size(size):
    y = sigmoid(np.zeros(size))
    assert isinstance(y, np.ndarray)
    assert y.shape == size
    assert (y == 0.5).all()


def test_sigmoid_leaves_its_argument_alone():
    x = np.array([1.0, -1.0])
    sigmoid(x)
    assert x.tolist() == [1.0, -1.0]


@pytest.mark.parametrize(
    ("value", "got"),
    [
        (1.0, "float 1.0"),
        ([1.0], r"list \[1.0\]"),
        (np.array([True]), "array of bool"),
        (np.array([1j]), "array of complex128"),
        (np.array(["a"]), "array of <U1"),
        (np.array([None]), "array of object"),
    ],
)
def test_sigmoid_refuses_what_is_no_array_of_real_numbers(value, got):
    with pytest.raises(TypeError, match=f"sigmoid: x must be an array of integers or floats; got .*{got}"):
        sigmoid(value)


@pytest.mark.parametrize("dtype", ["float32", "float64", "int8", "int64", "uint8"])
def test_sigmoid_agrees_with_julia(engine, dtype):
    x = np.linspace(-30, 30, 61).reshape(1, 61)
    x = (np.abs(x) if dtype == "uint8" else x).astype(dtype)
    # exp differs by 1 ULP in Float64 and up to 3 in Float32; a division follows.
    agree(engine, "sigmoid", x, ulp=4 if dtype == "float32" else 2)


@pytest.mark.parametrize(
    "x",
    [
        np.array([-1000.0, -np.inf, np.inf, np.nan, 0.0, -0.0, 1000.0]),
        np.array(0.0),
        np.zeros((2, 0)),
        np.zeros((1, 2, 3, 4)),
    ],
)
def test_sigmoid_agrees_with_julia_at_the_edges(engine, x):
    agree(engine, "sigmoid", x)


@pytest.mark.parametrize("x", [1.0, np.array([True]), np.array([1j]), np.array(["a"]), "a", None])
def test_sigmoid_refuses_the_same_in_julia(engine, x):
    refuse(engine, "sigmoid", x)
