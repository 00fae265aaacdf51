"""Causes that change the numbers themselves: divisors, factors, widths, rounding."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.type_names import dtype_name
from pyjuliann.bridge.values.typed import bare
from pyjuliann.language import as_phrase, joined, phrase
from pyjuliann.parity.causes.cause import detail_if
from pyjuliann.parity.causes.evidence import Evidence, NoAnswerError, Sample
from pyjuliann.parity.running.moved import moved_results, sensitivity, spread_of
from pyjuliann.parity.running.python_side import as_numbers

NAMED_FACTORS: Final = {
    "-1": -1.0, "2": 2.0, "1/2": 0.5, "π/180 (degrees against radians)": math.pi / 180,
    "180/π (radians against degrees)": 180 / math.pi, "1/ln 2 (logarithm to base 2)": 1 / math.log(2),
    "ln 2": math.log(2), "1/ln 10 (logarithm to base 10)": 1 / math.log(10), "ln 10": math.log(10),
    "2π": 2 * math.pi, "1/2π": 1 / (2 * math.pi), "π": math.pi, "√2": math.sqrt(2), "1/√2": math.sqrt(0.5),
}  # fmt: skip


def _scaled(factor: Callable[[int], float]) -> Callable[[Evidence], str | None]:
    """Julia's result is Python's times a factor that depends on a number of elements n."""

    def fits(e: Evidence) -> str | None:
        for place in range(3):

            def times(s: Sample, place: int = place) -> Any:
                n = s.counts[place] if place < len(s.counts) else s.counts[-1]
                p = as_numbers(s.python)
                if p is None or p.dtype.kind not in "fc":
                    raise TypeError("no floats")
                if n < 2:
                    # n - 1 is 0: one side has NaN or infinity there, the other 0 or NaN.
                    return s.julia
                return _like(s.python, p * factor(n))

            several = len({s.counts[min(place, len(s.counts) - 1)] for s in e.differing if s.counts}) > 1
            if several and e.explained(times):
                return "n is the number of elements" if place == 0 else phrase("n is the length of axis {}", place - 1)
        return None

    return fits


def _like(value: Any, changed: Any) -> Any:
    """Return a changed result in the type that the result had."""
    if isinstance(value, np.ndarray):
        return np.asarray(changed).astype(value.dtype)
    return type(value)(np.asarray(changed).item())


_SAMPLE_FACTORS: Final = (
    lambda n: n / (n - 1), lambda n: math.sqrt(n / (n - 1)), lambda n: (n - 1) / n, lambda n: math.sqrt((n - 1) / n),
)  # fmt: skip
_COUNT_FACTORS: Final = {
    "n": float, "1/n": lambda n: 1 / n, "√n": math.sqrt, "1/√n": lambda n: 1 / math.sqrt(n),
}  # fmt: skip


def ddof(e: Evidence) -> str | None:
    """Multiply by what n - 1 in place of n makes."""
    for factor in _SAMPLE_FACTORS:
        detail = _scaled(factor)(e)
        if detail is not None:
            ratio = factor(3)
            more = "Julia divides by n - 1, Python by n" if ratio > 1 else "Julia divides by n, Python by n - 1"
            if not _grows_with_arguments(e):  # the deviation may itself be a divisor
                more = "one side divides by n, the other by n - 1"
            return joined("; ", (as_phrase(more), as_phrase(detail)))
    return None


def _grows_with_arguments(e: Evidence) -> bool:
    """Whether Python's result is twice or four times as large for twice the arguments, as a deviation is."""
    s = e.differing[0]
    try:
        doubled = e.call(s, *(2 * x if isinstance(x, (np.ndarray, float)) else x for x in s.arguments))
    except NoAnswerError:
        return False
    return any(e.agree(doubled, _like(s.python, power * np.asarray(s.python)), s.result.case.size) for power in (2, 4))


def times_count(e: Evidence) -> str | None:
    """Multiply by n, its root, or one over these."""
    for name, factor in _COUNT_FACTORS.items():
        detail = _scaled(factor)(e)
        if detail is not None:
            return phrase("Julia's result is {} times Python's; {}", name, as_phrase(detail))
    return None


