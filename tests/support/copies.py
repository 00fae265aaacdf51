"""A copy of the package that a test changes, and Python running in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyjuliann
from pyjuliann.bridge.machine.folders import julia_sources


def copied_to(folder: Path, *, julia: bool = False) -> Path:
    """Copy the package and its plugin of pytest into a folder.

    Its Julia half is ours, which is compiled already, unless a copy of it is asked for.
    """
    quiet = shutil.ignore_patterns("_julia")  # what Python has compiled is as good there
    shutil.copytree(Path(pyjuliann.__file__).parent, folder / "pyjuliann", ignore=quiet)
    if julia:
        shutil.copytree(julia_sources(), folder / "julia", ignore=quiet)
    else:
        (folder / "julia").symlink_to(julia_sources())
    shutil.copy(Path(pyjuliann.__file__).parent.with_name("_pyjuliann_pytest.py"), folder)
    return folder


def replaced(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def run_in(folder, code, engine):
    """Run Python code that takes the copy for the package."""
    return python_in(folder, engine, "-c", code)


def python_in(folder, engine, *arguments):
    """Run Python with arguments; it takes the copy for the package."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYJULIANN_JULIA": engine.info.executable}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=240, env=environment, cwd=folder
    )
