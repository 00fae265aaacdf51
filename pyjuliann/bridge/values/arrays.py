"""NumPy arrays: how they cross, which is as RFC 8746's typed arrays, column-major, as Julia keeps them.

Memory order is converted here and nowhere else: the same index names the same element in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values import times
from pyjuliann.bridge.values.julia_types import type_tree
from pyjuliann.bridge.values.type_names import ELEMENT_CODES, JULIA_ELEMENT, dtype_name
from pyjuliann.bridge.values.typed import MISSING, Encodes, Typed, cannot_be_sent
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMN_MAJOR, ROW_MAJOR = 1040, 40
BULK = 0x706A0001  # content: how many bytes follow outside the frame
NAN = 0x706A0002  # in records only, content: a NaN's eight bytes, since cbor2 writes every NaN alike
BULK_THRESHOLD = 64 * 1024  # bytes

# RFC 8746 section 2.1, little-endian
TAGS = {
    "u1": 64, "u2": 69, "u4": 70, "u8": 71, "i1": 72, "i2": 77, "i4": 78, "i8": 79, "f2": 84, "f4": 85, "f8": 86,
}  # fmt: skip
DTYPES = {tag: np.dtype("<" + code) for code, tag in TAGS.items()} | {
    68: np.dtype("u1"), 65: np.dtype(">u2"), 66: np.dtype(">u4"), 67: np.dtype(">u8"),
    73: np.dtype(">i2"), 74: np.dtype(">i4"), 75: np.dtype(">i8"),
    80: np.dtype(">f2"), 81: np.dtype(">f4"), 82: np.dtype(">f8"),
}  # fmt: skip

PLAIN = {dtype: tag for tag, dtype in DTYPES.items() if dtype == dtype.newbyteorder("<") and tag != 68}


TEXT = ("String", "Char", "Symbol")
SMALL_ROOM = 1 << 20  # characters; arrays of strings up to this need not be dense


def encode_array(encoder: Encodes, array: NDArray[Any]) -> Any:
    """Return the tree for an array; raise `ConversionError` if Julia has none of its dtype."""
    tag = PLAIN.get(array.dtype)
    if tag and array.ndim == 1 and array.nbytes < BULK_THRESHOLD and type(array) is np.ndarray:
        return CBORTag(tag, array.tobytes())  # the quick way, which most small calls take
    kind = array.dtype.kind
    if type(array) is not np.ndarray:
        array = np.asarray(array)  # a matrix stays two-dimensional when it is cut
    if kind in "UT":
        if kind == "T" and not all(isinstance(text, str) for text in array.flat):
            raise ConversionError(phrase("an array of strings with missing ones has no Julia counterpart"))
        return named("Array", "String", _elements(encoder, array))
    if kind in "OS":
        return _elements(encoder, array)
    return encode_fixed(array, encoder.bulk)


def encode_fixed(array: NDArray[Any], bulk: list[NDArray[Any]] | None) -> CBORTag:
    """Return the tree for an array whose elements are numbers, dates or spans of time; see `encode_numbers`."""
    kind = array.dtype.kind
    if kind in "iuf" and array.dtype.str[1:] in TAGS:
        return encode_numbers(array, bulk)
    if kind == "b":
        return named("Bool", encode_numbers(array, bulk, "u1"))
    if kind == "c" and array.dtype.itemsize <= 16:
        part = "f4" if array.dtype.itemsize == 8 else "f8"
        return named(JULIA_ELEMENT[dtype_name(array.dtype)], encode_numbers(array, bulk, part))
    if kind in "mM":
        name, counts = times.julia_counts(array)
        return named(name, encode_numbers(counts, bulk))
    raise ConversionError(
        phrase("a NumPy array of dtype {} has no Julia counterpart{}", array.dtype, too_long(array.dtype))
    )


def too_long(dtype: np.dtype[Any]) -> str:
    """Return what to do about numbers of extended precision, which Julia lacks; "" for others."""
    if dtype.char not in "gG":
        return ""
    narrow = "complex128" if dtype.char == "G" else "float64"
    return phrase(": Julia has no extended precision; np.{} rounds it", narrow)


def _elements(encoder: Encodes, array: NDArray[Any]) -> CBORTag:
    return with_dimensions(array.shape, encoder.items(array.ravel(order="F").tolist()))


def as_objects(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array of the elements as objects: dates and spans of time as NumPy's, masked ones as `MISSING`."""
    data = np.ma.getdata(array)
    items = list(data.ravel()) if array.dtype.kind in "mM" else data.ravel().tolist()
    found = _as_array(items).reshape(array.shape)
    if isinstance(array, np.ma.MaskedArray):
        found[np.ma.getmaskarray(array)] = MISSING
    return found


