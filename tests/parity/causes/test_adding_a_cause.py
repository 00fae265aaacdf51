"""A new cause is one function and one row: tried on a copy of the package."""

from __future__ import annotations

import json

import numpy as np
import pytest
from copies import copied_to, replaced, run_in

from pyjuliann import check
from pyjuliann.parity.causes.cause import Cause, ranked
from pyjuliann.parity.causes.table import CAUSES
from pyjuliann.parity.pairing.pair import pair

pytestmark = pytest.mark.thorough

FUNCTION = '''

def squared(e: Evidence) -> str | None:
    """Square the result."""
    return detail_if(e.explained(lambda s: s.python**2), "somebody forgot a root")
'''
ROW = '    Cause(705, "squared", "the square of it", "37.2", "result**2", "sqrt.(result)", numbers.squared),\n'
BEFORE = "    Cause(700, "
PYTHON = "import math\n\ndef root(x: float):\n    return math.sqrt(abs(x))\n"
JULIA = "root(x) = abs(x)\n"
SCRIPT = """
import math
from pyjuliann import diagnose, pair, start_julia
from pyjuliann.cli import main

with start_julia("worker") as julia:
    print(diagnose(pair(math.sqrt, "abs"), 2.0, engine=julia))
options = ["--engine", "worker", "--seed", "1", "--json", "report.json", "--html", "report.html"]
raise SystemExit(main(["check", "mine.py", "mine.jl", *options]))
"""


def test_a_cause_is_one_function_and_one_row(tmp_path, engine):
    folder = copied_to(tmp_path)
    (folder / "mine.py").write_text(PYTHON, encoding="utf-8")
    (folder / "mine.jl").write_text(JULIA, encoding="utf-8")
    causes = folder / "pyjuliann" / "parity" / "causes"
    with (causes / "numbers.py").open("a", encoding="utf-8") as file:
        file.write(FUNCTION)
    replaced(causes / "table.py", (BEFORE, ROW + BEFORE))
    done = run_in(folder, SCRIPT, engine)
    assert done.returncode == 1, done.stderr
    line = "the square of it (pyjuliann traps 37.2): somebody forgot a root"
    diagnosed, _, terminal = done.stdout.partition("\n")
    assert diagnosed == line
    for shown in (terminal, (folder / "report.html").read_text(encoding="utf-8")):
        assert line in shown
        assert "result**2" in shown
        assert "sqrt.(result)" in shown
    (finding,) = json.loads((folder / "report.json").read_text(encoding="utf-8"))["pairs"][0]["findings"]
    assert finding["diagnosis"]["cause"] == "squared"
    assert finding["diagnosis"]["summary"] == line


def test_a_row_without_its_parts_fails_at_the_import_and_says_which(tmp_path, engine):
    folder = copied_to(tmp_path)
    table = folder / "pyjuliann" / "parity" / "causes" / "table.py"
    replaced(table, (BEFORE, ROW.replace(", numbers.squared", "") + BEFORE))
    done = run_in(folder, "import pyjuliann.parity.causes.diagnose", engine)
    assert done.returncode == 1
    assert "missing 1 required positional argument: 'fits'" in done.stderr


def never(_evidence):
    return None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "name is missing"),
        ({"title": ""}, "title is missing"),
        ({"python": ""}, "python is missing"),
        ({"julia": ""}, "julia is missing"),
        ({"trap": "37"}, "trap must be an entry's number"),
        ({"aspects": frozenset({"values"})}, "aspects must be of value, dtype"),
        ({"aspects": frozenset()}, "aspects must be of value, dtype"),
    ],
)
def test_a_bad_row_is_refused(change, words):
    row = {
        "rank": 1, "name": "new", "title": "new", "trap": "37.2", "python": "x", "julia": "x", "fits": never,
    }  # fmt: skip
    with pytest.raises(ValueError, match=words):
        Cause(**{**row, **change})


def test_no_name_and_no_rank_stands_twice():
    one = Cause(1, "one", "one", "37.2", "x", "x", never)
    two = Cause(2, "two", "two", "37.2", "x", "x", never)
    assert ranked(two, one) == (one, two)
    with pytest.raises(ValueError, match="the name 'one' stands twice"):
        ranked(one, Cause(3, "one", "three", "37.2", "x", "x", never))
    with pytest.raises(ValueError, match="the rank 1 stands twice"):
        ranked(one, Cause(1, "three", "three", "37.2", "x", "x", never))


def test_the_lower_rank_is_named_and_the_next_one_beside_it(engine, monkeypatch):
    def always(_evidence):
        return ""

    rows = (
        Cause(2, "later", "later", "37.2", "x", "x", always),
        Cause(1, "sooner", "sooner", "37.2", "x", "x", always),
    )
    monkeypatch.setattr("pyjuliann.parity.causes.diagnose.CAUSES", ranked(*rows))
    report = check(pair(np.sin, "x -> cos.(x)", domain={"x": (0, 1)}), seed=1, engine=engine, keep=False, shrink=False)
    found = report.findings[0].diagnosis
    assert (found.cause, found.also) == ("sooner", ("later",))


def test_every_rank_is_a_place_of_its_own():
    assert [cause.rank for cause in CAUSES] == sorted({cause.rank for cause in CAUSES})
