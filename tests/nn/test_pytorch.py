"""The network code against PyTorch's autograd and optimizers, at equal definitions. Needs the extra `compare`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from networks import SHAPES, random_batch, random_masks, random_network

from pyjuliann.nn import (
    adagrad,
    adam,
    cross_entropy_error,
    dense_backward,
    dense_forward,
    mean_cross_entropy_error,
    mean_squared_error,
    mlp_layers,
    momentum,
    network_gradients,
    network_loss,
    optimizer_init,
    optimizer_step,
    predict,
    relu,
    relu_delta,
    rmsprop,
    sgd,
    sigmoid,
    sigmoid_delta,
    softmax,
    softmax_cross_entropy_delta,
    softmax_rows,
)

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'pyjuliann[compare]'")
RNG = np.random.default_rng(0)
X, W, B, DOUT = (RNG.normal(size=size) for size in ((6, 5), (5, 4), (1, 4), (6, 4)))


def tensor(array, requires_grad=True):
    return torch.tensor(array, requires_grad=requires_grad)


def close(ours, theirs):
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-12, atol=1e-14)


def test_dense():
    x, w, b = tensor(X), tensor(W), tensor(B)
    y = x @ w + b
    y.backward(tensor(DOUT))
    close(dense_forward(X, W, B), y)
    for ours, theirs in zip(dense_backward(DOUT, X, W), (x, w, b), strict=True):
        close(ours, theirs.grad)


def test_activations():
    for ours, delta, theirs in (
        (sigmoid, lambda dy, x: sigmoid_delta(dy, sigmoid(x)), torch.sigmoid),
        (relu, relu_delta, torch.relu),
    ):
        x = tensor(DOUT)
        y = theirs(x)
        y.backward(tensor(W[:1].repeat(6, axis=0)))
        close(ours(DOUT), y)
        close(delta(W[:1].repeat(6, axis=0), DOUT), x.grad)
    close(softmax(X), torch.softmax(tensor(X).reshape(-1), 0).reshape(X.shape))
    close(softmax_rows(X), torch.softmax(tensor(X), 1))


def test_losses():
    y, t = softmax_rows(DOUT), np.eye(4)[RNG.integers(0, 4, 6)]
    close(mean_squared_error(y, t), torch.nn.functional.mse_loss(tensor(y), tensor(t)))
    # PyTorch has no 1e-7 inside its logarithm; with it the formula is written out.
    close(cross_entropy_error(y, t), -(tensor(t) * torch.log(tensor(y) + 1e-7)).sum())
    close(mean_cross_entropy_error(y, t), -(tensor(t) * torch.log(tensor(y) + 1e-7)).sum() / 6)
    # Backpropagation leaves the 1e-7 out, as PyTorch does.
    z = tensor(DOUT)
    torch.nn.functional.cross_entropy(z, tensor(t, False)).backward()
    close(softmax_cross_entropy_delta(y, t), z.grad)


def torch_logits(layers, params, x, masks):
    weights, noise, a = iter(params), iter(masks), torch.tensor(x)
    for layer in layers:
        if layer == "dense":
            w, b = next(weights)
            a = a @ w + b
        elif layer in ("sigmoid", "relu"):
            a = getattr(torch, layer)(a)
        else:
            a = a * (torch.tensor(next(noise)) if masks else 1 - layer[1])
    return a


@pytest.mark.parametrize(("layers", "widths"), SHAPES)
def test_networks(layers, widths):
    params, (x, labels, t) = random_network(widths, 1), random_batch(widths, 2)
    for masks in ((), random_masks(layers, widths, 3)):
        theirs = tuple((tensor(w), tensor(b)) for w, b in params)
        logits = torch_logits(layers, theirs, x, masks)
        torch.nn.functional.cross_entropy(logits, torch.tensor(labels)).backward()
        for pair, twin in zip(network_gradients(layers, params, x, t, masks), theirs, strict=True):
            for ours, parameter in zip(pair, twin, strict=True):
                close(ours, parameter.grad)
        y = torch.softmax(logits, 1)
        close(network_loss(layers, params, x, t, masks), -torch.log(y[range(6), labels] + 1e-7).mean())
        if not masks:
            close(predict(layers, params, x), y)


def adam_at_our_definition(params):
    """Adam whose ε is added to √v as ours is: PyTorch adds it to √(v / (1 − β₂ᵗ)), after the correction."""
    optimizer = torch.optim.Adam(params, lr=0.01)
    step = optimizer.step

    def stepped():
        optimizer.t = getattr(optimizer, "t", 0) + 1
        optimizer.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.999**optimizer.t)
        step()

    optimizer.step = stepped
    return optimizer


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (sgd(0.1), lambda p: torch.optim.SGD(p, lr=0.1)),
        # PyTorch's velocity leaves the learning rate out: the same steps while that stays as it is.
        (momentum(0.1, 0.9), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
        (adagrad(0.1), lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-7)),
        # With a rate of 0.01 RMSProp ends up jumping around a minimum, where rounding grows a billionfold.
        (rmsprop(0.001), lambda p: torch.optim.RMSprop(p, lr=0.001, alpha=0.9, eps=1e-7)),
        (adam(0.01), adam_at_our_definition),
    ],
    ids=["sgd", "momentum", "adagrad", "rmsprop", "adam"],
)
def test_trajectories_of_200_steps(ours, theirs):
    layers, widths = mlp_layers(2, "sigmoid"), (7, 5, 4)
    params, (x, labels, t) = random_network(widths, 4), random_batch(widths, 5, h=50)
    twins = tuple((tensor(w), tensor(b)) for w, b in params)
    optimizer = theirs([parameter for pair in twins for parameter in pair])
    state = optimizer_init(ours, params)
    for _ in range(200):
        params, state = optimizer_step(ours, params, network_gradients(layers, params, x, t), state)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(torch_logits(layers, twins, x, ()), torch.tensor(labels)).backward()
        optimizer.step()
    for pair, twin in zip(params, twins, strict=True):
        for w, parameter in zip(pair, twin, strict=True):
            # Two hundred steps of rounding; a different ε alone would show at 1e-7.
            np.testing.assert_allclose(w, parameter.detach().numpy(), rtol=0, atol=1e-10)


def test_where_epsilon_stands_matters():
    """The test above would notice Adam's other definition."""
    w = np.array([1.0])
    parameter = tensor(w)
    optimizer = torch.optim.Adam([parameter], lr=0.01, eps=1e-3)
    parameter.grad = torch.tensor([0.1], dtype=torch.float64)
    optimizer.step()
    ours, _ = optimizer_step(adam(0.01, epsilon=1e-3), w, np.array([0.1]), optimizer_init(adam(), w))
    assert abs(ours[0] - parameter.item()) > 1e-4
