"""Structs and dataclasses: what becomes what on every engine, and what is told where fields do not fit."""

from __future__ import annotations

import copy
import pickle
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from typing import Any

import numpy as np
import pytest

from pyjuliann import ConversionError, JuliaFactorization, JuliaObject, JuliaRecord, JuliaValue
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.kinds import code_needs
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.bridge.values.records import fields_of

PACKAGE = """
module Fitting
struct Inner; n::Int; end
struct Fit; slope::Float64; name::Symbol; inner::Inner; end
mutable struct Node; value::Any; next::Union{Nothing,Node}; end
struct Empty end
struct Grid{T,N}; origin::T; data::Array{T,N}; end
struct Positive; x::Float64; Positive(x) = x > 0 ? new(x) : throw(DomainError(x, "x must be positive")); end
struct Doubled; x::Float64; Doubled(x) = new(2x); end
struct Holder; f::Any; end
mutable struct Unfinished; a; b; Unfinished() = new(); end
struct Lists; names::Vector{Symbol}; table::Dict{Symbol,Float64}; pairs::Tuple{Symbol,Char}; many::Vector{Inner}; end
struct Taken; _type::Int; _fields::Int; end
describe(f::Fit) = string(f.name, f.slope, f.inner.n)
end
"""


@dataclass
class Inner:
    n: Any


@dataclass(frozen=True, slots=True)
class Fit:
    slope: Any
    name: Any
    inner: Any = field(default_factory=lambda: Inner(4))


@dataclass
class Derived:
    start: InitVar[int]
    total: int = field(init=False)

    def __post_init__(self, start: int) -> None:
        self.total = 2 * start


Grid = namedtuple("Grid", "origin data")
Number = namedtuple("Number", "x")


@pytest.fixture(scope="module")
def fitting(live: Engine) -> Iterator[Engine]:
    if live is not None:
        live.eval(PACKAGE)
    return live


# ---------------------------------------------------------------- from Julia


def test_a_struct_is_a_record_of_its_fields(fitting: Engine) -> None:
    fit = fitting.eval("Fitting.Fit(1, :steep, Fitting.Inner(3))")
    assert isinstance(fit, JuliaRecord)
    assert (fit.slope, fit.name, fit.inner.n) == (1.0, "steep", 3)
    assert fit._fields == ("slope", "name", "inner")
    assert fit._type == "Fitting.Fit"
    assert repr(fit) == "Fitting.Fit(slope=1.0, name='steep', inner=Fitting.Inner(n=3))"
    assert fit == fitting.eval("Fitting.Fit(1, :steep, Fitting.Inner(3))") != fit._replace(slope=2.0)
    assert hash(fit) == hash(fit._replace(slope=1.0))
    assert pickle.loads(pickle.dumps(fit)) == copy.deepcopy(fit) == copy.copy(fit) == fit
    assert {"slope", "name", "inner"} <= set(dir(fit))
    with pytest.raises(AttributeError, match=r"a Fitting.Fit has no field 'slop'; it has slope, name, inner"):
        _ = fit.slop
    with pytest.raises(AttributeError, match=r"cannot be changed here"):
        fit.slope = 2.0
    with pytest.raises(TypeError, match=r"_replace: a Fitting.Fit has no field 'slop'"):
        fit._replace(slop=1)


