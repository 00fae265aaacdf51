"""What the rounding inside a computation explains, where two results are farther apart than the budget.

Measured twice: Julia's function on BigFloat of few bits, rounded each way, against many bits; and Python's on arguments
moved in their last places. Both sides may be off by what either shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.typed import bare
from pyjuliann.errors import ConversionError, EngineError, StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Allowance, Comparison
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.moved import is_mixed, moved_results, spread_of
from pyjuliann.parity.running.python_side import argument_value, as_numbers
from pyjuliann.parity.running.session import Session

FACTOR: Final = 8.0
"""How many times the spreads measured two results may be apart: the rounding that they had is one of many."""

_BITS: Final = {2: 11, 4: 24, 8: 53}
_WHOLE: Final = 2.0**45
_JULIA: Final = "rounding inside the computation (Julia's function on BigFloat of {} bits, rounded each way)"
_BOTH: Final = "rounding inside the computation (Julia's function rounded each way, Python's on moved arguments)"
_PYTHON: Final = "rounding inside the computation (Python's function on arguments moved in their last places)"
_MIXED: Final = "rounding inside the computation ({:.0f} units of its largest number, as after a factorization)"
_MOST_UNITS: Final = 3072.0
"""What a factorization may be off by, in units of the largest number of its result: 7e-13 of it in Float64."""


def measurable(pair: Pair, result: CaseResult) -> bool:
    """Whether a case differs in floating-point values, and rounding counts."""
    found = result.comparison
    if result.aspect != "value" or found is None:
        return False
    if {d.aspect for d in found.differences} - {"value", "shape", "container", "sequence"}:
        return False
    names = {x.dtype.name for x in _floats(result)}
    return pair.policy is None or any(map(pair.policy.allows_rounding, names))


def doubtful(result: CaseResult) -> bool:
    """Whether rounding may explain what a case differs in: values that are near each other, for their size."""
    found = result.comparison
    if found is None or found.max_absolute is None:
        return False
    numbers = [x for side in (result.python, result.julia) for x in numbers_of(bare(side.value))]
    dtypes = {x.dtype for x in numbers if x.dtype.kind in "fc"}
    size = max([_largest(x) for x in numbers] + [_size(result.case)])
    return found.max_absolute <= max((_most(dtype, size) for dtype in dtypes), default=0.0)


def _most(dtype: np.dtype[Any], size: float) -> float:
    """Return what rounding may change numbers of a size by: half the digits, of what may have been 1 on the way."""
    return 4 * math.sqrt(float(np.finfo(dtype).eps)) * max(size, 1.0)


def with_noise(
    session: Session | None,
    pair: Pair,
    results: Sequence[CaseResult],
    compare: Callable[[CaseResult, Allowance], Comparison],
) -> list[Comparison]:
    """Return the comparisons of doubtful cases once more, with what rounding explains; `compare` makes one."""
    reports = _reports(session, pair, results)
    found = []
    for result, report in zip(results, reports, strict=True):
        try:
            found.append(_compared(pair, result, partial(compare, result), report))
        except Exception:  # noqa: BLE001 - a result of the user's may raise anything; then nothing is explained
            found.append(compare(result, Allowance(None, phrase(_PYTHON))))
    return found


def _reports(session: Session | None, pair: Pair, results: Sequence[CaseResult]) -> list[tuple[str, Any, int]]:
    """Return how Julia's noise was measured, its spread, and the bits, for each case."""
    bits = [max((_BITS[x.real.itemsize] for x in _floats(r)), default=53) for r in results]
    if session is None or pair.result is not None:
        return [("Julia is not asked, or its result is changed by the pair", None, b) for b in bits]
    try:
        found = session.noise(pair, [r.case for r in results], bits)
    except (ConversionError, EngineError, StoppedError) as error:
        return [(str(error), None, b) for b in bits]
    return [(how, spread, b) for (how, spread), b in zip(found, bits, strict=True)]


def _floats(result: CaseResult) -> list[npt.NDArray[Any]]:
    return [x for x in numbers_of(bare(result.julia.value)) if x.dtype.kind in "fc"]


def _compared(
    pair: Pair, result: CaseResult, compare: Callable[[Allowance], Comparison], report: tuple[str, Any, int]
) -> Comparison:
    how, julia, bits = report
    case, value = result.case, result.python.value

    def again(spread: Any, source: str) -> Comparison:
        found = _Guard(result)
        values = found.allowed(spread, value, bare(result.julia.value))
        return compare(Allowance(values, source, found.ill_conditioned))

    first = again(julia, phrase(_JULIA, bits)) if julia is not None else None
    if first is not None and (first or not doubtful(result)):
        return first
    moved = moved_results(pair.python, case, value)
    spread = _sum(value, julia, spread_of(value, moved) if moved else None)
    second = again(spread, phrase(_BOTH if julia is not None else _PYTHON))
    if not second and _of_one_magnitude(pair, result, how, spread):
        units = _MOST_UNITS if how == "factorization" else min(64 * math.sqrt(case.size), _MOST_UNITS)
        third = again(_sum(value, spread, _own_magnitude(units, value)), phrase(_MIXED, units))
        second = third or second
    return second


