"""Undoing what was done to the places of values: layouts, orders, shifts, rows that one side lacks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import permutations
from typing import Any, Final

import numpy as np

from pyjuliann.files.entries import Array
from pyjuliann.files.undone import Undone

_DEEPEST: Final = 4
"""How many dimensions may be permuted."""
_SHIFTS: Final = (1, -1, 2, -2)
_FEWEST: Final = 4
"""How many distinct values must be there for another order of them to say anything."""
_MANY: Final = 20


def transposed(a: Array, b: Array) -> Iterator[Undone]:
    """Reverse the dimensions."""
    if a.ndim > 1 and a.shape == b.shape[::-1]:
        yield Undone(a.T, b, {"a": a.shape, "b": b.shape})


def permuted_axes(a: Array, b: Array) -> Iterator[Undone]:
    """Permute three dimensions or more."""
    if not 3 <= a.ndim == b.ndim <= _DEEPEST:
        return
    plain = tuple(range(a.ndim))
    for axes in permutations(plain):
        if axes not in (plain, plain[::-1]) and tuple(a.shape[k] for k in axes) == b.shape:
            yield Undone(a.transpose(axes), b, {"axes": axes}, free=math.log2(math.factorial(a.ndim)))


def kept_dimension(a: Array, b: Array) -> Iterator[Undone]:
    """Leave out dimensions of length 1."""
    squeezed = [tuple(n for n in x.shape if n != 1) for x in (a, b)]
    if a.shape != b.shape and squeezed[0] == squeezed[1] and a.size:
        yield Undone(a.reshape(squeezed[0]), b.reshape(squeezed[0]), {"a": a.shape, "b": b.shape})


def reshaped(a: Array, b: Array) -> Iterator[Undone]:
    """Give one side the other's shape, in the order in which Python reads."""
    if a.shape != b.shape and a.size == b.size:
        yield Undone(a.reshape(b.shape), b, {"a": a.shape, "b": b.shape})


def memory_order(a: Array, b: Array) -> Iterator[Undone]:
    """Give one side the other's shape in the other memory order."""
    if a.size == b.size and max(a.ndim, b.ndim) > 1:
        facts = {"a": a.shape, "b": b.shape}
        yield Undone(a.ravel(order="F").reshape(b.shape), b, facts)
        yield Undone(a.ravel().reshape(b.shape, order="F"), b, facts)


def in_reverse(a: Array, b: Array) -> Iterator[Undone]:
    """Turn one dimension round."""
    if a.shape == b.shape:
        for axis in range(a.ndim):
            yield Undone(np.flip(a, axis), b, {"axis": axis, "ndim": a.ndim}, free=math.log2(a.ndim))


def shifted(a: Array, b: Array) -> Iterator[Undone]:
    """Take the rows of one side one or two later, along any dimension; what hangs over is left out."""
    if a.shape != b.shape:
        return
    for axis in range(a.ndim):
        for rows in _SHIFTS:
            kept = a.shape[axis] - abs(rows)
            if kept < 2:
                continue
            ends = [_rows(x, axis, max(0, k), kept) for x, k in ((a, -rows), (b, rows))]
            facts = {"axis": axis, "ndim": a.ndim, "rows": rows}
            around = (
                _rows(b, axis, 0 if rows > 0 else kept, abs(rows)),
                _rows(a, axis, kept if rows > 0 else 0, abs(rows)),
            )
            facts["around"] = bool(np.all(_apart(around[0], around[1]) == 0))
            yield Undone(ends[0], ends[1], facts, free=math.log2(len(_SHIFTS) * a.ndim))


