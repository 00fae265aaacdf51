"""What can happen to a worker and to the Python that started it, with real Julia processes."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip
from processes import alive, children, descriptors, eventually, run_python, shared_memory, start_python

from pyjuliann import EngineError, EngineRestartedWarning, EngineTimeoutError, JuliaError
from pyjuliann.bridge.worker import WorkerEngine

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerEngine]:
    """A worker that the tests of this file may kill; what they leave behind does not matter to others."""
    with start_or_skip("worker") as engine:
        assert isinstance(engine, WorkerEngine)
        yield engine


@pytest.fixture(autouse=True)
def healthy(worker: WorkerEngine) -> None:
    """Let every test begin with a worker that runs."""
    if worker.pid is None or not alive(worker.pid):
        with pytest.warns(EngineRestartedWarning):
            worker.call("sum", [1])


def works_as_a_fresh_one(worker: WorkerEngine, because: str) -> None:
    """Assert that the next call starts a new worker and says so, once."""
    with pytest.warns(EngineRestartedWarning, match=because) as warned:
        assert worker.call("sum", [1, 2]) == 3
    assert len(warned) == 1
    assert warned[0].filename == __file__
    assert worker.call("sum", [1, 2, 3]) == 6  # a second warning would be an error here


# ---------------------------------------------------------------- time-outs and interrupts


def test_a_call_that_takes_too_long_is_interrupted_and_the_worker_lives_on(worker: WorkerEngine) -> None:
    worker.eval("still_here = 5")
    pid = worker.pid
    with pytest.raises(EngineTimeoutError, match=r"^sleep took longer than 0\.2 s; Julia was interrupted$"):
        worker.call("sleep", 100, timeout=0.2)
    assert worker.eval("still_here") == 5
    assert worker.pid == pid


def test_a_timeout_error_is_pythons_too(worker: WorkerEngine) -> None:
    with pytest.raises(TimeoutError):
        worker.call("sleep", 100, timeout=0.1)


def test_a_call_that_does_not_react_to_the_interrupt_is_ended(worker: WorkerEngine) -> None:
    pid = worker.pid
    with pytest.raises(EngineTimeoutError, match="did not react to the interrupt and was ended"):
        worker.eval("while true; end", timeout=0.2)
    assert pid is not None
    assert not alive(pid)
    works_as_a_fresh_one(worker, "did not react to an interrupt")


def test_code_that_catches_the_interrupt_keeps_its_worker(worker: WorkerEngine) -> None:
    pid = worker.pid
    with pytest.raises(EngineTimeoutError, match="was interrupted"):
        worker.eval("try; sleep(100); catch; end; 7", timeout=0.2)
    assert (worker.call("sum", [1, 2]), worker.pid) == (3, pid)


def test_code_that_catches_every_interrupt_loses_its_worker(worker: WorkerEngine) -> None:
    with pytest.raises(EngineTimeoutError, match="was ended"):
        worker.eval("while true; try; sleep(100); catch; end; end", timeout=0.2)
    works_as_a_fresh_one(worker, "did not react")


def test_interrupts_at_the_very_end_of_a_call_hit_no_other_call(worker: WorkerEngine) -> None:
    late = 0
    for i in range(30):
        try:
            worker.call("sleep", 0.02, timeout=0.02 + (i - 10) * 5e-4)
        except EngineTimeoutError:
            late += 1
        assert worker.call("identity", i) == i
    assert late


def test_a_timeout_in_the_midst_of_a_transfer_is_one(worker: WorkerEngine) -> None:
    array = np.zeros((2000, 2000))
    with pytest.raises(EngineTimeoutError, match="identity took longer"):
        worker.call("identity", array, timeout=1e-4)
    if worker.pid is None:
        works_as_a_fresh_one(worker, "")
    assert worker.call("sum", array) == 0


def test_the_engines_own_timeout_holds_for_every_call() -> None:
    with WorkerEngine(start_path(), timeout=30.0) as engine:
        engine._timeout = 0.2  # the start takes longer than that
        with pytest.raises(EngineTimeoutError, match=r"took longer than 0\.2 s"):
            engine.call("sleep", 100)
        engine.call("sleep", 0.3, timeout=10)


def start_path() -> Any:
    with start_or_skip("worker") as engine:
        assert isinstance(engine, WorkerEngine)
        return engine._executable


INTERRUPTED = """
import os, signal, threading, time
from pyjuliann import start_julia
engine = start_julia("worker")
engine.call("sum", [1])
def interrupt():
    time.sleep(0.5)
    global sent
    sent = time.monotonic()
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt).start()
try:
    {call}
except KeyboardInterrupt:
    took = time.monotonic() - sent
else:
    took = "no KeyboardInterrupt"
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    total = engine.call("sum", [1, 2])
print(took, total, len(caught))
engine.close()
"""


@pytest.mark.parametrize(
    ("call", "restarts"),
    [("engine.call('sleep', 100)", 0), ("engine.eval('while true; end')", 1)],
    ids=["sleep", "loop"],
)
def test_ctrl_c_reaches_the_caller_and_the_next_call_works(call: str, restarts: int) -> None:
    took, total, warned = run_python(INTERRUPTED.format(call=call)).split()
    assert float(took) < 5  # a hang guard; the benchmark's figures are in the README
    assert (int(total), int(warned)) == (3, restarts)


def test_ctrl_c_during_the_start_leaves_no_process() -> None:
    out = run_python("""
import os, signal, sys, threading, time
from pathlib import Path
from pyjuliann import start_julia
sys.path.insert(0, "tests/bridge")
threading.Timer(0.4, os.kill, [os.getpid(), signal.SIGINT]).start()
try:
    start_julia("worker")