def constant_factor(e: Evidence) -> str | None:
    """Find one ratio of the two results in all cases."""
    ratios = []
    for s in e.samples:
        both = s.numbers()
        if both is None or both[0].dtype.kind not in "ifc" or both[0].dtype != both[1].dtype:
            return None
        p, j = both
        usable = (p != 0) & np.isfinite(p) & np.isfinite(j)
        if usable.any():
            k = int(np.argmax(np.where(usable, np.abs(p), 0)))
            ratios.append((j.flat[k] / p.flat[k], p.dtype))
    # Differing values of one number are one ratio whatever the cause: several are needed.
    if len(ratios) < 3:
        return None
    factor = ratios[0][0]
    eps = max(float(np.finfo(d).eps) if d.kind in "fc" else 2.0**-52 for _, d in ratios)
    if not np.isfinite(factor) or abs(factor - 1) <= 1e3 * eps or factor == 0:
        return None
    if any(abs(r - factor) > 1e4 * eps * abs(factor) for r, _ in ratios):
        return None
    if len({complex(np.ravel(s.python)[0]) for s in e.differing if np.size(s.python)}) < 2:
        return None
    exact = next((v for v in NAMED_FACTORS.values() if abs(factor - v) <= 1e4 * eps * abs(v)), factor)
    digits = f"{factor:.6g}" if abs(factor - 1) > 1e-4 else f"(1 {'+' if factor > 1 else '-'} {abs(factor - 1):.3g})"
    name = next((n for n, v in NAMED_FACTORS.items() if v == exact), digits)

    def times(s: Sample) -> Any:
        changed = np.asarray(s.python) * exact
        if np.asarray(s.python).dtype.kind == "i" and np.all(changed == np.rint(changed)):
            changed = np.rint(changed)
        return _like(s.python, changed)

    return detail_if(e.explained(times), phrase("Julia's result is {} times Python's", phrase(name)))


def constant_offset(e: Evidence) -> str | None:
    """Add one constant to every number of every case."""
    first = e.differing[0].numbers() if e.differing else None
    if first is None or not first[0].size or any(x.dtype.kind not in "iufc" for x in first):
        return None
    with np.errstate(all="ignore"):
        apart = np.subtract(first[1].flat[0], first[0].flat[0], dtype=np.result_type(*first))
    if first[0].dtype.kind == "u" or not np.isfinite(apart) or apart == 0:
        return None
    if len({complex(np.ravel(s.python)[0]) for s in e.differing if np.size(s.python)}) < 3:
        return None
    # The constant that fits best is the simplest that is as near as rounding allows.
    size = float(np.abs(first[0].flat[0])) + float(np.abs(apart))
    near = 64 * float(np.finfo(first[0].dtype).eps) * size if first[0].dtype.kind in "fc" else 0.0
    constant = next((c for n in range(1, 17) if abs((c := _rounded(apart, n)) - apart) <= near), apart)

    def plus(s: Sample) -> Any:
        if as_numbers(s.python) is None or isinstance(s.python, bool):
            raise TypeError("no numbers")
        return _like(s.python, np.asarray(s.python) + constant)

    more = np.iscomplexobj(constant) or constant > 0
    told = "Julia's result is Python's plus {:.6g}" if more else "Julia's result is Python's less {:.6g}"
    return detail_if(e.explained(plus), phrase(told, constant if more else -constant))


def _rounded(number: Any, digits: int) -> Any:
    if np.iscomplexobj(number):
        return complex(float(f"{number.real:.{digits}g}"), float(f"{number.imag:.{digits}g}"))
    return type(number)(float(f"{number:.{digits}g}"))


# ---------------------------------------------------------------- integers and widths


def overflow(e: Evidence) -> str | None:
    """Find integers that are the same but for a multiple of 2^8, 2^16, 2^32 or 2^64: one side wrapped."""
    wrapped: dict[int, int] = {}
    for s in e.samples:
        both = s.numbers()
        if both is None or any(x.dtype.kind not in "iuO" for x in both):
            return None
        for p, j in zip(both[0].ravel().tolist(), both[1].ravel().tolist(), strict=True):
            if p != j:
                bits = next((b for b in (64, 32, 16, 8) if (p - j) % (1 << b) == 0), 0)
                if not bits:
                    return None
                wrapped[bits] = wrapped.get(bits, 0) + 1
    if sum(wrapped.values()) < 2:
        return None
    width = min(wrapped)
    narrow = [_range_of(x) for s in e.differing for x in (s.python, s.julia)]
    if width < 64 and not any(bits == width for bits in narrow):
        return None
    return phrase("one side wrapped around at {} bits", width)


