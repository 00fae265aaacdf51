"""Structs of Julia's and dataclasses: what they are in Python, how they cross, and how they are written."""

from __future__ import annotations

import copy
import dataclasses
import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values import containers
from pyjuliann.bridge.values.containers import is_importable
from pyjuliann.bridge.values.groups import Doc, Group, Writes, tuple_of
from pyjuliann.bridge.values.julia_types import split, type_tree
from pyjuliann.bridge.values.type_names import is_namedtuple, type_name
from pyjuliann.bridge.values.typed import Encodes, JuliaValue, Twin
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.printable import safe_repr
from pyjuliann.shown import facts_html


class JuliaRecord:
    """A Julia struct: the name of its type, and its fields as attributes, as they were when it came.

    As an argument it is a struct of that type again. It can be made too: ``JuliaRecord("MyPackage.Fit", slope=2.0)``.

    Parameters
    ----------
    type : str
        The Julia type, with the module that it is in.
    **fields
        All its fields, in any order.

    Examples
    --------
    >>> fit = JuliaRecord("MyPackage.Fit", slope=2.0, name="a")
    >>> fit.slope, fit
    (2.0, MyPackage.Fit(slope=2.0, name='a'))
    >>> fit._type, fit._fields, fit._asdict(), fit._replace(slope=3.0)
    ('MyPackage.Fit', ('slope', 'name'), {'slope': 2.0, 'name': 'a'}, MyPackage.Fit(slope=3.0, name='a'))
    """

    __slots__ = ("_type", "_values")
    _type: str
    _values: Mapping[str, Any]

    def __init__(self, type: str, /, **fields: Any) -> None:  # noqa: A002 - what it is called in Julia
        if not isinstance(type, str):
            raise TypeError(phrase("JuliaRecord: type: expected the name of a Julia type, got {}", repr(type)))
        object.__setattr__(self, "_type", type)
        object.__setattr__(self, "_values", fields)

    @property
    def _fields(self) -> tuple[str, ...]:
        """The names of the fields, in Julia's order."""
        return tuple(self._values)

    def _asdict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return dict(self._values)

    def _replace(self, **fields: Any) -> JuliaRecord:
        """Return a record with other values of some fields."""
        for name in fields:
            if name not in self._values:
                raise TypeError(phrase("_replace: {}", self._lacks(name)))
        return JuliaRecord(self._type, **{**self._values, **fields})

    def _lacks(self, name: str) -> str:
        return phrase("a {} has no field {!r}; it has {}", self._type, name, ", ".join(self._shown) or phrase("none"))

    @property
    def _shown(self) -> Mapping[str, Any]:
        """What it is known by: what is compared, and what its repr shows."""
        return self._values

    def __getattr__(self, name: str) -> Any:
        if name in JuliaRecord.__slots__ or (name.startswith("__") and name not in self._values):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(self._lacks(name)) from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(phrase("a {} from Julia cannot be changed here; see _replace()", self._type))

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._values]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, JuliaRecord):
            return NotImplemented
        return self._type == other._type and _equal(self._shown, other._shown)

    def __hash__(self) -> int:
        return hash((self._type, frozenset(self._shown.items())))

    def __repr__(self) -> str:
        return f"{self._type}({', '.join(f'{name}={value!r}' for name, value in self._shown.items())})"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return facts_html(self._type, {name: safe_repr(value) for name, value in self._shown.items()})

    def __reduce__(self) -> tuple[Any, ...]:
        return _record, (self._type, self._asdict(), {})


