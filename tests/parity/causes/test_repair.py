"""The search for a repair: one change of either side's code that makes all cases agree."""

from __future__ import annotations

import ast
import importlib.util
import json
import operator
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from jaxtyping import Float64

from pyjuliann import PairReport, check, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes.diagnose import with_search
from pyjuliann.parity.causes.diagnosis import Diagnosis, Edit, Repair, Search
from pyjuliann.parity.causes.repair import MISTAKES
from pyjuliann.parity.causes.repair_julia import search_julia
from pyjuliann.parity.causes.repair_python import PythonSearch
from pyjuliann.parity.causes.rewrites import rewrites
from pyjuliann.parity.causes.sought import Sought
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.python_code import python_code
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.wording import cause_lines, patches, repair_text

Vector = Float64[np.ndarray, " n"]
COUNTS = arrays(np.float64, st.integers(1, 8), elements=st.integers(0, 4).map(float))

PYTHON = '''
import numpy as np

calls = []


def shifted(hour: int, by: int):
    return hour + by


def clock(hour: int, by: int):
    """The hour of the day."""
    return shifted(hour, by) % 24


def scaled(x: float):
    y = 3 * x
    return y - 1


def greatest(a: int, b: int):
    while b:
        a, b = b, a % b
    return a


def noted(x: float):
    open("noted.txt", "w").close()
    return 2 * x


def plain(x: float):
    return 2 * x
'''
JULIA = """
module Helpers
shifted(hour, by) = hour + by
end

"The hour of the day."
function clock(hour, by)
    t = Helpers.shifted(hour, by)  # grows
    return rem(t, 24)
end

function scaled(x)
    y = 2x
    return y - 1
end

function greatest(a, b)
    while b != 0
        a, b = b, a % b
    end
    return a
end

noted(x) = 3x

function plain(x)
    write(devnull, "x")
    return 3x
end
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A user's two files."""
    (tmp_path / "mine.py").write_text(PYTHON)
    (tmp_path / "mine.jl").write_text(JULIA)
    monkeypatch.chdir(tmp_path)
    spec = importlib.util.spec_from_file_location("mine", tmp_path / "mine.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def searched(
    engine: Engine, python: Callable[..., Any], julia: str, seconds: float = 60.0, **options: Any
) -> PairReport:
    there = str(Path(julia).resolve()) if julia.startswith("mine.jl") else julia
    return check(pair(python, there, **options), engine=engine, seed=1, cases=30, keep=False, repair=seconds)


def edits(report: PairReport, side: str) -> list[tuple[int, str, str]]:
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    found = [repair for repair in diagnosis.search.repairs if repair.side == side]
    return [(edit.line, edit.before, edit.after) for repair in found for edit in repair.edits]


def test_the_line_and_the_change_are_named_in_both_files(interpreted: Engine, mine: ModuleType) -> None:
    report = searched(interpreted, mine.clock, "mine.jl::clock")
    assert (9, "rem(t, 24)", "mod(t, 24)") in edits(report, "julia")
    assert (13, "shifted(hour, by) % 24", "np.fmod(shifted(hour, by), 24)") in edits(report, "python")
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert (diagnosis.cause, diagnosis.trap) == ("floor_division", "10.1")
    best = diagnosis.search.repairs[0]
    assert best.patch.splitlines()[:2] == ["--- a/mine.jl", "+++ b/mine.jl"]
    assert "-    return rem(t, 24)\n+    return mod(t, 24)\n" in best.patch
    assert best.cases > 10
    assert Path("mine.jl").read_text() == JULIA


def test_a_constant_of_the_other_side_is_tried(interpreted: Engine, mine: ModuleType) -> None:
    report = searched(interpreted, mine.scaled, "mine.jl::scaled", domain={"x": (-5, 5)})
    assert (13, "2", "3") in edits(report, "julia")
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert "+    y = 3x" in diagnosis.search.repairs[0].patch


def test_a_change_that_loops_for_ever_is_broken_off(interpreted: Engine, mine: ModuleType) -> None:
    report = searched(interpreted, mine.greatest, "mine.jl::greatest", domain={"a": (-60, 60), "b": (-60, 60)})
    assert (19, "a % b", "mod(a, b)") in edits(report, "julia")


