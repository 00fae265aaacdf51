"""How fast the CNN of post 18 is, in both languages and beside PyTorch: `python tests/benchmarks/cnn.py`.

A step is forward, backward and Adam on a batch of 100 random images 28×28: convolution 5×5×30, ReLU, max pooling 2×2,
100 hidden outputs, ReLU, 10 outputs. All figures of a row come from one run, one after the other in every round, with
the same number of threads. Without PyTorch its columns stay empty. Then: convolution through im2col against the
direct one, forward and backward, on some images of the same kind.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time

from nn import PAUSE, timed, with_pytorch, with_threads

BATCH, STEPS = 100, 8
SIZES = ((5, 5, 1, 30), (4320, 100), (100, 10))
DIRECT_IMAGES = {"Python": 1, "Julia": 20}  # the definition takes long, in Python longer

JULIA = """
module CNNBenchmark
import ..JuliaNN
using LinearAlgebra
const J = JuliaNN
const LAYERS = J.simple_cnn_layers()

struct Setting
    x
    labels
    params
    state
    layers
    batch
    t
end

function setting(T, h)
    params = J.build_network((randn(T, 5, 5, 1, 30), randn(T, 4320, 100), randn(T, 100, 10)))
    x, labels = rand(T, 28, 28, 1, h), rand(0:9, h)
    batch = J._empty_batch(T, x, h)
    J._gather!(parent(batch), x, 1:h)
    state = J.optimizer_init(J.adam(), params)
    Setting(x, labels, params, state, J._steps(T, LAYERS), batch, T.(J.one_hot(labels, 10)))
end

const settings = Dict{String,Any}()

function steps(s, count)
    for _ in 1:count
        outputs = J._forward_network!(s.layers, s.params, s.batch, ())
        gradients = J._backward_network!(s.layers, s.params, s.t, (), outputs)
        J._step!(J.adam(), s.params, gradients, s.state)
    end
end

train(s, count) =
    J.train(LAYERS, s.params, s.x, s.labels, rand(count, size(s.x, 4)); optimizer = J.adam(), state = s.state)

function products(s, count)
    T, h, (w1, _), (w2, _) = eltype(s.x), size(s.x, 4), s.params[1], s.params[2]
    columns, filters = rand(T, 576h, 25), reshape(w1, :, 30)
    rows = rand(T, h, 4320)
    u, hidden, dx, dw1, dw2 = columns * filters, rows * w2, similar(rows), similar(filters), similar(w2)
    for _ in 1:count
        mul!(u, columns, filters)
        mul!(hidden, rows, w2)
        mul!(dw2, transpose(rows), hidden)
        mul!(dx, hidden, transpose(w2))
        mul!(dw1, transpose(columns), u)
    end
end

function convolution(forward, backward, T, images)
    x, w, b = rand(T, 28, 28, 1, images), randn(T, 5, 5, 1, 30), zeros(T, 1, 30)
    y = forward(x, w, b)
    backward(y, x, w)
    @elapsed backward(forward(x, w, b), x, w)
end
direct(T, images) = convolution(J.convolution_forward, J.convolution_backward, T, images)
im2col(T, images) = convolution(J.im2col_convolution_forward, J.im2col_convolution_backward, T, images)

