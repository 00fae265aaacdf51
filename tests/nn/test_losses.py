from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pyjuliann.nn import (
    cross_entropy_elements,
    cross_entropy_error,
    mean_cross_entropy_error,
    mean_squared_error,
    one_hot,
    softmax_rows,
)

T = np.array([[0, 0, 1, 0, 0, 0, 0, 0, 0, 0]])
Y1 = np.array([[0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]])
Y2 = np.array([[0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0]])
CROSS_ENTROPIES = ["cross_entropy_elements", "cross_entropy_error", "mean_cross_entropy_error"]


@pytest.mark.parametrize("target", [T, T.astype(float), T.astype("int8")])
@pytest.mark.parametrize("reshape", [lambda a: a, np.ravel])
def test_the_published_figures_to_the_last_digit(target, reshape):
    y1, y2, t = reshape(Y1), reshape(Y2), reshape(target)
    assert repr(float(mean_squared_error(y1, t))) == "0.019500000000000007"
    assert repr(float(mean_squared_error(y2, t))) == "0.11949999999999998"
    assert repr(float(cross_entropy_error(y1, t))) == "0.510825457099338"
    assert repr(float(cross_entropy_error(y2, t))) == "2.302584092994546"
    elements = cross_entropy_elements(y1, t).ravel()
    assert f"{elements[2]:.6g}" == "0.510825"
    assert not np.delete(elements, 2).any()


def test_probabilities_of_0_and_1():
    y, t = np.array([[0.0, 1.0]]), np.array([[1, 1]])
    assert cross_entropy_elements(y, t).tolist() == [[-np.log(1e-7), -np.log(1 + 1e-7)]]
    assert cross_entropy_elements(y, 0 * t).tolist() == [[0, 0]]
    assert np.isfinite(cross_entropy_error(y.astype(np.float32), t))
    assert np.isfinite(cross_entropy_error(y.astype(np.float16), t))


def test_the_mean_over_a_batch_is_the_mean_of_its_rows():
    rng = np.random.default_rng(0)
    y, t = softmax_rows(rng.normal(size=(7, 4))), one_hot(rng.integers(0, 4, 7), 4)
    rows = [cross_entropy_error(a, b) for a, b in zip(y, t, strict=True)]
    assert mean_cross_entropy_error(y, t) == pytest.approx(np.mean(rows), rel=1e-15)


@pytest.mark.parametrize(
    ("y", "t", "result"),
    [
        ("float32", "int64", "float32"),
        ("int64", "float32", "float32"),
        ("float32", "float64", "float64"),
        ("int8", "int8", "float64"),
        ("float16", "float16", "float16"),
        (">f4", "<f4", "float32"),
    ],
)
def test_types(y, t, result):
    y, t = np.eye(2).astype(y), np.eye(2).astype(t)
    assert mean_squared_error(y, t).dtype == result
    assert cross_entropy_error(y, t).dtype == result
    assert mean_cross_entropy_error(y, t).dtype == result
    assert cross_entropy_elements(y, t).dtype == result


def test_a_single_number_in_an_array_without_dimensions():
    assert mean_squared_error(np.array(3.0), np.array(1.0)) == 4
    assert cross_entropy_elements(np.array(1.0), np.array(0.0)).shape == ()


def test_nan_goes_through():
    y = np.array([[np.nan, 0.5]])
    assert np.isnan(mean_squared_error(y, y))
    assert np.isnan(mean_cross_entropy_error(y, np.array([[1, 0]])))


@given(arrays(np.float64, st.integers(1, 3000), elements=st.floats(-1e3, 1e3)))
def test_the_mean_of_squares_is_exact_to_rounding(y):
    exact = np.mean(y.astype(np.longdouble) ** 2)
    assert mean_squared_error(y, np.zeros_like(y)) == pytest.approx(float(exact), rel=1e-14)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_losses_agree_with_julia(engine, dtype):
    rng = np.random.default_rng(1)
    for h, n in ((1, 1), (3, 5), (100, 10)):
        y = softmax_rows(rng.normal(size=(h, n)).astype(dtype))
        t = one_hot(rng.integers(0, n, h), n)
        # Sums are taken in another order, and log differs by up to 2 ULP in Float32.
        for function in ("mean_squared_error", *CROSS_ENTROPIES):
            agree(engine, function, y, t, ulp=8)
    for y in (Y1, Y2):
        for function in ("mean_squared_error", *CROSS_ENTROPIES):
            agree(engine, function, y, T)
    agree(engine, "mean_squared_error", np.array([1, 2], np.int8), np.array([4, 4], np.uint8))


@pytest.mark.parametrize("function", ["mean_squared_error", *CROSS_ENTROPIES])
def test_bad_input_is_refused_on_both_sides(engine, function):
    ones = np.ones((2, 3))
    for y, t in (
        (ones, np.ones((3, 2))),
        (ones, np.ones((2, 4))),
        (np.ones((0, 3)), np.ones((0, 3))),
        (ones, np.array([["a", "b", "c"]] * 2)),
        (ones.astype(bool), ones),
        (ones * 1j, ones),
        (ones, [[1.0] * 3] * 2),
        (None, ones),
    ):
        refuse(engine, function, y, t)


def test_what_is_no_probability_is_refused_on_both_sides(engine):
    for function in CROSS_ENTROPIES:
        for bad in (-1e-9, 1.5, np.inf, -np.inf):
            refuse(engine, function, np.array([[0.5, bad]]), np.array([[0, 1]]))
    refuse(engine, "mean_cross_entropy_error", np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match="y must hold probabilities, 0 to 1; got 1 of 2 outside"):
        cross_entropy_error(np.array([0.5, 2.0]), np.array([0, 1]))
