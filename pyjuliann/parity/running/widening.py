"""Whether an integer may be large: one that is a size or a count of steps would take all memory or all day.

That is tried, on both sides: larger and larger ones must take no time and no memory, and give nothing large.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable, Sized
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

from pyjuliann.errors import PairError, StoppedError
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.generate import Family, probes
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.recipes import Recipe, ScalarRecipe
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.session import Session, session_for

_SECONDS: Final = 1.0
"""How long a call may take that is to show whether large integers do harm."""

_LONGER: Final = 0.01
_TRIES: Final = 12
"""Of so many calls one must be as fast as ever: others may have to wait for other programs.

Python's are timed by what the process computes, and Julia's against a call with small numbers.
"""
_BYTES: Final = 2**20
_LARGEST_RESULT: Final = 256
_STEPS: Final = tuple(round(8 * 1.5**k) for k in range(33))  # to 3.5 million
_FAR_STEPS: Final = tuple(8**k for k in range(1, 9))  # to 16 million
_WHOLE_RANGE: Final = (2**31 - 1, 2**61 - 1, 2**63 - 1)  # two primes, for what looks for divisors


def widened(session: Session, pair: Pair, family: Family) -> Family:
    """Return the family with those integers let go to the ends of their range that do no harm there.

    It stays as it is where answers are recorded: how long a call takes is not.
    """
    recipes: tuple[Recipe, ...] = family.positional
    narrow = [k for k, recipe in enumerate(recipes) if isinstance(recipe, ScalarRecipe) and recipe.narrow]
    if not narrow or session.engine.repeats or not all(isinstance(recipe, ScalarRecipe) for recipe in recipes):
        return family
    limit = min(_SECONDS, session.limits.timeout)
    try:
        base = _positive(probes(family)[0])
        session.run(pair, [base])  # Julia compiles for it, which takes as long as it takes
        with session_for(session, limit) as hurried:
            wide = {k for k in narrow if all(_is_harmless(hurried, pair, base, k, sign) for sign in (1, -1))}
            if len(wide) > 1 and not _runs(hurried, pair, [_with(base, dict.fromkeys(wide, n)) for n in _WHOLE_RANGE]):
                return family
    except PairError:  # a call was stopped, or made Julia die
        return family
    given = tuple(
        replace(recipe, narrow=None) if k in wide and isinstance(recipe, ScalarRecipe) else recipe
        for k, recipe in enumerate(recipes)
    )
    return replace(family, positional=given)


def _positive(case: Case) -> Case:
    """Return the case with numbers that are neither 0 nor 1, which would make a product or a power harmless."""
    return case.with_arguments([abs(x) + 2 if type(x) is int else x for x in case.arguments])


def _with(case: Case, values: dict[int, int]) -> Case:
    return case.with_arguments([values.get(k, x) for k, x in enumerate(case.arguments)])


def _is_harmless(session: Session, pair: Pair, base: Case, slot: int, sign: int) -> bool:
    for n in _STEPS:
        case = _with(base, {slot: sign * n})
        if _size(run_python(pair.python, [case])[0]) > _LARGEST_RESULT:
            return False
        if not _is_fast(partial(run_python, pair.python, [case]), time.process_time):
            return False
    if _python_bytes(pair, case) > _BYTES:
        return False
    usual = statistics.median(_seconds(partial(session.run, pair, [base])) for _ in range(3))
    for n in _FAR_STEPS:
        if not _is_fast(partial(session.run, pair, [_with(base, {slot: sign * n})]), longest=2 * usual):
            return False
    return _runs(session, pair, [_with(base, {slot: sign * n}) for n in _WHOLE_RANGE])


def _is_fast(
    call: Callable[[], object], clock: Callable[[], float] = time.perf_counter, longest: float = _LONGER
) -> bool:
    """Whether a call takes no time to speak of, at best."""
    return any(_seconds(call, clock) < max(longest, _LONGER) for _ in range(_TRIES))


def _seconds(call: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    call()
    return clock() - start


def _python_bytes(pair: Pair, case: Case) -> int:
    """Return how much memory a call takes."""
    if tracemalloc.is_tracing():
        return 0
    tracemalloc.start()
    try:
        run_python(pair.python, [case])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _size(outcome: Outcome) -> int:
    """Return how large a result is: its elements, or the bytes of an integer."""
    value: Any = outcome.value
    if isinstance(value, int):
        return value.bit_length() // 8
    return value.size if isinstance(value, np.ndarray) else len(value) if isinstance(value, Sized) else 1


def _runs(session: Session, pair: Pair, cases: list[Case]) -> bool:
    """Whether both sides come back soon from each of the cases, with nothing large."""
    for case in cases:
        try:
            outcome = run_python(pair.python, [case])[0]
            if _size(outcome) > _LARGEST_RESULT:
                return False
            session.run(pair, [case])
        except StoppedError:
            return False
    return True
