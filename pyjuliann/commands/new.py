"""``pyjuliann new``: the files that a port begins with, which nobody has to write by hand."""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.commands.arguments import command, engine_options, language_option, limit_options
from pyjuliann.commands.common import AGREES, COULD_NOT_RUN, UsageError, say, spoken, started_julia, told
from pyjuliann.language import joined, phrase

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.commands.scaffold import Guessed, ParityTest
    from pyjuliann.commands.supervised import Vanished
    from pyjuliann.commands.targets import Loaded, SameNames
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.running.session import Session

WORKFLOW: Final = ".github/workflows/parity.yml"
_TRIED: Final = 8
"""So many guesses of what a function's arguments are get a try."""

_CASES: Final = 12
"""So many cases of each."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "new", new, "write a test for each pair of functions, Julia stubs and a workflow of CI")
    parser.add_argument("target", metavar="TARGET", help="a Python module or file")
    parser.add_argument("side", metavar="JULIA", help="a Julia file, a package's folder or a module")
    parser.add_argument(
        "--folder", metavar="PATH", default=".", help="where the tests and stubs go (default: the current folder)"
    )
    limit_options(parser)
    engine_options(parser)
    language_option(parser)
    parser.set_defaults(mourn=_mourn)


def new(arguments: argparse.Namespace) -> int:
    """Write the files, all or none, and say what to do next."""
    from pyjuliann.commands import scaffold
    from pyjuliann.commands.targets import Request, heed_packages

    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise UsageError(phrase("--folder: expected a folder, got {}", repr(arguments.folder)))
    folder = folder.resolve()
    request = Request(arguments.target, arguments.side)
    if request.function:
        raise UsageError(phrase("TARGET: expected a module or a file, got one function of it: {!r}", arguments.target))
    stem = "_".join(filter(str.isidentifier, Path(request.place.removesuffix(".py")).name.split("."))) or "port"
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    files = {
        "test": folder / f"test_{stem}_parity.py",
        "stubs": folder / f"{stem}_stubs.jl",
        "workflow": root / WORKFLOW,
    }
    heed_packages([request], arguments)
    loaded = request.load()
    with started_julia(arguments) as engine, contextlib.redirect_stdout(sys.stderr):
        marked = loaded.marked()
        matched = loaded.matched(engine, tuple(marked.values()))
        tests = _tests(engine, loaded, matched.pairs, marked, folder)
    given = shlex.join(("pyjuliann", "new", arguments.target, arguments.side))
    texts: dict[str, str] = {}
    project = _from(Path(arguments.project), root) if arguments.project and Path(arguments.project).is_dir() else ""
    if tests:
        texts["test"] = scaffold.tests_text(loaded.module, request.place, folder, tests, given)
        texts["workflow"] = scaffold.workflow_text(root, _from(files["test"], root), project)
    if matched.alone:
        texts["stubs"] = scaffold.stubs_text(matched.alone, request.place, arguments.side, given)
    if not texts:
        raise UsageError(phrase("{} has no functions, nor marks of @mirrors", arguments.target))
    _refuse_what_is_there(files[what] for what in texts)
    _write({files[what]: text for what, text in texts.items()})
    _tell(
        tests, matched, {what: _from(files[what], Path.cwd()) for what in texts}, arguments.project if project else ""
    )
    return AGREES


def _tests(
    engine: Engine, loaded: Loaded, pairs: Mapping[str, Pair], marked: Mapping[str, Pair], folder: Path
) -> list[ParityTest]:
    """Return a test for each pair, by the name of its Python function; those that are marked know their Julia side."""
    from pyjuliann.commands.scaffold import ParityTest
    from pyjuliann.parity.running.session import Session

    session = Session(engine)
    tests = []
    for name, pair in {**pairs, **marked}.items():
        owner, _, last = name.rpartition(".")
        method = bool(owner) and _needs_instance(loaded, owner, last)
        guessed, missing = _arguments(session, pair)
        tests.append(ParityTest(name, method, "" if name in marked else _julia(pair, folder), guessed, missing))
    return tests


def _needs_instance(loaded: Loaded, owner: str, name: str) -> bool:
    from pyjuliann.commands.targets import needs_instance

    found: Any = loaded.module
    for part in owner.split("."):
        found = getattr(found, part)
    return needs_instance(found, name)


def _julia(pair: Pair, folder: Path) -> str:
    if pair.julia.kind != "file":
        return pair.julia.text
    return f"{_from(Path(pair.julia.path), folder)}::{pair.julia.text}"


def _from(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path.parent.resolve() / path.name, folder.resolve())).as_posix()


def _refused(session: Session, pair: Pair) -> str:
    """Return why the two sides do not take a pair's arguments; "" if both return something in half of the cases.

    Raises
    ------
    PairError
        If there are none.
    """
    from pyjuliann.parity.pairing.generate import families_of
    from pyjuliann.parity.running.fitting import briefly, fitting
    from pyjuliann.parity.running.run import run_pair
    from pyjuliann.parity.running.shrink import hypothesis_cases

    session.prepare(pair)
    family = fitting(session, pair, families_of(pair, lambda: session.keywords(pair))).main
    made = hypothesis_cases(pair, family, _CASES, 1) if family.needs_hypothesis else family.cases(1, _CASES)
    results = run_pair(session, pair, made)
    refused = [result for result in results if not (result.python.returned and result.julia.returned)]
    if 2 * len(refused) <= len(results):
        return ""
    return f"Python {briefly(refused[0].python)}, Julia {briefly(refused[0].julia)} on ({refused[0].case.told})"


def _arguments(session: Session, pair: Pair) -> tuple[Guessed, str]:
    """Return the likeliest arguments that both sides take, and why there are none, if so."""
    from pyjuliann.commands.scaffold import Guessed, guessed
    from pyjuliann.errors import ArgumentsError, EngineError, JuliaError, PairError

    def problem(found: Guessed) -> str:
        try:
            return _refused(session, pair.replace(**found.options()) if found.strategies else pair)
        except ArgumentsError as error:
            return error.problem
        except PairError as error:
            return str(error)
        except (JuliaError, EngineError):
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's code raises
            return f"{type(error).__name__}: {error}"

    try:
        likely = list(islice(guessed(pair), _TRIED))
    except PairError as error:
        return Guessed(), str(error)
    why = ""
    for found in [*likely, Guessed()]:
        now = problem(found)
        if not now:
            return found, ""
        why = now
    return Guessed(), why.removeprefix(f"{pair.name}: ").splitlines()[0]


# ---------------------------------------------------------------- files


def _refuse_what_is_there(names: Iterable[Path]) -> None:
    files = list(names)
    there = [file for file in files if os.path.lexists(file)]
    there += [above for file in files for above in file.parents[:2] if os.path.lexists(above) and not above.is_dir()]
    if there:
        listed = ", ".join(_from(file, Path.cwd()) for file in dict.fromkeys(there))
        raise UsageError(phrase("nothing was written, since these would be in the way: {}", listed))


def _write(texts: Mapping[Path, str]) -> None:
    """Write new files, all or none.

    Raises
    ------
    UsageError
        If one cannot be written, or has come to be meanwhile.
    """
    made: list[Path] = []
    try:
        for file, text in texts.items():
            for folder in reversed([above for above in file.parents if not above.is_dir()]):
                folder.mkdir()
                made.append(folder)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                made.append(file)
                stream.write(text)
    except (OSError, UnicodeEncodeError) as error:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise UsageError(phrase("nothing was written: {}", told(error))) from None


_SKIPPED: Final = "no arguments were found that both sides take: the test is skipped until you say what they are"


def _tell(tests: list[ParityTest], matched: SameNames, files: Mapping[str, str], project: str) -> None:
    skipped = [test.name for test in tests if test.missing]
    unsure = [test.name for test in tests if test.guessed.unsure]
    what = {
        "test": phrase("{} test" if len(tests) == 1 else "{} tests", len(tests)),
        "stubs": phrase("Julia stubs for {}", ", ".join(matched.alone)),
        "workflow": phrase("for GitHub Actions"),
    }
    lines = [phrase("written: {}: {}", file, what[name]) for name, file in files.items()]
    lines += [
        phrase("{}: {}", joined(", ", names), text)
        for names, text in (
            (unsure, phrase("arguments could not be guessed, see the comments in the tests")),
            (skipped, phrase(_SKIPPED)),
            (matched.names.julia, phrase("in Julia only")),
        )
        if names
    ]
    if "test" in files:
        option = f" --julia-project {shlex.quote(project)}" if project else ""
        lines.append(phrase("next: {}", f"pytest {shlex.quote(files['test'])}{option}"))
    else:
        told = "next: fill in {}, include it in your Julia code, and run this again"
        lines.append(phrase(told, files["stubs"]))
    for line in lines:
        print(spoken(line))


def _mourn(arguments: argparse.Namespace, vanished: Vanished) -> int:
    say(
        phrase(
            "{}: nothing was written: the process that ran {} {}", arguments.parser.prog, arguments.target, vanished.how
        )
    )
    return COULD_NOT_RUN
