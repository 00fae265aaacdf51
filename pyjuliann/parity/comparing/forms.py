"""Values of two forms that hold the same elements: brought into one form, so that these can be compared."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.bridge.values.kinds import category
from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.parity.comparing.blocks import Array

_SEQUENCES = (list, tuple, set, frozenset, range)


def are_sequences(python: Any, julia: Any) -> bool:
    """Whether each is a list, a tuple or an array with one index."""
    return all(x.ndim == 1 if isinstance(x, np.ndarray) else isinstance(x, (list, tuple)) for x in (python, julia))


def in_one_container(python: Any, julia: Any) -> tuple[Any, Any] | None:
    """Return values of two categories in one, None where there is none that both fit into.

    A number and an array of one element are numbers; an array of numbers and a sequence of them are arrays; any two
    sequences are lists. Sets have no order of their own, so what stands beside one is sorted too.

    Examples
    --------
    >>> in_one_container((1, 2), [1, 3]), in_one_container(2.0, np.array([[3.0]]))
    (([1, 2], [1, 3]), (2.0, np.float64(3.0)))
    """
    sides = python, julia
    arrays = [isinstance(side, np.ndarray) for side in sides]
    if any(arrays) and "scalar" in map(category, sides):
        one = [side.reshape(-1)[0] if isinstance(side, np.ndarray) and side.size == 1 else side for side in sides]
        return None if any(isinstance(side, np.ndarray) for side in one) else (one[0], one[1])
    if not all(isinstance(side, (np.ndarray, *_SEQUENCES)) for side in sides):
        return None
    if any(isinstance(side, (set, frozenset)) for side in sides):
        try:
            return sorted(python), sorted(julia)
        except (TypeError, ValueError):
            return None
    if any(arrays):
        if all(arrays) and any(isinstance(side, np.ma.MaskedArray) for side in sides):
            return np.ma.asarray(python), np.ma.asarray(julia)
        numbers = [_numbers(side, other) for side, other in (sides, sides[::-1])]
        if numbers[0] is not None and numbers[1] is not None:
            return numbers[0], numbers[1]
    return list(python), list(julia)


def _numbers(value: Any, other: Any) -> Array | None:
    """Return an array, or a sequence of numbers, as an array; None where it is none of numbers."""
    if not len(value) and isinstance(other, np.ndarray):
        value = np.empty(len(value), other.dtype) if not isinstance(value, np.ndarray) else value
    elif not isinstance(value, np.ndarray):
        try:
            value = np.asarray([part.value if is_julia_value(part) else part for part in value])
        except (TypeError, ValueError, OverflowError):  # parts of several sizes, or beyond every dtype
            return None
    return value if value.dtype.kind in "biufc" else None


def in_one_shape(python: Array, julia: Array) -> tuple[Array, Array] | None:
    """Return arrays without their dimensions of length 1; None where the others differ."""
    squeezed = np.squeeze(python), np.squeeze(julia)
    return squeezed if squeezed[0].shape == squeezed[1].shape else None
