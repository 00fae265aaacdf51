"""Hypothesis at work: generating cases, keeping counterexamples in its database, and making them small."""

from __future__ import annotations

import contextlib
import hashlib
import math
import random
import time
import unittest
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice, zip_longest
from typing import Any, Final

import numpy as np

from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case, Slot, fingerprint
from pyjuliann.parity.pairing.generate import Family
from pyjuliann.parity.pairing.landmarks import landmarks
from pyjuliann.parity.pairing.numbers import Domain, near_landmarks, near_whole_landmarks
from pyjuliann.parity.pairing.pair import SIGNATURES, Pair
from pyjuliann.parity.pairing.recipes import StrategyRecipe, resolved

_MORE: Final = 5
"""How many times as many cases are generated at most, to have enough of which no two are alike."""

_LANDMARKS: Final = 24
"""So many landmarks are tried, at most, of an argument."""

SECONDS: Final = 15.0
"""How long a counterexample is made smaller."""


class _TimeIsOver(BaseException):
    """A counterexample has been made smaller for long enough; no `Exception`, which Hypothesis takes for a finding."""


Differs = Callable[[Case], str]
"""The kind of difference that a case shows; "" if it agrees."""


def hypothesis_cases(pair: Pair, family: Family, count: int, seed: int) -> list[Case]:
    """Return cases that Hypothesis generates, no two alike; the same seed gives the same ones.

    Raises
    ------
    PairError
        If a strategy of the user's is at fault, or `where` lets nothing through.
    """
    found: dict[bytes, Case] = {}

    def add(case: Case) -> bool:
        if len(found) < count:
            found.setdefault(fingerprint(case), case)
        return len(found) >= count

    if count:
        _find(pair, family, add, count=_MORE * count, seed=seed)
    if count and not found:
        raise PairError(phrase("{}: no arguments could be generated from {}", pair.name, family.label))
    sure: dict[bytes, Case] = {}
    for case in islice(_at_landmarks(pair, family, list(found.values())), count // 4):
        mark = fingerprint(case)
        sure[mark] = found.pop(mark, case)
    return [*list(found.values())[: count - len(sure)], *sure.values()]


def _at_landmarks(pair: Pair, family: Family, cases: Sequence[Case]) -> Iterator[Case]:
    """Yield cases with a landmark in place of one argument, the arguments taking turns."""
    turns = zip_longest(*([(slot, x) for x in points] for slot, points in landmark_points(pair, family).items()))
    places = (place for turn in turns for place in turn if place is not None)
    for (slot, point), case in zip(places, cycle(cases)):
        at = case.with_argument(slot, point)
        with contextlib.suppress(PairError):  # `where` may know of no such combination
            if family.wanted(at):
                yield at


def landmark_points(pair: Pair, family: Family) -> dict[Slot, Sequence[float]]:
    """Return the landmarks of a pair that its strategies have too, by argument: of those of integers and floats."""
    recipes: dict[Slot, Any] = dict((*enumerate(family.positional), *family.keywords.items()))
    slots = {slot: recipe.strategy for slot, recipe in recipes.items() if isinstance(recipe, StrategyRecipe)}
    if family.whole is not None:
        slots = dict(enumerate(getattr(_plain(family.whole), "element_strategies", ())))
    marks = landmarks(pair)
    found = {slot: _points(_plain(strategy), marks) for slot, strategy in slots.items()}
    return {slot: points[:_LANDMARKS] for slot, points in found.items() if points}


def _plain(strategy: Any) -> Any:
    """Return what a strategy stands for, as far as this version of Hypothesis shows it."""
    given = resolved(strategy)
    return getattr(given, "wrapped_strategy", given)


def _points(strategy: Any, marks: tuple[float, ...]) -> tuple[float, ...]:
    """Return the landmarks among the numbers of a strategy; none of one that is neither of integers nor of floats."""
    names = {"IntegersStrategy": ("start", "end"), "FloatStrategy": ("min_value", "max_value")}
    if type(strategy).__name__ not in names:
        return ()
    low, high = (getattr(strategy, end, None) for end in names[type(strategy).__name__])
    domain = Domain(
        -math.inf if low is None else float(low), math.inf if high is None else float(high), landmarks=marks
    )
    if "Integers" in type(strategy).__name__:
        return near_whole_landmarks(np.dtype(np.int64), domain)
    return near_landmarks(np.dtype(np.float64), domain)


def kept_cases(pair: Pair, family: Family, database: Any) -> list[Case]:
    """Return the counterexamples that Hypothesis' database keeps for a pair."""
    found: list[Case] = []
    for signature in SIGNATURES if database is not None else ():
        if any(True for _ in database.fetch(_key(pair, family, signature))):
            copy = _in_memory(database.fetch(_key(pair, family, signature)), _key(pair, family, signature))
            _find(pair, family, found.append, database=copy, key=_key(pair, family, signature), phases=("reuse",))
    return found


def shrunk(
    pair: Pair, family: Family, signature: str, differs: Differs, *,
    choices: Sequence[Any], database: Any, known: dict[bytes, bool],
) -> Case | None:  # fmt: skip
    """Return the smallest case with a kind of difference, and keep it in the database.

    Parameters
    ----------
    pair, family
        What is checked, and where its arguments come from.
    signature : str
        The kind of difference that the case must show.
    differs : callable
        Says which kind of difference a case shows.
    choices : sequence
        The choices behind a case that differs: Hypothesis starts from it.
    database : Hypothesis database or None
        Where counterexamples are kept.
    known : dict of fingerprint to bool
        Whether cases that have been run differ so; added to.

    Returns
    -------
    Case or None
        None if Hypothesis did not meet the difference again.
    """
    key = _key(pair, family, signature)
    last = time.monotonic() + SECONDS

    best: list[Case] = []

    def condition(case: Case) -> bool:
        mark = fingerprint(case)
        if mark not in known:
            if time.monotonic() > last:
                raise _TimeIsOver
            known[mark] = differs(case) == signature
        if known[mark] and (not best or case.size <= best[0].size):
            best[:] = [case]
        return known[mark]

    keep = database if database is not None else _in_memory((), key)
    try:
        from hypothesis.database import choices_to_bytes
    except ImportError:  # other versions of Hypothesis: the case stays as it is
        return None
    # Hypothesis takes an entry that fits exactly for one that it has made smaller before: one choice more tells
    # it otherwise. The count bounds what is generated, which is nothing; too low, it ends the shrinking.
    start = choices_to_bytes((*choices, 0))
    keep.save(key, start)
    try:
        return _find(pair, family, condition, count=1000, database=keep, key=key, phases=("reuse", "shrink"))
    except _TimeIsOver:
        return best[0] if best else None
    finally:
        keep.delete(key, start)


def database_in_use() -> Any:
    """Return the example database of Hypothesis' profile in force; None if it has none."""
    from hypothesis import settings

    return settings().database


def _key(pair: Pair, family: Family, signature: str) -> bytes:
    text = "\0".join(("pyjuliann", pair.name, *pair.using, family.label, signature))
    return hashlib.sha256(text.encode()).digest()[:16]


def _in_memory(entries: Any, key: bytes) -> Any:
    from hypothesis.database import InMemoryExampleDatabase

    database = InMemoryExampleDatabase()
    for entry in entries:
        database.save(key, entry)
    return database


def _find(
    pair: Pair, family: Family, condition: Callable[[Case], Any], *, count: int = 1, seed: int | None = None,
    database: Any = None, key: bytes | None = None, phases: tuple[str, ...] = ("generate",),
) -> Case | None:  # fmt: skip
    """Let Hypothesis look for a case that meets a condition; with a seed it uses no database."""
    from hypothesis import HealthCheck, Phase, Verbosity, find, settings
    from hypothesis.errors import HypothesisException, InvalidArgument, NoSuchExample, Unsatisfiable

    options = settings(
        max_examples=max(count, 1),
        phases=[Phase[name] for name in phases],
        database=database,
        deadline=None,
        derandomize=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    source = None if seed is None else random.Random(seed)  # noqa: S311 - test data, no secrets
    try:
        with seed_alone():
            case: Case = find(family.strategy(), condition, settings=options, random=source, database_key=key)
    except (NoSuchExample, Unsatisfiable, unittest.SkipTest):
        return None
    except InvalidArgument as error:
        raise PairError(phrase("{}: strategies: {}", pair.name, error)) from None
    except (PairError, KeyboardInterrupt, _TimeIsOver):
        raise
    except HypothesisException:
        # A strategy that does not repeat itself cannot be shrunk; the case found stays as it is.
        return None
    except BaseException as error:
        raise PairError(phrase("{}: making arguments raised {}: {}", pair.name, type(error).__name__, error)) from error
    return case


@contextlib.contextmanager
def seed_alone() -> Iterator[None]:
    """Keep the constants of the modules that happen to be loaded out of what Hypothesis draws.

    Else one seed makes other cases in another process, and what was recorded has no answer to them. Versions of
    Hypothesis that take no such constants, or take them from elsewhere, are left as they are.
    """
    from hypothesis.internal.conjecture import providers

    taken = getattr(providers, "_get_local_constants", None)
    none, cache = getattr(providers, "Constants", None), getattr(providers, "CONSTANTS_CACHE", None)
    if taken is None or none is None or cache is None:
        yield
        return
    nothing = none()
    providers._get_local_constants = lambda: nothing
    cache.cache.clear()
    try:
        yield
    finally:
        providers._get_local_constants = taken
        cache.cache.clear()
