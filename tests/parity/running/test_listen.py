"""Probes: what both sides show on the way to a result, and the first one at which they part."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from pyjuliann import JuliaValue, pair, parity, probe
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.machine.folders import julia_sources, probe_file
from pyjuliann.cli import main
from pyjuliann.errors import JuliaDiedError, JuliaError
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running import listen as listening
from pyjuliann.parity.running import probes
from pyjuliann.parity.running.listen import compare_probes, listen, python_probes
from pyjuliann.parity.running.probed import Probe, Probed
from pyjuliann.parity.running.session import Session
from pyjuliann.testing import Parity

MINE = """
def fit(x):
    w = probe("start", np.zeros(2))
    for k in range(3):
        residuals = probe("residuals", x - w[0])
        w += probe("step", np.array([residuals.mean(), 1.0]))
    return probe("result", w * x.size)
"""
THEIRS = """
function fit(x)
    w = probe("start", zeros(2))
    for k in 1:3
        residuals = probe("residuals", x .- w[1])
        w .+= probe("step", [sum(residuals) / length(x), k == 2 ? 1.5 : 1.0])
    end
    return probe("result", w * length(x))
end
"""


def heard(engine: Engine, python, julia, *arguments, **options):
    """Return what listening to a pair on these arguments finds."""
    session, given = Session(engine), pair(python, julia, **options)
    session.prepare(given)
    return listen(session, given, Case(arguments))


def side(*given, count=None, error=""):
    """Return what a side gave to `probe`: (name, value)s, or (name, value, thread)s."""
    calls: dict[str, int] = {}
    made = []
    for name, value, *thread in given:
        calls[name] = calls.get(name, 0) + 1
        made.append(Probe(name, calls[name], *(thread or [0]), "/a/mine.py", len(made) + 1, value, "Float64"))
    return Probed(tuple(made), len(made) if count is None else count, error)


def found(python: Probed, julia: Probed):
    return compare_probes(None, pair(abs, "abs"), Case((1.0,)), python, julia)


@pytest.fixture
def files(tmp_path: Path):
    """The same function in two files, with a mistake in the second step of Julia's."""
    (tmp_path / "mine.py").write_text("import numpy as np\nfrom pyjuliann import probe\n" + MINE, encoding="utf-8")
    (tmp_path / "mine.jl").write_text(THEIRS, encoding="utf-8")
    scope: dict = {}
    code = compile((tmp_path / "mine.py").read_text(encoding="utf-8"), str(tmp_path / "mine.py"), "exec")
    exec(code, scope)
    return scope["fit"], f"{tmp_path / 'mine.jl'}::fit"


# ---------------------------------------------------------------- nobody listens


def test_a_probe_gives_its_value_back_and_nobody_hears_it() -> None:
    value = np.zeros(3)
    assert probe("a", value) is value
    assert parity.probe is probe
    assert probes.listener is None


def test_julias_gives_its_value_back_too_with_its_type(engine: Engine) -> None:
    assert engine.eval('x = [1.0]; probe("x", x) === x')
    assert engine.eval("Base.return_types(x -> probe(:x, 2x), (Float64,)) == [Float64]")


# ---------------------------------------------------------------- both sides


def test_the_first_that_parts_is_named_on_every_engine(live: Engine, files) -> None:
    report = heard(live, *files, np.array([1.0, 2.0, 4.0]))
    place, agreed = report.place, report.agreed
    assert (report.parts, place.name, place.call, place.calls, report.compared) == ("value", "step", 2, 3, 5)
    assert (Path(place.python_file).name, place.python_line, Path(place.julia_file).name, place.julia_line) == (
        "mine.py", 8, "mine.jl", 6,
    )  # fmt: skip
    assert (agreed.name, agreed.call) == ("residuals", 2)
    assert str(report).startswith(
        "parts first at probe 'step' (call 2 of it, mine.py:8 / mine.jl:6): 1 of 2 elements (50 %); worst at [1]"
    )
    assert str(report).endswith("; the last that agrees: 'residuals' (call 2 of it, mine.py:7 / mine.jl:5)")


