"""Keeping the calls of a program's functions while it runs: `watch`, and the `Watcher` that it gives."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing.process
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import FunctionType, ModuleType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pyjuliann.bridge.values.kinds import category
from pyjuliann.language import phrase
from pyjuliann.parity.pairing.case import Case, Slot, mark_of, parameter_names
from pyjuliann.parity.pairing.signature import unwrapped
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.python_side import shared_slots
from pyjuliann.parity.watching.calls import CallSite, FunctionCalls, KeptCall, Recording
from pyjuliann.parity.watching.copies import Copier, UncopyableError, size_of
from pyjuliann.parity.watching.hooks import DEEPEST, Hook, Threads, UnwatchableError, watchable
from pyjuliann.parity.watching.sample import CallSample, Draft, Keep, Node, Store
from pyjuliann.parity.watching.sources import Sources
from pyjuliann.printable import error_text

_FRAMES: Final = 4 * DEEPEST
"""By so many frames more may calls be nested: watched ones take two each, and copying needs some."""

_INTERRUPTED: Final = phrase("it was interrupted")
_NOT_OVER: Final = phrase("it was not over when the program ended")


class Home(NamedTuple):
    """Where a function is found: its module, and its qualified name there."""

    module: ModuleType
    name: str

    def found(self) -> Any:
        """Return what is there now; None if nothing is."""
        found: Any = self.module
        for part in self.name.split("."):
            found = getattr(found, part, None)
        return found

    @property
    def file(self) -> str:
        """The real path of the module's file; "" if it has none."""
        return _file(self.module)

    @property
    def in_class(self) -> bool:
        """Whether it is a class's, to be called on its instances."""
        return "." in self.name and isinstance(Home(self.module, self.name.rpartition(".")[0]).found(), type)

    def others(self) -> list[Any]:
        """Return what is there in modules of other names that the same file was imported as."""
        file = self.file
        modules = [m for m in set(sys.modules.values()) if m is not self.module and file and _file(m) == file]
        return [found for module in modules if (found := Home(module, self.name).found()) is not None]


def _file(module: Any) -> str:
    file = getattr(module, "__file__", None)
    return os.path.realpath(file) if isinstance(file, str) else ""


def home_of(named: Any) -> Home | None:
    """Return where a callable is found; None for what is in no module, such as a method of some object."""
    own = sys.modules.get(str(getattr(named, "__module__", "")))
    home = Home(own, str(getattr(named, "__qualname__", ""))) if own is not None else None
    if home is not None and home.found() == named:
        return home
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is named:
                return Home(module, name)
    return None


