"""Where the Julia project is that was named, as Julia itself reads the name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pyjuliann.errors import EngineError

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
    if name.startswith("@") and "#" in name:  # the version of a Julia that does not run yet
        return name
    folder = project_folder(name)
    if folder is None or not _is_project(folder):
        where = f"{folder} has no" if folder else f"no folder from {Path.cwd()} up has a"
        raise EngineError(
            f"project: there is no Julia project {name}, since {where} Project.toml; expected a folder that has one, "
            "'@.' or '@name'"
        )
    return str(folder)


def _is_project(folder: Path) -> bool:
    return any((folder / file).is_file() for file in PROJECT_FILES)
