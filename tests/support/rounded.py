"""Pairs that are right, whose two sides round differently: one mathematics, in another order."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp


def normal(*shape: int) -> st.SearchStrategy[Any]:
    """Arrays of normal numbers, which are well-conditioned where they are matrices."""
    made = st.integers(0, 10**6).map(lambda seed: np.random.default_rng(seed).normal(size=shape))
    return made.filter(lambda a: a.ndim < 2 or np.linalg.cond(a) < 100)


def vectors(largest: int, low: float, high: float, dtype: Any = np.float64) -> st.SearchStrategy[Any]:
    """Vectors of one to `largest` numbers."""
    width = 8 * np.dtype(dtype).itemsize
    return hnp.arrays(dtype, st.integers(1, largest), elements=st.floats(low, high, width=width))


def option_price(s: float, k: float, t: float) -> float:
    d = (np.log(s / k) + 0.02 * t) / (0.2 * np.sqrt(t))
    return s * 0.5 * (1 + np.tanh(d)) - k * 0.5 * (1 + np.tanh(d - 0.2 * np.sqrt(t)))


def haversine(a: float, b: float, c: float, d: float) -> float:
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(h))


def kepler(m: float, e: float) -> float:
    x = m
    for _ in range(60):
        x -= (x - e * math.sin(x) - m) / (1 - e * math.cos(x))
    return x


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


GELU = "x -> 0.5 .* x .* (1 .+ tanh.(sqrt(2 / π) .* (x .+ 0.044715 .* x .^ 3)))"
PRICE = """(s, k, t) -> (d = (log(s / k) + 0.02t) / (0.2sqrt(t));
    s * 0.5 * (1 + tanh(d)) - k * 0.5 * (1 + tanh(d - 0.2sqrt(t))))"""
FOURIER = "z -> [sum(z[j+1] * cis(-2pi * j * k / length(z)) for j in 0:length(z)-1) for k in 0:length(z)-1]"
HAVERSINE = """(a, b, c, d) -> (h = sind((c-a)/2)^2 + cosd(a)*cosd(c)*sind((d-b)/2)^2; 12742.0 * asin(sqrt(h)))"""
SUMS = "x -> [sum(x[1:k]) for k in 1:length(x)]"
FILLED = """x -> (y = zeros(length(x)); for i in eachindex(x); y[i] = tanh(x[i]) * exp(-x[i]^2); end; y)"""
LARGEST = "x -> (m = maximum(x); m + log(sum(exp.(x .- m))))"
KEPLER = "(m, e) -> (x = m; for _ in 1:60; x -= (x - e*sin(x) - m)/(1 - e*cos(x)); end; x)"
MANDELBROT = "c -> (z = zero(c); for _ in 1:3; z = z^2 + c; end; z)"
CORRELATION = "(a, b) -> dot(a, b) / (norm(a) * norm(b))"

FEW = {"loses": "most digits at some arguments"}
SINGLE = {"loses": "what is no Float64"}

RIGHT: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "gelu": (gelu, GELU, {"strategies": st.tuples(vectors(8, -8, 8)), **FEW}),
    "option price": (option_price, PRICE, {
        "strategies": st.tuples(st.floats(80, 120), st.floats(80, 120), st.floats(0.1, 2)),
    }),
    "Fourier transform": (np.fft.fft, FOURIER, {"strategies": st.tuples(normal(12).map(lambda x: x + 0j))}),
    "inverse": (np.linalg.inv, "inv", {"strategies": st.tuples(normal(4, 4))}),
    "inverse in a tuple": (lambda a: (np.linalg.inv(a),), "a -> (inv(a),)", {"strategies": st.tuples(normal(4, 4))}),
    "inverse in a dict": (lambda a: {"i": np.linalg.inv(a), "n": 4}, 'a -> Dict("i" => inv(a), "n" => 4)', {
        "strategies": st.tuples(normal(4, 4)),
    }),
    "inverse in a list": (lambda a: [np.linalg.inv(a), np.linalg.det(a)], "a -> Any[inv(a), det(a)]", {
        "strategies": st.tuples(normal(4, 4)),
    }),
    "solution": (np.linalg.solve, "(a, b) -> inv(a) * b", {"strategies": st.tuples(normal(5, 5), normal(5))}),
    "eigenvalues": (lambda a: np.linalg.eigvalsh(a + a.T), "a -> eigvals(Symmetric(a + a'))", {
        "strategies": st.tuples(normal(4, 4)),
    }),
    "singular values": (lambda a: np.linalg.svd(a, compute_uv=False), "svdvals", {
        "strategies": st.tuples(normal(5, 3)),
    }),
    "triangle": (lambda a: np.abs(np.linalg.qr(a)[1]), "a -> abs.(qr(a).R)", {"strategies": st.tuples(normal(4, 4))}),
    "determinant": (np.linalg.det, "det", {"strategies": st.tuples(normal(4, 4))}),
    "polynomial": (np.polyval, "(c, x) -> foldl((s, k) -> s * x + k, c; init=0.0)", {
        "strategies": st.tuples(normal(6), st.floats(-3, 3)),
    }),
    "polynomial near its roots": (lambda x: x**3 - 6 * x**2 + 11 * x - 6, "x -> (x - 1) * (x - 2) * (x - 3)", {
        "strategies": st.tuples(st.floats(0.5, 3.5)),
        **FEW,
    }),
    "log of a sum": (lambda x: np.log(np.sum(np.exp(x))), LARGEST, {"strategies": st.tuples(vectors(12, -30, 30))}),
    "haversine": (haversine, HAVERSINE, {"strategies": st.tuples(*[st.floats(-80, 80)] * 4)}),
    "Kepler's equation": (kepler, KEPLER, {"strategies": st.tuples(st.floats(0.1, 6), st.floats(0, 0.7))}),
    "running sums": (np.cumsum, SUMS, {"strategies": st.tuples(vectors(60, -10, 10))}),
    "variance in one pass": (lambda x: (x**2).mean() - x.mean() ** 2, "x -> var(x; corrected=false)", {
        "strategies": st.tuples(vectors(20, 100, 101)),
        **FEW,
    }),
    "variance in two passes": (lambda x: ((x - x.mean()) ** 2).mean(), "x -> mean(x .^ 2) - mean(x)^2", {
        "strategies": st.tuples(vectors(20, 1, 2)),
        **FEW,
    }),
    "standard deviation of float32": (np.std, "x -> std(x; corrected=false)", {
        "strategies": st.tuples(vectors(20, -9, 9, np.float32)),
        **SINGLE,
    }),
    "tanh of float16": (lambda x: x * (1 + np.tanh(x)), "x -> x .* (1 .+ tanh.(x))", {
        "strategies": st.tuples(vectors(20, -4, 4, np.float16)),
        **SINGLE,
    }),
    "complex polynomial": (lambda c: ((c**2 + c) ** 2 + c), MANDELBROT, {
        "strategies": st.tuples(st.complex_numbers(min_magnitude=0.1, max_magnitude=2)),
    }),
    "sine of whole degrees": (lambda n: math.sin(math.radians(n)), "n -> sind(n)", {
        "strategies": st.tuples(st.integers(-720, 720)),
    }),
    "array filled in a loop": (lambda x: np.tanh(x) * np.exp(-x * x), FILLED, {"strategies": st.tuples(normal(8))}),
    "function of a type": (lambda x: x - np.sin(x), "(x::Vector{Float64}) -> x .- sin.(x)", {
        "strategies": st.tuples(vectors(8, -0.01, 0.01)),
        **FEW,
    }),
    "cosine of an angle": (lambda a, b: a @ b / np.sqrt((a @ a) * (b @ b)), CORRELATION, {
        "strategies": st.tuples(normal(6), normal(6)),
    }),
}  # fmt: skip


def off(value: Any, by: float = 1e-12) -> Any:
    """A result with a relative error in every number."""
    if isinstance(value, dict):
        return {key: off(x, by) for key, x in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(off(x, by) for x in value)
    return value if isinstance(value, int) else value * (1 + by)
