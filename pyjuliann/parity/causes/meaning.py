"""Causes in which one name or operator means two things."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import numpy as np

from pyjuliann.language import phrase
from pyjuliann.parity.causes.calls import julia_text
from pyjuliann.parity.causes.cause import detail_if
from pyjuliann.parity.causes.evidence import REFUSALS, Evidence, NoAnswerError, Sample
from pyjuliann.parity.pairing.python_code import python_code
from pyjuliann.parity.running.python_side import as_numbers

Operation = Callable[..., Any]


def _is(e: Evidence, python: Operation, julia: Operation, samples: list[Sample] | None = None) -> bool:
    """Whether Python's results are those of one operation on the arguments, and Julia's those of another."""
    tried = e.samples if samples is None else samples
    if sum(s.differs for s in tried) < 2 or any(len(s.arguments) > 2 for s in tried):
        return False  # a third array is what NumPy's operations write into
    for s in tried:
        try:
            with np.errstate(all="ignore"):
                p, j = python(*s.arguments), julia(*s.arguments)
        except REFUSALS:
            return False
        count, noise = s.result.case.size, e.noise(s)
        if not (_equal(e, p, s.python, count, noise) and _equal(e, j, s.julia, count, noise)):
            return False
    return True


def _equal(e: Evidence, ours: Any, theirs: Any, count: int, noise: float = 0.0) -> bool:
    """Compare by value: of what type a side's result is does not matter here."""
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        together = zip(ours, theirs, strict=False)
        return len(ours) == len(theirs) and all(_equal(e, a, b, count, noise) for a, b in together)
    a, b = as_numbers(ours), as_numbers(theirs)
    if a is None or b is None or a.shape != b.shape:
        return False
    if a.dtype.kind in "biuO" and b.dtype.kind in "biuO":
        return bool(np.all(a == b))
    kind = np.complex128 if "c" in (a.dtype.kind, b.dtype.kind) else np.float64
    return e.agree(a.astype(kind), b.astype(kind), count, noise)


# ---------------------------------------------------------------- division and rounding


def _trunc(a: Any, b: Any) -> Any:
    if any(as_numbers(x).dtype.kind in "fc" for x in (a, b)):  # type: ignore[union-attr]
        return np.trunc(np.divide(a, b))
    a, b = np.asarray(a), np.asarray(b)
    return np.sign(a) * np.sign(b) * (np.abs(a) // np.abs(b))


def floor_or_trunc(e: Evidence) -> str | None:
    """Try quotients and remainders that round down on one side, towards zero on the other."""
    for (down, zero), (floor, trunc) in zip(
        (_QUOTIENTS, _REMAINDERS), ((np.floor_divide, _trunc), (np.mod, np.fmod)), strict=True
    ):
        for divisor in (None, *range(2, 17)):
            given = () if divisor is None else (divisor,)
            python, julia = (lambda *a, f=f, given=given: f(*a, *given) for f in (floor, trunc))
            if _is(e, python, julia):
                return down
            if _is(e, julia, python):
                return zero
    both = _is(e, divmod, lambda a, b: (_trunc(a, b), np.fmod(a, b)))
    return detail_if(both, "Python's quotient rounds down, Julia's towards zero")


_QUOTIENTS: Final = (
    "Python's quotient rounds down, Julia's rounds towards zero",
    "Python's quotient rounds towards zero, Julia's rounds down",
)
_REMAINDERS: Final = (
    "Python's remainder has the sign of the divisor, Julia's has that of the dividend",
    "Python's remainder has that of the dividend, Julia's has the sign of the divisor",
)


def whole_or_true_division(e: Evidence) -> str | None:
    """Try the two divisions."""
    for divisor in (None, *range(2, 17)):
        given = () if divisor is None else (divisor,)
        whole, true, cut = (lambda *a, f=f, given=given: f(*a, *given) for f in (np.floor_divide, np.divide, _trunc))
        if _is(e, whole, true):
            return "Python's // against Julia's /"
        if _is(e, true, cut):
            return "Python's / against Julia's ÷"
    return None


_ROUNDINGS: dict[str, Operation] = {
    "to nearest, halves to even": np.rint,
    "to nearest, halves away from zero": lambda x: np.trunc(x + np.copysign(0.5, x)),
    "to nearest, halves up": lambda x: np.floor(np.asarray(x) + 0.5),
    "towards zero": np.trunc, "down": np.floor, "up": np.ceil,
}  # fmt: skip
"""The nearest first: on halves alone, rounding up is what rounding halves up is."""


def rounding_mode(e: Evidence) -> str | None:
    """Try all ways to round one number, to integers and to digits."""
    if any(len(s.arguments) != 1 for s in e.samples):
        return None
    for python, first in _ROUNDINGS.items():
        for julia, second in _ROUNDINGS.items():
            if python != julia and _is(e, first, second):
                return phrase("Python rounds {}, Julia {}", phrase(python), phrase(julia))
    for digits in range(1, 5):
        one_by_one = np.vectorize(lambda x, digits=digits: round(float(x), digits), otypes=[float])
        if _is_exactly(e, one_by_one, lambda x, digits=digits: np.round(x, digits)):
            return phrase("to {} digits: Python's round is exact, Julia's scales by {} first", digits, 10**digits)
    return None


def _is_exactly(e: Evidence, python: Operation, julia: Operation) -> bool:
    try:
        return len(e.differing) > 1 and all(
            np.array_equal(python(*s.arguments), s.python) and np.array_equal(julia(*s.arguments), s.julia)
            for s in e.samples
        )
    except (TypeError, ValueError):
        return False


def power(e: Evidence) -> str | None:
    """Try exclusive or against a power."""
    return detail_if(_is(e, np.bitwise_xor, np.power), "Python's ^ is exclusive or")


# ---------------------------------------------------------------- products, norms, elementwise


def _two_arrays(function: Operation) -> Operation:
    def apply(a: Any, b: Any) -> Any:
        if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)):
            raise TypeError("not two arrays")
        return function(a, b)

    return apply


