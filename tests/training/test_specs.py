"""Layer specs: what they mean, and that a mistake names its part and what is valid there."""

from __future__ import annotations

import pytest

from pyjuliann.errors import TrainingError
from pyjuliann.training.plan import Plan, Settings
from pyjuliann.training.sources import load_data
from pyjuliann.training.specs import NAMES, network_spec, read_spec

MNIST, DIGITS, CIFAR = (28, 28, 1), (8, 8, 1), (32, 32, 3)


def read(spec, size=DIGITS, classes=10):
    return read_spec(spec, size[0] * size[1] * size[2], size, classes)


def test_the_networks_of_the_series_have_the_sizes_of_the_series():
    cnn = read(network_spec("cnn", "relu", 0, MNIST, 10), MNIST)
    assert cnn.layers == (
        ("convolution", 1, 0), "relu", ("max_pooling", (2, 2), 2, 0), "flatten", "dense", "relu", "dense",
    )  # fmt: skip
    assert cnn.sizes == ((5, 5, 1, 30), (4320, 100), (100, 10))
    deep = read(network_spec("deep", "relu", 0, MNIST, 10), MNIST)
    assert deep.sizes == ((3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 64), (576, 64), (64, 10))
    mlp = read(network_spec("mlp", "sigmoid", 0, MNIST, 10), MNIST)
    assert (mlp.layers, mlp.sizes) == (("dense", "sigmoid", "dense"), ((784, 50), (50, 10)))
    assert read(network_spec("mlp4", "relu", 0.2, MNIST, 10), MNIST).mask_widths == (50, 50, 50)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [MNIST, DIGITS, CIFAR])
def test_every_network_fits_every_kind_of_image(name, size):
    network = read(network_spec(name, "relu", 0.1, size, 10), size)
    assert network.sizes[-1][-1] == 10
    assert len(network.titles) == len(network.sizes)


def test_options_and_rectangles():
    network = read("conv:4x3x2:stride=2:pad=1,sigmoid,average:2x2:stride=1,flatten,dropout:0.25,dense:10", (7, 9, 2))
    assert network.layers == (
        ("convolution", 2, 1), "sigmoid", ("average_pooling", (2, 2), 1, 0), "flatten", ("dropout", 0.25), "dense",
    )  # fmt: skip
    assert network.sizes == ((3, 2, 2, 4), (3 * 4 * 4, 10))
    assert network.mask_widths == (48,)
    assert network.titles == ("layer 1 (convolution)", "layer 2 (dense)")


def test_flatten_may_be_left_out_and_blanks_do_not_matter():
    assert read("conv:4x3x3, dense:10").layers == read("conv:4x3x3,flatten,dense:10").layers


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("mlp5", "part 1, 'mlp5': expected one of mlp, mlp4, cnn, deep, or parts of a spec: dense:N"),
        ("dense:50,tanh,dense:10", "part 2, 'tanh': expected dense:N, sigmoid, relu"),
        ("dense:50,,dense:10", "part 2, '': expected"),
        ("dense,dense:10", "part 1, 'dense': expected dense:N with N outputs"),
        ("dense:-5,dense:10", "part 1, 'dense:-5'"),
        ("dense:50:2,dense:10", "part 1, 'dense:50:2'"),
        ("dense:50,relu:2,dense:10", "part 2, 'relu:2': expected nothing after relu"),
        ("dense:50,relu", "expected 'dense:10' at the end"),
        ("dense:50,relu,dense:9", "expected 'dense:10' at the end, an output for each class; got 'dense:9'"),
        ("dropout:2,dense:10", "part 1, 'dropout:2': expected dropout:RATE with a share from 0 to 1"),
        ("dropout,dense:10", "dropout:RATE"),
        ("conv:4x9x3,dense:10", "no larger than the image, which is 8x8 here with its padding; got 9x3"),
        (
            "conv:4x5x5,pool:5x5,dense:10",
            "part 2, 'pool:5x5': expected a window no larger than the image, which is 4x4",
        ),
        ("conv:4x3,dense:10", "conv:FxRxC"),
        ("conv:4x3x3:stride=0,dense:10", "conv:FxRxC"),
        ("conv:4x3x3:padding=1,dense:10", "conv:FxRxC"),
        ("pool:2x2:pad=2,dense:10", "a pad smaller than the window; got pad=2"),
        ("pool:2,dense:10", "a window of R rows and C columns"),
        ("flatten,flatten,dense:10", "part 2, 'flatten': expected flatten once"),
        ("dense:5,conv:4x3x3,dense:10", "part 2, 'conv:4x3x3': expected convolution and pooling before flatten"),
        ("flatten,conv:4x3x3,dense:10", "part 2, 'conv:4x3x3': expected convolution and pooling before flatten"),
        ("conv:4x3x3,dropout:0.1,dense:10", "dropout only after flatten"),
    ],
)
def test_a_mistake_names_its_part_and_what_is_valid(spec, words):
    with pytest.raises(TrainingError) as error:
        read(spec)
    assert words in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_samples_that_are_no_images_have_no_convolution():
    with pytest.raises(TrainingError, match="takes images, and the samples of this data are none"):
        Plan(Settings(network="cnn", data="random:30x7"), load_data("random:30x7"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"optimizer": "adamw"}, "optimizer: expected one of sgd, momentum, adagrad, rmsprop, adam; got 'adamw'"),
        ({"activation": "tanh"}, "activation: expected one of sigmoid, relu"),
        ({"init": "zeros"}, "init: expected one of std, xavier, he"),
        ({"gradient": "exact"}, "gradient: expected one of backprop, numerical"),
        ({"dtype": "float16"}, "dtype: expected one of float64, float32"),
        ({"batch": 0}, "batch: expected 1 sample or more, got 0"),
        ({"learning_rate": 0.0}, "lr: expected a number above 0, got 0.0"),
        ({"learning_rate": float("nan")}, "lr: expected a number above 0, got nan"),
        ({"dropout": 1.0}, "dropout: expected a share of 0 or more and below 1, got 1.0"),
        ({"seed": -1}, "seed: expected a whole number from 0"),
    ],
)
def test_settings_outside_what_is_valid(settings, words):
    with pytest.raises(TrainingError) as error:
        Settings(**settings)
    assert words in str(error.value)


def test_what_does_not_fit_the_data():
    data = load_data("random:30x9")
    with pytest.raises(TrainingError, match="samples: expected at most 25, as random:30x9 has to learn from; got 26"):
        Plan(Settings(data=data.name, samples=26), data)
    with pytest.raises(TrainingError, match=r"a layer spec has parts such as dropout:0\.5"):
        Plan(Settings(network="dense:10", data=data.name, dropout=0.5), data)
