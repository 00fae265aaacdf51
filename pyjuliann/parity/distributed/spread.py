"""Chunks of work in this process, in others on this machine, or on a Dask cluster: the same results in the same order.

A task is a callable ``task(engine, chunk)`` that gives plain data; what it gives may depend on the chunk only, not
on who does it or on what was done before. Each process has one Julia, which stays warm.
"""

from __future__ import annotations

import abc
import contextlib
import hashlib
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.errors import ClusterError, ClusterLostError
from pyjuliann.language import heard, phrase
from pyjuliann.parity.distributed.identity import python_facts, unlike
from pyjuliann.parity.distributed.sending import packed, see_files_of, unpacked, users_files
from pyjuliann.parity.running.limits import Limits, current_limits, limited
from pyjuliann.settings import JuliaSettings

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

Task = Callable[["Engine", Any], Any]
"""Does a chunk of work."""

AHEAD: Final = 4
"""So many chunks for each worker are under way or wait for their turn: workers need not wait, and memory is bounded."""

_NO_PAGES: Final = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
"""For a scheduler that shows nothing in a browser; without a port of its own it would take a well-known one."""

_TICK: Final = 0.25  # seconds between looks at whether the cluster is still there
_PATIENCE: Final = 10.0  # seconds in which a scheduler must answer
_MISSING: Final = phrase("several processes need the packages dask and distributed: pip install 'pyjuliann[cluster]'")

_TIMED_OUT: Final = "Timed out trying to connect to {} after {}"  # as Dask says it


class Workers(abc.ABC):
    """Whoever does chunks of work.

    Attributes
    ----------
    count : int
        How many processes they are, at least 1.
    """

    count: int = 1

    def packed(self, value: Any) -> Any:
        """Return a value in a form that chunks may have, for `unpacked`; None if it cannot be sent."""
        return value

    @abc.abstractmethod
    def spread(
        self, task: Task, chunks: Sequence[Any], finished: Mapping[int, Any] | None = None
    ) -> Iterator[tuple[int, Any]]:
        """Yield the number and the result of every chunk, in their order.

        Parameters
        ----------
        task : callable
            Called with an engine and a chunk; gives plain data. It and the chunks are pickled.
        chunks : sequence
            What is to be done.
        finished : mapping of int to object, optional
            Results that are known already, by the number of the chunk: these are not done again.

        Raises
        ------
        ClusterLostError
            If the scheduler has gone, or workers died of a chunk again and again.
        DeadlineError
            If the time for everything is over.
        Exception
            What the task raises, at the turn of its chunk.
        """


@contextlib.contextmanager
def open_workers(engine: Engine, *, jobs: int | None = None, cluster: str | None = None) -> Iterator[Workers]:
    """Yield who does the work: this process, some on this machine, or those of a Dask cluster.

    Parameters
    ----------
    engine : Engine
        This process's Julia; other processes start the same one.
    jobs : int, optional
        How many processes on this machine; by default all is done in this one, without Dask.
    cluster : str, optional
        In place of these, the address of a Dask scheduler, ``"tcp://host:8786"``, or a file that one wrote.

    Raises
    ------
    ClusterError
        If these make no sense, there is no Dask or no such scheduler, or a worker has other versions.
    """
    if jobs is None and cluster is None:
        yield Here(engine)
        return
    try:
        _check(engine, jobs, cluster)
        with _quiet(), _local(jobs) if jobs is not None else _existing(str(cluster)) as client:
            yield _Away(client, engine, local=jobs is not None)
    except ClusterError as error:
        raise ClusterError(phrase("cluster: {}" if jobs is None else "jobs: {}", error)) from None


def _check(engine: Engine, jobs: int | None, cluster: str | None) -> None:
    """Raise `ClusterError` if there cannot be such workers."""
    if jobs is not None and cluster is not None:
        raise ClusterError(phrase("expected either processes or a cluster, which has its own number of workers"))
    if jobs is not None and (isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1):
        raise ClusterError(phrase("expected a whole number of processes, 1 or more, got {}", repr(jobs)))
    if not engine.is_live:
        raise ClusterError(phrase("recorded answers are looked up in this process"))
    try:
        import distributed  # noqa: F401 - better said before any work is done
    except ImportError:
        raise ClusterError(_MISSING) from None


