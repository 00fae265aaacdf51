"""``pyjuliann replay``: programs, saved calls, reports, exit codes, mistakes."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from folders import working_folder
from in_process import outcome_of, use_engine

from pyjuliann.commands import replay as command
from pyjuliann.commands.common import speaking

MINE = """
import numpy as np


def detrend(x):
    return x - np.mean(x)


def spread(x):
    y = detrend(x)
    return float(np.sqrt(np.sum(y * y) / len(y)))


def unused(x):
    return x
"""
JULIA = """
detrend(x) = x .- sum(x) / length(x)
spread(x) = sqrt(sum(detrend(x) .^ 2) / length(x))
unused(x) = x
"""
WRONG = JULIA.replace("sum(x) / length(x)", "sum(x) / (length(x) + 1)")
ANALYSIS = """
import sys
import numpy as np
from mine import spread

if __name__ == "__main__":
    print("spread", round(spread(np.array([float(x) for x in sys.argv[1:]])), 3))
    sys.exit(3)
"""
PROGRAM = ("--", "analysis.py", "1", "2", "6")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    with working_folder(tmp_path, monkeypatch) as folder:
        (folder / "mine.py").write_text(MINE)
        (folder / "mine.jl").write_text(JULIA)
        (folder / "wrong.jl").write_text(WRONG)
        (folder / "analysis.py").write_text(ANALYSIS)
        yield folder


@pytest.fixture
def run(engine, monkeypatch, capsys, folder):
    """Run the command on the session's engine; return the exit code and what was printed."""
    use_engine(monkeypatch, engine, "replay")
    monkeypatch.setattr(sys, "argv", ["pytest"])
    return partial(outcome_of, capsys, "replay")


def test_a_program_that_agrees(run):
    code, out, err = run("mine.py", "mine.jl", *PROGRAM)
    assert code == 0, out + err
    assert out.startswith("spread 2.16\n"), "what the program prints goes where it would"
    assert "analysis.py 1 2 6 ended with exit code 3" in out
    assert "never called: unused" in out
    assert out.splitlines()[-1].startswith("2 pairs: ")


@pytest.mark.thorough
def test_two_processes_find_what_one_finds(run, folder):
    pytest.importorskip("distributed")
    found = []
    for jobs in ([], ["--jobs", 2]):
        code, _, err = run("mine.py", "wrong.jl", "--repair", 0, "--json", "out.json", *jobs, *PROGRAM)
        assert code == 1, err
        found.append(re.sub(r'"seconds": [\d.]+', "", (folder / "out.json").read_text()))
    assert found[0] == found[1]


def test_a_program_that_differs_in_all_forms(run, folder):
    forms = ("json", "html", "junit", "markdown")
    options = [word for form in forms for word in (f"--{form}", f"out.{form}")]
    code, out, _ = run("mine.py", "wrong.jl", "--repair", 0, "--save-case", "first.npz", *options, *PROGRAM)
    told = "first to differ: detrend, call 2 of the program, in spread (call 1)"
    assert code == 1
    assert told in " ".join(out.split())
    assert "differs because detrend does" in " ".join(out.split())
    rows = [line.split()[0] for line in out.splitlines() if " ~ " in line and line.startswith(("differ", "follows"))]
    assert rows == ["differ", "follows"]
    for form in ("html", "markdown"):
        assert told in (folder / f"out.{form}").read_text()
    found = json.loads((folder / "out.json").read_text())
    assert found["schema"] == "pyjuliann replay"
    assert found["replay"]["first"] == {
        "function": "detrend", "number": 2, "callers": [{"function": "spread", "number": 1}],
    }  # fmt: skip
    assert [(pair["own"], pair["because"]) for pair in found["pairs"]] == [(True, []), (False, ["detrend"])]
    kinds = [failure.get("type") for failure in ET.parse(folder / "out.junit").iter("failure")]
    assert kinds == ["value", "follows"]
    code, out, _ = run("mine.py", "wrong.jl", "--repair", 0, "--case", "first.npz")
    assert code == 1
    assert "replayed: first.npz" in out
    assert "the call was saved" in out
    assert run("mine.py", "mine.jl", "--case", "first.npz", "-q")[0] == 0


def test_one_pair_and_a_module_as_the_program(run, folder):
    code, out, _ = run("--pair", "mine:spread=mine.jl::spread", "-q", "--", "-m", "analysis", "1", "2")
    assert (code, out.splitlines()[0]) == (0, "spread 0.5")
    assert len(out.splitlines()) == 2
    assert run("mine.py:spread", "mine.jl::spread", "--rtol", "1e-3", "-q", *PROGRAM)[0] == 0


