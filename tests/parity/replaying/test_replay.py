"""`replay`: a program's calls in Julia, which of them differ, which first, and whose difference it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import call_trees
import numpy as np
import pytest

from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.replaying.replay import ReplayOptions, replay
from pyjuliann.parity.results.content import content
from pyjuliann.parity.watching.calls import Abridged
from pyjuliann.parity.watching.watch import watch
from pyjuliann.wording import NOT_REPRODUCIBLE, because_line, pair_notes, replay_lines

QUICK = ReplayOptions(repair=0.0, shrink=False)


def module_of(source: str, name: str = "program") -> dict:
    found: dict = {"__name__": name}
    exec(compile(source, f"<{name}>", "exec"), found)
    return found


def replayed(engine, folder, source: str, julia: str, run, *, options=QUICK, names=(), change=lambda x: x):
    """What replaying the calls of a program finds: functions in both languages, and what calls the Python ones."""
    program = module_of(source)
    names = names or [name for name, value in program.items() if callable(value) and name != "__builtins__"]
    file = folder / "twin.jl"
    file.write_text(julia, encoding="utf-8")
    pairs = {name: pair(program[name], f"{file}::{name}") for name in names}
    with watch({name: program[name] for name in names}) as watcher:
        run(program)
    return replay(pairs, change(watcher.recording()), engine=engine, options=options)


def own(done) -> set[str]:
    return {report.place.function for report in done.report.pairs if not report and report.own}


def follows(done) -> dict[str, tuple[str, ...]]:
    return {r.place.function: r.because for r in done.report.pairs if not r and not r.own}


# ---------------------------------------------------------------- a tree of twenty functions


def run_tree(program) -> None:
    program["summary"](np.cumsum(np.random.default_rng(3).normal(size=24)))


def with_mistakes(functions: Sequence[str]) -> str:
    julia = call_trees.JULIA
    for mistake in call_trees.MISTAKES:
        if mistake.function in functions:
            assert julia.count(mistake.right) == 1
            julia = julia.replace(mistake.right, mistake.wrong)
    return julia


@pytest.mark.parametrize(
    ("planted", "first"),
    [
        ((), None),
        (("lagged", "peaks", "window", "bins", "decay"), "lagged"),
        (("spread", "rises", "clipped", "counts", "centred"), "centred"),
    ],
    ids=["none", "five", "five others"],
)
@pytest.mark.thorough
def test_planted_mistakes_are_named_and_no_caller_is_blamed(interpreted, tmp_path, planted, first):
    done = replayed(
        interpreted, tmp_path, call_trees.PYTHON, with_mistakes(planted), run_tree, names=call_trees.FUNCTIONS
    )
    assert len(call_trees.FUNCTIONS) == 20
    assert done.errors == []
    assert bool(done.report) is not bool(planted)
    assert own(done) == set(planted)
    assert (done.report.first and done.report.first.function) == first
    assert all(set(because) <= set(planted) and because for because in follows(done).values())
    if planted:
        assert {"summary", "rhythm", "shape"} <= follows(done).keys()
        assert [bool(report.own) for report in done.report.pairs[: len(planted)]] == [True] * len(planted)


# ---------------------------------------------------------------- whose difference it is

CALLER = """
import numpy as np

def residuals(x, y):
    return y - 2.0 * x

def fit(x, y):
    return float(np.sum(residuals(x, y) ** 2))
