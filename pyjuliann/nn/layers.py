"""The activations of a network, a row each; what checks, commands, messages and generated tests know of them.

A new one is a function in ``activations``, here and in Julia, and a row in both tables. Twin: ``julia/src/layers.jl``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pyjuliann.nn.kernels import relu_delta_in_place, relu_in_place, sigmoid_delta_in_place, sigmoid_in_place


@dataclass(frozen=True)
class Activation:
    """What an activation does on the way forward and back, without checks, on arrays that it may use up.

    Parameters
    ----------
    forward : callable
        Turns what comes out of the layer before, u, into y.
    backward : callable
        Turns the gradient of the loss with respect to y, and y, into that with respect to u.
    """

    forward: Callable[[np.ndarray], np.ndarray]
    backward: Callable[[np.ndarray, np.ndarray], np.ndarray]


# In place: a step of training spends a third less on them than with the formulas, which give the same bits.
ACTIVATIONS: Final[Mapping[str, Activation]] = {
    "sigmoid": Activation(sigmoid_in_place, sigmoid_delta_in_place),
    "relu": Activation(relu_in_place, relu_delta_in_place),
}


def quoted(names: Mapping[str, object]) -> str:
    """Return names as a message lists them, such as ``"sigmoid" or "relu"``."""
    *others, last = (f'"{name}"' for name in names)
    return f"{', '.join(others)} or {last}" if others else last
