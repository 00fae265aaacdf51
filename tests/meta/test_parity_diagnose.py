"""Functions that are wrong on purpose: `diagnose` names each cause, and none where none of its causes fits."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes.diagnose import diagnose
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.traps.catalogue import find

A23 = np.array([[0.5, -1.25, 3.0], [2.0, 7.5, -4.0]])
A33 = np.array([[0.5, -1.25, 3.0], [2.0, 7.5, -4.0], [1.5, 0.25, -6.0]])
B33 = np.array([[1.0, 2.0, -1.0], [0.5, -3.0, 2.5], [4.0, 0.75, 1.25]])
X5 = np.array([0.5, -1.25, 3.0, 2.0, 7.5])
Z4 = np.array([1 + 2j, -0.5 + 1j, 3 - 1j, 2 + 0.25j])
W4 = np.array([0.5 - 1j, 2 + 3j, -1 + 1j, 1 - 2j])
ZM = Z4.reshape(2, 2)
N6 = np.array([3, -7, 8, 5, -2, 9])
T234 = np.arange(24.0).reshape(2, 3, 4) ** 1.5
BIG = np.array([2**62, 2**62 + 5, 2**61], np.int64)
SMALL = np.array([100, 120, 90, -128, 77], np.int8)
NANS = np.array([1.0, np.nan, 3.5, 2.0])

WRONG = [
    # cause, Python, Julia, arguments
    ("ddof", np.std, "Statistics.std", (X5,)),
    ("ddof", np.var, "Statistics.var", (A23,)),
    ("ddof", lambda x: np.var(x, ddof=1), "x -> sum(abs2, x .- sum(x) / length(x)) / length(x)", (X5,)),
    ("ddof", lambda a: np.std(a, axis=0), "a -> vec(Statistics.std(a; dims=1))", (A23,)),
    ("flat_dot", np.dot, "LinearAlgebra.dot", (A33, B33)),
    ("flat_dot", np.dot, "LinearAlgebra.dot", (A23, A23)),
    ("memory_order", lambda a: a.reshape(2, 3), "a -> reshape(a, 2, 3)", (np.arange(6.0),)),
    ("memory_order", np.ravel, "vec", (A23,)),
    ("memory_order", np.cumsum, "a -> cumsum(vec(a))", (A23,)),
    ("memory_order", lambda a: a.reshape(a.shape[::-1]), "a -> reshape(a, reverse(size(a)))", (A23,)),
    ("index_base", np.argmax, "argmax", (X5,)),
    ("index_base", np.argsort, "sortperm", (X5,)),
    ("index_base", lambda x: np.flatnonzero(x > 0), "x -> findall(>(0), x)", (X5,)),
    ("index_argument", lambda x, i: x[i], "getindex", (X5, 3)),
    ("transposed", lambda a: a.T, "copy", (A23,)),
    ("transposed", lambda a, b: a @ b, "(a, b) -> permutedims(a * b)", (A33, B33)),
    ("conjugate", lambda z: z * 2, "z -> conj.(z) .* 2", (Z4,)),
    ("adjoint", lambda z: z + 1, "z -> collect((z .+ 1)')", (ZM,)),
    ("conjugated_argument", np.dot, "LinearAlgebra.dot", (Z4, W4)),
    ("permuted_axes", lambda t: t, "t -> permutedims(t, (3, 1, 2))", (T234,)),
    ("broadcast_end", lambda a, b: a + b, "(a, b) -> a .+ b", (A33, B33[0])),
    ("broadcast_end", lambda a, b: a * b, "(a, b) -> a .* b", (A33, B33[1])),
    ("broadcast_refused", lambda a, b: a + b, "(a, b) -> a .+ b", (A23, A23[0])),
    ("count_factor", np.sum, "Statistics.mean", (X5,)),
    ("count_factor", np.mean, "sum", (A23,)),
    ("constant_factor", np.sin, "x -> 2 .* sin.(x)", (X5,)),
    ("constant_factor", np.log, "x -> log2.(x)", (np.abs(X5),)),
    ("constant_factor", np.degrees, "identity", (X5,)),
    ("constant_factor", lambda x: -x, "identity", (X5,)),
    ("float_width", lambda x: x.astype(np.float32).sum(), "sum", (X5 / 3,)),
    ("float_width", lambda x: np.exp(x.astype(np.float32)).astype(np.float64), "x -> exp.(x)", (X5 / 3,)),
    ("float_width", np.sin, "x -> Float64.(sin.(Float32.(x)))", (X5,)),
    ("float_width", lambda x: x * 2.0, "x -> x .* 2.0", (X5.astype(np.float32),)),
    ("element_type", lambda m: m.prod(), "prod", (np.array([True, True, False]),)),
    ("element_type", np.round, "x -> round.(Int, x)", (X5,)),
    ("overflow", lambda x: int(x.astype(object).sum()), "sum", (BIG,)),
    ("overflow", lambda x: x + x, "x -> Int.(x) .+ Int.(x)", (SMALL,)),
    ("overflow", lambda a, b: a * b, "*", (2**40 + 1, 2**35 + 7)),
    ("floor_division", lambda a, b: a // b, "÷", (-7, 2)),
    ("floor_division", lambda a, b: a % b, "%", (-7, 3)),
    ("floor_division", lambda x: x // 4, "x -> x .÷ 4", (N6,)),
    ("true_division", lambda a, b: a // b, "/", (7, 2)),
    ("rounding_mode", np.trunc, "x -> round.(x)", (X5,)),
    ("rounding_mode", np.floor, "x -> trunc.(x)", (X5,)),
    ("power", lambda a, b: a ^ b, "^", (5, 3)),
    ("product", lambda a, b: a * b, "*", (A33, B33)),
    ("norm", lambda a: np.linalg.norm(a, 2), "a -> LinearAlgebra.norm(a, 2)", (A33,)),
    ("elementwise", np.exp, "exp", (A33 / 4,)),
    ("elementwise", lambda a: a**2, "a -> a^2", (A33,)),
    ("elementwise", np.sin, "sin", (X5,)),
    ("swapped_arguments", np.subtract, "(a, b) -> b .- a", (X5, X5**2)),
    ("container", lambda x: x.tolist(), "x -> Tuple(x)", (X5,)),
    ("argument_factor", np.sin, "x -> sind.(x)", (X5,)),
    ("argument_factor", np.cos, "x -> cos.(-2 .* x)", (X5,)),
    ("floor_division", divmod, "divrem", (-7, 2)),
    ("floor_division", np.fmod, "(a, b) -> mod.(a, b)", (X5, X5[::-1])),
    ("rounding_mode", np.rint, "x -> round.(x, RoundNearestTiesAway)", (np.array([0.5, 1.5, 2.5, -0.5]),)),
    ("skips_nan", np.nanmax, "maximum", (NANS,)),
    (
        "index_base",
        lambda a: [int(i) for i in np.unravel_index(a.argmax(), a.shape)],
        "a -> Any[Tuple(argmax(a))...]",
        (A23,),
    ),
    ("memory_order", lambda a: a.reshape(a.size // 2, 2), "a -> reshape(a, length(a) ÷ 2, 2)", (A23,)),
    ("kept_dimension", lambda x: x, "x -> permutedims(x)", (X5,)),
    ("overflow", lambda x: x.astype(np.uint8) * 2, "x -> x .* 2", (np.array([100, 200, 250]),)),
    ("float_width", lambda a, b: (a.astype("f4") @ b.astype("f4")).astype(float), "*", (A33 / 3, B33 / 7)),
    ("index_base", np.searchsorted, "searchsortedfirst", (np.sort(X5), 1.0)),
    ("in_place", lambda x: (np.add(x, 1, out=x), x)[1], "x -> x .+ 1", (X5.copy(),)),
    ("reversed", np.sort, "x -> sort(x; rev=true)", (X5,)),
    ("rotated", lambda x: x + 1, "x -> circshift(x .+ 1, 1)", (X5,)),
    ("permuted", lambda x: x[np.argsort(np.abs(x - 1.1))], "sort", (X5,)),
    ("other_axis", np.cov, "a -> Statistics.cov(a)", (A33,)),
    ("other_axis", np.sort, "a -> sort(a; dims=1)", (A33,)),
    ("kept_dimension", lambda a: a.sum(axis=0), "a -> sum(a; dims=1)", (A23,)),
    ("range_end", np.arange, "(a, b) -> collect(a:b)", (2, 6)),
    ("strong_zero", lambda m, x: m * x, "(m, x) -> m .* x", (np.array([True, False, False, True]), NANS)),
    ("skips_nan", np.sum, "x -> sum(filter(!isnan, x))", (NANS,)),
    ("bytes", len, "ncodeunits", ("한글 text",)),
    ("random", lambda x: x + np.random.default_rng().random(x.size), "identity", (X5,)),
    ("integer_power", lambda a, b: float(a) ** b, "^", (2, -1)),
    ("empty", np.median, "Statistics.median", (np.array([]),)),
    ("nan_refused", lambda x: np.quantile(x, 0.5), "x -> Statistics.quantile(x, 0.5)", (NANS,)),
    ("string_index", lambda s: s[1], "s -> s[2]", ("한글é",)),
    ("singular", np.linalg.pinv, "inv", (np.ones((2, 2)),)),
    ("missing", np.sum, "x -> missing", (X5,)),
    ("warning", lambda x: (warnings.warn("careful", stacklevel=1), 1)[1], "x -> 1", (X5,)),
    ("stable_sort", lambda x: np.lexsort((-np.arange(x.size), x)), "sortperm", (np.array([3.0, 1, 3, 1, 2]),)),
    ("domain", np.log, "v -> log.(v)", (-np.abs(X5),)),
    ("division_by_zero", lambda a, b: a // b, "(a, b) -> a .÷ b", (N6, np.zeros(6, np.int64))),
    ("inexact", lambda x: x.astype(np.int64), "x -> Int.(x)", (X5,)),
    ("bounds", lambda x: x[2:99], "x -> x[3:99]", (X5,)),
    ("view", lambda x: x[1:], "x -> x[2:end]", (X5,)),
    ("in_place", np.sort, "sort!", (X5[::-1],)),
    ("last_place", np.exp, "x -> Float64.(exp.(big.(x)))", (np.linspace(1, 9, 400),)),
    ("vector_signs", lambda a: np.linalg.qr(a)[1], "a -> (r = qr(a).R; sign.(diag(r)) .* r)", (A33,)),
    ("vector_signs", lambda a: np.linalg.eigh(a + a.T)[1], "a -> -eigen(Symmetric(a + a')).vectors", (A33,)),
    ("random", lambda x: x * 0.5, "x -> rand(length(x))", (X5,)),
    ("index_argument", lambda a, i, k: a[i, k], "(a, i, k) -> a[i, k]", (A33, 1, 2)),
    ("index_argument", lambda x, i: x[i] * 1.0, "(x, i) -> x[i] * 1.0", (X5, 0)),
    ("index_base", lambda x: (float(x.max()), int(x.argmax())), "x -> (maximum(x), argmax(x))", (X5,)),
    (
        "index_base",
        lambda x: {"top": x.max(), "at": x.argmax()},
        'x -> Dict("top" => maximum(x), "at" => argmax(x))',
        (X5,),
    ),
    ("index_base", lambda x: sum(x[i] * i for i in range(len(x))), "x -> sum(x[i] * i for i in 0:length(x)-1)", (X5,)),
    ("swapped_arguments", lambda x, a, b: x * a - b, "(x, b, a) -> x * a - b", (2.0, 3.0, 5.0)),
    ("transposed", lambda x, w: x @ w.T, "(x, w) -> x * w", (A33, B33)),
    (
        "reversed",
        lambda a, v: np.correlate(a, v, "valid"),
        "(a, v) -> [sum(a[i+k] * v[end-k] for k in 0:length(v)-1) for i in 1:length(a)-length(v)+1]",
        (np.arange(8.0) ** 1.5, np.array([1.0, -2.0, 4.0])),
    ),
    ("memory_order", lambda a: int(a.argmax()), "a -> LinearIndices(a)[argmax(a)] - 1", (A33,)),
    ("permuted", lambda s: list(dict.fromkeys(s)), "s -> Any[string(c) for c in sort(unique(s))]", ("bridgework",)),
    (
        "stable_sort",
        lambda x: np.argsort(x, kind="stable")[::-1].copy(),
        "x -> sortperm(x; rev=true) .- 1",
        (np.array([3.0, 1, 3, 1, 2]),),
    ),
    ("true_division", lambda n: n // 2, "n -> n / 2", (7,)),
    ("container", lambda x: x.tolist(), "x -> copy(x)", (X5,)),
    ("element_type", lambda n: n.astype(float), "n -> copy(n)", (N6,)),
    ("kept_dimension", lambda x: x[None, :].copy(), "x -> copy(x)", (X5,)),
    ("domain", lambda a, b: np.log(a - b), "(a, b) -> log(a - b)", (2, 5)),
    ("argument_type", lambda x: float(sum(x)), "(x::Vector{Float64}) -> sum(x)", ([0.5, 2.0, 7.0],)),
    ("argument_type", lambda n: n + 1.0, "(n::Float64) -> n + 1", (3,)),
    ("cartesian", np.argmax, "argmax", (A23,)),
    ("rounding", lambda x: float(np.cumsum(x)[-1]), "x -> Float64(sum(big.(x)))", (np.full(1000, 0.1),)),
    ("rounding", lambda a, b: a @ b, "(a, b) -> Float64.(big.(a) * big.(b))", (A33 / 3, B33 / 7)),
]

UNKNOWN = [
    ("plus one", lambda x: x + 1.0, "x -> x .+ 2.0", (X5,)),
    ("another function", np.sin, "x -> cos.(x)", (X5,)),
    ("cube", lambda x: x**3, "x -> x .^ 2", (X5,)),
    ("an epsilon", lambda x: np.log(np.abs(x) + 1e-7), "x -> log.(abs.(x) .+ 1e-5)", (X5,)),
    ("median against mean", np.median, "Statistics.mean", (X5,)),
    ("length and one more", len, "x -> length(x) + 1", (X5,)),
    ("one wrong element", lambda x: x, "x -> (y = copy(x); y[2] += 0.5; y)", (X5,)),
    ("sign dropped", lambda x: x * 3.0, "x -> abs.(x) .* 3.0", (X5,)),
    ("two thirds of them", lambda x: x * 2.0, "x -> [i % 3 == 0 ? y : 2y for (i, y) in enumerate(x)]", (X5,)),
    ("a clip", lambda x: np.clip(x, -1, 1), "x -> clamp.(x, -2, 2)", (X5,)),
    ("a relative error of 1e-9", lambda x: x * 1.0, "x -> x .* (1 .+ 1e-9 .* sin.(1e6 .* x))", (X5,)),
    ("another matrix", lambda a: a @ a, "a -> a * a * a", (A33,)),
    ("another string", lambda s: s.upper(), "s -> reverse(s)", ("text",)),
    ("a length less one", lambda x: len(x) - 1, "x -> length(x)", (X5,)),
    ("a number of elements", lambda x: int((x > 1).sum()), "x -> sum(x .> 1) + 1", (X5,)),
    ("a division of 1x1 matrices", np.linalg.solve, "(a, b) -> a / b", (A33[:1, :1], B33[:1, :1])),
    ("a random integer apart", lambda x: x, "x -> x .+ (abs.(x) .% 3)", (N6,)),
]


def _label(value: object) -> str | None:
    return value.replace(" ", "_") if isinstance(value, str) and len(value) < 40 else None


@pytest.mark.parametrize(("cause", "python", "julia", "arguments"), WRONG, ids=_label)
def test_names_the_cause(engine: Engine, cause, python, julia, arguments):
    using = ["Statistics", "LinearAlgebra"]
    strict = pair(python, julia, using=using, policy=Policy(ulp=0, aliasing="strict"))
    found = diagnose(strict, *arguments, engine=engine)
    assert found.cause == cause, found
    if found.trap:
        assert [entry.number for entry in find(found.trap)] == [found.trap]
        assert f"pyjuliann traps {found.trap}" in found.summary
    assert found.python_remedy
    assert found.julia_remedy
    assert found.cases > 1


@pytest.mark.parametrize(("what", "python", "julia", "arguments"), UNKNOWN, ids=_label)
def test_is_silent_where_no_cause_fits(engine: Engine, what, python, julia, arguments):
    found = diagnose(pair(python, julia, using=["Statistics"]), *arguments, engine=engine)
    assert not found, f"{what}: {found}"
    assert found.cause == "unknown"


def test_the_sign_of_zero(engine: Engine):
    strict = pair(lambda x: x, "x -> x .+ 0.0", policy=Policy(signed_zero=True, aliasing="ignore"))
    assert diagnose(strict, np.array([-0.0, 1.0, -0.0]), engine=engine).cause == "signed_zero"


def test_default_budget_changes_no_diagnosis(engine: Engine):
    for cause, python, julia, arguments in WRONG[::6]:
        if cause not in ("rounding", "last_place"):
            found = diagnose(pair(python, julia, using=["Statistics", "LinearAlgebra"]), *arguments, engine=engine)
            assert found.cause == cause


def test_nothing_is_diagnosed_where_both_sides_agree(engine: Engine):
    assert not diagnose(pair(np.sum, "sum"), X5, engine=engine)
    assert not diagnose(pair(np.exp, "x -> exp.(x)"), X5, engine=engine)


def test_every_cause_is_met_here():
    """A cause without a function that shows it would be a guess."""
    assert {cause.name for cause in CAUSES} == {row[0] for row in WRONG} | {"signed_zero"}
    assert len(WRONG) >= 25


@pytest.mark.parametrize(
    ("python", "julia", "arguments", "words"),
    [
        (lambda x: (x - x.mean()) / x.std(), "x -> (x .- mean(x)) ./ std(x)", (X5,), "one side divides by n, the"),
        (lambda x: np.floor(x + 0.5), "x -> round.(x)", (np.array([0.5, 2.5, -1.5, 4.5]),),
         "Python rounds to nearest, halves up, Julia to nearest, halves to even"),
        (lambda x: x * 3.14159265, "x -> x .* 3.1415927", (X5,), "is (1 + 1.59e-08) times Python's"),
        (lambda a: a.mean(axis=1), "a -> vec(sum(a; dims=2))", (A23,), "n is the length of axis 1"),
        (lambda x, w: x @ w.T, "(x, w) -> x * w", (A33, B33), "argument 2"),
        (lambda x: (float(x.max()), int(x.argmax())), "x -> (maximum(x), argmax(x))", (X5,), "part 2: every index"),
    ],
    ids=["deviation as divisor", "half up", "other digits", "axis", "one argument", "one part"],
)  # fmt: skip
def test_the_detail_says_what_happened(engine: Engine, python, julia, arguments, words):
    found = diagnose(pair(python, julia, using=["Statistics", "LinearAlgebra"], ulp=0), *arguments, engine=engine)
    assert words in found.detail, found
