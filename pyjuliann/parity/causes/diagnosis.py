"""The likely cause of a difference, as `diagnose` names it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pyjuliann.shown import Shown
from pyjuliann.wording import diagnosis_summary


@dataclass(frozen=True)
class Edit:
    """One change of code.

    Attributes
    ----------
    cause : str
        What it puts right, as `Diagnosis.cause`.
    line : int
        The line of the file; 0 where it could not be found.
    before, after : str
        The words there, and what should stand in their place.
    """

    cause: str
    line: int
    before: str
    after: str


@dataclass(frozen=True)
class Repair:
    """A change of one side's code with which the two sides agree on every case that was tried.

    Attributes
    ----------
    side : {"julia", "python"}
        Whose code is changed.
    path : str
        The file; "" for code that stands in no file.
    edits : tuple of Edit
        What is changed: one place, or two.
    weight : int
        How simple it is; less is simpler.
    cases : int
        How many cases were run on which the two sides then agree.
    patch : str
        The change in unified form.
    left : int
        How many still differ: such with NaN, infinities, huge or tiny numbers only.
    """

    side: str
    path: str
    edits: tuple[Edit, ...]
    weight: int
    cases: int
    patch: str
    left: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the repair as JSON-able content."""
        return {
            "side": self.side,
            "file": self.path or None,
            "edits": [{"cause": e.cause, "line": e.line, "before": e.before, "after": e.after} for e in self.edits],
            "cases": self.cases,
            "left": self.left,
            "patch": self.patch,
        }


@dataclass(frozen=True)
class Search:
    """What a search for a repair came to.

    Attributes
    ----------
    repairs : tuple of Repair
        The changes that explain every case, the simplest first.
    tried : int
        How many changes were tried.
    late : bool
        Whether time ran out before all were.
    notes : tuple of str
        What was left out, and why.
    """

    repairs: tuple[Repair, ...] = ()
    tried: int = 0
    late: bool = False
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return what the search came to as JSON-able content."""
        return {
            "repairs": [repair.to_dict() for repair in self.repairs],
            "tried": self.tried,
            "late": self.late,
            "notes": list(self.notes),
        }


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
    search : Search
        The search for a repair; one without anything tried where there was none.
    """

    cause: str = "unknown"
    title: str = "unknown"
    trap: str = ""
    detail: str = ""
    python_remedy: str = ""
    julia_remedy: str = ""
    cases: int = 0
    also: tuple[str, ...] = ()
    search: Search = field(default_factory=Search)

    def __bool__(self) -> bool:
        """Whether a cause was found."""
        return self.cause not in ("unknown", "")

    @property
    def summary(self) -> str:
        """The diagnosis in one line."""
        return diagnosis_summary(self)

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
            "search": self.search.to_dict(),
            "summary": self.summary,
        }
