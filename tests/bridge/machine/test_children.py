"""Child processes end with what started them."""

from __future__ import annotations

import signal
import sys

import pytest
from processes import alive, eventually

from pyjuliann.bridge.machine import children

WAITS = [sys.executable, "-c", "import time; time.sleep(600)"]


def test_ctrl_c_while_a_child_starts_ends_the_child(monkeypatch):
    started = []

    def pressed(group, _lifeline):
        started.append(group)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(children, "kill_with_us", pressed)
    with pytest.raises(KeyboardInterrupt):
        children.run_child(WAITS, 60)
    (pid,) = started
    assert eventually(lambda: not alive(pid))
