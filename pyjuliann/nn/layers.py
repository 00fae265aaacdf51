"""The layers of a network, a row each: what networks, checks, commands, messages and generated tests know of them.

A new activation is a function in ``activations``, here and in Julia, and a row in both tables.
"""

# ruff: noqa: ARG001, ARG005 - every row is given the same

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.nn._windows import output_rows_columns, plain
from pyjuliann.nn.activations import relu, sigmoid
from pyjuliann.nn.contract import (
    Check,
    check_below_window,
    check_between,
    check_extent,
    check_step,
    check_window,
    check_within,
    formula,
)
from pyjuliann.nn.dense import dense_forward, relu_delta
from pyjuliann.nn.dropout import dropout_backward, dropout_forward
from pyjuliann.nn.im2col import im2col_convolution_backward, im2col_convolution_forward
from pyjuliann.nn.im2col_pooling import (
    im2col_average_pooling_backward,
    im2col_average_pooling_forward,
    im2col_max_pooling_backward,
    im2col_max_pooling_forward,
)
from pyjuliann.nn.kernels import relu_delta_in_place, relu_in_place, sigmoid_delta_in_place, sigmoid_in_place
from pyjuliann.nn.layer import bias_gradient, input_gradient, sigmoid_delta, weight_gradient
from pyjuliann.nn.pooling import flatten_backward, flatten_forward

Size = tuple[int, ...]


@dataclass(frozen=True)
class Layer:
    """What a kind of layer does, by the functions that the lessons show.

    They are given x, then the pair (w, b) or the mask of the layer, if it takes one, then its settings.
    """

    forward: Callable[..., np.ndarray]  # (x, …) → y
    backward: Callable[..., np.ndarray]  # (dy, x, y, …) → dx, the gradients of the loss with respect to y and x
    gradients: Callable[..., tuple[np.ndarray, np.ndarray]] | None = None  # (dy, x, w, b, …) → (dw, db)
    weights: int = 0  # how many dimensions w has, of which the last counts the outputs
    masked: bool = False  # whether it takes a mask while learning, and otherwise the number that a mask is on average
    settings: tuple[str, ...] = ()  # what they are called
    defaults: tuple[Any, ...] = ()  # what they are where the layer is named without them, if it can be
    check: tuple[Check, ...] = ()  # what refuses them, one for each
    # (function, size of x, w, …) → the size of y, or refuses what does not fit.
    size: Callable[..., Size] = lambda function, size, *settings: size
    on: str = ""  # "rows" or "images"; an activation is applied to every number of both
    # Forward and backward of an activation with the same bits, in the array that they are given.
    in_place: tuple[Callable[..., np.ndarray], Callable[..., np.ndarray]] | None = None

    def __post_init__(self) -> None:
        if bool(self.weights) != (self.gradients is not None):
            raise TypeError("a layer must have both `weights` and `gradients`, or neither")
        if len(self.settings) != len(self.check):
            raise TypeError("a layer with `settings` must have a `check` of each")

    @property
    def alone(self) -> bool:
        """Whether a network may name the layer without settings."""
        return len(self.defaults) == len(self.settings)


def _convolved(function: str, size: Size, w: np.ndarray, stride: int, pad: int) -> Size:
    if size[2] != w.shape[2] or any(size[axis] + 2 * pad < w.shape[axis] for axis in (0, 1)):
        raise ValueError(
            f"{function}: w must fit into its images, channels and all; got w of size {w.shape}, "
            f"images of size {size} and pad {pad}"
        )
    return (*output_rows_columns(size, plain(w.shape[:2]), int(stride), int(pad)), w.shape[3], size[3])


def _pooled(function: str, size: Size, window: tuple[int, ...], stride: int, pad: int) -> Size:
    window, stride, pad = plain(window), int(stride), int(pad)
    check_within(function, size, window, pad)
    check_below_window(function, window, pad)
    return (*output_rows_columns(size, window, stride, pad), *size[2:])


def _check_rate(function: str, setting: str, rate: Any) -> None:
    check_between(function, f"the {setting} of a dropout layer", rate, 0, 1)


def _input_gradient(dy: np.ndarray, x: np.ndarray, y: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    # In memory as x is: what goes back to images runs along the samples, as they do.
    return formula(input_gradient)(w, dy).T if x.flags.f_contiguous else formula(input_gradient)(dy, w)


_POOLING: Final[Mapping[str, Any]] = {
    "settings": ("window", "stride", "pad"),
    "defaults": ((2, 2), 2, 0),
    "check": (check_window, check_step, check_extent),
    "size": _pooled,
    "on": "images",
}

# In place where nobody needs what the layer before gave: activations of a million numbers, as in numerical gradients,
# take a third less.
LAYERS: Final[Mapping[str, Layer]] = {
    "dense": Layer(
        formula(dense_forward),
        _input_gradient,
        lambda dy, x, w, b: (formula(weight_gradient)(x, dy), formula(bias_gradient)(dy)[None]),
        weights=2,
        size=lambda function, size, w: (size[0], w.shape[1]),
        on="rows",
    ),
    "sigmoid": Layer(
        formula(sigmoid),
        lambda dy, x, y: formula(sigmoid_delta)(dy, y),
        in_place=(sigmoid_in_place, sigmoid_delta_in_place),
    ),
    "relu": Layer(
        formula(relu), lambda dy, x, y: formula(relu_delta)(dy, y), in_place=(relu_in_place, relu_delta_in_place)
    ),
    "dropout": Layer(
        lambda x, mask, rate: formula(dropout_forward)(x, mask),
        lambda dy, x, y, mask, rate: formula(dropout_backward)(dy, mask),
        masked=True,
        settings=("rate",),
        check=(_check_rate,),
        on="rows",
    ),
    "convolution": Layer(
        im2col_convolution_forward,
        lambda dy, x, y, w, b, *settings: im2col_convolution_backward(dy, x, w, *settings)[0],
        lambda dy, x, w, b, *settings: im2col_convolution_backward(dy, x, w, *settings)[1:],
        weights=4,
        settings=("stride", "pad"),
        defaults=(1, 0),
        check=(check_step, check_extent),
        size=_convolved,
        on="images",
    ),
    "max_pooling": Layer(
        im2col_max_pooling_forward,
        lambda dy, x, y, *settings: im2col_max_pooling_backward(dy, x, *settings),
        **_POOLING,
    ),
    "average_pooling": Layer(
        im2col_average_pooling_forward,
        lambda dy, x, y, *settings: im2col_average_pooling_backward(dy, x.shape, *settings),
        **_POOLING,
    ),
    "flatten": Layer(
        flatten_forward,
        lambda dy, x, y: flatten_backward(dy, x.shape),
        size=lambda function, size: (size[3], math.prod(size[:3])),
        on="images",
    ),
}
"""The kinds of layer, by the name that stands in a network."""

ACTIVATIONS: Final[Mapping[str, Layer]] = {kind: row for kind, row in LAYERS.items() if not row.on}
"""The kinds that are applied to every number of rows and of images."""


_ALONE = {kind: (kind, row.defaults) for kind, row in LAYERS.items() if row.alone}


def described(layer: Any) -> tuple[str, tuple[Any, ...]]:
    """Return kind and settings of a layer; kind "" for what names no row of the table."""
    if isinstance(layer, str):
        return _ALONE.get(layer, ("", ()))
    kind, *settings = layer if isinstance(layer, tuple) and layer else ("",)
    known = isinstance(kind, str) and kind in LAYERS and LAYERS[kind].settings
    return (kind, tuple(settings)) if known else ("", ())
