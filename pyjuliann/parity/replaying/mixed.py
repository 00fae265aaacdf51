"""A Python function run with Julia's in place of those that it calls: what is its own then is no callee's."""

from __future__ import annotations

import builtins
import contextlib
import inspect
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import FunctionType
from typing import Any, Final

import numpy as np

from pyjuliann.bridge.values.records import fields_of, has_fields, with_fields
from pyjuliann.bridge.values.type_names import is_namedtuple
from pyjuliann.bridge.values.typed import bare
from pyjuliann.errors import PyjuliannError, StoppedError
from pyjuliann.language import phrase
from pyjuliann.parity.comparing.corresponding import CORRESPONDING
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair
from pyjuliann.parity.replaying.replaced import replaced
from pyjuliann.parity.running.calls import CaseResult, Outcome
from pyjuliann.parity.running.limits import limited
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_calls
from pyjuliann.parity.watching.trampoline import twin_of

_ODD: Final = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

SECONDS: Final = 10.0
"""How long one mixed run takes at most."""


class _TakesTooLongError(BaseException):
    """A mixed run has taken long enough; no `Exception`, which the user's own handlers are for."""


@dataclass(eq=False)
class MixedRun:
    """What came of a Python function with Julia's callees.

    Attributes
    ----------
    result : CaseResult or None
        It beside Julia's whole function; None if it could not be run.
    called : dict of str to list of CaseResult
        What the callees gave in either language, by name.
    problem : str
        Why it could not be run.
    """

    result: CaseResult | None = None
    called: dict[str, list[CaseResult]] = field(default_factory=dict)
    problem: str = ""

    @property
    def agrees(self) -> bool:
        """Whether nothing is left that differs: the callees are all there is to it."""
        return self.result is not None and not self.result.aspect

    @property
    def differing(self) -> list[str]:
        """The callees that differed in it."""
        return [name for name, results in self.called.items() if any(r.aspect for r in results)]


def run_mixed(
    session: Session, pair: Pair, whole: CaseResult, callees: Mapping[str, Pair], seconds: float = SECONDS
) -> MixedRun:
    """Run the Python function of a pair with Julia's in place of its callees, and compare with the Julia function.

    Parameters
    ----------
    session : Session
        Where all of them have been prepared.
    pair : Pair
        The caller.
    whole : CaseResult
        What came of the call with each language's own callees.
    callees : mapping of str to Pair
        What is replaced wherever it is called, but while Julia's twin of it is compared; by name. The caller may be
        among them, if it calls itself.
    seconds : float
        How long it may take.
    """
    run = MixedRun()
    stand_ins = _StandIns(session, run.called, time.monotonic() + seconds)
    own = twin_of(pair.python) if isinstance(pair.python, FunctionType) else pair.python
    others: dict[FunctionType, Callable[..., Any]] = {}
    for name, callee in callees.items():
        if not isinstance(callee.python, FunctionType) or callee.python.__code__.co_flags & _ODD:
            run.problem = phrase("{} is no plain function, and cannot be replaced", name)
            return run
        others[callee.python] = stand_ins.of(name, callee, twin_of(callee.python))
    try:
        with (
            limited(replace(session.limits, timeout=min(session.limits.timeout, 2 * seconds))),
            replaced(others),
        ):
            (python,) = run_python(own, [whole.case], passing=(_TakesTooLongError,))
    except (_TakesTooLongError, StoppedError):
        run.problem = phrase("it took longer than {:g} s", seconds)
        return run
    except PyjuliannError as error:
        run.problem = str(error)
        return run
    if stand_ins.refused:
        run.problem = stand_ins.refused
        return run
    heard = replace(python, warnings=whole.julia.warnings)
    (run.result,) = judge_calls(pair, [whole.case], [heard], [whole.julia], session=session)
    return run


