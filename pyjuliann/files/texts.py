"""Files of text: compressed or not, in UTF-8, UTF-16 or an older encoding; and what their numbers and dates are."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from pyjuliann.files.entries import Array
from pyjuliann.files.reading import problem
from pyjuliann.language import phrase

LARGEST_TEXT: Final = 1 << 29
"""Bytes of a text that has to be in memory as a whole."""

_CHUNK: Final = 1 << 20
_OPENERS: Final[dict[bytes, Callable[..., Any]]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\0": lzma.open}
"""What opens a compressed text, by what it begins with."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

MISSING_WORDS: Final = frozenset({"", "NA", "N/A", "#N/A", "<NA>", "missing", "null", "NULL", "None", "nothing", "NaT"})
"""What stands for a missing value among numbers, truth values and times."""


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file, unpacked on the way if it is compressed."""
    with path.open("rb") as file:
        start = file.read(8)
    opener = next((each for magic, each in _OPENERS.items() if start.startswith(magic)), None)
    found: IO[bytes] = opener(path) if opener else path.open("rb")
    return found


def encoding_of(path: Path, most: float = float("inf")) -> tuple[str, tuple[str, ...]]:
    """Return a text's encoding, and notes about it.

    Raises
    ------
    FileReadError
        If it is no text, or has more than `most` bytes.
    """
    size = 0
    with open_bytes(path) as file:
        start = file.read(_CHUNK)
        encoding = next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8")
        note = () if encoding in ("utf-8", "utf-8-sig") else (phrase("is in {}", encoding.upper()),)
        decoder = codecs.getincrementaldecoder(encoding)()
        chunk = start
        while chunk:
            size += len(chunk)
            if size > most:
                raise problem(
                    path, phrase("is a text of more than {:,} bytes, which is too large for its format", most)
                )
            if encoding.startswith(("utf-8", "latin")) and b"\0" in chunk:
                raise problem(path, phrase("holds binary data, and no text that could be read"))
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                if not encoding.startswith("utf-8"):
                    raise
                encoding, note = "latin-1", (phrase("is not in UTF-8: read as Latin-1"),)
                decoder = codecs.getincrementaldecoder(encoding)()
            chunk = file.read(_CHUNK)
    return encoding, note


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """Open a text, unpacked on the way if it is compressed."""
    return io.TextIOWrapper(open_bytes(path), encoding, newline="")


def text_of(path: Path, most: int) -> tuple[str, tuple[str, ...]]:
    """Return a whole text of no more than so many bytes, and notes about it."""
    encoding, notes = encoding_of(path, most)
    with open_text(path, encoding) as file:
        return file.read(), notes


# ---------------------------------------------------------------- columns

_INTEGER: Final = re.compile(r"(?:[+-]?(?:0|[1-9][0-9]*)\n)*")
_FLOAT: Final = re.compile(
    r"(?:[+-]?(?:(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eEdD][+-]?[0-9]+)?|inf|infinity|nan)\n)*", re.IGNORECASE
)
"""As with integers, what begins with zeros, as 007 does, is no number but a name."""
_COMPLEX: Final = re.compile(
    r"\(?\s*([+-]?[\d.]+(?:e[+-]?\d+)?|[+-]?inf|[+-]?nan)?\s*(?:([+-])\s*|(?=[\d.]))"
    r"([\d.]+(?:e[+-]?\d+)?|inf|nan)\s*\*?(?:j|im)\s*\)?",
    re.IGNORECASE,
)
_TRUTH: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?")

KINDS: Final = ("none", "bool", "int", "float", "complex", "time", "text")
"""What the texts of a column are, the narrowest first; "none" if all are missing."""


def kind_of(texts: Sequence[str], decimal: str = ".") -> str:
    """Return the narrowest of `KINDS` that all texts of a column are, apart from missing values."""
    there = texts if MISSING_WORDS.isdisjoint(texts) else [text for text in texts if text not in MISSING_WORDS]
    if not there:
        return "none"
    whole = "\n".join(there) + "\n"
    if whole.count("\n") > len(there):
        return "text"
    if _INTEGER.fullmatch(whole):
        return "int" if all(len(text) < 19 or -(2**63) <= int(text) < 2**64 for text in there) else "text"
    if _FLOAT.fullmatch(whole.replace(decimal, ".") if decimal != "." else whole):
        return "float"
    for kind, test in (("bool", _TRUTH.__contains__), ("time", _TIME.fullmatch), ("complex", _is_complex)):
        if all(map(test, there)):
            return kind
    return "text"


def _is_complex(text: str) -> bool:
    return bool(_COMPLEX.fullmatch(text) or _FLOAT.fullmatch(f"{text}\n"))


def wider(first: str, second: str) -> str:
    """Return the kind that holds the values of two kinds."""
    if "none" in (first, second) or first == second:
        return first if second == "none" else second
    numbers = ("int", "float", "complex")
    if first in numbers and second in numbers:
        return max(first, second, key=numbers.index)
    return "text"


def column(texts: Sequence[str], kind: str, decimal: str = ".") -> Array:
    """Return texts as an array of a kind that all of them are, masked where some are missing."""
    words = frozenset({""}) if kind == "text" else MISSING_WORDS
    complete = words.isdisjoint(texts)
    if kind == "text":
        values = np.array([*texts, None], object)[:-1]
    else:
        fill, read = _READERS[kind]
        there = list(texts) if complete else [fill if text in words else text for text in texts]
        if decimal != ".":
            there = [text.replace(decimal, ".") for text in there]
        values = read(there)
    return values if complete else np.ma.MaskedArray(values, [text in words for text in texts])


def _integers(texts: list[str]) -> Array:
    try:
        return np.array(texts, np.int64) if texts else np.zeros(0, np.int64)
    except (OverflowError, ValueError):
        whole = [int(text) for text in texts]
        unsigned = min(whole) >= 0
        return np.array(whole, np.uint64 if unsigned else object)


def _floats(texts: list[str]) -> Array:
    try:
        return np.array(texts, np.float64)
    except ValueError:  # Fortran writes the exponent with a D
        return np.array([float(text.upper().replace("D", "E")) for text in texts])


def complex_of(text: str) -> complex:
    """Return a complex number as Python or Julia writes it."""
    match = _COMPLEX.fullmatch(text)
    if match is None:
        return complex(float(text))
    real, sign, imag = match.groups()
    return complex(float(real or 0), float(f"{sign or '+'}{imag}"))


def times_of(texts: Sequence[str]) -> Array:
    """Return ISO texts of dates and times as datetime64, those with a zone in UTC.

    Raises
    ------
    ValueError
        If one of them is none.
    """
    if any(match[1] for text in texts if (match := _TIME.fullmatch(text))):
        # Python reads microseconds at most; what follows them has no zone in any file that was seen
        moments = [datetime.fromisoformat(re.sub(r"\s*UTC$", "+00:00", text)) for text in texts]
        plain = [each.astimezone(UTC).replace(tzinfo=None) if each.tzinfo else each for each in moments]
        return np.array(plain, "datetime64[us]")
    return np.array([text.strip().replace(" ", "T") for text in texts], "datetime64")


def zones_of(texts: Sequence[str]) -> set[str]:
    """Return the time zones that stand in texts of times; "" for those without."""
    return {match[1] or "" for text in texts if (match := _TIME.fullmatch(text))}


_READERS: Final[dict[str, tuple[str, Callable[[list[str]], Array]]]] = {
    "none": ("0", _floats),
    "bool": ("False", lambda texts: np.array([_TRUTH[text] for text in texts], bool)),
    "int": ("0", _integers),
    "float": ("0", _floats),
    "complex": ("0j", lambda texts: np.array([complex_of(text) for text in texts], complex)),
    "time": ("1970-01-01", times_of),
}
"""For each kind what stands in place of a missing value, and what reads the texts."""
