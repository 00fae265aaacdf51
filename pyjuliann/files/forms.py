"""Undoing what was done to values: types, precision, units, dates, texts, what stands for a missing value."""

from __future__ import annotations

import datetime
import math
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.type_names import dtype_name
from pyjuliann.bridge.values.typed import MISSING
from pyjuliann.files.entries import Array
from pyjuliann.files.undone import Undone
from pyjuliann.language import as_phrase, joined, phrase
from pyjuliann.wording import OR

_NUMBERS: Final = frozenset("biufc")
_FEWEST: Final = 3
"""How many places must show that they were rounded, or filled."""
_SHARE: Final = 20
"""One place in so many, at least, must show that it was rounded."""
_LUCK: Final = 10.0
"""Errors of rounding fill their range: all of them that much smaller come by chance once in 2^10."""
_MOST_DIGITS: Final = 15
_ROUNDINGS: Final = 4
"""How many roundings undoing takes at most where it computes."""

ABSENT: Final = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "missing", "nothing")
"""Texts that stand for a missing value."""

FACTORS: Final = {
    "100 (percent against a fraction)": 100.0, "1000": 1e3, "10^6": 1e6, "10^9": 1e9, "-1": -1.0,
    "180/π (degrees against radians)": 180 / math.pi, "2π": 2 * math.pi, "60": 60.0,
    "3600 (hours against seconds)": 3600.0,
    "86400 (days against seconds)": 86400.0, "86400000 (days against milliseconds)": 86400e3, "2": 2.0,
    "ln 10 (logarithms to other bases)": math.log(10), "ln 2 (logarithms to other bases)": math.log(2),
    "2.54 (inches against centimetres)": 2.54, "255 (grey levels against fractions)": 255.0,
    "1.8 (degrees Fahrenheit against Celsius)": 1.8,
}  # fmt: skip

OFFSETS: Final = {
    "273.15 (kelvin against degrees Celsius)": 273.15,
    "719163 (days since 0000-12-31 against days since 1970)": 719163.0,
    "719529 (days since year 0 against days since 1970)": 719529.0,
    "25569 (days since 1899-12-30 against days since 1970)": 25569.0,
    "2440587.5 (Julian days against days since 1970)": 2440587.5,
}

EPOCHS: Final = {
    "1970-01-01": "1970-01-01", "0000-12-31 (Julia's Dates.value)": "0000-12-31",
    "0000-01-01 (datenum)": "-001-12-31", "1899-12-30 (spreadsheets)": "1899-12-30", "1900-01-01": "1900-01-01",
    "2000-01-01": "2000-01-01",
}  # fmt: skip

UNITS: Final = {
    "days": 86400.0,
    "hours": 3600.0,
    "seconds": 1.0,
    "milliseconds": 1e-3,
    "microseconds": 1e-6,
    "nanoseconds": 1e-9,
}
_TRUTHS: Final = {"b": "a truth value", "O": "a text"}
"""What truth values are, by the kind of their dtype."""
_NEAR: Final = 1e-3
"""How near, relatively, a constant must be to a named one, to be tried."""
_QUARTER: Final = 900
_FARTHEST: Final = 26 * 3600


def _numeric(*arrays: Array) -> bool:
    return all(x.dtype.kind in _NUMBERS for x in arrays)


def _texts(x: Array) -> bool:
    return x.dtype.kind == "O" and all(isinstance(v, (str, bytes)) for v in x.flat) and x.size > 0


def _mapped(change: Callable[[Any], Any], x: Array, dtype: Any = object) -> Array:
    found = np.empty(x.shape, dtype)
    found[...] = np.array([change(v) for v in x.flat] or [], dtype).reshape(x.shape) if x.size else found
    return found


def _sides(a: Array, b: Array) -> Iterator[tuple[str, Array, Array]]:
    """Yield the side that may have lost something, by name, and the other."""
    yield "B", b, a
    yield "A", a, b


def _back(side: str, changed: Array, other: Array) -> tuple[Array, Array]:
    """Return the two in order, where `changed` is of that side."""
    return (changed, other) if side == "A" else (other, changed)


# ---------------------------------------------------------------- the same value in another form


