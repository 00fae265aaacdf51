"""What both directions of the codec share: the names of Julia's types and what they are in Python."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np
from cbor2 import CBORTag

# A call, not `Engine.eval`: a recording would take evaluated code as what every later answer depends on.
EVALUATE = "PyjuliannBridge.evaluate"
NAMED = 27  # the CBOR tag of [name, parts...]
TEXT = ("String", "Char", "Symbol")
SCALARS: dict[str, Callable[[Any], Any]] = {
    "Int8": np.int8, "Int16": np.int16, "Int32": np.int32, "Int64": int, "Int128": int,
    "UInt8": np.uint8, "UInt16": np.uint16, "UInt32": np.uint32, "UInt64": np.uint64, "UInt128": int,
    "BigInt": int, "Float16": np.float16, "Float32": np.float32, "Float64": float, "Char": str, "Symbol": str,
}  # fmt: skip
COMPLEX: dict[str, Callable[[complex], Any]] = {
    "ComplexF16": np.complex64, "ComplexF32": np.complex64, "ComplexF64": complex,
}  # fmt: skip


def seconds(what: str, timeout: Any) -> float | None:
    """Return a time limit as a float; raise `ValueError` if it is no number above 0 that one has, nor None."""
    if timeout is None:
        return None
    try:
        limit = 0.0 if isinstance(timeout, bool | np.bool_) or not isinstance(timeout, Real) else float(timeout)
    except OverflowError:
        limit = 0.0
    if not limit > 0:
        raise ValueError(f"{what}: timeout: expected seconds above 0, or None, got {short(timeout)}")
    return limit


def short(value: Any) -> str:
    """Return how a value is written, in at most 80 characters."""
    try:
        return f"{value!r:.80}"
    except ValueError:  # an int of thousands of digits
        return f"an int of {value.bit_length()} bits"


def named(name: str, *parts: Any) -> CBORTag:
    """Return a value that CBOR has no type for."""
    return CBORTag(NAMED, [name, *parts])


def named_float(name: str, *parts: np.floating[Any]) -> CBORTag:
    """Return a float, or the two parts of a complex number; with a NaN as bytes, since cbor2 writes all NaN alike."""
    if any(map(np.isnan, parts)):
        return named(name, b"".join(np.asarray(part, part.dtype.newbyteorder("<")).tobytes() for part in parts))
    return named(name, *map(float, parts))


def type_name(value: Any) -> str:
    """Return how the type of ``value`` is spelt in Python."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