@pytest.mark.parametrize(
    ("code", "julia_type"),
    [
        ("Fitting.Fit(1, :steep, Fitting.Inner(3))", "Fitting.Fit"),
        ("Fitting.Empty()", "Fitting.Empty"),
        ("[Fitting.Empty(), Fitting.Empty()]", "Vector{Fitting.Empty}"),
        ("Fitting.Grid(1f0, Float32[1 2; 3 4])", "Fitting.Grid{Float32, 2}"),
        ("Fitting.Grid(1, collect(1:20_000))", "Fitting.Grid{Int64, 1}"),
        ("Fitting.Node(1, Fitting.Node(\"a\", nothing))", "Fitting.Node"),
        ("Fitting.Positive(2)", "Fitting.Positive"),
        ("Fitting.Doubled(2)", "Fitting.Doubled"),
        ("Fitting.Lists([:a], Dict(:b => 1), (:c, 'd'), [Fitting.Inner(1)])", "Fitting.Lists"),
        ('v"1.2.3"', "VersionNumber"),
        ("import LinearAlgebra; LinearAlgebra.I", "LinearAlgebra.UniformScaling{Bool}"),
    ],
)  # fmt: skip
@pytest.mark.thorough
def test_a_record_goes_back_as_its_own_struct(fitting: Engine, code: str, julia_type: str) -> None:
    first = fitting.eval(code, typed=True)
    assert first.type == julia_type
    again = fitting.call("identity", first.value, typed=True)
    assert again.type == julia_type
    assert repr(again.value) == repr(first.value)


def test_a_field_of_any_name_can_be_had(fitting: Engine) -> None:
    taken = fitting.eval("Fitting.Taken(1, 2)")
    assert taken._asdict() == {"_type": 1, "_fields": 2}
    assert fitting.call("identity", taken) == taken
    odd = fitting.eval('eval(Meta.parse("struct Oddly; var\\"a b\\"::Int; def::Int; end")); Oddly(1, 2)')
    assert odd._fields == ("a b", "def")
    assert fitting.call("identity", odd) == odd
    assert eval(python_literal(odd), {"JuliaRecord": JuliaRecord}) == odd


def test_a_named_tuple_of_names_that_python_lacks_is_a_record(live: Engine) -> None:
    got = live.eval('(def = 1, var"a b" = 2, _c = 3)', typed=True)
    assert got.value._asdict() == {"def": 1, "a b": 2, "_c": 3}
    assert live.call("identity", got.value, typed=True).type == got.type
    assert live.eval(julia_literal(got.value)) == got.value


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("n = Fitting.Node(1, nothing); n.next = n", r"Node: its field next is .* Fitting.Node: it holds itself"),
        ("n = Fitting.Node([], nothing); push!(n.value, n); n", r"its field value is .*Node: it holds itself"),
        ("a = Any[]; push!(a, Fitting.Holder(a)); a[1]", r"Fitting.Holder: its field f is .*"),
        ("Fitting.Holder(sin)", r"Fitting.Holder: its field f is .*typeof\(sin\)"),
        ("Fitting.Holder(Fitting.Holder(sin))", r"Fitting.Holder: its field f.f is a value of type typeof\(sin\)"),
        ("n = nothing; for k in 1:200; global n = Fitting.Node(k, n); end; n", r"field next\.next.*…\S*: containers"),
        ("Fitting.Unfinished()", r"Fitting.Unfinished: its field a has no value"),
        ("Ref(1)", r"Base.RefValue\{Int64\}"),
        ("IOBuffer()", r"IOBuffer"),
        ("import Random; Random.MersenneTwister(1)", r"Random.MersenneTwister"),
    ],
)  # fmt: skip
def test_what_is_no_plain_data_is_no_record(fitting: Engine, code: str, why: str) -> None:
    assert isinstance(fitting.eval(code), JuliaObject)
    with pytest.raises(ConversionError, match=why):
        fitting.call("PyjuliannBridge.evaluate", code)  # which gives plain values only
    assert fitting.eval("Fitting.Inner(3)").n == 3


# ---------------------------------------------------------------- to Julia


def test_a_dataclass_is_a_named_tuple(fitting: Engine) -> None:
    got = fitting.call("identity", Fit(1.5, "b"), typed=True)
    assert got.type.startswith("NamedTuple{(:slope, :name, :inner), Tuple{Float64, String, NamedTuple{(:n,)")
    assert fields_of(got.value)["inner"].n == 4
    assert fitting.call("identity", Derived(3))._asdict() == {"total": 6}
    lacking = Derived(3)
    del lacking.total
    with pytest.raises(ConversionError, match=r"argument 1: a test_records.Derived lacks a field: .*total"):
        fitting.call("identity", lacking)


