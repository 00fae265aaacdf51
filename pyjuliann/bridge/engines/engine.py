"""The contract that every engine keeps, and what all engines have in common.

An engine has only to carry a request across and bring the response back (`Engine._exchange`);
names, values and errors are the same for all.
"""

from __future__ import annotations

import abc
import math
import os
import threading
import time
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pyjuliann.bridge.engines.capture import Audience, Captured, as_text
from pyjuliann.bridge.engines.packages import Project, advice, warn_of_manifest
from pyjuliann.bridge.engines.sources import BRIDGE, CHANGED, ChangedFile, LoadedFiles
from pyjuliann.bridge.values.decode import decode
from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.bridge.values.in_place import Changes, bare, repeated
from pyjuliann.bridge.values.registered import REGISTRY
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.caller import drops_value, frames_to_caller
from pyjuliann.errors import (
    ConversionError,
    EngineError,
    EngineTimeoutError,
    JuliaError,
    LostChangeWarning,
    RecordError,
)
from pyjuliann.settings import seconds
from pyjuliann.shown import facts_html

if TYPE_CHECKING:
    from numpy.typing import NDArray


FACTS = 3
"""How many parts a response has that says nothing of arguments: "ok", the value, its type."""


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
    project : str
        Folder of the Julia project in use; empty where there is none.
    """

    engine: str
    julia_version: str
    executable: str
    blas: str
    threads: int
    recorded: str = ""
    project: str = ""


class Engine(abc.ABC):
    """Julia, ready to be called; a context manager.

    Calls are answered one at a time: an engine may be shared by threads, and then one waits for the other.
    An engine belongs to the process that started it; after a fork the child gets an `EngineError`.

    Attributes
    ----------
    name : str
        As in `EngineInfo`.
    is_live : bool
        Whether a Julia runs.
    stops_calls : bool
        Whether a call can be given a time-out.
    project : str
        The project that was asked for; "" where JULIA_PROJECT, or nobody, says which.
    beside : list of Engine
        Engines for work that must not touch this one; they end with it.
    """

    name: str
    is_live: ClassVar[bool] = False
    stops_calls = True
    project = ""
    prints: ClassVar[bool] = True
    """Whether what Julia prints can be had."""
    _executable: Path | None = None  # the program that was started, if Julia is one
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
        self._audience = Audience()
        self._warned: set[str] = set()  # functions that changed what was not theirs
        self._kinds = 0  # the version of the registry that Julia knows
        self.beside: list[Engine] = []
        self._sources = LoadedFiles()

    # ------------------------------------------------------------ the contract

    def call(
        self,
        function: str,
        /,
        *args: Any,
        timeout: float | None = None,
        typed: bool = False,
        update: bool | None = None,
        capture: bool = False,
        **kwargs: Any,
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
        update : bool, optional
            Whether what Julia changes in arguments is written into the caller's arrays, lists, dictionaries and sets;
            a result that is an argument is then the caller's own object. Julia gets copies on every engine, so
            without it they stay as they are: of each function that changes one, and whose change is lost, a
            `LostChangeWarning` tells once; False says that this is meant.
        capture : bool
            Return a `Captured`: the result, and what was printed meanwhile, which is then shown nowhere else.

        Raises
        ------
        JuliaError
            Julia raised: no such function, no method for these arguments, ….
        ConversionError
            An argument or the result has no counterpart in the other language, or what has changed in an argument
            cannot be written into it: then nothing is.
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
        if not (update is None or isinstance(update, bool)):
            raise TypeError(f"call: update: expected True, False or None, got {update!r}")
        encoder = Encoder()
        # an argument that is given twice is one object in Julia too, if it is to be changed
        same = repeated([*args, *kwargs.values()]) if update else []
        sent, named = _without(args, kwargs, same[::2]) if same else (args, kwargs)
        try:
            name = encoder.encode(function)
            arguments = list(map(encoder.encode, sent))
            keywords = [[*map(encoder.encode, item)] for item in named.items()] if named else []
        except ConversionError as error:
            raise ConversionError(f"{_culprit(function, args, kwargs)}: {error}") from None
        message = ["call", name, arguments, keywords, bool(typed)]
        if update:
            message[0], message[-1:] = "update", [same, bool(typed)]

        printed: list[str] | None = [] if capture else None
        response = self._respond(message, encoder.arrays, timeout, function, printed)
        value = self._read(response, message, function, typed=typed)
        if len(response) > FACTS and update:
            value = _written(value, response[FACTS:], function, args, kwargs)
        elif len(response) > FACTS and update is None:
            self._warn_of_changes(function, response[FACTS:], args, kwargs)
        return value if printed is None else Captured(value, *printed)

    def eval(self, code: str, *, timeout: float | None = None, typed: bool = False, capture: bool = False) -> Any:
        """Evaluate Julia code in ``Main`` and return the value of its last statement. Trusted code only.

        A definition (of a function, a type, a module) has the value None; ``capture=True`` is as for `call`.

        Raises as `call` does; code that does not parse is a `JuliaError` of type ``"ParseError"``.
        """
        if not isinstance(code, str):
            raise TypeError(f"eval: code: expected a str, got {code!r}")
        what = "the given code"
        message = ["eval", _text("eval", "code", code), bool(typed)]
        printed: list[str] | None = [] if capture else None
        response = self._respond(message, [], timeout, what, printed)
        value = self._read(response, message, what, typed=typed)
        return value if printed is None else Captured(value, *printed)

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
        self._sources.included(file)

    def reload(self) -> list[Path]:
        """Have Julia forget what it has loaded, and load the files anew that were included; packages when next used.

        A worker is started anew, in the same project: what was evaluated, and objects that it held, are gone with the
        old one. juliacall's Julia cannot be: there, files are included again that have changed, and that a package has
        changed is an error.

        Returns
        -------
        list of Path
            The files that had changed since they were loaded.

        Raises
        ------
        EngineError
            If what has changed cannot be loaded anew in this process, or answers are recorded.
        JuliaError
            If a file does not parse or raises; it is included again at the next `reload`.
        """
        raise EngineError("recorded answers cannot be loaded anew: use engine='worker' for a live Julia")

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
        return facts_html(repr(self), {name.replace("_", " "): value for name, value in facts.items() if value != ""})

    # ------------------------------------------------------------ what an engine adds

    @abc.abstractmethod
    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        """Carry a request to Julia and return the tree of its response."""

    def _close_beside(self) -> None:
        while self.beside:
            self.beside.pop().close()

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

    def _tell_kinds(self, timeout: float | None, what: str) -> None:
        """Let Julia know of the kinds of value that were registered since it was told last."""
        if self._kinds != REGISTRY.version:
            version = REGISTRY.version
            self._exchange(["register", REGISTRY.rows()], [], timeout, what)
            self._kinds = version

    def _check_owner(self) -> None:
        if os.getpid() != self._owner:
            raise EngineError(
                f"this engine belongs to process {self._owner}: after a fork, start a new one with start_julia()"
            )

    def _check_usable(self) -> None:
        self._check_owner()
        if self._closed:
            raise EngineError("the engine is closed; start a new one with start_julia()")

    def _pass_on(self) -> None:  # noqa: B027 - where nothing is printed there is nothing to do
        """Pass on what was printed until now to whoever listens."""

    def _warn_of_changes(
        self, function: str, changed: list[list[int]], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Warn, once of each function, of changes that nobody will see: they are in no result, or that is not kept."""
        lost, returned = changed
        frame, count = frames_to_caller()
        if function in self._warned or not (lost or (frame is not None and drops_value(frame))):
            return
        self._warned.add(function)
        where = _places(args, kwargs)[(lost or returned)[0] - 1]
        warnings.warn(
            f"{function} changed {where}, and the change is lost: Julia has a copy, what is in Python is unchanged. "
            "update=True writes changes back; update=False says that this is meant",
            LostChangeWarning,
            stacklevel=count + 1,
        )

    def _begin(self, project: str) -> None:
        """Look at the project that was named, if one was, before it is used."""
        if project:
            warn_of_manifest(self.project_facts())

    def project_facts(self) -> Project:
        """Return what there is to say of the project in use."""
        return Project.of(self._ask, self._executable)

    def _ask(self, function: str, *args: Any) -> Any:
        """Call a function of the bridge's own."""
        return self.call(f"{BRIDGE}{function}", *args)

    def advice(self, message: str, name: str = "") -> str:
        """Return what to say of a package, module or function that Julia does not find, or cannot load; else "".

        Parameters
        ----------
        message : str
            What Julia says.
        name : str
            The dotted name that was asked for, if it was one.
        """
        if not self.is_live or name.startswith(BRIDGE):
            return ""
        try:
            return advice(self._ask, message, name, self._executable)
        except (EngineError, JuliaError):  # what went wrong is told in any case
            return ""

    def _changed_sources(self) -> list[ChangedFile]:
        """Return the files that have changed since Julia loaded them, of which no warning is needed any more."""
        return self._sources.told(map(ChangedFile._make, self._ask("changed_sources")))

    def _old_code(self) -> str:
        """Return what to do about code that has changed since it was loaded."""
        return ""

    def _request(
        self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str, *, typed: bool
    ) -> Any:
        return self._read(self._respond(message, bulk, timeout, what), message, what, typed=typed)

    def _read(self, response: Any, message: list[Any], what: str, *, typed: bool) -> Any:
        """Return the value in a response, or raise what it says was raised, with advice where there is some."""
        try:
            return read_response(response, what, typed=typed)
        except JuliaError as error:
            name = message[1] if message[0] in ("call", "update") else ""
            if words := self.advice(error.message, name):
                raise JuliaError(error.type, error.message.rstrip(), error.backtrace, error.function, words) from None
            raise

    def _respond(
        self,
        message: list[Any],
        bulk: list[NDArray[Any]],
        timeout: float | None,
        what: str,
        printed: list[str] | None = None,
    ) -> Any:
        """Carry a request to Julia, within limits and one at a time, and return the tree of its response.

        What is printed meanwhile, to standard output and to standard error, is put into ``printed``, if that is given.
        """
        if printed is not None and not self.prints:
            raise RecordError(f"{what}: what Julia prints is not recorded: capture=True needs a live Julia")
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
                self._tell_kinds(limit, what)
                if self.is_live and self._sources.is_due(message):
                    changed = read_response(self._exchange(list(CHANGED), [], limit, what), what, typed=False)
                    self._sources.warn(map(ChangedFile._make, changed), self._old_code())
                if printed is None:
                    return self._exchange(message, bulk, limit, what)
                self._pass_on()
                with self._audience.capturing() as heard:
                    response = self._exchange(message, bulk, limit, what)
                printed += map(as_text, heard)
                return response
            finally:
                self._calling = False
        finally:
            self._lock.release()


