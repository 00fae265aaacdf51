"""Training: one step, the loop of steps, and the accuracy that comes of it (posts 5 to 7, 9 to 13).

A step computes the gradients of a batch, lets the optimizer change the parameters, and evaluates the loss of the
same batch with the new ones, as the series does. `layers` and `params` are a network, see ``network``; labels count
from 0 up to one less than the last layer has outputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final

import numpy as np
from jaxtyping import Float, Int, Real

from pyjuliann.nn._images import empty_batch, gather_images
from pyjuliann.nn._networks import Batch, Input, Labels, Layers, Masks, Params, check_masks, samples_of
from pyjuliann.nn._passes import Gradients, Steps, backward, loss_of_batch, steps_of
from pyjuliann.nn.contract import (
    Fitted,
    check_draws,
    check_filled,
    check_fit,
    check_labels,
    contract,
    describe,
    formula,
    one_of,
)
from pyjuliann.nn.dropout import dropout_mask
from pyjuliann.nn.kernels import drawn_rows, gather_rows
from pyjuliann.nn.numerical import fast_numerical_network_gradients
from pyjuliann.nn.rules import OptimizerValue, State, owned_copies, step_in_place

_Batch = tuple[Params, np.ndarray, np.ndarray, Sequence[np.ndarray]]  # the parameters, x, t and the masks


GRADIENTS: Final[Mapping[str, Callable[..., Gradients]]] = {
    "backpropagation": lambda _, steps, *batch: backward(steps, *batch),
    "numerical": lambda layers, _, *batch: formula(fast_numerical_network_gradients)(layers, *batch),
}
"""How the gradients of a step can be computed."""


def _check_columns(function: str, argument: str, draws: np.ndarray) -> None:
    if draws.shape[1] == 0:
        raise ValueError(f"{function}: {argument} must have at least one column; got {describe(draws)}")


def _check_mask_draws(
    function: str, layers: tuple[Any, ...], params: tuple[Any, ...], draws: np.ndarray, mask_draws: Any
) -> None:
    widths = check_masks(function, "mask_draws", "arrays", layers, params, masks=mask_draws)
    for one, width in zip(mask_draws, widths, strict=False):
        check_draws(function, "mask_draws", one, 3)
        expected = f"each of mask_draws must have the size of draws and {width} columns"
        check_fit(function, one.shape == (*draws.shape, width), expected, draws=draws, mask_draws=one)


@contract
def accuracy(y: Annotated[Real[np.ndarray, "h n"], check_filled], labels: Int[np.ndarray, " h"]) -> float:
    """Return the percentage of rows, from 0 to 100, whose largest element stands in the column of the label.

    Of equal elements the first counts, and NaN counts as the largest.

    >>> accuracy(np.array([[0.1, 0.9], [0.8, 0.2]]), np.array([1, 1]))
    50.0
    """
    check_labels("accuracy", "labels", labels, y.shape[1])
    return 100 * int(np.count_nonzero(y.argmax(axis=1) == labels)) / len(y)


@contract
def training_step(
    layers: Layers,
    params: Params,
    x: Batch,
    labels: Labels,
    masks: Masks = (),
    *,
    optimizer: OptimizerValue,
    state: State,
) -> tuple[Any, tuple[Any, ...], np.floating]:
    """Return parameters and state after one step on one batch, and the loss of the batch after it.

    `state` is what ``optimizer_init`` or the step before returned.

    >>> from pyjuliann.nn import sgd
    >>> start = ((np.zeros((1, 2)), np.zeros((1, 2))),)
    >>> x, labels = np.array([[1.0]]), np.array([0])
    >>> params, state, loss = training_step(("dense",), start, x, labels, optimizer=sgd(1.0), state=())
    >>> params[0][0]
    array([[ 0.5, -0.5]])
    """
    params, state = owned_copies(params, state)
    batch = params, x, np.eye(params[-1][0].shape[1], dtype=x.dtype)[labels], masks
    return params, *_descend("backpropagation", layers, steps_of(layers), batch, optimizer=optimizer, state=state)


@contract
def train(
    layers: Layers,
    params: Params,
    x: Input,
    labels: Labels,
    draws: Annotated[Float[np.ndarray, "steps h"], check_draws, _check_columns],
    *,
    optimizer: OptimizerValue,
    state: State,
    mask_draws: Annotated[tuple[Float[np.ndarray, "steps h k"], ...], Fitted(_check_mask_draws)] = (),
    gradient: Annotated[str, one_of(GRADIENTS)] = "backpropagation",
) -> tuple[Any, tuple[Any, ...], Float[np.ndarray, " steps"]]:
    """Return parameters and state after many steps, and the loss after each; these can go in again to continue.

    Every step takes the batch that its row of `draws` points to, see ``draw_batch``, and does what ``training_step``
    does with it. `mask_draws` holds uniform draws for the masks, an array for each dropout layer, see
    ``dropout_mask``; or none, to multiply by 1 − rate instead. Numerical gradients are the fast ones.

    >>> from pyjuliann.nn import sgd
    >>> start = ((np.zeros((1, 2)), np.zeros((1, 2))),)
    >>> x, labels, draws = np.array([[1.0], [-1.0]]), np.array([0, 1]), np.array([[0.2, 0.7]] * 9)
    >>> params, state, losses = train(("dense",), start, x, labels, draws, optimizer=sgd(1.0), state=())
    >>> losses.round(2).tolist()
    [0.31, 0.19, 0.14, 0.11, 0.09, 0.08, 0.07, 0.06, 0.05]
    """
    params, state = owned_copies(params, state)
    targets = np.eye(params[-1][0].shape[1], dtype=params[-1][0].dtype)
    steps = steps_of(layers)
    rates = [step.settings[0] for step in steps if step.row.masked]
    losses = np.empty(draws.shape[0], targets.dtype)
    samples, gather = x, gather_rows if x.ndim == 2 else gather_images
    x = empty_batch(samples, draws.shape[1], targets.dtype)
    for step, rows in enumerate(drawn_rows(draws, samples_of(samples))):
        gather(samples, rows, x)
        masks = [dropout_mask(d[step], rate).astype(x.dtype) for d, rate in zip(mask_draws, rates, strict=False)]
        batch = params, x, targets[labels[rows]], masks
        state, losses[step] = _descend(gradient, layers, steps, batch, optimizer=optimizer, state=state)
    return params, state, losses


def _descend(
    gradient: str, layers: Layers, steps: Steps, batch: _Batch, *, optimizer: Any, state: tuple[Any, ...]
) -> tuple[tuple[Any, ...], np.floating]:
    """Take one step in the arrays of the parameters and the state; return the new state and the loss after the step."""
    state = step_in_place(optimizer, batch[0], GRADIENTS[gradient](layers, steps, *batch), state)
    return state, loss_of_batch(steps, *batch)