def test_a_dataclass_is_the_struct_that_is_named(fitting: Engine) -> None:
    assert fitting.call("Fitting.describe", JuliaValue(Fit(1.5, "b"), "Fitting.Fit")) == "b1.54"
    record = JuliaRecord("Fitting.Fit", slope=1.5, name="b", inner=Inner(4))
    assert fitting.call("Fitting.describe", record) == "b1.54"
    whole = JuliaValue(Grid(1, [1, 2]), "Fitting.Grid{Float64, 1}")
    assert fitting.call("identity", whole, typed=True).type == "Fitting.Grid{Float64, 1}"
    inferred = JuliaValue(Grid(1.5, np.ones((2, 20_000))), "Fitting.Grid")
    got = fitting.call("identity", inferred, typed=True)
    assert got.type == "Fitting.Grid{Float64, 2}"
    assert got.value.data.shape == (2, 20_000)


WRONG = [
    (Inner(2.5), "Fitting.Inner", r"Fitting.Inner: field n: expected Int64, got 2.5 \(Float64\)"),
    (Inner("x"), "Fitting.Inner", r'Fitting.Inner: field n: expected Int64, got "x" \(String\)'),
    (Fit(1, 2), "Fitting.Fit", r"Fitting.Fit: field name: expected Symbol, got 2 \(Int64\)"),
    (Fit(1, "a", 5), "Fitting.Fit", r"Fitting.Fit: field inner: expected Fitting.Inner, got 5"),
    (Fit(1, "a", Inner(None)), "Fitting.Fit", r"Fitting.Inner: field n: expected Int64, got nothing"),
    (Fit(1, "a", Number(1)), "Fitting.Fit", r"Inner: expected the fields n; what came lacks n and has x besides"),
    (Inner(1), "Fitting.Fit", r"the fields slope, name, inner; what came lacks slope, name, inner and has n besides"),
    (Inner(1), "Fitting.Empty", r"Fitting.Empty: expected no fields; what came has n besides"),
    (Number(-1.0), "Fitting.Positive", r"Fitting.Positive\(x::Float64\): DomainError.*x must be positive"),
    (Number(1.0), "Fitting.Doubled", r"Fitting.Doubled: field x: its constructor makes 2.0 of 1.0"),
    (Grid(1.5, np.array([1])), "Fitting.Grid", r"no constructor for \(origin::Float64, .*\); name its parameters"),
    (Grid(1, np.ones(2)), "Fitting.Grid{Float64, 2}", r"field data: expected Matrix\{Float64\}, got \[1.0, 1.0\]"),
    (Inner(1), "Fitting.Nothing_", r"no type is called Fitting.Nothing_"),
    (Inner(1), "NoPackage.Fit", r"NoPackage not found"),
    (Inner(1), "Fit_", r"no type is called Fit_; is the file that defines it included"),
    (Inner(1), "exit()", r"no type is called exit\(\)"),
    (Inner(1), "Fitting.Inner{", r"no type is called Fitting.Inner\{"),
    (Inner(1), "Fitting.Grid{Float64, exit()}", r"no type is called exit\(\)"),
    (Inner(1), "Fitting", r"no type is called Fitting"),
    (Inner(1), "AbstractChannel", r"AbstractChannel is no struct of plain data"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "name", "message"), WRONG, ids=[name for _, name, _ in WRONG])
def test_fields_that_do_not_fit_are_told(fitting: Engine, value: Any, name: str, message: str) -> None:
    with pytest.raises(ConversionError, match=message) as caught:
        fitting.call("identity", JuliaValue(value, name))
    assert "identity: an argument cannot be had in Julia" in str(caught.value)
    assert fitting.call("sum", [1, 2]) == 3


