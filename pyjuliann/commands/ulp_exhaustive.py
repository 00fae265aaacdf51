"""``pyjuliann ulp --exhaustive``: the elementary functions at every number of a dtype."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from pyjuliann.commands.common import AGREES, COULD_NOT_RUN, UsageError, console, say, started_julia
from pyjuliann.commands.measured import Views, asked_ranges, live, show_measured

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.parity.exhaustive.elementary import Request, Swept


def sweep_all(arguments: argparse.Namespace, target: Path | None, picture: Path | None) -> int:
    """Run the command; what it writes goes to the target and the picture."""
    from pyjuliann.parity.results.sweeps import facts_of, plot, tables

    requests = _requests(arguments)
    with started_julia(arguments) as engine:
        facts = live(engine).info
        rows, stopped, interrupted = _swept(engine, requests)
    if not rows and stopped:
        raise UsageError(stopped)
    if rows:
        parts = tables(rows, facts.julia_version)
        views = Views(len(rows), partial(facts_of, rows, facts), partial(plot, rows), parts)
        show_measured(arguments, target, picture, facts, views)
    if interrupted:
        raise interrupted
    if stopped:
        say(f"pyjuliann ulp: stopped at {len(rows)} of {len(requests)} functions: {stopped}")
        return COULD_NOT_RUN
    return AGREES


def _requests(arguments: argparse.Namespace) -> list[Request]:
    """Return what is wanted, after all of it has been found to make sense."""
    from pyjuliann.errors import PairError
    from pyjuliann.parity.exhaustive.elementary import DTYPES, requested
    from pyjuliann.parity.judging.elementary import ARGUMENTS

    if arguments.points is not None:
        raise UsageError("--points: expected none with --exhaustive, which tries every number")
    spans = asked_ranges(arguments, ARGUMENTS[:1])
    try:
        return requested(arguments.functions, arguments.dtype or DTYPES[0], spans.get(ARGUMENTS[0]))
    except PairError as error:
        raise UsageError(str(error)) from None


def _swept(engine: Engine, requests: list[Request]) -> tuple[list[Swept], str, KeyboardInterrupt | None]:
    """Return what was found, why it was stopped before its end ("" if it was not), and whether by Ctrl-C."""
    from pyjuliann.errors import EngineTimeoutError, StoppedError
    from pyjuliann.parity.distributed.spread import open_workers
    from pyjuliann.parity.exhaustive.elementary import Swept, sweep

    rows = [Swept(request) for request in requests]
    chunks = [(row, chunk) for row in rows for chunk in row.request.chunks()]
    total = sum(request.points for request in requests)
    say(f"Trying {total:,} numbers …")
    start, done = time.monotonic(), 0
    stopped, interrupted = "", None
    # an animation on a terminal, and nothing elsewhere
    with console(stderr=True).status("") as status, open_workers(engine) as workers:
        try:
            for number, blocks in workers.spread(sweep, [chunk for _, chunk in chunks]):
                row, chunk = chunks[number]
                row.add(blocks)
                done += chunk[-1]
                each = (time.monotonic() - start) / done
                status.update(
                    f"{row.function.name}: {done / total:.1%}, {1e-6 / each:.0f} million numbers a second, "
                    f"{(total - done) * each:.0f} s left"
                )
        except (StoppedError, EngineTimeoutError) as error:
            stopped = str(error)
        except KeyboardInterrupt as error:
            interrupted = error
    return [row for row in rows if row.found is not None], stopped, interrupted
