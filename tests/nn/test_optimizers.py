from __future__ import annotations

import math

import numpy as np
import pytest
from both import agree, refuse

from pyjuliann.nn import adagrad, adam, momentum, optimizer_init, optimizer_step, rmsprop, sgd

RNG = np.random.default_rng(8)
PARAMS = ((RNG.normal(size=(3, 2)), RNG.normal(size=(1, 2))), (RNG.normal(size=(2, 4)), RNG.normal(size=(1, 4))))
ALL = [sgd(0.1), momentum(0.1), adagrad(0.1), rmsprop(0.1), adam(0.1)]
BY_METHOD = pytest.mark.parametrize("optimizer", ALL, ids=lambda optimizer: optimizer.method)


def gradients(seed):
    rng = np.random.default_rng(seed)
    return tuple(tuple(rng.normal(size=array.shape) for array in pair) for pair in PARAMS)


def by_formula(method, gs, w=1.0):
    """The five formulas for one number, as post 11 has them, with learning rate 0.1."""
    v = s = m = 0.0
    lr, eps = 0.1, 1e-7
    for t, g in enumerate(gs, start=1):
        if method == "sgd":
            w -= lr * g
        elif method == "momentum":
            v = 0.9 * v - lr * g
            w += v
        elif method == "adagrad":
            s += g**2
            w -= lr * g / (math.sqrt(s) + eps)
        elif method == "rmsprop":
            s = 0.9 * s + 0.1 * g**2
            w -= lr * g / (math.sqrt(s) + eps)
        else:
            m += 0.1 * (g - m)
            v += 0.001 * (g**2 - v)
            w -= lr * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m / (math.sqrt(v) + eps)
    return w


@BY_METHOD
def test_a_hundred_steps_follow_the_formula(optimizer):
    gs = np.random.default_rng(9).normal(size=100)
    w = np.array([1.0])
    state = optimizer_init(optimizer, w)
    for g in gs:
        w, state = optimizer_step(optimizer, w, np.array([g]), state)
    assert w[0] == pytest.approx(by_formula(optimizer.method, gs), rel=1e-12)


@BY_METHOD
def test_nothing_given_is_changed(optimizer):
    params, gradient, state = PARAMS, gradients(0), optimizer_init(optimizer, PARAMS)
    copies = repr((params, gradient, state))
    new, later = optimizer_step(optimizer, params, gradient, state)
    optimizer_step(optimizer, new, gradient, later)
    assert repr((params, gradient, state)) == copies
    assert not np.shares_memory(new[0][0], params[0][0])


@BY_METHOD
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_params_keep_their_type(optimizer, dtype):
    w = np.ones((2, 3), dtype)
    state = optimizer_init(optimizer, w)
    w, state = optimizer_step(optimizer, w, np.ones((2, 3)), state)
    assert w.dtype == dtype
    assert all(part.dtype == dtype for part in state if isinstance(part, np.ndarray))


@BY_METHOD
def test_nan_and_zero_gradients(optimizer):
    w = np.array([1.0, 2.0])
    state = optimizer_init(optimizer, w)
    assert optimizer_step(optimizer, w, np.zeros(2), state)[0].tolist() == [1, 2]
    w, _ = optimizer_step(optimizer, w, np.array([np.nan, 0]), state)
    assert np.isnan(w[0])
    assert w[1] == 2


@BY_METHOD
def test_any_nesting(optimizer):
    empty, _ = optimizer_step(optimizer, (), (), optimizer_init(optimizer, ()))
    assert empty == ()
    deep = (((np.ones(1),), ()), np.ones((1, 1, 1, 2)))
    new, _ = optimizer_step(optimizer, deep, deep, optimizer_init(optimizer, deep))
    assert new[0][0][0].shape == (1,)
    assert new[1].shape == (1, 1, 1, 2)


@BY_METHOD
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_trajectories_are_the_same_bits_in_julia(engine, optimizer, dtype):
    params = tuple(tuple(array.astype(dtype) for array in pair) for pair in PARAMS)
    state = agree(engine, "optimizer_init", optimizer, params)
    for step in range(20):
        g = tuple(tuple(array.astype(dtype) for array in pair) for pair in gradients(step))
        params, state = agree(engine, "optimizer_step", optimizer, params, g, state)


def test_far_into_a_run(engine):
    w = np.array([1.0])
    for t in (0, 1, 7, 1000, 10**6, 2**62):
        agree(engine, "optimizer_step", adam(), w, w, (t, w, w))


def test_makers_give_the_same_in_julia(engine):
    for name, arguments in (
        ("sgd", ()),
        ("sgd", (1,)),
        ("momentum", (0.1, 0)),
        ("adagrad", (0.1,)),
        ("rmsprop", ()),
        ("adam", ()),
        ("adam", (0.01, 0.8, 0.99, 1e-8)),
    ):
        agree(engine, name, *arguments)
    assert sgd() == ("sgd", 0.01)
    assert momentum() == ("momentum", 0.01, 0.9)
    assert adagrad() == ("adagrad", 0.01, 1e-7)
    assert rmsprop() == ("rmsprop", 0.01, 0.9, 1e-7)
    assert adam() == ("adam", 0.001, 0.9, 0.999, 1e-7)


def test_bad_settings_are_refused_on_both_sides(engine):
    for name in ("sgd", "momentum", "adagrad", "rmsprop", "adam"):
        for rate in (-0.1, float("nan"), "a", None, True, np.ones(1)):
            refuse(engine, name, rate)
    for name, arguments in (
        ("momentum", (0.1, 1.5)),
        ("momentum", (0.1, -0.1)),
        ("adagrad", (0.1, -1e-7)),
        ("rmsprop", (0.1, 2)),
        ("adam", (0.1, 1)),
        ("adam", (0.1, 0.9, 1.0)),
        ("adam", (0.1, 0.9, 0.999, -1)),
    ):
        refuse(engine, name, *arguments)


def test_bad_trees_and_states_are_refused_on_both_sides(engine):
    w = np.ones((2, 3))
    init = optimizer_init(adam(), w)
    for arguments in (
        (adam(), w, np.ones((3, 2)), init),
        (adam(), w, (w,), init),
        (adam(), (w, w), (w,), optimizer_init(adam(), (w, w))),
        (adam(), np.ones((2, 3), int), w, init),
        (adam(), w, np.array([["a"] * 3] * 2), init),
        (adam(), [w], [w], init),
        (adam(), w, w, ()),
        (adam(), w, w, (0, w)),
        (adam(), w, w, (0, w, w[0])),
        (adam(), w, w, (-1, w, w)),
        (adam(), w, w, (1.5, w, w)),
        (sgd(), w, w, init),
        (sgd(), w, w, None),
        (momentum(), w, w, ((w,),)),
        (("sgd", 0.1), w, w, ()),
        (sgd()._replace(method="magic"), w, w, ()),
        (sgd()._replace(learning_rate=-1), w, w, ()),
        (momentum()._replace(method="sgd"), w, w, ()),
        ("sgd", w, w, ()),
        (None, w, w, ()),
    ):
        refuse(engine, "optimizer_step", *arguments)
    for arguments in ((sgd(), "a"), (adam(), (w, 1.0)), (3, w)):
        refuse(engine, "optimizer_init", *arguments)
    message = r"optimizer_step: every array of gradients must have the size of its parameter; got gradients of size"
    with pytest.raises(ValueError, match=message):
        optimizer_step(sgd(), w, np.ones((3, 2)), ())
