"""Classes against structs on the command line: ``check mod:Filter Mod.Filter``, ``--pair``, ``replay``."""

from __future__ import annotations

import json
from functools import partial

import pytest
from folders import working_folder
from in_process import outcome_of, use_engine

MINE = """
from dataclasses import dataclass


class Counter:
    def __init__(self, step: int):
        self.step, self._count = step, 0

    def advance(self, times: int) -> int:
        self._count += self.step * times
        return self._count

    def clear(self) -> None:
        self._count = 0


@dataclass
class Point:
    x: float
    y: float


class Lonely:
    def speak(self) -> int:
        return 1
"""
JULIA = """
mutable struct Counter
    step::Int
    count::Int
end
Counter(step) = Counter(step, 0)
advance!(c::Counter, times) = c.count += c.step * times
advance_wrongly!(c::Counter, times) = c.count += c.step * (times == 3 ? 4 : times)
clear!(c::Counter) = (c.count = 0; nothing)
struct Point
    x::Float64
    y::Float64
end
struct Lonely end
struct Other
    x::Int
end
both(c::Counter) = 1
both(o::Other) = 2
"""
PROGRAM = """
from mine import Counter

counter = Counter(2)
for k in range(5):
    counter.advance(k)
counter.clear()
"""
ALL = ("--range", "step=-5:5", "--range", "times=-5:5", "--cases", "8", "--seed", "1")


@pytest.fixture
def run(engine, monkeypatch, capsys, tmp_path):
    """Run a command on the session's engine; return the exit code and what was printed."""
    use_engine(monkeypatch, engine, "check", "replay")
    with working_folder(tmp_path, monkeypatch) as folder:
        for name, text in (("mine.py", MINE), ("mine.jl", JULIA), ("program.py", PROGRAM)):
            (folder / name).write_text(text)
        yield partial(outcome_of, capsys)


def pairs(out):
    return [(pair["name"], pair["verdict"]) for pair in json.loads(out)["pairs"]]


def test_a_class_against_a_struct(run):
    code, out, err = run("check", "mine.py:Counter", "mine.jl::Counter", *ALL, "--json")
    assert code == 0, err
    assert pairs(out) == [("mine.Counter ~ mine.jl::Counter", "identical")]


@pytest.mark.thorough
def test_methods_are_paired_by_hand(run):
    method = "mine.py:Counter.advance=mine.jl::advance_wrongly!"
    code, out, err = run("check", "--pair", method, *ALL, "--cases", 20)
    assert code == 1, err
    assert "step 1 of 1 (it was step " in out
    assert "advance_wrongly!(3)" in out
    code, out, err = run("check", "--pair", "mine.py:Counter=mine.jl::Counter", *ALL, "--json")
    assert (code, pairs(out)) == (0, [("mine.Counter ~ mine.jl::Counter", "identical")])


def test_what_makes_values_stays_a_function(run):
    code, out, err = run("check", "mine.py:Point", "mine.jl::Point", "--cases", 5, "--json")
    assert code == 0, err
    assert json.loads(out)["pairs"][0]["findings"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["mine.py:Counter", "mine.jl::Other"],
            "no method has the name of a function of the struct: Python has advance",
        ),
        (["--pair", "mine.py:Counter.stop=mine.jl::stop!"], "mine.py has no Counter.stop"),
        (
            ["--pair", "mine.py:Counter.clear=mine.jl::both"],
            "expected the struct that goes with Counter, --pair MODULE:Counter=STRUCT: mine.jl::both has methods of ",
        ),
        (["--pair", "mine.py:Counter.clear=sum"], "sum has methods of "),
        (["mine.py:Counter", "mine.jl::Counter", "--order", "times,step"], "order: an option of one method"),
    ],
)
def test_mistakes_are_told(run, arguments, message):
    code, out, err = run("check", *arguments, "--cases", 3)
    assert (code, out) == (2, "")
    assert message in err


def test_a_program_is_replayed_instance_by_instance(run, monkeypatch):
    monkeypatch.setattr("sys.argv", ["pytest"])
    code, out, err = run("replay", "--pair", "mine.py:Counter=mine.jl::Counter", "--", "program.py")
    assert code == 0, err
    assert "identical  mine.Counter ~ mine.jl::Counter" in out
    assert "program.py ended with exit code 0" in out
    wrong = (
        "--pair",
        "mine.py:Counter.advance=mine.jl::advance_wrongly!",
        "--pair",
        "mine.py:Counter=mine.jl::Counter",
    )
    code, out, err = run("replay", *wrong, "--", "program.py")
    assert code == 1, err
    assert "first to differ: Counter.advance, call 4 of the program" in out
    assert "step 1 of 1 (it was step 4 of 5): advance_wrongly!(3)" in out
