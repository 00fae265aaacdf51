"""The juliacall engine: Julia inside this process, through the juliacall package.

Only numbers cross through juliacall itself: addresses and lengths. Requests and responses are the worker's,
answered by the same Julia code, so both engines give the same values, types and errors; Julia copies large
arrays straight from and to NumPy's memory. Arguments arrive as plain ``Array``s, which BLAS and ``::Matrix``
methods want.
"""

from __future__ import annotations

import ctypes
import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import cbor2
import numpy as np

from pyjuliann.bridge.capture import KEPT
from pyjuliann.bridge.decode import read_tree
from pyjuliann.bridge.engine import Engine
from pyjuliann.bridge.errors import EngineError
from pyjuliann.bridge.find import is_offline
from pyjuliann.bridge.folders import julia_sources

if TYPE_CHECKING:
    from numpy.typing import NDArray


class JuliaCallEngine(Engine):
    """Julia in this process.

    There is one Julia per process: engines share it, and closing one leaves it running. A call cannot be
    timed out, Ctrl-C takes effect when Julia returns, and a crash of Julia is a crash of Python.

    Parameters
    ----------
    timeout : None
        Accepted for the sake of the contract; a number is refused, since nothing can interrupt Julia here.
    fetch : bool
        Whether juliacall may fetch a Julia and packages that it lacks; ``PYJULIANN_OFFLINE`` forbids it too.
    """

    name = "juliacall"
    _bridge: ClassVar[Any] = None
    _start_lock = threading.Lock()

    def __init__(self, timeout: float | None = None, fetch: bool = True) -> None:
        super().__init__()
        self._refuse(timeout)
        with self._start_lock:
            if JuliaCallEngine._bridge is None:
                JuliaCallEngine._bridge = _boot(fetch)
        # juliacall runs Julia's code on the calling thread: one call at a time for all engines
        self._lock = _shared_lock
        self._output = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 - they live as long as the engine

        self._last_words: tuple[str, str] | None = None

    def _refuse(self, timeout: float | None) -> None:
        if timeout is not None:
            raise EngineError("the juliacall engine cannot time a call out; use engine='worker' for timeouts")

    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        self._refuse(timeout)
        request = np.frombuffer(cbor2.dumps(message), dtype=np.uint8)
        sources = [_column_major_bytes(array) for array in bulk]
        addresses = [source.ctypes.data for source in sources]
        descriptors = [file.fileno() for file in self._output]
        place = (request.ctypes.data, request.size)
        try:
            address, length = self._bridge.serve_memory(*place, tuple(addresses), *descriptors)
            tree, targets = read_tree(ctypes.string_at(address, length))
            self._bridge.copy_arrays(tuple(target.ctypes.data for target in targets))
        except Exception as error:
            raise EngineError(f"Julia failed during {what}: {type(error).__name__}: {error}") from error
        return tree

    @property
    def stdout(self) -> str:
        """What Julia and C code have printed so far to standard output."""
        return self._printed(0)

    @property
    def stderr(self) -> str:
        """What Julia and C code have printed so far to standard error."""
        return self._printed(1)

    def _printed(self, index: int) -> str:
        if self._last_words is not None:
            return self._last_words[index]
        file = self._output[index]
        descriptor = file.fileno()
        size = os.fstat(descriptor).st_size
        # reading at an offset of its own leaves the place where Julia writes as it is
        return os.pread(descriptor, KEPT, max(0, size - KEPT)).decode("utf-8", errors="replace")

    def close(self) -> None:
        """End the engine; Julia itself cannot be stopped and stays with the process."""
        with self._lock:
            self._closed = True
            if self._last_words is None:
                self._last_words = (self.stdout, self.stderr)
                for file in self._output:
                    file.close()


_shared_lock = threading.RLock()


def _boot(fetch: bool) -> Any:
    """Start Julia in this process and load the bridge; return its module."""
    if not fetch or is_offline():
        os.environ["PYTHON_JULIAPKG_OFFLINE"] = "yes"
    try:
        import juliacall
    except Exception as error:
        raise EngineError(f"juliacall cannot start Julia here: {type(error).__name__}: {error}") from error
    file = julia_sources() / "worker" / "inprocess.jl"
    return juliacall.Main.seval(f"include(raw{_quoted(file)}); PyjuliannInProcess")


def _quoted(path: Path) -> str:
    text = str(path)
    if '"' in text:
        raise EngineError(f"pyjuliann is installed below a folder whose name has a quotation mark: {text}")
    return f'"{text}"'


def _column_major_bytes(array: NDArray[Any]) -> NDArray[np.uint8]:
    native = array.astype(array.dtype.newbyteorder("<"), order="F", copy=False)
    return np.asarray(native.reshape(-1, order="F").view(np.uint8))
