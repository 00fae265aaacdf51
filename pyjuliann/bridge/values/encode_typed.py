"""Arguments whose Julia type the caller names: `JuliaValue` to a CBOR tree, exactly or not at all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from pyjuliann.bridge.values.arrays import with_dimensions
from pyjuliann.bridge.values.names import COMPLEX, SCALARS, TEXT, named, named_float
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.errors import ConversionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pyjuliann.bridge.values.typed import Encodes

INTEGERS: dict[str, tuple[int, int] | None] = {
    f"{prefix}Int{bits}": (0 if prefix else -(1 << bits - 1), (1 << bits if prefix else 1 << bits - 1) - 1)
    for prefix in ("", "U")
    for bits in (8, 16, 32, 64, 128)
} | {"BigInt": None}
FLOATS: dict[str, type[np.floating[Any]]] = {"Float16": np.float16, "Float32": np.float32, "Float64": np.float64}
ELEMENT_CODES = {
    "Int8": "i1", "Int16": "i2", "Int32": "i4", "Int64": "i8",
    "UInt8": "u1", "UInt16": "u2", "UInt32": "u4", "UInt64": "u8",
    "Float16": "f2", "Float32": "f4", "Float64": "f8", "Bool": "?", "ComplexF32": "c8", "ComplexF64": "c16",
}  # fmt: skip
DIMENSIONS = {"Vector": 1, "Matrix": 2}
PLAIN = {
    "Nothing": type(None), "Bool": bool | np.bool_, "Vector{Any}": list, "Dict{Any, Any}": dict,
    "Set{Any}": set | frozenset, "Base.CodeUnits{UInt8, String}": bytes,
}  # fmt: skip


def encode_typed(encoder: Encodes, asked: JuliaValue) -> Any:
    """Return the tree for a value of the named Julia type.

    Raises
    ------
    ConversionError
        If the value is not exactly one of that type, or values of that type cannot be sent.
    """
    name, value = asked.type, asked.value
    if not isinstance(name, str):
        raise ConversionError(f"the type of a JuliaValue must be a str, not {name!r}")
    if name in PLAIN and isinstance(value, PLAIN[name]):
        return encoder.encode(value)
    head, parameters = _split(name)
    if name in INTEGERS:
        if isinstance(value, int | np.integer) and _within(INTEGERS[name], value):
            return named(name, int(value))
    elif name in FLOATS:
        if isinstance(value, int | float | np.floating | np.integer) and _exact(FLOATS[name], value):
            return named_float(name, FLOATS[name](value))
    elif name in COMPLEX:
        part = FLOATS[f"Float{name[8:]}"]
        if isinstance(value, complex | np.complexfloating) and _exact(part, value.real, value.imag):
            return named_float(name, part(value.real), part(value.imag))
    elif name in TEXT:
        if isinstance(value, str) and (name != "Char" or len(value) == 1):
            if name == "Symbol" and "\0" in value:
                raise ConversionError(f"{value!r} is no Symbol: it has a NUL")
            return named(name, encoder.encode(value))
    elif head == "Tuple":
        if isinstance(value, tuple) and len(value) == len(parameters):
            return named("Tuple", *_each(encoder, value, parameters))
    elif head == "NamedTuple" and len(parameters) == 2:
        fields = getattr(value, "_fields", None)
        types = _split(parameters[1])[1]
        if fields is not None and _field_names(fields) == parameters[0] and len(types) == len(fields):
            return named("NamedTuple", list(fields), *_each(encoder, value, types))
    elif head == "UnitRange" and len(parameters) == 1:
        if isinstance(value, range) and value.step == 1:
            ends = (value.start, max(value.stop, value.start) - 1)
            return named(head, *_each(encoder, ends, parameters * 2))
    elif head == "StepRange" and len(parameters) == 2:
        if isinstance(value, range):
            last = value[-1] if value else value.start - value.step
            types = [parameters[0], parameters[1], parameters[0]]
            return named(head, *_each(encoder, (value.start, value.step, last), types))
    elif head == "Rational" and len(parameters) == 1:
        if isinstance(value, int | Fraction):
            return named(head, *_each(encoder, (value.numerator, value.denominator), parameters * 2))
    elif (ndim := _dimensions(head, parameters)) is not None:
        return _array(encoder, asked, parameters[0], ndim)
    elif name not in PLAIN:
        raise ConversionError(f"a JuliaValue of type {name!r} cannot be sent; see the README's table of types")
    raise ConversionError(f"{value!r:.80} is no {name}")


def _each(encoder: Encodes, values: tuple[Any, ...], types: list[str]) -> list[Any]:
    return encoder.items(JuliaValue(value, name) for value, name in zip(values, types, strict=True))


def _array(encoder: Encodes, asked: JuliaValue, element: str, ndim: int) -> Any:
    numeric = element in ELEMENT_CODES
    if not numeric and element not in (*SCALARS, *COMPLEX, *TEXT, "Any"):
        raise ConversionError(f"a JuliaValue of type {asked.type!r} cannot be sent: its elements are {element}")
    try:
        array = np.asarray(asked.value, dtype=None if numeric else object)
        exact = array.ndim == ndim and (not numeric or _fits(array, ELEMENT_CODES[element]))
    except (ValueError, TypeError, OverflowError):
        exact = False
    if not exact:
        raise ConversionError(f"{asked.value!r:.80} is no {asked.type}")
    if numeric:
        return encoder.encode(array.astype(ELEMENT_CODES[element], copy=False))
    items = array.ravel(order="F").tolist()
    if element != "Any":
        items = [JuliaValue(item, element) for item in items]
    return named("Array", element, with_dimensions(array.shape, encoder.items(items)))


def _fits(array: NDArray[Any], code: str) -> bool:
    """Return whether every element has an equal of another dtype."""
    if array.dtype == code:
        return True
    if array.dtype.kind not in "biufcO" or (array.dtype.kind == "c" and code[0] != "c"):
        return False
    with np.errstate(all="ignore"):
        back = array.astype(code).astype(array.dtype)
    same = back == array
    if code[0] in "fc":
        same |= array != array  # noqa: PLR0124 - NaN
    return bool(np.all(same))


def _exact(convert: Any, *values: Any) -> bool:
    """Return whether a float type holds these numbers; compared as Python's, which compares exactly."""
    numbers = [int(value) if isinstance(value, int | np.integer) else float(value) for value in values]
    try:
        with np.errstate(over="ignore"):
            return all(number != number or float(convert(number)) == number for number in numbers)  # noqa: PLR0124 - NaN
    except OverflowError:
        return False


