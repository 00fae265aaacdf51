"""The contract that every live engine keeps, whatever it runs Julia in."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip

from pyjuliann import EngineError, JuliaError, JuliaValue, start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.machine.folders import julia_sources

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


def test_julia_nn_is_there_from_the_start(tmp_path: Path) -> None:
    file = tmp_path / "uses.jl"
    file.write_text("included_relu(x) = JuliaNN.relu(x)", encoding="utf-8")
    for first in (
        lambda fresh: fresh.eval("JuliaNN.relu([-1.0, 1.0])"),
        lambda fresh: fresh.eval("using JuliaNN: relu; relu([-1.0, 1.0])"),
        lambda fresh: fresh.call("JuliaNN.relu", np.array([-1.0, 1.0])),
        lambda fresh: (fresh.include(file), fresh.call("included_relu", np.array([-1.0, 1.0])))[1],
    ):
        with start_or_skip("worker") as fresh:
            assert fresh.eval("1 + 1") == 2
            assert first(fresh).tolist() == [0.0, 1.0]
            assert fresh.eval("JuliaNN.relu([2.0])").tolist() == [2.0]


def test_the_bridges_own_names_are_none_of_mains(live: Engine) -> None:
    assert live.call("PyjuliannBridge.evaluate", "20 + 1") == 21
    live.include(julia_sources() / "worker" / "file_functions.jl")
    assert live.call("PyjuliannBridge.PyjuliannFiles.basename", "a/b") == "b"
    assert live.call("PyjuliannFiles.basename", "a/b") == "b"
    assert live.eval("isdefined(Main, :PyjuliannFiles)") is False
    for taken in ("Reader", "Versions"):  # what the bridge itself has of these names is nobody else's
        live.eval(f"module {taken}; twice(x) = 2x; end")
        assert live.call(f"{taken}.twice", 2) == 4


def test_a_part_of_the_bridge_is_loaded_once(live: Engine) -> None:
    part = julia_sources() / "worker" / "file_functions.jl"
    live.include(part)
    said = live.stderr
    live.include(part)
    assert live.stderr == said  # Julia says so when it replaces a module


def test_private_and_nested_names_are_found(live: Engine) -> None:
    live.eval("module Around; module Within; _twice(x) = 2x; end; end")
    assert live.call("Around.Within._twice", 21) == 42
    assert live.call("Main.Around.Within._twice", 21) == 42


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


@pytest.mark.parametrize(
    "timeout",
    [0, -1, float("nan"), "1", True, np.bool_(True), 10**400, 10**5000, -(10**5000), 1j, [1]],
    ids=lambda timeout: type(timeout).__name__,  # pytest cannot write ints of thousands of digits
)
def test_a_bad_timeout_is_refused(live: Engine, timeout: Any) -> None:
    with pytest.raises(ValueError, match="timeout: expected seconds above 0"):
        live.call("sum", [1], timeout=timeout)
    with pytest.raises(ValueError, match="start_julia: timeout: expected seconds above 0, or None, got "):
        start_julia("worker", timeout=timeout)


@pytest.mark.parametrize("timeout", [10, 10.5, np.int64(10), np.float32(10), Fraction(21, 2), float("inf"), 1e300])
def test_a_timeout_is_any_real_number(engine: Engine, timeout: Any) -> None:
    assert engine.call("sum", [1, 2], timeout=timeout) == 3


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


# ---------------------------------------------------------------- the engine itself


def test_info_names_the_engine(live: Engine) -> None:
    info = live.info
    assert info.engine == live.name
    assert info.julia_version == live.eval("string(VERSION)")
    assert Path(info.executable).name.startswith("julia")
    assert info.blas
    assert info.threads >= 1


def test_threads_may_share_an_engine(live: Engine) -> None:
    if live.name == "juliacall":
        pytest.skip("the juliacall engine answers one thread only, which has a test of its own")
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


def test_an_engine_in_this_process_answers_one_thread_only(live: Engine) -> None:
    if live.name != "juliacall":
        pytest.skip("threads may share a worker")
    caught: list[BaseException] = []

    def work() -> None:
        try:
            live.call("sum", [1])
        except EngineError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert "sum: the juliacall engine answers only the thread" in str(caught[0])
    assert live.call("sum", [1, 2]) == 3


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