"""
WRONG_CALLEE = "residuals(x, y) = y - 3 * x\nfit(x, y) = sum(residuals(x, y) .^ 2)\n"
BOTH_WRONG = "residuals(x, y) = y - 3 * x\nfit(x, y) = sum(abs.(residuals(x, y)))\n"
DATA = (np.array([1.0, 2.0, 3.5]), np.array([1.5, 2.5, 3.0]))


def test_a_caller_that_differs_because_a_callee_does(engine, tmp_path):
    done = replayed(engine, tmp_path, CALLER, WRONG_CALLEE, lambda p: p["fit"](*DATA))
    assert own(done) == {"residuals"}
    assert follows(done) == {"fit": ("residuals",)}
    found = content(done.report)
    (fit,) = (p for p in found["pairs"] if p["place"]["function"] == "fit")
    assert because_line(fit).startswith("differs because residuals does: with Julia's residuals in it")
    assert fit["findings"] == []
    assert "first to differ: residuals, call 2 of the program, in fit (call 1)" in list(replay_lines(found))
    assert str(done.report.pairs[1]).endswith("differ: 1 of 1 call differ, because residuals does")
    json.dumps(found, allow_nan=False)


def test_a_caller_that_differs_by_itself_too(engine, tmp_path):
    done = replayed(engine, tmp_path, CALLER, BOTH_WRONG, lambda p: p["fit"](*DATA))
    assert own(done) == {"residuals", "fit"}
    assert done.report.first.function == "residuals"
    (fit,) = (p for p in content(done.report)["pairs"] if p["place"]["function"] == "fit")
    assert because_line(fit).startswith("differs by itself: with Julia's residuals in it")
    assert fit["findings"]


def test_a_list_is_an_array_in_julia_and_its_elements_count(engine, tmp_path):
    source = "def twice(x):\n    return [2 * a for a in x]\n\ndef total(x):\n    return sum(twice(x) + [1.0])\n"
    julia = "twice(x) = 2 .* x\ntotal(x) = sum(twice(x)) + 1.0\n"

    def run(program):
        program["total"]([1.0, 2.0])

    done = replayed(engine, tmp_path, source, julia, run)
    assert done.report
    assert done.report.pairs[0].compared == 1
    done = replayed(engine, tmp_path, source, julia.replace("2 .* x", "3 .* x"), run)
    assert own(done) == {"twice"}
    assert follows(done) == {"total": ("twice",)}


def test_what_a_callee_changes_in_its_arguments_is_changed_as_julia_does(engine, tmp_path):
    source = """
def scale(x):
    x *= 2.0

def total(x):
    y = x.copy()
    scale(y)
    return float(y.sum())
"""
    julia = "scale(x) = (x .*= 3.0; nothing)\nfunction total(x)\n y = copy(x)\n scale(y)\n sum(y)\nend\n"
    done = replayed(engine, tmp_path, source, julia, lambda p: p["total"](np.array([1.0, 2.0])))
    assert (own(done), follows(done)) == ({"scale"}, {"total": ("scale",)})


def test_what_a_callee_raises_in_julia_is_raised(engine, tmp_path):
    source = """
def root(x):
    return abs(x) ** 0.5

def safe(x):
    try:
        return root(x)
    except ValueError:
        return -1.0
