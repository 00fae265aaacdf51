"""``pyjuliann verify`` and ``pyjuliann lesson``: the lessons' examples, live in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import command, engine_options
from pyjuliann.commands.common import UsageError, console, file_target, started_julia, write_result

if TYPE_CHECKING:
    from pyjuliann.lessons.verify import VerifyResult


def add(commands: Any) -> None:
    """Add the two commands."""
    verify = command(commands, "verify", _verify, "run the lessons' examples in both languages and compare")
    verify.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons; all by default")
    engine_options(verify)
    verify.add_argument("--json", metavar="FILE", help="also write the results as JSON; - for standard output")
    verify.add_argument("-q", "--quiet", action="store_true", help="print the summary line only")

    lesson = command(commands, "lesson", _lesson, "show one lesson: text, code and examples, live in both languages")
    lesson.add_argument("lesson", metavar="LESSON", help="its number, or note")
    engine_options(lesson)


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


def _lesson(arguments: argparse.Namespace) -> int:
    result = _run_lessons(arguments, [arguments.lesson])
    from pyjuliann.lessons.show import lesson_page

    console().print(lesson_page(result.outcomes[0].lesson, result))
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
