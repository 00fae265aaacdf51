"""``pyjuliann new``: what it writes runs, says what it does not know, and takes nobody's place."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from folders import working_folder
from in_process import outcome_of, use_engine
from processes import ROOT

from pyjuliann.commands import new as command
from pyjuliann.commands import scaffold
from pyjuliann.commands.common import speaking
from pyjuliann.commands.scaffold import WIDTH, Guessed, ParityTest
from pyjuliann.commands.targets import SameNames, _alone
from pyjuliann.parity.results.content import Unmatched

MINE = '''
import numpy as np
from jaxtyping import Float64
from pyjuliann import mirrors


def softmax(x: Float64[np.ndarray, " n+1"]):
    e = np.exp(x - x.max())
    return e / e.sum()


def spread(values):
    return np.std(values)


def hours(h: int, *, modulus=24):
    return h % modulus


def scaled(x, alpha=2.0, /, *, shift: float = 0.0):
    return alpha * x + shift


def total(*parts: float):
    return float(sum(parts))


def only_by_name(*, a: float, b: float):
    return a - b


def clip(x, lo, hi):
    return np.clip(x, lo, hi)


def ŷ(x̂, β):
    """Predict.

    Parameters
    ----------
    x̂ : (n, m) array
    β : (m,) array
    """
    return x̂ @ β


def mystery(foo, bar):
    return foo + bar


def callback(f, x):
    return f(x)


def lonely(x, end=3, *args, mode="fast", table={}, **options):
    """Return "nothing" $special: \\\\ x."""
    return x


class Model:
    def __init__(self):
        self.k = 2.0

    @mirrors("mine.jl::predict")
    def predict(self, x: float):
        return self.k * x

    @staticmethod
    @mirrors("mine.jl::thrice")
    def thrice(x: float):
        return 3 * x
'''
JULIA = """
using Statistics
softmax(x) = (e = exp.(x .- maximum(x)); e ./ sum(e))
spread(values) = std(values)
hours(h; modulus=24) = mod(h, modulus)
scaled(x, alpha=2.0; shift=0.0) = alpha .* x .+ shift
total(parts...) = isempty(parts) ? 0.0 : foldl(+, parts; init=0.0)
only_by_name(; a, b) = a - b
clip(x, lo, hi) = clamp.(x, lo, hi)
ŷ(x, β) = x * β
mystery(foo, bar) = foo .+ bar
callback(f, x) = f(x)
predict(x) = 2.0x
thrice(x) = 3x
julia_only(x) = x
"""
TEST, STUBS, WORKFLOW = "test_mine_parity.py", "mine_stubs.jl", ".github/workflows/parity.yml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with working_folder(tmp_path, monkeypatch) as folder:
        (folder / "mine.py").write_text(MINE)
        (folder / "mine.jl").write_text(JULIA)
        yield folder


@pytest.fixture
def run(engine, monkeypatch, capsys, folder):
    use_engine(monkeypatch, engine, "new")
    return partial(outcome_of, capsys, "new")


def is_formatted(*files: Path) -> bool:
    ruff = (sys.executable, "-m", "ruff", "format", "--isolated", "--check")
    return subprocess.run([*ruff, *files], check=False, capture_output=True, timeout=60).returncode == 0


@pytest.mark.thorough
def test_what_it_writes_runs_and_passes_and_fails_rightly(run, folder, engine):
    before = {name: (folder / name).read_text() for name in ("mine.py", "mine.jl")}
    code, out, _ = run("mine.py", "mine.jl")
    assert code == 0
    assert out.splitlines() == [
        f"written: {TEST}: 12 tests",
        f"written: {WORKFLOW}: for GitHub Actions",
        f"written: {STUBS}: Julia stubs for lonely",
        "mystery: arguments could not be guessed, see the comments in the tests",
        "callback: no arguments were found that both sides take: the test is skipped until you say what they are",
        "julia_only (closest: lonely): in Julia only",
        f"next: pytest {TEST}",
    ]
    assert {name: (folder / name).read_text() for name in before} == before
    assert is_formatted(folder / TEST)
    text = (folder / TEST).read_text()
    for line in (
        '    parity.check(mine.softmax, "mine.jl::softmax")\n',
        '        strategies={"values": arrays(np.float64, N, elements=FLOATS)},\n',
        "        where=lambda x, lo, hi: lo < hi,\n",
        "    # foo could not be guessed: a Float64 vector is what both sides take\n",
        '            "x̂": arrays(np.float64, st.tuples(M, N), elements=FLOATS),\n',
        "    parity.check(mine.Model().predict)\n",
        "    parity.check(mine.Model.thrice)\n",
    ):
        assert line in text
    engine.include(folder / STUBS)
    assert 'lonely(x, end_ = 3, args...; mode = "fast", table = nothing, options...)' in (folder / STUBS).read_text()
    some = "spread or total or predict or callback"
    options = ("-q", "--julia-engine=worker", f"--julia={engine.info.executable}", "-p", "no:cacheprovider", "-k", some)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYJULIANN_OFFLINE": "1"}
    pytest_in = (sys.executable, "-m", "pytest", *options, TEST)
    done = subprocess.run(
        pytest_in, check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )
    assert f"FAILED {TEST}::test_spread" in done.stdout
    assert "1 failed, 2 passed, 1 skipped" in done.stdout


@pytest.mark.parametrize("there", [TEST, STUBS, WORKFLOW, ".github"])
def test_it_takes_nobodys_place_and_writes_all_or_nothing(run, folder, there):
    (folder / "mine.py").write_text("def softmax(x: float):\n    return x\n\n\ndef lonely(x):\n    return x\n")
    file = folder / there
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to("nowhere") if there == STUBS else file.write_text("mine")
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    code, out, err = run("mine.py", "mine.jl")
    assert (code, out) == (2, "")
    assert err == f"pyjuliann new: nothing was written, since these would be in the way: {there}\n"
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


def test_what_need_not_be_written_is_in_nobodys_way(run, folder):
    (folder / "mine.py").write_text("def softmax(x: float):\n    return x\n")
    (folder / STUBS).write_text("filled(x) = x\n")
    code, out, _ = run("mine.py", "mine.jl")
    assert code == 0
    assert STUBS not in out
    assert (folder / STUBS).read_text() == "filled(x) = x\n"


def test_a_failure_half_way_leaves_nothing_behind(tmp_path):
    files = {tmp_path / "a.py": "1", tmp_path / "deep" / "er" / "b.yml": "2", tmp_path / "c.jl": "\ud800"}
    with pytest.raises(command.UsageError, match="nothing was written"):
        command._write(files)
    assert list(tmp_path.iterdir()) == []


def test_elsewhere_the_tests_find_both_sides_and_the_workflow_is_the_repositorys(run, folder):
    (folder / "mine.py").write_text("def softmax(x: float):\n    return x\n")
    (folder / ".git").mkdir()
    (folder / "requirements.txt").touch()
    tests = folder / "checks" / "parity"
    tests.mkdir(parents=True)
    code, out, _ = run("mine.py", "mine.jl", "--folder", tests)
    assert code == 0
    assert f"checks/parity/{TEST}: 1 test\n" in out
    assert f"next: pytest checks/parity/{TEST}" in out
    text = (tests / TEST).read_text()
    assert 'sys.path.insert(0, str(Path(__file__).parent / "../.."))\n\nimport mine\n' in text
    assert '"../../mine.jl::softmax"' in text
    assert is_formatted(tests / TEST)
    workflow = (folder / WORKFLOW).read_text()
    assert workflow.endswith(
        f"      - run: pip install pytest pyjuliann -r requirements.txt\n"
        f"      - run: pytest --julia-engine worker checks/parity/{TEST}\n"
    )


def test_where_nothing_has_a_twin_yet_there_are_stubs(run, folder):
    (folder / "mine.jl").write_text("")
    (folder / "mine.py").write_text("def f(x):\n    return x\n")
    code, out, _ = run("mine.py", "mine.jl")
    assert code == 0
    assert out.splitlines() == [
        f"written: {STUBS}: Julia stubs for f",
        f"next: fill in {STUBS}, include it in your Julia code, and run this again",
    ]
    assert not (folder / TEST).exists()
    (folder / "mine.py").write_text("")
    (folder / STUBS).unlink()
    sys.modules.pop("mine")
    assert "has no functions" in run("mine.py", "mine.jl")[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mine.py", "none.jl"], "there is no Julia file none.jl"),
        (["none.py", "mine.jl"], "there is no Python file none.py"),
        (["mine.py:softmax", "mine.jl::softmax"], "expected a module or a file, got one function"),
        (["mine.py", "mine.jl", "--folder", "none"], "--folder: expected a folder, got 'none'"),
    ],
)
def test_mistakes_are_told_in_one_line(run, folder, arguments, told):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["mine.jl", "mine.py"]


# ---------------------------------------------------------------- texts


def test_tests_are_laid_out_as_ruff_does_however_long_names_are(tmp_path):
    files = []
    for width in (1, 8, 20, 40, 70):
        name = "a" * width
        strategies = {f'"{name}{k}"': "arrays(np.float64, st.tuples(M, N), elements=st.floats(0.01, 10))" for k in "12"}
        guessed = Guessed({key.strip('"'): code for key, code in strategies.items()}, {name: "a float"})
        one = Guessed({name: "arrays(np.float64, N, elements=FLOATS)"})
        cases = [
            ParityTest(name, False, f"mine.jl::{name}", guessed),
            ParityTest(name, False, f"mine.jl::{name}", one),
            ParityTest(f"C.{name}", True, ""),
            ParityTest(f"C.{name}", False, name, missing="why\nnot \"so\" or 'so' \\ " + name),
        ]
        files.append(tmp_path / f"test_{width}.py")
        module = type(sys)("mine")
        module.__file__ = str(tmp_path / "mine.py")
        files[-1].write_text(scaffold.tests_text(module, 'my "file".py', tmp_path, cases, "pyjuliann new\nx"))
        names = [node.name for node in ast.parse(files[-1].read_text()).body if isinstance(node, ast.FunctionDef)]
        assert names == [f"test_{name}", f"test_{name}_too", f"test_C_{name}", f"test_C_{name}_too"]
    assert is_formatted(*files)
    assert WIDTH == 88


@pytest.mark.parametrize(("name", "own"), [("np", "under_test"), ("my-file", "under_test"), ("a.parity", "a.parity")])
def test_modules_of_any_name_are_imported(tmp_path, name, own):
    module = type(sys)(name)
    module.__file__ = str(tmp_path / f"{name.replace('.', '/')}.py")
    text = scaffold.tests_text(module, name, tmp_path, [ParityTest("f", False, "f")], "pyjuliann new")
    assert f'    parity.check({own}.f, "f")\n' in text
    file = tmp_path / "test_it.py"
    file.write_text(text)
    assert is_formatted(file)


def test_stubs_are_julia_whatever_the_python_is(engine, tmp_path):
    def odd(begin, /, end=None, *let, z=1j, quote=(1, "$a\\"), kind=len, **using):
        '''One "line" of """text""".'''

    file = tmp_path / "stubs.jl"
    file.write_text(
        scaffold.stubs_text({"odd": odd, "ℓ": abs, "while": print}, 'a "b"\n.py', "c.jl", "pyjuliann new\nx")
    )
    engine.include(file)
    with pytest.raises(Exception, match="odd is still to be written"):
        engine.call("odd", 1)
    assert "# in Python, kind is <built-in function len> by default" in file.read_text()


def test_the_workflow_knows_the_project(tmp_path):
    (tmp_path / "pyproject.toml").touch()
    text = scaffold.workflow_text(tmp_path, "tests/a b.py", "MyPackage.jl")
    assert "      JULIA_PROJECT: ${{ github.workspace }}/MyPackage.jl\n" in text
    assert "Pkg.instantiate()" in text
    assert "pip install pytest pyjuliann -e .\n" in text
    assert text.endswith("worker 'tests/a b.py'\n")
    assert "Pkg" not in scaffold.workflow_text(tmp_path, "a.py", "")


def test_what_was_written_is_told_in_korean(capsys):
    near = next(_alone(["julia_only"], (), ["julia_once"]))
    matched = SameNames({}, {"lonely": len}, Unmatched((), (near,)))
    tests = [ParityTest("f", False, ""), ParityTest("g", False, "", Guessed(unsure={"x": "a number"}))]
    tests.append(ParityTest("h", False, "", missing="none"))
    files = {"test": TEST, "workflow": WORKFLOW, "stubs": STUBS}
    with speaking("ko"):
        command._tell(tests, matched, files, "my project")
        command._tell([], matched, {"stubs": STUBS}, "")
    assert capsys.readouterr().out.splitlines() == [
        f"썼다: {TEST}: 테스트 3개",
        f"썼다: {WORKFLOW}: GitHub Actions에서 쓸 파일",
        f"썼다: {STUBS}: lonely에 쓸 줄리아 함수의 틀",
        "g: 인수를 짐작할 수 없었다. 테스트의 주석을 본다",
        "h: 양쪽이 받는 인수를 찾지 못했다. 인수를 정할 때까지 테스트를 건너뛴다",
        "julia_only (비슷한 것: julia_once): 줄리아에만 있다",
        f"다음: pytest {TEST} --julia-project 'my project'",
        f"썼다: {STUBS}: lonely에 쓸 줄리아 함수의 틀",
        "julia_only (비슷한 것: julia_once): 줄리아에만 있다",
        f"다음: {STUBS}을(를) 채우고, 줄리아 코드에서 include한 뒤 다시 실행한다",
    ]
