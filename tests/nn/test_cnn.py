from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from both import agree, refuse
from images import numbers
from networks import largest_difference

from pyjuliann.nn import (
    adam,
    average_pooling_forward,
    build_network,
    convolution_forward,
    deep_cnn_layers,
    draw_batch,
    fast_numerical_network_gradients,
    flatten_forward,
    he_weights,
    layer_sizes,
    max_pooling_forward,
    network_gradients,
    network_loss,
    numerical_network_gradients,
    one_hot,
    optimizer_init,
    predict,
    relu,
    sigmoid,
    simple_cnn_layers,
    train,
    training_step,
    xavier_weights,
)

SIZE = (7, 6, 2, 4)
# What is one stage inside and what is not, windows that overlap and some that leave pixels over, paddings.
NETWORKS = [
    ("convolution", "relu", "max_pooling", "convolution", "relu", "flatten", "dense", "relu", "dense"),
    (("convolution", 1, 2), "sigmoid", "max_pooling", ("convolution", 2, 1), "flatten", "dense", "sigmoid", "dense"),
    (
        ("convolution", 2, 1),
        "max_pooling",
        "relu",
        ("convolution", 1, 1),
        ("max_pooling", (2, 1), 1, 0),
        "flatten",
        "dense",
    ),
    (("convolution", 1, 0), "average_pooling", "relu", "relu", ("convolution", 1, 1), "flatten", "relu", "dense"),
    (
        ("average_pooling", (3, 2), 1, 1),
        ("convolution", 2, 2),
        ("max_pooling", (2, 3), 3, 0),
        ("convolution", 1, 1),
        "flatten",
        ("dropout", 0.25),
        "dense",
    ),
    ("relu", ("max_pooling", (3, 3), 2, 1), "convolution", "sigmoid", ("convolution", 1, 1), "flatten", "dense"),
    (
        "convolution",
        ("max_pooling", (1, 1), 2, 0),
        ("max_pooling", (2, 1), 2, 0),
        ("convolution", 1, 1),
        "flatten",
        "dense",
    ),
]
FORWARD = {
    "convolution": convolution_forward,
    "max_pooling": max_pooling_forward,
    "average_pooling": average_pooling_forward,
    "relu": relu,
    "sigmoid": sigmoid,
}


def by_layers(layers, params, x):
    """Return flattened rows, made by the public functions, and the layers and parameters of what follows."""
    weights = list(params)
    for place, layer in enumerate(layers):
        kind, *settings = (layer,) if isinstance(layer, str) else layer
        if kind == "flatten":
            return flatten_forward(x), layers[place + 1 :], tuple(weights)
        x = FORWARD[kind](x, *(weights.pop(0) if kind == "convolution" else ()), *settings)
    raise AssertionError


def random_cnn(layers, dtype="float64"):
    """Return parameters, images and labels: two convolutions, of 3 filters 2×2 and 2 filters 2×1, 4 classes."""
    x = numbers(SIZE)
    filters = [(0.4 * numbers(size), 0.4 * numbers((1, size[3]), 1)) for size in ((2, 2, 2, 3), (2, 1, 3, 2))]
    width = by_layers(layers, filters, x)[0].shape[1]
    widths = (width, 5, 4)[2 - layers.count("dense") :] if layers.count("dense") == 2 else (width, 4)
    sizes = list(pairwise(widths))
    pairs = (*filters, *((0.3 * numbers(size), 0.3 * numbers((1, size[1]), 1)) for size in sizes))
    labels = np.array([0, 3, 1, 2])
    return tuple((w.astype(dtype), b.astype(dtype)) for w, b in pairs), x.astype(dtype), labels


def test_either_count_of_inputs():
    """The filter's rows · columns · channels, or, as the author counts, the layer's whole input: 784 and 5,408."""
    sizes = ((3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 64), (576, 64), (64, 10))
    draws, layers = tuple(map(np.ones, sizes)), deep_cnn_layers()
    for fan, counts in (("filter", (9, 288, 576, 576, 64)), ("input", (784, 5408, 1600, 576, 64))):
        for name, weights in (("he", he_weights), ("xavier", xavier_weights), ("std", lambda part, _: 0.01 * part)):
            params = build_network(draws, name, fan, layers, (28, 28, 1, 100))
            for (w, b), part, count in zip(params, draws, counts, strict=True):
                np.testing.assert_array_equal(w, weights(part, count))
                assert b.tolist() == [[0] * w.shape[-1]]