class _StandIns:
    """Makes Python functions that give what Julia gives."""

    def __init__(self, session: Session, called: dict[str, list[CaseResult]], until: float) -> None:
        self.session, self.called, self.until = session, called, until
        self.refused = ""
        self._thread = threading.get_ident()
        self._at_work = False

    def of(self, name: str, pair: Pair, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return what does the work of the Python function of a pair, of which `original` is a twin."""
        own = replace(pair, python=original)

        def stand_in(*arguments: Any, **keywords: Any) -> Any:
            if self._at_work or threading.get_ident() != self._thread:
                return original(*arguments, **keywords)
            if time.monotonic() > self.until:
                raise _TakesTooLongError
            self._at_work = True
            try:
                result = self._both(name, own, Case(arguments, keywords))
            finally:
                self._at_work = False
            if result is None or result.verdict == "identical" or result.both_raised:
                return original(*arguments, **keywords)
            return _given(result, Case(arguments, keywords))

        return stand_in

    def _both(self, name: str, pair: Pair, case: Case) -> CaseResult | None:
        """Return what both sides make of a call; None, and why in `refused`, if it cannot be made in Julia."""
        try:
            (python,) = run_python(pair.python, [case])
            with _no_alarm():
                (julia,) = self.session.run(pair, [case])
            heard = replace(python, warnings=julia.warnings)
            (result,) = judge_calls(pair, [case], [heard], [julia], session=None)
        except StoppedError:
            raise _TakesTooLongError from None
        except PyjuliannError as error:
            self.refused = self.refused or phrase("{} could not be replaced: {}", name, error)
            return None
        if julia.unsupported:
            self.refused = self.refused or phrase("{} could not be replaced: {}", name, julia.unsupported)
            return None
        self.called.setdefault(name, []).append(result)
        return result


def _given(result: CaseResult, case: Case) -> Any:
    """Return, or raise, what Julia's function does, and leave in the arguments of a call what it leaves there."""
    if result.julia.error:
        raise _exception(result.julia)
    given = dict(case.slots())
    for slot, value in result.julia.changed.items():
        if slot in given:
            _write(given[slot], value)
    value = in_form_of(result.python.value, result.julia.value)
    for slot in result.julia.aliases & result.python.aliases:
        argument = given.get(slot)
        if type(argument) is type(value) and _is_same(argument, value):
            return argument
    return value


@contextlib.contextmanager
def _no_alarm() -> Iterator[None]:
    """Keep the alarm that ends calls of Python from breaking off a conversation with Julia, which has its own limit."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _exception(julia: Outcome) -> Exception:
    """Return an exception of Python's that means what Julia raised."""
    known = (getattr(builtins, name, None) for name, theirs in CORRESPONDING.items() if julia.error in theirs)
    kind: type[Exception] = next(filter(None, known), RuntimeError)
    return kind(julia.message)


def _is_same(argument: Any, value: Any) -> bool:
    if isinstance(argument, np.ndarray):
        same = argument.shape == value.shape and argument.dtype == value.dtype
        return bool(same and argument.tobytes() == value.tobytes())
    return bool(argument == value)


def _write(argument: Any, value: Any) -> None:
    """Leave in a caller's argument what Julia left in its own."""
    value = bare(value)
    if isinstance(argument, np.ndarray):
        if np.shape(value) == argument.shape:
            argument[...] = value
    elif isinstance(argument, list):
        argument[:] = in_form_of(argument, value)
    elif isinstance(argument, dict):
        argument.update(in_form_of(argument, value))
        for key in argument.keys() - dict(value).keys():
            del argument[key]
    elif has_fields(argument):
        for name, part in fields_of(in_form_of(argument, value)).items():
            object.__setattr__(argument, name, part)


def in_form_of(python: Any, julia: Any) -> Any:
    """Return a value of Julia's in the containers, and for single numbers the class, that Python's function gives.

    Examples
    --------
    >>> in_form_of([1.0, 2], np.array([3.0, 4.0]))
    [3.0, 4]
    """
    julia = bare(julia)
    if has_fields(python) and has_fields(julia):
        theirs = fields_of(julia)
        mine = fields_of(python)
        if mine.keys() == theirs.keys():
            return with_fields(python, {name: in_form_of(x, theirs[name]) for name, x in mine.items()})
    if isinstance(python, (list, tuple)) and isinstance(julia, (list, tuple, np.ndarray)):
        parts = [in_form_of(python[k], x) if k < len(python) else bare(x) for k, x in enumerate(julia)]
        if is_namedtuple(python):
            return type(python)(*parts) if len(parts) == len(python) else tuple(parts)
        return type(python)(parts)
    if isinstance(python, dict) and isinstance(julia, dict):
        return {key: in_form_of(python[key], x) if key in python else bare(x) for key, x in julia.items()}
    if isinstance(python, (bool, int, float, complex, np.generic)) and np.ndim(julia) == 0:
        return _number(python, julia)
    return julia


def _number(python: Any, julia: Any) -> Any:
    """Return a number of Julia's as one of the class of Python's, if it is the same number there."""
    try:
        made = type(python)(julia)
        same = made == julia or (made != made and julia != julia)  # noqa: PLR0124 - NaN
    except (TypeError, ValueError, OverflowError):
        return julia
    return made if same else julia
