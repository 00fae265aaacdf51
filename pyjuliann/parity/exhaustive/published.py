"""What others have found the largest errors of Float32 functions to be, for ours to be held against.

Facts with their sources; an error is in units in the last place, over all numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from pyjuliann.language import phrase


@dataclass(frozen=True)
class Published:
    """Where figures were published.

    Attributes
    ----------
    name : str
        Who, where and when.
    of : str
        What was measured.
    why : str
        Why our figure may be another one.
    errors : mapping of str to float
        The largest error of each function.
    digits : int
        How many decimals are given.
    """

    name: str
    of: str
    why: str
    errors: Mapping[str, float]
    digits: int

    def agrees(self, function: str, error: float) -> bool:
        """Return whether an error is the published one, rounded to the digits that are given, or up to them."""
        unit = 10.0**-self.digits
        return -unit < error - self.errors[function] <= 0.5 * unit

    def to_dict(self, function: str, error: float) -> dict[str, object]:
        """Return the published error of a function, and whether another one is the same, as JSON-able content."""
        return {
            "source": self.name, "of": self.of, "max_error": self.errors[function],
            "same": self.agrees(function, error),
        }  # fmt: skip


JULIA: Final = Published(
    phrase("Mikaitis and Rizyal, Accuracy of Mathematical Functions in Julia (arXiv:2509.05666), their data of 2026"),
    phrase("Julia 1.12.6"),
    phrase("the code has changed between these versions"),
    MappingProxyType({
        "acos": 0.9179, "acosh": 1.9945, "asin": 0.7299, "asinh": 1.5278, "atan": 0.8521, "atanh": 1.9411,
        "cbrt": 0.5000, "cos": 0.5009, "cosh": 2.4141, "exp": 0.8935, "exp2": 0.8748, "log": 0.5507,
        "log10": 0.5867, "log1p": 0.5636, "log2": 0.5707, "sin": 0.5009, "sinh": 2.4141, "sqrt": 0.5000,
        "tan": 0.7999, "tanh": 1.3664,
    }),
    4,
)  # fmt: skip

LIBM: Final = Published(
    phrase("Gladman, Innocente, Mather and Zimmermann, Accuracy of Mathematical Functions (hal-03141101)"),
    phrase("the code of FreeBSD and OpenLibm"),
    phrase("this Julia has other code"),
    MappingProxyType({
        "cos": 0.501, "exp": 0.911, "expm1": 0.813, "log": 0.888, "log1p": 0.839, "sin": 0.501, "tan": 0.800,
    }),
    3,
)  # fmt: skip

NUMPY: Final = Published(
    phrase("NumPy, pull request 13134 of 2019, which introduced these loops"),
    phrase("NumPy's loops for AVX2 and AVX-512"),
    phrase("that was of part of the numbers, or of other loops"),
    MappingProxyType({"exp": 2.52, "log": 3.83}),
    2,
)

SVML: Final = 4.0
"""No function of the library that NumPy has from Intel (SVML) is off by more, says NumPy's pull request 19478."""

_OWN_LOOPS: Final = frozenset({"exp", "log", "sin", "cos", "tanh"})
_NO_LIBRARY: Final = frozenset({"sqrt", "deg2rad", "rad2deg"})


def sources(side: str, function: str, dtype: str) -> list[Published]:
    """Return the sources that have the largest error of a function of one side."""
    known = {"python": (NUMPY,), "julia": (JULIA, LIBM)}[side] if dtype == "float32" else ()
    return [source for source in known if function in source.errors]


def library(function: str, python: str, dtype: str) -> str:
    """Return what computes a NumPy function here: which of its loops this processor gets.

    Parameters
    ----------
    function, python : str
        Its name here, and in NumPy.
    dtype : {"float32", "float16"}

    Examples
    --------
    >>> library("sqrt", "sqrt", "float32")
    'one instruction of the processor, or one product'
    """
    if function in _NO_LIBRARY:
        return phrase("one instruction of the processor, or one product")
    target = dispatched(python, dtype)
    if "V4" in target or "AVX512" in target:
        own = function in _OWN_LOOPS and dtype == "float32"
        return phrase("NumPy's own loops for {}" if own else "Intel's SVML, as NumPy has it for {}", target)
    if target and "baseline" not in target:
        return phrase("NumPy's own loops for {}", target)
    if not target:
        return phrase("the system's C library")
    return phrase("NumPy's loops for all processors ({}), or the C library", target)


def dispatched(python: str, dtype: str) -> str:
    """Return for which instructions the loop of a NumPy function was chosen here; "" where NumPy does not tell."""
    from numpy.lib.introspect import opt_func_info

    character = np.dtype(dtype).char
    loops = opt_func_info(f"^{python}$").get(python, {})
    return str(loops.get(2 * character, {}).get("current", ""))
