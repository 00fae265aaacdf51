"""How fast elementary functions are tried at every Float32: `python tests/benchmarks/sweeps.py`.

Every 16th block of a million numbers, both sides and the comparison with the correctly rounded result; points a second
by the clock, and by the processor's time of both languages' processes, which a busy machine hardly changes.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from pyjuliann import start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.exhaustive.elementary import BLOCKS, FUNCTIONS, swept
from pyjuliann.parity.running.session import Session

FUNCTION_NAMES = ("exp", "tanh", "sin", "log")
BLOCK = BLOCKS["float32"]


def processor_seconds(engine: Engine) -> float:
    """Return the processor's time of both processes."""
    return time.process_time() + float(engine.eval("ccall(:clock, Int, ()) / 1e6"))


def main() -> None:
    """Print a line for each function."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("functions", nargs="*", default=FUNCTION_NAMES, help=f"default: {' '.join(FUNCTION_NAMES)}")
    parser.add_argument("--every", metavar="N", type=int, default=16, help="try one of N blocks (default: 16)")
    chosen = parser.parse_args()
    blocks = range(0, 1 << 32, chosen.every * BLOCK)
    with start_julia("worker") as engine:
        session = Session(engine)
        for name in chosen.functions:
            function = FUNCTIONS[name]
            swept(function, "float32", 0x3F80_0000, BLOCK, session)  # compiles
            clock, processor = time.perf_counter(), processor_seconds(engine)
            for first in blocks:
                swept(function, "float32", first, BLOCK, session)
            points = len(blocks) * BLOCK
            by_clock = points / (time.perf_counter() - clock)
            each = (processor_seconds(engine) - processor) / points
            start = time.process_time()
            x, out = np.arange(BLOCK, dtype=np.uint32), np.empty(BLOCK, np.float32)
            with np.errstate(all="ignore"):
                for first in blocks:
                    function.python((x + np.uint32(first)).view(np.float32), out=out)
            alone = (time.process_time() - start) / points
            print(
                f"{name:6} {by_clock / 1e6:6.1f} million points a second by the clock, {1e-6 / each:6.1f} by the "
                f"processor ({each / alone:.1f} times NumPy alone); all of Float32 in {each * 2**32:.0f} s of one core"
            )


if __name__ == "__main__":
    main()
