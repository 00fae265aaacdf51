"""``pyjuliann record``: write down what a live Julia answers, for the recorded engine."""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.commands.arguments import case_options, command, engine_options, language_option, limit_options
from pyjuliann.commands.budget import budget_again, budget_options
from pyjuliann.commands.common import AGREES, COULD_NOT_RUN, UsageError, file_target, say, started_julia
from pyjuliann.commands.given import again, argument_options, with_arguments
from pyjuliann.errors import EngineError
from pyjuliann.language import joined, phrase

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.recorder import Recorder
    from pyjuliann.commands.supervised import Vanished
    from pyjuliann.commands.targets import Loaded, Request
    from pyjuliann.lessons.model import Example

LESSONS, TRAPS = "lessons", "traps"
_NEEDED = phrase("recorded answers cannot be recorded again: a live Julia is needed")


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "record", record, "write down what Julia answers, for the recorded engine")
    parser.add_argument("file", metavar="FILE", help="where the answers go")
    parser.add_argument(
        "what", nargs="*", metavar="WHAT", default=[LESSONS],
        help="lessons, traps, or what `pyjuliann check` takes, the Julia side after its Python side (default: lessons)",
    )  # fmt: skip
    argument_options(parser)
    case_options(parser)
    budget_options(parser)
    limit_options(parser)
    engine_options(parser)
    language_option(parser)
    parser.set_defaults(mourn=_mourn)


def record(arguments: argparse.Namespace) -> int:
    """Record the lessons, the traps and the targets given, and return the exit code."""
    from pyjuliann.bridge.engines.recorder import Recorder
    from pyjuliann.commands.targets import heed_packages

    if arguments.file.endswith((".py", ".jl")):
        raise UsageError(
            phrase(
                "FILE: expected the name of the record to write, such as answers.jsonl, before what is recorded; "
                "got {!r}, which is code",
                arguments.file,
            )
        )
    target = file_target("FILE", arguments.file)
    if target is None:
        raise UsageError(phrase("FILE: expected the name of a file to write, got '-'"))
    if arguments.engine == "recorded":
        raise UsageError(_NEEDED)
    requests = _requests(arguments.what)
    heed_packages(requests, arguments)
    loaded = [request.load() for request in requests]
    # the traps are many pieces of code that run once; the lessons' bits are those of compiled code
    with started_julia(arguments, interpreted=arguments.what == [TRAPS]) as live:
        if live.info.recorded:
            raise EngineError(_NEEDED)
        recorder = Recorder(live, undefined=_undefined() if LESSONS in arguments.what else (), what=_again(arguments))
        with contextlib.redirect_stdout(sys.stderr):
            _ask(recorder, loaded, arguments)
        count = recorder.write(target)
    info = live.info
    say(phrase("{}: {} answers of Julia {} ({} engine)", target, count, info.julia_version, info.engine))
    return AGREES


def _mourn(arguments: argparse.Namespace, vanished: Vanished) -> int:
    """Say that the process that ran the user's code was gone; nothing has been written."""
    say(
        phrase("{}: nothing was recorded: the process that ran the user's code {}", arguments.parser.prog, vanished.how)
    )
    return COULD_NOT_RUN


def _undefined() -> set[str]:
    """Return the Julia functions whose values mean nothing, as in uninitialised memory."""
    from pyjuliann.lessons import lessons

    examples = (example for lesson in lessons().values() for example in lesson.runs)
    return {f"JuliaNN.{example.function}" for example in examples if not example.expected.values_defined}


def _ask(recorder: Recorder, targets: Sequence[Loaded], arguments: argparse.Namespace) -> None:
    """Have every question asked that will be asked again."""
    from pyjuliann.commands.check import as_asked, check_options, checked
    from pyjuliann.traps.catalogue import entries
    from pyjuliann.traps.run import run_entries

    if LESSONS in arguments.what:
        _ask_lessons(recorder)
    if targets or TRAPS in arguments.what:
        # what is loaded on demand is loaded now, or the first question would have two answers
        recorder.include(julia_sources() / "worker" / "parity.jl")
    if TRAPS in arguments.what:
        deque(run_entries(entries(), recorder), maxlen=0)
    for target in targets:
        pairs = with_arguments(as_asked(target.target(recorder).pairs, arguments), arguments)
        _, errors = checked(recorder, pairs, check_options(arguments))
        if errors:
            raise UsageError(joined("\n", (message for _, message in errors)))


def _requests(what: Sequence[str]) -> list[Request]:
    """Return the targets among what is to be recorded, a Julia side with the one before it."""
    from pyjuliann.commands.targets import Request, is_julia_side

    requests: list[Request] = []
    for name in what:
        if name in (LESSONS, TRAPS):
            continue
        before = requests[-1] if requests and not requests[-1].side else None
        if before is not None and is_julia_side(name, before):
            requests[-1] = Request(before.text, name)
        elif name.endswith(".jl"):
            raise UsageError(phrase("WHAT: expected a Python file before the Julia file {}", name))
        else:
            requests.append(Request(name))
    return requests


def _again(arguments: argparse.Namespace) -> str:
    """Return what has the same recorded again, where the current folder is the same."""
    words = [os.path.relpath(name) if Path(name).is_absolute() else name for name in arguments.what]
    for option, default in (("cases", None), ("seed", None)):
        if (value := getattr(arguments, option)) != default:
            words += [f"--{option}", str(value)]
    flags = [f"--{name}" for name in ("judge", "allow-errors") if getattr(arguments, name.replace("-", "_"))]
    return shlex.join([*words, *again(arguments), *budget_again(arguments), *flags])


def _ask_lessons(recorder: Recorder) -> None:
    """Have the examples run, and let old answers stay that are within their budgets."""
    from pyjuliann.bridge.engines.engine import read_response
    from pyjuliann.lessons import lessons
    from pyjuliann.lessons.verify import same_but_for_rounding, verify

    for lesson in lessons().values():
        for example in lesson.runs:

            def same(*responses: Any, example: Example = example) -> bool:
                one, other = (read_response(response, example.id) for response in responses)
                return same_but_for_rounding(example, one, other)

            recorder.same = same
            verify(recorder, [lesson.only(example)])
    recorder.same = None
