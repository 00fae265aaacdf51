"""HDF5, and what is written in it: Julia's JLD2 and JLD, MATLAB's .mat of version 7.3.

Julia and MATLAB keep the first index running fastest, HDF5 the last: their dimensions stand in the file in reverse, and
are turned round where the file says who wrote it. Links into other files are not followed, and data that a file keeps
in others is not read.
"""

from __future__ import annotations

import contextlib
import math
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, Contents, Entry, Index
from pyjuliann.files.reading import begin, check_declared, library, named, problem, reading, told
from pyjuliann.files.structured import is_complex, joined, mapped, parts

HDF5: Final = "an HDF5 file"
JLD2: Final = "a JLD2 file (HDF5 that Julia wrote)"
MAT73: Final = "a MATLAB .mat file of version 7.3 (HDF5)"
_BEGINNINGS: Final = {
    b"HDF5-based Julia Data Format": JLD2, b"Julia data file (HDF5)": JLD2, b"MATLAB 7.3 MAT-file": MAT73
}  # fmt: skip
"""What a file says in the part before HDF5's own, where it was not a plain HDF5 library that wrote it."""

_HIDDEN: Final = {"_types", "#refs#", "#subsystem#"}
"""Groups that hold what others refer to."""
_MOST_OBJECTS: Final = 100_000
_MOST_REFERENCES: Final = 10_000
_LARGEST_CHUNK: Final = 1 << 30
_YEAR_ONE: Final = {"DateTime": (62_135_683_200_000, "datetime64[ms]"), "Date": (719_163, "datetime64[D]")}
"""What Julia counts its dates and times from, before 1970, and in which unit."""


def read_hdf5(path: Path) -> Contents:
    """Return all datasets of a file, and what Julia's structs and dictionaries, and MATLAB's cells, refer to."""
    h5py = library("h5py", path, "an HDF5 file")
    with path.open("rb") as file:
        start = file.read(64)
    what = next((name for beginning, name in _BEGINNINGS.items() if start.startswith(beginning)), HDF5)
    with reading(path, what, limited=True), contextlib.ExitStack() as stack:
        walk = _Walk(path, h5py, stack.enter_context(h5py.File(path, "r", locking=False)), what)
        walk.group("", walk.file)
        if walk.turned and any(len(entry.shape) > 1 for entry in walk.entries):
            walk.notes.append("its dimensions stand in reverse in the file, and were turned round")
        entries, notes = named(path, walk.entries), tuple(walk.notes)
        return Contents(path, what, entries, notes=notes, unread=walk.unread, close=stack.pop_all().close)


