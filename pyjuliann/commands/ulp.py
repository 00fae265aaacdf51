"""``pyjuliann ulp``: how far apart the elementary functions are, and which side is closer to the exact results."""

from __future__ import annotations

import argparse
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import (
    command,
    dtype_option,
    engine_options,
    exhaustive_option,
    language_option,
    limit_options,
    range_option,
    result_options,
    saving_options,
    whole,
    worker_options,
)
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    UsageError,
    console,
    file_target,
    say,
    spoken,
    started_julia,
    words_for,
    workers_of,
)
from pyjuliann.commands.measured import Views, asked_ranges, live, show_measured
from pyjuliann.commands.saving import check_saving
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from pyjuliann.bridge.engines.engine import Engine, EngineInfo
    from pyjuliann.parity.judging.accuracy import Accuracy
    from pyjuliann.parity.judging.elementary import Elementary, Range

MOST_POINTS, USUAL_POINTS = 10_000_000, 100_000


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "ulp", _ulp, "measure the elementary functions of both languages, in ULP")
    parser.add_argument("functions", nargs="*", metavar="FUNCTION", help="such as exp, log, pow; all by default")
    dtype_option(parser)
    parser.add_argument(
        "--points", metavar="N", type=_points, help=phrase("points for each function (default: {})", USUAL_POINTS)
    )
    exhaustive_option(parser)
    range_option(parser)
    worker_options(parser)
    saving_options(parser)
    limit_options(parser)
    engine_options(parser)
    language_option(parser)
    result_options(parser, "json", "plot")


def _points(text: str) -> int:
    count = whole(1)(text)
    if count > MOST_POINTS:
        raise argparse.ArgumentTypeError(phrase("expected at most {} points, got {}", MOST_POINTS, text))
    return count


def _ulp(arguments: argparse.Namespace) -> int:
    target = file_target("--json", arguments.json)
    picture = _picture(arguments.plot)
    if arguments.engine == "recorded" or arguments.records:
        raise UsageError(phrase("recorded answers cannot serve here: measuring needs a live Julia"))
    check_saving(arguments)
    if arguments.exhaustive:
        from pyjuliann.commands.ulp_exhaustive import sweep_all

        return sweep_all(arguments, target, picture)
    if arguments.save or arguments.resume:
        raise UsageError(
            phrase("--{}: expected --exhaustive with it; else it is done soon", "save" if arguments.save else "resume")
        )
    requests = _requests(arguments)
    with started_julia(arguments) as engine:
        facts = live(engine).info
        measured, stopped = _measured(engine, requests, arguments)
    if stopped and not measured:
        raise UsageError(stopped)
    _show(arguments, target, picture, measured, facts)
    if stopped:
        say(phrase("pyjuliann ulp: stopped after {} of {} measurements: {}", len(measured), len(requests), stopped))
        return COULD_NOT_RUN
    return AGREES


def _picture(name: str | None) -> Path | None:
    """Check that a plot can be drawn and written before the work is done."""
    if name is None:
        return None
    from pyjuliann.errors import TrainingError
    from pyjuliann.training.plotting import check_plot

    target = file_target("--plot", name)
    try:
        check_plot("--plot", name)
    except TrainingError as error:
        raise UsageError(str(error)) from None
    return target


def _requests(arguments: argparse.Namespace) -> list[tuple[Elementary, str, Range]]:
    """Return what is to be measured, after all of it has been found to make sense."""
    from pyjuliann.errors import PairError
    from pyjuliann.parity.judging.elementary import ARGUMENTS, DTYPES, chosen_range, elementary

    if arguments.dtype == "float16":
        raise UsageError(phrase("--dtype: float16 has few enough numbers to try them all: add --exhaustive"))
    dtypes = (arguments.dtype,) if arguments.dtype else DTYPES
    spans = asked_ranges(arguments, ARGUMENTS)
    first, second = map(spans.get, ARGUMENTS)
    try:
        return [
            (function.with_second(dtype, second), dtype, chosen_range(function, dtype, first))
            for dtype in dtypes
            for function in elementary(arguments.functions)
        ]
    except PairError as error:
        raise UsageError(str(error)) from None


def _measured(
    engine: Engine, requests: list[tuple[Elementary, str, Range]], arguments: argparse.Namespace
) -> tuple[list[Accuracy], str]:
    """Return what was measured, and why it was stopped before its end; "" if it was not."""
    from pyjuliann.errors import EngineTimeoutError, StoppedError
    from pyjuliann.parity.judging.accuracy import joined, measure_part, parts_of

    points = arguments.points or USUAL_POINTS
    say(phrase("Measuring {} times {} points …", len(requests), points))
    parts = [parts_of(function, dtype, points, span) for function, dtype, span in requests]
    found: list[Accuracy] = []
    # an animation on a terminal, and nothing elsewhere
    with console(stderr=True).status("") as status, workers_of(arguments, engine) as workers:
        results = workers.spread(measure_part, list(chain.from_iterable(parts)))
        for (function, dtype, span), own in zip(requests, parts, strict=True):
            status.update(spoken(phrase("{}, {} ({} of {})", function.name, dtype, len(found) + 1, len(requests))))
            try:
                known = [result for _, result in islice(results, len(own))]
            except (StoppedError, EngineTimeoutError) as error:
                return found, phrase("{}, {}: {}", function.name, dtype, error)
            found.append(joined(function, dtype, span, points, known))
    return found, ""


def _show(
    arguments: argparse.Namespace, target: Path | None, picture: Path | None, measured: list[Accuracy],
    facts: EngineInfo,
) -> None:  # fmt: skip
    from pyjuliann.parity.results.accuracy import facts_of, plot, tables

    parts = tables(measured, words_for(arguments))
    views = Views(len(measured), partial(facts_of, measured, facts), partial(plot, measured), parts)
    show_measured(arguments, target, picture, facts, views)
