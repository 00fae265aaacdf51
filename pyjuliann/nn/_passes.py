"""The two passes through a network, forward and backward, and what is checked before them.

``network`` and ``training`` share them. A network is a tuple of layers and, apart, a tuple of parameters: one
(w, b) for each layer that has any.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.nn._checks import (
    check_between,
    check_filled,
    check_fit,
    check_float_array,
    check_real_array,
    describe,
    promoted_dtype,
)
from pyjuliann.nn._kernels import mean_cross_entropy, relu_in_place, sigmoid_in_place, softmax_rows_in_place

Layers = tuple[Any, ...]
Params = tuple[tuple[np.ndarray, np.ndarray], ...]
Masks = tuple[np.ndarray, ...]

ACTIVATIONS = ("sigmoid", "relu")


def is_dropout(layer: object) -> bool:
    """Return whether `layer` is a pair ("dropout", …)."""
    return isinstance(layer, tuple) and len(layer) == 2 and layer[0] == "dropout"


def check_network(function: str, layers: Any, params: Any) -> None:
    """Refuse `layers` and `params` unless they make a network.

    Raises
    ------
    TypeError
        If something is no tuple, no array of floats, or the arrays differ in type.
    ValueError
        If a layer is not known, or numbers or sizes do not fit.
    """
    check_layers(function, layers)
    if not isinstance(params, tuple):
        raise TypeError(f"{function}: params must be a tuple of pairs (w, b); got {describe(params)}")
    dense = layers.count("dense")
    if len(params) != dense:
        raise ValueError(
            f"{function}: params must have one pair (w, b) for each of {dense} dense layers; got {len(params)}"
        )
    width = None
    for number, pair in enumerate(params, start=1):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"{function}: params must be a tuple of pairs (w, b); got {describe(pair)} in it")
        w, b = pair
        check_float_array(function, f"w of dense layer {number}", w, 2)
        check_float_array(function, f"b of dense layer {number}", b, 2)
        if width is not None:
            expected = f"rows of w of dense layer {number} must equal columns of that before it"
            check_fit(function, w.shape[0] == width, expected, before=params[number - 2][0], w=w)
        check_filled(function, f"w of dense layer {number}", w)
        expected = f"b of dense layer {number} must be one row, as wide as w"
        check_fit(function, b.shape == (1, w.shape[1]), expected, w=w, b=b)
        width = w.shape[1]
    types = sorted({str(promoted_dtype(array.dtype)) for pair in params for array in pair})
    if len(types) > 1:
        raise TypeError(f"{function}: all parameters must have one type; got {', '.join(types)}")


def check_layers(function: str, layers: Any) -> None:
    """Refuse `layers` unless it is a tuple of known layers that ends with a dense one."""
    if not isinstance(layers, tuple):
        raise TypeError(f"{function}: layers must be a tuple; got {describe(layers)}")
    for layer in layers:
        if is_dropout(layer):
            check_between(function, "the rate of a dropout layer", layer[1], 0, 1)
        elif not isinstance(layer, str) or layer not in ("dense", *ACTIVATIONS):
            raise ValueError(
                f'{function}: a layer must be "dense", "sigmoid", "relu" or ("dropout", rate); got {describe(layer)}'
            )
    if not layers or layers[-1] != "dense":
        raise ValueError(f'{function}: the last layer must be "dense"; got {len(layers)} layers')


def check_input(function: str, params: Params, x: Any) -> None:
    """Refuse `x` unless it is a filled matrix of numbers with a column for each input of the network.

    Raises
    ------
    TypeError
        If it is not an array of integers or floats.
    ValueError
        If it is no matrix, is empty, or does not fit the network.
    """
    w = params[0][0]
    check_real_array(function, "x", x, 2)
    check_fit(function, x.shape[1] == w.shape[0], "columns of x must equal rows of the first w", x=x, w=w)
    check_filled(function, "x", x)


def checked_input(function: str, params: Params, x: Any) -> np.ndarray:
    """Return the batch `x` in the type of `params`, or refuse it as ``check_input`` does."""
    check_input(function, params, x)
    batch: np.ndarray = x.astype(promoted_dtype(params[0][0].dtype), copy=False)
    return batch


def checked_batch(
    function: str, layers: Layers, params: Params, x: Any, t: Any, *, masks: Any
) -> tuple[np.ndarray, np.ndarray, Masks]:
    """Return a batch, its targets and its masks in the type of `params`, or refuse them.

    Raises
    ------
    TypeError
        If one is not an array of integers or floats, or `masks` no tuple.
    ValueError
        If one is no matrix, is empty, or does not fit the network.
    """
    x = checked_input(function, params, x)
    w = params[-1][0]
    check_real_array(function, "t", t, 2)
    expected = "t must have a row for each row of x and a column for each column of the last w"
    check_fit(function, t.shape == (x.shape[0], w.shape[1]), expected, x=x, w=w, t=t)
    return x, t.astype(x.dtype, copy=False), checked_masks(function, layers, params, x, masks)


def checked_masks(function: str, layers: Layers, params: Params, x: np.ndarray, masks: Any) -> Masks:
    """Return `masks` in the type of `params`, or refuse them: there must be none, or one per dropout layer.

    Raises
    ------
    TypeError
        If something is no tuple or no array of integers or floats.
    ValueError
        If numbers or sizes do not fit.
    """
    if not isinstance(masks, tuple):
        raise TypeError(f"{function}: masks must be a tuple of matrices; got {describe(masks)}")
    widths = dropout_widths(layers, params)
    if masks and len(masks) != len(widths):
        raise ValueError(
            f"{function}: masks must hold none or one for each of {len(widths)} dropout layers; got {len(masks)}"
        )
    for mask, width in zip(masks, widths, strict=False):
        check_real_array(function, "every mask", mask, 2)
        expected = f"a mask must have a row for each row of x and {width} columns"
        check_fit(function, mask.shape == (x.shape[0], width), expected, x=x, mask=mask)
    return tuple(mask.astype(x.dtype, copy=False) for mask in masks)


def dropout_widths(layers: Layers, params: Params) -> list[int]:
    """Return how many numbers of a sample pass each dropout layer."""
    widths, width, weights = [], params[0][0].shape[0], iter(params)
    for layer in layers:
        if layer == "dense":
            width = next(weights)[0].shape[1]
        elif is_dropout(layer):
            widths.append(width)
    return widths


def forward(layers: Layers, params: Params, x: np.ndarray, masks: Masks, used_up: bool = False) -> list[np.ndarray]:
    """Return what comes out of every layer; the last are the logits, which no other array shares.

    An activation works in the array of the dense layer before it, whose own output nobody needs any more; if
    `x` is to be `used_up`, also in that.
    """
    weights, noise = iter(params), iter(masks)
    outputs: list[np.ndarray] = []
    a, disposable = x, used_up
    for layer in layers:
        if layer == "dense":
            w, b = next(weights)
            a = a @ w
            a += b
        elif layer in ACTIVATIONS:
            in_place = sigmoid_in_place if layer == "sigmoid" else relu_in_place
            a = in_place(a if disposable else a.copy())
        else:
            a = a * (next(noise) if masks else a.dtype.type(1 - float(layer[1])))
        outputs.append(a)
        disposable = layer == "dense"
    return outputs


def loss_of_batch(layers: Layers, params: Params, x: np.ndarray, t: np.ndarray, masks: Masks) -> np.floating:
    """Return the mean cross entropy for a batch, its targets and the masks, all of them checked."""
    return mean_cross_entropy(softmax_rows_in_place(forward(layers, params, x, masks)[-1]), t)


def backward(
    layers: Layers,
    params: Params,
    x: np.ndarray,
    t: np.ndarray,
    masks: Masks,
    *,
    outputs: list[np.ndarray],
) -> Params:
    """Return the gradients of the loss with respect to `params`; the logits in `outputs` are used up.

    `outputs` is what ``forward`` returned.
    """
    delta = softmax_rows_in_place(outputs[-1])
    delta -= t
    delta /= delta.dtype.type(x.shape[0])
    gradients: list[tuple[np.ndarray, np.ndarray]] = []
    remaining, noise = len(params), list(masks)
    for i in reversed(range(len(layers))):
        layer = layers[i]
        if layer == "dense":
            before = outputs[i - 1] if i > 0 else x
            gradients.append((before.T @ delta, delta.sum(axis=0, keepdims=True)))
            remaining -= 1
            if remaining == 0:
                break  # nothing before this layer has parameters
            delta = delta @ params[remaining][0].T
        elif layer == "sigmoid":
            delta *= outputs[i]
            delta *= 1 - outputs[i]
        elif layer == "relu":
            np.copyto(delta, 0, where=np.logical_not(outputs[i] > 0))
        else:
            delta *= noise.pop() if masks else delta.dtype.type(1 - float(layer[1]))
    return tuple(reversed(gradients))
