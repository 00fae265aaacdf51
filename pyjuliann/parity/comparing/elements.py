"""Every element of two numeric arrays of one shape: bits first, then a closer look at what differs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import dtype_name
from pyjuliann.parity.comparing.blocks import Array, Block, blocks
from pyjuliann.parity.comparing.comparison import Place
from pyjuliann.parity.comparing.tally import Tally, Where
from pyjuliann.parity.comparing.ulp import FLOATING, FORMATS, NO_DISTANCE, Distances, ulp_of_bits, ulp_of_finite

_EPS_AND_TINY: Final = {
    np.dtype(name).itemsize: (float(np.finfo(name).eps), float(np.finfo(name).tiny)) for name in FORMATS
}
_THREE_DIGITS: Final = 1.001


def tally_arrays(tally: Tally, python: Array, julia: Array, where: Where) -> None:
    """Compare two numeric arrays of one shape element by element.

    Parameters
    ----------
    tally : Tally
        Takes what is found.
    python, julia : (...) bool, integer, float or complex
        Arrays of one shape; where their dtypes differ (which the caller has noted) values are compared
        without ULP distances.
    where : Where
        The way to these arrays. ``where.scale``, if given, is the magnitude of the terms that each element
        was summed from: a float element also agrees when it is off by no more than the budget times the
        spacing of numbers there.
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
    for block in blocks(python, julia):
        look(tally, block, where)


def _parts(array: Array) -> list[Array]:
    return [array.real, array.imag] if array.dtype.kind == "c" else [array]


@dataclass(frozen=True)
class _Measured:
    """The float elements of a block that were looked at: all of them, or those at `positions`."""

    block: Block
    where: Where
    positions: npt.NDArray[np.intp] | None
    gaps: list[Distances]
    absolutes: Array

    def index(self, k: int) -> tuple[int, ...]:
        return self.block.locate(k if self.positions is None else int(self.positions[k]))

    def place(self, k: int) -> Place:
        """Return the place of the k-th measured element; of a complex number, by its worse part."""
        part = 0 if len(self.gaps) == 1 or self.gaps[0][k] >= self.gaps[1][k] else 1
        flat = k if self.positions is None else int(self.positions[k])
        python, julia = self.block.python.flat[flat], self.block.julia.flat[flat]
        name = "" if len(self.gaps) == 1 else ("real", "imag")[part]
        gap = int(self.gaps[part][k])
        if gap == NO_DISTANCE:
            return self.where.place(self.index(k), python, julia, part=name)
        absolute = float(self.absolutes[part][k])
        size = max(abs(float(x.imag if part else x.real)) for x in (python, julia))
        relative = absolute / size if size else 0.0
        return self.where.place(self.index(k), python, julia, ulp=gap, absolute=absolute, relative=relative, part=name)


def _look_at_floats(tally: Tally, block: Block, where: Where) -> None:
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
    gaps = [_distances(tally, pair, memory[k], memory[2 + k]) for k, pair in enumerate(pairs)]
    found = _Measured(block, where, positions, gaps, memory[: len(gaps)])
    gap = gaps[0] if len(gaps) == 1 else np.maximum(gaps[0], gaps[1])
    zeros = None
    if np.count_nonzero(gap) < count:
        # Other bits at distance 0: zeros of two signs, or two NaN, which are not told apart.
        zeros = np.logical_or.reduce([(p != j) & (p + p == 0) & (j + j == 0) for p, j in pairs])
        differs = (gap != 0) | zeros
        zeros &= gap == 0
        tally.signed_zeros += int(np.count_nonzero(zeros))
    worst = int(gap.argmax())
    top = int(gap[worst])
    beyond = None
    if top > _budget(tally, block.python.dtype):
        beyond = _beyond(tally, found, gap, sides[0][0].dtype)
    if tally.policy.signed_zero and zeros is not None:
        beyond = zeros if beyond is None else beyond | zeros
    if beyond is not None:
        tally.beyond += int(np.count_nonzero(beyond))
    tally.differing += count if zeros is None else int(np.count_nonzero(differs))
    if top == NO_DISTANCE:
        tally.no_distance = True
        tally.max_ulp = max(tally.max_ulp, int(gap[gap < NO_DISTANCE].max(initial=0)))
    else:
        tally.max_ulp = max(tally.max_ulp, top)
    is_beyond = beyond is not None and bool(beyond.any())
    candidates = beyond if beyond is not None and is_beyond else differs
    if not candidates[worst]:  # the largest distance may be within the scale
        worst = int((gap * candidates).argmax())
    first = int(candidates.argmax())
    if candidates[first]:
        _note(tally, found, gap, (first, worst if candidates[worst] else first), is_beyond)


