"""What an optimizer does to arrays that the caller has given away, and the nested tuples that hold them.

A tree is an array of floats or a tuple of trees.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import numpy as np

from pyjuliann.nn.contract import (
    check_between,
    check_fit,
    check_float_array,
    check_integer,
    describe,
    promoted_dtype,
)


class SGD(NamedTuple):
    """What ``sgd`` returns."""

    method: str
    learning_rate: float


class Momentum(NamedTuple):
    """What ``momentum`` returns."""

    method: str
    learning_rate: float
    momentum: float


class AdaGrad(NamedTuple):
    """What ``adagrad`` returns."""

    method: str
    learning_rate: float
    epsilon: float


class RMSProp(NamedTuple):
    """What ``rmsprop`` returns."""

    method: str
    learning_rate: float
    decay: float
    epsilon: float


class Adam(NamedTuple):
    """What ``adam`` returns."""

    method: str
    learning_rate: float
    beta1: float
    beta2: float
    epsilon: float


Optimizer = SGD | Momentum | AdaGrad | RMSProp | Adam
AnyOptimizer = TypeVar("AnyOptimizer", SGD, Momentum, AdaGrad, RMSProp, Adam)

_KINDS: dict[str, Any] = {
    "sgd": SGD,
    "momentum": Momentum,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}
_SHARES = ("momentum", "decay", "beta1", "beta2")

# How many trees each method keeps from step to step. Adam's state starts with its step count.
KEPT_TREES = {"sgd": 0, "momentum": 1, "adagrad": 1, "rmsprop": 1, "adam": 2}


def checked(function: str, optimizer: AnyOptimizer) -> AnyOptimizer:
    """Return `optimizer` if its settings are numbers in their ranges.

    Raises
    ------
    TypeError
        If a setting is no number.
    ValueError
        If it lies outside its range.
    """
    settings = zip(optimizer._fields[1:], optimizer[1:], strict=True)
    for name, value in settings:
        check_between(function, name, value, 0, 1 if name in _SHARES else math.inf)
        if name in ("beta1", "beta2") and value == 1:
            raise ValueError(f"{function}: {name} must be below 1; got {value}")
    return optimizer


def check_optimizer(function: str, optimizer: Any) -> None:
    """Refuse `optimizer` unless it is a named tuple as one of the five makers returns it.

    Raises
    ------
    TypeError
        If it is something else, or a setting is no number.
    ValueError
        If a setting lies outside its range.
    """
    fields = getattr(optimizer, "_fields", None)
    kind = _KINDS.get(optimizer.method) if fields and fields[0] == "method" else None
    if kind is None or fields != kind._fields:
        raise TypeError(f"{function}: optimizer must come from {', '.join(_KINDS)}; got {describe(optimizer)}")
    checked(function, optimizer)


def given_away(params: Any, state: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Return copies for ``step_in_place``, all in the types of `params`."""
    params = tree_map(owned, params)
    return params, tuple(fitted(part, params) if isinstance(part, np.ndarray | tuple) else part for part in state)


def fitted(tree: Any, params: Any) -> Any:
    """Return a copy of `tree` in the types of `params`."""
    if isinstance(tree, tuple):
        return tuple(fitted(part, twin) for part, twin in zip(tree, params, strict=True))
    return tree.astype(params.dtype, order="C")


def tree_map(f: Callable[[np.ndarray], np.ndarray], tree: Any) -> Any:
    """Return `tree` with every array replaced by what `f` makes of it."""
    return tuple(tree_map(f, part) for part in tree) if isinstance(tree, tuple) else f(tree)


def leaves(tree: Any) -> Iterator[np.ndarray]:
    """Yield the arrays of `tree` in their order."""
    if isinstance(tree, tuple):
        for part in tree:
            yield from leaves(part)
    else:
        yield tree


def owned(array: np.ndarray) -> np.ndarray:
    """Return a copy in row-major order and native byte order, to write into."""
    return np.array(array, promoted_dtype(array.dtype), order="C")


def check_tree(function: str, argument: str, tree: Any) -> None:
    """Refuse `tree` unless it is made of arrays of floats and tuples.

    Raises
    ------
    TypeError
        If it holds anything else.
    """
    if isinstance(tree, tuple):
        for part in tree:
            check_tree(function, argument, part)
    else:
        check_float_array(function, argument, tree)


def check_same_tree(function: str, argument: str, tree: Any, params: Any) -> None:
    """Refuse `tree` unless it is nested as `params` is, with arrays of the same sizes.

    Raises
    ------
    TypeError
        If it holds anything but arrays of floats and tuples.
    ValueError
        If it is nested otherwise, or a size differs.
    """
    check_tree(function, argument, tree)
    _check_same(function, argument, tree, params)


