"""What is kept of a program's calls: arguments, outcomes, places in the call tree; and what became of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.bridge.values.type_names import dtype_name
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running.calls import Outcome

SAMPLE: Final = 1000
"""So many elements of an array are kept where all would be too many."""


@dataclass(frozen=True)
class CallSite:
    """Where a call was made.

    Attributes
    ----------
    number : int
        Its number among the calls of all watched functions, from 1 in the order in which they began.
    function : str
        What the function is called.
    caller : CallSite or None
        The innermost call of a watched function around it, in the same thread.
    """

    number: int
    function: str
    caller: CallSite | None = None

    @property
    def callers(self) -> Iterator[CallSite]:
        """The calls around it, from the inside out."""
        place = self.caller
        while place is not None:
            yield place
            place = place.caller


@dataclass(frozen=True, eq=False, repr=False)
class Abridged:
    """A large array that a call returned or left in an argument: a hash of it all, and a sample of its elements.

    Attributes
    ----------
    dtype, shape
        The array's.
    digest : bytes
        Of all elements, in C order.
    indices : int64 array (k,)
        Which elements were sampled, counted in C order.
    values : array (k,)
        These elements.
    """

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    digest: bytes
    indices: npt.NDArray[np.int64]
    values: npt.NDArray[Any]

    @classmethod
    def of(cls, array: npt.NDArray[Any]) -> Abridged:
        """Return what is kept of an array: both ends, and elements evenly spread between them."""
        indices = np.unique(np.linspace(0, max(array.size - 1, 0), min(SAMPLE, array.size)).astype(np.int64))
        return cls(array.dtype, array.shape, _digest(array), indices, _sampled(array, indices))

    def is_of(self, array: Any) -> bool:
        """Whether it was made of the same array: the same dtype, shape and bits."""
        same = isinstance(array, np.ndarray) and array.dtype == self.dtype and array.shape == self.shape
        return bool(same and _digest(array) == self.digest)

    def sample_of(self, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the elements of another array of this shape that stand where the sampled ones do."""
        return _sampled(array, self.indices)

    def __repr__(self) -> str:
        return f"<a {dtype_name(self.dtype)} array {self.shape}, of which {self.indices.size} elements are kept>"


def _digest(array: npt.NDArray[Any]) -> bytes:
    return hashlib.blake2b(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data, digest_size=16).digest()


def _sampled(array: npt.NDArray[Any], indices: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    return np.asarray(array.flat[indices])


@dataclass(frozen=True, eq=False)
class KeptCall:
    """One call of a watched function, to be replayed.

    Attributes
    ----------
    function : str
        What the function is called: the name that it is watched under.
    place : CallSite
        Where in the program it was made.
    case : Case
        Copies of the arguments as they were before the call, given by position and by name as the program did.
    outcome : Outcome
        What the call returned or raised in the program, changed arguments, and arguments whose memory the result
        shares. Warnings are not known. In a value, or a changed argument, an array may be `Abridged`.
    thread : str
        The name of the thread.
    instance : int or None
        Of a method, which object it was called on: these are numbered from 1, in the order of their first calls.
    times : int
        How many calls had equal arguments, this one among them.
    otherwise : int
        How many of these ended otherwise than this one: the function does not depend on its arguments alone.
    places : tuple of CallSite
        Where these calls were made, the first of them this one's own; at most one for each calling call.
    """

    function: str
    place: CallSite
    case: Case
    outcome: Outcome
    thread: str = ""
    instance: int | None = None
    times: int = 1
    otherwise: int = 0
    places: tuple[CallSite, ...] = ()

    @property
    def number(self) -> int:
        """Its number in the program's order, as `CallSite` has it."""
        return self.place.number

    @property
    def parent(self) -> int | None:
        """The number of the watched call that made it; None if none did."""
        return None if self.place.caller is None else self.place.caller.number


@dataclass(frozen=True)
class FunctionCalls:
    """What became of the calls of one function: `seen` is the sum of `kept`, `equal`, `passed` and all in `left`.

    Attributes
    ----------
    function : str
        What it is called.
    seen : int
        How often it was called while it was watched.
    kept : int
        How many of these calls were kept.
    equal : int
        How many had arguments of a kept one.
    passed : int
        How many were not drawn for the sample.
    left : mapping of str to int
        How many could not be kept, for each reason.
    short : bool
        Whether the sample was made smaller, and what was returned abridged, for want of memory.
    problem : str
        Why the function could not be watched at all, or not all the time; "" if it was.
    called : callable or None
        The function that was called by this name: of a file that is itself the program, or was imported twice,
        another one than was named.
    """

    function: str
    seen: int = 0
    kept: int = 0
    equal: int = 0
    passed: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
    short: bool = False
    problem: str = ""
    called: Callable[..., Any] | None = None


@dataclass(frozen=True, eq=False)
class Recording:
    """The calls that were kept of a program's run.

    Attributes
    ----------
    calls : tuple of KeptCall
        Those that were kept, in the program's order.
    functions : mapping of str to FunctionCalls
        Every watched function, by what it is called.
    processes : int
        How many child processes the program started by itself; what they called was not seen.
    bytes : int
        About how much memory the kept calls take.
    """

    calls: tuple[KeptCall, ...] = ()
    functions: Mapping[str, FunctionCalls] = field(default_factory=dict)
    processes: int = 0
    bytes: int = 0

    def of(self, function: str) -> tuple[KeptCall, ...]:
        """Return the kept calls of one function, in the program's order."""
        return tuple(call for call in self.calls if call.function == function)

    def within(self, call: KeptCall) -> tuple[KeptCall, ...]:
        """Return the kept calls that a kept call made, itself or through others; equal ones made there count too."""
        return tuple(self._by_number[number] for number in sorted(self._inside.get(call.number, ())))

    @cached_property
    def _by_number(self) -> dict[int, KeptCall]:
        return {call.number: call for call in self.calls}

    @cached_property
    def _inside(self) -> dict[int, set[int]]:
        """The numbers of the kept calls within each call."""
        found: dict[int, set[int]] = {}
        for call in self.calls:
            for place in call.places or (call.place,):
                for caller in place.callers:
                    found.setdefault(caller.number, set()).add(call.number)
        return found
