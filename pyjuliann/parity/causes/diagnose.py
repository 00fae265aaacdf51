"""Why a pair differs: known causes are tried, and one is named only if it explains every case tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pyjuliann.language import as_phrase, joined, phrase
from pyjuliann.parity.causes.cause import Cause
from pyjuliann.parity.causes.diagnosis import Diagnosis, Search
from pyjuliann.parity.causes.evidence import MOST, REFUSALS, RESULTS, Evidence, NoAnswerError, chosen
from pyjuliann.parity.causes.repair import MISTAKES, default_seconds, search_repair
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.causes.variations import variations
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.listen import at_probe
from pyjuliann.parity.running.probed import ProbePlace
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session, session_for
from pyjuliann.wording import at_probe_text

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine
    from pyjuliann.settings import JuliaSettings


def diagnose(
    pair: Pair,
    *arguments: Any,
    engine: Engine | Session | JuliaSettings | None = None,
    repair: float | None = None,
    **keywords: Any,
) -> Diagnosis:
    """Name the likely cause of a difference.

    The pair runs on the arguments and on variations of them: other numbers of the same kind, other sizes.

    Parameters
    ----------
    pair : Pair
        The two functions.
    *arguments, **keywords
        Arguments on which they differ.
    engine : Engine or JuliaSettings, optional
        A live engine, or how one is started for this call.
    repair : float, optional
        Seconds for the search for a repair in the source of both sides; 0 to leave it, 10 by default.

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
            return Diagnosis(cause="", title=phrase("nothing to explain"), cases=len(results))
        found = diagnose_results(session, pair, results, aspect)
        seconds = default_seconds.get() if repair is None else repair
        if not seconds > 0:
            return found
        return with_search(found, search_repair(session, pair, results, aspect, seconds=seconds))


def diagnose_results(session: Session, pair: Pair, results: Sequence[CaseResult], aspect: str) -> Diagnosis:
    """Name the likely cause of a difference that was met on some of these cases."""
    evidence = Evidence(pair, chosen(results, aspect), aspect, session)
    with np.errstate(all="ignore"):  # what is tried may overflow, or be no number
        found = _fitting(evidence) or _fitting_parts(evidence)
    tried = len(evidence.results)
    if not found:
        return Diagnosis(cases=tried)
    cause, detail = found[0]
    return Diagnosis(
        cause=cause.name,
        title=phrase(cause.title),
        trap=cause.trap,
        detail=detail,
        python_remedy=cause.python,
        julia_remedy=cause.julia,
        cases=tried,
        also=tuple(other.name for other, _ in found[1:]),
    )


def diagnose_probe(session: Session, pair: Pair, place: ProbePlace, results: Sequence[CaseResult]) -> Diagnosis:
    """Name the likely cause of what parts at a probe; the first of the results is where it does."""
    given = at_probe(pair, place.name, place.call)
    again = run_pair(session, given, [result.case for result in results[:MOST]])
    found = diagnose_results(session, given, again, again[0].aspect) if again[0].aspect else Diagnosis()
    return replace(found, detail=at_probe_text(place.to_dict(), found.detail)) if found else found


def _fitting(evidence: Evidence) -> list[tuple[Cause, str]]:
    """Return the first two causes that fit, with their details."""
    form = evidence.aspect in RESULTS and evidence.only_form_differs
    found: list[tuple[Cause, str]] = []
    for cause in CAUSES:
        if evidence.aspect not in cause.aspects or (form and not cause.of_form):
            continue
        try:
            detail = cause.fits(evidence)
        except (NoAnswerError, *REFUSALS):
            continue  # what it looks for makes no sense for such values
        if detail is not None:
            found.append((cause, as_phrase(detail)))
            if len(found) == 2:
                break
    return found


def _fitting_parts(evidence: Evidence) -> list[tuple[Cause, str]]:
    """Return the causes of the parts of a tuple, list or dict, at any depth, if every part that differs has one."""
    if evidence.aspect not in RESULTS:
        return []
    found: dict[str, tuple[Cause, list[str]]] = {}
    others: list[str] = []
    for part in evidence.parts():
        if not part.differing:
            continue
        if fitting := _fitting(part):
            cause, detail = fitting[0]
            said: str = joined(": ", (part.place, detail))
        elif fitting := _fitting_parts(part):
            cause, said = fitting[0]
        else:
            return []
        if found and cause.name not in found:
            others.append(phrase("{}: {}", part.place, phrase(cause.title)))
        found.setdefault(cause.name, (cause, []))[1].append(said)
    told = [(cause, joined("; ", details)) for cause, details in found.values()]
    return [(told[0][0], joined("; ", (told[0][1], *others))), *told[1:]] if told else []


def with_search(diagnosis: Diagnosis, search: Search) -> Diagnosis:
    """Return a diagnosis with a search's repairs; the simplest of one cause names it where nothing else did."""
    of_one_cause = [repair for repair in search.repairs if len({edit.cause for edit in repair.edits}) == 1]
    if diagnosis or not of_one_cause:
        return replace(diagnosis, search=search)
    best = of_one_cause[0]
    edit = best.edits[0]
    known = {cause.name: (cause.title, cause.trap, cause.julia) for cause in CAUSES}
    title, trap, julia = known.get(edit.cause) or (*MISTAKES[edit.cause], "")
    return replace(
        diagnosis,
        cause=edit.cause,
        title=phrase(title),
        trap=trap,
        python_remedy=edit.after if best.side == "python" else "",
        julia_remedy=edit.after if best.side == "julia" else julia,
        search=search,
    )
