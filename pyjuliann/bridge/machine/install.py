"""Getting a Julia without root: through juliapkg, else from the system's Debian mirror; and removing it.

Everything happens in a folder beside the final one, under a lock. The last step is one rename, so that
there is either a whole, healthy Julia or none.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyjuliann.bridge.machine import debian
from pyjuliann.bridge.machine.children import last_lines, new_lines, run_child
from pyjuliann.bridge.machine.find import (
    OFFLINE,
    Candidate,
    installed,
    is_offline,
    juliapkg_project,
    no_julia_message,
    remedies,
)
from pyjuliann.bridge.machine.folders import data_folder
from pyjuliann.bridge.machine.health import check_health
from pyjuliann.errors import EngineError
from pyjuliann.language import joined, phrase
from pyjuliann.wording import system_reason

__all__ = ["install_julia", "install_missing", "installed", "remove_julia"]

_TEMPORARY = ".new-"
_DOOMED = ".old-"
_HOURS = 6 * 3600.0
# The address is juliapkg's own; an answer of any kind means that the server can be reached.
_REACH = """
import urllib.error, urllib.request
from juliapkg import install_julia
try:
    urllib.request.urlopen(install_julia._julia_versions_url, timeout=5).close()
except urllib.error.HTTPError:
    pass
"""
_ANSWER = "pyjuliann-executable "
_RESOLVE = f"""
import juliapkg
print("{_ANSWER}" + juliapkg.executable(), flush=True)
"""

Report = Callable[[str], None]


def install_julia(report: Report) -> Path:
    """Get a Julia for this user, and return its executable.

    Parameters
    ----------
    report : callable
        Gets one line of text per step: what is fetched and where to, progress, the end.

    Raises
    ------
    EngineError
        If that is forbidden (``PYJULIANN_OFFLINE``) or fails. Nothing half-installed is left behind.
    """
    if is_offline():
        raise EngineError(joined("\n", [phrase("{} is set, so no Julia is fetched.", OFFLINE), *remedies()]))
    try:
        return _install(report)
    except EngineError as problem:
        raise EngineError(joined("\n", [str(problem), *remedies(by_command=False)])) from None


def install_missing(report: Report, tried: list[tuple[Candidate, str]]) -> Path:
    """Get a Julia as `install_julia` does, in place of those that were tried; return its executable.

    Raises
    ------
    EngineError
        If that is forbidden or fails: why, what was looked for, what can be done.
    """
    if is_offline():
        raise EngineError(no_julia_message(tried))
    report(phrase("No Julia was found, so one is fetched; {}=1 forbids that", OFFLINE))
    try:
        return _install(report)
    except EngineError as problem:
        raise EngineError(phrase("{}\n{}", problem, no_julia_message(tried))) from None


def remove_julia(name: str) -> Path:
    """Remove a Julia that pyjuliann installed, and return the folder that is gone.

    Parameters
    ----------
    name : str
        Its folder's name below the data folder, such as ``"debian-1.5.3"``.

    Raises
    ------
    EngineError
        If there is none of that name, or it cannot be removed.
    """
    folder = data_folder() / "julia"
    names = sorted(path.name for path in folder.glob("[!.]*") if path.is_dir())
    if name not in names:
        have = phrase("there are: {}", ", ".join(names)) if names else phrase("there is none")
        raise EngineError(phrase("pyjuliann installed no Julia of the name {} in {}; {}", repr(name), folder, have))
    with _lock(folder, lambda _: None):
        try:
            doomed = Path(tempfile.mkdtemp(prefix=_DOOMED, dir=folder))
            (folder / name).rename(doomed / name)
            shutil.rmtree(doomed)
        except OSError as problem:
            raise EngineError(phrase("{} cannot be removed: {}", folder / name, system_reason(problem))) from problem
    return folder / name


def _install(report: Report) -> Path:
    report(phrase("Looking for a Julia to fetch"))
    executable, why_not_juliapkg = _through_juliapkg(report)
    if executable is not None:
        return executable
    try:
        return _from_debian(report)
    except EngineError as problem:
        lines = [
            phrase("no Julia could be installed."),
            phrase("Through juliapkg: {}", why_not_juliapkg),
            phrase("From this system's package mirror: {}", problem),
        ]
        raise EngineError(joined("\n", lines)) from None


def _through_juliapkg(report: Report) -> tuple[Path | None, str]:
    """Return the Julia that juliapkg gets, or None and the reason."""
    from importlib.util import find_spec

    if find_spec("juliapkg") is None:
        return None, phrase("it is not installed")
    if os.environ.get("PYTHON_JULIAPKG_OFFLINE") == "yes":
        return None, phrase("{} forbids it", "PYTHON_JULIAPKG_OFFLINE")
    reached = run_child([sys.executable, "-c", _REACH], 15.0)
    if reached.returncode != 0:
        why = last_lines(reached.stderr, 1) or phrase("no answer")
        return None, phrase("Julia's servers cannot be reached ({})", why)
    report(phrase("Fetching Julia and its packages through juliapkg (a few hundred MB) into {}", juliapkg_project()))
    resolved = run_child([sys.executable, "-u", "-c", _RESOLVE], _HOURS, on_tick=new_lines("[juliapkg]", report))
    answers = [line for line in resolved.stdout.splitlines() if line.startswith(_ANSWER)]
    if resolved.returncode != 0 or not answers:
        return None, last_lines(resolved.stderr) or phrase("it ended with exit code {}", resolved.returncode)
    executable = Path(answers[-1].removeprefix(_ANSWER))
    health = check_health(executable)
    if not health.ok:
        return None, phrase("the Julia that it has, {}, {}", executable, health.symptom)
    report(phrase("Julia {} is ready: {}", health.version, executable))
    return executable, ""


def _from_debian(report: Report) -> Path:
    closed = debian.why_not()
    if closed:
        raise EngineError(closed)
    folder = data_folder() / "julia"
    if any(separator in str(folder) for separator in ":;"):
        raise EngineError(phrase("{} holds a colon or semicolon, which no library path may; set XDG_DATA_HOME", folder))
    target = folder / debian.NAME
    program = target / "bin" / "julia"
    with _lock(folder, report):
        for stale in (*folder.glob(f"{_TEMPORARY}*"), *folder.glob(f"{_DOOMED}*")):
            shutil.rmtree(stale, ignore_errors=True)
        if check_health(program).ok:
            report(phrase("Julia {} is installed: {}", debian.VERSION, program))
            return program
        try:
            _build(folder, target, report)
        except OSError as problem:
            raise EngineError(phrase("{} cannot be written to: {}", folder, system_reason(problem))) from problem
    report(phrase("Julia {} is ready: {}", debian.VERSION, program))
    return program


def _build(folder: Path, target: Path, report: Report) -> None:
    free = shutil.disk_usage(folder).free
    if free < debian.DISK_NEEDED:
        needed = debian.DISK_NEEDED / 1e6
        raise EngineError(
            phrase("{} has {:.0f} MB free, and {:.0f} MB are needed; make room", folder, free / 1e6, needed)
        )
    temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder))
    try:
        debian.unpack_into(temporary, report, target)
        report(phrase("Checking that it works"))
        # The first start reads 200 MB from a disk that has just been written to.
        health = check_health(temporary / "bin" / "julia", timeout=120.0, use_cache=False)
        if not health.ok:
            raise EngineError(phrase("the Julia that was fetched {}", health.symptom))
        temporary.chmod(0o755)
        if target.exists():
            target.rename(Path(tempfile.mkdtemp(prefix=_DOOMED, dir=folder)) / target.name)
        temporary.rename(target)
    finally:
        for leftover in (temporary, *folder.glob(f"{_DOOMED}*")):
            shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _lock(folder: Path, report: Report) -> Iterator[None]:
    """Hold the one lock for changes below the folder, which is created if need be."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            report(phrase("Waiting for another pyjuliann that is installing or removing Julia"))
            lock.acquire(timeout=_HOURS, poll_interval=0.2)
    except Timeout:
        raise EngineError(
            phrase("{} has been held by another pyjuliann for {:g} h", folder / ".lock", _HOURS / 3600)
        ) from None
    except OSError as problem:
        reason = phrase("{} cannot be written to: {}", folder, system_reason(problem))
        raise EngineError(phrase("{}; set XDG_DATA_HOME to a folder that can", reason)) from problem
    try:
        yield
    finally:
        lock.release()
