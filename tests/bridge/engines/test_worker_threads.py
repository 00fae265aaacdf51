"""Forks, threads and signal handlers around a worker, with real Julia processes."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from conftest import start_or_skip
from processes import alive, run_python

from pyjuliann import EngineError, EngineTimeoutError
from pyjuliann.bridge.engines.worker import WorkerEngine

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def test_after_a_fork_the_child_is_told_and_the_parent_goes_on() -> None:
    out = run_python("""
import os
from pyjuliann import EngineError, start_julia
engine = start_julia("worker")
engine.eval('println("for the parent")')
child = os.fork()
if child == 0:
    said = []
    for use in (lambda: engine.call("sum", [1]), lambda: engine.stdout, lambda: engine.eval("1")):
        try:
            use()
        except EngineError as error:
            said.append("after a fork, start a new one" in str(error))
    engine.close()
    with start_julia("worker") as own:
        said.append(own.call("sum", [1, 2]) == 3)
    print(said, flush=True)
    os._exit(0)
print(os.waitpid(child, 0)[1], flush=True)
print(engine.call("sum", [1, 2]), engine.stdout.strip())
engine.close()
""")
    assert out.splitlines() == ["[True, True, True, True]", "0", "3 for the parent"]


def test_a_worker_outlives_the_thread_that_started_it() -> None:
    engines: list[Any] = []
    thread = threading.Thread(target=lambda: engines.append(start_or_skip("worker")))
    thread.start()
    thread.join()
    with engines[0] as engine:
        pid = engine.pid
        time.sleep(0.3)
        assert engine.call("sum", [1, 2]) == 3
        assert engine.pid == pid


def test_closing_ends_another_threads_call() -> None:
    engine: Any = start_or_skip("worker")
    pid = engine.pid
    raised: list[Exception] = []

    def wait() -> None:
        try:
            engine.call("sleep", 1000)
        except EngineError as error:
            raised.append(error)

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    engine.close()
    for thread in threads:
        thread.join()
    said = sorted(map(str, raised))
    assert said[0] == said[1] == "the engine is closed; start a new one with start_julia()"
    assert said[2] == "the engine was closed during sleep"
    assert not alive(pid)


def test_waiting_for_another_threads_call_counts_against_the_timeout(worker: WorkerEngine) -> None:
    thread = threading.Thread(target=worker.call, args=["sleep", 1.5])
    thread.start()
    time.sleep(0.2)
    with pytest.raises(EngineTimeoutError, match=r"sum waited 0\.2 s for another thread's call to end"):
        worker.call("sum", [1], timeout=0.2)
    thread.join()
    assert worker.call("sum", [1, 2]) == 3


def in_a_signal_handler(action: Callable[[], Any], during: Callable[[], Any]) -> list[BaseException]:
    """Run ``action`` in a signal handler that interrupts ``during``; return what the two raised."""
    raised: list[BaseException] = []

    def handler(*_: Any) -> None:
        try:
            action()
        except EngineError as error:
            raised.append(error)

    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        try:
            during()
        except EngineError as error:
            raised.append(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return raised


def test_a_call_in_the_midst_of_ones_own_call_is_refused(worker: WorkerEngine) -> None:
    raised = in_a_signal_handler(lambda: worker.call("sum", [1]), lambda: worker.call("sleep", 0.6))
    assert [str(error) for error in raised] == ["sum was called by code that interrupts a call of the same thread"]
    assert worker.call("sum", [1, 2]) == 3


def test_closing_in_the_midst_of_ones_own_call_ends_it() -> None:
    engine: Any = start_or_skip("worker")
    pid = engine.pid
    raised = in_a_signal_handler(engine.close, lambda: engine.call("sleep", 1000))
    assert [str(error) for error in raised] == ["the engine was closed during sleep"]
    engine.close()
    assert not alive(pid)
