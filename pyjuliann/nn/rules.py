"""The rules of the optimizers, a class each: settings, their ranges, what is kept from step to step, and the step.

A rule works in arrays that the caller has given away. They stand in trees: a tree is an array of floats or a tuple
of trees.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Final, NamedTuple, get_args, get_type_hints

import numpy as np

from pyjuliann.nn.contract import (
    Fitted,
    NotNegative,
    Rate,
    check_between,
    check_fit,
    check_float_array,
    check_integer,
    describe,
    promoted_dtype,
)


def _check_below_one(function: str, argument: str, value: Any) -> None:
    check_between(function, argument, value, 0, 1)
    if value == 1:
        raise ValueError(f"{function}: {argument} must be below 1; got {value}")


BelowOne = Annotated[float, _check_below_one]


class SGD(NamedTuple):
    """w ← w − learning_rate · g."""

    method: str
    learning_rate: NotNegative

    def update(self, rate: Any, w: np.ndarray, g: np.ndarray) -> None:
        """Take a step in `w`; the gradient `g` is used up."""
        g *= rate
        w -= g


class Momentum(NamedTuple):
    """v ← momentum · v − learning_rate · g, w ← w + v."""

    method: str
    learning_rate: NotNegative
    momentum: Rate

    def update(self, rate: Any, w: np.ndarray, g: np.ndarray, v: np.ndarray) -> None:
        """Take a step in `w` and `v`; the gradient `g` is used up."""
        v *= w.dtype.type(self.momentum)
        g *= rate
        v -= g
        w += v


class AdaGrad(NamedTuple):
    """s ← s + g², w ← w − learning_rate · g / (√s + ε)."""

    method: str
    learning_rate: NotNegative
    epsilon: NotNegative

    def update(self, rate: Any, w: np.ndarray, g: np.ndarray, s: np.ndarray) -> None:
        """Take a step in `w` and `s`; the gradient `g` is used up."""
        s += g * g
        _scaled_step(w, g, s, rate, self.epsilon)


class RMSProp(NamedTuple):
    """s ← decay · s + (1 − decay) · g², w ← w − learning_rate · g / (√s + ε)."""

    method: str
    learning_rate: NotNegative
    decay: Rate
    epsilon: NotNegative

    def update(self, rate: Any, w: np.ndarray, g: np.ndarray, s: np.ndarray) -> None:
        """Take a step in `w` and `s`; the gradient `g` is used up."""
        squares = g * g
        squares *= w.dtype.type(1 - float(self.decay))
        s *= w.dtype.type(self.decay)
        s += squares
        _scaled_step(w, g, s, rate, self.epsilon)


class Adam(NamedTuple):
    """m ← m + (1−β₁)(g−m), v ← v + (1−β₂)(g²−v), w ← w − learning_rate·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε) at step t."""

    method: str
    learning_rate: NotNegative
    beta1: BelowOne
    beta2: BelowOne
    epsilon: NotNegative

    def rate_at(self, t: int) -> float:
        """Return the learning rate of step `t`, counted from 1: at first both means are too small."""
        beta1, beta2 = float(self.beta1), float(self.beta2)
        return float(self.learning_rate) * math.sqrt(1 - power(beta2, t)) / (1 - power(beta1, t))

    def update(self, rate: Any, w: np.ndarray, g: np.ndarray, m: np.ndarray, v: np.ndarray) -> None:
        """Take a step in `w`, `m` and `v`; the gradient `g` is used up."""
        change = np.asarray(g - m)  # without dimensions the difference is a number, which has no place to write to
        change *= w.dtype.type(1 - float(self.beta1))
        m += change
        g *= g
        g -= v
        g *= w.dtype.type(1 - float(self.beta2))
        v += g
        np.copyto(change, m)
        _scaled_step(w, change, v, rate, self.epsilon)


def _scaled_step(w: np.ndarray, step: np.ndarray, squares: np.ndarray, rate: Any, epsilon: float) -> None:
    root = np.sqrt(squares)
    root += w.dtype.type(epsilon)
    step *= rate
    step /= root
    w -= step


Optimizer = SGD | Momentum | AdaGrad | RMSProp | Adam

RULES: Final[dict[str, Any]] = {rule.__name__.lower(): rule for rule in get_args(Optimizer)}
"""The rules by what their `method` says, which is also the name of the function that makes one."""

KEPT_TREES: Final = {method: len(inspect.signature(rule.update).parameters) - 4 for method, rule in RULES.items()}
"""How many trees each rule keeps from step to step: what its update takes beside itself, the rate, w and g."""


def counts_steps(method: str) -> bool:
    """Return whether the state of a rule starts with a count of steps, on which its learning rate depends."""
    return hasattr(RULES[method], "rate_at")


def check_optimizer(function: str, argument: str, optimizer: Any) -> None:
    """Refuse `optimizer` unless it is a named tuple as one of the makers returns it, its settings in their ranges."""
    fields = getattr(optimizer, "_fields", None)
    rule = RULES.get(optimizer.method) if fields and fields[0] == "method" else None
    if rule is None or fields != rule._fields:
        raise TypeError(f"{function}: {argument} must come from {', '.join(RULES)}; got {describe(optimizer)}")
    hints = get_type_hints(rule, include_extras=True)
    for name, value in zip(optimizer._fields[1:], optimizer[1:], strict=True):
        for check in hints[name].__metadata__:
            check(function, name, value)


def owned_copies(params: Any, state: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Return copies for ``step_in_place``, all in the types of `params`."""
    params = tree_map(owned, params)
    return params, tuple(fitted(part, params) if isinstance(part, np.ndarray | tuple) else part for part in state)