def julia_element(array: NDArray[Any]) -> str:
    """Return the Julia type of an array's elements."""
    kind = array.dtype.kind
    own = "String" if kind in "UT" else JULIA_ELEMENT.get(dtype_name(array.dtype), "Any")
    if kind in "mM":
        own = times.julia_element(array.dtype)
    return f"Union{{Missing, {own}}}" if isinstance(array, np.ma.MaskedArray) and own != "Any" else own


def decode_bools(_: str, parts: list[Any]) -> NDArray[Any]:
    """Return an array of truth values."""
    array: NDArray[Any] = parts[0]
    return array.view(np.bool_)


def decode_elements(_: str, parts: list[Any]) -> NDArray[Any]:
    """Return an array of what has no dtype; of texts, where NumPy's fixed-width strings hold them."""
    element, array = parts
    if element in TEXT and _fit_for_numpy(array):
        return np.array(array, dtype=np.str_, order="F")
    return np.asarray(array)


def _fit_for_numpy(texts: NDArray[Any]) -> bool:
    """Return whether NumPy's fixed-width strings hold these: it drops trailing NULs, and all are as wide as one."""
    lengths = [len(text) for text in texts.flat if not text.endswith("\0")]
    room = texts.size * max(lengths, default=0)
    return len(lengths) == texts.size and (room <= SMALL_ROOM or room <= 4 * sum(lengths))


def shaped(tag: CBORTag, shape: list[int], elements: Any) -> NDArray[Any]:
    """Return the array of a shape that holds these elements, a typed array's or a list's."""
    if any(size < 0 for size in shape):
        raise ValueError(phrase("a shape of {}", shape))
    return _as_array(elements).reshape(shape, order="F" if tag.tag == COLUMN_MAJOR else "C")


def _as_array(elements: Any) -> NDArray[Any]:
    if isinstance(elements, np.ndarray):
        return elements
    array = np.empty(len(elements), dtype=object)
    for i, item in enumerate(elements):
        array[i] = item
    return array


def with_dimensions(shape: tuple[int, ...], elements: Any) -> CBORTag:
    """Return a column-major array of ``elements``, a typed array or a list, with its shape."""
    return CBORTag(COLUMN_MAJOR, [list(shape), elements])


def encode_numbers(array: NDArray[Any], bulk: list[NDArray[Any]] | None, part: str | None = None) -> CBORTag:
    """Return a typed array; large ones are appended to ``bulk``, if there is one, and only referred to.

    Parameters
    ----------
    array : numpy array of bool, integer, float or complex dtype
    bulk : list or None
        Receives the arrays whose bytes travel outside the frame; None if they must be within it.
    part : str, optional
        NumPy code of what the bytes are read as, where that is not the array's own dtype
        (``"u1"`` for bool, the float type for complex numbers, which become pairs).
    """
    code = part or array.dtype.str[1:]
    if array.nbytes >= BULK_THRESHOLD and bulk is not None:
        bulk.append(array)
        numbers = CBORTag(TAGS[code], CBORTag(BULK, array.nbytes))
    else:
        native = array.astype(array.dtype.newbyteorder("<"), copy=False)
        numbers = CBORTag(TAGS[code], native.tobytes(order="F"))
    if array.dtype.kind == "c":
        return with_dimensions((2, *array.shape), numbers)
    return numbers if array.ndim == 1 else with_dimensions(array.shape, numbers)


def decode_numbers(tag: CBORTag) -> NDArray[Any]:
    """Return the 1-d, writable array that a typed array stands for."""
    content = tag.value
    if isinstance(content, bytes):
        content = bytearray(content)
    numbers = np.frombuffer(content, DTYPES[tag.tag])
    return numbers if numbers.dtype.isnative else numbers.astype(numbers.dtype.newbyteorder("="))


def pairs_to_complex(pairs: NDArray[Any]) -> NDArray[Any]:
    """Return the complex array whose real and imaginary parts stand along the first of the given axes."""
    if pairs.dtype == np.float16:
        pairs = pairs.astype(np.float32)
    flat = pairs.reshape(-1, order="F").view(np.complex64 if pairs.dtype == np.float32 else np.complex128)
    return flat.reshape(pairs.shape[1:], order="F")


