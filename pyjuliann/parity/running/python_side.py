"""Python's side of a call: what it returns or raises, warns of, changes, and shares memory with."""

from __future__ import annotations

import copy
import warnings as warnings_module
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.kinds import category
from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.errors import DeadlineError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.case import Case, Slot
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.parity.running.calls import Outcome, unseen
from pyjuliann.parity.running.guard import Guard, TimeIsUp
from pyjuliann.parity.running.limits import current_limits
from pyjuliann.printable import error_text

_IMMUTABLE: Final = (int, float, complex, str, bytes, np.generic, Twin, type(None), range, type(np.ma.masked))


def run_python(
    function: Callable[..., Any], cases: Sequence[Case], *, passing: tuple[type[BaseException], ...] = ()
) -> list[Outcome]:
    """Call a Python function on all cases; the cases' own arguments stay as they are.

    Whatever it raises is its outcome, but for the exceptions in `passing`, which say nothing about the function.

    Raises
    ------
    StoppedError
        If a call takes longer than the limits in force allow; with the outcomes of the cases before it.
    """
    limits = current_limits()
    outcomes: list[Outcome] = []
    with warnings_module.catch_warnings(record=True) as caught, Guard() as guard:
        for case in cases:
            warnings_module.simplefilter("always")
            try:
                outcomes.append(_run_one(function, case, caught, guard, limits.seconds(), passing=passing))
            except DeadlineError as over:
                over.outcomes = outcomes
                raise
            except TimeIsUp:
                stopped = limits.broken_by("Python", phrase("on ({})", case.told))
                stopped.outcomes = outcomes
                raise stopped from None
    return outcomes


def _run_one(
    function: Callable[..., Any],
    case: Case,
    caught: list[warnings_module.WarningMessage],
    guard: Guard,
    seconds: float | None,
    *,
    passing: tuple[type[BaseException], ...],
) -> Outcome:
    caught.clear()
    given = {slot: _own(value) for slot, value in case.slots()}
    originals = {slot: _frozen(value) for slot, value in given.items() if not isinstance(value, _IMMUTABLE)}
    positional = [argument_value(given[k]) for k in range(len(case.arguments))]
    keywords = {name: argument_value(given[name]) for name in case.keywords}
    value, error, message, exception = None, "", "", None
    leaving: tuple[type[BaseException], ...] = (TimeIsUp, *passing)
    try:
        value = guard.call(seconds, function, *positional, **keywords)
    except leaving:
        raise
    except BaseException as raised:  # noqa: BLE001 - whatever it raises is its outcome, even what ends programs
        if guard.interrupted:
            raise KeyboardInterrupt from None
        error, message, exception = type(raised).__name__, error_text(raised), type(raised)
    if guard.interrupted:
        raise KeyboardInterrupt
    if error == "ValueError" and "read-only" in message and _has_read_only(case):
        # Julia has no read-only arrays: what the function writes shows as a changed argument instead.
        return _run_one(function, _writable(case), caught, guard, seconds, passing=passing)
    warned = tuple(f"{w.category.__name__}: {w.message}" for w in caught)
    try:
        return _looked_at(case, Outcome(value, error, message, exception, warnings=warned), given, originals)
    except Exception as problem:  # noqa: BLE001 - a result may be of any class, and raise whatever is asked of it
        return Outcome(unsupported=unseen(value, problem), warnings=warned)


def _looked_at(case: Case, outcome: Outcome, given: dict[Slot, Any], originals: dict[Slot, Any]) -> Outcome:
    """Return an outcome with what the call changed and what its result shares; restore the case's arguments."""
    changed = {slot: given[slot] for slot, original in originals.items() if _was_changed(given[slot], original)}
    aliases = shared_slots(outcome.value, given)
    value = outcome.value
    if changed and aliases:
        value = copy.deepcopy(value)  # it shows an argument that is about to be restored
    own = dict(case.slots())
    for slot in changed:
        if isinstance(own[slot], np.ndarray):
            changed[slot] = given[slot].copy()
            own[slot][...] = originals[slot]
    return replace(outcome, value=value, changed=changed, aliases=aliases)


def shared_slots(value: Any, given: Mapping[Slot, Any]) -> frozenset[Slot]:
    """Return which arguments a result shares memory with."""
    returned = _memory(value)
    return frozenset(slot for slot, x in given.items() if _shares(returned, _memory(argument_value(x))))


def _was_changed(value: Any, original: Any) -> bool:
    try:
        return not _unchanged(value, original)
    except Exception:  # noqa: BLE001 - an argument may be of any class; one that cannot be compared tells nothing
        return False


def _own(value: Any) -> Any:
    """Return what the function may have: arrays as they are, with their layout; a copy of mutable containers."""
    return value if isinstance(value, (np.ndarray, *_IMMUTABLE)) else _copied(value)


def _frozen(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) and not value.dtype.hasobject else _copied(value)


def _copied(value: Any) -> Any:
    """Return a copy, or the value itself where its class cannot be copied, as a generator's cannot."""
    try:
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - a user's class may raise anything
        return value


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
    if isinstance(value, np.ndarray) and not value.dtype.hasobject:
        # Bytes, so that a NaN is equal to itself and -0.0 is not 0.0.
        same = value.shape == original.shape and value.dtype == original.dtype
        return bool(same and value.tobytes() == original.tobytes(order="C"))
    if not category(value):
        return True
    try:
        return compare(value, original).verdict == "identical"
    except TypeError:  # there is no rule for a part of it
        return _equal(value, original)


def _equal(value: Any, original: Any) -> bool:
    """Whether a value equals its copy, as far as its class can tell: without an equality of its own, none does."""
    if isinstance(value, np.ndarray):
        return value.shape == original.shape and all(map(_equal, value.flat, original.flat))
    if isinstance(value, np.void) and value.dtype.names:
        return all(_equal(value[name], original[name]) for name in value.dtype.names)
    if isinstance(value, (list, tuple)):
        return len(value) == len(original) and all(map(_equal, value, original))
    if isinstance(value, dict):
        return value.keys() == original.keys() and all(_equal(value[key], original[key]) for key in value)
    own_equality = any("__eq__" in vars(kind) for kind in type(value).__mro__[:-1])
    return not own_equality or bool(value == original)


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
        elif has_fields(value) and id(value) not in self.containers:
            self.containers.add(id(value))
            for part in fields_of(value).values():
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


def as_numbers(value: Any) -> npt.NDArray[Any] | None:
    """Return a number or numeric array as an array, anything else as None."""
    if isinstance(value, np.timedelta64):
        return None
    if isinstance(value, (bool, float, complex, np.bool_, np.number)):
        return np.asarray(value)
    if isinstance(value, int):
        return np.asarray(value) if -(2**63) <= value < 2**64 else np.asarray(value, object)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc" and not isinstance(value, np.ma.MaskedArray):
        return np.asarray(value)
    return None
