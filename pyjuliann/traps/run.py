"""Entries run live on both sides, and all that they state checked: values, the difference, the idioms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from pyjuliann.bridge.values.exact import exact
from pyjuliann.bridge.values.literals import julia_literal, python_literal
from pyjuliann.bridge.values.typed import JuliaValue
from pyjuliann.language import first_line, joined, phrase, sentence
from pyjuliann.parity.comparing.comparison import Difference, Policy
from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import JuliaTarget, Pair
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.run import one_by_one, run
from pyjuliann.parity.running.session import Session
from pyjuliann.parity.running.verdict import judge_call
from pyjuliann.traps.model import Answer, Entry, Raises, Warns, after
from pyjuliann.traps.python_code import is_same, run_code

if TYPE_CHECKING:
    from pyjuliann.bridge.engines.engine import Engine


@dataclass(frozen=True, eq=False)
class CodeResult:
    """What came of a piece of code.

    Attributes
    ----------
    outcome : Outcome
    text : str
        The value in the language's notation, or the error's first line.
    type : str
        The value's type, or the error's.
    """

    outcome: Outcome
    text: str
    type: str

    def to_dict(self) -> dict[str, Any]:
        """Return the side as JSON-able content."""
        value = exact(self.outcome.value) if self.outcome.returned else None
        return {"value": value, "text": self.text, "type": self.type, "error": self.outcome.error,
                "warnings": list(self.outcome.warnings)}  # fmt: skip


@dataclass(frozen=True, eq=False)
class TrapFinding:
    """One entry, run.

    Attributes
    ----------
    entry : Entry
    julia, python : CodeResult
        What the code of each side gave.
    as_python, as_julia : CodeResult or None
        What the idioms gave; None where there is none.
    differences : tuple of Difference
        In what the two sides differ.
    problems : tuple of str
        What is not as stated, one sentence each; empty if the entry is true here.
    applies : bool
        False if the difference is not stated for these versions, of which nothing is checked then, or if the Python
        code needs another engine, when what Julia gives is checked alone.
    """

    entry: Entry
    julia: CodeResult
    python: CodeResult
    as_python: CodeResult | None
    as_julia: CodeResult | None
    differences: tuple[Difference, ...]
    problems: tuple[str, ...]
    applies: bool = True

    def __bool__(self) -> bool:
        """Whether the entry is true here."""
        return not self.problems


def run_entries(entries: Iterable[Entry], engine: Engine) -> Iterator[TrapFinding]:
    """Run entries on both sides and check all that they state.

    Parameters
    ----------
    entries : iterable of Entry
    engine : Engine
        A live Julia, or recorded answers.

    Yields
    ------
    TrapFinding
        One per entry, in their order.

    Raises
    ------
    RecordError
        If the recorded engine has no answer to an entry.
    """
    session = Session(engine)
    version = str(engine.info.julia_version)
    for entry in entries:
        yield from run(
            [entry],
            one_by_one(partial(_asked_python, session)),
            one_by_one(partial(_asked_julia, session)),
            lambda *given: map(partial(_judged, version), *given),
        )


@dataclass(frozen=True, eq=False)
class _InPython:
    """What Python made of an entry: of its code, and of the idiom that imitates Julia; None where that is not run."""

    code: CodeResult | None
    idiom: CodeResult | None = None


@dataclass(frozen=True, eq=False)
class _InJulia:
    """What Julia made of an entry, and whether its code gave, to the last bit, what it is stated to give."""

    code: CodeResult
    idiom: CodeResult | None
    as_stated: bool


def _asked_python(session: Session, entry: Entry) -> _InPython:
    if entry.engine not in ("", session.engine.info.engine):
        return _InPython(None)  # that package would start another Julia in this process
    code, idiom = (
        _python_result(entry, code, session.engine) if code else None for code in (entry.python, entry.as_julia)
    )
    return _InPython(code, idiom)


def _asked_julia(session: Session, entry: Entry) -> _InJulia:
    stated = entry.julia_answer(str(session.engine.info.julia_version))
    codes = [after(entry.julia_setup, code) for code in (entry.julia, entry.as_python) if code]
    expected = None if isinstance(stated, Raises) else after(entry.julia_setup, _value_of(stated))
    reports = session.observe(codes, expected, entry.using)
    code, *rest = map(_julia_result, reports)
    return _InJulia(code, rest[0] if rest else None, reports[0][5] is not False)


def _judged(version: str, entry: Entry, python: _InPython, julia: _InJulia) -> TrapFinding:
    versions = version, np.__version__
    applies = entry.applies(*versions)
    stated = entry.julia_answer(version)
    problems = list(_not_as_stated("Julia", julia.code, stated, julia.as_stated)) if applies else []
    if python.code is None:
        not_run = CodeResult(Outcome(), phrase("not run: it needs the {} engine", entry.engine), "")
        return TrapFinding(entry, julia.code, not_run, julia.idiom, None, (), tuple(problems), applies=False)
    differences = _differences(python.code, julia.code, Policy(signed_zero=True, warnings="strict"))
    if applies:
        aspect = entry.aspect(*versions)
        problems += _not_as_stated_in_python(entry, python.code)
        problems += _is_gone(entry, aspect, differences, versions)
        problems += _julia_idiom_problems(entry, aspect, python.code, julia.idiom)
        problems += _python_idiom_problems(entry, julia.code, python.idiom)
    return TrapFinding(entry, julia.code, python.code, julia.idiom, python.idiom, differences, tuple(problems), applies)


def _value_of(answer: Answer) -> str:
    return answer.value if isinstance(answer, Warns) else str(answer)


# ---------------------------------------------------------------- the two sides


def _julia_result(report: list[Any]) -> CodeResult:
    kind, value, type_name, text, warnings, _ = report
    warned = tuple(str(warning) for warning in warnings)
    if kind == "error":
        message = sentence(text.splitlines()[0]) if text else ""
        return CodeResult(Outcome(error=type_name, message=text, warnings=warned), message, type_name)
    if kind == "uncrossable":
        return CodeResult(Outcome(unsupported=f"{text}, a {type_name}", warnings=warned), sentence(text), type_name)
    answer = JuliaValue(value, type_name)
    # Julia 1.5 writes a column as a vector, and more dimensions as several matrices
    written = julia_literal(answer) if isinstance(value, np.ndarray) and value.ndim != 1 else text
    return CodeResult(Outcome(answer, warnings=warned), written, type_name)


def _python_result(entry: Entry, code: str, engine: Engine) -> CodeResult:
    outcome = run_code(after(entry.python_setup, code), engine)
    if outcome.error:
        return CodeResult(outcome, sentence(first_line(outcome.message)), outcome.error)
    return CodeResult(outcome, python_literal(outcome.value), outcome.type)


# ---------------------------------------------------------------- the checks


def _differences(python: CodeResult, julia: CodeResult, policy: Policy) -> tuple[Difference, ...]:
    pair = Pair(len, JuliaTarget("name", "length"), policy=policy)  # only its policy has a part in the verdict
    return judge_call(pair, Case(), python.outcome, julia.outcome).differences


def _not_as_stated(language: str, side: CodeResult, stated: Answer, same: bool) -> Iterator[str]:
    outcome = side.outcome
    if isinstance(stated, Raises):
        if outcome.error != stated.error:
            yield phrase("{} is stated to raise {}, and {}", phrase(language), stated.error, _did(side))
        return
    if outcome.error or not same:
        yield phrase("{} is stated to give {}, and {}", phrase(language), _value_of(stated), _did(side))
    warning = stated.warning if isinstance(stated, Warns) else ""
    if bool(warning) != bool(outcome.warnings) or not all(text.startswith(warning) for text in outcome.warnings):
        came = phrase("warns: {}" if outcome.warnings else "does not warn", "; ".join(outcome.warnings))
        told = "{} is stated to warn with {}, and {}" if warning else "{0} is stated to give no warning, and {2}"
        yield phrase(told, phrase(language), warning, came)


def _not_as_stated_in_python(entry: Entry, python: CodeResult) -> Iterator[str]:
    stated = entry.python_answer(np.__version__)
    same = True
    if not isinstance(stated, Raises):
        wanted = run_code(after(entry.python_setup, _value_of(stated)))
        if wanted.error:
            told = "what Python is stated to give, {}, raises {}: {}"
            yield phrase(told, _value_of(stated), wanted.error, wanted.message)
            return
        same = python.outcome.returned and is_same(python.outcome.value, wanted.value)
    yield from _not_as_stated("Python", python, stated, same)


def _is_gone(
    entry: Entry, aspect: str, differences: tuple[Difference, ...], versions: tuple[str, str]
) -> Iterator[str]:
    if aspect not in {difference.aspect for difference in differences}:
        aspects = joined(", ", (phrase(difference.aspect) for difference in differences))
        found = phrase("they differ in {}" if differences else "they agree", aspects)
        told = "the difference in {} is gone with Julia {} and NumPy {} (stated: {}): {}"
        yield phrase(told, phrase(aspect), *versions, entry.versions, found)


def _did(side: CodeResult) -> str:
    if side.outcome.error:
        return phrase("raises {}: {}", side.type, side.text)
    return phrase("gives {} ({})", side.text, side.type)


def _julia_idiom_problems(entry: Entry, aspect: str, python: CodeResult, idiom: CodeResult | None) -> Iterator[str]:
    if idiom is not None:
        # Julia's code need not warn as NumPy does, unless that is all in which the two differ
        policy = Policy(ulp=entry.ulp, signed_zero=True, warnings="strict" if aspect == "warnings" else "ignore")
        for difference in _differences(python, idiom, policy):
            yield phrase("the Julia idiom {} does not do what Python did: {}", entry.as_python, difference)


def _python_idiom_problems(entry: Entry, julia: CodeResult, idiom: CodeResult | None) -> Iterator[str]:
    if idiom is not None:
        for difference in _differences(idiom, julia, Policy(ulp=entry.ulp, signed_zero=True, warnings="strict")):
            yield phrase("the Python idiom {} does not do what Julia did: {}", entry.as_julia, difference)
