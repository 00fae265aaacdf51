"""JSON: nested objects become names such as ``fit/weights``, rectangular lists arrays, lists of records tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array, Contents, FileArray
from pyjuliann.files.reading import named, problem, reading
from pyjuliann.files.structured import joined
from pyjuliann.files.texts import LARGEST_TEXT, text_of
from pyjuliann.language import phrase

JSON: Final = phrase("a JSON file")
_NOT_FINITE: Final = {
    "NaN": np.nan, "Inf": np.inf, "-Inf": -np.inf, "Infinity": np.inf, "-Infinity": -np.inf
}  # fmt: skip
"""What stands for the numbers that JSON lacks, where all others are numbers."""
_PARTS: Final = (("real", "imag"), ("re", "im"))
_UNTYPED: Final = {"untyped": True}


def read_json(path: Path) -> Contents:
    """Return what is in a JSON file, or in one with a value on each line."""
    with reading(path, JSON):
        text, notes = text_of(path, LARGEST_TEXT)
        repeated: list[str] = []

        def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            found = dict(pairs)
            if len(found) < len(pairs):
                names = [name for name, _ in pairs]
                repeated.append(next(name for name in names if names.count(name) > 1))
            return found

        decoder = json.JSONDecoder(object_pairs_hook=whole)
        try:
            value = decoder.decode(text)
        except json.JSONDecodeError as error:
            value = _lines(decoder, text, error)
        if repeated:
            raise problem(path, phrase("has the name {} twice in one object", repr(repeated[0])))
        entries = named(path, _entries("", value))
        return Contents(path, JSON, entries, table=_is_table(value), notes=notes)


def _lines(decoder: json.JSONDecoder, text: str, error: json.JSONDecodeError) -> list[Any]:
    """Return the values that stand one on a line; raise the first error if the lines are none."""
    try:
        values = [decoder.decode(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        raise error from None
    if len(values) < 2:
        raise error
    return values


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_record(each) for each in value)


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and not _is_complex(value)


def _is_complex(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and any(value.keys() == {*names} for names in _PARTS)
        and all(map(_is_number, value.values()))
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) or (isinstance(value, str) and value in _NOT_FINITE)


def _entries(name: str, value: Any) -> Iterator[FileArray]:
    if _is_record(value):
        for key, each in value.items():
            yield from _entries(joined(name, key), each)
    elif not isinstance(value, list):
        yield FileArray.of(name, _array([value], ()), _UNTYPED)
    elif _is_table(value):
        for key in dict.fromkeys(key for record in value for key in record):
            yield from _entries(joined(name, key), [record.get(key) for record in value])
    else:
        shape = _shape(value)
        leaves = list(_leaves(value, len(shape)))
        if any(isinstance(leaf, list) or _is_record(leaf) for leaf in leaves):
            for k, each in enumerate(value):
                yield from _entries(joined(name, k), each)
        else:
            yield FileArray.of(name, _array(leaves, shape), _UNTYPED)


def _shape(value: Any) -> tuple[int, ...]:
    """Return the shape of nested lists as far as all of one level are of one length."""
    shape: list[int] = []
    level = [value]
    while level and all(isinstance(each, list) for each in level) and len({len(each) for each in level}) == 1:
        shape.append(len(level[0]))
        level = [each for inner in level for each in inner]
    return tuple(shape)


def _leaves(value: Any, depth: int) -> Iterator[Any]:
    if depth == 1:
        yield from value
    else:
        for each in value:
            yield from _leaves(each, depth - 1)


def _array(leaves: list[Any], shape: tuple[int, ...]) -> Array:
    """Return the leaves of a value as an array; null is a missing value."""
    mask = [leaf is None for leaf in leaves]
    there = [leaf for leaf in leaves if leaf is not None]
    numbers = _numbers(there)
    if numbers is None:
        numbers = np.array([*there, None], object)[:-1]  # or NumPy would look into what is alike inside
    if not any(mask):
        return numbers.reshape(shape)
    whole = np.zeros(len(leaves), numbers.dtype if there else np.float64)
    absent = np.array(mask)
    whole[~absent] = numbers
    return np.ma.MaskedArray(whole, absent).reshape(shape)


def _numbers(leaves: list[Any]) -> Array | None:
    kinds = set(map(type, leaves))
    if kinds == {bool}:
        return np.array(leaves)
    if kinds == {int}:
        low, high = min(leaves), max(leaves)
        if low >= -(2**63) and high < 2**64 and (low >= 0 or high < 2**63):
            return np.array(leaves, np.int64 if high < 2**63 else np.uint64)
        return None
    if kinds <= {int, float, str} and all(leaf in _NOT_FINITE for leaf in leaves if isinstance(leaf, str)):
        try:
            return np.array([_NOT_FINITE[leaf] if isinstance(leaf, str) else float(leaf) for leaf in leaves])
        except OverflowError:
            return None
    if kinds == {dict}:
        pairs = [next([leaf[name] for name in names] for names in _PARTS if leaf.keys() == {*names}) for leaf in leaves]
        real, imag = (_numbers([pair[k] for pair in pairs]) for k in (0, 1))
        if real is None or imag is None:
            return None
        whole = np.empty(len(leaves), np.complex128)
        whole.real, whole.imag = real, imag
        return whole
    return None
