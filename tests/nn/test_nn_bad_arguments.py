"""What fits is spoilt, one argument at a time: both languages refuse it with the same class of error, or take it alike.

The arguments that fit come from the pair's own generator, so that a function that is added is tested too.
"""

from __future__ import annotations

import inspect

import numpy as np
import pytest

import pyjuliann.nn
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.pairing.pair import pair_of
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session

FUNCTIONS = {name: f for name, f in vars(pyjuliann.nn).items() if inspect.isfunction(f) and not name.startswith("_")}

COMPLEX = {"complex": lambda a: a.astype(complex)}
WRONG_TYPES = {
    **COMPLEX,
    "objects": lambda a: np.full(a.shape, None, object),
    "strings": lambda a: np.full(a.shape, "a"),
    "a list": lambda a: a.tolist(),
    "nothing": lambda _: None,
}
WRONG_SIZES = {
    "one dimension more": lambda a: a[None],
    "empty": lambda a: a[:0],
    "a column less": lambda a: a[..., :-1],
    "NaN": lambda a: a * np.nan,
    "another float type": lambda a: a.astype("float64" if a.dtype == "float32" else "float32"),
}
WRONG_NUMBERS = {"nothing": None, "text": "a", "complex": 1j, "negative": -1, "too large": 2**70}


def count(value):
    if isinstance(value, tuple):
        return sum(map(count, value))
    return value.size if isinstance(value, np.ndarray) else 0


def is_tame(value):
    """Return whether no number would become infinite in a narrower type; Float16, which has no budgets, is not."""
    if isinstance(value, tuple):
        return all(map(is_tame, value))
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "iuf":
        return True
    return value.dtype != np.float16 and bool((np.abs(value) < 1e6).all())


def first_array(value, spoil):
    """Return the value, a tree of arrays, with its first filled array spoilt."""
    if isinstance(value, np.ndarray):
        return spoil(value)
    k = next(k for k, part in enumerate(value) if count(part))
    return (*value[:k], first_array(value[k], spoil), *value[k + 1 :])


def spoilt(case):
    """Return cases with one argument spoilt, each with what was done; True if it can only be refused."""
    first = True
    for slot, value in case.slots():
        if count(value):
            for name, spoil in ({**WRONG_TYPES, **WRONG_SIZES} if first else COMPLEX).items():
                yield slot, name, first_array(value, spoil), name in WRONG_TYPES
            first = False
        elif type(value) in (int, float):
            for name, number in WRONG_NUMBERS.items():
                yield slot, name, number, name in ("nothing", "text", "complex", "too large")


def replaced(case, slot, value):
    arguments, keywords = list(case.arguments), dict(case.keywords)
    if isinstance(slot, int):
        arguments[slot] = value
    else:
        keywords[slot] = value
    return Case(tuple(arguments), keywords, case.label)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.thorough
def test_both_sides_refuse_the_same(engine, interpreted, name):
    # Compiling what is run once takes long; so does a loop of many steps that is not compiled.
    session = Session(engine if name == "gradient_descent" else interpreted)
    pair = pair_of(FUNCTIONS[name])
    session.prepare(pair)
    candidates = families_of(pair)[0].cases(5, 30)
    candidates = [case for case in candidates if all(is_tame(value) for _, value in case.slots())]
    fitting = [r.case for r in run_pair(session, pair, candidates) if not r.both_raised]
    case = max(fitting, key=lambda case: sum(min(count(value), 8) for _, value in case.slots()))
    spoils = list(spoilt(case))
    cases = [replaced(case, slot, value) for slot, _, value, _ in spoils]
    for (slot, what, _, refused), result in zip(spoils, run_pair(session, pair, cases), strict=True):
        assert result.verdict != "differ", (slot, what, result.summary)
        if refused:
            assert result.both_raised, (slot, what)
            assert result.python.error in ("TypeError", "ValueError")
            assert result.python.message.startswith(f"{name}: ")
            assert f"{name}: " in result.julia.message
