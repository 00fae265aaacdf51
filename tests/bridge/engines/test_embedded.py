"""What only a process with an embedded Julia of its own can show: signals, and how the bridge itself fails."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import embedding
import pytest
from conftest import julia_executable

START = """
from pyjuliann import EngineError, JuliaError, start_julia
engine = start_julia("juliacall")
"""


@pytest.fixture(scope="module")
def surroundings() -> dict[str, str]:
    return embedding.environment(julia_executable())


def run(surroundings: dict[str, str], code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", START + textwrap.dedent(code)]
    return subprocess.run(
        command, env=surroundings | settings, capture_output=True, text=True, timeout=200, check=False
    )


@pytest.mark.thorough
def test_ctrl_c_takes_effect_when_julia_returns(surroundings: dict[str, str]) -> None:
    child = run(
        surroundings,
        """
        try:
            engine.eval("ccall(:raise, Cint, (Cint,), 2); global done = true")
            print("no interrupt")
        except KeyboardInterrupt:
            print("interrupted", engine.eval("done"), engine.call("sum", [1, 2]))
        """,
    )
    assert child.stdout == "interrupted True 3\n", child.stderr


ENDLESS = """
try:
    engine.eval("endless(x) = endless(x) + 1; endless(1)")
except JuliaError as error:
    print(error.type, engine.call("sum", [1, 2]))
"""


@pytest.mark.thorough
def test_endless_recursion_is_an_error_where_julia_handles_signals(surroundings: dict[str, str]) -> None:
    child = run(surroundings, ENDLESS, PYTHON_JULIACALL_HANDLE_SIGNALS="yes")
    assert child.stdout == "StackOverflowError 3\n", child.stderr


@pytest.mark.thorough
def test_endless_recursion_ends_python_otherwise(surroundings: dict[str, str]) -> None:
    """Nothing can be done about it here: that it is so stands in the README."""
    assert run(surroundings, ENDLESS).returncode < 0


def test_julia_nn_is_there_from_the_start(surroundings: dict[str, str]) -> None:
    child = run(surroundings, 'x = engine.eval("JuliaNN.relu([-1.0, 1.0])"); print(x, engine.call("JuliaNN.relu", -x))')
    assert child.stdout == "[0. 1.] [0. 0.]\n", child.stderr


@pytest.mark.thorough
def test_several_engines_share_one_julia(surroundings: dict[str, str]) -> None:
    child = run(
        surroundings,
        """
        with start_julia("juliacall") as other:
            engine.eval('shared = 7; println("one")')
            other.eval('println("two")')
            print(other.eval("shared"), engine.stdout.split(), other.stdout.split())
        print(engine.eval("shared"))
        """,
    )
    assert child.stdout == "7 ['one'] ['two']\n7\n", child.stderr


@pytest.mark.thorough
def test_a_bridge_that_fails_says_so(surroundings: dict[str, str]) -> None:
    child = run(
        surroundings,
        """
        engine._request(["eval", "7", 0], None, "a whole request")
        import cbor2
        cbor2.dumps, whole = lambda message: whole(message)[:-3], cbor2.dumps
        try:
            engine.eval("7")
        except EngineError as error:
            print(error)
        cbor2.dumps = whole
        print(engine.eval("7"))
        """,
    )
    first, second = child.stdout.splitlines()
    assert first.startswith("Julia failed during the given code: CBORError: length 4 is more than"), child.stderr
    assert second == "7"


def test_a_broken_installation_is_one_message(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "juliacall.py").write_text("raise ImportError('the wheel is damaged')", encoding="utf-8")
    child = run({**surroundings, "PYTHONPATH": str(tmp_path)}, "")
    assert child.stderr.endswith("juliacall cannot start Julia here: ImportError: the wheel is damaged\n")


@pytest.mark.parametrize(("given", "within"), [(None, "no"), ("yes", "yes")])
def test_juliacall_takes_no_part_in_ipython_unless_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch, given: str | None, within: str
) -> None:
    from pyjuliann.bridge.engines.inprocess import _environment

    ipython, offline = "PYTHON_JULIACALL_AUTOLOAD_IPYTHON_EXTENSION", "PYTHON_JULIAPKG_OFFLINE"
    monkeypatch.delenv(offline, raising=False)
    monkeypatch.delenv(ipython, raising=False) if given is None else monkeypatch.setenv(ipython, given)
    with _environment(offline=True):
        assert (os.environ[ipython], os.environ[offline]) == (within, "yes")
    assert (os.environ.get(ipython), os.environ.get(offline)) == (given, None)
