"""`check`: what it must find, shrunk and explained; seeds, kept counterexamples, expectations, bad input."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.database import InMemoryExampleDatabase
from jaxtyping import Float64, Int64

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import PairError
from pyjuliann.parity import check as check_module
from pyjuliann.parity.check import check, check_all
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Expectation, mirrors, pair
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.limits import Limits
from pyjuliann.parity.running.run import run_pair


@pytest.fixture(autouse=True)
def database(monkeypatch):
    """Counterexamples are kept in memory: a test leaves no folder behind."""
    kept = InMemoryExampleDatabase()
    monkeypatch.setattr(check_module, "database_in_use", lambda: kept)
    return kept


MUST_FIND = [
    # Python, Julia, causes that must be among those found
    (np.std, "Statistics.std", {"ddof"}),
    (np.dot, "LinearAlgebra.dot", {"flat_dot", "conjugated_argument"}),
    (lambda a: a.reshape(2, 3), "a -> reshape(a, 2, 3)", {"memory_order"}),
    (np.argmax, "argmax", {"index_base", "cartesian"}),
    (lambda a, b: a // b, "÷", {"floor_division"}),
    (lambda x: x.astype(np.float32).sum(), "sum", {"float_width"}),
    (np.log, "v -> log.(v)", {"domain"}),
]


@pytest.mark.parametrize(("python", "julia", "causes"), MUST_FIND, ids=[row[1] for row in MUST_FIND])
def test_finds_and_explains(engine: Engine, python, julia, causes):
    report = check(pair(python, julia), seed=11, cases=200, engine=engine, strict=True)
    assert report.verdict == "differ"
    assert not report
    assert causes <= {finding.diagnosis.cause for finding in report.findings}, report.notes
    assert report.differ > 0
    assert report.cases == report.identical + report.agree + report.differ
    json.dumps(report.to_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("python", "julia"), [(np.vdot, "LinearAlgebra.dot"), (np.sum, "sum"), (np.exp, "v -> exp.(v)")]
)
def test_agreement(engine: Engine, python, julia):
    report = check(pair(python, julia), seed=5, engine=engine)
    assert report, [finding.case.summary for finding in report.findings]
    assert report.findings == ()
    assert report.identical + report.agree == report.cases


def test_counterexample_is_shrunk_and_can_be_pasted(engine: Engine):
    report = check(pair(lambda a, b: a // b, "÷"), seed=3, engine=engine, strict=True)
    finding = next(f for f in report.findings if f.label == "integers" and f.aspect == "value")
    a, b = finding.case.case.arguments
    assert finding.shrunk
    assert max(abs(a), abs(b)) <= 2
    found: dict = {}
    exec("\n".join(finding.python_code.splitlines()[:-1]), found)
    assert eval(finding.python_code.splitlines()[-1], found) == finding.case.python.value
    assert engine.eval(finding.julia_code) == finding.case.julia.value.value


def test_a_rare_difference_beyond_what_hypothesis_generates_is_shrunk_too(engine: Engine):
    def f(x: Int64[np.ndarray, " n"]) -> bool:
        return bool(x.size == 5 and x[2] == 7)

    chosen = pair(f, "x -> false")
    report = check(chosen, seed=1, cases=4000, engine=engine)
    (finding,) = report.findings
    assert finding.shrunk
    assert finding.case.case.arguments[0].tolist() == [0, 0, 7, 0, 0]
    assert finding.count < 100


def test_seed_decides_the_cases(engine: Engine):
    chosen = pair(lambda x: x * 1.0, "x -> x .* 3", ulp=0)
    one, same, other = (check(chosen, seed=s, engine=engine, shrink=False, keep=False) for s in (4, 4, 5))
    assert (one.seed, one.ulp_counts) == (4, same.ulp_counts)
    assert one.ulp_counts != other.ulp_counts


def test_the_counterexample_is_kept_and_tried_first(engine: Engine, database):
    calls = []

    def f(x: Int64[np.ndarray, " n"]) -> int:
        calls.append(x.copy())
        return int(x.sum()) + int(x.size == 5 and x[2] == 7)

    chosen = pair(f, "sum")
    small = check(chosen, seed=1, cases=4000, engine=engine).findings[0].case.case.arguments[0]
    assert any(True for entries in database.data.values() for _ in entries)
    calls.clear()
    again = check(chosen, seed=2, cases=20, engine=engine)
    assert np.array_equal(calls[0], small)
    assert again.verdict == "differ"


def test_keep_false_leaves_the_database_alone(engine: Engine, database):
    check(pair(np.std, "Statistics.std"), seed=1, engine=engine, keep=False)
    assert not any(True for entries in database.data.values() for _ in entries)


def test_database_in_use_is_that_of_the_profile():
    from pyjuliann.parity.running.shrink import database_in_use

    assert repr(database_in_use()) == repr(settings().database)


def test_many_cases_cross_in_few_frames(engine: Engine, monkeypatch):
    def softmax(x: Float64[np.ndarray, "h m"]) -> Float64[np.ndarray, "h m"]:
        e = np.exp(x - x.max())
        return e / e.sum()

    frames = []
    call = engine.call
    monkeypatch.setattr(engine, "call", lambda name, *a, **k: (frames.append(name), call(name, *a, **k))[1])
    julia = "x -> (e = exp.(x .- maximum(x)); e ./ sum(e))"
    report = check(pair(softmax, julia, ulp=16, domain={"x": "finite"}), seed=1, cases=5000, engine=engine)
    assert report, report.findings[0].case.summary if report.findings else ""
    assert report.cases == 5000
    assert frames.count("PyjuliannParity.run") <= 25  # 250 cases in each


def test_marked_functions_can_be_given_as_they_are(engine: Engine):
    @mirrors("x -> 2 .* x", ulp=0, domain={"x": "finite"})
    def double(x: Float64[np.ndarray, " n"]) -> Float64[np.ndarray, " n"]:
        return 2 * x

    report = check_all([double, pair(np.sum, "sum")], engine=engine, seed=1, cases=30)
    assert report
    assert report.pairs[0].verdict == "identical"
    assert report.counts["differ"] == 0
    assert report.engine["julia_version"] == engine.info.julia_version
    assert report.pairs[0].policy["ulp"] == 0
    json.dumps(report.to_dict(), allow_nan=False)


def test_strategies_and_judgement(engine: Engine):
    strategies = st.tuples(st.floats(0.1, 10.0))
    chosen = pair(lambda x: x + x * 1e-15, "identity", ulp=0)
    report = check(chosen, seed=1, cases=30, engine=engine, strategies=strategies, judge=True)
    assert report.findings[0].judgement.closer == "julia"
    assert report.findings[0].judgement.julia_ulp == 0.0
    assert report.findings[0].judgement.python_ulp > 0


def test_expected_difference_that_occurs(engine: Engine):
    chosen = pair(np.argmax, "argmax", expect=[Expectation("value", "indices start at 1"), "crossing"])
    report = check(chosen, seed=1, engine=engine)
    assert report.verdict == "agree"
    assert report.stale == ()


def test_expected_difference_that_stopped_occurring(engine: Engine):
    chosen = pair(np.sum, "sum", expect=Expectation("dtype", "an old bug"))
    report = check(chosen, seed=1, engine=engine)
    assert report.verdict == "differ"
    assert "an old bug" in report.stale[0]
    unexercised = pair(np.sum, "sum", expect=Expectation("dtype", when=lambda a: a.size > 10**6))
    report = check(unexercised, seed=1, engine=engine)
    assert report.verdict != "differ"
    assert any("not exercised" in note for note in report.notes)
    assert not {"floats", "integers"} & {other.label for other in report.also}, "they have no size"


def test_a_pass_in_which_nothing_was_compared_is_refused(engine: Engine):
    def f(x: Float64[np.ndarray, " n"]):
        raise ValueError("always")

    with pytest.raises(PairError, match="nothing was compared: on each of 50 cases both sides raised"):
        check(pair(f, 'x -> throw(ArgumentError("always"))'), cases=50, seed=1, engine=engine)


def test_arguments_that_neither_side_takes(engine: Engine):
    def f(x):
        return x["key"]

    with pytest.raises(PairError, match=r"Python takes none of them, Julia none of them.*or give strategies"):
        check(pair(f, 'x -> x["key"]'), seed=1, engine=engine)


def test_progress_tells_what_is_being_done(engine: Engine):
    told: list[str] = []
    check(pair(np.std, "Statistics.std"), cases=20, seed=1, engine=engine, judge=True, progress=told.append)
    for words in (
        "looking for arguments that both take", "generating 20 cases, Float64 vectors", "20 cases, Float64 vectors",
        "value differs, making an example small", "computing the exact result", "value differs, looking for the cause",
    ):  # fmt: skip
        assert words in told, told


def test_progress_counts_many_cases():
    told: list[str] = []

    class Nobody:
        limits = Limits()

        def run(self, _pair, cases):
            return [Outcome(0.0)] * len(cases)

    run_pair(Nobody(), pair(lambda: 0.0, "zero"), [Case()] * 6000, told.append)
    assert told == ["6000 cases", "case 2501 of 6000", "case 5001 of 6000"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"cases": 0}, "cases must be a whole number above 0, got 0"),
        ({"cases": 1.5}, "cases must be a whole number"),
        ({"strategies": {"z": st.none()}}, "no argument is called z"),
        ({"strategies": st.floats(2, 1)}, "strategies"),
    ],
)
def test_bad_options(engine: Engine, options, told):
    with pytest.raises(PairError, match=told):
        check(pair(np.std, "Statistics.std"), engine=engine, **options)


def test_what_is_no_pair(engine: Engine):
    with pytest.raises(PairError, match="expected a pair or a function marked by mirrors"):
        check(len, engine=engine)


@pytest.mark.thorough
def test_a_case_that_julia_does_not_survive_is_found(engine: Engine):
    def f(x: Int64[np.ndarray, " n"]) -> int:
        return x.size

    sizes = st.sampled_from([2, 3]).map(lambda n: np.zeros(n, np.int64))
    dying = "x -> (length(x) == 3 && ccall(:abort, Cvoid, ()); length(x))"
    report = check(pair(f, dying), seed=5, cases=5, engine=engine, shrink=False, strategies={"x": sizes})
    assert report.verdict == "differ"
    assert {f.case.julia.error for f in report.findings} == {"EngineError"}
    assert {r.case.case.arguments[0].size for r in report.findings} == {3}


def test_policy_of_the_pair_is_applied(engine: Engine):
    def f(x: Float64[np.ndarray, " n"]):
        return x * (1 + 2.0**-52)

    loose, strict = Policy(2, "one rounding"), Policy(0)
    options = {"domain": {"x": (1.0, 1.9)}}
    assert check(pair(f, "copy", policy=loose, **options), seed=1, engine=engine).verdict == "agree"
    report = check(pair(f, "copy", policy=strict, **options), seed=1, engine=engine)
    assert report.verdict == "differ"


def test_nothing_is_left_in_the_working_folder(engine: Engine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check(pair(np.sum, "sum"), seed=1, engine=engine, cases=20)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "main", "others"),
    [
        ({"where": lambda x: x.ndim == 1}, "Float64 vectors", {"Int64 vectors", "ComplexF64 vectors", "empty arrays"}),
        ({"domain": {"x": (0.1, 0.9)}}, "Float64 vectors", {"floats", "Float64 matrices", "ComplexF64 vectors"}),
        ({"where": lambda x: x.shape[1] > 1}, "Float64 matrices", {"square Float64 matrices"}),
    ],
)
def test_a_kind_of_argument_that_is_not_wanted_is_left_out(engine: Engine, options, main, others):
    report = check(pair(lambda x: x + 1, "x -> x .+ 1", **options), engine=engine, seed=1, cases=20)
    assert report
    assert main in report.notes[0]
    told = {other.label for other in report.also}
    assert others <= told
    assert "integers" not in told
    assert "floats" not in told or "where" not in options
    assert report.cases == 20


@pytest.mark.thorough
def test_kinds_that_nobody_asked_for_are_told_apart_and_count_if_that_is_wanted(engine: Engine):
    chosen = pair(lambda x: x.conj() * 2 + (x.ndim - 1), "x -> 2x")
    report = check(chosen, engine=engine, seed=1)
    assert report
    assert report.cases == 100
    told = {other.label: other for other in report.also}
    assert told["Int64 vectors"].verdict == "identical"
    for kind in ("ComplexF64 vectors", "Float64 matrices"):
        assert told[kind].verdict == "differ"
        assert told[kind].differ > 0
        assert told[kind].first.aspect == "value"
        assert f"{kind}: {told[kind].differ} of {told[kind].cases} differ (value, on array(" in told[kind].summary
    facts = report.to_dict()
    assert [other["label"] for other in facts["also"]] == list(told)
    assert facts["differ"] == 0
    strict = check(chosen, engine=engine, seed=1, strict=True)
    assert not strict
    assert strict.also == ()
    assert strict.cases == 100 + sum(other.cases for other in report.also)
    assert {"ComplexF64 vectors", "Float64 matrices"} <= {finding.label for finding in strict.findings}


def test_where_no_kind_of_argument_is_wanted_that_is_said(engine: Engine):
    with pytest.raises(PairError, match="where: none of 200 generated cases is wanted"):
        check(pair(lambda x: x, "identity", where=lambda x: False), engine=engine)
    with pytest.raises(PairError, match="where: raised AttributeError"):
        check(pair(lambda x: x, "identity", where=lambda x: x.nosuch), engine=engine)