def test_code_that_reaches_outside_is_left_out_and_the_report_says_so(interpreted: Engine, mine: ModuleType) -> None:
    report = searched(interpreted, mine.plain, "mine.jl::plain", domain={"x": (1, 5)})
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert any("Julia side was left out" in note and "write" in note for note in diagnosis.search.notes)
    assert edits(report, "julia") == []

    report = searched(interpreted, mine.noted, "x -> 3x", domain={"x": (1, 5)})
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert any("Python side was left out" in note and "open" in note for note in diagnosis.search.notes)
    assert edits(report, "python") == []
    assert (1, "3", "2") in edits(report, "julia")


def row_means(a: Float64[np.ndarray, " m n"]) -> Any:  # noqa: F722
    return a.mean(axis=0)


def padded(x: Vector) -> Any:
    return np.pad(x, 1, mode="reflect")


def summed_before(x: Vector) -> Any:
    return np.concatenate([[0.0], np.cumsum(x)[:-1]])


def test_a_running_sum_without_its_last_element(interpreted: Engine) -> None:
    some = {"domain": {"x": (-9, 9)}, "where": lambda x: x.size > 0}
    report = searched(interpreted, summed_before, "x -> cumsum(x)", **some)
    assert ("cumsum(x)", "[zero(eltype(x)); (cumsum(x))[1:end - 1]]") in [e[1:] for e in edits(report, "julia")]


@pytest.mark.thorough
def test_what_python_does_otherwise_is_named_too(interpreted: Engine) -> None:
    some = {"domain": {"x": (-9, 9)}, "where": lambda x: x.size > 1}
    report = searched(interpreted, padded, "x -> [x[1]; x; x[end]]", **some)
    assert ('"reflect"', "'edge'") in [e[1:] for e in edits(report, "python")]


@pytest.mark.thorough
def test_what_explains_some_cases_only_is_not_told(interpreted: Engine) -> None:
    report = searched(
        interpreted, lambda x: float(np.sin(x) + np.cos(3 * x) ** 2), "x -> exp(-x^2)", 3.0, domain={"x": (1, 3)}
    )
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert diagnosis.search.repairs == ()
    assert diagnosis.search.tried > 20
    assert any(label == "change" and text.startswith("none found") for label, text in cause_lines(diagnosis.to_dict()))


def in_bins(x: Any) -> Any:
    return np.histogram(x, bins=4, range=(0.0, 4.0))[0]


@pytest.mark.thorough
def test_what_agrees_on_whole_numbers_only_is_not_told(interpreted: Engine) -> None:
    """Bins from 0 to 3 hold the same whole numbers as bins from 0 to 4 without their right edge."""
    report = searched(
        interpreted, in_bins, "x -> [count(y -> k <= y < k + 1, x) for k in 0:3]", 5.0, strategies={"x": COUNTS}
    )
    assert ("4.0", "3") not in [(before, after) for _, before, after in edits(report, "python")]


def test_two_changes_of_two_kinds_name_no_cause() -> None:
    both = (Edit("index_base", 1, "1", "2"), Edit("range_end", 1, "end", "end - 1"))
    found = with_search(Diagnosis(cases=5), Search((Repair("julia", "", both, 18, 40, ""),), 10))
    assert not found
    assert found.search.repairs[0].edits == both


@pytest.mark.thorough
def test_without_time_there_is_no_search(interpreted: Engine) -> None:
    report = check(pair(np.negative, "x -> x"), engine=interpreted, seed=1, cases=20, keep=False, repair=0)
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert diagnosis.search == Search()


def test_every_cause_that_a_change_names_has_a_title() -> None:
    known = {cause.name for cause in CAUSES} | set(MISTAKES)
    code = python_code(row_means)
    assert code is not None
    named = {change.cause for root in code.places for change in rewrites(root, [3.0])}
    assert named
    assert named <= known
    julia = (Path(__file__).parents[3] / "julia" / "worker" / "repair_rewrites.jl").read_text(encoding="utf-8")
    listed = set(re.findall(r'\("(\w+)", (?:\[|:\()', julia)) | set(re.findall(r'add\("(\w+)"', julia))
    assert listed
    assert listed <= known
    python = (Path(sys.modules[rewrites.__module__].__file__ or "")).read_text(encoding="utf-8")
    assert set(re.findall(r'yield "(\w+)"', python)) <= known


def test_the_source_of_functions() -> None:
    scale = 2.0

    def inner(x: float) -> float:
        return scale * x

    two = [lambda x: x + 1, lambda x: x + 2]
    for function, words in ((inner, "scale * x"), (two[1], "x + 2"), (row_means, "a.mean(axis=0)")):
        code = python_code(function)
        assert code is not None
        assert words in ast.unparse(code.node)
    assert python_code(np.sin) is None
    assert python_code(np.std) is None  # not the user's own
    assert python_code(ast.parse) is None
    assert python_code(len) is None
    assert python_code(eval("lambda x: x")) is None
    code = python_code(inner)
    assert code is not None
    assert code.changed(code.node, code.node)(3.0) == 6.0


