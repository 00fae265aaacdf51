"""NumPy arrays as code, and what they are called.

Arrays that are too long to be read are either written as bytes, or, if that is asked for, abbreviated: then ``…``,
which neither language takes for code, stands for what is left out.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.arrays import julia_element, layout_of
from pyjuliann.bridge.values.groups import Doc, Group, Writes, flat
from pyjuliann.bridge.values.numerals import COMPACT, item, julia_number, python_number
from pyjuliann.bridge.values.type_names import JULIA_ELEMENT, dtype_name, sizes
from pyjuliann.language import phrase

MOST_NUMBERS: Final = 100
"""Elements up to which an array is written number by number."""

MOST_ELEMENTS: Final = 16
"""Elements up to which an array is not abbreviated, where that is asked for."""

MOST_IN_JSON: Final = 1000
"""Elements up to which an array is a list of numbers in JSON."""

_NUMERIC: Final = "biufc"


# ---------------------------------------------------------------- Python


def array_in_python(writer: Writes, array: npt.NDArray[Any]) -> Doc:
    """Return Python code for an array, with its memory layout if that is asked for."""
    if type(array) is not np.ndarray:  # a matrix, a masked array and others of its kind are not what np.array makes
        return " ".join(repr(array).split())
    if writer.short and array.size > MOST_ELEMENTS:
        own = "" if _is_natural(array) else f", {array.dtype.name}"
        return f"{_hinted(array, lambda part: _python_hint(writer, part))} of shape {array.shape}{own}"
    doc = _python_numbers(array) if array.dtype.name in JULIA_ELEMENT else _python_others(writer, array)
    layout = layout_of(array) if writer.layout and array.size > 1 else "C"
    if layout == "F":
        return Group("np.asfortranarray(", (doc,), "", ")")
    if layout == "strided":
        return Group("np.repeat(", (doc, "2", "axis=-1"), ", ", ")[..., ::2]")
    return Group("", (doc,), "", "[::-1].copy()[::-1]") if layout == "reversed" else doc


def _python_hint(writer: Writes, value: Any) -> str:
    number = item(value)
    if isinstance(number, float) and math.isfinite(number):
        number = float(f"{number:.{COMPACT}g}")
    return writer.text(number)


def _python_numbers(array: npt.NDArray[Any]) -> Doc:
    dtype = f"np.{array.dtype.name}"
    if array.size == 0:
        return f"np.zeros({array.shape}{'' if array.dtype.name == 'float64' else f', {dtype}'})"
    if array.size > MOST_NUMBERS:
        return f"np.frombuffer(bytes.fromhex({_bytes(array).hex()!r}), {dtype}).reshape({array.shape})"
    numbers = _nested(array, python_number)
    return Group("np.array(", (numbers,) if _is_natural(array) else (numbers, dtype), ", ", ")")


def _python_others(writer: Writes, array: npt.NDArray[Any]) -> Doc:
    if array.size == 0:
        return f"np.zeros({array.shape}, {str(array.dtype)!r})"
    if array.dtype.kind != "O":
        code = flat(_nested(_countable(array), lambda part: writer.text(item(part))))
        return f"np.array({code}, {str(array.dtype)!r})"
    # objects that are sequences themselves must not become a dimension
    values = ", ".join(writer.text(part) for part in array.ravel().tolist())
    return f"np.fromiter([{values}], object).reshape({array.shape})"


def _countable(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return dates as texts and spans of time as counts, of which NumPy makes them again; others as they are."""
    return array.astype({"M": str, "m": np.int64}.get(array.dtype.kind, array.dtype))


def _nested(array: npt.NDArray[Any], write: Callable[[Any], str]) -> Doc:
    if array.ndim == 0:
        return write(array[()])
    return Group("[", tuple(_nested(np.asarray(part), write) for part in array), ", ", "]")


def _is_natural(array: npt.NDArray[Any]) -> bool:
    """Whether NumPy finds this dtype in the numbers themselves."""
    return array.dtype.name in ("float64", "int64", "bool", "complex128")


# ---------------------------------------------------------------- Julia


