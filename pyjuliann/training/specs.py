"""What networks are called: names of the series' networks, and layer specs such as ``dense:50,relu,dense:10``.

A spec is a list of parts, from front to back. What a part means is told by `PARTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pyjuliann.errors import TrainingError
from pyjuliann.language import phrase
from pyjuliann.nn.layers import ACTIVATIONS

PARTS: Final = (
    ("dense:N", "X·W + b with N outputs"),
    (", ".join(ACTIVATIONS), "applied to every number"),
    ("dropout:RATE", "leaves out this share while learning"),
    ("conv:FxRxC", "F filters of R rows and C columns; options :stride=S and :pad=P"),
    ("pool:RxC", "the maximum of windows of R rows and C columns; options :stride=S and :pad=P"),
    ("average:RxC", "likewise, the average"),
    ("flatten", "images become rows; stands by itself before the first dense"),
)
"""The parts of a spec, each with what it does; what `--help` prints."""

NAMES: Final = {
    "mlp": "dense:50,relu,dense:10 (post 7; --activation)",
    "mlp4": "three hidden layers of 50 (post 12; --activation)",
    "cnn": "conv:30x5x5,relu,pool:2x2,flatten,dense:100,relu,dense:10 (posts 14 and 18)",
    "deep": "three convolutions of 3x3 with 32, 64, 64 filters, dense 64, dense 10 (post 18)",
}
"""The networks that have names, each with what it is; what `--help` prints."""

_DEEP_NEEDS = 18  # rows and columns, below which nothing would be left of an image


@dataclass(frozen=True)
class Network:
    """A network without its weights.

    Parameters
    ----------
    layers : tuple
        As ``pyjuliann.nn`` takes it.
    sizes : tuple of tuples of int
        The size of w of every layer that has parameters.
    titles : tuple of str
        Their names, such as ``"layer 2 (dense)"``: counted over the layers that have parameters, from 1.
    mask_widths : tuple of int
        How many numbers pass each dropout layer.
    spec : str
        The spec that it was made from, in full.
    """

    layers: tuple[Any, ...]
    sizes: tuple[tuple[int, ...], ...]
    titles: tuple[str, ...]
    mask_widths: tuple[int, ...]
    spec: str

    @property
    def images(self) -> bool:
        """Whether samples go in as images."""
        return "flatten" in self.layers


def network_spec(name: str, activation: str, dropout: float, size: tuple[int, int, int] | None, classes: int) -> str:
    """Return the layer spec of a network of the series.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    activation : str
        After every hidden layer of ``mlp`` and ``mlp4``.
    dropout : float
        If above 0, a dropout layer of this rate follows every activation between dense layers.
    size : rows, columns and channels of the images, None if samples are no images
    classes : int
        How many outputs.
    """
    dropped = f",dropout:{dropout:g}" if dropout else ""
    if name in ("mlp", "mlp4"):
        hidden = f"dense:50,{activation}{dropped},"
        return hidden * (1 if name == "mlp" else 3) + f"dense:{classes}"
    if name == "cnn":
        return f"conv:30x5x5,relu,pool:2x2,flatten,dense:100,relu{dropped},dense:{classes}"
    # On images as small as digits the convolutions are padded, or nothing of the image would be left.
    pad = ":pad=1" if size is not None and min(size[:2]) < _DEEP_NEEDS else ""
    convolutions = ",pool:2x2,".join(f"conv:{filters}x3x3{pad},relu" for filters in (32, 64, 64))
    return f"{convolutions},flatten,dense:64,relu{dropped},dense:{classes}"


def read_spec(spec: str, features: int, size: tuple[int, int, int] | None, classes: int) -> Network:
    """Return the network that a layer spec describes, for data of a size.

    Parameters
    ----------
    spec : str
        Parts separated by commas.
    features : int
        How many numbers a sample has.
    size : rows, columns and channels of the images, None if samples are no images
    classes : int
        How many outputs there must be.

    Raises
    ------
    TrainingError
        If a part is not known, or does not fit; the message names it.

    Examples
    --------
    >>> network = read_spec("dense:50,relu,dense:10", 64, (8, 8, 1), 10)
    >>> network.layers, network.sizes
    (('dense', 'relu', 'dense'), ((64, 50), (50, 10)))
    >>> read_spec("conv:4x3x3,relu,pool:2x2,dense:10", 64, (8, 8, 1), 10).sizes
    ((3, 3, 1, 4), (36, 10))
    """
    parts = [part.strip() for part in spec.split(",")]
    reader = _Reader(features, size)
    reader.on_images = any(part.partition(":")[0] in ("conv", "pool", "average", "flatten") for part in parts)
    if reader.on_images and size is None:
        raise TrainingError(phrase("network: {} takes images, and the samples of this data are none", repr(spec)))
    for number, part in enumerate(parts, start=1):
        reader.where = phrase("network: part {}, {}", number, repr(part))
        reader.name, *options = part.split(":")
        read = _READERS.get(reader.name)
        if read is None:
            valid = ", ".join(form for form, _ in PARTS)
            if "," not in spec and ":" not in spec:
                valid = phrase("one of {}, or parts of a spec: {}", ", ".join(NAMES), valid)
            raise reader.refuse(valid)
        read(reader, options)
    if reader.layers[-1] != "dense" or reader.width != classes:
        raise TrainingError(
            phrase("network: expected 'dense:{}' at the end, an output for each class; got {}", classes, repr(part))
        )
    titles = tuple(phrase("layer {} ({})", number, kind) for number, kind in enumerate(reader.kinds, start=1))
    return Network(tuple(reader.layers), tuple(reader.sizes), titles, tuple(reader.masks), ",".join(parts))


class _Reader:
    """The network so far, while its parts are read one after the other."""

    def __init__(self, features: int, size: tuple[int, int, int] | None) -> None:
        self.where = self.name = ""
        self.width = features
        self.size = list(size or ())
        self.on_images = False
        self.layers: list[Any] = []
        self.sizes: list[tuple[int, ...]] = []
        self.kinds: list[str] = []
        self.masks: list[int] = []

    def refuse(self, expected: str) -> TrainingError:
        return TrainingError(phrase("{}: expected {}", self.where, expected))

    def dense(self, options: list[str]) -> None:
        if self.on_images:
            self.flatten([])
        form = phrase("dense:N with N outputs, such as dense:50")
        if len(options) > 1:
            raise self.refuse(form)
        outputs = self.numbers(options, form, r"[1-9]\d{0,5}")[0]
        self.layers.append("dense")
        self.keep("dense", (self.width, outputs))
        self.width = outputs

    def activation(self, options: list[str]) -> None:
        if options:
            raise self.refuse(phrase("nothing after {}", self.name))
        self.layers.append(self.name)

    def dropout(self, options: list[str]) -> None:
        if len(options) != 1 or not re.fullmatch(r"0?\.\d+|0|1|1\.0|0\.", options[0], re.ASCII):
            raise self.refuse(phrase("dropout:RATE with a share from 0 to 1, such as dropout:0.2"))
        if self.on_images:
            raise self.refuse(phrase("dropout only after flatten or the first dense, where images have become rows"))
        self.layers.append(("dropout", float(options[0])))
        self.masks.append(self.width)

    def convolution(self, options: list[str]) -> None:
        form = phrase(
            "conv:FxRxC with F filters of R rows and C columns, such as conv:30x5x5, or conv:8x3x3:stride=2:pad=1"
        )
        filters, *window = self.numbers(options, form, r"[1-9]\d{0,4}x[1-9]\d{0,2}x[1-9]\d{0,2}")
        stride, pad = self.slide(options[1:], window, 1, form)
        self.layers.append(("convolution", stride, pad))
        self.keep("convolution", (*window, self.size[2], filters))
        self.shrink(window, stride, pad)
        self.size[2] = filters

    def max_pooling(self, options: list[str]) -> None:
        self.pooling("max_pooling", options)

    def average_pooling(self, options: list[str]) -> None:
        self.pooling("average_pooling", options)

    def pooling(self, kind: str, options: list[str]) -> None:
        form = phrase("a window of R rows and C columns, such as pool:2x2, or average:3x3:stride=2:pad=1")
        window = self.numbers(options, form, r"[1-9]\d{0,2}x[1-9]\d{0,2}")
        stride, pad = self.slide(options[1:], window, min(window), form)
        if pad >= min(window):
            raise self.refuse(phrase("a pad smaller than the window; got pad={}", pad))
        self.layers.append((kind, (window[0], window[1]), stride, pad))
        self.shrink(window, stride, pad)

    def flatten(self, options: list[str]) -> None:
        if options:
            raise self.refuse(phrase("nothing after flatten"))
        if not self.on_images:
            raise self.refuse(phrase("flatten once, and before the first dense"))
        self.layers.append("flatten")
        self.on_images = False
        self.width = self.size[0] * self.size[1] * self.size[2]

    def keep(self, kind: str, size: tuple[int, ...]) -> None:
        self.kinds.append(kind)
        self.sizes.append(size)

    def numbers(self, options: list[str], form: str, pattern: str) -> list[int]:
        if not options or not re.fullmatch(pattern, options[0], re.ASCII):
            raise self.refuse(form)
        return [int(number) for number in options[0].split("x")]

    def slide(self, options: list[str], window: list[int], stride: int, form: str) -> tuple[int, int]:
        """Return stride and pad, and refuse them, or the window, where images no longer fit."""
        if not self.on_images:
            raise self.refuse(phrase("convolution and pooling before flatten and the first dense"))
        given = {"stride": stride, "pad": 0}
        for option in options:
            found = re.fullmatch(r"(stride)=([1-9]\d{0,2})|(pad)=(\d{1,3})", option, re.ASCII)
            if found is None:
                raise self.refuse(form)
            given[found[1] or found[3]] = int(found[2] or found[4])
        room = [side + 2 * given["pad"] for side in self.size[:2]]
        if window[0] > room[0] or window[1] > room[1]:
            told = "a window no larger than the image, which is {}x{} here with its padding; got {}x{}"
            raise self.refuse(phrase(told, *room, *window))
        return given["stride"], given["pad"]

    def shrink(self, window: list[int], stride: int, pad: int) -> None:
        for axis in (0, 1):
            self.size[axis] = (self.size[axis] + 2 * pad - window[axis]) // stride + 1


_READERS: Final[dict[str, Callable[[_Reader, list[str]], None]]] = {
    "dense": _Reader.dense,
    **dict.fromkeys(ACTIVATIONS, _Reader.activation),
    "dropout": _Reader.dropout,
    "conv": _Reader.convolution,
    "pool": _Reader.max_pooling,
    "average": _Reader.average_pooling,
    "flatten": _Reader.flatten,
}
