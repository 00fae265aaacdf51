"""Convolution, pooling and the CNNs against PyTorch, forward and backward. Needs the extra `compare`.

PyTorch's arrays are (sample, channel, row, column), its filters (filter, channel, row, column). Of equal maxima the
first along the rows counts there as here.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from images import geometries, layer, numbers

from pyjuliann.nn import (
    average_pooling_backward,
    average_pooling_forward,
    build_network,
    convolution_backward,
    convolution_forward,
    deep_cnn_layers,
    im2col_convolution_backward,
    im2col_convolution_forward,
    im2col_max_pooling_backward,
    im2col_max_pooling_forward,
    max_pooling_backward,
    max_pooling_forward,
    network_gradients,
    network_loss,
    one_hot,
    predict,
    simple_cnn_layers,
)

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'pyjuliann[compare]'")


THEIRS = {1: (0,), 2: (1, 0), 4: (3, 2, 0, 1)}  # which of our axes theirs are


def tensor(array, requires_grad=True):
    return torch.tensor(np.ascontiguousarray(array.transpose(THEIRS[array.ndim])), requires_grad=requires_grad)


def close(ours, theirs, rtol=1e-11):
    theirs = theirs.detach().numpy()
    theirs = theirs.transpose(np.argsort(THEIRS[theirs.ndim]))
    np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=rtol * np.abs(theirs).max(initial=1))


@settings(max_examples=25, deadline=None)
@given(geometries())
def test_convolution(geometry):
    dout, x, w, b = layer(geometry)
    twins = tensor(x), tensor(w), tensor(b.ravel())
    y = torch.nn.functional.conv2d(*twins, stride=geometry.stride, padding=geometry.pad)
    y.backward(tensor(dout, False))
    settled = geometry.stride, geometry.pad
    for forward, backward in (
        (convolution_forward, convolution_backward),
        (im2col_convolution_forward, im2col_convolution_backward),
    ):
        close(forward(x, w, b, *settled), y)
        for ours, twin in zip(backward(dout, x, w, *settled), twins, strict=True):
            close(ours if ours.shape[0] > 1 or ours.ndim == 4 else ours.ravel(), twin.grad)


@settings(max_examples=25, deadline=None)
@given(geometries(pooling=True))
def test_pooling(geometry):
    window, stride, pad = geometry[1:]
    # Few different numbers, so that there are ties.
    x = np.round(numbers(geometry.size))
    dout = numbers((*geometry.out, *geometry.size[2:]), 1)
    places = {"kernel_size": window, "stride": stride, "padding": pad}
    if 2 * pad <= min(window):  # PyTorch takes no more padding than half a window
        twin = tensor(x)
        y = torch.nn.functional.max_pool2d(twin, **places)
        y.backward(tensor(dout, False))
        for forward, backward in (
            (max_pooling_forward, max_pooling_backward),
            (im2col_max_pooling_forward, im2col_max_pooling_backward),
        ):
            close(forward(x, *geometry[1:]), y)
            close(backward(dout, x, *geometry[1:]), twin.grad)
        twin = tensor(x)
        y = torch.nn.functional.avg_pool2d(twin, **places)
        y.backward(tensor(dout, False))
        close(average_pooling_forward(x, *geometry[1:]), y)
        close(average_pooling_backward(dout, x.shape, *geometry[1:]), twin.grad)


def torch_logits(layers, params, a):
    weights = iter(params)
    for one in layers:
        if one == "convolution":
            a = torch.nn.functional.conv2d(a, *next(weights))
        elif one == "max_pooling":
            a = torch.nn.functional.max_pool2d(a, 2)
        elif one == "flatten":
            a = a.transpose(2, 3).flatten(1)  # down the columns
        elif one == "relu":
            a = torch.relu(a)
        else:
            w, b = next(weights)
            a = a @ w.T + b
    return a


@pytest.mark.parametrize(
    ("layers", "sizes"),
    [
        (simple_cnn_layers(), ((5, 5, 1, 4), (576, 12), (12, 10))),
        (deep_cnn_layers(), ((3, 3, 1, 4), (3, 3, 4, 6), (3, 3, 6, 5), (45, 12), (12, 10))),
    ],
)
def test_networks(layers, sizes):
    params = build_network(tuple(numbers(size) for size in sizes), "he")
    x, labels = numbers((28, 28, 1, 3), 1), np.array([4, 0, 9])
    twins = [(tensor(w), tensor(b.ravel())) for w, b in params]
    logits = torch_logits(layers, twins, tensor(x, False))
    torch.nn.functional.cross_entropy(logits, torch.tensor(labels)).backward()
    t = one_hot(labels, 10)
    for (dw, db), (w, b) in zip(network_gradients(layers, params, x, t), twins, strict=True):
        close(dw, w.grad, 1e-10)
        close(db.ravel(), b.grad, 1e-10)
    y = torch.softmax(logits, 1)
    close(predict(layers, params, x), y.T)
    assert abs(network_loss(layers, params, x, t) + torch.log(y[range(3), labels] + 1e-7).mean().item()) < 1e-12
