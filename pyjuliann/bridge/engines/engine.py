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
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from pyjuliann.bridge.engines.capture import Audience, Captured, as_text
from pyjuliann.bridge.engines.held import Held
from pyjuliann.bridge.engines.packages import ProjectFacts, advice, warn_of_manifest
from pyjuliann.bridge.engines.sources import BRIDGE, CHANGED, ChangedFile, LoadedFiles
from pyjuliann.bridge.values.decode import Refers, decode
from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.bridge.values.in_place import Changes, repeated
from pyjuliann.bridge.values.memory import LARGE, check_room
from pyjuliann.bridge.values.objects import MAIN, JuliaModule, JuliaObject
from pyjuliann.bridge.values.registered import REGISTRY
from pyjuliann.bridge.values.typed import JuliaValue, bare
from pyjuliann.caller import drops_value, frames_to_caller
from pyjuliann.errors import (
    ConversionError,
    EngineError,
    EngineTimeoutError,
    JuliaError,
    LostChangeWarning,
    RecordError,
)
from pyjuliann.language import phrase, sentence
from pyjuliann.settings import seconds
from pyjuliann.shown import facts_html

if TYPE_CHECKING:
    from numpy.typing import NDArray

TYPED, OBJECTS, KEEP = 1, 2, 4
"""What is wanted of a result: its type's name, a handle where it has no counterpart, a handle in any case."""

PARTS = "Pyjuliann"
"""How the names of the bridge's own modules begin; they take and give plain values, the same with every engine."""

