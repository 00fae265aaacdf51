"""Arguments for ``pyjuliann check`` of what moves windows over images; see ``recipes``.

Windows, strides and paddings fit the images, but for about one case in six. Images are small: Hypothesis needs many
of them, and the plain definition takes long. Those that are pooled hold few different numbers, so that there are
ties, and now and then a NaN.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from pyjuliann.nn._windows import output_rows_columns
from pyjuliann.nn.layers import ACTIVATIONS, described
from pyjuliann.nn.network import FANS, INITIALIZERS
from pyjuliann.twins.recipes import Recipes, chosen, draws_of_layers, is_faulty, parts, words


def convolutions(*arguments: str) -> Recipes:
    """Return recipes for some of ``dout``, ``x``, ``w``, ``b``, ``stride`` and ``pad``, which fit each other."""
    return parts(_convolutions, arguments)


def images(*arguments: str) -> Recipes:
    """Return recipes for some of ``x``, its ``columns``, ``size``, ``window``, ``stride`` and ``pad``."""
    return parts(_images, arguments)


def pooled(*arguments: str) -> Recipes:
    """Return recipes for some of ``dout``, ``x``, ``size``, ``window``, ``stride`` and ``pad``."""
    return parts(_pooled, arguments)


def flat(*arguments: str) -> Recipes:
    """Return recipes for ``dout`` and ``size`` of ``flatten_backward``."""
    return parts(_flat, arguments)


def image_networks(*arguments: str) -> Recipes:
    """Return recipes for some of the arguments that network functions take, for networks of images."""
    return parts(_image_network, arguments)


def first_weights() -> Recipes:
    """Return recipes for the arguments of ``build_network``: draws for matrices, or for networks of images."""
    return {**parts(_first_weights, ("draws", "fan", "layers", "size")), **words("initializer", *INITIALIZERS)}


def _geometry(rng: np.random.Generator) -> tuple[dict[str, Any], tuple[int, int]]:
    """Return a window, a stride, a padding and a size of images that fit, and rows and columns of what comes out."""
    window = tuple(int(n) for n in rng.integers(1, 4, 2))
    pad = int(rng.integers(0, min(window)))
    rows, columns = (int(n) + max(1, m - 2 * pad) for n, m in zip(rng.integers(0, 4, 2), window, strict=True))
    channels, samples = (int(n) for n in rng.integers(1, 3, 2))
    stride, size = int(rng.integers(1, 4)), (rows, columns, channels, samples)
    case = {"window": window, "stride": stride, "pad": pad, "size": size}
    return case, output_rows_columns(size, window, stride, pad)


def _with_mistakes(rng: np.random.Generator, case: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return `case`, one of its arguments spoilt now and then."""
    if not is_faulty(rng):
        return case
    name = chosen(rng, *names)
    value = case[name]
    if name == "window":
        spoilt = chosen(rng, (0, 1), (9, 1), (1,), 2)
    elif name == "size":
        spoilt = chosen(rng, value[:3], (*value[:3], 9), (1, *value[1:]))
    elif isinstance(value, int):
        spoilt = chosen(rng, -1, 0.5, value + 4)
    else:
        spoilt = chosen(rng, value[..., :0], value[..., None], np.repeat(value, 2, axis=-2))
    return {**case, name: spoilt}


def _numbers(rng: np.random.Generator, size: tuple[int, ...], dtype: str) -> np.ndarray:
    numbers: np.ndarray = rng.normal(scale=9, size=size).astype(dtype)
    return numbers


def _convolutions(rng: np.random.Generator) -> dict[str, Any]:
    case, out = _geometry(rng)
    (*_, channels, samples), filters = case["size"], int(rng.integers(1, 3))
    dtype = chosen(rng, "float64", "float32")
    case["x"] = _numbers(rng, case["size"], dtype)
    case["w"] = _numbers(rng, (*case["window"], channels, filters), dtype)
    case["b"] = _numbers(rng, (1, filters), dtype)
    case["dout"] = _numbers(rng, (*out, filters, samples), dtype)
    return _with_mistakes(rng, case, "stride", "pad", "x", "w", "b", "dout")


