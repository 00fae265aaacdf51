"""Both sides on all inputs of a space, block by block: fast where numbers give numbers, and judged as any other case.

Julia's function is called on a block in one call, Python's on one input after the other, or, if it is a NumPy ufunc, on
arrays. What has the same bits, or is within the budget, needs no closer look. All else is put into classes of inputs on
which the same happened; some inputs of each are judged as ordinary cases are, and if they all come to one verdict, it
is that of the class. If not, more of them are judged one by one. No input is set apart: it is about all of them.
"""

from __future__ import annotations

import re
import warnings as warnings_module
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import JULIA_ELEMENT, dtype_name
from pyjuliann.errors import ConversionError, EngineError, RecordError
from pyjuliann.parity.comparing.ulp import FORMATS, NO_DISTANCE, ulp_of_bits
from pyjuliann.parity.exhaustive.found import Found, OutcomeClass, bit_lengths
from pyjuliann.parity.exhaustive.spaces import Numbers, Space
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.generate import Family
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult, policy_of
from pyjuliann.parity.running.guard import Guard, TimeIsUp
from pyjuliann.parity.running.limits import current_limits
from pyjuliann.parity.running.run import BATCH, run_pair
from pyjuliann.parity.running.session import Session

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

Places = npt.NDArray[np.int64]
Chunk = tuple[int, int]

SAMPLE: Final = 6
"""So many inputs of a class are judged."""

MOST_JUDGED: Final = 512
"""So many are judged of a class of a block in which verdicts are mixed."""

_AT_ONCE: Final = 4096
"""So many calls of Python's function are watched together."""

_VERIFIED: Final = 32
"""On so many inputs of a block it is seen to that a ufunc gives the same on arrays as on numbers."""

_PLAIN: Final = {float: "float64", bool: "bool", int: "int64"}
_NUMBER: Final = re.compile(r"[-+]?\d[\d.]*(e[-+]?\d+)?|\b(NaN|nan|Inf|inf)\d*\b")
_IDENTICAL: Final = OutcomeClass("identical")
_WITHIN: Final = OutcomeClass("agree")


@dataclass(frozen=True, eq=False)
class Sweep:
    """Goes through blocks of a pair's inputs; each gives `Found` as plain data.

    Attributes
    ----------
    pair : Pair
        The two functions.
    space : Space
        All inputs.
    """

    pair: Pair
    space: Space

    def __call__(self, engine: Engine, chunk: Chunk) -> dict[str, Any]:
        """Return what is found of the inputs from the first place of a chunk to before the second."""
        return _Block(self, Session(engine)).found(*chunk).to_plain()

    def results(self, session: Session, places: Iterable[int]) -> list[CaseResult]:
        """Return the ordinary results on some inputs."""
        return _Block(self, session).results(np.fromiter(places, np.int64))


@dataclass(eq=False)
class _Answers:
    """Python's answers to the rows of a block: numbers of one dtype, and which rows raised or warned."""

    values: npt.NDArray[Any] | None
    errors: dict[int, tuple[str, str]] = field(default_factory=dict)
    warned: dict[int, str] = field(default_factory=dict)


