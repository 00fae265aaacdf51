"""A value together with the name of its Julia type, and a text that means the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self


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


class Encodes(Protocol):
    """What turns values into CBOR trees."""

    def encode(self, value: Any) -> Any:
        """Return the tree for a value; raise `ConversionError` if it has no Julia counterpart."""

    def items(self, values: Iterable[Any]) -> list[Any]:
        """Return the trees for what a container holds."""


class Portable(str):
    """A text with a file's path in it, which goes to Julia as it is; a record knows it by its name and the file.

    Attributes
    ----------
    name : str
        What it is on every machine.
    file : Path
        The Julia file that it is about.
    """

    __slots__ = ("file", "name")
    name: str
    file: Path

    def __new__(cls, text: str, name: str, file: Path) -> Self:  # noqa: D102
        self = super().__new__(cls, text)
        self.name, self.file = name, file
        return self
