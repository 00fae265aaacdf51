"""How arguments are made: numbers, arrays of every memory layout, containers.

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

from pyjuliann.parity.pairing.numbers import ANY, Domain, numbers
from pyjuliann.parity.pairing.source import LAYOUT, SIZE, Source

Sizes = dict[Any, Any]
"""What is drawn once for a case: the sizes of dimensions by name, and by its function what `PartRecipe` made."""

_WIDE: Final = 9
WIDEST: Final = 100
"""The largest size of a dimension, and the most characters of a string."""

_SIZES: Final = (*("1", "2", "3", "4", "5", "6", "7", "8", "2", "3", "4", "1", "6", "3", "1", "0") * 2, "wide")
"""What a size is drawn from: edge sizes 0 and 1 among small ones, and now and then a larger one."""

_SHORT: Final = ("1", "2", "3", "4", "2", "3", "5", "0")
"""The same for arrays of many dimensions: every element is a choice to shrink."""

LAYOUTS: Final = ("C", "C", "C", "F", "strided", "reversed", "read-only")
"""The memory layouts that an array is drawn in."""


class Recipe(Protocol):
    """Makes values of one kind."""

    def build(self, source: Source, sizes: Sizes, /) -> Any:
        """Return a value; sizes of named dimensions are drawn once per case and kept in `sizes`."""


@dataclass(frozen=True)
class ScalarRecipe:
    """A number of a NumPy dtype, or of Python's own type if `python` is given.

    `narrow` is where it stays as long as it may be a size or a count of steps: large ones would take all memory or
    all day.
    """

    dtype: str
    domain: Domain = ANY
    python: Callable[[Any], Any] | None = None
    narrow: Domain | None = None

    def build(self, source: Source, _sizes: Sizes) -> Any:
        """Return a number."""
        return self.several(source, 1)[0]

    def several(self, source: Source, count: int) -> list[Any]:
        """Return numbers that are drawn together, as those of an array are."""
        dtype = np.dtype(self.dtype)
        make = self.python if self.python is not None else dtype.type
        with np.errstate(all="ignore"):
            return [make(number) for number in numbers(source, count, dtype, self.narrow or self.domain)]


@dataclass(frozen=True)
class CountRecipe:
    """A count of elements, from 1 to the size of a named dimension."""

    dimension: str

    def build(self, source: Source, sizes: Sizes) -> int:
        """Return an integer; 0 where there are no elements."""
        size = named_size(source, sizes, self.dimension)
        return source.integer(min(1, size), size)


@dataclass(frozen=True)
class ArrayRecipe:
    """An array. Dimensions are sizes, names (alike means equal), or functions of the sizes drawn."""

    dtypes: tuple[str, ...]
    dimensions: tuple[int | str | Callable[[Source, Sizes], Sequence[int]], ...]
    domain: Domain = ANY
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
        return laid_out(array, source.pick(LAYOUT, LAYOUTS) if count > 1 else "C")

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
        sizes[name] = drawn_size(source, _SIZES if rank <= 2 else _SHORT)
    return int(sizes[name])


def drawn_size(source: Source, table: Sequence[str] = _SIZES) -> int:
    """Return a size out of a table, or, where that is "wide", any larger one."""
    size = source.pick(SIZE, table)
    return source.size(_WIDE, WIDEST) if size == "wide" else int(size)


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
class DrawnRecipe:
    """What a function makes of choices."""

    make: Callable[[Source], Any]

    def build(self, source: Source, _sizes: Sizes) -> Any:
        """Return a value."""
        return self.make(source)


@dataclass(frozen=True)
class TextRecipe:
    """A string: ASCII, letters of other scripts, some beyond the first plane; or bytes."""

    binary: bool = False

    def build(self, source: Source, _sizes: Sizes) -> str | bytes:
        """Return a string or bytes."""
        count = drawn_size(source)
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
        if isinstance(self.repeated, ScalarRecipe):
            return self.make(self.repeated.several(source, drawn_size(source)))
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


def needs_hypothesis(recipe: Any) -> bool:
    """Whether a Hypothesis strategy takes part in a recipe."""
    match recipe:
        case StrategyRecipe():
            return True
        case ContainerRecipe():
            return any(map(needs_hypothesis, (*recipe.items, recipe.repeated)))
        case ChoiceRecipe():
            return any(map(needs_hypothesis, recipe.options))
        case _:
            return False


def resolved(strategy: Any) -> Any:
    """Return a strategy given as it is or as a function that returns it."""
    from hypothesis.strategies import SearchStrategy

    return strategy if isinstance(strategy, SearchStrategy) else strategy()
