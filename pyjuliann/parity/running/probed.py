"""What both sides gave to `probe` on one call, and where they part first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pyjuliann.language import phrase
from pyjuliann.parity.comparing.comparison import Comparison, Difference
from pyjuliann.shown import Shown
from pyjuliann.wording import probe_name, probes_summary

ASPECT: Final = "probe"
"""In what two sides differ whose results agree, and whose probes do not."""

_SPREAD: Final = 2
"""So many lines more a call of `probe` may go on."""


@dataclass(frozen=True, eq=False)
class Probe:
    """One value on the way to a result, as it was then.

    `call` counts those of the name from 1; `thread` is 0 for the one that called the function. `unsupported` says why
    the value cannot be compared, "" if it can.
    """

    name: str
    call: int
    thread: int
    file: str
    line: int
    value: Any = None
    type: str = ""
    unsupported: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by on both sides."""
        return self.name, self.call


@dataclass(frozen=True, eq=False)
class Probed:
    """What one side gave to `probe` during a call.

    `count` is how many there were, of which the first are kept; `error` the exception that ended the call, or "".
    """

    probes: tuple[Probe, ...] = ()
    count: int = 0
    error: str = ""

    @property
    def whole(self) -> bool:
        """Whether these are all that the function has on its way to the end."""
        return not self.error and self.count == len(self.probes)


@dataclass(frozen=True, eq=False)
class ProbePlace:
    """A probe, and where it stands in either language: file and line, "" and 0 where it was not met."""

    name: str
    call: int
    calls: int
    python_file: str = ""
    python_line: int = 0
    julia_file: str = ""
    julia_line: int = 0

    def line(self, side: Literal["python", "julia"]) -> int:
        """Return the line in a side's file."""
        return self.python_line if side == "python" else self.julia_line

    def to_dict(self) -> dict[str, Any]:
        """Return the place as JSON-able content."""
        return {
            "name": self.name,
            "call": self.call,
            "calls": self.calls,
            "python": {"file": self.python_file, "line": self.python_line} if self.python_file else None,
            "julia": {"file": self.julia_file, "line": self.julia_line} if self.julia_file else None,
        }


@dataclass(frozen=True, eq=False, repr=False)
class ProbeReport(Shown):
    """How far the two sides go together on one call, by what both gave to `probe`.

    Attributes
    ----------
    parts : {"", "value", "order"}
        "value": they part at a probe; "order": one side comes to a probe and the other one to another, or to none;
        "": all that were compared agree.
    place : ProbePlace or None
        Where they part.
    comparison : Comparison or None
        Of the two values there.
    other : ProbePlace or None
        Where the other side, which is Julia, comes to instead, if they part in order; None for no further one.
    agreed : ProbePlace or None
        The last probe before that at which they agree.
    compared : int
        How many probes were compared.
    python_only, julia_only : tuple of str
        Names of probes that one side alone has.
    python_error, julia_error : str
        The exception that ended a side's call after its last probe, or "".
    notes : tuple of str
        What was not compared, and why.
    """

    parts: Literal["", "value", "order"] = ""
    place: ProbePlace | None = None
    comparison: Comparison | None = None
    other: ProbePlace | None = None
    agreed: ProbePlace | None = None
    compared: int = 0
    python_only: tuple[str, ...] = ()
    julia_only: tuple[str, ...] = ()
    python_error: str = ""
    julia_error: str = ""
    notes: tuple[str, ...] = field(default=())

    def lines(self, side: Literal["python", "julia"]) -> tuple[int, int] | None:
        """Return between which lines of a side's file the two part; None where that is not to be told by lines."""
        if self.place is None or self.parts != "value" or not self.place.line(side):
            return None
        start = 1 if self.agreed is None else self.agreed.line(side)
        # a loop has come round where the last that agrees stands below
        return (start, self.place.line(side) + _SPREAD) if start <= self.place.line(side) else None

    @property
    def difference(self) -> Difference | None:
        """Where they part, as a difference of the call; None if they do not."""
        if not self.parts:
            return None
        if self.comparison is not None and self.place is not None:
            first = self.comparison.differences[0]
            return Difference(ASPECT, phrase("{} {}", probe_name(self.place.to_dict()), first.python), first.julia)
        none = phrase("no further one")
        told = [probe_name(place.to_dict()) if place else none for place in (self.place, self.other)]
        return Difference(ASPECT, *told)

    @property
    def verdict(self) -> str:
        """Whether the probes agree: "" where none was compared."""
        return "differ" if self.parts else "agree" if self.compared else ""

    @property
    def summary(self) -> str:
        """Where they part, in one line."""
        return probes_summary(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able content."""
        return {
            "parts": self.parts,
            "place": self.place.to_dict() if self.place else None,
            "comparison": None if self.comparison is None else self.comparison.to_dict(),
            "other": self.other.to_dict() if self.other else None,
            "agreed": self.agreed.to_dict() if self.agreed else None,
            "compared": self.compared,
            "python_only": list(self.python_only),
            "julia_only": list(self.julia_only),
            "python_error": self.python_error,
            "julia_error": self.julia_error,
            "notes": list(self.notes),
        }
