"""Seeded mutants of the search for a repair: one that claims what it ran on a few cases only is caught."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pyjuliann import check, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes.sought import Sought
from pyjuliann.parity.running.calls import CaseResult

SIZES = arrays(np.float64, st.integers(4, 20), elements=st.integers(-9, 9).map(float))


def grown(x: Any) -> Any:
    """Small arrays come first in a search: what puts these right is wrong for the others."""
    return x + 1.0 if x.size < 12 else x + 2.0


def claimed(engine: Engine, seconds: float = 30.0) -> dict[str, list[tuple[str, str]]]:
    """Return what is claimed to put the pair right, on each side."""
    wrong = pair(grown, "x -> x .- 1.0", strategies={"x": SIZES})
    diagnosis = check(wrong, engine=engine, seed=3, cases=40, keep=False, repair=seconds).findings[0].diagnosis
    assert diagnosis is not None
    assert diagnosis.search.tried
    found = {side: [r for r in diagnosis.search.repairs if r.side == side] for side in ("python", "julia")}
    return {side: [(e.before, e.after) for r in repairs for e in r.edits] for side, repairs in found.items()}


def test_nothing_is_claimed_that_holds_on_some_cases_only(interpreted: Engine) -> None:
    assert claimed(interpreted, 4.0) == {"python": [], "julia": []}


def test_a_search_that_skips_the_other_cases_is_caught(interpreted: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sought, "left", lambda *_: 0)
    found = claimed(interpreted)
    assert ("x .- 1.0", "x .+ 1.0") in found["julia"]
    assert ("x + 1.0", "x - 1.0") in found["python"]


def refused(x: float) -> None:
    raise TypeError("no such thing")


def sides_of_repairs(engine: Engine) -> set[str]:
    """Return on which sides of a pair a change is claimed, of which one always raises and the other is no number."""
    wrong = pair(refused, "x -> Ptr{Cvoid}(0)", strategies={"x": st.floats(-9, 9)})
    diagnosis = check(wrong, engine=engine, seed=3, cases=8, keep=False, repair=4.0).findings[0].diagnosis
    assert diagnosis is not None
    return {repair.side for repair in diagnosis.search.repairs}


def test_a_change_that_has_both_sides_raise_is_no_repair(interpreted: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sides_of_repairs(interpreted) == set()
    monkeypatch.setattr(CaseResult, "both_raised", False)
    assert sides_of_repairs(interpreted) == {"julia"}
