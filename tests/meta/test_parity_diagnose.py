"""Functions that are wrong on purpose: `diagnose` names each cause, and none where none of its causes fits."""

from __future__ import annotations

import itertools
import warnings
from collections import namedtuple

import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes.diagnose import diagnose, diagnose_results
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import session_for
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
RAMP = np.arange(8.0) ** 1.5
Top = namedtuple("Top", ["value", "at"])


def fill(du, u):
    du[:] = u * 2.0


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
    ("argument_scale", np.cos, "x -> cos.(-2 .* x)", (X5,)),
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
    # one argument of several
    (
        "permuted_axes",
        lambda t, k: np.einsum("i,ijk->ij", 1.0 + np.arange(len(t)), t) * k,
        "(t, k) -> (p = permutedims(t, (2, 1, 3)); k .* (1:size(p, 1)) .* dropdims(sum(p; dims=3); dims=3))",
        (T234, 2.0),
    ),
    (
        "memory_order",
        lambda a, k: a.sum(axis=1) * k,
        "(a, k) -> vec(sum(permutedims(reshape(vec(a), size(a, 2), size(a, 1))); dims=2)) .* k",
        (A23, 2.0),
    ),
    (
        "reversed",
        lambda a, k: float((a * np.arange(a.shape[1])).sum()) + k,
        "(a, k) -> sum(a[:, end:-1:1] .* (0:size(a, 2)-1)') + k",
        (A23, 2.0),
    ),
    ("rotated", lambda x, w: float(x @ w), "(x, w) -> sum(x .* circshift(w, 1))", (X5, X5**2)),
    ("index_argument", lambda x, k: x[:k].sum(), "(x, k) -> sum(x[1:k+1])", (X5, 3)),
    ("argument_step", lambda n: n * (n + 1) // 2, "n -> n * (n - 1) ÷ 2", (7,)),
    ("argument_step", lambda n: sum(range(n)), "n -> sum(0:n)", (7,)),
    ("argument_factor", lambda x, y: np.sin(x) + y**2, "(x, y) -> sind.(x) .+ y .^ 2", (X5, X5[::-1].copy())),
    ("argument_scale", lambda x, y: np.sin(x) + y, "(x, y) -> sin.(x ./ length(x)) .+ y", (X5, X5[::-1].copy())),
    ("argument_scale", np.add, "(a, b) -> a .- b", (X5, X5**2)),
    ("conjugated_argument", lambda a, b, c: a * b + c, "(a, b, c) -> a .* b .+ conj.(c)", (Z4, W4, Z4 * W4)),
    (
        "swapped_arguments",
        lambda a, b, c, d: a - 2 * b + 3 * c / d,
        "(a, b, c, d) -> b - 2 * c + 3 * d / a",
        (2.0, 3.0, 5.0, 7.0),
    ),
    # parts
    ("index_base", lambda x: [float(x.max()), int(x.argmax())], "x -> Any[maximum(x), argmax(x)]", (X5,)),
    ("index_base", lambda x: Top(x.max(), x.argmax()), "x -> (value=maximum(x), at=argmax(x))", (X5,)),
    (
        "index_base",
        lambda x: {"a": (float(x.sum()), int(x.argmax()))},
        'x -> Dict("a" => (sum(x), argmax(x)))',
        (X5,),
    ),
    # factorizations
    ("transposed", lambda a: np.linalg.svd(a)[2], "a -> -Matrix(svd(a).V)", (A33,)),
    ("vector_order", lambda a: np.linalg.eigh(a + a.T)[1], "a -> -eigen(a + a').vectors[:, end:-1:1]", (A33,)),
    (
        "vector_signs",
        lambda a: tuple(np.linalg.qr(a)),
        "a -> (F = qr(a); s = -sign.(diag(F.R)); (Matrix(F.Q) .* s', s .* F.R))",
        (A33,),
    ),
    ("factorization", lambda a: np.linalg.eigh(a + a.T), "a -> eigen(a + a')", (A33,)),
    ("factorization", np.linalg.qr, "qr", (A33,)),
    ("factorization", lambda a: np.linalg.svd(a, full_matrices=False), "svd", (A33,)),
    ("factorization", lambda a: np.linalg.cholesky(a @ a.T), "a -> cholesky(Symmetric(a * a'))", (A33,)),
    # elements, edges, constants
    ("left_out", lambda x: x[x >= 0], "x -> x[x .> 0]", (np.array([0.0, 1.5, 0.0, 2.5, 3.0]),)),
    ("left_out", lambda x: sorted(x.tolist()), "x -> Any[sort(x)[[1; 3:end]]...]", (X5,)),
    ("edges", np.gradient, "x -> [0.0; (x[3:end] .- x[1:end-2]) ./ 2; 0.0]", (RAMP,)),
    (
        "edges",
        lambda x: np.histogram(x, bins=4, range=(0.0, 4.0))[0],
        "x -> [count(y -> k <= y < k + 1, x) for k in 0:3]",
        (np.array([0, 1, 1, 2, 4, 4, 3, 2, 3.5]),),
    ),
    ("edges", lambda x: float(x[1:].sum()), "x -> sum(x)", (X5,)),
    ("constant_offset", lambda x: x + 1.0, "x -> x .+ 2.0", (X5,)),
    ("constant_offset", len, "x -> length(x) + 1", (X5,)),
    ("constant_offset", lambda x: len(x) - 1, "x -> length(x)", (X5,)),
    ("constant_offset", lambda x: int((x > 1).sum()), "x -> sum(x .> 1) + 1", (X5,)),
    ("mean", lambda x: x * 2.0, "x -> 2 .* (x .- mean(x))", (X5,)),
    ("mean", lambda x: (x - x.mean()) * 2.0, "x -> 2 .* x", (X5,)),
    ("mean", lambda x: float((x**2).sum()), "x -> sum(abs2, x .- mean(x))", (X5,)),
    ("mean", lambda x: float(((x - x.mean()) ** 2).sum()), "x -> sum(abs2, x)", (X5,)),
    # what the numbers are
    ("seed", lambda n: np.random.default_rng(n).random(4), "n -> rand(MersenneTwister(n), 4)", (7,)),
    ("reinterpreted", lambda x: x.view(np.int64), "x -> copy(x)", (X5,)),
    ("reinterpreted", lambda n: n, "n -> reinterpret(Float64, n)", (N6,)),
    (
        "ill_conditioned",
        lambda x: float(np.mean((x + 1e8) ** 2) - np.mean(x + 1e8) ** 2),
        "x -> (y = x .+ 1e8; Float64(sum(abs2, big.(y)) / length(y) - mean(y)^2))",
        (X5,),
    ),
    ("missing", lambda x: np.append(x, np.nan), "x -> [x; missing]", (X5,)),
    ("forgotten_dot", fill, "(du, u) -> (du = u .* 2.0; nothing)", (np.zeros(5), X5)),
    # what one element alone would not tell
    ("other_axis", lambda a: a.sum(axis=0), "a -> vec(sum(a; dims=2))", (A33[:1, :1],)),
    ("swapped_arguments", np.linalg.solve, "(a, b) -> b \\ a", (A33[:1, :1], B33[:1, :1])),
]

