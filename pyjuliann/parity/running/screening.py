"""Many small results compared at once: those that agree at a glance need no closer look.

Arrays of one dtype are laid end to end, so that ULP distances of thousands of cases cost a few array operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from pyjuliann.bridge.values.type_names import dtype_name, is_julia_value
from pyjuliann.parity.comparing.comparison import Verdict
from pyjuliann.parity.comparing.ulp import FORMATS, NO_DISTANCE, ulp_of_bits
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.calls import Outcome, policy_of

_LARGEST: Final = 4096
"""Larger arrays gain nothing by it."""


def screen(
    pair: Pair, cases: Sequence[Case], python: Sequence[Outcome], julia: Sequence[Outcome]
) -> dict[int, tuple[Verdict, int]]:
    """Return verdict and largest ULP distance of the cases that agree within the policy, by number.

    A case that is missing is not known to differ: it needs a closer look.
    """
    if pair.result is not None:
        return {}
    groups: dict[str, list[int]] = {}
    for number, (p, j) in enumerate(zip(python, julia, strict=True)):
        name = _plain_floats(p, j)
        if name:
            groups.setdefault(name, []).append(number)
    found: dict[int, tuple[Verdict, int]] = {}
    for name, numbers in groups.items():
        unsigned = f"u{np.dtype(name).itemsize}"
        bits = [
            np.concatenate([np.ravel(value) for value in side]).astype(name, copy=False).view(unsigned)
            for side in ([python[n].value for n in numbers], [julia[n].value.value for n in numbers])
        ]
        sizes = [python[n].value.size for n in numbers]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        gaps = np.maximum.reduceat(ulp_of_bits(bits[0], bits[1]), starts).tolist()
        unequal = np.logical_or.reduceat(bits[0] != bits[1], starts).tolist()
        for number, gap, differs in zip(numbers, gaps, unequal, strict=True):
            if gap == NO_DISTANCE or (differs and not gap):
                continue  # NaN or infinities, or zeros of two signs
            if gap <= policy_of(pair, cases[number]).budget(name):
                found[number] = ("agree" if differs else "identical", gap)
    return found


def _plain_floats(python: Outcome, julia: Outcome) -> str:
    """Return the dtype of two results that are arrays of floats of one dtype and size, and nothing else; or ""."""
    p = python.value
    if type(p) is not np.ndarray or not 0 < p.size <= _LARGEST or not is_julia_value(julia.value):
        return ""
    j = julia.value.value
    if type(j) is not np.ndarray or j.shape != p.shape or j.dtype != p.dtype:
        return ""
    for side in (python, julia):
        if side.warnings or side.changed or side.aliases or not side.returned:
            return ""
    name = dtype_name(p.dtype)
    return name if name in FORMATS else ""
