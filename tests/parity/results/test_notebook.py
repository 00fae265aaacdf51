"""Results at the prompt and in a notebook: a short repr, and HTML that neither takes nor gives styles."""

from __future__ import annotations

import re

import numpy as np
import pytest
from reporting import DIFFERENT, EQUAL, EVIL, finding_of, report_of, result_of
from test_report_html import Page

from pyjuliann import compare, pair
from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.judging.judgement import Judgement
from pyjuliann.settings import RECORDS

FINDING = DIFFERENT.findings[0]
SHOWN = {
    "Report": (report_of(EQUAL, DIFFERENT), "2 pairs: 1 identical, 1 differ"),
    "PairReport": (DIFFERENT, "numpy.std ~ Statistics.std"),
    "Finding": (FINDING, "value, 3 cases"),
    "CaseResult": (FINDING.case, "0.7071067811865476 in Julia"),
    "Comparison": (compare(np.array([1.0, 2.0]), np.array([1.0, 2.5])), "2.5 in Julia"),
    "Diagnosis": (FINDING.diagnosis, "divided by n - 1"),
    "Judgement": (FINDING.judgement, "Julia is closer"),
    "Pair": (pair(np.std, "Statistics.std", ulp=2, reason="sums", using="Statistics"), "numpy.std ~ Statistics.std"),
}
EACH = pytest.mark.parametrize("name", SHOWN)


@EACH
def test_a_repr_is_one_short_line(name):
    shown, words = SHOWN[name]
    assert re.fullmatch(rf"<{name}:? .*>", repr(shown))
    assert words in repr(shown)
    assert len(repr(shown)) < 200


@EACH
def test_a_notebook_gets_html_that_says_the_same(name):
    shown, words = SHOWN[name]
    page = Page(shown._repr_html_())
    assert (page.misnested, page.open) == ([], [])
    assert words.partition(",")[0] in page.text
    assert not page.values("id")
    assert "script" not in page.tags


def test_a_repr_of_large_arrays_is_short_too():
    python = np.zeros(100_000)
    assert len(repr(result_of(python, python + 1))) < 300


def test_what_a_user_wrote_is_escaped():
    for shown in (
        finding_of(result_of("a", EVIL), python_code=EVIL),
        Diagnosis(cause="x", title=EVIL, python_remedy=EVIL),
        Judgement(reason=EVIL),
        pair(np.std, "x -> x", using="Statistics", reason=EVIL, ulp=1),
    ):
        page = Page(shown._repr_html_())
        assert "script" not in page.tags
        assert "<script>alert" in page.text


def rules(style):
    """Yield the selectors and declarations of every rule, those in media queries too."""
    inside = re.fullmatch(r"@layer pyjuliann \{(.*)\}", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL), re.DOTALL)[1]
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", inside):
        yield [one.strip() for one in re.split(r",(?![^()]*\))", selectors)], body


def test_no_style_gets_out_of_the_result_and_none_of_the_host_gets_in():
    html = DIFFERENT._repr_html_()
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    found = list(rules(style))
    assert len(found) > 40
    for selectors, body in found:
        assert all(re.search(r"(^|[ a-z\]])\.pyjuliann\b", selector) for selector in selectors), selectors
        declarations = [one for one in body.split(";") if one.strip()]
        # important in a layer outdoes whatever the host says outside of layers
        assert all(one.rstrip().endswith("!important") for one in declarations), body
    assert found[0] == ([".pyjuliann", ".pyjuliann *:not(svg, svg *)"], " all: revert !important; ")


def test_the_colours_follow_the_notebook():
    html = DIFFERENT._repr_html_()
    for theme, scheme in (("true", "light"), ("false", "dark")):
        assert re.search(rf'data-jp-theme-light="{theme}"\][^{{}}]*\{{ color-scheme: {scheme} !important', html)


def test_an_engine_shows_what_it_runs_on(engine):
    _ = engine.info
    assert re.fullmatch(rf"<{engine.name} engine, Julia \d+\.\d+\.\d+\S*>", repr(engine))
    page = Page(engine._repr_html_())
    assert engine.info.julia_version in page.text
    assert page.misnested == []


def test_an_engine_that_was_never_asked_says_so_without_asking():
    from pyjuliann.bridge.engines.recorded import RecordedEngine

    with RecordedEngine(RECORDS / "lessons.jsonl") as recorded:
        assert repr(recorded) == "<recorded engine>"
        assert "recorded engine" in recorded._repr_html_()
    assert repr(recorded) == "<recorded engine, closed>"
