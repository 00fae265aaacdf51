"""The kept calls of one function run in Julia, and compared with what the program got."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from pyjuliann.bridge.values.records import fields_of, has_fields
from pyjuliann.errors import ClusterError, PairError, StoppedError
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.distributed.sending import packed, unpacked
from pyjuliann.parity.distributed.spread import Workers
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.running.apart import set_apart
from pyjuliann.parity.running.calls import CaseResult, Outcome, policy_of
from pyjuliann.parity.running.limits import limited
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.run import BATCH, run, silent
from pyjuliann.parity.running.session import Session, cannot_cross
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.parity.watching.calls import Abridged, KeptCall
from pyjuliann.wording import NOT_REPRODUCIBLE

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

_BYTES: Final = 1 << 26
"""About so much of arguments goes to Julia at once."""

_TOGETHER: Final = 500
"""So many calls of a function are compared together, wherever that is."""

_LAZY: Final = "here"
"""What stands for a part that this process compares when its turn comes."""

_SECONDS: Final = 20.0
"""For so long the differing calls of a function are made once more in Python, to see whether they come out alike."""


@dataclass(frozen=True, eq=False)
class Replayed:
    """A kept call, and what comes of it."""

    call: KeptCall
    result: CaseResult

    @property
    def number(self) -> int:
        """The call's number in the program's order."""
        return self.call.number


@dataclass(eq=False)
class ComparedCalls:
    """What came of the calls of one function.

    Attributes
    ----------
    calls : list of Replayed
        Those that were compared, in the program's order.
    left : mapping of str to int
        How many were left out, for each reason.
    stopped : StoppedError or None
        What ended it before all were compared.
    """

    calls: list[Replayed] = field(default_factory=list)
    left: collections.Counter[str] = field(default_factory=collections.Counter)
    stopped: StoppedError | None = None

    def add(self, other: ComparedCalls) -> None:
        """Add what came of the calls after these."""
        self.calls += other.calls
        self.left += other.left
        self.stopped = other.stopped

    @property
    def differing(self) -> list[Replayed]:
        """Those that differ."""
        return [done for done in self.calls if done.result.aspect]

    @property
    def telling(self) -> list[CaseResult]:
        """The results that say whether the two sides agree."""
        return [done.result for done in self.calls if not done.result.apart]


def compare_calls(
    session: Session, pair: Pair, calls: Sequence[KeptCall], say: Callable[[str], object] = silent
) -> ComparedCalls:
    """Run the calls of one function in Julia, and compare with what the program got.

    A call whose arguments cannot go to Julia is left out; so is one that differs and gives something else in Python
    too when it is made once more, for it depends on more than its arguments.

    Raises
    ------
    PairError
        If there is no such Julia function, file or module.
    """
    session.prepare(pair)
    found = ComparedCalls()
    crossing = []
    for call in calls:
        if reason := _obstacle(pair, call.case):
            found.left[reason] += 1
        else:
            crossing.append(call)
    largest = max((_size(call.case) for call in crossing), default=1)
    try:
        with limited(session.limits):
            results = run(
                crossing,
                partial(_outcomes, pair),
                lambda some: session.run(pair, [call.case for call in some]),
                partial(_judged, session, pair),
                batch=max(1, min(BATCH, _BYTES // largest)),
                say=say,
            )
    except StoppedError as stopped:
        found.stopped, results = stopped, stopped.results
    results = results if found.stopped else set_apart(session, pair, results, lambda _: False)
    found.calls = [Replayed(call, result) for call, result in zip(crossing, results, strict=False)]
    if found.stopped is None:
        _leave_out_others(session, pair, found)
    return found


@dataclass(frozen=True, eq=False)
class Part:
    """Some of the calls of one function, which are compared together."""

    name: str
    pair: Pair
    calls: Sequence[KeptCall]

    @classmethod
    def of(cls, name: str, pair: Pair, calls: Sequence[KeptCall]) -> list[Self]:
        """Return the parts of a function's calls, in their order."""
        return [cls(name, pair, calls[k : k + _TOGETHER]) for k in range(0, len(calls), _TOGETHER)]


def compare_parts(
    parts: Sequence[Part], workers: Workers, session: Session
) -> Iterator[tuple[Part, ComparedCalls | PairError]]:
    """Yield what comes of each part, or why nothing does; what cannot be sent to workers is compared here."""
    sent = [workers.packed(part) for part in parts]
    here = {number: _LAZY for number, part in enumerate(sent) if part is None}
    for number, answer in workers.spread(_compared_part, sent, here):
        part = parts[number]
        if isinstance(answer, bytes):
            yield part, _with_own(unpacked(answer), part)
        else:
            yield part, _compared_part(session.engine, part) if answer == _LAZY else answer


