"""The juliacall engine: Julia inside this process, through the juliacall package.

juliacall starts Julia and tells the addresses of two C functions that Julia made; calls go straight to these.
Requests and responses are the worker's, answered by the same Julia code, so both engines give the same values,
types and errors; Julia copies large arrays straight from and to NumPy's memory. Arguments arrive as plain
``Array``s, which BLAS and ``::Matrix`` methods want.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import tempfile
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar, NamedTuple

import cbor2
import numpy as np

from pyjuliann.bridge.engines.capture import KEPT, Audience, as_text
from pyjuliann.bridge.engines.engine import Engine, check_arguments
from pyjuliann.bridge.engines.sources import told
from pyjuliann.bridge.machine.find import is_offline
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.machine.interrupts import HeldInterrupts
from pyjuliann.bridge.machine.probe import misfit
from pyjuliann.bridge.machine.project import VARIABLE, is_of_a_version, named_project, project_folder
from pyjuliann.bridge.values.arrays import write_column_major
from pyjuliann.bridge.values.decode import read_tree
from pyjuliann.errors import ConversionError, EngineError
from pyjuliann.language import phrase
from pyjuliann.settings import DEFAULTS, JuliaSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 16 * KEPT  # bytes of output after which a file is cut to the last of it, between calls


class JuliaCallEngine(Engine):
    """Julia in this process.

    There is one Julia per process: engines share it, and closing one leaves it running. It answers the thread that it
    was started on, and no other. A call cannot be timed out, Ctrl-C takes effect when Julia returns, and a crash of
    Julia is a crash of Python.

    Parameters
    ----------
    settings : JuliaSettings
        Whether what Julia prints is passed on, which is done after each call, and whether juliacall may fetch a Julia
        and packages that it lacks. A time-out is refused, since nothing can interrupt Julia here.
    """

    name = "juliacall"
    is_live = True
    stops_calls = False
    _started: ClassVar[_Julia | None] = None
    _in_projects: ClassVar[weakref.WeakSet[JuliaCallEngine]] = weakref.WeakSet()

    def __init__(self, settings: JuliaSettings = DEFAULTS) -> None:
        super().__init__()
        self._refuse(settings.timeout)
        # juliacall runs Julia's code on the calling thread: one call at a time for all engines
        self._lock = _shared_lock
        with self._lock:
            self._julia = JuliaCallEngine._started = JuliaCallEngine._started or _boot(bool(settings.install))
        self._output = [_printed_file() for _ in range(2)]
        self._descriptors = [file.fileno() for file in self._output]
        self._place = (ctypes.c_int64 * 2)()  # where Julia writes the address and the length of its response
        _engines[ctypes.addressof(self._place)] = self
        self._finalizer = weakref.finalize(self, _left.append, self._place)
        self._answer: Any = None  # what Julia reads when the Python function that it called has returned
        self._last_words: tuple[str, str] | None = None
        self._audience = Audience(settings.echo)
        self._heard = [0, 0]  # bytes of each file that the audience has heard of
        self._former: tuple[str, str] | None = None
        self.project = named_project(settings.project)
        try:
            self._enter(self.project or _named_by_environment())
        except BaseException:
            self.close()
            raise

    def _enter(self, project: str) -> None:
        """Have Julia run in a project; all engines that are open and name one must name the same."""
        self._runs_in = project
        if not project:
            return
        for other in self._in_projects:
            if other._runs_in != project:
                raise EngineError(
                    phrase(
                        "project: Julia inside this process is in the project {} of another engine, and cannot be in "
                        "{} too; close that engine, or use engine='worker'",
                        other._runs_in,
                        project,
                    )
                )
        if not self._in_projects:
            self._former = self._ask("enter_project", project)
        self._in_projects.add(self)
        self._begin(project)

    def _leave(self) -> None:
        if self in self._in_projects:
            self._in_projects.remove(self)
            if heir := next(iter(self._in_projects), None):
                heir._former = self._former or heir._former
            elif self._former is not None:
                self._ask("leave_project", *self._former)

    def reload(self) -> list[Path]:
        """Include the files again that have changed; see `Engine.reload`."""
        changes = self._changed_sources()
        again = dict.fromkeys(change.by for change in changes if change.by and not change.is_package)
        for file in again:
            self.include(file)
        if old := [change for change in changes if change.is_package or not change.by]:
            done = phrase("; included again: {}", ", ".join(again)) if again else ""
            raise EngineError(
                phrase(
                    "{}, which cannot be loaded again inside this process: start Python anew, or use engine='worker', "
                    "which can{}",
                    told(old),
                    done,
                )
            )
        return [Path(change.path) for change in changes]

    def _old_code(self) -> str:
        return phrase(
            "`reload()` of the engine includes files again; a package is loaded anew only by a Python that is started "
            "anew, or by engine='worker'"
        )

    def _refuse(self, timeout: float | None) -> None:
        if timeout is not None:
            raise EngineError(phrase("the juliacall engine cannot time a call out; use engine='worker' for timeouts"))

    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        self._refuse(timeout)
        if threading.get_ident() != self._julia.thread:
            # Before 1.9 Julia cannot run there; since then its collector would wait for the other thread for ever.
            raise EngineError(
                phrase(
                    "{}: the juliacall engine answers only the thread that Julia was started on; use engine='worker' "
                    "for an engine that threads share",
                    what,
                )
            )
        check_arguments(bulk, what)
        self._julia.forget_those_left()
        request = cbor2.dumps(message)
        sources = [_column_major_bytes(array) for array in bulk]
        place = self._place
        failed = self._julia.answer(request, len(request), _addresses(sources), *self._descriptors, place)
        self._pass_on()
        response = ctypes.string_at(place[0], place[1])
        if failed:
            raise EngineError(phrase("Julia failed during {}: {}", what, response.decode(errors="replace")))
        try:
            tree, targets = read_tree(response)
        except ConversionError as error:
            raise ConversionError(phrase("{} returned {}", what, error)) from None
        if targets:
            self._julia.copy_arrays(place, _addresses(targets))
        return tree

    def _answer_julia(self, frame: int, size: int, sources: int, told: int) -> None:
        """Call a Python function for Julia, and tell where the answer lies; nothing may be raised here."""
        answer: list[Any] = ["interrupt"]
        bulk: list[NDArray[Any]] = []
        try:
            with HeldInterrupts() as interrupts:
                self._pass_on()
                tree, targets = read_tree(ctypes.string_at(frame, size))
                for k, target in enumerate(targets):
                    ctypes.memmove(
                        target.ctypes.data, ctypes.c_void_p.from_address(sources + 8 * k).value or 0, target.nbytes
                    )
                interrupts.allow()
                answer, bulk = self._call_back(tree)
                interrupts.hold()
        except Exception as error:  # noqa: BLE001 - no room for the arguments, or for the response
            answer, bulk = self._held.raised(error), []
        except BaseException as error:  # noqa: BLE001 - Ctrl-C at the very end
            self._struck, answer, bulk = error, ["interrupt"], []
        message, arrays = cbor2.dumps(answer), [_column_major_bytes(array) for array in bulk]
        addresses = _addresses(arrays)
        self._answer = message, arrays, addresses
        places = (ctypes.c_int64 * 3).from_address(told)
        places[0] = ctypes.cast(ctypes.c_char_p(message), ctypes.c_void_p).value or 0
        places[1], places[2] = len(message), ctypes.addressof(addresses) if addresses else 0

    @property
    def stdout(self) -> str:
        """What Julia and C code have printed so far to standard output (the last MiB)."""
        return self._printed(0)

    @property
    def stderr(self) -> str:
        """What Julia and C code have printed so far to standard error (the last MiB)."""
        return self._printed(1)

    def _pass_on(self) -> None:
        """Pass on what was printed until now, if that is wanted, and forget all but the last of it."""
        for index, descriptor in enumerate(self._descriptors):
            size = os.fstat(descriptor).st_size
            while self._audience.listens and self._heard[index] < size:
                data = os.pread(descriptor, KEPT, self._heard[index])
                self._heard[index] += len(data)
                self._audience.hear(index, data)
            self._heard[index] = size
            if size > MOST:
                last = os.pread(descriptor, KEPT, size - KEPT)
                os.ftruncate(descriptor, 0)
                os.write(descriptor, last)
                self._heard[index] = len(last)

    def _printed(self, index: int) -> str:
        if self._last_words is not None:
            return self._last_words[index]
        descriptor = self._descriptors[index]
        size = os.fstat(descriptor).st_size
        # reading at an offset of its own leaves the place where Julia writes as it is
        return as_text(os.pread(descriptor, KEPT, max(0, size - KEPT)))

    def close(self) -> None:
        """End the engine; Julia itself cannot be stopped and stays with the process."""
        self._close_beside()
        with self._lock:
            if not self._closed and threading.get_ident() == self._julia.thread:
                self._leave()
            self._closed = True
            if self._depth:
                return  # a function that Julia has called closes it: its files are in use
            self._finalizer()
            self._julia.forget_those_left()
            if self._last_words is None:
                self._last_words = (self.stdout, self.stderr)
                for file in self._output:
                    file.close()


_shared_lock = threading.RLock()
_engines: weakref.WeakValueDictionary[int, JuliaCallEngine] = weakref.WeakValueDictionary()
_left: deque[Any] = deque()  # the places of engines that are gone, of whose values Julia has not let go yet


def _called(place: int, frame: int, size: int, sources: int | None, told: int) -> None:
    _engines[place]._answer_julia(frame, size, sources or 0, told)


_CALLED = ctypes.PYFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p)(
    _called
)


def _printed_file() -> IO[bytes]:
    """Return a file without a name that is written to at its end, also when it has been cut."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the engine
    fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL) | os.O_APPEND)
    return file


