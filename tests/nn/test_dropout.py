from __future__ import annotations

import numpy as np
import pytest
from both import agree, refuse
from hypothesis import given
from hypothesis import strategies as st

from pyjuliann.nn import dropout_backward, dropout_forward, dropout_mask, dropout_predict

DRAWS = np.random.default_rng(6).random((7, 10))


@given(st.integers(0, 12), st.integers(0, 12), st.floats(0, 1), st.integers(0, 2**32))
def test_every_row_has_the_exact_share_of_zeros(h, n, rate, seed):
    draws = np.random.default_rng(seed).random((h, n))
    mask = dropout_mask(draws, rate)
    assert mask.shape == (h, n)
    assert set(np.unique(mask)) <= {0.0, 1.0}
    assert ((mask == 0).sum(axis=1) == round(rate * n)).all()


def test_rate_is_the_share_removed_not_kept():
    """The published mask keeps the rate; this one removes it, as the text says."""
    assert (dropout_mask(DRAWS, 0.2) == 0).sum() == 2 * 7
    assert dropout_mask(DRAWS, 0).all()
    assert not dropout_mask(DRAWS, 1).any()


def test_the_smallest_draws_go_and_the_first_of_equal_ones():
    assert dropout_mask(np.array([[0.5, 0.1, 0.9, 0.1]]), 0.25).tolist() == [[1, 0, 1, 1]]
    assert dropout_mask(np.array([[0.0, -0.0, 0.5, 0.5]]), 0.25).tolist() == [[0, 1, 1, 1]]


def test_halves_are_rounded_to_even():
    draws = np.random.default_rng(0).random((1, 5))
    assert (dropout_mask(draws, 0.5) == 0).sum() == 2
    assert (dropout_mask(draws, 0.3) == 0).sum() == 2


def test_masks_are_as_likely_to_hit_one_column_as_another():
    mask = dropout_mask(np.random.default_rng(1).random((4000, 5)), 0.4)
    np.testing.assert_allclose(mask.mean(axis=0), 0.6, atol=0.04)


def test_forward_and_backward_use_the_same_mask():
    x, mask = np.arange(6.0).reshape(2, 3), np.array([[1, 0, 1], [0, 1, 1]])
    assert dropout_forward(x, mask).tolist() == [[0, 0, 2], [0, 4, 5]]
    assert dropout_backward(x, mask).tolist() == [[0, 0, 2], [0, 4, 5]]
    assert np.isnan(dropout_forward(np.array([np.nan]), np.array([0.0]))).all()


def test_predict_gives_the_mean_over_masks():
    x = np.random.default_rng(2).normal(size=(1, 10)).repeat(4000, axis=0)
    masked = dropout_forward(x, dropout_mask(np.random.default_rng(3).random(x.shape), 0.3))
    np.testing.assert_allclose(masked.mean(axis=0), dropout_predict(x, 0.3)[0], atol=0.05)
    assert dropout_predict(np.array([1, 2]), 0.5).dtype == np.float64
    assert dropout_predict(np.ones(2, np.float32), 0.5).dtype == np.float32


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_same_in_julia(engine, dtype):
    draws = DRAWS.astype(dtype)
    for rate in (0, 0.05, 0.25, 0.3, 1 / 3, 0.5, 0.95, 1, 1.0):
        mask = agree(engine, "dropout_mask", draws, rate)
        agree(engine, "dropout_forward", draws, mask)
        agree(engine, "dropout_backward", draws, mask)
        agree(engine, "dropout_predict", draws, rate)
    ties = np.array([[0.5, 0.5, -0.0, 0.0, 0.5, 0.1]], dtype)
    for rate in (0.2, 0.4, 0.6, 0.8):
        agree(engine, "dropout_mask", ties, rate)
    agree(engine, "dropout_mask", np.zeros((0, 3), dtype), 0.5)
    agree(engine, "dropout_predict", np.array([1, 2]), 0.5)


def test_bad_input_is_refused_on_both_sides(engine):
    for rate in (-0.1, 1.1, float("nan"), float("inf"), 2, "a", None, True):
        refuse(engine, "dropout_mask", DRAWS, rate)
        refuse(engine, "dropout_predict", DRAWS, rate)
    for draws in (DRAWS + 1, -DRAWS, DRAWS * np.nan, DRAWS[0], np.ones((2, 2), int), "a", DRAWS * 1j):
        refuse(engine, "dropout_mask", draws, 0.5)
    for function in ("dropout_forward", "dropout_backward"):
        refuse(engine, function, DRAWS, DRAWS.T)
        refuse(engine, function, DRAWS, DRAWS > 0.5)
        refuse(engine, function, DRAWS, None)
    with pytest.raises(ValueError, match="every element of draws must be at least 0 and below 1; got 70 of 70"):
        dropout_mask(DRAWS + 1, 0.5)
