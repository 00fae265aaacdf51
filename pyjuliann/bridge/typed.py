"""A value together with the name of its Julia type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class JuliaValue:
    """A value and the name of its Julia type.

    ``engine.call(..., typed=True)`` returns one. As an argument it says which Julia type is meant
    where Python has none of its own: ``JuliaValue("a", "Char")``, ``JuliaValue(1, "Int128")``.

    Attributes
    ----------
    value : object
        The Python value.
    type : str
        The Julia type as current Julia prints it, such as ``"Matrix{Float64}"``.
    """

    value: Any
    type: str
