"""How Julia is reached: one value, what makes it, and who takes it."""

from __future__ import annotations

import inspect
import io
import sys
from dataclasses import fields, replace
from importlib import metadata
from types import SimpleNamespace

import pytest
from conftest import STAND_IN
from copies import copied_to, python_in, replaced

import _pyjuliann_pytest
import pyjuliann
from pyjuliann import EngineError, JuliaSettings, check, pair, start_julia
from pyjuliann.settings import OPTIONS, told_as

WRONG = {
    "engine": "gpu",
    "julia": 3,
    "timeout": -1,
    "project": "",
    "install": "yes",
    "records": 3,
    "fallback": b"",
    "interpreted": 1,
    "echo": "always",
}


def test_no_setting_is_left_out_here():
    assert list(WRONG) == [each.name for each in fields(JuliaSettings)]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_refused_by_name(name):
    with pytest.raises(ValueError, match=rf"^JuliaSettings: {name}: expected .*, got "):
        JuliaSettings(**{name: WRONG[name]})
    with pytest.raises(ValueError, match=rf"^start_julia: {name}: expected .*, got "):
        start_julia(**{name: WRONG[name]})


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"engine": "juliacall", "julia": "julia"}, "--julia: juliacall chooses .*; use --engine worker with --julia$"),
        ({"engine": "recorded", "julia": "julia"}, "--julia: the recorded engine starts none; use --engine worker wi"),
        ({"engine": "worker", "records": "x"}, "--records: only the recorded engine reads them; use --engine recorded"),
        ({"records": "x", "julia": "julia"}, "--julia: the recorded engine starts none"),
    ],
)
def test_what_does_not_go_together_is_told_in_the_words_of_who_gave_it(settings, message):
    with pytest.raises(ValueError, match=r"^JuliaSettings: ") as caught:
        JuliaSettings(**settings)
    with pytest.raises(ValueError, match=message):
        raise ValueError(told_as(lambda name: f"--{name}", caught.value))


def test_start_julia_takes_the_value_or_what_makes_it():
    assert list(inspect.signature(start_julia).parameters.values()) == list(
        inspect.signature(JuliaSettings).parameters.values()
    )
    for each in fields(JuliaSettings):
        assert f"\n{each.name} : " in start_julia.__doc__, each.name
        assert f"\n    {each.name} : " in JuliaSettings.__doc__, each.name


def test_what_is_no_setting_is_refused_with_those_that_there_are():
    with pytest.raises(TypeError, match=r"^start_julia: got an unexpected keyword argument 'jullia'; there are en"):
        start_julia(jullia="/no/julia")  # type: ignore[call-overload]
    for arguments, keywords in (((JuliaSettings(),), {"timeout": 3}), ((), {"engine": JuliaSettings()})):
        with pytest.raises(TypeError, match=r"^start_julia: expected a JuliaSettings alone, or what makes one; data"):
            start_julia(*arguments, **keywords)


def test_an_engine_starts_from_the_value(engine):
    settings = JuliaSettings("worker", engine.info.executable, interpreted=True)
    with start_julia(settings) as julia:
        assert julia.eval("Base.JLOptions().compile_enabled") == 3
    with start_julia(replace(settings, interpreted=False)) as julia:
        assert julia.eval("Base.JLOptions().compile_enabled") == 1


@pytest.mark.parametrize(("said", "found"), [("1", True), ("yes", True), ("", False), ("0", False), (" 0 ", False)])
def test_whether_code_is_interpreted_is_said_by_the_environment_unless_it_is_given(monkeypatch, said, found):
    monkeypatch.setenv("PYJULIANN_INTERPRETED", said)
    assert JuliaSettings().interpreted is found
    assert JuliaSettings(interpreted=not found).interpreted is not found


def test_check_takes_the_value(engine):
    settings = JuliaSettings("worker", engine.info.executable)
    assert check(pair(abs, "abs"), engine=settings, cases=5, seed=1).verdict == "identical"
    with pytest.raises(EngineError, match=r"^the Julia that julia= names, /no/julia, does not exist"):
        check(pair(abs, "abs"), engine=JuliaSettings(julia="/no/julia"))


