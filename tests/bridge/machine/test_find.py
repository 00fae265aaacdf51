"""Which Julia is found where, in which order, and what is said if there is none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from fake_julias import HEALTHY, SICK, isolate, program

from pyjuliann import EngineError
from pyjuliann.bridge.machine.find import (
    ARGUMENT,
    JULIAPKG,
    JULIAUP,
    ON_PATH,
    OWN,
    VARIABLE,
    Candidate,
    candidates,
    find_julia,
    installed,
    is_offline,
    julia_for_juliacall,
    no_julia_message,
)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path)


def _one_in_every_place(machine: Path) -> dict[str, Path]:
    found = machine / "somewhere" / "julia"
    return {
        JULIAPKG: program(machine / "juliapkg" / "pyjuliapkg" / "install" / "bin" / "julia", HEALTHY),
        ON_PATH: program(machine / "tools" / "julia", HEALTHY),
        JULIAUP: program(machine / "home" / ".juliaup" / "bin" / "julia", HEALTHY),
        OWN: program(machine / "data" / "pyjuliann" / "julia" / "debian-1.5.3" / "bin" / "julia", HEALTHY),
        ARGUMENT: program(found, HEALTHY),
    }


def _pairs(found: list[Candidate]) -> list[tuple[str, Path]]:
    return [(candidate.source, candidate.executable) for candidate in found]


def test_nothing_is_found_on_a_bare_machine(machine: Path) -> None:
    assert candidates() == []


def test_order(machine: Path) -> None:
    places = _one_in_every_place(machine)
    assert _pairs(candidates()) == [(source, places[source]) for source in (JULIAPKG, ON_PATH, JULIAUP, OWN)]


def test_a_named_julia_is_the_only_one(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = _one_in_every_place(machine)
    monkeypatch.setenv(VARIABLE, str(places[JULIAUP]))
    assert _pairs(candidates()) == [(VARIABLE, places[JULIAUP])]
    assert _pairs(candidates(places[ARGUMENT])) == [(ARGUMENT, places[ARGUMENT])]
    assert find_julia(str(places[ARGUMENT])).executable == places[ARGUMENT]


def test_a_named_julia_may_be_a_name_on_path_or_relative_or_in_the_home_folder(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = program(machine / "tools" / "julia-1.9", HEALTHY)
    relative = program(machine / "here" / "julia-x", HEALTHY)
    at_home = program(machine / "home" / "j" / "julia", HEALTHY)
    monkeypatch.chdir(machine / "here")
    assert candidates("julia-1.9")[0].executable == on_path
    assert candidates("julia-x")[0].executable == relative
    assert candidates("./julia-x")[0].executable == relative
    assert candidates("~/j/julia")[0].executable == at_home


@pytest.mark.parametrize("source", [ARGUMENT, VARIABLE])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("/no/such/julia", "/no/such/julia, does not exist"),
        ("nojulia", "nojulia, is neither a program on PATH nor a file here"),
        ("/", "/, is a folder, not a program"),
        ("PLAIN", "is not executable"),
        ("~nobody-here/julia", "does not exist"),
        (" ", "is blank: expected a path, or a name on PATH"),
    ],
)
def test_a_named_julia_that_cannot_be_run(
    machine: Path, monkeypatch: pytest.MonkeyPatch, source: str, name: str, words: str
) -> None:
    _one_in_every_place(machine)
    plain = program(machine / "plain", HEALTHY)
    plain.chmod(0o644)
    name = name.replace("PLAIN", str(plain))
    argument = name if source == ARGUMENT else None
    if argument is None:
        monkeypatch.setenv(VARIABLE, name)
    for function in (candidates, find_julia):
        with pytest.raises(EngineError) as caught:
            function(argument)
        assert words in str(caught.value)
        assert source in str(caught.value).splitlines()[0]


def test_an_empty_argument_is_an_error_and_an_empty_variable_is_none(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = _one_in_every_place(machine)
    with pytest.raises(EngineError, match="blank"):
        candidates("")
    monkeypatch.setenv(VARIABLE, "")
    assert candidates()[0].executable == places[JULIAPKG]


def test_each_file_once_under_its_first_source(machine: Path) -> None:
    real = program(machine / "opt" / "julia", HEALTHY)
    for link in (machine / "tools" / "julia", machine / "home" / ".juliaup" / "bin" / "julia"):
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(real)
    assert _pairs(candidates()) == [(ON_PATH, machine / "tools" / "julia")]


def test_every_folder_of_path_is_looked_at(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = program(machine / "a" / "julia", SICK)
    second = program(machine / "b" / "julia", HEALTHY)
    monkeypatch.setenv("PATH", os.pathsep.join(["", str(machine / "none"), str(first.parent), str(second.parent)]))
    assert [candidate.executable for candidate in candidates()] == [first, second]
    assert find_julia().executable == second


def test_what_juliapkg_resolved_stands_before_what_it_installed(machine: Path) -> None:
    resolved = program(machine / "opt" / "julia", HEALTHY)
    own = program(machine / "juliapkg" / "pyjuliapkg" / "install" / "bin" / "julia", HEALTHY)
    meta = machine / "juliapkg" / "pyjuliapkg" / "meta.json"
    meta.write_text(json.dumps({"executable": str(resolved)}), encoding="utf-8")
    assert _pairs(candidates()) == [(JULIAPKG, resolved), (JULIAPKG, own)]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "3", '{"executable": 3}', '{"executable": "/gone/julia"}', "[" * 99999]
)
def test_damaged_juliapkg_state_is_passed_over(machine: Path, content: str) -> None:
    meta = machine / "juliapkg" / "pyjuliapkg" / "meta.json"
    meta.parent.mkdir(parents=True)
    meta.write_text(content, encoding="utf-8")
    assert candidates() == []


def test_where_juliapkg_keeps_its_state(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delenv("PYTHON_JULIAPKG_PROJECT")
    monkeypatch.setattr(sys, "prefix", str(machine / "venv"))
    in_venv = program(machine / "venv" / "julia_env" / "pyjuliapkg" / "install" / "bin" / "julia", HEALTHY)
    assert _pairs(candidates()) == [(JULIAPKG, in_venv)]
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert candidates() == []
    outside = "home/.julia/environments/pyjuliapkg/pyjuliapkg/install/bin/julia"
    assert _pairs(candidates()) == []
    expected = program(machine / outside, HEALTHY)
    assert _pairs(candidates()) == [(JULIAPKG, expected)]
    monkeypatch.setenv("CONDA_PREFIX", str(machine / "venv"))
    assert _pairs(candidates()) == [(JULIAPKG, in_venv)]
    chosen = program(machine / "chosen" / "julia", HEALTHY)
    monkeypatch.setenv("PYTHON_JULIAPKG_EXE", str(chosen))
    assert _pairs(candidates())[0] == (JULIAPKG, chosen)


def test_the_state_folder_is_the_one_that_juliapkg_uses(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = pytest.importorskip("juliapkg.state")
    from pyjuliann.bridge.machine.find import juliapkg_project

    try:
        for name in ("PYTHON_JULIAPKG_PROJECT", None):
            if name is None:
                monkeypatch.delenv("PYTHON_JULIAPKG_PROJECT")
            state.reset_state()
            assert str(juliapkg_project()) == state.STATE["project"]
            folder = juliapkg_project() / "pyjuliapkg"
            assert str(folder / "meta.json") == state.STATE["meta"]
            assert str(folder / "install") == state.STATE["install"]
    finally:
        monkeypatch.undo()
        state.reset_state()


def test_juliaups_newest_release_comes_first(machine: Path) -> None:
    depot = machine / "home" / ".julia" / "juliaup"
    names = ["julia-1.9.4+0.x64", "julia-1.12.0-rc1+0.x64", "julia-1.10.4+0.x64", "julia-1.11.0+0.x64"]
    for name in names:
        program(depot / name / "bin" / "julia", f"# {name}\n{HEALTHY}")
    found = [candidate.executable.parent.parent.name for candidate in candidates()]
    assert found == [names[3], names[2], names[0], names[1]]


def test_an_installation_in_progress_is_not_installed(machine: Path) -> None:
    folder = machine / "data" / "pyjuliann" / "julia"
    program(folder / ".new-abc" / "bin" / "julia", HEALTHY)
    assert installed() == []
    done = program(folder / "debian-1.5.3" / "bin" / "julia", HEALTHY)
    assert installed() == [done]


def test_finding_writes_nothing(machine: Path) -> None:
    _one_in_every_place(machine)
    before = sorted(machine.rglob("*"))
    candidates()
    julia_for_juliacall()
    assert sorted(machine.rglob("*")) == before


def test_a_sick_julia_is_passed_over(machine: Path) -> None:
    program(machine / "tools" / "julia", SICK)
    healthy = program(machine / "data" / "pyjuliann" / "julia" / "x" / "bin" / "julia", HEALTHY)
    found = find_julia()
    assert (found.executable, found.version, found.candidate.source) == (healthy, "1.10.4", OWN)


def test_no_julia_is_one_message_with_places_symptoms_and_three_ways(machine: Path) -> None:
    sick = program(machine / "tools" / "julia", SICK)
    with pytest.raises(EngineError) as caught:
        find_julia()
    message = str(caught.value)
    assert "no usable Julia (1.5 or newer) was found" in message
    assert f"PATH: {sick} crashed with SIGSEGV after reporting 1.5.3" in message
    for source in (JULIAPKG, JULIAUP, OWN):
        assert f"  {source}: none in " in message
    assert "~/.juliaup/bin" in message
    for way in ("`pyjuliann julia install`", "julialang.org", f"point {VARIABLE} or julia="):
        assert way in message


def test_a_sick_named_julia_is_not_replaced(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _one_in_every_place(machine)
    sick = program(machine / "sick", SICK)
    monkeypatch.setenv(VARIABLE, str(sick))
    with pytest.raises(EngineError) as caught:
        find_julia()
    assert str(caught.value).startswith(f"the Julia that {VARIABLE} names cannot be used")
    assert f"{sick} crashed with SIGSEGV" in str(caught.value)


def test_offline_is_part_of_the_message(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "PYJULIANN_OFFLINE" not in no_julia_message([])
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    first = no_julia_message([]).splitlines()[0]
    assert "`pyjuliann julia install` fetches one, once PYJULIANN_OFFLINE is unset" in first


@pytest.mark.parametrize(("value", "offline"), [("1", True), ("yes", True), ("0", False), ("", False), (" ", False)])
def test_is_offline(machine: Path, monkeypatch: pytest.MonkeyPatch, value: str, offline: bool) -> None:
    monkeypatch.setenv("PYJULIANN_OFFLINE", value)
    assert is_offline() is offline
