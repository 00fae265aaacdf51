"""The table of kinds of value: a row says all that is known of one.

Encoders, decoders, comparisons, names, code, JSON and generated arguments are read from it; its other half is
``julia/worker/kinds.jl``. A row without one of its parts fails at import.
"""

from __future__ import annotations

import datetime
import enum
import math
import operator
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any, Final, Literal, Protocol, get_args

import numpy as np

from pyjuliann.bridge.values import (
    array_code,
    arrays,
    containers,
    decimals,
    enumerations,
    foreign,
    masked,
    records,
    scalars,
    sparse,
    texts,
    times,
)
from pyjuliann.bridge.values.callables import callable_code, is_callable_class
from pyjuliann.bridge.values.groups import Doc, Group, Writes
from pyjuliann.bridge.values.numerals import julia_number, python_number
from pyjuliann.bridge.values.objects import JuliaModule, JuliaObject
from pyjuliann.bridge.values.type_names import dtype_name, is_namedtuple_class, scalar_name, type_name
from pyjuliann.bridge.values.typed import (
    MISSING,
    Encodes,
    JuliaPair,
    JuliaValue,
    Missing,
    Portable,
    Twin,
    Typed,
    only,
)
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.printable import safe_repr

Compared = Literal["", "equal", "number", "array", "masked", "sequence", "fields", "keys", "set", "sparse"]
"""How two values of a kind are compared: as a whole, as numbers, by parts, in no order; not at all if empty."""


class Draws(Protocol):
    """Where the choices behind a generated value come from; smaller ones are simpler."""

    def integer(self, low: int, high: int) -> int:
        """Return an integer from low to high."""

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return `count` integers from low to high."""

    def reals(self, low: float, high: float, count: int) -> list[float]:
        """Return `count` finite numbers from low to high."""


class Recipes(Protocol):
    """How arguments are made for an annotation, within the bounds that are wanted of their numbers."""

    def drawn(self, make: Callable[[Draws], Any]) -> Any:
        """Return the recipe for what a function makes of choices."""

    def choice(self, *values: Any) -> Any:
        """Return the recipe for one of several values."""

    def number(self, dtype: str, python: type | None = None, usual: tuple[int, int] | None = None) -> Any:
        """Return the recipe for a number, of Python's own type if it is given; within `usual` if nothing bounds it."""

    def text(self, *, binary: bool = False) -> Any:
        """Return the recipe for a text, or bytes."""

    def several(self, make: Callable[[list[Any]], Any], annotation: Any) -> Any:
        """Return the recipe for a container of any number of values for one annotation."""

    def each(self, make: Callable[[list[Any]], Any], annotations: Sequence[Any]) -> Any:
        """Return the recipe for a container of one value for each annotation."""

    def fields(self, annotation: Any) -> Any:
        """Return the recipe for a class of named tuples; None if it does not annotate all of them."""

    def array(self, dtype: Any = "float64") -> Any:
        """Return the recipe for an array of a dtype."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of value.

    Attributes
    ----------
    category : str
        What comparisons call it; empty if none is made.
    compared : str
        How two values are compared.
    classes : tuple of type
        Its Python classes; those derived from them belong to it too.
    test : callable, optional
        Called with such a class: whether it is of this kind.
    encode : callable
        Called with encoder and value: the tree that crosses.
    decode : mapping of name to callable
        For each name that values have on the wire, what makes a value of this name and the decoded parts; empty for
        what CBOR has itself.
    types : mapping of str to Typed
        The Julia types that a `JuliaValue` may ask for, by name, or by what stands before the parameters.
    python_type, julia_type : callable
        Called with a value: what it is, in either language's words.
    python_code, julia_code : callable
        Called with writer and value: code that gives the value.
    exact : callable
        Called with what makes JSON of the parts, and a value: what JSON can hold.
    recipe : callable or None
        Called with `Recipes` and an annotation of this kind: how values are made for it, or None. Nothing is made
        for a kind without.
    for_heirs : bool
        Whether the recipe also makes values for derived classes.
    as_type : callable, optional
        Called with encoder, value and the name of a Julia type of the user's: the tree for its value of that type.
    bare : callable, optional
        Called with a value: the value of another kind that it is compared as.
    same : callable
        Called with two values that are compared as a whole: whether they are equal.
    also : tuple of str
        Names of Julia's types whose values are compared with it as if they were of the same kind.
    says_type : callable
        Called with a value and the name of a Julia type: whether the Julia code of the value gives that type.
    parts : callable
        Called with a value: the values in it.
    python_needs, julia_needs : callable
        Called with a value: the statements that its code needs.
    """

    category: str
    compared: Compared
    classes: tuple[type, ...]
    encode: Callable[[Encodes, Any], Any]
    decode: Mapping[str, Callable[[str, list[Any]], Any]]
    types: Mapping[str, Typed]
    julia_type: Callable[[Any], str]
    python_code: Callable[[Writes, Any], Doc]
    julia_code: Callable[[Writes, Any], Doc]
    exact: Callable[[Callable[[Any], Any], Any], Any]
    recipe: Callable[[Recipes, Any], Any] | None
    test: Callable[[type], bool] | None = None
    python_type: Callable[[Any], str] = lambda value: type(value).__name__
    for_heirs: bool = False
    as_type: Callable[[Encodes, Any, str], Any] | None = None
    bare: Callable[[Any], Any] | None = None
    same: Callable[[Any, Any], bool] = operator.eq
    also: tuple[str, ...] = ()
    says_type: Callable[[Any, str], bool] = lambda _value, _type: False
    parts: Callable[[Any], Iterable[Any]] = lambda _: ()
    python_needs: Callable[[Any], Iterable[str]] = lambda _: ()
    julia_needs: Callable[[Any], Iterable[str]] = lambda _: ()

    def __post_init__(self) -> None:
        name = self.category or ", ".join(kind.__name__ for kind in self.classes)
        if self.compared not in get_args(Compared) or bool(self.category) != bool(self.compared):
            raise TypeError(f"the kind {name!r}: category and compared: {self.compared!r} is no way to compare it")
        if not self.classes or not all(isinstance(kind, type) for kind in self.classes):
            raise TypeError(f"the kind {name!r}: classes: expected Python classes, got {self.classes!r}")
        for part in ("encode", "julia_type", "python_code", "julia_code", "exact"):
            if not callable(getattr(self, part)):
                raise TypeError(f"the kind {name!r}: {part}: expected a function, got {getattr(self, part)!r}")
        for wire, reader in self.decode.items():
            if not callable(reader):
                raise TypeError(f"the kind {name!r}: decode: expected a function for {wire!r}, got {reader!r}")
        for julia, rule in self.types.items():
            if not isinstance(rule, Typed):
                raise TypeError(f"the kind {name!r}: types: expected a Typed for {julia!r}, got {rule!r}")


