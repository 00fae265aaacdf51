"""Listening to `probe` on both sides of a call, and finding the first probe at which they part."""

from __future__ import annotations

import copy
import inspect
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from pyjuliann.bridge.values.kinds import bare
from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.landmarks import calls_probe
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running import probes
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.noise import doubtful, measurable
from pyjuliann.parity.running.probed import ASPECT, Probe, Probed, ProbePlace, ProbeReport
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_call, judge_calls
from pyjuliann.wording import probes_left_note, probes_order_note, probes_threads_note, unprobed_note

MOST: Final = 10_000
"""So many probes of a call are kept."""
ROOM: Final = 64 << 20
"""In so many bytes."""
SECONDS: Final = 3.0
"""For so long it is measured what rounding explains of values that are apart by little."""

Key = tuple[str, int]


def listen(session: Session, pair: Pair, case: Case) -> ProbeReport | None:
    """Call both sides once more and compare what they give to `probe`; None where neither gives anything.

    Raises
    ------
    StoppedError
        If a side takes longer than the limits allow.
    """
    if session.engine.repeats:
        return None  # no engine was there to listen to when answers were recorded
    python = python_probes(pair, case)
    if not python.count and not calls_probe(pair.julia):
        return None
    julia = _julia_probes(session, pair, case)
    return compare_probes(session, pair, case, python, julia) if python.count or julia.count else None


def heeding_probes(session: Session, pair: Pair, result: CaseResult) -> tuple[CaseResult, int]:
    """Return a result, as one that differs if its probes part though it agrees, and how many probes were compared."""
    if result.verdict == "differ" or result.apart:
        return result, 0
    report = listen(session, pair, result.case)
    if report is None:
        return result, 0
    difference = report.difference
    expected = any(e.aspect == ASPECT and e.holds(result.case.arguments, result.case.keywords) for e in pair.expect)
    if difference is None:
        return result, report.compared
    if expected:
        return replace(result, expected=(*result.expected, difference)), report.compared
    return replace(result, verdict="differ", differences=(difference,)), report.compared


# ---------------------------------------------------------------- Python's side


class _Listener:
    """Keeps copies of what is probed, as long as there is room."""

    def __init__(self) -> None:
        self.probes: list[Probe] = []
        self.count, self._room, self._full = 0, ROOM, False
        self._calls: Counter[str] = Counter()
        self._threads = {threading.get_ident(): 0}
        self._turn = threading.RLock()  # copying a value may come to a probe

    def __call__(self, name: object, value: Any) -> None:
        caller = sys._getframe(2)
        text = str(name)
        with self._turn:
            self.count += 1
            self._calls[text] += 1
            thread = self._threads.setdefault(threading.get_ident(), len(self._threads))
            call = self._calls[text]
            size = 0
            with suppress(Exception):  # the user's value may raise anything
                size = _size(value)
            self._full = self._full or len(self.probes) >= MOST or size > self._room
            if self._full:
                return  # what is kept has no gaps
            self._room -= size
            place = caller.f_code.co_filename, caller.f_lineno
            kept, unsupported = _copy_or_reason(value)
            self.probes.append(Probe(text, call, thread, *place, kept, type(value).__name__, unsupported))


def _copy_or_reason(value: Any) -> tuple[Any, str]:
    """Return a value as it is now, and why it has none, or ""."""
    with suppress(Exception):
        return copy.deepcopy(value), ""
    try:  # it may be an array underneath
        return copy.deepcopy(bare(value)), ""
    except Exception as error:  # noqa: BLE001 - the user's value may raise anything
        return None, phrase("a {} that cannot be copied ({})", type(value).__name__, type(error).__name__)


def _size(value: Any, depth: int = 8) -> int:
    """Return about how many bytes a copy of a value takes."""
    size = getattr(value, "nbytes", None)
    if isinstance(size, int):
        return size
    if depth and isinstance(value, list | tuple | set | frozenset):
        return sum(_size(part, depth - 1) for part in value) + 8 * len(value)
    if depth and isinstance(value, dict):
        return sum(_size(part, depth - 1) for pair in value.items() for part in pair)
    if depth and has_fields(value):
        return sum(_size(part, depth - 1) for part in fields_of(value).values())
    return sys.getsizeof(value)