class JuliaFactorization(JuliaRecord):
    """A factorization of Julia's: a record that unpacks as it does in Julia, ``L, U, p = …``, and has these parts too.

    It is known by its parts: its fields hold memory that nobody has written to.
    """

    __slots__ = ("_parts",)
    _parts: Mapping[str, Any]

    @property
    def _shown(self) -> Mapping[str, Any]:
        return self._parts

    def __getattr__(self, name: str) -> Any:
        if name == "_parts":
            raise AttributeError(name)
        return self._parts[name] if name in self._parts else super().__getattr__(name)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._parts.values())

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, index: Any) -> Any:
        return tuple(self)[index]

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._parts]

    def __reduce__(self) -> tuple[Any, ...]:
        return _record, (self._type, self._asdict(), dict(self._parts))


def _record(julia_type: str, fields: dict[str, Any], parts: dict[str, Any]) -> JuliaRecord:
    record = object.__new__(JuliaFactorization if parts else JuliaRecord)
    object.__setattr__(record, "_type", julia_type)
    object.__setattr__(record, "_values", fields)
    if parts:
        object.__setattr__(record, "_parts", parts)
    return record


def _equal(one: Any, other: Any) -> bool:
    """Whether two values are equal, with arrays among them."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and bool(np.array_equal(one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(_equal, one, other))
    return bool(one == other)


# ---------------------------------------------------------------- what has named fields


def is_dataclass(kind: type) -> bool:
    """Whether a class is a dataclass."""
    return dataclasses.is_dataclass(kind)


def has_fields(value: Any) -> bool:
    """Whether a value has named fields: a named tuple, a dataclass, a struct of Julia's."""
    if isinstance(value, JuliaRecord) or is_namedtuple(value):
        return True
    return is_dataclass(type(value)) and not isinstance(value, JuliaValue | Twin)


def fields_of(value: Any) -> dict[str, Any]:
    """Return the fields of a value that has some, by name; the parts of a factorization."""
    if isinstance(value, JuliaRecord):
        return dict(value._shown)
    if is_namedtuple(value):
        return dict(zip(value._fields, value, strict=True))
    try:
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    except AttributeError as error:
        raise ConversionError(phrase("a {} lacks a field: {}", type_name(value), error)) from None


def with_fields(value: Any, fields: dict[str, Any]) -> Any:
    """Return a value of the same class with other values of its fields; a factorization as it is."""
    if isinstance(value, JuliaFactorization):
        return value
    if isinstance(value, JuliaRecord):
        return value._replace(**fields)
    if is_namedtuple(value):
        return type(value)(**fields)
    made = copy.copy(value)
    for name, field in fields.items():
        object.__setattr__(made, name, field)
    return made


# ---------------------------------------------------------------- crossing


def encode_record(encoder: Encodes, value: JuliaRecord) -> CBORTag:
    """Return the tree for a struct that is of the record's type again."""
    if value._type == "NamedTuple":
        return encode_fields(encoder, value)
    return _struct(encoder, value._type, value._asdict(), constructs=False)


def encode_fields(encoder: Encodes, value: Any) -> CBORTag:
    """Return the tree for what has named fields, such as a dataclass: that of a named tuple."""
    fields = fields_of(value)
    return named("NamedTuple", list(fields), *encoder.items(fields.values()))


def encode_as_struct(encoder: Encodes, value: Any, julia_type: str) -> CBORTag:
    """Return the tree for what has named fields as a struct of a type that is named."""
    return _struct(encoder, julia_type, fields_of(value), constructs=True)


def _struct(encoder: Encodes, julia_type: str, fields: dict[str, Any], *, constructs: bool) -> CBORTag:
    # a constructor looks at what it is given: arrays must be there, and cannot come after the frame
    with encoder.whole():
        return named("Struct", type_tree(julia_type), list(fields), constructs, *encoder.items(fields.values()))


def decode_named_tuple(name: str, parts: list[Any]) -> Any:
    """Return a named tuple, or a record where Python's have no fields of such names."""
    names, *values = parts
    if all(field.isidentifier() and not keyword.iskeyword(field) and field[0] != "_" for field in names):
        return containers.decode_named_tuple(name, parts)
    return JuliaRecord(name, **dict(zip(names, values, strict=True)))


