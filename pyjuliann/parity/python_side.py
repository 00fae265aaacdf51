"""Python's side of a call: what it returns or raises, warns of, changes, and shares memory with."""

from __future__ import annotations

import copy
import math
import warnings as warnings_module
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.parity.calls import Case, Outcome
from pyjuliann.parity.compare import compare
from pyjuliann.parity.names import category, is_julia_value
from pyjuliann.parity.pair import Twin

_IMMUTABLE: Final = (int, float, complex, str, bytes, np.generic, Twin, type(None), range)


def run_python(function: Callable[..., Any], cases: Sequence[Case]) -> list[Outcome]:
    """Call a Python function on all cases; the cases' own arguments stay as they are."""
    with warnings_module.catch_warnings(record=True) as caught:
        warnings_module.simplefilter("always")
        return [_run_one(function, case, caught) for case in cases]


def _run_one(function: Callable[..., Any], case: Case, caught: list[warnings_module.WarningMessage]) -> Outcome:
    caught.clear()
    given = {slot: _own(value) for slot, value in case.slots()}
    originals = {slot: _frozen(value) for slot, value in given.items() if not isinstance(value, _IMMUTABLE)}
    positional = [argument_value(given[k]) for k in range(len(case.arguments))]
    keywords = {name: argument_value(given[name]) for name in case.keywords}
    value, error, message, exception = None, "", "", None
    try:
        value = function(*positional, **keywords)
    except Exception as raised:  # noqa: BLE001 - whatever the user's function raises is its outcome
        error, message, exception = type(raised).__name__, str(raised), type(raised)
    if error == "ValueError" and "read-only" in message and _has_read_only(case):
        # Julia has no read-only arrays: what the function writes shows as a changed argument instead.
        return _run_one(function, _writable(case), caught)
    changed = {slot: given[slot] for slot, original in originals.items() if not _unchanged(given[slot], original)}
    returned = _memory(value)
    aliases = frozenset(slot for slot, x in given.items() if _shares(returned, _memory(argument_value(x))))
    if changed and aliases:
        value = copy.deepcopy(value)  # it shows an argument that is about to be restored
    own = dict(case.slots())
    for slot in changed:
        if isinstance(own[slot], np.ndarray):
            changed[slot] = given[slot].copy()
            own[slot][...] = originals[slot]
    return Outcome(
        value=value,
        error=error,
        message=message,
        exception=exception,
        warnings=tuple(f"{w.category.__name__}: {w.message}" for w in caught),
        changed=changed,
        aliases=aliases,
    )


def _own(value: Any) -> Any:
    """Return what the function may have: arrays as they are, with their layout; a copy of mutable containers."""
    return value if isinstance(value, (np.ndarray, *_IMMUTABLE)) else copy.deepcopy(value)


def _frozen(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) and value.dtype.kind != "O" else copy.deepcopy(value)


def argument_value(value: Any) -> Any:
    """Return an argument as the Python function gets it."""
    if isinstance(value, Twin):
        return value.python
    return value.value if is_julia_value(value) else value


def _has_read_only(case: Case) -> bool:
    return any(isinstance(x, np.ndarray) and not x.flags.writeable for _, x in case.slots())


def _writable(case: Case) -> Case:
    def copied(x: Any) -> Any:
        return x.copy(order="K") if isinstance(x, np.ndarray) and not x.flags.writeable else x

    keywords = {name: copied(x) for name, x in case.keywords.items()}
    return Case(tuple(copied(x) for x in case.arguments), keywords, case.label)


def _unchanged(value: Any, original: Any) -> bool:
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        # Bytes, so that a NaN is equal to itself and -0.0 is not 0.0.
        return bool(value.shape == original.shape and value.tobytes() == original.tobytes("C"))
    if not category(value):
        return True
    return compare(value, original).verdict == "identical"


