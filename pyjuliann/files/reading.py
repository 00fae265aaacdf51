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
from pyjuliann.language import heard, phrase, shortened
from pyjuliann.parity.running.guard import pulse
from pyjuliann.wording import system_reason

MOST_EXPANDED: Final = 1100
"""So many bytes may come of one; deflate makes 1,032 of it at most."""

_SECONDS: Final = 60.0
_SLOWEST: Final = 5e6
"""So long one look into a file may take, and so many bytes a second that it reads at least."""

_FREE: Final = 1 << 26
"""What a file of any size may declare."""


def problem(path: Path, why: str) -> FileReadError:
    """Return the error that a file cannot be compared."""
    return FileReadError(phrase("{}: {}", path, why))


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
        why = system_reason(error) if error.strerror else told(error)  # libraries raise it without one
        raise problem(path, phrase("cannot be read as {}: {}", what, why)) from None
    except MemoryError:
        raise problem(path, phrase("cannot be read as {}: it does not fit into memory", what)) from None
    except RecursionError:
        raise problem(path, phrase("cannot be read as {}: it is nested too deeply", what)) from None
    except Exception as error:  # noqa: BLE001 - libraries raise anything on a hostile file
        raise problem(path, phrase("cannot be read as {}: {}", what, told(error))) from None
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
    return shortened(heard(str(error), LIBRARIES_SAY), 200) or type(error).__name__


_AT: Final = ": line {} column {} (char {})"
LIBRARIES_SAY: Final = (
    # Python's json, csv, codecs, zipfile, zlib, gzip, bz2 and lzma
    *(
        f"{what}{_AT}" for what in (
            "Expecting value", "Expecting ',' delimiter", "Expecting ':' delimiter", "Extra data",
            "Expecting property name enclosed in double quotes", "Unterminated string starting at",
            "Invalid control character at", "Invalid \\escape", "Invalid \\uXXXX escape",
            "Illegal trailing comma before end of object", "Illegal trailing comma before end of array",
        )
    ),
    "unexpected end of data", "'{}' expected after '{}'", "field larger than field limit ({})",
    "'{}' codec can't decode {}", "File is not a zip file", "Bad CRC-32 for file {}", "Truncated file header",
    "Bad magic number for file header", "Bad magic number for central directory",
    "That compression method is not supported", "File {} is encrypted, password required for extraction",
    "Error {} while decompressing data: {}", "CRC check failed {} != {}", "Invalid data stream", "Corrupt input data",
    "Compressed file ended before the end-of-stream marker was reached",
    # NumPy
    "EOF: reading magic string, expected {} bytes got {}",
    "EOF: reading array header length, expected {} bytes got {}",
    "EOF: reading array header, expected {} bytes got {}", "Cannot parse header: {}", "Header is not a dictionary: {}",
    "the magic string is not correct; expected {}, got {}",
    # h5py, pyarrow, SciPy
    "Unable to synchronously open file (truncated file: {})",
    "Unable to synchronously open file (file signature not found)",
    "Unable to synchronously open file (bad superblock version number)", "Unable to synchronously open file ({})",
    "Unable to synchronously open object ({})", "Can't synchronously read data ({})",
    "Not an Arrow file", "File is too small: {}", "Tried reading schema message, was null or length 0",
    "Expected to read {} metadata bytes, but only read {}", "Couldn't deserialize thrift: {}",
    "Parquet magic bytes not found in footer. Either the file is corrupted or this is not a parquet file.",
    "Parquet file size is {} bytes, smaller than the minimum file footer ({} bytes)",
    "could not read bytes", "Unknown mat file type, version {}, {}",
)  # fmt: skip
"""Sentences of the libraries that read files, those that have their Korean."""


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
        which = repr(name) if name else phrase("its array")
        raise problem(
            path, phrase("declares {:,} bytes for {}, more than a file of {:,} bytes can hold", nbytes, which, there)
        )


def named(path: Path, entries: Iterable[FileArray]) -> dict[str, FileArray]:
    """Return entries by name; refuse two of one name, as of ``{"a/b": 1, "a": {"b": 2}}``."""
    found: dict[str, FileArray] = {}
    for entry in entries:
        if entry.name in found:
            raise problem(path, phrase("holds two things that would be called {}", repr(entry.name)))
        found[entry.name] = entry
    return found


def library(name: str, path: Path, what: str) -> Any:
    """Import a library that a format needs."""
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise problem(path, phrase("{} needs {}: pip install 'pyjuliann[files]'", what, package)) from None
