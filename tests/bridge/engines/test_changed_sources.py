"""Julia code that changes after it was loaded: it is said, and loaded anew where that is asked."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest
from packages import INNER

from pyjuliann import EngineError, JuliaError, SourcesChangedWarning, start_julia
from pyjuliann.bridge.engines import sources
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.sources import ChangedFile, LoadedFiles, told
from pyjuliann.settings import RECORDS

SUM = INNER.replace("total(x) = sum(x)", "total(x) = sum(x) + 100")
assert SUM != INNER


@pytest.fixture
def developed(in_project: tuple[Engine, Path], monkeypatch: pytest.MonkeyPatch) -> tuple[Engine, Path]:
    """The same, looked at before every call."""
    monkeypatch.setattr(sources, "LOOK_EVERY", 0.0)
    return in_project


def silent(engine: Engine, function: str, *args: object) -> object:
    """Call without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return engine.call(function, *args)


@pytest.mark.thorough
def test_an_included_file_that_was_changed_is_said_once_and_loaded_anew(
    developed: tuple[Engine, Path], tmp_path: Path
) -> None:
    engine, _ = developed
    outer, inner = tmp_path / "outer.jl", tmp_path / "inner.jl"
    outer.write_text('include("inner.jl")\nmodule Included\nto(x) = x + 1\nend\nouter_value() = 1\n')
    inner.write_text("inner_value() = 1\n")
    engine.include(outer)
    assert silent(engine, "inner_value") == 1
    os.utime(inner, (1, 1))  # touched, and the same
    assert silent(engine, "inner_value") == 1
    inner.write_text("inner_value() = 2\n")
    with pytest.warns(SourcesChangedWarning) as warned:
        assert engine.call("inner_value") == 1
    (warning,) = warned
    assert f"{inner} (included by {outer}) has changed since Julia loaded it" in str(warning.message)
    assert "what runs is the old code: `reload()` of the engine" in str(warning.message)
    assert warning.filename == __file__
    assert silent(engine, "outer_value") == 1  # it has been said
    inner.write_text("inner_value() = 3\n")
    with pytest.warns(SourcesChangedWarning, match="inner"):
        engine.call("Included.to", 1)
    assert engine.reload() == [inner]
    assert silent(engine, "inner_value") == 3
    assert silent(engine, "Included.to", 1) == 2
    outer.write_text("outer_value() = (\n")
    with pytest.raises(JuliaError, match="ParseError"):
        engine.reload()
    outer.write_text('include("inner.jl")\nouter_value() = 4\n')
    engine.reload()
    assert engine.call("outer_value") == 4
    inner.unlink()
    outer.write_text("outer_value() = 5\n")
    assert set(engine.reload()) == {outer, inner}
    assert silent(engine, "outer_value") == 5


@pytest.mark.thorough
def test_a_package_in_development_that_was_changed_is_said_and_loaded_anew_where_it_can_be(
    developed: tuple[Engine, Path],
) -> None:
    engine, folder = developed
    file = folder / "Inner" / "src" / "Inner.jl"
    assert silent(engine, "Inner.total", [1, 2]) == 3
    try:
        file.write_text(SUM)
        with pytest.warns(SourcesChangedWarning) as warned:
            assert engine.call("Outer.straight", [1, 2], 1) == 3
        assert f"{file} (package Inner) has changed since Julia loaded it" in str(warned[0].message)
        if engine.info.engine == "worker":
            assert engine.reload() == [file]
            assert silent(engine, "Outer.straight", [1, 2], 1) == 103
        else:
            with pytest.raises(EngineError, match=r"\(package Inner\) has changed .*: start Python anew, or use eng"):
                engine.reload()
            assert silent(engine, "Inner.total", [1, 2]) == 3
    finally:
        file.write_text(INNER)
    if engine.info.engine == "worker":
        engine.reload()
    assert silent(engine, "Inner.total", [1, 2]) == 3


def test_a_file_that_evaluated_code_includes(developed: tuple[Engine, Path], tmp_path: Path) -> None:
    engine, _ = developed
    file = tmp_path / "evaluated.jl"
    file.write_text("evaluated() = 1\n")
    engine.eval(f'include(raw"{file}"); nothing')
    file.write_text("evaluated() = 2\n")
    with pytest.warns(SourcesChangedWarning, match=f"{file} has changed"):
        assert engine.call("evaluated") == 1
    if engine.info.engine == "juliacall":
        with pytest.raises(EngineError, match=r"evaluated\.jl has changed"):
            engine.reload()
        engine.eval(f'include(raw"{file}"); nothing')
        assert silent(engine, "evaluated") == 2


def test_after_a_reload_the_worker_is_well_and_what_was_evaluated_is_gone(worker: Engine) -> None:
    worker.eval("kept_value = 1")
    assert worker.reload() == []
    with pytest.raises(JuliaError, match="kept_value"):
        worker.call("kept_value")
    assert worker.call("sum", [1, 2]) == 3


def test_recorded_answers_are_not_loaded_anew() -> None:
    with pytest.raises(EngineError, match="recorded answers cannot be loaded anew"):
        RecordedEngine(RECORDS / "lessons.jsonl").reload()


def test_a_closed_engine_is_not_loaded_anew(engine: Engine) -> None:
    other = start_julia("worker", engine.info.executable)
    other.close()
    with pytest.raises(EngineError, match="the engine is closed"):
        other.reload()


def test_files_are_looked_at_only_where_something_was_loaded_and_not_often(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(sources.time, "monotonic", lambda: clock[0])
    loaded = LoadedFiles()
    call = ["call", "sum", [], [], False]
    assert not loaded.is_due(call)
    clock[0] += 10
    assert not loaded.is_due(call)  # nothing can have been loaded
    assert not loaded.is_due(["eval", "using LinearAlgebra", False])
    clock[0] += sources.LOOK_EVERY / 2
    assert not loaded.is_due(call)
    clock[0] += sources.LOOK_EVERY
    assert not loaded.is_due(list(sources.CHANGED))
    clock[0] += sources.LOOK_EVERY
    assert loaded.is_due(call)
    assert not loaded.is_due(call)


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "a0 has changed since Julia loaded it"), (4, "a0, a1, a2 and 1 more have changed since Julia loaded them")],
)
def test_what_has_changed_in_words(count: int, text: str) -> None:
    assert told([ChangedFile(f"a{k}", False, "", "") for k in range(count)]) == text