@dataclass(eq=False)
class _Call:
    """A kept call until it ends; or one that is equal to a kept one, of which only the end is of interest."""

    node: Node
    entry: Draft
    args: tuple[Any, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[Slot, bytes] | None = None

    @property
    def given(self) -> dict[Slot, Any]:
        """The program's own arguments, which may have changed since."""
        return dict(Case(self.args, self.keywords).slots())


class Watcher:
    """Keeps calls of watched functions; made by `watch`.

    Attributes
    ----------
    sources : Sources
        What compiles the files of watched functions, for who runs one of them as a program.
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]], keep: Keep) -> None:
        self.active = False
        self.processes = 0
        self._fixed = {
            name: named.keywords for name, named in functions.items() if isinstance(named, partial) and not named.args
        }
        self._given = {name: unwrapped(named) if name in self._fixed else named for name, named in functions.items()}
        self._store = Store(keep)
        self._samples = self._store.samples
        self._samples |= {name: CallSample(name, keep) for name in functions}
        self._problems: dict[str, str] = {}
        self._called: dict[str, FunctionType] = {}
        self._threads = Threads(itertools.count(1))
        self._lock = self._store.lock
        self._instances = _Instances()
        self._hooks: list[Hook] = []
        self._homes = {name: home for name, named in self._given.items() if (home := home_of(named)) is not None}
        files: dict[str, dict[str, str]] = {}
        for name, home in self._homes.items():
            if home.file:
                files.setdefault(home.file, {})[home.name] = name
        self.sources = Sources(files, self._take_up)

    def start(self) -> None:
        """Begin to watch."""
        self._limit = sys.getrecursionlimit()
        self._start_process = multiprocessing.process.BaseProcess.start
        self.active = True
        _active.add(self)
        for name, named in self._given.items():
            home = self._homes.get(name)
            for found in [named, *(home.others() if home is not None else ())]:
                self._take_up(name, found, home is not None and home.in_class)
        sys.meta_path.insert(0, self.sources)
        sys.setrecursionlimit(self._limit + _FRAMES)
        setattr(multiprocessing.process.BaseProcess, "start", self._counting(self._start_process))  # noqa: B010

    def stop(self) -> None:
        """Watch no more; everything is as it was before."""
        if not self.active:
            return
        self.active = False
        _active.discard(self)
        for hook in reversed(self._hooks):
            hook.end()
        if self.sources in sys.meta_path:
            sys.meta_path.remove(self.sources)
        sys.setrecursionlimit(self._limit)
        setattr(multiprocessing.process.BaseProcess, "start", self._start_process)  # noqa: B010
        for name, home in self._homes.items():
            if home.found() != self._given[name]:
                replaced = phrase("the program has put another one in its place, which was not watched")
                self._problems.setdefault(name, replaced)

    def _take_up(self, name: str, named: Any, in_class: bool) -> Callable[[], object]:
        """Watch what a name stands for from now on; return what ends it."""
        try:
            watched = watchable(named, in_class=in_class)._replace(fixed=self._fixed.get(name, {}))
            hook = Hook(self, self._threads, self._samples[name], watched)
        except UnwatchableError as reason:
            self._problems[name] = str(reason)
            return lambda: None
        hook.begin()
        self._hooks.append(hook)
        return hook.end

    def _counting(self, start: Callable[[Any], None]) -> Callable[[Any], None]:
        def counting(process: Any) -> None:
            before = self.processes
            start(process)
            if self.processes == before:  # it was no fork, which is counted where it happens
                self.processes += 1

        return counting

    # ---------------------------------------------------------------- what hooks tell

    def begin(self, hook: Hook, node: Node, args: tuple[Any, ...], keywords: Mapping[str, Any]) -> _Call | None:
        """Keep the arguments of a call, unless they are those of a kept one, or cannot be kept."""
        self._called[hook.sample.function] = hook.function
        shared: list[bytes] = []
        try:
            return self._begin(hook, node, args, keywords, shared)
        except UncopyableError as reason:
            self._leave_out(hook.sample, str(reason), shared)
        except Exception as error:  # noqa: BLE001 - a class of the user's may raise anything
            self._leave_out(hook.sample, phrase("an argument cannot be looked at ({})", _told(error)), shared)
        return None

    def _begin(
        self, hook: Hook, node: Node, args: tuple[Any, ...], keywords: Mapping[str, Any], shared: list[bytes]
    ) -> _Call | None:
        sample = hook.sample
        given = dict(Case(args, keywords).slots())
        size = size_of(given)
        sample.weigh(size)
        if size > self._store.keep.memory:
            raise UncopyableError(self._store.too_large)
        marks = {slot: mark_of(value) for slot, value in given.items()}
        # whether one object is two arguments is part of what they are
        first = {id(value): slot for slot, value in reversed(given.items())}
        mark = mark_of([(repr(slot), marks[slot], repr(first[id(value)])) for slot, value in given.items()])
        if (equal := self._equal(sample, mark, node)) is not None:
            return equal
        copier = self._store.copier(shared, {id(value): marks[slot] for slot, value in given.items()})
        own = {slot: _copy(copier, value, hook, slot, args) for slot, value in given.items()}
        case = Case(tuple(own[k] for k in range(len(args))), {name: own[name] for name in keywords})
        instance = self._instances.number(args[0]) if hook.is_method and args else None
        entry = Draft(node, case, mark, threading.current_thread().name, instance, shared)
        entry.add_place(node)
        with self._lock:
            if (equal := self._equal(sample, mark, node)) is not None:  # of another thread, meanwhile
                self._store.release(shared)
                return equal
            given_way = sample.add(entry)
            if given_way is not None:
                self._store.drop(given_way)
        return _Call(node, entry, args, keywords, marks)

    def _equal(self, sample: CallSample, mark: bytes, node: Node) -> _Call | None:
        """Count a call that is equal to a kept one; return None if there is none."""
        with self._lock:
            entry = sample.marks.get(mark)
            if entry is None:
                return None
            entry.times += 1
            sample.equal += 1
            entry.add_place(node)
            return _Call(node, entry)

    def finish(self, hook: Hook, call: _Call, result: Any, error: BaseException | None) -> None:
        """Keep how a call ended."""
        entry, sample = call.entry, hook.sample
        try:
            end = mark_of(result if error is None else [type(error), error_text(error)])
            if call.marks is None:
                entry.otherwise += bool(entry.end) and entry.end != end
                return
            if isinstance(error, KeyboardInterrupt):
                self._give_up(sample, entry, _INTERRUPTED)
                return
            copier = self._store.copier(entry.shared_at_end, {id(result): end})
            given, before = call.given, dict(entry.case.slots())
            changed = {
                slot: copier(value)
                for slot, value in given.items()
                if (category(value) or (hook.is_method and slot == 0))
                and not _same(value, before[slot], call.marks[slot])
            }
            outcome = Outcome(changed=changed)
            if error is None:
                outcome = Outcome(_result(copier, result), changed=changed, aliases=shared_slots(result, given))
            else:
                outcome = Outcome(None, type(error).__name__, error_text(error), type(error), changed=changed)
            with self._lock:
                entry.end = end
                if not entry.dropped:
                    self._store.keep_end(sample, entry, outcome)
        except UncopyableError as reason:
            self._give_up(sample, entry, str(reason))
        except Exception as problem:  # noqa: BLE001 - a class of the user's may raise anything
            self._give_up(sample, entry, phrase("what it returned cannot be looked at ({})", _told(problem)))

    def _leave_out(self, sample: CallSample, reason: str, shared: list[bytes]) -> None:
        with self._lock:
            sample.left[reason] += 1
            self._store.release(shared)

    def _give_up(self, sample: CallSample, entry: Draft, reason: str) -> None:
        with self._lock:
            if not entry.dropped:
                sample.leave_out(entry, reason)
                self._store.drop(entry)

    # ---------------------------------------------------------------- what was kept

    def recording(self) -> Recording:
        """Return what was kept until now."""
        with self._lock:
            places: dict[int, CallSite] = {}
            calls = [
                _kept(entry, places)
                for sample in self._samples.values()
                for entry in sample.entries
                if entry.outcome is not None
            ]
            functions = {name: self._counted(name, sample) for name, sample in self._samples.items()}
            return Recording(
                tuple(sorted(calls, key=lambda call: call.number)), functions, self.processes, self._store.size
            )

    def _counted(self, name: str, sample: CallSample) -> FunctionCalls:
        ended = [entry for entry in sample.entries if entry.outcome is not None]
        left = dict(sample.left)
        if under_way := sum(entry.times for entry in sample.entries if entry.outcome is None):
            left[_NOT_OVER] = under_way
        equal = sum(entry.times - 1 for entry in ended)
        seen = sample.seen
        passed = seen - len(ended) - equal - sum(left.values())
        called = self._called.get(name)
        return FunctionCalls(
            name, seen, len(ended), equal, passed, left, sample.short, self._problems.get(name, ""), called
        )


def _same(value: Any, before: Any, mark: bytes) -> bool:
    """Whether a value is as it was when it was copied and marked."""
    if type(value) is np.ndarray and not value.dtype.hasobject:
        same_form = value.shape == before.shape and value.dtype == before.dtype
        return same_form and np.array_equal(_bits(value), _bits(before))
    return mark_of(value) == mark


def _bits(array: NDArray[Any]) -> NDArray[Any]:
    flat = array.ravel(order="K")
    return flat.view(np.uint64 if flat.nbytes % 8 == 0 else np.uint8)


def _copy(copier: Copier, value: Any, hook: Hook, slot: Slot, args: tuple[Any, ...]) -> Any:
    try:
        return copier(value)
    except UncopyableError as reason:
        name = slot if isinstance(slot, str) else parameter_names(hook.original, len(args))[slot]
        raise UncopyableError(phrase("its argument {} is {}", name, reason)) from None


def _result(copier: Copier, value: Any) -> Any:
    try:
        return copier(value)
    except UncopyableError as reason:
        raise UncopyableError(phrase("what it returned is {}", reason)) from None


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error_text(error)}"


def _kept(entry: Draft, places: dict[int, CallSite]) -> KeptCall:
    assert entry.outcome is not None
    found = tuple(_place(node, places) for node in entry.nodes.values())
    return KeptCall(
        entry.node[1], _place(entry.node, places), entry.case, entry.outcome, entry.thread, entry.instance,
        entry.times, entry.otherwise, found,
    )  # fmt: skip


def _place(node: Node, places: dict[int, CallSite]) -> CallSite:
    number, function, caller, _ = node
    if number not in places:
        places[number] = CallSite(number, function, None if caller is None else _place(caller, places))
    return places[number]


class _Instances:
    """Numbers for objects, as long as they live."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._known: dict[int, tuple[int, weakref.ref[Any]]] = {}

    def number(self, value: Any) -> int | None:
        """Return the number of an object; None if it cannot be told when it is gone, and another has its place."""
        key = id(value)
        if key not in self._known:
            try:
                gone = weakref.ref(value, lambda _: self._known.pop(key, None))
            except TypeError:
                return None
            self._known[key] = next(self._numbers), gone
        return self._known[key][0]


# ---------------------------------------------------------------- child processes

_active: weakref.WeakSet[Watcher] = weakref.WeakSet()


def _forked() -> None:
    for recorder in list(_active):
        recorder.processes += 1


def _stop_in_child() -> None:
    for recorder in list(_active):
        recorder.stop()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_parent=_forked, after_in_child=_stop_in_child)


@contextlib.contextmanager
def watch(functions: Mapping[str, Callable[..., Any]], keep: Keep = Keep()) -> Iterator[Watcher]:  # noqa: B008
    """Keep calls of functions, by whatever name and from wherever they are called.

    Parameters
    ----------
    functions : mapping of str to callable
        What is watched, by the names that the calls are kept under. Generators and coroutines are counted; of what
        Python does not run itself, such as a function in C, it is said that it cannot be watched.
    keep : Keep
        How much is kept.

    Yields
    ------
    Watcher
        Whose `recording` has the calls, also while they go on. Other processes are not seen: it says how many the
        program has started.

    Examples
    --------
    >>> def half(x):
    ...     return x / 2
    >>> with watch({"half": half}) as recorder:
    ...     numbers = [half(x) for x in (1.0, 3.0, 1.0)]
    >>> [(call.case.arguments, call.outcome.value, call.times) for call in recorder.recording().calls]
    [((1.0,), 0.5, 2), ((3.0,), 1.5, 1)]
    """
    recorder = Watcher(functions, keep)
    try:
        recorder.start()
        yield recorder
    finally:
        recorder.stop()
