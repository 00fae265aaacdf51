"""Causes that lie in what a function is given: Python's function of changed arguments is Julia's."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from pyjuliann.language import joined, phrase
from pyjuliann.parity.causes.calls import always_zero, asks_for_zero
from pyjuliann.parity.causes.cause import detail_if
from pyjuliann.parity.causes.evidence import Evidence, NoAnswerError, Sample
from pyjuliann.parity.causes.numbers import NAMED_FACTORS
from pyjuliann.parity.running.python_side import as_numbers
from pyjuliann.wording import AND


def _width(e: Evidence) -> int:
    """Return how many arguments every sample has."""
    return min((len(s.arguments) for s in e.samples), default=0)


# ---------------------------------------------------------------- integers


def _one_apart(x: Any, step: int) -> Any:
    numbers = as_numbers(x)
    if numbers is None or numbers.dtype.kind not in "iu" or isinstance(x, bool):
        raise TypeError("no integer")
    return x + step


def index_argument(e: Evidence) -> str | None:
    """Take integers beside what they may count or index for indices: Python's function of one less is Julia's."""
    if e.aspect == "error":
        zero = always_zero(e)
        return detail_if(asks_for_zero(e) and bool(zero), phrase("{}: Julia's first index is 1", _indices(zero)))
    possible = [k for k in range(_width(e)) if all(_may_index(s, k) for s in e.differing)]
    for step in (-1, 1):
        for places in _some(possible):

            def moved(s: Sample, places: Sequence[int] = places, step: int = step) -> Any:
                changed = [_one_apart(x, step) if k in places else x for k, x in enumerate(s.arguments)]
                if any(np.min(changed[k], initial=0) < 0 for k in places):
                    raise ValueError("counts from the end in Python")
                return e.call(s, *changed)

            if e.explained(moved):
                return _indices(places) if step < 0 else phrase("{}, and one more in Julia", _indices(places))
    return None


def _may_index(s: Sample, place: int) -> bool:
    """Whether an argument is an integer, or several, no larger than another argument is long."""
    numbers = as_numbers(s.arguments[place])
    if numbers is None or numbers.dtype.kind not in "iu" or isinstance(s.arguments[place], bool) or not numbers.size:
        return False
    others = [x for k, x in enumerate(s.arguments) if k != place]
    lengths = [n for x in others if isinstance(x, np.ndarray) for n in (*x.shape, x.size)]
    lengths += [len(x) for x in others if isinstance(x, (str, list, tuple))]
    return int(numbers.min()) >= 0 and int(numbers.max()) <= max(lengths, default=-1)


def _some(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield one place at a time, then two, then three."""
    for count in range(1, min(len(places), 3) + 1):
        yield from itertools.combinations(places, count)


def _indices(places: Sequence[int]) -> str:
    named = joined(AND, (str(k + 1) for k in places))
    return phrase("argument {} is an index" if len(places) == 1 else "arguments {} are indices", named)


def argument_step(e: Evidence) -> str | None:
    """Add 1 to an integer argument, or take 1 off."""
    for step, told in (
        (1, "Julia's result is Python's for {} plus 1"),
        (-1, "Julia's result is Python's for {} less 1"),
    ):
        if place := e.of_one_argument(lambda x, step=step: _one_apart(x, step)):  # type: ignore[misc]
            return phrase(told, place)
    return None


_STEPS: Final = {1: "Julia's result is Python's for {} plus 1", -1: "Julia's result is Python's for {} less 1"}


# ---------------------------------------------------------------- floating-point numbers


def _times(x: Any, factor: float) -> Any:
    """Return floating-point numbers times a factor, in their own type."""
    if isinstance(x, np.ndarray) and x.dtype.kind in "fc":
        return x * np.asarray(factor, x.dtype)
    if not isinstance(x, (float, complex)):
        raise TypeError("no floating-point number")
    return x * factor


_COUNT_FACTORS: Final[dict[str, Callable[[int], float]]] = {
    "n": float, "1/n": lambda n: 1 / n, "(n - 1)": lambda n: n - 1.0, "1/(n - 1)": lambda n: 1 / (n - 1),
    "√n": math.sqrt, "1/√n": lambda n: 1 / math.sqrt(n),
}  # fmt: skip


def argument_unit(e: Evidence) -> str | None:
    """Take arguments for degrees on one side, for radians on the other."""
    return _scaled(e, {name: x for name, x in NAMED_FACTORS.items() if "degrees" in name})


def argument_scale(e: Evidence) -> str | None:
    """Multiply all arguments, or one of several, by a factor, which may depend on n."""
    return _scaled(e, NAMED_FACTORS) or _counted(e)


