"""Every element of two numeric arrays of one shape: bits first, then a closer look at what differs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import dtype_name
from pyjuliann.parity.comparing.blocks import Array, Block, blocks
from pyjuliann.parity.comparing.comparison import Place
from pyjuliann.parity.comparing.tally import Tally, ValuePath
from pyjuliann.parity.comparing.ulp import FLOATING, NO_DISTANCE, Distances, ulp_of_bits, ulp_of_finite

_ROUNDED_DOWN: Final = 1 - 2.0**-50
_WHOLE: Final = 2.0**53
"""Below it every integer is a Float64."""


def tally_arrays(tally: Tally, python: Array, julia: Array, where: ValuePath) -> None:
    """Compare two numeric arrays of one shape element by element.

    Parameters
    ----------
    tally : Tally
        Takes what is found.
    python, julia : (...) bool, integer, float or complex
        Arrays of one shape; where their dtypes differ (which the caller has noted) values are compared
        without ULP distances.
    where : ValuePath
        The way to these arrays. ``where.scale``, if given, is the magnitude of the terms that each element
        was summed from: a float element also agrees when it is off by no more than the budget times the
        spacing of numbers there, or by no more than ``where.slack``, if that is given.
    """
    tally.visited += 1
    tally.elements += python.size
    name = dtype_name(python.dtype)
    if name != dtype_name(julia.dtype):
        look = _look_at_mixed
    elif name in FLOATING:
        tally.floats = tally.floats or python.size > 0
        look = _look_at_floats
    else:
        look = _look_at_integers
    with np.errstate(all="ignore"):  # a signalling NaN complains of every cast
        for block in blocks(python, julia):
            look(tally, block, where)


def _parts(array: Array) -> list[Array]:
    return [array.real, array.imag] if array.dtype.kind == "c" else [array]


@dataclass(frozen=True)
class _Measured:
    """The float elements of a block that were looked at: all of them, or those at `positions`."""

    block: Block
    where: ValuePath
    positions: npt.NDArray[np.intp] | None
    gaps: list[Distances]
    absolutes: Array

    def index(self, k: int) -> tuple[int, ...]:
        return self.block.locate(int(self.flat(k)))

    def flat(self, ks: Any) -> Any:
        """Return the places in the block of one element or of many."""
        return ks if self.positions is None else self.positions[ks]

    def place(self, k: int, gap: int, allowed: float | None = None) -> Place:
        """Return the place of the k-th measured element, whose sides are `gap` ULP apart."""
        part = 0 if len(self.gaps) == 1 or self.gaps[0][k] >= self.gaps[1][k] else 1
        python, julia = (side.flat[self.flat(k)] for side in (self.block.python, self.block.julia))
        name = "" if len(self.gaps) == 1 else ("real", "imag")[part]
        if gap == NO_DISTANCE:
            return self.where.place(self.index(k), python, julia, part=name)
        absolute = math.hypot(*(float(row[k]) for row in self.absolutes))
        with np.errstate(all="ignore"):
            size = float(max(np.abs(python), np.abs(julia)))
        relative = absolute / size if size else 0.0
        distances = {"ulp": gap, "absolute": absolute, "relative": relative}
        return self.where.place(self.index(k), python, julia, **distances, part=name, allowed=allowed)

    def apart(self, ks: npt.NDArray[np.intp]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return how far the sides of some elements are apart, and the larger one's magnitude."""
        flat = self.flat(ks)
        sides = [np.abs(side.reshape(-1)[flat]).astype(float) for side in (self.block.python, self.block.julia)]
        return np.hypot.reduce(self.absolutes[:, ks], axis=0), np.maximum(*sides)


