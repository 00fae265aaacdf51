"""What goes wrong in a call: Julia's errors, and values that have no counterpart, on every live engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pyjuliann import ConversionError, JuliaError
from pyjuliann.bridge.engines.engine import Engine


@pytest.mark.parametrize(
    ("function", "arguments", "kind", "words"),
    [
        ("no_such_function", (), "UndefVarError", "no_such_function"),
        ("Base.no_such_function", (), "UndefVarError", "no_such_function"),
        ("LinearAlgebra.dot", (np.ones(3),), "MethodError", "dot"),
        ("LinearAlgebra.dot", (np.ones(2), np.ones(3)), "DimensionMismatch", "lengths 2 and 3"),
        ("sqrt", (-1.0,), "DomainError", "-1.0"),
        ("NoSuchPackage.f", (), "ArgumentError", "NoSuchPackage"),
        ("sin.x", (), "ArgumentError", "not a module"),
        ("getindex", (np.array([1, 2]), 3), "BoundsError", "3"),
        ("div", (1, 0), "DivideError", "division"),
        ("Int8", (1000,), "InexactError", "1000"),
        ("error", ("own words: ü",), "ErrorException", "own words: ü"),
    ],
)
def test_a_julia_error_has_type_message_and_function(
    live: Engine, function: str, arguments: tuple[Any, ...], kind: str, words: str
) -> None:
    with pytest.raises(JuliaError) as caught:
        live.call(function, *arguments)
    error = caught.value
    assert (error.type, error.function) == (kind, function)
    assert words in error.message
    assert function in str(error)


def test_a_julia_error_has_a_backtrace_of_the_users_code(live: Engine) -> None:
    live.eval("inner_of_two(x) = error(x)\nouter_of_two(x) = (inner_of_two(x); 1)")
    with pytest.raises(JuliaError) as caught:
        live.call("outer_of_two", "deep")
    lines = caught.value.backtrace.splitlines()
    assert any("inner_of_two" in line for line in lines)
    assert not any("PyjuliannBridge" in line or "serve.jl" in line for line in lines)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("throw(7)", "Int64"),
        ("struct Odd <: Exception; end; Base.showerror(io::IO, ::Odd) = error(1); throw(Odd())", "Odd"),
        ('error("\\xff is no UTF-8")', "ErrorException"),
        ("throw(InterruptException())", "InterruptException"),
    ],
)
def test_odd_exceptions_are_julia_errors_too(live: Engine, code: str, kind: str) -> None:
    with pytest.raises(JuliaError) as caught:
        live.eval(code)
    assert caught.value.type == kind
    assert live.call("sum", [1, 2]) == 3


def test_endless_recursion_is_an_error(engine: Engine) -> None:
    """In a process of its own; inside Python's it is only where Julia handles signals."""
    with pytest.raises(JuliaError) as caught:
        engine.eval("endless(x) = endless(x) + 1; endless(1)")
    assert caught.value.type == "StackOverflowError"
    assert engine.call("sum", [1, 2]) == 3


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Dict('a' => 1, \"a\" => 2)", "Dict"),
        ("Dict([1] => 1)", "Dict"),
        ("Set(Any[[1]])", "Set"),
        ("x = Any[]; push!(x, x)", "nested"),
    ],
)
def test_a_result_without_counterpart_names_its_julia_type(live: Engine, code: str, kind: str) -> None:
    with pytest.raises(ConversionError) as caught:
        live.eval(code)
    assert kind in str(caught.value)
    assert live.call("sum", [1, 2]) == 3


class Unknown:
    pass


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Unknown(), "Unknown"),
        (np.zeros(2, dtype=[("a", "i4")]), "dtype"),
        (np.ma.zeros(2, dtype=[("a", "i4")]), "dtype"),
        (np.longdouble(1), "NumPy scalar of dtype"),
        (np.zeros(2, np.longdouble), "NumPy array of dtype"),
        ("lone \ud800", "surrogate"),
        (["lone \ud800"], "surrogate"),
        (LOOP, "nested deeper"),
        ({float("nan"): 1, -float("nan"): 2}, "one and the same in Julia"),
        ({float("nan"), -float("nan")}, "one and the same in Julia"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_an_argument_without_counterpart_is_named(live: Engine, value: Any, words: str) -> None:
    for call in (lambda: live.call("identity", 1, value), lambda: live.call("identity", [1], rev=value)):
        with pytest.raises(ConversionError) as caught:
            call()
        assert words in str(caught.value)
        assert str(caught.value).startswith("identity: a")
    assert live.call("sum", [1, 2]) == 3


def test_an_unsendable_argument_is_named_by_place(live: Engine) -> None:
    with pytest.raises(ConversionError, match=r"^dot: argument 2: a Python .*Unknown has no Julia counterpart$"):
        live.call("dot", 1, Unknown())
    with pytest.raises(ConversionError, match=r"^sort: argument rev: "):
        live.call("sort", [1], rev=Unknown())


@pytest.mark.parametrize("text", ["\ud800", "f\udfff"])
def test_text_that_is_not_unicode_is_refused_everywhere(live: Engine, text: str) -> None:
    for call in (
        lambda: live.call(text),
        lambda: live.call("sum", [1], **{text: 1}),
        lambda: live.eval(text),
    ):
        with pytest.raises(ConversionError, match="surrogate"):
            call()


@pytest.mark.parametrize(
    ("argument", "hint"),
    [
        ([0.5, 2.0], 'a list arrives as Vector{Any}: give np.asarray(x), or JuliaValue(x, "Vector{Float64}")'),
        ({"a": 1.0}, 'a dict arrives as Dict{Any,Any}: give JuliaValue(x, "Dict{String,Float64}")'),
        (3, 'an int arrives as Int64: give float(n), or JuliaValue(n, "Float64")'),
        ("text", ""),
    ],
    ids=["list", "dict", "int", "str"],
)
def test_an_error_tells_how_to_give_what_julia_has_the_method_for(live: Engine, argument: Any, hint: str) -> None:
    live.eval(
        "of_one_type(x::Vector{Float64}) = sum(x)\n"
        "of_one_type(x::Dict{String,Float64}) = sum(values(x))\n"
        "of_one_type(x::Float64) = x\n"
    )
    with pytest.raises(JuliaError) as caught:
        live.call("of_one_type", argument)
    said = caught.value.hint
    assert said.replace("String, Float64", "String,Float64") == hint, "Julia 1.6 and later have a blank after the comma"
    assert str(caught.value).endswith(said or caught.value.message)
    assert hint not in caught.value.message or not hint


def test_it_is_told_too_where_no_argument_fits(live: Engine) -> None:
    live.eval("of_two_vectors(x::Vector{Float64}, y::Vector{Float64}) = x + y")
    with pytest.raises(JuliaError, match=r"Closest candidates are:\n  of_two_vectors\(x::") as caught:
        live.call("of_two_vectors", [0.5], [2.0])
    assert 'JuliaValue(x, "Vector{Float64}")' in caught.value.hint
    with pytest.raises(JuliaError, match="no method matching") as caught:
        live.call("of_two_vectors", 1, 2, 3)
    assert "of_two_vectors(x" not in caught.value.message.partition("Closest")[0]


def test_no_hint_is_given_that_would_not_help(live: Engine) -> None:
    live.eval("of_matrices(x::Matrix{Float64}) = sum(x)")
    for function, argument in (("sqrt", [1.0, 2.0]), ("of_matrices", 3), ("of_matrices", {"a": 1})):
        with pytest.raises(JuliaError, match="no method matching") as caught:
            live.call(function, argument)
        assert caught.value.hint == ""
