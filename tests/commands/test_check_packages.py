"""``pyjuliann check`` with a Julia package: functions matched by name, in the package's project."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from folders import working_folder
from in_process import use_engine
from packages import write_two_packages

from pyjuliann import start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.cli import main
from pyjuliann.commands.targets import Request, heed_packages, package_in

PYTHON = {
    "__init__.py": """
from math import hypot
from mine.core import doubled, shifted, straight

def only_python(x): return x
""",
    "core.py": """
import numpy as np
from jaxtyping import Float64

V = Float64[np.ndarray, "n"]

def straight(x: V, slope: float): return np.sum(x) * slope
def shifted(x: V): return x + 4.0
def doubled(x: V):
    x *= 2
    return x
def part(x: float): return x / 2
def unexported(x: V): return x
def _hidden(x): return x
""",
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two packages."""
    return write_two_packages(tmp_path_factory.mktemp("checked"))


@pytest.fixture(scope="module")
def worker_there(engine: Engine, project: Path) -> Iterator[Engine]:
    """A worker in it."""
    with start_julia("worker", engine.info.executable, project=project, echo=False) as there:
        yield there


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with a Python package."""
    with working_folder(tmp_path, monkeypatch) as folder:
        for name, text in PYTHON.items():
            (folder / "mine").mkdir(exist_ok=True)
            (folder / "mine" / name).write_text(text)
        yield folder


@pytest.fixture
def run(worker_there: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the worker; return the exit code and what was printed."""
    use_engine(monkeypatch, worker_there, "check")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["check", *map(str, arguments), "--cases", "5", "--repair", "0", "--json", "found.json"])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def verdicts(folder: Path) -> dict[tuple[str, str], bool]:
    """Return which pairs differ, by their names."""
    found = json.loads((folder / "found.json").read_text())
    return {(pair["python"], pair["julia"]): pair["differ"] > 0 for pair in found["pairs"]}


def test_exported_functions_are_matched_by_name(run: Run, folder: Path, project: Path) -> None:
    code, out, err = run("mine", project / "Outer", "--range", "-9:9")
    assert code == 1, err
    assert verdicts(folder) == {
        ("mine.core.doubled", "Outer.doubled!"): False,
        ("mine.core.shifted", "Outer.shifted"): True,
        ("mine.core.straight", "Outer.straight"): False,
    }
    unmatched = json.loads((folder / "found.json").read_text())["unmatched"]
    assert unmatched["python"] == ["only_python"]
    assert unmatched["julia"] == ["only_julia", "part"]
    assert "no twin for Julia's only_julia" in out


def test_what_python_lists_is_what_it_has(run: Run, folder: Path) -> None:
    init = folder / "mine" / "__init__.py"
    init.write_text(
        "from mine.core import *\nfrom mine.core import part, straight\n__all__ = ['part', 'straight', 'V']\n"
    )
    code, _, err = run("mine", "Outer", "--range", "-9:9")
    assert code == 0, err
    assert set(verdicts(folder)) == {("mine.core.part", "Outer.Parts.part"), ("mine.core.straight", "Outer.straight")}


def test_one_function_of_a_package(run: Run, folder: Path) -> None:
    code, _, err = run("mine:doubled", "Outer.doubled!")
    assert code == 0, err
    assert verdicts(folder) == {("mine.core.doubled", "Outer.doubled!"): False}


def test_a_package_that_cannot_be_checked(run: Run, folder: Path, project: Path) -> None:
    shutil.copytree(project / "Outer", folder / "Outer.jl")
    place = project / "Outer" / "src" / "Outer.jl"
    for side, said in (
        ("Outer.jl", f"the project in use has Outer in {place}, and not in {folder / 'Outer.jl'}"),
        ("Gone", "the Julia module Gone cannot be loaded: ArgumentError: Package Gone"),
        ("Nowhere", f"The project in use is {project}"),
        ("Outer.Line", "Outer.Line is of type DataType, and no module"),
    ):
        code, out, err = run("mine", side)
        assert (code, out) == (2, "")
        assert said in err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("mine", "the folder mine is no Julia package: it has no Project.toml with a name"),
        ("none.jl", "there is no Julia file none.jl, nor a package in a folder of that name"),
        (
            "sum",
            "one that ends in .jl, a package's folder or a module's name, for all of 'mine', got 'sum'",
        ),
    ],
)
def test_what_is_no_package(folder: Path, capsys: pytest.CaptureFixture[str], side: str, said: str) -> None:
    assert main(["check", "mine", side]) == 2
    assert said in capsys.readouterr().err


def test_a_package_is_its_own_project_where_none_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("JULIA_PROJECT", raising=False)
    place = project / "Outer"
    assert package_in(place) == "Outer"
    assert package_in(project) == ""  # it has no name
    requests = [Request("mine", str(place))]
    for named, taken in ((None, str(place)), ("@other", "@other")):
        arguments = argparse.Namespace(project=named)
        heed_packages(requests, arguments)
        assert arguments.project == taken
    monkeypatch.setenv("JULIA_PROJECT", str(tmp_path))
    arguments = argparse.Namespace(project=None)
    heed_packages(requests, arguments)
    assert arguments.project is None
