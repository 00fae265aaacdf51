"""HDF5, and what is written in it: Julia's JLD2 and JLD, MATLAB's .mat of version 7.3.

Julia and MATLAB keep the first index running fastest, HDF5 the last: their dimensions stand in the file in reverse, and
are turned round where the file says who wrote it. Links into other files are not followed, and data that a file keeps
in others is not read.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, Contents, FileArray, Index, nothing
from pyjuliann.files.jld2 import NOTHING, julia_entry, truth_values
from pyjuliann.files.reading import begin, check_declared, library, named, problem, reading, told
from pyjuliann.files.structured import is_complex, joined, mapped, parts
from pyjuliann.language import phrase

HDF5: Final = phrase("an HDF5 file")
JLD2: Final = phrase("a JLD2 file (HDF5 that Julia wrote)")
MAT73: Final = phrase("a MATLAB .mat file of version 7.3 (HDF5)")
_BEGINNINGS: Final = {
    b"HDF5-based Julia Data Format": JLD2, b"Julia data file (HDF5)": JLD2, b"MATLAB 7.3 MAT-file": MAT73
}  # fmt: skip
"""What a file says in the part before HDF5's own, where it was not a plain HDF5 library that wrote it."""

_HIDDEN: Final = {"_types", "#refs#", "#subsystem#"}
"""Groups that hold what others refer to."""
_MOST_OBJECTS: Final = 100_000
_MOST_REFERENCES: Final = 10_000
_LARGEST_CHUNK: Final = 1 << 30
_BITS: Final = ("chunks", "len", "dims")
"""The fields of Julia's ``BitArray``."""


def read_hdf5(path: Path) -> Contents:
    """Return all datasets of a file, and what Julia's structs and dictionaries, and MATLAB's cells, refer to."""
    h5py = library("h5py", path, HDF5)
    with path.open("rb") as file:
        start = file.read(64)
    what = next((name for beginning, name in _BEGINNINGS.items() if start.startswith(beginning)), HDF5)
    with reading(path, what, limited=True), contextlib.ExitStack() as stack:
        walk = _Walk(path, h5py, stack.enter_context(h5py.File(path, "r", locking=False)), what)
        walk.group("", walk.file)
        if walk.turned and any(len(entry.shape) > 1 for entry in walk.entries):
            walk.notes.append(phrase("its dimensions stand in reverse in the file, and were turned round"))
        entries, notes = named(path, walk.entries), tuple(walk.notes)
        return Contents(path, what, entries, notes=notes, unread=walk.unread, close=stack.pop_all().close)


