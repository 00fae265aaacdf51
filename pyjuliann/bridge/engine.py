"""The contract that every engine keeps, and what all engines have in common.

An engine has only to carry a request across and bring the response back (`Engine._exchange`);
names, values and errors are the same for all.
"""

from __future__ import annotations

import abc
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pyjuliann.bridge.decode import decode
from pyjuliann.bridge.encode import Encoder
from pyjuliann.bridge.errors import ConversionError, EngineError, JuliaError
from pyjuliann.bridge.typed import JuliaValue

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class EngineInfo:
    """What an engine runs on.

    Attributes
    ----------
    engine : str
        ``"worker"`` or ``"juliacall"``.
    julia_version : str
        Such as ``"1.10.8"``.
    executable : str
        Path of the Julia executable.
    blas : str
        The BLAS library that Julia uses.
    threads : int
        Number of Julia threads.
    """

    engine: str
    julia_version: str
    executable: str
    blas: str
    threads: int


class Engine(abc.ABC):
    """Julia, ready to be called; a context manager.

    Calls are answered one at a time: an engine may be shared by threads, and then one waits for the other.
    An engine belongs to the process that started it; after a fork the child gets an `EngineError`.
    """

    name: str

    def __init__(self) -> None:
        self._lock = threading.RLock()
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
        places = [(f"argument {i}", arg) for i, arg in enumerate(args, 1)]
        arguments = [_encoded(encoder, function, place, arg) for place, arg in places]
        keywords = [[name, _encoded(encoder, function, f"argument {name}", kwargs[name])] for name in kwargs]
        message = ["call", function, arguments, keywords, bool(typed)]
        return self._request(message, encoder.bulk, timeout, function, typed=typed)

    def eval(self, code: str, *, timeout: float | None = None, typed: bool = False) -> Any:
        """Evaluate Julia code in ``Main`` and return the value of its last statement. Trusted code only.

        Raises as `call` does; code that does not parse is a `JuliaError` of type ``"ParseError"``.
        """
        if not isinstance(code, str):
            raise TypeError(f"eval: code: expected a str, got {code!r}")
        return self._request(["eval", code, bool(typed)], [], timeout, "the given code", typed=typed)

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
            raise FileNotFoundError(
                f"include: path: expected a Julia file, got {str(path)!r}, which is not there"
            )
        self._request(["include", str(file)], [], timeout, str(path), typed=False)

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

    # ------------------------------------------------------------ what an engine adds

    @abc.abstractmethod
    def _exchange(
        self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str
    ) -> Any:
        """Carry a request to Julia and return the tree of its response."""

    def _check_usable(self) -> None:
        if os.getpid() != self._owner:
            raise EngineError(
                f"this engine belongs to process {self._owner}: "
                "after a fork, start a new one with start_julia()"
            )
        if self._closed:
            raise EngineError("the engine is closed; start a new one with start_julia()")

    def _request(
        self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str, *, typed: bool
    ) -> Any:
        if timeout is not None and not (isinstance(timeout, int | float) and timeout > 0):
            raise ValueError(f"{what}: timeout: expected seconds above 0, or None, got {timeout!r}")
        self._check_usable()
        with self._lock:
            response = self._exchange(message, bulk, timeout, what)
        match response:
            case ["ok", tree, julia_type]:
                value = _decoded(tree, what)
                return JuliaValue(value, julia_type) if typed else value
            case ["error", str(name), str(text), str(backtrace)]:
                raise JuliaError(name, text, backtrace, function=what)
            case ["unsupported", str(text)]:
                raise ConversionError(f"{what} returned {text}")
        raise EngineError(f"Julia's response to {what} cannot be read: {response!r:.200}")


def _decoded(tree: Any, what: str) -> Any:
    try:
        return decode(tree)
    except ConversionError as error:
        raise ConversionError(f"{what} returned {error}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"Julia's response to {what} cannot be read: {error!r}") from error


def _encoded(encoder: Encoder, function: str, place: str, value: Any) -> Any:
    try:
        return encoder.encode(value)
    except ConversionError as error:
        raise ConversionError(f"{function}: {place}: {error}") from None
