"""Finite spaces of arguments: all the values that an annotation, a dtype or a domain leaves.

An `Axis` has the values of one argument in their order, and a `Space` those of all arguments, the last one varying
fastest. Floating-point numbers are in the order of the line from -Inf to Inf, -0.0 before 0.0, and then come the NaN.
"""

from __future__ import annotations

import enum
import inspect
import math
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import JULIA_ELEMENT
from pyjuliann.errors import PairError
from pyjuliann.language import joined, phrase
from pyjuliann.parity.pairing.annotations import recipe_for
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.generate import domain_of, typed_parameters
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.pairing.recipes import ArrayRecipe, ChoiceRecipe, ContainerRecipe, ScalarRecipe
from pyjuliann.wording import values_count

MOST: Final = 2**32
"""So many inputs can be gone through at most."""

_SHOWN: Final = 4
"""So many values are named one by one."""


class NotFiniteError(PairError):
    """There is no end to the values of an argument; the text says why."""


class Axis(typing.Protocol):
    """All values of one argument, in their order."""

    @property
    def label(self) -> str:
        """What the values are."""

    @property
    def size(self) -> int:
        """How many there are."""

    def values(self, places: npt.NDArray[np.int64]) -> Sequence[Any]:
        """Return the values at some places, as Python's function gets them."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of a dtype, or those of a part of it.

    `start` is the first one's place: an integer's is itself, a floating-point number's is among all bit patterns,
    in the order of the line. `python` makes Python's own number, where the argument is one.
    """

    dtype: str
    start: int
    size: int
    label: str
    python: type | None = None

    def column(self, places: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
        """Return the numbers at some places as an array."""
        dtype = np.dtype(self.dtype)
        if dtype.kind != "f":
            return (places + self.start).astype(dtype)
        width = 8 * dtype.itemsize
        half, last = np.uint64(1 << (width - 1)), np.uint64((1 << width) - 1)
        order = (places.astype(np.uint64) + np.uint64(self.start)) & last
        bits = np.where(order >= half, order - half, ~order & last)
        return bits.astype(f"u{dtype.itemsize}").view(dtype)

    def values(self, places: npt.NDArray[np.int64]) -> Sequence[Any]:
        """Return the numbers at some places, of Python's or of NumPy's type."""
        column = self.column(places)
        return column.tolist() if self.python is not None else list(column)


@dataclass(frozen=True)
class Choices:
    """Values that are listed."""

    listed: tuple[Any, ...]
    label: str

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.listed)

    def values(self, places: npt.NDArray[np.int64]) -> Sequence[Any]:
        """Return the values at some places."""
        return [self.listed[k] for k in places.tolist()]


@dataclass(frozen=True)
class OneOf:
    """The values of several axes, one after the other."""

    axes: tuple[Axis, ...]

    @property
    def label(self) -> str:
        """What the values are."""
        return joined(" or ", (axis.label for axis in self.axes))

    @property
    def size(self) -> int:
        """How many there are."""
        return sum(axis.size for axis in self.axes)

    def values(self, places: npt.NDArray[np.int64]) -> Sequence[Any]:
        """Return the values at some places."""
        found: list[Any] = [None] * len(places)
        start = 0
        for axis in self.axes:
            own = np.flatnonzero((places >= start) & (places < start + axis.size))
            for k, value in zip(own.tolist(), axis.values(places[own] - start), strict=True):
                found[k] = value
            start += axis.size
        return found


@dataclass(frozen=True)
class Combined:
    """All combinations of the values of several axes, put together by a function: tuples, arrays."""

    axes: tuple[Axis, ...]
    make: Callable[[list[Any]], Any]
    label: str

    @property
    def size(self) -> int:
        """How many there are."""
        return math.prod(axis.size for axis in self.axes)

    def values(self, places: npt.NDArray[np.int64]) -> Sequence[Any]:
        """Return the values at some places."""
        columns = [axis.values(own) for axis, own in zip(self.axes, _apart(self.axes, places), strict=True)]
        return (
            [self.make(list(row)) for row in zip(*columns, strict=True)] if columns else [self.make([])] * len(places)
        )


