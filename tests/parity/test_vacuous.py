"""No pass where little or nothing was compared, and what was not is told in every view."""

from __future__ import annotations

import json

import hypothesis.strategies as st
import numpy as np
import pytest

from pyjuliann import PairError, check
from pyjuliann.commands.check import as_asked
from pyjuliann.parity.pairing.pair import Expectation, pair
from pyjuliann.parity.results import html, junit
from pyjuliann.parity.results.content import content
from pyjuliann.parity.results.reports import Report
from pyjuliann.parity.results.terminal import print_report
from pyjuliann.wording import pair_notes, pair_text

OPTIONS = {"seed": 1, "keep": False, "cases": 40}
UNIT = {"domain": {"x": (1, 5)}}


def run(python, julia, engine, **options):
    return check(pair(python, julia, **options), engine=engine, **OPTIONS)


@pytest.mark.parametrize(
    ("python", "expect"),
    [
        (lambda x: x[None, :].copy(), "shape"),
        (lambda x: x.tolist(), "container"),
        (lambda x: (x[None, :].copy(), 1), "shape"),
        (lambda x: {"a": x.tolist()}, "container"),
    ],
)
def test_an_expected_form_does_not_hide_values(python, expect, engine):
    wrap = {"tuple": "({}, 1)", "dict": 'Dict("a" => {})'}.get(type(python(np.ones(2))).__name__, "{}")
    annotated = {"strategies": st.tuples(st.lists(st.floats(1, 5), min_size=1, max_size=6).map(np.array))}
    right = run(python, f"x -> {wrap.format('copy(x)')}", engine, expect=expect, **annotated)
    assert right.verdict == "agree"
    assert right.compared == right.cases
    assert right.notes == ()
    wrong = run(python, f"x -> {wrap.format('x .+ 1000')}", engine, expect=expect, **annotated)
    assert (wrong.verdict, wrong.differ) == ("differ", wrong.cases)
    assert [finding.aspect for finding in wrong.findings] == ["value"]
    assert wrong.findings[0].case.summary.startswith("differ: value")


def test_what_an_expected_form_leaves_uncompared_is_told(engine):
    turned = {"strategies": st.tuples(st.integers(2, 5).map(lambda n: np.ones((n, n + 1))))}
    report = run(lambda a: a, "a -> collect(a')", engine, expect="shape", **turned)
    assert report.compared == 0
    n = report.cases
    assert any(f"shape left values of {n} of {n} cases uncompared: shape: (" in note for note in report.notes)
    assert f"values were compared in none of {n} cases" in pair_notes(report.to_dict())
    assert "none compared values" in report.summary


def test_an_expectation_with_a_condition_hides_nothing_elsewhere(engine):
    known = Expectation("shape", when=lambda x: x.size > 3)
    vectors = {"strategies": st.tuples(st.integers(1, 6).map(np.ones))}
    report = run(lambda x: x[None, :].copy(), "x -> copy(x)", engine, expect=known, **vectors)
    assert report.verdict == "differ"
    assert {result.aspect for result in (finding.case for finding in report.findings)} == {"shape"}


def root(x):
    """Raise for most of what it is given."""
    if x < 4:
        raise ValueError("too small")
    return np.sqrt(x)


ROOT = 'x -> x < 4 ? throw(ArgumentError("too small")) : sqrt(x)'
MOSTLY_BAD = {"strategies": st.tuples(st.sampled_from([-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0]))}
HALF_BAD = {"strategies": st.tuples(st.integers(0, 7).map(float))}


def test_more_errors_than_values_is_no_pass(engine):
    with pytest.raises(PairError, match=r"too little was compared: on \d+ of \d+ cases both sides raised an error"):
        run(root, ROOT, engine, **MOSTLY_BAD)
    with pytest.raises(PairError, match=r"nothing was compared: on each of \d+ cases .* allow_errors=True"):
        run(root, ROOT, engine, strategies=st.tuples(st.floats(-2, -1)))


def test_errors_that_are_allowed_are_told(engine):
    report = run(root, ROOT, engine, allow_errors=True, **MOSTLY_BAD)
    assert report
    assert 0 < report.compared < report.both_raised
    assert report.compared + report.both_raised == report.cases


def test_a_difference_is_told_however_little_was_compared(engine):
    report = run(root, ROOT.replace("sqrt(x)", "sqrt(x) + 1"), engine, **MOSTLY_BAD)
    assert report.verdict == "differ"
    assert f"{report.both_raised} raised on both sides" in report.summary


def test_errors_on_one_side_are_no_compared_values(engine):
    report = run(root, "sqrt", engine, strategies=st.tuples(st.sampled_from([1.0, 4.0, 9.0])))
    assert report.verdict == "differ"
    assert report.both_raised == 0
    assert report.compared < report.cases


def test_every_view_says_how_many_were_compared(engine):
    from io import StringIO

    from rich.console import Console

    report = run(root, ROOT, engine, **HALF_BAD)
    assert 0 < report.both_raised <= report.cases / 2
    count = f"{report.compared} compared values, {report.both_raised} raised on both sides"
    note = (
        f"values were compared in {report.compared} of {report.cases} cases; {report.both_raised} raised on both sides"
    )
    assert count in report.summary
    facts = content(Report((report,)))
    told = json.loads(json.dumps(facts["pairs"][0]))
    assert (told["compared"], told["both_raised"]) == (report.compared, report.both_raised)
    console = Console(file=StringIO(), width=300)
    print_report(console, facts)
    for view in (console.file.getvalue(), html.render(facts), junit.render(facts), pair_text(told)):
        assert note in view


def test_lines_that_no_case_ran_are_named(engine):
    report = run(root, ROOT, engine, strategies=st.tuples(st.floats(5, 9)))
    line = root.__code__.co_firstlineno + 3
    assert [f"line {line} of" in note for note in report.notes] == [True]
    assert not any("ran line" in note for note in run(root, ROOT, engine, **HALF_BAD).notes)


def test_the_command_allows_errors():
    from argparse import Namespace

    nothing = {"ulp": None, "rtol": None, "atol": None, "scale": None}
    (allowed,) = as_asked([pair(np.sin, "sin")], Namespace(**nothing, allow_errors=True))
    assert allowed.allow_errors
    (same,) = as_asked([pair(np.sin, "sin", allow_errors=True)], Namespace(**nothing | {"ulp": 3}, allow_errors=False))
    assert (same.allow_errors, same.policy.ulp) == (True, 3)