def _named_by_environment() -> str:
    """Return the project that JULIA_PROJECT names, which juliacall itself passes over."""
    name = os.environ.get(VARIABLE, "")
    return name if is_of_a_version(name) else str(project_folder(name) or "")


class _Julia(NamedTuple):
    """The C functions of julia/worker/inprocess.jl. They hold Python's lock: the code that runs may call Python."""

    answer: Callable[..., int]
    copy_arrays: Callable[..., None]
    forget: Callable[..., None]
    thread: int  # the one that Julia was started on

    def forget_those_left(self) -> None:
        """Have Julia let go of what engines held that are gone, where it can be called."""
        while _left and threading.get_ident() == self.thread:
            self.forget(ctypes.addressof(_left[0]))
            _left.popleft()


def _boot(fetch: bool) -> _Julia:
    """Start Julia in this process and load the bridge."""
    code = f"include(raw{_quoted(julia_sources() / 'worker' / 'inprocess.jl')})"
    try:
        with _environment(not fetch or is_offline()):
            import juliacall

        julia = juliacall.Main
        julia.seval(code)
        answer, copy_arrays, take_callback, forget = (
            int(julia.seval(f"PyjuliannInProcess.entries()[{k}]")) for k in (1, 2, 3, 4)
        )
        handles_signals = int(julia.seval("Int(Base.JLOptions().handle_signals)")) == 1
    except Exception as error:
        why = misfit() or phrase("{}: {}", type(error).__name__, error)
        raise EngineError(phrase("juliacall cannot start Julia here: {}", why)) from error
    if not handles_signals and hasattr(signal, "pthread_sigmask"):
        # Julia keeps Ctrl-C from the thread that it starts on, also where it leaves signals to Python
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    pointer, size, descriptor = ctypes.c_void_p, ctypes.c_int64, ctypes.c_int
    ctypes.PYFUNCTYPE(None, pointer)(take_callback)(ctypes.cast(_CALLED, pointer))
    return _Julia(
        ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_char_p, size, pointer, descriptor, descriptor, pointer)(answer),
        ctypes.PYFUNCTYPE(None, pointer, pointer)(copy_arrays),
        ctypes.PYFUNCTYPE(None, pointer)(forget),
        threading.get_ident(),
    )