# ---------------------------------------------------------------- what several rows have


def _as_it_is(_: Any, value: Any) -> Any:
    return value


def _shown(_: Writes, value: Any) -> Doc:
    return safe_repr(value)


def _in_brackets(before: str, after: str) -> Callable[[Writes, Any], Doc]:
    return lambda writer, value: Group(before, writer.docs(value), ", ", after)


def _needs_datetime(_: Any) -> tuple[str]:
    return ("import datetime",)


def _needs_dates(_: Any) -> tuple[str]:
    return ("import Dates",)


def _number_in_python(_: Writes, value: Any) -> Doc:
    return python_number(value)


def _number_in_julia(_: Writes, value: Any) -> Doc:
    return julia_number(value)


def _decoders(python: type) -> dict[str, Callable[[str, list[Any]], Any]]:
    """Return what reads the types of number that are one class in Python."""
    return {name: scalars.decode_number for name, kind in scalars.PYTHON.items() if kind is python}


def _refuse(_: Encodes, value: Any) -> Any:
    raise ConversionError(phrase("a Python {} has no Julia counterpart", type_name(value)))


def _refuse_twin(_: Encodes, value: Twin) -> Any:
    raise ConversionError(phrase("{} is for arguments of pairs: give one of its sides", safe_repr(value)))


def _of(name: str) -> Callable[[Any], str]:
    return lambda value: phrase("{} of {}", name, len(value))


def _sized(value: Any) -> str:
    return _of(type(value).__name__)(value)


def _begins(*names: str) -> Callable[[Any, str], bool]:
    return lambda _, julia_type: julia_type.startswith(names)


def _named_tuple_needs(value: Any) -> tuple[str]:
    kind = type(value)
    if containers.is_importable(kind):
        return (f"from {kind.__module__} import {kind.__name__}",)
    return ("from collections import namedtuple",)


def _tuple_recipe(make: Recipes, annotation: Any) -> Any:
    items = get_args(annotation)
    if annotation is tuple:
        return None
    if len(items) == 2 and items[1] is Ellipsis:
        return make.several(tuple, items[0])
    return make.each(tuple, items)


def _list_recipe(make: Recipes, annotation: Any) -> Any:
    items = get_args(annotation)
    return make.several(list, items[0]) if items else None


def _numpy_recipe(make: Recipes, annotation: Any) -> Any:
    try:
        return make.number(np.dtype(annotation).name)
    except TypeError:  # a class of several dtypes
        return None


def _array_recipe(make: Recipes, annotation: Any) -> Any:
    if annotation is np.ndarray:
        return make.array()
    dtype = get_args(get_args(annotation)[1])[0]
    return _dates_recipe(make, annotation) if dtype in (np.datetime64, np.timedelta64) else make.array(dtype)