def test_the_simplest_change_names_the_cause_where_nothing_else_did() -> None:
    change = Repair("julia", "/x/mine.jl", (Edit("epsilon", 3, "a", "b"),), 9, 40, "")
    found = with_search(Diagnosis(cases=5), Search((change,), 10))
    assert (found.cause, found.title, found.julia_remedy) == ("epsilon", MISTAKES["epsilon"][0], "b")
    lines = dict(cause_lines(found.to_dict()))
    assert lines["change"] == "mine.jl:3: a → b: all 40 cases tried agree"
    assert "way back" not in lines
    kept = with_search(Diagnosis(cause="ddof", title="ddof", cases=5), Search((change,), 10))
    assert (kept.cause, kept.search.repairs) == ("ddof", (change,))


def test_a_change_of_python_alone_says_the_way_back() -> None:
    change = Repair("python", "/x/mine.py", (Edit("floor_division", 3, "a // b", "int(a / b)"),), 9, 40, "")
    found = with_search(Diagnosis(cases=5), Search((change,), 10))
    assert (found.python_remedy, found.julia_remedy) == ("int(a / b)", "fld(a, b) and mod(a, b)")
    said = dict(cause_lines(found.to_dict()))
    assert said["way back"].endswith("for Julia to do what Python does: fld(a, b) and mod(a, b)")


def test_a_statement_left_out_is_told_as_such() -> None:
    change = Repair("julia", "/x/mine.jl", (Edit("extra_line", 3, "y = 2x", ""),), 18, 40, "")
    said = dict(cause_lines(with_search(Diagnosis(cases=5), Search((change,), 10)).to_dict()))
    assert said["change"] == "mine.jl:3: y = 2x → (left out): all 40 cases tried agree"


CASES = [Case((x,)) for x in (7, -3, 9, 12, -5, 2, 4, 11)]


def asked(python: Callable[..., Any], julia: str, given: Callable[..., Any]) -> Sought:
    """Return a question about a pair whose Julia side gives what `given` gives."""
    here = pair(python, julia)
    found = judge_calls(here, CASES, run_python(python, CASES), run_python(given, CASES))
    return Sought(here, found[:4], found, 60.0)


def test_numbers_that_are_not_ordinary_may_differ_for_a_reason_of_their_own() -> None:
    question = asked(operator.neg, "identity", operator.pos)
    odd = [Case((x,)) for x in (np.nan, np.inf, 1e300)]
    given = judge_calls(question.pair, odd, run_python(operator.neg, odd), run_python(operator.pos, odd))
    now = [replace(r, verdict="identical") for r in question.tried]
    both = replace(question, tried=[*question.tried, *given])
    assert question.left(now) == 0
    assert both.left([*now, *given]) == sum(r.verdict == "differ" for r in given) > 0
    assert both.left([*question.tried[:1], *now[1:], *given]) is None
    few = replace(both, tried=[*question.tried[:2], *given])
    assert few.left([*now[:2], *given]) is None
    said = repair_text(both.repair("julia", ("", "x"), "", [["sign", 0, "x", "-x"]], weight=1, left=1).to_dict())
    assert said == "Julia code: x → -x: 10 of 11 cases tried agree, the others have no ordinary numbers in them"


OUTSIDE = [
    'x -> (rm("a"); x)', 'x -> (Base.Filesystem.unlink("a"); x)', "x -> (run(`ls`); x)", "x -> (exit(); x)",
    "x -> ccall(:abs, Cint, (Cint,), x)", 'x -> (getfield(Base, :open)("a", "w"); x)', "x -> (@eval y = 1; x)",
    'x -> (Base.eval(Main, :(y = 1)); x)', 'f(x) = (write("a", "b"); x)\ng(x) = f(x)', 'touch("a"); x -> x',
]  # fmt: skip


@pytest.mark.parametrize("julia", OUTSIDE)
def test_julia_code_that_reaches_outside_is_left_out(interpreted: Engine, julia: str) -> None:
    search = search_julia(Session(interpreted), asked(operator.neg, julia, operator.pos), [], bool, silent)
    assert search.tried == 0
    assert "reaches outside the computation" in search.notes[0]


def test_an_argument_that_is_called_open_does_not_reach_outside(interpreted: Engine) -> None:
    search = search_julia(Session(interpreted), asked(operator.neg, "f(open) = +open", operator.pos), [], bool, silent)
    assert search.notes == ()
    assert search.repairs


