"""Calls that take too long or are interrupted, with real Julia processes."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip
from processes import alive, run_python, start_python, works_as_a_fresh_one

from pyjuliann import EngineTimeoutError, JuliaError, JuliaSettings
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.worker import WorkerEngine

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc"),
    pytest.mark.usefixtures("compiling"),
]


@pytest.fixture(scope="module")
def spare_worker() -> Iterator[Engine]:
    """One that compiles: interpreted code takes an interrupt at other places."""
    with start_or_skip("worker", interpreted=False) as engine:
        yield engine


# A bare loop reacts to an interrupt on newer Julias, and does not on older ones.
DEAF = "Base.sigatomic_begin()\nwhile true; end"


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
        worker.eval(DEAF, timeout=2)  # long enough for the loop to begin: compiling it can be interrupted
    assert pid is not None
    assert not alive(pid)
    works_as_a_fresh_one(worker, "did not react to the interrupt")


def test_code_that_catches_the_interrupt_keeps_its_worker(worker: WorkerEngine) -> None:
    pid = worker.pid
    with pytest.raises(EngineTimeoutError, match="was interrupted"):
        worker.eval("try; sleep(100); catch; end; 7", timeout=0.2)
    assert (worker.call("sum", [1, 2]), worker.pid) == (3, pid)


def test_code_that_catches_every_interrupt_loses_its_worker(worker: WorkerEngine) -> None:
    with pytest.raises(EngineTimeoutError, match="was ended"):
        worker.eval("while true; try; sleep(100); catch; end; end", timeout=2)
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


@pytest.mark.parametrize("argument", [np.arange(1 << 19, dtype=float), list(range(300_000))], ids=["array", "list"])
def test_a_timeout_in_the_midst_of_a_transfer_keeps_the_worker(worker: WorkerEngine, argument: Any) -> None:
    pid, fates = worker.pid, set()
    for i in range(40):
        try:
            worker.call("identity", argument, timeout=1e-4 * 1.2**i)
        except EngineTimeoutError as error:
            fates.add(str(error).split("; ")[1])
    assert "the transfer was broken off" in fates
    assert fates <= {
        "the transfer was broken off",
        "the transfer of its result was broken off",
        "Julia was interrupted",
    }
    assert np.array_equal(worker.call("identity", argument), argument)
    assert worker.pid == pid


def pause(pid: int) -> None:
    """Stop a process for longer than any transfer takes."""
    time.sleep(0.1)
    os.kill(pid, signal.SIGSTOP)
    time.sleep(1.5)
    os.kill(pid, signal.SIGCONT)


def test_a_worker_that_is_stopped_in_the_midst_of_a_transfer_is_waited_for(worker: WorkerEngine) -> None:
    pid, array = worker.pid, np.arange(20e6)
    assert pid is not None
    threading.Thread(target=pause, args=[pid]).start()
    assert np.array_equal(worker.call("identity", array), array)
    assert worker.pid == pid


def test_a_python_that_is_stopped_in_the_midst_of_a_transfer_goes_on() -> None:
    with start_python("""
import numpy as np, warnings
from pyjuliann import start_julia
with start_julia("worker") as engine, warnings.catch_warnings(record=True) as caught:
    array = np.arange(20e6)
    print("ready", flush=True)
    print(np.array_equal(engine.call("identity", array), array), len(caught))
""") as python:
        assert python.stdout is not None
        assert python.stdout.readline() == "ready\n"
        pause(python.pid)
        assert python.communicate(timeout=60)[0] == "True 0\n"


def test_quick_bursts_of_ctrl_c_lose_neither_the_worker_nor_a_descriptor() -> None:
    out = run_python("""
import os, signal, threading, time
import numpy as np
from pyjuliann import start_julia
signal.signal(signal.SIGINT, signal.default_int_handler)
engine = start_julia("worker")
engine.call("sum", [1])
array = np.ones(1 << 19)
def burst(pauses):
    for pause in pauses:
        time.sleep(pause)
        os.kill(os.getpid(), signal.SIGINT)
def descriptors():
    return len(os.listdir("/proc/self/fd"))
pid, before, interrupted, wrong = engine.pid, descriptors(), 0, 0
for i in range(20):
    thread = threading.Thread(target=burst, args=[(0.01 * i % 0.06, 0.002, 0.05 * (i % 3))])
    try:
        thread.start()
        while True:
            wrong += engine.call("identity", array).sum() != array.size
            engine.call("sleep", 0.02)
    except KeyboardInterrupt:
        interrupted += 1
    while thread.is_alive():
        try:
            wrong += engine.call("sum", [1, 2]) != 3
            thread.join(0.01)
        except KeyboardInterrupt:
            pass
signal.signal(signal.SIGINT, signal.SIG_IGN)  # the last one may be on its way
print(interrupted, wrong, engine.pid == pid, descriptors() - before)
engine.close()
""")
    assert out == "20 0 True 0\n"


def test_the_engines_own_timeout_holds_for_every_call(worker: WorkerEngine) -> None:
    with WorkerEngine(worker._executable, JuliaSettings(timeout=30.0)) as engine:
        engine._timeout = 0.2  # the start takes longer than that
        with pytest.raises(EngineTimeoutError, match=r"took longer than 0\.2 s"):
            engine.call("sleep", 100)
        engine.call("sleep", 0.3, timeout=10)


INTERRUPTED = """
import os, signal, threading, time
from pyjuliann import start_julia
signal.signal(signal.SIGINT, signal.default_int_handler)  # where it was ignored, as in the background, it stays so
engine = start_julia("worker")
engine.call("sum", [1])
def interrupt():
    while not os.path.exists({begun!r}):
        time.sleep(0.05)
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
    ("code", "restarts"),
    [
        ('touch(raw"{begun}"); sleep(100)', 0),
        ('(() -> (touch(raw"{begun}"); Base.sigatomic_begin(); while true; end))()', 1),
    ],
    ids=["sleep", "deaf loop"],
)
def test_ctrl_c_reaches_the_caller_and_the_next_call_works(tmp_path: Path, code: str, restarts: int) -> None:
    begun = str(tmp_path / "begun")
    call = f"engine.eval({code.format(begun=begun)!r})"
    took, total, warned = run_python(INTERRUPTED.format(call=call, begun=begun)).split()
    assert float(took) < 5  # a hang guard; the benchmark's figures are in the README
    assert (int(total), int(warned)) == (3, restarts)


def test_ctrl_c_during_the_start_leaves_no_process() -> None:
    out = run_python("""
import os, signal, sys, threading, time
from pathlib import Path
from pyjuliann import start_julia
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, "tests/support")
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


def test_a_worker_is_interrupted_where_python_ignores_interrupts() -> None:
    out = run_python("""
import os, signal
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for what it runs in the background
from pyjuliann import EngineTimeoutError, start_julia
with start_julia("worker") as engine:
    engine.call("sum", [1])
    os.kill(os.getpid(), signal.SIGINT)
    try:
        engine.call("sleep", 100, timeout=0.2)
    except EngineTimeoutError as error:
        print(error, engine.call("sum", [1, 2]))
""")
    assert out == "sleep took longer than 0.2 s; Julia was interrupted 3\n"
