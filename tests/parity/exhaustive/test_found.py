"""What going through a space has found: the same however it is cut into blocks, and bounded."""

from __future__ import annotations

import itertools
import json
import random

import numpy as np
import pytest

from pyjuliann.parity.exhaustive.found import FIRST, MOST_RANGES, Found, OutcomeClass, Ranges

SIZE = 5000


def ranges_of(differs: list[bool]) -> list[list[int]]:
    """Return the ranges, found the slow way."""
    found: list[list[int]] = []
    for place, differ in enumerate(differs):
        if differ and found and found[-1][1] == place - 1:
            found[-1][1] = place
        elif differ:
            found.append([place, place])
    return found


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_ranges_are_the_same_however_they_are_cut(share: float, seed: int) -> None:
    chance = random.Random(seed)
    differs = [chance.random() < share for _ in range(SIZE)]
    cuts = [0, *sorted(chance.sample(range(1, SIZE), 9)), SIZE]
    whole = Found()
    for start, stop in itertools.pairwise(cuts):
        part = Found()
        part.ranges.add(start + np.flatnonzero(differs[start:stop]))
        whole.join(Found.of_plain(json.loads(json.dumps(part.to_plain()))))
    expected = ranges_of(differs)
    assert whole.ranges.count == len(expected)
    assert whole.ranges.listed == expected[:MOST_RANGES]


def test_ranges_are_bounded() -> None:
    ranges = Ranges()
    for start in (0, 10**5, 2 * 10**5):
        ranges.add(start + 2 * np.arange(40000))
    assert ranges.count == 120000
    assert len(ranges.listed) == MOST_RANGES


def test_counts_are_the_same_however_they_are_cut() -> None:
    chance = np.random.default_rng(7)
    gaps = chance.integers(0, 300, SIZE).astype(np.uint64)
    agrees, differs = OutcomeClass("agree"), OutcomeClass("differ", "value")

    def found(start: int, stop: int) -> Found:
        part, places = Found(), np.arange(start, stop)
        near = gaps[start:stop] <= 100
        part.add_class(differs, places[~near], gaps[start:stop][~near])
        part.add_class(agrees, places[near], gaps[start:stop][near])
        return part

    whole, cut = found(0, SIZE), Found()
    for start in range(0, SIZE, 700):
        cut.join(found(start, min(start + 700, SIZE)))
    assert cut == whole
    assert whole.counts["differ"] == np.count_nonzero(gaps > 100)
    assert whole.kinds["value"].first == np.flatnonzero(gaps > 100)[:FIRST].tolist()
    assert whole.largest[1] == [int(gaps.max()), int(gaps.argmax())]
    assert whole.largest[0] == [100, int(np.flatnonzero(gaps == 100)[0])]
    assert whole.distances[64] == np.count_nonzero(gaps == 64)
    assert whole.distances[128] == np.count_nonzero((gaps > 64) & (gaps <= 128))
    assert sum(whole.distances.values()) == SIZE


def test_what_is_kept_does_not_grow() -> None:
    whole = Found()
    for start in range(0, 10**7, 10**6):
        part = Found()
        part.add_class(
            OutcomeClass("differ", "value"), start + 3 * np.arange(10**5), np.arange(10**5).astype(np.uint64)
        )
        part.ranges.add(start + 3 * np.arange(10**5))
        whole.join(part)
    assert len(json.dumps(whole.to_plain())) < 50 * MOST_RANGES
