"""What a cause of differences is: a name, remedies in both languages, and a test whether it fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pyjuliann.parity.causes.evidence import RESULTS, Evidence
from pyjuliann.parity.pairing.pair import ASPECTS

ERRORS: Final = frozenset({"error"})


@dataclass(frozen=True)
class Cause:
    """A known cause of differences.

    Attributes
    ----------
    rank : int
        When it is tried: those of a lower rank first. A cause that says more goes before one that says less.
    name, title : str
        Its short name and the cause in a few words.
    trap : str
        The number of its entry in the catalogue of traps; "" if none is about it.
    python : str
        What to write in Python to get what Julia gives.
    julia : str
        What to write in Julia to get what Python gives.
    fits : callable
        Given the evidence: a detail (which may be "") if the cause explains all of it, else None.
    aspects : frozenset of str
        In what the sides must differ.
    of_form : bool
        Whether it explains equal numbers of another type, shape or container; no other cause is tried on these.

    Raises
    ------
    ValueError
        If a part is missing, or the trap is no number or an aspect none of `ASPECTS`.
    """

    rank: int
    name: str
    title: str
    trap: str
    python: str
    julia: str
    fits: Callable[[Evidence], str | None]
    aspects: frozenset[str] = RESULTS
    of_form: bool = False

    def __post_init__(self) -> None:
        for part in ("name", "title", "python", "julia"):
            if not getattr(self, part):
                raise ValueError(f"Cause {self.name!r}: {part} is missing")
        if self.trap and not re.fullmatch(r"\d+\.\d+", self.trap):
            raise ValueError(f"Cause {self.name!r}: trap must be an entry's number, such as '24.3'; got {self.trap!r}")
        if not self.aspects or self.aspects - set(ASPECTS):
            raise ValueError(f"Cause {self.name!r}: aspects must be of {', '.join(ASPECTS)}; got {set(self.aspects)}")


def ranked(*causes: Cause) -> tuple[Cause, ...]:
    """Return causes in the order of their ranks.

    Raises
    ------
    ValueError
        If two have one name or one rank.
    """
    for part in ("name", "rank"):
        given = [getattr(cause, part) for cause in causes]
        if twice := [value for value in dict.fromkeys(given) if given.count(value) > 1]:
            raise ValueError(f"causes: the {part} {twice[0]!r} stands twice")
    return tuple(sorted(causes, key=lambda cause: cause.rank))


def detail_if(fits: bool, detail: str = "") -> str | None:
    """Return the detail if the cause fits, else None."""
    return detail if fits else None
