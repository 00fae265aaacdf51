"""`check(time=...)`: going on until the time is over, bolder as it goes, in an amount of memory that does not grow."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import json
import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.database import InMemoryExampleDatabase
from in_process import outcome_of, use_engine
from jaxtyping import Float64

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import PairError
from pyjuliann.parity import check as checking
from pyjuliann.parity import timed_check
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.pair import Expectation, pair
from pyjuliann.parity.pairing.stateful import stateful
from pyjuliann.parity.results import html, markdown
from pyjuliann.parity.results.content import content
from pyjuliann.parity.results.reports import Report
from pyjuliann.parity.results.terminal import report_text
from pyjuliann.parity.running.limits import seconds_of
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.timed_check import TimedCheck, in_turns


@pytest.fixture(autouse=True)
def database(monkeypatch):
    """Counterexamples are kept in memory: a test leaves no folder behind."""
    kept = InMemoryExampleDatabase()
    monkeypatch.setattr(checking, "database_in_use", lambda: kept)
    monkeypatch.setattr(timed_check, "database_in_use", lambda: kept)
    return kept


def total(x: Float64[np.ndarray, " n+1"]):
    return np.exp(x).sum()


def half(x: float):
    return x / 2 if x != 37.5 else 0.0


def gone_on(given, engine: Engine, rounds: int, count: int = 100, **options) -> TimedCheck:
    """Return a check that went on for some rounds of so many cases, however long they took."""
    timed = TimedCheck(given, Session(engine), 5, **options)
    timed.prepare()
    for _ in range(rounds):
        timed._count = count
        timed.go_on()
    return timed


class TestGoingOn:
    def test_tells_how_far_the_farthest_are_apart_and_where(self, engine: Engine) -> None:
        report = gone_on(pair(total, "x -> sum(exp.(x))"), engine, 6).report()
        assert report.verdict == "agree"
        assert report.cases > 400
        assert report.timed["rounds"] == 6
        assert report.max_ulp == report.timed["largest_ulp"] > 0
        assert report.timed["largest_on"].startswith("array([")
        assert report.cases == report.identical + report.agree + report.differ

    def test_sizes_grow(self, engine: Engine, monkeypatch) -> None:
        monkeypatch.setattr(timed_check, "_BOLDEST", 4)
        sizes: list[list[int]] = []
        run = timed_check.run_pair

        def noted(session, given, cases):
            sizes.append([case.size for case in cases])
            return run(session, given, cases)

        monkeypatch.setattr(timed_check, "run_pair", noted)
        gone_on(pair(total, "x -> sum(exp.(x))"), engine, 5)
        assert max(sizes[0]) < 60
        assert max(sizes[-1]) > 80
        assert np.mean(sizes[-1]) > 2 * np.mean(sizes[0])

    def test_no_case_comes_twice(self, engine: Engine) -> None:
        timed = gone_on(pair(half, "x -> x / 2", domain={"x": (0, 1)}), engine, 3)
        assert len(timed._known) == timed.seen.counts["identical"]

    def test_what_strategies_give_is_not_changed(self, engine: Engine) -> None:
        given = pair(lambda k: k / 3, "k -> k / 3", strategies={"k": st.integers(0, 10**6)})
        assert gone_on(given, engine, 3, 30).report().cases >= 60

    def test_memory_does_not_grow_with_the_cases(self, engine: Engine) -> None:
        timed = gone_on(pair(half, "x -> x / 2", domain={"x": (0, 9)}), engine, 2, 200)
        timed._known.clear()
        tracemalloc.start()
        try:
            for _ in range(2):
                timed._count = 200
                timed.go_on()
            before, _ = tracemalloc.get_traced_memory()
            cases = timed._done
            for _ in range(8):
                timed._count = 200
                timed.go_on()
            after, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        more = timed._done - cases
        assert more > 1000
        assert (after - before) / more < 300  # of a case its digest is remembered, and no more

    def test_what_is_remembered_is_bounded(self, engine: Engine, monkeypatch) -> None:
        monkeypatch.setattr(timed_check, "_KNOWN", 50)
        timed = gone_on(pair(half, "x -> x / 2"), engine, 3)
        assert len(timed._known) == 50
        assert len(timed.seen.agreeing) <= 64


class TestFindings:
    def test_are_made_small_kept_and_tried_first_the_next_time(self, engine: Engine, database, undiagnosed) -> None:
        given = pair(half, "x -> x / 2")
        timed = gone_on(given, engine, 2)
        report = timed.report()
        assert report.verdict == "differ"
        (finding,) = report.findings
        assert finding.case.case.arguments == (37.5,)
        assert database.data
        again = check(given, engine=engine, cases=1, seed=1)
        assert again.differ == 1

    def test_ctrl_c_tells_what_was_done(self, engine: Engine, monkeypatch) -> None:
        timed = [gone_on(pair(half, "x -> x / 2", domain={"x": (0, 9)}), engine, 1) for _ in range(2)]
        turns = []

        def go_on(self):
            turns.append(self)
            if len(turns) == 3:
                raise KeyboardInterrupt

        monkeypatch.setattr(TimedCheck, "go_on", go_on)
        in_turns(timed, 1000)
        assert turns == [timed[0], timed[1], timed[0]]
        assert [each.report().verdict for each in timed] == ["identical", "identical"]
        assert "stopped by Ctrl-C" in timed[0].report().notes

    def test_a_pair_that_has_not_had_its_turn_is_no_pass(self, engine: Engine, monkeypatch) -> None:
        timed = gone_on(pair(half, "x -> x / 2", domain={"x": (0, 9)}), engine, 0)
        with pytest.raises(PairError, match="nothing was compared: it was stopped before its first case"):
            timed.report()
        in_turns([timed], 1e-9)
        assert timed.report().cases > 0

    def test_an_expected_difference_that_does_not_occur(self, engine: Engine) -> None:
        given = pair(half, "x -> x / 2", domain={"x": (0, 9)}, expect=Expectation("dtype"))
        assert gone_on(given, engine, 1).report().stale

    def test_nothing_compared_is_refused(self, engine: Engine) -> None:
        def never(x: float):
            raise ValueError

        with pytest.raises(PairError, match=r"too little was compared: on [0-9]+ of [0-9]+ cases both sides raised"):
            gone_on(pair(never, 'x -> throw(ArgumentError(""))'), engine, 1).report()


class TestViews:
    @pytest.mark.parametrize("view", ["terminal", "html", "markdown", "json"])
    def test_all_say_how_long_and_how_far(self, engine: Engine, undiagnosed, view) -> None:
        report = gone_on(pair(half, "x -> x / 2"), engine, 2, shrink=False)
        found = content(Report((report.report(),)))
        shown = {
            "terminal": lambda: report_text(found, width=300, color=False),
            "html": lambda: html.render(found),
            "markdown": lambda: markdown.render(found),
            "json": lambda: json.dumps(found, allow_nan=False),
        }[view]()
        assert ("largest_ulp" if view == "json" else "cases in 2 rounds") in shown
        assert "37.5" in shown


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("30m", 1800), ("8h", 28800), ("1h30m", 5400), ("1h5s", 3605), ("0.5m", 30), (" 2s ", 2)],
)
def test_times(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "0s", "m", "-3", "3d", "1m2h", "nan", "inf", "3 m", "1e3", "９s"])
def test_no_times(text: str) -> None:
    assert math.isnan(seconds_of(text))


@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        (pair(half, "x -> x / 2"), {"time": "soon"}, "time: expected a number of seconds above 0, or 30m"),
        (pair(half, "x -> x / 2"), {"time": -1}, "got -1"),
        (pair(half, "x -> x / 2"), {"time": True}, "got True"),
        (pair(half, "x -> x / 2"), {"time": 1, "exhaustive": True}, "give none of exhaustive, probes and strict"),
        (stateful(list, "() -> []", append="push!"), {"time": 1}, "time: for functions only"),
    ],
)  # fmt: skip
def test_bad_input(engine: Engine, given, options, message) -> None:
    with pytest.raises(PairError, match=message):
        check(given, engine=engine, **options)


class TestCommand:
    @pytest.fixture
    def run(self, engine, monkeypatch, capsys, tmp_path):
        use_engine(monkeypatch, engine, "check")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "going_on.py").write_text(
            "def half(x: float):\n    return x / 2\n\ndef twice(x: float):\n    return 2 * x\n"
        )
        (tmp_path / "going_on.jl").write_text("half(x) = x / 2\ntwice(x) = 2x\n")
        return lambda *words: outcome_of(capsys, "check", "going_on.py", "going_on.jl", *words)

    def test_pairs_share_the_time(self, run) -> None:
        code, out, _ = run("--time", "0.3s", "--json", "-")
        pairs = json.loads(out)["pairs"]
        assert code == 0
        assert [pair["timed"]["rounds"] > 0 for pair in pairs] == [True, True]
        assert all(pair["verdict"] == "identical" for pair in pairs)

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--time", "0"], "expected a time above 0, such as 90s, 30m, 8h or 1h30m, got '0'"),
            (["--time", "1d"], "expected a time above 0"),
            (["--time", "3s", "--cases", "4"], "--time and --cases: give one of them"),
            (["--time", "3s", "--exhaustive"], "--exhaustive and --time: give one of them"),
            (["--time", "3s", "--watch"], "--time and --watch: give one of them"),
        ],
    )
    def test_bad_input_is_one_message(self, run, words, message) -> None:
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert message in err
