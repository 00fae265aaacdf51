"""The worker engine: Julia as a child process, spoken to through pipes and shared memory."""

from __future__ import annotations

import math
import os
import time
import weakref
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.engines.capture import KEPT, Audience
from pyjuliann.bridge.engines.engine import Engine, EngineInfo, check_arguments
from pyjuliann.bridge.engines.held import Held
from pyjuliann.bridge.engines.link import POLL, BrokenLinkError, Link
from pyjuliann.bridge.engines.process import PROTOCOL, Process
from pyjuliann.bridge.machine.compiled import compile_modules, compiled_depot
from pyjuliann.bridge.machine.folders import julia_sources, version
from pyjuliann.bridge.machine.health import check_health
from pyjuliann.bridge.machine.interrupts import HeldInterrupts
from pyjuliann.bridge.machine.project import VARIABLE, default_project, named_project
from pyjuliann.bridge.values.registered import REGISTRY
from pyjuliann.caller import warn_caller
from pyjuliann.errors import ConversionError, EngineError, EngineRestartedWarning, EngineTimeoutError
from pyjuliann.language import first_line, joined, phrase
from pyjuliann.settings import DEFAULTS, JuliaSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

START_TIMEOUT = 60.0  # seconds
GRACE = 0.75  # seconds that Julia has to react to an interrupt, and then again until the next call may come
HELLO_BYTES = 4096
FIRST = 1 << 40  # more than values stay in any worker: a number means nothing to the one that is started after it

_live: weakref.WeakSet[WorkerEngine] = weakref.WeakSet()


