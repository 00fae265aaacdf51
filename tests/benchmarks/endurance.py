"""Attack the bridge for as long as wanted, and tell what is left of it: ``python tests/benchmarks/endurance.py``.

Signals to the worker in calls of every kind, bursts of Ctrl-C, killed parents, mutated frames for both decoders, and
calls by the thousand. Every answer is compared; every call has a limit. At the end descriptors, threads, processes
and memory must be what they were at the start. The exit code is 1 where anything is not as it should be.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import gc
import os
import random
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

# ruff: noqa: E402 - the paths come first
from frames import frames, mutated
from processes import alive, children, descriptors, eventually, resident, shared_memory, start_python

from pyjuliann import EngineError, EngineRestartedWarning, JuliaError, start_julia
from pyjuliann.bridge.engines.worker import WorkerEngine
from pyjuliann.bridge.values.decode import decode, read_tree

LIMIT = 5.0  # seconds of a call
SLACK = 90.0  # seconds by which a call may exceed its limit where it must start Julia anew; beyond, it hangs
ARRAY = np.arange(1 << 18, dtype=float)
SIGNALS = ["SIGINT", "SIGTERM", "SIGKILL", "SIGSEGV", "SIGSTOP", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGPIPE"]
ORPHAN = """
import threading, time
from pyjuliann import start_julia
engine = start_julia("worker")
child = engine.eval("getpid(run(`sleep 1000`, wait = false))")
threading.Thread(target=engine.eval, args=[{code!r}], daemon=True).start()
print(engine.pid, child, flush=True)
time.sleep(1000)
"""
MUTATIONS = """
function attack(decode, seeds, count, seed)
    dice, refused = Ref(UInt64(seed)), 0
    roll(n) = (dice[] = dice[] * 0x5851f42d4c957f2d + 0x14057b7ef767814f; Int((dice[] >> 33) % n) + 1)
    for _ in 1:count
        sick = copy(seeds[roll(length(seeds))])
        for _ in 1:roll(4)
            isempty(sick) && break
            kind, place = roll(5), roll(length(sick))
            kind == 1 ? (sick[place] = UInt8(roll(256) - 1)) :
            kind == 2 ? (sick[place] = xor(sick[place], 0x01 << (roll(8) - 1))) :
            kind == 3 ? deleteat!(sick, place) :
            kind == 4 ? splice!(sick, place:place-1, collect(Iterators.take(seeds[roll(length(seeds))], roll(12)))) :
            resize!(sick, place)
        end
        try
            decode(sick)
        catch e
            nameof(typeof(e)) === :CBORError || rethrow()
            refused += 1
        end
    end
    return refused
