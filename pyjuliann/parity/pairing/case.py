"""The arguments of one call: what generating makes and running takes."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.type_names import is_julia_value
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.printable import safe_repr

_LONGEST: Final = 300

Slot = int | str
"""An argument: its position, or its name if it was given by keyword."""


@dataclass(frozen=True, eq=False)
class Case:
    """The arguments of one call, as Python gets them.

    `label` says how they came about; `choices`, if known, returns the answers of the source that they were made
    from, in Hypothesis' terms a choice sequence.
    """

    arguments: tuple[Any, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    choices: Callable[[], tuple[Any, ...]] | None = None

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


def fingerprint(case: Case) -> bytes:
    """Return what is the same for the same arguments only, memory layout included."""
    digest = hashlib.blake2b(digest_size=16)
    for slot, value in case.slots():
        digest.update(repr(slot).encode() + b"=")
        for part in _marks(value):
            digest.update(part + b";")
    return digest.digest()


def _marks(value: Any) -> Iterator[bytes]:
    if isinstance(value, np.ndarray):
        yield f"{value.dtype.str}{value.shape}{layout_of(value)}".encode()
        data = np.ma.getdata(value)
        yield data.tobytes() if data.dtype.kind != "O" else safe_repr(data.tolist()).encode(errors="surrogatepass")
        if isinstance(value, np.ma.MaskedArray):
            yield np.ma.getmaskarray(value).tobytes()
    elif isinstance(value, (list, tuple)):
        yield f"{type(value).__name__}{len(value)}".encode()
        for part in value:
            yield from _marks(part)
    elif isinstance(value, Twin) or is_julia_value(value):
        yield safe_repr(value).encode(errors="surrogatepass")
    elif has_fields(value):
        yield type(value).__name__.encode()
        for name, part in fields_of(value).items():
            yield name.encode(errors="surrogatepass")
            yield from _marks(part)
    else:
        yield f"{type(value).__name__}{safe_repr(value)}".encode(errors="surrogatepass")