class WorkerEngine(Engine):
    """Julia as a child process; any Julia from 1.5 on, nothing but its standard library.

    A crash of Julia is an `EngineError`; the next call starts a fresh worker and says so with an
    `EngineRestartedWarning`, because what was defined or loaded in the old one is gone.

    Parameters
    ----------
    executable : Path
        The Julia executable.
    settings : JuliaSettings
        Its time-out, project and echo are heeded, and whether code that is not compiled yet is interpreted.
    """

    name = "worker"
    is_live = True

    def __init__(self, executable: Path, settings: JuliaSettings = DEFAULTS) -> None:
        super().__init__()
        # interpreted, a Julia that crashes in compiled code would pass the worker's own check
        if settings.interpreted and not (health := check_health(executable)).ok:
            from pyjuliann.bridge.machine.find import remedies

            symptom = phrase("is no working Julia: it {}", health.symptom)
            raise EngineError(phrase("{} {}", executable, joined("\n", [symptom, *remedies()])))
        self._executable: Path = executable
        self._settings = settings
        self.interpreted = bool(settings.interpreted)
        self._timeout = settings.timeout
        self._audience = Audience(settings.echo)
        self.project = named_project(settings.project)
        self._runs_in = self.project or default_project(executable)
        self._ended_because = ""
        self._starts = 0
        self._printed = ("", "")  # by workers that have ended
        with HeldInterrupts() as interrupts:
            self._link: Link | None = self._start(interrupts)
            self._finalizer = weakref.finalize(self, _end, [self._link.process], os.getpid())
            _live.add(self)
        try:
            self._begin(self._runs_in or os.environ.get(VARIABLE, ""))
        except BaseException:
            self.close()
            raise

    # ------------------------------------------------------------ start

    def _start(self, interrupts: HeldInterrupts) -> Link:
        sources = julia_sources()
        depot = compiled_depot(self._executable, sources)
        script = sources / "worker" / "worker.jl"
        process = Process(
            self._executable,
            script,
            depot,
            self._settings,
            audience=self._audience,
            project=self._runs_in,
            first=self._starts * FIRST,
        )
        self._starts += 1
        limit = self._settings.timeout or START_TIMEOUT
        try:
            link = Link(process)
            link.begin(time.monotonic() + limit, interrupts)
            self._check_hello(link.receive(HELLO_BYTES))
            if self._kinds:  # the one before knew them
                link.send(["register", REGISTRY.rows()], [])
                link.receive()
            # only now is it known to be a Julia that works; code that is interpreted makes little use of it
            if not depot and not self._settings.interpreted:
                interrupts.allow()
                compile_modules(self._executable, sources)
                interrupts.hold()
        except EngineTimeoutError:
            process.close(0)
            raise EngineTimeoutError(
                phrase("{} {}", self._executable, phrase("did not start within {:g} s{}", limit, process.last_words()))
            ) from None
        except BrokenLinkError as error:
            process.close(0)
            raise EngineError(phrase("{} {}", self._executable, phrase("is no working Julia: it {}", error))) from None
        except BaseException:
            process.close(0)
            raise
        return link

    def _check_hello(self, hello: Any) -> None:
        if not (isinstance(hello, list) and len(hello) >= 2 and hello[0] == "hello"):
            raise BrokenLinkError(phrase("did not say hello but {:.80}", repr(hello)))
        if hello[1] != PROTOCOL:
            raise BrokenLinkError(phrase("speaks protocol {:.80}; this pyjuliann speaks {}", repr(hello[1]), PROTOCOL))
        if len(hello) != 4 or hello[3] != version():
            raise BrokenLinkError(phrase("has other Julia sources than pyjuliann {}: {:.80}", version(), repr(hello)))

    def _ready(self, what: str, interrupts: HeldInterrupts) -> Link:
        """Return the link to a living worker, a fresh one if the old one has ended."""
        if self._link is not None and (trouble := self._link.trouble()):
            self._drop(phrase("it {}", first_line(trouble)), 0)
        if self._link is None:
            if self._depth > 1:
                raise EngineError(
                    phrase("{} was called by a function that Julia called; {}", what, self._ended_because)
                )
            self._start_anew(interrupts)
            warn_caller(
                phrase(
                    "a fresh Julia worker was started for {}; what the old one had loaded and defined is gone ({})",
                    what,
                    self._ended_because,
                ),
                EngineRestartedWarning,
            )
            self._check_usable()  # it may have been closed in the meantime
        assert self._link is not None
        return self._link

    def _start_anew(self, interrupts: HeldInterrupts) -> None:
        self._link = self._start(interrupts)
        self._held = Held()
        self._held.functions.update(self._coming)
        self._finalizer.detach()
        self._finalizer = weakref.finalize(self, _end, [self._link.process], self._owner)

    def reload(self) -> list[Path]:
        """Start the worker anew, and include the same files again; see `Engine.reload`."""
        changed = [Path(change.path) for change in self._changed_sources()]
        with self._lock:
            self._check_usable()
            if self._calling or self._depth:
                raise EngineError(phrase("reload was called by code that interrupts a call of the same thread"))
            with HeldInterrupts() as interrupts:
                self._drop(phrase("it was asked to load everything anew"), 1.0)
                self._start_anew(interrupts)
            for file in self._sources.again():
                self.include(file)
        return changed

    def _old_code(self) -> str:
        return phrase("`reload()` of the engine starts Julia anew")

    # ------------------------------------------------------------ calls

    def _exchange(self, message: list[Any], bulk: list[NDArray[Any]], timeout: float | None, what: str) -> Any:
        check_arguments(bulk, what)
        with HeldInterrupts() as interrupts:
            link = self._ready(what, interrupts)
            deadline = None if timeout is None else time.monotonic() + timeout
            link.begin(deadline, interrupts)
            try:
                return self._converse(link, message, bulk, what=what, deadline=deadline, interrupts=interrupts)
            except EngineTimeoutError:
                raise EngineTimeoutError(
                    phrase("{} took longer than {:g} s; {}", what, timeout, self._break_off(link))
                ) from None
            except BrokenLinkError as error:
                self._drop(phrase("it {}", first_line(str(error))), 0)
                if self._closed:
                    raise EngineError(phrase("the engine was closed during {}", what)) from None
                raise EngineError(phrase("Julia failed during {}: the worker {}", what, error)) from None
            except ConversionError as error:
                if link.stage == "calling":
                    self._break_off(link)
                    raise ConversionError(phrase("{} called a Python function with {}", what, error)) from None
                raise ConversionError(phrase("{} returned {}", what, error)) from None
            except EngineError:
                raise
            except BaseException:
                if interrupts.raised:  # Ctrl-C, while nothing was half done
                    self._break_off(link)
                else:
                    self._drop(phrase("a call was broken off"), 0)
                raise
            finally:
                link.process.pass_on()

    def _converse(
        self,
        link: Link,
        message: list[Any],
        bulk: list[NDArray[Any]],
        *,
        what: str,
        deadline: float | None,
        interrupts: HeldInterrupts,
    ) -> Any:
        """Send a request and return its response, once all Python functions are called that Julia calls meanwhile."""
        link.send(message, bulk)
        while (tree := link.receive())[0] == "callback":
            link.stage = "calling"
            link.process.pass_on()
            answer, arrays = self._call_in_time(tree, deadline, interrupts)
            if self._link is not link:
                if self._closed:
                    raise EngineError(phrase("the engine was closed in a Python function that {} called", what))
                raise EngineError(
                    phrase("Julia failed, {}, in a Python function that {} called", self._ended_because, what)
                )
            link.begin(deadline, interrupts, "calling")
            link.send(answer, arrays, answers=True)
        return tree

    def _call_in_time(
        self, request: list[Any], deadline: float | None, interrupts: HeldInterrupts
    ) -> tuple[list[Any], list[NDArray[Any]]]:
        """Do what Julia asks of Python, where Ctrl-C may come; its own calls must be over when this one must."""
        before = self._deadline
        self._deadline = min(before, math.inf if deadline is None else deadline)
        interrupts.allow()
        try:
            answer = self._call_back(request)
            interrupts.raised = False
            return answer
        finally:
            interrupts.hold()
            self._deadline = before

    def _break_off(self, link: Link) -> str:
        """Make Julia stop what it is doing, or end it if that fails; return what has become of it."""
        stage, turns = link.stage, round(GRACE / POLL)
        try:
            struck = _was_interrupted(self._received(link.break_off(turns)))
            if stage == "receiving":
                return phrase("the transfer of its result was broken off")
            # An interrupt that came too late strikes at a later request: let that be this one, which waits for it.
            for _ in range(3):
                answer = self._received(link.ask(["settle", 0.02 if struck else 0.2], turns))
                if answer[0] == "ok":
                    return phrase("Julia was interrupted" if stage == "computing" else "the transfer was broken off")
                struck = _was_interrupted(answer)
            fate = phrase("did not react to the interrupt")
        except BrokenLinkError as error:
            self._drop(phrase("it {}", first_line(str(error))), 0)
            return phrase("Julia {}", error)
        except EngineTimeoutError:
            fate = phrase(
                "did not react to the interrupt" if stage == "computing" else "stood still in the midst of a transfer"
            )
        except BaseException:
            self._drop(phrase("a call was broken off"), 0)
            raise
        self._drop(phrase("it {}", fate), 0)
        return phrase("Julia {} and was ended", fate)

    @property
    def info(self) -> EngineInfo:
        """What the engine runs on; its executable is the one that was started, which may be a launcher of Julia's."""
        return replace(super().info, executable=str(self._executable))

    # ------------------------------------------------------------ output and end

    @property
    def stdout(self) -> str:
        """What Julia and C code have printed so far to standard output (the last MiB)."""
        return self._printed_on(0)

    @property
    def stderr(self) -> str:
        """What Julia and C code have printed so far to standard error (the last MiB)."""
        return self._printed_on(1)

    def _pass_on(self) -> None:
        if (link := self._link) is not None:
            link.process.pass_on()

    def _printed_on(self, index: int) -> str:
        self._check_owner()
        link = self._link
        captures = (link.process.stdout, link.process.stderr) if link else ()
        return (self._printed[index] + (captures[index].text() if captures else ""))[-KEPT:]

    @property
    def pid(self) -> int | None:
        """Process id of the worker, or None where none runs."""
        return self._link.process.popen.pid if self._link else None

    def _drop(self, because: str, patience: float) -> None:
        if self._link is None:
            return
        link = self._link
        self._ended_because = because
        link.process.close(patience)
        self._link = None  # only now: what was broken off before is taken up by the next call
        before, last = self._printed, (link.process.stdout.text(), link.process.stderr.text())
        self._printed = ((before[0] + last[0])[-KEPT:], (before[1] + last[1])[-KEPT:])

    def close(self) -> None:
        """End the worker. Closing twice is harmless."""
        if os.getpid() != self._owner:
            return
        self._close_beside()
        self._closed = True
        link = self._link
        if self._calling and link is not None:
            link.process.kill()  # whoever waits for an answer notices at once
        with self._lock, HeldInterrupts():
            if not self._calling:  # else this is a signal handler in the midst of a call of its own thread
                self._drop(phrase("it was closed"), 1.0)
                self._finalizer.detach()


def _was_interrupted(response: Any) -> bool:
    """Return whether an interrupt is what ended a request."""
    return response[0] == "interrupted" or list(response[:2]) == ["error", "InterruptException"]


def _end(processes: list[Process], owner: int) -> None:
    """End what an engine that was never closed has left; runs when it is collected and at exit."""
    if os.getpid() == owner:
        with HeldInterrupts():
            for process in processes:
                process.close(0.5)


def _after_fork() -> None:
    for engine in _live:
        link = engine._link
        if link is not None:
            link.process.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
