"""Whose difference it is: a call's own, or that of what it calls."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyjuliann.language import phrase
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.replaying.compared import ComparedCalls, Replayed
from pyjuliann.parity.replaying.mixed import SECONDS, MixedRun, run_mixed
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.run import silent
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.watching.calls import CallSite, KeptCall, Recording

_TRIES: Final = 2
"""So many calls of a caller are made with Julia's callees in it, at most."""

_SECONDS: Final = 60.0
"""For so long that is done, for all functions together."""


@dataclass(eq=False)
class Share:
    """What of a function's differences is its own, and what is not.

    Attributes
    ----------
    own : sequence of Replayed
        The differing calls whose difference is, or may be, the function's own, in the program's order.
    because : tuple of str
        The functions that its calls call, and that have differences of their own.
    mixed : CaseResult or None
        What still differs with Julia's in place of these.
    problem : str
        Why that could not be tried; "" where it was, or need not be.
    """

    own: Sequence[Replayed] = ()
    because: tuple[str, ...] = ()
    mixed: CaseResult | None = None
    problem: str = ""


def shares(
    session: Session,
    pairs: Mapping[str, Pair],
    recording: Recording,
    compared: Mapping[str, ComparedCalls],
    say: Callable[[str], object] = silent,
) -> dict[str, Share]:
    """Return for each function that differs what of it is its own.

    Parameters
    ----------
    session : Session
        Where all pairs have been prepared.
    pairs : mapping of str to Pair
        By the names of the functions in the recording.
    recording : Recording
        Who called whom.
    compared : mapping of str to ComparedCalls
        What came of the calls of each function; calls on which a callee is seen to differ only now are added.
    """
    trial = _Trial(session, pairs, recording, compared, say, time.monotonic() + _SECONDS)
    while left := [name for name, c in compared.items() if c.differing and name not in trial.found]:
        for name in left:
            trial.share(name)
    return trial.found


@dataclass(eq=False)
class _Trial:
    session: Session
    pairs: Mapping[str, Pair]
    recording: Recording
    compared: Mapping[str, ComparedCalls]
    say: Callable[[str], object]
    until: float
    found: dict[str, Share] = field(default_factory=dict)
    _under_way: list[str] = field(default_factory=list)
    _added: int = 0

    def share(self, name: str) -> Share:
        """Return what of a function's differences is its own; what it calls is looked at first."""
        if name not in self.found:
            self._under_way.append(name)
            self.found[name] = self._share(name)
            self._under_way.remove(name)
        return self.found[name]

    def _share(self, name: str) -> Share:
        differing = self.compared[name].differing
        suspects = {done.number: self._suspects(done) for done in differing}
        alone = [done for done in differing if not suspects[done.number]]
        if alone and not self._may_have_others(alone):
            return Share(own=alone)
        tried = _smallest(alone or differing)
        trials = [(done, self._mixed(name, done, suspects[done.number])) for done in tried]
        own = [(done, run) for done, run in trials if run.result is not None and run.result.aspect]
        if own:
            done, run = own[0]
            because = tuple(n for n in suspects[done.number] if n != name)
            if run.result is not None and _gives_the_same(done.result, run.result):
                because = ()  # what they differ in makes no difference here
            calls = [*(d for d, _ in own), *(d for d in alone if d not in tried)]
            return Share(sorted(calls, key=order), because, run.result if because else None)
        for done, run in trials:
            self._add_found(done, run)
        named = dict.fromkeys(n for done, run in trials for n in (*suspects[done.number], *run.differing))
        callees = tuple(dict.fromkeys(root for n in named for root in self._roots(n)))
        problem = next((run.problem for _, run in trials if run.result is None), "")
        # what no callee that differs explains stays the function's
        return Share(() if callees else alone, callees, problem=problem)

    def _suspects(self, done: Replayed) -> tuple[str, ...]:
        """Return the functions with differences of their own, or that say nothing, in calls that a call made."""
        every = ((name, d) for name, found in self.compared.items() for d in found.calls)
        odd = {d.number: name for name, d in every if d.result.aspect or d.result.apart}
        within = dict.fromkeys(odd[call.number] for call in self.recording.within(done.call) if call.number in odd)
        return tuple(dict.fromkeys(root for name in within for root in self._roots(name)))

    def _roots(self, name: str) -> tuple[str, ...]:
        """Return whose differences a function's are: its own, or those of others."""
        if name in self._under_way or not self.compared[name].differing:
            return (name,)
        share = self.share(name)
        return (name, *share.because) if share.own else share.because

    def _may_have_others(self, calls: Sequence[Replayed]) -> bool:
        """Whether something else than its own code may be behind a call: one that was not kept, or only agrees."""
        if any(known.passed or known.left for known in self.recording.functions.values()):
            return True
        if any(found.left or found.stopped for found in self.compared.values()):
            return True
        same = {d.number for c in self.compared.values() for d in c.calls if d.result.verdict == "identical"}
        return any(call.number not in same for done in calls for call in self.recording.within(done.call))

    def _mixed(self, name: str, done: Replayed, suspects: Sequence[str]) -> MixedRun:
        """Run a call with Julia's in place of what differs; if something is left, in place of all functions."""
        self.say(phrase("{} with Julia's in place of what it calls", name))
        given = (self.session, self.pairs[name], done.result)
        run = MixedRun(problem=phrase("there was no time left"))
        for callees in (suspects, [n for n in self.pairs if n != name or n in suspects]):
            if callees and (left := self.until - time.monotonic()) > 0:
                last = run_mixed(*given, {n: self.pairs[n] for n in callees}, min(left, SECONDS))
                run = last if last.result is not None or run.result is None else run
            if run.agrees:
                break
        return run

    def _add_found(self, caller: Replayed, run: MixedRun) -> None:
        """Add the calls in which callees were seen to differ that differ in no call that was kept."""
        for name in run.differing:
            if self.compared[name].differing:
                continue
            for result in run.called[name]:
                if result.aspect:
                    self._added += 1
                    place = CallSite(-self._added, name, caller.call.place)
                    call = KeptCall(name, place, result.case, result.python)
                    self.compared[name].calls.append(Replayed(call, result))


def _gives_the_same(plain: CaseResult, mixed: CaseResult) -> bool:
    """Whether the Python function gives the same with Julia's callees as with its own."""
    python, other = plain.python, mixed.python
    if not (python.returned and other.returned) or python.changed or other.changed:
        return False
    try:
        return bool(compare(python.value, other.value))
    except TypeError:  # there is no rule for a part of it
        return False


def _smallest(calls: Sequence[Replayed]) -> list[Replayed]:
    """Return the few calls that are tried: small ones, which are quick."""
    return sorted(calls, key=lambda done: done.result.case.size)[:_TRIES]


def order(done: Replayed) -> int:
    """Return where in the program a call was made; of one that a trial found, where its caller was."""
    return done.number if done.number > 0 else next(place.number for place in done.call.place.callers)


def first_of_all(found: Mapping[str, Share]) -> Replayed | None:
    """Return the first call in the program's order with a difference of its own; of calls within each other the inner.

    None if no call has one.
    """
    own = sorted((done for share in found.values() for done in share.own), key=order)
    if not own:
        return None
    first = own[0]
    while inner := [done for done in own if _is_within(done, first)]:
        first = inner[0]
    return first


def _is_within(done: Replayed, other: Replayed) -> bool:
    """Whether a call was made in another one."""
    places = done.call.places or (done.call.place,)
    return any(caller.number == other.number for place in places for caller in place.callers)
