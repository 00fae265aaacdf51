"""Fixtures that every part of the suite shares."""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections import Counter
from collections.abc import Iterator

import pytest

from pyjuliann import EngineError, EngineRestartedWarning, start_julia
from pyjuliann.bridge.engine import Engine

# The tests read English; LC_ALL would come before LC_MESSAGES.
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "C"

REQUIRED = "CI"  # there a missing Julia is a failure, not a reason to skip

# A shell gives what it starts in the background an ignored Ctrl-C, which children inherit.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start_or_skip(name: str) -> Engine:
    """Start an engine, fetching a Julia if need be, or skip the test with the reason why it cannot be had."""
    try:
        return start_julia(name, install=print)
    except EngineError as error:
        if os.environ.get(REQUIRED) and name != "juliacall":
            raise
        pytest.skip(f"the {name} engine cannot start: {str(error).splitlines()[0]}")


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A live worker for tests that only call Julia."""
    with start_or_skip("worker") as engine:
        yield engine


@pytest.fixture(scope="session")
def interpreted(engine: Engine) -> Iterator[Engine]:
    """A worker that compiles nothing, for tests of many small pieces of code."""
    with start_julia("worker", engine.info.executable, interpreted=True) as quick:
        yield quick


@pytest.fixture(scope="session", params=["worker", "juliacall"])
def live(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every engine that can start here; one that cannot is skipped with its reason."""
    with start_or_skip(request.param) as engine:
        yield engine


@pytest.fixture(scope="session")
def spare_worker() -> Iterator[Engine]:
    """A worker for the tests that kill theirs."""
    with start_or_skip("worker") as engine:
        yield engine


@pytest.fixture
def worker(spare_worker: Engine) -> Engine:
    """A worker that runs, and may be killed: what its tests leave behind does not matter to others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EngineRestartedWarning)
        spare_worker.call("sum", [1])
    return spare_worker


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every reason for skipping once, with the number of tests: pytest's own list has a line per place."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")
