"""Causes that put the right numbers in another place, shape or index base."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from pyjuliann.language import joined, phrase
from pyjuliann.parity.causes.calls import always_zero, asks_for_zero
from pyjuliann.parity.causes.cause import detail_if
from pyjuliann.parity.causes.evidence import Evidence, NoAnswerError, Sample
from pyjuliann.parity.causes.matrices import are_units, units
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
    """Transpose the result, or one of several arguments."""
    if e.explained(_rank_two(np.transpose)):
        return ""
    for axis in (0, 1):

        def signed(s: Sample, axis: int = axis) -> Any:
            turned, j = _turned(s.python), _array(s.julia)
            if turned.shape != j.shape or not are_units(turned, axis):
                raise TypeError("no vectors")
            return turned * units(turned, j, axis)

        if e.explained(signed, e.settled):
            return "and vectors with other signs"
    several = all(len(s.arguments) > 1 for s in e.samples)
    return e.of_one_argument(_turned) if several else None  # of one argument alone, it is along the other axis


def _turned(x: Any) -> Any:
    if _array(x).ndim != 2:
        raise TypeError("not a matrix")
    return x.T


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
    """Put the axes of the result, or of one argument, into every other order."""
    ranks = {_rank(s.python) for s in e.samples}
    if len(ranks) != 1 or (rank := ranks.pop()) < 3 or rank > 5:
        return _permuted_argument(e)
    for axes in itertools.permutations(range(rank)):
        if e.explained(lambda s, axes=axes: _array(s.python).transpose(axes)):  # type: ignore[misc]
            return phrase("axes {} of Python's result are Julia's, counted from 1", tuple(a + 1 for a in axes))
    return _permuted_argument(e)


def _permuted_argument(e: Evidence) -> str | None:
    """Put the axes of one argument into every other order."""
    for rank in range(3, 6):
        for axes in itertools.permutations(range(rank)):
            if place := e.of_one_argument(lambda x, axes=axes: _array(x).transpose(axes)):  # type: ignore[misc]
                return phrase("axes {} of Python's {} are Julia's, counted from 1", tuple(a + 1 for a in axes), place)
        if not any(x.ndim > rank for s in e.samples for x in s.arrays):
            break
    return None


def memory_order(e: Evidence) -> str | None:
    """Elements are the same, read along rows by one side and down columns by the other."""

    def reshaped(s: Sample) -> Any:
        p, j = _array(s.python), _array(s.julia)
        if s.differs and sum(n > 1 for n in j.shape) < 2:
            raise ValueError("one order only")
        return p.reshape(-1).reshape(j.shape, order="F")

    def relabelled(s: Sample) -> Any:
        p, j = _array(s.python), _array(s.julia)
        if s.differs and j.ndim > 1 and sum(n > 1 for n in j.shape) < 2:
            raise ValueError("one order only")
        for a in s.arrays:
            if a.size == p.size and e.agree(a.reshape(-1), p.reshape(-1)):
                return a.ravel(order="F").reshape(j.shape, order="F")
        raise ValueError("other elements")

    def numbered(s: Sample) -> Any:
        if not isinstance(s.python, (int, np.integer)) or isinstance(s.python, bool):
            raise TypeError("no index")
        return e.call(s, *(x.T if isinstance(x, np.ndarray) and x.ndim > 1 else x for x in s.arguments))

    # A place in a flattened array, and none along one of its axes.
    far = any(
        a.ndim > 1 and max(a.shape) <= s.python < a.size
        for s in e.differing
        for a in s.arrays
        if isinstance(s.python, (int, np.integer))
    )
    if far and e.explained(numbered):
        return "the index counts elements in the other order"

    def walked(s: Sample) -> Any:
        # Flattened inside, so that what was computed from the order differs too.
        changed = [x.T if isinstance(x, np.ndarray) and x.ndim > 1 else x for x in s.arguments]
        if np.ndim(s.python) != 1 or not any(a.ndim > 1 and a.size == np.size(s.python) for a in s.arrays):
            raise TypeError("not flattened")
        return e.call(s, *changed)

    if any(e.explained(change) for change in (reshaped, relabelled, walked)):
        return ""
    if not any(len(set(x.shape)) > 1 for s in e.differing for x in s.arrays):
        return None  # of square matrices alone, it may be that they are transposed
    place = e.of_one_argument(lambda x: _several(x).ravel(order="F").reshape(x.shape)) or e.of_one_argument(
        lambda x: _several(x).reshape(-1).reshape(x.shape, order="F")
    )
    return place and phrase("the elements of {}, read in the other order", place)


def _several(x: Any) -> np.ndarray[Any, Any]:
    if _rank(x) < 2:
        raise TypeError("one order only")
    return _array(x)


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
    """Add 1 to every index of the result; or find that Julia is asked for an element at index 0."""
    if e.aspect == "error":
        return detail_if(
            asks_for_zero(e) and not always_zero(e), "Julia is asked for the element at index 0, and its first is 1"
        )

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

    if not e.explained(one_more) or not any(_moves_when_turned(e, s) for s in e.differing):
        return None
    # A place after the last is an index of insertion; a number that is always that is a length.
    inside = sum(bool(np.all(np.asarray(s.python) < largest(s))) for s in e.differing)
    return detail_if(inside >= max(2, len(e.differing) // 4), "every index is one more in Julia")


def _moves_when_turned(e: Evidence, s: Sample) -> bool:
    """Whether a result is another for the arguments in reverse: an index is, a number of elements is not."""

    def turned(x: Any) -> Any:
        if isinstance(x, np.ndarray):
            return np.flip(x)
        return x[::-1] if isinstance(x, (str, list, tuple)) else x

    try:
        return not e.agree(e.call(s, *map(turned, s.arguments)), s.python)
    except NoAnswerError:
        return True


def in_reverse(e: Evidence) -> str | None:
    """Reverse the result along an axis, or along all; or one argument."""
    if e.explained(lambda s: s.python[::-1]):
        return ""
    rank = max((_rank(s.python) for s in e.samples), default=0)
    for axis in range(1, rank):
        if e.explained(lambda s, axis=axis: np.flip(_array(s.python), axis)):  # type: ignore[misc]
            return phrase("along axis {} (Julia's dimension {})", axis, axis + 1)
    if rank > 1 and e.explained(lambda s: np.flip(_array(s.python))):
        return "along all axes"
    for axis in range(max((x.ndim for s in e.samples for x in s.arrays), default=0)):
        if place := e.of_one_argument(lambda x, axis=axis: np.flip(_array(x), axis)):  # type: ignore[misc]
            return (
                place
                if axis == 0
                else joined(", ", (place, phrase("along axis {} (Julia's dimension {})", axis, axis + 1)))
            )
    place = e.of_one_argument(lambda x: np.flip(_several(x)))
    return place and joined(", ", (place, phrase("along all axes")))


def rotated(e: Evidence) -> str | None:
    """Rotate the result by one or two places, or one argument by one."""
    for shift in (1, -1, 2, -2):
        if e.explained(lambda s, shift=shift: np.roll(_array(s.python), shift, axis=0)):  # type: ignore[misc]
            return _ROTATIONS[shift]
    for shift in (1, -1):
        if place := e.of_one_argument(lambda x, shift=shift: np.roll(_array(x), shift, axis=0)):  # type: ignore[misc]
            return joined(", ", (place, phrase(_ROTATIONS[shift])))
    return None


_ROTATIONS: Final = {
    1: "by 1 place forward", -1: "by 1 place backward", 2: "by 2 places forward", -2: "by 2 places backward",
}  # fmt: skip


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


def left_out(e: Evidence) -> str | None:
    """Find that one side's list is the other's without some elements, the same side's in all cases."""
    counts: list[tuple[int, int]] = []
    shorter: set[str] = set()

    def without(s: Sample) -> Any:
        p, j = _elements(s.python), _elements(s.julia)
        if len(p) == len(j) and p != j:
            raise ValueError("none is left out")
        few, many = sorted((p, j), key=len)
        rest = iter(many)
        if not all(any(x == y for y in rest) for x in few):
            raise ValueError("other elements")
        if s.differs:
            counts.append((len(many) - len(few), len(set(map(repr, few)))))
            shorter.add("Python" if len(p) < len(j) else "Julia")
        return s.julia

    if not e.explained(without) or len(shorter) > 1:
        return None
    missing, kept = (sum(column) for column in zip(*counts, strict=True))
    if missing > kept or sum(distinct > 1 for _, distinct in counts) < 2:
        return None
    side = shorter.pop()
    other = "Python" if side == "Julia" else "Julia"
    most = max(count for count, _ in counts)
    told = (
        "{}'s result lacks 1 element that {}'s has"
        if most == 1
        else "{0}'s result lacks up to {2} elements that {1}'s has"
    )
    return phrase(told, phrase(side), phrase(other), most)