def rounding_decides(
    session: Session, pair: Pair, results: Sequence[CaseResult], compare: Callable[[CaseResult, Allowance], Comparison]
) -> list[bool]:
    """Return of which cases Julia's rounding, if nothing limits it, explains all that differs.

    Arguments that move would not do: they pass over what a function does at one point, or on one side of it.
    """
    found: list[bool] = []
    for result, (_, spread, _) in zip(results, _reports(session, pair, results) if results else (), strict=True):
        guard = _Guard(result, capped=False)
        try:
            whole = guard.allowed(spread, result.python.value, bare(result.julia.value))
            found.append(guard.ill_conditioned and bool(compare(result, Allowance(whole, _JULIA))))
        except Exception:  # noqa: BLE001 - as above
            found.append(False)
    return found


def _of_one_magnitude(pair: Pair, result: CaseResult, how: str, spread: Any) -> bool:
    """Whether an array's rounding errors are those of its largest numbers, as after a factorization or a transform."""
    if how == "factorization":
        return True
    matrices = any(np.ndim(x) > 1 for _, given in result.case.slots() for x in numbers_of(argument_value(given)))
    even = isinstance(spread, np.ndarray) and 32 * np.median(spread) >= spread.max(initial=0.0) > 0
    return (matrices or even or how == "narrow") and is_mixed(pair.python, result.case, result.python.value)


def _own_magnitude(units: float, value: Any) -> Any:
    """Return the spread, in the form of a result, of arrays whose errors are those of their largest numbers."""
    if isinstance(value, dict):
        return {key: _own_magnitude(units, x) for key, x in value.items()}
    if isinstance(value, (tuple, list)):
        return [_own_magnitude(units, x) for x in value]
    numbers = as_numbers(value)
    if numbers is None or numbers.dtype.kind not in "fc":
        return None
    own = units * float(np.finfo(numbers.dtype).eps) * _largest(numbers)
    return np.full(numbers.shape, own / FACTOR)


def _sum(value: Any, *spreads: Any) -> Any:
    """Return the sum of spreads of one form, part by part."""
    given = [fields_of(s) if has_fields(s) else s for s in spreads if s is not None]
    if has_fields(value):
        value = fields_of(value)
    if isinstance(value, dict):
        return {k: _sum(x, *(s.get(k) if isinstance(s, dict) else None for s in given)) for k, x in value.items()}
    if isinstance(value, (tuple, list)):
        return [
            _sum(x, *(s[k] if isinstance(s, (tuple, list)) and k < len(s) else None for s in given))
            for k, x in enumerate(value)
        ]
    fitting = [np.asarray(s, float) for s in given if not isinstance(s, (dict, tuple, list, str))]
    fitting = [s for s in fitting if s.shape in ((), np.shape(value))]
    return sum(fitting) if fitting else None


class _Guard:
    """Makes allowances of spreads, and none where rounding would change nearly everything, or a jump is seen."""

    def __init__(self, result: CaseResult, capped: bool = True) -> None:
        self.size = _size(result.case)
        self.capped = capped
        self.ill_conditioned = False

    def allowed(self, spread: Any, python: Any, julia: Any) -> Any:
        """Return what is allowed each number, in the form of Python's result."""
        if has_fields(python):
            sides = (fields_of(x) if has_fields(x) else x for x in (spread, python, bare(julia)))
            return self.allowed(*sides)
        if isinstance(python, dict):
            parts = _parts(spread, julia, python)
            return {k: self.allowed(s, python[k], j) for k, (s, j) in parts.items()}
        if isinstance(python, (tuple, list)):
            parts = _parts(spread, julia, range(len(python)))
            return [self.allowed(s, python[k], j) for k, (s, j) in parts.items()]
        p, j = as_numbers(python), as_numbers(bare(julia))
        if spread is None or p is None or j is None or p.dtype.kind not in "fc" or p.shape != j.shape:
            return None
        with np.errstate(all="ignore"):
            seen = np.broadcast_to(np.asarray(spread, float), p.shape)
            size = max(self.size, _largest(p))
            most = _most(p.dtype, size)
            # Two whole numbers are apart by steps, as floors and counts are: no rounding moves them so little.
            steps = (p == np.rint(p)) & (j == np.rint(j)) & np.isfinite(p) & np.isfinite(j) & (size < _WHOLE)
            self.ill_conditioned |= bool(np.any((seen > most) & ~steps))
            if not self.capped:
                return np.where(steps, 0.0, FACTOR * seen)
            return np.where(steps | (seen > most), 0.0, np.minimum(FACTOR * seen, most))


def _parts(spread: Any, julia: Any, keys: Any) -> dict[Any, tuple[Any, Any]]:
    def part(whole: Any, key: Any) -> Any:
        try:
            return whole[key]
        except (TypeError, LookupError):
            return None

    return {k: (part(spread, k), part(bare(julia), k)) for k in keys}


def numbers_of(value: Any) -> list[npt.NDArray[Any]]:
    """Return all numbers of a result, as arrays."""
    if has_fields(value):
        value = fields_of(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list)):
        return [x for part in value for x in numbers_of(bare(part))]
    found = as_numbers(value)
    return [] if found is None or found.dtype.kind == "O" else [found]


def _largest(numbers: npt.NDArray[Any]) -> float:
    with np.errstate(all="ignore"):
        size = np.abs(numbers).astype(float)
        return float(size[np.isfinite(size)].max(initial=0.0))


def _size(case: Case) -> float:
    """Return the largest of a case's floating-point arguments."""
    values = [x for _, given in case.slots() for x in numbers_of(argument_value(given))]
    return max(map(_largest, values), default=0.0)
