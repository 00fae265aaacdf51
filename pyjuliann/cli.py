"""The command line: reads the arguments, calls what does the work, maps outcomes to exit codes.

Exit codes: 0 all agree, 1 something differs, 2 it could not run (a usage error, no Julia, ...), 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from pyjuliann.bridge.errors import EngineError
from pyjuliann.commands import check, compare, lessons, machine, record, train, traps, ulp
from pyjuliann.commands.arguments import Parser
from pyjuliann.commands.common import COULD_NOT_RUN, INTERRUPTED, UsageError

COMMANDS = (
    lessons,
    check,
    ulp,
    traps,
    record,
    train,
    compare,
    machine,
)
"""The modules that commands come from, in the order of ``pyjuliann --help``."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # an output that has no ŷ, such as one in EUC-KR, gets \u0177, as standard error does by itself
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = _parser()
    arguments, unknown = parser.parse_known_args(argv)
    chosen: Parser = getattr(arguments, "parser", parser)
    if unknown:
        chosen.error(f"unknown argument {unknown[0]!r}; options are: {chosen.options()}")
    if not hasattr(arguments, "run"):
        chosen.error(f"a command is expected: {', '.join(chosen.commands)}")
    try:
        return int(arguments.run(arguments))
    except (EngineError, UsageError) as error:
        print(f"{chosen.prog}: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read our output has gone; what is still buffered must not raise again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN


def _parser() -> Parser:
    parser = Parser(prog="pyjuliann", description="The same numbers in Python and in Julia?")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    parser.commands = list(commands.choices)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from pyjuliann.bridge.folders import version

        print("pyjuliann", version())
        parser.exit()
