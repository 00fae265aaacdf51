"""``pyjuliann ulp --exhaustive``: the elementary functions at every number of a dtype."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    UsageError,
    console,
    say,
    spoken,
    started_julia,
    words_for,
    workers_of,
)
from pyjuliann.commands.measured import Views, asked_ranges, live, show_measured
from pyjuliann.commands.saving import saved_run
from pyjuliann.errors import PairError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.parity.distributed.saved import SavedRun
    from pyjuliann.parity.distributed.spread import Workers
    from pyjuliann.parity.exhaustive.elementary import SweepRequest, Swept


def sweep_all(arguments: argparse.Namespace, target: Path | None, picture: Path | None) -> int:
    """Run the command; what it writes goes to the target and the picture."""
    from pyjuliann.parity.results.sweeps import facts_of, plot, tables

    requests = _requests(arguments)
    with started_julia(arguments) as engine:
        facts = live(engine).info
        rows, stopped, interrupted = _swept(engine, requests, arguments)
    if not rows and stopped:
        raise UsageError(stopped)
    if rows:
        parts = tables(rows, facts.julia_version, words_for(arguments))
        views = Views(len(rows), partial(facts_of, rows, facts), partial(plot, rows), parts)
        show_measured(arguments, target, picture, facts, views)
    if interrupted:
        raise interrupted
    if stopped:
        say(phrase("pyjuliann ulp: stopped at {} of {} functions: {}", len(rows), len(requests), stopped))
        return COULD_NOT_RUN
    return AGREES


def _requests(arguments: argparse.Namespace) -> list[SweepRequest]:
    """Return what is wanted, after all of it has been found to make sense."""
    from pyjuliann.parity.exhaustive.elementary import DTYPES, requested
    from pyjuliann.parity.judging.elementary import ARGUMENTS

    if arguments.points is not None:
        raise UsageError(phrase("--points: expected none with --exhaustive, which tries every number"))
    spans = asked_ranges(arguments, ARGUMENTS[:1])
    try:
        return requested(arguments.functions, arguments.dtype or DTYPES[0], spans.get(ARGUMENTS[0]))
    except PairError as error:
        raise UsageError(str(error)) from None


def _swept(
    engine: Engine, requests: list[SweepRequest], arguments: argparse.Namespace
) -> tuple[list[Swept], str, KeyboardInterrupt | None]:
    """Return what was found, why it was stopped before its end ("" if it was not), and whether by Ctrl-C."""
    from pyjuliann.errors import EngineTimeoutError, StoppedError
    from pyjuliann.parity.exhaustive.elementary import Swept
    from pyjuliann.parity.results.accuracy import processor

    rows = [Swept(request) for request in requests]
    processors = {"the processor's instructions": " ".join(processor()) or "unknown"}
    saved = saved_run(arguments, 0, engine.info.julia_version, processors)
    told = _Told(sum(request.points for request in requests))
    stopped, interrupted = "", None
    # an animation on a terminal, and nothing elsewhere
    with console(stderr=True).status("") as status, workers_of(arguments, engine) as workers:
        try:
            for row in rows:
                for count, known in _chunks(row, workers, saved):
                    status.update(spoken(phrase("{}: {}", row.function.name, told.after(count, known))))
        except (StoppedError, EngineTimeoutError) as error:
            stopped = str(error)
        except KeyboardInterrupt as error:
            interrupted = error
        finally:
            if saved is not None:
                saved.write()
    return [row for row in rows if row.found is not None], stopped, interrupted


def _chunks(row: Swept, workers: Workers, saved: SavedRun | None) -> Iterator[tuple[int, bool]]:
    """Take in a function's chunks, and yield how many numbers each has and whether it was known."""
    from pyjuliann.parity.exhaustive.elementary import sweep

    chunks = list(row.request.chunks())
    key = f"{row.function.name}, {row.dtype}"
    question = {"--range": str(row.request.span), "the size of chunks": str(max(chunk[-1] for chunk in chunks))}
    known = saved.known(key, question, key) if saved is not None else {}
    finished = {number: sent.get("blocks") for number, sent in known.items()}
    for number, blocks in workers.spread(sweep, chunks, finished):
        count = row.add(blocks)
        if count != chunks[number][-1]:
            raise PairError(
                phrase("{}: chunk {} was saved with {} of {} numbers", key, number, count, chunks[number][-1])
            )
        if saved is not None and number not in finished:
            saved.keep(key, question, number, {"blocks": blocks})
        yield count, number in finished


class _Told:
    """Says how far it is, how fast, and what is left."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._known = total, 0, 0
        self._start = time.monotonic()
        say(phrase("Trying {:,} numbers …", total))

    def after(self, count: int, known: bool) -> str:
        """Return the sentence after so many further numbers; those that were known say nothing about speed."""
        self._done += count
        self._known += count if known else 0
        each = (time.monotonic() - self._start) / max(self._done - self._known, 1)
        share, left = self._done / self._total, (self._total - self._done) * each
        return phrase("{:.1%}, {:.0f} million numbers a second, {:.0f} s left", share, 1e-6 / each, left)
