"""Other arguments of the same kind: what a cause that was met once is tried on again."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.parity.pairing.case import Case

COUNT: Final = 24
"""How many variations are made."""


def variations(case: Case, seed: int = 5) -> list[Case]:
    """Return variations of a case: other numbers alone, then other sizes too.

    Dimensions that were equal stay equal, integers stay about as large, indices and sizes often stay as they
    are; strings keep their characters. Arrays of one element, which fit any cause, mostly grow.
    """
    rng = np.random.default_rng(seed)
    lengths = sorted({n for _, x in case.slots() if isinstance(x, np.ndarray) for n in x.shape if n > 1})
    alone = {n for _, x in case.slots() if isinstance(x, np.ndarray) for n in x.shape} == {1}
    found = []
    for k in range(COUNT):
        sizes = {n: n for n in lengths}
        if alone and k % 4:
            sizes = {1: 1 + k % 4}
        elif k % 4 == 3:
            # The same numbers mixed anew: halves, ties, NaN and zeros stay what they are.
            mix = _Mixing(rng)
            arguments = tuple(mix.value(x) for x in case.arguments)
            found.append(Case(arguments, case.keywords, case.label))
            continue
        elif k % 4 == 2 and lengths:
            step = 1 + k // 4 % 3
            sizes = {n: n + step for n in lengths}
        scalars = k % 2 == 1
        vary = _Varying(rng, sizes, scalars)
        arguments = tuple(vary.value(x) for x in case.arguments)
        found.append(Case(arguments, {name: vary.value(x) for name, x in case.keywords.items()}, case.label))
    return found


class _Mixing:
    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def value(self, x: Any) -> Any:
        if not isinstance(x, np.ndarray) or _is_sorted(x):
            return x
        return self._rng.permutation(x.reshape(-1)).reshape(x.shape)


def _is_sorted(x: npt.NDArray[Any]) -> bool:
    return x.ndim == 1 and x.size > 2 and x.dtype.kind in "if" and bool(np.all(np.diff(x) >= 0))


class _Varying:
    def __init__(self, rng: np.random.Generator, sizes: dict[int, int], scalars: bool) -> None:
        self._rng, self._sizes, self._scalars = rng, sizes, scalars

    def value(self, x: Any) -> Any:
        if isinstance(x, np.ndarray) and x.dtype.kind in "biufc":
            return self._array(x)
        if isinstance(x, (list, tuple)) and not hasattr(x, "_fields"):
            return type(x)(self.value(part) for part in x)
        if isinstance(x, str) and self._scalars:
            return "".join(self._rng.permutation(list(x))) + x[:1] * int(self._rng.integers(0, 3))
        if isinstance(x, (int, float, complex, np.number)) and not isinstance(x, bool) and self._scalars:
            with np.errstate(all="ignore"):
                array = self._array(np.asarray([x, x]))
            return type(x)(array[0].item())
        return x

    def _array(self, x: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if _is_sorted(x):
            return np.sort(self._unordered(x))  # what looks something up may rely on the order
        return self._unordered(x)

    def _unordered(self, x: npt.NDArray[Any]) -> npt.NDArray[Any]:
        lengths: list[int] = list(x.shape)
        shape = tuple(self._sizes.get(n, n) for n in lengths)
        if x.dtype.kind == "b":
            return self._rng.random(shape) < 0.5
        if x.dtype.kind == "c":
            parts = [self._reals(part, shape, part.dtype) for part in (x.real, x.imag)]
            result: npt.NDArray[Any] = (parts[0] + 1j * parts[1]).astype(x.dtype)
            return result
        if x.dtype.kind == "f":
            return self._reals(x, shape, x.dtype)
        return self._integers(x, shape)

    def _reals(self, x: npt.NDArray[Any], shape: tuple[int, ...], dtype: Any) -> npt.NDArray[Any]:
        finite = x[np.isfinite(x)]
        if not finite.size:
            return np.full(shape, x.flat[0] if x.size else 1.0, dtype)
        low, high = float(finite.min()), float(finite.max())
        # Numbers of one sign keep it: a logarithm stays defined, or stays undefined.
        if low >= 0 or high <= 0:
            size = max(abs(low), abs(high), 1e-3)
            values = np.exp(self._rng.normal(0.0, 0.5, shape)) * size * (1 if low >= 0 else -1)
        else:
            values = self._rng.normal(0.0, max(high - low, 1e-3) / 2, shape)
        special = ~np.isfinite(x)
        if special.any() and shape == x.shape:
            values = np.where(special, x, values)
        return values.astype(dtype)

    def _integers(self, x: npt.NDArray[Any], shape: tuple[int, ...]) -> npt.NDArray[Any]:
        info = np.iinfo(x.dtype)
        low, high = (int(x.min()), int(x.max())) if x.size else (0, 1)
        if max(abs(low), abs(high)) > 1 << 16:
            # As many digits: what overflowed is likely to overflow again.
            size = max(abs(low), abs(high))
            values = self._rng.integers(size // 2, min(size, int(info.max)), shape, endpoint=True)
            signs = self._rng.choice([1, -1], shape) if low < 0 < high else math.copysign(1, low if high <= 0 else 1)
            return (values * signs).astype(x.dtype)
        floor = low if low >= 0 and low < 3 else low - 3
        bottom, top = max(floor, int(info.min)), min(high + 3, int(info.max))
        return self._rng.integers(bottom, top, shape, endpoint=True).astype(x.dtype)
