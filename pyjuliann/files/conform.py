"""Two entries in one form: what the format of one cannot say is taken from the other, and nothing else is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, FileArray, Index, nothing
from pyjuliann.files.structured import mapped
from pyjuliann.files.texts import times_of
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.wording import (
    as_matrix_note,
    dtype_note,
    extended_note,
    time_zone_note,
)

NUMBERS: Final = "biufc"
TIMES: Final = "mM"


@dataclass(frozen=True, eq=False)
class Conformed:
    """Two entries that can be compared, and in what they differ that is no value.

    Attributes
    ----------
    a, b : FileArray
    differences : tuple of (aspect, a, b)
        "dtype" or "shape", and what either side has.
    notes : tuple of str
        What does not count.
    comparable : bool
        Whether values can be compared.
    """

    a: FileArray
    b: FileArray
    differences: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    comparable: bool = True


def dtype_words(dtype: np.dtype[Any]) -> str:
    """Return what a dtype holds, in words."""
    return phrase("text") if dtype.kind in "OSU" else dtype.newbyteorder("=").name


def shape_words(shape: tuple[int, ...]) -> str:
    """Return a shape as Python writes it."""
    return str(tuple(int(n) for n in shape))


def conform(a: FileArray, b: FileArray, policy: Policy) -> Conformed:
    """Return two entries in one form, as far as they have one.

    Parameters
    ----------
    policy : Policy
        With a tolerance, ``rtol`` or ``atol``, dtypes of numbers may differ.
    """
    notes: list[str] = []
    differences: list[tuple[str, str, str]] = []
    sides = [_plain(entry, notes) for entry in (a, b)]
    sides = _typed(*sides)
    a, b = sides
    zones = [str(entry.attrs.get("timezone", "")) for entry in sides]
    if a.dtype.kind == "M" and zones[0] != zones[1]:
        notes.append(time_zone_note(*zones))
    comparable = True
    if dtype_words(a.dtype) != dtype_words(b.dtype):
        words = dtype_words(a.dtype), dtype_words(b.dtype)
        kinds = {a.dtype.kind, b.dtype.kind}
        if kinds <= set(TIMES) and len(kinds) == 1:
            a, b = (mapped(entry, _of(finest), finest) for entry, finest in _with_finest(a, b))
        elif kinds <= set(NUMBERS):
            tolerant = bool(policy.rtol or policy.atol)
            # what a text gives as 1 may be meant as 1.0
            if tolerant or _is_untyped(a) or _is_untyped(b):
                notes.append(dtype_note(*words))
            else:
                differences.append(("dtype", *words))
            if tolerant:
                wide = np.result_type(a.dtype, b.dtype)
                a, b = (mapped(entry, _of(wide), wide) for entry in (a, b))
        else:
            differences.append(("dtype", *words))
            comparable = False
    if a.shape != b.shape:
        flat = _squeezed(a), _squeezed(b)
        lenient = any(entry.attrs.get("at_least_2d") for entry in (a, b))
        if lenient and flat[0].shape == flat[1].shape:
            notes.append(as_matrix_note(shape_words(a.shape), shape_words(b.shape)))
            a, b = flat
        else:
            differences.append(("shape", shape_words(a.shape), shape_words(b.shape)))
            comparable = False
    return Conformed(a, b, tuple(differences), tuple(notes), comparable)


def _plain(entry: FileArray, notes: list[str]) -> FileArray:
    """Return an entry with texts as objects, and numbers of a width that has a name everywhere."""
    kind = entry.dtype.kind
    if kind in "SU":
        return mapped(entry, as_texts, object)
    if kind in "fc" and entry.dtype.itemsize not in (2, 4, 8) and entry.dtype.name not in ("complex64", "complex128"):
        narrow = np.dtype(np.complex128 if kind == "c" else np.float64)
        if (note := extended_note(entry.dtype.name, narrow.name)) not in notes:
            notes.append(note)
        return mapped(entry, _of(narrow), narrow)
    return entry


def as_texts(array: Array) -> Array:
    """Return texts, or bytes that are texts, as objects."""
    if array.dtype.kind == "S":
        array = np.char.decode(array, "utf-8", "backslashreplace")
    return array.astype(object)


def _of(dtype: Any) -> Any:
    def cast(array: Array) -> Array:
        with np.errstate(all="ignore"):
            return array.astype(dtype)

    return cast


def _is_untyped(entry: FileArray) -> bool:
    return bool(entry.attrs.get("untyped"))


def _typed(a: FileArray, b: FileArray) -> list[FileArray]:
    """Return entries of which one from a text has the dtype of the other one, where its values may have it."""
    if _is_untyped(a) and _is_untyped(b):
        if {a.dtype.kind, b.dtype.kind} <= set("iufc") and a.dtype != b.dtype:
            wide = np.result_type(a.dtype, b.dtype)
            return [mapped(entry, _of(wide), wide) for entry in (a, b)]
        return [a, b]
    if _is_untyped(a):
        return [_like(a, b), b]
    if _is_untyped(b):
        return [a, _like(b, a)]
    return [a, b]


def _like(entry: FileArray, other: FileArray) -> FileArray:
    """Return an entry from a text in the dtype of the other side."""
    own, wanted = entry.dtype, other.dtype
    if wanted.kind in "fc" and own.kind in "iuf" + wanted.kind:
        return mapped(entry, _of(wanted.newbyteorder("=")), wanted.newbyteorder("="))
    if wanted.kind in "iu" and own.kind in "iu":
        values = entry.read()
        limits = np.iinfo(wanted)
        present = np.ma.compressed(values)
        if not present.size or (int(present.min()) >= limits.min and int(present.max()) <= limits.max):
            return mapped(entry, _of(wanted.newbyteorder("=")), wanted.newbyteorder("="))
    if wanted.kind == "M" and own.kind == "O":
        values = entry.read()
        try:
            times = times_of([str(text) for text in np.ma.getdata(values).reshape(-1)]).reshape(values.shape)
        except ValueError:
            return entry
        return FileArray.of(entry.name, times, entry.attrs)
    if own.kind == "f" and not np.ma.count(entry.read()):  # a column of which nothing is there has any dtype
        return mapped(entry, lambda array: nothing(array.shape, wanted), wanted)
    return entry


def _with_finest(a: FileArray, b: FileArray) -> list[tuple[FileArray, Any]]:
    finest = np.result_type(a.dtype, b.dtype)
    return [(a, finest), (b, finest)]


def _squeezed(entry: FileArray) -> FileArray:
    """Return an entry without its dimensions of length 1."""
    kept = [axis for axis, n in enumerate(entry.shape) if n != 1]
    if len(kept) == len(entry.shape):
        return entry
    own, part = entry.shape, entry.part

    def read(index: Index) -> Array:
        whole = [slice(0, 1)] * len(own)
        for axis, rows in zip(kept, index, strict=True):
            whole[axis] = rows
        found = part(tuple(whole))
        return found.reshape([found.shape[axis] for axis in kept])

    return replace(entry, shape=tuple(own[axis] for axis in kept), part=read)
