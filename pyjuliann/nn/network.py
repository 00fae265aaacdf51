"""Networks: building, predicting, the loss and its gradients (posts 5 to 13, with images 14 to 18).

A network is two tuples. `layers` says what is done, from front to back: "dense" is X·W + b, "sigmoid" and "relu"
are applied to every number, ("dropout", rate) leaves a share out while learning. It ends with "dense", and a
softmax of every row follows. `params` holds a pair (w, b) for each layer that has weights, all floats of one type,
in which everything is computed. Both cross a bridge as they are.

x is a matrix with a sample in each row. A network of images has one "flatten", which makes a row of each image. Before
it there may also be "convolution" or ("convolution", stride, pad), "max_pooling" or ("max_pooling", window, stride,
pad), and "average_pooling" likewise; "dense" and dropout come after it. Its x is an array (row, column, channel,
sample), the weights of a convolution are (row, column, channel, filter). t holds a one-hot row for each sample,
`masks` a matrix for each dropout layer, as while learning, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

import numpy as np
from jaxtyping import Float

from pyjuliann.nn._networks import Batch, Layers, Masks, Params, Targets, counted_inputs, samples_of
from pyjuliann.nn._passes import Gradients, backward, forward, loss_of_batch, steps_of
from pyjuliann.nn.contract import Length, Rate, Size, check_filled, check_float_array, contract, describe, one_of
from pyjuliann.nn.initializers import he_weights, std_weights, xavier_weights, zero_bias
from pyjuliann.nn.kernels import softmax_rows_in_place
from pyjuliann.nn.layers import ACTIVATIONS

INITIALIZERS: Final[Mapping[str, Callable[[np.ndarray, int], np.ndarray]]] = {
    "std": lambda draws, _: std_weights(draws),
    "xavier": xavier_weights,
    "he": he_weights,
}
"""How the first weights of a layer with so many inputs are made from draws."""

FANS: Final = ("filter", "input")
"""Which inputs of a convolution count for its first weights."""

# So many images are predicted at once: their columns take a hundred times the memory of the images.
_BLOCK = 500


def _check_parts(function: str, argument: str, draws: Any) -> None:
    if not isinstance(draws, tuple):
        raise TypeError(f"{function}: {argument} must be a tuple of arrays; got {describe(draws)}")
    for part in draws:
        check_float_array(function, f"every part of {argument}", part)
        if part.ndim not in (2, 4):
            expected = f"every part of {argument} must be a matrix or have 4 dimensions"
            raise ValueError(f"{function}: {expected}; got {describe(part)}")
        check_filled(function, f"every part of {argument}", part)


@contract
def mlp_layers(
    depth: Length, activation: Annotated[str, one_of(ACTIVATIONS)] = "sigmoid", rate: Rate = 0
) -> tuple[Any, ...]:
    """Return the layers of a multilayer perceptron: `depth` dense layers with an activation after all but the last.

    If `rate` is above 0, a dropout layer with this rate follows every activation.

    >>> mlp_layers(2)
    ('dense', 'sigmoid', 'dense')
    """
    hidden = ("dense", activation, ("dropout", rate)) if rate > 0 else ("dense", activation)
    return hidden * (depth - 1) + ("dense",)


@contract
def build_network(
    draws: Annotated[tuple[Float[np.ndarray, "*size n"], ...], _check_parts],
    initializer: Annotated[str, one_of(INITIALIZERS)] = "std",
    fan: Annotated[str, one_of(FANS)] = "filter",
    layers: tuple[Any, ...] = (),
    size: Size = (),
) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Return the parameters that a network starts with: weights made from standard normal draws, and biases of zero.

    The draws are a matrix (m, n) for each dense layer, of m inputs and n outputs, and an array (row, column, channel,
    filter) for each convolution. Of its inputs, `fan` "filter" counts those under a filter, rows · columns ·
    channels, and "input" all that an image has, as the series does; then `layers`, and the `size` of x, are needed.

    >>> build_network((np.array([[1.0, -1.0]]),))
    ((array([[ 0.01, -0.01]]), array([[0., 0.]])),)
    """
    inputs = counted_inputs("build_network", draws, fan, layers, size)
    weights = [INITIALIZERS[initializer](part, n) for part, n in zip(draws, inputs, strict=True)]
    return tuple((w, zero_bias(w)) for w in weights)


@contract
def predict(layers: Layers, params: Params, x: Batch) -> Float[np.ndarray, "h n"]:
    """Return the probability of every class for every sample: the softmax of what the last layer gives.

    A dropout layer multiplies by 1 − rate here, see ``dropout_predict``.

    >>> params = build_network((np.ones((3, 2)), np.ones((2, 4))))
    >>> predict(mlp_layers(2), params, np.array([[1.0, 2.0, 3.0]])).tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    steps = steps_of(layers)
    blocks = [x[..., n : n + _BLOCK] for n in range(0, samples_of(x), _BLOCK)] if x.ndim == 4 else [x]
    return np.concatenate([softmax_rows_in_place(forward(steps, params, block, ())[-1]) for block in blocks])


@contract
def network_loss(layers: Layers, params: Params, x: Batch, t: Targets, masks: Masks = ()) -> np.floating:
    """Return the cross entropy of the predictions, averaged over the batch: −Σᵢⱼ tᵢⱼ · log(yᵢⱼ + 1e-7) / h.

    >>> params = build_network((np.ones((3, 2)), np.ones((2, 2))))
    >>> float(network_loss(mlp_layers(2), params, np.array([[1.0, 2.0, 3.0]]), np.array([[0, 1]])).round(6))
    0.693147
    """
    return loss_of_batch(steps_of(layers), params, x, t, masks)


@contract
def network_gradients(layers: Layers, params: Params, x: Batch, t: Targets, masks: Masks = ()) -> Gradients:
    """Return the gradients of ``network_loss`` with respect to the parameters, by backpropagation.

    Every row of t sums to 1, see ``softmax_cross_entropy_delta``.

    >>> x, t = np.array([[1.0, -1.0]]), np.array([[1, 0]])
    >>> network_gradients(("dense",), ((np.zeros((2, 2)), np.zeros((1, 2))),), x, t)
    ((array([[-0.5,  0.5],
           [ 0.5, -0.5]]), array([[-0.5,  0.5]])),)
    """
    return backward(steps_of(layers), params, x, t, masks)
