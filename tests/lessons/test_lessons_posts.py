"""The lessons of posts 2 to 18: is every published figure there, every contradiction told, every run as told?"""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from examples import by_id
from rich.console import Console

from pyjuliann import JuliaError
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.lessons import find_lesson, lesson_names
from pyjuliann.lessons.calls import call_julia, call_python, definition
from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Form, Lesson, Rounded
from pyjuliann.lessons.show import lesson_page, verdict_words, verify_table
from pyjuliann.lessons.types import julia_type
from pyjuliann.lessons.verify import verify
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.settings import RECORDS

POSTS = {str(number): find_lesson(str(number)) for number in range(2, 19)}


# ------------------------------------------------------------------------------------------ what was published

# Written once more by hand from the series: each must be what some example of its lesson is held against.
FIGURES = {
    "2": (
        "0 0 0 / 0 1 1",
        "0.268941 0.119203 0.0474259 / 0.5 0.952574 0.999089",
        "0 0 0 / 0 3 7",
        "-1 -2 -3 / 0 3 7",
        "0.000328971 0.000121022 4.45214e-5 / 0.000894237 0.0179612 0.98065",
        "1.0",
    ),
    "3": (
        "0.019500000000000007",
        "0.11949999999999998",
        "0.510825457099338",
        "2.302584092994546",
        "0.0 0.0 0.510825 0.0 0.0 0.0 0.0 0.0 0.0 0.0",
    ),
    "4": (
        "0.0",
        "6.000100000012053",
        "6.000000000012661",
        "25.999999999868347",
        "26.0 26.0",
        "169.0",
        "-1.39034 1.60966",
        "0.0481012623999999",
        "5.0 8.0",
    ),
    "8": ("W₁ 1.96e-10, b₁ 8.88e-10, W₂ 7.04e-8, b₂ 1.39e-7, or that order of magnitude",),
    "12": ("784 5408",),
    "14": ("3×3×2×1",),
    "15": ("18×27", "3×3×2×1"),
    "18": (
        "28×28×1×100 → 24×24×30×100 → 12×12×30×100 → 100×4320 → 100×100 → 100×10",
        "28 → 26 → 13 → 11 → 5 → 3",
    ),
}

# What was measured on MNIST or with a clock: nothing to compute here, so the text tells it.
TOLD = {
    "6": ("600 steps",),
    "7": ("2.29", "0.87", "80.15 %", "17,654 s", "90.17 %", "60,000", "10,000"),
    "8": ("1.96e-10", "7.04e-8", "8.88e-10", "1.39e-7"),
    "9": ("19.7 s", "80.14 %", "90.38 %"),
    "10": ("19.75 s", "16.51 s", "17,632 s", "14,847 s"),
    "11": ("46.0, 47.7, 50.0, 49.7 and 50.7 s", "90 %"),
    "12": ("Xavier and He beat std",),
    "13": ("300 training images", "6,000 steps", "0.01", "100 %", "80 %"),
    "14": ("96.8, 97.73, 98.35, 98.39 and 98.51 %", "about an hour", "5×5×1×30"),
    "18": (
        "96.37, 97.22, 98.1, 98.46 and 98.57 %",
        "five minutes",
        "600 steps",
        "0.089",
        "98.08 %",
        "26, 13, 11, 5 and 3",
    ),
}

CONTRADICTIONS = {
    "7": ("h = 1e-50", "1e-4"),
    "8": ("swapped", "(Y − T) / h"),
    "11": ("prints a momentum of 0", "mean 0.9"),
    "13": ("**keeps** that share", "`rate` is the share removed"),
    "14": ("everything does", "left out", "A filter larger than the padded image is an error"),
    "15": ("right for square images and square filters only", "any size, stride and padding"),
    "16": ("right for square images and square filters only",),
    "17": ("right for square images and windows only",),
}


def test_every_post_has_its_lesson():
    assert set(POSTS) < set(lesson_names())
    assert all(len(lesson.examples) >= 3 for lesson in POSTS.values())


