"""The arguments of one call: what generating makes and running takes."""

from __future__ import annotations

import datetime
import enum
import hashlib
import inspect
import types
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.arrays import layout_of
from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.parity.pairing.pair import Twin
from pyjuliann.printable import safe_repr

_LONGEST: Final = 300

_TELLING: Final = frozenset({
    type(None), bool, int, float, complex, str, bytes, bytearray, range, Decimal, Fraction, uuid.UUID,
    datetime.date, datetime.time, datetime.datetime, datetime.timedelta,
})  # fmt: skip
"""Classes whose repr tells all of a value."""

_SCALARS: Final = (np.generic, enum.Enum, Twin, JuliaValue)

_NAMED: Final = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType)
"""What is known by where it is, and is never copied."""

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

    def with_argument(self, slot: Slot, value: Any) -> Case:
        """Return a case with another value of one argument, given by position or name."""
        if isinstance(slot, int):
            return self.with_arguments([*self.arguments[:slot], value, *self.arguments[slot + 1 :]])
        return Case(self.arguments, {**self.keywords, slot: value}, self.label)

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
        digest.update(f"{slot!r}=".encode(errors="surrogatepass"))
        _mark(value, digest.update, {})
    return digest.digest()


def mark_of(value: Any) -> bytes:
    """Return what is the same for values of the same content only; of what does not tell its own, the same objects."""
    digest = hashlib.blake2b(digest_size=16)
    _mark(value, digest.update, {})
    return digest.digest()


def _mark(value: Any, update: Callable[[Any], None], within: dict[int, Any]) -> None:
    """Put what a value is known by into a digest; `within` are the values that it is in, for it may be among them."""
    kind = type(value)
    if kind in _TELLING or isinstance(value, _SCALARS):
        update(f"{kind.__name__}{safe_repr(value)};".encode(errors="surrogatepass"))
    elif id(value) in within:
        update(b"itself%d;" % list(within).index(id(value)))
    else:
        within[id(value)] = value
        update(f"{kind.__module__}.{kind.__qualname__};".encode(errors="surrogatepass"))
        _mark_parts(value, update, within)
        del within[id(value)]


def _mark_parts(value: Any, update: Callable[[Any], None], within: dict[int, Any]) -> None:
    if isinstance(value, np.ndarray):
        update(f"{value.dtype.str}{value.shape}{layout_of(value)};".encode())
        data = np.ma.getdata(value)
        if data.dtype.hasobject:
            _mark(data.tolist(), update, within)
        else:
            ordered = np.asarray(data.T if data.flags.f_contiguous else data, order="C")
            # which most processors have instructions for: by far the fastest of good ones
            update(hashlib.sha1(ordered.reshape(-1).view(np.uint8).data, usedforsecurity=False).digest())
        if isinstance(value, np.ma.MaskedArray):
            update(np.ma.getmaskarray(value).tobytes())
    elif isinstance(value, (list, tuple)):
        update(b"%d;" % len(value))
        for part in value:
            _mark(part, update, within)
    elif isinstance(value, dict):
        update(b"%d;" % len(value))
        for key, part in value.items():
            _mark(key, update, within)
            _mark(part, update, within)
    elif isinstance(value, (set, frozenset)):
        update(b"".join(sorted(map(mark_of, value))))
    elif has_fields(value):
        for name, part in fields_of(value).items():
            update(f"{name}=".encode(errors="surrogatepass"))
            _mark(part, update, within)
    elif isinstance(value, _NAMED):
        update(b"%d;" % id(value))
    else:
        _mark_object(value, update, within)


def _mark_object(value: Any, update: Callable[[Any], None], within: dict[int, Any]) -> None:
    """Mark an object by what copying makes another one of: its repr may be cut, or show no more than an address."""
    try:
        made_of = value.__reduce_ex__(4)
    except Exception:  # noqa: BLE001 - a class may raise anything
        made_of = None
    if isinstance(made_of, tuple):
        for part in made_of:
            _mark(list(part) if isinstance(part, Iterator) else part, update, within)
    else:
        update(f"{safe_repr(value)};".encode(errors="surrogatepass"))
