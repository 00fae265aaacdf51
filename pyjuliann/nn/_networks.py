"""What a network is made of, and what is checked before anything passes through it.

A network is a tuple of layers and, apart, a tuple of parameters: one (w, b) for each layer that has any. One with a
layer "flatten" takes images, one without takes matrices. Twin: ``julia/src/_networks.jl``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.nn._windows import output_rows_columns, plain
from pyjuliann.nn.contract import (
    check_below_window,
    check_between,
    check_extent,
    check_filled,
    check_fit,
    check_float_array,
    check_real_array,
    check_step,
    check_window,
    check_within,
    describe,
    promoted_dtype,
)
from pyjuliann.nn.layers import ACTIVATIONS

Layers = tuple[Any, ...]
Params = tuple[tuple[np.ndarray, np.ndarray], ...]
Masks = tuple[np.ndarray, ...]

_ACTIVATIONS = ", ".join(f'"{name}"' for name in ACTIVATIONS)

# The settings of layers that move windows over images, where the layer is named without any.
_SETTINGS: dict[str, tuple[Any, ...]] = {
    "convolution": (1, 0),
    "max_pooling": ((2, 2), 2, 0),
    "average_pooling": ((2, 2), 2, 0),
}
_NAMES = {
    "convolution": '("convolution", stride, pad)',
    "max_pooling": '("max_pooling", window, stride, pad)',
    "average_pooling": '("average_pooling", window, stride, pad)',
}


def is_dropout(layer: object) -> bool:
    """Return whether `layer` is a pair ("dropout", …)."""
    return isinstance(layer, tuple) and len(layer) == 2 and layer[0] == "dropout"


def image_layer(layer: Any) -> tuple[Any, ...] | None:
    """Return kind and settings of a convolution or pooling layer, or None for another layer.

    Examples
    --------
    >>> image_layer("max_pooling"), image_layer(("convolution", 2, 1)), image_layer("relu")
    (('max_pooling', (2, 2), 2, 0), ('convolution', 2, 1), None)
    """
    kind = layer[0] if isinstance(layer, tuple) and layer else layer
    if not isinstance(kind, str) or kind not in _SETTINGS:
        return None
    return layer if isinstance(layer, tuple) else (kind, *_SETTINGS[kind])


def weighted_kind(layer: Any) -> str:
    """Return "dense" or "convolution" for a layer that has parameters, else nothing."""
    described = image_layer(layer) or (layer,)
    return described[0] if described[0] in ("dense", "convolution") else ""


def image_part(layers: Layers) -> int:
    """Return how many layers come before "flatten", with it; none in a network of matrices."""
    return layers.index("flatten") + 1 if "flatten" in layers else 0


def samples_of(x: np.ndarray) -> int:
    """Return how many samples a batch has: its rows, or its images."""
    return int(x.shape[3] if x.ndim == 4 else x.shape[0])


# ---------------------------------------------------------------- layers and parameters


def check_layers(function: str, layers: Any) -> None:
    """Refuse `layers` unless it is a tuple of known layers in a possible order, which ends with a dense one.

    Raises
    ------
    TypeError
        If it is no tuple, or a setting is of the wrong type.
    ValueError
        If a layer is not known, stands where it cannot, or a setting is out of range.
    """
    if not isinstance(layers, tuple):
        raise TypeError(f"{function}: layers must be a tuple; got {describe(layers)}")
    for layer in layers:
        described = image_layer(layer)
        if is_dropout(layer):
            check_between(function, "the rate of a dropout layer", layer[1], 0, 1)
        elif described is not None:
            _check_settings(function, layer, described)
        elif not isinstance(layer, str) or layer not in ("dense", "flatten", *ACTIVATIONS):
            raise ValueError(
                f'{function}: a layer must be "dense", {_ACTIVATIONS}, ("dropout", rate), "convolution", '
                f'"max_pooling", "average_pooling" or "flatten"; got {describe(layer)}'
            )
    if not layers or layers[-1] != "dense":
        raise ValueError(f'{function}: the last layer must be "dense"; got {len(layers)} layers')
    end = image_part(layers)
    for place, layer in enumerate(layers):
        if place < end and (layer == "dense" or is_dropout(layer)):
            raise ValueError(f'{function}: dense and dropout layers must come after "flatten"; got {describe(layers)}')
        if place >= end and (layer == "flatten" or image_layer(layer) is not None):
            raise ValueError(
                f'{function}: convolution and pooling layers must come before the one "flatten"; got {describe(layers)}'
            )


def _check_settings(function: str, layer: Any, described: tuple[Any, ...]) -> None:
    kind = described[0]
    if len(described) != 1 + len(_SETTINGS[kind]):
        raise ValueError(f'{function}: this layer must be "{kind}" or {_NAMES[kind]}; got {describe(layer)}')
    *windows, stride, pad = described[1:]
    for window in windows:
        check_window(function, "window", window)
    check_step(function, "stride", stride)
    check_extent(function, "pad", pad)


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
    kinds = [kind for kind in map(weighted_kind, layers) if kind]
    if len(params) != len(kinds):
        what = "convolution and dense" if "convolution" in kinds else "dense"
        raise ValueError(
            f"{function}: params must have one pair (w, b) for each of {len(kinds)} {what} layers; got {len(params)}"
        )
    for place, (kind, pair) in enumerate(zip(kinds, params, strict=True)):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"{function}: params must be a tuple of pairs (w, b); got {describe(pair)} in it")
        before = params[place - 1][0] if place > 0 and kinds[place - 1] == kind else None
        number = kinds[: place + 1].count(kind)
        _check_pair(function, kind, f"{kind} layer {number}", pair, before)
    types = sorted({str(promoted_dtype(array.dtype)) for pair in params for array in pair})
    if len(types) > 1:
        raise TypeError(f"{function}: all parameters must have one type; got {', '.join(types)}")


def _check_pair(function: str, kind: str, name: str, pair: tuple[Any, Any], before: np.ndarray | None) -> None:
    """Refuse the parameters of one layer; `before` are the weights of the layer before, if it is of the same kind."""
    w, b = pair
    check_float_array(function, f"w of {name}", w, 2 if kind == "dense" else 4)
    check_float_array(function, f"b of {name}", b, 2)
    if before is not None:
        axis, what, given = (0, "rows", "columns") if kind == "dense" else (2, "channels", "filters")
        expected = f"{what} of w of {name} must equal {given} of that before it"
        check_fit(function, w.shape[axis] == before.shape[-1], expected, before=before, w=w)
    check_filled(function, f"w of {name}", w)
    check_fit(function, b.shape == (1, w.shape[-1]), f"b of {name} must be one row, as wide as w", w=w, b=b)


# ---------------------------------------------------------------- what goes in


def image_sizes(function: str, layers: Layers, params: Params, size: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the sizes after every layer up to "flatten", for images of `size`.

    Raises
    ------
    ValueError
        If windows or channels do not fit; the message gives the sizes.
    """
    sizes, weights = [], (w for w, _ in params)
    size = plain(size)
    for layer in layers[: image_part(layers)]:
        described = image_layer(layer)
        if layer == "flatten":
            size = size[3], math.prod(size[:3])
        elif described is not None and described[0] == "convolution":
            stride, pad = plain(described[1:])
            w = next(weights)
            if size[2] != w.shape[2] or any(size[axis] + 2 * pad < w.shape[axis] for axis in (0, 1)):
                raise ValueError(
                    f"{function}: w must fit into its images, channels and all; got w of size {w.shape}, "
                    f"images of size {size} and pad {pad}"
                )
            size = (*output_rows_columns(size, plain(w.shape[:2]), stride, pad), w.shape[3], size[3])
        elif described is not None:
            window, stride, pad = plain(described[1]), int(described[2]), int(described[3])
            check_within(function, size, window, pad)
            check_below_window(function, window, pad)
            size = (*output_rows_columns(size, window, stride, pad), *size[2:])
        sizes.append(size)
    return sizes


