"""What `diagnose` works on: cases on which both sides ran, and the means to try a cause on all of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import getitem
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.literals import julia_literal
from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.errors import PairError, PyjuliannError, RecordError, StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.pairing.pair import Pair, target
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.moved import moved_results, sensitivity
from pyjuliann.parity.running.python_side import argument_value, as_numbers, run_python
from pyjuliann.parity.running.run import run
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_call

MOST: Final = 24
"""How many differing cases, and how many others, are tried."""

MOST_PARTS: Final = 8
"""How many parts a result may have that are looked at one by one."""


_LARGE: Final = 4
"""From how many elements on a case is not a small one."""

RESULTS: Final = frozenset({"value", "dtype", "shape", "container", "length"})
"""The aspects in which two results differ that both sides returned."""

REFUSALS: Final = (
    ArithmeticError, AttributeError, IndexError, StopIteration, TypeError, ValueError, np.linalg.LinAlgError,
)  # fmt: skip
"""What a trial raises where its cause makes no sense for the values at hand."""


class NoAnswerError(Exception):
    """The Python function did not return when a cause was tried on it."""


@dataclass(frozen=True, eq=False)
class Sample:
    """A case on which both sides returned: arguments as Python gets them, and the two bare results."""

    arguments: tuple[Any, ...]
    python: Any
    julia: Any
    differs: bool
    """Whether the results are farther apart than rounding explains."""
    result: CaseResult

    @property
    def arrays(self) -> list[npt.NDArray[Any]]:
        """The array arguments."""
        return [x for x in self.arguments if isinstance(x, np.ndarray)]

    @property
    def counts(self) -> list[int]:
        """Numbers of elements that a formula may divide by: of the first array, and along each of several axes."""
        array = next(iter(self.arrays), None)
        return [] if array is None else [array.size, *(array.shape if array.ndim > 1 else ())]

    @property
    def same_values(self) -> bool:
        """Whether both sides gave the same numbers in the same places, but for their form: type, container, ones."""
        p, j = _all_numbers(self.python), _all_numbers(self.julia)
        if p is None or j is None or [n for n in p.shape if n != 1] != [n for n in j.shape if n != 1]:
            return False
        floats = all(x.dtype.kind in "fc" for x in (p, j))
        return np.array_equal(p.reshape(-1), j.reshape(-1), equal_nan=floats)

    def numbers(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]] | None:
        """Both results as numeric arrays of one shape, or None where they are not."""
        p, j = as_numbers(self.python), as_numbers(self.julia)
        return (p, j) if p is not None and j is not None and p.shape == j.shape else None


def _all_numbers(value: Any) -> npt.NDArray[Any] | None:
    with suppress(ValueError):  # a ragged list is no array
        return as_numbers(np.asarray(value) if isinstance(value, (list, tuple, range)) else value)
    return None


@dataclass(eq=False)
class Evidence:
    """Cases of one pair, some of which differ in one aspect."""

    pair: Pair
    results: list[CaseResult]
    aspect: str
    session: Session | None = None
    part: tuple[Any, ...] = ()
    """Of which part of the results it is: the places and keys that lead to it; empty for the whole."""
    _noise: dict[int, float] = field(default_factory=dict)

    @cached_property
    def samples(self) -> list[Sample]:
        """The cases on which both sides returned."""
        found = []
        for r in self.results:
            if r.python.returned and r.julia.returned:
                python, julia = self._part(r.python.value), self._part(self._result_of_julia(r.julia.value))
                # What disappears in the tolerance of a trial needs no cause, and would fit any.
                sample = Sample(tuple(map(argument_value, r.case.arguments)), python, julia, True, r)
                differs = bool(r.differences) and not self.near(sample, python)
                found.append(replace(sample, differs=differs))
        return found

    def _result_of_julia(self, value: Any) -> Any:
        bare = value.value if is_julia_value(value) else value
        return bare if self.pair.result is None else self.pair.result(bare)

    def _part(self, result: Any) -> Any:
        return reduce(getitem, self.part, result)

    def parts(self) -> Iterator[Evidence]:
        """Yield the same evidence of each part of results that are tuples or lists of one length, or alike dicts."""
        results = [x for s in self.samples for x in (s.python, s.julia)]
        if not results:
            return
        keys: Iterable[Any]
        if all(isinstance(x, tuple) for x in results) or all(type(x) is list for x in results):
            lengths = {len(x) for x in results}
            keys = range(lengths.pop()) if len(lengths) == 1 and max(lengths) <= MOST_PARTS else ()
        else:
            alike = all(isinstance(x, dict) and x.keys() == results[0].keys() for x in results)
            keys = results[0] if alike else ()
        for key in keys:
            yield replace(self, part=(*self.part, key), results=[s.result for s in self.samples], _noise={})

    @property
    def place(self) -> str:
        """The part in words, places counted from 1."""
        return ", ".join(f"part {key + 1}" if isinstance(key, int) else f"part {key!r}" for key in self.part)

    def of_one_argument(self, change: Callable[[Any], Any]) -> str | None:
        """Return which argument it is whose change makes both sides agree, each being tried in turn."""
        for k in range(min((len(s.arguments) for s in self.samples), default=0)):

            def changed(s: Sample, k: int = k) -> Any:
                return self.call(s, *(change(x) if n == k else x for n, x in enumerate(s.arguments)))

            if self.explained(changed):
                return phrase("argument {}", k + 1)
        return None

    def julia_again(self) -> list[Any]:
        """Return what Julia's function gives when it is called once more on the differing samples.

        Where it does not return, or cannot be run again, that is what it gave at first.
        """
        first = [s.julia for s in self.differing]
        if self.session is None or self.session.engine.repeats:
            return first
        try:
            outcomes = self.session.run(self.pair, [s.result.case for s in self.differing])
        except PyjuliannError:
            return first
        return [
            self._part(self._result_of_julia(o.value)) if o.returned else value
            for o, value in zip(outcomes, first, strict=True)
        ]

    @cached_property
    def differing(self) -> list[Sample]:
        """The samples that differ by more than rounding."""
        return [s for s in self.samples if s.differs]

    @property
    def only_form_differs(self) -> bool:
        """Whether all that differs is of what type or shape equal numbers are: no cause of other numbers fits."""
        return bool(self.differing) and all(s.same_values for s in self.differing)

    @property
    def failing(self) -> list[CaseResult]:
        """The cases that differ, returned or not."""
        return [r for r in self.results if r.differences]

    def call(self, sample: Sample, *arguments: Any) -> Any:
        """Call the Python function once more, with other arguments.

        Raises
        ------
        NoAnswerError
            If it raises, or takes too long.
        """
        try:
            (outcome,) = run_python(self.pair.python, [Case(arguments, sample.result.case.keywords)])
        except StoppedError:
            raise NoAnswerError from None
        if not outcome.returned:
            raise NoAnswerError
        return self._part(outcome.value)

    @cached_property
    def settled(self) -> list[Sample]:
        """The samples but for matrices that come out otherwise when the arguments move in their last places."""

        def stays(s: Sample) -> bool:
            if not isinstance(s.python, np.ndarray) or s.python.ndim != 2 or s.python.dtype.kind not in "fc":
                return True
            moved = moved_results(self.pair.python, s.result.case, s.result.python.value, times=2)
            return all(np.allclose(np.abs(self._part(x)), np.abs(s.python), rtol=1e-6, atol=1e-6) for x in moved)

        return list(filter(stays, self.samples))

    def is_elementwise(self, result: CaseResult) -> bool:
        """Whether every number of Python's result seems to come of one number of each array that it gets."""
        arguments = tuple(map(argument_value, result.case.arguments))
        shapes = [x.shape for x in arguments if isinstance(x, np.ndarray) and x.ndim]
        value = result.python.value
        if not shapes or not isinstance(value, np.ndarray) or value.shape != np.broadcast_shapes(*shapes):
            return False
        flipped = tuple(np.flip(x) if isinstance(x, np.ndarray) else x for x in arguments)
        try:
            (outcome,) = run_python(self.pair.python, [Case(flipped, result.case.keywords)])
        except StoppedError:
            return False
        return outcome.returned and self.agree(outcome.value, np.flip(value), result.case.size)

    def agree(self, python: Any, julia: Any, count: int = 1, noise: float = 0.0) -> bool:
        """Whether a changed result is what Julia gave, but for the rounding of the change itself.

        `noise` is what rounding the arguments can do to the result, where that is more than to round it.
        """
        allowed = 64 * (math.isqrt(max(count, 1)) + 1)
        policy = self.pair.policy or Policy()
        budgets = {name: max(policy.budget(name), allowed) for name in ("float64", "float32", "float16")}
        largest = as_numbers(julia)
        scale = None
        if largest is not None and largest.size and largest.dtype.kind in "fc":
            finite = np.abs(largest[np.isfinite(largest)])
            scale = max(float(finite.max(initial=0.0)), noise / float(np.finfo(largest.dtype).eps))
        try:
            return bool(compare(python, julia, replace(policy, ulp=budgets), scale=scale))
        except TypeError:
            return False

    def near(self, sample: Sample, changed: Any) -> bool:
        """Whether a changed result of a sample is what Julia gave, but for rounding."""
        count = sample.result.case.size
        return self.agree(changed, sample.julia, count) or (
            self.noise(sample) > 0 and self.agree(changed, sample.julia, count, self.noise(sample))
        )

    def _python(self, *arguments: Any, **keywords: Any) -> Any:
        return self._part(self.pair.python(*arguments, **keywords))

    def noise(self, sample: Sample) -> float:
        """How much Python's result changes when its arguments change in their last places."""
        key = id(sample.result)
        if key not in self._noise:
            found = sensitivity(self._python, sample.result.case, sample.python)
            self._noise[key] = 0.0 if found is None else float(found.max(initial=0.0))
        return self._noise[key]

    def explained(self, change: Callable[[Sample], Any], samples: Iterable[Sample] | None = None) -> bool:
        """Whether a change of Python's result makes both sides agree on every sample, the differing ones too.

        Two differing samples are the least, of which no two are alike: one alone proves nothing.
        """
        tried = list(self.samples if samples is None else samples)
        if sum(s.differs for s in tried) < 2:
            return False
        for sample in tried:
            try:
                with np.errstate(all="ignore"):
                    changed = change(sample)
            except (NoAnswerError, *REFUSALS):
                if not sample.differs and np.size(sample.python) < 2:
                    continue  # of one element there is nothing to put elsewhere
                return False
            if not self.near(sample, changed):
                return False
        return True

    def run(self, julia: str) -> list[CaseResult] | None:
        """Run Julia code around the pair's own, FUNCTION, on all cases; None where that is not possible."""
        inner, using, first = self.pair.julia.text, self.pair.using, ""
        if self.pair.julia.kind == "name" and "." in inner:
            using = (*using, inner.rpartition(".")[0])
        elif self.pair.julia.kind == "file":
            if self.session is None or self.session.engine.repeats:
                return None  # a record knows no path of this machine
            first = f"include({julia_literal(self.pair.julia.path)})\n"
        return self.run_code(first + julia.replace("FUNCTION", f"({inner})"), using)

    def run_code(self, julia: str, using: Sequence[str] = ()) -> list[CaseResult] | None:
        """Run other Julia code in place of the pair's on all cases; None where that is not possible."""
        if self.session is None or self.part:
            return None
        changed = replace(self.pair, julia=target(julia), using=tuple(dict.fromkeys((*self.pair.using, *using))))
        session = self.session

        def lenient(results: Sequence[CaseResult], python: list[Outcome], julia: list[Outcome]) -> list[CaseResult]:
            pairs = (replace(changed, policy=self._lenient(r.case)) for r in results)
            return list(map(judge_call, pairs, (r.case for r in results), python, julia))

        try:
            return run(
                self.results,
                lambda results: [r.python for r in results],
                lambda results: session.run(changed, [r.case for r in results]),
                lenient,
            )
        except (PairError, RecordError):
            return None

    def _lenient(self, case: Case) -> Policy:
        base = self.pair.policy or Policy()
        return replace(base, ulp=64 * (math.isqrt(case.size) + 1), aliasing="ignore", warnings="ignore")


