"""NumPy arrays on the wire: RFC 8746 typed arrays, column-major, as Julia keeps them.

Memory order is converted here and nowhere else: the same index names the same element in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from cbor2 import CBORTag

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


def with_dimensions(shape: tuple[int, ...], elements: Any) -> CBORTag:
    """Return a column-major array of ``elements``, a typed array or a list, with its shape."""
    return CBORTag(COLUMN_MAJOR, [list(shape), elements])


def encode_numbers(array: NDArray[Any], bulk: list[NDArray[Any]], part: str | None = None) -> CBORTag:
    """Return a typed array; large ones are appended to ``bulk`` and only referred to.

    Parameters
    ----------
    array : numpy array of bool, integer, float or complex dtype
    bulk : list
        Receives the arrays whose bytes travel outside the frame.
    part : str, optional
        NumPy code of what the bytes are read as, where that is not the array's own dtype
        (``"u1"`` for bool, the float type for complex numbers, which become pairs).
    """
    code = part or array.dtype.str[1:]
    if array.nbytes >= BULK_THRESHOLD:
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
