"""``pyjuliann check``: compare pairs on generated arguments, and report."""

from __future__ import annotations

import argparse
import contextlib
import itertools
import secrets
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import (
    CASES,
    case_options,
    command,
    engine_options,
    exhaustive_option,
    language_option,
    limit_options,
    quiet_option,
    repair_option,
    result_options,
    saving_options,
    time_span,
    worker_options,
)
from pyjuliann.commands.budget import budget_changes, budget_options
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    INTERRUPTED,
    UsageError,
    console,
    file_targets,
    language_of,
    say,
    spoken,
    started_julia,
    workers_of,
    write_results,
    writes_to_stdout,
)
from pyjuliann.commands.given import ADVICE, argument_options, pair_option, with_arguments
from pyjuliann.commands.saving import check_saving, saved_run
from pyjuliann.language import Language, joined, phrase, translated

if TYPE_CHECKING:
    from types import ModuleType

    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.commands.supervised import Vanished
    from pyjuliann.commands.targets import Request, Target
    from pyjuliann.parity.distributed.saved import SavedRun
    from pyjuliann.parity.distributed.spread import Workers
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.stateful import StatefulPair
    from pyjuliann.parity.results.content import Unmatched
    from pyjuliann.parity.results.reports import PairReport

FORMATS = ("json", "html", "junit", "markdown", "patch")


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "check", check, "compare Python and Julia functions on generated arguments")
    parser.add_argument(
        "target", metavar="TARGET", nargs="?",
        help="a module or file with functions marked by @mirrors, or module:function",
    )  # fmt: skip
    parser.add_argument(
        "side", metavar="JULIA", nargs="?", default="",
        help="the Julia side of module:function: a name, file.jl::name or code; or a Julia file, a package's folder or "
        "a module, whose functions are compared with those of the same names",
    )  # fmt: skip
    pair_option(parser)
    argument_options(parser)
    case_options(parser)
    exhaustive_option(parser)
    parser.add_argument(
        "--time", metavar="TIME", type=time_span,
        help="go on so long in place of a number of cases, all pairs in turns: 90s, 30m, 8h or 1h30m",
    )  # fmt: skip
    budget_options(parser)
    parser.add_argument(
        "--strict", action="store_true", help="let kinds of argument that are only also tried count in the verdict"
    )
    parser.add_argument(
        "--probes",
        action="store_true",
        help="compare what both sides give to probe() on every case, not only where results differ",
    )
    repair_option(parser)
    parser.add_argument(
        "--watch", action="store_true", help="stay, and check again what depends on a file of either side that is saved"
    )
    worker_options(parser)
    saving_options(parser)
    limit_options(parser)
    engine_options(parser)
    language_option(parser)
    result_options(parser, *FORMATS)
    quiet_option(parser)
    parser.set_defaults(mourn=_mourn)


def check(arguments: argparse.Namespace) -> int:
    """Check the target, print and write what was found, and return the exit code."""
    refuse_contradictions(arguments)
    targets = file_targets(arguments, FORMATS)
    check_saving(arguments)
    asked = asked_for(arguments)
    loaded = asked.load()
    interrupted = False
    # what the user's functions print is not part of the results
    with started_julia(arguments, quiet=arguments.quiet) as engine, contextlib.redirect_stdout(sys.stderr):
        target = loaded(engine)
        facts = asdict(engine.info)
        saved = saved_run(arguments, arguments.seed, facts["julia_version"])
        options = check_options(arguments)
        with workers_of(arguments, engine) as workers, watched(len(target.pairs), arguments.quiet) as watch:
            try:
                if arguments.time is not None:
                    reports, errors = timed(engine, target.pairs, arguments, watch)
                else:
                    reports, errors = checked(engine, target.pairs, options, watch, workers=workers, saved=saved)
            except Interrupted as stop:
                reports, errors, interrupted = stop.reports, stop.errors, True
    if not reports:
        raise UsageError(joined("\n", (message for _, message in errors)))
    found = whole_content(reports, facts, errors, target.unmatched)
    write_report(arguments, targets, found)
    if arguments.quiet or writes_to_stdout(arguments, FORMATS):
        # the report that is printed has them already
        for _, message in errors:
            say(phrase("pyjuliann check: {}", message))
    if interrupted:
        return INTERRUPTED
    return COULD_NOT_RUN if errors else DIFFERS if found["verdict"] == "differ" else AGREES


