"""Which engine is taken, and with which Julia."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pyjuliann.errors import EngineError
from pyjuliann.language import chosen_language, phrase, translated
from pyjuliann.settings import JuliaSettings, takes_settings
from pyjuliann.wording import words_of

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


@takes_settings(JuliaSettings)
def start_julia(settings: JuliaSettings) -> Engine:
    """Start Julia and return the engine that calls it.

    A `JuliaSettings` may be given in place of all arguments.

    {parameters}

    Raises
    ------
    EngineError
        If no Julia could be found or started: one message that says what was looked for and what each lacked.
        If a record file is missing, damaged or stale, or there is no such project.
    ValueError
        If an argument is none of the above, or does not go with the engine.

    Examples
    --------
    >>> with start_julia() as julia:  # doctest: +SKIP
    ...     julia.call("sum", [1, 2, 3])
    6
    """
    from pyjuliann.bridge.machine.project import named_project

    named_project(settings.project)  # one that is not there is no reason to look for another Julia
    if settings.is_recorded:
        from pyjuliann.bridge.engines.recorded import RecordedEngine

        return RecordedEngine(settings.record_file, settings)
    if not takes_worker(settings):
        from pyjuliann.bridge.engines.inprocess import JuliaCallEngine

        try:
            return JuliaCallEngine(settings)
        except EngineError:
            if settings.engine == "juliacall":
                raise
            # it could once, and cannot now: the worker is there for that
    named = settings.julia is not None or os.environ.get("PYJULIANN_JULIA")
    try:
        return _start_worker(settings)
    except EngineError as error:
        if settings.engine == "worker" or named or settings.fallback is None:
            raise
        return _fall_back(error, settings)


def takes_worker(settings: JuliaSettings) -> bool:
    """Return whether `start_julia` starts a worker for these settings; juliacall is asked at most once a day."""
    if settings.engine != "auto" or settings.is_recorded:
        return settings.engine == "worker"
    heeded = (settings.julia, settings.timeout)
    if any(value is not None for value in heeded) or os.environ.get("PYJULIANN_JULIA"):
        return True
    from pyjuliann.bridge.machine.probe import probe_juliacall

    report = settings.install if callable(settings.install) else _say
    return not probe_juliacall(fetch=bool(settings.install), report=report).ok


def _fall_back(no_julia: EngineError, settings: JuliaSettings) -> Engine:
    """Return the recorded engine in place of a Julia that cannot be had, and make sure that it is noticed."""
    from pyjuliann.bridge.engines.recorded import RecordedEngine
    from pyjuliann.errors import RecordError

    try:
        engine = RecordedEngine(settings.record_file, settings)
    except RecordError as error:
        raise EngineError(phrase("{}\nNor can recorded answers be used: {}", no_julia, error)) from None
    facts = engine.provenance
    tell = settings.install if callable(settings.install) else _tell
    tell(
        phrase(
            "{}\nWARNING: NO JULIA IS RUNNING. These are recorded answers, given by Julia {} on {} ({}); only the {} "
            "are recorded.",
            no_julia,
            facts.julia_version,
            facts.date,
            facts.platform,
            facts.what or engine.path.stem,
        )
    )
    return engine


def _start_worker(settings: JuliaSettings) -> Engine:
    from pyjuliann.bridge.engines.worker import WorkerEngine
    from pyjuliann.bridge.machine import find

    tried = []
    for candidate in find.candidates(settings.julia):
        try:
            return WorkerEngine(candidate.executable, settings)
        except EngineError as error:
            if candidate.source in find.BINDING:
                raise
            tried.append((candidate, str(error).removeprefix(f"{candidate.executable} ")))
    if not settings.install:
        raise EngineError(find.no_julia_message(tried))
    from pyjuliann.bridge.machine.install import install_missing

    executable = install_missing(settings.install if callable(settings.install) else _say, tried)
    return WorkerEngine(executable, settings)


def _say(line: str) -> None:
    _tell(phrase("pyjuliann: {}", line))


def _tell(line: str) -> None:
    print(translated(line, words_of(chosen_language())), file=sys.stderr, flush=True)
