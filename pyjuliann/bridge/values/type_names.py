"""What a value is called in each language, and which of those names mean the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import numpy as np

JULIA_ELEMENT: Final = {
    "bool": "Bool",
    "int8": "Int8", "int16": "Int16", "int32": "Int32", "int64": "Int64",
    "uint8": "UInt8", "uint16": "UInt16", "uint32": "UInt32", "uint64": "UInt64",
    "float16": "Float16", "float32": "Float32", "float64": "Float64",
    "complex64": "ComplexF32", "complex128": "ComplexF64",
}  # fmt: skip
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
    """Whether `value` is an engine's ``JuliaValue``: a value with the name of its Julia type."""
    return type(value).__name__ == "JuliaValue"


def is_twin(value: Any) -> bool:
    """Whether `value` is a `Twin`: a Python object with the Julia code of its counterpart."""
    return type(value).__name__ == "Twin"


def is_namedtuple(value: Any) -> bool:
    """Whether `value` is a named tuple."""
    return isinstance(value, tuple) and hasattr(value, "_fields")


def is_namedtuple_class(value: Any) -> bool:
    """Whether `value` is a class of named tuples."""
    return isinstance(value, type) and issubclass(value, tuple) and hasattr(value, "_fields")


def category(value: Any) -> str:
    """Return which of the kinds of container or scalar `value` is; "" where there is no rule for it."""
    if isinstance(value, np.ma.MaskedArray):
        return ""
    if isinstance(value, np.ndarray):
        return "array"
    if value is None:
        return "nothing"
    if isinstance(value, (str, bytes)):
        return "string" if isinstance(value, str) else "bytes"
    if isinstance(value, (bool, int, float, complex, np.bool_, np.number)):
        return "scalar"
    if is_namedtuple(value):
        return "named tuple"
    for kind, name in (
        (tuple, "tuple"), (list, "list"), (dict, "dictionary"), (range, "range"),
        (Fraction, "rational"), ((set, frozenset), "set"),
    ):  # fmt: skip
        if isinstance(value, kind):
            return name
    return ""


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


def python_type(value: Any) -> str:
    """Return what `value` is, in Python's words: ``float64 array (2, 3)``, ``float``, ``tuple of 2``."""
    if isinstance(value, np.ndarray):
        return f"{dtype_name(value.dtype)} array {value.shape}"
    if isinstance(value, np.generic):
        return dtype_name(value.dtype) if not isinstance(value, (str, bytes)) else type(value).__name__
    if value is None:
        return "None"
    if isinstance(value, (tuple, list, dict, set, frozenset)):
        return f"{type(value).__name__} of {len(value)}"
    return type(value).__name__


def julia_type(value: Any, given: str = "") -> str:
    """Return what `value` is, in Julia's words: the type Julia gave, or what its Python form stands for."""
    if isinstance(value, np.ndarray):
        element = JULIA_ELEMENT.get(dtype_name(value.dtype), "Any")
        name = {1: f"Vector{{{element}}}", 2: f"Matrix{{{element}}}"}.get(
            value.ndim, f"Array{{{element}, {value.ndim}}}"
        )
        size = f"{value.size}-element" if value.ndim == 1 else sizes(value.shape)
        return f"{size} {given or name}"
    if given:
        return given
    if isinstance(value, (bool, int, float, complex, np.bool_, np.number)):
        return scalar_name(value)
    names = {
        "nothing": "Nothing", "string": "String", "bytes": "bytes", "tuple": "Tuple", "list": "Vector{Any}",
        "named tuple": "NamedTuple", "dictionary": "Dict", "range": "range", "rational": "Rational",
        "set": "Set",
    }  # fmt: skip
    size = f" of {len(value)}" if isinstance(value, (tuple, list, dict, set, frozenset)) else ""
    return names.get(category(value), type(value).__name__) + size