UNKNOWN = [
    ("another function", np.sin, "x -> cos.(x)", (X5,)),
    ("cube", lambda x: x**3, "x -> x .^ 2", (X5,)),
    ("an epsilon", lambda x: np.log(np.abs(x) + 1e-7), "x -> log.(abs.(x) .+ 1e-5)", (X5,)),
    ("median against mean", np.median, "Statistics.mean", (X5,)),
    ("one wrong element", lambda x: x, "x -> (y = copy(x); y[2] += 0.5; y)", (X5,)),
    ("sign dropped", lambda x: x * 3.0, "x -> abs.(x) .* 3.0", (X5,)),
    ("two thirds of them", lambda x: x * 2.0, "x -> [i % 3 == 0 ? y : 2y for (i, y) in enumerate(x)]", (X5,)),
    ("a clip", lambda x: np.clip(x, -1, 1), "x -> clamp.(x, -2, 2)", (X5,)),
    ("a relative error of 1e-9", lambda x: x * 1.0, "x -> x .* (1 .+ 1e-9 .* sin.(1e6 .* x))", (X5,)),
    ("another matrix", lambda a: a @ a, "a -> a * a * a", (A33,)),
    ("another string", lambda s: s.upper(), "s -> reverse(s)", ("text",)),
    ("a division of 1x1 matrices", np.linalg.solve, "(a, b) -> a / b", (A33[:1, :1], B33[:1, :1])),
    ("a random integer apart", lambda x: x, "x -> x .+ (abs.(x) .% 3)", (N6,)),
    # near misses of causes
    ("more than a constant", lambda n: n * n, "n -> n * n + n", (7,)),
    ("a step of several sizes", lambda n: n + 1, "n -> n + 1 + n % 3", (7,)),
    ("other elements", lambda x: x[x > 0], "x -> x[x .< 0]", (X5,)),
    ("numbers of no stream", lambda n: np.random.default_rng(n).random(4), "n -> fill(n / 7, 4)", (7,)),
    ("bits of other numbers", lambda x: x.view(np.int64), "x -> 2 .* x", (X5,)),
    ("other vectors", lambda a: np.linalg.qr(a)[0], "a -> svd(a).U", (A33,)),
    ("the inside too", np.gradient, "x -> [x[2] - x[1]; (x[3:end] .- x[1:end-2]) ./ 3; x[end] - x[end-1]]", (RAMP,)),
    ("a sorted argument", lambda x, w: float(x @ w), "(x, w) -> sum(x .* sort(w))", (X5, X5**2)),
    ("a median less", lambda x: float(x.max() - np.median(x)), "x -> maximum(x) - mean(x)", (X5,)),
    ("another function of one part", lambda x: (x.max(), x.sum()), "x -> (maximum(x) + 1, sum(abs, x))", (X5,)),
    ("a list too short by half", lambda x: x.tolist(), "x -> Any[x[1:length(x)÷3]...]", (X5,)),
    ("a product of all", lambda a, b: a + b, "(a, b) -> a .* b .+ a", (X5, X5**2)),
]


