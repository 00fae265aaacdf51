"""Arguments of functions without annotations: what is tried first, and what decides the verdict."""

from __future__ import annotations

import bisect
import inspect

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import ArgumentsError
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.pairing.guesses import documented_types, guesses, weights_of
from pyjuliann.parity.pairing.pair import pair

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("undiagnosed")]


def first(function, **options):
    return families_of(pair(function, "f", **options))[0].label


def documented(a, b, c, d):
    """Do something.

    Parameters
    ----------
    a, b : array_like of int
        Numbers.
    c : (N, N) ndarray
        A matrix.
    d : str, optional
        A word.
    """


def in_googles_style(a, b):
    """Do something.

    Args:
        a (float): A number.
        b (list[str]): Words.
    """


def in_sphinxs_style(a, b, c):
    """Do something.

    :param int a: A count.
    :param b: A flag.
    :type b: bool
    :type c: numpy.ndarray, 2-D
    """


def test_docstrings_tell_types():
    assert documented_types(documented) == {
        "a": "array_like of int", "b": "array_like of int", "c": "(N, N) ndarray", "d": "str, optional",
    }  # fmt: skip
    assert documented_types(in_googles_style) == {"a": "float", "b": "list[str]"}
    assert documented_types(in_sphinxs_style) == {"a": "int", "b": "bool", "c": "numpy.ndarray, 2-D"}
    assert documented_types(lambda x: x) == {}


@pytest.mark.parametrize(
    ("function", "label"),
    [
        (lambda x: x, "Float64 vectors"),
        (lambda x, y: x, "Float64 vectors"),
        (lambda x, window: x, "a Float64 vector and an integer"),
        (lambda x, alpha: x, "a Float64 vector and a float"),
        (lambda k, x: x, "an integer and a Float64 vector"),
        (lambda x, lo, hi: x, "a Float64 vector and 2 floats"),
        (lambda n: n, "integers"),
        (lambda n, k: n, "integers"),
        (lambda mat, b: mat, "a Float64 matrix and a Float64 vector"),
        (lambda text: text, "strings"),
        (lambda words, sep: words, "a list of strings and a string"),
        (lambda x, idx: x, "a Float64 vector and an Int64 vector"),
        (lambda x, mask: x, "a Float64 vector and a Bool vector"),
        (documented, "2 Int64 vectors, a square Float64 matrix and a string"),
        (in_googles_style, "a float and a list of strings"),
        (in_sphinxs_style, "an integer, a boolean and a Float64 matrix"),
    ],
)
def test_names_and_docstrings_order_the_guesses(function, label):
    assert first(function) == label


def test_a_number_of_guesses_that_can_be_tried():
    weights = [weights_of(f"x{k}", "") for k in range(7)]
    assert len(guesses(weights)) <= 24
    assert guesses(weights[:1])[0].label == "Float64 vectors"


def test_only_what_is_not_annotated_is_guessed():
    def f(x: float, k, *, y: int): ...

    families = families_of(pair(f, "f"))
    assert families[0].label == "k: integers"
    for family in families:
        for case in family.cases(1, 20):
            assert type(case.arguments[0]) is float
            assert type(case.keywords["y"]) is int


def test_a_count_beside_an_array_is_within_it():
    family = families_of(pair(lambda x, k: x, "f"))[0]
    cases = family.cases(1, 200)
    assert all(1 <= case.arguments[1] <= case.arguments[0].size for case in cases)
    assert any(case.arguments[1] == case.arguments[0].size > 2 for case in cases)


def test_a_lower_bound_is_below_the_upper_one():
    family = families_of(pair(lambda x, lo, hi: x, "f"))[0]
    assert all(case.arguments[1] < case.arguments[2] for case in family.cases(1, 200))


def running_median(x, window):
    return np.array([np.median(x[k : k + window]) for k in range(len(x) - window + 1)])


def smooth(x, alpha):
    y = np.empty_like(x)
    y[0] = x[0]
    for k in range(1, len(x)):
        y[k] = alpha * x[k] + (1 - alpha) * y[k - 1]
    return y