class _Walk:
    """Goes through a file and collects what is in it."""

    def __init__(self, path: Path, h5py: Any, file: Any, what: str) -> None:
        self.path, self.h5py, self.file, self.what = path, h5py, file, what
        self.turned = what != HDF5
        self.entries: list[FileArray] = []
        self.unread: dict[str, str] = {}
        self.notes: list[str] = []
        self.inside: list[int] = []
        self.seen = 0

    def group(self, name: str, group: Any) -> None:
        """Add what is in a group."""
        address = self.h5py.h5o.get_info(group.id).addr
        if address in self.inside:
            self.unread[name] = phrase("is a group that it is in itself")
            return
        self.inside.append(address)
        for key in group:
            place = joined(name, key)
            if not name and key in _HIDDEN and self.turned:
                continue
            link = group.get(key, getlink=True)
            if isinstance(link, self.h5py.ExternalLink):
                self.unread[place] = phrase("is a link into another file, {!r}, which is not followed", link.filename)
            elif isinstance(link, self.h5py.SoftLink):
                self.notes.append(phrase("{!r} is a link to {!r}, which is compared there", place, link.path))
            else:
                try:
                    item = group[key]
                except (KeyError, OSError) as error:
                    self.unread[place] = phrase("cannot be opened: {}{}", told(error), _advice(str(error)))
                    continue
                self.item(place, item)
        self.inside.pop()

    def item(self, name: str, item: Any) -> None:
        """Add a group or a dataset."""
        self.seen += 1
        begin(self.path)
        if self.seen > _MOST_OBJECTS:
            raise problem(self.path, phrase("holds more than {:,} objects", _MOST_OBJECTS))
        if isinstance(item, self.h5py.Group):
            self.group(name, item)
        elif isinstance(item, self.h5py.Dataset):
            try:
                self.dataset(name, item)
            except (TypeError, ValueError, KeyError, RuntimeError) as error:
                if isinstance(error, ValueError) and type(error) is not ValueError:
                    raise
                self.unread[name] = phrase("cannot be read: {}", told(error))

    def dataset(self, name: str, data: Any) -> None:
        """Add a dataset, or what it refers to."""
        if data.external or data.is_virtual:
            self.unread[name] = phrase("is kept in another file, which is not read")
            return
        if data.shape is None and self.julia_type(data) in NOTHING:
            self.entries.append(FileArray.of(name, nothing((), np.float64)))
            return
        if data.shape is None:
            self.entries.append(FileArray.of(name, np.zeros(0, data.dtype if data.dtype.kind in "biufc" else float)))
            return
        check_declared(self.path, name, data.nbytes)
        if data.chunks and math.prod(data.chunks) * data.dtype.itemsize > _LARGEST_CHUNK:
            raise problem(self.path, phrase("keeps {} in pieces of more than {:,} bytes", repr(name), _LARGEST_CHUNK))
        matlab = data.attrs.get("MATLAB_class", b"")
        matlab = matlab.decode() if isinstance(matlab, bytes) else str(matlab)
        if "MATLAB_empty" in data.attrs:
            self.entries.append(FileArray.of(name, np.zeros(tuple(data[()])), {"at_least_2d": True}))
        elif self.h5py.check_ref_dtype(data.dtype):
            self.references(name, data)
        elif data.dtype.names == _BITS and data.shape == ():
            self.bits(name, data[()])
        elif data.dtype.hasobject and not self.h5py.check_string_dtype(data.dtype):
            self.elements(name, data)
        elif matlab == "char":
            text = "".join(map(chr, data[()].reshape(-1)))
            self.entries.append(FileArray.of(name, np.array(text, object)))
        else:
            self.array(name, data, matlab)

    def array(self, name: str, data: Any, matlab: str) -> None:
        """Add a dataset of numbers, texts, or fields of these."""
        entry = self.entry(name, data)
        if self.what == MAT73:
            entry = mapped(entry, lambda array: array, entry.dtype, at_least_2d=True)
            if matlab == "logical":
                entry = mapped(entry, lambda array: array.astype(bool), bool)
        if self.turned and data.shape == (1,) and "dimensions" in data.attrs:  # an array without dimensions
            entry = FileArray.of(name, entry.read().reshape(()))
        if data.id.get_type().get_class() == self.h5py.h5t.BITFIELD:
            entry = mapped(entry, lambda array: array.astype(bool), bool)
        special = julia_entry(self.julia_type(data), entry) if self.turned else None
        if special is not None:
            self.entries.append(special)
            return
        truths = self.truths(data.id.get_type())
        for part in parts(entry):
            true = part.name.removeprefix(name).removeprefix("/") in truths
            self.entries.append(mapped(part, lambda array: array.astype(bool), bool) if true else part)

    def entry(self, name: str, data: Any) -> FileArray:
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
        return FileArray(name, shape, dtype, part, "F" if turned else "C", rows=rows)

    # ------------------------------------------------------------ what Julia's types are

    def julia_type(self, data: Any) -> str:
        """Return the name of the Julia type that a dataset's type was made of; "" if the file does not say."""
        kind, h5t = data.id.get_type(), self.h5py.h5t
        if not kind.committed() or not self.h5py.h5a.exists(kind, b"julia_type"):
            return ""
        said = self.h5py.h5a.open(kind, b"julia_type")
        whole = said.get_type()
        if said.shape != () or whole.get_class() != h5t.COMPOUND or whole.get_nmembers() != 2:
            return ""
        text = whole.get_member_type(0)
        if text.get_class() != h5t.STRING or not text.is_variable_str() or whole.get_member_offset(0) != 0:
            return ""
        # h5py reads no sequences of references, such as stand beside the name; HDF5 itself gives the name's address
        raw = np.zeros((), f"V{whole.get_size()}")
        said.read(raw, mtype=whole)
        name = ctypes.c_char_p.from_buffer_copy(raw.tobytes()).value or b""
        return name.decode("utf-8", "replace").rpartition(".")[2]

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

    def bits(self, name: str, value: Any) -> None:
        """Add an array of truth values that Julia keeps 64 in an integer."""
        length, dims = int(value["len"]), value["dims"].item()
        # a vector's own dimension is not written
        shape = (length,) if len(dims) == 1 else tuple(int(n) for n in dims)
        self.entries.append(FileArray.of(name, truth_values(self.file[value["chunks"]][()], length, shape)))

    # ------------------------------------------------------------ references

    def references(self, name: str, data: Any) -> None:
        """Add what a dataset of references refers to."""
        if self.too_many(name, data):
            return
        if data.shape == ():
            self.value(name, data[()])
            return
        references = data[()].reshape(-1)
        whole = self.alike(references)
        if whole is not None:
            # Julia's order is the file's, its dimensions are in reverse
            shape = data.shape[::-1] if self.turned else data.shape
            self.entries.append(FileArray.of(name, whole.reshape(shape, order="F" if self.turned else "C")))
            return
        for k, reference in enumerate(references):
            self.value(joined(name, k), reference)

    def alike(self, references: Array) -> Array | None:
        """Return what references lead to as one array, if all of it are texts, or all numbers of one dtype."""
        found: list[Any] = []
        for reference in references:
            item = self.file[reference] if reference else None
            if not isinstance(item, self.h5py.Dataset) or item.shape not in (None, ()):
                return None
            if item.shape is None:
                if self.julia_type(item) not in NOTHING:
                    return None
                found.append(None)
            elif self.h5py.check_string_dtype(item.dtype):
                found.append(_decoded(np.asarray(item[()])).item())
            elif item.dtype.kind in "biufc" and not self.julia_type(item):
                found.append(item[()])
            else:
                return None
        there = [each for each in found if each is not None]
        kinds = {each.dtype if isinstance(each, np.generic) else type(each) for each in there}
        if len(kinds) != 1:
            return None
        data = np.array([*there, None], object)[:-1] if kinds == {str} else np.array(there)
        if len(there) == len(found):
            return data
        whole = nothing((len(found),), data.dtype)
        whole[[each is not None for each in found]] = data
        return whole

    def elements(self, name: str, data: Any) -> None:
        """Add what the fields of a dataset's elements refer to, one by one."""
        if self.too_many(name, data):
            return
        truths = self.truths(data.id.get_type())
        if data.shape == ():
            self.value(name, data[()], truths)
            return
        for k, element in enumerate(data[()].reshape(-1)):
            self.value(joined(name, k), element, truths)

    def dictionary(self, name: str, pairs: Any) -> None:
        """Add the values of a dictionary, which is kept as pairs."""
        data = self.file[pairs]
        if self.too_many(name, data):
            return
        for pair in np.asarray(data[()]).reshape(-1):
            both = self.file[pair][()] if isinstance(pair, self.h5py.Reference) else pair
            self.value(joined(name, self.key(both["first"])), both["second"])

    def too_many(self, name: str, data: Any) -> bool:
        """Whether a dataset has more elements than are looked into one by one."""
        if data.size > _MOST_REFERENCES:
            self.unread[name] = phrase("refers to {:,} objects, more than {:,}", data.size, _MOST_REFERENCES)
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
                self.unread[name] = phrase("is not defined")
                return
            item = self.file[value]
            address = self.h5py.h5o.get_info(item.id).addr
            if address in self.inside:
                self.unread[name] = phrase("refers to what it is in itself")
                return
            self.inside.append(address)
            self.item(name, item)
            self.inside.pop()
        elif isinstance(value, np.void) and value.dtype.names and not is_complex(value.dtype):
            if value.dtype.names == ("kvvec",):  # how JLD2 keeps a dictionary
                self.dictionary(name, value["kvvec"])
                return
            if value.dtype.names == _BITS:
                self.bits(name, value)
                return
            for field in value.dtype.names:
                self.value(joined(name, field), value[field], truths, joined(place, field))
        elif isinstance(value, bytes):
            self.entries.append(FileArray.of(name, np.array(value.decode("utf-8", "backslashreplace"), object)))
        else:
            array = np.asarray(value)
            if array.dtype.kind == "O" and not all(isinstance(each, (bytes, str)) for each in array.flat):
                for k, each in enumerate(array.reshape(-1)):
                    self.value(joined(name, k), each)
                return
            array = _decoded(array) if array.dtype.kind in "OS" else array
            array = array.astype(bool) if place in truths else array
            self.entries += parts(FileArray.of(name, array))


def _advice(message: str) -> str:
    """Return what to do about an error of HDF5's; "" if there is nothing."""
    compressed_by_jld2 = "chunk dimension encoding" in message
    return phrase("; h5py 3.15 reads what JLD2 has compressed: pip install 'h5py<3.16'") if compressed_by_jld2 else ""


def _decoded(array: Array) -> Array:
    """Return texts that are kept as bytes as texts."""
    flat = [each.decode("utf-8", "backslashreplace") if isinstance(each, bytes) else each for each in array.flat]
    return np.array([*flat, None], object)[:-1].reshape(array.shape)
