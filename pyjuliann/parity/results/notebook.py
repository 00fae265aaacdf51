"""Results in a Jupyter notebook: a whole report, or a card for one finding of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.comparing.comparison import Comparison
from pyjuliann.parity.judging.judgement import Judgement
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.results.content import content, worst_elements
from pyjuliann.parity.results.html import card, causes, codes, elements, facts, fragment, labelled, patch, probes, sides
from pyjuliann.parity.results.reports import Finding, PairReport, Report
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.probed import ProbeReport
from pyjuliann.wording import comparison_lines, judgement_lines, option_lines


def notebook_html(result: Any) -> str:
    """Return what a notebook shows for a result: all of it, without anything to click."""
    if isinstance(result, Report):
        return fragment(content(result))
    if isinstance(result, PairReport):
        return fragment(content(Report((result,))))
    verdict = getattr(result, "verdict", "differ" if isinstance(result, Finding) else "")
    return card(result.summary, verdict, _parts(result))


def _parts(result: Any) -> Iterator[str]:
    if isinstance(result, Comparison):
        yield from _comparison(result)
    elif isinstance(result, CaseResult):
        yield from _case(result)
    elif isinstance(result, Finding):
        yield from _case(result.case)
        yield from _probes(result.probes)
        yield from _diagnosis(result.diagnosis)
        yield codes(result.python_code, result.julia_code)
    elif isinstance(result, Diagnosis):
        yield from _diagnosis(result)
    elif isinstance(result, Judgement):
        yield facts(judgement_lines(result))
    elif isinstance(result, ProbeReport):
        yield from _probes(result)
    elif isinstance(result, Pair):
        yield facts(option_lines(result))


def _comparison(found: Comparison) -> Iterator[str]:
    yield facts(comparison_lines(found))
    places = [place for place in (found.worst, found.first) if place is not None]
    yield from elements([place.to_dict() for place in dict.fromkeys(places)])


def _case(result: CaseResult) -> Iterator[str]:
    yield labelled(sides(result.to_dict()))
    yield from elements(worst_elements(result))


def _probes(report: ProbeReport | None) -> Iterator[str]:
    if report is not None:
        yield labelled(probes(report.to_dict()))


def _diagnosis(diagnosis: Diagnosis | None) -> Iterator[str]:
    if diagnosis is not None:
        yield labelled(causes(diagnosis.to_dict()))
        yield from patch(diagnosis.to_dict())
