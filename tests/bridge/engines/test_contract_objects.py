"""Objects that stay in Julia, on every live engine."""

from __future__ import annotations

import copy
import gc
import math
import pickle
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip

from pyjuliann import ConversionError, EngineError, JuliaError, JuliaObject, JuliaValue, compare
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.kinds import category

SETUP = """
module Shapes
mutable struct Box; side; tag; end
struct Closed; f; end
(c::Closed)(x; twice=false) = twice ? 2c.f(x) : c.f(x)
Base.show(io::IO, b::Box) = print(io, "a box of ", b.side)
Base.show(io::IO, ::MIME"text/html", b::Box) = print(io, "<b>", b.side, "</b>")
Base.length(b::Box) = 2
Base.iterate(b::Box, state=1) = state > 2 ? nothing : (b.side * state, state + 1)
Base.getindex(b::Box, i, j) = 10i + j
Base.setindex!(b::Box, x, i) = (b.side = x * i)
Base.:+(a::Box, b) = Box(a.side + b, a.tag)
Base.:+(a, b::Box) = Box(a + b.side, b.tag)
Base.isless(a::Box, b::Box) = a.side < b.side
Base.:(==)(a::Box, b::Box) = a.side == b.side
Base.hash(b::Box, h::UInt) = hash(b.side, h)
grow!(b::Box) = (b.side += 1; b)
sides(boxes) = [b.side for b in boxes]
end
"""


@pytest.fixture(scope="module")
def shapes(live: Engine) -> Iterator[Any]:
    if live is None:
        yield None
        return
    live.eval(SETUP)
    yield live.Main.Shapes


def box(live: Engine, side: float = 3) -> Any:
    return live.call("Shapes.Box", side, "t", keep=True)


def held(live: Engine) -> int:
    """Return how many values Julia holds for the engine's handles."""
    count: int = live._request(["held"], None, "held")
    return count


# ---------------------------------------------------------------- where they come from


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("sin", "typeof(sin)"),
        ("Ref(1)", "Base.RefValue{Int64}"),
        ("Int", "DataType"),
        ("Base.Iterators", "Module"),
        ("1 // 0", "Rational{Int64}"),
        ('"\\xff"', "String"),
        ("Complex(2^62 + 1, 1)", "Complex{Int64}"),
        ("(i for i in 1:2)", "Base.Generator"),
    ],
)
@pytest.mark.thorough
def test_what_has_no_counterpart_comes_as_an_object(live: Engine, code: str, kind: str) -> None:
    value = live.eval(code)
    assert isinstance(value, JuliaObject)
    assert repr(value).startswith(f"<Julia {kind}")
    assert live.call("identity", value, typed=True).type.startswith(kind)
    assert live.eval("(a, b) -> a === b")(value, value) is True


def test_objects_stand_in_containers(live: Engine) -> None:
    pair = live.eval("(1, (2, sin))")
    assert pair[0] == 1
    assert pair[1][1](0.0) == 0.0
    functions = live.eval("[sin, cos]")
    assert functions.shape == (2,)
    assert [f(0.0) for f in functions] == [0.0, 1.0]
    assert live.eval("Dict(:f => sin)")["f"](0.0) == 0.0


def test_a_result_is_kept_where_that_is_asked_for(live: Engine) -> None:
    numbers = live.eval("[3, 1, 2]", keep=True)
    live.call("sort!", numbers)
    live.call("push!", numbers, 9)
    live.call("append!", numbers, [4])
    live.call("pop!", numbers)
    assert live.call("identity", numbers).tolist() == [1, 2, 3, 9]
    assert np.asarray(numbers).tolist() == [1, 2, 3, 9]
    assert live.call("sum", [1, 2], keep=True) == 3


def test_functions_types_and_definitions_can_be_called(live: Engine) -> None:
    assert live.eval("x -> x^2")(3) == 9
    assert live.eval("defined_here(x; k=1) = x + k")(1, k=5) == 6
    assert live.eval("Int8")(3) == np.int8(3)
    assert live.call(live.eval("sort"), [2, 1], rev=True) == [2, 1]
    with pytest.raises(JuliaError, match="DomainError"):
        live.eval("sqrt")(-1.0)


def test_a_callable_struct_that_holds_a_function_is_one_object(live: Engine, shapes: Any) -> None:
    closed = shapes.Closed(live.eval("x -> x + 1"))
    assert isinstance(closed, JuliaObject)
    assert closed(1) == 2
    assert closed(1, twice=True) == 4


# ---------------------------------------------------------------- what can be done with them


