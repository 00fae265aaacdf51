"""Causes that put the right numbers in another place, shape or index base."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from pyjuliann.parity.causes.cause import detail_if
from pyjuliann.parity.causes.evidence import Evidence, NoAnswerError, Sample
from pyjuliann.parity.running.python_side import as_numbers


def _array(value: Any) -> np.ndarray[Any, Any]:
    if not isinstance(value, np.ndarray):
        raise TypeError("not an array")
    return value


def _rank_two(change: Callable[[np.ndarray[Any, Any]], Any]) -> Callable[[Sample], Any]:
    def apply(sample: Sample) -> Any:
        array = _array(sample.python)
        if array.ndim < 2:
            raise TypeError("not a matrix")
        return change(array)

    return apply


def transposed(e: Evidence) -> str | None:
    """Transpose the result."""
    return detail_if(e.explained(_rank_two(np.transpose)))


def adjoint(e: Evidence) -> str | None:
    """Transpose the result and conjugate it."""
    return detail_if(e.explained(_rank_two(lambda a: a.T.conj())))


def conjugated(e: Evidence) -> str | None:
    """Conjugate the result."""
    return detail_if(e.explained(lambda s: np.conj(s.python)))


def _rank(value: Any) -> int:
    """Return the number of dimensions of an array, and 0 for anything else: arrays may be nested in tuples."""
    return value.ndim if isinstance(value, np.ndarray) else 0


def permuted_axes(e: Evidence) -> str | None:
    """Put the axes of the result into every other order."""
    ranks = {_rank(s.python) for s in e.samples}
    if len(ranks) != 1 or (rank := ranks.pop()) < 3 or rank > 5:
        return None
    for axes in itertools.permutations(range(rank)):
        if e.explained(lambda s, axes=axes: _array(s.python).transpose(axes)):  # type: ignore[misc]
            return f"axes {tuple(a + 1 for a in axes)} of Python's result are Julia's, counted from 1"
    return None


def memory_order(e: Evidence) -> str | None:
    """Elements are the same, read along rows by one side and down columns by the other."""

    def reshaped(s: Sample) -> Any:
        p, j = _array(s.python), _array(s.julia)
        if sum(n > 1 for n in j.shape) < 2:
            raise ValueError("one order only")
        return p.reshape(-1).reshape(j.shape, order="F")

    def relabelled(s: Sample) -> Any:
        p, j = _array(s.python), _array(s.julia)
        if j.ndim > 1 and sum(n > 1 for n in j.shape) < 2:
            raise ValueError("one order only")
        for a in s.arrays:
            if a.size == p.size and e.agree(a.reshape(-1), p.reshape(-1)):
                return a.ravel(order="F").reshape(j.shape, order="F")
        raise ValueError("other elements")

    def walked(s: Sample) -> Any:
        # Flattened inside, so that what was computed from the order differs too.
        changed = [x.T if isinstance(x, np.ndarray) and x.ndim > 1 else x for x in s.arguments]
        if np.ndim(s.python) != 1 or not any(a.ndim > 1 and a.size == np.size(s.python) for a in s.arrays):
            raise TypeError("not flattened")
        return e.call(s, *changed)

    return detail_if(any(e.explained(change) for change in (reshaped, relabelled, walked)))


def other_axis(e: Evidence) -> str | None:
    """Python's function, told to go along the other axis by transposing what it gets."""
    if not any(a.ndim == 2 for s in e.differing for a in s.arrays):
        return None

    def turned(s: Sample) -> list[Any]:
        return [x.T if isinstance(x, np.ndarray) and x.ndim == 2 else x for x in s.arguments]

    def plain(s: Sample) -> Any:
        result = e.call(s, *turned(s))
        return result.reshape(np.shape(s.julia)) if _same_but_ones(result, s.julia) else result

    if e.explained(plain):
        return "the function of the transposed argument"
    return detail_if(
        e.explained(lambda s: _array(e.call(s, *turned(s))).T), "the transposed function of the transposed argument"
    )


def _same_but_ones(a: Any, b: Any) -> bool:
    shapes = [tuple(n for n in np.shape(x) if n != 1) for x in (a, b)]
    return isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and shapes[0] == shapes[1]


def kept_dimension(e: Evidence) -> str | None:
    """Drop or add dimensions of length 1."""

    def reshape(s: Sample) -> Any:
        p, j = as_numbers(s.python), as_numbers(s.julia)
        arrays = [isinstance(x, np.ndarray) for x in (s.python, s.julia)]
        if p is None or j is None or (p.shape == j.shape and arrays[0] == arrays[1]):
            raise TypeError("no other shape")
        if [n for n in p.shape if n != 1] != [n for n in j.shape if n != 1]:
            raise ValueError("other lengths")
        return p.reshape(j.shape) if isinstance(s.julia, np.ndarray) else p.reshape(-1)[0]

    return detail_if(e.explained(reshape), "the same numbers but for dimensions of length 1")


def container(e: Evidence) -> str | None:
    """Put the elements into a container as Julia's."""
    kinds = {(type(s.python), type(s.julia)) for s in e.differing}
    if len(kinds) != 1:
        return None
    _, julia = kinds.pop()
    if julia not in (list, tuple, np.ndarray):
        return None
    make = np.asarray if julia is np.ndarray else julia

    def converted(s: Sample) -> Any:
        if not isinstance(s.python, (list, tuple, np.ndarray, range)):
            raise TypeError("no sequence")
        return make(s.python.tolist() if isinstance(s.python, np.ndarray) and make is not np.asarray else s.python)

    return detail_if(e.explained(converted), "the same elements in another container")


