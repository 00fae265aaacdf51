"""What both ways to measure elementary functions share: what is asked for, and where what was found goes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pyjuliann.commands.common import UsageError, show, words_for, write_result
from pyjuliann.language import Words, phrase, translated

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from pyjuliann.bridge.engines.engine import Engine, EngineInfo
    from pyjuliann.parity.judging.elementary import Range


def live(engine: Engine) -> Engine:
    """Return an engine that is no collection of recorded answers."""
    if engine.info.recorded:
        raise UsageError(phrase("a live Julia is needed and none can be had: `pyjuliann julia install` gets one"))
    return engine


def asked_ranges(arguments: argparse.Namespace, names: Sequence[str]) -> dict[str, Range]:
    """Return the range that was asked for of each argument that has one, of those with these names."""
    spans: dict[str, Range] = {}
    for name, low, high in arguments.range:
        if name and name not in names:
            raise UsageError(phrase("--range: no argument is called {}; there are {}", name, ", ".join(names)))
        spans.update(dict.fromkeys([name] if name else names, (low, high)))
    return spans


class Views(NamedTuple):
    """What was found of so many functions: as JSON-able content, as a picture, for the terminal."""

    functions: int
    content: Callable[[], dict[str, Any]]
    plot: Callable[[str, str, Words], bytes]
    parts: Iterable[RenderableType]


def show_measured(
    arguments: argparse.Namespace, target: Path | None, picture: Path | None, facts: EngineInfo, views: Views
) -> None:
    """Write what was found where it was asked for, and print it."""
    import platform

    import numpy as np

    from pyjuliann.bridge.values.exact import document

    versions = np.__version__, facts.julia_version, platform.machine()
    title = phrase("NumPy {} and Julia {} on {}", *versions)
    words = words_for(arguments)
    write_result("--json", arguments.json, target, document("ulp", views.content()))
    if picture is not None:
        write_result("--plot", arguments.plot, picture, views.plot(picture.suffix[1:].lower(), title, words))
    if arguments.json != "-":
        summary = phrase("{} measured: {}, {} engine", views.functions, title, facts.engine)
        show(*views.parts, translated(summary, words))
