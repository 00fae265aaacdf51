"""``pyjuliann check --watch`` as its user meets it: in a terminal, into a pipe, whatever an editor does to files."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import PATIENCE, ROOT, eventually
from reporting import CONTENT

from pyjuliann.cli import main
from pyjuliann.commands import watch as watching
from pyjuliann.commands.watch import KEYS, shown_page

LONG = 120.0  # seconds; only a hang takes that long
PYTHON = "def hours(h: int):\n    return h % {}\n"
COMMAND = ("check", "mine.py", "mine.jl", "--watch", "--cases", "20", "--seed", "1", "--repair", "0")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.py").write_text(PYTHON.format(24))
    (tmp_path / "mine.jl").write_text("hours(h) = mod(h, 24)\n")
    return tmp_path


@contextlib.contextmanager
def started(folder, engine, **streams):
    """Start the command in a process, which is ended with its Julia if it does not end itself."""
    command = (sys.executable, "-m", "pyjuliann", *COMMAND, "--engine", "worker", "--julia", engine.info.executable)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm", "PYJULIANN_OFFLINE": "1"}
    environment.pop("JULIA_PROJECT", None)
    with subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, **streams) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


class Heard:
    """What comes out of a descriptor."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.text = ""

    def until(self, *words: str) -> str:
        """Return what comes until all words have."""
        end = time.monotonic() + LONG
        while not all(word in self.text for word in words):
            assert time.monotonic() < end, f"{words} did not come: {self.text}"
            if select.select([self.descriptor], [], [], 0.5)[0]:
                data = os.read(self.descriptor, 1 << 16)
                assert data, f"{words} did not come: {self.text}"
                self.text += data.decode()
        found, self.text = self.text, ""
        return found


def processes_in(folder: Path) -> list[str]:
    """Return the processes that work in a folder."""
    found = []
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdigit() and (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_bytes().decode())
    return found


@pytest.mark.thorough
def test_into_a_pipe_it_tells_lines_and_goes_on_whatever_is_saved(folder, engine):
    pytest.importorskip("watchfiles")
    with started(
        folder, engine, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        told = Heard(process.stdout.fileno())
        end = f"Julia {engine.info.julia_version}\n"
        first = told.until(end).splitlines()
        assert first[0].startswith("all: 1 of 1 pairs checked, ")
        assert first[1:] == [
            "identical mine.hours ~ mine.jl::hours: 20 cases",
            f"1 pair: 1 identical · worker engine, {end.strip()}",
        ]
        for number in (25, 24, 25):  # of one size, within a second
            (folder / "mine.py").write_text(PYTHON.format(number))
            lines = told.until(end)
            assert lines.startswith("mine.py saved: 1 of 1 pairs checked, ")
            assert ("1 differ" in lines) == (number == 25)
        assert "differ    mine.hours ~ mine.jl::hours: 20 cases\n  found     differ: the value; " in lines
        (folder / ".mine.jl.new").write_text("hours(h) = mod(h, 25\n")
        (folder / ".mine.jl.new").replace(folder / "mine.jl")
        assert "mine.jl saved: the Julia file mine.jl cannot be loaded: syntax" in told.until("syntax")
        (folder / "mine.jl").write_text("hours(h) = mod(h, 25)\n")
        assert "1 identical" in told.until(end)
        (folder / "mine.py").write_text("import os\nos.kill(os.getpid(), 9)\n")
        assert "mine.py saved: the process that ran it was ended by SIGKILL" in told.until("\n")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
    assert eventually(lambda: processes_in(folder) == [])


@pytest.mark.thorough
def test_in_a_terminal_there_is_one_screen_and_keys(folder, engine):
    pytest.importorskip("watchfiles")
    import termios

    ours, theirs = os.openpty()
    before = termios.tcgetattr(theirs)
    with started(folder, engine, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        told = Heard(ours)
        last = " · ".join(f"{key}: {text}" for key, text in KEYS.items())
        first = told.until("1 pair: 1 identical", f"watching 2 files · {last}")
        assert "\x1b[2J" in first
        assert "Starting" not in first
        os.write(ours, b"r")
        assert "all: 1 of 1 pairs checked" in told.until("1 identical", last)
        (folder / "mine.py").write_text("print('printed by mine')\n" + PYTHON.format("(24"))
        assert "SyntaxError" in told.until("cannot be imported", last)
        (folder / "mine.py").write_text("print('printed by mine')\n" + PYTHON.format(24))
        assert "printed by mine" in told.until("1 identical", "printed meanwhile", last)
        assert termios.tcgetattr(theirs) != before, "keys come as they are pressed"
        os.write(ours, b"q")
        assert process.wait(PATIENCE) == 0
        assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
    assert eventually(lambda: processes_in(folder) == [])


# ---------------------------------------------------------------- without a Julia


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--json"], "--watch: expected a FILE for reports"),
        (["--records", "answers.jsonl"], "--watch: recorded answers"),
        (["--engine", "recorded"], "--watch: recorded answers"),
        (["--deadline", "5"], "--deadline: a watch has no end"),
    ],
)
def test_what_does_not_go_with_it_is_refused(folder, monkeypatch, capsys, more, told):
    monkeypatch.chdir(folder)
    assert main([*COMMAND, *more]) == 2
    assert told in capsys.readouterr().err


