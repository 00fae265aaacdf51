"""Where things are: the Julia sources of this package, and the user's data and cache folders."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from pyjuliann.language import phrase


def julia_sources() -> Path:
    """Return the folder that holds the Julia half: ``pyjuliann/_julia`` in a wheel, ``julia`` in a checkout.

    Raises
    ------
    FileNotFoundError
        If neither is there, which means a damaged installation.
    """
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "_julia", package.parent / "julia"):
        if (folder / "worker" / "worker.jl").is_file():
            return folder.resolve()  # compiled once, by whatever way it is reached
    raise FileNotFoundError(phrase("pyjuliann's Julia sources are missing below {}; install pyjuliann again", package))


def probe_file() -> Path:
    """Return the Julia file that has `probe`, for users to keep with their code."""
    return julia_sources() / "worker" / "probe.jl"


@functools.cache
def version() -> str:
    """Return the version of pyjuliann, which stands in one place: ``julia/Project.toml``."""
    with (julia_sources() / "Project.toml").open("rb") as file:
        return str(tomllib.load(file)["version"])


def data_folder() -> Path:
    """Return the folder for what ``pyjuliann julia install`` unpacks (not created here)."""
    import platformdirs

    return platformdirs.user_data_path("pyjuliann", appauthor=False)


def cache_folder() -> Path:
    """Return the folder for what can be found out again, such as health checks (not created here)."""
    import platformdirs

    return platformdirs.user_cache_path("pyjuliann", appauthor=False)
