"""The two halves of the network code are twins of each other: checked as text, without Julia."""

from __future__ import annotations

from pathlib import Path

import pytest
from halves import Argument, Definition, julia_definitions, problems, python_definitions

from pyjuliann.bridge.machine.folders import julia_sources

PYTHON = Path(__file__).resolve().parents[2] / "pyjuliann" / "nn"


def test_the_two_halves_are_twins():
    assert problems(PYTHON, julia_sources() / "src") == []


def test_python_definitions_are_read():
    text = """
def _hidden(x): ...
def plain(x, y=1e-4, *, keys=None, flag=True): ...
class SGD:
    lr: float = 0.01
    momentum: float
def rest(*args, **options): ...
"""
    assert python_definitions(text) == [
        Definition(
            "function",
            "plain",
            (
                Argument("x"),
                Argument("y", default="0.0001"),
                Argument("keys", True, "None"),
                Argument("flag", True, "True"),
            ),
        ),
        Definition("class", "SGD", (Argument("lr", default="0.01"), Argument("momentum"))),
        Definition("function", "rest", (Argument("args..."), Argument("options...", True))),
    ]


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("function f(x)\nend", (Argument("x"),)),
        ("f(x) = x", (Argument("x"),)),
        ("f(x)::Int = x", (Argument("x"),)),
        ("f(x::T) where {T<:Real} = x", (Argument("x"),)),
        ("f(x::Vector{T}, y) where T = x", (Argument("x"), Argument("y"))),
        ("@inline function f(x)\nend", (Argument("x"),)),
        ("function f(x; h = 1e-4)\nend", (Argument("x"), Argument("h", True, "0.0001"))),
        (
            "function f(x;\n  flag = false,  # why, because\n)\nend",
            (Argument("x"), Argument("flag", True, "False")),
        ),
        ("f(x = nothing) = x", (Argument("x", default="None"),)),
        ('f(x = "a;b)", y = (1, 2)) = x', (Argument("x", default="'a;b)'"), Argument("y", default="(1, 2)"))),
        ("f(args...; options...) = 1", (Argument("args..."), Argument("options...", True))),
        ('"""\n    f(wrong)\nfunction f(wrong)\n"""\nf(x) = x', (Argument("x"),)),
        ("#= f(wrong) = 1\nf(wrong) = 1 =#\nf(x) = x  # f(wrong) = 2", (Argument("x"),)),
        ("f(x) = x\nf(x::Int) = 2x", (Argument("x"),)),
        ("g() do\nend\nh(3)\nif k(1) == 2\nend\nf(x) = x", (Argument("x"),)),
    ],
)
def test_julia_functions_are_read(text, arguments):
    assert julia_definitions(text) == [Definition("function", "f", arguments)]


def test_julia_structs_are_read():
    text = """
Base.@kwdef struct SGD
    lr::Float64 = 0.01  # the step
    momentum
end
struct Empty end
SGD(lr) = SGD(lr, 0)
"""
    assert julia_definitions(text) == [
        Definition("class", "SGD", (Argument("lr", default="0.01"), Argument("momentum"))),
        Definition("class", "Empty", ()),
    ]


def test_methods_of_one_name_must_have_the_same_arguments():
    with pytest.raises(ValueError, match="methods of f differ"):
        julia_definitions("f(x) = x\nf(y::Int) = y")


def test_an_unclosed_bracket_is_an_error():
    with pytest.raises(ValueError, match="no closing bracket"):
        julia_definitions("function f(x\nend")
