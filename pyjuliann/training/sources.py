"""Where data comes from: ``digits``, ``mnist:FOLDER``, ``cifar10:FOLDER`` or ``random:ROWSxFEATURES``.

Data is kept as it was read, mostly one byte for each number, with the number that it is to be divided by: both
languages divide, and a quotient of two floats is the same everywhere.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from pyjuliann.errors import TrainingError
from pyjuliann.language import phrase
from pyjuliann.training.errors import need_package
from pyjuliann.training.streams import FEATURES, LABELS, SPLIT, shuffled, uniform_draws

VALID = phrase("digits, mnist:FOLDER, cifar10:FOLDER or random:ROWSxFEATURES")
CLASSES = 10
_DIGITS_FOR_TRAINING = 1437  # four fifths of 1,797


@dataclass(frozen=True)
class Dataset:
    """Samples to learn from and samples to test with.

    Parameters
    ----------
    name : str
        As the user asked for it.
    train, test : array (samples, features) or (samples, rows, columns, channels), integers or floats
        As read; what networks see is this divided by `scale`.
    train_labels, test_labels : vector (samples,), Int64
        From 0 to `classes` − 1.
    scale : float
        What maps the numbers into 0 to 1.
    classes : int
    """

    name: str
    train: np.ndarray
    train_labels: np.ndarray
    test: np.ndarray
    test_labels: np.ndarray
    scale: float
    classes: int = CLASSES

    @property
    def image_size(self) -> tuple[int, int, int] | None:
        """Rows, columns and channels of an image; None if samples are no images."""
        return None if self.train.ndim == 2 else (self.train.shape[1], self.train.shape[2], self.train.shape[3])

    @property
    def features(self) -> int:
        """How many numbers a sample has."""
        return int(np.prod(self.train.shape[1:]))

    def raw(self, part: str, images: bool) -> np.ndarray:
        """Return the samples of a part, "train" or "test", as networks take them but for the scale.

        Returns
        -------
        array (samples, features), or (rows, columns, channels, samples) of `images`
        """
        samples: np.ndarray = getattr(self, part)
        return np.moveaxis(samples, 0, -1) if images else samples.reshape(len(samples), -1)

    def scaled(self, part: str, images: bool, dtype: np.dtype[np.floating]) -> np.ndarray:
        """Return the samples of a part as networks take them, in a type of floats."""
        numbers: np.ndarray = self.raw(part, images).astype(dtype)
        numbers /= dtype.type(self.scale)
        return numbers

    def fingerprint(self) -> str:
        """Return a hash of all samples and labels: data of one name need not be the same data."""
        state = hashlib.sha256(f"{self.scale} {self.classes}".encode())
        for array in (self.train, self.train_labels, self.test, self.test_labels):
            state.update(f"{array.shape} {array.dtype}".encode())
            state.update(np.ascontiguousarray(array).data)
        return state.hexdigest()


def load_data(name: str) -> Dataset:
    """Return the data that a name stands for.

    Raises
    ------
    TrainingError
        If the name is not known, or what it names is missing or damaged.

    Examples
    --------
    >>> load_data("random:60x5").train.shape
    (50, 5)
    """
    source, _, rest = name.partition(":")
    if name == "digits":
        return _digits()
    if source in ("mnist", "cifar10") and rest:
        folder = Path(rest).expanduser()
        if not folder.is_dir():
            raise TrainingError(phrase("data: {}: there is no folder {}", repr(name), repr(str(folder))))
        if source == "mnist":
            from pyjuliann.training.idx import read_mnist

            return Dataset(name, *read_mnist(folder), scale=255.0)
        from pyjuliann.training.cifar import read_cifar10

        return Dataset(name, *read_cifar10(folder), scale=255.0)
    if size := re.fullmatch(r"random:([1-9]\d{0,8})x([1-9]\d{0,8})", name, re.ASCII):
        return _random(name, int(size[1]), int(size[2]))
    raise TrainingError(phrase("data: expected {}; got {}", VALID, repr(name)))


def _digits() -> Dataset:
    need_package("sklearn", "scikit-learn", "data: digits")
    spec = find_spec("sklearn")
    # Importing sklearn takes seconds; all that is needed of it is this file.
    file = Path((spec.origin if spec else "") or "").parent / "datasets" / "data" / "digits.csv.gz"
    if file.is_file():
        with gzip.open(file, "rt", encoding="ascii") as lines:
            table = np.loadtxt(lines, delimiter=",").astype(np.uint8)
        pixels, labels = table[:, :-1], table[:, -1]
    else:
        from sklearn.datasets import load_digits

        pixels, labels = load_digits(return_X_y=True)
    images, labels = pixels.astype(np.uint8).reshape(-1, 8, 8, 1), labels.astype(np.int64)
    order = shuffled(0, SPLIT, len(images))
    learnt, tested = order[:_DIGITS_FOR_TRAINING], order[_DIGITS_FOR_TRAINING:]
    return Dataset("digits", images[learnt], labels[learnt], images[tested], labels[tested], scale=16.0)


def _random(name: str, rows: int, features: int) -> Dataset:
    """Return noise with labels drawn at random, one sample in six of it to test with.

    Where the number of features is a square, they are images of one channel.
    """
    if rows < 2:
        raise TrainingError(phrase("data: random: expected 2 rows or more, one of them to test with; got {}", rows))
    side = round(features**0.5)
    size = (side, side, 1) if side * side == features else (features,)
    samples = uniform_draws(0, FEATURES, 0, rows, size)
    labels = (uniform_draws(0, LABELS, 0, rows, ())[:] * CLASSES).astype(np.int64)
    tested = max(1, rows // 6)
    return Dataset(name, samples[tested:], labels[tested:], samples[:tested], labels[:tested], scale=1.0)
