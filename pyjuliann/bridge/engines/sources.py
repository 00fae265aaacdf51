"""Whether Julia code has changed since it was loaded: files that were included, and packages in development."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.caller import warn_caller
from pyjuliann.errors import SourcesChangedWarning
from pyjuliann.language import Phrase, joined, phrase

BRIDGE: Final = "PyjuliannBridge."
CHANGED: Final[tuple[Any, ...]] = ("call", f"{BRIDGE}changed_sources", [], [], 0)
LOOK_EVERY = 0.5  # seconds
_LOADS = re.compile(r"\b(using|import|include|require)\b")
_MOST = 3


class ChangedFile(NamedTuple):
    """A file that is not what it was when it was loaded, as ``changed_sources`` in sources.jl tells it.

    Attributes
    ----------
    path : str
    is_package : bool
        Whether it is a package's.
    by : str
        The package, or the file whose `include` loaded it; "" if evaluated code did.
    now : str
        Stands for its content now.
    """

    path: str
    is_package: bool
    by: str
    now: str

    def __str__(self) -> str:
        if self.is_package:
            return phrase("{} (package {})", self.path, self.by)
        return phrase("{} (included by {})", self.path, self.by) if self.by not in ("", self.path) else self.path


def told(changes: Sequence[ChangedFile]) -> Phrase:
    """Return what has changed, and that Julia does not know."""
    if len(changes) == 1:
        return phrase("{} has changed since Julia loaded it", changes[0])
    more = phrase(" and {} more", len(changes) - _MOST) if len(changes) > _MOST else ""
    return phrase("{}{} have changed since Julia loaded them", joined(", ", map(str, changes[:_MOST])), more)


class LoadedFiles:
    """What an engine was asked to include, and when it was last looked at whether it has changed."""

    def __init__(self) -> None:
        self._included: dict[Path, None] = {}
        self._has_loaded = False
        self._looked = 0.0
        self._told: dict[str, str] = {}

    def included(self, file: Path) -> None:
        """Take note of a file that was included."""
        if not file.is_relative_to(julia_sources()):
            self._included[file] = None

    def again(self) -> list[Path]:
        """Return the files that were included, in their order."""
        return list(self._included)

    def is_due(self, message: Sequence[Any]) -> bool:
        """Whether to look at the files before this is asked: not often, and only if something may have been loaded."""
        now = time.monotonic()
        due = self._has_loaded and now - self._looked >= LOOK_EVERY
        if due or not self._has_loaded:
            self._looked = now
        self._has_loaded = self._has_loaded or _may_load(message)
        return due and message[1:2] != [CHANGED[1]]

    def warn(self, changes: Iterable[ChangedFile], remedy: str) -> None:
        """Warn of changes that have not been told yet."""
        known = self._told
        if new := [change for change in self.told(changes) if known.get(change.path) != change.now]:
            warn_caller(phrase("{}, and what runs is the old code: {}", told(new), remedy), SourcesChangedWarning)

    def told(self, changes: Iterable[ChangedFile]) -> list[ChangedFile]:
        """Take note of changes that have been told, and return them."""
        found = list(changes)
        self._told = {change.path: change.now for change in found}
        return found


def _may_load(message: Sequence[Any]) -> bool:
    match message:
        case ["include", *_]:
            return True
        case ["eval", str(code), *_]:
            return bool(_LOADS.search(code))
        case ["call" | "update", str(name), *_]:
            return "." in name and not name.startswith(BRIDGE)
    return False