@contextmanager
def _listening(listener: Callable[[str, Any], object]) -> Iterator[None]:
    before, probes.listener = probes.listener, listener
    try:
        yield
    finally:
        probes.listener = before


def python_probes(pair: Pair, case: Case) -> Probed:
    """Call Python's side, and return what it gives to `probe`."""
    listener = _Listener()

    def heard(*arguments: Any, **keywords: Any) -> Any:
        with _listening(listener):
            return pair.python(*arguments, **keywords)

    (outcome,) = run_python(heard, [case])
    return Probed(tuple(listener.probes), listener.count, outcome.error_line)


@dataclass(eq=False)
class _AtProbe:
    """A function that returns what another one gives to a probe."""

    function: Callable[..., Any]
    name: str
    call: int
    __signature__: inspect.Signature | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        try:
            self.__signature__ = inspect.signature(self.function)
        except (TypeError, ValueError):
            self.__signature__ = None

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        found: list[Any] = []
        left = [self.call]

        def hear(name: object, value: Any) -> None:
            if str(name) == self.name:
                left[0] -= 1
                if left[0] == 0:
                    found.append(copy.deepcopy(value))

        try:
            with _listening(hear):
                self.function(*arguments, **keywords)
        except Exception:
            if not found:
                raise
        if not found:
            raise KeyError(f"{self.name} (call {self.call})")
        return found[0]


def at_probe(pair: Pair, name: str, call: int) -> Pair:
    """Return the pair whose result is what both functions give to a probe, the call of this number."""
    return replace(
        pair,
        python=_AtProbe(pair.python, name, call),
        julia=replace(pair.julia, probe=(name, call)),
        python_keywords={},  # its function has them already
        result=None,
        scale=None,
    )


# ---------------------------------------------------------------- Julia's side


def _julia_probes(session: Session, pair: Pair, case: Case) -> Probed:
    """Call Julia's side, and return what it gives to `probe`."""
    kept, count, error, message = session.listen(pair, case, MOST, ROOM)
    found = tuple(
        Probe(name, call, task, str(Path(file)) if file else "", line, JuliaValue(value, kind), kind, unsupported)
        for name, call, task, file, line, value, kind, unsupported in kept
    )
    return Probed(found, count, Outcome(error=error, message=message).error_line)


# ---------------------------------------------------------------- both


def compare_probes(session: Session | None, pair: Pair, case: Case, python: Probed, julia: Probed) -> ProbeReport:
    """Return how far two sides go together; rounding is measured where there is a session."""
    return _Comparing(session, pair, case, python, julia).report()


