"""Numbers: how they cross, and how they are written."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values.arrays import pairs_to_complex, too_long
from pyjuliann.bridge.values.decimals import ratio
from pyjuliann.bridge.values.groups import Doc, Writes
from pyjuliann.bridge.values.numerals import julia_number, python_number
from pyjuliann.bridge.values.texts import no_julia_code
from pyjuliann.bridge.values.type_names import ELEMENT_CODES, JULIA_ELEMENT, NUMBERS, dtype_name
from pyjuliann.bridge.values.typed import Encodes, Typed, only
from pyjuliann.bridge.values.wire import named, named_float
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.printable import safe_repr

PYTHON: Final = {number.julia: number.python for number in NUMBERS}
NATIVE: Final = ("Int64", "Float64", "ComplexF64", "Bool")
"""The types whose numbers Python has itself."""

NUMERIC: Final = "biufc"
"""NumPy's kinds of dtype that are numbers."""

_PARTS: Final = {"ComplexF16": "f2", "ComplexF32": "f4", "ComplexF64": "f8"}


# ---------------------------------------------------------------- crossing


def encode_float(_: Encodes, value: float) -> Any:
    """Return the tree for a float."""
    # cbor2 writes Inf as a half float, which would arrive as Float16
    bare = float.__pos__(value)
    return bare if math.isfinite(bare) else named_float("Float64", np.float64(bare))


def encode_complex(_: Encodes, value: complex) -> CBORTag:
    """Return the tree for a complex number."""
    return named_float("ComplexF64", np.float64(value.real), np.float64(value.imag))


def encode_numpy(encoder: Encodes, value: np.number[Any] | np.bool_) -> Any:
    """Return the tree for a NumPy number."""
    name = JULIA_ELEMENT.get(dtype_name(value.dtype))
    if name is None:
        raise ConversionError(
            phrase("a NumPy scalar of dtype {} has no Julia counterpart{}", value.dtype, too_long(value.dtype))
        )
    if name in NATIVE:
        return encoder.encode(value.item())
    if isinstance(value, np.complexfloating):
        return named_float(name, value.real, value.imag)
    return named_float(name, value) if isinstance(value, np.floating) else named(name, value.item())


def decode_number(name: str, parts: list[Any]) -> Any:
    """Return a number of a type that Python or NumPy has; a NaN comes as its bytes."""
    (value,) = parts
    if type(value) is bytes:
        return np.frombuffer(value, f"<{ELEMENT_CODES[name]}").reshape(())[()]
    return PYTHON[name](value)


def decode_complex(name: str, parts: list[Any]) -> Any:
    """Return a complex number, or an array of them; one with a NaN comes as its bytes."""
    if len(parts) == 2:
        return PYTHON[name](complex(*parts))
    (value,) = parts
    if type(value) is bytes:
        return pairs_to_complex(np.frombuffer(value, f"<{_PARTS[name]}"))[()]
    return pairs_to_complex(value)


def encode_fraction(_: Encodes, value: Fraction) -> CBORTag:
    """Return the tree for a fraction."""
    return named("Rational", value.numerator, value.denominator)


# ---------------------------------------------------------------- of a named type


def _limits(name: str) -> tuple[float, float]:
    if name == "BigInt":
        return -math.inf, math.inf
    bits = int(name.rpartition("Int")[2])
    return (0, (1 << bits) - 1) if name[0] == "U" else (-(1 << bits - 1), (1 << bits - 1) - 1)


def _integer(_: Encodes, value: Any, name: str, _parameters: list[str]) -> Any:
    if not isinstance(value, int | np.integer) or isinstance(value, np.timedelta64):
        return NotImplemented
    low, high = _limits(name)
    return named(name, int(value)) if low <= int(value) <= high else NotImplemented


def _float(_: Encodes, value: Any, name: str, _parameters: list[str]) -> Any:
    narrow = np.dtype(ELEMENT_CODES[name]).type
    known = isinstance(value, int | float | np.floating | np.integer) and _exact(narrow, value)
    return named_float(name, narrow(value)) if known else NotImplemented


def _complex(_: Encodes, value: Any, name: str, _parameters: list[str]) -> Any:
    part = np.dtype(_PARTS[name]).type
    known = isinstance(value, complex | np.complexfloating) and _exact(part, value.real, value.imag)
    return named_float(name, part(value.real), part(value.imag)) if known else NotImplemented


def _exact(convert: Any, *values: Any) -> bool:
    """Return whether a float type holds these numbers; compared as Python's, which compares exactly."""
    if any(isinstance(value, np.timedelta64 | np.longdouble) for value in values):
        return all(isinstance(value, np.longdouble) and convert(value) == value for value in values)
    numbers = [int(value) if isinstance(value, int | np.integer) else float(value) for value in values]
    try:
        with np.errstate(over="ignore"):
            return all(number != number or float(convert(number)) == number for number in numbers)  # noqa: PLR0124 - NaN
    except OverflowError:
        return False


def _fraction(encoder: Encodes, value: Any, _name: str, parameters: list[str]) -> Any:
    if isinstance(value, Decimal) and value.is_finite():
        value = Fraction(*ratio(value))
    if not isinstance(value, int | Fraction):
        return NotImplemented
    return named("Rational", *encoder.each((value.numerator, value.denominator), parameters * 2))


NUMPY_DECODERS: Final = {
    number.julia: decode_number for number in NUMBERS if number.python not in (bool, int, float, complex, np.complex64)
}
INTEGERS: Final = {name: Typed(_integer) for name in PYTHON if "Int" in name}
FLOATS: Final = {name: Typed(_float) for name in PYTHON if name.startswith("Float")}
COMPLEX: Final = {name: Typed(_complex) for name in _PARTS}
FRACTIONS: Final = {"Rational": Typed(_fraction, parameters=1)}
ABSTRACT: Final = {
    "Integer": only(int, np.integer),
    "AbstractFloat": only(float, np.floating),
    "Real": only(int, float, Fraction, Decimal, np.integer, np.floating),
    "Number": only(int, float, complex, Fraction, Decimal, np.number),
}
"""Types of which no value is, but elements of arrays may be."""


# ---------------------------------------------------------------- as code


def numpy_in_python(_: Writes, value: np.generic[Any]) -> Doc:
    """Return Python code for a NumPy number."""
    return f"np.{value.dtype.name}({python_number(value)})" if value.dtype.kind in NUMERIC else safe_repr(value)


def numpy_in_julia(_: Writes, value: np.generic[Any]) -> Doc:
    """Return Julia code for a NumPy number."""
    if value.dtype.kind not in NUMERIC:
        return no_julia_code(value)
    name, number = JULIA_ELEMENT.get(value.dtype.name, "Float64"), julia_number(value)
    return number if name in NATIVE else f"{name}({number})"


def big_or_small(value: int, julia_type: str) -> bool:
    """Whether an integer's own code is of this Julia type: beyond Int64 that is BigInt's, or Int128's."""
    if -(2**63) <= value < 2**63:
        return julia_type == "Int64"
    return julia_type == "BigInt" and abs(value) >= 2**127