def _note(tally: Tally, found: _Measured, gap: Distances, places: tuple[int, int], is_beyond: bool) -> None:
    """Keep the first and the worst place of a block where they are those of the whole so far."""
    first, worst = places
    comes_first = tally.comes_first(is_beyond, found.index(first))
    is_worse = tally.is_worse(is_beyond, int(gap[worst]))
    place = found.place(first) if comes_first or (is_worse and worst == first) else None
    if comes_first and place is not None:
        tally.note(place, is_beyond, int(gap[first]))
    if is_worse:
        tally.note(place if worst == first and place else found.place(worst), is_beyond, int(gap[worst]))


def _budget(tally: Tally, dtype: np.dtype[Any]) -> int:
    if dtype.char not in tally.budgets:
        tally.budgets[dtype.char] = min(tally.policy.budget(dtype.name), NO_DISTANCE - 1)
    return tally.budgets[dtype.char]


def _beyond(tally: Tally, found: _Measured, gap: Distances, dtype: np.dtype[Any]) -> npt.NDArray[np.bool_]:
    """Which elements are farther apart than the policy allows."""
    budget = _budget(tally, found.block.python.dtype)
    beyond: npt.NDArray[np.bool_] = gap > budget
    if found.where.scale is not None:
        for k in np.flatnonzero(beyond).tolist():
            allowed = budget * _spacing(found.where.scale[found.index(k)], dtype)
            beyond[k] = gap[k] == NO_DISTANCE or any(float(row[k]) > allowed for row in found.absolutes)
    return beyond


def _spacing(size: Any, dtype: np.dtype[Any]) -> float:
    """Return the distance from `size` to the next number of `dtype`; 0 where there is none."""
    with np.errstate(all="ignore"):
        spacing = float(np.spacing(np.asarray(abs(size), dtype)))
    return spacing if math.isfinite(spacing) else 0.0


def _distances(tally: Tally, pair: tuple[Array, Array], absolute: Array, work: Array) -> Distances:
    """Return ULP distances of two arrays of bit patterns; write |p - j| to `absolute`.

    The largest absolute and relative distance are taken into the tally.
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
        np.abs(p, out=relative)
        if finite and _adds_nothing(tally, gap, largest, relative, size):
            return gap
        np.maximum(relative, np.abs(j, out=other), out=relative)
        np.divide(absolute, relative, out=relative)
    if finite:
        # fmax passes over the NaN of 0/0, which stands for no difference.
        tally.enlarge(largest, float(np.fmax.reduce(relative)))
    elif (known := (gap != NO_DISTANCE) & (gap != 0)).any():
        tally.enlarge(float(absolute[known].max()), float(relative[known].max()))
    return gap


def _adds_nothing(tally: Tally, gap: Distances, largest: float, sizes: Array, width: int) -> bool:
    """Whether a block's distances are no larger than those known, the relative one to three digits.

    The relative distance of a normal number is at most its ULP distance times eps.
    """
    eps, tiny = _EPS_AND_TINY[width]
    known = tally.max_relative or 0.0
    return (
        largest <= (tally.max_absolute or 0.0)
        and int(gap.max()) * eps <= known * _THREE_DIGITS
        and float(sizes.min()) >= 2 * tiny
    )


def _look_at_integers(tally: Tally, block: Block, where: Where) -> None:
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


def _look_at_mixed(tally: Tally, block: Block, where: Where) -> None:
    a, b = block.python, block.julia
    with np.errstate(all="ignore"):
        unequal = (a != b) & ~((a != a) & (b != b))  # noqa: PLR0124 - NaN is what differs from itself
        if not unequal.any():
            return
        apart = np.abs(a[unequal].astype(np.complex128) - b[unequal].astype(np.complex128))
    _note_unequal(tally, block, where, unequal, np.nan_to_num(apart, nan=np.inf))


def _note_unequal(tally: Tally, block: Block, where: Where, unequal: Array, apart: Array) -> None:
    """Note elements that have no ULP distance: each one is beyond any budget."""
    tally.differing += apart.size
    tally.beyond += apart.size
    positions = np.flatnonzero(unequal)
    for k in sorted({0, int(np.argmax(apart))}):
        index = block.locate(int(positions[k]))
        p, j = block.python.flat[positions[k]], block.julia.flat[positions[k]]
        absolute = apart[k].item()
        size = max(abs(p.item()), abs(j.item()))
        relative = float(absolute / size) if size and math.isfinite(size) else math.inf
        tally.enlarge(absolute, relative)
        place = where.place(index, p, j, absolute=absolute, relative=relative)
        tally.note(place, beyond=True, gap=0, absolute=float(absolute))
