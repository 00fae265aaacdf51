"""What ``check --watch`` checks again: what depends on a file that was saved, as it is now, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from folders import working_folder

from pyjuliann.cli import _read
from pyjuliann.commands.check import asked_for
from pyjuliann.commands.rechecking import Rechecker

FILES = {
    "first.py": "import shared\nfrom typing import Any\n\ndef f(x: int):\n    return x + shared.ONE\n",
    "second.py": "def g(x: int):\n    return 2 * x\n",
    "shared.py": "ONE = 1\n",
    "first.jl": 'include("inner.jl")\nf(x) = x + one_more()\n',
    "inner.jl": "one_more() = 1\n",
    "second.jl": "g(x) = 2x\n",
}
PAIRS = ("--pair", "first.py:f=first.jl::f", "--pair", "second.py:g=second.jl::g")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with two pairs, which share nothing, and a module and a file that one of them needs."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with working_folder(tmp_path, monkeypatch) as folder:
        for name, text in FILES.items():
            (folder / name).write_text(text)
        yield folder


@pytest.fixture
def rechecker(engine, folder):
    return lambda *arguments: Rechecker(
        asked_for(_read(["check", *arguments, "--cases", "10", "--seed", "1", "--repair", "0"])), engine
    )


def again(work: Rechecker, name: str, text: str | None) -> dict:
    file = Path(name).resolve()
    file.unlink() if text is None else file.write_text(text)
    return work.check({file})


def names(answer: dict) -> list[str]:
    assert answer["problem"] == ""
    return [name.partition(" ")[0] for name in answer["checked"]]


def verdicts(answer: dict) -> dict[str, str]:
    return {pair["name"].partition(" ")[0]: pair["verdict"] for pair in answer["found"]["pairs"]}


def test_only_what_depends_on_the_file_is_checked_again_and_the_rest_stays(rechecker, folder):
    work = rechecker(*PAIRS)
    first = work.check()
    assert names(first) == ["first.f", "second.g"]
    # this Julia has files of other tests, too
    assert [name for name in first["files"] if Path(name).parent == folder] == sorted(str(folder / n) for n in FILES)
    assert set(verdicts(first).values()) == {"identical"}
    for name, text, changed, verdict in [
        ("shared.py", "ONE = 2\n", "first.f", "differ"),
        ("inner.jl", "one_more() = 2\n", "first.f", "identical"),
        ("second.jl", "g(x) = 3x\n", "second.g", "differ"),
        ("second.py", "def g(x: int):\n    return 3 * x\n", "second.g", "identical"),
    ]:
        answer = again(work, name, text)
        assert names(answer) == [changed]
        assert verdicts(answer) == {"first.f": "identical", "second.g": "identical"} | {changed: verdict}
    assert names(work.check({folder / "unknown.py"})) == ["first.f", "second.g"], "nobody can tell what it is for"
    assert names(work.check()) == ["first.f", "second.g"]


def test_what_does_not_load_is_told_and_then_forgotten(rechecker):
    work = rechecker("second.py", "second.jl")
    assert names(work.check()) == ["second.g"]
    good = {name: FILES[name] for name in ("second.py", "second.jl")}
    for name, text, told in [
        ("second.py", "def g(x: int:\n", "second.py cannot be imported: SyntaxError"),
        ("second.py", "", "no function has a twin"),
        ("second.py", "raise SystemExit(3)\n", "second.py cannot be imported: SystemExit: 3"),
        ("second.py", None, "there is no Python file second.py"),
        ("second.jl", "g(x) = (2x\n", "second.jl cannot be loaded"),
        ("second.jl", "error(1)\n", "second.jl cannot be loaded"),
        ("second.jl", None, "second.jl cannot be loaded"),
    ]:
        answer = again(work, name, text)
        assert told in answer["problem"]
        assert answer["found"] is None
        assert str(Path(name).resolve()) in answer["files"]
        answer = again(work, name, good[name])
        assert verdicts(answer) == {"second.g": "identical"}


def test_a_module_that_is_missing_is_found_once_it_is_there(rechecker):
    Path("shared.py").unlink()
    work = rechecker("first.py", "first.jl")
    assert "No module named 'shared'" in work.check()["problem"]
    Path("shared.py").write_text("ONE = 1\n")
    assert verdicts(work.check()) == {"first.f": "identical"}


def test_functions_come_and_go(rechecker):
    work = rechecker("second.py", "second.jl")
    work.check()
    answer = again(work, "second.py", FILES["second.py"] + "\ndef h(x: int):\n    return x\n")
    assert answer["found"]["unmatched"]["python"] == ["h"]
    answer = again(work, "second.jl", FILES["second.jl"] + "h(x) = -x\n")
    assert verdicts(answer) == {"second.g": "identical", "second.h": "differ"}
    answer = again(work, "second.py", FILES["second.py"])
    assert verdicts(answer) == {"second.g": "identical"}
    assert answer["found"]["unmatched"]["julia"] == ["h"]


def test_the_search_for_a_repair_comes_after_the_verdicts(rechecker, monkeypatch):
    asked = []
    monkeypatch.setattr("pyjuliann.commands.rechecking.checked", lambda *args: (asked.append(args), ([], []))[1])
    work = rechecker(*PAIRS)
    work._options["repair"] = None
    work.check()
    assert [options["repair"] for _, _, options in asked] == [0.0, 0.0]
    assert work.explain() is None, "nothing differs"


def test_a_package_of_modules_is_imported_anew_as_a_whole(rechecker, folder):
    (folder / "mypackage").mkdir()
    (folder / "mypackage" / "__init__.py").write_text("from .core import g\n")
    (folder / "mypackage" / "core.py").write_text("def g(x: int):\n    return 2 * x\n")
    work = rechecker("mypackage", "second.jl")
    first = work.check()
    assert verdicts(first) == {"mypackage.core.g": "identical"}
    assert str(folder / "mypackage" / "__init__.py") in first["files"]
    assert "core.py" in again(work, "mypackage/core.py", "def g(x: int):\n    return 2 *\n")["problem"]
    assert verdicts(again(work, "mypackage/core.py", "def g(x: int):\n    return 3 * x\n")) == {
        "mypackage.core.g": "differ"
    }


def test_what_julia_keeps_is_loaded_by_a_new_one(rechecker, engine, folder, monkeypatch):
    new = []
    monkeypatch.setattr(engine, "reload", lambda: new.append(1))
    (folder / "second.jl").write_text('include(joinpath(@__DIR__, "factor.jl"))\ng(x) = FACTOR * x\n')
    (folder / "factor.jl").write_text("const FACTOR = 2\n")
    work = rechecker(*PAIRS)
    first = work.check()
    assert str(folder / "factor.jl") in first["files"]
    assert names(again(work, "second.jl", (folder / "second.jl").read_text() + "# more\n")) == ["second.g"]
    assert new == []
    assert names(again(work, "factor.jl", "const FACTOR = 3\n")) == ["first.f", "second.g"]
    assert new == [1]
    assert names(again(work, "second.py", "def g(x: int):\n    return x\n")) == ["second.g"]
    assert new == [1]