end
"""


class Tally(collections.Counter[str]):
    """How often what happened; ``wrong`` and ``hangs`` are what must not."""

    def timed(self, call: Callable[[], Any], right: Callable[[Any], bool]) -> None:
        start = time.monotonic()
        try:
            answer = call()
        except (EngineError, JuliaError) as error:
            self[type(error).__name__] += 1
        else:
            self["answers"] += 1
            self["wrong"] += not right(answer)
        finally:
            self["hangs"] += time.monotonic() - start > LIMIT + SLACK


def kinds(engine: WorkerEngine) -> list[tuple[Callable[[], Any], Callable[[Any], bool]]]:
    """Return calls of every kind, each with what tells whether its answer is right."""
    words = ["text", {"key": (1, 2.5, None)}, [1, [2, [3]]]]
    return [
        (lambda: engine.call("sum", [1, 2], timeout=LIMIT), lambda x: x == 3),
        (lambda: engine.call("identity", ARRAY, timeout=LIMIT), lambda x: np.array_equal(x, ARRAY)),
        (lambda: engine.call("sum", ARRAY, timeout=LIMIT), lambda x: x == ARRAY.sum()),
        (lambda: engine.call("identity", words, timeout=LIMIT), lambda x: x == words),
        (lambda: engine.call("sleep", 0.05, timeout=LIMIT), lambda x: x is None),
        (lambda: engine.eval("zeros(300_000)", timeout=LIMIT), lambda x: x.shape == (300_000,) and not x.any()),
        (lambda: engine.eval("sum(sin, 1:1_000_000)", timeout=LIMIT), lambda x: abs(x - 0.2) < 10),
        (lambda: engine.call("collect", range(100_000), timeout=0.02), lambda x: len(x) == 100_000),
    ]


def signals(engine: WorkerEngine, count: int, dice: random.Random, tally: Tally) -> None:
    """Send signals to the worker while it is called; a stopped one is sent on its way again."""
    for i in range(count):
        call, right = dice.choice(kinds(engine))
        pid, number = engine.pid, getattr(signal, SIGNALS[i % len(SIGNALS)])
        if pid is None:
            tally.timed(call, right)
            pid = engine.pid

        def strike(pid: int | None = pid, number: int = number, pause: float = dice.uniform(0, 0.03)) -> None:
            time.sleep(pause)
            with contextlib.suppress(ProcessLookupError, TypeError):
                os.kill(pid, number)  # type: ignore[arg-type]
                if number == signal.SIGSTOP:
                    time.sleep(0.8)
                    os.kill(pid, signal.SIGCONT)  # type: ignore[arg-type]

        thread = threading.Thread(target=strike)
        thread.start()
        tally.timed(call, right)
        thread.join()


def bursts(engine: WorkerEngine, count: int, dice: random.Random, tally: Tally) -> None:
    """Press Ctrl-C up to four times in quick succession while the engine is called."""
    calling = False

    def handler(number: int, frame: FrameType | None) -> None:
        if calling:  # else it would break this loop off
            signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, handler)
    pids = set()
    for _ in range(count):
        pauses = [dice.uniform(0, 0.05), *(dice.choice([0.0, 0.002, 0.05, 0.2]) for _ in range(dice.randint(0, 3)))]

        def press(pauses: list[float] = pauses) -> None:
            for pause in pauses:
                time.sleep(pause)
                os.kill(os.getpid(), signal.SIGINT)

        thread = threading.Thread(target=press)
        pressed = False
        while not pressed or thread.is_alive():
            if not pressed:
                pressed = True
                thread.start()
            call = dice.choice(kinds(engine))
            try:
                calling = True
                tally.timed(*call)
                calling = False
            except KeyboardInterrupt:
                calling = False
                tally["KeyboardInterrupt"] += 1
        thread.join()
        pids.add(engine.pid)
    signal.signal(signal.SIGINT, before)
    tally["workers used"] = len(pids)


def parents(count: int, dice: random.Random, tally: Tally) -> None:
    """Kill Pythons; their worker and what that has started must go with them."""
    for _ in range(count):
        code = dice.choice(["sleep(1000)", "while true; end", "sum(rand(1000, 1000)^2 for _ in 1:10^6)", "1"])
        with start_python(ORPHAN.format(code=code)) as python:
            assert python.stdout is not None
            pids = [int(pid) for pid in python.stdout.readline().split()]
            time.sleep(dice.uniform(0, 0.1))
            python.kill()
        tally["killed"] += 1
        tally["left behind"] += len(pids) != 2 or not eventually(lambda pids=pids: not any(map(alive, pids)))


def python_frames(count: int, dice: random.Random, tally: Tally) -> None:
    seeds = frames()
    for _ in range(count):
        try:
            decode(read_tree(mutated(dice, seeds))[0])
        except Exception:  # noqa: BLE001 - the engine makes an error of any of them
            tally["refused"] += 1
    tally["frames"] += count


def julia_frames(engine: WorkerEngine, count: int, tally: Tally) -> None:
    engine.eval(MUTATIONS)
    seeds = [np.frombuffer(seed, np.uint8) for seed in frames()]
    engine.eval("keep(seeds) = (global kept_seeds = [Vector{UInt8}(seed) for seed in seeds]; nothing)")
    engine.call("keep", seeds)
    done = 0
    while done < count:
        some = min(20_000, count - done)
        tally["refused"] += engine.eval(f"attack(PyjuliannBridge.decode, kept_seeds, {some}, {done + 1})", timeout=600)
        done += some
    tally["frames"] += count


def calls(engine: WorkerEngine, count: int, tally: Tally) -> None:
    small = [i for i in range(8) if i not in (4, 6, 7)]
    some = kinds(engine)
    for i in range(count):
        tally.timed(*some[small[i % 50] if i % 50 < len(small) else 0])


def state(engine: WorkerEngine) -> dict[str, float]:
    gc.collect()
    return {
        "descriptors": descriptors(),
        "threads": threading.active_count(),
        "processes": len(children()),
        "shared memory": len(shared_memory()),
        "temporary files": len(list(Path(tempfile.gettempdir()).glob("*pyjuliann*"))),
        "MB resident": resident() / 1e6,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (
        ("signals", 1000),
        ("bursts", 1000),
        ("parents", 100),
        ("frames", 1_000_000),
        ("calls", 100_000),
    ):
        parser.add_argument(f"--{name}", type=int, default=number, metavar="N", help=f"{number:,} by default")
    parser.add_argument("--scale", type=float, default=1.0, help="multiply all of these; 0.01 takes a minute")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    counts = {
        name: round(wanted.scale * getattr(wanted, name))
        for name in ("signals", "bursts", "parents", "frames", "calls")
    }
    dice, bad = random.Random(wanted.seed), 0
    warnings.simplefilter("ignore", EngineRestartedWarning)
    engine = start_julia("worker")
    assert isinstance(engine, WorkerEngine)
    with engine:
        warm = Tally()
        python_frames(2000, dice, warm)
        signals(engine, len(SIGNALS), dice, warm)
        calls(engine, 200, warm)
        before = state(engine)
        for name, attack in (
            ("signals", lambda n, tally: signals(engine, n, dice, tally)),
            ("bursts", lambda n, tally: bursts(engine, n, dice, tally)),
            ("parents", lambda n, tally: parents(n, dice, tally)),
            ("frames", lambda n, tally: (python_frames(n, dice, tally), julia_frames(engine, n, tally))),
            ("calls", lambda n, tally: calls(engine, n, tally)),
        ):
            tally, start = Tally(wrong=0, hangs=0), time.monotonic()
            attack(counts[name], tally)
            print(f"{counts[name]:,} {name} in {time.monotonic() - start:.0f} s: {dict(tally)}", flush=True)
            bad += tally["wrong"] + tally["hangs"] + tally["left behind"]
            bad += tally["EngineError"] + tally["JuliaError"] if name == "calls" else 0
        engine.call("sum", [1])
        after = state(engine)
    for name, value in after.items():
        grown = value > before[name] * 1.05
        bad += grown
        print(f"{name}: {before[name]:.6g} before, {value:.6g} after{'  GROWN' if grown else ''}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