def test_an_object_prints_as_julia_prints_it(live: Engine, shapes: Any) -> None:
    value = box(live)
    assert repr(value) == "<Julia Shapes.Box: a box of 3>"
    assert str(value) == "a box of 3"
    assert value._repr_mimebundle_() == {"text/plain": "a box of 3", "text/html": "<b>3</b>"}
    assert "text/html" not in live.eval("sin")._repr_mimebundle_()
    large = live.eval("collect(1:10^6)", keep=True)
    assert len(repr(large)) < 150
    assert 5 < str(large).count("\n") < 30
    assert "100-element" in str(live.eval("collect(1:100)", keep=True))


def test_an_object_whose_show_method_fails_is_shown_all_the_same(live: Engine) -> None:
    live.eval('struct Unshown; f; end; Base.show(io::IO, ::Unshown) = error("no")')
    assert repr(live.eval("Unshown(sin)")) == "<Julia Unshown>"


def test_attributes(live: Engine, shapes: Any) -> None:
    value = box(live)
    assert (value.side, value.tag) == (3, "t")
    value.side = 4
    assert value.side == 4
    assert {"side", "tag"} <= set(dir(value))
    assert not hasattr(value, "nonsense")
    with pytest.raises(AttributeError, match=r"nonsense: the Julia Shapes\.Box has no such member"):
        value.nonsense  # noqa: B018
    with pytest.raises(AttributeError):
        value.nonsense = 1
    with pytest.raises(AttributeError):
        del value.side
    assert not hasattr(value, "_ipython_display_")
    assert not hasattr(value, "__wrapped__")


def test_items(live: Engine, shapes: Any) -> None:
    value = box(live)
    assert value[1, 2] == 12  # Julia's indices
    value[2] = 5
    assert value.side == 10
    with pytest.raises(TypeError, match="begin at 1"):
        value[0:1]
    matrix = live.eval("[1 2; 3 4]", keep=True)
    assert matrix[2, 1] == 3
    assert matrix[:, 2].tolist() == [2, 4]
    assert live.eval("Dict")[live.eval("Int"), live.eval("Float64")]() == {}


def test_length_iteration_and_membership(live: Engine, shapes: Any) -> None:
    value = box(live)
    assert len(value) == 2
    assert list(value) == [3, 6]
    assert 6 in value
    assert 7 not in value
    assert sum(live.eval("(i for i in 1:1000)", keep=True)) == 500500
    assert list(live.eval("collect(1:1000)", keep=True)) == list(range(1, 1001))
    table = live.eval('Dict("a" => 1, "b" => 2)', keep=True)
    assert sorted(table) == ["a", "b"]
    assert "a" in table
    assert table["b"] == 2
    del table["b"]
    assert len(table) == 1
    endless = iter(live.eval("Iterators.countfrom(5)"))
    assert [next(endless), next(endless)] == [5, 6]
    for nothing in (len, iter, lambda x: 1 in x):
        with pytest.raises(TypeError, match=r"a Julia typeof\(sin\) "):
            nothing(live.eval("sin"))


def test_comparison_and_hash(live: Engine, shapes: Any) -> None:
    one, same, larger = box(live, 1), box(live, 1), box(live, 2)
    assert one == same
    assert one != larger
    assert one < larger
    assert larger >= one
    assert len({one, same, larger}) == 2
    assert one != 1
    assert one != object()
    assert min([larger, one]) == one


