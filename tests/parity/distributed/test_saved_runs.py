"""A check that goes on where it was stopped."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jaxtyping import Float64

from pyjuliann import CheckInterrupt, PairError, Policy, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.check import check_with
from pyjuliann.parity.distributed import chunks
from pyjuliann.parity.distributed.saved import SavedRun
from pyjuliann.parity.distributed.spread import Here
from pyjuliann.parity.running.session import session_for

VERSIONS = {"Julia": "1.2.3"}


def parted(x: Float64[np.ndarray, " n"]) -> Any:
    return x + 1 if x.size < 25 else x + 1.5


PARTED = pair(parted, "x -> x .+ 1")


def told(engine: Engine, saved: SavedRun | None, both: Any = PARTED, **options: Any) -> str:
    """Return all that a check says but how long it took."""
    given = {"cases": 800, "seed": 4, "keep": False, "repair": 0, **options}
    with session_for(engine) as session:
        found = check_with(Here(engine), session, both, saved=saved, **given).to_dict()
    del found["seconds"]
    return json.dumps(found, sort_keys=True)


def counted(monkeypatch: pytest.MonkeyPatch, until: int = 99) -> list[int]:
    """Count the chunks that are run; Ctrl-C comes in place of one of them."""
    ran: list[int] = []
    run = chunks.CaseQuestion.__call__

    def counting(asked: Any, engine: Any, chunk: Any) -> Any:
        if len(ran) == until:
            raise KeyboardInterrupt
        ran.append(chunk.start)
        return run(asked, engine, chunk)

    monkeypatch.setattr(chunks.CaseQuestion, "__call__", counting)
    return ran


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "run.json"


def again(file: Path, seed: int | None = None, versions: dict[str, str] = VERSIONS) -> SavedRun:
    return SavedRun.resumed(file, file, seed, versions)


def test_a_run_that_goes_on_finds_what_one_without_a_break_finds(
    engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(engine, None)
    with monkeypatch.context() as patched:
        counted(patched, until=2)
        with pytest.raises(CheckInterrupt) as stopped:
            told(engine, SavedRun(file, 4, VERSIONS))
    report = stopped.value.report
    assert 700 < report.cases <= 3 * chunks.SMALL
    assert f"stopped after {report.cases} cases: it was interrupted" in report.notes
    ran = counted(monkeypatch)
    assert told(engine, again(file)) == whole
    assert ran[0] == 750


def test_a_run_that_is_done_has_nothing_left_to_do(engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(engine, SavedRun(file, 4, VERSIONS))
    ran = counted(monkeypatch)
    assert told(engine, again(file)) == whole
    assert ran == []
    assert stat.S_ISREG(file.stat().st_mode)


def test_without_a_seed_it_goes_on_with_its_own(engine: Engine, file: Path) -> None:
    first = SavedRun(file, None, VERSIONS)
    whole = told(engine, first, seed=None)
    assert again(file).seed == first.seed
    assert told(engine, again(file), seed=None) == whole


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda both: (both, {"cases": 900}), "--cases is 900 here and 800 there"),
        (lambda both: (both, {"probes": True}), "--probes is True here and False there"),
        (lambda both: (both.replace(policy=Policy(ulp=3)), {}), "the pair's options is"),
        (lambda both: (both.replace(domain={"x": (0, 1)}), {}), "the pair's options is"),
    ],
)
@pytest.mark.thorough
def test_another_question_is_refused(
    engine: Engine, file: Path, change: Callable[[Any], tuple[Any, dict[str, Any]]], message: str
) -> None:
    told(engine, SavedRun(file, 4, VERSIONS))
    both, options = change(PARTED)
    with pytest.raises(PairError, match=f"the saved run was asked something else: .*{message}"):
        told(engine, again(file), both, **options)


def test_another_source_is_refused(engine: Engine, file: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.jl"
    source.write_text("saved_one(x) = x .+ 1")
    both = pair(parted, f"{source}::saved_one")
    told(engine, SavedRun(file, 4, VERSIONS), both)
    source.write_text("saved_one(x) = x .+ 2")
    with pytest.raises(PairError, match="Julia's source is"):
        told(engine, again(file), both)


def test_other_versions_and_seeds_are_refused_with_both(engine: Engine, file: Path) -> None:
    told(engine, SavedRun(file, 4, VERSIONS))
    with pytest.raises(PairError, match=r"was made with other versions: Julia is 1\.9\.0 here and 1\.2\.3 there"):
        again(file, versions={"Julia": "1.9.0"})
    with pytest.raises(PairError, match="was made with --seed 4, not 5"):
        again(file, seed=5)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is no saved run"),
        ("[1]", "is no saved run of this version"),
        ('{"schema": "pyjuliann-run", "schema_version": 99}', "is no saved run of this version"),
        ('{"schema": "pyjuliann-run", "schema_version": 1}', "is a damaged saved run: KeyError"),
        ('{"schema": "pyjuliann-run", "schema_version": 1, "seed": "x"}', "is a damaged saved run: ValueError"),
        (
            '{"schema": "pyjuliann-run", "schema_version": 1, "seed": 1, "questions": {"f": 3}, "versions": {}}',
            "is a damaged saved run: TypeError",
        ),
    ],
)
def test_a_file_that_is_none(file: Path, content: str, message: str) -> None:
    file.write_text(content)
    with pytest.raises(PairError, match=message):
        again(file)


def test_no_file(file: Path) -> None:
    with pytest.raises(PairError, match="cannot be read: No such file"):
        again(file)