class _Walk:
    """Goes through a file and collects what is in it."""

    def __init__(self, path: Path, h5py: Any, file: Any, what: str) -> None:
        self.path, self.h5py, self.file, self.what = path, h5py, file, what
        self.turned = what != HDF5
        self.entries: list[Entry] = []
        self.unread: dict[str, str] = {}
        self.notes: list[str] = []
        self.inside: list[int] = []
        self.seen = 0

    def group(self, name: str, group: Any) -> None:
        """Add what is in a group."""
        address = self.h5py.h5o.get_info(group.id).addr
        if address in self.inside:
            self.unread[name] = "is a group that it is in itself"
            return
        self.inside.append(address)
        for key in group:
            place = joined(name, key)
            if not name and key in _HIDDEN and self.turned:
                continue
            link = group.get(key, getlink=True)
            if isinstance(link, self.h5py.ExternalLink):
                self.unread[place] = f"is a link into another file, {link.filename!r}, which is not followed"
            elif isinstance(link, self.h5py.SoftLink):
                self.notes.append(f"{place!r} is a link to {link.path!r}, which is compared there")
            else:
                self.item(place, group[key])
        self.inside.pop()

    def item(self, name: str, item: Any) -> None:
        """Add a group or a dataset."""
        self.seen += 1
        begin(self.path)
        if self.seen > _MOST_OBJECTS:
            raise problem(self.path, f"holds more than {_MOST_OBJECTS:,} objects")
        if isinstance(item, self.h5py.Group):
            self.group(name, item)
        elif isinstance(item, self.h5py.Dataset):
            try:
                self.dataset(name, item)
            except (TypeError, ValueError, KeyError, RuntimeError) as error:
                if isinstance(error, ValueError) and type(error) is not ValueError:
                    raise
                self.unread[name] = f"cannot be read: {told(error)}"

    def dataset(self, name: str, data: Any) -> None:
        """Add a dataset, or what it refers to."""
        if data.external or data.is_virtual:
            self.unread[name] = "is kept in another file, which is not read"
            return
        if data.shape is None:
            self.entries.append(Entry.of(name, np.zeros(0, data.dtype if data.dtype.kind in "biufc" else float)))
            return
        check_declared(self.path, name, data.nbytes)
        if data.chunks and math.prod(data.chunks) * data.dtype.itemsize > _LARGEST_CHUNK:
            raise problem(self.path, f"keeps {name!r} in pieces of more than {_LARGEST_CHUNK:,} bytes")
        matlab = data.attrs.get("MATLAB_class", b"")
        matlab = matlab.decode() if isinstance(matlab, bytes) else str(matlab)
        if "MATLAB_empty" in data.attrs:
            self.entries.append(Entry.of(name, np.zeros(tuple(data[()])), {"at_least_2d": True}))
        elif self.h5py.check_ref_dtype(data.dtype):
            self.references(name, data)
        elif data.dtype.hasobject and not self.h5py.check_string_dtype(data.dtype):
            self.elements(name, data)
        elif matlab == "char":
            text = "".join(map(chr, data[()].reshape(-1)))
            self.entries.append(Entry.of(name, np.array(text, object)))
        else:
            self.array(name, data, matlab)

    def array(self, name: str, data: Any, matlab: str) -> None:
        """Add a dataset of numbers, texts, or fields of these."""
        entry = self.entry(name, data)
        if self.what == MAT73:
            entry = mapped(entry, lambda array: array, entry.dtype, at_least_2d=True)
            if matlab == "logical":
                entry = mapped(entry, lambda array: array.astype(bool), bool)
        if entry.dtype.names is None:
            if data.id.get_type().get_class() == self.h5py.h5t.BITFIELD:
                entry = mapped(entry, lambda array: array.astype(bool), bool)
            self.entries.append(entry)
            return
        special = self.julia_value(data, entry)
        truths = self.truths(data.id.get_type())
        for part in [special] if special else parts(entry):
            true = part.name.removeprefix(name).removeprefix("/") in truths
            self.entries.append(mapped(part, lambda array: array.astype(bool), bool) if true else part)

    def entry(self, name: str, data: Any) -> Entry:
        """Return a dataset as an entry, its dimensions turned round where the file has them in reverse."""
        texts = self.h5py.check_string_dtype(data.dtype) is not None
        turned = self.turned and len(data.shape) > 1

        def part(index: Index) -> Array:
            with reading(self.path, self.what, limited=True):
                found = np.asarray(data[index[::-1] if turned else index])
            if texts:
                found = _decoded(found)
            return found.T if turned else found

        shape = tuple(data.shape[::-1] if turned else data.shape)
        rows = data.chunks[0] if data.chunks else 1
        dtype = np.dtype(object) if texts else data.dtype
        return Entry(name, shape, dtype, part, "F" if turned else "C", rows=rows)

    # ------------------------------------------------------------ what Julia's types are

    def julia_type(self, data: Any) -> str:
        """Return the name of the Julia type that a dataset's type was made of; "" if the file does not say."""
        kind = data.id.get_type()
        if not kind.committed():
            return ""
        said = self.h5py.Datatype(kind).attrs.get("julia_type")
        name = said[0] if said is not None and getattr(said, "dtype", np.dtype(int)).names else b""
        return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)

    def truths(self, kind: Any, place: str = "") -> set[str]:
        """Return the fields of a type that Julia keeps truth values in."""
        if kind.get_class() == self.h5py.h5t.BITFIELD:
            return {place}
        if kind.get_class() != self.h5py.h5t.COMPOUND:
            return set()
        found: set[str] = set()
        for k in range(kind.get_nmembers()):
            found |= self.truths(kind.get_member_type(k), joined(place, kind.get_member_name(k).decode()))
        return found

    def julia_value(self, data: Any, entry: Entry) -> Entry | None:
        """Return dates, times, and numbers of which some are missing, as what they are in Julia; None for the rest."""
        names = entry.dtype.names or ()
        kind = self.julia_type(data).rpartition(".")[2]
        if kind in _YEAR_ONE and names == ("instant",):
            start, dtype = _YEAR_ONE[kind]

            def moment(array: Array) -> Array:
                while array.dtype.names:
                    array = array[array.dtype.names[0]]
                return (array.astype(np.int64) - start).astype(dtype)

            return mapped(entry, moment, dtype)
        if names in (("mask", "t1"), ("mask", "t2")) and entry.dtype["mask"] == np.uint8:
            value = names[1]
            gone = 0 if value == "t2" else 255

            def present(array: Array) -> Array:
                return np.ma.MaskedArray(array[value], array["mask"] == gone)

            return next(parts(mapped(entry, present, entry.dtype[value])))
        return None

    # ------------------------------------------------------------ references

    def references(self, name: str, data: Any) -> None:
        """Add what a dataset of references refers to."""
        if self.too_many(name, data):
            return
        if data.shape == ():
            self.value(name, data[()])
            return
        for k, reference in enumerate(data[()].reshape(-1)):
            self.value(joined(name, k), reference)

    def elements(self, name: str, data: Any) -> None:
        """Add what the fields of a dataset's elements refer to, one by one."""
        if self.too_many(name, data):
            return
        truths = self.truths(data.id.get_type())
        if data.shape == ():
            self.value(name, data[()], truths)
            return
        for k, element in enumerate(data[()].reshape(-1)):
            is_pair = data.dtype.names == ("first", "second")
            key = self.key(element["first"]) if is_pair else k
            self.value(joined(name, key), element["second"] if is_pair else element, truths)

    def too_many(self, name: str, data: Any) -> bool:
        """Whether a dataset has more elements than are looked into one by one."""
        if data.size > _MOST_REFERENCES:
            self.unread[name] = f"refers to {data.size:,} objects, more than {_MOST_REFERENCES:,}"
        return bool(data.size > _MOST_REFERENCES)

    def key(self, key: Any) -> str:
        """Return what a dictionary's value is known by."""
        if isinstance(key, self.h5py.Reference):
            key = self.file[key][()] if key else b"?"
        return key.decode("utf-8", "replace") if isinstance(key, bytes) else str(key)

    def value(self, name: str, value: Any, truths: set[str] = frozenset(), place: str = "") -> None:  # type: ignore[assignment]
        """Add a value that stands in another: what it refers to, its fields, a number or a text."""
        if isinstance(value, self.h5py.Reference):
            if not value:
                self.unread[name] = "is not defined"
                return
            item = self.file[value]
            address = self.h5py.h5o.get_info(item.id).addr
            if address in self.inside:
                self.unread[name] = "refers to what it is in itself"
                return
            self.inside.append(address)
            self.item(name, item)
            self.inside.pop()
        elif isinstance(value, np.void) and value.dtype.names and not is_complex(value.dtype):
            if value.dtype.names == ("kvvec",):  # how JLD2 keeps a dictionary
                self.value(name, value["kvvec"])
                return
            for field in value.dtype.names:
                self.value(joined(name, field), value[field], truths, joined(place, field))
        elif isinstance(value, bytes):
            self.entries.append(Entry.of(name, np.array(value.decode("utf-8", "backslashreplace"), object)))
        else:
            array = np.asarray(value)
            if array.dtype.kind == "O" and not all(isinstance(each, (bytes, str)) for each in array.flat):
                for k, each in enumerate(array.reshape(-1)):
                    self.value(joined(name, k), each)
                return
            array = _decoded(array) if array.dtype.kind in "OS" else array
            array = array.astype(bool) if place in truths else array
            self.entries += parts(Entry.of(name, array))


def _decoded(array: Array) -> Array:
    """Return texts that are kept as bytes as texts."""
    flat = [each.decode("utf-8", "backslashreplace") if isinstance(each, bytes) else each for each in array.flat]
    return np.array([*flat, None], object)[:-1].reshape(array.shape)
