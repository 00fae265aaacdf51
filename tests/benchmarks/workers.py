"""What several processes gain, and what they cost: `python tests/benchmarks/workers.py [--cases N]`.

All figures of a row come from one run, so the ratios hold on a busy machine as well as two free cores allow.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from typing import Any

import numpy as np
from jaxtyping import Float64

from pyjuliann import pair, start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check_with
from pyjuliann.parity.distributed.chunks import CaseChunk, CaseQuestion
from pyjuliann.parity.distributed.spread import Workers, open_workers
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.session import session_for

BUSY = 1.5e-3  # seconds on either side
CHUNK = 2500


def busy(x: float) -> float:
    """Take time, as a real function does."""
    start = time.perf_counter()
    while time.perf_counter() - start < BUSY:
        pass
    return x + 1


def cheap(x: Float64[np.ndarray, " n"]) -> Any:  # noqa: F722 - a shape
    """Take next to no time."""
    return np.exp(x)


def checked(workers: Workers, engine: Engine, chosen: Pair, cases: int) -> float:
    """Return the seconds of a whole check."""
    with session_for(engine) as session:
        start = time.perf_counter()
        check_with(workers, session, chosen, cases=cases, seed=1, keep=False)
        return time.perf_counter() - start


def timed(question: CaseQuestion, engine: Engine, chunk: CaseChunk) -> tuple[float, float]:
    """Return a chunk's seconds for one case, of the processor and of the clock."""
    processor, clock = time.thread_time(), time.perf_counter()
    question(engine, chunk)
    return (time.thread_time() - processor) / chunk[1], (time.perf_counter() - clock) / chunk[1]


def main() -> None:
    """Print what one run measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=8000, help="of the pair whose sides take 1.5 ms each")
    parser.add_argument("--cheap", type=int, default=50_000, help="of the pair whose sides take next to no time")
    parser.add_argument("--chunks", type=int, default=12, help=f"of {CHUNK} cheap cases")
    given = parser.parse_args()
    slow = pair(busy, f"x -> (start = time_ns(); while time_ns() - start < {round(BUSY * 1e9)}; end; x + 1)")
    fast = pair(cheap, "x -> exp.(x)")
    question = CaseQuestion.of(fast, families_of(fast)[0], CHUNK * given.chunks)
    chunks = [CaseChunk(4000 + CHUNK * k, CHUNK, k) for k in range(given.chunks)]
    whole: dict[int | None, float] = {}
    whole_cheap: dict[int | None, float] = {}
    each: dict[int | None, tuple[float, float, float]] = {}
    with start_julia("worker") as engine:
        for jobs in (None, 1, 2):
            with open_workers(engine, jobs=jobs) as workers:
                checked(workers, engine, slow, 1200)  # each process has its Julia and has compiled
                whole[jobs] = checked(workers, engine, slow, given.cases)
                checked(workers, engine, fast, 1200)
                whole_cheap[jobs] = checked(workers, engine, fast, given.cheap)
                list(workers.spread(partial(timed, question), chunks[:2]))
                start = time.perf_counter()
                costs = [cost for _, cost in workers.spread(partial(timed, question), chunks)]
                every = (time.perf_counter() - start) / (CHUNK * given.chunks)
                each[jobs] = (*np.median(costs, axis=0), every)
    for what, times in (
        (f"sides of {BUSY * 1e3:g} ms each, {given.cases} cases", whole),
        (f"sides that take next to no time, {given.cheap} cases", whole_cheap),
    ):
        print(f"{what}:")
        for jobs, seconds in times.items():
            print(f"  {_named(jobs):24}{seconds:8.1f} s  {times[None] / seconds:6.2f} × as fast as in this process")
    print(f"cheap cases in chunks of {CHUNK}, per case:")
    for jobs, (processor, clock, every) in each.items():
        print(
            f"  {_named(jobs):24}{processor * 1e6:8.1f} µs of the processor, {processor / each[None][0]:5.2f} ×; "
            f"{clock * 1e6:8.1f} µs in the chunk, {every * 1e6:8.1f} µs of the clock in all, "
            f"{every / each[None][2]:5.2f} ×"
        )


def _named(jobs: int | None) -> str:
    return "in this process" if jobs is None else f"{jobs} worker{'s' * (jobs > 1)}"


if __name__ == "__main__":
    main()
