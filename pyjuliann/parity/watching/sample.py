"""Which calls are kept: all up to a number, then a fair sample; equal ones once; and no more than memory is for."""

from __future__ import annotations

import itertools
import math
import random
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case, mark_of
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.watching.calls import Abridged
from pyjuliann.parity.watching.copies import Copier, array_copy, size_of

Node = tuple[int, str, Any, int]
"""A call that is or was under way: its number, its function, the node of the call around it, and how deep it is."""

LOOKED: Final = 20
"""So many times the calls that are kept are all looked at, where equal ones leave room; then chance decides."""

_WEIGHED: Final = 4
"""So does it once arguments of so many times the memory have been looked at."""

PLACES: Final = 1000
"""At most so many places are kept of equal calls."""

_SHARED: Final = 1 << 12  # bytes; arrays of more are kept once, however many calls are given them
_ABRIDGED: Final = 1 << 16  # bytes; so are results of more, where memory is short


@dataclass(frozen=True)
class Keep:
    """How much is kept of a program's calls.

    Parameters
    ----------
    calls : int
        Of each function; of more, a sample.
    memory : float
        Bytes, about, for all of it.
    seed : int
        Of the sample.
    """

    calls: int = 100
    memory: float = 500e6
    seed: int = 0


@dataclass(eq=False)
class Draft:
    """A call that is kept, or is being kept until it ends."""

    node: Node
    case: Case
    mark: bytes
    thread: str
    instance: int | None
    shared: list[bytes]
    shared_at_end: list[bytes] = field(default_factory=list)
    size: int = 0
    outcome: Outcome | None = None
    end: bytes = b""
    times: int = 1
    otherwise: int = 0
    dropped: bool = False
    nodes: dict[int, Node] = field(default_factory=dict)

    def add_place(self, node: Node) -> None:
        """Take up where an equal call was made; one place for each calling call is enough."""
        if len(self.nodes) < PLACES:
            self.nodes.setdefault(0 if node[2] is None else node[2][0], node)