def _dates_recipe(make: Recipes, annotation: Any) -> Any:
    dates = get_args(get_args(annotation)[1])[0] is np.datetime64
    dtype, element = ("M8[ms]", datetime.datetime) if dates else ("m8[us]", datetime.timedelta)
    return make.several(lambda items: np.array(items, dtype), element)


def _masked_recipe(make: Recipes, annotation: Any) -> Any:
    parameters = get_args(annotation)
    array = np.ndarray[parameters] if parameters else np.ndarray  # type: ignore[valid-type]
    return make.each(masked.masked_of, [array, list[bool]])


def _enum_recipe(make: Recipes, annotation: Any) -> Any:
    found = enumerations.members(annotation)
    return make.choice(*found) if found else None


def _as_enumeration(row: Kind, bare: Callable[[Any], Any], *classes: type) -> Kind:
    """Return the row of enumerations whose members are compared, and cross, as values of another kind."""
    return replace(
        row, classes=classes or row.classes, test=enumerations.is_enumeration, decode={}, types={}, bare=bare,
        encode=lambda encoder, value: row.encode(encoder, bare(value)),
        julia_type=lambda value: row.julia_type(bare(value)),
        says_type=lambda value, julia_type: row.says_type(bare(value), julia_type),
        python_code=enumerations.enum_in_python, python_needs=enumerations.enum_needs,
        julia_code=lambda writer, value: row.julia_code(writer, bare(value)),
        exact=lambda write, value: row.exact(write, bare(value)),
        recipe=_enum_recipe, for_heirs=True, as_type=enumerations.encode_as,
    )  # fmt: skip


def _exact_float(_: Any, value: float) -> float | str:
    return value if math.isfinite(value) else "NaN" if math.isnan(value) else "Inf" if value > 0 else "-Inf"


def _exact_complex(write: Callable[[Any], Any], value: complex) -> dict[str, Any]:
    return {"real": write(value.real), "imag": write(value.imag)}


def _exact_item(write: Callable[[Any], Any], value: np.generic[Any]) -> Any:
    bare = value.item()
    return safe_repr(bare) if isinstance(bare, np.generic) else write(bare)  # a long double stays one


def _exact_bytes(_: Any, value: bytes | bytearray) -> dict[str, str]:
    return {"base64": texts.base64_text(value)}


def _exact_list(write: Callable[[Any], Any], value: Iterable[Any]) -> list[Any]:
    return [write(part) for part in value]


def _any_of_several(encoder: Encodes, value: Any, _name: str, parameters: list[str]) -> Any:
    """Return the tree for a value of one of several types, its own before others that hold it exactly."""
    own = KIND_OF[type(value)].julia_type(value)
    for name in sorted(parameters, key=lambda name: name != own):
        try:
            return encoder.typed(JuliaValue(value, name))
        except ConversionError:
            continue
    return NotImplemented


_ANY_OF: Final = {
    "Any": Typed(lambda encoder, value, *_: encoder.encode(value)),
    "Union": Typed(_any_of_several, parameters=None),
    **scalars.ABSTRACT,
    "AbstractString": only(str),
}
"""The types that are no kind's own: in arrays, dictionaries and the like values of several kinds stand side by side."""


def _twin_in_python(writer: Writes, value: Twin) -> Doc:
    return callable_code(value.python)[1] if callable(value.python) else writer.doc(value.python)


# ---------------------------------------------------------------- the rows

