"""What the type of a result is called, in each language."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.bridge.values.type_names import JULIA_ELEMENT, scalar_name


def array_type(element: str, ndim: int) -> str:
    """Return the name of a Julia array type.

    Examples
    --------
    >>> array_type("Int64", 2), array_type("Float64", 3)
    ('Matrix{Int64}', 'Array{Float64, 3}')
    """
    if ndim in (1, 2):
        return f"{('Vector', 'Matrix')[ndim - 1]}{{{element}}}"
    return f"Array{{{element}, {ndim}}}"


def julia_type(value: Any) -> str:
    """Return the Julia type that a Python value stands for.

    Examples
    --------
    >>> julia_type((np.ones((1, 2), np.float32), 3))
    'Tuple{Matrix{Float32}, Int64}'
    """
    if isinstance(value, np.ndarray):
        return array_type(JULIA_ELEMENT.get(value.dtype.name, "Any"), value.ndim)
    if isinstance(value, tuple):
        parts = f"Tuple{{{', '.join(julia_type(part) for part in value)}}}"
        fields = getattr(value, "_fields", None)
        if fields is None:
            return parts
        names = ", ".join(f":{name}" for name in fields) + "," * (len(fields) == 1)
        return f"NamedTuple{{({names}), {parts}}}"
    if isinstance(value, bool | int | float | complex | np.number | np.bool_):
        return scalar_name(value)
    return {type(None): "Nothing", str: "String"}.get(type(value), type(value).__name__)


def python_type(value: Any) -> str:
    """Return the Python type of `value`, with the dtype of arrays.

    Examples
    --------
    >>> python_type((np.ones((1, 2)), 3))
    'tuple[ndarray[float64], int]'
    """
    if isinstance(value, np.ndarray):
        return f"ndarray[{value.dtype.name}]"
    if isinstance(value, tuple):
        return f"tuple[{', '.join(python_type(part) for part in value)}]"
    return value.dtype.name if isinstance(value, np.generic) else type(value).__name__


def shape(value: Any) -> list[Any]:
    """Return the size of an array, ``[]`` for a scalar, and for a tuple the list of its parts' sizes."""
    if isinstance(value, tuple):
        return [shape(part) for part in value]
    return list(np.shape(value)) if isinstance(value, np.ndarray) else []
