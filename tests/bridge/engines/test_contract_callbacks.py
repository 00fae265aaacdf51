"""Python functions that Julia calls, on every live engine."""

from __future__ import annotations

import dataclasses
import functools
import gc
import operator
import sys
import weakref
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip

from pyjuliann import ConversionError, EngineError, JuliaError, JuliaObject, Twin
from pyjuliann.bridge.engines.engine import Engine


class Adder:
    def __init__(self, n: int) -> None:
        self.n = n

    def add(self, x: Any) -> Any:
        return x + self.n

    def __call__(self, x: Any) -> Any:
        return x + self.n


@dataclasses.dataclass
class Both:
    """A data class that can be called: its fields come first."""

    a: int

    def __call__(self) -> int:
        return self.a


CALLABLES = {
    "a lambda": (lambda x: x + 1),
    "a builtin": functools.partial(operator.add, 1),
    "a method": Adder(1).add,
    "an instance": Adder(1),
    "a partial": functools.partial(lambda n, x: x + n, 1),
    "a generator's": (lambda x: next(y + 1 for y in [x])),
}


@pytest.mark.parametrize("name", CALLABLES)
def test_whatever_can_be_called_is_a_function(live: Engine, name: str) -> None:
    assert live.call("map", CALLABLES[name], np.array([1, 2])).tolist() == [2, 3]


def test_classes_and_ufuncs_are_functions(live: Engine) -> None:
    assert live.call("map", np.sqrt, np.array([4.0, 9.0])).tolist() == [2.0, 3.0]
    assert live.call("map", float, np.array([1, 2])).tolist() == [1.0, 2.0]
    assert live.call("map", abs, np.array([-1, 2])).tolist() == [1, 2]
    assert live.call("identity", Both(1), typed=True).type.startswith("NamedTuple")


def test_functions_in_the_places_where_julia_has_them(live: Engine) -> None:
    assert live.call("sort", np.array([1, 3, 2]), by=lambda x: -x).tolist() == [3, 2, 1]
    assert live.call("filter", lambda x: x > 1, np.array([1, 2, 3])).tolist() == [2, 3]
    assert live.call("reduce", lambda a, b: a * b, [2, 3, 4]) == 24
    rule = "(f, a, b, n) -> (h = (b - a) / n; h * sum(f(a + (i - 0.5) * h) for i in 1:n))"
    assert live.eval(rule)(lambda x: x**2, 0.0, 1.0, 100) == pytest.approx(1 / 3, abs=1e-4)
    step = "(f, y, t, h) -> y .+ h .* f(y .+ h / 2 .* f(y, t), t + h / 2)"
    got = live.eval(step)(lambda y, t: np.array([y[1], -y[0]]) * t, np.array([1.0, 0.0]), 1.0, 0.1)
    assert got.shape == (2,)
    assert live.eval("(fs, x) -> [f(x) for f in fs]")([abs, lambda x: x + 1], -1).tolist() == [1, 0]


def test_values_cross_by_the_same_table(live: Engine) -> None:
    seen: list[Any] = []

    def note(*args: Any, **kwargs: Any) -> Any:
        seen.append((args, kwargs))
        return args[0]

    call = live.eval("(f, x) -> f(x, Int8(1), [1.0 2.0], (a = 1,), sin; k = :s)")
    assert call(note, "text") == "text"
    (text, small, array, named, sine), kwargs = seen[0]
    assert (text, small, named.a, kwargs) == ("text", np.int8(1), 1, {"k": "s"})
    assert array.shape == (1, 2)
    assert isinstance(sine, JuliaObject)
    assert sine(0.0) == 0.0
    assert live.eval("f -> string(typeof(f()))")(lambda: np.float32(1)) == "Float32"
    assert live.eval("f -> sum(f(ones(300, 300)))")(lambda x: 2 * x) == 180_000.0
    tenfold = live.eval("x -> 10x")
    assert live.eval("f -> f()(2)")(lambda: lambda x: x + 1) == 3
    assert live.eval("f -> f()(2)")(lambda: tenfold) == 20


def test_a_function_comes_back_as_itself(live: Engine) -> None:
    def mine() -> None:
        pass

    assert live.call("identity", mine) is mine
    assert live.call("identity", [mine])[0] is mine


# ---------------------------------------------------------------- exceptions


class OwnError(Exception):
    pass


def test_an_exception_arrives_as_itself_with_julias_frames(live: Engine) -> None:
    error = OwnError("mine")

    def fail(_: Any) -> None:
        raise error

    live.eval("goes_through(f, x) = f(x) + 1")
    with pytest.raises(OwnError) as caught:
        live.call("goes_through", fail, 1)
    assert caught.value is error
    assert any("goes_through" in note for note in error.__notes__)
    assert any(frame.name == "fail" for frame in caught.traceback)
    assert live.call("sum", [1, 2]) == 3


def test_julia_may_catch_it(live: Engine) -> None:
    def fail(_: Any) -> None:
        raise KeyError("k")

    said = live.eval("f -> try f(1) catch e; (string(nameof(typeof(e))), e.type, e.message, sprint(showerror, e)) end")
    name, kind, message, words = said(fail)
    assert (name, kind, message) == ("PythonCallbackError", "KeyError", "'k'")
    assert words == "PythonCallbackError: KeyError: 'k'"
    assert "in fail" in live.eval("f -> try f(1) catch e; e.traceback end")(fail)


