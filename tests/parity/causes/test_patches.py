"""The patch of a repair: the right line in a file of any form, and nothing else, for `git apply`."""

from __future__ import annotations

import importlib.util
import operator
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from pyjuliann import pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes.diagnosis import Repair, Search
from pyjuliann.parity.causes.repair_julia import search_julia
from pyjuliann.parity.causes.repair_python import PythonSearch
from pyjuliann.parity.causes.sought import Sought
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.python_code import python_code
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.wording import patches

SECONDS: Final = 60.0
CASES: Final = [Case((a, b)) for a, b in [(-7, 3), (9, -4), (-8, -5), (11, 6), (-13, 4), (5, 2), (6, 3), (0, 7)]]


def wanted(a: int, b: int) -> int:
    """What all of these are to compute; none of them does."""
    return 2 * (a % b) + 1


JULIA: Final = {
    "one line": "f(a, b) = 2 * rem(a, b) + 1\n",
    "docstring": '"""\n    f(a, b)\n\nTwice `rem(a, b)`.\n"""\nfunction f(a, b)\n    2 * rem(a, b) + 1\nend\n',
    "CRLF": "function f(a, b)\r\n    # twice\r\n    c = rem(a, b)\r\n    2 * c + 1\r\nend\r\n",
    "tabs": "function f(a, b)\n\tc = rem(a, b)\t# twice\n\treturn 2c + 1\nend\n",
    "names": "# größer\nfunction f(α, β̂)\n    ŷ = rem(α, β̂)  # naïve → ✓\n    return 2ŷ + 1\nend\n",
    "no end of line": "function f(a, b)\n    2 * rem(a, b) + 1\nend",
    "methods": "f(a::String, b) = rem(length(a), b)\nf(a::Int, b::Int) =\n    2 * rem(a, b) + 1\nf(a) = rem(a, 2)\n",
    "defaults": "function f(a, b, c=1; d=0)\n    return 2 * rem(a, b) + c + d\nend\n",
    "nested": "function f(a, b)\n    function g(x)\n        rem(x, b)\n    end\n    h = x -> 2 * g(x)\n"
        "    return h(a) + 1\nend\n",
    "macros": "@inline function f(a, b)\n    v = [a]\n    @inbounds @views x = rem(v[1], b)\n"
        "    return 2x + 1\nend\n",
    "do": "function f(a, b)\n    v = map([a]) do x\n        rem(x, b)\n    end\n    return 2 * v[1] + 1\nend\n",
    "let": "function f(a, b)\n    c = let d = b\n        rem(a, d)\n    end\n    return begin\n"
        "        2c + 1\n    end\nend\n",
    "module": "module M\nexport g\ng(a, b) = rem(a, b)  # rem, not mod\nend\nusing .M\nf(a, b) = 2 * g(a, b) + 1\n",
    "types": "function f(a::T, b::T)::T where {T<:Integer}\n    s = \"rem(a, b)\"\n"
        "    return 2 * rem(a, b) + 1\nend\n",
    "many lines": "function f(a, b)\n    return (1 +\n        2 *\n        rem(a,\n            b))\nend\n",
    "one of two": "function f(a, b)\n    c = rem(a, 1000); d = rem(a, b)\n    return 2d + 1 + 0c\nend\n",
}  # fmt: skip

