from __future__ import annotations

import numpy as np
import pytest

import pyjuliann.nn
from pyjuliann import JuliaError
from pyjuliann.nn import derivative, forward_difference, gradient_descent, numerical_gradient


def f(x):
    return x[0] ** 2 + 2 * x[0] * x[1] + x[1] ** 2


JULIA_F = "x -> x[1]^2 + 2x[1] * x[2] + x[2]^2"
START = np.array([5.0, 8.0])


def test_the_published_figures():
    assert forward_difference(lambda x: x**2, 3, 1e-50) == 0
    assert repr(forward_difference(lambda x: x**2, 3)) == "6.000100000012053"
    assert repr(derivative(lambda x: x**2, 3)) == "6.000000000012661"
    assert repr(derivative(lambda x: f((x, 8)), 5)) == "25.999999999868347"
    assert repr(derivative(lambda y: f((5, y)), 8)) == "25.999999999868347"
    assert f(START) == 169
    gradient = numerical_gradient(f, START)
    assert gradient.shape == (1, 2)
    assert [f"{v:.6g}" for v in gradient[0]] == ["26", "26"]
    assert [f"{v:.6g}" for v in gradient_descent(f, START, 0.01, 100)] == ["-1.39034", "1.60966"]
    assert repr(f((-1.39034, 1.60966))) == "0.0481012623999999"


def test_the_figures_need_julias_step():
    """Julia's 10^-4 is not 1e-4; with that the last digits differ from the published ones."""
    assert repr(derivative(lambda x: x**2, 3, 1e-4)) == "6.000000000012662"


def test_the_start_comes_back_unchanged():
    x = START.copy()
    numerical_gradient(f, x)
    end = gradient_descent(f, x)
    assert x.tolist() == START.tolist()
    assert not np.shares_memory(end, x)
    assert not np.shares_memory(gradient_descent(f, x, 0.01, 0), x)


def test_a_function_that_writes_into_its_argument_does_no_harm():
    def vandal(x):
        result = f(x)
        x[:] = 0
        return result

    np.testing.assert_array_equal(numerical_gradient(vandal, START), numerical_gradient(f, START))
    np.testing.assert_array_equal(gradient_descent(vandal, START), gradient_descent(f, START))


@pytest.mark.parametrize("size", [(), (3,), (1, 3), (2, 3), (2, 1, 3), (0,)])
def test_gradients_have_the_size_of_x_and_vectors_count_as_rows(size):
    x = np.arange(1.0, 1 + np.prod(size, dtype=int)).reshape(size)
    gradient = numerical_gradient(lambda v: (v**3).sum(), x)
    assert gradient.shape == ((1, *size) if len(size) == 1 else size)
    np.testing.assert_allclose(gradient.reshape(size), 3 * x**2, rtol=1e-6)
    assert gradient_descent(lambda v: (v**2).sum(), x, 0.1, 3).shape == size


def test_types():
    assert type(derivative(lambda x: x, 1)) is float
    assert derivative(lambda x: x, np.float32(1)).dtype == np.float32
    assert derivative(lambda x: x, np.int8(1)).__class__ is float
    assert numerical_gradient(np.sum, np.ones(2, np.float32)).dtype == np.float32
    assert numerical_gradient(np.sum, np.ones(2, np.int64)).dtype == np.float64
    assert gradient_descent(np.sum, np.ones(2, np.float32)).dtype == np.float32


def test_nan_goes_through():
    assert np.isnan(derivative(lambda x: x, float("nan")))
    assert np.isnan(gradient_descent(np.sum, np.array([np.nan]), steps=3)).all()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: derivative(abs, "3"), TypeError, "derivative: x must be an integer or a float; got str '3'"),
        (lambda: derivative(abs, 3, 0), ValueError, "derivative: h must be above 0; got 0"),
        (lambda: derivative(abs, 3, float("nan")), ValueError, "derivative: h must be above 0; got nan"),
        (lambda: forward_difference(lambda x: "a", 3), TypeError, "forward_difference: what f returns must be"),
        (lambda: numerical_gradient(np.sum, [1.0]), TypeError, "numerical_gradient: x must be an array"),
        (lambda: numerical_gradient(lambda x: x, np.ones(2)), TypeError, "what f returns must be .*size"),
        (lambda: numerical_gradient(np.sum, np.ones(2), -1), ValueError, "h must be above 0; got -1"),
        (lambda: gradient_descent(np.sum, np.ones(2), -0.1), ValueError, "learning_rate must be at least 0"),
        (lambda: gradient_descent(np.sum, np.ones(2), 0.1, -1), ValueError, "steps must be at least 0; got -1"),
        (lambda: gradient_descent(np.sum, np.ones(2), 0.1, 1.5), TypeError, "steps must be an integer"),
        (lambda: gradient_descent(np.sum, np.array(["a"])), TypeError, "gradient_descent: x must be an array"),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize(
    ("function", "python_f", "julia_f", "arguments", "julia_arguments"),
    [
        ("forward_difference", lambda x: x * x, "x -> x * x", (3.0,), "3.0"),
        ("forward_difference", lambda x: x * x, "x -> x * x", (3,), "3"),
        ("forward_difference", lambda x: x * x, "x -> x * x", (3.0, 1e-50), "3.0, 1e-50"),
        ("derivative", lambda x: x * x, "x -> x * x", (3.0,), "3.0"),
        ("derivative", lambda x: x * x, "x -> x * x", (np.float32(3),), "3.0f0"),
        ("numerical_gradient", f, JULIA_F, (START,), "[5.0, 8.0]"),
        ("numerical_gradient", f, JULIA_F, (START.astype(int),), "[5, 8]"),
        ("numerical_gradient", f, JULIA_F, (START.astype(np.float32), 0.01), "[5.0f0, 8.0f0], 0.01"),
        ("gradient_descent", f, JULIA_F, (START, 0.01, 100), "[5.0, 8.0], 0.01, 100"),
        ("gradient_descent", f, JULIA_F, (START,), "[5.0, 8.0]"),
    ],
)
def test_the_same_in_julia(engine, function, python_f, julia_f, arguments, julia_arguments):
    engine.call("JuliaNN.sigmoid", np.zeros(1))  # loads the module
    python = getattr(pyjuliann.nn, function)(python_f, *arguments)
    julia = engine.eval(f"JuliaNN.{function}({julia_f}, {julia_arguments})")
    assert np.asarray(julia).dtype == np.asarray(python).dtype
    np.testing.assert_array_equal(julia, python)


@pytest.mark.parametrize(
    "call",
    [
        'JuliaNN.derivative(abs, "3")',
        "JuliaNN.derivative(abs, 3, 0)",
        'JuliaNN.forward_difference(x -> "a", 3)',
        "JuliaNN.numerical_gradient(x -> x, ones(2))",
        "JuliaNN.gradient_descent(sum, ones(2), -0.1)",
        "JuliaNN.gradient_descent(sum, ones(2), 0.1, -1)",
    ],
)
def test_bad_input_in_julia(engine, call):
    engine.call("JuliaNN.sigmoid", np.zeros(1))
    with pytest.raises(JuliaError) as error:
        engine.eval(call)
    assert error.value.type == "ArgumentError"
