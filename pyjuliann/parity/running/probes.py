"""`probe`, which shows a value on the way to the result to who listens; so small that importing it costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

listener: Callable[[str, Any], object] | None = None
"""What listens, while something does."""


def probe(name: str, value: T) -> T:
    """Return a value, and show it under a name on the way.

    Where the function that this stands in differs from its Julia twin, what was probed on both sides is compared too,
    in order, and the first probe at which they part is named. Otherwise nobody listens, and it is free of cost. In
    Julia it is ``probe("name", value)``, which pyjuliann brings; ``pyjuliann julia probe`` writes the file with it.

    Examples
    --------
    >>> probe("total", 1.5 + 2.0) / 2
    1.75
    """
    if listener is not None:
        listener(name, value)
    return value
