"""Two entries, compared: the verdict, distances and places of `pyjuliann.compare`, in blocks of bounded size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.typed import MISSING
from pyjuliann.files.conform import NUMBERS, TIMES, conform, dtype_words, shape_words
from pyjuliann.files.entries import Array, Entry
from pyjuliann.parity.comparing.comparison import Comparison, Place, Policy
from pyjuliann.parity.comparing.elements import tally_arrays
from pyjuliann.parity.comparing.tally import Tally, ValuePath

BLOCK: Final = 1 << 26
"""Bytes of either side that are in memory at a time."""


@dataclass(frozen=True)
class _Block(ValuePath):
    """Where a block begins in the whole: its elements are told by their places there."""

    start: tuple[int, ...] = ()

    def place(self, index: tuple[int, ...] | None, python: Any, julia: Any, **distances: Any) -> Place:
        """Return the place of one element of the block."""
        if index is not None and self.start:
            index = tuple(i + first for i, first in zip(index, self.start, strict=True))
        return super().place(index, python, julia, **distances)


@dataclass(frozen=True, eq=False)
class Compared:
    """What comparing two entries found.

    Attributes
    ----------
    comparison : Comparison
    a, b : Entry
        In the form in which they were compared.
    notes : tuple of str
    """

    comparison: Comparison
    a: Entry
    b: Entry
    notes: tuple[str, ...] = ()


def compare_entries(a: Entry, b: Entry, policy: Policy) -> Compared:
    """Compare two entries.

    Numbers are compared by bits, then by ULP; texts, times and truth values exactly; a missing value is the same as
    another one only.
    """
    form = conform(a, b, policy)
    tally = Tally(policy)
    for aspect, first, second in form.differences:
        tally.differ(aspect, first, second, ValuePath())
    if form.comparable:
        for where, x, y in _blocks(form.a, form.b):
            tally_values(tally, x, y, where)
    first, second = (f"{dtype_words(entry.dtype)} {shape_words(entry.shape)}" for entry in (form.a, form.b))
    return Compared(tally.result(first, second), form.a, form.b, form.notes)


def _blocks(a: Entry, b: Entry) -> Iterator[tuple[_Block, Array, Array]]:
    """Yield both entries in blocks, along the dimension in which the first is cheapest to read."""
    for rows, x in a.blocks(BLOCK):
        start = [0] * len(a.shape)
        index = [slice(0, n) for n in a.shape]
        if a.shape:
            start[a.axis], index[a.axis] = rows.start, rows
        yield _Block(start=tuple(start)), x, np.asanyarray(b.part(tuple(index)))


def tally_values(tally: Tally, x: Array, y: Array, where: ValuePath) -> None:
    """Compare two arrays of one shape and of one kind of value."""
    masks = [np.ma.getmaskarray(side) if isinstance(side, np.ma.MaskedArray) else None for side in (x, y)]
    gone = [mask for mask in masks if mask is not None]
    originals = x, y
    if gone:
        either = np.logical_or.reduce(gone)
        x, y = (_filled(side, either) for side in (x, y))
    if x.dtype.kind in NUMBERS and y.dtype.kind in NUMBERS:
        tally_arrays(tally, np.asarray(x), np.asarray(y), where)
    else:
        tally.visited += 1
        tally.elements += x.size
        _note_unequal(tally, x, y, _unequal(x, y), where)
    if gone:
        absent = [np.zeros(x.shape, bool) if mask is None else mask for mask in masks]
        tally.visited += 1
        _note_unequal(tally, *originals, absent[0] != absent[1], where)


def _filled(side: Array, gone: Array) -> Array:
    data = np.array(np.ma.getdata(side))
    data[gone] = np.zeros((), data.dtype)
    return data


def _unequal(x: Array, y: Array) -> Array:
    unequal = np.asarray(x != y, bool)
    if x.dtype.kind in TIMES:
        unequal &= ~(np.isnat(x) & np.isnat(y))
    return unequal


def _note_unequal(tally: Tally, x: Array, y: Array, unequal: Array, where: ValuePath) -> None:
    """Take elements that have no distance into the tally: each one is beyond any budget."""
    count = int(np.count_nonzero(unequal))
    if not count:
        return
    tally.differing += count
    tally.beyond += count
    tally.no_distance = True
    index = tuple(int(i) for i in np.unravel_index(int(np.argmax(unequal)), unequal.shape))
    values = (MISSING if np.ma.is_masked(side[index]) else side[index] for side in (x, y))
    tally.note(where.place(index, *values), beyond=True, gap=0, absolute=math.inf)
