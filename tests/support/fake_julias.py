"""Programs that pretend to be Julia, and a machine without any: shared by the tests of finding one."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

TOOLS = ("sh", "sleep", "mkdir", "cp", "cat", "chmod", "touch", "readlink", "env")
HEALTHY = 'echo "pyjuliann-health 1.10.4"; echo "exception true"; echo "product 84496 69026816"'
SICK = 'echo "pyjuliann-health 1.5.3"; kill -SEGV $$'


def program(path: Path, body: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def isolate(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Make this a machine with a few shell tools, empty user folders and no Julia; return its folder."""
    for name in list(os.environ):
        if name.startswith(("JULIA", "PYJULIANN_", "PYTHON_JULIA", "CONDA", "XDG_")):
            monkeypatch.delenv(name)
    tools = folder / "tools"
    tools.mkdir(parents=True)
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None, f"the tests need {tool}"
        (tools / tool).symlink_to(found)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("PYTHON_JULIAPKG_PROJECT", str(folder / "juliapkg"))
    return folder


def python_path() -> str:
    """Return what a child Python needs on its path to import what this one imports."""
    return os.pathsep.join(path for path in sys.path if path)


def assert_gone(pid: int) -> None:
    """Fail unless a process is gone within ten seconds; one that is dead and not yet buried counts as gone."""
    # The new parent of an orphan takes a moment to bury it.
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and ") Z " in stat.read_text(encoding="utf-8"):
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} is still there")
