"""Arrays that may lack elements: NumPy's masked arrays, and arrays of `Union{Missing,T}`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from pyjuliann.bridge.values.array_code import (
    MOST_ELEMENTS,
    array_in_julia,
    array_in_python,
    exact_array,
)
from pyjuliann.bridge.values.arrays import as_objects, encode_fixed, julia_element, with_dimensions
from pyjuliann.bridge.values.groups import Doc, Group, Writes
from pyjuliann.bridge.values.julia_types import type_tree
from pyjuliann.bridge.values.typed import Encodes
from pyjuliann.bridge.values.wire import named

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Masked = np.ma.MaskedArray[Any, Any]


def is_pandas_na(kind: type) -> bool:
    """Whether a class is that of ``pandas.NA``; pandas is not imported for that."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and kind is type(getattr(pandas, "NA", ...))


def encode_masked(encoder: Encodes, array: Masked) -> Any:
    """Return the tree for a masked array: in Julia it may lack elements, whether it does or not."""
    if array.dtype.kind in "UT":
        trees = encoder.items(as_objects(array).ravel(order="F").tolist())
        return named("Array", type_tree(julia_element(array)), with_dimensions(array.shape, trees))
    if array.dtype.kind in "OS":
        return encoder.encode(as_objects(array))
    data = np.ma.getdata(array) if array.dtype.names else present(array)  # records are refused
    return named("Masked", encode_fixed(data, None), encode_fixed(np.ma.getmaskarray(array), None))


def decode_masked(_: str, parts: list[Any]) -> Masked:
    """Return a masked array."""
    data, mask = parts
    return np.ma.MaskedArray(data, mask)


def present(array: Masked) -> NDArray[Any]:
    """Return the elements of a masked array, with zeros in place of those that are missing."""
    found = np.array(np.ma.getdata(array))
    found[np.ma.getmaskarray(array)] = np.zeros((), array.dtype)
    return found


# ---------------------------------------------------------------- as code


def masked_in_python(writer: Writes, array: Masked) -> Doc:
    """Return Python code for a masked array."""
    if writer.short and array.size > MOST_ELEMENTS:
        return array_in_python(writer, as_objects(array))
    mask = repr(np.ma.getmaskarray(array).tolist())
    return Group("np.ma.array(", (array_in_python(writer, present(array)), f"mask={mask}"), ", ", ")")


def masked_in_julia(writer: Writes, array: Masked) -> Doc:
    """Return Julia code for a masked array."""
    return array_in_julia(writer, as_objects(array), "" if array.dtype.kind in "OS" else julia_element(array))


def exact_masked(write: Callable[[Any], Any], array: Masked) -> dict[str, Any]:
    """Return a masked array as JSON can hold it."""
    return {**exact_array(write, present(array)), "mask": np.ma.getmaskarray(array).tolist()}


def masked_of(parts: list[Any]) -> Masked:
    """Return an array with a mask in which some truth values take turns."""
    array, mask = parts
    return np.ma.MaskedArray(array, np.resize(mask or [False], array.shape))