def test_where_nothing_differs_nobody_is_listened_to(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr(listening, "python_probes", None)
    agreeing = pair(lambda x: probe("x", x) + 1.0, 'x -> probe("x", x) + 1', domain={"x": (-3, 3)})
    assert check(agreeing, seed=1, cases=10, engine=engine)


def test_values_are_those_of_the_moment(engine: Engine) -> None:
    def shown(x):
        probe("before", x)
        x += 1
        probe("after", x)
        return x.sum()

    report = heard(
        engine, shown, 'x -> (probe("before", x); x .+= 1; probe("after", x); x[1] = 9; sum(x))', np.array([1.0, 2.0])
    )
    assert (report.verdict, report.compared) == ("agree", 2)
    assert str(report).startswith("all 2 probes agree; after the last, 'after' (test_listen.py:")
    assert str(report).endswith("the two part")


def test_what_rounding_explains_is_no_parting(engine: Engine) -> None:
    def f(x):
        probe("rest", np.cumsum(x)[-1] - np.cumsum(x[::-1])[-1])  # nothing but rounding
        return probe("scaled", x * 2)

    julia = 'x -> (probe("rest", sum(x) - foldr(+, x) + eps()); probe("scaled", 3x))'
    report = heard(engine, f, julia, np.array([0.1, 0.7, 1e3, 0.3]))
    assert (report.parts, report.place.name, report.agreed.name) == ("value", "scaled", "rest")


def test_types_and_shapes_part_too(engine: Engine) -> None:
    report = heard(engine, lambda x: probe("n", len(x)) * 1.0, 'x -> probe("n", Float32(length(x)))', np.ones(3))
    assert report.comparison.differences[0].aspect == "dtype"


def test_a_known_difference_does_not_part(engine: Engine) -> None:
    python, julia = (lambda x: probe("n", np.float64(x)) + 1), 'x -> probe("n", Float32(x)) + 2'
    report = heard(engine, python, julia, 1.0, expect="dtype")
    assert report.parts == ""


def test_exceptions_after_some_probes(engine: Engine) -> None:
    def f(x):
        probe("x", x)
        raise ValueError("no")

    report = heard(engine, f, 'x -> (probe("x", x); probe("later", 1.0); x)', 1.0)
    assert (report.compared, report.parts, report.python_error, report.julia_only) == (1, "", "ValueError: no", ())
    assert "the one probe agrees; after the last, 'x' (test_listen.py" in str(report)
    assert str(report).endswith("Python raises ValueError: no")
    report = heard(engine, lambda x: probe("x", x), 'x -> (probe("x", 2x); error("no"))', 1.0)
    assert (report.parts, report.julia_error) == ("value", "ErrorException: no")


def test_without_probes_there_is_nothing_and_julia_is_not_asked(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr(listening, "_julia_probes", None)
    assert heard(engine, lambda x: x, "x -> 2x", 1.0) is None


def test_a_side_without_any_is_told(engine: Engine) -> None:
    report = heard(engine, lambda x: probe("a", x), "x -> 2x", 1.0)
    assert (report.verdict, report.compared, report.python_only) == ("", 0, ("a",))
    assert str(report) == "no probe was compared: none of one side could be compared with one of the other"
    report = heard(engine, lambda x: probe("a", x), 'x -> error("no")', 1.0)
    assert str(report) == "no probe was compared; Julia raises ErrorException: no"
    report = heard(engine, lambda x: x, 'x -> probe("b", 2x)', 1.0)
    assert report.julia_only == ("b",)


def test_what_cannot_cross_or_be_copied_is_told(engine: Engine) -> None:
    def f(x):
        probe("lock", threading.Lock())
        probe("text", "a")
        return x

    julia = 'x -> (probe("lock", 1); probe("text", IOBuffer()); 2x)'
    report = heard(engine, f, julia, 1.0)
    assert report.compared == 0
    assert [note.partition(": ")[2][:6] for note in report.notes] == ["'lock'", "'text'"]


def test_threads_have_no_order(engine: Engine) -> None:
    def f(x):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda k: probe("part", k + x), range(8)))
        return probe("sum", x)

    julia = 'x -> (foreach(k -> fetch(@async probe("part", k + x)), 0:7); probe("sum", 2x))'
    report = heard(engine, f, julia, 1.0)
    assert (report.parts, report.place.name, report.compared) == ("value", "sum", 1)
    assert "not compared: 'part', which several threads" in report.notes[0]


