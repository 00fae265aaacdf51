"""How far apart two floating-point numbers are, counted in representable numbers (ULP).

The bit patterns of IEEE 754 numbers of one sign are ordered like the numbers themselves, so the distance is
a difference of integers (W. Kahan, "Lecture notes on the status of IEEE 754", 1997). All arithmetic here is
unsigned and of the width of the format: the distance from -max to +max still fits.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.language import phrase

Bits = np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]
Distances = npt.NDArray[np.uint64]

NO_DISTANCE: Final = 2**64 - 1
"""Stands for "no distance": a NaN against a number, or an infinity against anything but itself."""

FORMATS: Final = ("float16", "float32", "float64")
"""The formats that have a distance here."""

FLOATING: Final = frozenset((*FORMATS, "complex64", "complex128"))
"""The dtypes that consist of such numbers."""

_INFINITY: Final = {2: 0x7C00, 4: 0x7F80_0000, 8: 0x7FF0_0000_0000_0000}


def ulp_of_bits(a: Bits, b: Bits) -> Distances:
    """Return the ULP distances of two arrays of bit patterns.

    Parameters
    ----------
    a, b : (k,) uint16, uint32 or uint64
        Bit patterns of Float16, Float32 or Float64 numbers, of one width.

    Returns
    -------
    (k,) uint64
        0 for equal numbers, for two NaN, and for -0.0 against 0.0; `NO_DISTANCE` where there is none.
    """
    kind = a.dtype.type
    infinity = kind(_INFINITY[a.dtype.itemsize])
    sign = kind(1) << kind(8 * a.dtype.itemsize - 1)
    magnitude_a, magnitude_b = a & ~sign, b & ~sign
    gap = np.maximum(magnitude_a, magnitude_b) - np.minimum(magnitude_a, magnitude_b)
    opposite = ((a ^ b) & sign) != 0
    if opposite.any():
        gap = np.where(opposite, magnitude_a + magnitude_b, gap)
    distance: Distances = gap.astype(np.uint64, copy=False)
    special = (magnitude_a >= infinity) | (magnitude_b >= infinity)
    if special.any():
        distance[special & (a != b)] = NO_DISTANCE
        distance[(magnitude_a > infinity) & (magnitude_b > infinity)] = 0
    return distance


def ulp_of_finite(a: Bits, b: Bits, out: Bits) -> Distances | None:
    """Return the same as `ulp_of_bits` for finite numbers whose signs agree, in few steps; None if they do not.

    Parameters
    ----------
    a, b : (k,) uint16, uint32 or uint64
        Bit patterns of finite numbers.
    out : (k,) of the same dtype
        Memory to compute in, in which the result may stand.
    """
    sign = 1 << (8 * a.dtype.itemsize - 1)
    if int(np.bitwise_xor(a, b, out=out).max(initial=0)) >= sign:
        return None
    # Of one sign, patterns differ by less than half their range: their wrapped difference is a signed number.
    signed = np.subtract(a, b, out=out).view(f"i{a.dtype.itemsize}")
    np.abs(signed, out=signed)
    return out.astype(np.uint64, copy=False)


def ulp_distance(a: npt.ArrayLike, b: npt.ArrayLike) -> Distances:
    """Return how many representable numbers lie between `a` and `b`, element by element.

    Parameters
    ----------
    a, b : (...) float16, float32 or float64
        Numbers of one dtype whose shapes broadcast.

    Returns
    -------
    (...) uint64
        The distances; `NO_DISTANCE` where one side alone is NaN, or infinities do not match.

    Raises
    ------
    TypeError
        If the dtypes differ or are no IEEE 754 format of 16, 32 or 64 bits.

    Examples
    --------
    >>> import numpy as np
    >>> int(ulp_distance(1.0, np.nextafter(1.0, 2.0)))
    1
    >>> int(ulp_distance(-5e-324, 5e-324))
    2
    """
    left, right = np.asarray(a), np.asarray(b)
    if left.dtype.name != right.dtype.name or left.dtype.name not in FORMATS:
        raise TypeError(
            phrase(
                "ulp_distance: a and b must have one dtype, float16, float32 or float64; got a of {} and b of {}",
                left.dtype.name,
                right.dtype.name,
            )
        )
    shape = np.broadcast_shapes(left.shape, right.shape)
    flat = [
        np.ascontiguousarray(np.broadcast_to(x, shape), dtype=left.dtype.newbyteorder("="))
        .reshape(-1)
        .view(f"u{left.dtype.itemsize}")
        for x in (left, right)
    ]
    return ulp_of_bits(flat[0], flat[1]).reshape(shape)