def index_base(e: Evidence) -> str | None:
    """Add 1 to every index of the result."""

    def largest(s: Sample) -> int:
        lengths: list[int] = [max([len(x), *np.shape(x)]) for x in s.arguments if hasattr(x, "__len__")]
        return max([0, *lengths, *(a.size for a in s.arrays)])

    def one_more(s: Sample) -> Any:
        for index in s.python if isinstance(s.python, (tuple, list)) else [s.python]:
            numbers = as_numbers(index)
            if numbers is None or numbers.dtype.kind not in "iu":
                raise TypeError("no index")
            if numbers.size and not (numbers.min() >= 0 and numbers.max() <= largest(s)):
                raise ValueError("out of range")
        if isinstance(s.python, (tuple, list)):
            return type(s.python)(i + 1 for i in s.python)
        return s.python + 1

    if not e.explained(one_more):
        return None
    # A place after the last is an index of insertion; a number that is always that is a length.
    inside = sum(bool(np.all(np.asarray(s.python) < largest(s))) for s in e.differing)
    return detail_if(inside >= max(2, len(e.differing) // 4), "every index is one more in Julia")


def index_argument(e: Evidence) -> str | None:
    """Take an integer argument for an index: Python's function of one less is Julia's."""
    positions = range(max((len(s.arguments) for s in e.samples), default=0))
    for k in positions:

        def shifted(s: Sample, k: int = k) -> Any:
            changed = list(s.arguments)
            numbers = as_numbers(changed[k])
            if numbers is None or numbers.dtype.kind not in "iu" or isinstance(changed[k], bool):
                raise TypeError("no index")
            changed[k] = changed[k] - 1
            if numbers.size and numbers.min() < 1:
                raise ValueError("0 is no index in Julia")
            return e.call(s, *changed)

        if e.explained(shifted):
            return f"argument {k + 1} is an index"
    return None


def in_reverse(e: Evidence) -> str | None:
    """Reverse the result along an axis, or along all."""
    if e.explained(lambda s: s.python[::-1]):
        return ""
    rank = max((_rank(s.python) for s in e.samples), default=0)
    for axis in range(1, rank):
        if e.explained(lambda s, axis=axis: np.flip(_array(s.python), axis)):  # type: ignore[misc]
            return f"along axis {axis} (Julia's dimension {axis + 1})"
    return detail_if(rank > 1 and e.explained(lambda s: np.flip(_array(s.python))), "along all axes")


def rotated(e: Evidence) -> str | None:
    """Rotate the result by one or two places."""
    for shift in (1, -1, 2, -2):
        if e.explained(lambda s, shift=shift: np.roll(_array(s.python), shift, axis=0)):  # type: ignore[misc]
            return f"by {abs(shift)} place{'s' * (abs(shift) > 1)} {'forward' if shift > 0 else 'backward'}"
    return None


def swapped_arguments(e: Evidence) -> str | None:
    """Call Python's function with the arguments in reverse order."""
    if any(len(s.arguments) < 2 for s in e.samples):
        return None
    return detail_if(e.explained(lambda s: e.call(s, *reversed(s.arguments))))


def range_end(e: Evidence) -> str | None:
    """Add one element at either end of the result."""

    def one_longer(at_start: bool) -> Callable[[Sample], Any]:
        def apply(s: Sample) -> Any:
            if len(s.julia) == len(s.python):
                return s.python
            if len(s.julia) != len(s.python) + 1:
                raise ValueError("not one more")
            # Julia's extra element is taken over: that the others are the same is what is tried.
            parts = (s.julia[:1], s.python) if at_start else (s.python, s.julia[-1:])
            return np.concatenate(parts) if isinstance(s.python, np.ndarray) else type(s.python)([*parts[0], *parts[1]])

        return apply

    if sum(len(s.python) > 1 for s in e.differing if isinstance(s.python, (np.ndarray, list, tuple, str))) < 2:
        return None
    if e.explained(one_longer(at_start=False)):
        return "Julia's result has one more element at its end"
    return detail_if(e.explained(one_longer(at_start=True)), "Julia's result has one more element at its start")


def sorted_otherwise(e: Evidence) -> str | None:
    """Sort both results."""

    def same_elements(s: Sample) -> Any:
        p, j = _array(s.python), _array(s.julia)
        if p.shape != j.shape or p.size < 2:
            raise ValueError("other elements")
        if not e.agree(np.sort(p, axis=None), np.sort(j, axis=None), p.size):
            raise ValueError("other elements")
        return j

    return detail_if(e.explained(same_elements) and _not_all_alike(e))


def _not_all_alike(e: Evidence) -> bool:
    return sum(np.unique(_array(s.julia)).size > 2 for s in e.differing) >= 2


def stable_sort(e: Evidence) -> str | None:
    """Find a sorting permutation that differs in ties alone."""

    def ties(s: Sample) -> Any:
        x, p, j = s.arrays[0], _array(s.python), _array(s.julia)
        stable = np.argsort(x, kind="stable")
        if p.dtype.kind != "i" or not np.array_equal(x[p], x[stable]):
            raise ValueError("no sorting permutation")
        return stable + (j.min() - stable.min())

    try:
        return detail_if(e.explained(ties) and not e.explained(lambda s: s.python + 1))
    except NoAnswerError:
        return None
