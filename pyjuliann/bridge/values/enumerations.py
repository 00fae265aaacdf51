"""Enumerations: Python's, and the classes that stand for Julia's.

A member that is a number or text, as those of `IntEnum` and `StrEnum` are, crosses as that; one of a `Flag` as its
integer; any other as the `Symbol` of its name, or as the value of that name of an ``@enum`` that a `JuliaValue` names.
"""

from __future__ import annotations

import enum
import functools
import keyword
import operator
import sys
from typing import Any, Final

from cbor2 import CBORTag

from pyjuliann.bridge.values.groups import Doc, Writes
from pyjuliann.bridge.values.julia_types import type_tree
from pyjuliann.bridge.values.typed import Encodes
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

_BASES: Final = (enum.IntFlag, enum.IntEnum, enum.StrEnum, enum.Flag, enum.Enum)


class JuliaEnum(enum.Enum):
    """A value of an ``@enum`` of Julia's: each such type has a class of its own, derived from this one."""

    def __reduce_ex__(self, _protocol: Any) -> Any:
        names = tuple(type(self).__members__)
        return julia_member, (_JULIA_NAMES[type(self)], self.name, names, tuple(x.value for x in type(self)))


_JULIA_NAMES: Final[dict[type, str]] = {}


def julia_member(julia_type: str, name: str, names: tuple[str, ...], values: tuple[int, ...]) -> Any:
    """Return a value of an ``@enum``."""
    return _julia_class(julia_type, names, values)[name]


@functools.cache
def _julia_class(julia_type: str, names: tuple[str, ...], values: tuple[int, ...]) -> Any:
    make: Any = JuliaEnum
    try:
        made = make(julia_type.rpartition(".")[2], list(zip(names, values, strict=True)))
    except ValueError as error:
        raise ConversionError(phrase("a value of the enumeration {}: {}", julia_type, error)) from None
    _JULIA_NAMES[made] = julia_type
    return made


def is_enumeration(kind: type) -> bool:
    """Whether a class is an enumeration."""
    return issubclass(kind, enum.Enum)


def encode_enum(encoder: Encodes, value: enum.Enum) -> CBORTag:
    """Return the tree for a member: one of Julia's own type, or the symbol of its name."""
    own = _JULIA_NAMES.get(type(value))
    return encode_as(encoder, value, own) if own else named("Symbol", encoder.encode(value.name))


def encode_as(encoder: Encodes, value: enum.Enum, julia_type: str) -> CBORTag:
    """Return the tree for the value of a member's name, of a named ``@enum``."""
    return named("Enum", type_tree(julia_type), encoder.encode(value.name))


def decode_enum(_: str, parts: list[Any]) -> Any:
    """Return a value of an ``@enum``."""
    julia_type, name, names, values = parts
    return julia_member(julia_type, name, tuple(names), tuple(values))


def julia_name(value: enum.Enum) -> str:
    """Return the Julia type that a member becomes."""
    return _JULIA_NAMES.get(type(value), "Symbol")


def same_member(python: Any, julia: Any) -> bool:
    """Whether two members, or a member and a symbol, have the same name, in capitals or not."""
    names = [value.name if isinstance(value, enum.Enum) else value for value in (python, julia)]
    return all(isinstance(name, str) for name in names) and names[0].casefold() == names[1].casefold()


# ---------------------------------------------------------------- as code


def enum_in_python(writer: Writes, value: enum.Enum) -> Doc:
    """Return Python code for a member, by its class where that can be imported."""
    kind = type(value)
    code = kind.__qualname__ if is_reachable(kind) else _definition(writer, kind)
    name = value.name or ""
    if name not in kind.__members__:  # of several flags
        return f"{code}({writer.text(value.value)})"
    return f"{code}.{name}" if name.isidentifier() and not keyword.iskeyword(name) else f"{code}[{name!r}]"


def enum_needs(value: enum.Enum) -> tuple[str, ...]:
    """Return the statement that the code of a member needs."""
    kind = type(value)
    if is_reachable(kind):
        return (f"from {kind.__module__} import {kind.__qualname__.partition('.')[0]}",)
    return (f"from enum import {_base(kind).__name__}",)


def enum_in_julia(writer: Writes, value: enum.Enum) -> Doc:
    """Return Julia code for a member."""
    own = _JULIA_NAMES.get(type(value))
    return f"{own}({value.value})" if own else f"Symbol({writer.text(value.name)})"


def is_reachable(kind: type) -> bool:
    """Whether a class can be imported, or is in one that can."""
    found: Any = sys.modules.get(kind.__module__)
    for name in kind.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is kind


def _base(kind: type[enum.Enum]) -> type[enum.Enum]:
    return next(base for base in _BASES if issubclass(kind, base))


def _definition(writer: Writes, kind: type[enum.Enum]) -> str:
    members = ", ".join(f"{name!r}: {writer.text(member.value)}" for name, member in kind.__members__.items())
    mixed: type = getattr(kind, "_member_type_", object)
    own = f", type={mixed.__name__}" if _base(kind) is enum.Enum and mixed is not object else ""
    return f"{_base(kind).__name__}({kind.__name__!r}, {{{members}}}{own})"


# ---------------------------------------------------------------- generated


def members(kind: Any) -> list[Any]:
    """Return the members of an enumeration, of flags also none and all of them."""
    found = list(kind)
    if found and issubclass(kind, enum.Flag):
        found += [kind(0), functools.reduce(operator.or_, found)]
    return found
