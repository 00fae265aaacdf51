"""Networks: building, predicting, the loss and its gradients (posts 5 to 13, with images 14 to 18).

A network is two tuples. `layers` says what is done, from front to back: "dense" is X·W + b, "sigmoid" and "relu"
are applied to every number, ("dropout", rate) leaves a share out while learning. It ends with "dense", and a
softmax of every row follows. `params` holds a pair (w, b) for each layer that has weights, all floats of one type,
in which everything is computed. Both cross a bridge as they are.

A network of images has one "flatten", which makes a row of each image. Before it there may also be "convolution" or
("convolution", stride, pad), "max_pooling" or ("max_pooling", window, stride, pad), and "average_pooling" likewise;
"dense" and dropout come after it. Its x is an array (row, column, channel, sample), the weights of a convolution are
(row, column, channel, filter). Twin: ``julia/src/network.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn._images import Images
from pyjuliann.nn._networks import Layers, Params, check_network, checked_batch, checked_input
from pyjuliann.nn._passes import backward, forward, loss_of_batch
from pyjuliann.nn.contract import (
    check_between,
    check_filled,
    check_float_array,
    check_integer,
    describe,
)
from pyjuliann.nn.initializers import he_weights, std_weights, xavier_weights, zero_bias
from pyjuliann.nn.kernels import softmax_rows_in_place
from pyjuliann.nn.layers import ACTIVATIONS, quoted

# So many images are predicted at once: their columns take a hundred times the memory of the images.
_BLOCK = 500


def mlp_layers(depth: int, activation: str = "sigmoid", rate: float = 0) -> Layers:
    """Return the layers of a multilayer perceptron: `depth` dense layers with an activation after all but the last.

    Parameters
    ----------
    depth : integer, at least 1
        The number of dense layers.
    activation : "sigmoid" or "relu"
    rate : integer or float between 0 and 1
        If above 0, a dropout layer with this rate follows every activation.

    Returns
    -------
    tuple of strings and pairs ("dropout", rate)

    Raises
    ------
    TypeError
        If `depth` is not an integer or `rate` not a number.
    ValueError
        If `depth` is below 1, `activation` not known, or `rate` outside 0 to 1.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 5, 10, 12 and 13.

    Examples
    --------
    >>> mlp_layers(2)
    ('dense', 'sigmoid', 'dense')
    """
    check_integer("mlp_layers", "depth", depth)
    check_between("mlp_layers", "depth", depth, 1)
    if not isinstance(activation, str) or activation not in ACTIVATIONS:
        raise ValueError(f"mlp_layers: activation must be {quoted(ACTIVATIONS)}; got {describe(activation)}")
    check_between("mlp_layers", "rate", rate, 0, 1)
    hidden: Layers = ("dense", activation)
    if rate > 0:
        hidden = (*hidden, ("dropout", rate))
    return hidden * (depth - 1) + ("dense",)


def build_network(draws: tuple[Float[np.ndarray, "*size n"], ...], initializer: str = "std") -> Params:
    """Return the parameters that a network starts with: weights made from draws, and biases of zero.

    Parameters
    ----------
    draws : tuple of matrices (m, n) and arrays (row, column, channel, filter), floats
        Standard normal draws: a matrix for each dense layer, of m inputs and n outputs, and an array for each
        convolution, whose inputs are rows · columns · channels.
    initializer : "std", "xavier" or "he"
        As ``std_weights`` with its default, ``xavier_weights`` and ``he_weights`` do it.

    Returns
    -------
    tuple of pairs (w, b)
        Of the size of the draws, and one row with an element for each output or filter; in the type of the draws.

    Raises
    ------
    TypeError
        If `draws` is no tuple of arrays of floats.
    ValueError
        If one has not 2 or 4 dimensions or is empty, or `initializer` is not known.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 7 and 12.

    Examples
    --------
    >>> build_network((np.array([[1.0, -1.0]]),))
    ((array([[ 0.01, -0.01]]), array([[0., 0.]])),)
    """
    if not isinstance(draws, tuple):
        raise TypeError(f"build_network: draws must be a tuple of arrays; got {describe(draws)}")
    for part in draws:
        check_float_array("build_network", "every part of draws", part)
        if part.ndim not in (2, 4):
            expected = "every part of draws must be a matrix or have 4 dimensions"
            raise ValueError(f"build_network: {expected}; got {describe(part)}")
        check_filled("build_network", "every part of draws", part)
    if not isinstance(initializer, str) or initializer not in ("std", "xavier", "he"):
        raise ValueError(f'build_network: initializer must be "std", "xavier" or "he"; got {describe(initializer)}')
    params = []
    for part in draws:
        inputs = math.prod(part.shape[:-1])
        if initializer == "std":
            w = std_weights(part)
        elif initializer == "xavier":
            w = xavier_weights(part, inputs)
        else:
            w = he_weights(part, inputs)
        params.append((w, zero_bias(w)))
    return tuple(params)


@np.errstate(all="ignore")
def predict(
    layers: Layers, params: Params, x: Real[np.ndarray, "h m"] | Real[np.ndarray, "row column channel h"]
) -> Float[np.ndarray, "h n"]:
    """Return the probability of every class for every sample: the softmax of what the last layer gives.

    A dropout layer multiplies by 1 − rate here, see ``dropout_predict``.

    Parameters
    ----------
    layers : tuple, see the head of this file
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row; or images (row, column, channel, h), as the head of this file says.

    Returns
    -------
    matrix (h, n) in the type of params; every row sums to 1

    Raises
    ------
    TypeError
        If a part is of the wrong kind or type.
    ValueError
        If a layer is not known, or numbers or sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 5 and 7.

    Examples
    --------
    >>> params = build_network((np.ones((3, 2)), np.ones((2, 4))))
    >>> predict(mlp_layers(2), params, np.array([[1.0, 2.0, 3.0]])).tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    check_network("predict", layers, params)
    x = checked_input("predict", layers, params, x)
    images = Images(layers)
    blocks = [x] if x.ndim == 2 else [x[..., n : n + _BLOCK] for n in range(0, x.shape[3], _BLOCK)]
    parts = [softmax_rows_in_place(forward(layers, params, block, (), images)[-1]) for block in blocks]
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


