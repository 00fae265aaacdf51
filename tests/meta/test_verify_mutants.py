"""Seeded mutants of either half and of every figure: `verify` must catch each one, in every example of every lesson.

The right results are computed once, by Python. One half then answers with them, the other with a fault in them.
"""

from __future__ import annotations

import functools
import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from pyjuliann import JuliaError, JuliaValue
from pyjuliann.lessons import find_lesson, lesson_names
from pyjuliann.lessons.calls import EVALUATE, call_python
from pyjuliann.lessons.expectations import CentralDifference, MeanDifference, Near, Trained
from pyjuliann.lessons.model import Exact, Form, Rounded
from pyjuliann.lessons.types import julia_type
from pyjuliann.lessons.verify import verify

EACH = pytest.mark.parametrize("name", lesson_names())


@functools.cache
def prepared(name):
    """Return a lesson with one example each time, that example, and what Python makes of it."""
    lesson = find_lesson(name)
    return [(lesson.only(example), example, call_python(example)) for example in lesson.runs]


# ------------------------------------------------------------------------------------------ faults


def leaves(value):
    """Return the places of the numbers, arrays and texts in nested tuples."""
    if isinstance(value, tuple):
        return [(place, *rest) for place, part in enumerate(value) for rest in leaves(part)]
    return [()]


def at(value, place):
    return at(value[place[0]], place[1:]) if place else value


def changed(value, place, change):
    """Return a value with one of its leaves changed."""
    if not place:
        return change(value)
    parts = list(value)
    parts[place[0]] = changed(parts[place[0]], place[1:], change)
    return value._make(parts) if hasattr(value, "_make") else tuple(parts)


def first(value, change, kind=object):
    """Return a value with its first leaf of a kind changed, None if it has none."""
    place = next((place for place in leaves(value) if isinstance(at(value, place), kind)), None)
    return None if place is None else changed(value, place, change)


NUMBERS = (np.ndarray, np.number, int, float)


def more(amount):
    """Return what adds to the first element of an array, or to a number, or to a text; a Bool becomes the other one."""

    def add(value):
        if isinstance(value, str):
            return value + "x"
        if isinstance(value, bool | np.bool_):
            return type(value)(not value)
        array = np.array(value)
        array[(0,) * array.ndim] += amount
        return array if array.ndim else type(value)(array[()])

    return add


def one_too_much(value, example):
    return first(value, more(1))


def a_unit_beyond_the_budget(value, example):
    floats = [place for place in leaves(value) if np.asarray(at(value, place)).dtype == np.float64]
    if not floats:
        return None
    units = example.ulp + 1

    def move(part):
        array = np.array(part)
        place = (0,) * array.ndim
        if example.scale is not None:
            array[place] += units * np.spacing(example.scale)
        for _ in range(units if example.scale is None else 0):
            array[place] = np.nextafter(array[place], math.inf)
        return array if array.ndim else array[()]

    return changed(value, floats[0], move)


def other_dtype(value, example):
    def cast(part):
        dtype = np.float32 if np.asarray(part).dtype == np.float64 else np.float64
        with np.errstate(over="ignore"):  # what stands in memory that nobody wrote to
            return np.asarray(part).astype(dtype)[()]

    return first(value, cast, NUMBERS)


def one_dimension_more(value, example):
    return first(value, lambda part: np.asarray(part)[None], NUMBERS)


def a_list(value, example):
    return [value]


def an_error(value, example):
    return JuliaError("DimensionMismatch", "seeded")


FAULTS = [one_too_much, a_unit_beyond_the_budget, other_dtype, one_dimension_more, a_list, an_error]
OF_VALUES = [one_too_much, a_unit_beyond_the_budget]


def answer(value):
    if isinstance(value, JuliaError):
        raise value
    return value


class Answering:
    """An engine that gives one answer, whatever it is asked."""

    info = SimpleNamespace(engine="mutant", julia_version="1.5.3", recorded="")

    def __init__(self, value):
        self.value = value

    def call(self, function, *args, typed=False, **keywords):
        value = None if function == EVALUATE else answer(self.value)
        return JuliaValue(value, julia_type(value))


def judged(lesson, python, julia):
    """Return the outcome of a lesson of one example where the two halves give these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pyjuliann.lessons.calls.python_function", lambda example: lambda *_, **__: answer(python))
        (outcome,) = verify(Answering(julia), [lesson]).outcomes
    return outcome


@EACH
def test_without_a_fault_all_agree(name):
    verdicts = {example.id: judged(lesson, right, right).verdict for lesson, example, right in prepared(name)}
    assert set(verdicts.values()) <= {"identical", "agree"}, verdicts


@EACH
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_in_either_half_is_caught(name, fault):
    missed, seeded = [], 0
    for lesson, example, right in prepared(name):
        wrong = fault(right, example)
        if wrong is None or (fault in OF_VALUES and not example.expected.values_defined):
            continue
        seeded += 2
        missed += [
            (example.id, half)
            for half, values in (("Python", (wrong, right)), ("Julia", (right, wrong)))
            if judged(lesson, *values).verdict != "differ"
        ]
    assert missed == []
    assert seeded or fault is a_unit_beyond_the_budget  # a lesson may have no floats


# ------------------------------------------------------------------------------------------ figures


def spoiled(expected, right):
    """Return wrong versions of an expectation: the right result must meet none of them."""
    if isinstance(expected, Exact):
        return [replace(expected, value=first(expected.value, more(1)))]
    if isinstance(expected, Rounded):
        figure = expected.published.split()[0]
        last = str((int(figure[-1]) + 1) % 10)
        return [replace(expected, published=expected.published.replace(figure, figure[:-1] + last, 1))]
    if isinstance(expected, Form):
        size = replace(expected, size=tuple(n + 1 for n in expected.size) or (1,))
        bounds = [replace(expected, low=float(np.max(right)) + 1, high=math.inf)] if expected.low > -math.inf else []
        return [size, replace(expected, element="Float32"), *bounds]
    if isinstance(expected, CentralDifference):
        return [replace(expected, loss=lambda x: expected.loss(x) + float(np.sum(x)))]
    if isinstance(expected, Near):
        return [replace(expected, reference=lambda: first(expected.reference(), more(1), NUMBERS))]
    if isinstance(expected, MeanDifference):
        name, figure = expected.figures[0]
        return [replace(expected, figures=((name, str(float(figure) / 1000)), *expected.figures[1:]))]
    assert isinstance(expected, Trained)
    return [
        replace(expected, low=math.nextafter(expected.high, math.inf), high=math.inf),
        replace(expected, low=-math.inf, high=math.nextafter(expected.low, -math.inf)),
        replace(expected, steps=expected.steps + 1),
    ]


@EACH
def test_a_wrong_figure_is_caught(name):
    for lesson, example, right in prepared(name):
        wrong = spoiled(example.expected, right)
        assert wrong
        for expected in wrong:
            outcome = judged(replace(lesson, examples=(replace(example, expected=expected),)), right, right)
            assert outcome.verdict == "differ", example.id
            assert not outcome.as_published


@EACH
def test_both_halves_wrong_alike_are_caught_by_the_figure(name):
    for lesson, example, right in prepared(name):
        expected = example.expected
        if isinstance(expected, Form) and expected.low == -math.inf:
            continue  # nothing is known about the values
        wrong = (*right[:2], right[2] + 10) if isinstance(expected, Trained) else first(right, more(10))
        outcome = judged(lesson, wrong, wrong)
        assert outcome.verdict == "differ", example.id
        assert outcome.comparison.verdict == "identical"
