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
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from pyjuliann.parity.pairing.pair import Pair
    from pyjuliann.parity.pairing.stateful import StatefulPair

ADVICE = phrase("annotate the arguments, or say what they are with --range LO:HI or --strategy FILE.py:NAME")
"""What to do where no arguments fit, on a command line."""


def argument_options(parser: Parser) -> None:
    """Add the options that say which arguments a function is given."""
    range_option(parser)
    parser.add_argument(
        "--type", metavar="[NAME=]TYPE", type=_type, action="append", default=[],
        help="what an argument is, or all that have no annotation: float16, Int8, bool, …; may be given again",
    )  # fmt: skip
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
            raise UsageError(phrase("--{}", str(error).removeprefix("pair: "))) from None
    if arguments.type:
        found = _typed(found, arguments.type)
    return _bounded(found, arguments.range) if arguments.range else found


def _type(text: str) -> tuple[str, str]:
    from pyjuliann.parity.pairing.signature import named_types

    name, equals, kind = text.rpartition("=")
    if kind not in named_types() or (equals and not name.isidentifier()):
        raise argparse.ArgumentTypeError(
            phrase(
                "expected TYPE or NAME=TYPE, such as float16 or x=Int8, of {}; got {!r}", ", ".join(named_types()), text
            )
        )
    return name, kind


def _typed(pairs: Sequence[Pair | StatefulPair], types: Sequence[tuple[str, str]]) -> list[Pair | StatefulPair]:
    """Return the pairs with what is said of their arguments' types."""
    from pyjuliann.parity.pairing.pair import Pair

    own = [_parameters(pair) for pair in pairs]
    _check_names("--type", [name for name, _ in types], [name for each in own for name in each])
    changed: list[Pair | StatefulPair] = []
    for pair, parameters in zip(pairs, own, strict=True):
        bare = [name for name, told in parameters.items() if not told]
        given = {n: kind for name, kind in types for n in ([name] if name else bare) if n in parameters}
        if not given:
            changed.append(pair)
        elif isinstance(pair, Pair):
            changed.append(pair.replace(types={**pair.types, **given}))
        else:
            raise UsageError(phrase("--type: {}: the arguments of methods are told by their annotations", pair.name))
    return changed


def _bounded(pairs: Sequence[Pair | StatefulPair], ranges: Sequence[Bounds]) -> list[Pair | StatefulPair]:
    names = [list(_parameters(pair)) for pair in pairs]
    _check_names("--range", [name for name, *_ in ranges], [name for own in names for name in own])
    changed = []
    for pair, own in zip(pairs, names, strict=True):
        bounds = {n: (low, high) for name, low, high in ranges for n in ([name] if name else own) if n in own}
        changed.append(pair.replace(domain={**pair.domain, **bounds}))
    return changed


def _parameters(pair: Pair | StatefulPair) -> dict[str, bool]:
    """Return the names of a pair's arguments, and whether they have an annotation or a default."""
    from pyjuliann.parity.pairing.annotations import parameters_of
    from pyjuliann.parity.pairing.pair import Pair

    if not isinstance(pair, Pair):
        return dict.fromkeys(pair.argument_names, True)
    told = {*pair.types}
    return {
        p.name: p.annotation is not p.empty or p.default is not p.empty or p.name in told
        for p in parameters_of(pair.python) or ()
    }


def _check_names(option: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise `UsageError` if an option names an argument that no function has."""
    names = set(known)
    for name in given:
        if name and name not in names:
            raise UsageError(
                phrase(
                    "{}: no argument is called {}; there are {}",
                    option,
                    name,
                    ", ".join(sorted(names)) or phrase("none"),
                )
            )


def _strategy(text: str) -> Any:
    from hypothesis.strategies import SearchStrategy

    found = _loaded("--strategy", text)
    if not isinstance(found, (SearchStrategy, Mapping, FunctionType)):
        name = text.rpartition(":")[2]
        raise UsageError(
            phrase("--strategy: expected a Hypothesis strategy or a dict of strategies, got {} = {}", name, repr(found))
        )
    return found


def _loaded(option: str, text: str) -> Any:
    """Return what a file has under a name."""
    from pyjuliann.commands.targets import imported

    place, _, name = text.rpartition(":")
    if not place or not name:
        raise UsageError(phrase("{}: expected FILE.py:NAME, got {!r}", option, text))
    module = imported(place)
    if not hasattr(module, name):
        raise UsageError(phrase("{}: {} has no {}", option, place, name))
    return getattr(module, name)


def again(arguments: argparse.Namespace) -> list[str]:
    """Return the words that say the same on another command line, from the current folder."""
    words = [f"--range={f'{name}=' if name else ''}{low!r}:{high!r}" for name, low, high in arguments.range]
    words += [f"--type={f'{name}=' if name else ''}{kind}" for name, kind in arguments.type]
    for option in ("strategy", "arguments"):
        if text := getattr(arguments, option):
            place, _, name = text.rpartition(":")
            words += [f"--{option}", f"{os.path.relpath(place) if Path(place).is_absolute() else place}:{name}"]
    if arguments.order:
        words.append(f"--order={','.join(map(str, arguments.order))}")
    return words
