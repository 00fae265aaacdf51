"""What rests on the bridge's own modules and its parts works on every live engine: checks, training, lessons, traps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from trainings import plan_of, python_side

from pyjuliann import check, nn, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.commands.targets import Request, _julia_functions
from pyjuliann.lessons import lessons
from pyjuliann.lessons.verify import verify
from pyjuliann.parity.running.session import Session
from pyjuliann.training.sides import JuliaSide, Position
from pyjuliann.traps.catalogue import entries
from pyjuliann.traps.run import run_entries


def add_one(x: float) -> float:
    return x + 1


@pytest.mark.parametrize(("julia", "agree"), [("x -> x + 1", True), ("x -> x + 2", False)])
@pytest.mark.thorough
def test_a_pair_is_checked(live: Engine, julia: str, agree: bool) -> None:
    report = check(pair(add_one, julia), cases=20, engine=live, judge=True)
    assert bool(report) is agree
    assert report.cases >= 20


def test_a_pair_uses_julia_nn(live: Engine) -> None:
    assert check(pair(nn.relu, "JuliaNN.relu"), cases=20, engine=live)


def test_an_elementary_function_is_measured(live: Engine) -> None:
    points = np.linspace(0.1, 3.0, 50)
    values, exact, errors, own = Session(live).elementary("exp", np.exp(points), [points])
    assert np.allclose(values, exact)
    assert max(*errors, *own) < 2


def test_a_file_tells_its_functions(live: Engine, tmp_path: Path) -> None:
    file = tmp_path / "mine.jl"
    file.write_text("f(x) = x\nmodule M; g() = 1; end\n", encoding="utf-8")
    prefix, names = _julia_functions(live, Request("mine.py", str(file)))
    assert (prefix, set(names)) == (f"{file}::", {"f", "M.g"})


@pytest.mark.thorough
def test_a_run_trains_in_julia(live: Engine) -> None:
    plan = plan_of()
    sides = python_side(plan), JuliaSide(plan, Position(*plan.start()), live)
    python, julia = (side.train(plan.chunk(0, 12, [12]))[0] for side in sides)
    np.testing.assert_allclose(julia, python, rtol=1e-9)


def test_examples_with_functions_agree(live: Engine) -> None:
    result = verify(live, [lessons()["4"]])
    assert len(result.outcomes) > 5
    assert [outcome.problems for outcome in result.outcomes if outcome.verdict == "differ"] == []


@pytest.mark.thorough
def test_traps_are_observed(live: Engine) -> None:
    some = list(entries())[::40]
    findings = list(run_entries(some, live))
    assert len(findings) == len(some)
    assert [finding.problems for finding in findings if finding.applies and finding.problems] == []
