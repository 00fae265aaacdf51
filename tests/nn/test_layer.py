from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import (
    affine,
    bias_gradient,
    input_gradient,
    layer_forward,
    sigmoid,
    sigmoid_delta,
    weight_gradient,
)

RNG = np.random.default_rng(7)
X, W, B, DY = (RNG.normal(size=size) for size in ((4, 3), (3, 2), (2,), (4, 2)))
DELTA = sigmoid_delta(DY, layer_forward(X, W, B))


def central_difference(loss, at, h=1e-5):
    slopes = np.empty(at.shape)
    for index in np.ndindex(at.shape):
        ahead, behind = at.copy(), at.copy()
        ahead[index] += h
        behind[index] -= h
        slopes[index] = (loss(ahead) - loss(behind)) / (2 * h)
    return slopes


def loss(x=X, w=W, b=B):
    return (DY * layer_forward(x, w, b)).sum()


def test_affine_adds_the_bias_to_every_row():
    u = affine(np.array([[1, 2], [3, 4]]), np.array([[1, 0], [0, 1]]), np.array([10, 20]))
    assert u.dtype == np.int64
    assert u.tolist() == [[11, 22], [13, 24]]


def test_layer_forward_is_the_sigmoid_of_affine():
    assert (layer_forward(X, W, B) == sigmoid(affine(X, W, B))).all()


@pytest.mark.parametrize(
    ("gradient", "slopes"),
    [
        (weight_gradient(X, DELTA), central_difference(lambda w: loss(w=w), W)),
        (bias_gradient(DELTA), central_difference(lambda b: loss(b=b), B)),
        (input_gradient(DELTA, W), central_difference(lambda x: loss(x=x), X)),
        (DELTA, central_difference(lambda u: (DY * sigmoid(u)).sum(), affine(X, W, B))),
    ],
    ids=["weights", "bias", "input", "delta"],
)
def test_gradients_agree_with_central_differences(gradient, slopes):
    assert gradient.shape == slopes.shape
    # The formula errs by h²/6 and rounding by 2⁻⁵³/h, about 1e-11 each.
    np.testing.assert_allclose(gradient, slopes, rtol=0, atol=1e-9)


def test_a_wrong_gradient_would_be_noticed():
    slopes = central_difference(lambda w: loss(w=w), W)
    for wrong in (weight_gradient(X, DY), weight_gradient(X, DELTA) / len(X)):
        assert np.abs(wrong - slopes).max() > 1e-2


def test_gradients_of_integers_stay_integers():
    x, delta = np.array([[1, 2], [3, 4]]), np.array([[1, 0, 0], [0, 1, 0]])
    for got, expected in (
        (weight_gradient(x, delta), [[1, 3, 0], [2, 4, 0]]),
        (bias_gradient(delta), [1, 1, 0]),
        (input_gradient(np.array([[1, 10]]), np.array([[1, 2], [3, 4], [5, 6]])), [[21, 43, 65]]),
    ):
        assert got.dtype == np.int64
        assert got.tolist() == expected


def test_narrow_integers_are_summed_in_64_bits():
    assert bias_gradient(np.array([[100, 1], [100, 2]], np.int8)).tolist() == [200, 3]
    assert bias_gradient(np.ones((2, 1), np.uint8)).dtype == np.uint64


def test_float32_stays_float32():
    x, w, b, dy, delta = (a.astype(np.float32) for a in (X, W, B, DY, DELTA))
    for got in (
        affine(x, w, b),
        layer_forward(x, w, b),
        sigmoid_delta(dy, layer_forward(x, w, b)),
        weight_gradient(x, delta),
        bias_gradient(delta),
        input_gradient(delta, w),
    ):
        assert got.dtype == np.float32


def test_sigmoid_delta_takes_integers_as_float64():
    delta = sigmoid_delta(np.array([[1, 2]]), np.array([[0, 1]]))
    assert delta.dtype == np.float64
    assert delta.tolist() == [[0.0, 0.0]]


def test_an_empty_batch_gives_zero_gradients():
    x, delta = np.zeros((0, 3)), np.zeros((0, 2))
    assert weight_gradient(x, delta).tolist() == [[0.0, 0.0]] * 3
    assert bias_gradient(delta).tolist() == [0.0, 0.0]
    assert input_gradient(delta, W).shape == (0, 3)
    assert layer_forward(x, W, B).shape == (0, 2)