def _compared_part(engine: Engine, given: Any) -> Any:
    """Return what comes of a part; of one that was sent, in the form in which it is sent back."""
    part = unpacked(given) if isinstance(given, bytes) else given
    found: ComparedCalls | PairError
    try:
        found = compare_calls(Session(engine), part.pair, part.calls)
    except PairError as error:
        found = error
    if not isinstance(given, bytes):
        return found
    try:
        return packed(found, by_value=False)
    except ClusterError:
        return _LAZY


def _with_own(found: Any, part: Part) -> Any:
    """Return what a worker found, with the calls of this process in place of their copies."""
    if isinstance(found, ComparedCalls):
        own = {call.number: call for call in part.calls}
        found.calls = [replace(done, call=own[done.number]) for done in found.calls]
    return found


def _obstacle(pair: Pair, case: Case) -> str:
    """Return why a call cannot be made in Julia; "" if it can."""
    try:
        return cannot_cross(pair, [case])
    except PairError as error:  # a function of the pair's own refuses the arguments
        return str(error).removeprefix(f"{pair.name}: ")


def _size(case: Case) -> int:
    """Return about how many bytes the arrays among a case's arguments take."""
    return max(1, sum(x.nbytes for _, x in case.slots() if isinstance(x, np.ndarray)))


def _outcomes(pair: Pair, calls: Sequence[KeptCall]) -> list[Outcome]:
    """Return what the program got; a call of whose result only a sample was kept is made once more."""
    found: list[Outcome] = []
    try:
        for call in calls:
            kept = call.outcome
            if _is_abridged((kept.value, *kept.changed.values())):
                (kept,) = run_python(pair.python, [call.case])
            found.append(kept)
    except StoppedError as stopped:
        stopped.outcomes = found
        raise
    return found


def _is_abridged(value: Any) -> bool:
    """Whether only a sample was kept of an array in a value."""
    if isinstance(value, Abridged):
        return True
    if has_fields(value):
        value = fields_of(value)
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, (tuple, list)) and any(map(_is_abridged, value))


def _judged(
    session: Session, pair: Pair, calls: Sequence[KeptCall], python: list[Outcome], julia: list[Outcome]
) -> list[CaseResult]:
    # what the program was warned of is not known, so nothing is made of what Julia warned of
    heard = [replace(mine, warnings=other.warnings) for mine, other in zip(python, julia, strict=True)]
    return judge_calls(pair, [call.case for call in calls], heard, julia, session=session)


# ---------------------------------------------------------------- calls that come out otherwise each time


def _leave_out_others(session: Session, pair: Pair, found: ComparedCalls) -> None:
    """Leave out the differing calls that do not come out alike in Python when they are made once more."""
    until = time.monotonic() + _SECONDS
    other: set[int] = set()
    with limited(session.limits):
        for done in found.differing:
            if done.call.otherwise or not _comes_again(pair, done):
                other.add(done.number)
            if time.monotonic() > until:
                break
    if other:
        found.left[NOT_REPRODUCIBLE] += len(other)
        found.calls = [done for done in found.calls if done.number not in other]


def _comes_again(pair: Pair, done: Replayed) -> bool:
    """Whether a call gives, within what the pair allows, what the program got."""
    try:
        (again,) = run_python(pair.python, [done.call.case])
    except StoppedError:
        return True
    kept, policy = done.call.outcome, policy_of(pair, done.call.case)
    if kept.error or again.error:
        return kept.error == again.error
    if kept.changed.keys() != again.changed.keys():
        return False
    sides = [(kept.value, again.value), *((x, again.changed[slot]) for slot, x in kept.changed.items())]
    return all(_are_alike(mine, other, policy) for mine, other in sides)


def _are_alike(kept: Any, again: Any, policy: Policy) -> bool:
    """Whether a value is what was kept before, as far as can be told."""
    if _is_abridged(kept):
        return _samples_agree(kept, again)
    try:
        return bool(compare(kept, again, policy))
    except TypeError:  # there is no rule for a part of it
        return True


def _samples_agree(kept: Any, again: Any) -> bool:
    if isinstance(kept, Abridged):
        if not isinstance(again, np.ndarray) or again.shape != kept.shape or again.dtype != kept.dtype:
            return False
        same = kept.is_of(again) or kept.dtype.kind in "fc"
        return same and np.allclose(kept.sample_of(again), kept.values, equal_nan=True)
    if isinstance(kept, (tuple, list)) and isinstance(again, (tuple, list)):
        return len(kept) == len(again) and all(map(_samples_agree, kept, again))
    if isinstance(kept, dict) and isinstance(again, dict):
        return kept.keys() == again.keys() and all(_samples_agree(x, again[key]) for key, x in kept.items())
    if has_fields(kept) and type(kept) is type(again):
        return _samples_agree(fields_of(kept), fields_of(again))
    return True
