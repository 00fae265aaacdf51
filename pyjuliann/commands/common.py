"""What the commands share: exit codes, usage errors, the engine, and files that results go to."""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.machine.files import why_not_writable, write_file
from pyjuliann.errors import (
    ClusterError,
    EngineError,
    EngineRestartedWarning,
    FileReadError,
    JuliaError,
    ManifestWarning,
    PairError,
    SourcesChangedWarning,
)
from pyjuliann.language import Language, Words, chosen_language, joined, phrase, shortened, translated
from pyjuliann.printable import printable
from pyjuliann.settings import OPTIONS, JuliaSettings, told_as
from pyjuliann.wording import system_reason

if TYPE_CHECKING:
    import argparse

    from rich.console import Console, RenderableType

    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.parity.distributed.spread import Workers
    from pyjuliann.parity.running.limits import Limits

NARROWEST = 32
"""Columns that results are laid out for at least."""

AGREES, DIFFERS, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130


FORMS = {
    "json": "JSON",
    "html": "HTML",
    "junit": "JUnit's XML",
    "markdown": "GitHub's Markdown",
    "patch": "a patch of the changes of code that were found",
    "notebook": "a notebook of Jupyter",
}
"""Forms that results are written in, besides the terminal's."""


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


@contextlib.contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Have what is said beside results, by `say`, be in the language of a command."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken(text: str) -> str:
    """Return what is said beside results in the language of the command that runs, else of the environment."""
    return translated(text, spoken_words())


def spoken_language() -> Language:
    """Return the language of the command that runs, else of the environment."""
    return _spoken.get() or chosen_language()


def spoken_words() -> Words:
    """Return what puts sentences into that language."""
    from pyjuliann.wording import words_of

    return words_of(spoken_language())


def language_of(arguments: argparse.Namespace) -> Language:
    """Return the language that a command is to speak: by ``--lang``, else by the environment."""
    return chosen_language(getattr(arguments, "lang", None))


def words_for(arguments: argparse.Namespace) -> Words:
    """Return what puts what a command says into the reader's language."""
    from pyjuliann.wording import words_of

    return words_of(language_of(arguments))


class UsageError(Exception):
    """A mistake in what the user asked for; its text says what was expected."""


def told(error: Exception) -> str:
    """Return what went wrong in one line, and how to learn more where nobody has foreseen it."""
    if isinstance(error, (EngineError, FileReadError, JuliaError, UsageError, PairError)):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        what = system_reason(error)
        if error.filename:
            what = phrase("{}: {}", what, error.filename)
    else:
        what = phrase("unexpected {}: {}", type(error).__name__, shortened(str(error), sys.maxsize))
    return phrase("{} (--traceback shows where)", what)


def say(line: str) -> None:
    """Print a line about what is going on, apart from the results, which do not depend on whether it can be read."""
    with contextlib.suppress(OSError):
        print(printable(spoken(line)), file=sys.stderr, flush=True)


def console(stderr: bool = False) -> Console:
    """Return where results are printed."""
    from rich.console import Console

    found = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if found.width <= 0:
        # COLUMNS=0, which some terminals and services set, is no width
        found.width = shutil.get_terminal_size().columns
    # below the narrowest layout the terminal itself wraps
    found.width = max(found.width, NARROWEST)
    return found


def show(*parts: RenderableType) -> None:
    """Print results: no line is cut, and none ends in blanks."""
    from pyjuliann.parity.results.rows import Trimmed

    console().print(Trimmed(*parts), crop=False, end="")


@contextlib.contextmanager
def started_julia(
    arguments: argparse.Namespace, quiet: bool = False, meanwhile: Callable[[], object] | None = None, **options: Any
) -> Iterator[Engine]:
    """Start the engine that was asked for, with a line about it; fetch a Julia if there is none.

    Further keywords are those of `JuliaSettings`: ``fallback``, ``interpreted``.

    ``meanwhile`` is called while Julia starts: for imports, which take as long. Juliacall is left alone:
    its Julia belongs to the main thread.
    """
    settings = settings_of(arguments, **options)
    with _warnings_in_words():
        yield from _started(arguments, settings, quiet, meanwhile)


@contextlib.contextmanager
def workers_of(arguments: argparse.Namespace, engine: Engine) -> Iterator[Workers]:
    """Yield who does the work, as the command says it.

    Raises
    ------
    UsageError
        If there are no such workers.
    """
    from pyjuliann.parity.distributed.spread import open_workers

    try:
        with open_workers(engine, jobs=arguments.jobs, cluster=arguments.cluster) as workers:
            yield workers
    except ClusterError as error:
        raise UsageError(phrase("--{}", error)) from None


