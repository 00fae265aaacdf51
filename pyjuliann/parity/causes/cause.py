"""What a cause of differences is: a name, remedies in both languages, and a test whether it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pyjuliann.parity.causes.evidence import Evidence

RESULTS: Final = frozenset({"value", "dtype", "shape", "container", "length"})
"""The aspects in which two results differ that both sides returned."""

ERRORS: Final = frozenset({"error"})


@dataclass(frozen=True)
class Cause:
    """A known cause of differences.

    Attributes
    ----------
    name, title : str
        Its short name and the cause in a few words.
    trap : str
        The number of its entry in the catalogue of traps.
    python : str
        What to write in Python to get what Julia gives.
    julia : str
        What to write in Julia to get what Python gives.
    fits : callable
        Given the evidence: a detail (which may be "") if the cause explains all of it, else None.
    aspects : frozenset of str
        In what the sides must differ.
    """

    name: str
    title: str
    trap: str
    python: str
    julia: str
    fits: Callable[[Evidence], str | None]
    aspects: frozenset[str] = RESULTS


def said(fits: bool, detail: str = "") -> str | None:
    """Return the detail if the cause fits, else None."""
    return detail if fits else None
