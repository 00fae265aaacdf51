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

_BYTES = 8
_CHUNK = 1 << 20
_KINDS = {1: "labels", 3: "images"}


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
            raise TrainingError(
                f"{labels_file} has {len(labels)} labels, and {images_file.name} beside it {len(images)} images"
            )
        if labels.max() > 9:
            raise TrainingError(f"{labels_file}: expected labels from 0 to 9; got {labels.max()}")
        parts += [images[..., None], labels]
    if parts[0].shape[1:] != parts[2].shape[1:]:
        sizes = " and ".join(f"{images.shape[1]}x{images.shape[2]}" for images in (parts[0], parts[2]))
        raise TrainingError(f"{folder}: expected images of one size to train and to test with; got {sizes}")
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
        raise TrainingError(f"{file} cannot be unpacked: {error}") from None
    except OSError as error:
        raise TrainingError(f"{file} cannot be read: {error.strerror or error}") from None


def _read(file: Path, stream: gzip.GzipFile | io.BufferedReader, dimensions: int) -> np.ndarray:
    """Return the array, of which no more is read than its head says that there is."""
    head = 4 + 4 * dimensions
    start = stream.read(head)
    kind = _KINDS[dimensions]
    if len(start) < 4 or start[:3] != bytes((0, 0, _BYTES)):
        got = start[:4].hex(" ") or "nothing"
        raise TrainingError(f"{file}: expected an IDX file of bytes, starting with 00 00 08; got {got}")
    if start[3] != dimensions:
        told = f"the {_KINDS[start[3]]}" if start[3] in _KINDS else f"{start[3]} dimensions"
        raise TrainingError(f"{file}: expected {kind}, an IDX file of {dimensions} dimensions; got {told}")
    if len(start) < head:
        raise TrainingError(f"{file} is cut off: {len(start)} bytes, in the middle of the sizes")
    sizes = [int(size) for size in np.frombuffer(start, ">u4", dimensions, 4)]
    if 0 in sizes:
        raise TrainingError(f"{file}: expected {kind}; got none, of size {'x'.join(map(str, sizes))}")
    expected = math.prod(sizes)
    content = bytearray()
    while len(content) <= expected and (chunk := stream.read(min(_CHUNK, expected + 1 - len(content)))):
        content += chunk
    if len(content) != expected:
        cut = len(content) < expected
        raise TrainingError(
            f"{file} {'is cut off' if cut else 'has bytes left over'}: {'x'.join(map(str, sizes))} bytes of {kind} and "
            f"a head of {head} make {head + expected}; got {head + len(content) if cut else 'more'}"
        )
    return np.frombuffer(content, np.uint8).reshape(sizes)


def _find(folder: Path, stem: str, dimensions: int) -> Path:
    names = [f"{stem}{mark}idx{dimensions}-ubyte{end}" for mark in "-." for end in ("", ".gz")]
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise TrainingError(f"{folder}: expected {names[0]} or {names[1]}; neither is there")
