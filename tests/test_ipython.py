"""``%load_ext pyjuliann``: Julia in the cells of a notebook, in IPython itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from conftest import REQUIRED

import pyjuliann
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import ConversionError, JuliaError

Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def shell(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An IPython shell with the magics, on the worker that other tests have."""
    if not os.environ.get(REQUIRED):
        pytest.importorskip("IPython", reason="IPython is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        config = Config()
        config.HistoryManager.enabled = False
        shell = InteractiveShell(config=config)
        shell.user_ns["engine"] = engine
        shell.run_line_magic("load_ext", "pyjuliann")
        assert shell.run_line_magic("julia_engine", "engine") is engine
        yield shell
        shell.run_line_magic("unload_ext", "pyjuliann")
        assert engine.call("sum", [1]) == 1  # one that was named is not ended


@pytest.fixture
def run(shell: Any) -> Run:
    """Runs a cell and returns its value."""
    shell.execution_count = 7
    shell.user_ns.update(x=np.array([3.0, 1.0, 2.0]), names=["a"], text="한글")

    def run(cell: str) -> Any:
        result = shell.run_cell(cell)
        if result.error_in_exec is not None:
            raise result.error_in_exec
        return result.result

    return run


def test_a_line_and_a_cell_have_the_value_of_their_last_statement(run: Run, shell: Any) -> None:
    assert run("%julia 1 + 1") == 2
    assert run("%%julia\ncellf(a) = 2a\ncellf(21)") == 42
    assert run("y = %julia sum(abs2, $x)\ny + 1") == 15
    assert run("%%julia 1 +\n2") == 3
    assert run("%%julia\nmodule CellModule; g() = 5; end\nCellModule.g()") == 5
    assert run("%julia JuliaNN.relu([-1.0, 1.0])").tolist() == [0, 1]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("1;", None), ("1; # said ;", None), ("1;\n# more\n\n", None), ("1; 2", 2), ("1 # not;", 1), ('"a;"', "a;"),
        ("quiet() = 1", None), ("quiet() = 1; quiet()", 1), ("# nothing", None),
        ("struct QuietCell end", None),
    ],
)  # fmt: skip
def test_a_semicolon_or_a_definition_gives_nothing(run: Run, code: str, value: Any) -> None:
    assert run(f"%%julia\n{code}") == value


def test_python_variables_stand_in_the_code(run: Run, shell: Any) -> None:
    assert run("%julia $x[1] + length($names)") == 4
    assert run('%%julia\nx = "julia"\n"$x $(1 + 1) $($text)" # $nothing') == "julia 2 한글"
    assert run("%%julia\nw = 5\nstring(:(a + $w))") == "a + 5"
    run("%%julia\nmacro twice(e); esc(:(2 * $(e.args[1]))); end")
    assert run("%%julia\nw = 4\n@twice $$w") == 8
    assert run("%julia string($text, '{', \"{x}\")") == "한글{{x}"
    run("def inner():\n    local = 6\n    return get_ipython().run_line_magic('julia', '$local + 1')")
    assert run("inner()") == 7


def test_what_julia_changes_is_changed_in_python(run: Run, shell: Any) -> None:
    x, names = shell.user_ns["x"], shell.user_ns["names"]
    assert run("%julia sort!($x)") is x
    run("%%julia\npush!($names, $text)\n$x[1] = 9;")
    assert (x.tolist(), names) == ([9, 2, 3], ["a", "한글"])


def test_output_and_values_are_shown(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run('%%julia\nprintln("printed")\nprint(stderr, "complaint")\n[1.5]')
    run("%julia x -> x")
    out = capsys.readouterr().out
    assert "array([1.5])" in out
    assert "#" in out.splitlines()[-1]  # a function has no counterpart, and is shown as Julia shows it


ERRORS = {
    "raised": ("cellg(a) =\n  error(\"no \", a)\n1\ncellg(1)", JuliaError, ["ErrorException: no 1", "in In[7]:5"]),
    "no Julia": ("1 +\n)", JuliaError, ["ParseError: syntax: ", "in In[7]:3"]),
    "no variable": ("$nothere + 1", NameError, ["NameError: name 'nothere' is not defined in Python; "]),
    "no name": ("1 + $(x.y)", JuliaError, ["ArgumentError: $(x.y) is no Python variable: a name is expected"]),
    "no counterpart": ("1 + $shell", ConversionError, ["ConversionError: $shell: "]),
    "grown": ("push!($x, 1)", ConversionError, ["ConversionError: $x: an array of shape (3,) has become one of shape"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_julias_without_a_traceback_of_ours(
    run: Run, shell: Any, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, kind, words = ERRORS[name]
    shell.user_ns["shell"] = shell
    with pytest.raises(kind):
        run(f"%%julia\n{code}")
    shown = capsys.readouterr()
    lines = (shown.out + shown.err).strip().splitlines()
    assert "Traceback" not in shown.out + shown.err
    for word in words:
        assert any(word in line for line in lines), lines
    assert lines[0].startswith(words[0])
    assert all(line.startswith("  ") or line in lines[:3] for line in lines)


def test_a_line_of_a_function_in_a_cell_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run('%%julia\n@noinline function cellh(a)\n    a < 0 && error("negative")\n    a\nend')
    with pytest.raises(JuliaError):
        run("%julia cellh(-1)")
    assert "cellh at In[7]:3" in capsys.readouterr().out.replace("\x1b", "")


def test_only_an_engine_is_one(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("x", "nothere"):
        with pytest.raises(TypeError, match=f"julia_engine: expected a variable with an engine .*, got '{name}'"):
            run(f"%julia_engine {name}")
        assert "ipython.py" not in capsys.readouterr().out


class Pretended:
    """As much of a shell as the magics use."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {"engine": None}
        self.execution_count = 1
        self.magics: dict[str, Any] = {}

    def register_magic_function(self, func: Any, magic_kind: str, magic_name: str) -> None:
        self.magics[magic_name] = (func, magic_kind)


def test_an_engine_of_its_own_ends_with_the_extension(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyjuliann import ipython

    started: list[Any] = []

    class Own:
        def close(self) -> None:
            started.append("closed")

    monkeypatch.setattr(ipython, "start_julia", lambda: (started.append("started"), Own())[1])
    shell = Pretended()
    pyjuliann.load_ipython_extension(shell)
    assert {name: kind for name, (_, kind) in shell.magics.items()} == {"julia": "line_cell", "julia_engine": "line"}
    assert started == []
    first = shell.magics["julia_engine"][0]("")
    assert shell.magics["julia_engine"][0]("") is first
    pyjuliann.unload_ipython_extension(shell)
    pyjuliann.unload_ipython_extension(shell)
    assert started == ["started", "closed"]


def test_the_extension_takes_no_time_until_it_is_loaded() -> None:
    code = "import sys, pyjuliann; print('pyjuliann.ipython' in sys.modules, 'IPython' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False False\n"
