from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import (
    flat_dot,
    matrix_product,
    matrix_vector_by_columns,
    matrix_vector_by_rows,
    scale_columns,
    two_layer,
)

A = np.array([[3, 1, 0, 3], [2, 4, 7, 0], [-1, 2, 3, 4]])
X = np.array([1, 2, 3, 4])


def is_int64(array, values):
    return array.dtype == np.int64 and array.tolist() == values


def test_the_figures_of_post_1():
    assert is_int64(matrix_vector_by_rows(A, X), [17, 31, 28])
    assert is_int64(scale_columns(A, X), [[3, 2, 0, 12], [2, 8, 21, 0], [-1, 4, 9, 16]])
    assert is_int64(matrix_vector_by_columns(A, X), [17, 31, 28])
    a, b = np.array([[1, 4], [2, 5], [3, 6]]), np.array([[1, 2, 3], [4, 5, 6]])
    assert is_int64(matrix_product(a, b), [[17, 22, 27], [22, 29, 36], [27, 36, 45]])


def test_dot_is_flat_and_the_product_is_not():
    row, ones = np.ones((1, 3)), np.ones((2, 3))
    for a, figure in ((row, 3.0), (ones, 6.0)):
        dot = flat_dot(a, a.T)
        assert isinstance(dot, np.float64)
        assert dot == figure
    product = matrix_product(ones, ones.T)
    assert product.dtype == np.float64
    assert product.tolist() == [[3.0, 3.0], [3.0, 3.0]]


def test_the_two_layer_network():
    h, y = two_layer(
        np.array([[1, 2, 3, 4]]),
        np.array([[1, 2], [3, 4], [5, 6], [7, 8]]),
        np.array([[1, 2]]),
        np.array([[1, 2, 3], [4, 5, 6]]),
        np.array([[1, 2, 3]]),
    )
    assert is_int64(h, [[51, 62]])
    assert is_int64(y, [[300, 414, 528]])


def test_two_layer_takes_a_batch():
    x = np.array([[1, 0], [0, 1], [1, 1]])
    h, y = two_layer(x, np.array([[1, 2], [3, 4]]), np.array([[10, 20]]), np.eye(2), np.array([[0, 0]]))
    assert is_int64(h, [[11, 22], [13, 24], [14, 26]])
    assert y.dtype == np.float64
    assert y.tolist() == h.tolist()


def test_flat_dot_goes_down_the_columns():
    assert flat_dot(np.array([[1, 2], [3, 4]]), np.array([1, 10, 100, 1000])) == 1 + 30 + 200 + 4000


def test_integers_stay_exact_above_2_to_the_53_and_wrap_silently():
    big = 2**53 + 1
    assert matrix_product(np.array([[big, 0]]), np.eye(2, dtype=np.int64)).tolist() == [[big, 0]]
    assert matrix_vector_by_rows(np.array([[big]]), np.array([1])).tolist() == [big]
    assert flat_dot(np.array([2**63 - 1]), np.array([2])) == -2
    assert scale_columns(np.array([[100]], np.int8), np.array([2], np.int8)).tolist() == [[-56]]


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("int64", "float32", "float32"),
        ("float32", "float64", "float64"),
        ("int32", "float16", "float16"),
        ("int64", "uint64", "uint64"),
        ("int32", "uint32", "uint32"),
        ("int8", "int8", "int8"),
        ("uint8", "int64", "int64"),
        (">f4", "<f4", "float32"),
    ],
)
def test_the_result_has_julias_promoted_type(left, right, result):
    a, x, b = np.ones((2, 3), left), np.ones(3, right), np.ones((3, 2), right)
    for got in (
        matrix_vector_by_rows(a, x),
        scale_columns(a, x),
        matrix_vector_by_columns(a, x),
        matrix_product(a, b),
        flat_dot(a, b),
    ):
        assert got.dtype == result
        assert got.dtype.isnative