def fitted(tree: Any, params: Any) -> Any:
    """Return a copy of `tree` in the types of `params`."""
    return tree_map(lambda part, w: part.astype(w.dtype, order="C"), tree, params)


def tree_map(f: Callable[..., np.ndarray], *trees: Any) -> Any:
    """Return a tree of what `f` makes of the arrays that stand at each place of `trees`."""
    if isinstance(trees[0], tuple):
        return tuple(tree_map(f, *parts) for parts in zip(*trees, strict=True))
    return f(*trees)


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
    """Refuse `tree` unless it is made of arrays of floats and tuples."""
    for leaf in leaves(tree):
        check_float_array(function, argument, leaf)


def check_same_tree(function: str, argument: str, tree: Any, params: Any) -> None:
    """Refuse `tree` unless it is nested as `params` is, with arrays of floats of the same sizes."""
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


def check_state(function: str, optimizer: Any, params: Any, state: Any) -> None:
    """Refuse `state` unless it is a tuple from which `optimizer` can continue with `params`."""
    method = optimizer.method
    expected = KEPT_TREES[method] + counts_steps(method)
    if not isinstance(state, tuple):
        raise TypeError(f"{function}: state must be a tuple; got {describe(state)}")
    if len(state) != expected:
        raise ValueError(f"{function}: state of {method} must have {expected} parts; got {len(state)}")
    if counts_steps(method):
        check_integer(function, "the step count in state", state[0])
        check_between(function, "the step count in state", state[0], 0)
    for tree in state[expected - KEPT_TREES[method] :]:
        check_same_tree(function, "state", tree, params)


OptimizerValue = Annotated[Optimizer, check_optimizer]
Tree = Annotated[Any, check_tree]
Gradients = Annotated[
    Any, Fitted(lambda function, gradients, params: check_same_tree(function, "gradients", gradients, params))
]
State = Annotated[tuple[Any, ...], Fitted(check_state)]


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
    rule = RULES[optimizer.method]
    counted, trees = counts_steps(optimizer.method), state
    rate = float(optimizer.learning_rate)
    if counted:
        t = int(state[0]) + 1
        rate, trees = rule.rate_at(optimizer, t), state[1:]
        state = (t, *trees)
    for w, g, *kept in zip(leaves(params), leaves(gradients), *map(leaves, trees), strict=True):
        rule.update(optimizer, w.dtype.type(rate), w, g, *kept)
    return state
