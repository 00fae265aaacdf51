"""Where packages and projects are that recorded answers depend on: told by Julia once, found without it later.

A place is written as an anchor and the way from there, ``depot:dev/MyPkg``:

- ``depot``: where Julia keeps packages, ``~/.julia`` or what JULIA_DEPOT_PATH says;
- ``project``: the folder of the project in force, the one that was named or that of the recording;
- ``folder``: the current folder, or one that the record file is in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyjuliann.bridge.engines.dependencies import Dependency, hashed, included_files, relative
from pyjuliann.bridge.machine.project import depots, project_folder

_PREFERENCES = ("JuliaLocalPreferences.toml", "LocalPreferences.toml")
_CODE_FOLDERS = ("src", "ext", "deps")


@dataclass(frozen=True)
class Seen:
    """What Julia says of itself, as ``PyjuliannRecorder.seen`` returns it."""

    files: tuple[str, ...]
    packages: tuple[tuple[str, str, str], ...]
    environments: tuple[tuple[str, str], ...]
    depots: tuple[str, ...]

    def is_registered(self, file: str) -> bool:
        """Whether a package's file is in a depot under its version, where nothing is changed."""
        return any(Path(file).is_relative_to(Path(depot, "packages")) for depot in self.depots)

    def package_files(self) -> set[Path]:
        """Return the files of the packages that are loaded."""
        return {path for _, _, file in self.packages for path in _package_files(Path(file))[1]}

    def dependencies(self, given: Iterable[str]) -> list[Dependency]:
        """Return what the packages are that are loaded, and what says which these are.

        Parameters
        ----------
        given : iterable of str
            The uuids of packages that have no part in answers.
        """
        packages = [package for package in self.packages if package[1] not in given]
        found = []
        for file, manifest in self.environments:
            texts = [Path(name).read_text("utf-8", "replace") for name in (file, manifest) if name]
            if any(uuid in text for _, uuid, _ in packages for text in texts):
                folder = Path(file).parent
                files = [Path(manifest or file), *(folder / name for name in _PREFERENCES)]
                found.append(Dependency("project", folder.name, self._place(folder), hashed(files, folder)))
        project = next((Path(file).parent for file, _ in self.environments), None)
        for name, _, file in packages:
            if not self.is_registered(file):
                home, code = _package_files(Path(file))
                found.append(Dependency("package", name, self._place(home, project), hashed(code, home)))
        return sorted(found)

    def _place(self, folder: Path, project: Path | None = None) -> str:
        for depot in map(Path, self.depots):
            if folder.is_relative_to(depot):
                return f"depot:{relative(folder, depot)}"
        if project is not None and self._place(project).startswith("folder:"):
            return f"project:{relative(folder, project)}"
        return folder_place(folder)


def folder_place(folder: Path) -> str:
    """Return the place of a folder, as seen from the current one."""
    return f"folder:{relative(folder, Path.cwd())}"


def _package_files(entry: Path) -> tuple[Path, set[Path]]:
    """Return a package's folder and the files in it that its code is in, and those that it includes."""
    files = set(included_files(entry))
    if entry.parent.name != "src":  # a file in a folder of LOAD_PATH
        return entry.parent, files
    folder = entry.parent.parent
    for name in _CODE_FOLDERS:
        files |= {file for file in (folder / name).rglob("*") if file.is_file() and not _is_hidden(file, folder)}
    return folder, files


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


class Places:
    """Finds places again, without Julia.

    Parameters
    ----------
    record : Path
        The record file.
    project : str
        The project in force; by default the one that JULIA_PROJECT names.
    """

    def __init__(self, record: Path, project: str = "") -> None:
        self._record = record.resolve()
        self._project = project

    def folder(self, dependency: Dependency, others: Iterable[Dependency]) -> Path | None:
        """Return the folder that a dependency's files are in, None if it is not to be found.

        Parameters
        ----------
        dependency : Dependency
        others : iterable of Dependency
            What else the answer depends on: its project is there.
        """
        anchor, _, way = dependency.place.partition(":")
        project = project_folder(self._project or os.environ.get("JULIA_PROJECT", ""))
        if dependency.kind == "project" and anchor == "folder" and project is not None:
            return project
        bases: Iterable[Path] = ()
        if anchor == "depot":
            bases = depots()
        elif anchor == "folder":
            bases = (Path.cwd(), *self._record.parents)
        elif anchor == "project":
            found = (self.folder(other, ()) for other in others if other.kind == "project")
            bases = (project,) if project is not None else (folder for folder in found if folder is not None)
        folders = [Path(os.path.normpath(base / way)) for base in bases]
        has_files = (folder for folder in folders if any((folder / name).is_file() for name, _ in dependency.files))
        return next(has_files, None) or next(filter(Path.is_dir, folders), None)
