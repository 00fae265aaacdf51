"""The search for a repair: one change of either side's code that makes all cases agree."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
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
from pyjuliann.parity.causes.rewrites import rewrites
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.pairing.python_code import python_code
from pyjuliann.wording import cause_lines, patches

Vector = Float64[np.ndarray, " n"]
WHOLE = arrays(np.float64, st.integers(1, 8), elements=st.integers(-3, 3).map(float))
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


def test_the_line_and_the_change_are_named_in_both_files(engine: Engine, mine: ModuleType) -> None:
    report = searched(engine, mine.clock, "mine.jl::clock")
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


def test_a_constant_of_the_other_side_is_tried(engine: Engine, mine: ModuleType) -> None:
    report = searched(engine, mine.scaled, "mine.jl::scaled", domain={"x": (-5, 5)})
    assert (13, "2", "3") in edits(report, "julia")
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert "+    y = 3x" in diagnosis.search.repairs[0].patch


def test_a_change_that_loops_for_ever_is_broken_off(engine: Engine, mine: ModuleType) -> None:
    report = searched(engine, mine.greatest, "mine.jl::greatest", domain={"a": (-60, 60), "b": (-60, 60)})
    assert (19, "a % b", "mod(a, b)") in edits(report, "julia")


def test_code_that_reaches_outside_is_left_out_and_the_report_says_so(engine: Engine, mine: ModuleType) -> None:
    report = searched(engine, mine.plain, "mine.jl::plain", domain={"x": (1, 5)})
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert any("Julia side was left out" in note and "write" in note for note in diagnosis.search.notes)
    assert edits(report, "julia") == []

    report = searched(engine, mine.noted, "x -> 3x", domain={"x": (1, 5)})
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert any("Python side was left out" in note and "open" in note for note in diagnosis.search.notes)
    assert edits(report, "python") == []
    assert (1, "3", "2") in edits(report, "julia")


def row_means(a: Float64[np.ndarray, " m n"]) -> Any:  # noqa: F722
    return a.mean(axis=0)


def smoothed(g: Vector, v: Vector) -> Any:
    return g / np.sqrt(v + 1e-3)


def padded(x: Vector) -> Any:
    return np.pad(x, 1, mode="reflect")


def last_greatest(x: Any) -> Any:
    return len(x) - 1 - int(np.argmax(x[::-1]))


def summed_before(x: Vector) -> Any:
    return np.concatenate([[0.0], np.cumsum(x)[:-1]])


@pytest.mark.parametrize(
    ("python", "julia", "options", "change"),
    [
        (row_means, "a -> vec(mean(a; dims=2))", {"using": "Statistics", "domain": {"a": (-9, 9)}}, ("2", "1")),
        (smoothed, "(g, v) -> g ./ (sqrt.(v) .+ 1e-3)", {"domain": {"g": (-9, 9), "v": (0, 1)}},
         ("sqrt.(v) .+ 0.001", "sqrt.(v .+ 0.001)")),
        (padded, "x -> [x[1]; x; x[end]]", {"domain": {"x": (-9, 9)}, "where": lambda x: x.size > 1},
         ("end", "end - 1")),
        (last_greatest, "x -> argmax(x) - 1", {"strategies": {"x": WHOLE}},
         ("argmax(x)", "findlast((==)(maximum(x)), x)")),
        (summed_before, "x -> cumsum(x)", {"domain": {"x": (-9, 9)}, "where": lambda x: x.size > 0},
         ("cumsum(x)", "[zero(eltype(x)); (cumsum(x))[1:end - 1]]")),
    ],
)  # fmt: skip
def test_mistakes_inside_a_formula(
    engine: Engine, python: Callable[..., Any], julia: str, options: dict[str, Any], change: tuple[str, str]
) -> None:
    report = searched(engine, python, julia, **options)
    assert change in [(before, after) for _, before, after in edits(report, "julia")]


def test_what_explains_some_cases_only_is_not_told(engine: Engine) -> None:
    report = searched(
        engine, lambda x: float(np.sin(x) + np.cos(3 * x) ** 2), "x -> exp(-x^2)", 6.0, domain={"x": (1, 3)}
    )
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert diagnosis.search.repairs == ()
    assert diagnosis.search.tried > 20
    assert any(label == "change" and text.startswith("none found") for label, text in cause_lines(diagnosis.to_dict()))


def in_bins(x: Any) -> Any:
    return np.histogram(x, bins=4, range=(0.0, 4.0))[0]


def test_what_agrees_on_whole_numbers_only_is_not_told(engine: Engine) -> None:
    """Bins from 0 to 3 hold the same whole numbers as bins from 0 to 4 without their right edge."""
    report = searched(
        engine, in_bins, "x -> [count(y -> k <= y < k + 1, x) for k in 0:3]", 20.0, strategies={"x": COUNTS}
    )
    assert ("4.0", "3") not in [(before, after) for _, before, after in edits(report, "python")]


def test_two_changes_of_two_kinds_name_no_cause() -> None:
    both = (Edit("index_base", 1, "1", "2"), Edit("range_end", 1, "end", "end - 1"))
    found = with_search(Diagnosis(cases=5), Search((Repair("julia", "", both, 18, 40, ""),), 10))
    assert not found
    assert found.search.repairs[0].edits == both


def test_without_time_there_is_no_search(engine: Engine) -> None:
    report = check(pair(np.negative, "x -> x"), engine=engine, seed=1, cases=20, keep=False, repair=0)
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
    kept = with_search(Diagnosis(cause="ddof", title="ddof", cases=5), Search((change,), 10))
    assert (kept.cause, kept.search.repairs) == ("ddof", (change,))


def test_the_command_writes_a_patch(mine: ModuleType, engine: Engine) -> None:
    command = [
        sys.executable, "-m", "pyjuliann", "check", "mine.py", "mine.jl", "--seed", "1", "--engine", "worker",
        "--repair", "60", "--patch", "found.patch", "--json", "found.json",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "mine.jl:9: rem(t, 24) → mod(t, 24)" in done.stdout
    subprocess.run(["git", "apply", "--unsafe-paths", "found.patch"], check=True, capture_output=True)
    assert "mod(t, 24)" in Path("mine.jl").read_text()
    assert "y = 3x" in Path("mine.jl").read_text()
    found = json.loads(Path("found.json").read_text())
    assert patches(found) == Path("found.patch").read_text()
    assert not Path("noted.txt").exists() or "noted" in done.stdout


def test_bad_seconds_are_refused(mine: ModuleType) -> None:
    command = [sys.executable, "-m", "pyjuliann", "check", "mine.py", "mine.jl", "--repair", "soon"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--repair: expected a number of seconds" in done.stderr
    assert len(done.stderr.splitlines()) == 1