def test_there_is_room_for_so_many(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr(listening, "MOST", 5)

    def f(x):
        for k in range(9):
            probe("k", k)
        return x

    report = heard(engine, f, 'x -> (for k in 0:99 probe("k", k) end; 2x)', 1.0)
    assert (report.compared, report.parts) == (5, "")
    assert report.notes == (
        "not compared: 4 more of Python's after the first 5, for which there was no room",
        "not compared: 95 more of Julia's after the first 5, for which there was no room",
    )
    monkeypatch.setattr(listening, "ROOM", 100)
    kept = python_probes(pair(lambda x: [probe("a", x), probe("b", np.ones(99)), probe("c", x)], "abs"), Case((1.0,)))
    assert ([p.name for p in kept.probes], kept.count) == (["a"], 3)


def test_listening_ends_with_the_call(engine: Engine) -> None:
    def f(x):
        probe("x", x)
        raise KeyboardInterrupt

    assert python_probes(pair(f, "abs"), Case((1.0,))).error == "KeyboardInterrupt:"
    assert probes.listener is None
    heard(engine, lambda x: probe("x", x), 'x -> (probe("x", x); error("no"))', 1.0)
    assert engine.eval("PyjuliannProbes.PYJULIANN_LISTENER[] === nothing")


# ---------------------------------------------------------------- how the two lists are matched


def test_more_and_fewer() -> None:
    report = found(side(("a", 1.0), ("k", 1.0), ("k", 2.0), ("z", 5.0)), side(("a", 1.0), ("k", 1.0), ("z", 6.0)))
    assert (report.parts, report.place.name, report.place.call, report.other.name) == ("order", "k", 2, "z")
    assert "the two go different ways: Python comes to 'k' (call 2 of it, mine.py:3), Julia comes to 'z'" in str(report)
    report = found(side(("k", 1.0)), side(("k", 1.0), ("k", 2.0)))
    assert (report.parts, report.place, report.other.call) == ("order", None, 2)
    assert "Python comes to" not in str(report)
    assert "Python to no further one, Julia comes to 'k'" in str(report)


def test_a_value_that_parts_before_the_ways_do_comes_first() -> None:
    report = found(side(("a", 1.0), ("k", 1.0), ("k", 1.0)), side(("a", 2.0), ("k", 1.0)))
    assert (report.parts, report.place.name) == ("value", "a")


def test_another_order_is_no_parting_of_values() -> None:
    report = found(side(("a", 1.0), ("b", 2.0)), side(("b", 2.0), ("a", 1.0)))
    assert (report.parts, report.compared) == ("", 2)
    assert report.notes == ("the same probes in another order: where Python comes to 'a', Julia comes to 'b'",)
    assert found(side(("a", 1.0), ("b", 2.0)), side(("b", 3.0), ("a", 1.0))).place.name == "b"


def test_names_of_one_side_alone_are_passed_over() -> None:
    report = found(side(("a", 1.0), ("debug", 0.0), ("b", 2.0)), side(("a", 1.0), ("b", 2.5), ("more", 1.0)))
    assert (report.parts, report.place.name) == ("value", "b")
    assert (report.python_only, report.julia_only) == (("debug",), ("more",))


# ---------------------------------------------------------------- where Julia has `probe` from


def test_files_may_have_it_themselves_in_modules_too(engine: Engine, tmp_path: Path) -> None:
    shutil.copy(probe_file(), tmp_path)
    (tmp_path / "own.jl").write_text(
        'include("probe.jl")\nmodule Own\nf(x) = probe(:x, 2x)\nend\n'
        'g(x) = probe("x", 3x)\nmodule Copy\ninclude("probe.jl")\nmodule Deep\nusing ..Copy: probe\n'
        "f(x) = probe(:x, 4x)\nend\nend\n",
        encoding="utf-8",
    )
    for name, factor in (("Own.f", 2), ("g", 3), ("Copy.Deep.f", 4)):
        report = heard(engine, lambda x, n=factor: probe("x", n * x), f"{tmp_path / 'own.jl'}::{name}", 1.0)
        assert (report.parts, report.compared) == ("", 1), name


def test_a_probe_of_the_users_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "theirs.jl").write_text("probe(tree, key) = tree + key\nf(x) = probe(x, 1.0)\n", encoding="utf-8")
    assert check(pair(lambda x: x + 1, f"{tmp_path / 'theirs.jl'}::f", domain={"x": (0, 9)}), engine=engine, cases=10)