def _label(value: object) -> str | None:
    return value.replace(" ", "_") if isinstance(value, str) and len(value) < 40 else None


@pytest.mark.parametrize(("cause", "python", "julia", "arguments"), WRONG, ids=_label)
def test_names_the_cause(interpreted: Engine, cause, python, julia, arguments):
    using = ["Statistics", "LinearAlgebra", "Random"]
    strict = pair(python, julia, using=using, policy=Policy(ulp=0, aliasing="strict"))
    found = diagnose(strict, *arguments, engine=interpreted)
    assert found.cause == cause, found
    if found.trap:
        assert [entry.number for entry in find(found.trap)] == [found.trap]
        assert f"pyjuliann traps {found.trap}" in found.summary
    assert found.python_remedy
    assert found.julia_remedy
    assert found.cases > 1


@pytest.mark.parametrize(("what", "python", "julia", "arguments"), UNKNOWN, ids=_label)
def test_is_silent_where_no_cause_fits(interpreted: Engine, what, python, julia, arguments):
    found = diagnose(pair(python, julia, using=["Statistics", "LinearAlgebra"]), *arguments, engine=interpreted)
    assert not found, f"{what}: {found}"
    assert found.cause == "unknown"


def test_the_sign_of_zero(interpreted: Engine):
    strict = pair(lambda x: x, "x -> x .+ 0.0", policy=Policy(signed_zero=True, aliasing="ignore"))
    assert diagnose(strict, np.array([-0.0, 1.0, -0.0]), engine=interpreted).cause == "signed_zero"


def test_default_budget_changes_no_diagnosis(interpreted: Engine):
    for cause, python, julia, arguments in WRONG[::12]:
        if cause not in ("rounding", "last_place"):
            found = diagnose(pair(python, julia, using=["Statistics", "LinearAlgebra"]), *arguments, engine=interpreted)
            assert found.cause == cause


def test_nothing_is_diagnosed_where_both_sides_agree(interpreted: Engine):
    assert not diagnose(pair(np.sum, "sum"), X5, engine=interpreted)
    assert not diagnose(pair(np.exp, "x -> exp.(x)"), X5, engine=interpreted)


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
        (lambda x: {"a": [float(x.sum()), int(x.argmax())]}, 'x -> Dict("a" => Any[sum(x), argmax(x)])', (X5,),
         "part 'a', part 2: every index"),
        (lambda a: tuple(np.linalg.eigh(a + a.T)),
         "a -> (e = eigen(a + a'); (reverse(e.values), e.vectors[:, end:-1:1]))",
         (A33,), "part 1; part 2: columns or rows in another order"),
        (np.linalg.qr, "qr", (A33,), "of type QRCompactWY; (Matrix(F.Q), F.R) is what Python gives"),
        (lambda x: float(np.trapezoid(x)), "sum", (X5,), "half the first and the last element of argument 1 more"),
        (lambda c: c + 273.15, "c -> c + 273", (21.5,), "Julia's result is Python's less 0.15"),
        (fill, "(du, u) -> (du = u .* 2.0; nothing)", (np.zeros(5), X5), "`du .= …` fills argument 1"),
    ],
    ids=["deviation as divisor", "half up", "other digits", "axis", "one argument", "one part", "part of a part",
         "two causes", "parts of an object", "end points", "a constant", "a forgotten dot"],
)  # fmt: skip
def test_the_detail_says_what_happened(interpreted: Engine, python, julia, arguments, words):
    found = diagnose(pair(python, julia, using=["Statistics", "LinearAlgebra"], ulp=0), *arguments, engine=interpreted)
    assert words in found.detail, found


