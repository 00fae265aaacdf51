"""Optimizers: how a gradient becomes a step (post 11 of the series).

An optimizer is a value: a named tuple of its method and its settings, so that it crosses the bridge as it
is. Its state (velocities, sums of squares) is made by ``optimizer_init``, goes into ``optimizer_step`` and
comes out of it. Parameters, gradients and state are nested tuples of arrays; nothing that is given is changed.
ε stands outside the root everywhere. What each does with a gradient stands in ``rules``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from pyjuliann.nn.contract import NotNegative, Rate, contract
from pyjuliann.nn.rules import (
    KEPT_TREES,
    RULES,
    SGD,
    AdaGrad,
    Adam,
    BelowOne,
    Gradients,
    Momentum,
    OptimizerValue,
    RMSProp,
    State,
    Tree,
    counts_steps,
    fitted,
    owned,
    owned_copies,
    step_in_place,
    tree_map,
)


@contract
def sgd(learning_rate: NotNegative = 0.01) -> SGD:
    """Return stochastic gradient descent, without a state: w ← w − learning_rate · g.

    >>> sgd(0.5)
    SGD(method='sgd', learning_rate=0.5)
    """
    return SGD("sgd", learning_rate)


@contract
def momentum(learning_rate: NotNegative = 0.01, momentum: Rate = 0.9) -> Momentum:
    """Return gradient descent with a velocity: v ← momentum · v − learning_rate · g, w ← w + v.

    `momentum` is the share of the velocity that is kept. The post prints 0; its text and the author's code mean 0.9.

    >>> momentum(0.1)
    Momentum(method='momentum', learning_rate=0.1, momentum=0.9)
    """
    return Momentum("momentum", learning_rate, momentum)


@contract
def adagrad(learning_rate: NotNegative = 0.01, epsilon: NotNegative = 1e-7) -> AdaGrad:
    """Return AdaGrad, whose steps shrink with the squares seen: s ← s + g², w ← w − learning_rate · g / (√s + ε).

    >>> adagrad(0.1)
    AdaGrad(method='adagrad', learning_rate=0.1, epsilon=1e-07)
    """
    return AdaGrad("adagrad", learning_rate, epsilon)


@contract
def rmsprop(learning_rate: NotNegative = 0.01, decay: Rate = 0.9, epsilon: NotNegative = 1e-7) -> RMSProp:
    """Return RMSProp, which forgets old squares: s ← decay·s + (1−decay)·g², w ← w − learning_rate · g / (√s + ε).

    >>> rmsprop(0.001)
    RMSProp(method='rmsprop', learning_rate=0.001, decay=0.9, epsilon=1e-07)
    """
    return RMSProp("rmsprop", learning_rate, decay, epsilon)


@contract
def adam(
    learning_rate: NotNegative = 0.001, beta1: BelowOne = 0.9, beta2: BelowOne = 0.999, epsilon: NotNegative = 1e-7
) -> Adam:
    """Return Adam: a mean m of the gradients over the root of a mean v of their squares.

    m ← m + (1−β₁)(g−m), v ← v + (1−β₂)(g²−v), w ← w − learning_rate·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε) at
    step t.

    >>> adam()
    Adam(method='adam', learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-07)
    """
    return Adam("adam", learning_rate, beta1, beta2, epsilon)


@contract
def optimizer_init(optimizer: OptimizerValue, params: Tree) -> tuple[Any, ...]:
    """Return the state in which an optimizer starts: zeros, nested as `params` is.

    () for sgd; (v,) for momentum; (s,) for adagrad and rmsprop; (t, m, v) for adam, with the step count t.

    >>> optimizer_init(adam(), (np.ones(2), np.ones(1)))
    (0, (array([0., 0.]), array([0.])), (array([0., 0.]), array([0.])))
    """
    kept = KEPT_TREES[optimizer.method]
    trees = tuple(tree_map(lambda w: np.zeros_like(owned(w)), params) for _ in range(kept))
    return (0, *trees) if counts_steps(optimizer.method) else trees


@contract
def optimizer_step(
    optimizer: OptimizerValue, params: Tree, gradients: Gradients, state: State
) -> tuple[Any, tuple[Any, ...]]:
    """Return parameters and state after one step; `gradients` and `state` are nested as `params` is.

    `params` is an array of floats or a tuple of such, nested as deep as one likes; `state` is what ``optimizer_init``
    or the step before returned.

    >>> optimizer_step(sgd(0.5), (np.array([1.0, 2.0]),), (np.array([2.0, 2.0]),), ())
    ((array([0., 1.]),), ())
    """
    params, state = owned_copies(params, state)
    return params, step_in_place(optimizer, params, fitted(gradients, params), state)


def _maker(method: str) -> Callable[..., Any]:
    found: Callable[..., Any] | None = globals().get(method)
    if found is None:
        raise ImportError(f"optimizers: {RULES[method].__name__} stands in rules, but no function {method} makes one")
    return found


MAKERS: Final[Mapping[str, Callable[..., Any]]] = {method: _maker(method) for method in RULES}
"""What makes an optimizer, by its method."""