PYTHON: Final = {
    "docstring": 'def f(a, b):\n    """Twice math.fmod(a, b)."""\n    return 2 * int(math.fmod(a, b)) + 1\n',
    "CRLF": "def f(a, b):\r\n    # twice\r\n    c = int(math.fmod(a, b))\r\n    return 2 * c + 1\r\n",
    "tabs": "def f(a, b):\n\tc = int(math.fmod(a, b))\t# twice\n\treturn 2 * c + 1\n",
    "names": "# größer\ndef f(α, β):\n    ŷ = int(math.fmod(α, β))  # naïve → ✓\n    return 2 * ŷ + 1\n",
    "no end of line": "def f(a, b):\n    return 2 * int(math.fmod(a, b)) + 1",
    "form feed": "\f\ndef f(a, b):\n    \f\n    return 2 * int(math.fmod(a, b)) + 1\n",
    "defaults": "def f(a, b, c=1, *, d=0):\n    return 2 * int(math.fmod(a, b)) + c + d\n",
    "nested": "def made(c):\n    def inner(a, b):\n        return 2 * int(math.fmod(a, b)) + c\n"
        "    return inner\n\n\nf = made(1)\n",
    "decorated": "def kept(g):\n    @functools.wraps(g)\n    def h(*x):\n        return g(*x)\n    return h\n\n\n"
                 "@kept\ndef f(a, b):\n    return 2 * int(math.fmod(a, b)) + 1\n",
    "lambda": "f = lambda a, b: 2 * int(math.fmod(a, b)) + 1  # noqa\n",
    "two lambdas": "fs = [lambda a, b: 1, lambda a, b: 2 * int(math.fmod(a, b)) + 1]\nf = fs[1]\n",
    "method": "class C:\n    c = 1\n\n    def f(self, a, b):\n"
        "        return 2 * int(math.fmod(a, b)) + self.c\n\n\nf = C().f\n",
    "static": "class C:\n    @staticmethod\n    def f(a, b):\n"
        "        return 2 * int(math.fmod(a, b)) + 1\n\n\nf = C.f\n",
    "helper": "def twice(a, b):\n    return 2 * int(math.fmod(a, b))\n\n\ndef f(a, b):\n    return twice(a, b) + 1\n",
    "one of two": "def f(a, b):\n    c = math.fmod(a, 1000); d = math.fmod(a, b)\n"
        "    return 2 * int(d) + 1 + 0 * int(c)\n",
}  # fmt: skip


def question(python: Callable[..., Any], julia: str, other: Callable[..., Any]) -> Sought:
    here = pair(python, julia)
    found = judge_calls(here, CASES, run_python(python, CASES), run_python(other, CASES))
    found.sort(key=lambda r: r.verdict != "differ")
    return Sought(here, found[:4], found, SECONDS)


def in_julia(engine: Engine, path: Path, right: Callable[..., Any] = wanted) -> Search:
    asked = question(right, f"{path}::f", operator.add)  # what Julia gives as it is does not matter
    return search_julia(Session(engine), asked, [], bool, silent)


def in_python(path: Path, right: Callable[..., Any] = wanted) -> Search:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    code = python_code(module.f)
    assert code is not None
    return PythonSearch(question(module.f, "identity", right), code, []).found(time.monotonic() + SECONDS)


def applied(folder: Path, name: str, patch: str) -> str:
    (folder / "found.patch").write_bytes(patch.encode())
    subprocess.run(["git", "apply", "--unsafe-paths", "found.patch"], check=True, cwd=folder)
    return (folder / name).read_bytes().decode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in patches are relative to where the command runs."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("form", JULIA)
@pytest.mark.thorough
def test_in_a_julia_file(interpreted: Engine, tmp_path: Path, form: str) -> None:
    text = JULIA[form]
    (tmp_path / "mine.jl").write_bytes(text.encode())
    search = in_julia(interpreted, tmp_path / "mine.jl")
    (edit,) = search.repairs[0].edits
    now = applied(tmp_path, "mine.jl", search.repairs[0].patch)
    changed = [(k, a, b) for k, (a, b) in enumerate(zip(text.split("\n"), now.split("\n"), strict=True), 1) if a != b]
    assert len(changed) == 1
    line, before, after = changed[0]
    assert after.replace("mod(", "rem(") == before
    assert edit.line == line
    assert edit.after.startswith("mod(")


