from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given
from hypothesis import strategies as st

from pyjuliann.nn import contiguous_rows, draw_batch, one_hot

X = np.arange(12.0).reshape(6, 2)
LABELS = np.array([3, 1, 4, 1, 5, 9])


def test_one_hot():
    t = one_hot(LABELS)
    assert t.shape == (6, 10)
    assert t.dtype == np.int64
    assert (t.argmax(axis=1) == LABELS).all()
    assert (t.sum(axis=1) == 1).all()
    assert one_hot(np.array([0], np.uint8), 1).tolist() == [[1]]


def test_draw_batch_takes_rows_and_their_labels():
    x, labels = draw_batch(X, LABELS, np.array([0.0, 0.999, 0.5, 0.5]))
    assert x.tolist() == [[0, 1], [10, 11], [6, 7], [6, 7]]
    assert labels.tolist() == [3, 9, 1, 1]
    x[:] = 0
    assert X[3, 0] == 6


@given(st.integers(1, 10**6), st.sampled_from([np.float16, np.float32, np.float64]))
def test_the_largest_draw_takes_the_last_row(samples, dtype):
    draw = np.nextafter(dtype(1), dtype(0))
    x = np.broadcast_to(np.zeros(1), (samples, 1))
    labels = np.arange(samples)
    assert draw_batch(x, labels, np.array([0, draw]))[1][1] <= samples - 1
    assert draw_batch(x, labels, np.array([0, draw], dtype))[1][0] == 0


def test_every_row_is_as_likely_as_another():
    _, labels = draw_batch(X, np.arange(6), np.random.default_rng(0).random(60_000))
    np.testing.assert_allclose(np.bincount(labels) / 10_000, 1, atol=0.05)


def test_contiguous_rows():
    x = np.asfortranarray(X)
    y = contiguous_rows(x)
    assert y.flags.c_contiguous
    assert (y == X).all()
    assert not np.shares_memory(contiguous_rows(y), y)


def test_types_are_kept():
    for dtype in ("float32", "uint8", "int64", ">f8"):
        x, labels = draw_batch(X.astype(dtype), LABELS.astype(">i4"), np.array([0.1]))
        assert x.dtype == np.dtype(dtype).newbyteorder("=")
        assert labels.dtype == np.int32
        assert contiguous_rows(X.astype(dtype)).dtype == np.dtype(dtype).newbyteorder("=")


def test_the_same_in_julia(engine):
    rng = np.random.default_rng(1)
    agree(engine, "one_hot", LABELS)
    agree(engine, "one_hot", LABELS.astype(np.uint8), 12)
    for dtype in ("float64", "float32", "uint8", "int64"):
        x = (rng.random((17, 4)) * 9).astype(dtype)
        agree(engine, "draw_batch", x, rng.integers(0, 3, 17), rng.random(50))
        agree(engine, "draw_batch", np.asfortranarray(x), np.arange(17, dtype=np.int8), rng.random(5, np.float32))
    edge = np.nextafter(1.0, 0)
    for samples in (1, 3, 1000, 1797):
        agree(engine, "draw_batch", np.zeros((samples, 1)), np.arange(samples), np.array([0, edge, 1 / 3]))


def test_contiguous_rows_are_equal_in_julia(engine):
    julia = engine.call("JuliaNN.contiguous_rows", X, typed=True)
    np.testing.assert_array_equal(julia.value, X)


def test_bad_input_is_refused_on_both_sides(engine):
    for labels in (LABELS - 2, LABELS + 1, LABELS * 1.0, LABELS[None], np.zeros(0, int), "a", LABELS > 2, None):
        refuse(engine, "one_hot", labels)
    for classes in (0, -1, 1.5, None, True):
        refuse(engine, "one_hot", LABELS, classes)
    draws = np.array([0.5])
    for arguments in (
        (X, LABELS[:3], draws),
        (X[:0], LABELS[:0], draws),
        (X, LABELS * 1.0, draws),
        (X[0], LABELS, draws),
        (X, LABELS[None], draws),
        (X, LABELS, draws[:0]),
        (X, LABELS, draws + 0.5),
        (X, LABELS, -draws),
        (X, LABELS, draws * np.nan),
        (X, LABELS, draws[None]),
        (X, LABELS, np.array([0])),
        (X.astype(str), LABELS, draws),
        (None, LABELS, draws),
    ):
        refuse(engine, "draw_batch", *arguments)
    for x in (X[0], X > 1, [[1.0]]):
        refuse(engine, "contiguous_rows", x)
    with pytest.raises(ValueError, match="one_hot: labels must be between 0 and 9; got 4 to 12"):
        one_hot(LABELS + 3)
