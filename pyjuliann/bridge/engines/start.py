"""Which engine is taken, and with which Julia."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyjuliann.errors import EngineError

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

ENGINES = ("auto", "juliacall", "worker", "recorded")
ANSWERS = ("lessons", "traps")


def start_julia(
    engine: str = "auto",
    julia: str | os.PathLike[str] | None = None,
    timeout: float | None = None,
    *,
    install: bool | Callable[[str], None] = True,
    records: str | os.PathLike[str] | None = None,
    answers: str | None = None,
    interpreted: bool = False,
) -> Engine:
    """Start Julia and return the engine that calls it.

    Parameters
    ----------
    engine : {"auto", "juliacall", "worker", "recorded"}
        ``"juliacall"`` runs Julia inside this process, ``"worker"`` as a child process, and ``"recorded"``
        runs none: it gives the answers that a live engine gave before, and no others.
        ``"auto"`` takes juliacall where it can start, else a worker; a worker also where ``julia`` or
        ``timeout`` is given, which juliacall cannot heed.
    julia : str or path, optional
        The Julia executable to use, which also chooses the worker; by default the first healthy one of:
        ``PYJULIANN_JULIA``, juliapkg's, ``julia`` on PATH, juliaup's, one that pyjuliann installed.
    timeout : float, optional
        Seconds that the start may take (60 by default), and the default limit of each call (none by default).
    install : bool or callable
        Whether a Julia is fetched if none is found; ``PYJULIANN_OFFLINE`` forbids it too. A callable is given
        the lines of progress, which otherwise go to standard error.
    records : str or path, optional
        The file of the recorded engine, written by ``pyjuliann record``, which ``"auto"`` then takes; by default the
        one for `answers`, which comes with pyjuliann.
    answers : {"lessons", "traps"}, optional
        Says that nothing but the lessons or the traps will be asked, whose recorded answers come with
        pyjuliann: where no Julia can be had, ``"auto"`` then takes these, and says so on standard error.
    interpreted : bool
        Let a worker interpret code rather than compile it: quicker for many pieces of code that run once.

    Raises
    ------
    EngineError
        If no Julia could be found or started: one message that says what was looked for and what each lacked.
        If a record file is missing, damaged or stale.
    ValueError
        If an argument is none of the above, or does not go with the engine.

    Examples
    --------
    >>> with start_julia() as julia:  # doctest: +SKIP
    ...     julia.call("sum", [1, 2, 3])
    6
    """
    if engine not in ENGINES:
        raise ValueError(f"start_julia: engine: expected one of {', '.join(ENGINES)}, got {engine!r}")
    from pyjuliann.bridge.values.names import seconds

    timeout = seconds("start_julia", timeout)
    if not (install is True or install is False or callable(install)):
        raise ValueError(f"start_julia: install: expected True, False or a function of a line, got {install!r}")
    if answers not in (None, *ANSWERS):
        raise ValueError(f"start_julia: answers: expected one of {', '.join(ANSWERS)}, or None, got {answers!r}")
    if records is not None and engine == "auto":
        engine = "recorded"
    if records is not None and engine != "recorded":
        raise ValueError("start_julia: records: only the recorded engine reads them; use engine='recorded'")
    if engine == "recorded":
        if julia is not None:
            raise ValueError("start_julia: julia: the recorded engine starts none; use engine='worker' with julia=")
        from pyjuliann.bridge.engines.recorded import RecordedEngine
        from pyjuliann.bridge.engines.records import SHIPPED_ANSWERS

        return RecordedEngine(SHIPPED_ANSWERS[answers or "lessons"] if records is None else records, timeout)
    if engine == "juliacall":
        if julia is not None:
            raise ValueError("start_julia: julia: juliacall chooses its own Julia; use engine='worker' with julia=")
        from pyjuliann.bridge.engines.inprocess import JuliaCallEngine

        return JuliaCallEngine(timeout, fetch=bool(install))
    if not takes_worker(engine, julia, timeout, install):
        from pyjuliann.bridge.engines.inprocess import JuliaCallEngine

        try:
            return JuliaCallEngine(timeout, fetch=bool(install))
        except EngineError:
            pass  # it could once, and cannot now: the worker is there for that
    named = julia is not None or os.environ.get("PYJULIANN_JULIA")
    try:
        return _start_worker(julia, timeout, install, interpreted)
    except EngineError as error:
        if engine == "worker" or named or answers is None:
            raise
        return _fall_back(error, timeout, answers)


def takes_worker(
    engine: str,
    julia: str | os.PathLike[str] | None = None,
    timeout: float | None = None,
    install: bool | Callable[[str], None] = True,
) -> bool:
    """Return whether `start_julia` starts a worker for these arguments; juliacall is asked at most once a day."""
    if engine != "auto":
        return engine == "worker"
    if julia is not None or timeout is not None or os.environ.get("PYJULIANN_JULIA"):
        return True
    from pyjuliann.bridge.machine.probe import probe_juliacall

    return not probe_juliacall(fetch=bool(install), report=install if callable(install) else _say).ok


def _fall_back(no_julia: EngineError, timeout: float | None, answers: str) -> Engine:
    """Return the recorded engine in place of a Julia that cannot be had, and make sure that it is noticed."""
    from pyjuliann.bridge.engines.recorded import RecordedEngine
    from pyjuliann.bridge.engines.records import SHIPPED_ANSWERS
    from pyjuliann.errors import RecordError

    try:
        engine = RecordedEngine(SHIPPED_ANSWERS[answers], timeout)
    except RecordError as error:
        raise EngineError(f"{no_julia}\nNor can recorded answers be used: {error}") from None
    facts = engine.provenance
    print(
        f"{no_julia}\n"
        f"WARNING: NO JULIA IS RUNNING. These are recorded answers, given by Julia {facts.julia_version} on "
        f"{facts.date} ({facts.platform}); only the {answers} are recorded.",
        file=sys.stderr,
        flush=True,
    )
    return engine


def _start_worker(
    julia: str | os.PathLike[str] | None,
    timeout: float | None,
    install: bool | Callable[[str], None],
    interpreted: bool,
) -> Engine:
    from pyjuliann.bridge.engines.worker import WorkerEngine
    from pyjuliann.bridge.machine import find

    tried = []
    for candidate in find.candidates(julia):
        try:
            return WorkerEngine(candidate.executable, timeout, interpreted=interpreted)
        except EngineError as error:
            if candidate.source in find.BINDING:
                raise
            tried.append((candidate, str(error).removeprefix(f"{candidate.executable} ")))
    if not install:
        raise EngineError(find.no_julia_message(tried))
    from pyjuliann.bridge.machine.install import install_missing

    executable = install_missing(install if callable(install) else _say, tried)
    return WorkerEngine(executable, timeout, interpreted=interpreted)


def _say(line: str) -> None:
    print(f"pyjuliann: {line}", file=sys.stderr, flush=True)
