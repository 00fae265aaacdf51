"""Values for programs: JSON that holds every number in full.

None, truth values, texts, whole numbers and finite floats are JSON's own; a float has the digits that give it back.
What JSON lacks:

- NaN and the infinities are the texts ``"NaN"``, ``"Inf"`` and ``"-Inf"``, which Python's `float` and Julia's
  `parse` read;
- a complex number is ``{"real": …, "imag": …}``, a fraction ``{"numerator": …, "denominator": …}``, a range
  ``{"start": …, "stop": …, "step": …}``, bytes are ``{"base64": …}``;
- an array is ``{"dtype": "float64", "shape": [2, 3], "data": [[…], […]]}``, nested as Python indexes it; one of more
  than `MOST_NUMBERS` elements has ``"base64"`` in place of ``"data"``: its numbers, little-endian, in the same order;
- tuples, lists and sets are lists; a dictionary whose keys are texts is an object, as is a named tuple, another one a
  list of pairs.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import is_julia_value, is_namedtuple
from pyjuliann.printable import safe_repr

MOST_NUMBERS: Final = 1000
"""Elements up to which an array is a list of numbers."""

SCHEMA_VERSION: Final = 1
"""Of all documents; a key that is added leaves it as it is, one that goes or means something else does not."""


def document(schema: str, facts: Mapping[str, Any]) -> str:
    """Return facts as the JSON document that a command writes; `schema` names the command."""
    named = {"schema": f"pyjuliann {schema}", "schema_version": SCHEMA_VERSION, **facts}
    return json.dumps(named, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def exact(value: Any) -> Any:
    """Return `value` as JSON can hold it; see this module for what it becomes.

    Examples
    --------
    >>> exact((np.array([[1.5, np.nan]]), np.int64(2), -np.inf, 1 - 2j))
    [{'dtype': 'float64', 'shape': [1, 2], 'data': [[1.5, 'NaN']]}, 2, '-Inf', {'real': 1.0, 'imag': -2.0}]
    """
    try:
        return _exact(value)
    except RecursionError:
        return safe_repr(value)  # a container that holds itself


def _exact(value: Any) -> Any:
    if is_julia_value(value):
        return _exact(value.value)
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else "NaN" if math.isnan(value) else "Inf" if value > 0 else "-Inf"
    if isinstance(value, complex):
        return {"real": _exact(value.real), "imag": _exact(value.imag)}
    return _container(value)


def _container(value: Any) -> Any:
    if is_namedtuple(value):
        return {name: _exact(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [_exact(part) for part in value]
    if isinstance(value, set | frozenset):
        return [_exact(part) for part in sorted(value, key=repr)]
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {key: _exact(part) for key, part in value.items()}
        return [[_exact(key), _exact(part)] for key, part in value.items()]
    if isinstance(value, bytes | bytearray):
        return {"base64": _base64(bytes(value))}
    if isinstance(value, Fraction):
        return {"numerator": value.numerator, "denominator": value.denominator}
    if isinstance(value, range):
        return {"start": value.start, "stop": value.stop, "step": value.step}
    return safe_repr(value)


def _array(array: npt.NDArray[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"dtype": array.dtype.name, "shape": list(array.shape)}
    if array.size > MOST_NUMBERS and array.dtype.kind in "biufc":
        little = array.astype(array.dtype.newbyteorder("<"))
        return {**found, "base64": _base64(little.tobytes())}
    return {**found, "data": _exact(array.tolist())}


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
