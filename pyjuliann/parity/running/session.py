"""A pair's Julia side in a live engine: loaded once, run on many cases at a time."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyjuliann.bridge.engines.dependencies import tree_hash
from pyjuliann.bridge.engines.packages import is_about_loading
from pyjuliann.bridge.machine.folders import julia_sources
from pyjuliann.bridge.values.encode import Encoder
from pyjuliann.bridge.values.typed import JuliaValue, Portable, bare
from pyjuliann.errors import (
    ConversionError,
    DeadlineError,
    EngineError,
    EngineRestartedWarning,
    EngineTimeoutError,
    JuliaDiedError,
    JuliaError,
    PairError,
    RecordError,
)
from pyjuliann.language import Phrase, joined, phrase, sentence
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import Pair, Twin, from_here
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.crossing import Group, Layout, pack, unpack
from pyjuliann.parity.running.guard import pulse
from pyjuliann.parity.running.limits import CALL_SECONDS, Limits, current_limits, limited
from pyjuliann.settings import JuliaSettings

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine

MOST_DEATHS: Final = 2
"""Of so many cases Julia may die before a pair is given up: each death costs a restart."""

_MODULE = "PyjuliannParity"
_WHAT = {
    "using": "Julia cannot load what it is `using`",
    "file": "the Julia file cannot be loaded",
    "code": "the Julia code gives no function",
    "name": "Julia has no such function",
}


_NO_PACKAGE = "its package cannot be loaded"


class Session:
    """Runs the Julia side of pairs in an engine."""

    def __init__(self, engine: Engine, limits: Limits | None = None) -> None:
        self.engine = engine
        self.limits = limits or current_limits()
        self.aside: Callable[[], AbstractContextManager[object]] = nullcontext
        """Holds while Julia's side runs for our purposes: what it prints then is nobody's output."""
        self._has_died = False
        self._deaths = 0

    def prepare(self, pair: Pair) -> None:
        """Load the Julia side of a pair.

        Raises
        ------
        PairError
            If there is no such function, file or module, or the code or file does not parse.
        StoppedError
            If that takes longer than the limits allow, or Julia dies of it.
        """
        self._deaths = 0
        self._load(pair)

    def _load(self, pair: Pair) -> None:
        julia = pair.julia
        if julia.probe is not None:
            whole = replace(pair, julia=replace(julia, probe=None))
            self._load(whole)
            self._call("prepare_probe", self.key(pair), self.key(whole), *julia.probe)
            return
        path = self._path(pair)
        problem = self._loaded(
            lambda: self._call("prepare", self.key(pair), julia.kind, julia.text, list(pair.using), path)
        )
        if problem is not None:
            raise self._unloaded(pair.name, pair, *problem)

    def _load_all(self, name: str, pairs: Mapping[str, Pair]) -> None:
        functions = [[key, pair.julia.kind, pair.julia.text, self._path(pair)] for key, pair in pairs.items()]
        using = next(iter(pairs.values())).using
        problem = self._loaded(lambda: self._call("prepare_together", functions, list(using)))
        if problem is not None:
            key, *rest = problem
            raise self._unloaded(name, pairs[key], *rest)

    @staticmethod
    def _path(pair: Pair) -> str:
        """Return the path of the file that a pair's Julia side is in; "" if it is in none."""
        if pair.julia.kind != "file":
            return ""
        file = Path(pair.julia.path)
        if not file.is_file():
            raise PairError(phrase("{}: there is no Julia file {}", pair.name, from_here(pair.julia.path)))
        return Portable(pair.julia.path, file.name, file)

    def _loaded(self, load: Callable[[], Any]) -> Any:
        """Return what loading says; start Julia again if it died of it, or took too long."""
        try:
            return load()
        except EngineTimeoutError:
            self._revive()
            raise self.limits.broken_by("Julia", phrase("to load its side")) from None
        except (ConversionError, RecordError):
            raise
        except EngineError as error:
            self._revive()
            raise JuliaDiedError(phrase("Julia died of loading its side: {}", error)) from None

    def _unloaded(self, name: str, pair: Pair, what: str, message: str) -> PairError:
        """Return the error that says why a Julia side cannot be loaded."""
        julia = pair.julia
        advice = self.engine.advice(message, julia.text if julia.kind == "name" else "")
        problem = phrase(_NO_PACKAGE if is_about_loading(message) and what == "name" else _WHAT[what])
        said = phrase("{}: {}", name, problem)
        told = phrase("{}: {}", said, sentence(message.rstrip())) if message.strip() else phrase("{}:", said)
        return PairError(joined("\n", (told, advice)))

    def keywords(self, pair: Pair) -> frozenset[str]:
        """Return the names of the keyword arguments that the Julia function has and that are not given anyway."""
        return frozenset(self._prepared(pair, "keywords")) - {*pair.python_keywords, *pair.julia_keywords}

    def run(self, pair: Pair, cases: Sequence[Case]) -> list[Outcome]:
        """Run Julia on all cases, in one frame if all goes well.

        Where Julia dies or takes too long, the cases go one by one until the one is found that it was.

        Raises
        ------
        PairError
            If an argument has no counterpart in Julia.
        StoppedError
            If Julia takes longer on a case than the limits allow, or has died of `MOST_DEATHS` cases; with the
            outcomes until then.
        """
        return self.run_all(cases, partial(self._run_together, pair), lambda outcome: outcome)

    def run_all(
        self,
        cases: Sequence[Any],
        together: Callable[[Sequence[Any]], list[Any]],
        answer: Callable[[Outcome], Any],
    ) -> list[Any]:
        """Ask about all cases in one frame, as `run` does, or one by one where Julia dies or takes too long.

        Parameters
        ----------
        cases : sequence
            Each can be `told` in a message.
        together : callable
            Asks Julia about some of them, in one frame.
        answer : callable
            Makes the answer to a case out of an `Outcome`, where there is no other.
        """
        answers: list[Any] = []
        alone = False
        died = False
        while len(answers) < len(cases):
            rest = cases[len(answers) :]
            some = rest[:1] if alone else rest
            died = False
            try:
                answers += together(some)
            except ConversionError as error:
                if len(some) == 1:
                    answers.append(answer(Outcome(unsupported=_unsupported(error))))
                alone = len(some) > 1
            except RecordError:
                raise
            except EngineTimeoutError:
                self._has_died = True  # it may have: not every loop can be interrupted
                if len(some) == 1 or self.limits.is_over():
                    self._revive()
                    stopped = self.limits.broken_by("Julia", phrase("on ({})", some[0].told))
                    stopped.outcomes = answers
                    raise stopped from None
                alone = True
            except DeadlineError as stopped:
                stopped.outcomes = answers
                raise
            except EngineError as error:
                self._has_died = died = True
                if len(some) == 1:
                    answers.append(answer(Outcome(error=type(error).__name__, message=str(error), died=True)))
                    self._deaths += 1
                if self._deaths >= MOST_DEATHS:
                    self._revive()
                    raise JuliaDiedError(
                        phrase("Julia has died of {} cases; those after them were not tried", self._deaths), answers
                    ) from None
                alone = len(some) > 1
        if died:
            self._revive()
        return answers

    def _revive(self) -> None:
        """Start Julia again if it has died, so that whoever comes next finds a living one."""
        self._has_died = True
        with warnings.catch_warnings(), suppress(EngineError, PairError):
            warnings.simplefilter("ignore", EngineRestartedWarning)
            self._timed("identity", None)

    def _run_together(self, pair: Pair, cases: Sequence[Case]) -> list[Outcome]:
        groups, numbers, slots = pack(pair, cases)
        if callable(pair.arguments):
            self._check_counts(pair, cases, groups, numbers)
        try:
            reports = self._prepared(pair, "run", groups)
        except ConversionError:
            if reason := cannot_cross(pair, cases):
                raise PairError(phrase("{}: {}", pair.name, reason)) from None
            raise
        outcomes: list[Outcome] = [Outcome()] * len(cases)
        for report, group, columns in zip(reports, numbers, slots, strict=True):
            for number, outcome in zip(group, unpack(report, columns, len(group), JuliaValue), strict=True):
                outcomes[number] = outcome
        return outcomes

    def _check_counts(self, pair: Pair, cases: Sequence[Case], groups: Sequence[Group], numbers: Any) -> None:
        """Raise `PairError` if what a function makes of all arguments are more or fewer than Julia takes."""
        for (_, columns, keywords), group in zip(groups, numbers, strict=True):
            count = len(columns) - len(keywords)
            if not self._prepared(pair, "takes", count):
                told = (
                    "{}: arguments: the function of all arguments gives Julia {} of them on ({}), "
                    "and {} has no method for so many"
                )
                raise PairError(phrase(told, pair.name, count, cases[group[0]].told, pair.julia))

    def judge(self, pair: Pair, case: Case, python: Any, julia: Any) -> Any:
        """Return Julia's judgement on one case: why there is none, errors of Python, of Julia, what is out of range."""
        groups, _, _ = pack(pair, [case])
        return self._prepared(pair, "judge", groups[0], bare(python), bare(julia))

    def noise(self, pair: Pair, cases: Sequence[Case], bits: Sequence[int]) -> list[tuple[str, Any]]:
        """Return what the rounding inside Julia's function does to its results.

        Parameters
        ----------
        pair : Pair
            The two functions.
        cases : sequence of Case
            The arguments.
        bits : sequence of int
            The precision of each result.

        Returns
        -------
        list of (how, spread)
            "generic", or "narrow" where Julia rounds to Float64 inside, and the spread of each number in the form of
            the result; or why there is none, and None.

        Raises
        ------
        EngineError
            If Julia dies of it, takes longer than the limits allow, or has not been asked this before it was recorded.
        """
        groups, numbers, _ = pack(pair, cases)
        reports = self._asked_aside(pair, "noise", groups, [[bits[n] for n in group] for group in numbers])
        found: list[tuple[str, Any]] = [("", None)] * len(cases)
        for report, group in zip(reports, numbers, strict=True):
            for number, (how, spread) in zip(group, report, strict=True):
                found[number] = how, spread
        return found

    def listen(self, pair: Pair, case: Case, most: int, room: int) -> list[Any]:
        """Return what Julia's function gives to `probe` on one case, as ``listen`` in parity_probes.jl tells it.

        Raises
        ------
        EngineError
            If Julia dies of it, or takes longer than the limits allow.
        """
        groups, _, _ = pack(pair, [case])
        ((heard,),) = self._asked_aside(pair, "listen", groups, most, room)
        return list(heard)

    def elementary(self, function: str, python: Any, arguments: Sequence[Any]) -> Any:
        """Return Julia's values of a function at many points, the exact ones, and both sides' errors.

        Parameters
        ----------
        function : str
            A function of Julia's Base, which takes BigFloat too.
        python : (k,) float32 or float64
            Python's values at the points.
        arguments : sequence of (k,) arrays of the same dtype
            The points, an array per argument.

        Returns
        -------
        tuple of four (k,) arrays
            Julia's values; the exact ones, rounded to the dtype; the errors of Python and of Julia in ULP.
        """
        return self._call("elementary", function, python, list(arguments))

    def sweep(self, function: str, python: Any, first: int, domain: tuple[float, float]) -> Any:
        """Return what is known of both sides at consecutive bit patterns, as Julia's ``sweep`` tells it.

        Parameters
        ----------
        function : str
            A function of Julia's Base, which takes Float64 and BigFloat too.
        python : (k,) float16 or float32
            Python's values at the numbers with the bit patterns `first` to `first` + k - 1.
        first : int
            A bit pattern.
        domain : (float, float)
            Where the function is defined.
        """
        return self._call("sweep", function, python, first, *map(float, domain))

    def on_rows(self, pair: Pair, columns: Sequence[Any]) -> list[Any]:
        """Return what Julia's function gives on every row of columns of numbers.

        Returns
        -------
        list
            The results' type, all of them in an array, and (row from 1, error, message) of each that raised; nothing,
            where results are of several types or no numbers, or something was logged.

        Raises
        ------
        EngineError
            If Julia dies of it, or takes longer than the limits allow.
        """
        try:
            found: list[Any] = self._prepared(pair, "on_rows", list(columns))
        except (ConversionError, RecordError):
            raise
        except EngineError:
            self._revive()
            raise
        return found

    def observe(self, codes: Sequence[str], stated: str | None, using: Sequence[str]) -> list[list[Any]]:
        """Return Julia's report on pieces of code: (kind, value, type, text, warnings, as stated) for each."""
        reports: list[list[Any]] = self._call("observe", list(codes), stated, list(using))
        return reports

    @staticmethod
    def key(pair: Pair) -> str:
        """Return the name under which Julia keeps a pair's function: what it is loaded from."""
        julia = pair.julia
        head = (julia.kind, julia.text, *map(str, julia.probe or ()))
        if julia.kind != "file":
            return "\n".join((*head, *pair.using))
        file = Path(julia.path)
        text = "\n".join((*head, julia.path, tree_hash(file), *pair.using))
        return Portable(text, "\n".join((*head, file.name, *pair.using)), file)

    def prepare_together(self, name: str, pairs: Mapping[str, Pair]) -> None:
        """Load the Julia sides of several pairs, each under its key, out of one module: they share their types.

        Raises
        ------
        PairError, StoppedError
            As `prepare` does.
        """
        self._deaths = 0
        self._load_all(name, pairs)

    def ask_together(self, name: str, pairs: Mapping[str, Pair], function: str, *arguments: Any) -> Any:
        """Call a function that answers nothing if Julia does not know the pairs, as after a restart."""
        return self._asked(partial(self._load_all, name, pairs), function, *arguments)

    def _prepared(self, pair: Pair, function: str, *arguments: Any) -> Any:
        """Call a function that answers nothing if Julia does not know the pair, as after a restart."""
        return self._asked(partial(self._load, pair), function, self.key(pair), *arguments)

    def _asked(self, load: Callable[[], None], function: str, *arguments: Any) -> Any:
        answer = self._call(function, *arguments)
        if answer is None:
            load()
            answer = self._call(function, *arguments)
        return answer

    def _asked_aside(self, pair: Pair, function: str, *arguments: Any) -> Any:
        """Return an answer that is for our purposes; a Julia that dies of the question is started again."""
        try:
            with self.aside():
                return self._prepared(pair, function, *arguments)
        except (ConversionError, RecordError):
            raise
        except EngineError:
            self._revive()
            raise

    def _call(self, function: str, *arguments: Any) -> Any:
        if not self._has_died:
            return self._call_loaded(function, *arguments)
        # That Julia died, and on which case, is in the results.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", EngineRestartedWarning)
            return self._call_loaded(function, *arguments)

    def _call_loaded(self, function: str, *arguments: Any) -> Any:
        name = f"{_MODULE}.{function}"
        try:
            return self._timed(name, *arguments)
        except JuliaError as error:
            if f"Package {_MODULE} not found" not in error.message:
                raise
        # ours is no call of the user's, and may take its time
        own = max(self.limits.timeout, CALL_SECONDS)
        self.engine.include(
            julia_sources() / "worker" / "parity.jl",
            timeout=own if self.engine.stops_calls and own < math.inf else None,
        )
        return self._timed(name, *arguments)

    def _timed(self, name: str, *arguments: Any) -> Any:
        """Call a Julia function for as long as the limits allow; an engine that stops none tells the supervisor."""
        seconds = self.limits.seconds()
        if self.engine.stops_calls:
            return self.engine.call(name, *arguments, timeout=seconds)
        if seconds is not None:
            pulse[0].begin(seconds)
        try:
            return self.engine.call(name, *arguments)
        finally:
            pulse[0].end()


