"""What Julia's own types are in a JLD2 file: dates, characters, ranges, large integers, numbers that may be missing.

After the source of JLD2.jl and of Julia's base library: what is not in this table is read field by field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, FileArray
from pyjuliann.files.structured import mapped, parts
from pyjuliann.language import phrase

NOTHING: Final = ("Missing", "Nothing")
"""Types whose one value is that there is none."""

_LONGEST: Final = 10_000_000
"""So many elements of a range are written out."""

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def julia_entry(kind: str, entry: FileArray) -> FileArray | None:
    """Return an entry as what its Julia type, a name without modules, means; None if there is no rule."""
    rule = _RULES.get(kind)
    return None if rule is None else rule(entry)


def truth_values(chunks: Array, length: int, shape: tuple[int, ...]) -> Array:
    """Return the elements of a ``BitArray``, which keeps 64 in an integer."""
    if not 0 <= length <= 64 * chunks.size:
        raise ValueError(phrase("{} truth values in {} integers", length, chunks.size))
    bits = np.unpackbits(np.ascontiguousarray(chunks, "<u8").view(np.uint8), count=length, bitorder="little")
    return bits.astype(bool).reshape(shape, order="F")


def _inner(array: Array) -> Array:
    """Return what stands in fields that each stand alone in another."""
    while array.dtype.names:
        array = array[array.dtype.names[0]]
    return array


def _since(start: int, dtype: str) -> Callable[[FileArray], FileArray]:
    """Return the rule for dates that are counted from the year 1 on."""
    return lambda entry: mapped(entry, lambda array: (_inner(array).astype(np.int64) - start).astype(dtype), dtype)


def _span(dtype: str) -> Callable[[FileArray], FileArray]:
    return lambda entry: mapped(entry, lambda array: _inner(array).astype(np.int64).astype(dtype), dtype)


def _characters(entry: FileArray) -> FileArray:
    def read(array: Array) -> Array:
        texts = [each.tobytes()[::-1].rstrip(b"\0").decode("utf-8", "backslashreplace") for each in array.reshape(-1)]
        return np.array([*texts, None], object)[:-1].reshape(array.shape)

    return mapped(entry, read, object)


def _perhaps_missing(entry: FileArray) -> FileArray | None:
    """Return numbers each of which is of one of two types, if one of them has no data."""
    names = entry.dtype.names or ()
    if len(names) != 2 or names[0] != "mask" or names[1] not in ("t1", "t2"):
        return None
    value, gone = names[1], 0 if names[1] == "t2" else 255

    def present(array: Array) -> Array:
        return np.ma.MaskedArray(array[value], array["mask"] == gone)

    whole = list(parts(mapped(entry, present, entry.dtype[value])))
    return whole[0] if len(whole) == 1 else None


def _whole_number(entry: FileArray) -> FileArray:
    def read(array: Array) -> Array:
        found = []
        for text in array.reshape(-1):
            number = 0
            for digit in str(text).lstrip("-"):
                number = number * 62 + _DIGITS.index(digit)
            found.append(-number if str(text).startswith("-") else number)
        return np.array([*found, None], object)[:-1].reshape(array.shape)

    return mapped(entry, read, object)


def _large_float(entry: FileArray) -> FileArray:
    return mapped(entry, lambda array: array.astype(float), float)


def _range(count: Callable[[Any], int], values: Callable[[Any], Array]) -> Callable[[FileArray], FileArray | None]:
    """Return the rule for a range, of which a file says but its ends."""

    def read(entry: FileArray) -> FileArray | None:
        if entry.shape:
            return None
        whole = entry.read()[()]
        return FileArray.of(entry.name, values(whole)) if 0 <= count(whole) <= _LONGEST else None

    return read


def _step_range_len(range_: Any) -> Array:
    """Return the elements of a range of floats, to the last bit as Julia computes them: with twice the digits."""
    if "hi" not in (range_["ref"].dtype.names or ()):
        return np.asarray(range_["ref"] + (np.arange(1, range_["len"] + 1) - range_["offset"]) * range_["step"])
    steps = np.arange(1, range_["len"] + 1) - range_["offset"]
    start, step = range_["ref"], range_["step"]
    shift = steps * step["hi"]
    high = start["hi"] + shift
    shifted = abs(shift) > abs(start["hi"])
    larger, smaller = np.where(shifted, shift, start["hi"]), np.where(shifted, start["hi"], shift)
    return np.asarray(high + ((larger - high + smaller) + (steps * step["lo"] + start["lo"])))


_RULES: Final[dict[str, Callable[[FileArray], FileArray | None]]] = {
    "DateTime": _since(62_135_683_200_000, "datetime64[ms]"),
    "Date": _since(719_163, "datetime64[D]"),
    "Time": _span("timedelta64[ns]"),
    "Day": _span("timedelta64[D]"),
    "Hour": _span("timedelta64[h]"),
    "Minute": _span("timedelta64[m]"),
    "Second": _span("timedelta64[s]"),
    "Millisecond": _span("timedelta64[ms]"),
    "Microsecond": _span("timedelta64[us]"),
    "Nanosecond": _span("timedelta64[ns]"),
    "Char": _characters,
    "InlineUnionEl": _perhaps_missing,
    "BigInt": _whole_number,
    "BigFloat": _large_float,
    "UnitRange": _range(
        lambda range_: int(range_["stop"]) - int(range_["start"]) + 1,
        lambda range_: np.arange(range_["start"], range_["stop"] + 1),
    ),
    "OneTo": _range(lambda range_: int(range_["stop"]), lambda range_: np.arange(1, range_["stop"] + 1)),
    "StepRange": _range(
        lambda range_: (int(range_["stop"]) - int(range_["start"])) // int(range_["step"]) + 1,
        lambda range_: np.arange(range_["start"], range_["stop"] + np.sign(range_["step"]), range_["step"]),
    ),
    "StepRangeLen": _range(lambda range_: int(range_["len"]), _step_range_len),
}
