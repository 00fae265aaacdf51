"""The smallest sequence of calls that keeps a difference: calls are dropped, and arguments made simple.

All candidates of a round go to both sides together.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.literals import python_literal
from pyjuliann.errors import PairError
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.stateful import CallSequence, MethodCall
from pyjuliann.parity.running.sequences import SequenceResult

SECONDS: Final = 10.0
"""How long a sequence is made smaller."""

_CALLS: Final = 2000
"""So many calls are tried at once, about: the time is looked at in between."""

_ELEMENTS: Final = 16
"""So many elements of an array are made simple one by one."""

Try = Callable[[Sequence[CallSequence]], list[SequenceResult]]
"""Runs sequences on both sides."""


def smallest(run: Try, result: SequenceResult, seconds: float = SECONDS) -> SequenceResult:
    """Return the result of the smallest sequence found that parts in the same call of the same kind of difference.

    Parameters
    ----------
    run : callable
        Runs sequences on both sides.
    result : SequenceResult
        What came of one that parts.
    seconds : float
        How long to look.
    """
    search = _Search(run, result, time.monotonic() + seconds)
    search.cut()
    search.drop()
    search.simplify()
    if search.best is result or result.parted is None:
        return result
    return replace(search.best, origin=result.origin or (result.parted, len(result.sequence.steps)))


@dataclass(eq=False)
class _Search:
    """The smallest sequence so far, and until when a smaller one is sought."""

    run: Try
    best: SequenceResult
    until: float

    def cut(self) -> None:
        """Leave out what comes after the call that parts."""
        parted = self.best.parted
        if parted is not None and parted < len(self.best.sequence.steps):
            self.first([replace(self.best.sequence, steps=self.best.sequence.steps[:parted])])

    def drop(self) -> None:
        """Leave out calls before the last one, many at a time, then fewer."""
        size = len(self.best.sequence.steps) // 2
        while size:
            steps = self.best.sequence.steps
            whole = [
                replace(self.best.sequence, steps=(*steps[:at], *steps[min(at + size, len(steps) - 1) :]))
                for at in range(0, len(steps) - 1, size)
            ]
            if not self.first(whole):
                size //= 2
            self.cut()
            size = min(size, max(len(self.best.sequence.steps) - 1, 0))

    def simplify(self) -> None:
        """Put simpler values in place of arguments, as long as any is found."""
        while self.first(list(_simpler_sequences(self.best.sequence))):
            self.cut()

    def first(self, candidates: Sequence[CallSequence]) -> bool:
        """Take the first of some sequences that keeps the difference; whether there is one."""
        batch = max(1, _CALLS // max(map(len, candidates), default=1))
        for start in range(0, len(candidates), batch):
            if time.monotonic() > self.until:
                return False
            try:
                results = self.run(candidates[start : start + batch])
            except PairError:
                return False
            for result in results:
                if self.is_kept(result):
                    self.best = result
                    return True
        return False

    def is_kept(self, result: SequenceResult) -> bool:
        """Whether a sequence parts as the one that is made smaller."""
        return result.parted is not None and (result.call, result.signature) == (self.best.call, self.best.signature)


def _simpler_sequences(sequence: CallSequence) -> Iterator[CallSequence]:
    """Yield sequences with simpler arguments: of all calls at once, then of one."""
    if sequence.is_made:
        for case in _simpler_cases(sequence.start):
            yield replace(sequence, start=case)
    for k, step in enumerate(sequence.steps):
        for case in _simpler_cases(step.case):
            yield replace(
                sequence, steps=(*sequence.steps[:k], MethodCall(step.method, case), *sequence.steps[k + 1 :])
            )


def _simpler_cases(case: Case) -> Iterator[Case]:
    for slot, value in case.slots():
        for simpler in _simpler(value):
            yield case.with_argument(slot, simpler)


def _simpler(value: Any) -> Iterator[Any]:
    """Yield values of the same type, and arrays of the same shape, that are shorter to write."""
    for other in _candidates(value):
        if _effort(other) < _effort(value):
            yield other


def _effort(value: Any) -> tuple[int, float]:
    """Return how long a value is to write, and how large the numbers in it are."""
    numbers = np.asarray(value) if isinstance(value, (int, float, complex, np.number, np.ndarray)) else np.zeros(0)
    with np.errstate(all="ignore"):
        size = float(np.abs(numbers).sum()) if numbers.dtype.kind in "iufc" else 0.0
    return len(python_literal(value)), size if math.isfinite(size) else math.inf


def _candidates(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        return
    if isinstance(value, (int, float, complex, np.number)):
        yield from _numbers(value)
    elif isinstance(value, np.ndarray) and value.dtype.kind in "iufc" and value.size:
        flat = np.array(value)
        for number in (0, 1):
            yield np.full_like(flat, number)
        if value.dtype.kind == "f":
            with np.errstate(all="ignore"):
                yield from (np.round(flat, digits) for digits in (0, 1, 2))
        for k in range(min(flat.size, _ELEMENTS)):
            for number in _numbers(flat.flat[k]):
                one = flat.copy()
                one.flat[k] = number
                yield one
    elif type(value) in (list, tuple, str) and value:
        yield value[:0]
        yield value[: len(value) // 2]
        yield value[1:]
        yield value[:-1]
        if not isinstance(value, str):
            for k, part in enumerate(value[:_ELEMENTS]):
                for simpler in _candidates(part):
                    yield type(value)((*value[:k], simpler, *value[k + 1 :]))


def _numbers(value: Any) -> Iterator[Any]:
    kind = type(value)
    yield from (kind(number) for number in (0, 1, 2))
    if isinstance(value, (int, np.integer)):
        yield from (kind(int(value) // part) for part in (1000, 10, 2))
    elif isinstance(value, (float, np.floating)) and np.isfinite(value):
        yield from (kind(round(float(value), digits)) for digits in (0, 1, 2))
        yield from (kind(float(value) // part) for part in (1000, 10, 2))
