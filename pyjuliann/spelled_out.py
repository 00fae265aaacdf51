"""Signatures that name the keywords which a function takes as `Unpack` of a `TypedDict`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class _LeftOut:
    """What stands for a keyword that has no value of its own where it is not given."""

    def __repr__(self) -> str:
        return "..."


def spelled_out(options: type) -> Callable[[Function], Function]:
    """Have `inspect.signature`, and so prompts and notebooks, name the keywords that a function takes.

    Type checkers and editors read them from the annotation ``**options: Unpack[Options]`` itself. Where ``**keywords``
    is annotated otherwise, others may be given too, and it stays.

    Parameters
    ----------
    options : TypedDict
        Names and types of the keywords.

    Examples
    --------
    >>> from typing import TypedDict, Unpack
    >>> class Options(TypedDict, total=False):
    ...     ulp: int
    >>> @spelled_out(Options)
    ... def compared(x: float, **options: "Unpack[Options]") -> bool:
    ...     return True
    >>> list(inspect.signature(compared).parameters)
    ['x', 'ulp']
    """

    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)
        parameters = list(signature.parameters.values())
        rest = parameters.pop()
        keywords = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=_LeftOut(),
                annotation=getattr(kind, "__forward_arg__", kind),
            )
            for name, kind in options.__annotations__.items()
            if name not in signature.parameters
        ]
        others = [] if "Unpack[" in str(rest.annotation) else [rest]
        named = signature.replace(parameters=[*parameters, *keywords, *others])
        function.__signature__ = named  # type: ignore[attr-defined]
        return function

    return decorate
