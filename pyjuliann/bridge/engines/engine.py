"""The contract that every engine keeps, and what all engines have in common.

An engine has only to carry a request across and bring the response back (`Engine._exchange`);
names, values and errors are the same for all.
"""

from __future__ import annotations

import abc
import html
import math
import os
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pyjuliann.bridge.values.decode import decode
from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.errors import ConversionError, EngineError, EngineTimeoutError, JuliaError
from pyjuliann.settings import seconds

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class EngineInfo:
    """What an engine runs on.

    Attributes
    ----------
    engine : str
        ``"worker"``, ``"juliacall"`` or ``"recorded"``.
    julia_version : str
        Such as ``"1.10.8"``.
    executable : str
        Path of the Julia executable.
    blas : str
        The BLAS library that Julia uses.
    threads : int
        Number of Julia threads.
    recorded : str
        Day on which the answers were recorded; empty for a live engine.
    """

    engine: str
    julia_version: str
    executable: str
    blas: str
    threads: int
    recorded: str = ""


class Engine(abc.ABC):
    """Julia, ready to be called; a context manager.

    Calls are answered one at a time: an engine may be shared by threads, and then one waits for the other.
    An engine belongs to the process that started it; after a fork the child gets an `EngineError`.

    Attributes
    ----------
    name : str
        As in `EngineInfo`.
    stops_calls : bool
        Whether a call can be given a time-out.
    project : str
        The project that was asked for; "" where JULIA_PROJECT, or nobody, says which.
    """

    name: str
    stops_calls = True
    project = ""
    repeats: ClassVar[bool] = False
    """Whether answers are recorded, so that who generates questions should ask the same each time."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._calling = False
        self._timeout: float | None = None
        self._deadline = math.inf
        self._owner = os.getpid()
        self._closed = False
        self._info: EngineInfo | None = None

    # ------------------------------------------------------------ the contract

    def call(
        self, function: str, /, *args: Any, timeout: float | None = None, typed: bool = False, **kwargs: Any
    ) -> Any:
        """Call a Julia function and return its result.

        Parameters
        ----------
        function : str
            Dotted identifiers: ``"sum"``, ``"LinearAlgebra.dot"``, ``"JuliaNN.two_layer"``. The module is
            loaded on first use. Anything else is refused, never evaluated.
        *args, **kwargs
            Positional and keyword arguments; the README's table says what becomes what.
        timeout : float, optional
            Seconds; by default the one given to `start_julia`, or no limit.
        typed : bool
            Return a `JuliaValue`, which names the Julia type of the result.

        Raises
        ------
        JuliaError
            Julia raised: no such function, no method for these arguments, ….
        ConversionError
            An argument or the result has no counterpart in the other language.
        EngineTimeoutError
            The call took too long and was interrupted.
        EngineError
            Julia died, or the engine is closed.

        Examples
        --------
        >>> with start_julia() as julia:  # doctest: +SKIP
        ...     julia.call("LinearAlgebra.dot", np.array([1.0, 2.0]), np.array([3.0, 4.0]))
        11.0
        """
        if not isinstance(function, str):
            raise TypeError(f"call: function: expected a str of dotted identifiers, got {function!r}")
        encoder = Encoder()
        try:
            name = encoder.encode(function)
            arguments = list(map(encoder.encode, args))
            keywords = [[*map(encoder.encode, item)] for item in kwargs.items()] if kwargs else []
        except ConversionError as error:
            raise ConversionError(f"{_culprit(function, args, kwargs)}: {error}") from None
        message = ["call", name, arguments, keywords, bool(typed)]
        return self._request(message, encoder.arrays, timeout, function, typed=typed)

    def eval(self, code: str, *, timeout: float | None = None, typed: bool = False) -> Any:
        """Evaluate Julia code in ``Main`` and return the value of its last statement. Trusted code only.

        A definition (of a function, a type, a module) has the value None.

        Raises as `call` does; code that does not parse is a `JuliaError` of type ``"ParseError"``.
        """
        if not isinstance(code, str):
            raise TypeError(f"eval: code: expected a str, got {code!r}")
        text = _text("eval", "code", code)
        return self._request(["eval", text, bool(typed)], [], timeout, "the given code", typed=typed)

    def include(self, path: str | os.PathLike[str], *, timeout: float | None = None) -> None:
        """Run a Julia file in ``Main``, as Julia's ``include`` does.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        JuliaError
            If the file does not parse or raises; the message names file and line.
        """
        file = Path(path).resolve()
        if not file.is_file():
            raise FileNotFoundError(f"include: path: expected a Julia file, got {str(path)!r}, which is not there")
        name = _text("include", "path", str(file))
        self._request(["include", name], [], timeout, str(path), typed=False)

    @property
    def info(self) -> EngineInfo:
        """What the engine runs on."""
        if self._info is None:
            facts = self._request(["info"], [], None, "info", typed=False)
            facts.pop("nn_version")
            self._info = EngineInfo(engine=self.name, **facts)
        return self._info

    @property
    @abc.abstractmethod
    def stdout(self) -> str:
        """What Julia and C code have printed so far to standard output (the last MiB)."""

    @property
    @abc.abstractmethod
    def stderr(self) -> str:
        """What Julia and C code have printed so far to standard error (the last MiB)."""

    @abc.abstractmethod
    def close(self) -> None:
        """End the engine. Closing twice is harmless; a call after it is an `EngineError`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        # what has not been asked yet is not asked here: a debugger shows engines that are busy
        facts = f", Julia {self._info.julia_version}" if self._info else ""
        return f"<{self.name} engine{facts}{', closed' if self._closed else ''}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        facts = {} if self._info is None else asdict(self._info)
        rows = "".join(
            f"<tr><th>{html.escape(name.replace('_', ' '))}</th><td>{html.escape(str(value))}</td></tr>"
            for name, value in facts.items()
            if value != ""
        )
        return f"<table><caption>{html.escape(repr(self))}</caption>{rows}</table>"

    # ------------------------------------------------------------ what an engine adds

    @abc.abstractmethod
    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        """Carry a request to Julia and return the tree of its response."""

    def bound(self, timeout: float, deadline: float = math.inf) -> None:
        """Give a limit to every call that has none of its own, and an end to all of them.

        Parameters
        ----------
        timeout : float
            Seconds; infinity for no limit. An engine that stops no calls passes over it.
        deadline : float
            When, in the seconds of `time.monotonic`, no call starts any more, and what runs is stopped.
        """
        if self.stops_calls and timeout != math.inf:
            self._timeout = timeout
        self._deadline = deadline

    def _bounded(self, limit: float | None, what: str) -> float | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise EngineTimeoutError(f"{what} was not called: the time for everything was over")
        if left == math.inf or not self.stops_calls:
            return limit
        return left if limit is None else min(limit, left)

    def _check_owner(self) -> None:
        if os.getpid() != self._owner:
            raise EngineError(
                f"this engine belongs to process {self._owner}: after a fork, start a new one with start_julia()"
            )

    def _check_usable(self) -> None:
        self._check_owner()
        if self._closed:
            raise EngineError("the engine is closed; start a new one with start_julia()")

    def _request(
        self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str, *, typed: bool
    ) -> Any:
        timeout = seconds(what, timeout)
        self._check_owner()
        limit = self._bounded(self._timeout if timeout is None else timeout, what)
        if not self._lock.acquire(timeout=-1 if limit is None else min(limit, threading.TIMEOUT_MAX)):
            raise EngineTimeoutError(f"{what} waited {limit:g} s for another thread's call to end")
        try:
            self._check_usable()
            if self._calling:
                raise EngineError(f"{what} was called by code that interrupts a call of the same thread")
            self._calling = True
            try:
                response = self._exchange(message, bulk, limit, what)
            finally:
                self._calling = False
        finally:
            self._lock.release()
        return read_response(response, what, typed=typed)


