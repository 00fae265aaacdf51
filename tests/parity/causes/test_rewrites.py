"""Every porting mistake, planted on either side inside a formula in a file: its line and what mends it are named."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from pyjuliann import pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes.diagnosis import Repair
from pyjuliann.parity.causes.repair_julia import search_julia
from pyjuliann.parity.causes.repair_python import PythonSearch
from pyjuliann.parity.causes.sought import Sought
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.landmarks import julia_numbers, python_numbers
from pyjuliann.parity.pairing.python_code import python_code
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls

pytestmark = pytest.mark.thorough

SECONDS: Final = 60.0
"""For one search, which takes less than one on an idle machine."""

PYTHON = '''import math

import numpy as np


def scaled(x, base=10.0):
    return np.log(np.abs(x) + 1) / np.log(base)


def expm(a):
    return sum(np.linalg.matrix_power(a, k) / math.factorial(k) for k in range(30))


def f(NAMES):
    """What is computed."""
    # the heart of it
    u = FORMULA  # and so on
    return 3 * u + 1
'''
JULIA = """using Statistics, LinearAlgebra

scaled(x; base=10.0) = log.(abs.(x) .+ 1) ./ log(base)

"What is computed."
function f(NAMES)
    # the heart of it
    u = FORMULA  # and so on
    return 3 .* u .+ 1
