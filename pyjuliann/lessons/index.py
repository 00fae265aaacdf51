"""The names of the lessons, in their order, and the module that has each."""

from __future__ import annotations

from collections.abc import Iterable

from pyjuliann.errors import UnknownNameError
from pyjuliann.language import phrase

MODULES = {
    "0": "post_00_arrays",
    "1": "post_01_products",
    "note": "note_layer",
    "2": "post_02_activations",
    "3": "post_03_losses",
    "4": "post_04_gradients",
    "5": "post_05_network",
    "6": "post_06_loop",
    "7": "post_07_numerical",
    "8": "post_08_backpropagation",
    "9": "post_09_training",
    "10": "post_10_relu",
    "11": "post_11_optimizers",
    "12": "post_12_initializers",
    "13": "post_13_dropout",
    "14": "post_14_convolution",
    "15": "post_15_im2col",
    "16": "post_16_col2im",
    "17": "post_17_pooling",
    "18": "post_18_cnn",
}


def lesson_names() -> tuple[str, ...]:
    """Return the names of all lessons, in their order.

    Examples
    --------
    >>> lesson_names()[:4]
    ('0', '1', 'note', '2')
    """
    return tuple(MODULES)


def check_lesson_names(names: Iterable[str]) -> None:
    """Raise `UnknownNameError` if one of ``names`` is no lesson; loads nothing.

    Examples
    --------
    >>> check_lesson_names(["0", "note"])
    """
    for name in names:
        if name not in MODULES:
            raise UnknownNameError(phrase("unknown lesson {}; the lessons are: {}", repr(name), ", ".join(MODULES)))
