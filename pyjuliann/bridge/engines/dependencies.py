"""What recorded answers depend on: files, under names that hold on any machine, with the hashes of their content.

An answer depends on the code that gave it and on nothing else: one of ``JuliaNN.f`` on JuliaNN, one to a user's
file on that file and what it includes. How values cross the bridge is the protocol's, which has a number.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.language import phrase

_INCLUDE = re.compile(rb"""\binclude\(\s*"([^"$]+)"\s*\)""")
_MODULE = re.compile(r"^(?:bare)?module (\w+)$", re.MULTILINE)
_NOT_IN_ANSWERS = "precompile.jl"  # makes starts faster, and answers nothing
_NN, _USES_NN = "JuliaNN", b'"JuliaNN.JuliaNN"'
_CODE = "worker/parity_code.jl"
_RUN = (_CODE, "worker/parity_targets.jl", "worker/parity_run.jl")
_PARTS = {
    "PyjuliannParity.observe": (_CODE, "worker/parity_observe.jl"),
    "PyjuliannParity.prepare": _RUN[:2],
    "PyjuliannParity.takes": _RUN[:2],
    "PyjuliannParity.run": _RUN,
    "PyjuliannParity.judge": (*_RUN, "worker/parity_judge.jl"),
    "PyjuliannParity.noise": (*_RUN, "worker/parity_judge.jl", "worker/parity_noise.jl"),
}
"""The files that have a part in the answers of a function of the bridge; elsewhere all of its module's have."""


@dataclass(frozen=True, order=True)
class Dependency:
    """Files that belong together.

    Attributes
    ----------
    kind : {"pyjuliann", "file", "code", "package", "project"}
        Pyjuliann's own Julia code; a user's file with what it includes; files that other code included; a package;
        what says which packages there are.
    name : str
        What they are called together: a module, a function, a file's name, a package.
    place : str
        Where the folder is that they are in, as `Places` knows it; "" for pyjuliann's own and the user's file.
    files : tuple of pairs of str
        Their names, relative to that folder, and their hashes.
    """

    kind: str
    name: str
    place: str
    files: tuple[tuple[str, str], ...]

    def changes(self, folder: Path | None) -> list[str]:
        """Return what is not as it was, in the folder that the files are in now, None if there is none."""
        found: list[str] = []
        for name, digest in self.files:
            file = folder / name if folder else None
            if file is None or not file.is_file():
                found.append(phrase("{} is not there any more", self._called(name, folder)))
            elif content_hash(file) != digest:
                found.append(phrase("{} has changed", self._called(name, folder)))
        return found

    def _called(self, name: str, folder: Path | None) -> str:
        """Return what a file is called, and whose it is."""
        match self.kind:
            case "pyjuliann":
                return phrase("{} of pyjuliann", name)
            case "file" if name != self.name:
                return phrase("{}, which {} includes,", name, self.name)
            case "package":
                return phrase("{} of the package {}", name, self.name)
            case "project":
                return phrase("{} of the project in {}", name, folder) if folder else phrase("{} of the project", name)
        return name


def content_hash(file: Path) -> str:
    """Return the hash of a text file; a checkout may have changed the line ends, which Julia does not mind."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def included_files(path: Path) -> list[Path]:
    """Return a Julia file and every file that it includes by a literal name, and so on."""
    found: list[Path] = []
    waiting = [path]
    while waiting:
        file = waiting.pop(0)
        if file in found or not file.is_file():
            continue
        found.append(file)
        names = _INCLUDE.findall(file.read_bytes())
        waiting += [Path(os.path.normpath(file.parent / name.decode(errors="replace"))) for name in names]
    return found


def tree_hash(path: Path) -> str:
    """Return the hash of a Julia file and of every file that it includes by a literal name."""
    return hashlib.sha256("".join(map(content_hash, included_files(path))).encode()).hexdigest()


def file_dependency(path: Path, included: Iterable[Path] = ()) -> Dependency:
    """Return what an answer depends on that comes from a Julia file.

    Parameters
    ----------
    path : Path
    included : iterable of Path
        Files that it was seen to include, besides those that are found by reading it.
    """
    files = {*included_files(path), *included}
    return Dependency("file", path.name, "", hashed(files, path.parent))


def hashed(files: Iterable[Path], folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the files that there are, by their names relative to a folder, with their hashes."""
    return tuple(sorted((relative(file, folder), content_hash(file)) for file in files if file.is_file()))


def relative(file: Path, folder: Path) -> str:
    """Return the way from a folder to a file or folder, as it is written on every system."""
    return Path(os.path.relpath(file, folder)).as_posix()


# ---------------------------------------------------------------- pyjuliann's own code


def is_own_source(path: str) -> bool:
    """Whether a file is one of pyjuliann's Julia sources."""
    file = Path(path)
    return file.suffix == ".jl" and file.parent in (julia_sources() / "src", julia_sources() / "worker")


def own_dependencies(functions: Iterable[str]) -> list[Dependency]:
    """Return what the answers of functions, or of whole modules, depend on that comes from pyjuliann."""
    sources = julia_sources()
    found: dict[str, Dependency] = {}
    waiting = list(functions)
    while waiting:
        function = waiting.pop(0)
        name = function if function in _PARTS else function.partition(".")[0]
        files = [sources / part for part in _PARTS.get(name, ())] or _files_of_module(name, sources)
        if name in found or not files:
            continue
        found[name] = Dependency("pyjuliann", name, "", hashed(files, sources))
        if any(_USES_NN in file.read_bytes() for file in files):
            waiting.append(_NN)
    return list(found.values())


def _files_of_module(name: str, sources: Path) -> list[Path]:
    entry = sources / "src" / f"{_NN}.jl" if name == _NN else _worker_modules(sources).get(name)
    return [] if entry is None else [file for file in included_files(entry) if file.name != _NOT_IN_ANSWERS]


@functools.cache
def _worker_modules(sources: Path) -> dict[str, Path]:
    """Return the modules that are included into Main when they are needed, with their files; the bridge is none."""
    found = {}
    for file in sorted((sources / "worker").glob("*.jl")):
        for name in _MODULE.findall(file.read_text(encoding="utf-8")):
            found[name] = file
    found.pop("PyjuliannBridge", None)
    return found
