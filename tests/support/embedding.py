"""Runs the tests of the juliacall engine where juliacall cannot start: on `embedded/juliacall.py`, a libjulia.

That takes a process of its own, with Julia's library path. It is a pytest that has collected the same tests, waits to
be told which to run, and tells how it went; one that dies fails the test that it was at, and the next gets a new one.
"""

from __future__ import annotations

import functools
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

import pytest

PIPES = "PYJULIANN_TEST_PIPES"  # set in the process that runs the embedded Julia
LIMIT = 240  # seconds for one test, less than its process has itself
QUESTION = """
import Libdl
println(first(filter(path -> startswith(basename(path), "libjulia."), Libdl.dllist())))
println(Sys.BINDIR)
println(unsafe_string(Base.JLOptions().image_file))
println(get(ENV, "LD_LIBRARY_PATH", ""))
"""


def environment(executable: Path) -> dict[str, str]:
    """Return the environment in which ``import juliacall`` gives the embedded form of a Julia."""
    command = [os.fspath(executable), "--startup-file=no", "-O0", "-e", QUESTION]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    library, bindir, image, library_path = answer.stdout.splitlines()
    folders = [os.fspath(Path(__file__).parent / "embedded"), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "EMBEDDED_JULIA_LIBRARY": library,
        "EMBEDDED_JULIA_BINDIR": bindir,
        "EMBEDDED_JULIA_IMAGE": image,
        "PYTHON_JULIACALL_COMPILE": "min",  # the worker compiles; so both are tried
        "LD_LIBRARY_PATH": library_path,
        "PYTHONPATH": os.pathsep.join(filter(None, folders)),
    }


def is_inside() -> bool:
    """Return whether this is the process that runs the embedded Julia."""
    return PIPES in os.environ


def is_for_juliacall(item: pytest.Item) -> bool:
    """Return whether a test is one of those that a parameter gives to the juliacall engine."""
    call = getattr(item, "callspec", None)
    values = call.params.values() if call is not None else ()
    return any(isinstance(value, str) and value == "juliacall" for value in values)


@functools.cache
def juliacall_starts() -> bool:
    """Return whether the real juliacall can start here, which is then taken."""
    from pyjuliann.bridge.machine.probe import probe_juliacall

    return probe_juliacall().ok


class Inside:
    """The other end: a pytest that runs what it is told to."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        orders, answers = (os.fdopen(int(end), mode) for end, mode in zip(os.environ[PIPES].split(), "rw", strict=True))
        items = {item.nodeid: item for item in session.items}
        for line in orders:
            item = items[json.loads(line)]
            self.reports: list[pytest.TestReport] = []
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            bad = next((report for report in self.reports if not report.passed), None)
            outcome = {"outcome": bad.outcome if bad else "passed", "text": words(bad) if bad else ""}
            print(json.dumps(outcome), file=answers, flush=True)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)


def words(report: pytest.TestReport) -> str:
    """Return why a test was skipped, or all that is known about its failure."""
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2])
    return "\n".join([report.longreprtext, *(f"-- {name}\n{text}" for name, text in report.sections)])


class Outside:
    """This end: hands each test of the juliacall engine to the process with the embedded Julia."""

    def __init__(self, rootdir: Path, files: Iterable[Path], find_julia: Callable[[], Path]) -> None:
        self.command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(os.fspath, files)]
        self.rootdir = rootdir
        self.find_julia = find_julia
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        inherited = environment(self.find_julia())
        theirs_in, self.orders = os.pipe()
        self.answers, theirs_out = os.pipe()
        self.said: IO[Any] = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self.process = subprocess.Popen(
            self.command,
            cwd=self.rootdir,
            env={**inherited, PIPES: f"{theirs_in} {theirs_out}"},
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=self.said,
            stderr=self.said,
        )
        os.close(theirs_in)
        os.close(theirs_out)

    def run(self, nodeid: str) -> dict[str, str]:
        """Return the outcome of a test and the words about it."""
        if self.process is None:
            self.start()
        os.write(self.orders, json.dumps(nodeid).encode() + b"\n")
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.answers], [], [], LIMIT)
            part = os.read(self.answers, 1 << 16) if ready else b""
            if not part:
                why = "ended" if ready else f"gave no answer within {LIMIT} s"
                return {"outcome": "failed", "text": f"the process with the embedded Julia {why}:\n{self.end()}"}
            line += part
        outcome: dict[str, str] = json.loads(line)
        return outcome

    def end(self) -> str:
        """End the process and return the last that it said."""
        if self.process is None:
            return ""
        os.close(self.orders)  # it ends by itself
        try:
            code = self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        os.close(self.answers)
        self.process = None
        with self.said:
            self.said.seek(0)
            return f"exit code {code}\n{self.said.read().decode(errors='replace')[-5000:]}"