def chosen(results: Sequence[CaseResult], aspect: str) -> list[CaseResult]:
    """Return the cases to try: those that differ in the aspect, and others of the same kind of argument.

    Ordinary numbers come first, and alone where enough of them differ: what happens at the ends of the
    range often has causes of its own. Large cases tell more than small ones, but both must be explained.
    """
    label = next((r.case.label for r in results if r.aspect == aspect), "")
    same = [r for r in results if r.case.label == label]
    differing = [r for r in same if r.aspect == aspect]
    ordinary = [r for r in differing if is_ordinary(r.case)]
    tame = len(ordinary) >= 2
    others = [r for r in same if not r.differences and not r.both_raised and (is_ordinary(r.case) or not tame)]
    related = [
        r for r in same
        if aspect in RESULTS and r.differences and r.aspect != aspect and r.comparison is not None
        and (is_ordinary(r.case) or not tame)
    ]  # fmt: skip
    return [*_large_and_small(ordinary if tame else differing), *related[:MOST], *_large_and_small(others)]


def _large_and_small(results: Sequence[CaseResult]) -> list[CaseResult]:
    """Return cases of both sizes; where results differ, which would agree by chance, no two that are alike."""
    alike = [r.case for r in results if r.aspect not in RESULTS]
    distinct = list({(fingerprint(r.case), alike.index(r.case) if r.case in alike else 0): r for r in results}.values())
    large = [r for r in distinct if r.case.size >= _LARGE]
    small = [r for r in distinct if r.case.size < _LARGE]
    count = min(len(small), max(MOST // 3, MOST - len(large)))
    return [*large[: MOST - count], *small[:count]]


def is_ordinary(case: Case) -> bool:
    """Whether all numbers of a case are finite, and neither huge nor tiny."""
    for _, value in case.slots():
        numbers = as_numbers(value)
        if numbers is None:
            continue
        if not numbers.size:
            return False
        if numbers.dtype.kind == "O" or (numbers.dtype.kind in "iu" and np.any(np.abs(numbers.astype(float)) > 2**24)):
            return False
        if numbers.dtype.kind in "fc":
            with np.errstate(all="ignore"):
                size = np.abs(numbers)
                if not (np.all(np.isfinite(size)) and np.all(size < 1e6) and np.all((size > 1e-6) | (size == 0))):
                    return False
    return True
