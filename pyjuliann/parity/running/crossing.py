"""Many cases in one frame: arguments go out as one vector per column, results come back as one per type."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import JULIA_ELEMENT, dtype_name, type_name
from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case, Slot, parameter_names
from pyjuliann.parity.pairing.pair import Pair, Twin
from pyjuliann.parity.pairing.signature import taken_by_name
from pyjuliann.parity.running.calls import Outcome

Group = list[Any]
"""[number of cases, one column per argument, names of the keyword columns (the last ones)]."""

_PLAIN: Final = {float: np.dtype(np.float64), bool: np.dtype(np.bool_), complex: np.dtype(np.complex128)}
_TO_PYTHON: Final = {"Float64", "Int64", "Bool", "ComplexF64"}


class Layout:
    """How the arguments of one pair go to Julia: in which order, by which name, transformed how."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.names: list[str] = []
        self.plain = not (pair.arguments or pair.keywords or pair.order or pair.julia_keywords)

    def arguments(self, case: Case) -> list[tuple[Slot, str, Any]]:
        """Return (slot, keyword or "", value) of every argument, in the order in which Julia gets them.

        Raises
        ------
        PairError
            If a function of the pair that transforms arguments raises, or gives no tuple.
        """
        if len(self.names) < len(case.arguments):
            self.names = parameter_names(self.pair.python, len(case.arguments))
        positional: list[tuple[Slot, str, Any]] = []
        named: list[tuple[Slot, str, Any]] = [(name, name, value) for name, value in self.pair.julia_keywords.items()]
        rest = case
        if not isinstance(self.pair.arguments, Mapping):
            taken = taken_by_name(self.pair.arguments, case.keywords)
            positional = self._together(case, taken)
            rest = Case((), {name: value for name, value in case.keywords.items() if name not in taken})
        for slot, value in rest.slots():
            name = self.names[slot] if isinstance(slot, int) else slot
            keyword = self.pair.keywords.get(name, "" if isinstance(slot, int) else name)
            if keyword is not None:
                (named if keyword else positional).append((slot, keyword, self._transformed(name, value, case)))
        if self.pair.order:
            positional.sort(key=self._place)
        return positional + named

    def _transformed(self, name: str, value: Any, case: Case) -> Any:
        change = self.pair.arguments.get(name) if isinstance(self.pair.arguments, Mapping) else None
        if change is None or isinstance(value, Twin):
            return value
        try:
            return change(value)
        except Exception as error:
            raise self._failure(phrase("the function for {}", name), error, case) from error

    def _together(self, case: Case, taken: Collection[str]) -> list[tuple[Slot, str, Any]]:
        """Return what the function of all arguments makes of them, each in the slot of the one that it is."""
        transform: Any = self.pair.arguments
        try:
            given = transform(*case.arguments, **{name: case.keywords[name] for name in taken})
        except Exception as error:
            raise self._failure(phrase("the function of all arguments"), error, case) from error
        if not isinstance(given, tuple):
            told = (
                "{}: arguments: expected a function that returns the tuple of all that Julia is given, got a {} on ({})"
            )
            raise PairError(phrase(told, self.pair.name, type_name(given), case.told))
        slots = {id(value): slot for slot, value in case.slots()}
        return [
            (slots.pop(id(value), phrase("Julia's argument {}", k + 1)), "", value) for k, value in enumerate(given)
        ]

    def _failure(self, what: str, error: Exception, case: Case) -> PairError:
        told = "{}: arguments: {} raised {}: {} on ({}); where= says which arguments are wanted"
        return PairError(phrase(told, self.pair.name, what, type(error).__name__, error, case.told))

    def _place(self, argument: tuple[Slot, str, Any]) -> int:
        """Return the place of an argument in Julia's order; those that the order leaves out come after the others."""
        slot: Any = argument[0]
        for place, entry in enumerate(self.pair.order):
            if entry in (slot, self.names[slot]):
                return place
        return len(self.pair.order) + int(slot)


