"""A program's calls of the methods of a class: sequences on one instance, once more in both languages."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from pyjuliann.bridge.values.records import JuliaRecord
from pyjuliann.errors import PairError
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.state import state_of
from pyjuliann.parity.pairing.stateful import CallSequence, MethodCall, StatefulPair, is_property
from pyjuliann.parity.replaying.replay import place_of
from pyjuliann.parity.results.replayed import CallCounts, ReplayedPair, ReplayReport
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.sequences import Sequences
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.stateful_check import findings_of
from pyjuliann.parity.watching.calls import FunctionCalls, KeptCall, Recording
from pyjuliann.wording import ON_ONE_INSTANCE

_OPEN: Final = 16
"""So many objects without a number are told apart by their state."""


def methods_to_watch(pair: StatefulPair) -> dict[str, Callable[..., Any]]:
    """Return the methods of a class by the names that their calls are told by; properties are not called."""
    return {
        f"{pair.python.__qualname__}.{name}": own.python.func  # type: ignore[attr-defined]  # a partial without object
        for name, own in pair.methods.items()
        if not is_property(pair.python, name)
    }


def replay_instances(
    session: Session, pair: StatefulPair, recording: Recording, say: Callable[[str], object] = silent
) -> ReplayedPair | None:
    """Run the kept calls of a class's methods in both languages, those of one instance one after the other.

    The object is carried over to Julia as it was before the first of them.

    Returns
    -------
    ReplayedPair or None
        What was found; None if the program called none of the methods.

    Raises
    ------
    PairError
        If the Julia side cannot be loaded, or an object cannot be carried over. As `StoppedError` if a call takes too
        long.
    """
    start = time.perf_counter()
    known = [recording.functions[name] for name in methods_to_watch(pair) if name in recording.functions]
    parts = list(_sequences(recording, [one.function for one in known]))
    if not parts:
        return None
    sequences = Sequences(session, _as_called(pair, known))
    sequences.prepare()
    results = sequences.run([_sequence(calls) for calls in parts], say)
    notes: list[str] = []
    findings = findings_of(sequences, results, say=say, notes=notes)
    parted = [calls[r.parted - 1] for calls, r in zip(parts, results, strict=True) if r.parted]
    first = min(parted, key=lambda call: call.number, default=None)
    counts = {name: sum(getattr(one, name) for one in known) for name in ("seen", "kept", "equal", "passed")}
    left: collections.Counter[str] = collections.Counter()
    for one in known:
        left.update(one.left)
    return ReplayedPair.of(
        pair,
        results,
        findings=findings,
        notes=(*notes, *sequences.notes, *(one.problem for one in known if one.problem)),
        seconds=time.perf_counter() - start,
        calls=CallCounts(**counts, compared=sum(len(result.steps) - 1 for result in results), left=left),
        place=place_of(first) if first is not None else None,
        own=bool(findings),
    )


def _as_called(pair: StatefulPair, known: Sequence[FunctionCalls]) -> StatefulPair:
    """Return the pair with the functions that the program called: of a script, those of `__main__`."""
    called = {one.function.rpartition(".")[2]: one.called for one in known if one.called is not None}
    methods = {
        name: replace(own, python=partial(called[name], None)) if name in called else own
        for name, own in pair.methods.items()
    }
    return replace(pair, methods=methods)


def _sequences(recording: Recording, functions: Sequence[str]) -> Iterator[list[KeptCall]]:
    """Yield the kept calls of each instance that follow each other, without those that were made within one of them.

    Objects that have no number, for no weak reference can be had, are known by their state.
    """
    by_instance: dict[int | None, list[KeptCall]] = {}
    for call in recording.calls:
        if call.function in functions:
            by_instance.setdefault(call.instance, []).append(call)
    for instance, calls in by_instance.items():
        numbers = {call.number for call in calls}
        outer = [call for call in calls if numbers.isdisjoint(place.number for place in call.place.callers)]
        runs: list[list[KeptCall]] = []
        for call in outer:
            known = runs[-1:] if instance is not None else runs[-_OPEN:]
            before = next((run for run in reversed(known) if _follows(run[-1], call)), None)
            if before is None:
                runs.append([call])
            else:
                before.append(call)
        yield from runs


def _follows(before: KeptCall, call: KeptCall) -> bool:
    """Whether the object was at the beginning of a call what an earlier one had left."""
    try:
        left, found = (
            JuliaRecord("NamedTuple", **state_of(thing)[0])
            for thing in (before.outcome.changed.get(0, before.case.arguments[0]), call.case.arguments[0])
        )
        return compare(left, found).verdict == "identical"
    except Exception:  # noqa: BLE001 - objects may be of any class, and raise whatever is asked of them
        return False


def _sequence(calls: Sequence[KeptCall]) -> CallSequence:
    steps = tuple(
        MethodCall(call.function.rpartition(".")[2], Case(call.case.arguments[1:], call.case.keywords))
        for call in calls
    )
    return CallSequence(calls[0].case.arguments[0], steps, ON_ONE_INSTANCE)


def with_instances(
    report: ReplayReport,
    session: Session,
    pairs: Sequence[StatefulPair],
    recording: Recording,
    say: Callable[[str], object] = silent,
) -> tuple[ReplayReport, list[tuple[str, str]]]:
    """Return a report on a replay with what was found of classes, and which of them could not be compared, and why."""
    found: list[ReplayedPair] = []
    errors: list[tuple[str, str]] = []
    uncalled = []
    for pair in pairs:
        try:
            one = replay_instances(session, pair, recording, say)
        except PairError as error:
            errors.append((pair.name, str(error)))
            continue
        if one is None:
            uncalled.append(pair.python.__qualname__)
        else:
            found.append(one)
    places = [place for place in (report.first, *(one.place for one in found)) if place is not None]
    first = min(places, key=lambda place: place.number, default=None)
    told = replace(report, pairs=(*report.pairs, *found), first=first, uncalled=(*report.uncalled, *uncalled))
    return told, errors