class UnreadableError(EngineError):
    """A response is none that the protocol has."""


def read_response(response: Any, what: str, *, typed: bool = True) -> Any:
    """Return the value in the tree of a response, or raise what it says was raised."""
    if isinstance(response, list) and len(response) >= FACTS and response[0] == "ok":
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


def _without(args: tuple[Any, ...], kwargs: dict[str, Any], numbers: list[int]) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a call with None in place of some, which are known by their numbers."""
    values = [*args, *kwargs.values()]
    for number in numbers:
        values[number - 1] = None
    return values[: len(args)], dict(zip(kwargs, values[len(args) :], strict=True))


def _places(args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[str]:
    """Return what the arguments of a call are called, in the order of their numbers."""
    return [f"argument {name}" for name in (*range(1, len(args) + 1), *kwargs)]


def _written(value: Any, told: list[Any], function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Write what a call has changed into its arguments, and return its value: an argument where Julia's is that.

    Parameters
    ----------
    value : object
    told : list
        Which argument the value is, or 0; then number and tree of the new value for each argument that changed.
    """
    number, *changes = told
    values, places = (*args, *kwargs.values()), _places(args, kwargs)
    written = Changes(function)
    for k, tree in zip(changes[::2], changes[1::2], strict=True):
        written.add(places[k - 1], values[k - 1], _decoded(tree, function))
    written.write()
    if not number:
        return value
    own = bare(values[number - 1])
    return JuliaValue(own, value.type) if isinstance(value, JuliaValue) else own


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
