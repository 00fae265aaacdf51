"""``pyjuliann check`` and ``pyjuliann record`` of what it checks: targets, reports, exit codes, mistakes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from folders import working_folder
from in_process import outcome_of
from rich.console import Console

import pyjuliann
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.cli import main

MARKED = """
import numpy as np
from jaxtyping import Float64
from pyjuliann.parity.pairing.pair import mirrors

print("printed on import")

@mirrors("x -> max.(x, 0.0)", ulp=0)
def relu(x: Float64[np.ndarray, "n"]):
    print("printed by relu")
    return np.maximum(x, 0.0)
"""
WRONG = """

@mirrors("Statistics.std", domain={"x": (-9, 9)})
def std(x: Float64[np.ndarray, "n"]):
    return np.std(x)
"""
HOPELESS = """

@mirrors("sum")
def total(x: object):
    return x
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working folder; what is imported from it is forgotten afterwards."""
    with working_folder(tmp_path, monkeypatch) as folder:
        yield folder


@pytest.fixture
def run(engine, monkeypatch, capsys, folder):
    """Run the command on the session's engine; return the exit code and what was printed."""

    @contextlib.contextmanager
    def started(arguments, quiet=False, meanwhile=None, **_):
        records = getattr(arguments, "records", None)
        yield RecordedEngine(records) if arguments.engine == "recorded" else engine

    for module in ("check", "record"):
        monkeypatch.setattr(f"pyjuliann.commands.{module}.started_julia", started)

    return partial(outcome_of, capsys)


