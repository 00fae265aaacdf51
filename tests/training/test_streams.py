"""Draws have their place: any part of a stream can be had without the parts before."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann.training.streams import BATCHES, check_seed, normal_draws, shuffled, uniform_draws


@pytest.mark.parametrize("size", [(), (1,), (5,), (8,), (3, 7)])
def test_any_part_of_a_stream_is_the_same(size):
    whole = uniform_draws(3, BATCHES, 0, 40, size)
    assert whole.shape == (40, *size)
    for start, stop in ((0, 40), (0, 1), (7, 8), (13, 40), (20, 20)):
        assert np.array_equal(uniform_draws(3, BATCHES, start, stop, size), whole[start:stop])


def test_draws_are_uniform_and_below_one():
    draws = uniform_draws(0, BATCHES, 0, 2000, (50,))
    assert draws.min() >= 0
    assert draws.max() < 1
    assert abs(draws.mean() - 0.5) < 0.005
    assert np.abs(np.histogram(draws, 20, (0, 1))[0] / 5000 - 1).max() < 0.06


def test_the_bits_stay_what_they_are():
    assert uniform_draws(1, 2, 3, 4, (2,)).tolist() == [[0.6527702009682942, 0.11067824353160172]]


def test_seeds_and_purposes_have_streams_of_their_own():
    streams = [uniform_draws(seed, purpose, 0, 5, (9,)) for seed in (0, 1, 2**64 - 1) for purpose in (1, 2)]
    for number, one in enumerate(streams):
        for other in streams[number + 1 :]:
            assert not np.isin(one, other).any()
    assert not np.array_equal(normal_draws(0, 1, (9,)), normal_draws(0, 2, (9,)))


def test_shuffling_keeps_every_number_once():
    order = shuffled(4, 2, 1000)
    assert sorted(order.tolist()) == list(range(1000))
    assert order.tolist() != list(range(1000))


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_that_does_not_fit_is_refused(seed):
    with pytest.raises(ValueError, match=f"got {seed}"):
        check_seed(seed)
