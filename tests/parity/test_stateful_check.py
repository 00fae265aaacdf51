"""Checking a class against a struct: generated sequences, what is told of a difference, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from smoothers import JULIA, Queue, Smoother, Tally

from pyjuliann import ArgumentsError, PairError, PairReport, Parity, check, stateful
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.values.exact import document
from pyjuliann.parity.results import html, junit, markdown
from pyjuliann.parity.results.content import content
from pyjuliann.parity.results.reports import Report

UNIT = {"gain": (0, 1), "x": (-9, 30)}


@pytest.fixture(scope="session")
def smoothers(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("smoothers") / "smoothers.jl"
    path.write_text(JULIA, encoding="utf-8")
    return str(path)


Found = Callable[..., PairReport]


@pytest.fixture
def found(engine: Engine, smoothers: str) -> Found:
    """Check a class against its struct."""

    def found(kind: type, *, cases: int = 10, seed: int = 1, **options: Any) -> PairReport:
        options = {"domain": UNIT, "calls": 6, **options}
        return check(stateful(kind, f"{smoothers}::{kind.__name__}", **options), engine=engine, cases=cases, seed=seed)

    return found


def told(report: PairReport) -> dict[str, Any]:
    return {**report.to_dict(), "seconds": 0}


def test_methods_of_the_same_name_belong_together(found: Found) -> None:
    report = found(Smoother)
    assert (report.verdict, report.cases, report.findings) == ("identical", 10, ())
    assert report.name.startswith("smoothers.Smoother ~ ")
    called = {step["method"] for step in found(Smoother, step="step_off!").findings[0].case.to_dict()["calls"]}
    assert called == {"__init__", "step"}


def test_a_difference_is_told_with_the_smallest_sequence(found: Found) -> None:
    report = found(Smoother, step="step_large!", mean="mean", reset="reset!")
    assert (report.verdict, len(report.findings)) == ("differ", 1)
    (finding,) = report.findings
    assert finding.shrunk
    first, second, third = finding.python_code.splitlines()
    assert first == "from smoothers import Smoother"
    assert second.startswith("smoother = Smoother(")
    assert third.startswith("smoother.step(")
    assert 8 < finding.case.case.arguments[0] < 20, "half of it would not do"
    assert finding.julia_code.splitlines()[1:] == [second, third.replace("smoother.step(", "step_large!(smoother, ")]
    assert "include(" in finding.julia_code.splitlines()[0]
    assert told(found(Smoother, step="step_large!", mean="mean", reset="reset!")) == told(report), (
        "one seed, one report"
    )


def test_fields_are_shown_by_the_names_of_either_side(found: Found) -> None:
    report = found(Smoother, reset="s -> (s.level = 1.0; nothing)")
    (finding,) = report.findings
    assert finding.aspect == "changed"
    assert finding.python_code.splitlines()[-2:] == ["smoother.reset()", "smoother._level"]
    assert finding.julia_code.splitlines()[-1] == "smoother.level"


def test_all_views_tell_it(found: Found) -> None:
    report = Report((found(Smoother, step="step_large!"),))
    facts = content(report)
    sentence = "step 1 of 1"
    for view in (document("check", facts), html.render(facts), junit.render(facts), markdown.render(facts)):
        assert sentence in view
    assert sentence in report._repr_html_()
    case = json.loads(document("check", facts))["pairs"][0]["findings"][0]["case"]
    assert (case["parted"], [call["method"] for call in case["calls"]]) == (1, ["__init__", "step"])
    assert sentence in report.pairs[0].findings[0].case._repr_html_()


def test_the_fixture_takes_it(engine: Engine, smoothers: str) -> None:
    kept = []

    class OfAClass:
        label, options = "a test", {"ulp": 0}

        def keep(self, content: Any) -> None:
            kept.append(content["pair"]["verdict"])

        def hear(self, wanted: bool = True) -> None:
            pass

    parity = Parity(engine, OfAClass())
    given = stateful(Smoother, f"{smoothers}::Smoother", domain=UNIT, calls=4, step="step!")
    assert parity.check(given, cases=5, seed=1).verdict == "identical"
    with pytest.raises(AssertionError, match=r"step \d+ of \d+.*step_large!"):
        parity.check(given.replace(calls=6), cases=1, seed=1) and parity.check(
            stateful(Smoother, f"{smoothers}::Smoother", domain=UNIT, step="step_large!"), cases=10, seed=1
        )
    assert kept == ["identical", "identical", "differ"]
    with pytest.raises(PairError, match="arguments are generated, got"):
        parity.check(given, "step!")


def test_what_may_be_called_when_and_with_what_was_returned(found: Found) -> None:
    options = {"take": "take!", "serve": "serve!", "leave": "leave!"}
    conditions: dict[str, Any] = {"strategies": {"__init__": st.just(())}}
    conditions |= {"when": {"serve": lambda queue: bool(queue.waiting)}, "reuse": {"ticket": "take"}}
    report = found(Queue, methods=options, **conditions)
    assert (report.verdict, report.both_raised) == ("identical", 0)
    wrong = found(Queue, methods={**options, "leave": "(q, t) -> (t == 2 || leave!(q, t); nothing)"}, **conditions)
    assert wrong.verdict == "differ"
    assert "queue.leave(2)" in wrong.findings[0].python_code, "a ticket that was drawn"


def test_arguments_without_annotations_are_those_that_both_sides_take(found: Found) -> None:
    report = found(Tally)
    assert report.verdict in ("identical", "agree")
    assert found(Tally, add="(t, value) -> add!(t, 2value)").verdict == "differ"
    with pytest.raises(ArgumentsError, match="method add has no annotations, and none of the arguments tried is taken"):
        found(Tally, add="only_words!")


def test_what_cannot_be_compared_is_refused(found: Found, engine: Engine) -> None:
    with pytest.raises(PairError, match=r"nothing was compared: .* calls raised on both sides"):
        found(Smoother, step="step!", domain={"gain": (2, 3)})
    with pytest.raises(PairError, match="there is no stop!; closest: step!"):
        found(Smoother, step="stop!")
    with pytest.raises(PairError, match="no method has the name of a function of the struct: Python has take, serve"):
        check(stateful(Queue, "Base.Nothing"), engine=engine)
    with pytest.raises(PairError, match="strategies: those of a class's methods are given to stateful"):
        check(stateful(Smoother, "S"), strategies={}, engine=engine)