def flat_dot(e: Evidence) -> str | None:
    """Try Python's product of matrices against the dot product of all elements."""
    flat = _two_arrays(lambda a, b: np.vdot(a.ravel(), b.ravel()) if a.shape == b.shape and a.ndim == 2 else _refuse())
    if _is(e, _two_arrays(np.dot), flat):
        return ""
    # Where Python's shapes do not fit, it raises and Julia still gives its scalar.
    raised = [r for r in e.failing if r.python.error and r.julia.returned]
    if e.aspect != "error" or len(raised) < 2 or len(raised) != len(e.failing):
        return None
    for r in raised:
        a, b = (*r.case.arguments, None, None)[:2]
        if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.shape == b.shape and a.ndim == 2):
            return None
        noise = float(np.sum(np.abs(a) * np.abs(b))) * 2.0**-52
        if not _equal(e, np.vdot(a, b), getattr(r.julia.value, "value", r.julia.value), a.size, noise):
            return None
    return "Python raises where the shapes fit no matrix product"


def _refuse() -> Any:
    raise ValueError("other shapes")


def product_or_elementwise(e: Evidence) -> str | None:
    """Try the matrix product against the product of elements."""
    if _is(e, _two_arrays(np.multiply), _two_arrays(np.matmul)):
        return "Python multiplies element by element, Julia's result is the matrix product"
    if _is(e, _two_arrays(np.matmul), _two_arrays(np.multiply)):
        return "Python's result is the matrix product, Julia multiplies element by element"
    return None


def broadcast_function(e: Evidence) -> str | None:
    """Julia's own function, with a dot: applied to every element it is Python's."""
    if len(e.failing) < 2 or not all(map(e.is_elementwise, e.failing[:3])):
        return None
    results = e.run("(arguments...) -> FUNCTION.(arguments...)")
    fits = results is not None and not any(r.differences for r in results)
    return detail_if(fits, "Julia's function of every element is Python's")


def norm(e: Evidence) -> str | None:
    """Try the spectral norm against the entrywise one."""

    def spectral(a: Any, *_: Any) -> Any:
        return np.linalg.norm(a, 2) if np.ndim(a) == 2 else _refuse()

    def entrywise(a: Any, *_: Any) -> Any:
        return math.sqrt(float(np.sum(np.abs(a) ** 2)))

    if _is(e, spectral, entrywise):
        return "Python's is spectral, Julia's entrywise"
    return detail_if(_is(e, entrywise, spectral), "Python's is entrywise, Julia's spectral")