# ---------------------------------------------------------------- projects


@pytest.fixture
def project(tmp_path):
    """A project with one package in it."""
    uuid, version = "7f0ab1b2-91c3-4d27-8a5e-0d6f4b2c9e11", 'version = "0.1.0"'
    files = {
        "Project.toml": f'[deps]\nHalves = "{uuid}"\n',
        "Manifest.toml": f'[[Halves]]\npath = "Halves"\nuuid = "{uuid}"\n{version}\n',
        "Halves/Project.toml": f'name = "Halves"\nuuid = "{uuid}"\n{version}\n',
        "Halves/src/Halves.jl": "module Halves\nhalf(x) = x / 2\nend\n",
    }
    for name, text in files.items():
        file = tmp_path / "env" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "env"


@pytest.mark.parametrize("named", ["folder", "path", "file", "@.", "@halves", "relative"])
@pytest.mark.thorough
def test_a_worker_runs_in_the_project_that_is_named(engine, project, monkeypatch, named):
    monkeypatch.chdir(project / "Halves" / "src" if named != "@." else project)
    monkeypatch.setenv("JULIA_PROJECT", "/nowhere")  # what is named comes first
    depot = project.parent / "depot"
    (depot / "environments").mkdir(parents=True)
    (depot / "environments" / "halves").symlink_to(project)
    monkeypatch.setenv("JULIA_DEPOT_PATH", f"{depot}:")
    name = {"folder": str(project), "path": project, "file": project / "Project.toml", "relative": "../.."}
    with start_julia("worker", engine.info.executable, project=name.get(named, named)) as julia:
        monkeypatch.chdir("/")  # a worker that is started anew is in the same one
        assert julia.call("Halves.half", 3.0) == 1.5
        if named == "relative":
            with pytest.raises(EngineError):
                julia.eval("ccall(:abort, Cvoid, ())")
            with pytest.warns(pyjuliann.EngineRestartedWarning):
                assert julia.call("Halves.half", 3.0) == 1.5


@pytest.mark.parametrize("named", ["/no/such/project", "@no-such-project", "@.", "no.toml"])
@pytest.mark.parametrize("engine_name", ["auto", "worker", "recorded"])
def test_a_project_that_is_not_there_is_one_clear_message(tmp_path, monkeypatch, named, engine_name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EngineError, match=rf"^project: there is no Julia project {named}, since .* has (a|no) P"):
        start_julia(engine_name, project=named)


# ---------------------------------------------------------------- echo


@pytest.fixture(params=["worker", "juliacall"])
def echoing(request):
    """Every live engine, told to pass on what Julia prints; juliacall on the embedded Julia where it cannot start."""
    if request.config.stash.get(STAND_IN, None) and request.param == "juliacall":
        yield None  # the test runs elsewhere
        return
    try:
        with start_julia(request.param, echo=True) as julia:
            yield julia
    except EngineError as error:
        pytest.skip(f"the {request.param} engine cannot start: {str(error).splitlines()[0]}")


def test_what_julia_prints_is_passed_on_and_kept(echoing, capsys):
    echoing.eval('print("to out: ü"); print(stderr, "to err")')
    assert capsys.readouterr() == ("to out: ü", "to err")
    with pytest.raises(pyjuliann.JuliaError):
        echoing.eval('println(" and more"); error("x")')
    assert capsys.readouterr().out == " and more\n"
    assert echoing.stdout == "to out: ü and more\n"
    assert echoing.stderr.startswith("to err")  # a Julia that looks for the lines of a backtrace may complain there


def test_a_stream_that_takes_nothing_is_no_reason_to_fail(echoing, monkeypatch):
    class Full:
        def write(self, _):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    assert echoing.eval('println("lost"); 3') == 3
    assert echoing.stdout == "lost\n"


