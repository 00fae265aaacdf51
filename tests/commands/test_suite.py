"""Tests as the program whose calls are replayed: what the plugin builds on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.commands.common import UsageError
from pyjuliann.commands.suite import PROGRAM, SuiteReplay, failed, project_of, requests, together

PYTHON = "def total(x):\n    return sum(x)\ndef mean(x):\n    return total(x) / len(x)\n\ndef other(x):\n    pass\n"
JULIA = "total(x) = sum(x)\nmean(x) = total(x) / (length(x) - 1)\nother(x) = x\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "wasuite.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "wasuite.jl").write_text(JULIA, encoding="utf-8")
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield tmp_path
    sys.modules.pop("wasuite", None)


def run(folder: Path, engine: Engine, *calls: tuple[str, Any]) -> dict[str, Any]:
    suite = SuiteReplay(requests(["wasuite.py=wasuite.jl"], folder), engine)
    for name, argument in calls:
        getattr(sys.modules["wasuite"], name)(argument)
    return suite.finish(engine)


def test_calls_of_several_processes_are_told_as_one(folder: Path, engine: Engine) -> None:
    one = run(folder, engine, ("mean", [1.0, 2.0]), ("mean", [1.0, 4.0]), ("total", [1.0]))
    other = run(folder, engine, ("mean", [1.0, 2.0, 3.0]))
    alone = run(folder, engine)
    assert (one["verdict"], other["verdict"]) == ("differ", "differ")
    assert not alone["pairs"]
    found = together([one, other, alone])
    pairs = {pair["python"]: pair for pair in found["pairs"]}
    mean, total = pairs["wasuite.mean"], pairs["wasuite.total"]
    assert (mean["verdict"], mean["differ"], mean["calls"]["seen"]) == ("differ", 3, 3)
    assert [finding["count"] for finding in mean["findings"]] == [3]
    assert (total["verdict"], total["calls"]["seen"]) == ("identical", 4)
    assert found["replay"]["uncalled"] == ["other"]
    assert found["replay"]["first"]["function"] == "mean"
    assert "3 processes" in found["replay"]["notes"][0]
    assert failed(found)
    assert not found["errors"]


def test_what_agrees_does_not_fail_and_what_was_never_called_does(folder: Path, engine: Engine) -> None:
    agrees = together([run(folder, engine, ("total", [1.0, 2.0]))])
    assert not failed(agrees)
    nothing = together([run(folder, engine)])
    assert failed(nothing)
    assert nothing["errors"] == [
        {"name": PROGRAM, "message": "nothing was compared: the tests called none of total, mean, other"}
    ]


def test_files_are_seen_from_where_they_were_written_down(folder: Path) -> None:
    (whole,) = requests(["wasuite.py=wasuite.jl"], folder)
    assert (whole.text, whole.side) == (str(folder / "wasuite.py"), str(folder / "wasuite.jl"))
    (one,) = requests(["wasuite.py:mean = wasuite.jl::mean"], folder)
    assert (one.text, one.side) == (f"{folder / 'wasuite.py'}:mean", f"{folder / 'wasuite.jl'}::mean")
    (named,) = requests(["numpy:cumsum=cumsum"], folder)
    assert (named.text, named.side) == ("numpy:cumsum", "cumsum")
    (folder / "Project.toml").write_text('name = "Mine"\n', encoding="utf-8")
    assert project_of(requests([f"wasuite.py={folder}"], folder)) == str(folder)
    assert not project_of([whole])
    with pytest.raises(UsageError, match=r"no Julia file nothing\.jl"):
        requests(["wasuite.py=nothing.jl"], folder)