def _check_same(function: str, argument: str, tree: Any, params: Any) -> None:
    nested = isinstance(tree, tuple), isinstance(params, tuple)
    if nested[0] != nested[1] or (nested[0] and len(tree) != len(params)):
        raise ValueError(
            f"{function}: {argument} must be nested as params is; got {_outline(tree)} for {_outline(params)}"
        )
    if nested[0]:
        for part, twin in zip(tree, params, strict=True):
            _check_same(function, argument, part, twin)
    else:
        expected = f"every array of {argument} must have the size of its parameter"
        check_fit(function, tree.shape == params.shape, expected, **{argument: tree, "params": params})


def _outline(tree: Any) -> str:
    return f"a tuple of {len(tree)}" if isinstance(tree, tuple) else describe(tree)


def check_state(function: str, method: str, state: Any, params: Any) -> None:
    """Refuse `state` unless `method` can continue from it with `params`.

    Raises
    ------
    TypeError
        If it is no tuple, or holds what a state does not hold.
    ValueError
        If it has the wrong length, or a tree in it does not fit `params`.
    """
    expected = KEPT_TREES[method] + (method == "adam")
    if not isinstance(state, tuple):
        raise TypeError(f"{function}: state must be a tuple; got {describe(state)}")
    if len(state) != expected:
        raise ValueError(f"{function}: state of {method} must have {expected} parts; got {len(state)}")
    if method == "adam":
        check_integer(function, "the step count in state", state[0])
        check_between(function, "the step count in state", state[0], 0)
    for tree in state[expected - KEPT_TREES[method] :]:
        check_same_tree(function, "state", tree, params)


def power(base: float, exponent: int) -> float:
    """Return base to a natural exponent by squaring: the same bits in both languages, unlike ``**``."""
    result = 1.0
    while exponent > 0:
        if exponent % 2 == 1:
            result *= base
        base *= base
        exponent //= 2
    return result


def step_in_place(optimizer: Any, params: Any, gradients: Any, state: tuple[Any, ...]) -> tuple[Any, ...]:
    """Take one step in the arrays of `params` and `state`, use `gradients` up, and return the new state."""
    update = _UPDATES[optimizer.method]
    rate = float(optimizer.learning_rate)
    trees = state
    if optimizer.method == "adam":
        t = int(state[0]) + 1
        rate = rate * math.sqrt(1 - power(float(optimizer.beta2), t)) / (1 - power(float(optimizer.beta1), t))
        trees = state[1:]
        state = (t, *trees)
    for w, g, *kept in zip(leaves(params), leaves(gradients), *map(leaves, trees), strict=True):
        update(optimizer, w.dtype.type(rate), w, g, *kept)
    return state


def _sgd(_: Any, rate: Any, w: np.ndarray, g: np.ndarray) -> None:
    g *= rate
    w -= g


def _momentum(optimizer: Any, rate: Any, w: np.ndarray, g: np.ndarray, v: np.ndarray) -> None:
    v *= w.dtype.type(optimizer.momentum)
    g *= rate
    v -= g
    w += v


def _adagrad(optimizer: Any, rate: Any, w: np.ndarray, g: np.ndarray, s: np.ndarray) -> None:
    s += g * g
    _scaled_step(optimizer, rate, w, g, s)


def _rmsprop(optimizer: Any, rate: Any, w: np.ndarray, g: np.ndarray, s: np.ndarray) -> None:
    squares = g * g
    squares *= w.dtype.type(1 - float(optimizer.decay))
    s *= w.dtype.type(optimizer.decay)
    s += squares
    _scaled_step(optimizer, rate, w, g, s)


def _adam(optimizer: Any, rate: Any, w: np.ndarray, g: np.ndarray, *means: np.ndarray) -> None:
    m, v = means
    change = np.asarray(g - m)  # without dimensions the difference is a number, which has no place to write to
    change *= w.dtype.type(1 - float(optimizer.beta1))
    m += change
    g *= g
    g -= v
    g *= w.dtype.type(1 - float(optimizer.beta2))
    v += g
    np.copyto(change, m)
    _scaled_step(optimizer, rate, w, change, v)


def _scaled_step(optimizer: Any, rate: Any, w: np.ndarray, step: np.ndarray, squares: np.ndarray) -> None:
    root = np.sqrt(squares)
    root += w.dtype.type(optimizer.epsilon)
    step *= rate
    step /= root
    w -= step


_UPDATES: dict[str, Callable[..., None]] = {
    "sgd": _sgd,
    "momentum": _momentum,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