def test_rows_and_columns_agree_with_the_product():
    rng = np.random.default_rng(1)
    a, x = rng.normal(size=(5, 7)), rng.normal(size=7)
    expected = a @ x
    np.testing.assert_allclose(matrix_vector_by_rows(a, x), expected, rtol=0, atol=1e-14)
    np.testing.assert_allclose(matrix_vector_by_columns(a, x), expected, rtol=0, atol=1e-14)


def test_empty_arrays():
    assert matrix_product(np.zeros((2, 0)), np.zeros((0, 3))).tolist() == [[0.0] * 3] * 2
    assert matrix_vector_by_rows(np.zeros((2, 0)), np.zeros(0)).tolist() == [0.0, 0.0]
    assert matrix_vector_by_columns(np.zeros((0, 2)), np.ones(2)).shape == (0,)
    assert flat_dot(np.zeros((0, 2)), np.zeros(0)) == 0.0


def test_infinities_and_nan_come_through_without_a_warning():
    a = np.array([[np.inf, 1.0]])
    assert np.isnan(matrix_product(a, np.array([[0.0], [1.0]]))).all()
    assert np.isnan(matrix_vector_by_columns(a, np.array([0.0, 1.0]))).all()
    assert np.isnan(flat_dot(a, np.array([0.0, 1.0])))
    assert np.isinf(matrix_product(np.array([[1e308]]), np.array([[10.0]]))).all()


def test_arguments_are_left_alone():
    a, x = A.copy(), X.copy()
    for call in (matrix_vector_by_rows, scale_columns, matrix_vector_by_columns):
        assert not np.shares_memory(call(a, x), a)
    assert (a == A).all()
    assert (x == X).all()


@pytest.mark.parametrize("call", [matrix_vector_by_rows, scale_columns, matrix_vector_by_columns])
def test_a_vector_that_does_not_fit_is_refused(call):
    sizes = r"got a of size \(3, 4\), x of size \(2,\)"
    with pytest.raises(ValueError, match=f"{call.__name__}: length of x must equal columns of a; {sizes}"):
        call(A, np.array([1, 2]))
    with pytest.raises(ValueError, match=f"{call.__name__}: a must be a matrix"):
        call(X, X)
    with pytest.raises(ValueError, match=f"{call.__name__}: x must be a vector"):
        call(A, X[:, None])


def test_matrices_that_do_not_fit_are_refused():
    message = "columns of a must equal rows of b; got a of size (2, 3), b of size (2, 3)"
    with pytest.raises(ValueError) as caught:
        matrix_product(np.ones((2, 3)), np.ones((2, 3)))
    assert str(caught.value) == f"matrix_product: {message}"
    with pytest.raises(ValueError, match="flat_dot: a and b must have the same number of elements"):
        flat_dot(np.ones((2, 3)), np.ones(5))


@pytest.mark.parametrize(
    ("position", "argument", "message"),
    [
        (0, np.ones((1, 3)), "columns of x must equal rows of w1"),
        (1, np.ones((2, 3)), "b1 must be one row, as wide as w1"),
        (2, np.ones((1, 3)), "b1 must be one row, as wide as w1"),
        (2, np.ones((2, 2)), "b1 must be one row, as wide as w1"),
        (3, np.ones((3, 2)), "columns of w1 must equal rows of w2"),
        (4, np.ones((1, 1)), "b2 must be one row, as wide as w2"),
        (0, np.ones(2), "x must be a matrix"),
        (4, np.ones(2), "b2 must be a matrix"),
    ],
)
def test_two_layer_refuses_sizes_that_do_not_fit(position, argument, message):
    arguments = [np.ones((1, 2)), np.ones((2, 2)), np.ones((1, 2)), np.ones((2, 2)), np.ones((1, 2))]
    arguments[position] = argument
    with pytest.raises(ValueError, match=f"two_layer: {message}; got"):
        two_layer(*arguments)


