"""What types are called in each language, and which of those names mean the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np

from pyjuliann.bridge.values.typed import JuliaValue


class Number(NamedTuple):
    """A type of number: its name in Julia, NumPy's code if it has one, and what one from Julia is in Python."""

    julia: str
    code: str
    python: Callable[[Any], Any]


NUMBERS: Final = (
    Number("Bool", "?", bool),
    Number("Int8", "i1", np.int8), Number("Int16", "i2", np.int16), Number("Int32", "i4", np.int32),
    Number("Int64", "i8", int), Number("Int128", "", int), Number("BigInt", "", int),
    Number("UInt8", "u1", np.uint8), Number("UInt16", "u2", np.uint16), Number("UInt32", "u4", np.uint32),
    Number("UInt64", "u8", np.uint64), Number("UInt128", "", int),
    Number("Float16", "f2", np.float16), Number("Float32", "f4", np.float32), Number("Float64", "f8", float),
    Number("ComplexF16", "", np.complex64), Number("ComplexF32", "c8", np.complex64),
    Number("ComplexF64", "c16", complex),
)  # fmt: skip

ELEMENT_CODES: Final = {number.julia: number.code for number in NUMBERS if number.code}
"""NumPy's code for each of Julia's element types that have a dtype."""

JULIA_ELEMENT: Final = {np.dtype(code).name: julia for julia, code in ELEMENT_CODES.items()}
"""Julia's element type for each NumPy dtype that has one."""

FLOATS: Final = {python: julia for python, julia in JULIA_ELEMENT.items() if julia.startswith(("Float", "Complex"))}
"""The dtypes whose numbers have units in the last place, by NumPy's name, and their element types in Julia."""

_NAMES: Final = {np.dtype(name).num: name for name in JULIA_ELEMENT}
_NAMES.update({np.dtype(code).num: np.dtype(code).name for code in "bBhHiIlLqQ"})

_ALIASES: Final = {
    "Complex{Float32}": "ComplexF32",
    "Complex{Float64}": "ComplexF64",
    "Int": "Int64",
    "UInt": "UInt64",
    "SubString{String}": "String",
    "Char": "String",
}


def type_name(value: Any) -> str:
    """Return how the type of a value is spelt in Python."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def dtype_name(dtype: np.dtype[Any]) -> str:
    """Return a dtype's name; NumPy makes it up anew each time, which is slow where there are many arrays."""
    return _NAMES.get(dtype.num) or dtype.name


def float_name(key: Any) -> str:
    """Return NumPy's name of a dtype in `FLOATS`, from either language's name or a class; "" for anything else."""
    if isinstance(key, (type, np.dtype)):
        key = np.dtype(key).name
    spellings = {**dict(zip(FLOATS.values(), FLOATS, strict=True)), **dict(zip(FLOATS, FLOATS, strict=True))}
    return spellings.get(_ALIASES.get(key, key), "") if isinstance(key, str) else ""


def is_julia_value(value: Any) -> bool:
    """Whether `value` is a `JuliaValue`: a value with the name of its Julia type."""
    return isinstance(value, JuliaValue)


def is_namedtuple(value: Any) -> bool:
    """Whether `value` is a named tuple."""
    return isinstance(value, tuple) and hasattr(value, "_fields")


def is_namedtuple_class(value: Any) -> bool:
    """Whether `value` is a class of named tuples."""
    return isinstance(value, type) and issubclass(value, tuple) and hasattr(value, "_fields")


def scalar_name(value: Any, julia_type: str = "") -> str:
    """Return the Julia type that a Python or NumPy scalar stands for, or the one that Julia gave it."""
    if julia_type:
        return _ALIASES.get(julia_type, julia_type)
    if isinstance(value, np.generic):
        return JULIA_ELEMENT.get(dtype_name(value.dtype), dtype_name(value.dtype))
    if isinstance(value, bool):
        return "Bool"
    if isinstance(value, int):
        return "Int64" if -(2**63) <= value < 2**63 else "BigInt"
    return "Float64" if isinstance(value, float) else "ComplexF64"


def same_scalar(python: Any, python_name: str, julia_name: str) -> bool:
    """Whether two scalar types correspond; Python's own int is Int64 and BigInt in one."""
    if python_name == julia_name:
        return True
    unbounded = isinstance(python, int) and not isinstance(python, (bool, np.generic))
    return unbounded and {python_name, julia_name} <= {"Int64", "BigInt"}


def sizes(shape: tuple[int, ...]) -> str:
    """Return a shape as Julia writes it: ``2×3``."""
    return "×".join(str(n) for n in shape) if shape else "0-dimensional"
