"""Mutants of replaying: each breaks one of its promises, and a program of three functions must show it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.replaying import blame, compared, mixed, smaller
from pyjuliann.parity.replaying.replay import ReplayOptions, replay
from pyjuliann.parity.watching.watch import watch


def inner(x):
    return float(np.sum(x))


def outer(x):
    return inner(x) + 1.0


def noise(x):
    return x + random.random()


JULIA = "inner(x) = sum(abs.(x))\nouter(x) = inner(x) + 1\nnoise(x) = x + rand()\n"
CALLS = (inner, outer, noise)


def found(engine, folder):
    """Who has a difference of its own, who follows, what is left out, and how small the counterexample is."""
    file = folder / "twin.jl"
    file.write_text(JULIA, encoding="utf-8")
    pairs = {f.__name__: pair(f, f"{file}::{f.__name__}") for f in CALLS}
    with watch({f.__name__: f for f in CALLS}) as watcher:
        outer(np.array([1.5, -2.5, 3.5]))
        noise(1.0)
    done = replay(pairs, watcher.recording(), engine=engine, options=ReplayOptions(repair=0.0))
    differing = [report for report in done.report.pairs if not report]
    own = {report.place.function for report in differing if report.own}
    follows = {report.place.function for report in differing if not report.own}
    size = done.first[1].size if done.first else None
    return own, follows, [name.split(" ")[0].rpartition(".")[2] for name, _ in done.errors], size


RIGHT = ({"inner"}, {"outer"}, ["noise"], 1)


def test_without_a_mutant(engine, tmp_path):
    assert found(engine, tmp_path) == RIGHT


@pytest.mark.parametrize(
    ("module", "name", "mutant"),
    [
        (mixed, "in_form_of", lambda python, _: python),  # Python's own result in place of Julia's
        (blame._Trial, "_mixed", lambda _, _name, done, _suspects: mixed.MixedRun(done.result)),  # nothing is tried
        (compared, "_comes_again", lambda *_: True),  # random results are taken for differences
        (smaller, "_cut", lambda _: iter(())),  # nothing is made smaller
    ],
    ids=["callees stay Python's", "nothing tried", "noise differs", "not small"],
)
def test_a_mutant_is_caught(engine, tmp_path, monkeypatch, module, name, mutant):
    monkeypatch.setattr(module, name, mutant)
    assert found(engine, tmp_path) != RIGHT