def missing_values(a: Array, b: Array) -> Iterator[Undone]:
    """Take NaN, None, an empty text and a masked element for the same."""
    gaps = [_gaps(x) for x in (a, b)]
    if all(mask.any() and not mask.all() for mask, _ in gaps) and gaps[0][1] != gaps[1][1]:
        facts = {"a": gaps[0][1], "b": gaps[1][1], "count": int(gaps[0][0].sum())}
        yield Undone(_present(a, gaps[0][0]), _present(b, gaps[1][0]), facts)


def without_masks(a: Array, b: Array) -> tuple[Array, Array]:
    """Return two arrays with NaN, NaT or an empty text in place of what is masked, if nothing else is missing."""
    masked = [isinstance(x, np.ma.MaskedArray) for x in (a, b)]
    if not any(masked):
        return a, b
    gaps = [_gaps(x) for x in (a, b)]
    if {word for _, word in gaps} != {"missing"} or any(mask.all() for mask, _ in gaps):
        return a, b
    return _present(a, gaps[0][0]), _present(b, gaps[1][0])


def _gaps(x: Array) -> tuple[Array, str]:
    """Return where values are missing, and as what."""
    mask = np.array(np.ma.getmaskarray(x))
    words: list[str] = [phrase("missing")] if mask.any() else []
    data = np.ma.getdata(x)
    if x.dtype.kind in "fc":
        own = np.isnan(data) & ~mask
        words += ["NaN"] if own.any() else []
    elif x.dtype.kind in "mM":
        own = np.isnat(data) & ~mask
        words += ["NaT"] if own.any() else []
    elif x.dtype.kind == "O":
        told = [_word(v) for v in data.flat]
        own = np.array([bool(word) for word in told], bool).reshape(x.shape) & ~mask
        words += sorted({word for word, is_gap in zip(told, own.flat, strict=True) if is_gap})
    else:
        return mask, joined(OR, words)
    return mask | own, joined(OR, words)


def _word(value: Any) -> str:
    if value is None or value is MISSING:
        return str(value)
    if isinstance(value, (float, np.floating)) and value != value:  # noqa: PLR0124 - NaN is what differs from itself
        return "NaN"
    if isinstance(value, str) and value.strip() in ABSENT:
        return repr(value) if value.strip() else phrase("an empty text")
    return ""


def _present(x: Array, mask: Array) -> Array:
    """Return an array in which the masked elements stand for missing ones in one way for each kind of values."""
    values = np.ma.getdata(x)[~mask]
    if values.dtype.kind == "O":
        values = _of_numbers(values)
    if values.dtype.kind in "biu" and np.all(np.abs(values.astype(float)) < 2.0**53):
        values = values.astype(float)
    filling: Any = np.nan if values.dtype.kind in "fc" else np.datetime64("NaT") if values.dtype.kind == "M" else ""
    found = np.full(x.shape, filling, values.dtype if values.dtype.kind in "fcM" else object)
    found[~mask] = values
    return found


def _of_numbers(values: Array) -> Array:
    """Return objects that all are numbers as numbers, and texts that all read as numbers likewise."""
    if any(isinstance(v, (bool, np.bool_)) for v in values.flat):
        return values
    try:
        return np.array([float(v) for v in values.flat]).reshape(values.shape)
    except (TypeError, ValueError):
        return values


def filled(a: Array, b: Array) -> Iterator[Undone]:
    """Put NaN where one side has one number wherever the other has NaN."""
    if a.shape != b.shape or not (_numeric(a, b) and a.dtype.kind == b.dtype.kind == "f"):
        return
    for side, full, other in _sides(a, b):
        gaps = np.isnan(np.ma.getdata(other))
        count = int(gaps.sum())
        if count < _FEWEST or np.isnan(np.ma.getdata(full)[gaps]).any():
            continue
        number = full[gaps].flat[0]
        if np.all(full[gaps] == number):
            facts = {"side": side, "number": float(number), "count": count}
            yield Undone(*_back(side, np.where(gaps, np.nan, full).astype(full.dtype), other), facts)


def complex_without_imaginary_part(a: Array, b: Array) -> Iterator[Undone]:
    """Take the real part of a side that has no other."""
    for side, full, other in _sides(a, b):
        if full.dtype.kind == "c" and other.dtype.kind in "fiu" and not np.any(full.imag):
            yield Undone(*_back(side, np.ascontiguousarray(full.real), other), {"side": side})