def test_nan_comes_through_without_a_warning():
    w = W.copy()
    w[0, 0] = np.nan
    assert np.isnan(layer_forward(X, w, B)[:, 0]).all()
    assert np.isnan(bias_gradient(np.array([[np.inf], [-np.inf]]))).all()


CALLS = {
    "affine": (affine, (X, W, B)),
    "layer_forward": (layer_forward, (X, W, B)),
    "sigmoid_delta": (sigmoid_delta, (DY, DY)),
    "weight_gradient": (weight_gradient, (X, DELTA)),
    "bias_gradient": (bias_gradient, (DELTA,)),
    "input_gradient": (input_gradient, (DELTA, W)),
}


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        (
            "affine",
            (X, W.T, B),
            r"columns of x must equal rows of w; got x of size \(4, 3\), w of size \(2, 3\)",
        ),
        (
            "affine",
            (X, W, B[:1]),
            r"length of b must equal columns of w; got w of size \(3, 2\), b of size \(1,\)",
        ),
        ("layer_forward", (X[:, :1], W, B), "columns of x must equal rows of w"),
        ("layer_forward", (X, W, B[None]), "b must be a vector"),
        ("sigmoid_delta", (DY, DY[:1]), "dy and y must have the same size"),
        ("weight_gradient", (X[:1], DELTA), "rows of x must equal rows of delta"),
        ("weight_gradient", (X[0], DELTA), "x must be a matrix"),
        ("bias_gradient", (DELTA[0],), "delta must be a matrix"),
        ("input_gradient", (DELTA, W.T), "columns of delta must equal columns of w"),
        ("input_gradient", (DELTA, B), "w must be a matrix"),
    ],
)
def test_sizes_that_do_not_fit_are_refused(name, arguments, message):
    with pytest.raises(ValueError, match=f"{name}: {message}"):
        CALLS[name][0](*arguments)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("bad", [None, 1.0, [[1.0]], np.ones((2, 2), complex), np.array([["a"]])])
def test_every_argument_must_be_an_array_of_real_numbers(name, bad):
    call, good = CALLS[name]
    for position in range(len(good)):
        arguments = [*good[:position], bad, *good[position + 1 :]]
        with pytest.raises(TypeError, match=f"{name}: .* must be an array of integers or floats; got"):
            call(*arguments)


def test_arguments_are_left_alone():
    for call, arguments in CALLS.values():
        before = [argument.copy() for argument in arguments]
        result = call(*arguments)
        assert all((a == b).all() for a, b in zip(before, arguments, strict=True))
        assert not any(np.shares_memory(result, argument) for argument in arguments)


# ---------------------------------------------------------------------------------------- in both languages


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("dtype", ["float32", "float64", "int64"])
@pytest.mark.thorough
def test_julia_returns_the_same(engine, name, dtype):
    # Positive, so that no sum cancels; few terms and one exp at most, so few roundings.
    arguments = [np.abs(4 * argument).astype(dtype) for argument in CALLS[name][1]]
    result = agree(engine, name, *arguments, ulp=8)
    assert result.dtype == (dtype if dtype != "int64" or name not in ("layer_forward", "sigmoid_delta") else "float64")


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("affine", (X[:0], W, B)),
        ("layer_forward", (X[:0], W, B)),
        ("weight_gradient", (X[:0], DELTA[:0])),
        ("bias_gradient", (DELTA[:0],)),
        ("bias_gradient", (DELTA[:, :0],)),
        ("bias_gradient", (np.array([[100, 1], [100, 2]], np.int8),)),
        ("bias_gradient", (np.ones((0, 2), np.uint8),)),
        ("input_gradient", (DELTA[:0], W)),
        ("sigmoid_delta", (np.array([[1, 2]]), np.array([[0, 1]]))),
        ("affine", (np.array([[np.nan]]), np.ones((1, 1)), np.ones(1))),
    ],
)
def test_julia_agrees_at_the_edges(engine, function, arguments):
    agree(engine, function, *arguments)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("affine", (X, W.T, B)),
        ("affine", (X, W, B[:1])),
        ("affine", (X, W, B[None])),
        ("layer_forward", (X, W, None)),
        ("sigmoid_delta", (DY, DY[:1])),
        ("weight_gradient", (X[:1], DELTA)),
        ("weight_gradient", (X[0], DELTA)),
        ("bias_gradient", (DELTA[0],)),
        ("bias_gradient", (np.ones((2, 2), complex),)),
        ("input_gradient", (DELTA, W.T)),
    ],
)
def test_julia_refuses_the_same(engine, function, arguments):
    refuse(engine, function, *arguments)