def _range_of(value: Any) -> int:
    numbers = as_numbers(value)
    if numbers is None or numbers.dtype.kind == "O" or not isinstance(value, (np.ndarray, np.generic)):
        return 64
    return 8 * numbers.dtype.itemsize


def float_width(e: Evidence) -> str | None:
    """One side computed, or ended, in a narrower floating-point type."""
    for name in ("float16", "float32"):
        eps = float(np.finfo(name).eps)
        narrower = [_narrower(e, s, name, eps) for s in e.samples]
        if None in narrower or sum(map(bool, narrower)) < 2 or len({tuple(_widths(s)) for s in e.differing}) != 1:
            continue
        return phrase("one side computed in {}, whose eps is {:.3g}", name, eps)
    return None


def _narrower(e: Evidence, s: Sample, name: str, eps: float) -> bool | None:
    """Whether one side alone has numbers of the narrower type only; None if the sides are farther apart."""
    both = s.numbers()
    if both is None or any(x.dtype.kind not in "fc" for x in both):
        return None
    p, j = (x.astype(np.complex128) for x in both)
    if both[0].dtype == both[1].dtype:
        narrow = [_fits_in(x, name) for x in both]
    else:
        # Whole numbers fit in any width: where the types differ, they tell.
        narrow = [x.real.dtype.itemsize <= np.dtype(name).itemsize for x in both]
    root = math.isqrt(s.result.case.size) + 1
    rng = np.random.default_rng(3)
    with np.errstate(all="ignore"):
        spread = np.abs(_moved(e, s, lambda x: x * (1 + eps * rng.choice([-1.0, 1.0], np.shape(x)))) - p)
        bound = 16 * root * (eps * np.maximum(np.abs(p), np.abs(j)).max(initial=0) + spread.max(initial=0))
        apart = np.abs(p - j)[np.isfinite(p) & np.isfinite(j)]
    if np.any(apart > bound) or narrow == [False, False]:
        return None
    return narrow[0] != narrow[1]


def _moved(e: Evidence, s: Sample, move: Callable[[Any], Any]) -> Any:
    """Return Python's result for arguments whose floats are moved, or the result itself where it refuses."""
    changed = []
    for x in s.arguments:
        if isinstance(x, np.ndarray) and x.dtype.kind in "fc":
            changed.append(move(x).astype(x.dtype))
        else:
            changed.append(type(x)(move(x)) if isinstance(x, (float, np.floating)) else x)
    try:
        result = np.asarray(e.call(s, *changed))
    except NoAnswerError:
        return np.asarray(s.python)
    return result if result.shape == np.shape(s.python) else np.asarray(s.python)


def _widths(sample: Sample) -> list[str]:
    return [dtype_name(np.asarray(x).dtype) for x in (sample.python, sample.julia)]


def _fits_in(numbers: Any, name: str) -> bool:
    parts = [numbers.real, numbers.imag] if numbers.dtype.kind == "c" else [numbers]
    with np.errstate(all="ignore"):
        return all(
            np.array_equal(x.astype(name).astype(np.float64), x.astype(np.float64), equal_nan=True) for x in parts
        )


def reinterpreted(e: Evidence) -> str | None:
    """Find the same bits under another type of the same width."""
    kinds = set()
    for s in e.samples:
        both = s.numbers()
        if both is None or "O" in (both[0].dtype.kind, both[1].dtype.kind):
            return None
        p, j = both
        if p.dtype.itemsize != j.dtype.itemsize or p.tobytes() != j.tobytes():
            return None
        if s.differs and p.dtype != j.dtype:
            kinds.add(tuple(_widths(s)))
    if len(kinds) != 1 or len(e.differing) < 2:
        return None
    python, julia = kinds.pop()
    return phrase("{} in Python, {} in Julia, bit for bit the same", python, julia)