FILE = """
function scaled!(du, u)
    du = u .* 2.0
    return nothing
end

squared(a) = a^2

other(n) = rand(MersenneTwister(n), 4)
plain(n) = fill(n / 7, 4)
"""


@pytest.mark.parametrize(
    ("cause", "python", "julia", "arguments"),
    [
        ("forgotten_dot", fill, "scaled!", (np.zeros(5), X5)),
        ("elementwise", lambda a: a**2, "squared", (A33,)),
        ("seed", lambda n: np.random.default_rng(n).random(4), "other", (7,)),
        ("unknown", lambda n: np.random.default_rng(n).random(4), "plain", (7,)),
    ],
    ids=["dot", "elementwise", "seed", "no seed"],
)
def test_a_cause_is_found_in_a_file_too(interpreted: Engine, tmp_path, cause, python, julia, arguments):
    file = tmp_path / "mine.jl"
    file.write_text(FILE, encoding="utf-8")
    found = diagnose(pair(python, f"{file}::{julia}", using=["Random"]), *arguments, engine=interpreted)
    assert found.cause == cause, found


def cause_of(engine, python, julia, arrays):
    """Return the cause that is named on these arrays, and whether the second of them differs."""
    both = pair(python, julia, using=["LinearAlgebra"])
    with session_for(engine) as session:
        session.prepare(both)
        results = run_pair(session, both, [Case((a,), {}) for a in arrays])
        aspect = results[0].aspect
        return diagnose_results(session, both, results, aspect).cause, bool(results[1].differences)


def test_vectors_that_are_not_determined_are_no_evidence_against_a_cause(interpreted: Engine):
    """Of a matrix of one number, all vectors but one may be any."""
    arrays = (A33, np.full((3, 3), 2.5), B33, A33 + B33, A33 - B33)
    found = cause_of(interpreted, lambda a: np.linalg.svd(a)[2], "a -> -Matrix(svd(a).V)", arrays)
    assert found == ("transposed", True)


@pytest.mark.parametrize(
    ("cause", "python", "julia", "arrays"),
    [
        ("permuted", lambda x: np.roll(x, 1), "sort", (X5, X5[:1], X5**2, X5[1:])),
        ("memory_order", lambda a: a.reshape(a.shape[::-1]), "a -> reshape(a, reverse(size(a)))",
         (A23, A23[:1], A23[:, :2] + 1, A33, T234[0])),
        ("index_base", np.argmax, "argmax", (X5, X5[:1], X5**2, X5[1:])),
    ],
    ids=["elements", "shapes", "indices"],
)  # fmt: skip
def test_what_is_alike_by_its_size_is_no_evidence_against_a_cause(interpreted: Engine, cause, python, julia, arrays):
    assert cause_of(interpreted, python, julia, arrays)[0] == cause


SIMPLE = {
    "sum": (lambda x: float(x.sum()), "x -> sum(x)"),
    "mean": (lambda x: float(x.mean()), "x -> mean(x)"),
    "norm": (lambda x: float(np.sqrt((x**2).sum())), "x -> sqrt(sum(abs2, x))"),
    "sorted": (np.sort, "x -> sort(x)"),
    "reversed": (lambda x: x[::-1].copy(), "x -> reverse(x)"),
    "doubled": (lambda x: 2 * x, "x -> 2 .* x"),
}
TRUE_OF_SIMPLE = {
    ("sum", "mean"): "count_factor",
    ("mean", "sum"): "count_factor",
    ("sorted", "reversed"): "permuted",
    ("reversed", "sorted"): "permuted",
}
"""What is so of two of them, Python's first."""


def test_no_cause_is_named_for_functions_that_have_nothing_to_do_with_each_other(interpreted: Engine):
    rng = np.random.default_rng(1)
    cases = [Case((rng.normal(0, 3, n),), {}) for n in (5, 4, 1, 6)]
    named = {}
    with session_for(interpreted) as session:
        for (ours, (python, _)), (theirs, (_, julia)) in itertools.permutations(SIMPLE.items(), 2):
            both = pair(python, julia, using=["Statistics"])
            session.prepare(both)
            results = run_pair(session, both, cases)
            if found := diagnose_results(session, both, results, results[0].aspect):
                named[ours, theirs] = found.cause
    assert named == TRUE_OF_SIMPLE
