"""Seeded mutants of what watches a user's Julia code and project: each must be noticed by what it would hide."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from pyjuliann import SourcesChangedWarning
from pyjuliann.bridge.engines import packages, sources
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.packages import ProjectFacts, warn_of_manifest
from pyjuliann.bridge.engines.sources import CHANGED, ChangedFile, LoadedFiles
from pyjuliann.bridge.machine import project as projects


def notices(check: Callable[[], object]) -> bool:
    """Whether a check fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            check()
        except BaseException:  # noqa: BLE001 - whatever it fails with
            return True
    return False


def test_an_engine_that_never_looks_or_forgets_what_it_included_is_noticed(
    worker: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LOOK_EVERY", 0.0)
    file = tmp_path / "edited.jl"
    file.write_text("edited_value() = 0\n")
    worker.include(file)
    count = iter(range(1, 9))

    def is_said() -> None:
        file.write_text(f"edited_value() = {next(count)}\n")
        with pytest.warns(SourcesChangedWarning):
            worker.call("edited_value")

    def is_loaded_anew() -> None:
        now = next(count)
        file.write_text(f"edited_value() = {now}\n")
        worker.reload()
        assert worker.call("edited_value") == now

    is_said()
    with monkeypatch.context() as mutant:
        mutant.setattr(LoadedFiles, "is_due", lambda *_: False)
        assert notices(is_said)
    is_loaded_anew()
    with monkeypatch.context() as mutant:
        mutant.setattr(LoadedFiles, "again", lambda _: [])
        assert notices(is_loaded_anew)
    worker._sources = LoadedFiles()  # the file is gone with this test


def test_a_watch_that_repeats_itself_or_knows_a_file_by_its_name_only_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told_once_for_each_change() -> None:
        said: list[str] = []
        monkeypatch.setattr(sources, "warn_caller", lambda text, _: said.append(text))
        loaded = LoadedFiles()
        for content in ("a", "a", "b"):
            loaded.warn([ChangedFile("f.jl", False, "f.jl", content)], "")
        assert len(said) == 2

    told_once_for_each_change()
    with monkeypatch.context() as mutant:
        mutant.setattr(LoadedFiles, "told", lambda _, changes: list(changes))
        assert notices(told_once_for_each_change)
    with monkeypatch.context() as mutant:
        mutant.setattr(ChangedFile, "now", "")
        assert notices(told_once_for_each_change)


def test_a_watch_that_watches_itself_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LOOK_EVERY", 0.0)

    def is_not_asked_about_itself() -> None:
        loaded = LoadedFiles()
        loaded.is_due(["include", "f.jl"])
        assert not loaded.is_due(list(CHANGED))

    is_not_asked_about_itself()
    monkeypatch.setattr(sources, "CHANGED", ("call", "another"))
    assert notices(is_not_asked_about_itself)


def test_a_manifest_of_another_julia_that_is_taken_for_this_ones_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = tmp_path / "Manifest.toml"
    manifest.write_text('julia_version = "1.99.0"\n')
    project = ProjectFacts(str(tmp_path / "Project.toml"), True, str(manifest), "1.99.0", "1.10.8", "julia")

    def is_refused() -> None:
        assert projects.unfit(tmp_path, "1.10.8") == "1.99.0"

    def is_said() -> None:
        said: list[str] = []
        monkeypatch.setattr(packages, "_warned", set())
        monkeypatch.setattr(packages, "warn_caller", lambda text, _: said.append(text))
        warn_of_manifest(project)
        warn_of_manifest(project)
        assert len(said) == 1

    is_refused()
    is_said()
    for module, check in ((projects, is_refused), (packages, is_said)):
        with monkeypatch.context() as mutant:
            mutant.setattr(module, "is_other_julia", lambda *_: False)
            assert notices(check)