except KeyboardInterrupt:
    left = [p for task in Path("/proc/self/task").iterdir() for p in (task / "children").read_text().split()]
    print("interrupted", left)
""")
    assert out == "interrupted []\n"


def test_an_interrupt_from_elsewhere_is_a_julia_error(worker: WorkerEngine) -> None:
    assert worker.pid is not None
    timer = threading.Timer(0.5, os.kill, [worker.pid, signal.SIGINT])
    timer.start()
    with pytest.raises(JuliaError) as caught:
        worker.call("sleep", 30)
    assert caught.value.type == "InterruptException"
    assert worker.call("sum", [1, 2]) == 3


# ---------------------------------------------------------------- death of the worker


def test_a_worker_killed_while_idle_is_replaced(worker: WorkerEngine) -> None:
    worker.eval('lost = 1; println("printed before")')
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: worker._link is not None and worker._link.process.ended())
    works_as_a_fresh_one(worker, r"what the old one had loaded and defined is gone \(it died with SIGKILL\)")
    assert worker.pid != pid
    assert "printed before" in worker.stdout
    with pytest.raises(JuliaError, match="lost"):
        worker.eval("lost")


def test_a_worker_killed_in_a_call_fails_that_call_at_once(worker: WorkerEngine) -> None:
    assert worker.pid is not None
    threading.Timer(0.3, os.kill, [worker.pid, signal.SIGKILL]).start()
    with pytest.raises(EngineError, match=r"^Julia failed during sleep: the worker died with SIGKILL"):
        worker.call("sleep", 1000)
    works_as_a_fresh_one(worker, "SIGKILL")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unsafe_load(Ptr{Int}(1))", "died with SIGSEGV"),
        ("ccall(:abort, Cvoid, ())", "died with SIGABRT"),
        ("ccall(:_exit, Cvoid, (Cint,), 4)", "ended with exit code 4"),
        ("exit(3)", "ended with exit code 3"),
        ("exit()", "ended with exit code 0"),
    ],
)
def test_how_a_worker_died_is_told_with_its_last_words(worker: WorkerEngine, code: str, words: str) -> None:
    with pytest.raises(EngineError) as caught:
        worker.eval(f'println(stderr, "last words"); {code}')
    assert not isinstance(caught.value, EngineTimeoutError)
    assert f"Julia failed during the given code: the worker {words}\n" in str(caught.value)
    assert "last words" in worker.stderr
    if words.startswith("ended"):
        assert str(caught.value).endswith("\n  last words")
    works_as_a_fresh_one(worker, words)


def test_the_error_of_a_dying_julia_stands_above_its_backtrace(worker: WorkerEngine) -> None:
    with pytest.raises(EngineError, match=r"\n  signal \(6\)"):
        worker.eval("ccall(:abort, Cvoid, ())")
    works_as_a_fresh_one(worker, "SIGABRT")


# ---------------------------------------------------------------- death of Python

ORPHAN = """
import threading, time
from pyjuliann import start_julia
engine = start_julia("worker")
engine.call("sum", [1])
{before}
print(engine.pid, flush=True)
time.sleep(1000)
"""


@pytest.mark.parametrize(
    "before",
    [
        "",
        "threading.Thread(target=engine.eval, args=['while true; end'], daemon=True).start(); time.sleep(0.3)",
        "threading.Thread(target=engine.call, args=['sleep', 1000], daemon=True).start(); time.sleep(0.3)",
        "import os; os.fork() or time.sleep(30)",
    ],
    ids=["idle", "in an endless loop", "asleep", "with a forked child"],
)
def test_a_worker_does_not_outlive_its_python(before: str) -> None:
    if "fork" in before:
        before = "import os\nif os.fork() == 0:\n    time.sleep(8)\n    os._exit(0)"
    memory = shared_memory()
    with start_python(ORPHAN.format(before=before)) as python:
        assert python.stdout is not None
        pid = int(python.stdout.readline())
        assert alive(pid)
        python.kill()
        assert eventually(lambda: not alive(pid))
    assert shared_memory() <= memory


def test_an_engine_that_is_never_closed_ends_with_python() -> None:
    pid = int(run_python("from pyjuliann import start_julia\nengine = start_julia('worker')\nprint(engine.pid)"))
    assert eventually(lambda: not alive(pid))


def test_an_engine_that_is_forgotten_ends_its_worker() -> None:
    engine: Any = start_or_skip("worker")
    pid = engine.pid
    del engine
    gc.collect()
    assert not alive(pid)


# ---------------------------------------------------------------- nothing is left behind


def test_nothing_is_left_after_close() -> None:
    start_or_skip("worker").close()
    before = (children(), descriptors(), shared_memory(), threading.active_count())
    for _ in range(3):
        with start_or_skip("worker") as engine:
            engine.call("identity", np.zeros(100_000))
    gc.collect()
    assert (children(), descriptors(), shared_memory(), threading.active_count()) == before


def test_nothing_is_left_after_a_worker_died(worker: WorkerEngine) -> None:
    before = (len(children()), descriptors(), shared_memory(), threading.active_count())
    for _ in range(2):
        with pytest.raises(EngineError, match="exit code 9"):
            worker.eval("exit(9)")
        works_as_a_fresh_one(worker, "exit code 9")
    gc.collect()
    assert (len(children()), descriptors(), shared_memory(), threading.active_count()) == before


def test_what_user_code_started_ends_with_the_engine() -> None:
    with start_or_skip("worker") as engine:
        pid = engine.eval("getpid(run(`sleep 1000`, wait = false))")
        assert alive(pid)
    assert eventually(lambda: not alive(pid))


# ---------------------------------------------------------------- fork and threads


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