def check_input(function: str, layers: Layers, params: Params, x: Any) -> None:
    """Refuse `x` unless it is a filled batch of numbers that the network can take, images or a matrix.

    Raises
    ------
    TypeError
        If it is not an array of integers or floats.
    ValueError
        If it has the wrong number of dimensions, is empty, or does not fit the network.
    """
    if not image_part(layers):
        w = params[0][0]
        check_real_array(function, "x", x, 2)
        check_fit(function, x.shape[1] == w.shape[0], "columns of x must equal rows of the first w", x=x, w=w)
    else:
        check_real_array(function, "x", x, 4)
        width = image_sizes(function, layers, params, x.shape)[-1][1]
        w = first_dense(layers, params)
        expected = f"rows of the first dense w must equal the {width} numbers of a flattened image"
        check_fit(function, w.shape[0] == width, expected, x=x, w=w)
    check_filled(function, "x", x)


def first_dense(layers: Layers, params: Params) -> np.ndarray:
    """Return the weights of the first dense layer."""
    kinds = [kind for kind in map(weighted_kind, layers) if kind]
    return params[kinds.index("dense")][0]


def checked_input(function: str, layers: Layers, params: Params, x: Any) -> np.ndarray:
    """Return the batch `x` in the type of `params`, or refuse it as ``check_input`` does."""
    check_input(function, layers, params, x)
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
        If one has the wrong number of dimensions, is empty, or does not fit the network.
    """
    x = checked_input(function, layers, params, x)
    w = params[-1][0]
    check_real_array(function, "t", t, 2)
    expected = "t must have a row for each sample of x and a column for each column of the last w"
    check_fit(function, t.shape == (samples_of(x), w.shape[1]), expected, x=x, w=w, t=t)
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
        expected = f"a mask must have a row for each sample of x and {width} columns"
        check_fit(function, mask.shape == (samples_of(x), width), expected, x=x, mask=mask)
    return tuple(mask.astype(x.dtype, copy=False) for mask in masks)


def dropout_widths(layers: Layers, params: Params) -> list[int]:
    """Return how many numbers of a sample pass each dropout layer."""
    dense = [w for w, _ in params if w.ndim == 2]
    widths, width, weights = [], dense[0].shape[0], iter(dense)
    for layer in layers:
        if layer == "dense":
            width = next(weights).shape[1]
        elif is_dropout(layer):
            widths.append(width)
    return widths
