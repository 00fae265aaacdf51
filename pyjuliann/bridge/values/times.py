"""Dates, times of day and spans of time: how they cross, and how they are written.

Julia's `Date` counts days, its `DateTime` milliseconds, and periods whole numbers of their unit. Python's and NumPy's
go where they are exactly one of these, and are refused where they are not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from cbor2 import CBORTag

from pyjuliann.bridge.values.groups import Doc, Writes
from pyjuliann.bridge.values.texts import no_julia_code
from pyjuliann.bridge.values.typed import Encodes, Typed
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import as_phrase, phrase
from pyjuliann.printable import safe_repr

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS: Final = {
    "W": "Week", "D": "Day", "h": "Hour", "m": "Minute", "s": "Second", "ms": "Millisecond", "us": "Microsecond",
    "ns": "Nanosecond", "M": "Month", "Y": "Year",
}  # fmt: skip
"""Julia's periods, by NumPy's names of their units."""

PERIODS: Final = {f"Dates.{period}": unit for unit, period in UNITS.items()}
_LENGTHS: Final = {
    f"Dates.{name}": datetime.timedelta(**{f"{name.lower()}s": 1})
    for name in ("Week", "Day", "Hour", "Minute", "Second", "Millisecond", "Microsecond")
}
"""How long the periods are that Python has too."""

_MILLISECOND: Final = datetime.timedelta(milliseconds=1)
_MICROSECOND: Final = datetime.timedelta(microseconds=1)
_DAY: Final = 86_400_000  # milliseconds
_EPOCH: Final = 719_163
"""Days from the first of the year 1, which is the first, to 1970, where NumPy counts from."""

_SHIFTS: Final = {"Dates.Date": ("D", _EPOCH), "Dates.DateTime": ("ms", _EPOCH * _DAY)}
_INSTEAD: Final = phrase("for a date that is not known, pyjuliann.MISSING is Julia's `missing`")

# ---------------------------------------------------------------- crossing


def encode_date(_: Encodes, value: datetime.date) -> CBORTag:
    """Return the tree for a date."""
    return named("Dates.Date", value.toordinal())


def encode_datetime(_: Encodes, value: datetime.datetime) -> CBORTag:
    """Return the tree for a date and time; raise `ConversionError` if it has a time zone, or parts of milliseconds."""
    if value != value:  # noqa: PLR0124 - pandas' NaT is one
        raise ConversionError(phrase("NaT has no Julia counterpart; {}", _INSTEAD))
    _refuse_zone(value, "DateTime")
    if value.microsecond % 1000 or getattr(value, "nanosecond", 0):
        raise ConversionError(
            phrase("{} is no whole number of milliseconds, which Julia's DateTime counts", safe_repr(value))
        )
    return named("Dates.DateTime", value.toordinal() * _DAY + _since_midnight(value.time()) // _MILLISECOND)


def encode_time(_: Encodes, value: datetime.time) -> CBORTag:
    """Return the tree for a time of day; raise `ConversionError` if it has a time zone."""
    _refuse_zone(value, "Time")
    return named("Dates.Time", _since_midnight(value) // _MICROSECOND * 1000)


def _since_midnight(value: datetime.time) -> datetime.timedelta:
    return datetime.datetime.combine(datetime.date.min, value) - datetime.datetime.min


def _refuse_zone(value: datetime.datetime | datetime.time, name: str) -> None:
    if value.tzinfo is not None:
        raise ConversionError(
            phrase(
                "{} has a time zone, and Julia's {} has none; .replace(tzinfo=None) leaves it out",
                safe_repr(value),
                name,
            )
        )


def encode_timedelta(encoder: Encodes, value: datetime.timedelta) -> CBORTag:
    """Return the tree for a span of time, in microseconds; raise `ConversionError` if they are too many."""
    count = count_of(value, "Dates.Microsecond")
    if count is not None:
        return named("Dates.Microsecond", count)
    if getattr(value, "nanoseconds", 0):  # pandas has them
        return encode_numpy(encoder, value.to_timedelta64())  # type: ignore[attr-defined]
    raise ConversionError(
        phrase("{} is more microseconds than Julia's Int64 holds; name a longer unit", safe_repr(value))
    )


def count_of(value: Any, name: str) -> int | None:
    """Return how many periods of a name a span of time is; None if it is no whole number, or more than Int64 holds."""
    if isinstance(value, np.timedelta64):
        unit = PERIODS[name]
        try:
            (count,) = _exactly(np.array([value]), f"m8[{unit}]").view(np.int64).tolist()
        except (ConversionError, TypeError):  # months are no number of days
            return None
        return int(count)
    if not isinstance(value, datetime.timedelta) or value != value or name not in _LENGTHS:  # noqa: PLR0124 - NaT
        return None
    count, rest = divmod(value, _LENGTHS[name])
    return count if not rest and not getattr(value, "nanoseconds", 0) and -(2**63) <= count < 2**63 else None


def encode_numpy(_: Encodes, value: Any) -> CBORTag:
    """Return the tree for a date or a span of time of NumPy's."""
    name, counts = julia_counts(np.array(value))
    return named(name, int(counts))