def test_what_an_included_file_does_counts(interpreted: Engine, tmp_path: Path) -> None:
    (tmp_path / "helper.jl").write_text('helper(x) = (rm("a"); x)\n')
    (tmp_path / "mine.jl").write_text('include("helper.jl")\nf(x) = helper(x)\n')
    question = asked(operator.neg, f"{tmp_path / 'mine.jl'}::f", operator.pos)
    assert "(rm)" in search_julia(Session(interpreted), question, [], bool, silent).notes[0]


@pytest.mark.thorough
def test_a_change_that_ends_julia_costs_this_change_only(interpreted: Engine) -> None:
    """With 1 for 0 it reads memory that is not there."""
    code = "x -> (k = 0; k > 0 && unsafe_string(Ptr{UInt8}(k)); abs(x))"
    search = search_julia(Session(interpreted), asked(lambda x: -abs(x), code, abs), [], bool, silent)
    assert ("abs(x)", "-(abs(x))") in [(edit.before, edit.after) for r in search.repairs for edit in r.edits]


UNRULY = """
import os
import threading

log = open(os.devnull, "a") if LOG is None else open(LOG, "a")


def loops(x):
    while x > 1000:
        x -= 1
    return x * 2 - 1


def writes(x):
    if x > 1000:
        open(LOG + ".new", "w").close()
    return x * 2 - 1


def logs(x):
    print("a changed function speaks")
    log.write("a changed function writes")
    log.flush()
    return x * 2 - 1


def ends(x):
    if x > 1000:
        os._exit(3)
    return x * 2 - 1


def grows(x):
    return len([0] * (3 ** abs(x) % 5)) * 0 + x * 2 - 1


def recurses(x):
    return recurses(x - 1) if x > 1000 else x * 2 - 1
"""


@pytest.mark.parametrize("name", ["loops", "writes", "logs", "ends", "grows", "recurses"])
@pytest.mark.thorough
def test_an_unruly_change_of_python_does_no_harm(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "unruly.py"
    path.write_text(f"LOG = {str(tmp_path / 'log')!r}\n" + UNRULY)
    spec = importlib.util.spec_from_file_location("unruly", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    question = asked(getattr(module, name), "identity", lambda x: x * 2 + 1)
    written, said = (tmp_path / "log").read_text(), capfd.readouterr().out
    code = python_code(getattr(module, name))
    assert code is not None
    search = PythonSearch(question, code, []).found(time.monotonic() + 60)
    module.log.close()
    assert any(edit.after.endswith("x * 2 + 1") for r in search.repairs for edit in r.edits)
    assert (tmp_path / "log").read_text() == written
    assert not (tmp_path / "log.new").exists()
    assert capfd.readouterr().out == ""
    assert bool(said) == (name == "logs")


@pytest.mark.thorough
def test_the_command_writes_a_patch(mine: ModuleType, engine: Engine) -> None:
    for name, text, unwanted in (("mine.py", PYTHON, "def greatest"), ("mine.jl", JULIA, "function greatest")):
        Path(name).write_text(text[: text.index(unwanted)])
    command = [
        sys.executable, "-m", "pyjuliann", "check", "mine.py", "mine.jl", "--seed", "1", "--engine", "worker",
        "--cases", "20", "--repair", "30", "--patch", "found.patch", "--json", "found.json", "--html", "found.html",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "mine.jl:9: rem(t, 24) → mod(t, 24)" in done.stdout
    subprocess.run(["git", "apply", "--unsafe-paths", "found.patch"], check=True, capture_output=True)
    assert "mod(t, 24)" in Path("mine.jl").read_text()
    assert "y = 3x" in Path("mine.jl").read_text()
    found = json.loads(Path("found.json").read_text())
    assert patches(found) == Path("found.patch").read_text()
    assert "<summary>patch</summary>" in Path("found.html").read_text()


def test_bad_seconds_are_refused(mine: ModuleType) -> None:
    command = [sys.executable, "-m", "pyjuliann", "check", "mine.py", "mine.jl", "--repair", "soon"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--repair: expected a number of seconds" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_change_after_which_both_sides_raise_everywhere_explains_nothing() -> None:
    question = asked(len, "identity", operator.pos)
    raised = [replace(r, verdict="identical", julia=r.python) for r in question.tried]
    assert all(r.both_raised for r in raised)
    assert question.left(raised) is None
    assert question.left([*raised[:-1], replace(raised[-1], python=question.tried[-1].julia)]) == 0
