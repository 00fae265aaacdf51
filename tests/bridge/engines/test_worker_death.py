"""The death of a worker and of the Python that started it, with real Julia processes."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import start_or_skip
from fake_julias import program
from processes import (
    ROOT,
    alive,
    children,
    descriptors,
    eventually,
    run_python,
    shared_memory,
    start_python,
    works_as_a_fresh_one,
)

from pyjuliann import EngineError, EngineTimeoutError, JuliaError, JuliaSettings
from pyjuliann.bridge.engines.worker import WorkerEngine
from pyjuliann.bridge.machine.health import check_health

pytestmark = [pytest.mark.thorough, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")]


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
    ],
)
def test_how_a_worker_died_is_told_with_its_last_words(worker: WorkerEngine, code: str, words: str) -> None:
    with pytest.raises(EngineError) as caught:
        worker.eval(f'println(stderr, "last words"); {code}')
    assert not isinstance(caught.value, EngineTimeoutError)
    assert f"Julia failed during the given code: the worker {words}\n" in str(caught.value)
    assert "last words" in worker.stderr
    if "SIGABRT" in words:  # Julia's own words stand above a long backtrace
        assert re.search(r"\n  (\[\d+\] )?signal \(?6", str(caught.value))
    if words.startswith("ended"):
        assert str(caught.value).endswith("\n  last words")
    works_as_a_fresh_one(worker, words)


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


def test_nothing_is_left_after_close() -> None:
    start_or_skip("worker").close()
    before = (children(), descriptors(), shared_memory(), threading.active_count())
    for _ in range(2):
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


@pytest.mark.parametrize("meanwhile", ["sleep(1000)", "while true; end"])
def test_what_user_code_started_ends_with_python(meanwhile: str) -> None:
    with start_python(ORPHANS.format(meanwhile=meanwhile)) as python:
        assert python.stdout is not None
        pids = [int(pid) for pid in python.stdout.readline().split()]
        assert len(pids) == 3
        assert all(map(alive, pids))
        python.kill()
        assert eventually(lambda: not any(map(alive, pids)))


ORPHANS = """
import threading, time
from pyjuliann import start_julia
engine = start_julia("worker")
pids = engine.eval("[getpid(run(`sleep 1000`, wait = false)), getpid(run(`sh -c 'sleep 1000'`, wait = false))]")
threading.Thread(target=engine.eval, args=["{meanwhile}"], daemon=True).start()
time.sleep(0.3)
print(engine.pid, *pids, flush=True)
time.sleep(1000)
"""


WITHOUT_STREAMS = """
import sys
from pyjuliann import start_julia
with start_julia("worker") as engine:
    result = engine.call("sum", [1, 2]), engine.eval("println(1); print(stderr, 2)"), engine.stdout, engine.stderr
with open(sys.argv[1], "w") as file:
    file.write(repr(result))
"""


def test_a_start_without_standard_streams(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_STREAMS, str(tmp_path / "result")]
    subprocess.run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], cwd=ROOT, check=True, timeout=60)
    assert (tmp_path / "result").read_text() == "(3, None, '1\\n', '2')"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JULIA_LOAD_PATH", ""),
        ("JULIA_LOAD_PATH", "/nowhere"),
        ("JULIA_DEPOT_PATH", ""),
        ("JULIA_BINDIR", "/nowhere"),
        ("JULIA_PROJECT", "/nowhere"),
        ("JULIA_PROJECT", "broken"),
        ("JULIA_PROJECT", "@."),
        ("JULIA_DEBUG", "all"),
    ],
)
def test_a_start_whatever_the_environment_says(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, worker: WorkerEngine
) -> None:
    if value == "broken":
        value = str(tmp_path)
        (tmp_path / "Project.toml").write_text("no = [toml")
    monkeypatch.setenv(name, value)
    assert check_health(worker._executable, use_cache=False).ok
    with WorkerEngine(worker._executable) as engine:
        assert engine.call("JuliaNN.dot", np.ones((1, 2)), np.ones((1, 2))) == 2


def test_only_a_healthy_julia_may_interpret(tmp_path: Path, worker: WorkerEngine) -> None:
    body = f'case "$*" in *compile=min*) exec {worker._executable} "$@";; *) kill -SEGV $$;; esac'
    launcher = program(tmp_path / "julia", body)
    with pytest.raises(EngineError, match="is no working Julia: it crashed with SIGSEGV"):
        WorkerEngine(launcher, JuliaSettings(interpreted=True))
