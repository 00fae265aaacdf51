"""The pages of a live book, made when asked for: of recorded answers, or a live Julia's where these are stale."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

from pyjuliann.book.content import Book, Origin, origin_of, recorded_accuracy
from pyjuliann.book.pages import Pages
from pyjuliann.book.search import index_script
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.start import start_julia
from pyjuliann.errors import RecordError
from pyjuliann.language import Language
from pyjuliann.lessons import find_lesson
from pyjuliann.lessons.verify import VerifyResult, verify
from pyjuliann.settings import RECORDS, JuliaSettings
from pyjuliann.traps.catalogue import entries
from pyjuliann.traps.run import TrapFinding, run_entries

T = TypeVar("T")
_LESSONS: Final = RECORDS / "lessons.jsonl"
_TRAPS: Final = RECORDS / "traps.jsonl"


class LazyPages:
    """Pages by name and language, each made once.

    Parameters
    ----------
    settings : JuliaSettings
        How a live Julia is reached, where recorded answers do not do.
    """

    def __init__(self, settings: JuliaSettings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._stack = contextlib.ExitStack()
        self._recorded: dict[Path, Engine] = {}
        self._live: Engine | None = None
        self._results: dict[str, VerifyResult] = {}
        self._made: dict[tuple[str, str], str] = {}

    def page(self, name: str, language: Language) -> str:
        """Return a page.

        Raises
        ------
        KeyError
            If there is none of this name.
        EngineError
            If it needs a live Julia, and none can be had.
        """
        with self._lock:
            if (name, language) not in self._made:
                self._made[name, language] = self._pages(name).page(name, language)
            return self._made[name, language]

    def index_script(self, language: Language) -> str:
        """Return the script of a language's search."""
        with self._lock:
            return index_script(self._pages("traps"), language)

    def close(self) -> None:
        """End what was started."""
        self._stack.close()

    # ---------------------------------------------------------------- answers

    def _pages(self, name: str) -> Pages:
        kind, _, which = name.partition("-")
        if kind == "lesson" and which not in self._results and name in self._empty.names:
            self._results[which] = self._asked(_LESSONS, lambda engine: verify(engine, [find_lesson(which)]))
        result = self._results.get(which, self._nothing)
        findings = self._findings if kind == "traps" else ()
        return Pages(Book(result, findings, recorded_accuracy(), self._origins), live=True)

    @cached_property
    def _nothing(self) -> VerifyResult:
        return self._asked(_LESSONS, lambda engine: verify(engine, []))

    @cached_property
    def _empty(self) -> Pages:
        return Pages(Book(self._nothing, (), recorded_accuracy(), self._origins), live=True)

    @cached_property
    def _findings(self) -> tuple[TrapFinding, ...]:
        return self._asked(_TRAPS, lambda engine: tuple(run_entries(entries(), engine)))

    @cached_property
    def _origins(self) -> tuple[Origin, ...]:
        told = {_LESSONS: "The examples of the lessons", _TRAPS: "The traps"}
        return tuple(
            self._asked(file, lambda engine, what=what: origin_of(what, engine))  # type: ignore[misc]
            for file, what in told.items()
        )

    def _asked(self, file: Path, ask: Callable[[Engine], T]) -> T:
        """Return what comes of recorded answers, or of a live Julia's if these are stale."""
        try:
            if file not in self._recorded:
                settings = JuliaSettings("recorded", records=file)
                self._recorded[file] = self._stack.enter_context(start_julia(settings))
            return ask(self._recorded[file])
        except RecordError:
            if self._settings.is_recorded:
                raise
        if self._live is None:
            self._live = self._stack.enter_context(start_julia(replace(self._settings, fallback=None)))
        return ask(self._live)
