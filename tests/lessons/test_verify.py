from __future__ import annotations

import io
import json
from dataclasses import replace

import numpy as np
import pytest
from mimic import Mimic, run_of_all
from rich.console import Console

import pyjuliann.nn
from pyjuliann import EngineError, JuliaError, JuliaValue
from pyjuliann.bridge.values.literals import literal_lines
from pyjuliann.lessons import find_lesson, lessons
from pyjuliann.lessons.model import Exact, Example, Form, Lesson, Rounded
from pyjuliann.lessons.show import lesson_page, verdict_words, verify_table
from pyjuliann.lessons.verify import verify
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.parity.results.rows import Trimmed


def run(example, change=lambda name, value: value):
    lesson = Lesson("x", "A lesson", "Text.", ("matrix_product",), (example,))
    return verify(Mimic(change), [lesson])


def only(example, change=lambda name, value: value):
    (outcome,) = run(example, change).outcomes
    return outcome


ALL = lessons().values()
STRICT = Policy(signed_zero=True)
A, B = np.array([[1, 2]]), np.array([[3], [4]])
PRODUCT = Example("x.1", "A product", "matrix_product", (A, B), Exact(np.array([[11]]), "11"))
FLOATS = Example("x.1", "Floats", "matrix_product", (A / 2, B / 2), Exact(np.array([[2.75]]), "2.75"), 2, "rounding")


def shown(renderable, width=80):
    console = Console(file=io.StringIO(), width=width)
    console.print(Trimmed(renderable), crop=False, end="")
    return console.file.getvalue()


# ------------------------------------------------------------------------------------------ verdicts


def test_equal_results_are_identical():
    outcome = only(PRODUCT)
    assert outcome.verdict == "identical"
    assert outcome.problems == []
    assert verdict_words(outcome) == "identical bits, as published"


def test_results_within_the_budget_agree():
    example = Example("x.1", "", "sigmoid", (np.array([1.0]),), Rounded("0.731059", (1,)), 2, "exp")
    outcome = only(example, lambda name, value: np.nextafter(value, 1))
    assert (outcome.verdict, outcome.max_ulp, outcome.problems) == ("agree", 1, [])
    assert verdict_words(outcome) == "agrees to 1 ULP, as published"


def test_results_beyond_the_budget_differ():
    outcome = only(FLOATS, lambda name, value: value * (1 + 1e-15))
    assert outcome.verdict == "differ"
    assert any("ULP" in problem for problem in outcome.problems)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v: v + 1, "Julia's result has 12 at [0, 0] (Julia [1, 1]), published 11"),
        (lambda v: v.astype(float), "Julia's result is Matrix{Float64}, expected Matrix{Int64}"),
        (lambda v: v.astype(np.int32), "Julia's result is Matrix{Int32}, expected Matrix{Int64}"),
        (lambda v: v[0], "Julia's result is Vector{Int64}, expected Matrix{Int64}"),
        (lambda v: v.item(), "Julia's result is Int64, expected Matrix{Int64}"),
        (lambda v: np.ones((2, 1), np.int64), "Julia's result has size [2, 1], expected [1, 1]"),
        (lambda v: JuliaValue(v, "Adjoint{Int64, Matrix{Int64}}"), "is Adjoint{Int64, Matrix{Int64}}, expected"),
        (lambda v: None, "Julia's result is Nothing, expected Matrix{Int64}"),
        (lambda v: {"a": 1}, "Julia's result is dict, expected Matrix{Int64}"),
    ],
)
def test_another_value_type_or_size_in_julia_differs(change, message):
    outcome = only(PRODUCT, lambda name, value: change(value))
    assert outcome.verdict == "differ"
    assert any(message in problem for problem in outcome.problems), outcome.problems
    assert verdict_words(outcome).endswith(", not as published")


def test_both_sides_alike_but_not_as_published_differ():
    wrong = Example("x.1", "", "matrix_product", (A, B), Exact(np.array([[12]]), "12"))
    result = run(wrong)
    (outcome,) = result.outcomes
    assert outcome.verdict == "differ"
    assert verdict_words(outcome) == "identical bits, not as published"
    assert outcome.to_dict()["published_verdict"] == "differ"
    assert [problem.split(" has")[0] for problem in outcome.problems] == ["Python's result", "Julia's result"]
    assert result.exit_code == 1


