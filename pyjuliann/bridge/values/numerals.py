"""Numbers as either language writes them, with as few digits as give the same number back."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any, Final

import numpy as np

COMPACT: Final = 6
"""Significant digits of a number that is only hinted at, as Julia cuts them."""


def python_number(value: Any) -> str:
    """Return a number as Python code; what type it is, NumPy's scalars do not say here.

    Examples
    --------
    >>> python_number(np.float32(0.1)), python_number(-np.inf), python_number(1 - 2j), python_number(np.int8(7))
    ('0.1', '-np.inf', '(1-2j)', '7')
    """
    value = item(value)
    if isinstance(value, complex):
        if all((math.isfinite(x) and math.copysign(1, x) > 0) or -math.inf < x < 0 for x in (value.real, value.imag)):
            return repr(value)
        return f"complex({python_number(value.real)}, {python_number(value.imag)})"
    if isinstance(value, float) and not math.isfinite(value):
        return "np.nan" if math.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    return repr(value)


def julia_number(value: Any, digits: int | None = None) -> str:
    """Return a number as Julia writes it, floats to `digits` significant digits if that is given.

    Examples
    --------
    >>> julia_number(0.04742587317756678, 6), julia_number(1e6), julia_number(4.45214e-5), julia_number(7)
    ('0.0474259', '1.0e6', '4.45214e-5', '7')
    """
    value = item(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, complex):
        return f"complex({julia_number(value.real, digits)}, {julia_number(value.imag, digits)})"
    if isinstance(value, int):
        if -(2**63) < value < 2**63:
            return str(value)
        return "typemin(Int64)" if value == -(2**63) else f'big"{value}"'
    return _julia_float(value, digits)


def _julia_float(x: float, digits: int | None) -> str:
    if not math.isfinite(x):
        return "NaN" if math.isnan(x) else "Inf" if x > 0 else "-Inf"
    if x == 0:
        return "-0.0" if math.copysign(1, x) < 0 else "0.0"
    decimal = Decimal(repr(x))
    # Where the shortest text is short enough nothing is rounded: 5.0e-324 stays that.
    if digits is not None and len(decimal.as_tuple().digits) > digits:
        decimal = Decimal(f"{x:.{digits - 1}e}")
    sign, figures, exponent = decimal.as_tuple()
    text = "".join(map(str, figures)).rstrip("0")
    point = len(figures) + int(exponent)
    # Julia's rule: from 0.0001 up to six digits before the point, unless rounding has eaten a fraction.
    cut = point >= len(text) and abs((abs(x) + 0.05) % 10 ** (point - len(text)) - 0.05) > 0.05
    if -4 < point <= 6 and not (digits is not None and cut):
        whole, fraction = text[: max(point, 0)].ljust(point, "0"), "0" * -point + text[max(point, 0) :]
        return "-" * sign + f"{whole or '0'}.{fraction or '0'}"
    return "-" * sign + f"{text[0]}.{text[1:] or '0'}e{point - 1}"


def item(number: Any) -> Any:
    """Return a NumPy number as a Python one that is short to write and converts back exactly; a date as it is."""
    if not isinstance(number, np.generic) or isinstance(number, np.datetime64 | np.timedelta64):
        return number
    kind, width = number.dtype.kind, number.dtype.itemsize
    if kind == "c" and width == 8:
        return complex(item(number.real), item(number.imag))
    if kind == "f" and width < 8 and np.isfinite(number):
        short = float(str(number))
        return short if number.dtype.type(short) == number else number.item()
    return number.item()
