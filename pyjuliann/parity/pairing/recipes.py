"""How arguments are made: numbers with their special values, arrays of every memory layout, containers.

A recipe turns a `Source`'s answers into a value. Answers are arranged so that smaller ones give simpler values:
small whole numbers before fractions, those before special values, contiguous arrays before strided ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from pyjuliann.errors import PairError
from pyjuliann.parity.pairing.source import Source

Sizes = dict[Any, Any]
"""What is drawn once for a case: the sizes of dimensions by name, and by its function what `PartRecipe` made."""

DIMENSION: Final = (1, 2, 3, 4, 5, 6, 7, 8, 2, 3, 4, 1, 6, 3, 1, 0)
"""What a dimension's size is drawn from: edge sizes 0 and 1 among small ones."""

LAYOUTS: Final = ("C", "C", "C", "F", "strided", "reversed", "read-only")
"""The memory layouts that an array is drawn in."""


class Recipe(Protocol):
    """Makes values of one kind."""

    def build(self, source: Source, sizes: Sizes, /) -> Any:
        """Return a value; sizes of named dimensions are drawn once per case and kept in `sizes`."""


@dataclass(frozen=True)
class Domain:
    """Which numbers are wanted: from `low` to `high`, with NaN, infinities and extremes if `special`."""

    low: float = -math.inf
    high: float = math.inf
    special: bool = True

    @property
    def bounded(self) -> bool:
        """Whether there is any bound."""
        return self.low > -math.inf or self.high < math.inf


def numbers(source: Source, count: int, dtype: np.dtype[Any], domain: Domain, small: bool = False) -> list[Any]:
    """Return `count` numbers of a dtype; `small` keeps integers away from the ends of their range."""
    kind = dtype.kind
    if kind == "b":
        return [bool(k) for k in source.integers(0, 1, count)]
    if kind == "c":
        parts = [numbers(source, count, np.dtype(f"f{dtype.itemsize // 2}"), domain) for _ in range(2)]
        return [complex(a, b) for a, b in zip(*parts, strict=True)]
    if kind in "iu":
        return _integers(source, count, dtype, domain, small)
    return _bounded_reals(source, count, domain) if domain.bounded else _reals(source, count, dtype, domain)


