"""Every function of the network code is paired with its twin, and the pairs agree on generated arguments."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pyjuliann.nn
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.pair import pair_of

FUNCTIONS = {name: f for name, f in vars(pyjuliann.nn).items() if inspect.isfunction(f) and not name.startswith("_")}


def test_every_function_has_a_pair():
    assert len(FUNCTIONS) >= 55
    assert [name for name, f in FUNCTIONS.items() if pair_of(f) is None] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_pair(name):
    pair = pair_of(FUNCTIONS[name])
    assert str(pair.julia) == f"JuliaNN.{name}"
    assert pair.python.__name__ == name
    assert pair.policy is not None
    assert pair.policy.reason
    assert not pair.expect
    if pair.policy.ulp != 0:
        assert set(pair.policy.ulp) == {"float64", "float32"}
        # A budget is the algorithm's, not one processor's: at least twice what was measured.
        measured = re.search(r"(\d+) and (\d+) measured", pair.policy.reason)
        for dtype, worst in zip(("float64", "float32"), measured.groups(), strict=True):
            assert pair.policy.ulp[dtype] >= 2 * int(worst)


def test_importing_the_pairs_imports_no_hypothesis():
    code = "import sys, pyjuliann.twins; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_network_code_stands_on_the_ground():
    """It needs NumPy and jaxtyping, and nothing of ours: as JuliaNN needs nothing but Julia."""
    code = "import sys, pyjuliann.nn; print(sorted(name for name in sys.modules if name.startswith('pyjuliann.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[1] for name in ast.literal_eval(done.stdout)}
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(pyjuliann.nn.__path__[0]).glob("*.py"))
    assert set(re.findall(r"^ *(?:from|import) pyjuliann\.(\w+)", sources, re.MULTILINE)) == {"nn"}
    assert "parity" not in loaded


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_two_sides_agree(engine, name):
    report = check(FUNCTIONS[name], cases=30, seed=7, engine=engine, keep=False)
    assert report, [finding.case.summary for finding in report.findings]
    # Most cases are to compare results, not refusals.
    assert report.both_raised < 0.8 * report.cases
