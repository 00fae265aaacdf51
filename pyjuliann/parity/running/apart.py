"""Cases that say nothing of whether a pair agrees, and are set apart from the verdict.

- *range*: numbers near the ends of a type's range, where what comes in between leaves it. The sides must agree once
  these numbers are brought back among ordinary ones, and one of them must have lost the result where that is nobody's
  formula: the exact result is out of range too; or both have lost it; or a library that Python's side calls has, and
  Julia's side has not; or, of infinite arguments, one side is NaN.
- *rounding*: rounding alone decides all digits, or whether there is a number at all.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import is_namedtuple
from pyjuliann.bridge.values.typed import bare
from pyjuliann.errors import ConversionError, EngineError, PairError, StoppedError
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair, Twin
from pyjuliann.parity.pairing.python_code import is_installed
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.moved import as_moved_numbers
from pyjuliann.parity.running.noise import measurable, numbers_of, rounding_decides
from pyjuliann.parity.running.python_side import argument_value, run_python
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import compared_again

Apart = Literal["range", "rounding"]
"""Why a case says nothing: numbers near the ends of their range, or rounding that decides all digits."""

SHARE: Final = 0.5
"""Where more of the cases say nothing, none is set apart: too little would be left."""

_FIRST: Final = 3
"""So many cases are asked before the others, which would take their time."""

_NEAR: Final = 1e-3
"""What a relative distance is below that no overflow leaves."""

_DENSE: Final = 64
"""By so many powers of two, at most, do subnormal numbers go beyond what the normal ones reach."""


def set_apart(
    session: Session, pair: Pair, results: Sequence[CaseResult], wanted: Callable[[Case], bool], share: float = SHARE
) -> list[CaseResult]:
    """Return the results, those set apart that say nothing; all as they are where these would be most of them.

    Parameters
    ----------
    session : Session
        Julia's side of the pair.
    pair : Pair
        The pair. Nothing is set apart where its policy is strict, or allows no rounding.
    results : sequence of CaseResult
        What came of the cases.
    wanted : callable
        Says of a case with other numbers whether the pair is asked about it.
    share : float
        Of more of the cases than that share none is set apart.
    """
    differing = [k for k, result in enumerate(results) if result.aspect in {"value", "error"}]
    if not differing or (pair.policy is not None and not any(map(pair.policy.allows_rounding, _FLOATS))):
        return list(results)
    known: dict[int, Apart] = {k: "range" for k in differing if _leaves_the_range(results[k])}
    left = [k for k in differing if k not in known and results[k].aspect == "value"]
    for k in _out_of_range(session, pair, [results[k] for k in left], wanted):
        known[left[k]] = "range"
    left = [k for k in left if k not in known]
    if len(left) <= share * len(results):
        for k in _undetermined(session, pair, [results[k] for k in left]):
            known[left[k]] = "rounding"
    if len(known) > share * len(results):
        return list(results)
    return [_without_verdict(r, known[k]) if k in known else r for k, r in enumerate(results)]


def _without_verdict(result: CaseResult, why: Apart) -> CaseResult:
    return replace(result, verdict="agree", differences=(), max_ulp=None, apart=why)


_FLOATS: Final = ("float64", "float32", "float16")


# ---------------------------------------------------------------- rounding


def _undetermined(session: Session, pair: Pair, results: Sequence[CaseResult]) -> list[int]:
    """Return which of some results differ in nothing but what rounding decides; if the first do not, none."""
    left = [k for k, result in enumerate(results) if measurable(pair, result)]
    found: list[int] = []
    for some in (left[:_FIRST], left[_FIRST:]):
        said = rounding_decides(session, pair, [results[k] for k in some], partial(compared_again, pair))
        found += [k for k, decides in zip(some, said, strict=True) if decides]
        if not found:
            break
    return found


# ---------------------------------------------------------------- range


def _leaves_the_range(result: CaseResult) -> bool:
    """Whether a result is too large for any number of its type, which each language says in its own way."""
    python, julia = result.python, bare(result.julia.value)
    if python.error == "OverflowError" and result.julia.returned:
        return any(np.isinf(x).any() for x in numbers_of(julia) if x.dtype.kind in "fc")
    value = python.value
    if type(value) is not int or type(julia) is not int or -(2**63) <= value < 2**63:
        return False
    given = [x for _, x in result.case.slots() if type(x) is int]
    return (value - julia) % 2**64 == 0 and any(abs(x) >= 2**62 for x in given)


def _out_of_range(
    session: Session, pair: Pair, results: Sequence[CaseResult], wanted: Callable[[Case], bool]
) -> list[int]:
    """Return which of some results differ because their arguments are near the ends of the range."""
    tamed: dict[int, Case] = {}
    for k, result in enumerate(results):
        case = _tame_case(result.case) if {d.aspect for d in result.differences} == {"value"} else None
        if case is not None and _is_wanted(wanted, case):
            tamed[k] = case
    if not tamed:
        return []
    try:
        again = run_pair(session, pair, list(tamed.values()))
        return [
            k for k, result in zip(tamed, again, strict=True)
            if not result.aspect and result.compared and _is_nobodys(session, pair, results[k])
        ]  # fmt: skip
    except (ConversionError, EngineError, StoppedError):
        return []


def _is_wanted(wanted: Callable[[Case], bool], case: Case) -> bool:
    try:
        return wanted(case)
    except PairError:
        return False


def _is_nobodys(session: Session, pair: Pair, result: CaseResult) -> bool:
    """Whether a result that is lost near the ends of the range is lost by no formula of one side alone."""
    python, julia = (np.concatenate(_flat(side.value) or [np.zeros(0)]) for side in (result.python, result.julia))
    if python.size != julia.size:
        return False
    with np.errstate(all="ignore"):
        apart = ~(np.isclose(python, julia, rtol=_NEAR, atol=0.0, equal_nan=True))
    p, j = python[apart], julia[apart]
    if any(np.isinf(x).any() for _, x in result.case.slots() for x in numbers_of(argument_value(x))):
        return bool(np.all(np.isnan(p) ^ np.isnan(j)))  # inf - inf and 0 * inf come and go with the order of sums
    gone = _is_gone(p), _is_gone(j)
    if not np.all(gone[0] | gone[1]):
        return False
    reason, mine, theirs, beyond = ("the pair changes the result", (), (), ())
    if pair.result is None:
        reason, mine, theirs, beyond = session.judge(pair, result.case, result.python.value, result.julia.value)
    if reason:  # Julia's function knows no BigFloat
        return bool(np.all(~np.isfinite(p) | ~np.isfinite(j)))
    lost = 1 / math.sqrt(np.finfo(julia.dtype).eps)  # half of the digits
    off = np.asarray(mine, float) > lost, np.asarray(theirs, float) > lost
    inside = ~np.asarray(beyond, bool)
    if np.any(off[1] & ~off[0] & inside):
        return False
    if not np.any(off[0] & ~off[1] & inside):
        return True
    word = "underflow" if np.isfinite(p).all() else "overflow"
    return bool(np.all(gone[0])) and not _complains(pair.python, result.case, word)


def _is_gone(numbers: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return which numbers are none, or too small for all their digits, as overflow and underflow leave them."""
    with np.errstate(all="ignore"):
        found: npt.NDArray[np.bool_] = ~np.isfinite(numbers) | (np.abs(numbers) < np.finfo(numbers.dtype).tiny)
    return found


