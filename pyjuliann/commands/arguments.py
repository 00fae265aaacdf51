"""What the commands' argument parsers share: errors in one line, and options that several commands have."""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

from pyjuliann.commands.common import COULD_NOT_RUN, FORMS, say, spoken, spoken_words
from pyjuliann.language import LANGUAGES, as_phrase, columns, heard, padded, phrase
from pyjuliann.parity.running.limits import CALL_SECONDS, seconds_of
from pyjuliann.settings import OPTIONS

DTYPES = ("float64", "float32", "float16")

CASES: Final = 100
"""How many cases of a pair are compared, unless another number is asked for."""


NEGATIVE: Final = re.compile(r"-(\d|[^-]*:)")
"""What looks like an option and is a number or a range: no option has a colon."""


class Formatter(argparse.HelpFormatter):
    """Lays out help in the reader's language: each text of a parser is told by its Korean, if that is asked for."""

    def start_section(self, heading: str | None) -> None:
        """Begin a group of arguments."""
        super().start_section(heading and _said(heading))

    def add_text(self, text: str | None) -> None:
        """Add a description, or an epilog."""
        super().add_text(_said(text) if text and text is not argparse.SUPPRESS else text)

    def _get_help_string(self, action: argparse.Action) -> str:
        return _said(action.help or "")

    def _format_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None) -> str:
        told = _said(_USAGE) if prefix is None else prefix
        if usage is not None:
            text = f"{told}{_said(usage) % {'prog': self._prog}}"
            return "\n".join(_wrapped(text, max(self._width, 11), others=" " * columns(told))) + "\n\n"
        counted = "u" * columns(told)  # argparse takes every letter for one column
        laid_out = super()._format_usage(usage, actions, groups, counted)
        return laid_out.replace(counted, told, 1)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return _wrapped(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(_wrapped(" ".join(text.split()), width, indent, indent))


class ListFormatter(Formatter):
    """Lays out help with an epilog of lists: its lines stay apart, and what is too long goes on under its text."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines: list[str] = []
        for line in text.splitlines():
            name = re.match(r" *(\S.*?  +)?", line)
            deep = min(columns(name[0]) if name else 0, width // 2)
            lines += [line] if columns(line) <= width else _wrapped(line, width, indent, " " * deep)
        return "\n".join(lines)


def _said(text: str) -> str:
    return spoken(as_phrase(text))


def _sentence(told: str) -> str:
    text = _said(told)
    return f"{text[0].upper() if text == told else text[0]}{text[1:]}."


_HALF: Final = "\0"


def _wrapped(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    """Return a text in lines of so many columns of a terminal, broken between words."""
    import textwrap

    counted = "".join(letter + _HALF * (columns(letter) - 1) for letter in text)
    lines = textwrap.wrap(counted, width, initial_indent=first, subsequent_indent=others)
    return [line.replace(_HALF, "") for line in lines]


def listing(title: str, rows: Iterable[tuple[str, str]], width: int, indent: int = 2) -> str:
    """Return a title, and under it names in so many columns, each with what it is, in the reader's language."""
    words = spoken_words()
    told = (f"{'':{indent}}{padded(words(name), width)}{words(text)}" for name, text in rows)
    return "\n".join((words(title), *told))


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line that lists what is valid.

    Attributes
    ----------
    commands : list of str
        The commands below this one.
    fill_in : callable, optional
        Called before the help is made: it puts in what stands in tables whose modules no other call needs.
    told : str
        What it does, in the words of the list of commands; "" where it has a description.
    rest : str
        Where words after ``--`` go, which are another program's; "" if they are arguments like others.
    """

    commands: Sequence[str] = ()
    fill_in: Callable[[], None] | None = None
    rest: str = ""
    told: str = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"formatter_class": Formatter, "exit_on_error": False, **options})

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Read the arguments, those of another program apart."""
        words, others = list(sys.argv[1:] if args is None else args), []
        if self.rest and "--" in words:
            at = words.index("--")
            words, others = words[:at], words[at + 1 :]
        try:
            found, unknown = super().parse_known_args(words, namespace)
        except argparse.ArgumentError as error:
            said = heard(error.message, _ARGPARSE)
            self.error(said if error.argument_name is None else phrase("argument {}: {}", error.argument_name, said))
        if self.rest:
            setattr(found, self.rest, others)
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Print one line and leave with exit code 2."""
        say(phrase("{}: {}", self.prog, heard(message, _ARGPARSE)))
        self.exit(COULD_NOT_RUN)

    def format_help(self) -> str:
        """Return the help, with what stands in tables."""
        if self.fill_in:
            self.fill_in()
        if self.told:
            self.description = _sentence(self.told)
        return super().format_help()

    def print_help(self, file: Any = None) -> None:
        """Print the help, and let a failure to do so be one: argparse itself passes over it."""
        (file or sys.stdout).write(self.format_help())

    def options(self) -> str:
        """Return the option names, for an error message."""
        return ", ".join(action.option_strings[-1] for action in self._actions if action.option_strings)


_ARGPARSE: Final = (
    "expected one argument",
    "expected at least one argument",
    "invalid choice: {}, maybe you meant {}? (choose from {})",
    "invalid choice: {} (choose from {})",
    "not allowed with argument {}",
    "ignored explicit argument {}",
    "the following arguments are required: {}",
    "ambiguous option: {} could match {}",
)
"""What `argparse` says of mistakes."""

_USAGE: Final = "usage: "
HEADINGS: Final = (_USAGE, "positional arguments", "options", "show this help message and exit")
"""What `argparse` puts into help by itself."""


def command(group: Any, name: str, run: Callable[[argparse.Namespace], int], description: str) -> Parser:
    """Add a command to a group of them, and return its parser."""
    parser: Parser = group.add_parser(name, help=description)
    parser.told = description
    parser.set_defaults(run=run, parser=parser)
    traceback_option(parser)
    return parser


def traceback_option(parser: Parser, default: Any = argparse.SUPPRESS) -> None:
    """Add the option that shows where an error came from, for those who look for the reason."""
    parser.add_argument("--traceback", action="store_true", default=default, help="show where an error came from")


def engine_options(parser: Parser, *only: str) -> None:
    """Add the options of the settings that have one, or those named: how Julia is reached."""
    for name in only or OPTIONS:
        option, default = OPTIONS[name]
        if not option.metavar:
            parser.add_argument(f"--{name}", action="store_true", help=option.help)
            continue
        parser.add_argument(
            f"--{name}", metavar=None if option.choices else option.metavar, choices=option.choices or None,
            type=option.type, default=default, help=option.text(default),
        )  # fmt: skip


def case_options(parser: Parser) -> None:
    """Add the options that say which cases are generated, and what is said of them."""
    parser.add_argument(
        "--cases", metavar="N", type=whole(1), help=phrase("how many cases to compare per pair (default: {})", CASES)
    )
    seed_option(parser)
    said_options(parser)


def said_options(parser: Parser) -> None:
    """Add the options that say what is said of cases, wherever they come from."""
    parser.add_argument("--judge", action="store_true", help="say which side is closer to the truth")
    parser.add_argument(
        "--allow-errors", action="store_true", help="go on where more than half of the cases raise on both sides"
    )


def seed_option(parser: Parser) -> None:
    """Add the option that says what all random draws come from."""
    parser.add_argument(
        "--seed", metavar="N", type=whole(0), help="draw the same cases, weights and batches again (training: 0)"
    )


def repair_option(parser: Parser) -> None:
    """Add the option that says how long to search for the change that makes both sides agree."""
    parser.add_argument(
        "--repair", metavar="SECONDS", type=seconds_or_none,
        help="how long to search both sides' code for the change that makes them agree; 0 to leave it (default: 10)",
    )  # fmt: skip


_HOW_LONG: Final = "how long one call of either language may take (default: {:g}, in training no limit)"


def limit_options(parser: Parser, seconds: float = CALL_SECONDS) -> None:
    """Add the options that say how long things may take; one call by default so many seconds."""
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=duration,
        help=phrase(_HOW_LONG, CALL_SECONDS),
    )  # fmt: skip
    deadline_option(parser)
    parser.set_defaults(usual_timeout=seconds)


def deadline_option(parser: Parser) -> None:
    """Add the option that says how long everything may take."""
    parser.add_argument(
        "--deadline", metavar="SECONDS", type=duration, default=math.inf,
        help="how long everything may take; what was found until then is told (default: no limit)",
    )  # fmt: skip


def worker_options(parser: Parser) -> None:
    """Add the options that say who does the work: this process, several, or a cluster."""
    parser.add_argument(
        "--jobs", metavar="N", type=whole(1),
        help="do it in N processes, each with a Julia of its own; the result is the same (default: in this one)",
    )  # fmt: skip
    parser.add_argument(
        "--cluster", metavar="ADDRESS",
        help="do it on a Dask cluster: its scheduler's address, such as tcp://host:8786, or the file that it wrote",
    )  # fmt: skip


def saving_options(parser: Parser) -> None:
    """Add the options that say where a long run is saved, and which one goes on."""
    parser.add_argument(
        "--save", metavar="FILE",
        help="keep the run: what is done of the check; in training weights, optimizer, place in the draws, as .npz",
    )  # fmt: skip
    parser.add_argument("--resume", metavar="FILE", help="go on with a run that --save kept")


_ALSO: Final = "also write it as {}; to standard output alone with -, or without FILE"


def result_options(parser: Parser, *forms: str) -> None:
    """Add the options that say where results go besides the terminal, or in its place."""
    for form in forms:
        if form == "plot":
            parser.add_argument("--plot", metavar="FILE", help="also draw it, as .png or .svg")
        else:
            parser.add_argument(
                f"--{form}", metavar="FILE", nargs="?", const="-",
                help=phrase(_ALSO, phrase(FORMS[form])),
            )  # fmt: skip


Bounds = tuple[str, float, float]
"""The name of an argument, or "" for all, and the bounds of its numbers."""


def range_option(parser: Parser) -> None:
    """Add the option that bounds the numbers in arguments."""
    parser._negative_number_matcher = NEGATIVE
    parser.add_argument(
        "--range", metavar="[NAME=]LO:HI", type=_bounds, action="append", default=[],
        help="bounds of the numbers in an argument, or in all arguments; may be given again",
    )  # fmt: skip


def _bounds(text: str) -> Bounds:
    name, equals, ends = text.rpartition("=")
    try:
        low, high = map(float, ends.split(":"))
    except ValueError:
        low = high = float("nan")
    if not low <= high or (equals and not name.isidentifier()):
        raise argparse.ArgumentTypeError(phrase("expected LO:HI or NAME=LO:HI, such as 0:1 or x=-1:1, got {!r}", text))
    return name, low, high


def exhaustive_option(parser: Parser) -> None:
    """Add the option to leave nothing to chance."""
    parser.add_argument(
        "--exhaustive", action="store_true", help="try every value that the arguments can have, where there is an end"
    )


def dtype_option(parser: Parser) -> None:
    """Add the option that says which floating-point numbers are used."""
    parser.add_argument(
        "--dtype", choices=DTYPES,
        help="of the numbers (default: train in float64, measure in float64 and float32, try every one of float32)",
    )  # fmt: skip


def quiet_option(group: Any) -> None:
    """Add the option to be told no more than the outcome."""
    group.add_argument("-q", "--quiet", action="store_true", help="print the summary only")


def duration(text: str) -> float:
    """Read a number of seconds above 0."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(phrase("expected a number of seconds above 0, got {!r}", text))
    return seconds


def time_span(text: str) -> float:
    """Read how long something is to go on."""
    seconds = seconds_of(text)
    if not seconds > 0:
        raise argparse.ArgumentTypeError(
            phrase("expected a time above 0, such as 90s, 30m, 8h or 1h30m, got {!r}", text)
        )
    return seconds


def seconds_or_none(text: str) -> float:
    """Read a number of seconds, 0 for none."""
    return 0.0 if text.strip() == "0" else duration(text)


def language_option(parser: Parser, default: Any = argparse.SUPPRESS) -> None:
    """Add the option that says in which language texts are shown; `chosen_language` reads it."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=default,
        help="the language of the texts (default: the environment's, from LC_ALL to LANG)",
    )  # fmt: skip


def whole(lowest: int) -> Callable[[str], int]:
    """Return what reads a whole number of `lowest` or more."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= lowest):
            raise argparse.ArgumentTypeError(phrase("expected a whole number of {} or more, got {!r}", lowest, text))
        return int(text)

    return number
