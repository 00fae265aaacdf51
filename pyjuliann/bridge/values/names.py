"""What both directions of the codec share: the names of Julia's types and what they are in Python."""

from __future__ import annotations

from collections.abc import Callable
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
