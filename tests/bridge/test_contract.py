"""The contract that every live engine keeps, whatever it runs Julia in."""

from __future__ import annotations

import datetime
import decimal
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip

from pyjuliann import ConversionError, EngineError, JuliaError, JuliaValue, start_julia
from pyjuliann.bridge.engine import Engine

# ---------------------------------------------------------------- calls


def test_a_call_returns_the_result(live: Engine) -> None:
    assert live.call("sum", np.array([1.0, 2.0, 3.5])) == 6.5
    assert live.call("LinearAlgebra.dot", np.array([1.0, 2.0]), np.array([3.0, 4.0])) == 11.0


def test_a_function_can_do_without_arguments(live: Engine) -> None:
    assert live.call("tuple") == ()


def test_julia_nn_is_loaded_on_first_use(live: Engine) -> None:
    matrix = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert live.call("JuliaNN.matrix_product", matrix, matrix).tolist() == [[7.0, 10.0], [15.0, 22.0]]


def test_keyword_arguments_arrive_as_such(live: Engine) -> None:
    assert live.call("sort", np.array([1, 3, 2]), rev=True).tolist() == [3, 2, 1]
    assert live.call("round", 1.125, digits=2) == 1.12


def test_a_keyword_that_julia_does_not_know_is_its_error(live: Engine) -> None:
    with pytest.raises(JuliaError, match="no_such_keyword") as caught:
        live.call("sort", np.array([1, 2]), no_such_keyword=1)
    assert caught.value.type == "MethodError"


def test_typed_names_the_julia_type(live: Engine) -> None:
    assert live.call("sum", np.ones((2, 3), np.float32), typed=True) == JuliaValue(np.float32(6), "Float32")
    assert live.eval("[1 2; 3 4]", typed=True).type == "Matrix{Int64}"


def test_a_typed_result_can_be_passed_on(live: Engine) -> None:
    first = live.eval("(Int8(1), UInt128(2), 'x', Float32[1, 2])", typed=True)
    assert live.call("identity", first, typed=True).type == first.type


def test_private_and_nested_names_are_found(live: Engine) -> None:
    live.eval("module Outer; module Inner; _twice(x) = 2x; end; end")
    assert live.call("Outer.Inner._twice", 21) == 42
    assert live.call("Main.Outer.Inner._twice", 21) == 42


def test_a_function_may_be_redefined(live: Engine) -> None:
    for expected in (1, 2):
        live.eval(f"redefined() = {expected}")
        assert live.call("redefined") == expected


REFUSED = [
    "sum(1)",
    "1 + 1",
    "+",
    "",
    " ",
    ".",
    "a..b",
    "Base.",
    ".sum",
    "x y",
    "sum;exit()",
    "@time",
    "f{T}",
    "Base.:+",
    "a\nb",
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_is_no_dotted_identifier_is_refused(live: Engine, name: str) -> None:
    with pytest.raises(JuliaError, match="dotted identifiers") as caught:
        live.call(name)
    assert caught.value.type == "ArgumentError"


def test_a_refused_name_is_not_evaluated(live: Engine) -> None:
    live.eval("touched = false")
    with pytest.raises(JuliaError):
        live.call("(global touched = true)")
    assert live.eval("touched") is False


@pytest.mark.parametrize("name", [None, 3, b"sum", ["sum"]])
def test_a_name_that_is_no_str_is_refused(live: Engine, name: Any) -> None:
    with pytest.raises(TypeError, match="dotted identifiers"):
        live.call(name)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), "1"])
def test_a_bad_timeout_is_refused(live: Engine, timeout: Any) -> None:
    with pytest.raises(ValueError, match="timeout: expected seconds above 0"):
        live.call("sum", [1], timeout=timeout)


# ---------------------------------------------------------------- eval and include


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("1 + 1", 2),
        ("a = 20; b = 22\na + b", 42),
        ("1 + 1 # a comment", 2),
        ("1 + 1\n\n# a comment\n", 2),
        ("", None),
        ("# nothing but a comment", None),
        ("function f(x)\n  2x\nend\nf(4)", 8),
        ("using LinearAlgebra: norm\nnorm([3.0, 4.0])", 5.0),
        ('"äöü 한글"', "äöü 한글"),
    ],
)
def test_eval_returns_the_last_value(live: Engine, code: str, value: Any) -> None:
    assert live.eval(code) == value