def test_a_julia_error_goes_through_python_as_itself(live: Engine) -> None:
    def ask(x: float) -> Any:
        return live.call("sqrt", x)

    assert live.eval("f -> try f(-1.0) catch e; e isa DomainError end")(ask) is True
    with pytest.raises(JuliaError) as caught:
        live.eval("f -> f(-1.0)")(ask)
    assert caught.value.type == "DomainError"
    assert "sqrt" in caught.value.backtrace


def test_what_cannot_go_back_is_told(live: Engine) -> None:
    class Odd:
        pass

    def odd() -> Any:
        return Odd()

    with pytest.raises(ConversionError, match=r"odd, which Julia called, returned what cannot cross: .*Odd has no J"):
        live.eval("f -> f()")(odd)
    assert live.call("sum", [1, 2]) == 3


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_what_is_no_exception_is_caught_by_no_julia_code(live: Engine, kind: type[BaseException]) -> None:
    asked = []

    def strike(_: Any) -> None:
        asked.append(1)
        raise kind

    with pytest.raises(kind):
        live.eval("f -> begin; for _ in 1:3; try f(1) catch end; end; 7 end")(strike)
    assert asked == [1]
    assert live.call("sum", [1, 2]) == 3


def test_a_twin_is_for_pairs(live: Engine) -> None:
    with pytest.raises(ConversionError, match=r"map: argument 1: Twin\(.*\) is for arguments of pairs"):
        live.call("map", Twin(abs, "abs"), [1])


# ---------------------------------------------------------------- within one another


def test_calls_within_calls(live: Engine) -> None:
    def down(n: int) -> int:
        return 0 if n == 0 else 1 + live.call("map", down, [n - 1])[0]

    limit = sys.getrecursionlimit()
    assert down(40) == 40
    sys.setrecursionlimit(limit + 1000)
    try:
        assert down(100) == 100
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.thorough
def test_endless_calls_within_calls_are_pythons_error(live: Engine) -> None:
    def down(n: int) -> Any:
        return live.call("map", down, [n + 1])

    with pytest.raises(RecursionError):
        down(0)
    assert live.call("sum", [1, 2]) == 3


def test_definitions_made_within_a_call_can_be_called(live: Engine) -> None:
    def define() -> Any:
        live.eval("made_within(x) = x + 41")
        return live.call("made_within", 1)

    assert live.eval("f -> f()")(define) == 42


def test_another_task_is_refused(live: Engine) -> None:
    with pytest.raises(JuliaError, match="another task than the one that Python has called"):
        live.eval("f -> fetch(@async f())")(lambda: 1)
    assert live.call("sum", [1, 2]) == 3


# ---------------------------------------------------------------- how long they live


def test_a_function_that_julia_keeps_works_later(live: Engine) -> None:
    live.eval("kept = Ref{Any}(nothing)")
    live.eval("f -> (kept[] = f; nothing)")(lambda x: x + 1)
    gc.collect()
    assert live.eval("kept[](1)") == 2
    live.eval("kept[] = nothing")


def test_python_lets_go_of_what_julia_does(live: Engine) -> None:
    class Big:
        def __call__(self, x: Any) -> Any:
            return x

    some = [Big() for _ in range(20)]
    gone = [weakref.ref(value) for value in some]
    for value in some:
        live.call("map", value, [1])
    some.clear()
    del value
    live.eval("GC.gc(); GC.gc()")
    live.eval("nothing")
    assert sum(reference() is None for reference in gone) >= 15


@pytest.mark.thorough
def test_functions_do_not_pile_up(live: Engine) -> None:
    live.eval("GC.gc()")
    for _ in range(1000):
        live.call("identity", lambda: None)
    live.eval("for _ in 1:50; Vector{Float64}(undef, 10^7); end")  # Julia collects when it likes
    live.eval("nothing")
    assert len(live._held.functions) < 500


def test_a_function_of_a_refused_call_is_forgotten(live: Engine) -> None:
    before = len(live._held.functions)
    for _ in range(3):
        with pytest.raises(ConversionError):
            live.call("identity", lambda: None, object())
    assert len(live._held.functions) <= before


def test_an_engine_closed_by_a_function_that_it_called(live: Engine) -> None:
    other = start_or_skip(live.name)
    try:
        if live.name == "worker":  # else it is the same Julia, which ends the call before
            with pytest.raises(EngineError, match="closed"):
                other.eval("f -> f()")(other.close)
        else:
            other.eval("f -> f()")(other.close)
        with pytest.raises(EngineError, match="closed"):
            other.eval("1")
    finally:
        other.close()
    assert live.call("sum", [1, 2]) == 3


def test_what_is_printed_on_both_sides_goes_where_it_belongs(live: Engine, capfd: Any) -> None:
    before = live.stdout

    def say() -> None:
        print("from Python", flush=True)

    live.eval('f -> (println("from Julia"); f(); println("again"))')(say)
    assert live.stdout.removeprefix(before) == "from Julia\nagain\n"
    assert capfd.readouterr().out == "from Python\n"
