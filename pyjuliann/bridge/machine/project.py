"""Which Julia project is in force: the one that was named, as Julia itself reads the name, or juliapkg's."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyjuliann.bridge.machine.find import juliacall_project
from pyjuliann.bridge.machine.health import check_health
from pyjuliann.errors import EngineError
from pyjuliann.language import phrase

VARIABLE = "JULIA_PROJECT"
PROJECT_FILES = ("JuliaProject.toml", "Project.toml")


def depots() -> Iterator[Path]:
    """Yield the folders that Julia keeps packages in, the user's own first."""
    for entry in os.environ.get("JULIA_DEPOT_PATH", "").split(os.pathsep):
        yield Path(entry) if entry else Path.home() / ".julia"


def project_folder(name: str) -> Path | None:
    """Return the folder of the project that a name stands for, whether it is there or not; None if it names none."""
    if name == "@.":
        return next(filter(_is_project, (Path.cwd(), *Path.cwd().parents)), None)
    if name.startswith("@"):
        shared = [depot / "environments" / name[1:] for depot in depots()]
        return next(filter(_is_project, shared), shared[0])
    path = Path(name).expanduser().absolute()
    return None if not name else path.parent if path.suffix == ".toml" else path


def is_of_a_version(name: str) -> bool:
    """Whether a shared project's name holds the version of Julia, which only a Julia that runs can fill in."""
    return name.startswith("@") and "#" in name


def named_project(project: str | os.PathLike[str] | None) -> str:
    """Return what JULIA_PROJECT must be for a project, wherever Julia is started; "" if none is given.

    Raises
    ------
    EngineError
        If there is no such project.
    """
    if project is None:
        return ""
    name = os.fspath(project)
    if is_of_a_version(name):
        return name
    folder = project_folder(name)
    if folder is None or not _is_project(folder):
        where = phrase("{} has no Project.toml", folder)
        if folder is None:
            where = phrase("no folder from {} up has a Project.toml", Path.cwd())
        raise EngineError(
            phrase(
                "project: there is no Julia project {}, since {}; expected a folder that has one, '@.' or '@name'",
                name,
                where,
            )
        )
    return str(folder)


def default_project(executable: Path) -> str:
    """Return the project that a worker is told to take where none is named: juliapkg's, if its Julia fits; else ""."""
    folder = juliacall_project()
    if os.environ.get(VARIABLE) or not _is_project(folder):
        return ""
    return "" if unfit(folder, check_health(executable).version or "") else str(folder)


def says_which(project: str, executable: Path) -> str:
    """Return who says which project a worker takes that was told ``project``; "" if nobody does."""
    if project:
        return "--project"
    if os.environ.get(VARIABLE):
        return VARIABLE
    return "juliapkg" if default_project(executable) else ""


def unfit(folder: Path, julia_version: str) -> str:
    """Return which Julia made the manifest of a project, if that is another than this one; "" if it will do."""
    if (folder / f"Manifest-v{_minor(julia_version)}.toml").is_file():
        return ""
    maker = str(read_toml(folder / "Manifest.toml").get("julia_version", ""))
    return maker if is_other_julia(maker, julia_version) else ""


def read_toml(file: Path) -> dict[str, Any]:
    """Return what is in a project's file or manifest; nothing where it is not there, or cannot be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def is_other_julia(maker: str, julia_version: str) -> bool:
    """Whether a manifest made by one Julia is not for another: versions that differ in more than their patch."""
    return bool(maker) and _minor(maker) != _minor(julia_version)


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _is_project(folder: Path) -> bool:
    return any((folder / file).is_file() for file in PROJECT_FILES)