def refused(run, *arguments):
    """Return the one line that says why nothing was checked; another may tell of the project in use."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    lines = [line for line in err.splitlines() if not line.startswith("printed")]
    assert len(lines) == 1 or (len(lines) == 2 and "In no project" in lines[1]), err
    return lines[0]


# ---------------------------------------------------------------- targets


def test_a_file_with_marked_functions(run, folder):
    (folder / "mine.py").write_text(MARKED)
    code, out, err = run("check", "mine.py", "--cases", 20)
    assert code == 0, err
    assert "mine.relu ~ x -> max.(x, 0.0)" in out
    assert out.splitlines()[-1].startswith("1 pair: 1 ")
    assert "printed" not in out, "what the user's code prints is not a result"
    assert "printed on import" in err


def test_a_module_that_differs(run, folder):
    (folder / "mine.py").write_text(MARKED + WRONG)
    code, out, _ = run("check", "mine", "--cases", 20, "--seed", 3, "--judge")
    assert code == 1
    assert "ddof" in out
    assert "no matter of rounding" in " ".join(out.split())
    assert "the same cases again: --seed 3" in out
    assert "1 differ · worker engine, Julia 1." in out.splitlines()[-1]


def test_one_function_and_its_julia_side(run):
    code, out, _ = run("check", "numpy:std", "Statistics.std", "--cases", 20, "-q")
    assert (code, out.count("\n")) == (1, 1)
    assert out.startswith("1 pair: 1 differ")
    code, out, _ = run("check", "numpy:size", "length", "--cases", 20, "-q")
    assert code == 0, out


def test_one_marked_function_of_a_file(run, folder):
    (folder / "mine.py").write_text(MARKED + WRONG)
    assert run("check", "mine.py:relu", "--cases", 20)[0] == 0
    assert run("check", "mine:std", "--cases", 20)[0] == 1


def test_a_function_matches_one_that_says_that_it_changes_its_arguments(run, folder):
    (folder / "mine.py").write_text(
        "import numpy as np\nfrom jaxtyping import Float64\nV = Float64[np.ndarray, 'n']\n"
        "def scale(x: V):\n    x *= 2\n    return x\n"
        "def both(x: V): return x * 3\n"
    )
    (folder / "mine.jl").write_text("scale!(x) = (x .*= 2)\nboth!(x) = (x .*= 4)\nboth(x) = 3 .* x\n")
    code, _, err = run("check", "mine.py", "mine.jl", "--cases", 20, "--json", "found.json")
    assert code in (0, 1), err
    found = json.loads((folder / "found.json").read_text())
    assert {pair["python"]: pair["julia"].rpartition("::")[2] for pair in found["pairs"]} == {
        "mine.scale": "scale!",
        "mine.both": "both",
    }
    assert found["unmatched"] == {"python": [], "julia": ["both! (closest: both)"]}


def test_two_files_matched_by_name(run, folder):
    (folder / "mine.py").write_text(
        "import numpy as np\nfrom jaxtyping import Float64\nV = Float64[np.ndarray, 'n']\n"
        "def double(x: V): return x * 2\n"
        "def triple(x: V): return x * 3\n"
        "def softmax(x: V): return x\n"
        "def _own(x): return x\n"
    )
    (folder / "mine.jl").write_text(
        "double(x) = 2 .* x\nmodule Inner\ntriple(x) = 4 .* x\nend\nsoft_max(x) = x\n_hidden(x) = x\nstruct S end\n"
    )
    code, out, err = run("check", "mine.py", "mine.jl", "--cases", 20, "--json", "found.json")
    assert code == 1, err
    found = json.loads((folder / "found.json").read_text())
    assert {pair["python"]: pair["differ"] > 0 for pair in found["pairs"]} == {
        "mine.double": False,
        "mine.triple": True,
    }
    assert found["unmatched"] == {
        "python": ["softmax (closest: soft_max)"],
        "julia": ["soft_max (closest: softmax)"],
    }
    assert "no twin for Python's softmax (closest: soft_max)" in out


PAIRS = {
    "mine.py": "def half(x: float): return x / 2\ndef twice(x: float): return 2 * x\ndef lone(x: float): return x\n",
    "mine.jl": "half(x) = x / 2\ndoubled(x) = 2x\nmodule Inner\nthird(x) = x / 3\nend\n",
}


@pytest.mark.parametrize(
    ("before", "names", "unmatched"),
    [
        (("mine.py", "mine.jl"), ["twice ~ mine.jl::doubled", "half ~ mine.jl::half"], [["lone"], ["third"]]),
        ((), ["twice ~ mine.jl::doubled"], [[], []]),
        (
            ("--pair", "mine.py:half = x -> (y = x / 2)"),
            ["half ~ x -> (y = x / 2)", "twice ~ mine.jl::doubled"],
            [[], []],
        ),
    ],
)
def test_functions_of_other_names_are_paired(run, folder, before, names, unmatched):
    for name, text in PAIRS.items():
        (folder / name).write_text(text)
    pairs = ("--pair", "mine.py:twice=mine.jl::doubled", "--pair", "mine.py:twice=mine.jl::doubled")
    code, out, err = run("check", *before, *pairs, "--cases", 5, "--json")
    assert code == 0, err
    found = json.loads(out)
    assert [pair["name"].removeprefix("mine.") for pair in found["pairs"]] == names
    assert list(found["unmatched"].values()) == unmatched


def test_a_pair_that_is_given_is_taken_before_one_of_the_same_name(run, folder):
    for name, text in PAIRS.items():
        (folder / name).write_text(text)
    code, out, _ = run("check", "mine.py", "mine.jl", "--pair", "mine.py:half=mine.jl::Inner.third", "--json")
    found = json.loads(out)
    assert code == 1
    assert [(pair["name"], pair["verdict"]) for pair in found["pairs"]] == [
        ("mine.half ~ mine.jl::Inner.third", "differ")
    ]
    assert found["unmatched"]["python"] == ["twice", "lone"]
    assert sorted(found["unmatched"]["julia"]) == ["doubled", "half"]


def test_a_budget_for_all(run, folder):
    near = MARKED.replace("ulp=0", "ulp=9, reason='x', domain={'x': (1, 2)}").replace(
        "max.(x, 0.0)", "x .* (1 + eps())"
    )
    (folder / "mine.py").write_text(near)
    check = ("check", "mine.py", "--cases", 20, "-q")
    assert run(*check)[0] == 0
    assert run(*check, "--ulp", "0")[0] == 1
    assert run(*check, "--ulp", "2")[0] == 0


OFF = """
def off(x: float):
    return x * (1 + 1e-9)

def size(x):
    return 1e12

