"""How fast the bridge is, as ratios to what the machine itself takes: ``python tests/benchmarks/bridge.py``.

Every live engine that starts is measured, the juliacall engine beside juliacall itself. All figures come from one run.
What is compared is measured in turns, so that both sides see the same machine.
"""

from __future__ import annotations

import contextlib
import functools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cbor2
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from pyjuliann import EngineError, start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.worker import WorkerEngine
from pyjuliann.bridge.machine.find import find_julia
from pyjuliann.bridge.values.encode import Encoder

ECHO = """
size = parse(Int, ARGS[1])
buffer = Vector{UInt8}(undef, size)
while readbytes!(stdin, buffer, size) == size
    write(stdout, buffer)
    flush(stdout)
end
"""
DOT = "using LinearAlgebra; print(dot([0.0, 1.0, 2.0], [0.0, 1.0, 2.0]))"
SIDE = 3162  # a square of so many Float64 takes 80 MB

Timings = dict[str, list[float]]


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_turns(actions: dict[str, Callable[[], object]], rounds: int, batch: int = 1) -> dict[str, float]:
    """Return the median time of each action, in seconds."""
    timings: Timings = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            timings[name] += [timed(action) for _ in range(batch)]
    return {name: statistics.median(values) for name, values in timings.items()}


def verify() -> None:
    command = [sys.executable, "-m", "pyjuliann", "verify", "1"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    run()  # warms the file cache, and compiles if need be
    print(f"pyjuliann verify 1: {in_turns({'verify': run}, 5)['verify']:.2f} s (aim: under 3 s)")


class Peer:
    """A process that sends back what it gets."""

    def __init__(self, command: list[str], size: int) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.ends = (self.process.stdin.fileno(), self.process.stdout.fileno())
        self.message = bytes(size)

    def round_trip(self) -> None:
        os.write(self.ends[0], self.message)
        left = len(self.message)
        while left:
            left -= len(os.read(self.ends[1], left))

    def close(self) -> None:
        self.process.communicate()


def bare_pipe(executable: str, size: int) -> tuple[Peer, Peer]:
    """Return a Julia and a cat that send back `size` bytes at a time."""
    return Peer([executable, "--startup-file=no", "-e", ECHO, str(size)], size), Peer(["cat"], size)


def small_calls(engines: dict[str, Engine], executable: str) -> None:
    vector = np.arange(3.0)
    encoder = Encoder()
    message = ["call", "LinearAlgebra.dot", [encoder.encode(vector), encoder.encode(vector)], [], False]
    size = len(cbor2.dumps(message)) + 4
    julia, cat = bare_pipe(executable, size)
    actions: dict[str, Callable[[], object]] = {"pipe": julia.round_trip, "cat": cat.round_trip}
    for name, engine in engines.items():
        actions[name] = functools.partial(engine.call, "LinearAlgebra.dot", vector, vector)
    if "juliacall" in engines and (raw := raw_juliacall()) is not None:
        raw.seval("import LinearAlgebra")
        actions["raw juliacall"] = lambda: raw.LinearAlgebra.dot(vector, vector)
    in_turns(actions, 3, 200)
    took = in_turns(actions, 25, 200)
    fresh = in_turns({"fresh": lambda: subprocess.run([executable, "-e", DOT], check=True, capture_output=True)}, 5)
    julia.close()
    cat.close()
    print(f"small call, and a bare pipe's round trip of {size} bytes:")
    print("  " + ", ".join(f"{name} {1e6 * seconds:.1f} µs" for name, seconds in took.items()))
    worker = took["worker"]
    print(
        f"  worker: {worker / took['pipe']:.2f} bare round trips with Julia (aim: at most 3); "
        f"a fresh julia -e per call takes {fresh['fresh'] / worker:,.0f} times as long ({fresh['fresh']:.2f} s)"
    )
    if "juliacall" in took:
        print(f"  juliacall: {took['juliacall'] / worker:.2f} of the worker (aim: at most 1)")
    if "raw juliacall" in took:
        print(f"  juliacall: {took['juliacall'] / took['raw juliacall']:.2f} raw calls by name (aim: at most 1.5)")


def raw_juliacall() -> Any:
    """Return juliacall's Main, unless an embedded Julia stands in for juliacall."""
    import juliacall

    return getattr(juliacall, "Main", None) if hasattr(juliacall, "convert") else None


def memory(pid: int | str, key: str) -> int:
    """Return a figure of a process's memory, in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(key):
            return 1024 * int(line.split()[1])
    raise KeyError(key)


def peaks(engine: WorkerEngine, array: np.ndarray, calls: int = 5) -> dict[str, float]:
    """Return how much memory both processes take at most beyond what they had, in arrays; the argument counts."""
    pids = {"Python": os.getpid(), "Julia": engine.pid or 0}
    before = {name: memory(pid, "VmRSS") - (array.nbytes if name == "Python" else 0) for name, pid in pids.items()}
    for pid in pids.values():
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # from here on
    for _ in range(calls):
        engine.call("identity", array)
    return {name: (memory(pid, "VmHWM") - before[name]) / array.nbytes for name, pid in pids.items()}


def large_arrays(engine: Engine) -> None:
    engine.call("identity", np.zeros((200, 200)))
    array = np.random.default_rng(1).random((SIDE, SIDE))
    words = ""
    if sys.platform.startswith("linux") and isinstance(engine, WorkerEngine):
        figures = ", ".join(f"{name} {arrays:.2f}" for name, arrays in peaks(engine, array).items())
        words = f"\n  peak memory over five calls, in arrays, the argument included: {figures} (aim: under 2.5)"
    turned = np.asfortranarray(array)
    targets = [np.zeros_like(array) for _ in range(2)]

    def two_copies() -> None:
        np.copyto(targets[0], array)
        np.copyto(targets[1], targets[0])

    actions: dict[str, Callable[[], object]] = {
        "copies": two_copies,
        "F": lambda: engine.call("identity", turned),
        "C": lambda: engine.call("identity", array),
    }
    in_turns(actions, 2)
    took = in_turns(actions, 15)
    assert np.array_equal(engine.call("identity", array), array)
    print(
        f"{engine.name}: 80 MB of Float64 there and back, against two copies in memory "
        f"({1e3 * took['copies']:.0f} ms):\n"
        f"  Fortran order {took['F'] / took['copies']:.2f} (aim: at most 6), "
        f"C order {took['C'] / took['copies']:.2f} (aim: at most 12){words}"
    )


def main() -> None:
    with contextlib.ExitStack() as stack:
        engines: dict[str, Engine] = {}
        for name in ("worker", "juliacall"):
            try:
                engines[name] = stack.enter_context(start_julia(name))
            except EngineError as error:
                print(f"{name} cannot start: {str(error).splitlines()[0]}")
        print(f"Python {sys.version.split()[0]}, NumPy {np.__version__}, {os.cpu_count()} CPUs")
        for engine in engines.values():
            print(f"{engine.name}: Julia {engine.info.julia_version}")
        for engine in engines.values():
            large_arrays(engine)
        small_calls(engines, str(find_julia().executable))
    verify()


if __name__ == "__main__":
    main()