def test_a_worker_passes_it_on_while_it_runs(engine, monkeypatch, tmp_path):
    class Noticing(io.StringIO):
        def write(self, text):
            (tmp_path / "seen").touch()
            return super().write(text)

    monkeypatch.setattr("sys.stdout", seen := Noticing())
    with start_julia("worker", engine.info.executable, echo=True, timeout=60) as julia:
        code = f'print("now"); while !isfile(raw"{tmp_path / "seen"}"); sleep(0.01); end; print(" and then")'
        julia.eval(code)
        assert seen.getvalue() == "now and then"
        julia.eval('foreach(byte -> (write(stdout, byte); flush(stdout); sleep(0.05)), codeunits("한글"))')
    assert seen.getvalue() == "now and then한글"


def test_by_itself_it_is_passed_on_where_a_person_looks_on(engine, monkeypatch, capsys):
    def told(**settings):
        with start_julia("worker", engine.info.executable, **settings) as julia:
            julia.eval('println("here")')
        return capsys.readouterr().out

    assert told() == ""
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert told() == ""
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: "a shell"))
    assert told() == "here\n"
    assert told(echo=False) == ""
    monkeypatch.setitem(sys.modules, "IPython", None)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert told() == "here\n"


# ---------------------------------------------------------------- commands and pytest


def test_pytest_has_an_option_for_every_setting_that_has_one():
    named = {_pyjuliann_pytest._name(name) for name in OPTIONS}
    assert named == {name for name in _pyjuliann_pytest._options() if "julia" in name} - {"no_julia"}
    assert {each.name for each in fields(JuliaSettings)} > set(OPTIONS) >= {"engine", "julia", "project", "records"}


ADDED = """
    threads: int | None = field(
        default=None, metadata={"option": Option("how many threads Julia has", "N", type=int)}
    )

    def __post_init__"""
HEEDED = """environment = julia_environment()
        if settings.threads is not None:
            environment["JULIA_NUM_THREADS"] = str(settings.threads)
"""
TEST = """
def test_threads(julia):
    assert julia.info.threads == 2
"""


@pytest.mark.thorough
def test_a_new_setting_is_a_field_and_the_engine_that_heeds_it(engine, tmp_path):
    copy = copied_to(tmp_path)
    replaced(copy / "pyjuliann" / "settings.py", ("\n    def __post_init__", ADDED))
    process = copy / "pyjuliann" / "bridge" / "engines" / "process.py"
    replaced(process, ("environment = julia_environment()\n", HEEDED))

    def run(*arguments):
        return python_in(copy, engine, *arguments)

    code = "import inspect, pyjuliann; print(inspect.signature(pyjuliann.start_julia).parameters['threads'])\n"
    code += "with pyjuliann.start_julia('worker', threads=2) as julia: print(julia.info.threads)"
    done = run("-c", code)
    assert done.stdout == "threads: 'int | None' = None\n2\n", done.stderr

    julia = "x -> Threads.nthreads() == 2 ? abs(x) : x"
    command = (
        "-m",
        "pyjuliann",
        "check",
        "builtins:abs",
        julia,
        *["--cases", "20", "-q", "--seed", "1", "--engine", "worker"],
    )
    assert [run(*command, *given).returncode for given in (("--threads", "2"), ())] == [0, 1]
    assert "argument --threads: invalid int value: 'two'" in run(*command, "--threads", "two").stderr

    (copy / "test_it.py").write_text(TEST)
    installed = any(entry.name == "pyjuliann" for entry in metadata.entry_points(group="pytest11"))
    plugin = ("-p", "no:cacheprovider", *(() if installed else ("-p", "_pyjuliann_pytest")))
    tested = run("-m", "pytest", *plugin, "--julia-engine=worker", "--julia-threads=2", "test_it.py")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    (copy / "pytest.ini").write_text("[pytest]\njulia_threads = two\n")
    tested = run("-m", "pytest", *plugin, "test_it.py")
    assert "--julia-threads: invalid literal for int() with base 10: 'two'" in tested.stderr
