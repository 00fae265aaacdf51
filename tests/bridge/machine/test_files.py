"""Where results are written: regular files whole or not at all, links followed, devices and pipes written into."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading

import pytest

from pyjuliann.bridge.machine import files
from pyjuliann.bridge.machine.files import why_not_writable, write_file


def test_a_new_file_is_written_with_the_rights_of_any_file(tmp_path):
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    plain.write_text("a")
    write_file(ours, "é\n")
    assert ours.read_bytes() == "é\n".encode()
    assert ours.stat().st_mode == plain.stat().st_mode
    assert sorted(tmp_path.iterdir()) == [ours, plain]


def test_an_old_file_is_replaced_and_keeps_its_rights(tmp_path):
    target = tmp_path / "report"
    target.write_text("old")
    target.chmod(0o640)
    before = target.stat().st_ino
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.stat().st_ino != before, "written over, not replaced: a reader could see half of it"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "report"
    target.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_its_target_is_written(tmp_path, there):
    (tmp_path / "folder").mkdir()
    target, link, second = tmp_path / "folder/target", tmp_path / "link", tmp_path / "second"
    if there:
        target.write_text("old")
    link.symlink_to("folder/target")
    second.symlink_to(link)
    assert why_not_writable(second) == ""
    write_file(second, "new")
    assert second.is_symlink()
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_link_to_itself_is_refused_and_stays(tmp_path):
    link = tmp_path / "link"
    link.symlink_to("link")
    assert "symbolic links" in why_not_writable(link)
    with pytest.raises(OSError, match="symbolic links"):
        write_file(link, "x")
    assert link.is_symlink()


def test_a_pipe_is_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    link = tmp_path / "link"
    link.symlink_to(pipe)
    for target in (pipe, link):
        got = []
        reader = threading.Thread(target=lambda got=got: got.append(pipe.read_bytes()), daemon=True)
        reader.start()
        assert why_not_writable(target) == ""
        write_file(target, "through the pipe")
        reader.join(20)
        assert got == [b"through the pipe"]
        assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_stays_a_device(tmp_path):
    device = tmp_path / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        device.write_bytes(b"")
    except OSError:
        # who may make none has one to look at, and could not replace it
        device.symlink_to("/dev/null")
    assert why_not_writable(device) == ""
    write_file(device, "gone")
    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_full_device_is_an_error(tmp_path):
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space"):
        write_file(link, "x")
    assert link.is_symlink()


PROGRAM = """
import sys
from pathlib import Path
from pyjuliann.bridge.machine.files import why_not_writable, write_file
print("before")
reason = why_not_writable(Path(sys.argv[1]))
assert not reason, reason
write_file(Path(sys.argv[1]), "content\\n")
print("after")
"""


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
@pytest.mark.parametrize("into", ["pipe", "file"])
def test_a_descriptor_is_written_into_in_order(tmp_path, name, into):
    (tmp_path / "link").symlink_to("/dev/stdout")
    given = name if name.startswith("/") else str(tmp_path / name)
    output = tmp_path / "output"
    with output.open("ab") as file:
        file.write(b"first\n")
        file.flush()
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM, given],
            stdout=file if into == "file" else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 0, result.stderr
    came = output.read_bytes().removeprefix(b"first\n") if into == "file" else result.stdout
    assert came == b"before\ncontent\nafter\n"


def test_a_process_of_the_shell_is_written_into(tmp_path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    output = tmp_path / "output"
    command = f'"{sys.executable}" -c "$PROGRAM" >(cat > "{output}.part"; mv "{output}.part" "{output}") && wait $!'
    subprocess.run([bash, "-c", command], env={**os.environ, "PROGRAM": PROGRAM}, check=True, timeout=60)
    for _ in range(1000):
        if output.exists():
            break
        threading.Event().wait(0.01)
    assert output.read_bytes() == b"content\n"


def test_what_cannot_be_written_is_told_before(tmp_path):
    (tmp_path / "folder").mkdir()
    assert why_not_writable(tmp_path / "folder") == "is a folder"
    assert "does not exist" in why_not_writable(tmp_path / "none/file")
    assert "too long" in why_not_writable(tmp_path / ("x" * 300))
    dangling = tmp_path / "dangling"
    dangling.symlink_to("none/file")
    assert "does not exist" in why_not_writable(dangling)
    with (tmp_path / "in").open("wb"), (tmp_path / "in").open("rb") as reads:
        assert why_not_writable(tmp_path / f"/dev/fd/{reads.fileno()}") == "is open for reading only"
    closed = os.dup(0)
    os.close(closed)
    assert "Bad file descriptor" in why_not_writable(tmp_path / f"/dev/fd/{closed}")


def test_a_lone_surrogate_is_shown_and_not_fatal(tmp_path):
    write_file(tmp_path / "file", "a\ud800b")
    assert (tmp_path / "file").read_bytes() == b"a\\ud800b"