class Interrupted(KeyboardInterrupt):
    """Ctrl-C came while pairs were checked; what was found until then is at hand."""

    def __init__(self, reports: list[PairReport], errors: list[tuple[str, str]]) -> None:
        super().__init__()
        self.reports, self.errors = reports, errors


@dataclass(frozen=True)
class Asked:
    """What the command is asked to check.

    Attributes
    ----------
    arguments : Namespace
        The command's.
    pairs : sequence of Request
        What ``--pair`` names.
    whole : Request or None
        The target.
    """

    arguments: argparse.Namespace
    pairs: Sequence[Request]
    whole: Request | None

    def load(self) -> Callable[[Engine], Target]:
        """Import the Python side; return what gives the pairs once Julia runs, as the command wants them."""
        from pyjuliann.commands.targets import Target, given_pairs

        known: dict[str, ModuleType] = {}
        paired = [request.load(known) for request in self.pairs]
        loaded = self.whole.load(known) if self.whole is not None else None

        def target(engine: Engine) -> Target:
            given = given_pairs(paired, engine)
            found = Target(given) if loaded is None else loaded.target(engine, given)
            pairs = with_arguments(as_asked(found.pairs, self.arguments), self.arguments)
            return replace(found, pairs=tuple(pairs))

        return target


def asked_for(arguments: argparse.Namespace) -> Asked:
    """Return what is to be checked; a package that is named is the project, where no other is.

    Raises
    ------
    UsageError
        If it is nothing that can be.
    """
    from pyjuliann.commands.targets import heed_packages, read_pair

    if arguments.target is None and not arguments.pair:
        raise UsageError(phrase("the following arguments are required: TARGET, or --pair PYTHON=JULIA"))
    requests = [read_pair(text) for text in dict.fromkeys(arguments.pair)]
    whole = _request(arguments) if arguments.target is not None else None
    heed_packages(filter(None, [whole, *requests]), arguments)
    return Asked(arguments, requests, whole)


def whole_content(
    reports: Iterable[PairReport],
    engine: dict[str, Any],
    errors: Iterable[tuple[str, str]],
    unmatched: Unmatched | None = None,
) -> dict[str, Any]:
    """Return what was found of several pairs as the one object that all views show."""
    from pyjuliann.parity.results.content import content
    from pyjuliann.parity.results.reports import Report
    from pyjuliann.parity.results.versions import versions

    return content(Report(tuple(reports), engine, versions()), errors, unmatched)


def _request(arguments: argparse.Namespace) -> Request:
    """Return what is to be checked."""
    from pyjuliann.commands.targets import Request

    request = Request(arguments.target, arguments.side)
    given = arguments.julia
    alone = request.function and not arguments.side
    if alone and given and not Path(given).exists() and shutil.which(given) is None:
        raise UsageError(
            phrase(
                "--julia: expected the Julia executable, got {!r}; the Julia side is the second argument: {} {}",
                given,
                arguments.parser.prog,
                shlex.join((arguments.target, given)),
            )
        )
    return request


@contextlib.contextmanager
def watched(count: int, quiet: bool = False) -> Iterator[Callable[[Pair | StatefulPair], Callable[[str], None]]]:
    """Show on a terminal, while pairs are checked, which one it is and what is being done; nothing elsewhere.

    Parameters
    ----------
    count : int
        The number of pairs.
    quiet : bool
        Show nothing.

    Yields
    ------
    callable
        To be called with each pair as it comes; returns what its `check` takes as ``progress``.
    """
    number = itertools.count(1)
    with shown(quiet) as tell:

        def watch(pair: Pair | StatefulPair) -> Callable[[str], None]:
            head = phrase("pair {} of {}, {}", next(number), count, pair.name)
            return lambda doing: tell(phrase("{}: {}", head, doing))

        yield watch