end
"""

ROWS: Final = (
    # what, arguments, in Python right and wrong, in Julia right and wrong
    ("mod", "ints", "(a + b) % 7", "np.fmod(a + b, 7)", "mod.(a .+ b, 7)", "rem.(a .+ b, 7)"),
    ("div", "ints", "(a - b) // 3", "np.trunc((a - b) / 3)", "fld.(a .- b, 3)", "div.(a .- b, 3)"),
    ("true_div", "ints", "(a - b) / 2", "(a - b) // 2", "(a .- b) ./ 2", "(a .- b) .÷ 2"),
    ("axis", "square", "(m + 1).sum(axis=0)", "(m + 1).sum(axis=1)", "vec(sum(m .+ 1; dims=1))",
     "vec(sum(m .+ 1; dims=2))"),
    ("std", "vectors", "x / np.std(x)", "x / np.std(x, ddof=1)", "x ./ std(x; corrected=false)", "x ./ std(x)"),
    ("cov", "matrix", "np.cov(m.T) * 2", "np.cov(m.T, bias=True) * 2", "cov(m) .* 2", "cov(m; corrected=false) .* 2"),
    ("log10", "positive", "1 + np.log10(x)", "1 + np.log(x)", "1 .+ log10.(x)", "1 .+ log.(x)"),
    ("log1p", "positive", "y * np.log1p(x)", "y * np.log(x)", "y .* log1p.(x)", "y .* log.(x)"),
    ("sind", "vectors", "y + np.sin(np.radians(x))", "y + np.sin(x)", "y .+ sind.(x)", "y .+ sin.(x)"),
    ("deg2rad", "vectors", "np.cos(np.radians(x)) * y", "np.cos(x) * y", "cos.(deg2rad.(x)) .* y", "cos.(x) .* y"),
    ("transpose", "square", "m @ m.T", "m @ m", "m * m'", "m * m"),
    ("adjoint", "complexes", "z.conj() * w", "z * w", "conj.(z) .* w", "z .* w"),
    ("vdot", "complexes", "np.vdot(z, w)", "np.dot(z, w)", "z' * w", "transpose(z) * w"),
    ("matmul", "square", "m @ (m + 1)", "m * (m + 1)", "m * (m .+ 1)", "m .* (m .+ 1)"),
    ("power", "square", "np.linalg.matrix_power(m, 3)", "m ** 3", "m^3", "m .^ 3"),
    ("solve", "square", "np.linalg.solve(m, m.T + 1)", "np.linalg.solve(m.T + 1, m)", "m \\ (m' .+ 1)",
     "m / (m' .+ 1)"),
    ("swapped", "vectors", "np.arctan2(x, y)", "np.arctan2(y, x)", "atan.(x, y)", "atan.(y, x)"),
    ("reshape", "even", "x.reshape(2, -1).sum(axis=1)", "x.reshape(2, -1, order='F').sum(axis=1)",
     "vec(sum(permutedims(reshape(x, :, 2)); dims=2))", "vec(sum(reshape(x, 2, :); dims=2))"),
    ("ravel", "matrix", "np.cumsum(m.ravel())", "np.cumsum(m.ravel(order='F'))", "cumsum(vec(permutedims(m)))",
     "cumsum(vec(m))"),
    ("range", "vectors", "sum(x[i] * i for i in range(len(x)))", "sum(x[i] * i for i in range(len(x) - 1))",
     "sum(x[i+1] * i for i in 0:length(x)-1)", "sum(x[i+1] * i for i in 0:length(x)-2)"),
    ("index", "vectors", "y * x[2]", "y * x[1]", "y .* x[3]", "y .* x[2]"),
    ("slice", "vectors", "np.cumsum(x[1:])", "np.cumsum(x[2:])", "cumsum(x[2:end])", "cumsum(x[3:end])"),
    ("constant", "vectors", "x * 4 + y", "x * 5 + y", "x .* 4 .+ y", "x .* 5 .+ y"),
    ("less", "ints", "(a < b) * a", "(a <= b) * a", "(a .< b) .* a", "(a .<= b) .* a"),
    ("round", "halves", "np.round(x) + y", "np.floor(x + 0.5) + y", "round.(x) .+ y", "floor.(x .+ 0.5) .+ y"),
    ("round_away", "halves", "np.trunc(x + np.copysign(0.5, x))", "np.round(x)", "round.(x, RoundNearestTiesAway)",
     "round.(x)"),
    ("digits", "vectors", "np.round(x, 2) * y", "np.round(x, 1) * y", "round.(x; digits=2) .* y",
     "round.(x; digits=1) .* y"),
    ("floor", "vectors", "np.floor(x) * y", "np.trunc(x) * y", "floor.(x) .* y", "trunc.(x) .* y"),
    ("ceil", "vectors", "np.ceil(x) * y", "np.floor(x) * y", "ceil.(x) .* y", "floor.(x) .* y"),
    ("rows", "matrix", "m.sum() / len(m)", "m.sum() / m.size", "sum(m) / size(m, 1)", "sum(m) / length(m)"),
    ("mean", "vectors", "x - x.mean()", "x - x.sum()", "x .- mean(x)", "x .- sum(x)"),
    ("sum", "vectors", "x / x.sum()", "x / x.mean()", "x ./ sum(x)", "x ./ mean(x)"),
    ("sign", "vectors", "np.exp(-x) + y", "np.exp(x) + y", "exp.(-x) .+ y", "exp.(x) .+ y"),
    ("plus", "vectors", "x * (1 - y)", "x * (1 + y)", "x .* (1 .- y)", "x .* (1 .+ y)"),
    ("two", "vectors", "np.exp(-(x ** 2) / 2)", "np.exp(-(x ** 2))", "exp.(-(x .^ 2) ./ 2)", "exp.(-(x .^ 2))"),
    ("pi", "vectors", "np.cos(np.pi * x) + y", "np.cos(x) + y", "cos.(pi .* x) .+ y", "cos.(x) .+ y"),
    ("root_two", "vectors", "np.tanh(x / np.sqrt(2)) + y", "np.tanh(x) + y", "tanh.(x ./ sqrt(2)) .+ y",
     "tanh.(x) .+ y"),
    ("by_n", "vectors", "y + (x ** 2).sum() / len(x)", "y + (x ** 2).sum()", "y .+ sum(x .^ 2) / length(x)",
     "y .+ sum(x .^ 2)"),
    ("n_less_one", "vectors", "y + (x ** 2).sum() / (len(x) - 1)", "y + (x ** 2).sum() / len(x)",
     "y .+ sum(x .^ 2) / (length(x) - 1)", "y .+ sum(x .^ 2) / length(x)"),
    ("epsilon", "positive", "y / np.sqrt(x + 0.01)", "y / (np.sqrt(x) + 0.01)", "y ./ sqrt.(x .+ 0.01)",
     "y ./ (sqrt.(x) .+ 0.01)"),
    ("nanmax", "nans", "y - np.nanmax(x)", "y - np.max(x)", "y .- maximum(filter(!isnan, x))", "y .- maximum(x)"),
    ("fmax", "nans", "np.fmax(x, y)", "np.maximum(x, y)", "ifelse.(isnan.(x), y, max.(x, y))", "max.(x, y)"),
    ("descending", "vectors", "np.sort(x)[::-1] * y", "np.sort(x) * y", "sort(x; rev=true) .* y", "sort(x) .* y"),
    ("order", "ties", "np.argsort(a, kind='stable') * 1", "np.argsort(a, kind='stable')[::-1] * 1",
     "(sortperm(a) .- 1) .* 1", "(sortperm(a; rev=true) .- 1) .* 1"),
    ("ties", "ties", "np.argsort(a, kind='stable')[::-1] * 1", "np.argsort(-a, kind='stable') * 1",
     "reverse(sortperm(a)) .- 1", "sortperm(a; rev=true) .- 1"),
    ("argmax_first", "ties", "int(np.argmax(a)) + 1", "int(np.flatnonzero(a == np.max(a))[-1]) + 1",
     "findfirst(==(maximum(a)), a)", "findlast(==(maximum(a)), a)"),
    ("float32", "vectors", "np.cumsum(x.astype(np.float64)) / 3", "np.cumsum(x.astype(np.float32)) / 3",
     "cumsum(Float64.(x)) ./ 3", "cumsum(Float32.(x)) ./ 3"),
    ("int32", "large", "a.astype(np.int64) * 3", "a.astype(np.int32) * 3", "(a .% Int64) .* 3", "(a .% Int32) .* 3"),
    ("and", "ints", "(a & 3) + b", "(a | 3) + b", "(a .& 3) .+ b", "(a .| 3) .+ b"),
    ("xor", "ints", "(a ^ b) + 1", "(a | b) + 1", "xor.(a, b) .+ 1", "(a .| b) .+ 1"),
    ("both", "pairs_of_ints", "1 if i > 0 and j > 0 else 0", "1 if i > 0 or j > 0 else 0", "i > 0 && j > 0 ? 1 : 0",
     "i > 0 || j > 0 ? 1 : 0"),
    ("shift", "pairs_of_ints", "(abs(i) << 3) + j", "(abs(i) >> 3) + j", "(abs(i) << 3) + j", "(abs(i) >> 3) + j"),
    ("exp_matrix", "square", "np.exp(m / 9) + m", "expm(m / 9) + m", "exp.(m ./ 9) .+ m", "exp(m ./ 9) .+ m"),
    ("expm", "square", "expm(m / 9) + m", "np.exp(m / 9) + m", "exp(m ./ 9) .+ m", "exp.(m ./ 9) .+ m"),
    ("kernel", "vectors", "np.convolve(x, [1.0, 2.0, 4.0], 'valid')", "np.correlate(x, [1.0, 2.0, 4.0], 'valid')",
     "(k = [1.0, 2.0, 4.0]; [sum(x[i+j-1] * k[4-j] for j in 1:3) for i in 1:length(x)-2])",
     "(k = [1.0, 2.0, 4.0]; [sum(x[i+j-1] * k[j] for j in 1:3) for i in 1:length(x)-2])"),
    ("default", "vectors", "scaled(x)", "scaled(x, base=2.0)", "scaled(x)", "scaled(x; base=2.0)"),
    ("clip", "vectors", "np.clip(x, -1, 4)", "np.clip(x, -1, 1)", "clamp.(x, -1, 4)", "clamp.(x, -1, 1)"),
    ("relu", "vectors", "np.maximum(x, 0) * y", "x * y", "max.(x, 0) .* y", "x .* y"),
    ("column_taken", "square", "m[:, 0] * 2", "m[0, :] * 2", "m[:, 1] .* 2", "m[1, :] .* 2"),
    ("diff", "vectors", "x[1:] - x[:-1]", "x[:-1] - x[1:]", "x[2:end] .- x[1:end-1]", "x[1:end-1] .- x[2:end]"),
    ("stack", "vectors", "np.concatenate([x, y])", "np.concatenate([y, x])", "vcat(x, y)", "vcat(y, x)"),
    ("outer", "vectors", "np.outer(x, y).sum(axis=0)", "np.outer(y, x).sum(axis=0)", "vec(sum(x * y'; dims=1))",
     "vec(sum(y * x'; dims=1))"),
    ("broadcast", "square", "m - m.mean(axis=1, keepdims=True)", "m - m.mean(axis=1)", "m .- mean(m; dims=2)",
     "m .- vec(mean(m; dims=2))'"),
)  # fmt: skip

ARGUMENTS: Final[dict[str, tuple[str, Callable[[np.random.Generator, int], tuple[Any, ...]]]]] = {
    "ints": ("a, b", lambda rng, n: (rng.integers(-20, 20, n), rng.integers(-9, 9, n))),
    "vectors": ("x, y", lambda rng, n: (rng.normal(size=n) * 4, rng.normal(size=n))),
    "positive": ("x, y", lambda rng, n: (rng.uniform(0.05, 5, n), rng.normal(size=n))),
    "square": ("m", lambda rng, n: (rng.normal(size=(n - 2, n - 2)),)),
    "matrix": ("m", lambda rng, n: (rng.normal(size=(n - 2, int(rng.integers(2, 5)))),)),
    "complexes": ("z, w", lambda rng, n: tuple(rng.normal(size=n) + 1j * rng.normal(size=n) for _ in range(2))),
    "even": ("x", lambda rng, n: (rng.normal(size=2 * n),)),
    "halves": ("x, y", lambda rng, n: (rng.integers(-9, 9, n) / 2, rng.normal(size=n))),
    "nans": ("x, y", lambda rng, n: (one_nan(rng.normal(size=n), rng), np.ones(n))),
    "ties": ("a", lambda rng, n: (rng.integers(0, 3, n),)),
    "large": ("a", lambda rng, n: (rng.integers(2**30, 2**33, n),)),
    "pairs_of_ints": ("i, j", lambda rng, _: (int(rng.integers(-9, 9)), int(rng.integers(-9, 9)))),
}  # fmt: skip


def one_nan(x: Any, rng: np.random.Generator) -> Any:
    x[rng.integers(x.size)] = np.nan
    return x


def written(template: str, names: str, formula: str) -> str:
    return template.replace("NAMES", names).replace("FORMULA", formula)


def loaded(path: Path) -> Callable[..., Any]:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Any] = module.f
    return found


@pytest.fixture(params=ROWS, ids=lambda row: row[0])
def planted(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """A right and a wrong function in files of both languages, and arguments on which these differ."""
    _, kind, right, wrong, julia_right, julia_wrong = request.param
    names, make = ARGUMENTS[kind]
    (tmp_path / "right.py").write_text(written(PYTHON, names, right))
    (tmp_path / "wrong.py").write_text(written(PYTHON, names, wrong))
    (tmp_path / "wrong.jl").write_text(written(JULIA, names, julia_wrong))
    rng = np.random.default_rng(5)
    cases = [Case(make(rng, int(rng.integers(4, 8)))) for _ in range(14)]
    right_one, wrong_one = loaded(tmp_path / "right.py"), loaded(tmp_path / "wrong.py")
    return {"right": right_one, "wrong": wrong_one, "cases": cases, "folder": tmp_path, "numbers": julia_right}


def results(planted: dict[str, Any], python: Callable[..., Any], julia: str) -> tuple[Any, list[CaseResult]]:
    """Return a pair, and its results where the right function is what the other side does."""
    other = planted["right"] if python is planted["wrong"] else planted["wrong"]
    here = pair(python, julia)
    cases = planted["cases"]
    found = judge_calls(here, cases, run_python(python, cases), run_python(other, cases))
    return here, sorted(found, key=lambda r: r.verdict != "differ")


def on_line(repairs: tuple[Repair, ...], line: int, text: str) -> list[Repair]:
    """Return the repairs of one change at a line, with a patch that changes no other."""
    found = [r for r in repairs if len(r.edits) == 1 and r.edits[0].line == line]
    before = [f"-{text.splitlines()[line - 1]}"]
    assert all([x for x in r.patch.splitlines() if x.startswith("-")][1:] == before for r in found)
    return found


def test_in_julia(interpreted: Engine, planted: dict[str, Any]) -> None:
    path = planted["folder"] / "wrong.jl"
    here, found = results(planted, planted["right"], f"{path}::f")
    question = Sought(here, found[:6], found, SECONDS)
    numbers = list(dict.fromkeys(python_numbers(planted["right"])))
    search = search_julia(Session(interpreted), question, numbers, bool, silent)
    assert on_line(search.repairs, 8, path.read_text()), search


def test_in_python(planted: dict[str, Any]) -> None:
    here, found = results(planted, planted["wrong"], "identity")
    code = python_code(planted["wrong"])
    assert code is not None
    numbers = list(dict.fromkeys(julia_numbers(planted["numbers"])))
    question = Sought(here, found[:6], found, SECONDS)
    search = PythonSearch(question, code, numbers).found(time.monotonic() + SECONDS)
    assert on_line(search.repairs, 17, code.text), search