def truth_values(a: Array, b: Array) -> Iterator[Undone]:
    """Take 0 and 1, or words, for truth values."""
    sides = []
    for x in (a, b):
        if x.dtype.kind == "b":
            sides.append(x)
        elif x.dtype.kind in "iuf" and np.all((x == 0) | (x == 1)):
            sides.append(x != 0)
        elif _texts(x) and {_text(v).strip().lower() for v in x.flat} <= {"true", "false"}:
            sides.append(_mapped(lambda v: _text(v).strip().lower() == "true", x, bool))
        else:
            return
    words = [phrase(_TRUTHS.get(x.dtype.kind, "0 or 1")) for x in (a, b)]
    if words[0] != words[1]:
        yield Undone(sides[0], sides[1], {"a": words[0], "b": words[1]})


def element_type(a: Array, b: Array) -> Iterator[Undone]:
    """Bring numbers of two types into the one that holds both."""
    names = [dtype_name(x.dtype) for x in (a, b)]
    if names[0] == names[1] or not _numeric(a, b) or (a.dtype.kind == "c") != (b.dtype.kind == "c"):
        return
    common = np.result_type(a, b)
    undone = [x.astype(common) for x in (a, b)]
    if all(np.all((y.astype(x.dtype) == x) | (x != x)) for x, y in zip((a, b), undone, strict=True)):  # noqa: PLR0124
        yield Undone(undone[0], undone[1], {"a": names[0], "b": names[1]})


def numbers_as_text(a: Array, b: Array) -> Iterator[Undone]:
    """Read texts as numbers, with a decimal point or a comma."""
    for side, full, other in _sides(a, b):
        if not (_texts(full) and other.dtype.kind in "iuf"):
            continue
        for mark in (".", ","):
            try:
                kind = int if other.dtype.kind in "iu" else float
                read = _mapped(lambda v: kind(_text(v).replace(mark, ".")), full, other.dtype)  # noqa: B023
            except (ValueError, OverflowError):
                continue
            yield Undone(*_back(side, read, other), {"side": side, "comma": mark == ","})
            break


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")


def padded(a: Array, b: Array) -> Iterator[Undone]:
    """Strip blanks and NULs from texts, and take bytes for text."""
    if _texts(a) and _texts(b) and a.shape == b.shape:
        undone = [_mapped(lambda v: _text(v).strip(" \t\r\n\0"), x) for x in (a, b)]
        longer = [sum(map(len, x.flat)) for x in (a, b)]
        yield Undone(undone[0], undone[1], {"side": "B" if longer[1] >= longer[0] else "A"})


def text_form(a: Array, b: Array) -> Iterator[Undone]:
    """Bring texts into one of Unicode's normal forms, and then into one case."""
    if _texts(a) and _texts(b) and a.shape == b.shape:
        undone = [_mapped(lambda v: unicodedata.normalize("NFC", _text(v)), x) for x in (a, b)]
        yield Undone(undone[0], undone[1], {"form": "unicode"})
        yield Undone(_mapped(str.casefold, undone[0]), _mapped(str.casefold, undone[1]), {"form": "case"})


# ---------------------------------------------------------------- bytes and precision


def byte_order(a: Array, b: Array) -> Iterator[Undone]:
    """Turn the bytes of every element round."""
    if a.shape == b.shape and _numeric(a, b) and a.dtype.itemsize == b.dtype.itemsize > 1:
        native = [_native(x) for x in (a, b)]
        if native[0].dtype == native[1].dtype:
            yield Undone(native[0], native[1].byteswap(), {"type": dtype_name(a.dtype)})


def signedness(a: Array, b: Array) -> Iterator[Undone]:
    """Read the bits of one side's integers as the other's type."""
    if a.shape == b.shape and {a.dtype.kind, b.dtype.kind} == {"i", "u"} and a.dtype.itemsize == b.dtype.itemsize:
        names = {"a": dtype_name(a.dtype), "b": dtype_name(b.dtype)}
        yield Undone(a, np.ascontiguousarray(_native(b)).view(_native(a).dtype), names)


def _native(x: Array) -> Array:
    return np.ascontiguousarray(x if x.dtype.isnative else x.astype(x.dtype.newbyteorder("=")))