SIZE = 3
"""


def test_tolerances_and_a_scale_are_given_on_the_command_line(run, folder):
    (folder / "off.py").write_text(OFF)
    check = ("check", "off.py:off", "x -> x", "-q", "--seed", "1", "--cases", "9")
    wide = [("--rtol", "2e-9"), ("--rtol", "1e-3", "--atol", "0"), ("--rtol", "2e-9", "--ulp", "3")]
    for options in wide:
        assert run(*check, *options)[0] == 0, options
    for options in [(), ("--rtol", "5e-10"), ("--ulp", "3"), ("--atol", "1e-30"), ("--rtol", "0")]:
        assert run(*check, *options)[0] == 1, options
    (folder / "near.py").write_text("def near(x: float):\n    return x\n\ndef size(x):\n    return abs(x) + 1e300\n")
    near = ("check", "near.py:near", "x -> abs(x) < 1e300 ? x + 1 : x", "-q", "--seed", "1", "--cases", "9")
    assert run(*near)[0] == 1
    assert run(*near, "--scale", "near.py:size")[0] == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rtol", "-1"), "--rtol: expected a number of 0 or more, such as 1e-9, got '-1'"),
        (("--atol", "nan"), "--atol: expected a number of 0 or more"),
        (("--rtol", "much"), "--rtol: expected a number of 0 or more"),
        (("--scale", "size"), "--scale: expected FILE.py:NAME, got 'size'"),
        (("--scale", "off.py:none"), "--scale: off.py has no function none"),
        (("--scale", "off.py:SIZE"), "--scale: off.py has no function SIZE"),
        (("--scale", "no.py:size"), "no.py"),
    ],
)
def test_mistakes_in_tolerances_are_one_line(run, folder, options, said):
    (folder / "off.py").write_text(OFF)
    code, _, err = run("check", "off.py:off", "x -> x", *options)
    assert code == 2
    assert said in err
    assert "Traceback" not in err


# ---------------------------------------------------------------- reports


def test_all_reports_of_one_run(run, folder):
    (folder / "mine.py").write_text(MARKED + WRONG)
    files = ("--json", "f.json", "--html", "f.html", "--junit", "f.xml")
    code, _, _ = run("check", "mine.py", "--cases", 20, "--seed", 1, *files)
    assert code == 1
    found = json.loads((folder / "f.json").read_text())
    assert found["counts"]["differ"] == 1
    assert found["engine"]["engine"] == "worker"
    assert {pair["seed"] for pair in found["pairs"]} == {1}
    assert "Statistics.std" in (folder / "f.html").read_text()
    assert ET.parse(folder / "f.xml").getroot().get("failures") == "1"


def test_a_report_on_standard_output_is_alone_there(run, folder):
    (folder / "mine.py").write_text(MARKED)
    for option, read in (("--json", json.loads), ("--junit", ET.fromstring), ("--html", str)):
        code, out, err = run("check", "mine.py", "--cases", 10, option, "-")
        assert code == 0, err
        read(out.encode() if read is ET.fromstring else out)
        assert "printed" not in out


def test_a_pair_that_cannot_be_checked_does_not_hide_the_others(run, folder):
    (folder / "mine.py").write_text(MARKED + WRONG + HOPELESS)
    code, out, err = run("check", "mine.py", "--cases", 20, "--junit", "f.xml")
    assert code == 2
    told = " ".join(out.split())
    assert "argument 'x': nothing can be generated for the annotation object; annotate the arguments" in told
    assert "nothing can be generated" not in err
    assert "mine.total ~ sum" in out
    assert "1 could not be checked" in out.splitlines()[-1]
    root = ET.parse(folder / "f.xml").getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")


# ---------------------------------------------------------------- what a person sees


TWO_FILES = {
    "both.py": "def half(x):\n    return x / 2\n\n\ndef greet(name):\n    return 'hi ' + name\n",
    "both.jl": "half(x) = x / 2\ngreet(name::Symbol) = name\n",
}


@pytest.fixture
def two_files(folder):
    for name, text in TWO_FILES.items():
        (folder / name).write_text(text)


def on_a_terminal(monkeypatch):
    stream = io.StringIO()
    screen = Console(file=stream, force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr("pyjuliann.commands.check.console", lambda stderr=False: screen)
    return stream


@pytest.mark.usefixtures("two_files")
def test_a_terminal_shows_what_is_being_done(run, monkeypatch):
    stream = on_a_terminal(monkeypatch)
    run("check", "both.py", "both.jl", "--cases", 20, "--json", "report.json")
    shown = stream.getvalue()
    for words in ("pair 1 of 2, both.half ~ both.jl::half: ", "pair 2 of 2, both.greet", "looking for arguments"):
        assert words in shown


@pytest.mark.usefixtures("two_files")
def test_no_progress_is_shown_where_nobody_looks_on(run, monkeypatch):
    _, out, err = run("check", "both.py:half", "x -> x / 2", "--cases", 20)
    assert "pair 1 of 1" not in out + err
    stream = on_a_terminal(monkeypatch)
    run("check", "both.py:half", "x -> x / 2", "--cases", 20, "-q")
    assert stream.getvalue() == ""


@pytest.mark.usefixtures("two_files")
def test_files_are_named_from_the_current_folder(run, folder):
    code, out, err = run("check", "both.py", "both.jl", "--cases", 20, "--html", "report.html", "--junit", "report.xml")
    page, junit = (folder / "report.html").read_text(), (folder / "report.xml").read_text()
    assert "both.jl::half" in out
    for text in (out, err, page, junit):
        assert str(folder) not in text
    assert code == 2


@pytest.mark.usefixtures("two_files")
def test_a_refusal_is_told_once_and_says_what_was_tried(run):
    _, out, err = run("check", "both.py", "both.jl", "--cases", 20)
    told = " ".join(out.split())
    assert (told.count("none of the arguments tried is taken by both sides"), err) == (1, "")
    assert "Python takes strings, Julia none of them." in told
    assert "Given strings, Python returned str, Julia raised MethodError" in told
    for printed in (("-q",), ("--json", "-")):
        _, out, err = run("check", "both.py", "both.jl", "--cases", 20, *printed)
        assert err.count("none of the arguments tried is taken by both sides") == 1


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("def f(:\n", "mine.py cannot be imported: SyntaxError: invalid syntax (mine.py, line 1)"),
        ("\nraise KeyError('a')\n", "mine.py cannot be imported: KeyError: 'a' (mine.py, line 2)"),
        (
            "import nothing_of_that_name\n",
            "mine.py cannot be imported: ModuleNotFoundError: No module named 'nothing_of_that_name' (mine.py, line 1)",
        ),
        ("import sys\nsys.exit(3)\n", "mine.py cannot be imported: SystemExit: 3 (mine.py, line 2)"),
        ("x = 1\n", "mine.py has no function that @mirrors(...) marks; check one with mine.py:function and"),
        (MARKED.replace("ulp=0", "ulps=0"), "PairError: pair: no option is called ulps; there are allow_errors"),
        (MARKED.replace("ulp=0", "ulp=-1"), "PairError: pair: Policy: ulp must be an integer of 0 or more, got -1"),
        (MARKED.replace("x -> max.(x, 0.0)", "no_such"), "mine.relu ~ no_such: Julia has no such function: "),
        (MARKED.replace("x -> max.(x, 0.0)", "x -> ("), "mine.relu ~ x -> (: the Julia code gives no function: "),
        (MARKED.replace(": Float64[np.ndarray, \"n\"]", ": 'Nonsense'"), "name 'Nonsense' is not defined"),
    ],
)  # fmt: skip
def test_a_python_file_that_cannot_be_checked(run, folder, content, message):
    (folder / "mine.py").write_text(content)
    assert message in refused(run, "check", "mine.py", "--json", "found.json")
    assert not (folder / "found.json").exists()


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("f(x) = (\n", ("mine.jl cannot be loaded: syntax: ", "mine.jl:1")),
        ("\nerror(\"no\")\n", ("mine.jl cannot be loaded: no", "mine.jl:2")),
        ("g(x) = x\n", ("no function has a twin of the same name: mine.py has relu; mine.jl has g",)),
        ("", ("mine.jl has no functions",)),
    ],
)  # fmt: skip
def test_a_julia_file_that_cannot_be_checked(run, folder, content, messages):
    (folder / "mine.py").write_text(MARKED)
    (folder / "mine.jl").write_text(content)
    code, out, err = run("check", "mine.py", "mine.jl", "--html", "found.html")
    assert (code, out) == (2, "")
    for message in messages:
        assert message in err
    assert "Traceback" not in err
    assert not (folder / "found.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing_there"], "there is no module nothing_there: No module named 'nothing_there'"),
        (["nothing.py"], "there is no Python file nothing.py"),
        (["a/b"], "there is no Python file a/b"),
        ([""], "TARGET: expected a module, a file or module:function, got an empty name"),
        (["numpy:stdd", "sum"], "numpy has no stdd (closest: std, "),
        (["numpy:linalg.norms", "sum"], "numpy has no linalg.norms (closest: norm"),
        (["numpy:pi", "pi"], "numpy:pi is a float, not a function"),
        (["numpy:std"], "numpy:std is not marked by @mirrors(...); say what it is compared with: numpy:std 'Modu"),
        (["numpy:std", " "], "the Julia side must be a name, code or 'file.jl::name', got ' '"),
        (["numpy:std", "Statistics.stdd"], "Statistics has no stdd; closest: std"),
        (["numpy:std", "no.jl::f"], "there is no Julia file"),
        (
            ["numpy", "sum"],
            "a package's folder or a module's name, for all of 'numpy', got 'sum'",
        ),
        (["numpy:std", "x.jl"], "JULIA: expected x.jl::function for one function, 'numpy:std', got all of x.jl"),
        (["numpy:std", "--julia", "Statistics.std"], "second argument: pyjuliann check numpy:std Statistics.std"),
        (["numpy:std", "--julia", "x -> x / 2"], "second argument: pyjuliann check numpy:std 'x -> x / 2'"),
        (["numpy:std", "sum", "--julia-path", "julia"], "--julia-path is called --julia PATH now, as in every command"),
        (
            ["numpy", "x.txt"],
            "a package's folder or a module's name, for all of 'numpy', got 'x.txt'",
        ),
        (["numpy", "x.jl"], "there is no Julia file x.jl"),
        (["numpy:std", "--cases", "0"], "--cases: expected a whole number of 1 or more, got '0'"),
        (["numpy:std", "--seed", "x"], "--seed: expected a whole number of 0 or more, got 'x'"),
        (["numpy:std", "--ulp", "1.5"], "--ulp: expected a whole number of 0 or more, got '1.5'"),
        (["numpy:std", "--json", "-", "--html", "-"], "--json and --html: expected one of them at most"),
        (["numpy:std", "--html", "no/f.html"], "--html: expected a file in a folder that can be written to, got "),
        (["numpy:std", "--junit", "."], "--junit: expected a file in a folder that can be written to, got '.', "),
        (["numpy:std", "--fast"], "unknown argument '--fast'; options are: "),
        (["numpy:std", "--engine", "gpu"], "invalid choice: 'gpu'"),
        ([], "the following arguments are required: TARGET"),
        (["--pair", "numpy:std"], "--pair: expected a Python function, '=' and its Julia side, such as mod:f=Mod.g"),
        (["--pair", "std=Statistics.std"], "such as mod:f=Mod.g or mine.py:f=mine.jl::g, got 'std=Statistics.std'"),
        (["--pair", "numpy:std="], "got 'numpy:std='"),
        (["--pair", "numpy:std=x.jl"], "--pair numpy:std=x.jl: expected x.jl::function for one function, 'numpy:std'"),
        (["--pair", "numpy:stdd=std"], "numpy has no stdd (closest: std"),
    ],
)
def test_mistakes_are_one_line(run, arguments, message):
    line = refused(run, "check", *arguments)
    assert line.startswith("pyjuliann check: ")
    assert message in line


def test_no_julia_is_told_before_anything_is_written(folder, monkeypatch, capsys):
    monkeypatch.setenv("PYJULIANN_JULIA", "/no/such/julia")
    assert main(["check", "numpy:std", "Statistics.std", "--json", "f.json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "pyjuliann check: the Julia that PYJULIANN_JULIA names, /no/such/julia, does not exist" in err
    assert not (folder / "f.json").exists()


# ---------------------------------------------------------------- recorded


def test_recorded_answers_give_the_same_report(run, folder):
    (folder / "mine.py").write_text(MARKED + WRONG)
    code, _, err = run("record", "r.jsonl", "mine.py", "--cases", 20)
    assert code == 0, err
    again = ("--cases", 20, "--engine", "recorded", "--records", "r.jsonl", "--json", "f.json")
    assert run("check", "mine", *again, "-q")[0] == 1
    found = json.loads((folder / "f.json").read_text())
    assert [pair["differ"] > 0 for pair in found["pairs"]] == [False, True]
    assert found["engine"]["recorded"]


def test_cases_that_were_not_recorded_are_refused(run, folder):
    (folder / "mine.py").write_text(MARKED + WRONG)
    assert run("record", "r.jsonl", "mine.py", "--cases", 20)[0] == 0
    recorded = ("--engine", "recorded", "--records", "r.jsonl", "--json", "f.json")
    for others in (("--cases", 21), ("--cases", 20, "--seed", 9)):
        message = refused(run, "check", "mine.py", *others, *recorded)
        assert "mine.relu ~ x -> max.(x, 0.0): r.jsonl has no answer to these cases: the 5 recorded calls" in message
        assert "`pyjuliann record r.jsonl mine.py --cases 20` makes it anew" in message
        assert "the same number of cases, seed, budget and Python function" in message
    assert not (folder / "f.json").exists()


def test_what_cannot_be_checked_cannot_be_recorded(run, folder):
    (folder / "mine.py").write_text(MARKED + HOPELESS)
    assert "nothing can be generated" in refused(run, "record", "r.jsonl", "mine.py")
    assert "there is no module nothing_there" in refused(run, "record", "r.jsonl", "nothing_there")
    assert not (folder / "r.jsonl").exists()


# ---------------------------------------------------------------- as a process


def test_the_command_as_a_process(engine, folder):
    (folder / "mine.py").write_text(MARKED)
    command = [sys.executable, "-m", "pyjuliann", "check", "mine.py", "--engine", "worker", "--cases", "10"]
    root = str(Path(pyjuliann.__file__).parent.parent)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": root})
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("1 pair: 1 ")
    assert "\x1b" not in done.stdout