def pack(pair: Pair, cases: Sequence[Case]) -> tuple[list[Group], list[list[int]], list[list[Slot]]]:
    """Return the cases as groups of one signature each, with the cases' numbers and their slots by column."""
    layout = Layout(pair)
    members: dict[tuple[Any, ...], list[int]] = {}
    rows: list[Sequence[Any]] = []
    slots: dict[tuple[Any, ...], list[Slot]] = {}
    names: dict[tuple[Any, ...], list[str]] = {}
    for number, case in enumerate(cases):
        own: list[Slot] | None = None
        keywords: list[str] = []
        if layout.plain and not case.keywords:
            row: Sequence[Any] = case.arguments
            signature: tuple[Any, ...] = tuple(map(_column_kind, row))
        else:
            arguments = layout.arguments(case)
            row = [value for _, _, value in arguments]
            own = [slot for slot, _, _ in arguments]
            keywords = [keyword for _, keyword, _ in arguments if keyword]
            signature = (*map(_column_kind, row), tuple(own), tuple(keywords))
        rows.append(row)
        if signature not in members:
            members[signature] = []
            slots[signature] = own if own is not None else list(range(len(row)))
            names[signature] = keywords
        members[signature].append(number)
    groups = []
    for signature, numbers in members.items():
        columns = [_column(signature[k], [rows[n][k] for n in numbers]) for k in range(len(slots[signature]))]
        groups.append([len(numbers), columns, names[signature]])
    return groups, list(members.values()), list(slots.values())


def _column_kind(value: Any) -> tuple[Any, ...]:
    if isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray):
        name = dtype_name(value.dtype)
        return ("array", name, value.ndim) if name in JULIA_ELEMENT else ("value",)
    if isinstance(value, np.generic):
        name = dtype_name(value.dtype)
        return ("scalar", name) if name in JULIA_ELEMENT else ("value",)
    if type(value) in _PLAIN:
        return ("scalar", _PLAIN[type(value)].name)
    if type(value) is int:
        return ("scalar", "int64") if -(2**63) <= value < 2**63 else ("value",)
    return ("code",) if isinstance(value, Twin) else ("value",)


def _column(kind: tuple[Any, ...], values: list[Any]) -> list[Any]:
    if kind[0] == "array":
        dtype = np.dtype(kind[1])
        # of a subclass, such as a matrix, the flat array may have two dimensions
        flat = np.concatenate([np.asarray(value).ravel(order="F") for value in values]).astype(dtype, copy=False)
        sizes = np.array([value.shape for value in values], np.int64).reshape(-1)
        return ["array", flat, kind[2], sizes]
    if kind[0] == "scalar":
        return ["scalar", np.array(values, np.dtype(kind[1]))]
    if kind[0] == "code":
        return ["code", [value.julia for value in values]]
    return ["value", values]


def unpack(report: Any, slots: Sequence[Slot], count: int, wrap: Callable[[Any, str], Any]) -> list[Outcome]:
    """Return Julia's report on one group as outcomes.

    Parameters
    ----------
    report : list
        Values by type, errors, changed arguments, aliased arguments, warnings; cases and arguments numbered
        from 1.
    slots : sequence of slots
        Which argument each column was.
    count : int
        Number of cases in the group.
    wrap : callable
        Makes a ``JuliaValue`` of a value and the name of its type.
    """
    entries, errors, changed, aliased, warned = report
    values: list[Any] = [None] * count
    facts: dict[int, dict[str, Any]] = {}
    for entry in entries:
        name = entry[1]
        for number, value in zip(entry[2], _values(entry), strict=True):
            values[number - 1] = wrap(value, name)
    for number, error, message in errors:
        own = facts.setdefault(number, {})
        own.update({"error": error, "message": message} if error else {"unsupported": message})
    for number, column, value in changed:
        facts.setdefault(number, {}).setdefault("changed", {})[slots[column - 1]] = value
    for number, column in aliased:
        own = facts.setdefault(number, {})
        own["aliases"] = own.get("aliases", frozenset()) | {slots[column - 1]}
    for number, texts in warned:
        facts.setdefault(number, {})["warnings"] = tuple(str(text) for text in texts)
    nothing: dict[str, Any] = {}
    return [Outcome(value, **facts.get(number, nothing)) for number, value in enumerate(values, 1)]


def _values(entry: Any) -> list[Any]:
    kind, name, _, flat = entry[:4]
    if kind == "array":
        return _split(flat, entry[4], entry[5])
    if kind == "scalar":
        return flat.tolist() if name in _TO_PYTHON else list(flat)
    return list(flat)


def _split(flat: npt.NDArray[Any], rank: int, sizes: npt.NDArray[np.int64]) -> list[npt.NDArray[Any]]:
    if not rank:
        return [flat[k : k + 1].reshape(()) for k in range(flat.size)]
    arrays, start = [], 0
    for shape in sizes.reshape(-1, rank).tolist():
        stop = start + math.prod(shape)
        arrays.append(flat[start:stop].reshape(shape, order="F"))
        start = stop
    return arrays
