"""From a Python function's annotations to recipes for its arguments."""

from __future__ import annotations

import ast
import collections.abc
import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.kinds import KIND_OF
from pyjuliann.bridge.values.records import is_dataclass
from pyjuliann.bridge.values.type_names import is_namedtuple_class
from pyjuliann.errors import PairError
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.recipes import (
    ArrayRecipe,
    ChoiceRecipe,
    ContainerRecipe,
    DrawnRecipe,
    Recipe,
    ScalarRecipe,
    Sizes,
    StrategyRecipe,
    TextRecipe,
    named_size,
)
from pyjuliann.parity.pairing.signature import unwrapped
from pyjuliann.parity.pairing.source import Source

USUAL: Final = ("float64", "float32", "int64", "complex128", "bool", "float16", "int32", "uint8", "complex64")
"""What a category such as Real is drawn from: those of these that belong to it, the first three of them."""

_SAYS_NOTHING: Final = (Any, object, type, dict, list, tuple, set, frozenset)
"""Annotations that are types and do not tell what is wanted."""

_DIMENSIONS: Final = ("n", "m n")


def recipe_for(annotation: Any, domain: Domain) -> Recipe:
    """Return how to make values for an annotation.

    Raises
    ------
    PairError
        If nothing can be generated for it; the message is the annotation and what is wrong with it.
    """
    found = _special_form(annotation, domain) or _of_kind(annotation, domain) or _by_hypothesis(annotation)
    if found is None:
        raise PairError(phrase("nothing can be generated for the annotation {}", _shown(annotation)))
    return found


