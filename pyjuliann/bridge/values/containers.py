"""Tuples, lists, dictionaries, sets and ranges: how they cross, and how they are written."""

from __future__ import annotations

import collections
import functools
import sys
from collections.abc import Callable
from typing import Any, Final

from cbor2 import CBORTag

from pyjuliann.bridge.values.groups import Doc, Group, Writes, tuple_of
from pyjuliann.bridge.values.julia_types import of_type, split
from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.bridge.values.typed import Encodes, JuliaPair, Typed
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.printable import safe_repr

# ---------------------------------------------------------------- tuples


def encode_tuple(encoder: Encodes, value: tuple[Any, ...]) -> CBORTag:
    """Return the tree for a tuple."""
    return named("Tuple", *encoder.items(value))


def decode_tuple(_: str, parts: list[Any]) -> tuple[Any, ...]:
    """Return a tuple."""
    return tuple(parts)


def _tuple(encoder: Encodes, value: Any, _name: str, parameters: list[str]) -> Any:
    if not isinstance(value, tuple) or len(value) != len(parameters):
        return NotImplemented
    return named("Tuple", *encoder.each(value, parameters))


def tuple_code(writer: Writes, value: tuple[Any, ...]) -> Doc:
    """Return the code of a tuple, in either language."""
    return tuple_of(writer.docs(value))


# ---------------------------------------------------------------- pairs


def encode_pair(encoder: Encodes, value: JuliaPair[Any, Any]) -> CBORTag:
    """Return the tree for a pair."""
    return named("Pair", *encoder.items(value))


def decode_pair(_: str, parts: list[Any]) -> JuliaPair[Any, Any]:
    """Return a pair."""
    return JuliaPair(*parts)


