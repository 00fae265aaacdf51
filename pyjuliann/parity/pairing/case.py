"""The arguments of one call: what generating makes and running takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from pyjuliann.printable import safe_repr

_LONGEST: Final = 300

Slot = int | str
"""An argument: its position, or its name if it was given by keyword."""


@dataclass(frozen=True, eq=False)
class Case:
    """The arguments of one call, as Python gets them.

    `label` says how they came about; `choices`, if known, are the answers of the source that they were made
    from, in Hypothesis' terms a choice sequence.
    """

    arguments: tuple[Any, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    choices: tuple[Any, ...] | None = None

    def slots(self) -> Iterator[tuple[Slot, Any]]:
        """Yield every argument with its position or name."""
        yield from enumerate(self.arguments)
        yield from self.keywords.items()

    def with_arguments(self, arguments: Sequence[Any]) -> Case:
        """Return a case with other positional arguments."""
        return Case(tuple(arguments), self.keywords, self.label)

    @property
    def told(self) -> str:
        """The arguments on one line, cut if they are too long to read."""
        parts = [
            safe_repr(value) if isinstance(slot, int) else f"{slot}={safe_repr(value)}" for slot, value in self.slots()
        ]
        text = " ".join(", ".join(parts).split())
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    @property
    def size(self) -> int:
        """The number of elements in the largest argument."""
        return max((x.size for _, x in self.slots() if isinstance(x, np.ndarray)), default=1)


def parameter_names(function: Callable[..., Any], count: int) -> list[str]:
    """Return what a function calls its first `count` positional arguments; positions where it does not say."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return [names[k] if k < len(names) else f"argument {k + 1}" for k in range(count)]
