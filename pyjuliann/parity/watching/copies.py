"""Copies of values that a program goes on with: cheap for arrays and plain containers, and their sizes in memory."""

from __future__ import annotations

import copy
import io
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Generator, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.language import phrase
from pyjuliann.printable import error_text

_ATOMS: Final = frozenset({type(None), bool, int, float, complex, str, bytes, type(...), type(NotImplemented)})
"""Classes whose values nothing can change."""

_ONCE: Final = (
    (io.IOBase, phrase("an open file")),
    (Generator, phrase("a generator")),
    (AsyncGenerator, phrase("an asynchronous generator")),
    (Coroutine, phrase("a coroutine")),
    (Iterator, phrase("an iterator")),
    (AsyncIterator, phrase("an asynchronous iterator")),
)
"""What is another thing once it has been used, the special ones first."""

_NUMBER: Final = 32
"""About how many bytes a number, or another small object, takes in a container."""


class UncopyableError(Exception):
    """A value that is not the same afterwards, or of a class that makes no copies; the text says what it is."""


def array_copy(array: NDArray[Any]) -> NDArray[Any]:
    """Return a copy of an array with the same order in memory, read-only if it is."""
    made = array.copy(order="K")
    made.flags.writeable = array.flags.writeable
    return made


class Copier:
    """Copies of values of one moment: what is in two places is so in the copies too.

    Parameters
    ----------
    array : callable
        Called with an array of numbers: its copy.
    """

    def __init__(self, array: Callable[[NDArray[Any]], NDArray[Any]] = array_copy) -> None:
        self._array = array
        self._known: dict[int, Any] = {}  # by id, as `copy.deepcopy` has it

    def __call__(self, value: Any) -> Any:
        """Return a copy that the program cannot change any more; what nothing can change is its own.

        Raises
        ------
        UncopyableError
            If there can be none.
        """
        kind = type(value)
        if kind in _ATOMS or isinstance(value, np.generic):
            return value
        if id(value) in self._known:
            return self._known[id(value)]
        if kind is np.ndarray and not value.dtype.hasobject:
            made: Any = self._array(value)
        elif kind is list:
            made = self._known[id(value)] = value.copy()
            if not _plain(value):
                made[:] = map(self, value)
        elif kind is dict:
            made = self._known[id(value)] = value.copy()
            if not (_plain(value) and _plain(value.values())):
                made.clear()
                made.update((self(key), self(part)) for key, part in value.items())
        elif kind is tuple:
            made = value if _plain(value) else tuple(map(self, value))
        else:
            made = self._other(value)
        self._known[id(value)] = made
        self._known.setdefault(id(self._known), []).append(value)  # so that no other gets its id meanwhile
        return made

    def _other(self, value: Any) -> Any:
        for kind, what in _ONCE:
            if isinstance(value, kind):
                raise UncopyableError(what)
        for part in vars(value).values() if hasattr(value, "__dict__") and not isinstance(value, type) else ():
            if type(part) is np.ndarray and not part.dtype.hasobject:
                self(part)
        try:
            return copy.deepcopy(value, self._known)
        except Exception as error:  # noqa: BLE001 - a class of the user's may raise anything
            told = phrase("a {} that cannot be copied ({})", type_name(value), error_text(error))
            raise UncopyableError(told) from None


def _plain(values: Any) -> bool:
    return _ATOMS.issuperset(map(type, values))


def size_of(value: Any, counted: set[int] | None = None) -> int:
    """Return about how many bytes a value takes, what is in it included, each once."""
    counted = set() if counted is None else counted
    if type(value) in _ATOMS or isinstance(value, np.generic):
        return sys.getsizeof(value)
    if id(value) in counted:
        return 0
    counted.add(id(value))
    if isinstance(value, np.ndarray):
        return int(value.nbytes) + (size_of(value.tolist(), counted) if value.dtype.hasobject else sys.getsizeof(0))
    parts: list[Any] = []
    if isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, (list, tuple, set, frozenset)):
        parts = list(value)
    held = getattr(value, "nbytes", 0)  # by other packages' arrays
    own = sys.getsizeof(value, _NUMBER) + (held if isinstance(held, int) else 0)
    if parts and _plain(parts):
        own += _NUMBER * len(parts) if not {str, bytes} & set(map(type, parts)) else sum(map(sys.getsizeof, parts))
    else:
        own += sum(size_of(part, counted) for part in parts)
    return own + size_of(getattr(value, "__dict__", None), counted)
