"""Names that both ends know: of a function, and of values that CBOR has no type for."""

from __future__ import annotations

from typing import Any

import numpy as np
from cbor2 import CBORTag

# A call, not `Engine.eval`: a recording would take evaluated code as what every later answer depends on.
EVALUATE = "PyjuliannBridge.evaluate"
NAMED = 27  # the CBOR tag of [name, parts...]
OBJECT = 0x706A0002  # ours: a value that stays in Julia, [number, type name], or its number on the way back
FUNCTION = 0x706A0003  # ours: a function that stays in Python, [number, name], or its number on the way back


def named(name: str, *parts: Any) -> CBORTag:
    """Return a value that CBOR has no type for."""
    return CBORTag(NAMED, [name, *parts])


def named_float(name: str, *parts: np.floating[Any]) -> CBORTag:
    """Return a float, or the two parts of a complex number; with a NaN as bytes, since cbor2 writes all NaN alike."""
    if any(map(np.isnan, parts)):
        return named(name, b"".join(np.asarray(part, part.dtype.newbyteorder("<")).tobytes() for part in parts))
    return named(name, *map(float, parts))
