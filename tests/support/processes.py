"""Looking at processes, descriptors and shared memory, and running Python in one of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pyjuliann import EngineRestartedWarning
from pyjuliann.bridge.engines.worker import WorkerEngine

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds; only a hang takes that long


def alive(pid: int) -> bool:
    """Return whether a process runs; a zombie does not."""
    return state(pid) not in ("", "Z")


def state(pid: int) -> str:
    """Return the state letter of a process, or nothing if there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def children() -> set[int]:
    """Return the child processes of this one, zombies included."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the thread has just ended
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found


def descriptors() -> int:
    """Return how many file descriptors this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def shared_memory() -> set[Path]:
    """Return the files in the shared memory folder."""
    return set(Path("/dev/shm").iterdir())


def resident() -> int:
    """Return how many bytes of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def eventually(condition: Callable[[], bool]) -> bool:
    """Return whether a condition comes true in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def start_python(code: str) -> subprocess.Popen[str]:
    """Start a Python that imports pyjuliann from here, its output in pipes."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(
        [sys.executable, "-c", code], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run_python(code: str, timeout: float = 60.0) -> str:
    """Run Python code in a process of its own and return what it prints; it must end well and not complain."""
    with start_python(code) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert (process.returncode, err) == (0, ""), f"{process.returncode}\n{out}\n{err}"
    return out


def works_as_a_fresh_one(worker: WorkerEngine, because: str) -> None:
    """Assert that the next call starts a new worker and says so, once, to its caller."""
    with pytest.warns(EngineRestartedWarning, match=because) as warned:
        assert worker.call("sum", [1, 2]) == 3
    assert len(warned) == 1
    assert warned[0].filename == __file__
    assert worker.call("sum", [1, 2, 3]) == 6  # a second warning would be an error here
