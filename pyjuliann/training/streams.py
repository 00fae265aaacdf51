"""Streams of random draws in which every step has its place, so that a run can be cut and resumed anywhere.

The draws of a step depend on the seed, the purpose and the number of the step, and on nothing else: they come from
the counter-based generator Philox4x64-10 (J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011),
set to the place of the step. NumPy keeps the bits of a bit generator the same in all its versions.
"""

from __future__ import annotations

import math

import numpy as np

from pyjuliann.language import phrase

_LARGEST_SEED = 2**64 - 1

BATCHES, SPLIT, FEATURES, LABELS = 1, 2, 3, 4
"""Purposes: each is a stream of its own."""


def masks_of(number: int) -> int:
    """Return the purpose of the masks of a dropout layer, counted from 0."""
    return 1_000_000 + number


def weights_of(number: int) -> int:
    """Return the purpose of the first weights of a layer, counted from 0."""
    return 2_000_000 + number


def uniform_draws(seed: int, purpose: int, start: int, stop: int, size: tuple[int, ...]) -> np.ndarray:
    """Return the uniform draws of the steps from `start` up to, but without, `stop`.

    Parameters
    ----------
    seed : int
        From 0 to 2⁶⁴ − 1.
    purpose : int
        Which stream.
    start, stop : int
        Steps, counted from 0.
    size : tuple of int
        How many draws a step takes.

    Returns
    -------
    array (stop − start, *size), Float64
        Multiples of 2⁻⁵³, at least 0 and below 1.

    Examples
    --------
    >>> whole = uniform_draws(7, BATCHES, 0, 9, (5,))
    >>> bool((whole[4:6] == uniform_draws(7, BATCHES, 4, 6, (5,))).all())
    True
    """
    count = math.prod(size)
    blocks = -(-count // 4)  # one count of the generator gives four numbers, and every step begins a count
    raw = _generator(seed, purpose, start * blocks).random_raw((stop - start) * blocks * 4)
    rows = raw.reshape(stop - start, blocks * 4)[:, :count]
    draws: np.ndarray = np.multiply(rows >> np.uint64(11), 2.0**-53).reshape(stop - start, *size)
    return draws


def normal_draws(seed: int, purpose: int, size: tuple[int, ...]) -> np.ndarray:
    """Return standard normal draws of a size, Float64."""
    return np.random.Generator(_generator(seed, purpose)).standard_normal(size)


def shuffled(seed: int, purpose: int, count: int) -> np.ndarray:
    """Return the numbers from 0 to `count` − 1 in an order that depends on seed and purpose alone."""
    return np.argsort(uniform_draws(seed, purpose, 0, 1, (count,))[0], kind="stable")


def check_seed(seed: int) -> None:
    """Refuse a seed that the generator cannot take.

    Raises
    ------
    ValueError
        If it is outside 0 to 2⁶⁴ − 1.
    """
    if not 0 <= seed <= _LARGEST_SEED:
        raise ValueError(phrase("seed: expected a whole number from 0 to {}, got {}", _LARGEST_SEED, seed))


def _generator(seed: int, purpose: int, place: int = 0) -> np.random.Philox:
    return np.random.Philox(key=np.array([seed, purpose], np.uint64), counter=place)
