"""Differences that only a long check meets: large arguments, and arguments near those that came close; and only so."""

# ruff: noqa: F722 - the strings in annotations are shapes for jaxtyping

from __future__ import annotations

import math

import numpy as np
import pytest
from jaxtyping import Float64

from pyjuliann import pair
from pyjuliann.parity import timed_check
from pyjuliann.parity.pairing.nearby import BoldSource
from pyjuliann.parity.pairing.source import CasePlan
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.timed_check import TimedCheck


def copied(x: Float64[np.ndarray, " n"]):
    return x.copy()


def steep(x: float):
    """Return x, the farther off the nearer it is to a number that nothing tells of; very near it, another number."""
    gap = abs(x - math.sqrt(0.53))
    if gap < 1e-4:
        return x + 1
    return x * (1 + 2.0**-52 * sum(gap < 10.0**-k for k in range(4)))


def verdict(given, engine, rounds):
    """Return the verdict after some rounds."""
    timed = TimedCheck(given, Session(engine), 3, keep=False, shrink=False)
    timed.prepare()
    for _ in range(rounds):
        timed._count = 150
        timed.go_on()
    return timed.report().verdict


@pytest.fixture(autouse=True)
def quick(monkeypatch, undiagnosed):
    monkeypatch.setattr(timed_check, "_BOLDEST", 4)


def test_a_difference_of_large_arguments_is_met_because_they_grow(engine, monkeypatch):
    wrong = pair(copied, "x -> length(x) > 80 ? x .+ 1 : copy(x)")
    assert verdict(wrong, engine, 6) == "differ"
    monkeypatch.setattr(BoldSource, "begin", lambda self: self.follow(CasePlan()))
    assert verdict(wrong, engine, 6) == "identical", "something else meets it"


def test_a_needle_is_met_because_cases_near_it_are_farther_apart(engine, monkeypatch):
    wrong = pair(steep, "x -> x")
    assert verdict(wrong, engine, 40) == "differ"
    monkeypatch.setattr(TimedCheck, "_keep_nearest", lambda *_: None)
    assert verdict(wrong, engine, 40) == "agree", "something else meets it"