def test_containers_of_structs_can_be_named(fitting: Engine) -> None:
    for value in ([Inner(1), Inner(2)], []):
        got = fitting.call("identity", JuliaValue(value, "Vector{Fitting.Inner}"), typed=True)
        assert got.type == "Vector{Fitting.Inner}"
        assert len(got.value) == len(value)
    named = JuliaValue({"a": Inner(1)}, "Dict{String, Fitting.Inner}")
    assert fitting.call("identity", named, typed=True).type == "Dict{String, Fitting.Inner}"
    flags = fitting.eval("struct Flag{T}; n::Int; end; (Flag{true}(1), Flag{:a}(2), Flag{-1}(3))")
    assert fitting.call("identity", flags) == flags
    with pytest.raises(ConversionError, match=r"no type is called Fitting.Nothing_"):
        fitting.call("identity", JuliaValue([], "Vector{Fitting.Nothing_}"))


@pytest.mark.parametrize("name", ["Module", "String", "Task", "Core.Box", "Tuple{}", "Symbol"])
def test_nothing_of_julias_own_is_made_of_fields(fitting: Engine, name: str) -> None:
    with pytest.raises(ConversionError, match="argument"):
        fitting.call("identity", JuliaRecord(name))
    assert fitting.call("sum", [1, 2]) == 3


def test_a_value_without_fields_is_no_struct(fitting: Engine) -> None:
    with pytest.raises(ConversionError, match=r"'Fitting.Fit' cannot be sent"):
        fitting.call("identity", JuliaValue(3, "Fitting.Fit"))
    with pytest.raises(TypeError, match="JuliaRecord: type: expected the name of a Julia type, got 3"):
        JuliaRecord(3)


# ---------------------------------------------------------------- factorizations


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("lu([1.0 2; 3 4; 5 6])", "L U p"), ("qr([1.0 2; 3 4; 5 6])", "Q R"), ("lq([1.0 2; 3 4])", "L Q"),
        ("eigen([2.0 1; 1 3])", "values vectors"), ("svd([1.0 2; 3 4; 5 6])", "U S V"),
        ("cholesky([2.0 1; 1 2])", "L U"), ("schur([1.0 2; 3 4])", "T Z values"), ("hessenberg([1.0 2; 3 4])", "Q H μ"),
    ],
)  # fmt: skip
def test_a_factorization_unpacks_as_in_julia(live: Engine, call: str, names: str) -> None:
    found = live.eval(f"using LinearAlgebra; factorization = {call}")
    assert isinstance(found, JuliaFactorization)
    parts = tuple(found)
    assert len(found) == len(parts) == len(names.split())
    for name, part in zip(names.split(), parts, strict=True):
        want = live.eval(f"x = factorization.{name}; x isa Number ? x : Array(x)")
        assert np.array_equal(part, want)
        assert np.array_equal(getattr(found, name), want)
    again = live.call("identity", found, typed=True)
    assert again.type == found._type
    assert again.value == found


def test_an_orthogonal_factor_alone_is_an_array(live: Engine) -> None:
    q = live.eval("using LinearAlgebra; qr([1.0 2; 3 4; 5 6]).Q")
    assert q.shape == (3, 3)
    assert np.allclose(q.T @ q, np.eye(3))


def test_the_parts_make_the_matrix_again(live: Engine) -> None:
    matrix = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    q, r = live.call("LinearAlgebra.qr", matrix)
    assert np.allclose(q @ r, matrix)
    lower, upper, p = live.call("LinearAlgebra.lu", matrix)
    assert np.allclose(lower @ upper, matrix[p - 1])
    solution = live.call("LinearAlgebra.ldiv!", live.call("LinearAlgebra.lu", matrix[:2]), np.array([1.0, 2.0]))
    assert np.allclose(matrix[:2] @ solution, [1.0, 2.0])


# ---------------------------------------------------------------- as code


def test_code_of_a_struct(fitting: Engine) -> None:
    value = JuliaValue(Number(2.0), "Fitting.Positive")
    assert julia_literal(value) == "Fitting.Positive(2.0)"
    assert code_needs(JuliaRecord("LinearAlgebra.UniformScaling{Bool}", λ=True), "julia") == ["import LinearAlgebra"]
    assert code_needs(value, "julia") == ["import Fitting"]
    assert code_needs(Inner(1), "python") == [f"from {__name__} import Inner"]
    assert python_literal(Fit(1, "a")) == "Fit(slope=1, name='a', inner=Inner(n=4))"
