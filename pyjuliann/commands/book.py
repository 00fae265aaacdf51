"""``pyjuliann book``: the lessons, the traps and the measured functions as pages for a browser."""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import command, engine_options, language_option, limit_options, whole
from pyjuliann.commands.common import AGREES, DIFFERS, UsageError, say, settings_of, spoken, started_julia
from pyjuliann.errors import EngineTimeoutError, StoppedError
from pyjuliann.language import LANGUAGES, Language, chosen_language, phrase
from pyjuliann.printable import printable
from pyjuliann.settings import RECORDS
from pyjuliann.wording import system_reason

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

BOTH = "both"
_NEEDED = {"jinja2": "jinja2", "latex2mathml": "latex2mathml", "markdown_it": "markdown-it-py", "pygments": "pygments"}
_SERVING = {"starlette": "starlette", "uvicorn": "uvicorn"}


def add(commands: Any) -> None:
    """Add the command."""
    book = command(commands, "book", _serve, "read the lessons in a browser, and run their examples with other inputs")
    book.add_argument(
        "--port", metavar="N", type=_port, default=0, help="where it is served (default: any that is free)"
    )
    book.add_argument("--no-browser", action="store_true", help="print the address, and open no browser")
    limit_options(book)
    language_option(book)
    engine_options(book)
    verbs = book.add_subparsers(title="commands", metavar="COMMAND")
    build = command(verbs, "build", _build, "write the book as a folder of pages that need no server")
    build.add_argument("folder", metavar="FOLDER", help="where it goes: a new folder, an empty one, or an older book")
    build.add_argument(
        "--lang",
        dest="languages",
        choices=(*LANGUAGES, BOTH),
        default=BOTH,
        help="the languages of the book (default: both)",
    )
    limit_options(build)
    engine_options(build)
    book.commands = list(verbs.choices)


def _port(text: str) -> int:
    number = whole(0)(text)
    if number > 65535:
        raise argparse.ArgumentTypeError(phrase("expected a whole number from 0 to 65535, got {!r}", text))
    return number


def _serve(arguments: argparse.Namespace) -> int:
    check_needed(_NEEDED | _SERVING)
    from pyjuliann.book.lazily import LazyPages
    from pyjuliann.book.live import HOST, LiveBook, listening, serve
    from pyjuliann.book.runner import Runner

    settings = settings_of(arguments, fallback=RECORDS / "lessons.jsonl")
    try:
        at = listening(arguments.port)
    except OSError as error:
        told = "--port: expected a free port of {}, got {}: {}"
        raise UsageError(phrase(told, HOST, arguments.port, system_reason(error))) from None
    runner = Runner(settings, arguments.limits.timeout)
    book = LiveBook(LazyPages(settings), runner, chosen_language(arguments.lang))
    seconds = arguments.limits.deadline - time.monotonic()
    serve(book, at, say=_print, browser=not arguments.no_browser, seconds=seconds)
    return AGREES


def _print(line: str) -> None:
    print(printable(spoken(line)), flush=True)


def _build(arguments: argparse.Namespace) -> int:
    check_needed(_NEEDED)
    from pyjuliann.book.writing import why_no_folder, write_book

    folder = Path(arguments.folder)
    if reason := why_no_folder(folder) if arguments.folder else phrase("is no name"):
        raise UsageError(phrase("FOLDER: expected a new or empty folder, got {!r}, which {}", arguments.folder, reason))
    from pyjuliann.book.content import run_book
    from pyjuliann.book.pages import Pages

    try:
        book = run_book(starting(arguments), say)
    except (StoppedError, EngineTimeoutError) as error:
        raise UsageError(phrase("nothing was written, for it was stopped: {}", error)) from None
    if book.result.stopped:
        raise UsageError(phrase("nothing was written, for it was stopped at example {}", book.result.stopped))
    languages: tuple[Language, ...] = LANGUAGES if arguments.languages == BOTH else (arguments.languages,)
    try:
        count = write_book(Pages(book, languages), folder)
    except OSError as error:
        raise UsageError(
            phrase("FOLDER: the book could not be written to {}: {}", folder, system_reason(error))
        ) from None
    say(phrase("{}: {} pages", folder / "index.html", count))
    return AGREES if book.agrees else DIFFERS


def starting(arguments: argparse.Namespace) -> Callable[..., AbstractContextManager[Engine]]:
    """Return what starts the engine that was asked for."""
    return partial(started_julia, arguments)


def check_needed(packages: dict[str, str]) -> None:
    """Refuse to go on without packages of the extra: those of these modules.

    Raises
    ------
    UsageError
        If one is missing.
    """
    missing = [package for module, package in packages.items() if importlib.util.find_spec(module) is None]
    if missing:
        told = "needs the packages {}: pip install 'pyjuliann[book]'"
        if len(missing) == 1:
            told = "needs the package {}: pip install 'pyjuliann[book]'"
        raise UsageError(phrase(told, ", ".join(missing)))