def float_width(a: Array, b: Array) -> Iterator[Undone]:
    """Round the wider side to Float32, or to Float16."""
    if a.shape != b.shape or {a.dtype.kind, b.dtype.kind} - {"f", "c"} or a.dtype.kind != b.dtype.kind:
        return
    for name in ("float32", "float16"):
        if name == "float16" and a.dtype.kind == "c":
            continue
        narrow = np.dtype(name if a.dtype.kind == "f" else "complex64")
        for side, less, more in _sides(a, b):
            if more.dtype.itemsize <= narrow.itemsize or not np.array_equal(less, less.astype(narrow), equal_nan=True):
                continue
            rounded = more.astype(narrow)
            half = np.spacing(np.abs(rounded.real if narrow.kind == "c" else rounded)).astype(float) / 2
            if np.all(~(np.abs(less - more) > 2 * half)) and _as_rounding(np.abs(more - rounded), half):
                yield Undone(*_back(side, less.astype(narrow), rounded), {"side": side, "type": name})


def printed(a: Array, b: Array) -> Iterator[Undone]:
    """Round one side to as many digits as the other was printed with: behind the point, or in all."""
    if a.shape != b.shape or {a.dtype.kind, b.dtype.kind} - set("iuf"):
        return
    for side, less, more in _sides(a, b):
        if more.dtype.kind != "f":
            continue
        plain, full = (np.ma.getdata(x).astype(float) for x in (less, more))
        known = np.isfinite(plain) & np.isfinite(full)
        spacing = _eps(less, more) * np.abs(plain[known])
        for kind, steps_of, least in (("decimals", _decimals, 0), ("significant", _significant, 1)):
            tried = ((digits, steps_of(plain[known], digits, _eps(less))) for digits in range(least, _MOST_DIGITS + 1))
            digits, steps = next((found for found in tried if found[1] is not None), (0, None))
            if steps is None:
                continue
            apart = np.abs(full[known] - plain[known])
            if np.all(apart <= steps / 2 * (1 + 1e-9) + spacing) and _as_rounding(apart, steps / 2):
                changed = full.copy()
                changed[known] = plain[known]
                yield Undone(*_back(side, plain, changed), {"side": side, "digits": digits, "kind": kind})


def _decimals(numbers: Array, digits: int, eps: float) -> Array | None:
    """Return the steps of numbers with so many digits behind the point; None if they have more."""
    sizes = np.abs(numbers)
    if not _read_back(numbers, f".{digits}f", eps) or sizes.max(initial=0.0) * eps > 10.0**-digits:
        return None
    near = np.abs(numbers - np.rint(numbers * 10.0**digits) / 10.0**digits) <= eps * sizes
    return np.full(numbers.shape, 10.0**-digits) if near.all() else None


def _significant(numbers: Array, digits: int, eps: float) -> Array | None:
    """Return the steps of numbers with so many digits in all; None if they have more."""
    if not _read_back(numbers, f".{digits - 1}e", eps) or eps > 10.0**-digits:
        return None
    sizes = np.abs(numbers)
    steps = np.where(sizes > 0, 10.0 ** (np.floor(np.log10(np.where(sizes > 0, sizes, 1.0))) - digits + 1), 0.0)
    scaled = np.divide(numbers, steps, out=np.zeros_like(numbers), where=steps > 0)
    near = np.abs(scaled - np.rint(scaled)) * steps <= 4 * eps * sizes
    return steps if near.all() else None


def _read_back(numbers: Array, form: str, eps: float) -> bool:
    """Whether the first numbers are what is read back once they are printed in a form."""
    return all(abs(float(format(x, form)) - x) <= eps / 2 * abs(x) for x in numbers[:64].tolist())


def _as_rounding(apart: Array, half: Array) -> bool:
    """Whether distances are spread over their range as errors of rounding are, and not at few places only."""
    with np.errstate(all="ignore"):
        filled = (apart / half)[(apart > 0) & np.isfinite(apart)]
    count = filled.size
    if count < _FEWEST or _SHARE * count < apart.size:
        return False
    largest = float(filled.max())
    return largest > 0 and -count * math.log2(min(1.0, largest)) <= _LUCK


# ---------------------------------------------------------------- units


