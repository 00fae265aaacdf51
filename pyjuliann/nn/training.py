"""Training: one step, the loop of steps, and the accuracy that comes of it (posts 5 to 7, 9 to 13).

A step computes the gradients of a batch, lets the optimizer change the parameters, and evaluates the loss of the
same batch with the new ones, as the series does. Twin: ``julia/src/training.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float, Int, Real

from pyjuliann.nn._images import Images, empty_batch, gather_images
from pyjuliann.nn._networks import (
    Layers,
    Params,
    check_input,
    check_network,
    checked_input,
    checked_masks,
    dropout_widths,
    is_dropout,
    samples_of,
)
from pyjuliann.nn._passes import backward, forward, loss_of_batch
from pyjuliann.nn.contract import (
    check_draws,
    check_filled,
    check_fit,
    check_labels,
    check_real_array,
    describe,
)
from pyjuliann.nn.dropout import dropout_mask
from pyjuliann.nn.kernels import drawn_rows, gather_rows
from pyjuliann.nn.numerical import fast_numerical_network_gradients
from pyjuliann.nn.rules import Optimizer, check_optimizer, check_state, given_away, step_in_place


def accuracy(y: Real[np.ndarray, "h n"], labels: Int[np.ndarray, " h"]) -> float:
    """Return the percentage of rows whose largest element stands in the column of the label.

    Of equal elements the first counts, and NaN counts as the largest.

    Parameters
    ----------
    y : matrix (h, n) with at least one element, integers or floats
        Predictions, one sample per row.
    labels : vector (h,), integers
        From 0 to n − 1: label 0 is the first column.

    Returns
    -------
    Float64, from 0 to 100

    Raises
    ------
    TypeError
        If `y` is not an array of numbers or `labels` not one of integers.
    ValueError
        If sizes do not fit, `y` holds no element, or a label has no column.

    Notes
    -----
    Source: "Deep Learning in Julia", post 7.

    Examples
    --------
    >>> accuracy(np.array([[0.1, 0.9], [0.8, 0.2]]), np.array([1, 1]))
    50.0
    """
    check_real_array("accuracy", "y", y, 2)
    check_filled("accuracy", "y", y)
    check_labels("accuracy", "labels", labels, y.shape[1])
    check_fit("accuracy", labels.shape[0] == y.shape[0], "there must be a label for each row of y", y=y, labels=labels)
    right = int(np.count_nonzero(y.argmax(axis=1) == labels))
    return 100 * right / len(y)


@np.errstate(all="ignore")
def training_step(
    layers: Layers,
    params: Params,
    x: Real[np.ndarray, "h m"] | Real[np.ndarray, "row column channel h"],
    labels: Int[np.ndarray, " h"],
    masks: tuple[Real[np.ndarray, "h k"], ...] = (),
    *,
    optimizer: Optimizer,
    state: tuple[Any, ...],
) -> tuple[Params, tuple[Any, ...], np.floating]:
    """Return parameters and state after one step on one batch, and the loss of the batch after it.

    Parameters
    ----------
    layers : tuple, see the head of ``network``
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row; or images (row, column, channel, h), as the head of ``network`` says.
    labels : vector (h,), integers
        From 0 up to one less than the last layer has outputs.
    masks : tuple of matrices
        One for each dropout layer, with a row for each sample; or none, as in ``predict``.
    optimizer : what ``sgd``, ``momentum``, ``adagrad``, ``rmsprop`` or ``adam`` returned
    state : what ``optimizer_init`` or the step before returned

    Returns
    -------
    params : tuple of pairs (w, b)
    state : the state for the next step
    loss : one float in the type of params

    Raises
    ------
    TypeError
        If a part is of the wrong kind or type.
    ValueError
        If numbers or sizes do not fit, or a label has no output.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 7 and 9.

    Examples
    --------
    >>> from pyjuliann.nn import sgd
    >>> start = ((np.zeros((1, 2)), np.zeros((1, 2))),)
    >>> x, labels = np.array([[1.0]]), np.array([0])
    >>> params, state, loss = training_step(("dense",), start, x, labels, optimizer=sgd(1.0), state=())
    >>> params[0][0]
    array([[ 0.5, -0.5]])
    """
    name = "training_step"
    check_network(name, layers, params)
    x = checked_input(name, layers, params, x)
    classes = params[-1][0].shape[1]
    _check_labels(name, x, labels, classes)
    masks = checked_masks(name, layers, params, x, masks)
    check_optimizer(name, optimizer)
    check_state(name, optimizer.method, state, params)
    params, state = given_away(params, state)
    t = np.eye(classes, dtype=x.dtype)[labels]
    images = Images(layers)
    outputs = forward(layers, params, x, masks, images)
    gradients = backward(layers, params, t, masks, outputs=outputs, images=images)
    state = step_in_place(optimizer, params, gradients, state)
    return params, state, loss_of_batch(layers, params, x, t, masks, images=images)


@np.errstate(all="ignore")
def train(
    layers: Layers,
    params: Params,
    x: Real[np.ndarray, "samples m"] | Real[np.ndarray, "row column channel samples"],
    labels: Int[np.ndarray, " samples"],
    draws: Float[np.ndarray, "steps h"],
    *,
    optimizer: Optimizer,
    state: tuple[Any, ...],
    mask_draws: tuple[Float[np.ndarray, "steps h k"], ...] = (),
    gradient: str = "backpropagation",
) -> tuple[Params, tuple[Any, ...], Float[np.ndarray, " steps"]]:
    """Return parameters and state after many steps, and the loss after each.

    Every step takes the batch that its row of `draws` points to, see ``draw_batch``, and does what
    ``training_step`` does with it. What comes out can go in again to continue.

    Parameters
    ----------
    layers : tuple, see the head of ``network``
    params : tuple of pairs (w, b)
    x : matrix (samples, m) with at least one row, integers or floats
        One sample per row; see ``contiguous_rows``. Or images (row, column, channel, samples).
    labels : vector (samples,), integers
        From 0 up to one less than the last layer has outputs.
    draws : matrix (steps, h) with at least one column, floats
        Uniform draws, at least 0 and below 1: a row for each step.
    optimizer : what ``sgd``, ``momentum``, ``adagrad``, ``rmsprop`` or ``adam`` returned
    state : what ``optimizer_init`` or an earlier call returned
    mask_draws : tuple of arrays (steps, h, k), floats
        Uniform draws for the masks, one array for each dropout layer, see ``dropout_mask``; or none, to multiply
        by 1 − rate instead.
    gradient : "backpropagation" or "numerical"
        How gradients are computed; numerically as ``fast_numerical_network_gradients`` does it.

    Returns
    -------
    params : tuple of pairs (w, b)
    state : the state for the next step
    losses : vector (steps,) in the type of params

    Raises
    ------
    TypeError
        If a part is of the wrong kind or type.
    ValueError
        If numbers or sizes do not fit, a draw is outside [0, 1), a label has no output, or `gradient` is not
        known.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 5 to 7, 9 to 13.

    Examples
    --------
    >>> from pyjuliann.nn import sgd
    >>> start = ((np.zeros((1, 2)), np.zeros((1, 2))),)
    >>> x, labels, draws = np.array([[1.0], [-1.0]]), np.array([0, 1]), np.array([[0.2, 0.7]] * 9)
    >>> params, state, losses = train(("dense",), start, x, labels, draws, optimizer=sgd(1.0), state=())
    >>> losses.round(2).tolist()
    [0.31, 0.19, 0.14, 0.11, 0.09, 0.08, 0.07, 0.06, 0.05]
    """
    name = "train"
    check_network(name, layers, params)
    check_input(name, layers, params, x)
    classes = params[-1][0].shape[1]
    _check_labels(name, x, labels, classes)
    check_draws(name, "draws", draws, 2)
    if draws.shape[1] == 0:
        raise ValueError(f"{name}: draws must have at least one column; got {describe(draws)}")
    check_optimizer(name, optimizer)
    check_state(name, optimizer.method, state, params)
    _check_mask_draws(name, dropout_widths(layers, params), draws, mask_draws)
    if not isinstance(gradient, str) or gradient not in ("backpropagation", "numerical"):
        raise ValueError(f'{name}: gradient must be "backpropagation" or "numerical"; got {describe(gradient)}')
    params, state = given_away(params, state)
    targets = np.eye(classes, dtype=params[0][0].dtype)
    rates = [layer[1] for layer in layers if is_dropout(layer)]
    losses = np.empty(draws.shape[0], targets.dtype)
    images = Images(layers)
    batch = empty_batch(x, draws.shape[1], targets.dtype)
    for step, rows in enumerate(drawn_rows(draws, samples_of(x))):
        if x.ndim == 2:
            gather_rows(x, rows, batch)
        else:
            gather_images(x, rows, batch)
        t = targets[labels[rows]]
        masks = tuple(
            dropout_mask(d[step], rate).astype(targets.dtype) for d, rate in zip(mask_draws, rates, strict=False)
        )
        if gradient == "numerical":
            gradients = fast_numerical_network_gradients(layers, params, batch, t, masks)
        else:
            outputs = forward(layers, params, batch, masks, images)
            gradients = backward(layers, params, t, masks, outputs=outputs, images=images)
        state = step_in_place(optimizer, params, gradients, state)
        losses[step] = loss_of_batch(layers, params, batch, t, masks, images=images)
    return params, state, losses


def _check_labels(function: str, x: np.ndarray, labels: np.ndarray, classes: int) -> None:
    check_labels(function, "labels", labels, classes)
    expected = "there must be a label for each sample of x"
    check_fit(function, labels.shape[0] == samples_of(x), expected, x=x, labels=labels)


def _check_mask_draws(function: str, widths: list[int], draws: np.ndarray, mask_draws: Any) -> None:
    if not isinstance(mask_draws, tuple):
        raise TypeError(f"{function}: mask_draws must be a tuple of arrays; got {describe(mask_draws)}")
    if mask_draws and len(mask_draws) != len(widths):
        raise ValueError(
            f"{function}: mask_draws must hold none or one for each of {len(widths)} dropout layers; "
            f"got {len(mask_draws)}"
        )
    for one, width in zip(mask_draws, widths, strict=False):
        check_draws(function, "mask_draws", one, 3)
        expected = f"each of mask_draws must have the size of draws and {width} columns"
        check_fit(function, one.shape == (*draws.shape, width), expected, draws=draws, mask_draws=one)