def _elements(value: Any) -> list[Any]:
    if isinstance(value, np.ndarray) and value.ndim == 1:
        found: list[Any] = value.tolist()
        return found
    if not isinstance(value, (list, tuple)):
        raise TypeError("no list")
    return list(value)


def at_edges(e: Evidence) -> str | None:
    """Find that only the first or last elements differ; or numbers, by what first or last elements add."""
    for words, (keep, places) in _INSIDES.items():
        apart: list[set[int]] = []

        def inside(
            s: Sample, keep: slice = keep, places: tuple[int, ...] = places, apart: list[set[int]] = apart
        ) -> Any:
            p, j = _array(s.python), _array(s.julia)
            if p.shape != j.shape or p.dtype.kind not in "biufc" or j.dtype.kind not in "biufc":
                raise TypeError("other shapes")
            ours, theirs = (x[(keep,) * p.ndim] for x in (p, j))
            if ours.size and not e.agree(ours, theirs, s.result.case.size):
                raise ValueError("the inside differs")
            if s.differs and min(p.shape) >= _WIDE and 3 * ours.size >= p.size and np.unique(ours).size > 1:
                apart.append({k for k in places if any((p.take(k, i) != j.take(k, i)).any() for i in range(p.ndim))})
            return s.julia

        if e.explained(inside):
            # a few elements that differ here and there are at the edges by luck
            fits = len(apart) > 1 and 2 * sum(found == set(places) for found in apart) > len(apart)
            return detail_if(fits, phrase("only {} along an axis differ", phrase(words)))
    return _end_points(e)


