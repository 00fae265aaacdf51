"""Two entries, compared: the verdict, distances and places of `pyjuliann.compare`, in blocks of bounded size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyjuliann.errors import FileReadError
from pyjuliann.files.blocks import both
from pyjuliann.files.conform import conform, dtype_words, shape_words
from pyjuliann.files.entries import FileArray
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Comparison, Policy
from pyjuliann.parity.comparing.pieces import Pieces
from pyjuliann.wording import until_then_line


@dataclass(frozen=True, eq=False)
class ComparedArrays:
    """What comparing two entries found.

    Attributes
    ----------
    comparison : Comparison
    a, b : FileArray
        In the form in which they were compared.
    notes : tuple of str
    """

    comparison: Comparison
    a: FileArray
    b: FileArray
    notes: tuple[str, ...] = ()


def compare_entries(
    a: FileArray,
    b: FileArray,
    policy: Policy,
    *,
    budget: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> ComparedArrays:
    """Compare two entries, in blocks.

    Numbers are compared by bits, then by ULP; texts, times and truth values exactly; a missing value is the same as
    another one only.

    Parameters
    ----------
    budget : int, optional
        Bytes of either side that are in memory at a time; see `blocks.both`.
    progress : callable, optional
        Told after each block how many elements have been compared.

    Raises
    ------
    FileReadError, KeyboardInterrupt
        If a file cannot be read to its end, or upon Ctrl-C; either says what was compared until then.
    """
    form = conform(a, b, policy)
    first, second = (f"{dtype_words(entry.dtype)} {shape_words(entry.shape)}" for entry in (form.a, form.b))
    pieces = Pieces(form.a.shape, (form.a.dtype, form.b.dtype), policy, form.differences)
    try:
        for origin, x, y in both(form.a, form.b, budget) if form.comparable else ():
            pieces.take(x, y, origin)
            if progress is not None:
                progress(pieces.elements)
    except FileReadError as error:
        raise FileReadError(
            phrase("{}; {}", error, until_then_line(pieces.result(first, second), form.a.size))
        ) from None
    except KeyboardInterrupt:
        raise KeyboardInterrupt(until_then_line(pieces.result(first, second), form.a.size)) from None
    return ComparedArrays(pieces.result(first, second), form.a, form.b, form.notes)