def _shown(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def _special_form(annotation: Any, domain: Domain) -> Recipe | None:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return recipe_for(arguments[0], domain)
    if origin is typing.Literal:
        return ChoiceRecipe(arguments)
    if origin in (typing.Union, types.UnionType):
        return ChoiceRecipe(tuple(recipe_for(a, domain) for a in arguments))
    if origin in (collections.abc.Sequence, collections.abc.Iterable) and arguments:
        return _Recipes(domain).several(list, arguments[0])
    if hasattr(annotation, "dim_str") and hasattr(annotation, "dtypes"):
        dtypes = _dtypes(annotation.dtypes)
        if not dtypes:
            raise PairError(phrase("{} has no dtype that both NumPy and Julia have", _shown(annotation)))
        return ArrayRecipe(dtypes, tuple(_dimensions(annotation.dim_str)), domain, " ".join(dtypes))
    return None


# ---------------------------------------------------------------- kinds of value


def _of_kind(annotation: Any, domain: Domain) -> Recipe | None:
    """Return the recipe that the table of kinds has for a class, with or without parameters."""
    cls = type(None) if annotation is None else typing.get_origin(annotation) or annotation
    if not isinstance(cls, type):
        return None
    kind = KIND_OF[cls]
    if kind.recipe is None or not (cls in kind.classes or kind.for_heirs):
        return None
    found: Recipe | None = kind.recipe(_Recipes(domain), annotation)
    return found


class _Recipes:
    """The recipes that rows of the table of kinds ask for."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain

    def drawn(self, make: Callable[[Source], Any]) -> Recipe:
        return DrawnRecipe(make)

    def choice(self, *values: Any) -> Recipe:
        return ChoiceRecipe(values)

    def number(self, dtype: str, python: type | None = None, usual: tuple[int, int] | None = None) -> Recipe:
        narrow = None
        if usual is not None and not self._domain.bounded:
            narrow = dataclasses.replace(self._domain, low=usual[0], high=usual[1])
        return ScalarRecipe(dtype, self._domain, python, narrow)

    def text(self, *, binary: bool = False) -> Recipe:
        return TextRecipe(binary)

    def several(self, make: Callable[[list[Any]], Any], annotation: Any) -> Recipe:
        return ContainerRecipe(make, repeated=recipe_for(annotation, self._domain))

    def each(self, make: Callable[[list[Any]], Any], annotations: Sequence[Any]) -> Recipe:
        return ContainerRecipe(make, tuple(recipe_for(a, self._domain) for a in annotations))

    def fields(self, annotation: Any) -> Recipe | None:
        if annotation in _held_by(annotation, set()):
            return _by_hypothesis(annotation)  # which knows when to stop
        hints = typing.get_type_hints(annotation, include_extras=True)
        names = list(inspect.signature(annotation).parameters)
        if not all(name in hints for name in names):
            return None
        wanted = [hints[name].type if isinstance(hints[name], dataclasses.InitVar) else hints[name] for name in names]
        return self.each(lambda parts: annotation(**dict(zip(names, parts, strict=True))), wanted)

    def array(self, dtype: Any = "float64") -> Recipe:
        return ArrayRecipe((np.dtype(dtype).name,), (_any_shape,), self._domain)


def _held_by(annotation: Any, found: set[Any]) -> set[Any]:
    """Return the classes with annotated fields whose values one of this class, or of these, may hold."""
    for hint in typing.get_type_hints(annotation, include_extras=True).values():
        for part in (hint, *_arguments_of(hint)):
            if isinstance(part, type) and (is_dataclass(part) or is_namedtuple_class(part)) and part not in found:
                found.add(part)
                _held_by(part, found)
    return found


def _arguments_of(hint: Any) -> Iterator[Any]:
    for argument in typing.get_args(hint):
        yield argument
        yield from _arguments_of(argument)


def _by_hypothesis(annotation: Any) -> Recipe | None:
    """Return what Hypothesis makes of a type that no row of the table makes, such as of an enumeration."""
    if annotation in _SAYS_NOTHING or typing.get_origin(annotation) is collections.abc.Callable:
        return None
    from hypothesis import strategies

    try:
        strategy = strategies.from_type(annotation)
        strategy.validate()
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no type that values can be made of
        return None
    return None if strategy.is_empty else StrategyRecipe(strategy)


# ---------------------------------------------------------------- arrays


def _any_shape(source: Source, sizes: Sizes) -> list[int]:
    names = _DIMENSIONS[source.integer(0, 1)].split()
    return [named_size(source, sizes, name) for name in names]


def _dtypes(names: Any) -> tuple[str, ...]:
    """Return the dtypes to draw from; one that is named alone is taken whatever it is."""
    listed = [names] if isinstance(names, str) else list(names)
    wanted = [str(getattr(n, "pattern", n)) for n in listed]
    usual = [name for name in USUAL if name in wanted]
    if usual:
        return tuple(usual[:3])
    return tuple(name for name in wanted if _is_numpy(name))[:3] or (USUAL[:3] if not wanted else ())


def _is_numpy(name: str) -> bool:
    try:
        return np.dtype(name).kind in "biufc"
    except TypeError:
        return False


def _dimensions(text: str) -> list[int | str | Callable[[Source, Sizes], Sequence[int]]]:
    """Return jaxtyping's dimensions, such as ``"h m"``, ``"*batch 3 n+1"``, as the array recipe takes them."""
    return [_dimension(part, k) for k, part in enumerate(text.split())]


def _dimension(part: str, place: int) -> int | str | Callable[[Source, Sizes], Sequence[int]]:
    if part.lstrip("-").isdigit():
        return int(part)
    if "=" in part:
        return _dimension(part.split("=", 1)[1], place)
    if part == "...":
        return lambda source, sizes: _several(source, sizes, f"... {place}")
    if part == "_":
        return f"_ {place}"
    name = part.lstrip("*#?_")
    marks = part[: len(part) - len(name)]
    if not name.isidentifier():
        return _computed(part)
    if "*" in marks:
        return lambda source, sizes: _several(source, sizes, name)
    if "#" in marks:
        # Broadcasting: sometimes 1 instead of the full size.
        return lambda source, sizes: [1 if source.integer(0, 3) == 3 else named_size(source, sizes, name)]
    return name


def _several(source: Source, sizes: Sizes, name: str) -> list[int]:
    key = f"number of {name}"
    if key not in sizes:
        sizes[key] = source.integer(0, 2)
    return [named_size(source, sizes, f"{name} {k}", 3) for k in range(sizes[key])]


def _computed(text: str) -> Callable[[Source, Sizes], Sequence[int]]:
    """Return a dimension that is computed from others, such as ``n-1``; only arithmetic is understood."""
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        raise PairError(phrase("the dimension {} is not understood", repr(text))) from None
    allowed = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.operator, ast.unaryop, ast.Load)
    if not all(isinstance(node, allowed) for node in ast.walk(tree)):
        raise PairError(phrase("the dimension {} is not understood: only arithmetic on names is", repr(text)))
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
    code = compile(tree, "<dimension>", "eval")

    def compute(source: Source, sizes: Sizes) -> list[int]:
        values = {name: named_size(source, sizes, name) for name in names}
        return [max(0, int(eval(code, {"__builtins__": {}}, values)))]  # noqa: S307 - arithmetic, checked above

    return compute


# ---------------------------------------------------------------- signatures


def parameters_of(function: Callable[..., Any]) -> list[inspect.Parameter] | None:
    """Return a function's parameters with annotations resolved; None if it does not tell."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        count = getattr(function, "nin", None)
        if not isinstance(count, int):
            return None
        kind = inspect.Parameter.POSITIONAL_ONLY
        return [inspect.Parameter(f"x{k + 1}", kind) for k in range(count)]
    try:
        hints = _hints_of(unwrapped(function))
    except Exception as error:  # noqa: BLE001 - annotations are code of the user's
        if any(isinstance(p.annotation, str) for p in signature.parameters.values()):
            raise PairError(phrase("the annotations cannot be resolved: {}", error)) from None
        hints = {}
    return [p.replace(annotation=hints.get(p.name, p.annotation)) for p in signature.parameters.values()]


def _hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of a function's arguments; of a class, those of its fields and of its constructor."""
    hints = typing.get_type_hints(function, include_extras=True)
    if inspect.isclass(function) and inspect.isfunction(vars(function).get("__init__")):
        hints |= typing.get_type_hints(function.__init__, include_extras=True)
    return hints
