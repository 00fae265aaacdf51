"""Python values to CBOR trees, each as its row in the table of kinds says.

The other end is ``julia/worker/kinds.jl``; the README has the table of correspondences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

from cbor2 import CBORTag

from pyjuliann.bridge.values.julia_types import canonical, split
from pyjuliann.bridge.values.kinds import KIND_OF, TYPED
from pyjuliann.bridge.values.objects import JuliaObject
from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.bridge.values.typed import JuliaValue, Typed, cannot_be_sent
from pyjuliann.bridge.values.wire import FUNCTION, OBJECT
from pyjuliann.errors import ConversionError
from pyjuliann.language import joined, phrase
from pyjuliann.printable import safe_repr

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_DEPTH = 100  # levels of containers, as on Julia's side


_numbers = count(1)  # of functions; none is given twice


class Owner(Protocol):
    """The engine that values go to."""

    def _number(self, value: JuliaObject) -> int:
        """Return the number of the value that a handle is on; raise `EngineError` if it cannot be had there."""


class Encoder:
    """Makes CBOR trees of Python values.

    Handles and functions stay where they are, and go as references to them, if there is an owner who keeps them.

    Attributes
    ----------
    arrays : list of arrays
        Those that travel outside the frame.
    functions : dict of int to callable
        Those that Julia may call, by the numbers that it gets.
    """

    _depth = 0

    def __init__(self, owner: Owner | None = None) -> None:
        self.arrays: list[NDArray[Any]] = []
        self.bulk: list[NDArray[Any]] | None = self.arrays
        self.functions: dict[int, Callable[..., Any]] = {}
        self._owner = owner
        self._path: list[str] = []  # from the value whose type is named to what is being encoded

    def encode(self, value: Any) -> Any:
        """Return the tree for ``value``; raise `ConversionError` if it has no Julia counterpart."""
        return KIND_OF[type(value)].encode(self, value)

    def items(self, values: Iterable[Any]) -> list[Any]:
        """Return the trees for what a container holds."""
        self._enter()
        try:
            return [self.encode(value) for value in values]
        finally:
            self._depth -= 1

    def _enter(self) -> None:
        if self._depth >= MAX_DEPTH:
            raise ConversionError(
                phrase("containers are nested deeper than {} levels (one may hold itself)", MAX_DEPTH)
            )
        self._depth += 1

    def typed(self, asked: JuliaValue) -> Any:
        """Return the tree for a value of the Julia type that it names, exactly.

        Raises
        ------
        ConversionError
            If the value is not exactly one of that type, or values of that type cannot be sent.
        """
        name, value = asked.type, asked.value
        if not isinstance(name, str):
            raise ConversionError(phrase("the type of a JuliaValue must be a str, not {}", repr(name)))
        spelt = canonical(name)
        rules = list(_rules(spelt))
        as_type = KIND_OF[type(value)].as_type
        if not rules and as_type is not None:
            return as_type(self, value, spelt)
        if not rules:
            raise cannot_be_sent(name)
        for rule, parameters in rules:
            tree = rule.encode(self, value, spelt, parameters)
            if tree is not NotImplemented:
                return tree
        path = joined("", self._path)
        where = phrase(" at {}", path) if path.startswith(("[", ".")) else path
        raise ConversionError(phrase("{:.80}{} is no {}", safe_repr(value), where, spelt))

    def each(self, values: Iterable[Any], types: Sequence[str], steps: Iterable[str] = ()) -> list[Any]:
        """Return the trees for what a container holds, each of the Julia type named for it."""
        self._enter()
        try:
            steps = steps or (f"[{k}]" for k in count())
            return [self._part(*part) for part in zip(values, types, steps, strict=False)]
        finally:
            self._depth -= 1

    def _part(self, value: Any, name: str, step: str) -> Any:
        self._path.append(step)
        try:
            return self.typed(JuliaValue(value, name))
        finally:
            self._path.pop()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Let all arrays stand in the tree while this lasts, however large they are."""
        before, self.bulk = self.bulk, None
        try:
            yield
        finally:
            self.bulk = before

    def reference(self, value: JuliaObject) -> Any:
        """Return the tree for a handle."""
        if self._owner is None:
            raise ConversionError(
                phrase("a JuliaObject has no counterpart in pairs and records: its engine alone knows it")
            )
        return CBORTag(OBJECT, self._owner._number(value))

    def function(self, value: Callable[..., Any]) -> Any:
        """Return the tree for a Python function."""
        if self._owner is None:
            raise ConversionError(
                phrase(
                    "a Python {} has no Julia counterpart in pairs and records; for a pair, "
                    "give both sides: pyjuliann.Twin(function, julia_code)",
                    type_name(value),
                )
            )
        number = next(_numbers)
        self.functions[number] = value
        name = getattr(value, "__qualname__", None) or type(value).__qualname__
        return CBORTag(FUNCTION, [number, self.encode(name) if isinstance(name, str) else "function"])

    def knows(self, julia_type: str, values: Iterable[Any] | None = None) -> bool:
        """Return whether values of a Julia type can be sent, or all of these values, if it is a type of the user's."""
        if any(True for _ in _rules(julia_type)):
            return True
        return values is not None and all(KIND_OF[type(value)].as_type is not None for value in values)


def _rules(name: str) -> Iterator[tuple[Typed, list[str]]]:
    """Yield the rules for a Julia type, with its parameters: of the whole name, and of what stands before these."""
    head, parameters = split(name)
    whole, family = TYPED.get(name), TYPED.get(head)
    if whole is not None and not whole.parameters:
        yield whole, []
    if family is not None and family is not whole and family.parameters in (None, len(parameters) or -1):
        yield family, parameters