def _started(
    arguments: argparse.Namespace, settings: JuliaSettings, quiet: bool, meanwhile: Callable[[], object] | None
) -> Iterator[Engine]:
    from pyjuliann.bridge.engines.start import start_julia

    if not quiet and not settings.is_recorded:
        say(phrase("Starting Julia …"))
    engine = _in_background(settings, meanwhile) or start_julia(settings)
    limits: Limits | None = getattr(arguments, "limits", None)
    if limits is not None:
        engine.bound(limits.timeout, limits.deadline)
    with engine:
        yield engine


@contextlib.contextmanager
def _warnings_in_words() -> Iterator[None]:
    """Have what pyjuliann warns of be a line of the program's, and not one about a place in its code."""
    with warnings.catch_warnings():
        others = warnings.showwarning

        def shown(message: Warning | str, category: type[Warning], *place: Any, **rest: Any) -> None:
            if issubclass(category, (ManifestWarning, SourcesChangedWarning, EngineRestartedWarning)):
                say(phrase("pyjuliann: {}", message.args[0] if isinstance(message, Warning) else message))
            else:
                others(message, category, *place, **rest)

        warnings.showwarning = shown
        yield


def settings_of(arguments: argparse.Namespace, **others: Any) -> JuliaSettings:
    """Return the settings that a command's options make, with others that have no option.

    Raises
    ------
    UsageError
        If they do not go together.
    """
    if arguments.echo and (forms := [form for form in FORMS if getattr(arguments, form, None) == "-"]):
        raise UsageError(
            phrase("--echo: expected a FILE for --{} with it, or what Julia prints stands in the midst", forms[0])
        )
    try:
        return JuliaSettings(**{name: getattr(arguments, name) for name in OPTIONS}, install=say, **others)
    except ValueError as error:
        raise UsageError(told_as(lambda name: f"--{name}", error)) from None


def _in_background(settings: JuliaSettings, meanwhile: Callable[[], object] | None) -> Engine | None:
    """Start a worker in a thread while ``meanwhile`` runs; return None if it cannot, or should not, be had so."""
    from pyjuliann.bridge.engines.start import start_julia, takes_worker

    if meanwhile is None or not takes_worker(settings):
        return None
    started: list[Engine] = []

    def start() -> None:
        # what goes wrong here goes wrong again in the foreground, where it is told
        with contextlib.suppress(EngineError):
            started.append(start_julia(replace(settings, engine="worker", install=False)))

    # a daemon: Ctrl-C ends the program at once, and the worker ends with it
    thread = threading.Thread(target=start, daemon=True)
    thread.start()
    meanwhile()
    thread.join()
    return started[0] if started else None


def file_target(option: str, name: str | None) -> Path | None:
    """Check where a result is to go before the work is done, so that none is lost; ``-`` is standard output.

    Raises
    ------
    UsageError
        If no file can be written there.
    """
    if name is None or name == "-":
        return None
    target = Path(name)
    if reason := why_not_writable(target):
        raise UsageError(
            phrase("{}: expected a file in a folder that can be written to, got {!r}, which {}", option, name, reason)
        )
    return target


def file_targets(arguments: argparse.Namespace, forms: Iterable[str]) -> dict[str, Path | None]:
    """Check where results of several forms are to go, as `file_target` does; one of them at most to standard output."""
    names = {form: getattr(arguments, form) for form in forms}
    if list(names.values()).count("-") > 1:
        both = joined(" and ", (f"--{form}" for form, name in names.items() if name == "-"))
        raise UsageError(phrase("{}: expected one of them at most to go to standard output", both))
    return {form: file_target(f"--{form}", name) for form, name in names.items()}


def writes_to_stdout(arguments: argparse.Namespace, forms: Iterable[str]) -> bool:
    """Whether one of these forms is what goes to standard output, alone."""
    return "-" in (getattr(arguments, form) for form in forms)


def write_results(
    arguments: argparse.Namespace,
    targets: Mapping[str, Path | None],
    views: Mapping[str, Callable[[], str]],
    found: bool = True,
) -> None:
    """Write results in the forms that were asked for; on standard output only where something was `found`."""
    wanted = [form for form in views if targets[form] is not None or (getattr(arguments, form) and found)]
    texts = {form: views[form]() for form in wanted}
    for form, text in texts.items():
        write_result(f"--{form}", getattr(arguments, form), targets[form], text)


def write_result(option: str, name: str | None, target: Path | None, content: str | bytes) -> None:
    """Write a result to the file that `file_target` checked, or text to standard output."""
    if name == "-" and isinstance(content, str):
        sys.stdout.write(content)
    elif target is not None:
        try:
            write_file(target, content)
        except OSError as error:
            raise UsageError(phrase("{}: {} could not be written: {}", option, target, system_reason(error))) from None