@pytest.mark.parametrize("bad", [[[1, 2]], np.ones((1, 2), bool), np.ones((1, 2), complex), np.ones((1, 2), object)])
def test_what_is_no_array_of_real_numbers_is_refused(bad):
    good = np.ones((2, 2))
    for call in (
        lambda: matrix_product(bad, good),
        lambda: flat_dot(bad, good),
        lambda: matrix_vector_by_rows(bad, X),
    ):
        with pytest.raises(TypeError, match="a must be an array of integers or floats"):
            call()
    with pytest.raises(TypeError, match="two_layer: w2 must be an array of integers or floats"):
        two_layer(np.ones((1, 2)), good, np.ones((1, 2)), bad, np.ones((1, 2)))


# ---------------------------------------------------------------------------------------- in both languages

PROMOTED = [("int64", "float32"), ("float32", "float64"), ("int64", "uint64"), ("int32", "uint32"), ("int8", "int8")]


@pytest.mark.parametrize(("left", "right"), PROMOTED)
def test_julia_promotes_the_same(interpreted, left, right):
    a, x = np.arange(6).reshape(2, 3).astype(left), np.arange(3).astype(right)
    for function in ("matrix_vector_by_rows", "scale_columns", "matrix_vector_by_columns"):
        agree(interpreted, function, a, x)
    agree(interpreted, "matrix_product", a, np.arange(12).reshape(3, 4).astype(right))
    agree(interpreted, "flat_dot", a, np.arange(6).astype(right))
    agree(interpreted, "two_layer", a, np.ones((3, 2), left), np.ones((1, 2), right), np.eye(2, dtype=right), a[:1, :2])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_julia_rounds_nearly_the_same(engine, dtype):
    rng = np.random.default_rng(3)
    a, b = rng.random((5, 7)).astype(dtype), rng.random((7, 4)).astype(dtype)
    # Sums of 7 positive terms: every order of adding them, and fusing, is within 7 roundings.
    agree(engine, "matrix_product", a, b, ulp=7)
    agree(engine, "matrix_vector_by_rows", a, b[:, 0], ulp=7)
    agree(engine, "flat_dot", a, a, ulp=35)
    # One term after the other and no fusing, in both languages.
    agree(engine, "matrix_vector_by_columns", a, b[:, 0])
    agree(engine, "scale_columns", a, b[:, 0])


def test_julia_agrees_at_the_edges(engine):
    big = 2**53 + 1
    agree(engine, "matrix_product", np.array([[big, 0]]), np.eye(2, dtype=np.int64))
    agree(engine, "flat_dot", np.array([2**63 - 1]), np.array([2]))
    agree(engine, "matrix_product", np.zeros((2, 0)), np.zeros((0, 3)))
    agree(engine, "matrix_vector_by_rows", np.zeros((2, 0)), np.zeros(0))
    agree(engine, "matrix_vector_by_columns", np.zeros((0, 2)), np.ones(2))
    agree(engine, "flat_dot", np.zeros((0, 2)), np.zeros(0))
    agree(engine, "flat_dot", np.array([[1, 2], [3, 4]]), np.array([1, 10, 100, 1000]))
    agree(engine, "matrix_product", np.array([[np.inf, 1.0]]), np.array([[0.0], [1.0]]))


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("matrix_product", (np.ones((2, 3)), np.ones((2, 3)))),
        ("matrix_product", (np.ones(3), np.ones((3, 1)))),
        ("matrix_product", (np.ones((1, 2), bool), np.ones((2, 1)))),
        ("matrix_product", (np.ones((1, 2), complex), np.ones((2, 1)))),
        ("matrix_product", ([[1, 2]], np.ones((2, 1)))),
        ("matrix_vector_by_rows", (A, np.array([1, 2]))),
        ("matrix_vector_by_columns", (A, X[:, None])),
        ("scale_columns", (X, X)),
        ("flat_dot", (np.ones((2, 3)), np.ones(5))),
        ("flat_dot", (1, 2)),
        ("two_layer", (A, A, A, A, A)),
        ("two_layer", (A, A.T, np.ones((1, 3)), np.ones((3, 2)), np.ones((2, 2)))),
        ("two_layer", (A, A.T, np.ones(3), np.ones((3, 2)), np.ones((1, 2)))),
    ],
)
def test_julia_refuses_the_same(engine, function, arguments):
    refuse(engine, function, *arguments)
