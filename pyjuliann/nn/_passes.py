"""A network at work: its layers one after the other, forward and backward.

``network``, ``numerical`` and ``training`` share it; what is given to it has been checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pyjuliann.nn._images import FUSED, Step
from pyjuliann.nn.contract import formula
from pyjuliann.nn.dense import softmax_cross_entropy_delta
from pyjuliann.nn.kernels import mean_cross_entropy, softmax_rows_in_place
from pyjuliann.nn.layers import described

Steps = Sequence[Step]
Arrays = Sequence[np.ndarray]
Gradients = tuple[tuple[np.ndarray, np.ndarray], ...]


def steps_of(layers: tuple[Any, ...], fused: bool = True) -> list[Step]:
    """Return the layers ready to work, in their fastest forms, or else by their rows of the table alone."""
    steps: list[Step] = []
    for kind, settings in map(described, layers):
        if not (fused and steps and steps[-1].joins(kind, *settings)):
            form = FUSED.get(kind, Step) if fused else Step
            in_place = fused and bool(steps) and steps[-1].kind == "dense"
            steps.append(form(kind, settings, in_place))
    return steps


def _given(steps: Steps, params: Sequence[Any], masks: Arrays, dtype: np.dtype[Any]) -> list[Any]:
    """Return what each step takes beside x: its pair of `params`, its mask, or what a mask is on average."""
    weights, noise, given = iter(params), iter(masks), []
    for step in steps:
        if step.row.weights:
            given.append(next(weights))
        elif step.row.masked:
            given.append((next(noise) if masks else dtype.type(1 - float(step.settings[0])),))
        else:
            given.append(())
    return given


def forward(steps: Steps, params: Sequence[Any], x: np.ndarray, masks: Arrays) -> list[np.ndarray]:
    """Return x and what comes out of every step; the last, the logits of a network, is shared with nobody."""
    outputs = [x]
    for step, given in zip(steps, _given(steps, params, masks, x.dtype), strict=True):
        outputs.append(step.forward(outputs[-1], *given))
    return outputs


def backward(steps: Steps, params: Sequence[Any], x: np.ndarray, t: np.ndarray, masks: Arrays) -> Gradients:
    """Return the gradients of ``loss_of_batch`` with respect to `params`."""
    outputs = forward(steps, params, x, masks)
    delta = formula(softmax_cross_entropy_delta)(softmax_rows_in_place(outputs[-1]), t)
    gradients: list[tuple[np.ndarray, np.ndarray]] = []
    given = _given(steps, params, masks, delta.dtype)
    for step, own, u, y in reversed(list(zip(steps, given, outputs[:-1], outputs[1:], strict=True))):
        if step.row.weights:
            gradients.append(step.gradients(delta, u, y, *own))
            if len(gradients) == len(params):
                break  # nothing before this step has parameters
        delta = step.backward(delta, u, y, *own)
    return tuple(reversed(gradients))


def loss_of_batch(steps: Steps, params: Sequence[Any], x: np.ndarray, t: np.ndarray, masks: Arrays) -> np.floating:
    """Return the mean cross entropy for a batch, its targets and the masks."""
    return mean_cross_entropy(softmax_rows_in_place(forward(steps, params, x, masks)[-1]), t)
