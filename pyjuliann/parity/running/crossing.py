"""Many cases in one frame: arguments go out as one vector per column, results come back as one per type."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import JULIA_ELEMENT, dtype_name, is_julia_value
from pyjuliann.parity.pairing.case import Case, Slot, parameter_names
from pyjuliann.parity.pairing.pair import Pair, Twin
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
        self.plain = not pair.arguments and not pair.keywords

    def arguments(self, case: Case) -> list[tuple[Slot, str, Any]]:
        """Return (slot, keyword or "", value) of every argument, in the order in which Julia gets them."""
        if len(self.names) < len(case.arguments):
            self.names = parameter_names(self.pair.python, len(case.arguments))
        names = self.names
        positional: list[tuple[Slot, str, Any]] = []
        named: list[tuple[Slot, str, Any]] = []
        for slot, value in case.slots():
            name = names[slot] if isinstance(slot, int) else slot
            change = self.pair.arguments.get(name)
            item = value if change is None or isinstance(value, Twin) else change(value)
            keyword = self.pair.keywords.get(name, "" if isinstance(slot, int) else name)
            (named if keyword else positional).append((slot, keyword, item))
        return positional + named


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


def bare(value: Any) -> Any:
    """Return a value without its Julia type's name."""
    return value.value if is_julia_value(value) else value
