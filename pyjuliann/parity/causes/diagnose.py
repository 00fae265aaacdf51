"""Why a pair differs: known causes are tried, and one is named only if it explains every case tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyjuliann.parity.causes.cause import Cause
from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.causes.evidence import Evidence, chosen
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.causes.variations import variations
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session, session_for

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


def diagnose(pair: Pair, *arguments: Any, engine: Engine | Session | None = None, **keywords: Any) -> Diagnosis:
    """Name the likely cause of a difference.

    The pair runs on the arguments and on variations of them: other numbers of the same kind, other sizes.

    Parameters
    ----------
    pair : Pair
        The two functions.
    *arguments, **keywords
        Arguments on which they differ.
    engine : Engine, optional
        A live engine; by default one is started for this call.

    Returns
    -------
    Diagnosis
        The cause, with remedies in both languages; "unknown" where none explains all cases.

    Raises
    ------
    PairError
        If the Julia side of the pair cannot be loaded, or an argument cannot go to Julia.
    """
    first = Case(arguments, keywords)
    cases = [first, *variations(first)]
    with session_for(engine) as session:
        session.prepare(pair)
        results = run_pair(session, pair, cases)
        aspect = results[0].aspect or next(iter(Counter(r.aspect for r in results if r.aspect)), "")
        if not aspect:
            return Diagnosis(cause="", title="nothing to explain", cases=len(results))
        return diagnose_results(session, pair, results, aspect)


def diagnose_results(session: Session, pair: Pair, results: Sequence[CaseResult], aspect: str) -> Diagnosis:
    """Name the likely cause of a difference that was met on some of these cases."""
    evidence = Evidence(pair, chosen(results, aspect), aspect, session)
    found: list[tuple[Cause, str]] = []
    for cause in CAUSES:
        if aspect in cause.aspects and (detail := cause.fits(evidence)) is not None:
            found.append((cause, detail))
            if len(found) == 2:
                break
    tried = len(evidence.results)
    if not found:
        return Diagnosis(cases=tried)
    cause, detail = found[0]
    return Diagnosis(
        cause=cause.name,
        title=cause.title,
        trap=cause.trap,
        detail=detail,
        python_remedy=cause.python,
        julia_remedy=cause.julia,
        cases=tried,
        also=tuple(other.name for other, _ in found[1:]),
    )