seconds(action, name, count) = @elapsed Base.invokelatest(action, settings[name], count)
end
nothing
"""


class Python:
    """Our Python half."""

    name = "Python"

    def __init__(self, dtype: str) -> None:
        import numpy as np

        from pyjuliann import nn
        from pyjuliann.nn._images import empty_batch, gather_images
        from pyjuliann.nn._passes import steps_of

        rng = np.random.default_rng(0)
        kind = np.dtype(dtype)
        self.nn, self.np, self.dtype = nn, np, kind
        self.layers = nn.simple_cnn_layers()
        self.params = nn.build_network(tuple(rng.standard_normal(size, kind) for size in SIZES))
        self.x = np.asfortranarray(rng.random((28, 28, 1, BATCH), kind))
        self.labels = rng.integers(0, 10, BATCH)
        self.t = nn.one_hot(self.labels).astype(kind)
        self.steps = steps_of(self.layers)
        self.batch = empty_batch(self.x, BATCH, kind)
        gather_images(self.x, np.arange(BATCH), self.batch)
        self.state = nn.optimizer_init(nn.adam(), self.params)

    def step(self) -> float:
        from pyjuliann.nn._passes import backward
        from pyjuliann.nn.rules import owned_copies, step_in_place

        optimizer = self.nn.adam()
        params, state = owned_copies(self.params, self.state)

        def all_steps() -> None:
            nonlocal state
            for _ in range(STEPS):
                gradients = backward(self.steps, params, self.batch, self.t, ())
                state = step_in_place(optimizer, params, gradients, state)

        return timed(all_steps) / STEPS

    def train(self) -> float:
        draws = self.np.random.default_rng(1).random((STEPS, BATCH))
        settings = {"optimizer": self.nn.adam(), "state": self.state}
        return timed(lambda: self.nn.train(self.layers, self.params, self.x, self.labels, draws, **settings)) / STEPS

    def products(self) -> float:
        np, (w1, _), (w2, _) = self.np, self.params[0], self.params[1]
        columns = np.random.default_rng(2).random((25, 576 * BATCH)).astype(self.dtype)
        filters, u = w1.reshape(25, 30).T.copy(), np.empty((30, 576 * BATCH), self.dtype)
        rows = columns.ravel()[: 4320 * BATCH].reshape(4320, BATCH).T

        def all_steps() -> None:
            for _ in range(STEPS):
                np.matmul(filters, columns, out=u)
                hidden = rows @ w2
                rows.T @ hidden
                w2 @ hidden.T
                u @ columns.T

        return timed(all_steps) / STEPS

    def convolution(self, prefix: str) -> float:
        np, count = self.np, DIRECT_IMAGES[self.name]
        x, w, b = self.x[..., :count], self.params[0][0], np.zeros((1, 30), self.dtype)
        forward, backward = (getattr(self.nn, f"{prefix}convolution_{way}") for way in ("forward", "backward"))
        return timed(lambda: backward(forward(x, w, b), x, w))


class Julia:
    """Our Julia half, timed inside Julia."""

    name = "Julia"

    def __init__(self, engine, dtype: str) -> None:
        self.engine, self.dtype = engine, dtype
        self.element = {"float64": "Float64", "float32": "Float32"}[dtype]
        engine.eval(f'CNNBenchmark.settings["{dtype}"] = CNNBenchmark.setting({self.element}, {BATCH}); nothing')
        for action in ("steps", "train", "products"):
            self._seconds(action, 1)

    def _seconds(self, action: str, count: int = STEPS) -> float:
        time.sleep(PAUSE)
        return float(self.engine.eval(f'CNNBenchmark.seconds(CNNBenchmark.{action}, "{self.dtype}", {count})')) / count

    def step(self) -> float:
        return self._seconds("steps")

    def train(self) -> float:
        return self._seconds("train")

    def products(self) -> float:
        return self._seconds("products")

    def convolution(self, prefix: str) -> float:
        name = "im2col" if prefix else "direct"
        return float(self.engine.eval(f"CNNBenchmark.{name}({self.element}, {DIRECT_IMAGES[self.name]})"))


class PyTorch:
    """The same with PyTorch, as one writes it there."""

    name = "PyTorch"

    def __init__(self, dtype: str, threads: int) -> None:
        import torch

        torch.set_num_threads(threads)
        kind = getattr(torch, dtype)
        self.torch = torch
        self.model = torch.nn.Sequential(
            torch.nn.Conv2d(1, 30, 5),
            torch.nn.ReLU(),
            torch.nn.MaxPool2d(2),
            torch.nn.Flatten(),
            torch.nn.Linear(4320, 100),
            torch.nn.ReLU(),
            torch.nn.Linear(100, 10),
        ).to(kind)
        self.x, self.labels = torch.rand(BATCH, 1, 28, 28, dtype=kind), torch.randint(0, 10, (BATCH,))
        self.loss = torch.nn.CrossEntropyLoss()
        self.optimizer = torch.optim.Adam(self.model.parameters())

    def _steps(self, with_loss: bool) -> None:
        for _ in range(STEPS):
            self.optimizer.zero_grad()
            self.loss(self.model(self.x), self.labels).backward()
            self.optimizer.step()
            if with_loss:
                with self.torch.no_grad():
                    self.loss(self.model(self.x), self.labels).item()

    def step(self) -> float:
        return timed(lambda: self._steps(False)) / STEPS

    def train(self) -> float:
        return timed(lambda: self._steps(True)) / STEPS


def compare(engine, dtype: str, threads: int, rounds: int) -> None:
    """Print the times of a step, and what the products alone take of it."""
    sides = with_pytorch([Python(dtype), Julia(engine, dtype)], lambda: PyTorch(dtype, threads))
    times: dict[str, dict[str, list[float]]] = {"step": {}, "train": {}, "products": {}}
    for side in sides:
        side.step()
    for _ in range(rounds):
        for action, by in times.items():
            for side in sides:
                if hasattr(side, action):
                    by.setdefault(side.name, []).append(getattr(side, action)())
    print(f"one step, batch of {BATCH}, in {dtype:14} " + "".join(f"{side.name:>13}" for side in sides))
    least, median = (
        {a: {n: f(ts) for n, ts in by.items()} for a, by in times.items()} for f in (min, statistics.median)
    )
    for title, figures in (
        ("forward, backward, Adam", median["step"]),
        ("  its fastest round", least["step"]),
        ("with the batch and the loss after it", median["train"]),
        ("  its fastest round", least["train"]),
        ("the large products alone, fastest", least["products"]),
    ):
        print(f"  {title:38}" + "".join(f"{1000 * figures[s.name]:10.1f} ms" for s in sides if s.name in figures))
    shares = (least["products"][n] / least["step"][n] for n in least["products"])
    print(f"  {'share of the products':38}" + "".join(f"{share:13.0%}" for share in shares))
    if len(sides) == 3:
        for title, figures in (
            ("times as fast as PyTorch", median["step"]),
            ("  in the fastest rounds", least["step"]),
        ):
            print(f"  {title:38}" + "".join(f"{figures['PyTorch'] / figures[side.name]:13.2f}" for side in sides))


def convolutions(engine, dtype: str, rounds: int) -> None:
    """Print the times of the direct convolution and of the one through im2col, forward and backward."""
    for side in (Python(dtype), Julia(engine, dtype)):
        direct = side.convolution("")
        fast = min(side.convolution("im2col_") for _ in range(rounds))
        count = DIRECT_IMAGES[side.name]
        figures = f"direct {1000 * direct:.1f} ms, im2col {1000 * fast:.2f} ms, {direct / fast:.0f} times as fast"
        print(f"  convolution of {count} image(s) in {side.name}: {figures}")


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--no-direct", action="store_true", help="leave out the direct convolutions")
    options = parser.parse_args()
    with_threads(options.threads)

    from pyjuliann import start_julia

    print(f"threads: {options.threads}, load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    with start_julia("worker") as engine:
        engine.call("JuliaNN.simple_cnn_layers")  # loads the module
        engine.eval(JULIA)
        for dtype in ("float64", "float32"):
            compare(engine, dtype, options.threads, options.rounds)
            if not options.no_direct:
                convolutions(engine, dtype, options.rounds)
    print(f"load after: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
