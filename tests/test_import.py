"""Importing the package is quick and does nothing: no process, no output, no files, no heavy module."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pyjuliann
from pyjuliann import mirrors
from pyjuliann.parity.pairing.pair import OPTIONS, POLICY

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
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = pyjuliann.no_such_name


PUBLIC = {name: getattr(pyjuliann, name) for name in pyjuliann.__all__ if not name.startswith("_")}


@cache
def sources() -> dict[Path, ast.Module]:
    """Return all modules of the package."""
    files = Path(pyjuliann.__file__).parent.rglob("*.py")
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}


@cache
def defined() -> set[str]:
    """Return the names of the public classes that they define."""
    return {
        node.name
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


PAGES = [Path(pyjuliann.__file__).parents[1] / page for page in ("README.md", "pyjuliann/README.md")]


def own(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the public functions of a class, and those behind its properties."""
    for name, value in vars(kind).items():
        function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if (not name.startswith("_") or name == "__call__") and inspect.isfunction(function):
            yield name, function


def functions() -> Iterator[tuple[str, Any]]:
    """Yield all public functions, and the methods of public classes."""
    for name, value in PUBLIC.items():
        if inspect.isclass(value):
            yield from ((f"{name}.{each}", function) for each, function in own(value))
        elif inspect.isroutine(value):
            yield name, value


def test_every_name_that_a_signature_mentions_can_be_imported() -> None:
    mentioned = [(where, str(inspect.signature(function))) for where, function in functions()]
    mentioned += [
        (f"{name}.{each}", str(kind))
        for name, value in PUBLIC.items()
        if inspect.isclass(value)
        for each, kind in getattr(value, "__annotations__", {}).items()
        if not each.startswith("_")
    ]
    assert len(mentioned) > 150
    # what Python, typing and NumPy have, type variables, and an alias for exception classes
    known = {
        "Any", "BaseException", "Callable", "ClassVar", "Collection", "False", "ForwardRef", "Function", "Iterable",
        "Iterator", "Literal", "Mapping", "None", "Path", "PathLike", "Raises", "Self", "Sequence", "True",
    }  # fmt: skip
    strangers = {
        (where, word)
        for where, text in mentioned
        for word in re.findall(r"\b[A-Z]\w+", text)
        if word not in PUBLIC and word not in known
    }
    assert strangers == set()


def test_every_keyword_is_spelled_out_and_typed() -> None:
    # what else is given to these by name are arguments of the user's functions, or the report's own fields
    free = {"stateful", "Engine.call", "JuliaObject.__call__", "Parity.__call__", "judge", "diagnose", "PairReport.of"}
    for where, function in functions():
        for parameter in inspect.signature(function).parameters.values():
            assert parameter.kind is not parameter.VAR_KEYWORD or where in free, where
            assert parameter.annotation is not parameter.empty or parameter.name in ("self", "cls"), where


def test_the_options_are_one_list() -> None:
    fields = {each.name for each in dataclasses.fields(pyjuliann.Pair)} - {"python", "julia"}
    assert fields | {*POLICY} == {*OPTIONS}
    for function in (pyjuliann.pair, mirrors, pyjuliann.Pair.replace):
        given = inspect.signature(function).parameters
        assert [name for name, each in given.items() if each.kind is each.KEYWORD_ONLY] == [*OPTIONS]
    taken = inspect.signature(pyjuliann.check).parameters
    spelt = {name: kind.__forward_arg__ for name, kind in pyjuliann.CheckOptions.__annotations__.items()}
    assert spelt == {name: each.annotation for name, each in taken.items() if name not in ("pair", "engine")}
    assert set(inspect.signature(pyjuliann.check_all).parameters) == {"pairs", "engine", *spelt}
    assert set(inspect.signature(pyjuliann.Parity.check).parameters) == {"self", "python", "julia", *OPTIONS, *spelt}
    generating = {"strategies", "types", "domain", "where", "allow_errors"}
    called = set(inspect.signature(pyjuliann.Parity.__call__).parameters)
    assert called == {"self", "python", "values", "others", "raises", "timeout", *OPTIONS} - generating


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pyjuliann.pair(abs, "abs", ulpp=1), "pair: no option is called ulpp; there are allow_errors, arg"),
        (lambda: mirrors("abs", ulpp=1), "pair: no option is called ulpp; there are allow_errors, arg"),
        (lambda: pyjuliann.pair(abs, "abs").replace(julia=1), "pair: no option is called julia; there are allow_e"),
        (lambda: pyjuliann.check_all([], case=1), "check_all: no option is called case; there are cases, cluster, ex"),
    ],
)
def test_an_unknown_option_is_refused_with_those_that_there_are(call: Any, message: str) -> None:
    with pytest.raises(pyjuliann.PairError, match=f"^{message}"):
        call()


def test_every_name_that_a_message_mentions_can_be_imported() -> None:
    """A class of ours that a message names, or anything that it calls pyjuliann's, is one that a user can have."""
    found = 0
    of_authors = {
        "Cause",
        "Entry",
        "Example",
        "Kind",
        "Lesson",
        "Typed",
    }  # what rows of tables are, told to who adds one
    for path, tree in sources().items():
        for statement in ast.walk(tree):
            if not isinstance(statement, ast.Raise):
                continue
            for part in ast.walk(statement):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    named = {*re.findall(r"\b[A-Z]\w+", part.value)} & defined() - of_authors
                    named |= {*re.findall(r"pyjuliann\.(\w+)", part.value)}
                    found += len(named)
                    assert named <= set(PUBLIC), (path, part.value)
    assert found > 3


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_name_that_a_page_mentions_can_be_imported(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\b[A-Z]\w+", code)} & defined()
    named |= {*re.findall(r"\bpyjuliann\.([A-Za-z]\w+)\(", text)}
    named |= {
        word for line in re.findall(r"^from pyjuliann import (.+)$", text, re.MULTILINE) for word in line.split(", ")
    }
    assert len(named) > 3
    assert named <= set(PUBLIC)


def test_every_class_that_a_docstring_mentions_can_be_imported() -> None:
    texts = [(where, function.__doc__ or "") for where, function in functions()]
    texts += [(name, value.__doc__ or "") for name, value in PUBLIC.items() if inspect.isclass(value)]
    named = {(where, word) for where, text in texts for word in re.findall(r"`([A-Z]\w+)`", text)}
    assert len(named) > 10
    assert {(where, word) for where, word in named if word in defined() and word not in PUBLIC} == set()


def test_there_is_one_root_of_all_errors() -> None:
    import importlib
    import pkgutil

    errors = {
        value
        for module in pkgutil.walk_packages(pyjuliann.__path__, "pyjuliann.")
        if not module.name.endswith("__main__")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__.startswith("pyjuliann.")
    }
    inner = {
        "BrokenLinkError",
        "UncopyableError",
        "UnwatchableError",
        "UsageError",
    }  # never leave the room that raises them
    strangers = {e.__name__ for e in errors if not issubclass(e, pyjuliann.PyjuliannError | Warning)}
    assert {name for name in strangers if not name.startswith("_")} <= inner | {"NoAnswerError"}
    assert set(dir(pyjuliann)) == set(pyjuliann.__all__)
