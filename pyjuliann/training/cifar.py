"""CIFAR-10 in its binary form: six files of 10,000 records, each a label and 3,072 bytes of an image.

The bytes are the red values of the 32x32 pixels row by row, then the green, then the blue ones. Source: the data set's
own page (A. Krizhevsky, "The CIFAR-10 dataset", binary version).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pyjuliann.errors import TrainingError
from pyjuliann.language import phrase
from pyjuliann.wording import system_reason

_SIDE, _CHANNELS = 32, 3
_RECORD = 1 + _SIDE * _SIDE * _CHANNELS
_TRAINING = tuple(f"data_batch_{number}.bin" for number in range(1, 6))


def read_cifar10(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return training images and labels, test images and labels.

    Returns
    -------
    arrays (samples, 32, 32, 3) uint8 and vectors (samples,) Int64

    Raises
    ------
    TrainingError
        If a file is missing or damaged.
    """
    inner = folder / "cifar-10-batches-bin"
    if inner.is_dir():
        folder = inner
    learnt = [_read(folder / name) for name in _TRAINING]
    counts = [len(labels) for _, labels in learnt]
    if len(set(counts)) > 1:
        told = ", ".join(f"{name} {count}" for name, count in zip(_TRAINING, counts, strict=True))
        raise TrainingError(
            phrase("{}: expected files of one length, one may be cut off; got records: {}", folder, told)
        )
    images, labels = (np.concatenate(part) for part in zip(*learnt, strict=True))
    return images, labels, *_read(folder / "test_batch.bin")


def _read(file: Path) -> tuple[np.ndarray, np.ndarray]:
    try:
        if file.exists() and not file.is_file():
            raise TrainingError(phrase("{}: expected a file, got a folder, a pipe or a device", file))
        size = file.stat().st_size
        content = file.read_bytes() if size and not size % _RECORD else b""
    except FileNotFoundError:
        names = ", ".join((*_TRAINING, "test_batch.bin"))
        raise TrainingError(phrase("{}: expected {}; {} is not there", file.parent, names, file.name)) from None
    except OSError as error:
        raise TrainingError(phrase("{} cannot be read: {}", file, system_reason(error))) from None
    if not content:
        told = "{}: expected records of {} bytes, a label and an image; got {} bytes, which is {} records and {} bytes"
        raise TrainingError(phrase(told, file, _RECORD, size, size // _RECORD, size % _RECORD))
    records = np.frombuffer(content, np.uint8).reshape(-1, _RECORD)
    labels = records[:, 0].astype(np.int64)
    if labels.max() > 9:
        wrong = int(np.argmax(labels > 9))
        told = "{}: expected labels from 0 to 9; got {} in record {}: no binary CIFAR-10 file"
        raise TrainingError(phrase(told, file, labels[wrong], wrong + 1))
    images = records[:, 1:].reshape(-1, _CHANNELS, _SIDE, _SIDE)
    return np.ascontiguousarray(np.moveaxis(images, 1, -1)), labels
