"""Stand-ins for apt-get and dpkg-deb, and processes that install with them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from fake_julias import HEALTHY, isolate, program, python_path

from pyjuliann.bridge.machine import debian

REAL_JULIA = HEALTHY.replace("1.10.4", "1.5.3")

# One stand-in for apt-get. It notes what it was asked; $FAKE_APT says where it misbehaves.
APT_GET = r"""
echo "$*" >> "$LOG"
case "$*" in
*indextargets*)
    cat "$LISTS" ;;
*"update --print-uris"*)
    echo "'http://mirror.invalid/debian/dists/bookworm/InRelease' x 0"
    echo "'http://mirror.invalid/security/dists/bookworm-security/InRelease' x 0" ;;
*update*)
    case "$FAKE_APT" in
    update) echo "W: something" >&2; echo "E: Failed: http://me:secret@mirror.invalid  404" >&2; exit 100 ;;
    esac ;;
*--print-uris*)
    [ "$FAKE_APT" = none ] && { echo "E: Unable to locate package julia" >&2; exit 100; }
    echo "Reading package lists..."
    echo "'http://mirror.invalid/j/julia_1.5.3_amd64.deb' julia_1.5.3_amd64.deb 10 MD5Sum:0"
    echo "'http://mirror.invalid/l/l.deb' libjulia1_1%3a1.5.3_amd64.deb 90 MD5Sum:0"
    echo "'http://mirror.invalid/c/libc6_2.31_amd64.deb' libc6_2.31_amd64.deb 999 MD5Sum:0" ;;
*download*)
    case "$*" in *libc6*) echo "E: libc6 was asked for" >&2; exit 1 ;; esac
    echo 0123456789 > julia_1.5.3_amd64.deb
    case "$FAKE_APT" in
    half) echo "E: Connection reset by peer" >&2; exit 100 ;;
    silent) exit 0 ;;
    slow) sleep 1 ;;
    hang) sleep 600 & echo $$ $! > "$LOG.pid"; wait ;;
    esac
    echo 0123456789 > libjulia1_1%3a1.5.3_amd64.deb ;;
esac
"""
DPKG_DEB = r"""
[ "$FAKE_APT" = unpack ] && { echo "dpkg-deb: error: archive is damaged" >&2; exit 2; }
case "$2" in
*/julia_*) mkdir -p "$3/usr/bin"; cp "$JULIA" "$3/usr/bin/julia" ;;
*/libjulia1_*) mkdir -p "$3/usr/lib/x86_64-linux-gnu"; touch "$3/usr/lib/x86_64-linux-gnu/libjulia.so.1" ;;
esac
"""
LISTS = """\
http://mirror.invalid/security/|bookworm-security|main|Packages|Debian
http://mirror.invalid/other/|stable|main|Packages|Somebody
http://mirror.invalid/debian/|bookworm|main|Packages|Debian
http://mirror.invalid/debian/|bookworm|contrib|Packages|Debian
"""


class Machine(NamedTuple):
    """A machine with the stand-ins: where they find Julia and package lists, and what they noted."""

    folder: Path
    julia: Path
    log: Path
    lists: Path
    target: Path

    def asked(self, word: str) -> list[str]:
        """Return what apt-get was asked, as far as it holds a word."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if word in line]

    def left(self) -> list[str]:
        """Return what stands beside the lock file."""
        folder = self.target.parent
        return sorted(path.name for path in folder.iterdir() if path.name != ".lock") if folder.exists() else []


def debian_machine(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Machine:
    """Make this a machine with the stand-ins for apt, whose mirror has Julia."""
    isolate(monkeypatch, folder)
    program(folder / "tools" / "apt-get", APT_GET)
    program(folder / "tools" / "dpkg-deb", DPKG_DEB)
    program(folder / "tools" / "dpkg", "echo amd64")
    julia = program(folder / "packed", REAL_JULIA)
    lists = folder / "lists"
    lists.write_text(LISTS, encoding="utf-8")
    target = folder / "data" / "pyjuliann" / "julia" / debian.NAME
    found = Machine(folder, julia, folder / "log", lists, target)
    monkeypatch.setenv("LOG", str(found.log))
    monkeypatch.setenv("LISTS", str(lists))
    monkeypatch.setenv("JULIA", str(julia))
    monkeypatch.setenv("FAKE_APT", "")
    # Without this, juliapkg would be asked first, and it goes online.
    monkeypatch.setenv("PYTHON_JULIAPKG_OFFLINE", "yes")
    return found


def start_installer(machine: Machine, fault: str) -> subprocess.Popen[str]:
    """Start an installer of its own process."""
    code = "from pyjuliann.bridge.machine.install import install_julia; print(install_julia(print))"
    env = {**os.environ, "PYTHONPATH": python_path(), "FAKE_APT": fault}
    command = [sys.executable, "-u", "-c", code]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail("nothing happened for a minute")


def pids_of_apt(machine: Machine) -> list[int]:
    """Return the processes of an apt-get that hangs."""
    file = Path(f"{machine.log}.pid")
    wait_for(lambda: file.exists() and file.read_text(encoding="utf-8").strip())
    return [int(pid) for pid in file.read_text(encoding="utf-8").split()]