CLASSES: Final[dict[str, type]] = {}
"""The classes that structs of a type come back as, by the name of the type; see `register_kind`."""


def _of_class(kind: type, julia_type: str, fields: dict[str, Any]) -> Any:
    """Return a dataclass or named tuple of these fields, made as its constructor makes it."""
    given = fields
    if is_dataclass(kind):
        given = {field.name: fields[field.name] for field in dataclasses.fields(kind) if field.init}
    try:
        return kind(**given)
    except Exception as error:
        raise ConversionError(
            phrase("a {} of which no {} can be made: {}", julia_type, kind.__qualname__, error)
        ) from error


def decode_record(_: str, parts: list[Any]) -> Any:
    """Return a record, a factorization, which has parts, or a value of the class that is registered for the type."""
    julia_type, names, iterated, *values = parts
    known = dict(zip([*names, *(name for name in iterated if name not in names)], values, strict=True))
    if (kind := CLASSES.get(split(julia_type)[0])) is not None:
        return _of_class(kind, julia_type, known)
    return _record(julia_type, {name: known[name] for name in names}, {name: known[name] for name in iterated})


# ---------------------------------------------------------------- as code and as JSON


def record_in_python(writer: Writes, value: JuliaRecord) -> Doc:
    """Return Python code for a record."""
    return Group("JuliaRecord(", (repr(value._type), *_keywords(writer, value._asdict())), ", ", ")")


def _keywords(writer: Writes, fields: dict[str, Any]) -> Iterator[str]:
    odd = {name: value for name, value in fields.items() if not name.isidentifier() or keyword.iskeyword(name)}
    for name, value in fields.items():
        if name not in odd:
            yield f"{name}={writer.text(value)}"
    if odd:
        yield f"**{{{', '.join(f'{name!r}: {writer.text(value)}' for name, value in odd.items())}}}"


def record_in_julia(writer: Writes, value: JuliaRecord) -> Doc:
    """Return Julia code for a struct."""
    if value._type == "NamedTuple":
        return fields_in_julia(writer, value)
    return Group(f"{value._type}(", writer.docs(value._asdict().values()), ", ", ")")


def type_needs(julia_type: str) -> tuple[str, ...]:
    """Return the statement that brings the module that a struct's type is in."""
    home = split(julia_type)[0].rpartition(".")[0].partition(".")[0]
    return (f"import {home}",) if home else ()


def dataclass_in_python(writer: Writes, value: Any) -> Doc:
    """Return Python code for a dataclass."""
    kind, fields = type(value), fields_of(value)
    given = [field.name for field in dataclasses.fields(kind) if field.init]
    return Group(f"{kind.__qualname__}(", tuple(_keywords(writer, {name: fields[name] for name in given})), ", ", ")")


def dataclass_needs(value: Any) -> tuple[str, ...]:
    """Return the statement that imports a dataclass."""
    kind = type(value)
    return (f"from {kind.__module__} import {kind.__name__}",) if is_importable(kind) else ()


def fields_in_julia(writer: Writes, value: Any) -> Doc:
    """Return Julia code for what has named fields: a named tuple."""
    fields = fields_of(value).items()
    entries = tuple(f"{name if name.isidentifier() else _odd(name)} = {writer.text(part)}" for name, part in fields)
    return tuple_of(entries) if entries else "NamedTuple()"


def _odd(name: str) -> str:
    return f'var"{name}"'


def struct_in_julia(writer: Writes, value: Any, julia_type: str) -> Doc:
    """Return Julia code for what has named fields as a struct of a type that is named."""
    return Group(f"{julia_type}(", writer.docs(fields_of(value).values()), ", ", ")")


def exact_fields(write: Callable[[Any], Any], value: Any) -> Any:
    """Return what has named fields as JSON can hold it."""
    try:
        return {name: write(part) for name, part in fields_of(value).items()}
    except ConversionError:
        return safe_repr(value)