@pytest.mark.parametrize("name", POSTS)
def test_the_published_figures_are_held_against_some_example(name):
    published = {example.expected.published for example in POSTS[name].examples} - {""}
    assert published == set(FIGURES.get(name, ()))


def test_what_is_compared_is_what_is_printed():
    figures = [e.expected for p in POSTS.values() for e in p.examples if isinstance(e.expected, Exact | Rounded)]
    printed = [expected for expected in figures if expected.published]
    assert {e.published for e in printed} == {figure for name in FIGURES if name != "8" for figure in FIGURES[name]}
    for expected in printed:
        if isinstance(expected, Rounded):
            assert np.prod(expected.size) == len(numbers(expected.published))
        elif "→" in expected.published:
            assert expected.published == " → ".join(dict.fromkeys(arrows(expected)))
        elif "×" in expected.published:
            assert expected.published == "×".join(map(str, expected.value.shape))
        else:
            assert np.ravel(expected.value).tolist() == numbers(expected.published)


def numbers(published):
    return [float(figure) for figure in published.replace("/", " ").split()]


def arrows(expected):
    """Return the sizes of a network's layers as they are printed: whole, or the sides of images alone."""
    sides = "×" not in expected.published
    return ["×".join(map(str, size[:1] if sides else size)) for size in expected.value if not sides or len(size) == 4]


@pytest.mark.parametrize(("name", "words"), [(name, w) for told in (TOLD, CONTRADICTIONS) for name, w in told.items()])
def test_the_text_tells(name, words):
    text = re.sub(r"\s+", " ", POSTS[name].text)
    assert all(word in text for word in words)
    assert (name in CONTRADICTIONS) == ("Where the series contradicts itself" in text)


def test_the_contradictions_are_run():
    assert all(not array.any() for pair in call_python(by_id("7.5")) for array in pair)
    assert by_id("7.5").keywords == {"h": 1e-50}
    assert call_python(by_id("11.3"))[0].tolist() == call_python(by_id("11.1"))[0].tolist()
    assert by_id("11.3").args[0].momentum == 0
    assert (call_python(by_id("13.2")) == 0).sum() == 1


# ------------------------------------------------------------------------------------------ the runs are as told


def last_loss(name):
    return call_python(by_id(name))[2][-12:].mean()


def test_relu_ends_below_the_sigmoid():
    assert last_loss("10.6") < last_loss("10.5") / 3


def test_sgd_comes_last():
    sgd_loss, *others = (last_loss(f"11.{number}") for number in range(8, 13))
    assert max(others) < sgd_loss


def test_he_learns_fastest_and_std_hardly():
    std, xavier, he = (last_loss(f"12.{number}") for number in (6, 7, 8))
    assert he < xavier < 0.1
    assert std == pytest.approx(np.log(3), abs=0.01)


def test_dropout_keeps_the_loss_up():
    assert last_loss("13.9") > 3 * last_loss("13.8")


# ------------------------------------------------------------------------------------------ functions that cross

SQUARE = Twin(lambda x: x * x, "x -> x^2")


def test_an_example_has_code_of_its_own(engine):
    argument = Example("x.1", "", "derivative", (SQUARE, 3.0), Exact(np.float64(6.000000000012661)))
    own = Example("x.2", "", SQUARE, (3.0,), Exact(np.float64(9.0)))
    inner = Example("x.3", "", "gradient_descent", (Twin(sum, "sum"), np.array([1.0, 2.0]), 0.5, 2), Form((2,)))
    nothing = Example("x.4", "", Twin(lambda: 1.5, "() -> 1.5"), (), Exact(np.float64(1.5)))
    keyword = Example("x.5", "", Twin(lambda x, *, k: x + k, "(x; k) -> x + k"), (1,), Exact(3), keywords={"k": 2})
    examples = (argument, own, inner, nothing, keyword)
    outcomes = verify(engine, [Lesson("x", "", "", (), examples)]).outcomes
    assert [(o.example.id, o.problems) for o in outcomes if o.problems] == []
    assert [o.to_dict()["function"] for o in outcomes[:2]] == ["derivative", "x -> x^2"]


