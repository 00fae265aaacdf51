"""CBOR trees that ``cbor2`` read to Python values: the way back of `pyjuliann.bridge.values.encode`."""

from __future__ import annotations

import collections
import functools
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values import arrays
from pyjuliann.bridge.values.memory import check_room
from pyjuliann.bridge.values.names import COMPLEX, NAMED, SCALARS, TEXT, type_name
from pyjuliann.errors import ConversionError

if TYPE_CHECKING:
    from numpy.typing import NDArray


PLAIN = frozenset((type(None), bool, int, float, str, bytes))
NARROW_BITS = {"Float16": "<f2", "Float32": "<f4"}
BULK_HEAD = cbor2.dumps(CBORTag(arrays.BULK, 0))[:-1]
MAX_NESTING = 600  # levels of CBOR; each of Julia's 100 levels of containers takes up to five


BIGNUMS = (2, 3)
TAGS = frozenset((*BIGNUMS, NAMED, arrays.COLUMN_MAJOR, arrays.ROW_MAJOR, arrays.BULK, arrays.NAN, *arrays.DTYPES))


class Gate(dict[int, Any]):
    """The CBOR tags that may occur: `cbor2` asks for the decoder of each before it looks at what the tag holds.

    Left alone it would interpret some twenty more, among them references to what was read before, by which
    a few bytes become gigabytes.
    """

    def __missing__(self, tag: int) -> Any:
        if tag in TAGS:
            raise KeyError(tag)  # read it as you would without us
        raise ValueError(f"CBOR tag {tag} is not part of the protocol")


GATE = Gate()


def load(data: bytes | bytearray, tag_hook: Callable[[CBORTag, bool], Any] | None = None) -> Any:
    """Return the tree of a CBOR item; raise `ValueError` if it is none or has a tag that the protocol does not use."""
    try:
        return cbor2.loads(data, tag_hook=tag_hook, semantic_decoders=GATE, max_depth=MAX_NESTING)
    except cbor2.CBORDecodeError as error:
        cause = error.__cause__
        raise cause if isinstance(cause, ConversionError) else ValueError(str(cause or error)) from None


def read_tree(frame: bytes | bytearray) -> tuple[Any, list[NDArray[np.uint8]]]:
    """Return the tree of a frame, and the buffers in it that are still to be filled from outside the frame.

    Raises
    ------
    ConversionError
        If there is no room for the buffers.
    ValueError
        If the frame is no CBOR, or has a tag that is not part of the protocol.
    """
    if BULK_HEAD not in frame:
        return load(frame), []
    buffers: list[NDArray[np.uint8]] = []
    total = 0

    def reserve(tag: CBORTag, _immutable: bool) -> Any:
        nonlocal total
        if tag.tag != arrays.BULK:
            return tag
        total += tag.value
        check_room(total)
        buffers.append(np.empty(tag.value, dtype=np.uint8))
        return buffers[-1]

    return load(frame, reserve), buffers


def decode(tree: Any) -> Any:
    """Return the Python value of a tree that `cbor2` read.

    Raises
    ------
    ConversionError
        If the Julia value has no Python counterpart (two keys that Python takes for one, …).
    ValueError, KeyError, TypeError
        If the tree is not one that the other end writes.
    """
    if type(tree) in PLAIN:
        return tree
    if isinstance(tree, CBORTag):
        if tree.tag == NAMED:
            name, *parts = tree.value
            return DECODERS[name](name, parts)
        if tree.tag in arrays.DTYPES:
            return arrays.decode_numbers(tree)
        if tree.tag in (arrays.COLUMN_MAJOR, arrays.ROW_MAJOR):
            shape, elements = tree.value
            if any(size < 0 for size in shape):
                raise ValueError(f"a shape of {shape}")
            return _array(decode(elements)).reshape(shape, order="F" if tree.tag == arrays.COLUMN_MAJOR else "C")
        raise ValueError(f"CBOR tag {tree.tag} is not part of the protocol")
    if isinstance(tree, list | tuple):
        return [decode(item) for item in tree]
    raise ValueError(f"{type_name(tree)} is not part of the protocol")


def _array(elements: Any) -> NDArray[Any]:
    if isinstance(elements, np.ndarray):
        return elements
    array = np.empty(len(elements), dtype=object)
    for i, item in enumerate(elements):
        array[i] = item
    return array


def _scalar(name: str, parts: list[Any]) -> Any:
    value = decode(parts[0])
    if type(value) is bytes:
        return np.frombuffer(value, NARROW_BITS[name]).reshape(())[()]  # a NaN
    return SCALARS[name](value)


def _bool(_: str, parts: list[Any]) -> NDArray[Any]:
    array: NDArray[Any] = decode(parts[0])
    return array.view(np.bool_)


def _complex(name: str, parts: list[Any]) -> Any:
    if len(parts) == 2:
        return COMPLEX[name](complex(parts[0], parts[1]))
    if type(parts[0]) is bytes:  # one with a NaN
        return arrays.pairs_to_complex(np.frombuffer(parts[0], NARROW_BITS["Float" + name[8:]]))[()]
    return arrays.pairs_to_complex(decode(parts[0]))


def _elements(_: str, parts: list[Any]) -> NDArray[Any]:
    element, array = parts[0], decode(parts[1])
    if element in TEXT and _fit_for_numpy(array):
        return np.array(array, dtype=np.str_, order="F")
    return np.asarray(array)


def _fit_for_numpy(texts: NDArray[Any]) -> bool:
    """Return whether NumPy's fixed-width strings hold these: it drops trailing NULs, and all are as wide as one."""
    lengths = [len(text) for text in texts.flat if not text.endswith("\0")]
    room = texts.size * max(lengths, default=0)
    return len(lengths) == texts.size and (room <= SMALL_ROOM or room <= 4 * sum(lengths))


def _range(_: str, parts: list[Any]) -> range:
    start, step, last = map(decode, parts)
    return range(start, last + (1 if step > 0 else -1), step)


SMALL_ROOM = 1 << 20  # characters; arrays of strings up to this need not be dense


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
        raise ConversionError("a Set with different elements that Python takes for one, such as 'a' and \"a\"")
    return result


def _hashable(items: list[Any], kind: str) -> list[Any]:
    items = [frozenset(item) if isinstance(item, set) else item for item in items]
    for item in items:
        try:
            hash(item)
        except TypeError:
            role = "key" if kind == "Dict" else "element"
            raise ConversionError(f"a {kind} with a {type_name(item)} as {role}, which Python cannot hash") from None
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
