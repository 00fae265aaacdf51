"""A process that runs a user's code is watched: what vanishes, or never comes back, is no success."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """
import ctypes, json, math, os, sys, time
from pyjuliann.commands import supervised as module
from pyjuliann.parity.running.guard import Guard, pulse
module.GRACE = 0.5

def work():
    pulse[0].note({"pair": "f ~ g"})
    print(os.getpid(), flush=True)
    WORK
    return 0

def mourn(vanished):
    print(json.dumps([vanished.how, list(vanished.notes), vanished.calls]))
    return 2

raise SystemExit(module.supervised(work, time.monotonic() + SECONDS, mourn))
"""


def start(work, seconds=60):
    program = PROGRAM.replace("WORK", work).replace("SECONDS", str(seconds))
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(work, seconds=60):
    process = start(work, seconds)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize("code", [0, 1, 2, 130])
def test_the_exit_code_is_that_of_the_work(code):
    returned, out, err = outcome(f"return {code}")
    assert (returned, len(out.splitlines()), err) == (code, 1, "")


def test_what_runs_at_exit_cannot_change_it():
    assert outcome("import atexit; atexit.register(os._exit, 0); return 1")[0] == 1


@pytest.mark.parametrize(
    ("work", "how"),
    [
        ("os._exit(0)", "ended with exit code 0"),
        ("ctypes.CDLL(None)._exit(3)", "ended with exit code 3"),
        ("os.execv('/bin/sh', ['sh', '-c', 'exit 0'])", "ended with exit code 0"),
        ("os.kill(os.getpid(), 9)", "was ended by SIGKILL"),
        ("os.abort()", "was ended by SIGABRT"),
        ("ctypes.string_at(0)", "was ended by SIGSEGV"),
        ("os.closerange(3, 64); os._exit(0)", "ended with exit code 0"),
    ],
)
def test_who_vanishes_is_mourned(work, how):
    code, out, _ = outcome(work)
    assert code == 2
    assert f'["{how}", [{{"pair": "f ~ g"}}], 0]' in out


def test_code_that_holds_the_lock_is_ended_after_its_time():
    deaf = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])"
    code, out, _ = outcome(f"{deaf}; Guard().__enter__().call(0.2, ctypes.PyDLL(None).sleep, 100)")
    assert code == 2
    assert "did not stop when its time was up" in out
    assert out.strip().endswith("1]")  # in the first call


def test_so_is_what_outlives_the_deadline():
    code, out, _ = outcome("time.sleep(100)", seconds=0.5)
    assert code == 2
    assert "did not stop when its time was up" in out


def test_a_child_of_the_users_does_not_speak_for_the_work():
    assert outcome("os.fork() or os._exit(0)\n    os.wait()\n    return 1")[0] == 1


def test_it_ends_with_its_supervisor():
    process = start("time.sleep(100)")
    child = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        with open(f"/proc/{child}/stat") as file:  # noqa: PTH123
            if file.read().rpartition(")")[2].split()[0] == "Z":
                return  # dead, and waiting for whoever inherits it
        time.sleep(0.02)
    pytest.fail("it lives on")


def test_ctrl_c_is_passed_on():
    process = start("\n    try:\n        time.sleep(100)\n    except KeyboardInterrupt:\n        return 130")
    process.stdout.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