def _scaled(e: Evidence, factors: Mapping[str, float]) -> str | None:
    for name, factor in factors.items():

        def scaled(s: Sample, factor: float = factor) -> Any:
            return e.call(s, *(_times(x, factor) if _is_float(x) else x for x in s.arguments))

        if e.explained(scaled):
            several = _width(e) > 1 and sum(map(_is_float, e.differing[0].arguments)) > 1
            given = phrase("all arguments" if several else "the argument")
            return phrase("Julia's result is Python's for {} times {}", phrase(name), given)
    for name, factor in factors.items() if _width(e) > 1 else ():
        if place := e.of_one_argument(lambda x, factor=factor: _times(x, factor)):  # type: ignore[misc]
            return phrase("Julia's result is Python's for {} times {}", phrase(name), place)
    return None


def _counted(e: Evidence) -> str | None:
    if len({s.counts[0] for s in e.differing if s.counts}) < 2:
        return None  # of one length n is a number as any other
    for name, of in _COUNT_FACTORS.items():
        for k in range(_width(e)):

            def counted(s: Sample, k: int = k, of: Callable[[int], float] = of) -> Any:
                if s.counts[0] < 2:
                    return s.julia  # there n - 1 is 0
                return e.call(s, *(_times(x, of(s.counts[0])) if n == k else x for n, x in enumerate(s.arguments)))

            if e.explained(counted):
                return phrase(
                    "Julia's result is Python's for {} times argument {}; n is the number of elements", name, k + 1
                )
    return None


def _is_float(x: Any) -> bool:
    return isinstance(x, float) or (isinstance(x, np.ndarray) and x.dtype.kind == "f")


def conjugated_argument(e: Evidence) -> str | None:
    """Conjugate one of several arguments."""

    def conjugated(x: Any) -> Any:
        if not np.iscomplexobj(x):
            raise TypeError("not complex")
        return np.conj(x)

    place = e.of_one_argument(conjugated) if _width(e) > 1 else None
    return place and phrase("one side conjugates {}", place)


def mean_taken_off(e: Evidence) -> str | None:
    """Take the mean off the result of one side, or off an argument of one side."""

    def off_python(s: Sample) -> Any:
        return _centred(s.python)

    def off_julia(s: Sample) -> Any:
        if not e.near(s, s.python) and not e.agree(_centred(s.julia), s.python, s.result.case.size):
            raise ValueError("no mean")
        return s.julia

    if e.explained(off_python):
        return "Julia takes the mean off the result"
    if e.explained(off_julia):
        return "Python takes the mean off the result"
    if place := e.of_one_argument(_centred):
        return phrase("Julia's result is Python's for {} less its mean", place)
    for k in range(_width(e)):
        if _is_unmoved(e, k):
            results = e.run(_CENTRED.format(k + 1))
            if results and not any(r.differences for r in results):
                return phrase("Python's result is Julia's for argument {} less its mean", k + 1)
    return None


_CENTRED: Final = "(a...) -> FUNCTION((k == {} ? x .- sum(x) / length(x) : x for (k, x) in enumerate(a))...)"


def _centred(x: Any) -> Any:
    if not isinstance(x, np.ndarray) or x.dtype.kind not in "fc" or x.size < 2:
        raise TypeError("no mean")
    return x - x.mean()


def _is_unmoved(e: Evidence, place: int) -> bool:
    """Whether a number added to an argument changes nothing on Python's side."""
    for s in e.differing[:4]:
        x = s.arguments[place]
        if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
            return False
        try:
            again = e.call(s, *(y + 1.5 if k == place else y for k, y in enumerate(s.arguments)))
        except NoAnswerError:
            return False
        if not e.agree(again, s.python, s.result.case.size, e.noise(s)):
            return False
    return True


# ---------------------------------------------------------------- their order


def swapped_arguments(e: Evidence) -> str | None:
    """Call Python's function with two of its arguments in each other's place, or with all in another order."""
    width = _width(e)
    if width < 2 or all(s.arrays and all(x.size == 1 for x in s.arrays) for s in e.differing):
        return None  # of arrays of one element, much that is no swap looks like one
    orders = {tuple(reversed(range(width))): "" if width == 2 else phrase("all in reverse")}
    for i, k in itertools.combinations(range(width), 2):
        swapped = list(range(width))
        swapped[i], swapped[k] = k, i
        orders.setdefault(tuple(swapped), phrase("arguments {} and {}", i + 1, k + 1))
    for order in itertools.permutations(range(width)) if width <= _MOST_PERMUTED else ():
        orders.setdefault(order, phrase("in the order {}", tuple(k + 1 for k in order)))
    for order, detail in orders.items():
        if e.explained(lambda s, order=order: e.call(s, *(s.arguments[n] for n in order))):  # type: ignore[misc]
            return detail
    return None


_MOST_PERMUTED: Final = 4
