"""Which engine is taken, and with which Julia."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyjuliann.bridge.errors import EngineError

if TYPE_CHECKING:
    from pyjuliann.bridge.engine import Engine

ENGINES = ("auto", "juliacall", "worker")


def start_julia(
    engine: str = "auto",
    julia: str | os.PathLike[str] | None = None,
    timeout: float | None = None,
    *,
    install: Callable[[str], None] | None = None,
) -> Engine:
    """Start Julia and return the engine that calls it.

    Parameters
    ----------
    engine : {"auto", "juliacall", "worker"}
        ``"juliacall"`` runs Julia inside this process, ``"worker"`` as a child process.
        ``"auto"`` takes juliacall where it can start, else a worker; a worker also where ``julia`` or
        ``timeout`` is given, which juliacall cannot heed.
    julia : str or path, optional
        The Julia executable to use, which also chooses the worker; by default the first healthy one of:
        ``PYJULIANN_JULIA``, juliapkg's, ``julia`` on PATH, juliaup's, one that pyjuliann installed.
    timeout : float, optional
        Seconds that the start may take (60 by default), and the default limit of each call (none by default).
    install : callable, optional
        Called with lines of progress while a Julia is fetched, if none is found. By default none is fetched.

    Raises
    ------
    EngineError
        If no Julia could be found or started: one message that says what was looked for and what each lacked.
    ValueError
        If ``engine`` or ``timeout`` is none of the above.

    Examples
    --------
    >>> with start_julia() as julia:  # doctest: +SKIP
    ...     julia.call("sum", [1, 2, 3])
    6
    """
    if engine not in ENGINES:
        raise ValueError(f"start_julia: engine: expected one of {', '.join(ENGINES)}, got {engine!r}")
    if timeout is not None and not (isinstance(timeout, int | float) and timeout > 0):
        raise ValueError(f"start_julia: timeout: expected seconds above 0, or None, got {timeout!r}")
    if engine == "juliacall":
        if julia is not None:
            raise ValueError(
                "start_julia: julia: juliacall chooses its own Julia; use engine='worker' with julia="
            )
        from pyjuliann.bridge.inprocess import JuliaCallEngine

        return JuliaCallEngine(timeout)
    if engine == "auto" and julia is None and timeout is None and not os.environ.get("PYJULIANN_JULIA"):
        from pyjuliann.bridge.inprocess import JuliaCallEngine
        from pyjuliann.bridge.probe import probe_juliacall

        if probe_juliacall().ok:
            try:
                return JuliaCallEngine(timeout)
            except EngineError:
                pass  # it could once, and cannot now: the worker is there for that
    return _start_worker(julia, timeout, install)


def _start_worker(
    julia: str | os.PathLike[str] | None, timeout: float | None, install: Callable[[str], None] | None
) -> Engine:
    from pyjuliann.bridge import find
    from pyjuliann.bridge.worker import WorkerEngine

    tried = []
    for candidate in find.candidates(julia):
        try:
            return WorkerEngine(candidate.executable, timeout)
        except EngineError as error:
            if candidate.source in find.BINDING:
                raise
            tried.append((candidate, str(error).removeprefix(f"{candidate.executable} ")))
    if install is not None and not find.is_offline():
        from pyjuliann.bridge.install import install_julia

        return WorkerEngine(install_julia(install), timeout)
    raise EngineError(find.no_julia_message(tried))