KINDS: Final = (
    Kind(
        category="nothing", compared="equal", classes=(type(None),),
        encode=_as_it_is, decode={}, types={"Nothing": only(type(None))},
        python_type=lambda _: "None", julia_type=lambda _: "Nothing", says_type=_begins("Nothing"),
        python_code=_shown, julia_code=lambda *_: "nothing", exact=_as_it_is,
        recipe=lambda make, _: make.choice(None),
    ),
    _MISSING := Kind(
        category="missing", compared="equal", classes=(Missing,),
        encode=lambda *_: named("Missing"), decode={"Missing": lambda *_: MISSING}, types={"Missing": only(Missing)},
        python_type=lambda _: "MISSING", julia_type=lambda _: "Missing", says_type=_begins("Missing"),
        python_code=lambda *_: "MISSING", julia_code=lambda *_: "missing", exact=lambda *_: {"missing": True},
        recipe=lambda make, _: make.choice(MISSING), python_needs=lambda _: ("from pyjuliann import MISSING",),
    ),
    _OTHER_MISSING := replace(
        _MISSING, classes=(type(np.ma.masked),), decode={}, types={}, bare=lambda _: MISSING, recipe=None,
    ),
    replace(_OTHER_MISSING, classes=(object,), test=masked.is_pandas_na),
    Kind(
        category="scalar", compared="number", classes=(bool,),
        encode=_as_it_is, decode={}, types={"Bool": only(bool, np.bool_)},
        julia_type=scalar_name, says_type=_begins("Bool"),
        python_code=_shown, julia_code=_number_in_julia, exact=_as_it_is,
        recipe=lambda make, _: make.number("bool", bool),
    ),
    _INT := Kind(
        category="scalar", compared="number", classes=(int,),
        encode=lambda _, value: int.__pos__(value), decode=_decoders(int), types=scalars.INTEGERS,
        julia_type=scalar_name, says_type=scalars.big_or_small,
        python_code=_shown, julia_code=_number_in_julia, exact=_as_it_is,
        # often a size or a count of steps: large ones would take all memory or all day
        recipe=lambda make, _: make.number("int64", int, usual=(-2, 9)),
    ),
    _FLOAT := Kind(
        category="scalar", compared="number", classes=(float,),
        encode=scalars.encode_float, decode=_decoders(float), types=scalars.FLOATS,
        julia_type=scalar_name, says_type=_begins("Float64"),
        python_code=_number_in_python, julia_code=_number_in_julia, exact=_exact_float,
        recipe=lambda make, _: make.number("float64", float),
    ),
    Kind(
        category="scalar", compared="number", classes=(complex,),
        encode=scalars.encode_complex, decode=dict.fromkeys(scalars.COMPLEX, scalars.decode_complex),
        types=scalars.COMPLEX, julia_type=scalar_name, says_type=_begins("ComplexF64"),
        python_code=_number_in_python, julia_code=_number_in_julia, exact=_exact_complex,
        recipe=lambda make, _: make.number("complex128", complex),
    ),
    Kind(
        category="scalar", compared="number", classes=(np.number, np.bool_),
        encode=scalars.encode_numpy, decode=scalars.NUMPY_DECODERS, types={},
        python_type=lambda value: dtype_name(value.dtype), julia_type=scalar_name,
        says_type=lambda value, julia_type: scalar_name(value) == julia_type,
        python_code=scalars.numpy_in_python, julia_code=scalars.numpy_in_julia, exact=_exact_item,
        recipe=_numpy_recipe, for_heirs=True, python_needs=lambda _: ("import numpy as np",),
    ),
    Kind(
        category="rational", compared="equal", classes=(Fraction,),
        encode=scalars.encode_fraction, decode={"Rational": lambda _, parts: Fraction(*parts)},
        types=scalars.FRACTIONS, julia_type=lambda _: "Rational", says_type=_begins("Rational{Int64}"),
        python_code=_shown, julia_code=lambda _, value: f"{value.numerator}//{value.denominator}",
        exact=lambda _, value: {"numerator": value.numerator, "denominator": value.denominator},
        recipe=None, python_needs=lambda _: ("from fractions import Fraction",), same=decimals.same_number,
    ),
    Kind(
        category="rational", compared="equal", classes=(Decimal,),
        encode=decimals.encode_decimal, decode={"BigFloat": decimals.decode_bigfloat}, types=decimals.BIGFLOATS,
        julia_type=lambda value: "BigFloat" if decimals.is_bigfloat(value) else "Rational{BigInt}",
        says_type=lambda value, julia_type: julia_type == "BigFloat" and decimals.is_bigfloat(value),
        python_code=_shown, julia_code=decimals.decimal_in_julia, exact=lambda _, value: {"decimal": str(value)},
        recipe=lambda make, _: make.drawn(decimals.drawn_decimal),
        python_needs=lambda _: ("from decimal import Decimal",), same=decimals.same_number,
    ),
    Kind(
        category="date", compared="equal", classes=(datetime.date,),
        encode=times.encode_date, decode={"Dates.Date": times.decode_date}, types=times.DATE,
        julia_type=lambda _: "Dates.Date", says_type=_begins("Dates.Date"),
        python_code=times.date_in_python, julia_code=times.date_in_julia, exact=lambda _, value: value.isoformat(),
        recipe=lambda make, _: make.drawn(times.drawn_date),
        python_needs=_needs_datetime, julia_needs=_needs_dates,
    ),
    Kind(
        category="datetime", compared="equal", classes=(datetime.datetime,),
        encode=times.encode_datetime, decode={"Dates.DateTime": times.decode_date}, types=times.DATETIME,
        julia_type=lambda _: "Dates.DateTime", says_type=_begins("Dates.DateTime"),
        python_code=_shown, julia_code=times.datetime_in_julia, exact=lambda _, value: value.isoformat(),
        recipe=lambda make, _: make.drawn(times.drawn_datetime),
        python_needs=_needs_datetime, julia_needs=_needs_dates,
    ),
    Kind(
        category="time", compared="equal", classes=(datetime.time,),
        encode=times.encode_time, decode={"Dates.Time": times.decode_time}, types=times.TIME,
        julia_type=lambda _: "Dates.Time", says_type=_begins("Dates.Time"),
        python_code=_shown, julia_code=times.time_in_julia, exact=lambda _, value: value.isoformat(),
        recipe=lambda make, _: make.drawn(times.drawn_time),
        python_needs=_needs_datetime, julia_needs=_needs_dates,
    ),
    Kind(
        category="period", compared="equal", classes=(datetime.timedelta,),
        encode=times.encode_timedelta, decode=dict.fromkeys(times.PERIODS, times.decode_period), types=times.PERIOD,
        julia_type=lambda _: "Dates.Microsecond", says_type=_begins("Dates.Microsecond"),
        python_code=_shown, julia_code=times.timedelta_in_julia, exact=times.exact_timedelta,
        recipe=lambda make, _: make.drawn(times.drawn_timedelta),
        python_needs=_needs_datetime, julia_needs=_needs_dates,
    ),
    _DATETIME64 := Kind(
        category="datetime", compared="equal", classes=(np.datetime64,),
        encode=times.encode_numpy, decode={}, types={},
        julia_type=lambda value: times.julia_element(value.dtype), bare=times.bare_numpy,
        says_type=lambda value, julia_type: times.julia_element(value.dtype) == julia_type,
        python_code=times.numpy_in_python, julia_code=times.numpy_in_julia, exact=times.exact_numpy,
        recipe=lambda make, _: make.drawn(times.drawn_datetime64),
        python_needs=lambda _: ("import numpy as np",), julia_needs=_needs_dates,
    ),
    replace(
        _DATETIME64, category="period", classes=(np.timedelta64,),
        recipe=lambda make, _: make.drawn(times.drawn_timedelta64),
    ),
    Kind(
        category="uuid", compared="equal", classes=(uuid.UUID,),
        encode=lambda _, value: named("Base.UUID", value.int),
        decode={"Base.UUID": lambda _, parts: uuid.UUID(int=parts[0])}, types={"Base.UUID": only(uuid.UUID)},
        julia_type=lambda _: "Base.UUID", says_type=_begins("Base.UUID"),
        python_code=_shown, julia_code=lambda _, value: f'Base.UUID("{value}")', exact=lambda _, value: str(value),
        recipe=lambda make, _: make.drawn(lambda source: uuid.UUID(bytes=bytes(source.integers(0, 255, 16)))),
        python_needs=lambda _: ("from uuid import UUID",),
    ),
    _TEXT := Kind(
        category="string", compared="equal", classes=(str,),
        encode=texts.encode_text, decode=dict.fromkeys(("Char", "Symbol"), texts.decode_text), types=texts.TEXTS,
        julia_type=lambda _: "String", says_type=_begins("String"),
        python_code=texts.text_in_python, julia_code=lambda _, value: texts.julia_string(str(value)), exact=_as_it_is,
        recipe=lambda make, _: make.text(),
    ),
    _BYTES := Kind(
        category="bytes", compared="equal", classes=(bytes,),
        encode=lambda _, value: bytes(memoryview(value)), decode={},
        types={"Base.CodeUnits{UInt8, String}": only(bytes)},
        julia_type=lambda _: "bytes", says_type=_begins("Base.CodeUnits{"),
        python_code=texts.text_in_python, julia_code=texts.bytes_in_julia, exact=_exact_bytes,
        recipe=lambda make, _: make.text(binary=True),
    ),
    Kind(
        category="tuple", compared="sequence", classes=(tuple,),
        encode=containers.encode_tuple, decode={"Tuple": containers.decode_tuple}, types=containers.TUPLES,
        python_type=_sized, julia_type=_of("Tuple"), says_type=_begins("Tuple{"),
        python_code=containers.tuple_code, julia_code=containers.tuple_code, exact=_exact_list,
        recipe=_tuple_recipe, parts=iter,
    ),
    Kind(
        category="named tuple", compared="fields", classes=(tuple,), test=is_namedtuple_class,
        encode=containers.encode_named_tuple, decode={"NamedTuple": records.decode_named_tuple},
        types=containers.NAMED_TUPLES, python_type=_sized, julia_type=_of("NamedTuple"),
        says_type=_begins("NamedTuple{"), python_code=containers.named_tuple_in_python,
        julia_code=records.fields_in_julia, exact=records.exact_fields,
        recipe=lambda make, annotation: make.fields(annotation), for_heirs=True, parts=iter,
        python_needs=_named_tuple_needs, as_type=records.encode_as_struct,
    ),
    Kind(
        category="record", compared="fields", classes=(records.JuliaRecord,),
        encode=records.encode_record, decode={"Struct": records.decode_record}, types={},
        python_type=lambda value: value._type, julia_type=lambda value: value._type,
        says_type=lambda value, julia_type: value._type == julia_type,
        python_code=records.record_in_python, julia_code=records.record_in_julia, exact=records.exact_fields,
        recipe=None, parts=lambda value: value._asdict().values(), as_type=records.encode_as_struct,
        python_needs=lambda _: ("from pyjuliann import JuliaRecord",),
        julia_needs=lambda value: records.type_needs(value._type),
    ),
    Kind(  # before data classes, which come first where both are one
        category="", compared="", classes=(object,), test=is_callable_class,
        encode=lambda encoder, value: encoder.function(value), decode={}, types={},
        julia_type=lambda value: type(value).__name__, python_code=_shown,
        julia_code=lambda _, value: texts.no_julia_code(value), exact=lambda _, value: safe_repr(value), recipe=None,
    ),
    Kind(
        category="record", compared="fields", classes=(object,), test=records.is_dataclass,
        encode=records.encode_fields, decode={}, types={}, julia_type=lambda _: "NamedTuple",
        python_code=records.dataclass_in_python, julia_code=records.fields_in_julia, exact=records.exact_fields,
        recipe=lambda make, annotation: make.fields(annotation), for_heirs=True,
        parts=lambda value: records.fields_of(value).values(), python_needs=records.dataclass_needs,
        as_type=records.encode_as_struct,
    ),
    Kind(
        category="pair", compared="sequence", classes=(JuliaPair,),
        encode=containers.encode_pair, decode={"Pair": containers.decode_pair}, types=containers.PAIRS,
        julia_type=lambda _: "Pair", says_type=_begins("Pair{"),
        python_code=containers.pair_in_python, julia_code=containers.pair_in_julia, exact=_exact_list,
        recipe=lambda make, pair: make.each(lambda parts: JuliaPair(*parts), get_args(pair) or (float, float)),
        parts=iter, python_needs=lambda _: ("from pyjuliann import JuliaPair",),
    ),
    Kind(
        category="list", compared="sequence", classes=(list,),
        encode=lambda encoder, value: encoder.items(value), decode={}, types={"Vector{Any}": only(list)},
        python_type=_sized, julia_type=_of("Vector{Any}"), says_type=_begins("Vector{Any}"),
        python_code=_in_brackets("[", "]"), julia_code=_in_brackets("Any[", "]"), exact=_exact_list,
        recipe=_list_recipe, parts=iter,
    ),
    Kind(
        category="dictionary", compared="keys", classes=(dict,),
        encode=containers.encode_dict, decode={"Dict": containers.decode_dict}, types=containers.DICTIONARIES,
        python_type=_sized, julia_type=_of("Dict"), says_type=_begins("Dict{Any, Any}"),
        python_code=containers.dict_in_python, julia_code=containers.dict_in_julia, exact=containers.exact_dict,
        recipe=None, parts=lambda value: chain(value, value.values()),
    ),
    Kind(
        category="set", compared="set", classes=(set, frozenset),
        encode=containers.encode_set, decode={"Set": containers.decode_set}, types=containers.SETS,
        python_type=_sized, julia_type=_of("Set"), says_type=_begins("Set{Any}"),
        python_code=containers.set_in_python, julia_code=containers.set_in_julia,
        exact=lambda write, value: _exact_list(write, containers.in_order(value)),
        recipe=None, parts=iter,
    ),
    Kind(
        category="range", compared="equal", classes=(range,),
        encode=containers.encode_range, decode={"StepRange": containers.decode_range}, types=containers.RANGES,
        julia_type=lambda _: "range", says_type=_begins("UnitRange{Int64}", "StepRange{Int64"),
        python_code=_shown, julia_code=containers.range_in_julia, exact=containers.exact_range,
        recipe=None,
    ),
    _ARRAY := Kind(
        category="array", compared="array", classes=(np.ndarray,),
        encode=arrays.encode_array, decode={"Bool": arrays.decode_bools, "Array": arrays.decode_elements},
        types=arrays.ARRAYS, python_type=array_code.array_type_in_python, julia_type=array_code.array_type_in_julia,
        says_type=array_code.says_its_type, python_code=array_code.array_in_python,
        julia_code=array_code.array_in_julia, exact=array_code.exact_array,
        recipe=_array_recipe, parts=lambda value: value.flat if value.dtype.hasobject else (),
        python_needs=lambda _: ("import numpy as np",),
        julia_needs=lambda value: ("import Dates",) if value.dtype.kind in "mM" else (),
    ),
    _FOREIGN := Kind(
        category="array", compared="array", classes=foreign.BUFFERS, bare=foreign.as_array,
        encode=lambda encoder, value: encoder.encode(foreign.as_array(value)), decode={}, types={},
        python_type=foreign.array_type, julia_type=lambda value: julia_type(foreign.as_array(value)),
        python_code=foreign.code_in_python, julia_code=lambda writer, value: writer.doc(foreign.as_array(value)),
        exact=lambda write, value: write(foreign.as_array(value)), recipe=None, python_needs=foreign.code_needs,
    ),
    replace(_FOREIGN, classes=(object,), test=foreign.tells_its_elements),
    Kind(
        category="record", compared="fields", classes=(object,), test=foreign.is_data_frame, bare=foreign.columns_of,
        encode=lambda encoder, value: records.encode_fields(encoder, foreign.columns_of(value)), decode={}, types={},
        python_type=foreign.array_type, julia_type=lambda _: "NamedTuple",
        python_code=foreign.frame_in_python,
        julia_code=lambda writer, value: records.fields_in_julia(writer, foreign.columns_of(value)),
        exact=lambda write, value: write(foreign.columns_of(value)), recipe=None,
        parts=lambda value: foreign.columns_of(value)._asdict().values(), python_needs=lambda _: ("import pandas",),
    ),
    Kind(
        category="sparse array", compared="sparse", classes=(object, dict), test=sparse.is_sparse,
        encode=sparse.encode_sparse, decode=dict.fromkeys(("SparseMatrixCSC", "SparseVector"), sparse.decode_sparse),
        types=sparse.SPARSE, python_type=sparse.type_in_python, julia_type=sparse.type_in_julia,
        says_type=lambda value, julia_type: sparse.type_in_julia(value) == julia_type,
        python_code=sparse.sparse_in_python, julia_code=sparse.sparse_in_julia, exact=sparse.exact_sparse,
        recipe=lambda make, annotation: make.drawn(lambda source: sparse.drawn_sparse(source, annotation)),
        for_heirs=True, python_needs=lambda _: ("import numpy as np", "import scipy.sparse"),
        julia_needs=lambda _: ("import SparseArrays",),
    ),
    replace(
        _ARRAY, category="masked array", compared="masked", classes=(np.ma.MaskedArray,),
        encode=masked.encode_masked, decode={"Masked": masked.decode_masked}, types={},
        python_type=lambda value: phrase("masked {}", array_code.array_type_in_python(value)),
        python_code=masked.masked_in_python, julia_code=masked.masked_in_julia, exact=masked.exact_masked,
        recipe=_masked_recipe,
    ),
    Kind(
        category="enumeration", compared="equal", classes=(enum.Enum,),
        encode=enumerations.encode_enum, decode={"Enum": enumerations.decode_enum}, types={},
        julia_type=enumerations.julia_name, says_type=lambda value, name: name == enumerations.julia_name(value),
        python_code=enumerations.enum_in_python, julia_code=enumerations.enum_in_julia,
        exact=lambda _, value: value.name, recipe=_enum_recipe, for_heirs=True,
        python_needs=enumerations.enum_needs, same=enumerations.same_member, also=("Symbol", ""),
        as_type=enumerations.encode_as,
    ),
    _as_enumeration(_INT, int.__pos__),
    _as_enumeration(_FLOAT, float.__pos__),
    _as_enumeration(_TEXT, str.__str__),
    _as_enumeration(_BYTES, lambda value: bytes(memoryview(value))),
    _as_enumeration(_INT, lambda value: value.value, enum.Flag),
    Kind(
        category="", compared="", classes=(bytearray,),
        encode=texts.encode_bytearray, decode={}, types={}, julia_type=lambda _: "bytearray", python_code=_shown,
        julia_code=lambda writer, value: writer.doc(np.frombuffer(bytes(value), np.uint8)), exact=_exact_bytes,
        recipe=None,
    ),
    Kind(
        category="", compared="", classes=(np.generic,),
        encode=scalars.encode_numpy, decode={}, types={},
        python_type=lambda value: dtype_name(value.dtype), julia_type=lambda value: type(value).__name__,
        python_code=_shown, julia_code=lambda _, value: texts.no_julia_code(value), exact=_exact_item, recipe=None,
    ),
    replace(_TEXT, classes=(Portable,), encode=texts.encode_portable, decode={}, types={}, recipe=None),
    Kind(
        category="", compared="", classes=(JuliaValue,),
        encode=lambda encoder, value: encoder.typed(value), decode={}, types=_ANY_OF,
        julia_type=lambda value: value.type,
        python_code=lambda writer, value: writer.doc(value.value),
        julia_code=lambda writer, value: writer.typed(value.value, value.type),
        exact=lambda write, value: write(value.value), recipe=None, parts=lambda value: (value.value,),
        julia_needs=lambda value: records.type_needs(value.type) if records.has_fields(value.value) else (),
    ),
    Kind(
        category="", compared="", classes=(JuliaObject, JuliaModule),
        encode=lambda encoder, value: encoder.reference(value), decode={}, types={},
        julia_type=lambda value: value._jl_type, python_code=_shown,
        julia_code=lambda _, value: texts.no_julia_code(value), exact=lambda _, value: safe_repr(value), recipe=None,
    ),
    Kind(
        category="", compared="", classes=(Twin,),
        encode=_refuse_twin, decode={}, types={}, julia_type=lambda _: "Twin",
        python_code=_twin_in_python, julia_code=lambda _, value: value.julia,
        exact=lambda _, value: safe_repr(value), recipe=None,
        python_needs=lambda value: callable_code(value.python)[0] if callable(value.python) else (),
    ),
    Kind(
        category="", compared="", classes=(object,),
        encode=_refuse, decode={}, types={}, julia_type=lambda value: type(value).__name__,
        python_code=_shown, julia_code=lambda _, value: texts.no_julia_code(value),
        exact=lambda _, value: safe_repr(value), recipe=None,
    ),
)  # fmt: skip
"""Every kind of value; what no other row knows is of the last one."""


