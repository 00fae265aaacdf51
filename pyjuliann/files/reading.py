"""What the readers of files share: one error, a limit on what a small file may declare, libraries that they need."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pyjuliann.errors import FileReadError
from pyjuliann.files.entries import Array, FileArray, Index
from pyjuliann.parity.running.guard import pulse

MOST_EXPANDED: Final = 1100
"""So many bytes may come of one; deflate makes 1,032 of it at most."""

_SECONDS: Final = 60.0
_SLOWEST: Final = 5e6
"""So long one look into a file may take, and so many bytes a second that it reads at least."""

_FREE: Final = 1 << 26
"""What a file of any size may declare."""


def problem(path: Path, why: str) -> FileReadError:
    """Return the error that a file cannot be compared."""
    return FileReadError(f"{path}: {why}")


@contextlib.contextmanager
def reading(path: Path, what: str, limited: bool = False) -> Iterator[None]:
    """Have whatever a reader raises on a damaged file be one message.

    Parameters
    ----------
    path : Path
    what : str
        What the file should be.
    limited : bool
        Whether a supervisor is to end the process if this takes longer than it can: a library in C may go round in
        circles.
    """
    try:
        if limited:
            begin(path)
        yield
    except FileReadError:
        raise
    except OSError as error:
        raise problem(path, f"cannot be read as {what}: {error.strerror or told(error)}") from None
    except MemoryError:
        raise problem(path, f"cannot be read as {what}: it does not fit into memory") from None
    except RecursionError:
        raise problem(path, f"cannot be read as {what}: it is nested too deeply") from None
    except Exception as error:  # noqa: BLE001 - libraries raise anything on a hostile file
        raise problem(path, f"cannot be read as {what}: {told(error)}") from None
    finally:
        if limited:
            pulse[0].end()


def begin(path: Path) -> None:
    """Tell a supervisor that a look into a file begins."""
    pulse[0].begin(_SECONDS + path.stat().st_size / _SLOWEST)


def guarded(path: Path, what: str, entry: FileArray) -> FileArray:
    """Return an entry whose parts are read as `reading` says."""
    part = entry.part

    def read(index: Index) -> Array:
        with reading(path, what, limited=True):
            return part(index)

    return replace(entry, part=read)


def told(error: BaseException) -> str:
    """Return what an error of a library says, on one line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else f"{text[:200]}…"


def check_declared(path: Path, name: str, nbytes: int, stored: int | None = None) -> None:
    """Refuse an array that is declared larger than anything that its file could hold.

    Parameters
    ----------
    name : str
        The array, for the message.
    nbytes : int
        What it would take.
    stored : int, optional
        Bytes in the file that it comes from; by default all of the file.
    """
    there = path.stat().st_size if stored is None else stored
    if nbytes > _FREE + MOST_EXPANDED * there:
        which = f"{name!r}" if name else "its array"
        raise problem(path, f"declares {nbytes:,} bytes for {which}, more than a file of {there:,} bytes can hold")


def named(path: Path, entries: Iterable[FileArray]) -> dict[str, FileArray]:
    """Return entries by name; refuse two of one name, as of ``{"a/b": 1, "a": {"b": 2}}``."""
    found: dict[str, FileArray] = {}
    for entry in entries:
        if entry.name in found:
            raise problem(path, f"holds two things that would be called {entry.name!r}")
        found[entry.name] = entry
    return found


def library(name: str, path: Path, what: str) -> Any:
    """Import a library that a format needs."""
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise problem(path, f"{what} needs {package}: pip install 'pyjuliann[files]'") from None
