"""MNIST as it is published: four files in the IDX format, plain or compressed with gzip.

A file starts with two zero bytes, the type of its numbers (8: bytes) and how many dimensions they have; then the
sizes, four bytes each, the most significant first; then the numbers. Source: the format's description on the page of
the MNIST database (Y. LeCun, C. Cortes, C. J. C. Burges).
"""

from __future__ import annotations

import gzip
import io
import math
import zlib
from pathlib import Path

import numpy as np

from pyjuliann.errors import TrainingError
from pyjuliann.language import heard, joined, phrase
from pyjuliann.wording import system_reason

_BYTES = 8
_CHUNK = 1 << 20
_UNPACKING = (
    "Compressed file ended before the end-of-stream marker was reached",
    "Not a gzipped file ({})",
    "Error {} while decompressing data: {}",
    "CRC check failed {}",
    "Incorrect length of data produced",
)
"""What Python says of files that are damaged."""
_KINDS = {1: phrase("labels"), 3: phrase("images")}


def read_mnist(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return training images and labels, test images and labels.

    Returns
    -------
    arrays (samples, rows, columns, 1) uint8 and vectors (samples,) Int64

    Raises
    ------
    TrainingError
        If a file is missing or damaged, or two that belong together do not fit.
    """
    parts: list[np.ndarray] = []
    for part in ("train", "t10k"):
        images_file, labels_file = _find(folder, f"{part}-images", 3), _find(folder, f"{part}-labels", 1)
        images, labels = read_idx(images_file, 3), read_idx(labels_file, 1).astype(np.int64)
        if len(images) != len(labels):
            told = "{} has {} labels, and {} beside it {} images"
            raise TrainingError(phrase(told, labels_file, len(labels), images_file.name, len(images)))
        if labels.max() > 9:
            raise TrainingError(phrase("{}: expected labels from 0 to 9; got {}", labels_file, labels.max()))
        parts += [images[..., None], labels]
    if parts[0].shape[1:] != parts[2].shape[1:]:
        sizes = joined(" and ", (f"{images.shape[1]}x{images.shape[2]}" for images in (parts[0], parts[2])))
        raise TrainingError(phrase("{}: expected images of one size to train and to test with; got {}", folder, sizes))
    return parts[0], parts[1], parts[2], parts[3]


def read_idx(file: Path, dimensions: int) -> np.ndarray:
    """Return the bytes of an IDX file as an array.

    Parameters
    ----------
    file : Path
        If its name ends in ``.gz``, it is unpacked on the way.
    dimensions : int
        How many it has to have: 1 for labels, 3 for images.

    Raises
    ------
    TrainingError
        If it is no such file, or has fewer or more bytes than it says.
    """
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            return _read(file, stream, dimensions)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise TrainingError(phrase("{} cannot be unpacked: {}", file, heard(str(error), _UNPACKING))) from None
    except OSError as error:
        raise TrainingError(phrase("{} cannot be read: {}", file, system_reason(error))) from None


def _read(file: Path, stream: gzip.GzipFile | io.BufferedReader, dimensions: int) -> np.ndarray:
    """Return the array, of which no more is read than its head says that there is."""
    head = 4 + 4 * dimensions
    start = stream.read(head)
    kind = _KINDS[dimensions]
    if len(start) < 4 or start[:3] != bytes((0, 0, _BYTES)):
        told = "{}: expected an IDX file of bytes, starting with 00 00 08; got {}"
        if not start:
            told = "{}: expected an IDX file of bytes, starting with 00 00 08; got nothing"
        raise TrainingError(phrase(told, file, start[:4].hex(" ")))
    if start[3] != dimensions:
        known = start[3] in _KINDS
        told = phrase("the {}", _KINDS[start[3]]) if known else phrase("{} dimensions", start[3])
        raise TrainingError(
            phrase("{}: expected {}, an IDX file of {} dimensions; got {}", file, kind, dimensions, told)
        )
    if len(start) < head:
        raise TrainingError(phrase("{} is cut off: {} bytes, in the middle of the sizes", file, len(start)))
    sizes = [int(size) for size in np.frombuffer(start, ">u4", dimensions, 4)]
    if 0 in sizes:
        raise TrainingError(phrase("{}: expected {}; got none, of size {}", file, kind, "x".join(map(str, sizes))))
    expected = math.prod(sizes)
    content = bytearray()
    while len(content) <= expected and (chunk := stream.read(min(_CHUNK, expected + 1 - len(content)))):
        content += chunk
    if len(content) != expected:
        template = "{} has bytes left over: {} bytes of {} and a head of {} make {}; got more"
        if len(content) < expected:
            template = "{} is cut off: {} bytes of {} and a head of {} make {}; got {}"
        size = "x".join(map(str, sizes))
        raise TrainingError(phrase(template, file, size, kind, head, head + expected, head + len(content)))
    return np.frombuffer(content, np.uint8).reshape(sizes)


def _find(folder: Path, stem: str, dimensions: int) -> Path:
    names = [f"{stem}{mark}idx{dimensions}-ubyte{end}" for mark in "-." for end in ("", ".gz")]
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise TrainingError(phrase("{}: expected {} or {}; neither is there", folder, names[0], names[1]))