def _pair(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    if not isinstance(value, tuple) or len(value) != len(parameters):
        return NotImplemented
    return of_type(name, named("Pair", *encoder.each(value, parameters)))


def pair_in_python(writer: Writes, value: JuliaPair[Any, Any]) -> Doc:
    """Return Python code for a pair."""
    return Group("JuliaPair(", writer.docs(value), ", ", ")")


def pair_in_julia(writer: Writes, value: JuliaPair[Any, Any]) -> Doc:
    """Return Julia code for a pair."""
    return Group("Pair(", writer.docs(value), ", ", ")")


PAIRS: Final = {"Pair": Typed(_pair, parameters=2)}

# ---------------------------------------------------------------- named tuples


def encode_named_tuple(encoder: Encodes, value: Any) -> CBORTag:
    """Return the tree for a named tuple."""
    return named("NamedTuple", list(value._fields), *encoder.items(value))


def decode_named_tuple(_: str, parts: list[Any]) -> Any:
    """Return a named tuple."""
    names, *fields = parts
    return _named_tuple_type(tuple(names))(*fields)


@functools.lru_cache(maxsize=256)
def _named_tuple_type(fields: tuple[str, ...]) -> Any:
    try:
        return collections.namedtuple("NamedTuple", fields)
    except ValueError as error:
        raise ConversionError(phrase("a NamedTuple with fields {}: {}", fields, error)) from None


def _named_tuple(encoder: Encodes, value: Any, _name: str, parameters: list[str]) -> Any:
    fields, (names, types) = getattr(value, "_fields", None), parameters
    wanted = split(types)[1]
    if fields is None or _field_names(fields) != names or len(wanted) != len(fields):
        return NotImplemented
    return named("NamedTuple", list(fields), *encoder.each(value, wanted, [f".{field}" for field in fields]))


def _field_names(fields: tuple[str, ...]) -> str:
    """Return the names as Julia prints a tuple of symbols."""
    return "(" + ", ".join(f":{field}" for field in fields) + ("," if len(fields) == 1 else "") + ")"


def named_tuple_in_python(writer: Writes, value: Any) -> Doc:
    """Return Python code for a named tuple, by its class where that can be imported."""
    names, kind = value._fields, type(value)
    if is_importable(kind):
        entries = tuple(f"{name}={writer.text(part)}" for name, part in zip(names, value, strict=True))
        return Group(f"{kind.__name__}(", entries, ", ", ")")
    return Group(f"namedtuple({kind.__name__!r}, {' '.join(names)!r})(", writer.docs(value), ", ", ")")


def is_importable(kind: type) -> bool:
    """Whether a class can be imported under its name."""
    return getattr(sys.modules.get(kind.__module__), kind.__name__, None) is kind


TUPLES: Final = {"Tuple": Typed(_tuple, parameters=None)}
NAMED_TUPLES: Final = {"NamedTuple": Typed(_named_tuple, parameters=2)}


# ---------------------------------------------------------------- dictionaries and sets


def encode_dict(encoder: Encodes, value: dict[Any, Any]) -> CBORTag:
    """Return the tree for a dictionary."""
    return named("Dict", *encoder.items(part for pair in value.items() for part in pair))


def decode_dict(_: str, parts: list[Any]) -> dict[Any, Any]:
    """Return a dictionary; raise `ConversionError` if Python takes two keys for one, or hashes none like it."""
    result = dict(zip(_hashable(parts[::2], "Dict"), parts[1::2], strict=True))
    if 2 * len(result) < len(parts):
        raise ConversionError(phrase("a Dict with different keys that Python takes for one, such as 'a' and \"a\""))
    return result


def _dict(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    if not isinstance(value, dict):
        return NotImplemented
    key_type, part_type = parameters
    keys = encoder.each(value, [key_type] * len(value), [phrase(" as a key")] * len(value))
    parts = encoder.each(value.values(), [part_type] * len(value), [f"[{safe_repr(key)}]" for key in value])
    return of_type(name, named("Dict", *(tree for pair in zip(keys, parts, strict=True) for tree in pair)))


def encode_set(encoder: Encodes, value: set[Any] | frozenset[Any]) -> CBORTag:
    """Return the tree for a set."""
    return named("Set", *encoder.items(value))


def decode_set(_: str, parts: list[Any]) -> set[Any]:
    """Return a set; raise `ConversionError` if Python takes two elements for one, or hashes none like it."""
    result = set(_hashable(parts, "Set"))
    if len(result) < len(parts):
        raise ConversionError(phrase("a Set with different elements that Python takes for one, such as 'a' and \"a\""))
    return result


def _set(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    if not isinstance(value, set | frozenset):
        return NotImplemented
    steps = [phrase(" as an element")] * len(value)
    return of_type(name, named("Set", *encoder.each(value, parameters * len(value), steps)))


DICTIONARIES: Final = {"Dict": Typed(_dict, parameters=2)}
SETS: Final = {"Set": Typed(_set, parameters=1)}


def _hashable(items: list[Any], kind: str) -> list[Any]:
    items = [frozenset(item) if isinstance(item, set) else item for item in items]
    for item in items:
        try:
            hash(item)
        except TypeError:
            element = "a {} with a {} as element, which Python cannot hash"
            told = "a {} with a {} as key, which Python cannot hash" if kind == "Dict" else element
            raise ConversionError(phrase(told, kind, type_name(item))) from None
    return items


def dict_in_python(writer: Writes, value: dict[Any, Any]) -> Doc:
    """Return Python code for a dictionary."""
    entries = tuple(f"{writer.text(key)}: {writer.text(part)}" for key, part in value.items())
    return Group("{", entries, ", ", "}")


def dict_in_julia(writer: Writes, value: dict[Any, Any]) -> Doc:
    """Return Julia code for a dictionary."""
    entries = tuple(f"{writer.text(key)} => {writer.text(part)}" for key, part in value.items())
    return Group("Dict{Any,Any}(", entries, ", ", ")")


def set_in_python(writer: Writes, value: set[Any] | frozenset[Any]) -> Doc:
    """Return Python code for a set."""
    parts = Group("{", writer.docs(in_order(value)), ", ", "}") if value else "set()"
    return parts if isinstance(value, set) else Group("frozenset(", (parts,) if value else (), "", ")")


def set_in_julia(writer: Writes, value: set[Any] | frozenset[Any]) -> Doc:
    """Return Julia code for a set."""
    return Group("Set(Any[", writer.docs(in_order(value)), ", ", "])")


def in_order(value: set[Any] | frozenset[Any]) -> list[Any]:
    """Return the elements of a set in an order that does not depend on how they are hashed."""
    return sorted(value, key=repr)


def exact_dict(write: Callable[[Any], Any], value: dict[Any, Any]) -> dict[str, Any] | list[Any]:
    """Return a dictionary as JSON can hold it: as an object if its keys are texts, else as a list of pairs."""
    if all(isinstance(key, str) for key in value):
        return {key: write(part) for key, part in value.items()}
    return [[write(key), write(part)] for key, part in value.items()]


# ---------------------------------------------------------------- ranges


def encode_range(_: Encodes, value: range) -> CBORTag:
    """Return the tree for a range."""
    if value.step == 1:
        return named("UnitRange", *_ends(value))
    return named("StepRange", value.start, value.step, _last(value))


def decode_range(_: str, parts: list[int]) -> range:
    """Return a range."""
    start, step, last = parts
    return range(start, last + (1 if step > 0 else -1), step)


def _unit_range(encoder: Encodes, value: Any, _name: str, parameters: list[str]) -> Any:
    if not isinstance(value, range) or value.step != 1:
        return NotImplemented
    return named("UnitRange", *encoder.each(_ends(value), parameters * 2))


def _step_range(encoder: Encodes, value: Any, _name: str, parameters: list[str]) -> Any:
    if not isinstance(value, range):
        return NotImplemented
    types = [parameters[0], parameters[1], parameters[0]]
    return named("StepRange", *encoder.each((value.start, value.step, _last(value)), types))


def _ends(value: range) -> tuple[int, int]:
    return value.start, max(value.stop, value.start) - 1


def _last(value: range) -> int:
    return value[-1] if value else value.start - value.step


RANGES: Final = {"UnitRange": Typed(_unit_range, parameters=1), "StepRange": Typed(_step_range, parameters=2)}


def range_in_julia(_: Writes, value: range) -> Doc:
    """Return Julia code for a range."""
    if value.step == 1:
        return "{}:{}".format(*_ends(value))
    return f"{value.start}:{value.step}:{_last(value)}"


def exact_range(_: Callable[[Any], Any], value: range) -> dict[str, int]:
    """Return a range as JSON can hold it."""
    return {"start": value.start, "stop": value.stop, "step": value.step}
