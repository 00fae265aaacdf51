"""What the pytest plugin's fixture ``parity`` does: compare in a test, and fail with an explanation."""

from __future__ import annotations

import collections
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from pyjuliann.bridge.engine import Engine
from pyjuliann.bridge.recorded import RecordedEngine
from pyjuliann.bridge.records import RecordError
from pyjuliann.parity.calls import Case, CaseResult
from pyjuliann.parity.check import check, evaluate, versions
from pyjuliann.parity.diagnose import diagnose
from pyjuliann.parity.exceptions import PairError
from pyjuliann.parity.pair import Pair, pair, pair_of
from pyjuliann.parity.reports import Finding, PairReport
from pyjuliann.parity.session import Session
from pyjuliann.parity.snippets import julia_code, python_code
from pyjuliann.printable import printable
from pyjuliann.report.content import Content, pair_content
from pyjuliann.report.wording import pair_text


class Parity:
    """Compares a Python and a Julia function; what it finds is kept for the report of the test run.

    Parameters
    ----------
    engine : Engine
        Where Julia runs.
    label : str
        Name of the test.
    options : mapping
        Options as `pyjuliann.pair` takes them, for all comparisons in the test.
    keep : callable
        Called with the content of every comparison.
    """

    def __init__(
        self, engine: Engine, label: str, options: Mapping[str, Any], keep: Callable[[Content], object]
    ) -> None:
        self.engine = engine
        self._session = Session(engine)
        self._label = label
        self._options = dict(options)
        self._keep = keep

    def __call__(self, python: Callable[..., Any] | Pair, /, *arguments: Any, **keywords: Any) -> CaseResult:
        """Call both functions on the same arguments, and fail if they do not agree.

        Parameters
        ----------
        python : function or Pair
            The Python function; its Julia counterpart is the next argument, a str as `pyjuliann.pair` takes
            it. A `Pair`, or a function that `pyjuliann.mirrors` marked, has it already.
        *arguments, **keywords
            What both are called with.

        Returns
        -------
        CaseResult
            What both sides did, and the verdict.

        Raises
        ------
        AssertionError
            If they differ: where, by how much, the likely cause, and code to see it again.
        PairError
            If they cannot be compared.
        """
        __tracebackhide__ = True
        given, arguments = self._pair(python, arguments)
        result, report = _compared(self._session, given, Case(arguments, keywords, self._label))
        self._judge(report)
        return result

    def check(self, python: Callable[..., Any] | Pair, /, *julia: str, **options: Any) -> PairReport:
        """Compare the two functions on generated arguments, as `pyjuliann.check` does, and fail if any differs.

        Parameters
        ----------
        python : function or Pair
            As for a call, with the Julia counterpart after it.
        **options
            As for `pyjuliann.check`: ``cases``, ``seed``, ``strategies``, ….
        """
        __tracebackhide__ = True
        given, rest = self._pair(python, julia)
        if rest:
            raise PairError(f"parity.check: arguments are generated, got {rest!r}; call parity(...) with them")
        report = check(given, engine=self._session, **options)
        self._judge(report)
        return report

    def _pair(self, python: Callable[..., Any] | Pair, arguments: tuple[Any, ...]) -> tuple[Pair, tuple[Any, ...]]:
        if isinstance(python, Pair):
            return python.replace(**self._options), arguments
        if arguments and isinstance(arguments[0], str):
            return pair(python, arguments[0], **self._options), arguments[1:]
        marked = pair_of(python)
        if marked is None:
            raise PairError(
                "parity: expected a function and its Julia counterpart, a pair, or a function marked by mirrors; "
                f"got {python!r} and no str after it"
            )
        return marked.replace(**self._options), arguments

    def _judge(self, report: PairReport) -> None:
        __tracebackhide__ = True
        if isinstance(self.engine, RecordedEngine) and self.engine.refusal:
            raise RecordError(self.engine.refusal)
        content = pair_content(report)
        self._keep({"pair": content, "engine": asdict(self.engine.info), "versions": versions()})
        if not report:
            raise AssertionError(printable(pair_text(content)))


def _compared(session: Session, given: Pair, case: Case) -> tuple[CaseResult, PairReport]:
    """Run one call on both sides."""
    session.prepare(given)
    (result,) = evaluate(session, given, [case])
    stale = tuple(
        f"the expected difference in {expectation.aspect} did not occur"
        for expectation in given.expect
        if (expectation.when is None or expectation.when(*case.arguments, **case.keywords))
        and not any(difference.aspect == expectation.aspect for difference in result.expected)
    )
    ulp = result.comparison.max_ulp if result.comparison is not None else None
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
                diagnosis=diagnose(given, *case.arguments, engine=session, **case.keywords),
            ),
        )
    report = PairReport(
        name=given.name,
        python=given.python_name,
        julia=str(given.julia),
        verdict="differ" if stale else result.verdict,
        cases=1,
        identical=int(result.verdict == "identical"),
        agree=int(result.verdict == "agree"),
        differ=int(result.verdict == "differ"),
        both_raised=int(result.both_raised),
        ulp_counts=collections.Counter([] if ulp is None else [ulp]),
        worst_agreeing=result if ulp and result.verdict == "agree" else None,
        findings=findings,
        stale=stale,
        policy=given.policy.to_dict() if given.policy else None,
    )
    return result, report
