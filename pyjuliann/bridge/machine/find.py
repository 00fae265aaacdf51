"""Where a Julia may be, in the order in which one is taken, and the first of them that is well.

The order: the one the caller names; ``PYJULIANN_JULIA``; the one juliapkg has; ``julia`` on PATH;
juliaup's; one that pyjuliann installed. The first two are binding: who names a Julia gets that one
or an error, never another. Finding reads a few files and folders; it starts nothing, writes nothing
and never goes online.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyjuliann.bridge.machine.folders import data_folder
from pyjuliann.bridge.machine.health import OLDEST, Health, check_health, why_not_runnable
from pyjuliann.errors import EngineError
from pyjuliann.language import Phrase, joined, phrase

ARGUMENT = "julia="
VARIABLE = "PYJULIANN_JULIA"
OFFLINE = "PYJULIANN_OFFLINE"
JULIAPKG = "juliapkg"
ON_PATH = "PATH"
JULIAUP = "juliaup"
OWN = "pyjuliann julia install"

BINDING = (ARGUMENT, VARIABLE)
"""Sources that the user chose: what they name is taken, or is an error."""

_PROGRAM = "julia.exe" if os.name == "nt" else "julia"


@dataclass(frozen=True)
class Candidate:
    """A Julia that may be used: its executable, and who or what pointed at it."""

    executable: Path
    source: str


@dataclass(frozen=True)
class Healthy:
    """A candidate that passed the health check."""

    candidate: Candidate
    health: Health

    @property
    def executable(self) -> Path:
        """The program to start."""
        return self.candidate.executable

    @property
    def version(self) -> str:
        """The version that it reported."""
        return self.health.version or ""


def is_offline() -> bool:
    """Return whether ``PYJULIANN_OFFLINE`` forbids fetching anything: set, and neither empty nor 0."""
    return os.environ.get(OFFLINE, "").strip() not in {"", "0"}


def candidates(julia: str | os.PathLike[str] | None = None) -> list[Candidate]:
    """Return every Julia that may be used, the preferred one first, each file once.

    Parameters
    ----------
    julia : str or path, optional
        A path, or a name that is looked up on PATH. If given, it is the only candidate; else
        ``PYJULIANN_JULIA`` is, if it is set.

    Raises
    ------
    EngineError
        If ``julia`` or ``PYJULIANN_JULIA`` names nothing that can be run.
    """
    if julia is not None:
        return [Candidate(_named(os.fspath(julia), ARGUMENT), ARGUMENT)]
    named = os.environ.get(VARIABLE, "")
    if named:
        return [Candidate(_named(named, VARIABLE), VARIABLE)]
    return unnamed_candidates()


def unnamed_candidates() -> list[Candidate]:
    """Return every Julia that nobody had to name, the preferred one first, each file once."""
    found: dict[Path, Candidate] = {}
    for source, _, executables in _places():
        for executable in executables:
            found.setdefault(executable.resolve(), Candidate(executable, source))
    return list(found.values())


def find_julia(julia: str | os.PathLike[str] | None = None) -> Healthy:
    """Return the first candidate that passes the health check.

    Raises
    ------
    EngineError
        If there is none: one message with every place, what each candidate lacks, and the remedies.
    """
    tried = []
    for candidate in candidates(julia):
        health = check_health(candidate.executable)
        if health.ok:
            return Healthy(candidate, health)
        tried.append((candidate, health.symptom))
    raise EngineError(no_julia_message(tried))


def no_julia_message(tried: list[tuple[Candidate, str]]) -> Phrase:
    """Return the one message for a machine without a usable Julia.

    Parameters
    ----------
    tried : list of (Candidate, str)
        The candidates and the symptom of each; may be empty.
    """
    oldest = ".".join(map(str, OLDEST))
    lines: list[str]
    if tried and tried[0][0].source in BINDING:
        lines = [phrase("the Julia that {} names cannot be used, and no other was tried:", tried[0][0].source)]
        lines += [phrase("  {} {}", candidate.executable, symptom) for candidate, symptom in tried]
    else:
        way = phrase("`{}` fetches one, once {} is unset" if is_offline() else "`{}` fetches one", OWN, OFFLINE)
        lines = [
            phrase("no usable Julia ({} or newer) was found; {}. Looked for, in this order:", oldest, way),
            phrase("  {} and {}: not given", ARGUMENT, VARIABLE),
        ]
        for source, where, _ in _places():
            sick = [phrase("  {}: {} {}", source, c.executable, symptom) for c, symptom in tried if c.source == source]
            lines += sick or [phrase("  {}: none in {}", source, where)]
    return joined("\n", [*lines, *remedies()])


def remedies(by_command: bool = True) -> list[Phrase]:
    """Return the ways to get a Julia, one line each under a heading.

    Where our own command has just failed, ``by_command=False`` leaves it out.
    """
    after = "  `{}` (after unsetting {}), which needs no root"
    command = phrase(after if is_offline() else "  `{}`, which needs no root", OWN, OFFLINE)
    return [
        phrase("Three ways to get one:" if by_command else "Two other ways to get one:"),
        *([command] if by_command else []),
        phrase("  install Julia yourself, from julialang.org or with juliaup, so that `julia` is on PATH"),
        phrase("  point {} or julia= at a Julia that you have", VARIABLE),
    ]


def installed() -> list[Path]:
    """Return the executables of every Julia that pyjuliann installed, the newest version first."""
    folder = data_folder() / "julia"
    # A name with a leading dot is an installation in progress.
    found = [p for p in _matching(folder, f"*/bin/{_PROGRAM}") if not p.parent.parent.name.startswith(".")]
    return sorted(found, key=lambda path: _by_version(path.parent.parent.name), reverse=True)


def julia_for_juliacall() -> list[tuple[str, int]]:
    """Return path and modification time of each Julia that juliacall could take.

    After a change here, what juliacall did before says nothing any more.
    """
    return [
        (os.fspath(executable.resolve()), executable.stat().st_mtime_ns)
        for source, _, executables in _places()
        for executable in executables
        if source != OWN
    ]


def _named(name: str, source: str) -> Path:
    if not name.strip():
        raise EngineError(phrase("{} is blank: expected a path, or a name on PATH", source))
    path = _expanded(name)
    is_name = not any(separator in name for separator in (os.sep, os.altsep or os.sep))
    if is_name and (on_path := shutil.which(name)):
        return Path(on_path).absolute()
    symptom = why_not_runnable(path)
    if not symptom:
        return path.absolute()
    if is_name and not path.exists():
        symptom = phrase("is neither a program on PATH nor a file here")
    head = phrase("the Julia that {} names, {}, {}; no other was tried.", source, name, symptom)
    raise EngineError(joined("\n", [head, *remedies()]))


def _places() -> Iterator[tuple[str, str, list[Path]]]:
    """Yield each source after the binding ones: its name, where that is, and the programs that are there."""
    project = juliapkg_project()
    yield JULIAPKG, _short(project), [p for p in _juliapkg_programs(project) if _runs(p)]
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]
    on_path = [(folder / _PROGRAM).absolute() for folder in folders]
    yield ON_PATH, phrase("the {} folders of PATH", len(folders)), [path for path in on_path if _runs(path)]
    launcher = _home() / ".juliaup" / "bin"
    depot = Path(os.environ.get("JULIAUP_DEPOT_PATH") or _home() / ".julia") / "juliaup"
    versions = sorted(
        _matching(depot, f"*/bin/{_PROGRAM}"), key=lambda p: _by_version(p.parent.parent.name), reverse=True
    )
    where = f"{_short(launcher)}, {_short(depot)}"
    yield JULIAUP, where, [path for path in (launcher / _PROGRAM, *versions) if _runs(path)]
    yield OWN, _short(data_folder() / "julia"), installed()


def juliapkg_project() -> Path:
    """Return the folder of juliapkg's state for this environment.

    juliapkg itself would tell, but importing it takes a quarter of a second, and asking it goes online.
    """
    given = sys._xoptions.get("juliapkg-project") or os.environ.get("PYTHON_JULIAPKG_PROJECT")
    if isinstance(given, str) and given:
        return Path(given)
    prefix = sys.prefix if sys.prefix != sys.base_prefix else os.environ.get("CONDA_PREFIX")
    if prefix:
        return Path(prefix) / "julia_env"
    depot = os.environ.get("JULIA_DEPOT_PATH", "").split(os.pathsep)[0] or _home() / ".julia"
    return Path(depot) / "environments" / "pyjuliapkg"


def juliacall_project() -> Path:
    """Return the folder of the Julia project that juliacall starts in: the one it is told, or juliapkg's."""
    given = sys._xoptions.get("juliacall-project") or os.environ.get("PYTHON_JULIACALL_PROJECT")
    return Path(given) if isinstance(given, str) and given else juliapkg_project()


