"""NumPy's own files: ``.npy``, and ``.npz``, a zip of these."""

from __future__ import annotations

import contextlib
import math
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.lib import format as npy

from pyjuliann.files.entries import Array, Contents, FileArray, Index
from pyjuliann.files.reading import check_declared, named, problem, reading
from pyjuliann.files.structured import parts
from pyjuliann.language import phrase

NPY: Final = phrase("a NumPy .npy file")
NPZ: Final = phrase("a NumPy .npz file")
_PICKLED: Final = phrase("holds pickled Python objects, which are never read")
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class _Header:
    shape: tuple[int, ...]
    fortran: bool
    dtype: np.dtype[Any]
    start: int

    @property
    def nbytes(self) -> int:
        return math.prod(self.shape) * self.dtype.itemsize


def read_npy(path: Path) -> Contents:
    """Return the one array of a ``.npy`` file, or its columns if its elements have fields."""
    with reading(path, NPY):
        with path.open("rb") as file:
            header = _header(file)
        if header.dtype.hasobject:
            raise problem(path, _PICKLED)
        entry = _stored(path, "", header, 0, path.stat().st_size)
        return Contents(path, NPY, named(path, parts(entry)), table=_is_table(header))


def read_npz(path: Path) -> Contents:
    """Return the arrays of a ``.npz`` file."""
    with reading(path, NPZ), contextlib.ExitStack() as stack:
        entries: list[FileArray] = []
        known: set[str] = set()
        unread: dict[str, str] = {}
        notes: list[str] = []
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = info.filename.removesuffix(".npy")
                if name in known:
                    raise problem(path, phrase("has {} twice", repr(info.filename)))
                known.add(name)
                if name == info.filename:
                    if not info.is_dir():
                        notes.append(phrase("{!r} in it is no array", info.filename))
                    continue
                with archive.open(info) as member:
                    header = _header(member)
                if header.dtype.hasobject:
                    unread[name] = _PICKLED
                    continue
                entry = _member(path, info, name, header, stack)
                entries += parts(entry)
        return Contents(path, NPZ, named(path, entries), notes=tuple(notes), unread=unread, close=stack.pop_all().close)


def _is_table(header: _Header) -> bool:
    return header.dtype.names is not None and len(header.shape) == 1


def _header(file: IO[bytes]) -> _Header:
    version = npy.read_magic(file)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, fortran, dtype = read(file)
    return _Header(shape, fortran, dtype, file.tell())


def _member(path: Path, info: zipfile.ZipInfo, name: str, header: _Header, stack: contextlib.ExitStack) -> FileArray:
    if info.file_size < header.start + header.nbytes:
        raise problem(
            path, phrase("is truncated: {} declares {:,} bytes and has {:,}", repr(name), header.nbytes, info.file_size)
        )
    check_declared(path, name, header.nbytes)
    if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1:
        with path.open("rb") as file:
            file.seek(info.header_offset + 26)
            lengths = struct.unpack("<HH", file.read(4))
        start = info.header_offset + 30 + sum(lengths)
        return _stored(path, name, header, start, start + info.file_size)
    stream = _Compressed(path, info.filename, header)
    stack.callback(stream.close)
    return FileArray(name, header.shape, header.dtype, stream, "F" if header.fortran and len(header.shape) > 1 else "C")


def _stored(path: Path, name: str, header: _Header, start: int, end: int) -> FileArray:
    """Return an array that stands in a file as it would in memory."""
    first = start + header.start
    if first + header.nbytes > min(end, path.stat().st_size):
        raise problem(
            path, phrase("is truncated: its header declares {:,} bytes, and {:,} follow", header.nbytes, end - first)
        )
    part = _Stored(path, header, first)
    return FileArray(name, header.shape, header.dtype, part, "F" if header.fortran and len(header.shape) > 1 else "C")


class _Stored:
    """Reads parts of an array from a file.

    The file is not mapped into memory: what was read of it would stay there, and if the file is cut meanwhile, reading
    it ends the program.
    """

    def __init__(self, path: Path, header: _Header, start: int) -> None:
        self.path, self.header, self.start = path, header, start

    def __call__(self, index: Index) -> Array:
        # In memory's order, the slowest dimension first.
        turn = -1 if self.header.fortran else 1
        shape, wanted = self.header.shape[::turn], index[::turn]
        found = np.empty([part.stop - part.start for part in wanted], self.header.dtype)
        if found.size:
            with reading(self.path, NPY), self.path.open("rb", buffering=0) as file:
                for place, run in _runs(shape, wanted):
                    self._fill(file, place, found[*run, ...].reshape(-1).view(np.uint8))
        return found.T if self.header.fortran else found

    def _fill(self, file: IO[bytes], place: int, into: Array) -> None:
        """Read from the place of an element on."""
        file.seek(self.start + place * self.header.dtype.itemsize)
        while into.size:
            got = file.readinto(into)  # type: ignore[attr-defined]
            if not got:
                raise problem(self.path, phrase("was cut while it was read"))
            into = into[got:]


def _runs(shape: tuple[int, ...], wanted: Index) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield where what is wanted of an array stands in one piece, and the index of that piece in the result."""
    whole = len(shape)
    while whole and wanted[whole - 1] == slice(0, shape[whole - 1]):
        whole -= 1
    outer = max(0, whole - 1)
    strides = [math.prod(shape[k + 1 :]) for k in range(len(shape))]
    for run in np.ndindex(*(part.stop - part.start for part in wanted[:outer])):
        corner = [part.start + k for part, k in zip(wanted[:outer], run, strict=True)]
        corner += [part.start for part in wanted[outer:]]
        yield sum(i * stride for i, stride in zip(corner, strides, strict=True)), run


class _Compressed:
    """Reads parts of an array that is compressed; they are had without going back where they come in order."""

    def __init__(self, path: Path, member: str, header: _Header) -> None:
        self.path, self.member, self.header = path, member, header
        self.stream: IO[bytes] | None = None
        self.at = 0

    def __call__(self, index: Index) -> Array:
        header = self.header
        if not header.shape or not header.nbytes:
            with reading(self.path, NPZ):
                found = np.frombuffer(self._read(0, header.nbytes), header.dtype, math.prod(header.shape))
            return found.reshape(header.shape)[index]
        axis = len(header.shape) - 1 if header.fortran else 0
        rows = index[axis]
        row = header.nbytes // header.shape[axis]
        shape = list(header.shape)
        shape[axis] = rows.stop - rows.start
        with reading(self.path, NPZ):
            data = self._read(rows.start * row, shape[axis] * row)
        block = np.frombuffer(data, header.dtype).reshape(shape, order="F" if header.fortran else "C")
        return block[(*index[:axis], slice(None), *index[axis + 1 :])]

    def close(self) -> None:
        """End the reading."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None

    def _read(self, start: int, count: int) -> bytes:
        if self.stream is None or self.at > start:
            self.close()
            self.stream = zipfile.ZipFile(self.path).open(self.member)  # noqa: SIM115 - read from later
            self._skip(self.header.start)
            self.at = 0
        self._skip(start - self.at)
        data = self.stream.read(count)
        if len(data) < count:
            raise problem(self.path, phrase("is truncated inside {}", repr(self.member)))
        self.at = start + count
        return data

    def _skip(self, count: int) -> None:
        assert self.stream is not None
        while count > 0:
            got = len(self.stream.read(min(count, _CHUNK)))
            if not got:
                raise problem(self.path, phrase("is truncated inside {}", repr(self.member)))
            count -= got