ROOM = 40
"""Frames of Python's stack that a call within a call needs."""


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
    interpreted : bool
        Whether Julia interprets code that is not compiled yet; sums may run in another order then.
    project : str
        The project that was asked for; "" where JULIA_PROJECT, or nobody, says which.
    beside : list of Engine
        Engines for work that must not touch this one; they end with it.
    """

    name: str
    is_live: ClassVar[bool] = False
    stops_calls = True
    interpreted = False
    project = ""
    prints: ClassVar[bool] = True
    """Whether what Julia prints can be had."""
    _executable: Path | None = None  # the program that was started, if Julia is one
    repeats: ClassVar[bool] = False
    """Whether answers are recorded, so that who generates questions should ask the same each time."""
    holds: ClassVar[bool] = True
    """Whether values can stay in Julia and functions in Python."""

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
        self._held = Held()
        self._coming: dict[int, Callable[..., Any]] = {}  # functions of the request that is being sent
        self._depth = 0  # requests under way, one within the other
        self._struck: BaseException | None = None  # what no Julia code may catch: Ctrl-C in a function that it called

    # ------------------------------------------------------------ the contract

    def call(
        self,
        function: str | JuliaObject,
        /,
        *args: Any,
        timeout: float | None = None,
        typed: bool = False,
        update: bool | None = None,
        capture: bool = False,
        keep: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Call a Julia function and return its result.

        Parameters
        ----------
        function : str or JuliaObject
            Dotted identifiers: ``"sum"``, ``"LinearAlgebra.dot"``, ``"JuliaNN.two_layer"``. The module is
            loaded on first use. Anything else is refused, never evaluated. Or an object, as `eval` may return one.
        *args, **kwargs
            Positional and keyword arguments; the README's table says what becomes what. A Python function is one in
            Julia too: it is called with values of the same table, in this thread, and may call Julia.
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
        keep : bool
            Leave the result in Julia and return a `JuliaObject`, as is done with what has no counterpart in Python.

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
        BaseException
            What a Python function raised that Julia called.

        Examples
        --------
        >>> with start_julia() as julia:  # doctest: +SKIP
        ...     julia.call("LinearAlgebra.dot", np.array([1.0, 2.0]), np.array([3.0, 4.0]))
        11.0
        """
        if not isinstance(function, str | JuliaObject):
            raise TypeError(phrase("call: function: expected a str of dotted identifiers, got {}", repr(function)))
        if not (update is None or isinstance(update, bool)):
            raise TypeError(phrase("call: update: expected True, False or None, got {}", repr(update)))
        return self._call(
            function, args, kwargs, timeout=timeout, typed=typed, keep=keep, update=update, capture=capture
        )

    def _call(
        self,
        function: str | JuliaObject,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        timeout: float | None = None,
        typed: bool = False,
        keep: bool = False,
        update: bool | None = None,
        capture: bool = False,
        what: str = "",
    ) -> Any:
        plain = not self.holds or (not what and isinstance(function, str) and function.startswith(PARTS))
        what = what or (function if isinstance(function, str) else _object_of(function._jl_type))
        encoder = Encoder(None if plain else self)
        # an argument that is given twice is one object in Julia too, if it is to be changed
        same = repeated([*args, *kwargs.values()]) if update else []
        sent, named = _without(args, kwargs, same[::2]) if same else (args, kwargs)
        try:
            name = encoder.encode(function)
            arguments = list(map(encoder.encode, sent))
            keywords = [[*map(encoder.encode, item)] for item in named.items()] if named else []
        except EngineError as error:
            raise type(error)(phrase("{}: {}", self._culprit(what, function, args, kwargs, plain), error)) from None
        message = ["call", name, arguments, keywords, self._wanted(typed, keep, plain)]
        if update:
            message[0] = "update"
            message.insert(4, same)

        printed: list[str] | None = [] if capture else None
        response, refer = self._respond(message, encoder, timeout, what, printed)
        value = self._read(response, message, what, typed=typed, refer=refer)
        if len(response) > FACTS and update:
            told = response[FACTS:]
            told[2::2] = [_decoded(tree, what, refer) for tree in told[2::2]]
            value = _written(value, told, what, args, kwargs)
        elif len(response) > FACTS and update is None:
            self._warn_of_changes(what, response[FACTS:], args, kwargs)
        return value if printed is None else Captured(value, *printed)

    def _wanted(self, typed: bool, keep: bool, plain: bool = False) -> int:
        if keep and (plain or not self.holds):
            raise EngineError(phrase("keep=True: nothing can be kept in Julia here, in pairs and records"))
        return TYPED * bool(typed) + OBJECTS * (self.holds and not plain) + KEEP * bool(keep)

    def eval(
        self,
        code: str,
        *,
        timeout: float | None = None,
        typed: bool = False,
        keep: bool = False,
        capture: bool = False,
    ) -> Any:
        """Evaluate Julia code in ``Main`` and return the value of its last statement. Trusted code only.

        ``"x -> x^2"`` gives a `JuliaObject`, which can be called, and so does the definition of a function or module;
        ``keep=True`` and ``capture=True`` are as for `call`.

        Raises as `call` does; code that does not parse is a `JuliaError` of type ``"ParseError"``.
        """
        if not isinstance(code, str):
            raise TypeError(phrase("eval: code: expected a str, got {}", repr(code)))
        what = _GIVEN
        message = ["eval", _text("eval", "code", code), self._wanted(typed, keep)]
        printed: list[str] | None = [] if capture else None
        response, refer = self._respond(message, Encoder(), timeout, what, printed)
        value = self._read(response, message, what, typed=typed, refer=refer)
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
            raise FileNotFoundError(
                phrase("include: path: expected a Julia file, got {}, which is not there", repr(str(path)))
            )
        name = _text("include", "path", str(file))
        self._request(["include", name], timeout, str(path))
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
        raise EngineError(phrase("recorded answers cannot be loaded anew: use engine='worker' for a live Julia"))

    @property
    def Main(self) -> JuliaModule:  # noqa: N802 - Julia's and juliacall's name
        """Julia's ``Main``, as juliacall has it: ``Main.Statistics.std(x)``, ``Main.x = 3``, ``Main.seval(code)``."""
        if not self.holds:
            raise EngineError(phrase("the {} engine has no objects: use call and eval", self.name))
        return JuliaModule(self, self._held.dropped, MAIN, "Module")

    @property
    def info(self) -> EngineInfo:
        """What the engine runs on."""
        if self._info is None:
            facts = self._request(["info"], None, "info")
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
            raise EngineTimeoutError(phrase("{} was not called: the time for everything was over", what))
        if left == math.inf or not self.stops_calls:
            return limit
        return left if limit is None else min(limit, left)

    def _tell_kinds(self, timeout: float | None, what: str) -> None:
        """Let Julia know of the kinds of value that were registered since it was told last."""
        if self._kinds != REGISTRY.version:
            version = REGISTRY.version
            self._received(self._exchange(["register", REGISTRY.rows()], [], timeout, what))
            self._kinds = version

    def _check_owner(self) -> None:
        if os.getpid() != self._owner:
            raise EngineError(
                phrase(
                    "this engine belongs to process {}: after a fork, start a new one with start_julia()", self._owner
                )
            )

    def _check_usable(self) -> None:
        self._check_owner()
        if self._closed:
            raise EngineError(phrase("the engine is closed; start a new one with start_julia()"))

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
            phrase(
                "{} changed {}, and the change is lost: Julia has a copy, what is in Python is unchanged. "
                "update=True writes changes back; update=False says that this is meant",
                function,
                where,
            ),
            LostChangeWarning,
            stacklevel=count + 1,
        )

    def _begin(self, project: str) -> None:
        """Look at the project that was named, if one was, before it is used."""
        if project:
            warn_of_manifest(self._project_facts())

    def _project_facts(self) -> ProjectFacts:
        """Return what there is to say of the project in use."""
        return ProjectFacts.of(self._ask, self._executable)

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

    def _warn_of_old_code(self, limit: float | None, what: str) -> None:
        """Ask which files have changed since they were loaded, and warn of them."""
        response = self._received(self._exchange(list(CHANGED), [], limit, what))
        self._sources.warn(map(ChangedFile._make, read_response(response, what, typed=False)), self._old_code())

    def _old_code(self) -> str:
        """Return what to do about code that has changed since it was loaded."""
        return ""

    def _request(self, message: list[Any], timeout: float | None, what: str) -> Any:
        return self._read(self._respond(message, Encoder(), timeout, what)[0], message, what, typed=False)

    def _read(self, response: Any, message: list[Any], what: str, *, typed: bool, refer: Refers | None = None) -> Any:
        """Return the value in a response, or raise what it says was raised, with advice where there is some."""
        try:
            return read_response(response, what, typed=typed, refer=refer)
        except JuliaError as error:
            name = message[1] if message[0] in ("call", "update") and isinstance(message[1], str) else ""
            if words := self.advice(error.message, name):
                told = JuliaError(error.type, error.message.rstrip(), error.backtrace, error.function, words)
                told.number = error.number
                raise told from None
            raise

    def _respond(
        self,
        message: list[Any],
        encoder: Encoder,
        timeout: float | None,
        what: str,
        printed: list[str] | None = None,
    ) -> tuple[Any, Refers]:
        """Carry a request to Julia, within limits and one at a time; return the tree of its response.

        And what makes values of the references in it. What is printed meanwhile, to standard output and to standard
        error, is put into ``printed``, if that is given.
        """
        if printed is not None and not self.prints:
            raise RecordError(phrase("{}: what Julia prints is not recorded: capture=True needs a live Julia", what))
        timeout = seconds(what, timeout)
        before = None
        self._check_owner()
        limit = self._bounded(self._timeout if timeout is None else timeout, what)
        if not self._lock.acquire(timeout=-1 if limit is None else min(limit, threading.TIMEOUT_MAX)):
            raise EngineTimeoutError(phrase("{} waited {:g} s for another thread's call to end", what, limit))
        try:
            self._check_usable()
            if self._calling:
                raise EngineError(phrase("{} was called by code that interrupts a call of the same thread", what))
            if self._depth:
                _check_stack()
            before, self._struck = self._struck, None
            self._coming = encoder.functions
            self._held.functions.update(encoder.functions)
            due = self.is_live and self._sources.is_due(message)
            if dropped := self._held.take_dropped():
                message = ["release", dropped, message]
            self._calling = True
            self._depth += 1
            try:
                self._tell_kinds(limit, what)
                if due:
                    self._warn_of_old_code(limit, what)
                response = self._received(self._exchanging(printed)(message, encoder.arrays, limit, what))
            except BaseException as error:
                self._held.dropped.extend(dropped)  # perhaps Julia does not know
                if self._struck is not None:
                    raise self._struck from error
                raise
            finally:
                self._calling = False
                self._depth -= 1
            if self._struck is not None:
                raise self._struck
            match response:
                case ["refused", _]:
                    self._held.forget_functions(encoder.functions)
                case ["error", _, _, str(frames), int(number), int()] if number:
                    self._held.raise_again(number, what, frames)
            return response, self._held.refer(self)
        finally:
            self._struck = before
            if not self._depth:
                self._held.forget_raised()
            self._lock.release()

    def _exchanging(self, printed: list[str] | None) -> Callable[..., Any]:
        # calls within calls have few frames of Python's stack: none more than needed
        return self._exchange if printed is None else partial(self._exchange_heard, printed)

    def _exchange_heard(
        self, printed: list[str], message: list[Any], bulk: list[NDArray[Any]], limit: float | None, what: str
    ) -> Any:
        self._pass_on()
        with self._audience.capturing() as heard:
            self._pass_on()  # what came before, where nobody listened
            for each in heard:
                each.clear()
            response = self._exchange(message, bulk, limit, what)
        printed += map(as_text, heard)
        return response

    def _received(self, tree: Any) -> Any:
        """Return a response without what Julia let go of before it."""
        match tree:
            case ["release", [*functions], response] if all(isinstance(number, int) for number in functions):
                self._held.forget_functions(functions)
                return response
        return tree

    def _call_back(self, request: list[Any]) -> tuple[list[Any], list[NDArray[Any]]]:
        """Call the Python function that Julia asks for; return what Julia is told, with its arrays.

        What it raises is told too, and comes back with Julia's response, unless Julia code catches it. Ctrl-C, and what
        else is no `Exception`, no Julia code may catch: it is raised when Julia has returned.
        """
        if self._struck is not None:
            return ["interrupt"], []
        _, number, args, keywords = request
        held, calling = self._held, self._calling
        self._calling = False
        try:
            _check_stack()
            function = held.function(number)
            refer = held.refer(self)
            value = function(*decode(args, refer), **dict(decode(keywords, refer)))
            encoder = Encoder(self)
            try:
                tree = encoder.encode(value)
            except EngineError as error:
                name = _name_of(function)
                raise type(error)(
                    phrase("{}, which Julia called, returned what cannot cross: {}", name, error)
                ) from None
            held.functions.update(encoder.functions)
        except Exception as error:  # noqa: BLE001 - whatever a user's function raises goes through Julia
            return held.raised(error), []
        except BaseException as error:  # noqa: BLE001 - as is said above
            self._struck = error
            return ["interrupt"], []
        finally:
            self._calling = calling
        return ["return", tree], encoder.arrays

    # ------------------------------------------------------------ what handles ask for

    def _operate(self, operation: str, *args: Any, keep: bool = False) -> Any:
        shown = next((value for value in args if isinstance(value, JuliaObject)), None)
        what = _done_to(operation, None if shown is None else shown._jl_type)
        return self._call(f"PyjuliannObjects.{operation}", args, {}, keep=keep, update=False, what=what)

    def _evaluate(self, module: JuliaModule, code: str) -> Any:
        if module._jl_number == MAIN:
            return self.eval(code)
        return self._call("PyjuliannBridge.evaluate_in", (module, code), {}, what=_GIVEN)

    def _number(self, value: JuliaObject) -> int:
        if value._jl_holder is not self:
            raise ConversionError(
                phrase("a JuliaObject of another engine ({}): it is known to that one only", value._jl_type)
            )
        if value._jl_number != MAIN and value._jl_dropped is not self._held.dropped and not self._closed:
            raise EngineError(phrase("a JuliaObject ({}) is gone: the Julia that had it has ended", value._jl_type))
        number: int = value._jl_number
        return number

    def _fate(self, value: JuliaObject) -> str:
        try:
            self._check_usable()
            self._number(value)
        except EngineError:
            return "gone"
        if not self._lock.acquire(blocking=False):
            return "busy"
        self._lock.release()
        return "busy" if self._calling else ""

    def _culprit(
        self,
        what: str,
        function: str | JuliaObject,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        plain: bool,
    ) -> str:
        """Return the place of the first part of a call that has no counterpart."""
        parts: list[tuple[str, Any]] = [("call: function", function)]
        parts += [(phrase("{}: argument {}", what, i), arg) for i, arg in enumerate(args, 1)]
        for key, value in kwargs.items():
            parts += [(phrase("{}: keyword {}", what, repr(key)), key), (phrase("{}: argument {}", what, key), value)]
        for place, part in parts:
            try:
                Encoder(None if plain else self).encode(part)
            except EngineError:
                return place
        return what


