"""The command line: reads the arguments, calls what does the work, maps outcomes to exit codes.

Exit codes: 0 all agree, 1 something differs, 2 it could not run (a usage error, no Julia, ...), 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from traceback import print_exception
from typing import Any, cast

from pyjuliann.commands import book, check, compare, diff, lessons, machine, new, record, replay, train, traps, ulp
from pyjuliann.commands.arguments import Parser, language_option, traceback_option
from pyjuliann.commands.common import COULD_NOT_RUN, INTERRUPTED, UsageError, language_of, say, speaking, spoken, told
from pyjuliann.commands.supervised import Vanished, supervised
from pyjuliann.language import LANGUAGES, chosen_language, phrase
from pyjuliann.parity.running.limits import Limits, limited

COMMANDS = (
    lessons,
    book,
    check,
    replay,
    new,
    diff,
    ulp,
    traps,
    record,
    train,
    compare,
    machine,
)
"""The modules that commands come from, in the order of ``pyjuliann --help``."""

RENAMED = {"--julia-path": "--julia PATH"}
"""What options were called that had another name."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    What a command does not tell itself is told here, in one line: there is no traceback unless it is asked for.
    """
    read: list[argparse.Namespace] = []

    def reads() -> int:
        read.append(_read(argv))
        return 0

    with speaking(chosen_language(_language_in(sys.argv[1:] if argv is None else argv))):
        code = _told_in_one_line("pyjuliann", False, reads)
    if not read:
        return code
    (arguments,) = read
    with speaking(language_of(arguments)):
        return _supervised(arguments, alone=argv is None)


def _language_in(words: Sequence[str]) -> str | None:
    """Return which language is asked for, wherever the option stands: help and mistakes are told in it too."""
    reader = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    reader.add_argument("--lang", choices=LANGUAGES)
    with contextlib.suppress(argparse.ArgumentError):
        return cast(str | None, reader.parse_known_args(words)[0].lang)
    return None


def _supervised(arguments: argparse.Namespace, alone: bool) -> int:
    """Run a command: in a process of its own if its user's code may end that, and this is a program."""
    tell = partial(_told_in_one_line, arguments.parser.prog, arguments.traceback)
    # who watches files has a process for the user's code already
    mourn = None if getattr(arguments, "watch", False) else getattr(arguments, "mourn", None)
    if alone and mourn is not None and hasattr(os, "fork"):

        def mourned(vanished: Vanished) -> int:
            return tell(lambda: mourn(arguments, vanished))

        return supervised(lambda: tell(partial(_run, arguments)), arguments.limits.deadline, mourned)
    return tell(partial(_run, arguments))


def _run(arguments: argparse.Namespace) -> int:
    run = arguments.run
    if getattr(arguments, "watch", False):
        from pyjuliann.commands.watch import watch_files as run
    with limited(arguments.limits):
        return int(run(arguments))


def _told_in_one_line(program: str, traceback: bool, work: Callable[[], int]) -> int:
    """Return the exit code of some work, and tell in one line what it raises."""
    try:
        code = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = COULD_NOT_RUN  # whoever read our output has gone, and knows it
    except SystemExit as end:
        if program == "pyjuliann":  # help that was asked for, or a mistake in the arguments
            raise
        say(phrase("{}: the user's code ended the program: SystemExit: {}", program, end.code))
        code = COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001 - one line for everything
        if traceback:
            if spoken(str(error)) in getattr(error, "__notes__", ()):
                error.__notes__.remove(spoken(str(error)))  # it is told below
            print_exception(error)
        say(phrase("{}: {}", program, told(error)))
        code = COULD_NOT_RUN
    finally:
        _give_up_output()
    return code


def _open_streams() -> None:
    """See to it that there is somewhere to print to, and that all characters can be printed.

    Raises
    ------
    UsageError
        If standard output is closed.
    """
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    if sys.stdout is None:
        raise UsageError(phrase("standard output is closed: there is nowhere to print to"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        # an output that has no ŷ, such as one in EUC-KR, gets \u0177, as standard error does by itself
        sys.stdout.reconfigure(errors="backslashreplace")


def _give_up_output() -> None:
    """Drop what an output does not take any more, or it would raise again at the end of the process."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (AttributeError, ValueError):
            pass  # closed


def _read(argv: Sequence[str] | None) -> argparse.Namespace:
    _open_streams()
    parser = _parser()
    try:
        arguments, unknown = parser.parse_known_args(argv)
    except SystemExit:
        sys.stdout.flush()  # help that nobody gets is no success
        raise
    chosen: Parser = getattr(arguments, "parser", parser)
    if unknown:
        name = unknown[0].partition("=")[0]
        if name in RENAMED:
            chosen.error(phrase("{} is called {} now, as in every command", name, RENAMED[name]))
        chosen.error(phrase("unknown argument {!r}; options are: {}", unknown[0], chosen.options()))
    if not hasattr(arguments, "run"):
        chosen.error(phrase("a command is expected: {}", ", ".join(chosen.commands)))
    timeout: float | None = getattr(arguments, "timeout", None)
    usual: float = getattr(arguments, "usual_timeout", math.inf)
    arguments.limits = Limits.of(usual if timeout is None else timeout, getattr(arguments, "deadline", math.inf))
    return arguments


def _parser() -> Parser:
    parser = Parser(prog="pyjuliann", description="The same numbers in Python and in Julia?")
    traceback_option(parser, default=False)
    language_option(parser, default=None)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    parser.commands = list(commands.choices)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from pyjuliann.bridge.machine.folders import version

        print("pyjuliann", version())
        parser.exit()
