"""A call's own data made small: fewer elements, rounder numbers, as long as the sides differ in the same way."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.typed import bare
from pyjuliann.errors import PyjuliannError
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.noise import numbers_of

SECONDS: Final = 8.0
"""How long a call is made smaller."""

_BATCH: Final = 16
"""So many candidates are tried at once."""

_DIGITS: Final = (0, 1, 2, 4)
"""To so many digits after the point numbers are rounded."""

Run = Callable[[Sequence[Case]], list[CaseResult]]


def made_smaller(result: CaseResult, run: Run, seconds: float = SECONDS) -> CaseResult | None:
    """Return the smallest call that was found with the kind of difference of a given one; None if none is smaller.

    Dimensions that are equal stay equal. Where both sides gave numbers, all of them finite, they still do: what goes
    wrong with an empty array, or with one element, is often something else.

    Parameters
    ----------
    result : CaseResult
        A call on which the sides differ.
    run : callable
        Runs both sides on cases.
    seconds : float
        For how long to look.
    """
    search = _Search(result, run, time.monotonic() + seconds)
    search.go_on()
    return search.best if search.best is not result else None


class _Search:
    """Looks for smaller calls, one step after the other."""

    def __init__(self, start: CaseResult, run: Run, until: float) -> None:
        self.best, self.run, self.until = start, run, until
        self.finite = _is_finite(start)
        self.tried = {fingerprint(start.case)}

    def go_on(self) -> None:
        """Take every step that leads to a smaller call, until none does or the time is over."""
        changed = True
        while changed:
            changed = False
            for step in (_cut, _simplified):
                while (found := self._first(step(self.best.case))) is not None:
                    self.best, changed = found, True

    def _first(self, candidates: Iterator[Case]) -> CaseResult | None:
        """Return the first of the candidates that differs as the best one so far does."""
        some: list[Case] = []
        for case in candidates:
            if time.monotonic() > self.until:
                return None
            if (mark := fingerprint(case)) in self.tried:
                continue
            self.tried.add(mark)
            some.append(case)
            if len(some) == _BATCH:
                if (found := self._differing(some)) is not None:
                    return found
                some = []
        return self._differing(some) if some else None

    def _differing(self, cases: Sequence[Case]) -> CaseResult | None:
        try:
            results = self.run(cases)
        except PyjuliannError:
            return None
        alike = (r for r in results if r.signature == self.best.signature)
        return next((r for r in alike if not self.finite or _is_finite(r)), None)


def _is_finite(result: CaseResult) -> bool:
    """Whether both sides returned numbers, all of them finite."""
    if not (result.python.returned and result.julia.returned):
        return False
    sides = [numbers_of(bare(side.value)) for side in (result.python, result.julia)]
    return all(any(x.size for x in found) and all(np.isfinite(x).all() for x in found) for found in sides)


# ---------------------------------------------------------------- fewer elements


def _cut(case: Case) -> Iterator[Case]:
    """Yield the case with parts left out along all dimensions of one length: halves, quarters, …, single elements."""
    lengths = sorted({n for _, x in case.slots() for n in _lengths(x) if n > 1}, reverse=True)
    for length in lengths:
        parts = 2
        while True:
            size = math.ceil(length / parts)
            for start in range(0, length, size):
                yield _changed(case, partial(_without, length=length, start=start, stop=start + size))
            if size == 1:
                break
            parts *= 2


def _lengths(value: Any) -> tuple[int, ...]:
    if isinstance(value, np.ndarray):
        shape: tuple[int, ...] = value.shape
        return shape
    return (len(value),) if type(value) in (list, str) else ()


def _without(value: Any, length: int, start: int, stop: int) -> Any:
    """Return a value without some elements, along all dimensions of a length."""
    if isinstance(value, np.ndarray):
        for axis, n in enumerate(value.shape):
            if n == length:
                value = np.delete(value, slice(start, stop), axis)
        return value
    if type(value) in (list, str) and len(value) == length:
        return value[:start] + value[stop:]
    return value


def _changed(case: Case, change: Callable[[Any], Any]) -> Case:
    return Case(tuple(map(change, case.arguments)), {k: change(x) for k, x in case.keywords.items()}, case.label)


# ---------------------------------------------------------------- rounder numbers


def _simplified(case: Case) -> Iterator[Case]:
    """Yield the case with one argument's floating-point numbers rounded, the roundest first."""
    for slot, value in case.slots():
        if not _has_fractions(value):
            continue
        for digits in _DIGITS:
            yield case.with_argument(slot, _rounded(value, digits))


def _has_fractions(value: Any) -> bool:
    if type(value) is list:
        return any(map(_has_fractions, value))
    if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        with np.errstate(all="ignore"):
            return bool(np.any(np.isfinite(value) & (value != np.rint(value))))
    return False


def _rounded(value: Any, digits: int) -> Any:
    if type(value) is list:
        return [_rounded(x, digits) if _has_fractions(x) else x for x in value]
    with np.errstate(all="ignore"):
        made = np.round(value, digits)
    return made if isinstance(value, np.ndarray) else type(value)(made)