def other_end(e: Evidence) -> str | None:
    """Stretch a vector along columns where Python stretched it along rows."""
    for k in range(2):

        def as_column(s: Sample, k: int = k) -> Any:
            if len(s.arguments) < 2 or max(np.ndim(x) for x in s.arguments) < 2 or np.ndim(s.arguments[k]) != 1:
                raise TypeError("no vector beside a matrix")
            return e.call(s, *(x[:, None] if n == k else x for n, x in enumerate(s.arguments)))

        if e.explained(as_column):
            return phrase("argument {} runs along the rows in Python, along the columns in Julia", k + 1)
    return None


# ---------------------------------------------------------------- missing numbers, text


def skips_nan(e: Evidence) -> str | None:
    """Take NaN out of the arguments, or put it into the result."""

    def has_nan(s: Sample) -> bool:
        return any(np.isnan(a).any() for a in s.arrays if a.dtype.kind == "f")

    def without(s: Sample) -> Any:
        changed = [x[~np.isnan(x)] if isinstance(x, np.ndarray) and x.dtype.kind == "f" else x for x in s.arguments]
        return e.call(s, *changed)

    def spread(s: Sample) -> Any:
        return type(s.python)(math.nan) if has_nan(s) else s.python

    if not all(map(has_nan, e.differing)):
        return None
    if e.explained(without):
        return "Julia's result is Python's of the numbers that are not NaN"
    skips = all(not np.isnan(s.python) for s in e.differing if isinstance(s.python, (float, np.floating)))
    return detail_if(skips and e.explained(spread), "Python passes over NaN, Julia's result is NaN")


def strong_zero(e: Evidence) -> str | None:
    """Put 0 where Python multiplied NaN by False."""

    def zeroed(s: Sample) -> Any:
        both = s.numbers()
        masks = [x for x in s.arguments if np.asarray(x).dtype.kind == "b"]
        if both is None or not masks:
            raise TypeError("no Bool argument")
        zero = np.isnan(both[0]) & ~np.broadcast_to(np.asarray(masks[0]), both[0].shape)
        changed = np.where(zero, 0.0, both[0])
        return changed if isinstance(s.python, np.ndarray) else type(s.python)(changed.item())

    return detail_if(e.explained(zeroed))


def bytes_or_characters(e: Evidence) -> str | None:
    """Find a text's length in characters on one side, in bytes on the other."""
    return detail_if(
        len(e.differing) > 1
        and all(
            len(s.arguments) == 1
            and isinstance(s.arguments[0], str)
            and s.python == len(s.arguments[0])
            and s.julia == len(s.arguments[0].encode())
            for s in e.samples
        ),
        "Python counts characters, Julia bytes",
    )


def random_numbers(e: Evidence) -> str | None:
    """Call either side's function again, on the same arguments."""

    def changes(s: Sample) -> bool:
        first, again = as_numbers(s.python), as_numbers(e.call(s, *s.arguments))
        if first is None or again is None or not np.all(np.isfinite(first.astype(complex))):
            return False
        return not e.agree(again, first, s.result.case.size)

    least = max(2, len(e.differing) // 2 + 1)
    with suppress(NoAnswerError):
        if sum(map(changes, e.differing)) >= least:
            return "Python's function gives another result at every call"
    if e.part:
        return None  # Julia's function has been called again for the whole
    again = e.julia_again()
    other = [s for s, value in zip(e.differing, again, strict=True) if not e.agree(value, s.julia, s.result.case.size)]
    return detail_if(len(other) >= least, "Julia's function gives another result at every call")


def same_seed(e: Evidence) -> str | None:
    """Find that both sides seed a generator of their own."""
    python = python_code(e.pair.python)
    if python is None or len(e.differing) < 2 or len(e.differing) < len(e.samples):
        return None
    seeded = any(_SEEDS_PYTHON.search(ast.unparse(place)) for place in python.places)
    if not seeded or not _SEEDS_JULIA.search(julia_text(e.pair)[1]):
        return None
    return "one seed gives two languages two streams of numbers: draw on one side and hand the draws over"


_SEEDS_PYTHON: Final = re.compile(r"\b(default_rng|RandomState|MT19937|PCG64|Philox|SFC64|Random|seed)\(")
_SEEDS_JULIA: Final = re.compile(r"\b(seed!|MersenneTwister|Xoshiro|StableRNG)\(")
