"""What a search for a repair works on, and how what it finds is told."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final, Literal

from pyjuliann.parity.causes.diagnosis import Edit, Repair
from pyjuliann.parity.causes.evidence import is_ordinary
from pyjuliann.parity.pairing.pair import Pair, from_here
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.probed import ProbeReport

FIRST: Final = (6, 2)
"""How many differing cases, and how many others, a change is tried on first."""
ELSEWHERE: Final = 10
"""How much heavier a change is of a line at which, by their probes, the two sides do not part."""
CONSTANTS: Final = 12
"""How many numbers of the other side's code are tried."""
MEMORY: Final = 4 << 30
"""How many bytes a side may take that is tried."""


def heaviest(weight: float) -> float:
    """Return how heavy a change may be that is still looked at once one of this weight has been found."""
    return weight + 3 if weight < _FAR_FETCHED else weight


_FAR_FETCHED: Final = 10


@dataclass(frozen=True)
class Sought:
    """What both sides are searched for.

    Attributes
    ----------
    pair : Pair
        The pair.
    first : sequence of CaseResult
        Cases that a change is tried on first.
    tried : sequence of CaseResult
        Those that it must explain.
    seconds : float
        How long each side is searched.
    probes : ProbeReport or None
        Where the two sides part, if that is known: changes of other lines are looked at later.
    """

    pair: Pair
    first: Sequence[CaseResult]
    tried: Sequence[CaseResult]
    seconds: float
    probes: ProbeReport | None = None

    def lines(self, side: Literal["python", "julia"]) -> list[int]:
        """Return the first and the last line of a side's file that are looked at first; nothing for all of them."""
        return list((self.probes and self.probes.lines(side)) or ())

    def left(self, verdicts: Sequence[CaseResult]) -> int | None:
        """Return how many cases a change leaves different; None if any is one that it must explain.

        A change after which both sides raise on every case explains none: nothing is compared. Where ordinary numbers
        show enough, those with NaN, infinities or huge numbers may differ for a reason of their own.
        """
        if all(now.both_raised for now in verdicts):
            return None
        still = [r for r, now in zip(self.tried, verdicts, strict=True) if now.verdict == "differ"]
        ordinary = [r for r in self.tried if r.verdict == "differ" and is_ordinary(r.case)]
        excused = not any(is_ordinary(r.case) for r in still)
        return len(still) if not still or (excused and len(ordinary) >= FIRST[0]) else None

    def repair(
        self,
        side: str,
        source: tuple[str, str],
        changed: str,
        edits: Sequence[Sequence[Any]],
        *,
        weight: int,
        left: int,
    ) -> Repair:
        """Return a change of the text of a file, `source`, as it is told; the edits are the fields of `Edit`."""
        path, text = source
        path = path if Path(path).is_file() else ""
        patch = ""
        if changed and all(edit[1] for edit in edits):  # a place that was found
            name = PurePath(from_here(path) if path else f"{side}_code").as_posix().lstrip("/")
            lines = difflib.unified_diff(_lines(text), _lines(changed), f"a/{name}", f"b/{name}")
            patch = "".join(line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}\n" for line in lines)
            # a file's name with a space ends at a tab, as in Git's own patches
            patch = patch.replace(f"/{name}\n", f"/{name}\t\n", 2) if " " in name else patch
        return Repair(side, path, tuple(Edit(*edit) for edit in edits), weight, len(self.tried) - left, patch, left)


_NO_NEWLINE: Final = "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    """Return the lines of a text, which end at line feeds only, each with its own."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
