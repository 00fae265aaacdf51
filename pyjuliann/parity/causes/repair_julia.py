"""The search for a repair on Julia's side: in a worker of its own, which interprets and whose memory is limited."""

from __future__ import annotations

import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from pyjuliann.bridge.engines.worker import WorkerEngine
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.errors import ConversionError, EngineRestartedWarning, PyjuliannError
from pyjuliann.language import phrase, sentence
from pyjuliann.parity.causes.diagnosis import Repair, Search
from pyjuliann.parity.causes.sought import CONSTANTS, ELSEWHERE, MEMORY, Sought, heaviest
from pyjuliann.parity.pairing.pair import Pair, one_based, target, zero_based
from pyjuliann.parity.running.crossing import pack
from pyjuliann.parity.running.limits import CALL_SECONDS
from pyjuliann.parity.running.run import run
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.settings import JuliaSettings
from pyjuliann.wording import LEFT_OUT

_TURN: Final = 0.5
"""Seconds after which the worker tells how far it is."""
_GRACE: Final = 3.0
"""Seconds without an answer, at least, after which what it tries must have ended it; else half of all the time."""
_SECOND: Final = 6
"""To how many of the best first changes a second one is tried."""
_HEAVIEST: Final = 1000

_UNDONE: Final[dict[Any, Callable[[Any], Any]]] = {
    None: lambda value: value, zero_based: one_based, one_based: zero_based,
}  # fmt: skip
"""How to get Julia's own result back from what a pair makes of it."""


def search_julia(
    session: Session,
    sought: Sought,
    constants: Sequence[float],
    enough: Callable[[], bool],
    say: Callable[[str], object],
) -> Search:
    """Search the Julia side.

    The numbers in Python's code are `constants`; where there is `enough`, changes are not tried in twos.
    """
    source = _source(sought.pair)
    undo = _UNDONE.get(sought.pair.result)
    if source is None or undo is None:
        return Search()
    groups, numbers, _ = pack(sought.pair, [r.case for r in sought.first])
    wanted = [
        [undo(sought.first[k].python.value)] if sought.first[k].python.returned else []
        for group in numbers
        for k in group
    ]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", EngineRestartedWarning)
        search = _JuliaSearch(session, sought, source, (groups, wanted, list(constants[:CONSTANTS])), enough, say)
        search.noted = Path(folder, "change")
        return search.whole()


def _source(pair: Pair) -> tuple[str, str, str] | None:
    """Return the path, the text, and the name in it; None where a name is all there is."""
    julia = pair.julia
    if julia.kind == "code":
        return "", julia.text, ""
    if julia.kind == "file":
        return julia.path, Path(julia.path).read_bytes().decode("utf-8"), julia.text
    return None


@contextmanager
def _worker(session: Session) -> Iterator[WorkerEngine]:
    """Yield a worker of the same Julia for searches, which ends with the session's engine, or when it is spoilt."""
    beside = session.engine.beside
    found = [beside.pop() for _ in beside[:1]]
    own = found[0] if found and isinstance(found[0], WorkerEngine) and found[0].pid else _started(session)
    try:
        yield own
        if own.pid:
            beside.append(own)
    finally:
        if own not in beside:
            own.close()


def _started(session: Session) -> WorkerEngine:
    settings = JuliaSettings(interpreted=True, echo=False, project=session.engine.project or None)
    own = WorkerEngine(Path(session.engine.info.executable), settings)
    try:
        with suppress(ImportError, OSError, ValueError, AttributeError):
            import resource

            resource.prlimit(own.pid or 0, resource.RLIMIT_DATA, (MEMORY, MEMORY))
        for file in ("parity.jl", "repair.jl"):
            own.include(julia_sources() / "worker" / file)
    except BaseException:
        own.close()
        raise
    return own