def _integers(source: Source, count: int, dtype: np.dtype[Any], domain: Domain, small: bool) -> list[int]:
    info = np.iinfo(dtype)
    low, high = max(int(info.min), -9), min(int(info.max), 9)
    if domain.bounded:
        low = math.ceil(domain.low) if domain.low > -math.inf else min(low, math.floor(domain.high) - 9)
        high = math.floor(domain.high) if domain.high < math.inf else max(high, low + 9)
        if low > high:
            raise PairError(f"domain: no whole number is from {domain.low} to {domain.high}")
        return source.integers(low, high, count)
    style = source.integer(0, 9)
    if style < 7 or small:
        return source.integers(low, high, count)
    if style < 9:
        return source.integers(max(int(info.min), -1000), min(int(info.max), 1000), count)
    extremes = (0, 1, 2, int(info.max), int(info.min), int(info.max) - 1, int(info.max) // 2, int(info.min) // 2 + 1)
    return [extremes[k] for k in source.integers(0, len(extremes) - 1, count)]


def _bounded_reals(source: Source, count: int, domain: Domain) -> list[float]:
    low = domain.low if domain.low > -math.inf else min(-1000.0, domain.high - 1000.0)
    high = domain.high if domain.high < math.inf else max(1000.0, domain.low + 1000.0)
    if source.integer(0, 3) < 3:
        return source.reals(low, high, count)
    ends = (low, high, (low + high) / 2)
    return [ends[k] for k in source.integers(0, 2, count)]


def _reals(source: Source, count: int, dtype: np.dtype[Any], domain: Domain) -> list[float]:
    style = source.integer(0, 9)
    if style < 3:
        return [float(k) for k in source.integers(-9, 9, count)]
    if style < 6:
        return source.reals(-1.0, 1.0, count)
    if style < 8:
        return source.reals(-1000.0, 1000.0, count)
    if style == 8:
        fractions, exponents = source.reals(-1.0, 1.0, count), source.integers(-20, 20, count)
        return [math.ldexp(x, k) for x, k in zip(fractions, exponents, strict=True)]
    if not domain.special:
        return [float(k) for k in source.integers(-1000, 1000, count)]
    info = np.finfo(dtype)
    tiny, largest = float(info.smallest_subnormal), float(info.max)
    special = (-0.0, math.inf, -math.inf, math.nan, tiny, -tiny, float(info.tiny), largest, -largest)
    answers = source.integers(0, 9 + len(special), count)
    return [float(k) if k < 10 else special[k - 10] for k in answers]


@dataclass(frozen=True)
class ScalarRecipe:
    """A number of a NumPy dtype, or of Python's own type if `python` is given."""

    dtype: str
    domain: Domain = Domain()
    python: Callable[[Any], Any] | None = None
    small: bool = False

    def build(self, source: Source, _sizes: Sizes) -> Any:
        """Return a number."""
        dtype = np.dtype(self.dtype)
        number = numbers(source, 1, dtype, self.domain, self.small)[0]
        if self.python is not None:
            return self.python(number)
        with np.errstate(all="ignore"):
            return dtype.type(number)


@dataclass(frozen=True)
class ArrayRecipe:
    """An array. Dimensions are sizes, names (alike means equal), or functions of the sizes drawn."""

    dtypes: tuple[str, ...]
    dimensions: tuple[int | str | Callable[[Source, Sizes], Sequence[int]], ...]
    domain: Domain = Domain()
    category: str = ""
    """Arrays of one category have one dtype in a case: "Real" with "Real" is one choice, not two."""

    def build(self, source: Source, sizes: Sizes) -> npt.NDArray[Any]:
        """Return an array."""
        shape: list[int] = []
        for dimension in self.dimensions:
            if isinstance(dimension, int):
                shape.append(dimension)
            elif isinstance(dimension, str):
                shape.append(named_size(source, sizes, dimension, len(self.dimensions)))
            else:
                shape.extend(dimension(source, sizes))
        dtype = np.dtype(self.dtypes[self._choice(source, sizes)])
        count = math.prod(shape)
        with np.errstate(all="ignore"):
            array = np.array(numbers(source, count, dtype, self.domain), dtype).reshape(shape)
        return laid_out(array, LAYOUTS[source.integer(0, len(LAYOUTS) - 1)] if count > 1 else "C")

    def _choice(self, source: Source, sizes: Sizes) -> int:
        if len(self.dtypes) == 1:
            return 0
        key = f"dtype of {self.category}"
        if not self.category or key not in sizes:
            choice = source.integer(0, len(self.dtypes) - 1)
            if self.category:
                sizes[key] = choice
            return choice
        return int(sizes[key])


def named_size(source: Source, sizes: Sizes, name: str, rank: int = 2) -> int:
    """Return the size of a named dimension, drawn at its first use in a case."""
    if name not in sizes:
        # Arrays of many dimensions have short ones: every element is a choice to shrink.
        table = DIMENSION if rank <= 2 else (1, 2, 3, 4, 2, 3, 5, 0)
        sizes[name] = table[source.integer(0, len(table) - 1)]
    return int(sizes[name])


def laid_out(array: npt.NDArray[Any], layout: str) -> npt.NDArray[Any]:
    """Return an array with the same elements in another memory layout."""
    if layout == "F":
        return np.asfortranarray(array)
    if layout == "strided":
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    if layout == "reversed":
        return np.ascontiguousarray(array[::-1])[::-1]
    if layout == "read-only":
        array.flags.writeable = False
    return array


@dataclass(frozen=True)
class ChoiceRecipe:
    """One of several recipes, or of several values."""

    options: tuple[Any, ...]

    def build(self, source: Source, sizes: Sizes) -> Any:
        """Return one option's value."""
        option = self.options[source.integer(0, len(self.options) - 1)]
        return option.build(source, sizes) if hasattr(option, "build") else option


@dataclass(frozen=True)
class TextRecipe:
    """A string: ASCII, letters of other scripts, some beyond the first plane; or bytes."""

    binary: bool = False

    def build(self, source: Source, _sizes: Sizes) -> str | bytes:
        """Return a string or bytes."""
        count = source.integer(0, 8)
        if self.binary:
            return bytes(source.integers(0, 255, count))
        alphabet = "abcXYZ019 _-é한日Ω🙂"
        return "".join(alphabet[k] for k in source.integers(0, len(alphabet) - 1, count))


@dataclass(frozen=True)
class ContainerRecipe:
    """A tuple or named tuple of given items, or a list or tuple of equal ones of any length."""

    make: Callable[[list[Any]], Any]
    items: tuple[Recipe, ...] = ()
    repeated: Recipe | None = None

    def build(self, source: Source, sizes: Sizes) -> Any:
        """Return a container."""
        items = self.items if self.repeated is None else (self.repeated,) * source.integer(0, 5)
        return self.make([item.build(source, sizes) for item in items])


@dataclass(frozen=True)
class PartRecipe:
    """One of several arguments that fit each other: a part of what a function makes with a random generator.

    The generator's seed is the one choice of the case. Hypothesis takes long where it makes every choice itself.
    """

    make: Callable[[np.random.Generator], Mapping[str, Any]]
    name: str

    def build(self, source: Source, sizes: Sizes) -> Any:
        """Return the part; all parts of a case are made at once."""
        if self.make not in sizes:
            sizes[self.make] = self.make(np.random.default_rng(source.integer(0, 2**32 - 1)))
        return sizes[self.make][self.name]


@dataclass(frozen=True)
class StrategyRecipe:
    """What a Hypothesis strategy of the user's gives; a function that returns one is called at the first use."""

    strategy: Any

    def build(self, source: Source, _sizes: Sizes) -> Any:
        """Return a value of the strategy's."""
        return source.custom(resolved(self.strategy))


def resolved(strategy: Any) -> Any:
    """Return a strategy given as it is or as a function that returns it."""
    from hypothesis.strategies import SearchStrategy

    return strategy if isinstance(strategy, SearchStrategy) else strategy()
