"""Seeded mutants of the search for a repair: one that claims what it ran on a few cases only is caught."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pyjuliann import check, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.causes import repair

SIZES = arrays(np.float64, st.integers(4, 20), elements=st.integers(-9, 9).map(float))


def grown(x: Any) -> Any:
    """Small arrays come first in a search: what puts these right is wrong for the others."""
    return x + 1.0 if x.size < 12 else x + 2.0


def claimed(engine: Engine, side: str) -> list[tuple[str, str]]:
    report = check(
        pair(grown, "x -> x .- 1.0", strategies={"x": SIZES}), engine=engine, seed=3, cases=40, keep=False, repair=30
    )
    diagnosis = report.findings[0].diagnosis
    assert diagnosis is not None
    assert diagnosis.search.tried
    return [(e.before, e.after) for found in diagnosis.search.repairs if found.side == side for e in found.edits]


def test_nothing_is_claimed_that_holds_on_some_cases_only(engine: Engine) -> None:
    assert claimed(engine, "julia") == []
    assert claimed(engine, "python") == []


def test_a_search_that_skips_the_other_cases_is_caught(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "_explains_all", lambda *_: True)
    assert ("x .- 1.0", "x .+ 1.0") in claimed(engine, "julia")
