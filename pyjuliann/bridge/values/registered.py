"""Kinds of value that a user adds: a class of Python's and a type of Julia's, each by values that cross already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from pyjuliann.bridge.values import records
from pyjuliann.bridge.values.callables import callable_code
from pyjuliann.bridge.values.groups import Doc, Group, Writes
from pyjuliann.bridge.values.julia_types import canonical, split
from pyjuliann.bridge.values.kinds import DECODERS, KIND_OF, TYPED, Kind
from pyjuliann.bridge.values.type_names import is_namedtuple_class
from pyjuliann.bridge.values.typed import Encodes, Typed
from pyjuliann.bridge.values.wire import named
from pyjuliann.errors import ConversionError
from pyjuliann.language import joined, phrase
from pyjuliann.wording import AND


@dataclass(frozen=True)
class Registration:
    """What a user has said of a kind; the two codes are empty where fields cross by their names."""

    python: type
    julia: str
    julia_to_plain: str = ""
    julia_from_plain: str = ""

    @property
    def wire(self) -> str:
        """The name of its values on the wire."""
        return f"Kind {self.julia}"

    @property
    def row(self) -> list[str]:
        """What Julia has to know."""
        return [self.wire, self.julia, self.julia_to_plain, self.julia_from_plain]


class Registry:
    """All that has been registered, and how often something was: what a Julia knows less of, it has to be told."""

    def __init__(self) -> None:
        self.version = 0
        self._kinds: dict[str, Registration] = {}

    def add(self, registration: Registration) -> None:
        """Take in a kind; raise `TypeError` if its class or its Julia type is another one's."""
        mine, other = registration.python, self._kinds.get(registration.julia)
        if other is not None and (other.python.__module__, other.python.__qualname__) != (
            mine.__module__,
            mine.__qualname__,
        ):
            raise TypeError(
                phrase("register_kind: julia: {} is {} already", other.python.__qualname__, registration.julia)
            )
        taken = [kind.julia for kind in self._kinds.values() if kind.python is mine and kind is not other]
        if taken or (other is None and mine in KIND_OF.rows):
            told = "register_kind: python: {} is {} already" if taken else "register_kind: python: {} is known already"
            raise TypeError(phrase(told, mine.__qualname__, *taken[:1]))
        if other is None and TYPED.get(registration.julia) is not None:
            raise TypeError(phrase("register_kind: julia: {} is known already", registration.julia))
        self._kinds[registration.julia] = registration
        self.version += 1

    def rows(self) -> list[list[str]]:
        """Return what Julia has to know of all that crosses by code of its own."""
        return [kind.row for kind in self._kinds.values() if kind.julia_to_plain]


REGISTRY: Final = Registry()


def register_kind(
    python: type,
    julia: str,
    *,
    to_plain: Callable[[Any], Any] | None = None,
    from_plain: Callable[[Any], Any] | None = None,
    julia_to_plain: str = "",
    julia_from_plain: str = "",
) -> None:
    """Let values of a class cross as values of a Julia type, and the other way round, on every engine.

    Without the four functions the class is a dataclass or a named tuple, and the type a struct of the same fields.
    Registered once more, under the same name, a class takes the place of what it was.

    Parameters
    ----------
    python : type
        The class; those derived from it are as it is.
    julia : str
        The Julia type, with its module, such as ``"MyPackage.Money"``; of a parametric type without parameters.
    to_plain, from_plain : callable
        Make a value that crosses already, such as a tuple, of one of the class, and one of the class of such a value.
    julia_to_plain, julia_from_plain : str
        Julia code of functions that do the same to the Julia type: ``"m -> (m.amount, m.currency)"``. It is evaluated
        in ``Main``: trusted code only.

    Raises
    ------
    TypeError
        If a part is lacking or is none, or if the class or the type is another kind's.

    Examples
    --------
    >>> class Celsius:
    ...     def __init__(self, degrees):
    ...         self.degrees = degrees
    >>> register_kind(
    ...     Celsius, "Weather.Celsius", to_plain=lambda c: c.degrees, from_plain=Celsius,
    ...     julia_to_plain="c -> c.degrees", julia_from_plain="Weather.Celsius",
    ... )
    """
    if not isinstance(python, type):
        raise TypeError(phrase("register_kind: python: expected a class, got {}", repr(python)))
    if not isinstance(julia, str) or not all(part.isidentifier() for part in julia.split(".")):
        raise TypeError(phrase('register_kind: julia: expected a type such as "MyPackage.Money", got {}', repr(julia)))
    given = {
        "to_plain": to_plain, "from_plain": from_plain,
        "julia_to_plain": julia_to_plain, "julia_from_plain": julia_from_plain,
    }  # fmt: skip
    lacking = [name for name, part in given.items() if not part]
    if len(lacking) == len(given):
        _by_fields(python, julia)
        return
    if lacking:
        raise TypeError(phrase("register_kind: {} lacks {}", python.__qualname__, joined(AND, lacking)))
    for name in ("to_plain", "from_plain"):
        if not callable(given[name]):
            raise TypeError(phrase("register_kind: {}: expected a function, got {}", name, repr(given[name])))
    for name in ("julia_to_plain", "julia_from_plain"):
        if not isinstance(given[name], str):
            raise TypeError(
                phrase("register_kind: {}: expected Julia code of a function, got {}", name, repr(given[name]))
            )
    _by_plain_values(Registration(python, julia, julia_to_plain, julia_from_plain), to_plain, from_plain)


