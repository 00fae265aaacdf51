"""The health check, on programs that are sick in every way that a Julia has been seen to be, and more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_julias import HEALTHY, SICK, assert_gone, isolate, program, python_path

from pyjuliann import EngineError
from pyjuliann.bridge.machine.children import last_lines, run_child, signal_name
from pyjuliann.bridge.machine.find import candidates
from pyjuliann.bridge.machine.health import check_health, recall, remember


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path)


def test_healthy(machine: Path) -> None:
    health = check_health(program(machine / "julia", HEALTHY))
    assert (health.ok, health.version, health.symptom) == (True, "1.10.4", "")


@pytest.mark.parametrize(
    ("body", "version", "symptom"),
    [
        ("echo hello world", None, "is not Julia: it printed 'hello world' when asked for its version"),
        ("true", None, "is not Julia: it printed nothing when asked for its version"),
        (
            "echo pyjuliann-health maybe",
            None,
            "is not Julia: it printed 'pyjuliann-health maybe' when asked for ",
        ),
        (
            "echo one >&2; echo two >&2; exit 3",
            None,
            "ended with exit code 3 before it reported its version: one | two",
        ),
        (
            SICK,
            "1.5.3",
            "crashed with SIGSEGV after reporting 1.5.3 (a Julia built for another release of this ",
        ),
        ("kill -ABRT $$", None, "crashed with SIGABRT before it reported its version"),
        (
            "echo pyjuliann-health 1.6.0; exit 139",
            "1.6.0",
            "crashed with SIGSEGV after reporting 1.6.0 (a Julia",
        ),
        ("echo pyjuliann-health 1.6.0; kill -KILL $$", "1.6.0", "crashed with SIGKILL after reporting 1.6.0"),
        (
            "echo pyjuliann-health 1.4.2; exit 1",
            "1.4.2",
            "is too old: Julia 1.4.2, and 1.5 or newer is needed",
        ),
        (HEALTHY.replace("1.10.4", "0.7.0"), "0.7.0", "is too old: Julia 0.7.0, and 1.5 or newer is needed"),
        (HEALTHY.replace("true", "false"), "1.10.4", "is Julia 1.10.4, but does not catch an exception"),
        (
            HEALTHY.replace("84496", "84497"),
            "1.10.4",
            "is Julia 1.10.4, but multiplies two matrices to 84497 69026816, not 84496 69026816",
        ),
    ],
)
def test_symptoms(machine: Path, body: str, version: str | None, symptom: str) -> None:
    health = check_health(program(machine / "julia", body))
    assert not health.ok
    assert health.version == version
    assert health.symptom.startswith(symptom)


def test_only_a_crash_after_the_version_is_blamed_on_the_release(machine: Path) -> None:
    assert "another release" not in check_health(program(machine / "a", "kill -SEGV $$")).symptom
    later = 'echo "pyjuliann-health 1.6.0"; echo "exception true"; kill -SEGV $$'
    assert "another release" not in check_health(program(machine / "b", later)).symptom


def test_what_cannot_be_run(machine: Path) -> None:
    assert check_health(machine / "nothing").symptom == "does not exist"
    assert check_health(machine).symptom == "is a folder, not a program"
    (machine / "dangling").symlink_to(machine / "nothing")
    assert check_health(machine / "dangling").symptom == "is a link that leads nowhere"
    plain = program(machine / "plain", HEALTHY)
    plain.chmod(0o644)
    assert check_health(plain).symptom == "is not executable"
    noise = machine / "noise"
    noise.write_bytes(b"\x00\x01\x02 no program")
    noise.chmod(0o755)
    assert check_health(noise).symptom.startswith("cannot be started: ")
    orphan = machine / "orphan"
    orphan.write_text("#!/no/such/interpreter\n", encoding="utf-8")
    orphan.chmod(0o755)
    assert "interpreter or loader" in check_health(orphan).symptom


def test_a_folder_with_a_julia_inside_is_told_where(machine: Path) -> None:
    inner = program(machine / "julia-1.10" / "bin" / "julia", HEALTHY)
    assert str(inner) in check_health(machine / "julia-1.10").symptom


def test_a_hanging_program_and_its_children_are_killed(machine: Path) -> None:
    notes = machine / "pids"
    body = f'echo "pyjuliann-health 1.9.0"; sleep 600 & echo $! $$ > {notes}; wait'
    health = check_health(program(machine / "julia", body), timeout=1.0)
    assert health.symptom == "was stopped after 1 s without an answer, after reporting 1.9.0"
    for pid in notes.read_text(encoding="utf-8").split():
        assert_gone(int(pid))


@pytest.mark.thorough
def test_a_daemon_that_keeps_the_pipes_open_does_not_hang_the_check(machine: Path) -> None:
    notes = machine / "pid"
    health = check_health(program(machine / "julia", f"{HEALTHY}; sleep 600 & echo $! > {notes}"))
    assert health.ok
    assert_gone(int(notes.read_text(encoding="utf-8")))


def test_endless_output_is_cut_off(machine: Path) -> None:
    health = check_health(program(machine / "julia", "while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done"))
    assert health.symptom == "is not Julia: it printed more than 1024 KiB when asked for its version"


def test_only_the_end_of_long_output_is_kept() -> None:
    code = "import sys; sys.stderr.write('x' * 3_000_000 + 'end'); sys.stdout.write('y' * 3_000_000)"
    child = run_child([sys.executable, "-c", code], 60.0)
    assert child.returncode == 0
    assert len(child.stdout) == len(child.stderr) == 1 << 16
    assert child.stderr.endswith("end")


def test_no_zombie_and_no_open_descriptor_is_left(machine: Path) -> None:
    julia = program(machine / "julia", SICK)
    check_health(julia)
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("needs /proc")
    before = len(list(folder.iterdir()))
    for _ in range(5):
        check_health(julia)
    assert len(list(folder.iterdir())) == before
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    mine = children.read_text(encoding="utf-8").split() if children.exists() else []
    states = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in mine]
    assert not [state for state in states if ") Z " in state and "(julia)" in state]


def test_ctrl_c_ends_the_child(machine: Path) -> None:
    notes = machine / "pid"
    julia = program(machine / "julia", f"echo $$ > {notes}; sleep 600")

    def interrupt(*_: str) -> None:
        if notes.exists() and notes.read_text(encoding="utf-8").strip():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_child([str(julia)], 60.0, on_tick=interrupt)
    assert_gone(int(notes.read_text(encoding="utf-8")))


def _counting(machine: Path) -> tuple[Path, Path]:
    runs = machine / "runs"
    return program(machine / "julia", f"echo run >> {runs}; {HEALTHY}"), runs


def _lines(runs: Path) -> int:
    return len(runs.read_text(encoding="utf-8").splitlines())


def test_a_good_result_is_remembered_until_the_file_changes(machine: Path) -> None:
    julia, runs = _counting(machine)
    first = check_health(julia)
    assert check_health(julia) == first
    (machine / "link").symlink_to(julia)
    assert check_health(machine / "link") == first
    assert _lines(runs) == 1
    check_health(julia, use_cache=False)
    assert _lines(runs) == 2
    os.utime(julia, (1, 1))
    check_health(julia)
    assert _lines(runs) == 3


def test_a_good_result_under_other_libraries_says_nothing(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    julia, runs = _counting(machine)
    check_health(julia)
    monkeypatch.setenv("LD_LIBRARY_PATH", str(machine))
    check_health(julia)
    assert _lines(runs) == 2


def test_a_bad_result_is_not_remembered(machine: Path) -> None:
    julia = program(machine / "julia", "exit 1")
    assert not check_health(julia).ok
    assert recall("health.json") == {}


def test_juliaups_launcher_is_not_remembered(machine: Path) -> None:
    runs = machine / "runs"
    launcher = program(machine / "julialauncher", f"echo run >> {runs}; {HEALTHY}")
    (machine / "julia").symlink_to(launcher)
    check_health(machine / "julia")
    check_health(machine / "julia")
    assert _lines(runs) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": 99, "entries": {}}',
        b'{"format": 1, "entries": []}',
        b'{"format": 1, "entries": {"KEY": 3}}',
    ],
)
def test_a_damaged_memory_is_made_anew(machine: Path, content: bytes) -> None:
    julia = program(machine / "julia", HEALTHY)
    file = machine / "cache" / "pyjuliann" / "health.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(content.replace(b"KEY", os.fsencode(julia.resolve())))
    assert check_health(julia).ok
    entries = json.loads(file.read_text(encoding="utf-8"))["entries"]
    assert entries[str(julia.resolve())]["version"] == "1.10.4"


def test_entries_with_wrong_types_are_not_believed(machine: Path) -> None:
    julia = program(machine / "julia", HEALTHY)
    check_health(julia)
    file = machine / "cache" / "pyjuliann" / "health.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["entries"][str(julia.resolve())]["version"] = ["9.9"]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert check_health(julia).version == "1.10.4"


def test_an_unwritable_cache_is_no_error(machine: Path) -> None:
    (machine / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert check_health(program(machine / "julia", HEALTHY)).ok


def test_the_memory_stays_small_and_leaves_no_temporary_files(machine: Path) -> None:
    for number in range(100):
        remember("health.json", f"key {number}", {"version": "1.10.0"})
    assert list(recall("health.json")) == [f"key {number}" for number in range(36, 100)]
    assert [path.name for path in (machine / "cache" / "pyjuliann").iterdir()] == ["health.json"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (0, ""),
        (1, ""),
        (127, ""),
        (128, ""),
        (130, ""),
        (-9, "SIGKILL"),
        (139, "SIGSEGV"),
        (134, "SIGABRT"),
        (255, ""),
    ],
)
def test_signal_name(code: int, name: str) -> None:
    assert signal_name(code) == name


def test_last_lines_are_printable() -> None:
    assert last_lines("a\n\n  b \x1b[31m\nc\x00\n\n", 2) == "b [31m | c"


def test_a_program_that_cannot_start_leaves_no_descriptor(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        run_child([str(tmp_path / "none")], 1.0)


def test_importing_starts_nothing_heavy() -> None:
    code = "import sys, pyjuliann.bridge.machine.health; print({'subprocess', 'juliapkg'} & set(sys.modules))"
    env = {**os.environ, "PYTHONPATH": python_path()}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "set()"


def test_a_live_julia_is_healthy() -> None:
    try:
        checked = [(candidate, check_health(candidate.executable, use_cache=False)) for candidate in candidates()]
    except EngineError as error:
        pytest.skip(str(error).splitlines()[0])
    well = [health for _, health in checked if health.ok]
    if not well:
        pytest.skip("no healthy Julia on this machine")
    assert all(health.version and health.seconds > 0 for health in well)
