"""How fast pairs are checked and results compared: `python tests/benchmarks/parity.py`.

All figures of a row come from one run, so the ratios hold on a busy machine as well; times are medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from pyjuliann import start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check
from pyjuliann.parity.comparing.compare import Policy, compare
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair, pair
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session

JULIA_SOFTMAX = "x -> (e = exp.(x .- maximum(x)); e ./ sum(e))"
FRESH_STARTS = 3


def softmax(x: np.ndarray) -> np.ndarray:
    """Return the softmax over a whole array."""
    e = np.exp(x - x.max())
    return e / e.sum()


def seconds(action: Callable[[], object], repeat: int = 5) -> float:
    """Return the median time of an action."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def crossing(engine: Engine, count: int) -> None:
    """Time `count` cases of softmax: in one frame, one call each, a fresh Julia each."""
    rng = np.random.default_rng(1)
    cases = [Case((rng.standard_normal(rng.integers(1, 9, 2)),)) for _ in range(count)]
    chosen: Pair = pair(softmax, JULIA_SOFTMAX, ulp=16)
    session = Session(engine)
    session.prepare(chosen)
    session.run(chosen, cases[:10])
    batched = seconds(lambda: session.run(chosen, cases)) / count
    engine.eval(f"softmax_under_test = {JULIA_SOFTMAX}; nothing")
    one = cases[: count // 10]
    single = seconds(lambda: [engine.call("softmax_under_test", *c.arguments) for c in one], 3) / len(one)
    code = f"f = {JULIA_SOFTMAX}; print(sum(f(rand(8, 8))))"
    # The way the engine itself starts Julia: an unpacked Julia needs its wrapper.
    command = [engine.info.executable, "--startup-file=no", "-e", code]
    fresh = seconds(lambda: subprocess.run(command, check=True, capture_output=True), FRESH_STARTS)
    print(f"softmax on up to 8×8, {count} cases, {engine.info.engine}, Julia {engine.info.julia_version}, per case:")
    print(f"  in one frame            {batched * 1e6:10.1f} µs  (crossing and the Julia side together; aim: under 20)")
    print(f"  one call per case       {single * 1e6:10.1f} µs  {single / batched:10.1f} ×")
    print(f"  a fresh Julia, projected {fresh * 1e6:9.0f} µs  {fresh / batched:10.0f} ×  (from {FRESH_STARTS})")
    python = seconds(lambda: run_python(chosen.python, cases), 3) / count
    whole = seconds(lambda: run_pair(session, chosen, cases), 3) / count
    print(f"  Python side alone       {python * 1e6:10.1f} µs")
    print(f"  both sides and verdict  {whole * 1e6:10.1f} µs")
    bounded = chosen.replace(domain={"x": (-50, 50)})
    checked = seconds(lambda: check(bounded, cases=count, seed=1, engine=session, keep=False), 1)
    print(f"  check(cases={count}), generation included: {checked:.1f} s")


def comparing(count: int) -> None:
    """Time compare against np.array_equal and assert_allclose on `count` numbers."""
    rng = np.random.default_rng(1)
    a = rng.standard_normal(count)
    apart = np.nextafter(a, np.inf)
    some = np.where(rng.random(count) < 0.1, apart, a)
    side = int(count**0.5)
    square = a[: side * side].reshape(side, side)
    rows = [
        ("identical", a, a.copy()),
        ("one in ten 1 ULP apart", a, some),
        ("all 1 ULP apart", a, apart),
        ("row-major against column-major", square, np.asfortranarray(square)),
        ("complex128", a[: count // 2] + 1j * a[count // 2 :], apart[: count // 2] + 1j * a[count // 2 :]),
        ("int64", np.arange(count), np.arange(count)),
    ]
    print(f"compare on {count:.0e} elements:              compare  array_equal  ratio  assert_allclose  ratio")
    for name, p, j in rows:
        ours = seconds(partial(compare, p, j, Policy(1)))
        equal = seconds(partial(np.array_equal, p, j))
        close = seconds(partial(np.testing.assert_allclose, p, j))
        print(
            f"  {name:34} {ours * 1e3:8.0f} ms {equal * 1e3:8.0f} ms {ours / equal:6.1f}"
            f" {close * 1e3:13.0f} ms {ours / close:6.2f}"
        )


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="worker")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--elements", type=int, default=10_000_000)
    options = parser.parse_args()
    comparing(options.elements)
    with start_julia(options.engine) as engine:
        crossing(engine, options.cases)


if __name__ == "__main__":
    sys.exit(main())