class CallSample:
    """The calls of one function.

    Attributes
    ----------
    numbers : iterator of int
        Numbers for its calls, from 1; taking the next is one step for all threads.
    due : int
        The number of the next call to look at; earlier ones are counted alone.
    """

    def __init__(self, function: str, keep: Keep) -> None:
        self.function = function
        self.room = keep.calls
        self.entries: list[Draft] = []
        self.marks: dict[bytes, Draft] = {}
        self.equal = 0
        self.left: Counter[str] = Counter()
        self.short = False
        self.numbers = itertools.count(1)
        self.due = 0
        self._asked = self._looked = self._weighed = 0
        self._sure, self._heavy = LOOKED * keep.calls, _WEIGHED * keep.memory
        self._random = random.Random(f"{keep.seed} {function}")  # noqa: S311 - nobody's secret

    def look(self, number: int) -> None:
        """Say that a call is looked at, and find the next one: each call after has the same chance as any before."""
        self._looked = number
        if number > self._sure:
            self._draw()

    def weigh(self, size: int) -> None:
        """Say how many bytes the arguments have that were looked at."""
        self._weighed += size
        if self._weighed > self._heavy and not self.due:
            self._draw()

    def _draw(self) -> None:
        """Find the next call to look at, by Li's algorithm L for fair samples, in constant time."""
        # as if a random number were drawn for each call, and those with the smallest were kept: the largest of these
        room = min(self.room, self._looked)
        bound = self._random.betavariate(room, self._looked - room + 1)
        # how many calls have none below it
        away = math.log(1 - self._random.random()) / math.log1p(-bound)
        self.due = self._looked + 1 + int(away)
        self._sure = 0

    @property
    def seen(self) -> int:
        """How many calls there were."""
        self._asked += 1
        return next(self.numbers) - self._asked

    def add(self, entry: Draft) -> Draft | None:
        """Keep a call, and return the one that gives way to it."""
        self.marks[entry.mark] = entry
        if len(self.entries) < self.room:
            self.entries.append(entry)
            if len(self.entries) == self.room and not self.due:
                self._draw()
            return None
        place = self._random.randrange(self.room)
        given_way, self.entries[place] = self.entries[place], entry
        self._forget(given_way)
        return given_way

    def leave_out(self, entry: Draft, reason: str) -> None:
        """Keep a call no more, for a reason; those that were equal to it have the same."""
        self._forget(entry)
        self.entries.remove(entry)
        self.left[reason] += entry.times

    def _forget(self, entry: Draft) -> None:
        entry.dropped = True
        del self.marks[entry.mark]
        self.equal -= entry.times - 1

    def halve(self) -> list[Draft]:
        """Keep half of the calls from now on; return those that give way."""
        self.room = max(1, len(self.entries) // 2)
        self.short = True
        self._draw()
        self._random.shuffle(self.entries)
        given_way, self.entries = self.entries[self.room :], self.entries[: self.room]
        for entry in given_way:
            self._forget(entry)
        return given_way


class Store:
    """What all kept calls take in memory; large arrays are there once, however many calls have them."""

    def __init__(self, keep: Keep) -> None:
        self.keep = keep
        self.lock = threading.RLock()
        self.samples: dict[str, CallSample] = {}
        self._arrays: dict[bytes, tuple[NDArray[Any], int]] = {}
        self._shared = 0
        self._own = 0
        self._abridges = False

    @property
    def too_large(self) -> str:
        """Why a call is left out that is larger than all memory."""
        return phrase("it takes more than the {:g} MB that there are for all calls", self.keep.memory / 1e6)

    @property
    def size(self) -> int:
        """About how many bytes are kept."""
        return self._own + self._shared

    def copier(self, shared: list[bytes], known: Mapping[int, bytes]) -> Copier:
        """Return what copies the values of one moment.

        Parameters
        ----------
        shared : list
            Receives the marks of arrays that others may have too.
        known : mapping of int to bytes
            The marks of some values, by `id`.
        """

        def copy(array: NDArray[Any]) -> NDArray[Any]:
            if array.nbytes < _SHARED:
                return array_copy(array)
            mark = known.get(id(array)) or mark_of(array)
            if mark in shared:  # equal arrays of one call are still two
                return array_copy(array)
            with self.lock:
                made, users = self._arrays.get(mark) or (array_copy(array), 0)
                self._arrays[mark] = made, users + 1
                self._shared += 0 if users else made.nbytes
            shared.append(mark)
            return made

        return Copier(copy)

    def release(self, shared: list[bytes]) -> None:
        """Forget arrays that nobody else has."""
        for mark in shared:
            array, users = self._arrays[mark]
            if users > 1:
                self._arrays[mark] = array, users - 1
            else:
                del self._arrays[mark]
                self._shared -= array.nbytes
        shared.clear()

    def drop(self, entry: Draft) -> None:
        """Forget what a call takes."""
        self._own -= entry.size
        entry.size = 0
        self.release(entry.shared)
        self.release(entry.shared_at_end)

    def keep_end(self, sample: CallSample, entry: Draft, outcome: Outcome) -> None:
        """Keep how a call ended, in as much memory as there is."""
        entry.outcome = outcome
        self._weigh(entry)
        if self._abridges:
            self._abridge(entry)
        elif self.size > self.keep.memory:
            self._abridges = True
            for other in [entry for each in self.samples.values() for entry in each.entries]:
                self._abridge(other)
        while self.size > self.keep.memory:
            largest = max(self.samples.values(), key=lambda each: (len(each.entries) > 1, self._weight(each)))
            if len(largest.entries) < 2:
                sample.leave_out(entry, self.too_large)
                self.drop(entry)
                return
            for given_way in largest.halve():
                self.drop(given_way)
            if entry.dropped:
                return

    def _weight(self, sample: CallSample) -> int:
        """Return about how many bytes the calls of a function need, arrays of others among them."""
        marks = {mark for entry in sample.entries for mark in (*entry.shared, *entry.shared_at_end)}
        return sum(entry.size for entry in sample.entries) + sum(self._arrays[mark][0].nbytes for mark in marks)

    def _weigh(self, entry: Draft) -> None:
        outcome, before = entry.outcome, entry.size
        marks = (*entry.shared, *entry.shared_at_end)
        ended = () if outcome is None else (outcome.value, dict(outcome.changed))
        values = (entry.case.arguments, dict(entry.case.keywords), ended)
        entry.size = size_of(values, {id(self._arrays[mark][0]) for mark in marks})
        self._own += entry.size - before

    def _abridge(self, entry: Draft) -> None:
        """Keep no more of large arrays that a call left behind than a hash and a sample."""
        if entry.outcome is not None:
            changed = {slot: abridged(value) for slot, value in entry.outcome.changed.items()}
            entry.outcome = replace(entry.outcome, value=abridged(entry.outcome.value), changed=changed)
            self.release(entry.shared_at_end)
            self._weigh(entry)


def abridged(value: Any) -> Any:
    """Return a value with large arrays of numbers abridged, in plain containers too."""
    kind = type(value)
    if kind is np.ndarray:
        return Abridged.of(value) if value.nbytes >= _ABRIDGED and value.dtype.kind in "biufc" else value
    if kind in (list, tuple):
        return kind(abridged(part) for part in value)
    if kind is dict:
        return {key: abridged(part) for key, part in value.items()}
    return value
