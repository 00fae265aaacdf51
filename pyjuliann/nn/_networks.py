"""What a network is made of, and what is checked before anything passes through it.

A network is a tuple of layers and, apart, a tuple of parameters: one (w, b) for each layer that has any. One with a
layer "flatten" takes images, one without takes matrices.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from jaxtyping import Int, Real

from pyjuliann.nn._windows import plain
from pyjuliann.nn.contract import (
    Fitted,
    check_filled,
    check_fit,
    check_float_array,
    check_labels,
    check_real_array,
    describe,
    listed,
    promoted_dtype,
)
from pyjuliann.nn.layers import LAYERS, Size, described

Parts = tuple[Any, ...]  # of a network: its layers, its parameters, its masks

_FORMS = {kind: f'("{kind}", {", ".join(row.settings)})' for kind, row in LAYERS.items()}
_NAMES = [kind if row.alone else _FORMS[kind] for kind, row in LAYERS.items()]


def weighted_kinds(layers: Parts) -> list[str]:
    """Return the kinds of the layers that have parameters, in their order."""
    return [kind for kind, _ in map(described, layers) if LAYERS[kind].weights]


def image_part(layers: Parts) -> int:
    """Return how many layers come before "flatten", with it; none in a network of matrices."""
    return layers.index("flatten") + 1 if "flatten" in layers else 0


def samples_of(x: np.ndarray) -> int:
    """Return how many samples a batch has: its rows, or its images."""
    return int(x.shape[3] if x.ndim == 4 else x.shape[0])


# ---------------------------------------------------------------- layers and parameters


def check_layers(function: str, argument: str, layers: Any) -> None:
    """Refuse `layers` unless it is a tuple of known layers in a possible order, which ends with a dense one."""
    if not isinstance(layers, tuple):
        raise TypeError(f"{function}: {argument} must be a tuple; got {describe(layers)}")
    for layer in layers:
        kind, settings = described(layer)
        if not kind:
            raise ValueError(f"{function}: a layer must be {listed(_NAMES)}; got {describe(layer)}")
        if len(settings) != len(LAYERS[kind].settings):
            forms = listed([kind, _FORMS[kind]] if LAYERS[kind].alone else [_FORMS[kind]])
            raise ValueError(f"{function}: this layer must be {forms}; got {describe(layer)}")
        for name, check, setting in zip(LAYERS[kind].settings, LAYERS[kind].check, settings, strict=True):
            check(function, name, setting)
    if not layers or layers[-1] != "dense":
        raise ValueError(f'{function}: the last layer must be "dense"; got {len(layers)} layers')
    end = image_part(layers)
    for place, layer in enumerate(layers):
        misplaced = "rows" if place < end else "images"
        if LAYERS[described(layer)[0]].on == misplaced:
            where = 'after "flatten"' if place < end else 'before the one "flatten"'
            kinds = listed([kind for kind, row in LAYERS.items() if row.on == misplaced], " and ")
            raise ValueError(f"{function}: {kinds} layers must come {where}; got {describe(layers)}")


def check_params(function: str, layers: Parts, params: Any) -> None:
    """Refuse `params` unless they are pairs (w, b) of floats of one type that fit the layers and each other."""
    if not isinstance(params, tuple):
        raise TypeError(f"{function}: params must be a tuple of pairs (w, b); got {describe(params)}")
    kinds = weighted_kinds(layers)
    if len(params) != len(kinds):
        what = " and ".join(dict.fromkeys(kinds))
        raise ValueError(
            f"{function}: params must have one pair (w, b) for each of {len(kinds)} {what} layers; got {len(params)}"
        )
    for place, (kind, pair) in enumerate(zip(kinds, params, strict=True)):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"{function}: params must be a tuple of pairs (w, b); got {describe(pair)} in it")
        before = params[place - 1][0] if place > 0 and kinds[place - 1] == kind else None
        _check_pair(function, f"{kind} layer {kinds[: place + 1].count(kind)}", pair, LAYERS[kind].weights, before)
    types = {promoted_dtype(array.dtype) for pair in params for array in pair}
    if len(types) > 1:
        got = ", ".join(sorted(map(str, types)))
        raise TypeError(f"{function}: all parameters must have one type; got {got}")


def _check_pair(function: str, name: str, pair: tuple[Any, Any], ndim: int, before: np.ndarray | None) -> None:
    """Refuse the parameters of one layer; `before` are the weights of the layer before, if it is of the same kind."""
    w, b = pair
    check_float_array(function, f"w of {name}", w, ndim)
    check_float_array(function, f"b of {name}", b, 2)
    if before is not None:
        what, given = ("rows", "columns") if ndim == 2 else ("channels", "filters")
        expected = f"{what} of w of {name} must equal {given} of that before it"
        check_fit(function, w.shape[-2] == before.shape[-1], expected, before=before, w=w)
    check_filled(function, f"w of {name}", w)
    check_fit(function, b.shape == (1, w.shape[-1]), f"b of {name} must be one row, as wide as w", w=w, b=b)


# ---------------------------------------------------------------- what goes in


def sizes_after(function: str, layers: Parts, params: Parts, size: Size) -> list[Size]:
    """Return the sizes after every layer, for a batch of `size`, or refuse images that windows do not fit into."""
    sizes, weights = [], (w for w, _ in params)
    size = plain(size)
    for kind, settings in map(described, layers):
        w = (next(weights),) if LAYERS[kind].weights else ()
        size = LAYERS[kind].size(function, size, *w, *settings)
        sizes.append(size)
    return sizes


def sizes_inside(function: str, layers: Parts, params: Parts, size: Size) -> tuple[Size, ...]:
    """Return `size`, that of a batch, and what it becomes after every layer, or refuse what does not fit."""
    images = image_part(layers)
    if len(size) != (4 if images else 2):
        expected = "(rows, columns, channels, samples)" if images else "(samples, m)"
        raise ValueError(f"{function}: size must be {expected} for this network; got {size}")
    sizes = (size, *sizes_after(function, layers, params, size))
    w, width = first_dense(layers, params), sizes[images][1]
    expected = f"rows of the first dense w must equal the {width} numbers of a sample"
    check_fit(function, w.shape[0] == width, expected, w=w)
    return sizes


def counted_inputs(function: str, draws: Parts, fan: str, layers: Any, size: Size) -> list[int]:
    """Return of each layer that `draws` are for how many inputs count: those of one output, or all that there are."""
    if fan == "filter" or all(part.ndim == 2 for part in draws):
        return [math.prod(part.shape[:-1]) for part in draws]
    if isinstance(layers, tuple) and not layers:
        raise ValueError(f'{function}: fan "input" needs layers, and the size of x; got no layers')
    check_layers(function, "layers", layers)
    params = tuple((part, np.zeros((1, part.shape[-1]), part.dtype)) for part in draws)
    check_params(function, layers, params)
    given = zip(map(described, layers), sizes_inside(function, layers, params, size), strict=False)
    return [math.prod(one[:3] if len(one) == 4 else one[1:]) for (kind, _), one in given if LAYERS[kind].weights]


def first_dense(layers: Parts, params: Parts) -> np.ndarray:
    """Return the weights of the first dense layer."""
    return params[weighted_kinds(layers).index("dense")][0]


def check_input(function: str, layers: Parts, params: Parts, x: Any) -> None:
    """Refuse `x` unless it is a filled batch of numbers that the network can take, images or a matrix."""
    w = first_dense(layers, params)
    images = layers[: image_part(layers)]
    if not images:
        check_real_array(function, "x", x, 2)
        check_fit(function, x.shape[1] == w.shape[0], "columns of x must equal rows of the first w", x=x, w=w)
    else:
        check_real_array(function, "x", x, 4)
        width = sizes_after(function, images, params, x.shape)[-1][1]
        expected = f"rows of the first dense w must equal the {width} numbers of a flattened image"
        check_fit(function, w.shape[0] == width, expected, x=x, w=w)
    check_filled(function, "x", x)


def dropout_widths(layers: Parts, params: Parts) -> list[int]:
    """Return how many numbers of a sample pass each dropout layer."""
    rows = layers[image_part(layers) :]
    sizes = sizes_after("", rows, params[len(params) - rows.count("dense") :], (0, len(first_dense(layers, params))))
    return [size[1] for layer, size in zip(rows, sizes, strict=True) if LAYERS[described(layer)[0]].masked]


def check_masks(function: str, argument: str, kind: str, layers: Parts, params: Parts, *, masks: Any) -> list[int]:
    """Refuse `masks` unless it is a tuple of none, or of one for each dropout layer; return the widths of these."""
    if not isinstance(masks, tuple):
        raise TypeError(f"{function}: {argument} must be a tuple of {kind}; got {describe(masks)}")
    widths = dropout_widths(layers, params)
    if masks and len(masks) != len(widths):
        expected = f"{argument} must hold none or one for each of {len(widths)} dropout layers"
        raise ValueError(f"{function}: {expected}; got {len(masks)}")
    return widths


# ---------------------------------------------------------------- the arguments of a function of networks


def _batch(function: str, layers: Parts, params: Parts, x: Any) -> np.ndarray:
    """Return the batch `x` in the type of the parameters."""
    check_input(function, layers, params, x)
    return x.astype(promoted_dtype(params[0][0].dtype), copy=False)


def _targets(function: str, params: Parts, x: np.ndarray, t: Any) -> np.ndarray:
    """Return the targets in the type of the parameters."""
    check_real_array(function, "t", t, 2)
    w = params[-1][0]
    expected = "t must have a row for each sample of x and a column for each column of the last w"
    check_fit(function, t.shape == (samples_of(x), w.shape[1]), expected, x=x, w=w, t=t)
    return t.astype(x.dtype, copy=False)


def _check_labels(function: str, params: Parts, x: np.ndarray, labels: Any) -> None:
    check_labels(function, "labels", labels, params[-1][0].shape[1])
    expected = "there must be a label for each sample of x"
    check_fit(function, len(labels) == samples_of(x), expected, x=x, labels=labels)


def _masks(function: str, layers: Parts, params: Parts, x: np.ndarray, masks: Any) -> Parts:
    """Return the masks in the type of the parameters."""
    widths = check_masks(function, "masks", "matrices", layers, params, masks=masks)
    for mask, width in zip(masks, widths, strict=False):
        check_real_array(function, "every mask", mask, 2)
        expected = f"a mask must have a row for each sample of x and {width} columns"
        check_fit(function, mask.shape == (samples_of(x), width), expected, x=x, mask=mask)
    return tuple(mask.astype(x.dtype, copy=False) for mask in masks)


Layers = Annotated[tuple[Any, ...], check_layers]
Params = Annotated[tuple[tuple[np.ndarray, np.ndarray], ...], Fitted(check_params)]
Input = Annotated[Real[np.ndarray, "h m"] | Real[np.ndarray, "row column channel h"], Fitted(check_input)]
Batch = Annotated[Real[np.ndarray, "h m"] | Real[np.ndarray, "row column channel h"], Fitted(_batch)]
Targets = Annotated[Real[np.ndarray, "h n"], Fitted(_targets)]
Labels = Annotated[Int[np.ndarray, " h"], Fitted(_check_labels)]
Masks = Annotated[tuple[Real[np.ndarray, "h k"], ...], Fitted(_masks)]
