"""``check --jobs``, ``--cluster``, ``--save`` and ``--resume``: what they refuse, and what Ctrl-C leaves."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from in_process import outcome_of, use_engine

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.distributed import chunks
from pyjuliann.parity.exhaustive.sweep import Sweep

PYTHON = """
from jaxtyping import Float64
import numpy as np

def late(x: Float64[np.ndarray, " n"]):
    return x + 1 if x.size < 25 else x + 1.5
"""
ALWAYS = ("check", "late_runs.py:late", "x -> x .+ 1", "--cases", "700", "--seed", "3", "--repair", "0")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, undiagnosed: None) -> Path:
    (tmp_path / "late_runs.py").write_text(PYTHON)
    monkeypatch.chdir(tmp_path)
    use_engine(monkeypatch, engine, "check")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--jobs", "0"], "argument --jobs: expected a whole number of 1 or more, got '0'"),
        (["--jobs", "-2"], "argument --jobs: expected"),
        (["--jobs", "many"], "argument --jobs: expected a whole number of 1 or more, got 'many'"),
        (["--jobs", "2", "--cluster", "tcp://127.0.0.1:1"], "expected either processes or a cluster"),
        (["--cluster", "nowhere.json"], "--cluster: expected the address of a Dask scheduler, such as tcp://host:8786"),
        (["--cluster", ""], "--cluster: expected the address of a Dask scheduler"),
        (["--save", "-"], "--save: expected a file"),
        (["--save", "no/such/run.json"], "--save: expected a file in a folder that can be written to"),
        (["--resume", "no-run.json"], "--resume: there is no file no-run.json"),
        (["--resume", "late_runs.py"], "--resume: late_runs.py is no saved run"),
        (["--exhaustive", "--save", "run.json"], "--exhaustive and --cases, --seed: give one of them"),
        (["--watch", "--jobs", "2"], "--jobs: expected without --watch"),
        (["--watch", "--save", "run.json"], "--save: expected without --watch"),
    ],
)
def test_what_makes_no_sense_is_one_message(capsys: Any, given: list[str], message: str) -> None:
    code, out, err = outcome_of(capsys, *ALWAYS, *given)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize("option", [["--jobs", "2"], ["--cluster", "tcp://127.0.0.1:1"]])
def test_without_dask_it_says_what_to_install(capsys: Any, monkeypatch: pytest.MonkeyPatch, option: list[str]) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, out, err = outcome_of(capsys, *ALWAYS, *option)
    assert (code, out) == (2, "")
    assert f"{option[0]}: several processes need the packages dask and distributed" in err
    assert "pip install 'pyjuliann[cluster]'" in err


def test_no_scheduler_answers(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("pyjuliann.parity.distributed.spread._PATIENCE", 0.3)
    code, _, err = outcome_of(capsys, *ALWAYS, "--cluster", "tcp://127.0.0.1:1")
    assert code == 2
    assert "--cluster: no Dask scheduler answers at tcp://127.0.0.1:1" in err


def found(file: str) -> dict[str, Any]:
    (pair,) = json.loads(Path(file).read_text())["pairs"]
    del pair["seconds"]
    return dict(pair)


def test_what_was_done_before_ctrl_c_is_told_and_saved(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyjuliann.parity.check.database_in_use", lambda: None)
    outcome_of(capsys, *ALWAYS, "--json", "whole.json")

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        run = chunks.CaseQuestion.__call__

        def second_only(*given: Any) -> Any:
            return (run if given[2].start == chunks.SMALL else interrupted)(*given)

        patched.setattr(chunks.CaseQuestion, "__call__", second_only)
        code, out, _ = outcome_of(capsys, *ALWAYS, "--json", "part.json", "--save", "run.json")
    assert code == 130
    part = found("part.json")
    assert chunks.SMALL < part["cases"] <= 2 * chunks.SMALL
    assert part["differ"] == part["findings"][0]["count"] > 0
    assert f"stopped after {part['cases']} cases: it was interrupted" in " ".join(out.split())
    code, _, err = outcome_of(capsys, *ALWAYS, "--json", "again.json", "--resume", "run.json")
    assert (code, found("again.json")) == (1, found("whole.json")), err
    code, _, err = outcome_of(capsys, *ALWAYS, "--resume", "run.json", "--cases", "800")
    assert code == 2
    assert "the saved run was asked something else: --cases is 800 here and 700 there" in err


ALL = ("check", "late_runs.py:short", "n -> n < 9000 ? n + 1.0 : n + 1.5", "--exhaustive", "--repair", "0")


def test_all_inputs_go_on_where_they_stopped(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("late_runs.py").write_text("import numpy as np\n\ndef short(n: np.int16) -> float:\n    return float(n) + 1\n")
    assert outcome_of(capsys, *ALL, "--json", "whole.json")[0] == 1
    with monkeypatch.context() as patched:
        run, done = Sweep.__call__, []

        def some(*given: Any) -> Any:
            done.append(given[2])
            if len(done) > 3:
                raise KeyboardInterrupt
            return run(*given)

        patched.setattr(Sweep, "__call__", some)
        code, *_ = outcome_of(capsys, *ALL, "--json", "part.json", "--save", "run.json")
    assert (code, found("part.json")["cases"]) == (130, done[3][0])
    code, _, err = outcome_of(capsys, *ALL, "--json", "again.json", "--resume", "run.json")
    assert (code, found("again.json")) == (1, found("whole.json")), err
    code, _, err = outcome_of(capsys, *ALL, "--resume", "run.json", "--range", "0:9")
    assert code == 2
    assert "the saved run was asked something else" in err
    saved = json.loads(Path("run.json").read_text())
    (question,) = saved["questions"].values()
    question["chunks"]["1"] = {"counts": 3}
    Path("run.json").write_text(json.dumps(saved))
    code, _, err = outcome_of(capsys, *ALL, "--resume", "run.json")
    assert (code, "a chunk that was saved is damaged" in err) == (2, True)
