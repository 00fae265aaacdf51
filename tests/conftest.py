"""Fixtures that every part of the suite shares."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator

import pytest

from pyjuliann import EngineError, EngineRestartedWarning, start_julia
from pyjuliann.bridge.engine import Engine

# The tests read English; LC_ALL would come before LC_MESSAGES.
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "C"

REQUIRED = "PYJULIANN_REQUIRE_JULIA"  # set in CI: a missing Julia is a failure there, not a reason to skip


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
    with start_julia("worker", engine._executable, interpreted=True) as quick:
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
