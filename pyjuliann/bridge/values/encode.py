"""Python values to CBOR trees: tag 27 ``[name, parts...]`` for what CBOR has no type for.

The other end is ``julia/worker/values_read.jl``; the README has the table of correspondences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values import arrays
from pyjuliann.bridge.values.encode_typed import encode_typed
from pyjuliann.bridge.values.names import named, named_float, type_name
from pyjuliann.bridge.values.typed import JuliaValue, Portable
from pyjuliann.errors import ConversionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_DEPTH = 100  # levels of containers, as on Julia's side

NUMPY_NAMES = {
    "i1": "Int8", "i2": "Int16", "i4": "Int32", "u1": "UInt8", "u2": "UInt16", "u4": "UInt32", "u8": "UInt64",
    "f2": "Float16", "f4": "Float32",
}  # fmt: skip


class Encoder:
    """Makes CBOR trees of Python values; ``bulk`` collects the arrays that travel outside the frame."""

    _depth = 0

    def __init__(self) -> None:
        self.bulk: list[NDArray[Any]] = []

    def encode(self, value: Any) -> Any:
        """Return the tree for ``value``; raise `ConversionError` if it has no Julia counterpart."""
        rule = ENCODERS.get(type(value))
        if rule is None:
            rule = next((rule for kind, rule in BASE_ENCODERS if isinstance(value, kind)), None)
            if rule is None:
                raise ConversionError(f"a Python {type_name(value)} has no Julia counterpart")
        return rule(self, value)

    def items(self, values: Iterable[Any]) -> list[Any]:
        """Return the trees for what a container holds."""
        if self._depth >= MAX_DEPTH:
            raise ConversionError(f"containers are nested deeper than {MAX_DEPTH} levels (one may hold itself)")
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

    def _portable(self, value: Portable) -> Portable:
        self._text(value)
        return value

    def _tuple(self, value: tuple[Any, ...]) -> CBORTag:
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return named("NamedTuple", list(fields), *self.items(value))
        return named("Tuple", *self.items(value))

    def _float(self, value: float) -> Any:
        # cbor2 writes Inf as a half float, which would arrive as Float16
        return float(value) if math.isfinite(value) else named_float("Float64", np.float64(value))

    def _dict(self, value: dict[Any, Any]) -> CBORTag:
        return named("Dict", *self.items(part for pair in value.items() for part in pair))

    def _range(self, value: range) -> CBORTag:
        if value.step == 1:
            return named("UnitRange", value.start, max(value.stop, value.start) - 1)
        last = value[-1] if value else value.start - value.step
        return named("StepRange", value.start, value.step, last)

    def _complex(self, value: Any) -> CBORTag:
        if isinstance(value, np.complex64):
            return named_float("ComplexF32", value.real, value.imag)
        return named_float("ComplexF64", np.float64(value.real), np.float64(value.imag))

    def _numpy_scalar(self, value: np.generic[Any]) -> Any:
        code = value.dtype.str[1:]
        if isinstance(value, np.float16 | np.float32):
            return named_float(NUMPY_NAMES[code], value)
        if code in NUMPY_NAMES:
            return named(NUMPY_NAMES[code], value.item())
        if value.dtype.kind in "bi":
            return value.item()
        raise ConversionError(f"a NumPy scalar of dtype {value.dtype} has no Julia counterpart")

    def _array(self, array: NDArray[Any]) -> Any:
        tag = arrays.PLAIN.get(array.dtype)
        if tag and array.ndim == 1 and array.nbytes < arrays.BULK_THRESHOLD and type(array) is np.ndarray:
            return CBORTag(tag, array.tobytes())  # the quick way, which most small calls take
        kind = array.dtype.kind
        if type(array) is not np.ndarray:
            if isinstance(array, np.ma.MaskedArray):
                raise ConversionError("a masked array has no Julia counterpart; fill it first")
            array = np.asarray(array)  # a matrix stays two-dimensional when it is cut
        if kind in "iuf" and array.dtype.str[1:] in arrays.TAGS:
            return arrays.encode_numbers(array, self.bulk)
        if kind == "b":
            return named("Bool", arrays.encode_numbers(array, self.bulk, "u1"))
        if kind == "c" and array.dtype.itemsize <= 16:
            name, part = ("ComplexF32", "f4") if array.dtype.itemsize == 8 else ("ComplexF64", "f8")
            return named(name, arrays.encode_numbers(array, self.bulk, part))
        if kind in "UT":
            if kind == "T" and not all(isinstance(text, str) for text in array.flat):
                raise ConversionError("an array of strings with missing ones has no Julia counterpart")
            return named("Array", "String", self._elements(array))
        if kind in "OS":
            return self._elements(array)
        raise ConversionError(f"a NumPy array of dtype {array.dtype} has no Julia counterpart")

    def _elements(self, array: NDArray[Any]) -> CBORTag:
        return arrays.with_dimensions(array.shape, self.items(array.ravel(order="F").tolist()))


ENCODERS: dict[type, Callable[[Encoder, Any], Any]] = {
    **dict.fromkeys((int, bool, type(None), bytes), lambda _, value: value),
    float: Encoder._float,
    str: Encoder._text,
    Portable: Encoder._portable,
    list: Encoder.items,
    tuple: Encoder._tuple,
    np.ndarray: Encoder._array,
}
BASE_ENCODERS: tuple[tuple[type | tuple[type, ...], Callable[[Encoder, Any], Any]], ...] = (
    (JuliaValue, encode_typed),
    (str, Encoder._text),
    (bytes, lambda _, value: bytes(value)),
    (bytearray, lambda encoder, value: encoder._array(np.frombuffer(bytes(value), np.uint8))),
    (float, Encoder._float),
    ((complex, np.complex64), Encoder._complex),
    (np.generic, Encoder._numpy_scalar),
    (int, lambda _, value: int(value)),
    (np.ndarray, Encoder._array),
    (list, Encoder.items),
    (tuple, Encoder._tuple),
    (dict, Encoder._dict),
    ((set, frozenset), lambda encoder, value: named("Set", *encoder.items(value))),
    (range, Encoder._range),
    (Fraction, lambda _, value: named("Rational", value.numerator, value.denominator)),
)