# ---------------------------------------------------------------- what is read from them


def _by_name(part: str) -> dict[str, Any]:
    """Return one part of all rows as one mapping; raise `TypeError` if two rows have the same name in it."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        if twice := found.keys() & getattr(kind, part).keys():
            raise TypeError(f"the kind {kind.category!r}: {part}: another kind has {', '.join(sorted(twice))} already")
        found.update(getattr(kind, part))
    return found


class _KindOf(dict[type, Kind]):
    """The kind of every class: those that rows name stand in it, others are found by what they are derived from."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._rows: dict[type, list[Kind]] = {}
        compared: dict[str, str] = {}
        for kind in kinds:
            if compared.setdefault(kind.category, kind.compared) != kind.compared:
                raise TypeError(f"the kind {kind.category!r}: compared: another kind of that category says otherwise")
            for base in kind.classes:
                rows = self._rows.setdefault(base, [])
                if kind.test is None and any(row.test is None for row in rows):
                    raise TypeError(f"the kind {kind.category!r}: classes: another kind has {base.__name__} already")
                rows.insert(len(rows) if kind.test is None else 0, kind)
        self.update({base: self[base] for base in self._rows})

    @property
    def rows(self) -> Mapping[type, list[Kind]]:
        """The rows of each class that one names."""
        return self._rows

    def add(self, kind: Kind) -> None:
        """Let a class have a row of its own, in place of one that it has."""
        self._rows.update({base: [kind] for base in kind.classes})
        self.clear()
        self.update({base: self[base] for base in self._rows})

    def __missing__(self, cls: type) -> Kind:
        return next(
            kind for base in cls.__mro__ for kind in self._rows.get(base, ()) if kind.test is None or kind.test(cls)
        )


