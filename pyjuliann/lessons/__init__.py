"""The lessons: one module per post of the series, with our own text and every worked example as data.

Nothing is loaded before it is asked for: `lessons` loads all of them, `find_lesson` one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pyjuliann.errors import UnknownNameError
from pyjuliann.language import phrase
from pyjuliann.lessons.index import MODULES as MODULES
from pyjuliann.lessons.index import check_lesson_names as check_lesson_names
from pyjuliann.lessons.index import lesson_names as lesson_names

if TYPE_CHECKING:
    from pyjuliann.lessons.model import Example, Lesson


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
    pyjuliann.errors.UnknownNameError: unknown lesson '99'; the lessons are: 0, 1, note, 2, 3, ...
    """
    check_lesson_names([name])
    lesson: Lesson = import_module(f"{__name__}.{MODULES[name]}").LESSON
    return lesson


def lessons() -> dict[str, Lesson]:
    """Return every lesson by its name, in their order."""
    return {name: find_lesson(name) for name in MODULES}


def find_example(name: str) -> Example:
    """Return the example called `name`: its lesson's name, a point, and its place there; an exercise's answer too.

    Raises
    ------
    UnknownNameError
        If there is none.

    Examples
    --------
    >>> find_example("1.4").function
    'matrix_product'
    """
    examples = find_lesson(name.rpartition(".")[0]).runs
    for example in examples:
        if example.id == name:
            return example
    raise UnknownNameError(
        phrase("unknown example {}; the lesson's examples are: {}", repr(name), ", ".join(e.id for e in examples))
    )


def example_of(lesson: str, function: str, which: int = 0) -> Example:
    """Return a lesson's first example of a function, or that of another place among them.

    Raises
    ------
    UnknownNameError
        If there is none.

    Examples
    --------
    >>> example_of("4", "gradient_descent").title
    'A hundred steps down'
    """
    found = [example for example in find_lesson(lesson).examples if example.function == function]
    if which >= len(found):
        raise UnknownNameError(phrase("lesson {} has {} examples of {}", lesson, len(found), function))
    return found[which]
