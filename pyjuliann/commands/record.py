"""``pyjuliann record``: write down what a live Julia answers, for the recorded engine."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.errors import EngineError
from pyjuliann.bridge.folders import julia_sources
from pyjuliann.commands.arguments import case_options, command, engine_options, limit_options
from pyjuliann.commands.common import AGREES, COULD_NOT_RUN, UsageError, file_target, say, started_julia

if TYPE_CHECKING:
    from pyjuliann.bridge.recorded import Recorder
    from pyjuliann.commands.supervised import Vanished
    from pyjuliann.commands.targets import Loaded
    from pyjuliann.lessons.model import Example

LESSONS, TRAPS = "lessons", "traps"
_NEEDED = "recorded answers cannot be recorded again: a live Julia is needed"


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "record", record, "write down what Julia answers, for the recorded engine")
    parser.add_argument("file", metavar="FILE", help="where the answers go")
    parser.add_argument(
        "what", nargs="*", metavar="WHAT", default=[LESSONS],
        help="lessons, traps, or modules and files as `pyjuliann check` takes them (default: lessons)",
    )  # fmt: skip
    case_options(parser)
    limit_options(parser)
    engine_options(parser)
    parser.set_defaults(mourn=_mourn)


def record(arguments: argparse.Namespace) -> int:
    """Record the lessons, the traps and the targets given, and return the exit code."""
    from pyjuliann.bridge.recorded import Recorder
    from pyjuliann.commands.targets import Request

    target = file_target("FILE", arguments.file)
    if target is None:
        raise UsageError("FILE: expected the name of a file to write, got '-'")
    if arguments.engine == "recorded":
        raise UsageError(_NEEDED)
    loaded = [Request(what).load() for what in arguments.what if what not in (LESSONS, TRAPS)]
    # the traps are many pieces of code that run once; the lessons' bits are those of compiled code
    with started_julia(arguments, interpreted=arguments.what == [TRAPS]) as live:
        if live.info.recorded:
            raise EngineError(_NEEDED)
        recorder = Recorder(
            live, undefined=_undefined() if LESSONS in arguments.what else (), what=" ".join(arguments.what)
        )
        with contextlib.redirect_stdout(sys.stderr):
            _ask(recorder, loaded, arguments)
        count = recorder.write(target)
    info = live.info
    say(f"{target}: {count} answers of Julia {info.julia_version} ({info.engine} engine)")
    return AGREES


def _mourn(arguments: argparse.Namespace, vanished: Vanished) -> int:
    """Say that the process that ran the user's code was gone; nothing has been written."""
    say(f"{arguments.parser.prog}: nothing was recorded: the process that ran the user's code {vanished.how}")
    return COULD_NOT_RUN


def _undefined() -> set[str]:
    """Return the Julia functions whose values mean nothing, as in uninitialised memory."""
    from pyjuliann.lessons import lessons

    examples = (example for lesson in lessons().values() for example in lesson.examples)
    return {f"JuliaNN.{example.function}" for example in examples if not example.expected.values_defined}


def _ask(recorder: Recorder, targets: Sequence[Loaded], arguments: argparse.Namespace) -> None:
    """Have every question asked that will be asked again."""
    from pyjuliann.commands.check import RECORDED_SEED, checked, same_cases
    from pyjuliann.traps.catalogue import entries
    from pyjuliann.traps.run import run_entries

    if LESSONS in arguments.what:
        _ask_lessons(recorder)
    if targets or TRAPS in arguments.what:
        # what is loaded on demand is loaded now, or the first question would have two answers
        recorder.include(julia_sources() / "worker" / "parity.jl")
    if TRAPS in arguments.what:
        deque(run_entries(entries(), recorder), maxlen=0)
    seed = RECORDED_SEED if arguments.seed is None else arguments.seed
    options = {"cases": arguments.cases, "seed": seed, "keep": False, "shrink": False}
    for target in targets:
        with same_cases():
            _, errors = checked(recorder, target.pairs, options)
        if errors:
            raise UsageError("\n".join(message for _, message in errors))


def _ask_lessons(recorder: Recorder) -> None:
    """Have the examples run, and let old answers stay that are within their budgets."""
    from pyjuliann.bridge.engine import read_response
    from pyjuliann.lessons import lessons
    from pyjuliann.lessons.verify import same_but_for_rounding, verify

    for lesson in lessons().values():
        for example in lesson.examples:

            def same(*responses: Any, example: Example = example) -> bool:
                one, other = (read_response(response, example.id) for response in responses)
                return same_but_for_rounding(example, one, other)

            recorder.same = same
            verify(recorder, [replace(lesson, examples=(example,))])
    recorder.same = None
