"""``pyjuliann verify`` and ``pyjuliann lesson``: the lessons' examples, live in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import (
    command,
    engine_options,
    language_option,
    limit_options,
    quiet_option,
    result_options,
)
from pyjuliann.commands.common import (
    AGREES,
    DIFFERS,
    UsageError,
    file_target,
    say,
    show,
    spoken_language,
    started_julia,
    write_result,
)
from pyjuliann.language import chosen_language, phrase, translated
from pyjuliann.settings import RECORDS

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.lessons.runs import ShownRun
    from pyjuliann.lessons.verify import VerifyResult


def add(commands: Any) -> None:
    """Add the two commands."""
    verify = command(commands, "verify", _verify, "run the lessons' examples in both languages and compare")
    verify.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons; all by default")
    limit_options(verify)
    engine_options(verify)
    language_option(verify)
    result_options(verify, "json")
    shown = verify.add_mutually_exclusive_group()
    quiet_option(shown)
    shown.add_argument("-v", "--verbose", action="store_true", help="print the values of all examples")

    lesson = command(commands, "lesson", _lesson, "show one lesson: text, code and examples, live in both languages")
    lesson.add_argument("lesson", metavar="LESSON", help="its number, or note")
    limit_options(lesson)
    engine_options(lesson)
    language_option(lesson)
    result_options(lesson, "notebook")


def _verify(arguments: argparse.Namespace) -> int:
    target = file_target("--json", arguments.json)
    result = _run_lessons(arguments, arguments.lessons, quiet=arguments.quiet)
    write_result("--json", arguments.json, target, result.to_json())
    if arguments.json != "-":
        language = chosen_language(arguments.lang)
        if arguments.quiet:
            from pyjuliann.lessons.wording import words_of

            print(result.summary_in(words_of("", language)))
        else:
            from pyjuliann.lessons.show import verify_table

            show(verify_table(result, language, details=arguments.verbose))
    return result.exit_code


def _lesson(arguments: argparse.Namespace) -> int:
    language, target = chosen_language(arguments.lang), _notebook_target(arguments.notebook)
    shown: list[ShownRun] = []

    def run(engine: Engine) -> None:
        if arguments.notebook == "-":  # which has no run
            return
        from pyjuliann.lessons.runs import short_run

        if (one := short_run(arguments.lesson, engine, language)) is not None:
            shown.append(one)

    result = _run_lessons(arguments, [arguments.lesson], afterwards=run)
    from pyjuliann.lessons.show import lesson_page, run_page

    if arguments.notebook:
        from pyjuliann.book.notebook import lesson_notebook

        text = lesson_notebook(result.outcomes[0].lesson, result, language)
        write_result("--notebook", arguments.notebook, target, text)
        if arguments.notebook == "-":
            return result.exit_code
    show(lesson_page(result.outcomes[0].lesson, result, language), *(run_page(one, language) for one in shown))
    return result.exit_code or (AGREES if all(one.agrees for one in shown) else DIFFERS)


def _notebook_target(name: str | None) -> Path | None:
    """Check, before anything is run, that a notebook can be made, and written where it is to go."""
    if name is None:
        return None
    if find_spec("nbformat") is None:
        raise UsageError(phrase("--notebook needs nbformat: pip install 'pyjuliann[book]'"))
    if name != "-" and Path(name).suffix != ".ipynb":
        raise UsageError(phrase("--notebook: expected a file whose name ends in .ipynb, got {!r}", name))
    return file_target("--notebook", name)


def _run_lessons(
    arguments: argparse.Namespace,
    names: Sequence[str],
    quiet: bool = False,
    afterwards: Callable[[Engine], object] = lambda _: None,
) -> VerifyResult:
    """Verify the lessons of these names, or all of them, on the engine that was asked for; then use it once more."""
    from pyjuliann.errors import UnknownNameError
    from pyjuliann.lessons import check_lesson_names, find_lesson, lesson_names
    from pyjuliann.lessons.wording import words_of

    try:
        check_lesson_names(names)
    except UnknownNameError as error:
        raise UsageError(translated(str(error), words_of("", spoken_language()))) from None

    def load() -> None:
        import_module("pyjuliann.lessons.verify")
        import_module("pyjuliann.lessons.show")

    with started_julia(arguments, quiet=quiet, meanwhile=load, fallback=RECORDS / "lessons.jsonl") as engine:
        from pyjuliann.lessons.verify import verify

        result = verify(engine, [find_lesson(name) for name in dict.fromkeys(names) or lesson_names()])
        if not result.stopped:
            afterwards(engine)
    if result.stopped:
        told = phrase("stopped after {} examples: {}", len(result.outcomes), result.stopped)
        if not result.outcomes:
            raise UsageError(told)
        say(phrase("{}: {}", arguments.parser.prog, told))
    return result