def _images(rng: np.random.Generator) -> dict[str, Any]:
    case, (rows, columns) = _geometry(rng)
    *_, channels, samples = case["size"]
    dtype = chosen(rng, "float64", "float32", "int64")
    case["x"] = _numbers(rng, case["size"], dtype)
    case["columns"] = _numbers(rng, (rows * columns * samples, math.prod(case["window"]) * channels), dtype)
    return _with_mistakes(rng, case, "stride", "pad", "window", "x", "columns", "size")


def _pooled(rng: np.random.Generator) -> dict[str, Any]:
    case, out = _geometry(rng)
    dtype = chosen(rng, "float64", "float32")
    x = rng.integers(-1, 3, case["size"]).astype(dtype)
    if rng.integers(4) == 0:
        x[rng.random(x.shape) < 0.2] = chosen(rng, np.nan, -np.inf, -0.0)
    case["x"] = x
    case["dout"] = _numbers(rng, (*out, *case["size"][2:]), dtype)
    return _with_mistakes(rng, case, "stride", "pad", "window", "x", "dout", "size")


def _flat(rng: np.random.Generator) -> dict[str, Any]:
    size = tuple(int(n) for n in rng.integers(0, 4, 4))
    dout = _numbers(rng, (size[3], size[0] * size[1] * size[2]), chosen(rng, "float64", "float32", "int64"))
    return _with_mistakes(rng, {"dout": dout, "size": size}, "dout", "size")


def _first_weights(rng: np.random.Generator) -> dict[str, Any]:
    case = chosen(rng, draws_of_layers, _image_network)(rng)
    if "draws" not in case:
        case = {"draws": tuple(w for w, _ in case["params"]), "layers": case["layers"], "size": case["size"]}
    return {**case, "fan": chosen(rng, *FANS, "unknown") if is_faulty(rng) else chosen(rng, *FANS)}


def _image_network(rng: np.random.Generator) -> dict[str, Any]:
    dtype = chosen(rng, "float64", "float32")
    stride, pad = int(rng.integers(1, 3)), int(rng.integers(0, 2))
    pooling = chosen(
        rng, "max_pooling", "average_pooling", ("max_pooling", (2, 1), 1, 0), ("max_pooling", (2, 2), 2, 1)
    )
    first: tuple[Any, ...] = (("convolution", stride, pad), chosen(rng, *ACTIVATIONS), pooling)
    layers = (*first, "convolution", "flatten", "dense", "relu", "dense")
    size = (int(rng.integers(5, 8)), int(rng.integers(5, 8)), int(rng.integers(1, 3)), int(rng.integers(1, 4)))
    filters, classes = (int(n) for n in rng.integers(1, 4, 2))

    def eighths(*size: int) -> np.ndarray:
        return (rng.integers(-8, 9, size) / 8).astype(dtype)

    weights = [eighths(2, 2, size[2], filters), eighths(1, 2, filters, 2)]
    rows, columns = output_rows_columns(size, (2, 2), stride, pad)
    window, pool_stride, pool_pad = described(pooling)[1]
    rows, columns = output_rows_columns((rows, columns), window, pool_stride, pool_pad)
    width = rows * (columns - 1) * 2
    weights += [eighths(width, 3), eighths(3, classes)]
    params = tuple((w, eighths(1, w.shape[-1])) for w in weights)
    labels = rng.integers(0, classes, size[3])
    case: dict[str, Any] = {
        "layers": layers,
        "params": params,
        "size": size,
        "x": eighths(*size),
        "t": np.eye(classes, dtype=np.int64)[labels],
        "labels": labels,
        "masks": (),
    }
    if is_faulty(rng):
        mistakes: tuple[dict[str, Any], ...] = (
            {"layers": layers[:-1]},
            {"layers": layers[:4] + layers[5:]},
            {"layers": (*layers[:5], *layers[4:])},
            {"params": params[1:]},
            {"params": (params[1], *params[1:])},
            {"size": size[:3], "x": case["x"][..., 0]},
            {"size": (1, *size[1:]), "x": case["x"][:1]},
        )
        case.update(chosen(rng, *mistakes))
    return case
