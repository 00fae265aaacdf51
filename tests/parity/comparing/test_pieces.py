"""Arrays that come in pieces: whatever the cuts, what is found is what comparing the whole arrays finds."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.comparing.pieces import Pieces

RNG = np.random.default_rng(3)
SPECIAL = [np.nan, np.inf, -np.inf, 0.0, -0.0, 5e-324, 1e308]


def moved(x, share=0.5):
    """Return numbers some of which are a few units in the last place away."""
    steps = RNG.integers(-3, 4, x.shape)
    unsigned = np.ascontiguousarray(x).view(f"i{x.dtype.itemsize}") + steps
    return np.where(RNG.random(x.shape) < share, unsigned.astype(f"i{x.dtype.itemsize}").view(x.dtype), x)


def spoiled(x):
    y = x.copy()
    for value in SPECIAL:
        y.reshape(-1)[RNG.integers(0, y.size, 2)] = value
    return y


def masked(x, share=0.3):
    return np.ma.array(x, mask=RNG.random(x.shape) < share)


def texts(shape):
    return RNG.choice(["a", "b", "longer"], shape).astype(object)


LONG = RNG.standard_normal(70_000)
GRID = RNG.standard_normal((13, 17))
DAYS = np.datetime64("2020-01-01", "D") + RNG.integers(0, 3, (9, 5)).astype("m8[D]")
CASES = {
    "a few units apart": (GRID, moved(GRID)),
    "long": (LONG, moved(LONG)),
    "long, a few apart": (LONG, moved(LONG, 0.001)),
    "special values": (spoiled(GRID), moved(spoiled(GRID))),
    "other numbers": (GRID, RNG.standard_normal(GRID.shape)),
    "equally bad ones": (np.zeros((9, 8)), np.ones((9, 8))),
    "column-major": (np.asfortranarray(GRID), moved(GRID)),
    "signs of zero": (np.zeros(20), -np.zeros(20)),
    "identical": (GRID, GRID.copy()),
    "Float32": (GRID.astype(np.float32), moved(GRID.astype(np.float32))),
    "Float16": (GRID.astype(np.float16), moved(GRID.astype(np.float16))),
    "two dtypes": (GRID.astype(np.float32), GRID),
    "complex": (GRID + 1j * moved(GRID), moved(GRID) + 1j * moved(GRID)),
    "big-endian": (GRID.astype(">f8"), moved(GRID)),
    "whole numbers": (RNG.integers(-(2**62), 2**62, 40), RNG.integers(-(2**62), 2**62, 40)),
    "large distances": (np.array([0, 1, 2**62, 5] * 3), np.array([2**62 + 1, 1, 0, 5] * 3)),
    "truth values": (RNG.random((6, 7)) < 0.5, RNG.random((6, 7)) < 0.5),
    "texts": (texts((8, 6)), texts((8, 6))),
    "dates": (DAYS, DAYS + RNG.integers(0, 2, DAYS.shape).astype("m8[D]")),
    "dates, some missing": (np.where(RNG.random(DAYS.shape) < 0.3, np.datetime64("NaT"), DAYS), DAYS),
    "masked": (masked(GRID), masked(moved(GRID))),
    "masked texts": (masked(texts((8, 6))), masked(texts((8, 6)))),
    "masked on one side": (np.ma.asarray(GRID), masked(GRID)),
    "cube": (RNG.random((4, 5, 6)), moved(RNG.random((4, 5, 6)))),
}
POLICIES = (
    Policy(), Policy(ulp=2), Policy(ulp=1, rtol=5e-16), Policy(atol=1e-15), Policy(signed_zero=True), Policy(rtol=0.5),
)  # fmt: skip


def in_pieces(a, b, policy, step, axis=0, *, shuffled=False):
    pieces = Pieces(a.shape, (a.dtype, b.dtype), policy)
    starts = list(range(0, a.shape[axis], step))
    if shuffled:
        RNG.shuffle(starts)
    for start in starts:
        part = (slice(None),) * axis + (slice(start, start + step),)
        pieces.take(a[part], b[part], tuple(start if k == axis else 0 for k in range(a.ndim)))
    return pieces.result()


@pytest.mark.parametrize("kind", list(CASES))
def test_pieces_find_what_the_whole_finds(kind):
    a, b = CASES[kind]
    long = a.size > 1000
    for policy in POLICIES:
        whole = compare(a, b, policy).to_dict()
        for step in (9_973, 70_000) if long else (1, 2, 3, 5, 100):
            for axis in range(a.ndim):
                for shuffled in (False, True):
                    found = in_pieces(a, b, policy, step, axis, shuffled=shuffled)
                    assert found.to_dict() == whole, (policy, step, axis)


def test_what_has_no_elements_has_its_dtype_compared():
    assert Pieces((0, 3), (np.dtype(float), np.dtype(float))).result().verdict == "identical"
    found = Pieces((0, 3), (np.dtype(float), np.dtype(int))).result()
    assert [d.aspect for d in found.differences] == ["dtype"]


def test_a_difference_of_dtype_is_said_once():
    x = np.arange(20.0)
    found = in_pieces(x, x.astype(np.float32), Policy(), 3)
    assert [d.aspect for d in found.differences] == ["dtype"]
    assert (found.elements, found.differing) == (20, 0)


def test_the_elements_so_far_are_known():
    x = np.arange(20.0)
    pieces = Pieces(x.shape, (x.dtype, x.dtype))
    pieces.take(x[:7], x[:7], (0,))
    assert pieces.elements == 7
