"""``--range``, ``--strategy``, ``--order`` and ``--arguments``: the arguments of a check, on the command line."""

from __future__ import annotations

import json

import pytest
from in_process import outcome_of

from pyjuliann.cli import main

CODE = """
from hypothesis import strategies as st
import numpy as np
def f(x: float, y: float): return np.log(x) + y
def g(x): return x["k"]
pairs = st.tuples(st.floats(1, 2), st.floats(0, 1))
named = {"x": st.floats(1, 2), "y": st.floats(0, 1)}
"""
JULIA = "(x, y) -> log(x) + y"


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(CODE)
    return "mine.py:f"


@pytest.mark.parametrize(
    "options",
    [
        ("--range", "0.5:2"),
        ("--range", "x=1:2", "--range", "y=-1:1"),
        ("--range", "-1:1", "--range", "x=1:2"),
        ("--strategy", "mine.py:pairs"),
        ("--strategy", "mine.py:named"),
    ],
)
@pytest.mark.thorough
def test_arguments_are_as_the_command_line_says(file, options, capsys):
    command = ["check", file, JULIA, "--seed", "1", "--cases", "30", "--json", "-"]
    assert main([*command, *options]) == 0, capsys.readouterr().err
    (found,) = json.loads(capsys.readouterr().out)["pairs"]
    assert found["both_raised"] == 0


def test_without_bounds_a_logarithm_meets_negative_numbers(file):
    assert main(["check", file, JULIA, "--seed", "1", "--cases", "30", "-q"]) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--range", "z=1:2"), "--range: no argument is called z; there are x, y"),
        (("--range", "2:1"), "expected LO:HI or NAME=LO:HI"),
        (("--range", "-1:1:3"), "expected LO:HI or NAME=LO:HI"),
        (("--range", "=1:2"), "expected LO:HI or NAME=LO:HI"),
        (("--range", "a"), "expected LO:HI or NAME=LO:HI"),
        (("--strategy", "mine.py:none"), "--strategy: mine.py has no none"),
        (("--strategy", "mine.py"), "--strategy: expected FILE.py:NAME, got 'mine.py'"),
        (("--strategy", "none.py:f"), "there is no Python file none.py"),
        (
            ("--strategy", "mine.py:np"),
            "--strategy: expected a Hypothesis strategy or a dict of strategies, got np = <module",
        ),
    ],
)
def test_mistakes_are_one_line(file, options, message, capsys):
    code, _, err = outcome_of(capsys, "check", file, JULIA, *options)
    said = [line for line in err.splitlines() if line.startswith("pyjuliann check")]
    assert code == 2
    assert len(said) == 1
    assert message in said[0]


SWAPPED = """
import numpy as np
def difference(x: float, y: float): return x - y
def turned(x, y): return y, x
class Model:
    def __init__(self, slope=2.0): self.slope = slope
    def scale(self, x: float): return self.slope * x
class Needy:
    def __init__(self, slope): self.slope = slope
    def scale(self, x: float): return self.slope * x
needy = Needy(3.0)
"""


@pytest.mark.parametrize(
    ("target", "julia", "options"),
    [
        ("difference", "(y, x) -> x - y", ("--order", "y,x")),
        ("difference", "(y, x) -> x - y", ("--order", "1,0")),
        ("difference", "(y, x) -> x - y", ("--arguments", "swapped.py:turned")),
        ("Model.scale", "x -> 2x", ()),
        ("needy.scale", "x -> 3x", ()),
    ],
)
@pytest.mark.thorough
def test_how_arguments_go_to_julia_can_be_said(tmp_path, monkeypatch, capsys, target, julia, options):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "swapped.py").write_text(SWAPPED)
    assert main(["check", f"swapped.py:{target}", julia, "--cases", "10", "-q", *options]) == 0, capsys.readouterr()


@pytest.mark.parametrize(
    ("target", "options", "message"),
    [
        ("difference", ("--order", "y"), "--order: expected each of the arguments x, y once, by name or position from"),
        ("difference", ("--arguments", "swapped.py:np"), "--arguments: expected functions by argument name"),
        ("difference", ("--arguments", "swapped.py:no"), "--arguments: swapped.py has no no"),
        ("Needy.scale", (), "swapped.py:Needy.scale is a method of instances, and Needy() makes none (TypeError: "),
    ],
)
def test_mistakes_in_that_are_one_line_too(tmp_path, monkeypatch, capsys, target, options, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "swapped.py").write_text(SWAPPED)
    assert main(["check", f"swapped.py:{target}", "-", *options]) == 2
    (said,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("pyjuliann check")]
    assert message in said


def test_a_refusal_gives_advice_for_the_command_line(file, capsys):
    assert main(["check", "mine.py:g", 'x -> x["k"]']) == 2
    said = capsys.readouterr().err
    assert "none of the arguments tried is taken by both sides" in said
    assert "--range LO:HI or --strategy FILE.py:NAME" in said
    assert "strategies=" not in said


@pytest.mark.thorough
def test_what_is_recorded_tells_its_arguments(file, tmp_path, capsys):
    record = str(tmp_path / "answers.jsonl")
    given = ("--range", "x=1:2", "--range", "y=-1:1")
    (tmp_path / "pairs.py").write_text(
        f'from pyjuliann import mirrors\nfrom mine import f\nf = mirrors("{JULIA}")(f)\n'
    )
    assert main(["record", record, "pairs.py", *given]) == 0, capsys.readouterr().err
    assert main(["check", "pairs.py", "--engine", "recorded", "--records", record, *given]) == 0, (
        capsys.readouterr().err
    )
    assert "--range=x=1.0:2.0 --range=y=-1.0:1.0" in (tmp_path / "answers.jsonl").read_text().splitlines()[0]
