"""A pair's cases in chunks: which there are, what one of them comes to, and how that is sent and saved.

Neither the chunks nor their seeds depend on who runs them, so that any number of workers, and none, give one answer.
"""

from __future__ import annotations

import base64
import hashlib
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np

from pyjuliann.bridge.engines.dependencies import tree_hash
from pyjuliann.errors import (
    CallTimeoutError,
    ClusterError,
    DeadlineError,
    JuliaDiedError,
    PairError,
    PyjuliannError,
    StoppedError,
)
from pyjuliann.language import packed, phrase, unpacked
from pyjuliann.parity.pairing.case import Case, fingerprint
from pyjuliann.parity.pairing.generate import Family
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.apart import set_apart
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.listen import heeding_probes
from pyjuliann.parity.running.probed import ASPECT
from pyjuliann.parity.running.run import run_pair, silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.shrink import hypothesis_cases
from pyjuliann.parity.running.tally import Fact
from pyjuliann.wording import failed_note

SMALL: Final = 250
"""So many cases are in one of the first chunks, and of the last: work for several, also where calls are slow."""

LARGE: Final = 2500
"""At most so many are in those between: what is sent for each costs little of the time that it takes."""

_FIRST: Final = 4000
"""How many cases are in small chunks."""

_SHARE: Final = 16
"""One of so many parts of the cases that are left is in a chunk, so that no worker is alone with the last ones."""

_STOPPED: Final = {kind.__name__: kind for kind in (CallTimeoutError, DeadlineError, JuliaDiedError, StoppedError)}


class CaseChunk(NamedTuple):
    """Which cases: so many from a place on, and what they are drawn from."""

    start: int
    size: int
    seed: int


