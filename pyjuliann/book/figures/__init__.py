"""The drawings of the lessons: a function each, drawn from the lessons' own functions and numbers.

- `svg`: what drawings are made of
- `products`: post 1
- `runs`: posts 6 to 13, what learning comes to
- `networks`: layers and networks as boxes, masks
- `curves`: functions, their slopes, the descent
- `images`: convolution, pooling, im2col and col2im
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from pyjuliann.book.figures import curves, images, networks, products, runs
from pyjuliann.book.figures.svg import Drawing
from pyjuliann.language import Words
from pyjuliann.lessons import find_lesson
from pyjuliann.lessons.samples import CLASSES

_DRAWN: Final[Mapping[tuple[str, str], tuple[str, Callable[[Words], Drawing]]]] = {
    ("0", "memory-order"): ("Sixteen numbers in memory", networks.memory_order),
    ("1", "transpose"): ("A matrix and its transpose", products.transpose),
    ("1", "two-views"): ("A product by rows and by columns", products.two_views),
    ("1", "product-sizes"): ("The sizes of a product", products.product_sizes),
    ("1", "network"): ("The network of the post", products.network),
    ("note", "forward"): ("A layer, forward", networks.forward),
    ("note", "backward"): ("A layer, backward", networks.backward),
    ("2", "activations"): ("Activations and their slopes", curves.activations),
    ("3", "predictions"): ("Two predictions", curves.predictions),
    ("3", "minus-log"): ("The cross entropy", curves.minus_log),
    ("4", "differences"): ("Two differences", curves.differences),
    ("4", "descent"): ("A hundred steps down", curves.descent),
    ("5", "sizes"): ("Sizes of the network", networks.sizes),
    ("6", "loop"): ("The loop of learning", runs.loop),
    ("7", "curve"): (
        "The losses of sixty steps",
        lambda words: runs.losses_of(words, "7.7", mark=(math.log(CLASSES), "log 3")),
    ),
    ("8", "pieces"): ("The network in pieces", networks.pieces),
    ("8", "slopes"): ("Two slopes", curves.slopes),
    ("9", "losses"): ("The losses of 120 steps", lambda words: runs.losses_of(words, "9.1")),
    ("10", "slopes"): ("The sigmoid, ReLU, and their slopes", curves.functions_and_slopes),
    ("10", "curves"): (
        "The losses of both runs",
        lambda words: runs.losses_of(words, "10.5", "10.6", names=("sigmoid", "ReLU")),
    ),
    ("11", "paths"): ("Five ways down a valley", runs.paths),
    ("11", "losses"): (
        "The losses of five optimizers",
        lambda words: runs.losses_of(
            words, *(f"11.{k}" for k in range(8, 13)), names=("SGD", "momentum", "AdaGrad", "RMSProp", "Adam")
        ),
    ),
    ("12", "spread"): ("How far numbers spread behind each layer", runs.spread),
    ("12", "losses"): (
        "The losses of three starts",
        lambda words: runs.losses_of(words, "12.6", "12.7", "12.8", names=("std", "Xavier", "He")),
    ),
    ("13", "masks"): ("Masks of three samples", networks.masks),
    ("13", "losses"): (
        "The losses with dropout and without",
        lambda words: runs.losses_of(words, "13.8", "13.9", names=("without dropout", "with dropout")),
    ),
    ("14", "convolution"): ("A filter on an image", images.convolution),
    ("14", "pooling"): ("Pooling", images.pooling),
    ("15", "im2col"): ("Windows as rows", images.windows_as_rows),
    ("16", "col2im"): ("Windows on their way back", images.overlaps),
    ("17", "ties"): ("Two equal maxima", images.ties),
    ("18", "network"): ("The simple network", networks.simple_cnn),
    ("18", "filters"): ("Filters before and after training", images.filters),
}
"""What each figure is called and what draws it, by the lesson's name and its own."""


def _figure(lesson: str, name: str, words: Words) -> str:
    title, draw = _DRAWN[lesson, name]
    return draw(words).svg(f"figure-{name}", words(title), words(find_lesson(lesson).figures.get(name, title)))


FIGURES: Final[Mapping[tuple[str, str], Callable[[Words], str]]] = {key: partial(_figure, *key) for key in _DRAWN}
"""What draws each figure as SVG, by the lesson's name and its own, given the reader's words."""
