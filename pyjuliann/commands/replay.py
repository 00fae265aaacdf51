"""``pyjuliann replay``: run a Python program as it is, and its calls once more in Julia."""

from __future__ import annotations

import argparse
import contextlib
import math
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.commands.arguments import (
    command,
    engine_options,
    language_option,
    limit_options,
    quiet_option,
    repair_option,
    result_options,
    said_options,
    seed_option,
    whole,
    worker_options,
)
from pyjuliann.commands.budget import budget_options
from pyjuliann.commands.check import FORMATS, asked_for, shown, write_report
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    UsageError,
    file_target,
    file_targets,
    say,
    started_julia,
    workers_of,
    writes_to_stdout,
)
from pyjuliann.commands.given import crossing_options, pair_option
from pyjuliann.language import joined, phrase

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.stateful import StatefulPair
    from pyjuliann.parity.replaying.replay import Replay
    from pyjuliann.parity.running.limits import Limits
    from pyjuliann.parity.watching.calls import FunctionCalls, Recording

_KEEP: Final = 100
_MEMORY: Final = 512


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(
        commands,
        "replay",
        replay,
        "run a Python program, and its calls once more in Julia: which differs first",
    )
    parser.usage = "%(prog)s TARGET [JULIA] [options] -- PROGRAM.py [ARGUMENTS] (or -m MODULE [ARGUMENTS])"
    parser.rest = "program"
    parser.add_argument(
        "target", metavar="TARGET", nargs="?",
        help="the module or file whose functions are watched, as for check; after -- the program that calls them",
    )  # fmt: skip
    parser.add_argument("side", metavar="JULIA", nargs="?", default="", help="the Julia side, as for check")
    pair_option(parser)
    crossing_options(parser)
    parser.set_defaults(strategy=None, range=[], type=[])  # nothing is generated
    parser.add_argument(
        "--keep", metavar="N", type=whole(1), default=_KEEP,
        help=phrase("how many calls to keep of each function: the first ones, and a fair sample (default: {})", _KEEP),
    )  # fmt: skip
    parser.add_argument(
        "--memory", metavar="MB", type=whole(1), default=_MEMORY,
        help=phrase("how much memory the kept calls may take (default: {})", _MEMORY),
    )  # fmt: skip
    parser.add_argument("--save-case", metavar="FILE", help="also save the call that is first to differ, as .npz")
    parser.add_argument(
        "--case", metavar="FILE", action="append", default=[],
        help="in place of a program: replay a call that --save-case saved; may be given again",
    )  # fmt: skip
    seed_option(parser)
    said_options(parser)
    budget_options(parser)
    repair_option(parser)
    worker_options(parser)
    limit_options(parser)
    engine_options(parser)
    language_option(parser)
    result_options(parser, *FORMATS)
    quiet_option(parser)


def replay(arguments: argparse.Namespace) -> int:
    """Run the program and replay its calls, print and write what was found, and return the exit code."""
    from pyjuliann.parity.results.content import content

    _check(arguments)
    targets = file_targets(arguments, FORMATS)
    save = file_target("--save-case", arguments.save_case)
    load = asked_for(arguments).load()
    with started_julia(arguments, quiet=arguments.quiet) as engine:
        with contextlib.redirect_stdout(sys.stderr):
            target = load(engine)
        pairs = named(target.pairs)
        classes = classes_of(target.pairs)
        done = _saved(arguments, engine, pairs) if arguments.case else _ran(arguments, engine, pairs, classes)
    if not done.report.pairs:
        raise UsageError(_nothing(done))
    found = content(done.report, done.errors, target.unmatched)
    write_report(arguments, targets, found, "replay")
    if arguments.quiet or writes_to_stdout(arguments, FORMATS):
        for _, message in done.errors:
            say(phrase("{}: {}", arguments.parser.prog, message))
    unsaved = save is not None and not _save(arguments, save, done)
    return COULD_NOT_RUN if done.errors or unsaved else AGREES if done.report else DIFFERS