_OPERATIONS: Final = {
    "property": "an attribute", "set_property": "an attribute", "has_property": "an attribute",
    "properties": "the attributes", "index": "an item", "set_index": "an item", "delete_index": "an item",
    "measured": "the length", "contains": "an item", "iterated": "iteration", "advance": "iteration",
    "operate": "an operation",
}  # fmt: skip


_GIVEN: Final = phrase("the given code")


@lru_cache(256)
def _object_of(julia_type: str) -> str:
    return phrase("the Julia {}", julia_type)


@lru_cache(256)
def _done_to(operation: str, julia_type: str | None) -> str:
    done = phrase(_OPERATIONS[operation]) if operation in _OPERATIONS else operation
    return phrase("{} of a Julia {}", done, phrase("value") if julia_type is None else julia_type)


def check_arguments(arrays: list[NDArray[Any]], what: str) -> None:
    """Raise `ConversionError` if there is no room for the arrays of a call in Julia."""
    if (size := sum(array.nbytes for array in arrays)) >= LARGE:
        check_room(size, phrase("{}: an argument cannot be had in Julia: ", what))


def _check_stack(frames: int = ROOM) -> None:
    """Raise `RecursionError` where Python's stack has no room for a call: in the midst of one it would cost Julia."""
    if frames:
        _check_stack(frames - 1)


