"""Values as the lessons write them, and what their types are called."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann.lessons.literal import lines, literal, number, outline
from pyjuliann.lessons.types import julia_type, python_type, shape
from pyjuliann.nn import adam, mlp_layers, sgd
from pyjuliann.parity.pair import Twin


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([[51, 62]]), "[51 62]"),
        (np.array([[3, 3], [3, 3]]), "[3 3; 3 3]"),
        (np.array([17, 31, 28]), "[17, 31, 28]"),
        (np.array([[1], [2]]), "[1; 2;;]"),
        (np.array([[0.26894142, 1e-5]]), "[0.268941 1.0e-5]"),
        (np.arange(1, 9).reshape((2, 2, 2), order="F"), "[1 3; 2 4;;; 5 7; 6 8]"),
        (np.array([[[[1]], [[2]]], [[[3]], [[4]]]]), "[1 2; 3 4;;;;]"),
        (np.arange(1, 5).reshape((2, 1, 2, 1), order="F"), "[1; 2;;; 3; 4;;;;]"),
        (np.ones((1, 2), np.float32), "Float32[1.0 1.0]"),
        (np.array([1, 2], np.int8), "Int8[1, 2]"),
        (np.array([True, False]), "[true, false]"),
        (np.zeros((3, 5, 2)), "[0.0 0.0 0.0 … 0.0] (3×5×2)"),
        (np.arange(100), "[0 1 2 … 99] (100)"),
        (np.zeros(0), "Float64[]"),
        (np.zeros((0, 3)), "0×3 Float64"),
        (np.array(2.5), "fill(2.5)"),
        ((np.array([[51, 62]]), np.array([[300, 414, 528]])), "([51 62], [300 414 528])"),
        ((1,), "(1,)"),
        ((), "()"),
        (np.float64(6.000000000012661), "6.000000000012661"),
        (np.float32(0.1), "Float32(0.1)"),
        (True, "true"),
        ("a", '"a"'),
        (None, "None"),
    ],
)
def test_values_are_written_as_julia_code(value, text):
    assert literal(value) == text


def test_a_matrix_breaks_between_its_rows_only():
    assert lines(np.array([[17, 22], [27, 36]]), 14) == ["[17 22; 27 36]"]
    assert lines(np.array([[17, 22], [27, 36]]), 13) == ["[17 22;", " 27 36]"]
    assert lines((np.array([[51, 62]]), np.array([[300, 414]])), 12) == ["([51 62],", " [300 414])"]


COMPACT = (
    3.0, 0.5, 0.268941421, 123456.789, 1e6, 999999.0, 1e5, 0.0001, 0.00012345678, 1e-5, 4.452141e-5, -0.0, -2.5,
    float("nan"), float("inf"), -float("inf"), 1234567.0, 100000.5, 12345.678, 0.1 + 0.2, 2.5e10, 1e22, 99999.95,
    999999.5, 1.0000005, 2.0000005, 0.12345650000000001, 0.1234565, 123456.04, 5e-324, 1.7976931348623157e308,
)  # fmt: skip


def test_numbers_are_written_as_julia_prints_them(engine):
    compact = "x -> sprint(show, x; context = :compact => true)"
    assert [number(x, 6) for x in COMPACT] == engine.eval(f"map({compact}, {julia_list(COMPACT)})").tolist()
    assert [number(x) for x in COMPACT] == engine.eval(f"map(repr, {julia_list(COMPACT)})").tolist()
    narrow = [np.float32(x) for x in (0.1, 1e-5, 16777216, 3.4e38)]
    assert [number(x) for x in narrow] == ["0.1", "1.0e-5", "1.6777216e7", "3.4e38"]


def julia_list(numbers):
    return "Any[" + ", ".join(f"parse(Float64, {repr(x)!r})".replace("'", '"') for x in numbers) + "]"


def test_types_and_sizes_of_results():
    value = (np.ones((1, 2)), np.ones(3, np.int32), np.float32(1), 2, True, "a", None)
    assert julia_type(value) == "Tuple{Matrix{Float64}, Vector{Int32}, Float32, Int64, Bool, String, Nothing}"
    assert python_type(value) == "tuple[ndarray[float64], ndarray[int32], float32, int, bool, str, NoneType]"
    assert shape(value) == [[1, 2], [3], [], [], [], [], []]
    assert julia_type(np.ones((1, 2, 3), np.complex64)) == "Array{ComplexF32, 3}"
    assert julia_type(np.array(1)) == "Array{Int64, 0}"


def test_functions_and_optimizers_are_written_as_julia_writes_them():
    assert literal(Twin(None, "x -> x^2")) == "x -> x^2"
    assert literal(sgd(0.5)) == '(method = "sgd", learning_rate = 0.5)'
    assert literal((adam(), (1,))).startswith('((method = "adam", learning_rate = 0.001, beta1 = 0.9')
    assert literal(mlp_layers(2, "relu", 0.5)) == '("dense", "relu", ("dropout", 0.5), "dense")'
    assert lines((np.ones((2, 8)), (1, 2)), 38) == [
        "([1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0;",
        "  1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0],",
        " (1, 2))",
    ]


def test_nested_arrays_of_a_call_are_outlined():
    params = ((np.ones((6, 5)), np.zeros((1, 5))), (np.ones((5, 3)), np.zeros((1, 3))))
    assert outline(params) == "((6×5, 1×5), (5×3, 1×3))"
    assert outline((("dense",), params[:1])) == '(("dense",), ((6×5, 1×5),))'
    assert outline(((np.ones(2),), ())) == "(([1.0, 1.0],), ())"
    assert outline(np.zeros((6, 5))) == "[0.0 0.0 0.0 … 0.0] (6×5)"
    assert outline(adam()) == literal(adam())
