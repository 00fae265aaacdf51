"""Values as Julia writes them: ``[51 62]``, ``[3 3; 3 3]``, ``[17, 31, 28]``."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

import numpy as np

from pyjuliann.parity.names import JULIA_ELEMENT, is_namedtuple, sizes
from pyjuliann.parity.pair import Twin

_PLAIN = ("Int64", "Float64", "Bool")  # literals of these need no type in front
MOST_ELEMENTS = 16
MOST_CHARACTERS = 40


def number(value: Any, digits: int | None = None) -> str:
    """Return a number as Julia prints it, floats to `digits` significant digits if that is given.

    Examples
    --------
    >>> number(0.04742587317756678, 6), number(1e6), number(4.45214e-5), number(3.0), number(7)
    ('0.0474259', '1.0e6', '4.45214e-5', '3.0', '7')
    """
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | np.integer):
        return str(int(value))
    x = float(value)
    if not math.isfinite(x):
        return "NaN" if math.isnan(x) else "Inf" if x > 0 else "-Inf"
    if x == 0:
        return "-0.0" if math.copysign(1, x) < 0 else "0.0"
    # str of a NumPy float is the shortest text for its own width, so 0.1f0 stays 0.1.
    shortest = str(value.item() if isinstance(value, np.float64) else value)
    decimal = Decimal(shortest)
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


def literal(value: Any) -> str:
    """Return `value` as Julia code on one line, arrays to 6 significant digits; long arrays are abbreviated.

    Examples
    --------
    >>> literal((np.array([[51, 62]]), np.array([17, 31, 28]), np.eye(2)))
    '([51 62], [17, 31, 28], [1.0 0.0; 0.0 1.0])'
    >>> literal(np.zeros((3, 5, 2)))
    '[0.0 0.0 0.0 … 0.0] (3×5×2)'
    """
    return " ".join(lines(value, math.inf))


def outline(value: Any) -> str:
    """Return `value` as Julia code on one line; of nested arrays whose numbers would fill a line, the sizes.

    Examples
    --------
    >>> outline((("dense",), ((np.ones((6, 5)), np.zeros((1, 5))),)))
    '(("dense",), ((6×5, 1×5),))'
    """
    whole = literal(value)
    if len(whole) <= MOST_CHARACTERS or not isinstance(value, tuple) or is_namedtuple(value):
        return whole
    parts = [sizes(part.shape) if isinstance(part, np.ndarray) else outline(part) for part in value]
    return f"({', '.join(parts)}{',' * (len(parts) == 1)})"


def lines(value: Any, width: float) -> list[str]:
    """Return `value` as Julia code in lines of at most `width` where the rows of a matrix allow it."""
    if isinstance(value, Twin):
        return [value.julia]
    if is_namedtuple(value):
        fields = zip(value._fields, value, strict=True)
        return [f"({', '.join(f'{name} = {literal(part)}' for name, part in fields)})"]
    if isinstance(value, tuple):
        parts = [line for k, part in enumerate(value) for line in _with_comma(part, k < len(value) - 1, width - 2)]
        parts = parts or [""]
        parts[0] = "(" + parts[0]
        parts[-1] += ",)" if len(value) == 1 else ")"
        return _joined(parts, width)
    if not isinstance(value, np.ndarray):
        if isinstance(value, np.float32 | np.float16):
            return [f"{JULIA_ELEMENT[value.dtype.name]}({number(value)})"]
        scalar = isinstance(value, bool | int | float | np.bool_ | np.integer | np.floating)
        return [number(value) if scalar else json.dumps(value) if isinstance(value, str) else repr(value)]
    element = JULIA_ELEMENT.get(value.dtype.name, "Any")
    prefix = "" if element in _PLAIN else element
    if value.size == 0 or value.ndim == 0:
        if value.ndim == 0:
            return [f"fill({literal(value[()])})"]
        return [f"{element}[]" if value.ndim == 1 else f"{sizes(value.shape)} {element}"]
    if value.size > MOST_ELEMENTS:
        first = [number(x, 6) for x in value.flat[:3]]
        return [f"{prefix}[{' '.join(first)} … {number(value.flat[-1], 6)}] ({sizes(value.shape)})"]
    if value.ndim == 1:
        return [f"{prefix}[{', '.join(number(x, 6) for x in value)}]"]
    rows = _rows(value)
    rows[0] = f"{prefix}[{rows[0]}"
    # Julia reads [1; 2] as a vector and [1 2] as a matrix; a last dimension of 1 is counted by semicolons at the end.
    rows[-1] += f"{';' * value.ndim}]" if value.shape[-1] == 1 else "]"
    return _joined(rows, width)


def _rows(array: np.ndarray) -> list[str]:
    """Return the rows of a matrix, or of every slice along the last dimensions, each with what ends it."""
    if array.ndim == 2:
        rows = [" ".join(number(x, 6) for x in row) for row in array]
        return [f"{row};" for row in rows[:-1]] + rows[-1:]
    slices = [_rows(array[..., k]) for k in range(array.shape[-1])]
    for part in slices[:-1]:
        part[-1] += ";" * array.ndim
    return [row for part in slices for row in part]


def _with_comma(part: Any, more: bool, width: float) -> list[str]:
    own = lines(part, width)
    return [*own[:-1], own[-1] + "," * more]


def _joined(parts: list[str], width: float) -> list[str]:
    """Return one line if it fits, else every part on a line of its own, indented below the bracket."""
    whole = " ".join(parts)
    return [whole] if len(whole) <= width else [parts[0], *(f" {part}" for part in parts[1:])]