@np.errstate(all="ignore")
def network_loss(
    layers: Layers,
    params: Params,
    x: Real[np.ndarray, "h m"] | Real[np.ndarray, "row column channel h"],
    t: Real[np.ndarray, "h n"],
    masks: tuple[Real[np.ndarray, "h k"], ...] = (),
) -> np.floating:
    """Return the cross entropy of the predictions, averaged over the batch.

    Parameters
    ----------
    layers : tuple, see the head of this file
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row; or images (row, column, channel, h), as the head of this file says.
    t : matrix (h, n), integers or floats
        Their targets, one-hot rows.
    masks : tuple of matrices
        One for each dropout layer, with a row for each sample, as while learning; or none, as in ``predict``.

    Returns
    -------
    one float in the type of params

    Raises
    ------
    TypeError
        If a part is of the wrong kind or type.
    ValueError
        If a layer is not known, or numbers or sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", post 7.

    Examples
    --------
    >>> params = build_network((np.ones((3, 2)), np.ones((2, 2))))
    >>> float(network_loss(mlp_layers(2), params, np.array([[1.0, 2.0, 3.0]]), np.array([[0, 1]])).round(6))
    0.693147
    """
    check_network("network_loss", layers, params)
    x, t, masks = checked_batch("network_loss", layers, params, x, t, masks=masks)
    return loss_of_batch(layers, params, x, t, masks, images=Images(layers))


@np.errstate(all="ignore")
def network_gradients(
    layers: Layers,
    params: Params,
    x: Real[np.ndarray, "h m"] | Real[np.ndarray, "row column channel h"],
    t: Real[np.ndarray, "h n"],
    masks: tuple[Real[np.ndarray, "h k"], ...] = (),
) -> Params:
    """Return the gradients of ``network_loss`` with respect to the parameters, by backpropagation.

    Parameters
    ----------
    layers : tuple, see the head of this file
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row; or images (row, column, channel, h), as the head of this file says.
    t : matrix (h, n), integers or floats
        Their targets; every row sums to 1.
    masks : tuple of matrices
        One for each dropout layer, with a row for each sample, as while learning; or none, as in ``predict``.

    Returns
    -------
    tuple of pairs (dw, db), as params

    Raises
    ------
    TypeError
        If a part is of the wrong kind or type.
    ValueError
        If a layer is not known, or numbers or sizes do not fit.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 8 and 9.

    Examples
    --------
    >>> x, t = np.array([[1.0, -1.0]]), np.array([[1, 0]])
    >>> network_gradients(("dense",), ((np.zeros((2, 2)), np.zeros((1, 2))),), x, t)
    ((array([[-0.5,  0.5],
           [ 0.5, -0.5]]), array([[-0.5,  0.5]])),)
    """
    check_network("network_gradients", layers, params)
    x, t, masks = checked_batch("network_gradients", layers, params, x, t, masks=masks)
    images = Images(layers)
    outputs = forward(layers, params, x, masks, images)
    return backward(layers, params, t, masks, outputs=outputs, images=images)
