"""Causes between files and comparisons in pieces: each guard against a false name, or a wrong place, is needed."""

from __future__ import annotations

import numpy as np

from pyjuliann.files import causes, forms
from pyjuliann.files.causes import explain
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.pieces import Pieces
from pyjuliann.parity.comparing.tally import Tally, ValuePath

RNG = np.random.default_rng(8)


def test_constants_would_be_transposed_but_for_how_likely_they_agree(monkeypatch):
    a, b = np.full((3, 2), 2.0), np.full((2, 3), 2.0)
    assert explain(a, b) is None
    monkeypatch.setattr(causes._Tried, "luck", lambda *_: 2.0**-10)
    assert explain(a, b) is not None, "something else catches it"


def test_noise_would_be_rounding_but_for_its_size(monkeypatch):
    a = np.arange(30.0) + 1e-4 * RNG.random(30)
    assert explain(a, np.arange(30.0)) is None
    monkeypatch.setattr(forms, "_as_rounding", lambda *_: True)
    assert explain(a, np.arange(30.0)) is not None, "something else catches it"


def test_any_rows_would_be_sorted_otherwise_but_for_comparing_them(monkeypatch):
    a, b = RNG.random(9), RNG.random(9)
    assert explain(a, b) is None
    monkeypatch.setattr(causes._Tried, "compared", lambda self, undone, slack=0.0: compare(undone.a, undone.a))
    monkeypatch.setattr(causes._Tried, "bits", lambda *_: np.inf)
    monkeypatch.setattr(causes, "_far_apart", lambda *_: False)
    assert explain(a, b) is not None, "something else catches it"


def in_pieces(a, b):
    pieces = Pieces(a.shape, (a.dtype, b.dtype))
    for start in (6, 3, 0):
        pieces.take(a[start : start + 3], b[start : start + 3], (start,))
    return pieces.result().to_dict()


def test_places_in_pieces_need_where_a_piece_begins(monkeypatch):
    a, b = np.arange(9.0), np.where(np.arange(9) == 7, 0, np.arange(9.0))
    assert in_pieces(a, b) == compare(a, b).to_dict()
    monkeypatch.setattr(ValuePath, "whole", lambda self, index: index)
    assert in_pieces(a, b) != compare(a, b).to_dict(), "something else catches it"


def test_of_equally_bad_places_the_earlier_is_the_worst_whatever_comes_first(monkeypatch):
    a, b = np.zeros(9), np.ones(9)
    assert in_pieces(a, b) == compare(a, b).to_dict()
    monkeypatch.setattr(Tally, "_rank", lambda self, beyond, gap, index, absolute: (beyond, gap, absolute, 0, ()))
    assert in_pieces(a, b) != compare(a, b).to_dict(), "something else catches it"