def _name_of(function: Any) -> str:
    return str(getattr(function, "__qualname__", None) or type(function).__qualname__)


class UnreadableError(EngineError):
    """A response is none that the protocol has."""


def read_response(response: Any, what: str, *, typed: bool = True, refer: Refers | None = None) -> Any:
    """Return the value in the tree of a response, or raise what it says was raised."""
    if isinstance(response, list) and len(response) >= FACTS and response[0] == "ok":
        value = _decoded(response[1], what, refer)
        return JuliaValue(value, response[2]) if typed else value
    match response:
        case ["error", str(name), str(text), str(backtrace), *numbers] if [*map(type, numbers)] in ([], [int, int]):
            error = JuliaError(name, text, backtrace, function=what)
            error.number = numbers[1] if numbers else 0
            raise error
        case ["unsupported", str(text)]:
            raise ConversionError(phrase("{} returned {}", what, sentence(text)))
        case ["refused", str(text)]:
            raise ConversionError(phrase("{}: an argument cannot be had in Julia: {}", what, sentence(text)))
        case ["interrupted"]:
            raise JuliaError("InterruptException", phrase("Julia was interrupted"), function=what)
    raise UnreadableError(phrase("Julia's response to {} cannot be read: {:.200}", what, repr(response)))


def _decoded(tree: Any, what: str, refer: Refers | None) -> Any:
    try:
        return decode(tree, refer)
    except ConversionError as error:
        raise ConversionError(phrase("{} returned {}", what, error)) from None
    except Exception as error:
        raise UnreadableError(phrase("Julia's response to {} cannot be read: {}", what, repr(error))) from error


