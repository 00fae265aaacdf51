"""What a Python value is after it has been to Julia, told without the codec, and a comparison to the last bit."""

from __future__ import annotations

import collections
import re
import struct
from fractions import Fraction
from typing import Any

import numpy as np

from pyjuliann.bridge.engines.engine import Engine

INF, NAN = float("inf"), float("nan")
Point = collections.namedtuple("Point", "x y")
Single = collections.namedtuple("Single", "größe")
JULIA_NAMES = {
    "?": "Bool", "i1": "Int8", "i2": "Int16", "i4": "Int32", "i8": "Int64",
    "u1": "UInt8", "u2": "UInt16", "u4": "UInt32", "u8": "UInt64",
    "f2": "Float16", "f4": "Float32", "f8": "Float64", "c8": "ComplexF32", "c16": "ComplexF64",
}  # fmt: skip
NUMERIC = tuple(JULIA_NAMES)
NATIVE = {np.bool_: bool, np.int64: int, np.float64: float, np.complex128: complex, np.str_: str, np.bytes_: bytes}
ARRAY_DTYPES = {
    bool: "?", int: "i8", float: "f8", complex: "c16",
    np.int8: "i1", np.int16: "i2", np.int32: "i4", np.uint8: "u1", np.uint16: "u2", np.uint32: "u4", np.uint64: "u8",
    np.float16: "f2", np.float32: "f4", np.complex64: "c8",
}  # fmt: skip


def check(engine: Engine, value: Any, julia_type: str | None = None) -> None:
    """Assert that a value comes back from Julia as it should, to the last bit."""
    got = engine.call("identity", value, typed=True)
    assert difference(got.value, there_and_back(value)) == ""
    if julia_type is not None:
        assert got.type == julia_type


def label(value: Any) -> str:
    """Return a name for a value in the list of tests: the same in every process, as pytest-xdist needs it."""
    text = (
        type(value).__name__ if isinstance(value, set | frozenset) else value if isinstance(value, str) else repr(value)
    )
    return re.sub(r"\W", "_", text[:30], flags=re.ASCII)


def there_and_back(value: Any) -> Any:
    """Return what ``identity`` in Julia makes of a value."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, tuple(NATIVE)):
        return NATIVE[type(value)](value)
    if isinstance(value, list):
        return [there_and_back(item) for item in value]
    if isinstance(value, tuple):
        items = [there_and_back(item) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if isinstance(value, dict):
        return {_key(key): there_and_back(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return {_key(item) for item in value}
    if isinstance(value, bytearray):
        return np.frombuffer(bytes(value), np.uint8)
    return value


def _key(value: Any) -> Any:
    back = there_and_back(value)
    return frozenset(back) if isinstance(back, set) else back


def _array(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind not in "OSU":
        return array.astype(array.dtype.newbyteorder("="))
    back = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        back[index] = there_and_back(array[index])
    kinds = {type(item) for item in back.flat}
    # one Julia type for all elements makes an array of that type
    if kinds == {str} or array.dtype.kind == "U":
        ends = [text for text in back.flat if text.endswith("\0")]
        return back if ends else back.astype(np.str_)
    if len(kinds) == 1 and (kind := kinds.pop()) in ARRAY_DTYPES:
        if kind is int and not all(-(2**63) <= item < 2**63 for item in back.flat):
            return back
        return back.astype(ARRAY_DTYPES[kind])
    return back


def difference(got: Any, wanted: Any, place: str = "value") -> str:
    """Return where two values differ in type, shape or any bit; empty if nowhere."""
    if isinstance(wanted, np.ndarray):
        return _array_difference(got, wanted, place)
    same_type = type(got) is type(wanted)
    if isinstance(wanted, tuple) and hasattr(wanted, "_fields"):
        same_type = getattr(got, "_fields", None) == wanted._fields
    if not same_type:
        return f"{place}: {type(got)} is no {type(wanted)}"
    if isinstance(wanted, list | tuple):
        if len(got) != len(wanted):
            return f"{place}: {len(got)} items, not {len(wanted)}"
        pairs = enumerate(zip(got, wanted, strict=True))
        return next(filter(None, (difference(a, b, f"{place}[{i}]") for i, (a, b) in pairs)), "")
    if isinstance(wanted, dict):
        if got.keys() != wanted.keys() or _kinds(got) != _kinds(wanted):
            return f"{place}: keys {got.keys()}, not {wanted.keys()}"
        return next(filter(None, (difference(got[key], wanted[key], f"{place}[{key!r}]") for key in wanted)), "")
    if isinstance(wanted, set | frozenset):
        return "" if got == wanted and _kinds(got) == _kinds(wanted) else f"{place}: {got!r}, not {wanted!r}"
    return "" if _bits(got) == _bits(wanted) else f"{place}: {got!r}, not {wanted!r}"


def _kinds(keys: Any) -> list[str]:
    return sorted(f"{type(key).__name__} {key!r}" for key in keys if not isinstance(key, frozenset | tuple))


def _bits(value: Any) -> Any:
    if isinstance(value, np.float16 | np.float32):
        return value.tobytes()
    if isinstance(value, float):
        return struct.pack("d", value)
    if isinstance(value, complex | np.complexfloating):
        return _bits(value.real), _bits(value.imag)
    if isinstance(value, Fraction):
        return value.numerator, value.denominator
    return value


def _array_difference(got: Any, wanted: np.ndarray, place: str) -> str:
    if not isinstance(got, np.ndarray):
        return f"{place}: {type(got)} is no array"
    if got.shape != wanted.shape:
        return f"{place}: shape {got.shape}, not {wanted.shape}"
    if wanted.dtype.kind == "U":
        same = got.dtype.kind == "U" and (got == wanted).all()
        return "" if same else f"{place}: {got!r}, not {wanted!r}"
    if got.dtype != wanted.dtype:
        return f"{place}: dtype {got.dtype}, not {wanted.dtype}"
    if not got.flags.f_contiguous or not got.flags.writeable:
        return f"{place}: not a Fortran-ordered array of one's own"
    if wanted.dtype == object:
        return next(
            filter(None, (difference(got[i], wanted[i], f"{place}{list(i)}") for i in np.ndindex(wanted.shape))), ""
        )
    if wanted.dtype.kind == "c":
        return _array_difference(got.real.copy("F"), wanted.real, place) or _array_difference(
            got.imag.copy("F"), wanted.imag, place
        )
    if wanted.dtype.kind == "f":
        unsigned = f"u{wanted.dtype.itemsize}"
        equal = (
            got.copy("C").view(unsigned) == wanted.copy("C").view(unsigned)
            if wanted.ndim
            else _bits(got[()]) == _bits(wanted[()])
        )
    else:
        equal = got == wanted
    return "" if np.all(equal) else f"{place}: elements differ at {np.argwhere(~np.asarray(equal))[:3].tolist()}"
