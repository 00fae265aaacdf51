"""Watching functions: what is kept of their calls, whatever they are and from wherever they are called."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import importlib
import inspect
import math
import multiprocessing
import os
import pickle
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from pyjuliann.parity.watching.calls import Abridged, KeptCall, Recording
from pyjuliann.parity.watching.hooks import DEEPEST
from pyjuliann.parity.watching.sample import Keep
from pyjuliann.parity.watching.watch import watch


def shift(x: Any, by: Any = 1) -> Any:
    return x + by


def twice(x: Any) -> Any:
    return shift(shift(x))


def factorial(n: int) -> int:
    return 1 if n < 2 else n * factorial(n - 1)


def fill(x: np.ndarray, value: float) -> np.ndarray:
    x[:] = value
    return x


def refuse(x: Any) -> None:
    raise ValueError(f"not {x}")


def identity(x: Any) -> Any:
    return x


def count_up(n: int) -> Iterator[int]:
    got = yield from range(n)
    assert got is None
    return n


async def later(x: int) -> int:
    await asyncio.sleep(0)
    return x + 1


async def ticks(n: int) -> Any:
    for k in range(n):
        yield k


class Filter:
    scale = 2

    def __init__(self, state: float) -> None:
        self.state = state

    def step(self, x: float) -> float:
        self.state += x
        return self.state * self.scale

    @classmethod
    def made(cls, state: float) -> Filter:
        return cls(state)

    @staticmethod
    def clipped(x: float) -> float:
        return min(x, 1.0)

    def __call__(self, x: float) -> float:
        return x * self.scale


class Louder(Filter):
    def step(self, x: float) -> float:
        return super().step(x) + 1


def observed(**functions: Callable[..., Any]) -> Any:
    return watch(functions, Keep(calls=10))


def arguments(calls: tuple[KeptCall, ...]) -> list[tuple[Any, ...]]:
    return [call.case.arguments for call in calls]


def test_arguments_are_those_before_the_call_and_results_those_after() -> None:
    x, data = np.array([1.0, 2.0]), {"a": [1, np.zeros(2)]}
    with observed(fill=fill, identity=identity) as recorder:
        returned = fill(x, value=7.0)
        identity(data)
        x[:] = 0
        data["a"][1][0] = 9
    assert returned is x
    filled, same = recorder.recording().calls
    np.testing.assert_array_equal(filled.case.arguments[0], [1, 2])
    assert filled.case.keywords == {"value": 7.0}
    np.testing.assert_array_equal(filled.outcome.value, [7, 7])
    np.testing.assert_array_equal(filled.outcome.changed[0], [7, 7])
    assert filled.outcome.aliases == {0}
    assert filled.thread == threading.current_thread().name
    assert not same.outcome.changed
    for kept in (same.case.arguments[0], same.outcome.value):
        assert kept["a"][0] == 1
        np.testing.assert_array_equal(kept["a"][1], [0, 0])


def test_the_order_and_the_tree_of_calls() -> None:
    with observed(twice=twice, shift=shift) as recorder:
        assert twice(1) == 3
        assert shift(10) == 11
    recording = recorder.recording()
    assert [(c.function, c.number, c.parent) for c in recording.calls] == [
        ("twice", 1, None), ("shift", 2, 1), ("shift", 3, 1), ("shift", 4, None),
    ]  # fmt: skip
    assert recording.within(recording.calls[0]) == recording.calls[1:3]


def test_equal_calls_are_kept_once_and_counted() -> None:
    with observed(twice=twice, shift=shift) as recorder:
        for x in (1, 2, 1, 1):
            twice(x)
        shift(1.0)
        shift(np.float64(1.0))
        shift(by=1, x=1)
    recording = recorder.recording()
    counted = recording.functions["shift"]
    assert [(*c.case.arguments, c.times) for c in recording.of("shift")] == [
        (1, 3), (2, 4), (3, 1), (1.0, 1), (np.float64(1), 1), (1,),
    ]  # fmt: skip
    assert (counted.seen, counted.kept, counted.equal, counted.passed) == (11, 6, 5, 0)
    second = recording.of("twice")[1]
    assert [c.case.arguments for c in recording.within(second)] == [(2,), (3,)], "though first called in another call"


def test_two_arguments_that_are_one_object_are_another_call() -> None:
    x, y = np.zeros(1000), np.zeros(1000)
    with observed(shift=shift) as recorder:
        shift(x, y)
        shift(x, x)
    apart, one = recorder.recording().calls
    assert apart.case.arguments[0] is not apart.case.arguments[1]
    assert one.case.arguments[0] is one.case.arguments[1]


def test_a_function_that_depends_on_more_than_its_arguments() -> None:
    state = iter(range(10))

    def hidden(x: int) -> int:
        return x + next(state)

    with observed(hidden=hidden, shift=shift) as recorder:
        for _ in range(3):
            hidden(0)
            shift(0)
    assert [(c.times, c.otherwise) for c in recorder.recording().calls] == [(3, 2), (3, 0)]


def test_exceptions_go_on_and_are_kept() -> None:
    with observed(refuse=refuse) as recorder, pytest.raises(ValueError, match="not 1") as caught:
        refuse(1)
    assert recorder.recording().calls[0].outcome.error_line == "ValueError: not 1"
    assert recorder.recording().calls[0].outcome.exception is ValueError
    shown = "".join(traceback.format_exception(caught.value))
    assert "pyjuliann/parity" not in shown
    assert caught.value.__context__ is None


def test_an_interrupted_call_is_not_kept_and_those_before_are() -> None:
    def stopped(x: int) -> int:
        if x == 2:
            raise KeyboardInterrupt
        return x

    with observed(stopped=stopped) as recorder:
        stopped(1)
        with pytest.raises(KeyboardInterrupt):
            stopped(2)
    recording = recorder.recording()
    assert arguments(recording.calls) == [(1,)]
    assert recording.functions["stopped"].left == {"it was interrupted": 1}


def test_a_call_under_way_is_counted() -> None:
    with observed(identity=identity, twice=twice) as recorder:
        seen: list[Recording] = []

        class Asking:
            def __add__(self, other: int) -> Asking:
                seen.append(recorder.recording())
                return self

        twice(Asking())
    counted = seen[0].functions["twice"]
    assert (counted.seen, counted.kept, counted.left) == (1, 0, {"it was not over when the program ended": 1})


def test_recursion_to_any_depth_that_the_program_has_room_for() -> None:
    deep = sys.getrecursionlimit() - len(inspect.stack()) - 50
    with watch({"factorial": factorial}, Keep(calls=1000)) as recorder:
        value = factorial(deep)
        assert factorial(3) == 6
    counted = recorder.recording().functions["factorial"]
    assert value == factorial(deep)
    assert counted.kept == DEEPEST + 3
    (reason,) = counted.left
    assert str(DEEPEST) in reason
    first = recorder.recording().calls[2]
    assert (first.number, first.parent) == (3, 2)


def test_deep_recursion_of_a_function_that_is_watched_twice() -> None:
    def outside(n: int) -> int:
        return factorial(n)

    before = factorial.__code__
    with observed(one=factorial, other=factorial, outside=outside) as recorder:
        told = factorial.__code__
        for compute in (factorial, outside):  # either of the two is the first that is too deep
            assert compute(DEEPEST + 50) == math.factorial(DEEPEST + 50)
            assert factorial.__code__ is told
    assert factorial.__code__ is before
    functions = recorder.recording().functions
    assert functions["one"].seen + functions["other"].seen > 2 * DEEPEST


def test_endless_recursion_ends_as_it_does() -> None:
    def endless(n: int) -> int:
        return endless(n + 1)

    with observed(endless=endless) as recorder, pytest.raises(RecursionError):
        endless(0)
    assert recorder.recording().functions["endless"].seen >= DEEPEST


def test_threads_have_trees_of_their_own() -> None:
    barrier = threading.Barrier(4)

    def work(k: int) -> None:
        barrier.wait(10)
        for x in range(50):
            twice(1000 * k + x)

    with watch({"twice": twice, "shift": shift}, Keep(calls=1000)) as recorder:
        threads = [threading.Thread(target=work, args=(k,), name=f"worker {k}") for k in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    recording = recorder.recording()
    assert recording.functions["twice"].seen == 200
    assert recording.functions["shift"].seen == 400
    for call in recording.of("twice"):
        (x,) = call.case.arguments
        assert call.thread == f"worker {x // 1000}"
        assert arguments(recording.within(call)) == [(x,), (x + 1,)]


def test_generators_and_coroutines_are_said_and_run_as_they_are() -> None:
    async def gather() -> list[int]:
        assert [k async for k in ticks(2)] == [0, 1]
        return list(await asyncio.gather(later(1), later(2)))

    with observed(count_up=count_up, later=later, ticks=ticks, shift=shift) as recorder:
        assert inspect.isgeneratorfunction(count_up)
        assert inspect.iscoroutinefunction(later)
        assert list(count_up(3)) == [0, 1, 2]
        assert asyncio.run(gather()) == [2, 3]
        shift(1)
    recording = recorder.recording()
    assert arguments(recording.calls) == [(1,)]
    assert sum(recording.functions["count_up"].left.values()) == recording.functions["count_up"].seen == 1
    assert sum(recording.functions["later"].left.values()) == 2
    assert recording.functions["ticks"].problem == "it is an asynchronous generator"


def test_what_cannot_cross_is_said_with_a_reason_and_a_count(tmp_path: Path) -> None:
    with observed(identity=identity) as recorder, (tmp_path / "x").open("w") as file:
        for _ in range(2):
            identity(k for k in range(3))
            identity([1, file])
        assert list(identity(iter([1, 2]))) == [1, 2]
        identity(x={"lock": threading.Lock()})
        identity(1)

    def opens() -> Any:
        return iter([1])

    with observed(opens=opens) as other:
        assert list(opens()) == [1]
    counted = recorder.recording().functions["identity"]
    assert (counted.seen, counted.kept) == (7, 1)
    assert counted.left == {
        "its argument x is a generator": 2,
        "its argument x is an open file": 2,
        "its argument x is an iterator": 1,
        "its argument x is a _thread.lock that cannot be copied (cannot pickle '_thread.lock' object)": 1,
    }
    assert other.recording().functions["opens"].left == {"what it returned is an iterator": 1}


def test_classes_that_raise_whatever_is_asked_of_them_do_no_harm() -> None:
    class Hostile:
        def __reduce_ex__(self, protocol: Any) -> Any:
            shift(1)
            raise RuntimeError("no")

        def __eq__(self, other: object) -> bool:
            raise RuntimeError("no")

        __hash__ = None  # type: ignore[assignment]

        def __repr__(self) -> str:
            raise RuntimeError("no")

    with observed(identity=identity, shift=shift) as recorder:
        identity(Hostile())
        shift(2)
    recording = recorder.recording()
    assert list(recording.functions["identity"].left.values()) == [1]
    assert arguments(recording.calls) == [(2,)], "what copying calls is no call of the program's"
    assert recording.functions["shift"].seen == 1


def test_methods() -> None:
    one, other = Filter(1.0), Louder(5.0)
    functions = {
        "step": Filter.step, "louder": Louder.step, "made": Filter.made, "clipped": Filter.clipped, "call": one,
        "bound": other.step,
    }  # fmt: skip
    with watch(functions) as recorder:
        assert one.step(1.0) == 4
        assert other.step(1.0) == 13
        assert Filter.made(3.0).state == 3
        assert Filter.clipped(4.0) == one.clipped(4.0) == 1
        assert one(2.0) == other(2.0) == 4
    recording = recorder.recording()
    first, second = recording.of("step")
    assert (first.case.arguments[0].state, first.case.arguments[1]) == (1.0, 1.0)
    assert first.outcome.changed[0].state == 2.0
    assert (first.instance, second.instance) == (1, 2)
    assert type(second.case.arguments[0]) is Louder
    assert arguments(recording.of("made")) == [(3.0,)]
    assert [(*c.case.arguments, c.times) for c in recording.of("clipped")] == [(4.0, 2)]
    assert arguments(recording.of("call")) == [(2.0,)]
    assert arguments(recording.of("bound")) == [(1.0,)]
    assert [c.function for c in recording.within(recording.of("bound")[0])] == ["louder", "step"]


def test_decorated_functions_are_watched_from_outside() -> None:
    def doubling(function: Any) -> Any:
        def wrapper(x: int) -> Any:
            return function(2 * x)

        return wrapper

    plain = doubling(shift)
    cached = functools.lru_cache(identity)
    several = np.vectorize(lambda x: x + 1)
    with watch({"plain": plain, "cached": cached, "several": several, "shift": shift}) as recorder:
        assert plain(3) == 7
        assert cached(1) == cached(1) == 1
        assert several([1, 2]).tolist() == [2, 3]
    recording = recorder.recording()
    assert [(c.function, *c.case.arguments) for c in recording.calls] == [
        ("plain", 3), ("shift", 6), ("cached", 1), ("several", [1, 2]),
    ]  # fmt: skip


def test_only_calls_with_the_keywords_that_a_pair_fixes() -> None:
    with observed(two=functools.partial(shift, by=2), every=shift) as recorder:
        assert [shift(1), shift(1, by=2), shift(1, by=3), shift(1, by=np.zeros(2)).tolist()] == [2, 3, 4, [1, 1]]
    recording = recorder.recording()
    (call,) = recording.of("two")
    assert (call.case.arguments, call.case.keywords, call.outcome.value) == ((1,), {}, 3)
    assert recording.functions["two"].left == {"it was not given by=2": 3}
    assert recording.functions["two"].seen == recording.functions["every"].kept == 4


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (len, "it is a builtin_function_or_method, not a function that Python runs"),
        (np.exp, "it is a numpy.ufunc, not a function that Python runs"),
        (functools.partial(shift, 1), "it is a functools.partial, not a function that Python runs"),
        (Filter, "it is a class"),
    ],
)
def test_what_cannot_be_watched_is_said(function: Any, reason: str) -> None:
    with observed(it=function, shift=shift) as recorder:
        shift(1)
    assert recorder.recording().functions["it"].problem == reason
    assert recorder.recording().functions["it"].seen == 0
    assert recorder.recording().functions["shift"].kept == 1


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    monkeypatch.syspath_prepend(tmp_path)
    made: list[str] = []

    def make(name: str, text: str) -> ModuleType:
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        made.append(name)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield make
    for name in made:
        sys.modules.pop(name, None)


def test_names_that_others_have_taken_before_and_after(module: Any) -> None:
    home = module(
        "wahome", "def f(x):\n    return x\n\ntable = {'f': f}\nalias = f\n\ndef g(x, call=f):\n    return call(x)\n"
    )
    before = module("wabefore", "from wahome import f as mine\n")
    with watch({"f": home.f}) as recorder:
        after = module("waafter", "from wahome import f\n")
        calls = [home.f, before.mine, after.f, home.table["f"], home.alias, home.g, functools.partial(home.f)]
        for k, call in enumerate(calls):
            assert call(k) == k
        assert list(map(home.f, [7, 8])) == [7, 8]
    assert arguments(recorder.recording().calls) == [(k,) for k in range(9)]
    home.f(99)
    assert recorder.recording().functions["f"].seen == 9


def test_a_function_in_whose_place_the_program_puts_another(module: Any) -> None:
    home = module("warebound", "def f(x):\n    return x\n")
    kept = home.f
    with watch({"f": home.f}) as recorder:
        home.f(1)
        home.f = lambda x: -x
        home.f(2)
        kept(3)
    counted = recorder.recording().functions["f"]
    assert counted.seen == 2
    assert counted.problem == "the program has put another one in its place, which was not watched"


def test_a_file_that_is_imported_by_another_name_too(module: Any, tmp_path: Path) -> None:
    text = (
        "import functools\n\n"
        "def shout(f):\n    return lambda x: f(x) + 1\n\n"
        "@shout\ndef f(x):\n    return x\n\n"
        "class Box:\n    @classmethod\n    def made(cls, x):\n        return x\n\n"
        "    def get(self, x):\n        return x\n\n"
        "g = functools.lru_cache(f)\nf(0)\n"
    )
    home = module("watwice", text)
    (tmp_path / "wapackage").mkdir()
    (tmp_path / "wapackage" / "watwice.py").symlink_to(tmp_path / "watwice.py")
    functions = {"f": home.f, "made": home.Box.made, "get": home.Box.get}
    with watch(functions) as recorder:
        other = importlib.import_module("wapackage.watwice")
        assert other.f(1) == 2
        assert other.Box.made(3) == 3
        assert other.Box().get(4) == 4
        assert home.f(5) == 6
    for name in ("wapackage", "wapackage.watwice"):
        del sys.modules[name]
    recording = recorder.recording()
    assert [(c.function, c.case.arguments[-1]) for c in recording.calls] == [
        ("f", 0), ("f", 1), ("made", 3), ("get", 4), ("f", 5),
    ]  # fmt: skip
    assert recording.of("get")[0].instance == 1
    assert inspect.getsource(other.Box.get).strip().startswith("def get")
    assert recording.functions["f"].called is home.f
    assert recording.functions["made"].called is other.Box.made.__func__
    assert not (tmp_path / "wapackage" / "__pycache__").exists(), "compiled code that tells is not kept"


def test_a_file_that_was_imported_by_two_names_before(module: Any, tmp_path: Path) -> None:
    home = module("watwo", "def f(x):\n    return x\n")
    (tmp_path / "wafolder").mkdir()
    (tmp_path / "wafolder" / "watwo.py").symlink_to(tmp_path / "watwo.py")
    other = importlib.import_module("wafolder.watwo")
    with watch({"f": home.f}) as recorder:
        other.f(1)
        home.f(2)
    for name in ("wafolder", "wafolder.watwo"):
        del sys.modules[name]
    assert arguments(recorder.recording().calls) == [(1,), (2,)]


def test_a_name_that_is_given_in_two_steps_is_watched_once(module: Any, tmp_path: Path) -> None:
    text = (
        "import functools\n\n"
        "def f(x):\n    return x\n\n"
        "def _doubled(f):\n    return lambda x: f(2 * x)\n\n"
        "f = g = _doubled(f)\n\n"
        "@functools.lru_cache\ndef h(x):\n    return x\n\nh = functools.wraps(h)(_doubled(h))\n"
    )
    home = module("wasteps", text)
    with watch({"f": home.f, "h": home.h}) as recorder:
        (tmp_path / "wasteps2").mkdir()
        (tmp_path / "wasteps2" / "wasteps.py").symlink_to(tmp_path / "wasteps.py")
        other = importlib.import_module("wasteps2.wasteps")
        assert other.f(1) == other.g(1) == other.h(1) == 2
    for name in ("wasteps2", "wasteps2.wasteps"):
        del sys.modules[name]
    assert [(c.function, *c.case.arguments, c.times) for c in recorder.recording().calls] == [("f", 1, 2), ("h", 1, 1)]


def test_everything_is_as_before_afterwards() -> None:
    def facts(function: Any) -> Any:
        return function.__code__, vars(function).copy(), function.__defaults__, function.__closure__, id(function)

    before = {f: facts(f) for f in (shift, twice, Louder.step, count_up, later)}
    world = sys.getrecursionlimit(), list(sys.meta_path), multiprocessing.process.BaseProcess.start
    with contextlib.suppress(ZeroDivisionError), observed(**{f.__qualname__: f for f in before}):
        assert inspect.signature(shift) == inspect.Signature.from_callable(lambda x, by=1: 0).replace(
            parameters=inspect.signature(shift).parameters.values(), return_annotation="Any"
        )
        assert list(inspect.signature(shift).parameters) == ["x", "by"]
        assert inspect.getsource(shift).startswith("def shift")
        assert shift.__name__ == shift.__code__.co_name == "shift"
        assert pickle.loads(pickle.dumps(shift)) is shift
        raise ZeroDivisionError
    assert {f: facts(f) for f in before} == before
    assert (sys.getrecursionlimit(), list(sys.meta_path), multiprocessing.process.BaseProcess.start) == world


def test_a_function_that_is_watched_twice() -> None:
    with observed(one=shift, other=shift) as recorder, observed(inner=shift) as inner:
        shift(1)
    assert sorted(c.function for c in recorder.recording().calls) == ["one", "other"]
    assert [c.function for c in inner.recording().calls] == ["inner"]
    assert shift(1) == 2


@pytest.mark.thorough
def test_all_calls_up_to_a_number_and_then_a_fair_sample() -> None:
    places = []
    for seed in range(60):
        with watch({"identity": identity}, Keep(calls=10, seed=seed)) as recorder:
            for k in range(200):
                identity(k)
        recording = recorder.recording()
        counted = recording.functions["identity"]
        assert (counted.seen, counted.kept, counted.passed) == (200, 10, 190)
        places += [c.case.arguments[0] for c in recording.calls]
    early = sum(k < 100 for k in places)
    assert 240 < early < 360  # 300 are expected, with a standard deviation of 12
    assert min(np.bincount(np.array(places) // 20, minlength=10)) > 30  # of 60


def test_the_sample_is_the_same_each_time() -> None:
    def kept(seed: int) -> list[Any]:
        with watch({"identity": identity}, Keep(calls=5, seed=seed)) as recorder:
            for k in range(100):
                identity(k)
        return arguments(recorder.recording().calls)

    assert kept(1) == kept(1) != kept(2)


def test_equal_calls_make_room_for_others_however_many_they_are() -> None:
    with watch({"identity": identity}, Keep(calls=5)) as recorder:
        for k in range(90):
            identity(k // 30)
    counted = recorder.recording().functions["identity"]
    assert (counted.kept, counted.equal, counted.passed) == (3, 87, 0)


def test_an_array_that_many_calls_are_given_takes_memory_once() -> None:
    data = np.arange(100_000.0)
    with observed(shift=shift) as recorder:
        for k in range(10):
            shift(data, k)[0]
    recording = recorder.recording()
    assert len(recording.calls) == 10
    assert recording.bytes < 12 * data.nbytes
    assert len({id(c.case.arguments[0]) for c in recording.calls}) == 1
    data[0] = -1
    assert recording.calls[0].case.arguments[0][0] == 0


def test_results_are_abridged_and_samples_smaller_where_memory_is_short() -> None:
    with watch({"shift": shift, "identity": identity}, Keep(calls=50, memory=2e6)) as recorder:
        shift(np.zeros(1_000_000))
        for k in range(40):
            shift(np.full(20_000, float(k)))
            identity(k)
    recording = recorder.recording()
    counted = recording.functions["shift"]
    assert recording.bytes <= 2e6
    assert counted.short
    assert 2 <= counted.kept < 12
    assert counted.seen == 41 == counted.kept + counted.passed + sum(counted.left.values())
    assert counted.left == {"it takes more than the 2 MB that there are for all calls": 1}
    assert recording.functions["identity"].kept == 40
    for call in recording.of("shift"):
        assert isinstance(call.outcome.value, Abridged)
        assert call.outcome.value.is_of(call.case.arguments[0] + 1)


def test_one_call_that_is_larger_than_all_memory_leaves_the_others() -> None:
    def grown(n: int) -> bytes:
        return bytes(n)

    with watch({"grown": grown}, Keep(memory=1e6)) as recorder:
        for n in (10, 2_000_000, 20):
            grown(n)
    counted = recorder.recording().functions["grown"]
    assert counted.kept >= 1
    assert counted.seen == 3


def test_no_object_of_the_program_lives_longer() -> None:
    import weakref

    made = Filter(1.0)
    gone = weakref.ref(made)
    with observed(step=Filter.step) as recorder:
        made.step(1.0)
        del made
        gc.collect()
        assert gone() is None
        Filter(2.0).step(1.0)
    assert [c.instance for c in recorder.recording().calls] == [1, 2]


@dataclass
class Settings:
    rates: list[float]


def test_objects_are_copied_with_what_is_in_them() -> None:
    settings = Settings([1.0])
    with observed(identity=identity) as recorder:
        identity(settings)
        settings.rates.append(2.0)
        identity(settings)
    assert [c.case.arguments[0].rates for c in recorder.recording().calls] == [[1.0], [1.0, 2.0]]
    read_only = np.zeros(3)
    read_only.flags.writeable = False
    fortran = np.asfortranarray(np.ones((2, 3)))
    with observed(identity=identity) as recorder:
        identity(read_only)
        identity(fortran)
    first, second = (c.case.arguments[0] for c in recorder.recording().calls)
    assert not first.flags.writeable
    assert second.flags.f_contiguous


def test_warnings_are_the_programs_own() -> None:
    def warns(x: int) -> int:
        warnings.warn("careful", UserWarning, stacklevel=2)
        return x

    with observed(warns=warns), pytest.warns(UserWarning, match="careful") as caught:
        warns(1)
    assert caught[0].filename == __file__


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_child_processes_are_counted_and_run_unwatched() -> None:
    with observed(shift=shift) as recorder:
        shift(1)
        context = multiprocessing.get_context("fork")
        queue = context.SimpleQueue()
        child = context.Process(target=lambda: queue.put((shift(2), shift.__code__.co_varnames[0])))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # there may be threads of others
            child.start()
        assert queue.get() == (3, "x")
        child.join(30)
        shift(3)
    recording = recorder.recording()
    assert recording.processes == 1
    assert arguments(recording.calls) == [(1,), (3,)]