def _without(args: tuple[Any, ...], kwargs: dict[str, Any], numbers: list[int]) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a call with None in place of some, which are known by their numbers."""
    values = [*args, *kwargs.values()]
    for number in numbers:
        values[number - 1] = None
    return values[: len(args)], dict(zip(kwargs, values[len(args) :], strict=True))


def _places(args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[str]:
    """Return what the arguments of a call are called, in the order of their numbers."""
    numbered = [phrase("argument {}", number) for number in range(1, len(args) + 1)]
    return [*numbered, *(phrase("argument {name}", name=name) for name in kwargs)]


def _written(value: Any, told: list[Any], function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Write what a call has changed into its arguments, and return its value: an argument where Julia's is that.

    Parameters
    ----------
    value : object
    told : list
        Which argument the value is, or 0; then number and new value of each argument that changed.
    """
    number, *changes = told
    values, places = (*args, *kwargs.values()), _places(args, kwargs)
    written = Changes(function)
    for k, now in zip(changes[::2], changes[1::2], strict=True):
        written.add(places[k - 1], values[k - 1], now)
    written.write()
    if not number:
        return value
    own = bare(values[number - 1])
    return JuliaValue(own, value.type) if isinstance(value, JuliaValue) else own


def _text(function: str, name: str, text: str) -> Any:
    try:
        return Encoder().encode(text)
    except ConversionError as error:
        raise ConversionError(phrase("{}: {}: {}", function, name, error)) from None