def _by_plain_values(kind: Registration, to_plain: Any, from_plain: Any) -> None:
    def plain(value: Any) -> Any:
        try:
            return to_plain(value)
        except Exception as error:
            raise ConversionError(phrase("to_plain of {}: {}", kind.python.__qualname__, _words(error))) from error

    def encode(encoder: Encodes, value: Any) -> Any:
        with encoder.whole():  # its function looks at what it is given: no arrays can come later
            return named(kind.wire, *encoder.items([plain(value)]))

    def decode(_: str, parts: list[Any]) -> Any:
        try:
            return from_plain(parts[0])
        except Exception as error:
            raise ConversionError(phrase("from_plain of {}: {}", kind.python.__qualname__, _words(error))) from error

    def bare(value: Any) -> records.JuliaRecord:
        own = plain(value)
        fields = records.fields_of(own) if records.has_fields(own) else {"plain": own}
        return records.JuliaRecord(kind.julia, **fields)

    def python_code(writer: Writes, value: Any) -> Doc:
        return Group(f"{callable_code(from_plain)[1]}(", (writer.doc(plain(value)),), "", ")")

    def julia_code(writer: Writes, value: Any) -> Doc:
        return Group(f"({kind.julia_from_plain})(", (writer.doc(plain(value)),), "", ")")

    REGISTRY.add(kind)
    KIND_OF.add(
        Kind(
            category=kind.julia, compared="equal", classes=(kind.python,), encode=encode, decode={}, types={},
            python_type=lambda _: kind.python.__qualname__, julia_type=lambda _: kind.julia, bare=bare,
            says_type=lambda _, julia_type: split(julia_type)[0] == kind.julia,
            python_code=python_code, julia_code=julia_code, exact=lambda write, value: write(plain(value)),
            recipe=None, parts=lambda value: (plain(value),), python_needs=lambda _: callable_code(from_plain)[0],
            julia_needs=lambda _: records.type_needs(kind.julia),
        )
    )  # fmt: skip
    DECODERS[kind.wire] = decode
    TYPED[kind.julia] = Typed(
        lambda encoder, value, *_: encode(encoder, value) if isinstance(value, kind.python) else NotImplemented,
        parameters=None,
    )


def _words(error: Exception) -> str:
    return phrase("{}: {}", type(error).__name__, error)


def _by_fields(python: type, julia: str) -> None:
    if not (records.is_dataclass(python) or is_namedtuple_class(python)):
        raise TypeError(
            phrase(
                "register_kind: {} lacks to_plain, from_plain, julia_to_plain and "
                "julia_from_plain: only a dataclass or a named tuple crosses by its fields",
                python.__qualname__,
            )
        )
    kind = Registration(python, julia)
    REGISTRY.add(kind)
    KIND_OF.add(
        replace(
            KIND_OF[python], classes=(python,), test=None, decode={}, types={},
            encode=lambda encoder, value: records.encode_as_struct(encoder, value, julia),
            julia_type=lambda _: julia, says_type=lambda _, julia_type: split(julia_type)[0] == canonical(julia),
            julia_code=lambda writer, value: records.struct_in_julia(writer, value, julia),
            julia_needs=lambda _: records.type_needs(julia),
        )
    )  # fmt: skip
    records.CLASSES[julia] = python
