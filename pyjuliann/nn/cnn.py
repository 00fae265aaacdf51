"""The convolutional networks of the series (post 18), as layers for ``network``, and the sizes inside a network."""

from __future__ import annotations

from typing import Any

from pyjuliann.nn._networks import Layers, Params, sizes_inside
from pyjuliann.nn.contract import Size, contract


def simple_cnn_layers() -> tuple[Any, ...]:
    """Return the layers of the simple CNN: one convolution, then two dense layers.

    The series has 30 filters of 5×5 and 100 hidden outputs, draws of sizes (5, 5, 1, 30), (4320, 100), (100, 10), and
    starts from "std".

    >>> simple_cnn_layers()
    ('convolution', 'relu', 'max_pooling', 'flatten', 'dense', 'relu', 'dense')
    """
    return ("convolution", "relu", "max_pooling", "flatten", "dense", "relu", "dense")


def deep_cnn_layers() -> tuple[Any, ...]:
    """Return the layers of the deeper CNN: three convolutions, then two dense layers.

    The series has filters of 3×3, 32, 64 and 64 of them, and 64 hidden outputs: draws of sizes (3, 3, 1, 32),
    (3, 3, 32, 64), (3, 3, 64, 64), (576, 64), (64, 10). It starts from "he". Source: the code that goes with post 18.

    >>> deep_cnn_layers().count("convolution")
    3
    """
    block = ("convolution", "relu", "max_pooling")
    return (*block, *block, "convolution", "relu", "flatten", "dense", "relu", "dense")


@contract
def layer_sizes(layers: Layers, params: Params, size: Size) -> tuple[tuple[int, ...], ...]:
    """Return the size of a batch, and what it becomes after every layer.

    `size` is that of x: (rows, columns, channels, samples) for a network of images, else (samples, m).

    >>> import numpy as np
    >>> from pyjuliann.nn import build_network
    >>> params = build_network((np.ones((5, 5, 1, 30)), np.ones((4320, 100)), np.ones((100, 10))))
    >>> layer_sizes(simple_cnn_layers(), params, (28, 28, 1, 9))[2:5]
    ((24, 24, 30, 9), (12, 12, 30, 9), (9, 4320))
    """
    return sizes_inside("layer_sizes", layers, params, size)