@pytest.mark.parametrize("form", PYTHON)
def test_in_a_python_file(tmp_path: Path, form: str) -> None:
    text = "import functools\nimport math\n\n" + PYTHON[form]
    (tmp_path / "mine.py").write_bytes(text.encode())
    search = in_python(tmp_path / "mine.py")
    repair = next(r for r in search.repairs if r.edits[0].cause == "floor_division")
    now = applied(tmp_path, "mine.py", repair.patch)
    changed = [k for k, (a, b) in enumerate(zip(text.split("\n"), now.split("\n"), strict=True), 1) if a != b]
    assert changed == [repair.edits[0].line]
    assert now.replace(repair.edits[0].after, repair.edits[0].before) == text


def test_a_line_too_much(interpreted: Engine, tmp_path: Path) -> None:
    julia = (
        "function f(a, b)\n"
        "    c = mod(a, b)\n"
        "    # why?\n"
        "    c = c * b  # too much\n"
        "\n"
        "    # the end\n"
        "    return 2c + 1\n"
        "end\n"
    )
    (tmp_path / "mine.jl").write_text(julia)
    found = in_julia(interpreted, tmp_path / "mine.jl").repairs[0]
    assert [(e.cause, e.line, e.after) for e in found.edits] == [("extra_line", 4, "")]
    assert applied(tmp_path, "mine.jl", found.patch) == julia.replace("    c = c * b  # too much\n", "")

    python = "def f(a, b):\n    c = a % b\n    # why?\n    c = c * b  # too much\n\n    return 2 * c + 1\n"
    (tmp_path / "mine.py").write_text(python)
    found = in_python(tmp_path / "mine.py").repairs[0]
    assert [(e.cause, e.line, e.after) for e in found.edits] == [("extra_line", 4, "")]
    assert applied(tmp_path, "mine.py", found.patch) == python.replace("    c = c * b  # too much\n", "")


def last_added(a: int, b: int) -> int:
    return (a % b) * a + b


def is_swap(repair: Repair) -> bool:
    return [edit.cause for edit in repair.edits] == ["order_of_lines"]


def test_two_lines_in_the_other_order(interpreted: Engine, tmp_path: Path) -> None:
    julia = (
        "function f(a, b)\n    c = mod(a, b)\n    c = c + b  # more\n    # twice\n    c = c * a\n    return c\nend\n"
    )
    swapped = "    c = c * a\n    # twice\n    c = c + b  # more\n"
    (tmp_path / "mine.jl").write_text(julia)
    found = next(r for r in in_julia(interpreted, tmp_path / "mine.jl", last_added).repairs if is_swap(r))
    assert found.edits[0].line == 3
    assert swapped in applied(tmp_path, "mine.jl", found.patch)

    python = "def f(a, b):\n    c = a % b\n    c = c + b  # more\n    # twice\n    c = c * a\n    return c\n"
    (tmp_path / "mine.py").write_text(python)
    found = next(r for r in in_python(tmp_path / "mine.py", last_added).repairs if is_swap(r))
    assert found.edits[0].line == 3
    assert swapped in applied(tmp_path, "mine.py", found.patch)


def test_a_file_that_was_edited_since_it_was_loaded_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("def f(a, b):\n    return 2 * (a - b) + 1\n")
    spec = importlib.util.spec_from_file_location("mine", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert python_code(module.f) is not None
    path.write_text("def f(a, b):\n    return 2 * (a + b) + 1\n")
    assert python_code(module.f) is None


def test_of_two_patches_of_the_same_lines_one_is_written() -> None:
    def finding(patch: str, file: str | None = "mine.jl") -> dict[str, Any]:
        return {"diagnosis": {"search": {"repairs": [{"file": file, "patch": patch}]}}}

    first = "--- a/mine.jl\n+++ b/mine.jl\n@@ -1,3 +1,3 @@\n x\n-y\n+z\n w\n"
    near, far = first.replace("-1,3 +1,3", "-2,3 +2,3"), first.replace("-1,3 +1,3", "-4,3 +4,3")
    report = {"pairs": [{"findings": [finding(first), finding(near), finding(far), finding(first, None)]}]}
    assert patches(report) == first + far
    assert patches({"pairs": [{"findings": [{"diagnosis": None}]}]}) == ""
