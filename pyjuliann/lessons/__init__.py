"""The lessons: one module per post of the series, with our own text and every worked example as data.

Nothing is loaded before it is asked for: `lessons` loads all of them, `find_lesson` one.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from pyjuliann.errors import UnknownNameError

if TYPE_CHECKING:
    from pyjuliann.lessons.model import Lesson

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
            raise UnknownNameError(f"unknown lesson {name!r}; the lessons are: {', '.join(MODULES)}")


def find_lesson(name: str) -> Lesson:
    """Return the lesson called `name`.

    Parameters
    ----------
    name : str
        The number of a post, or ``note`` for the companion note.

    Raises
    ------
    UnknownNameError
        If there is none; the message is one line and lists the valid names.

    Examples
    --------
    >>> find_lesson("1").title
    'Matrix and vector products'
    >>> find_lesson("99")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    pyjuliann.lessons.UnknownNameError: unknown lesson '99'; the lessons are: 0, 1, note, 2, 3, ...
    """
    check_lesson_names([name])
    lesson: Lesson = import_module(f"{__name__}.{MODULES[name]}").LESSON
    return lesson


def lessons() -> dict[str, Lesson]:
    """Return every lesson by its name, in their order."""
    return {name: find_lesson(name) for name in MODULES}
