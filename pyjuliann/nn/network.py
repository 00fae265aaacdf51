"""Networks of dense layers: building, predicting, the loss and its gradients (posts 5 to 13).

A network is two tuples. `layers` says what is done, from front to back: "dense" is X·W + b, "sigmoid" and "relu"
are applied to every number, ("dropout", rate) leaves a share out while learning. It ends with "dense", and a
softmax of every row follows. `params` holds a pair (w, b) for each "dense", all floats of one type, in which
everything is computed. Both cross a bridge as they are. Twin: ``julia/src/network.jl``.
"""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Real

from pyjuliann.nn import _arguments
from pyjuliann.nn._checks import (
    check_between,
    check_filled,
    check_float_array,
    check_integer,
    describe,
)
from pyjuliann.nn._kernels import softmax_rows_in_place
from pyjuliann.nn._passes import (
    ACTIVATIONS,
    Layers,
    Params,
    backward,
    check_network,
    checked_batch,
    checked_input,
    forward,
    loss_of_batch,
)
from pyjuliann.nn._scales import unit_scale
from pyjuliann.nn.initializers import he_weights, std_weights, xavier_weights, zero_bias
from pyjuliann.parity.pair import mirrors


@mirrors(
    "JuliaNN.mlp_layers",
    ulp=0,
    reason="nothing is computed",
    strategies=_arguments.words("activation", "sigmoid", "relu"),
    domain={"depth": (0, 6), "rate": (-0.1, 1)},
)
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
        raise ValueError(f'mlp_layers: activation must be "sigmoid" or "relu"; got {describe(activation)}')
    check_between("mlp_layers", "rate", rate, 0, 1)
    hidden: Layers = ("dense", activation)
    if rate > 0:
        hidden = (*hidden, ("dropout", rate))
    return hidden * (depth - 1) + ("dense",)


@mirrors("JuliaNN.build_network", ulp=0, reason="one product for each element", strategies=_arguments.draws_of_layers())
def build_network(draws: tuple[Float[np.ndarray, "m n"], ...], initializer: str = "std") -> Params:
    """Return the parameters that a network starts with: weights made from draws, and biases of zero.

    Parameters
    ----------
    draws : tuple of matrices (m, n), floats
        Standard normal draws, one matrix for each dense layer: m inputs, n outputs.
    initializer : "std", "xavier" or "he"
        As ``std_weights`` with its default, ``xavier_weights`` and ``he_weights`` do it.

    Returns
    -------
    tuple of pairs (w, b)
        Matrices (m, n) and (1, n) in the type of the draws.

    Raises
    ------
    TypeError
        If `draws` is no tuple of arrays of floats.
    ValueError
        If one is not a matrix or is empty, or `initializer` is not known.

    Notes
    -----
    Source: "Deep Learning in Julia", posts 7 and 12.

    Examples
    --------
    >>> build_network((np.array([[1.0, -1.0]]),))
    ((array([[ 0.01, -0.01]]), array([[0., 0.]])),)
    """
    if not isinstance(draws, tuple):
        raise TypeError(f"build_network: draws must be a tuple of matrices; got {describe(draws)}")
    for matrix in draws:
        check_float_array("build_network", "every part of draws", matrix, 2)
        check_filled("build_network", "every part of draws", matrix)
    if not isinstance(initializer, str) or initializer not in ("std", "xavier", "he"):
        raise ValueError(f'build_network: initializer must be "std", "xavier" or "he"; got {describe(initializer)}')
    params = []
    for matrix in draws:
        if initializer == "std":
            w = std_weights(matrix)
        elif initializer == "xavier":
            w = xavier_weights(matrix, matrix.shape[0])
        else:
            w = he_weights(matrix, matrix.shape[0])
        params.append((w, zero_bias(w)))
    return tuple(params)


@mirrors(
    "JuliaNN.predict",
    ulp={"float64": 4, "float32": 4},
    reason="sums of products in another order, exp; 1 and 1 measured",
    strategies=_arguments.networks("layers", "params", "x"),
    scale=unit_scale,
)
@np.errstate(all="ignore")
def predict(layers: Layers, params: Params, x: Real[np.ndarray, "h m"]) -> Float[np.ndarray, "h n"]:
    """Return the probability of every class for every sample: the softmax of what the last layer gives.

    A dropout layer multiplies by 1 − rate here, see ``dropout_predict``.

    Parameters
    ----------
    layers : tuple, see the head of this file
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row.

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
    x = checked_input("predict", params, x)
    return softmax_rows_in_place(forward(layers, params, x, ())[-1])


@mirrors(
    "JuliaNN.network_loss",
    ulp={"float64": 4, "float32": 4},
    reason="sums of products in another order, exp and log; 1 and 2 measured",
    strategies=_arguments.networks("layers", "params", "x", "t", "masks"),
    scale=unit_scale,
)
@np.errstate(all="ignore")
def network_loss(
    layers: Layers,
    params: Params,
    x: Real[np.ndarray, "h m"],
    t: Real[np.ndarray, "h n"],
    masks: tuple[Real[np.ndarray, "h k"], ...] = (),
) -> np.floating:
    """Return the cross entropy of the predictions, averaged over the batch.

    Parameters
    ----------
    layers : tuple, see the head of this file
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row.
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
    return loss_of_batch(layers, params, x, t, masks)


@mirrors(
    "JuliaNN.network_gradients",
    ulp={"float64": 4, "float32": 4},
    reason="sums of products in another order, exp; 1 and 2 measured",
    strategies=_arguments.networks("layers", "params", "x", "t", "masks"),
    scale=unit_scale,
)
@np.errstate(all="ignore")
def network_gradients(
    layers: Layers,
    params: Params,
    x: Real[np.ndarray, "h m"],
    t: Real[np.ndarray, "h n"],
    masks: tuple[Real[np.ndarray, "h k"], ...] = (),
) -> Params:
    """Return the gradients of ``network_loss`` with respect to the parameters, by backpropagation.

    Parameters
    ----------
    layers : tuple, see the head of this file
    params : tuple of pairs (w, b)
    x : matrix (h, m) with at least one row, integers or floats
        One sample per row.
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
    outputs = forward(layers, params, x, masks)
    return backward(layers, params, x, t, masks, outputs=outputs)
