"""Installing Julia: with a stand-in for apt that fails in every way, and for real where that is asked for."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_apt import LISTS, REAL_JULIA, Machine, debian_machine, pids_of_apt, start_installer, wait_for
from fake_julias import HEALTHY, SICK, assert_gone, program, python_path

from pyjuliann import EngineError, start_julia
from pyjuliann.bridge.machine import debian, install
from pyjuliann.bridge.machine.find import installed
from pyjuliann.bridge.machine.health import check_health
from pyjuliann.bridge.machine.install import install_julia, install_missing, remove_julia


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return debian_machine(monkeypatch, tmp_path / "a machine")


@pytest.fixture
def lines() -> list[str]:
    return []


def test_install(machine: Machine, lines: list[str]) -> None:
    path = install_julia(lines.append)
    assert path == machine.target / "bin" / "julia"
    assert installed() == [path]
    assert machine.left() == [debian.NAME]
    assert sorted(entry.name for entry in machine.target.iterdir()) == ["bin", "root"]
    assert check_health(path).version == "1.5.3"
    assert f"Fetching Julia 1.5.3 from this system's package mirror (0 MB) into {machine.target}" in lines
    assert lines[-1] == f"Julia 1.5.3 is ready: {path}"
    for word in ("Unpacking 2 packages", "Checking that it works"):
        assert word in lines


def test_apt_is_asked_in_a_root_of_its_own(machine: Machine, lines: list[str]) -> None:
    install_julia(lines.append)
    asked = machine.asked("Dir::State")
    assert len(asked) == 3
    for line in asked:
        for word in (
            "Dir::Etc::sourceparts=/dev/null",
            f"Dir::State::lists={machine.target.parent}/.new-",
            "apt.conf",
        ):
            assert word in line
        assert "allow" not in line.lower()
        assert "unauthenticated" not in line.lower()
    assert machine.asked("download")[0].endswith("download julia=1.5.3 libjulia1=1:1.5.3")


def test_the_program_starts_with_its_own_libraries_also_through_a_link(machine: Machine, lines: list[str]) -> None:
    program(machine.julia, f'{REAL_JULIA}; echo "$LD_LIBRARY_PATH" "$@"')
    path = install_julia(lines.append)
    link = machine.folder / "linked julia"
    link.symlink_to(path)
    said = subprocess.run([link, "one two", "3"], capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    libraries = machine.target / "root" / "usr" / "lib" / "x86_64-linux-gnu"
    assert said.startswith(f"{libraries}:{libraries}/julia:")
    assert said.endswith(" one two 3")


def test_a_second_call_finds_it_installed(machine: Machine, lines: list[str]) -> None:
    assert install_julia(lines.append) == install_julia(lines.append)
    assert len(machine.asked(" download ")) == 1
    assert lines[-1].startswith("Julia 1.5.3 is installed: ")


def test_a_broken_installation_is_replaced(machine: Machine, lines: list[str]) -> None:
    program(machine.target / "bin" / "julia", SICK)
    assert check_health(install_julia(lines.append)).ok
    assert machine.left() == [debian.NAME]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("update", "E: Failed: http://mirror.invalid  404"),
        ("none", "E: Unable to locate package julia"),
        ("half", "1 of 2 packages are missing\n    E: Connection reset by peer"),
        ("silent", "1 of 2 packages are missing"),
        ("unpack", "julia_1.5.3_amd64.deb cannot be unpacked\n    dpkg-deb: error: archive is damaged"),
    ],
)
def test_failures_say_why_and_leave_nothing(
    machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch, fault: str, words: str
) -> None:
    monkeypatch.setenv("FAKE_APT", fault)
    with pytest.raises(EngineError) as caught:
        install_julia(lines.append)
    message = str(caught.value)
    assert words in message
    assert "secret" not in message
    assert "Two other ways to get one:" in message
    assert machine.left() == []
    monkeypatch.setenv("FAKE_APT", "")
    assert check_health(install_julia(lines.append)).ok


def test_a_julia_that_does_not_work_here_is_not_installed(machine: Machine, lines: list[str]) -> None:
    program(machine.julia, SICK)
    with pytest.raises(EngineError, match="the Julia that was fetched crashed with SIGSEGV"):
        install_julia(lines.append)
    assert machine.left() == []


def test_packages_without_julia_in_them(machine: Machine, lines: list[str]) -> None:
    program(machine.folder / "tools" / "dpkg-deb", "true")
    with pytest.raises(EngineError, match="holds no usr/bin/julia"):
        install_julia(lines.append)
    assert machine.left() == []


def test_mirrors_are_debians_own_first(machine: Machine) -> None:
    machine.lists.write_text(f"http://x.invalid/|y|main|Packages|$(ORIGIN)\n{LISTS}", encoding="utf-8")
    assert debian.mirrors() == ["http://mirror.invalid/debian/", "http://x.invalid/"]


def test_mirrors_without_package_lists(machine: Machine) -> None:
    machine.lists.write_text("", encoding="utf-8")
    assert debian.mirrors() == ["http://mirror.invalid/debian/"]


def test_another_distribution(machine: Machine, lines: list[str]) -> None:
    machine.lists.write_text("http://mirror.invalid/ubuntu/|noble|main|Packages|Ubuntu\n", encoding="utf-8")
    with pytest.raises(EngineError, match="archives of Ubuntu only"):
        install_julia(lines.append)


def test_no_mirror_at_all(machine: Machine, lines: list[str]) -> None:
    program(machine.folder / "tools" / "apt-get", "echo 'E: The list of sources could not be read.' >&2; exit 100")
    with pytest.raises(EngineError, match="no archive that could hold") as caught:
        install_julia(lines.append)
    assert "E: The list of sources could not be read." in str(caught.value)


@pytest.mark.parametrize("tool", ["apt-get", "dpkg-deb"])
def test_not_debian(machine: Machine, lines: list[str], tool: str) -> None:
    (machine.folder / "tools" / tool).unlink()
    with pytest.raises(EngineError, match=f"this system has no {tool}: it is not Debian or one of its kin"):
        install_julia(lines.append)
    assert not machine.target.parent.exists()


def test_offline_forbids_it(machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    with pytest.raises(EngineError, match="PYJULIANN_OFFLINE is set, so no Julia is fetched"):
        install_julia(lines.append)
    with pytest.raises(EngineError, match="once PYJULIANN_OFFLINE is unset"):
        install_missing(lines.append, [])
    assert lines == []
    assert machine.asked("") == []


def test_full_disk(machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(machine.folder)
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: usage._replace(free=5_000_000))
    with pytest.raises(EngineError, match="has 5 MB free, and 629 MB are needed"):
        install_julia(lines.append)
    assert machine.left() == []


def test_unwritable_data_folder(machine: Machine, lines: list[str]) -> None:
    (machine.folder / "data").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(EngineError, match="cannot be written to") as caught:
        install_julia(lines.append)
    assert str(machine.target.parent) in str(caught.value)
    assert "set XDG_DATA_HOME" in str(caught.value)


def test_a_folder_that_no_library_path_can_hold(
    machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(machine.folder / "a:b"))
    with pytest.raises(EngineError, match="colon or semicolon"):
        install_julia(lines.append)


def test_two_at_once_fetch_once(machine: Machine) -> None:
    first = start_installer(machine, "slow")
    wait_for(lambda: machine.asked(" download "))
    second = start_installer(machine, "slow")
    outputs = [process.communicate(timeout=120)[0].splitlines() for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [0, 0]
    assert [output[-1] for output in outputs] == [str(machine.target / "bin" / "julia")] * 2
    assert any(line.startswith("Waiting for another pyjuliann") for line in outputs[1])
    assert len(machine.asked(" download ")) == 1
    assert machine.left() == [debian.NAME]


def test_what_a_killed_installer_left_is_removed(machine: Machine, lines: list[str]) -> None:
    killed = start_installer(machine, "hang")
    pids = pids_of_apt(machine)
    killed.kill()
    killed.communicate()
    for pid in pids:
        assert_gone(pid)
    assert [name[:5] for name in machine.left()] == [".new-"]
    assert installed() == []
    assert check_health(install_julia(lines.append)).ok
    assert machine.left() == [debian.NAME]


def test_ctrl_c_leaves_nothing_and_ends_apt(machine: Machine) -> None:
    interrupted = start_installer(machine, "hang")
    pids = pids_of_apt(machine)
    interrupted.send_signal(signal.SIGINT)
    _, said = interrupted.communicate(timeout=60)
    assert "KeyboardInterrupt" in said
    assert machine.left() == []
    for pid in pids:
        assert_gone(pid)


def test_remove(machine: Machine, lines: list[str]) -> None:
    install_julia(lines.append)
    assert remove_julia(debian.NAME) == machine.target
    assert machine.left() == []
    assert installed() == []


@pytest.mark.parametrize("name", ["1.11", "", ".", "..", "../julia", ".lock", "debian-1.5.3/bin", "/"])
def test_remove_of_what_is_not_ours(machine: Machine, lines: list[str], name: str) -> None:
    with pytest.raises(EngineError, match="there is none"):
        remove_julia(name)
    install_julia(lines.append)
    with pytest.raises(EngineError, match=r"there are: debian-1\.5\.3"):
        remove_julia(name)
    assert machine.left() == [debian.NAME]


class _Started:
    """Stands in for a worker: it starts where the health check passes."""

    def __init__(self, executable: Path, *_: object, **__: object) -> None:
        health = check_health(executable)
        if not health.ok:
            raise EngineError(f"{executable} {health.symptom}")
        self.executable = executable


@pytest.fixture
def start(machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., _Started]:
    """Call start_julia on a machine where nothing but the worker could start."""
    monkeypatch.setattr("pyjuliann.bridge.engines.worker.WorkerEngine", _Started)
    monkeypatch.setattr("pyjuliann.bridge.engines.start.takes_worker", lambda *_: True)
    return functools.partial(start_julia, install=lines.append)


def test_a_start_takes_what_is_there(machine: Machine, lines: list[str], start: Callable[..., _Started]) -> None:
    present = program(machine.folder / "tools" / "julia", HEALTHY)
    assert start().executable == present
    assert lines == []


@pytest.mark.parametrize("engine", ["auto", "worker"])
def test_the_first_start_fetches_a_julia_and_says_so_first(
    machine: Machine, lines: list[str], start: Callable[..., _Started], engine: str
) -> None:
    program(machine.folder / "tools" / "julia", SICK)
    executable = start(engine).executable
    assert executable == machine.target / "bin" / "julia"
    assert lines[0] == "No Julia was found, so one is fetched; PYJULIANN_OFFLINE=1 forbids that"
    assert start(engine).executable == executable
    assert len(machine.asked(" download ")) == 1


def test_by_default_the_lines_go_to_standard_error(
    machine: Machine, start: Callable[..., _Started], capsys: pytest.CaptureFixture[str]
) -> None:
    start(install=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("pyjuliann: No Julia was found, so one is fetched; PYJULIANN_OFFLINE=1 forbids that\n")


def test_a_start_that_may_not_fetch_names_the_command_in_its_first_line(
    machine: Machine, lines: list[str], start: Callable[..., _Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineError, match=r"^no usable Julia [^\n]*was found; `pyjuliann julia install` fetches one"):
        start(install=False)
    monkeypatch.setenv("PYJULIANN_OFFLINE", "1")
    with pytest.raises(
        EngineError, match=r"^[^\n]*`pyjuliann julia install` fetches one, once PYJULIANN_OFFLINE is unset"
    ):
        start()
    assert lines == []
    assert machine.asked("") == []


def test_a_start_does_not_replace_a_named_julia(
    machine: Machine, lines: list[str], start: Callable[..., _Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYJULIANN_JULIA", str(program(machine.folder / "mine", SICK)))
    with pytest.raises(EngineError, match="mine crashed with SIGSEGV"):
        start()
    assert lines == []


def test_a_failed_start_tells_both_what_was_found_and_what_was_tried(
    machine: Machine, start: Callable[..., _Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    program(machine.folder / "tools" / "julia", SICK)
    monkeypatch.setenv("FAKE_APT", "update")
    with pytest.raises(EngineError) as caught:
        start()
    message = str(caught.value)
    for words in ("no Julia could be installed", "404", "crashed with SIGSEGV", "Three ways to get one:"):
        assert words in message


@pytest.mark.parametrize("install", [None, "yes", 1])
def test_install_is_a_yes_a_no_or_a_function(install: object) -> None:
    with pytest.raises(ValueError, match="install: expected True, False or a function of a line"):
        start_julia(install=install)  # type: ignore[arg-type]


def _fake_juliapkg(machine: Machine, monkeypatch: pytest.MonkeyPatch, address: str, executable: str) -> None:
    package = machine.folder / "modules" / "juliapkg"
    package.mkdir(parents=True)
    body = f"def executable():\n    print('[juliapkg] Locating')\n    {executable}\n"
    (package / "__init__.py").write_text(body, encoding="utf-8")
    (package / "install_julia.py").write_text(f"_julia_versions_url = {address!r}\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(package.parent), python_path()]))
    monkeypatch.delenv("PYTHON_JULIAPKG_OFFLINE")
    pytest.importorskip("juliapkg")


def test_juliapkg_comes_first(machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    julia = program(machine.folder / "newest", HEALTHY)
    _fake_juliapkg(machine, monkeypatch, machine.lists.as_uri(), f"return {str(julia)!r}")
    assert install_julia(lines.append) == julia
    assert any(line.startswith("Fetching Julia and its packages through juliapkg") for line in lines)
    assert lines[-1] == f"Julia 1.10.4 is ready: {julia}"
    assert machine.asked("") == []


@pytest.mark.parametrize("fault", ["unreachable", "fails", "sick"])
def test_after_juliapkg_comes_debian(
    machine: Machine, lines: list[str], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    address = (machine.folder / "gone").as_uri() if fault == "unreachable" else machine.lists.as_uri()
    sick = program(machine.folder / "sick", SICK)
    body = f"return {str(sick)!r}" if fault == "sick" else "raise RuntimeError('no registry')"
    _fake_juliapkg(machine, monkeypatch, address, body)
    assert install_julia(lines.append) == machine.target / "bin" / "julia"
    remove_julia(debian.NAME)
    monkeypatch.setenv("FAKE_APT", "update")
    with pytest.raises(EngineError) as caught:
        install_julia(lines.append)
    expected = {
        "unreachable": "Through juliapkg: Julia's servers cannot be reached",
        "fails": "Through juliapkg: RuntimeError: no registry",
        "sick": f"Through juliapkg: the Julia that it has, {sick}, crashed with SIGSEGV",
    }
    assert expected[fault].split(": ", 1)[1] in str(caught.value)


@pytest.mark.skipif(
    os.environ.get("PYJULIANN_TEST_INSTALL") != "1" or shutil.which("apt-get") is None,
    reason="fetches 72 MB; set PYJULIANN_TEST_INSTALL=1 on Debian or one of its kin",
)
def test_for_real(tmp_path: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "a folder"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHON_JULIAPKG_OFFLINE", "yes")
    path = install_julia(lines.append)
    assert path.is_relative_to(tmp_path)
    assert check_health(path).version == "1.5.3"
    code = "using LinearAlgebra; print(svdvals([3.0 0; 0 4]))"
    done = subprocess.run([path, "--startup-file=no", "-e", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[4.0, 3.0]"
    remove_julia(debian.NAME)
    assert installed() == []
