"""Python values to CBOR trees, each as its row in the table of kinds says.

The other end is ``julia/worker/kinds.jl``; the README has the table of correspondences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.values.containers import split
from pyjuliann.bridge.values.kinds import KIND_OF, TYPED
from pyjuliann.bridge.values.typed import JuliaValue, Typed, cannot_be_sent
from pyjuliann.errors import ConversionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_DEPTH = 100  # levels of containers, as on Julia's side


class Encoder:
    """Makes CBOR trees of Python values; ``bulk`` collects the arrays that travel outside the frame."""

    _depth = 0

    def __init__(self) -> None:
        self.bulk: list[NDArray[Any]] = []

    def encode(self, value: Any) -> Any:
        """Return the tree for ``value``; raise `ConversionError` if it has no Julia counterpart."""
        return KIND_OF[type(value)].encode(self, value)

    def items(self, values: Iterable[Any]) -> list[Any]:
        """Return the trees for what a container holds."""
        if self._depth >= MAX_DEPTH:
            raise ConversionError(f"containers are nested deeper than {MAX_DEPTH} levels (one may hold itself)")
        self._depth += 1
        try:
            return [self.encode(value) for value in values]
        finally:
            self._depth -= 1

    def typed(self, asked: JuliaValue) -> Any:
        """Return the tree for a value of the Julia type that it names, exactly.

        Raises
        ------
        ConversionError
            If the value is not exactly one of that type, or values of that type cannot be sent.
        """
        name, value = asked.type, asked.value
        if not isinstance(name, str):
            raise ConversionError(f"the type of a JuliaValue must be a str, not {name!r}")
        rules = list(_rules(name))
        if not rules:
            raise cannot_be_sent(name)
        for rule, parameters in rules:
            tree = rule.encode(self, value, name, parameters)
            if tree is not NotImplemented:
                return tree
        raise ConversionError(f"{value!r:.80} is no {name}")

    def each(self, values: Iterable[Any], types: Iterable[str]) -> list[Any]:
        """Return the trees for what a container holds, each of the Julia type named for it."""
        return self.items(JuliaValue(value, name) for value, name in zip(values, types, strict=True))

    def knows(self, julia_type: str) -> bool:
        """Return whether values of a Julia type without parameters can be sent."""
        rule = TYPED.get(julia_type)
        return rule is not None and rule.parameters == 0


def _rules(name: str) -> Iterator[tuple[Typed, list[str]]]:
    """Yield the rules for a Julia type, with its parameters: of the whole name, and of what stands before these."""
    head, parameters = split(name)
    whole, family = TYPED.get(name), TYPED.get(head)
    if whole is not None and not whole.parameters:
        yield whole, []
    if family is not None and family is not whole and family.parameters in (None, len(parameters) or -1):
        yield family, parameters
