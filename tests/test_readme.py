"""The README keeps its word: what it says is printed is printed, what it names is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(mark):
    """Return the fenced block after a marker."""
    return re.search(rf"<!-- {re.escape(mark)} -->\n```\w+\n(.*?)```", README, re.DOTALL)[1]


def test_the_shown_output_is_what_is_printed(engine):
    command = [sys.executable, "-m", "pyjuliann", "verify", "1", "--engine", "worker"]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    version = re.compile(r"Julia \d+\.\d+\.\d+\S*")
    assert version.sub("Julia", block("output: verify 1")).strip() == version.sub("Julia", printed).strip()


def test_both_commands_are_one_line_each():
    for mark in ("command: verify", "command: tests"):
        assert len(block(mark).strip().splitlines()) == 1
        assert block(mark).startswith("python3 -m venv .venv && ")


def test_every_file_it_names_is_there():
    named = re.findall(r"`((?:pyjuliann|julia|tests)/[\w/.]+)`", README)
    assert len(named) > 6
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_mirror_table_has_a_row_for_every_stem():
    stems = {path.stem for path in (ROOT / "pyjuliann" / "nn").glob("[a-z]*.py")} - {"contract"}
    rows = set(re.findall(r"\| `pyjuliann/nn/(\w+)\.py` \| `julia/src/\1\.jl` \|", README))
    assert rows == stems
