"""What a run does: its settings, and all that follows from them and the data before the first step is taken."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Final, NamedTuple

import numpy as np

from pyjuliann.errors import TrainingError
from pyjuliann.language import phrase
from pyjuliann.nn.layers import ACTIVATIONS
from pyjuliann.nn.network import FANS, INITIALIZERS, build_network
from pyjuliann.nn.optimizers import MAKERS, optimizer_init
from pyjuliann.training.errors import valid_of
from pyjuliann.training.sources import Dataset
from pyjuliann.training.specs import NAMES, Network, network_spec, read_spec
from pyjuliann.training.streams import BATCHES, check_seed, masks_of, normal_draws, uniform_draws, weights_of

RATES: Final[dict[str, float]] = {
    method: signature(make).parameters["learning_rate"].default for method, make in MAKERS.items()
}
"""The learning rate of each optimizer that is made without one, which is what post 11 compares."""

OPTIMIZERS: Final[dict[str, float]] = {**RATES, "sgd": 0.1}
"""The learning rate that each optimizer has in a run unless another is given."""

GRADIENTS: Final = {"backprop": "backpropagation", "numerical": "numerical"}
DTYPES: Final = ("float64", "float32")

MOST_SAMPLES: Final = 10**9
"""In a batch: no memory holds the draws of more."""

_POINTS = 32  # how often accuracies are taken in each doubling of the steps, at most


@dataclass(frozen=True)
class Settings:
    """What decides every number of a run, apart from the language and the number of steps.

    Parameters
    ----------
    network : str
        A name or a layer spec, see ``specs``.
    data : str
        See ``sources``.
    batch : int
        Samples per step, drawn with replacement.
    optimizer : str
        One of `OPTIMIZERS`.
    learning_rate : float
        Above 0.
    activation : str
        One of `ACTIVATIONS`; for the networks that leave it open.
    init : "std", "xavier" or "he"
        How weights start.
    fan : "filter" or "input"
        Which inputs of a convolution count for that, see ``build_network``.
    dropout : float
        The share that is left out, 0 for none; for the networks that have names.
    gradient : "backprop" or "numerical"
    seed : int
        Of all draws: weights, batches and masks.
    dtype : "float64" or "float32"
    samples : int
        If above 0, only so many samples are learnt from.
    """

    network: str = "mlp"
    data: str = "digits"
    batch: int = 100
    optimizer: str = "adam"
    learning_rate: float = 0.001
    activation: str = "relu"
    init: str = "he"
    fan: str = "filter"
    dropout: float = 0.0
    gradient: str = "backprop"
    seed: int = 0
    dtype: str = "float64"
    samples: int = 0

    def __post_init__(self) -> None:
        for option, value, valid in (
            ("optimizer", self.optimizer, tuple(OPTIMIZERS)),
            ("activation", self.activation, tuple(ACTIVATIONS)),
            ("init", self.init, tuple(INITIALIZERS)),
            ("fan", self.fan, FANS),
            ("gradient", self.gradient, tuple(GRADIENTS)),
            ("dtype", self.dtype, DTYPES),
        ):
            if value not in valid:
                raise valid_of(option, str(value), valid)
        if self.batch < 1:
            raise TrainingError(phrase("batch: expected 1 sample or more, got {}", self.batch))
        if self.batch > MOST_SAMPLES:
            raise TrainingError(phrase("batch: expected {:,} samples at most, got {}", MOST_SAMPLES, self.batch))
        if not (math.isfinite(self.learning_rate) and self.learning_rate > 0):
            raise TrainingError(phrase("lr: expected a number above 0, got {}", self.learning_rate))
        if not 0 <= self.dropout < 1:
            raise TrainingError(phrase("dropout: expected a share of 0 or more and below 1, got {}", self.dropout))
        try:
            check_seed(self.seed)
        except ValueError as error:
            raise TrainingError(str(error)) from None


class Chunk(NamedTuple):
    """Some steps of a run, with their draws: the same object goes to every side.

    The steps are those from `start` up to, but without, `stop`, counted from 0; after each of those numbers of
    steps in `points` accuracies are taken.
    """

    start: int
    stop: int
    draws: np.ndarray
    mask_draws: tuple[np.ndarray, ...]
    points: tuple[int, ...] = ()


class Plan:
    """A run before its first step: the network, its first weights, and the draws of every step.

    Parameters
    ----------
    settings : Settings
    data : Dataset
        What ``load_data(settings.data)`` returned.

    Raises
    ------
    TrainingError
        If the network does not fit the data.
    """

    def __init__(self, settings: Settings, data: Dataset) -> None:
        self.settings, self.data = settings, data
        spec = settings.network
        if spec in NAMES:
            spec = network_spec(spec, settings.activation, settings.dropout, data.image_size, data.classes)
        elif settings.dropout:
            names = ", ".join(NAMES)
            raise TrainingError(
                phrase("dropout: is for {}; a layer spec has parts such as dropout:{:g}", names, settings.dropout)
            )
        self.network: Network = read_spec(spec, data.features, data.image_size, data.classes)
        self.dtype: np.dtype[np.floating] = np.dtype(settings.dtype)
        self.optimizer = MAKERS[settings.optimizer](settings.learning_rate)
        self.gradient = GRADIENTS[settings.gradient]
        most = len(data.train_labels)
        if settings.samples > most:
            told = "samples: expected at most {}, as {} has to learn from; got {}"
            raise TrainingError(phrase(told, most, data.name, settings.samples))
        self.samples = settings.samples or most
        self.epoch = max(1, round(self.samples / settings.batch))

    def start(self) -> tuple[Any, Any]:
        """Return the weights, and the state of the optimizer, before the first step."""
        settings, network, size = self.settings, self.network, (*(self.data.image_size or ()), 1)
        draws = tuple(
            normal_draws(settings.seed, weights_of(number), size) for number, size in enumerate(network.sizes)
        )
        built = build_network(draws, settings.init, settings.fan, network.layers, size)
        params = tuple((w.astype(self.dtype), b.astype(self.dtype)) for w, b in built)
        return params, optimizer_init(self.optimizer, params)

    def chunk(self, start: int, stop: int, points: Sequence[int] = ()) -> Chunk:
        """Return some steps, counted from 0, with the draws of their batches and of the masks of dropout layers."""
        seed, batch = self.settings.seed, self.settings.batch
        masks = tuple(
            uniform_draws(seed, masks_of(number), start, stop, (batch, width))
            for number, width in enumerate(self.network.mask_widths)
        )
        return Chunk(start, stop, uniform_draws(seed, BATCHES, start, stop, (batch,)), masks, tuple(points))

    def samples_in(self, part: str) -> np.ndarray:
        """Return the raw samples of "train" or "test" as the network takes them."""
        return self._limited(part, self.data.raw(part, self.network.images))

    def scaled(self, part: str) -> np.ndarray:
        """Return the scaled samples of "train" or "test" as the network takes them, in the run's dtype."""
        return self._limited(part, self.data.scaled(part, self.network.images, self.dtype))

    def labels(self, part: str) -> np.ndarray:
        """Return the labels of "train" or "test"."""
        if part == "train":
            return self.data.train_labels[: self.samples]
        return self.data.test_labels

    def is_point(self, step: int) -> bool:
        """Return whether accuracies are taken after so many steps.

        At the ends of epochs, and the later the fewer; it depends on the step alone, so that a run in several
        parts takes them where a run in one does.
        """
        if step % self.epoch:
            return False
        epochs = step // self.epoch
        stride = 1 << max(0, (epochs // _POINTS).bit_length() - 1)
        return epochs % stride == 0

    def points(self, start: int, stop: int) -> list[int]:
        """Return the steps after `start`, up to and with `stop`, after which accuracies are taken."""
        first = (start // self.epoch + 1) * self.epoch
        return [step for step in range(first, stop + 1, self.epoch) if self.is_point(step)]

    def _limited(self, part: str, samples: np.ndarray) -> np.ndarray:
        if part == "train" and self.settings.samples:
            return samples[..., : self.samples] if self.network.images else samples[: self.samples]
        return samples