def _within(limits: tuple[int, int] | None, value: Any) -> bool:
    return limits is None or limits[0] <= int(value) <= limits[1]


def _dimensions(head: str, parameters: list[str]) -> int | None:
    if head in DIMENSIONS and len(parameters) == 1:
        return DIMENSIONS[head]
    if head == "Array" and len(parameters) == 2 and parameters[1].isdecimal():
        return int(parameters[1])
    return None


def _field_names(fields: tuple[str, ...]) -> str:
    """Return the names as Julia prints a tuple of symbols."""
    return "(" + ", ".join(f":{field}" for field in fields) + ("," if len(fields) == 1 else "") + ")"


def _split(name: str) -> tuple[str, list[str]]:
    """Split the name of a type into its head and its parameters.

    Examples
    --------
    >>> _split("Tuple{Int64, Array{Float64, 3}}")
    ('Tuple', ['Int64', 'Array{Float64, 3}'])
    """
    head, brace, rest = name.partition("{")
    if not brace or not rest.endswith("}") or rest == "}":
        return head, []
    parameters, depth = [""], 0
    for character in rest[:-1]:
        depth += (character in "{(") - (character in "})")
        if character == "," and depth == 0:
            parameters.append("")
        else:
            parameters[-1] += character
    return head, [parameter.strip() for parameter in parameters]
