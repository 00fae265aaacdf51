"""A pair's Julia side in a live engine: loaded once, run on many cases at a time."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyjuliann.bridge.dependencies import tree_hash
from pyjuliann.bridge.errors import ConversionError, EngineError, EngineRestartedWarning, JuliaError
from pyjuliann.bridge.folders import julia_sources
from pyjuliann.bridge.records import RecordError
from pyjuliann.bridge.typed import JuliaValue, Portable
from pyjuliann.parity.calls import Case, Outcome
from pyjuliann.parity.crossing import bare, pack, unpack
from pyjuliann.parity.exceptions import PairError
from pyjuliann.parity.pair import Pair, from_here

if TYPE_CHECKING:
    from pyjuliann.bridge.engine import Engine

_MODULE = "PyjuliannParity"
_WHAT = {
    "using": "Julia cannot load what it is `using`",
    "file": "the Julia file cannot be loaded",
    "code": "the Julia code gives no function",
    "name": "Julia has no such function",
}


class Session:
    """Runs the Julia side of pairs in an engine."""

    def __init__(self, engine: Engine, timeout: float | None = None) -> None:
        self.engine = engine
        self.timeout = timeout
        self._has_died = False

    def prepare(self, pair: Pair) -> None:
        """Load the Julia side of a pair.

        Raises
        ------
        PairError
            If there is no such function, file or module, or the code or file does not parse.
        """
        julia = pair.julia
        if julia.kind == "file" and not Path(julia.path).is_file():
            raise PairError(f"{pair.name}: there is no Julia file {from_here(julia.path)}")
        file = Path(julia.path)
        path = Portable(julia.path, file.name, file) if julia.kind == "file" else ""
        problem = self._call("prepare", self._key(pair), julia.kind, julia.text, list(pair.using), path)
        if problem is not None:
            what, message = problem
            raise PairError(f"{pair.name}: {_WHAT[what]}: {message}")

    def keywords(self, pair: Pair) -> frozenset[str]:
        """Return the names of the keyword arguments that the Julia function has."""
        return frozenset(self._prepared(pair, "keywords"))

    def run(self, pair: Pair, cases: Sequence[Case]) -> list[Outcome]:
        """Run Julia on all cases, in one frame if all goes well.

        Raises
        ------
        PairError
            If an argument has no counterpart in Julia.
        EngineTimeoutError
            If Julia takes longer than the session's timeout.
        """
        if not cases:
            return []
        groups, numbers, slots = pack(pair, cases)
        try:
            reports = self._prepared(pair, "run", groups)
        except ConversionError as error:
            raise PairError(
                f"{pair.name}: an argument cannot go to Julia: {error}; "
                "give a Twin(python_object, julia_code) in its place"
            ) from None
        except (TimeoutError, RecordError):
            raise
        except EngineError as error:
            return self._one_by_one(pair, cases, error)
        outcomes: list[Outcome] = [Outcome()] * len(cases)
        for report, group, columns in zip(reports, numbers, slots, strict=True):
            for number, outcome in zip(group, unpack(report, columns, len(group), JuliaValue), strict=True):
                outcomes[number] = outcome
        return outcomes

    def judge(self, pair: Pair, case: Case, python: Any, julia: Any) -> Any:
        """Return Julia's judgement on one case: (reason why not, errors of Python, errors of Julia)."""
        groups, _, _ = pack(pair, [case])
        return self._prepared(pair, "judge", groups[0], bare(python), bare(julia))

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

    def observe(self, codes: Sequence[str], stated: str | None, using: Sequence[str]) -> list[list[Any]]:
        """Return Julia's report on pieces of code: (kind, value, type, text, warnings, as stated) for each."""
        reports: list[list[Any]] = self._call("observe", list(codes), stated, list(using))
        return reports

    def _one_by_one(self, pair: Pair, cases: Sequence[Case], error: EngineError) -> list[Outcome]:
        """Find out which case Julia did not survive, by halves."""
        self._has_died = True
        if len(cases) == 1:
            return [Outcome(error=type(error).__name__, message=str(error))]
        middle = len(cases) // 2
        return self.run(pair, cases[:middle]) + self.run(pair, cases[middle:])

    @staticmethod
    def _key(pair: Pair) -> str:
        julia = pair.julia
        if julia.kind != "file":
            return "\n".join((julia.kind, julia.text, *pair.using))
        file, head = Path(julia.path), (julia.kind, julia.text)
        text = "\n".join((*head, julia.path, tree_hash(file), *pair.using))
        return Portable(text, "\n".join((*head, file.name, *pair.using)), file)

    def _prepared(self, pair: Pair, function: str, *arguments: Any) -> Any:
        """Call a function that answers nothing if Julia does not know the pair, as after a restart."""
        answer = self._call(function, self._key(pair), *arguments)
        if answer is None:
            self.prepare(pair)
            answer = self._call(function, self._key(pair), *arguments)
        return answer

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
            return self.engine.call(name, *arguments, timeout=self.timeout)
        except JuliaError as error:
            if f"Package {_MODULE} not found" not in error.message:
                raise
        self.engine.include(julia_sources() / "worker" / "parity.jl")
        return self.engine.call(name, *arguments, timeout=self.timeout)


@contextmanager
def session_for(engine: Engine | Session | None, timeout: float | None = None) -> Iterator[Session]:
    """Yield a session on the engine given, or on one that lives as long as the session."""
    if isinstance(engine, Session):
        yield engine
    elif engine is not None:
        yield Session(engine, timeout)
    else:
        from pyjuliann import start_julia

        with start_julia() as started:
            yield Session(started, timeout)