def test_packages_are_told_where_it_comes_from(engine: Engine) -> None:
    engine.eval("module WithoutProbes\nf(x) = probe(:x, x)\nend")
    with pytest.raises(JuliaError, match=r"not defined.*pyjuliann julia probe > probe\.jl"):
        engine.call("WithoutProbes.f", 1)


def test_packages_with_a_copy_are_heard(engine: Engine) -> None:
    engine.eval(f'module WithProbes\ninclude("{probe_file()}")\nf(x) = probe(:x, x)\nend')
    assert heard(engine, lambda x: probe("x", x), "WithProbes.f", 1.0).compared == 1


def test_what_comes_with_the_bridge_is_no_function_of_the_file(engine: Engine, tmp_path: Path) -> None:
    shutil.copy(probe_file(), tmp_path)
    (tmp_path / "mine.jl").write_text('include("probe.jl")\nf(x) = probe(:x, x)\n', encoding="utf-8")
    engine.include(julia_sources() / "worker" / "file_functions.jl")
    assert engine.call("PyjuliannFiles.functions", str(tmp_path / "mine.jl")) == ["f"]


def test_a_value_with_a_type_of_its_own_is_compared_by_it() -> None:
    report = found(side(("a", 1.0)), side(("a", JuliaValue(np.float32(1.0), "Float32"))))
    assert report.comparison.differences[0].aspect == "dtype"


# ---------------------------------------------------------------- what else they are good for


def test_the_cause_is_looked_for_at_the_probe_where_the_result_has_none(engine: Engine) -> None:
    def f(x):
        variance = probe("variance", np.mean((x - x.mean()) ** 2))
        return np.floor(10 * np.tanh(x / np.sqrt(variance + 1))).sum()

    julia = """
    function (x)
        variance = probe("variance", sum(abs2, x .- sum(x) / length(x)) / (length(x) - 1))
        return sum(floor.(10tanh.(x ./ sqrt(variance + 1))))
    end
    """
    given = pair(f, julia, domain={"x": (-3, 3)}, where=lambda x: x.ndim == 1 and x.size > 2)
    (finding,) = check(given, seed=1, cases=30, engine=engine, repair=0, keep=False, shrink=False).findings
    assert (finding.diagnosis.cause, finding.diagnosis.detail[:20]) == ("ddof", "at probe 'variance':")
    assert finding.probes.place.name == "variance"


