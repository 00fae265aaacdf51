"""A short form of the endurance test, which by itself takes many minutes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import start_or_skip
from processes import ROOT

pytestmark = [pytest.mark.thorough, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")]

SHORT = ["--signals", "9", "--bursts", "6", "--parents", "1", "--frames", "500", "--calls", "300"]


def test_the_bridge_survives_a_short_attack() -> None:
    start_or_skip("worker").close()
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "endurance.py"), *SHORT]
    result = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "6 bursts" in result.stdout
    assert "GROWN" not in result.stdout
