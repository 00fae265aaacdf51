"""What the pytest plugin's fixture ``parity`` does: compare in a test, and fail with an explanation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from typing import Any, Final, Protocol, Unpack

from pyjuliann.bridge.engines.engine import Engine
from pyjuliann.bridge.engines.recorded import heeding_refusals
from pyjuliann.errors import PairError, PyjuliannError, StoppedError
from pyjuliann.language import chosen_language, phrase
from pyjuliann.parity.causes.diagnose import diagnose
from pyjuliann.parity.causes.diagnosis import Diagnosis
from pyjuliann.parity.check import CheckOptions, check
from pyjuliann.parity.comparing.comparison import Difference
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import CallOptions, Pair, PairOptions, pair, pair_of
from pyjuliann.parity.pairing.stateful import StatefulPair
from pyjuliann.parity.results.content import Content, pair_content
from pyjuliann.parity.results.reports import Finding, PairReport
from pyjuliann.parity.results.versions import versions
from pyjuliann.parity.running.calls import CaseResult
from pyjuliann.parity.running.listen import listen
from pyjuliann.parity.running.probed import ProbeReport
from pyjuliann.parity.running.run import run_pair
from pyjuliann.parity.running.session import Session, session_for
from pyjuliann.parity.running.snippets import julia_code, python_code
from pyjuliann.printable import printable
from pyjuliann.spelled_out import spelled_out
from pyjuliann.wording import only_errors_note, other_error_note, pair_text, stale_note, words_of

Raises = type[BaseException] | tuple[type[BaseException], ...]


class ParityOptions(CallOptions, total=False):
    """What a call takes besides the arguments of the two functions."""

    raises: Raises | None
    timeout: float | None


class ParityCheckOptions(PairOptions, CheckOptions, total=False):
    """What a check takes besides the two functions."""


CALLING: Final = tuple(ParityOptions.__annotations__)
CHECKING: Final = tuple(CheckOptions.__annotations__)


class RunningTest(Protocol):
    """The test that runs at the moment."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def options(self) -> Mapping[str, Any]:
        """Options as `pyjuliann.pair` takes them, for all comparisons in it."""

    def keep(self, content: Content) -> None:
        """Take the content of a comparison to the report of the test run."""

    def hear(self, wanted: bool = True) -> None:
        """Take what Julia has printed since the last time for the test's output, or forget it."""


