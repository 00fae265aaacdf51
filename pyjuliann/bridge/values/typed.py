"""Values that say what they are in Julia, and a text that means the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Protocol, Self, TypeVar

from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase
from pyjuliann.shown import value_html

if TYPE_CHECKING:
    from numpy.typing import NDArray

_First = TypeVar("_First")
_Second = TypeVar("_Second")


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

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return value_html(str(self.type), self.value)


def bare(value: Any) -> Any:
    """Return a value without the name of its Julia type, if it came with one."""
    while isinstance(value, JuliaValue):
        value = value.value
    return value


@dataclass(frozen=True)
class Twin:
    """An argument that cannot cross, such as a function: a Python object and Julia code for its counterpart."""

    python: Any
    julia: str

    def __repr__(self) -> str:
        return f"Twin({self.python!r}, {self.julia!r})"


class Missing:
    """The class of `MISSING`, for annotations."""

    __slots__ = ()

    def __new__(cls) -> Self:  # noqa: D102
        known = globals().get("MISSING")
        return known if known is not None else super().__new__(cls)

    def __repr__(self) -> str:
        return "MISSING"

    def __reduce__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        raise TypeError(
            phrase("MISSING is neither true nor false, as `missing` in Julia; ask whether a value `is MISSING`")
        )


MISSING: Final = Missing()
"""Julia's ``missing``: a value that is not known.

There is one; it is copied and pickled as itself, and has no truth value. Unlike Julia's it equals itself, and nothing
can be computed with it.
"""


class JuliaPair(NamedTuple, Generic[_First, _Second]):
    """Julia's ``first => second``: a named tuple, so that it equals the tuple of its two parts and can be unpacked."""

    first: _First
    second: _Second


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

    def reference(self, value: Any) -> Any:
        """Return the tree for a handle on a Julia value."""

    def function(self, value: Callable[..., Any]) -> Any:
        """Return the tree for a Python function that Julia may call."""

    def knows(self, julia_type: str, values: Iterable[Any] | None = None) -> bool:
        """Return whether values of a Julia type can be sent, or all of these values, if it is a type of the user's."""


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
    if reason:
        return ConversionError(phrase("a JuliaValue of type {!r} cannot be sent: {}", name, reason))
    return ConversionError(phrase("a JuliaValue of type {!r} cannot be sent; see the README's table of types", name))


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