def test_values_that_mean_nothing_are_not_compared():
    example = Example("x.1", "", "uninitialized_array", ((2, 3),), Form((2, 3), values_defined=False))
    outcome = only(example, lambda name, value: np.full((2, 3), np.nan))
    assert (outcome.verdict, outcome.max_ulp) == ("agree", None)
    assert verdict_words(outcome) == "same type and size, as expected"
    assert only(example, lambda name, value: value[:1]).verdict == "differ"
    assert only(example, lambda name, value: value.astype(np.float32)).verdict == "differ"


# ------------------------------------------------------------------------------------------ exceptions


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (JuliaError("DimensionMismatch", "DimensionMismatch: no\nStacktrace"), "DimensionMismatch: no"),
        (EngineError("Julia died of SIGKILL"), "EngineError: Julia died of SIGKILL"),
        (TypeError("cannot send this"), "TypeError: cannot send this"),
    ],
)
def test_what_julia_raises_is_the_outcome(error, text):
    def fail(name, value):
        raise error

    outcome = only(PRODUCT, fail)
    assert outcome.verdict == "differ"
    assert outcome.julia.error == text
    assert outcome.problems == [f"Julia raised {text}"]
    assert verdict_words(outcome) == "differs"
    assert text in shown(verify_table(run(PRODUCT, fail)))


def test_what_python_raises_is_the_outcome():
    outcome = only(Example("x.1", "", "matrix_product", (A, A), Exact(np.array([[11]]), "11")))
    assert outcome.verdict == "differ"
    assert outcome.python.error.startswith("ValueError: matrix_product: columns of a must equal rows of b")
    assert outcome.to_dict()["shape"] is None


def test_a_function_that_does_not_exist_is_an_outcome():
    outcome = only(Example("x.1", "", "no_such_function", (), Exact(np.int64(1), "1")))
    assert outcome.verdict == "differ"
    assert "no_such_function" in outcome.python.error


def test_a_result_that_cannot_be_compared_is_an_outcome(monkeypatch):
    monkeypatch.setattr(pyjuliann.nn, "matrix_product", lambda a, b: object())
    (outcome,) = verify(Mimic(), [Lesson("x", "", "", (), (PRODUCT,))]).outcomes
    assert outcome.verdict == "differ"
    assert "object" in outcome.problems[0]


def test_ctrl_c_is_not_swallowed():
    def interrupt(name, value):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(PRODUCT, interrupt)


def test_an_example_cannot_spoil_its_arguments(monkeypatch):
    def spoil(a, b):
        a[0, 0] = 99
        return a

    monkeypatch.setattr(pyjuliann.nn, "matrix_product", spoil)
    (outcome,) = verify(Mimic(), [Lesson("x", "", "", (), (PRODUCT,))]).outcomes
    assert outcome.python.problem == "comes of a call that changed argument 1"
    assert A.tolist() == [[1, 2]]


# ------------------------------------------------------------------------------------------ summary and JSON


def test_the_summary_counts():
    def change(name, value):
        if name == "layer_forward":
            return np.nextafter(value, 1)
        return value + 1 if name == "bias_gradient" else value

    result = verify(Mimic(change), lessons().values())
    total = len(result.outcomes)
    differ = sum(outcome.example.function == "bias_gradient" for outcome in result.outcomes)
    same = total - 3 - differ
    assert differ > 1
    assert result.counts == {"identical": same, "agree": 3, "differ": differ}
    assert result.exit_code == 1
    assert result.summary == (
        f"{total} examples: {same} identical, 3 agree (1 within 1 ULP, 2 in type), {differ} differ"
        " · mimic engine, Julia 1.5.3"
    )


def test_the_summary_of_one_and_of_none():
    assert run(PRODUCT).summary == "1 example: 1 identical · mimic engine, Julia 1.5.3"
    assert verify(Mimic(), []).summary == "0 examples: nothing compared · mimic engine, Julia 1.5.3"
    assert run(PRODUCT).exit_code == 0