class Here(Workers):
    """Done by this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def spread(
        self, task: Task, chunks: Sequence[Any], finished: Mapping[int, Any] | None = None
    ) -> Iterator[tuple[int, Any]]:
        """Yield the number and the result of every chunk, which is done when it is asked for."""
        known = finished or {}
        for number, chunk in enumerate(chunks):
            if number in known:
                yield number, known[number]
            else:
                current_limits().seconds()
                yield number, task(self._engine, chunk)


# ---------------------------------------------------------------- Dask


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Have Dask log nothing: what matters is told by us."""
    logger = logging.getLogger("distributed")
    before = logger.level, logger.propagate
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    try:
        yield
    finally:
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextlib.contextmanager
def _local(jobs: int) -> Iterator[Any]:
    """Yield the client of a cluster on this machine, which nobody else can connect to."""
    import dask
    from distributed import Client, LocalCluster

    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"))
    with (
        # BLAS has as many threads as in this process: sums may depend on it
        dask.config.set({"distributed.nanny.pre-spawn-environ": threads, "distributed.scheduler.http.routes": []}),
        contextlib.ExitStack() as end,
    ):
        try:
            cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, processes=True, host="127.0.0.1", security=True,
                silence_logs=logging.CRITICAL, scheduler_kwargs=_NO_PAGES,
            )  # fmt: skip
        except ImportError as error:  # of what keeps others out
            raise ClusterError(phrase("{}: pip install 'pyjuliann[cluster]'", error)) from None
        end.callback(_closed, cluster)
        client = Client(cluster, security=cluster.security, set_as_default=False)
        end.callback(_closed, client)
        yield client


def _closed(whatever: Any) -> None:
    """Close a client or a cluster, and do not wait for ever; what is left goes with this process."""
    with contextlib.suppress(Exception):
        whatever.close(timeout=_PATIENCE)


