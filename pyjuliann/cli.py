"""The command line: reads the arguments, calls what does the work, maps outcomes to exit codes.

Exit codes: 0 all agree, 1 something differs, 2 it could not run (a usage error, no Julia, ...), 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from pyjuliann.bridge.errors import EngineError
from pyjuliann.bridge.start import ENGINES
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    INTERRUPTED,
    UsageError,
    console,
    file_target,
    say,
    started_julia,
    write_result,
)

if TYPE_CHECKING:
    from pyjuliann.lessons.verify import VerifyResult


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line that lists what is valid.

    Attributes
    ----------
    commands : list of str
        The commands below this one.
    """

    commands: Sequence[str] = ()

    def error(self, message: str) -> NoReturn:
        """Print one line and leave with exit code 2."""
        self.exit(COULD_NOT_RUN, f"{self.prog}: {message}\n")

    def options(self) -> str:
        """Return the option names, for an error message."""
        return ", ".join(action.option_strings[-1] for action in self._actions if action.option_strings)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    parser = _parsers()
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


# ---------------------------------------------------------------- arguments


def _parsers() -> Parser:
    parser = Parser(prog="pyjuliann", description="The same numbers in Python and in Julia?")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    verify = _command(commands, "verify", _verify, "run the lessons' examples in both languages and compare")
    verify.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons; all by default")
    _engine_options(verify)
    verify.add_argument("--json", metavar="FILE", help="also write the results as JSON; - for standard output")
    verify.add_argument("-q", "--quiet", action="store_true", help="print the summary line only")

    lesson = _command(commands, "lesson", _lesson, "show one lesson: text, code and examples, live in both languages")
    lesson.add_argument("lesson", metavar="LESSON", help="its number, or note")
    _engine_options(lesson)

    check = _command(commands, "check", _check, "compare Python and Julia functions on generated arguments")
    check.add_argument(
        "target", metavar="TARGET", help="a module or file with functions marked by @mirrors, or module:function"
    )
    check.add_argument("julia_file", metavar="FILE.jl", nargs="?", help="functions of the same names are compared")
    check.add_argument("--julia", metavar="FUNCTION", help="the Julia side of module:function: a name or code")
    _case_options(check)
    check.add_argument("--ulp", metavar="N", type=_whole(0), help="budget for all pairs, in place of their own")
    check.add_argument("--judge", action="store_true", help="say which side is closer to the truth")
    for form in ("json", "html", "junit"):
        check.add_argument(f"--{form}", metavar="FILE", help=f"also write the report as {form.upper()}; - for stdout")
    check.add_argument("-q", "--quiet", action="store_true", help="print the summary line only")
    _engine_options(check, executable="--julia-path")

    record = _command(commands, "record", _record, "write down what Julia answers, for the recorded engine")
    record.add_argument("file", metavar="FILE", help="where the answers go")
    record.add_argument(
        "what", nargs="*", metavar="WHAT", default=["lessons"],
        help="lessons, or modules and files as `pyjuliann check` takes them (default: lessons)",
    )  # fmt: skip
    _case_options(record)
    _engine_options(record)

    doctor = _command(commands, "doctor", _doctor, "say what this machine has and which engine is taken")
    doctor.add_argument("--json", action="store_true", help="print it as JSON")

    julia = commands.add_parser(
        "julia", help="find, install and remove Julia", description="Find, install and remove Julia."
    )
    julia.set_defaults(parser=julia)
    verbs = julia.add_subparsers(title="commands", metavar="COMMAND")
    which = _command(verbs, "which", _which, "print the Julia that is used")
    which.add_argument("--julia", metavar="PATH", help="a Julia executable to look at instead")
    _command(verbs, "install", _install, "get a Julia, without root")
    _command(verbs, "list", _list, "list every Julia found, with its health")
    remove = _command(verbs, "remove", _remove, "remove a Julia that pyjuliann installed")
    remove.add_argument("name", metavar="NAME", help="as `pyjuliann julia list` names it")
    julia.commands = list(verbs.choices)
    parser.commands = list(commands.choices)
    return parser