@dataclass(eq=False)
class _Block:
    """One block of a sweep."""

    sweep: Sweep
    session: Session
    differing: list[Places] = field(default_factory=list)

    def found(self, start: int, stop: int) -> Found:
        pair, space, found = self.sweep.pair, self.sweep.space, Found()
        places = np.arange(start, stop)
        if pair.where is not None:
            family = Family("all inputs", where=pair.where)
            wanted = np.array([family.wanted(case) for case in space.cases(places)], bool)
            found.counts["unwanted"] += int(np.count_nonzero(~wanted))
            places = places[wanted]
        if len(places) and not (self._is_plain and self._fast(found, places)):
            self._case_by_case(found, places)
        if self.differing:
            found.ranges.add(np.sort(np.concatenate(self.differing)))
        return found

    @property
    def _is_plain(self) -> bool:
        """Whether arguments and results go to and fro as they are, and no more is asked of a case than its verdict."""
        pair = self.sweep.pair
        changed = (pair.arguments, pair.order, pair.keywords, pair.julia_keywords, pair.expect)
        return not any(changed) and pair.result is None and pair.scale is None and pair.julia.probe is None

    # ------------------------------------------------------------ case by case

    def results(self, places: Places) -> list[CaseResult]:
        """Return the results of the ordinary comparison."""
        return run_pair(self.session, self.sweep.pair, self.sweep.space.cases(places))

    def _case_by_case(self, found: Found, places: Places) -> None:
        for start in range(0, len(places), BATCH):
            some = places[start : start + BATCH]
            results = self.results(some)
            self._expect(found, results)
            outcomes = [OutcomeClass.of(result) for result in results]
            gaps = np.array([r.max_ulp or 0 for r in results], np.uint64)
            for outcome in dict.fromkeys(outcomes):
                own = np.array([each == outcome for each in outcomes])
                self._add(found, outcome, some[own], gaps[own])

    def _expect(self, found: Found, results: Sequence[CaseResult]) -> None:
        for number, expectation in enumerate(self.sweep.pair.expect):
            where = [r for r in results if expectation.holds(r.case.arguments, r.case.keywords)]
            found.exercised[number] += len(where)
            found.met[number] += sum(any(d.aspect == expectation.aspect for d in r.expected) for r in where)

    def _add(self, found: Found, outcome: OutcomeClass, places: Places, gaps: Any = None) -> None:
        found.add_class(outcome, places, gaps)
        if outcome.verdict == "differ":
            self.differing.append(places)

    # ------------------------------------------------------------ many at once

    def _fast(self, found: Found, places: Places) -> bool:
        """Compare as arrays what can be; say whether it could."""
        pair, space = self.sweep.pair, self.sweep.space
        columns = space.columns(places)
        if columns is None:
            return False
        axes = [axis for axis in space.axes.values() if isinstance(axis, Numbers)]
        python = _python(pair.python, axes, columns)
        if python is None:
            return False
        try:
            julia = self.session.on_rows(pair, columns)
        except (ConversionError, RecordError):
            raise
        except EngineError:  # it has died, or takes too long: case by case it is found out of which
            return False
        if not julia:
            return False
        classes = _Classes(len(places))
        gaps = _compare(classes, python, julia, policy_of(pair, Case()).budget)
        self._add_classes(found, places, classes, gaps)
        return True

    def _add_classes(self, found: Found, places: Places, classes: _Classes, gaps: Any) -> None:
        for key, rows in classes.rows():
            own = None if gaps is None else gaps[rows]
            if key == "identical":
                self._add(found, _IDENTICAL, places[rows], own)
            elif key == "within":
                self._add(found, _WITHIN, places[rows], own)
            else:
                self._judge(found, places[rows], own)

    def _judge(self, found: Found, places: Places, gaps: Any) -> None:
        """Judge some inputs of a class, and give all the verdict that these have in common."""
        sample = np.unique(np.linspace(0, len(places) - 1, min(SAMPLE, len(places))).astype(np.int64))
        outcomes = dict(zip(sample.tolist(), map(OutcomeClass.of, self.results(places[sample])), strict=True))
        if len(set(outcomes.values())) > 1:
            rest = np.setdiff1d(np.arange(len(places)), sample)
            rest = rest[np.unique(np.linspace(0, len(rest) - 1, min(MOST_JUDGED, len(rest))).astype(np.int64))]
            outcomes |= dict(zip(rest.tolist(), map(OutcomeClass.of, self.results(places[rest])), strict=True))
        usual = Counter(outcomes.values()).most_common(1)[0][0]
        alone = {row: outcome for row, outcome in outcomes.items() if outcome != usual}
        for outcome in dict.fromkeys((usual, *alone.values())):
            if outcome == usual:
                rows = np.setdiff1d(np.arange(len(places)), np.fromiter(alone, np.int64))
            else:
                rows = np.array([row for row, own in alone.items() if own == outcome])
            self._add(found, outcome, places[rows], None if gaps is None else gaps[rows])
        found.counts["judged"] += len(outcomes)
        found.counts["alike"] += len(places) - len(outcomes)


# ---------------------------------------------------------------- Python's side


def _python(
    function: Callable[..., Any], axes: Sequence[Numbers], columns: Sequence[npt.NDArray[Any]]
) -> _Answers | None:
    """Return Python's answers; None where they are no plain numbers, or a call takes too long."""
    if isinstance(function, np.ufunc) and function.nin == len(columns) and function.nout == 1:
        answers = _array(function, columns)
        if answers is not None and _is_elementwise(function, axes, columns, answers):
            return answers
    return _each(function, _arguments(axes, columns))