def test_changes_of_the_lines_that_part_are_looked_at_first() -> None:
    report = found(side(("a", 1.0), ("b", 1.0), ("c", 1.0)), side(("a", 1.0), ("b", 2.0), ("c", 1.0)))
    assert (report.lines("python"), report.lines("julia")) == ((1, 4), (1, 4))
    looped = found(side(("k", 1.0), ("m", 1.0), ("k", 1.0)), side(("k", 1.0), ("m", 1.0), ("k", 2.0)))
    assert looped.lines("python") == (2, 5)
    assert found(side(("a", 1.0)), side(("a", 1.0))).lines("python") is None


@pytest.mark.thorough
def test_of_two_changes_that_would_do_that_of_the_step_that_parts_is_named(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "mine.jl").write_text(
        "function f(x)\n    a = probe(:a, x .* 2)\n    b = probe(:b, a .- 3)\n    return b .* 1.5\nend\n", "utf-8"
    )
    scope: dict = {"probe": probe}
    exec("def f(x):\n    a = probe('a', x * 2)\n    b = probe('b', a + 3)\n    return b * 1.5\n", scope)
    given = pair(scope["f"], f"{tmp_path / 'mine.jl'}::f", domain={"x": (-3, 3)})
    (finding,) = check(given, seed=1, cases=20, engine=engine, repair=20, keep=False, shrink=False).findings
    first = finding.diagnosis.search.repairs[0]
    assert (first.side, first.edits[0].line, first.edits[0].after) == ("julia", 3, "a .+ 3")


def test_structs_texts_and_nothing_are_compared_as_results_are(engine: Engine) -> None:
    @dataclass
    class Level:
        mean: float
        n: int

    def f(x):
        probe("level", Level(float(x), 3))
        probe("names", {"a": 1})
        probe("none", None)
        probe("text", "é")
        return probe("half", np.float32(x / 2)) + 1

    engine.eval("struct Level\n mean::Float64\n n::Int\nend")
    julia = 'x -> (probe("level", Main.Level(x, 3)); probe("names", Dict("a" => 1)); probe("none", nothing); '
    julia += 'probe("text", "é"); probe("half", Float32(x / 2)) + 2)'
    report = heard(engine, f, julia, 1.5)
    assert (report.parts, report.compared, report.notes) == ("", 5, ())


def test_the_fixture_names_the_step(engine: Engine) -> None:
    class Running:
        label, options = "a test", {}

        def keep(self, content):
            pass

        def hear(self, wanted=True):
            pass

    with pytest.raises(AssertionError, match=r"parts first at probe 'twice' \(test_listen\.py:\d+\): the value"):
        Parity(engine, Running())(lambda x: probe("twice", 2 * x) + 1, 'x -> probe("twice", 3x) + 1', 1.5)


def test_the_command_writes_the_file_for_julia_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["julia", "probe"]) == 0
    assert capsys.readouterr().out == probe_file().read_text(encoding="utf-8")


def test_a_value_may_come_to_a_probe_itself_and_raise_anything() -> None:
    class Odd:
        @property
        def nbytes(self):
            raise RuntimeError("no")

        def __deepcopy__(self, memo):
            probe("inner", 1)
            raise RuntimeError("no")

    kept = python_probes(pair(lambda x: probe("outer", Odd()) is None, "abs"), Case((1.0,)))
    assert kept.error == ""
    assert {(p.name, p.unsupported) for p in kept.probes} == {
        ("inner", ""),
        ("outer", "a Odd that cannot be copied (RuntimeError)"),
    }


def test_a_julia_that_dies_of_listening_is_a_note(engine: Engine, monkeypatch) -> None:
    def dies(*_):
        raise JuliaDiedError("gone")

    monkeypatch.setattr(Session, "listen", dies)
    given = pair(lambda x: probe("x", x) * 1.0, 'x -> probe("x", x)', domain={"x": (-3, 3)})
    report = check(given, probes=True, seed=1, cases=10, engine=engine, keep=False)
    assert report
    assert "listening to probes failed: JuliaDiedError: gone" in report.notes
