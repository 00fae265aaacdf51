"""How fast the network code is, in both languages and beside PyTorch: `python tests/benchmarks/nn.py`.

Training is that of post 9: 784 inputs, 50 sigmoids, 10 outputs, SGD, batches of 100 out of 60,000 random rows, the
loss evaluated after every step. All figures of a row come from one run, one after the other in every round, with
the same number of threads; times are medians of the rounds. Without PyTorch its columns stay empty. The rows of a
batch and the three products with the large matrix are also measured alone: nothing is faster than the two together.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable

SAMPLES, BATCH, STEPS = 60_000, 100, 600
SIZES = ((784, 50), (50, 10))
PAUSE = 0.5  # seconds after which the threads of the library measured before no longer spin

JULIA = """
module NNBenchmark
import ..JuliaNN
using LinearAlgebra

const LAYERS = JuliaNN.mlp_layers(2)

struct Setting{T}
    x
    labels::Vector{Int}
    params
    draws::Matrix{Float64}
    batch::Transpose{T,Matrix{T}}
end

function setting(T, samples, h, steps)
    x = JuliaNN.contiguous_rows(rand(T, samples, 784))
    params = JuliaNN.build_network((randn(T, 784, 50), randn(T, 50, 10)))
    Setting{T}(x, rand(0:9, samples), params, rand(steps, h), transpose(rand(T, 784, h)))
end

const settings = Dict{String,Any}()

train(s) = JuliaNN.train(LAYERS, s.params, s.x, s.labels, s.draws; optimizer = JuliaNN.sgd(0.1), state = ())

function gather(s)
    for step in axes(s.draws, 1)
        JuliaNN._gather!(parent(s.batch), s.x, JuliaNN._drawn_rows(s.draws[step, :], size(s.x, 1)))
    end
end

function products(s)
    w = s.params[1][1]
    u, dw = zeros(eltype(w), size(s.batch, 1), size(w, 2)), similar(w)
    for _ in axes(s.draws, 1)
        JuliaNN.product!(u, s.batch, w)
        JuliaNN.product!(dw, transpose(s.batch), u)
        JuliaNN.product!(u, s.batch, w)
    end
end

function gradients(f, s)
    t = JuliaNN.one_hot(s.labels[1:size(s.batch, 1)])
    f(LAYERS, s.params, Matrix(s.batch), t)
end
literal(s) = gradients(JuliaNN.numerical_network_gradients, s)
fast(s) = gradients(JuliaNN.fast_numerical_network_gradients, s)

# On a small batch, so that nothing of what is measured is compiling.
function compile_all(T)
    s = setting(T, 10, 2, 1)
    foreach(action -> action(s), (train, gather, products, fast, literal))
end

seconds(action, name) = @elapsed Base.invokelatest(action, settings[name])
end
nothing
"""


def with_threads(threads: int) -> None:
    """Start this script again with the number of threads that every library reads at its start."""
    wanted = {name: str(threads) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **wanted})


def timed(action: Callable[[], object]) -> float:
    """Return the time of an action."""
    time.sleep(PAUSE)
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


class Python:
    """Our Python half."""

    name = "Python"

    def __init__(self, dtype: str) -> None:
        import numpy as np

        from pyjuliann import nn

        rng = np.random.default_rng(0)
        self.nn, self.np = nn, np
        self.x = rng.random((SAMPLES, 784), np.dtype(dtype))
        self.labels = rng.integers(0, 10, SAMPLES)
        self.draws = rng.random((STEPS, BATCH))
        self.params = nn.build_network(tuple(rng.standard_normal(size, np.dtype(dtype)) for size in SIZES))
        self.batch, self.t = self.x[:BATCH].copy(), nn.one_hot(self.labels[:BATCH])
        self.layers = nn.mlp_layers(2)

    def train(self) -> float:
        nn = self.nn
        arguments = (self.layers, self.params, self.x, self.labels, self.draws)
        return timed(lambda: nn.train(*arguments, optimizer=nn.sgd(0.1), state=()))

    def gather(self) -> float:
        from pyjuliann.nn.kernels import drawn_rows, gather_rows

        def all_steps() -> None:
            for rows in drawn_rows(self.draws, SAMPLES):
                gather_rows(self.x, rows, self.batch)

        return timed(all_steps)

    def products(self) -> float:
        w = self.params[0][0]

        def all_steps() -> None:
            for _ in range(STEPS):
                u = self.batch @ w
                self.batch.T @ u
                self.batch @ w

        return timed(all_steps)

    def literal(self) -> float:
        arguments = (self.layers, self.params, self.batch, self.t)
        return timed(lambda: self.nn.numerical_network_gradients(*arguments))

    def fast(self) -> float:
        arguments = (self.layers, self.params, self.batch, self.t)
        return timed(lambda: self.nn.fast_numerical_network_gradients(*arguments))


class Julia:
    """Our Julia half, timed inside Julia."""

    name = "Julia"

    def __init__(self, engine, dtype: str) -> None:
        self.engine, self.dtype = engine, dtype
        element = {"float64": "Float64", "float32": "Float32"}[dtype]
        setting = f"NNBenchmark.setting({element}, {SAMPLES}, {BATCH}, {STEPS})"
        engine.eval(f'NNBenchmark.settings["{dtype}"] = {setting}; nothing')
        engine.eval(f"NNBenchmark.compile_all({element})")

    def _seconds(self, action: str) -> float:
        time.sleep(PAUSE)
        return float(self.engine.eval(f'NNBenchmark.seconds(NNBenchmark.{action}, "{self.dtype}")'))

    def train(self) -> float:
        return self._seconds("train")

    def gather(self) -> float:
        return self._seconds("gather")

    def products(self) -> float:
        return self._seconds("products")

    def literal(self) -> float:
        return self._seconds("literal")

    def fast(self) -> float:
        return self._seconds("fast")


class PyTorch:
    """The same training with PyTorch, as one writes it there."""

    name = "PyTorch"

    def __init__(self, dtype: str, threads: int) -> None:
        import torch

        torch.set_num_threads(threads)
        self.torch = torch
        kind = getattr(torch, dtype)
        self.x, self.labels = torch.rand(SAMPLES, 784, dtype=kind), torch.randint(0, 10, (SAMPLES,))
        self.rows = torch.randint(0, SAMPLES, (STEPS, BATCH))
        self.params = [
            tensor.requires_grad_()
            for size in SIZES
            for tensor in (0.01 * torch.randn(size, dtype=kind), torch.zeros(1, size[1], dtype=kind))
        ]
        self.batch = torch.rand(BATCH, 784, dtype=kind)

    def _loss(self, x, labels):
        w1, b1, w2, b2 = self.params
        logits = self.torch.sigmoid(x @ w1 + b1) @ w2 + b2
        return self.torch.nn.functional.cross_entropy(logits, labels)

    def train(self) -> float:
        def all_steps() -> list[float]:
            optimizer, losses = self.torch.optim.SGD(self.params, lr=0.1), []
            for rows in self.rows:
                x, labels = self.x[rows], self.labels[rows]
                optimizer.zero_grad()
                self._loss(x, labels).backward()
                optimizer.step()
                with self.torch.no_grad():
                    losses.append(self._loss(x, labels).item())
            return losses

        return timed(all_steps)

    def gather(self) -> float:
        def all_steps() -> None:
            for rows in self.rows:
                self.x[rows]

        return timed(all_steps)

    def products(self) -> float:
        w = self.params[0].detach()

        def all_steps() -> None:
            for _ in range(STEPS):
                u = self.batch @ w
                self.batch.T @ u
                self.batch @ w

        return timed(all_steps)


def with_pytorch(ours: list, theirs: Callable[[], object]) -> list:
    """Return our sides, and PyTorch's where it is installed."""
    try:
        return [*ours, theirs()]
    except ImportError:
        print("PyTorch is not installed (extra `compare`): its columns stay empty")
        return ours


