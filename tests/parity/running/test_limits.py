"""Calls that do not come back, or take the process with them: stopped, told, and never a pass."""

from __future__ import annotations

import contextlib
import ctypes
import datetime
import math
import os
import signal
import subprocess
import sys
import threading
import time

import hypothesis.strategies as st
import numpy as np
import pytest

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.errors import CallTimeoutError, DeadlineError, PairError, StoppedError
from pyjuliann.parity.causes.diagnose import diagnose
from pyjuliann.parity.check import check
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.running.guard import Guard, TimeIsUp
from pyjuliann.parity.running.limits import CALL_SECONDS, Limits, limited
from pyjuliann.parity.running.python_side import run_python
from pyjuliann.parity.running.session import MOST_DEATHS, Session

pytestmark = pytest.mark.thorough

SHORT = 0.3
NUMBERS = st.tuples(st.integers(0, 9))


def sleeps(_):
    time.sleep(600)


def loops(_):
    while True:
        pass


def waits(_):
    threading.Lock().acquire(), threading.Event().wait()


def catches(_):
    until = time.monotonic() + 3
    while time.monotonic() < until:
        with contextlib.suppress(BaseException):
            time.sleep(600)


def translates(_):
    try:
        time.sleep(600)
    except BaseException as error:
        raise ValueError("a time-out of its own") from error


@pytest.fixture
def engine(interpreted: Engine) -> Engine:
    """One that is soon there again after it was ended."""
    return interpreted


HANGING = [sleeps, loops, waits, catches, translates]


@pytest.mark.parametrize("function", HANGING)
def test_a_function_that_hangs_is_stopped(function):
    with limited(Limits(SHORT)), pytest.raises(CallTimeoutError, match=r"Python took longer than 0.3 s on \(7\)"):
        run_python(function, [Case((7,))])


@pytest.mark.parametrize("function", [loops, translates])
def test_so_it_is_outside_the_main_thread(function):
    found = []

    def run():
        try:
            with limited(Limits(SHORT)):
                run_python(lambda x: loops(x) if function is loops else spins_and_raises(), [Case((7,))])
        except StoppedError as error:
            found.append(error)
        # what was under way may not strike later
        found.append(sum(range(3 * 10**6)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert isinstance(found[0], CallTimeoutError)
    assert len(found) == 2


def spins_and_raises():
    try:
        loops(0)
    except BaseException as error:
        raise ValueError("a time-out of its own") from error


def test_others_timers_stay_theirs():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.8)
        with limited(Limits(SHORT)), pytest.raises(CallTimeoutError):
            run_python(loops, [Case((1,))])
        until = time.monotonic() + 20
        while not rung and time.monotonic() < until:
            time.sleep(0.01)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert rung == [1]


@pytest.mark.parametrize("seconds", [60, 0.05])
def test_a_tracer_can_be_used_after_a_watched_call(seconds):
    program = """
import contextlib, signal, sys
from pyjuliann.parity.running.guard import Guard, TimeIsUp
def loops():
    for k in range(3 if SECONDS > 1 else sys.maxsize): pass
signal.setitimer(signal.ITIMER_REAL, 1000)  # others use it: calls are watched by a thread
with Guard() as guard, contextlib.suppress(TimeIsUp):
    guard.call(SECONDS, loops)
sys.settrace(lambda *_: None)
def traced(): return 7
print(traced())
"""
    command = [sys.executable, "-c", program.replace("SECONDS", str(seconds))]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout == "7\n"


def test_the_cases_before_are_kept():
    with limited(Limits(SHORT)), pytest.raises(StoppedError) as stopped:
        run_python(lambda x: loops(x) if x == 2 else x * 10, [Case((k,)) for k in range(5)])
    assert [outcome.value for outcome in stopped.value.outcomes] == [0, 10]


def test_handlers_and_timers_are_as_before():
    before = [signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT)], os._exit
    for function in (len, loops):
        with limited(Limits(SHORT)), contextlib.suppress(StoppedError):
            run_python(function, [Case(("ab",))])
        assert ([signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT)], os._exit) == before
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


# ---------------------------------------------------------------- what ends programs


class Odd(BaseException):
    def __str__(self):
        raise SystemError("no text")


def raising(what):
    def function(_):
        raise what

    return function