class Parity:
    """Compares a Python and a Julia function; what it finds is kept for the report of the test run.

    Parameters
    ----------
    engine : Engine
        Where Julia runs.
    test : RunningTest
        Which test runs when something is compared.
    """

    def __init__(self, engine: Engine, test: RunningTest) -> None:
        self.engine = engine
        self._session = Session(engine)
        self._session.aside = self._unheard
        self._deaf = False
        self._test = test

    def __repr__(self) -> str:
        return "parity"

    @spelled_out(ParityOptions)
    def __call__(self, python: Callable[..., Any] | Pair, /, *values: Any, **others: Any) -> CaseResult:
        """Call both functions on the same arguments, and fail if they do not agree.

        Parameters
        ----------
        python : function or Pair
            The Python function; its Julia counterpart is the next argument, a str as `pyjuliann.pair` takes
            it. A `Pair`, or a function that `pyjuliann.mirrors` marked, has it already.
        *values
            What both are called with.
        timeout : float
            Seconds that one call of either side may take, 60 by default.
        raises : exception class or tuple of them
            Both sides must raise, Python one of these. Without it, a call on which both raise is a failure:
            nothing was compared.
        **others
            Options as `pyjuliann.pair` takes them (``using``, ``ulp``, ``expect``, …); any other name is a
            keyword argument of the Python function's.

        Returns
        -------
        CaseResult
            What both sides did, and the verdict.

        Raises
        ------
        AssertionError
            If they differ: where, by how much, the likely cause, and code to see it again.
        PairError
            If they cannot be compared, or a keyword is none of the above.
        """
        function = python.python if isinstance(python, Pair) else python
        options, named = _sorted_out(function, others)
        raises = _exceptions(options.pop("raises", None))
        given, arguments = self._pair(python, values, options)
        with session_for(self._session, self._timeout(options)), heeding_refusals(self.engine):
            result, report = self._compared(given, Case(arguments, named, self._test.label), raises)
        self._judge(report)
        return result

    @spelled_out(ParityCheckOptions)
    def check(
        self, python: Callable[..., Any] | Pair | StatefulPair, /, *julia: str, **options: Unpack[ParityCheckOptions]
    ) -> PairReport:
        """Compare the two functions on generated arguments, as `pyjuliann.check` does, and fail if any differs.

        Parameters
        ----------
        python : function, Pair or StatefulPair
            As for a call, with the Julia counterpart after it.
        **options
            As for `pyjuliann.check` (``cases``, ``seed``, …) and for `pyjuliann.pair` (``using``, ``ulp``, …).
        """
        if unknown := [name for name in options if name not in ParityCheckOptions.__annotations__]:
            raise PairError(_no_option(unknown, ParityCheckOptions.__annotations__, "parity.check"))
        own: dict[str, Any] = {name: value for name, value in options.items() if name in CHECKING}
        of_pair = {name: value for name, value in options.items() if name not in own}
        given: Pair | StatefulPair
        rest: tuple[Any, ...]
        if isinstance(python, StatefulPair):
            given, rest = python.replace(**self._options(of_pair)), julia
        else:
            given, rest = self._pair(python, julia, of_pair)
        if rest:
            raise PairError(
                phrase("parity.check: arguments are generated, got {}; call parity(...) with them", repr(rest))
            )
        try:
            report = check(given, engine=self._session, **{"timeout": self._timeout({}), **own})
        except StoppedError as stopped:
            if stopped.report is not None:
                self._keep(stopped.report)
            raise
        self._judge(report)
        return report

    def _pair(
        self, python: Callable[..., Any] | Pair, arguments: tuple[Any, ...], options: Mapping[str, Any]
    ) -> tuple[Pair, tuple[Any, ...]]:
        options = self._options(options)
        if isinstance(python, Pair):
            return python.replace(**options), arguments
        if arguments and isinstance(arguments[0], str):
            return pair(python, arguments[0], **options), arguments[1:]
        marked = pair_of(python)
        if marked is None:
            raise PairError(
                phrase(
                    "parity: expected a function and its Julia counterpart, a pair, or a function marked by mirrors; "
                    "got {} and no str after it",
                    repr(python),
                )
            )
        return marked.replace(**options), arguments

    def _options(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return the options of a pair, those of the whole test among them."""
        return {name: x for name, x in {**self._test.options, **options}.items() if name != "timeout"}

    def _timeout(self, options: Mapping[str, Any]) -> float | None:
        """Return how long one call of either side may take in this test; None for as long as usual."""
        timeout: float | None = options.get("timeout", self._test.options.get("timeout"))
        return timeout

    def _compared(
        self, given: Pair, case: Case, raises: tuple[type[BaseException], ...]
    ) -> tuple[CaseResult, PairReport]:
        """Run one call on both sides."""
        self._session.prepare(given)
        (result,) = run_pair(self._session, given, [case])
        note = _wrong_error(result, raises)
        if note and result.verdict != "differ":
            result = replace(
                result, verdict="differ", differences=(Difference("error", str(result.python), str(result.julia)),)
            )
        stale = tuple(
            stale_note(expectation.aspect)
            for expectation in given.expect
            if expectation.holds(case.arguments, case.keywords)
            and not any(difference.aspect == expectation.aspect for difference in result.expected)
        )
        findings: tuple[Finding, ...] = ()
        if result.differences:
            findings = (
                Finding(
                    aspect=result.aspect,
                    count=1,
                    label=case.label,
                    case=result,
                    shrunk=False,
                    python_code=python_code(given, case),
                    julia_code=julia_code(given, case),
                    diagnosis=None if note else self._diagnosis(given, case),
                    probes=None if note or result.julia.died else self._probes(given, case),
                ),
            )
        report = PairReport.of(given, [result], stale, findings=findings, notes=(note,) if note else ())
        return result, report

    def _diagnosis(self, given: Pair, case: Case) -> Diagnosis | None:
        """Look for the cause; what the functions print when they are tried again for that is no output of the test."""
        try:
            with self._unheard():
                return diagnose(given, *case.arguments, engine=self._session, repair=0.0, **case.keywords)
        except StoppedError:
            return None

    def _probes(self, given: Pair, case: Case) -> ProbeReport | None:
        """Listen to both sides' probes; what cannot be called once more says nothing."""
        with self._unheard(), suppress(PyjuliannError):
            return listen(self._session, given, case)
        return None

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        """While this holds, also within itself, what is printed is no output of the test."""
        if self._deaf:
            yield
            return
        self._test.hear()
        self._deaf = True
        try:
            yield
        finally:
            self._deaf = False
            self._test.hear(wanted=False)

    def _judge(self, report: PairReport) -> None:
        content = self._keep(report)
        if not report:
            words = words_of(chosen_language())
            raise AssertionError(printable(pair_text(content, words)))

    def _keep(self, report: PairReport) -> Content:
        content = pair_content(report)
        self._test.keep({"pair": content, "engine": asdict(self.engine.info), "versions": versions()})
        return content


# ---------------------------------------------------------------- keywords


def _sorted_out(function: Callable[..., Any], keywords: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a call's keywords as options and as arguments of the function's."""
    taken, takes_any = _keywords_of(function)
    options = {name: value for name, value in keywords.items() if name in CALLING}
    named = {name: value for name, value in keywords.items() if name not in CALLING}
    name = getattr(function, "__name__", phrase("the function"))
    if both := [option for option in options if option in taken]:
        raise PairError(
            phrase(
                "parity: {}: an option of parity's, and an argument of {}; give the option in "
                "@pytest.mark.parity({}=...) or in a pair, and the argument by position or in a lambda",
                ", ".join(both),
                name,
                both[0],
            )
        )
    if unknown := [argument for argument in named if argument not in taken and not takes_any]:
        raise PairError(_no_option(unknown, CALLING, "parity", name))
    return options, named


def _keywords_of(function: Callable[..., Any]) -> tuple[set[str], bool]:
    """Return the arguments that a function takes by name, and whether it may take others."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return set(), True
    by_name = {p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    return by_name, any(p.kind is p.VAR_KEYWORD for p in parameters)


def _no_option(unknown: Iterable[str], known: Iterable[str], where: str, function: str = "") -> str:
    names, there = ", ".join(unknown), ", ".join(sorted(set(known)))
    if function:
        told = "{}: no option is called {}, and {} takes no such argument; there are {}"
        return phrase(told, where, names, function, there)
    return phrase("{}: no option is called {}; there are {}", where, names, there)


def _exceptions(raises: Raises | None) -> tuple[type[BaseException], ...]:
    classes = () if raises is None else raises if isinstance(raises, tuple) else (raises,)
    if raises == () or not all(isinstance(c, type) and issubclass(c, BaseException) for c in classes):
        raise PairError(phrase("parity: raises: expected an exception class, or a tuple of them, got {}", repr(raises)))
    return classes


def _wrong_error(result: CaseResult, raises: tuple[type[BaseException], ...]) -> str:
    """Return what is wrong about a call that raised although no error was expected, or did not as expected."""
    raised = result.python.exception
    if not raises:
        if not result.both_raised or any(difference.aspect == "error" for difference in result.expected):
            return ""
        return only_errors_note(raised)
    if raised is not None and issubclass(raised, raises):
        return ""
    return other_error_note(raises, result.python)
