"""The two passes through a network, forward and backward; ``network``, ``numerical`` and ``training`` share them.

What is given to them has been checked. Twin: ``julia/src/_passes.jl``.
"""

from __future__ import annotations

import numpy as np

from pyjuliann.nn._images import Images
from pyjuliann.nn._networks import Layers, Masks, Params
from pyjuliann.nn.kernels import mean_cross_entropy, softmax_rows_in_place
from pyjuliann.nn.layers import ACTIVATIONS


def forward(layers: Layers, params: Params, x: np.ndarray, masks: Masks, images: Images) -> list[np.ndarray]:
    """Return the rows that go into the first layer after the `images`, and what comes out of that and every later one.

    The last are the logits, which no other array shares.
    """
    x = images.forward(params[: images.convolutions], x)
    return [x, *forward_rows(layers[images.layers :], params[images.convolutions :], x, masks)]


def forward_rows(
    layers: Layers, params: Params, x: np.ndarray, masks: Masks, used_up: bool = False
) -> list[np.ndarray]:
    """Return what comes out of every layer of a network of matrices.

    An activation works in the array of the dense layer before it, whose own output nobody needs any more; if
    `x` is to be `used_up`, also in that.
    """
    weights, noise = iter(params), iter(masks)
    outputs: list[np.ndarray] = []
    a, disposable = x, used_up
    for layer in layers:
        if layer == "dense":
            w, b = next(weights)
            a = a @ w
            a += b
        elif layer in ACTIVATIONS:
            a = ACTIVATIONS[layer].forward(a if disposable else a.copy())
        else:
            a = a * (next(noise) if masks else a.dtype.type(1 - float(layer[1])))
        outputs.append(a)
        disposable = layer == "dense"
    return outputs


def loss_of_batch(
    layers: Layers, params: Params, x: np.ndarray, t: np.ndarray, masks: Masks, *, images: Images
) -> np.floating:
    """Return the mean cross entropy for a batch, its targets and the masks, all of them checked."""
    return mean_cross_entropy(softmax_rows_in_place(forward(layers, params, x, masks, images)[-1]), t)


def backward(
    layers: Layers, params: Params, t: np.ndarray, masks: Masks, *, outputs: list[np.ndarray], images: Images
) -> Params:
    """Return the gradients of the loss with respect to `params`; the logits in `outputs` are used up.

    `outputs` is what ``forward`` returned, with the same `images`.
    """
    delta = softmax_rows_in_place(outputs[-1])
    delta -= t
    delta /= delta.dtype.type(t.shape[0])
    gradients: list[tuple[np.ndarray, np.ndarray]] = []
    remaining, noise = len(params), list(masks)
    for i in reversed(range(images.layers, len(layers))):
        layer, before, after = layers[i], outputs[i - images.layers], outputs[i - images.layers + 1]
        if layer == "dense":
            gradients.append((before.T @ delta, delta.sum(axis=0, keepdims=True)))
            remaining -= 1
            if remaining == 0:
                return tuple(reversed(gradients))  # nothing before this layer has parameters
            w = params[remaining][0]
            # What goes on to images must run along the samples, as they do.
            delta = delta @ w.T if remaining > images.convolutions else (w @ delta.T).T
        elif layer in ACTIVATIONS:
            delta = ACTIVATIONS[layer].backward(delta, after)
        else:
            delta *= noise.pop() if masks else delta.dtype.type(1 - float(layer[1]))
    return (*images.backward(params[: images.convolutions], delta), *reversed(gradients))
