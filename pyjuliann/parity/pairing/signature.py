"""What a Python function's arguments are called, and whether the options of a pair fit them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from pyjuliann.errors import PairError
from pyjuliann.language import phrase

_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def unwrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that was given some of its arguments beforehand."""
    return function.func if isinstance(function, partial) else function


def parameters(function: Callable[..., Any]) -> list[inspect.Parameter] | None:
    """Return a function's parameters; None if it does not tell."""
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return None


def taken_by_name(function: Callable[..., Any], names: Iterable[str]) -> set[str]:
    """Return those of some keywords that a function takes; all of them where it does not tell."""
    own = parameters(function)
    if own is None or any(p.kind is p.VAR_KEYWORD for p in own):
        return set(names)
    return {p.name for p in own if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)} & set(names)


def check_transforms(arguments: Any) -> None:
    """Raise `PairError` unless these are functions of arguments, by name, or one of all arguments."""
    if callable(arguments) and not isinstance(arguments, Mapping):
        return
    if not isinstance(arguments, Mapping):
        told = (
            "pair: arguments: expected functions by argument name, or one function of all arguments that returns "
            "the tuple that Julia is given, got {}"
        )
        raise PairError(phrase(told, repr(arguments)))
    for name, change in arguments.items():
        if not callable(change):
            raise PairError(phrase("pair: arguments: expected a function for {}, got {}", repr(name), repr(change)))


def check_keywords(option: str, given: Any) -> None:
    """Raise `PairError` unless this is a mapping from names."""
    if not isinstance(given, Mapping) or not all(isinstance(name, str) and name.isidentifier() for name in given):
        raise PairError(phrase("pair: {}: expected a mapping from names of arguments, got {}", option, repr(given)))


def types_by_name(given: Any) -> dict[str, Any]:
    """Return what arguments are, names of types replaced by these.

    Raises
    ------
    PairError
        If it is no mapping from names of arguments, or there is no such type.
    """
    check_keywords("types", given)
    return {name: type_of(kind) if isinstance(kind, str) else kind for name, kind in given.items()}


@cache
def named_types() -> Mapping[str, type]:
    """Return the types of arguments that have a name: Python's own, and NumPy's by the name in either language."""
    import numpy as np  # declaring a pair imports nothing slow

    from pyjuliann.bridge.values.type_names import ELEMENT_CODES, JULIA_ELEMENT

    return {
        **{kind.__name__: kind for kind in (int, float, bool, complex, str)},
        **{name: np.dtype(name).type for name in JULIA_ELEMENT if name != "bool"},
        **{name: np.dtype(code).type for name, code in ELEMENT_CODES.items() if name != "Bool"},
        "Bool": bool,
    }


def type_of(name: str) -> type:
    """Return the type of a name.

    Raises
    ------
    PairError
        If there is none.
    """
    known = named_types()
    if name not in known:
        raise PairError(phrase("pair: types: no type is called {}; there are {}", repr(name), ", ".join(known)))
    return known[name]


def check_order(
    function: Callable[..., Any], order: Sequence[str | int], arguments: Any, keywords: Mapping[str, Any]
) -> None:
    """Raise `PairError` unless an order has each argument that must be given by position once, and no other twice.

    Parameters
    ----------
    function : callable
        The Python function.
    order : sequence of str or int
        Names of arguments, or positions from 0.
    arguments, keywords
        The pair's options of these names.
    """
    if not order:
        return
    if callable(arguments):
        raise PairError(phrase("pair: order: give either this, or a function of all arguments that puts them in order"))
    own = parameters(function)
    known = None if own is None else [p for p in own if p.kind in _BY_POSITION]
    several = own is None or any(p.kind is p.VAR_POSITIONAL for p in own)
    names = [] if known is None else [p.name for p in known]
    head = "pair: order: expected each of the arguments {} once, by name or position from 0"
    nameless = "pair: order: expected each of the arguments once, by name or position from 0"
    expected = phrase(head, ", ".join(names)) if names else phrase(nameless)
    places: list[int] = []
    for entry in order:
        if isinstance(entry, bool) or not isinstance(entry, str | int):
            raise PairError(phrase("{}; got {}", expected, repr(entry)))
        if isinstance(entry, str) and entry not in names:
            raise PairError(phrase("{}; no argument is called {}", expected, entry))
        place = names.index(entry) if isinstance(entry, str) else entry
        if place < 0 or not (several or place < len(names)):
            raise PairError(phrase("{}; there is no argument at {}", expected, entry))
        if place in places:
            raise PairError(phrase("{}; {} is there twice", expected, entry))
        places.append(place)
        if place < len(names) and keywords.get(names[place], "") != "":
            raise PairError(phrase("pair: order: {} goes to Julia by keyword, in no order", names[place]))
    needed = [k for k, p in enumerate(known or ()) if p.default is p.empty and p.name not in keywords]
    if known is None:
        needed = list(range(max(places) + 1))
    if missing := [names[k] if k < len(names) else str(k) for k in needed if k not in places]:
        told = "{}; {} is missing" if len(missing) == 1 else "{}; {} are missing"
        raise PairError(phrase(told, expected, ", ".join(missing)))


def check_names(function: Callable[..., Any], option: str, given: Iterable[str]) -> None:
    """Raise `PairError` if an option names an argument that a function does not have."""
    own = parameters(function)
    if own is None or any(p.kind in (p.VAR_KEYWORD, p.VAR_POSITIONAL) for p in own):
        return
    names = [p.name for p in own]
    if unknown := [name for name in given if name not in names]:
        told = "pair: {}: no argument is called {}; there are {}"
        raise PairError(phrase(told, option, ", ".join(unknown), ", ".join(names) or phrase("none")))