@dataclass(eq=False)
class _JuliaSearch:
    """One search; where a change ends the worker, a fresh one goes on after it."""

    session: Session
    sought: Sought
    source: tuple[str, str, str]
    rest: tuple[Any, Any, list[float]]
    enough: Callable[[], bool]
    say: Callable[[str], object]
    noted: Path = Path()
    repairs: list[Repair] = field(default_factory=list)
    tried: int = 0
    skipped: int = 0
    number: int = 0
    late: bool = False
    deadline: float = 0.0

    def whole(self) -> Search:
        """Search until all is tried, or time is over."""
        notes: list[str] = []
        grace = max(_GRACE, self.sought.seconds / 2)  # what is new has to be compiled, perhaps on a busy machine
        while True:
            try:
                with _worker(self.session) as own:
                    own.bound(grace)
                    limit = min(self.session.limits.timeout, CALL_SECONDS)  # packages may have to be loaded
                    reason = own.call("PyjuliannRepair.start", *self._arguments(), str(self.noted), timeout=limit)
                    self.deadline = self.deadline or time.monotonic() + self.sought.seconds
                    own.bound(grace, self.deadline + _GRACE)
                    if reason:
                        notes.append(phrase(LEFT_OUT, phrase("Julia"), sentence(reason)))
                    else:
                        self._rounds(own)
                break
            except ConversionError:
                notes.append(phrase(LEFT_OUT, phrase("Julia"), phrase("Python's results have no counterpart there")))
                break
            except PyjuliannError as error:
                reached = int.from_bytes(self.noted.read_bytes(), "little") if self.noted.exists() else 0
                if self.number or reached <= self.skipped or self._left() <= 0:
                    said = str(error)
                    why = said.splitlines()[0] if "\n" in said else said
                    notes.append(phrase("the search on the Julia side ended early: {}", why))
                    break
                self.skipped = reached
        return Search(tuple(self.repairs), self.tried, self.late, tuple(notes))

    def _left(self) -> float:
        return self.deadline - time.monotonic()

    def _arguments(self) -> list[Any]:
        path, text, name = self.source
        groups, wanted, constants = self.rest
        lines = [*self.sought.lines("julia"), ELSEWHERE] if path else []
        return [path, text, name, list(self.sought.pair.using), groups, wanted, constants, lines]

    def _rounds(self, own: WorkerEngine) -> None:
        """Try all single changes; where none will do, a second one beside each of the best."""
        before = self.tried
        for self.number in range(_SECOND + 1):
            if self.number and (self.repairs or self.enough() or not own.call("PyjuliannRepair.deepen", self.number)):
                return
            limit, done = float(_HEAVIEST), False
            while not done:
                left = self._left()
                if left <= 0:
                    self.late = True
                    return
                done, count, among, found = own.call(
                    "PyjuliannRepair.advance", min(_TURN, left), 0 if self.number else self.skipped, limit
                )
                self.tried = before + count
                for weight, changed, edits in found:
                    remaining = self._left_by(own, changed)
                    if remaining is None:
                        continue
                    limit = min(limit, heaviest(weight))
                    self.repairs.append(
                        self.sought.repair("julia", self.source[:2], changed, edits, weight=weight, left=remaining)
                    )
                far = phrase("{} of {} tried", count, among)
                if self.number:
                    far = phrase("{} tried, in twos", self.tried)
                self.say(phrase("looking for the change of code that makes both agree, {}", far))

    def _left_by(self, own: WorkerEngine, changed: str) -> int | None:
        """Return what `Sought.left` says of a change."""
        path, _, name = self.source
        pair, tried = self.sought.pair, self.sought.tried
        session, worker = Session(own), own.pid
        other = replace(pair, julia=target(f"# {name}\n{changed}"))
        try:
            own.call("PyjuliannRepair.adopt", session.key(other), path, changed, name, list(pair.using))
            results = run(
                [r.case for r in tried],
                lambda _cases: [r.python for r in tried],
                partial(session.run, other),
                partial(judge_calls, other),  # Julia's own rounding would take minutes, interpreted
            )
        except PyjuliannError:
            if own.pid != worker:
                raise  # it has ended
            return None
        return self.sought.left(results)