@pytest.mark.parametrize(
    ("function", "error"),
    [
        (raising(SystemExit(0)), "SystemExit"),
        (raising(KeyboardInterrupt()), "KeyboardInterrupt"),
        (raising(GeneratorExit()), "GeneratorExit"),
        (raising(Odd()), "Odd"),
        (lambda _: sys.exit(), "SystemExit"),
        (lambda _: os._exit(0), "SystemExit"),
        (lambda _: exit(), "SystemExit"),
    ],
)
def test_what_ends_programs_is_an_outcome(function, error):
    (outcome,) = run_python(function, [Case((1,))])
    assert outcome.error == error
    assert not outcome.returned


def test_os_exit_ends_children_as_ever():
    program = """
import os, warnings
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.running.python_side import run_python
def forks(_):
    child = os.fork()
    if not child:
        os._exit(7)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(run_python(forks, [Case((1,))])[0].value)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout == "7\n"


def test_ctrl_c_is_no_outcome():
    def hit(_):
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run_python(hit, [Case((1,))])


def test_ctrl_c_is_heard_though_the_function_swallows_it():
    def swallows(_):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            return 1

    with pytest.raises(KeyboardInterrupt):
        run_python(swallows, [Case((1,))])


# ---------------------------------------------------------------- check


def test_limits_are_checked_together():
    assert Limits().seconds() == CALL_SECONDS
    assert Limits(math.inf).seconds() is None
    assert Limits.of(5, 3).seconds() <= 3
    over = Limits.of(5, 1e-9)
    time.sleep(0.001)
    with pytest.raises(DeadlineError, match="1e-09 s for everything"):
        over.seconds()


@pytest.mark.parametrize("julia", ["n -> (while n > 2; end; n)", "n -> (n > 2 && sleep(600); n)"])
def test_julia_that_hangs_is_stopped_and_what_was_found_is_told(engine: Engine, julia):
    cases = st.tuples(st.sampled_from([0, 1, 2, 3]))
    with pytest.raises(CallTimeoutError) as stopped:
        check(pair(lambda n: n + (n == 1), julia), engine=engine, strategies=cases, seed=1, keep=False, timeout=5.0)
    assert "Julia took longer than 5 s on (3)" in str(stopped.value)
    assert "<lambda> ~ n ->" in str(stopped.value)
    assert "PyjuliannParity" not in str(stopped.value)
    report = stopped.value.report
    if report is not None:  # 3 may have come first
        assert report.cases < 100
        assert any("stopped after" in note for note in report.notes)
    assert check(pair(abs, "abs"), engine=Session(engine), strategies=NUMBERS, keep=False)


def test_python_that_hangs_late_leaves_what_was_found(engine: Engine):
    seen = []

    def f(n):
        seen.append(n)
        if len(seen) > 20:
            loops(n)
        return n

    many = st.tuples(st.integers(0, 10**6))
    with pytest.raises(CallTimeoutError, match="Python took longer") as stopped:
        check(pair(f, "n -> n + 1"), engine=engine, strategies=many, keep=False, timeout=SHORT)
    report = stopped.value.report
    assert report.verdict == "differ"
    assert report.cases == 20
    assert report.findings[0].aspect == "value"


def test_python_that_hangs_while_the_cause_is_looked_for_leaves_the_difference(engine: Engine):
    seen = []

    def f(n):
        seen.append(n)
        if len(seen) > 10:
            loops(n)
        return n

    report = check(
        pair(f, "n -> n + 1"), engine=engine, strategies=NUMBERS, keep=False, timeout=SHORT, shrink=False, cases=10
    )
    assert report.verdict == "differ"


def test_a_julia_file_that_loads_for_ever_is_stopped(engine: Engine, tmp_path):
    (tmp_path / "ever.jl").write_text("f(x) = x\nwhile true; sleep(0.01); end\n")
    with pytest.raises(CallTimeoutError, match="to load its side"):
        check(pair(abs, f"{tmp_path}/ever.jl::f"), engine=engine, strategies=NUMBERS, keep=False, timeout=5.0)


def test_the_time_for_everything_ends_a_pair(engine: Engine):
    def slow(n):
        time.sleep(0.05)
        return n

    session = Session(engine, Limits.of(seconds=1.0))
    many = st.tuples(st.integers(0, 10**6))
    with pytest.raises(DeadlineError, match="the 1 s for everything") as stopped:
        check(pair(slow, "n -> n"), engine=session, strategies=many, keep=False)
    assert stopped.value.report is None or stopped.value.report.cases < 100


def test_a_julia_that_dies_of_every_case_is_given_up(worker: Engine):
    starts = worker.pid
    report = check(pair(lambda n: n, "n -> exit(3)"), engine=worker, strategies=NUMBERS, keep=False)
    assert report.verdict == "differ"
    assert report.cases == report.differ == MOST_DEATHS
    assert report.findings[0].case.julia.died
    assert "exit code 3" in report.findings[0].case.julia.message
    assert any("died of 2 cases" in note for note in report.notes)
    assert worker.pid != starts
    assert worker.call("sum", [1, 2]) == 3


# ---------------------------------------------------------------- arguments and results that are hard to look at


class Hostile:
    def __repr__(self):
        raise RuntimeError("no")

    def __eq__(self, other):
        raise RuntimeError("no")

    __hash__ = None

    def __len__(self):
        raise RuntimeError("no")

    def __array__(self, *_, **__):
        raise RuntimeError("no")


def objects(*values):
    array = np.empty(len(values), object)
    for k, value in enumerate(values):
        array[k] = value
    return array


HARD = [
    np.ma.masked_array([1.0, 2.0], [True, False]),
    np.ma.masked,
    objects(Hostile()),
    Hostile(),
    [Hostile()],
    {1: Hostile()},
    "\ud800",
    ["\ud800", "\x00"],
    b"\xff",
    np.array(["2020-01-01", "NaT"], "M8[D]"),
    np.timedelta64(1, "D"),
    np.array([(1, 2.0)], [("a", "i4"), ("b", "f8")]),
    np.array([(1, object())], [("a", "i4"), ("b", object)]),
    np.longdouble(1),
    np.array([1, None, "x"], object),
    datetime.date(2020, 1, 1),
    memoryview(b"ab"),
    Ellipsis,
    int,
    ctypes.c_int(1),
    (x for x in ()),
    np.random.default_rng(1),
]


@pytest.mark.parametrize("value", HARD, ids=lambda value: type(value).__name__)
def test_a_result_of_any_class_is_an_outcome(engine: Engine, value):
    from pyjuliann.parity.results.content import pair_content

    report = check(pair(lambda n: value, "n -> n"), engine=engine, strategies=NUMBERS, keep=False, cases=5)
    assert report.verdict == "differ"
    assert pair_content(report)["differ"] == report.cases


@pytest.mark.parametrize("value", HARD, ids=lambda value: type(value).__name__)
def test_an_argument_of_any_class_can_be_converted_or_is_refused(engine: Engine, value):
    def f(a):
        return 1

    given = st.tuples(st.none().map(lambda _: value))
    refusals = []
    try:
        converted = pair(f, "n -> n", arguments={"a": lambda _: 1})
        assert check(converted, engine=engine, strategies=given, keep=False, cases=5).verdict == "identical"
        check(pair(f, "n -> 1"), engine=engine, strategies=given, keep=False, cases=5)
    except PairError as refused:
        refusals.append(str(refused))
    for text in refusals:
        if "making arguments raised RuntimeError: no" in text:  # Hypothesis itself must be able to show them
            continue
        assert "argument 1 cannot go to Julia" in text
        assert "arguments=" in text
        assert "PyjuliannParity" not in text


def test_a_changed_argument_of_any_dtype_is_seen():
    for value, change in (
        (np.array(["2020-01-01"], "M8[D]"), np.datetime64("2021-01-01")),
        (np.array([(1, 2.0)], [("a", "i4"), ("b", "f8")]), (3, 4.0)),
        (np.array([datetime.date(2020, 1, 1)], object), datetime.date(2021, 1, 1)),
        ([datetime.date(2020, 1, 1)], datetime.date(2021, 1, 1)),
    ):
        (outcome,) = run_python(lambda a, change=change: a.__setitem__(0, change), [Case((value,))])
        assert set(outcome.changed) == {0}, value
        (outcome,) = run_python(lambda a: None, [Case((value,))])
        assert not outcome.changed, value


def test_a_guard_does_nothing_to_what_ends_in_time():
    with Guard() as guard:
        assert guard.call(5.0, divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            guard.call(5.0, divmod, 7, 0)
        with pytest.raises(TimeIsUp):
            guard.call(0.05, loops, 1)
        assert guard.call(None, divmod, 7, 2) == (3, 1)


def test_there_is_nothing_to_explain_where_both_agree(engine: Engine):
    found = diagnose(pair(np.sum, "sum"), np.array([1.0, 2.0]), engine=engine)
    assert not found
    assert found.summary.startswith("nothing to explain")