@contextlib.contextmanager
def _environment(offline: bool) -> Iterator[None]:
    """Have juliacall take no part in IPython, where it would replace our magics and the streams; nor fetch anything."""
    variable = "PYTHON_JULIACALL_AUTOLOAD_IPYTHON_EXTENSION"
    wanted = {variable: os.environ.get(variable, "no")}
    if offline:
        wanted["PYTHON_JULIAPKG_OFFLINE"] = "yes"
    before = {variable: os.environ.get(variable) for variable in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for variable, value in before.items():
            if value is None:
                del os.environ[variable]
            else:
                os.environ[variable] = value


def _addresses(arrays: list[NDArray[np.uint8]]) -> Any:
    """Return where arrays lie, as C takes it."""
    return (ctypes.c_void_p * len(arrays))(*(array.ctypes.data for array in arrays)) if arrays else None


def _quoted(path: Path) -> str:
    text = str(path)
    if '"' in text:
        raise EngineError(phrase("pyjuliann is installed below a folder whose name has a quotation mark: {}", text))
    return f'"{text}"'


def _column_major_bytes(array: NDArray[Any]) -> NDArray[np.uint8]:
    if array.flags.f_contiguous and array.dtype == array.dtype.newbyteorder("<"):
        return array.reshape(-1, order="F").view(np.uint8)
    target = np.empty(array.nbytes, np.uint8)
    write_column_major(array, target)
    return target
