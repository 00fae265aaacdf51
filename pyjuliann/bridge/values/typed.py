"""Values that say what they are in Julia, and a text that means the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from pyjuliann.errors import ConversionError

if TYPE_CHECKING:
    from numpy.typing import NDArray


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


@dataclass(frozen=True)
class Twin:
    """An argument that cannot cross, such as a function: a Python object and Julia code for its counterpart."""

    python: Any
    julia: str

    def __repr__(self) -> str:
        return f"Twin({self.python!r}, {self.julia!r})"


class Encodes(Protocol):
    """What turns values into CBOR trees."""

    bulk: list[NDArray[Any]] | None

    def encode(self, value: Any) -> Any:
        """Return the tree for a value; raise `ConversionError` if it has no Julia counterpart."""

    def items(self, values: Iterable[Any]) -> list[Any]:
        """Return the trees for what a container holds."""

    def typed(self, asked: JuliaValue) -> Any:
        """Return the tree for a value of the Julia type that it names."""

    def each(self, values: Iterable[Any], types: Sequence[str], steps: Iterable[str] = ()) -> list[Any]:
        """Return the trees for what a container holds, each of the Julia type named for it.

        `steps` says where in the container each of them is, for messages; by default ``[0]``, ``[1]``, ….
        """

    def whole(self) -> AbstractContextManager[None]:
        """Let all arrays stand in the tree while this lasts, however large they are."""

    def knows(self, julia_type: str) -> bool:
        """Return whether values of a Julia type can be sent."""


@dataclass(frozen=True)
class Typed:
    """How values are sent as the Julia type that a `JuliaValue` names.

    Attributes
    ----------
    encode : callable
        Called with encoder, value, name and parameters of the type: the tree, or NotImplemented if the value is not
        exactly one of that type.
    parameters : int or None
        How many parameters the type's name must have; None for any number.
    code : str
        Julia code for such a value, with ``{}`` for the code of the bare one, where `convert` does not give it.
    """

    encode: Callable[[Encodes, Any, str, list[str]], Any]
    parameters: int | None = 0
    code: str = ""


def only(*classes: type) -> Typed:
    """Return the rule for a type that the values of these classes have anyway."""
    return Typed(lambda encoder, value, *_: encoder.encode(value) if isinstance(value, classes) else NotImplemented)


def cannot_be_sent(name: str, reason: str = "") -> ConversionError:
    """Return the error for a Julia type of which no values can be sent."""
    separator = f": {reason}" if reason else "; see the README's table of types"
    return ConversionError(f"a JuliaValue of type {name!r} cannot be sent{separator}")


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