class _Comparing:
    def __init__(self, session: Session | None, pair: Pair, case: Case, python: Probed, julia: Probed) -> None:
        self.session, self.pair, self.case = session, pair, case
        self.plain = replace(pair, result=None, scale=None, python_keywords={})
        self.sides = python, julia
        names = [{probe.name for probe in side.probes} for side in self.sides]
        self.shared = names[0] & names[1]
        self.unordered = {name for side in self.sides for name in _of_several_threads(side) if name in self.shared}
        both = [[p for p in side.probes if p.name in self.shared - self.unordered] for side in self.sides]
        self.python, self.julia = both
        counts = [Counter(p.name for p in side) for side in both]
        self.calls = counts[0] | counts[1]
        self.names = names
        self.notes: list[str] = []
        self.until = time.monotonic() + SECONDS
        self.unlike: dict[str, str] = {}
        self.compared = 0

    def report(self) -> ProbeReport:
        """Walk through both sides' probes until they part."""
        place, other, last = self._order()
        known = {probe.key: probe for probe in self.julia}
        agreed: ProbePlace | None = None
        found: CaseResult | None = None
        parted: ProbePlace | None = None
        for number, mine in enumerate(self.python):
            if number >= last:
                break
            theirs = known.get(mine.key)
            if theirs is None:
                continue
            result = self._compared(mine, theirs)
            if result is None:
                continue
            here = self._place(mine, theirs)
            if result.verdict == "differ":
                found, parted = result, here
                break
            agreed = here
        parts = "value" if found is not None else "order" if place or other else ""
        return ProbeReport(
            parts=parts,  # type: ignore[arg-type]
            place=parted if found is not None else place,
            comparison=found.comparison if found is not None else None,
            other=None if found is not None else other,
            agreed=agreed,
            compared=self.compared,
            python_only=self._only(0),
            julia_only=self._only(1),
            python_error=self.sides[0].error,
            julia_error=self.sides[1].error,
            notes=tuple(self._noted()),
        )

    def _order(self) -> tuple[ProbePlace | None, ProbePlace | None, int]:
        """Return where the two sides go different ways: Python's next probe, Julia's, and how many come before."""
        own = [[p for p in side if not p.thread] for side in (self.python, self.julia)]
        keys = [[p.key for p in side] for side in own]
        together = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(*keys, strict=False)))
        p, j = (side[together] if together < len(side) else None for side in own)
        everything = len(self.python)
        if p is not None and j is not None and sorted(keys[0]) == sorted(keys[1]):
            self.notes.append(probes_order_note(p.name, j.name))
            return None, None, everything
        if (p is None and not self.sides[0].whole) or (j is None and not self.sides[1].whole):
            return None, None, everything  # that side goes no further, or is not known to
        places = None if p is None else self._place(p, None), None if j is None else self._place(None, j)
        return *places, everything if p is None else self.python.index(p)

    def _place(self, python: Probe | None, julia: Probe | None) -> ProbePlace:
        probe = python or julia
        assert probe is not None
        return ProbePlace(
            probe.name, probe.call, self.calls[probe.name],
            python.file if python else "", python.line if python else 0,
            julia.file if julia else "", julia.line if julia else 0,
        )  # fmt: skip

    def _compared(self, python: Probe, julia: Probe) -> CaseResult | None:
        """Return the verdict on one probe; None where its values cannot be compared."""
        if reason := python.unsupported or julia.unsupported:
            self.unlike.setdefault(python.name, reason)
            return None
        outcomes = Outcome(python.value), Outcome(julia.value)
        result = judge_call(self.plain, self.case, *outcomes)
        if any(d.aspect == "crossing" for d in result.differences):
            self.unlike.setdefault(python.name, result.differences[-1].python)
            return None
        self.compared += 1
        if result.verdict != "differ" or not (measurable(self.plain, result) and doubtful(result)):
            return result
        if self.session is None or time.monotonic() > self.until:
            return replace(result, verdict="agree")  # not beyond doubt
        given = at_probe(self.pair, *python.key)
        return judge_calls(given, [self.case], *([o] for o in outcomes), session=self.session)[0]

    def _only(self, side: int) -> tuple[str, ...]:
        """Return the names that one side alone has, where the other one has come to its end."""
        if not self.sides[1 - side].whole:
            return ()
        there = dict.fromkeys(probe.name for probe in self.sides[side].probes)
        return tuple(name for name in there if name not in self.names[1 - side])

    def _noted(self) -> Iterator[str]:
        yield from self.notes
        yield from (unprobed_note(name, reason) for name, reason in self.unlike.items())
        if self.unordered:
            yield probes_threads_note(sorted(self.unordered))
        for language, side in zip(("Python", "Julia"), self.sides, strict=True):
            if left := side.count - len(side.probes):
                yield probes_left_note(language, len(side.probes), left)


def _of_several_threads(side: Probed) -> Sequence[str]:
    threads: dict[str, set[int]] = {}
    for probe in side.probes:
        threads.setdefault(probe.name, set()).add(probe.thread)
    return [name for name, own in threads.items() if len(own) > 1]
