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


def test_every_name_that_a_signature_mentions_can_be_imported() -> None:
    import inspect
    import re

    import pyjuliann

    public = {name: getattr(pyjuliann, name) for name in pyjuliann.__all__ if not name.startswith("_")}
    described = [value for value in public.values() if callable(value) and not inspect.isclass(value)]
    described += [f for name, f in vars(pyjuliann.Engine).items() if inspect.isfunction(f) and not name.startswith("_")]
    mentioned = {
        (value.__qualname__, word)
        for value in described
        for text in inspect.signature(value).__str__().split("->")
        for word in re.findall(r"\b[A-Z]\w+", text)
    }
    # what Python, typing and NumPy have, and type variables
    known = {"Any", "Callable", "Iterable", "Mapping", "Sequence", "Literal", "None", "True", "False", "PathLike",
             "BaseException", "TracebackType", "Self", "Function", "Iterator", "Path"}  # fmt: skip
    assert {(where, word) for where, word in mentioned if word not in public and word not in known} == set()


def test_there_is_one_root_of_all_errors() -> None:
    import importlib
    import pkgutil

    import pyjuliann

    errors = {
        value
        for module in pkgutil.walk_packages(pyjuliann.__path__, "pyjuliann.")
        if not module.name.endswith("__main__")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__.startswith("pyjuliann.")
    }
    inner = {"BrokenLinkError", "UsageError", "EngineRestartedWarning"}  # never leave the room that raises them
    strangers = {e.__name__ for e in errors if not issubclass(e, pyjuliann.PyjuliannError)}
    assert {name for name in strangers if not name.startswith("_")} <= inner | {"NoAnswerError"}
    assert set(dir(pyjuliann)) == set(pyjuliann.__all__)