def _juliapkg_programs(project: Path) -> Iterator[Path]:
    # What the user told juliacall or juliapkg to take stands before what juliapkg found by itself.
    for package in ("juliacall", "juliapkg"):
        given = sys._xoptions.get(f"{package}-exe") or os.environ.get(f"PYTHON_{package.upper()}_EXE")
        if isinstance(given, str) and (program := shutil.which(given)):
            yield Path(program).absolute()
    folder = project / "pyjuliapkg"
    try:
        resolved = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["executable"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        resolved = None
    if isinstance(resolved, str) and resolved:
        yield Path(resolved)
    yield folder / "install" / "bin" / _PROGRAM


def _matching(folder: Path, pattern: str) -> list[Path]:
    try:
        return [path for path in folder.glob(pattern) if _runs(path)]
    except OSError:
        return []


def _runs(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except OSError:
        return False


def _by_version(name: str) -> tuple[bool, list[int]]:
    """Return a sorting key that puts 1.10 after 1.9, and every pre-release before every release."""
    version = re.search(r"\d+(?:\.\d+)+", name)
    released = not re.search(r"-(?:rc|alpha|beta|DEV)\d*|nightly", name)
    return released, [int(part) for part in version[0].split(".")] if version else []


def _expanded(name: str) -> Path:
    # Unlike Path.expanduser, this leaves alone what it cannot expand, such as an unknown user's home.
    return Path(os.path.expanduser(name))  # noqa: PTH111


def _home() -> Path:
    return _expanded("~")


def _short(path: Path) -> str:
    """Return a path with the home folder as ~."""
    home = _home()
    return f"~/{path.relative_to(home)}" if path != home and path.is_relative_to(home) else str(path)
