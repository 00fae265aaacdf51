"""Wrong structs and wrong sparse matrices: each is caught, and only because of what looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import scipy.sparse

from pyjuliann import JuliaRecord, JuliaValue, check, compare, pair
from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.parity.comparing import compare as comparing


@dataclass
class Span:
    low: float
    high: float


@dataclass
class Model:
    span: Span
    weights: Any


MODEL = Model(Span(1.0, 2.0), np.array([1.0, 2.0]))


def record(low: float = 1.0, high: float = 2.0, weights: Any = (1.0, 2.0), **more: Any) -> JuliaRecord:
    return JuliaRecord("Model", span=JuliaRecord("Span", low=low, high=high), weights=np.array(weights), **more)


RECORDS = {
    "a number within": record(high=2.0000001),
    "an element of an array within": record(weights=(1.0, 2.5)),
    "the other order": record(low=2.0, high=1.0),
    "a field more": record(bias=0.0),
    "a field less": JuliaRecord("Model", weights=np.array([1.0, 2.0])),
    "another name": JuliaRecord("Model", range=JuliaRecord("Span", low=1.0, high=2.0), weights=np.array([1.0, 2.0])),
    "another kind": JuliaRecord("Model", span=(1.0, 2.0), weights=np.array([1.0, 2.0])),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_wrong_struct_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare(MODEL, record()).verdict == "identical"
    assert compare(MODEL, RECORDS[name]).verdict == "differ"
    monkeypatch.setitem(comparing._WALKS, "fields", lambda *_: None)
    assert compare(MODEL, RECORDS[name]).verdict == "identical", "something else catches it"


MATRIX = scipy.sparse.csc_array(np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 0.0]]))


def changed(place: tuple[int, int], number: float) -> Any:
    dense = MATRIX.toarray()
    dense[place] = number
    return scipy.sparse.csc_array(dense)


MATRICES = {
    "another number": changed((1, 1), 2.0000001),
    "a number less": changed((2, 0), 0.0),
    "a number more": changed((0, 1), 1e-300),
    "a row further": scipy.sparse.csc_array(np.roll(MATRIX.toarray(), 1, axis=0)),
    "the other order of columns": MATRIX[:, [1, 0]],
    "another dtype": MATRIX.astype(np.float32),
    "another shape": scipy.sparse.csc_array(MATRIX.toarray()[:2]),
}


@pytest.mark.parametrize("name", MATRICES)
def test_a_wrong_sparse_matrix_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare(MATRIX, MATRIX.tocsr()).verdict == "identical"
    assert compare(MATRIX, MATRICES[name]).verdict == "differ"
    monkeypatch.setitem(comparing._WALKS, "sparse", lambda *_: None)
    assert compare(MATRIX, MATRICES[name]).verdict == "identical", "something else catches it"


def width(span: Span) -> float:
    return span.high - span.low


def test_a_struct_that_one_side_changes_is_caught(engine: Engine) -> None:
    engine.eval("mutable struct WidthOf; low::Float64; high::Float64; end")
    as_struct = {"span": lambda span: JuliaValue(span, "WidthOf")}
    for code, verdict in (
        ("s -> s.high - s.low", "identical"),
        ("s -> (width = s.high - s.low; s.low += 1; width)", "differ"),
    ):
        found = check(pair(width, code, arguments=as_struct), cases=10, seed=1, engine=engine, repair=0, keep=False)
        assert found.verdict == verdict, found