def _arguments(axes: Sequence[Numbers], columns: Sequence[npt.NDArray[Any]]) -> list[Any]:
    given = [column.tolist() if axis.python else list(column) for axis, column in zip(axes, columns, strict=True)]
    return list(zip(*given, strict=True))


def _array(function: np.ufunc, columns: Sequence[npt.NDArray[Any]]) -> _Answers | None:
    """Return what a ufunc gives on arrays; where it warns, the rows that it may warn of are known by their numbers."""
    with warnings_module.catch_warnings(record=True) as caught:
        warnings_module.simplefilter("always")
        try:
            values = function(*columns)
        except Exception:  # noqa: BLE001 - number by number it is found out of which
            return None
    if type(values) is not np.ndarray or dtype_name(values.dtype) not in (*FORMATS, *_WHOLE):
        return None
    warned: dict[int, str] = {}
    if caught:
        odd = np.zeros(len(values), bool)
        for column in (*columns, values):
            odd |= ~np.isfinite(column) if column.dtype.kind == "f" else False
        warned = dict.fromkeys(np.flatnonzero(odd).tolist(), "perhaps")
    return _Answers(values, warned=warned)


_WHOLE: Final = frozenset(name for name in JULIA_ELEMENT if name.startswith(("int", "uint", "bool")))


def _is_elementwise(
    function: Callable[..., Any],
    axes: Sequence[Numbers],
    columns: Sequence[npt.NDArray[Any]],
    answers: _Answers,
) -> bool:
    """Whether a function gives the same bits on numbers as it gave on arrays, where that is tried."""
    assert answers.values is not None
    rows = np.unique(np.linspace(0, len(columns[0]) - 1, _VERIFIED).astype(np.int64))
    alone = _each(function, _arguments(axes, [column[rows] for column in columns]))
    if alone is None or alone.errors or alone.values is None or alone.values.dtype != answers.values.dtype:
        return False
    mine, other = alone.values, answers.values[rows]
    return mine.tobytes() == other.tobytes() or bool(np.array_equal(mine, other, equal_nan=mine.dtype.kind == "f"))


def _each(function: Callable[..., Any], rows: Sequence[tuple[Any, ...]]) -> _Answers | None:
    """Call a function on one row after the other, as `run_python` does with cases."""
    found: list[Any] = []
    answers = _Answers(None)
    limits = current_limits()
    with warnings_module.catch_warnings(record=True) as caught, Guard() as guard:
        warnings_module.simplefilter("always")
        try:
            for start in range(0, len(rows), _AT_ONCE):
                some = rows[start : start + _AT_ONCE]
                guard.call(
                    limits.seconds(), _call_all, function, some, answers, found=found, caught=caught, guard=guard
                )
        except TimeIsUp:
            return None
    return _uniform(found, answers)


def _call_all(
    function: Callable[..., Any],
    rows: Sequence[tuple[Any, ...]],
    answers: _Answers,
    *,
    found: list[Any],
    caught: list[warnings_module.WarningMessage],
    guard: Guard,
) -> None:
    for row in rows:
        try:
            value = function(*row)
        except TimeIsUp:
            raise
        except BaseException as raised:  # noqa: BLE001 - whatever it raises is its outcome, even what ends programs
            if guard.interrupted:
                raise KeyboardInterrupt from None
            answers.errors[len(found)] = type(raised).__name__, _NUMBER.sub("#", str(raised))[:80]
            value = None
        if caught:
            answers.warned[len(found)] = str([(w.category.__name__, str(w.message)) for w in caught])
            caught.clear()
        found.append(value)


def _uniform(found: list[Any], answers: _Answers) -> _Answers | None:
    """Return the answers with results as numbers of one dtype; None if they are none."""
    returned = found if not answers.errors else [x for k, x in enumerate(found) if k not in answers.errors]
    kinds = set(map(type, returned))
    if not kinds:
        return answers
    if len(kinds) > 1:
        return None
    kind = kinds.pop()
    name = _PLAIN.get(kind) or (dtype_name(np.dtype(kind)) if issubclass(kind, np.generic) else "")
    if name not in (*FORMATS, *_WHOLE):
        return None
    try:
        numbers = np.array(returned, name)
    except OverflowError:  # an int that is none of 64 bits
        return None
    answers.values = numbers
    if answers.errors:
        answers.values = np.zeros(len(found), name)
        answers.values[[k for k in range(len(found)) if k not in answers.errors]] = numbers
    return answers


# ---------------------------------------------------------------- what happened on each row


