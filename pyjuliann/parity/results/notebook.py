"""Results in a Jupyter notebook: a whole report, or a card for one finding of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyjuliann.language import Words, chosen_language, translated
from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.comparing.comparison import Comparison
from pyjuliann.parity.judging.judgement import Judgement
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.results.content import content, worst_elements
from pyjuliann.parity.results.html import card, causes, codes, elements, facts, fragment, labelled, patch, probes, sides
from pyjuliann.parity.results.reports import Finding, PairReport, Report
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.probed import ProbeReport
from pyjuliann.wording import comparison_lines, judgement_lines, option_lines, words_of


def notebook_html(result: Any) -> str:
    """Return what a notebook shows for a result, in the environment's language: all of it, nothing to click."""
    words = words_of(chosen_language())
    if isinstance(result, Report):
        return fragment(content(result), words)
    if isinstance(result, PairReport):
        return fragment(content(Report((result,))), words)
    verdict = getattr(result, "verdict", "differ" if isinstance(result, Finding) else "")
    return card(translated(result.summary, words), verdict, _parts(result, words))


def _parts(result: Any, words: Words) -> Iterator[str]:
    if isinstance(result, Comparison):
        yield from _comparison(result, words)
    elif isinstance(result, CaseResult):
        yield from _case(result, words)
    elif isinstance(result, Finding):
        yield from _case(result.case, words)
        yield from _probes(result.probes, words)
        yield from _diagnosis(result.diagnosis, words)
        yield codes(result.python_code, result.julia_code, words)
    elif isinstance(result, Diagnosis):
        yield from _diagnosis(result, words)
    elif isinstance(result, Judgement):
        yield facts(judgement_lines(result), words)
    elif isinstance(result, ProbeReport):
        yield from _probes(result, words)
    elif isinstance(result, Pair):
        yield facts(option_lines(result), words)


def _comparison(found: Comparison, words: Words) -> Iterator[str]:
    yield facts(comparison_lines(found), words)
    places = [place for place in (found.worst, found.first) if place is not None]
    yield from elements([place.to_dict() for place in dict.fromkeys(places)], words)


def _case(result: CaseResult, words: Words) -> Iterator[str]:
    yield labelled(sides(result.to_dict(), words))
    yield from elements(worst_elements(result), words)


def _probes(report: ProbeReport | None, words: Words) -> Iterator[str]:
    if report is not None:
        yield labelled(probes(report.to_dict(), words))


def _diagnosis(diagnosis: Diagnosis | None, words: Words) -> Iterator[str]:
    if diagnosis is not None:
        yield labelled(causes(diagnosis.to_dict(), words))
        yield from patch(diagnosis.to_dict(), words)
