"""CBOR trees that ``cbor2`` read to Python values: the way back of `pyjuliann.bridge.encode`."""

from __future__ import annotations

import collections
import functools
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge import arrays
from pyjuliann.bridge.errors import ConversionError
from pyjuliann.bridge.names import COMPLEX, NAMED, SCALARS, TEXT, type_name

if TYPE_CHECKING:
    from numpy.typing import NDArray


def decode(tree: Any) -> Any:
    """Return the Python value of a tree that `cbor2` read.

    Raises
    ------
    ConversionError
        If the Julia value has no Python counterpart (two keys that Python takes for one, …).
    ValueError, KeyError, TypeError
        If the tree is not one that the other end writes.
    """
    if isinstance(tree, CBORTag):
        if tree.tag == NAMED:
            name, *parts = tree.value
            return DECODERS[name](name, parts)
        if tree.tag in arrays.DTYPES:
            return arrays.decode_numbers(tree)
        if tree.tag in (arrays.COLUMN_MAJOR, arrays.ROW_MAJOR):
            shape, elements = tree.value
            return _array(decode(elements)).reshape(
                shape, order="F" if tree.tag == arrays.COLUMN_MAJOR else "C"
            )
        raise ValueError(f"CBOR tag {tree.tag} is not part of the protocol")
    if isinstance(tree, list | tuple):
        return [decode(item) for item in tree]
    return tree


def _array(elements: Any) -> NDArray[Any]:
    if isinstance(elements, np.ndarray):
        return elements
    array = np.empty(len(elements), dtype=object)
    for i, item in enumerate(elements):
        array[i] = item
    return array


def _scalar(name: str, parts: list[Any]) -> Any:
    value = decode(parts[0])
    return SCALARS[name](value)


def _bool(_: str, parts: list[Any]) -> NDArray[Any]:
    array: NDArray[Any] = decode(parts[0])
    return array.view(np.bool_)


def _complex(name: str, parts: list[Any]) -> Any:
    if len(parts) == 2:
        return COMPLEX[name](complex(parts[0], parts[1]))
    return arrays.pairs_to_complex(decode(parts[0]))


def _elements(_: str, parts: list[Any]) -> NDArray[Any]:
    element, array = parts[0], decode(parts[1])
    # NumPy's fixed-width strings drop trailing NULs: such strings stay objects
    if element in TEXT and not any(text.endswith("\0") for text in array.flat):
        return np.array(array, dtype=np.str_, order="F")
    return np.asarray(array)


def _range(_: str, parts: list[Any]) -> range:
    start, step, last = map(decode, parts)
    return range(start, last + (1 if step > 0 else -1), step)


def _dict(_: str, parts: list[Any]) -> dict[Any, Any]:
    keys = [decode(key) for key in parts[::2]]
    result = dict(zip(_hashable(keys, "Dict"), map(decode, parts[1::2]), strict=True))
    if len(result) < len(keys):
        raise ConversionError("a Dict with different keys that Python takes for one, such as 'a' and \"a\"")
    return result


def _set(_: str, parts: list[Any]) -> set[Any]:
    items = [decode(item) for item in parts]
    result = set(_hashable(items, "Set"))
    if len(result) < len(items):
        raise ConversionError(
            "a Set with different elements that Python takes for one, such as 'a' and \"a\""
        )
    return result


def _hashable(items: list[Any], kind: str) -> list[Any]:
    for item in items:
        try:
            hash(item)
        except TypeError:
            role = "key" if kind == "Dict" else "element"
            raise ConversionError(
                f"a {kind} with a {type_name(item)} as {role}, which Python cannot hash"
            ) from None
    return items


@functools.lru_cache(maxsize=256)
def _named_tuple_type(fields: tuple[str, ...]) -> Any:
    try:
        return collections.namedtuple("NamedTuple", fields)
    except ValueError as error:
        raise ConversionError(f"a NamedTuple with fields {fields}: {error}") from None


def _named_tuple(_: str, parts: list[Any]) -> Any:
    return _named_tuple_type(tuple(parts[0]))(*map(decode, parts[1:]))


DECODERS: dict[str, Callable[[str, list[Any]], Any]] = {
    **dict.fromkeys(SCALARS, _scalar),
    **dict.fromkeys(COMPLEX, _complex),
    "Bool": _bool,
    "Array": _elements,
    "StepRange": _range,
    "Rational": lambda _, parts: Fraction(*map(decode, parts)),
    "Tuple": lambda _, parts: tuple(map(decode, parts)),
    "NamedTuple": _named_tuple,
    "Dict": _dict,
    "Set": _set,
}
