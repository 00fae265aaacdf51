"""The compiled form of the Julia modules: made once, at one stroke, by one process, and never stale."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_julias import program
from filelock import FileLock

from pyjuliann.bridge.machine import compiled

Compile = Callable[[str], str]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pyjuliann" / "compiled"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name in ("src/JuliaNN.jl", "worker/worker.jl"):
        file = tmp_path / "julia" / name
        file.parent.mkdir(parents=True)
        file.write_text("# Julia")
    return tmp_path / "julia"


def julia(tmp_path: Path, body: str) -> Path:
    """Make a Julia that gets: two options, worker.jl, the folder, and the word compile."""
    return program(tmp_path / "bin" / "julia", f"echo run >> {tmp_path}/runs; {body}")


def runs(tmp_path: Path) -> int:
    file = tmp_path / "runs"
    return file.read_text().count("run") if file.exists() else 0


GOOD = 'test "$5" = compile && touch "$4/module.ji"'


def folders(cache: Path) -> list[Path]:
    return [path for path in cache.iterdir() if path.is_dir()]


def test_it_is_made_once(tmp_path: Path, cache: Path, sources: Path) -> None:
    executable = julia(tmp_path, GOOD)
    assert compiled.compiled_depot(executable, sources) == ""
    for _ in range(2):
        compiled.compile_modules(executable, sources)
        depot = compiled.compiled_depot(executable, sources)
        assert [Path(depot)] == folders(cache)
        assert os.listdir(depot) == ["module.ji"]  # noqa: PTH208
    assert runs(tmp_path) == 1


@pytest.mark.parametrize(
    "body", ["exit 1", 'touch "$4/half.ji"; exit 1', "exit 0", 'touch "$4/half.ji"; kill -SEGV $$']
)
def test_what_fails_leaves_nothing(tmp_path: Path, cache: Path, sources: Path, body: str) -> None:
    executable = julia(tmp_path, body)
    compiled.compile_modules(executable, sources)
    assert compiled.compiled_depot(executable, sources) == ""
    assert folders(cache) == []


def test_what_hangs_is_ended(tmp_path: Path, cache: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "COMPILE_TIMEOUT", 0.3)
    executable = julia(tmp_path, 'touch "$4/half.ji"; sleep 1000')
    compiled.compile_modules(executable, sources)
    assert folders(cache) == []


@pytest.mark.parametrize("changed", ["julia/src/JuliaNN.jl", "julia/worker/worker.jl", "bin/julia"])
def test_a_change_makes_another_and_removes_the_old(tmp_path: Path, cache: Path, sources: Path, changed: str) -> None:
    executable = julia(tmp_path, GOOD)
    compiled.compile_modules(executable, sources)
    before = compiled.compiled_depot(executable, sources)
    os.utime(tmp_path / changed, (1, 1))
    assert compiled.compiled_depot(executable, sources) == ""
    compiled.compile_modules(executable, sources)
    after = compiled.compiled_depot(executable, sources)
    assert after != before
    assert folders(cache) == [Path(after)]


def test_another_julia_has_its_own(tmp_path: Path, cache: Path, sources: Path) -> None:
    first = julia(tmp_path, GOOD)
    second = program(tmp_path / "other" / "julia", GOOD)
    for executable in (first, second):
        compiled.compile_modules(executable, sources)
    assert len(folders(cache)) == 2
    assert all(compiled.compiled_depot(executable, sources) for executable in (first, second))


def test_only_one_process_makes_it(tmp_path: Path, cache: Path, sources: Path) -> None:
    executable = julia(tmp_path, GOOD)
    compiled.compile_modules(executable, sources)
    (lock,) = cache.glob("*.lock")
    os.utime(executable, (1, 1))
    with FileLock(lock):
        compiled.compile_modules(executable, sources)
    assert runs(tmp_path) == 1
    compiled.compile_modules(executable, sources)
    assert runs(tmp_path) == 2


def test_what_a_killed_process_left_is_removed_in_time(tmp_path: Path, cache: Path, sources: Path) -> None:
    executable = julia(tmp_path, GOOD)
    compiled.compile_modules(executable, sources)
    (folder,) = folders(cache)
    young, old = (folder.with_name(f"{folder.name}.{name}") for name in ("young", "old"))
    for left in (young, old):
        left.mkdir()
    os.utime(old, (time.time() - 3600,) * 2)
    os.utime(executable, (1, 1))
    compiled.compile_modules(executable, sources)
    assert young in folders(cache)
    assert old not in folders(cache)


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, cache: Path, sources: Path) -> None:
    cache.parent.parent.mkdir()
    cache.parent.write_text("a file where the folder should be")
    executable = julia(tmp_path, GOOD)
    compiled.compile_modules(executable, sources)
    assert compiled.compiled_depot(executable, sources) == ""
    assert runs(tmp_path) == 0