class UnreadableError(EngineError):
    """A response is none that the protocol has."""


def read_response(response: Any, what: str, *, typed: bool = True) -> Any:
    """Return the value in the tree of a response, or raise what it says was raised."""
    if isinstance(response, list) and len(response) == 3 and response[0] == "ok":
        value = _decoded(response[1], what)
        return JuliaValue(value, response[2]) if typed else value
    match response:
        case ["error", str(name), str(text), str(backtrace)]:
            raise JuliaError(name, text, backtrace, function=what)
        case ["unsupported", str(text)]:
            raise ConversionError(f"{what} returned {text}")
        case ["refused", str(text)]:
            raise ConversionError(f"{what}: an argument cannot be had in Julia: {text}")
        case ["interrupted"]:
            raise JuliaError("InterruptException", "Julia was interrupted", function=what)
    raise UnreadableError(f"Julia's response to {what} cannot be read: {response!r:.200}")


def _decoded(tree: Any, what: str) -> Any:
    try:
        return decode(tree)
    except ConversionError as error:
        raise ConversionError(f"{what} returned {error}") from None
    except Exception as error:
        raise UnreadableError(f"Julia's response to {what} cannot be read: {error!r}") from error


def _culprit(function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return the place of the first part of a call that has no counterpart."""
    parts = [("call: function", function)]
    parts += [(f"{function}: argument {i}", arg) for i, arg in enumerate(args, 1)]
    for key, value in kwargs.items():
        parts += [(f"{function}: keyword {key!r}", key), (f"{function}: argument {key}", value)]
    for place, part in parts:
        try:
            Encoder().encode(part)
        except ConversionError:
            return place
    return function


def _text(function: str, name: str, text: str) -> Any:
    try:
        return Encoder().encode(text)
    except ConversionError as error:
        raise ConversionError(f"{function}: {name}: {error}") from None
