"""The house: who may import whom, and that every room says what is in it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

import pyjuliann

PACKAGE = Path(pyjuliann.__file__).parent
FLOORS = (
    ("nn",),
    ("korean", "language"),
    ("printable", "wording"),
    ("caller", "errors", "settings", "shown", "spelled_out"),
    ("bridge.values", "bridge.machine"),
    ("bridge.engines",),
    ("bridge",),
    ("parity.comparing",),
    ("parity.pairing",),
    ("parity.running",),
    ("parity.distributed",),
    ("parity.causes", "parity.judging", "parity.watching"),
    ("parity.exhaustive",),
    ("parity.results",),
    ("parity",),
    ("parity.replaying",),
    ("files",),
    ("twins",),
    ("training", "traps"),
    ("lessons",),
    ("book",),
    ("testing", "commands", "ipython"),
    ("cli",),
    ("__main__",),
)
"""From the ground up: a room imports from itself and from floors below its own."""


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def imports(name: str) -> frozenset[str]:
    """Return the modules of the package that a module imports: at its head, in functions, and for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}: relative imports are not used here"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {module if module in MODULES else str(node.module) for module in whole}
    return frozenset(found & set(MODULES) - {name})


def room(name: str) -> str:
    parts = name.split(".")[1:]
    deep = parts[:1] in (["bridge"], ["parity"]) and MODULES[name].parent.name != parts[0]
    return ".".join(parts[:2] if deep else parts[:1])


def circles(graph: dict[str, Iterable[str]]) -> list[str]:
    """Return what is left of a graph once everything that depends on nothing left has been taken away."""
    left = {name: set(needed) for name, needed in graph.items()}
    while free := {name for name, needed in left.items() if not needed}:
        left = {name: needed - free for name, needed in left.items() if name not in free}
    return sorted(left)


def test_there_is_no_circle_not_even_a_lazy_or_a_type_only_one() -> None:
    graph = {name: imports(name) for name in MODULES}
    assert circles(graph) == []
    graph["pyjuliann.bridge.values.arrays"] |= {"pyjuliann.bridge.values.encode"}
    assert "pyjuliann.bridge.values.arrays" in circles(graph)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "pyjuliann"])
def test_arrows_run_down(name: str) -> None:
    floors = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
    here = floors[room(name)]
    above = {other for other in imports(name) if room(other) != room(name) and floors[room(other)] >= here}
    assert not above
    if room(name) == "nn":
        assert all(room(other) == "nn" for other in imports(name))


FOLDERS = [
    name
    for name, path in MODULES.items()
    if path.name == "__init__.py" and room(name).partition(".")[0] in ("bridge", "parity")
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_room_says_what_is_in_it(folder: str) -> None:
    docstring = ast.get_docstring(ast.parse(MODULES[folder].read_text(encoding="utf-8"))) or ""
    listed = [line.split("`")[1] for line in docstring.splitlines() if line.startswith("- `")]
    there = [name.rpartition(".")[2] for name in MODULES if name.rpartition(".")[0] == folder]
    assert sorted(listed) == sorted(there)