KEYS = {
    "id", "lesson", "title", "python", "julia", "published", "python_type", "julia_type", "shape", "max_ulp", "verdict",
}  # fmt: skip


def test_json_has_the_documented_keys():
    result = run_of_all()
    data = json.loads(result.to_json(), parse_constant=pytest.fail)
    assert (data["schema"], data["schema_version"]) == ("pyjuliann verify", 1)
    assert set(data) == {"schema", "schema_version", "engine", "julia_version", "recorded", "examples", "summary"}
    assert data["recorded"] is None  # a live engine
    assert (data["engine"], data["julia_version"]) == ("mimic", "1.5.3")
    assert len(data["examples"]) == data["summary"]["examples"] == len(result.outcomes)
    for example in data["examples"]:
        assert set(example) >= KEYS
        assert example["verdict"] in ("identical", "agree", "differ")
    network = next(example for example in data["examples"] if example["function"] == "two_layer")
    hidden = {"dtype": "int64", "shape": [1, 2], "data": [[51, 62]]}
    assert network["python"] == network["julia"] == [
        hidden, {"dtype": "int64", "shape": [1, 3], "data": [[300, 414, 528]]},
    ]  # fmt: skip
    assert network["shape"] == [[1, 2], [1, 3]]
    assert network["julia_type"] == "Tuple{Matrix{Int64}, Matrix{Int64}}"
    assert network["python_type"] == "tuple[ndarray[int64], ndarray[int64]]"
    assert network["published"] == "51 62 and 300 414 528"
    random = next(example for example in data["examples"] if example["function"] == "random_integers")
    assert random["published"] is None


def test_json_of_an_error_and_of_values_that_json_lacks():
    def fail(name, value):
        raise JuliaError("MethodError", "MethodError: no method")

    data = json.loads(run(PRODUCT, fail).to_json())["examples"][0]
    assert (data["python"], data["julia"], data["julia_type"], data["verdict"]) == (
        {"dtype": "int64", "shape": [1, 1], "data": [[11]]}, None, "", "differ",
    )  # fmt: skip
    assert data["problems"] == ["Julia raised MethodError: no method"]


def test_the_word_agree_counts_the_same_on_the_screen_and_in_json():
    result = verify(Mimic(lambda name, value: np.nextafter(value, 1) if name == "layer_forward" else value), ALL)
    counts = json.loads(result.to_json())["summary"]
    for word in ("identical", "agree"):
        assert f"{counts[word]} {word}" in result.summary or counts[word] == 1


# ------------------------------------------------------------------------------------------ the table


def test_the_table_is_one_line_an_example():
    text = shown(verify_table(run_of_all()))
    found = text.splitlines()
    assert max(len(line) for line in found) <= 80
    assert not any(line.endswith(" ") for line in found)
    assert "\x1b" not in text
    assert "Post 1 · Matrix and vector products" in found
    assert any(line.endswith("identical bits, as published") for line in found)
    assert "Python" not in text
    headings = 2 * len(lessons())
    wrapped = sum(line.startswith(" ") for line in found)
    assert len(found) - wrapped <= len(run_of_all().outcomes) + headings + 2
    assert found[-1].endswith("Julia 1.5.3")


def test_the_details_have_both_values_each_in_its_language():
    found = shown(verify_table(run_of_all(), details=True)).splitlines()
    assert "    Python     (np.array([[51, 62]]), np.array([[300, 414, 528]]))" in found
    assert "    Julia      ([51 62], [300 414 528])" in found
    assert "    published  51 62 and 300 414 528" in found
    assert "    Python     np.array([[17, 22, 27], [22, 29, 36], [27, 36, 45]])" in found
    assert "    Julia      reshape([20], 1, 1, 1, 1)" in found
    assert not any(line.endswith(" ") for line in found)


@pytest.mark.parametrize("width", [40, 60, 200])
def test_the_table_survives_other_widths(width):
    text = shown(verify_table(run_of_all()), width)
    assert max(len(line) for line in text.splitlines()) <= width
    details = shown(verify_table(run_of_all(), details=True), width)
    assert "[51 62]" in details
    assert details.count("…") == shown(verify_table(run_of_all(), details=True), 1000).count("…")


