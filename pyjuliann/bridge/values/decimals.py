"""Decimals: how they cross, exactly, as `BigFloat` or as a ratio of integers, and how they are written.

Every `BigFloat` is a decimal. A decimal becomes one if its denominator is a power of two, else a `Rational{BigInt}`.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any, Final

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values.groups import Doc, Writes
from pyjuliann.bridge.values.typed import Encodes, Typed
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.printable import safe_repr

MOST_DIGITS: Final = 1 << 16
"""Digits, before and after the point, of a decimal that is sent."""

_USUAL_PRECISION: Final = 256
_EXACT: Final = decimal.Context(prec=decimal.MAX_PREC, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX, traps=[])


def encode_decimal(_: Encodes, value: Decimal) -> CBORTag:
    """Return the tree for a decimal; raise `ConversionError` if it is a signalling NaN, or has too many digits."""
    if value.is_snan():
        raise ConversionError(phrase("{} has no Julia counterpart: Julia has no signalling NaN", safe_repr(value)))
    if not value.is_finite() or not value:
        return named("BigFloat", _special(value))
    numerator, denominator = ratio(value)
    if not _is_binary(denominator):
        return named("Rational", named("BigInt", numerator), named("BigInt", denominator))
    return named("BigFloat", numerator, 1 - denominator.bit_length())


def _special(value: Decimal) -> str:
    if value.is_nan():
        return "NaN"
    sign = "-" if value.is_signed() else ""
    return f"{sign}{'Inf' if value.is_infinite() else '0'}"


def ratio(value: Decimal) -> tuple[int, int]:
    """Return a finite decimal as numerator and denominator; raise `ConversionError` if these are too long."""
    digits = max(value.adjusted() + 1, -int(value.as_tuple().exponent))
    if digits > MOST_DIGITS:
        raise ConversionError(phrase("a Decimal of {} digits; of more than {}, none is sent", digits, MOST_DIGITS))
    return value.as_integer_ratio()


def _is_binary(denominator: int) -> bool:
    """Whether a denominator is a power of two."""
    return not denominator & (denominator - 1)


def is_bigfloat(value: Decimal) -> bool:
    """Whether a decimal becomes a `BigFloat`."""
    if not value.is_finite() or not value:
        return not value.is_snan()
    try:
        denominator = ratio(value)[1]
    except ConversionError:
        return False
    return _is_binary(denominator)


def decode_bigfloat(_: str, parts: list[Any]) -> Decimal:
    """Return a decimal: every digit of a `BigFloat`."""
    if len(parts) == 1:
        return Decimal(parts[0])
    whole, power = parts
    if power >= 0:
        return Decimal(whole << power)
    spare = min(-power, (whole & -whole).bit_length() - 1)
    whole, power = whole >> spare, power + spare
    return _EXACT.scaleb(Decimal(whole * 5**-power), power)


def same_number(python: Any, julia: Any) -> bool:
    """Whether two decimals, or fractions, are equal; any two NaN are."""
    nans = [isinstance(value, Decimal) and value.is_nan() for value in (python, julia)]
    return all(nans) if any(nans) else bool(python == julia)


def _bigfloat(encoder: Encodes, value: Any, _name: str, _parameters: list[str]) -> Any:
    if isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, np.timedelta64):
        bare = value.item() if isinstance(value, np.generic) else value
        if isinstance(bare, np.generic):  # of extended precision
            return NotImplemented
        value = Decimal(bare)
    return encoder.encode(value) if isinstance(value, Decimal) and is_bigfloat(value) else NotImplemented


BIGFLOATS: Final = {"BigFloat": Typed(_bigfloat)}

# ---------------------------------------------------------------- as code


def decimal_in_julia(_: Writes, value: Decimal) -> Doc:
    """Return Julia code for a decimal."""
    if not value.is_finite() or not value:
        return f'BigFloat("{_special(value)}")'
    numerator, denominator = ratio(value)
    if not _is_binary(denominator):
        return f'big"{Decimal(numerator):f}"//big"{Decimal(denominator):f}"'
    bits = numerator.bit_length()
    return f'BigFloat("{value}"{f"; precision={bits}" if bits > _USUAL_PRECISION else ""})'


# ---------------------------------------------------------------- generated


def drawn_decimal(source: Any) -> Decimal:
    """Return a decimal of a few digits."""
    return Decimal(source.integer(-1000, 1000)).scaleb(-source.integer(0, 4))
