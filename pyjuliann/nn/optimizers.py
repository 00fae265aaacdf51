"""Optimizers: how a gradient becomes a step (post 11 of the series).

An optimizer is a value: a named tuple of its method and its settings, so that it crosses the bridge as it
is. Its state (velocities, sums of squares) is made by ``optimizer_init``, goes into ``optimizer_step`` and
comes out of it. Parameters, gradients and state are nested tuples of arrays; nothing that is given is changed.
ε stands outside the root everywhere. Twin: ``julia/src/optimizers.jl``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.nn._updates import (
    KEPT_TREES,
    SGD,
    AdaGrad,
    Adam,
    Momentum,
    Optimizer,
    RMSProp,
    check_optimizer,
    check_same_tree,
    check_state,
    check_tree,
    checked,
    fitted,
    given_away,
    owned,
    step_in_place,
    tree_map,
)


def sgd(learning_rate: float = 0.01) -> SGD:
    """Return stochastic gradient descent.

    w ← w − learning_rate · g. There is no state.

    Parameters
    ----------
    learning_rate : integer or float, at least 0

    Returns
    -------
    named tuple (method, learning_rate)

    Raises
    ------
    TypeError
        If `learning_rate` is not a number.
    ValueError
        If it is negative.

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> sgd(0.5).learning_rate
    0.5
    """
    return checked("sgd", SGD("sgd", learning_rate))


def momentum(learning_rate: float = 0.01, momentum: float = 0.9) -> Momentum:
    """Return gradient descent with a velocity.

    v ← momentum · v − learning_rate · g, w ← w + v.

    Parameters
    ----------
    learning_rate : integer or float, at least 0
    momentum : integer or float between 0 and 1
        The share of the velocity that is kept. The post prints 0; its text and the author's code mean 0.9.

    Returns
    -------
    named tuple (method, learning_rate, momentum)

    Raises
    ------
    TypeError
        If a setting is not a number.
    ValueError
        If `learning_rate` is negative or `momentum` outside 0 to 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> momentum(0.1).momentum
    0.9
    """
    return checked("momentum", Momentum("momentum", learning_rate, momentum))


def adagrad(learning_rate: float = 0.01, epsilon: float = 1e-7) -> AdaGrad:
    """Return AdaGrad, whose steps shrink with the squares seen.

    s ← s + g², w ← w − learning_rate · g / (√s + ε).

    Parameters
    ----------
    learning_rate : integer or float, at least 0
    epsilon : integer or float, at least 0

    Returns
    -------
    named tuple (method, learning_rate, epsilon)

    Raises
    ------
    TypeError
        If a setting is not a number.
    ValueError
        If a setting is negative.

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> adagrad(0.1).epsilon
    1e-07
    """
    return checked("adagrad", AdaGrad("adagrad", learning_rate, epsilon))


def rmsprop(learning_rate: float = 0.01, decay: float = 0.9, epsilon: float = 1e-7) -> RMSProp:
    """Return RMSProp, which forgets old squares.

    s ← decay·s + (1−decay)·g², w ← w − learning_rate · g / (√s + ε).

    Parameters
    ----------
    learning_rate : integer or float, at least 0
    decay : integer or float between 0 and 1
    epsilon : integer or float, at least 0

    Returns
    -------
    named tuple (method, learning_rate, decay, epsilon)

    Raises
    ------
    TypeError
        If a setting is not a number.
    ValueError
        If `learning_rate` or `epsilon` is negative, or `decay` outside 0 to 1.

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> rmsprop(0.001).decay
    0.9
    """
    return checked("rmsprop", RMSProp("rmsprop", learning_rate, decay, epsilon))


def adam(learning_rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-7) -> Adam:
    """Return Adam: a mean m of the gradients over the root of a mean v of their squares.

    m ← m + (1−β₁)(g−m), v ← v + (1−β₂)(g²−v), w ← w − learning_rate·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε) at
    step t.

    Parameters
    ----------
    learning_rate : integer or float, at least 0
    beta1 : integer or float, at least 0 and below 1
    beta2 : integer or float, at least 0 and below 1
    epsilon : integer or float, at least 0

    Returns
    -------
    named tuple (method, learning_rate, beta1, beta2, epsilon)

    Raises
    ------
    TypeError
        If a setting is not a number.
    ValueError
        If `learning_rate` or `epsilon` is negative, or `beta1` or `beta2` outside [0, 1).

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> adam().learning_rate
    0.001
    """
    return checked("adam", Adam("adam", learning_rate, beta1, beta2, epsilon))


def optimizer_init(optimizer: Optimizer, params: Any) -> tuple[Any, ...]:
    """Return the state in which an optimizer starts: zeros.

    Parameters
    ----------
    optimizer : what ``sgd``, ``momentum``, ``adagrad``, ``rmsprop`` or ``adam`` returned
    params : array of floats, or tuple of such, nested as deep as one likes

    Returns
    -------
    tuple
        () for sgd; (v,) for momentum; (s,) for adagrad and rmsprop; (t, m, v) for adam. Every part but the
        step count t is nested as `params` is.

    Raises
    ------
    TypeError
        If `params` holds anything but arrays of floats and tuples.
    ValueError
        If `optimizer` is none.

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> optimizer_init(adam(), (np.ones(2), np.ones(1)))
    (0, (array([0., 0.]), array([0.])), (array([0., 0.]), array([0.])))
    """
    check_optimizer("optimizer_init", optimizer)
    check_tree("optimizer_init", "params", params)
    kept = KEPT_TREES[optimizer.method]
    trees = tuple(tree_map(lambda w: np.zeros_like(owned(w)), params) for _ in range(kept))
    return (0, *trees) if optimizer.method == "adam" else trees


@np.errstate(all="ignore")
def optimizer_step(
    optimizer: Optimizer, params: Any, gradients: Any, state: tuple[Any, ...]
) -> tuple[Any, tuple[Any, ...]]:
    """Return parameters and state after one step.

    Parameters
    ----------
    optimizer : what ``sgd``, ``momentum``, ``adagrad``, ``rmsprop`` or ``adam`` returned
    params : array of floats, or tuple of such, nested as deep as one likes
    gradients : nested as `params` is, with arrays of the same sizes
    state : what ``optimizer_init`` or the step before returned

    Returns
    -------
    params : nested as `params` is, in its types
    state : the state for the next step

    Raises
    ------
    TypeError
        If `params` or `gradients` hold anything but arrays of floats and tuples.
    ValueError
        If `optimizer` is none, or `gradients` or `state` do not fit `params`.

    Notes
    -----
    Source: "Deep Learning in Julia", post 11.

    Examples
    --------
    >>> params, state = optimizer_step(sgd(0.5), (np.array([1.0, 2.0]),), (np.array([2.0, 2.0]),), ())
    >>> params
    (array([0., 1.]),)
    """
    name = "optimizer_step"
    check_optimizer(name, optimizer)
    check_tree(name, "params", params)
    check_same_tree(name, "gradients", gradients, params)
    check_state(name, optimizer.method, state, params)
    params, state = given_away(params, state)
    return params, step_in_place(optimizer, params, fitted(gradients, params), state)