def array_in_julia(writer: Writes, array: npt.NDArray[Any], element: str = "") -> Doc:
    """Return Julia code for an array, of an element type that it does not have by itself if that is named."""
    number = JULIA_ELEMENT.get(array.dtype.name)
    prefix = element or ("" if number in ("Float64", "Int64", "Bool") else number or "")
    if array.dtype.kind in "mMUT":
        prefix = julia_element(array)
    if writer.short and array.size > MOST_ELEMENTS:
        return f"{prefix}{_hinted(array, lambda part: _julia_hint(writer, part))} of size {array.shape}"
    size = tuple(map(str, array.shape))
    if array.size == 0:
        if number:
            return f"zeros({', '.join((number, *size))})"
        return f"Array{{{prefix or 'Any'}}}(undef, {', '.join(size)})"
    if array.ndim == 0:
        whole = _julia_element(writer, array[()])
        return f"fill!(Array{{{element}}}(undef), {whole})" if element else Group("fill(", (whole,), "", ")")
    if number and array.size > MOST_NUMBERS:
        data = f'reinterpret({number}, hex2bytes("{_bytes(array.ravel("F")).hex()}"))'
        return f"reshape(collect({data}), {', '.join(size)})"
    return _julia_numbers(writer, array, prefix)


def _julia_hint(writer: Writes, value: Any) -> str:
    number = item(value)
    return julia_number(number, COMPACT) if isinstance(number, int | float | complex) else writer.text(number)


def _julia_numbers(writer: Writes, array: npt.NDArray[Any], prefix: str) -> Doc:
    """Return an array number by number: a vector, a matrix, or the matrices that its slices are."""
    if array.ndim == 1:
        return Group(f"{prefix}[", tuple(_julia_element(writer, part) for part in array), ", ", "]")
    if array.ndim == 2:
        if array.shape[1] == 1:
            return Group("reshape(", (_julia_numbers(writer, array[:, 0], prefix), *map(str, array.shape)), ", ", ")")
        rows = tuple(" ".join(_julia_element(writer, part) for part in row) for row in array)
        return Group(f"{prefix}[", rows, "; ", "]")
    slices = array.reshape((*array.shape[:2], -1), order="F")
    matrices = [slices[..., k] for k in range(slices.shape[2])]
    # a slice of one column is written as a vector, which `cat` and `reshape` take for one
    docs = tuple(_julia_numbers(writer, part if part.shape[1] > 1 else part[:, 0], prefix) for part in matrices)
    whole = docs[0] if len(docs) == 1 else Group("cat(", docs, ", ", "; dims=3)")
    if array.ndim == 3 and len(docs) > 1:
        return whole
    return Group("reshape(", (whole, *map(str, array.shape)), ", ", ")")


def _julia_element(writer: Writes, value: Any) -> str:
    if isinstance(value, np.generic) and value.dtype.kind in _NUMERIC:
        return julia_number(value)
    return writer.text(item(value))


def says_its_type(array: npt.NDArray[Any], julia_type: str) -> bool:
    """Whether an array's code gives this Julia type, or, of a view or an adjoint, the array that it shows."""
    element = "" if array.dtype.kind in "OS" else julia_element(array)
    return not julia_type.startswith(("Vector{", "Matrix{", "Array{")) or f"{{{element}" in julia_type


# ---------------------------------------------------------------- what both share


def _hinted(array: npt.NDArray[Any], write: Callable[[Any], str]) -> str:
    """Return the first elements, row by row in both languages, and the last one."""
    shown = [write(array.flat[k]) for k in (0, 1, 2, -1)]
    return f"[{', '.join(shown[:3])}, …, {shown[3]}]"


def _bytes(array: npt.NDArray[Any]) -> bytes:
    return array.astype(array.dtype.newbyteorder("<")).tobytes()


# ---------------------------------------------------------------- names, and JSON


def array_type_in_python(array: npt.NDArray[Any]) -> str:
    """Return what an array is, in Python's words: ``float64 array (2, 3)``."""
    return phrase("{} array {}", dtype_name(array.dtype), array.shape)


def array_type_in_julia(array: npt.NDArray[Any], given: str = "") -> str:
    """Return what an array is, in Julia's words: ``2×3 Matrix{Float64}``, or of the type that Julia gave."""
    element = julia_element(array)
    name = {1: f"Vector{{{element}}}", 2: f"Matrix{{{element}}}"}.get(array.ndim, f"Array{{{element}, {array.ndim}}}")
    size = f"{array.size}-element" if array.ndim == 1 else sizes(array.shape)
    return f"{size} {given or name}"


def exact_array(write: Callable[[Any], Any], array: npt.NDArray[Any]) -> dict[str, Any]:
    """Return an array as JSON can hold it."""
    found: dict[str, Any] = {"dtype": array.dtype.name, "shape": list(array.shape)}
    if array.size > MOST_IN_JSON and array.dtype.kind in _NUMERIC:
        return {**found, "base64": base64.b64encode(_bytes(array)).decode()}
    return {**found, "data": write(_countable(array).tolist())}