def left_out(a: Array, b: Array) -> Iterator[Undone]:
    """Leave out the rows, or columns, that one side has at one place beyond the other's."""
    axes = [k for k in range(a.ndim) if a.ndim == b.ndim and a.shape[k] != b.shape[k]]
    if len(axes) != 1:
        return
    axis = axes[0]
    swapped = a.shape[axis] < b.shape[axis]
    longer, shorter = (b, a) if swapped else (a, b)
    n = shorter.shape[axis]
    more = longer.shape[axis] - n
    if n < 2:
        return
    # The place is where all before it fits unmoved, and all behind it moved by what is left out.
    before, behind = (_by_row(_apart(_rows(longer, axis, k, n), shorter), axis) for k in (0, more))
    at = int(
        np.argmin(np.concatenate([[0.0], np.cumsum(before)]) + np.concatenate([np.cumsum(behind[::-1])[::-1], [0.0]]))
    )
    left = np.delete(longer, slice(at, at + more), axis)
    facts = {"axis": axis, "ndim": a.ndim, "rows": more, "at": at, "side": "A" if swapped else "B", "last": at == n}
    yield Undone(*((shorter, left) if swapped else (left, shorter)), facts, free=math.log2(n + 1))


def sorted_otherwise(a: Array, b: Array) -> Iterator[Undone]:
    """Sort the rows, or columns, of both sides."""
    if a.shape != b.shape or a.ndim not in (1, 2):
        return
    for axis in range(a.ndim):
        orders = [_order(x, axis) for x in (a, b)]
        if orders[0] is None or orders[1] is None:
            continue
        undone = [np.take(x, order, axis) for x, order in zip((a, b), orders, strict=True)]
        moved = int(np.count_nonzero(_by_row(_apart(a, b), axis)))
        straight = np.arange(a.shape[axis])
        facts = {"axis": axis, "ndim": a.ndim, "rows": a.shape[axis], "moved": moved}
        facts["sorted"] = [name for name, order in zip("AB", orders, strict=True) if np.array_equal(order, straight)]
        yield Undone(undone[0], undone[1], facts)


def signs(a: Array, b: Array) -> Iterator[Undone]:
    """Turn the signs of whole columns, or rows, as eigenvectors have them."""
    if a.shape != b.shape or a.ndim != 2 or {a.dtype.kind, b.dtype.kind} - set("ifc"):
        return
    for axis in (0, 1):
        turned = np.nansum((a * np.conj(b)).real, axis=axis, keepdims=True) < 0
        if turned.any() and a.shape[axis] > 1:
            facts = {"axis": 1 - axis, "count": int(turned.sum()), "of": turned.size, "ndim": 2}
            yield Undone(np.where(turned, -a, a), b, facts, free=float(turned.size))


def _rows(x: Array, axis: int, start: int, count: int) -> Array:
    return x[(slice(None),) * axis + (slice(start, start + count),)]


def _apart(x: Array, y: Array) -> Array:
    """Return how far elements are apart, those that differ in kind by 1."""
    numeric = {x.dtype.kind, y.dtype.kind} <= set("biufc")
    if not numeric:
        return np.asarray(np.ma.filled(x != y, True), dtype=float)
    wide = np.result_type(x, y, np.float64)
    values = [np.ma.filled(side.astype(wide), np.nan) for side in (x, y)]
    apart = np.abs(values[0] - values[1])
    same = (values[0] == values[1]) | (np.isnan(values[0]) & np.isnan(values[1]))
    known = apart[np.isfinite(apart)]
    largest = float(known.max(initial=0.0)) or 1.0
    return np.where(same, 0.0, np.where(np.isfinite(apart), apart / largest, 1.0))


def _by_row(apart: Array, axis: int) -> Array:
    summed: Array = apart.sum(axis=tuple(k for k in range(apart.ndim) if k != axis))
    return summed


def _order(x: Array, axis: int) -> Any:
    """Return how the rows of an array are sorted: by the column that tells most of them apart, and then the others.

    None where there are too few distinct rows.
    """
    rows = x.reshape(-1, 1) if x.ndim == 1 else np.moveaxis(x, axis, 0)
    if np.ma.isMaskedArray(rows) and np.ma.is_masked(rows):
        return None
    try:
        columns = [np.asarray(rows[:, k]) for k in range(rows.shape[1])]
        distinct = [len(np.unique(column)) for column in columns]
        if not distinct or max(distinct) < _FEWEST or (2 * max(distinct) < len(rows) and max(distinct) < _MANY):
            return None
        best = sorted(range(len(columns)), key=lambda k: (-distinct[k], k))
        return np.lexsort([columns[k] for k in best[::-1]]) if x.ndim == 2 else np.argsort(columns[0], kind="stable")
    except TypeError:  # objects without an order
        return None
