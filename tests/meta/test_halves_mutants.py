"""The check of the two halves finds every way in which one can drift from the other."""

from __future__ import annotations

import pytest
from halves import problems

PYTHON = {
    "__init__.py": "from nn.first import one as one\nfrom nn.first import two as two\n"
    "from nn.second import SGD as SGD\n",
    "contract.py": "def check(x): ...\n",
    "first.py": "def one(x, w, b=1e-4): ...\n\n\ndef two(x, *, rate=None): ...\n\n\ndef _own(x): ...\n",
    "second.py": "class SGD:\n    lr: float = 0.01\n    decay: float = 0.0\n",
}
JULIA = {
    "JuliaNN.jl": 'module JuliaNN\ninclude("contract.jl")\ninclude("first.jl")\nexport one, two\n'
    'include("second.jl")\nexport SGD\nend\n',
    "contract.jl": "check(x) = x\n",
    "first.jl": "function one(x, w, b = 1e-4)\nend\n\ntwo(x; rate = nothing) = x\n\n_helper(x, y) = x\n",
    "second.jl": "Base.@kwdef struct SGD\n    lr::Float64 = 0.01\n    decay::Float64 = 0.0\nend\n",
}


def found(tmp_path, python=PYTHON, julia=JULIA):
    for folder, files in (("nn", python), ("src", julia)):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return problems(tmp_path / "nn", tmp_path / "src")


def test_without_a_mutation_nothing_is_found(tmp_path):
    assert found(tmp_path) == []


MUTANTS = {
    "argument renamed": ("first.jl", "one(x, w, b", "one(x, v, b", "one(x, w, b"),
    "argument renamed in Python": ("first.py", "one(x, w, b", "one(x, v, b", "one(x, v, b"),
    "arguments swapped": ("first.jl", "one(x, w,", "one(w, x,", "one(w, x, b"),
    "argument dropped": ("first.jl", "(x, w, b = 1e-4)", "(x, w)", "one(x, w) in Julia"),
    "argument added": ("first.jl", "two(x; rate", "two(x, y; rate", "two(x, y"),
    "default changed": ("first.jl", "b = 1e-4", "b = 1e-5", "b = 1e-05"),
    "default dropped": ("first.jl", "b = 1e-4", "b", "one(x, w, b) in Julia"),
    "default of another type": ("second.jl", "decay::Float64 = 0.0", "decay::Float64 = 0", "decay = 0)"),
    "keyword made positional": ("first.jl", "two(x; rate", "two(x, rate", "two(x, rate = None) in Julia"),
    "functions in another order": (
        "first.py",
        PYTHON["first.py"],
        "def two(x, *, rate=None): ...\n\n\ndef one(x, w, b=1e-4): ...\n",
        "order: ['two', 'one'] in Python",
    ),
    "function missing in Julia": ("first.jl", "two(x; rate = nothing) = x", "", "two is missing in Julia"),
    "function missing in Python": ("first.py", "def two", "def _two", "two is missing in Python"),
    "function renamed": ("first.jl", "function one", "function un", "un is missing in Python"),
    "field renamed": ("second.jl", "lr::", "rate::", "SGD(rate"),
    "fields swapped": (
        "second.py",
        "lr: float = 0.01\n    decay: float = 0.0",
        "decay: float = 0.0\n    lr: float = 0.01",
        "SGD(decay",
    ),
    "class became a function": (
        "second.jl",
        JULIA["second.jl"],
        "SGD(lr) = lr\n",
        "SGD is a class in Python only",
    ),
    "export missing": ("JuliaNN.jl", "export one, two", "export one", "exported by JuliaNN.jl are ['one']"),
    "exports in another order": ("JuliaNN.jl", "one, two", "two, one", "['two', 'one']"),
    "include missing": ("JuliaNN.jl", 'include("second.jl")\nexport SGD', "", "second: not exported"),
    "include commented out": (
        "JuliaNN.jl",
        'include("second.jl")\nexport SGD',
        '# include("second.jl")',
        "second: not",
    ),
    "includes in another order": (
        "JuliaNN.jl",
        'include("first.jl")\nexport one, two\ninclude("second.jl")\nexport SGD',
        'include("second.jl")\nexport SGD\ninclude("first.jl")\nexport one, two',
        "order of files",
    ),
    "import missing": (
        "__init__.py",
        "from nn.first import two as two\n",
        "",
        "imported by __init__.py are ['one']",
    ),
    "module not imported": ("__init__.py", "from nn.second import SGD as SGD\n", "", "second: not imported"),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_is_found(tmp_path, mutant):
    name, old, new, message = MUTANTS[mutant]
    side = PYTHON if name.endswith(".py") else JULIA
    assert old in side[name], "the mutation no longer applies"
    mutated = {**side, name: side[name].replace(old, new)}
    listed = found(tmp_path, mutated, JULIA) if side is PYTHON else found(tmp_path, PYTHON, mutated)
    assert any(message in problem for problem in listed), listed


@pytest.mark.parametrize("name", ["second.py", "second.jl"])
def test_a_missing_twin_is_found(tmp_path, name):
    python, julia = ({n: t for n, t in side.items() if n != name} for side in (PYTHON, JULIA))
    listed = found(tmp_path, python, julia)
    assert any(problem.startswith("second: no second.") for problem in listed), listed
