"""The doctor, and the probe of juliacall that it rests on."""

from __future__ import annotations

import json
import os
import time
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from fake_julias import HEALTHY, SICK, isolate, program, python_path
from rich.console import Console

import pyjuliann
from pyjuliann import EngineError
from pyjuliann.bridge import doctor
from pyjuliann.bridge.doctor import diagnose_machine, render
from pyjuliann.bridge.machine import probe
from pyjuliann.bridge.machine.find import find_julia
from pyjuliann.bridge.machine.folders import cache_folder, julia_sources
from pyjuliann.bridge.machine.health import recall
from pyjuliann.bridge.machine.probe import JuliacallProbe, misfit, probe_juliacall

COMPILED = cache_folder() / "compiled"  # found before the tests make this another machine

# A stand-in for juliacall that notes each start; {body} is what happens at import.
JULIACALL = """
import os, signal, time
with open({log!r}, "a") as file:
    file.write(os.environ.get("PYTHON_JULIAPKG_OFFLINE", "online") + "\\n")
{body}
class Main:
    seval = staticmethod({{"1 + 1": {answer}, "string(VERSION)": "1.11.2", "Sys.BINDIR": "/opt/a julia/bin"}}.get)
"""


class Juliacall:
    """The stand-in, which can be changed between probes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "modules"
        self.folder.mkdir()
        self.log = folder / "starts"
        self.behave("")

    def behave(self, body: str, answer: int = 2) -> None:
        text = JULIACALL.format(log=str(self.log), body=body, answer=answer)
        (self.folder / "juliacall.py").write_text(text, encoding="utf-8")

    @property
    def starts(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").split() if self.log.exists() else []


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path)


@pytest.fixture
def juliacall(machine: Path, monkeypatch: pytest.MonkeyPatch) -> Juliacall:
    pytest.importorskip("juliapkg")  # stands for an installed juliacall without starting it
    fake = Juliacall(machine)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(fake.folder), python_path()]))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return fake


def test_juliacall_that_starts(juliacall: Juliacall) -> None:
    first = probe_juliacall()
    assert (first.ok, first.julia_version, first.bindir, first.reason) == (True, "1.11.2", "/opt/a julia/bin", "")
    assert not first.remembered
    again = probe_juliacall()
    assert (again.ok, again.julia_version, again.bindir, again.remembered) == (True, "1.11.2", first.bindir, True)
    assert len(juliacall.starts) == 1
    assert not probe_juliacall(use_cache=False).remembered
    assert len(juliacall.starts) == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise OSError('no route')", "OSError: no route"),
        ("print('[juliapkg] noise'); raise SystemExit('could not')", "could not"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "Python crashed with SIGSEGV when juliacall started"),
        ("os._exit(7)", "exit code 7"),
        ("time.sleep(600)", "did not start within 3 s"),
    ],
)
@pytest.mark.thorough
def test_juliacall_that_does_not_start(juliacall: Juliacall, body: str, reason: str) -> None:
    juliacall.behave(body)
    probed = probe_juliacall(timeout=3.0)
    assert (probed.ok, probed.reason) == (False, reason)
    assert probe_juliacall().remembered
    assert probe_juliacall().reason == reason


def test_juliacall_that_computes_nonsense(juliacall: Juliacall) -> None:
    juliacall.behave("", answer=3)
    assert probe_juliacall().reason == "juliacall computes 1 + 1 = 3"


def test_progress_is_told_while_juliacall_fetches(juliacall: Juliacall, tmp_path: Path) -> None:
    seen, lines = tmp_path / "seen", list[str]()

    def report(line: str) -> None:
        lines.append(line)
        if line == "Installing Julia":
            seen.touch()

    wait = f"while not os.path.exists({str(seen)!r}): time.sleep(0.01)"
    juliacall.behave(f"print('[juliapkg] Installing Julia')\nprint('noise')\n{wait}\nprint('[juliapkg] Done')")
    assert probe_juliacall(timeout=60.0, report=report).ok
    assert lines[0].startswith("Trying juliacall, which may fetch Julia")
    assert lines[1:2] == ["Installing Julia"]
    assert set(lines[2:]) <= {"Done"}  # what comes last may come too late


def test_a_no_is_asked_again_after_a_day(juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch) -> None:
    juliacall.behave("raise OSError('no route')")
    probe_juliacall()
    now = time.time()
    monkeypatch.setattr(probe.time, "time", lambda: now + 23 * 3600)
    assert probe_juliacall().remembered
    monkeypatch.setattr(probe.time, "time", lambda: now + 25 * 3600)
    assert not probe_juliacall().remembered


def test_a_no_from_the_future_is_not_believed(juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch) -> None:
    juliacall.behave("raise OSError('no route')")
    probe_juliacall()
    now = time.time()
    monkeypatch.setattr(probe.time, "time", lambda: now - 3600)
    assert not probe_juliacall().remembered


def test_a_yes_does_not_expire(juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch) -> None:
    probe_juliacall()
    now = time.time()
    monkeypatch.setattr(probe.time, "time", lambda: now + 400 * 24 * 3600)
    assert probe_juliacall().remembered


def test_a_change_of_the_surroundings_calls_for_a_new_probe(
    machine: Path, juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch
) -> None:
    juliacall.behave("raise OSError('no Julia')")
    probe_juliacall()
    program(machine / "tools" / "julia", HEALTHY)
    assert not probe_juliacall().remembered
    assert probe_juliacall().remembered
    monkeypatch.setenv("PYTHON_JULIACALL_THREADS", "2")
    assert not probe_juliacall().remembered


def test_offline_is_passed_on(juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch) -> None:
    probe_juliacall()
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    assert not probe_juliacall().remembered
    assert juliacall.starts == ["online", "yes"]


def test_a_damaged_memory_is_made_anew(machine: Path, juliacall: Juliacall) -> None:
    probe_juliacall()
    file = machine / "cache" / "pyjuliann" / "juliacall.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    for entry in content["entries"].values():
        entry["ok"] = "perhaps"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert not probe_juliacall().remembered
    assert len(recall("juliacall.json")) == 1


def test_without_juliacall(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    probed = probe_juliacall()
    assert (probed.ok, probed.version, probed.reason) == (False, None, "juliacall is not installed")


def _screen(report: dict[str, object], width: int = 80) -> str:
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(render(report))
    return capture.get()


def test_a_machine_without_julia(juliacall: Juliacall) -> None:
    juliacall.behave("raise OSError('no route')")
    report = diagnose_machine()
    assert report["ok"] is False
    assert report["engine"]["auto"] == "none"
    assert report["julias"] == []
    assert report["juliacall"]["reason"] == "OSError: no route"
    assert json.loads(json.dumps(report)) == report
    screen = _screen(report)
    for words in ("Python ", "NumPy ", "BLAS", "cannot start", "none found", "Three ways", "julia install"):
        assert words in screen
    assert all(len(line) <= 80 for line in screen.splitlines())
    assert len(screen.splitlines()) <= 24


def test_juliacall_is_taken_first(juliacall: Juliacall) -> None:
    report = diagnose_machine()
    assert report["ok"] is True
    assert report["engine"] == {"auto": "juliacall", "why": "juliacall starts Julia 1.11.2 in this environment"}
    assert report["problems"] == []
    assert "starts Julia 1.11.2" in _screen(report)


@pytest.mark.parametrize(
    ("juliacall", "julia", "note"),
    [
        ("0.9.34", "1.10.9", ""),
        ("0.9.30", "1.9.0", ""),
        ("0.9.35", "1.10.8", "newer than 0.9.34, which it was run on"),
        ("0.9.34", "1.11.0", "newer than 1.10.8, the newest that it was run on"),
        ("0.10.0", "2.0.0", "newer than 0.9.34, which it was run on; newer than 1.10.8, the newest that it was run on"),
    ],
)
def test_what_is_newer_than_what_was_run_is_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch, juliacall: str, julia: str, note: str
) -> None:
    probe = JuliacallProbe(True, juliacall, julia, "/x/bin", "", 1.0)
    monkeypatch.setattr(doctor, "probe_juliacall", lambda *_: probe)
    report = diagnose_machine()
    assert report["juliacall"]["note"] == note
    lines = [line.rstrip() for line in _screen(report, width=400).splitlines()]
    assert f"juliacall  {juliacall}, starts Julia {julia}" + (f"; {note}" if note else "") in lines
    assert "Run on     worker: Julia 1.5.3, 1.10.8, 1.12.5; juliacall 0.9.34: Julia 1.10.8; others by design" in lines


@pytest.mark.parametrize(("version", "is_newer"), [("1.13.0", True), ("1.12.9", False), ("1.5.0", False)])
def test_a_julia_newer_than_any_that_was_run_is_told(
    machine: Path, juliacall: Juliacall, version: str, is_newer: bool
) -> None:
    program(machine / "tools" / "julia", HEALTHY.replace("1.10.4", version))
    note = diagnose_machine()["julias"][0]["note"]
    assert note == ("newer than 1.12.5, the newest that it was run on" if is_newer else "")


@pytest.mark.parametrize(
    "manifest",
    [
        'manifest_format = "2.0"\n[[deps.PythonCall]]\nversion = "0.9.10"\n',
        '[[PythonCall]]\nversion = "0.9.10"\n',
    ],
)
def test_a_juliacall_half_that_does_not_fit_is_told_with_both_versions(
    juliacall: Juliacall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manifest: str
) -> None:
    version = metadata.version("juliacall")
    project = tmp_path / "project"
    project.mkdir()
    (project / "Manifest.toml").write_text(manifest, encoding="utf-8")
    monkeypatch.setenv("PYTHON_JULIACALL_PROJECT", str(project))
    juliacall.behave("raise Exception('PythonCall.jl did not start properly')")
    reason = probe_juliacall().reason
    assert f"juliacall {version} takes PythonCall {version}, and {project / 'Manifest.toml'} has 0.9.10" in reason
    assert f'Pkg.add(name="PythonCall", version="{version}")' in reason
    (project / "Manifest.toml").write_text(manifest.replace("0.9.10", version), encoding="utf-8")
    assert probe_juliacall().reason == "Exception: PythonCall.jl did not start properly"


@pytest.mark.parametrize("manifest", ["", "no toml", "[[deps.PythonCall]]\n", "deps = 3\n", "PythonCall = []\n"])
def test_a_manifest_that_says_nothing_is_passed_over(
    juliacall: Juliacall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manifest: str
) -> None:
    (tmp_path / "Manifest-v1.11.toml").write_text(manifest, encoding="utf-8")
    monkeypatch.setenv("PYTHON_JULIACALL_PROJECT", str(tmp_path))
    assert misfit() == ""


def test_juliapkg_is_told_what_julia_is_needed() -> None:
    """What it installs at the first ``import juliacall``: a Julia that juliacall takes, and what JuliaNN uses."""
    from juliapkg.compat import Compat
    from juliapkg.deps import deps_files

    file = Path(pyjuliann.__file__).parent / "juliapkg.json"
    assert str(file) in deps_files()
    needs = json.loads(file.read_text(encoding="utf-8"))
    project = tomllib.loads((julia_sources() / "Project.toml").read_text(encoding="utf-8"))
    assert {name: package["uuid"] for name, package in needs["packages"].items()} == project["deps"]
    juliacalls = json.loads(Path(metadata.distribution("juliacall").locate_file("juliacall/juliapkg.json")).read_text())
    assert Compat.parse(needs["julia"]) & Compat.parse(juliacalls["julia"]) == Compat.parse(juliacalls["julia"])


def test_sick_julias_are_named_with_their_symptom(machine: Path, juliacall: Juliacall) -> None:
    sick = program(machine / "tools" / "julia", SICK)
    own = program(machine / "data" / "pyjuliann" / "julia" / "debian-1.5.3" / "bin" / "julia", "exit 3")
    report = diagnose_machine()
    assert [(row["executable"], row["ok"], row["considered"]) for row in report["julias"]] == [
        (str(sick), False, True),
        (str(own), False, True),
    ]
    problems = {entry["problem"]: entry["remedy"] for entry in report["problems"]}
    crash = next(problem for problem in problems if problem.startswith(f"{sick} crashed with SIGSEGV"))
    assert "passed over" in problems[crash]
    broken = next(problem for problem in problems if problem.startswith(f"{own} ended with exit code 3"))
    assert problems[broken] == "`pyjuliann julia remove debian-1.5.3`, then `pyjuliann julia install`"


@pytest.mark.parametrize("named", ["/no/such/julia", "SICK"])
def test_a_named_julia_that_fails_is_not_replaced(
    machine: Path, juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    other = program(machine / "tools" / "julia", HEALTHY)
    sick = program(machine / "sick", SICK)
    monkeypatch.setenv("PYJULIANN_JULIA", named.replace("SICK", str(sick)))
    report = diagnose_machine()
    assert report["ok"] is False
    assert report["engine"]["auto"] == "none"
    assert [row["considered"] for row in report["julias"]] == [True, False]
    assert report["julias"][1]["executable"] == str(other)
    assert "unset PYJULIANN_JULIA" in report["problems"][0]["remedy"]
    assert "not considered" in _screen(report)


def test_a_worker_that_does_not_start_is_a_problem(machine: Path, juliacall: Juliacall) -> None:
    juliacall.behave("raise OSError('no route')")
    # Healthy by its answers, and yet no Julia: it cannot run the worker.
    fake = program(machine / "tools" / "julia", HEALTHY)
    report = diagnose_machine()
    assert report["julias"][0]["ok"] is True
    assert report["ok"] is False
    assert report["worker"]["reason"]
    assert any(f"the worker does not start on {fake}" in entry["problem"] for entry in report["problems"])


def test_missing_julia_sources(machine: Path, juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError("pyjuliann's Julia sources are missing below /x")

    monkeypatch.setattr(doctor, "julia_sources", missing)
    report = diagnose_machine()
    assert any("sources are missing" in entry["problem"] for entry in report["problems"])


def test_unwritable_cache(machine: Path, juliacall: Juliacall) -> None:
    (machine / "cache").write_text("a file where the folder should be", encoding="utf-8")
    report = diagnose_machine()
    assert any("cannot be written to" in entry["problem"] for entry in report["problems"])


def test_offline_shows(juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    assert "PYJULIANN_OFFLINE is set: nothing is fetched" in _screen(diagnose_machine())


def test_markup_in_a_path_is_shown_as_it_is(machine: Path, juliacall: Juliacall) -> None:
    path = program(machine / "data" / "pyjuliann" / "julia" / "[red]" / "bin" / "julia", SICK)
    assert str(path) in _screen(diagnose_machine(), width=400)


def test_a_live_worker_is_taken(
    machine: Path, juliacall: Juliacall, monkeypatch: pytest.MonkeyPatch, live_julia: Path
) -> None:
    juliacall.behave("raise OSError('no route')")
    (machine / "tools" / "julia").symlink_to(live_julia)
    if COMPILED.exists():  # Julia compiles for long
        cache_folder().mkdir(parents=True)
        (cache_folder() / "compiled").symlink_to(COMPILED)
    report = diagnose_machine()
    assert report["ok"] is True
    assert report["engine"]["auto"] == "worker"
    assert report["problems"] == []


@pytest.fixture(scope="module")
def live_julia() -> Path:
    try:
        return find_julia().executable
    except EngineError as error:
        pytest.skip(str(error).splitlines()[0])
