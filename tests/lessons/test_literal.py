"""Values as the lessons write them, and what their types are called."""

from __future__ import annotations

from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest

from pyjuliann.bridge.values.literals import julia_literal, literal_lines, python_literal
from pyjuliann.bridge.values.numerals import julia_number, python_number
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.lessons.literal import call_lines, outline
from pyjuliann.lessons.types import julia_type, python_type, shape
from pyjuliann.nn import adam, mlp_layers, sgd
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.parity.pairing.pair import Twin

P = namedtuple("P", "x y")


@pytest.mark.parametrize(
    ("value", "python", "julia"),
    [
        (np.array([[51, 62]]), "np.array([[51, 62]])", "[51 62]"),
        (np.array([17, 31, 28]), "np.array([17, 31, 28])", "[17, 31, 28]"),
        (np.array([[1], [2]]), "np.array([[1], [2]])", "reshape([1, 2], 2, 1)"),
        (np.array([[0.26894142, 1e-5]]), "np.array([[0.26894142, 1e-05]])", "[0.26894142 1.0e-5]"),
        (
            np.arange(1, 9).reshape((2, 2, 2), order="F"),
            "np.array([[[1, 5], [3, 7]], [[2, 6], [4, 8]]])",
            "cat([1 3; 2 4], [5 7; 6 8]; dims=3)",
        ),
        (np.array([[[[20]]]]), "np.array([[[[20]]]])", "reshape([20], 1, 1, 1, 1)"),
        (np.ones((1, 2), np.float32), "np.array([[1.0, 1.0]], np.float32)", "Float32[1.0 1.0]"),
        (np.array([1, 2], np.int8), "np.array([1, 2], np.int8)", "Int8[1, 2]"),
        (np.array([True, False]), "np.array([True, False])", "[true, false]"),
        (np.zeros(0), "np.zeros((0,))", "zeros(Float64, 0)"),
        (np.array(2.5), "np.array(2.5)", "fill(2.5)"),
        ((1,), "(1,)", "(1,)"),
        ((), "()", "()"),
        (np.float64(6.000000000012661), "np.float64(6.000000000012661)", "6.000000000012661"),
        (np.float32(0.1), "np.float32(0.1)", "Float32(0.1)"),
        (float("nan"), "np.nan", "NaN"),
        (True, "True", "true"),
        ("a", "'a'", '"a"'),
        (None, "None", "nothing"),
        (sgd(0.5), "SGD(method='sgd', learning_rate=0.5)", '(method = "sgd", learning_rate = 0.5)'),
    ],
)
def test_values_are_written_in_the_notation_of_each_language(value, python, julia):
    assert python_literal(value) == python
    assert julia_literal(value) == julia


def test_long_arrays_are_abbreviated_where_that_is_asked_for_and_are_no_code_then():
    long = np.zeros((3, 5, 2), np.float32)
    assert julia_literal(long, short=True) == "Float32[0.0, 0.0, 0.0, …, 0.0] of size (3, 5, 2)"
    assert python_literal(long, short=True) == "[0.0, 0.0, 0.0, …, 0.0] of shape (3, 5, 2), float32"
    assert "…" not in julia_literal(long) + python_literal(long)
    with pytest.raises(SyntaxError):
        compile(python_literal(long, short=True), "", "eval")


CROSSING = (
    np.array([[[[0.1]]]], np.float32), np.arange(16).reshape(2, 2, 2, 2), np.ones((1, 1, 3)), np.array([[1], [2]]),
    np.zeros((0, 3, 1)), np.array([[1 + 2j]]), np.array([["a"]]), -0.0, 2**70, Fraction(1, 3), range(0, 9, 2),
    P(1, 2.5),
    JuliaValue(5, "Int128"), JuliaValue("a", "Char"), JuliaValue("a", "Symbol"), JuliaValue(7, "BigInt"),
    JuliaValue(2**127, "BigInt"), JuliaValue([1, 2], "Vector{Int32}"),
    (np.array([[1.5, np.nan]]), (np.float16(0.1), "x")),
)  # fmt: skip


@pytest.mark.parametrize("value", CROSSING, ids=repr)
def test_a_result_that_julia_gave_is_written_as_julia_code_for_it(engine, value):
    answer = engine.call("identity", value, typed=True)
    again = engine.eval(julia_literal(answer), typed=True)
    assert again.type == answer.type
    assert compare(answer.value, again.value, Policy(signed_zero=True)).verdict == "identical"


@pytest.mark.parametrize(
    "code", ["[1 2; 3 4]'", "view([1, 2, 3], 2:3)", "1:2:9", "BitVector([true, false])", "0:0.1:1"]
)
def test_views_and_ranges_are_written_as_what_they_hold(engine, code):
    answer = engine.eval(code, typed=True)
    assert engine.eval(f"{julia_literal(answer)} == {code}") is True


