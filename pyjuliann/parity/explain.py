"""A closer look at a difference that was found: its cause, the repair, who is right, and code to see it again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from pyjuliann.language import phrase
from pyjuliann.parity.causes.diagnose import diagnose_probe, diagnose_results, with_search
from pyjuliann.parity.causes.repair import default_seconds, search_repair
from pyjuliann.parity.judging.judgement import judge_case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.results.reports import Finding
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.listen import listen
from pyjuliann.parity.running.probed import ASPECT
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.snippets import julia_code, python_code
from pyjuliann.wording import failed_note

FINDINGS: Final = 3
"""So many kinds of difference of a pair are looked at."""


@dataclass(eq=False)
class Explainer:
    """Looks closer at what differs between the sides of one pair.

    Attributes
    ----------
    judge, diagnose : bool
        Whether to find out who is closer to the truth, and what the cause is.
    repair : float or None
        Seconds for the search for a repair, of all differences together; `default_seconds` if None.
    say : callable
        Called with a few words on what is being done.
    notes : list of str
        Where it is noted which look failed.
    """

    session: Session
    pair: Pair
    judge: bool = False
    diagnose: bool = True
    repair: float | None = None
    say: Callable[[str], object] = silent
    notes: list[str] = field(default_factory=list)

    def finding(
        self, result: CaseResult, telling: Sequence[CaseResult], count: int, label: str, shrunk: bool
    ) -> Finding:
        """Return what there is to tell of a kind of difference.

        Parameters
        ----------
        result : CaseResult
            The counterexample.
        telling : sequence of CaseResult
            All results that say whether the two agree.
        count : int
            How many of them differ so.
        label : str
            Where the arguments came from.
        shrunk : bool
            Whether the counterexample has been made small.
        """
        judged = diagnosis = probed = None
        if self.judge and result.aspect == "value":
            self.say(phrase("computing the exact result"))
            given = (self.session, self.pair, result.case, result.python, result.julia)
            judged = self.attempt(phrase("judging"), judge_case, *given)
        if self.diagnose and not any(r.julia.died for r in telling if r.signature == result.signature):
            self.say(phrase("{} differs, looking for the cause", phrase(result.aspect)))
            tried = [result, *telling]
            look = diagnose_results
            diagnosis = self.attempt(
                phrase("looking for its cause"), look, self.session, self.pair, tried, result.aspect
            )
            probed = self.attempt(phrase("listening to its probes"), listen, self.session, self.pair, result.case)
            if probed is not None and probed.parts == "value" and not diagnosis:
                at = partial(diagnose_probe, self.session, self.pair, probed.place)
                diagnosis = self.attempt(phrase("looking for the cause at its probe"), at, tried) or diagnosis
        return Finding(
            aspect=result.aspect,
            count=count,
            label=label,
            case=result,
            shrunk=shrunk,
            python_code=self.attempt(phrase("writing it in Python"), python_code, self.pair, result.case) or "",
            julia_code=self.attempt(phrase("writing it in Julia"), julia_code, self.pair, result.case) or "",
            diagnosis=diagnosis,
            judgement=judged,
            probes=probed,
        )

    def with_repairs(self, found: Iterable[tuple[Finding, Sequence[CaseResult]]]) -> Iterator[Finding]:
        """Yield findings, each given with its results, with what a search for a repair came to."""
        left = default_seconds.get() if self.repair is None else self.repair
        for finding, telling in found:
            if finding.diagnosis is None or finding.aspect == ASPECT or not left > 0:  # results agree there
                yield finding
                continue
            self.say(phrase("looking for the change of code that makes both agree"))
            start = time.monotonic()
            look = partial(search_repair, seconds=left, probes=finding.probes, say=self.say)
            search = self.attempt(
                phrase("looking for a repair"), look, self.session, self.pair, telling, finding.aspect
            )
            left -= time.monotonic() - start
            yield finding if search is None else replace(finding, diagnosis=with_search(finding.diagnosis, search))

    def attempt(self, doing: str, look: Callable[..., Any], *arguments: Any) -> Any:
        """Return what `attempted` does, with a note among those of the pair."""
        return attempted(self.notes, doing, look, *arguments)


def attempted(notes: list[str], doing: str, look: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a closer look at a difference gives; None, and a note, where it fails: the difference stands."""
    try:
        return look(*arguments)
    except Exception as error:  # noqa: BLE001 - what is looked at is the user's, and may raise anything
        notes.append(failed_note(doing, error))
    return None
