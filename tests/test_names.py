"""Names: one for each thing, and only words that others in the field use."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pyjuliann

PACKAGE = Path(pyjuliann.__file__).parent
TESTS = Path(__file__).parent
OTHER_WORDS = re.compile(r"(?i)\bmirror(ed|ing)?\b|_mirror\b|\bmirror_|\bmirrors of\b")
"""What is a pair or a twin is called so; `mirrors`, the decorator, is a verb. Package mirrors are something else."""


def class_names(folder: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return found


def test_no_public_class_name_stands_twice() -> None:
    assert [name for name, count in class_names(PACKAGE).items() if count > 1 and not name.startswith("_")] == []


def test_a_second_class_of_a_name_is_found(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text("def f():\n    class Side:\n        pass\n", encoding="utf-8")
    assert class_names(tmp_path)["Side"] == 2


def test_no_name_is_nobodys_term() -> None:
    kinds = ast.ClassDef | ast.FunctionDef
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    names = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, kinds)}
    assert len(names) > 1000
    assert names & {"Where", "Room", "said", "given_away", "wishes", "_wishes"} == set()


def test_there_are_pairs_and_twins_and_no_third_word() -> None:
    halves = [*(TESTS.parent / "julia").rglob("*.jl"), *PACKAGE.rglob("*.py"), *TESTS.rglob("*.py")]
    about_packages = {"debian.py", "install.py", "test_install.py", "fake_apt.py", "test_names.py"}
    read = [path for path in halves if path.name not in about_packages]
    assert len(read) > 200
    found = {
        path.name: word[0]
        for path in read
        if "machine" not in (path.stem, path.parent.name)
        and (word := OTHER_WORDS.search(path.name + path.read_text(encoding="utf-8")))
    }
    assert found == {}
