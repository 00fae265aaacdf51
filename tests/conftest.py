"""Fixtures that every part of the suite shares."""

from __future__ import annotations

import compileall
import os
import signal
import threading
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import embedding
import pytest
from packages import write_two_packages

import pyjuliann
from pyjuliann import EngineError, EngineRestartedWarning, start_julia
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes import repair

# The tests read English; LC_ALL would come before LC_MESSAGES.
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "C"

# Nearly all that a Julia does here is done once, and then compiling takes most of the time. The session's own engine
# compiles, and whatever is about compiled code asks for it.
os.environ["PYJULIANN_INTERPRETED"] = "1"
# What they check is no result of the job that they run in.
os.environ.pop("GITHUB_ACTIONS", None)

pytest_plugins = ["browsing"]  # not a conftest of its own: tests import from this one by its name

REQUIRED = "CI"  # there a missing Julia is a failure, not a reason to skip

# A shell gives what it starts in the background an ignored Ctrl-C, which children inherit.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start_or_skip(name: str, **settings: Any) -> Engine:
    """Start an engine, fetching a Julia if need be, or skip the test with the reason why it cannot be had."""
    try:
        return start_julia(name, install=print, **settings)
    except EngineError as error:
        if embedding.is_inside() or (os.environ.get(REQUIRED) and name != "juliacall"):
            raise
        pytest.skip(f"the {name} engine cannot start: {str(error).splitlines()[0]}")


def julia_executable() -> Path:
    """Return the Julia that the worker runs on."""
    with start_or_skip("worker") as engine:
        return engine._executable


STAND_IN = pytest.StashKey[embedding.Outside]()


def pytest_configure(config: pytest.Config) -> None:
    repair.default_seconds.set(0.0)  # the tests of the search ask for it
    # an engine is shared by many tests, and their files come and go
    config.addinivalue_line("filterwarnings", "ignore::pyjuliann.errors.SourcesChangedWarning")
    if embedding.is_inside():
        config.pluginmanager.register(embedding.Inside())
    elif not hasattr(config, "workerinput"):  # once: each of the many processes that tests start would do it again
        compileall.compile_dir(Path(pyjuliann.__file__).parent, quiet=2)


DEAREST = (
    "test_readme.py", "test_nn_pairs.py", "test_browser.py", "test_plugin.py", "test_parity_diagnose.py",
    "test_rewrites.py", "test_limits.py", "test_endurance.py", "test_worker_interrupts.py", "test_values.py",
    "test_worker_death.py", "test_check.py", "test_recorded_use.py", "test_serving.py", "test_cli_check.py",
)  # fmt: skip
"""The files that take longest: they come first, or in the end one process would be alone with one of them."""

NETWORKS = ("tests/nn/", "tests/twins/", "tests/training/")
"""The folders of the tests that have Julia compile networks, which one process does for all of them."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process whole files: what one test has Julia compile, the others of its file need too."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        """One in which all of `NETWORKS` are one file."""

        def _split_scope(self, nodeid: str) -> str:
            scope = super()._split_scope(nodeid)
            return "networks" if scope.startswith(NETWORKS) else scope

    config.option.loadscopereorder = False  # in the order of pytest_collection_modifyitems
    return Scheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark the tests of the tests, which take their time, before some are chosen; then put what takes longest first."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent / "meta"):
            item.add_marker(pytest.mark.thorough)
    yield
    rank = {name: number for number, name in enumerate(DEAREST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))


def pytest_collection_finish(session: pytest.Session) -> None:
    files = sorted({item.path for item in session.items if embedding.is_for_juliacall(item)})
    if files and not embedding.is_inside() and not embedding.juliacall_starts():
        session.config.stash[STAND_IN] = embedding.Outside(session.config.rootpath, files, julia_executable)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of the juliacall engine on the embedded Julia where juliacall cannot start."""
    stand_in = pyfuncitem.config.stash.get(STAND_IN, None)
    if stand_in is None or not embedding.is_for_juliacall(pyfuncitem):
        return None
    outcome = stand_in.run(pyfuncitem.nodeid)
    if outcome["outcome"] == "skipped":
        pytest.skip(outcome["text"])
    if outcome["outcome"] == "failed":
        pytest.fail(f"on the embedded Julia:\n{outcome['text']}", pytrace=False)
    return True


def pytest_unconfigure(config: pytest.Config) -> None:
    stand_in = config.stash.get(STAND_IN, None)
    if stand_in is not None:
        stand_in.end()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A live worker for tests that only call Julia."""
    with start_or_skip("worker", interpreted=False) as engine:
        yield engine


@pytest.fixture(scope="session")
def interpreted() -> Iterator[Engine]:
    """A worker that compiles nothing, for tests of many small pieces of code."""
    with start_or_skip("worker", interpreted=True) as quick:
        yield quick


@pytest.fixture
def undiagnosed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `check` look for no causes, which takes longer than all else: for tests that ask for the verdict only."""
    monkeypatch.setattr("pyjuliann.parity.explain.diagnose_results", lambda *_: None)


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what the test starts compile, as it does where nobody says otherwise."""
    monkeypatch.delenv("PYJULIANN_INTERPRETED")


@pytest.fixture(scope="session", params=["worker", "juliacall"])
def live(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every live engine; juliacall on the embedded Julia where it cannot start itself."""
    if request.config.stash.get(STAND_IN, None) and request.param == "juliacall":
        yield None  # the test runs elsewhere
        return
    with start_or_skip(request.param, interpreted=False) as engine:
        yield engine


@pytest.fixture(scope="session")
def two_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two packages in development: one for all tests, since a Julia inside Python loads them once."""
    folder = tmp_path_factory.getbasetemp() / "packages"  # inside Python, fixtures are made anew for each test
    return folder if folder.is_dir() else write_two_packages(folder)


@pytest.fixture(scope="module", params=["worker", "juliacall"])
def in_project(request: pytest.FixtureRequest, two_packages: Path) -> Iterator[tuple[Engine, Path]]:
    """Every live engine in a project with two packages, and the project's folder."""
    if request.config.stash.get(STAND_IN, None) and request.param == "juliacall":
        yield None  # the test runs elsewhere
        return
    start_or_skip(request.param).close()
    with start_julia(request.param, project=two_packages) as engine:
        yield engine, two_packages


def is_older_than_juliacalls(engine: Engine) -> bool:
    """Return whether this is an embedded Julia that juliacall itself would not take."""
    julia = tuple(map(int, engine.info.julia_version.split(".")[:2]))
    return engine.info.engine == "juliacall" and julia < (1, 10)


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
        terminalreporter.write_line(f"{count} skipped: {reason.replace('Skipped: ', '')}")