class _Classes:
    """Which of the rows of a block belong together: a number for each row, and what it stands for."""

    def __init__(self, count: int) -> None:
        self.codes = np.zeros(count, np.int64)
        self.keys: dict[Any, int] = {"identical": 0, "within": 1}

    def put(self, rows: Any, key: Any) -> None:
        """Put rows into the class of a key."""
        self.codes[rows] = self.keys.setdefault(key, len(self.keys))

    def split(self, row: int, more: Any) -> None:
        """Put a row into a class of its own kind of what it is in."""
        self.put(row, (int(self.codes[row]), more))

    def rows(self) -> Iterable[tuple[Any, npt.NDArray[np.int64]]]:
        """Yield the classes that have rows, in the order of their first rows."""
        if not self.codes.any():
            yield "identical", np.arange(len(self.codes))
            return
        names = {code: key for key, code in self.keys.items()}
        codes, first = np.unique(self.codes, return_index=True)
        for k in np.argsort(first):
            yield names[int(codes[k])], np.flatnonzero(self.codes == codes[k])


def _compare(
    classes: _Classes, python: _Answers, julia: Sequence[Any], budget: Callable[[str], int]
) -> npt.NDArray[np.uint64] | None:
    """Put all rows into classes, and return their ULP distances if they have any."""
    julia_type, values, errors = julia
    raised: Mapping[int, tuple[str, str]] = {row - 1: (name, _NUMBER.sub("#", said)[:80]) for row, name, said in errors}
    gaps = None
    p = python.values
    if p is None or values is None:
        classes.put(slice(None), "alone")
    elif JULIA_ELEMENT[dtype_name(p.dtype)] != julia_type:
        classes.put(slice(None), "dtype")
    elif p.dtype.kind == "f":
        gaps = _compare_floats(classes, p, np.asarray(values), budget(dtype_name(p.dtype)))
    else:
        unequal = np.flatnonzero(p != values)
        apart = np.abs(p[unequal].astype(np.float64) - np.asarray(values)[unequal].astype(np.float64))
        _put_by_size(classes, unequal, bit_lengths(apart), "whole")
    if p is not None and p.dtype.kind == "f":
        kinds = _kinds(p)
        for row, text in python.warned.items():
            classes.split(row, (text, int(kinds[row])))
    else:
        for row, text in python.warned.items():
            classes.split(row, text)
    for row in python.errors.keys() | raised.keys():
        other = "" if values is None or row in raised else _kind_of(values[row])
        mine = "" if p is None or row in python.errors else _kind_of(p[row])
        classes.put(row, ("error", python.errors.get(row, mine), raised.get(row, other)))
    return gaps


def _compare_floats(classes: _Classes, p: npt.NDArray[Any], j: npt.NDArray[Any], budget: int) -> npt.NDArray[np.uint64]:
    unsigned = f"u{p.dtype.itemsize}"
    bits = p.view(unsigned), j.view(unsigned)
    gaps = np.zeros(len(p), np.uint64)
    look = np.flatnonzero(bits[0] != bits[1])
    if not len(look):
        return gaps
    own = ulp_of_bits(bits[0][look], bits[1][look])
    gaps[look] = own
    zeros = (own == 0) & ~np.isnan(p[look])  # two NaN are the same, whatever their bits
    classes.put(look[zeros], "zeros of two signs")
    none = own == NO_DISTANCE
    gaps[look[none]] = 0
    near = (own > 0) & (own <= budget)
    classes.put(look[near], "within")
    kinds = 4 * _kinds(p[look]) + _kinds(j[look])
    _put_by_size(classes, look[none], kinds[none], "no distance")
    beyond = ~none & (own > budget)
    _put_by_size(classes, look[beyond], bit_lengths(own[beyond]), "beyond")
    return gaps


def _put_by_size(classes: _Classes, rows: Any, sizes: npt.NDArray[np.int64], what: str) -> None:
    for size in np.unique(sizes).tolist():
        classes.put(rows[sizes == size], (what, size))


def _kinds(numbers: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return 0 for a finite number, 1 for Inf, 2 for -Inf, 3 for NaN."""
    with np.errstate(invalid="ignore"):
        found: npt.NDArray[np.int64] = np.select(
            [np.isnan(numbers), numbers == np.inf, numbers == -np.inf], [3, 1, 2], 0
        )
    return found


def _kind_of(number: Any) -> str:
    return "a number" if np.isfinite(number) else str(float(number))