def histogram(x, lo, hi):
    return np.histogram(x, bins=5, range=(lo, hi))[0]


def scaled(x, factor=2.0):
    return x * factor


def joined(words):
    return " ".join(words)


SMOOTH = "(x, alpha) -> (y = copy(x); for k in 2:length(x); y[k] = alpha * x[k] + (1 - alpha) * y[k-1]; end; y)"
RIGHT = [
    (running_median, "(x, w) -> [median(x[k:k+w-1]) for k in 1:length(x)-w+1]", "a Float64 vector and an integer"),
    (smooth, SMOOTH, "a Float64 vector and a float"),
    (lambda x, k: x[:k].copy(), "(x, k) -> x[1:k]", "a Float64 vector and an integer"),
    (
        lambda c, x: sum(v * x**k for k, v in enumerate(c)),
        "(c, x) -> sum(c[k+1] * x^k for k in 0:length(c)-1)",
        "float",
    ),
    (lambda a, b: np.sqrt(a * a + b * b), "(a, b) -> sqrt(a * a + b * b)", "floats"),
    (lambda a: np.linalg.matrix_power(a, 2), "a -> a^2", "square Float64 matrices"),
    (lambda x, v: bisect.bisect_left(sorted(x), v), "(x, v) -> searchsortedfirst(sort(x), v) - 1", "vector"),
    (lambda s: s.upper(), "uppercase", "strings"),
    (joined, 'words -> join(words, " ")', "lists of strings"),
    (scaled, "(x, factor=2.0) -> x .* factor", "Float64 vectors"),
]


@pytest.mark.parametrize(("python", "julia", "label"), RIGHT, ids=[row[1][:30] for row in RIGHT])
def test_the_commonest_signatures_are_tried(engine: Engine, python, julia, label):
    names = inspect.signature(python).parameters
    bounds = {name: (1, 9) for name in ("a", "x", "c") if name in names}
    chosen = pair(python, julia, using=["Statistics", "LinearAlgebra"], domain=bounds, ulp=10**7)
    report = check(chosen, seed=1, cases=60, engine=engine, keep=False, shrink=False)
    assert report, [finding.case.summary for finding in report.findings]
    assert label in report.notes[0]
    assert report.both_raised < report.cases / 4


def test_a_default_that_both_sides_have_by_position_is_varied(engine: Engine):
    wrong = pair(scaled, "(x, factor=2.0) -> x .* 2.0", domain={"x": (1, 9)})
    assert not check(wrong, seed=1, cases=60, engine=engine, keep=False, shrink=False)
    without = pair(scaled, "x -> x .* 2.0", domain={"x": (1, 9)})
    assert check(without, seed=1, cases=60, engine=engine, keep=False, shrink=False)


def test_an_empty_array_that_one_side_refuses_is_told_apart(engine: Engine):
    chosen = pair(np.median, "Statistics.median", domain={"a": "finite"})
    report = check(chosen, seed=1, engine=engine, keep=False)
    assert report
    empty = next(other for other in report.also if other.label == "empty arrays")
    assert (empty.verdict, empty.first.aspect) == ("differ", "error")


def test_a_number_is_sometimes_an_element_of_the_array(engine: Engine):
    mutant = pair(lambda x, hi: int((x <= hi).sum()), "(x, hi) -> count(<(hi), x)")
    options = {"cases": 100, "engine": engine, "keep": False, "shrink": False}
    assert not [seed for seed in range(1, 6) if check(mutant, seed=seed, **options)]


def test_a_where_that_expects_no_empty_array_is_given_none(engine: Engine):
    chosen = pair(lambda x: x * 2, "x -> 2x", where=lambda x: x[0] > 0)
    report = check(chosen, seed=1, engine=engine, keep=False)
    assert report
    assert "empty arrays" not in {other.label for other in report.also}


def test_a_refusal_is_one_paragraph_with_advice(engine: Engine):
    with pytest.raises(ArgumentsError, match=r"Python takes none of them, Julia none of them.*strategies=") as caught:
        check(pair(lambda x: x["key"], 'x -> x["key"]'), seed=1, engine=engine)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
