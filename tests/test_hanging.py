"""A test that hangs is a failure with its name, whatever it waits for; the others are run."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.thorough

HANGING = """
import re

def test_before():
    pass

def test_endless():
    re.match("(a+)+$", "a" * 40 + "b")  # in C, with Python's lock held

def test_after():
    pass
"""


def test_each_test_has_a_limit(pytestconfig):
    assert 60 <= float(pytestconfig.getini("faulthandler_timeout")) <= 600
    assert pytestconfig.getini("faulthandler_exit_on_timeout")


def test_a_test_that_hangs_is_named_and_the_others_are_run(pytestconfig, tmp_path):
    (tmp_path / "test_it.py").write_text(HANGING)
    options = ["-n", "1", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=1", "-c", str(pytestconfig.inipath)]
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(tmp_path / "test_it.py")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path)
    assert "crashed while running 'test_it.py::test_endless'" in ended.stdout
    assert "1 failed, 2 passed" in ended.stdout
    assert "in test_endless" in ended.stderr  # where it stood
    assert ended.returncode == 1
