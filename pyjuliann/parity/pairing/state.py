"""What an object of a user's class is made of: its attributes by name, as they are compared and carried over."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.kinds import KIND_OF
from pyjuliann.bridge.values.records import JuliaRecord, fields_of, has_fields
from pyjuliann.bridge.values.type_names import is_julia_value, is_namedtuple, type_name
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

_DEEPEST: Final = 32


def attributes(value: Any) -> dict[str, Any]:
    """Return an object's attributes by name: fields of a dataclass, slots, and what it was given besides.

    Private ones of a class, ``__x``, are there under the name that its code has for them.
    """
    found = fields_of(value) if has_fields(value) else {}
    kinds = type(value).__mro__
    for kind in reversed(kinds):
        slots = vars(kind).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            own = f"{_head(kind)}{name[2:]}" if name.startswith("__") and not name.endswith("__") else name
            if name not in ("__dict__", "__weakref__") and hasattr(value, own):
                found[own] = getattr(value, own)
    found |= getattr(value, "__dict__", {})
    for kind in kinds:
        head = _head(kind)
        found = {f"__{name[len(head) :]}" if name.startswith(head) else name: x for name, x in found.items()}
    return found


def _head(kind: type) -> str:
    """Return what the names of a class's own private attributes begin with."""
    return f"_{kind.__name__.lstrip('_')}__"


def as_data(value: Any, depth: int = 0) -> Any:
    """Return a copy of a value in which objects of users' classes are records of their attributes.

    Raises
    ------
    ConversionError
        If it holds what cannot be compared, such as a function; the message begins with where that is.
    """
    if depth > _DEEPEST:
        raise ConversionError(phrase(" is nested deeper than {} levels (it may hold itself)", _DEEPEST))
    if is_namedtuple(value):
        return type(value)(*_parts(enumerate(value), depth).values())
    if isinstance(value, deque):
        value = list(value)
    if type(value) in (list, tuple):
        return type(value)(_parts(enumerate(value), depth).values())
    if type(value) is dict:
        return _parts(value.items(), depth)
    if isinstance(value, np.ndarray) and value.dtype != object:
        return value.copy(order="K")
    known = bool(KIND_OF[type(value)].compared)
    if is_julia_value(value) or (known and not has_fields(value)):
        return copy.deepcopy(value)
    if callable(value) or not (has_fields(value) or attributes(value)):
        raise ConversionError(phrase(" is a {}", type_name(value)))
    fields: dict[str, Any] = {}
    for name, part in attributes(value).items():
        try:
            fields[plain(name)] = as_data(part, depth + 1)
        except ConversionError as error:
            raise ConversionError(phrase(".{}{}", name, error)) from None
    return JuliaRecord("NamedTuple", **fields)


def _parts(parts: Iterable[tuple[Any, Any]], depth: int) -> dict[Any, Any]:
    found = {}
    for key, part in parts:
        try:
            found[key] = as_data(part, depth + 1)
        except ConversionError as error:
            raise ConversionError(phrase("[{}]{}", repr(key), error)) from None
    return found


def plain(name: str) -> str:
    """Return an attribute's name without the underscores that make it private."""
    return name.strip("_") or name


def state_of(value: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Return an object's attributes as data, and why others cannot be compared, by name."""
    found: dict[str, Any] = {}
    unfit: dict[str, str] = {}
    for name, part in attributes(value).items():
        try:
            found[name] = as_data(part)
        except Exception as error:  # noqa: BLE001 - a user's class may raise whatever is asked of it
            unfit[name] = str(error)
    return found, unfit


def matched_fields(python: Iterable[str], julia: Iterable[str], named: Mapping[str, str | None]) -> dict[str, str]:
    """Return which attribute goes with which field: as it is said, else of the same name, private or not.

    Parameters
    ----------
    python, julia : iterable of str
        The names on either side.
    named : mapping of str to str or None
        The field of an attribute of another name; None for one that goes with none.
    """
    ours, theirs = [name for name in python if name not in named], list(julia)
    found = {name: other for name, other in named.items() if other in theirs}
    found |= {name: name for name in ours if name in theirs and name not in found.values()}
    left = {plain(other): other for other in reversed(theirs) if other not in found.values()}
    for name in ours:
        if name not in found and plain(name) in left:
            found[name] = left.pop(plain(name))
    return found