def _unsupported(error: ConversionError) -> str:
    """Return why a result does not cross, without what was called, which is ours."""
    said = str(error)
    if isinstance(said, Phrase) and said.startswith(f"{_MODULE}.run returned "):
        return str(said.fields[-1])
    return said


def cannot_cross(pair: Pair, cases: Sequence[Case]) -> str:
    """Return which argument of the user's call has no counterpart, and why; "" if all have."""
    for case in cases:
        for slot, keyword, value in Layout(pair).arguments(case):
            try:
                Encoder().encode(value.julia if isinstance(value, Twin) else value)
            except ConversionError as error:
                place = keyword or (phrase("argument {}", slot + 1) if isinstance(slot, int) else slot)
                return phrase(
                    "{} cannot go to Julia: {}; arguments={{name: function}} changes it on the way, or give "
                    "a Twin(python_object, julia_code) in its place",
                    place,
                    error,
                )
    return ""


@contextmanager
def session_for(engine: Engine | Session | JuliaSettings | None, timeout: float | None = None) -> Iterator[Session]:
    """Yield a session, whose limits are in force, on an engine, or on one of these settings that ends with it.

    Where nobody says otherwise, what the functions of a pair print is passed on to nobody: they are called often.
    """
    if isinstance(engine, Session):
        before = engine.limits
        if timeout is not None:
            engine.limits = replace(before, timeout=timeout)
        try:
            with limited(engine.limits):
                yield engine
        finally:
            engine.limits = before
    elif engine is not None and not isinstance(engine, JuliaSettings):
        with session_for(Session(engine), timeout) as session:
            yield session
    else:
        from pyjuliann.bridge.engines.start import start_julia

        with (
            start_julia(engine or JuliaSettings(echo=False)) as started,
            session_for(Session(started), timeout) as session,
        ):
            yield session