def julia_counts(array: NDArray[Any]) -> tuple[str, NDArray[np.int64]]:
    """Return the Julia type that has the elements of an array, and what it counts.

    Raises
    ------
    ConversionError
        If there is no such type, or an element is not exactly one of it.
    """
    unit, step = np.datetime_data(array.dtype)
    if np.isnat(array).any():
        raise ConversionError(phrase("NaT{} has no Julia counterpart; {}", _place(array, np.isnat(array)), _INSTEAD))
    if unit == "generic":
        raise ConversionError(phrase("{} without a unit has no Julia counterpart", array.dtype.name))
    if array.dtype.kind == "m":
        if unit not in UNITS:
            raise ConversionError(
                phrase("{} has no Julia counterpart: its periods end at nanoseconds", array.dtype.name)
            )
        exact = array if step == 1 else _exactly(array, f"m8[{unit}]")
        return f"Dates.{UNITS[unit]}", exact.astype(exact.dtype.newbyteorder("=")).view(np.int64)
    name = julia_date(array.dtype)
    unit, shift = _SHIFTS[name]
    counts = _exactly(array, f"M8[{unit}]").view(np.int64)
    if (counts > np.iinfo(np.int64).max - shift).any():
        raise ConversionError(phrase("{}: a year beyond Julia's {}", array.dtype.name, name))
    return name, counts + shift


def julia_date(dtype: np.dtype[Any]) -> str:
    """Return the Julia type of NumPy's dates: those without times of day are `Date`."""
    return "Dates.Date" if np.datetime_data(dtype)[0] in ("D", "W", "M", "Y") else "Dates.DateTime"


def julia_element(dtype: np.dtype[Any]) -> str:
    """Return the Julia type that the elements of an array of dates or spans of time become."""
    if dtype.kind == "M":
        return julia_date(dtype)
    return f"Dates.{UNITS.get(np.datetime_data(dtype)[0], 'Period')}"


def _exactly(array: NDArray[Any], dtype: str) -> NDArray[Any]:
    """Return an array in another unit; raise `ConversionError` if an element is no whole number of that."""
    try:
        found = array.astype(dtype)
        wrong = np.asarray(found.astype(array.dtype) != array)
    except OverflowError:
        raise ConversionError(
            phrase("{}: a number beyond Int64 in units of {}", array.dtype.name, _unit_name(dtype))
        ) from None
    if wrong.any():
        element = array[wrong].flat[0]
        raise ConversionError(
            phrase(
                "{}{} is no whole number of {} that Int64 holds, and these are what Julia counts",
                safe_repr(element),
                _place(array, wrong),
                _unit_name(dtype),
            )
        )
    return found


def _unit_name(dtype: str) -> str:
    """Return the name of a dtype's unit: ``milliseconds``."""
    return as_phrase(f"{UNITS[np.datetime_data(dtype)[0]].lower()}s")


def _place(array: NDArray[Any], wrong: Any) -> str:
    return phrase(" (at {})", np.argwhere(wrong)[0].tolist()) if array.ndim else ""


def decode_date(name: str, parts: list[Any]) -> Any:
    """Return a date, a date and time, or an array of them."""
    (count,) = parts
    if isinstance(count, np.ndarray):
        unit, shift = _SHIFTS[name]
        return np.asarray(count - shift).view(f"M8[{unit}]")
    if name == "Dates.Date":
        return datetime.date.fromordinal(count)
    days, rest = divmod(count, _DAY)
    return datetime.datetime.fromordinal(days) + rest * _MILLISECOND


def decode_time(_: str, parts: list[int]) -> datetime.time:
    """Return a time of day."""
    return (datetime.datetime.min + parts[0] // 1000 * _MICROSECOND).time()


def decode_period(name: str, parts: list[Any]) -> Any:
    """Return a span of time, NumPy's where Python has none of that unit; or an array of them."""
    (count,) = parts
    if isinstance(count, np.ndarray):
        return count.view(f"m8[{PERIODS[name]}]")
    length = _LENGTHS.get(name)
    return count * length if length is not None else np.timedelta64(count, PERIODS[name])  # type: ignore[call-overload]


def bare_numpy(value: Any) -> Any:
    """Return what Python has for a date or a span of time of NumPy's, where it has; else the value itself."""
    try:
        name, counts = julia_counts(np.array(value))
        decoded = (decode_period if name in PERIODS else decode_date)(name, [int(counts)])
    except (ConversionError, OverflowError, ValueError):
        return value
    return value if isinstance(decoded, np.generic) else decoded


# ---------------------------------------------------------------- of a named type


def _date(encoder: Encodes, value: Any, name: str, _parameters: list[str]) -> Any:
    if isinstance(value, np.datetime64):
        tree = encode_numpy(encoder, value)
        return tree if tree.value[0] == name else NotImplemented
    python = datetime.datetime if name == "Dates.DateTime" else datetime.date
    known = isinstance(value, python) and isinstance(value, datetime.datetime) == (name == "Dates.DateTime")
    return encoder.encode(value) if known else NotImplemented


def _time(encoder: Encodes, value: Any, _name: str, _parameters: list[str]) -> Any:
    return encoder.encode(value) if isinstance(value, datetime.time) else NotImplemented


def _period(_: Encodes, value: Any, name: str, _parameters: list[str]) -> Any:
    count = count_of(value, name)
    return NotImplemented if count is None else named(name, count)


DATE: Final = {"Dates.Date": Typed(_date)}
DATETIME: Final = {"Dates.DateTime": Typed(_date)}
TIME: Final = {"Dates.Time": Typed(_time)}
PERIOD: Final = dict.fromkeys(PERIODS, Typed(_period))

# ---------------------------------------------------------------- as code


def date_in_python(_: Writes, value: datetime.date) -> Doc:
    """Return Python code for a date."""
    return f"datetime.date({value.year}, {value.month}, {value.day})"


def numpy_in_python(_: Writes, value: Any) -> Doc:
    """Return Python code for a date or a span of time of NumPy's."""
    unit, step = np.datetime_data(value.dtype)
    count = "'NaT'" if np.isnat(value) else repr(str(value)) if value.dtype.kind == "M" else int(value.astype(np.int64))
    of = "" if unit == "generic" else f", '{step if step != 1 else ''}{unit}'"
    return f"np.{type(value).__name__}({count}{of})"


def date_in_julia(_: Writes, value: datetime.date) -> Doc:
    """Return Julia code for a date."""
    return _julia_call("Date", (value.year, value.month, value.day))


def datetime_in_julia(_: Writes, value: datetime.datetime) -> Doc:
    """Return Julia code for a date and time, as long as `DateTime` has it."""
    parts = (value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond // 1000)
    return _julia_call("DateTime", parts)


def time_in_julia(_: Writes, value: datetime.time) -> Doc:
    """Return Julia code for a time of day."""
    thousands = divmod(value.microsecond, 1000)
    return _julia_call("Time", (value.hour, value.minute, value.second, *thousands))


def timedelta_in_julia(_: Writes, value: datetime.timedelta) -> Doc:
    """Return Julia code for a span of time."""
    return _julia_call("Microsecond", (value // _MICROSECOND,))


def numpy_in_julia(writer: Writes, value: Any) -> Doc:
    """Return Julia code for a date or a span of time of NumPy's."""
    try:
        name, counts = julia_counts(np.array(value))
    except ConversionError:
        return no_julia_code(value)
    if name in PERIODS:
        return _julia_call(name.removeprefix("Dates."), (int(counts),))
    bare = bare_numpy(value)
    return writer.doc(bare) if bare is not value else no_julia_code(value)


def _julia_call(name: str, parts: Iterable[int]) -> str:
    return f"Dates.{name}({', '.join(map(str, parts))})"


def exact_timedelta(_: Any, value: datetime.timedelta) -> dict[str, int]:
    """Return a span of time as JSON can hold it."""
    return {"days": value.days, "seconds": value.seconds, "microseconds": value.microseconds}


def exact_numpy(_: Any, value: Any) -> Any:
    """Return a date or a span of time of NumPy's as JSON can hold it."""
    if value.dtype.kind == "M" or np.isnat(value):
        return str(value)
    unit, step = np.datetime_data(value.dtype)
    return {"count": step * int(value.astype(np.int64)), "unit": unit}


# ---------------------------------------------------------------- generated

_MIDDLE: Final = datetime.date(2000, 1, 1).toordinal()
_ENDS: Final = datetime.date.min.toordinal(), datetime.date.max.toordinal()
_SCALES: Final = ("days", "hours", "seconds", "microseconds")


class _Draws(Protocol):
    def integer(self, low: int, high: int) -> int: ...


def drawn_date(source: _Draws) -> datetime.date:
    """Return a date: one near the year 2000, one of a hundred years, or any."""
    low, high = ((-40, 40), (-20_000, 20_000), (_ENDS[0] - _MIDDLE, _ENDS[1] - _MIDDLE))[source.integer(0, 2)]
    return datetime.date.fromordinal(_MIDDLE + source.integer(low, high))


def drawn_datetime(source: _Draws) -> datetime.datetime:
    """Return a date and time, of whole milliseconds."""
    midnight = datetime.datetime.combine(drawn_date(source), datetime.time())
    return midnight + source.integer(0, _DAY - 1) * _MILLISECOND


def drawn_time(source: _Draws) -> datetime.time:
    """Return a time of day."""
    return (datetime.datetime.min + source.integer(0, 1000 * _DAY - 1) * _MICROSECOND).time()


def drawn_timedelta(source: _Draws) -> datetime.timedelta:
    """Return a span of time: a few days, hours, seconds or microseconds."""
    scale = _SCALES[source.integer(0, len(_SCALES) - 1)]
    return datetime.timedelta(**{scale: source.integer(-100, 100)})


def drawn_datetime64(source: _Draws) -> Any:
    """Return a date and time of NumPy's."""
    return np.datetime64(drawn_datetime(source), "ms")


def drawn_timedelta64(source: _Draws) -> Any:
    """Return a span of time of NumPy's, in any unit."""
    units = list(UNITS)
    return np.timedelta64(source.integer(-100, 100), units[source.integer(0, len(units) - 1)])  # type: ignore[call-overload]
