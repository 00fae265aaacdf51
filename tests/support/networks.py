"""Random networks for the tests of what is done with them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pyjuliann.nn import mlp_layers, one_hot

# Layers and the widths that go with them: deep and shallow, every kind of layer in every kind of place.
SHAPES = [
    (("dense",), (7, 4)),
    (mlp_layers(2), (7, 5, 4)),
    (mlp_layers(2, "relu"), (7, 5, 4)),
    (mlp_layers(4, "relu"), (7, 6, 5, 3, 4)),
    (mlp_layers(3), (7, 5, 6, 4)),
    (("dense", "dense"), (7, 5, 4)),
    (("relu", "dense", "relu", "sigmoid", "dense"), (7, 5, 4)),
    (mlp_layers(2, "sigmoid", 0.4), (7, 5, 4)),
    (
        (("dropout", 0.5), "dense", ("dropout", 0.5), "relu", "dense", "sigmoid", ("dropout", 0.2), "dense"),
        (7, 5, 6, 4),
    ),
]


def random_network(widths, seed, dtype="float64", scale=0.5):
    rng = np.random.default_rng(seed)
    return tuple(
        ((scale * rng.normal(size=(m, n))).astype(dtype), (0.1 * rng.normal(size=(1, n))).astype(dtype))
        for m, n in pairwise(widths)
    )


def random_batch(widths, seed, h=6, dtype="float64"):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, widths[-1], h)
    return rng.normal(size=(h, widths[0])).astype(dtype), labels, one_hot(labels, widths[-1])


def random_masks(layers, widths, seed, h=6):
    rng, passed, masks = np.random.default_rng(seed), iter(widths), []
    width = next(passed)
    for layer in layers:
        if layer == "dense":
            width = next(passed)
        elif isinstance(layer, tuple):
            masks.append(rng.integers(0, 2, (h, width)).astype(float))
    return tuple(masks)


def largest_difference(a, b):
    return max(np.abs(u - v).max() for p, q in zip(a, b, strict=True) for u, v in zip(p, q, strict=True))