def test_the_table_says_what_is_wrong_and_names_it_at_the_end():
    lesson = Lesson("x", "A lesson", "Text.", (), (PRODUCT, replace(PRODUCT, id="x.2", title="Another")))
    calls = iter((1, 0))
    text = shown(verify_table(verify(Mimic(lambda name, value: value + next(calls)), [lesson])))
    assert "differs, not as published" in text
    assert "why        Julia's result has 12 at [0, 0] (Julia [1, 1]), published 11" in text
    assert "    Python     np.array([[11]])\n    Julia      reshape([12], 1, 1)" in text
    assert text.splitlines()[-2:] == [
        "differs    x.1 A product", "2 examples: 1 identical, 1 differs · mimic engine, Julia 1.5.3",
    ]  # fmt: skip


def test_a_published_size_or_order_is_not_called_a_published_figure():
    words = {outcome.example.id: verdict_words(outcome) for outcome in run_of_all().outcomes}
    assert words["14.3"].endswith(", size as published")
    assert words["15.3"].endswith(", size as published")
    assert words["8.9"].endswith(", of the published order")
    assert words["1.7"].endswith(", as published")


def test_the_table_has_colours_on_a_terminal_only():
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard")
    console.print(verify_table(run(PRODUCT)))
    assert "\x1b[" in console.file.getvalue()


def test_a_page_shows_the_run_of_its_lesson():
    text = shown(lesson_page(find_lesson("1"), run_of_all()))
    assert "Two layers: hidden and output" in text
    assert "identical bits, as published" in text
    assert "Ones, 3×5" not in text


# ------------------------------------------------------------------------------------------ through a real Julia


def test_what_is_printed_gives_the_value_back_in_both_languages(engine):
    names = {"np": np} | vars(pyjuliann.nn)
    checked = 0
    for outcome in run_of_all().outcomes:
        if not outcome.example.expected.values_defined:
            continue
        for width in (20, 65):
            python, julia = (literal_lines(outcome.python.value, notation, width) for notation in ("python", "julia"))
            if "…" in "".join(python):
                continue
            again = eval("\n".join(python), names)
            assert compare(outcome.python.value, again, STRICT).verdict == "identical", outcome.example.id
            answer = engine.eval("\n".join(julia), typed=True)
            assert compare(outcome.python.value, answer, STRICT).verdict == "identical", outcome.example.id
            assert answer.type == outcome.julia.type
            checked += 1
    assert checked > 150


def test_every_example_agrees_through_a_real_julia(engine):
    result = verify(engine, lessons().values())
    assert [(o.example.id, o.problems) for o in result.outcomes if o.problems] == []
    assert result.exit_code == 0
    assert result.engine == engine.info.engine
    by_id = {outcome.example.id: outcome for outcome in result.outcomes}
    assert all(by_id[example.id].verdict == "identical" for example in find_lesson("1").runs)
    h, y = by_id["1.19"].julia.value
    assert (h.tolist(), y.tolist()) == ([[51, 62]], [[300, 414, 528]])
    assert by_id["1.19"].julia.type == "Tuple{Matrix{Int64}, Matrix{Int64}}"


def test_an_error_in_a_real_julia_is_the_outcome(engine):
    example = Example("x.1", "", "matrix_product", (A, A), Exact(np.array([[11]]), "11"))
    (outcome,) = verify(engine, [Lesson("x", "", "", (), (example,))]).outcomes
    words = "matrix_product: columns of a must equal rows of b; got a of size (1, 2), b of size (1, 2)"
    assert outcome.python.error == f"ValueError: {words}"
    assert "DimensionMismatch" in outcome.julia.error
    assert words in outcome.julia.error
    missing = Example("x.1", "", "ones", ((1,),), Exact(np.array([1.0]), "1.0"))
    (outcome,) = verify(engine, [Lesson("x", "", "", (), (missing,))]).outcomes
    assert outcome.verdict == "differ"
