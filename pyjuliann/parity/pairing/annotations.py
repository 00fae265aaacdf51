"""From a Python function's annotations to recipes for its arguments."""

from __future__ import annotations

import ast
import collections.abc
import inspect
import types
import typing
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.type_names import is_namedtuple_class
from pyjuliann.errors import PairError
from pyjuliann.parity.pairing.numbers import Domain
from pyjuliann.parity.pairing.recipes import (
    ArrayRecipe,
    ChoiceRecipe,
    ContainerRecipe,
    Recipe,
    ScalarRecipe,
    Sizes,
    TextRecipe,
    named_size,
)
from pyjuliann.parity.pairing.source import Source

USUAL: Final = ("float64", "float32", "int64", "complex128", "bool", "float16", "int32", "uint8", "complex64")
"""What a category such as Real is drawn from: those of these that belong to it, the first three of them."""

_DIMENSIONS: Final = ("n", "m n")


def recipe_for(annotation: Any, domain: Domain) -> Recipe:
    """Return how to make values for an annotation.

    Raises
    ------
    PairError
        If nothing can be generated for it; the message is the annotation and what is wrong with it.
    """
    found = _array(annotation, domain) or _scalar(annotation, domain) or _composite(annotation, domain)
    if found is None:
        raise PairError(f"nothing can be generated for the annotation {_shown(annotation)}")
    return found


def _shown(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


# ---------------------------------------------------------------- scalars


def _scalar(annotation: Any, domain: Domain) -> Recipe | None:
    if annotation is None or annotation is type(None):
        return ChoiceRecipe((None,))
    if annotation is bool:
        return ScalarRecipe("bool", python=bool)
    if annotation is int:
        # Often a size or a count of steps: large ones would take all memory or all day.
        return ScalarRecipe("int64", domain if domain.bounded else Domain(-2, 9), int)
    if annotation in (float, complex):
        return ScalarRecipe("float64" if annotation is float else "complex128", domain, annotation)
    if annotation in (str, bytes):
        return TextRecipe(annotation is bytes)
    if isinstance(annotation, type) and issubclass(annotation, (np.number, np.bool_)):
        try:
            return ScalarRecipe(np.dtype(annotation).name, domain)
        except TypeError:
            return None
    return None


# ---------------------------------------------------------------- containers


def _composite(annotation: Any, domain: Domain) -> Recipe | None:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return recipe_for(arguments[0], domain)
    if origin is typing.Literal:
        return ChoiceRecipe(arguments)
    if origin in (typing.Union, types.UnionType):
        return ChoiceRecipe(tuple(recipe_for(a, domain) for a in arguments))
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return ContainerRecipe(tuple, repeated=recipe_for(arguments[0], domain))
        return ContainerRecipe(tuple, tuple(recipe_for(a, domain) for a in arguments))
    if origin in (list, collections.abc.Sequence, collections.abc.Iterable) and arguments:
        return ContainerRecipe(list, repeated=recipe_for(arguments[0], domain))
    if is_namedtuple_class(annotation):
        hints = typing.get_type_hints(annotation, include_extras=True)
        items = tuple(recipe_for(hints[name], domain) for name in annotation._fields if name in hints)
        if len(items) == len(annotation._fields):
            return ContainerRecipe(lambda parts: annotation(*parts), items)
    return None


# ---------------------------------------------------------------- arrays


def _array(annotation: Any, domain: Domain) -> Recipe | None:
    if annotation is np.ndarray:
        return ArrayRecipe(("float64",), (_any_shape,), domain)
    if typing.get_origin(annotation) is np.ndarray:
        dtype = typing.get_args(typing.get_args(annotation)[1])[0]
        return ArrayRecipe((np.dtype(dtype).name,), (_any_shape,), domain)
    if hasattr(annotation, "dim_str") and hasattr(annotation, "dtypes"):
        dtypes = _dtypes(annotation.dtypes)
        if not dtypes:
            raise PairError(f"{_shown(annotation)} has no dtype that both NumPy and Julia have")
        return ArrayRecipe(dtypes, tuple(_dimensions(annotation.dim_str)), domain, " ".join(dtypes))
    return None


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
        raise PairError(f"the dimension {text!r} is not understood") from None
    allowed = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.operator, ast.unaryop, ast.Load)
    if not all(isinstance(node, allowed) for node in ast.walk(tree)):
        raise PairError(f"the dimension {text!r} is not understood: only arithmetic on names is")
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
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception as error:  # noqa: BLE001 - annotations are code of the user's
        if any(isinstance(p.annotation, str) for p in signature.parameters.values()):
            raise PairError(f"the annotations cannot be resolved: {error}") from None
        hints = {}
    return [p.replace(annotation=hints.get(p.name, p.annotation)) for p in signature.parameters.values()]