@pytest.mark.parametrize("code", ["x = (1", "x = 1)", "function f(", "[1, 2"])
def test_code_that_does_not_parse_is_a_parse_error(live: Engine, code: str) -> None:
    with pytest.raises(JuliaError) as caught:
        live.eval(code)
    assert caught.value.type == "ParseError"
    assert caught.value.message


def test_what_stands_before_a_parse_error_has_been_done(live: Engine) -> None:
    with pytest.raises(JuliaError):
        live.eval("done_before = 7\nx = )")
    assert live.eval("done_before") == 7


def test_include_runs_a_file(live: Engine, tmp_path: Path) -> None:
    file = tmp_path / "some folder" / "gut ü.jl"
    file.parent.mkdir()
    file.write_text("included(x) = 3x\n", encoding="utf-8")
    assert live.include(file) is None
    assert live.call("included", 3) == 9


def test_include_names_a_missing_file(live: Engine, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"include: path: expected a Julia file, got .*nowhere\.jl"):
        live.include(tmp_path / "nowhere.jl")


def test_include_of_a_folder_is_refused(live: Engine, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="expected a Julia file"):
        live.include(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [("x = 1\ny = 2)\n", 2, "ParseError"), ('x = 1\n\nerror("in the file")\n', 3, "ErrorException")],
)
def test_include_names_file_and_line_of_an_error(live: Engine, tmp_path: Path, text: str, line: int, kind: str) -> None:
    file = tmp_path / "faulty.jl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JuliaError) as caught:
        live.include(file)
    assert caught.value.type == kind
    assert f"{file}:{line}" in str(caught.value)


# ---------------------------------------------------------------- errors


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
        ("endless(x) = endless(x) + 1; endless(1)", "StackOverflowError"),
        ("throw(InterruptException())", "InterruptException"),
    ],
)
def test_odd_exceptions_are_julia_errors_too(live: Engine, code: str, kind: str) -> None:
    with pytest.raises(JuliaError) as caught:
        live.eval(code)
    assert caught.value.type == kind
    assert live.call("sum", [1, 2]) == 3


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("sin", "typeof(sin)"),
        ("missing", "Missing"),
        ("[1.0, missing]", "Missing"),
        ("big(1.5)", "BigFloat"),
        ("1 => 2", "Pair{Int64, Int64}"),
        ("Ref(1)", "Base.RefValue{Int64}"),
        ("(1, (2, sin))", "typeof(sin)"),
        ("1 // 0", "Rational{Int64}"),
        ('"\\xff"', "String"),
        ("Complex(2^62 + 1, 1)", "Complex{Int64}"),
        ("struct Own{T}; x::T; end; Own(1)", "Own{Int64}"),
        ("module Within; struct Own; end; end; Within.Own()", "Within.Own"),
        ("(def = 1,)", "NamedTuple"),
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
        (datetime.date(2020, 1, 1), "datetime.date"),
        (decimal.Decimal(1), "decimal.Decimal"),
        (len, "builtin_function"),
        (np.datetime64("2020-01-01"), "datetime64"),
        (np.array(["2020-01-01"], dtype="M8[D]"), "datetime64"),
        (np.zeros(2, dtype=[("a", "i4")]), "dtype"),
        (np.ma.masked_array([1, 2], mask=[True, False]), "masked"),
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


# ---------------------------------------------------------------- output


def test_what_julia_and_c_print_is_captured(live: Engine) -> None:
    before = len(live.stdout)
    live.eval('println("from Julia: ü"); ccall(:puts, Cint, (Cstring,), "from C")')
    assert sorted(live.stdout[before:].splitlines()) == ["from C", "from Julia: ü"]
    live.eval('print("no newline")')
    assert live.stdout.endswith("\nno newline")


def test_stderr_is_captured_apart(live: Engine) -> None:
    before, out = len(live.stderr), len(live.stdout)
    live.eval('println(stderr, "a complaint")')
    assert live.stderr[before:] == "a complaint\n"
    assert len(live.stdout) == out


def test_log_messages_are_captured(live: Engine) -> None:
    live.eval('@warn "a log message"')
    assert "a log message" in live.stderr


def test_noise_on_descriptor_1_never_mixes_with_answers(live: Engine) -> None:
    before = len(live.stdout)
    noise = "ccall(:write, Cssize_t, (Cint, Ptr{UInt8}, Csize_t), 1, UInt8[0, 255, 16, 0, 0, 128, 10], 7)"
    assert live.eval(noise) == 7
    assert live.stdout[before:] == "\0\ufffd\x10\0\0\ufffd\n"
    assert live.call("sum", [1, 2]) == 3