def _look_at_floats(tally: Tally, block: Block, where: ValuePath) -> None:
    sides = list(zip(_parts(block.python), _parts(block.julia), strict=True))
    unsigned = f"u{sides[0][0].dtype.itemsize}"
    bits = [(p.view(unsigned), j.view(unsigned)) for p, j in sides]
    unequal = bits[0][0] != bits[0][1]
    for p, j in bits[1:]:
        unequal |= p != j
    count = int(np.count_nonzero(unequal))
    if not count:
        return
    # Gathering a few elements is cheap; gathering many costs more than measuring all of them.
    positions = np.flatnonzero(unequal) if count * 32 < unequal.size else None
    if positions is None:
        pairs = [(p.reshape(-1), j.reshape(-1)) for p, j in bits]
        differs = unequal.reshape(-1)
    else:
        pairs = [(p[unequal], j[unequal]) for p, j in bits]
        differs = np.ones(count, bool)
    memory = tally.buffers(differs.size)
    real = len(pairs) == 1
    gaps = [_distances(tally, pair, memory[k], memory[2 + k], real) for k, pair in enumerate(pairs)]
    found = _Measured(block, where, positions, gaps, memory[: len(gaps)])
    gap = gaps[0] if real else _in_the_plane(tally, found)
    zeros = None
    if np.count_nonzero(gap) < count:
        # Other bits at distance 0: zeros of two signs, or two NaN, which are not told apart.
        zeros = np.logical_or.reduce([(p != j) & (p + p == 0) & (j + j == 0) for p, j in pairs])
        differs = (gap != 0) | zeros
        zeros &= gap == 0
        tally.signed_zeros += int(np.count_nonzero(zeros))
    worst = int(gap.argmax())
    top = int(gap[worst])
    beyond = allowed = None
    if top > _budget(tally, block.python.dtype):
        beyond, allowed = _beyond(tally, found, gap, sides[0][0].dtype)
        counted = gap[(gap <= _budget(tally, block.python.dtype)) | beyond]
        top = int(counted.max(initial=0))
    if tally.policy.signed_zero and zeros is not None:
        beyond = zeros if beyond is None else beyond | zeros
    if beyond is not None:
        tally.beyond += int(np.count_nonzero(beyond))
    tally.differing += count if zeros is None else int(np.count_nonzero(differs))
    if top == NO_DISTANCE:
        tally.no_distance = True
        tally.max_ulp = max(tally.max_ulp, int(counted[counted < NO_DISTANCE].max(initial=0)))
    else:
        tally.max_ulp = max(tally.max_ulp, top)
    is_beyond = beyond is not None and bool(beyond.any())
    candidates = beyond if beyond is not None and is_beyond else differs
    if not candidates[worst]:  # the largest distance may be within the scale
        worst = int((gap * candidates).argmax())
    first = int(candidates.argmax())
    if candidates[first]:

        def place_of(k: int) -> Place:
            return found.place(k, int(gap[k]), None if allowed is None else float(allowed[k]))

        _note(tally, place_of, found, gap, (first, worst if candidates[worst] else first, is_beyond))


def _note(
    tally: Tally, place_of: Callable[[int], Place], found: _Measured, gap: Distances, places: tuple[int, int, bool]
) -> None:
    """Keep the first and the worst place of a block where they are those of the whole so far."""
    first, worst, is_beyond = places
    at = [found.where.whole(found.index(k)) for k in (first, worst)]
    comes_first = tally.comes_first(is_beyond, at[0])
    is_worse = tally.is_worse(is_beyond, int(gap[worst]), at[1])
    place = place_of(first) if comes_first or (is_worse and worst == first) else None
    if comes_first and place is not None:
        tally.note(place, is_beyond, int(gap[first]))
    if is_worse:
        tally.note(place if worst == first and place else place_of(worst), is_beyond, int(gap[worst]))


def _budget(tally: Tally, dtype: np.dtype[Any]) -> int:
    if dtype.char not in tally.budgets:
        tally.budgets[dtype.char] = min(tally.policy.budget(dtype.name), NO_DISTANCE - 1)
    return tally.budgets[dtype.char]


def _beyond(
    tally: Tally, found: _Measured, gap: Distances, dtype: np.dtype[Any]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[Any] | None]:
    """Which elements are farther apart than may be, and how far each may be beyond the budget in ULP."""
    budget = _budget(tally, found.block.python.dtype)
    beyond: npt.NDArray[np.bool_] = gap > budget
    policy, where = tally.policy, found.where
    if where.scale is None and where.slack is None and not (policy.rtol or policy.atol):
        return beyond, None
    known = gap != NO_DISTANCE
    free = np.zeros(gap.size, bool)  # what may be a number or none, as rounding goes
    if where.slack is not None:
        unknown = np.flatnonzero(beyond & ~known)
        free[unknown] = np.isposinf(_given(found, where.slack, unknown).astype(float))
    tried = np.flatnonzero(beyond & (known | free))
    with np.errstate(all="ignore"):
        distance, size = found.apart(tried)
        largest = np.where(size > 0, policy.atol + policy.rtol * size, policy.atol)
        if where.scale is not None:
            spacing = np.spacing(np.abs(_given(found, where.scale, tried)).astype(dtype)).astype(float)
            largest = np.maximum(largest, np.where(np.isfinite(spacing), budget * spacing, 0.0))
        if where.slack is not None:
            largest = np.fmax(largest, _given(found, where.slack, tried).astype(float))
        distance = np.where(free[tried], np.inf, distance)
    within = tried[distance <= largest]
    if within.size:
        beyond[within] = False
        tally.within += within.size
        widest = int(within[np.argmax(distance[distance <= largest])])
        tally.widen(found.place(widest, int(gap[widest])))
    allowed = np.zeros(gap.size)
    allowed[tried] = largest
    return beyond, allowed


def _given(found: _Measured, values: Array, ks: npt.NDArray[np.intp]) -> Array:
    """Return what is given for some of the measured elements."""
    return np.broadcast_to(values[found.block.locate(found.flat(ks))], ks.shape)