def element_type(e: Evidence) -> str | None:
    """Find equal values of another element type."""
    kinds = set()
    for s in e.samples:
        both = s.numbers()
        if both is None:
            return None
        p, j = both
        if not np.array_equal(p, j, equal_nan=p.dtype.kind in "fc" and j.dtype.kind in "fc"):
            return None
        if s.differs:
            kinds.add(tuple(_widths(s)))
    if len(kinds) != 1 or len(e.differing) < 2:
        return None
    python, julia = kinds.pop()
    if {np.dtype(python).kind, np.dtype(julia).kind} <= set("fc"):
        return None  # two widths of floats are a cause of their own
    return detail_if(python != julia, phrase("{} in Python, {} in Julia, equal values", python, julia))


# ---------------------------------------------------------------- rounding


def last_place(e: Evidence) -> str | None:
    """Find no more than rounding where every number of the result comes of one number of each argument."""

    def of_each(s: Sample) -> bool:
        turned = e.call(s, *(x[::-1] if isinstance(x, np.ndarray) and x.ndim else x for x in s.arguments))
        return e.agree(turned, s.python[::-1] if isinstance(s.python, np.ndarray) and s.python.ndim else s.python)

    try:
        if not all(of_each(s) and not (s.arrays and np.ndim(s.python) == 0) for s in e.samples):
            return None
    except NoAnswerError:
        return None
    return rounding(e)


def rounding(e: Evidence) -> str | None:
    """Find no more than rounding: that of n operations, and of moving each argument by one unit."""
    largest = 0
    for s in e.samples:
        both = s.numbers()
        if both is None or any(x.dtype.kind not in "fc" for x in both) or both[0].dtype != both[1].dtype:
            return None
        p, j = both
        finite = np.isfinite(p)
        if not np.array_equal(finite, np.isfinite(j)) or not np.array_equal(p[~finite], j[~finite], equal_nan=True):
            return None
        spread = sensitivity(e.pair.python, s.result.case, s.python)
        if spread is None:
            return None
        with np.errstate(all="ignore"):
            unit = np.spacing(np.abs(p))
            # n operations err by n/2 units at most, and by about √n times what their arguments' errors do.
            n = s.result.case.size
            allowed = (4 + n) * unit + (6 + 2 * math.isqrt(n)) * spread
            if np.any(np.abs(p - j)[finite] > allowed[finite]):
                return None
        if s.result.comparison is not None and s.result.comparison.max_ulp is not None:
            largest = max(largest, s.result.comparison.max_ulp)
    return detail_if(
        bool(e.failing), phrase("up to {} ULP, as rounding each argument and operation once explains", largest)
    )


def ill_conditioned(e: Evidence) -> str | None:
    """Find that moving the arguments in their last places moves the result as far as the two sides are apart."""
    largest = 0.0
    failing = [r for r in e.failing if r.aspect == "value"]
    if len(failing) < 2 or len(failing) != len(e.failing) or e.part:
        return None
    for r in failing:
        value = r.python.value
        p, j = as_numbers(value), as_numbers(bare(r.julia.value))
        if p is None or j is None or p.dtype.kind not in "fc" or p.shape != j.shape:
            return None
        moved = moved_results(e.pair.python, r.case, value)
        if not moved:
            return None
        with np.errstate(all="ignore"):
            size = float(np.abs(p[np.isfinite(p)]).max(initial=0.0))
            spread = spread_of(value, moved).max(initial=0.0)
            apart = np.abs(p - j)
        steps = np.all(p == np.rint(p)) and np.all(j == np.rint(j))
        if steps or not np.all(apart <= _TIMES * spread) or spread < math.sqrt(float(np.finfo(p.dtype).eps)) * size:
            return None
        largest = max(largest, spread / size if size else 0.0)
    return phrase("one unit in the last place of the arguments moves the result by up to {:.2g} of its size", largest)


_TIMES: Final = 8.0
"""How many times what moving the arguments once shows two results may be apart."""


def signed_zero(e: Evidence) -> str | None:
    """Find nothing but zeros of two signs."""
    only = all(s.result.comparison is not None and s.result.comparison.max_ulp == 0 for s in e.differing)
    return detail_if(only and bool(e.differing) and any(s.result.comparison.signed_zeros for s in e.differing))  # type: ignore[union-attr]