def test_a_missing_package_is_named_with_the_command_that_brings_it(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(list(COMMAND)) == 2
    assert capsys.readouterr().err == (
        "pyjuliann check: --watch needs the package watchfiles: pip install 'pyjuliann[watch]'\n"
    )


@pytest.fixture
def saves():
    pytest.importorskip("watchfiles")
    with watching._Saves() as saves:
        yield saves


def seen(saves, expected: Path) -> bool:
    """Return whether a file is told of in time."""

    def found():
        return bool(select.select([saves.reading], [], [], 0.05)[0]) and expected in saves.take()

    return eventually(found)


def test_every_way_of_saving_is_seen(saves, tmp_path):
    file = tmp_path / "mine.py"
    saves.follow({tmp_path})
    file.write_text("1")
    assert seen(saves, file)
    (tmp_path / "draft").write_text("2")
    (tmp_path / "draft").replace(file)
    assert seen(saves, file)
    file.unlink()
    assert seen(saves, file)
    file.write_text("3")
    assert seen(saves, file)


def test_a_folder_that_is_gone_is_watched_again_when_it_is_back(saves, tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    saves.follow({folder})
    assert not saves.is_astray()
    folder.rmdir()
    assert saves.is_astray()
    saves.follow({folder})
    assert not saves.is_astray()
    folder.mkdir()
    assert saves.is_astray()
    saves.follow({folder})
    (folder / "mine.py").write_text("1")
    assert seen(saves, folder / "mine.py")


def test_the_report_is_written_where_it_can_be_found(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(watching, "cache_folder", lambda: tmp_path / "cache")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    page = tmp_path / "cache" / "watch.html"
    assert shown_page(CONTENT, None) == f"report: {page}"
    assert "Statistics.std" in page.read_text()
    assert opened == []
    monkeypatch.setenv("DISPLAY", ":0")
    assert shown_page(CONTENT, "given.html") == f"report: {Path('given.html').resolve()}"
    assert opened == [Path("given.html").resolve().as_uri()]
    monkeypatch.setattr(watching, "cache_folder", lambda: page)
    assert "could not be written" in shown_page(CONTENT, None)


def test_what_runs_code_and_does_not_stop_is_ended(monkeypatch):
    monkeypatch.setattr(watching, "_GRACE", 0.1)

    def deaf(*_, **__):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        time.sleep(LONG)

    monkeypatch.setattr("pyjuliann.commands.rechecking.serve", deaf)
    child = watching._Child(None, hears=True)
    child.ask(None)
    time.sleep(0.05)
    child.interrupt()
    assert eventually(child.is_stubborn)
    child.kill()
    (answer,) = child.answers()
    assert answer == {"vanished": "was ended by SIGKILL"}
    assert child.sources == []
    child.ask(None)
    child.close()
    assert child.sources == []


class Asked:
    """Stands in for the process, and takes note of what it is asked."""

    folders = sources = ()
    started = busy = True
    explains = False
    since = 0.0

    def __init__(self):
        self.asked = []

    def ask(self, changed):
        self.asked.append(changed)

    def printed(self):
        return ""


class Quiet:
    """Stands in for files and for the screen: shows nothing."""

    def __getattr__(self, name):
        return lambda *_: None


def test_what_is_saved_while_it_is_checked_is_checked_again(tmp_path, monkeypatch):
    file, other = tmp_path / "mine.py", tmp_path / "other.py"
    file.write_text("1")
    child = Asked()
    watch = watching._Watch(child, Quiet(), None, Quiet(), lambda _: None)
    watch._ask(None)
    file.write_text("2")
    watch._heed({file, other})  # nobody knows yet that it matters
    watch._take({"found": {}, "files": [str(file)]})
    watch._take({"idle": True})
    assert child.asked == [None, {file}]
    watch._take({"idle": True})
    watch._heed({file})
    assert child.asked == [None, {file}], "it is what it was"
    file.write_text("3")
    watch._heed({file})
    watch._take({"vanished": "was ended"})
    assert child.asked == [None, {file}, {file}], "what was saved before the process ended is tried at once"
    watch._take({"vanished": "was ended"})
    assert len(child.asked) == 3, "and what ends it, not again and again"


def test_what_is_out_of_date_is_broken_off_but_not_the_start_of_a_julia(monkeypatch):
    told = []
    child = watching._Child(None, hears=True)
    monkeypatch.setattr(child, "interrupt", lambda: told.append("interrupt"))
    watch = watching._Watch(child, None, None, None, None)
    child.busy, child.since = True, time.monotonic() - 10
    watch._again({Path("mine.py")})
    watch._hasten()
    assert told == [], "a Julia that is starting is needed anyway"
    child.started = True
    watch._hasten()
    watch._hasten()
    assert told == ["interrupt"]
    child.since = time.monotonic()
    watch._again({Path("other.py")})
    watch._hasten()
    assert told == ["interrupt"], "a check may take a moment"
    watch._overdue, child.explains = None, True
    watch._again(None)
    watch._hasten()
    assert told == ["interrupt"] * 2, "a search for a repair is not waited for"
    assert watch._waiting is None
    child.close()