def pieces(array: NDArray[Any], capacity: int) -> Iterator[NDArray[Any]]:
    """Cut ``array`` along its last axes into parts of at most ``capacity`` elements, in column-major order."""
    if array.size <= capacity:
        yield array
        return
    slab = array.size // array.shape[-1]
    if slab > capacity:
        for j in range(array.shape[-1]):
            yield from pieces(array[..., j], capacity)
        return
    step = capacity // slab
    for j in range(0, array.shape[-1], step):
        yield array[..., j : j + step]


def write_column_major(array: NDArray[Any], target: NDArray[np.uint8]) -> int:
    """Write the elements of ``array`` to ``target`` in column-major order; return the number of bytes.

    A row-major matrix is copied in bands of rows: the cache then holds what the strided reads fetch,
    which makes it three times as fast as one copy of the whole.
    """
    dtype = array.dtype.newbyteorder("<")
    out = target[: array.nbytes].view(dtype).reshape(array.shape, order="F")
    band = 512
    if array.ndim < 2 or array.flags.f_contiguous or array.shape[0] <= band:
        np.copyto(out, array)
    else:
        for i in range(0, array.shape[0], band):
            np.copyto(out[i : i + band], array[i : i + band])
    return array.nbytes


def layout_of(array: NDArray[Any]) -> str:
    """Return which memory layout an array has."""
    if array.size > 1 and any(step < 0 for step, n in zip(array.strides, array.shape, strict=True) if n > 1):
        return "reversed"
    if not array.flags.writeable:
        return "read-only"
    if array.flags.c_contiguous:
        return "C"
    return "F" if array.flags.f_contiguous else "strided"


# ---------------------------------------------------------------- of a named type


def _typed(encoder: Encodes, value: Any, name: str, element: str, ndim: int) -> Any:
    code = ELEMENT_CODES.get(element)
    if isinstance(value, np.ma.MaskedArray) and value.ndim == ndim and julia_element(value) == element:
        return encoder.encode(value)
    array = _numbers(value, code, ndim) if code else None
    if array is not None:
        return encoder.encode(array)
    objects = _objects(value, ndim)
    if not encoder.knows(element, None if objects is None else objects.flat):
        raise cannot_be_sent(name, phrase("its elements are {}", element))
    if objects is None:
        return NotImplemented
    items = objects.ravel(order="F").tolist()
    steps = [f"[{', '.join(map(str, index[::-1]))}]" for index in np.ndindex(objects.shape[::-1])]
    if code:
        wrong = [k for k, item in enumerate(items) if not _is_number_of(item, code)]
        encoder.each([items[k] for k in wrong], [element] * len(wrong), [steps[k] for k in wrong])
        return encoder.encode(objects.astype(code))
    trees = encoder.each(items, [element] * len(items), steps)
    return named("Array", type_tree(element), with_dimensions(objects.shape, trees))


def _is_number_of(value: Any, code: str) -> bool:
    return isinstance(value, int | float | complex | np.generic) and fits(np.asarray(value), code)


def _numbers(value: Any, code: str, ndim: int) -> NDArray[Any] | None:
    """Return the array of a dtype that equals a value; None if there is none."""
    if isinstance(value, np.ma.MaskedArray):
        return None
    try:
        array = np.asarray(value)
        return array.astype(code, copy=False) if array.ndim == ndim and fits(array, code) else None
    except (ValueError, TypeError, OverflowError):
        return None


def _objects(value: Any, ndim: int) -> NDArray[Any] | None:
    """Return what nested sequences hold, or an array, as an array of so many dimensions; None if it has others.

    A tuple within may be an element itself.
    """
    if isinstance(value, np.ndarray):
        return as_objects(value) if value.ndim == ndim else None
    shape: list[int] = []
    items = [value]
    for axis in range(ndim):
        if not all(isinstance(item, list | tuple | range) for item in items) or (axis and not items):
            return None
        lengths = {len(item) for item in items}
        if len(lengths) > 1:
            return None
        shape.append(lengths.pop())
        items = [part for item in items for part in item]
    return _as_array(items).reshape(shape)


def fits(array: NDArray[Any], code: str) -> bool:
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


def _vector(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    return _typed(encoder, value, name, parameters[0], 1)


def _matrix(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    return _typed(encoder, value, name, parameters[0], 2)


def _array(encoder: Encodes, value: Any, name: str, parameters: list[str]) -> Any:
    element, ndim = parameters
    if not ndim.isdecimal():
        raise cannot_be_sent(name)
    return _typed(encoder, value, name, element, int(ndim))


ARRAYS = {
    "Vector": Typed(_vector, parameters=1),
    "Matrix": Typed(_matrix, parameters=1),
    "Array": Typed(_array, parameters=2),
}