def _in_the_plane(tally: Tally, found: _Measured) -> Distances:
    """Return the distances of complex numbers in units of the larger one's magnitude, at most those of their parts."""
    parts = np.maximum(*found.gaps)
    ks = np.flatnonzero((parts != 0) & (parts != NO_DISTANCE))
    with np.errstate(all="ignore"):
        distance, size = found.apart(ks)
        units = np.ceil(distance / np.spacing(size.astype(found.block.python.real.dtype)).astype(float))
        known = (units >= 1) & (units < 2.0**63)  # there is no unit of the largest number
        parts[ks[known]] = np.minimum(parts[ks[known]], units[known].astype(np.uint64))
        if ks.size:
            tally.enlarge(float(distance.max()), float(np.fmax.reduce(distance / size)))
    return parts


def _distances(tally: Tally, pair: tuple[Array, Array], absolute: Array, work: Array, real: bool) -> Distances:
    """Return ULP distances of two arrays of bit patterns; write |p - j| to `absolute`.

    If they are real numbers, the largest absolute and relative distance are taken into the tally.
    """
    size = pair[0].dtype.itemsize
    p, j = (bits.view(f"f{size}").astype(np.float64, copy=False) for bits in pair)
    relative, other = tally.buffers(absolute.size)[5:]
    with np.errstate(all="ignore"):
        np.abs(np.subtract(p, j, out=absolute), out=absolute)
        largest = float(absolute.max())
        finite = math.isfinite(largest)
        gap = ulp_of_finite(*pair, work.view(pair[0].dtype)[: absolute.size]) if finite else None
        gap = ulp_of_bits(*pair) if gap is None else gap
        if not real:
            return gap
        np.abs(p, out=relative)
        if finite:
            # To be larger than any before, a distance must be larger than that times either side: mostly few are.
            least = (tally.max_relative or 0.0) * _ROUNDED_DOWN
            ks = np.flatnonzero(np.greater(absolute, np.multiply(relative, least, out=other)))
            found = absolute[ks] / np.maximum(relative[ks], np.abs(j[ks]))
            tally.enlarge(largest, float(found.max(initial=0.0)))
            return gap
        known = (gap != NO_DISTANCE) & (gap != 0)
        if known.any():
            np.maximum(relative, np.abs(j, out=other), out=relative)
            tally.enlarge(float(absolute[known].max()), float((absolute[known] / relative[known]).max()))
    return gap


def _look_at_integers(tally: Tally, block: Block, where: ValuePath) -> None:
    unequal = block.python != block.julia
    if not unequal.any():
        return
    p, j = block.python[unequal], block.julia[unequal]
    if p.dtype.kind == "b":
        apart = np.ones(p.size, np.uint64)
    else:
        unsigned = f"u{p.dtype.itemsize}"
        # The wrapped difference of the bit patterns is the exact one, also where the signed one overflows.
        apart = np.maximum(p, j).view(unsigned) - np.minimum(p, j).view(unsigned)
    _note_unequal(tally, block, where, unequal, apart)


def _look_at_mixed(tally: Tally, block: Block, where: ValuePath) -> None:
    a, b = block.python, block.julia
    with np.errstate(all="ignore"):
        unequal = (a != b) & ~((a != a) & (b != b))  # noqa: PLR0124 - NaN is what differs from itself
        unequal |= _unequal_integers(a, b)
        if not unequal.any():
            return
        apart = np.abs(_wide(a[unequal]) - _wide(b[unequal]))
    _note_unequal(tally, block, where, unequal, np.nan_to_num(apart, nan=np.inf))


def _unequal_integers(a: Array, b: Array) -> npt.NDArray[np.bool_]:
    """Which large integers differ from the floating-point numbers that they would be rounded to."""
    whole, floating = (a, b) if a.dtype.kind in "iu" else (b, a)
    found = np.zeros(a.shape, bool)
    if whole.dtype.kind in "iu" and floating.dtype.kind == "f":
        large = np.abs(floating.astype(np.float64)) >= _WHOLE
        found[large] = [int(n) != x for n, x in zip(whole[large].tolist(), floating[large].tolist(), strict=True)]
    return found


def _wide(numbers: Array) -> Array:
    return numbers.astype(complex if numbers.dtype.kind == "c" else float)


def _note_unequal(tally: Tally, block: Block, where: ValuePath, unequal: Array, apart: Array) -> None:
    """Note elements that have no ULP distance: each one is beyond any budget."""
    tally.differing += apart.size
    tally.beyond += apart.size
    positions = np.flatnonzero(unequal)
    sizes = np.maximum(*(np.abs(_wide(side[unequal])) for side in (block.python, block.julia)))
    largest = float(np.where((sizes > 0) & np.isfinite(sizes), apart / sizes, np.inf).max())
    for k in sorted({0, int(np.argmax(apart))}):
        index = block.locate(int(positions[k]))
        p, j = block.python.flat[positions[k]], block.julia.flat[positions[k]]
        absolute = apart[k].item()
        size = max(abs(p.item()), abs(j.item()))
        relative = float(absolute / size) if size and math.isfinite(size) else math.inf
        tally.enlarge(absolute, largest)
        place = where.place(index, p, j, absolute=absolute, relative=relative)
        tally.note(place, beyond=True, gap=0, absolute=absolute)
