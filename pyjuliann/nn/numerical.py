"""Numerical gradients of a network: by the definition (post 7 of the series), and the same numbers sooner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pyjuliann.nn._networks import Batch, Layers, Masks, Params, Targets
from pyjuliann.nn._passes import Gradients, Steps, forward, loss_of_batch, steps_of
from pyjuliann.nn.contract import Positive, contract
from pyjuliann.nn.gradients import STEP, numerical_gradient
from pyjuliann.nn.kernels import LOG_OFFSET, exponentials_in_place

# So many numbers go through the rest of the network at once: more is no faster, and takes more memory.
_BLOCK = 2**20

# Logits that were at most 0 and moved by less can neither overflow in exp nor all vanish: no new maximum is needed.
_SMALL = 10


@contract
def numerical_network_gradients(
    layers: Layers, params: Params, x: Batch, t: Targets, masks: Masks = (), *, h: Positive = STEP
) -> Gradients:
    """Return the gradients of ``network_loss`` with respect to the parameters, by central differences.

    This is the definition, ``numerical_gradient`` for every parameter array, with two forward passes for every
    single parameter. The text of post 7 says h = 1e-50, with which every gradient is 0; its code uses 10⁻⁴.

    >>> x, t = np.array([[1.0, -1.0]]), np.array([[1, 0]])
    >>> (dw, db), = numerical_network_gradients(("dense",), ((np.zeros((2, 2)), np.zeros((1, 2))),), x, t)
    >>> dw.round(6)
    array([[-0.5,  0.5],
           [ 0.5, -0.5]])
    """
    return _literal_gradients(steps_of(layers), params, x, t, masks, h=h, count=len(params))


def _literal_gradients(
    steps: Steps, params: Sequence[Any], x: np.ndarray, t: np.ndarray, masks: Masks, *, h: float, count: int
) -> Gradients:
    """Return the gradients with respect to the first `count` pairs of `params`, by the definition."""

    def gradient(k: int, part: int) -> np.ndarray:
        def loss(array: np.ndarray) -> np.floating:
            pair = (array, params[k][1]) if part == 0 else (params[k][0], array)
            return loss_of_batch(steps, (*params[:k], pair, *params[k + 1 :]), x, t, masks)

        return numerical_gradient(loss, params[k][part], h)

    return tuple((gradient(k, 0), gradient(k, 1)) for k in range(count))


@contract
def fast_numerical_network_gradients(
    layers: Layers, params: Params, x: Batch, t: Targets, masks: Masks = (), *, h: Positive = STEP
) -> Gradients:
    """Return what ``numerical_network_gradients`` returns, but for rounding, in a small part of its time.

    A weight w₍ᵢⱼ₎ moves column j of its layer's output and no other, by ±h times column i of the input. So the
    layer's product is not computed again, and all ways to move a column j, one for each i, go through the rest of the
    network as one batch. Weights of convolutions have no such column: theirs are found by the definition.

    >>> x, t = np.array([[1.0, -1.0]]), np.array([[1, 0]])
    >>> (dw, db), = fast_numerical_network_gradients(("dense",), ((np.zeros((2, 2)), np.zeros((1, 2))),), x, t)
    >>> dw.round(6)
    array([[-0.5,  0.5],
           [ 0.5, -0.5]])
    """
    steps, passed = steps_of(layers), 0
    convolutions = len(params) - layers.count("dense")
    gradients = [*_literal_gradients(steps, params, x, t, masks, h=h, count=convolutions)]
    outputs = forward(steps, params, x, masks)
    for place, step in enumerate(steps):
        if step.kind == "dense":
            own = params[len(gradients) :]
            gradients.append(_gradients_of_layer(steps[place + 1 :], own, outputs[place], t, masks[passed:], h=h))
        passed += step.row.masked
    return tuple(gradients)


def _gradients_of_layer(
    steps: Steps, params: Sequence[Any], before: np.ndarray, t: np.ndarray, masks: Masks, *, h: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the gradients of a dense layer with the input `before`, the parameters params[0] and `steps` after it."""
    (w, b), *rest = params
    losses = _losses_of_moves(steps, rest, before @ w + b, t, masks)
    # The bias is the weight of an input that is always 1.
    inputs = np.concatenate([before, np.ones((t.shape[0], 1), w.dtype)], axis=1)
    step, divisor = w.dtype.type(h), w.dtype.type(2) * w.dtype.type(h)
    ways = max(1, _BLOCK // (t.shape[0] * max(v.shape[1] for v, _ in params)))
    gradient = np.empty((inputs.shape[1], w.shape[1]), w.dtype)
    for start in range(0, inputs.shape[1], ways):
        block = slice(start, start + ways)
        moves = step * inputs[:, block]
        for j in range(w.shape[1]):
            gradient[block, j] = (losses(j, moves) - losses(j, -moves)) / divisor
    return gradient[:-1].copy(), gradient[-1:].copy()


def _losses_of_moves(
    steps: Steps, params: Sequence[Any], u: np.ndarray, t: np.ndarray, masks: Masks
) -> Callable[[int, np.ndarray], np.ndarray]:
    """Return a function of j and moves (h, ways): the loss for each way to move column j of `u`.

    `steps`, `params` and `masks` are what follows the dense layer that gave `u`. In a batch of all ways those of the
    first sample stand first.
    """
    # Most targets are 0 and add nothing to the loss, so most logarithms are not needed.
    targets = [(rows, t[rows, k]) for k in range(t.shape[1]) for rows in t[:, k].nonzero()]
    if not params:

        def losses_of_logits(j: int, moves: np.ndarray) -> np.ndarray:
            logits = np.repeat(u.T[:, :, None], moves.shape[1], axis=2)
            logits[j] += moves
            return _mean_losses(exponentials_in_place(logits), targets)

        return losses_of_logits
    gap = [step.kind for step in steps].index("dense")  # up to there every column goes its own way
    noise = sum(step.row.masked for step in steps[:gap]) if masks else 0
    near, far = masks[:noise], masks[noise:]
    a = forward(steps[:gap], (), u.copy(), near)[-1]
    w, b = params[0]
    # The next layer's outputs come first, so that memory runs along the ways.
    z = (a @ w + b).T[:, :, None]
    if len(params) == 1:
        z = z - z.max(axis=0)  # a softmax is the same for logits that are all less by one number

    def losses(j: int, moves: np.ndarray) -> np.ndarray:
        ways = moves.shape[1]
        column = (u[:, j : j + 1] + moves).reshape(-1, 1)
        own = tuple(np.repeat(mask[:, j : j + 1], ways, axis=0) for mask in near)
        column = forward(steps[:gap], (), column, own)[-1]
        change = column.reshape(moves.shape) - a[:, j : j + 1]
        moved = np.multiply(w[j][:, None, None], change)
        moved += z
        if len(params) > 1:
            repeated = tuple(np.repeat(mask, ways, axis=0) for mask in far)
            rows = moved.reshape(w.shape[1], -1).T
            logits = forward(steps[gap + 1 :], params[1:], rows, repeated)[-1]
            moved = np.ascontiguousarray(logits.T).reshape(-1, *moves.shape)
        elif np.abs(change).max() * np.abs(w[j]).max() < _SMALL:
            return _mean_losses(np.exp(moved, out=moved), targets)
        return _mean_losses(exponentials_in_place(moved), targets)

    return losses


def _mean_losses(exponentials: np.ndarray, targets: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return the mean cross entropy for each way, from the numerators (classes, samples, ways) of the softmax.

    Of each class, `targets` are the rows in which its target is not 0, and what it is there.
    """
    sums = exponentials.sum(axis=0)
    total = np.zeros(sums.shape[1], sums.dtype)
    for numerators, (rows, t) in zip(exponentials, targets, strict=True):
        logarithms = numerators[rows] / sums[rows]
        logarithms += sums.dtype.type(LOG_OFFSET)
        np.log(logarithms, out=logarithms)
        total -= t @ logarithms
    return total / sums.dtype.type(len(sums))
