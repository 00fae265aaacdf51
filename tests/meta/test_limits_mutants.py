"""Seeded mutants of what stops and fences a user's code: each must be noticed by what it would let through."""

from __future__ import annotations

import pytest

from pyjuliann.bridge.machine import files
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running import guard, verdict
from pyjuliann.parity.running.calls import CaseResult, Outcome


def notices(check):
    """Whether a check fails."""
    try:
        check()
    except BaseException:  # noqa: BLE001 - whatever it fails with
        return True
    return False


def test_a_writer_that_takes_devices_for_files_is_noticed(tmp_path, monkeypatch):
    link = tmp_path / "null"
    link.symlink_to("/dev/null")

    def device_stays():
        files.write_file(link, "x")
        assert link.resolve().is_char_device()

    device_stays()
    monkeypatch.setattr(files, "_is_special", lambda _: False)
    monkeypatch.setattr(files, "_followed", lambda target: target)  # the mutant may not touch the device itself
    assert notices(device_stays)


def test_a_fence_that_takes_what_cannot_be_looked_at_for_agreement_is_noticed(monkeypatch):
    class Hostile:
        def __len__(self):
            raise RuntimeError("no")

    def differs():
        result = verdict.judge_call(pair(abs, "abs"), Case((1,)), Outcome(Hostile()), Outcome(1))
        assert result.verdict == "differ"

    differs()
    monkeypatch.setattr(verdict, "judged_with", lambda _, *call: CaseResult(*call, "agree"))
    assert notices(differs)


def test_a_guard_that_believes_a_call_that_came_back_too_late_is_noticed(monkeypatch):
    def stopped():
        with guard.Guard() as watch, pytest.raises(guard.TimeIsUp):
            watch.call(5.0, lambda: setattr(watch, "_struck", True))

    stopped()
    monkeypatch.setattr(guard.Guard, "call", lambda _, __, function, *arguments: function(*arguments))
    assert notices(stopped)