@pytest.mark.parametrize("layers", NETWORKS)
def test_either_count_of_inputs_is_the_same_in_julia(engine, layers):
    params, x, _ = random_cnn(layers)
    draws = tuple(w for w, _ in params)
    for fan in ("filter", "input"):
        agree(engine, "build_network", draws, "he", fan, layers, x.shape)
    kinds = [layer if isinstance(layer, str) else layer[0] for layer in layers]
    place = kinds.index("convolution")
    counted = build_network(tuple(np.ones_like(part) for part in draws), "xavier", "input", layers, x.shape)
    before = layer_sizes(layers, params, x.shape)[place]
    np.testing.assert_allclose(counted[0][0], 1 / np.sqrt(np.prod(before[:3])))


def test_what_is_needed_to_count_all_inputs(engine):
    layers, size = simple_cnn_layers(), (8, 8, 1, 2)
    draws = tuple(map(np.ones, ((3, 3, 1, 2), (18, 4), (4, 3))))
    for bad in (
        ((), size),
        (layers, ()),
        (layers, size[:3]),
        (layers, (9, 8, 1)),
        (layers, (2, 2, 1, 5)),
        (layers, (12, 12, 1, 2)),
        (layers, (8, 8, 2, 2)),
        (list(layers), size),
        (layers[:-1], size),
        (layers, list(size)),
        (None, size),
    ):
        refuse(engine, "build_network", draws, "he", "input", *bad)
    refuse(engine, "build_network", draws[:2], "he", "input", layers, size)
    refuse(engine, "build_network", draws, "he", "both", layers, size)
    refuse(engine, "build_network", draws, "he", None, layers, size)
    with pytest.raises(ValueError, match='build_network: fan "input" needs layers, and the size of x; got no layers'):
        build_network(draws, "he", "input")
    agree(engine, "build_network", draws[1:], "he", "input")  # of matrices the rows count either way


@pytest.mark.parametrize("layers", NETWORKS)
def test_a_network_is_its_layers_one_after_the_other(layers):
    params, x, labels = random_cnn(layers)
    rows, rest, weights = by_layers(layers, params, x)
    np.testing.assert_allclose(predict(layers, params, x), predict(rest, weights, rows), rtol=1e-12)
    t = one_hot(labels, 4)
    assert abs(network_loss(layers, params, x, t) - network_loss(rest, weights, rows, t)) < 1e-12
    sizes = layer_sizes(layers, params, SIZE)
    assert sizes[layers.index("flatten") + 1] == rows.shape
    assert sizes[-1] == (4, 4)


@pytest.mark.parametrize("layers", NETWORKS)
def test_backpropagation_agrees_with_central_differences(layers):
    params, x, labels = random_cnn(layers)
    t = one_hot(labels, 4)
    backprop = network_gradients(layers, params, x, t)
    numerical = numerical_network_gradients(layers, params, x, t)
    # The 1e-7 inside the logarithm, which backpropagation leaves out, counts where a probability is small.
    assert largest_difference(backprop, numerical) < 1e-4
    assert largest_difference(numerical, fast_numerical_network_gradients(layers, params, x, t)) < 1e-8


def test_dropout_after_flatten():
    layers = NETWORKS[4]
    params, x, labels = random_cnn(layers)
    rows, rest, weights = by_layers(layers, params, x)
    mask = np.random.default_rng(1).integers(0, 2, rows.shape).astype(float)
    t = one_hot(labels, 4)
    loss = network_loss(layers, params, x, t, (mask,))
    assert abs(loss - network_loss(rest, weights, rows, t, (mask,))) < 1e-12
    backprop, numerical = (
        f(layers, params, x, t, (mask,)) for f in (network_gradients, fast_numerical_network_gradients)
    )
    assert largest_difference(backprop, numerical) < 1e-4


def test_pooling_alone_makes_a_network_too():
    layers = ("max_pooling", "flatten", "dense")
    params = ((0.3 * numbers((18, 4)), numbers((1, 4))),)
    x, t = numbers(SIZE), one_hot(np.array([0, 3, 1, 2]), 4)
    backprop = network_gradients(layers, params, x, t)
    assert largest_difference(backprop, numerical_network_gradients(layers, params, x, t)) < 1e-5


def test_the_networks_of_post_18():
    rng = np.random.default_rng(0)
    params = build_network(tuple(rng.normal(size=size) for size in ((5, 5, 1, 30), (4320, 100), (100, 10))), "he")
    sizes = layer_sizes(simple_cnn_layers(), params, (28, 28, 1, 100))
    assert [size[:3] for size in sizes[1:4]] == [(24, 24, 30), (24, 24, 30), (12, 12, 30)]
    assert sizes[4:] == ((100, 4320), (100, 100), (100, 100), (100, 10))
    assert predict(simple_cnn_layers(), params, rng.random((28, 28, 1, 3))).shape == (3, 10)
    deep = ((3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 64), (576, 64), (64, 10))
    params = build_network(tuple(rng.normal(size=size) for size in deep), "he")
    assert abs(params[1][0].std() - np.sqrt(2 / (9 * 32))) < 1e-3
    sizes = layer_sizes(deep_cnn_layers(), params, (28, 28, 1, 5))
    assert [sizes[i][0] for i in (1, 3, 4, 6, 7)] == [26, 13, 11, 5, 3]
    assert predict(deep_cnn_layers(), params, rng.random((28, 28, 1, 2))).shape == (2, 10)