@contextlib.contextmanager
def shown(quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show on a terminal, while something goes on, what is being done; yield what is to be called with that."""
    if quiet:
        yield lambda _doing: None
        return
    from rich.text import Text

    from pyjuliann.printable import printable

    with console(stderr=True).status("") as status:
        yield lambda doing: status.update(Text(printable(spoken(doing))))


def checked(
    engine: Engine,
    pairs: Iterable[Pair | StatefulPair],
    options: dict[str, Any],
    watch: Callable[[Pair | StatefulPair], Callable[[str], None] | None] = lambda _pair: None,
    *,
    workers: Workers | None = None,
    saved: SavedRun | None = None,
) -> tuple[list[PairReport], list[tuple[str, str]]]:
    """Check all pairs; return the reports, and the name and problem of what could not be checked.

    Raises
    ------
    RecordError
        If a recorded engine has not been asked these cases.
    Interrupted
        If Ctrl-C comes, and something was found before.
    """
    from pyjuliann.errors import (
        ArgumentsError,
        ClusterLostError,
        EngineError,
        JuliaError,
        PairError,
        StoppedError,
    )
    from pyjuliann.parity.check import check_with
    from pyjuliann.parity.distributed.spread import Here
    from pyjuliann.parity.results.content import pair_content
    from pyjuliann.parity.results.versions import versions
    from pyjuliann.parity.running.guard import pulse
    from pyjuliann.parity.running.session import session_for
    from pyjuliann.wording import interrupted_text

    reports: list[PairReport] = []
    errors: list[tuple[str, str]] = []
    pulse[0].note({"engine": asdict(engine.info), "versions": versions()})
    with session_for(engine) as session:
        for pair in pairs:
            pulse[0].note({"pair": pair.name})
            try:
                report = check_with(
                    workers or Here(engine), session, pair, saved=saved, progress=watch(pair), **options
                )
                pulse[0].note({"found": pair_content(report)})  # what can't be shown is told now, with its pair
                reports.append(report)
            except KeyboardInterrupt as stop:
                found = getattr(stop, "report", None)
                if found is None and not reports:
                    raise
                if found is not None:
                    reports.append(found)
                    errors.append((pair.name, str(stop) or phrase("{}: {}", pair.name, interrupted_text())))
                raise Interrupted(reports, errors) from None
            except StoppedError as stopped:
                if stopped.report is not None:
                    reports.append(stopped.report)
                errors.append((pair.name, str(stopped)))
                if isinstance(stopped, ClusterLostError):
                    break
            except ArgumentsError as error:
                errors.append((pair.name, phrase("{}; {}", error.problem, ADVICE)))
            except PairError as error:
                errors.append((pair.name, str(error)))
            except (JuliaError, EngineError):
                raise
            except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's code raises; the others go on
                told = phrase("unexpected {}: {}", type(error).__name__, error)
                errors.append((pair.name, phrase("{}: {}", pair.name, told)))
    return reports, errors


def timed(
    engine: Engine,
    pairs: Iterable[Pair | StatefulPair],
    arguments: argparse.Namespace,
    watch: Callable[[Pair | StatefulPair], Callable[[str], None]],
) -> tuple[list[PairReport], list[tuple[str, str]]]:
    """Check pairs in turns until the time is over; return as `checked` does."""
    from pyjuliann.errors import ArgumentsError, PairError
    from pyjuliann.parity.pairing.stateful import StatefulPair
    from pyjuliann.parity.results.content import pair_content
    from pyjuliann.parity.running.guard import pulse
    from pyjuliann.parity.running.session import Session
    from pyjuliann.parity.timed_check import TimedCheck, in_turns

    reports: list[PairReport] = []
    errors: list[tuple[str, str]] = []
    begun: list[TimedCheck] = []

    @contextlib.contextmanager
    def noted(name: str) -> Iterator[None]:
        try:
            yield
        except ArgumentsError as error:
            errors.append((name, phrase("{}; {}", error.problem, ADVICE)))
        except PairError as error:
            errors.append((name, str(error)))

    session = Session(engine)
    seed = secrets.randbits(32) if arguments.seed is None else arguments.seed
    for pair in pairs:
        with noted(pair.name):
            if isinstance(pair, StatefulPair):
                told = "{}: --time: for functions only; sequences of calls have a number, --cases"
                raise PairError(phrase(told, pair.name))
            check = TimedCheck(pair, session, seed, judge=arguments.judge, repair=arguments.repair, say=watch(pair))
            check.prepare()
            begun.append(check)
    in_turns(begun, arguments.time)
    for check in begun:
        with noted(check.pair.name):
            report = check.report()
            pulse[0].note({"found": pair_content(report)})
            reports.append(report)
            if check.stopped is not None:
                errors.append((check.pair.name, str(check.stopped)))
    return reports, errors


def _mourn(arguments: argparse.Namespace, vanished: Vanished) -> int:
    """Report what was found before the process that ran the user's code was gone."""
    from pyjuliann.parity.results.content import merged

    asked = arguments.pair[0] if arguments.target is None else arguments.target
    known: dict[str, Any] = {"engine": {}, "versions": {}, "pair": asked}
    pairs = []
    for note in vanished.notes:
        known.update(note)
        if "found" in note:
            pairs.append(note["found"])
    message = phrase(
        "{}: the process that ran it {}, in call {} of its Python side", known["pair"], vanished.how, vanished.calls
    )
    found = merged(pairs, known["engine"], known["versions"]) | {
        "errors": [{"name": known["pair"], "message": message}]
    }
    if pairs or any(getattr(arguments, form) for form in FORMATS):
        write_report(arguments, file_targets(arguments, FORMATS), found)
    say(phrase("{}: {}", arguments.parser.prog, message))
    return COULD_NOT_RUN


def check_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what `pyjuliann.check` is given for the options of the command."""
    names = ("strict", "probes", "repair", "exhaustive")
    given = {name: getattr(arguments, name) for name in names if name in arguments}
    return {"cases": arguments.cases or CASES, "seed": arguments.seed, "judge": arguments.judge, **given}


EXCLUSIVE = {
    "exhaustive": ("time", "cases", "seed", "strategy", "strict", "probes", "watch"),
    "time": ("cases", "strict", "probes", "watch", "jobs", "cluster", "save", "resume"),
}
"""Options that leave others nothing to say."""

WHY = {"exhaustive": "all inputs are tried, none is drawn", "time": "it goes on in this process until the time is over"}
"""Why."""


def refuse_contradictions(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` where one option leaves another nothing to say."""
    for name, others in EXCLUSIVE.items():
        given = [f"--{other}" for other in others if getattr(arguments, other, None) not in (None, False)]
        if getattr(arguments, name) not in (None, False) and given:
            raise UsageError(phrase("--{} and {}: give one of them; {}", name, ", ".join(given), phrase(WHY[name])))


def as_asked(pairs: Iterable[Pair | StatefulPair], arguments: argparse.Namespace) -> list[Pair | StatefulPair]:
    """Return the pairs with what the command says of all of them."""
    changes = budget_changes(arguments)
    if arguments.allow_errors:
        changes["allow_errors"] = True
    return [pair.replace(**changes) if changes else pair for pair in pairs]


def views_of(found: dict[str, Any], schema: str = "check", language: Language = "en") -> dict[str, Callable[[], str]]:
    """Return what makes each of the forms in which what was found can be written, JSON with that schema.

    Forms for readers are in their language; JSON and JUnit's XML say the same in every one.
    """
    from pyjuliann.bridge.values.exact import document
    from pyjuliann.parity.results import html, junit, markdown
    from pyjuliann.wording import patches, words_of

    return {
        "json": lambda: document(schema, found),
        "html": lambda: html.render(found, language),
        "junit": lambda: junit.render(found),
        "markdown": lambda: markdown.render(found, words=words_of(language)),
        "patch": lambda: patches(found),
    }


def write_report(
    arguments: argparse.Namespace, targets: dict[str, Path | None], found: dict[str, Any], schema: str = "check"
) -> None:
    """Print what was found, write it in the forms that were asked for, and tell GitHub; `schema` is that of JSON."""
    from pyjuliann.parity.results import github, terminal
    from pyjuliann.wording import summary_line, words_of

    language = language_of(arguments)
    words = words_of(language)
    write_results(arguments, targets, views_of(found, schema, language), bool(found["pairs"]))
    if not writes_to_stdout(arguments, FORMATS):
        if arguments.quiet:
            print(translated(summary_line(found), words))
        else:
            terminal.print_report(console(), found, words)
    github.publish(found, say, words)