KIND_OF: Final = _KindOf(KINDS)
"""The kind of a value of a class."""

DECODERS: Final[dict[str, Callable[[str, list[Any]], Any]]] = _by_name("decode")
"""What makes a value, by its name on the wire."""

TYPED: Final[dict[str, Typed]] = _by_name("types")
"""How the Julia types that a `JuliaValue` may name are sent."""


def bare(value: Any) -> Any:
    """Return what a value is compared as: the value of another kind that it stands for, or itself."""
    row = KIND_OF[type(value)]
    while row.bare is not None:
        value, before = row.bare(value), row
        row = KIND_OF[type(value)]
        if row is before:
            break
    return value


def category(value: Any) -> str:
    """Return which of the kinds of container or scalar `value` is; "" where there is no rule to compare it by."""
    return KIND_OF[type(value)].category


def python_type(value: Any) -> str:
    """Return what `value` is, in Python's words: ``float64 array (2, 3)``, ``float``, ``tuple of 2``."""
    return KIND_OF[type(value)].python_type(value)


def julia_type(value: Any, given: str = "") -> str:
    """Return what `value` is, in Julia's words: the type Julia gave, or what its Python form stands for."""
    if isinstance(value, np.ndarray):
        return array_code.array_type_in_julia(value, given)
    return given or KIND_OF[type(value)].julia_type(value)


def code_needs(value: Any, notation: Literal["python", "julia"]) -> list[str]:
    """Return the statements that the code of a value needs, and of what is in it, each once."""
    kind = KIND_OF[type(value)]
    own = kind.python_needs(value) if notation == "python" else kind.julia_needs(value)
    return list(dict.fromkeys([*own, *chain.from_iterable(code_needs(part, notation) for part in kind.parts(value))]))
