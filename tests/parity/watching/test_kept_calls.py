"""What is kept of a program's calls."""

from __future__ import annotations

import numpy as np
import pytest

from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.watching.calls import SAMPLE, Abridged, CallSite, KeptCall, Recording


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.arange(12_000, dtype=np.float32).reshape(40, 300)),
        np.arange(20_000)[::-2],
        np.zeros((0, 3)),
        np.array(1.5 + 2j),
    ],
)
def test_a_large_array_is_known_by_a_hash_and_a_sample(array: np.ndarray) -> None:
    abridged = Abridged.of(array)
    assert abridged.is_of(array)
    assert abridged.is_of(array.copy(order="C"))
    assert abridged.indices.size == min(SAMPLE, array.size)
    np.testing.assert_array_equal(abridged.values, abridged.sample_of(array))
    assert not abridged.is_of(array.astype(np.complex64))
    assert not abridged.is_of(array[..., None])
    if array.size:
        changed = array.copy()
        changed.flat[array.size // 2] += 1
        assert not abridged.is_of(changed)
        assert abridged.values.flat[0] == array.flat[0]
        assert abridged.values.flat[-1] == array.flat[-1]


def test_what_is_within_a_call() -> None:
    fit = CallSite(1, "fit")
    between = CallSite(2, "not kept", fit)
    first, second = CallSite(3, "residuals", between), CallSite(9, "residuals", CallSite(8, "fit"))
    outer = KeptCall("fit", fit, Case((1,)), Outcome(1), places=(fit,))
    other = KeptCall("fit", CallSite(8, "fit"), Case((2,)), Outcome(1))
    inner = KeptCall("residuals", first, Case((2,)), Outcome(2), times=2, places=(first, second))
    recording = Recording((outer, inner, other))
    assert recording.within(outer) == (inner,)
    assert recording.within(other) == (inner,), "an equal call is not kept twice"
    assert recording.within(inner) == ()
    assert recording.of("fit") == (outer, other)
    assert (outer.parent, inner.parent, inner.number) == (None, 2, 3)
