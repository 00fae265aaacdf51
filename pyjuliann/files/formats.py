"""The formats of files that can be compared: one table, and what reads a file, whatever it is called."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pyjuliann.files.arrow import read_arrow, read_parquet
from pyjuliann.files.csv_files import read_csv
from pyjuliann.files.entries import Contents
from pyjuliann.files.hdf5 import read_hdf5
from pyjuliann.files.json_files import read_json
from pyjuliann.files.matlab import read_mat
from pyjuliann.files.numpy_files import read_npy, read_npz
from pyjuliann.files.reading import problem
from pyjuliann.language import Words, english, padded, phrase, translated
from pyjuliann.wording import system_reason


@dataclass(frozen=True)
class Format:
    """A format of files.

    Attributes
    ----------
    name : str
        What it is called.
    suffixes : tuple of str
        How names of such files end.
    beginnings : tuple of bytes
        What the content begins with, if it can be told by that.
    read : callable
        Reads a file.
    needs : str
        The library that reads it, besides NumPy; "" if none is needed.
    """

    name: str
    suffixes: tuple[str, ...]
    beginnings: tuple[bytes, ...]
    read: Callable[[Path], Contents]
    needs: str = ""


FORMATS: Final = (
    Format(phrase("NumPy's .npy"), (".npy",), (b"\x93NUMPY",), read_npy),
    Format(phrase("NumPy's .npz"), (".npz",), (b"PK\x03\x04", b"PK\x05\x06"), read_npz),
    Format("HDF5", (".h5", ".hdf5", ".he5"), (b"\x89HDF\r\n\x1a\n",), read_hdf5, needs="h5py"),
    Format(
        "JLD2", (".jld2", ".jld"), (b"HDF5-based Julia Data Format", b"Julia data file (HDF5)"), read_hdf5,
        needs="h5py",
    ),
    Format(phrase("MATLAB's .mat 7.3"), (".mat",), (b"MATLAB 7.3 MAT-file",), read_hdf5, needs="h5py"),
    Format(phrase("MATLAB's .mat"), (".mat",), (b"MATLAB 5.0 MAT-file",), read_mat, needs="scipy"),
    Format("Parquet", (".parquet", ".pq"), (b"PAR1",), read_parquet, needs="pyarrow"),
    Format("Arrow", (".arrow", ".feather", ".ipc", ".arrows"), (b"ARROW1", b"FEA1"), read_arrow, needs="pyarrow"),
    Format("JSON", (".json", ".jsonl", ".ndjson"), (), read_json),
    Format("CSV", (".csv", ".tsv", ".txt", ".dat"), (), read_csv),
)  # fmt: skip
"""The formats; a file is of the first one whose beginning it has, else of the last one whose suffix it has."""

_PACKED: Final = (".gz", ".bz2", ".xz")
"""What stands behind a text's own suffix if it is packed."""


def read_file(path: Path) -> Contents:
    """Return what is in a file: of the format that its content begins as, or that its name ends as.

    Raises
    ------
    FileReadError
        If it is missing, no file, empty, damaged, of no format that is known, or of one whose library is missing.
    """
    start = _start(path)
    named = _by_suffix(path)
    found = next((each for each in FORMATS if _begins(start, each)), None)
    if found is None:
        if named is None:
            raise problem(
                path, phrase("is of no format that is known by its name or its content; there are {}", known())
            )
        found = named
        if found.beginnings and found.read is not read_mat and not (found.read is read_arrow and start[:4] in _STREAM):
            raise problem(
                path, phrase("is no {} file, although it is called so: it begins with {}", found.name, repr(start[:12]))
            )
    contents = found.read(path)
    if named is not None and named.read is not found.read and not {*named.suffixes} & {*found.suffixes}:
        note = phrase("is called {} and is {}", path.suffix, contents.format)
        return replace(contents, notes=(note, *contents.notes))
    return contents


_STREAM: Final = (b"\xff\xff\xff\xff",)
"""What a stream of Arrow begins with, which is too little to tell it by."""

_USER_BLOCK: Final = 512


def _begins(start: bytes, kind: Format) -> bool:
    """Whether a file begins as those of a format do; HDF5 may have a block of the user's before its own beginning."""
    block = start[_USER_BLOCK:] if kind.read is read_hdf5 else start
    return start.startswith(kind.beginnings) or block.startswith(kind.beginnings)


def known() -> str:
    """Return the suffixes of all formats."""
    return ", ".join(dict.fromkeys(suffix for each in FORMATS for suffix in each.suffixes))


def _by_suffix(path: Path) -> Format | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    return next((each for each in reversed(FORMATS) if suffixes and suffixes[-1] in each.suffixes), None)


def _start(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise problem(path, phrase("is a folder; expected a file"))
        if not stat.S_ISREG(mode):
            raise problem(path, phrase("is no regular file, and cannot be read twice"))
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise problem(path, system_reason(error)) from None
    if not start:
        raise problem(path, phrase("is empty"))
    return start


def formats_text(words: Words = english) -> str:
    """Return a list of the formats, for the help, in a reader's language."""
    title = phrase("formats, told by a file's content, or else by its name:")
    lines: list[str] = [translated(title, words)]
    for each in FORMATS:
        package = f" ({each.needs})" if each.needs else ""
        lines.append(f"  {padded(words(each.name), 20)}{', '.join(each.suffixes)}{package}")
    packed = phrase(
        "texts may be packed: {}; libraries in brackets: pip install 'pyjuliann[files]'", ", ".join(_PACKED)
    )
    return "\n".join([*lines, translated(packed, words)])