def test_many_images_are_predicted_in_blocks(engine):
    layers = ("convolution", "relu", "max_pooling", "flatten", "dense")
    params = build_network((numbers((2, 2, 1, 2)), numbers((2, 3))), "he")
    x = numbers((4, 3, 1, 1203))
    y = agree(engine, "predict", layers, params, x, ulp=8)
    alone = np.concatenate([predict(layers, params, x[..., n : n + 1]) for n in (0, 499, 500, 999, 1000, 1202)])
    np.testing.assert_allclose(y[[0, 499, 500, 999, 1000, 1202]], alone, rtol=1e-13)
    assert y.shape == (1203, 3)


def test_training_is_its_steps_and_learns():
    layers = NETWORKS[0]
    params, x, labels = random_cnn(layers)
    draws = np.random.default_rng(2).random((3, 6))
    settings = {"optimizer": adam(0.01), "state": optimizer_init(adam(), params)}
    trained, state, losses = train(layers, params, x, labels, draws, **settings)
    stepped, kept = params, settings["state"]
    for row, loss in zip(draws, losses, strict=True):
        samples = np.floor(row * 4).astype(int)
        stepped, kept, expected = training_step(
            layers, stepped, x[..., samples], labels[samples], optimizer=adam(0.01), state=kept
        )
        assert abs(loss - expected) < 1e-12
    assert largest_difference(trained, stepped) < 1e-12
    # The same images in other memory.
    again, *_ = train(layers, params, np.asfortranarray(x), labels, draws, **settings)
    assert largest_difference(trained, again) == 0
    *_, losses = train(
        layers, trained, x, labels, np.tile([0.1, 0.3, 0.6, 0.9], (150, 1)), optimizer=adam(0.01), state=state
    )
    assert losses[-1] < 0.1 * losses[0]


def test_numerical_training():
    layers = ("convolution", "relu", "flatten", "dense")
    params = build_network((numbers((3, 3, 1, 1)), numbers((4, 2))), "he")
    x, labels, draws = numbers((4, 4, 1, 3)), np.array([0, 1, 1]), np.array([[0.1, 0.5, 0.9]] * 2)
    settings = {"optimizer": adam(0.01), "state": optimizer_init(adam(), params)}
    exact = train(layers, params, x, labels, draws, **settings)
    numerical = train(layers, params, x, labels, draws, gradient="numerical", **settings)
    assert largest_difference(exact[0], numerical[0]) < 1e-6


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_everything_has_the_type_of_the_parameters(dtype):
    params, x, labels = random_cnn(NETWORKS[0], dtype)
    for images in (x, x.astype(np.float64), np.ones(SIZE, np.int8)):
        assert predict(NETWORKS[0], params, images).dtype == dtype
        gradients = network_gradients(NETWORKS[0], params, images, one_hot(labels, 4))
        assert all(a.dtype == dtype for pair in gradients for a in pair)


@pytest.mark.parametrize("layers", NETWORKS)
def test_nothing_given_is_changed_or_shared(layers):
    params, x, labels = random_cnn(layers)
    copies = repr((params, x))
    predict(layers, params, x)
    gradients = network_gradients(layers, params, x, one_hot(labels, 4))
    training_step(layers, params, x, labels, optimizer=adam(), state=optimizer_init(adam(), params))
    assert repr((params, x)) == copies
    assert all(a.flags.writeable for pair in gradients for a in pair)


def test_nan_goes_through():
    params, x, _ = random_cnn(NETWORKS[0])
    x[0, 0, 0, 1] = np.nan
    y = predict(NETWORKS[0], params, x)
    assert np.isnan(y[1]).all()
    assert np.isfinite(y[[0, 2, 3]]).all()


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("layers", NETWORKS)
@pytest.mark.thorough
def test_the_same_in_julia(engine, layers, dtype):
    params, x, labels = random_cnn(layers, dtype)
    t = one_hot(labels, 4)
    # Products are summed in another order: an error of a few units in the logits is one in every probability.
    agree(engine, "predict", layers, params, x, ulp=100)
    agree(engine, "network_loss", layers, params, x, t, ulp=100)
    python = network_gradients(layers, params, x, t)
    julia = engine.call("JuliaNN.network_gradients", layers, params, x, t)
    assert largest_difference(python, julia) < 200 * np.finfo(dtype).eps
    assert julia[0][0].dtype == dtype
    agree(engine, "layer_sizes", layers, params, SIZE)


