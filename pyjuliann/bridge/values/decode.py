"""CBOR trees that ``cbor2`` read to Python values, each as its row in the table of kinds says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values import arrays
from pyjuliann.bridge.values.kinds import DECODERS
from pyjuliann.bridge.values.memory import check_room
from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.bridge.values.wire import FUNCTION, NAMED, OBJECT
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray


PLAIN = frozenset((type(None), bool, int, float, str, bytes))
BULK_HEAD = cbor2.dumps(CBORTag(arrays.BULK, 0))[:-1]
MAX_NESTING = 600  # levels of CBOR; each of Julia's 100 levels of containers takes up to five


BIGNUMS = (2, 3)
REFERENCES = (OBJECT, FUNCTION)
SHAPES = (arrays.COLUMN_MAJOR, arrays.ROW_MAJOR)
TAGS = frozenset((*BIGNUMS, NAMED, *REFERENCES, *SHAPES, arrays.BULK, arrays.NAN, *arrays.DTYPES))


class Gate(dict[int, Any]):
    """The CBOR tags that may occur: `cbor2` asks for the decoder of each before it looks at what the tag holds.

    Left alone it would interpret some twenty more, among them references to what was read before, by which
    a few bytes become gigabytes.
    """

    def __missing__(self, tag: int) -> Any:
        if tag in TAGS:
            raise KeyError(tag)  # read it as you would without us
        raise ValueError(phrase("CBOR tag {} is not part of the protocol", tag))


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


Refers = Callable[[CBORTag], Any]


def decode(tree: Any, refer: Refers | None = None) -> Any:
    """Return the Python value of a tree that `cbor2` read.

    Parameters
    ----------
    tree : object
    refer : callable, optional
        What a reference stands for, to a value in Julia or to a function of Python's; without it there may be none.

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
            return DECODERS[name](name, _decoded(parts, refer))
        if tree.tag in arrays.DTYPES:
            return arrays.decode_numbers(tree)
        if tree.tag in SHAPES:
            shape, elements = tree.value
            return arrays.shaped(tree, shape, decode(elements, refer))
        if tree.tag in REFERENCES and refer is not None:
            return refer(tree)
        raise ValueError(phrase("CBOR tag {} is not part of the protocol", tree.tag))
    if isinstance(tree, list | tuple):
        return _decoded(tree, refer)
    raise ValueError(phrase("{} is not part of the protocol", type_name(tree)))


def _decoded(trees: list[Any] | tuple[Any, ...], refer: Refers | None) -> list[Any]:
    return [tree if type(tree) in PLAIN else decode(tree, refer) for tree in trees]