def test_a_file_that_is_itself_the_program(run, folder):
    (folder / "script.py").write_text(MINE + "\n\nif __name__ == '__main__':\n    spread(np.array([1.0, 2.0, 6.0]))\n")
    code, out, _ = run("script.py", "wrong.jl", "--repair", 0, "--save-case", "first.npz", "--", "script.py")
    assert code == 1
    assert "from script import detrend" in out
    assert run("script.py", "wrong.jl", "--repair", 0, "--case", "first.npz", "-q")[0] == 1


def test_json_alone_on_standard_output(run):
    code, out, err = run("mine.py", "mine.jl", "--json", *PROGRAM)
    assert code == 0
    assert json.loads(out)["verdict"] in ("agree", "identical")
    assert "spread 2.16" in err


def test_a_program_that_calls_nothing_is_no_pass(run, folder):
    (folder / "idle.py").write_text("print('idle')\n")
    code, out, err = run("mine.py", "mine.jl", "--", "idle.py")
    assert (code, out) == (2, "idle\n")
    assert "nothing was compared: the program called none of detrend, spread, unused" in err


def test_a_program_that_raises_is_replayed_until_then(run, folder):
    (folder / "broken.py").write_text("import numpy as np, mine\nmine.detrend(np.ones(3))\nraise ValueError('mine')\n")
    code, out, err = run("mine.py", "wrong.jl", "--repair", 0, "--", "broken.py")
    assert code == 1
    assert "broken.py ended with exit code 1" in out
    assert "ValueError: mine" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mine.py", "mine.jl"), "expected -- and a program at the end"),
        (("mine.py", "mine.jl", "--"), "expected -- and a program at the end"),
        (("--", "analysis.py"), "required: TARGET, or --pair"),
        (("mine.py", "mine.jl", "--case", "a.npz", "--", "analysis.py"), "--case: expected no program beside it"),
        (("mine.py", "mine.jl", "--case", "none.npz"), "--case: none.npz cannot be read: No such file"),
        (("mine.py", "mine.jl", "--case", "mine.py"), "--case: mine.py is no saved case"),
        (("mine.py", "mine.jl", "--save-case", "-", *PROGRAM), "--save-case: expected a file"),
        (("mine.py", "mine.jl", "--save-case", "no/a.npz", *PROGRAM), "--save-case: expected a file in a folder"),
        (("mine.py", "mine.jl", "--", "none.py"), "none.py"),
        (("mine.py", "mine.jl", "--keep", "0", *PROGRAM), "--keep"),
        (("mine.py", "mine.jl", "--cases", "9", *PROGRAM), "unknown argument '--cases'"),
        (("mine.py", "none.jl", *PROGRAM), "there is no Julia file none.jl"),
    ],
)
def test_mistakes_are_one_line(run, arguments, told):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert told in err.splitlines()[-1]
    assert "Traceback" not in err


def test_a_case_of_another_function(run, folder):
    run("mine.py", "wrong.jl", "--repair", 0, "--save-case", "first.npz", "-q", *PROGRAM)
    code, _, err = run("mine.py:spread", "mine.jl::spread", "--case", "first.npz")
    assert code == 2
    assert "--case: first.npz is a call of mine.detrend; there are mine.spread" in err


def test_nothing_to_save(run, folder):
    code, _, err = run("mine.py", "mine.jl", "--save-case", "first.npz", "-q", *PROGRAM)
    assert code == 0
    assert "no call was saved" in err
    assert not (folder / "first.npz").exists()


@pytest.mark.thorough
def test_as_a_module_of_python(engine, folder):
    words = ["-m", "pyjuliann", "replay", "mine.py", "wrong.jl", "--repair", "0", "-q", "--engine", "worker"]
    command = [sys.executable, *words, "--julia", engine.info.executable, *PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, timeout=120)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("spread 2.16\n2 pairs: 2 differ")


@pytest.mark.parametrize(("language", "told"), [("en", "No space left on device"), ("ko", "장치에 남은 공간이 없다")])
def test_a_call_that_cannot_be_saved_is_told_with_the_systems_reason(language, told, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "first.npz")

    monkeypatch.setattr("pyjuliann.parity.replaying.saved.save_case", full)
    arguments = SimpleNamespace(parser=SimpleNamespace(prog="pyjuliann replay"))
    done = SimpleNamespace(first=(SimpleNamespace(python_name="mine.f"), None))
    with speaking(language):
        assert not command._save(arguments, Path("first.npz"), done)
    assert capsys.readouterr().err == f"pyjuliann replay: --save-case: {told}\n"