def _check(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` if there is not either a program or a saved call."""
    if arguments.case and arguments.program:
        raise UsageError(phrase("--case: expected no program beside it: a saved call is replayed in place of one"))
    if not (arguments.case or arguments.program):
        raise UsageError(
            phrase("expected -- and a program at the end: -- PROGRAM.py [ARGUMENTS], or -- -m MODULE [ARGUMENTS]")
        )
    if arguments.save_case == "-":
        raise UsageError(phrase("--save-case: expected a file: a saved call is no text for standard output"))


def named(pairs: Iterable[Pair | StatefulPair]) -> dict[str, Pair]:
    """Return the pairs by the names that their functions are told by: without the module where one has the name."""
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.signature import unwrapped

    found = [pair for pair in pairs if isinstance(pair, Pair)]
    short = [getattr(unwrapped(pair.python), "__qualname__", pair.python_name) for pair in found]
    return {name if short.count(name) == 1 else pair.python_name: pair for name, pair in zip(short, found, strict=True)}


def classes_of(pairs: Iterable[Pair | StatefulPair]) -> list[StatefulPair]:
    """Return the classes among the pairs."""
    from pyjuliann.parity.pairing.stateful import StatefulPair

    return [pair for pair in pairs if isinstance(pair, StatefulPair)]


def as_called(pairs: Mapping[str, Pair], recording: Recording) -> dict[str, Pair]:
    """Return the pairs with the functions that the program called, where it has others of the same names."""
    return {name: _as_called(pair, recording.functions.get(name)) for name, pair in pairs.items()}


def to_watch(pairs: Mapping[str, Pair], classes: Iterable[StatefulPair]) -> dict[str, Callable[..., Any]]:
    """Return the Python functions of pairs, and the methods of classes, by the names that they are kept under."""
    from pyjuliann.parity.replaying.instances import methods_to_watch

    functions: dict[str, Callable[..., Any]] = {name: pair.python for name, pair in pairs.items()}
    for pair in classes:
        functions |= methods_to_watch(pair)
    return functions


def _ran(
    arguments: argparse.Namespace, engine: Engine, pairs: dict[str, Pair], classes: Sequence[StatefulPair]
) -> Replay:
    """Run the program, and replay its calls."""
    from pyjuliann.parity.replaying.instances import with_instances
    from pyjuliann.parity.running.session import session_for
    from pyjuliann.parity.watching.program import run_program
    from pyjuliann.parity.watching.sample import Keep
    from pyjuliann.parity.watching.watch import watch
    from pyjuliann.wording import processes_note

    keep = Keep(arguments.keep, arguments.memory * 1e6, arguments.seed or 0)
    aside = contextlib.redirect_stdout(sys.stderr) if writes_to_stdout(arguments, FORMATS) else contextlib.nullcontext()
    with watch(to_watch(pairs, classes), keep) as recorder, aside:
        code = _within_deadline(arguments.limits, partial(run_program, arguments.program))
    recording = recorder.recording()
    pairs = as_called(pairs, recording)
    notes = [processes_note(recording.processes)] if recording.processes else []
    program = shlex.join(arguments.program)
    done = _replayed(arguments, engine, pairs, recording, program=program, exit_code=code, notes=tuple(notes))
    if not classes:
        return done
    with contextlib.redirect_stdout(sys.stderr), shown(arguments.quiet) as tell, session_for(engine) as session:
        report, errors = with_instances(done.report, session, classes, recording, tell)
    return replace(done, report=report, errors=[*done.errors, *errors])


def _as_called(pair: Pair, calls: FunctionCalls | None) -> Pair:
    """Return a pair with the very function that was called, of a file that is itself the program another one."""
    called = calls.called if calls is not None else None
    if not isinstance(called, FunctionType) or not isinstance(pair.python, FunctionType) or called is pair.python:
        return pair
    if called.__module__ == "__main__":  # nobody else finds it under that name
        called.__module__ = pair.python.__module__
    return replace(pair, python=called)


def _within_deadline(limits: Limits, program: Callable[[], int]) -> int:
    """Run a program, which may take as long as it likes before the time for everything is over."""
    from pyjuliann.parity.running.guard import Guard, TimeIsUp

    if limits.deadline == math.inf:
        return program()
    try:
        with Guard() as guard:
            return int(guard.call(replace(limits, timeout=math.inf).seconds(), program))
    except TimeIsUp:
        raise UsageError(phrase("the program did not end: {}", limits.over())) from None


def _saved(arguments: argparse.Namespace, engine: Engine, pairs: dict[str, Pair]) -> Replay:
    """Replay saved calls."""
    from pyjuliann.errors import PairError
    from pyjuliann.parity.replaying.replay import recording_of
    from pyjuliann.parity.replaying.saved import load_case
    from pyjuliann.parity.running.python_side import run_python

    names = {pair.python_name: name for name, pair in pairs.items()}
    cases = []
    for file in arguments.case:
        try:
            function, case = load_case(Path(file))
        except PairError as error:
            raise UsageError(phrase("--case: {}", error)) from None
        if function not in names:
            raise UsageError(phrase("--case: {} is a call of {}; there are {}", file, function, ", ".join(names)))
        cases.append((names[function], case))
    recording = recording_of(pairs, cases, run_python)
    return _replayed(arguments, engine, pairs, recording, program=" ".join(arguments.case), saved=True)


def _replayed(
    arguments: argparse.Namespace, engine: Engine, pairs: dict[str, Pair], recording: Recording, **facts: Any
) -> Replay:
    from pyjuliann.parity.replaying.replay import ReplayOptions, replay

    options = ReplayOptions(judge=arguments.judge, repair=arguments.repair)
    with (
        contextlib.redirect_stdout(sys.stderr),
        workers_of(arguments, engine) as workers,
        shown(arguments.quiet) as tell,
    ):
        return replay(pairs, recording, engine=engine, options=options, workers=workers, say=tell, **facts)


def _nothing(done: Replay) -> str:
    """Return why nothing was compared."""
    from pyjuliann.wording import uncalled_line

    if done.errors:
        return joined("\n", (message for _, message in done.errors))
    return uncalled_line(phrase("the program"), done.report.uncalled)


def _save(arguments: argparse.Namespace, target: Path, done: Replay) -> bool:
    """Save the call that is first to differ; return whether that could be done, if there is one."""
    from pyjuliann.errors import PairError
    from pyjuliann.parity.replaying.saved import save_case
    from pyjuliann.wording import system_reason

    if done.first is None:
        say(phrase("--save-case: no call was saved: none is known to differ by itself"))
        return True
    pair, case = done.first
    try:
        save_case(target, pair.python_name, case)
    except (PairError, OSError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        say(phrase("{}: --save-case: {}", arguments.parser.prog, reason))
        return False
    return True
