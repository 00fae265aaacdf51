"""What checking pairs found: `Finding`, `PairReport`, `Report`. Plain data; showing it is for others."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.comparing.comparison import Verdict
from pyjuliann.parity.judging.judgement import Judgement
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.python_code import place_of
from pyjuliann.parity.pairing.stateful import StatefulPair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.probed import ProbeReport
from pyjuliann.parity.running.tally import CaseTally
from pyjuliann.shown import Shown
from pyjuliann.wording import also_summary, counts_line, finding_summary, pair_summary, uncounted_note

_NOTES: Final = 3
"""So many kinds of difference that do not count are told."""


@dataclass(frozen=True, eq=False, repr=False)
class Finding(Shown):
    """One kind of difference of a pair, with its smallest counterexample.

    Attributes
    ----------
    aspect : str
        In what the sides differ: "value", "dtype", "shape", "error", ….
    count : int
        How many of the cases differ so.
    label : str
        How the arguments were made.
    case : CaseResult
        The counterexample.
    shrunk : bool
        Whether it has been made as small as can be.
    python_code, julia_code : str
        The counterexample as code to paste.
    diagnosis : Diagnosis or None
        The likely cause; None if none was looked for.
    judgement : Judgement or None
        Who is closer to the truth; None if that was not asked.
    probes : ProbeReport or None
        Where the two sides part, by what they gave to `probe`; None if they gave nothing.
    """

    aspect: str
    count: int
    label: str
    case: CaseResult
    shrunk: bool
    python_code: str
    julia_code: str
    diagnosis: Diagnosis | None = None
    judgement: Judgement | None = None
    probes: ProbeReport | None = None

    @property
    def summary(self) -> str:
        """The kind of difference, how often it was met, and the counterexample's finding."""
        return finding_summary(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-able content."""
        return {
            "aspect": self.aspect,
            "count": self.count,
            "label": self.label,
            "case": self.case.to_dict(),
            "shrunk": self.shrunk,
            "python_code": self.python_code,
            "julia_code": self.julia_code,
            "diagnosis": self.diagnosis.to_dict() if self.diagnosis else None,
            "judgement": self.judgement.to_dict() if self.judgement else None,
            "probes": None if self.probes is None else self.probes.to_dict(),
        }


def _worst(counts: Mapping[Verdict, int]) -> Verdict:
    return "differ" if counts["differ"] else "agree" if counts["agree"] else "identical"


@dataclass(frozen=True, eq=False, repr=False)
class AlsoTried(Shown):
    """What came of arguments of a kind that nobody asked for.

    Attributes
    ----------
    label : str
        The kind.
    verdict : {"identical", "agree", "differ"}
        As in `PairReport`.
    cases, differ : int
        How many cases were compared, and how many of them differ.
    first : CaseResult or None
        The smallest of those that differ.
    """

    label: str
    verdict: Verdict
    cases: int
    differ: int = 0
    first: CaseResult | None = None

    @property
    def summary(self) -> str:
        """The kind and what came of it, in one line."""
        return also_summary(self)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-able content."""
        return {
            "label": self.label,
            "verdict": self.verdict,
            "cases": self.cases,
            "differ": self.differ,
            "summary": self.summary,
            "first": self.first.to_dict() if self.first else None,
        }


@dataclass(frozen=True, eq=False, repr=False)
class PairReport(Shown):
    """What checking one pair found.

    Attributes
    ----------
    name, python, julia : str
        The pair, its Python function's dotted name, its Julia side as given.
    verdict : {"identical", "agree", "differ"}
        "identical" if all cases are; "differ" if any does, or an expected difference did not occur.
    cases : int
        Number of cases compared; `identical`, `agree` and `differ` of them were so.
    both_raised : int
        How many cases were an error on both sides; the same one is counted under agree.
    uncompared : int
        In how many further cases no value could be compared, as where one side alone raised.
    ulp_counts : mapping of int to int
        How many cases had which largest distance, over all that have one.
    worst_agreeing : CaseResult or None
        The case with the largest distance among those that agree.
    findings : tuple of Finding
        The kinds of difference, most frequent first.
    stale : tuple of str
        Expected differences that did not occur.
    policy : mapping
        The pair's policy, as `Policy.to_dict` gives it; None if the default applies.
    seed : int
        What the cases were generated from.
    also : tuple of AlsoTried
        What came of further kinds of argument, which do not count in the verdict and the numbers above.
    notes : tuple of str
        What a reader should know, such as kinds of argument that were left out, and differences that do not count.
    seconds : float
        How long it took.
    within : int
        How many cases agree because of an allowance beyond the budget in ULP, which `ulp_counts` leaves out.
    widest : CaseResult or None
        Of these the one whose sides are farthest apart.
    source : tuple of (str, int) or None
        The file that the Python function stands in, and its first line; None where there is none.
    exhaustive : mapping or None
        Where all inputs were to be tried: how many "inputs" there are and how many are "done", "arguments", how many
        one side alone raised on, the "first" that differs, and "ranges" of those that do.
    timed : mapping or None
        Where it went on for a given time: for how many "seconds" and "rounds", the "largest_ulp" distance, and
        "largest_on" which arguments.
    """

    name: str
    python: str
    julia: str
    verdict: Verdict
    cases: int = 0
    identical: int = 0
    agree: int = 0
    differ: int = 0
    both_raised: int = 0
    uncompared: int = 0
    ulp_counts: Mapping[int, int] = field(default_factory=dict)
    worst_agreeing: CaseResult | None = None
    findings: tuple[Finding, ...] = ()
    stale: tuple[str, ...] = ()
    policy: Mapping[str, Any] | None = None
    seed: int = 0
    also: tuple[AlsoTried, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    within: int = 0
    widest: CaseResult | None = None
    source: tuple[str, int] | None = None
    exhaustive: Mapping[str, Any] | None = None
    timed: Mapping[str, Any] | None = None

    @classmethod
    def of(
        cls, pair: Pair | StatefulPair, results: Sequence[CaseResult], stale: Sequence[str] = (), **found: Any
    ) -> Self:
        """Return the report on a pair's results: all that they say when counted, and what else was found."""
        tally = CaseTally.of(pair, results)
        return cls(**counted(pair, tally, stale, (*found.pop("notes", ()), *noted(tally))), **found)

    def __bool__(self) -> bool:
        """Whether the two sides agree."""
        return self.verdict != "differ"

    @property
    def compared(self) -> int:
        """In how many cases values were compared."""
        return self.cases - self.both_raised - self.uncompared

    @property
    def max_ulp(self) -> int | None:
        """The largest distance over all cases that have one, agreeing or not; None if none has."""
        return max(self.ulp_counts, default=None)

    @property
    def summary(self) -> str:
        """The finding in one line."""
        return pair_summary(self)

    def __str__(self) -> str:
        return f"{self.name}: {self.summary}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able content."""
        return {
            "name": self.name,
            "python": self.python,
            "julia": self.julia,
            "verdict": self.verdict,
            "summary": self.summary,
            "cases": self.cases,
            "identical": self.identical,
            "agree": self.agree,
            "differ": self.differ,
            "compared": self.compared,
            "both_raised": self.both_raised,
            "max_ulp": self.max_ulp,
            "ulp_counts": {str(ulp): count for ulp, count in sorted(self.ulp_counts.items())},
            "worst_agreeing": self.worst_agreeing.to_dict() if self.worst_agreeing else None,
            "findings": [finding.to_dict() for finding in self.findings],
            "stale": list(self.stale),
            "policy": dict(self.policy) if self.policy is not None else None,
            "seed": self.seed,
            "also": [other.to_dict() for other in self.also],
            "notes": list(self.notes),
            "seconds": round(self.seconds, 3),
            "within": self.within,
            "widest": self.widest.to_dict() if self.widest else None,
            "source": {"file": self.source[0], "line": self.source[1]} if self.source else None,
            **({"exhaustive": dict(self.exhaustive)} if self.exhaustive is not None else {}),
            **({"timed": dict(self.timed)} if self.timed is not None else {}),
        }


def counted(pair: Pair | StatefulPair, tally: CaseTally, stale: Sequence[str], notes: Sequence[str]) -> dict[str, Any]:
    """Return what a report has of a pair, and of its cases where they are counted, with further notes."""
    counts = tally.counted(lambda fact: [fact.verdict])
    return {
        "name": pair.name,
        "python": pair.python_name,
        "julia": str(pair.julia),
        "verdict": "differ" if stale else _worst(counts),
        "cases": tally.cases,
        "identical": counts["identical"],
        "agree": counts["agree"],
        "differ": counts["differ"],
        "both_raised": tally.count(lambda fact: fact.both_raised),
        "uncompared": tally.count(lambda fact: not fact.compared and not fact.both_raised),
        "ulp_counts": tally.counted(lambda fact: [] if fact.ulp is None else [fact.ulp]),
        "worst_agreeing": tally.worst_agreeing,
        "stale": tuple(stale),
        "policy": pair.policy.to_dict() if pair.policy else None,
        "within": tally.count(lambda fact: fact.width is not None),
        "widest": tally.widest,
        "notes": tuple(notes),
        "source": place_of(pair.python),
    }


def also_tried(label: str, tally: CaseTally) -> AlsoTried:
    """Return what the results of a kind of argument say."""
    counts = tally.counted(lambda fact: [fact.verdict])
    return AlsoTried(label, _worst(counts), tally.cases, counts["differ"], tally.smallest())


def noted(tally: CaseTally) -> list[str]:
    """Return the differences that do not count, each with the number of cases that have it."""
    counts = tally.counted(lambda fact: fact.notes)
    return [uncounted_note(text, n) for text, n in counts.most_common(_NOTES)]


@dataclass(frozen=True, eq=False, repr=False)
class Report(Shown):
    """What checking several pairs found.

    Attributes
    ----------
    pairs : tuple of PairReport
        One per pair, in the order in which they were checked.
    engine : mapping
        What the Julia side ran on: "engine", "julia_version", "executable", "blas", "threads".
    versions : mapping
        Versions of Python, NumPy and pyjuliann, and the platform.
    """

    pairs: tuple[PairReport, ...] = ()
    engine: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all pairs."""
        found = {pair.verdict for pair in self.pairs}
        return "differ" if "differ" in found else "agree" if "agree" in found else "identical"

    def __bool__(self) -> bool:
        """Whether all pairs agree."""
        return self.verdict != "differ"

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs have which verdict."""
        found = collections.Counter(pair.verdict for pair in self.pairs)
        return {verdict: found[verdict] for verdict in ("identical", "agree", "differ")}

    @property
    def summary(self) -> str:
        """All pairs in one line."""
        return counts_line(len(self.pairs), self.counts)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able content."""
        return {
            "verdict": self.verdict,
            "summary": self.summary,
            "counts": self.counts,
            "engine": dict(self.engine),
            "versions": dict(self.versions),
            "pairs": [pair.to_dict() for pair in self.pairs],
        }
