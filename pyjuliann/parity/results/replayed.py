"""What replaying a program's calls found: `ReplayReport`, with a `ReplayedPair` for each function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyjuliann.parity.results.reports import PairReport, Report
from pyjuliann.wording import replayed_summary


@dataclass(frozen=True)
class CallCounts:
    """How many calls of a function there were, and what became of them.

    Attributes
    ----------
    seen, kept, equal, passed : int
        In the program; of these kept; equal to a kept one; not drawn for the sample.
    compared : int
        How many of the kept ones were compared.
    left : mapping of str to int
        How many were left out, by reason.
    """

    seen: int = 0
    kept: int = 0
    equal: int = 0
    passed: int = 0
    compared: int = 0
    left: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON-able content."""
        return {
            "seen": self.seen,
            "kept": self.kept,
            "equal": self.equal,
            "passed": self.passed,
            "compared": self.compared,
            "left": dict(self.left),
        }


@dataclass(frozen=True)
class CallPlace:
    """A call of a program: which function, its number in the program's order, and the calls around it, inside out."""

    function: str
    number: int
    callers: tuple[tuple[str, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the place as JSON-able content."""
        callers = [{"function": function, "number": number} for function, number in self.callers]
        return {"function": self.function, "number": self.number, "callers": callers}


@dataclass(frozen=True, eq=False, repr=False)
class ReplayedPair(PairReport):
    """What replaying the calls of one function found; `cases` are calls.

    Attributes
    ----------
    calls : CallCounts
        What became of the function's calls.
    place : CallPlace or None
        The first call that differs; of those with a difference of its own, if there is one.
    because : tuple of str
        The functions that it calls and that differ: what of its differences is theirs.
    own : bool
        Whether it has a difference of its own, beside theirs or without any.
    problem : str
        Why that could not be tried; "" if it could, or need not be.
    """

    calls: CallCounts = field(default_factory=CallCounts)
    place: CallPlace | None = None
    because: tuple[str, ...] = ()
    own: bool = False
    problem: str = ""

    @property
    def summary(self) -> str:
        """The finding in one line."""
        return replayed_summary(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able content."""
        return {
            **super().to_dict(),
            "calls": self.calls.to_dict(),
            "place": self.place.to_dict() if self.place else None,
            "because": list(self.because),
            "own": self.own,
            "problem": self.problem,
        }


@dataclass(frozen=True, eq=False, repr=False)
class ReplayReport(Report):
    """What replaying a program's calls found.

    Attributes
    ----------
    program : str
        What was run, as its command line says it; the file of a saved call.
    exit_code : int or None
        The program's own; None if it is not known.
    saved : bool
        Whether the calls came from files, and no program was run.
    first : CallPlace or None
        The first call in the program's order that has a difference of its own, of calls within each other the inner.
    uncalled : tuple of str
        The functions that the program never called.
    notes : tuple of str
        What else a reader should know of the run.
    """

    program: str = ""
    exit_code: int | None = None
    saved: bool = False
    first: CallPlace | None = None
    uncalled: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able content."""
        replay = {
            "program": self.program,
            "exit_code": self.exit_code,
            "saved": self.saved,
            "first": self.first.to_dict() if self.first else None,
            "uncalled": list(self.uncalled),
            "notes": list(self.notes),
        }
        return {**super().to_dict(), "replay": replay}