def test_training_is_the_same_in_julia(engine):
    layers = NETWORKS[0]
    params, x, labels = random_cnn(layers)
    draws = np.random.default_rng(2).random((4, 3))
    settings = {"optimizer": adam(0.01, epsilon=1e-3), "state": optimizer_init(adam(), params)}
    python = train(layers, params, x, labels, draws, **settings)
    julia = engine.call("JuliaNN.train", layers, params, x, labels, draws, **settings)
    assert largest_difference(python[0], julia[0]) < 1e-12
    np.testing.assert_allclose(python[2], julia[2], rtol=1e-12)


def test_builders_are_the_same_in_julia(engine):
    agree(engine, "simple_cnn_layers")
    agree(engine, "deep_cnn_layers")
    for initializer in ("std", "xavier", "he"):
        agree(engine, "build_network", (numbers((2, 3, 4, 5)), numbers((6, 7))), initializer)


def test_bad_networks_are_refused_on_both_sides(engine):
    layers = NETWORKS[0]
    params, x, labels = random_cnn(layers)
    filters, dense = params[:2], params[2:]
    for bad, weights in (
        (("convolution", "dense"), (params[0], dense[0])),
        (("flatten", "convolution", "dense"), (params[0], dense[0])),
        (("flatten", "flatten", "dense"), dense[:1]),
        (("dense", "flatten", "dense"), dense),
        ((("dropout", 0.5), "flatten", "dense"), dense[:1]),
        ((("convolution", 0, 0), "flatten", "dense"), (params[0], dense[0])),
        ((("convolution", 1, -1), "flatten", "dense"), (params[0], dense[0])),
        ((("convolution", 1), "flatten", "dense"), (params[0], dense[0])),
        ((("max_pooling", 2, 2, 0), "flatten", "dense"), dense[:1]),
        ((("average_pooling", (2, 2), 2), "flatten", "dense"), dense[:1]),
        ((("max_pooling", (2, 2), 2, 2), "flatten", "dense"), dense[:1]),
        ((("pooling", 2), "flatten", "dense"), dense[:1]),
        (layers, params[1:]),
        (layers, (*filters, *dense[::-1])),
        (layers, (dense[0], params[1], *dense)),
        (layers, (filters[1], filters[0], *dense)),
        (layers, ((filters[0][0], filters[0][1].T), *params[1:])),
        (layers, (filters[0], (filters[1][0][..., :0], filters[1][1][:, :0]), *dense)),
        (layers, (*filters, (dense[0][0][1:], dense[0][1]), dense[1])),
    ):
        refuse(engine, "predict", bad, weights, x)
    for images in (x[..., 0], x[:, :, :1], x[:2], x[:5], x[..., :0], x.astype(str), x > 0, None):
        refuse(engine, "predict", layers, params, images)
        refuse(
            engine,
            "training_step",
            layers,
            params,
            images,
            labels,
            optimizer=adam(),
            state=optimizer_init(adam(), params),
        )
    refuse(engine, "network_loss", layers, params, x, one_hot(labels, 4)[:3])
    refuse(engine, "network_gradients", layers, params, x, one_hot(labels, 4), (np.ones((4, 5)),))
    refuse(
        engine, "training_step", layers, params, x, labels[:3], optimizer=adam(), state=optimizer_init(adam(), params)
    )
    for size in (SIZE[:3], (4, 72), list(SIZE), (2, *SIZE[1:]), (6, *SIZE[1:]), (*SIZE[:2], 3, 4), (*SIZE[:3], -1)):
        refuse(engine, "layer_sizes", layers, params, size)
    refuse(engine, "layer_sizes", ("dense",), dense[1:], SIZE)
    refuse(engine, "layer_sizes", ("dense",), dense[1:], (4, 9))
    refuse(engine, "build_network", (numbers((2, 2, 2)),))
    with pytest.raises(
        ValueError, match=r"numbers of a flattened image; got x of size \(5, 6, 2, 4\), w of size \(\d+, 5\)"
    ):
        predict(layers, params, x[:5])


def test_batches_of_images_are_those_of_draw_batch():
    layers = NETWORKS[0]
    params, x, labels = random_cnn(layers)
    draws = np.array([[0.9, 0.1, 0.3]])
    rows, of_rows = draw_batch(np.arange(4.0).reshape(4, 1), labels, draws[0])
    settings = {"optimizer": adam(), "state": optimizer_init(adam(), params)}
    picked = rows[:, 0].astype(int)
    expected = training_step(layers, params, x[..., picked], of_rows, **settings)[2]
    assert abs(train(layers, params, x, labels, draws, **settings)[2][0] - expected) < 1e-12