def index_base(a: Array, b: Array) -> Iterator[Undone]:
    """Count whole numbers from the other base."""
    whole = [x.dtype.kind in "iu" or (x.dtype.kind == "f" and bool(np.all(x == np.rint(x)))) for x in (a, b)]
    if a.shape == b.shape and a.size and all(whole):
        wide = [x.astype(float) if x.dtype.kind == "f" else x.astype(np.int64) for x in (a, b)]
        step = wide[1].flat[0] - wide[0].flat[0]
        if abs(step) == 1:
            yield Undone(
                *((wide[0] + 1, wide[1]) if step > 0 else (wide[0], wide[1] + 1)), {"side": "B" if step > 0 else "A"}
            )


def scaled(a: Array, b: Array) -> Iterator[Undone]:
    """Multiply one side by a constant."""
    pair = _measured(a, b)
    if pair is None:
        return
    x, y = pair
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & (x != 0) & (y != 0))
    if not known.size:
        return
    at = int(known[np.argmax(np.abs(x.flat[known]))])
    factor = float(y.flat[at] / x.flat[at])
    eps = _eps(a, b)
    if not math.isfinite(factor) or not factor or abs(factor - 1) <= 64 * eps:
        return
    for name, value in FACTORS.items():
        for side, ratio in (("B", factor), ("A", 1 / factor)):
            if abs(ratio - value) <= _NEAR * abs(value):
                small, large = (x, y) if side == "B" else (y, x)
                undone = (small * value, large) if side == "B" else (large, small * value)
                facts = {"side": side, "factor": as_phrase(name)}
                yield Undone(undone[0], undone[1], facts, fitted=1, slack=_slack(eps, large))
    yield Undone(x * factor, y, {"side": "B", "factor": f"{factor:.10g}"}, fitted=1, slack=2 * _slack(eps, y))


def offset(a: Array, b: Array) -> Iterator[Undone]:
    """Add a constant to one side."""
    pair = _measured(a, b)
    if pair is None:
        return
    x, y = pair
    apart = (y - x)[np.isfinite(x) & np.isfinite(y)]
    if not apart.size:
        return
    constant = float(np.median(apart))
    eps = _eps(a, b)
    slack = _slack(eps, x, y)
    if abs(constant) <= slack:
        return
    side = "B" if constant > 0 else "A"
    simple = next((c for n in range(1, 16) if abs((c := float(f"{constant:.{n}g}")) - constant) <= slack), constant)
    near = [(name, value) for name, value in OFFSETS.items() if abs(abs(constant) - value) <= _NEAR * value]
    for name, value in (*near, (f"{abs(simple):.10g}", abs(simple))):
        undone = x + math.copysign(value, constant)
        yield Undone(undone, y, {"side": side, "constant": as_phrase(name)}, fitted=1, slack=2 * slack)


def turned(a: Array, b: Array) -> Iterator[Undone]:
    """Add whole turns to angles."""
    pair = _measured(a, b)
    if pair is None:
        return
    for name, turn in (("360", 360.0), ("2π", 2 * math.pi)):
        turns = np.nan_to_num(np.rint((pair[1] - pair[0]) / turn), posinf=0.0, neginf=0.0)
        if turns.any() and np.abs(turns).max() <= 1:
            slack = _slack(_eps(a, b), *pair) + _ROUNDINGS * _eps(a, b) * turn
            free = turns.size * math.log2(3)
            yield Undone(
                pair[0] + turns * turn, pair[1], {"turn": name, "count": int(np.count_nonzero(turns))}, 0, free, slack
            )


def _measured(a: Array, b: Array) -> tuple[Array, Array] | None:
    """Return real numbers of one shape as float64."""
    if a.shape != b.shape or not a.size or {a.dtype.kind, b.dtype.kind} - set("iuf"):
        return None
    return np.ma.getdata(a).astype(float), np.ma.getdata(b).astype(float)


def _eps(*arrays: Array) -> float:
    return max(float(np.finfo(x.dtype).eps) if x.dtype.kind == "f" else sys.float_info.epsilon for x in arrays)


def _slack(eps: float, *arrays: Array) -> float:
    return _ROUNDINGS * eps * max(float(np.abs(x[np.isfinite(x)]).max(initial=0.0)) for x in arrays)


# ---------------------------------------------------------------- dates


