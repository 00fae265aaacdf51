"""Calls that take too long or are interrupted, with real Julia processes."""

from __future__ import annotations

import os
import signal
import sys
import threading

import numpy as np
import pytest
from processes import alive, run_python, works_as_a_fresh_one

from pyjuliann import EngineTimeoutError, JuliaError
from pyjuliann.bridge.worker import WorkerEngine

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


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


def test_the_engines_own_timeout_holds_for_every_call(worker: WorkerEngine) -> None:
    with WorkerEngine(worker._executable, timeout=30.0) as engine:
        engine._timeout = 0.2  # the start takes longer than that
        with pytest.raises(EngineTimeoutError, match=r"took longer than 0\.2 s"):
            engine.call("sleep", 100)
        engine.call("sleep", 0.3, timeout=10)


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
