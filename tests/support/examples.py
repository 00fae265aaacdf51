"""What the tests of the lessons share: an example by its name, and what is wrong with a value."""

from __future__ import annotations

from pyjuliann.lessons import find_lesson
from pyjuliann.lessons.types import julia_type


def by_id(name):
    """Return the example of a name such as ``4.10``."""
    return next(example for example in find_lesson(name.partition(".")[0]).runs if example.id == name)


def problem(expected, value):
    """Return what an expectation finds wrong with a Python value."""
    return expected.problem(value, julia_type(value))
