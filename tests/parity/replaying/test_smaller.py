"""Making a call's own data small, on pairs that exist in Python alone."""

from __future__ import annotations

import numpy as np

from pyjuliann import JuliaValue
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.replaying.smaller import made_smaller
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.verdict import judge_call


def runner(python, other):
    """What runs a pair whose other side is a Python function, too."""
    given = pair(np.sum, "sum", ulp=0)

    def outcome(function, case):
        try:
            return Outcome(function(*case.arguments, **case.keywords))
        except Exception as error:  # noqa: BLE001 - as the one runner does
            return Outcome(error=type(error).__name__, message=str(error), exception=type(error))

    def one(case: Case) -> CaseResult:
        julia = outcome(other, case)
        value = JuliaValue(julia.value, "Float64") if julia.returned else None
        return judge_call(given, case, outcome(python, case), Outcome(value, julia.error, julia.message))

    return lambda cases: [one(case) for case in cases]


def smaller(python, other, *arguments, **keywords) -> Case | None:
    run = runner(python, other)
    (start,) = run([Case(arguments, keywords)])
    assert start.aspect
    found = made_smaller(start, run, seconds=5.0)
    if found is not None:
        assert found.signature == start.signature
    return found.case if found is not None else None


def test_the_one_element_that_matters_is_left():
    x = np.linspace(0.1, 9.7, 50)
    x[17] = -3.0
    case = smaller(lambda x: float(np.sum(x)), lambda x: float(np.sum(np.abs(x))), x)
    assert case.arguments[0].tolist() == [-3.0]


def test_dimensions_that_are_equal_stay_equal():
    a, b = np.arange(12.0).reshape(4, 3) + 1, np.arange(4.0) + 1
    case = smaller(lambda a, b: float((b @ a).sum()), lambda a, b: float((b @ a).sum() + 1), a, b=b)
    assert case.arguments[0].shape == (1, 1)
    assert case.keywords["b"].shape == (1,)


def test_numbers_become_round_ones():
    case = smaller(lambda x: x, lambda x: x + 1, 3.14159)
    assert case.arguments == (3.0,)


def test_lists_and_texts_are_cut():
    case = smaller(lambda x, s: float(len(x) + len(s)), lambda x, s: 0.0, [1.5, 2.5, 3.5], "abc")
    assert [len(x) for x in case.arguments] in ([1, 0], [0, 1], [1, 1])


def test_what_is_finite_stays_finite():
    x = np.array([1.0, 2.0, 4.0, 8.0])
    case = smaller(lambda x: float(np.std(x)), lambda x: float(np.std(x, ddof=1)) if x.size > 1 else np.nan, x)
    assert case.arguments[0].size == 2


def test_nothing_smaller_is_none():
    assert smaller(lambda x: x, lambda x: x + 1, 3) is None