def chunks_of(cases: int, seed: int, before: int = 0, start: int = 0) -> list[CaseChunk]:
    """Return the chunks of so many cases, the first of which is the whole check where there are few.

    `before` is how many chunks there are already, and `start` how many cases those are.
    """
    found: list[CaseChunk] = []
    end = start + cases
    while start < end:
        left = end - start
        size = min(SMALL if start < _FIRST else min(max(left // _SHARE, SMALL), LARGE), left)
        found.append(CaseChunk(start, size, _seed(seed, before + len(found))))
        start += size
    return found


def _seed(seed: int, number: int) -> int:
    """Return the seed of a chunk, which has nothing to do with those of others; the first one's is the seed itself."""
    if number == 0:
        return seed
    return int.from_bytes(hashlib.sha256(f"{seed}/{number}".encode()).digest()[:8])


@dataclass(eq=False)
class Outcomes:
    """What some cases came to, and what stopped them before their end.

    Attributes
    ----------
    results : list of CaseResult
        Those that were run.
    probes : (int, int, int)
        How many probes were compared, of how many cases that agree, and how many of these part.
    notes : list of str
        What else there is to say.
    stopped : StoppedError or None
        What it was.
    """

    results: list[CaseResult] = field(default_factory=list)
    probes: tuple[int, int, int] = (0, 0, 0)
    notes: list[str] = field(default_factory=list)
    stopped: StoppedError | None = None


@dataclass(frozen=True, eq=False)
class CaseQuestion:
    """What is asked about all cases of a kind; called with an engine and a chunk, it gives `Digest.sent`.

    Attributes
    ----------
    pair : Pair
        The two functions.
    family : Family
        Where arguments come from.
    cases : int
        How many cases there are in all chunks.
    probes : bool
        Whether the probes of every case are compared.
    source : str
        The hash of the Julia file, if Julia's side is in one.
    """

    pair: Pair
    family: Family
    cases: int
    probes: bool
    source: str = ""

    @classmethod
    def of(cls, pair: Pair, family: Family, cases: int, probes: bool = False) -> Self:
        """Return the question, with the source as it is now."""
        return cls(pair, family, cases, probes, _source(pair))

    def __call__(self, engine: Any, chunk: CaseChunk) -> dict[str, Any]:
        """Return what a chunk comes to, as it is sent."""
        if (there := _source(self.pair)) != self.source:
            told = "on {} {} is another file than where the check began"
            if not there:
                told = "on {} {} is not there; put it where all workers see it"
            raise ClusterError(phrase(told, platform.node(), self.pair.julia.path))
        outcomes = self.run(Session(engine), self.made(CaseChunk(*chunk)))
        return Digest.of(self.pair, outcomes).sent()

    def made(self, chunk: CaseChunk) -> list[Case]:
        """Return the cases of a chunk."""
        if self.family.needs_hypothesis:
            return hypothesis_cases(self.pair, self.family, chunk.size, chunk.seed)
        return self.family.cases(chunk.seed, chunk.size, start=chunk.start, of=self.cases)

    def run(self, session: Session, cases: Sequence[Case], say: Callable[[str], object] = silent) -> Outcomes:
        """Return what both sides make of some cases."""
        found = Outcomes()
        try:
            results = run_pair(session, self.pair, cases, say)
            found.results = set_apart(session, self.pair, results, self.family.wanted)
        except StoppedError as error:
            found.results, found.stopped = error.results, error
            return found
        if self.probes:
            say(phrase("comparing the probes of {} cases", len(found.results)))
            self._heed_probes(session, found)
        return found

    def _heed_probes(self, session: Session, found: Outcomes) -> None:
        agreeing = sum(not result.aspect for result in found.results)
        heeded: list[tuple[CaseResult, int]] = []
        try:
            for result in found.results:
                heeded.append(heeding_probes(session, self.pair, result))  # noqa: PERF401 - those until it fails count
        except PyjuliannError as error:
            found.notes.append(failed_note(phrase("listening to probes"), error))
            heeded += [(result, 0) for result in found.results[len(heeded) :]]
        found.results = [result for result, _ in heeded]
        parted = sum(result.aspect == ASPECT for result in found.results)
        found.probes = sum(compared for _, compared in heeded), agreeing, parted

    def again(self, session: Session, case: Case) -> CaseResult:
        """Return what one case comes to by itself."""
        result = set_apart(session, self.pair, run_pair(session, self.pair, [case]), self.family.wanted, 1.0)[0]
        return heeding_probes(session, self.pair, result)[0] if self.probes else result


@dataclass(eq=False)
class Digest:
    """What a chunk came to, as plain data: of each case what it is known by and its `Fact`, of which few are unlike.

    Attributes
    ----------
    marks : (n,) uint64
        What is the same for the same arguments.
    codes : (n,) uint32
        Which of the facts each case is.
    facts : list of Fact
        Those that there are.
    probes, notes, stopped
        As `Outcomes` has them.
    """

    marks: Any
    codes: Any
    facts: list[Fact]
    probes: tuple[int, int, int]
    notes: list[str]
    stopped: StoppedError | None

    @classmethod
    def of(cls, pair: Pair, found: Outcomes) -> Self:
        """Return what the outcomes come to."""
        known: dict[Fact, int] = {}
        codes = [known.setdefault(Fact.of(pair, result), len(known)) for result in found.results]
        marks = b"".join(fingerprint(result.case)[:8] for result in found.results)
        return cls(
            np.frombuffer(marks, "<u8"), np.array(codes, "<u4"), list(known), found.probes, found.notes, found.stopped
        )

    def sent(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        narrow = "<u1" if len(self.facts) < 256 else "<u4"
        return {
            "marks": _text(self.marks),
            "codes": _text(self.codes.astype(narrow)),
            "facts": packed(self.facts),
            "probes": list(self.probes),
            "notes": packed(self.notes),
            "stopped": [type(self.stopped).__name__, packed(str(self.stopped))] if self.stopped else None,
        }

    @classmethod
    def received(cls, sent: dict[str, Any]) -> Self:
        """Return what `sent` has made, perhaps out of a file.

        Raises
        ------
        PairError
            If it is nothing of the kind.
        """
        try:
            facts = [_fact(*given) for given in unpacked(sent["facts"])]
            marks = np.frombuffer(base64.b64decode(sent["marks"]), "<u8")
            codes = np.frombuffer(base64.b64decode(sent["codes"]), "<u1" if len(facts) < 256 else "<u4")
            _check_whole(marks, codes, facts)
            kind, said = unpacked(sent["stopped"]) or ("", "")
            stopped = _STOPPED[kind](said) if kind else None
            compared, agreeing, parted = map(int, sent["probes"])
            notes = list(map(str, unpacked(sent["notes"])))
            return cls(marks, codes, facts, (compared, agreeing, parted), notes, stopped)
        except (KeyError, TypeError, ValueError) as error:
            raise PairError(phrase("a chunk that was saved is damaged: {}: {}", type(error).__name__, error)) from None

    def cases(self) -> Iterator[tuple[int, int, Fact]]:
        """Yield the number of each case, what it is known by, and its fact."""
        for number, (mark, code) in enumerate(zip(self.marks.tolist(), self.codes.tolist(), strict=True)):
            yield number, mark, self.facts[code]


def _check_whole(marks: Any, codes: Any, facts: Sequence[Fact]) -> None:
    """Raise `ValueError` if there is not a mark and a fact for each case."""
    if len(marks) != len(codes) or not (codes < len(facts)).all():
        raise ValueError(phrase("some of its cases are missing"))


def _source(pair: Pair) -> str:
    """Return the hash of the file that Julia's side is in; "" if it is in none, or there is none."""
    file = Path(pair.julia.path)
    return tree_hash(file) if pair.julia.kind == "file" and file.is_file() else ""


def _text(array: Any) -> str:
    return base64.b64encode(array.tobytes()).decode()


def _fact(*given: Any) -> Fact:
    """Return a fact whose tuples may have become lists."""
    fact = Fact(*given)
    return fact._replace(
        notes=tuple(fact.notes), held=tuple(fact.held), occurred=tuple(fact.occurred),
        left=tuple((number, text) for number, text in fact.left),
    )  # fmt: skip