def training(engine, dtype: str, threads: int, rounds: int) -> None:
    """Print the times of a training run, and of what limits it."""
    sides = with_pytorch([Python(dtype), Julia(engine, dtype)], lambda: PyTorch(dtype, threads))
    times: dict[str, dict[str, list[float]]] = {}
    for side in sides:
        side.train()
    for _ in range(rounds):
        for action in ("train", "gather", "products"):
            for side in sides:
                times.setdefault(action, {}).setdefault(side.name, []).append(getattr(side, action)())
    print(f"{STEPS} steps in {dtype:22} " + "".join(f"{side.name:>12}" for side in sides))
    medians = {a: {n: statistics.median(ts) for n, ts in by.items()} for a, by in times.items()}
    least = {n: min(ts) for n, ts in times["train"].items()}
    floor = {n: min(times["gather"][n]) + min(times["products"][n]) for n in least}
    for title, figures in (
        ("training", medians["train"]),
        ("  its fastest round", least),
        ("  of it the rows alone", medians["gather"]),
        ("  of it the large products alone", medians["products"]),
        ("  both at their fastest: the least", floor),
    ):
        print(f"  {title:38}" + "".join(f"{figures[side.name]:10.3f} s" for side in sides))
    if len(sides) == 3:
        for title, theirs, ours in (
            ("times as fast as PyTorch", medians["train"], medians["train"]),
            ("  in the fastest rounds", least, least),
            ("  at most, if all else took no time", least, floor),
        ):
            print(f"  {title:38}" + "".join(f"{theirs['PyTorch'] / ours[side.name]:12.2f}" for side in sides))


def numerical(engine, rounds: int) -> None:
    """Print the times of the numerical gradients of the same network for one batch."""
    sides: list[Python | Julia] = [Python("float64"), Julia(engine, "float64")]
    fast = {side.name: statistics.median(side.fast() for _ in range(rounds)) for side in sides}
    literal = {side.name: side.literal() for side in sides}
    print(f"numerical gradients, batch of {BATCH}      " + "".join(f"{side.name:>12}" for side in sides))
    for title, figures in (("by the definition", literal), ("column by column", fast)):
        print(f"  {title:38}" + "".join(f"{figures[side.name]:10.3f} s" for side in sides))
    ratios = (literal[side.name] / fast[side.name] for side in sides)
    print(f"  {'ratio':38}" + "".join(f"{ratio:12.1f}" for ratio in ratios))


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--no-numerical", action="store_true", help="leave out the gradients that take a minute")
    options = parser.parse_args()
    with_threads(options.threads)

    from pyjuliann import start_julia

    print(f"threads: {options.threads}, load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    with start_julia("worker") as engine:
        engine.call("JuliaNN.mlp_layers", 2)  # loads the module
        engine.eval(JULIA)
        for dtype in ("float64", "float32"):
            training(engine, dtype, options.threads, options.rounds)
        if not options.no_numerical:
            numerical(engine, options.rounds)
    print(f"load after: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