def date_unit(a: Array, b: Array) -> Iterator[Undone]:
    """Bring dates of two units into the finer one."""
    if a.dtype.kind == b.dtype.kind and a.dtype.kind in "mM" and a.dtype != b.dtype:
        units = [np.datetime_data(x.dtype)[0] for x in (a, b)]
        common = np.result_type(a, b)
        yield Undone(a.astype(common), b.astype(common), {"a": units[0], "b": units[1]})


def dates_as_text(a: Array, b: Array) -> Iterator[Undone]:
    """Read texts as dates, in UTC where they name a zone."""
    for side, full, other in _sides(a, b):
        if _texts(full) and other.dtype.kind == "M":
            try:
                read = _mapped(_date, full, "M8[us]")
            except ValueError:
                continue
            yield Undone(*_back(side, read, other.astype("M8[us]")), {"side": side})


def _date(value: Any) -> np.datetime64:
    read = datetime.datetime.fromisoformat(_text(value).strip())
    if read.tzinfo is not None:
        read = read.astimezone(datetime.UTC).replace(tzinfo=None)
    return np.datetime64(read, "us")


def dates_as_numbers(a: Array, b: Array) -> Iterator[Undone]:
    """Count dates in the units, from the day, that one side's numbers count in."""
    for side, full, other in _sides(a, b):
        if full.dtype.kind not in "iuf" or other.dtype.kind != "M" or full.shape != other.shape:
            continue
        known = ~np.isnat(other) & np.isfinite(full)
        if not known.any():
            continue
        at = int(np.flatnonzero(known)[0])
        for unit, seconds in UNITS.items():
            for name, day in EPOCHS.items():
                counted = _counted(other, day, seconds)
                if abs(counted.flat[at] - float(full.flat[at])) <= _slack(_eps(full), counted):
                    facts = {"side": side, "unit": phrase(unit), "epoch": as_phrase(name)}
                    yield Undone(*_back(side, full.astype(float), counted), facts, slack=_slack(_eps(full), counted))
                    return


def _counted(dates: Array, day: str, seconds: float) -> Array:
    """Return how many units there are from a day to each date."""
    since = dates.astype("M8[us]") - np.datetime64(day, "us")
    return np.where(np.isnat(since), np.nan, since.astype(float) * 1e-6 / seconds)


def time_zone(a: Array, b: Array) -> Iterator[Undone]:
    """Move one side's times by whole quarter hours: always the same, or an hour more in summer.

    Numbers count too, where they may be seconds, or milliseconds, since 1970.
    """
    both = _seconds(a), _seconds(b)
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind or both[0] is None or both[1] is None:
        return
    known = np.isfinite(both[0]) & np.isfinite(both[1])
    stamps, apart = both[0][known], (both[1] - both[0])[known]
    steps = np.unique(apart)
    if not 1 <= steps.size <= 2 or np.any(steps % _QUARTER) or np.abs(steps).max() > _FARTHEST or not np.any(steps):
        return
    if steps.size == 2:
        changes = int(np.count_nonzero(np.diff(apart[np.argsort(stamps, kind="stable")])))
        years = float(np.ptp(stamps)) / (365 * 86400)
        if steps[1] - steps[0] != 4 * _QUARTER or changes > 2 * years + 2:
            return
    hours = joined(OR, (f"{abs(step) // 3600:.0f}:{abs(step) % 3600 / 60:02.0f}" for step in steps))
    # the rest of a quarter hour that stamps have, and keep, says as much as other digits do
    free = -8.0 if np.any(stamps % _QUARTER) else 0.0
    moved = np.where(known, b, a).astype(a.dtype)
    yield Undone(moved, b, {"side": "B" if np.abs(steps).max() in steps else "A", "hours": hours}, steps.size, free)


def _seconds(x: Array) -> Array | None:
    """Return times in seconds since 1970; None for what are none."""
    plain = np.ma.getdata(x)
    if plain.dtype.kind == "M":
        return _counted(plain, "1970-01-01", 1.0)
    if plain.dtype.kind not in "iuf" or not plain.size:
        return None
    sizes = np.abs(plain.astype(float))
    size = float(np.median(sizes[np.isfinite(sizes)])) if np.isfinite(sizes).any() else 0.0
    unit = next((unit for unit in (1.0, 1e3) if 1e8 < size / unit < 1e10), None)
    return None if unit is None else plain.astype(float) / unit
