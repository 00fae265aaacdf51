"""What a command line says of the arguments of pairs: which they are, and how they go to Julia."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from pyjuliann.commands.arguments import Bounds, Parser, range_option
from pyjuliann.commands.common import UsageError

if TYPE_CHECKING:
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.stateful import StatefulPair

ADVICE = "annotate the arguments, or say what they are with --range LO:HI or --strategy FILE.py:NAME"
"""What to do where no arguments fit, on a command line."""


def argument_options(parser: Parser) -> None:
    """Add the options that say which arguments a function is given."""
    range_option(parser)
    parser.add_argument(
        "--strategy", metavar="FILE.py:NAME",
        help="a Hypothesis strategy of argument tuples, or a dict of strategies by argument",
    )  # fmt: skip
    crossing_options(parser)


def crossing_options(parser: Parser) -> None:
    """Add the options that say how arguments go to Julia."""
    parser.add_argument(
        "--order", metavar="NAME,NAME", type=_order, help="the order in which Julia takes the arguments, such as y,x"
    )
    parser.add_argument(
        "--arguments", metavar="FILE.py:NAME",
        help="a function of all arguments that returns the tuple that Julia gets, or a dict of functions by argument",
    )  # fmt: skip


def pair_option(parser: Parser) -> None:
    """Add the option that says which functions belong together, whatever they are called."""
    parser.add_argument(
        "--pair", metavar="PYTHON=JULIA", action="append", default=[],
        help="two functions that belong together, such as mod:f=Mod.g or mine.py:f=mine.jl::g; may be given again",
    )  # fmt: skip


def _order(text: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdecimal() else part.strip() for part in text.split(","))


def with_arguments(pairs: Iterable[Pair | StatefulPair], arguments: argparse.Namespace) -> list[Pair | StatefulPair]:
    """Return the pairs with what the command line says of arguments.

    Raises
    ------
    UsageError
        If a name is that of no argument, or there is no such strategy or function.
    """
    found = list(pairs)
    changes: dict[str, Any] = {}
    if arguments.strategy:
        changes["strategies"] = _strategy(arguments.strategy)
    if arguments.arguments:
        changes["arguments"] = _loaded("--arguments", arguments.arguments)
    if arguments.order:
        changes["order"] = arguments.order
    if changes:
        from pyjuliann.errors import PairError

        try:
            found = [pair.replace(**changes) for pair in found]
        except PairError as error:
            raise UsageError(f"--{str(error).removeprefix('pair: ')}") from None
    return _bounded(found, arguments.range) if arguments.range else found


def _bounded(pairs: Sequence[Pair | StatefulPair], ranges: Sequence[Bounds]) -> list[Pair | StatefulPair]:
    from pyjuliann.parity.pairing.annotations import parameters_of
    from pyjuliann.parity.pairing.pair import Pair

    names = [
        [p.name for p in parameters_of(pair.python) or ()] if isinstance(pair, Pair) else pair.argument_names
        for pair in pairs
    ]
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

    found = _loaded("--strategy", text)
    if not isinstance(found, (SearchStrategy, Mapping, FunctionType)):
        name = text.rpartition(":")[2]
        raise UsageError(f"--strategy: expected a Hypothesis strategy or a dict of strategies, got {name} = {found!r}")
    return found


def _loaded(option: str, text: str) -> Any:
    """Return what a file has under a name."""
    from pyjuliann.commands.targets import imported

    place, _, name = text.rpartition(":")
    if not place or not name:
        raise UsageError(f"{option}: expected FILE.py:NAME, got {text!r}")
    module = imported(place)
    if not hasattr(module, name):
        raise UsageError(f"{option}: {place} has no {name}")
    return getattr(module, name)


def again(arguments: argparse.Namespace) -> list[str]:
    """Return the words that say the same on another command line, from the current folder."""
    words = [f"--range={f'{name}=' if name else ''}{low!r}:{high!r}" for name, low, high in arguments.range]
    for option in ("strategy", "arguments"):
        if text := getattr(arguments, option):
            place, _, name = text.rpartition(":")
            words += [f"--{option}", f"{os.path.relpath(place) if Path(place).is_absolute() else place}:{name}"]
    if arguments.order:
        words.append(f"--order={','.join(map(str, arguments.order))}")
    return words
