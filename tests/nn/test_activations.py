from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import identity_function, relu, sigmoid, softmax, softmax_rows, step_function


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


X = np.array([[-1, -2, -3], [0, 3, 7]])


def test_the_other_activations_give_the_published_figures():
    assert step_function(X).tolist() == [[0, 0, 0], [0, 1, 1]]
    assert relu(X).tolist() == [[0, 0, 0], [0, 3, 7]]
    assert identity_function(X).tolist() == X.tolist()
    printed = [["0.000328971", "0.000121022", "4.45214e-05"], ["0.000894237", "0.0179612", "0.98065"]]
    assert [[f"{v:.6g}" for v in row] for row in softmax(X)] == printed
    assert softmax(X).sum() == 1.0


@pytest.mark.parametrize("function", [step_function, relu, identity_function])
@pytest.mark.parametrize("dtype", ["int8", "uint8", "int64", "float16", "float32", "float64", ">f8", ">i4"])
def test_these_keep_the_type_and_the_size(function, dtype):
    for size in [(), (0,), (2, 0, 3), (2, 3)]:
        x = np.ones(size, dtype)
        y = function(x)
        assert isinstance(y, np.ndarray)
        assert y.shape == size
        assert y.dtype == np.dtype(dtype).newbyteorder("=")
        assert y.dtype.isnative
        assert not np.shares_memory(x, y)


def test_step_and_relu_at_the_edges():
    x = np.array([-np.inf, -0.0, 0.0, np.inf, np.nan])
    assert step_function(x).tolist() == [0, 0, 0, 1, 1]
    y = relu(x)
    assert y[:4].tolist() == [0, 0, 0, np.inf]
    assert not np.signbit(y[:4]).any()
    assert np.isnan(y[4])


@pytest.mark.parametrize("function", [softmax, softmax_rows])
def test_softmax_edges(function):
    for x, expected in (
        ([[np.inf, 0, np.inf]], [[0.5, 0, 0.5]]),
        ([[-np.inf, 0, -np.inf]], [[0, 1, 0]]),
        ([[-np.inf, -np.inf]], [[0.5, 0.5]]),
        ([[-np.inf, np.inf]], [[0, 1]]),
        ([[3.0, 3.0, 3.0, 3.0]], [[0.25] * 4]),
        ([[1e308, -1e308]], [[1, 0]]),
        ([[-1000.0, -1000.0]], [[0.5, 0.5]]),
        ([[5.0]], [[1]]),
    ):
        assert function(np.array(x)).tolist() == expected
    assert np.isnan(function(np.array([[np.nan, 1.0, np.inf]]))).all()


def test_softmax_is_over_everything_and_softmax_rows_over_each_row():
    x = np.array([[1.0, 2.0], [3.0, 4.0], [np.inf, np.nan]])
    assert softmax(x[:2]).sum() == pytest.approx(1)
    np.testing.assert_allclose(softmax_rows(x[:2]), [softmax(row) for row in x[:2]], rtol=1e-15)
    by_rows = softmax_rows(x)
    np.testing.assert_allclose(by_rows[:2].sum(axis=1), [1, 1])
    assert np.isnan(by_rows[2]).all()


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "int64", "uint8"])
@pytest.mark.parametrize("function", [softmax, softmax_rows])
def test_softmax_types_and_its_argument(function, dtype):
    x = np.array([[1, 2], [3, 100]], dtype)
    before = x.copy()
    y = function(x)
    assert y.dtype == (dtype if dtype.startswith("float") else "float64")
    assert (x == before).all()


def test_softmax_of_nothing_is_refused_on_both_sides(engine):
    for function, x in (
        ("softmax", np.zeros(0)),
        ("softmax_rows", np.zeros((0, 3))),
        ("softmax_rows", np.zeros((3, 0))),
    ):
        refuse(engine, function, x)
    refuse(engine, "softmax_rows", np.zeros(3))


@pytest.mark.parametrize("function", ["step_function", "relu", "identity_function", "softmax", "softmax_rows"])
def test_the_other_activations_agree_with_julia(engine, function):
    rng = np.random.default_rng(2)
    ulp = {"float64": 5, "float32": 6} if function.startswith("softmax") else 0
    for dtype in ("float64", "float32", "int64", "int8"):
        x = (rng.standard_normal((7, 6)) * 5).astype(dtype)
        agree(engine, function, x, ulp=ulp)
    edges = np.array([[np.nan, 1, 2], [np.inf, np.inf, -np.inf], [-np.inf] * 3, [-0.0, 0.0, -0.0]])
    agree(engine, function, edges, ulp=ulp)
    for x in (np.array([[True]]), np.array([["a"]]), np.array([[1j]]), 1.0, None):
        refuse(engine, function, x)