"""
    julia = "root(x) = sqrt(x)\nfunction safe(x)\n try\n root(x)\n catch\n -1.0\n end\nend\n"
    done = replayed(engine, tmp_path, source, julia, lambda p: p["safe"](-4.0))
    assert (own(done), follows(done)) == ({"root"}, {"safe": ("root",)})


def test_a_callee_that_differs_in_calls_that_were_not_kept(engine, tmp_path):
    source = "def step(k):\n    return k // 3\n\ndef walk(n):\n    return sum(step(k) for k in range(-n, 1))\n"
    julia = "step(k) = div(k, 3)\nwalk(n) = sum(step(k) for k in -n:0)\n"

    def forgetful(recording):
        calls = tuple(c for c in recording.calls if c.function == "walk" or c.case.arguments[0] % 3 == 0)
        functions = {**recording.functions, "step": replace(recording.functions["step"], kept=3, passed=5)}
        return replace(recording, calls=calls, functions=functions)

    done = replayed(engine, tmp_path, source, julia, lambda p: p["walk"](7), change=forgetful)
    assert (own(done), follows(done)) == ({"step"}, {"walk": ("step",)})
    assert done.report.first.callers == (("walk", 1),)
    assert "step, a call that was not kept, in walk (call 1)" in "".join(replay_lines(content(done.report)))


def test_a_function_that_calls_itself(engine, tmp_path):
    source = "def power(x, n):\n    return 1 if n == 0 else x * power(x, n - 1)\n"
    done = replayed(
        engine, tmp_path, source, "power(x, n) = n == 0 ? 2 : x * power(x, n - 1)\n", lambda p: p["power"](3, 4)
    )
    assert own(done) == {"power"}
    assert done.report.first.number == 5  # the innermost


# ---------------------------------------------------------------- what says nothing


def test_a_function_that_gives_another_result_each_time_is_left_out_and_no_pass(engine, tmp_path):
    source = "import random\n\ndef noise(x):\n    return x + random.random()\n\ndef twice(x):\n    return 2 * x\n"
    julia = "noise(x) = x + rand()\ntwice(x) = 2x\n"

    def run(program):
        program["noise"](1.0)
        program["twice"](1.0)

    done = replayed(engine, tmp_path, source, julia, run, names=["noise", "twice"])
    assert bool(done.report)
    assert [report.name.split(" ")[0] for report in done.report.pairs] == ["program.twice"]
    ((name, message),) = done.errors
    assert name.startswith("program.noise")
    assert NOT_REPRODUCIBLE in message


@pytest.mark.parametrize("factor", [2.0, 3.0], ids=["right", "wrong"])
def test_a_result_of_which_a_sample_was_kept_is_compared_whole(engine, tmp_path, factor):
    source = "def double(x):\n    return {'a': 2.0 * x}\n"

    def run(program):
        program["double"](np.arange(4000.0))

    def abridged(recording):
        (call,) = recording.calls
        value = {"a": Abridged.of(call.outcome.value["a"])}
        return replace(recording, calls=(replace(call, outcome=replace(call.outcome, value=value)),))

    julia = f'double(x) = Dict("a" => {factor} .* x)\n'
    done = replayed(engine, tmp_path, source, julia, run, change=abridged)
    assert done.errors == []
    (report,) = done.report.pairs
    assert (report.compared, bool(report)) == (1, factor == 2.0)


def test_arguments_that_cannot_go_to_julia_are_told(engine, tmp_path):
    source = "def count(x):\n    return len(x)\n"

    def run(program):
        program["count"]([1.0])
        program["count"]({object()})

    done = replayed(engine, tmp_path, source, "count(x) = length(x)\n", run)
    assert bool(done.report)
    (report,) = done.report.pairs
    assert (report.calls.seen, report.calls.compared, sum(report.calls.left.values())) == (2, 1, 1)
    assert any(note.startswith("left out: 1 call: ") for note in pair_notes(content(done.report)["pairs"][0]))


def test_functions_that_are_never_called_are_told(engine, tmp_path):
    done = replayed(engine, tmp_path, CALLER, WRONG_CALLEE, lambda p: None)
    assert done.report.pairs == ()
    assert done.report.uncalled == ("residuals", "fit")


def test_no_such_julia_function_is_an_error_and_the_others_go_on(engine, tmp_path):
    done = replayed(engine, tmp_path, CALLER, "fit(x, y) = 0.0\n", lambda p: p["fit"](*DATA))
    assert [name.split(" ")[0] for name, _ in done.errors] == ["program.residuals"]
    assert not done.report


# ---------------------------------------------------------------- counterexamples


def test_the_counterexample_is_the_programs_data_made_small(engine, tmp_path):
    source = "import numpy as np\n\ndef spread(x):\n    return float(np.std(x))\n"
    data = np.random.default_rng(1).normal(size=30)
    options = ReplayOptions(repair=0.0)
    done = replayed(
        engine, tmp_path, source, "using Statistics\nspread(x) = std(x)\n", lambda p: p["spread"](data), options=options
    )
    (report,) = done.report.pairs
    (finding,) = report.findings
    assert finding.shrunk
    assert finding.diagnosis.cause == "ddof"
    _, case = done.first
    assert 2 <= case.arguments[0].size <= 3
    assert set(case.arguments[0]) <= {*np.round(data), *np.round(data, 1), *np.round(data, 2), 0.0}
