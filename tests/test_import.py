"""Importing the package is quick and does nothing: no process, no output, no files, no heavy module."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"cbor2", "hypothesis", "jaxtyping", "juliacall", "juliapkg", "multiprocessing", "rich", "subprocess"}
QUIET = """
import sys
started = []
sys.addaudithook(lambda event, args: event in FORBIDDEN and started.append((event, args)))
before = set(sys.modules)
import pyjuliann
print(sorted(started), sorted(name for name in set(sys.modules) - before if name in HEAVY))
"""
FORBIDDEN = ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "os.system", "socket.connect",
             "os.mkdir", "os.rename", "os.remove", "tempfile.mkstemp", "tempfile.mkdtemp")  # fmt: skip


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=60, cwd=root, check=True
    )


def test_the_import_starts_and_prints_nothing() -> None:
    result = python("-c", f"HEAVY, FORBIDDEN = {HEAVY!r}, {FORBIDDEN!r}\n{QUIET}")
    assert (result.stdout, result.stderr) == ("[] []\n", "")


def test_the_import_loads_nothing_heavy() -> None:
    lines = python("-X", "importtime", "-c", "import pyjuliann").stderr.splitlines()
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in lines if line.startswith("import time:")}
    assert "pyjuliann" in loaded
    assert loaded & HEAVY == set()


def test_everything_that_is_promised_can_be_had() -> None:
    code = "import pyjuliann\nfor name in pyjuliann.__all__: getattr(pyjuliann, name)\nprint(pyjuliann.__version__)"
    assert python("-c", code).stdout.strip().count(".") == 2


def test_what_is_not_there_is_an_attribute_error() -> None:
    import pyjuliann

    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = pyjuliann.no_such_name
