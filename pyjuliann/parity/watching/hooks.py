"""Who is told of a function's calls: the nested calls of every thread, and which of them are looked at."""

from __future__ import annotations

import functools
import inspect
import itertools
import threading
from collections.abc import Mapping
from types import FunctionType, MappingProxyType, MethodType
from typing import Any, Final, NamedTuple, Protocol

from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.language import phrase
from pyjuliann.parity.watching.sample import CallSample, Node
from pyjuliann.parity.watching.trampoline import Unheeding, telling_code, twin_of
from pyjuliann.printable import safe_repr

DEEPEST: Final = 300
"""So many watched calls may be within each other; what is deeper runs as it would if nobody watched."""

GENERATOR: Final = phrase("the function is a generator: what it yields is not compared")
COROUTINE: Final = phrase("the function is a coroutine, and Julia has none")
TOO_DEEP: Final = phrase("there were {} watched calls around it; what it called itself was not seen", DEEPEST)


class UnwatchableError(Exception):
    """A function cannot be watched; the text says why."""


class _Mark:
    """An object that is like no other."""


ANY: Final = _Mark()
"""Any first argument, which is none of the call's own: the class of a class method."""

_BUSY: Final = _Mark()
"""Stands for the call under way while our own code copies and compares: a user's classes may call back."""


class Watched(NamedTuple):
    """The Python function within a callable.

    Attributes
    ----------
    function : function
        What runs.
    first : object
        What is its first argument if it is called as that, and none of the call's own; None if there is none.
    is_method : bool
        Whether it is called on objects, which are the first argument of the call's own.
    fixed : mapping of str to object
        The keywords of a `functools.partial`: only calls with these are its own, and have no such arguments.
    """

    function: FunctionType
    first: Any = None
    is_method: bool = False
    fixed: Mapping[str, Any] = MappingProxyType({})


def watchable(named: Any, *, in_class: bool = False) -> Watched:
    """Return the Python function that runs when a callable is called.

    Raises
    ------
    UnwatchableError
        If there is none.
    """
    if isinstance(named, staticmethod):
        return watchable(named.__func__)
    if isinstance(named, classmethod):
        return watchable(named.__func__)._replace(first=ANY)
    if isinstance(named, MethodType):
        return watchable(named.__func__)._replace(first=named.__self__)
    if isinstance(named, FunctionType):
        if named.__code__.co_flags & inspect.CO_ASYNC_GENERATOR:
            raise UnwatchableError(phrase("it is an asynchronous generator"))
        return Watched(named, is_method=in_class)
    if isinstance(named, functools._lru_cache_wrapper):
        return watchable(named.__wrapped__)
    if isinstance(named, type):
        raise UnwatchableError(phrase("it is a class"))
    call = getattr(type(named), "__call__", None)  # noqa: B004 - what it is, not whether there is one
    if isinstance(call, FunctionType):
        return Watched(call, first=named)
    raise UnwatchableError(phrase("it is a {}, not a function that Python runs", type_name(named)))


class Keeper(Protocol):
    """Who keeps the calls that are looked at."""

    active: bool

    def begin(self, hook: Hook, node: Node, args: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Look at a call that begins; return what it is known by, or None if it is not kept."""

    def finish(self, hook: Hook, call: Any, result: Any, error: BaseException | None) -> None:
        """Look at how it ended."""


class Threads(threading.local):
    """The innermost watched call of each thread, and numbers for all of them."""

    top: Any = None

    def __init__(self, numbers: itertools.count[int]) -> None:
        self.numbers = numbers


class Hook:
    """Who is told of the calls of one function object."""

    __slots__ = (
        "_code", "_first", "_fixed", "_keeper", "_name", "_numbers", "_signature", "_telling", "_threads",
        "function", "is_method", "original", "sample",
    )  # fmt: skip

    def __init__(self, keeper: Keeper, threads: Threads, sample: CallSample, watched: Watched) -> None:
        self.function, self._first, self.is_method, self._fixed = watched
        self.sample, self._name = sample, sample.function
        self._keeper, self._threads, self._numbers = keeper, threads, threads.numbers
        self._code = self.function.__code__
        self.original = twin_of(self.function)
        self._telling = telling_code(self._code, self)
        shows_its_code = not {"__signature__", "__wrapped__"} & vars(self.function).keys()
        self._signature = inspect.signature(self.function) if shows_its_code else None

    def begin(self) -> None:
        """Have the function tell of its calls."""
        self.function.__code__ = self._telling
        if self._signature is not None:
            vars(self.function)["__signature__"] = self._signature

    def end(self) -> None:
        """Have it run as before; unless another has put code in its place meanwhile."""
        if self.function.__code__ is self._telling:
            self.function.__code__ = self._code
        if self._signature is not None and vars(self.function).get("__signature__") is self._signature:
            del vars(self.function)["__signature__"]

    def enter(self, args: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Hear that a call begins; return its node, or what the keeper knows it by, or None if it is no such call."""
        threads = self._threads
        top = threads.top
        if top is _BUSY:
            return None
        first = self._first
        if first is not None:
            if not args or not (first is args[0] or first is ANY):
                return None
            args = args[1:]
        if self._fixed:
            own = self._own_keywords(keywords)
            if own is None:
                return None
            keywords = own
        depth = 1 if top is None else top[3] + 1
        if depth > DEEPEST:
            return self._leave_alone()
        node: Node
        threads.top = node = (next(self._numbers), self._name, top, depth)
        sample = self.sample
        number = next(sample.numbers)
        if number < sample.due:
            return node
        sample.look(number)
        threads.top = _BUSY
        try:
            return self._keeper.begin(self, node, args, keywords) or node
        finally:
            threads.top = node

    def leave(self, call: Any, result: Any, error: BaseException | None = None) -> None:
        """Hear what a call returns."""
        if type(call) is tuple:
            self._threads.top = call[2]
        elif call is self:
            if self._keeper.active and self.function.__code__ is self._code:
                self.function.__code__ = self._telling
        elif call is not None:
            threads = self._threads
            threads.top = _BUSY
            try:
                self._keeper.finish(self, call, result, error)
            finally:
                threads.top = call.node[2]

    def leave_raising(self, call: Any, error: BaseException) -> None:
        """Hear what a call raises."""
        self.leave(call, None, error)

    def count(self) -> None:
        """Hear of a call of a generator function or a coroutine."""
        next(self.sample.numbers)
        self.sample.left[COROUTINE if self._code.co_flags & inspect.CO_COROUTINE else GENERATOR] += 1

    def _own_keywords(self, keywords: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the keywords besides the fixed ones; None, and count the call, where these are not given."""
        given = dict(keywords)
        try:
            if all(name in given and bool(given.pop(name) == value) for name, value in self._fixed.items()):
                return given
        except Exception:  # noqa: BLE001, S110 - a class of the user's may raise anything
            pass
        wanted = ", ".join(f"{name}={safe_repr(value)}" for name, value in self._fixed.items())
        next(self.sample.numbers)
        self.sample.left[phrase("it was not given {}", wanted)] += 1
        return None

    def _leave_alone(self) -> Hook:
        """Have the function run as if nobody watched until this call is over."""
        next(self.sample.numbers)
        self.sample.left[TOO_DEEP] += 1
        if self.function.__code__ is self._telling:
            self.function.__code__ = self._code
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process, with a function that is sent there by its code, as one who tells nobody."""
        return Unheeding, (self.original,)
