"""Projects of a user's, and the packages in them: both engines, and what is said of what is not found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import start_or_skip
from packages import uuid, write_project, write_two_packages

from pyjuliann import EngineError, JuliaError, JuliaSettings, ManifestWarning, check, pair, start_julia
from pyjuliann.bridge import doctor
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.packages import ProjectFacts, is_about_loading
from pyjuliann.bridge.machine import project as projects
from pyjuliann.errors import PairError


def advice(call: Callable[[], object]) -> str:
    """Return what is said of a call that fails."""
    with pytest.raises((JuliaError, PairError)) as caught:
        call()
    return str(caught.value)


def test_packages_of_a_project_and_what_they_use(in_project: tuple[Engine, Path]) -> None:
    engine, folder = in_project
    assert Path(engine.info.project) == folder
    assert engine.call("Outer.straight", np.array([1.0, 2.0]), 3.0) == 9.0
    assert engine.call("Outer.Parts.part", 3.0) == 1.5
    assert engine.eval("using Outer; (@twice(4), Outer.STARTED[], Line(2.0).slope)") == (8, True, 2.0)
    assert engine.call("Inner.hidden", np.array([3.0, 4.0])) == 5.0


def test_a_package_that_is_not_there_names_the_project_and_what_adds_it(in_project: tuple[Engine, Path]) -> None:
    engine, folder = in_project
    for call in (
        lambda: engine.call("Nowhere.f", 1),
        lambda: engine.eval("using Nowhere"),
        lambda: check(pair(abs, "Nowhere.f"), engine=engine),
        lambda: check(pair(abs, "x -> x", using="Nowhere"), engine=engine),
    ):
        said = advice(call)
        assert "Package Nowhere not found" in said
        assert f"The project in use is {folder}, Julia {engine.info.julia_version}; its Project.toml does not" in said
        assert f"""--project={folder} -e 'import Pkg; Pkg.develop(path="FOLDER OF Nowhere")'""" in said
    assert engine.call("sum", [1, 2]) == 3


def test_a_package_that_is_not_installed_names_the_command_that_installs_it(in_project: tuple[Engine, Path]) -> None:
    engine, folder = in_project
    for call in (lambda: engine.call("Gone.f", 1), lambda: check(pair(abs, "Gone.f"), engine=engine)):
        said = advice(call)
        assert f"The project in use is {folder}" in said
        assert f"--project={folder} -e 'import Pkg; Pkg.instantiate()'\n" in said
        assert "-e 'import Pkg; Pkg.offline(true); Pkg.instantiate()'" in said
    assert "its package cannot be loaded: " in said


def test_a_package_whose_folder_has_gone(in_project: tuple[Engine, Path]) -> None:
    engine, folder = in_project
    manifest = folder / "Manifest.toml"
    before, identity = manifest.read_text(), uuid("Gone")
    manifest.write_text("\n".join([before, "[[Gone]]", 'path = "elsewhere"', f'uuid = "{identity}"', ""]))
    try:
        said = advice(lambda: engine.call("Gone.f", 1))
    finally:
        manifest.write_text(before)
    assert f"its manifest {manifest} says that Gone is in {folder / 'elsewhere'}, which has no Gone" in said


def test_a_name_that_is_not_there(in_project: tuple[Engine, Path]) -> None:
    engine, folder = in_project
    here = f"In the project {folder}, Julia {engine.info.julia_version}"
    engine.call("Outer.shifted", 1.0)
    said = advice(lambda: engine.call("Outer.shiftd", 1.0))
    assert f"Outer ({folder / 'Outer' / 'src' / 'Outer.jl'}) has no shiftd; closest: shifted. {here}" in said
    said = advice(lambda: engine.call("unexported", 1.0))
    assert f"Main has no unexported; there is Outer.unexported. {here}" in said
    said = advice(lambda: engine.eval("using Outer; unexported(1.0)"))
    assert "Outer.unexported is there, but is not brought in by `using`" in said
    said = advice(lambda: check(pair(abs, "Outer.shiftd"), engine=engine))
    assert here in said
    assert "closest: shifted" in said
    with pytest.raises(JuliaError) as caught:
        engine.call("sqrt", -1.0)
    assert caught.value.advice == ""


def test_a_pair_with_a_function_of_a_package(in_project: tuple[Engine, Path]) -> None:
    engine, _ = in_project
    assert check(pair(lambda x: x / 2, "Outer.Parts.part", domain={"x": (0, 9)}), engine=engine, cases=5).verdict == (
        "identical"
    )


@pytest.mark.parametrize("name", ["juliacall"])
def test_inside_python_there_is_one_project_at_a_time(name: str, tmp_path: Path) -> None:
    start_or_skip(name).close()
    one, other = (write_project(tmp_path / folder, {}) for folder in ("one", "other"))
    with start_julia(name, project=one) as first:
        with start_julia(name, project=one) as second:
            assert first.info.project == second.info.project == str(one)
        with pytest.raises(EngineError, match=rf"is in the project {one} of another engine, and cannot be in {other}"):
            start_julia(name, project=other)
        assert first.call("sum", [1, 2]) == 3
    with start_julia(name, project=other) as second:
        assert second.info.project == str(other)
    with start_julia(name) as third:
        assert third.info.project not in (str(one), str(other))


@pytest.mark.parametrize("name", ["worker", "juliacall"])
def test_what_julia_project_says_is_heeded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_or_skip(name).close()
    folder = write_project(tmp_path / "env", {})
    monkeypatch.setenv("JULIA_PROJECT", str(folder))
    with start_julia(name) as engine:
        assert engine.info.project == str(folder)
    monkeypatch.setenv("JULIA_PROJECT", str(tmp_path / "nowhere"))
    with start_julia(name) as engine:
        said = advice(lambda: engine.call("Nowhere.f", 1))
        assert f"JULIA_PROJECT names {tmp_path / 'nowhere'}, which has no Project.toml" in said


@pytest.mark.parametrize("name", ["worker", "juliacall"])
def test_a_manifest_of_another_julia_is_warned_of_once(name: str, tmp_path: Path) -> None:
    start_or_skip(name).close()
    folder = write_project(tmp_path / "env", {})
    manifest = folder / "Manifest.toml"
    manifest.write_text('julia_version = "1.99.2"\nmanifest_format = "2.0"\n\n[deps]\n')
    with pytest.warns(ManifestWarning, match=f"{manifest} was made by Julia 1.99.2, and this is Julia") as warned:
        start_julia(name, project=folder).close()
    assert warned[0].filename == __file__
    with start_julia(name, project=folder) as engine:  # it has been said
        assert engine.call("sum", [1, 2]) == 3


# ---------------------------------------------------------------- packages that do not load

FAILING = {
    "Unparsed": {"Unparsed.jl": "module Unparsed\nf(x) = (x\nend\n"},
    "Undefined": {"Undefined.jl": 'module Undefined\ninclude("more.jl")\nend\n', "more.jl": "\nnot_there(3)\n"},
    "Using": {"Using.jl": "module Using\nusing Undefined\nend\n"},
    "Moduleless": {"Moduleless.jl": "__precompile__(false)\nconst moduleless = 1\n"},
    "Starting": {"Starting.jl": 'module Starting\n__init__() = error("it does not start")\nend\n'},
    "Slow": {"Slow.jl": '__precompile__(false)\nmodule Slow\nerror("not compiled")\nend\n'},
}


@pytest.mark.thorough
def test_a_package_that_does_not_load_says_why_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    folder = write_project(tmp_path / "env", FAILING, {"Using": ("Undefined",)})
    monkeypatch.setenv("JULIA_DEPOT_PATH", f"{tmp_path / 'depot'}:")
    here = f"In the project {folder}, Julia {engine.info.julia_version}"
    with start_julia("worker", engine.info.executable, project=folder) as other:
        said = advice(lambda: other.call("Unparsed.f", 1))
        assert re.search(r"Failed to precompile Unparsed: syntax: [^\n]+\nin [^\n]+/Unparsed.jl:\d+\n", said)
        assert said.endswith(here)
        for name in ("Undefined", "Using"):
            said = advice(lambda name=name: other.eval(f"import {name}"))
            assert re.search(rf"Failed to precompile {name}: UndefVarError: `?not_there`? not defined", said)
            assert f"\nin {folder / 'Undefined' / 'src' / 'more.jl'}:2\n{here}" in said
        said = advice(lambda: other.call("Moduleless.f", 1))
        assert (
            f"{folder / 'Moduleless' / 'src' / 'Moduleless.jl'} does not define the module Moduleless. {here}" in said
        )
        said = advice(lambda: other.call("Starting.f", 1))
        assert "InitError: it does not start\nduring initialization of module Starting" in said
        assert said.endswith(here)
        said = advice(lambda: other.call("Slow.f", 1))
        assert f"ErrorException: not compiled\nin {folder / 'Slow' / 'src' / 'Slow.jl'}:3\n{here}" in said
        assert other.call("sum", [1, 2]) == 3
        problems: list[dict[str, str]] = []
        found = doctor._project(other, str(folder), problems)
        assert (found["folder"], found["named_by"], problems) == (str(folder), "--project", [])
        assert f"{len(FAILING)} packages, all of them installed" in doctor._project_line(found)


@pytest.mark.parametrize(
    ("message", "loading"),
    [
        ("ArgumentError: Package Foo not found in current path.", True),
        ("Failed to precompile Foo: no", True),
        ("LinearAlgebra has no foo", False),
    ],
)
def test_what_is_about_loading(message: str, loading: bool) -> None:
    assert is_about_loading(message) is loading


# ---------------------------------------------------------------- juliapkg's project


@pytest.fixture
def juliapkgs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of juliapkg's in this environment."""
    folder = write_two_packages(tmp_path / "julia_env")
    monkeypatch.delenv("PYTHON_JULIACALL_PROJECT", raising=False)
    monkeypatch.delenv("JULIA_PROJECT", raising=False)
    monkeypatch.setenv("PYTHON_JULIAPKG_PROJECT", str(folder))
    return folder


