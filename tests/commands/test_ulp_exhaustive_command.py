"""``pyjuliann ulp --exhaustive``: its table, its files, and what bad input gets."""

from __future__ import annotations

import contextlib
import json

import pytest
from in_process import outcome_of

from pyjuliann.cli import main
from pyjuliann.errors import DeadlineError, EngineError
from pyjuliann.parity.exhaustive import elementary

MISTAKES = [
    (["expp"], "unknown function 'expp'; closest: exp"),
    (["exp", "--dtype", "float64"], "float64 has 2^64 = 18,446,744,073,709,551,616 numbers, too many to try them all"),
    (["exp", "pow"], "pow has two arguments: all pairs of float32 are 2^64"),
    (["exp", "--points", "10"], "--points: expected none with --exhaustive, which tries every number"),
    (["exp", "--range", "y=0:1"], "--range: no argument is called y; there are x"),
    (["exp", "--range", "0:1e39"], "exp: the range 0:1e+39 has no room among the numbers of float32"),
    (["log", "--range=-1:1"], "log is defined from 0 to inf; got the range -1:1"),
    (["exp", "--engine", "recorded"], "recorded answers cannot serve here: measuring needs a live Julia"),
    (["exp", "--plot", "errors.pdf"], "--plot: expected a file that ends in .png or .svg; got 'errors.pdf'"),
]


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_one_line(arguments, words, capsys, monkeypatch):
    def no_julia(*_, **__):
        raise EngineError("Julia was started")

    monkeypatch.setattr("pyjuliann.bridge.engines.start.start_julia", no_julia)
    code, out, err = outcome_of(capsys, "ulp", "--exhaustive", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert words in err


@pytest.fixture
def here(engine, monkeypatch):
    """Have the command use the session's Julia, and blocks of a size for tests."""
    monkeypatch.setattr("pyjuliann.commands.ulp_exhaustive.started_julia", lambda _: contextlib.nullcontext(engine))
    monkeypatch.setattr(elementary, "CHUNK", 4096)


def test_the_table_fits_80_columns_and_tells_what_is_behind_it(here, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "80")
    target, picture = tmp_path / "all.json", tmp_path / "all.svg"
    pytest.importorskip("matplotlib", reason="drawing needs matplotlib")
    arguments = ["ulp", "sqrt", "exp", "--exhaustive", "--range", "1:1.001"]
    assert main([*arguments, "--json", str(target), "--plot", str(picture)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "float32, every number from 1 to 1.001: 8,389"
    assert any(line.startswith("sqrt") and " 0 " in line for line in lines)
    assert any(line.startswith("exp      NumPy: ") for line in lines)
    content = json.loads(target.read_text(encoding="utf-8"))
    assert [row["function"] for row in content["functions"]] == ["sqrt", "exp"]
    root, exponential = content["functions"]
    assert (root["points"], root["of"], root["differing"], root["python"]["misrounded"]) == (8389, 8389, 0, 0)
    assert root["range"] == [1.0, 1.001]
    assert 0.49 < root["julia"]["max_error"] <= 0.5
    assert exponential["julia"]["max_error"] > 0.5
    assert float(exponential["julia"]["max_error_at"]["argument"]) >= 1
    assert ">exp, float32: " in picture.read_text(encoding="utf-8")


def test_float16_is_tried_whole(here, capsys):
    assert main(["ulp", "exp2", "--exhaustive", "--dtype", "float16", "--range", "0:1", "--json", "-"]) == 0
    [row] = json.loads(capsys.readouterr().out)["functions"]
    # 0.0 to 1.0, and -0.0
    assert row["points"] == row["decided_with_256_bits"] == 0x3C00 + 2


def test_what_was_found_until_it_was_stopped_is_told(here, capsys, monkeypatch):
    done = []

    def stops(engine, chunk):
        if done:
            raise DeadlineError("the 1 s for everything (--deadline) were over")
        done.append(chunk)
        return whole(engine, chunk)

    whole = elementary.sweep
    monkeypatch.setattr(elementary, "sweep", stops)
    code, out, err = outcome_of(capsys, "ulp", "sqrt", "exp", "--exhaustive", "--range", "1:1.001")
    assert code == 2
    assert "Stopped after 4,096 of 8,389 numbers." in out
    assert "stopped at 1 of 2 functions: the 1 s for everything (--deadline) were over" in err


RANGE = ["--exhaustive", "--range", "1:1.001"]


def counted(monkeypatch, most=10_000):
    """Return the list that the chunks go to which are tried, of which there may be so many."""
    done = []

    def tries(engine, chunk):
        if len(done) == most:
            raise DeadlineError("the 1 s for everything (--deadline) were over")
        done.append(chunk)
        return whole(engine, chunk)

    whole = elementary.sweep
    monkeypatch.setattr(elementary, "sweep", tries)
    return done


def test_a_run_that_is_resumed_ends_as_one_that_was_never_stopped(here, capsys, monkeypatch, tmp_path):
    saved = tmp_path / "run.json"
    assert main(["ulp", "sqrt", "exp", *RANGE, "--json", "-"]) == 0
    whole = capsys.readouterr().out
    with monkeypatch.context() as patched:
        counted(patched, 4)
        assert outcome_of(capsys, "ulp", "sqrt", "exp", *RANGE, "--save", str(saved))[0] == 2
    done = counted(monkeypatch)
    assert main(["ulp", "sqrt", "exp", *RANGE, "--resume", str(saved), "--json", "-"]) == 0
    assert capsys.readouterr().out == whole
    assert len(done) == 2  # of three chunks for either function
    done.clear()
    assert main(["ulp", "sqrt", "exp", *RANGE, "--resume", str(saved), "--json", "-"]) == 0
    assert (capsys.readouterr().out, done) == (whole, [])


def test_a_run_that_was_asked_something_else_is_not_resumed(here, capsys, tmp_path):
    saved = tmp_path / "run.json"
    assert main(["ulp", "sqrt", *RANGE, "--save", str(saved)]) == 0
    code, _, err = outcome_of(capsys, "ulp", "sqrt", "--exhaustive", "--range", "1:1.0005", "--resume", str(saved))
    assert code == 2
    assert "the saved run was asked something else: --range is (1.0, 1.0005) here and (1.0, 1.001) there" in err


@pytest.mark.parametrize("damage", [[], [[1, 2]], [["x", []]], None, "text"], ids=str)
def test_a_damaged_chunk_is_told(here, capsys, tmp_path, damage):
    saved = tmp_path / "run.json"
    assert main(["ulp", "sqrt", *RANGE, "--save", str(saved)]) == 0
    content = json.loads(saved.read_text(encoding="utf-8"))
    content["questions"]["sqrt, float32"]["chunks"]["1"] = {"blocks": damage}
    saved.write_text(json.dumps(content), encoding="utf-8")
    code, _, err = outcome_of(capsys, "ulp", "sqrt", *RANGE, "--resume", str(saved))
    assert code == 2
    assert "a chunk is damaged" in err or "chunk 1 was saved with 0 of 4096 numbers" in err


@pytest.mark.parametrize("option", ["--save", "--resume"])
def test_only_every_number_takes_long_enough_to_be_saved(capsys, tmp_path, option):
    saved = tmp_path / "run.json"
    saved.write_text("{}", encoding="utf-8")
    code, _, err = outcome_of(capsys, "ulp", "exp", option, str(saved))
    assert (code, err) == (2, f"pyjuliann ulp: {option}: expected --exhaustive with it; else it is done soon\n")


@pytest.mark.thorough
def test_two_processes_give_the_same_as_one(capsys, tmp_path):
    pytest.importorskip("distributed", reason="several processes need dask")
    found = []
    for jobs in ([], ["--jobs", "2"]):
        assert main(["ulp", "sqrt", "exp", *RANGE, "--engine", "worker", "--json", "-", *jobs]) == 0
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]
    assert "exhaustive" in found[0]
