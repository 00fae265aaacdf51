"""Why two arrays or columns differ: ONE table of what may have been done to them, each undone and compared again.

A cause is named only if undoing it makes all values agree, and if they would hardly agree by chance. A new one is a
function that undoes it, a row in `ROWS`, and a sentence in `wording.FILE_CAUSES`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from pyjuliann.files import forms, places
from pyjuliann.files.entries import Array, FileArray
from pyjuliann.files.undone import Undone
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Comparison, Policy
from pyjuliann.wording import FILE_CAUSES, file_cause_line, first_rows_line

_ENOUGH: Final = 7.0
"""How many bits all that agrees must carry: by chance it would agree once in 2^7 times."""
_MORE_FOR_TWO: Final = 10.0
"""How many more of them where two causes are sought among all pairs."""
_FEWEST_ROWS: Final = 4
"""How many distinct rows must be there for another order of them to say anything."""
_LEAST: Final = 2
"""How many places must agree that did not."""
_VERY_FEW: Final = 32
_FEW: Final = 2048
"""How many elements are looked at first, in passing and then closely."""
_PERCENT: Final = 0.01
_SAMPLED: Final = 64
"""How many elements are compared with how many others to find out how often they agree by chance."""
LARGEST: Final = 1 << 25
"""Bytes in which a cause is sought."""
_LARGEST_OF_TWO: Final = 1 << 18
"""In how many elements any two causes at once are sought; in more, only another shape of rounded values."""


@dataclass(frozen=True)
class CauseRow:
    """A cause.

    Attributes
    ----------
    name : str
        Its short name.
    stage : int
        When it is undone where there are two: what was done last, `_ROUNDED`, comes last. Rounding needs the values
        in their places, and places need to be read.
    undo : callable
        Yields what undoing it gives; nothing where it cannot be the cause.
    certain : bool
        Whether equal values prove it, however few they are.

    Raises
    ------
    ValueError
        If `wording.FILE_CAUSES` has no sentence for it.
    """

    name: str
    stage: int
    undo: Callable[[Array, Array], Iterator[Undone]]
    certain: bool = False

    def __post_init__(self) -> None:
        if self.name not in FILE_CAUSES:
            raise ValueError(f"causes: no sentence for {self.name!r} in wording.FILE_CAUSES")


_WRITTEN, _SHAPED, _ORDERED, _MEASURED, _ROUNDED = range(5)

ROWS: Final = (
    # the same values in another form
    CauseRow("missing", _WRITTEN, forms.missing_values, certain=True),
    CauseRow("padded", _WRITTEN, forms.padded, certain=True),
    CauseRow("text_form", _WRITTEN, forms.text_form, certain=True),
    CauseRow("truth", _WRITTEN, forms.truth_values, certain=True),
    CauseRow("complex", _WRITTEN, forms.complex_without_imaginary_part, certain=True),
    CauseRow("numbers_as_text", _WRITTEN, forms.numbers_as_text, certain=True),
    CauseRow("dates_as_text", _WRITTEN, forms.dates_as_text, certain=True),
    CauseRow("date_unit", _WRITTEN, forms.date_unit, certain=True),
    CauseRow("float_width", _ROUNDED, forms.float_width),
    CauseRow("element_type", _WRITTEN, forms.element_type, certain=True),
    # the same values in another shape
    CauseRow("transposed", _SHAPED, places.transposed),
    CauseRow("kept_dimension", _SHAPED, places.kept_dimension, certain=True),
    CauseRow("reshaped", _SHAPED, places.reshaped),
    CauseRow("memory_order", _SHAPED, places.memory_order),
    CauseRow("permuted_axes", _SHAPED, places.permuted_axes),
    # other values
    CauseRow("byte_order", _WRITTEN, forms.byte_order),
    CauseRow("signedness", _WRITTEN, forms.signedness),
    CauseRow("filled", _WRITTEN, forms.filled),
    CauseRow("printed", _ROUNDED, forms.printed),
    CauseRow("index_base", _MEASURED, forms.index_base),
    CauseRow("time_zone", _MEASURED, forms.time_zone),
    CauseRow("scaled", _MEASURED, forms.scaled),
    CauseRow("offset", _MEASURED, forms.offset),
    CauseRow("dates_as_numbers", _MEASURED, forms.dates_as_numbers),
    CauseRow("turned", _MEASURED, forms.turned),
    CauseRow("signs", _MEASURED, places.signs),
    # the same values in other rows
    CauseRow("reversed", _ORDERED, places.in_reverse),
    CauseRow("shifted", _ORDERED, places.shifted),
    CauseRow("left_out", _ORDERED, places.left_out),
    CauseRow("sorted", _ORDERED, places.sorted_otherwise),
)
"""All causes, the simplest first: the first that fits is named."""


@dataclass(frozen=True, eq=False)
class FileCause:
    """Why two arrays differ.

    Attributes
    ----------
    names : tuple of str
        One cause of the table, or two in the order in which they were undone.
    facts : tuple of mapping
        What is special about each here.
    a, b : array
        The two after that.
    comparison : Comparison
        What comparing these gave.
    """

    names: tuple[str, ...]
    facts: tuple[Mapping[str, Any], ...]
    a: Array = field(repr=False)
    b: Array = field(repr=False)
    comparison: Comparison = field(repr=False)

    @property
    def sentence(self) -> str:
        """The cause in words."""
        return file_cause_line(self)

    def __str__(self) -> str:
        return self.sentence

    def to_dict(self) -> dict[str, Any]:
        """Return the cause as JSON-able content."""
        return {"names": list(self.names), "sentence": self.sentence, "comparison": self.comparison.to_dict()}


def explain(a: Array, b: Array, policy: Policy | None = None) -> FileCause | None:
    """Return why two arrays differ, if undoing one cause of the table, or two, makes all of their values agree.

    Parameters
    ----------
    a, b : (...) array
        Numbers, dates, or strings as objects; what is missing is masked. They differ under the policy.
    policy : Policy, optional
        How far apart values may be; by default not at all.

    Returns
    -------
    FileCause or None
        The first in the table that fits; None where none does, or where it would fit by chance, as with constant
        arrays or too few distinct values. Where the dimensions of one are the other's in reverse, transposing is named
        also if only most values agree then.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.arange(6.0).reshape(2, 3)
    >>> explain(x, x.T).names
    ('transposed',)
    >>> explain(x + 0.1, (x + 0.1).T.astype("float32")).names
    ('transposed', 'float_width')
    """
    given = Undone(*forms.without_masks(*(_plain(x) for x in (a, b))))
    tried = _Tried(policy if policy is not None else Policy(), given)
    with np.errstate(all="ignore"):
        found = next(tried.single(given, _ENOUGH), None)
        if found is None:
            found = next(tried.double(given), None)
        return found if found is not None else tried.turned_round(given)


def cause_between(a: FileArray, b: FileArray, policy: Policy, names: Sequence[str] = ("A", "B")) -> str:
    """Return why two entries of two files differ, as a sentence; "" where no cause is known.

    Of what is larger than `LARGEST` the first rows are looked at, and the sentence says so.
    """
    rows = 0
    if a.nbytes + b.nbytes > LARGEST:
        if a.shape != b.shape or a.axis != b.axis:
            return ""
        rows = max(1, a.shape[a.axis] * LARGEST // (a.nbytes + b.nbytes))
    sides = [entry.first(rows) if rows else entry.read() for entry in (a, b)]
    found = explain(sides[0], sides[1], policy)
    if found is None:
        return ""
    told = file_cause_line(found, names)
    return first_rows_line(rows, told) if rows else told


def rows_elsewhere(columns: Mapping[str, tuple[Array, Array]], policy: Policy) -> list[str] | None:
    """Return by which columns the rows of two tables can be aligned, if they are the same rows in another order.

    Parameters
    ----------
    columns : mapping of str to (array, array)
        The columns of both tables, by name, all of one length.

    Returns
    -------
    list of str or None
        Columns that tell all rows apart; None if the rows are not the same, or too few of them are distinct.
    """
    codes = {name: found for name, (a, b) in columns.items() if (found := _codes(a, b)) is not None}
    if not codes:
        return None
    distinct = {name: int(found[0].max(initial=0)) + 1 for name, found in codes.items()}
    names = sorted(codes, key=lambda name: -distinct[name])
    sides = [np.stack([codes[name][side] for name in names]) for side in (0, 1)]
    count = len(sides[0][0])
    kinds = np.unique(sides[0], axis=1).shape[1]
    if kinds < _FEWEST_ROWS or 2 * kinds < count:
        return None
    orders = [np.lexsort(side[::-1]) for side in sides]
    if np.array_equal(orders[0], orders[1]):
        return None
    for a, b in columns.values():
        if not compare(a[orders[0]], b[orders[1]], policy):
            return None
    return [name for name in names if distinct[name] == count]


def _codes(a: Array, b: Array) -> tuple[Array, Array] | None:
    """Return numbers for the values of two columns, in their order; None where they have not the same values."""
    if np.ma.is_masked(a) or np.ma.is_masked(b) or a.dtype.kind != b.dtype.kind:
        return None
    try:
        found, numbers = np.unique(np.concatenate([np.asarray(a), np.asarray(b)]), return_inverse=True)
    except TypeError:  # objects without an order
        return None
    halves = numbers[: len(a)], numbers[len(a) :]
    counts = [np.bincount(half, minlength=len(found)) for half in halves]
    return halves if np.array_equal(counts[0], counts[1]) else None


def _plain(x: Array) -> Array:
    """Return an array whose mask is left off if it hides nothing, and whose strings are objects."""
    x = np.asanyarray(x)
    if isinstance(x, np.ma.MaskedArray) and not np.ma.is_masked(x):
        x = np.ma.getdata(x)
    return x.astype(object) if x.dtype.kind in "UST" else x


class _Tried:
    """The search for causes between two arrays."""

    def __init__(self, policy: Policy, given: Undone) -> None:
        self.policy = policy
        budgets = policy.ulp.values() if isinstance(policy.ulp, Mapping) else [policy.ulp]
        self.strict = max(policy.rtol, policy.atol, max(budgets, default=0) * 2.0**-23) < _PERCENT
        before = self.compared(given) if given.a.shape == given.b.shape else None
        # what has no common kind was not compared, and all that agrees afterwards did not agree before
        self.before = before.beyond if before is not None and before.elements == given.a.size else None

    def single(self, start: Undone, enough: float) -> Iterator[FileCause]:
        """Yield each cause that makes all values agree."""
        for row, undone in self.steps(start):
            if (found := self.judged((row,), (start, undone), enough)) is not None:
                yield found

    def double(self, given: Undone) -> Iterator[FileCause]:
        """Yield each two causes that make all values agree."""
        large = max(given.a.size, given.b.size) > _LARGEST_OF_TWO
        firsts = [row for row in ROWS if not large or row.stage == _SHAPED]
        for first, undone in self.steps(given, firsts):
            seconds = [row for row in ROWS if row.stage > first.stage and (not large or row.stage == _ROUNDED)]
            for second, both in self.steps(undone, seconds):
                if (found := self.judged((first, second), (given, undone, both), _ENOUGH + _MORE_FOR_TWO)) is not None:
                    yield found

    def turned_round(self, given: Undone) -> FileCause | None:
        """Return that dimensions stand in reverse, if most values agree then that would hardly do so by chance."""
        if given.a.shape == given.b.shape or given.a.dtype != given.b.dtype:
            return None
        for undone in places.transposed(given.a, given.b):
            found = self.compared(undone)
            agreeing = found.elements - found.beyond
            luck = self.luck(undone, 0.0)
            # of those that agree, as many as chance alone would bring say nothing
            if 2 * agreeing > found.elements and -(agreeing - luck * found.elements) * math.log2(luck) >= _ENOUGH:
                return FileCause(("transposed",), (undone.facts,), undone.a, undone.b, found)
        return None

    def steps(self, start: Undone, rows: Sequence[CauseRow] = ROWS) -> Iterator[tuple[CauseRow, Undone]]:
        """Yield all that may be undone, with what that gives."""
        masked = any(isinstance(x, np.ma.MaskedArray) for x in (start.a, start.b))
        for row in rows:
            if masked and row.undo is not forms.missing_values:
                continue  # these read what is below the mask
            for undone in row.undo(start.a, start.b):
                yield row, undone

    def judged(self, rows: tuple[CauseRow, ...], steps: tuple[Undone, ...], enough: float) -> FileCause | None:
        """Return the causes if undoing them makes all values agree, and not by chance."""
        last = steps[-1]
        slack = sum(step.slack for step in steps)
        if last.a.shape != last.b.shape or not last.a.size or not self.at_first_sight(last, slack):
            return None
        found = self.compared(last, slack)
        if not found or not found.elements:
            return None
        if not all(row.certain for row in rows) and self.bits(last, slack, steps) < enough:
            return None
        facts = tuple(step.facts for step in steps[1:])
        return FileCause(tuple(row.name for row in rows), facts, last.a, last.b, found)

    def at_first_sight(self, undone: Undone, slack: float) -> bool:
        """Whether a few elements agree, spread over all of them."""
        if self.strict and _far_apart(_spread(undone, _VERY_FEW), slack):
            return False
        return undone.a.size <= 2 * _FEW or bool(self.compared(_spread(undone, _FEW), slack))

    def compared(self, undone: Undone, slack: float = 0.0) -> Comparison:
        """Compare the two sides by the policy; undoing may have moved them by the slack."""
        policy = replace(self.policy, atol=max(self.policy.atol, slack)) if slack else self.policy
        return compare(undone.a, undone.b, policy)

    def bits(self, undone: Undone, slack: float, steps: tuple[Undone, ...]) -> float:
        """Return how much all that agrees says: how many bits of chance it would take."""
        agreeing = undone.a.size if self.before is None else min(self.before, undone.a.size)
        agreeing -= sum(step.fitted for step in steps)
        if agreeing < _LEAST:
            return 0.0
        return agreeing * -math.log2(self.luck(undone, slack)) - sum(step.free for step in steps)

    def luck(self, undone: Undone, slack: float) -> float:
        """Return how often an element of one side agrees with one of another place."""
        picked = _spread(undone, _SAMPLED)
        count = picked.a.size
        left, right = np.divmod(np.array([k for k in range(count * count) if k % (count + 1)], np.intp), count)
        if not left.size:
            return 1.0
        found = self.compared(Undone(picked.a[left], picked.b[right]), slack)
        return (found.elements - found.beyond + 1) / (found.elements + 2)


def _spread(undone: Undone, count: int) -> Undone:
    """Return so many elements, spread over all of them."""
    size = undone.a.size
    where = np.unravel_index(np.linspace(0, size - 1, min(size, count)).astype(np.intp), undone.a.shape or (1,))
    shape = undone.a.shape or (1,)
    return Undone(undone.a.reshape(shape)[where], undone.b.reshape(shape)[where])


def _far_apart(undone: Undone, slack: float) -> bool:
    """Whether some numbers are so far apart that a strict policy needs not be asked."""
    if {undone.a.dtype.kind, undone.b.dtype.kind} - set("biufc"):
        return False
    x, y = (np.ma.getdata(side).astype(complex) for side in (undone.a, undone.b))
    return bool(np.any(np.abs(x - y) > slack + _PERCENT * (1 + np.maximum(np.abs(x), np.abs(y)))))