@contextlib.contextmanager
def _existing(place: str) -> Iterator[Any]:
    from distributed import Client

    if not place.strip():
        raise ClusterError(phrase("expected the address of a Dask scheduler, such as tcp://host:8786, got ''"))
    given: dict[str, Any] = {"address": place}
    if "://" not in place:
        if not Path(place).is_file():
            raise ClusterError(
                phrase(
                    "expected the address of a Dask scheduler, such as tcp://host:8786, or the file that it wrote, "
                    "got {!r}",
                    place,
                )
            )
        given = {"scheduler_file": place}
    try:
        client = Client(**given, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - of whichever transport
        why = heard(" ".join(str(error).split()), [_TIMED_OUT]) or type(error).__name__
        raise ClusterError(phrase("no Dask scheduler answers at {}: {}", place, why)) from None
    try:
        yield client
    finally:
        _closed(client)


@dataclass(frozen=True)
class _Start:
    """What a worker starts with.

    Attributes
    ----------
    julia, project : str
        The Julia of this process, and its project.
    interpreted : bool
        Whether Julia's code is interpreted.
    facts : mapping
        The versions that it must have.
    timeout : float
        Seconds for one call.
    path, files : list of str, and mapping of str to str
        Where the user's modules are, on this machine; empty where they are sent.
    """

    julia: str
    project: str
    interpreted: bool
    facts: Mapping[str, str]
    timeout: float
    path: list[str] = field(default_factory=list)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What makes another Julia."""
        return repr((self.julia, self.project, self.interpreted))


class _Away(Workers):
    """The workers of a Dask cluster."""

    def __init__(self, client: Any, engine: Engine, local: bool) -> None:
        self._client, self._local = client, local
        self._facts = _facts_here() | {"Julia": engine.info.julia_version}
        self._info, self._interpreted = engine.info, engine.interpreted
        if not local:
            self._check_workers()
        self.count = max(len(client.nthreads()), 1)

    def packed(self, value: Any) -> Any:
        """Return a value as it is sent, with the user's functions; None if it cannot be."""
        try:
            return packed(value, by_value=not self._local)
        except ClusterError:
            return None

    def _check_workers(self) -> None:
        """Raise `ClusterError` if there is no worker, or one that has other versions."""
        import cloudpickle

        from pyjuliann.parity.distributed import identity

        end = time.monotonic() + _PATIENCE
        while not self._client.nthreads():
            if time.monotonic() > end:
                raise ClusterError(phrase("the scheduler has no workers; start some with `dask worker ADDRESS`"))
            time.sleep(_TICK)
        cloudpickle.register_pickle_by_value(identity)
        try:
            found = self._client.run(identity.python_facts)
        finally:
            cloudpickle.unregister_pickle_by_value(identity)
        for worker, facts in found.items():
            if different := unlike(_facts_here(), facts):
                raise ClusterError(phrase("worker {} has other versions: {}", worker, different))

    def _start(self) -> _Start:
        start = _Start(
            julia=self._info.executable,
            project=self._info.project,
            interpreted=self._interpreted,
            facts=self._facts,
            timeout=current_limits().timeout,
        )
        return replace(start, path=list(sys.path), files=users_files()) if self._local else start

    def spread(
        self, task: Task, chunks: Sequence[Any], finished: Mapping[int, Any] | None = None
    ) -> Iterator[tuple[int, Any]]:
        import dask

        known = dict(finished or {})
        blob = packed(task, by_value=not self._local)
        work = partial(_done_there, hashlib.sha256(blob).hexdigest(), self._start())
        # a task and no data of the client's: it is made again if the worker that has it goes
        shared = self._client.submit(bytes, blob, key=f"pyjuliann-task-{os.urandom(8).hex()}")
        done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        pending: dict[int, Any] = {}
        waiting = iter([number for number in range(len(chunks)) if number not in known])
        most = AHEAD * self.count
        try:
            for number in range(len(chunks)):
                while number not in known:
                    # those that are done and wait for their turn count, or one slow chunk would let all others pile up
                    room = most - len(pending) - sum(k > number for k in known)
                    for _, next_one in zip(range(room), waiting, strict=False):
                        with dask.annotate(priority=-next_one):
                            future = self._client.submit(
                                work, shared, chunks[next_one], pure=False, key=f"pyjuliann-{os.urandom(8).hex()}"
                            )
                        pending[next_one] = future
                        future.add_done_callback(partial(_tell, done, next_one))
                    finished_one = self._next(done)
                    if finished_one is not None and (future := pending.pop(finished_one, None)) is not None:
                        known[finished_one] = self._result(future)
                result = known.pop(number)
                yield number, (_raised(result) if isinstance(result, BaseException) else result)
        finally:
            with contextlib.suppress(Exception):
                self._client.cancel([shared, *pending.values()], force=True)

    def _next(self, done: queue.SimpleQueue[tuple[int, Any]]) -> int | None:
        """Return the number of the next chunk that is done; None where none is yet."""
        current_limits().seconds()
        try:
            return done.get(timeout=_TICK)[0]
        except queue.Empty:
            if self._client.status != "running":
                raise ClusterLostError(phrase("the Dask scheduler has gone")) from None
            return None

    def _result(self, future: Any) -> Any:
        """Return what a task gave, or the error that it raised."""
        from distributed import KilledWorker

        while True:
            try:
                return future.result(timeout=_PATIENCE)
            except KilledWorker:
                return ClusterLostError(phrase("a worker died of one chunk again and again, and it was given up"))
            except Exception as error:  # noqa: BLE001 - whatever the task raises, at its turn
                if future.status == "error":
                    return error
                if self._client.status != "running" or future.status in {"cancelled", "lost"}:
                    raise ClusterLostError(phrase("the Dask scheduler has gone")) from None
                if not isinstance(error, TimeoutError):
                    return error
            current_limits().seconds()  # its worker died before it could be asked: it is done again


def _tell(done: queue.SimpleQueue[tuple[int, Any]], number: int, future: Any) -> None:
    done.put((number, future.status))


def _raised(error: BaseException) -> Any:
    raise error


# ---------------------------------------------------------------- in a worker

_lock: Final = threading.Lock()  # one chunk at a time: there is one Julia, and who watches over calls is the process's
_engines: Final[dict[str, Engine]] = {}
_tasks: Final[dict[str, Task]] = {}


@cache
def _facts_here() -> dict[str, str]:
    return python_facts()


def _done_there(name: str, start: _Start, blob: bytes, chunk: Any) -> Any:
    """Do a chunk in a worker's process."""
    with _lock, contextlib.redirect_stdout(sys.stderr):
        engine = _engine(start)
        if name not in _tasks:
            if start.path:
                see_files_of(start.path, start.files)
            _tasks.clear()
            _tasks[name] = unpacked(blob)
        with limited(Limits(start.timeout)):
            return _tasks[name](engine, chunk)


def _engine(start: _Start) -> Engine:
    """Return this process's Julia, after it has been found to be the client's."""
    from pyjuliann.bridge.engines.start import start_julia

    if start.key not in _engines:
        there = Path(start.julia).is_file()
        engine = start_julia(
            JuliaSettings(
                engine="worker", julia=start.julia if there else None, project=start.project or None,
                install=False, interpreted=start.interpreted, echo=False,
            )
        )  # fmt: skip
        _engines[start.key] = engine
    engine = _engines[start.key]
    if different := unlike(start.facts, _facts_here() | {"Julia": engine.info.julia_version}):
        raise ClusterError(phrase("a worker has other versions: {}", different))
    return engine
