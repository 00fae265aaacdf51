"""The command line as a user meets it: what is printed, where, and the exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from in_process import outcome_of

from pyjuliann.cli import main
from pyjuliann.lessons import find_lesson

COUNT = len(find_lesson("1").runs)

ONE_LINE_MISTAKES = [
    (["verify", "99"], "pyjuliann verify: unknown lesson '99'", ["0", "1", "note"]),
    (["lesson", "x"], "pyjuliann lesson: unknown lesson 'x'", ["0", "1", "note"]),
    (["verify", "--engine", "gpu"], "--engine: invalid choice: 'gpu'", ["auto", "juliacall", "worker"]),
    (["verify", "--fast"], "pyjuliann verify: unknown argument '--fast'", ["--engine", "--json", "--quiet"]),
    (["julia"], "pyjuliann julia: a command is expected", ["which", "install", "list", "remove", "probe"]),
    (["julia", "update"], "invalid choice: 'update'", ["which", "install", "list", "remove"]),
    ([], "pyjuliann: a command is expected", ["verify", "lesson", "doctor", "julia"]),
    (["nonsense"], "invalid choice: 'nonsense'", ["verify", "lesson", "doctor", "julia"]),
    (["lesson"], "the following arguments are required: LESSON", []),
    (["verify", "1", "--json", "/no/such/folder/results.json"], "--json: expected a file in a folder", []),
    (["julia", "remove", "julia-99"], "julia-99", []),
]


@pytest.mark.parametrize(("arguments", "words", "valid"), ONE_LINE_MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_one_line_that_lists_what_is_valid(arguments, words, valid, capsys):
    code, out, err = outcome_of(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert words in err
    for name in valid:
        assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", err), name


def run(*arguments, **environment):
    """Run the command as its own process, on no terminal."""
    command = [sys.executable, "-m", "pyjuliann", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **environment}
    )


def test_verify_shows_the_published_figures_in_both_languages(engine):
    result = run("verify", "1", "-v", "--engine", "worker")
    assert result.returncode == 0, result.stderr
    assert "Python     (np.array([[51, 62]]), np.array([[300, 414, 528]]))" in result.stdout
    assert "Julia      ([51 62], [300 414 528])" in result.stdout
    assert "51 62 and 300 414 528" in result.stdout
    assert "\x1b" not in result.stdout
    last = result.stdout.splitlines()[-1]
    assert re.fullmatch(rf"{COUNT} examples: {COUNT} identical .* worker engine, Julia 1\.\d+.*", last)
    assert "Starting Julia" in result.stderr


def test_verify_quiet_prints_the_summary_only(engine):
    result = run("verify", "1", "-q", "--engine", "worker")
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 1
    assert result.stdout.startswith(f"{COUNT} examples: {COUNT} identical")


def test_verify_writes_the_documented_json(engine, tmp_path):
    target = tmp_path / "results.json"
    assert run("verify", "0", "note", "--engine", "worker", "--json", str(target)).returncode == 0
    results = json.loads(target.read_text(encoding="utf-8"))
    assert results["engine"] == "worker"
    assert {example["lesson"] for example in results["examples"]} == {"0", "note"}
    wanted = {"id", "lesson", "title", "python", "julia", "published", "python_type", "julia_type", "shape"}
    for example in results["examples"]:
        assert wanted | {"max_ulp", "verdict"} <= set(example)
        assert example["verdict"] in ("identical", "agree", "differ")
    assert list(tmp_path.iterdir()) == [target]


def test_verify_writes_json_alone_to_standard_output(engine):
    result = run("verify", "1", "--engine", "worker", "--json", "-")
    examples = {example["id"]: example for example in json.loads(result.stdout)["examples"]}
    assert examples["1.19"]["python"] == examples["1.19"]["julia"]
    assert [part["data"] for part in examples["1.19"]["julia"]] == [[[51, 62]], [[300, 414, 528]]]


def test_a_julia_that_is_not_there_is_one_clear_message(tmp_path):
    result = run("verify", "1", "--julia", str(tmp_path / "nowhere"))
    assert result.returncode == 2
    assert str(tmp_path / "nowhere") in result.stderr
    assert "Traceback" not in result.stderr


def test_a_sick_julia_is_named_with_its_symptom(tmp_path):
    sick = tmp_path / "julia"
    sick.write_text("#!/bin/sh\necho 'cannot open shared object file' >&2\nexit 127\n")
    sick.chmod(0o755)
    result = run("verify", "1", "--julia", str(sick))
    assert result.returncode == 2
    assert str(sick) in result.stderr
    assert "exit code 127" in result.stderr
    assert "cannot open shared object file" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_julia_and_offline_the_message_says_what_was_looked_for(tmp_path):
    empty = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PATH")}
    result = run("verify", "1", "--engine", "worker", PYJULIANN_OFFLINE="1", PYJULIANN_JULIA="", **empty)
    assert result.returncode == 2
    for words in ("PYJULIANN_JULIA", "juliapkg", "PATH", "juliaup", "pyjuliann julia install", "Three ways to get one"):
        assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_lesson_shows_text_code_and_examples(engine):
    result = run("lesson", "1", "--engine", "worker")
    assert result.returncode == 0
    for words in ("def two_layer(", "function two_layer(", "The trap: dot", "([51 62], [300 414 528])"):
        assert words in result.stdout
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())


def test_julia_which_names_the_julia_in_use(engine):
    result = run("julia", "which")
    assert result.returncode == 0
    assert os.access(result.stdout.strip(), os.X_OK)


def test_julia_list_tells_health(engine):
    result = run("julia", "list")
    assert result.returncode == 0
    assert "healthy" in result.stdout


def test_doctor_fits_one_screen_and_speaks_json(engine):
    screen = run("doctor")
    assert screen.returncode == 0
    assert max(map(len, screen.stdout.splitlines())) <= 80
    report = json.loads(run("doctor", "--json").stdout)
    assert report["ok"] is True


def test_version_is_the_one_in_project_toml(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert re.fullmatch(r"pyjuliann \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_reader_that_leaves_early_causes_no_traceback():
    command = f"{sys.executable} -m pyjuliann verify --engine recorded | head -n 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr
