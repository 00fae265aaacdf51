"""Writing into the caller's arguments what Julia has changed in its copies of them: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pyjuliann.bridge.values.records import JuliaRecord, fields_of, has_fields
from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.bridge.values.typed import bare
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIXED: Final = (type(None), bool, int, float, complex, str, bytes, Fraction, range, np.generic)
"""What no call can change."""

_SPARSE: Final = ("data", "indices", "indptr")
HARD: Final = 10_000  # steps after which two strided views are taken to share memory


def repeated(values: Sequence[Any]) -> list[int]:
    """Return which arguments are the same changeable object as one before: numbers from 1, the later one first."""
    first: dict[int, int] = {}
    pairs: list[int] = []
    for number, value in enumerate(values, 1):
        if isinstance(value, FIXED):
            continue
        earlier = first.setdefault(id(value), number)
        if earlier != number:
            pairs += [number, earlier]
    return pairs


class Changes:
    """What is to be written into arguments; nothing is before `write`.

    Parameters
    ----------
    function : str
        The Julia function that was called.
    """

    def __init__(self, function: str) -> None:
        self._function = function
        self._argument = ""
        self._arrays: list[tuple[str, NDArray[Any], NDArray[Any]]] = []
        self._others: list[Callable[[], None]] = []

    def add(self, place: str, own: Any, now: Any) -> None:
        """Take up that an argument is to become what Julia has made of it.

        Raises
        ------
        ConversionError
            If it cannot: an array is read-only, or has another shape or dtype; there is no writing into its class.
        """
        self._argument = place
        self._merged("", own, now, in_list=False)

    def write(self) -> None:
        """Write everything.

        Raises
        ------
        ConversionError
            If two arrays share memory in Python and have become different, which Julia's copies can; then nothing is.
        """
        for _, own, now in self._settled():
            own[...] = now
        for write in self._others:
            write()

    # ------------------------------------------------------------ one value

    def _merged(self, path: str, own: Any, now: Any, *, in_list: bool) -> Any:
        """Return what stands at a path in an argument afterwards: the caller's object where it can be written into."""
        own = bare(own)
        if isinstance(own, FIXED):
            return now if in_list else own
        if isinstance(own, tuple):
            return self._tuple(path, own, now, in_list=in_list)
        if has_fields(own) and not isinstance(own, JuliaRecord):
            return self._record(path, own, now)
        fill = self._filling(path, own, now)
        if fill is not None:
            self._others.append(fill)
            return own
        if _is_equal(own, now):
            return own
        problem: str = phrase("what has changed in it cannot be written into a {}", type_name(own))
        if (memory := _memory(own)) is not None:
            misfit = _misfit(memory, now)
            if not misfit:
                self._arrays.append((self._place(path), memory, now))
                return own
            problem = misfit if memory is own else problem
        if in_list:
            return now
        raise self._error(self._place(path), problem)

    def _tuple(self, path: str, own: tuple[Any, ...], now: Any, *, in_list: bool) -> Any:
        if not isinstance(now, tuple) or len(now) != len(own):
            return now
        parts = [
            self._merged(f"{path}[{i}]", *both, in_list=in_list) for i, both in enumerate(zip(own, now, strict=True))
        ]
        if all(part is before for part, before in zip(parts, own, strict=True)):
            return own
        return type(own)(*parts) if hasattr(own, "_fields") else tuple(parts)

    def _record(self, path: str, own: Any, now: Any) -> Any:
        """Take up the fields of a dataclass: of a struct of Julia's they can be other ones, of a tuple they cannot."""
        fields = now._asdict()  # a named tuple and a struct of Julia's both have it
        for name, part in fields_of(own).items():
            is_slot = not (isinstance(now, tuple) or own.__dataclass_params__.frozen)
            merged = self._merged(f"{path}.{name}", part, fields[name], in_list=is_slot)
            if is_slot and merged is not part:
                self._others.append(partial(setattr, own, name, merged))
        return own

    def _filling(self, path: str, own: Any, now: Any) -> Callable[[], None] | None:
        """Return what makes a list, dictionary, set or bytearray what it is to be; None for everything else."""
        if isinstance(own, bytearray) and isinstance(now, np.ndarray):
            content = now.tobytes()
            return lambda: own.__setitem__(slice(None), content)
        if isinstance(own, list) and isinstance(now, list | np.ndarray):
            items = now if isinstance(now, list) else list(now)
            both = zip(own, items, strict=False)  # it may have grown
            merged = [self._merged(f"{path}[{i}]", *pair, in_list=True) for i, pair in enumerate(both)]
            return lambda: own.__setitem__(slice(None), [*merged, *items[len(merged) :]])
        if isinstance(own, dict) and isinstance(now, dict):
            entries = {
                key: self._merged(f"{path}[{key!r}]", own[key], value, in_list=True) if key in own else value
                for key, value in now.items()
            }
            return lambda: _fill_dict(own, entries)
        if isinstance(own, set) and isinstance(now, set):
            return lambda: _fill_set(own, now)
        if _is_column_sparse(own) and _is_column_sparse(now) and own.shape == now.shape and own.dtype == now.dtype:
            return lambda: _fill_sparse(own, now)
        return None

    # ------------------------------------------------------------ arrays

    def _settled(self) -> list[tuple[str, NDArray[Any], NDArray[Any]]]:
        """Return the arrays to write into, but for those that are as they were and must stay so."""
        changed = [each for each in self._arrays if not (self._is_delicate(each[1]) and _is_same(each[1], each[2]))]
        for k, (place, own, now) in enumerate(changed):
            if not own.flags.writeable:
                raise self._error(place, phrase("it has changed, and the array in Python is read-only"))
            if any(step == 0 and n > 1 for step, n in zip(own.strides, own.shape, strict=True)):
                raise self._error(place, phrase("the array in Python has several elements at one place of memory"))
            for other, its_own, its_now in changed[:k]:
                if _overlap(own, its_own) and not (_is_one(own, its_own) and _is_same(now, its_now)):
                    raise self._error(
                        phrase("{} and {}", other, place),
                        phrase("they share memory in Python and have become different in Julia, where each is a copy"),
                    )
        return changed

    def _is_delicate(self, own: NDArray[Any]) -> bool:
        """Whether writing what an array has already is no matter of indifference."""
        return not own.flags.writeable or sum(_overlap(own, other) for _, other, _ in self._arrays) > 1

    def _error(self, place: str, problem: str) -> ConversionError:
        return ConversionError(phrase("{}: {}: {}; nothing was written", self._function, place, problem))

    def _place(self, path: str) -> str:
        return phrase("{}{}", self._argument, path)


def _fill_dict(own: dict[Any, Any], entries: dict[Any, Any]) -> None:
    for key in own.keys() - entries.keys():
        del own[key]
    own.update(entries)


def _fill_set(own: set[Any], now: set[Any]) -> None:
    own &= now
    own |= now


def _is_column_sparse(value: Any) -> bool:
    """Whether a value is a matrix of SciPy's in the form that Julia's have."""
    return getattr(value, "format", None) == "csc" and all(hasattr(value, name) for name in _SPARSE)


def _fill_sparse(own: Any, now: Any) -> None:
    for name in _SPARSE:
        setattr(own, name, getattr(now, name))


def _is_equal(own: Any, now: Any) -> bool:
    """Return whether a value of which nothing more is known is as it was."""
    try:
        return type(own) is type(now) and bool(own == now)
    except Exception:  # noqa: BLE001 - there may be many answers, or none
        return False


def _memory(own: Any) -> NDArray[Any] | None:
    """Return the array that an object is, or is a view of; None if it is neither."""
    if isinstance(own, np.ndarray):
        return own
    try:
        one, other = np.asarray(own), np.asarray(own)
    except Exception:  # noqa: BLE001 - whatever an object raises that is no array
        return None
    # what is made anew each time is nobody's memory
    return one if one.dtype != object and np.may_share_memory(one, other) else None


def _misfit(own: NDArray[Any], now: Any) -> str:
    """Return why an array cannot become what it is to be; "" if it can."""
    if not isinstance(now, np.ndarray):
        return phrase("an array of shape {} has become a {}", own.shape, type_name(now))
    if now.shape != own.shape:
        told = "an array of shape {} has become one of shape {}, and NumPy's keep theirs"
        return phrase(told, own.shape, now.shape)
    if not np.can_cast(now.dtype, own.dtype, "safe"):
        return phrase("an array of dtype {} has become one of dtype {}", own.dtype, now.dtype)
    return ""


def _is_same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Return whether two arrays of one shape have the same elements, to the last bit."""
    if object in (one.dtype, other.dtype):
        return bool(all(a is b or a == b for a, b in zip(one.flat, other.flat, strict=True)))
    return one.dtype.newbyteorder("=") == other.dtype and one.astype(other.dtype).tobytes() == other.tobytes()


def _is_one(one: NDArray[Any], other: NDArray[Any]) -> bool:
    return one.ctypes.data == other.ctypes.data and one.strides == other.strides and one.shape == other.shape


def _overlap(one: NDArray[Any], other: NDArray[Any]) -> bool:
    if not np.may_share_memory(one, other):
        return False
    try:
        return np.shares_memory(one, other, max_work=HARD)  # type: ignore[arg-type]
    except np.exceptions.TooHardError:
        return True
