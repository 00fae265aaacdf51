"""What a command line says of how far apart results may be: ``--ulp``, ``--rtol``, ``--atol`` and ``--scale``."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyjuliann.commands.arguments import Parser, whole
from pyjuliann.commands.common import UsageError
from pyjuliann.language import phrase


def budget_options(parser: Parser) -> None:
    """Add the options that say how far apart the two sides may be."""
    tolerance_options(parser)
    parser.add_argument(
        "--scale", metavar="FILE.py:NAME",
        help="a function of the arguments: the magnitude of what was summed, at which the budget counts too",
    )  # fmt: skip


def tolerance_options(parser: Parser) -> None:
    """Add those that are numbers: units in the last place, and tolerances."""
    parser.add_argument(
        "--ulp", metavar="N", type=whole(0),
        help="how many units in the last place numbers may be apart (default: what each pair says; for files 0)",
    )  # fmt: skip
    parser.add_argument(
        "--rtol", metavar="X", type=_tolerance,
        help="how far apart floating-point numbers may be relative to the larger number",
    )  # fmt: skip
    parser.add_argument(
        "--atol", metavar="X", type=_tolerance, help="how far apart floating-point numbers may be besides that"
    )


def _tolerance(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(phrase("expected a number of 0 or more, such as 1e-9, got {!r}", text))
    return value


def budget_changes(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the options of a pair that a command line gives for all.

    Raises
    ------
    UsageError
        If there is no such function.
    """
    given = {name: value for name in ("ulp", "rtol", "atol") if (value := getattr(arguments, name)) is not None}
    changes: dict[str, Any] = {**given, "reason": " ".join(f"--{name}" for name in given)} if given else {}
    if arguments.scale:
        changes["scale"] = _function(arguments.scale)
    return changes


def _function(text: str) -> Callable[..., Any]:
    from pyjuliann.commands.targets import imported

    place, _, name = text.rpartition(":")
    if not place or not name:
        raise UsageError(phrase("--scale: expected FILE.py:NAME, got {!r}", text))
    module = imported(place)
    found = getattr(module, name, None)
    if not callable(found):
        raise UsageError(phrase("--scale: {} has no function {}", place, name))
    function: Callable[..., Any] = found
    return function


def budget_again(arguments: argparse.Namespace) -> list[str]:
    """Return the words that say the same on another command line, from the current folder."""
    words = []
    for name in ("ulp", "rtol", "atol"):
        if (value := getattr(arguments, name)) is not None:
            words += [f"--{name}", str(value)]
    if arguments.scale:
        place, _, name = arguments.scale.rpartition(":")
        words += ["--scale", f"{os.path.relpath(place) if Path(place).is_absolute() else place}:{name}"]
    return words