def test_much_output_does_not_block(live: Engine) -> None:
    live.eval('for i in 1:3000; println("x"^1000); end')
    assert live.stdout.endswith("x" * 1000 + "\n")
    assert len(live.stdout) <= 1 << 20


def test_output_of_a_call_that_fails_is_there(live: Engine) -> None:
    with pytest.raises(JuliaError):
        live.eval('println("last words"); error("x")')
    assert live.stdout.endswith("last words\n")


def test_standard_input_is_at_its_end(live: Engine) -> None:
    if live.info.engine == "juliacall":
        pytest.skip("in-process Julia shares Python's standard input")
    assert live.eval("read(stdin, String)") == ""


# ---------------------------------------------------------------- arguments stay what they are


@pytest.mark.parametrize("size", [4, 40_000])
def test_a_function_that_mutates_its_argument_does_not_change_numpys(live: Engine, size: int) -> None:
    live.eval("overwrite!(x) = (fill!(x, 0); x)")
    for order in ("C", "F"):
        array = np.arange(float(size)).reshape(2, -1, order=order)
        copy = array.copy()
        assert not live.call("overwrite!", array).any()
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("size", [4, 40_000])
def test_a_result_is_ones_own(live: Engine, size: int) -> None:
    live.eval(f"kept = zeros({size}); get_kept() = kept")
    first = live.call("get_kept")
    first += 1
    assert first.flags.writeable
    assert first.flags.owndata or first.base is not None
    assert not live.call("get_kept").any()


def test_the_same_array_twice_is_two_arrays(live: Engine) -> None:
    array = np.zeros(3)
    live.eval("differ(x, y) = (x[1] = 1; y[1] == 0)")
    assert live.call("differ", array, array) is True


def test_arguments_are_plain_arrays(live: Engine) -> None:
    live.eval("plain(x) = x isa Array")
    for array in (np.ones(3), np.ones((300, 300)), np.asfortranarray(np.ones((2, 2))), np.ones((4, 4))[::2, ::-1]):
        assert live.call("plain", array) is True


# ---------------------------------------------------------------- the engine itself


def test_info_names_the_engine(live: Engine) -> None:
    info = live.info
    assert info.engine == live.name
    assert info.julia_version == live.eval("string(VERSION)")
    assert Path(info.executable).name.startswith("julia")
    assert info.blas
    assert info.threads >= 1


def test_threads_may_share_an_engine(live: Engine) -> None:
    if live.info.engine == "juliacall" and live.info.julia_version < "1.9":
        pytest.skip("Julia before 1.9 takes no calls from threads that it did not start")
    wrong: list[Any] = []

    def work(n: int) -> None:
        for i in range(50):
            size = 3 if i % 10 else 20_000
            expected = float(n * 1000 + i)
            array = np.full(size, expected)
            if live.call("maximum", array) != expected or live.call("identity", array)[-1] != expected:
                wrong.append((n, i))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("name", ["worker", "juliacall"])
def test_an_engine_can_be_closed_twice_and_not_called_after(name: str) -> None:
    with start_or_skip(name) as engine:
        assert engine.call("sum", [1, 2]) == 3
        engine.eval('println("kept after the end")')
        engine.close()
        engine.close()
        for use in (lambda: engine.call("sum", [1]), lambda: engine.eval("1"), lambda: engine.include(__file__)):
            with pytest.raises(EngineError, match="the engine is closed"):
                use()
        assert engine.stdout == "kept after the end\n"


@pytest.mark.parametrize("name", ["worker", "juliacall"])
def test_a_context_manager_closes_also_after_an_error(name: str) -> None:
    with pytest.raises(ZeroDivisionError), start_or_skip(name) as engine:
        raise ZeroDivisionError
    with pytest.raises(EngineError, match="closed"):
        engine.call("sum", [1])


def test_an_unknown_engine_is_refused_with_the_valid_names() -> None:
    with pytest.raises(ValueError, match=r"expected one of auto, juliacall, worker.*got 'pycall'"):
        start_julia("pycall")


def test_auto_takes_a_live_engine(live: Engine) -> None:
    with start_julia("auto") as engine:
        assert engine.info.engine in ("worker", "juliacall")
        assert engine.call("sum", [1, 2]) == 3
