"""What a command line says of the arguments that pairs are checked on: ``--range`` and ``--strategy``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import NEGATIVE, Parser
from pyjuliann.commands.common import UsageError

if TYPE_CHECKING:
    from pyjuliann.parity.pairing.pair import Pair

ADVICE = "annotate the arguments, or say what they are with --range LO:HI or --strategy FILE.py:NAME"
"""What to do where no arguments fit, on a command line."""

Range = tuple[str, float, float]
"""The name of an argument, or "" for all, and its bounds."""


def argument_options(parser: Parser) -> None:
    """Add the options that say which arguments a function is given."""
    parser._negative_number_matcher = NEGATIVE
    parser.add_argument(
        "--range", metavar="[NAME=]LO:HI", type=_range, action="append", default=[],
        help="bounds of the numbers in an argument, or in all arguments; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--strategy", metavar="FILE.py:NAME",
        help="a Hypothesis strategy of argument tuples, or a dict of strategies by argument",
    )  # fmt: skip


def _range(text: str) -> Range:
    name, equals, ends = text.rpartition("=")
    try:
        low, high = map(float, ends.split(":"))
    except ValueError:
        low = high = float("nan")
    if not low <= high or (equals and not name.isidentifier()):
        raise argparse.ArgumentTypeError(f"expected LO:HI or NAME=LO:HI, such as 0:1 or x=-1:1, got {text!r}")
    return name, low, high


def with_arguments(pairs: Iterable[Pair], arguments: argparse.Namespace) -> list[Pair]:
    """Return the pairs with the bounds and the strategy of the command line.

    Raises
    ------
    UsageError
        If a name is that of no argument, or there is no such strategy.
    """
    found = list(pairs)
    if arguments.strategy:
        strategies = _strategy(arguments.strategy)
        found = [pair.replace(strategies=strategies) for pair in found]
    return _bounded(found, arguments.range) if arguments.range else found


def _bounded(pairs: Sequence[Pair], ranges: Sequence[Range]) -> list[Pair]:
    from pyjuliann.parity.pairing.annotations import parameters_of

    names = [[p.name for p in parameters_of(pair.python) or ()] for pair in pairs]
    known = {name for own in names for name in own}
    for name, *_ in ranges:
        if name and name not in known:
            raise UsageError(f"--range: no argument is called {name}; there are {', '.join(sorted(known)) or 'none'}")
    changed = []
    for pair, own in zip(pairs, names, strict=True):
        bounds = {n: (low, high) for name, low, high in ranges for n in ([name] if name else own) if n in own}
        changed.append(pair.replace(domain={**pair.domain, **bounds}))
    return changed


def _strategy(text: str) -> Any:
    from hypothesis.strategies import SearchStrategy

    from pyjuliann.commands.targets import imported

    place, _, name = text.rpartition(":")
    if not place or not name:
        raise UsageError(f"--strategy: expected FILE.py:NAME, got {text!r}")
    module = imported(place)
    if not hasattr(module, name):
        raise UsageError(f"--strategy: {place} has no {name}")
    found = getattr(module, name)
    if not isinstance(found, (SearchStrategy, Mapping, FunctionType)):
        raise UsageError(f"--strategy: expected a Hypothesis strategy or a dict of strategies, got {name} = {found!r}")
    return found


def again(arguments: argparse.Namespace) -> list[str]:
    """Return the words that say the same on another command line, from the current folder."""
    words = [f"--range={f'{name}=' if name else ''}{low!r}:{high!r}" for name, low, high in arguments.range]
    if arguments.strategy:
        place, _, name = arguments.strategy.rpartition(":")
        words += ["--strategy", f"{os.path.relpath(place) if Path(place).is_absolute() else place}:{name}"]
    return words
