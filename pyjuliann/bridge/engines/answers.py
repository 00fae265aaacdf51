"""Questions and answers of a record: what is asked, as a hash, and what is answered, as one CBOR item."""

from __future__ import annotations

import hashlib
import os
import re
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.values.arrays import DTYPES, NAN
from pyjuliann.bridge.values.decode import load
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOISE = 8
"""By how many units in the last place of an array's largest number two live Julias may differ: another processor's
kernels add in another order."""


def question_hash(state: Iterable[str], message: list[Any], bulk: list[NDArray[Any]]) -> str:
    """Return the hash of a request, its arrays, and all code that was evaluated or included before it."""
    digest = hashlib.sha256()
    for part in (cbor2.dumps([*state]), cbor2.dumps(message, canonical=True)):
        digest.update(len(part).to_bytes(8, "little") + part)
    for array in bulk:
        digest.update(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes(order="F"))
    return digest.hexdigest()


def dump_answer(response: Any) -> bytes:
    """Return a response, whose arrays may be in memory of their own, as one CBOR item."""
    return cbor2.dumps(_whole(response))


def load_answer(content: bytes) -> Any:
    """Return the response that `dump_answer` wrote.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        return load(content, _nan)
    except Exception as error:  # noqa: BLE001 - whatever a decoder makes of nonsense
        raise ValueError(phrase("it is not CBOR ({})", type(error).__name__)) from None


def _whole(tree: Any) -> Any:
    if isinstance(tree, CBORTag):
        return CBORTag(tree.tag, _whole(tree.value))
    if isinstance(tree, list | tuple):
        return [_whole(item) for item in tree]
    if isinstance(tree, np.ndarray):
        return tree.tobytes()
    if isinstance(tree, float) and tree != tree:  # noqa: PLR0124 - NaN
        return CBORTag(NAN, struct.pack("<d", tree))
    return tree


def _nan(tag: CBORTag, _immutable: bool) -> Any:
    return struct.unpack("<d", tag.value)[0] if tag.tag == NAN else tag


def without_places(response: Any, folders: Iterable[Path]) -> Any:
    """Return a response without what names folders of this machine in errors: they are nobody else's business.

    Parameters
    ----------
    response : list
    folders : iterable of Path
        Where the user's code is; a line of a file there is told as one of the file's name.
    """
    if response[0] == "error":
        name, text = response[1:3]
        response = ["error", name, text.replace(str(julia_sources()), "julia"), ""]
    ways = "|".join(re.escape(f"{folder}{os.sep}") for folder in sorted(folders, reverse=True))
    return _replaced(response, re.compile(rf"(?:{ways})(?=[^\s:]+\.jl:\d)")) if ways else response


def _replaced(tree: Any, place: re.Pattern[str]) -> Any:
    if isinstance(tree, str):
        return place.sub("", tree)
    if isinstance(tree, CBORTag):
        return CBORTag(tree.tag, _replaced(tree.value, place))
    return [_replaced(item, place) for item in tree] if isinstance(tree, list | tuple) else tree


def with_zeros(tree: Any) -> Any:
    """Return a response with zeros in place of the numbers in its arrays."""
    if isinstance(tree, CBORTag):
        numbers = tree.tag in DTYPES
        return CBORTag(tree.tag, bytes(len(tree.value)) if numbers else with_zeros(tree.value))
    return [with_zeros(item) for item in tree] if isinstance(tree, list | tuple) else tree


def within_noise(one: Any, other: Any) -> bool:
    """Return whether two responses are the same but for floating-point numbers that are `NOISE` apart at most."""
    if isinstance(one, CBORTag) and isinstance(other, CBORTag) and one.tag == other.tag:
        dtype = DTYPES.get(one.tag)
        if dtype is None or dtype.kind != "f" or not _are_bytes(one.value, other.value):
            return within_noise(one.value, other.value)
        return _near(np.frombuffer(one.value, dtype), np.frombuffer(other.value, dtype))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(within_noise, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return _near(np.array([one]), np.array([other]))
    return bool(type(one) is type(other) and one == other)


def _are_bytes(*values: Any) -> bool:
    return all(isinstance(value, bytes) for value in values)


def _near(one: NDArray[Any], other: NDArray[Any]) -> bool:
    if one.shape != other.shape:
        return False
    exact = ~np.isfinite(one) | ~np.isfinite(other) | ((one == 0) & (other == 0))
    if one[exact].tobytes() != other[exact].tobytes():
        return False
    unit = float(np.finfo(one.dtype).eps)
    one, other = one[~exact].astype(float), other[~exact].astype(float)
    return bool(np.all(np.abs(one - other) <= NOISE * unit * np.max(np.abs(one), initial=0.0)))
