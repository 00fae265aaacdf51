"""Lines that no case ran are named, where that is known for sure."""

from __future__ import annotations

import functools
import sys

import numpy as np
import pytest

from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running.lines import unreached


def branching(x):
    """Something with a branch."""
    total = 0
    if x > 10:
        total = 1
        total += (
            2
        )  # fmt: skip
    for k in range(x):
        if k == 7:
            break
    else:
        total -= 1
    try:
        total += 1 / x
    except ZeroDivisionError:
        return None
    return total


FIRST = branching.__code__.co_firstlineno


def cases(*values):
    return [Case((value,)) for value in values]


def left(*values, function=branching):
    found = unreached(function, cases(*values))
    return None if found is None else [line - FIRST for line in found.lines]


def test_the_lines_of_branches_not_taken_are_named():
    assert left(1) == [4, 5, 10, 16]
    assert left(1, 0) == [4, 5, 10]
    assert left(1, 0, 20) is None


def test_the_file_and_the_number_of_cases_are_told():
    found = unreached(branching, cases(1, 2, 3))
    assert found.file.endswith("test_unreached_lines.py")
    assert found.cases == 3


def test_cases_end_when_all_is_reached():
    ran = []

    def counting(x):
        ran.append(x)
        return x

    assert unreached(counting, cases(*range(100))) is None
    assert len(ran) == 1


def test_the_time_is_bounded():
    ran = []

    def never(x):
        ran.append(x)
        if x < 0:
            return 1
        return 2

    assert unreached(never, cases(*range(10**4)), seconds=0.0).cases == len(ran) == 1


def test_decorated_and_nested_functions():
    def doubled(function):
        @functools.wraps(function)
        def wrapper(*arguments):
            return function(*arguments)

        return wrapper

    @doubled
    def outer(x):
        def inner(y):
            if y > 5:
                return 1
            return 2

        return inner(x)

    start = outer.__wrapped__.__code__.co_firstlineno
    assert [line - start for line in unreached(outer, cases(1)).lines] == [4]
    assert [line - start for line in unreached(outer, cases(9)).lines] == [5]


@pytest.mark.parametrize("function", [np.sin, np.std, len, lambda x: x or 0, functools.partial(branching, 1)])
def test_what_has_no_lines_of_its_own_is_left_out(function):
    assert unreached(function, cases(1)) is None


def test_a_tracer_of_others_stays():
    def others(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(others)
    try:
        assert left(1) == [4, 5, 10, 16]
        assert sys.gettrace() is others
    finally:
        sys.settrace(before)


def test_no_case_is_no_claim():
    assert unreached(branching, []) is None