@dataclass(eq=False)
class _Memory:
    """What a value can share with another: its arrays and its mutable containers, none of them empty."""

    arrays: list[np.ndarray] = field(default_factory=list)
    containers: set[int] = field(default_factory=set)

    def add(self, value: Any) -> None:
        """Add what is in a value, at any depth."""
        if isinstance(value, np.ndarray):
            if value.size:
                self.arrays.append(value)
        elif isinstance(value, (list, tuple, dict, set)) and value:
            if id(value) in self.containers:
                return  # it may hold itself
            if not isinstance(value, tuple):
                self.containers.add(id(value))
            for part in value.values() if isinstance(value, dict) else value:
                self.add(part)


def _memory(value: Any) -> _Memory:
    memory = _Memory()
    memory.add(value)
    return memory


def _shares(a: _Memory, b: _Memory) -> bool:
    """Return whether two values share memory."""
    return not a.containers.isdisjoint(b.containers) or any(_overlap(x, y) for x in a.arrays for y in b.arrays)


def _overlap(a: np.ndarray, b: np.ndarray) -> bool:
    if not np.may_share_memory(a, b):
        return False
    try:
        return bool(np.shares_memory(a, b, max_work=10_000))  # type: ignore[arg-type] # any number is taken
    except np.exceptions.TooHardError:
        return True


# ---------------------------------------------------------------- sensitivity


def as_numbers(value: Any) -> npt.NDArray[Any] | None:
    """Return a number or numeric array as an array, anything else as None."""
    if isinstance(value, (bool, float, complex, np.bool_, np.number)):
        return np.asarray(value)
    if isinstance(value, int):
        return np.asarray(value) if -(2**63) <= value < 2**64 else np.asarray(value, object)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        return value
    return None


def perturbed(values: Sequence[Any], rng: np.random.Generator) -> list[Any]:
    """Return arguments with every floating-point number moved by one unit in its last place."""

    def moved(x: Any) -> Any:
        if isinstance(x, np.ndarray) and x.dtype.kind == "f":
            return np.nextafter(x, np.where(rng.random(x.shape) < 0.5, -np.inf, np.inf).astype(x.dtype))
        if isinstance(x, np.ndarray) and x.dtype.kind == "c":
            return moved(x.real.copy()) + 1j * moved(x.imag.copy())
        if isinstance(x, (float, np.floating)):
            return type(x)(np.nextafter(x, type(x)(math.inf if rng.random() < 0.5 else -math.inf)))
        return x

    with np.errstate(all="ignore"):  # the neighbour of the largest number is an infinity
        return [moved(x) for x in values]


def sensitivity(function: Callable[..., Any], case: Case, value: Any, times: int = 2) -> npt.NDArray[Any] | None:
    """Return how much each number of a result moves when the arguments move in their last places.

    Parameters
    ----------
    function : callable
        The Python function.
    case : Case
        Its arguments.
    value : number or array (...), float or complex
        Its result.
    times : int
        How often the arguments are moved, up or down at random.

    Returns
    -------
    (...) float or None
        The largest change seen; 0 where the result jumps, as rounding to integers does, rather than moves.
        None where the result is no number, or another one at every call.
    """
    first = as_numbers(value)
    if first is None or first.dtype.kind not in "fc":
        return None
    rng = np.random.default_rng(11)
    spread = np.zeros(first.shape)
    arguments = [argument_value(x) for x in case.arguments]
    for _ in range(times):
        outcome = run_python(function, [Case(tuple(perturbed(arguments, rng)), case.keywords)])[0]
        again = as_numbers(outcome.value)
        if again is None or again.shape != first.shape:
            return None
        with np.errstate(all="ignore"):
            spread = np.fmax(spread, np.abs(again - first))
    floats = [x for x in map(as_numbers, arguments) if x is not None and x.dtype.kind in "fc"]
    with np.errstate(all="ignore"):
        size = max((float(np.abs(x[np.isfinite(x)]).max(initial=0.0)) for x in floats), default=0.0)
    largest_move = math.sqrt(float(np.finfo(first.dtype).eps)) * size
    return np.where(np.isfinite(spread) & (spread < largest_move), spread, 0.0)