def _flat(value: Any) -> list[npt.NDArray[Any]]:
    """Return the floating-point numbers of a result in one row each."""
    return [x.reshape(-1) for x in numbers_of(bare(value)) if x.dtype.kind in "fc"]


def _complains(function: Callable[..., Any], case: Case, word: str) -> bool:
    """Whether the arithmetic of a function's own code has an overflow or underflow, not that of a library alone."""

    def complaints(*arguments: Any, **keywords: Any) -> list[str]:
        with warnings.catch_warnings(record=True) as caught, np.errstate(over="warn", under="warn"):
            warnings.simplefilter("always")
            function(*arguments, **keywords)
        return [w.filename for w in caught if word in str(w.message)]

    cases = [case]
    if not any(isinstance(x, np.ndarray) for _, x in case.slots()):
        cases.append(as_moved_numbers(case))  # Python's own numbers complain of nothing
    try:
        outcomes = run_python(complaints, cases)
    except StoppedError:
        return True
    return any(not is_installed(Path(file)) for o in outcomes for file in o.value or ())


# ---------------------------------------------------------------- ordinary numbers in place of others


def _tame_case(case: Case) -> Case | None:
    """Return a case with its numbers brought back from the ends of their range; None if none is there."""
    tame = _Tame()
    arguments = tuple(map(tame, case.arguments))
    keywords = {name: tame(x) for name, x in case.keywords.items()}
    return Case(arguments, keywords, case.label) if tame.changed else None


class _Tame:
    """Changes values that numbers stand in, at any depth; `changed` says whether there was anything to change.

    A number is at the ends of its range where its eighth power leaves it, but not below 2¹⁰ and above 2⁻¹⁰. It is
    brought to where its square does not: larger numbers stay the larger ones.
    """

    def __init__(self) -> None:
        self.changed = False

    def __call__(self, value: Any) -> Any:
        if isinstance(value, Twin):
            return value
        if isinstance(value, (float, complex, np.inexact)):
            tamed = self(np.asarray(value))[()]
            return type(value)(tamed)
        if isinstance(value, np.ndarray) and value.dtype.kind in "fc" and not isinstance(value, np.ma.MaskedArray):
            return self._array(value)
        if is_namedtuple(value):
            return type(value)(*map(self, value))
        if type(value) in (tuple, list):
            return type(value)(map(self, value))
        if type(value) is dict:
            return {key: self(x) for key, x in value.items()}
        return value

    def _array(self, value: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if value.dtype.kind == "c":
            tamed = np.array(value)
            tamed.real, tamed.imag = self._array(value.real), self._array(value.imag)
            return tamed
        most = np.finfo(value.dtype).maxexp
        limit = max(most // 8, 10)
        with np.errstate(all="ignore"):
            exponent = np.log2(np.abs(value.astype(np.float64)))
            far = (np.abs(exponent) > limit) & (value != 0)
            beyond = np.minimum((np.abs(exponent) - limit) / (most + _DENSE - limit), 1.0)
            size = np.exp2(np.sign(exponent) * limit * (1 / 2 + beyond / 6))
            found = np.where(far, np.copysign(size, value), value).astype(value.dtype)
        self.changed |= bool(far.any())
        return found