def test_what_does_not_fit_a_line_breaks_between_rows_and_parts():
    matrix = np.array([[17, 22], [27, 36]])
    assert literal_lines(matrix, "julia", 14) == ["[17 22; 27 36]"]
    assert literal_lines(matrix, "julia", 13) == ["[17 22;", " 27 36]"]
    assert literal_lines(matrix, "python", 20) == ["np.array([[17, 22],", "          [27, 36]])"]
    assert literal_lines((np.array([[51, 62]]), np.array([[300, 414]])), "julia", 12) == ["([51 62],", " [300 414])"]
    assert literal_lines(np.arange(6), "python", 20) == ["np.array([0, 1, 2,", "          3, 4, 5])"]


COMPACT = (
    3.0, 0.5, 0.268941421, 123456.789, 1e6, 999999.0, 1e5, 0.0001, 0.00012345678, 1e-5, 4.452141e-5, -0.0, -2.5,
    float("nan"), float("inf"), -float("inf"), 1234567.0, 100000.5, 12345.678, 0.1 + 0.2, 2.5e10, 1e22, 99999.95,
    999999.5, 1.0000005, 2.0000005, 0.12345650000000001, 0.1234565, 123456.04, 5e-324, 1.7976931348623157e308,
)  # fmt: skip


def test_numbers_are_written_as_julia_prints_them(engine):
    compact = "x -> sprint(show, x; context = :compact => true)"
    assert [julia_number(x, 6) for x in COMPACT] == engine.eval(f"map({compact}, {julia_list(COMPACT)})").tolist()
    assert [julia_number(x) for x in COMPACT] == engine.eval(f"map(repr, {julia_list(COMPACT)})").tolist()
    narrow = [np.float32(x) for x in (0.1, 1e-5, 16777216, 3.4e38)]
    assert [julia_number(x) for x in narrow] == ["0.1", "1.0e-5", "1.6777216e7", "3.4e38"]


def julia_list(numbers):
    return "Any[" + ", ".join(f"parse(Float64, {repr(x)!r})".replace("'", '"') for x in numbers) + "]"


@pytest.mark.parametrize("value", [1 - 2j, complex(-0.0, 1), complex(1, float("-inf")), -1 - 1j, complex(2, -0.0)])
def test_complex_numbers_keep_their_signs(value):
    again = eval(python_number(value), {"np": np})
    assert compare(value, again, Policy(signed_zero=True)).verdict == "identical"


def test_types_and_sizes_of_results():
    value = (np.ones((1, 2)), np.ones(3, np.int32), np.float32(1), 2, True, "a", None)
    assert julia_type(value) == "Tuple{Matrix{Float64}, Vector{Int32}, Float32, Int64, Bool, String, Nothing}"
    assert python_type(value) == "tuple[ndarray[float64], ndarray[int32], float32, int, bool, str, NoneType]"
    assert shape(value) == [[1, 2], [3], [], [], [], [], []]
    assert julia_type(np.ones((1, 2, 3), np.complex64)) == "Array{ComplexF32, 3}"
    assert julia_type(np.array(1)) == "Array{Int64, 0}"


def test_functions_and_layers_are_written_as_each_language_writes_them():
    assert julia_literal(Twin(np.sum, "x -> sum(x)")) == "x -> sum(x)"
    assert python_literal(Twin(np.sum, "x -> sum(x)")) == "np.sum"
    assert julia_literal((adam(), (1,))).startswith('((method = "adam", learning_rate = 0.001, beta1 = 0.9')
    assert julia_literal(mlp_layers(2, "relu", 0.5)) == '("dense", "relu", ("dropout", 0.5), "dense")'


def test_nested_arrays_of_a_call_are_outlined():
    params = ((np.ones((6, 5)), np.zeros((1, 5))), (np.ones((5, 3)), np.zeros((1, 3))))
    assert outline(params, "julia") == outline(params, "python") == "((6×5, 1×5), (5×3, 1×3))"
    assert outline((("dense",), params[:1]), "julia") == '(("dense",), ((6×5, 1×5),))'
    assert outline(((np.ones(2),), ()), "julia") == "(([1.0, 1.0],), ())"
    assert outline(np.zeros((6, 5)), "julia") == "[0.0, 0.0, 0.0, …, 0.0] of size (6, 5)"
    assert outline(adam(), "julia") == julia_literal(adam())


def test_a_call_is_written_as_it_is_typed():
    assert call_lines("f", (np.array([1, 2]),), {"k": 2.0}, "python", 80) == [">>> f(np.array([1, 2]), k=2.0)"]
    assert call_lines("f", (np.array([1, 2]),), {"k": 2.0, "n": 1}, "julia", 80) == ["julia> f([1, 2]; k = 2.0, n = 1)"]
    assert call_lines("f", (), {"k": 2.0}, "julia", 80) == ["julia> f(; k = 2.0)"]
    assert call_lines("f", (1000, 2000, 3000), {}, "python", 16) == [">>> f(1000,", "...   2000,", "...   3000)"]
