"""Recorded answers to a user's own code: the same in any folder on any day, and refused once the code has changed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from offline import settings_without_julia, without_julia
from recording import Scripted

import pyjuliann
from pyjuliann import check, pair, start_julia
from pyjuliann.bridge.engines import records as records_module
from pyjuliann.bridge.engines.places import Places
from pyjuliann.bridge.engines.recorded import RecordedEngine, heeding_refusals
from pyjuliann.bridge.engines.recorder import Recorder
from pyjuliann.bridge.engines.records import Records
from pyjuliann.cli import main
from pyjuliann.errors import RecordError, UnknownQuestionError

INSTALLED = any(entry.name == "pyjuliann" for entry in metadata.entry_points(group="pytest11"))
UUID = "7876af07-990d-54b4-ab0e-23690620f79a"
FILES = {
    "mine.py": """\
        def triple(x: float) -> float:
            return 3 * x


        def square(x: float) -> float:
            return x * x


        def fails(x: float) -> float:
            raise ValueError(x)
        """,
    "mine.jl": """\
        include("lib/triple.jl")
        for name in ["square.jl"]
            include(joinpath(@__DIR__, "lib", name))
        end
        fails(x) = throw(ArgumentError("no"))
        """,
    "lib/triple.jl": "triple(x) = 3x\n",
    "lib/square.jl": "square(x) = x * x\n",
    "lib/unused.jl": "unused(x) = x\n",
    "packaged.py": """\
        from pyjuliann import mirrors


        @mirrors("Doubles.double")
        def double(x: float) -> float:
            return 2 * x
        """,
    "env/Project.toml": f'[deps]\nDoubles = "{UUID}"\n',
    "env/Manifest.toml": f'[[Doubles]]\npath = "Doubles"\nuuid = "{UUID}"\nversion = "0.1.0"\n',
    "env/Doubles/Project.toml": f'name = "Doubles"\nuuid = "{UUID}"\nversion = "0.1.0"\n',
    "env/Doubles/src/Doubles.jl": 'module Doubles\ninclude("inner.jl")\nend\n',
    "env/Doubles/src/inner.jl": "double(x) = 2x\n",
    "env/Doubles/test/runtests.jl": "using Test\n",
}
CASES = ("--cases", "10")
CHECKS = {
    "r.jsonl": ("mine.py", "mine.jl"),
    "p.jsonl": ("packaged.py",),
    "j.jsonl": ("mine.py:triple", "x -> 3x"),
}
"""Records, and what is recorded in them."""


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        lines = text.splitlines(keepends=True)
        indent = len(lines[0]) - len(lines[0].lstrip(" "))
        (folder / name).write_text("".join(line[indent:] or "\n" for line in lines))


@pytest.fixture(scope="module")
def recorded(engine, tmp_path_factory):
    """A folder with records of its code, as the command writes them; `mine.fails` is compared with nothing."""
    folder = tmp_path_factory.mktemp("here")
    write(folder, FILES | {"mine.py": FILES["mine.py"].partition("        def fails")[0]})
    environment = {**os.environ, "PYJULIANN_JULIA": engine.info.executable, "JULIA_PROJECT": "env"}
    environment["PYTHONPATH"] = str(Path(pyjuliann.__file__).parent.parent)
    for name, targets in CHECKS.items():
        project = ()
        if name == "p.jsonl":  # either way of naming it is the same
            project = ("--project", environment.pop("JULIA_PROJECT"))
        command = [sys.executable, "-m", "pyjuliann", "record", name, *targets, *CASES, *project]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def elsewhere(recorded, tmp_path, monkeypatch):
    """A copy in another folder, of another day, where there is no Julia; the current folder."""
    folder = tmp_path / "else where"
    shutil.copytree(recorded, folder)
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.chdir(folder)
    for name, value in settings_without_julia(tmp_path).items():
        monkeypatch.setenv(name, value)
    for name in ("PYJULIANN_JULIA", "JULIA_PROJECT", "JULIA_DEPOT_PATH"):
        monkeypatch.delenv(name, raising=False)
    with contextlib.suppress(KeyError):
        monkeypatch.delitem(sys.modules, "mine")
    return folder


def checked(capsys, record, *options):
    code = main(["check", *CHECKS[record], *(options or CASES), "-q", "--records", record])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("record", CHECKS)
@pytest.mark.thorough
def test_the_answers_are_the_same_in_another_folder(record, capsys):
    code, out, err = checked(capsys, record)
    assert code == 0, err
    pairs = 2 if record == "r.jsonl" else 1
    assert out.startswith(f"{pairs} pair{'s' * (pairs > 1)}: {pairs} identical · recorded engine, Julia ")
    assert err == ""


def test_as_a_process_without_any_julia(elsewhere):
    command = ("-m", "pyjuliann", "check", "mine.py", "mine.jl", *CASES, "--records", "r.jsonl")
    done = without_julia(elsewhere, *command)
    assert done.returncode == 0, done.stderr
    assert "2 pairs: 2 identical" in done.stdout


CHANGES = {
    "mine.jl": ("r.jsonl", "mine.jl has changed"),
    "lib/triple.jl": ("r.jsonl", "lib/triple.jl, which mine.jl includes, has changed"),
    "lib/square.jl": ("r.jsonl", "lib/square.jl, which mine.jl includes, has changed"),
    "env/Manifest.toml": ("p.jsonl", "Manifest.toml of the project in {folder}/env has changed"),
    "env/Doubles/src/Doubles.jl": ("p.jsonl", "src/Doubles.jl of the package Doubles has changed"),
    "env/Doubles/src/inner.jl": ("p.jsonl", "src/inner.jl of the package Doubles has changed"),
}
COMMANDS = {
    "r.jsonl": "`JULIA_PROJECT=env pyjuliann record r.jsonl mine.py mine.jl --cases 10` makes it anew",
    "p.jsonl": "`JULIA_PROJECT=env pyjuliann record p.jsonl packaged.py --cases 10` makes it anew",
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("gone", [False, True], ids=["changed", "gone"])
def test_a_change_is_refused_and_named(elsewhere, name, gone, capsys):
    record, told = CHANGES[name]
    if gone:
        if name == "mine.jl":
            pytest.skip("then there is nothing to ask about")
        (elsewhere / name).unlink()
        told = told.replace("has changed", "is not there any more")
    else:
        with (elsewhere / name).open("a") as file:
            file.write("# a change\n")
    code, out, err = checked(capsys, record)
    assert (code, out) == (2, "")
    assert f" in {record} is stale: {told.format(folder=elsewhere)} since it was recorded with Julia " in err
    assert COMMANDS[record] in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["lib/unused.jl", "env/Doubles/test/runtests.jl", "env/Doubles/src/inner.jl"])
def test_what_has_no_part_in_an_answer_may_change(elsewhere, name, capsys):
    with (elsewhere / name).open("a") as file:
        file.write("# a change\n")
    assert checked(capsys, "r.jsonl")[0] == 0
    assert checked(capsys, "p.jsonl")[0] == (2 if "inner" in name else 0)


def test_the_project_may_be_elsewhere_if_julia_project_says_so(elsewhere, capsys, monkeypatch):
    shutil.move(elsewhere / "env", elsewhere.parent / "moved")
    assert checked(capsys, "p.jsonl")[0] == 2
    monkeypatch.setenv("JULIA_PROJECT", str(elsewhere.parent / "moved"))
    assert checked(capsys, "p.jsonl")[0] == 0


def test_the_project_may_be_elsewhere_if_the_option_says_so(elsewhere, capsys):
    shutil.move(elsewhere / "env", elsewhere.parent / "moved")
    assert checked(capsys, "p.jsonl")[0] == 2
    assert checked(capsys, "p.jsonl", *CASES, "--project", str(elsewhere.parent / "moved"))[0] == 0


def test_a_record_is_found_from_another_folder_than_the_current_one(elsewhere, monkeypatch):
    monkeypatch.chdir(elsewhere.parent)
    (answer, *_) = Records.read(elsewhere / "p.jsonl")
    places = Places(elsewhere / "p.jsonl")
    folders = [places.folder(need, answer.dependencies) for need in answer.dependencies if need.kind != "pyjuliann"]
    assert set(folders) == {elsewhere / "env", elsewhere / "env" / "Doubles"}


@pytest.mark.usefixtures("elsewhere")
def test_other_cases_are_refused_with_what_would_bring_them_back(capsys):
    code, out, err = checked(capsys, "p.jsonl", "--cases", "11")
    assert (code, out) == (2, "")
    assert "packaged.double ~ Doubles.double: p.jsonl has no answer to these cases: the recorded call has others" in err
    assert COMMANDS["p.jsonl"] in err
    assert "the same number of cases, seed, budget and Python function" in err
    assert "Hypothesis" not in err


@pytest.mark.usefixtures("elsewhere")
def test_another_version_of_what_generates_is_named(capsys, monkeypatch):
    theirs = records_module.installed_version("hypothesis")
    monkeypatch.setattr(
        records_module, "installed_version", lambda name: "1.0" if name == "hypothesis" else records_module_numpy
    )
    _, _, err = checked(capsys, "p.jsonl", "--cases", "11")
    assert f"others, perhaps because they were generated with Hypothesis {theirs}, where 1.0 is in use; " in err


records_module_numpy = records_module.installed_version("numpy")


# ---------------------------------------------------------------- from Python


@pytest.mark.usefixtures("elsewhere")
def test_check_takes_recorded_answers_and_refuses_where_there_are_none():
    def triple(x: float) -> float:
        return 3 * x

    with start_julia("recorded", records="j.jsonl") as engine:
        assert check(pair(triple, "x -> 3x"), cases=10, engine=engine).verdict == "identical"
        with pytest.raises(UnknownQuestionError, match="has no answer to these cases"):
            check(pair(triple, "x -> 3x"), cases=40, engine=engine)
        with pytest.raises(UnknownQuestionError, match="has no answer to what the Julia side is"):
            check(pair(triple, "x -> 4x"), cases=10, engine=engine)
        assert check(pair(triple, "x -> 3x"), cases=10, engine=engine).verdict == "identical"


def test_a_refusal_inside_the_python_function_is_no_result(elsewhere):
    with start_julia("recorded", records="j.jsonl") as engine:

        def triple(x: float) -> float:
            return engine.call("Main.triple", x)

        with pytest.raises(UnknownQuestionError, match=r"has no answer to Main\.triple"):
            check(pair(triple, "x -> 3x"), cases=10, engine=engine)
        with heeding_refusals(engine):
            pass


@pytest.mark.usefixtures("elsewhere")
def test_records_choose_the_recorded_engine():
    with start_julia(records="j.jsonl") as engine:
        assert engine.info.recorded


# ---------------------------------------------------------------- what depends on what


def test_files_that_evaluated_code_includes_count_from_then_on(engine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("loose.jl").write_text("loose_test() = 1\n")
    recorder = Recorder(engine)
    recorder.call("sum", [1])
    recorder.eval(f'include(joinpath("{tmp_path}", string("loose", ".jl"))); nothing')
    assert recorder.call("loose_test") == 1
    recorder.write("answers.jsonl")
    assert [[d.name for d in a.dependencies] for a in Records.read(Path("answers.jsonl"))] == [
        ["loose.jl"] if a.function != "sum" else [] for a in Records.read(Path("answers.jsonl"))
    ]


def test_two_files_of_one_name_are_told_apart(engine, tmp_path):
    for name, value in (("a", 1), ("b", 2)):
        write(tmp_path / name, {"same.jl": f"value() = {value}\n"})

    def value() -> int:
        return 1

    recorder = Recorder(engine)
    pairs = [pair(value, f"{tmp_path / name / 'same.jl'}::value") for name in ("a", "b")]
    assert [check(one, cases=1, engine=recorder).verdict for one in pairs] == ["identical", "differ"]
    recorder.write(tmp_path / "answers.jsonl")
    replay = RecordedEngine(tmp_path / "answers.jsonl")
    assert [check(one, cases=1, engine=replay).verdict for one in pairs[::-1]] == ["differ", "identical"]
    (tmp_path / "a" / "same.jl").write_text("value() = 2\n")
    assert check(pairs[0], cases=1, engine=replay).verdict == "differ"
    (tmp_path / "a" / "same.jl").write_text("value() = 3\n")
    with pytest.raises(RecordError, match=r"same\.jl has changed"):
        check(pairs[0], cases=1, engine=replay)


def test_no_place_in_an_error_names_a_folder(tmp_path):
    (tmp_path / "mine.jl").write_text("f() = 1\n")
    live = Scripted(
        ["ok", None, None], ["ok", [["error", None, "MethodError", f"f() at {tmp_path}/mine.jl:1"]], "Vector{Any}"]
    )
    recorder = Recorder(live)
    recorder.include(tmp_path / "mine.jl")
    recorder.call("g")
    recorder.write(tmp_path / "answers.jsonl")
    assert str(tmp_path).encode() not in b"".join(answer.content for answer in Records.read(tmp_path / "answers.jsonl"))


# ---------------------------------------------------------------- the command's mistakes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.py", "a.jl"], "FILE: expected the name of the record to write, such as answers.jsonl, before what is"),
        (["r.jsonl", "mine.jl"], "WHAT: expected a Python file before the Julia file mine.jl"),
        (["r.jsonl", "mine.py", "none.jl"], "there is no Julia file none.jl"),
        (["r.jsonl", "mine.py:triple", "mine.jl"], "JULIA: expected mine.jl::function for one function, 'mine.py:tr"),
    ],
)
def test_what_cannot_be_recorded(elsewhere, capsys, arguments, message):
    before = (elsewhere / "r.jsonl").read_bytes()
    assert main(["record", *arguments]) == 2
    assert f"pyjuliann record: {message}" in capsys.readouterr().err
    assert (elsewhere / "r.jsonl").read_bytes() == before
    assert not (elsewhere / "a.py").exists()


# ---------------------------------------------------------------- pytest

TESTS = """\
    from packaged import double


    def test_double(parity):
        assert parity.check(double, cases=10).verdict == "identical"


    def test_others(parity):
        parity.check(double, cases=11)


    def test_double_again(parity):
        parity.check(double, cases=10)
    """


@pytest.mark.parametrize("how", ["option", "key"])
@pytest.mark.thorough
def test_pytest_takes_a_record(elsewhere, how):
    write(elsewhere, {"test_packaged.py": TESTS})
    (elsewhere / "pytest.ini").write_text("[pytest]\n" + ("julia_records = p.jsonl\n" if how == "key" else ""))
    options = ["--julia-records=p.jsonl"] if how == "option" else []
    plugin = ("-p", "_pyjuliann_pytest") if not INSTALLED else ()
    done = without_julia(elsewhere, "-m", "pytest", *plugin, "-p", "no:cacheprovider", *options)
    assert "2 passed" in done.stdout, done.stdout + done.stderr
    assert "1 failed" in done.stdout
    assert "has no answer to these cases" in done.stdout
    assert "no Julia is running; these are recorded answers" in done.stdout


def test_a_record_does_not_go_with_a_live_engine(elsewhere):
    plugin = ("-p", "_pyjuliann_pytest") if not INSTALLED else ()
    done = without_julia(elsewhere, "-m", "pytest", *plugin, "--julia-engine=worker", "--julia-records=p.jsonl")
    assert "--julia-records: only the recorded engine reads them; use --julia-engine recorded" in done.stderr


def test_a_record_that_is_not_there_is_said(elsewhere):
    write(elsewhere, {"test_packaged.py": TESTS})
    plugin = ("-p", "_pyjuliann_pytest") if not INSTALLED else ()
    done = without_julia(elsewhere, "-m", "pytest", *plugin, "--julia-records=none.jsonl")
    assert "the record file none.jsonl cannot be read: No such file or directory" in done.stdout
    assert "3 failed" in done.stdout or "3 errors" in done.stdout
