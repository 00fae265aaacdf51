"""Python values to CBOR trees: tag 27 ``[name, parts...]`` for what CBOR has no type for.

The other end is ``julia/worker/values.jl``; the README has the table of correspondences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge import arrays
from pyjuliann.bridge.errors import ConversionError
from pyjuliann.bridge.names import COMPLEX, NAMED, SCALARS, TEXT, type_name
from pyjuliann.bridge.typed import JuliaValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_DEPTH = 100  # levels of containers; each takes at most two levels of CBOR

SIZED_INTEGERS = {
    f"{prefix}Int{bits}": (0 if prefix else -(1 << bits - 1), (1 << bits if prefix else 1 << bits - 1) - 1)
    for prefix in ("", "U")
    for bits in (8, 16, 32, 64, 128)
}
NUMPY_NAMES = {
    "i1": "Int8", "i2": "Int16", "i4": "Int32", "u1": "UInt8", "u2": "UInt16", "u4": "UInt32", "u8": "UInt64",
    "f2": "Float16", "f4": "Float32",
}  # fmt: skip
ELEMENT_CODES = {name: code for code, name in NUMPY_NAMES.items()} | {
    "Int64": "i8", "Float64": "f8", "Bool": "?", "ComplexF32": "c8", "ComplexF64": "c16",
}  # fmt: skip
ARRAY_TYPE = re.compile(r"(?:Vector|Matrix|Array)\{(\w+)(?:, \d+)?\}")
AS_THEY_ARE = ("Tuple{", "NamedTuple{", "Dict{Any, Any}", "Set{Any}", "Vector{Any}", "Base.CodeUnits{")


def named(name: str, *parts: Any) -> CBORTag:
    """Return a value that CBOR has no type for."""
    return CBORTag(NAMED, [name, *parts])


class Encoder:
    """Makes CBOR trees of Python values; ``bulk`` collects the arrays that travel outside the frame."""

    def __init__(self) -> None:
        self.bulk: list[NDArray[Any]] = []
        self._depth = 0

    def encode(self, value: Any) -> Any:
        """Return the tree for ``value``; raise `ConversionError` if it has no Julia counterpart."""
        rule = ENCODERS.get(type(value))
        if rule is None:
            rule = next((rule for kind, rule in BASE_ENCODERS if isinstance(value, kind)), None)
            if rule is None:
                raise ConversionError(f"a Python {type_name(value)} has no Julia counterpart")
        return rule(self, value)

    def _items(self, values: Iterable[Any]) -> list[Any]:
        if self._depth >= MAX_DEPTH:
            raise ConversionError(
                f"containers are nested deeper than {MAX_DEPTH} levels (one may hold itself)"
            )
        self._depth += 1
        try:
            return [self.encode(value) for value in values]
        finally:
            self._depth -= 1

    def _text(self, value: str) -> str:
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                place = f"position {error.start}"
                raise ConversionError(f"a str with a lone surrogate (at {place}) is not Unicode") from None
        return str(value)

    def _tuple(self, value: tuple[Any, ...]) -> CBORTag:
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return named("NamedTuple", list(fields), *self._items(value))
        return named("Tuple", *self._items(value))

    def _float(self, value: float) -> Any:
        # cbor2 writes NaN and Inf as half floats, which would arrive as Float16
        return float(value) if math.isfinite(value) else named("Float64", float(value))

    def _dict(self, value: dict[Any, Any]) -> CBORTag:
        return named("Dict", *self._items(part for pair in value.items() for part in pair))

    def _range(self, value: range) -> CBORTag:
        if value.step == 1:
            return named("UnitRange", value.start, max(value.stop, value.start) - 1)
        last = value[-1] if value else value.start - value.step
        return named("StepRange", value.start, value.step, last)

    def _complex(self, value: Any) -> CBORTag:
        name = "ComplexF32" if isinstance(value, np.complex64) else "ComplexF64"
        return named(name, float(value.real), float(value.imag))

    def _numpy_scalar(self, value: np.generic[Any]) -> Any:
        code = value.dtype.str[1:]
        if code in NUMPY_NAMES:
            return named(NUMPY_NAMES[code], value.item())
        if value.dtype.kind in "bi":
            return value.item()
        raise ConversionError(f"a NumPy scalar of dtype {value.dtype} has no Julia counterpart")

    def _array(self, array: NDArray[Any]) -> Any:
        kind = array.dtype.kind
        if isinstance(array, np.ma.MaskedArray):
            raise ConversionError("a masked array has no Julia counterpart; fill it first")
        if kind in "iuf" and array.dtype.str[1:] in arrays.TAGS:
            return arrays.encode_numbers(array, self.bulk)
        if kind == "b":
            return named("Bool", arrays.encode_numbers(array, self.bulk, "u1"))
        if kind == "c" and array.dtype.itemsize <= 16:
            name, part = ("ComplexF32", "f4") if array.dtype.itemsize == 8 else ("ComplexF64", "f8")
            return named(name, arrays.encode_numbers(array, self.bulk, part))
        if kind in "UT":
            return named("Array", "String", self._elements(array))
        if kind in "OS":
            return self._elements(array)
        raise ConversionError(f"a NumPy array of dtype {array.dtype} has no Julia counterpart")

    def _elements(self, array: NDArray[Any]) -> CBORTag:
        return arrays.with_dimensions(array.shape, self._items(array.ravel(order="F").tolist()))

    def _typed(self, wish: JuliaValue) -> Any:
        value, name = wish.value, wish.type
        array_type = ARRAY_TYPE.fullmatch(name)
        if name in SIZED_INTEGERS or name == "BigInt":
            lowest, highest = SIZED_INTEGERS.get(name, (None, None))
            if isinstance(value, int | np.integer) and (lowest is None or lowest <= value <= highest):  # type: ignore[operator]
                return named(name, int(value))
        elif name in ("Float16", "Float32", "Float64"):
            if isinstance(value, int | float | np.floating) and _exact(SCALARS[name], value):
                return named(name, float(value))
        elif name in COMPLEX:
            part = SCALARS["Float" + str(int(name[8:]))]
            if isinstance(value, complex | np.complexfloating) and _exact(part, value.real, value.imag):
                return named(name, float(value.real), float(value.imag))
        elif name in TEXT:
            if isinstance(value, str) and (name != "Char" or len(value) == 1):
                return named(name, self._text(value))
        elif array_type and array_type[1] in (*SCALARS, *COMPLEX, *TEXT, "Bool"):
            return self._typed_array(value, array_type[1])
        elif name in ("Nothing", "Bool") or name.startswith(("UnitRange{", "StepRange{", *AS_THEY_ARE)):
            return self.encode(value)
        else:
            raise ConversionError(
                f"a JuliaValue of type {name!r} cannot be sent; see the README's table of types"
            )
        raise ConversionError(f"{value!r} is no {name}")

    def _typed_array(self, value: Any, element: str) -> Any:
        array = np.asarray(value, dtype=ELEMENT_CODES.get(element, object))
        if array.dtype != object:
            return self._array(array)
        wishes = np.empty(array.shape, dtype=object)
        for index, item in np.ndenumerate(array):
            wishes[index] = JuliaValue(item, element)
        return named("Array", element, self._elements(wishes))


ENCODERS: dict[type, Callable[[Encoder, Any], Any]] = {
    **dict.fromkeys((int, bool, type(None), bytes), lambda _, value: value),
    float: Encoder._float,
    str: Encoder._text,
    list: Encoder._items,
    tuple: Encoder._tuple,
    np.ndarray: Encoder._array,
}
BASE_ENCODERS: tuple[tuple[type | tuple[type, ...], Callable[[Encoder, Any], Any]], ...] = (
    (JuliaValue, Encoder._typed),
    (str, Encoder._text),
    (bytes, lambda _, value: bytes(value)),
    (bytearray, lambda encoder, value: encoder._array(np.frombuffer(bytes(value), np.uint8))),
    (float, Encoder._float),
    ((complex, np.complex64), Encoder._complex),
    (np.generic, Encoder._numpy_scalar),
    (int, lambda _, value: int(value)),
    (np.ndarray, Encoder._array),
    (list, Encoder._items),
    (tuple, Encoder._tuple),
    (dict, Encoder._dict),
    ((set, frozenset), lambda encoder, value: named("Set", *encoder._items(value))),
    (range, Encoder._range),
    (Fraction, lambda _, value: named("Rational", value.numerator, value.denominator)),
)


def _exact(convert: Callable[[Any], Any], *values: Any) -> bool:
    with np.errstate(over="ignore"):
        return all(value != value or convert(value) == value for value in values)  # noqa: PLR0124 - NaN