_WIDE: Final = 4
"""From how many elements on an array has an inside and edges."""

_INSIDES: Final = {
    "the first elements": (slice(1, None), (0,)),
    "the last elements": (slice(None, -1), (-1,)),
    "the first and the last elements": (slice(1, -1), (0, -1)),
    "the first two elements": (slice(2, None), (0, 1)),
    "the last two elements": (slice(None, -2), (-1, -2)),
    "the first two and the last two elements": (slice(2, -2), (0, 1, -1, -2)),
}
"""What is inside of the edges, and the places that are not."""


def _end_points(e: Evidence) -> str | None:
    """Add the first or last elements of an argument, or half of them, to a number."""
    for k in range(min((len(s.arguments) for s in e.samples), default=0)):
        for words, of in _ENDS.items():
            for factor, times in ((1.0, ""), (0.5, "half ")):
                for sign, side in ((1, "Julia"), (-1, "Python")):

                    def added(s: Sample, k: int = k, of: Any = of, factor: float = sign * factor) -> Any:
                        x = _array(s.arguments[k])
                        if x.ndim != 1 or not x.size or np.ndim(s.python) or isinstance(s.python, bool):
                            raise TypeError("no number of a list")
                        return type(s.python)(s.python + factor * of(x))

                    if e.explained(added):
                        other = "Python" if side == "Julia" else "Julia"
                        ends = phrase("half {}" if times else "{}", phrase(words))
                        told = "{}'s result has {} of argument {} more than {}'s"
                        return phrase(told, phrase(side), ends, k + 1, phrase(other))
    return None


_ENDS: Final[dict[str, Callable[[Any], Any]]] = {
    "the first element": lambda x: x[0], "the last element": lambda x: x[-1],
    "the first and the last element": lambda x: x[0] + x[-1],
}  # fmt: skip


def sorted_otherwise(e: Evidence) -> str | None:
    """Sort both results."""

    def same_elements(s: Sample) -> Any:
        if isinstance(s.python, (list, tuple)) and isinstance(s.julia, (list, tuple)):
            if Counter(map(repr, s.python)) != Counter(map(repr, s.julia)):
                raise ValueError("other elements")
            return s.julia
        p, j = _array(s.python), _array(s.julia)
        if p.shape != j.shape or p.size < 2:
            raise ValueError("other elements")
        if not e.agree(np.sort(p, axis=None), np.sort(j, axis=None), p.size):
            raise ValueError("other elements")
        return j

    return detail_if(e.explained(same_elements) and _not_all_alike(e))


def _not_all_alike(e: Evidence) -> bool:
    return sum(np.unique(np.asarray(s.julia)).size > 2 for s in e.differing) >= 2


def stable_sort(e: Evidence) -> str | None:
    """Find two sorting permutations, up or down, that differ in ties alone."""

    def ties(s: Sample) -> Any:
        x, p, j = s.arrays[0], _array(s.python), _array(s.julia)
        if p.dtype.kind != "i" or p.shape != j.shape or x.ndim != 1:
            raise ValueError("no permutation")
        ours, theirs = p - p.min(initial=0), j - j.min(initial=int(j.size > 0 and j.min()))
        steps = np.diff(x[ours])
        if not np.array_equal(np.sort(ours), np.arange(x.size)) or not np.array_equal(x[ours], x[theirs]):
            raise ValueError("no permutation")
        if not (np.all(steps >= 0) or np.all(steps <= 0)):
            raise ValueError("not sorted")
        return j

    try:
        return detail_if(e.explained(ties) and not e.explained(lambda s: s.python + 1))
    except NoAnswerError:
        return None