def test_arithmetic_is_julias(live: Engine, shapes: Any) -> None:
    assert (box(live, 1) + 2).side == 3
    assert (2 + box(live, 1)).side == 3
    big = live.eval("big(2)^100", keep=True)
    assert int(big + 1) == 2**100 + 1
    assert int(-big) == -(2**100)
    assert int(big // 3) == 2**100 // 3
    assert float(live.eval("big(1.5)", keep=True) ** 2) == 2.25
    assert complex(live.eval("Complex(2^53 + 1, 1)")) == complex(2**53, 1)
    assert math.isclose(float(live.eval("π")), math.pi)
    with pytest.raises(JuliaError, match="MethodError"):
        live.eval("sin") + 1
    with pytest.raises(TypeError):
        live.eval("sin") + object()
    with pytest.raises(TypeError, match="is no real number"):
        float(live.eval("sin"))


def test_a_numpy_array_on_the_left_leaves_the_operator_to_julia(live: Engine) -> None:
    matrix = live.eval("[1.0 2.0; 3.0 4.0]", keep=True)
    assert (np.array([[1.0, 0.0], [0.0, 1.0]]) @ matrix).tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_only_a_bool_has_a_truth_value(live: Engine) -> None:
    assert live.eval("true", keep=True)
    assert not live.eval("false", keep=True)
    for code in ("1", "sin", "[]"):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(live.eval(code, keep=True))


def test_arrays_can_be_made_of_objects(live: Engine, shapes: Any) -> None:
    sine = live.eval("sin")
    assert np.asarray(sine).dtype == object
    assert np.asarray(live.eval("[1 2; 3 4]", keep=True), np.float32).tolist() == [[1, 2], [3, 4]]


def test_an_object_can_be_an_argument_wherever(live: Engine, shapes: Any) -> None:
    a, b = box(live, 1), box(live, 2)
    assert list(live.call("Shapes.sides", [a, b])) == [1, 2]
    assert list(live.call("Shapes.sides", (a, b))) == [1, 2]
    assert live.eval("d -> d[:x].side")({JuliaValue("x", "Symbol"): b}) == 2
    assert live.eval("(; k) -> k.side")(k=a) == 1
    assert list(live.call("Shapes.sides", np.array([a, b], dtype=object))) == [1, 2]


def test_an_object_is_neither_pickled_nor_copied_but_deeply(live: Engine, shapes: Any) -> None:
    value = box(live)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(value)
    with pytest.raises(TypeError, match="cannot be pickled or copied"):
        copy.copy(value)
    other = copy.deepcopy(value)
    other.side = 99
    assert value.side == 3


# ---------------------------------------------------------------- Main


def test_main_has_juliacalls_style(live: Engine) -> None:
    jl = live.Main
    assert jl.Statistics.std(np.array([1.0, 2.0, 3.0])) == 1.0
    assert jl.seval("1 + 1") == 2
    jl.set_from_python = 3
    assert live.eval("set_from_python + 1") == 4
    assert jl.sort_b([2, 1]) == [1, 2]
    assert getattr(jl, "sort!")([2, 1]) == [1, 2]
    assert {"sort_b", "set_from_python", "seval", "Base"} <= set(dir(jl))
    assert "mean" in dir(jl.Statistics)
    jl.seval("module Below; y = 1; end")
    assert jl.Below.seval("y + 1") == 2
    jl.Below.y = 5
    assert jl.Below.y == 5
    with pytest.raises(AttributeError, match="no_such_name"):
        jl.no_such_name  # noqa: B018
    with pytest.raises(AttributeError):
        jl.Statistics.no_such_name  # noqa: B018
    assert repr(jl) == "<Julia Module: Main>"


# ---------------------------------------------------------------- how long they live


def test_julia_lets_go_of_what_python_does(live: Engine) -> None:
    live.eval("freed = Ref(0); mutable struct Noted; f; Noted() = finalizer(_ -> freed[] += 1, new(sin)); end")
    some = [live.call("Noted") for _ in range(50)]
    assert all(isinstance(value, JuliaObject) for value in some)
    some.clear()
    live.eval("nothing")  # with the next call it is told
    live.eval("GC.gc(); GC.gc()")
    assert live.eval("freed[]") >= 45


@pytest.mark.thorough
def test_handles_leave_nothing_behind(live: Engine) -> None:
    gc.collect()
    before = held(live)
    for _ in range(4):
        values = live.eval("Any[sin for _ in 1:1000]")
        assert len(values) == 1000
    del values
    gc.collect()
    assert held(live) <= before


def test_handles_may_be_dropped_by_other_threads(live: Engine) -> None:
    before = held(live)
    values = [live.eval("sin") for _ in range(100)]
    threads = [threading.Thread(target=lambda: [values.pop() for _ in range(25)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(live) <= before


def test_a_failing_result_leaves_no_handles(live: Engine) -> None:
    before = held(live)
    with pytest.raises(ConversionError):
        live.eval("x = Any[sin]; push!(x, x)")
    assert held(live) <= before


def test_another_engines_object_is_refused(live: Engine) -> None:
    with start_or_skip(live.name) as other:
        sine = other.eval("sin")
        with pytest.raises(
            ConversionError, match=r"map: argument 1: a JuliaObject of another engine \(typeof\(sin\)\)"
        ):
            live.call("map", sine, [1.0])
        assert sine(0.0) == 0.0
        assert live.eval("sin") != sine
    with pytest.raises(EngineError, match="closed"):
        sine(0.0)
    assert repr(sine) == "<Julia typeof(sin) (gone)>"
    assert live.call("sum", [1, 2]) == 3


def test_objects_are_compared_by_nobody_in_pairs(live: Engine) -> None:
    sine = live.eval("sin")
    assert category(sine) == ""
    with pytest.raises(TypeError, match="no rule for a value of type JuliaObject"):
        compare(sine, JuliaValue(sine, "typeof(sin)"))


def test_the_bridges_own_parts_take_and_give_plain_values(live: Engine) -> None:
    with pytest.raises(ConversionError, match=r"typeof\(sin\): it has no Python counterpart"):
        live.call("PyjuliannBridge.evaluate", "sin")
    with pytest.raises(ConversionError, match="Twin"):
        live.call("PyjuliannBridge.evaluate", len)