def test_code_is_named_after_what_it_is():
    two = [Example("x.1", "", "derivative", (Twin(None, code), 3.0), Exact(1)) for code in ("x -> x^2", "x -> x^3")]
    names = [definition(example)[0] for example in two]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"lesson_[0-9a-f]{12}", name) for name in names)


def test_an_error_in_own_code_is_the_outcome(engine):
    for code, error in (("x -> nowhere(x)", "UndefVarError"), ("x -> ((", "ParseError")):
        example = Example("x.1", "", Twin(lambda x: x, code), (1.0,), Exact(np.float64(1.0)))
        with pytest.raises(JuliaError, match=error):
            call_julia(engine, example)
        (outcome,) = verify(engine, [Lesson("x", "", "", (), (example,))]).outcomes
        assert (outcome.verdict, outcome.python.error) == ("differ", "")
        assert error in outcome.julia.error


# ------------------------------------------------------------------------------------------ how it looks


class Nearly:
    """An engine whose answers are a little off."""

    class info:  # noqa: N801
        engine, julia_version, recorded = "nearly", "1.5.3", ""

    def call(self, function, *args, typed, **keywords):
        value = call_python(Example("x.1", "", function.rpartition(".")[2], args, Exact(0), keywords=keywords)) + 1e-9
        return type("JuliaValue", (), {"value": value, "type": julia_type(value)})()


def test_a_budget_at_a_scale():
    x = np.array([1e-3, 1.0])
    expected = Near(lambda: x, "x", 1e-6, "")
    outcomes = []
    for budget in (10**7, 10**6):
        example = Example("x.1", "", "identity_function", (x,), expected, budget, "why", scale=1.0)
        result = verify(Nearly(), [Lesson("x", "", "", (), (example,))])
        outcomes += result.outcomes
        if budget == 10**7:
            assert result.summary == "1 example: 1 agrees (1 within 1.0e-09) · nearly engine, Julia 1.5.3"
    assert [outcome.verdict for outcome in outcomes] == ["agree", "differ"]
    assert outcomes[0].max_ulp == 4503600  # of the number that is within the budget by itself
    assert all(outcome.distance == pytest.approx(1e-9) for outcome in outcomes)
    assert [verdict_words(outcome) for outcome in outcomes] == [
        "agrees to 1.0e-09, as expected",
        "differs, as expected",
    ]


@pytest.mark.parametrize("lesson", POSTS.values(), ids=lambda lesson: lesson.id)
@pytest.mark.thorough
def test_a_page_of_a_run_reads_well_in_80_columns(lesson):
    console = Console(file=io.StringIO(), width=80)
    console.print(lesson_page(lesson, verify(RecordedEngine(RECORDS / "lessons.jsonl"), [lesson])))
    text = console.file.getvalue()
    assert max(len(line) for line in text.splitlines()) <= 80
    for example in lesson.examples:
        assert example.title in text
    shown = text.rpartition(" The examples ")[2]
    for words in ("Twin(", "<function", " array(", "dtype", " differs,"):
        assert words not in shown


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (80, ["1 example: 1 agrees (1 within 1.0e-09) · nearly engine, Julia 1.5.3"]),
        (60, ["1 example: 1 agrees (1 within 1.0e-09)", "nearly engine, Julia 1.5.3"]),
        (30, ["1 example: 1 agrees", "(1 within 1.0e-09)", "nearly engine, Julia 1.5.3"]),
    ],
)
def test_a_long_summary_breaks_where_it_may(width, rows):
    expected = Near(lambda: np.ones(1), "1", 1e-6, "")
    example = Example("x.1", "", "identity_function", (np.ones(1),), expected, 10**7, "why", scale=1.0)
    console = Console(file=io.StringIO(), width=width)
    console.print(verify_table(verify(Nearly(), [Lesson("x", "", "", (), (example,))])))
    assert console.file.getvalue().splitlines()[-len(rows) :] == rows