def _apart(axes: Sequence[Axis], places: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Return the places on each axis of places among the combinations, the last axis varying fastest."""
    if len(axes) == 1:
        return [places]
    found: list[npt.NDArray[np.int64]] = []
    for axis in reversed(axes):
        places, own = np.divmod(places, axis.size)
        found.append(own)
    return found[::-1]


@dataclass(frozen=True)
class Space:
    """All inputs of a pair: every combination of its arguments' values.

    Attributes
    ----------
    axes : mapping of argument name to Axis
        The arguments that vary.
    named : tuple of str
        Those of them that are given by name.
    fixed : tuple of str
        The arguments that stay at their defaults.
    """

    axes: Mapping[str, Axis]
    named: tuple[str, ...] = ()
    fixed: tuple[str, ...] = field(default=())

    @property
    def size(self) -> int:
        """How many inputs there are."""
        return math.prod(axis.size for axis in self.axes.values())

    @property
    def label(self) -> str:
        """What the arguments are."""
        return joined(", ", (phrase("{}: {}", name, axis.label) for name, axis in self.axes.items()))

    def columns(self, places: npt.NDArray[np.int64]) -> list[npt.NDArray[Any]] | None:
        """Return the arguments of some inputs, an array for each; None if not all of them are numbers by position."""
        numbers = [axis for axis in self.axes.values() if isinstance(axis, Numbers)]
        if len(numbers) < len(self.axes) or self.named:
            return None
        return [axis.column(own) for axis, own in zip(numbers, _apart(numbers, places), strict=True)]

    def cases(self, places: npt.NDArray[np.int64]) -> list[Case]:
        """Return the inputs at some places."""
        axes = list(self.axes.values())
        columns = [axis.values(own) for axis, own in zip(axes, _apart(axes, places), strict=True)]
        found = []
        for row in zip(*columns, strict=True) if columns else ((),) * len(places):
            given = dict(zip(self.axes, row, strict=True))
            keywords = {name: given.pop(name) for name in self.named}
            found.append(Case(tuple(given.values()), keywords, self.label))
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return what there is as JSON-able content."""
        arguments = [{"name": name, "label": axis.label, "values": axis.size} for name, axis in self.axes.items()]
        return {"inputs": self.size, "arguments": arguments, "fixed": list(self.fixed)}


def space_of(pair: Pair) -> Space:
    """Return all inputs of a pair.

    Raises
    ------
    PairError
        If there is no end to them, or they are more than `MOST`; the message says which argument, and how many.
    """
    parameters = typed_parameters(pair)
    if parameters is None:
        raise PairError(
            phrase("{}: the Python function does not tell its arguments, of which all were to be tried", pair.name)
        )
    axes: dict[str, Axis] = {}
    named: list[str] = []
    fixed: list[str] = []
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            continue
        asked = parameter.name in pair.domain or parameter.name in pair.types
        if parameter.default is not parameter.empty and isinstance(pair.python, np.ufunc):
            continue  # out=, where=, dtype=, …: of the ufunc, and not of the function
        if parameter.default is not parameter.empty and not asked:
            fixed.append(parameter.name)
            continue
        axes[parameter.name] = _axis_for(pair, parameter)
        if parameter.kind is parameter.KEYWORD_ONLY or (fixed and parameter.default is not parameter.empty):
            named.append(parameter.name)
    found = Space(axes, tuple(named), tuple(fixed))
    if found.size > MOST:
        largest = max(axes, key=lambda name: axes[name].size)
        counted = ((name, values_count(axis.size), axis.label) for name, axis in axes.items())
        listed = joined(", ", (phrase("{} has {} ({})", *each) for each in counted))
        told = (
            "{}: {:,} inputs are too many to try them all, of which {:,} can be: {}; "
            "domain={{{!r}: (low, high)}} (--range {}=LO:HI) leaves fewer"
        )
        raise PairError(phrase(told, pair.name, found.size, MOST, listed, largest, largest))
    if not found.size:
        raise PairError(phrase("{}: there is no input to try ({})", pair.name, found.label))
    return found


def _axis_for(pair: Pair, parameter: inspect.Parameter) -> Axis:
    name = parameter.name
    head = phrase("{}: argument {!r}", pair.name, name)
    advice = phrase("annotate it, or say what it is with types={{{!r}: 'float16'}} (--type) or domain= (--range)", name)
    if pair.strategies is not None and (not isinstance(pair.strategies, Mapping) or name in pair.strategies):
        raise PairError(
            phrase("{}: a strategy does not say of all values which they are; give types= or domain= instead", head)
        )
    domain = domain_of(pair, name)
    annotation = parameter.annotation
    if annotation is parameter.empty:
        ends = (domain.low, domain.high)
        if not all(math.isfinite(end) and end == math.floor(end) for end in ends):
            raise PairError(phrase("{} has no annotation, and all its values are not known; {}", head, advice))
        annotation = int  # the ends are whole numbers
    try:
        return axis_of(annotation, domain)
    except NotFiniteError as error:
        raise PairError(phrase("{}: {}; {}", head, error, advice)) from None
    except PairError as error:
        raise PairError(phrase("{}: {}", head, error)) from None


def axis_of(annotation: Any, domain: Domain = Domain()) -> Axis:  # noqa: B008 - it is frozen
    """Return all values of an annotation, within a domain.

    Raises
    ------
    PairError
        If there is no end to them, or nothing is known of the annotation.

    Examples
    --------
    >>> axis_of(np.int8).size, axis_of(bool | None).size, axis_of(int, Domain(1, 6)).size
    (256, 3, 6)
    """
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return axis_of(parts[0], domain)
    if origin in (typing.Union, types.UnionType):
        return OneOf(tuple(axis_of(part, domain) for part in parts))
    if origin is tuple and parts and Ellipsis not in parts:
        return Combined(tuple(axis_of(part, domain) for part in parts), tuple, _shown(annotation))
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return Choices(_members(annotation), f"{annotation.__name__}")
    recipe = recipe_for(annotation, domain)
    match recipe:
        case ScalarRecipe():
            return _numbers(recipe.dtype, domain, recipe.python)
        case ChoiceRecipe() if not any(hasattr(option, "build") for option in recipe.options):
            return _choices(recipe.options)
        case ArrayRecipe() if len(recipe.dtypes) == 1 and all(isinstance(n, int) for n in recipe.dimensions):
            return _arrays(recipe, domain)
        case ContainerRecipe() if recipe.repeated is None and all(isinstance(i, ScalarRecipe) for i in recipe.items):
            items = [i for i in recipe.items if isinstance(i, ScalarRecipe)]
            axes = tuple(_numbers(item.dtype, domain, item.python) for item in items)
            return Combined(axes, recipe.make, _shown(annotation))
    raise NotFiniteError(phrase("there is no end to the values of {}", _shown(annotation)))


def _shown(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def _choices(values: Sequence[Any]) -> Choices:
    shown = ", ".join(map(repr, values[:_SHOWN])) + (", …" if len(values) > _SHOWN else "")
    return Choices(tuple(values), shown)


def _members(kind: type[enum.Enum]) -> tuple[Any, ...]:
    """Return all members of an enumeration; of flags all their combinations."""
    listed: list[Any] = list(kind)
    if not issubclass(kind, enum.Flag):
        return tuple(listed)
    found = {kind(0)}
    for member in listed:
        found |= {known | member for known in found}
        if len(found) > MOST:
            raise PairError(phrase("{} has more than {:,} combinations", kind.__name__, MOST))
    return tuple(sorted(found, key=lambda flag: int(flag.value)))


def _arrays(recipe: ArrayRecipe, domain: Domain) -> Combined:
    shape = tuple(int(n) for n in recipe.dimensions)  # type: ignore[arg-type]
    item = _numbers(recipe.dtypes[0], domain, None)

    def make(numbers: list[Any]) -> npt.NDArray[Any]:
        return np.array(numbers, recipe.dtypes[0]).reshape(shape)

    size = "×".join(map(str, shape))
    label = phrase("{} arrays of {}", size, item.label) if size else phrase("0-dimensional arrays of {}", item.label)
    return Combined((item,) * math.prod(shape), make, label)


def _numbers(name: str, domain: Domain, python: Any) -> Numbers:
    dtype = np.dtype(name)
    own = python if isinstance(python, type) else None
    called = own.__name__ if own is not None else JULIA_ELEMENT.get(name, name)
    if dtype.kind == "b":
        return Numbers(name, 0, 2, called, own)
    label = phrase("{}{}", called, bounds) if (bounds := _bounds(domain)) else called
    if dtype.kind in "iu":
        if own is int and not (math.isfinite(domain.low) and math.isfinite(domain.high)):
            raise NotFiniteError(phrase("there is no end to the values of {}", label))
        kind = np.iinfo(dtype)
        low = kind.min if domain.low == -math.inf else max(math.ceil(domain.low), kind.min)
        high = kind.max if domain.high == math.inf else min(math.floor(domain.high), kind.max)
        return Numbers(name, low, max(high - low + 1, 0), label, own)
    if dtype.kind != "f":
        return Numbers(name, 0, 2 ** (8 * dtype.itemsize), label, own)  # more than can be, whatever the domain
    if domain.special and not domain.bounded:
        return Numbers(name, _place(dtype, -math.inf), 2 ** (8 * dtype.itemsize), label, own)
    most = float(np.finfo(dtype).max)
    low, high = (
        _inside(dtype, end, toward) for end, toward in ((max(domain.low, -most), 1), (min(domain.high, most), -1))
    )
    start = _place(dtype, -0.0 if low == 0 else low)
    return Numbers(name, start, max(_place(dtype, high + 0.0) - start + 1, 0), label, own)


def _bounds(domain: Domain) -> str:
    if not domain.bounded:
        return "" if domain.special else phrase(", finite")
    return phrase(" from {:g} to {:g}", domain.low, domain.high)


def _inside(dtype: np.dtype[Any], end: float, toward: int) -> Any:
    """Return the number of a dtype at an end of a range, or the next one inside it."""
    with np.errstate(all="ignore"):
        number = dtype.type(end)
        outside = float(number) < end if toward > 0 else float(number) > end
        return np.nextafter(number, dtype.type(toward * math.inf)) if outside else number


def _place(dtype: np.dtype[Any], number: Any) -> int:
    """Return the place of a number among all bit patterns, in the order of the line."""
    half = 1 << (8 * dtype.itemsize - 1)
    bits = int(dtype.type(number).view(f"u{dtype.itemsize}"))
    return bits + half if bits < half else 2 * half - 1 - bits


def chunks(size: int) -> list[tuple[int, int]]:
    """Return where the blocks of a space begin and end; they depend on nothing but its size."""
    step = min(max(1 << 12, 1 << max(size - 1, 1).bit_length() >> 6), 1 << 20)
    return [(start, min(start + step, size)) for start in range(0, size, step)]
