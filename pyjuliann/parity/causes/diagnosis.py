"""The likely cause of a difference, as `diagnose` names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyjuliann.shown import Shown


@dataclass(frozen=True, repr=False)
class Diagnosis(Shown):
    """A cause that, applied, makes the two sides agree on every case that was tried.

    Attributes
    ----------
    cause : str
        Its short name, such as "ddof"; "unknown" where no cause fits, "" where there is nothing to explain.
    title : str
        The cause in a few words.
    trap : str
        The number of its entry in the catalogue of traps; "" where no cause fits.
    detail : str
        What was found, such as the factor.
    python_remedy, julia_remedy : str
        One line of code each: what to write in Python to get Julia's result, and the other way round.
    cases : int
        How many cases were tried.
    also : tuple of str
        Other causes that fit as well.
    """

    cause: str = "unknown"
    title: str = "unknown"
    trap: str = ""
    detail: str = ""
    python_remedy: str = ""
    julia_remedy: str = ""
    cases: int = 0
    also: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether a cause was found."""
        return self.cause not in ("unknown", "")

    @property
    def summary(self) -> str:
        """The diagnosis in one line."""
        if not self.cause:
            return f"nothing to explain: both sides agree ({self.cases} cases tried)"
        if not self:
            return f"unknown cause ({self.cases} cases tried)"
        detail = f": {self.detail}" if self.detail else ""
        trap = f" (pyjuliann traps {self.trap})" if self.trap else ""
        return f"{self.title}{trap}{detail}"

    def __str__(self) -> str:
        return self.summary

    def to_dict(self) -> dict[str, Any]:
        """Return the diagnosis as JSON-able content."""
        return {
            "cause": self.cause,
            "title": self.title,
            "trap": self.trap or None,
            "detail": self.detail,
            "python_remedy": self.python_remedy,
            "julia_remedy": self.julia_remedy,
            "cases": self.cases,
            "also": list(self.also),
            "summary": self.summary,
        }