def _command(group: Any, name: str, run: Callable[[argparse.Namespace], int], description: str) -> Parser:
    text = description[0].upper() + description[1:] + "."
    command: Parser = group.add_parser(name, help=description, description=text)
    command.set_defaults(run=run, parser=command)
    return command


def _engine_options(parser: Parser, executable: str = "--julia") -> None:
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="how Julia is reached (default: auto)")
    parser.add_argument(
        executable, dest="executable", metavar="PATH", help="the Julia executable to use, with the worker engine"
    )
    parser.add_argument(
        "--records", metavar="FILE", help="the answers to use, with the recorded engine (default: the lessons')"
    )


def _case_options(parser: Parser) -> None:
    parser.add_argument(
        "--cases", metavar="N", type=_whole(1), default=100, help="how many cases to compare per pair (default: 100)"
    )
    parser.add_argument("--seed", metavar="N", type=_whole(0), help="generate the same cases again")


def _whole(lowest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= lowest):
            raise argparse.ArgumentTypeError(f"expected a whole number of {lowest} or more, got {text!r}")
        return int(text)

    return number


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from pyjuliann.bridge.folders import version

        print("pyjuliann", version())
        parser.exit()


# ---------------------------------------------------------------- lessons


def _verify(arguments: argparse.Namespace) -> int:
    target = file_target("--json", arguments.json)
    result = _run_lessons(arguments, arguments.lessons, quiet=arguments.quiet)
    write_result("--json", arguments.json, target, result.to_json())
    if arguments.json != "-":
        if arguments.quiet:
            print(result.summary)
        else:
            from pyjuliann.lessons.show import verify_table

            console().print(verify_table(result))
    return result.exit_code


def _run_lessons(arguments: argparse.Namespace, names: Sequence[str], quiet: bool = False) -> VerifyResult:
    """Verify the lessons of these names, or all of them, on the engine that was asked for."""
    from pyjuliann.lessons import UnknownLessonError, check_lesson_names, find_lesson, lesson_names

    try:
        check_lesson_names(names)
    except UnknownLessonError as error:
        raise UsageError(str(error)) from None

    def load() -> None:
        import_module("pyjuliann.lessons.verify")
        import_module("pyjuliann.lessons.show")

    with started_julia(arguments, quiet=quiet, meanwhile=load) as engine:
        from pyjuliann.lessons.verify import verify

        return verify(engine, [find_lesson(name) for name in dict.fromkeys(names) or lesson_names()])


def _lesson(arguments: argparse.Namespace) -> int:
    result = _run_lessons(arguments, [arguments.lesson])
    from pyjuliann.lessons.show import lesson_page

    console().print(lesson_page(result.outcomes[0].lesson, result))
    return result.exit_code


def _check(arguments: argparse.Namespace) -> int:
    from pyjuliann.commands.check import check

    return check(arguments)


def _record(arguments: argparse.Namespace) -> int:
    from pyjuliann.commands.record import record

    return record(arguments)


# ---------------------------------------------------------------- Julia


def _doctor(arguments: argparse.Namespace) -> int:
    from pyjuliann.bridge.doctor import diagnose_machine, render

    report = diagnose_machine()
    if arguments.json:
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        console().print(render(report))
    return AGREES if report["ok"] else COULD_NOT_RUN


def _which(arguments: argparse.Namespace) -> int:
    from pyjuliann.bridge.find import find_julia

    print(find_julia(arguments.julia).executable)
    return AGREES


def _install(_: argparse.Namespace) -> int:
    from pyjuliann.bridge.install import install_julia

    print(install_julia(say))
    return AGREES


def _list(_: argparse.Namespace) -> int:
    from pyjuliann.bridge.find import candidates
    from pyjuliann.bridge.health import check_health

    found = [(candidate, check_health(candidate.executable)) for candidate in candidates()]
    for candidate, health in found:
        state = f"Julia {health.version}, healthy" if health.ok else health.symptom
        print(f"{candidate.executable}  ({candidate.source})  {state}")
    if not found:
        say("No Julia was found; `pyjuliann julia install` gets one.")
    return AGREES


def _remove(arguments: argparse.Namespace) -> int:
    from pyjuliann.bridge.install import remove_julia

    print(f"Removed {remove_julia(arguments.name)}")
    return AGREES
