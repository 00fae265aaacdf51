"""Seeded mutants of either half: `verify` must catch every one, in every example of the first lessons."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

import pyjuliann.nn
from pyjuliann import JuliaError, JuliaValue
from pyjuliann.lessons import lessons
from pyjuliann.lessons.model import Form
from pyjuliann.lessons.types import julia_type
from pyjuliann.lessons.verify import verify

EXAMPLES = [(lesson, example) for name, lesson in lessons().items() if name in ("0", "1", "note")
            for example in lesson.examples]  # fmt: skip
UNDEFINED = "uninitialized_array"
WITH_VALUES = [(lesson, example) for lesson, example in EXAMPLES if not isinstance(example.expected, Form)]


def first(change):
    """Apply a change to the first array or number of a result."""

    def changed(value):
        if isinstance(value, tuple):
            return (changed(value[0]), *value[1:])
        return change(value)

    return changed


@first
def one_too_much(value):
    array = np.array(value)
    array[(0,) * array.ndim] += 1
    return array if array.ndim else array.item()


@first
def other_dtype(value):
    wider = {"i": np.float64, "f": np.float32}[np.asarray(value).dtype.kind]
    return np.asarray(value).astype(wider) if np.ndim(value) else wider(value)


@first
def one_dimension_more(value):
    return np.asarray(value)[None]


@first
def a_list(value):
    return [value]


def raises(_):
    raise JuliaError("DimensionMismatch", "seeded")


MUTANTS = {
    "value": one_too_much,
    "dtype": other_dtype,
    "shape": one_dimension_more,
    "container": a_list,
    "error": raises,
}


class Mutant:
    """An engine whose Julia is Python's own half with one fault."""

    info = SimpleNamespace(engine="mutant", julia_version="1.5.3")

    def __init__(self, fault):
        self.fault = fault

    def call(self, function, *args, typed):
        value = self.fault(getattr(pyjuliann.nn, function.split(".")[1])(*args))
        return JuliaValue(value, julia_type(value))


@pytest.mark.parametrize("fault", MUTANTS)
@pytest.mark.parametrize(("lesson", "example"), EXAMPLES, ids=[example.id for _, example in EXAMPLES])
def test_a_faulty_julia_half_is_caught(lesson, example, fault):
    if fault == "value" and example.function == UNDEFINED:
        pytest.skip("the values of an uninitialised array are not defined: only its type and size are checked")
    outcome = next(
        outcome for outcome in verify(Mutant(MUTANTS[fault]), [lesson]).outcomes if outcome.example is example
    )
    assert outcome.verdict == "differ"


@pytest.mark.parametrize(("lesson", "example"), WITH_VALUES, ids=[example.id for _, example in WITH_VALUES])
def test_both_halves_wrong_alike_are_caught_by_the_expectation(lesson, example, monkeypatch):
    right = getattr(pyjuliann.nn, example.function)
    monkeypatch.setattr(pyjuliann.nn, example.function, lambda *args: one_too_much(right(*args)))
    result = verify(Mutant(lambda value: value), [lesson])
    outcome = next(outcome for outcome in result.outcomes if outcome.example is example)
    assert outcome.verdict == "differ"
    assert result.exit_code == 1