def test_without_a_project_a_worker_sees_what_juliapkg_added(juliapkgs: Path, engine: Engine) -> None:
    with start_julia("worker", engine.info.executable) as other:
        assert other.info.project == str(juliapkgs)
        assert other.call("Inner.total", [1, 2]) == 3
        problems: list[dict[str, str]] = []
        found = doctor._project(other, None, problems)
    assert (found["named_by"], found["not_installed"]) == ("juliapkg", ["Gone"])
    assert "not installed: Gone" in doctor._project_line(found)
    assert problems[0]["problem"] == f"the project {juliapkgs} names packages that are not installed: Gone"
    assert "Pkg.offline(true)" in problems[0]["remedy"]


def test_a_project_of_juliapkgs_for_another_julia_is_not_taken(
    juliapkgs: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable = Path(engine.info.executable)
    assert projects.default_project(executable) == str(juliapkgs)
    monkeypatch.setenv("JULIA_PROJECT", "/somewhere")
    assert projects.default_project(executable) == ""
    monkeypatch.delenv("JULIA_PROJECT")
    (juliapkgs / "Manifest.toml").write_text('julia_version = "1.99.2"\nmanifest_format = "2.0"\n')
    assert projects.default_project(executable) == ""
    said = advice(lambda: engine.call("Nowhere.f", 1))
    assert f"juliapkg's project {juliapkgs} is of Julia 1.99.2, so it is not taken with Julia" in said
    minor = ".".join(engine.info.julia_version.split(".")[:2])
    (juliapkgs / f"Manifest-v{minor}.toml").write_text("")
    assert projects.default_project(executable) == str(juliapkgs)
    shutil.rmtree(juliapkgs)
    assert projects.default_project(executable) == ""


@pytest.mark.parametrize(
    ("maker", "running", "other"),
    [("", "1.5.3", False), ("1.5.0", "1.5.3", False), ("1.10.2", "1.1.0", True), ("1.10.2-rc1", "1.10.8", False)],
)
def test_another_julia_is_one_whose_version_differs_in_more_than_its_patch(
    maker: str, running: str, other: bool
) -> None:
    assert projects.is_other_julia(maker, running) is other


def test_settings_take_a_project_for_every_engine() -> None:
    assert JuliaSettings("juliacall", project=".").project == "."


def test_a_command_is_one_for_a_shell() -> None:
    project = ProjectFacts("/a b/Project.toml", True, "", "", "1.10.8", "/opt/my julia/bin/julia")
    command = project.command('Pkg.add("X")')
    assert command == """'/opt/my julia/bin/julia' --project='/a b' -e 'import Pkg; Pkg.add("X")'"""
