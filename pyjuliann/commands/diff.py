"""``pyjuliann diff``: compare two files that two programs wrote."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import (
    ListFormatter,
    command,
    deadline_option,
    language_option,
    quiet_option,
    result_options,
)
from pyjuliann.commands.budget import tolerance_options
from pyjuliann.commands.common import (
    AGREES,
    COULD_NOT_RUN,
    DIFFERS,
    INTERRUPTED,
    console,
    file_targets,
    language_of,
    say,
    spoken_words,
    words_for,
    write_results,
    writes_to_stdout,
)
from pyjuliann.language import phrase, translated
from pyjuliann.printable import printable

if TYPE_CHECKING:
    from pyjuliann.commands.supervised import Vanished

FORMS = ("json", "html", "junit", "markdown")


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "diff", _diff, "compare two files that two programs wrote, array by array")
    parser.formatter_class = ListFormatter
    parser.add_argument("a", metavar="A", type=Path, help="a file; formats may be mixed")
    parser.add_argument("b", metavar="B", type=Path, help="the file that it is compared with")
    tolerance_options(parser)
    parser.add_argument(
        "--key", metavar="COLUMN", action="append", default=[],
        help="compare rows that have the same value there, whatever their order; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--reversed", choices=("a", "b"), action="append", default=[],
        help="the dimensions of this file are in reverse, as those of an array that Julia wrote to HDF5",
    )  # fmt: skip
    language_option(parser)
    result_options(parser, *FORMS)
    deadline_option(parser)
    quiet_option(parser)
    # what reads a damaged file may bring the process down, or never come back
    parser.set_defaults(mourn=_mourn)

    def fill_in() -> None:
        from pyjuliann.files.formats import formats_text

        parser.epilog = formats_text(spoken_words())

    parser.fill_in = fill_in


def _diff(arguments: argparse.Namespace) -> int:
    from rich.text import Text

    from pyjuliann.files.diff import diff
    from pyjuliann.parity.comparing.comparison import Policy

    targets = file_targets(arguments, FORMS)
    given = {name: value for name in ("ulp", "rtol", "atol") if (value := getattr(arguments, name)) is not None}
    words = words_for(arguments)
    with console(stderr=True).status("") as status:

        def progress(doing: str) -> None:
            status.update(Text(printable(translated(doing, words))))

        report = diff(
            arguments.a, arguments.b, Policy(**given), keys=arguments.key, turned=arguments.reversed, progress=progress
        )
    _write(arguments, targets, report.to_dict())
    if report.interrupted:
        return INTERRUPTED
    return COULD_NOT_RUN if report.errors else AGREES if report else DIFFERS


def _mourn(arguments: argparse.Namespace, vanished: Vanished) -> int:
    """Say that the process that read the files was gone."""
    from pyjuliann.wording import vanished_problem

    problem = vanished_problem(str(arguments.a), str(arguments.b), vanished.how)
    say(phrase("{}: {}", arguments.parser.prog, problem))
    return COULD_NOT_RUN


def _write(arguments: argparse.Namespace, targets: dict[str, Path | None], found: dict[str, Any]) -> None:
    from pyjuliann.bridge.values.exact import document
    from pyjuliann.files import views
    from pyjuliann.parity.results import github
    from pyjuliann.wording import file_error_lines, files_summary, words_of

    language = language_of(arguments)
    words = words_of(language)
    forms = {
        "json": lambda: document("diff", found),
        "html": lambda: views.render_html(found, language),
        "junit": lambda: views.render_junit(found),
        "markdown": lambda: views.render_markdown(found, words=words),
    }
    write_results(arguments, targets, forms)
    annotations = list(views.annotated(found, words))
    github.announce(lambda room: views.render_markdown(found, room, words), annotations, say, words)
    if writes_to_stdout(arguments, FORMS) or arguments.quiet:
        for _, text in file_error_lines(found):
            say(f"{arguments.parser.prog}: {translated(text, words)}")
    if writes_to_stdout(arguments, FORMS):
        return
    if arguments.quiet:
        print(printable(translated(files_summary(found), words)))
    else:
        views.print_report(console(), found, words)
